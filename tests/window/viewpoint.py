"""Views in a real window: a photo matched, best views, previews, the live camera, Esc, one Undo."""

import json
import shutil
import time

import numpy as np
import pytest
from conftest import ROOT, Window, ended, gui_root, ten_objects

BENCH = ROOT.parent / "shared" / "bench" / "camera_recovery"
CAMERA = "bpy.context.scene.camera"
RENDER = "bpy.context.scene.render"
GROUP = "bpy.context.scene.reloop3d.viewpoint"
LOSSES = "len(load('reloop3d_addon.curve').losses())"
# All that a search may change of the file.
STATE = (
    f"[{CAMERA} and {CAMERA}.name, {CAMERA} and [list(r) for r in {CAMERA}.matrix_basis],"
    f" {CAMERA} and {CAMERA}.data.lens, {RENDER}.resolution_x, {RENDER}.resolution_y,"
    f" {RENDER}.pixel_aspect_x, len(bpy.data.cameras), len(bpy.data.objects)]"
)
# Where the scene's camera was while a search ran, each time that the window looked.
WATCH = f"""
seen = []
def watch():
    if {CAMERA} and lanes.current():
        place = [round(v, 5) for v in {CAMERA}.matrix_world.translation]
        if place not in seen: seen.append(place)
    return 0.03
bpy.app.timers.register(watch)
"""
# A picture of the active object from a direction, as a photo of it: a file that is opened.
PHOTO = """
import math, numpy as np
from mathutils import Vector
def photo(name, azimuth, elevation, width=420, height=300, far=2.2):
    data, camera = load("engine.datatypes"), load("engine.camera")
    obj = bpy.context.object
    mesh = load("reloop3d_addon.bridge.objects").mesh_from_asset(obj)
    frame = camera.Frame.around(mesh.vertices)
    a, e = math.radians(azimuth), math.radians(elevation)
    towards = np.array([math.cos(e) * math.cos(a), math.cos(e) * math.sin(a), math.sin(e)])
    eye = frame.center + far * frame.diagonal * towards
    fx = 1.5 * width
    lens = data.Intrinsics(fx, fx, width / 2 - 0.5, height / 2 - 0.5, width, height)
    looking = data.Camera(lens, camera.look_at(eye, frame.center))
    settings = load("engine.capture.settings").CaptureSettings(cameras=(looking,))
    view = load("reloop3d_addon.api").capture(obj, settings).views[0]
    load("engine.images").write_image(__import__("pathlib").Path(f"/tmp/{name}.png"), view.rgba)
    image = bpy.data.images.load(f"/tmp/{name}.png")
    bpy.context.scene.reloop3d.viewpoint.picture = image
    return looking

def turned(looking):
    "How far the scene's camera stands from where the photo was taken, degrees; and its share."
    bpy.context.view_layer.update()  # after Undo they stand where they did at the next redraw
    obj, eye = bpy.context.object, bpy.context.scene.camera
    box = [obj.matrix_world @ Vector(c) for c in obj.bound_box]
    middle = (np.min(box, axis=0) + np.max(box, axis=0)) / 2
    one = looking.world_from_camera[:3, 3] - middle
    other = np.array(eye.matrix_world.translation) - middle
    cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    return math.degrees(math.acos(min(1, cosine))), np.linalg.norm(other) / np.linalg.norm(one)
"""


BESIDE = (0, 880, 1060, 1370)  # of the screen: the panel, and what the camera sees beside it


def opened(window: Window) -> Window:
    """The window with the panel open."""
    window.click(*window.header("Viewpoint"))
    return window


def one_object(make_window, name: str, size: str = "1280x1500") -> Window:
    window = make_window(size)
    window.run(f"build_scene(({name!r},))")
    window.run(PHOTO)
    window.into_viewport()
    window.keys("Home")
    return window


def look_through(window: Window) -> None:
    window.run(
        "space = area.spaces.active\n"
        "space.region_3d.view_perspective = 'CAMERA'\n"
        "space.region_3d.view_camera_offset = (0.13, 0.3)\n"  # beside the panel
        "has_colors = len(bpy.context.object.data.color_attributes) > 0\n"
        "space.shading.color_type = 'VERTEX' if has_colors else 'MATERIAL'"
    )
    window.into_viewport()
    time.sleep(0.8)


