"""A picture that was drawn of a mesh is found again: the camera that took it."""

from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
from rendered import bumpy, two_boxes

from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import InputError, ResultError
from engine.jobs import drain
from engine.meshes import flipped, join, unit_mesh
from engine.render.channels import Subject
from engine.render.differentiable.contract import CameraBatch, make_renderer
from engine.render.raycast import Painter
from engine.samples import box, chair
from engine.viewpoint.match import match_image, target_of
from engine.viewpoint.orbit import Orbit, aim_of, camera_of, lens_of, orbit_of
from engine.viewpoint.settings import Found, MatchSettings, Pick, Step, Target

OTHER_LIGHT = np.array([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]])  # turns the lamps about the camera
KNOWN_LENS = ("azimuth", "elevation", "distance", "roll", "target")
LENS = lens_of(96, 72)
CHAIR = chair()
MIDDLE = Subject(CHAIR).frame


def taken(mesh: Mesh, camera: Camera) -> np.ndarray:
    """What a camera sees, rgba, lit as no viewport of ours is."""
    subject = Subject(mesh)
    return Painter(subject.caster).draw(subject.frame.unit_camera(camera), OTHER_LIGHT)


def placed(
    azimuth: float = 40.0,
    elevation: float = 25.0,
    roll: float = 0.0,
    *,
    away: float = 1.9,
    lens: Intrinsics = LENS,
    beside: tuple[float, float, float] = (0, 0, 0),
) -> Camera:
    """A camera around the chair; `away` and the point looked at in its diagonals."""
    center, diagonal = MIDDLE.center, MIDDLE.diagonal
    target = center + diagonal * np.array(beside)
    orbit = Orbit(away * diagonal, elevation, azimuth, roll)
    return camera_of(orbit, center, lens, target=target)


def match(mesh: Mesh, target: Target, *, told: list[Step] | None = None, **settings) -> Found:
    wanted = MatchSettings(**{"size": 96, "parameters": KNOWN_LENS, **settings})
    return drain(match_image(mesh, target, wanted, on_step=None if told is None else told.append))


def turn(one: Camera, other: Camera) -> float:
    """Degrees between two cameras."""
    turned = one.world_from_camera[:3, :3].T @ other.world_from_camera[:3, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(turned) - 1) / 2, -1, 1))))


def moved(one: Camera, other: Camera) -> float:
    """How far apart two cameras stand, in diagonals of the chair."""
    offset = one.world_from_camera[:3, 3] - other.world_from_camera[:3, 3]
    return float(np.linalg.norm(offset)) / MIDDLE.diagonal


TRUTH = placed(roll=5)


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    return taken(CHAIR, TRUTH)


@pytest.fixture(scope="module")
def known(photo: np.ndarray) -> tuple[Found, list[Step]]:
    """The match of TRUTH's picture, and what was told on the way."""
    told: list[Step] = []
    return match(CHAIR, target_of(photo), told=told), told


@pytest.mark.parametrize(
    "truth",
    [
        placed(110, 40, 12, lens=lens_of(72, 96)),
        placed(200, -20, -6, away=1.5, lens=lens_of(80, 80, 40.0)),
        placed(155, -60, away=2.4, lens=replace(LENS, cx=60.0, cy=20.0)),
        placed(75, 90),
    ],
    ids=["portrait", "wide", "shifted", "plan"],
)
def test_a_picture_is_found_again_from_all_sides_and_in_other_light(truth: Camera) -> None:
    start = placed(0, 10, lens=truth.intrinsics)
    found = match(CHAIR, target_of(taken(CHAIR, truth)), start=start)
    assert turn(found.camera, truth) < 1 and moved(found.camera, truth) < 0.03
    for name in ("fx", "fy", "cx", "cy", "width", "height"):
        assert np.isclose(getattr(found.camera.intrinsics, name), getattr(truth.intrinsics, name))


def test_a_camera_is_found_without_a_start_and_is_better_than_where_it_began(known) -> None:
    found, told = known
    assert turn(found.camera, TRUTH) < 1 and moved(found.camera, TRUTH) < 0.02
    assert found.terms["overlap"] > 0.85
    assert found.history and found.history[-1].loss == pytest.approx(found.loss)
    assert turn(found.start, TRUTH) > 10


def test_the_steps_that_are_told_only_get_better_and_end_with_what_is_found(known) -> None:
    found, told = known
    assert [step.iteration for step in told] == list(range(len(told)))
    assert all(after.loss <= before.loss for before, after in pairwise(told))
    assert (told[-1].camera.world_from_camera == found.camera.world_from_camera).all()
    assert tuple(told) == found.history


