"""Install, verify and remove the engine's heavy packages; the work is done in another process."""

import sys
from collections.abc import Callable
from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.errors import InputError, ReLoopError
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
    options = [] if bpy.app.online_access else ["--offline"]
    options += ["--wheels", str(wheels.absolute())] if wheels else []
    return child.run(action, "--folder", str(folder.absolute()), *options)


def _problem(is_ready: Callable[[runtime.Status], str | None]) -> str | None:
    """Why nothing can be done with the runtime, or what `is_ready` says of its status."""
    status = runtime.status()
    if status is None:
        return runtime.reason()
    if problem := is_ready(status):
        return problem
    if sys.platform == "win32" and runtime.is_in_use():
        return "Its libraries are in use: start Blender anew and press this first"
    return None


def _job(
    title: str, finish: Callable[[Job, object], Steps[str]], wheels: Path | None = None
) -> Job:
    """A job that does what its button says, then `finish`; not stopped by opening a file."""
    action = title.partition(" ")[0].lower()

    def body(job: Job) -> Steps[str]:
        try:
            result = yield Work(runtime_steps(action, data_folder(bpy.context), wheels))
        except GeneratorExit:
            job.notes.append(iface_("Press it again: it goes on where it was"))
            runtime.look_again()
            raise
        except ReLoopError:
            runtime.look(bpy.context)
            raise
        runtime.look(bpy.context)
        return (yield from finish(job, result))

    return Job(title, body, items=0, is_of_file=False)


def _probed(job: Job, note: str) -> Steps[str]:
    """Import every package in a process of its own, and say which cannot be."""
    job.result = yield Work(probe())
    job.notes += [fact.line for fact in problems(job.result)]
    return note


class RELOOP3D_OT_install_runtime(JobOperator, bpy.types.Operator):
    """Bring what is missing or damaged of the engine's packages; what was begun is gone on with"""

    bl_idname = "reloop3d.install_runtime"
    bl_label = "Install Runtime"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        def is_ready(status: runtime.Status) -> str | None:
            if status.is_complete and not status.stale:
                return "Everything is there"
            return runtime.offline_problem(runtime.wheels_folder(context))

        return _problem(is_ready)

    def _job(self, context: bpy.types.Context) -> Job:
        was_in_use = runtime.is_in_use()

        def finish(job: Job, note: str) -> Steps[str]:
            if was_in_use or runtime.rival():
                job.notes.append(iface_("Start Blender again to use it"))
                return note
            return (yield from _probed(job, note))

        return _job(self.bl_label, finish, runtime.wheels_folder(context))


class RELOOP3D_OT_verify_runtime(JobOperator, bpy.types.Operator):
    """Read every file of the runtime and compare it with its hash; damaged packages can be
    repaired then"""

    bl_idname = "reloop3d.verify_runtime"
    bl_label = "Verify Runtime"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        def is_ready(status: runtime.Status) -> str | None:
            return "There is no runtime yet" if status.is_empty else None

        return _problem(is_ready)

    def _job(self, _context: bpy.types.Context) -> Job:
        def finish(job: Job, damaged: list[str]) -> Steps[str]:
            if not damaged:
                return (yield from _probed(job, iface_("All is well")))
            job.notes += damaged[:5]
            return iface_("{} files are damaged: press Repair").format(len(damaged))

        return _job(self.bl_label, finish)


class RELOOP3D_OT_remove_runtime(JobOperator, bpy.types.Operator):
    """Delete the engine's packages and free the disk; labels, cache and run log stay"""

    bl_idname = "reloop3d.remove_runtime"
    bl_label = "Remove Runtime"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        def is_ready(status: runtime.Status) -> str | None:
            return None if status.exists else "There is no runtime yet"

        return _problem(is_ready)

    def _job(self, _context: bpy.types.Context) -> Job:
        was_in_use = runtime.is_in_use()

        def finish(job: Job, note: str) -> Steps[str]:
            if was_in_use:
                job.notes.append(iface_("Start Blender again: some of it is still loaded"))
            return note
            yield  # a generator, like the others

        return _job(self.bl_label, finish)


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