def test_a_photo_of_an_asset_is_matched_while_the_camera_is_seen_to_move(make_window) -> None:
    window = opened(one_object(make_window, "chair"))
    window.run("truth = photo('photo', 40, 25)\nbpy.ops.ed.undo_push(message='Before')")
    before = window.ask(STATE)
    assert before[0] is None
    place = window.find("reloop3d.match_image()")
    window.run(WATCH)
    window.click(*place)
    assert window.wait(ended("Match Image"), 180) == "done", window.ask(
        "lanes.ended('Match Image').error"
    )
    assert len(window.ask("seen")) > 1  # nobody had placed it before
    degrees, share = window.ask("[float(v) for v in turned(truth)]")
    print("off by", degrees, "degrees; distance", share)
    print("seconds:", window.ask("lanes.ended('Match Image').stages"))
    assert degrees < 2 and abs(share - 1) < 0.05
    assert window.ask(f"[{RENDER}.resolution_x, {RENDER}.resolution_y]") == [420, 300]
    look_through(window)
    window.shot("match", box=BESIDE)
    window.keys("ctrl+z")
    assert window.ask(STATE) == before
    window.keys("ctrl+shift+z")
    assert window.ask("turned(truth)[0] < 2")


@pytest.mark.parametrize("mesh", ["suzanne", "room5k"])
def test_a_scan_is_matched_by_its_colours(make_window, mesh: str) -> None:
    window = opened(make_window("1280x1500"))
    window.run("build_scene(())")
    for name in (f"{mesh}.ply", f"targets/{mesh}_0.png"):
        target = gui_root() / "tmp" / name.rpartition("/")[2]
        target.unlink(missing_ok=True)
        shutil.copy(BENCH / name, target)
    window.run(
        f"path = '/tmp/{mesh}.ply'\n"
        "bpy.ops.wm.ply_import(filepath=path, up_axis='Y', forward_axis='NEGATIVE_Z')\n"
        f"image = bpy.data.images.load('/tmp/{mesh}_0.png')\n"
        f"{GROUP}.picture = image\n{GROUP}.compare = 'color'\n"
        "bpy.ops.ed.undo_push(message='Before')"
    )
    window.press("reloop3d.match_image()")
    assert window.wait(ended("Match Image"), 180) == "done"
    case = json.loads((BENCH / "protocol.json").read_text())["cases"][0]["target"]
    azimuth, elevation = np.radians([case["azimuth"], case["elevation"]])
    flat = np.cos(elevation)
    # Y is up there, and -Z forward.
    truth = np.array([flat * np.sin(azimuth), -flat * np.cos(azimuth), np.sin(elevation)])
    found = np.array(window.ask(f"list({CAMERA}.matrix_world.translation)"))
    degrees = np.degrees(np.arccos(truth @ found / np.linalg.norm(found)))
    print(mesh, "off by", degrees, "degrees; distance", np.linalg.norm(found) / case["distance"])
    assert degrees < 2
    look_through(window)
    if mesh == "suzanne":
        window.shot("match_scan", box=BESIDE)
    window.keys("ctrl+z")
    assert window.ask(f"{CAMERA} is None and {RENDER}.resolution_x == 1920")


def test_esc_keeps_the_best_so_far_and_one_undo_takes_it_back(make_window) -> None:
    window = opened(one_object(make_window, "building"))
    window.run(
        "photo('house', 70, 10)\n"
        f"{GROUP}.size = 512\n"
        "eye = bpy.data.objects.new('Eye', bpy.data.cameras.new('Eye'))\n"
        "bpy.context.scene.collection.objects.link(eye)\n"
        "bpy.context.scene.camera = eye\neye.location = (0, -9, 2)\n"
        "eye.rotation_euler = (1.4, 0, 0)\nbpy.ops.ed.undo_push(message='Before')"
    )
    before = window.ask(STATE)
    place = window.find("reloop3d.match_image()")
    window.click(*place)
    window.wait(f"lanes.current() is not None and {LOSSES} and {CAMERA}.location.y > -8.9", 120)
    window.into_viewport()
    window.keys("Escape")
    assert window.wait(ended("Match Image")) == "stopped"
    assert window.ask("lanes.ended('Match Image').is_kept and lanes.current() is None")
    time.sleep(1)
    kept = window.ask(STATE)
    assert kept != before and kept[3:5] == [420, 300]
    window.keys_at("ctrl+z")
    assert window.ask(STATE) == before


