"""Nothing else changes: the file and its window are the same before and after every capture."""

import contextlib
from pathlib import Path

import bpy
import numpy as np
import pytest
from making import material_with_nodes

from tests.fingerprint import fingerprint


@pytest.fixture
def scene(addon, tmp_path: Path) -> bpy.types.Object:
    """A saved file with a rigged, instanced, textured and keyed asset, and things beside it."""
    bpy.ops.mesh.primitive_monkey_add()
    monkey = bpy.context.object
    monkey.modifiers.new("Subdivision", "SUBSURF")
    monkey.shape_key_add(name="Basis")
    monkey.shape_key_add(name="Wide").data[0].co.x += 1
    material = material_with_nodes("Paint")
    texture = material.node_tree.nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.new("Texture", 8, 8)
    shader = material.node_tree.nodes["Principled BSDF"]
    material.node_tree.links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    monkey.data.materials.append(material)
    for frame, place in ((1, 0.0), (20, 4.0)):
        monkey.location.x = place
        monkey.keyframe_insert("location", index=0, frame=frame)
    bpy.ops.mesh.primitive_cube_add(location=(9, 0, 0))
    bpy.ops.object.light_add(type="SUN")
    bpy.ops.object.camera_add(location=(0, -8, 2), rotation=(1.3, 0, 0))
    bpy.context.scene.camera = bpy.context.object
    bpy.context.scene.frame_set(7)
    bpy.ops.object.select_all(action="DESELECT")
    monkey.select_set(True)
    bpy.context.view_layer.objects.active = monkey
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    monkey = bpy.data.objects["Suzanne"]
    monkey.location.xy = (1.7, 2.5)  # posed, and not keyed: setting a frame would undo the first
    bpy.context.view_layer.update()
    return monkey


def settings(addon, engine: str = "workbench", **options):
    rig = addon("engine.rigs").Rig(3, size=48)
    options = {"channels": ("depth", "instance_ids"), "samples": 1} | options
    return addon("engine.capture.settings").CaptureSettings(rig, engine=engine, **options)


ENGINES = ("workbench", "cycles", "eevee", "raycast")


@pytest.mark.parametrize("frame", [None, 15])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_capture_changes_nothing(addon, scene, engine: str, frame: int | None) -> None:
    before = fingerprint()
    views = addon("reloop3d_addon.api").capture(scene, settings(addon, engine, frame=frame))
    assert fingerprint() == before
    assert len(views.views) == 3 and views.views[0].mask.any()


def steps(addon, obj, made):
    running = addon("reloop3d_addon.capture").capture_steps([obj], made, is_cached=False)
    return addon("engine.jobs").inline(running)


@pytest.fixture
def one_view_a_step(addon, monkeypatch) -> None:
    """As in the window, where others get their turn after every view."""
    monkeypatch.setattr(addon("reloop3d_addon.bridge.render"), "_BURST", 0.0)


@pytest.mark.parametrize("engine", ["workbench", "cycles", "eevee"])
def test_between_the_steps_of_a_job_nothing_is_in_the_file_and_esc_leaves_nothing(
    addon, scene, engine: str, one_view_a_step
) -> None:
    before = fingerprint()
    running = steps(addon, scene, settings(addon, engine))
    for _ in range(5):
        next(running)
        assert fingerprint() == before
    running.close()
    assert fingerprint() == before


