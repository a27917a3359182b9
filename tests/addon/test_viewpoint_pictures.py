"""Pictures of a match: Blender's images as arrays, masks that are drawn, pairs, and previews."""

from pathlib import Path

import bpy
import numpy as np
import pytest
from making import sample


@pytest.fixture
def images(addon):
    return addon("reloop3d_addon.bridge.images")


@pytest.fixture
def group():
    return bpy.context.scene.reloop3d.viewpoint


def made(name: str, pixels: np.ndarray, **options) -> bpy.types.Image:
    """An image of pixels (H, W, 4), first row on top."""
    height, width = pixels.shape[:2]
    image = bpy.data.images.new(name, width, height, alpha=True, **options)
    image.pixels.foreach_set(np.ascontiguousarray(pixels[::-1], np.float32).ravel())
    return image


def ramp(height: int = 3, width: int = 4) -> np.ndarray:
    """Bytes that differ everywhere."""
    count = height * width * 4
    return (np.arange(count) * 255 // count).astype(np.uint8).reshape(height, width, 4)


def test_a_picture_file_is_read_as_it_is_stored(addon, images, tmp_path: Path) -> None:
    rgba = ramp(7, 5)
    path = tmp_path / "picture.png"
    addon("engine.images").write_image(path, rgba)
    image = bpy.data.images.load(str(path))
    assert (images.rgba_from_image(image) == rgba).all()
    image.alpha_mode = "NONE"
    assert (images.rgba_from_image(image)[..., 3] == 255).all()
    again = images.image_from_rgba("Again", rgba)
    assert (images.rgba_from_image(again) == rgba).all() and again.packed_file


def test_a_linear_picture_is_encoded_and_freed_of_its_alpha(images) -> None:
    straight = np.full((2, 2, 4), (0.2, 0.5, 0.05, 0.5), np.float32)
    multiplied = straight * np.array([0.5, 0.5, 0.5, 1], np.float32)
    image = made("Linear", multiplied, float_buffer=True)
    encoded = 1.055 * straight[0, 0, :3] ** (1 / 2.4) - 0.055
    expected = np.append(np.round(encoded * 255), 128)
    assert np.abs(images.rgba_from_image(image)[1, 1].astype(int) - expected).max() <= 1
    image.alpha_mode = "CHANNEL_PACKED"
    assert images.rgba_from_image(image)[0, 0, 1] == round(
        (1.055 * 0.25 ** (1 / 2.4) - 0.055) * 255
    )


def test_what_cannot_be_read_is_said(addon, images, tmp_path: Path) -> None:
    errors = addon("engine.errors")
    image = made("Gone", np.ones((2, 2, 4)))
    image.source, image.filepath = "FILE", str(tmp_path / "none.png")
    with pytest.raises(errors.DataError, match="Gone cannot be read. Open its file anew"):
        images.rgba_from_image(image)
    image.source = "MOVIE"
    with pytest.raises(errors.InputError, match="Choose a still picture"):
        images.rgba_from_image(image)


def test_a_drawing_is_a_mask_by_what_is_painted_by_alpha_or_by_brightness(addon, images) -> None:
    photo = np.zeros((8, 12, 4), np.float32)
    photo[..., 3], photo[:, 6:, 0] = 1, 0.7
    picture = made("Photo", photo)
    rgba = images.rgba_from_image(picture)
    where = np.zeros((8, 12), bool)
    where[2:5, 3:8] = True

    over = images.drawing_over(picture)
    with pytest.raises(addon("engine.errors").InputError, match="Nothing is drawn in Photo mask"):
        images.mask_from_image(over, rgba)
    painted = photo.copy()
    painted[where] = (0, 0.5, 0, 1)
    over.pixels.foreach_set(painted[::-1].ravel())
    assert (images.mask_from_image(over, rgba) == where).all()

    white = made("White", np.dstack([where] * 3 + [np.ones_like(where)]))
    assert (images.mask_from_image(white, rgba) == where).all()
    clear = made("Clear", np.dstack([np.zeros_like(where)] * 3 + [where]))
    assert (images.mask_from_image(clear, rgba) == where).all()
    large = np.kron(where, np.ones((3, 3), bool))
    assert (images.mask_from_image(made("Large", np.dstack([large] * 4)), rgba) == where).all()


def test_a_drawing_begins_as_a_copy_and_is_the_mask(addon, group) -> None:
    assert not bpy.ops.reloop3d.new_drawing.poll()
    group.picture = made("Photo", np.full((4, 6, 4), 0.5))
    assert bpy.ops.reloop3d.new_drawing() == {"FINISHED"}
    assert group.mask == "drawing" and group.drawing.name == "Photo mask"
    assert group.drawing.filepath == ""  # to save it must not touch the photo


def test_the_picture_is_shown_beside_the_viewport_or_where_pictures_are_shown(group) -> None:
    assert not bpy.ops.reloop3d.show_picture.poll()
    areas = bpy.context.screen.areas
    kinds = sorted(area.type for area in areas)
    for name in ("One", "Other"):
        group.picture = made(name, np.full((4, 6, 4), 0.5))
        bpy.ops.reloop3d.show_picture()
        assert sorted(area.type for area in areas) == sorted([*kinds, "IMAGE_EDITOR"])
        (editor,) = (area for area in areas if area.type == "IMAGE_EDITOR")
        assert editor.spaces.active.image == group.picture


def test_pairs_take_the_cursor_or_the_clicked_vertex_and_can_be_removed(addon, group) -> None:
    assert not bpy.ops.reloop3d.add_pair.poll()
    group.picture = made("Photo", np.full((4, 6, 4), 0.5))
    bpy.context.scene.cursor.location = (1, 2, 3)
    bpy.ops.reloop3d.add_pair(pixel=(10.5, 20))
    bpy.ops.mesh.primitive_cube_add(location=(5, 0, 0))
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="DESELECT")
    problem = addon("reloop3d_addon.operators.viewpoint_picks").RELOOP3D_OT_add_pair.problem
    assert problem(bpy.context) == "Click a vertex first"
    import bmesh

    mesh = bmesh.from_edit_mesh(bpy.context.object.data)
    mesh.verts.ensure_lookup_table()
    mesh.select_history.add(mesh.verts[0])
    bpy.ops.reloop3d.add_pair(pixel=(1, 2))
    bpy.ops.object.mode_set(mode="OBJECT")
    points = [tuple(pair.point) for pair in group.picks]
    assert points == [(1, 2, 3), (4, -1, -1)]
    assert tuple(group.picks[0].pixel) == (10.5, 20) and group.row == 1
    bpy.ops.reloop3d.remove_pair(place=0)
    assert [tuple(pair.point) for pair in group.picks] == [(4, -1, -1)] and group.row == 0
    bpy.ops.reloop3d.add_pair(pixel=(1, 2))
    bpy.ops.reloop3d.remove_pair()
    assert len(group.picks) == 1
    bpy.ops.reloop3d.remove_pair(is_all=True)
    assert not group.picks and not bpy.ops.reloop3d.remove_pair.poll()


