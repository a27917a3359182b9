"""Depth of posed photos by sweeping planes: right, honest where nothing can be told, fusible."""

from dataclasses import replace

import numpy as np
import pytest
from patterned import around, photo, table, wall

from engine.camera import unproject
from engine.datatypes import Camera, View, ViewSet
from engine.errors import InputError
from engine.jobs import Progress, drain
from engine.reconstruct.fusion.fuse import fuse_views
from engine.reconstruct.metrics import compare_meshes
from engine.reconstruct.photos.neighbours import neighbours_of
from engine.reconstruct.photos.sweep import swept
from engine.reconstruct.settings import FuseSettings
from engine.render.caster import Caster

pytestmark = pytest.mark.slow


def taken(mesh, count: int, **options) -> list[View]:
    caster = Caster(mesh)
    return [photo(caster, camera, **options) for camera in around(count)]


def ranges_of(views: list[View]) -> np.ndarray:
    """As sparse points would tell them, with room."""
    return np.array([[v.depth[v.depth > 0].min() * 0.8, v.depth.max() * 1.2] for v in views])


def missed(depth: np.ndarray, view: View) -> np.ndarray:
    """Shares of depth by which known pixels miss the truth."""
    known = (depth > 0) & (view.depth > 0)
    return np.abs(depth - view.depth)[known] / view.depth[known]


@pytest.fixture(scope="module")
def views() -> list[View]:
    return taken(table(), 8)


@pytest.fixture(scope="module")
def depths(views: list[View]) -> list[np.ndarray]:
    blind = [replace(view, depth=None) for view in views]
    return drain(swept(blind, ranges_of(views), device="cpu"))


def test_depth_is_right_nearly_everywhere(views: list[View], depths: list[np.ndarray]) -> None:
    for view, depth in zip(views, depths, strict=True):
        assert depth.shape == view.rgba.shape[:2] and depth.dtype == np.float32
        off = missed(depth, view)
        assert np.median(off) < 0.004
        assert (off > 0.05).mean() < 0.02
        assert len(off) > 0.7 * np.count_nonzero(view.depth)
        assert np.count_nonzero(depth[view.depth == 0]) < 0.01 * depth.size  # the sky


def test_views_with_that_depth_make_the_surface_they_see(
    views: list[View], depths: list[np.ndarray]
) -> None:
    pairs = zip(views, depths, strict=True)
    found = ViewSet(tuple(replace(view, depth=depth) for view, depth in pairs))
    mesh = drain(fuse_views(found, FuseSettings(detail=192))).mesh
    cameras = [view.camera for view in views]
    said = compare_meshes(mesh, table(), threshold=0.02, samples=20_000, seen_by=cameras)
    assert said["f_score"] > 0.8 and said["precision"] > 0.95


@pytest.fixture(scope="module")
def before_a_wall() -> list[View]:
    """A grey plate before a wall with a pattern, with a sensor's noise."""
    return taken(wall(), 3, plain=lambda points: points[:, 1] < 0.4, grain=1.5)


def is_plate(view: View) -> np.ndarray:
    return (view.depth > 0) & (unproject(view.camera, view.depth)[..., 1] < 0.4)


def test_what_has_no_pattern_gets_no_depth(before_a_wall: list[View]) -> None:
    depths = drain(swept(before_a_wall, ranges_of(before_a_wall), device="cpu"))
    for view, depth in zip(before_a_wall, depths, strict=True):
        plate = is_plate(view)
        assert plate.mean() > 0.2
        assert np.count_nonzero(depth[plate]) < 0.08 * plate.sum()  # on its rim
        assert np.count_nonzero(depth[~plate]) > 0.6 * np.count_nonzero(view.depth[~plate])
        assert (missed(depth * ~plate, view) > 0.05).mean() < 0.01


def is_spot(points: np.ndarray) -> np.ndarray:
    """A round place on the table between the boxes."""
    return np.linalg.norm(points - [-0.3, -0.9, 0], axis=-1) < 0.2


def test_a_guess_fills_gaps_where_it_goes_on_from_what_was_found() -> None:
    views = taken(table(), 3, plain=is_spot)
    guesses = [view.depth * np.float32(1.04) for view in views]
    ranges = ranges_of(views)
    bare = drain(swept(views, ranges, device="cpu"))
    helped = drain(swept(views, ranges, guesses=guesses, device="cpu"))
    for view, without, depth in zip(views, bare, helped, strict=True):
        spot = is_spot(unproject(view.camera, view.depth))
        assert spot.sum() > 300
        assert np.count_nonzero(without[spot]) < 0.5 * spot.sum()
        assert np.count_nonzero(depth[spot]) > 0.9 * spot.sum()
        off = np.abs(depth[spot] - view.depth[spot])[depth[spot] > 0] / view.depth[spot].mean()
        assert np.median(off) < 0.01 and (off > 0.05).mean() < 0.02


