"""Match Image, Best View, Deciding View: what becomes of the scene, and what is asked for."""

import math

import bpy
import numpy as np
import pytest
from making import sample
from viewing import Script, eye, picture, same, same_values, sees

from tests.fingerprint import fingerprint


@pytest.fixture
def group():
    return bpy.context.scene.reloop3d.viewpoint


@pytest.fixture
def operators(addon):
    return addon("reloop3d_addon.operators.viewpoint")


# --- the result -----------------------------------------------------------------------------------


def test_the_scene_sees_the_picture_as_the_found_camera_does(
    addon, operators, group, monkeypatch
) -> None:
    chair = sample(addon, "chair")
    script = Script(addon).put(monkeypatch, operators)
    group.picture = picture()
    assert bpy.ops.reloop3d.match_image() == {"FINISHED"}
    scene = bpy.context.scene
    assert same(sees(addon), script.cameras[-1])
    assert (scene.render.resolution_x, scene.render.resolution_y) == (200, 140)
    assert scene.render.resolution_percentage == 100
    assert scene.render.pixel_aspect_x == scene.render.pixel_aspect_y == 1
    (behind,) = scene.camera.data.background_images
    assert behind.image == group.picture and scene.camera.data.show_background_images
    assert bpy.context.view_layer.objects.active == chair
    assert addon("reloop3d_addon.jobs.lanes").ended("Match Image").notes[-1] == (
        f"Camera: {scene.camera.name}"
    )


@pytest.mark.parametrize("fit", ["AUTO", "HORIZONTAL", "VERTICAL"])
def test_the_artists_camera_keeps_its_sensor_and_what_it_hides(
    addon, operators, group, monkeypatch, fit: str
) -> None:
    sample(addon, "chair")
    own = eye(sensor_fit=fit, sensor_width=23.5, sensor_height=15.6, clip_start=0.01, clip_end=50)
    old = own.data.background_images.new()
    old.image = bpy.data.images.new("Old", 8, 8)
    own.parent = bpy.data.objects.new("Dolly", None)
    own.parent.location, own.rotation_mode = (3, 1, 0), "QUATERNION"
    script = Script(addon).put(monkeypatch, operators)
    group.picture = picture()
    bpy.ops.reloop3d.match_image()
    assert bpy.context.scene.camera == own and same(sees(addon), script.cameras[-1])
    assert own.data.sensor_fit == fit
    assert own.data.sensor_width == 23.5 and own.data.sensor_height == pytest.approx(15.6)
    assert (own.data.clip_start, own.data.clip_end) == (pytest.approx(0.01), 50)
    assert [entry.image.name for entry in own.data.background_images] == ["Old", "Photo"]


def test_one_undo_takes_all_back(addon, operators, group, monkeypatch) -> None:
    sample(addon, "chair")
    for own in (None, eye()):
        Script(addon).put(monkeypatch, operators)
        group.picture = bpy.data.images.get("Photo") or picture()
        bpy.ops.ed.undo_push(message="Before")
        before = fingerprint(), own and same_values()
        bpy.ops.reloop3d.match_image()
        assert bpy.context.scene.render.resolution_x == 200
        bpy.ops.ed.undo()
        assert (fingerprint(), own and same_values()) == before
        group = bpy.context.scene.reloop3d.viewpoint


