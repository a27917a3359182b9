"""What a check is, and what came of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from ..jobs import Steps

HOLDS, WORSE, FAILED, MISSING = "holds", "worse", "failed", "not run"


@dataclass(frozen=True)
class Bound:
    """What is measured, and how much it has to be; beyond that something has become worse."""

    words: str
    unit: str = ""
    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value is one, and within the bound."""
        if not math.isfinite(value):
            return False
        is_enough = self.least is None or value >= self.least
        return is_enough and (self.most is None or value <= self.most)

    def said(self, words: Callable[[str], str] = str) -> str:
        """The bound as it stands in a table: “at least 80 %”; `words` translates."""
        parts = [("at least {}", self.least), ("at most {}", self.most)]
        return ", ".join(
            words(text).format(_with_unit(value, self.unit))
            for text, value in parts
            if value is not None
        )


@dataclass(frozen=True)
class Check:
    """A feature, tried small.

    name      its word, as the verb's
    words     what is done, said while it is
    measure   does it; its figures by the name of their bound
    bounds    of each figure
    needs     packages without which it is not run
    is_apart  in a process of its own, which may crash; at the top of a module then
    """

    name: str
    words: str
    measure: Callable[[], Steps[dict[str, float]]]
    bounds: dict[str, Bound]
    needs: tuple[str, ...] = ()
    is_apart: bool = True


@dataclass(frozen=True)
class Figure:
    """A value that was measured, and what it has to be."""

    value: float
    bound: Bound

    @property
    def is_good(self) -> bool:
        """Whether it is within its bound."""
        return self.bound.holds(self.value)

    @property
    def said(self) -> str:
        """The value with its unit."""
        return _with_unit(self.value, self.bound.unit)


@dataclass(frozen=True)
class Row:
    """What came of a check.

    figures  empty where it was not run, or failed
    problem  a sentence: what is missing, or what went wrong
    trace    of an error that is a bug
    """

    name: str
    figures: tuple[Figure, ...] = ()
    seconds: float = 0.0
    problem: str = ""
    trace: str = ""
    missing: tuple[str, ...] = field(default=())

    @property
    def outcome(self) -> str:
        """One of HOLDS, WORSE, FAILED, MISSING."""
        if self.missing:
            return MISSING
        if self.problem:
            return FAILED
        return HOLDS if all(figure.is_good for figure in self.figures) else WORSE

    @property
    def is_bad(self) -> bool:
        """Whether the self-test as a whole has failed by it."""
        return self.outcome in (WORSE, FAILED)

    @property
    def reason(self) -> str:
        """Why it is bad, or was not run, as a sentence; else empty."""
        if self.outcome == MISSING:
            return f"not run: needs {', '.join(self.missing)}"
        worse = [
            f"{figure.bound.words}: {figure.said}, not {figure.bound.said()}"
            for figure in self.figures
            if not figure.is_good
        ]
        return self.problem or "; ".join(worse)


def _with_unit(value: float, unit: str) -> str:
    return f"{value:.3g}{' ' if unit not in ('', '°') else ''}{unit}"
