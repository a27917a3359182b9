"""A pair of pictures to depth: semi-global matching by OpenCV, after rectifying where needed.

Disparity by Hirschmüller 2008, "Stereo Processing by Semiglobal Matching and Mutual Information".
A pair is taken for rectified where its features lie in the same rows; else the cameras are found
by the essential matrix, and both pictures drawn as cameras side by side would have taken them.
"""

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..datatypes import Intrinsics
from ..errors import InputError, ResultError
from .contract import DISPARITY, METRIC, Depth
from .rectify import HINT, STRAY, side_by_side

_FEATURE = "Depth of a pair of pictures"
_FOCAL = 1.2  # of the longer side, where no lens is known: what most cameras have, about
_FEW = 30  # features in both pictures, below which they do not show the same
_RATIO = 0.75  # of the second best match's distance, below which the best one counts (Lowe 2004)
_ROWS, _MOST = 0.5, 80  # pixels that a rectified pair's features differ by at most; per cent
_STILL = 0.5  # pixels; a pair whose features move less shows nothing of depth
_BLOCK = 5  # pixels a side that are compared
_MARGIN = 0.25  # of the features' range of disparities, tried beyond both its ends
_LEAST_MARGIN = 8  # pixels
_CHECK = 1.0  # pixels that disparities from the left and the right may differ by
_SPECKLE = 100, 2  # pixels of a part, and of disparity within it, below which it is a stray
_LEAST = 0.05  # share of the left picture whose depth has to be found


def stereo_depth(
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    *,
    lens: Intrinsics | None = None,
    baseline: float | None = None,
) -> Depth:
    """The depth of the left one of two pictures (H, W, 3) in [0, 1], in its size.

    Args:
        lens: of both pictures, without distortion; a pair that is not rectified is taken for one
            of an ordinary camera where it is not given, and its depth is bent as far as that errs.
        baseline: metres between the cameras; needs the lens.

    Returns:
        METRIC with a baseline; else DISPARITY, in pixels, and where it is known.

    Raises:
        InputError: the sizes differ, the pictures are swapped, or the lens lacks or does not fit.
        ResultError: they do not show enough of the same, or not from two places.
        MissingDependency: OpenCV is not installed.
    """
    _check(left, right, lens, baseline)
    cv2 = deps.require("cv2", feature=_FEATURE)
    pair = tuple(np.round(picture.clip(0, 1) * 255).astype(np.uint8) for picture in (left, right))
    cv2.setRNGSeed(0)
    places = _matches(cv2, *pair)
    camera = _matrix(lens, left.shape[:2])
    if np.percentile(np.abs(places[0][:, 1] - places[1][:, 1]), _MOST) <= _ROWS:
        found = _disparity(cv2, *pair, np.ones(left.shape[:2], bool), *places)
        inverse = found  # in pixels: the lens's focal length divides it
    else:
        inverse = _from_rectified(cv2, pair, places, camera)
    is_known = inverse > 0
    if np.count_nonzero(is_known) < _LEAST * is_known.size:
        raise ResultError("Hardly anything of the left picture is found in the right one.", HINT)
    if baseline is None:
        return Depth(inverse.astype(np.float32), DISPARITY, is_known)
    depth = np.divide(camera[0, 0] * baseline, inverse, out=np.zeros_like(inverse), where=is_known)
    return Depth(depth.astype(np.float32), METRIC)


def _check(left, right, lens: Intrinsics | None, baseline: float | None) -> None:
    if left.shape != right.shape:
        sizes = " and ".join(f"{each.shape[1]} x {each.shape[0]}" for each in (left, right))
        raise InputError(
            f"The two pictures differ in size ({sizes}).", "Give two of one camera, uncropped."
        )
    if baseline is not None and not 0 < baseline < np.inf:
        raise InputError(f"A baseline of {baseline:g} is none.", "Give metres above 0.")
    if baseline is not None and lens is None:
        raise InputError(
            "Metres need the lens, not the baseline alone.", "Give the focal length too."
        )
    if lens is not None and ((lens.height, lens.width) != left.shape[:2] or lens.is_orthographic):
        raise InputError(
            f"The lens is of another picture ({lens.width} x {lens.height}), or orthographic.",
            "Give the perspective lens that took the pair.",
        )


def _matrix(lens: Intrinsics | None, size: tuple[int, int]) -> NDArray[np.float64]:
    """The lens (3, 3), or an ordinary one's."""
    height, width = size
    focal = _FOCAL * max(size)
    values = (focal, focal, (width - 1) / 2, (height - 1) / 2)
    if lens is not None:
        values = (lens.fx, lens.fy, lens.cx, lens.cy)
    return np.array([[values[0], 0, values[2]], [0, values[1], values[3]], [0, 0, 1.0]])


