"""Classify in a real window: progress, Esc, Undo, saving, and what may happen in mid-job."""

import time

import pytest
from conftest import ten_objects

ENDED = "lanes.ended('Classify') and lanes.ended('Classify').outcome"
LABELS = "[obj.name for obj in bpy.data.objects if obj.reloop3d.label]"
STAGE = "lanes.current() is not None and lanes.current().progress.message"


def test_ten_objects_are_classified_and_the_progress_is_seen(make_window) -> None:
    window = ten_objects(make_window("1280x900"))
    place = window.find("reloop3d.classify()")
    window.run(
        "seen = []\n"
        "def watch():\n"
        "    job = lanes.current()\n"
        "    if job: seen.append((job.fraction, job.item_name, job.progress.message))\n"
        "    return 0.02\n"
        "bpy.app.timers.register(watch)"
    )
    window.click(*place)
    window.wait("lanes.current() is not None and lanes.current().items_done > 3")
    window.shot("progress", box=(760, 80, 1050, 310))
    assert window.wait(ENDED) == "done"
    assert len(window.ask(LABELS)) == 10
    seen = window.ask("seen")
    fractions = [fraction for fraction, _, _ in seen]
    assert fractions == sorted(fractions) and len(set(fractions)) > 20
    assert {message for _, _, message in seen} >= {"Loading the model", "Drawing views"}
    assert len({name for _, name, _ in seen if name}) == 10
    window.into_viewport()
    window.shot("classify")


@pytest.mark.parametrize("stage", ["Loading the model", "Drawing views"])
def test_esc_in_any_stage_leaves_everything_as_it_was(window, stage: str) -> None:
    place = window.find("reloop3d.classify()")
    before = window.fingerprint()
    window.click(*place)
    window.wait(f"{STAGE} == '{stage}' and {{'worker': lanes.current().is_in_thread}}")
    window.keys("Escape")
    assert window.wait(ENDED) == "stopped"
    assert window.ask("lanes.current() is None")
    assert window.fingerprint() == before
    assert window.ask(LABELS) == []


def test_undo_takes_the_answers_back_redo_brings_them_and_later_steps_leave_them(window) -> None:
    window.press("reloop3d.classify()")
    window.wait(ENDED)
    window.into_viewport()
    window.keys("ctrl+z")
    assert window.ask(LABELS) == []
    window.keys("ctrl+shift+z")
    assert len(window.ask(LABELS)) == 10
    place = window.ask("bpy.data.objects['sword'].location.x")
    window.keys("g", "x", "2", "Return")
    assert window.ask("bpy.data.objects['sword'].location.x") == pytest.approx(place + 2)
    window.keys("ctrl+z")
    assert window.ask("bpy.data.objects['sword'].location.x") == pytest.approx(place)
    assert len(window.ask(LABELS)) == 10


def saved(window) -> None:
    """Save the file, so that it is among the recent ones."""
    window.run("bpy.ops.wm.save_as_mainfile(filepath='/tmp/window-test.blend')")
    window.keys_at("ctrl+s")  # only a person's saving makes a file recent
    time.sleep(1)


def open_recent(window) -> None:
    """File > Open Recent, the first; what was not saved is thrown away."""
    window.keys_at("ctrl+shift+o")
    time.sleep(1)
    window.keys("Return")


def test_the_answers_are_saved_and_there_again_when_the_file_is_opened(window) -> None:
    saved(window)
    window.press("reloop3d.classify()")
    window.wait(ENDED)
    window.keys_at("ctrl+s")
    window.run("bpy.data.objects['cup'].name = 'not saved'")
    open_recent(window)
    window.wait("'not saved' not in bpy.data.objects")
    assert len(window.ask(LABELS)) == 10 and "cup" in window.ask(LABELS)


def test_deleting_an_object_in_mid_job_costs_only_its_own_answer(window) -> None:
    window.press("reloop3d.classify()")
    window.wait(f"{STAGE} == 'Drawing views'")
    window.keys_at("alt+a")
    window.click(*window.ask("pixel('sword')"))
    window.keys("Delete")
    assert window.wait(ENDED) == "done"
    assert window.ask("'sword' not in bpy.data.objects")
    assert len(window.ask(LABELS)) == 9
    assert window.ask("lanes.ended('Classify').failed[0]") == [
        "sword",
        "sword is gone. Select it again.",
    ]


def test_undo_in_mid_job_takes_the_artists_own_step_back_and_costs_no_answer(window) -> None:
    window.into_viewport()
    for _ in range(2):
        window.keys("g", "x", "2", "Return")
    moved = window.ask("bpy.data.objects['cup'].location.x")
    window.press("reloop3d.classify()")
    window.wait(f"{STAGE} == 'Drawing views'")
    window.keys_at("ctrl+z")
    assert window.wait(ENDED) == "done"
    assert window.ask("bpy.data.objects['cup'].location.x") == pytest.approx(moved - 2)
    assert len(window.ask(LABELS)) == 10


def test_editing_and_renaming_in_mid_job_cost_nothing(window) -> None:
    window.press("reloop3d.classify()")
    window.wait(f"{STAGE} == 'Drawing views'")
    window.run("bpy.data.objects['barrel'].name = 'keg'")
    window.into_viewport()
    window.keys("Tab")  # all ten are edited
    window.wait(f"{STAGE} == 'Waiting until you leave Edit Mode'")
    window.keys("Tab")
    assert window.wait(ENDED) == "done"
    assert "keg" in window.ask(LABELS) and len(window.ask(LABELS)) == 10


def test_opening_another_file_in_mid_job_ends_it(window) -> None:
    saved(window)
    window.press("reloop3d.classify()")
    window.wait(f"{STAGE} == 'Drawing views'")
    window.run("running = lanes.current()")
    open_recent(window)
    window.wait("running.outcome == 'stopped' and lanes.current() is None")
    assert window.ask(LABELS) == []
    assert window.ask("len(bpy.data.scenes)") == 1


@pytest.mark.parametrize("stage", ["Loading the model", "Drawing views"])
def test_closing_blender_in_mid_job_ends_it_cleanly(window, stage: str) -> None:
    saved(window)
    window.press("reloop3d.classify()")
    window.wait(f"{STAGE} == '{stage}'")
    window.into_viewport()
    window.keys("ctrl+q")
    assert window.has_ended(30)
    log = window.log()
    assert "Blender quit" in log and "crash" not in log.lower() and "Traceback" not in log
