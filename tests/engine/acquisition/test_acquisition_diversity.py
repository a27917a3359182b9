"""Batches that differ: held to scikit-activeml, to whole gradients and to groups far apart."""

import numpy as np
import pytest
from asked import (
    NONE,
    as_skactiveml,
    grouped,
    held_to_skactiveml,
    labels_of,
    normal,
    regrets,
    whole,
    without,
)

from engine.acquisition import diversity
from engine.acquisition.candidates import Candidates
from engine.acquisition.strategies import ask

each_draw = pytest.mark.parametrize("seed", range(4))


@held_to_skactiveml
@each_draw
def test_k_centre_equals_core_set(seed: int) -> None:
    from skactiveml.pool import CoreSet

    pool = whole(normal(seed, 80), np.arange(5))
    labels = as_skactiveml(pool)
    expected, utilities = CoreSet().query(pool.vectors, labels, None, 30, True)
    scores, picked = diversity.k_centre(pool, 30, np.random.default_rng(0))
    assert picked == expected.tolist()
    np.testing.assert_allclose(scores, utilities[0], rtol=1e-4)


def test_k_centre_begins_in_the_middle_and_minds_no_label_without_a_look() -> None:
    vectors = np.array([[1, 0], [0.8, 0.6], [0.6, 0.8], [-1, 0], [0, 1]], np.float32)
    order = ask(Candidates(labels_of(5, NONE), vectors), "k_centre", count=5)
    assert order.rows.tolist() == [2, 3, 0, 4, 1]
    order = ask(Candidates(labels_of(5, np.array([4])), without(vectors, 4)), "k_centre", count=4)
    assert order.rows.tolist() == [1, 3, 0, 2]
    seen = without(np.append(vectors, [[-0.8, 0.6]], axis=0), 4)
    order = ask(Candidates(labels_of(6, np.array([0, 4])), seen), "k_centre", count=4)
    assert order.rows.tolist() == [3, 2, 5, 1] and order.scores[3] == 2


@held_to_skactiveml
@pytest.mark.parametrize("labelled", [NONE, np.array([0, 7])])
@each_draw
def test_typical_ones_of_given_groups_equal_typiclusts(seed: int, labelled: np.ndarray) -> None:
    from skactiveml.pool import TypiClust

    sizes = [6, 9, 30, 4, 1, 16]
    groups = np.repeat(np.arange(6), sizes)
    pool = Candidates(labels_of(66, labelled), normal(seed, 66))

    class Given:
        def __init__(self, n_clusters: int) -> None:
            assert n_clusters == 6

        def fit_predict(self, _vectors: np.ndarray) -> np.ndarray:
            return groups

    count = 6 - len(labelled)
    peer = TypiClust(cluster_algo=Given)
    labels = as_skactiveml(pool)
    expected, utilities = peer.query(pool.vectors, labels, None, count, True)
    scores, picked = diversity.typical(pool, groups, count)
    assert picked == expected.tolist()
    largest = groups == 2
    np.testing.assert_allclose(scores[largest], utilities[0][largest], rtol=1e-3)


def test_groups_with_a_label_are_asked_again_when_all_have_one() -> None:
    vectors, groups = grouped([9, 5, 3])
    pool = Candidates(labels_of(17, np.array([0, 1])), vectors)
    _, picked = diversity.typical(pool, groups, 6)
    assert groups[picked].tolist() == [1, 2, 0, 1, 2, 0] and len(set(picked)) == 6


@pytest.mark.parametrize("sample", [60, 20_000])
def test_k_means_finds_groups_far_apart_also_by_a_sample(monkeypatch, sample: int) -> None:
    monkeypatch.setattr(diversity, "_SAMPLE", sample)
    vectors, groups = grouped([50, 40, 30, 20], spread=0.01)
    found = diversity.k_means(vectors, 4, np.random.default_rng(0))
    assert len({*zip(found.tolist(), groups.tolist(), strict=True)}) == len(set(found)) == 4


