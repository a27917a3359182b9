"""Posed cameras by others: a file or folder in, cameras in their order out.

Plain text is one camera-to-world matrix (4x4, OpenCV axes, metres) a file, beside an intrinsics
file with K or “fx fy cx cy [width height]”, whose pixel centres are at integers as ours.
"""

import json
import re
from pathlib import Path

from ...datatypes import Camera, Intrinsics
from ...errors import DataError
from ..store import INDEX, camera_from_json
from . import colmap, transforms
from .checks import checked_lens, checked_pose, reading

_ACCEPTED = (
    "Choose a transforms.json, an optimized_params.json, or a folder with a transforms.json, with "
    "captured views (views.json), with a COLMAP text model (cameras.txt and images.txt), or with "
    "4x4 camera-to-world matrices (0.txt, 1.txt, …) beside an intrinsics.txt."
)
_LENS_HINT = "It holds a 3x3 or 4x4 matrix K, or “fx fy cx cy”, or “fx fy cx cy width height”."


def read_cameras(path: Path) -> list[Camera]:
    """The cameras in a file or folder: views.json, transforms.json, COLMAP's or plain text.

    A file may also be one camera's, as `read_camera` reads it. A folder with several of these is
    read as the first. Plain text files are ordered by the last number in their names (2.txt before
    10.txt), and only those with 16 numbers are poses. Where an intrinsics file gives no size, the
    principal point is the picture's middle.

    Raises:
        DataError: there are none, or a file is damaged, distorted, or no rotation and position.
    """
    if path.is_dir():
        return _from_folder(path)
    if path.is_file() and path.name == INDEX:
        return _captured(path)
    if path.is_file() and path.suffix.lower() == ".json":
        return [read_camera(path)] if _is_one_camera(path) else transforms.read_cameras(path)
    raise DataError(f"{path} holds no camera poses.", _ACCEPTED)


def read_camera(path: Path) -> Camera:
    """The camera that a JSON file holds among other things, as store.json_from_camera wrote it.

    Raises:
        DataError: it holds none, or is damaged.
    """
    with reading(path):
        camera = camera_from_json(json.loads(path.read_text(encoding="utf-8")))
        lens = camera.intrinsics
        checked_lens((lens.fx, lens.fy, lens.cx, lens.cy, lens.width, lens.height), str(path))
        checked_pose(camera.world_from_camera, str(path))
    return camera


def _is_one_camera(path: Path) -> bool:
    with reading(path):
        values = json.loads(path.read_text(encoding="utf-8"))
    return isinstance(values, dict) and "world_from_camera" in values


def _from_folder(folder: Path) -> list[Camera]:
    if (folder / INDEX).is_file():
        return _captured(folder / INDEX)
    if (folder / transforms.INDEX).is_file():
        return transforms.read_cameras(folder / transforms.INDEX)
    if colmap.model_folder(folder):
        return colmap.read_cameras(folder)
    return _plain_text(folder)


def _captured(path: Path) -> list[Camera]:
    """The cameras of a view set, without its pictures; views that have none are left out."""
    with reading(path):
        entries = json.loads(path.read_text(encoding="utf-8"))["views"]
        cameras = [camera_from_json(entry["camera"]) for entry in entries if "camera" in entry]
        for camera in cameras:
            checked_pose(camera.world_from_camera, f"{path} ({camera.name})")
    if not cameras:
        raise DataError(f"The views of {path} have no cameras.", _ACCEPTED)
    return cameras


def _plain_text(folder: Path) -> list[Camera]:
    files = [file for file in folder.glob("*.txt") if "intrinsic" not in file.stem.lower()]
    poses = {file: _numbers(file) for file in sorted(files, key=_order)}
    poses = {file: numbers for file, numbers in poses.items() if len(numbers) == 16}
    if not poses:
        raise DataError(f"{folder} holds no camera poses.", _ACCEPTED)
    lens = _lens(folder)
    return [
        Camera(lens, checked_pose(_rows(numbers, 4), str(file)), file.stem)
        for file, numbers in poses.items()
    ]


def _order(file: Path) -> tuple[int, str]:
    """By the last number in the name, so that 2.txt comes before 10.txt; then by name."""
    numbers = re.findall(r"\d+", file.stem)
    return (int(numbers[-1]) if numbers else -1, file.name)


def _numbers(file: Path) -> list[float]:
    """The numbers that make up a file; none where it holds anything else."""
    try:
        return [float(word) for word in file.read_text(encoding="utf-8").split()]
    except ValueError:
        return []
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error}.") from error


def _rows(numbers: list[float], columns: int) -> list[list[float]]:
    return [numbers[start : start + columns] for start in range(0, len(numbers), columns)]


def _lens(folder: Path) -> Intrinsics:
    """The lens of a folder's intrinsics file."""
    files = [file for file in sorted(folder.glob("*.txt")) if "intrinsic" in file.stem.lower()]
    if len(files) != 1:
        found = ", ".join(file.name for file in files) or "none"
        raise DataError(
            f"{folder} needs one intrinsics file beside its poses; found: {found}.",
            f"Add an intrinsics.txt. {_LENS_HINT}",
        )
    numbers, source = _numbers(files[0]), str(files[0])
    if len(numbers) in (9, 16):
        numbers = _lens_from_matrix(_rows(numbers, 3 if len(numbers) == 9 else 4), source)
    if len(numbers) not in (4, 6):
        raise DataError(f"{source} is not an intrinsics file.", _LENS_HINT)
    fx, fy, cx, cy, *size = numbers
    return checked_lens((fx, fy, cx, cy, *(size or (2 * cx + 1, 2 * cy + 1))), source)


def _lens_from_matrix(rows: list[list[float]], source: str) -> list[float]:
    """fx, fy, cx, cy of a matrix K, 3x3 or in the upper left of a 4x4."""
    (fx, skew, cx), (zero, fy, cy), last = (row[:3] for row in rows[:3])
    if [skew, zero, *last] != [0, 0, 0, 0, 1]:
        raise DataError(
            f"The matrix in {source} is no pinhole lens: {rows}.",
            "K is fx 0 cx, 0 fy cy, 0 0 1: without skew, not transposed.",
        )
    return [fx, fy, cx, cy]
