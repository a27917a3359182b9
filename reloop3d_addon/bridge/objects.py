"""Blender's objects in, the engine's Mesh out (evaluated, in the world), and back."""

from collections.abc import Iterable

import bpy
import numpy as np

from ...engine.datatypes import Mesh
from ...engine.errors import InputError
from ...engine.images import linear_from_srgb
from ...engine.meshes import join, transformed
from .assets import SURFACES, asset_objects, without_helpers
from .materials import material_from_blender


def mesh_from_asset(root: bpy.types.Object) -> Mesh:
    """Everything that belongs to `root` in the current scene, as it is evaluated now.

    Modifiers, shape keys, armatures, instances of collections and of geometry nodes included.
    The mesh is in world space.

    Raises:
        InputError: nothing of it has a surface, or it is hidden.
    """
    depsgraph = bpy.context.evaluated_depsgraph_get()  # first: it brings the layer up to date
    parts = list(_parts(depsgraph, asset_objects(root, bpy.context.view_layer.objects)))
    if not parts:
        if root.name in bpy.context.view_layer.objects and not root.visible_get():
            raise InputError(f"{root.name} is hidden.", "Show it in the viewport first.")
        raise InputError(
            f"{root.name} has no surface to look at.",
            "Choose an object with faces, or the parent of such objects.",
        )
    return join(parts)


def mesh_from_scene(scene: bpy.types.Scene) -> Mesh:
    """Everything visible in `scene`, which need not be the current one, as one mesh.

    Raises:
        InputError: nothing in it has a surface.
    """
    layer = scene.view_layers[0]
    with bpy.context.temp_override(scene=scene, view_layer=layer):
        depsgraph = bpy.context.evaluated_depsgraph_get()
        parts = list(_parts(depsgraph, without_helpers(layer.objects)))
    if not parts:
        raise InputError("It holds no surface to look at.", "Points and lines cannot be drawn.")
    return join(parts)


def _parts(depsgraph: bpy.types.Depsgraph, objects: Iterable[bpy.types.Object]) -> Iterable[Mesh]:
    """One Mesh in the world for each visible surface of `objects` and their instances."""
    members = {obj.session_uid for obj in objects}
    shared: dict[int, Mesh | None] = {}  # instances of one object share its data
    for instance in depsgraph.object_instances:
        owner = instance.parent if instance.is_instance else instance.object
        if owner is None or owner.original.session_uid not in members:
            continue
        obj = instance.object
        if obj.type not in SURFACES or not instance.show_self:
            continue
        key = obj.as_pointer()
        if key not in shared:
            shared[key] = _local_mesh(obj, depsgraph)
        if shared[key] is not None:
            yield transformed(shared[key], np.array(instance.matrix_world, np.float64))


def _local_mesh(obj: bpy.types.Object, depsgraph: bpy.types.Depsgraph) -> Mesh | None:
    """An evaluated object's triangles in its own space, None if it has none."""
    try:
        mesh = obj.to_mesh(preserve_all_data_layers=True, depsgraph=depsgraph)
    except RuntimeError:  # the type has no mesh form (a volume, a point cloud)
        return None
    try:
        if mesh is None or not mesh.polygons:
            return None
        materials = [slot.material for slot in obj.material_slots]
        return mesh_from_blender(mesh, materials or list(mesh.materials))
    finally:
        obj.to_mesh_clear()


def mesh_from_blender(mesh: bpy.types.Mesh, materials: list) -> Mesh:
    """A Blender mesh's triangles with normals, uv, colours and materials, in its own space."""
    mesh.calc_loop_triangles()
    triangles = mesh.loop_triangles
    count = len(triangles)
    loops = _read(triangles, "loops", np.int32, (count, 3))
    faces = _read(triangles, "vertices", np.int32, (count, 3))
    polygons = _read(triangles, "polygon_index", np.int32, (count,))
    slots = _read(mesh.polygons, "material_index", np.int32, (len(mesh.polygons),))[polygons]
    looks = [material_from_blender(material) for material in materials or [None]]
    slots = np.clip(slots, 0, len(looks) - 1)
    return Mesh(
        _read(mesh.vertices, "co", np.float32, (len(mesh.vertices), 3)).astype(np.float64),
        faces,
        normals=_read(mesh.corner_normals, "vector", np.float32, (len(mesh.loops), 3))[loops],
        uv=_corner_uv(mesh, loops),
        colors=_corner_colors(mesh, loops, [uses for _, uses in looks], slots, looks),
        material_ids=slots,
        materials=tuple(look for look, _ in looks),
    )


