"""Capture the chosen assets into folders; clear the cache of captured views."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.capture.export import write_capture
from ...engine.capture.settings import CaptureSettings
from ...engine.capture.store import file_name
from ...engine.jobs import Steps, Work
from ..bridge.assets import ObjectRef, chosen_roots
from ..capture import cache, capture_steps
from ..jobs.job import Job
from ..runtime import packages
from .base import JobOperator, ReloopOperator, assets_problem, found


class RELOOP3D_OT_capture(JobOperator, bpy.types.Operator):
    """Take pictures of each selected asset, with depth, normals and ids if wanted, into a folder"""

    bl_idname = "reloop3d.capture"
    bl_label = "Capture"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        settings = context.scene.reloop3d.capture
        if problem := assets_problem(context, "capture"):
            return problem
        if not settings.folder:
            return "Choose a folder first"
        if settings.folder.startswith("//") and not bpy.data.filepath:
            return "Save the file first, or choose a folder of your own"
        return None

    def _job(self, context: bpy.types.Context) -> Job:
        group = context.scene.reloop3d.capture
        refs = [ObjectRef.of(root) for root in chosen_roots(context)]
        folder = Path(bpy.path.abspath(group.folder))
        groups = {ref.name: [ref] for ref in refs}
        if group.is_together:
            groups = {context.scene.name: refs}
        return capture_job(groups, group.to_settings(), folder, formats=sorted(group.formats))


def capture_job(
    groups: dict[str, list[ObjectRef]],
    settings: CaptureSettings,
    folder: Path,
    *,
    formats: list[str],
) -> Job:
    """Capture each group of assets into `folder`/its name; what fails does not cost the others."""

    def body(job: Job) -> Steps[str]:
        yield from packages("capture")
        for name, refs in groups.items():
            with job.item(name):
                captured = yield from capture_steps((yield from found(job, refs)), settings)
                yield Work(write_capture(captured.views, folder / file_name(name), formats))
        count = len(groups) - len(job.failed)
        if count == 1:
            return iface_("Captured into 1 folder")
        return iface_("Captured into {} folders").format(count)

    return Job("Capture", body, settings=settings, items=len(groups))


class RELOOP3D_OT_reveal_captures(ReloopOperator, bpy.types.Operator):
    """Open the folder of the captured views"""

    bl_idname = "reloop3d.reveal_captures"
    bl_label = "Open Folder"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        folder = Path(bpy.path.abspath(context.scene.reloop3d.capture.folder))
        return None if folder.is_dir() else "Nothing has been captured there yet"

    def _execute(self, context: bpy.types.Context) -> None:
        folder = bpy.path.abspath(context.scene.reloop3d.capture.folder)
        bpy.ops.wm.path_open(filepath=folder)


class RELOOP3D_OT_clear_cache(ReloopOperator, bpy.types.Operator):
    """Drop all captured views that are kept for reuse; they are made anew when they are needed"""

    bl_idname = "reloop3d.clear_cache"
    bl_label = "Clear Cache"

    def _execute(self, context: bpy.types.Context) -> None:
        size = cache().size()
        cache().clear()
        self.report({"INFO"}, f"{size / 2**20:.0f} MB freed")


CLASSES = (RELOOP3D_OT_capture, RELOOP3D_OT_reveal_captures, RELOOP3D_OT_clear_cache)
