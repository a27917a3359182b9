"""Posed pictures by others: every form gives the same views, and what was found is said."""

import importlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from posed import same_camera, scene_views
from test_depths import write_exr
from written import LENS, write_depth, write_frames, write_log, write_matrices, write_tum

from engine.camera import project, unproject
from engine.capture.formats import colmap, transforms
from engine.capture.store import save_views
from engine.datatypes import Instance, View, ViewSet
from engine.errors import InputError
from engine.reconstruct.inputs import Posed, read_posed

TIMES = ["1305031102.175304", "1305031102.211214", "1305031102.275326", "1305031102.311267"]


def assert_same(posed: Posed, views: ViewSet, *, steps: float | None = 1000) -> None:
    """The same cameras, pictures, and depth as it was rounded."""
    for found, view in zip(posed.views.views, views.views, strict=True):
        assert same_camera(found.camera, view.camera)
        assert np.array_equal(found.rgba, view.rgba)
        rounded = np.round(view.depth * steps) / steps if steps else view.depth
        assert np.allclose(found.depth, rounded, rtol=1e-6, atol=0)


def says(posed: Posed, *texts: str) -> bool:
    return all(any(text in sentence for sentence in posed.said) for text in texts)


def misses(first: View, second: View) -> np.ndarray:
    """How far the depth of one view lies off the other's, metres, where both see it."""
    points = unproject(first.camera, first.depth)[first.depth > 0]
    u, v, depth = project(second.camera, points).T
    height, width = second.depth.shape
    inside = (depth > 0) & (u > -0.5) & (u < width - 0.5) & (v > -0.5) & (v < height - 0.5)
    u, v, depth = np.round(u[inside]).astype(int), np.round(v[inside]).astype(int), depth[inside]
    seen = second.depth[v, u]
    return np.abs(seen - depth)[seen > 0]


# --- every form --------------------------------------------------------------------------------


def test_our_captures_come_back_with_instances_and_channels(tmp_path: Path) -> None:
    views = scene_views()
    ids = np.zeros(views.views[0].depth.shape, np.int32)
    views = ViewSet(tuple(replace(v, instance_ids=ids) for v in views.views), (Instance("ball"),))
    save_views(views, tmp_path)
    for place in (tmp_path, tmp_path / "views.json"):
        posed = read_posed(place)
        assert_same(posed, views, steps=None)
        assert posed.views.instances == views.instances
        assert all(np.array_equal(view.instance_ids, ids) for view in posed.views.views)
        assert says(posed, "4 of 4 views from views.json", "OpenCV's axes", "floats, 1 a metre")


@pytest.mark.parametrize("form", ["text", "binary"])
def test_colmaps_models_come_with_their_pictures_and_depth(tmp_path: Path, form: str) -> None:
    views = scene_views()
    model = colmap.write(views, tmp_path)
    if form == "binary":
        importlib.import_module("pycolmap").Reconstruction(str(model)).write_binary(str(model))
        for file in model.glob("*.txt"):
            file.unlink()
    (tmp_path / "depth").mkdir()
    for number, view in enumerate(views.views):
        np.save(tmp_path / "depth" / f"{number:04d}.npy", view.depth)
    for place, rest in ((tmp_path, {}), (model, {"depth": tmp_path / "depth"})):
        posed = read_posed(place, **rest)
        assert_same(posed, views, steps=None)
        assert says(posed, "COLMAP's model", "4 depth maps, matched by name", "OpenCV's axes")


def test_transforms_json_comes_with_depth_masks_and_opengl_axes(tmp_path: Path) -> None:
    views = scene_views()
    path = transforms.write(views, tmp_path)
    posed = read_posed(tmp_path)
    assert_same(posed, views, steps=None)
    assert says(posed, "transforms.json", "OpenGL's axes (Y up, Z back), as the format says")
    index = json.loads(path.read_text())
    for number, (frame, view) in enumerate(zip(index["frames"], views.views, strict=True)):
        frame["depth_file_path"] = f"depth/{number}.png"
        write_depth(tmp_path / frame["depth_file_path"], view, steps=4000)
        Image.fromarray(np.full((36, 48), 255 * (number != 1), np.uint8)).save(
            tmp_path / frame["mask_path"]
        )
    path.write_text(json.dumps({**index, "integer_depth_scale": 1 / 4000}))
    posed = read_posed(path)
    assert [view.rgba[..., 3].min() for view in posed.views.views] == [255, 0, 255, 255]
    depth = posed.views.views[3].depth
    assert np.allclose(depth, np.round(views.views[3].depth * 4000) / 4000, rtol=1e-6)
    assert says(posed, "whole numbers, 4000 a metre")


