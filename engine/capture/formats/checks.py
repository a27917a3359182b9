"""What all formats share: numbers by others in, sound lenses and poses out, and clear errors."""

import struct
import tokenize
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...datatypes import Camera, Intrinsics, ViewSet
from ...errors import DataError, InputError

# What Python and numpy raise over a file that is not what its name promises.
DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
    MemoryError,  # a header that promises more than there is
    RecursionError,
    struct.error,
    zlib.error,
    tokenize.TokenError,  # of numpy's own header
    zipfile.BadZipFile,
)
# The models, by COLMAP's names, that are pinholes where their distortion is 0.
_MODELS = ("PINHOLE", "SIMPLE_PINHOLE", "SIMPLE_RADIAL", "RADIAL", "OPENCV")


def perspective_cameras(views: ViewSet) -> list[Camera]:
    """The views' cameras, for formats that know perspective lenses only.

    Raises:
        InputError: a view has no camera, or an orthographic one.
    """
    cameras = [view.camera for view in views.views if view.camera is not None]
    if len(cameras) < len(views.views):
        raise InputError("Not all pictures have a camera.", "Capture them with ReLoop3D.")
    if any(camera.intrinsics.is_orthographic for camera in cameras):
        raise InputError(
            "This format has no orthographic cameras.",
            "Capture in perspective, or save the views in ReLoop3D's own format.",
        )
    return cameras


def checked_lens(numbers: tuple[float, ...], source: str) -> Intrinsics:
    """The lens of fx, fy, cx, cy, width, height, pixel centres at integers; `source` is the file.

    Raises:
        DataError: they are no lens.
    """
    values = np.array(numbers, np.float64)
    fx, fy, cx, cy, width, height = values.tolist()
    if not np.isfinite(values).all() or min(fx, fy) <= 0 or min(width, height) < 1:
        raise DataError(
            f"The lens in {source} is impossible: {numbers}.",
            "Focal lengths and picture size are positive numbers, in pixels.",
        )
    return Intrinsics(fx, fy, cx, cy, round(width), round(height))


def checked_pose(numbers: ArrayLike, source: str) -> NDArray[np.float64]:
    """A camera-to-world matrix (4, 4) as read from the file `source`.

    Raises:
        DataError: it is no rotation (within 1e-3) and position.
    """
    matrix = np.array(numbers, np.float64)
    if matrix.shape != (4, 4) or not np.isfinite(matrix).all():
        raise DataError(f"The pose in {source} is not a 4x4 matrix of finite numbers.")
    rotation = matrix[:3, :3]
    is_orthonormal = np.abs(rotation @ rotation.T - np.eye(3)).max() <= 1e-3
    is_rigid = is_orthonormal and np.linalg.det(rotation) > 0
    if not is_rigid or np.abs(matrix[3] - [0, 0, 0, 1]).max() > 1e-6:
        raise DataError(
            f"The pose in {source} is not rigid: it scales, shears, mirrors or is transposed.",
            "A pose is a camera-to-world matrix of a rotation and a position.",
        )
    matrix[3] = 0, 0, 0, 1
    return matrix


def check_undistorted(model: str, distortion: Iterable[float], source: str) -> None:
    """Refuse lenses that are no pinholes.

    Raises:
        DataError: the camera model is unknown, or a coefficient of its distortion is not 0.
    """
    if model not in _MODELS or any(distortion):
        raise DataError(
            f"The pictures of {source} are distorted ({model}).",
            "Undistort them first, for example with `colmap image_undistorter`.",
        )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what a damaged file makes Python raise into a DataError that names it."""
    try:
        yield
    except DAMAGE as error:
        cause = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise DataError(f"{path} cannot be read: {cause}.", "Save or export it again.") from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what a full or read-only disk makes Python raise into a DataError."""
    try:
        yield
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another folder.") from error
