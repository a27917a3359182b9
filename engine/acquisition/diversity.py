"""Batches that differ: vectors and labels in, picked rows out, one after the other."""

import numpy as np
from numpy.typing import NDArray

from .candidates import Candidates
from .neighbours import Neighbours

Picks = tuple[NDArray[np.float64], list[int]]  # scores (N,) of all, NaN where none, and the picks
_BLOCK = 512  # rows compared at once
_CLUSTERS = 500  # at most: beyond it TypiClust's authors saw no gain
_TYPICAL = 5  # nearest others of a cluster that say how typical an asset is
_SAMPLE = 20_000  # assets that clusters are fitted to
_ROUNDS = 30  # of k-means, at most
_KINDS = 20  # clusters where nobody knows how many classes there are
_PURITY = 0.95  # share of balls of one class (ProbCover's alpha)


def k_centre(pool: Candidates, count: int, rng: np.random.Generator) -> Picks:
    """Pick what is farthest from all labels and picks (CoreSet: Sener & Savarese 2018).

    Without a label it begins with what is nearest to the middle.
    """
    vectors = np.nan_to_num(pool.vectors)
    labelled = pool.labelled[np.isfinite(pool.vectors[pool.labelled, 0])]
    if len(labelled):
        away = _nearest(vectors, vectors[labelled])
    else:
        middle = vectors[pool.is_open].sum(axis=0) / max(1, int(pool.is_open.sum()))
        away = -np.linalg.norm(vectors - middle, axis=1)
    scores, picked = np.where(pool.is_open, away, np.nan), []
    left = np.where(pool.is_open, away, -np.inf)
    ties = rng.permutation(len(pool))
    while len(picked) < count and np.isfinite(left).any():
        row = _best(left, ties)
        away = np.linalg.norm(vectors - vectors[row], axis=1)
        left = np.minimum(left, away) if picked or len(labelled) else away
        picked.append(row)
        left[~pool.is_open] = left[picked] = -np.inf
    return scores, picked


def _best(values: NDArray[np.floating], ties: NDArray[np.int64]) -> int:
    """The row with the highest value; of equal ones that which `ties` (N,) puts first."""
    rows = np.flatnonzero(values == values.max())
    return int(rows[ties[rows].argmin()])


def _nearest(vectors: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float64]:
    """Distance (N,) of each vector to the nearest of others (L, D)."""
    found, squares = np.empty(len(vectors)), (others**2).sum(axis=1)
    for start in range(0, len(vectors), _BLOCK):
        some = vectors[start : start + _BLOCK]
        near = (squares - 2 * some @ others.T).min(axis=1) + (some**2).sum(axis=1)
        found[start : start + _BLOCK] = np.sqrt(np.maximum(near, 0))
    return found


def badge(pool: Candidates, count: int, rng: np.random.Generator) -> Picks:
    """Pick by k-means++ among the loss gradients of a linear layer (BADGE: Ash et al. 2020).

    An asset's gradient, if its first guess were right, is (probs - one hot) x vector: long where
    the model is unsure. The longest comes first, later ones by chance, far from those before.
    """
    probs, vectors = np.nan_to_num(pool.probs), np.nan_to_num(pool.vectors)
    parts = probs.astype(np.float64)
    parts[np.arange(len(probs)), probs.argmax(axis=1)] -= 1
    lengths = (parts**2).sum(axis=1) * (vectors.astype(np.float64) ** 2).sum(axis=1)
    is_open = pool.is_open & np.isfinite(pool.probs[:, 0])
    scores, picked = np.where(is_open, lengths, np.nan), []
    left = np.where(is_open, lengths, 0.0)
    ties = rng.permutation(len(pool))
    while len(picked) < min(count, int(is_open.sum())):
        if not picked or left.sum() <= 0:
            left[picked] = -1
            row = _best(np.where(is_open, left, -1), ties)
        else:
            row = int(rng.choice(len(pool), p=left / left.sum()))
        products = (parts @ parts[row]) * (vectors @ vectors[row])
        away = np.maximum(lengths + lengths[row] - 2 * products, 0)
        left = np.where(is_open, np.minimum(left, away) if picked else away, 0)
        picked.append(row)
        left[picked] = 0
    return scores, picked


