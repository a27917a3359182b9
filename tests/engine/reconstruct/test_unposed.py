"""Folders of pictures with depth and no poses: the cameras are found while the folder is read."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from registered import LENS, room, taken, walk
from written import write_frames

from engine.datatypes import Camera, Mesh, View, ViewSet
from engine.errors import DataError, InputError, ResultError
from engine.jobs import drain
from engine.reconstruct.fusion.fuse import fuse_views
from engine.reconstruct.inputs.posed import Posed, read_posed
from engine.reconstruct.metrics import pose_errors
from engine.reconstruct.settings import FuseSettings
from engine.render.channels import Subject

INTRINSICS = f"{LENS.fx},{LENS.fy},{LENS.cx},{LENS.cy}"


def written(folder: Path, views: list[View]) -> Path:
    write_frames(folder, ViewSet(tuple(views)))
    (folder / "intrinsics.txt").write_text(INTRINSICS.replace(",", " "))
    return folder


def said(posed: Posed) -> str:
    return " ".join(posed.said)


def from_first(views: Sequence[View]) -> list[Camera]:
    """The cameras in the world of the first."""
    first = np.linalg.inv(views[0].camera.world_from_camera)
    cameras = [view.camera for view in views]
    return [
        replace(camera, world_from_camera=first @ camera.world_from_camera) for camera in cameras
    ]


def depth_errors(mesh: Mesh, views: Sequence[View]) -> np.ndarray:
    """Metres between the views' depth and the mesh's, where both have some."""
    subject = Subject(mesh)
    missed = []
    for view in views:
        depth = subject.channels(view.camera, ("depth",))["depth"]
        both = (depth > 0) & (view.depth > 0)
        assert both.mean() > 0.5
        missed.append(np.abs(depth - view.depth)[both])
    return np.concatenate(missed)


def test_the_cameras_of_frames_without_poses_are_found(tmp_path: Path) -> None:
    truth = walk(4)
    posed = read_posed(written(tmp_path, truth))
    found = list(posed.views.views)
    errors = pose_errors(from_first(found), from_first(truth))
    assert max(errors["rotation_deg"]) < 0.5 and max(errors["position_m"]) < 0.02
    assert [view.name for view in found] == ["00000", "00001", "00002", "00003"]
    assert "There are no poses: the cameras were found by depth" in said(posed)
    assert "Frames count from 0, which is 00000" in said(posed)
    up = found[0].camera.world_from_camera[:3, 1]
    assert np.allclose(
        up, [0, 0, -1], atol=1e-6
    )  # what is down in the picture is down in the world


def test_poses_that_are_there_are_taken(tmp_path: Path) -> None:
    truth = walk(3)
    folder = written(tmp_path, truth)
    (folder / "pose").mkdir()
    for number, view in enumerate(truth):
        np.savetxt(folder / "pose" / f"{number}.txt", view.camera.world_from_camera)
    posed = read_posed(folder)
    assert "There are no poses" not in said(posed)
    assert np.allclose(
        posed.views.views[1].camera.world_from_camera, truth[1].camera.world_from_camera
    )


def test_a_frame_that_overlaps_with_no_other_is_refused_or_left_out(tmp_path: Path) -> None:
    truth = walk(3)
    away = taken(room(), (-0.5, -1.5, 1.5), (2.9, -2.9, -0.05))  # a bare floor
    folder = written(tmp_path, [*truth, away])
    with pytest.raises(ResultError, match="Frame 3 does not overlap"):
        read_posed(folder)
    posed = read_posed(folder, leave_out=True)
    assert [view.name for view in posed.views.views] == ["00000", "00001", "00002"]
    assert "Frame 3 does not overlap with the rest and is left out." in said(posed)


def test_frames_without_depth_are_not_looked_at(tmp_path: Path) -> None:
    folder = written(tmp_path, walk(3))
    (folder / "depth" / "00001.png").write_bytes(b"?")
    posed = read_posed(folder)
    assert [view.name for view in posed.views.views] == ["00000", "00002"]
    assert "00001.png: no depth" in said(posed)
    for file in (folder / "depth").iterdir():
        file.write_bytes(b"?")
    with pytest.raises(InputError, match="No view has depth, and none has a pose"):
        read_posed(folder)
    shutil.rmtree(folder / "depth")
    with pytest.raises(DataError, match="no camera poses, and no depth maps"):
        read_posed(folder)


def test_a_lens_is_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path, walk(2))
    (folder / "intrinsics.txt").unlink()
    with pytest.raises(InputError, match="lens of the pictures"):
        read_posed(folder)
    assert len(read_posed(folder, intrinsics=INTRINSICS).views.views) == 2


# --- real sequences ----------------------------------------------------------------------------


@pytest.mark.parametrize("is_posed", [True, False])
def test_redwood_becomes_a_mesh_that_its_depth_lies_on(
    shared_data: Path, tmp_path: Path, is_posed: bool
) -> None:
    source = shared_data / "rgbd/open3d_redwood_5frames"
    for name in ("color", "depth"):
        shutil.copytree(source / name, tmp_path / name)
    shutil.copy(source / "camera_primesense.json", tmp_path)
    if is_posed:
        shutil.copy(source / "trajectory.log", tmp_path)
    posed = read_posed(tmp_path)
    assert ("There are no poses" in said(posed)) != is_posed
    fused = drain(fuse_views(posed.views, FuseSettings(detail=256)))
    errors = depth_errors(fused.mesh, posed.views.views)
    assert np.median(errors) < 0.5 * fused.voxel_m and np.percentile(errors, 90) < 3 * fused.voxel_m


@pytest.mark.parametrize("is_posed", [True, False])
def test_icl_becomes_a_mesh_that_its_depth_lies_on(
    shared_data: Path, tmp_path: Path, is_posed: bool
) -> None:
    """Its fy is negative; without poses its frames are far apart, and are verified one by one."""
    source = shared_data / "rgbd/icl_nuim_livingroom_5frames"
    for name in ("color", "depth"):
        shutil.copytree(source / name, tmp_path / name)
    if is_posed:
        shutil.copy(source / "pose.txt", tmp_path)
    posed = read_posed(tmp_path, intrinsics="481.2,-480,319.5,239.5", depth_scale=5000)
    assert "fy is negative" in said(posed)
    fused = drain(fuse_views(posed.views, FuseSettings(detail=256)))
    errors = depth_errors(fused.mesh, posed.views.views)
    assert np.median(errors) < 0.5 * fused.voxel_m and np.percentile(errors, 90) < 3 * fused.voxel_m
    if not is_posed:
        truth = read_posed(source, intrinsics="481.2,-480,319.5,239.5")
        off = pose_errors(from_first(posed.views.views), from_first(truth.views.views))
        assert max(off["rotation_deg"]) < 1 and max(off["position_m"]) < 0.05
