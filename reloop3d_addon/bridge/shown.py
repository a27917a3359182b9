"""A scene of the add-on's own that shows one asset: a Mesh in, an object at the origin out."""

import bpy
from mathutils import Matrix, Vector

from ...engine.datatypes import Mesh
from .objects import object_from_mesh

NAME = "ReLoop3D label"
_AWAY = 2.4  # how far the eye stands off, as a multiple of the asset's diagonal


def make_scene() -> bpy.types.Scene:
    """A new scene with nothing in it, in the units and with the world of the open one."""
    scene = bpy.data.scenes.new(NAME)
    scene.world = bpy.context.scene.world
    return scene


def put(scene: bpy.types.Scene, mesh: Mesh, name: str) -> None:
    """Show this mesh, and nothing else, its middle at the origin and its diagonal 1."""
    clear(scene)
    obj = object_from_mesh(mesh, name)
    corners = [Vector(corner) for corner in obj.bound_box]
    low = Vector(min(c[axis] for c in corners) for axis in range(3))
    high = Vector(max(c[axis] for c in corners) for axis in range(3))
    size = (high - low).length or 1.0
    obj.matrix_world = Matrix.Scale(1 / size, 4) @ Matrix.Translation(-(low + high) / 2)
    scene.collection.objects.link(obj)


def clear(scene: bpy.types.Scene) -> None:
    """Show nothing."""
    made: set[bpy.types.ID] = set()
    for obj in scene.collection.objects:
        made |= {obj, obj.data}
        for material in filter(None, obj.data.materials):
            nodes = material.node_tree.nodes if material.node_tree else ()
            made |= {node.image for node in nodes if node.type == "TEX_IMAGE" and node.image}
            made.add(material)
    bpy.data.batch_remove(made)


def remove_scene(scene: bpy.types.Scene) -> None:
    """Take the scene away, with all that it shows."""
    clear(scene)
    bpy.data.scenes.remove(scene)


View = tuple[Vector, object, float, str]  # location, rotation, distance, perspective


def frame(window: bpy.types.Window) -> None:
    """Let the window's viewports see all of the asset, from where they look now."""
    for region in _regions(window):
        region.view_location = (0, 0, 0)
        region.view_distance = _AWAY


def views(window: bpy.types.Window) -> list[View]:
    """Where the window's viewports look from."""
    return [
        (r.view_location.copy(), r.view_rotation.copy(), r.view_distance, r.view_perspective)
        for r in _regions(window)
    ]


def look_again(window: bpy.types.Window, before: list[View]) -> None:
    """Let the viewports look from where they did."""
    for region, view in zip(_regions(window), before, strict=False):
        location, rotation, distance, perspective = view
        region.view_location, region.view_rotation = location, rotation
        region.view_distance, region.view_perspective = distance, perspective


def _regions(window: bpy.types.Window) -> list[bpy.types.RegionView3D]:
    spaces = [area.spaces.active for area in window.screen.areas if area.type == "VIEW_3D"]
    return [space.region_3d for space in spaces]
