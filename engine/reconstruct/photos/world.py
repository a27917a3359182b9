"""Cameras with no particular up and size in; the same upright, at the origin, 1 m long out."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...datatypes import View
from .structure import Structure

_STRAY = 2.0  # percent of the points on either side that may lie anywhere
_ROUNDS = 20  # of weighing how level each camera is held
_TILTED = 0.1  # sine by which a camera's side may point up and still count much
_CLEAR = 0.03  # mean square of the cameras' sides along a second way, from which they tell up


def upright(structure: Structure) -> Structure:
    """The structure with Z up, the middle of its points at the origin, its longest side 1 m."""
    turn = _turn_to_z(up_of([view.camera.world_from_camera for view in structure.views]))
    points = structure.points @ turn.T
    low, high = np.percentile(points, [_STRAY, 100 - _STRAY], axis=0)
    scale = 1 / max(float((high - low).max()), 1e-12)
    return moved(structure, scale, turn, -scale * (low + high) / 2)


def moved(
    structure: Structure, scale: float, turn: NDArray[np.float64], way: NDArray[np.float64]
) -> Structure:
    """The structure where a point x lies at scale * turn x + way."""
    views = tuple(moved_view(view, scale, turn, way) for view in structure.views)
    return replace(structure, views=views, points=scale * structure.points @ turn.T + way)


def moved_view(
    view: View, scale: float, turn: NDArray[np.float64], way: NDArray[np.float64]
) -> View:
    """A view, and its depth, where a point x lies at scale * turn x + way."""
    pose = view.camera.world_from_camera.copy()
    pose[:3, :3] = turn @ pose[:3, :3]
    pose[:3, 3] = scale * turn @ pose[:3, 3] + way
    depth = None if view.depth is None else (view.depth * np.float32(scale)).astype(np.float32)
    return replace(view, camera=replace(view.camera, world_from_camera=pose), depth=depth)


def up_of(poses: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Which way (3,) is up in the world of cameras (4, 4): where level cameras' sides do not point.

    A camera that is tilted up or down keeps its sides level; one that was turned on its side
    does not and is given little weight. Where all look the same way, their own up tells.
    """
    matrices = np.array(poses)
    sides, ups = matrices[:, :3, 0], -matrices[:, :3, 1]
    up = ups.mean(axis=0)
    up /= max(np.linalg.norm(up), 1e-12)
    weights = np.ones(len(sides))
    for _ in range(_ROUNDS):
        spread = (weights[:, None, None] * sides[:, :, None] * sides[:, None, :]).sum(axis=0)
        values, ways = np.linalg.eigh(spread / weights.sum())
        if values[1] < _CLEAR:
            side = ways[:, 2]  # the one way that all sides point: up is square to it
            up = up - side * (side @ up)
            return up / max(np.linalg.norm(up), 1e-12)
        found = ways[:, 0]
        weights = 1 / (1 + (sides @ found / _TILTED) ** 2)
    return found * (1 if found @ up >= 0 else -1)


def _turn_to_z(up: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rotation (3, 3) that brings `up` to Z, by the shortest way."""
    z = np.array([0.0, 0.0, 1.0])
    axis, cosine = np.cross(up, z), float(up @ z)
    if cosine < -1 + 1e-9:
        return np.diag([1.0, -1.0, -1.0])
    x, y, w = axis
    cross = np.array([[0, -w, y], [w, 0, -x], [-y, x, 0]])
    return np.eye(3) + cross + cross @ cross / (1 + cosine)
