"""Cameras: conversions are inverse to each other, and framing keeps its promise."""

import numpy as np
import pytest

from engine.camera import Frame, look_at, opencv_from_opengl, project
from engine.errors import InputError
from engine.rigs import Rig, cameras_around


def random_points(seed: int) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return generator.normal(size=(200, 3)) * generator.uniform(0.05, 2, 3) + [5, -3, 2]


def test_turning_opengl_axes_into_opencv_twice_changes_nothing() -> None:
    matrix = np.eye(4)
    matrix[:3, :3] = np.linalg.qr(np.random.default_rng(0).normal(size=(3, 3)))[0]
    assert np.allclose(opencv_from_opengl(opencv_from_opengl(matrix)), matrix)
    assert np.allclose(opencv_from_opengl(np.eye(4)) @ [0, 0, 1, 1], [0, 0, -1, 1])


@pytest.mark.parametrize("eye", [(3, 0, 0), (1, 2, 3), (0, 0, 5), (0, 0, -5)])
def test_look_at_is_a_rotation_that_puts_the_target_in_front(eye: tuple) -> None:
    matrix = look_at(np.array(eye, float), np.zeros(3))
    assert np.allclose(matrix[:3, :3].T @ matrix[:3, :3], np.eye(3))
    assert np.isclose(np.linalg.det(matrix[:3, :3]), 1)
    local = np.linalg.inv(matrix) @ [0, 0, 0, 1]
    assert np.allclose(local, [0, 0, np.linalg.norm(eye), 1])
    if eye[0] or eye[1]:
        assert matrix[2, 1] < 0  # the picture's down is the world's down


def test_the_middle_of_the_world_box_is_projected_to_the_middle_of_the_picture() -> None:
    points = random_points(1)
    frame = Frame.around(points)
    for camera in cameras_around(points, Rig(views=5, size=64)):
        assert np.allclose(project(camera, frame.center[None])[0, :2], 31.5)


@pytest.mark.parametrize("seed", range(20))
def test_every_point_keeps_the_margin_in_every_view_and_some_touch_it(seed: int) -> None:
    rig = Rig(views=12, size=128, margin=0.06)
    points = random_points(seed)
    border = rig.margin * rig.size - 0.5
    nearest = np.inf
    for camera in cameras_around(points, rig):
        pixels = project(camera, points)
        assert (pixels[:, 2] > 0).all()
        low, high = pixels[:, :2].min(), pixels[:, :2].max()
        nearest = min(nearest, low - border, rig.size - 1 - border - high)
    assert -1e-6 < nearest < 0.5


def test_azimuth_0_looks_from_plus_x_and_goes_counter_clockwise() -> None:
    cameras = cameras_around(random_points(2), Rig(views=4, elevation_deg=0))
    middle = Frame.around(random_points(2)).center
    directions = [camera.world_from_camera[:3, 3] - middle for camera in cameras]
    unit = [direction / np.linalg.norm(direction) for direction in directions]
    assert np.allclose(unit, [[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]], atol=1e-12)


def test_moving_and_scaling_the_points_moves_and_scales_the_cameras() -> None:
    points, offset, scale = random_points(3), np.array([100.0, -50, 7]), 1000.0
    for near, far in zip(
        cameras_around(points, Rig(views=3)),
        cameras_around(points * scale + offset, Rig(views=3)),
        strict=True,
    ):
        assert np.allclose(far.world_from_camera[:3, :3], near.world_from_camera[:3, :3])
        moved = near.world_from_camera[:3, 3] * scale + offset
        assert np.allclose(far.world_from_camera[:3, 3], moved)


@pytest.mark.parametrize(
    "points", [np.zeros((0, 3)), np.ones((4, 3)), np.array([[0.0, 0, 0], [np.inf, 0, 0]])]
)
def test_points_without_a_size_are_refused(points: np.ndarray) -> None:
    with pytest.raises(InputError):
        Frame.around(points)


@pytest.mark.parametrize(
    "options", [{"views": 0}, {"elevation_deg": 91}, {"fov_deg": 0}, {"margin": 0.5}]
)
def test_impossible_rigs_are_refused(options: dict) -> None:
    with pytest.raises(InputError):
        Rig(**options)
