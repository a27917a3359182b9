"""Asset files in, objects in a scene of their own out; everything is removed again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import bpy

from ...engine.errors import DataError, InputError

_NAME = "ReLoop3D import"
# Blender's own windows; shape keys, which go with their mesh; and all of the others once more.
_NOT_REMOVED = {"screens", "window_managers", "workspaces", "shape_keys", "all_ids"}

# What reads each type, by the operator's name. Collada left Blender with 5.0.
_OPERATORS: dict[str, tuple[str, str]] = {
    ".obj": ("wm", "obj_import"),
    ".ply": ("wm", "ply_import"),
    ".stl": ("wm", "stl_import"),
    ".glb": ("import_scene", "gltf"),
    ".gltf": ("import_scene", "gltf"),
    ".fbx": ("wm", "fbx_import"),
    ".dae": ("wm", "collada_import"),
    ".usd": ("wm", "usd_import"),
    ".usda": ("wm", "usd_import"),
    ".usdc": ("wm", "usd_import"),
    ".usdz": ("wm", "usd_import"),
    ".abc": ("wm", "alembic_import"),
}
# Files that a folder is searched for; those that this Blender cannot read get their reason.
SUFFIXES = tuple(sorted({*_OPERATORS, ".blend", ".off"}))


def readable_suffixes() -> list[str]:
    """Those of SUFFIXES that this Blender reads."""
    lacks = {suffix for suffix, names in _OPERATORS.items() if not _has_operator(*names)}
    return [suffix for suffix in SUFFIXES if suffix not in lacks]


def _has_operator(module: str, name: str) -> bool:
    return name in dir(getattr(bpy.ops, module))


@contextmanager
def imported(path: Path) -> Iterator[bpy.types.Scene]:
    """A scene that holds what is in the file, for as long as the block runs.

    The user's scene is not touched, and nothing of the file stays in Blender afterwards.

    Raises:
        InputError: this Blender cannot read files of this type.
        DataError: the file cannot be read.
    """
    reader = _reader(path)
    if not path.is_file():
        raise DataError(f"{path} does not exist.")
    before = {block.session_uid for block in _blocks()}
    window, scene_before = bpy.context.window, bpy.context.scene
    try:
        scene = reader(path)
        yield scene
    finally:
        if window:
            window.scene = scene_before
        bpy.data.batch_remove([block for block in _blocks() if block.session_uid not in before])


def _blocks() -> Iterator[bpy.types.ID]:
    """Every data-block that can be removed."""
    for prop in bpy.data.bl_rna.properties:
        if prop.type == "COLLECTION" and prop.identifier not in _NOT_REMOVED:
            yield from getattr(bpy.data, prop.identifier)


def _reader(path: Path) -> Callable[[Path], bpy.types.Scene]:
    suffix = path.suffix.lower()
    if suffix == ".blend":
        return _append_blend
    if suffix == ".off":
        return _read_by_engine
    if suffix not in readable_suffixes():
        version = bpy.app.version_string
        raise InputError(
            f"{path.name}: Blender {version} cannot import {suffix or 'files without an ending'}.",
            f"Readable: {' '.join(readable_suffixes())}.",
        )
    module, name = _OPERATORS[suffix]
    return lambda path: _run_operator(getattr(getattr(bpy.ops, module), name), path)


def _run_operator(operator: Callable, path: Path) -> bpy.types.Scene:
    scene = bpy.data.scenes.new(_NAME)
    window = bpy.context.window
    if window:
        window.scene = scene  # some importers ask the window, not the context
    with bpy.context.temp_override(scene=scene, view_layer=scene.view_layers[0]):
        try:
            finished = operator(filepath=str(path)) == {"FINISHED"}
        except Exception as error:  # importers raise whatever their parsers meet
            raise DataError(f"{path.name} cannot be read: {_reason(error)}") from error
    if not finished or not scene.collection.all_objects:
        raise DataError(f"{path.name} holds nothing that Blender can import.")
    return scene


def _reason(error: Exception) -> str:
    """The line of a report that says what was wrong, without Blender's trace around it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Location:", "Traceback", "File "))]
    return (told or [type(error).__name__])[-1].removeprefix("Error: ")


def _append_blend(path: Path) -> bpy.types.Scene:
    try:
        with bpy.data.libraries.load(str(path), link=False) as (source, target):
            target.scenes = source.scenes[:1]
    except OSError as error:
        raise DataError(f"{path.name} is not a readable .blend file: {error}.") from error
    if not target.scenes:
        raise DataError(f"{path.name} holds no scene.")
    return target.scenes[0]


def _read_by_engine(path: Path) -> bpy.types.Scene:
    """The one type that only the engine reads."""
    from ...engine.meshes import load_mesh
    from .objects import object_from_mesh

    mesh = load_mesh(path)
    scene = bpy.data.scenes.new(_NAME)
    scene.collection.objects.link(object_from_mesh(mesh, path.stem))
    return scene
