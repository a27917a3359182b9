"""When enough is labelled: what rounds of training measured in, hints out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_POWERS = np.linspace(0.1, 2.0, 39)  # of the learning curve that are tried
_STABLE = 0.99  # agreement from which on another round changes nothing
_ROUNDS = 3  # that have to agree
_LITTLE = 0.01  # of accuracy


def agreement(before: NDArray[np.int64], after: NDArray[np.int64]) -> float:
    """Cohen's kappa of two models' guesses (N,) about the same assets; nan of none.

    “Stabilizing predictions” (Bloodgood & Vijay-Shanker 2009).
    """
    if not len(before):
        return float("nan")
    classes, together = np.unique(np.concatenate([before, after]), return_inverse=True)
    first, second = together[: len(before)], together[len(before) :]
    same = float((first == second).mean())
    shares = [np.bincount(g, minlength=len(classes)) / len(before) for g in (first, second)]
    chance = float((shares[0] * shares[1]).sum())
    return 1.0 if chance == 1.0 else (same - chance) / (1 - chance)


def is_stable(agreements: Sequence[float | None]) -> bool:
    """Whether the last three rounds changed hardly any guess."""
    last = [value for value in agreements if value is not None][-_ROUNDS:]
    return len(last) == _ROUNDS and all(value >= _STABLE for value in last)


def is_enough(agreements: Sequence[float | None], gain: float | None) -> bool:
    """Whether the guesses have come to rest, and the expected gain of more labels is small.

    Either alone comes too early (benchmark: simulate).
    """
    return is_stable(agreements) and gain is not None and gain < _LITTLE


def expected_gain(labels: Sequence[int], accuracies: Sequence[float], more: int) -> float | None:
    """How much `more` labels would add to the accuracy; None while nothing can be said.

    A power law a - b n^-c (Cortes et al. 1993; Hestness et al. 2017) through the learning
    curve, by least squares over a grid of c, with 0 <= b and a <= 1.
    """
    n, y = np.asarray(labels, np.float64), np.asarray(accuracies, np.float64)
    if len(set(labels)) < 3 or np.isnan(y).any():
        return None
    best, fit = np.inf, (0.0, 1.0)
    for power in _POWERS:
        falls = n**-power
        centred = falls - falls.mean()
        slope = max(0.0, -float(centred @ (y - y.mean())) / float(centred @ centred))
        top = float((y + slope * falls).mean())
        if top > 1:  # nothing is better than perfect: through (0, 1)
            top = 1.0
            slope = max(0.0, float(falls @ (1 - y)) / float(falls @ falls))
        error = float(((top - slope * falls - y) ** 2).sum())
        if error < best:
            best, fit = error, (slope, power)
    slope, power = fit
    last = float(n.max())
    room = max(0.0, 1.0 - float(y[n == last].max()))  # a measured point may lie above the curve
    return min(room, float(slope * (last**-power - (last + more) ** -power)))
