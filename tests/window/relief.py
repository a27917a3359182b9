"""A photo to a mesh in a real window: checked, its depth shown, made, stopped, one Undo."""

import time

import pytest
from conftest import STOP_AT, Window, ended

SETTINGS = "bpy.context.scene.reloop3d"
# A room in perspective: a floor of boards, a wall, and a box before it.
PHOTO = """
import numpy as np
rows, columns = np.indices((240, 320))
away = 120 / np.maximum(rows - 119.5, 1e-3)
boards = (np.floor((columns - 160) * away / 40) % 2) * 0.25 + 0.4
shade = np.where(rows > 150, boards, 0.8 - 0.001 * columns)
rgb = np.stack([shade, shade * 0.8, shade * 0.6], -1)
rgb[90:200, 120:170], rgb[90:200, 170:200] = (0.7, 0.2, 0.1), (0.4, 0.1, 0)
photo = bpy.data.images.new("photo", 320, 240)
photo.pixels.foreach_set(np.dstack([rgb, np.ones((240, 320))])[::-1].astype("f").ravel())
photo.filepath_raw, photo.file_format = "/tmp/photo.png", "PNG"
photo.save()
bpy.data.images.remove(photo)
photo = bpy.data.images.load("/tmp/photo.png")
"""
STAGES = [
    "Starting",
    "Finding the subject",
    "Checking the picture",
    "Measuring depth",
    "Laying out depth",
    "Spanning the surface",
    "Simplifying",
    "Laying on the picture",
]


@pytest.fixture
def chosen(make_window) -> Window:
    """A window with a photo chosen; the panel is open."""
    window = make_window("1280x1500")
    window.run(
        PHOTO + f"relief = {SETTINGS}.relief\n"
        "relief.picture, relief.cut, relief.detail = photo, 0.5, 256\n"
        "space = area.spaces.active\n"
        "space.shading.color_type = 'TEXTURE'\n"
        "space.region_3d.view_location = (0.6, 1.8, 0.2)\n"
        "space.region_3d.view_distance = 5"
    )
    window.click(*window.header("Image to Mesh"), key="ctrl")  # and closes the others
    window.run("bpy.ops.ed.undo_push(message='Before')")
    window.into_viewport()
    time.sleep(0.5)
    return window


def test_a_photo_is_checked_and_becomes_a_mesh_which_one_undo_takes_back(chosen) -> None:
    window = chosen
    window.press("reloop3d.check_picture()")
    assert window.wait(ended("Check Picture"), 120) == "done"
    assert window.ask("lanes.ended('Check Picture').notes[0]").startswith("Quality")
    window.press("reloop3d.preview_depth()")
    assert window.wait(ended("Preview Depth"), 120) == "done"
    before = window.fingerprint()
    window.press("reloop3d.image_to_mesh()")
    assert window.wait(ended("Image to Mesh"), 300) == "done"
    print("seconds:", window.ask("lanes.ended('Image to Mesh').stages"))
    made = window.ask(
        "[bpy.context.object.name, bpy.context.object.users_collection[0].name,"
        " len(bpy.context.object.data.polygons)]"
    )
    assert made[0].startswith("photo") and made[1].startswith("photo") and made[2] > 50_000
    window.shot("relief", box=(766, 300, 1022, 1110))
    window.into_viewport()
    window.keys("ctrl+z")
    time.sleep(1)
    assert window.fingerprint() == before


def test_stopped_at_any_stage_it_leaves_the_scene_as_it_was(chosen) -> None:
    window = chosen
    window.run(STOP_AT + f"{SETTINGS}.relief.faces = 5000\nbpy.ops.ed.undo_push(message='Before')")
    before = window.fingerprint()
    place = window.find("reloop3d.image_to_mesh()")
    seen = set()
    for first in range(len(STAGES)):
        stages = STAGES[first:]
        window.run(f"met.clear(); bpy.app.timers.register(lambda: stop_at({stages!r}))")
        window.click(*place)
        seen |= set(window.wait("met", 120))
        assert window.ask(ended("Image to Mesh")) == "stopped"
        window.wait("not any(worker.is_alive for worker in lanes._leaving)")
        assert window.fingerprint() == before, stages[0]
    print("stopped at", seen)
    assert {"Starting", "Measuring depth"} <= seen


def test_without_a_photo_the_buttons_are_dead_and_say_why(make_window) -> None:
    window = make_window()
    window.click(*window.header("Image to Mesh"), key="ctrl")
    for name in ("check_picture", "preview_depth", "image_to_mesh"):
        x, y = window.find(f"reloop3d.{name}()")
        window.click(x - 40, y)
        assert window.ask("lanes.current() is None and not lanes.queue()")
        reason = f"bpy.types.RELOOP3D_OT_{name}.problem(bpy.context)"
        assert window.ask(reason) == "Choose a photo first"
