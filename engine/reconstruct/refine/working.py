"""A mesh of any size in, one that can be worked on out; and what was done to it, carried back."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...datatypes import Mesh
from ...meshes import shaded_smooth, sound_faces

_FEATURE = "Refining a mesh"
_NEAR = 4  # vertices of the working mesh that move one of the mesh itself


@dataclass(frozen=True)
class Working:
    """A mesh, and one like it in which places are joined and triangles are few.

    whole   as it came, in its unit frame
    mesh    what is worked on: a colour at each vertex
    places  (V, K) the vertices of `mesh` nearest to each of the whole's, and
    shares  (V, K) how much each of them counts
    """

    whole: Mesh
    mesh: Mesh
    places: NDArray[np.int64]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, whole: Mesh, faces: int) -> "Working":
        """Of a mesh in its unit frame, with so many triangles at most.

        Raises:
            MissingDependency: Open3D is not installed, and the mesh has more of them.
        """
        whole = replace(sound_faces(whole), colors=_colors(whole), uv=None, material_ids=None)
        points, place = np.unique(whole.vertices, axis=0, return_inverse=True)
        place = place.reshape(-1)
        colors = _at_vertices(len(points), place[whole.faces], whole.colors)
        joined = place[whole.faces]
        first, second, third = joined.T
        joined = joined[(first != second) & (second != third) & (third != first)]
        if len(joined) <= faces:
            shares = np.ones((len(place), 1))
            return cls(whole, _made(points, joined, colors), place[:, None], shares)
        open3d = deps.require("open3d", feature=_FEATURE)
        vector = open3d.utility
        dense = open3d.geometry.TriangleMesh(
            vector.Vector3dVector(points), vector.Vector3iVector(joined.astype(np.int32))
        )
        dense.vertex_colors = vector.Vector3dVector(colors.astype(np.float64))
        few = dense.simplify_quadric_decimation(faces)
        few.remove_degenerate_triangles()
        few.remove_unreferenced_vertices()
        mesh = _made(
            np.asarray(few.vertices).copy(),
            np.asarray(few.triangles),
            np.asarray(few.vertex_colors).astype(np.float32),
        )
        tensor = open3d.core.Tensor
        search = open3d.core.nns.NearestNeighborSearch(tensor(mesh.vertices))
        search.knn_index()
        places, squared = search.knn_search(tensor(whole.vertices), min(_NEAR, len(mesh.vertices)))
        near = 1 / np.maximum(squared.numpy(), 1e-12)
        return cls(whole, mesh, places.numpy(), near / near.sum(axis=1, keepdims=True))

    def carried(self, changed: Mesh) -> Mesh:
        """The whole mesh, moved and recoloured as the working one was."""
        moves = changed.vertices - self.mesh.vertices
        vertices = self.whole.vertices + (moves[self.places] * self.shares[..., None]).sum(axis=1)
        count = len(self.mesh.vertices)
        before, after = (
            _at_vertices(count, mesh.faces, mesh.colors) for mesh in (self.mesh, changed)
        )
        tints = ((after - before)[self.places] * self.shares[..., None]).sum(axis=1)
        colors = (self.whole.colors + tints[self.whole.faces]).clip(0, 1).astype(np.float32)
        moved = replace(self.whole, vertices=vertices, colors=colors)
        return moved if self.whole.normals is None else shaded_smooth(moved)


def _made(
    points: NDArray[np.float64], faces: NDArray[np.integer], colors: NDArray[np.float32]
) -> Mesh:
    mesh = Mesh(points, faces.astype(np.int32), colors=colors[faces])
    return shaded_smooth(mesh)


def _at_vertices(
    count: int, faces: NDArray[np.integer], colors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The means (V, 3) of the corners' colours (F, 3, 3)."""
    sums = np.zeros((count, 3))
    np.add.at(sums, faces.reshape(-1), colors.reshape(-1, 3))
    uses = np.bincount(faces.reshape(-1), minlength=count)
    return (sums / np.maximum(uses, 1)[:, None]).astype(np.float32)


def _colors(mesh: Mesh) -> NDArray[np.float32]:
    """The corners' colours (F, 3, 3), of a texture those at the corners."""
    if mesh.colors is not None:
        return mesh.colors
    ids = np.zeros(len(mesh.faces), int) if mesh.material_ids is None else mesh.material_ids
    plain = np.array([material.color for material in mesh.materials], np.float32)
    colors = np.repeat(plain[ids][:, None], 3, axis=1)
    for number, material in enumerate(mesh.materials):
        if material.texture is not None and mesh.uv is not None:
            here = ids == number
            height, width = material.texture.shape[:2]
            columns = np.floor(mesh.uv[here, :, 0] * width).astype(int) % width
            rows = np.floor((1 - mesh.uv[here, :, 1]) * height).astype(int) % height
            colors[here] = material.texture[rows, columns]
    return colors
