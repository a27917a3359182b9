"""Photos to Mesh: photos or a video without cameras become an object of its own."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.jobs import Steps, Work
from ...engine.reconstruct.photos.mesh import Made, photos_to_mesh
from ...engine.reconstruct.photos.reading import looked_at
from ...engine.reconstruct.photos.settings import PhotoSettings
from ...engine.reconstruct.settings import FuseSettings
from ...engine.runtime.apart import apart
from ..bridge.fused import put_into_scene
from ..jobs.job import Job
from ..preferences import chosen
from ..runtime import missing_for
from .base import JobOperator, object_mode


def photos_problem(context: bpy.types.Context) -> str | None:
    """Why no photos can be read now; None if they can."""
    if missing := missing_for("photos"):
        return f"Python packages are missing: {', '.join(missing)}"
    settings = context.scene.reloop3d.photos
    if settings.source == "VIDEO":
        return None if settings.video else "Choose a video"
    return None if settings.folder else "Choose a folder of photos"


def _source(context: bpy.types.Context) -> Path:
    settings = context.scene.reloop3d.photos
    chosen = settings.video if settings.source == "VIDEO" else settings.folder
    return Path(bpy.path.abspath(chosen))


def _settings(context: bpy.types.Context) -> PhotoSettings:
    return context.scene.reloop3d.photos.to_settings(device=chosen(context).device)


class RELOOP3D_OT_photos_to_mesh(JobOperator, bpy.types.Operator):
    """Find where photos of a thing were taken from, and make a mesh of what they show"""

    bl_idname = "reloop3d.photos_to_mesh"
    bl_label = "Photos to Mesh"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return photos_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        settings = context.scene.reloop3d.photos
        return photos_job(_source(context), _settings(context), settings.to_fusing())


class RELOOP3D_OT_check_photos(JobOperator, bpy.types.Operator):
    """Say which of the photos are blurred, dark or cannot be read, before the long step"""

    bl_idname = "reloop3d.check_photos"
    bl_label = "Check Photos"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return photos_problem(context)

    def _job(self, context: bpy.types.Context) -> Job:
        path, settings = _source(context), _settings(context)

        def body(job: Job) -> Steps[str]:
            count, said = yield Work(apart(looked_at, path, settings))
            job.notes += said
            return iface_("{} photos can be used").format(count)

        return Job("Check Photos", body, settings=settings, items=0)


def photos_job(path: Path, settings: PhotoSettings, fusing: FuseSettings) -> Job:
    """Read photos, find their cameras, fuse them, and put it all into the scene as one undo step.

    What is wrong with the photos is said before the long step.
    """

    def body(job: Job) -> Steps[str]:
        _, said = yield Work(apart(looked_at, path, settings))
        job.notes += said
        made: Made = yield Work(apart(photos_to_mesh, path, settings, fusing))
        yield from object_mode(job)
        _keep(job, made, path.stem)
        job.notes += [text for text in (*made.said, *made.fused.notes) if text not in job.notes]
        words = iface_("{} faces from {} views")
        numbers = made.fused.numbers
        return words.format(f"{numbers['faces']:,}", numbers["views"])

    return Job("Photos to Mesh", body, settings=settings, items=0)


def _keep(job: Job, made: Made, name: str) -> None:
    views = made.structure.views
    cameras = [view.camera for view in views]
    photos = [view.rgba for view in views]
    scene, fused = bpy.context.scene, made.fused
    put_into_scene(scene, fused.mesh, cameras, name, fused.numbers, by=job.title, photos=photos)
    bpy.ops.ed.undo_push(message=job.title)


CLASSES = (RELOOP3D_OT_photos_to_mesh, RELOOP3D_OT_check_photos)
