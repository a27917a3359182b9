"""What learning curves, hints and searches for planted errors are said to show."""

from pathlib import Path

import numpy as np
import pytest
from oracle import blobs
from PIL import Image

from engine.acquisition.strategies import DEFAULT
from engine.errors import DataError, InputError
from engine.evaluate import plots
from engine.jobs import drain
from engine.simulate import noise
from engine.simulate.figures import Figures
from engine.simulate.hints import MORE, Hint, Hints, measure_hints
from engine.simulate.learner import Learner
from engine.simulate.noise import Noise, judge, plant
from engine.simulate.rounds import Curve, run

# --- figures of curves --------------------------------------------------------------------------


def curve(*accuracy: float, seconds: float = 1.0) -> Curve:
    """A curve of batches of ten."""
    labels = 10 * np.arange(len(accuracy))
    return Curve(labels, np.array(accuracy), seconds * labels, np.arange(labels[-1]))


def made() -> Figures:
    own = [curve(0, 0.6, 0.8, 0.8, seconds=3), curve(0, 0.4, 0.8, 0.8, seconds=3)]
    chance = [curve(0, 0.5, 0.5, 0.8), curve(0, 0.7, 0.7, 0.8)]
    return Figures(own, chance, 0.72)


def test_the_area_is_that_under_the_lines_between_the_points() -> None:
    found = made()
    np.testing.assert_allclose(found.areas, [(0.3 + 0.7 + 0.8) / 3, (0.2 + 0.6 + 0.8) / 3])
    assert found.area.value == pytest.approx(1.7 / 3)
    assert found.areas.min() <= found.area.low < found.area.high <= found.areas.max()
    whole = Figures([curve(1, 1, 1)], [curve(1, 1, 1)], 0.9)
    assert whole.area.value == whole.area.low == whole.area.high == 1


def test_labels_to_the_target_are_those_of_the_first_round_that_reaches_it() -> None:
    assert made().to_target.tolist() == [20, 20]
    assert made().seconds_to_target.tolist() == [60, 60]
    dips = curve(0, 0.9, 0.1, 0.9)
    never = curve(0, 0.1, 0.2, 0.3)
    assert Figures([dips, never], [dips, dips], 0.9).to_target.tolist() == [10, 30]


def test_the_share_of_random_is_paired_over_the_seeds() -> None:
    found = made()
    assert found.share.value == pytest.approx(40 / 60)
    assert found.share.low == found.share.high == found.share.value
    assert found.share_of_seconds.value == pytest.approx(120 / 60)
    # Half of random's labels with each seed: no draw of seeds says otherwise.
    own = [curve(0, 1, 1, 1, 1), curve(0, 0, 1, 1, 1)]
    chance = [curve(0, 0, 1, 1, 1), curve(0, 0, 0, 0, 1)]
    share = Figures(own, chance, 1.0).share
    assert (share.value, share.low, share.high) == (0.5, 0.5, 0.5)
    # Paired otherwise it is the same on average, but not sure at all.
    share = Figures(own[::-1], chance, 1.0).share
    assert (share.value, share.low, share.high) == (0.5, 0.25, 1.0)


def test_random_itself_has_the_share_one_and_is_nowhere_below() -> None:
    chance = [curve(0, 0.5, 0.7, 0.8), curve(0, 0.7, 0.75, 0.8)]
    found = Figures(chance, chance, 0.72)
    assert (found.share.value, found.share.low, found.share.high) == (1, 1, 1)
    assert found.below.shortfall == 0 and found.below.beyond == ()
    assert str(found.below) == "–"


def test_where_random_begins_at_the_target_there_is_no_share() -> None:
    found = Figures([curve(0.8, 0.8)], [curve(0.9, 0.9)], 0.85)
    assert np.isnan(found.share.value)
    assert found.as_json()["share of random"] == {"value": None, "low": None, "high": None}


def test_below_random_is_held_to_its_band() -> None:
    found = made().below  # means 0.5 and 0.6 at ten labels, random's deviation 0.1
    assert (found.shortfall, found.labels, found.band) == pytest.approx((0.1, 10, 0.1))
    assert found.beyond == ()
    worse = [curve(0, 0.45, 0.8, 0.7), curve(0, 0.45, 0.8, 0.7)]
    found = Figures(worse, made().random, 0.72).below
    assert found.shortfall == pytest.approx(0.15) and found.beyond == (10, 30)
    assert str(found) == "0.150 at 10"


def test_the_band_is_the_standard_deviation_over_the_seeds() -> None:
    stored = made().as_json()
    assert stored["mean"] == pytest.approx([0, 0.5, 0.8, 0.8])
    assert stored["low"] == pytest.approx([0, 0.4, 0.8, 0.8])
    assert stored["high"] == pytest.approx([0, 0.6, 0.8, 0.8])
    assert stored["curves"] == [[0, 0.6, 0.8, 0.8], [0, 0.4, 0.8, 0.8]]


# --- hints --------------------------------------------------------------------------------------


def test_hints_are_as_far_off_as_they_are() -> None:
    said = (
        Hint(10, 0.9, 0.5, None, None, 0.3),
        Hint(15, 0.6, 0.8, 0.5, 0.1, 0.2),
        Hint(20, 0.8, 0.8, 1.0, 0.1, -0.1),
        Hint(25, 0.8, 0.8, 1.0, 0.1, None),
    )
    hints = Hints(DEFAULT, said, None, (None, 0.8))
    assert hints.error == pytest.approx((0.4 + 0.2) / 4)
    assert hints.gain_error == pytest.approx((0.1 + 0.2) / 2)
    assert hints.true_gain == pytest.approx(0.05)
    assert "enough" not in str(hints)
    assert "“enough” from 30 labels on (0.700 right then, 0.800 last)" in str(
        Hints(DEFAULT, said, 30, (0.7, 0.8))
    )
    assert "Too few" in str(Hints(DEFAULT, (), None, (None, 0.8)))


