"""Shapes that several classes of weapons share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import between, chance, loft, solid, turned


def posed(rng: np.random.Generator, mesh: Mesh, upright: float) -> Mesh:
    """Upright as built, or lying flat, or on its edge, or leaning, or head down."""
    if chance(rng, upright):
        return grounded(mesh)
    turns = (("x", 90.0), ("y", 90.0), ("y", between(rng, -65, 65)), ("y", 180.0))
    return grounded(turned(mesh, *turns[rng.choice(4, p=(0.45, 0.35, 0.12, 0.08))]))


def drawn_sides(rng: np.random.Generator) -> int:
    return int(rng.choice((5, 6, 8, 10, 12, 16)))


def strip(path: ArrayLike, widths: float | Sequence[float], depth: float) -> Mesh:
    """A band of given widths along a line (N, 2) in X and Z, `depth` along Y."""
    points = np.asarray(path, np.float64)
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    half = np.broadcast_to(widths, len(points))[:, None] / 2
    normals = np.column_stack([-along[:, 1], along[:, 0]]) * half
    left, right = points + normals, points - normals
    edges = ((right, -0.5), (right, 0.5), (left, 0.5), (left, -0.5))
    corners = [np.insert(edge, 1, y, axis=1) for edge, y in edges]
    return loft(np.stack(corners, axis=1) * (1, depth, 1))


def thinned(mesh: Mesh, start: float, end: float, edge: float = 0.1) -> Mesh:
    """The mesh made thinner in Y, from |x| = start to a share `edge` at |x| = end."""
    vertices = mesh.vertices.astype(np.float64)
    vertices[:, 1] *= np.interp(np.abs(vertices[:, 0]), (start, end), (1, edge))
    return solid(vertices, mesh.faces)
