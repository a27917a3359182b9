"""Shape pictures: what a surface's slope and depth look like, without colour or light.

Three channels, uint8: the normal to the right and downwards (128: neither), and nearness (0:
nothing there). Many authors' files have no colour left, and colours say little across authors; a
shape picture is the same whoever made the file.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Camera
from ..render.caster import Caster, seen_normals

SAMPLES = 2  # rays a side of a pixel
# What is drawn where nothing is met, as floats. In the middle of the normals' range, so that a
# pixel that is covered in part mirrors as one that is covered does.
NOTHING = (128 / 255, 128 / 255, 0.0)


def draw(caster: Caster, camera: Camera, size: int) -> NDArray[np.uint8]:
    """The shape picture (size, size, 3) that a camera sees of a mesh in its unit frame."""
    lens = camera.intrinsics
    hits = caster.cast(camera)
    normals = seen_normals(caster, hits, camera)
    rays = np.tile(np.array(NOTHING, np.float32), (lens.height * lens.width, 1))
    rays[hits.pixels] = _encoded(normals, hits.depths, camera)
    return _averaged(rays.reshape(lens.height, lens.width, 3), size)


def draw_all(caster: Caster, cameras: Sequence[Camera], size: int) -> NDArray[np.uint8]:
    """The shape pictures (N, size, size, 3) of several cameras, each of SAMPLES x size pixels."""
    return np.stack([draw(caster, camera, size) for camera in cameras])


def as_floats(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Pictures as networks read them, in [0, 1]."""
    return pictures.astype(np.float32) / 255


def _encoded(
    normals: NDArray[np.float32], depths: NDArray[np.float32], camera: Camera
) -> NDArray[np.float32]:
    """Channels (R, 3) in [0, 1] of hits on a mesh in its unit frame."""
    seen = normals @ camera.world_from_camera[:3, :3].astype(np.float32)
    middle = float(np.linalg.norm(camera.world_from_camera[:3, 3]))
    nearness = np.clip(0.5 + middle - depths, 0.02, 1)  # the unit frame's middle is at 0.5
    return np.column_stack([NOTHING[:2] + seen[:, :2] * (127 / 255), nearness])


def _averaged(rays: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
    """Rays (H, W, 3) as a picture (size, size, 3) of their means; H and W multiples of size."""
    height, width = rays.shape[0] // size, rays.shape[1] // size
    if rays.shape[:2] != (height * size, width * size):
        raise ValueError(f"{rays.shape[:2]} is no multiple of {size}")
    means = rays.reshape(size, height, size, width, 3).mean(axis=(1, 3))
    return np.round(means * 255).astype(np.uint8)