def test_hints_are_about_what_has_no_label_yet() -> None:
    pool = blobs(100, spread=0.4)
    learner = Learner(pool, "nothing")
    one = drain(run(learner, DEFAULT, seed=0, batch=5))
    hints = drain(measure_hints(learner, DEFAULT, one))
    assert [hint.labels for hint in hints.rounds] == list(range(10, 60, 5))
    for hint in hints.rounds:
        rows, left = one.asked[: hint.labels], one.asked[hint.labels :]
        head = drain(learner.fit(rows, pool.truth[rows]))
        guess = head.probs(pool.means[left]).argmax(axis=1)  # all four classes are known
        assert hint.true == (guess == pool.truth[left]).mean()
    first = hints.rounds[0]
    assert first.agreement is None and first.gain is None
    assert first.true_gain == one.accuracy[6] - one.accuracy[2]  # 20 labels are four batches
    assert hints.rounds[-1].true_gain is None
    # Classes so plain: nothing is wrong from the first round on, and nothing changes; from 30
    # labels on its confidence is calibrated, and knows it.
    assert hints.enough == 30 and hints.accuracy == (1, 1)
    assert hints.error < 0.2 and hints.gain_error < 0.05
    assert hints.as_json()["rounds"][1]["labels"] == 15 and MORE == 20


# --- planted errors -----------------------------------------------------------------------------


@pytest.mark.parametrize("share, count", [(0.05, 10), (0.1, 20), (0.5, 100)])
def test_so_many_labels_are_wrong_and_every_other_class_is_as_likely(
    share: float, count: int
) -> None:
    truth = np.repeat(np.arange(4), 50)
    labels = plant(truth, share, 4, seed=1)
    wrong = labels != truth
    assert wrong.sum() == count and set(labels) <= set(range(4))
    np.testing.assert_array_equal(labels, plant(truth, share, 4, seed=1))
    assert (labels != plant(truth, share, 4, seed=2)).any()
    away = [(plant(truth, 0.5, 4, seed=s) - truth) % 4 for s in range(30)]
    shares = np.bincount(np.concatenate(away), minlength=4)[1:] / 3000
    np.testing.assert_allclose(shares, 1 / 3, atol=0.03)


def test_errors_are_not_planted_among_one_class() -> None:
    with pytest.raises(InputError, match="one class"):
        plant(np.zeros(9, np.int64), 0.1, 1, seed=0)


def test_precision_is_of_the_first_listed_and_recall_of_all_planted() -> None:
    is_planted = np.zeros(100, bool)
    is_planted[:24] = True
    suspects = np.concatenate([np.arange(9), [50], np.arange(60, 70), np.arange(9, 12)])
    found = judge(is_planted, suspects)
    assert (found.planted, found.listed) == (24, 23)
    assert found.precision == pytest.approx((9 / 10, 9 / 20, 12 / 23))
    assert found.best == 24 / 50 and found.recall == 12 / 24
    nothing = judge(is_planted, suspects[:0])
    assert nothing.precision == (None, None, None) and nothing.recall == 0
    both = Noise(0.24, (found, nothing))
    assert both.precision(0).value == 0.9 and both.recall.value == 0.25
    assert both.as_json()["listed"]["value"] == 11.5
    none = Noise(0.24, (nothing,)).as_json()
    assert none["precision"]["first 50"] == {"value": None, "low": None, "high": None}


def test_planted_errors_among_plain_classes_are_found() -> None:
    learner = Learner(blobs(400, spread=0.3), noise.START)
    found = drain(noise.search(learner, 0.05, seed=0))
    assert found.planted == 20 and found.listed >= 3
    assert found.precision == (1, 1, 1) and found.recall == found.listed / 20


# --- the plot -----------------------------------------------------------------------------------


def test_learning_curves_are_drawn_where_they_are(tmp_path: Path) -> None:
    labels = np.arange(0, 101, 10)
    high, low = np.linspace(0, 0.9, 11), np.linspace(0, 0.3, 11)
    flat = np.full(11, 0.02)
    curves = {"ours": np.stack([high, flat]), "chance": np.stack([low, flat])}
    curves |= {f"another {i}": np.stack([(high + low) / 2 + i / 99, flat]) for i in range(11)}
    path = tmp_path / "deep" / "curves.png"
    plots.write_curves(path, labels, curves, bold=("ours", "chance"), target=0.5, title="share")
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"), int)
    middle = pixels[:, 46 + 410 - 5 : 46 + 410 + 5]  # at 50 labels
    heights = []
    for color in ((0xD0, 0x40, 0x10), (0x20, 0x20, 0x20)):
        rows = np.nonzero((np.abs(middle - color).sum(axis=2) < 40).any(axis=1))[0]
        rows = rows[(rows > 46) & (rows < 46 + 520)]
        heights.append(1 - (rows.mean() - 46) / 520)
    np.testing.assert_allclose(heights, [0.45, 0.15], atol=0.02)  # the axis ends at 1
    legend = {tuple(pixels[46 + 12 + 22 * row, 46 + 820 + 30]) for row in range(len(curves))}
    assert len(legend) == 13 and (255, 255, 255) not in legend


def test_a_plot_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    one = {"one": np.zeros((2, 3))}
    with pytest.raises(DataError, match="file"):
        plots.write_curves(tmp_path / "file" / "a.png", np.arange(3), one)
