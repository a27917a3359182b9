"""One labelling by an oracle: a way to ask and a seed in, its learning curve out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..acquisition.candidates import Candidates
from ..acquisition.strategies import ask
from ..jobs import Steps
from ..models.head import Head
from ..pool.validate import MEASURED_FROM
from .data import LabelledPool
from .learner import Learner, in_names

_BASIC, _BYTES = 2.0, 100_000  # seconds that a label takes, and bytes of a file that take one more


@dataclass(frozen=True, eq=False)
class Curve:
    """What an oracle's labels taught.

    labels      (R,) how many there were; the first is 0
    accuracy    (R,) on the test assets
    seconds     (R,) that the labels took a person, by the size of the files
    asked       (A,) int64 rows of the pool in the order they were asked
    """

    labels: NDArray[np.int64]
    accuracy: NDArray[np.float64]
    seconds: NDArray[np.float64]
    asked: NDArray[np.int64]

    def first(self, accuracy: float) -> int | None:
        """The round that first reaches an accuracy; None: none does."""
        there = np.flatnonzero(self.accuracy >= accuracy - 1e-9)
        return int(there[0]) if len(there) else None


def run(learner: Learner, strategy: str, *, seed: int, batch: int) -> Steps[Curve]:
    """Ask `batch` at a time until all is labelled; every time the head learns anew."""
    pool = learner.pool
    costs = _BASIC + pool.sizes[pool.asked] / _BYTES
    labels = np.full(len(pool.asked), -1)
    head = _begun(learner)
    curve = [(0, measure(learner, head, labels), 0.0)]
    asked = [np.array([], np.int64)]
    while (labels < 0).any():
        known = yield from _known(learner, strategy, head, labels, costs)
        order = ask(known, strategy, count=batch, seed=1000 * seed + len(curve))
        new = order.rows[:batch]
        labels[new] = pool.truth[pool.asked[new]]
        asked.append(pool.asked[new])
        rows = np.flatnonzero(labels >= 0)
        head = yield from learner.fit(pool.asked[rows], labels[rows])
        right = measure(learner, head, labels)
        curve.append((len(rows), right, curve[-1][2] + float(costs[new].sum())))
    counts, accuracy, seconds = zip(*curve, strict=True)
    return Curve(np.array(counts), np.array(accuracy), np.array(seconds), np.concatenate(asked))


def _begun(learner: Learner) -> Head | None:
    if learner.start == "nothing":
        return None
    return learner.begun(learner.classes(np.array([], np.int64)))


def _known(
    learner: Learner, strategy: str, head: Head | None, labels: NDArray, costs: NDArray
) -> Steps[Candidates]:
    """What a strategy may know: nothing of the test assets, nothing of labels not given yet."""
    pool = learner.pool
    probs = views = committee = None
    if head is not None:
        probs = head.probs(pool.means[pool.asked])
        if strategy == "views":
            views = head.probs(pool.views[pool.asked])
        rows = np.flatnonzero(labels >= 0)
        if strategy == "bald" and len(rows) >= MEASURED_FROM:
            validation = yield from learner.validate(pool.asked[rows], labels[rows])
            committee = np.stack([h.probs(pool.means[pool.asked]) for h in validation.heads])
    return Candidates(labels, pool.vectors, pool.neighbours, probs, None, views, committee, costs)


def measure(learner: Learner, head: Head | None, labels: NDArray[np.int64]) -> float:
    """The share of the test assets that a head of these labels (A,), -1: none, takes rightly."""
    if head is None:
        return 0.0
    pool = learner.pool
    places = in_names(learner.classes(labels[labels >= 0]), pool.names)
    guess = places[head.probs(pool.means[pool.is_test]).argmax(axis=1)]
    return float((guess == pool.truth[pool.is_test]).mean())


def full(learner: Learner) -> Steps[float]:
    """The accuracy of the head that all labels teach."""
    pool: LabelledPool = learner.pool
    head = yield from learner.fit(pool.asked, pool.truth[pool.asked])
    return measure(learner, head, pool.truth[pool.asked])
