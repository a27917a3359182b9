"""The base of all operators: errors a person can act on become reports, bugs keep their trace."""

from typing import final

import bpy

from ...engine.errors import ReLoopError


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
        try:
            self._execute(context)
        except ReLoopError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return {"FINISHED"}