def test_a_guess_that_is_nonsense_makes_nothing_worse(before_a_wall: list[View]) -> None:
    guesses = [np.full_like(view.depth, 2.2) for view in before_a_wall]
    made = swept(before_a_wall, ranges_of(before_a_wall), guesses=guesses, device="cpu")
    for view, depth in zip(before_a_wall, drain(made), strict=True):
        plate = is_plate(view)
        assert np.count_nonzero(depth[plate]) < 0.08 * plate.sum()
        assert (missed(depth * ~plate, view) > 0.05).mean() < 0.01


def test_large_pictures_are_worked_on_small_and_depth_has_their_own_size(
    views: list[View],
) -> None:
    some = views[2:6]
    found = drain(swept(some, ranges_of(some), size=160, device="cpu"))
    for view, depth in zip(some, found, strict=True):
        assert depth.shape == view.rgba.shape[:2]
        off = missed(depth, view)
        assert np.median(off) < 0.006 and len(off) > 0.5 * depth.size
        assert (off > 0.05).mean() < 0.03


def test_what_is_transparent_gets_no_depth(views: list[View]) -> None:
    some = []
    for view in views[2:5]:
        rgba = view.rgba.copy()
        rgba[:, :100, 3] = 0
        some.append(replace(view, rgba=rgba))
    for depth in drain(swept(some, ranges_of(some), size=160, device="cpu")):
        assert not depth[:, :100].any() and depth[:, 110:].any()


def test_neighbours_see_the_same_from_a_little_aside() -> None:
    cameras = [*around(8), turned(around(1)[0])]
    chosen = neighbours_of(cameras, np.tile([1.5, 4.0], (9, 1)))
    assert set(chosen[4]) == {2, 3, 5, 6} and set(chosen[4][:2]) == {3, 5}
    assert chosen[0][0] == 1 and 8 not in sum(chosen[:8], [])
    assert chosen[8] == []


def turned(camera: Camera) -> Camera:
    """A camera that looks the other way."""
    matrix = camera.world_from_camera.copy()
    matrix[:3, [0, 2]] *= -1
    return replace(camera, world_from_camera=matrix)


def test_a_view_that_shares_nothing_with_others_has_no_depth(views: list[View]) -> None:
    some = [*views[3:5], replace(views[0], camera=turned(views[0].camera))]
    depths = drain(swept(some, np.tile([1.5, 4.5], (3, 1)), size=120, device="cpu"))
    assert not depths[2].any() and depths[0].any() and depths[1].any()


def test_progress_is_told_and_it_can_be_left(views: list[View]) -> None:
    some, told = views[:2], []
    drain(swept(some, ranges_of(some), size=120, device="cpu"), told.append)
    assert [p.done for p in told] == [0, 1, 0, 1] and all(p.total == 2 for p in told)
    steps = swept(some, ranges_of(some), size=120, device="cpu")
    assert isinstance(next(steps), Progress)
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda views: (views[:1], np.ones((1, 2)), None), "One picture alone"),
        (lambda views: (views, np.array([[1, 2], [2, 1.0]]), None), "out of order"),
        (lambda views: (views, np.array([[1, 2], [0, 1.0]]), None), "out of order"),
        (lambda views: (views, np.array([[1, np.nan], [1, 2]]), None), "out of order"),
        (lambda views: (views, np.ones((3, 2)), None), "a range"),
        (lambda views: (views, np.array([[1, 2], [1, 2.0]]), [[1]]), "neighbours"),
        (lambda views: (views, np.array([[1, 2], [1, 2.0]]), [[1], [2]]), "none of the views"),
        (lambda views: ([views[0], View(views[1].rgba)], np.ones((2, 2)), None), "View 1"),
    ],
)
def test_what_cannot_be_compared_is_said(views: list[View], change, words: str) -> None:
    some, ranges, neighbours = change(list(views[:2]))
    with pytest.raises(InputError, match=words):
        drain(swept(some, ranges, neighbours=neighbours, device="cpu"))
