"""Preview Points: what views see and where their cameras stand, before they are fused."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.jobs import Steps, Work
from ...engine.reconstruct.cloud import views_to_cloud
from .. import points
from ..jobs.job import Job
from ..views import Source, source
from .base import JobOperator, ReloopOperator
from .fuse import fuse_problem


class RELOOP3D_OT_preview_points(JobOperator, bpy.types.Operator):
    """Show what the views see and where their cameras stand in the viewport, not in the scene"""

    bl_idname = "reloop3d.preview_points"
    bl_label = "Preview Points"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return fuse_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        return preview_job(source(context))


def preview_job(views: Source) -> Job:
    """Read views, and show the points that their pixels with depth lie at."""

    def body(job: Job) -> Steps[str]:
        posed = yield from views.read()
        cloud = yield Work(views_to_cloud(posed.views))
        points.show(cloud.points, cloud.colors, cloud.cameras)
        job.notes += [*posed.said, *cloud.notes]
        words = iface_("{} points from {} views")
        return words.format(f"{len(cloud.points):,}", len(cloud.cameras))

    return Job("Preview Points", body, items=0)


class RELOOP3D_OT_hide_points(ReloopOperator, bpy.types.Operator):
    """Take the previewed points and cameras out of the viewport"""

    bl_idname = "reloop3d.hide_points"
    bl_label = "Hide Points"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if points.is_shown() else "No points are shown"

    def _execute(self, _context: bpy.types.Context) -> None:
        points.hide()


CLASSES = (RELOOP3D_OT_preview_points, RELOOP3D_OT_hide_points)
