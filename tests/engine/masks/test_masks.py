"""The subject of a picture by GrabCut: assets over backgrounds, boxes, pictures without one."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.errors import InputError, ReLoopError, ResultError
from engine.masks.subject import find_subject
from engine.parametric.catalog import make
from engine.render.channels import Subject
from engine.render.raycast import Painter
from engine.rigs import Rig, cameras_around

SIDE = 192
ROWS, COLUMNS = np.mgrid[:SIDE, :SIDE] / (SIDE - 1)


def plain(rng: np.random.Generator) -> np.ndarray:
    return np.ones((SIDE, SIDE, 1)) * rng.uniform(0.2, 1, 3)


def gradient(rng: np.random.Generator) -> np.ndarray:
    one, other = rng.uniform(0.3, 1, (2, 3))
    return one + (other - one) * ((ROWS + COLUMNS) / 2)[..., None]


def noisy(rng: np.random.Generator) -> np.ndarray:
    return plain(rng) + rng.normal(0, 0.03, (SIDE, SIDE, 3))


def dark_corners(rng: np.random.Generator) -> np.ndarray:
    return plain(rng) * (1 - 0.3 * ((ROWS - 0.5) ** 2 + (COLUMNS - 0.5) ** 2))[..., None]


BACKGROUNDS = {each.__name__: each for each in (plain, gradient, noisy, dark_corners)}


@pytest.fixture(scope="module")
def drawn() -> Callable[[str], np.ndarray]:
    """An asset of a class as rgba (SIDE, SIDE, 4), drawn once."""
    known = {}

    def draw(label: str) -> np.ndarray:
        if label not in known:
            mesh = make(label, 3)
            (camera,) = cameras_around(
                mesh.vertices, Rig(views=1, size=SIDE, azimuth_deg=35, margin=0.15)
            )
            subject = Subject(mesh)
            known[label] = Painter(subject.caster).draw(subject.frame.unit_camera(camera))
        return known[label]

    return draw


def laid(rgba: np.ndarray, background: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The picture (H, W, 3), and where its subject is."""
    values = rgba.astype(np.float32) / 255
    rgb = values[..., :3] * values[..., 3:] + background * (1 - values[..., 3:])
    return rgb.clip(0, 1).astype(np.float32), values[..., 3] > 0.5


def iou(one: np.ndarray, other: np.ndarray) -> float:
    return np.count_nonzero(one & other) / np.count_nonzero(one | other)


@pytest.mark.parametrize("name", BACKGROUNDS)
@pytest.mark.parametrize("label", ["chair", "car", "vase", "animal", "sofa"])
def test_an_asset_is_told_from_what_is_behind_it(drawn, label: str, name: str) -> None:
    found = []
    for seed in (0, 1):
        rgb, true = laid(drawn(label), BACKGROUNDS[name](np.random.default_rng(seed)))
        found.append(iou(find_subject(rgb), true))
    assert min(found) > 0.9


def test_the_same_picture_has_the_same_subject_and_it_is_the_pictures_size(drawn) -> None:
    rgb, _ = laid(drawn("car"), gradient(np.random.default_rng(2)))
    large = np.repeat(np.repeat(rgb, 5, axis=0), 4, axis=1)
    found = find_subject(large)
    assert found.shape == (5 * SIDE, 4 * SIDE) and found.dtype == bool
    assert np.array_equal(found, find_subject(large))
    assert iou(found[2::5, 2::4], find_subject(rgb)) > 0.93


def test_a_box_says_which_of_two_things_is_meant(drawn) -> None:
    background = np.full((SIDE, 2 * SIDE, 3), (0.4, 0.6, 0.9))
    both = np.concatenate([drawn("vase"), drawn("car")], axis=1)
    rgb, true = laid(both, background)
    left, right = true.copy(), true.copy()
    left[:, SIDE:], right[:, :SIDE] = False, False
    assert iou(find_subject(rgb, box=(0, 0, SIDE, SIDE)), left) > 0.9
    assert iou(find_subject(rgb, box=(SIDE, 0, 2 * SIDE, SIDE)), right) > 0.9
    assert iou(find_subject(rgb), true) > 0.9


def test_small_holes_are_closed_and_one_sees_through_large_ones() -> None:
    rgb = np.ones((100, 100, 3), np.float32)
    rgb[20:80, 20:80] = (0.7, 0.1, 0.1)
    rgb[25:29, 25:29] = 1
    rgb[40:60, 40:60] = 1
    found = find_subject(rgb)
    assert found[25:29, 25:29].all() and not found[45:55, 45:55].any()


NOISE = np.random.default_rng(0).random((90, 120, 3), np.float32)


@pytest.mark.parametrize(
    "rgb",
    [np.zeros((60, 80, 3), np.float32), np.full((1, 1, 3), 0.5, np.float32), NOISE],
    ids=["black", "one pixel", "noise"],
)
def test_a_picture_without_a_subject_is_refused_with_a_way_out(rgb: np.ndarray) -> None:
    with pytest.raises(ResultError) as caught:
        find_subject(rgb)
    assert caught.value.hint


def test_a_box_around_nothing_is_refused_too() -> None:
    with pytest.raises(ReLoopError) as caught:
        find_subject(np.zeros((60, 80, 3), np.float32), box=(20, 20, 40, 40))
    assert "box" in caught.value.hint


@pytest.mark.parametrize(
    "box", [(10, 10, 10, 20), (-1, 0, 20, 20), (0, 0, 81, 20), (30, 9, 20, 50)]
)
def test_a_box_that_is_none_is_refused(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(InputError, match="not inside the picture"):
        find_subject(np.zeros((60, 80, 3), np.float32), box=box)
