"""Posed cameras by others: a file or folder in, cameras in their order out.

Plain text is one camera-to-world matrix (4x4, OpenCV axes, metres) a file, or a trajectory
(trajectories.py) in one file, beside an intrinsics file (lenses.py).
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...datatypes import Camera, Intrinsics
from ...errors import DataError
from ..store import INDEX, camera_from_json
from . import colmap, trajectories, transforms
from .checks import checked_lens, checked_pose, reading
from .lenses import Lens, find_lens, upright
from .pairing import number_in
from .trajectories import Pose

POSES_ACCEPTED = (
    "Choose a transforms.json, an optimized_params.json, a trajectory (Open3D's .log, TUM's text), "
    "or a folder with a transforms.json, with captured views (views.json), with a COLMAP model "
    "(cameras.txt and images.txt, or .bin), or with a trajectory or 4x4 camera-to-world matrices "
    "(0.txt, 1.txt, …) beside an intrinsics.txt."
)
MATRICES = "4x4 matrices"


@dataclass(frozen=True)
class Poses:
    """Poses without lenses, not yet checked: their form, and the file or folder they are from."""

    form: str
    place: Path
    poses: tuple[Pose, ...]

    @property
    def folder(self) -> Path:
        """Where other files of theirs may lie."""
        return self.place if self.form == MATRICES else self.place.parent


def read_cameras(path: Path) -> list[Camera]:
    """The cameras in a file or folder: views.json, transforms.json, COLMAP's, or plain text.

    A file may also be one camera's, as `read_camera` reads it. A folder with several of these is
    read as the first; plain text is what `read_poses` finds. Where an intrinsics file gives no
    size, the principal point is the picture's middle.

    Raises:
        DataError: there are none, or a file is damaged, distorted, or no rotation and position.
    """
    if path.is_dir():
        return _from_folder(path)
    if path.is_file() and path.name == INDEX:
        return _captured(path)
    is_json = path.is_file() and path.suffix.lower() == ".json"
    if is_json and not trajectories.kind(path):
        return [read_camera(path)] if _is_one_camera(path) else transforms.read_cameras(path)
    return _with_lens(read_poses(path))


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
    return _with_lens(read_poses(folder))


def _captured(path: Path) -> list[Camera]:
    """The cameras of a view set, without its pictures; views that have none are left out."""
    with reading(path):
        entries = json.loads(path.read_text(encoding="utf-8"))["views"]
        cameras = [camera_from_json(entry["camera"]) for entry in entries if "camera" in entry]
        for camera in cameras:
            checked_pose(camera.world_from_camera, f"{path} ({camera.name})")
    if not cameras:
        raise DataError(f"The views of {path} have no cameras.", POSES_ACCEPTED)
    return cameras


def _with_lens(poses: Poses) -> list[Camera]:
    shared = None if all(pose.lens for pose in poses.poses) else find_lens(poses.folder)
    lenses = [pose.lens or shared for pose in poses.poses]
    return [
        camera_of(pose, lens, lens.intrinsics())
        for pose, lens in zip(poses.poses, lenses, strict=True)
    ]


def camera_of(pose: Pose, lens: Lens, intrinsics: Intrinsics) -> Camera:
    """The camera at a pose, whose lens is `intrinsics`; `lens` is what the file says.

    Raises:
        DataError: the pose is no rotation and position.
    """
    matrix = checked_pose(pose.matrix, pose.source)
    return Camera(intrinsics, upright(matrix) if lens.is_upward else matrix, pose.name)


def read_poses(path: Path) -> Poses:
    """The poses in a trajectory, or in a folder that holds one, or 4x4 matrices as text.

    Matrices are ordered by the last number in their files' names (2.txt before 10.txt), and only
    files with 16 numbers are poses.

    Raises:
        DataError: there are none, or a file is damaged.
    """
    if (found := poses_in(path)) is None:
        raise DataError(f"{path} holds no camera poses.", POSES_ACCEPTED)
    return found


def poses_in(path: Path) -> Poses | None:
    """The same, None where there are none.

    Raises:
        DataError: a file is damaged.
    """
    if path.is_file() and trajectories.kind(path):
        return _trajectory(path)
    for folder in (path, path / "pose", path / "poses") if path.is_dir() else ():
        if not folder.is_dir():
            continue
        if matrices := _matrices(folder):
            return Poses(MATRICES, folder, tuple(matrices))
        if file := trajectories.find(folder):
            return _trajectory(file)
    return None


def _trajectory(file: Path) -> Poses:
    return Poses(trajectories.kind(file), file, tuple(trajectories.read(file)))


def _matrices(folder: Path) -> list[Pose]:
    files = [file for file in folder.glob("*.txt") if "intrinsic" not in file.stem.lower()]
    found = [(file, _numbers(file)) for file in sorted(files, key=order)]
    return [
        Pose(np.reshape(numbers, (4, 4)), file.stem, str(file))
        for file, numbers in found
        if len(numbers) == 16 and not trajectories.kind(file)
    ]


def order(file: Path) -> tuple[float, str]:
    """By the last number in the name, so that 2.txt comes before 10.txt; then by name."""
    number = number_in(file.stem)
    return (-1 if number is None else number, file.name)


def _numbers(file: Path) -> list[float]:
    """The numbers that make up a file; none where it holds anything else."""
    try:
        return [float(word) for word in file.read_text(encoding="utf-8").split()]
    except ValueError:
        return []
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error}.") from error
