"""Views to Mesh of bad folders: a sentence that names what is bad, and the scene as it was."""

import shutil
from dataclasses import replace
from pathlib import Path

import bpy
import numpy as np
import pytest
from PIL import Image
from posed import scene_views
from written import LENS, write_frames, write_log

from engine.datatypes import ViewSet
from tests.fingerprint import fingerprint

SHEAR = np.eye(4) + np.eye(4, k=1) * 0.1
POSES = [SHEAR, np.diag([1, 1, -1, 1.0]), np.full((4, 4), np.nan)]


@pytest.fixture
def frames(addon, tmp_path: Path) -> Path:
    """Four frames with a log, chosen as the scene's views."""
    folder = write(tmp_path / "frames", scene_views())
    fuse = bpy.context.scene.reloop3d.fuse
    fuse.source, fuse.folder, fuse.detail = "FOLDER", str(folder), 32
    return folder


def write(folder: Path, views: ViewSet) -> Path:
    write_log(write_frames(folder, views) / "trajectory.log", views)
    (folder / "intrinsics.txt").write_text(LENS.replace(",", " "))
    return folder


def remarks(addon, views: int) -> str:
    """Fuse so many views; what the job says in the end."""
    assert bpy.ops.reloop3d.views_to_mesh() == {"FINISHED"}
    job = addon("reloop3d_addon.jobs.lanes").ended("Views to Mesh")
    made = bpy.context.view_layer.objects.active
    points = np.array([vertex.co for vertex in made.data.vertices])
    assert len(made.data.polygons) > 100 and np.isfinite(points).all()
    assert job.notes[-1].endswith(f"from {views} views")
    return " ".join(job.notes)


def assert_refused(*words: str) -> None:
    before = fingerprint()
    with pytest.raises(RuntimeError) as caught:
        bpy.ops.reloop3d.views_to_mesh()
    text = str(caught.value)
    assert "Traceback" not in text and fingerprint() == before
    assert not [word for word in words if word not in text], text


# --- the rest is fused -------------------------------------------------------------------------


def test_a_black_picture_keeps_its_depth_and_is_said(addon, frames: Path) -> None:
    Image.new("RGB", (48, 36)).save(frames / "color" / "00001.png")
    assert "00001.png: all black" in remarks(addon, 4)


def test_a_picture_of_one_pixel_is_left_out_and_said(addon, frames: Path) -> None:
    Image.new("RGB", (1, 1), "red").save(frames / "color" / "00001.png")
    Image.fromarray(np.full((1, 1), 2000, np.uint16)).save(frames / "depth" / "00001.png")
    assert "00001.png: left out: it has 1 x 1 pixels" in remarks(addon, 3)


def test_cmyk_pictures_color_the_mesh(addon, frames: Path) -> None:
    for file in (frames / "color").iterdir():
        Image.new("CMYK", (48, 36), (0, 255, 255, 0)).save(file.with_suffix(".jpg"))
        file.unlink()
    remarks(addon, 4)
    data = bpy.context.view_layer.objects.active.data
    colors = np.zeros(len(data.loops) * 4, np.float32)
    data.color_attributes["Color"].data.foreach_get("color", colors)
    assert np.allclose(np.median(colors.reshape(-1, 4), axis=0), [1, 0, 0, 1], atol=0.1)


def test_of_two_identical_views_the_second_is_left_out_and_said(addon, frames: Path) -> None:
    views = scene_views().views
    shutil.rmtree(frames)
    write(frames, ViewSet((*views, views[1])))
    said = remarks(addon, 4)
    assert "View 4 (00004) is left out: it is from where view 1 is." in said


def test_one_view_makes_the_side_that_it_sees(addon, frames: Path) -> None:
    shutil.rmtree(frames)
    write(frames, ViewSet(scene_views().views[:1]))
    assert "1 of 1 views" in remarks(addon, 1)


@pytest.mark.parametrize("matrix", POSES)
def test_a_pose_that_is_no_rotation_leaves_its_view_out(addon, frames: Path, matrix) -> None:
    write_log(frames / "trajectory.log", posed_as(matrix, 2))
    said = remarks(addon, 3)
    assert "00002.png: left out: The pose in " in said and "trajectory.log" in said


def posed_as(matrix: np.ndarray, *which: int) -> ViewSet:
    """The views with this pose for some."""
    views = list(scene_views().views)
    for at in which:
        views[at] = replace(views[at], camera=replace(views[at].camera, world_from_camera=matrix))
    return ViewSet(tuple(views))


def test_depth_that_is_no_number_somewhere_counts_as_not_seen(addon, frames: Path) -> None:
    depth_as_floats(frames, slice(0, 9))
    assert "depth that is no number counts as not seen" in remarks(addon, 4)


def depth_as_floats(frames: Path, rows: slice) -> None:
    """The frames' depth as .npy, no number in some rows."""
    shutil.rmtree(frames / "depth")
    (frames / "depth").mkdir()
    for number, view in enumerate(scene_views().views):
        depth = view.depth.copy()
        depth[rows] = np.nan
        np.save(frames / "depth" / f"{number:05d}.npy", depth)


# --- what is refused ---------------------------------------------------------------------------


def test_depth_that_is_no_number_anywhere_is_refused(addon, frames: Path) -> None:
    depth_as_floats(frames, slice(None))
    assert_refused("No view can be fused", "View 0 (00000)", "nothing with a depth", "capture")


@pytest.mark.parametrize("matrix", POSES)
def test_where_no_pose_is_a_rotation_it_is_refused(addon, frames: Path, matrix) -> None:
    write_log(frames / "trajectory.log", posed_as(matrix, 0, 1, 2, 3))
    assert_refused("00000.png", "The pose in ", "Check the files that are named.")


def test_pictures_without_depth_are_refused(addon, frames: Path) -> None:
    shutil.rmtree(frames / "depth")
    assert_refused(
        "No view has depth", "do not show the same where their cameras say", "Give depth"
    )


def test_only_pictures_of_one_pixel_are_refused(addon, frames: Path) -> None:
    for file in (frames / "color").iterdir():
        Image.new("RGB", (1, 1), "red").save(file)
        Image.fromarray(np.full((1, 1), 2000, np.uint16)).save(frames / "depth" / file.name)
    assert_refused("00000.png", "1 x 1 pixels", "Check the files that are named.")


def test_an_empty_folder_and_an_absent_one_are_refused(addon, frames: Path) -> None:
    bpy.context.scene.reloop3d.fuse.folder = str(frames / "absent")
    assert_refused("absent does not exist", "Choose a file or folder that does.")
    (frames / "absent").mkdir()
    assert_refused("absent", "no camera poses", "transforms.json")
    bpy.context.scene.reloop3d.fuse.folder = ""
    assert_refused("Choose a folder")


@pytest.mark.parametrize("detail", [0, 15, 2049, -3])
def test_a_detail_out_of_range_is_said_by_the_command(
    addon, frames: Path, tmp_path: Path, capfd, detail: int
) -> None:
    out = tmp_path / "out"
    command = ["fuse", str(frames), "--out", str(out), "--detail", str(detail)]
    assert addon("reloop3d_addon.command").main(command) == 2
    assert f"Detail {detail} is out of range. Choose 16 to 2048." in capfd.readouterr().err
    assert not out.exists()
