"""Blender's images in, the engine's pictures out, and back.

Blender's pixels have their last row first; those of a picture with more than 8 bits are linear,
their colours times alpha.
"""

import bpy
import numpy as np
from numpy.typing import NDArray

from ...engine.errors import DataError, InputError
from ...engine.images import srgb_from_linear

_PAINTED_OVER = "reloop3d_painted_over"  # a property of ours: begun as a copy of the picture
_MOVING = {"MOVIE", "SEQUENCE"}
_STROKE = 2  # of 255: less than that is no stroke


def image_at(session_uid: int) -> bpy.types.Image | None:
    """The image, or None if it is gone."""
    return next((image for image in bpy.data.images if image.session_uid == session_uid), None)


def rgba_from_image(image: bpy.types.Image) -> NDArray[np.uint8]:
    """What the image shows, (H, W, 4), as if it were shown without a view transform.

    Raises:
        InputError: it is a render that was not saved, or moves.
        DataError: it cannot be read.
    """
    pixels = _pixels(image)
    rgb, alpha = pixels[..., :3], pixels[..., 3:]
    if image.is_float and image.alpha_mode != "CHANNEL_PACKED":
        rgb /= np.maximum(alpha, 1e-6)
    if image.is_float or image.colorspace_settings.name.startswith("Linear"):
        rgb[:] = srgb_from_linear(rgb)
    if image.alpha_mode == "NONE":
        alpha[:] = 1
    if image.is_float:
        np.clip(np.nan_to_num(pixels, copy=False), 0, 1, out=pixels)
    pixels *= 255  # in place: a photo has many pixels, and the window waits
    pixels += 0.5
    return pixels.astype(np.uint8)


def _pixels(image: bpy.types.Image) -> NDArray[np.float32]:
    """The pixels as Blender has them (H, W, 4), first row on top."""
    if image.type == "RENDER_RESULT":
        raise InputError("A render's pixels cannot be read.", "Save it, and open that file.")
    if image.source in _MOVING:
        raise InputError(f"{image.name} moves.", "Choose a still picture.")
    width, height = image.size  # reads the file, where that is still to be done
    count = image.channels
    if not width * height * count:
        raise DataError(f"{image.name} cannot be read.", "Open its file anew.")
    pixels = np.empty(width * height * count, np.float32)
    image.pixels.foreach_get(pixels)
    pixels = pixels.reshape(height, width, count)[::-1]
    if count < 3:
        pixels = pixels[..., :1].repeat(3, axis=2)
    if count != 4:
        pixels = np.concatenate([pixels, np.ones((height, width, 1), np.float32)], axis=2)
    return pixels


def image_from_rgba(name: str, rgba: NDArray[np.uint8]) -> bpy.types.Image:
    """A new image that shows rgba (H, W, 4); it is kept in the file."""
    height, width = rgba.shape[:2]
    image = bpy.data.images.new(name, width, height, alpha=True)
    image.pixels.foreach_set((rgba[::-1].astype(np.float32) / 255).ravel())
    image.update()
    image.pack()
    return image


def drawing_over(picture: bpy.types.Image) -> bpy.types.Image:
    """A copy of the picture to be painted over: what is painted is the mask, in any colour.

    Raises:
        InputError, DataError: as rgba_from_image.
    """
    return drawing_of(picture.name, rgba_from_image(picture))


def drawing_of(name: str, rgba: NDArray[np.uint8]) -> bpy.types.Image:
    """The same of pixels (H, W, 4) that belong to a picture of that name."""
    made = image_from_rgba(f"{name} mask", rgba)
    made[_PAINTED_OVER] = True
    return made


def mask_from_image(drawing: bpy.types.Image, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Where the object is, by a drawing: (H, W) in [0, 1], in the size of `picture` (H, W, 4).

    Of one that `drawing_over` began: what was painted over. Of another: its alpha, where it has
    any, else its brightness.

    Raises:
        InputError, DataError: as rgba_from_image; or nothing is drawn.
    """
    rgba = rgba_from_image(drawing)
    if drawing.get(_PAINTED_OVER) and rgba.shape == picture.shape:
        difference = np.abs(rgba.astype(np.int16) - picture).max(axis=2)
        mask = (difference > _STROKE).astype(np.float32)
    elif rgba[..., 3].min() < 255:
        mask = rgba[..., 3].astype(np.float32) / 255
    else:
        mask = rgba[..., :3].astype(np.float32).mean(axis=2) / 255
    if not (mask > 0.5).any():
        raise InputError(f"Nothing is drawn in {drawing.name}.", "Paint over the object there.")
    return _stretched(mask, *picture.shape[:2])


def _stretched(mask: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """The mask in another size: each pixel is its nearest one."""
    rows = np.minimum((np.arange(height) + 0.5) * mask.shape[0] // height, mask.shape[0] - 1)
    columns = np.minimum((np.arange(width) + 0.5) * mask.shape[1] // width, mask.shape[1] - 1)
    return mask[rows.astype(int)[:, None], columns.astype(int)]


def set_preview(obj: bpy.types.ID, rgba: NDArray[np.uint8]) -> None:
    """Show rgba (S, S, 4) for the object where Blender shows assets; its icon is made of it.

    Raises:
        InputError: it belongs to another file.
    """
    if not obj.is_editable:
        raise InputError(f"{obj.name} is linked from another file.", "Set its preview there.")
    preview = obj.preview_ensure()
    values = rgba[::-1].astype(np.float32) / 255
    values[..., :3] *= values[..., 3:]
    preview.image_size = values.shape[1::-1]
    preview.image_pixels_float.foreach_set(values.ravel())
    step = max(1, len(values) // 32)
    size = len(values) // step
    icon = values[: size * step, : size * step].reshape(size, step, size, step, 4)
    preview.icon_size = (size, size)
    preview.icon_pixels_float.foreach_set(np.ascontiguousarray(icon.mean(axis=(1, 3))).ravel())
