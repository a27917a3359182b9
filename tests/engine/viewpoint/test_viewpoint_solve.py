"""Cameras as numbers, and the solvers that move them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
from rendered import bumpy, two_boxes
from torch import Tensor

from engine.camera import project
from engine.datatypes import Camera, Intrinsics
from engine.render.differentiable.contract import CameraBatch, Picture, make_renderer
from engine.viewpoint.orbit import Orbit, camera_of, lens_of
from engine.viewpoint.pose_backend import FOCAL, Pose
from engine.viewpoint.settings import PARAMETERS
from engine.viewpoint.solve_backend import Stage, _linearised, adam, levenberg_marquardt
from engine.viewpoint.terms_backend import (
    Objective,
    Residuals,
    color_term,
    silhouette_term,
)

ALL = tuple(name for name in PARAMETERS if name != "free")
COLUMNS = {
    "azimuth": [0], "elevation": [1], "distance": [2], "roll": [3], "target": [4, 5], "focal": [6],
}  # fmt: skip
LENS = lens_of(48, 36)
SIZE = (48, 36)


def placed(
    distance: float = 1.8,
    elevation: float = 25.0,
    azimuth: float = 40.0,
    roll: float = 0.0,
    *,
    lens: Intrinsics = LENS,
    target: tuple[float, float, float] | None = None,
) -> Camera:
    """A camera around the origin, where objects are in their unit frame."""
    orbit = Orbit(distance, elevation, azimuth, roll)
    aim = None if target is None else np.array(target)
    return camera_of(orbit, np.zeros(3), lens, target=aim)


FLAT = Intrinsics(40.0, 40.0, 23.5, 17.5, *SIZE, is_orthographic=True)
CAMERAS = {
    "perspective": placed(),
    "orthographic": placed(lens=FLAT, target=(0.1, 0.2, -0.1)),
    "rolled": placed(roll=-120.0),
    "beside": placed(target=(0.3, -0.2, 0.25), roll=30),
    "shifted": placed(lens=replace(LENS, cx=31.0, cy=5.0)),
    "portrait": placed(lens=lens_of(36, 64, 40.5)),
    "stretched": placed(lens=replace(LENS, fy=1.4 * LENS.fy)),
    "below": placed(elevation=-80, azimuth=-170),
    "down": placed(elevation=90, azimuth=30),
}


@pytest.mark.parametrize("name", CAMERAS)
def test_the_state_of_a_camera_gives_the_camera_again(name: str) -> None:
    camera = CAMERAS[name]
    pose = Pose.like(camera, ALL)
    again = pose.camera(pose.state_of(camera))
    one, other = camera.intrinsics, again.intrinsics
    sizes = [(lens.width, lens.height, lens.is_orthographic) for lens in (one, other)]
    assert sizes[0] == sizes[1]
    for value in ("fx", "fy", "cx", "cy"):
        assert np.isclose(getattr(one, value), getattr(other, value), rtol=1e-6)
    assert np.allclose(camera.world_from_camera[:3, :3], again.world_from_camera[:3, :3], atol=1e-6)
    points = np.random.default_rng(0).uniform(-0.5, 0.5, (20, 3))
    assert np.allclose(project(camera, points)[:, :2], project(again, points)[:, :2], atol=1e-3)
    if not one.is_orthographic:  # where such a camera stands along its axis shows nowhere
        assert np.allclose(camera.world_from_camera, again.world_from_camera, atol=1e-5)


def test_a_camera_within_a_scene_that_looks_out_of_it_stays_where_it_is() -> None:
    camera = placed(distance=0.3, target=(0.9, 0.7, 0.4))
    assert camera.world_from_camera[:3, 3] @ camera.world_from_camera[:3, 2] > 0
    pose = Pose.like(camera, ALL)
    again = pose.camera(pose.state_of(camera))
    assert np.allclose(camera.world_from_camera, again.world_from_camera, atol=1e-5)


def test_bounds_hold_for_any_state_and_change_none_within_them() -> None:
    pose = Pose(ALL, *SIZE)
    spread = torch.randn(200, 7, generator=torch.Generator().manual_seed(0)) * 20
    bounded = pose.bounded(spread)
    assert (bounded[:, [0, 3]].abs() <= torch.pi + 1e-6).all()
    assert (bounded[:, 1].abs() < torch.pi / 2).all()
    assert torch.allclose(pose.bounded(bounded), bounded, atol=1e-5)
    high, low = pose.bounded(torch.full((1, 7), 1e6)), pose.bounded(torch.full((1, 7), -1e6))
    straight = [1, 2, 4, 5, 6]
    assert ((bounded >= low) & (bounded <= high))[:, straight].all()
    within = torch.rand(50, 7, generator=torch.Generator().manual_seed(1)) * (high - low) + low
    within[:, [0, 3]] = torch.linspace(-3, 3, 50)[:, None]
    assert torch.allclose(pose.bounded(within), within, atol=1e-5)


def test_an_angle_and_the_same_a_turn_later_are_one_camera() -> None:
    pose = Pose(ALL, *SIZE)
    state = pose.state_of(placed(roll=20))[None].repeat(3, 1)
    state[1, 0] += 2 * torch.pi
    state[2, 3] -= 4 * torch.pi
    first, *others = pose.cameras(pose.bounded(state)).cameras()
    for other in others:
        assert np.allclose(first.world_from_camera, other.world_from_camera, atol=1e-5)


# --- solvers ------------------------------------------------------------------------------------


def off_from(camera: Camera) -> Residuals:
    """How far off cameras are from one: where they stand, how they are turned, their lens."""
    wanted = CameraBatch.of([camera])

    def parts(_: Picture | None, cameras: CameraBatch) -> Tensor:
        turned = (cameras.rotation - wanted.rotation).flatten(1)
        lens = (cameras.lens / wanted.lens).log()[:, :1]
        return torch.cat([cameras.eye - wanted.eye, turned, lens], dim=1)

    return Residuals(parts)


def blind(pose: Pose, term) -> Stage:
    """A stage that needs no picture."""
    return Stage(pose, None, Objective({"term": (1.0, term)}), (0, 0, *SIZE), *SIZE)


def drawing(*, free: tuple[str, ...] = ALL[:5], weight: float = 1.0) -> tuple[Stage, Tensor]:
    """A stage that compares pictures of a bumpy ball with one, and the state that took it."""
    pose, renderer = Pose(free, *SIZE), make_renderer(bumpy())
    truth = pose.state_of(placed())
    with torch.no_grad():
        target = renderer.render(pose.cameras(truth[None]))
    terms = {
        "color": (weight, color_term(target.rgb[0])),
        "silhouette": (1.0, silhouette_term(target.alpha[0])),
    }
    return Stage(pose, renderer, Objective(terms), (0, 0, *SIZE), *SIZE), truth


def near(truth: Tensor, count: int, *, seed: int = 0) -> Tensor:
    spread = torch.tensor([0.15, 0.15, 0.1, 0.1, 0.03, 0.03, 0.0])
    return truth + spread * torch.randn(count, 7, generator=torch.Generator().manual_seed(seed))


def test_forward_derivatives_are_differences_of_the_loss() -> None:
    stage, truth = drawing(free=ALL)
    states, step = near(truth, 3), 2e-4
    residuals, slopes = _linearised(stage, states, stage.pose.directions)
    found = 2 * (slopes @ residuals[..., None])[..., 0]
    with torch.no_grad():
        assert torch.allclose(residuals, stage.objective.residuals(*stage.draw(states)), atol=1e-5)
        ends = [
            [
                stage.objective.residuals(*stage.draw(states + by * d)).double().square().sum(1)
                for by in (step, -step)
            ]
            for d in stage.pose.directions
        ]
    wanted = torch.stack([(ahead - back) / (2 * step) for ahead, back in ends], 1)
    off = (found - wanted).abs() / (wanted.abs() + 0.01)
    # A pixel whose middle an edge's hidden end passes within the step makes a difference jump.
    assert off.median() < 0.01 and off.flatten().quantile(0.85) < 0.05


def test_forward_and_backward_derivatives_are_the_same() -> None:
    stage, truth = drawing(free=ALL)
    states = near(truth, 2).requires_grad_()
    (gradient,) = torch.autograd.grad(stage.loss(states).sum(), states)
    residuals, slopes = _linearised(stage, states.detach(), torch.eye(7))
    forward = 2 * (slopes @ residuals[..., None])[..., 0]
    assert torch.allclose(forward, gradient, rtol=1e-2, atol=1e-4 * float(gradient.abs().max()))


@pytest.mark.parametrize("tolerance", [1e-4, 0.3])
def test_levenberg_marquardt_never_raises_a_loss_and_says_that_of_its_states(tolerance) -> None:
    stage, truth = drawing()
    states = near(truth, 6)
    with torch.no_grad():
        before = begun = stage.loss(states)
    for found, losses in levenberg_marquardt(stage, states, steps=8, tolerance=tolerance):
        with torch.no_grad():
            assert torch.allclose(stage.loss(found), losses, rtol=1e-3, atol=1e-7)
        assert (losses <= before * (1 + 1e-4)).all()
        before = losses
    assert before.min() < 0.1 * begun.median()


@pytest.mark.parametrize("solve", [levenberg_marquardt, adam])
def test_what_is_locked_does_not_move_and_the_rest_does(solve) -> None:
    truth = placed(1.5, 10, 60, 12, lens=lens_of(*SIZE, 61.2), target=(0.1, 0.1, 0.1))
    start = placed()
    for locked, columns in COLUMNS.items():
        pose = Pose(tuple(name for name in ALL if name != locked), *SIZE)
        begin = pose.state_of(start)
        *_, (found, _) = solve(blind(pose, off_from(truth)), begin[None], steps=30)
        moved = (found[0] - begin).abs() > 1e-6
        assert not moved[columns].any(), locked
        assert moved.sum() == 7 - len(columns), locked
        assert pose.camera(found[0]).intrinsics.cx == start.intrinsics.cx


def test_what_is_locked_stays_even_where_the_rest_may_not_go() -> None:
    far = lens_of(*SIZE, 720.0)
    start, truth = (placed(60, 90, a, lens=far, target=(1.3, 1.4, 0)) for a in (30, 40))
    pose = Pose(("azimuth",), *SIZE)
    begin = pose.state_of(start)
    *_, (found, _) = levenberg_marquardt(blind(pose, off_from(truth)), begin[None], steps=10)
    assert torch.equal(found[0, 1:], begin[1:])


def test_free_moves_all_but_the_lens() -> None:
    pose = Pose(("free",), *SIZE)
    begin, truth = pose.state_of(placed()), placed(1.5, 10, 60, 12, target=(0.1, 0.1, 0.1))
    *_, (found, losses) = levenberg_marquardt(blind(pose, off_from(truth)), begin[None], steps=40)
    assert losses[0] < 1e-6 and found[0, FOCAL] == begin[FOCAL]
    assert Pose(("focal",), *SIZE, is_orthographic=True).columns == []


@pytest.mark.parametrize("solve", [levenberg_marquardt, adam])
def test_a_turn_goes_the_short_way_over_the_seam(solve) -> None:
    pose = Pose(ALL, *SIZE)
    begin, truth = pose.state_of(placed(azimuth=170)), placed(azimuth=-170)
    way = list(solve(blind(pose, off_from(truth)), begin[None], steps=80))
    assert way[-1][1][0] < 1e-3
    assert all(pose.cameras(found).eye[0, 0] < 0 for found, _ in way)


def beyond(_: Picture | None, cameras: CameraBatch) -> Tensor:
    """Wants the camera higher, farther and longer than any may be."""
    return cameras.eye - cameras.eye.new_tensor([0, 0, 1e3])


@pytest.mark.parametrize("solve", [levenberg_marquardt, adam])
def test_what_is_found_lies_within_the_bounds(solve) -> None:
    pose = Pose(ALL, *SIZE)
    begin = pose.state_of(placed())
    term = Residuals(beyond)
    options = {"tolerance": 0.0} if solve is levenberg_marquardt else {"rate": 0.5}
    reached = begin[None]
    for reached, _ in solve(blind(pose, term), begin[None], steps=60, **options):
        assert torch.allclose(pose.bounded(reached), reached, atol=1e-5)
    assert reached[0, 2] > begin[2] + 1 and abs(float(reached[0, 1])) < np.pi / 2


def test_adam_lowers_a_loss_and_stops_where_nothing_is_gained() -> None:
    stage, truth = drawing()
    way = list(adam(stage, near(truth, 3), steps=30))
    states, losses = way[-1]
    with torch.no_grad():
        begun = stage.loss(near(truth, 3))
        assert torch.allclose(stage.loss(states), losses, rtol=1e-3)
    assert all((after <= before).all() for (_, before), (_, after) in pairwise(way))
    assert (losses < 0.3 * begun).all()
    assert len(list(adam(stage, truth[None], steps=40, patience=5))) < 15


def test_any_function_of_a_picture_can_be_a_term() -> None:
    def redness(picture: Picture, _: CameraBatch) -> Tensor:
        return (picture.rgb[..., 1:].mean((1, 2, 3)) - picture.rgb[..., 0].mean((1, 2))).exp()

    pose = Pose(("azimuth", "elevation"), *SIZE)
    objective = Objective({"red": (2.0, redness)})
    stage = Stage(pose, make_renderer(two_boxes()), objective, (0, 0, *SIZE), *SIZE)
    begin = pose.state_of(placed(azimuth=-50))
    with torch.no_grad():
        before = stage.loss(begin[None])
    *_, (_, after) = adam(stage, begin[None], steps=25)
    assert not objective.has_residuals and after < 0.97 * before
