"""The pages' examples for Blender run as they stand there, and its commands are real ones."""

from pathlib import Path

import bpy
import pytest

from tests.pages import DOCS, PAGES, ROOT, blender_words, commands, examples


def run(code: str, page: Path) -> dict:
    scope: dict = {}
    exec(compile(code, page.name, "exec"), scope)
    return scope


def test_the_examples_for_scripts_say_what_each_mesh_is_and_take_pictures(addon, capsys) -> None:
    page = DOCS / "python.md"
    first, second = [code for code in examples(page, "python") if "import bpy" in code]
    for name in ("cup", "tree"):
        mesh = addon("engine.samples").SAMPLES[name]()
        obj = addon("reloop3d_addon.bridge.objects").object_from_mesh(mesh, name)
        bpy.context.scene.collection.objects.link(obj)
    scope = run(first, page)
    printed = capsys.readouterr().out
    assert "cup " in printed and "tree " in printed
    view = scope["views"].views[0]
    assert view.rgb.shape == (128, 128, 3) and view.mask.any()
    assert view.camera.world_from_camera.shape == (4, 4)
    views = run(second, page)["views"]
    assert len(views.views) == 8 and views.views[0].depth.max() > 0
    assert {instance.name for instance in views.instances} == {"cup", "tree"}


@pytest.mark.slow
def test_the_tour_leads_from_an_empty_file_to_names_a_mesh_and_a_camera(
    addon, pool, tmp_path: Path
) -> None:
    (code,) = examples(DOCS / "tour.md", "python")
    run(code, DOCS / "tour.md")
    assert len(bpy.data.objects) == 12
    scene = bpy.context.scene.reloop3d
    # What are they?
    bpy.ops.object.select_all(action="SELECT")
    assert bpy.ops.reloop3d.classify() == {"FINISHED"}
    answers = {obj.name: obj.reloop3d.label for obj in bpy.data.objects}
    assert sum(name == label for name, label in answers.items()) >= 9, answers
    # Ten labels
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "tour.blend"))
    assert bpy.ops.reloop3d.add_scene() == {"FINISHED"}
    assert pool.snapshot(bpy.context).status.predicted == 12
    assert bpy.ops.reloop3d.start_labelling() == {"FINISHED"}
    session = addon("reloop3d_addon.labelling.session")
    for _ in range(10):
        assert bpy.ops.reloop3d.label(label=session.asset().name) == {"FINISHED"}
    bpy.ops.reloop3d.retrain()
    assert bpy.ops.reloop3d.stop_labelling() == {"FINISHED"}
    assert pool.snapshot(bpy.context).rounds[-1].labels == 10
    assert sum(obj.reloop3d.own == obj.name for obj in bpy.data.objects) == 10
    # A mesh
    bpy.ops.object.select_all(action="DESELECT")
    chair = bpy.data.objects["chair"]
    chair.select_set(True)
    bpy.context.view_layer.objects.active = chair
    scene = bpy.context.scene.reloop3d
    scene.capture.preset = "sphere"
    assert scene.capture.channels >= {"depth"} and scene.capture.views == 32
    scene.capture.size = 128  # the page's 512 take longer
    assert bpy.ops.reloop3d.capture() == {"FINISHED"}
    assert scene.fuse.source == "CAPTURE"
    scene.fuse.detail = 96
    assert bpy.ops.reloop3d.views_to_mesh() == {"FINISHED"}
    made = bpy.context.active_object
    assert made.name != "chair" and len(made.data.polygons) > 1000
    # A matched camera
    made.select_set(False)
    chair = bpy.data.objects["chair"]
    chair.select_set(True)
    bpy.context.view_layer.objects.active = chair
    taken = tmp_path / "captures" / "chair" / "0007.png"
    bpy.context.scene.reloop3d.viewpoint.picture = bpy.data.images.load(str(taken))
    assert bpy.ops.reloop3d.match_image() == {"FINISHED"}
    (said,) = [n for n in addon("reloop3d_addon.jobs.lanes").ended("Match Image").notes if "%" in n]
    assert int(said.split()[-2]) > 90


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_in_blender_is_one(addon, monkeypatch, page: Path) -> None:
    command = addon("reloop3d_addon.command")
    monkeypatch.setattr(command, "guarded", lambda _work: 0)  # parsed, not done
    for words in commands(page):
        if told := blender_words(words):
            assert command.main(told) == 0, words
