"""Align Scans: partial scans of one thing move to where their shapes say they belong."""

from collections.abc import Iterator

import bpy
from bpy.app.translations import pgettext_iface as iface_
from mathutils import Matrix

from ...engine.errors import InputError
from ...engine.jobs import Steps, Work
from ...engine.reconstruct.register.align import Aligned, align_scans
from ...engine.runtime.apart import apart
from ..bridge.assets import ObjectRef
from ..bridge.objects import mesh_from_asset
from ..jobs.job import Job
from ..runtime import missing_for
from .base import JobOperator, found, object_mode


class RELOOP3D_OT_align_scans(JobOperator, bpy.types.Operator):
    """Move selected partial scans of one thing to where their shapes say; the active one stays"""

    bl_idname = "reloop3d.align_scans"
    bl_label = "Align Scans"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if missing := missing_for("fuse"):
            return f"Python packages are missing: {', '.join(missing)}"
        return None if len(_scans(context)) > 1 else "Select at least two scans"

    def _job(self, context: bpy.types.Context) -> Job:
        return align_job([ObjectRef.of(obj) for obj in _scans(context)])


def align_job(refs: list[ObjectRef]) -> Job:
    """Align scans with the first of them, as one undo step."""

    def body(job: Job) -> Steps[str]:
        objects = yield from found(job, refs)
        before = [obj.matrix_world.copy() for obj in objects]
        meshes = [mesh_from_asset(obj) for obj in objects]
        aligned: Aligned = yield Work(apart(align_scans, meshes))
        yield from object_mode(job)
        objects = yield from found(job, refs)
        if [obj.matrix_world for obj in objects] != before:
            raise InputError("A scan was moved meanwhile.", "Press Align Scans again.")
        for obj, matrix in zip(objects, aligned.world_from_scan, strict=True):
            obj.matrix_world = Matrix(matrix.tolist()) @ obj.matrix_world
        bpy.ops.ed.undo_push(message=job.title)
        job.notes += aligned.notes
        worst = min(number.fitness for number in aligned.numbers)
        return iface_("{} scans stand together; the worst meets over {}").format(
            len(refs), f"{worst:.0%}"
        )

    return Job("Align Scans", body, items=0)


def _scans(context: bpy.types.Context) -> list[bpy.types.Object]:
    """The selected meshes, the active one first; without what moves with another of them."""
    chosen = set(context.selected_objects)
    meshes = [obj for obj in chosen if obj.type == "MESH" and not chosen & {*_above(obj)}]
    return sorted(meshes, key=lambda obj: (obj is not context.active_object, obj.name))


def _above(obj: bpy.types.Object) -> Iterator[bpy.types.Object]:
    while (obj := obj.parent) is not None:
        yield obj


CLASSES = (RELOOP3D_OT_align_scans,)
