"""COLMAP models: what is written comes back, and pycolmap reads and writes the same geometry."""

import importlib
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from posed import random_views, same_camera

from engine.camera import project, unproject
from engine.capture.formats import colmap, colmap_binary
from engine.capture.formats.poses import read_cameras
from engine.datatypes import Intrinsics, ViewSet
from engine.errors import DataError, InputError

IMAGE = "1 1 0 0 0 0 0 0 1 a.png\n\n"


def write_model(folder: Path, cameras: str, images: str = IMAGE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cameras.txt").write_text(cameras)
    (folder / "images.txt").write_text(images)
    return folder


def random_rotations(count: int) -> np.ndarray:
    rotations = np.linalg.qr(np.random.default_rng(3).normal(size=(count, 3, 3)))[0]
    return rotations * np.linalg.det(rotations)[:, None, None]


def half_turns() -> list[np.ndarray]:
    """No turn, and half turns around axes and diagonals: w is 0, other components too."""
    axes = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, -1], [1, 1, 1]], float)
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    return [np.eye(3), *(2 * np.outer(axis, axis) - np.eye(3) for axis in axes)]


def test_quaternions_and_rotations_are_inverse_to_each_other() -> None:
    for rotation in [*random_rotations(200), *half_turns()]:
        quaternion = colmap.quaternion_from_rotation(rotation)
        assert np.isclose(np.linalg.norm(quaternion), 1) and quaternion[0] >= 0
        assert np.allclose(colmap.rotation_from_quaternion(quaternion), rotation, atol=1e-14)
        assert np.allclose(colmap.rotation_from_quaternion(-3 * quaternion), rotation, atol=1e-14)


def test_a_quarter_turn_around_z_is_known_by_hand() -> None:
    quarter = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])
    expected = np.array([1, 0, 0, 1]) / np.sqrt(2)
    assert np.allclose(colmap.quaternion_from_rotation(quarter), expected)


@pytest.mark.parametrize("quaternion", [np.zeros(4), np.array([1, np.nan, 0, 0])])
def test_quaternions_without_a_direction_are_refused(quaternion: np.ndarray) -> None:
    with pytest.raises(ValueError):
        colmap.rotation_from_quaternion(quaternion)


def test_views_come_back_as_they_were_written(tmp_path: Path) -> None:
    views = random_views()
    assert colmap.write(views, tmp_path / "new") == tmp_path / "new" / "sparse" / "0"
    back = colmap.read(tmp_path / "new")
    cameras = colmap.read_cameras(tmp_path / "new")
    for view, again, camera in zip(views.views, back.views, cameras, strict=True):
        assert np.array_equal(again.rgba, view.rgba)
        assert same_camera(again.camera, view.camera) and same_camera(camera, view.camera)
    assert [camera.name for camera in cameras] == ["0000", "0001", "0002", "0003", "0004"]


def test_pycolmap_reads_our_cameras_and_projects_to_our_pixels_plus_a_half(tmp_path: Path) -> None:
    pycolmap = importlib.import_module("pycolmap")
    views = random_views()
    model = pycolmap.Reconstruction(str(colmap.write(views, tmp_path)))
    assert model.num_cameras() == 2  # one for each lens
    assert model.num_images() == model.num_reg_images() == len(views.views)
    points = np.random.default_rng(1).normal(size=(9, 3)) + [5, -3, 2]
    for number, view in enumerate(views.views, 1):
        image, lens = model.image(number), view.camera.intrinsics
        assert (tmp_path / "images" / image.name).is_file()
        assert image.camera.model.name == "PINHOLE"
        assert np.allclose(
            image.camera.params, [lens.fx, lens.fy, lens.cx + 0.5, lens.cy + 0.5], rtol=1e-15
        )
        assert (image.camera.width, image.camera.height) == (lens.width, lens.height)
        camera_from_world = np.linalg.inv(view.camera.world_from_camera)[:3]
        assert np.allclose(image.cam_from_world().matrix(), camera_from_world, atol=1e-12)
        local = [image.cam_from_world() * point for point in points]
        theirs = np.array([image.camera.img_from_cam(point) for point in local])
        assert np.allclose(theirs, project(view.camera, points)[:, :2] + 0.5, atol=1e-9)


