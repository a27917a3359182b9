"""Depth maps of several views in, what of each the others say too out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...camera import project, unproject
from ...datatypes import Camera

_SAME = 0.01  # share of depth within which two views agree
_BACK = 1.5  # pixels by which a point may miss where it came from
_ENOUGH = 2  # neighbours that have to agree; all where there are fewer
_SIDE, _SHARE = 9, 0.25  # of the window around a pixel, so much has to lie on its surface
_BEND = 0.03  # share of depth by which a surface may change across it
_BAND = 12  # times as many pixels has the longer side as those from which a guess is judged
_SOME = 0.1  # of them have to be known
_SCALED = 0.1  # share by which it may have to be scaled
_STRAY = 0.02  # share by which it may miss there, scaled as a whole


def agreed(
    cameras: Sequence[Camera],
    depths: Sequence[NDArray[np.float32]],
    index: int,
    neighbours: Sequence[int],
) -> NDArray[np.float32]:
    """The depth (H, W) of a view where enough neighbours see the same, 0 elsewhere.

    A pixel's point has to lie on a neighbour's surface, and that surface's point back in the
    pixel (Galliani et al. 2015, "Massively Parallel Multiview Stereopsis by Surface Normal
    Diffusion"; Schönberger et al. 2016, "Pixelwise View Selection for Unstructured Multi-View
    Stereo"). What is kept is the mean of what they say.
    """
    camera, depth = cameras[index], depths[index]
    rows, columns = np.nonzero(depth)
    own = depth[rows, columns].astype(np.float64)
    points = unproject(camera, own, columns, rows)
    count, total = np.zeros(len(own), int), own.copy()
    for other in neighbours:
        there = project(cameras[other], points)
        seen, u, v = _looked_up(depths[other], *there.T)
        back = project(camera, unproject(cameras[other], seen, u, v))
        is_same = (seen > 0) & (np.abs(back[:, 2] - own) < _SAME * own)
        is_same &= np.hypot(back[:, 0] - columns, back[:, 1] - rows) < _BACK
        count += is_same
        total += np.where(is_same, back[:, 2], 0)
    is_kept = count >= min(_ENOUGH, len(neighbours))
    kept = np.zeros_like(depth)
    rows, columns = rows[is_kept], columns[is_kept]
    kept[rows, columns] = total[is_kept] / (count[is_kept] + 1)
    return kept


def _looked_up(depth, u, v, z) -> tuple[NDArray, NDArray, NDArray]:
    """Depth at the nearest pixels (P,), 0 outside; their columns and rows."""
    height, width = depth.shape
    is_in = (z > 0) & (u > -0.5) & (v > -0.5) & (u < width - 0.5) & (v < height - 0.5)
    column, row = (np.where(is_in, np.rint(place), 0).astype(int) for place in (u, v))
    return np.where(is_in, depth[row, column], 0).astype(np.float64), column, row


def without_specks(depth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Depth (H, W) without what has little of its own surface around it."""
    half = _SIDE // 2
    padded = np.pad(depth, half)
    height, width = depth.shape
    count = np.zeros(depth.shape, int)
    for down in range(_SIDE):
        for right in range(_SIDE):
            beside = padded[down : down + height, right : right + width]
            count += np.abs(beside - depth) < _BEND * depth
    return np.where(count >= _SHARE * _SIDE**2, depth, 0)


def filled(depth: NDArray[np.float32], guess: NDArray[np.float32]) -> NDArray[np.float32]:
    """Depth (H, W) with gaps filled by a guess where that goes on from what was found.

    The guess is scaled to the depth around each gap, and taken only where what it says there is
    right within a few percent.
    """
    is_known = (depth > 0) & (guess > 0) & np.isfinite(guess)
    ratio = np.ones(depth.shape)
    np.divide(depth, guess, out=ratio, where=is_known)
    ratio = np.where(is_known, np.log(np.maximum(ratio, 1e-12)), 0)
    band = max(max(depth.shape) // _BAND, 2)
    weight, mean, square = (_around(part, band) for part in (is_known * 1.0, ratio, ratio**2))
    weight = np.maximum(weight, 1e-12)
    mean, square = mean / weight, square / weight
    is_sure = (weight > _SOME) & (np.abs(mean) < _SCALED) & (square - mean**2 < _STRAY**2)
    wanted = (depth <= 0) & (guess > 0) & np.isfinite(guess) & is_sure
    return np.where(wanted, guess * np.exp(mean), depth).astype(np.float32)


def _around(values: NDArray[np.float64], band: int) -> NDArray[np.float64]:
    """Means (H, W) over windows of `band` pixels to each side; 0 beyond the border."""
    for axis in (0, 1):
        size = values.shape[axis]
        sums = np.insert(np.cumsum(values, axis=axis), 0, 0, axis=axis)
        first = np.maximum(np.arange(size) - band, 0)
        last = np.minimum(np.arange(size) + band + 1, size)
        values = (sums.take(last, axis=axis) - sums.take(first, axis=axis)) / (2 * band + 1)
    return values
