"""A mesh and the cameras that saw it in, a collection with all of them out."""

import json
from collections.abc import Sequence

import bpy
import numpy as np
from numpy.typing import NDArray

from ...engine.datatypes import Camera, Mesh
from .cameras import place_camera
from .images import image_from_rgba
from .objects import object_from_mesh

_NUMBERS = "reloop3d_fused"  # a property of ours: what came of fusing, as JSON
_BY = "reloop3d_by"  # a property of ours: the button that made the mesh
_NEAR, _FAR = 0.01, 10.0  # what a camera draws, in diagonals of the mesh


def put_into_scene(
    scene: bpy.types.Scene,
    mesh: Mesh,
    cameras: list[Camera],
    name: str,
    numbers: dict[str, float] | None = None,
    *,
    by: str,
    photos: Sequence[NDArray[np.uint8]] = (),
) -> bpy.types.Object:
    """A new collection in the scene with the mesh, selected and active, and its cameras.

    Args:
        numbers: of a fusion; they stay with the object.
        by: the label of the button that made it; it stays with the object too.
        photos: what each camera took, (H, W, 4); they lie behind its view.
    """
    collection = bpy.data.collections.new(name)
    scene.collection.children.link(collection)
    obj = object_from_mesh(mesh, name)
    collection.objects.link(obj)
    obj[_BY] = by
    if numbers is not None:
        obj[_NUMBERS] = json.dumps(numbers)
    for image in textures_of(obj):
        image.pack()  # else it is gone when the file is opened again
    diagonal = float(np.linalg.norm(np.ptp(mesh.vertices, axis=0)))
    for index, camera in enumerate(cameras):
        eye_name = camera.name or f"{name} {index}"
        eye = bpy.data.objects.new(eye_name, bpy.data.cameras.new(eye_name))
        collection.objects.link(eye)
        place_camera(eye, camera, reach=(_NEAR * diagonal, _FAR * diagonal))
        eye.data.display_size = 0.1 * diagonal
        if len(photos):
            eye.data.show_background_images = True
            eye.data.background_images.new().image = image_from_rgba(eye_name, photos[index])
    for other in bpy.context.selected_objects:
        other.select_set(False)
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    return obj


def numbers_of(obj: bpy.types.Object | None) -> dict[str, float] | None:
    """What came of fusing this object's mesh; None: it was not made so."""
    text = obj.get(_NUMBERS) if obj else None
    return json.loads(text) if text else None


def was_made_by(obj: bpy.types.Object, by: str) -> bool:
    """Whether this object's mesh came of the button of that label."""
    return obj.get(_BY) == by


def textures_of(obj: bpy.types.Object) -> list[bpy.types.Image]:
    """The pictures that an object's materials show."""
    nodes = [node for slot in obj.material_slots for node in slot.material.node_tree.nodes]
    return [node.image for node in nodes if node.type == "TEX_IMAGE" and node.image]
