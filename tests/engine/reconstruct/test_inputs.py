"""Posed pictures by others: every form gives the same views, and what was found is said."""

import importlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from posed import scene_views
from written import (
    LENS,
    assert_same,
    says,
    write_depth,
    write_frames,
    write_log,
    write_matrices,
    write_tum,
)

from engine.capture.formats import colmap, transforms
from engine.capture.store import save_views
from engine.datatypes import Instance, ViewSet
from engine.errors import DataError
from engine.reconstruct.inputs.posed import read_posed

TIMES = ["1305031102.175304", "1305031102.211214", "1305031102.275326", "1305031102.311267"]


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
    for place, rest in (
        (tmp_path, {}),
        (model, {"depth": tmp_path / "depth"}),
        (tmp_path, {"images": tmp_path / "images"}),
    ):
        posed = read_posed(place, **rest)
        assert_same(posed, views, steps=None)
        assert says(posed, "COLMAP's model", "4 depth maps, matched by name", "OpenCV's axes")
    (tmp_path / "images").rename(tmp_path / "seen")
    for number in range(4):
        file = tmp_path / "seen" / f"{number:04d}.png"
        file.rename(file.with_name(f"picture{number}.png"))
    posed = read_posed(tmp_path, images=tmp_path / "seen")
    assert_same(posed, views, steps=None)
    assert says(posed, "4 of 4 views have one of 4 pictures, matched by number")


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
    assert says(posed, "whole numbers, 4000 a metre (as the file says)")


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


def test_open3ds_json_brings_a_lens_for_each_pose(tmp_path: Path) -> None:
    views = scene_views()
    parameters = [
        {
            "extrinsic": np.linalg.inv(view.camera.world_from_camera).T.ravel().tolist(),
            "intrinsic": {
                "width": 48,
                "height": 36,
                "intrinsic_matrix": [50.0, 0, 0, 0, 52.0, 0, 23.5, 19.5, 1],
            },
        }
        for view in views.views
    ]
    path = write_frames(tmp_path, views) / "trajectory.json"
    path.write_text(json.dumps({"class_name": "PinholeCameraTrajectory", "parameters": parameters}))
    for place in (tmp_path, path):
        posed = read_posed(place)
        assert_same(posed, views)
        assert says(posed, "trajectory.json (Open3D trajectory)", "matched by number")
    parameters[1]["extrinsic"][0] = 7
    path.write_text(json.dumps({"parameters": parameters}))
    with pytest.raises(DataError, match=r"trajectory\.json \(camera 1\) is not rigid"):
        read_posed(path)
    path.write_text(json.dumps({"parameters": [{"extrinsic": 1}]}))
    with pytest.raises(DataError, match=r"trajectory\.json cannot be read"):
        read_posed(path)
