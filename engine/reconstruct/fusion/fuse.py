"""Views with depth in, one mesh out."""

from dataclasses import replace

import numpy as np

from ... import deps
from ...datatypes import Mesh, ViewSet
from ...errors import InputError
from ...jobs import Progress, Steps
from ...meshes import shaded_smooth
from ..frames import Frame, frames_of
from ..refine.refine import refine
from ..refine.settings import Refined, RefineSettings
from ..settings import Fused, FuseSettings
from ..texture.bake import painted, textured
from .blocks import BlockGrid
from .clean import cleaned, closed
from .plain import PlainGrid
from .surface import Surface

_STEP = 4  # every which pixel tells how large the object is
_ROOM = 0.02  # of the diagonal, around what is seen without those
_STRAY = 0.1  # percent of the points on either side that may lie anywhere


def fuse_views(views: ViewSet, settings: FuseSettings) -> Steps[Fused]:
    """The surface that views with cameras and depth show together.

    Truncated signed distances (Curless and Levoy 1996) in voxels that are a share of what is seen:
    a scene a hundred times as large gives the same mesh, a hundred times as large.

    Raises:
        InputError: no view can be fused, or what is seen has no size.
        ResultError: the views make no surface.
        MissingDependency: Open3D is not installed.
    """
    for package in ("torch", "embreex") if settings.refine else ():
        deps.require(package, feature="Refining a mesh")  # not after minutes of fusing
    frames, notes = frames_of(views)
    places = {id(view.camera): index for index, view in enumerate(views.views)}
    numbered = [places[id(frame.camera)] for frame in frames]
    low, high = _bounds(frames)
    middle = (low + high) / 2  # Open3D's grid is float32: far from the origin it would be coarse
    frames, low, high = [frame.moved(-middle) for frame in frames], low - middle, high - middle
    diagonal = float(np.linalg.norm(high - low))
    voxel = diagonal / settings.detail
    if settings.grid == "plain" or any(frame.camera.intrinsics.is_orthographic for frame in frames):
        grid = PlainGrid(voxel, settings.reach, low - _ROOM * diagonal, high + _ROOM * diagonal)
    else:
        grid = BlockGrid(voxel, settings.reach)
    for index, frame in enumerate(frames):
        yield Progress(index, len(frames), "Fusing views")
        grid.add(frame)
    yield Progress(0, 1, "Finding the surface")
    surface = grid.surface()
    if settings.method == "poisson":
        yield Progress(0, 1, "Closing the surface")
        surface = closed(surface, settings.detail)
    surface, numbers = yield from cleaned(surface, settings, diagonal)
    mesh = shaded_smooth(surface.mesh())
    cameras, has_colors = {}, False
    if settings.refine:
        refined = yield from _refined(mesh, frames, settings.refine, is_studio=views.is_studio)
        mesh, has_colors = refined.mesh, "colors" in refined.parts
        notes += refined.notes
        numbers |= {"held_out_before": refined.before, "held_out_after": refined.after}
        if refined.is_kept:
            turned = [view.camera for view in refined.views.views]
            frames = [replace(frame, camera=c) for frame, c in zip(frames, turned, strict=True)]
            cameras = {n: f.moved(middle).camera for n, f in zip(numbered, frames, strict=True)}
    if settings.texture:
        coloring = textured(mesh, frames, size=settings.texture, is_studio=views.is_studio)
        mesh = yield from coloring
    elif not has_colors:
        mesh = yield from painted(mesh, frames, is_studio=views.is_studio)
    scale = _scale(surface, settings.length_m)
    mesh = replace(mesh, vertices=(mesh.vertices + middle) * scale)
    numbers |= {"views": len(frames), "diagonal_m": diagonal * scale, "scale": scale}
    return Fused(mesh, voxel * scale, numbers, tuple(notes), cameras)


def _refined(mesh: Mesh, frames: list[Frame], rounds: int, *, is_studio: bool) -> Steps[Refined]:
    """A mesh in its first colours, and the frames' cameras, refined by what they show."""
    mesh = yield from painted(mesh, frames, is_studio=is_studio)
    seen = ViewSet(tuple(frame.view() for frame in frames), is_studio=is_studio)
    return (yield from refine(mesh, seen, RefineSettings(rounds=rounds)))


def _bounds(frames: list[Frame]) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper corner (3,) of what the frames see, without a few stray points."""
    points = np.concatenate([frame.points(_STEP) for frame in frames])
    if len(points) < 4:
        points = np.concatenate([frame.points() for frame in frames])
    low, high = np.percentile(points, [_STRAY, 100 - _STRAY], axis=0)
    if not np.isfinite([low, high]).all() or np.linalg.norm(high - low) <= 0:
        raise InputError(
            "What the views see has no size.",
            "Check their cameras, their depth and its unit.",
        )
    return low, high


def _scale(surface: Surface, length_m: float | None) -> float:
    """By how much the longest side has to grow to be that long."""
    if length_m is None:
        return 1.0
    return length_m / float(np.ptp(surface.vertices, axis=0).max())
