"""What heads say of labels that they did not learn from: five-fold cross-validation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..jobs import Progress, Steps, within
from ..models.head import Head

FOLDS = 5
MEASURED_FROM = 10  # labels, below which an accuracy would be a guess
CALIBRATED_FROM = 30  # and below which a temperature would


@dataclass(frozen=True, eq=False)
class Validation:
    """Probabilities (A, C) of each label by a head that did not know it, and the heads.

    Together the heads are a committee, each of which learnt from other labels.
    """

    probs: NDArray[np.float32]
    heads: list[Head]


def cross_validate(
    means: NDArray[np.float32], fit: Callable[[NDArray[np.int64]], Steps[Head]]
) -> Steps[Validation]:
    """Ask about each of A labelled embeddings (A, D) a head that learnt from the other folds.

    Args:
        fit: makes a head of rows; all heads must have the same classes.
    """
    count = len(means)
    folds = np.random.default_rng(0).permutation(count) % FOLDS
    heads, probs = [], None
    for fold in range(FOLDS):
        step = Progress(fold, FOLDS, "Measuring")
        yield step
        head = yield from within(fit(np.flatnonzero(folds != fold)), step)
        some = head.probs(means[folds == fold])
        if probs is None:
            probs = np.zeros((count, some.shape[1]), np.float32)
        probs[folds == fold] = some
        heads.append(head)
    return Validation(probs, heads)
