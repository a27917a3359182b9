"""The pool of assets: add places, scan and look at them, train its model, labels in and out."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import EnumProperty, StringProperty
from bpy_extras.io_utils import ExportHelper, ImportHelper

from ...engine.errors import InputError
from ...engine.pool import exchange, label, scan
from ..jobs import lanes
from ..jobs.job import Job
from ..labelling import session
from ..pool import opened, ranking, retraining, scanning
from ..runtime import missing_for
from .base import JobOperator, ReloopOperator


def _busy(title: str) -> str | None:
    """Why no second job of a title may begin."""
    if any(job.title == title for job in lanes.background()):
        return "It runs already, in the background"
    return None


def _scan(context: bpy.types.Context) -> None:
    """Scan now: in the background where there is a window."""
    if bpy.app.background:
        bpy.ops.reloop3d.scan_pool()
    elif not _busy(scanning.TITLE):
        lanes.add_in_background(scanning.scan_job())


class _AddOperator(ReloopOperator):
    """Authors write `_places(context)`, the kinds and places to add."""

    def _execute(self, context: bpy.types.Context) -> None:
        base = opened.project(context).store
        for kind, place in self._places(context):
            scan.add_source(base, kind, place)
        opened.changed()
        _scan(context)


class RELOOP3D_OT_add_folder(_AddOperator, bpy.types.Operator):
    """Add a folder of asset files to the pool, with all folders in it"""

    bl_idname = "reloop3d.add_folder"
    bl_label = "Add Folder"

    directory: StringProperty(
        name="Folder", description="Of asset files", subtype="DIR_PATH", options={"SKIP_SAVE"}
    )
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def _places(self, _context: bpy.types.Context) -> list[tuple[str, str]]:
        folder = Path(bpy.path.abspath(self.directory)) if self.directory else None
        if folder is None or not folder.is_dir():
            raise InputError(f"{self.directory or 'Nothing'} is no folder.", "Choose one.")
        return [("folder", str(folder.absolute()))]


class RELOOP3D_OT_add_scene(_AddOperator, bpy.types.Operator):
    """Add the objects of this file to the pool, or those of one of its collections"""

    bl_idname = "reloop3d.add_scene"
    bl_label = "Add This File"

    collection: StringProperty(
        name="Collection",
        description="Only its objects; empty: all of the scene",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if bpy.data.filepath else "Save the file first"

    def _places(self, _context: bpy.types.Context) -> list[tuple[str, str]]:
        if self.collection and self.collection not in bpy.data.collections:
            raise InputError(f"There is no collection “{self.collection}”.", "Check its name.")
        return [("scene", scanning.place_of(self.collection))]


class RELOOP3D_OT_add_libraries(_AddOperator, bpy.types.Operator):
    """Add all asset libraries of Blender's preferences to the pool"""

    bl_idname = "reloop3d.add_libraries"
    bl_label = "Add Asset Libraries"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if context.preferences.filepaths.asset_libraries:
            return None
        return "The preferences name no asset library (File Paths)"

    def _places(self, context: bpy.types.Context) -> list[tuple[str, str]]:
        libraries = context.preferences.filepaths.asset_libraries
        folders = [Path(bpy.path.abspath(lib.path)).absolute() for lib in libraries]
        there = [folder for folder in folders if folder.is_dir()]  # Blender's own may never be
        if not there:
            raise InputError(f"{folders[0]} is not there.", "Put assets into a library first.")
        return [("folder", str(folder)) for folder in there]


class _BehindOperator(JobOperator):
    """Authors also write `feature`, `title` and `lacks(context)`: one such job at a time."""

    is_behind = True
    feature: str  # whose packages it needs
    title: str  # of its job

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if missing := missing_for(cls.feature):
            return f"Python packages are missing: {', '.join(missing)}"
        return cls.lacks(context) or _busy(cls.title)


