"""A search for a view on its way: the live camera, Esc, errors, undo, other scenes."""

import bpy
import numpy as np
import pytest
from making import sample
from viewing import LENS, Script, eye, same, same_values, sees, shown, started

from tests.fingerprint import fingerprint


@pytest.fixture
def operators(addon):
    return addon("reloop3d_addon.operators.viewpoint_job")


@pytest.fixture
def seeing(bench, addon):
    """The bench, which also knows the curve."""
    bench.losses = addon("reloop3d_addon.curve").losses
    return bench


@pytest.mark.parametrize("has_camera", [True, False])
def test_the_camera_moves_while_a_thread_searches(
    addon, operators, seeing, has_camera: bool
) -> None:
    sample(addon, "chair")
    if has_camera:
        eye()
    script = Script(addon, slow=True)
    job = started(seeing, operators, script)
    shown(seeing, script)
    assert not job.is_over
    on_way = script.at(script.meshes[0], 0.2 * (script.count // 2 + 2), sees(addon).intrinsics)
    assert np.allclose(sees(addon).world_from_camera, on_way.world_from_camera, atol=1e-5)
    assert bpy.context.scene.render.resolution_x == 200
    script.go.set()
    seeing.pump(lambda: job.is_over)
    assert job.outcome == "done" and same(sees(addon), script.cameras[-1])


@pytest.mark.parametrize("has_camera", [True, False])
def test_stopping_keeps_the_best_so_far_and_one_undo_takes_it_back(
    addon, operators, seeing, has_camera: bool
) -> None:
    sample(addon, "chair")
    own = eye() if has_camera else None
    bpy.ops.ed.undo_push(message="Before")
    before = fingerprint(), own and same_values()
    script = Script(addon, slow=True)
    job = started(seeing, operators, script, is_keyed=True)
    shown(seeing, script)
    assert bpy.ops.reloop3d.stop() == {"FINISHED"}
    best = script.at(script.meshes[0], 0.2 * (script.count // 2), script.data.Intrinsics(**LENS))
    assert same(sees(addon), best) and job.is_kept and job.outcome == "stopped"
    script.go.set()
    seeing.lanes.cancel_all(join=True)
    assert same(sees(addon), best)
    bpy.ops.ed.undo()
    assert (fingerprint(), own and same_values()) == before


@pytest.mark.parametrize("has_camera", [True, False])
def test_an_error_leaves_the_scene_as_it_was(addon, operators, seeing, has_camera: bool) -> None:
    sample(addon, "chair")
    own = eye() if has_camera else None
    before = fingerprint(), own and same_values()
    script = Script(addon, slow=True, error=True)
    job = started(seeing, operators, script)
    shown(seeing, script)
    assert fingerprint() != before[0]
    script.go.set()
    seeing.pump(lambda: job.is_over)
    assert job.error == "It cannot be found. Try another picture."
    assert (fingerprint(), own and same_values()) == before


def test_a_file_or_an_add_on_that_goes_takes_the_search_with_it(addon, operators, seeing) -> None:
    sample(addon, "chair")
    eye()
    before = fingerprint(), same_values()
    script = Script(addon, slow=True)
    job = started(seeing, operators, script)
    shown(seeing, script)
    assert same_values() != before[1]
    seeing.lanes.leave_file()
    assert (fingerprint(), same_values()) == before and not job.is_kept
    script.go.set()


def test_undo_on_the_way_costs_neither_the_artists_step_nor_the_result(
    addon, operators, seeing
) -> None:
    chair = sample(addon, "chair")
    bpy.ops.ed.undo_push(message="Before")
    chair.location.x = 5
    bpy.ops.ed.undo_push(message="Moved")
    script = Script(addon, slow=True)
    job = started(seeing, operators, script)
    shown(seeing, script)
    bpy.ops.ed.undo()
    assert bpy.context.scene.camera is None and bpy.data.objects["chair"].location.x == 0
    script.go.set()
    seeing.pump(lambda: job.is_over)
    assert job.outcome == "done" and same(sees(addon), script.cameras[-1])
    assert len(bpy.data.cameras) == 1
    bpy.ops.ed.undo()
    assert bpy.context.scene.camera is None and not bpy.data.cameras


def test_what_the_artist_does_meanwhile_is_not_undone_with_the_camera(
    addon, operators, seeing, monkeypatch
) -> None:
    sample(addon, "chair")
    eye()
    bpy.ops.ed.undo_push(message="Before")
    before = same_values()
    script = Script(addon, slow=True)
    job = started(seeing, operators, script)
    shown(seeing, script)
    bpy.data.objects["chair"].location.x = 5
    bpy.ops.ed.undo_push(message="Moved")  # it holds the camera on its way
    monkeypatch.setattr(operators, "_pressed", lambda: ["transform"])  # a script presses nothing
    script.go.set()
    seeing.pump(lambda: job.is_over)
    bpy.ops.ed.undo()
    assert same_values() == before and bpy.data.objects["chair"].location.x == 5


def test_the_scene_that_was_left_gets_the_camera(addon, operators, seeing) -> None:
    sample(addon, "chair")
    first = bpy.context.scene
    script = Script(addon, slow=True)
    job = started(seeing, operators, script)
    shown(seeing, script)
    other = bpy.data.scenes.new("Other")
    bpy.context.window.scene = other
    script.go.set()
    seeing.pump(lambda: job.is_over)
    assert job.outcome == "done" and other.camera is None
    assert first.camera is not None and first.render.resolution_x == 200
    assert other.render.resolution_x == 1920
