"""Views with depth in; the same without what their neighbours contradict or nobody confirms out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...camera import project, unproject
from ...datatypes import View
from ...errors import ResultError
from ...jobs import Progress, Steps
from .structure import Structure

_NEIGHBOURS = 6  # views in which a pixel's place is looked for
_FEW = 0.01  # share of the depth below which nothing is left


def confirmed(
    views: Sequence[View], structure: Structure, share: float
) -> Steps[tuple[list[View], float]]:
    """The views, and the share of depth that is kept.

    A pixel is kept if at least one neighbour shows its place as deep as it lies, within `share`,
    and no more neighbours see through it than that confirm it. One that stands behind what a
    neighbour sees may be hidden there, which says nothing.

    Raises:
        ResultError: hardly any is kept.
    """
    order = {view.name: index for index, view in enumerate(structure.views)}
    held = {order[view.name]: view for view in views}
    kept, before, after = [], 0, 0
    for done, view in enumerate(views):
        yield Progress(done, len(views), "Comparing depth")
        near = structure.neighbours(order[view.name], len(order))
        others = [held[index] for index in near if index in held][:_NEIGHBOURS]
        is_kept = _confirmed(view, others, share)
        before += int(np.count_nonzero(view.depth))
        after += int(is_kept.sum())
        kept.append(replace(view, depth=np.where(is_kept, view.depth, 0).astype(np.float32)))
    if after <= _FEW * before:
        raise ResultError(
            "Depth of the photos does not agree between neighbours.",
            "Take more photos with smaller steps, or choose another way to tell depth.",
        )
    return kept, after / before


def _confirmed(view: View, others: Sequence[View], share: float) -> NDArray[np.bool_]:
    """Which pixels with depth (H, W) are kept."""
    rows, columns = np.nonzero(view.depth)
    points = unproject(view.camera, view.depth[rows, columns].astype(np.float64), columns, rows)
    agreeing, against = np.zeros(len(rows), int), np.zeros(len(rows), int)
    for other in others:
        u, v, away = project(other.camera, points).T
        height, width = other.depth.shape
        inside = (away > 0) & (u > -0.5) & (v > -0.5) & (u < width - 0.5) & (v < height - 0.5)
        column, row = (np.where(inside, np.round(x), 0).astype(int) for x in (u, v))
        there = np.where(inside, other.depth[row, column], 0)
        seen = there > 0
        agreeing += seen & (abs(there - away) < share * away)
        against += seen & (there > (1 + share) * away)
    is_kept = np.zeros(view.depth.shape, bool)
    is_kept[rows, columns] = (agreeing > 0) & (agreeing >= against)
    return is_kept
