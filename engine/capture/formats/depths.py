"""Depth maps by others: a file in, metres out.

    .png, .tif, .tiff, .pgm   whole numbers of 16 bits and more; 1000 a metre unless said
    .npy                      whole numbers as above, or metres as floats
    .exr                      metres: the channel Depth.Z, Z, or the only one

0, negative values, what is no number, the largest 16-bit value, and values of 1e9 and more, which
renderers write where there is nothing, are no measurement.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import DataError
from ...images import read_values
from . import exr
from .checks import reading

SUFFIXES = (".png", ".tif", ".tiff", ".pgm", ".npy", ".exr")
MILLIMETRES = 1000.0  # steps a metre of whole numbers, if nothing is said
_LARGEST, _FAR = 2**16 - 1, 1e9


@dataclass(frozen=True)
class Depth:
    """A depth map that was read.

    metres     (H, W) float32, along the camera's Z, 0 where nothing is known
    unit       what its numbers were taken for, in words
    count_nan  pixels that are no numbers
    """

    metres: NDArray[np.float32]
    unit: str
    count_nan: int


def read_depth(
    path: Path,
    *,
    scale: float | None = None,
    invalid: float | None = None,
    usual: float = MILLIMETRES,
) -> Depth:
    """Read a depth map.

    Args:
        scale: steps a metre; None: `usual` of whole numbers, 1 of floats.
        invalid: a value of the file, before it is scaled, that says that nothing is known.

    Raises:
        DataError: the file cannot be read, or is no depth map.
        MissingDependency: OpenEXR is not installed.
    """
    values = _numbers(path)
    is_whole = np.issubdtype(values.dtype, np.integer)
    is_finite = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        is_known = is_finite & (values > 0) & (values < _FAR)
    if is_whole:
        is_known &= values != _LARGEST
    if invalid is not None:
        # Floats as the file holds them: 0.1 in 32 bits is not 0.1 in 64.
        is_known &= (values != invalid) & (is_whole | (values != np.float32(invalid)))
    steps = scale or (usual if is_whole else 1.0)
    metres = np.zeros(values.shape, np.float32)
    metres[is_known] = values[is_known] / steps
    kind = "whole numbers" if is_whole else "floats"
    return Depth(metres, f"{kind}, {steps:g} a metre", int((~is_finite).sum()))


def read_disparity(path: Path) -> NDArray[np.float32]:
    """Read a map (H, W) whose numbers are larger where it is nearer, in no unit: as they stand.

    What is no measurement, 1e9 and more, is no number.

    Raises:
        DataError: the file cannot be read, or is no such map.
        MissingDependency: OpenEXR is not installed.
    """
    values = _numbers(path).astype(np.float32)
    with np.errstate(invalid="ignore"):
        is_known = np.isfinite(values) & (np.abs(values) < _FAR)
    if not is_known.any():
        raise DataError(f"{path.name} holds no number.", "Choose another depth map.")
    return np.where(is_known, values, np.nan)


def _numbers(path: Path) -> NDArray:
    """The file's numbers (H, W) as they stand there."""
    suffix = path.suffix.lower()
    with reading(path):
        if suffix == ".npy":
            values = np.load(path, allow_pickle=False)
        else:
            values = _plane(path) if suffix == ".exr" else read_values(path)
    if values.ndim == 3 and values.shape[2] == 1:
        values = values[..., 0]
    is_number = np.issubdtype(values.dtype, np.integer) or np.issubdtype(values.dtype, np.floating)
    if values.ndim != 2 or not values.size or not is_number or values.dtype.itemsize < 2:
        raise DataError(
            f"{path.name} is no depth map: it has {values.dtype} numbers in shape {values.shape}.",
            "A depth map has one channel of at least 16 bits.",
        )
    return values


def _plane(path: Path) -> NDArray:
    planes = exr.read_planes(path)
    named = [name for name in planes if name in ("Depth.Z", "Z") or name.endswith(".Depth.Z")]
    if len(named) != 1:
        named = list(planes) if len(planes) == 1 else named[:1]
    if not named:
        raise DataError(
            f"{path.name} has no channel of depth, but {', '.join(planes)}.",
            "Name it Depth.Z or Z, or write it alone.",
        )
    return planes[named[0]]
