"""Photos of a folder, a list or a video in; those that can be used out, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...capture.formats.exif import read_photo_lens
from ...datatypes import Intrinsics
from ...errors import DataError, InputError
from ...images import SUFFIXES as _COMMON
from ...images import read_image, scaled
from ...jobs import Progress, Steps
from ..quality import ADVICE, predict_3d_quality
from .settings import PhotoSettings
from .video import SUFFIXES as VIDEOS
from .video import read_frames

SUFFIXES = (*_COMMON, ".tif", ".tiff", ".gif")
LEAST = 3  # photos
_SMALL = 48  # pixels of the shorter side, below which a photo shows nothing to find it by
_FLAT = 2.0  # of 255: what is all of one brightness, black or white, shows nothing either
_DIAGONAL_35 = float(np.hypot(36, 24))
_TOLD = ("sharpness", "brightness", "glare")  # what is said of photos before the long step
_LOW = 0.3  # measure of theirs below which it is said
_NAMED = 5  # photos that a sentence names


@dataclass(frozen=True)
class Photo:
    """One photo, upright.

    rgba      (H, W, 4) uint8, its longer side no more than the settings' size
    focal_px  of its lens, to begin with; None: nobody says
    lens      where it is known, and does not bend straight lines
    """

    name: str
    rgba: NDArray[np.uint8]
    focal_px: float | None = None
    lens: Intrinsics | None = None


@dataclass(frozen=True)
class Photos:
    """Photos that can be used.

    left_out  name and reason of each that cannot
    is_video  in the order of time: neighbours show the same
    """

    taken: tuple[Photo, ...]
    left_out: dict[str, str]
    is_video: bool
    said: tuple[str, ...] = ()


def is_video(source: Path) -> bool:
    """Whether a path's name is a video's."""
    return source.suffix.lower() in VIDEOS


def photo_files(source: Path | Sequence[Path]) -> list[Path]:
    """The photos of a folder by name, or those of a list.

    Raises:
        InputError: there is no such folder, or none in it.
    """
    if isinstance(source, (str, Path)):
        folder = Path(source)
        if not folder.is_dir():
            raise InputError(f"{folder} is no folder.", "Choose a folder of photos, or a video.")
        source = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
        if not source:
            raise InputError(f"{folder} holds no photos.", "Choose a folder that does.")
    return [Path(path) for path in source]


def read_photos(source: Path | Sequence[Path], settings: PhotoSettings) -> Steps[Photos]:
    """The photos of a folder, a list of files, or frames of a video.

    Raises:
        InputError: fewer than three can be used.
        DataError: a video cannot be read.
        MissingDependency: Pillow, or for a video PyAV, is not installed.
    """
    if isinstance(source, (str, Path)) and is_video(Path(source)):
        read = yield from _of_video(Path(source), settings)
    else:
        read = yield from _of_files(photo_files(source), settings)
    if len(read.taken) < LEAST:
        why = " ".join(f"{name}: {reason}" for name, reason in list(read.left_out.items())[:_NAMED])
        count = len(read.taken) + len(read.left_out)
        raise InputError(
            f"Of {count} photos {len(read.taken)} can be used, {LEAST} are needed. {why}".strip(),
            "Take more photos of it, each from a step further on.",
        )
    return read


def looked_at(
    source: Path | Sequence[Path], settings: PhotoSettings
) -> Steps[tuple[int, list[str]]]:
    """How many photos can be used, and sentences on what is wrong with them.

    Raises:
        InputError, DataError, MissingDependency: as read_photos.
    """
    photos = yield from read_photos(source, settings)
    reasons: dict[str, list[str]] = {}
    for name, why in photos.left_out.items():
        reasons.setdefault(why, []).append(name)
    said = [f"{named(names)}: left out, {why}" for why, names in reasons.items()]
    return len(photos.taken), [*said, *advice(photos.taken)]


def advice(photos: Sequence[Photo]) -> list[str]:
    """Sentences on which photos are blurred, dark or burnt out, and what helps."""
    poor: dict[str, list[str]] = {}
    for photo in photos:
        measures = predict_3d_quality(photo.rgba).measures
        for name in _TOLD:
            if measures[name] < _LOW:
                poor.setdefault(name, []).append(photo.name)
    return [
        f"{named(names)}: {' '.join(map(_sentence, ADVICE[name]))}" for name, names in poor.items()
    ]


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def named(names: Sequence[str]) -> str:
    """Some names in a sentence."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _of_files(paths: list[Path], settings: PhotoSettings) -> Steps[Photos]:
    taken: list[Photo] = []
    left_out: dict[str, str] = {}
    known: dict[bytes, str] = {}
    for done, path in enumerate(paths):
        yield Progress(done, len(paths), "Reading photos")
        try:
            photo = _read(path, settings)
        except DataError as error:
            left_out[path.name] = str(error)
            continue
        if (fault := _fault(photo.rgba)) is not None:
            left_out[path.name] = fault
            continue
        twin = known.setdefault(photo.rgba.tobytes(), path.name)
        if twin != path.name:
            left_out[path.name] = f"it is the same picture as {twin}."
            continue
        taken.append(photo)
    return Photos(tuple(taken), left_out, is_video=False)


def _of_video(path: Path, settings: PhotoSettings) -> Steps[Photos]:
    frames = yield from read_frames(path, most=settings.frames)
    taken, left_out = [], {}
    for seconds, rgba in frames:
        name = f"{path.stem} {seconds:.2f} s"
        if (fault := _fault(rgba)) is not None:
            left_out[name] = fault
            continue
        taken.append(_small(name, rgba, None, settings))
    said = f"{len(taken)} frames were taken from {path.name}, the sharpest of each stretch."
    return Photos(tuple(taken), left_out, is_video=True, said=(said,))


def _read(path: Path, settings: PhotoSettings) -> Photo:
    rgba = read_image(path)
    lens = None if settings.focal_mm else read_photo_lens(path)
    return _small(path.name, rgba, lens.intrinsics.fx if lens else None, settings)


def _small(
    name: str, rgba: NDArray[np.uint8], focal: float | None, settings: PhotoSettings
) -> Photo:
    """A photo no larger than the settings say."""
    height, width = rgba.shape[:2]
    if settings.focal_mm:
        focal = settings.focal_mm / _DIAGONAL_35 * float(np.hypot(width, height))
    by = settings.size / max(height, width)
    if by >= 1:
        return Photo(name, rgba, focal)
    size = (max(round(width * by), 1), max(round(height * by), 1))
    return Photo(name, shrunk(rgba, *size), None if focal is None else focal * by)


def shrunk(rgba: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """A picture (H, W, 4) with fewer pixels."""
    values = rgba.astype(np.float32) / 255
    parts = [scaled(values[..., :3], width, height)]
    if (rgba[..., 3] == 255).all():
        parts.append(np.ones((height, width, 1), np.float32))
    else:
        parts.append(scaled(values[..., 3:].repeat(3, axis=2), width, height)[..., :1])
    return np.round(np.concatenate(parts, axis=2) * 255).astype(np.uint8)


def _fault(rgba: NDArray[np.uint8]) -> str | None:
    """Why a photo cannot be used; None if it can."""
    height, width = rgba.shape[:2]
    if min(height, width) < _SMALL:
        return f"it has {width} x {height} pixels."
    grey = rgba[..., :3].mean(axis=2)[rgba[..., 3] >= 128]
    if not len(grey):
        return "it is all transparent."
    if grey.std() < _FLAT:
        return "it is black." if grey.mean() < 16 else "it is all of one brightness."
    return None
