"""The head that an oracle's labels teach, fitted as a pool's is: rows in, probabilities out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..jobs import Steps
from ..models.head import Head
from ..pool.scorer import started
from ..pool.validate import Validation, cross_validate
from ..train.settings import TrainSettings
from .data import LabelledPool

STARTS = {
    "nothing": "only the embedding is known; classes are those that were labelled",
    "base": "the base model's own head, as a pool begins",
}


@dataclass(eq=False)
class Learner:
    """Fits heads on a pool; equal labels are fitted once."""

    pool: LabelledPool
    start: str  # one of STARTS
    _kept: dict[bytes, Head] = field(default_factory=dict)

    def classes(self, labels: NDArray[np.int64]) -> tuple[str, ...]:
        """The classes that a head of these labels (L,), rows of the pool's names, has."""
        own = {self.pool.names[one] for one in set(labels.tolist())}
        if self.start == "base":
            own |= set(self.pool.looks.spec.classes)
        return tuple(sorted(own))

    def begun(self, classes: Sequence[str]) -> Head:
        """The head of these classes before there is a label."""
        if self.start == "base":
            return started(self.pool.looks, [[name] for name in classes])
        width = self.pool.means.shape[1]
        return Head(np.zeros((len(classes), width), np.float32), np.zeros(len(classes), np.float32))

    def fit(self, rows: NDArray[np.int64], labels: NDArray[np.int64]) -> Steps[Head]:
        """A head of labels (L,) of rows (L,), in any order."""
        order = np.argsort(rows, kind="stable")
        rows, labels = rows[order], labels[order]
        key = rows.tobytes() + labels.tobytes()
        if key not in self._kept:
            self._kept[key] = yield from self._fitted(rows, labels, self.classes(labels))
        return self._kept[key]

    def _fitted(self, rows, labels, classes: tuple[str, ...]) -> Steps[Head]:
        deps.require("torch", feature="Simulating")
        backend = import_module("..train.head_backend", __package__)
        place = {self.pool.names.index(n): i for i, n in enumerate(classes) if n in self.pool.names}
        targets = np.array([place[one] for one in labels.tolist()])
        data = backend.Known(self.pool.means[rows], targets)
        settings = TrainSettings()
        return (
            yield from backend.train_head(
                self.begun(classes), data, None, settings, lambda _epoch, _best: None
            )
        )

    def validate(self, rows: NDArray[np.int64], labels: NDArray[np.int64]) -> Steps[Validation]:
        """What heads say of labels (L,) of rows (L,) that they did not learn from."""
        classes = self.classes(labels)
        return cross_validate(
            self.pool.means[rows], lambda some: self._fitted(rows[some], labels[some], classes)
        )

    def forget(self) -> None:
        """Drop all heads."""
        self._kept.clear()


def in_names(head_classes: Sequence[str], names: Sequence[str]) -> NDArray[np.int64]:
    """For each of a head's classes its row among the names, -1: not there."""
    return np.array([names.index(n) if n in names else -1 for n in head_classes])
