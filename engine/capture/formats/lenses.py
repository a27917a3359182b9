"""Lenses by others: a file beside poses, or numbers, in; focal lengths and picture size out.

    intrinsics.txt   K (3x3 or 4x4), or “fx fy cx cy [width height]”; pixel centres at integers
    *.json           Open3D's camera intrinsics: intrinsic_matrix (down the columns), width, height

A negative fy says that the camera's Y axis points up, as in ICL-NUIM: see `upright`.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Intrinsics
from ...errors import DataError, InputError
from .checks import checked_lens, reading

_LENS_HINT = "It holds a 3x3 or 4x4 matrix K, or “fx fy cx cy”, or “fx fy cx cy width height”."
_MATRIX = "intrinsic_matrix"
_LARGEST = 100_000  # bytes of a JSON file that is looked into
_MIRROR = np.diag([1.0, -1.0, 1.0, 1.0])


@dataclass(frozen=True)
class Lens:
    """A lens as a file says it, pixels; its picture's size is None where nothing is said."""

    fx: float
    fy: float
    cx: float
    cy: float
    size: tuple[float, float] | None
    source: str

    @property
    def is_upward(self) -> bool:
        """Whether the camera's Y axis points up in the picture."""
        return self.fy < 0

    def intrinsics(self, size: tuple[float, float] | None = None) -> Intrinsics:
        """The lens with fy > 0. Where no size is said it is `size`, else the middle is cx, cy.

        Raises:
            DataError: it is impossible.
        """
        size = self.size or size or (2 * self.cx + 1, 2 * self.cy + 1)
        return checked_lens((self.fx, abs(self.fy), self.cx, self.cy, *size), self.source)


def upright(pose: NDArray[np.float64]) -> NDArray[np.float64]:
    """The pose (4, 4) of a camera whose Y axis points up, with Y down as ours.

    Such a camera is left-handed, and so is its world: both Y axes are turned, so that pictures
    stay as they are and what is seen is not mirrored.
    """
    return _MIRROR @ pose @ _MIRROR


def read_lens(source: Path | str) -> Lens:
    """The lens of a file, or of numbers “fx,fy,cx,cy” or “fx,fy,cx,cy,width,height”.

    Raises:
        InputError: the text is neither four or six numbers nor a file.
        DataError: the file is no lens.
    """
    path = Path(source)
    if path.is_file():
        return _from_json(path) if path.suffix.lower() == ".json" else _from_text(path)
    try:
        return _lens([float(word) for word in str(source).replace(",", " ").split()], str(source))
    except (ValueError, DataError) as error:
        raise InputError(
            f"“{source}” is no lens.",
            "Give a file, or fx,fy,cx,cy in pixels, or with width,height.",
        ) from error


def lens_files(folder: Path) -> list[Path]:
    """The files in a folder that say a lens: text by its name, JSON by what it holds."""
    named = [file for file in sorted(folder.glob("*.txt")) if "intrinsic" in file.stem.lower()]
    return named + [file for file in sorted(folder.glob("*.json")) if _has_matrix(file)]


def find_lens(folder: Path) -> Lens:
    """The lens that a folder's one intrinsics file says.

    Raises:
        DataError: there is none, or several, or it is no lens.
    """
    files = lens_files(folder)
    if len(files) != 1:
        found = ", ".join(file.name for file in files) or "none"
        raise DataError(
            f"{folder} needs one intrinsics file beside its poses; found: {found}.",
            f"Add an intrinsics.txt. {_LENS_HINT}",
        )
    return read_lens(files[0])


def _has_matrix(file: Path) -> bool:
    try:
        if file.stat().st_size > _LARGEST:
            return False
        values = json.loads(file.read_text(encoding="utf-8"))
        return _MATRIX in values.get("intrinsic", values)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return False


def _from_json(path: Path) -> Lens:
    with reading(path):
        return lens_from_json(json.loads(path.read_text(encoding="utf-8")), str(path))


def lens_from_json(values: dict, source: str) -> Lens:
    """The lens of Open3D's camera intrinsics, or of its camera parameters.

    Raises:
        DataError, KeyError, TypeError, ValueError: they are none.
    """
    values = values.get("intrinsic", values)
    columns = np.array(values[_MATRIX], np.float64).reshape(3, 3)
    numbers = _from_matrix(columns.T.tolist(), source)
    return _lens([*numbers, values["width"], values["height"]], source)


def _from_text(path: Path) -> Lens:
    try:
        numbers = [float(word) for word in path.read_text(encoding="utf-8").split()]
    except ValueError:
        numbers = []
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if len(numbers) in (9, 16):
        columns = 3 if len(numbers) == 9 else 4
        numbers = _from_matrix(np.reshape(numbers, (columns, columns)).tolist(), str(path))
    return _lens(numbers, str(path))


def _lens(numbers: list[float], source: str) -> Lens:
    if len(numbers) not in (4, 6):
        raise DataError(f"{source} is not an intrinsics file.", _LENS_HINT)
    fx, fy, cx, cy, *size = numbers
    lens = Lens(fx, fy, cx, cy, tuple(size) or None, source)
    lens.intrinsics()  # refuses what is none
    return lens


def _from_matrix(rows: list[list[float]], source: str) -> list[float]:
    """fx, fy, cx, cy of a matrix K, 3x3 or in the upper left of a 4x4."""
    (fx, skew, cx), (zero, fy, cy), last = (row[:3] for row in rows[:3])
    if [skew, zero, *last] != [0, 0, 0, 0, 1]:
        raise DataError(
            f"The matrix in {source} is no pinhole lens: {rows}.",
            "K is fx 0 cx, 0 fy cy, 0 0 1: without skew, not transposed.",
        )
    return [fx, fy, cx, cy]
