"""Ray caster: mesh and cameras in, the pictures that Blender's Workbench would make out.

Shading is render/studio.py's. No specular, no shadows; each pixel is the mean of
`SAMPLES` x `SAMPLES` rays.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..capture.settings import CaptureSettings
from ..datatypes import Camera, Material, Mesh, View, ViewSet
from ..images import linear_from_srgb, srgb_from_linear
from ..jobs import Progress, Steps
from ..meshes import dressed
from .caster import Caster, Hits, seen_normals
from .channels import Subject
from .studio import shade

SAMPLES = 3  # rays a side of a pixel


class Painter:
    """Draws pictures of a caster's mesh."""

    def __init__(self, caster: Caster) -> None:
        """Make the mesh's colours linear: light is mixed linearly, between texels too."""
        self._caster = caster
        mesh = caster.mesh
        materials = [
            Material(
                linear_from_srgb(material.color),
                None if material.texture is None else linear_from_srgb(material.texture),
            )
            for material in mesh.materials
        ]
        colors = None if mesh.colors is None else linear_from_srgb(mesh.colors)
        self._linear = replace(mesh, colors=colors, materials=tuple(materials))

    def draw(self, camera: Camera, light: NDArray[np.floating] | None = None) -> NDArray[np.uint8]:
        """One picture, rgba (H, W, 4); `light` (3, 3) turns the lights about the camera."""
        lens = camera.intrinsics
        hits = self._caster.cast(camera, samples=SAMPLES)
        linear = np.zeros((lens.height * lens.width * SAMPLES**2, 3), np.float32)
        cover = np.zeros(len(linear), np.float32)
        if len(hits.pixels):
            normals = seen_normals(self._caster, hits, camera)
            seen = normals @ camera.world_from_camera[:3, :3].astype(np.float32)
            if light is not None:
                seen = seen @ light.astype(np.float32)  # the normals the other way round
            linear[hits.pixels] = shade(seen, _hit_colors(self._linear, hits))
            cover[hits.pixels] = 1
        grid = (lens.height, SAMPLES, lens.width, SAMPLES)
        cover = cover.reshape(grid).mean(axis=(1, 3))[..., None]
        # Light adds up linearly inside the object; its edge blends as encoded, as a
        # transparent PNG does.
        inside = linear.reshape(*grid, 3).sum(axis=(1, 3)) / SAMPLES**2 / np.maximum(cover, 1e-6)
        rgba = np.concatenate([srgb_from_linear(inside), cover], axis=2)
        return np.round(rgba * 255).astype(np.uint8)


def _hit_colors(mesh: Mesh, hits: Hits) -> NDArray[np.float32]:
    """Base colours (R, 3), scene-linear, at hits on a linear mesh."""
    if mesh.colors is not None:
        return hits.between(mesh.colors)
    faces = hits.faces
    ids = np.zeros(len(faces), np.int32) if mesh.material_ids is None else mesh.material_ids[faces]
    colors = np.array([material.color for material in mesh.materials], np.float32)[ids]
    if mesh.uv is None:
        return colors
    uv = hits.between(mesh.uv)
    for index in np.unique(ids):
        material = mesh.materials[index]
        if material.texture is not None:
            here = ids == index
            colors[here] = _sample(material.texture, uv[here])
    return colors


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


def render_views(mesh: Mesh, settings: CaptureSettings) -> Steps[ViewSet]:
    """Draw the views of `settings` around `mesh`, whatever engine they name.

    Raises:
        InputError: the mesh has no face with a size.
        MissingDependency: embreex is not installed.
    """
    subject = Subject(dressed(mesh, settings.look))
    painter = Painter(subject.caster)
    views = []
    cameras = subject.cameras(settings)
    for camera in cameras:
        yield Progress(len(views), len(cameras), "Drawing views")
        rgba = painter.draw(subject.frame.unit_camera(camera))
        channels = subject.channels(camera, settings.channels)
        views.append(View(rgba, camera, settings.background, **channels))
    return ViewSet(tuple(views), mesh.instances, is_studio=True)
