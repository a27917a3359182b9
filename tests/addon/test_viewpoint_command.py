"""`blender -b -c reloop3d viewpoint`: objects and what Blender imports; the scene's camera."""

import json
from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample

PARAMS, VIEW = "optimized_params.json", "optimized_view.png"


@pytest.fixture
def run(addon):
    main = addon("reloop3d_addon.command").main
    return lambda *words: main(["viewpoint", *(str(word) for word in words)])


@pytest.fixture
def orbit(addon):
    return addon("engine.viewpoint.orbit")


@pytest.fixture
def chair(addon) -> bpy.types.Object:
    """A chair away from the origin, turned, so that a wrong frame would show."""
    obj = sample(addon, "chair", 4.0)
    obj.rotation_euler[2] = 0.5
    bpy.context.view_layer.update()
    return obj


def read(addon, obj: bpy.types.Object):
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_assets([obj])
    return mesh, (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0)) / 2


@pytest.fixture
def truth(addon, orbit, chair):
    """A camera of 70 mm that sees the chair."""
    lens = addon("engine.viewpoint.orbit").lens_of(120, 90, 70.0)
    return orbit.camera_of(orbit.Orbit(3.2, 24.0, 230.0), read(addon, chair)[1], lens)


@pytest.fixture
def photo(addon, chair, truth, tmp_path) -> Path:
    """What that camera sees, with alpha."""
    drawing = addon("engine.viewpoint.drawing").Drawing(read(addon, chair)[0])
    path = tmp_path / "photo.png"
    addon("engine.images").write_image(path, drawing.picture(truth))
    return path


def turn(one, other) -> float:
    turned = one.world_from_camera[:3, :3].T @ other.world_from_camera[:3, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(turned) - 1) / 2, -1, 1))))


def scene_camera(addon):
    return addon("reloop3d_addon.viewpoint").scene_camera(bpy.context.scene)


def place(addon, camera, *, moved: float = 0.0) -> bpy.types.Object:
    """The scene's camera where `camera` is, or so many metres beside it."""
    eye = bpy.data.objects.new("Eye", bpy.data.cameras.new("Eye"))
    bpy.context.scene.collection.objects.link(eye)
    bpy.context.scene.camera = eye
    set_camera = addon("reloop3d_addon.bridge.cameras").set_camera
    set_camera(eye, bpy.context.scene, camera, reach=(0.1, 100.0))
    eye.location.x += moved
    bpy.context.view_layer.update()
    return eye


def test_match_finds_an_objects_camera_sets_it_and_saves_the_file(
    addon, run, truth, photo, tmp_path, capfd
) -> None:
    saved, out = tmp_path / "scene.blend", tmp_path / "out"
    options = ["--focal", 70, "--size", 96, "--set-camera", "--save", saved, "--json"]
    assert run("match", "--object", "chair", "--image", photo, "--out", out, *options) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["mesh"] == "chair" and (out / VIEW).is_file()
    written = json.loads((out / PARAMS).read_text(encoding="utf-8"))
    assert written["versions"]["blender"] == bpy.app.version_string
    bpy.ops.wm.open_mainfile(filepath=str(saved))
    found = scene_camera(addon)
    assert turn(found, truth) < 2
    assert np.allclose(found.world_from_camera, written["world_from_camera"], atol=1e-5)
    assert (found.intrinsics.width, found.intrinsics.height) == (120, 90)
    assert np.isclose(bpy.context.scene.camera.data.lens, 70, rtol=1e-4)


def test_match_goes_on_from_the_scenes_camera_with_its_lens(
    addon, run, orbit, truth, photo, tmp_path
) -> None:
    eye = place(addon, truth, moved=0.1)
    before = eye.matrix_world.copy()
    options = ["--use-scene-camera", "--no-search", "--size", 96, "--out", tmp_path / "out"]
    assert run("match", "--object", "chair", "--image", photo, *options) == 0
    camera = addon("engine.viewpoint.outputs").load_params(tmp_path / "out" / PARAMS)
    assert np.isclose(orbit.focal_mm(camera.intrinsics), 70, rtol=1e-4)
    assert turn(camera, truth) < 2
    assert eye.matrix_world == before  # nobody asked for it to move


