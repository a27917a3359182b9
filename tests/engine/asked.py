"""Pools to ask about: vectors with and without groups; what else is known comes by chance."""

import sys
from collections.abc import Callable

import numpy as np
import pytest

from engine.acquisition.candidates import Candidates
from engine.acquisition.neighbours import neighbours_of, unit

held_to_skactiveml = pytest.mark.skipif(
    sys.version_info < (3, 13),
    reason="scikit-activeml needs a newer numpy than Blender up to 5.0 has",
)
NONE = np.zeros(0, np.int64)


def normal(seed: int, count: int, dims: int = 6) -> np.ndarray:
    """Unit vectors (N, D) without groups."""
    return unit(np.random.default_rng(seed).normal(size=(count, dims)).astype(np.float32))


def grouped(sizes: list[int], seed: int = 0, spread: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors (N, D) in tight groups of these sizes, and the group (N,) of each."""
    groups = np.repeat(np.arange(len(sizes)), sizes)
    noise = np.random.default_rng(seed).normal(size=(len(groups), 8)) * spread
    return unit((np.eye(8)[groups] + noise).astype(np.float32)), groups


def labels_of(count: int, labelled: np.ndarray, classes: int = 4) -> np.ndarray:
    labels = np.full(count, -1)
    labels[labelled] = np.arange(len(labelled)) % classes
    return labels


def whole(vectors: np.ndarray, labelled: np.ndarray = NONE, near: int = 32, **known) -> Candidates:
    """A pool of which all is known, by chance, but of those that have no vector."""
    count, random = len(vectors), np.random.default_rng(9)
    known = {
        "probs": random.dirichlet(np.ones(4), count),
        "views": random.dirichlet(np.ones(4), (count, 3)),
        "committee": random.dirichlet(np.ones(4), (5, count)),
        "costs": random.uniform(1, 9, count),
        **known,
    }
    gone = np.isnan(vectors[:, 0])
    known["probs"][gone] = known["views"][gone] = known["committee"][:, gone] = np.nan
    table = neighbours_of(vectors, count=near)
    return Candidates(labels_of(count, labelled), vectors, table, **known)


def without(vectors: np.ndarray, *rows: int) -> np.ndarray:
    vectors = vectors.copy()
    vectors[list(rows)] = np.nan
    return vectors


def as_skactiveml(pool: Candidates) -> np.ndarray:
    """Labels (N,) with NaN for none."""
    return np.where(pool.labels < 0, np.nan, pool.labels)


def regrets(pool: Candidates, picked: list[int], query: Callable) -> list[float]:
    """By which share a peer likes each pick less than the best, given those before.

    Picks are not compared themselves, for equally good ones are common.

    Args:
        query: of vectors and labels; what it returns last is the peer's utilities.
    """
    labels, found = as_skactiveml(pool), []
    for row in picked:
        utilities = query(pool.vectors, labels, return_utilities=True)[-1][0]
        best = np.nanmax(utilities)
        found.append(float(1 - utilities[row] / best) if best > 0 else 0.0)
        labels[row] = 0
    return found
