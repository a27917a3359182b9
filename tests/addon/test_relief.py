"""Image to Mesh: a photo becomes an object before its camera, as one undo step, or nothing does."""

import json
import time
from pathlib import Path

import bpy
import numpy as np
import pytest
from PIL import Image

from tests.fingerprint import fingerprint

WIDTH, HEIGHT = 96, 72


def pixels() -> np.ndarray:
    rows, columns = np.indices((HEIGHT, WIDTH))
    stripes = (columns // 6 % 2) * 200
    rgb = np.stack([columns * 2, rows * 3, stripes], axis=-1)
    return rgb.astype(np.uint8)


@pytest.fixture
def photo(addon, tmp_path: Path) -> bpy.types.Image:
    """A photo with depth beside it: a wall 3 m away, and a post 2 m away; both are chosen."""
    Image.fromarray(pixels()).save(tmp_path / "photo.png")
    depth = np.full((HEIGHT, WIDTH), 3.0, np.float32)
    depth[10:60, 40:56] = 2.0
    np.save(tmp_path / "depth.npy", depth)
    group = bpy.context.scene.reloop3d.relief
    group.picture = bpy.data.images.load(str(tmp_path / "photo.png"))
    group.source, group.depth_file = "FILE", str(tmp_path / "depth.npy")
    group.lens, group.focal = "FOCAL", 36.0
    bpy.ops.ed.undo_push(message="Before")
    return group.picture


def made() -> tuple[bpy.types.Object, bpy.types.Object]:
    """The active object, and the camera beside it."""
    obj = bpy.context.view_layer.objects.active
    (collection,) = obj.users_collection
    (eye,) = (other for other in collection.objects if other.type == "CAMERA")
    return obj, eye


def places(obj: bpy.types.Object) -> np.ndarray:
    return np.array([obj.matrix_world @ vertex.co for vertex in obj.data.vertices])


def last(addon, title: str):
    return addon("reloop3d_addon.jobs.lanes").ended(title)


def test_a_photo_becomes_a_mesh_before_its_camera_and_undo_takes_it_back(addon, photo) -> None:
    before = fingerprint()
    assert bpy.ops.reloop3d.image_to_mesh() == {"FINISHED"}
    obj, eye = made()
    assert obj.select_get() and obj.users_collection[0].name.startswith("photo")
    points = places(obj)
    assert set(np.round(points[:, 1], 3)) == {2, 3}  # along +Y, the post and the wall
    assert np.ptp(points[points[:, 1] > 2.5][:, 0]) == pytest.approx(3 * 95 / 96, abs=1e-3)
    corners = np.array([points[list(face.vertices)] for face in obj.data.polygons])
    assert np.ptp(corners[..., 1], axis=1).max() < 0.1  # none spans both
    assert eye.data.lens == pytest.approx(36) and eye.location.length < 1e-6
    (behind,) = eye.data.background_images
    (node,) = (n for n in obj.active_material.node_tree.nodes if n.type == "TEX_IMAGE")
    assert behind.image == node.image and tuple(node.image.size) == (WIDTH, HEIGHT)
    assert node.image.packed_file
    shown = np.array(node.image.pixels[:]).reshape(HEIGHT, WIDTH, 4)[::-1, :, :3]
    assert np.abs(shown * 255 - pixels()).max() < 1
    camera = addon("reloop3d_addon.bridge.cameras").camera_from_object(
        eye, bpy.context.scene, resolution=(WIDTH, HEIGHT)
    )
    seen = addon("engine.camera").project(camera, points)
    assert np.abs(seen[:, :2] - np.round(seen[:, :2])).max() < 1e-3  # on pixels' centres
    assert last(addon, "Image to Mesh").notes[-1] == f"{len(obj.data.polygons):,} faces"
    bpy.ops.ed.undo()
    assert fingerprint() == before


def test_options_reach_the_mesh_and_colours_lie_at_vertices(addon, photo) -> None:
    group = bpy.context.scene.reloop3d.relief
    group.color, group.length, group.detail, group.height = "vertex", 0.5, 48, 1.5
    assert bpy.ops.reloop3d.image_to_mesh() == {"FINISHED"}
    obj, eye = made()
    points = places(obj)
    assert np.ptp(points, axis=0).max() == pytest.approx(0.5, rel=1e-4)
    assert len(points) <= 48 * 36 and eye.location.z == pytest.approx(1.5)
    assert "Color" in obj.data.color_attributes
    assert tuple(eye.data.background_images[0].image.size) == (WIDTH, HEIGHT)


def test_an_image_that_is_no_file_is_read_as_it_is_shown(addon, photo) -> None:
    file = photo.copy()
    photo.scale(48, 36)  # what is shown is no longer what the file holds
    assert photo.is_dirty
    assert bpy.ops.reloop3d.image_to_mesh() == {"FINISHED"}
    assert len(places(made()[0])) <= 48 * 36
    assert addon("reloop3d_addon.photo").file_of(file) is not None


def test_what_is_painted_over_is_the_subject(addon, photo) -> None:
    group = bpy.context.scene.reloop3d.relief
    assert bpy.ops.reloop3d.new_mask() == {"FINISHED"}
    drawing = group.drawing
    assert group.is_drawn and tuple(drawing.size) == (WIDTH, HEIGHT)
    with pytest.raises(RuntimeError, match="Nothing is drawn"):
        bpy.ops.reloop3d.image_to_mesh()
    painted = np.array(drawing.pixels[:]).reshape(HEIGHT, WIDTH, 4)
    painted[20:50, 60:90] = (1, 0, 1, 1)
    drawing.pixels.foreach_set(painted.astype(np.float32).ravel())
    assert bpy.ops.reloop3d.image_to_mesh() == {"FINISHED"}
    obj, _ = made()
    assert len(obj.data.vertices) == 30 * 30


def test_a_photo_that_its_camera_turned_arrives_upright_with_its_mask(photo) -> None:
    group = bpy.context.scene.reloop3d.relief
    file = Path(photo.filepath).with_name("turned.png")
    exif = Image.Exif()
    exif[274] = 6
    Image.fromarray(pixels()).transpose(Image.Transpose.ROTATE_90).save(file, exif=exif)
    group.picture = bpy.data.images.load(str(file))
    assert bpy.ops.reloop3d.new_mask() == {"FINISHED"}
    assert tuple(group.drawing.size) == (WIDTH, HEIGHT)
    group.mask = "none"
    assert bpy.ops.reloop3d.image_to_mesh() == {"FINISHED"}
    points = places(made()[0])
    assert np.ptp(points[:, 0]) > 1.2 * np.ptp(points[:, 2])


def test_the_picture_is_checked_and_its_kind_sets_what_it_wants(addon, photo, monkeypatch) -> None:
    group = bpy.context.scene.reloop3d.relief
    before = fingerprint()
    assert bpy.ops.reloop3d.check_picture() == {"FINISHED"}
    assert fingerprint() == before
    job = last(addon, "Check Picture")
    assert job.notes[0].startswith("Quality ") and job.notes[-1] in (
        "Ready for a mesh",
        "A mesh may come out poor",
    )
    presets = addon("engine.reconstruct.relief.kinds").PRESETS
    job.result = (photo.session_uid, "unknown")
    with pytest.raises(RuntimeError, match="Check a picture that shows a known kind"):
        bpy.ops.reloop3d.use_kind()
    job.result = (photo.session_uid, "weapon")
    assert bpy.ops.reloop3d.use_kind() == {"FINISHED"}
    assert group.preset == "weapon" and group.smooth == presets["weapon"]["smooth"]
    assert group.cut == pytest.approx(presets["weapon"]["cut"])
    group.preset = "unknown"
    assert group.smooth == 0 and group.cut == pytest.approx(0.05)


def test_depth_is_shown_as_an_image_that_the_next_replaces(addon, photo) -> None:
    before = fingerprint()
    for _ in range(2):
        assert bpy.ops.reloop3d.preview_depth() == {"FINISHED"}
    image = addon("reloop3d_addon.bridge.relief").depth_image_of("photo")
    assert [i.name for i in bpy.data.images if "depth" in i.name] == [image.name]
    shown = np.array(image.pixels[:]).reshape(HEIGHT, WIDTH, 4)[::-1]
    post, wall = shown[30, 48], shown[5, 5]
    assert post[0] > post[2] and wall[2] > wall[0]
    assert last(addon, "Preview Depth").notes[-1].startswith("2 to 3 m away")
    assert tuple(image.preview.image_size) == (WIDTH, WIDTH)
    bpy.ops.ed.undo()
    bpy.ops.ed.undo()
    assert fingerprint() == before


def test_our_own_network_makes_a_mesh_and_says_that_its_size_is_arbitrary(addon, photo) -> None:
    group = bpy.context.scene.reloop3d.relief
    group.source, group.cut, group.detail = "NETWORK", 0.5, 64
    assert bpy.ops.reloop3d.image_to_mesh() == {"FINISHED"}
    depth = places(made()[0])[:, 1]
    assert 0.95 < depth.min() < depth.max() < 3.1
    assert any("size is arbitrary" in note for note in last(addon, "Image to Mesh").notes)


# --- what cannot be done ----------------------------------------------------------------------


def test_dead_buttons_say_why(addon, photo) -> None:
    group = bpy.context.scene.reloop3d.relief
    operators = addon("reloop3d_addon.operators.relief")
    mesh, depth = operators.RELOOP3D_OT_image_to_mesh, operators.RELOOP3D_OT_preview_depth
    check, mask = operators.RELOOP3D_OT_check_picture, operators.RELOOP3D_OT_new_mask
    for changed, value, reason, dead in (
        ("depth_file", "", "Choose a depth file", (mesh, depth)),
        ("source", "MODEL", "Choose a depth model", (mesh, depth)),
        ("near", 5.0, "Far has to be beyond near", (mesh, depth)),
        ("mask", "drawing", "Make a drawing, or choose one", (mesh, depth, check)),
        ("picture", None, "Choose a photo first", (mesh, depth, check, mask)),
    ):
        kept = getattr(group, changed)
        setattr(group, changed, value)
        assert {operator.problem(bpy.context) for operator in dead} == {reason}
        with pytest.raises(RuntimeError, match=reason):
            bpy.ops.reloop3d.image_to_mesh()
        setattr(group, changed, kept)
        assert {operator.problem(bpy.context) for operator in dead} == {None}


def test_missing_packages_are_named_where_they_are_needed(addon, photo, monkeypatch) -> None:
    runtime = addon("reloop3d_addon.runtime")
    operator = addon("reloop3d_addon.operators.relief").RELOOP3D_OT_image_to_mesh
    monkeypatch.setattr(runtime, "_missing", ["open3d"])
    assert operator.problem(bpy.context) is None
    bpy.context.scene.reloop3d.relief.faces = 100
    assert operator.problem(bpy.context) == "Python packages are missing: open3d"
    monkeypatch.setattr(runtime, "_missing", ["timm"])
    check = addon("reloop3d_addon.operators.relief").RELOOP3D_OT_check_picture
    for button in (check, operator):
        assert button.problem(bpy.context) == "Python packages are missing: timm"
    bpy.context.scene.reloop3d.relief.mask = "auto"
    monkeypatch.setattr(runtime, "_missing", ["cv2"])
    assert operator.problem(bpy.context) == "Python packages are missing: cv2"
    bpy.context.scene.reloop3d.relief.mask = "none"
    assert operator.problem(bpy.context) is None
    monkeypatch.setattr(runtime, "_missing", ["torch"])
    assert operator.problem(bpy.context) == "Python packages are missing: torch"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("one", "1 x 1 pixels: too few for a mesh"),
        ("black", "all of one colour"),
        ("truncated", "not a readable picture"),
        ("gone", "cannot be read"),
    ],
)
def test_a_bad_picture_gets_a_sentence_and_the_scene_stays(photo, kind: str, words: str) -> None:
    group = bpy.context.scene.reloop3d.relief
    group.source = "NETWORK"
    file = Path(photo.filepath)
    if kind == "truncated":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif kind == "gone":
        file.unlink()
        photo.reload()  # else Blender has its pixels still
    else:
        Image.new("RGB", (1, 1) if kind == "one" else (64, 48)).save(file)
    bpy.ops.ed.undo_push(message="Before")
    before = fingerprint()
    with pytest.raises(RuntimeError, match=words) as caught:
        bpy.ops.reloop3d.image_to_mesh()
    assert "Traceback" not in str(caught.value) and fingerprint() == before


