"""Trajectories: a file with many poses comes in, the poses in their order go out.

    .log      Open3D's and Redwood's: a line of three whole numbers, then four of a 4x4 matrix
    TUM's     a line a pose: time, position x y z, quaternion x y z w; after # are comments
    ICL's     the same without the time
    .json     Open3D's: parameters, each with an extrinsic (down the columns) and a lens

All are camera to world with OpenCV axes, metres, but the last, which is world to camera.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import DataError
from .checks import checked_pose, reading
from .colmap import rotation_from_quaternion
from .lenses import Lens, lens_from_json

LOG, TUM, ICL = "Open3D trajectory", "TUM trajectory", "trajectory without times"
_WORDS = ("trajectory", "groundtruth", "pose")  # in the name of the one that is meant, best first
_PARAMETERS = "parameters"
_GLUED = "format: <t> <x> <y> <z> <qx> <qy> <qz> <qw>"
_ROUNDED = 1e-2  # by which a quaternion's length may miss 1


@dataclass(frozen=True)
class Pose:
    """Where a camera stands as a file says it; checks.checked_pose says whether it can be.

    matrix  (4, 4) float64, camera to world
    name    its number, time or file; empty where nothing is said
    source  the file and the place in it, for messages
    lens    where the file says one for each pose
    """

    matrix: NDArray[np.float64]
    name: str
    source: str
    lens: Lens | None = None


def kind(path: Path) -> str | None:
    """Which of these formats a file is in, by its first lines; None: none of them."""
    if path.suffix.lower() == ".json":
        values = _json(path)
        return LOG if isinstance(values.get(_PARAMETERS), list) else None
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
    files = [file for file in sorted(folder.iterdir()) if "intrinsic" not in file.stem.lower()]
    found = [file for file in files if file.suffix.lower() in (".log", ".txt") and kind(file)]
    if not found:
        found = [file for file in files if file.suffix.lower() == ".json" and kind(file)]
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
        if path.suffix.lower() == ".json":
            return list(_parameters(_json(path)[_PARAMETERS], path))
        lines = path.read_text(encoding="utf-8").splitlines()
        if form == LOG:
            return list(_log(list(_rows(lines)), path))
        return [_line(number, row, form, path) for number, row in _rows(lines)]


def _json(path: Path) -> dict:
    """What a JSON file says; nothing where it is none."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return {}
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    return values if isinstance(values, dict) else {}


def _parameters(values: list[dict], path: Path) -> Iterator[Pose]:
    for number, entry in enumerate(values):
        source = f"{path} (camera {number})"
        camera_from_world = np.array(entry["extrinsic"], np.float64).reshape(4, 4).T
        pose = np.linalg.inv(checked_pose(camera_from_world, source))
        yield Pose(pose, str(number), source, lens_from_json(entry, source))


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
