"""Scenes with a noise on every surface, and photos of them with exact depth, for stereo tests."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.camera import look_at
from engine.datatypes import Camera, Intrinsics, Mesh, View
from engine.meshes import join
from engine.render.caster import Caster
from engine.samples import box

_FINE = 3  # rays a pixel in both directions


def noise(points: NDArray[np.float64], cell: float, seed: int = 0) -> NDArray[np.float64]:
    """Values (P,) in [0, 1] that change within `cell` metres, of points (P, 3)."""
    grid = np.random.default_rng(seed).random((32, 32, 32))
    place = points / cell
    first = np.floor(place).astype(int)
    share = place - first
    value = np.zeros(len(points))
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod(np.where(corner, share, 1 - share), axis=1)
        value += weight * grid[tuple(((first + corner) % 32).T)]
    return value


def table() -> Mesh:
    """Boxes of several heights on a large plate."""
    return join(
        [
            box((-3, -3, -0.1), (3, 3, 0)),
            box((-0.8, -0.5, 0), (-0.1, 0.2, 0.6)),
            box((0.15, 0.1, 0), (0.8, 0.7, 0.9)),
            box((0.2, -0.8, 0), (0.6, -0.4, 0.3)),
        ]
    )


def wall() -> Mesh:
    """A plate that stands before another, larger one."""
    return join([box((-3, 0.8, -2), (3, 1, 3)), box((-0.6, -0.1, -0.5), (0.6, 0, 0.9))])


def photo(
    caster: Caster,
    camera: Camera,
    *,
    plain: Callable[[NDArray], NDArray] | None = None,
    grain: float = 0,
) -> View:
    """What a camera sees of surfaces with a noise in them, and its depth.

    Args:
        plain: which of points (P, 3) are grey.
        grain: of the sensor, in levels of 255.
    """
    lens = camera.intrinsics
    hits = caster.cast(camera, samples=_FINE)
    points = hits.between(caster.mesh.vertices[caster.mesh.faces])
    color = np.full((len(points), 3), 0.5)
    has_pattern = np.ones(len(points), bool) if plain is None else ~plain(points)
    for channel in range(3):
        coarse, fine = (noise(points[has_pattern], *of) for of in ((0.12, channel), (0.03, 3)))
        color[has_pattern, channel] = 0.15 + 0.4 * coarse + 0.3 * fine
    whole = np.ones((lens.height * _FINE * lens.width * _FINE, 3))
    whole[hits.pixels] = color
    whole = whole.reshape(lens.height, _FINE, lens.width, _FINE, 3).mean(axis=(1, 3))
    exact, depth = caster.cast(camera), np.zeros(lens.height * lens.width, np.float32)
    depth[exact.pixels] = exact.depths
    seen = 255 * whole + np.random.default_rng(
        abs(hash(camera.world_from_camera.tobytes()))
    ).normal(0, grain, whole.shape)
    rgba = np.dstack([np.rint(seen).clip(0, 255), np.full(whole.shape[:2], 255)]).astype(np.uint8)
    return View(rgba, camera, depth=depth.reshape(lens.height, lens.width))


def around(
    count: int, *, step_deg: float = 7.0, size: tuple[int, int] = (240, 180)
) -> list[Camera]:
    """Cameras on an arc that look at the middle."""
    width, height = size
    lens = Intrinsics(width, width, width / 2 - 0.5, height / 2 - 0.5, width, height)
    made = []
    for index in range(count):
        angle = np.radians(-90 + step_deg * (index - (count - 1) / 2))
        eye = np.array([2.6 * np.cos(angle), 2.6 * np.sin(angle), 1.7 + 0.1 * (index % 2)])
        made.append(Camera(lens, look_at(eye, np.array([0, 0, 0.25])), f"photo {index}"))
    return made
