"""How good answers are: accuracy, per-class figures, calibration, and how sure of that one can be.

Truth is given as class indices (N,), answers as probabilities (N, C); rows of probabilities need
not sum to 1 exactly. Everything is numpy; tests hold it to scikit-learn.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_TINY = 1e-12


@dataclass(frozen=True)
class ClassScores:
    """Figures of each class, arrays (C,); nan where nothing was there to count."""

    precision: NDArray[np.float64]
    recall: NDArray[np.float64]
    f1: NDArray[np.float64]
    support: NDArray[np.int64]  # how many there were


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % bootstrap interval (percentiles; Efron 1979)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def confusion(
    truth: NDArray[np.int64], guess: NDArray[np.int64], classes: int
) -> NDArray[np.int64]:
    """Counts (C, C): row the true class, column the answer."""
    return np.bincount(truth * classes + guess, minlength=classes**2).reshape(classes, classes)


def class_scores(matrix: NDArray[np.int64]) -> ClassScores:
    """Precision, recall and F1 of each class, from a confusion matrix (C, C)."""
    right, support, answered = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = right / answered, right / support
        f1 = 2 * right / (support + answered)
    return ClassScores(precision, recall, f1, support)


def macro_recall(matrix: NDArray[np.int64], *, among: NDArray[np.bool_] | None = None) -> float:
    """Mean recall of the classes that there are, or of those of them that `among` (C,) names."""
    scores = class_scores(matrix)
    there = scores.support > 0
    counted = scores.recall[there if among is None else there & among]
    return float(counted.mean()) if len(counted) else float("nan")


def in_top(truth: NDArray[np.int64], probs: NDArray[np.floating], k: int) -> NDArray[np.bool_]:
    """Whether the true class is among the k likeliest, (N,); ties go to the lower index."""
    likeliest = np.argsort(-probs, axis=1, kind="stable")[:, :k]
    return (likeliest == truth[:, None]).any(axis=1)


def reliability(
    confidence: NDArray[np.floating], is_right: NDArray[np.bool_], *, bins: int = 10
) -> NDArray[np.float64]:
    """Rows (B, 3) of mean confidence, share that is right, and count, in bins of equal mass."""
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return np.array([[confidence[p].mean(), is_right[p].mean(), len(p)] for p in parts])


def calibration_error(
    confidence: NDArray[np.floating], is_right: NDArray[np.bool_], *, bins: int = 10
) -> float:
    """Expected calibration error over bins of equal mass (Nguyen & O'Connor 2015), in [0, 1]."""
    rows = reliability(confidence, is_right, bins=bins)
    return float((np.abs(rows[:, 0] - rows[:, 1]) * rows[:, 2]).sum() / rows[:, 2].sum())


def auroc(score: NDArray[np.floating], is_positive: NDArray[np.bool_]) -> float:
    """Chance that a positive scores above a negative, ties counting half (Mann & Whitney 1947).

    nan where one kind is missing.
    """
    positives = int(is_positive.sum())
    negatives = len(score) - positives
    if not positives or not negatives:
        return float("nan")
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]  # the mean rank of equal scores
    above = ranks[is_positive].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def fit_temperature(truth: NDArray[np.int64], probs: NDArray[np.floating]) -> float:
    """The temperature with the least negative log-likelihood (Guo et al. 2017), in [0.05, 20].

    The loss is convex in 1/T, so a golden-section search finds it.
    """
    logs = np.log(np.maximum(probs, _TINY))
    own = logs[np.arange(len(truth)), truth]

    def loss(inverse: float) -> float:
        scaled = logs * inverse
        peak = scaled.max(axis=1)
        return float(
            (peak + np.log(np.exp(scaled - peak[:, None]).sum(axis=1))).mean()
            - inverse * own.mean()
        )

    low, high, golden = 0.05, 20.0, (5**0.5 - 1) / 2
    while high - low > 1e-5 * high:
        first, second = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, second) if loss(first) <= loss(second) else (first, high)
    return 2 / (low + high)


def bootstrap(
    figure: Callable[[NDArray[np.int64]], float], count: int, *, draws: int = 1000, seed: int = 0
) -> Interval:
    """A figure of assets and how far it would move with other assets of the same kind.

    Args:
        figure: the figure of a draw of assets, given as indices (N,) in [0, count).
        count: how many assets there are.
    """
    random = np.random.default_rng(seed)
    drawn = [figure(random.integers(0, count, count)) for _ in range(draws)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Interval(figure(np.arange(count)), float(low), float(high))
