"""Pose files by others: every form gives the same cameras, and what is wrong is named."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from posed import random_views, same_camera

from engine.camera import look_at, project, unproject
from engine.capture.formats import colmap, transforms
from engine.capture.formats.poses import read_cameras
from engine.capture.store import save_views
from engine.datatypes import Camera, Intrinsics, View, ViewSet
from engine.errors import DataError

LENS = Intrinsics(30.0, 31.0, 9.5, 7.5, 20, 16)
K = np.array([[30, 0, 9.5], [0, 31, 7.5], [0, 0, 1]])


def cameras(count: int) -> list[Camera]:
    eyes = np.random.default_rng(2).normal(size=(count, 3)) * 3
    poses = [look_at(eye, np.zeros(3)) for eye in eyes]
    return [Camera(LENS, pose, str(number)) for number, pose in enumerate(poses)]


def write_poses(folder: Path, made: list[Camera]) -> Path:
    """One matrix a file, and K; with every digit."""
    folder.mkdir(parents=True, exist_ok=True)
    for camera in made:
        np.savetxt(folder / f"{camera.name}.txt", camera.world_from_camera, "%.17g")
    np.savetxt(folder / "intrinsics.txt", K)
    return folder


def test_text_poses_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    made = cameras(12)
    read = read_cameras(write_poses(tmp_path, made))
    assert [camera.name for camera in read] == [str(number) for number in range(12)]
    for camera, expected in zip(read, made, strict=True):
        assert camera.intrinsics == LENS
        assert np.array_equal(camera.world_from_camera, expected.world_from_camera)


def test_the_last_number_in_a_name_counts_and_then_the_name(tmp_path: Path) -> None:
    write_poses(tmp_path, [])
    names = ["start", "a2_frame1", "b_1", "run9_2", "run1_10"]
    for name in reversed(names):
        np.savetxt(tmp_path / f"{name}.txt", np.eye(4))
    assert [camera.name for camera in read_cameras(tmp_path)] == names


def test_only_text_files_with_16_numbers_are_poses(tmp_path: Path) -> None:
    folder = write_poses(tmp_path, cameras(2))
    (folder / "readme.txt").write_text("All poses are camera to world, as one would expect.")
    (folder / "7.txt").write_text("1 2 3")
    (folder / "8.csv").write_text(" ".join("1" * 16))
    (folder / "9.txt").write_bytes(b"\xff\xfe\x00")
    assert len(read_cameras(folder)) == 2


@pytest.mark.parametrize("name", ["intrinsics.txt", "camera-intrinsics.txt", "Intrinsic_color.txt"])
@pytest.mark.parametrize(
    "text",
    [
        "30 0 9.5\n0 31 7.5\n0 0 1",
        "30 0 9.5 0\n0 31 7.5 0\n0 0 1 0\n0 0 0 1\n",
        "30 31 9.5 7.5",
        "3e1 31.0 9.5 7.5 20 16\n",
    ],
)
def test_every_form_of_intrinsics_gives_the_same_lens(tmp_path: Path, name: str, text: str) -> None:
    folder = write_poses(tmp_path, cameras(1))
    (folder / "intrinsics.txt").unlink()
    (folder / name).write_text(text)
    assert [camera.intrinsics for camera in read_cameras(folder)] == [LENS]


def test_a_size_in_the_intrinsics_goes_before_the_principal_point(tmp_path: Path) -> None:
    folder = write_poses(tmp_path, cameras(1))
    (folder / "intrinsics.txt").write_text("30 31 9.5 7.5 40 30")
    assert read_cameras(folder)[0].intrinsics == Intrinsics(30, 31, 9.5, 7.5, 40, 30)


def test_every_format_of_ours_gives_the_same_cameras(tmp_path: Path) -> None:
    views = random_views()
    save_views(views, tmp_path / "ours")
    index = transforms.write(views, tmp_path / "nerf")
    model = colmap.write(views, tmp_path / "colmap")
    nerf, ours = tmp_path / "nerf", tmp_path / "ours"
    for place in (ours, ours / "views.json", nerf, index, tmp_path / "colmap", model):
        read = read_cameras(place)
        assert all(
            same_camera(camera, view.camera) for camera, view in zip(read, views.views, strict=True)
        ), place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 0 9.5 0 31 7.5 0 0", "not an intrinsics file"),
        ("focal 30", "not an intrinsics file"),
        ("", "not an intrinsics file"),
        ("30 31 9.5 nan", "impossible"),
        ("0 31 9.5 7.5", "impossible"),
        ("30 31 -9.5 7.5", "impossible"),
        ("30 1 9.5 0 31 7.5 0 0 1", "no pinhole"),
        ("30 0 0 0 31 0 9.5 7.5 1", "no pinhole"),
    ],
)
def test_intrinsics_that_are_no_lens_are_named(tmp_path: Path, text: str, said: str) -> None:
    folder = write_poses(tmp_path, cameras(1))
    (folder / "intrinsics.txt").write_text(text)
    with pytest.raises(DataError, match=said) as raised:
        read_cameras(folder)
    assert str(folder / "intrinsics.txt") in str(raised.value)


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        (np.diag([1, 1, 1.01, 1]), "not rigid"),
        (np.diag([1, 1, -1, 1]), "not rigid"),
        (np.zeros((4, 4)), "not rigid"),
        (np.eye(4) + np.eye(4, k=-3), "not rigid"),
        (np.full((4, 4), -np.inf), "finite"),
        (np.eye(4) * np.nan, "finite"),
    ],
)
def test_matrices_that_are_no_pose_are_named(tmp_path: Path, matrix: np.ndarray, said: str) -> None:
    folder = write_poses(tmp_path, cameras(1))
    np.savetxt(folder / "5.txt", matrix)
    with pytest.raises(DataError, match=rf"5\.txt.*{said}"):
        read_cameras(folder)


def test_poses_rounded_to_four_digits_are_rigid_enough(tmp_path: Path) -> None:
    folder = write_poses(tmp_path, cameras(1))
    np.savetxt(folder / "0.txt", cameras(1)[0].world_from_camera, "%.4f")
    assert np.allclose(
        read_cameras(folder)[0].world_from_camera, cameras(1)[0].world_from_camera, atol=1e-3
    )


def test_real_frames_and_poses_by_others_agree_within_a_centimetre(
    tmp_path: Path, shared_data: Path
) -> None:
    source = shared_data / "rgbd" / "open3d_redwood_5frames"
    blocks = np.array((source / "trajectory.log").read_text().split(), float).reshape(5, 19)
    for number, block in enumerate(blocks):
        np.savetxt(tmp_path / f"{number}.txt", block[3:].reshape(4, 4), "%.17g")
    (tmp_path / "intrinsics.txt").write_text("525 525 319.5 239.5")
    first, *_, last = read_cameras(tmp_path)
    assert (last.intrinsics.width, last.intrinsics.height) == (640, 480)
    near, far = (
        np.array(Image.open(source / "depth" / f"0000{number}.png")) / 1000 for number in (0, 4)
    )
    pixels = project(last, unproject(first, near)[near > 0])
    columns, rows = np.round(pixels[:, :2]).astype(int).T
    is_inside = (columns >= 0) & (columns < 640) & (rows >= 0) & (rows < 480)
    seen = far[rows[is_inside], columns[is_inside]]
    errors = np.abs(seen - pixels[is_inside, 2])[seen > 0]
    # The sensor's own noise; poses read as their inverse, or not at all, are off by 40 mm and more.
    assert len(errors) > 100_000 and np.median(errors) < 0.01


def test_missing_or_two_intrinsics_are_refused(tmp_path: Path) -> None:
    folder = write_poses(tmp_path, cameras(1))
    (folder / "intrinsic_depth.txt").write_text("1 1 1 1")
    with pytest.raises(DataError, match="intrinsic_depth.txt, intrinsics.txt"):
        read_cameras(folder)
    (folder / "intrinsic_depth.txt").unlink()
    (folder / "intrinsics.txt").unlink()
    with pytest.raises(DataError, match="intrinsics.txt"):
        read_cameras(folder)


def test_what_holds_no_poses_is_told_what_does(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("nothing")
    for place in (tmp_path, tmp_path / "note.txt", tmp_path / "absent", tmp_path / "absent.json"):
        with pytest.raises(DataError, match="holds no camera poses.*transforms.json.*cameras.txt"):
            read_cameras(place)


def test_captured_views_without_cameras_and_damaged_ones_are_said_so(tmp_path: Path) -> None:
    picture = View(np.zeros((2, 2, 4), np.uint8))
    save_views(ViewSet((picture,)), tmp_path)
    with pytest.raises(DataError, match="no cameras"):
        read_cameras(tmp_path)
    (tmp_path / "views.json").write_text('{"views": [{"camera": {}}]}')
    with pytest.raises(DataError, match="views.json"):
        read_cameras(tmp_path)
