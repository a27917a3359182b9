"""What EEVEE and Cycles show of assets, as a short name: every mesh layer, node and texture.

Workbench and the ray caster show no more than the engine's Mesh says; these also follow the
node trees of the materials.
"""

from collections.abc import Iterable, Iterator

import bpy
import numpy as np

from ...engine.capture.cache import digest
from .assets import asset_objects
from .objects import surfaces

# What of a data-block does not show: names, users, the interface.
_SILENT = {
    "rna_type",
    "session_uid",
    "users",
    "preview",
    "original",
    "id_data",
    "name_full",
    "library",
    "library_weak_reference",
    "override_library",
    "asset_data",
    "dimensions",
    "location",
    "location_absolute",
    "width",
    "height",
    "select",
    "show_expanded",
    "show_options",
    "show_preview",
    "is_active_output",
    "pixels",
}
_VALUES = {"FLOAT": ("value", 1), "INT": ("value", 1), "BOOLEAN": ("value", 1)}
_VALUES |= {"FLOAT_VECTOR": ("vector", 3), "FLOAT2": ("vector", 2)}
_VALUES |= {"FLOAT_COLOR": ("color", 4), "BYTE_COLOR": ("color", 4)}


def look_digest(roots: Iterable[bpy.types.Object]) -> str:
    """A digest of all that the surfaces of assets show, as they are evaluated now."""
    depsgraph = bpy.context.evaluated_depsgraph_get()
    layer = bpy.context.view_layer
    objects = [obj for root in roots for obj in asset_objects(root, layer.objects)]
    seen: set[int] = set()
    facts: list[object] = []
    for instance in surfaces(depsgraph, objects):
        obj = instance.object
        facts.append(np.array(instance.matrix_world))
        if obj.type == "MESH" and obj.data.as_pointer() not in seen:
            seen.add(obj.data.as_pointer())
            facts += _layers(obj.data)
        for slot in obj.material_slots:
            if slot.material is not None:
                facts += _facts(slot.material.original, seen)
    return digest(facts)


def _layers(mesh: bpy.types.Mesh) -> Iterator[object]:
    """Names and values of a mesh's attributes."""
    for attribute in mesh.attributes:
        if attribute.data_type in _VALUES:
            field, width = _VALUES[attribute.data_type]
            values = np.empty(len(attribute.data) * width, np.float32)
            attribute.data.foreach_get(field, values)
            yield (attribute.name, attribute.domain, values)


def _facts(struct: bpy.types.bpy_struct, seen: set[int]) -> Iterator[object]:
    """All that a data-block and those it leads to hold, each once."""
    if struct.as_pointer() in seen:
        yield struct.name if isinstance(struct, bpy.types.ID) else ""
        return
    seen.add(struct.as_pointer())
    if isinstance(struct, bpy.types.Image):
        yield from _pixels(struct)
    for prop in struct.bl_rna.properties:
        if prop.identifier in _SILENT:
            continue
        value = getattr(struct, prop.identifier, None)
        if prop.type == "POINTER":
            if _is_followed(value):
                yield from _facts(value, seen)
        elif prop.type == "COLLECTION":
            for entry in value or ():
                yield from _facts(entry, seen)
        elif getattr(prop, "is_array", False):
            yield (prop.identifier, tuple(np.ravel(value).tolist()))
        else:
            yield (prop.identifier, str(value))


def _is_followed(value: object) -> bool:
    """Whether what a pointer leads to shows: not the objects and scenes it may also name."""
    shown = (bpy.types.NodeTree, bpy.types.Image, bpy.types.Texture, bpy.types.Material)
    return value is not None and (isinstance(value, shown) or not isinstance(value, bpy.types.ID))


def _pixels(image: bpy.types.Image) -> Iterator[object]:
    if image.source in {"FILE", "GENERATED"} and image.size[0]:
        pixels = np.empty(image.size[0] * image.size[1] * image.channels, np.float32)
        image.pixels.foreach_get(pixels)
        yield pixels
