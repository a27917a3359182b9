"""Trajectories: a text file with many poses comes in, the poses in their order go out.

    .log      Open3D's and Redwood's: a line of three whole numbers, then four of a 4x4 matrix
    TUM's     a line a pose: time, position x y z, quaternion x y z w; after # are comments
    ICL's     the same without the time

All are camera to world with OpenCV axes, metres.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import DataError
from .checks import reading
from .colmap import rotation_from_quaternion

LOG, TUM, ICL = "Open3D trajectory", "TUM trajectory", "trajectory without times"
_WORDS = ("trajectory", "groundtruth", "pose")  # in the name of the one that is meant, best first
_GLUED = "format: <t> <x> <y> <z> <qx> <qy> <qz> <qw>"
_ROUNDED = 1e-2  # by which a quaternion's length may miss 1


@dataclass(frozen=True)
class Pose:
    """Where a camera stands as a file says it; checks.checked_pose says whether it can be.

    matrix  (4, 4) float64, camera to world
    name    its number, time or file; empty where nothing is said
    source  the file and the place in it, for messages
    """

    matrix: NDArray[np.float64]
    name: str
    source: str


def kind(path: Path) -> str | None:
    """Which of these formats a file's first lines are in; None: none of them."""
    try:
        with open(path, encoding="utf-8") as file:
            widths = [len(row) for _, row in islice(_rows(file), 2)]
    except ValueError:
        return None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if widths == [3, 4]:
        return LOG
    return {8: TUM, 7: ICL}.get(widths[0]) if widths else None


def find(folder: Path) -> Path | None:
    """The trajectory in a folder, by what the files hold; None where there is none.

    Raises:
        DataError: there are several, and no name says which is meant.
    """
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in (".log", ".txt")]
    found = [file for file in files if "intrinsic" not in file.stem.lower() and kind(file)]
    for word in _WORDS:
        named = [file for file in found if word in file.stem.lower()]
        if len(named) == 1:
            return named[0]
    if len(found) > 1:
        names = ", ".join(file.name for file in found)
        raise DataError(f"{folder} holds several trajectories: {names}.", "Choose one of them.")
    return found[0] if found else None


def read(path: Path) -> list[Pose]:
    """The poses of a file, in its order, not yet checked.

    Raises:
        DataError: it is no trajectory, or damaged.
    """
    form = kind(path)
    if form is None:
        raise DataError(f"{path} is no trajectory.", "Choose a .log, or TUM's text.")
    with reading(path):
        lines = path.read_text(encoding="utf-8").splitlines()
        if form == LOG:
            return list(_log(list(_rows(lines)), path))
        return [_line(number, row, form, path) for number, row in _rows(lines)]


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[float]]]:
    """The numbers of each line that holds any, and its number in the file."""
    for number, line in enumerate(lines, 1):
        # Open3D writes the first pose into its heading's line, after this.
        data = line.partition(_GLUED)[2] or line.partition("#")[0]
        if words := data.split():
            yield number, [float(word) for word in words]


def _log(rows: list[tuple[int, list[float]]], path: Path) -> Iterator[Pose]:
    for start in range(0, len(rows), 5):
        (line, ids), *matrix = rows[start : start + 5]
        if [len(ids), *(len(row) for _, row in matrix)] != [3, 4, 4, 4, 4]:
            raise ValueError(f"the pose from line {line} on is not three numbers and a 4x4 matrix")
        values = np.array([row for _, row in matrix])
        yield Pose(values, f"{ids[0]:.0f}", f"{path} (line {line})")


def _line(line: int, row: list[float], form: str, path: Path) -> Pose:
    if len(row) != (8 if form == TUM else 7):
        raise ValueError(f"line {line} has {len(row)} numbers, unlike the first")
    *_, x, y, z, qx, qy, qz, qw = row
    quaternion = np.array([qw, qx, qy, qz])
    matrix = np.eye(4)
    if abs(np.linalg.norm(quaternion) - 1) <= _ROUNDED:
        matrix[:3, :3] = rotation_from_quaternion(quaternion)
    else:
        matrix[:3, :3] = np.nan  # no rotation: refused where poses are checked
    matrix[:3, 3] = x, y, z
    name = f"{row[0]:.15g}" if form == TUM else ""
    return Pose(matrix, name, f"{path} (line {line})")
