"""The subject of a picture: what differs from its border, by GrabCut, or as a model says.

GrabCut (Rother et al. 2004) learns the colours of both sides and cuts where neighbours differ. It
is begun with what is unlike the border, which groups of colours describe (k-means, Lab), and where
it is even enough a smooth surface, so that the light on a backdrop may fall off.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..errors import InputError, ResultError

Box = tuple[int, int, int, int]  # x0, y0, x1, y1 in pixels; x1 and y1 lie outside

GRABCUT = ""  # the name of what needs no model
_HINT = "Give a box around the subject, or paint a mask."
_FEATURE = "Masks without a model"
_SIDE = 512  # pixels of the longer side that is worked on
_SMALLEST = 8  # of the shorter one
_RING = 0.1  # of a box's longer side: what around it is taken for background
_RIM = 0.03  # of the shorter side: the border that is taken for background
_GROUPS = 8  # of the background's colours
_UNLIKE = 5.0  # spreads of its nearest group, from which a colour is not the background's
_LEAST_SPREAD = 1.2  # of a group, in Lab: below it nobody sees a difference
_EVEN = 3.0  # spread of the border about a smooth surface, in Lab, up to which it is a backdrop
_LEAST = 0.001  # share of the picture that a subject covers
_IN_BOX = 0.05  # of a box; below it all of it is taken for the subject at first
_PART = 0.1  # of the largest part, from which another belongs to the subject too
_HOLE = 0.01  # of the subject, up to which a hole is closed
_ROUNDS = 4


def find_subject(
    rgb: NDArray[np.float32],
    *,
    model: str | Path = GRABCUT,
    box: Box | None = None,
    device: str = "auto",
) -> NDArray[np.bool_]:
    """Where the subject of a picture (H, W, 3) in [0, 1], sRGB-encoded, is: (H, W).

    Args:
        model: empty for GrabCut; else a folder that transformers reads, or a name of models/shelf.
        box: where the subject lies; without one it is away from the border.
        device: of the model: auto, cpu, cuda or mps.

    Raises:
        InputError: the box is none, or lies outside.
        ResultError: there is no subject to be told.
        DataError: the folder holds no model that tells masks.
        ModelNotAvailable: a name, and the model is not on this machine.
        MissingDependency: OpenCV, or PyTorch or transformers, is not installed.
    """
    height, width = rgb.shape[:2]
    if box is not None and not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
        raise InputError(
            f"The box {', '.join(f'{side:g}' for side in box)} is not inside the picture.",
            f"Give x0, y0, x1, y1 with x up to {width} and y up to {height}.",
        )
    if model == GRABCUT:
        return _cut(rgb, box)
    deps.require("torch", feature="Masks by a model")
    from .hub_backend import load

    return load(model, device=device).find(rgb, box)


def _cut(rgb: NDArray[np.float32], box: Box | None) -> NDArray[np.bool_]:
    """The subject by GrabCut; it is worked on in a smaller picture of the box and its surround."""
    cv2 = deps.require("cv2", feature=_FEATURE)
    rows, columns, is_outside = _surround(rgb.shape[:2], box)
    part = np.ascontiguousarray(rgb[rows, columns], np.float32)
    height, width = part.shape[:2]
    scale = min(1, _SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if min(size) < _SMALLEST:
        raise ResultError("The picture is too small to tell a subject.", "Give a larger one.")
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    outside = cv2.resize(is_outside.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    seed = _tidied(cv2, (_unlike(cv2, small, outside) > _UNLIKE) & ~outside)
    least = _LEAST if box is None else _IN_BOX
    if np.count_nonzero(seed) < least * seed.size:
        if box is None:
            raise ResultError("Nothing in the picture differs from its border.", _HINT)
        seed = ~outside
    found = _tidied(cv2, _grabcut(cv2, small, seed, outside))
    if np.count_nonzero(found) < _LEAST * found.size:
        raise ResultError("The subject cannot be told from what is around it.", _HINT)
    mask = np.zeros(rgb.shape[:2], bool)
    large = cv2.resize(found.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    mask[rows, columns] = large > 0.5
    return mask


def _surround(size: tuple[int, int], box: Box | None) -> tuple[slice, slice, NDArray[np.bool_]]:
    """Rows and columns to look at, and what is surely background in them.

    That is a ring around the box; where there is no box, or nothing around it, the picture's rim.
    """
    height, width = size
    if box is not None and box != (0, 0, width, height):
        x0, y0, x1, y1 = box
        ring = 2 + round(_RING * max(x1 - x0, y1 - y0))
        left, top = max(0, x0 - ring), max(0, y0 - ring)
        rows, columns = slice(top, min(height, y1 + ring)), slice(left, min(width, x1 + ring))
        outside = np.ones((rows.stop - top, columns.stop - left), bool)
        outside[y0 - top : y1 - top, x0 - left : x1 - left] = False
        return rows, columns, outside
    rim = 2 + round(_RIM * min(size))
    outside = np.ones(size, bool)
    outside[rim : height - rim, rim : width - rim] = False
    return slice(0, height), slice(0, width), outside


def _unlike(cv2, rgb: NDArray[np.float32], outside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How many spreads each pixel is away from the nearest group of the background's colours."""
    lab = cv2.GaussianBlur(cv2.cvtColor(rgb, cv2.COLOR_RGB2Lab), (0, 0), 1.0)
    known = lab[outside]
    cv2.setRNGSeed(0)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.1)
    count = min(_GROUPS, len(known))
    _, labels, centers = cv2.kmeans(known, count, None, stop, 2, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(outside.shape, np.inf, np.float32)
    for group, center in enumerate(centers):
        members = known[labels[:, 0] == group]
        spread = np.sqrt(((members - center) ** 2).mean(axis=0)) if len(members) else 0
        by = np.maximum(spread, _LEAST_SPREAD).astype(np.float32)
        nearest = np.minimum(nearest, np.linalg.norm((lab - center) / by, axis=2))
    backdrop = lab - _smooth(lab, outside)
    spread = 1.4826 * np.median(np.abs(backdrop[outside]), axis=0)  # whatever touches the border
    if spread.max() > _EVEN:
        return nearest
    return np.minimum(nearest, np.linalg.norm(backdrop / np.maximum(spread, _LEAST_SPREAD), axis=2))


def _smooth(lab: NDArray[np.float32], outside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The background's colours as a polynomial of second degree, everywhere."""
    y, x = (np.linspace(-1, 1, length, dtype=np.float32) for length in outside.shape)
    x, y = np.meshgrid(x, y)
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=2)
    factors = np.linalg.lstsq(terms[outside], lab[outside], rcond=None)[0]
    return terms @ factors


def _grabcut(
    cv2, rgb: NDArray[np.float32], seed: NDArray[np.bool_], outside: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """What GrabCut makes of a first guess."""
    sides = np.where(seed, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    sides[outside] = cv2.GC_BGD
    picture = np.round(rgb.clip(0, 1) * 255).astype(np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)
    cv2.grabCut(picture, sides, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return (sides == cv2.GC_FGD) | (sides == cv2.GC_PR_FGD)


def _tidied(cv2, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest parts, with small holes closed: through large ones one sees what is behind."""
    _, parts, figures, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = figures[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0  # the background
    if not areas.any():
        return mask
    kept = (areas >= _PART * areas.max())[parts]
    rest = (~kept).astype(np.uint8)
    _, parts, figures, _ = cv2.connectedComponentsWithStats(rest, connectivity=4)
    holes = figures[:, cv2.CC_STAT_AREA] < _HOLE * np.count_nonzero(kept)
    holes[0] = False  # what is kept itself
    return kept | holes[parts]
