"""Cameras found from pictures with depth: real sequences, and what has to be refused."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from registered import LENS, room, taken, walk

from engine.camera import look_at
from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Intrinsics, View
from engine.errors import InputError, ResultError
from engine.images import read_image
from engine.jobs import drain
from engine.meshes import load_mesh
from engine.reconstruct.register.poses import RegisterSettings, find_poses
from engine.render.caster import Caster
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import box

REDWOOD = Intrinsics(525.0, 525.0, 319.5, 239.5, 640, 480)
ICL = Intrinsics(481.2, -480.0, 319.5, 239.5, 640, 480)  # its pictures' rows run against its y


def frame(color: Path, depth: Path, per_metre: float) -> View:
    from PIL import Image

    with Image.open(depth) as picture:
        metres = np.asarray(picture).astype(np.float32) / per_metre
    return View(read_image(color), depth=metres)


@pytest.fixture(scope="module")
def redwood(shared_data) -> tuple[list[View], list[NDArray]]:
    """Five frames and their world_from_camera, by others."""
    folder = shared_data / "rgbd/open3d_redwood_5frames"
    views = [
        frame(folder / f"color/{i:05d}.jpg", folder / f"depth/{i:05d}.png", 1000) for i in range(5)
    ]
    lines = (folder / "trajectory.log").read_text().splitlines()
    numbers = [
        [[float(x) for x in row.split()] for row in lines[i + 1 : i + 5]] for i in range(0, 25, 5)
    ]
    return views, list(np.array(numbers))


@pytest.fixture(scope="module")
def icl(shared_data) -> tuple[list[View], list[NDArray]]:
    """Five frames and their world_from_camera, by others."""
    folder = shared_data / "rgbd/icl_nuim_livingroom_5frames"
    views = [frame(folder / f"color/{i}.png", folder / f"depth/{i}.png", 5000) for i in range(1, 6)]
    poses = []
    for line in (folder / "pose.txt").read_text().split("\n"):
        if line.strip():
            place, (x, y, z, w) = np.split(np.array(line.split(), np.float64), [3])
            matrix = np.eye(4)
            matrix[:3, :3] = [
                [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
            ]
            matrix[:3, 3] = place
            poses.append(matrix)
    return views, poses


def off(camera: Camera, truth: NDArray, first: NDArray) -> tuple[float, float]:
    """Degrees and metres between a camera and where it was, both beside the first frame's."""
    wanted, found = np.linalg.inv(first) @ truth, camera.world_from_camera
    cosine = (np.trace(wanted[:3, :3].T @ found[:3, :3]) - 1) / 2
    return float(np.degrees(np.arccos(min(1, cosine)))), float(
        np.linalg.norm(wanted[:3, 3] - found[:3, 3])
    )


def test_redwood_comes_out_within_two_centimetres_and_one_degree(redwood):
    views, poses = redwood
    found = drain(find_poses(views, REDWOOD))
    errors = np.array([off(c, p, poses[0]) for c, p in zip(found.cameras, poses, strict=True)])
    assert errors[:, 0].max() < 0.1
    assert errors[:, 1].max() < 0.005
    assert all(one.how.startswith("followed") for one in found.numbers)
    assert all(one.fitness > 0.9 and one.rmse_m < 0.02 for one in found.numbers)


def test_the_first_redwood_frame_is_the_world_and_another_run_says_the_same(redwood):
    views, _ = redwood
    one, other = (drain(find_poses(views[:3], REDWOOD)) for _ in range(2))
    assert np.array_equal(one.cameras[0].world_from_camera, np.eye(4))
    for a, b in zip(one.cameras, other.cameras, strict=True):
        # Open3D's odometry sums in float32 and in any order.
        assert np.allclose(a.world_from_camera, b.world_from_camera, atol=1e-4)


def test_icl_frames_far_apart_are_recognised_and_stand_where_they_did(icl):
    views, poses = icl
    found = drain(find_poses(views, ICL))
    errors = np.array([off(c, p, poses[0]) for c, p in zip(found.cameras, poses, strict=True)])
    # Its own poses leave 4 to 18 mm between the depths of a pair, ours about 2 mm.
    assert errors[:, 0].max() < 1.5
    assert errors[:, 1].max() < 0.03
    assert any(one.how.startswith("recognised") for one in found.numbers)


def test_a_lens_with_its_rows_turned_gives_the_same_cameras_mirrored(icl):
    views, _ = icl
    mirror = np.diag([1.0, -1, 1, 1])
    given = drain(find_poses(views[3:], ICL))
    turned = drain(find_poses(views[3:], replace(ICL, fy=480.0)))
    for one, other in zip(given.cameras, turned.cameras, strict=True):
        wanted = mirror @ other.world_from_camera @ mirror
        assert np.allclose(one.world_from_camera, wanted, atol=1e-3)


