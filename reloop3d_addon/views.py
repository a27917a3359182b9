"""Where views with cameras come from: the last capture, a folder, or selected cameras' photos."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bpy

from ..engine.capture.store import INDEX
from ..engine.datatypes import Mesh
from ..engine.errors import InputError
from ..engine.jobs import Steps, Work
from ..engine.reconstruct.inputs.found import Entry, Found
from ..engine.reconstruct.inputs.loading import How
from ..engine.reconstruct.inputs.measured import load_measured
from ..engine.reconstruct.inputs.posed import Posed, posed
from ..engine.runtime.apart import apart
from .bridge.assets import ObjectRef
from .bridge.objects import mesh_from_scene
from .bridge.photos import Photo, read_photos, with_depth


@dataclass(frozen=True)
class Source:
    """Views that can be read: what they are called, and how to get them."""

    name: str
    read: Callable[[], Steps[Posed]]


def source_problem(context: bpy.types.Context) -> str | None:
    """Why there are no views to read; None if there are some."""
    settings = context.scene.reloop3d.fuse
    if settings.source == "FOLDER":
        return None if settings.folder else "Choose a folder"
    if settings.source == "CAMERAS":
        shown = (eye.data.background_images for eye in _cameras(context))
        has_one = any(entry.image for entries in shown for entry in entries)
        return None if has_one else "Select cameras with background images"
    return None if last_capture(context.scene) else "Capture something first"


def source(context: bpy.types.Context) -> Source:
    """The views that the scene's settings choose.

    Raises:
        InputError: there are none.
    """
    if problem := source_problem(context):
        raise InputError(f"{problem}.")
    settings = context.scene.reloop3d.fuse
    if settings.source == "CAMERAS":
        refs = [ObjectRef.of(eye) for eye in _cameras(context)]
        return Source("Views", lambda: _photos(refs, settings.depth_scale or None))
    if settings.source == "CAPTURE":
        folder, options = last_capture(context.scene), {}
    else:
        folder, options = Path(bpy.path.abspath(settings.folder)), settings.to_reading()
    return Source(folder.stem, lambda: _folder(folder, options))


def last_capture(scene: bpy.types.Scene) -> Path | None:
    """The folder of what was captured last; None: nothing was."""
    settings = scene.reloop3d.capture
    if not settings.folder:
        return None
    captured = Path(bpy.path.abspath(settings.folder)).glob(f"*/{INDEX}")
    latest = max(captured, key=lambda path: path.stat().st_mtime, default=None)
    return latest and latest.parent


def _cameras(context: bpy.types.Context) -> list[bpy.types.Object]:
    """The selected cameras, by name."""
    eyes = (obj for obj in context.selected_objects if obj.type == "CAMERA")
    return sorted(eyes, key=lambda eye: eye.name)


def _folder(folder: Path, options: dict) -> Steps[Posed]:
    return (yield Work(apart(load_measured, folder, **options)))


def _photos(refs: list[ObjectRef], depth_scale: float | None) -> Steps[Posed]:
    eyes = [ref.resolve() for ref in refs]
    if None in eyes:
        raise InputError(f"{refs[eyes.index(None)].name} is gone.", "Select it again.")
    photos, said = yield from read_photos(eyes)
    if any(photo.depth is None for photo in photos):
        mesh = _surfaces(next(photo for photo in photos if photo.depth is None))
        photos = yield Work(with_depth(photos, mesh))
        said.append("Where a camera has no depth map, the scene's surfaces tell depth.")
    entries = tuple(map(_entry, photos))
    found = Found(entries, "selected cameras", "opencv", Path(), said=tuple(said))
    return (yield Work(posed(found, How(None, depth_scale, None, found.usual))))


def _surfaces(photo: Photo) -> Mesh:
    """All that the scene shows, where a photo has no depth map."""
    try:
        return mesh_from_scene(bpy.context.scene, layer=bpy.context.view_layer)
    except InputError as error:
        raise InputError(
            f"{photo.view.name} has no depth map, and the scene has no surface to tell depth.",
            "Add one as a second background image with “depth” in its name.",
        ) from error


def _entry(photo: Photo) -> Entry:
    camera = photo.view.camera
    return Entry(camera.name, camera, view=photo.view, depth=photo.depth)
