"""Blender's objects in, the engine's Mesh out (evaluated, in the world), and back."""

from collections.abc import Iterable
from dataclasses import replace

import bpy
import numpy as np
from mathutils import Matrix

from ...engine.datatypes import GREY, Instance, Material, Mesh
from ...engine.errors import InputError
from ...engine.images import linear_from_srgb
from ...engine.meshes import join, transformed
from .assets import SURFACES, asset_objects, without_helpers
from .materials import material_from_blender

_COLORS = "Color"  # what Blender calls painted colours itself


def mesh_from_asset(root: bpy.types.Object, *, look: str = "texture") -> Mesh:
    """Everything that belongs to `root` in the current scene, as it is evaluated now.

    Modifiers, shape keys, armatures, instances of collections and of geometry nodes included.
    The mesh is in world space.

    Raises:
        InputError: nothing of it has a surface, or it is hidden.
    """
    return mesh_from_assets([root], look=look)


def mesh_from_assets(roots: Iterable[bpy.types.Object], *, look: str = "texture") -> Mesh:
    """All of several assets in the current scene as one mesh, as `mesh_from_asset` does.

    Raises:
        InputError: none of them has a surface, or the only one is hidden.
    """
    roots = list(roots)
    depsgraph = bpy.context.evaluated_depsgraph_get()  # first: it brings the layer up to date
    layer = bpy.context.view_layer
    objects = [obj for root in roots for obj in asset_objects(root, layer.objects)]
    parts = list(_parts(depsgraph, objects, look))
    if not parts:
        _explain_nothing(roots, layer)
    return join(parts)


def _explain_nothing(roots: list[bpy.types.Object], layer: bpy.types.ViewLayer) -> None:
    name = roots[0].name if len(roots) == 1 else "The selection"
    if len(roots) == 1 and name in layer.objects and not roots[0].visible_get():
        raise InputError(f"{name} is hidden.", "Show it in the viewport first.")
    raise InputError(
        f"{name} has no surface to look at.",
        "Choose an object with faces, or the parent of such objects.",
    )


def mesh_from_scene(
    scene: bpy.types.Scene, *, layer: bpy.types.ViewLayer | None = None, look: str = "texture"
) -> Mesh:
    """Everything visible in `scene`, which need not be the current one, as one mesh.

    Args:
        layer: of the scene's view layers; the first if None.

    Raises:
        InputError: nothing in it has a surface.
    """
    layer = layer or scene.view_layers[0]
    with bpy.context.temp_override(scene=scene, view_layer=layer):
        depsgraph = bpy.context.evaluated_depsgraph_get()
        parts = list(_parts(depsgraph, without_helpers(layer.objects), look))
    if not parts:
        raise InputError("It holds no surface to look at.", "Points and lines cannot be drawn.")
    return join(parts)


def _parts(
    depsgraph: bpy.types.Depsgraph, objects: Iterable[bpy.types.Object], look: str
) -> Iterable[Mesh]:
    """One Mesh in the world for each visible surface of `objects` and their instances."""
    shared: dict[int, Mesh | None] = {}  # instances of one object share its data
    looks: dict[int, tuple[Material, bool]] = {}  # and objects share materials
    for instance in surfaces(depsgraph, objects):
        obj = instance.object
        key = obj.as_pointer()
        if key not in shared:
            shared[key] = _local_mesh(obj, depsgraph, looks, is_painted=look == "vertex")
        if shared[key] is not None:
            placed = replace(shared[key], instances=(_named(instance),))
            yield transformed(placed, np.array(instance.matrix_world, np.float64))


def surfaces(
    depsgraph: bpy.types.Depsgraph, objects: Iterable[bpy.types.Object]
) -> Iterable[bpy.types.DepsgraphObjectInstance]:
    """Every place in which a visible object of `objects`, or an instance they make, may have one.

    What is given out is Blender's own and changes with the next.
    """
    members = {obj.session_uid for obj in objects}
    for instance in depsgraph.object_instances:
        owner = instance.parent if instance.is_instance else instance.object
        if owner is None or owner.original.session_uid not in members:
            continue
        if instance.object.type in SURFACES and instance.show_self:
            yield instance


def _named(instance: bpy.types.DepsgraphObjectInstance) -> Instance:
    """What the artist calls it; its class, where it or what it stands under has been labelled."""
    own = instance.object.original
    top = instance.parent.original if instance.is_instance else own
    name = f"{top.name}/{own.name}" if instance.is_instance else own.name
    labelled = top
    while labelled is not None and not (labelled.reloop3d.own or labelled.reloop3d.label):
        labelled = labelled.parent
    answer = labelled.reloop3d if labelled else None
    return Instance(name, (answer.own or answer.label) if answer else "")


def _local_mesh(
    obj: bpy.types.Object, depsgraph: bpy.types.Depsgraph, looks: dict, *, is_painted: bool
) -> Mesh | None:
    """An evaluated object's triangles in its own space, None if it has none."""
    try:
        mesh = obj.to_mesh(preserve_all_data_layers=True, depsgraph=depsgraph)
    except RuntimeError:  # the type has no mesh form (a volume, a point cloud)
        return None
    try:
        if mesh is None or not mesh.polygons:
            return None
        materials = [slot.material for slot in obj.material_slots] or list(mesh.materials)
        slots = [_look(material, looks) for material in materials or [None]]
        if is_painted:
            slots = [(GREY, True) for _ in slots]
        return _mesh_from_blender(mesh, slots)
    finally:
        obj.to_mesh_clear()


