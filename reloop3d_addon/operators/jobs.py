"""Stop and pause what runs, put the queue in order, and find the run log."""

import bpy
from bpy.props import IntProperty

from ..jobs import display, lanes
from ..preferences import run_log
from .base import ReloopOperator


class _RunningOperator(ReloopOperator):
    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if lanes.current() else "Nothing is running"


class RELOOP3D_OT_stop(_RunningOperator, bpy.types.Operator):
    """Stop the running job; the scene stays as it was, and the next one in the queue begins"""

    bl_idname = "reloop3d.stop"
    bl_label = "Stop"

    def _execute(self, _context: bpy.types.Context) -> None:
        lanes.cancel(lanes.current())


class RELOOP3D_OT_stop_background(ReloopOperator, bpy.types.Operator):
    """Stop the job in the background"""

    bl_idname = "reloop3d.stop_background"
    bl_label = "Stop in the Background"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if lanes.background() else "Nothing runs in the background"

    def _execute(self, _context: bpy.types.Context) -> None:
        lanes.cancel(lanes.background()[0])


class RELOOP3D_OT_pause(_RunningOperator, bpy.types.Operator):
    """Let the running job rest after the step in hand, or go on"""

    bl_idname = "reloop3d.pause"
    bl_label = "Pause"

    def _execute(self, _context: bpy.types.Context) -> None:
        job = lanes.current()
        job.pause(not job.is_paused)
        display.follow(job, is_news=True)


class _QueueOperator(ReloopOperator):
    place: IntProperty(name="Place", description="In the queue, from 0", options={"HIDDEN"})

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if lanes.queue() else "Nothing is waiting"

    def _job(self) -> object | None:
        queue = lanes.queue()  # it may have become shorter since the button was drawn
        return queue[self.place] if self.place < len(queue) else None


class RELOOP3D_OT_remove_job(_QueueOperator, bpy.types.Operator):
    """Take this job out of the queue"""

    bl_idname = "reloop3d.remove_job"
    bl_label = "Remove"

    def _execute(self, _context: bpy.types.Context) -> None:
        if job := self._job():
            lanes.cancel(job)


class RELOOP3D_OT_move_job(_QueueOperator, bpy.types.Operator):
    """Let this job have its turn earlier, or later"""

    bl_idname = "reloop3d.move_job"
    bl_label = "Move"

    by: IntProperty(name="By", description="Places; negative: earlier", options={"HIDDEN"})

    def _execute(self, _context: bpy.types.Context) -> None:
        if job := self._job():
            lanes.move(job, self.by)


class RELOOP3D_OT_reveal_run_log(ReloopOperator, bpy.types.Operator):
    """Open the folder of the run log: a line of JSON for each job that is over"""

    bl_idname = "reloop3d.reveal_run_log"
    bl_label = "Reveal Run Log"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return None if run_log(context).is_file() else "No job has ended yet"

    def _execute(self, context: bpy.types.Context) -> None:
        bpy.ops.wm.path_open(filepath=str(run_log(context).parent))


CLASSES = (
    RELOOP3D_OT_stop,
    RELOOP3D_OT_stop_background,
    RELOOP3D_OT_pause,
    RELOOP3D_OT_remove_job,
    RELOOP3D_OT_move_job,
    RELOOP3D_OT_reveal_run_log,
)