def typiclust(pool: Candidates, count: int, rng: np.random.Generator) -> Picks:
    """Pick the most typical asset of each cluster without a label, the largest cluster first.

    TypiClust (Hacohen, Dekel & Weinshall 2022): as many clusters as labels and picks; typical is
    who has the least mean distance to its nearest others of the cluster.
    """
    vectors = pool.vectors
    rows = np.flatnonzero(np.isfinite(vectors[:, 0]))
    clusters = max(1, min(len(pool.labelled) + count, _CLUSTERS, len(rows)))
    found = np.full(len(pool), -1)
    if len(rows):
        found[rows] = k_means(vectors[rows], clusters, rng)
    return typical(pool, found, count)


def typical(pool: Candidates, clusters: NDArray[np.int64], count: int) -> Picks:
    """The choice of TypiClust among given clusters (N,), -1: in none."""
    scores = np.full(len(pool), np.nan)
    vectors, size = pool.vectors, int(clusters.max(initial=-1)) + 1
    rows_of = [np.flatnonzero(clusters == cluster) for cluster in range(size)]
    labelled = np.bincount(clusters[pool.labelled][clusters[pool.labelled] >= 0], minlength=size)
    for rows in rows_of:
        scores[rows] = _typicality(vectors[rows])
    scores[~pool.is_open] = np.nan
    waiting = [rows[pool.is_open[rows]] for rows in rows_of]
    waiting = [rows[np.argsort(-scores[rows], kind="stable")] for rows in waiting]
    order = sorted(range(size), key=lambda one: (labelled[one], -len(rows_of[one])))
    picked: list[int] = []
    for turn in range(count):  # a second one of each cluster when all have one
        more = [int(waiting[c][turn]) for c in order if len(waiting[c]) > turn]
        picked += more
        if len(picked) >= count or not more:
            break
    return scores, picked[:count]