def test_open3ds_log_is_matched_by_number_and_read_in_millimetres(tmp_path: Path) -> None:
    views = scene_views()
    path = write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    for place, rest in ((tmp_path, {}), (path, {}), (tmp_path, {"poses": path})):
        posed = read_posed(place, intrinsics=LENS, **rest)
        assert_same(posed, views)
        assert says(
            posed,
            "4 of 4 views from trajectory.log (Open3D trajectory)",
            "4 of 4 pictures have one of 4 poses, matched by number",
            "OpenCV's axes (Y down, Z forward), as the format says",
            "whole numbers, 1000 a metre (the usual)",
            "fx 50, fy 52, cx 23.5, cy 19.5",
        )
    assert [view.name for view in posed.views.views] == ["00000", "00001", "00002", "00003"]


def test_tums_trajectory_is_matched_by_the_nearest_time_at_5000_steps(tmp_path: Path) -> None:
    views = scene_views()
    write_frames(tmp_path, views, steps=5000, names=TIMES)
    (tmp_path / "color").rename(tmp_path / "rgb")
    for number, file in enumerate(sorted((tmp_path / "depth").iterdir())):
        file.rename(file.with_name(f"{float(file.stem) + 0.01 * (-1) ** number:.6f}.png"))
    order = [2, 0, 3, 1, 0]  # one more pose, of a time when no picture was taken
    stamps = [f"{float(TIMES[at]) + 0.004:.4f}" for at in order[:4]] + ["1305031200.0"]
    chosen = ViewSet(tuple(views.views[at] for at in order))
    write_tum(tmp_path / "groundtruth.txt", chosen, stamps)
    (tmp_path / "accelerometer.txt").write_text("# time ax ay az\n1305031102.1 1 2 3\n")
    (tmp_path / "rgb.txt").write_text(f"# color images\n{TIMES[0]} rgb/{TIMES[0]}.png\n")
    posed = read_posed(tmp_path, intrinsics=LENS)
    assert_same(posed, views, steps=5000)
    assert says(posed, "4 of 4 pictures have one of 5 poses, matched by time")
    assert says(
        posed, "4 depth maps, matched by time", "5000 a metre (as TUM and ICL-NUIM have it)"
    )


def test_poses_without_times_are_matched_in_order_whatever_numbers_start_from(
    tmp_path: Path,
) -> None:
    views = scene_views(12)
    write_frames(tmp_path, views, steps=5000, names=[str(number + 1) for number in range(12)])
    write_tum(tmp_path / "pose.txt", views)
    posed = read_posed(tmp_path, intrinsics=LENS)
    assert_same(posed, views, steps=5000)
    assert says(posed, "12 of 12 pictures have one of 12 poses, matched in order")


def test_files_that_lie_together_are_told_apart_by_their_names(tmp_path: Path) -> None:
    """7-Scenes' layout."""
    views = scene_views()
    write_frames(tmp_path, views)
    write_matrices(tmp_path, views)
    for number in range(4):
        stem = f"frame-{number:06d}"
        (tmp_path / "color" / f"{number:05d}.png").rename(tmp_path / f"{stem}.color.png")
        (tmp_path / "depth" / f"{number:05d}.png").rename(tmp_path / f"{stem}.depth.png")
        (tmp_path / f"{number}.txt").rename(tmp_path / f"{stem}.pose.txt")
    for kind in ("color", "depth"):
        (tmp_path / kind).rmdir()
    assert_same(read_posed(tmp_path, intrinsics=LENS), views)


def test_pictures_without_depth_and_depth_without_pictures_are_read(tmp_path: Path) -> None:
    views = scene_views()
    write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    (tmp_path / "depth").rename(tmp_path / "far")
    posed = read_posed(tmp_path, intrinsics=LENS)
    assert all(view.depth is None for view in posed.views.views)
    assert says(posed, "No view has depth.")
    assert_same(read_posed(tmp_path, depth=tmp_path / "far", intrinsics=LENS), views)
    shutil.rmtree(tmp_path / "color")
    posed = read_posed(tmp_path, depth=tmp_path / "far", intrinsics=LENS)
    assert len({view.rgba.tobytes() for view in posed.views.views}) == 1
    assert all(view.depth.any() for view in posed.views.views)
    assert says(posed, "00000.png, 00001.png, 00002.png and 1 more: no picture")


# --- axes, lenses, units -----------------------------------------------------------------------


