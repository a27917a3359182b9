"""Photos whose lens bends straight lines in, as a pinhole would show them out."""

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Intrinsics

_SCALES = (0.5, 2.0)  # of the focal length, between which the picture's border is filled
_ROUNDS = 40  # of halving between them
_BORDER = 64  # places along each side that are looked at


def undistorted(
    rgba: NDArray[np.uint8], lens: Intrinsics, radial: float
) -> tuple[NDArray[np.uint8], Intrinsics]:
    """The picture (H, W, 4) as a pinhole shows it, of the same size, and that pinhole.

    Radial distortion with one number: what a pinhole shows at x lies at x (1 + radial x²). The
    focal length is the shortest with which the picture has no empty border.
    """
    if radial == 0:
        return rgba, lens
    low, high = _SCALES
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (low, middle) if _is_filled(lens, radial, middle) else (middle, high)
    pinhole = Intrinsics(lens.fx * high, lens.fy * high, lens.cx, lens.cy, lens.width, lens.height)
    v, u = np.indices(rgba.shape[:2], np.float32)
    return _sampled(rgba, *_bent(lens, radial, pinhole, u, v)), pinhole


def _bent(lens: Intrinsics, radial: float, pinhole: Intrinsics, u, v) -> tuple[NDArray, NDArray]:
    """Where the lens shows what a pinhole shows at (u, v)."""
    x, y = (u - pinhole.cx) / pinhole.fx, (v - pinhole.cy) / pinhole.fy
    by = 1 + radial * (x * x + y * y)
    return x * by * lens.fx + lens.cx, y * by * lens.fy + lens.cy


def _is_filled(lens: Intrinsics, radial: float, scale: float) -> bool:
    """Whether a pinhole with so many times the focal length shows only what the lens does."""
    pinhole = Intrinsics(
        lens.fx * scale, lens.fy * scale, lens.cx, lens.cy, lens.width, lens.height
    )
    across, down = (np.linspace(0, size - 1, _BORDER) for size in (lens.width, lens.height))
    u = np.concatenate([across, across, np.zeros(_BORDER), np.full(_BORDER, lens.width - 1)])
    v = np.concatenate([np.zeros(_BORDER), np.full(_BORDER, lens.height - 1), down, down])
    x, y = (u - pinhole.cx) / pinhole.fx, (v - pinhole.cy) / pinhole.fy
    if (1 + 3 * radial * (x * x + y * y) <= 0).any():  # beyond, the lens would fold back
        return False
    u, v = _bent(lens, radial, pinhole, u, v)
    return bool(
        ((u >= -0.5) & (u <= lens.width - 0.5) & (v >= -0.5) & (v <= lens.height - 0.5)).all()
    )


def _sampled(rgba: NDArray[np.uint8], u: NDArray, v: NDArray) -> NDArray[np.uint8]:
    """The picture between its pixels at (u, v)."""
    height, width = rgba.shape[:2]
    u, v = u.clip(0, width - 1.001), v.clip(0, height - 1.001)
    column, row = u.astype(np.int32), v.astype(np.int32)
    s, t = (u - column)[..., None].astype(np.float32), (v - row)[..., None].astype(np.float32)
    top = rgba[row, column] * (1 - s) + rgba[row, column + 1] * s
    low = rgba[row + 1, column] * (1 - s) + rgba[row + 1, column + 1] * s
    return np.round(top * (1 - t) + low * t).astype(np.uint8)