class RELOOP3D_OT_scan_pool(_BehindOperator, bpy.types.Operator):
    """Look for new and changed assets, and let the model look at them, in the background"""

    bl_idname = "reloop3d.scan_pool"
    bl_label = "Scan"
    feature, title = "classify", scanning.TITLE

    @classmethod
    def lacks(cls, context: bpy.types.Context) -> str | None:
        """Why there is nothing to scan."""
        known = opened.snapshot(context)
        if known is not None and known.sources:
            return None
        return known.reason if known and known.reason else "Add a folder or this file first"

    def _job(self, _context: bpy.types.Context) -> Job:
        return scanning.scan_job()


class RELOOP3D_OT_retrain(_BehindOperator, bpy.types.Operator):
    """Let the pool's model learn from all labels now, and ask what it is least sure of"""

    bl_idname = "reloop3d.retrain"
    bl_label = "Retrain"
    feature, title = "train", retraining.TITLE

    @classmethod
    def lacks(cls, context: bpy.types.Context) -> str | None:
        """Why there is nothing to learn."""
        if reason := opened.problem(context):
            return reason
        return None if opened.snapshot(context).status.labelled else "Label some assets first"

    def _job(self, _context: bpy.types.Context) -> Job:
        retraining.forget()
        return retraining.retrain_job()


class RELOOP3D_OT_find_duplicates(JobOperator, bpy.types.Operator):
    """List assets that look the same, in a file in the project's folder"""

    bl_idname = "reloop3d.find_duplicates"
    bl_label = "Find Duplicates"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return opened.problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        return scanning.duplicates_job(opened.project(context))


class RELOOP3D_OT_ask_again(ReloopOperator, bpy.types.Operator):
    """Put the skipped assets back into the queue"""

    bl_idname = "reloop3d.ask_again"
    bl_label = "Ask Skipped Again"

    what: EnumProperty(
        name="Mark",
        description="Which ones",
        items=[(name, name.title(), text.capitalize()) for name, text in label.MARKS.items()],
        options={"SKIP_SAVE"},
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return opened.problem(context)

    def _execute(self, context: bpy.types.Context) -> None:
        base = opened.project(context).store
        ends = {"session": opened.session(), "parent": opened.position()}
        step = label.unmark(base, self.what, **ends)
        opened.stand_at(step, "Ask Skipped Again")
        session.read_again(context)
        ranking.rank_again()


class RELOOP3D_OT_import_labels(ReloopOperator, bpy.types.Operator, ImportHelper):
    """Read labels from a CSV or JSONL file: ours, or a list of paths and labels"""

    bl_idname = "reloop3d.import_labels"
    bl_label = "Import Labels"
    filter_glob: StringProperty(default="*.csv;*.jsonl", options={"HIDDEN"})

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return opened.problem(context)

    def _execute(self, context: bpy.types.Context) -> None:
        base = opened.project(context).store
        ends = {"session": opened.session(), "parent": opened.position()}
        made = exchange.import_labels(base, Path(self.filepath), **ends)
        opened.stand_at(made.step, "Import Labels")
        session.read_again(context)
        text = iface_("{} labelled, {} as before, {} not found")
        found = text.format(made.labelled, made.unchanged, len(made.unknown))
        self.report({"WARNING"} if made.unknown else {"INFO"}, found)


class RELOOP3D_OT_export_labels(ReloopOperator, bpy.types.Operator, ExportHelper):
    """Write all labels into a CSV file, or with the ending .jsonl a line of JSON for each"""

    bl_idname = "reloop3d.export_labels"
    bl_label = "Export Labels"
    filename_ext = ".csv"
    check_extension = None  # .jsonl may be typed
    filter_glob: StringProperty(default="*.csv;*.jsonl", options={"HIDDEN"})

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return opened.problem(context)

    def _execute(self, context: bpy.types.Context) -> None:
        count = exchange.export_labels(opened.project(context).store, Path(self.filepath))
        self.report({"INFO"}, iface_("{} labels written").format(count))


CLASSES = (
    RELOOP3D_OT_add_folder,
    RELOOP3D_OT_add_scene,
    RELOOP3D_OT_add_libraries,
    RELOOP3D_OT_scan_pool,
    RELOOP3D_OT_retrain,
    RELOOP3D_OT_find_duplicates,
    RELOOP3D_OT_ask_again,
    RELOOP3D_OT_import_labels,
    RELOOP3D_OT_export_labels,
)
