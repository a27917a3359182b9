"""Things with known shape, and pictures of them from known places."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..camera import look_at
from ..capture.settings import CaptureSettings
from ..datatypes import Camera, Intrinsics, Material, Mesh, ViewSet
from ..images import over
from ..jobs import Steps
from ..meshes import join
from ..render.raycast import render_views
from ..rigs import Rig
from ..samples import SAMPLES, box

SKY = (0.59, 0.59, 0.59)
Corner = tuple[float, float, float]


def lens(focal: float, width: int, height: int) -> Intrinsics:
    """A lens of so many pixels, centred."""
    return Intrinsics(focal, focal, width / 2 - 0.5, height / 2 - 0.5, width, height)


def turn_deg(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Degrees between two poses (4, 4)."""
    between = one[:3, :3].T @ other[:3, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(between) - 1) / 2, -1, 1))))


def sample_views(name: str, rig: Rig, channels: tuple[str, ...] = ()) -> Steps[ViewSet]:
    """A sample asset, drawn by the ray caster."""
    return render_views(SAMPLES[name](), CaptureSettings(rig, channels=channels))


# --- boxes of which no two places look alike --------------------------------------------------


def blots(rng: np.random.Generator, side: int) -> NDArray[np.float32]:
    """Blots of all sizes and colours, (side, side, 3)."""
    value = np.zeros((side, side, 3), np.float32)
    for cells in (4, 16, 32, 64, 128, 256):
        value += rng.random((cells, cells, 3)).repeat(side // cells, 0).repeat(side // cells, 1)
    low, high = np.percentile(value, [2, 98])
    return ((value - low) / (high - low)).clip(0.03, 0.97).astype(np.float32)


def blotched(low: Corner, high: Corner, texture: NDArray[np.float32]) -> Mesh:
    """A box with a sixth of the texture on each side."""
    mesh = box(low, high)
    corners = mesh.vertices[mesh.faces]
    flat = np.ptp(corners, axis=1).argmin(axis=1)
    local = (corners - np.array(low)) / (np.array(high) - np.array(low))
    uv = np.stack([np.delete(face, axis, axis=1) for face, axis in zip(local, flat, strict=True)])
    is_far = local[np.arange(len(flat)), 0, flat] > 0.5
    uv = (uv + np.column_stack([flat, is_far])[:, None]) / (3, 2)
    look = Material(texture.mean(axis=(0, 1)), texture)
    return replace(mesh, uv=uv.astype(np.float32), materials=(look,), material_ids=None)


def boxes(seed: int = 0) -> Mesh:
    """Three boxes on a ground of 3 m."""
    rng = np.random.default_rng(seed)
    return join(
        [
            blotched((-1.5, -1.5, -0.1), (1.5, 1.5, 0.0), blots(rng, 1024)),
            blotched((-0.5, -0.35, 0.0), (0.1, 0.35, 0.55), blots(rng, 512)),
            blotched((0.15, -0.5, 0.0), (0.6, 0.0, 0.3), blots(rng, 512)),
            blotched((0.2, 0.1, 0.0), (0.5, 0.5, 0.8), blots(rng, 512)),
        ]
    )


def around(count: int, through: Intrinsics, *, span_deg: float) -> list[Camera]:
    """Cameras on an arc about the boxes, no two equally high or far."""
    rng = np.random.default_rng(0)
    made = []
    for number, angle in enumerate(np.radians(np.linspace(0, span_deg, count))):
        away, up = rng.uniform(2.0, 2.5), rng.uniform(0.9, 1.5)
        eye = np.array([away * np.cos(angle), away * np.sin(angle), up])
        target = rng.uniform(-0.1, 0.1, 3) + (0, 0, 0.2)
        made.append(Camera(through, look_at(eye, target), f"{number}"))
    return made


def taken(mesh: Mesh, cameras: Sequence[Camera], channels: tuple[str, ...] = ()) -> Steps[ViewSet]:
    """What cameras see of a mesh before a grey sky."""
    settings = CaptureSettings(cameras=tuple(cameras), channels=channels, background=SKY)
    return render_views(mesh, settings)


def opaque(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture (H, W, 4) laid over the sky, as a photo is."""
    rgb = np.round(over(rgba, SKY) * 255).astype(np.uint8)
    return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])
