"""Photos without cameras to a mesh in a real window: checked, made, stopped, one Undo."""

import time

import pytest
from conftest import ROOT, STOP_AT, Window, ended
from photographed import cameras, photos, written

from engine.selftest.scenes import boxes

SETTINGS = "bpy.context.scene.reloop3d.photos"
SAID = (770, 418, 1020, 906)  # of the screen: the panel below the folder, which no reader has
STAGES = [
    "Starting",
    "Reading photos",
    "Looking for marks",
    "Comparing photos",
    "Placing photos",
    "Comparing pictures",
    "Keeping what views agree on",
    "Fusing views",
]


@pytest.fixture(scope="module")
def folder() -> str:
    """Seven photos of boxes, where the window sees them too."""
    return str(written(ROOT / "dist" / "window-photos", photos(boxes(), cameras())))


@pytest.fixture
def chosen(make_window, folder: str) -> Window:
    """A window with the folder chosen; the panel is open."""
    window = make_window("1280x1500")
    window.run(
        f"taken = {SETTINGS}\n"
        f"taken.folder, taken.sweep_size, taken.detail = {folder!r}, 160, 96\n"
        "space = area.spaces.active\n"
        "bpy.data.objects.remove(bpy.data.objects['Cube'])\n"
        "space.shading.type, space.shading.color_type = 'SOLID', 'VERTEX'\n"
        "space.region_3d.view_location = (0, 0, 0)\n"
        "space.region_3d.view_distance = 2.5"
    )
    window.click(*window.header("Photos to Mesh"), key="ctrl")  # and closes the others
    window.run("bpy.ops.ed.undo_push(message='Before')")
    window.into_viewport()
    time.sleep(0.5)
    return window


def test_photos_are_checked_and_become_a_mesh_which_one_undo_takes_back(chosen) -> None:
    window = chosen
    window.press("reloop3d.check_photos()")
    assert window.wait(ended("Check Photos"), 120) == "done"
    before = window.fingerprint()
    window.press("reloop3d.photos_to_mesh()")
    assert window.wait(ended("Photos to Mesh"), 400) == "done"
    print("seconds:", window.ask("lanes.ended('Photos to Mesh').stages"))
    made = window.ask(
        "[len(bpy.context.object.data.polygons),"
        " sum(o.type == 'CAMERA' for o in bpy.context.object.users_collection[0].objects)]"
    )
    assert made[0] > 1000 and made[1] == 7
    window.into_viewport()
    window.shot("photos", box=SAID)
    window.keys("ctrl+z")
    time.sleep(1)
    assert window.fingerprint() == before


def test_stopped_at_any_stage_it_leaves_the_scene_as_it_was(chosen) -> None:
    window = chosen
    # Four photos and coarse depth: eight runs take minutes, not ten; a fine surface takes its time.
    few = str(written(ROOT / "dist" / "window-few", photos(boxes(), cameras()[:4])))
    window.run(
        STOP_AT + f"taken.folder, taken.sweep_size, taken.detail = {few!r}, 96, 256\n"
        "bpy.ops.ed.undo_push(message='Few')"
    )
    before = window.fingerprint()
    place = window.find("reloop3d.photos_to_mesh()")
    seen = set()
    for first in range(len(STAGES)):
        stages = STAGES[first:]
        window.run(f"met.clear(); bpy.app.timers.register(lambda: stop_at({stages!r}))")
        window.click(*place)
        seen |= set(window.wait("met", 300))
        assert window.ask(ended("Photos to Mesh")) == "stopped"
        window.wait("not any(worker.is_alive for worker in lanes._leaving)")
        assert window.fingerprint() == before, stages[0]
    print("stopped at", seen)
    assert {"Looking for marks", "Placing photos", "Fusing views"} <= seen


def test_without_a_folder_the_buttons_are_dead_and_say_why(make_window) -> None:
    window = make_window()
    window.click(*window.header("Photos to Mesh"), key="ctrl")
    for name in ("check_photos", "photos_to_mesh"):
        x, y = window.find(f"reloop3d.{name}()")
        window.click(x - 40, y)
        assert window.ask("lanes.current() is None and not lanes.queue()")
        reason = f"bpy.types.RELOOP3D_OT_{name}.problem(bpy.context)"
        assert window.ask(reason) == "Choose a folder of photos"