def _look(material: bpy.types.Material | None, looks: dict) -> tuple[Material, bool]:
    key = material.as_pointer() if material else 0
    if key not in looks:
        looks[key] = material_from_blender(material)
    return looks[key]


def _mesh_from_blender(mesh: bpy.types.Mesh, looks: list[tuple[Material, bool]]) -> Mesh:
    """A Blender mesh's triangles with normals, uv, colours and materials, in its own space."""
    mesh.calc_loop_triangles()
    triangles = mesh.loop_triangles
    count = len(triangles)
    loops = _read(triangles, "loops", np.int32, (count, 3))
    faces = _read(triangles, "vertices", np.int32, (count, 3))
    polygons = _read(triangles, "polygon_index", np.int32, (count,))
    slots = _read(mesh.polygons, "material_index", np.int32, (len(mesh.polygons),))[polygons]
    slots = np.clip(slots, 0, len(looks) - 1)
    return Mesh(
        _read(mesh.vertices, "co", np.float32, (len(mesh.vertices), 3)).astype(np.float64),
        faces,
        normals=_read(mesh.corner_normals, "vector", np.float32, (len(mesh.loops), 3))[loops],
        uv=_corner_uv(mesh, loops),
        colors=_corner_colors(mesh, loops, slots, looks),
        material_ids=slots,
        materials=tuple(look for look, _ in looks),
        face_ids=polygons,
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


def _corner_colors(mesh, loops, slots, looks) -> np.ndarray | None:
    """Corner colours (F, 3, 3), sRGB-encoded, where a material shows the colour attribute."""
    is_painted = np.array([painted for _, painted in looks])
    index = mesh.color_attributes.render_color_index
    if not is_painted.any() or not 0 <= index < len(mesh.color_attributes):
        return None
    attribute = mesh.color_attributes[index]
    values = _read(attribute.data, "color_srgb", np.float32, (len(attribute.data), 4))[:, :3]
    if attribute.domain == "POINT":
        vertices = _read(mesh.loops, "vertex_index", np.int32, (len(mesh.loops),))
        values = values[vertices]
    colors = np.clip(np.nan_to_num(values[loops]), 0, 1)
    plain = np.array([look.color for look, _ in looks], np.float32)[slots]
    shows = is_painted[slots]
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
        attribute = data.color_attributes.new(_COLORS, "FLOAT_COLOR", "CORNER")
        linear = linear_from_srgb(mesh.colors.reshape(-1, 3))
        rgba = np.column_stack([linear, np.ones(len(linear), np.float32)])
        attribute.data.foreach_set("color", rgba.ravel())
    for material in mesh.materials:
        made = _blender_material(material, name)
        if mesh.colors is not None:
            _paint(made)
        data.materials.append(made)
    data.update(calc_edges=True)
    if mesh.normals is None:
        data.shade_flat()
    else:
        # Kept as they are; normals_split_custom_set would take seconds a million faces.
        normals = data.attributes.new("custom_normal", "FLOAT_VECTOR", "CORNER")
        normals.data.foreach_set("vector", mesh.normals.ravel())
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


def _paint(material: bpy.types.Material) -> None:
    """Let a material show the colours that are painted on the mesh."""
    nodes = material.node_tree.nodes
    shader = next(node for node in nodes if node.type == "BSDF_PRINCIPLED")
    node = nodes.new("ShaderNodeVertexColor")
    node.layer_name = _COLORS
    material.node_tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])


def copies_of_assets(roots: Iterable[bpy.types.Object], name: str) -> list[bpy.types.Object]:
    """New objects, in no collection, that look and stand as several assets' surfaces do now.

    Their meshes are evaluated copies with every layer; their materials are the artist's own.
    """
    depsgraph = bpy.context.evaluated_depsgraph_get()
    layer = bpy.context.view_layer
    objects = [obj for root in roots for obj in asset_objects(root, layer.objects)]
    shared: dict[int, bpy.types.Mesh | None] = {}
    copies = []
    for instance in surfaces(depsgraph, objects):
        obj, matrix = instance.object, instance.matrix_world.copy()
        key = obj.as_pointer()
        if key not in shared:
            shared[key] = _own_mesh(obj, depsgraph)
        data = shared[key]
        if data is None:
            continue
        if not _is_plain(matrix):
            data = data.copy()
            data.transform(matrix)
            matrix = Matrix()
        copy = bpy.data.objects.new(name, data)
        copy.matrix_world = matrix
        copies.append(copy)
    return copies


def _own_mesh(obj: bpy.types.Object, depsgraph: bpy.types.Depsgraph) -> bpy.types.Mesh | None:
    try:
        mesh = bpy.data.meshes.new_from_object(
            obj, preserve_all_data_layers=True, depsgraph=depsgraph
        )
    except RuntimeError:  # the type has no mesh form (a volume, a point cloud)
        return None
    for index, slot in enumerate(obj.material_slots):  # some are the object's, not the mesh's
        if slot.material and index < len(mesh.materials):
            mesh.materials[index] = slot.material.original
    return mesh


def _is_plain(matrix: Matrix) -> bool:
    """Whether an object can stand so: its own transform knows no shear."""
    again = Matrix.LocRotScale(*matrix.decompose())
    return np.allclose(np.array(again), np.array(matrix), atol=1e-6 * max(1, matrix.median_scale))
