"""Capture through Workbench: the same pictures wherever the object is, nothing left behind."""

import math

import bpy
import numpy as np
import pytest
from making import material_with_nodes
from mathutils import Euler, Matrix


def suzanne() -> bpy.types.Object:
    bpy.ops.mesh.primitive_monkey_add()
    material = material_with_nodes("Red")
    material.node_tree.nodes["Principled BSDF"].inputs["Base Color"].default_value = (0.8, 0, 0, 1)
    bpy.context.object.data.materials.append(material)
    return bpy.context.object


def shots(addon, obj: bpy.types.Object, **options) -> np.ndarray:
    rig = addon("engine.rigs").Rig(**({"views": 3, "size": 96} | options))
    return addon("reloop3d_addon.api").capture(obj, settings(addon, rig)).rgb_stack()


def settings(addon, rig, **options):
    return addon("engine.capture.settings").CaptureSettings(rig, **options)


def under(obj: bpy.types.Object, *matrices: Matrix) -> bpy.types.Object:
    """The object below a chain of empties, the outermost first."""
    parent = None
    for matrix in matrices:
        empty = bpy.data.objects.new("Parent", None)
        bpy.context.scene.collection.objects.link(empty)
        empty.parent = parent
        empty.matrix_local = matrix
        parent = empty
    obj.parent = parent
    return obj


FAR = Matrix.Translation((100, -70, 40)) @ Matrix.Scale(1000, 4)
SQUEEZED = Matrix.Diagonal((1, 3, 0.5, 1))
TURNED = Euler((0.3, 0.8, -0.5)).to_matrix().to_4x4()


@pytest.mark.parametrize(
    "chain",
    [(), (SQUEEZED,), (TURNED,), (SQUEEZED, TURNED), (TURNED, SQUEEZED, TURNED)],
    ids=["alone", "squeezed", "turned", "squeezed-turned", "turned-squeezed-turned"],
)
def test_100_m_away_and_1000_times_larger_gives_the_same_pictures(addon, chain) -> None:
    near = shots(addon, under(suzanne(), *chain))
    far = shots(addon, under(suzanne(), FAR, *chain))
    assert near.min() < 0.5
    assert np.abs(near - far).mean() < 1 / 255


def test_an_object_looks_like_the_same_mesh_with_its_transforms_applied(addon) -> None:
    obj = under(suzanne(), SQUEEZED, TURNED)
    bpy.context.view_layer.update()
    applied = suzanne()
    applied.data.transform(obj.matrix_world)
    assert np.abs(shots(addon, obj) - shots(addon, applied)).mean() < 1 / 255


def test_a_mirrored_object_is_not_inside_out(addon) -> None:
    plain = suzanne()
    bpy.ops.object.shade_smooth()
    mirrored = plain.copy()
    bpy.context.scene.collection.objects.link(mirrored)
    mirrored.scale.x = -1
    first, second = shots(addon, plain, views=2), shots(addon, mirrored, views=2)
    assert np.abs(first[0] - second[1][:, ::-1]).mean() < 2 / 255  # seen from -X, left is right


@pytest.mark.parametrize("name", ["chair", "cup", "building", "tree"])
def test_workbench_and_the_ray_caster_make_the_same_kind_of_picture(addon, name) -> None:
    mesh = addon("engine.samples").SAMPLES[name]()
    rig = addon("engine.rigs").Rig(views=4)
    drain = addon("engine.jobs").drain
    ours = drain(addon("engine.render.raycast").render_views(mesh, settings(addon, rig)))
    blenders = drain(addon("reloop3d_addon.bridge.render").render_views(mesh, settings(addon, rig)))
    for one, other in zip(ours.views, blenders.views, strict=True):
        assert np.allclose(one.camera.world_from_camera, other.camera.world_from_camera)
        overlap = (one.mask & other.mask).sum() / (one.mask | other.mask).sum()
        assert overlap > 0.98
        assert np.abs(one.rgb - other.rgb).mean() < 3 / 255


def test_textures_and_colour_attributes_show_as_with_the_ray_caster(addon) -> None:
    datatypes, samples = addon("engine.datatypes"), addon("engine.samples")
    cube = samples.box((-1, -1, -1), (1, 1, 1))
    texture = np.random.default_rng(0).random((4, 4, 3)).astype(np.float32)
    uv = np.random.default_rng(1).random((12, 3, 2)).astype(np.float32)
    look = datatypes.Material(np.ones(3, np.float32), texture)
    textured = datatypes.Mesh(cube.vertices, cube.faces, uv=uv, materials=(look,))
    colors = np.random.default_rng(2).random((12, 3, 3)).astype(np.float32)
    colored = datatypes.Mesh(cube.vertices, cube.faces, colors=colors)
    rig, drain = addon("engine.rigs").Rig(views=2), addon("engine.jobs").drain
    for mesh in (textured, colored):
        ours = drain(
            addon("engine.render.raycast").render_views(mesh, settings(addon, rig))
        ).rgb_stack()
        blenders = drain(
            addon("reloop3d_addon.bridge.render").render_views(mesh, settings(addon, rig))
        ).rgb_stack()
        assert np.abs(ours - blenders).mean() < 3 / 255


