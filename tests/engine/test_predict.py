"""Pooling of views gives the results one computes by hand."""

import numpy as np
import pytest

from engine.classify.predict import POOLINGS, ClassifySettings
from engine.datatypes import Prediction
from engine.errors import InputError

VIEWS = np.array([[0.9, 0.1, 0.0], [0.2, 0.5, 0.3], [0.1, 0.6, 0.3]], np.float32)


def test_mean_max_and_vote_are_as_computed_by_hand() -> None:
    assert np.allclose(POOLINGS["mean"](VIEWS), [0.4, 0.4, 0.2])
    assert np.allclose(POOLINGS["max"](VIEWS), np.array([0.9, 0.6, 0.3]) / 1.8)
    assert np.allclose(POOLINGS["vote"](VIEWS), [1 / 3, 2 / 3, 0])


def test_the_product_is_the_geometric_mean_and_one_view_can_rule_a_class_out() -> None:
    means = np.array([0.9 * 0.2 * 0.1, 0.1 * 0.5 * 0.6]) ** (1 / 3)
    pooled = POOLINGS["product"](VIEWS)
    assert np.isclose(pooled[0] / pooled[1], means[0] / means[1]) and pooled[2] < 1e-3


def test_entropy_pooling_weighs_views_by_one_minus_normalised_entropy() -> None:
    views = np.array([[1.0, 0.0], [0.5, 0.5], [0.25, 0.75]], np.float32)
    weight = 1 + (0.25 * np.log(0.25) + 0.75 * np.log(0.75)) / np.log(2)
    expected = (np.array([1.0, 0]) + weight * np.array([0.25, 0.75])) / (1 + weight)
    assert np.allclose(POOLINGS["entropy"](views), expected, atol=1e-6)
    certain_of_nothing = np.full((3, 4), 0.25, np.float32)
    assert np.allclose(POOLINGS["entropy"](certain_of_nothing), 0.25)


@pytest.mark.parametrize("name", POOLINGS)
def test_every_pooling_returns_probabilities_and_ignores_the_order_of_views(name: str) -> None:
    pooled = POOLINGS[name](VIEWS)
    assert np.isclose(pooled.sum(), 1, atol=1e-6) and (pooled >= 0).all()
    assert np.allclose(pooled, POOLINGS[name](VIEWS[::-1]), atol=1e-6)
    permuted = VIEWS[:, [2, 0, 1]]
    assert np.allclose(POOLINGS[name](permuted), pooled[[2, 0, 1]], atol=1e-6)
    assert np.allclose(POOLINGS[name](np.ones((2, 1), np.float32)), 1)


def prediction(probs: list[float], threshold: float = 0.5) -> Prediction:
    views = np.array([probs], np.float32)
    return Prediction(("a", "b", "c"), views[0], views, "test", threshold)


def test_a_prediction_knows_its_label_its_doubt_and_its_best() -> None:
    sure = prediction([0.2, 0.7, 0.1])
    assert (sure.label, round(sure.confidence, 2), sure.is_unknown) == ("b", 0.7, False)
    assert [name for name, _ in sure.top(2)] == ["b", "a"]
    unsure = prediction([0.2, 0.45, 0.35])
    assert (unsure.label, unsure.is_unknown) == ("b", True)


def test_tied_votes_are_decided_by_the_views_mean() -> None:
    views = np.array([[0.6, 0.4], [0.1, 0.9]], np.float32)
    tied = Prediction(("a", "b"), POOLINGS["vote"](views), views, "test")
    assert tied.label == "b"


@pytest.mark.parametrize(
    "options", [{"pooling": "median"}, {"up": "Y"}, {"threshold": 1.5}, {"views": -1}]
)
def test_impossible_settings_are_refused_with_a_hint(options: dict) -> None:
    with pytest.raises(InputError) as caught:
        ClassifySettings(**options)
    assert caught.value.hint
