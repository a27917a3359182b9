"""Axes, lenses, units and sizes of posed pictures by others, also of real frames."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from posed import same_camera, scene_views
from written import (
    LENS,
    assert_same,
    misses,
    says,
    write_exr,
    write_frames,
    write_log,
    write_matrices,
    write_tum,
)

from engine.capture.store import save_views
from engine.datatypes import ViewSet
from engine.errors import InputError
from engine.reconstruct.inputs.posed import load_posed, read_posed


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


def repaired(views: ViewSet, repair: Callable) -> ViewSet:
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
def test_poses_that_do_not_fit_the_depth_are_doubted(
    tmp_path: Path, repair: Callable, said: str
) -> None:
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
    for lens in ("100,104,47.5,39.5", LENS, f"{LENS},48,36", "100,104,47.5,39.5,96,72"):
        posed = read_posed(tmp_path, intrinsics=lens)
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


def test_reading_says_how_far_it_is_and_can_be_left_off(tmp_path: Path) -> None:
    save_views(scene_views(), tmp_path)
    steps = load_posed(tmp_path)
    said = [progress.text for progress in steps]
    assert said[0] == "Reading views" and said[-1] == "Reading views 4/4" and len(said) == 6
    steps = load_posed(tmp_path)
    next(steps)
    steps.close()
    assert next(steps, None) is None


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
