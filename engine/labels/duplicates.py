"""Which assets are the same shape: meshes in, groups of exact and near duplicates out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Mesh
from ..meshes import spread, unit_mesh

_CLOSE = 0.004  # the largest difference of two signatures of one shape


def signature(mesh: Mesh) -> NDArray[np.float64]:
    """A shape's numbers (8,), the same however it is moved, turned, scaled or cut into triangles.

    Moments of the surface about its middle, in its principal axes, at root mean square radius 1:
    the square root of its area, its extents, and its skewness along and between the axes.

    Raises:
        InputError: the mesh has no face with a size.
    """
    mesh, _ = unit_mesh(mesh)
    points, weights, area = spread(mesh)
    points = points - weights @ points
    variances, axes = np.linalg.eigh((points * weights[:, None]).T @ points)
    radius = np.sqrt(variances.sum())
    along = points @ axes / radius
    skewness = np.abs(weights @ along**3)
    crossed = abs(weights @ along.prod(axis=1))
    return np.array([np.sqrt(area) / radius / 4, *np.sqrt(variances) / radius, *skewness, crossed])


def groups(signatures: Sequence[NDArray[np.float64]]) -> NDArray[np.int64]:
    """A group number (N,) for each signature; equal for shapes that are close, also in chains."""
    found = np.arange(len(signatures))
    table = np.array(signatures)
    for index in range(len(table)):
        close = np.flatnonzero(np.abs(table[:index] - table[index]).max(axis=1) < _CLOSE)
        for other in close:
            found[found == found[other]] = found[index]
    return found
