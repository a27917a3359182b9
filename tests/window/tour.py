"""The tour of docs/tour.md, by mouse and keys: twelve objects named, a mesh, a matched camera."""

import time

from conftest import ROOT, Window, ended

SESSION = "load('reloop3d_addon.labelling.session')"
SNAPSHOT = "load('reloop3d_addon.pool.opened').snapshot(bpy.context)"
NAMES = "sorted(o.name for o in bpy.data.objects if o.type == 'MESH')"
CAPTURE, VIEWPOINT, VIEWS_TO_MESH = 6, 7, 8  # panels, counted from above, once a pool is there
FOLDER = "/drop/tour"


def script() -> str:
    """The one that the page has pasted."""
    page = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    return page.split("```python\n")[1].split("```")[0]


def test_an_empty_blender_to_ten_labels_a_mesh_and_a_matched_camera(make_window) -> None:
    window = make_window("1280x1500")
    window.run(f"import shutil; shutil.rmtree('{FOLDER}', ignore_errors=True)")
    something_to_look_at(window)
    what_are_they(window)
    ten_labels(window)
    a_mesh(window)
    a_matched_camera(window)


def something_to_look_at(window: Window) -> None:
    window.keys_at("a", "x", "Return")
    window.wait("not len(bpy.context.scene.objects)")
    window.run(script())
    window.keys_at("Home")
    assert len(window.ask(NAMES)) == 12


def what_are_they(window: Window) -> None:
    window.keys_at("a")
    window.press("reloop3d.classify()")
    assert window.wait(ended("Classify"), 120) == "done"
    right = "sum(o.reloop3d.label == o.name for o in bpy.data.objects)"
    assert window.ask(right) >= 10
    window.shot("tour_classified")


def ten_labels(window: Window) -> None:
    window.run(
        f"import os; os.makedirs('{FOLDER}')\n"
        f"bpy.ops.wm.save_as_mainfile(filepath='{FOLDER}/tour.blend')"
    )
    window.press("reloop3d.add_scene()")
    window.wait(f"{SNAPSHOT}.status.predicted == 12", 120)
    window.press("start_labelling()")
    window.wait(f"{SESSION}.current() is not None")
    window.into_viewport()
    for _ in range(10):
        asked = window.ask(f"{SESSION}.asset().name")
        window.keys("Return")  # the first guess
        window.wait(f"not {SESSION}.asset() or {SESSION}.asset().name != {asked!r}")
    window.wait(f"len({SNAPSHOT}.rounds) == 1", 90)
    window.shot("tour_labelled")
    window.keys("Escape")
    window.wait(f"{SESSION}.current() is None")
    assert window.ask(f"{SNAPSHOT}.status.labelled") == 10
    assert len(window.ask(NAMES)) == 12


def a_mesh(window: Window) -> None:
    window.keys_at("alt+a")
    window.click(*window.ask("pixel('chair')"))
    window.wait("bpy.context.active_object.name == 'chair'")
    window.only(CAPTURE)
    window.run("bpy.context.scene.reloop3d.capture.preset = 'sphere'")
    window.press("reloop3d.capture()")
    assert window.wait(ended("Capture"), 120) == "done"
    window.only(VIEWS_TO_MESH)
    window.press("reloop3d.views_to_mesh()")
    assert window.wait(ended("Views to Mesh"), 200) == "done"
    made = "[o for o in bpy.data.objects if o.get('reloop3d_by') == 'Views to Mesh']"
    assert window.ask(f"len({made}[0].data.polygons)") > 1000
    window.shot("tour_mesh")
    window.keys_at("ctrl+z")
    time.sleep(1)
    assert window.ask(f"len({made})") == 0


def a_matched_camera(window: Window) -> None:
    picture = f"{FOLDER}/captures/chair/0007.png"
    assert window.ask(f"os.path.exists({picture!r})")
    window.run(
        f"bpy.context.scene.reloop3d.viewpoint.picture = bpy.data.images.load({picture!r})\n"
        "bpy.context.view_layer.objects.active = bpy.data.objects['chair']\n"
        "bpy.data.objects['chair'].select_set(True)"
    )
    window.only(VIEWPOINT)
    window.press("reloop3d.match_image()")
    assert window.wait(ended("Match Image"), 120) == "done"
    window.press("view_camera")
    time.sleep(1)
    assert window.ask("area.spaces.active.region_3d.view_perspective") == "CAMERA"
    window.shot("tour_matched")
