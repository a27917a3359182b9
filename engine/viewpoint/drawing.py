"""A mesh and cameras of the world in, pictures of the studio look out, with outlines and captions.

Convention: pictures rgba uint8 (H, W, 4), or rgb float32 (H, W, 3) over white; masks (H, W).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..camera import fitted
from ..datatypes import Camera, Mesh, View
from ..images import over
from ..render.channels import Subject
from ..render.raycast import Painter
from .orbit import orbit_of

LONGEST = 2048  # pixels of the longer side; cameras with more are drawn with so many
_BAND = 1 << 18  # pixels drawn at a time: the rays of a large photo would not fit into memory
TARGET_COLOR = (0.0, 0.45, 1.0)
FOUND_COLOR = (1.0, 0.35, 0.0)


class Drawing:
    """Draws a mesh as render/raycast does, from cameras of the world, of any size."""

    def __init__(self, mesh: Mesh) -> None:
        """Only sound faces are drawn.

        Raises:
            InputError: no face is left, or all points coincide.
            MissingDependency: embreex is not installed.
        """
        subject = Subject(mesh)
        self.frame = subject.frame
        self._painter = Painter(subject.caster)

    def picture(self, camera: Camera) -> NDArray[np.uint8]:
        """What `camera` sees, rgba (H, W, 4), at most LONGEST pixels wide and high."""
        camera = self.frame.unit_camera(fitted(camera, LONGEST))
        lens = camera.intrinsics
        rows = max(1, _BAND // lens.width)
        bands = []
        for top in range(0, lens.height, rows):
            height = min(rows, lens.height - top)
            band = replace(lens, cy=lens.cy - top, height=height)
            bands.append(self._painter.draw(replace(camera, intrinsics=band)))
        return np.concatenate(bands)

    def caption(self, camera: Camera) -> str:
        """Distance, elevation and azimuth about the mesh's middle, as upstream writes them."""
        orbit = orbit_of(camera, self.frame.center)
        return f"D {orbit.distance:.2f} E {orbit.elevation_deg:.1f} A {orbit.azimuth_deg:.1f}"


def named(picture: NDArray, camera: Camera, name: str) -> View:
    """A picture with a name to stand under it; `camera` says its size."""
    if picture.dtype != np.uint8:
        rgba = np.ones((*picture.shape[:2], 4), np.float32)
        rgba[..., :3] = np.clip(picture, 0, 1)
        picture = np.round(rgba * 255).astype(np.uint8)
    return View(picture, replace(camera, name=name))


def outlined(
    picture: NDArray[np.float32],
    *,
    inside: NDArray[np.floating] | None = None,
    outside: NDArray[np.floating] | None = None,
) -> NDArray[np.float32]:
    """rgb with one mask's edge drawn on its inside, and another's on its outside.

    So that both are seen where they are the same.
    """
    drawn = picture.copy()
    width = max(1, round(max(picture.shape[:2]) / 256))
    if outside is not None:
        mask = outside >= 0.5
        drawn[_grown(mask, width) & ~mask] = TARGET_COLOR
    if inside is not None:
        mask = inside >= 0.5
        drawn[mask & _grown(~mask, width)] = FOUND_COLOR
    return drawn


def _grown(mask: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """The mask and all that is so many pixels across or along beside it; not the picture's edge."""
    for _ in range(steps):
        more = mask.copy()
        more[1:] |= mask[:-1]
        more[:-1] |= mask[1:]
        more[:, 1:] |= mask[:, :-1]
        more[:, :-1] |= mask[:, 1:]
        mask = more
    return mask


def on_white(rgba: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The picture over white, rgb (H, W, 3)."""
    return over(rgba)


def overlap(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """Soft intersection over union of two masks (H, W) in [0, 1]; 1 where both are empty."""
    union = float(np.maximum(one, other).sum())
    return float(np.minimum(one, other).sum()) / union if union > 0 else 1.0
