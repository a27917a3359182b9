"""A mesh in, its charts on a square out: which point of the surface each texel shows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Camera, Intrinsics, Mesh
from ...errors import ResultError
from ...render.caster import Caster

_GUTTER = 4  # texels between charts, filled so that no lookup between texels meets a gap
_PART = 1000  # faces that are unwrapped together: the time grows with the square of it


@dataclass(frozen=True)
class Places:
    """Places of the surface, in the mesh's unit frame; T of them.

    points   (T, 3) of the surface
    normals  (T, 3) of the faces
    soft     (T, 3) the same, from face to face without a step
    shaded   (T, 3) the normals by which light falls on it
    """

    points: NDArray[np.float64]
    normals: NDArray[np.float64]
    soft: NDArray[np.float64]
    shaded: NDArray[np.float64]


@dataclass(frozen=True)
class Texels(Places):
    """The texels (T,) that the surface covers: their rows and columns."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]


def vertices_of(mesh: Mesh) -> Places:
    """What a mesh's vertices show: all of them, the faces about each taken together."""
    soft = np.zeros_like(mesh.vertices)
    soft[mesh.faces] = _normals(mesh)[1]
    return Places(mesh.vertices, soft, soft, soft)


def unwrapped(open3d, mesh: Mesh, size: int) -> NDArray[np.float32]:
    """Each corner's place in the atlas (F, 3, 2), in [0, 1], v up.

    Zhou et al. 2004, "Iso-charts: Stretch-driven Mesh Parameterization using Spectral Analysis",
    by Microsoft's UVAtlas in Open3D.

    Raises:
        ResultError: it finds none.
    """
    points, faces = _manifold(mesh)
    tensor = open3d.core.Tensor
    whole = open3d.t.geometry.TriangleMesh(tensor(points.astype(np.float32)), tensor(faces))
    parts = max(1, len(faces) // _PART)
    try:
        with open3d.utility.VerbosityContextManager(open3d.utility.VerbosityLevel.Error):
            whole.compute_uvatlas(size, gutter=_GUTTER, parallel_partitions=parts)
    except RuntimeError as error:
        raise ResultError(
            "The mesh cannot be unwrapped.", "Simplify it, or take a larger texture."
        ) from error
    return whole.triangle.texture_uvs.numpy().astype(np.float32)


def _manifold(mesh: Mesh) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Points and faces in which places are joined, and no edge has more than two faces.

    Faces at an edge that others run along too, or the same way, stand alone, and so do faces that
    lie back to back.
    """
    points, same = np.unique(mesh.vertices, axis=0, return_inverse=True)
    faces = same.reshape(-1)[mesh.faces].astype(np.int64)
    starts, ends = faces, np.roll(faces, -1, axis=1)
    one_way = starts * len(points) + ends
    edge = np.minimum(starts, ends) * len(points) + np.maximum(starts, ends)
    is_alone = ((_count(edge) > 2) | (_count(one_way) > 1) | (starts == ends)).any(axis=1)
    low, middle, high = np.sort(faces, axis=1).T
    _, edges = np.unique(low * len(points) + middle, return_inverse=True)
    is_alone |= _count(edges * len(points) + high) > 1
    own = np.arange(3 * int(is_alone.sum())).reshape(-1, 3)
    corners = points[faces[is_alone]].reshape(-1, 3)
    faces[is_alone] = own + len(points)
    return np.concatenate([points, corners]), faces


def _count(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often each value is there, in the values' shape."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return counts[places.reshape(values.shape)]


def texels_of(mesh: Mesh, uv: NDArray[np.float32], size: int) -> Texels:
    """What each texel shows: rays down on the atlas, as if it were a mesh.

    Raises:
        ResultError: no texel shows anything.
        MissingDependency: embreex is not installed.
    """
    flat = np.concatenate([uv, np.zeros_like(uv[..., :1])], axis=-1).reshape(-1, 3)
    sheet = Mesh(flat.astype(np.float64), np.arange(len(flat), dtype=np.int32).reshape(-1, 3))
    from_above = np.diag([1.0, -1.0, -1.0, 1.0])
    from_above[:3, 3] = [0, 1, 1]
    lens = Intrinsics(size, size, -0.5, -0.5, size, size, is_orthographic=True)
    hits = Caster(sheet).cast(Camera(lens, from_above))
    if not len(hits.faces):
        raise ResultError("The mesh's charts are smaller than a texel.", "Take a larger texture.")
    corners, (flat, soft) = mesh.vertices[mesh.faces], _normals(mesh)
    shaded = flat[hits.faces] if mesh.normals is None else unit_vectors(hits.between(mesh.normals))
    rows, columns = np.divmod(hits.pixels, size)
    points = hits.between(corners)
    return Texels(points, flat[hits.faces], unit_vectors(hits.between(soft)), shaded, rows, columns)


def _normals(mesh: Mesh) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Unit normals of the faces (F, 3), and at their corners (F, 3, 3) the mean of all there."""
    corners = mesh.vertices[mesh.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    points, same = np.unique(mesh.vertices, axis=0, return_inverse=True)
    places = same.reshape(-1)[mesh.faces]
    sums = np.zeros_like(points)
    for corner in range(3):
        for axis in range(3):
            sums[:, axis] += np.bincount(places[:, corner], cross[:, axis], len(points))
    return unit_vectors(cross), unit_vectors(sums)[places]


def unit_vectors(vectors: NDArray[np.floating]) -> NDArray[np.floating]:
    """Vectors (..., 3) at length one; those without a length stay so."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-30)


def padded(texels: Texels, colors: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """The texture (size, size, 3) of colours (T, 3).

    Charts grow over the gutter, so that lookups between texels meet no gap; elsewhere stands the
    mean colour.
    """
    wide = size + 2  # a border, so that every texel has neighbours
    picture = np.zeros((wide * wide, 3), np.float32)
    filled = np.zeros(wide * wide, bool)
    new = (texels.rows + 1) * wide + texels.columns + 1
    picture[new], filled[new] = colors, True
    inner = np.zeros((wide, wide), bool)
    inner[1:-1, 1:-1] = True
    inner = inner.reshape(-1)
    steps = np.array([y * wide + x for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != (0, 0)])
    for _ in range(_GUTTER):
        around = np.unique(new[:, None] + steps)
        new = around[~filled[around] & inner[around]]
        known = filled[new[:, None] + steps]
        sums = (picture[new[:, None] + steps] * known[..., None]).sum(axis=1)
        picture[new] = sums / known.sum(axis=1)[:, None]
        filled[new] = True
    picture[~filled] = colors.mean(axis=0)
    return np.ascontiguousarray(picture.reshape(wide, wide, 3)[1:-1, 1:-1])
