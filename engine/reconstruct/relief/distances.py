"""How far what a picture shows is away: measured by a file or estimated, laid out in metres."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...camera import fitted
from ...capture.formats.depths import read_depth, read_disparity
from ...datatypes import Camera
from ...depth.contract import DISPARITY, METRIC, Depth
from ...depth.estimate import load_estimator
from ...depth.stereo import stereo_depth
from ...errors import DataError, InputError
from ...images import read_image, scaled
from .mesh import joined
from .picture import Picture, check_fit, sampled
from .settings import ReliefSettings

_BEGINNER = "It is in the middle of its training: other models, a file or a pair do better."
_SHOWN = 1024  # pixels of the longer side that an estimator, or a pair, is shown at most


def depth_of(picture: Picture, camera: Camera, settings: ReliefSettings) -> tuple[Depth, str]:
    """The depth of a picture, as its file, a second picture or an estimator tells it, and a
    sentence about it.

    The estimator is shown all of the picture: what is around a subject tells where it stands.

    Raises:
        InputError: the picture is of one colour, or the file's proportions are others.
        ResultError: the second picture does not show the same from beside it.
        DataError, ModelNotAvailable, MissingDependency: the file or the model cannot be read.
    """
    if settings.depth_file:
        return _from_file(settings, picture.rgba.shape[:2])
    if settings.right_file:
        return _from_pair(picture, camera, settings)
    if picture.is_plain:
        raise InputError(
            f"{picture.name} is all of one colour: its depth cannot be told.",
            "Choose a picture that shows something, or give its depth as a file.",
        )
    estimator = load_estimator(settings.depth_model, device=settings.device)
    lens = fitted(camera, _SHOWN).intrinsics
    depth = estimator.estimate(_shown(picture.rgba, lens.width, lens.height))
    model = settings.depth_model
    if model:
        return depth, f"Depth is estimated by the model {model}."
    return depth, f"Depth is estimated by ReLoop3D's own network. {_BEGINNER}"


def _shown(rgba: NDArray[np.uint8], width: int, height: int) -> NDArray[np.float32]:
    return scaled(rgba[..., :3].astype(np.float32) / 255, width, height)


def _from_pair(picture: Picture, camera: Camera, settings: ReliefSettings) -> tuple[Depth, str]:
    path = Path(settings.right_file)
    right = read_image(path)
    if right.shape != picture.rgba.shape:
        sizes = " and ".join(f"{s[1]} x {s[0]}" for s in (picture.rgba.shape, right.shape))
        raise InputError(
            f"The two pictures differ in size ({sizes}).", "Give two of one camera, uncropped."
        )
    lens = fitted(camera, _SHOWN).intrinsics
    pair = (_shown(rgba, lens.width, lens.height) for rgba in (picture.rgba, right))
    depth = stereo_depth(*pair, lens=lens, baseline=settings.baseline_m)
    return depth, f"Depth is told by the pair with {path.name}."


def _from_file(settings: ReliefSettings, shape: tuple[int, int]) -> tuple[Depth, str]:
    path = Path(settings.depth_file)
    if not path.is_file():
        raise DataError(f"{path} does not exist.", "Choose a depth file that does.")
    if settings.depth_kind == METRIC:
        read = read_depth(path, scale=settings.depth_scale)
        depth, unit = Depth(read.metres, METRIC), read.unit
    else:
        values, unit = read_disparity(path), "larger is nearer"
        known = np.isfinite(values)
        depth = Depth(np.where(known, values, 0), DISPARITY, known)
    check_fit(depth.values.shape, shape, "depth map")
    return depth, f"Depth is {path.name}'s: {unit}."


def laid_out(
    depth: Depth, mask: NDArray[np.bool_], settings: ReliefSettings
) -> tuple[NDArray[np.float32], bool, str]:
    """Depth in metres (h, w) where the mask (h, w) is, else 0; whether the metres are true; and a
    sentence about that. Its longest side is not yet what was asked for.

    Raises:
        ResultError: it is the same everywhere.
        InputError: nothing of the subject has depth.
    """
    values = sampled(depth.values, mask.shape)
    known = mask & sampled(depth.is_known, mask.shape)
    if not known.any():
        raise InputError(
            "Nothing of the subject has a depth.", "Check the mask, and the depth's unit."
        )
    if depth.kind == METRIC:
        return np.where(known, values, 0), True, "Its metres are taken as they are."
    low, high = values[known].min(), values[known].max()
    kept = Depth(np.clip(values, low, high), DISPARITY)
    made = np.where(known, kept.between(settings.near, settings.far), 0)
    between = f"between {settings.near:g} and {settings.far:g} m"
    return made, False, f"Depth has no scale of its own: it is laid {between}."


def smoothed(depth: NDArray[np.float32], cut: float, rounds: int) -> NDArray[np.float32]:
    """Depth (h, w) with less noise, and no blur over jumps; planes stay as they are.

    Each pixel moves towards the mean of two opposite neighbours on its own surface, in inverse
    depth, which is straight on planes.
    """
    inverse = np.divide(1, depth, out=np.zeros(depth.shape), where=depth > 0)
    ties = {step: joined(inverse, step, cut) for step in ((0, 1), (1, 0))}
    for _ in range(rounds):
        change, count = np.zeros_like(inverse), np.zeros(inverse.shape)
        for axis, step in ((1, (0, 1)), (0, (1, 0))):
            inner = [slice(None), slice(None)]
            inner[axis] = slice(1, -1)
            inner = tuple(inner)
            both = np.logical_and(*_ends(ties[step], axis))
            before, after = _ends(np.diff(inverse, axis=axis), axis)
            change[inner] += np.where(both, (after - before) / 2, 0)
            count[inner] += both
        inverse += np.divide(change, 2 * count, out=change, where=count > 0)
    return np.divide(1, inverse, out=np.zeros(inverse.shape), where=inverse > 0).astype(np.float32)


def _ends(values: NDArray, axis: int) -> tuple[NDArray, NDArray]:
    """Values without the last and without the first along an axis."""
    count = values.shape[axis]
    return values.take(range(count - 1), axis), values.take(range(1, count), axis)