def test_ten_assets_get_previews_of_their_best_views(make_window) -> None:
    window = opened(ten_objects(make_window("1280x1500")))
    window.run("bpy.ops.ed.undo_push(message='Before')")
    window.press("reloop3d.set_previews()")
    assert window.wait(ended("Set Previews"), 600) == "done"
    sizes = window.ask("[list(obj.preview.image_size) for obj in bpy.data.objects]")
    assert sizes == [[256, 256]] * 10
    assert window.ask("all(obj.asset_data for obj in bpy.data.objects)")
    window.run(
        "with bpy.context.temp_override(window=window, area=area, region=regions['WINDOW']):\n"
        "    known = set(window.screen.areas)\n"
        "    bpy.ops.screen.area_split(direction='HORIZONTAL', factor=0.25)\n"
        "shelf = next(a for a in window.screen.areas if a not in known)\n"
        "shelf.ui_type = 'ASSETS'"
    )
    time.sleep(2)
    window.run("shelf.spaces.active.params.asset_library_reference = 'LOCAL'")
    time.sleep(2)
    window.into_viewport()
    time.sleep(1)
    window.shot("previews", box=(0, 400, 1060, 1370))
    window.keys("ctrl+z")
    assert not window.ask("any(obj.asset_data for obj in bpy.data.objects)")


def test_the_best_view_of_one_of_many_and_several_views_of_it(make_window) -> None:
    window = opened(ten_objects(make_window("1280x1500")))
    window.run("bpy.ops.ed.undo_push(message='Before')")
    window.press("reloop3d.best_view()")
    assert window.wait(ended("Best View"), 120) == "done"
    look_through(window)
    window.shot("best_view", box=BESIDE)
    name = window.ask("bpy.context.object.name")
    middle = window.ask(
        "[sum(v) / 8 for v in zip(*(bpy.context.object.matrix_world @ "
        "__import__('mathutils').Vector(c) for c in bpy.context.object.bound_box))]"
    )
    x, y, depth = window.ask(
        "list(__import__('bpy_extras').object_utils.world_to_camera_view(bpy.context.scene,"
        f" {CAMERA}, __import__('mathutils').Vector({middle!r})))"
    )
    assert 0.25 < x < 0.75 and 0.25 < y < 0.75 and depth > 0, name
    window.keys_at("ctrl+z")
    assert window.ask(f"{CAMERA} is None")
    window.run(f"{GROUP}.count = 3")
    window.press("reloop3d.best_view()")
    window.wait("lanes.current() is not None")
    assert window.wait("lanes.current() is None and " + ended("Best View"), 180) == "done"
    assert window.ask("sum(obj.type == 'CAMERA' for obj in bpy.context.scene.objects)") == 3


def test_pairs_are_clicked_in_the_picture_beside_the_viewport(make_window) -> None:
    window = opened(one_object(make_window, "chair"))
    window.run("photo('photo', 40, 25)\nbpy.context.scene.cursor.location = (0.1, 0.2, 0.3)")
    window.run("bpy.ops.ed.undo_push(message='Before')")
    x, y = window.find("reloop3d.viewpoint.is_keyed")
    window.click(x, y - 32)  # the header of Point Pairs is under it
    window.press("reloop3d.add_pair()")
    window.wait("any(a.type == 'IMAGE_EDITOR' for a in window.screen.areas)")
    window.run(
        "editor = next(a for a in window.screen.areas if a.type == 'IMAGE_EDITOR')\n"
        "shown = next(r for r in editor.regions if r.type == 'WINDOW')\n"
        "x, y = shown.view2d.view_to_region(0.25, 0.75, clip=False)"
    )
    window.click(*window.ask("[shown.x + x, shown.y + y]"))
    pixel = window.wait(f"[list(pair.pixel) for pair in {GROUP}.picks]")[0]
    point = window.ask(f"[list(pair.point) for pair in {GROUP}.picks]")[0]
    assert np.allclose(pixel, [0.25 * 420 - 0.5, 0.25 * 300 - 0.5], atol=2)  # of the screen, too
    assert np.allclose(point, [0.1, 0.2, 0.3])
    time.sleep(1)
    window.shot("pairs", box=(0, 560, 1060, 1400))
    window.keys("ctrl+z")
    assert window.ask(f"len({GROUP}.picks)") == 0
