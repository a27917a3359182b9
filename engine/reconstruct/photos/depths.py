"""Photos with cameras and points in; depth of each photo, in the cameras' unit, out."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...camera import fitted
from ...datatypes import View, ViewSet
from ...depth.contract import DISPARITY, Depth
from ...depth.estimate import load_estimator
from ...errors import ResultError
from ...jobs import Progress, Steps
from .confirmed import confirmed
from .reading import named, shrunk
from .settings import PhotoSettings
from .structure import Structure
from .sweep import swept

_BESIDE = 5  # neighbours that a photo is compared with
_DRAWS = 500  # pairs of points by which scale and shift are tried
_OFF = 0.1  # share by which depth may miss a point and agree with it
_FEW = 16  # points that have to agree
_LEAST = 0.3  # and their share
_BETTER, _SURE = 1.3, 0.9  # times as many as agree on one depth for all, unless nearly all do
_SPREAD = 0.15  # of the diagonal, over which points pull depth towards them
_CALM = 0.5  # weight of leaving it where it is
_CELLS = 24  # along the longer side, in which that is told


def depths_of(structure: Structure, settings: PhotoSettings) -> Steps[tuple[ViewSet, list[str]]]:
    """The structure's views, no larger than the settings say, with depth; and sentences.

    Raises:
        ResultError: no view's depth fits the points, or none agrees with its neighbours'.
        MissingDependency, ModelNotAvailable, DataError: the model cannot be had.
    """
    views = tuple(smaller(view, settings.view_size) for view in structure.views)
    structure = replace(structure, views=views)
    if settings.depth == "sweep":
        views, said = yield from _by_sweep(structure, settings, {})
    elif settings.depth == "both":
        told, said = yield from _by_model(structure, settings)
        guesses = {view.name: view.depth for view in told}
        views, more = yield from _by_sweep(structure, settings, guesses)
        said += more
    else:
        views, said = yield from _by_model(structure, settings)
        if len(views) < 2:
            raise ResultError(
                "The depth of fewer than two photos fits the points they show.",
                "Choose another model, or take more photos of more of it.",
            )
        views, share = yield from confirmed(views, structure, settings.agree)
        said.append(f"Neighbours agree on {share:.0%} of the depth; the rest is dropped.")
    empty = [view.name for view in views if np.count_nonzero(view.depth) < _FEW]
    if empty:
        said.append(f"{named(empty)}: left out, no depth was found.")
    views = [view for view in views if view.name not in empty]
    if not views:
        raise ResultError(
            "No depth was found in any photo.",
            "Take more photos, sharp ones with smaller steps, of something with texture.",
        )
    return ViewSet(tuple(views)), said


def smaller(view: View, size: int) -> View:
    """A view whose longer side has no more pixels than that."""
    camera = fitted(view.camera, size)
    if camera is view.camera:
        return view
    lens = camera.intrinsics
    return View(shrunk(view.rgba, lens.width, lens.height), camera)


def _by_sweep(
    structure: Structure, settings: PhotoSettings, guesses: dict[str, NDArray[np.float32]]
) -> Steps[tuple[list[View], list[str]]]:
    """The views with the depth that comparing them with their neighbours tells."""
    count = len(structure.views)
    depths = yield from swept(
        structure.views,
        np.array([structure.near_far(index) for index in range(count)]),
        neighbours=[structure.neighbours(index, _BESIDE) for index in range(count)],
        size=settings.sweep_size,
        guesses=[guesses.get(view.name) for view in structure.views] if guesses else None,
        device=settings.device,
    )
    views = [
        replace(view, depth=depth) for view, depth in zip(structure.views, depths, strict=True)
    ]
    share = np.mean([np.mean(depth > 0) for depth in depths])
    return views, [f"Depth was found on {share:.0%} of the photos' pixels."]


def _by_model(structure: Structure, settings: PhotoSettings) -> Steps[tuple[list[View], list[str]]]:
    """The views whose depth a network tells, and sentences on those whose it cannot."""
    yield Progress(0, len(structure.views), "Telling depth")
    estimator = load_estimator(settings.model, device=settings.device)
    views, failed = [], {}
    for index, view in enumerate(structure.views):
        yield Progress(index, len(structure.views), "Telling depth")
        marks, _ = structure.marks(index)
        try:
            depth = fitted_to(estimator.estimate(view.rgb), marks, seed=settings.seed)
        except ResultError as error:
            failed.setdefault(str(error), []).append(view.name)
            continue
        views.append(replace(view, depth=depth))
    return views, [
        f"{named(names)}: the network's depth is left out, {why}" for why, names in failed.items()
    ]


def fitted_to(
    depth: Depth, marks: NDArray[np.float64], *, seed: int = 0, is_bent: bool = True
) -> NDArray[np.float32]:
    """Depth in the points' unit (H, W), by points whose depth is known, some of it wrongly.

    Scale and shift are those on which most points agree (RANSAC, Fischler and Bolles 1981), in
    least squares over these. Then depth is bent towards them, gently, where a whole part of the
    picture misses them: networks bend large surfaces.

    Args:
        marks: (K, 3) column, row and depth of points.
        is_bent: or only scaled and shifted.

    Raises:
        ResultError: too few points agree.
    """
    height, width = depth.values.shape
    columns = np.round(marks[:, 0]).astype(int).clip(0, width - 1)
    rows = np.round(marks[:, 1]).astype(int).clip(0, height - 1)
    own = depth.values[rows, columns].astype(np.float64)
    if depth.kind != DISPARITY:
        own = np.divide(1, own, out=np.zeros_like(own), where=own > 0)
    inverse = 1 / marks[:, 2]
    inliers = _agreeing(
        own, inverse, np.random.default_rng(seed), is_scaled=depth.kind != DISPARITY
    )
    agree = inliers.sum()
    flat = (abs(inverse / np.median(inverse) - 1) < _OFF).sum() if len(inverse) else 0
    if agree < max(_FEW, _LEAST * len(marks), min(_BETTER * flat, _SURE * len(marks))):
        raise ResultError(
            f"its depth fits {agree} of {len(marks)} points at any scale and shift.",
            "Choose another model.",
        )
    known = np.zeros((height, width), np.float32)
    known[rows[inliers], columns[inliers]] = marks[inliers, 2]
    made = depth.fitted(known)
    if is_bent:
        made = _bent(made, marks[inliers])
    return made


def _agreeing(
    own: NDArray[np.float64],
    inverse: NDArray[np.float64],
    rng: np.random.Generator,
    *,
    is_scaled: bool,
) -> NDArray[np.bool_]:
    """The points (K,) that agree on one scale and shift, or on one scale."""
    best = np.zeros(len(own), bool)
    if len(own) < _FEW:
        return best
    one, other = rng.integers(len(own), size=(2, _DRAWS))
    if is_scaled:
        scales = np.divide(inverse[one], own[one], out=np.zeros(_DRAWS), where=own[one] > 0)
        shifts = np.zeros(_DRAWS)
    else:
        apart = own[one] - own[other]
        scales = np.divide(
            inverse[one] - inverse[other], apart, out=np.zeros(_DRAWS), where=apart != 0
        )
        shifts = inverse[one] - scales * own[one]
    for scale, shift in zip(scales, shifts, strict=True):
        if scale <= 0:
            continue
        agrees = abs(scale * own + shift - inverse) < _OFF * inverse
        if agrees.sum() > best.sum():
            best = agrees
    return best


def _bent(depth: NDArray[np.float32], marks: NDArray[np.float64]) -> NDArray[np.float32]:
    """Depth multiplied by a smooth factor that brings it nearer to points (K, 3)."""
    height, width = depth.shape
    columns = np.round(marks[:, 0]).astype(int).clip(0, width - 1)
    rows = np.round(marks[:, 1]).astype(int).clip(0, height - 1)
    has = depth[rows, columns] > 0
    off = np.log(marks[has, 2] / depth[rows[has], columns[has]])
    step = max(height, width) / _CELLS
    across, down = (np.arange(0, size + step, step) for size in (width, height))
    reach = _SPREAD * np.hypot(height, width)
    # Points lie in heaps: each counts by how many share its cell.
    cells = (marks[has, 1] // step).astype(int) * 1000 + (marks[has, 0] // step).astype(int)
    _, number, counts = np.unique(cells, return_inverse=True, return_counts=True)
    share = 1 / counts[number]
    near_u = np.exp(-0.5 * ((across[:, None] - marks[has, 0]) / reach) ** 2)
    near_v = np.exp(-0.5 * ((down[:, None] - marks[has, 1]) / reach) ** 2)
    above = np.einsum("vk,uk,k->vu", near_v, near_u, share * off)
    below = np.einsum("vk,uk,k->vu", near_v, near_u, share) + _CALM
    grid = above / below
    rows_at, columns_at = np.arange(height) / step, np.arange(width) / step
    row, column = rows_at.astype(int), columns_at.astype(int)
    t, s = (rows_at - row)[:, None], (columns_at - column)[None]
    upper, lower = grid[row], grid[row + 1]
    between = (1 - t) * ((1 - s) * upper[:, column] + s * upper[:, column + 1])
    between += t * ((1 - s) * lower[:, column] + s * lower[:, column + 1])
    return (depth * np.exp(between)).astype(np.float32)
