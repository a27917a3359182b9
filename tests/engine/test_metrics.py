"""Metrics equal scikit-learn's on random answers, with rare and missing classes and ties."""

import numpy as np
import pytest
import sklearn.metrics as peer

from engine.classify.predict import tempered
from engine.evaluate import metrics

each_draw = pytest.mark.parametrize("seed", range(5))


def answers(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Truth (N,) and probabilities (N, C), some classes rare, some answers equal."""
    random = np.random.default_rng(seed)
    truth = random.choice(7, 300, p=[0.4, 0.3, 0.15, 0.1, 0.04, 0.01, 0.0])
    logits = random.normal(size=(300, 7)) + 2 * np.eye(7)[truth] * random.random((300, 1))
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return truth, np.round(probs, 2)


@pytest.mark.filterwarnings("ignore:y_pred contains classes")
@each_draw
def test_the_figures_of_each_class_equal_scikit_learns(seed: int) -> None:
    truth, probs = answers(seed)
    guess = probs.argmax(axis=1)
    matrix = metrics.confusion(truth, guess, 7)
    np.testing.assert_array_equal(matrix, peer.confusion_matrix(truth, guess, labels=range(7)))
    scores = metrics.class_scores(matrix)
    precision, recall, f1, support = peer.precision_recall_fscore_support(
        truth, guess, labels=range(7), zero_division=np.nan
    )
    np.testing.assert_allclose(scores.precision, precision)
    np.testing.assert_allclose(scores.recall, recall)
    np.testing.assert_array_equal(scores.support, support)
    counted = support > 0
    np.testing.assert_allclose(scores.f1[counted], f1[counted])
    assert metrics.macro_recall(matrix) == pytest.approx(peer.balanced_accuracy_score(truth, guess))


@each_draw
def test_the_share_in_the_top_k_equals_scikit_learns(seed: int) -> None:
    truth, _ = answers(seed)
    probs = np.random.default_rng(1).random((len(truth), 7))  # no ties: they are a convention
    for k in (1, 3, 5):
        expected = peer.top_k_accuracy_score(truth, probs, k=k, labels=range(7))
        assert metrics.in_top(truth, probs, k).mean() == pytest.approx(expected)


def test_of_equal_probabilities_the_lower_index_is_likelier() -> None:
    probs = np.full((3, 3), 1 / 3)
    assert metrics.in_top(np.arange(3), probs, 2).tolist() == [True, True, False]


@each_draw
def test_auroc_with_ties_equals_scikit_learns(seed: int) -> None:
    truth, probs = answers(seed)
    is_positive = truth == 0
    expected = peer.roc_auc_score(is_positive, probs[:, 0])
    assert metrics.auroc(probs[:, 0], is_positive) == pytest.approx(expected)
    assert np.isnan(metrics.auroc(probs[:, 0], np.zeros(len(truth), bool)))


def test_rare_classes_can_be_left_out_of_the_macro_recall() -> None:
    truth, guess = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 0])
    matrix = metrics.confusion(truth, guess, 2)
    assert metrics.macro_recall(matrix) == pytest.approx(1 / 3)
    among = matrix.sum(axis=1) >= 3
    assert metrics.macro_recall(matrix, among=among) == pytest.approx(2 / 3)


def test_calibration_error_by_hand() -> None:
    confidence = np.array([0.9, 0.9, 0.6, 0.6])
    is_right = np.array([True, True, True, False])
    assert metrics.calibration_error(confidence, is_right, bins=2) == pytest.approx(0.1)
    rows = metrics.reliability(confidence, is_right, bins=2)
    np.testing.assert_allclose(rows, [[0.6, 0.5, 2], [0.9, 1.0, 2]])


def test_answers_that_are_as_often_right_as_they_say_are_calibrated() -> None:
    random = np.random.default_rng(0)
    confidence = random.random(20000)
    is_right = random.random(20000) < confidence
    assert metrics.calibration_error(confidence, is_right) < 0.02
    assert metrics.calibration_error(confidence**3, is_right) > 0.2


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_that_was_put_in_is_found(temperature: float) -> None:
    random = np.random.default_rng(0)
    logits = 3 * random.normal(size=(5000, 6))
    true = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = (random.random((5000, 1)) > true.cumsum(axis=1)).sum(axis=1).clip(max=5)
    sharpened = tempered(true, 1 / temperature)
    found = metrics.fit_temperature(truth, sharpened)
    assert found == pytest.approx(temperature, rel=0.06)
    # What was sharpened to nearly nothing is floored, and comes back a little larger.
    np.testing.assert_allclose(tempered(sharpened, temperature), true, atol=1e-3)


def test_the_interval_holds_the_figure_and_narrows_with_more_assets() -> None:
    random = np.random.default_rng(0)
    widths = []
    for count in (50, 5000):
        is_right = random.random(count) < 0.7
        found = metrics.bootstrap(lambda drawn, r=is_right: r[drawn].mean(), count)
        assert found.low < found.value < found.high
        expected = 2 * 1.96 * np.sqrt(0.7 * 0.3 / count)
        assert found.high - found.low == pytest.approx(expected, rel=0.25)
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 5
    again = metrics.bootstrap(lambda drawn: is_right[drawn].mean(), count)
    assert again == found  # seeded
