"""The Capture button: folders of views for the chosen assets, from every kind of cameras."""

from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample


@pytest.fixture
def group(tmp_path: Path) -> bpy.types.PropertyGroup:
    settings = bpy.context.scene.reloop3d.capture
    settings.folder = str(tmp_path / "captures")
    settings.size = 48
    return settings


def loaded(addon, group, name: str):
    return addon("engine.capture.store").load_views(Path(group.folder) / name)


def test_each_selected_asset_gets_its_folder_with_the_chosen_channels_and_formats(
    addon, group
) -> None:
    for index, name in enumerate(("cup", "tree")):
        sample(addon, name, 3.0 * index)
    group.views, group.channels, group.formats = 3, {"depth", "instance_ids"}, {"coco", "grid"}
    assert bpy.ops.reloop3d.capture() == {"FINISHED"}
    for name in ("cup", "tree"):
        views = loaded(addon, group, name)
        assert len(views.views) == 3 and views.instances[0].name == name
        assert set(views.views[0].channels()) == {"depth", "instance_ids"}
        assert (Path(group.folder) / name / "coco" / "annotations").is_dir()
        assert (Path(group.folder) / name / "grid" / "grid.png").is_file()


def test_together_they_are_one_set_of_views(addon, group) -> None:
    for index, name in enumerate(("cup", "tree")):
        sample(addon, name, 3.0 * index)
    group.is_together, group.channels, group.views = True, {"instance_ids"}, 4
    bpy.ops.reloop3d.capture()
    views = loaded(addon, group, bpy.context.scene.name)
    assert [instance.name for instance in views.instances] == ["cup", "tree"]
    assert set(np.unique([view.instance_ids for view in views.views])) == {-1, 0, 1}


def test_the_scenes_cameras_and_saved_poses_see_the_same(addon, group) -> None:
    sample(addon, "chair")
    for name, place in (("B", (0, -4, 1)), ("A", (4, 0, 1))):
        lens = bpy.data.cameras.new(name)
        eye = bpy.data.objects.new(name, lens)
        bpy.context.scene.collection.objects.link(eye)
        eye.location = place
        eye.rotation_euler = (1.4, 0, 0 if name == "B" else 1.5708)
    bpy.context.view_layer.update()
    group.source, group.channels = "SCENE", {"depth"}
    bpy.ops.reloop3d.capture()
    first = loaded(addon, group, "chair")
    assert [view.name for view in first.views] == ["A", "B"]
    assert all(view.mask.any() for view in first.views)
    group.source, group.poses = "POSES", str(Path(group.folder) / "chair")
    group.folder += " again"
    bpy.ops.reloop3d.capture()
    second = loaded(addon, group, "chair")
    for one, other in zip(first.views, second.views, strict=True):
        assert (one.depth == other.depth).all() and (one.rgba == other.rgba).all()


def test_a_preset_fills_in_the_settings_and_they_reach_the_engine(addon, group) -> None:
    presets = addon("engine.capture.settings").PRESETS
    for name, expected in presets.items():
        group.preset = name
        found = group.to_settings()
        assert found.rig.layout == expected.rig.layout and found.channels == expected.channels
        assert np.isclose(found.rig.elevation_deg, expected.rig.elevation_deg, atol=1e-4)
        assert (found.rig.size, found.rig.count) == (expected.rig.size, expected.rig.count)


def test_a_dead_button_says_why(addon, group) -> None:
    problem = addon("reloop3d_addon.operators.capture").RELOOP3D_OT_capture.problem
    assert problem(bpy.context) == "Select an object first"
    sample(addon, "cup")
    assert problem(bpy.context) is None
    group.folder = "//captures"
    assert "Save the file first" in problem(bpy.context)
    group.folder = ""
    assert problem(bpy.context) == "Choose a folder first"
    group.folder = "/tmp"
    bpy.ops.object.mode_set(mode="EDIT")
    assert problem(bpy.context) == "Leave Edit Mode first"
    bpy.ops.object.mode_set(mode="OBJECT")


def test_what_cannot_be_captured_is_said_and_does_not_cost_the_others(addon, group) -> None:
    sample(addon, "cup")
    bpy.ops.object.light_add()
    bpy.data.objects["cup"].select_set(True)
    group.views = 1
    assert bpy.ops.reloop3d.capture() == {"FINISHED"}
    (reason,) = addon("reloop3d_addon.jobs.lanes").ended("Capture").reasons
    assert "no surface" in reason
    assert len(loaded(addon, group, "cup").views) == 1
    group.source = "SCENE"
    with pytest.raises(RuntimeError, match="no camera"):
        bpy.ops.reloop3d.capture()


def test_the_job_says_in_the_end_what_it_did(addon, group) -> None:
    sample(addon, "cup")
    group.views = 1
    operators, assets = (
        addon("reloop3d_addon.operators.capture"),
        addon("reloop3d_addon.bridge.assets"),
    )
    (root,) = assets.chosen_roots(bpy.context)
    job = operators.capture_job(
        {"cup": [assets.ObjectRef.of(root)]}, group.to_settings(), Path(group.folder), formats=[]
    )
    job.run_blocking()
    assert job.notes == ["Captured into 1 folder"]