def _matches(cv2, left, right) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixels (N, 2) of the left and the right picture that show the same, strays left out.

    Raises:
        ResultError: there are too few, or they do not move.
    """
    finder = cv2.SIFT_create(nfeatures=8000)
    grey = [cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (left, right)]
    (ones, told), (others, retold) = (finder.detectAndCompute(picture, None) for picture in grey)
    few = ResultError("The two pictures do not show enough of the same.", HINT)
    if min(len(ones), len(others)) < _FEW:
        raise few
    matcher = cv2.BFMatcher(cv2.NORM_L2)
    back = {best.queryIdx: best.trainIdx for (best,) in matcher.knnMatch(retold, told, k=1)}
    pairs = [
        (best.queryIdx, best.trainIdx)
        for best, second in matcher.knnMatch(told, retold, k=2)
        if best.distance < _RATIO * second.distance and back.get(best.trainIdx) == best.queryIdx
    ]
    if len(pairs) < _FEW:
        raise few
    a = np.array([ones[one].pt for one, _ in pairs])
    b = np.array([others[other].pt for _, other in pairs])
    if np.percentile(np.linalg.norm(a - b, axis=1), 90) < _STILL:
        raise ResultError("The two pictures are taken from one place, or are the same.", HINT)
    _, is_right = cv2.findFundamentalMat(a, b, cv2.FM_RANSAC, STRAY, 0.999)
    if is_right is None or np.count_nonzero(is_right) < max(_FEW, len(pairs) / 4):
        raise few
    kept = is_right.ravel() > 0
    return a[kept], b[kept]


def _disparity(cv2, left, right, shown, a, b) -> NDArray[np.float64]:
    """Pixels (H, W) that what the left picture shows moves to the left by; 0: not known.

    Args:
        shown: (H, W) where the right one shows anything.
        a, b: pixels (N, 2) of both that show the same.

    Raises:
        InputError: it moves to the right.
    """
    moved = a[:, 0] - b[:, 0]
    if np.median(moved) < 0:
        raise InputError(
            "The right picture was taken from the left of the left one.", "Swap the two."
        )
    low, high = np.percentile(moved, (1, 99))
    margin = max(_LEAST_MARGIN, _MARGIN * (high - low))
    low = max(0, int(np.floor(low - margin)))
    count = int(np.ceil((high + margin - low + 1) / 16)) * 16
    matcher = cv2.StereoSGBM_create(
        minDisparity=low,
        numDisparities=count,
        blockSize=_BLOCK,
        P1=8 * 3 * _BLOCK**2,
        P2=32 * 3 * _BLOCK**2,
        speckleWindowSize=_SPECKLE[0],
        speckleRange=_SPECKLE[1],
    )
    aside = low + count  # columns at the border that OpenCV leaves out: they are put there first
    left, right = (
        cv2.copyMakeBorder(picture, 0, 0, aside, aside, cv2.BORDER_REPLICATE)
        for picture in (left, right)
    )
    found = matcher.compute(left, right) / 16
    mirrored = matcher.compute(right[:, ::-1].copy(), left[:, ::-1].copy()) / 16
    from_right = mirrored[:, ::-1]
    rows, columns = np.indices(found.shape)
    there = np.round(columns - found).astype(int).clip(0, found.shape[1] - 1)
    is_seen = np.pad(shown, ((0, 0), (aside, aside)))[rows, there]
    is_same = np.abs(from_right[rows, there] - found) <= _CHECK
    return np.where((found >= max(low, 0.5)) & is_seen & is_same, found, 0)[:, aside:-aside]


def _from_rectified(cv2, pair, places, camera) -> NDArray[np.float64]:
    """Disparity (H, W) as the left picture's own camera would have it; 0: not known."""
    height, width = pair[0].shape[:2]
    bent = side_by_side(cv2, places, camera, (width, height))
    to_left, to_right = (
        cv2.initUndistortRectifyMap(camera, None, turn, bent.lens, bent.size, cv2.CV_32FC1)
        for turn in bent.turns
    )
    opaque = np.full((height, width), 255, np.uint8)
    drawn = [
        cv2.remap(picture, *maps, cv2.INTER_LINEAR)
        for picture, maps in ((pair[0], to_left), (pair[1], to_right), (opaque, to_right))
    ]
    moved = [bent.pixels(which, camera, points)[:, :2] for which, points in enumerate(places)]
    shown = drawn.pop() > 254
    found = _disparity(cv2, *drawn, shown, *moved).astype(np.float32)
    rows, columns = np.indices((height, width), np.float32)
    where = bent.pixels(0, camera, np.column_stack([columns.ravel(), rows.ravel()]))
    x, y, ahead = where.T.reshape(3, height, width)
    is_known = cv2.remap(
        (found > 0).astype(np.float32), np.float32(x), np.float32(y), cv2.INTER_LINEAR
    )
    seen = cv2.remap(found, np.float32(x), np.float32(y), cv2.INTER_LINEAR)
    # Along the left camera's own Z; and as its lens counts pixels.
    seen = seen * ahead * camera[0, 0] / bent.lens[0, 0]
    return np.where(is_known > 0.999, seen, 0).astype(np.float64)
