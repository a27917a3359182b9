"""The nearest of each asset: unit vectors in, a table out that later steps need no vectors for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..jobs import Progress, Steps, drain

COUNT = 32  # kept of each
_SCALE = 10  # which neighbour of an asset says how far “near” is
_BLOCK = 256  # rows compared at once: 100 MB where there are 100,000


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Of each of N assets the K nearest others, by the cosine of their vectors.

    rows      (N, K) int32, the nearest first; -1: none
    cosines   (N, K) float32
    starts    (N + 1,) int32: who has row i among its nearest stands in
    places    (M,) int32 from starts[i] to starts[i + 1], as places in rows.ravel()
    """

    rows: NDArray[np.int32]
    cosines: NDArray[np.float32]
    starts: NDArray[np.int32]
    places: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def scale(self) -> float:
        """The squared distance at which two assets are near: the median of the tenth nearest."""
        if not self.rows.size:
            return 1.0
        place = min(_SCALE, self.rows.shape[1]) - 1
        there = self.rows[:, place] >= 0
        if not there.any():
            return 1.0
        return max(float(np.median(2 - 2 * self.cosines[there, place])), 1e-6)

    @cached_property
    def likeness(self) -> NDArray[np.float32]:
        """(N, K) in [0, 1]: exp(-d²/scale), 0 where there is none."""
        squares = np.maximum(2 - 2 * self.cosines.astype(np.float32), 0)
        return np.where(self.rows >= 0, np.exp(-squares / self.scale), 0).astype(np.float32)

    @cached_property
    def density(self) -> NDArray[np.float64]:
        """(N,) mean likeness to the neighbours; 0 where there are none at all."""
        return self.likeness.sum(axis=1, dtype=np.float64) / max(1, self.rows.shape[1])


def unit(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of unit length about their middle, of embeddings (N, D); rows of NaN stay."""
    is_there = np.isfinite(embeddings).all(axis=1)
    vectors = embeddings - (np.nanmean(embeddings, axis=0) if is_there.any() else 0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)


def find_neighbours(vectors: NDArray[np.float32], *, count: int = COUNT) -> Steps[Neighbours]:
    """The nearest of each of unit vectors (N, D), exactly; rows of NaN have and are none."""
    total = len(vectors)
    kept = max(0, min(count, total - 1))
    rows = np.full((total, kept), -1, np.int32)
    cosines = np.zeros((total, kept), np.float32)
    is_there = np.isfinite(vectors).all(axis=1)
    known = np.where(is_there[:, None], vectors, 0)
    for start in range(0, total, _BLOCK):
        yield Progress(start, total, "Comparing assets")
        if not kept:
            break
        some = known[start : start + _BLOCK] @ known.T
        some[:, ~is_there] = -np.inf
        some[np.arange(len(some)), start + np.arange(len(some))] = -np.inf
        near = np.argpartition(-some, kept - 1, axis=1)[:, :kept]
        values = np.take_along_axis(some, near, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        near, values = (np.take_along_axis(a, order, axis=1) for a in (near, values))
        is_one = np.isfinite(values) & is_there[start : start + len(some), None]
        rows[start : start + len(some)] = np.where(is_one, near, -1)
        cosines[start : start + len(some)] = np.where(is_one, values, 0)
    return _with_places(rows, cosines)


def _with_places(rows: NDArray[np.int32], cosines: NDArray[np.float32]) -> Neighbours:
    targets = rows.ravel()
    places = np.flatnonzero(targets >= 0)
    places = places[np.argsort(targets[places], kind="stable")].astype(np.int32)
    starts = np.searchsorted(targets[places], np.arange(len(rows) + 1)).astype(np.int32)
    return Neighbours(rows, cosines, starts, places)


def neighbours_of(vectors: NDArray[np.float32] | Sequence, *, count: int = COUNT) -> Neighbours:
    """The same at once."""
    return drain(find_neighbours(np.asarray(vectors, np.float32), count=count))
