"""Two pictures with depth and a guess of how they stand to one another: whether that can be so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...camera import project, unproject
from ...datatypes import Camera, Intrinsics
from .features import firmness

_STEP = 4  # every which pixel is asked
_NEAR = 0.02  # of the depth, by which two depths may differ and be of one surface
_FRONT = 3  # times that: so far before what the other sees nothing can be
_PLAIN = 0.02  # standard deviation of grey below which pictures show no marks
_LEAST_FITNESS = 0.1
_LEAST_FREE = 0.9
# How alike marks have to be, and by how much less where all of the shape fits. Light that goes with
# the camera leaves 0.67 to 0.93 between right poses. Of wrong ones that fit by shape (ICL-NUIM, a
# house of 36 views) the likest have 0.83 where 6 % fit, 0.76 at 40 %, below 0.3 above that.
_ALIKE, _ALIKE_LESS = 0.8, 0.3
_ALIKE_BY_SHAPE, _ALIKE_LESS_BY_SHAPE = 0.95, 0.4
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
    firm     how little what agrees can slide along itself by its shape, 0 (a plane) to 1
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
        if by_shape:
            return self.alike >= _ALIKE_BY_SHAPE - _ALIKE_LESS_BY_SHAPE * self.fitness
        return self.alike >= _ALIKE - _ALIKE_LESS * self.fitness

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
    return Overlap(
        fitness=count / max(1, len(depth)),
        free=count / max(1, count + int(before.sum())),
        rmse=float(np.sqrt((error**2).mean())) if count else float("nan"),
        alike=_alike(source.grey[v, u][agrees], target.grey[at][agrees]),
        firm=_firmness(target, at[0][agrees], at[1][agrees]),
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


def _firmness(shot: Shot, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> float:
    """Of the surface that these pixels show, with normals from what lies beside them."""
    height, width = shot.depth.shape
    inner = (rows > 0) & (rows < height - 1) & (columns > 0) & (columns < width - 1)
    v, u = rows[inner], columns[inner]
    beside = [(v, u - 1), (v, u + 1), (v - 1, u), (v + 1, u)]
    known = np.logical_and.reduce([shot.depth[place] > 0 for place in beside])
    camera = Camera(shot.lens, np.eye(4))
    left, right, above, below = (
        unproject(camera, shot.depth[at_v, at_u].astype(np.float64), at_u, at_v)[known]
        for at_v, at_u in beside
    )
    normals = np.cross(right - left, below - above)
    length = np.linalg.norm(normals, axis=1)
    fine = length > 0
    points = (left + right) / 2
    return firmness(points[fine], normals[fine] / length[fine, None])


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