def test_stopped_at_any_stage_it_leaves_the_scene_as_it_was(
    addon, bench, photo, monkeypatch
) -> None:
    operators = addon("reloop3d_addon.operators.relief")
    group = bpy.context.scene.reloop3d.relief
    shown = addon("reloop3d_addon.photo").photo(bpy.context)
    before = fingerprint()
    met: list[str] = []
    for stage in range(6):

        def held(function, *given, stage=stage):
            """The same steps, here, which stay at one until they are stopped."""
            for number, step in enumerate(addon("engine.jobs").inline(function(*given))):
                yield step
                while number == stage:
                    met[stage:] = [step.message]
                    time.sleep(0.01)
                    yield step

        with monkeypatch.context() as changed:
            changed.setattr(operators, "apart", held)
            job = operators.relief_job(shown, group.to_settings(device="cpu"))
            bench.lanes.add(job)
            bench.pump(lambda stage=stage: len(met) > stage, 60)
            bench.lanes.cancel_all(join=True)
        assert job.outcome == "stopped" and fingerprint() == before
    assert len(set(met)) >= 5
    job = operators.relief_job(shown, group.to_settings(device="cpu"))
    bench.lanes.add(job)
    bench.pump(lambda: job.is_over, 60)
    assert job.outcome == "done" and made()[1].data.background_images[0].image


# --- the command ------------------------------------------------------------------------------


def test_blenders_command_has_the_same_verb(addon, photo, tmp_path: Path, capfd) -> None:
    depth = bpy.context.scene.reloop3d.relief.depth_file
    words = ["relief", photo.filepath, "--out", str(tmp_path / "out"), "--depth", depth]
    assert addon("reloop3d_addon.command").main([*words, "--focal", "36", "--json"]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["is_metric"] and Path(said["model"]).is_file()
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["faces"] == said["numbers"]["faces"] > 1000
    assert addon("reloop3d_addon.command").main([*words, "--cut", "0"]) == 2
    assert "Cut 0 is out of range" in capfd.readouterr().err
