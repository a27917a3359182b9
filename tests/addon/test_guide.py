"""Guides: a step is done exactly when what it makes is there."""

from pathlib import Path

import bpy
import numpy as np
from making import sample
from viewing import Script, picture


def states(addon, title: str) -> list[bool]:
    steps = addon("reloop3d_addon.guide").GUIDES[title]
    return [step.is_done(bpy.context) for step in steps]


def test_a_scene_is_known_when_all_selected_are_classified_and_none_is_unsure(addon) -> None:
    title = "What Is in This Scene"
    assert states(addon, title) == [True, False, False, False]
    cup = sample(addon, "cup")
    assert states(addon, title) == [True, True, False, False]
    cup.reloop3d.label, cup.reloop3d.confidence = "cup", 0.1
    assert states(addon, title) == [True, True, True, False]
    cup.reloop3d.confidence = 0.9
    assert states(addon, title) == [True, True, True, True]
    sample(addon, "tree", 3)
    assert states(addon, title) == [True, True, False, True]


def test_a_data_set_is_there_when_its_folder_is(addon, tmp_path: Path) -> None:
    title, settings = "A Data Set of Views", bpy.context.scene.reloop3d.capture
    assert states(addon, title) == [True, False, False, False]
    settings.folder, settings.views, settings.size = str(tmp_path), 1, 16
    sample(addon, "cup")
    assert states(addon, title) == [True, True, True, False]
    bpy.ops.reloop3d.capture()
    assert states(addon, title) == [True, True, True, True]
    settings.is_together = True
    assert not states(addon, title)[-1]


def test_a_model_of_ones_own_is_there_when_its_file_is_and_is_used(addon, tmp_path: Path) -> None:
    title, scene = "A Model of My Own", bpy.context.scene.reloop3d
    assert states(addon, title) == [True, False, False, False]
    scene.train.source = str(tmp_path)
    assert states(addon, title) == [True, False, False, False]  # the file was never saved
    scene.train.out = str(tmp_path / "mine")
    assert states(addon, title) == [True, True, False, False]
    (tmp_path / "mine.safetensors").write_bytes(b"weights")
    assert states(addon, title) == [True, True, True, False]
    bpy.ops.reloop3d.use_model(model=str(tmp_path / "mine.safetensors"))
    assert states(addon, title) == [True, True, True, True]


def test_a_photo_is_a_mesh_until_undo_takes_it_back(addon, tmp_path: Path) -> None:
    title, group = "A Mesh of a Photo", bpy.context.scene.reloop3d.relief
    assert states(addon, title) == [True, False, False]
    np.save(tmp_path / "depth.npy", np.full((24, 32), 2.0, np.float32))
    group.picture = bpy.data.images.new("photo", 32, 24)
    group.source, group.depth_file = "FILE", str(tmp_path / "depth.npy")
    assert states(addon, title) == [True, True, False]
    bpy.ops.ed.undo_push(message="Before")
    bpy.ops.reloop3d.image_to_mesh()
    assert states(addon, title) == [True, True, True]
    assert states(addon, "A Mesh of Many Photos") == [True, False, False]
    bpy.ops.ed.undo()
    assert states(addon, title) == [True, True, False]


def test_a_picture_is_matched_when_the_camera_has_it_behind_its_view(addon, monkeypatch) -> None:
    title = "The Camera of a Picture"
    assert states(addon, title) == [True, False, False, False]
    sample(addon, "chair")
    assert states(addon, title) == [True, True, False, False]
    bpy.context.scene.reloop3d.viewpoint.picture = picture()
    assert states(addon, title) == [True, True, True, False]
    Script(addon).put(monkeypatch, addon("reloop3d_addon.operators.viewpoint"))
    bpy.ops.reloop3d.match_image()
    assert states(addon, title) == [True, True, True, True]


def test_all_assets_are_named_step_by_step(addon, tmp_path: Path) -> None:
    title = "Names for All My Assets"
    entry = addon("reloop3d_addon.preferences").chosen(bpy.context)
    entry.project = str(tmp_path / "project")
    assert states(addon, title) == [True, False, False, False, False]
    for place, name in enumerate(("chair", "tree")):
        sample(addon, name, 4.0 * place)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.ops.reloop3d.add_scene()
    assert states(addon, title) == [True, True, False, False, False]
    bpy.ops.reloop3d.label(asset=1, label="seat")
    assert states(addon, title) == [True, True, True, False, False]
    bpy.ops.reloop3d.label(asset=2, label="plant")
    assert states(addon, title) == [True, True, True, False, True]
    bpy.ops.reloop3d.retrain()
    assert states(addon, title) == [True] * 5
    addon("reloop3d_addon.pool.opened").forget()
    entry.project = ""


def test_without_the_packages_the_first_step_is_not_done(addon, monkeypatch) -> None:
    runtime = addon("reloop3d_addon.runtime")
    monkeypatch.setattr(runtime, "_missing", ["torch"])
    assert states(addon, "What Is in This Scene")[0] is False
    assert states(addon, "A Data Set of Views")[0] is True


def test_every_button_of_a_guide_exists_and_takes_its_options(addon) -> None:
    for steps in addon("reloop3d_addon.guide").GUIDES.values():
        for step in steps:
            if step.operator:
                operator = getattr(bpy.ops.reloop3d, step.operator.split(".")[1])
                assert set(step.options) <= set(operator.get_rna_type().properties.keys())
