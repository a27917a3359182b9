"""One picture in, a mesh of what it shows out, in stages between which it can be stopped."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...camera import resized
from ...datatypes import Camera, View
from ...jobs import Progress, Steps, mapped
from ..quality import Quality, predict_3d_quality
from .distances import depth_of, laid_out, smoothed
from .kinds import AssetType, detect_asset_type
from .mesh import relief
from .picture import Picture, camera_of, check_size, shrunk
from .settings import Relief, ReliefSettings
from .subject import subject_of
from .surface import cleared, dressed

STAGES = 7


@dataclass(frozen=True)
class Prepared:
    """A picture that is ready for the long step, and how good a mesh can be made of it.

    picture  its alpha is the mask
    notes    sentences: how it was read, what its lens is by
    """

    picture: Picture
    camera: Camera
    quality: Quality
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """A prepared picture's depth, as fine as the mesh is to be: (h, w) metres, 0 left out."""

    depth: NDArray[np.float32]
    is_metric: bool
    camera: Camera  # of h x w pixels
    notes: tuple[str, ...]


def prepared(
    picture: Picture, settings: ReliefSettings, mask: NDArray[np.bool_] | None = None
) -> Steps[Prepared]:
    """Find the subject and the lens of a picture, and say how good a mesh can be made of it.

    Args:
        mask: (H, W), the subject, in place of what the settings say.

    Raises:
        InputError: the picture has too few pixels, or its mask leaves nothing or does not fit.
        DataError: the mask cannot be read.
        MissingDependency, ModelNotAvailable: the subject cannot be found without it.
    """
    check_size(picture)
    yield Progress(0, STAGES, "Finding the subject")
    shown = subject_of(picture, settings, mask)
    yield Progress(1, STAGES, "Checking the picture")
    camera, said = camera_of(picture, settings)
    quality = predict_3d_quality(shown.rgba)
    return Prepared(shown, camera, quality, (*picture.notes, said))


def checked(
    picture: Picture, settings: ReliefSettings, mask: NDArray[np.bool_] | None = None
) -> Steps[tuple[Quality, AssetType]]:
    """How good a mesh can be made of a picture, and what kind of thing it shows.

    Args:
        mask: as of `prepared`.

    Raises:
        ReLoopError: as `prepared` and `detect_asset_type`.
    """
    ready = yield from prepared(picture, settings, mask)
    return ready.quality, (yield from detect_asset_type(ready.picture.rgba))


def picture_to_depth(
    picture: Picture, settings: ReliefSettings, mask: NDArray[np.bool_] | None = None
) -> Steps[Measured]:
    """The depth that a mesh of the picture would be made with.

    Args:
        mask: as of `prepared`.

    Raises:
        ReLoopError: as `prepared` and `measured`.
    """
    ready = yield from prepared(picture, settings, mask)
    return (yield from measured(ready, settings))


def measured(ready: Prepared, settings: ReliefSettings) -> Steps[Measured]:
    """The depth of a prepared picture, laid out in metres.

    Raises:
        ReLoopError: as depth_of and laid_out.
    """
    yield Progress(2, STAGES, "Measuring depth")
    depth, said = depth_of(ready.picture, ready.camera, settings)
    small = shrunk(ready.picture, settings.detail)
    height, width = small.rgba.shape[:2]
    yield Progress(3, STAGES, "Laying out depth")
    values, is_metric, scale = laid_out(depth, small.rgba[..., 3] > 0, settings)
    values = smoothed(values, settings.cut, settings.smooth)
    return Measured(values, is_metric, resized(ready.camera, width, height), (said, scale))


def picture_to_mesh(
    picture: Picture, settings: ReliefSettings, mask: NDArray[np.bool_] | None = None
) -> Steps[Relief]:
    """A mesh of what one picture shows, in front of the camera that took it.

    Args:
        mask: as of `prepared`.

    Raises:
        ReLoopError: as the steps that it is made of; the sentence says what to do.
    """
    ready = yield from prepared(picture, settings, mask)
    if not ready.quality.is_good:
        yield Progress(1, STAGES, "Checking the picture", note=" ".join(ready.quality.lines))
    return (yield from meshed(ready, settings))


def meshed(ready: Prepared, settings: ReliefSettings) -> Steps[Relief]:
    """The mesh of a prepared picture.

    Raises:
        ResultError: nothing hangs together.
        ReLoopError: as `measured`.
    """
    made = yield from measured(ready, settings)
    yield Progress(4, STAGES, "Spanning the surface")
    small = shrunk(ready.picture, settings.detail)
    mesh = relief(View(small.rgba, made.camera, depth=made.depth), cut=settings.cut)
    clearing = cleared(mesh, settings)
    mesh, numbers = yield from mapped(clearing, lambda p: replace(p, done=5, total=STAGES))
    yield Progress(6, STAGES, "Laying on the picture")
    colors = shrunk(ready.picture, settings.texture)
    mesh = dressed(mesh, made.camera, colors.rgba[..., :3].astype(np.float32) / 255, settings)
    scale = _scale(mesh.vertices, settings.length_m)
    eye = ready.camera.world_from_camera[:3, 3]
    mesh = replace(mesh, vertices=(mesh.vertices - eye) * scale + eye)
    notes = [*ready.notes, *made.notes]
    if settings.length_m:
        notes.append(f"Its longest side is {settings.length_m:g} m, as it was given.")
        if not made.is_metric:
            notes.append("How deep it is beside that is by near and far, not by measure.")
    elif not made.is_metric:
        notes.append("Its size is arbitrary: give its longest side, or depth in metres.")
    left_out = 1 - (made.depth > 0).mean() - (small.rgba[..., 3] == 0).mean()
    if left_out > 0.001:
        notes.append(f"{100 * left_out:.1f} % of the picture has no depth and is left out.")
    if settings.method == "poisson" and not numbers["is_watertight"]:
        notes.append(f"The surface is not watertight: {numbers['open_edges']} open edges are left.")
    numbers |= {"scale": scale, "diagonal_m": float(np.linalg.norm(np.ptp(mesh.vertices, axis=0)))}
    height, width = colors.rgba.shape[:2]
    return Relief(
        mesh,
        colors.rgba,
        resized(ready.camera, width, height),
        (made.depth * scale).astype(np.float32),
        made.is_metric,
        numbers,
        ready.quality,
        tuple(notes),
    )


def _scale(vertices: NDArray[np.float64], length_m: float | None) -> float:
    """By how much the longest side has to grow to be that long."""
    return 1.0 if length_m is None else length_m / float(np.ptp(vertices, axis=0).max())
