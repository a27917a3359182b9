"""Looking for a view: what is looked at, and the steps of a search on their way to the window.

The engine searches in a thread; `Watched` hands its steps to the camera of the scene.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

import bpy
import numpy as np

from ..engine.camera import Frame, project
from ..engine.datatypes import Camera, Intrinsics, Mesh
from ..engine.images import scaled
from ..engine.viewpoint.settings import MatchSettings, Pick, Step, Target
from . import curve
from .bridge.assets import ObjectRef, has_surface
from .bridge.cameras import camera_from_object
from .bridge.eye import Eye, eye_of
from .bridge.objects import mesh_from_assets, mesh_from_scene

_PAUSE = 0.1  # seconds between two looks: each costs a redraw of the scene
_LEAST, _OVER = 1024, 4  # pixels of a picture's longer side; how many for each that is compared
_FOCAL = 50 / 36  # of a new camera, as a share of its picture's longer side


@dataclass
class Watched:
    """A search's steps, told by its thread; the last one is shown, the best one may be kept."""

    eye: Eye
    best: Step | None = None
    last: Step | None = None
    _shown: Step | None = None
    _time: float = 0.0

    def add(self, step: Step) -> None:
        """One more step; may be called in a thread."""
        curve.add_loss(step.loss)
        if self.best is None or step.loss <= self.best.loss:
            self.best = step
        self.last = step

    def show(self) -> None:
        """Let the camera stand where the last step has it, not more often than can be seen."""
        step, now = self.last, time.monotonic()
        if step is not None and step is not self._shown and now - self._time > _PAUSE:
            self.eye.show(step.camera)
            self._shown, self._time = step, time.monotonic()


def picture_of(context: bpy.types.Context) -> bpy.types.Image | None:
    """The chosen picture, else the first background image of the scene's camera."""
    if (picture := context.scene.reloop3d.viewpoint.picture) is not None:
        return picture
    eye = eye_of(context.scene)
    entries = eye.data.background_images if eye else ()
    return next((entry.image for entry in entries if entry.image is not None), None)


def mesh_of(refs: Iterable[ObjectRef]) -> Mesh:
    """What assets look like together; all that the scene shows, where there is none of them.

    Raises:
        InputError: nothing has a surface, or it is hidden.
    """
    objects = [obj for obj in (ref.resolve() for ref in refs) if obj is not None]
    if objects:
        return mesh_from_assets(objects)
    return mesh_from_scene(bpy.context.scene, layer=bpy.context.view_layer)


def shown_surfaces(context: bpy.types.Context) -> list[bpy.types.Object]:
    """The scene's visible objects that may have a surface."""
    return [obj for obj in context.view_layer.objects if obj.visible_get() and has_surface(obj)]


def scene_camera(scene: bpy.types.Scene) -> Camera | None:
    """What the scene's camera sees now; None where there is none.

    Raises:
        InputError: it is a panorama.
    """
    eye = eye_of(scene)
    if eye is None:
        return None
    return camera_from_object(eye.evaluated_get(bpy.context.evaluated_depsgraph_get()), scene)


def start_camera(
    scene: bpy.types.Scene, size: tuple[int, int], mesh: Mesh, settings: MatchSettings
) -> Camera | None:
    """The scene's camera with a picture of another size: its longer side shows as much as before.

    Where another kind of lens is wanted, it shows the mesh's middle as large. None: there is none.

    Raises:
        InputError: it is a panorama; or the mesh has no size.
    """
    camera = scene_camera(scene)
    if camera is None:
        return None
    lens, (width, height) = camera.intrinsics, size
    squeezed = lens.fx / lens.fy  # a pixel's height by its width
    scale = max(width, height) / max(lens.width, lens.height * squeezed)
    fx = lens.fx * scale
    cx = (width - 1) / 2 + (lens.cx - (lens.width - 1) / 2) * scale
    cy = (height - 1) / 2 + (lens.cy - (lens.height - 1) / 2) * scale * squeezed
    if lens.is_orthographic != settings.is_orthographic:
        frame = Frame.around(mesh.vertices)
        _, _, depth = project(camera, frame.center[None])[0]
        depth = max(depth, 1e-3 * frame.diagonal)
        fx = fx * depth if lens.is_orthographic else fx / depth
    fitted = Intrinsics(fx, fx, cx, cy, width, height, settings.is_orthographic)
    return replace(camera, intrinsics=fitted)


def fitted(target: Target, settings: MatchSettings) -> tuple[Target, tuple[Pick, ...]]:
    """The picture and its picks, smaller where it has many more pixels than are compared.

    In a thread.
    """
    height, width = target.rgb.shape[:2]
    scale = max(_LEAST, _OVER * settings.size) / max(width, height)
    if scale >= 1:
        return target, settings.picks
    size = max(1, round(width * scale)), max(1, round(height * scale))
    mask = target.mask
    if mask is not None:
        mask = scaled(np.repeat(mask[..., None], 3, axis=2), *size)[..., 0]
    x, y = size[0] / width, size[1] / height
    picks = tuple(
        replace(pick, pixel=((pick.pixel[0] + 0.5) * x - 0.5, (pick.pixel[1] + 0.5) * y - 0.5))
        for pick in settings.picks
    )
    return Target(scaled(target.rgb, *size), mask), picks


def scene_lens(scene: bpy.types.Scene, *, is_new: bool) -> Intrinsics:
    """The lens of the scene's camera at its full resolution; 50 mm where there is none to keep."""
    render = scene.render
    width, height = render.resolution_x, render.resolution_y
    ratio = render.pixel_aspect_x / render.pixel_aspect_y
    eye = None if is_new else eye_of(scene)
    if eye is None or eye.data.type not in {"PERSP", "ORTHO"}:
        fx = _FOCAL * max(width, height / ratio)
        return Intrinsics(fx, fx * ratio, (width - 1) / 2, (height - 1) / 2, width, height)
    lens = scene_camera(scene).intrinsics  # at the scene's percentage
    x, y = width / lens.width, height / lens.height
    cx, cy = (lens.cx + 0.5) * x - 0.5, (lens.cy + 0.5) * y - 0.5
    fx = lens.fx * x
    return Intrinsics(fx, fx * ratio, cx, cy, width, height, lens.is_orthographic)
