"""Previews of assets from their best views."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.capture.settings import CaptureSettings
from ...engine.datatypes import Intrinsics
from ...engine.errors import InputError
from ...engine.jobs import Steps, Work
from ...engine.viewpoint.best import best_views
from ...engine.viewpoint.settings import BestSettings
from ..bridge.assets import ObjectRef, chosen_roots
from ..bridge.images import set_preview
from ..bridge.objects import mesh_from_assets
from ..bridge.render import render_views
from ..jobs.job import Job
from ..runtime import packages
from .base import JobOperator, assets_problem, found, object_mode
from .viewpoint import weights_problem

_SIZE = 256  # pixels a side, as large as Blender shows them
_LENS = Intrinsics(_SIZE * 50 / 36, _SIZE * 50 / 36, (_SIZE - 1) / 2, (_SIZE - 1) / 2, _SIZE, _SIZE)


class RELOOP3D_OT_set_previews(JobOperator, bpy.types.Operator):
    """Draw each selected asset from its best view, for its preview in the asset browser"""

    bl_idname = "reloop3d.set_previews"
    bl_label = "Set Previews"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return assets_problem(context, "viewpoint") or weights_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        group = context.scene.reloop3d.viewpoint
        refs = [ObjectRef.of(root) for root in chosen_roots(context)]
        return previews_job(refs, group.to_best(_LENS), marks=group.marks)


def previews_job(refs: list[ObjectRef], settings: BestSettings, *, marks: bool) -> Job:
    """Find each asset's best view and draw it; all previews are set at the end.

    Args:
        marks: what is no asset yet becomes one.
    """

    def body(job: Job) -> Steps[str]:
        yield from packages("viewpoint")
        drawn = []
        for ref in refs:
            with job.item(ref.name):  # its failure does not cost the others their previews
                mesh = mesh_from_assets((yield from found(job, [ref])))
                (best,) = yield Work(best_views(mesh, settings))
                views = yield from render_views(mesh, CaptureSettings(cameras=(best.camera,)))
                drawn.append((ref, views.views[0].rgba))
        yield from object_mode(job)
        return _set(job, drawn, marks=marks)

    return Job("Set Previews", body, settings=settings, items=len(refs))


def _set(job: Job, drawn: list, *, marks: bool) -> str:
    """Set the previews as one undo step; says how many."""
    count = 0
    for ref, rgba in drawn:
        root = ref.resolve()
        if root is None:  # deleted since
            continue
        try:
            for obj in _assets_of(root):
                if marks and obj.asset_data is None:
                    obj.asset_mark()
                set_preview(obj, rgba)
        except InputError as error:
            job.failed.append((ref.name, str(error)))
            continue
        count += 1
    if count:
        bpy.ops.ed.undo_push(message=job.title)
    return iface_("{} previews set").format(count)


def _assets_of(root: bpy.types.Object) -> list[bpy.types.Object]:
    """What Blender's asset browser has of it: its marked parts, else the root itself."""
    marked = [obj for obj in (root, *root.children_recursive) if obj.asset_data is not None]
    return marked or [root]


CLASSES = (RELOOP3D_OT_set_previews,)