@pytest.mark.parametrize("engine", ["workbench", "cycles"])
def test_an_exception_or_a_render_error_leaves_everything_as_it_was(
    addon, scene, engine: str, monkeypatch
) -> None:
    stage = addon("reloop3d_addon.bridge.stage")
    before = fingerprint()
    with monkeypatch.context() as broken:
        broken.setattr(stage, "_set_output", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            addon("reloop3d_addon.api").capture(scene, settings(addon, engine))
    assert fingerprint() == before
    with monkeypatch.context() as broken:
        # A render that fails as Blender's own does: nothing can be written to a folder.
        broken.setattr(stage.Path, "unlink", lambda path, **_: path.mkdir(exist_ok=True))
        with pytest.raises(addon("engine.errors").ResultError):
            addon("reloop3d_addon.api").capture(scene, settings(addon, engine))
    assert fingerprint() == before


def test_the_next_undo_takes_the_users_own_last_step_back(addon, scene) -> None:
    bpy.ops.ed.undo_push(message="Start")
    scene.location.z = 3
    bpy.ops.ed.undo_push(message="Moved up")
    addon("reloop3d_addon.api").capture(scene, settings(addon))
    assert bpy.data.objects["Suzanne"].location.z == 3
    bpy.ops.ed.undo()
    assert bpy.data.objects["Suzanne"].location.z == 0
    bpy.ops.ed.redo()
    assert bpy.data.objects["Suzanne"].location.z == 3


def result_pixel(folder: Path) -> list[float] | None:
    """The middle pixel that the artist's render result shows now."""
    image = next((i for i in bpy.data.images if i.type == "RENDER_RESULT"), None)
    path = folder / "shown.png"
    path.unlink(missing_ok=True)
    with contextlib.suppress(RuntimeError):
        image.save_render(str(path))
    if not path.is_file():
        return None
    shown = bpy.data.images.load(str(path))
    pixels = np.array(shown.pixels[:]).reshape(shown.size[1], shown.size[0], 4)
    bpy.data.images.remove(shown)
    return pixels[pixels.shape[0] // 2, pixels.shape[1] // 2].round(2).tolist()


def test_the_artists_render_results_stay_in_their_slots(addon, scene, tmp_path: Path) -> None:
    render = bpy.context.scene.render
    render.engine, render.resolution_x, render.resolution_y = "BLENDER_WORKBENCH", 32, 32
    shading = bpy.context.scene.display.shading
    shading.light, shading.color_type = "FLAT", "SINGLE"
    bpy.context.scene.camera.location = (0.9, -8, 0)
    bpy.context.scene.camera.rotation_euler = (1.5708, 0, 0)
    for slot, color in enumerate([(1, 0, 0), (0, 1, 0)]):
        shading.single_color = color
        result = next((i for i in bpy.data.images if i.type == "RENDER_RESULT"), None)
        if result:
            result.render_slots.active_index = slot
        bpy.ops.render.render()
    result = next(i for i in bpy.data.images if i.type == "RENDER_RESULT")
    shown = {}
    for slot in (0, 1):
        result.render_slots.active_index = slot
        shown[slot] = result_pixel(tmp_path)
    assert shown[0] != shown[1] and None not in shown.values()
    for active in (0, 1):
        result.render_slots.active_index = active
        addon("reloop3d_addon.api").capture(scene, settings(addon), is_cached=False)
        assert result.render_slots.active_index == active
        for slot in (0, 1):
            result.render_slots.active_index = slot
            assert result_pixel(tmp_path) == shown[slot]


def test_other_add_ons_hear_nothing_of_our_renders(addon, scene) -> None:
    heard = []
    names = ("render_init", "render_complete", "frame_change_post")
    handlers = [getattr(bpy.app.handlers, name) for name in names]

    def hear(*_: object) -> None:
        heard.append(1)

    for callbacks in handlers:
        callbacks.append(hear)
    try:
        addon("reloop3d_addon.api").capture(scene, settings(addon))
        assert not heard and all(hear in callbacks for callbacks in handlers)
    finally:
        for callbacks in handlers:
            callbacks.remove(hear)


def test_another_frame_is_captured_where_the_animation_has_the_object(addon, scene) -> None:
    capture, camera = addon("reloop3d_addon.api").capture, addon("engine.camera")
    places = {}
    for frame in (None, 1, 20):
        view = capture(scene, settings(addon, frame=frame)).views[0]
        places[frame] = (
            view.positions
            if view.positions is not None
            else camera.unproject(view.camera, view.depth)[view.depth > 0].mean(axis=0)
        )
    assert np.isclose(places[20][0] - places[1][0], 4, atol=1e-3)
    assert np.isclose(places[20][1], places[1][1], atol=1e-3)
    assert np.allclose(scene.location.xy, (1.7, 2.5)) and bpy.context.scene.frame_current == 7
    assert np.isclose(places[None][0] - places[1][0], 1.7, atol=0.2)  # it stands where it was put
