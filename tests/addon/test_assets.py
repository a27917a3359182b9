"""What the artist would call the object: parts, instances, rigs, helpers."""

import bpy
import numpy as np
import pytest


def new_cube(name: str, location=(0, 0, 0), parent=None) -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add(location=location)
    cube = bpy.context.object
    cube.name = name
    cube.parent = parent
    return cube


def new_empty(name: str, parent=None) -> bpy.types.Object:
    empty = bpy.data.objects.new(name, None)
    bpy.context.scene.collection.objects.link(empty)
    empty.parent = parent
    return empty


def faces(addon, root: bpy.types.Object) -> int:
    return len(addon("reloop3d_addon.bridge.objects").mesh_from_asset(root).faces)


def test_a_parent_stands_for_all_that_is_under_it(addon) -> None:
    root = new_empty("Car")
    body = new_cube("Body", parent=root)
    new_cube("Wheel", (2, 0, 0), parent=body)
    new_cube("Other", (9, 0, 0))
    assert faces(addon, root) == 24
    assert faces(addon, body) == 24
    roots = addon("reloop3d_addon.bridge.assets").scene_roots(bpy.context.view_layer.objects)
    assert {obj.name for obj in roots} == {"Car", "Other"}


def test_selected_parts_of_a_selected_parent_are_one_asset(addon) -> None:
    root = new_empty("Car")
    middle = new_empty("Axle", parent=root)
    wheel = new_cube("Wheel", parent=middle)
    other = new_cube("Other")
    roots_of = addon("reloop3d_addon.bridge.assets").roots_of
    assert roots_of([wheel, other, root]) == [other, root]
    assert roots_of([wheel]) == [wheel]
    assert roots_of([wheel, other], whole=True) == [root, other]


def test_a_collection_instance_shows_what_it_instances(addon) -> None:
    source = bpy.data.collections.new("Source")
    for x in (0, 5):
        cube = new_cube("Part", (x, 0, 0))
        bpy.context.scene.collection.objects.unlink(cube)
        source.objects.link(cube)
    instance = new_empty("Instance")
    instance.instance_type = "COLLECTION"
    instance.instance_collection = source
    instance.location = (100, 0, 0)
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_asset(instance)
    assert len(mesh.faces) == 24
    assert np.allclose(mesh.vertices[:, 0].min(), 99) and np.allclose(
        mesh.vertices[:, 0].max(), 106
    )


def test_an_armature_and_its_meshes_are_one_asset_whichever_is_chosen(addon) -> None:
    bpy.ops.object.armature_add()
    rig = bpy.context.object
    body = new_cube("Body", parent=rig)
    hair = new_cube("Hair", (0, 0, 3))
    for part in (body, hair):
        part.modifiers.new("Rig", "ARMATURE").object = rig
    assets = addon("reloop3d_addon.bridge.assets")
    assert assets.asset_root(hair) == rig == assets.asset_root(body)
    assert assets.roots_of([hair, body]) == [rig]
    assert faces(addon, rig) == 24


def test_modifiers_shape_keys_curves_and_text_are_captured_as_they_look(addon) -> None:
    cube = new_cube("Cube")
    cube.modifiers.new("Array", "ARRAY").count = 3
    cube.shape_key_add(name="Basis")
    tall = cube.shape_key_add(name="Tall")
    for point in tall.data:
        point.co.z *= 5
    tall.value = 1.0
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_asset(cube)
    assert len(mesh.faces) == 36 and np.isclose(mesh.vertices[:, 2].max(), 5)
    bpy.ops.object.text_add()
    assert faces(addon, bpy.context.object) > 10
    bpy.ops.curve.primitive_bezier_circle_add()
    bpy.context.object.data.bevel_depth = 0.1
    assert faces(addon, bpy.context.object) > 10


def test_cutters_shown_as_wire_are_left_out_unless_there_is_nothing_else(addon) -> None:
    cube = new_cube("Cube")
    cutter = new_cube("Cutter", parent=cube)
    cutter.display_type = "WIRE"
    assert faces(addon, cube) == 12
    assert faces(addon, cutter) == 12


def test_what_has_no_surface_or_is_hidden_says_so(addon) -> None:
    errors = addon("engine.errors")
    bpy.ops.object.light_add()
    light = bpy.context.object
    bpy.ops.object.camera_add()
    camera = bpy.context.object
    hidden = new_cube("Hidden")
    hidden.hide_set(True)
    empty = new_empty("Empty")
    for obj, said in ((light, "surface"), (camera, "surface"), (empty, "surface")):
        with pytest.raises(errors.InputError, match=said):
            faces(addon, obj)
    with pytest.raises(errors.InputError, match="hidden"):
        faces(addon, hidden)
    assert addon("reloop3d_addon.bridge.assets").scene_roots([light, camera, empty]) == []


def test_a_reference_survives_a_rename_and_knows_when_the_object_is_gone(addon) -> None:
    cube = new_cube("Cube")
    ref = addon("reloop3d_addon.bridge.assets").ObjectRef.of(cube)
    cube.name = "Renamed"
    assert ref.resolve() == cube
    bpy.data.objects.remove(cube)
    new_cube("Cube")
    assert ref.resolve() is None
