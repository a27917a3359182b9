"""The bases of all operators: errors a person can act on become reports, bugs keep their trace."""

from collections.abc import Callable, Sequence
from typing import final

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.errors import InputError, ReLoopError
from ...engine.jobs import Progress, Steps
from ..bridge.assets import ObjectRef, asset_objects
from ..jobs import lanes
from ..jobs.job import Job
from ..runtime import follow_online_access, missing_for

_MODES = {"OBJECT", "POSE"}  # in which all of the file is as the scene shows it


def assets_problem(context: bpy.types.Context, feature: str) -> str | None:
    """Why `feature` cannot start on the chosen assets now; None if it can."""
    if missing := missing_for(feature):
        return f"Python packages are missing: {', '.join(missing)}"
    if context.mode not in _MODES:
        return "Leave Edit Mode first"
    if not (context.selected_objects or context.active_object):
        return "Select an object first"
    return None


def found(job: Job, refs: Sequence[ObjectRef]) -> Steps[list[bpy.types.Object]]:
    """The objects of `refs`, as soon as nobody edits them: meanwhile the mesh stands elsewhere.

    Raises:
        InputError: one is gone; or is edited, and the job runs at once.
    """
    while True:
        objects = [ref.resolve() for ref in refs]
        if None in objects:
            raise InputError(f"{refs[objects.index(None)].name} is gone.", "Select it again.")
        members = [o for obj in objects for o in asset_objects(obj, bpy.context.scene.objects)]
        edited = [obj.name for obj in members if obj.mode == "EDIT"]
        if not edited:
            return objects
        if job.is_blocking:
            raise InputError(f"{edited[0]} is in Edit Mode.", "Leave Edit Mode first.")
        yield Progress(0, None, "Waiting until you leave Edit Mode")


def object_mode(job: Job) -> Steps[None]:
    """Wait for a mode in which an undo step takes back what is written to objects."""
    while bpy.context.mode not in _MODES and not job.is_blocking:
        yield Progress(0, None, "Waiting until you are in Object Mode")


class ReloopOperator:
    """Authors write `_execute` and `problem`; `execute` and `poll` are final.

    One sentence from `problem` explains the dead button and, where it is called by a script,
    the error.
    """

    bl_options = {"REGISTER"}

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        """Why the button cannot be pressed now; None if it can."""
        return None

    @final
    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        reason = cls.problem(context)
        if reason:
            cls.poll_message_set(iface_(reason))
        return reason is None

    @final
    def execute(self, context: bpy.types.Context) -> set[str]:
        return self._guarded(lambda: self._execute(context))

    def _guarded(self, work: Callable[[], None]) -> set[str]:
        follow_online_access()
        try:
            work()
        except ReLoopError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}


class JobOperator(ReloopOperator):
    """Authors write `_job(context) -> Job`: it runs beside the window, or at once for a script."""

    is_behind = False  # whether it runs in the background lane, where there is a window

    @final
    def _execute(self, context: bpy.types.Context) -> None:
        if running := lanes.current():
            raise InputError(f"{running.title} is still running.", "Wait for it, or stop it.")
        job = self._job(context)
        lanes.run_blocking(job)
        if job.failure:
            raise job.failure
        for reason in job.reasons:
            self.report({"WARNING"}, reason)

    @final
    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        if bpy.app.background:  # no window: timers do not fire
            return self.execute(context)
        add = lanes.add_in_background if self.is_behind else lanes.add
        return self._guarded(lambda: add(self._job(context)))