@held_to_skactiveml
@pytest.mark.filterwarnings("ignore:The maximum purity")  # one radius is not chosen by purity
@pytest.mark.parametrize("radius", [0.6, 0.8, 1.0])
@each_draw
def test_balls_of_a_given_radius_equal_prob_covers(seed: int, radius: float) -> None:
    from skactiveml.pool import ProbCover

    pool = whole(normal(seed, 80), np.arange(4), near=79)
    peer = ProbCover(deltas=[radius])
    scores, picked = diversity.prob_cover(pool, 25, np.random.default_rng(0), radius=radius)
    labels = as_skactiveml(pool)
    utilities = peer.query(pool.vectors, labels, return_utilities=True)[1]
    np.testing.assert_array_equal(scores, utilities[0])
    assert len(set(picked)) == 25 and np.nanmax(scores) > 2
    assert max(regrets(pool, picked, peer.query)) <= 1e-4


@each_draw
def test_at_the_pure_radius_95_percent_of_balls_hold_one_group(seed: int) -> None:
    pool = whole(normal(seed, 100, 3), near=99)
    radius = diversity.pure_radius(pool, np.random.default_rng(0))
    groups = diversity.k_means(pool.vectors, 4, np.random.default_rng(0))
    away = np.linalg.norm(pool.vectors[:, None] - pool.vectors, axis=2)
    is_pure = ((away > radius) | (groups == groups[:, None])).all(axis=1)
    assert is_pure.mean() == pytest.approx(0.95, abs=0.015)


class Recorder:
    """Chance that takes the likeliest, and remembers how likely all were."""

    def __init__(self) -> None:
        self.asked: list[np.ndarray] = []

    def permutation(self, count: int) -> np.ndarray:
        return np.arange(count)

    def choice(self, _count: int, *, p: np.ndarray) -> int:
        self.asked.append(p)
        return int(p.argmax())


@each_draw
def test_badge_goes_by_distances_between_the_whole_gradients(seed: int) -> None:
    pool = whole(without(normal(seed, 50), 4), np.array([8, 9]))
    open_rows = np.flatnonzero(pool.is_open)
    errors = pool.probs - np.eye(4)[np.nan_to_num(pool.probs).argmax(axis=1)]
    gradients = (errors[:, :, None] * pool.vectors[:, None]).reshape(50, -1)[open_rows]
    chance = Recorder()
    scores, picked = diversity.badge(pool, 12, chance)
    np.testing.assert_allclose(scores[open_rows], (gradients**2).sum(axis=1), rtol=1e-5)
    assert picked[0] == np.nanargmax(scores) and len(set(picked)) == 12
    places = np.searchsorted(open_rows, picked)
    for turn, likely in enumerate(chance.asked, start=1):
        away = ((gradients[:, None] - gradients[places[:turn]]) ** 2).sum(axis=2).min(axis=1)
        np.testing.assert_allclose(likely[open_rows], away / away.sum(), atol=1e-6)
    assert len(chance.asked) == 11


@held_to_skactiveml
@each_draw
def test_the_first_pick_of_badge_equals_scikit_activemls(seed: int) -> None:
    from skactiveml.base import SkactivemlClassifier
    from skactiveml.pool import Badge

    pool = whole(normal(seed, 50), np.array([8, 9]))

    class Told(SkactivemlClassifier):
        def fit(self, X, y, sample_weight=None):
            return self

        def predict_proba(self, _vectors: np.ndarray) -> np.ndarray:
            return pool.probs[pool.is_open]

    labels = as_skactiveml(pool)
    clf = Told(classes=range(4))
    expected, utilities = Badge().query(pool.vectors, labels, clf, False, return_utilities=True)
    scores, picked = diversity.badge(pool, 1, np.random.default_rng(0))
    assert picked == list(expected)
    np.testing.assert_allclose(scores / np.nansum(scores), utilities[0], rtol=1e-5)
