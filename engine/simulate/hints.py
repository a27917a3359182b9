"""What a panel would say while somebody labels, beside what is true: a curve in, hints out."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..acquisition.stopping import agreement, expected_gain, is_enough
from ..classify.predict import tempered
from ..evaluate.metrics import fit_temperature
from ..jobs import Steps
from ..models.head import Head
from ..pool.rounds import MORE
from ..pool.validate import CALIBRATED_FROM, MEASURED_FROM
from .learner import Learner, in_names
from .rounds import Curve


@dataclass(frozen=True)
class Hint:
    """What was said after a number of labels, and what was true.

    expected    the accuracy on what has no label yet, by the model's own confidence
    true        the same by the oracle
    agreement   of the guesses about these with those of the round before; None: there is none
    gain        what MORE labels would add to the accuracy; None: nothing can be said
    true_gain   what they added on the test assets; None: there are not so many
    """

    labels: int
    expected: float
    true: float
    agreement: float | None
    gain: float | None
    true_gain: float | None


@dataclass(frozen=True)
class Hints:
    """What was said in one labelling, from ten labels on.

    enough      labels at which it is first said that more change hardly anything; None: never
    accuracy    on the test assets then, and with all labels
    """

    strategy: str
    rounds: tuple[Hint, ...]
    enough: int | None
    accuracy: tuple[float | None, float]

    @cached_property
    def error(self) -> float | None:
        """How far the expected accuracy is off, on average."""
        return _mean([abs(hint.expected - hint.true) for hint in self.rounds])

    @cached_property
    def gain_error(self) -> float | None:
        """How far the expected gain is off, on average."""
        return _mean([abs(said - true) for said, true in self._gains])

    @cached_property
    def true_gain(self) -> float | None:
        """The true gain where one was foreseen, on average."""
        return _mean([true for _, true in self._gains])

    @property
    def _gains(self) -> list[tuple[float, float]]:
        both = [(hint.gain, hint.true_gain) for hint in self.rounds]
        return [(said, true) for said, true in both if said is not None and true is not None]

    def as_json(self) -> dict:
        """All of it as plain values."""
        return {
            "strategy": self.strategy,
            "seed": 0,
            "mean error of the expected accuracy": self.error,
            "mean error of the expected gain": self.gain_error,
            "mean true gain": self.true_gain,
            "labels of the gain": MORE,
            "enough at labels": self.enough,
            "test accuracy then": self.accuracy[0],
            "rounds": [asdict(hint) for hint in self.rounds],
        }

    def __str__(self) -> str:
        if not self.rounds:
            return "Too few labels for hints."
        parts = [f"the expected accuracy is off by {self.error:.3f} on average"]
        if self._gains:
            said = f"the gain of {MORE} more labels by {self.gain_error:.3f}"
            parts.append(f"{said} (they bring {self.true_gain:.3f})")
        then, last = self.accuracy
        if self.enough is not None:
            said = f"“enough” from {self.enough} labels on"
            parts.append(f"{said} ({then:.3f} right then, {last:.3f} last)")
        return f"Hints ({self.strategy}, seed 0): {'; '.join(parts)}."


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None


def measure_hints(learner: Learner, strategy: str, curve: Curve) -> Steps[Hints]:
    """Go through a labelling again; its heads are those that the learner has kept."""
    pool = learner.pool
    every = sorted({*pool.names, *pool.looks.spec.classes})
    truth = in_names(pool.names, every)[pool.truth]
    found: list[Hint] = []
    before, enough, then = None, None, None
    for number, count in enumerate(curve.labels.tolist()):
        if not MEASURED_FROM <= count < len(curve.asked):
            continue
        rows, left = curve.asked[:count], curve.asked[count:]
        head = yield from learner.fit(rows, pool.truth[rows])
        classes = learner.classes(pool.truth[rows])
        temperature = yield from _temperature(learner, rows, classes)
        confidence = tempered(head.probs(pool.means[left]), temperature).max(axis=1)
        guess = _guess(head, pool.means, in_names(classes, every))
        found.append(
            Hint(
                count,
                float(confidence.mean()),
                float((guess == truth)[left].mean()),
                None if before is None else agreement(before[left], guess[left]),
                expected_gain(
                    [*(hint.labels for hint in found), count],
                    [*(hint.expected for hint in found), float(confidence.mean())],
                    MORE,
                ),
                _true_gain(curve, number),
            )
        )
        if enough is None and is_enough([hint.agreement for hint in found], found[-1].gain):
            enough, then = count, float(curve.accuracy[number])
        before = guess
    return Hints(strategy, tuple(found), enough, (then, float(curve.accuracy[-1])))


def _guess(head: Head, means: NDArray[np.float32], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return places[head.probs(means).argmax(axis=1)]


def _temperature(learner: Learner, rows: NDArray[np.int64], classes: Sequence[str]) -> Steps[float]:
    """By cross-validation, as a pool's retraining does it."""
    if len(rows) < CALIBRATED_FROM:
        return 1.0
    labels = learner.pool.truth[rows]
    validation = yield from learner.validate(rows, labels)
    return fit_temperature(in_names(learner.pool.names, classes)[labels], validation.probs)


def _true_gain(curve: Curve, number: int) -> float | None:
    later = curve.labels[number] + MORE
    if later > curve.labels[-1]:
        return None
    return float(np.interp(later, curve.labels, curve.accuracy) - curve.accuracy[number])
