"""Views with depth come in; how well each one's depth lies on its neighbour's goes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...camera import opencv_from_opengl, project, unproject
from ...datatypes import View

_PAIRS = 12  # of neighbours that are looked at
_POINTS = 5000  # of each
_MOST = 0.1  # of the depth: what misses by more is as wrong as what misses by everything


@dataclass(frozen=True)
class Agreement:
    """How depth of one view lies on that of the view that looks most the same way.

    What lies behind the other's surface may be hidden by it, and says nothing.

    cost    mean share of the depth that points miss by, at most 0.1 each, which those get that the
            other view does not show: comparable between conventions (MSAC; Torr and Zisserman 2000)
    miss_m  metres, median of those that it shows
    share   of the depth, the same
    shown   share of the points that it shows
    """

    cost: float
    miss_m: float
    share: float
    shown: float


def turned(view: View) -> View:
    """The view with its camera's axes taken for OpenGL's instead of OpenCV's, and back."""
    pose = opencv_from_opengl(view.camera.world_from_camera)
    return replace(view, camera=replace(view.camera, world_from_camera=pose))


def inverted(view: View) -> View:
    """The view with its camera's matrix taken for world to camera instead of camera to world."""
    pose = np.linalg.inv(view.camera.world_from_camera)
    return replace(view, camera=replace(view.camera, world_from_camera=pose))


def agreement(views: Sequence[View]) -> Agreement | None:
    """How neighbouring views agree; None where none shows a point that another shows too."""
    found = [_misses(one, other) for one, other in _neighbours(views)]
    if not found:
        return None
    off, depth = (np.concatenate(values) for values in zip(*found, strict=True))
    is_open = (off <= _MOST * depth) | ~np.isfinite(off)
    off, depth = np.abs(off[is_open]), depth[is_open]
    is_shown = np.isfinite(off)
    if not is_shown.any():
        return None
    shares = off[is_shown] / depth[is_shown]
    total = np.minimum(shares, _MOST).sum() + _MOST * np.count_nonzero(~is_shown)
    return Agreement(
        float(total / len(off)),
        float(np.median(off[is_shown])),
        float(np.median(shares)),
        float(is_shown.mean()),
    )


def _neighbours(views: Sequence[View]) -> list[tuple[View, View]]:
    """Some of the views that have depth, each with the one that looks most the same way."""
    carriers = [view for view in views if view.depth is not None and view.depth.any()]
    if len(carriers) < 2:
        return []
    chosen = np.unique(np.linspace(0, len(carriers) - 1, _PAIRS).astype(int))
    ways = np.array([view.camera.world_from_camera[:3, 2] for view in carriers])
    alike = ways[chosen] @ ways.T
    alike[np.arange(len(chosen)), chosen] = -np.inf
    return [
        (carriers[one], carriers[other])
        for one, other in zip(chosen, alike.argmax(axis=1), strict=True)
    ]


def _misses(one: View, other: View) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far points of one view lie behind the other's depth (inf: not shown), and their depth."""
    rows, columns = np.nonzero(one.depth)
    step = max(1, len(rows) // _POINTS)
    rows, columns = rows[::step], columns[::step]
    depth = one.depth[rows, columns].astype(np.float64)
    points = unproject(one.camera, depth, columns, rows)
    with np.errstate(divide="ignore", invalid="ignore"):
        u, v, there = np.nan_to_num(project(other.camera, points), posinf=-1, neginf=-1).T
    height, width = other.depth.shape
    u, v = np.round(u), np.round(v)
    is_inside = (there > 0) & (u >= 0) & (u < width) & (v >= 0) & (v < height)
    seen = np.zeros(len(points))
    seen[is_inside] = other.depth[v[is_inside].astype(int), u[is_inside].astype(int)]
    return np.where(seen > 0, there - seen, np.inf), depth
