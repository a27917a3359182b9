"""Views to Mesh of selected cameras: their background images are photos and depth maps."""

from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample
from PIL import Image

from tests.fingerprint import fingerprint

DETAIL = 64


@pytest.fixture
def eyes(addon, tmp_path: Path) -> list[bpy.types.Object]:
    """A chair, and eight selected cameras with the pictures that were captured of it."""
    sample(addon, "chair", 2.0)
    scene = bpy.context.scene
    capture = scene.reloop3d.capture
    capture.folder, capture.size, capture.views = str(tmp_path), 96, 8
    capture.layout, capture.channels, capture.engine = "sphere", {"depth"}, "raycast"
    assert bpy.ops.reloop3d.capture() == {"FINISHED"}
    scene.reloop3d.fuse.source, scene.reloop3d.fuse.detail = "CAMERAS", DETAIL
    bpy.ops.object.select_all(action="DESELECT")
    scene.render.resolution_x = scene.render.resolution_y = 96
    place = addon("reloop3d_addon.bridge.cameras").place_camera
    eyes = []
    for number, view in enumerate(captured(addon, tmp_path)):
        eye = bpy.data.objects.new(f"Eye {number}", bpy.data.cameras.new(f"Eye {number}"))
        scene.collection.objects.link(eye)
        place(eye, view.camera, reach=(0.01, 100))
        hang(eye, tmp_path / "chair" / f"{number:04d}.png")
        eye.select_set(True)
        eyes.append(eye)
    bpy.context.view_layer.update()
    return eyes


def captured(addon, folder: Path) -> tuple:
    return addon("engine.capture.store").load_views(folder / "chair").views


def hang(eye: bpy.types.Object, path: Path) -> bpy.types.Image:
    """Make a picture a camera's background image."""
    image = bpy.data.images.load(str(path))
    eye.data.background_images.new().image = image
    return image


def hang_depth(addon, eyes, folder: Path, suffix: str = ".png") -> list[bpy.types.Image]:
    """Give each camera its depth map; the chair goes."""
    views = captured(addon, folder)
    if suffix == ".exr":
        made = addon("engine.datatypes").ViewSet(views)
        written = addon("engine.capture.formats.exr").write(made, folder / "exr")
    images = []
    for number, (eye, view) in enumerate(zip(eyes, views, strict=True)):
        path = folder / f"depth {number}{suffix}"
        if suffix == ".exr":
            (written / f"{number:04d}.exr").rename(path)
        else:
            Image.fromarray(np.round(view.depth * 1000).astype(np.uint16)).save(path)
        images.append(hang(eye, path))
    bpy.data.objects.remove(bpy.data.objects["chair"])
    return images


def made(addon, views: int) -> str:
    """Fuse so many views: the mesh is the chair, where it stands, in its colours; the remarks."""
    assert bpy.ops.reloop3d.views_to_mesh() == {"FINISHED"}
    obj = bpy.context.view_layer.objects.active
    points = np.array([obj.matrix_world @ vertex.co for vertex in obj.data.vertices])
    box = addon("engine.samples").SAMPLES["chair"]().vertices + [2, 0, 0]
    voxel = np.linalg.norm(np.ptp(box, axis=0)) / DETAIL
    assert abs(points.min(axis=0) - box.min(axis=0)).max() < 2.5 * voxel
    assert abs(points.max(axis=0) - box.max(axis=0)).max() < 2.5 * voxel
    colors = np.zeros(len(obj.data.loops) * 4, np.float32)
    obj.data.color_attributes["Color"].data.foreach_get("color", colors)
    red, green, blue, _ = np.median(colors.reshape(-1, 4), axis=0)
    assert red > 1.2 * green > 1.2 * blue  # wood
    job = addon("reloop3d_addon.jobs.lanes").ended("Views to Mesh")
    assert job.notes[-1].endswith(f"from {views} views")
    return " ".join(job.notes)


def assert_refused(*words: str) -> None:
    before = fingerprint()
    with pytest.raises(RuntimeError) as caught:
        bpy.ops.reloop3d.views_to_mesh()
    text = str(caught.value)
    assert "Traceback" not in text and fingerprint() == before
    assert not [word for word in words if word not in text], text


def test_photos_color_what_the_scenes_surfaces_tell_the_place_of(addon, eyes) -> None:
    assert "the scene's surfaces tell depth" in made(addon, 8)


@pytest.mark.parametrize("suffix", [".png", ".exr"])
def test_depth_maps_need_no_surface_in_the_scene(addon, eyes, tmp_path: Path, suffix) -> None:
    hang_depth(addon, eyes, tmp_path, suffix)
    assert "surfaces tell" not in made(addon, 8)


def test_a_camera_without_a_photo_is_left_out_and_said(addon, eyes) -> None:
    eyes[3].data.background_images.clear()
    eyes[5].data.background_images[0].image.name = "only depth"
    said = made(addon, 6)
    assert "Eye 3 is left out: it has no photo as a background image." in said
    assert "Eye 5 is left out" in said


