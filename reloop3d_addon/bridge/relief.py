"""A mesh of one picture, or its depth, in; a collection before its camera, or an image, out."""

import bpy
import numpy as np
from numpy.typing import NDArray

from ...engine.datatypes import Camera, Mesh
from .fused import put_into_scene, textures_of
from .images import image_from_rgba, set_preview

_PREVIEW = 256  # pixels of a preview's side, about
_DEPTH_OF = "reloop3d_depth_of"  # a property of ours: the photo's name, on the image of its depth


def put_relief(
    scene: bpy.types.Scene, mesh: Mesh, camera: Camera, rgba: NDArray[np.uint8], name: str
) -> bpy.types.Object:
    """A new collection with the mesh, selected and active, and the camera with its photo behind.

    Args:
        rgba: (H, W, 4), the photo; where the mesh has a texture, that is it.
    """
    obj = put_into_scene(scene, mesh, [camera], name, by="Image to Mesh")
    (eye,) = (other for other in obj.users_collection[0].objects if other.type == "CAMERA")
    shown = textures_of(obj)
    behind = eye.data.background_images.new()
    behind.image = shown[0] if shown else image_from_rgba(name, rgba)
    eye.data.show_background_images = True
    return obj


def depth_image(name: str, rgba: NDArray[np.uint8]) -> bpy.types.Image:
    """An image that shows the depth of the photo of that name; one before it is replaced."""
    for image in list(bpy.data.images):
        if image.get(_DEPTH_OF) == name:
            bpy.data.images.remove(image)
    made = image_from_rgba(f"{name} depth", rgba)
    made[_DEPTH_OF] = name
    made.use_fake_user = True  # nothing else uses it
    set_preview(made, _square(rgba))
    return made


def depth_image_of(name: str) -> bpy.types.Image | None:
    """The image that shows the depth of the photo of that name, if it was made."""
    return next((image for image in bpy.data.images if image.get(_DEPTH_OF) == name), None)


def _square(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Every few pixels of rgba (H, W, 4) in the middle of a clear square."""
    small = rgba[:: max(1, len(rgba) // _PREVIEW), :: max(1, len(rgba) // _PREVIEW)]
    height, width = small.shape[:2]
    side = max(height, width)
    square = np.zeros((side, side, 4), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = small
    return square