@pytest.mark.parametrize("axes", ["opencv", "opengl"])
def test_the_axes_of_4x4_matrices_are_those_under_which_depth_agrees(
    tmp_path: Path, axes: str
) -> None:
    views = scene_views()
    write_matrices(write_frames(tmp_path, views) / "pose", views, opengl=axes == "opengl")
    for asked in ("auto", axes):
        posed = read_posed(tmp_path, intrinsics=LENS, axes=asked)
        assert_same(posed, views)
    name = {"opencv": "OpenCV", "opengl": "OpenGL"}[axes]
    assert says(posed, f"Cameras have {name}'s axes", "as you said")
    sentence = next(text for text in read_posed(tmp_path, intrinsics=LENS).said if "axes" in text)
    assert sentence.startswith(f"Cameras have {name}'s axes") and sentence.count(" mm off, ") == 2


@pytest.mark.parametrize("case", ["no depth", "one view", "no move"])
def test_axes_that_cannot_be_told_are_opencvs_and_said_so(tmp_path: Path, case: str) -> None:
    views = scene_views(1 if case == "one view" else 3)
    if case == "no move":
        views = ViewSet((views.views[0],) * 3)
    write_matrices(write_frames(tmp_path, views) / "pose", views)
    if case == "no depth":
        shutil.rmtree(tmp_path / "depth")
    posed = read_posed(tmp_path, intrinsics=LENS)
    assert same_camera(posed.views.views[0].camera, views.views[0].camera)
    assert says(posed, "Cameras are taken for OpenCV's axes")


def test_axes_that_were_said_go_before_the_formats_own(tmp_path: Path) -> None:
    views = scene_views()
    save_views(views, tmp_path)
    twice = np.diag([1, -1, -1, 1])
    camera = read_posed(tmp_path, axes="opengl").views.views[1].camera
    assert np.allclose(camera.world_from_camera @ twice, views.views[1].camera.world_from_camera)
    assert_same(read_posed(tmp_path, axes="opencv"), views, steps=None)


def repaired(views: ViewSet, repair) -> ViewSet:
    cameras = [
        replace(view.camera, world_from_camera=repair(view.camera.world_from_camera))
        for view in views.views
    ]
    pairs = zip(views.views, cameras, strict=True)
    return ViewSet(tuple(replace(view, camera=camera) for view, camera in pairs))


@pytest.mark.parametrize(
    ("repair", "said"),
    [
        (lambda pose: pose @ np.diag([1, -1, -1, 1]), "if the cameras' axes were the other ones"),
        (np.linalg.inv, "if the matrices were world to camera"),
        (lambda pose: np.linalg.inv(pose @ np.diag([1, -1, -1, 1])), "with the other axes"),
        (lambda pose: pose @ np.eye(4)[[1, 2, 0, 3]], "the depth scale may be wrong"),
    ],
)
def test_poses_that_do_not_fit_the_depth_are_doubted(tmp_path: Path, repair, said: str) -> None:
    views = scene_views()
    write_frames(tmp_path, views)
    path = write_log(tmp_path / "a.log", views)
    assert not says(read_posed(tmp_path, poses=path, intrinsics=LENS), " if ")
    assert not says(read_posed(tmp_path, poses=path, intrinsics=LENS), "wrong")
    path = write_log(tmp_path / "b.log", repaired(views, repair))
    assert says(read_posed(tmp_path, poses=path, intrinsics=LENS), said)


def test_a_negative_fy_reads_a_left_handed_scene_unmirrored(tmp_path: Path) -> None:
    """The same scene as such a camera has it: Y up in the camera, the world's Y turned too."""
    views = scene_views()
    mirror = np.diag([1.0, -1, 1, 1])
    write_frames(tmp_path, views, steps=5000)
    write_tum(tmp_path / "pose.txt", repaired(views, lambda pose: mirror @ pose @ mirror))
    posed = read_posed(tmp_path, intrinsics="50,-52,23.5,19.5")
    assert_same(posed, views, steps=5000)
    assert says(posed, "fy is negative", "nothing is mirrored")


def test_the_lens_is_found_beside_the_poses_and_scaled_with_its_size(tmp_path: Path) -> None:
    views = scene_views()
    write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    matrix = [100.0, 0, 0, 0, 104.0, 0, 47.5, 39.5, 1]
    values = {"width": 96, "height": 72, "intrinsic_matrix": matrix}
    (tmp_path / "camera.json").write_text(json.dumps(values))
    posed = read_posed(tmp_path)
    lens = posed.views.views[0].camera.intrinsics
    assert (lens.fx, lens.fy, lens.cx, lens.cy) == (50, 52, 23.5, 19.5)
    assert says(posed, "from camera.json")
    (tmp_path / "intrinsics.txt").write_text("1 1 1 1")
    assert_same(read_posed(tmp_path, intrinsics=LENS), views)  # a lens that is given goes first


