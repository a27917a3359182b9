"""transforms.json: what is written comes back, and others read the same geometry from it."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from posed import random_views, same_camera

from engine import deps
from engine.camera import look_at, project, unproject
from engine.capture.formats import transforms
from engine.datatypes import Camera, Intrinsics, ViewSet
from engine.errors import DataError, InputError
from engine.images import write_image


def load_open3d() -> ModuleType:
    """Open3D; where both are in one process, Blender 5.2 must have been loaded before it."""
    if importlib.util.find_spec("bpy"):
        importlib.import_module("bpy")
    return deps.require("open3d", feature="This test")


def write_index(folder: Path, frame: dict | None = None, **shared: object) -> Path:
    """A data set by hand: one picture of 6x4 pixels, a frame and what all frames share."""
    write_image(folder / "train" / "r_0.png", np.full((4, 6, 4), 255, np.uint8))
    entry = {"file_path": "./train/r_0", "transform_matrix": np.eye(4).tolist(), **(frame or {})}
    path = folder / transforms.INDEX
    path.write_text(json.dumps({**shared, "frames": [entry]}))
    return path


@pytest.mark.parametrize("with_depth", [True, False])
def test_views_come_back_as_they_were_written(tmp_path: Path, with_depth: bool) -> None:
    views = random_views(with_depth=with_depth)
    assert transforms.write(views, tmp_path / "new") == tmp_path / "new" / "transforms.json"
    back = transforms.read(tmp_path / "new")
    assert len(back.views) == len(views.views)
    for view, again in zip(views.views, back.views, strict=True):
        assert np.array_equal(again.rgba, view.rgba)
        assert same_camera(again.camera, view.camera)
        assert again.name == view.name != ""
        assert (again.depth is not None) == with_depth
        if with_depth:
            assert again.depth.dtype == np.float32
            assert np.array_equal(again.depth, view.depth)


def test_the_cameras_alone_are_those_of_the_views(tmp_path: Path) -> None:
    views = random_views()
    cameras = transforms.read_cameras(transforms.write(views, tmp_path))
    assert all(
        same_camera(camera, view.camera) and camera.name == view.name
        for camera, view in zip(cameras, views.views, strict=True)
    )


def test_instant_ngps_formula_projects_to_our_pixels_plus_a_half(tmp_path: Path) -> None:
    views = random_views()
    index = json.loads(transforms.write(views, tmp_path).read_text())
    points = np.random.default_rng(1).normal(size=(9, 3)) + [5, -3, 2]
    for view, frame in zip(views.views, index["frames"], strict=True):
        opengl = np.linalg.inv(frame["transform_matrix"]) @ np.column_stack([points, np.ones(9)]).T
        u = frame["fl_x"] * opengl[0] / -opengl[2] + frame["cx"]
        v = frame["fl_y"] * -opengl[1] / -opengl[2] + frame["cy"]
        assert np.allclose(np.column_stack([u, v]), project(view.camera, points)[:, :2] + 0.5)
    lens = views.views[0].camera.intrinsics
    assert np.isclose(lens.width / 2 / lens.fx, np.tan(index["camera_angle_x"] / 2))


def test_open3d_puts_the_depth_pixels_where_unproject_does(tmp_path: Path) -> None:
    o3d = load_open3d()
    views = random_views()
    index = json.loads(transforms.write(views, tmp_path).read_text())
    for view, frame in zip(views.views, index["frames"], strict=True):
        picture = np.asarray(o3d.io.read_image(str(tmp_path / frame["file_path"])))
        mask = np.asarray(o3d.io.read_image(str(tmp_path / frame["mask_path"])))
        assert np.array_equal(picture, view.rgba)
        assert np.array_equal(mask == 255, view.mask) and mask.dtype == np.uint8
        rgbd = o3d.geometry.RGBDImage.create_from_color_and_depth(
            o3d.geometry.Image(np.ascontiguousarray(picture[..., :3])),
            o3d.geometry.Image(np.load(tmp_path / frame["depth_file_path"])),
            depth_scale=1,
            depth_trunc=100,
            convert_rgb_to_intensity=False,
        )
        # Open3D's pixel centres are at integers, as ours.
        middle = (frame["cx"] - 0.5, frame["cy"] - 0.5)
        lens = o3d.camera.PinholeCameraIntrinsic(
            frame["w"], frame["h"], frame["fl_x"], frame["fl_y"], *middle
        )
        extrinsic = np.linalg.inv(view.camera.world_from_camera)
        cloud = o3d.geometry.PointCloud.create_from_rgbd_image(rgbd, lens, extrinsic)
        is_seen = view.depth > 0
        expected = unproject(view.camera, view.depth)[is_seen]
        assert np.allclose(np.asarray(cloud.points), expected, atol=1e-5)
        assert np.allclose(np.asarray(cloud.colors), view.rgba[is_seen, :3] / 255)


def test_an_angle_alone_takes_its_size_from_the_picture(tmp_path: Path) -> None:
    path = write_index(tmp_path, camera_angle_x=2 * np.arctan(3 / 8))
    expected = Camera(Intrinsics(8, 8, 2.5, 1.5, 6, 4), np.diag([1.0, -1, -1, 1]), "r_0")
    for camera in (transforms.read_cameras(path)[0], transforms.read(tmp_path).views[0].camera):
        assert same_camera(camera, expected)
        assert camera.name == "r_0"


def test_a_frames_own_lens_goes_before_the_shared_one(tmp_path: Path) -> None:
    shared = {"fl_x": 10, "fl_y": 11, "cx": 3, "cy": 2, "w": 6.0, "h": 4.0, "camera_angle_x": 1.0}
    path = write_index(tmp_path, {"fl_x": 20, "cy": 1.25}, **shared, camera_model="OPENCV", k1=0)
    lens = transforms.read_cameras(path)[0].intrinsics
    assert lens == Intrinsics(20, 11, 2.5, 0.75, 6, 4)


def test_frames_keep_the_order_of_the_file(tmp_path: Path) -> None:
    path = transforms.write(random_views(), tmp_path)
    index = json.loads(path.read_text())
    index["frames"].reverse()
    path.write_text(json.dumps(index))
    names = [view.name for view in random_views().views]
    assert [view.name for view in transforms.read(tmp_path).views] == names[::-1]


def test_cameras_that_the_format_cannot_hold_are_refused(tmp_path: Path) -> None:
    view = random_views().views[0]
    lens = replace(view.camera.intrinsics, is_orthographic=True)
    flat = replace(view, camera=replace(view.camera, intrinsics=lens))
    for bad in (flat, replace(view, camera=None)):
        with pytest.raises(InputError):
            transforms.write(ViewSet((view, bad)), tmp_path / "none")
    assert not (tmp_path / "none").exists()


SHEARED = look_at(np.ones(3), np.zeros(3)) + np.eye(4, k=1) * 0.01


@pytest.mark.parametrize(
    ("frame", "shared", "said"),
    [
        ({}, {}, "focal length"),
        ({}, {"camera_angle_x": 0}, "zero"),
        ({}, {"fl_x": -5}, "impossible"),
        ({}, {"fl_x": 5, "fl_y": 0}, "impossible"),
        ({}, {"fl_x": float("nan")}, "impossible"),
        ({}, {"fl_x": "wide"}, "cannot be read"),
        ({}, {"fl_x": 5, "k1": 0.1}, "distorted"),
        ({}, {"fl_x": 5, "camera_model": "OPENCV_FISHEYE"}, "distorted"),
        ({"transform_matrix": SHEARED.tolist()}, {"fl_x": 5}, "not rigid"),
        ({"transform_matrix": np.diag([1, 1, -1, 1]).tolist()}, {"fl_x": 5}, "not rigid"),
        ({"transform_matrix": np.eye(3).tolist()}, {"fl_x": 5}, "4x4"),
        ({"transform_matrix": [[1], [2, 3]]}, {"fl_x": 5}, "cannot be read"),
        ({"transform_matrix": None}, {"fl_x": 5}, "4x4"),
        ({"file_path": "train/gone"}, {"fl_x": 5}, "gone.png"),
    ],
)
def test_damage_is_named(tmp_path: Path, frame: dict, shared: dict, said: str) -> None:
    path = write_index(tmp_path, frame, **shared)
    with pytest.raises(DataError, match=said):
        transforms.read_cameras(path)
    with pytest.raises(DataError, match=said):
        transforms.read(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", '"text"', "{}", '{"frames": []}', '{"frames": [1]}'])
def test_files_that_hold_no_frames_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / transforms.INDEX).write_text(text)
    with pytest.raises(DataError, match="transforms.json"):
        transforms.read(tmp_path)


def test_damaged_depth_is_named(tmp_path: Path) -> None:
    transforms.write(random_views(), tmp_path)
    np.save(tmp_path / "depth" / "0001.npy", np.ones((2, 2)))
    with pytest.raises(DataError, match="depth has shape"):
        transforms.read(tmp_path)
    (tmp_path / "depth" / "0001.npy").write_bytes(b"")
    with pytest.raises(DataError, match="cannot be read"):
        transforms.read(tmp_path)


def test_a_size_that_is_not_the_pictures_is_refused(tmp_path: Path) -> None:
    write_index(tmp_path, fl_x=5, w=12, h=8)
    with pytest.raises(DataError, match="shape"):
        transforms.read(tmp_path)


def test_an_absent_file_and_an_unwritable_folder_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="transforms.json"):
        transforms.read(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="Cannot write"):
        transforms.write(random_views(), tmp_path / "file")
