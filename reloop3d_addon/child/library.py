"""What the second Blender can do: list a file's assets, read one as a mesh, write marks into files.

It has no session of anybody's: the file that was opened last stays open, so that the next asset
of the same file costs no reading.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import bpy

from ...engine.datatypes import Mesh
from ...engine.errors import DataError, InputError
from ...engine.meshfile import write_mesh
from ..bridge.assets import asset_objects, scene_roots
from ..bridge.files import imported
from ..bridge.objects import mesh_from_scene
from .states import give, preview_digest, state, take_back

_KINDS = ("objects", "collections")  # what can be looked at
_COMPRESSED = (b"\x28\xb5\x2f\xfd", b"\x1f\x8b")  # how such files begin: Zstandard, and gzip


def verbs() -> dict[str, Callable]:
    """What can be asked, by name; in an empty file."""
    _leave()
    opened = Opened()
    return {
        "listed": listed,
        "mesh": opened.mesh,
        "read_assets": read_assets,
        "write": write,
        "restore": restore,
    }


def listed(path: str) -> list[dict[str, str]]:
    """The assets of a file: {"object": "objects/Chair", "name": "Chair"}.

    In a .blend file those that are marked, else the roots of its first scene; any other file is
    one asset, with an empty "object".
    """
    file = Path(path)
    if file.suffix.lower() != ".blend":
        return [{"object": "", "name": file.stem}]
    if not (found := _marked(file)):
        _open(file)
        scenes = bpy.data.scenes[:1]
        found = [("objects", root.name) for scene in scenes for root in scene_roots(scene.objects)]
        _leave()
    return [{"object": f"{kind}/{name}", "name": name} for kind, name in found]


def _marked(path: Path) -> list[tuple[str, str]]:
    """Kind and name of what is marked in a .blend file, without reading it."""
    _leave()  # Blender will not look into the file that is open
    _check_is_there(path)
    try:
        with bpy.data.libraries.load(str(path), assets_only=True) as (source, _):
            return [(kind, name) for kind in _KINDS for name in sorted(getattr(source, kind))]
    except OSError as error:
        raise DataError(f"{path.name} is not a readable .blend file.") from error


class Opened:
    """The .blend file that is open to have its assets read."""

    def __init__(self) -> None:
        self._stamp: tuple[str, int, int] | None = None

    def mesh(self, path: str, object: str, out: str) -> None:
        """Write what an asset looks like into a file of engine.meshfile's; "" is the whole file."""
        file = Path(path)
        if object:
            self._be_at(file)
            found = _found(file, object)
            write_mesh(Path(out), _mesh_of(found))
            return
        _leave()
        with imported(file) as scene:
            write_mesh(Path(out), mesh_from_scene(scene))

    def _be_at(self, path: Path) -> None:
        """Have the file open as it is now."""
        _check_is_there(path)
        status = path.stat()
        stamp = (str(path), status.st_mtime_ns, status.st_size)
        if stamp != self._stamp or bpy.data.filepath != str(path):
            _open(path)
            self._stamp = stamp


def _mesh_of(block: bpy.types.ID) -> Mesh:
    """A collection's objects, or an object with all that belongs to it, in a scene of their own."""
    if not isinstance(block, (bpy.types.Object, bpy.types.Collection)):
        raise InputError(f"{block.name} is a {block.id_type.lower()}: it has no surface.")
    scene = bpy.data.scenes.new("ReLoop3D")
    try:
        if isinstance(block, bpy.types.Collection):
            scene.collection.children.link(block)
        else:
            for obj in asset_objects(block, bpy.data.objects):
                scene.collection.objects.link(obj)
        return mesh_from_scene(scene)
    finally:
        bpy.data.scenes.remove(scene)


def read_assets(path: str) -> list[dict[str, Any]]:
    """Everything that is marked in a .blend file, of whatever kind, and what it is marked with."""
    _open(Path(path))
    found = [
        {
            "object": f"{kind}/{block.name}",
            "tags": [tag.name for tag in block.asset_data.tags],
            "catalog": block.asset_data.catalog_id,
            "preview": preview_digest(block),
        }
        for kind, block in _assets()
    ]
    _leave()
    return found


def _assets() -> Iterator[tuple[str, bpy.types.ID]]:
    """The kind and the block of each asset that belongs to the open file itself."""
    for prop in bpy.data.bl_rna.properties:
        if prop.type == "COLLECTION" and prop.identifier != "all_ids":
            for block in getattr(bpy.data, prop.identifier):
                if block.asset_data is not None and block.library is None:
                    yield prop.identifier, block


