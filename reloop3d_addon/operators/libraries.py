"""Labels into asset libraries, and data sets out of the pool; with a dry run, and a journal."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import BoolProperty, StringProperty

from ...engine.errors import InputError
from ...engine.jobs import Steps, Work
from ...engine.pool import tagging
from ...engine.pool.dataset import Exported, export_dataset
from ...engine.pool.project import Project
from ..child.process import SecondBlender, command
from ..jobs.job import Job
from ..pool import libraries, opened
from ..pool.reading import Reader
from .base import JobOperator

TAGS, UNDO = "Write Tags", "Take Tags Back"
_SHOWN = 4  # lines of a dry run in the panel


def write_tags_job(
    project: Project, root: Path, *, catalog: str, has_previews: bool, is_dry: bool
) -> Job:
    """Write tags, catalogs and previews into the .blend files of a library, in a second Blender."""
    journal = libraries.new_journal(project)

    def body(job: Job) -> Steps[str]:
        changes = tagging.changes(project, root, catalog=catalog, has_previews=has_previews)
        if any(str(change.path) == bpy.data.filepath for change in changes):
            raise InputError(
                "The file that is open here belongs to that library.",
                "Open another one first; Mark as Assets works on the open file.",
            )
        with SecondBlender(command()) as blender:
            steps = libraries.apply_tags(changes, root, journal, blender, is_dry=is_dry)
            try:
                made: libraries.Applied = yield Work(steps)
            finally:
                if journal.is_file():
                    project.link("journal", journal)
        job.failed += [(str(path), reason) for path, reason in made.failed]
        if not is_dry:
            return iface_("Written: {}").format(made)
        table = project.folder / "dry_run.csv"
        tagging.write_table(table, made.rows, made.failed)
        job.notes += [_line(row) for row in made.rows[:_SHOWN]]
        return iface_("Would be written: {}; all of it is in {}").format(made, table)

    settings = {"root": str(root), "catalog": catalog, "previews": has_previews, "dry": is_dry}
    return Job(TAGS, body, settings=settings, items=0, is_of_file=False)


def _line(row: libraries.AssetRow) -> str:
    return f"{row.object}: {', '.join(row.tags_after)}; {row.catalog_after or '–'}"


def undo_tags_job(journal: Path) -> Job:
    """Take back what a journal says."""

    def body(job: Job) -> Steps[str]:
        with SecondBlender(command()) as blender:
            made: libraries.Undone = yield Work(libraries.undo_tags(journal, blender))
        job.failed += [(str(path), reason) for path, reason in made.failed]
        return iface_("{} files are as they were").format(made.files)

    return Job(UNDO, body, settings={"journal": str(journal)}, items=0, is_of_file=False)


class RELOOP3D_OT_write_tags(JobOperator, bpy.types.Operator):
    """Write classes as tags and catalogs into an asset library's files, in a second Blender"""

    bl_idname = "reloop3d.write_tags"
    bl_label = TAGS

    is_dry: BoolProperty(
        name="Dry Run", description="Only say what would be written", options={"SKIP_SAVE"}
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := opened.problem(context):
            return reason
        return None if _folders(context) else "The pool has no folder: add the library first"

    def _job(self, context: bpy.types.Context) -> Job:
        shown = context.window_manager.reloop3d.pool
        folders = _folders(context)
        if not shown.library and len(folders) > 1:
            raise InputError("The pool has more than one folder.", "Name the library's.")
        root = Path(bpy.path.abspath(shown.library)) if shown.library else folders[0]
        return write_tags_job(
            opened.project(context),
            root,
            catalog=shown.catalog,
            has_previews=shown.has_previews,
            is_dry=self.is_dry,
        )


def _folders(context: bpy.types.Context) -> list[Path]:
    sources = opened.snapshot(context).sources
    return [Path(source["place"]) for source in sources if source["kind"] == "folder"]


class RELOOP3D_OT_undo_tags(JobOperator, bpy.types.Operator):
    """Give a library's files back the tags, catalogs and previews that they had before"""

    bl_idname = "reloop3d.undo_tags"
    bl_label = UNDO

    journal: StringProperty(
        name="Journal", description="Of what was written; empty: the last one", subtype="FILE_PATH",
        options={"SKIP_SAVE"},
    )  # fmt: skip

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return opened.problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        if self.journal:
            return undo_tags_job(Path(bpy.path.abspath(self.journal)))
        left = libraries.unrestored(opened.project(context))
        if not left:
            raise InputError("Nothing was written that is not taken back.", "Name a journal.")
        return undo_tags_job(left[-1])


class RELOOP3D_OT_export_dataset(JobOperator, bpy.types.Operator):
    """Write all labelled assets as a data set: a folder for each class, a list, or COCO"""

    bl_idname = "reloop3d.export_dataset"
    bl_label = "Export Dataset"

    directory: StringProperty(
        name="Folder", description="A new or empty one", subtype="DIR_PATH", options={"SKIP_SAVE"}
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := opened.problem(context):
            return reason
        return None if opened.snapshot(context).status.labelled else "Label some assets first"

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if self.directory:
            return super().invoke(context, event)
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def _job(self, context: bpy.types.Context) -> Job:
        if not self.directory:
            raise InputError("No folder was named.", "Choose a new or empty one.")
        folder = Path(bpy.path.abspath(self.directory))
        return export_job(
            opened.project(context), folder, context.window_manager.reloop3d.pool.kind
        )


def export_job(project: Project, folder: Path, kind: str) -> Job:
    """Write the labelled assets as a data set."""

    def body(job: Job) -> Steps[str]:
        with Reader() as reader:
            made: Exported = yield Work(export_dataset(project, folder, kind, read=reader.mesh))
        job.failed += made.failed
        return str(made)

    return Job("Export Dataset", body, settings={"kind": kind}, items=0, is_of_file=False)


CLASSES = (RELOOP3D_OT_write_tags, RELOOP3D_OT_undo_tags, RELOOP3D_OT_export_dataset)
