"""Jobs in a real window: the queue, pause, and how smooth the window stays meanwhile."""

import time
from dataclasses import replace
from pathlib import Path

from conftest import gui_root

from engine.models import checkpoint
from engine.models.registry import EMBEDDED

ENDED = "lanes.ended('Classify') and lanes.ended('Classify').outcome"


def test_jobs_wait_can_be_moved_and_removed_and_run_one_after_the_other(many) -> None:
    classify = many.find("reloop3d.classify()")
    many.click(*many.header("Jobs"))
    for _ in range(4):
        many.click(*classify)
    many.run("jobs = [lanes.current(), *lanes.queue()]")
    many.press("reloop3d.pause()", width=16, under=classify[1])
    assert many.ask("len(lanes.queue())") == 3 and many.ask("lanes.current().is_paused")
    many.press("reloop3d.move_job(place=2, by=-1)", width=16)
    assert many.ask("[jobs.index(job) for job in lanes.queue()]") == [1, 3, 2]
    remove = many.find("reloop3d.remove_job(place=0)", width=16)
    many.shot("queue", box=(760, 80, 1050, 860))
    many.click(*remove)
    assert many.ask("[jobs.index(job) for job in lanes.queue()]") == [3, 2]
    many.press("reloop3d.pause()", width=16, under=classify[1])
    many.wait("lanes.current() is None and not lanes.queue()", 200)
    assert many.ask("[job.outcome for job in jobs]") == ["done", "", "done", "done"]
    assert many.ask("jobs[3].started <= jobs[2].started")


def test_a_paused_job_rests_until_it_goes_on(many) -> None:
    classify = many.find("reloop3d.classify()")
    many.click(*classify)
    pause = many.find("reloop3d.pause()", width=16, under=classify[1])
    many.click(*pause)
    assert many.ask("lanes.current().is_paused")
    before = many.ask("(lanes.current().fraction, lanes.current().seconds)")
    time.sleep(2)
    assert many.ask("(lanes.current().fraction, lanes.current().seconds)") == before
    many.click(*pause)
    assert many.wait(ENDED) == "done"
    assert many.ask("len(lanes.ended('Classify').failed)") == 0


# Ticks of Blender's own timer, and how much of the time between two of them was its own render
# calls. The rest is what a person would feel.
WATCH = """
from time import perf_counter as now
Stage = load("reloop3d_addon.bridge.stage").Stage
shoot, rendered, gaps, last = Stage.shoot, [0.0], [], [None]
def timed(self, *arguments):
    start = now()
    shoot(self, *arguments)
    rendered[0] += now() - start
Stage.shoot = timed
def watch():
    job = lanes.current()
    if last[0] is not None:
        stage = job.progress.message if job else ""
        gaps.append((now() - last[0] - rendered[0], stage))
    last[0], rendered[0] = now(), 0.0
    return 0.0
bpy.app.timers.register(watch)
"""


def write_model(path: Path) -> Path:
    """The weights of the model for pictures, asked for 12 of 224 pixels."""
    spec, state = checkpoint.read(EMBEDDED["pictures"])
    rig = replace(spec.rig, views=12, size=224)
    checkpoint.write(path, replace(spec, rig=rig, image_size=224), state)
    return path


def press_to_label(window, place) -> float:
    """Seconds from the press of Classify to the answer on the object."""
    window.run(
        "began, done = [], []\n"
        "def look():\n"
        "    if lanes.current() and not began: began.append(now())\n"
        "    if began and lanes.current() is None and active().reloop3d.label:\n"
        "        done.append(now() - began[0]); return None\n"
        "    return 0.0\n"
        "active = lambda: bpy.context.view_layer.objects.active\n"
        "bpy.app.timers.register(look)"
    )
    window.click(*place)
    return window.wait("done", 60)[0]


# How long the window takes to draw itself when anything in the file has changed.
REDRAW = """
redraws = []
def change():
    if len(redraws) > 5: return None
    bpy.data.meshes.remove(bpy.data.meshes.new("x"))
    start = now()
    def after():
        redraws.append(now() - start)
    bpy.app.timers.register(after)
    return 1.0
bpy.app.timers.register(change)
"""


def test_the_window_stays_smooth_and_a_warm_answer_comes_in_time(make_window) -> None:
    window = make_window("800x600")  # drawn in software here: a small one
    model = write_model(gui_root() / "tmp" / "model-224.safetensors")
    window.run(
        "build_scene(('chair',))\n"
        "import bmesh\n"
        "ball, made = bpy.data.meshes.new('ball'), bmesh.new()\n"
        "bmesh.ops.create_uvsphere(made, u_segments=50, v_segments=51, radius=1)\n"
        "bmesh.ops.triangulate(made, faces=made.faces)\n"
        "made.to_mesh(ball)\n"
        "bpy.data.objects['chair'].data = ball\n"
        f"bpy.context.scene.reloop3d.model = '/tmp/{model.name}'"
    )
    assert window.ask("len(bpy.data.meshes['ball'].polygons)") == 5000
    place = window.find("reloop3d.classify()")
    window.run(WATCH + REDRAW)
    redraw = sorted(window.wait("len(redraws) > 5 and redraws"))[3]
    first = press_to_label(window, place)
    loading = max(window.ask("[gap for gap, stage in gaps if stage == 'Loading the model']"))
    warm, others = [], []
    for _ in range(3):
        # As it was before: no answer, nothing kept.
        window.run(
            "active().reloop3d.label = ''\n"
            "load('reloop3d_addon.capture').cache().clear()\n"
            "gaps.clear(); last[0] = None"
        )
        warm.append(press_to_label(window, place))
        others.append(max(window.ask("[gap for gap, stage in gaps if stage]")))
    assert window.ask("len(active().reloop3d.views)") == 12
    print(
        f"\npress to label: first {first:.2f} s, warm {sorted(warm)[1]:.2f} s; "
        f"longest gap: first load {1000 * loading:.0f} ms, later {1000 * max(others):.0f} ms, "
        f"of which the window's own redraw takes {1000 * redraw:.0f} ms"
    )
    assert loading < 0.5
    assert max(others) < 0.15
    assert sorted(warm)[1] < 2
