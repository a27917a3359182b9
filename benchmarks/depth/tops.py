"""Things to learn depth from: table tops full of them, still lifes with cloth, one by itself."""

import numpy as np
from numpy.typing import NDArray
from placing import asset, camera, cloth, curtain, matrix, moved, scaled, solid

from engine.datatypes import Camera, Mesh
from engine.meshes import join, random_rotation, transformed
from engine.parametric.catalog import MAKERS
from engine.rigs import Rig, cameras_around
from engine.samples import box


def top(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    """Things close by on a plane, before a wall, or on cloth that hangs behind them."""
    reach = rng.uniform(0.6, 2.5)
    parts = [box((-9, -9, -0.05), (9, 9, 0))]
    if is_draped := rng.random() < 0.4:
        parts += [cloth(rng, reach) for _ in range(rng.integers(1, 3))]
    elif rng.random() < 0.8:
        back = rng.uniform(0.3, 1.0) * reach
        wall = box((-9, 0, -1), (9, 0.05, 9))
        parts.append(moved(wall, (0, back, 0), rng.normal(0, 25)))
    for _ in range(rng.integers(0, 8) if is_draped else rng.integers(3, 26)):
        parts.append(_laid(rng, models, reach))
    cameras = []
    while len(cameras) < views:
        angle, rise = rng.normal(0, 30), rng.uniform(3, 60)
        out = reach * rng.uniform(0.9, 2.2)
        target = np.array([*rng.normal(0, 0.15 * reach, 2), 0.15 * reach])
        cameras.append(camera(rng, out * _way(angle, rise), target, size, rng.uniform(25, 60)))
    return parts, cameras


def still(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    """A still life: things and cloth before a wall or a curtain, seen from the front."""
    reach = rng.uniform(0.6, 2.5)
    parts = [box((-9, -9, -0.05), (9, 9, 0))]
    back, turn = rng.uniform(0.3, 1.2) * reach, rng.normal(0, 12)
    if rng.random() < 0.5:
        parts.append(moved(box((-9, 0, -1), (9, 0.05, 9)), (0, back, 0), turn))
    if len(parts) == 1 or rng.random() < 0.4:
        parts.append(moved(curtain(rng, reach), (0, 0.95 * back, 0), turn))
    is_draped = rng.random() < 0.5
    if is_draped:
        parts += [cloth(rng, reach * rng.uniform(0.5, 1)) for _ in range(rng.integers(1, 4))]
    for _ in range(rng.integers(0, 8) if is_draped else rng.integers(3, 26)):
        parts.append(_laid(rng, models, reach))
    cameras = []
    while len(cameras) < views:
        out, target = reach * rng.uniform(0.9, 1.8), rng.normal(0, 0.12 * reach, 3)
        target[2] += 0.25 * reach
        eye = out * _way(rng.normal(0, 18), rng.uniform(2, 35)) + (0, 0, 0.1 * reach)
        cameras.append(camera(rng, eye, target, size, rng.uniform(25, 50)))
    return parts, cameras


def _laid(rng, models, reach: float) -> Mesh:
    """A solid or an asset somewhere on the ground, or a little above it."""
    thing = solid(rng) if rng.random() < 0.6 else asset(rng, str(rng.choice(list(MAKERS))), models)
    thing = scaled(thing, reach * rng.uniform(0.1, 0.6))
    if rng.random() < 0.3:
        thing = transformed(thing, matrix(random_rotation(rng)))
    x, y = rng.normal(0, 0.4 * reach, 2)
    high = rng.choice([0, 0, rng.uniform(0, 0.3 * reach)])
    return moved(thing, (x, y, high), rng.uniform(0, 360))


def _way(turn_deg: float, rise_deg: float) -> NDArray[np.float64]:
    """From the middle towards a camera in front of it, length 1."""
    turn, rise = np.radians([turn_deg - 90, rise_deg])
    return np.array([np.cos(turn) * np.cos(rise), np.sin(turn) * np.cos(rise), np.sin(rise)])


def thing(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    """One asset, in the air or on the ground, seen from all round."""
    thing = scaled(asset(rng, str(rng.choice(list(MAKERS))), models), 1.0)
    middle = (thing.vertices.min(0) + thing.vertices.max(0)) / 2
    radius = np.linalg.norm(np.ptp(thing.vertices, axis=0)) / 2
    parts = [thing]
    if rng.random() < 0.35:
        parts.append(box((-20, -20, -0.05), (20, 20, 0)))
    cameras = []
    for _ in range(views):
        fov, rise = rng.uniform(20, 60), rng.uniform(-15, 60)
        if len(parts) > 1:
            rise = abs(rise) + 4
        angle = np.radians([rng.uniform(0, 360), rise])
        out = radius / np.sin(np.radians(fov / 2)) * rng.uniform(0.75, 1.3)
        way = np.array(
            [
                np.cos(angle[0]) * np.cos(angle[1]),
                np.sin(angle[0]) * np.cos(angle[1]),
                np.sin(angle[1]),
            ]
        )
        target = middle + rng.normal(0, 0.08 * radius, 3)
        cameras.append(camera(rng, middle + out * way, target, size, fov))
    return parts, cameras


def shown(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    """One asset, whole, as the rigs of a capture show it."""
    if rng.random() < 0.25:
        thing = _composed(rng)
    else:
        thing = asset(rng, str(rng.choice(list(MAKERS))), models)
    thing = scaled(thing, 1.0)
    fov, cameras = rng.uniform(25, 55), []
    for _ in range(views):
        rise, turn, margin = rng.uniform(-10, 60), rng.uniform(0, 360), rng.uniform(0, 0.1)
        rig = Rig(1, rise, fov_deg=fov, size=size, margin=margin, azimuth_deg=turn)
        cameras += cameras_around(thing.vertices, rig)
    return [thing], cameras


def _composed(rng) -> Mesh:
    """Solids of all proportions beside and on one another: no author's shapes, and all of them."""
    parts = []
    for _ in range(rng.integers(2, 8)):
        stretch = np.diag([*np.exp(rng.normal(0, 0.6, 3)), 1.0])
        stretch[:3, 3] = rng.normal(0, 0.5, 3)
        if rng.random() < 0.2:
            stretch = stretch @ matrix(random_rotation(rng))
        parts.append(transformed(solid(rng), stretch))
    return join(parts)
