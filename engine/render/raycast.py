"""Ray caster: mesh and cameras in, the pictures that Blender's Workbench would make out.

Rays go through embreex (Intel Embree); shading is render/studio.py's. No specular, no shadows,
white background; each pixel is the mean of `SAMPLES` x `SAMPLES` rays.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..camera import Rig, orbit
from ..datatypes import Camera, Material, Mesh, View, ViewSet
from ..images import linear_from_srgb, srgb_from_linear
from ..jobs import Progress, Steps
from ..meshes import unit_mesh
from .studio import shade

SAMPLES = 3  # rays a side of a pixel
_MISS = -1


class Caster:
    """Answers which triangle each ray of a camera meets first."""

    def __init__(self, mesh: Mesh) -> None:
        """Build Embree's tree over `mesh`, which must not be empty."""
        deps.require("embreex", feature="Drawing pictures without Blender")
        from embreex.mesh_construction import TriangleMesh
        from embreex.rtcore_scene import EmbreeScene

        self.mesh = mesh
        self._linear_mesh = _linear(mesh)
        self._scene = EmbreeScene()
        TriangleMesh(self._scene, mesh.vertices[mesh.faces].astype(np.float32))

    def cast(
        self, camera: Camera, *, samples: int = 1
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """First hits of `samples` x `samples` rays a pixel.

        Returns:
            face ids (R,), -1 where nothing is met, and the weights (R, 3) of the hit face's
            corners; R = height x samples x width x samples, rows first.
        """
        directions = _ray_directions(camera, samples)
        origin = camera.world_from_camera[:3, 3].astype(np.float32)
        origins = np.broadcast_to(origin, directions.shape).copy()
        hit = self._scene.run(origins, directions, query="INTERSECT", output=True)
        u, v = hit["u"], hit["v"]
        return hit["primID"].astype(np.int32), np.column_stack([1 - u - v, u, v])

    def radiance(
        self, camera: Camera, faces: NDArray[np.int32], weights: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Colours (H, 3), scene-linear, that the camera sees at hits on `faces` (H,)."""
        normals = _hit_normals(self.mesh, faces, weights, camera)
        return shade(normals, _hit_colors(self._linear_mesh, faces, weights))


def _ray_directions(camera: Camera, samples: int) -> NDArray[np.float32]:
    """World directions (R, 3), not normalised: one unit of length is one unit of depth."""
    lens = camera.intrinsics
    u = (np.arange(lens.width * samples) + 0.5) / samples - 0.5
    v = (np.arange(lens.height * samples) + 0.5) / samples - 0.5
    right, down, forward = camera.world_from_camera[:3, :3].T.astype(np.float32)
    across = ((u - lens.cx) / lens.fx).astype(np.float32)[None, :, None] * right
    along = ((v - lens.cy) / lens.fy).astype(np.float32)[:, None, None] * down + forward
    return (across + along).reshape(-1, 3)


def _hit_colors(
    mesh: Mesh, faces: NDArray[np.int32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Base colours (H, 3), scene-linear, at hits on `faces` (H,) of a linear mesh."""
    if mesh.colors is not None:
        return np.einsum("hc,hcx->hx", weights, mesh.colors[faces])
    ids = np.zeros(len(faces), np.int32) if mesh.material_ids is None else mesh.material_ids[faces]
    colors = np.array([material.color for material in mesh.materials], np.float32)[ids]
    if mesh.uv is None:
        return colors
    for index, material in enumerate(mesh.materials):
        here = ids == index
        if material.texture is not None and here.any():
            uv = np.einsum("hc,hcx->hx", weights[here], mesh.uv[faces[here]])
            colors[here] = _sample(material.texture, uv)
    return colors


def _linear(mesh: Mesh) -> Mesh:
    """The mesh with scene-linear colours: light is mixed linearly, between texels too."""
    materials = [
        Material(
            linear_from_srgb(material.color),
            None if material.texture is None else linear_from_srgb(material.texture),
        )
        for material in mesh.materials
    ]
    colors = None if mesh.colors is None else linear_from_srgb(mesh.colors)
    return replace(mesh, colors=colors, materials=tuple(materials))


def _sample(texture: NDArray[np.float32], uv: NDArray[np.float32]) -> NDArray[np.float32]:
    """Texture colours (H, 3) at uv (H, 2): repeated outside [0, 1], bilinear between texels."""
    height, width = texture.shape[:2]
    x = uv[:, 0] * width - 0.5
    y = (1 - uv[:, 1]) * height - 0.5
    left, top = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    fx, fy = (x - left)[:, None].astype(np.float32), (y - top)[:, None].astype(np.float32)
    columns, rows = (left % width, (left + 1) % width), (top % height, (top + 1) % height)
    upper = texture[rows[0], columns[0]] * (1 - fx) + texture[rows[0], columns[1]] * fx
    lower = texture[rows[1], columns[0]] * (1 - fx) + texture[rows[1], columns[1]] * fx
    return upper * (1 - fy) + lower * fy


def _hit_normals(
    mesh: Mesh, faces: NDArray[np.int32], weights: NDArray[np.float32], camera: Camera
) -> NDArray[np.float32]:
    """Unit normals (H, 3) in camera axes, turned to the side that the camera sees."""
    corners = mesh.vertices[mesh.faces[faces]]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = flat
    if mesh.normals is not None:
        normals = np.einsum("hc,hcx->hx", weights, mesh.normals[faces])
    hits = np.einsum("hc,hcx->hx", weights, corners)
    towards = camera.world_from_camera[:3, 3] - hits
    # A back face is lit as if it faced us: which side we see is the flat normal's to say.
    behind = np.einsum("hx,hx->h", flat, towards) < 0
    normals = np.where(behind[:, None], -normals, normals) @ camera.world_from_camera[:3, :3]
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return (normals / np.maximum(length, 1e-20)).astype(np.float32)


def draw(caster: Caster, camera: Camera) -> View:
    """One picture of the caster's mesh, and which pixels it covers at least half."""
    lens = camera.intrinsics
    faces, weights = caster.cast(camera, samples=SAMPLES)
    hit = faces != _MISS
    faces, weights = faces[hit], weights[hit]
    linear = np.zeros((len(hit), 3), np.float32)
    if len(faces):
        linear[hit] = caster.radiance(camera, faces, weights)
    grid = (lens.height, SAMPLES, lens.width, SAMPLES)
    cover = hit.reshape(grid).mean(axis=(1, 3), dtype=np.float32)[..., None]
    # Light adds up linearly inside the object; its edge blends with white as encoded, as a
    # transparent PNG does.
    inside = linear.reshape(*grid, 3).sum(axis=(1, 3)) / SAMPLES**2 / np.maximum(cover, 1e-6)
    rgb = srgb_from_linear(inside) * cover + (1 - cover)
    return View(rgb, camera, cover[..., 0] >= 0.5)


def render_views(mesh: Mesh, rig: Rig) -> Steps[ViewSet]:
    """Draw the views of `rig` around `mesh`. Cameras come back in the mesh's own world frame.

    Raises:
        InputError: the mesh has no face with a size.
        MissingDependency: embreex is not installed.
    """
    mesh, frame = unit_mesh(mesh)
    caster = Caster(mesh)
    views = []
    for camera in orbit(mesh.vertices, rig):
        yield Progress(len(views), rig.views, "Drawing views")
        view = draw(caster, camera)
        views.append(View(view.rgb, frame.world_camera(camera), view.mask))
    return ViewSet(tuple(views))