def test_without_a_selected_camera_with_a_picture_the_button_says_so(addon, eyes) -> None:
    operator = addon("reloop3d_addon.operators.fuse").RELOOP3D_OT_views_to_mesh
    assert operator.problem(bpy.context) is None
    bpy.ops.object.select_all(action="DESELECT")
    assert operator.problem(bpy.context) == "Select cameras with background images"
    assert_refused("Select cameras with background images")
    eyes[0].select_set(True)
    eyes[0].data.background_images.clear()
    assert_refused("Select cameras with background images")


def test_only_depth_maps_are_no_photos(addon, eyes) -> None:
    for eye in eyes:
        eye.data.background_images[0].image.name = "Depth"
    assert_refused("None of the cameras has a photo", "Add one as a background image")


def test_without_depth_maps_and_surfaces_it_is_said_what_to_add(addon, eyes) -> None:
    bpy.data.objects.remove(bpy.data.objects["chair"])
    assert_refused("Eye 0 has no depth map, and the scene has no surface", "“depth” in its name")


def test_a_panoramic_camera_is_named(addon, eyes) -> None:
    eyes[2].data.type = "PANO"
    assert_refused("Eye 2 is a pano camera", "perspective or orthographic")


def test_a_photo_whose_file_is_gone_is_named(addon, eyes, tmp_path: Path) -> None:
    (tmp_path / "chair" / "0004.png").unlink()
    assert_refused("0004.png cannot be read", "Open its file anew.")


def test_a_depth_map_whose_file_is_gone_leaves_its_view_out(addon, eyes, tmp_path) -> None:
    hang_depth(addon, eyes, tmp_path)
    (tmp_path / "depth 1.png").unlink()
    said = made(addon, 7)
    assert "Eye 1: no depth, " in said and "View 1 (Eye 1) is left out: it has no depth" in said
    for number in (0, *range(2, 8)):
        (tmp_path / f"depth {number}.png").unlink()
    bpy.ops.object.select_all(action="DESELECT")
    for eye in eyes:
        eye.select_set(True)
    assert_refused("No view can be fused", "Eye 7")


def test_a_depth_map_without_a_file_is_named(addon, eyes, tmp_path: Path) -> None:
    images = hang_depth(addon, eyes, tmp_path)
    eyes[0].data.background_images[1].image = bpy.data.images.new("drawn depth", 96, 96)
    assert_refused("drawn depth is a depth map without a file", "Save it")
    eyes[0].data.background_images[1].image = images[0]
    images[0].pack()
    made(addon, 8)


def test_a_depth_map_of_another_size_is_fitted_and_of_other_proportions_left_out(
    addon, eyes, tmp_path: Path
) -> None:
    hang_depth(addon, eyes, tmp_path)
    small = np.array(Image.open(tmp_path / "depth 0.png"))[::2, ::2]
    Image.fromarray(small).save(tmp_path / "depth 0.png")
    Image.fromarray(small[:, :20]).save(tmp_path / "depth 1.png")
    said = made(addon, 7)
    assert "Eye 0: its picture of 96 x 96 pixels was brought to 48 x 48 pixels." in said
    assert "Eye 1: left out: its picture is of 96 x 96 pixels" in said


def test_a_render_of_other_proportions_than_the_photos_is_said(addon, eyes) -> None:
    bpy.context.scene.render.resolution_x = 192
    said = made(addon, 8)
    assert "Eye 0: the render has other proportions than its photo, whose 96 x 96 pixels" in said


@pytest.mark.parametrize("aspect", [(2.0, 1.0), (1.0, 1.5)])
def test_photos_with_the_renders_pixels_have_its_pixel_aspect(
    addon, eyes, tmp_path: Path, aspect: tuple[float, float]
) -> None:
    """Renders of the scene itself, whose pixels are not square."""
    scene = bpy.context.scene
    scene.render.pixel_aspect_x, scene.render.pixel_aspect_y = aspect
    scene.render.resolution_x, scene.render.resolution_y = 96, 72
    read = addon("reloop3d_addon.bridge.cameras").camera_from_object
    settings = addon("engine.capture.settings").CaptureSettings
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_scene(scene)
    cameras = tuple(read(eye, scene) for eye in eyes)
    drawn = addon("engine.jobs").drain(
        addon("engine.render.raycast").render_views(
            mesh, settings(cameras=cameras, engine="raycast", channels=("depth",))
        )
    )
    store = addon("engine.capture.store")
    store.save_views(drawn, tmp_path / "chair")
    for eye in eyes:
        eye.data.background_images[0].image.reload()
    hang_depth(addon, eyes, tmp_path)
    assert "proportions" not in made(addon, 8)


def test_square_pixels_of_what_the_render_shows_are_no_remark(addon, eyes) -> None:
    render = bpy.context.scene.render
    render.resolution_x, render.pixel_aspect_x = 48, 2.0
    assert "proportions" not in made(addon, 8)
