"""What a camera wrote into its photo: a file in, the lens in pixels out.

The focal length in sensor pixels where the sensor's resolution is said (FocalLength with
FocalPlaneXResolution), else by FocalLengthIn35mmFilm, which is of the picture's diagonal beside
that of 24 x 36 mm (CIPA DCG-001).
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from ...datatypes import Intrinsics
from ...images import read_exif

_FOCAL, _FOCAL_35 = 37386, 41989
_RESOLUTION, _UNIT, _WIDTH, _HEIGHT = 41486, 41488, 40962, 40963
_UNITS = {2: 25.4, 3: 10.0, 4: 1.0}  # millimetres
_DIAGONAL_35 = float(np.hypot(36, 24))


@dataclass(frozen=True)
class PhotoLens:
    """The lens of a photo as it is shown, upright, and what told it, in words."""

    intrinsics: Intrinsics
    said: str


def read_photo_lens(path: Path) -> PhotoLens | None:
    """The lens that a photo's EXIF tells; None where it tells none.

    Raises:
        DataError: it is no picture.
    """
    tags, (width, height) = read_exif(path)
    for focal, said in (_by_sensor(tags, width, height), _by_film(tags, width, height)):
        if focal is not None and np.isfinite(focal) and 0.05 < focal / max(width, height) < 100:
            middle = (width / 2 - 0.5, height / 2 - 0.5)
            return PhotoLens(Intrinsics(focal, focal, *middle, width, height), said)
    return None


def _by_sensor(tags: dict, width: int, height: int) -> tuple[float | None, str]:
    focal, resolution = _number(tags.get(_FOCAL)), _number(tags.get(_RESOLUTION))
    unit, taken = _UNITS.get(tags.get(_UNIT, 2)), (tags.get(_WIDTH), tags.get(_HEIGHT))
    if not (focal and resolution and unit and all(taken)):
        return None, ""
    scale = max(width, height) / max(taken)  # it may have been made smaller since
    return focal * resolution / unit * scale, f"a lens of {focal:g} mm, by the sensor's resolution"


def _by_film(tags: dict, width: int, height: int) -> tuple[float | None, str]:
    focal = _number(tags.get(_FOCAL_35))
    if not focal:
        return None, ""
    return focal / _DIAGONAL_35 * float(np.hypot(width, height)), f"{focal:g} mm in 35 mm film"


def _number(value: object) -> float | None:
    """A tag's number; None where it is none: cameras write 0 and 0/0 for not known."""
    try:
        return float(Fraction(value)) if isinstance(value, str) else float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
