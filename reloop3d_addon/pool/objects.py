"""Assets that are objects of the open file: an asset of the pool in, its object or Mesh out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import bpy

from ...engine.datatypes import Mesh
from ...engine.errors import InputError
from ...engine.pool.assets import Asset
from ..bridge.assets import roots_of
from ..bridge.objects import mesh_from_assets
from ..bridge.shown import NAME

PREFIX = "objects/"  # how the pool calls an object of a .blend file


def is_open(path: Path) -> bool:
    """Whether a .blend file is the one that is open here."""
    return bool(bpy.data.filepath) and Path(bpy.data.filepath) == path


def object_at(path: Path, name: str) -> bpy.types.Object | None:
    """The object that a pool calls `name`; None where it is none of the open file's."""
    if not is_open(path) or not name.startswith(PREFIX):
        return None
    return bpy.data.objects.get(name.removeprefix(PREFIX))


def objects_of(found: Iterable[Asset]) -> Iterator[tuple[Asset, bpy.types.Object]]:
    """Those of the assets that are objects of the open file."""
    for asset in found:
        if (obj := object_at(asset.path, asset.object)) is not None:
            yield asset, obj


def scenes() -> list[bpy.types.Scene]:
    """The artist's scenes: without the one that a person labels in."""
    return [scene for scene in bpy.data.scenes if not scene.name.startswith(NAME)]


def mesh_of(obj: bpy.types.Object) -> Mesh:
    """What an object looks like in its scene, whichever the window shows. On the main thread.

    Raises:
        InputError: it has no surface, is hidden, or in no scene.
    """
    own = next((scene for scene in scenes() if obj.name in scene.objects), None)
    if own is None:
        raise InputError(f"{obj.name} is in no scene.", "Link it to one.")
    with bpy.context.temp_override(scene=own, view_layer=own.view_layers[0]):
        return mesh_from_assets(roots_of([obj]))