def test_pycolmap_reads_a_coloured_point_for_every_pixel_with_depth(tmp_path: Path) -> None:
    pycolmap = importlib.import_module("pycolmap")
    views = random_views()
    model = pycolmap.Reconstruction(str(colmap.write(views, tmp_path)))
    seen = [view.depth > 0 for view in views.views]
    points = [unproject(view.camera, view.depth) for view in views.views]
    expected = np.concatenate([p[mask] for p, mask in zip(points, seen, strict=True)])
    colors = np.concatenate([v.rgba[m, :3] for v, m in zip(views.views, seen, strict=True)])
    assert model.num_points3D() == len(expected)
    found = [model.point3D(number) for number in range(1, len(expected) + 1)]
    assert np.allclose([point.xyz for point in found], expected, atol=1e-12)
    assert np.array_equal([point.color for point in found], colors)
    assert all(point.track.length() == 0 and point.error == 0 for point in found)


def test_points_are_a_sample_that_is_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pycolmap = importlib.import_module("pycolmap")
    views = random_views()
    views = ViewSet((replace(views.views[0], depth=None), *views.views[1:]))
    every = {
        tuple(point.round(9))
        for view in views.views[1:]
        for point in unproject(view.camera, view.depth)[view.depth > 0]
    }
    monkeypatch.setattr(colmap, "MOST_POINTS", 100)
    texts = []
    for name in ("one", "two"):
        model = pycolmap.Reconstruction(str(colmap.write(views, tmp_path / name)))
        sample = {tuple(point.xyz.round(9)) for point in model.points3D.values()}
        assert len(sample) == 100 and sample <= every
        texts.append((tmp_path / name / "sparse" / "0" / "points3D.txt").read_text())
    assert texts[0] == texts[1]


def test_pycolmap_opens_a_model_without_depth_and_finds_no_points(tmp_path: Path) -> None:
    pycolmap = importlib.import_module("pycolmap")
    model = pycolmap.Reconstruction(str(colmap.write(random_views(with_depth=False), tmp_path)))
    assert model.num_points3D() == 0 and model.num_reg_images() == 5


def test_we_read_what_pycolmap_writes(tmp_path: Path) -> None:
    pycolmap = importlib.import_module("pycolmap")
    views = random_views()
    (tmp_path / "again").mkdir()
    pycolmap.Reconstruction(str(colmap.write(views, tmp_path))).write_text(str(tmp_path / "again"))
    cameras = colmap.read_cameras(tmp_path / "again")
    assert all(
        same_camera(camera, view.camera) for camera, view in zip(cameras, views.views, strict=True)
    )


def write_binary(folder: Path, *, features: bool = False) -> ViewSet:
    """The views whose binary model pycolmap writes into `folder`."""
    pycolmap = importlib.import_module("pycolmap")
    views = random_views()
    model = pycolmap.Reconstruction(str(colmap.write(views, folder / "text")))
    if features:
        for number, image in model.images.items():
            image.points2D = [pycolmap.Point2D([k, number]) for k in range(number)]
    folder.joinpath("sparse", "0").mkdir(parents=True)
    model.write_binary(str(folder / "sparse" / "0"))
    shutil.move(folder / "text" / "images", folder / "images")
    return views


@pytest.mark.parametrize("features", [False, True])
def test_the_binary_model_that_pycolmap_writes_is_read_back_the_same(
    tmp_path: Path, features: bool
) -> None:
    views = write_binary(tmp_path, features=features)
    back = colmap.read(tmp_path)
    for view, again, camera in zip(
        views.views, back.views, read_cameras(tmp_path / "sparse" / "0"), strict=True
    ):
        assert np.array_equal(again.rgba, view.rgba)
        assert same_camera(again.camera, view.camera) and same_camera(camera, view.camera)
    assert [view.name for view in back.views] == ["0000", "0001", "0002", "0003", "0004"]


def test_every_model_of_a_lens_has_pycolmaps_number_of_parameters(tmp_path: Path) -> None:
    pycolmap = importlib.import_module("pycolmap")
    assert len(colmap_binary._MODELS) == 11
    for number, (name, count) in colmap_binary._MODELS.items():
        model = pycolmap.CameraModelId.__members__[name]
        camera = pycolmap.Camera.create_from_model_id(7, model, 8.0, 6, 4)
        assert int(model) == number and len(camera.params) == count


@pytest.mark.parametrize("name", ["cameras.bin", "images.bin"])
def test_binary_files_that_are_cut_off_anywhere_are_named(tmp_path: Path, name: str) -> None:
    write_binary(tmp_path, features=True)
    path = tmp_path / "sparse" / "0" / name
    data = path.read_bytes()
    for length in (*range(0, len(data), 9), len(data) - 1):
        path.write_bytes(data[:length])
        with pytest.raises(DataError, match=f"{name} cannot be read.*cut off"):
            colmap.read_cameras(tmp_path)