def test_a_mesh_made_in_blender_reads_back_as_it_was(addon) -> None:
    datatypes, objects = addon("engine.datatypes"), addon("reloop3d_addon.bridge.objects")
    generator = np.random.default_rng(0)
    texture = generator.random((4, 4, 3)).astype(np.float32)
    looks = (datatypes.GREY, datatypes.Material(texture.mean(axis=(0, 1)), texture))
    cube = addon("engine.samples").box((-1, -1, -1), (1, 1, 1))
    mesh = datatypes.Mesh(
        cube.vertices,
        cube.faces,
        uv=generator.random((12, 3, 2)).astype(np.float32),
        material_ids=np.arange(12, dtype=np.int32) % 2,
        materials=looks,
    )
    made = objects.object_from_mesh(mesh, "Made")
    bpy.context.scene.collection.objects.link(made)
    again = objects.mesh_from_asset(made)
    assert np.allclose(again.vertices, mesh.vertices) and (again.faces == mesh.faces).all()
    assert (again.material_ids == mesh.material_ids).all() and np.allclose(again.uv, mesh.uv)
    assert np.allclose(again.materials[0].color, 0.8, atol=1e-3)
    assert np.allclose(again.materials[1].texture, texture, atol=1 / 255)


def test_a_colour_attribute_shows_where_there_is_no_material(addon) -> None:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    attribute = cube.data.color_attributes.new("Paint", "BYTE_COLOR", "POINT")
    for entry in attribute.data:
        entry.color_srgb = (0.2, 0.4, 0.6, 1)
    bridge = addon("reloop3d_addon.bridge.objects")
    assert np.allclose(bridge.mesh_from_asset(cube).colors, [0.2, 0.4, 0.6], atol=1 / 255)
    cube.data.materials.append(bpy.data.materials.new("Plain"))
    assert bridge.mesh_from_asset(cube).colors is None


def test_the_colour_of_the_artists_material_reaches_the_picture(addon) -> None:
    (picture,) = shots(addon, suzanne(), views=1)
    inside = (picture < 0.99).any(axis=-1)
    red, green, blue = picture[inside].mean(axis=0)
    assert red > 0.5 and green < 0.2 and blue < 0.2


def test_cameras_of_views_are_where_blender_would_put_them(addon) -> None:
    from bpy_extras.object_utils import world_to_camera_view

    cube = suzanne()
    cube.location = (5, 6, 7)
    rig = addon("engine.rigs").Rig(views=3, size=100)
    view = addon("reloop3d_addon.api").capture(cube, settings(addon, rig)).views[1]
    lens = bpy.data.cameras.new("Lens")
    lens.sensor_fit, lens.angle = "HORIZONTAL", math.radians(rig.fov_deg)
    eye = bpy.data.objects.new("Eye", lens)
    bpy.context.scene.collection.objects.link(eye)
    turned = addon("engine.camera").opencv_from_opengl(view.camera.world_from_camera)
    eye.matrix_world = Matrix(turned.tolist())
    bpy.context.scene.render.resolution_x = bpy.context.scene.render.resolution_y = 100
    bpy.context.view_layer.update()
    point = cube.matrix_world @ cube.data.vertices[10].co
    expected = world_to_camera_view(bpy.context.scene, eye, point)
    u, v, _ = addon("engine.camera").project(view.camera, np.array([point]))[0]
    assert np.allclose([(u + 0.5) / 100, 1 - (v + 0.5) / 100], [expected.x, expected.y], atol=1e-4)


def test_the_base_colour_is_found_behind_mixed_shaders_and_without_nodes(addon) -> None:
    from_blender = addon("reloop3d_addon.bridge.materials").material_from_blender
    material = material_with_nodes("Mixed")
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    output, mix = nodes.new("ShaderNodeOutputMaterial"), nodes.new("ShaderNodeMixShader")
    clear, diffuse = nodes.new("ShaderNodeBsdfTransparent"), nodes.new("ShaderNodeBsdfDiffuse")
    diffuse.inputs["Color"].default_value = (0, 1, 0, 1)
    links.new(clear.outputs[0], mix.inputs[1])
    links.new(diffuse.outputs[0], mix.inputs[2])
    links.new(mix.outputs[0], output.inputs["Surface"])
    assert np.allclose(from_blender(material)[0].color, [0, 1, 0])
    nodes.remove(output)
    material.diffuse_color = (1, 0, 0, 1)
    assert np.allclose(from_blender(material)[0].color, [1, 0, 0])
    look, is_painted = from_blender(None)
    assert is_painted and np.allclose(look.color, 0.8)


def test_a_missing_picture_file_leaves_the_plain_colour(addon) -> None:
    material = material_with_nodes("Lost")
    nodes, links = material.node_tree.nodes, material.node_tree.links
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.new("Lost", 4, 4)
    texture.image.source = "FILE"
    texture.image.filepath = "/nowhere/lost.png"
    links.new(texture.outputs["Color"], nodes["Principled BSDF"].inputs["Base Color"])
    material.diffuse_color = (0, 0, 1, 1)
    look, _ = addon("reloop3d_addon.bridge.materials").material_from_blender(material)
    assert look.texture is None and np.allclose(look.color, [0, 0, 1])
