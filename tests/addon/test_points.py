"""Preview Points: what the views see, in the viewport and not in the scene."""

from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample
from mathutils import Vector

from tests.fingerprint import fingerprint


@pytest.fixture
def captured(addon, tmp_path: Path) -> bpy.types.Object:
    """A turned chair of which six views with depth were taken."""
    chair = sample(addon, "chair", 2.0)
    chair.rotation_euler.z = 0.5
    settings = bpy.context.scene.reloop3d.capture
    settings.folder, settings.size, settings.views = str(tmp_path / "captures"), 96, 6
    settings.layout, settings.channels = "sphere", {"depth"}
    assert bpy.ops.reloop3d.capture() == {"FINISHED"}
    return chair


@pytest.fixture
def points(addon):
    """The module that shows them; nothing is shown afterwards."""
    module = addon("reloop3d_addon.points")
    yield module
    module.hide()


def test_what_is_shown_lies_on_the_object_in_its_colours(addon, captured, points) -> None:
    before = fingerprint()
    assert bpy.ops.reloop3d.preview_points() == {"FINISHED"}
    assert fingerprint() == before
    shown = points.shown()
    assert points.is_shown() and len(shown.points) > 1000
    back = captured.matrix_world.inverted()
    size = np.linalg.norm(captured.dimensions)
    for point in shown.points[:: len(shown.points) // 200]:
        local = back @ Vector(point)
        _, nearest, *_ = captured.closest_point_on_mesh(local)
        assert (nearest - local).length < 1e-3 * size
    red, green, blue = np.median(shown.colors, axis=0)
    assert red > green > blue  # wood
    job = addon("reloop3d_addon.jobs.lanes").ended("Preview Points")
    assert job.notes[-1] == f"{len(shown.points):,} points from 6 views"
    assert any("6 of 6 views" in note for note in job.notes)


def test_cameras_are_drawn_where_they_stood_and_the_right_way_up(addon, captured, points) -> None:
    bpy.ops.reloop3d.preview_points()
    folder = Path(bpy.context.scene.reloop3d.capture.folder) / "chair"
    views = addon("engine.capture.store").load_views(folder).views
    cameras = points.shown().lines.reshape(6, -1, 2, 3)
    for lines, view in zip(cameras, views, strict=True):
        matrix = view.camera.world_from_camera
        corners = np.unique(lines.reshape(-1, 3), axis=0)
        local = (corners - matrix[:3, 3]) @ matrix[:3, :3]
        assert len(local) == 6 and abs(local[local[:, 2].argmin()]).max() < 1e-5  # the eye
        picture = local[local[:, 2] > 1e-4]
        assert np.ptp(picture[:, 2]) < 1e-5 and picture[0, 2] > 0
        mark = picture[picture[:, 1].argmin()]  # Y points down
        assert abs(mark[0]) < 1e-5 and np.sum(np.isclose(picture[:, 1], mark[1])) == 1


def test_they_are_hidden_by_their_button_by_another_file_and_with_the_add_on(
    captured, points
) -> None:
    with pytest.raises(RuntimeError, match="No points are shown"):
        bpy.ops.reloop3d.hide_points()
    bpy.ops.reloop3d.preview_points()
    before = fingerprint()
    assert bpy.ops.reloop3d.hide_points() == {"FINISHED"}
    assert not points.is_shown() and fingerprint() == before
    bpy.ops.reloop3d.preview_points()
    points.detach()
    assert not points.is_shown()
    points.attach()
    bpy.ops.reloop3d.preview_points()
    bpy.ops.wm.read_homefile(use_empty=True)
    assert not points.is_shown()


def test_a_button_without_views_says_why_it_is_dead(addon) -> None:
    operator = addon("reloop3d_addon.operators.points").RELOOP3D_OT_preview_points
    fuse = bpy.context.scene.reloop3d.fuse
    for source, reason in (
        ("CAPTURE", "Capture something first"),
        ("FOLDER", "Choose a folder"),
        ("CAMERAS", "Select cameras with background images"),
    ):
        fuse.source = source
        assert operator.problem(bpy.context) == reason
        with pytest.raises(RuntimeError, match=reason):
            bpy.ops.reloop3d.preview_points()


def test_a_preview_that_is_stopped_shows_nothing(addon, bench, captured, points) -> None:
    job_of = addon("reloop3d_addon.operators.points").preview_job
    views = addon("reloop3d_addon.views").source(bpy.context)
    before = fingerprint()
    for stage in ("Starting", "Reading views"):
        job = job_of(views)
        bench.lanes.add(job)
        bench.pump(lambda job=job, stage=stage: job.progress.message == stage)
        bench.lanes.cancel_all(join=True)
        assert job.outcome == "stopped", stage
        assert not points.is_shown() and fingerprint() == before


def test_views_without_depth_are_refused_and_what_was_shown_stays(captured, points) -> None:
    bpy.ops.reloop3d.preview_points()
    shown = points.shown()
    bpy.context.scene.reloop3d.capture.channels = {"normals"}
    bpy.ops.reloop3d.capture()
    with pytest.raises(RuntimeError, match="depth"):
        bpy.ops.reloop3d.preview_points()
    assert points.shown() is shown