def test_the_same_call_gives_the_same_camera(photo, known) -> None:
    again = match(CHAIR, target_of(photo))
    assert (again.camera.world_from_camera == known[0].camera.world_from_camera).all()
    assert again.camera.intrinsics == known[0].camera.intrinsics


def test_where_an_object_lies_and_how_large_it_is_does_not_matter(photo, known) -> None:
    offset = np.array([4e4, -7e4, 2e4])
    far = replace(CHAIR, vertices=CHAIR.vertices * 1000 + offset)
    found, camera = match(far, target_of(photo)).camera, known[0].camera
    assert turn(found, camera) < 0.05
    back = (found.world_from_camera[:3, 3] - offset) / 1000
    assert np.linalg.norm(back - camera.world_from_camera[:3, 3]) < 1e-3 * MIDDLE.diagonal


def test_an_unknown_lens_is_found_too() -> None:
    truth = placed(20, 15, away=1.3, lens=lens_of(96, 72, 34.0))
    found = match(CHAIR, target_of(taken(CHAIR, truth)), parameters=MatchSettings().parameters)
    assert turn(found.camera, truth) < 1
    assert abs(found.camera.intrinsics.fx / truth.intrinsics.fx - 1) < 0.02


def test_an_orthographic_picture_is_found_with_how_much_it_shows() -> None:
    pixels = 55 / MIDDLE.diagonal
    lens = Intrinsics(pixels, pixels, 47.5, 35.5, 96, 72, is_orthographic=True)
    truth = placed(200, 30, lens=lens)
    found = match(CHAIR, target_of(taken(CHAIR, truth)), is_orthographic=True).camera
    assert turn(found, truth) < 1 and found.intrinsics.is_orthographic
    assert abs(found.intrinsics.fx / pixels - 1) < 0.01


def test_a_small_object_in_a_corner_is_found() -> None:
    truth = placed(-60, 20, away=4.5, lens=lens_of(192, 144), beside=(0.9, 0.5, -0.75))
    rgba = taken(CHAIR, truth)
    rows, columns = rgba[..., 3].nonzero()
    assert 5 < rows.min() < rows.max() < 72 and 5 < columns.min() < columns.max() < 60
    found = match(CHAIR, target_of(rgba))
    assert turn(found.camera, truth) < 1 and moved(found.camera, truth) < 0.1


def test_without_searching_the_way_begins_at_the_start(photo) -> None:
    target, start = target_of(photo), placed(48, 20, away=2.0)
    close = match(CHAIR, target, start=start, is_searching=False)
    assert turn(close.camera, TRUTH) < 1 and turn(close.start, start) < 1e-3
    told, behind = [], placed(215, 20)
    with suppress(ResultError):  # it need not get anywhere
        match(CHAIR, target, start=behind, is_searching=False, told=told)
    assert turn(told[0].camera, behind) < 45


def test_what_is_locked_is_what_the_start_has() -> None:
    truth = placed(130, 30)
    start = placed(10, 30, away=1.6)
    found = match(
        CHAIR, target_of(taken(CHAIR, truth)), start=start, parameters=("azimuth", "distance")
    )
    one, other = (orbit_of(camera, MIDDLE.center) for camera in (found.camera, start))
    for value in ("elevation_deg", "roll_deg"):
        assert np.isclose(getattr(one, value), getattr(other, value), atol=1e-4)
    assert np.allclose(*(aim_of(c, MIDDLE.center) for c in (found.camera, start)), atol=1e-5)
    assert np.isclose(found.camera.intrinsics.fx, start.intrinsics.fx, rtol=1e-6)
    assert turn(found.camera, truth) < 1


# --- masks --------------------------------------------------------------------------------------


def on_color(rgba: np.ndarray, color: tuple[float, float, float]) -> np.ndarray:
    alpha = rgba[..., 3:] / 255
    laid = np.full_like(rgba, 255)
    laid[..., :3] = rgba[..., :3] * alpha + np.array(color) * 255 * (1 - alpha)
    return laid


def test_a_key_colour_is_as_good_as_alpha(photo) -> None:
    blue = (0.1, 0.2, 0.9)
    wanted = target_of(photo)
    for options in ({"mask": "key", "key": blue}, {"mask": "key"}, {}):
        target = target_of(on_color(photo, blue), **options)
        assert abs(target.mask - wanted.mask).mean() < 0.03
        assert abs((target.mask > 0.5) ^ (wanted.mask > 0.5)).mean() < 0.02
        assert (target.rgb[target.mask == 0] == 1).all()
    found = match(CHAIR, target, start=placed(50, 20), is_searching=False)
    assert turn(found.camera, TRUTH) < 1.5


