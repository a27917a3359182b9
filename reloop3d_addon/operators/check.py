"""Check the setup, and copy what was found, say for a bug report."""

import os

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.check import check
from ...engine.command.runtime import status_facts
from ...engine.facts import Fact, as_size, as_text, problems
from ...engine.jobs import Steps, Work
from ...engine.models import shelf
from .. import models, runtime
from ..capture import cache
from ..jobs import lanes
from ..jobs.job import Job
from ..pool.opened import folder as pool_folder
from ..preferences import chosen, data_folder, run_log
from .base import JobOperator, ReloopOperator


class RELOOP3D_OT_check(JobOperator, bpy.types.Operator):
    """Look whether everything is there that the engine needs: packages, device, model, folders"""

    bl_idname = "reloop3d.check"
    bl_label = "Check Setup"

    def _job(self, context: bpy.types.Context) -> Job:
        device = chosen(context).device

        def body(job: Job) -> Steps[str]:
            facts = yield Work(check(device))
            job.result = facts + blender_facts(bpy.context)
            return "" if problems(job.result) else iface_("All is well")

        return Job("Check Setup", body, items=0)


def blender_facts(context: bpy.types.Context) -> list[Fact]:
    """What only Blender knows: its version, the folders, the last error."""
    folder = data_folder(context)
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), None)
    is_writable = nearest is not None and os.access(nearest, os.W_OK)
    facts = [
        Fact("Blender", bpy.app.version_string),
        Fact("Graphics", _graphics()),
        *_runtime(context),
        Fact(
            "Folder",
            str(folder),
            "" if is_writable else "it cannot be written: choose another in the preferences",
        ),
        Fact("Labels", str(pool_folder(context))),
        Fact("Models", f"{as_size(models.used())} in {shelf.shelf()}"),
        Fact("Cache", f"{cache().size() / 2**20:.0f} of {chosen(context).cache_limit} MB"),
        Fact("Run log", str(run_log(context))),
        Fact("Online access", "allowed" if bpy.app.online_access else "off"),
        Fact("Last error", lanes.last_error() or "none"),
    ]
    return facts


def _runtime(context: bpy.types.Context) -> list[Fact]:
    status = runtime.status()
    if status is None:
        return [Fact("Runtime", "none", runtime.reason())]
    return status_facts(runtime.runtime(context), status) if status.needed else []


def _graphics() -> str:
    if bpy.app.background:
        return "no window"
    import gpu

    return f"{gpu.platform.renderer_get()}, {gpu.platform.backend_type_get()}"


class RELOOP3D_OT_copy_check(ReloopOperator, bpy.types.Operator):
    """Copy what the check found, as text"""

    bl_idname = "reloop3d.copy_check"
    bl_label = "Copy"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if _last_facts() else "Check the setup first"

    def _execute(self, context: bpy.types.Context) -> None:
        context.window_manager.clipboard = as_text(_last_facts())
        self.report({"INFO"}, "Copied")


def _last_facts() -> list[Fact]:
    """What was looked at last: all of the setup, or the packages after an installation."""
    over = [lanes.ended(title) for title in ("Check Setup", "Install Runtime", "Verify Runtime")]
    told = [job for job in over if job and job.result]
    return max(told, key=lambda job: job.started).result if told else []


CLASSES = (RELOOP3D_OT_check, RELOOP3D_OT_copy_check)
