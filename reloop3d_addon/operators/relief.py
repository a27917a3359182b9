"""Image to Mesh: one photo becomes an object of its own, before the camera that took it."""

from collections.abc import Callable

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.jobs import Steps, Work
from ...engine.reconstruct.relief.flow import (
    Measured,
    checked,
    picture_to_depth,
    picture_to_mesh,
)
from ...engine.reconstruct.relief.kinds import UNKNOWN
from ...engine.reconstruct.relief.outputs import depth_picture
from ...engine.reconstruct.relief.settings import Relief, ReliefSettings
from ...engine.runtime.apart import apart
from .. import runtime
from ..bridge.images import drawing_of
from ..bridge.relief import depth_image, put_relief
from ..jobs import lanes
from ..jobs.job import Job
from ..photo import Photo, photo, photo_problem, upright
from ..preferences import chosen
from .base import JobOperator, ReloopOperator, object_mode
from .viewpoint_picks import show_image

CHECK = "Check Picture"


def depth_problem(context: bpy.types.Context) -> str | None:
    """Why no picture's depth can be told now; None if it can."""
    if missing := runtime.missing_for("relief"):
        return f"Python packages are missing: {', '.join(missing)}"
    group = context.scene.reloop3d.relief
    if group.mask == "auto" and not group.mask_model and _lacking("cv2"):
        return "Python packages are missing: cv2"
    if group.source == "FILE" and not group.depth_file:
        return "Choose a depth file"
    if group.source == "PAIR" and not group.right_file:
        return "Choose the second photo"
    if group.source == "PAIR" and _lacking("cv2"):
        return "Python packages are missing: cv2"
    if group.source == "MODEL" and not group.depth_model:
        return "Choose a depth model"
    if group.near >= group.far:
        return "Far has to be beyond near"
    return photo_problem(context)


def _lacking(module: str) -> list[str]:
    """A package that not all of this needs, where it is missing."""
    return [module] if module in runtime.missing() else []


def _settings(context: bpy.types.Context) -> ReliefSettings:
    return context.scene.reloop3d.relief.to_settings(device=chosen(context).device)


class RELOOP3D_OT_image_to_mesh(JobOperator, bpy.types.Operator):
    """Make a mesh of what the photo shows, before a camera as the photo's, in a new collection"""

    bl_idname = "reloop3d.image_to_mesh"
    bl_label = "Image to Mesh"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if context.scene.reloop3d.relief.needs_open3d and _lacking("open3d"):
            return "Python packages are missing: open3d"
        return depth_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        return relief_job(photo(context), _settings(context))


def relief_job(shown: Photo, settings: ReliefSettings) -> Job:
    """Read a photo, make its mesh, and put it into the scene as one undo step."""

    def body(job: Job) -> Steps[str]:
        relief: Relief = yield from _apart(picture_to_mesh, shown, settings)
        yield from object_mode(job)
        scene = bpy.context.scene
        put_relief(scene, relief.mesh, relief.camera, relief.rgba, shown.name)
        bpy.ops.ed.undo_push(message=job.title)
        job.notes += relief.notes
        return iface_("{} faces").format(f"{relief.numbers['faces']:,}")

    return Job("Image to Mesh", body, settings=settings, items=0)


def _apart(function: Callable[..., Steps], shown: Photo, settings: ReliefSettings) -> Steps:
    """Read a photo, and leave what is done with it to a process of its own."""
    picture, mask = yield from shown.read()
    return (yield Work(apart(function, picture, settings, mask)))


class RELOOP3D_OT_check_picture(JobOperator, bpy.types.Operator):
    """Say how good a mesh can be made of the photo, what would help, and what it seems to show"""

    bl_idname = "reloop3d.check_picture"
    bl_label = CHECK

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if missing := runtime.missing_for("relief"):
            return f"Python packages are missing: {', '.join(missing)}"
        return photo_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        return check_job(photo(context), _settings(context))


def check_job(shown: Photo, settings: ReliefSettings) -> Job:
    """Read a photo and say what it is good for; the kind that it shows is the job's result."""

    def body(job: Job) -> Steps[str]:
        quality, asset = yield from _apart(checked, shown, settings)
        job.result = (shown.image, asset.kind)
        job.notes += [*quality.lines, asset.said]
        return iface_("Ready for a mesh") if quality.is_good else iface_("A mesh may come out poor")

    return Job(CHECK, body, settings=settings, items=0)


def found_kind(context: bpy.types.Context) -> str | None:
    """The kind of thing that the chosen photo was found to show; None: not known."""
    job, image = lanes.ended(CHECK), context.scene.reloop3d.relief.picture
    if job is None or job.result is None or image is None:
        return None
    uid, kind = job.result
    return kind if uid == image.session_uid and kind != UNKNOWN else None


class RELOOP3D_OT_use_kind(ReloopOperator, bpy.types.Operator):
    """Take the settings for the kind of thing that the photo was found to show"""

    bl_idname = "reloop3d.use_kind"
    bl_label = "Use Its Settings"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return None if found_kind(context) else "Check a picture that shows a known kind of thing"

    def _execute(self, context: bpy.types.Context) -> None:
        context.scene.reloop3d.relief.preset = found_kind(context)


class RELOOP3D_OT_preview_depth(JobOperator, bpy.types.Operator):
    """Show how far away the photo's things are taken to be, as an image: near warm, far cold"""

    bl_idname = "reloop3d.preview_depth"
    bl_label = "Preview Depth"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return depth_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        return depth_job(photo(context), _settings(context))


def depth_job(shown: Photo, settings: ReliefSettings) -> Job:
    """Read a photo, tell its depth, and show it as an image, as one undo step."""

    def body(job: Job) -> Steps[str]:
        made: Measured = yield from _apart(picture_to_depth, shown, settings)
        yield from object_mode(job)
        image = depth_image(shown.name, depth_picture(made.depth))
        for window in bpy.context.window_manager.windows:
            for area in window.screen.areas:
                if area.type == "IMAGE_EDITOR":
                    area.spaces.active.image = image
        bpy.ops.ed.undo_push(message=job.title)
        job.notes += made.notes
        known = made.depth[made.depth > 0]
        words = iface_("{} to {} m away; see the image {}")
        return words.format(f"{known.min():.3g}", f"{known.max():.3g}", image.name)

    return Job("Preview Depth", body, settings=settings, items=0)


class RELOOP3D_OT_new_mask(ReloopOperator, bpy.types.Operator):
    """Make a copy of the photo to paint over: what you paint, in any colour, is the subject"""

    bl_idname = "reloop3d.new_mask"
    bl_label = "New Drawing"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return None if context.scene.reloop3d.relief.picture else "Choose a photo first"

    def _execute(self, context: bpy.types.Context) -> None:
        group = context.scene.reloop3d.relief
        group.drawing = drawing_of(group.picture.name, upright(group.picture))
        group.mask = "drawing"
        if not bpy.app.background:
            show_image(context, group.drawing).spaces.active.ui_mode = "PAINT"


CLASSES = (
    RELOOP3D_OT_check_picture,
    RELOOP3D_OT_use_kind,
    RELOOP3D_OT_new_mask,
    RELOOP3D_OT_preview_depth,
    RELOOP3D_OT_image_to_mesh,
)
