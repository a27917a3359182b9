"""Things to photograph for tests: textured boxes on a textured ground, from known cameras."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.camera import look_at
from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Intrinsics, Material, Mesh
from engine.images import write_image
from engine.jobs import drain
from engine.meshes import join
from engine.render.raycast import render_views
from engine.samples import box

SIZE = (320, 240)
FOCAL = 330.0  # pixels


def noise(rng: np.random.Generator, side: int = 512) -> NDArray[np.float32]:
    """Blots of all sizes and colours, (side, side, 3): every place is like no other."""
    value = np.zeros((side, side, 3), np.float32)
    for cells in (4, 16, 32, 64, 128, 256):
        value += rng.random((cells, cells, 3)).repeat(side // cells, 0).repeat(side // cells, 1)
    low, high = np.percentile(value, [2, 98])
    return ((value - low) / (high - low)).clip(0.03, 0.97).astype(np.float32)


def textured_box(low, high, texture: NDArray[np.float32]) -> Mesh:
    """A box with a sixth of the texture on each side: no two look alike."""
    mesh = box(low, high)
    corners = mesh.vertices[mesh.faces]
    flat = np.ptp(corners, axis=1).argmin(axis=1)
    local = (corners - np.array(low)) / (np.array(high) - np.array(low))
    uv = np.stack([np.delete(face, axis, axis=1) for face, axis in zip(local, flat, strict=True)])
    is_far = local[np.arange(len(flat)), 0, flat] > 0.5
    uv = (uv + np.column_stack([flat, is_far])[:, None]) / (3, 2)
    look = Material(texture.mean(axis=(0, 1)), texture)
    return replace(mesh, uv=uv.astype(np.float32), materials=(look,), material_ids=None)


def scene(seed: int = 0) -> Mesh:
    """Three boxes on a ground of 3 m, all textured."""
    rng = np.random.default_rng(seed)
    parts = [
        textured_box((-1.5, -1.5, -0.1), (1.5, 1.5, 0.0), noise(rng, 1024)),
        textured_box((-0.5, -0.35, 0.0), (0.1, 0.35, 0.55), noise(rng)),
        textured_box((0.15, -0.5, 0.0), (0.6, 0.0, 0.3), noise(rng)),
        textured_box((0.2, 0.1, 0.0), (0.5, 0.5, 0.8), noise(rng)),
    ]
    return join(parts)


def cameras(count: int = 7, *, span_deg: float = 75, seed: int = 0) -> list[Camera]:
    """Cameras on an arc about the boxes, no two equally high or far."""
    rng = np.random.default_rng(seed)
    width, height = SIZE
    lens = Intrinsics(FOCAL, FOCAL, width / 2 - 0.5, height / 2 - 0.5, width, height)
    made = []
    for index, angle in enumerate(np.radians(np.linspace(0, span_deg, count))):
        away, up = rng.uniform(2.0, 2.5), rng.uniform(0.9, 1.5)
        eye = np.array([away * np.cos(angle), away * np.sin(angle), up])
        made.append(Camera(lens, look_at(eye, rng.uniform(-0.1, 0.1, 3) + (0, 0, 0.2)), f"{index}"))
    return made


def photos(mesh: Mesh, eyes: list[Camera]) -> list[NDArray[np.uint8]]:
    """Opaque pictures (H, W, 4) before a grey sky."""
    views = drain(render_views(mesh, CaptureSettings(cameras=tuple(eyes), engine="raycast"))).views
    made = []
    for view in views:
        picture = np.full_like(view.rgba, 255)
        alpha = view.rgba[..., 3:].astype(np.float32) / 255
        picture[..., :3] = np.round(view.rgba[..., :3] * alpha + 150 * (1 - alpha))
        made.append(picture)
    return made


def written(folder: Path, pictures: Sequence[NDArray[np.uint8]]) -> Path:
    """The folder with the pictures in it as PNGs, a.png the first."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(pictures):
        write_image(folder / f"{chr(97 + number)}.png", picture)
    return folder
