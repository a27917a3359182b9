"""The button: an answer on the object, one Undo, errors as reports, the window's ticking path."""

import time
from collections.abc import Callable
from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample


def select(*objects: bpy.types.Object) -> None:
    bpy.context.view_layer.update()
    bpy.ops.object.select_all(action="DESELECT")
    for obj in objects:
        obj.select_set(True)
        bpy.context.view_layer.objects.active = obj


def test_the_button_writes_the_answer_on_the_object(addon) -> None:
    chair = sample(addon, "chair")
    select(chair)
    assert bpy.ops.reloop3d.classify() == {"FINISHED"}
    result = chair.reloop3d
    assert result.label in addon("engine.models.registry").load_classifier().spec.classes
    assert 0 < result.confidence <= 1
    assert result.is_unsure == (result.confidence < 0.5)
    assert len(result.top) == 5 and result.top[0].label == result.label
    assert len(result.views) == 12
    prediction = addon("reloop3d_addon.api").classify(chair)
    assert prediction.label == result.label
    assert np.isclose(prediction.confidence, result.confidence, atol=1e-5)


def test_all_selected_assets_get_their_own_answer_and_settings_are_followed(addon) -> None:
    objects = [sample(addon, name, 4.0 * i) for i, name in enumerate(("tree", "cup"))]
    other = sample(addon, "lamp", 20)
    select(*objects)
    bpy.context.scene.reloop3d.views = 3
    bpy.ops.reloop3d.classify()
    assert [len(obj.reloop3d.views) for obj in objects] == [3, 3]
    assert other.reloop3d.label == ""


def test_the_answer_belongs_to_the_armature_its_mesh_was_chosen_for(addon) -> None:
    bpy.ops.object.armature_add()
    rig = bpy.context.object
    body = sample(addon, "bottle")
    body.modifiers.new("Rig", "ARMATURE").object = rig
    select(body)
    bpy.ops.reloop3d.classify()
    assert rig.reloop3d.label and not body.reloop3d.label


def test_a_clicked_part_stands_for_its_whole_hierarchy_unless_that_is_off(addon) -> None:
    top = bpy.data.objects.new("Import", None)
    bpy.context.scene.collection.objects.link(top)
    parts = [sample(addon, name) for name in ("cup", "tree")]
    for part in parts:
        part.parent = top
    select(parts[0])
    bpy.ops.reloop3d.classify()
    assert top.reloop3d.label and not parts[0].reloop3d.label
    bpy.context.scene.reloop3d.whole = False
    bpy.ops.reloop3d.classify()
    assert parts[0].reloop3d.label and not parts[1].reloop3d.label


def test_one_undo_takes_all_answers_back_and_redo_brings_them_again(addon) -> None:
    for index, name in enumerate(("tree", "cup")):
        select(sample(addon, name, 4.0 * index))
    bpy.ops.object.select_all(action="SELECT")
    bpy.ops.ed.undo_push(message="Before")
    bpy.ops.reloop3d.classify()
    labels = [bpy.data.objects[name].reloop3d.label for name in ("tree", "cup")]
    assert all(labels)
    bpy.ops.ed.undo()
    assert [bpy.data.objects[name].reloop3d.label for name in ("tree", "cup")] == ["", ""]
    bpy.ops.ed.redo()
    assert [bpy.data.objects[name].reloop3d.label for name in ("tree", "cup")] == labels


def test_the_answer_is_saved_with_the_file(addon, tmp_path: Path) -> None:
    select(sample(addon, "barrel"))
    bpy.ops.reloop3d.classify()
    label = bpy.data.objects["barrel"].reloop3d.label
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "saved.blend"))
    bpy.ops.wm.read_homefile(use_empty=True)
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "saved.blend"))
    assert bpy.data.objects["barrel"].reloop3d.label == label
    select(bpy.data.objects["barrel"])
    problem = addon("reloop3d_addon.operators.classify").RELOOP3D_OT_save_annotated.problem
    assert problem(bpy.context) is None  # the cache still has its pictures
    bpy.ops.reloop3d.clear_cache()
    assert "no longer in the cache" in problem(bpy.context)


def test_the_annotated_image_holds_the_views_and_a_caption(addon, tmp_path: Path) -> None:
    select(sample(addon, "tree"))
    assert not bpy.ops.reloop3d.save_annotated.poll()
    bpy.ops.reloop3d.classify()
    path = tmp_path / "tree.png"
    assert bpy.ops.reloop3d.save_annotated(filepath=str(path)) == {"FINISHED"}
    images = addon("engine.images")
    rgb = images.over(images.read_image(path))
    assert rgb.shape == (2 * 128 + 24, 6 * 128, 3)
    assert rgb[-24:].min() == 0 and rgb[-24:].max() > 0.9


