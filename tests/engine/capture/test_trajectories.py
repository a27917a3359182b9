"""Trajectories, lenses and what belongs together: numbers known by hand, and real files."""

import json
from pathlib import Path

import numpy as np
import pytest
from posed import same_camera, scene_views
from test_transforms import load_open3d

from engine.camera import look_at, project
from engine.capture.formats import lenses, trajectories
from engine.capture.formats.pairing import pair
from engine.capture.formats.poses import read_cameras
from engine.datatypes import Intrinsics
from engine.errors import DataError, InputError

QUARTER = np.array([[0, -1, 0, 1.5], [1, 0, 0, -2], [0, 0, 1, 3], [0, 0, 0, 1.0]])
LINE = "1.5 -2 3 0 0 0.7071067811865476 0.7071067811865476"  # a quarter turn around Z


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_open3ds_log_is_ids_and_a_matrix(tmp_path: Path) -> None:
    rows = "\n".join(" ".join(str(number) for number in row) for row in QUARTER)
    path = write(tmp_path, "a.log", f"7 7 8\n{rows}\n\n9\t9\t10\n{rows}\n")
    first, second = trajectories.read(path)
    assert (first.name, second.name) == ("7", "9")
    assert np.array_equal(first.matrix, QUARTER) and np.array_equal(second.matrix, QUARTER)
    assert second.source == f"{path} (line 7)"


@pytest.mark.parametrize(("time", "name"), [("1305031102.1758 ", "1305031102.1758"), ("", "")])
def test_tums_and_icls_lines_are_position_and_quaternion(
    tmp_path: Path, time: str, name: str
) -> None:
    path = write(tmp_path, "p.txt", f"# time tx ty tz qx qy qz qw\n{time}{LINE} # so\n")
    (pose,) = trajectories.read(path)
    assert pose.name == name and np.allclose(pose.matrix, QUARTER, atol=1e-15)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0 0 1\n1 0 0 0\n0 1 0 0\n0 0 1 0\n", "from line 1 on"),
        ("0 0 1\n1 0 0 0\n0 1 0 0\n0 0 1\n0 0 0 1\n", "from line 1 on"),
        (f"1 {LINE}\n2 0 0\n", "line 2 has 3 numbers"),
        (f"{LINE}\n{LINE}\n0 0 x\n", "cannot be read"),
    ],
)
def test_damaged_trajectories_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said) as raised:
        trajectories.read(write(tmp_path, "a.log", text))
    assert "a.log" in str(raised.value)


@pytest.mark.parametrize("data", [b"", b"1 2\n", b"1 0 0 0\n0 1 0 0\n", b"\xff\xfe\0", b"words"])
def test_other_files_are_no_trajectories(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert trajectories.kind(tmp_path / "a.txt") is None
    with pytest.raises(DataError, match="no trajectory"):
        trajectories.read(tmp_path / "a.txt")


def test_a_folder_with_several_trajectories_is_asked_for_one(tmp_path: Path) -> None:
    for name in ("b.txt", "a.log"):
        write(tmp_path, name, f"0 {LINE}\n")
    with pytest.raises(DataError, match=r"a\.log, b\.txt.*Choose one"):
        trajectories.find(tmp_path)
    write(tmp_path, "groundtruth.txt", f"0 {LINE}\n")
    assert trajectories.find(tmp_path) == tmp_path / "groundtruth.txt"


@pytest.mark.parametrize("quaternion", ["0 0 0 0", "0 0 0 2", "0 0 nan 1"])
def test_a_quaternion_that_is_no_rotation_is_refused(tmp_path: Path, quaternion: str) -> None:
    path = write(tmp_path, "pose.txt", f"{LINE}\n0 0 0 {quaternion}\n")
    write(tmp_path, "intrinsics.txt", "30 31 9.5 7.5")
    with pytest.raises(DataError, match=r"pose\.txt \(line 2\)"):
        read_cameras(path)


@pytest.mark.parametrize("name", ["trajectory.log", "groundtruth.txt", "pose.txt", "0.txt"])
def test_poses_of_every_form_give_the_same_camera(tmp_path: Path, name: str) -> None:
    rows = "\n".join(" ".join(str(number) for number in row) for row in QUARTER)
    forms = {"trajectory.log": f"4 4 5\n{rows}", "groundtruth.txt": f"4 {LINE}", "pose.txt": LINE}
    path = write(tmp_path, name, forms.get(name, rows))
    write(tmp_path, "intrinsics.txt", "30 31 9.5 7.5")
    for place in (tmp_path, path) if name in forms else (tmp_path,):
        (camera,) = read_cameras(place)
        assert camera.intrinsics == Intrinsics(30, 31, 9.5, 7.5, 20, 16)
        assert np.allclose(camera.world_from_camera, QUARTER, atol=1e-15)


def test_the_real_trajectory_of_redwood_is_read_with_its_json_lens(shared_data: Path) -> None:
    cameras = read_cameras(shared_data / "rgbd" / "open3d_redwood_5frames")
    assert [camera.name for camera in cameras] == ["0", "1", "2", "3", "4"]
    assert {camera.intrinsics for camera in cameras} == {
        Intrinsics(525, 525, 319.5, 239.5, 640, 480)
    }
    assert np.allclose(cameras[1].world_from_camera[:3, 3], [-0.3103587, 0.5963094, 2.126036])


def test_what_open3d_writes_is_read_back_the_same(tmp_path: Path) -> None:
    o3d = load_open3d()
    made, trajectory = [], o3d.camera.PinholeCameraTrajectory()
    for view in scene_views().views:
        lens, parameters = view.camera.intrinsics, o3d.camera.PinholeCameraParameters()
        numbers = (lens.width, lens.height, lens.fx, lens.fy, lens.cx, lens.cy)
        parameters.intrinsic = o3d.camera.PinholeCameraIntrinsic(*numbers)
        parameters.extrinsic = np.linalg.inv(view.camera.world_from_camera)
        made.append(parameters)
    trajectory.parameters = made
    (tmp_path / "tum").mkdir()
    for name in ("a.log", "all.json", "tum/a.txt"):
        assert o3d.io.write_pinhole_camera_trajectory(str(tmp_path / name), trajectory)
    path = str(tmp_path / "lens.json")
    assert o3d.io.write_pinhole_camera_intrinsic(path, made[0].intrinsic)
    cameras, poses = read_cameras(tmp_path), trajectories.read(tmp_path / "tum" / "a.txt")
    for found, view in zip(read_cameras(tmp_path / "all.json"), scene_views().views, strict=True):
        assert same_camera(found, view.camera)
    for found, pose, view in zip(cameras, poses, scene_views().views, strict=True):
        assert found.intrinsics == view.camera.intrinsics
        matrix = view.camera.world_from_camera
        assert np.allclose(found.world_from_camera, matrix, rtol=0, atol=1e-8)
        assert np.allclose(pose.matrix, matrix, rtol=0, atol=3e-6)  # it has six digits


# --- lenses ------------------------------------------------------------------------------------


def open3d_lens(folder: Path, **changed) -> Path:
    matrix = [30.0, 0, 0, 0, 31.0, 0, 9.5, 7.5, 1]
    values = {"width": 20, "height": 16, "intrinsic_matrix": matrix, **changed}
    return write(folder, "camera.json", json.dumps(values))


def test_every_form_of_a_lens_is_the_same(tmp_path: Path) -> None:
    text = write(tmp_path, "intrinsics.txt", "30 0 9.5 0 31 7.5 0 0 1")
    nested = write(
        tmp_path, "p.json", json.dumps({"intrinsic": json.loads(open3d_lens(tmp_path).read_text())})
    )
    for source in ("30,31,9.5,7.5", "30 31 9.5 7.5 20 16", text, tmp_path / "camera.json", nested):
        lens = lenses.read_lens(source)
        assert lens.intrinsics() == Intrinsics(30, 31, 9.5, 7.5, 20, 16) and not lens.is_upward


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "0,1,2,3", "nan,1,2,3", "missing.txt"])
def test_what_is_no_lens_is_said_so(text: str) -> None:
    with pytest.raises(InputError, match="is no lens.*fx,fy,cx,cy"):
        lenses.read_lens(text)


