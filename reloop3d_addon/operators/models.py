"""Models of others: download, compare, delete, choose where they are used, free their memory."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine import deps
from ...engine.facts import as_size
from ...engine.jobs import Steps, Work
from ...engine.models import registry, shelf
from ...engine.models.catalog import Entry
from ...engine.models.download import download
from .. import models
from ..jobs.job import Job
from .base import JobOperator, ReloopOperator

_OFFLINE = "Allow online access first (Preferences > System > Network), or place the files by hand"


def _entry(context: bpy.types.Context) -> Entry:
    return context.window_manager.reloop3d.models.entry


def _problem(entry: Entry, *, is_there: bool) -> str | None:
    """Why nothing can be done with a model of others that is, or is not, there."""
    if entry.is_embedded:
        return "It comes with ReLoop3D"
    if is_there and models.state(entry).kind == shelf.ABSENT:
        return "It is not on this machine"
    return None


class RELOOP3D_OT_get_model(JobOperator, bpy.types.Operator):
    """Download the model that is shown; what was begun is gone on with"""

    bl_idname = "reloop3d.get_model"
    bl_label = "Download Model"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        entry = _entry(context)
        if problem := _problem(entry, is_there=False):
            return problem
        if models.state(entry).kind == shelf.DOWNLOADED:
            return "It is here already"
        if not bpy.app.online_access:
            return _OFFLINE
        if not deps.has("huggingface_hub"):
            return "Python packages are missing: huggingface_hub"
        return None

    def _job(self, context: bpy.types.Context) -> Job:
        entry = _entry(context)

        def body(_job: Job) -> Steps[str]:
            try:
                folder = yield Work(download(entry.source))
            finally:
                models.look_again()
            return iface_("{} lies in {}").format(entry.title, folder)

        return Job(self.bl_label, body, items=0, is_of_file=False)


class RELOOP3D_OT_verify_model(JobOperator, bpy.types.Operator):
    """Read every file of the model that is shown and compare it with its hash"""

    bl_idname = "reloop3d.verify_model"
    bl_label = "Verify Model"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        entry = _entry(context)
        if problem := _problem(entry, is_there=True):
            return problem
        if models.state(entry).kind == shelf.PLACED:
            return "It was placed by hand: there are no hashes to compare it with"
        return None

    def _job(self, context: bpy.types.Context) -> Job:
        source = _entry(context).source

        def body(job: Job) -> Steps[str]:
            damaged = yield Work(shelf.verify(source))
            job.notes += damaged[:5]
            if not damaged:
                return iface_("All is well")
            return iface_("{} files are damaged: delete the model, then download it").format(
                len(damaged)
            )

        return Job(self.bl_label, body, items=0, is_of_file=False)


class RELOOP3D_OT_delete_model(ReloopOperator, bpy.types.Operator):
    """Delete the files of the model that is shown, and free the disk"""

    bl_idname = "reloop3d.delete_model"
    bl_label = "Delete Model"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return _problem(_entry(context), is_there=True)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        """Ask first: gigabytes may have to be downloaded again."""
        if bpy.app.background:
            return self.execute(context)
        return context.window_manager.invoke_confirm(self, event)

    def _execute(self, context: bpy.types.Context) -> None:
        try:
            size = shelf.delete(_entry(context).source)
        finally:
            models.look_again()
        self.report({"INFO"}, iface_("{} are free again").format(as_size(size)))


class RELOOP3D_OT_choose_model(ReloopOperator, bpy.types.Operator):
    """Choose the model that is shown in the panels that can use it"""

    bl_idname = "reloop3d.choose_model"
    bl_label = "Use Model"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        entry = _entry(context)
        if entry.task == "text":
            return "No panel uses words yet; the engine does (viewpoint/text_backend)"
        if models.state(entry).kind not in shelf.READY:
            return "Download it first"
        return None

    def _execute(self, context: bpy.types.Context) -> None:
        entry, scene = _entry(context), context.scene.reloop3d
        if entry.task == "classify":
            scene.model = entry.name
        elif entry.task == "train":
            scene.train.method, scene.train.pretrained = "full", entry.name
        elif entry.task == "masks":
            scene.relief.mask, scene.relief.mask_model = "auto", entry.name
        elif entry.is_embedded:
            scene.relief.source, scene.photos.model = "NETWORK", ""
        else:
            scene.relief.source, scene.relief.depth_model = "MODEL", entry.name
            scene.photos.model = entry.name


class RELOOP3D_OT_unload_models(ReloopOperator, bpy.types.Operator):
    """Give back the memory of models that are kept ready; the next use loads them again"""

    bl_idname = "reloop3d.unload_models"
    bl_label = "Unload Models"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if registry.loaded() else "No model is in memory"

    def _execute(self, _context: bpy.types.Context) -> None:
        registry.unload()


class RELOOP3D_OT_show_advised(ReloopOperator, bpy.types.Operator):
    """Show the model that serves the goal"""

    bl_idname = "reloop3d.show_advised"
    bl_label = "Show Model"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        advice = context.window_manager.reloop3d.models.advice
        if advice is None:
            return "What this machine has is being found out"
        return None if advice.model else "This goal needs no model, or none fits this machine"

    def _execute(self, context: bpy.types.Context) -> None:
        shown = context.window_manager.reloop3d.models
        shown.model = shown.advice.model.name


CLASSES = (
    RELOOP3D_OT_get_model,
    RELOOP3D_OT_verify_model,
    RELOOP3D_OT_delete_model,
    RELOOP3D_OT_choose_model,
    RELOOP3D_OT_unload_models,
    RELOOP3D_OT_show_advised,
)
