"""A plain grid of signed distances in numpy: blocks.py is held to it; orthographic cameras too."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from ...camera import project
from ...errors import InputError, ResultError
from ..frames import Frame
from .surface import NOTHING, Surface

_MOST = 400**3  # voxels
_SLAB = 1 << 20  # voxels that are worked on at a time


class PlainGrid:
    """Signed distances in a box, a number each (Curless and Levoy 1996)."""

    def __init__(
        self, voxel: float, reach: float, low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> None:
        """A grid of steps of `voxel` from `low` to `high` (3,), and `reach` steps around it.

        Raises:
            InputError: it would be too large.
        """
        self._voxel, self._reach = voxel, reach * voxel
        self._low = low - (reach + 1) * voxel
        self._shape = tuple(np.ceil((high - low) / voxel + 2 * reach + 3).astype(int).tolist())
        count = int(np.prod(self._shape))
        if count > _MOST:
            raise InputError(
                f"A plain grid of {count:,} voxels is too large.",
                "Lower the detail, or take the grid of blocks.",
            )
        self._mean = np.zeros(count, np.float32)  # distance in reaches
        self._weight = np.zeros(count, np.float32)

    def add(self, frame: Frame) -> None:
        """Take in a frame: each voxel that is seen by its pixel, or just behind, is averaged."""
        height, width = frame.depth.shape
        for first in range(0, len(self._weight), _SLAB):
            place = np.arange(first, min(first + _SLAB, len(self._weight)))
            points = self._low + self._voxel * np.stack(np.unravel_index(place, self._shape), 1)
            u, v, depth = project(frame.camera, points).T
            with np.errstate(invalid="ignore"):
                column, row = (np.floor(np.nan_to_num(x, posinf=-1) + 0.5) for x in (u, v))
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height) & (depth > 0)
            place, depth = place[inside], depth[inside]
            column, row = column[inside].astype(int), row[inside].astype(int)
            seen = frame.depth[row, column]
            away = np.where(frame.empty[row, column], np.inf, seen - depth)
            near = frame.empty[row, column] | ((seen > 0) & (away > -self._reach))
            place, weight = place[near], self._weight[place[near]]
            distance = np.minimum(away[near] / self._reach, 1)
            self._mean[place] = (self._mean[place] * weight + distance) / (weight + 1)
            self._weight[place] += 1

    def surface(self) -> Surface:
        """Where the distance is zero, one vertex for each cell of eight voxels that it crosses.

        Gibson 1998, "Constrained Elastic SurfaceNets", without the relaxation: the vertex is the
        mean of where the cell's edges are crossed.

        Raises:
            ResultError: there is no such place.
        """
        mean, known = (values.reshape(self._shape) for values in (self._mean, self._weight > 0))
        cells, vertices = _crossed_cells(mean, known)
        if not len(cells):
            raise ResultError(*NOTHING)
        number = np.full([size - 1 for size in self._shape], -1)
        number[tuple(cells.T)] = np.arange(len(cells))
        faces = np.concatenate([_quads(mean < 0, number, axis) for axis in range(3)])
        if not len(faces):
            raise ResultError(*NOTHING)
        points = self._low + self._voxel * (cells + vertices)
        return Surface(points, faces.astype(np.int32))


def _crossed_cells(mean: NDArray, known: NDArray) -> tuple[NDArray, NDArray]:
    """Cells (C, 3) that the surface crosses, and where in them (C, 3)."""
    corners = list(product((0, 1), repeat=3))

    def at(values: NDArray, corner: tuple[int, ...]) -> NDArray:
        pairs = zip(corner, known.shape, strict=True)
        return values[tuple(slice(place, size - 1 + place) for place, size in pairs)]

    inside = sum(at(mean < 0, corner).astype(np.int8) for corner in corners)
    whole = np.logical_and.reduce([at(known, corner) for corner in corners])
    cells = np.argwhere(whole & (inside > 0) & (inside < 8))
    values = {corner: mean[tuple((cells + corner).T)] for corner in corners}
    total, count = np.zeros((len(cells), 3)), np.zeros((len(cells), 1))
    for axis in range(3):
        for start in (corner for corner in corners if not corner[axis]):
            end = tuple(c + (place == axis) for place, c in enumerate(start))
            one, other = values[start], values[end]
            crossed = (one < 0) != (other < 0)
            share = one / np.where(crossed, one - other, 1)
            total += crossed[:, None] * (np.array(start) + share[:, None] * np.eye(3)[axis])
            count += crossed[:, None]
    return cells, total / count


def _quads(inside: NDArray[np.bool_], number: NDArray[np.int64], axis: int) -> NDArray[np.int64]:
    """Triangles (F, 3) across the grid's edges along an axis whose ends lie on both sides."""
    one, other = (axis + 1) % 3, (axis + 2) % 3
    start = np.moveaxis(inside, axis, 0)[:-1]
    end = np.moveaxis(inside, axis, 0)[1:]
    edges = np.argwhere(np.moveaxis(start != end, 0, axis))
    edges = edges[(edges[:, one] > 0) & (edges[:, other] > 0)]
    last = np.array(inside.shape) - 1
    edges = edges[(edges[:, one] < last[one]) & (edges[:, other] < last[other])]
    around = []
    for back_one, back_other in ((0, 0), (1, 0), (1, 1), (0, 1)):
        cell = edges.copy()
        cell[:, one] -= back_one
        cell[:, other] -= back_other
        around.append(number[tuple(cell.T)])
    quad = np.stack(around, axis=1)
    is_inside = inside[tuple(edges.T)]
    whole = (quad >= 0).all(axis=1)
    quad, is_inside = quad[whole], is_inside[whole]
    quad = np.where(is_inside[:, None], quad, quad[:, ::-1])
    return np.concatenate([quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]])
