"""Two pictures with depth and a guess of how they stand to one another: whether that can be so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..camera import project, unproject
from ..datatypes import Camera, Intrinsics
from .features import firmness

_STEP = 4  # every which pixel is asked
_NEAR = 0.02  # of the depth, by which two depths may differ and be of one surface
_FRONT = 3  # times that: so far before what the other sees nothing can be
_PLAIN = 0.02  # standard deviation of grey below which pictures show no marks
_LEAST_FITNESS = 0.1
_LEAST_FREE = 0.9
_LEAST_ALIKE = 0.7
_LEAST_ALIKE_BY_SHAPE = 0.9
_LEAST_FIRM = 0.01


@dataclass(frozen=True)
class Shot:
    """A picture to be placed. Lengths are in median depths of the whole sequence.

    lens   (fx, fy > 0)
    depth  (H, W) float32 along the camera's Z, 0 where nothing is known
    grey   (H, W) float32 in [0, 1]
    """

    lens: Intrinsics
    depth: NDArray[np.float32]
    grey: NDArray[np.float32]


@dataclass(frozen=True)
class Overlap:
    """How well one shot's points agree with what another sees.

    fitness  share of the points that lie on a surface the other sees
    free     of those and the points before such a surface, in plain sight, those
    rmse     of the depths that agree, in median depths; nan where none do
    alike    correlation of grey over what agrees; nan where there are no marks to compare
    firm     how little what agrees can slide along itself by its shape, 0 (a plane) to 1; nan where
             there are marks
    spread   (6, 6) information matrix of what agrees (Choi et al. 2015, equation 5)
    """

    fitness: float
    free: float
    rmse: float
    alike: float
    firm: float
    spread: NDArray[np.float64]

    @property
    def is_plain(self) -> bool:
        """Whether there are no marks to compare."""
        return not np.isfinite(self.alike)

    def is_verified(self, *, by_shape: bool = False) -> bool:
        """Whether the two shots show the same place so, as far as can be told.

        Args:
            by_shape: the guess came from shapes alone, which walls and corners share with others:
                marks have to agree all the more, and without marks nothing is verified.
        """
        if self.fitness < _LEAST_FITNESS or self.free < _LEAST_FREE:
            return False
        if self.is_plain:
            return not by_shape and self.firm >= _LEAST_FIRM
        return self.alike >= (_LEAST_ALIKE_BY_SHAPE if by_shape else _LEAST_ALIKE)

    @property
    def score(self) -> float:
        """Which of two good ones is better."""
        return self.fitness * self.free * (1 if self.is_plain else self.alike)


def overlap(source: Shot, target: Shot, target_from_source: NDArray[np.float64]) -> Overlap:
    """How well the source's points agree with what the target sees, if it stands so."""
    u, v, depth = _pixels(source)
    points = unproject(Camera(source.lens, target_from_source), depth, u, v)
    column, row, far = project(Camera(target.lens, np.eye(4)), points).T
    height, width = target.depth.shape
    with np.errstate(invalid="ignore"):
        column, row = (np.floor(np.nan_to_num(x, posinf=-1) + 0.5) for x in (column, row))
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height) & (far > 0)
    at = np.where(inside, row, 0).astype(int), np.where(inside, column, 0).astype(int)
    seen = np.where(inside, target.depth[at], 0)
    away = (far - seen) / np.where(seen > 0, seen, 1)
    agrees = (seen > 0) & (abs(away) < _NEAR)
    before = (seen > 0) & (away < -_FRONT * _NEAR)
    count = int(agrees.sum())
    error = (far - seen)[agrees]
    alike = _alike(source.grey[v, u][agrees], target.grey[at][agrees])
    firm = float("nan")
    if not np.isfinite(alike):
        firm = _firmness(points[agrees], _normals(target)[at][agrees])
    return Overlap(
        fitness=count / max(1, len(depth)),
        free=count / max(1, count + int(before.sum())),
        rmse=float(np.sqrt((error**2).mean())) if count else float("nan"),
        alike=alike,
        firm=firm,
        spread=_spread(points[agrees]),
    )


def both_ways(source: Shot, target: Shot, target_from_source: NDArray[np.float64]) -> Overlap:
    """The worse of the two directions: a close-up may lie wholly within a wide view."""
    there = overlap(source, target, target_from_source)
    back = overlap(target, source, np.linalg.inv(target_from_source))
    worse = min(there, back, key=lambda one: (one.is_verified(), one.score))
    return Overlap(**{**vars(worse), "spread": there.spread})


def seen_share(source: Shot, target: Shot, target_from_source: NDArray[np.float64]) -> float:
    """The share of the source's points that lie in the target's picture."""
    u, v, depth = (values[::16] for values in _pixels(source))
    points = unproject(Camera(source.lens, target_from_source), depth, u, v)
    with np.errstate(divide="ignore", invalid="ignore"):
        column, row, far = project(Camera(target.lens, np.eye(4)), points).T
    height, width = target.depth.shape
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height) & (far > 0)
    return float(inside.mean()) if len(depth) else 0.0


def _pixels(shot: Shot) -> tuple[NDArray, NDArray, NDArray]:
    rows, columns = np.nonzero(shot.depth[::_STEP, ::_STEP])
    u, v = columns * _STEP, rows * _STEP
    return u, v, shot.depth[v, u].astype(np.float64)


def _alike(one: NDArray, other: NDArray) -> float:
    if len(one) < 16 or min(one.std(), other.std()) < _PLAIN:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def _normals(shot: Shot) -> NDArray[np.float64]:
    """Normals (H, W, 3) from each pixel's neighbours; 0 at the border and beside nothing."""
    points = unproject(Camera(shot.lens, np.eye(4)), shot.depth.astype(np.float64))
    normals = np.zeros_like(points)
    across = points[1:-1, 2:] - points[1:-1, :-2]
    along = points[2:, 1:-1] - points[:-2, 1:-1]
    normal = np.cross(across, along)
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    known = shot.depth > 0
    whole = known[1:-1, 2:] & known[1:-1, :-2] & known[2:, 1:-1] & known[:-2, 1:-1]
    normals[1:-1, 1:-1] = np.where(
        whole[..., None] & (length > 0), normal / np.where(length > 0, length, 1), 0
    )
    return normals


def _firmness(points: NDArray[np.float64], normals: NDArray[np.float64]) -> float:
    has = np.any(normals != 0, axis=1)
    return firmness(points[has], normals[has])


def _spread(points: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y, z = points.T
    none, one = np.zeros_like(x), np.ones_like(x)
    rows = np.stack(
        [
            np.stack([none, z, -y, one, none, none], axis=1),
            np.stack([-z, none, x, none, one, none], axis=1),
            np.stack([y, -x, none, none, none, one], axis=1),
        ]
    ).reshape(-1, 6)
    return rows.T @ rows
