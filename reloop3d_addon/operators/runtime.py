"""Install, verify and remove the engine's heavy packages; the work is done in another process."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.errors import InputError
from ...engine.facts import problems
from ...engine.jobs import Steps, Work
from ...engine.runtime import child
from ...engine.runtime.probe import probe
from .. import ROOT_PACKAGE, runtime
from ..jobs.job import Job
from ..preferences import data_folder
from .base import JobOperator, ReloopOperator


def runtime_steps(action: str, folder: Path, wheels: Path | None = None) -> Steps:
    """The action in a process of its own; `runtime.look` must follow.

    Raises:
        InputError: it would go online, and may not.
    """
    if action == "install" and (problem := runtime.offline_problem(wheels)):
        raise InputError(f"{problem}.")
    options = ["--wheels", str(wheels.resolve())] if wheels else []
    return child.run(action, "--folder", str(folder), *options)


class RELOOP3D_OT_install_runtime(JobOperator, bpy.types.Operator):
    """Bring what is missing or damaged of the engine's packages; what was begun is gone on with"""

    bl_idname = "reloop3d.install_runtime"
    bl_label = "Install Runtime"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        status = runtime.status()
        if status is None:
            return runtime.reason()
        if status.is_complete:
            return "Everything is there"
        return runtime.offline_problem(runtime.wheels_folder(context))

    def _job(self, context: bpy.types.Context) -> Job:
        wheels = runtime.wheels_folder(context)
        was_in_use = runtime.runtime(context).is_in_use

        def body(job: Job) -> Steps[str]:
            try:
                note = yield Work(runtime_steps("install", data_folder(bpy.context), wheels))
            finally:
                runtime.look(bpy.context)
            if was_in_use or runtime.needs_restart(bpy.context):
                job.notes.append(iface_("Start Blender again to use it"))
                return note
            job.result = yield Work(probe())
            job.notes += [fact.line for fact in problems(job.result)]
            return note

        return Job("Install Runtime", body, items=0)


class RELOOP3D_OT_verify_runtime(JobOperator, bpy.types.Operator):
    """Read every file of the runtime and compare it with its hash; damaged packages can be
    repaired then"""

    bl_idname = "reloop3d.verify_runtime"
    bl_label = "Verify Runtime"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return _empty_problem()

    def _job(self, _context: bpy.types.Context) -> Job:
        def body(job: Job) -> Steps[str]:
            damaged = yield Work(runtime_steps("verify", data_folder(bpy.context)))
            runtime.look(bpy.context)
            job.result = yield Work(probe())
            job.notes += [*damaged[:5], *(fact.line for fact in problems(job.result))]
            if damaged:
                return iface_("{} files are damaged: press Repair").format(len(damaged))
            return iface_("All is well")

        return Job("Verify Runtime", body, items=0)


class RELOOP3D_OT_remove_runtime(JobOperator, bpy.types.Operator):
    """Delete the engine's packages and free the disk; labels, cache and run log stay"""

    bl_idname = "reloop3d.remove_runtime"
    bl_label = "Remove Runtime"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return _empty_problem()

    def _job(self, context: bpy.types.Context) -> Job:
        was_in_use = runtime.runtime(context).is_in_use

        def body(job: Job) -> Steps[str]:
            runtime.runtime(bpy.context).deactivate()
            try:
                note = yield Work(runtime_steps("remove", data_folder(bpy.context)))
            finally:
                runtime.look(bpy.context)
            if was_in_use:
                job.notes.append(iface_("Start Blender again: some of it is still loaded"))
            return note

        return Job("Remove Runtime", body, items=0)


def _empty_problem() -> str | None:
    status = runtime.status()
    if status is None:
        return runtime.reason()
    return "There is no runtime yet" if status.is_empty else None


class RELOOP3D_OT_show_preferences(ReloopOperator, bpy.types.Operator):
    """Show the extension's preferences, where the runtime is installed from"""

    bl_idname = "reloop3d.show_preferences"
    bl_label = "Preferences"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return "There is no window" if bpy.app.background else None

    def _execute(self, _context: bpy.types.Context) -> None:
        bpy.ops.preferences.addon_show(module=ROOT_PACKAGE)


CLASSES = (
    RELOOP3D_OT_install_runtime,
    RELOOP3D_OT_verify_runtime,
    RELOOP3D_OT_remove_runtime,
    RELOOP3D_OT_show_preferences,
)
