"""The photo that becomes a mesh, and the drawing that masks it, as the scene's settings choose."""

from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from numpy.typing import NDArray

from ..engine.errors import InputError
from ..engine.images import SUFFIXES, read_image
from ..engine.jobs import Progress, Steps, Work
from ..engine.reconstruct.relief.picture import Picture, read_picture
from .bridge.images import image_at, mask_from_image, rgba_from_image


@dataclass(frozen=True)
class Photo:
    """A picture that can be read: its image's session_uid, and its drawing's or None."""

    name: str
    image: int
    drawing: int | None

    def read(self) -> Steps[tuple[Picture, NDArray[np.bool_] | None]]:
        """The picture, and the subject (H, W) where a drawing says it.

        Raises:
            InputError: an image is gone, moves, or nothing is drawn.
            DataError: it cannot be read.
        """
        image = _there(self.image)
        path = file_of(image)
        if path is not None:
            picture = yield Work(_reading(path))
        else:
            yield Progress(0, None, "Reading the picture")
            picture = Picture(rgba_from_image(image), self.name)
        if self.drawing is None:
            return picture, None
        return picture, mask_from_image(_there(self.drawing), picture.rgba) > 0.5


def photo_problem(context: bpy.types.Context) -> str | None:
    """Why there is no picture to read; None if there is one."""
    group = context.scene.reloop3d.relief
    if group.picture is None:
        return "Choose a photo first"
    if group.is_drawn and group.drawing is None:
        return "Make a drawing, or choose one"
    return None


def photo(context: bpy.types.Context) -> Photo:
    """The picture that the scene's settings choose.

    Raises:
        InputError: there is none.
    """
    if problem := photo_problem(context):
        raise InputError(f"{problem}.")
    group = context.scene.reloop3d.relief
    drawing = group.drawing.session_uid if group.is_drawn else None
    return Photo(Path(group.picture.name).stem, group.picture.session_uid, drawing)


def upright(image: bpy.types.Image) -> NDArray[np.uint8]:
    """The pixels (H, W, 4) of an image as its photo is read, turned as it was taken.

    Raises:
        InputError, DataError: it cannot be read.
    """
    path = file_of(image)
    return rgba_from_image(image) if path is None else read_image(path)


def file_of(image: bpy.types.Image) -> Path | None:
    """The file that an image shows as it is, which tells its lens and which way is up; or None."""
    if image.source != "FILE" or image.is_dirty or image.packed_file or not image.filepath:
        return None
    path = Path(bpy.path.abspath(image.filepath, library=image.library))
    return path if path.suffix.lower() in SUFFIXES and path.is_file() else None


def _reading(path: Path) -> Steps[Picture]:
    yield Progress(0, None, "Reading the picture")
    return read_picture(path)


def _there(session_uid: int) -> bpy.types.Image:
    image = image_at(session_uid)
    if image is None:
        raise InputError("The photo or its drawing is gone.", "Choose it again.")
    return image
