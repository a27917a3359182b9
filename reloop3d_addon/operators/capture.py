"""Capture the chosen assets into folders; clear the cache of captured views."""

from pathlib import Path
from typing import Any

import bpy

from ...engine.capture.export import write_capture
from ...engine.capture.settings import CaptureSettings
from ...engine.capture.store import file_name
from ...engine.errors import InputError, ReLoopError
from ...engine.jobs import Steps
from .. import jobs
from ..bridge.assets import ObjectRef, chosen_roots
from ..capture import Captured, cache, capture_steps
from .base import JobOperator, ReloopOperator, assets_problem


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

    def _job(self, context: bpy.types.Context) -> jobs.Job:
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
) -> jobs.Job:
    """Capture each group of assets into `folder`/its name; what fails does not cost the others."""
    failed: list[str] = []

    def capture(name: str) -> Steps[Captured | None]:
        try:
            roots = [ref.resolve() for ref in groups[name]]
            if None in roots:
                raise InputError(f"{groups[name][roots.index(None)].name} is gone.")
            return (yield from capture_steps(roots, settings))
        except ReLoopError as error:
            failed.append(f"{name}: {error}")
            return None

    def write(name: str, captured: Captured | None) -> Steps[None]:
        if captured is None:
            return
        try:
            yield from write_capture(captured.views, folder / file_name(name), formats)
        except ReLoopError as error:
            failed.append(f"{name}: {error}")

    def report(_: Any) -> str:
        if failed:
            raise InputError(" ".join(failed[:3]))
        return f"Captured into {len(groups)} folder{'s' if len(groups) > 1 else ''}"

    steps = []
    for name in groups:
        steps.append(jobs.Step("main", lambda _, name=name: capture(name)))
        steps.append(jobs.Step("worker", lambda captured, name=name: write(name, captured)))
    return jobs.Job("Capture", steps, report)


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
