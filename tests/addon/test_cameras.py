"""Blender's cameras and the engine's see the same; EEVEE and Cycles show the real materials."""

import itertools
import math

import bpy
import numpy as np
import pytest
from making import material_with_nodes
from mathutils import Euler, Matrix


def eye(lens_type: str = "PERSP", **values) -> bpy.types.Object:
    lens = bpy.data.cameras.new("Lens")
    lens.type = lens_type
    for name, value in values.items():
        setattr(lens, name, value)
    obj = bpy.data.objects.new("Eye", lens)
    bpy.context.scene.collection.objects.link(obj)
    obj.matrix_world = Matrix.Translation((1, -6, 2)) @ Euler((1.2, 0.1, 0.2)).to_matrix().to_4x4()
    bpy.context.view_layer.update()
    return obj


LENSES = [
    {"lens": 35.0},
    {"lens": 50.0, "shift_x": 0.2, "shift_y": -0.1},
    {"lens_type": "ORTHO", "ortho_scale": 4.0, "shift_x": -0.15, "shift_y": 0.3},
]
FITS = ["AUTO", "HORIZONTAL", "VERTICAL"]
SIZES = [(640, 360), (360, 640), (200, 200)]


@pytest.mark.parametrize(("fit", "size"), list(itertools.product(FITS, SIZES)))
@pytest.mark.parametrize("values", LENSES)
@pytest.mark.parametrize("stretch", [(1, 1), (2, 1), (1, 1.5)])
def test_a_scene_camera_projects_as_blender_does(addon, values, fit, size, stretch) -> None:
    from bpy_extras.object_utils import world_to_camera_view

    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.render.resolution_percentage = 50
    scene.render.pixel_aspect_x, scene.render.pixel_aspect_y = stretch
    obj = eye(sensor_fit=fit, sensor_width=36, sensor_height=20, **values)
    obj.scale = (2, 2, 2)  # which no camera heeds
    bpy.context.view_layer.update()
    camera = addon("reloop3d_addon.bridge.cameras").camera_from_object(obj, scene)
    assert (camera.intrinsics.width, camera.intrinsics.height) == (size[0] // 2, size[1] // 2)
    points = np.random.default_rng(0).normal(size=(20, 3))
    found = addon("engine.camera").project(camera, points)
    for point, (u, v, depth) in zip(points, found, strict=True):
        x, y, z = world_to_camera_view(scene, obj, Matrix.Translation(point).translation)
        assert np.allclose([u + 0.5, v + 0.5], [x * size[0] / 2, (1 - y) * size[1] / 2], atol=0.02)
        assert np.isclose(depth, z, atol=1e-4)


@pytest.mark.parametrize("values", LENSES)
@pytest.mark.parametrize("stretch", [(1, 1), (2, 1), (1, 1.5)])
def test_an_engine_camera_put_into_blender_reads_back_as_it_was(addon, values, stretch) -> None:
    cameras, scene = addon("reloop3d_addon.bridge.cameras"), bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = 320, 200
    scene.render.pixel_aspect_x, scene.render.pixel_aspect_y = stretch
    first = cameras.camera_from_object(eye(**values), scene)
    other = eye("PANO")
    cameras.set_camera(other, scene, first, reach=(0.1, 100))
    bpy.context.view_layer.update()
    second = cameras.camera_from_object(other, scene)
    one, two = first.intrinsics, second.intrinsics
    for name in ("fx", "fy", "cx", "cy", "width", "height"):
        assert np.isclose(getattr(one, name), getattr(two, name), rtol=1e-5, atol=1e-3), name
    assert one.is_orthographic == two.is_orthographic
    assert np.allclose(first.world_from_camera, second.world_from_camera, atol=1e-6)


def test_panoramas_and_scenes_without_cameras_are_refused_in_words(addon) -> None:
    cameras, errors = addon("reloop3d_addon.bridge.cameras"), addon("engine.errors")
    with pytest.raises(errors.InputError, match="no camera"):
        cameras.scene_cameras(bpy.context.scene)
    eye("PANO")
    with pytest.raises(errors.InputError, match="pano camera"):
        cameras.scene_cameras(bpy.context.scene)


def colored(name: str, rgb: tuple[float, float, float]) -> bpy.types.Material:
    material = material_with_nodes(name)
    nodes, links = material.node_tree.nodes, material.node_tree.links
    emission = nodes.new("ShaderNodeEmission")
    emission.inputs["Color"].default_value = (*rgb, 1)
    links.new(emission.outputs[0], nodes["Material Output"].inputs["Surface"])
    return material


@pytest.mark.parametrize("engine", ["cycles", "eevee"])
def test_eevee_and_cycles_show_the_real_materials_of_the_chosen_object_alone(
    addon, engine: str
) -> None:
    bpy.ops.mesh.primitive_cube_add(location=(40, 0, 0))
    cube = bpy.context.object
    cube.data.materials.append(colored("Mesh's", (1, 0, 0)))
    cube.material_slots[0].link = "OBJECT"
    cube.material_slots[0].material = colored("Object's", (0, 1, 0))
    bpy.ops.mesh.primitive_plane_add(size=100)  # in the way, and not chosen
    bpy.context.object.data.materials.append(colored("Ground", (0, 0, 1)))
    bpy.context.view_layer.update()
    rig = addon("engine.rigs").Rig(2, size=48)
    settings = addon("engine.capture.settings").CaptureSettings(
        rig, engine=engine, samples=2, channels=("instance_ids",)
    )
    for view in addon("reloop3d_addon.api").capture(cube, settings).views:
        assert np.allclose(view.rgb[24, 24], [0, 1, 0], atol=0.02)
        assert (view.rgba[0, 0] == [0, 0, 0, 0]).all()
        seen = view.instance_ids >= 0
        assert (view.mask & seen).sum() / (view.mask | seen).sum() > 0.95


@pytest.mark.parametrize("engine", ["cycles", "eevee"])
def test_copies_stand_as_the_originals_do_sheared_mirrored_and_instanced(
    addon, engine: str
) -> None:
    inner = bpy.data.collections.new("Inner")
    bpy.ops.mesh.primitive_monkey_add()
    monkey = bpy.context.object
    bpy.context.scene.collection.objects.unlink(monkey)
    inner.objects.link(monkey)
    parent = bpy.data.objects.new("Squeezed", None)
    parent.scale = (1, 2.5, 0.5)
    empty = bpy.data.objects.new("Instance", None)
    empty.instance_type, empty.instance_collection = "COLLECTION", inner
    empty.parent, empty.rotation_euler = parent, (0.4, 0.8, math.pi / 3)
    empty.scale.x = -1
    for obj in (parent, empty):
        bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.update()
    rig = addon("engine.rigs").Rig(2, size=160)
    make = addon("engine.capture.settings").CaptureSettings
    views = addon("reloop3d_addon.api").capture(
        parent, make(rig, engine=engine, samples=8, channels=("instance_ids",))
    )
    assert views.instances[0].name == "Instance/Suzanne"
    for view in views.views:
        seen = view.instance_ids >= 0
        assert (view.mask & seen).sum() / (view.mask | seen).sum() > 0.97


def test_face_ids_are_the_polygons_that_blender_itself_would_name(addon) -> None:
    bpy.ops.mesh.primitive_monkey_add()
    monkey = bpy.context.object
    monkey.modifiers.new("Subdivision", "SUBSURF")
    monkey.location, monkey.rotation_euler = (3, 1, 2), (0.2, 0.3, 0.4)
    bpy.context.view_layer.update()
    rig = addon("engine.rigs").Rig(2, size=40)
    settings = addon("engine.capture.settings").CaptureSettings(
        rig, channels=("face_ids", "positions")
    )
    depsgraph = bpy.context.evaluated_depsgraph_get()
    local_from_world = monkey.matrix_world.inverted()
    for view in addon("reloop3d_addon.api").capture(monkey, settings).views:
        rows, columns = np.nonzero(view.face_ids >= 0)
        eye_place = Matrix(view.camera.world_from_camera.tolist()).translation
        equal = []
        for row, column in list(zip(rows, columns, strict=True))[::7]:
            target = Matrix.Translation(view.positions[row, column]).translation
            start, end = local_from_world @ eye_place, local_from_world @ target
            hit, _, _, face = monkey.ray_cast(start, end - start, depsgraph=depsgraph)
            equal.append(hit and face == view.face_ids[row, column])
        assert np.mean(equal) > 0.98
