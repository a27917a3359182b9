"""Views to Mesh: what cameras saw becomes an object of its own."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.camera import grown
from ...engine.datatypes import ViewSet
from ...engine.jobs import Steps, Work
from ...engine.reconstruct.fusion.fuse import fuse_views
from ...engine.reconstruct.settings import Fused, FuseSettings
from ...engine.runtime.apart import apart
from .. import points
from ..bridge.fused import put_into_scene
from ..jobs.job import Job
from ..runtime import missing_for
from ..views import Source, source, source_problem
from .base import JobOperator, object_mode


def fuse_problem(context: bpy.types.Context) -> str | None:
    """Why no views can be read and fused now; None if they can."""
    if missing := missing_for("fuse"):
        return f"Python packages are missing: {', '.join(missing)}"
    return source_problem(context)


class RELOOP3D_OT_views_to_mesh(JobOperator, bpy.types.Operator):
    """Make a mesh of views with cameras and depth, in a collection of its own with their cameras"""

    bl_idname = "reloop3d.views_to_mesh"
    bl_label = "Views to Mesh"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return fuse_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        return fuse_job(source(context), context.scene.reloop3d.fuse.to_fusing())


def fuse_job(views: Source, settings: FuseSettings) -> Job:
    """Read views, fuse them, and put the mesh into the scene as one undo step."""

    def body(job: Job) -> Steps[str]:
        posed = yield from views.read()
        fused: Fused = yield Work(apart(fuse_views, posed.views, settings))
        yield from object_mode(job)
        _keep(job, fused, posed.views, views.name)
        job.notes += [*posed.said, *fused.notes]
        words = iface_("{} faces from {} views")
        return words.format(f"{fused.numbers['faces']:,}", fused.numbers["views"])

    return Job("Views to Mesh", body, settings=settings, items=0)


def _keep(job: Job, fused: Fused, views: ViewSet, name: str) -> None:
    scale = fused.numbers["scale"]
    seen = [view.camera for view in fused.corrected(views).views]
    cameras = [grown(camera, scale) for camera in seen if camera is not None]
    scene = bpy.context.scene
    put_into_scene(scene, fused.mesh, cameras, name, fused.numbers, by=job.title)
    points.hide()  # the mesh stands where they were
    bpy.ops.ed.undo_push(message=job.title)


CLASSES = (RELOOP3D_OT_views_to_mesh,)
