"""A photo in, its pixels upright and what its camera wrote about the lens out."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...camera import look_at
from ...capture.formats.exif import PhotoLens, read_photo_lens
from ...datatypes import Camera, Intrinsics
from ...errors import InputError
from ...images import count_frames, read_image, scaled
from .settings import FILM_MM, FOCAL_MM, ReliefSettings

_LEAST = 16  # pixels of the shorter side: less shows no shape
_STRETCH = 0.02  # by which a mask's, or a depth map's, proportions may differ from the picture's
_PLAIN = 2  # of 255: a picture that varies less shows nothing


@dataclass(frozen=True)
class Picture:
    """A picture to make a mesh of.

    rgba   (H, W, 4) uint8, upright
    name   what a person calls it
    lens   as its camera wrote it down; None: it did not
    notes  what a person should know of how it was read
    """

    rgba: NDArray[np.uint8]
    name: str
    lens: PhotoLens | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is of one colour, as a black picture is: it says nothing of depth."""
        shown = self.rgba[self.rgba[..., 3] > 0][:, :3]
        return not len(shown) or bool((np.ptp(shown, axis=0) <= _PLAIN).all())


def check_size(picture: Picture) -> None:
    """Raise InputError where a picture has too few pixels."""
    height, width = picture.rgba.shape[:2]
    if min(height, width) < _LEAST:
        raise InputError(
            f"{picture.name} has {width} x {height} pixels: too few for a mesh.",
            f"Choose a picture of at least {_LEAST} x {_LEAST} pixels.",
        )


def read_picture(path: Path) -> Picture:
    """Read a photo, turned as it is shown.

    Raises:
        DataError: it cannot be read.
    """
    rgba, lens, count = read_image(path), read_photo_lens(path), count_frames(path)
    notes = (f"{path.name} moves: the first of its {count} pictures counts.",) if count > 1 else ()
    return Picture(rgba, path.stem, lens, notes)


def camera_of(picture: Picture, settings: ReliefSettings) -> tuple[Camera, str]:
    """The camera that took a picture, level unless it is said, looking along +Y; and a sentence
    that tells what its lens is by.
    """
    height, width = picture.rgba.shape[:2]
    longer = max(height, width)
    if settings.fov_deg:
        focal = longer / 2 / np.tan(np.radians(settings.fov_deg) / 2)
        said = f"The lens is by the field of view of {settings.fov_deg:g} degrees that was given"
    elif settings.focal_mm:
        focal = longer * settings.focal_mm / FILM_MM
        said = f"The lens of {settings.focal_mm:g} mm was given"
    elif picture.lens is not None:
        focal = picture.lens.intrinsics.fx
        said = f"The photo tells its lens: {picture.lens.said}"
    else:
        focal = longer * FOCAL_MM / FILM_MM
        said = f"The photo does not tell its lens: {FOCAL_MM:g} mm is taken for it"
    seen = 2 * np.degrees(np.arctan(longer / 2 / focal))
    lens = Intrinsics(float(focal), float(focal), width / 2 - 0.5, height / 2 - 0.5, width, height)
    eye = np.array([0.0, 0.0, settings.height_m])
    tilt = np.radians(settings.tilt_deg)
    pose = look_at(eye, eye + [0.0, np.cos(tilt), np.sin(tilt)])
    return Camera(lens, pose, picture.name), f"{said} ({seen:.1f} degrees along the longer side)."


def shrunk(picture: Picture, longest: int) -> Picture:
    """The picture with at most so many pixels along its longer side; a mask stays one."""
    height, width = picture.rgba.shape[:2]
    by = longest / max(height, width)
    if by >= 1:
        return picture
    size = (max(round(width * by), 2), max(round(height * by), 2))
    rgb = scaled(picture.rgba[..., :3].astype(np.float32) / 255, *size)
    alpha = sampled(picture.rgba[..., 3], size[::-1])
    return replace(picture, rgba=np.dstack([np.round(rgb * 255).astype(np.uint8), alpha]))


def sampled(values: NDArray, shape: tuple[int, int]) -> NDArray:
    """Values (h, w) in another size (H, W), each as the nearest one."""
    height, width = values.shape
    rows = ((np.arange(shape[0]) + 0.5) * height / shape[0]).astype(np.int64)
    columns = ((np.arange(shape[1]) + 0.5) * width / shape[1]).astype(np.int64)
    return values[np.ix_(rows, columns)]


def check_fit(shape: tuple[int, int], picture: tuple[int, int], name: str) -> None:
    """Raise InputError where what belongs to a picture (H, W) has other proportions."""
    if abs(shape[1] * picture[0] / (shape[0] * picture[1]) - 1) > _STRETCH:
        raise InputError(
            f"The {name} has {shape[1]} x {shape[0]} pixels, which are not the proportions of the "
            f"picture's {picture[1]} x {picture[0]}.",
            "Give one of the picture as it is shown, upright and not cropped.",
        )


def masked(picture: Picture, mask: NDArray[np.bool_]) -> Picture:
    """The picture with nothing but where the mask (H, W) is."""
    alpha = np.where(mask, 255, 0).astype(np.uint8)
    return replace(picture, rgba=np.dstack([picture.rgba[..., :3], alpha]))