@pytest.mark.parametrize("changed", [{"intrinsic_matrix": [1, 2]}, {"width": 0}, {"width": None}])
def test_a_damaged_lens_of_open3ds_is_named(tmp_path: Path, changed: dict) -> None:
    with pytest.raises(DataError, match="camera.json"):
        lenses.read_lens(open3d_lens(tmp_path, **changed))


def test_a_negative_fy_shows_points_where_its_own_formula_puts_them(tmp_path: Path) -> None:
    """ICL-NUIM's camera: v = fy y / z + cy, with fy < 0, in its own left-handed world."""
    pose = look_at(np.array([3.0, -2, 1]), np.zeros(3))
    np.savetxt(tmp_path / "0.txt", pose)
    write(tmp_path, "intrinsics.txt", "30 -31 9.5 6.5 20 16")
    (camera,) = read_cameras(tmp_path)
    assert camera.intrinsics == Intrinsics(30, 31, 9.5, 6.5, 20, 16)
    assert np.isclose(np.linalg.det(camera.world_from_camera[:3, :3]), 1)
    points = np.random.default_rng(0).normal(size=(20, 3))
    x, y, z = ((points - pose[:3, 3]) @ pose[:3, :3]).T
    theirs = np.column_stack([30 * x / z + 9.5, -31 * y / z + 6.5, z])
    assert np.allclose(project(camera, points * [1, -1, 1]), theirs)


# --- what belongs together ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "expected", "way"),
    [
        (["a", "b"], ["b", "a"], [1, 0], "by name"),
        (["a", "b", "c"], ["c", "a"], [1, None, 0], "by name"),
        (["x.color.0", "x.color.1"], ["x.depth.1", "x.depth.0"], [1, 0], "by number"),
        (["00000", "00001", "00002"], ["0", "2"], [0, None, 1], "by number"),
        (["0", "1", "2", "3"], ["0", "1", "2", "4"], [0, 1, 2, None], "by number"),
        (["1", "2", "3"], ["0", "1", "2"], [0, 1, 2], "in order"),
        (["1", "2", "3"], ["", "", ""], [0, 1, 2], "in order"),
        (["left", "right"], ["one", "two"], [0, 1], "in order"),
        (["10.01", "10.05", "11.5"], ["10.06", "10.0", "10.9"], [1, 0, None], "by time"),
        (["10.01", "10.05"], ["500.1", "600.2"], [0, 1], "in order"),
    ],
)
def test_names_find_what_they_belong_to(
    left: list[str], right: list[str], expected: list, way: str
) -> None:
    assert pair(left, right) == (expected, way)


@pytest.mark.parametrize("right", [["", "", ""], ["x", "y", "z"], ["900.5", "901.5", "902.5"]])
def test_unlike_numbers_of_what_cannot_be_told_apart_are_refused(right: list[str]) -> None:
    with pytest.raises(InputError, match="2 pictures and 3 poses"):
        pair(["0.5", "1.5"], right, ("pictures", "poses"))
