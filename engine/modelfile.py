"""A Mesh in, a file that other programs read out: .glb with all of its looks, .ply with colours."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import deps
from .datatypes import Mesh
from .errors import DataError, InputError
from .images import linear_from_srgb
from .meshes import transformed

SUFFIXES = (".glb", ".ply")
_Y_UP_FROM_Z_UP = np.array([[1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]])


def write_model(path: Path, mesh: Mesh) -> None:
    """Write a mesh in the format that the name ends in.

    .glb is Y up, as its standard asks; .ply is Z up as here, and holds no texture.

    Raises:
        InputError: the format is not known, or cannot hold the mesh's texture.
        MissingDependency: trimesh is not installed.
        DataError: it cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(f"{path.name} is not a model.", f"Choose one of {', '.join(SUFFIXES)}.")
    content = _glb(mesh) if suffix == ".glb" else _ply(mesh)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another folder.") from error


def _glb(mesh: Mesh) -> bytes:
    """With its colours, uv and textures: a part for each material."""
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
    return scene.export(file_type="glb")


def _visual(trimesh, mesh: Mesh, number: int, own):
    """How the faces `own` (F,) of one material look, in trimesh's terms; glTF's are linear."""
    visual = trimesh.visual
    if mesh.colors is not None:
        colors = linear_from_srgb(mesh.colors[own].reshape(-1, 3))
        return visual.ColorVisuals(vertex_colors=_bytes(colors))
    material = mesh.materials[number]
    uv = None if mesh.uv is None else mesh.uv[own].reshape(-1, 2)
    look = {"baseColorFactor": [*linear_from_srgb(material.color).tolist(), 1.0]}
    if material.texture is not None and uv is not None:
        from PIL import Image

        look = {"baseColorTexture": Image.fromarray(_bytes(material.texture))}
    made = visual.material.PBRMaterial(metallicFactor=0.0, roughnessFactor=1.0, **look)
    return visual.TextureVisuals(uv=uv, material=made)


def _ply(mesh: Mesh) -> bytes:
    """With sRGB-encoded colours a vertex; a vertex of several colours is written once for each."""
    trimesh = deps.require("trimesh", feature="Writing mesh files")
    if mesh.colors is None and any(part.texture is not None for part in mesh.materials):
        raise InputError("A .ply holds no texture.", "Write a .glb.")
    colors = mesh.colors
    if colors is None:
        ids = 0 if mesh.material_ids is None else mesh.material_ids
        own = np.array([material.color for material in mesh.materials])[ids]
        colors = np.broadcast_to(np.reshape(own, (-1, 1, 3)), (len(mesh.faces), 3, 3))
    rows = np.column_stack([mesh.faces.reshape(-1), _bytes(colors).reshape(-1, 3).astype(np.int64)])
    rows, faces = np.unique(rows, axis=0, return_inverse=True)
    made = trimesh.Trimesh(
        mesh.vertices[rows[:, 0]],
        faces.reshape(-1, 3),
        vertex_colors=rows[:, 1:].astype(np.uint8),
        process=False,
    )
    return made.export(file_type="ply")


def _bytes(values: NDArray) -> NDArray[np.uint8]:
    return np.round(np.clip(values, 0, 1) * 255).astype(np.uint8)
