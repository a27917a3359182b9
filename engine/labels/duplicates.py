"""Which assets are the same shape: meshes in, groups of exact and near duplicates out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Mesh
from ..meshes import unit_mesh

_CLOSE = 0.004  # the largest difference of two signatures of one shape
# Points and weights that integrate polynomials of degree three over a triangle exactly
# (Strang & Fix 1973).
_POINTS = np.array([[1, 1, 1], [1.8, 0.6, 0.6], [0.6, 1.8, 0.6], [0.6, 0.6, 1.8]]) / 3
_WEIGHTS = np.array([-27, 25, 25, 25]) / 48


def signature(mesh: Mesh) -> NDArray[np.float64]:
    """A shape's numbers (8,), the same however it is moved, turned, scaled or cut into triangles.

    Moments of the surface about its middle, in its principal axes, at root mean square radius 1:
    the square root of its area, its extents, and its skewness along and between the axes.

    Raises:
        InputError: the mesh has no face with a size.
    """
    mesh, _ = unit_mesh(mesh)
    corners = mesh.vertices[mesh.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    areas = np.linalg.norm(cross, axis=1) / 2
    points = np.einsum("qc,fcx->qfx", _POINTS, corners).reshape(-1, 3)
    weights = np.outer(_WEIGHTS, areas / areas.sum()).reshape(-1)
    points = points - weights @ points
    variances, axes = np.linalg.eigh((points * weights[:, None]).T @ points)
    radius = np.sqrt(variances.sum())
    along = points @ axes / radius
    skewness = np.abs(weights @ along**3)
    crossed = abs(weights @ along.prod(axis=1))
    return np.array(
        [np.sqrt(areas.sum()) / radius / 4, *np.sqrt(variances) / radius, *skewness, crossed]
    )


def groups(signatures: Sequence[NDArray[np.float64]]) -> NDArray[np.int64]:
    """A group number (N,) for each signature; equal for shapes that are close, also in chains."""
    found = np.arange(len(signatures))
    table = np.array(signatures)
    for index in range(len(table)):
        close = np.flatnonzero(np.abs(table[:index] - table[index]).max(axis=1) < _CLOSE)
        for other in close:
            found[found == found[other]] = found[index]
    return found
