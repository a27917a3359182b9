"""Things to learn depth from: a table top full of them, cloth, or one by itself."""

import numpy as np
from placing import asset, camera, cloth, matrix, moved, scaled, solid

from engine.datatypes import Camera, Mesh
from engine.meshes import random_rotation, transformed
from engine.parametric.catalog import MAKERS
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
        thing = (
            solid(rng) if rng.random() < 0.6 else asset(rng, str(rng.choice(list(MAKERS))), models)
        )
        thing = scaled(thing, reach * rng.uniform(0.1, 0.6))
        if rng.random() < 0.3:
            thing = transformed(thing, matrix(random_rotation(rng)))
        x, y = rng.normal(0, 0.4 * reach, 2)
        parts.append(
            moved(
                thing, (x, y, rng.choice([0, 0, rng.uniform(0, 0.3 * reach)])), rng.uniform(0, 360)
            )
        )
    cameras = []
    while len(cameras) < views:
        angle, rise = rng.normal(0, 30), rng.uniform(3, 60)
        way = np.radians([angle - 90, rise])
        out = reach * rng.uniform(0.9, 2.2)
        eye = out * np.array(
            [np.cos(way[0]) * np.cos(way[1]), np.sin(way[0]) * np.cos(way[1]), np.sin(way[1])]
        )
        target = np.array([*rng.normal(0, 0.15 * reach, 2), 0.15 * reach])
        cameras.append(camera(rng, eye, target, size, rng.uniform(25, 60)))
    return parts, cameras


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
