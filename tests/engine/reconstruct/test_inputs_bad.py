"""Bad posed pictures: a sentence for each, the rest is read, and nothing crashes."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from posed import same_camera, scene_views
from written import LENS, assert_same, says, write_frames, write_log, write_matrices, write_tum

from engine.capture.formats import colmap, transforms
from engine.capture.store import save_views
from engine.datatypes import View, ViewSet
from engine.errors import DataError, InputError, ReLoopError
from engine.reconstruct.inputs.posed import read_posed


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    """Four frames with a log, read without a remark."""
    views = scene_views()
    write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    (tmp_path / "intrinsics.txt").write_text(LENS.replace(",", " "))
    assert_same(read_posed(tmp_path), views)
    return tmp_path


def without(*left_out: int) -> ViewSet:
    views = scene_views().views
    return ViewSet(tuple(view for at, view in enumerate(views) if at not in left_out))


# --- pictures ----------------------------------------------------------------------------------


def test_a_black_picture_is_kept_for_its_depth_and_said_so(frames: Path) -> None:
    Image.new("RGB", (48, 36)).save(frames / "color" / "00001.png")
    posed = read_posed(frames)
    assert len(posed.views.views) == 4
    assert says(posed, "00001.png: all black, its colours say nothing.")


def test_a_picture_of_one_pixel_is_left_out(frames: Path) -> None:
    Image.new("RGB", (1, 1), "red").save(frames / "color" / "00001.png")
    Image.fromarray(np.full((1, 1), 2000, np.uint16)).save(frames / "depth" / "00001.png")
    posed = read_posed(frames)
    assert_same(posed, without(1))
    assert says(posed, "3 of 4 views", "00001.png: left out: it has 1 x 1 pixels.")


def test_a_cmyk_jpeg_is_read_in_its_colours(frames: Path) -> None:
    for file in (frames / "color").iterdir():
        Image.new("CMYK", (48, 36), (0, 255, 255, 0)).save(file.with_suffix(".jpg"))
        file.unlink()
    for view in read_posed(frames).views.views:
        assert np.abs(view.rgba.astype(int) - [255, 0, 0, 255]).max() < 12


@pytest.mark.parametrize("data", [b"", b"no picture", None])
def test_a_damaged_picture_is_left_out_and_named(frames: Path, data: bytes | None) -> None:
    path = frames / "color" / "00002.png"
    path.write_bytes(path.read_bytes()[:99] if data is None else data)
    posed = read_posed(frames)
    assert_same(posed, without(2))
    assert says(posed, "00002.png: left out: 00002.png is not a readable picture")


def test_a_picture_of_other_proportions_than_its_depth_is_left_out(frames: Path) -> None:
    Image.new("RGB", (36, 48), "red").save(frames / "color" / "00000.png")
    posed = read_posed(frames)
    assert_same(posed, without(0))
    assert says(posed, "its picture is of 36 x 48 pixels, but its view of 48 x 36 pixels")


def test_a_mask_of_other_proportions_leaves_its_view_out_and_a_damaged_one_does_not(
    frames: Path,
) -> None:
    (frames / "masks").mkdir()
    for number in range(4):
        Image.new("L", (48, 36), 255).save(frames / "masks" / f"{number}.png")
    Image.new("L", (10, 36), 255).save(frames / "masks" / "1.png")
    (frames / "masks" / "2.png").write_bytes(b"?")
    posed = read_posed(frames)
    assert_same(posed, without(1))
    assert says(posed, "its mask is of 10 x 36", "00002.png: no mask, 2.png is not a readable")


# --- depth -------------------------------------------------------------------------------------


def test_depth_that_is_no_number_counts_as_not_seen(frames: Path) -> None:
    shutil.rmtree(frames / "depth")
    (frames / "depth").mkdir()
    for number, view in enumerate(scene_views().views):
        depth = view.depth.copy()
        depth[:9] = (np.nan, np.inf, -np.inf, -1)[number]
        np.save(frames / "depth" / f"{number}.npy", depth)
    posed = read_posed(frames)
    for found, view in zip(posed.views.views, scene_views().views, strict=True):
        assert not found.depth[:9].any() and np.array_equal(found.depth[9:], view.depth[9:])
    assert says(posed, "00000.png, 00001.png, 00002.png: depth that is no number counts as not")


def test_captured_depth_that_is_no_number_counts_as_not_seen(tmp_path: Path) -> None:
    view = scene_views().views[0]
    depth = view.depth.copy()
    depth[:9, :9], depth[9:, 9:] = np.nan, 77
    save_views(ViewSet((replace(view, depth=depth), replace(view, depth=depth * np.nan))), tmp_path)
    posed = read_posed(tmp_path, invalid=77)
    first, second = (found.depth for found in posed.views.views)
    assert not first[:9, :9].any() and not first[9:, 9:].any() and not second.any()
    assert np.array_equal(first[9:, :9], view.depth[9:, :9])
    assert says(posed, "0001.png: its depth says nothing anywhere.", "0000.png, 0001.png: depth")


def test_a_frame_without_depth_stays_and_is_named(frames: Path) -> None:
    (frames / "depth" / "00001.png").unlink()
    Image.new("RGB", (48, 36)).save(frames / "depth" / "00002.png")
    (frames / "depth" / "00003.png").write_bytes(b"?")
    posed = read_posed(frames)
    assert [view.depth is None for view in posed.views.views] == [False, True, True, True]
    assert says(posed, "3 of 4 views have one of 3 depth maps", "1 of 4 views have depth")
    assert says(posed, "00001.png, 00002.png, 00003.png: no depth.", "00002.png is no depth map")


def test_an_invalid_value_is_not_seen(frames: Path) -> None:
    path = frames / "depth" / "00000.png"
    depth = np.array(Image.open(path))
    depth[:9] = 4321
    Image.fromarray(depth).save(path)
    assert read_posed(frames).views.views[0].depth[0, 0] == np.float32(4.321)
    assert not read_posed(frames, invalid=4321).views.views[0].depth[:9].any()


# --- poses -------------------------------------------------------------------------------------


SHEAR = np.eye(4) + np.eye(4, k=1) * 0.1


@pytest.mark.parametrize("matrix", [SHEAR, np.diag([1, 1, -1, 1.0]), np.full((4, 4), -np.inf)])
@pytest.mark.parametrize("form", ["log", "matrices", "captured"])
def test_a_pose_that_is_no_rotation_leaves_its_view_out(
    frames: Path, form: str, matrix: np.ndarray
) -> None:
    views = list(scene_views().views)
    views[2] = replace(views[2], camera=replace(views[2].camera, world_from_camera=matrix))
    (frames / "trajectory.log").unlink()
    if form == "log":
        write_log(frames / "trajectory.log", ViewSet(tuple(views)))
    elif form == "matrices":
        write_matrices(frames / "pose", ViewSet(tuple(views)))
    else:
        save_views(ViewSet(tuple(views)), frames)
    posed = read_posed(frames)
    assert_same(posed, without(2), steps=None if form == "captured" else 1000)
    assert says(posed, "3 of 4 views", "2.png: left out: The pose in ")


def test_a_quaternion_that_is_no_rotation_leaves_its_view_out(frames: Path) -> None:
    write_tum(frames / "trajectory.txt", scene_views())
    lines = (frames / "trajectory.txt").read_text().splitlines()
    lines[1] = "1 2 3 0 0 0 0"
    (frames / "trajectory.txt").write_text("\n".join(lines))
    posed = read_posed(frames, poses=frames / "trajectory.txt", depth_scale=1000)
    assert_same(posed, without(1))
    assert says(posed, "00001.png: left out: The pose in ", "(line 2)")


def test_fewer_or_more_poses_than_pictures_are_said(frames: Path) -> None:
    write_log(frames / "trajectory.log", without(3))
    assert says(read_posed(frames), "3 of 4 pictures have one of 3 poses, matched by number")
    write_log(frames / "trajectory.log", scene_views(6))
    posed = read_posed(frames)
    assert_same(posed, scene_views())
    assert says(posed, "4 of 4 pictures have one of 6 poses, matched by number")
    write_tum(frames / "pose.txt", scene_views(6))
    with pytest.raises(InputError, match="4 pictures and 6 poses, and nothing says which"):
        read_posed(frames, poses=frames / "pose.txt")


def test_captured_views_without_a_camera_are_left_out(tmp_path: Path) -> None:
    views = scene_views().views
    save_views(ViewSet((replace(views[0], camera=None), *views[1:])), tmp_path)
    posed = read_posed(tmp_path)
    assert_same(posed, ViewSet(views[1:]), steps=None)
    assert says(posed, "0000.png: left out: its camera is not known.")


def test_where_no_view_can_be_used_every_reason_is_said(tmp_path: Path) -> None:
    save_views(ViewSet((View(np.zeros((4, 4, 4), np.uint8)),)), tmp_path)
    with pytest.raises(InputError, match="None of the views.*0000.png: left out: its camera"):
        read_posed(tmp_path)


# --- folders and files -------------------------------------------------------------------------


def test_an_empty_folder_and_an_absent_one_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no camera poses, and no depth maps.*transforms.json"):
        read_posed(tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        read_posed(tmp_path / "absent")


@pytest.mark.parametrize("what", ["images", "depth", "masks"])
def test_a_folder_that_holds_none_of_what_it_was_given_for_is_named(
    frames: Path, what: str
) -> None:
    (frames / "empty").mkdir()
    with pytest.raises(InputError, match="empty holds no "):
        read_posed(frames, **{what: frames / "empty"})
    with pytest.raises(InputError, match="absent does not exist"):
        read_posed(frames, **{what: frames / "absent"})


def test_poses_without_pictures_or_without_a_lens_are_said_so(frames: Path) -> None:
    (frames / "intrinsics.txt").unlink()
    with pytest.raises(InputError, match="lens of the pictures.*not known.*fx,fy,cx,cy"):
        read_posed(frames)
    with pytest.raises(InputError, match="is no lens"):
        read_posed(frames, intrinsics="1,2")
    shutil.rmtree(frames / "color")
    shutil.rmtree(frames / "depth")
    with pytest.raises(InputError, match="4 poses, but no pictures and no depth maps"):
        read_posed(frames, intrinsics=LENS)


def test_a_lens_of_another_picture_leaves_all_views_out(frames: Path) -> None:
    with pytest.raises(InputError, match="None of the views.*its lens is of 48 x 48 pixels"):
        read_posed(frames, intrinsics=f"{LENS},48,48")


def test_damaged_files_are_named(frames: Path, tmp_path: Path) -> None:
    log = frames / "trajectory.log"
    log.write_text(log.read_text()[:-20])
    with pytest.raises(DataError, match=r"trajectory\.log cannot be read"):
        read_posed(frames)
    folder = tmp_path / "other"
    path = transforms.write(scene_views(), folder)
    path.write_text(path.read_text()[:300])
    with pytest.raises(DataError, match=r"transforms\.json cannot be read"):
        read_posed(folder)
    save_views(scene_views(), folder)
    (folder / "views.json").write_text("{")
    with pytest.raises(DataError, match="damaged"):
        read_posed(folder)


def test_a_colmap_model_with_a_missing_picture_reads_the_others(tmp_path: Path) -> None:
    views = scene_views()
    model = colmap.write(views, tmp_path)
    (tmp_path / "images" / "0001.png").unlink()
    posed = read_posed(tmp_path)
    cameras = [view.camera for view in posed.views.views]
    assert len(cameras) == 3 and same_camera(cameras[1], views.views[2].camera)
    assert says(posed, "0001.png: left out: 0001.png is not a readable picture")
    shutil.rmtree(tmp_path / "images")
    with pytest.raises(DataError, match="pictures of the COLMAP model.*not found: 0000.png"):
        read_posed(model)


def test_many_remarks_are_gathered(frames: Path) -> None:
    views = scene_views(40)
    write_log(write_frames(frames, views) / "trajectory.log", views)
    for number, file in enumerate(sorted((frames / "depth").iterdir())):
        file.write_bytes(b"?" * number)
    said = read_posed(frames).said
    assert len(said) < 30 and said[-1].startswith("And ")


def written_as(form: str, folder: Path) -> Path:
    """The scene in one of the forms that are read."""
    views = scene_views(3)
    if form in ("captured", "nerf", "colmap"):
        write = {"captured": save_views, "nerf": transforms.write, "colmap": colmap.write}[form]
        write(views, folder)
        return folder
    write_frames(folder, views)
    (folder / "intrinsics.txt").write_text(LENS.replace(",", " "))
    if form == "matrices":
        write_matrices(folder / "pose", views)
    else:
        {"log": write_log, "tum": write_tum}[form](folder / "trajectory.txt", views)
    return folder


@pytest.mark.parametrize("form", ["captured", "nerf", "colmap", "log", "tum", "matrices"])
def test_a_file_that_is_damaged_anywhere_is_read_or_a_sentence(tmp_path: Path, form: str) -> None:
    generator = np.random.default_rng(4)
    folder = written_as(form, tmp_path)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    refused = 0
    for _ in range(120):
        file = files[generator.integers(len(files))]
        data = file.read_bytes()
        at, size = generator.integers(len(data)), generator.choice([0, 1, 8])
        junk = [generator.bytes(size), b"nan", b"-", b"9" * 25, b"\0" * 8, data[-9:]]
        rest = data[at + size :] if generator.random() < 0.8 else b""
        file.write_bytes(data[:at] + junk[generator.integers(len(junk))] + rest)
        try:
            assert read_posed(folder).said
        except ReLoopError as error:
            assert len(str(error)) > 20
            refused += 1
        file.write_bytes(data)
    assert refused < 120 and read_posed(folder).said
