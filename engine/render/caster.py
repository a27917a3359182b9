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
        first, second, third = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
        flat = np.cross(second - first, third - first)
        flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-30)
        self.flat_normals = flat.astype(np.float32)  # (F, 3), and what n·p is on each plane, (F,)
        self.flat_offsets = np.einsum("fx,fx->f", flat, first).astype(np.float32)
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

    def sees(self, camera: Camera, points: NDArray[np.floating], *, slack: float) -> NDArray:
        """Which points (V, 3) of the surface lie in a camera's picture with nothing before them.

        Args:
            slack: metres before a point within which what a ray meets is the point's own place.

        Returns:
            (V,) bool.
        """
        lens, (forward, eye) = camera.intrinsics, camera.world_from_camera[:3, 2:].T
        u, v, depth = project(camera, points).T
        inside = (u >= -0.5) & (u < lens.width - 0.5) & (v >= -0.5) & (v < lens.height - 0.5)
        inside &= depth > 0
        ends = points[inside]
        starts = ends - depth[inside, None] * forward if lens.is_orthographic else eye
        ways = ends - starts
        shares = 1 - slack / np.maximum(np.linalg.norm(ways, axis=1), slack)
        rays = (np.broadcast_to(starts, ways.shape), ways, shares)
        rays = (np.ascontiguousarray(values, np.float32) for values in rays)
        before = self._scene.run(*rays, query="OCCLUDED")
        inside[inside] = before == _MISS
        return inside

    def _window(self, camera: Camera) -> tuple[range, range]:
        """Columns and rows of pixels outside which no ray meets the mesh."""
        lens = camera.intrinsics
        u, v, depth = project(camera, self.mesh.vertices).T
        if not lens.is_orthographic and depth.min() <= 0:  # something lies behind the camera
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
    origin = camera.world_from_camera[:3, 3].astype(np.float32)
    if lens.is_orthographic:
        origins = (across + (along + origin)).reshape(-1, 3)
        return origins, np.tile(forward, (len(origins), 1))
    directions = (across + (along + forward)).reshape(-1, 3)
    return np.tile(origin, (len(directions), 1)), directions


def _sample_points(pixels: range, samples: int) -> NDArray[np.float64]:
    return (np.arange(len(pixels) * samples) + 0.5) / samples - 0.5 + pixels.start


def seen_normals(caster: Caster, hits: Hits, camera: Camera) -> NDArray[np.float32]:
    """Unit normals (R, 3) in the mesh's frame, as shaded, on the side that the camera sees."""
    flat = caster.flat_normals[hits.faces]
    given = caster.mesh.normals
    normals = flat if given is None else hits.between(given)
    # A back face shows as if it faced us: which side we see is the flat normal's to say.
    if camera.intrinsics.is_orthographic:
        towards = -camera.world_from_camera[:3, 2].astype(np.float32)
        sides = np.einsum("rx,x->r", flat, towards)
    else:
        eye = camera.world_from_camera[:3, 3].astype(np.float32)
        sides = np.einsum("rx,x->r", flat, eye) - caster.flat_offsets[hits.faces]
    length = np.sqrt(np.einsum("rx,rx->r", normals, normals))
    return normals * (np.where(sides < 0, -1, 1) / np.maximum(length, 1e-20))[:, None].astype("f4")
