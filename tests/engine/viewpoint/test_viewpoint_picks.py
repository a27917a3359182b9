"""Points picked in an object and its picture: alone they settle a camera, or help an outline."""

import numpy as np
import pytest

from engine.camera import project
from engine.datatypes import Camera, Intrinsics
from engine.errors import InputError
from engine.jobs import drain
from engine.render.channels import Subject
from engine.render.raycast import Painter
from engine.samples import box, chair
from engine.viewpoint.match import match_image, target_of
from engine.viewpoint.orbit import Orbit, camera_of, lens_of
from engine.viewpoint.settings import Found, MatchSettings, Pick, Target

KNOWN_LENS = ("azimuth", "elevation", "distance", "roll", "target")
CHAIR = chair()
FRAME = Subject(CHAIR).frame
CORNERS = np.array(
    [[-0.22, -0.22, 0], [0.24, -0.24, 0.5], [0.22, 0.22, 1], [-0.22, 0.18, 0.95], [0.22, 0.2, 0],
     [-0.24, 0.24, 0.45]]
)  # fmt: skip


def placed(azimuth: float, elevation: float, roll: float = 0, focal: float = 50.0) -> Camera:
    orbit = Orbit(1.7 * FRAME.diagonal, elevation, azimuth, roll)
    aim = FRAME.center + np.array([0.1, 0, 0.1])
    return camera_of(orbit, FRAME.center, lens_of(96, 72, focal), target=aim)


def picked(camera: Camera, points: np.ndarray, *, off: float = 0.0) -> tuple[Pick, ...]:
    """Points with the pixels that a camera sees them at, `off` by so many."""
    pixels = project(camera, points)[:, :2]
    pixels = pixels + np.random.default_rng(0).normal(size=pixels.shape) * off
    return tuple(
        Pick(tuple(point), tuple(pixel)) for point, pixel in zip(points, pixels, strict=True)
    )


def noise() -> Target:
    """A picture that has nothing to say."""
    rgb = np.random.default_rng(0).random((72, 96, 3)).astype(np.float32)
    return Target(rgb)


def match(target: Target, mesh=CHAIR, **settings) -> Found:
    return drain(match_image(mesh, target, MatchSettings(**{"size": 72, **settings})))


def turn(one: Camera, other: Camera) -> float:
    turned = one.world_from_camera[:3, :3].T @ other.world_from_camera[:3, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(turned) - 1) / 2, -1, 1))))


@pytest.mark.parametrize("truth", [placed(40, 25, 12), placed(170, -30), placed(-80, 70, -90)])
def test_four_points_settle_a_camera_of_known_lens(truth: Camera) -> None:
    found = match(noise(), picks=picked(truth, CORNERS[:4]), parameters=KNOWN_LENS).camera
    assert turn(found, truth) < 0.2
    seen, wanted = (project(camera, CHAIR.vertices)[:, :2] for camera in (found, truth))
    assert abs(seen - wanted).max() < 0.5


def test_six_points_settle_the_lens_too() -> None:
    truth = placed(40, 25, 5, focal=32.0)
    found = match(noise(), picks=picked(truth, CORNERS)).camera
    assert turn(found, truth) < 0.5
    assert abs(found.intrinsics.fx / truth.intrinsics.fx - 1) < 0.02


def test_points_picked_by_hand_settle_it_about_as_well_as_they_were_picked() -> None:
    truth = placed(120, 20)
    picks = picked(truth, CORNERS, off=0.5)
    found = match(noise(), picks=picks, parameters=KNOWN_LENS).camera
    seen = project(found, CORNERS)[:, :2]
    assert np.sqrt(((seen - [pick.pixel for pick in picks]) ** 2).mean()) < 0.6
    assert turn(found, truth) < 4


def test_too_few_points_are_an_error_in_words() -> None:
    truth = placed(40, 25)
    for count, parameters in ((2, KNOWN_LENS), (3, KNOWN_LENS), (3, MatchSettings().parameters)):
        with pytest.raises(InputError) as caught:
            match(noise(), picks=picked(truth, CORNERS[:count]), parameters=parameters)
        assert "Pick" in caught.value.hint


@pytest.mark.parametrize("azimuth", [30, 210])
def test_points_decide_between_sides_that_look_the_same(azimuth: float) -> None:
    plain = box((-0.5, -0.3, 0), (0.5, 0.3, 0.35), (0.6, 0.6, 0.6))
    lens = Intrinsics(60.0, 60.0, 47.5, 35.5, 96, 72, is_orthographic=True)
    subject = Subject(plain)
    truth = camera_of(Orbit(2.0, 25, azimuth), subject.frame.center, lens)
    rgba = Painter(subject.caster).draw(subject.frame.unit_camera(truth))
    corners = np.array([[0.5, -0.3, 0.35], [0.5, 0.3, 0.35], [-0.5, 0.3, 0.35]])
    picks = picked(truth, corners)
    found = match(
        target_of(rgba), plain, picks=picks, is_orthographic=True, parameters=KNOWN_LENS
    ).camera
    assert turn(found, truth) < 1