def test_files_that_only_blender_reads_are_matched_and_leave_nothing(
    addon, run, chair, truth, photo, tmp_path
) -> None:
    path = tmp_path / "chair.fbx"
    bpy.ops.export_scene.fbx(filepath=str(path))
    bpy.data.objects.remove(chair)
    before = set(bpy.data.objects)
    options = ["--focal", 70, "--size", 96, "--out", tmp_path / "out"]
    assert run("match", path, "--image", photo, *options) == 0
    camera = addon("engine.viewpoint.outputs").load_params(tmp_path / "out" / PARAMS)
    assert turn(camera, truth) < 2 and set(bpy.data.objects) == before


@pytest.mark.slow
def test_best_gives_every_asset_a_camera_of_its_own(addon, run, chair, tmp_path, capfd) -> None:
    sample(addon, "tree", 9.0)
    options = ["--size", 48, "--candidates", 8, "--set-camera", "--out", tmp_path / "out"]
    assert run("best", "--all", *options) == 0
    assert len(capfd.readouterr().out.splitlines()) == 2
    assert (tmp_path / "out" / "contact_sheet.png").is_file()
    eyes = {obj.name for obj in bpy.context.scene.objects if obj.type == "CAMERA"}
    assert eyes == {"chair view", "tree view"}


def test_best_views_through_the_scenes_lens_keep_its_resolution(
    addon, run, truth, chair, tmp_path
) -> None:
    place(addon, truth)
    options = ["--size", 64, "--candidates", 8, "--use-scene-camera", "--set-camera"]
    assert run("best", "--object", "chair", *options, "--out", tmp_path / "out") == 0
    params = json.loads((tmp_path / "out" / "chair" / PARAMS).read_text(encoding="utf-8"))
    lens = params["intrinsics"]
    assert (lens["width"], lens["height"]) == (64, 48)
    assert np.isclose(params["focal_mm"], 70, rtol=1e-4)
    found = scene_camera(addon)
    assert (found.intrinsics.width, found.intrinsics.height) == (120, 90)
    assert np.allclose(found.world_from_camera, params["world_from_camera"], atol=1e-5)


@pytest.mark.slow
def test_the_deciding_view_and_pictures_all_round_are_drawn_of_objects(
    run, chair, tmp_path
) -> None:
    out = tmp_path / "out"
    options = ["--label", "chair", "--size", 48, "--candidates", 6, "--out", out]
    assert run("decide", "--object", "chair", *options) == 0
    small = ["--image-size", 32, "--out", out]
    assert run("single", "--object", "chair", *small) == 0
    assert run("turntable", "--all", *small, "--num-views", 4) == 0
    assert run("grid", "--object", "chair", *small) == 0
    names = {path.name for path in out.iterdir()}
    assert {PARAMS, "single_view.png", "turntable.gif", "multi_view_grid.png"} <= names


def test_what_would_fail_after_the_search_fails_before_it(
    addon, run, truth, photo, tmp_path, capfd
) -> None:
    words = ["match", "--image", photo, "--out", tmp_path / "out"]
    chosen = ["--object", "chair"]
    for options, reason in (
        (["--object", "nobody"], "no object named nobody"),
        ([], "Nothing was chosen"),
        ([*chosen, "--save", tmp_path / "a.blend"], "Add --set-camera"),
        ([*chosen, "--set-camera", "--save", tmp_path / "no" / "a.blend"], "does not exist"),
        ([*chosen, "--use-scene-camera"], "The scene has no camera"),
        ([photo, photo], "One file is looked at"),
        ([tmp_path / "no.fbx"], "does not exist"),
    ):
        assert run(*words, *options) == 2
        assert reason in capfd.readouterr().err
    eye = place(addon, truth)
    eye.keyframe_insert("location", frame=1)
    assert run(*words, *chosen, "--set-camera") == 2
    assert "animated" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
