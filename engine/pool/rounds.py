"""What each training of a pool's head showed: the learning curve, and when enough is labelled."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..acquisition import stopping
from ..evaluate.metrics import reliability
from .schema import Base

MORE = 20  # labels, whose gain is foretold
_BINS = 5


@dataclass(frozen=True)
class Round:
    """One training of the head on all labels."""

    labels: int  # different contents
    classes: int  # among the labels
    accuracy: float | None  # cross-validated; None: too few labels
    model: str
    time: str
    expected: float | None = None  # share of the rest that it thinks it takes rightly
    agreement: float | None = None  # kappa of its guesses with those before
    reliability: tuple[tuple[float, float, int], ...] = ()  # it says, it is right, labels

    def __str__(self) -> str:
        measured = "" if self.accuracy is None else f", {self.accuracy:.0%} of them foreseen"
        return f"{self.labels} labels of {self.classes} classes{measured}"


@dataclass(frozen=True)
class Hints:
    """Whether more labels are worth it.

    expected   the share of the assets without a label that the model thinks it takes rightly
    gain       by how much MORE labels would raise that; None: not foreseeable yet
    is_enough  the last rounds changed hardly any guess, and MORE labels will hardly
    said       mean confidence of the cross-validated answers, and the share that was right;
    right      None: too few labels
    """

    expected: float | None
    gain: float | None
    is_enough: bool
    said: float | None
    right: float | None

    def lines(self, words: Callable[[str], str] = str) -> list[str]:
        """The same in sentences; `words` translates one before it is filled in."""
        found = []
        if self.expected is not None:
            text = words("It thinks it takes {:.0%} of the rest rightly")
            found.append(text.format(self.expected))
        if self.gain is not None:
            found.append(words("{} more labels: about +{:.1%}").format(MORE, self.gain))
        if self.is_enough:
            found.append(words("More labels change hardly anything: you may stop"))
        if self.said is not None:
            text = words("Says {:.0%}, is right in {:.0%} (your labels)")
            found.append(text.format(self.said, self.right))
        return found


def known(base: Base) -> list[Round]:
    """All trainings, the oldest first."""
    with base.reading() as connection:
        rows = connection.execute("SELECT * FROM rounds ORDER BY id").fetchall()
    return [
        Round(
            r["labels"],
            r["classes"],
            r["accuracy"],
            r["model"],
            r["time"],
            r["expected"],
            r["agreement"],
            tuple((said, right, int(n)) for said, right, n in json.loads(r["reliability"])),
        )
        for r in rows
    ]


def guesses(base: Base) -> dict[int, int]:
    """What the assets without a label are taken for: class by asset, as numbers."""
    with base.reading() as connection:
        cursor = connection.execute(
            "SELECT p.asset, p.class FROM predictions p JOIN assets a ON a.id = p.asset"
            " LEFT JOIN labels l ON l.asset = p.asset WHERE l.asset IS NULL AND NOT a.is_gone"
        )
        cursor.row_factory = None
        return dict(cursor.fetchall())


def note(
    base: Base,
    number: int,
    targets: NDArray[np.int64],
    probs: NDArray[np.floating] | None,
    before: dict[int, int],
) -> None:
    """Write what a round showed, when all has been answered anew.

    Args:
        number: of the round.
        targets: (A,) classes of the labels.
        probs: (A, C) cross-validated, tempered; None: too few labels.
        before: what `guesses` gave before it.
    """
    after = guesses(base)
    both = sorted(before.keys() & after.keys())
    agreed = stopping.agreement(
        np.array([before[asset] for asset in both], np.int64),
        np.array([after[asset] for asset in both], np.int64),
    )
    accuracy, bins = None, np.zeros((0, 3))
    if probs is not None:
        is_right = probs.argmax(axis=1) == targets
        accuracy = float(is_right.mean())
        bins = reliability(probs.max(axis=1), is_right, bins=_BINS)
    with base.writing() as connection:
        (expected,) = connection.execute(
            "SELECT avg(p.confidence) FROM predictions p JOIN assets a ON a.id = p.asset"
            " LEFT JOIN labels l ON l.asset = p.asset WHERE l.asset IS NULL AND NOT a.is_gone"
        ).fetchone()
        connection.execute(
            "UPDATE rounds SET accuracy = ?, expected = ?, agreement = ?, reliability = ?"
            " WHERE id = ?",
            (
                accuracy,
                expected,
                None if np.isnan(agreed) else agreed,
                json.dumps(bins.round(4).tolist()),
                number,
            ),
        )


def hints(trained: list[Round]) -> Hints:
    """Whether more labels are worth it, by all rounds so far."""
    if not trained:
        return Hints(None, None, False, None, None)
    last, told = trained[-1], [one for one in trained if one.expected is not None]
    gain = stopping.expected_gain(
        [one.labels for one in told], [one.expected for one in told], MORE
    )
    bins = np.array(last.reliability).reshape(-1, 3)
    weights = bins[:, 2] / max(1.0, bins[:, 2].sum())
    return Hints(
        last.expected,
        gain,
        stopping.is_enough([one.agreement for one in trained], gain),
        float(bins[:, 0] @ weights) if len(bins) else None,
        float(bins[:, 1] @ weights) if len(bins) else None,
    )