def test_the_best_view_keeps_the_scenes_resolution_and_the_lens(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    render = bpy.context.scene.render
    render.resolution_x, render.resolution_y, render.resolution_percentage = 400, 300, 50
    render.pixel_aspect_x = 2
    own = eye(lens=80, shift_x=0.1, shift_y=-0.05)
    script = Script(addon).put(monkeypatch, operators)
    bpy.ops.reloop3d.best_view()
    assert own.data.shift_x == pytest.approx(0.1) and own.data.shift_y == pytest.approx(-0.05)
    assert (render.resolution_x, render.resolution_y) == (400, 300)
    assert (render.resolution_percentage, render.pixel_aspect_x) == (50, 2)
    assert own.data.lens == pytest.approx(80, rel=1e-5)
    (settings,) = script.given
    lens = settings.lens
    assert (lens.width, lens.height) == (400, 300)
    assert lens.fx == pytest.approx(80 / 36 * 400) and lens.fy == pytest.approx(2 * lens.fx)
    found = script.cameras[-1]
    assert np.allclose(sees(addon).world_from_camera, found.world_from_camera, atol=1e-5)
    assert not own.data.background_images


def test_an_orthographic_camera_stays_one_and_shows_all_that_is_best_seen(addon, group) -> None:
    chair = sample(addon, "chair")
    own = eye(type="ORTHO", ortho_scale=40, shift_x=0.05)
    bpy.context.scene.render.resolution_x = 600
    group.candidates = 8
    assert bpy.ops.reloop3d.best_view() == {"FINISHED"}
    assert own.data.type == "ORTHO" and own.data.shift_x == pytest.approx(0.05)
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_asset(chair)
    u, v, depth = addon("engine.camera").project(sees(addon), mesh.vertices).T
    assert u.min() > 0 and u.max() < 599 and v.min() > 0 and v.max() < 1079
    assert max(np.ptp(u) / 600, np.ptp(v) / 1080) == pytest.approx(0.88, abs=0.02)
    assert own.data.clip_start < depth.min() and depth.max() < own.data.clip_end


def test_several_best_views_get_a_camera_each(addon, operators, group, monkeypatch) -> None:
    sample(addon, "chair")
    own = eye()
    script = Script(addon).put(monkeypatch, operators)
    group.count = 3
    bpy.ops.reloop3d.best_view()
    assert script.given[0].count == 3
    cameras = [obj.name for obj in bpy.context.scene.objects if obj.type == "CAMERA"]
    assert sorted(cameras) == ["Best View", "Best View.001", "Eye"]
    assert bpy.context.scene.camera == own


def test_a_new_camera_leaves_the_old_one_alone(addon, operators, group, monkeypatch) -> None:
    sample(addon, "chair")
    own = eye()
    place = own.matrix_basis.copy()
    Script(addon).put(monkeypatch, operators)
    group.is_new = True
    bpy.ops.reloop3d.best_view()
    assert bpy.context.scene.camera.name == "Best View" and own.matrix_basis == place


def test_keyframes_hold_the_way_of_the_camera(addon, operators, group, monkeypatch) -> None:
    sample(addon, "chair")
    scene = bpy.context.scene
    scene.frame_start = 11
    script = Script(addon, count=150).put(monkeypatch, operators)
    group.is_keyed, group.picture = True, picture()
    bpy.ops.reloop3d.match_image()
    assert scene.frame_current == 70  # sixty of them
    for frame in (11, 30, 70):
        scene.frame_set(frame)
        place = round(np.linspace(0, 150, 60)[frame - 11])
        assert same(sees(addon), script.cameras[place], atol=1e-4)
    problem = operators.RELOOP3D_OT_best_view.problem
    assert problem(bpy.context) == "The camera is animated: tick New Camera"
    group.is_new = True
    assert problem(bpy.context) is None


def test_far_from_the_origin_and_tiny_or_huge_nothing_is_clipped(
    addon, operators, group, monkeypatch
) -> None:
    for size in (1e-3, 1e4):
        chair = sample(addon, "chair")
        chair.location, chair.scale = (500, 300, -200), (size,) * 3
        bpy.context.view_layer.update()
        script = Script(addon).put(monkeypatch, operators)
        bpy.ops.reloop3d.best_view()
        depths = addon("engine.camera").project(sees(addon), script.meshes[0].vertices)[:, 2]
        lens = bpy.context.scene.camera.data
        assert lens.clip_start < depths.min() and depths.max() < lens.clip_end
        middle = np.array(chair.matrix_world.translation)
        assert np.abs(script.meshes[0].vertices - middle).max() < 2 * size
        bpy.ops.object.select_all(action="SELECT")
        bpy.ops.object.delete()


def test_the_whole_scene_is_looked_at_where_that_is_ticked(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    sample(addon, "cup", 6).hide_set(True)
    sample(addon, "tree", 12)
    script = Script(addon).put(monkeypatch, operators)
    bpy.ops.reloop3d.best_view()
    group.is_scene = True
    bpy.context.view_layer.objects.active = None
    bpy.ops.object.select_all(action="DESELECT")
    bpy.ops.reloop3d.best_view()
    names = [{one.name for one in mesh.instances} for mesh in script.meshes]
    assert names == [{"tree"}, {"chair", "tree"}]


def test_a_scan_with_colours_at_its_vertices_is_seen_in_them(
    addon, operators, group, monkeypatch, tmp_path
) -> None:
    path = tmp_path / "scan.ply"
    lines = ["ply", "format ascii 1.0", "element vertex 4"]
    lines += [f"property float {axis}" for axis in "xyz"]
    lines += [f"property uchar {name}" for name in ("red", "green", "blue")]
    lines += ["element face 4", "property list uchar int vertex_indices", "end_header"]
    lines += ["0 0 0 255 0 0", "1 0 0 255 0 0", "0 1 0 255 0 0", "0 0 1 255 0 0"]
    lines += ["3 0 2 1", "3 0 1 3", "3 1 2 3", "3 0 3 2"]
    path.write_text("\n".join(lines), encoding="utf-8")
    bpy.ops.wm.ply_import(filepath=str(path))
    script = Script(addon).put(monkeypatch, operators)
    bpy.ops.reloop3d.best_view()
    assert np.allclose(script.meshes[0].colors, [1, 0, 0], atol=1e-3)


# --- settings -------------------------------------------------------------------------------------


def test_what_is_chosen_reaches_the_search(addon, operators, group, monkeypatch) -> None:
    sample(addon, "chair")
    script = Script(addon).put(monkeypatch, operators)
    group.picture, group.is_orthographic = picture(), True
    group.compare, group.size, group.parameters = "silhouette", 64, {"azimuth", "focal"}
    bpy.ops.reloop3d.add_pair(pixel=(10, 20))
    bpy.context.scene.cursor.location = (1, 2, 3)
    bpy.ops.reloop3d.add_pair(pixel=(30, 40))
    bpy.ops.reloop3d.match_image()
    target, settings = script.given[0]
    assert target.rgb.shape == (140, 200, 3)
    assert settings.parameters == ("azimuth", "focal") and settings.is_searching
    assert settings.is_orthographic
    assert (settings.compare, settings.size) == ("silhouette", 64)
    assert [(p.point, p.pixel) for p in settings.picks] == [
        ((0, 0, 0), (10, 20)),
        ((1, 2, 3), (30, 40)),
    ]


def test_what_may_not_move_stays_as_the_scenes_camera_has_it(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = 800, 600
    own = eye(lens=70, shift_x=0.1)
    before = own.matrix_basis.copy()
    script = Script(addon).put(monkeypatch, operators)
    group.picture = picture()
    bpy.ops.reloop3d.match_image()
    group.start = "CAMERA"
    own.matrix_basis, own.data.lens = before, 70
    own.data.shift_x, own.data.shift_y = 0.1, 0
    scene.render.resolution_x, scene.render.resolution_y = 800, 600
    bpy.ops.reloop3d.match_image()
    free, going_on = (settings for _, settings in script.given)
    assert free.start is None and not going_on.is_searching
    start = going_on.start
    assert (start.intrinsics.width, start.intrinsics.height) == (200, 140)
    assert start.intrinsics.fx == pytest.approx(70 / 36 * 200)
    assert start.intrinsics.cx == pytest.approx(99.5 - 0.1 * 200)
    matrix = addon("engine.camera").opencv_from_opengl(np.array(before))
    assert np.allclose(start.world_from_camera, matrix, atol=1e-6)


def test_a_start_of_another_kind_shows_the_object_as_large(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    eye(lens=70)
    script = Script(addon).put(monkeypatch, operators)
    group.picture, group.start, group.is_orthographic = picture(), "CAMERA", True
    seen = sees(addon)
    bpy.ops.reloop3d.match_image()
    start = script.given[0][1].start
    assert start.intrinsics.is_orthographic
    middle = addon("engine.camera").Frame.around(script.meshes[0].vertices).center
    depth = addon("engine.camera").project(seen, middle[None])[0, 2]
    assert start.intrinsics.fx == pytest.approx(70 / 36 * 200 / depth)


def test_the_key_colour_counts_only_where_it_is_the_mask(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    script = Script(addon).put(monkeypatch, operators)
    image = bpy.data.images.new("Green", 40, 30)
    pixels = np.full((30, 40, 4), (0, 1, 0, 1), np.float32)
    pixels[10:20, 10:20] = 1
    image.pixels.foreach_set(pixels.ravel())
    group.picture = image
    bpy.ops.reloop3d.match_image()  # by its corners
    group.mask, group.key = "key", (1, 1, 1)
    bpy.ops.reloop3d.match_image()
    by_corners, by_key = (target.mask > 0.5 for target, _ in script.given)
    assert by_corners.sum() == 100 and (by_key == ~by_corners).all()


def test_a_picture_of_an_asset_is_matched(addon, group) -> None:
    """The whole way, with the engine's own search."""
    chair = sample(addon, "chair")
    chair.location = (20, 10, 5)
    bpy.context.view_layer.update()
    data, cameras = addon("engine.datatypes"), addon("engine.camera")
    middle = cameras.Frame.around(
        addon("reloop3d_addon.bridge.objects").mesh_from_asset(chair).vertices
    ).center
    lens = data.Intrinsics(400, 400, 119.5, 89.5, 240, 180)
    truth = data.Camera(lens, cameras.look_at(middle + (1.6, 1.1, 0.9), middle))
    settings = addon("engine.capture.settings").CaptureSettings(cameras=(truth,))
    view = addon("reloop3d_addon.api").capture(chair, settings).views[0]
    group.picture = addon("reloop3d_addon.bridge.images").image_from_rgba("Photo", view.rgba)
    assert bpy.ops.reloop3d.match_image() == {"FINISHED"}
    found = sees(addon)
    one, other = (c.world_from_camera[:3, 3] - middle for c in (truth, found))
    cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    assert math.degrees(math.acos(min(1, cosine))) < 2
    share = np.linalg.norm(other) / np.linalg.norm(one) / found.intrinsics.fx * lens.fx
    assert share == pytest.approx(1, abs=0.03)


def test_a_large_picture_is_matched_smaller_and_its_camera_is_for_all_of_it(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    script = Script(addon).put(monkeypatch, operators)
    group.picture = picture(2000, 1400)
    bpy.ops.reloop3d.add_pair(pixel=(1999.5, 699.5))
    bpy.ops.reloop3d.match_image()
    target, settings = script.given[0]
    assert target.rgb.shape == (717, 1024, 3) and target.mask.shape == (717, 1024)
    assert settings.picks[0].pixel == pytest.approx((1023.5, 699.5 * 717 / 1400), abs=0.5)
    found, seen = script.cameras[-1].intrinsics, sees(addon).intrinsics
    assert (seen.width, seen.height) == (2000, 1400) and seen.fx == pytest.approx(seen.fy)
    assert seen.fx == pytest.approx(found.fx * 2000 / 1024)
    assert seen.cx + 0.5 == pytest.approx((found.cx + 0.5) * 2000 / 1024)


def test_the_background_image_is_the_picture_where_none_is_chosen(
    addon, operators, group, monkeypatch
) -> None:
    sample(addon, "chair")
    own = eye()
    problem = operators.RELOOP3D_OT_match_image.problem
    assert problem(bpy.context) == "Choose a picture first"
    own.data.background_images.new().image = picture()
    assert problem(bpy.context) is None
    script = Script(addon).put(monkeypatch, operators)
    bpy.ops.reloop3d.match_image()
    target = script.given[0][0]
    assert np.allclose(target.rgb[90, 80], [0.5, 0.25, 0.75], atol=0.01)
    assert len(own.data.background_images) == 1


def test_the_deciding_view_is_of_the_objects_own_class_or_of_a_typed_one(
    addon, operators, group, monkeypatch
) -> None:
    chair = sample(addon, "chair")
    script = Script(addon).put(monkeypatch, operators)
    bpy.ops.reloop3d.deciding_view()
    chair.reloop3d.label = "table"
    bpy.ops.reloop3d.deciding_view()
    chair.reloop3d.own = "stool"
    bpy.ops.reloop3d.deciding_view()
    group.label = " lamp "
    bpy.ops.reloop3d.deciding_view()
    labels = [settings.label for _, settings in script.given]
    assert labels == ["", "table", "stool", "lamp"]
    assert "chair" in script.given[0][0].spec.classes


def test_a_dead_button_says_why(addon, operators, group, monkeypatch) -> None:
    problem = operators.RELOOP3D_OT_match_image.problem
    assert problem(bpy.context) == "Choose a picture first"
    group.picture = picture()
    assert problem(bpy.context) == "Select an object first"
    bpy.context.view_layer.objects.active = eye()
    assert problem(bpy.context) == "Click an object with a surface first"
    sample(addon, "chair")
    assert problem(bpy.context) is None
    group.mask = "drawing"
    assert problem(bpy.context) == "Make a drawing first, or choose another mask"
    group.mask = "auto"
    group.parameters = set()
    assert problem(bpy.context) == "Let something of the camera move first"
    group.parameters = {"free"}
    group.start = "CAMERA"
    bpy.context.scene.camera.constraints.new("TRACK_TO")
    assert problem(bpy.context) == "The camera has constraints: tick New Camera"
    bpy.data.objects.remove(bpy.context.scene.camera)
    assert problem(bpy.context) == "The scene has no camera to go on from"
    group.start = "SEARCH"
    bpy.ops.object.mode_set(mode="EDIT")
    assert problem(bpy.context) == "Leave Edit Mode first"
    bpy.ops.object.mode_set(mode="OBJECT")
    monkeypatch.setattr(operators, "missing_for", lambda _: ["torch"])
    assert problem(bpy.context) == "Python packages are missing: torch"


def test_the_curve_of_a_search_falls(addon) -> None:
    curve = addon("reloop3d_addon.curve")
    pixels = curve.falling_picture([1.0, 0.5, math.inf, 0.7, 0.1])
    rows = [np.nonzero(column[:, 0] > 0.8)[0].mean() for column in pixels[:, 8:-8].swapaxes(0, 1)]
    assert rows == sorted(rows, reverse=True) and rows[0] > 150 > 30 > rows[-1]
    assert curve.falling_picture([]).shape == (192, 192, 4)
    below = curve.falling_picture([-0.2, -0.6])
    assert (below[..., 0] > 0.8).any()
