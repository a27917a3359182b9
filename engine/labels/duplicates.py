"""Which assets are the same shape: meshes in, groups of exact and near duplicates out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Mesh
from ..meshes import spread, unit_mesh

_CLOSE = 0.004  # the largest difference of two signatures of one shape


def signature(mesh: Mesh) -> NDArray[np.float64]:
    """A shape's numbers (8,), the same however it is moved, turned, scaled or cut into triangles.

    Moments of the surface about its middle, at root mean square radius 1: the square root of its
    area, its extents along its principal axes, and four sizes of its third moments that need no
    axes, so that shapes that look alike along two of them have them too.

    Raises:
        InputError: the mesh has no face with a size.
    """
    mesh, _ = unit_mesh(mesh)
    points, weights, area = spread(mesh)
    points = points - weights @ points
    radius = np.sqrt(weights @ (points**2).sum(axis=1))
    points /= radius
    second = np.einsum("n,ni,nj->ij", weights, points, points)
    third = np.einsum("n,ni,nj,nk->ijk", weights, points, points, points, optimize=True)
    lean = np.einsum("ijj->i", third)
    sizes = (
        (third**2).sum(),
        np.einsum("ijk,ijl,kl", third, third, second),
        lean @ lean,
        lean @ second @ lean,
    )
    extents = np.sqrt(np.maximum(np.linalg.eigvalsh(second), 0))
    return np.array([np.sqrt(area) / radius / 4, *extents, *np.sqrt(np.maximum(sizes, 0))])


def groups(signatures: Sequence[NDArray[np.float64]]) -> NDArray[np.int64]:
    """A group number (N,) for each signature; equal for shapes that are close, also in chains."""
    found = np.arange(len(signatures))
    table = np.array(signatures)
    for index in range(len(table)):
        close = np.flatnonzero(np.abs(table[:index] - table[index]).max(axis=1) < _CLOSE)
        for other in close:
            found[found == found[other]] = found[index]
    return found