def test_binary_lenses_that_are_distorted_or_unknown_are_refused(tmp_path: Path) -> None:
    write_binary(tmp_path)
    path = tmp_path / "sparse" / "0" / "cameras.bin"
    data = path.read_bytes()
    for number, said in ((7, "distorted"), (99, "not known, number 99"), (-1, "not known")):
        path.write_bytes(data[:12] + struct.pack("<i", number) + data[16:])
        with pytest.raises(DataError, match=said):
            colmap.read_cameras(tmp_path)


@pytest.mark.parametrize(
    ("line", "lens"),
    [
        ("SIMPLE_PINHOLE 6 4 8 3 2", (8, 8)),
        ("PINHOLE 6 4 8 9 3 2", (8, 9)),
        ("SIMPLE_RADIAL 6 4 8 3 2 0", (8, 8)),
        ("RADIAL 6 4 8 3 2 0 0.0", (8, 8)),
        ("OPENCV 6 4 8 9 3 2 0 0 0 0", (8, 9)),
    ],
)
def test_lenses_without_distortion_are_read(tmp_path: Path, line: str, lens: tuple) -> None:
    camera = colmap.read_cameras(write_model(tmp_path, f"# note\n\n1 {line}\n"))[0]
    assert camera.intrinsics == Intrinsics(*lens, 2.5, 1.5, 6, 4)


@pytest.mark.parametrize(
    "line",
    ["SIMPLE_RADIAL 6 4 8 3 2 0.1", "OPENCV 6 4 8 9 3 2 0 0 0 1e-3", "OPENCV_FISHEYE 6 4 8 9 3 2"],
)
def test_distorted_lenses_are_refused_with_a_way_out(tmp_path: Path, line: str) -> None:
    with pytest.raises(DataError, match="colmap image_undistorter"):
        colmap.read_cameras(write_model(tmp_path, f"1 {line}\n"))


def test_images_come_by_their_ids_with_or_without_features(tmp_path: Path) -> None:
    images = "# note\n10 1 0 0 0 1 0 0 1 a/last one.png\n5 5 -1 6 6 -1\n2 1 0 0 0 0 0 3 1 b.png\n\n"
    for place in ("", "sparse/0", "sparse"):
        folder = tmp_path / (place.replace("/", "") or "flat")
        write_model(folder / place, "1 PINHOLE 6 4 8 9 3 2\n", images)
        cameras = colmap.read_cameras(folder)
        assert [camera.name for camera in cameras] == ["b", "last one"]
        assert np.allclose(cameras[0].world_from_camera[:3, 3], [0, 0, -3])


@pytest.mark.parametrize(
    ("cameras", "images", "said"),
    [
        ("1 PINHOLE 6 4 8 9 3\n", IMAGE, "cameras.txt"),
        ("1 PINHOLE 6 4 8 x 3 2\n", IMAGE, "cameras.txt"),
        ("1 PINHOLE 6 4 -8 9 3 2\n", IMAGE, "impossible"),
        ("2 PINHOLE 6 4 8 9 3 2\n", IMAGE, "images.txt cannot be read: it lacks 1"),
        ("1 PINHOLE 6 4 8 9 3 2\n", "", "no images"),
        ("1 PINHOLE 6 4 8 9 3 2\n", "1 1 0 0 0 0 0 0 1\n\n", "images.txt"),
        ("1 PINHOLE 6 4 8 9 3 2\n", "1 0 0 0 0 0 0 0 1 a.png\n\n", "no rotation"),
        ("1 PINHOLE 6 4 8 9 3 2\n", "1 1 0 0 0 0 inf 0 1 a.png\n\n", "finite"),
    ],
)
def test_damage_is_named(tmp_path: Path, cameras: str, images: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        colmap.read_cameras(write_model(tmp_path, cameras, images))


def test_a_model_without_its_pictures_or_none_at_all_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no COLMAP model"):
        colmap.read(tmp_path)
    write_model(tmp_path, "1 PINHOLE 6 4 8 9 3 2\n")
    with pytest.raises(DataError, match="a.png"):
        colmap.read(tmp_path)


def test_what_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    view = random_views().views[0]
    lens = replace(view.camera.intrinsics, is_orthographic=True)
    for bad in (
        replace(view, camera=replace(view.camera, intrinsics=lens)),
        replace(view, camera=None),
    ):
        with pytest.raises(InputError):
            colmap.write(ViewSet((bad,)), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="Cannot write"):
        colmap.write(ViewSet((view,)), tmp_path / "file")
