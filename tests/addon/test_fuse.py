"""Views to Mesh: what was captured becomes an object again, with its cameras, as one undo step."""

from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample

from tests.fingerprint import fingerprint


@pytest.fixture
def captured(addon, tmp_path: Path) -> bpy.types.Object:
    """A chair of which twelve views with depth were taken."""
    chair = sample(addon, "chair", 2.0)
    settings = bpy.context.scene.reloop3d.capture
    settings.folder, settings.size, settings.views = str(tmp_path / "captures"), 128, 12
    settings.layout, settings.channels = "sphere", {"depth"}
    assert bpy.ops.reloop3d.capture() == {"FINISHED"}
    bpy.context.scene.reloop3d.fuse.detail = 96
    bpy.ops.ed.undo_push(message="Before")
    return chair


def test_the_last_capture_becomes_a_mesh_where_the_object_stands(addon, captured) -> None:
    before = fingerprint()
    box = np.array([captured.matrix_world @ v.co for v in captured.data.vertices])
    assert bpy.ops.reloop3d.views_to_mesh() == {"FINISHED"}
    made = bpy.context.view_layer.objects.active
    (collection,) = made.users_collection
    assert made.select_get() and made is not captured and "chair" in collection.name
    points = np.array([made.matrix_world @ v.co for v in made.data.vertices])
    voxel = np.linalg.norm(np.ptp(box, axis=0)) / 96
    assert abs(points.min(axis=0) - box.min(axis=0)).max() < 2.5 * voxel
    assert abs(points.max(axis=0) - box.max(axis=0)).max() < 2.5 * voxel
    cameras = [obj for obj in collection.objects if obj.type == "CAMERA"]
    read = addon("reloop3d_addon.bridge.cameras").camera_from_object
    views = (
        addon("engine.capture.store")
        .load_views(Path(bpy.context.scene.reloop3d.capture.folder) / "chair")
        .views
    )
    assert len(cameras) == len(views) == 12
    places = np.array([view.camera.world_from_camera[:3, 3] for view in views])
    stand = np.array([obj.matrix_world.translation for obj in cameras])
    away = np.linalg.norm(places[:, None] - stand, axis=2)
    assert away.min(axis=1).max() < 1e-5 and set(away.argmin(axis=1)) == set(range(12))
    assert read(cameras[0], bpy.context.scene).intrinsics.fx > 0
    colors = np.zeros(len(made.data.loops) * 4, np.float32)
    made.data.color_attributes["Color"].data.foreach_get("color", colors)
    red, green, blue, _ = np.median(colors.reshape(-1, 4), axis=0)
    assert red > green > blue  # wood
    bpy.ops.ed.undo()
    assert fingerprint() == before


def test_refining_is_a_choice(addon) -> None:
    settings = bpy.context.scene.reloop3d.fuse
    assert settings.to_fusing().refine == 0
    settings.refine = True
    assert settings.to_fusing().refine == addon("engine.reconstruct.settings").REFINE_ROUNDS


def test_a_button_without_views_says_why_it_is_dead(addon) -> None:
    operator = addon("reloop3d_addon.operators.fuse").RELOOP3D_OT_views_to_mesh
    bpy.context.scene.reloop3d.capture.folder = ""
    assert "Capture something" in operator.problem(bpy.context)
    with pytest.raises(RuntimeError, match="Capture something"):
        bpy.ops.reloop3d.views_to_mesh()


def test_views_without_depth_are_refused_and_the_scene_is_as_it_was(addon, captured) -> None:
    bpy.context.scene.reloop3d.capture.channels = {"normals"}
    bpy.ops.reloop3d.capture()
    before = fingerprint()
    with pytest.raises(RuntimeError, match="depth"):
        bpy.ops.reloop3d.views_to_mesh()
    assert fingerprint() == before


def test_a_job_that_is_stopped_at_any_stage_leaves_nothing(addon, bench, captured) -> None:
    job_of = addon("reloop3d_addon.operators.fuse").fuse_job
    settings = bpy.context.scene.reloop3d.fuse.to_fusing()
    views = addon("reloop3d_addon.views").source(bpy.context)
    before = fingerprint()
    for stage in ("Fusing views", "Finding the surface", "Cleaning up"):
        job = job_of(views, settings)
        bench.lanes.add(job)
        bench.pump(lambda job=job, stage=stage: job.is_over or job.progress.message == stage)
        bench.lanes.cancel_all(join=True)
        assert job.outcome in {"stopped", "done"}, stage
        if job.outcome == "done":  # it was faster than we
            bpy.ops.ed.undo()
        assert fingerprint() == before, stage