def test_icl_frames_that_share_nothing_are_refused_by_name(icl):
    views, _ = icl
    with pytest.raises(ResultError, match="None of the 2 frames") as caught:
        drain(find_poses(views[1:3], ICL))
    assert "pictures in between" in caught.value.hint


def test_three_unrelated_pictures_are_refused(redwood, icl):
    views = [redwood[0][0], icl[0][0], walk(1)[0]]
    large = View(
        np.kron(views[2].rgba, np.ones((4, 4, 1), np.uint8)),
        depth=np.kron(views[2].depth, np.ones((4, 4), np.float32)),
    )
    with pytest.raises(ResultError, match="None of the 3 frames"):
        drain(find_poses([*views[:2], large], REDWOOD))


def test_a_frame_of_another_place_is_named_or_left_out(redwood, icl):
    views = [*redwood[0][:2], icl[0][0]]
    with pytest.raises(ResultError, match="Frame 2 does not overlap with frames 0 to 1"):
        drain(find_poses(views, REDWOOD))
    found = drain(find_poses(views, REDWOOD, RegisterSettings(leave_out=True)))
    assert found.cameras[2] is None and found.cameras[1] is not None
    assert found.notes == ("Frame 2 does not overlap with the rest and is left out.",)


def test_a_walk_through_a_room_is_followed_at_any_size():
    views = walk(6)
    found = drain(find_poses(views, LENS))
    first = views[0].camera.world_from_camera
    for view, camera in zip(views, found.cameras, strict=True):
        degrees, metres = off(camera, view.camera.world_from_camera, first)
        assert degrees < 0.3 and metres < 0.015
    large = [replace(view, camera=None, depth=100 * view.depth) for view in views]
    for camera, one in zip(drain(find_poses(large, LENS)).cameras, found.cameras, strict=True):
        wanted = one.world_from_camera.copy()
        wanted[:3, 3] *= 100
        assert np.allclose(camera.world_from_camera, wanted, atol=0.05)


@pytest.mark.slow
def test_where_a_walk_comes_back_to_its_start_loops_take_the_drift_out():
    caster, rng = room(), np.random.default_rng(0)
    views = []
    for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False):
        x, y = np.cos(angle), np.sin(angle)
        view = taken(
            caster, (0.9 + 0.5 * x, -1.9 + 0.4 * y, 1.5 + 0.4 * x * y), (0.3 * y, 0.9, 0.5)
        )
        noise = 1 + 0.004 * view.depth * rng.normal(size=view.depth.shape)
        views.append(replace(view, depth=(view.depth * noise).astype(np.float32)))
    ends = []
    for loops in (0, 2):
        found = drain(find_poses(views, LENS, RegisterSettings(loops=loops)))
        last, first = (views[index].camera.world_from_camera for index in (-1, 0))
        ends.append(off(found.cameras[-1], last, first))
    assert ends[1][0] < 0.5 * ends[0][0] and ends[1][1] < 0.5 * ends[0][1]
    assert ends[1][0] < 0.05 and ends[1][1] < 0.003


def test_an_object_cut_out_of_its_pictures_is_followed_around(shared_data):
    mesh = load_mesh(shared_data / "scans/ycb/YcbBanana/textured_simple_reoriented.obj")
    rig = Rig(views=24, size=256)
    views = drain(render_views(mesh, CaptureSettings(rig, channels=("depth",)))).views[3:8]
    found = drain(find_poses(views, views[0].camera.intrinsics))
    first = views[0].camera.world_from_camera
    far = np.linalg.norm(first[:3, 3] - mesh.vertices.mean(axis=0))
    for view, camera in zip(views, found.cameras, strict=True):
        # The light goes with the camera, which misleads the eye a little.
        degrees, metres = off(camera, view.camera.world_from_camera, first)
        assert degrees < 4 and metres < 0.06 * far


def test_rooms_of_a_house_are_recognised_from_another_corner_or_not_at_all(shared_data):
    folder = shared_data / "room_scene/aws_small_house/views"
    given = json.loads((folder / "cameras.json").read_text())
    (fx, _, cx), (_, fy, cy), _ = given["K"]
    lens = Intrinsics(fx, fy, cx, cy, given["width"], given["height"])
    views, poses = [], []
    for index in (0, 3, 7):
        views.append(
            frame(folder / f"{index:03d}_rgb.jpg", folder / f"{index:03d}_depth.png", 1000)
        )
        poses.append(np.array(given["frames"][index]["cam_to_world"]))
    found = drain(find_poses(views, lens, RegisterSettings(leave_out=True)))
    degrees, metres = off(found.cameras[1], poses[1], poses[0])
    assert degrees < 0.5 and metres < 0.05
    assert found.numbers[1].how == "recognised by its shape, with frame 0"
    assert found.cameras[2] is None


