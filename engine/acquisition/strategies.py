"""The ways to ask: assets and what is known of them in, the order to ask in and why out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from . import coverage as covering
from . import diversity, uncertainty
from .candidates import Candidates

Choice = tuple[NDArray[np.float64], list[int], NDArray[np.int64] | None]
Choose = Callable[[Candidates, int, np.random.Generator], Choice]


@dataclass(frozen=True)
class Strategy:
    """A way to ask.

    text     what it asks first, for those who choose one
    why      why one was picked; {like}, {first}, {second} and {score} stand for what is known
    choose   scores (N,), NaN where none; rows picked with regard to each other; how many others
             like each have no label
    needs    what of Candidates it goes by
    """

    text: str
    why: str
    choose: Choose
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Order:
    """In which order assets are asked.

    rows     (M,) int64, all without a label: first the picks, what nothing is known of last
    scores   (N,) float64, the higher the earlier; NaN where nothing is known
    picks    how many of the rows were picked with regard to each other
    like     (N,) int64, how many others like each have no label; None: nobody knows
    strategy one of STRATEGIES: that which was asked for, or what stands in for it
    """

    strategy: str
    rows: NDArray[np.int64]
    scores: NDArray[np.float64]
    picks: int
    like: NDArray[np.int64] | None


def _random(pool: Candidates, _count: int, rng: np.random.Generator) -> Choice:
    return rng.random(len(pool)), [], None


def _by_score(
    score: Callable[[Candidates], NDArray[np.floating]],
) -> Choose:
    return lambda pool, _count, _rng: (score(pool).astype(np.float64), [], None)


def _by_picks(pick: Callable[..., diversity.Picks]) -> Choose:
    return lambda pool, count, rng: (*pick(pool, count, rng), None)


def _density(pool: Candidates, _count: int, _rng: np.random.Generator) -> Choice:
    """Information density (Settles & Craven 2008): doubt times mean likeness."""
    near = pool.neighbours
    like = covering.gains(near, covering.covered(pool.labelled, near), pool.unsure).like
    return pool.unsure * near.density, [], like


def _cost(pool: Candidates, count: int, rng: np.random.Generator) -> Choice:
    """What coverage gains in a second (return on investment: Haertel et al. 2008)."""
    return covering.coverage(pool, count, rng, costs=pool.costs)


def _views(pool: Candidates) -> NDArray[np.float64]:
    return uncertainty.disagreement(pool.views.transpose(1, 0, 2))


DEFAULT = "coverage"
STRATEGIES = {
    "coverage": Strategy(
        "what many assets are like that the model doubts and no label is like: typical ones"
        " first, doubtful ones later",
        "Like {like} others without a label",
        covering.coverage,
        ("neighbours",),
    ),
    "random": Strategy("anything", "By chance", _random),
    "least_confidence": Strategy(
        "where the first guess is unlikely",
        "The best guess is {first}",
        _by_score(lambda pool: uncertainty.least_confidence(pool.probs)),
        ("probs",),
    ),
    "margin": Strategy(
        "where two guesses are about as likely",
        "{first}, or {second}",
        _by_score(lambda pool: pool.unsure),
        ("margins",),
    ),
    "entropy": Strategy(
        "where many classes are possible",
        "Many classes are possible; the best guess is {first}",
        _by_score(lambda pool: uncertainty.entropy(pool.probs)),
        ("probs",),
    ),
    "views": Strategy(
        "where pictures from different sides say different things",
        "Its sides look like different classes",
        _by_score(_views),
        ("views",),
    ),
    "bald": Strategy(
        "where models that learnt from different labels say different things",
        "Models of different labels disagree",
        _by_score(lambda pool: uncertainty.disagreement(pool.committee)),
        ("committee",),
    ),
    "k_centre": Strategy(
        "what is least like all labels (CoreSet)",
        "Unlike all that has a label",
        _by_picks(diversity.k_centre),
        ("vectors",),
    ),
    "badge": Strategy(
        "what would change the model most, in different ways (BADGE)",
        "It would change the model much; the best guess is {first}",
        _by_picks(diversity.badge),
        ("probs", "vectors"),
    ),
    "typiclust": Strategy(
        "the most typical of each group without a label (TypiClust)",
        "Typical of a group without a label",
        _by_picks(diversity.typiclust),
        ("vectors",),
    ),
    "prob_cover": Strategy(
        "what has the most others right beside it (ProbCover)",
        "{score:.0f} without a label look almost the same",
        _by_picks(diversity.prob_cover),
        ("neighbours", "vectors"),
    ),
    "density": Strategy(
        "doubtful ones that others are like",
        "{first}, or {second}; and others are like it",
        _density,
        ("margins", "neighbours"),
    ),
    "cost": Strategy(
        "as coverage, but what a person labels quickly first",
        "Like {like} others without a label, and quickly said",
        _cost,
        ("costs", "neighbours"),
    ),
}


def ask(pool: Candidates, strategy: str = DEFAULT, *, count: int, seed: int = 0) -> Order:
    """In which order to ask all that has no label; equal input and seed give equal order.

    While what a strategy goes by is not there (no model has answered yet, no view was kept),
    DEFAULT stands in for it, which needs neighbours only; without these, chance does.

    Args:
        strategy: one of STRATEGIES.
        count: how many are picked with regard to each other; the rest comes by its score.

    Raises:
        InputError: there is no such strategy.
    """
    if strategy not in STRATEGIES:
        raise InputError(f"Unknown strategy “{strategy}”.", f"There is {', '.join(STRATEGIES)}.")
    if not pool.has(STRATEGIES[strategy].needs):
        strategy = DEFAULT if pool.has(STRATEGIES[DEFAULT].needs) else "random"
    rng = np.random.default_rng(seed)
    ties = rng.permutation(len(pool))
    scores, picked, like = STRATEGIES[strategy].choose(pool, count, rng)
    scores = np.where(pool.is_open, scores, np.nan)
    is_left = pool.labels == -1
    is_left[picked] = False
    left = np.flatnonzero(is_left)
    left = left[np.lexsort((ties[left], -scores[left]))]  # NaN, too, is sorted last
    rows = np.append(picked, left).astype(np.int64)
    return Order(strategy, rows, scores, len(picked), like)
