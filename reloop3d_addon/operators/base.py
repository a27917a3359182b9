"""The bases of all operators: errors a person can act on become reports, bugs keep their trace."""

from collections.abc import Callable
from typing import final

import bpy

from ...engine.errors import ReLoopError
from .. import jobs
from ..bridge.assets import chosen_roots
from ..preferences import missing_for


def assets_problem(context: bpy.types.Context, feature: str) -> str | None:
    """Why `feature` cannot start on the chosen assets now; None if it can."""
    if missing := missing_for(feature):
        return f"Python packages are missing: {', '.join(missing)}"
    if jobs.current():
        return f"{jobs.current().title} is still running"
    if context.mode not in {"OBJECT", "POSE"}:
        return "Leave Edit Mode first"
    if not chosen_roots(context):
        return "Select an object first"
    return None


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
            cls.poll_message_set(reason)
        return reason is None

    @final
    def execute(self, context: bpy.types.Context) -> set[str]:
        return self._guarded(lambda: self._execute(context), {"FINISHED"})

    def _guarded(self, work: Callable[[], None], done: set[str]) -> set[str]:
        try:
            work()
        except ReLoopError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return done


class JobOperator(ReloopOperator):
    """Authors write `_job(context) -> Job`: it runs beside the window, or at once for a script.

    While it runs, Esc stops it; every other key and click goes on to Blender.
    """

    @final
    def _execute(self, context: bpy.types.Context) -> None:
        self._job(context).run_blocking()

    @final
    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        if bpy.app.background:  # no window: timers do not fire
            return self.execute(context)
        status = self._guarded(lambda: jobs.start(self._job(context)), {"RUNNING_MODAL"})
        if status == {"RUNNING_MODAL"}:
            context.window_manager.modal_handler_add(self)
        return status

    @final
    def modal(self, _context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if jobs.current() is None:
            return {"FINISHED", "PASS_THROUGH"}
        if event.type == "ESC" and event.value == "PRESS":
            jobs.cancel()
            return {"CANCELLED"}
        return {"PASS_THROUGH"}