def _typicality(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """1 over the mean distance to the nearest others, (N,), of a cluster's vectors (N, D)."""
    near = min(_TYPICAL, len(vectors) - 1)
    if near < 1:
        return np.ones(len(vectors))
    found, squares = np.empty(len(vectors)), (vectors**2).sum(axis=1)
    for start in range(0, len(vectors), _BLOCK):
        some = vectors[start : start + _BLOCK]
        away = squares + squares[start : start + _BLOCK, None] - 2 * some @ vectors.T
        away[np.arange(len(some)), start + np.arange(len(some))] = np.inf
        away = np.partition(away, near - 1, axis=1)[:, :near]
        found[start : start + _BLOCK] = np.sqrt(np.maximum(away, 0)).mean(axis=1)
    return 1.0 / (found + 1e-7)


def k_means(
    vectors: NDArray[np.float32], clusters: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """The cluster (N,) of each vector (N, D), by Lloyd's rounds from a k-means++ start."""
    sample = vectors
    if len(vectors) > _SAMPLE:
        sample = vectors[rng.choice(len(vectors), _SAMPLE, replace=False)]
    middle, before = _seeds(sample, clusters, rng), None
    for _ in range(_ROUNDS):
        found = _assign(sample, middle)
        if before is not None and (found == before).all():
            break
        counts = np.bincount(found, minlength=clusters)
        sums = np.zeros_like(middle)
        np.add.at(sums, found, sample)
        filled = counts > 0
        middle[filled] = sums[filled] / counts[filled, None]
        before = found
    return _assign(vectors, middle)


def _seeds(
    vectors: NDArray[np.float32], clusters: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Where k-means begins, (C, D): each centre is the best of a few drawn far from the others.

    Greedy k-means++ (Arthur & Vassilvitskii 2007): one draw alone often misses a group.
    """
    squares = (vectors.astype(np.float64) ** 2).sum(axis=1)
    tries = 2 + int(np.log(clusters))
    chosen = [int(rng.integers(len(vectors)))]
    left = np.maximum(squares + squares[chosen[0]] - 2 * (vectors @ vectors[chosen[0]]), 0)
    while len(chosen) < clusters:
        total = left.sum()
        rows = rng.choice(len(vectors), tries, p=left / total if total > 0 else None)
        away = squares[rows, None] + squares - 2 * (vectors[rows] @ vectors.T)
        away = np.minimum(left, np.maximum(away, 0))
        best = int(away.sum(axis=1).argmin())
        chosen.append(int(rows[best]))
        left = away[best]
    return vectors[chosen].copy()


def _assign(vectors: NDArray[np.float32], middle: NDArray[np.float32]) -> NDArray[np.int64]:
    squares = (middle**2).sum(axis=1)
    parts = [
        (squares - 2 * vectors[start : start + _BLOCK] @ middle.T).argmin(axis=1)
        for start in range(0, len(vectors), _BLOCK)
    ]
    return np.concatenate(parts)


def prob_cover(
    pool: Candidates, count: int, rng: np.random.Generator, *, radius: float | None = None
) -> Picks:
    """Pick the asset with the most others in its ball that no label's ball covers.

    ProbCover (Yehuda et al. 2022), on the neighbours that there are: balls of more are cut.

    Args:
        radius: of the balls; None: the largest at which 95 % of them hold one cluster.
    """
    near: Neighbours = pool.neighbours
    if radius is None:
        radius = pure_radius(pool, rng)
    squares = np.maximum(2 - 2 * near.cosines.astype(np.float64), 0)
    is_in = (near.rows >= 0) & (squares <= radius**2)  # row i has its neighbour in its ball
    targets = np.where(is_in, near.rows, len(pool))
    is_free = np.append(np.ones(len(pool), bool), False)
    is_free[pool.labelled] = False
    is_free[targets[pool.labelled].ravel()] = False
    scores = np.where(pool.is_open, is_free[targets].sum(axis=1) + is_free[:-1], np.nan)
    picked, ties = [], rng.permutation(len(pool))
    left = np.where(pool.is_open, scores, -1.0)
    while len(picked) < min(count, int(pool.is_open.sum())):
        row = _best(left, ties)
        picked.append(row)
        newly = [one for one in (row, *targets[row].tolist()) if is_free[one]]
        is_free[newly] = False
        for one in newly:  # all balls that it was in
            places = near.places[near.starts[one] : near.starts[one + 1]]
            left[places[is_in.ravel()[places]] // max(1, near.rows.shape[1])] -= 1
            left[one] -= 1
        left[~pool.is_open] = left[picked] = -np.inf
    return scores, picked


def pure_radius(pool: Candidates, rng: np.random.Generator) -> float:
    """The largest radius at which 95 % of the balls hold assets of one cluster only."""
    near, vectors = pool.neighbours, pool.vectors
    rows = np.flatnonzero(np.isfinite(vectors[:, 0]))
    if not len(rows) or not near.rows.shape[1]:
        return 0.0
    kinds = _KINDS if pool.probs is None else pool.probs.shape[1]
    clusters = np.full(len(pool) + 1, -1)
    clusters[rows] = k_means(vectors[rows], min(kinds, len(rows)), rng)
    is_other = (clusters[near.rows] != clusters[:-1, None]) & (near.rows >= 0)
    away = np.sqrt(np.maximum(2 - 2 * near.cosines.astype(np.float64), 0))
    # A ball is pure up to its first neighbour of another cluster, or as far as is known.
    last = np.where(near.rows >= 0, away, 0).max(axis=1)
    first = np.where(is_other, away, np.inf).min(axis=1)
    return float(np.quantile(np.minimum(first, last)[rows], 1 - _PURITY))
