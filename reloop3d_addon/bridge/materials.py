"""Blender's materials in, the engine's Material out: one base colour, or its texture."""

import bpy
import numpy as np

from ...engine.datatypes import GREY, Material
from ...engine.images import srgb_from_linear

_COLOR_INPUTS = ("Base Color", "Color")
_SEE_THROUGH = {"BSDF_TRANSPARENT", "HOLDOUT"}  # mixed in for cut-outs; no look of their own
_LARGEST = 1024  # pixels a side of a texture; views are smaller


def material_from_blender(material: bpy.types.Material | None) -> tuple[Material, bool]:
    """The look of a material, and whether its colour comes from the mesh's colour attribute.

    No material at all means grey, or the mesh's own colours if it has any.
    """
    if material is None:
        return GREY, True
    socket = _base_color(material)
    if socket is None:
        return _plain(material.diffuse_color), False
    if not socket.is_linked:
        return _plain(socket.default_value), False
    for node in _upstream(socket):
        if node.type == "TEX_IMAGE" and node.image is not None:
            texture = _texture(node.image)
            if texture is not None:
                return Material(texture.mean(axis=(0, 1)), texture), False
        if node.type in {"VERTEX_COLOR", "ATTRIBUTE"}:
            return GREY, True
        if node.type == "RGB":
            return _plain(node.outputs[0].default_value), False
    return _plain(material.diffuse_color), False


def _plain(linear) -> Material:
    return Material(srgb_from_linear(np.array(linear[:3], np.float32)))


def _base_color(material: bpy.types.Material):
    """The colour input of the shader nearest to the material's output, or None."""
    uses_nodes = getattr(material, "use_nodes", True)  # from 5.0 on all do, and this will go
    tree = material.node_tree if uses_nodes else None
    output = tree.get_output_node("ALL") if tree else None
    if output is None:
        return None
    for node in _upstream(output.inputs["Surface"]):
        if node.type in _SEE_THROUGH:
            continue
        for name in _COLOR_INPUTS:
            socket = node.inputs.get(name)
            if socket is not None and socket.type == "RGBA" and node.outputs[0].type == "SHADER":
                return socket
    return None


def _upstream(socket):
    """Nodes that feed `socket`, nearest first, each once."""
    waiting, seen = [socket], set()
    while waiting:
        links = waiting.pop(0).links
        for link in links:
            if link.from_node.name not in seen:
                seen.add(link.from_node.name)
                yield link.from_node
                waiting += [entry for entry in link.from_node.inputs if entry.is_linked]


def _texture(image: bpy.types.Image):
    """Pixels (H, W, 3) sRGB-encoded, first row on top; None if the picture cannot be had."""
    width, height = image.size
    if image.source not in {"FILE", "GENERATED"} or not (width and height):
        return None
    pixels = np.empty(width * height * image.channels, np.float32)
    image.pixels.foreach_get(pixels)
    rows = pixels.reshape(height, width, image.channels)[::-1]
    rgb = _reduced(rows[..., :3] if image.channels >= 3 else rows[..., :1].repeat(3, 2))
    return srgb_from_linear(rgb) if image.is_float else rgb


def _reduced(rgb: np.ndarray) -> np.ndarray:
    """A picture (H, W, 3) at most _LARGEST pixels a side: the means of equal blocks."""
    step = -(-max(rgb.shape[:2]) // _LARGEST)
    if step > 1:
        for axis in (0, 1):
            starts = np.arange(0, rgb.shape[axis], step)
            counts = np.diff(starts, append=rgb.shape[axis])
            rgb = np.add.reduceat(rgb, starts, axis=axis)
            rgb /= counts[:, None, None] if axis == 0 else counts[:, None]
    return np.ascontiguousarray(rgb, np.float32)