def test_up_is_z_for_a_first_camera_held_level():
    caster = room()
    views = [taken(caster, (0.1 * i, -2.2, 1.0), (0.1 * i, 1, 1.0)) for i in range(2)]
    camera = drain(find_poses(views, LENS, RegisterSettings(up="z"))).cameras[0]
    assert np.allclose(camera.world_from_camera, look_at(np.zeros(3), np.array([0, 1.0, 0])))


def test_missing_depth_in_places_changes_little():
    views = walk(3)
    rng = np.random.default_rng(0)
    for view in views:
        view.depth[rng.random(view.depth.shape) < 0.1] = np.nan
        view.depth[rng.random(view.depth.shape) < 0.1] = np.inf
    found = drain(find_poses(views, LENS))
    degrees, metres = off(
        found.cameras[2], views[2].camera.world_from_camera, views[0].camera.world_from_camera
    )
    assert degrees < 0.5 and metres < 0.03


def test_a_few_depths_that_are_far_out_change_nothing():
    views = walk(3)
    wanted = drain(find_poses(views, LENS)).cameras[2].world_from_camera
    for view in views:
        view.depth[5, 3:9] = 1e9
    found = drain(find_poses(views, LENS)).cameras[2].world_from_camera
    assert np.allclose(found, wanted, atol=0.005)


def test_a_room_without_marks_is_followed_by_its_shape():
    views = walk(3, is_plain=True)
    found = drain(find_poses(views, LENS))
    degrees, metres = off(
        found.cameras[2], views[2].camera.world_from_camera, views[0].camera.world_from_camera
    )
    assert degrees < 0.3 and metres < 0.015
    assert np.isnan(found.numbers[2].alike)


def test_a_wall_without_marks_is_refused_since_it_could_slide():
    caster = Caster(box((-20, 2, -20), (20, 2.2, 20), (0.5, 0.5, 0.5)))
    views = [taken(caster, (0.2 * i, 0, 0), (0.2 * i, 2, 0), is_plain=True) for i in range(2)]
    with pytest.raises(ResultError, match="None of the 2 frames"):
        drain(find_poses(views, LENS))


def test_two_identical_frames_stand_in_one_place_and_are_said_to_be_the_same():
    view = walk(1)[0]
    found = drain(find_poses([view, view], LENS))
    assert np.array_equal(found.cameras[1].world_from_camera, np.eye(4))
    assert found.notes == ("Frames 0 and 1 are the same picture.",)


def test_one_frame_is_the_world():
    found = drain(find_poses(walk(1), LENS))
    assert np.array_equal(found.cameras[0].world_from_camera, np.eye(4))
    assert "one frame" in found.notes[0]


def emptied(value: float) -> View:
    view = walk(1)[0]
    return replace(view, depth=np.full_like(view.depth, value))


@pytest.mark.parametrize(
    ("views", "words"),
    [
        (lambda: [], "no pictures"),
        (lambda: [walk(1)[0], replace(walk(1)[0], depth=None)], "Frame 1 has no depth"),
        (lambda: [walk(1)[0], emptied(np.nan)], "Frame 1 shows nothing with a depth"),
        (lambda: [emptied(0)], "Frame 0 shows nothing with a depth"),
        (lambda: [emptied(-1)], "Frame 0 shows nothing with a depth"),
        (
            lambda: [View(np.zeros((1, 1, 4), np.uint8), depth=np.ones((1, 1), np.float32))],
            "Frame 0 has 1 x 1 pixels, the lens is for 160 x 120",
        ),
    ],
)
def test_frames_that_cannot_be_used_are_named(views, words):
    with pytest.raises(InputError, match=words):
        drain(find_poses(views(), LENS))


def test_a_parallel_lens_is_refused():
    with pytest.raises(InputError, match="perspective lens"):
        drain(find_poses(walk(2), replace(LENS, is_orthographic=True)))


def test_settings_out_of_range_are_refused():
    with pytest.raises(InputError, match="Unknown up"):
        RegisterSettings(up="y")
    with pytest.raises(InputError, match="Loops -1 is out of range"):
        RegisterSettings(loops=-1)


def test_registering_can_be_stopped_between_frames():
    steps = find_poses(walk(4), LENS)
    said = [next(steps) for _ in range(2)]
    steps.close()
    assert [step.message for step in said] == ["Following frames"] * 2
    assert [step.done for step in said] == [0, 1]
