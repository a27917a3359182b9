"""Hints: planted wrong labels are found, and learning curves that are known are carried on."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from engine.acquisition.noise import find_suspects
from engine.acquisition.stopping import agreement, expected_gain, is_enough, is_stable

each_draw = pytest.mark.parametrize("seed", range(5))
CURVE = [10, 20, 40, 80, 160]


def sure(truth: np.ndarray, classes: int, seed: int) -> np.ndarray:
    """Probabilities (N, C) of which the truth has nearly all, each a little different."""
    random = np.random.default_rng(seed)
    probs = random.dirichlet(np.ones(classes), len(truth)) * random.uniform(0.001, 0.02)
    probs[np.arange(len(truth)), truth] = 0
    probs[np.arange(len(truth)), truth] = 1 - probs.sum(axis=1)
    return probs


@each_draw
def test_planted_wrong_labels_are_found_and_what_they_should_be_is_suggested(seed: int) -> None:
    random = np.random.default_rng(seed)
    truth = random.integers(5, size=120)
    probs, labels = sure(truth, 5, seed), truth.copy()
    planted = random.choice(len(truth), 9, replace=False)
    labels[planted] = (truth[planted] + random.integers(1, 5, size=9)) % 5
    found = find_suspects(probs, labels)
    assert sorted(found.rows) == sorted(planted)
    np.testing.assert_array_equal(found.suggested, truth[found.rows])
    np.testing.assert_array_equal(found.own, probs[found.rows, labels[found.rows]])
    assert (np.diff(found.own) > 0).all()


def test_no_label_is_a_suspect_where_the_model_is_sure_of_all() -> None:
    truth = np.arange(40) % 4
    found = find_suspects(sure(truth, 4, 0), truth)
    assert len(found.rows) == len(found.own) == len(found.suggested) == 0


@each_draw
def test_each_suspect_is_less_likely_than_all_others(seed: int) -> None:
    random = np.random.default_rng(seed)
    probs, labels = random.dirichlet(np.ones(6), 300), random.integers(6, size=300)
    found = find_suspects(probs, labels)
    own = probs[np.arange(300), labels]
    assert 0 < len(found.rows) < 100
    assert own[found.rows].max() < np.delete(own, found.rows).min()


def test_another_class_is_suggested_even_if_the_label_is_the_best_of_many_unlikely_ones() -> None:
    probs = np.full((1, 100), 0.981 / 99)
    probs[0, 7], probs[0, 9] = 0.019, 0.0125
    found = find_suspects(probs, np.array([7]))
    assert found.suggested.tolist() == [9]


def test_what_no_model_answered_about_is_no_suspect() -> None:
    probs = np.array([[0.001, 0.999], [np.nan, np.nan], [0.01, 0.99]], np.float32)
    found = find_suspects(probs, np.array([0, 0, 0]))
    assert found.rows.tolist() == [0, 2] and found.suggested.tolist() == [1, 1]
    assert not len(find_suspects(probs[:0], np.zeros(0, np.int64)).rows)


@each_draw
def test_agreement_equals_cohens_kappa_of_scikit_learn(seed: int) -> None:
    random = np.random.default_rng(seed)
    before = random.choice(6, 200, p=[0.5, 0.2, 0.15, 0.1, 0.05, 0])
    after = np.where(random.random(200) < 0.8, before, random.choice(6, 200))
    assert agreement(before, after) == pytest.approx(cohen_kappa_score(before, after))
    assert agreement(before, random.permutation(before)) == pytest.approx(0, abs=0.2)


def test_agreement_is_one_of_equal_guesses_zero_of_wholly_different_ones_and_none_of_none() -> None:
    one, other = np.zeros(5, np.int64), np.full(5, 3)
    assert agreement(one, one) == agreement(np.arange(5), np.arange(5)) == 1
    assert agreement(one, other) == 0
    assert np.isnan(agreement(one[:0], one[:0]))


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        ([], False),
        ([1.0, 1.0], False),
        ([1.0, 1.0, 1.0], True),
        ([0.5, 0.99, 0.995, 1.0], True),
        ([1.0, 1.0, 1.0, 0.98], False),
        ([1.0, 0.98, 1.0], False),
        ([None, None, None], False),
        ([1.0, None, 1.0, None], False),
        ([1.0, None, 1.0, None, 1.0], True),
        ([1.0, 1.0, 1.0, None], True),
        ([np.nan, 1.0, 1.0], False),
        ([1.0, np.nan, 1.0], False),
        ([1.0, 1.0, np.nan], False),
    ],
)
def test_guesses_are_stable_after_three_rounds_that_agree(
    agreements: list[float | None], expected: bool
) -> None:
    assert is_stable(agreements) is expected
    assert is_enough(agreements, 0.009) is expected
    assert not is_enough(agreements, 0.01) and not is_enough(agreements, None)


@pytest.mark.parametrize("top", [0.8, 0.95, 1.0])
@pytest.mark.parametrize("power", [0.33, 0.52, 0.87, 1.4])
@pytest.mark.parametrize("more", [10, 100, 1000])
def test_the_gain_of_a_known_power_law_is_found(top: float, power: float, more: int) -> None:
    labels = np.array(CURVE)
    scale = 0.5 * 10**power  # it begins at half of one below the top
    accuracies = top - scale * labels**-power
    expected = scale * (160**-power - (160.0 + more) ** -power)
    found = expected_gain(CURVE, accuracies.tolist(), more)
    assert found == pytest.approx(expected, rel=0.1)


def test_a_curve_that_aims_above_one_is_fitted_by_the_best_that_does_not() -> None:
    labels = np.array(CURVE, float)
    accuracies = np.array([0.2, 0.35, 0.5, 0.65, 0.8])
    fits = []
    for power in np.linspace(0.1, 2, 39):
        falls = labels**-power
        for top in np.linspace(0.5, 1, 101):
            slope = max(0.0, falls @ (top - accuracies) / (falls @ falls))
            error = ((top - slope * falls - accuracies) ** 2).sum()
            fits.append((error, slope * (160**-power - 260**-power), top))
    _, expected, top = min(fits)
    assert top == 1  # else the test says little
    assert expected_gain(CURVE, accuracies.tolist(), 100) == pytest.approx(expected)


@each_draw
def test_the_gain_grows_with_labels_but_never_lifts_above_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    above = 0
    for _ in range(40):
        slope = random.uniform(0.1, 3) * np.array(CURVE) ** -random.uniform(0.2, 1)
        accuracies = np.clip(1 - slope + random.normal(size=5) * 0.05, 0, 1)
        gains = [expected_gain(CURVE, accuracies.tolist(), more) for more in (0, 1, 50, 10**6)]
        assert gains[0] == 0 and (np.diff(gains) >= 0).all()
        assert accuracies[-1] + gains[-1] <= 1 + 1e-12
        above += gains[-1] > 0
    assert above > 20  # else the test says little


def test_a_curve_that_falls_promises_nothing() -> None:
    assert expected_gain(CURVE, [0.9, 0.8, 0.7, 0.6, 0.5], 100) == 0
    assert expected_gain(CURVE, [1.0] * 5, 100) == 0


def test_the_order_of_the_rounds_and_rounds_of_as_many_labels_do_not_matter() -> None:
    accuracies = [0.5, 0.62, 0.7, 0.76, 0.8]
    expected = expected_gain(CURVE, accuracies, 100)
    assert expected_gain(CURVE[::-1], accuracies[::-1], 100) == pytest.approx(expected)
    assert expected_gain(CURVE * 2, accuracies * 2, 100) == pytest.approx(expected)


@pytest.mark.parametrize("labels", [[], [10], [10, 20], [10, 20, 20, 10]])
def test_fewer_than_three_counts_of_labels_say_nothing(labels: list[int]) -> None:
    assert expected_gain(labels, [0.5 + 0.1 * i for i in range(len(labels))], 50) is None
