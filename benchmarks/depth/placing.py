"""What every scene is put together of: assets, solids, cloth, and cameras that look at them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.camera import look_at
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.meshes import shaded_smooth, transformed
from engine.parametric.catalog import MAKERS
from engine.samples import box, lathe


def asset(rng, label: str, models: Sequence[Mesh]) -> Mesh:
    if models and rng.random() < 0.4:
        return models[rng.integers(len(models))]
    return MAKERS[label](rng)


def solid(rng) -> Mesh:
    """A box, a cone, a ball, a cylinder or a pot."""
    steps = np.linspace(0, np.pi, 13)
    shapes = (
        lambda: box((0, 0, 0), tuple(rng.uniform(0.3, 1, 3))),
        lambda: lathe([(0.0, 0.0), (rng.uniform(0.2, 0.7), 0.0), (0.0, 1.0)]),
        lambda: lathe([(np.sin(a), 1 - np.cos(a)) for a in steps]),
        lambda: lathe([(0.0, 0.0), (r := rng.uniform(0.1, 0.7), 0.0), (r, 1.0), (0.0, 1.0)]),
        lambda: lathe(
            [(0.0, 0.0), *((rng.uniform(0.1, 0.6), z) for z in np.linspace(0, 1, 6)), (0, 1)]
        ),
    )
    return shapes[rng.integers(len(shapes))]()


def cloth(rng, reach: float) -> Mesh:
    """A sheet with folds and bumps that lies on the ground and rises or hangs behind, metres."""
    count = 40
    grid = np.linspace(-1, 1, count)
    across, along = np.meshgrid(grid, grid)
    height = rng.uniform(0, 1.5) * (along - rng.uniform(-0.3, 0.7)).clip(0) ** rng.uniform(1, 1.5)
    for _ in range(rng.integers(2, 9)):  # what lies under it
        at, wide = rng.uniform(-1, 1, 2), rng.uniform(0.08, 0.5, 2)
        away = ((across - at[0]) / wide[0]) ** 2 + ((along - at[1]) / wide[1]) ** 2
        height = np.maximum(height, rng.uniform(0.05, 0.5) * np.exp(-away) + 0.5 * height)
    for _ in range(rng.integers(2, 7)):  # folds
        way = rng.normal(0, 5, 2)
        fold = np.sin(way[0] * across + way[1] * along + rng.uniform(0, 6.28))
        near = np.exp(-(((across - rng.uniform(-1, 1)) / rng.uniform(0.2, 1)) ** 2))
        height = height + rng.uniform(0.01, 0.08) * near * np.abs(fold) ** rng.uniform(0.6, 2)
    points = np.stack([across, along, height + rng.uniform(0, 0.05)], axis=-1).reshape(-1, 3)
    sheet = _sheet(points * reach * rng.uniform(0.8, 1.8))
    return moved(sheet, (*rng.normal(0, 0.15 * reach, 2), 0), rng.normal(0, 25))


def curtain(rng, reach: float) -> Mesh:
    """A sheet that hangs across, its folds running down, some of them pulled aside, metres."""
    grid = np.linspace(-1, 1, 40)
    across, up = np.meshgrid(grid, grid)
    away = rng.uniform(-0.4, 0.4) * across + rng.uniform(-0.3, 0.3) * up
    for _ in range(rng.integers(1, 6)):
        way = np.array([rng.normal(0, 7), rng.normal(0, 2)])
        fold = np.sin(way[0] * across + way[1] * up + rng.uniform(0, 6.28))
        near = np.exp(-(((across - rng.uniform(-1, 1)) / rng.uniform(0.2, 1.2)) ** 2))
        ends = 1 + rng.uniform(-1, 1) * up  # a fold opens on its way down, or up
        away = away + rng.uniform(0.02, 0.12) * ends * near * fold
    points = np.stack([1.8 * across, away, 0.9 * (1 + up)], axis=-1).reshape(-1, 3)
    return _sheet(points * reach)


def _sheet(points: NDArray[np.float64]) -> Mesh:
    """A square grid of points (N, 3) as a smooth surface."""
    count = round(len(points) ** 0.5)
    first = (np.arange(count - 1)[:, None] * count + np.arange(count - 1)).ravel()
    corners = first[:, None] + [0, 1, count + 1, 0, count + 1, count]
    return shaded_smooth(Mesh(points, corners.reshape(-1, 3).astype(np.int32)))


def scaled(mesh: Mesh, height: float) -> Mesh:
    """The mesh on the origin, so high; flat ones so wide."""
    low, high = mesh.vertices.min(0), mesh.vertices.max(0)
    scale = height / max(high[2] - low[2], 0.35 * float((high - low).max()), 1e-9)
    base = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    return replace(mesh, vertices=(mesh.vertices - base) * scale)


def matrix(rotation: NDArray[np.float64]) -> NDArray[np.float64]:
    matrix = np.eye(4)
    matrix[:3, :3] = rotation
    return matrix


def moved(mesh: Mesh, at, turn_deg: float) -> Mesh:
    angle = np.radians(turn_deg)
    matrix = np.eye(4)
    matrix[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    matrix[:3, 3] = at
    return transformed(mesh, matrix)


def camera(rng, eye, target, size: int, fov_deg: float) -> Camera:
    matrix = look_at(np.asarray(eye, float), np.asarray(target, float))
    roll = np.radians(rng.normal(0, 3))
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]]
    focal = size / 2 / np.tan(np.radians(fov_deg / 2))
    return Camera(
        Intrinsics(focal, focal, size / 2 - 0.5, size / 2 - 0.5, size, size), matrix @ turn
    )