def test_one_asset_without_a_surface_does_not_cost_the_others_their_answer(addon) -> None:
    cup = sample(addon, "cup")
    bpy.ops.object.light_add()
    select(bpy.context.object, cup)
    assert bpy.ops.reloop3d.classify() == {"FINISHED"}
    assert cup.reloop3d.label
    job = addon("reloop3d_addon.jobs.lanes").ended("Classify")
    ((name, reason),) = job.failed
    assert name == "Point" and "no surface" in reason and job.notes == ["1 classified"]
    select(bpy.data.objects["Point"])
    with pytest.raises(RuntimeError, match="no surface"):
        bpy.ops.reloop3d.classify()


@pytest.mark.slow
def test_two_hundred_in_one_job_and_one_that_fails_gives_199_answers_and_one_reason(addon) -> None:
    meshes = [sample(addon, name).data for name in list(addon("engine.samples").SAMPLES)[:5]]
    for obj in list(bpy.data.objects):
        bpy.data.objects.remove(obj)
    for index in range(199):
        obj = bpy.data.objects.new(f"asset {index}", meshes[index % 5])
        obj.location.x = 3 * index
        bpy.context.scene.collection.objects.link(obj)
    bpy.ops.object.light_add()
    bpy.context.object.name = "no asset"
    bpy.ops.object.select_all(action="SELECT")
    bpy.context.scene.reloop3d.views = 2
    assert bpy.ops.reloop3d.classify() == {"FINISHED"}
    assert sum(bool(obj.reloop3d.label) for obj in bpy.data.objects) == 199
    job = addon("reloop3d_addon.jobs.lanes").ended("Classify")
    ((name, reason),) = job.failed
    assert name == "no asset" and "no surface" in reason and job.notes == ["199 classified"]


def test_a_missing_model_is_a_report_and_changes_nothing(addon) -> None:
    cup = sample(addon, "cup")
    select(cup)
    bpy.context.scene.reloop3d.model = "/nowhere/model.pt"
    with pytest.raises(RuntimeError, match="There is no model at"):
        bpy.ops.reloop3d.classify()
    assert cup.reloop3d.label == ""


def test_a_dead_button_says_why(addon) -> None:
    operator = addon("reloop3d_addon.operators.classify").RELOOP3D_OT_classify
    assert operator.problem(bpy.context) == "Select an object first"
    assert not bpy.ops.reloop3d.classify.poll()
    select(sample(addon, "cup"))
    assert operator.problem(bpy.context) is None
    bpy.ops.object.mode_set(mode="EDIT")
    assert "Edit Mode" in operator.problem(bpy.context)
    bpy.ops.object.mode_set(mode="OBJECT")


def window_job(addon):
    """The operator's job, to be advanced by hand as the window's timer would."""
    classify = addon("reloop3d_addon.operators.classify")
    settings = bpy.context.scene.reloop3d.to_settings(device="cpu", threshold=0.5)
    ref = addon("reloop3d_addon.bridge.assets").ObjectRef
    chosen = addon("reloop3d_addon.bridge.assets").chosen_roots(bpy.context)
    refs = [ref.of(obj) for obj in chosen]
    return classify.classify_job(refs, settings)


def tick(job, is_enough: Callable[[], bool]) -> None:
    """Advance the job until then; a minute at most."""
    end = time.monotonic() + 60
    while not is_enough():
        assert time.monotonic() < end, "the job does not come to its end"
        job.tick()


def test_ticked_as_in_the_window_the_job_gives_the_same_answer(addon) -> None:
    cup = sample(addon, "cup")
    select(cup)
    job = window_job(addon)
    tick(job, lambda: job.is_over)
    assert job.is_over and not job.error
    ticked = cup.reloop3d.confidence
    bpy.ops.reloop3d.classify()
    assert np.isclose(cup.reloop3d.confidence, ticked, atol=1e-5)


def test_a_job_stopped_in_the_middle_writes_no_answer(addon) -> None:
    cup = sample(addon, "cup")
    select(cup)
    job = window_job(addon)
    job.tick()
    tick(job, lambda: job.progress.message == "Drawing views")
    assert not job.is_over
    job.cancel()
    assert cup.reloop3d.label == ""


def test_an_object_deleted_in_the_middle_is_an_error_not_a_crash(addon) -> None:
    select(sample(addon, "cup"))
    job = window_job(addon)
    job.tick()
    bpy.data.objects.remove(bpy.data.objects["cup"])
    tick(job, lambda: job.is_over)
    assert "cup is gone" in job.error


