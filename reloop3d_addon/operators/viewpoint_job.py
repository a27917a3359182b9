"""A search for a view, as a job: the scene's camera follows it, and one undo step takes it back."""

from collections.abc import Callable
from dataclasses import dataclass

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.datatypes import Camera, Mesh
from ...engine.errors import InputError
from ...engine.jobs import Progress, Steps, Work
from ...engine.viewpoint.settings import (
    BestSettings,
    DecidingSettings,
    Found,
    MatchSettings,
    Step,
)
from .. import curve
from ..bridge.assets import ObjectRef
from ..bridge.eye import Eye, eye_problem
from ..jobs.job import Job
from ..runtime import packages
from ..viewpoint import Watched, mesh_of, shown_surfaces
from .base import found, object_mode

OnStep = Callable[[Step], None]


@dataclass(frozen=True)
class Aim:
    """What is looked for.

    search   steps, in a thread, that tell each of their own to a function
    words    what a person should know of what was found; empty: nothing
    size     of the picture, which the render resolution becomes; None: it stays
    picture  session_uid of the image that is laid over what the camera shows; 0: none
    """

    search: Callable[[Mesh, OnStep], Steps[list[Found]]]
    words: Callable[[Found], str] = lambda _: ""
    size: tuple[int, int] | None = None
    picture: int = 0


def view_job(
    title: str,
    refs: list[ObjectRef],
    aim: Callable[[Mesh], Aim],
    settings: MatchSettings | BestSettings | DecidingSettings,
    *,
    is_new: bool,
    is_keyed: bool,
) -> Job:
    """Look for a view in a thread; the scene's camera follows, and stays at what was found.

    Stopped, it stays at the best view so far; an error leaves all as it was.

    Args:
        refs: what is looked at; none stands for the whole scene.
        aim: reads what is looked for, on the main thread, when the job begins.
        is_new: a new camera is made, also where the scene has one.
        is_keyed: the way there is keyed.
    """

    def body(job: Job) -> Steps[str]:
        yield from packages("viewpoint")
        yield Progress(0, None, "Reading")
        yield from found(job, refs or [ObjectRef.of(obj) for obj in shown_surfaces(bpy.context)])
        if reason := eye_problem(bpy.context.scene, is_new=is_new):
            raise InputError(f"{reason}.")
        mesh = mesh_of(refs)
        wanted = aim(mesh)
        eye = Eye(
            bpy.context.scene,
            title,
            mesh.vertices,
            is_new=is_new,
            size=wanted.size,
            picture=wanted.picture,
        )
        curve.clear_losses()
        seen = Watched(eye)
        job.meanwhile, before = seen.show, _pressed()
        try:
            results: list[Found] = yield Work(wanted.search(mesh, seen.add))
            yield from object_mode(job)
            names = _keep(job, eye, _paths(results), is_keyed=is_keyed, before=before)
        except GeneratorExit:
            if seen.best is None or job.is_leaving:
                eye.restore()
            else:
                _keep(job, eye, [[seen.best.camera]], is_keyed=False, before=before)
                job.is_kept = True
            raise
        except Exception:
            eye.restore()
            raise
        if words := wanted.words(results[0]):
            job.notes.append(words)
        return iface_("Camera: {}").format(", ".join(names))

    return Job(title, body, settings=settings, items=0)


def _paths(results: list[Found]) -> list[list[Camera]]:
    """The way to each view; the first one's is the search's."""
    ends = [one.camera for one in results]
    way = [step.camera for step in results[0].history]
    if way and (way[-1].world_from_camera == ends[0].world_from_camera).all():
        way.pop()
    return [[*way, ends[0]], *([end] for end in ends[1:])]


def _pressed() -> list[int]:
    """What the artist has done last, to be compared later."""
    return [operator.as_pointer() for operator in bpy.context.window_manager.operators]


def _keep(
    job: Job, eye: Eye, paths: list[list[Camera]], *, is_keyed: bool, before: list[int]
) -> list[str]:
    """Let the cameras stand where their paths end, as one undo step; their names."""
    if _pressed() != before:
        # The undo steps that came in between hold the camera on its way: one as it was goes first.
        eye.restore()
        bpy.ops.ed.undo_push(message=job.title)
    names = [made.name for made in eye.keep(paths, is_keyed=is_keyed)]
    bpy.ops.ed.undo_push(message=job.title)
    return names