def test_what_is_drawn_wins_over_all_else(photo) -> None:
    noise = np.random.default_rng(0).integers(0, 255, photo.shape).astype(np.uint8)
    inside = photo[..., 3] > 127
    noise[inside] = photo[inside]
    for mask in ("auto", "alpha", "key", "none"):
        target = target_of(noise, mask=mask, drawn=inside)
        assert (target.mask == inside).all() and (target.rgb[~inside] == 1).all()
    found = match(CHAIR, target, start=placed(50, 20), is_searching=False)
    assert turn(found.camera, TRUTH) < 1.5


def test_a_room_without_a_mask_is_found_from_near() -> None:
    room = flipped(box((-1, -1, -0.5), (1, 1, 0.6), (0.8, 0.75, 0.6)))
    things = [two_boxes(), box((-0.9, 0.5, -0.5), (-0.4, 0.9, 0.3), (0.1, 0.7, 0.2))]
    room = join([room, *things])
    unit, frame = unit_mesh(room)
    lens = lens_of(96, 72, 22.0)
    truth, start = (
        camera_of(Orbit(0.85, 12, a, 0), np.zeros(3), lens, target=np.array([b, 0.1, 0]))
        for a, b in ((-42, 0.1), (-35, 0.0))
    )
    with torch.no_grad():
        rgb = make_renderer(unit).render(CameraBatch.of([frame.unit_camera(truth)])).rgb[0]
    rgba = np.concatenate([rgb.numpy(), np.ones((72, 96, 1))], axis=2) * 255
    target = target_of(rgba.round().astype(np.uint8), mask="none")
    assert target.mask is None
    found = match(room, target, start=start, is_searching=False)
    assert turn(found.camera, truth) < 1 < turn(start, truth)


# --- what goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {"mask": "lasso"},
        {"drawn": np.zeros((72, 96))},
        {"drawn": np.ones((72, 96), bool)},
        {"drawn": np.ones((3, 3))},
        {"mask": "key", "key": (0.0, 1.0, 0.0)},
    ],
    ids=["unknown", "empty", "all", "other size", "key nowhere"],
)
def test_a_mask_that_says_nothing_is_an_error_in_words(photo, options) -> None:
    grey = np.full_like(photo, 128)
    grey[..., 3] = 255
    with pytest.raises(InputError) as caught:
        target_of(grey, **options)
    assert caught.value.hint
    for empty in (np.zeros((1, 1, 4), np.uint8), np.zeros((40, 40, 4), np.uint8)):
        with pytest.raises(InputError):
            target_of(empty)


def test_what_cannot_be_matched_is_an_error_in_words(photo) -> None:
    target, blank = target_of(photo), Target(np.ones((72, 96, 3), np.float32))
    nothing = Mesh(np.zeros((3, 3)), np.zeros((0, 3), np.int32))
    flat = Intrinsics(50.0, 50.0, 47.5, 35.5, 96, 72, is_orthographic=True)
    picks = (Pick((0.0, 0, 0), (4.0, 5)), Pick((0.2, 0, 1), (20.0, 35)))
    for mesh, goal, settings in (
        (nothing, target, {}),
        (CHAIR, target, {"parameters": ()}),
        (CHAIR, target, {"parameters": ("focal",), "start": placed(lens=flat)}),
        (CHAIR, blank, {"compare": "silhouette"}),
        (CHAIR, blank, {"picks": picks}),
        (CHAIR, replace(target, mask=np.zeros((72, 96), np.float32)), {}),
        (CHAIR, target, {"parameters": ("zoom",)}),
        (CHAIR, target, {"compare": "smell"}),
    ):
        with pytest.raises(InputError) as caught:
            match(mesh, goal, **settings)
        assert caught.value.hint


def test_an_object_that_the_picture_does_not_show_is_not_found() -> None:
    drawn = np.zeros((72, 96), bool)
    drawn[:6, :6] = drawn[-6:, -6:] = True
    picture = np.full((72, 96, 4), 200, np.uint8)
    with pytest.raises(ResultError) as caught:
        match(bumpy(1), target_of(picture, drawn=drawn), start=placed(), is_searching=False)
    assert caught.value.hint


def test_a_match_that_is_closed_keeps_what_it_told(photo) -> None:
    told: list[Step] = []
    settings = MatchSettings(KNOWN_LENS, start=placed(50, 20), is_searching=False, size=96)
    steps = match_image(CHAIR, target_of(photo), settings, on_step=told.append)
    while len(told) < 2:
        next(steps)
    kept = list(told)
    steps.close()
    assert told == kept and told[1].loss < told[0].loss
    with pytest.raises(StopIteration):
        next(steps)
