"""Things to test with, made in the open scene."""

import bpy


def sample(addon, name: str, x: float = 0.0) -> bpy.types.Object:
    """One of the engine's sample assets in the scene, selected and active."""
    mesh = addon("engine.samples").SAMPLES[name]()
    obj = addon("reloop3d_addon.bridge.objects").object_from_mesh(mesh, name)
    obj.location.x = x
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.update()
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    return obj


def material_with_nodes(name: str) -> bpy.types.Material:
    """A new material with a Principled BSDF."""
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True  # from 5.0 on all have nodes, and this is deprecated
    return material
