"""Blender's renderers: a Mesh and settings in, a ViewSet out.

The subject is copied and drawn alone, in a scene that lives only while Blender's window waits:
between two steps of a job nothing of it is in the file, so that saving and undo cannot meet it.
Workbench draws the mesh in its unit frame, with the look of engine/render/studio.py, so that
where an object stands or how big it is does not change its pictures; engine/render/raycast.py
makes the same ones without Blender. EEVEE and Cycles draw true copies with their own materials.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bpy
import numpy as np
from numpy.typing import NDArray

from ...engine.camera import Frame, project
from ...engine.capture.settings import CaptureSettings
from ...engine.datatypes import Camera, Mesh, View, ViewSet
from ...engine.images import read_image
from ...engine.jobs import Progress, Steps, Work
from ...engine.meshes import dressed
from ...engine.render import raycast
from ...engine.render.channels import Subject
from .objects import object_from_mesh
from .stage import NAME, Stage, untouched_renders

# Seconds of drawing before others get their turn; without a window nobody waits for one.
_BURST = 60.0 if bpy.app.background else 0.1
_WORLD = Frame(np.zeros(3), 1.0)

Copies = Callable[[], list[bpy.types.Object]]


def render_views(
    mesh: Mesh, settings: CaptureSettings, *, copies: Copies | None = None
) -> Steps[ViewSet]:
    """Draw the views of `settings` around `mesh`, as many a step as the window can wait for.

    Args:
        copies: makes copies of the objects that `mesh` was read from, in their places, for
            EEVEE and Cycles; without it they draw the mesh.

    Raises:
        InputError: the mesh has no face with a size.
        ResultError: Blender could not render.
        MissingDependency: channels were asked for, and embreex is not installed.
    """
    if settings.engine == "raycast":
        return (yield Work(raycast.render_views(mesh, settings)))
    subject = yield Work(_subject(mesh, settings))
    cameras = subject.cameras(settings)
    frame, subjects = subject.frame, lambda: [object_from_mesh(subject.mesh, NAME)]
    if settings.shows_materials and copies is not None:
        frame, subjects = _WORLD, copies

    color_type = "VERTEX" if subject.mesh.colors is not None else "TEXTURE"
    pictures: list[NDArray[np.uint8]] = []
    # No thread of ours runs meanwhile: Blender 4.5 and 5.0 (Python 3.11) touch Python's objects in
    # a render without its lock, so that a thread beside it, casting rays say, crashes them.
    with tempfile.TemporaryDirectory(prefix="reloop3d_") as folder:
        path = Path(folder) / "view.png"
        while len(pictures) < len(cameras):
            yield Progress(len(pictures), len(cameras), "Drawing views")
            start = time.monotonic()
            with untouched_renders(), Stage(subjects, settings, color_type=color_type) as stage:
                for camera in cameras[len(pictures) :]:
                    stage.shoot(frame.unit_camera(camera), _reach(subject, frame, camera), path)
                    pictures.append(read_image(path))
                    if time.monotonic() - start > _BURST:
                        break
    shown = [
        View(picture, camera, settings.background)
        for picture, camera in zip(pictures, cameras, strict=True)
    ]
    if settings.channels:
        shown = yield Work(_with_channels(shown, subject, settings))
    return ViewSet(tuple(shown), mesh.instances, is_studio=not settings.shows_materials)


def _subject(mesh: Mesh, settings: CaptureSettings) -> Steps[Subject]:
    yield Progress(0, None, "Reading")
    return Subject(dressed(mesh, settings.look))


def _with_channels(
    views: list[View], subject: Subject, settings: CaptureSettings
) -> Steps[list[View]]:
    complete: list[View] = []
    for view in views:
        yield Progress(len(complete), len(views), "Casting channels")
        complete.append(replace(view, **subject.channels(view.camera, settings.channels)))
    return complete


def _reach(subject: Subject, frame: Frame, camera: Camera) -> tuple[float, float]:
    """Nearest and farthest depth, in the stage's units, between which all of the subject lies."""
    depths = project(camera, subject.box)[:, 2] / frame.diagonal
    size = subject.frame.diagonal / frame.diagonal
    return max(float(depths.min()) - 0.01 * size, 1e-3 * size), float(depths.max()) + 0.01 * size
