"""Stop the job that runs."""

import bpy

from .. import jobs
from .base import ReloopOperator


class RELOOP3D_OT_stop(ReloopOperator, bpy.types.Operator):
    """Stop the running job; nothing is changed"""

    bl_idname = "reloop3d.stop"
    bl_label = "Stop"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if jobs.current() else "Nothing is running"

    def _execute(self, _context: bpy.types.Context) -> None:
        jobs.cancel()


CLASSES = (RELOOP3D_OT_stop,)