def write(
    path: str, changes: list[dict[str, Any]], part: str = "", keep: str = "", is_dry: bool = False
) -> dict[str, Any]:
    """Mark assets: a copy of the file with the changes is saved as `part`, the file stays as it is.

    Args:
        changes: {"object", "tags", "catalog", "preview"}; the last three may be None.
        keep: a folder for the pixels of previews that are replaced.
        is_dry: nothing is written at all.

    Returns:
        "assets", the "object" with its states "before" and "after" for each change; and "note".
    """
    file = Path(path)
    if not is_dry:
        _check_is_writable(file)
    note = _open_to_write(file)
    blocks = [_found(file, change["object"]) for change in changes]
    assets = []
    for block, change in zip(blocks, changes, strict=True):
        before = state(block, None if is_dry else Path(keep))
        give(block, change)
        assets.append({"object": change["object"], "before": before, "after": state(block)})
    if not is_dry:
        _save(file, Path(part))
    _leave()
    return {"assets": assets, "note": note}


def restore(path: str, assets: list[dict[str, Any]], part: str, keep: str) -> dict[str, Any]:
    """Take back what `write` did, in a copy of the file as it does.

    Returns:
        "is_changed", False where there was nothing to take back and no copy is made; and "gone",
        the assets that are no longer there.
    """
    file = Path(path)
    _check_is_writable(file)
    _open_to_write(file)
    gone, is_changed = [], False
    for asset in reversed(assets):
        try:
            block = _found(file, asset["object"])
        except DataError:  # renamed or deleted since: nothing of ours is left to take back
            gone.append(asset["object"])
            continue
        now = state(block)
        take_back(block, asset["before"], asset["after"], keep=Path(keep))
        is_changed |= state(block) != now
    if is_changed:
        _save(file, Path(part))
    _leave()
    return {"is_changed": is_changed, "gone": gone}


def _leave() -> None:
    """Back to an empty file."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def _check_is_there(path: Path) -> None:
    if not path.is_file():
        raise DataError(f"{path} does not exist.", "Was it moved?")


def _check_is_writable(path: Path) -> None:
    """The file is replaced by another: what it forbids itself would not be asked."""
    _check_is_there(path)
    is_protected = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if is_protected or not os.access(path, os.W_OK):
        raise DataError(f"{path} is write-protected.", "Allow writing to it first.")


def _open(path: Path, *, has_windows: bool = False) -> None:
    """Open a .blend file; no script of it runs.

    With its own windows where it shall be saved: it would get this Blender's.
    """
    _check_is_there(path)
    try:
        bpy.ops.wm.open_mainfile(filepath=str(path), load_ui=has_windows, use_scripts=False)
    except RuntimeError as error:
        reason = " ".join(_lines(str(error)))
        raise DataError(f"{path.name} cannot be opened: {reason}") from error


def _lines(report: str) -> Iterable[str]:
    return (line.strip().removeprefix("Error: ") for line in report.splitlines() if line.strip())


def _open_to_write(path: Path) -> str:
    """Open a file that shall be saved; what a person should know of that."""
    _open(path, has_windows=True)
    saved_by, ours = tuple(bpy.data.version), tuple(bpy.app.version_file)
    if saved_by > ours:
        raise DataError(
            f"{path.name} was saved by Blender {saved_by[0]}.{saved_by[1]}, "
            f"this is {bpy.app.version_string}.",
            "Saving it here would lose what only the newer one knows: use that one.",
        )
    if saved_by[:2] == ours[:2]:
        return ""
    return f"saved by Blender {saved_by[0]}.{saved_by[1]}, will be by {ours[0]}.{ours[1]}"


def _found(path: Path, object: str) -> bpy.types.ID:
    """A block of the open file itself, not one that is linked into it."""
    kind, _, name = object.partition("/")
    blocks = getattr(bpy.data, kind, None)
    is_kind = isinstance(blocks, bpy.types.bpy_prop_collection)
    block = blocks.get((name, None)) if is_kind else None
    if block is None:
        raise DataError(f"{path.name} holds no {object}.", "Was it renamed?")
    return block


def _save(path: Path, part: Path) -> None:
    """Save the open file as `part`, compressed as `path` is; paths in it stay as they are."""
    with open(path, "rb") as file:
        is_compressed = file.read(4).startswith(_COMPRESSED)
    part.unlink(missing_ok=True)  # Blender would keep it as a backup
    options = {"copy": True, "relative_remap": False, "compress": is_compressed}
    try:
        bpy.ops.wm.save_as_mainfile(filepath=str(part), **options)
    except RuntimeError as error:
        raise DataError(f"{path.name} cannot be saved: {' '.join(_lines(str(error)))}") from error
    shutil.copymode(path, part)
