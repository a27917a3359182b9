"""Find the camera that took a picture, the view that shows best, the view that decides a class."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.datatypes import Mesh
from ...engine.errors import InputError
from ...engine.jobs import Progress, Steps
from ...engine.models.registry import load_classifier
from ...engine.viewpoint.best import best_views
from ...engine.viewpoint.deciding import deciding_view
from ...engine.viewpoint.match import match_image, target_of
from ...engine.viewpoint.settings import BestSettings, DecidingSettings, Found, MatchSettings
from ..bridge.assets import ObjectRef, active_root
from ..bridge.eye import eye_of, eye_problem
from ..bridge.images import image_at, mask_from_image, rgba_from_image
from ..jobs.job import Job
from ..preferences import chosen
from ..runtime import missing_for
from ..viewpoint import fitted, picture_of, scene_lens, start_camera
from .base import JobOperator, assets_problem
from .viewpoint_job import Aim, OnStep, view_job

_NO_SURFACE = {"CAMERA", "LIGHT", "LIGHT_PROBE", "SPEAKER"}


def subject_problem(context: bpy.types.Context) -> str | None:
    """Why there is nothing to look at; None if there is."""
    if missing := missing_for("viewpoint"):
        return f"Python packages are missing: {', '.join(missing)}"
    if context.scene.reloop3d.viewpoint.is_scene:
        return None if context.mode in {"OBJECT", "POSE"} else "Leave Edit Mode first"
    if reason := assets_problem(context, "viewpoint"):
        return reason
    active = context.active_object
    if active is None or (active.type in _NO_SURFACE and not active.children):
        return "Click an object with a surface first"
    return None


def weights_problem(context: bpy.types.Context) -> str | None:
    """Why no view can be best; None if one can."""
    is_weighed = context.scene.reloop3d.viewpoint.is_weighed
    return None if is_weighed else "Give something a weight under What Is Best"


class _ViewOperator(JobOperator):
    """A search whose result is the scene's camera. Authors write `_aim(context)`.

    It returns the engine's settings, and a function that reads what is looked for.
    """

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        is_new = context.scene.reloop3d.viewpoint.is_new
        return subject_problem(context) or eye_problem(context.scene, is_new=is_new)

    def _job(self, context: bpy.types.Context) -> Job:
        group = context.scene.reloop3d.viewpoint
        refs = [] if group.is_scene else [ObjectRef.of(active_root(context))]
        settings, aim = self._aim(context)
        return view_job(
            self.bl_label, refs, aim, settings, is_new=group.is_new, is_keyed=group.is_keyed
        )


class RELOOP3D_OT_match_image(_ViewOperator, bpy.types.Operator):
    """Find the camera that took the picture: from where it shows the active object as it is"""

    bl_idname = "reloop3d.match_image"
    bl_label = "Match Image"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        group = context.scene.reloop3d.viewpoint
        if picture_of(context) is None:
            return "Choose a picture first"
        if group.is_drawn and group.drawing is None:
            return "Make a drawing first, or choose another mask"
        if not group.parameters:
            return "Let something of the camera move first"
        if group.start == "CAMERA" and eye_of(context.scene) is None:
            return "The scene has no camera to go on from"
        return super().problem(context)

    def _aim(self, context: bpy.types.Context) -> tuple[MatchSettings, Callable[[Mesh], Aim]]:
        group, picture = context.scene.reloop3d.viewpoint, picture_of(context)
        settings, needs_start = group.to_match(), group.start == "CAMERA" or group.is_locked
        uid, drawing = picture.session_uid, group.drawing.session_uid if group.is_drawn else 0
        mask: dict[str, Any] = {"mask": "auto" if group.is_drawn else group.mask}
        if group.mask == "key":
            mask["key"] = tuple(group.key)

        def aim(mesh: Mesh) -> Aim:
            rgba = rgba_from_image(_image(uid))
            size = rgba.shape[1::-1]
            drawn = mask_from_image(_image(drawing), rgba) if drawing else None
            start = start_camera(bpy.context.scene, size, mesh, settings) if needs_start else None
            search = _match(rgba, replace(settings, start=start), mask | {"drawn": drawn})
            return Aim(search, _overlap, size, uid)

        return settings, aim


def _image(session_uid: int) -> bpy.types.Image:
    image = image_at(session_uid)
    if image is None:
        raise InputError("The picture is gone.", "Choose it again.")
    return image


def _match(rgba, settings: MatchSettings, mask: dict[str, Any]) -> Callable:
    def search(mesh: Mesh, on_step: OnStep) -> Steps[list[Found]]:
        yield Progress(0, None, "Reading the picture")
        target, picks = fitted(target_of(rgba, **mask), settings)
        found = yield from match_image(
            mesh, target, replace(settings, picks=picks), on_step=on_step
        )
        return [found]

    return search


def _overlap(found: Found) -> str:
    if "overlap" not in found.terms:
        return ""
    return iface_("The outlines overlap by {} %").format(f"{100 * found.terms['overlap']:.0f}")


class RELOOP3D_OT_best_view(_ViewOperator, bpy.types.Operator):
    """Find the view that shows the active object best; or several, each showing something else"""

    bl_idname = "reloop3d.best_view"
    bl_label = "Best View"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return weights_problem(context) or super().problem(context)

    def _aim(self, context: bpy.types.Context) -> tuple[BestSettings, Callable[[Mesh], Aim]]:
        group = context.scene.reloop3d.viewpoint
        lens = scene_lens(context.scene, is_new=group.is_new)
        settings = group.to_best(lens, count=group.count)

        def search(mesh: Mesh, on_step: OnStep) -> Steps[list[Found]]:
            return (yield from best_views(mesh, settings, on_step=on_step))

        return settings, lambda _: Aim(search)


class RELOOP3D_OT_deciding_view(_ViewOperator, bpy.types.Operator):
    """Find the view from which the model chosen under Classify is surest of the class"""

    bl_idname = "reloop3d.deciding_view"
    bl_label = "Deciding View"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if missing := missing_for("classify"):
            return f"Python packages are missing: {', '.join(missing)}"
        return weights_problem(context) or super().problem(context)

    def _aim(self, context: bpy.types.Context) -> tuple[DecidingSettings, Callable[[Mesh], Aim]]:
        scene = context.scene.reloop3d
        group = scene.viewpoint
        lens = scene_lens(context.scene, is_new=group.is_new)
        said = "" if group.is_scene else active_root(context).reloop3d.said
        settings = group.to_deciding(lens, said)
        model, device = scene.used_model, chosen(context).device
        classes: list[str] = []

        def search(mesh: Mesh, on_step: OnStep) -> Steps[list[Found]]:
            yield Progress(0, None, "Loading the model")
            classifier = load_classifier(model, device=device)
            classes[:] = classifier.spec.classes
            return [(yield from deciding_view(mesh, classifier, settings, on_step=on_step))]

        def words(view: Found) -> str:
            label = classes[int(view.terms["label_index"])]
            return f"{label} {view.terms['confidence']:.2f}"

        return settings, lambda _: Aim(search, words)


CLASSES = (RELOOP3D_OT_match_image, RELOOP3D_OT_best_view, RELOOP3D_OT_deciding_view)
