"""Cameras and the pictures that the artist hung on them in, what each of them shows out.

A camera's background images are its photo and, where one's name has “depth” in it, its depth map.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bpy

from ...engine.datatypes import Mesh, View
from ...engine.errors import InputError
from ...engine.jobs import Progress, Steps
from ...engine.render.channels import Subject
from .cameras import camera_from_object
from .images import rgba_from_image

_ASPECT = 0.01  # by which a photo's proportions may differ from the render's


@dataclass(frozen=True)
class Photo:
    """What a camera took: a view, and the file that its depth lies in, if any."""

    view: View
    depth: Path | None = None


def read_photos(eyes: Sequence[bpy.types.Object]) -> Steps[tuple[list[Photo], list[str]]]:
    """The photos of camera objects, a camera a step, and sentences about them.

    Raises:
        InputError: no camera has a photo, or one is a panorama.
        DataError: a picture cannot be read.
    """
    photos, said = [], []
    for done, eye in enumerate(eyes):
        yield Progress(done, len(eyes), "Reading views")
        images = [entry.image for entry in eye.data.background_images if entry.image is not None]
        maps = [image for image in images if "depth" in image.name.lower()]
        shown = [image for image in images if image not in maps]
        if not shown:
            said.append(f"{eye.name} is left out: it has no photo as a background image.")
            continue
        photos.append(Photo(_view(eye, shown[0], said), _file(maps[0]) if maps else None))
    if not photos:
        raise InputError(
            "None of the cameras has a photo.", "Add one as a background image of each camera."
        )
    return photos, said


def _file(image: bpy.types.Image) -> Path:
    """Where a depth map lies: its own numbers count, not those that Blender shows.

    Raises:
        InputError: it is not a file.
    """
    path = Path(bpy.path.abspath(image.filepath, library=image.library))
    if not image.filepath or (image.packed_file and not path.is_file()):
        raise InputError(
            f"{image.name} is a depth map without a file of its own.",
            "Save it, or unpack it, and open that file.",
        )
    return path


def _view(eye: bpy.types.Object, image: bpy.types.Image, said: list[str]) -> View:
    scene = bpy.context.scene
    render = scene.render
    rgba = rgba_from_image(image)
    height, width = rgba.shape[:2]
    # A picture with the render's proportions in pixels has its pixels' own; others' are square.
    shape = width * render.resolution_y / (height * render.resolution_x)
    ratio = render.pixel_aspect_x / render.pixel_aspect_y
    is_render = abs(shape - 1) <= _ASPECT
    if not is_render and abs(shape / ratio - 1) > _ASPECT:
        said.append(
            f"{eye.name}: the render has other proportions than its photo, whose {width} x "
            f"{height} pixels count."
        )
    seen = eye.evaluated_get(bpy.context.evaluated_depsgraph_get())
    ratio = ratio if is_render else 1.0
    return View(rgba, camera_from_object(seen, scene, resolution=(width, height), ratio=ratio))


def with_depth(photos: Sequence[Photo], mesh: Mesh) -> Steps[list[Photo]]:
    """The same; those without a depth map have that of the mesh's surfaces, and no background.

    Raises:
        InputError: the mesh has no face with a size.
        MissingDependency: embreex is not installed.
    """
    subject = Subject(mesh)
    measured = []
    for done, photo in enumerate(photos):
        yield Progress(done, len(photos), "Measuring depth")
        if photo.depth is None:
            view = photo.view
            depth = subject.channels(view.camera, ("depth",))["depth"]
            rgba = view.rgba.copy()
            rgba[depth == 0, 3] = 0
            photo = Photo(replace(view, rgba=rgba, depth=depth))
        measured.append(photo)
    return measured
