"""Rays: a mesh and a camera in, which triangle each ray meets, where on it and how far out.

Through embreex (Intel Embree).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..camera import project
from ..datatypes import Camera, Mesh

_MISS = -1


@dataclass(frozen=True)
class Hits:
    """Rays that met the mesh; R of them.

    pixels   (R,) int64, flat index into the grid of rays, rows first
    faces    (R,) int32 into the mesh's faces
    weights  (R, 3) float32 of the face's corners
    depths   (R,) float32 along the camera's Z
    """

    pixels: NDArray[np.int64]
    faces: NDArray[np.int32]
    weights: NDArray[np.float32]
    depths: NDArray[np.float32]

    def between(self, corners: NDArray[np.floating]) -> NDArray[np.floating]:
        """What stands at corners (F, 3, X), at the hits: (R, X)."""
        return np.einsum("hc,hcx->hx", self.weights, corners[self.faces])


class Caster:
    """Answers which triangle each ray of a camera meets first."""

    def __init__(self, mesh: Mesh) -> None:
        """Build Embree's tree over `mesh`, which must not be empty."""
        deps.require("embreex", feature="Depth, normals, ids and pictures without Blender")
        from embreex.mesh_construction import TriangleMesh
        from embreex.rtcore_scene import EmbreeScene

        self.mesh = mesh
        low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
        corners = np.indices((2, 2, 2)).reshape(3, 8).T
        self._box = np.where(corners, high, low)
        self._scene = EmbreeScene()
        TriangleMesh(self._scene, mesh.vertices.astype(np.float32), mesh.faces)

    def cast(self, camera: Camera, *, samples: int = 1) -> Hits:
        """First hits of `samples` x `samples` rays a pixel."""
        columns, rows = self._window(camera)
        origins, directions = _rays(camera, columns, rows, samples)
        hit = self._scene.run(origins, directions, query="INTERSECT", output=True)
        met = np.flatnonzero(hit["primID"] != _MISS)
        width = len(columns) * samples
        row, column = met // width + rows.start * samples, met % width + columns.start * samples
        u, v = hit["u"][met], hit["v"][met]
        return Hits(
            row * (camera.intrinsics.width * samples) + column,
            hit["primID"][met].astype(np.int32),
            np.column_stack([1 - u - v, u, v]),
            hit["tfar"][met],
        )

    def _window(self, camera: Camera) -> tuple[range, range]:
        """Columns and rows of pixels outside which no ray meets the mesh."""
        lens = camera.intrinsics
        u, v, depth = project(camera, self._box).T
        if not lens.is_orthographic and depth.min() <= 0:  # the camera stands inside the box
            return range(lens.width), range(lens.height)
        return _pixels_between(u, lens.width), _pixels_between(v, lens.height)


def _pixels_between(values: NDArray[np.float64], count: int) -> range:
    low, high = int(max(values.min(), -1)), int(min(values.max(), count)) + 2
    return range(max(low, 0), max(min(high, count), max(low, 0)))


def _rays(
    camera: Camera, columns: range, rows: range, samples: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """World origins and directions (R, 3); one length of a direction is one unit of depth."""
    lens = camera.intrinsics
    u, v = _sample_points(columns, samples), _sample_points(rows, samples)
    right, down, forward = camera.world_from_camera[:3, :3].T.astype(np.float32)
    across = ((u - lens.cx) / lens.fx).astype(np.float32)[None, :, None] * right
    along = ((v - lens.cy) / lens.fy).astype(np.float32)[:, None, None] * down
    spread = (across + along).reshape(-1, 3)
    origin = camera.world_from_camera[:3, 3].astype(np.float32)
    if lens.is_orthographic:
        return origin + spread, np.broadcast_to(forward, spread.shape).copy()
    return np.broadcast_to(origin, spread.shape).copy(), spread + forward


def _sample_points(pixels: range, samples: int) -> NDArray[np.float64]:
    return (np.arange(len(pixels) * samples) + 0.5) / samples - 0.5 + pixels.start


def seen_normals(mesh: Mesh, hits: Hits, camera: Camera) -> NDArray[np.float32]:
    """Unit normals (R, 3) in the mesh's frame, as shaded, on the side that the camera sees."""
    corners = mesh.vertices[mesh.faces[hits.faces]]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = flat if mesh.normals is None else hits.between(mesh.normals)
    # A back face shows as if it faced us: which side we see is the flat normal's to say.
    if camera.intrinsics.is_orthographic:
        behind = flat @ camera.world_from_camera[:3, 2] > 0
    else:
        behind = np.einsum("hx,hx->h", flat, camera.world_from_camera[:3, 3] - corners[:, 0]) < 0
    normals = np.where(behind[:, None], -normals, normals)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return (normals / np.maximum(length, 1e-20)).astype(np.float32)
