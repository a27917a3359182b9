"""Workbench: a Mesh and a rig in, a ViewSet out, in a scene of the add-on's own.

The mesh is copied, moved to its unit frame and drawn alone: the user's scene is never touched,
and where the object stands or how big it is does not change its pictures. The look is that of
engine/render/studio.py, and engine/render/raycast.py makes the same pictures without Blender.
"""

import math
import tempfile
from pathlib import Path

import bpy
from mathutils import Matrix

from ...engine.camera import Rig, opencv_from_opengl, orbit
from ...engine.datatypes import Camera, Mesh, View, ViewSet
from ...engine.errors import ResultError
from ...engine.images import read_image
from ...engine.jobs import Progress, Steps
from ...engine.meshes import unit_mesh
from ...engine.render.studio import BLENDER_STUDIO_LIGHT
from .objects import object_from_mesh, remove_object

_NAME = "ReLoop3D capture"


def render_views(mesh: Mesh, rig: Rig) -> Steps[ViewSet]:
    """Draw the views of `rig` around `mesh`, one a step. Cameras come back in its world frame.

    Raises:
        InputError: the mesh has no face with a size.
        ResultError: the scene of the capture was removed in the middle (Undo, file load).
    """
    mesh, frame = unit_mesh(mesh)
    views = []
    with tempfile.TemporaryDirectory(prefix="reloop3d_") as folder:
        stage = _Stage(mesh, rig)
        try:
            for camera in orbit(mesh.vertices, rig):
                yield Progress(len(views), rig.views, "Drawing views")
                rgb, mask = read_image(stage.shoot(camera, Path(folder) / "view.png"))
                views.append(View(rgb, frame.world_camera(camera), mask))
        finally:
            stage.remove()
    return ViewSet(tuple(views))


class _Stage:
    """A scene with one object and one camera. Kept by name: undo may take it away at any tick."""

    def __init__(self, mesh: Mesh, rig: Rig) -> None:
        self._subject = object_from_mesh(mesh, _NAME)
        lens = bpy.data.cameras.new(_NAME)
        lens.sensor_fit = "HORIZONTAL"
        lens.angle = math.radians(rig.fov_deg)
        lens.clip_start, lens.clip_end = 0.001, 1000.0
        eye = bpy.data.objects.new(_NAME, lens)
        scene = bpy.data.scenes.new(_NAME)
        scene.collection.objects.link(self._subject)
        scene.collection.objects.link(eye)
        scene.camera = eye
        _set_output(scene, rig)
        _set_look(scene, mesh)
        self._names = (scene.name, self._subject.name, eye.name)

    def _find(self) -> tuple:
        scene, subject, eye = self._names
        return bpy.data.scenes.get(scene), bpy.data.objects.get(subject), bpy.data.objects.get(eye)

    def shoot(self, camera: Camera, path: Path) -> Path:
        """Render one picture into `path`."""
        scene, subject, eye = self._find()
        if not (scene and subject and eye):
            raise ResultError("The capture was interrupted.", "Press the button again.")
        eye.matrix_world = Matrix(opencv_from_opengl(camera.world_from_camera).tolist())
        scene.render.filepath = str(path)
        bpy.ops.render.render(write_still=True, scene=scene.name)
        if not path.is_file():
            raise ResultError("Blender rendered no picture.", "See the console for the reason.")
        return path

    def remove(self) -> None:
        """Take everything away again."""
        scene, subject, eye = self._find()
        if scene:
            bpy.data.scenes.remove(scene)
        if subject:
            remove_object(subject)
        if eye:
            lens = eye.data
            bpy.data.batch_remove([eye, lens])


def _set_output(scene: bpy.types.Scene, rig: Rig) -> None:
    render = scene.render
    render.engine = "BLENDER_WORKBENCH"
    render.resolution_x = render.resolution_y = rig.size
    render.resolution_percentage = 100
    render.film_transparent = True
    render.dither_intensity = 0
    render.use_compositing = render.use_sequencer = False
    if hasattr(render.image_settings, "media_type"):  # from 5.0 on
        render.image_settings.media_type = "IMAGE"
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA"
    scene.display_settings.display_device = "sRGB"
    scene.view_settings.view_transform = "Standard"  # AgX would change the colours models see


def _set_look(scene: bpy.types.Scene, mesh: Mesh) -> None:
    shading = scene.display.shading
    shading.light = "STUDIO"
    shading.studio_light = BLENDER_STUDIO_LIGHT
    shading.color_type = "VERTEX" if mesh.colors is not None else "TEXTURE"
    shading.show_specular_highlight = False
    shading.show_shadows = shading.show_cavity = shading.show_object_outline = False
    scene.display.render_aa = "16"
