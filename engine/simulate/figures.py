"""What learning curves say: a curve for each seed in, figures beside those of chance out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..evaluate.metrics import Interval, bootstrap
from .rounds import Curve

_TINY = 1e-9


@dataclass(frozen=True)
class Below:
    """Where a strategy's mean curve lies under random's.

    shortfall  the largest difference, 0: nowhere
    labels     where that is
    band       random's standard deviation there
    beyond     all numbers of labels where the difference is greater than the band
    """

    shortfall: float
    labels: int
    band: float
    beyond: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.shortfall:.3f} at {self.labels}" if self.shortfall else "–"


@dataclass(frozen=True, eq=False)
class Figures:
    """S curves of a strategy, and random's of the same S seeds. All have the same R rounds.

    target   the accuracy that is to be reached
    """

    curves: Sequence[Curve]
    random: Sequence[Curve]
    target: float

    @cached_property
    def labels(self) -> NDArray[np.int64]:
        """How many there were, (R,)."""
        return self.curves[0].labels

    @cached_property
    def mean(self) -> NDArray[np.float64]:
        """The accuracy (R,) on average over the seeds."""
        return _accuracies(self.curves).mean(axis=0)

    @cached_property
    def deviation(self) -> NDArray[np.float64]:
        """The band: the standard deviation (R,) over the seeds."""
        return _accuracies(self.curves).std(axis=0)

    @cached_property
    def areas(self) -> NDArray[np.float64]:
        """The area under each curve (S,) by trapezoids, as a share of 1 over all labels."""
        heights, wide = _accuracies(self.curves), np.diff(self.labels)
        return (heights[:, 1:] + heights[:, :-1]) @ wide / 2 / wide.sum()

    @cached_property
    def area(self) -> Interval:
        """The mean area, with its interval over the seeds."""
        return bootstrap(lambda drawn: float(self.areas[drawn].mean()), len(self.areas))

    @cached_property
    def to_target(self) -> NDArray[np.int64]:
        """Labels (S,) until the target is reached; the whole pool where it never is."""
        return _spent(self.curves, self.target, lambda curve: curve.labels)

    @cached_property
    def seconds_to_target(self) -> NDArray[np.float64]:
        """The same in seconds of a person."""
        return _spent(self.curves, self.target, lambda curve: curve.seconds)

    @cached_property
    def share(self) -> Interval:
        """The labels to the target, of all seeds, as a share of random's; paired over seeds."""
        return _share(self.to_target, _spent(self.random, self.target, lambda curve: curve.labels))

    @cached_property
    def share_of_seconds(self) -> Interval:
        """The same of the seconds."""
        return _share(
            self.seconds_to_target, _spent(self.random, self.target, lambda curve: curve.seconds)
        )

    @cached_property
    def below(self) -> Below:
        """Where it is worse than chance."""
        chance = _accuracies(self.random)
        lacks, band = chance.mean(axis=0) - self.mean, chance.std(axis=0)
        worst = int(lacks.argmax())
        beyond = self.labels[lacks > band + _TINY]
        shortfall = float(lacks[worst]) if lacks[worst] > _TINY else 0.0
        return Below(shortfall, int(self.labels[worst]), float(band[worst]), tuple(beyond.tolist()))

    def as_json(self) -> dict:
        """All figures and every curve as plain values."""
        return {
            "labels": self.labels.tolist(),
            "curves": [curve.accuracy.tolist() for curve in self.curves],
            "seconds": [curve.seconds.tolist() for curve in self.curves],
            "mean": self.mean.tolist(),
            "low": (self.mean - self.deviation).tolist(),
            "high": (self.mean + self.deviation).tolist(),
            "area": plain(self.area),
            "areas": self.areas.tolist(),
            "labels to target": self.to_target.tolist(),
            "seconds to target": self.seconds_to_target.tolist(),
            "share of random": plain(self.share),
            "share of random's seconds": plain(self.share_of_seconds),
            "below random": {
                "largest": self.below.shortfall,
                "at labels": self.below.labels,
                "random's band there": self.below.band,
                "is beyond the band": bool(self.below.beyond),
                "beyond the band at labels": list(self.below.beyond),
            },
        }


def plain(interval: Interval) -> dict[str, float | None]:
    """An interval as JSON has it; None where there is no figure."""
    return {name: None if np.isnan(v) else float(v) for name, v in vars(interval).items()}


def _accuracies(curves: Sequence[Curve]) -> NDArray[np.float64]:
    return np.stack([curve.accuracy for curve in curves])


def _spent(
    curves: Sequence[Curve], target: float, what: Callable[[Curve], NDArray]
) -> NDArray[np.float64]:
    """What each curve (S,) had taken when it first reached the target."""
    rounds = [curve.first(target) for curve in curves]
    return np.array(
        [what(curve)[-1 if n is None else n] for curve, n in zip(curves, rounds, strict=True)]
    )


def _share(own: NDArray[np.float64], random: NDArray[np.float64]) -> Interval:
    if not random.all():  # random begins at the target: nothing can be less
        return Interval(np.nan, np.nan, np.nan)
    return bootstrap(lambda drawn: float(own[drawn].sum() / random[drawn].sum()), len(own))
