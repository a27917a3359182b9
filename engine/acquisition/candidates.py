"""What is known of the assets of a pool when somebody asks which one to label next."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .neighbours import Neighbours

CLOSED = -2


@dataclass(frozen=True, eq=False)
class Candidates:
    """N assets, labelled or not. What nobody knows is None, or NaN in the rows it concerns.

    labels      (N,) int64 class of each label; -1: none, CLOSED: none, and not to be asked
    vectors     (N, D) float32 unit embeddings about the pool's middle
    neighbours  the nearest of each
    probs       (N, C) what the model takes them for
    margins     (N,) of the first guess over the second; probs do without
    views       (N, V, C) what the model takes each view for
    committee   (H, N, C) what H models take them for
    costs       (N,) seconds that a label takes
    is_seen     (N,) bool whether it was looked at; None: all whose vectors are known
    """

    labels: NDArray[np.int64]
    vectors: NDArray[np.float32] | None = None
    neighbours: Neighbours | None = None
    probs: NDArray[np.floating] | None = None
    margins: NDArray[np.floating] | None = None
    views: NDArray[np.floating] | None = None
    committee: NDArray[np.floating] | None = None
    costs: NDArray[np.floating] | None = None
    is_seen: NDArray[np.bool_] | None = None

    def has(self, names: Sequence[str]) -> bool:
        """Whether all of these arrays are known; margins are where probs are."""
        known = {name for name in names if getattr(self, name) is not None}
        return known >= set(names) - ({"margins"} if self.probs is not None else set())

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def labelled(self) -> NDArray[np.int64]:
        """Rows (L,) with a label."""
        return np.flatnonzero(self.labels >= 0)

    @cached_property
    def is_open(self) -> NDArray[np.bool_]:
        """(N,) whether it is to be asked, and was looked at."""
        is_open = self.labels == -1
        if self.is_seen is not None:
            is_open &= self.is_seen
        if self.vectors is not None:
            is_open &= np.isfinite(self.vectors).all(axis=1)
        return is_open

    @cached_property
    def unsure(self) -> NDArray[np.float64]:
        """(N,) in [0, 1]: 1 minus the margin; 1 for all while no model answers."""
        margins = self.margins
        if margins is None and self.probs is not None:
            margins = _margins(self.probs)
        return np.ones(len(self)) if margins is None else 1.0 - margins


def _margins(probs: NDArray[np.floating]) -> NDArray[np.floating]:
    if probs.shape[1] < 2:  # one class says nothing
        return np.zeros(len(probs))
    best = np.partition(probs, -2, axis=1)  # NaN stays NaN
    return best[:, -1] - best[:, -2]
