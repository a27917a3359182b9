"""A shelf of asset libraries to test with, and what is marked in them."""

import hashlib
import os
import signal
import threading
from pathlib import Path

import bpy
import numpy as np

NONE = "00000000-0000-0000-0000-000000000000"
CHAIRS = "11111111-2222-3333-4444-555555555555"
CATALOGS = f"# mine\n\nVERSION 1\n\n{CHAIRS}:Old/Chairs:Old-Chairs"  # and no line break at its end


def box(name: str, x: float = 0.0) -> bpy.types.Object:
    """A cube of 2 m in the open scene."""
    mesh = bpy.data.meshes.new(name)
    corners = [(i & 1, i >> 1 & 1, i >> 2) for i in range(8)]
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    mesh.from_pydata([tuple(2 * c - 1 for c in corner) for corner in corners], [], quads)
    obj = bpy.data.objects.new(name, mesh)
    obj.location.x = x
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.update()
    return obj


def picture(path: Path, shade: float, size: int = 48) -> Path:
    image = bpy.data.images.new(path.stem, size, size)
    pixels = np.full((size, size, 4), shade, np.float32)
    pixels[: size // 2, :, 1] = 0.25
    image.pixels.foreach_set(pixels.ravel())
    image.filepath_raw, image.file_format = str(path), "PNG"
    image.save()
    bpy.data.images.remove(image)
    return path


def save(path: Path, *, is_compressed: bool = False) -> Path:
    """Save the open file and go on in an empty one."""
    bpy.ops.wm.save_as_mainfile(
        filepath=str(path), copy=True, relative_remap=False, compress=is_compressed
    )
    bpy.ops.wm.read_homefile(use_empty=True)
    return path


def furniture(root: Path) -> Path:
    """A library of several assets, each with something else to lose."""
    old = picture(root.parent / "old.png", 0.9)
    box("Elsewhere")
    other = save(root / "other.blend")
    chair = box("Chair")
    chair.asset_mark()
    chair.asset_data.tags.new("old")
    chair.asset_data.tags.new("wood")
    chair.asset_data.catalog_id = CHAIRS
    with bpy.context.temp_override(id=chair):
        bpy.ops.ed.lib_id_load_custom_preview(filepath=str(old))
    table, leg = box("Table", 10), box("Leg")
    leg.parent, leg.location.z = table, -2
    table.asset_mark()
    box("Plain", 20)
    pair = bpy.data.collections.new("Pair")
    bpy.context.scene.collection.children.link(pair)
    for obj in (box("Left", 30), box("Right", 34)):
        pair.objects.link(obj)
    pair.asset_mark()
    red = bpy.data.materials.new("Red")
    red.asset_mark()
    chair.data.materials.append(red)
    with bpy.data.libraries.load(str(other), link=True) as (source, target):
        target.objects = source.objects
    bpy.context.scene.collection.objects.link(target.objects[0])
    image = bpy.data.images.new("Wood", 4, 4)
    image.source, image.filepath, image.use_fake_user = "FILE", "//textures/wood.png", True
    bpy.data.workspaces["Layout"].name = "My Layout"
    return save(root / "furniture.blend")


def library(folder: Path) -> Path:
    """A library's folder with catalogs and files, one of them compressed."""
    root = folder / "library"
    root.mkdir()
    (root / "blender_assets.cats.txt").write_bytes(CATALOGS.encode())
    furniture(root)
    for name in ("lamp", "sofa"):
        box(name.title()).asset_mark()
        save(root / f"{name}.blend", is_compressed=name == "lamp")
    return root


def marks(blender, path: Path) -> dict[str, dict]:
    """What is marked in a file, by object."""
    return {asset.pop("object"): asset for asset in blender.ask("read_assets", path=path)}


def all_marks(blender, root: Path) -> dict[str, dict]:
    return {path.name: marks(blender, path) for path in sorted(root.glob("*.blend"))}


def contents(folder: Path) -> dict[str, str]:
    """The digest of every file."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def names(path: Path, kind: str, **options) -> list[str]:
    with bpy.data.libraries.load(str(path), **options) as (source, _):
        return list(getattr(source, kind))


def killed_while_asked(blender) -> threading.Timer:
    """Stop the second Blender, so that it is surely killed in the middle of what it is asked."""
    pid = blender.pid
    os.kill(pid, signal.SIGSTOP)
    timer = threading.Timer(0.5, os.kill, (pid, signal.SIGKILL))
    timer.start()
    return timer
