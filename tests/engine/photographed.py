"""Things to photograph for tests: the self-test's boxes from known cameras."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.camera import look_at
from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.images import write_image
from engine.jobs import drain
from engine.render.raycast import render_views

SIZE = (320, 240)
FOCAL = 330.0  # pixels


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
