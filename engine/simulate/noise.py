"""Wrong labels, planted and looked for: a labelled pool in, how many are found out."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from ..acquisition.noise import find_suspects
from ..errors import InputError
from ..evaluate.metrics import Interval, bootstrap
from ..jobs import Steps
from .figures import plain
from .learner import Learner, in_names

FIRST = (10, 20, 50)  # suspects that somebody looks at
START = "base"  # one of learner.STARTS: as a pool's retraining begins


@dataclass(frozen=True)
class Search:
    """One search for planted errors.

    planted     how many there are
    listed      how many suspects
    precision   of the first of FIRST suspects, or of all where fewer are listed, the share that
                was planted; None: none is listed
    best        the precision of as many suspects as the last of FIRST, could there be no better
    recall      the share of the planted that is listed
    """

    planted: int
    listed: int
    precision: tuple[float | None, ...]
    best: float
    recall: float


@dataclass(frozen=True)
class Noise:
    """Searches for a share of planted errors, one for each seed."""

    share: float
    searches: tuple[Search, ...]

    def precision(self, place: int) -> Interval:
        """Of the first FIRST[place] suspects, on average over the seeds that list any."""
        return self._mean(lambda search: search.precision[place])

    @property
    def listed(self) -> Interval:
        """How many suspects there are, on average over the seeds."""
        return self._mean(lambda search: search.listed)

    @property
    def recall(self) -> Interval:
        """The share of the planted that is listed, on average over the seeds."""
        return self._mean(lambda search: search.recall)

    def _mean(self, figure: Callable[[Search], float | None]) -> Interval:
        found = [figure(search) for search in self.searches]
        values = np.array([value for value in found if value is not None], np.float64)
        if not len(values):
            return Interval(np.nan, np.nan, np.nan)
        return bootstrap(lambda drawn: float(values[drawn].mean()), len(values))

    def as_json(self) -> dict:
        """All of it as plain values."""
        return {
            "share": self.share,
            "planted": self.searches[0].planted,
            "listed": plain(self.listed),
            "precision": {
                f"first {count}": plain(self.precision(place)) for place, count in enumerate(FIRST)
            },
            f"best possible of {FIRST[-1]}": self.searches[0].best,
            "recall": plain(self.recall),
            "seeds": [asdict(search) for search in self.searches],
        }


def plant(truth: NDArray[np.int64], share: float, classes: int, *, seed: int) -> NDArray[np.int64]:
    """Labels (N,) of which a share is wrong: another of the classes, each equally likely.

    Raises:
        InputError: there is no other class.
    """
    if classes < 2:
        raise InputError("All assets are of one class.", "Plant no errors: --noise ''.")
    count = round(share * len(truth))
    random = np.random.default_rng([seed, count])
    rows = random.choice(len(truth), count, replace=False)
    labels = truth.copy()
    labels[rows] = (truth[rows] + random.integers(1, classes, count)) % classes
    return labels


def judge(is_planted: NDArray[np.bool_], suspects: NDArray[np.int64]) -> Search:
    """How good a list of suspects, the first first, is where (N,) it is known what was planted."""
    found, planted = is_planted[suspects], int(is_planted.sum())
    return Search(
        planted,
        len(suspects),
        tuple(float(found[:first].mean()) if len(found) else None for first in FIRST),
        min(1.0, planted / FIRST[-1]),
        float(found.sum() / planted) if planted else 0.0,
    )


def search(learner: Learner, share: float, *, seed: int) -> Steps[Search]:
    """Plant errors among all assets of the pool, and list what heads dispute that learnt them."""
    pool = learner.pool
    labels = plant(pool.truth, share, len(pool.names), seed=seed)
    validation = yield from learner.validate(np.arange(len(labels)), labels)
    columns = in_names(pool.names, learner.classes(labels))[labels]
    return judge(labels != pool.truth, find_suspects(validation.probs, columns).rows)


def as_table(noise: Sequence[Noise]) -> list[str]:
    """Lines of Markdown."""
    first = " | ".join(f"of the first {count}" for count in FIRST)
    lines = [
        f"| planted | listed | planted {first} | best, were {FIRST[-1]} listed | found |",
        "|---" * (len(FIRST) + 4) + "|",
    ]
    for one in noise:
        right = " | ".join(str(one.precision(place)) for place in range(len(FIRST)))
        planted = f"{one.share:.0%}: {one.searches[0].planted}"
        best = f"{one.searches[0].best:.2f}"
        lines.append(f"| {planted} | {one.listed.value:.1f} | {right} | {best} | {one.recall} |")
    return lines
