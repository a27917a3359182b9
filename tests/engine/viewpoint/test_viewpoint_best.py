"""Best views: what is said of them holds for any object, and no view all round is better."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from engine.camera import look_at, project
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import InputError
from engine.jobs import drain
from engine.render.channels import Subject
from engine.rigs import UP_AXES, world_from_rig
from engine.samples import SAMPLES, chair
from engine.viewpoint.best import best_views, fibonacci_views, score_views
from engine.viewpoint.framing import framed, outermost
from engine.viewpoint.orbit import lens_of, orbit_of
from engine.viewpoint.settings import QUALITY, BestSettings, Found, Step

FEW = BestSettings(candidates=16)


def best(mesh: Mesh, settings: BestSettings, *, told: list[Step] | None = None) -> list[Found]:
    return drain(best_views(mesh, settings, on_step=None if told is None else told.append))


def between(one: Camera, other: Camera) -> float:
    """Degrees between the directions of two cameras."""
    cosine = one.world_from_camera[:3, 2] @ other.world_from_camera[:3, 2]
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def borders(points: np.ndarray, camera: Camera) -> np.ndarray:
    """Where points lie: left, right, top, bottom, as shares of the picture's sides from there."""
    seen, lens = project(camera, points), camera.intrinsics
    (left, top), (right, bottom) = seen[:, :2].min(axis=0) + 0.5, seen[:, :2].max(axis=0) + 0.5
    width, height = lens.width, lens.height
    return np.array([left / width, 1 - right / width, top / height, 1 - bottom / height])


# --- best views ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["chair", "lamp", "sword"])
def test_no_view_all_round_is_better_and_nothing_is_cut_off(name: str) -> None:
    mesh, settings = SAMPLES[name](), BestSettings()
    (found,) = best(mesh, settings)
    around = fibonacci_views(mesh, settings, 64)
    scores = [score for _, score in around]
    assert len(scores) == 64 and scores == sorted(scores, reverse=True)
    assert found.terms["score"] >= 0.99 * scores[0]
    assert found.terms["clipped"] == 0
    assert borders(mesh.vertices, found.camera).min() > settings.margin - 0.005
    assert score_views(mesh, [found.camera], settings)[0] == pytest.approx(found.terms, abs=1e-4)


@pytest.fixture(scope="module")
def three() -> tuple[list[Found], list[Step]]:
    """Three views of a chair, and what was told on the way."""
    told: list[Step] = []
    return best(chair(), replace(FEW, count=3), told=told), told


def test_many_views_look_from_different_sides_and_the_best_comes_first(three) -> None:
    found, _ = three
    assert len(found) == 3
    for index, one in enumerate(found):
        assert all(between(one.camera, other.camera) > 25 for other in found[:index])
        assert one.terms["score"] <= found[0].terms["score"] + 1e-6
        assert one.terms["clipped"] == 0


def test_more_views_than_there_are_candidates_are_as_many_as_there_are() -> None:
    assert len(best(chair(), BestSettings(count=9, candidates=2))) == 2


def test_the_steps_that_are_told_only_get_better(three) -> None:
    found, told = three
    assert [step.iteration for step in told] == list(range(len(told)))
    assert all(after.loss < before.loss for before, after in pairwise(told))
    assert (told[-1].camera.world_from_camera == found[0].camera.world_from_camera).all()
    assert told[-1].loss == pytest.approx(found[0].loss)
    assert found[0].terms["score"] == pytest.approx(1 - found[0].loss, abs=1e-4)


def test_an_object_far_away_and_large_is_shown_like_one_at_the_origin(three) -> None:
    offset = np.array([5e4, -2e4, 3e4])
    far = replace(chair(), vertices=chair().vertices * 1000 + offset)
    camera = best(far, FEW)[0].camera
    wanted = three[0][0].camera
    assert between(camera, wanted) < 0.05
    eye = (camera.world_from_camera[:3, 3] - offset) / 1000
    assert np.allclose(eye, wanted.world_from_camera[:3, 3], atol=1e-3)


@pytest.mark.parametrize(("low", "high"), [(-40.0, -30.0), (60.0, 60.0)])
def test_the_camera_stays_within_its_elevations(low: float, high: float) -> None:
    settings = BestSettings(candidates=2, elevation_deg=(low, high), count=2)
    for found in best(chair(), settings):
        center = Subject(chair()).frame.center
        elevation = -np.degrees(np.arcsin(found.camera.world_from_camera[2, 2]))
        assert low - 1e-6 <= elevation <= high + 1e-6
        assert orbit_of(found.camera, center).roll_deg == pytest.approx(0, abs=8)


def test_what_is_up_can_be_another_axis() -> None:
    turned = world_from_rig("Y")
    lying = replace(chair(), vertices=chair().vertices @ turned.T)
    upright, other = (
        fibonacci_views(mesh, settings, 20)
        for mesh, settings in ((chair(), FEW), (lying, replace(FEW, up="Y")))
    )
    for (one, score), (same, again) in zip(upright[:5], other[:5], strict=True):
        assert score == pytest.approx(again, abs=2e-3)
        assert np.allclose(same.world_from_camera[:3, 3], turned @ one.world_from_camera[:3, 3])


