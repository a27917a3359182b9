"""Views to a mesh in a real window: points first, then the mesh, stopped anywhere, one Undo."""

import time

import pytest
from conftest import STOP_AT, Window, ended

SETTINGS = "bpy.context.scene.reloop3d"
BESIDE = (0, 70, 1060, 960)  # of the screen: the viewport with the panel
# How long the window stood still, and in which stage of a job.
WATCH = """
from time import perf_counter as now
gaps, last = [], [None]
def watch():
    job = lanes.current()
    if last[0] is not None:
        gaps.append((now() - last[0], job.progress.message if job else ""))
    last[0] = now()
    return 0.0
bpy.app.timers.register(watch)
"""
STAGES = [
    "Reading views",
    "Fusing views",
    "Finding the surface",
    "Cleaning up",
    "Simplifying",
    "Unwrapping",
    "Painting",
]


@pytest.fixture
def captured(make_window) -> Window:
    """A window with a chair beside the sidebar, captured by its button; the panel is open."""
    window = make_window("1280x1500")
    window.run(
        "import shutil; shutil.rmtree('/tmp/views', ignore_errors=True)\n"
        "build_scene(('chair',))\n"
        f"capture = {SETTINGS}.capture\n"
        "capture.folder, capture.size, capture.views = '/tmp/views', 256, 24\n"
        "capture.layout, capture.channels = 'sphere', {'depth'}\n"
        "space = area.spaces.active\n"
        "space.shading.color_type = 'VERTEX'\n"
        "space.region_3d.view_location = (0.2, 0.3, 0.3)\n"  # so that it is not under the panel
        "space.region_3d.view_distance = 2.6"
    )
    window.press("reloop3d.capture()")
    assert window.wait(ended("Capture"), 120) == "done"
    window.click(*window.header("Views to Mesh"), key="ctrl")  # and closes the others
    window.run("bpy.ops.ed.undo_push(message='Before')")
    window.into_viewport()
    time.sleep(0.5)
    return window


def test_points_are_shown_and_become_a_mesh_which_one_undo_takes_back(captured) -> None:
    window = captured
    before = window.fingerprint()
    window.press("reloop3d.preview_points()")
    assert window.wait(ended("Preview Points"), 120) == "done"
    assert window.fingerprint() == before
    window.into_viewport()
    time.sleep(1)
    window.shot("points", box=BESIDE)
    window.press("reloop3d.hide_points()", width=16)
    assert not window.ask("load('reloop3d_addon.points').is_shown()")
    place = window.find("reloop3d.views_to_mesh()")
    window.run(WATCH)
    window.click(*place)
    assert window.wait(ended("Views to Mesh"), 300) == "done"
    print("seconds:", window.ask("lanes.ended('Views to Mesh').stages"))
    gaps = window.ask("gaps")
    stages = {stage for _, stage in gaps}
    print({stage: round(max(gap for gap, at in gaps if at == stage), 3) for stage in stages})
    assert {"Reading views", "Fusing views", "Cleaning up"} <= stages  # it ticks all along
    assert max(gap for gap, _ in gaps) < 5
    made = window.ask(
        "[bpy.context.object.name, bpy.context.object.users_collection[0].name,"
        " sum(obj.type == 'CAMERA' for obj in bpy.context.object.users_collection[0].objects)]"
    )
    assert made == ["chair.001", "chair", 24]
    window.run("bpy.data.objects['chair'].hide_set(True)")
    window.into_viewport()
    time.sleep(1)
    window.shot("fuse", box=BESIDE)
    window.run("bpy.data.objects['chair'].hide_set(False)")
    window.keys("ctrl+z")
    time.sleep(1)
    assert window.fingerprint() == before


def test_stopped_at_any_stage_it_leaves_the_scene_as_it_was(captured) -> None:
    window = captured
    window.run(f"fuse = {SETTINGS}.fuse\nfuse.detail, fuse.texture, fuse.faces = 256, 512, 20000")
    window.run(STOP_AT + "bpy.ops.ed.undo_push(message='Before')")
    before = window.fingerprint()
    place = window.find("reloop3d.views_to_mesh()")
    seen = set()
    for first in range(len(STAGES)):
        stages = STAGES[first:]
        window.run(f"met.clear(); bpy.app.timers.register(lambda: stop_at({stages!r}))")
        window.click(*place)
        seen |= set(window.wait("met", 120))
        assert window.ask(ended("Views to Mesh")) == "stopped"
        window.wait("not any(worker.is_alive for worker in lanes._leaving)")
        assert window.fingerprint() == before, stages[0]
    print("stopped at", seen)
    assert {"Reading views", "Fusing views", "Painting"} <= seen


def test_with_nothing_captured_both_buttons_are_dead_and_say_why(make_window) -> None:
    window = make_window()
    window.run("build_scene(('chair',))")
    window.click(*window.header("Views to Mesh"), key="ctrl")
    for name in ("preview_points", "views_to_mesh"):
        x, y = window.find(f"reloop3d.{name}()")
        window.into_viewport()
        before = window.pixels((x - 300, y - 80, x + 60, y - 20))
        window.move(x - 45, y)
        window.move(x - 40, y)
        time.sleep(2.5)  # Blender shows its tooltip
        after = window.pixels((x - 300, y - 80, x + 60, y - 20))
        assert (before != after).any(axis=2).mean() > 0.1
        window.click(x - 40, y)
        assert window.ask("lanes.current() is None and not lanes.queue()")
        reason = f"bpy.types.RELOOP3D_OT_{name}.problem(bpy.context)"
        assert window.ask(reason) == "Capture something first"