def test_undo_in_the_middle_takes_the_users_step_back_and_nothing_of_the_job_into_the_file(
    addon,
) -> None:
    select(sample(addon, "cup"))
    bpy.ops.ed.undo_push(message="Before")
    bpy.data.objects["cup"].location.x = 5
    bpy.ops.ed.undo_push(message="Moved")
    job = window_job(addon)
    job.tick()
    tick(job, lambda: job.progress.message == "Drawing views")
    bpy.ops.ed.undo()
    tick(job, lambda: job.is_over)
    assert not job.error
    cup = bpy.data.objects["cup"]
    assert cup.location.x == 0 and cup.reloop3d.label
    left = [*bpy.data.scenes, *bpy.data.objects, *bpy.data.meshes, *bpy.data.cameras]
    assert not [block.name for block in left if "ReLoop3D" in block.name]


def test_while_its_object_is_edited_the_job_waits_and_then_takes_what_was_made(addon) -> None:
    select(sample(addon, "cup"))
    job = window_job(addon)
    bpy.ops.object.mode_set(mode="EDIT")
    tick(job, lambda: job.progress.message == "Waiting until you leave Edit Mode")
    for _ in range(3):
        job.tick()
    assert not job.is_over
    bpy.ops.object.mode_set(mode="OBJECT")
    tick(job, lambda: job.is_over)
    assert job.outcome == "done" and bpy.data.objects["cup"].reloop3d.label


def test_answers_that_come_in_edit_mode_are_written_after_it_so_that_one_undo_takes_them_back(
    addon,
) -> None:
    table = sample(addon, "table", 5)
    select(sample(addon, "cup"))
    bpy.ops.ed.undo_push(message="Before")
    job = window_job(addon)
    tick(job, lambda: job.progress.message == "Drawing views")
    select(table)
    bpy.ops.object.mode_set(mode="EDIT")
    tick(job, lambda: job.progress.message == "Waiting until you are in Object Mode")
    assert bpy.data.objects["cup"].reloop3d.label == ""
    bpy.ops.object.mode_set(mode="OBJECT")
    tick(job, lambda: job.is_over)
    assert bpy.data.objects["cup"].reloop3d.label
    bpy.ops.ed.undo()
    assert bpy.data.objects["cup"].reloop3d.label == ""


def test_a_renamed_object_gets_its_answer(addon) -> None:
    select(sample(addon, "cup"))
    job = window_job(addon)
    tick(job, lambda: job.progress.message == "Drawing views")
    bpy.data.objects["cup"].name = "mug"
    tick(job, lambda: job.is_over)
    assert bpy.data.objects["mug"].reloop3d.label and not job.failed


def test_disabling_the_add_on_in_mid_job_stops_it_and_its_thread(addon, package_name) -> None:
    import threading

    import addon_utils

    select(sample(addon, "cup"))
    job, lanes = window_job(addon), addon("reloop3d_addon.jobs.lanes")
    addon("engine.models.registry")._loaded.clear()  # so that its thread has something to do
    threads = set(threading.enumerate())
    lanes.add(job)
    while not job.is_in_thread:
        assert not job.is_over
        lanes.pump()
    addon_utils.disable(package_name, default_set=True)
    try:
        assert job.outcome == "stopped" and set(threading.enumerate()) <= threads
        assert not bpy.app.timers.is_registered(lanes.pump)
    finally:
        addon_utils.enable(package_name, default_set=True)
    assert not bpy.data.objects["cup"].reloop3d.label


def test_a_script_is_told_of_an_asset_that_is_edited_instead_of_waiting_for_ever(addon) -> None:
    edited, active = sample(addon, "cup"), sample(addon, "chair")
    select(edited)
    bpy.ops.object.mode_set(mode="EDIT")
    base = addon("reloop3d_addon.operators.classify")
    ref = addon("reloop3d_addon.bridge.assets").ObjectRef.of
    settings = addon("engine.classify.predict").ClassifySettings()
    job = base.classify_job([ref(edited), ref(active)], settings)
    addon("reloop3d_addon.jobs.lanes").run_blocking(job)
    bpy.ops.object.mode_set(mode="OBJECT")
    assert [name for name, _ in job.failed] == ["cup"], job.reasons
    assert "Leave Edit Mode" in job.reasons[0]
    assert active.reloop3d.label == "chair"


def test_a_job_stays_with_its_scene_while_the_window_shows_another(addon, bench) -> None:
    cup = sample(addon, "cup")
    select(cup)
    job = window_job(addon)
    bench.lanes.add(job)
    bench.lanes.pump()
    bpy.context.window.scene = other = bpy.data.scenes.new("Other")
    bench.pump(lambda: job.is_over, 60)
    assert job.outcome == "done" and not job.failed, job.reasons
    assert cup.reloop3d.label and bpy.context.scene == other
    assert not other.objects