@pytest.mark.parametrize(
    "lens",
    [
        lens_of(60, 96),
        replace(lens_of(96, 96), cx=20.0, cy=60.0),
        Intrinsics(40.0, 40.0, 47.5, 47.5, 96, 96, is_orthographic=True),
    ],
    ids=["portrait", "shifted", "orthographic"],
)
def test_every_lens_shows_all_of_it_as_large_as_fits(lens: Intrinsics) -> None:
    settings = BestSettings(lens=lens)
    for camera, _ in fibonacci_views(chair(), settings, 6):
        free = borders(chair().vertices, camera)
        assert free.min() > settings.margin - 1e-4
        assert min(free[:2].sum(), free[2:].sum()) < 2 * settings.margin + 1e-3
        assert score_views(chair(), [camera], settings)[0]["clipped"] == 0


def test_a_view_that_cuts_the_object_off_is_said_to() -> None:
    frame = Subject(chair()).frame
    whole, cut = (
        Camera(lens_of(64, 64), look_at(eye, frame.center))
        for eye in (frame.center + by * frame.diagonal * np.array([1, 0, 0.3]) for by in (2.0, 0.7))
    )
    one, other = score_views(chair(), [whole, cut], BestSettings())
    assert one["clipped"] == 0 and other["clipped"] > 0.9
    assert one["score"] > other["score"]
    assert all(0 <= value <= 1 for terms in (one, other) for value in terms.values())


def test_a_score_is_the_weighted_mean_of_its_terms() -> None:
    weights = {"coverage": 2.0, "normals": 1.0, "upright": 0.0}
    (camera, score), *_ = fibonacci_views(chair(), BestSettings(), 5)
    (all_terms,) = score_views(chair(), [camera], BestSettings())
    assert set(all_terms) == {*QUALITY, "clipped", "score"}
    mean = sum(QUALITY[name] * all_terms[name] for name in QUALITY) / sum(QUALITY.values())
    assert all_terms["score"] == pytest.approx(mean, abs=1e-5)
    assert score == pytest.approx(mean, abs=1e-4)
    (terms,) = score_views(chair(), [camera], BestSettings(weights=weights))
    assert terms["score"] == pytest.approx((2 * terms["coverage"] + terms["normals"]) / 3, abs=1e-5)


def test_what_cannot_be_shown_is_an_error_in_words() -> None:
    nothing = Mesh(np.zeros((3, 3)), np.zeros((0, 3), np.int32))
    point = Mesh(np.ones((3, 3)), np.array([[0, 1, 2]], np.int32))
    for mesh in (nothing, point):
        for ask in (lambda m: best(m, FEW), lambda m: score_views(m, [], FEW)):
            with pytest.raises(InputError) as caught:
                ask(mesh)
            assert caught.value.hint
    for wrong in ({"count": 0}, {"candidates": 0}, {"weights": {"beauty": 1.0}}):
        with pytest.raises(InputError):
            BestSettings(**wrong)


def test_a_search_that_is_closed_keeps_what_it_told() -> None:
    told: list[Step] = []
    steps = best_views(chair(), BestSettings(), on_step=told.append)
    while not told:
        next(steps)
    steps.close()
    assert told[0].camera.intrinsics.width == 512
    with pytest.raises(StopIteration):
        next(steps)


# --- framing ------------------------------------------------------------------------------------


def test_all_points_are_inside_the_margin_and_touch_it() -> None:
    rng = np.random.default_rng(0)
    for _ in range(150):
        points = rng.normal(size=(rng.integers(3, 40), 3)) * rng.uniform(0.01, 1, 3)
        points += rng.normal(size=3) * rng.choice([0, 3])
        width, height = rng.integers(40, 300, 2)
        lens = lens_of(int(width), int(height), rng.uniform(15, 110))
        margin, up = rng.uniform(0, 0.3), UP_AXES[rng.integers(len(UP_AXES))]
        direction = rng.uniform(-np.pi, np.pi), rng.uniform(-np.pi / 2, np.pi / 2)
        camera = framed(points, *direction, lens, margin=margin, turn=world_from_rig(up))
        free = borders(points, camera)
        assert free.min() > margin - 1e-6
        nearest, extent = project(camera, points)[:, 2].min(), np.ptp(points, axis=0).max()
        assert nearest > 0.05 * extent  # not within it, however thin it is from there
        touches = np.isclose(free, margin, atol=1e-6).reshape(2, 2)
        # Both ends of one side: no nearer camera shows all. Thin ones may be farther away.
        assert touches.all(axis=1).any() or nearest < extent
        flat = np.cos(direction[1])
        towards = flat * np.cos(direction[0]), flat * np.sin(direction[0]), np.sin(direction[1])
        assert np.allclose(-camera.world_from_camera[:3, 2], world_from_rig(up) @ towards)


@pytest.mark.parametrize("elevation", [90, 84, -90])
def test_a_spike_is_seen_from_outside_along_its_length(elevation: float) -> None:
    points = SAMPLES["sword"]().vertices
    direction = 0.3, np.radians(elevation)
    camera = framed(points, *direction, lens_of(96, 96), margin=0.06, turn=np.eye(3))
    assert project(camera, points)[:, 2].min() > 0.05 * np.ptp(points, axis=0).max()
    assert borders(points, camera).min() > 0.06 - 1e-6


def test_the_outermost_points_stand_for_all() -> None:
    rng = np.random.default_rng(1)
    few = rng.normal(size=(30, 3))
    assert (outermost(few) == few).all()
    many = rng.normal(size=(20000, 3)) * [1, 0.4, 0.2]
    kept = outermost(many)
    assert len(kept) < 1000
    for direction in rng.uniform(-1.5, 1.5, (20, 2)):
        camera = framed(kept, *direction, lens_of(96, 72), margin=0.06, turn=np.eye(3))
        assert borders(many, camera).min() > 0.045
