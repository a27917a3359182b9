"""Assets that stand for others: what no label is like yet counts, and what the model doubts."""

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .candidates import Candidates
from .neighbours import Neighbours

_DOUBT = 2.0  # how much more an unsure asset wants to be stood for (benchmark: simulate)
_NEAR = float(np.exp(-1.0))  # from which likeness on one asset stands for another


@dataclass(frozen=True, eq=False)
class Gains:
    """What a label of each asset would bring (N,), and of how many like it nobody has a label."""

    gains: NDArray[np.float64]
    like: NDArray[np.int64]


def covered(labelled: NDArray[np.int64], near: Neighbours) -> NDArray[np.float32]:
    """(N,) how like the nearest labelled asset each one is, in [0, 1]."""
    is_labelled = np.zeros(len(near) + 1, bool)  # the last one stands for “none”
    is_labelled[labelled] = True
    found = np.where(is_labelled[near.rows], near.likeness, 0).max(axis=1, initial=0)
    found[labelled] = 1
    return found


def gains(near: Neighbours, cover: NDArray[np.float32], weights: NDArray[np.floating]) -> Gains:
    """By how much each label would raise the weighted sum of `cover`.

    Args:
        cover: (N,) of `covered`.
        weights: (N,) how much each asset wants to be like a labelled one.
    """
    more = np.maximum(near.likeness - cover[:, None], 0)
    is_one = near.rows >= 0
    targets = near.rows[is_one]
    total = np.bincount(targets, (more * weights[:, None])[is_one], minlength=len(near))
    stands = (near.likeness >= _NEAR) & (more > 0)
    like = np.bincount(near.rows[is_one & stands], minlength=len(near))
    return Gains(total + weights * (1 - cover), like)


def coverage(
    pool: Candidates, count: int, rng: np.random.Generator, *, costs: NDArray | None = None
) -> tuple[NDArray[np.float64], list[int], NDArray[np.int64]]:
    """Pick assets that are like many unsure ones which no label is like.

    The sum over all assets of doubt times likeness to the nearest label is submodular; the
    greedy choice of `count` is within 1 - 1/e of the best (Nemhauser et al. 1978). While nothing
    is labelled it asks what is typical, later what is unsure: “Uncertainty Herding” (Bae,
    Oliveira & Sutherland 2025), “Generalized coverage” (Bae, Noh & Sutherland 2024).

    Args:
        costs: (N,) seconds; then what brings the most in a second is picked.

    Returns:
        scores (N,), the rows picked, and of each how many others like it have no label.
    """
    near: Neighbours = pool.neighbours
    weights = np.nan_to_num(pool.unsure, nan=1.0).astype(np.float64) ** _DOUBT
    cover = covered(pool.labelled, near)
    cost = np.ones(len(pool)) if costs is None else costs
    first = gains(near, cover, weights)
    scores = np.where(pool.is_open, first.gains / cost, np.nan)
    return scores, _greedy(near, cover, weights, scores, cost, count, rng), first.like


def _greedy(
    near: Neighbours,
    cover: NDArray[np.float32],
    weights: NDArray[np.float64],
    scores: NDArray[np.float64],
    cost: NDArray[np.float64],
    count: int,
    rng: np.random.Generator,
) -> list[int]:
    """Pick one by one; a gain only shrinks, so that few are reckoned anew (Minoux 1978)."""
    cover = cover.copy()
    likeness, width = near.likeness.ravel(), max(1, near.rows.shape[1])
    open_rows = np.flatnonzero(np.isfinite(scores))
    if len(open_rows) > 50 * count:  # those far behind are never reckoned anew
        best = np.argpartition(-scores[open_rows], 50 * count)[: 50 * count]
        open_rows = open_rows[best]
    ties = rng.permutation(len(scores))
    heap = [(-scores[row], int(ties[row]), int(row), 0) for row in open_rows.tolist()]
    heapq.heapify(heap)
    picked: list[int] = []
    while heap and len(picked) < count:
        _, tie, row, at = heapq.heappop(heap)
        own = near.places[near.starts[row] : near.starts[row + 1]]
        who = own // width
        if at < len(picked):
            gain = (np.maximum(likeness[own] - cover[who], 0) * weights[who]).sum()
            gain += weights[row] * (1 - cover[row])
            heapq.heappush(heap, (-gain / cost[row], tie, row, len(picked)))
            continue
        picked.append(row)
        cover[who] = np.maximum(cover[who], likeness[own])
        cover[row] = 1
    return picked