def test_pictures_larger_than_the_depth_are_brought_to_its_size(tmp_path: Path) -> None:
    views = scene_views()
    write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    for file in (tmp_path / "color").iterdir():
        Image.open(file).resize((96, 72), Image.Resampling.NEAREST).save(file)
    posed = read_posed(tmp_path, intrinsics="100,104,47.5,39.5")
    assert_same(posed, views)
    assert says(posed, "its picture of 96 x 72 pixels was brought to 48 x 36 pixels")


def test_masks_become_alpha_and_say_where_they_are_missing(tmp_path: Path) -> None:
    views = scene_views()
    write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    (tmp_path / "masks").mkdir()
    half = np.zeros((36, 48), np.uint8)
    half[:, 24:] = 255
    Image.fromarray(half).save(tmp_path / "masks" / "00000.png")
    alpha = np.dstack([np.full((36, 48, 3), 255, np.uint8), half])
    Image.fromarray(alpha).save(tmp_path / "masks" / "00001.png")
    Image.fromarray(half).resize((24, 18), Image.Resampling.NEAREST).save(
        tmp_path / "masks" / "00003.png"
    )
    posed = read_posed(tmp_path, intrinsics=LENS)
    full = np.full((36, 48), 255)
    for view, expected in zip(posed.views.views, (half, half, full, half), strict=True):
        assert np.array_equal(view.mask, expected >= 128)
    assert says(posed, "3 of 4 views have one of 3 masks, matched by name")


@pytest.mark.parametrize("suffix", ["npy", "exr"])
def test_depth_in_floats_is_metres_and_millimetres_are_suspected(
    tmp_path: Path, suffix: str
) -> None:
    views = scene_views()
    write_log(write_frames(tmp_path, views) / "trajectory.log", views)
    shutil.rmtree(tmp_path / "depth")
    for factor in (1, 1000):
        folder = tmp_path / f"depth{factor}"
        folder.mkdir()
        for number, view in enumerate(views.views):
            path = folder / f"{number}.{suffix}"
            values = (view.depth * factor).astype(np.float32)
            write_exr(path, Z=values) if suffix == "exr" else np.save(path, values)
        posed = read_posed(tmp_path, depth=folder, intrinsics=LENS, depth_scale=factor)
        for found, view in zip(posed.views.views, views.views, strict=True):
            assert np.allclose(found.depth, view.depth, rtol=1e-6)
    posed = read_posed(tmp_path, depth=tmp_path / "depth1000", intrinsics=LENS)
    assert says(posed, "looks like millimetres: then give 1000")


def test_options_out_of_range_are_refused(tmp_path: Path) -> None:
    for bad in ({"axes": "blender"}, {"depth_scale": 0}, {"depth_scale": float("nan")}):
        with pytest.raises(InputError):
            read_posed(tmp_path, **bad)


# --- real frames -------------------------------------------------------------------------------


def test_redwoods_real_frames_lie_on_each_other_within_5_mm(shared_data: Path) -> None:
    posed = read_posed(shared_data / "rgbd" / "open3d_redwood_5frames")
    views = posed.views.views
    assert len(views) == 5
    for one in views:
        for other in views:
            if other is not one:
                off = misses(one, other)
                assert len(off) > 150_000 and np.median(off) < 0.006
    neighbours = [misses(a, b) for a, b in zip(views, views[1:], strict=False)]
    assert np.median(np.concatenate(neighbours)) < 0.005
    assert says(posed, "5 of 5 views from trajectory.log", "from camera_primesense.json")


def test_redwoods_frames_with_matrices_of_either_axes_are_told_apart(
    tmp_path: Path, shared_data: Path
) -> None:
    source = shared_data / "rgbd" / "open3d_redwood_5frames"
    views = read_posed(source).views
    for opengl in (False, True):
        poses = write_matrices(tmp_path / str(opengl), views, opengl=opengl)
        posed = read_posed(source, poses=poses)
        for found, view in zip(posed.views.views, views.views, strict=True):
            assert same_camera(found.camera, view.camera)
        assert says(posed, f"Cameras have {'OpenGL' if opengl else 'OpenCV'}'s axes")


def test_icls_frames_lie_on_each_other_with_their_negative_fy_alone(shared_data: Path) -> None:
    source = shared_data / "rgbd" / "icl_nuim_livingroom_5frames"
    posed = read_posed(source, intrinsics="481.2,-480,319.5,239.5")
    first, *others = posed.views.views
    medians = [np.median(misses(view, first)) for view in others]
    assert np.median(medians) < 0.018 and max(medians) < 0.04
    assert says(posed, "5000 a metre (as TUM and ICL-NUIM have it)", "fy is negative")
    wrong = read_posed(source, intrinsics="481.2,480,319.5,239.5")
    first, *others = wrong.views.views
    assert min(np.median(misses(view, first)) for view in others) > 0.09
    assert says(wrong, "may be wrong")