def _read(collection, name: str, dtype: type, shape: tuple[int, ...]) -> np.ndarray:
    values = np.empty(int(np.prod(shape)), dtype)
    collection.foreach_get(name, values)
    return values.reshape(shape)


def _corner_uv(mesh: bpy.types.Mesh, loops: np.ndarray) -> np.ndarray | None:
    layer = next((layer for layer in mesh.uv_layers if layer.active_render), None)
    if layer is None:
        return None
    return _read(layer.uv, "vector", np.float32, (len(mesh.loops), 2))[loops]


def _corner_colors(mesh, loops, uses_attribute, slots, looks) -> np.ndarray | None:
    """Corner colours (F, 3, 3), sRGB-encoded, where a material shows the colour attribute."""
    index = mesh.color_attributes.render_color_index
    if not any(uses_attribute) or not 0 <= index < len(mesh.color_attributes):
        return None
    attribute = mesh.color_attributes[index]
    values = _read(attribute.data, "color_srgb", np.float32, (len(attribute.data), 4))[:, :3]
    if attribute.domain == "POINT":
        vertices = _read(mesh.loops, "vertex_index", np.int32, (len(mesh.loops),))
        values = values[vertices]
    colors = np.clip(np.nan_to_num(values[loops]), 0, 1)
    plain = np.array([look.color for look, _ in looks], np.float32)[slots]
    shows = np.array(uses_attribute)[slots]
    return np.where(shows[:, None, None], colors, plain[:, None]).astype(np.float32)


def object_from_mesh(mesh: Mesh, name: str) -> bpy.types.Object:
    """A new Blender object, not yet in any collection, that looks like `mesh`."""
    data = bpy.data.meshes.new(name)
    count = len(mesh.faces)
    data.vertices.add(len(mesh.vertices))
    data.vertices.foreach_set("co", mesh.vertices.astype(np.float32).ravel())
    data.loops.add(count * 3)
    data.loops.foreach_set("vertex_index", mesh.faces.ravel())
    data.polygons.add(count)
    data.polygons.foreach_set("loop_start", np.arange(0, count * 3, 3, dtype=np.int32))
    if mesh.material_ids is not None:
        data.polygons.foreach_set("material_index", mesh.material_ids)
    if mesh.uv is not None:
        data.uv_layers.new(name="UVMap").uv.foreach_set("vector", mesh.uv.ravel())
    if mesh.colors is not None:
        attribute = data.color_attributes.new("Color", "FLOAT_COLOR", "CORNER")
        linear = linear_from_srgb(mesh.colors.reshape(-1, 3))
        rgba = np.column_stack([linear, np.ones(len(linear), np.float32)])
        attribute.data.foreach_set("color", rgba.ravel())
    for material in mesh.materials:
        data.materials.append(_blender_material(material, name))
    data.update(calc_edges=True)
    if mesh.normals is None:
        data.shade_flat()
    else:
        data.normals_split_custom_set(mesh.normals.reshape(-1, 3))
    return bpy.data.objects.new(name, data)


def _blender_material(material, name: str) -> bpy.types.Material:
    made = bpy.data.materials.new(name)
    color = (*linear_from_srgb(material.color).tolist(), 1.0)
    made.diffuse_color = color
    if made.node_tree is None:
        made.use_nodes = True  # from 5.0 on every material has nodes, and this is deprecated
    nodes, links = made.node_tree.nodes, made.node_tree.links
    shader = next(node for node in nodes if node.type == "BSDF_PRINCIPLED")
    shader.inputs["Base Color"].default_value = color
    if material.texture is not None:
        height, width = material.texture.shape[:2]
        image = bpy.data.images.new(name, width, height)
        rgba = np.ones((height, width, 4), np.float32)
        rgba[..., :3] = material.texture[::-1]
        image.pixels.foreach_set(rgba.ravel())
        node = nodes.new("ShaderNodeTexImage")
        node.image = image
        links.new(node.outputs["Color"], shader.inputs["Base Color"])
        nodes.active = node  # Workbench shows the active texture
    return made


def remove_object(obj: bpy.types.Object) -> None:
    """Remove what `object_from_mesh` made: the object, its mesh, materials and images."""
    data = obj.data
    materials = [material for material in data.materials if material]
    pictures = [
        node.image
        for material in materials
        for node in material.node_tree.nodes
        if node.type == "TEX_IMAGE" and node.image
    ]
    bpy.data.batch_remove([obj, data, *materials, *pictures])