# --- previews -------------------------------------------------------------------------------------


def preview(obj: bpy.types.Object) -> np.ndarray:
    """What Blender shows of it, (S, S, 4), the last row first."""
    size = tuple(obj.preview.image_size)
    pixels = np.empty(size[0] * size[1] * 4, np.float32)
    obj.preview.image_pixels_float.foreach_get(pixels)
    return pixels.reshape(size[1], size[0], 4)


def test_a_preview_is_the_picture_and_its_icon_the_same_smaller(images) -> None:
    bpy.ops.mesh.primitive_cube_add()
    obj = bpy.context.object
    rgba = np.zeros((256, 256, 4), np.uint8)
    rgba[:64, :, :] = (200, 100, 0, 255)
    rgba[64:128] = (200, 100, 0, 128)
    images.set_preview(obj, rgba)
    shown = preview(obj)
    assert shown.shape == (256, 256, 4)
    assert np.allclose(shown[255, 0] * 255, [200, 100, 0, 255], atol=1)
    assert np.allclose(shown[130, 0] * 255, [100, 50, 0, 128], atol=1)  # colours times alpha
    assert not shown[:128].any()
    assert tuple(obj.preview.icon_size) == (32, 32)
    icon = np.empty(32 * 32 * 4, np.float32)
    obj.preview.icon_pixels_float.foreach_get(icon)
    icon = icon.reshape(32, 32, 4)
    assert np.allclose(icon[31, 5] * 255, [200, 100, 0, 255], atol=1) and not icon[:16].any()


@pytest.mark.slow
def test_each_selected_asset_gets_its_preview_and_one_undo_takes_them_back(addon, group) -> None:
    for place, name in enumerate(("chair", "cup")):
        sample(addon, name, 4.0 * place)
    bpy.ops.object.light_add()
    for obj in bpy.data.objects:
        obj.select_set(True)
    bpy.data.objects["cup"].asset_mark()
    bpy.ops.ed.undo_push(message="Before")
    assert bpy.ops.reloop3d.set_previews() == {"FINISHED"}
    job = addon("reloop3d_addon.jobs.lanes").ended("Set Previews")
    assert job.notes == ["2 previews set"]
    ((name, reason),) = job.failed
    assert name == "Point" and "no surface" in reason
    pictures = [preview(bpy.data.objects[name]) for name in ("chair", "cup")]
    for picture in pictures:
        assert picture.shape == (256, 256, 4)
        seen = picture[..., 3] > 0.5
        rows, columns = np.nonzero(seen)
        assert not seen[[0, -1]].any() and not seen[:, [0, -1]].any()
        assert max(np.ptp(rows), np.ptp(columns)) > 180  # it fills the picture
    assert np.abs(pictures[0] - pictures[1]).max() > 0.5
    assert all(bpy.data.objects[name].asset_data for name in ("chair", "cup"))
    bpy.ops.ed.undo()
    chair = bpy.data.objects["chair"]
    assert chair.asset_data is None and not (chair.preview and any(chair.preview.image_size))
    assert bpy.data.objects["cup"].asset_data


@pytest.mark.slow
def test_where_nothing_is_to_be_marked_only_the_preview_is_set(addon, group) -> None:
    top = bpy.data.objects.new("Import", None)
    bpy.context.scene.collection.objects.link(top)
    part = sample(addon, "cup")
    part.parent = top
    group.marks = False
    bpy.ops.reloop3d.set_previews()
    assert top.asset_data is None and any(top.preview.image_size)
    part.asset_mark()
    bpy.ops.reloop3d.set_previews()
    assert any(part.preview.image_size) and top.asset_data is None
