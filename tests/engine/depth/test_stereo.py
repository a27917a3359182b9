"""Depth of a pair of pictures: drawn scenes with known cameras, measured pairs, bad pairs."""

from pathlib import Path

import numpy as np
import pytest
from paired import BASELINE, LENS, bumpy_walls, seen

from engine.depth.contract import DISPARITY, METRIC, Depth
from engine.depth.stereo import stereo_depth
from engine.errors import InputError, ResultError
from engine.images import over, read_image, read_values
from engine.render.channels import Subject


@pytest.fixture(scope="module")
def scene() -> Subject:
    return bumpy_walls()


def error(depth: Depth, true: np.ndarray) -> tuple[float, float]:
    """The mean error as a share, and for how many pixels depth is known."""
    known = depth.is_known
    return float((np.abs(depth.values - true) / true)[known].mean()), float(known.mean())


def test_a_rectified_pair_tells_metres(scene: Subject) -> None:
    (left, true), (right, _) = seen(scene, 0), seen(scene, BASELINE)
    depth = stereo_depth(left, right, lens=LENS, baseline=BASELINE)
    off, share = error(depth, true)
    assert depth.kind == METRIC and off < 0.02 and share > 0.85
    assert np.array_equal(
        depth.values, stereo_depth(left, right, lens=LENS, baseline=BASELINE).values
    )


@pytest.mark.parametrize("turns", [(2, 1, -3, -2), (-2, 0, 2, 3), (0, 0, 0, 0.4), (5, 2, 5, 2)])
def test_a_pair_turned_against_one_another_tells_metres_too(scene: Subject, turns) -> None:
    (left, true), (right, _) = seen(scene, 0, *turns[:2]), seen(scene, BASELINE, *turns[2:])
    depth = stereo_depth(left, right, lens=LENS, baseline=BASELINE)
    off, share = error(depth, true)
    assert depth.kind == METRIC and off < 0.02 and share > 0.75


def test_without_a_baseline_it_is_disparity_that_says_where_it_is_known(scene: Subject) -> None:
    (left, true), (right, _) = seen(scene, 0), seen(scene, BASELINE)
    depth = stereo_depth(left, right)
    pixels = LENS.fx * BASELINE / true
    known = depth.is_known
    assert depth.kind == DISPARITY and 0.7 < known.mean() < 1
    assert np.abs(depth.values - pixels)[known].mean() < 0.3
    fitted = depth.fitted(np.where(np.arange(320) % 7 == 0, true, 0))
    assert (fitted[~known] == 0).all()
    assert np.median(np.abs(fitted / true - 1)[known]) < 0.01
    between = depth.between(1, 2)
    assert (between[~known] == 0).all() and between[known].min() == pytest.approx(1)


def test_a_turned_pair_of_an_unknown_lens_has_the_right_order(scene: Subject) -> None:
    (left, true), (right, _) = seen(scene, 0, 2, 1), seen(scene, BASELINE, -3, -2)
    depth = stereo_depth(left, right)
    known = depth.is_known
    assert depth.kind == DISPARITY and known.mean() > 0.6
    assert np.corrcoef(depth.values[known], 1 / true[known])[0, 1] > 0.95


@pytest.mark.parametrize(
    ("folder", "names", "steps"),
    [("cone", ("im2", "im6", "disp2"), 4), ("Cloth3", ("view1", "view5", "disp1"), 2)],
)
def test_photos_with_measured_disparity(shared_data: Path, folder: str, names, steps: int) -> None:
    place = shared_data / "depth_pairs" / "middlebury_stereo" / folder
    left, right = (over(read_image(place / f"{name}.png")) for name in names[:2])
    true = read_values(place / f"{names[2]}.png") / steps
    depth = stereo_depth(left, right)
    both = depth.is_known & (true > 0)
    off = np.abs(depth.values - true)[both]
    assert (off > 2).mean() < 0.06 and np.median(off) < 0.3
    assert np.count_nonzero(both) > 0.85 * np.count_nonzero(true)


# --- what is refused ----------------------------------------------------------------------------

NOISE = np.random.default_rng(0).random((2, 120, 160, 3), np.float32)
BLACK = np.zeros((120, 160, 3), np.float32)


def refused(left: np.ndarray, right: np.ndarray, words: str, **options) -> None:
    with pytest.raises((InputError, ResultError), match=words) as caught:
        stereo_depth(left, right, **options)
    assert caught.value.hint


def test_pairs_that_show_nothing_in_common_are_refused() -> None:
    refused(BLACK, BLACK, "enough of the same")
    refused(*NOISE, "enough of the same")
    refused(BLACK[:1, :1], BLACK[:1, :1], "enough of the same")


def test_pairs_from_one_place_are_refused(scene: Subject) -> None:
    left, _ = seen(scene, 0)
    refused(left, left, "from one place, or are the same")
    refused(left, seen(scene, 0, 3, 2)[0], "only turned", lens=LENS)


def test_a_swapped_pair_is_said_to_be_swapped(scene: Subject) -> None:
    left, right = seen(scene, 0)[0], seen(scene, BASELINE)[0]
    refused(right, left, "from the left of the left one")
    left, right = seen(scene, 0, 2, 1)[0], seen(scene, BASELINE, -3, -2)[0]
    refused(right, left, "from the left of the left one", lens=LENS)


def test_sizes_lenses_and_baselines_that_do_not_fit_are_refused() -> None:
    refused(BLACK, BLACK[:-1], "differ in size")
    refused(BLACK, BLACK, "Metres need the lens", baseline=0.1)
    refused(BLACK, BLACK, "baseline of -1 is none", lens=LENS, baseline=-1.0)
    refused(BLACK, BLACK, "lens is of another picture", lens=LENS)
