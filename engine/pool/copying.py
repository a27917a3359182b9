"""An asset in, a file of it in another folder out: copied with what it names, or written anew."""

import os
import re
import shutil
from pathlib import Path

import numpy as np

from .. import deps
from ..datatypes import Mesh
from ..errors import DataError
from ..images import linear_from_srgb
from ..meshes import named_files, transformed

_Y_UP_FROM_Z_UP = np.array([[1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]])
_OF_MATERIALS = rb"^[ \t]*(?:map_\w+|bump|disp|decal|refl|norm)[ \t]+(.+?)\s*$"  # in an .mtl


def copy_asset(path: Path, folder: Path, taken: set[str]) -> Path:
    """Copy a file into a folder; returns the copy.

    With files that it names it gets a folder of its own, in which all lie as they did, so that
    it finds them.

    Args:
        taken: names in the folder that are used, in lower case; gets the new one.

    Raises:
        DataError: it is gone, or cannot be read or written.
    """
    if not path.is_file():
        raise DataError(f"{path} is not there any more.", "Scan the pool.")
    try:
        others = companions(path)
        if not others:
            return Path(_copied(path, folder / free_name(path.stem, path.suffix, taken)))
        root = Path(os.path.commonpath([other.parent for other in (path, *others)]))
        own = folder / free_name(path.stem, "", taken)
        for other in others:
            _copied(other, own / other.relative_to(root))
        return Path(_copied(path, own / path.relative_to(root)))
    except (OSError, ValueError) as error:  # on another drive there is no common folder
        raise DataError(f"{path} cannot be copied: {error}.") from error


def _copied(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return shutil.copy2(source, target)


def free_name(stem: str, suffix: str, taken: set[str]) -> str:
    """A name that is not taken, also where upper and lower case are one; it is taken then."""
    name, number = stem + suffix, 1
    while name.lower() in taken:
        number += 1
        name = f"{stem}_{number}{suffix}"
    taken.add(name.lower())
    return name


def companions(path: Path) -> list[Path]:
    """The files that a mesh file needs beside it and that are there, with its materials' textures.

    Those that are named from the root of the disk stay where they are.
    """
    named = named_files(path.suffix, path.read_bytes())
    found = _there(path.parent, named)
    for other in [other for other in found if other.suffix.lower() == ".mtl"]:
        lines = re.findall(_OF_MATERIALS, other.read_bytes(), re.MULTILINE)
        values = [line.decode(errors="replace") for line in lines]
        # What follows the key is the name, which may hold spaces, or options and the name.
        for value in values:
            found += _there(other.parent, [value]) or _there(other.parent, value.split()[-1:])
    return list(dict.fromkeys(found))


def _there(folder: Path, names: list[str]) -> list[Path]:
    names = [name.replace("\\", "/") for name in names]
    places = [Path(os.path.normpath(folder / n)) for n in names if not Path(n).is_absolute()]
    return [place for place in places if place.is_file()]


def write_glb(path: Path, mesh: Mesh) -> None:
    """Write a mesh with its colours, uv and textures as .glb.

    Raises:
        MissingDependency: trimesh is not installed.
        DataError: it cannot be written.
    """
    trimesh = deps.require("trimesh", feature="Writing mesh files")
    mesh = transformed(mesh, _Y_UP_FROM_Z_UP)
    scene = trimesh.Scene()
    ids = np.zeros(len(mesh.faces), np.int32) if mesh.material_ids is None else mesh.material_ids
    for number in np.unique(ids):
        own = ids == number
        corners = mesh.vertices[mesh.faces[own]].reshape(-1, 3)
        normals = None if mesh.normals is None else mesh.normals[own].reshape(-1, 3)
        part = trimesh.Trimesh(
            corners,
            np.arange(len(corners)).reshape(-1, 3),
            vertex_normals=normals,
            visual=_visual(trimesh, mesh, int(number), own),
            process=False,
        )
        scene.add_geometry(part, geom_name=f"part {number}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(scene.export(file_type="glb"))
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another folder.") from error


def _visual(trimesh, mesh: Mesh, number: int, own):
    """How the faces `own` (F,) of one material look, in trimesh's terms; glTF's are linear."""
    visual = trimesh.visual
    if mesh.colors is not None:
        colors = linear_from_srgb(mesh.colors[own].reshape(-1, 3))
        return visual.ColorVisuals(vertex_colors=np.round(colors * 255).astype(np.uint8))
    material = mesh.materials[number]
    uv = None if mesh.uv is None else mesh.uv[own].reshape(-1, 2)
    look = {"baseColorFactor": [*linear_from_srgb(material.color).tolist(), 1.0]}
    if material.texture is not None and uv is not None:
        from PIL import Image

        pixels = np.round(np.clip(material.texture, 0, 1) * 255).astype(np.uint8)
        look = {"baseColorTexture": Image.fromarray(pixels)}
    made = visual.material.PBRMaterial(metallicFactor=0.0, roughnessFactor=1.0, **look)
    return visual.TextureVisuals(uv=uv, material=made)
