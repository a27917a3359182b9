"""Mesh files and meshes as arrays: load, drop what cannot be seen, move to the unit frame.

Reading is trimesh's. Axes and colours follow Blender's own importers, so that a file gives the
same asset with and without Blender: OBJ and glTF are Y up, the others Z up; material colours
in the file are linear, except PLY's and OFF's, which are sRGB.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from . import deps
from .camera import Frame
from .datatypes import GREY, Instance, Material, Mesh
from .errors import DataError, InputError
from .images import linear_from_srgb, srgb_from_linear

SUFFIXES = (".obj", ".ply", ".stl", ".glb", ".gltf", ".off")
_Y_UP = (".obj", ".glb", ".gltf")
_LINEAR_COLORS = (".obj", ".glb", ".gltf")
_Z_UP_FROM_Y_UP = np.array([[1.0, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])


def load_mesh(path: Path) -> Mesh:
    """Read a mesh file as one Mesh, every instance in its place.

    Raises:
        DataError: the file is unreadable, or holds no faces.
        InputError: the file type is not one of SUFFIXES.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"{path.name}: the file type {suffix or '(none)'} cannot be read here.",
            f"Readable without Blender: {' '.join(SUFFIXES)}.",
        )
    trimesh = deps.require("trimesh", feature="Reading mesh files outside Blender")
    if not path.is_file():
        raise DataError(f"{path} does not exist.")
    if suffix in (".glb", ".gltf") and b"KHR_draco_mesh_compression" in path.read_bytes():
        # Without it trimesh would give zeros in place of the points.
        deps.require("DracoPy", feature="Reading Draco-compressed glTF outside Blender")
    try:
        scene = trimesh.load_scene(path, process=False)
        parts = list(_parts(scene, trimesh, is_linear=suffix in _LINEAR_COLORS))
    except Exception as error:  # trimesh raises whatever its many parsers meet
        raise DataError(
            f"{path.name} cannot be read ({type(error).__name__}: {error}).",
            "The file may be damaged.",
        ) from error
    if not parts:
        raise DataError(f"{path.name} holds no faces.", "Point clouds and lines have no surface.")
    mesh = join(parts)
    return transformed(mesh, _Z_UP_FROM_Y_UP) if suffix in _Y_UP else mesh


def _parts(scene, trimesh, *, is_linear: bool) -> Iterable[Mesh]:
    """One Mesh for each place of the scene in which a surface stands."""
    for node in scene.graph.nodes_geometry:
        transform, name = scene.graph[node]
        part = scene.geometry[name]
        if not isinstance(part, trimesh.Trimesh) or not len(part.faces):
            continue
        faces = np.asarray(part.faces, np.int32)
        # trimesh makes up normals when asked; only those that the file gave are in its cache.
        has_normals = "vertex_normals" in part._cache
        uv, colors, material = _look(part, is_linear=is_linear)
        yield transformed(
            Mesh(
                np.asarray(part.vertices, np.float64),
                faces,
                normals=np.asarray(part.vertex_normals, np.float32)[faces] if has_normals else None,
                uv=uv,
                colors=colors,
                material_ids=np.zeros(len(faces), np.int32),
                materials=(material,),
                instances=(Instance(str(node)),),
            ),
            np.asarray(transform, np.float64),
        )


def _look(
    part, *, is_linear: bool
) -> tuple[NDArray[np.float32] | None, NDArray[np.float32] | None, Material]:
    """uv, corner colours and material of a trimesh part."""
    visual, faces = part.visual, part.faces
    if visual.kind in ("vertex", "face"):
        if visual.kind == "vertex":
            colors = np.asarray(visual.vertex_colors)[faces, :3]
        else:
            colors = np.repeat(np.asarray(visual.face_colors)[:, None, :3], 3, axis=1)
        colors = np.nan_to_num(colors.astype(np.float32) / 255)
        return None, srgb_from_linear(colors) if is_linear else colors, GREY
    if visual.kind != "texture" or visual.material is None:
        return None, None, GREY
    source = visual.material
    factor = getattr(source, "baseColorFactor", getattr(source, "diffuse", None))
    image = getattr(source, "baseColorTexture", getattr(source, "image", None))
    color = np.ones(3, np.float32) if factor is None else np.asarray(factor, np.float32)[:3] / 255
    texture = None
    if image is not None and visual.uv is not None:
        texture = np.asarray(image.convert("RGB"), np.float32) / 255
        if factor is not None and hasattr(source, "baseColorFactor"):
            texture = srgb_from_linear(linear_from_srgb(texture) * color)
    uv = None if visual.uv is None else np.asarray(visual.uv, np.float32)[faces]
    return uv, None, Material(srgb_from_linear(color) if is_linear else color, texture)


def named_files(suffix: str, content: bytes) -> list[str]:
    """The files that a .gltf (its buffers and textures) or an .obj (its materials) names."""
    if suffix.lower() == ".obj":
        lines = re.findall(rb"^mtllib[ \t]+(.+?)\s*$", content, re.MULTILINE)
        return [line.decode(errors="replace") for line in lines]
    if suffix.lower() != ".gltf":
        return []
    try:
        scene = json.loads(content)
        parts = [*scene.get("buffers", ()), *scene.get("images", ())]
        names = [part["uri"] for part in parts if "uri" in part]
    except (ValueError, TypeError, AttributeError):  # whoever reads the file says what is wrong
        return []
    return [unquote(name) for name in names if not name.startswith("data:")]


def transformed(mesh: Mesh, matrix: NDArray[np.float64]) -> Mesh:
    """The mesh moved by target_from_source (4, 4); mirrored faces keep their outside."""
    linear = matrix[:3, :3]
    is_mirrored = np.linalg.det(linear) < 0
    normals = mesh.normals
    if normals is not None:
        # Normals map by the cofactor matrix: the inverse transpose times the determinant, so
        # it is defined for a flattening scale too, and turns them inside out in a mirror.
        cofactor = np.array([np.cross(linear[i - 2], linear[i - 1]) for i in range(3)])
        normals = normals @ cofactor.T * (-1 if is_mirrored else 1)
        normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-30)
    moved = replace(
        mesh,
        vertices=mesh.vertices @ linear.T + matrix[:3, 3],
        normals=None if normals is None else normals.astype(np.float32),
    )
    return flipped(moved) if is_mirrored else moved


def flipped(mesh: Mesh) -> Mesh:
    """The mesh with every face's corners in reverse order; normals keep their direction."""

    def reverse(corners: NDArray | None) -> NDArray | None:
        return None if corners is None else np.ascontiguousarray(corners[:, ::-1])

    return replace(
        mesh,
        faces=reverse(mesh.faces),
        normals=reverse(mesh.normals),
        uv=reverse(mesh.uv),
        colors=reverse(mesh.colors),
    )


def join(parts: list[Mesh]) -> Mesh:
    """One mesh of many; what only some parts have is filled in for the others."""
    if len(parts) == 1:
        return parts[0]
    offsets = np.cumsum([0] + [len(part.vertices) for part in parts[:-1]])
    instance_offsets = np.cumsum([0] + [len(part.instances) for part in parts[:-1]])
    materials, material_ids = _joined_materials(parts)
    return Mesh(
        np.concatenate([part.vertices for part in parts]),
        np.concatenate([part.faces + k for part, k in zip(parts, offsets, strict=True)]).astype(
            np.int32
        ),
        normals=_joined(parts, "normals", _flat_normals),
        uv=_joined(parts, "uv", lambda part: np.zeros((len(part.faces), 3, 2), np.float32)),
        colors=_joined(parts, "colors", _corner_colors),
        material_ids=material_ids,
        materials=materials,
        instance_ids=np.concatenate(
            [
                _ids(part, "instance_ids") + k
                for part, k in zip(parts, instance_offsets, strict=True)
            ]
        ).astype(np.int32),
        face_ids=np.concatenate([_face_ids(part) for part in parts]),
        instances=tuple(instance for part in parts for instance in part.instances),
    )


def _joined_materials(parts: list[Mesh]) -> tuple[tuple[Material, ...], NDArray[np.int32]]:
    """All materials, those that parts share only once, and each face's place among them."""
    places: dict[int, int] = {}
    materials, ids = [], []
    for part in parts:
        for material in part.materials:
            if id(material) not in places:
                places[id(material)] = len(materials)
                materials.append(material)
        own = np.array([places[id(material)] for material in part.materials], np.int32)
        ids.append(own[_ids(part, "material_ids")])
    return tuple(materials), np.concatenate(ids)


def _joined(parts: list[Mesh], name: str, fill) -> NDArray | None:
    values = [getattr(part, name) for part in parts]
    if all(value is None for value in values):
        return None
    filled = [
        fill(part) if value is None else value for part, value in zip(parts, values, strict=True)
    ]
    return np.concatenate(filled)


def _ids(mesh: Mesh, name: str) -> NDArray[np.int32]:
    """material_ids or instance_ids (F,); all the first where the mesh has none."""
    values = getattr(mesh, name)
    return np.zeros(len(mesh.faces), np.int32) if values is None else values


def _face_ids(mesh: Mesh) -> NDArray[np.int32]:
    return np.arange(len(mesh.faces), dtype=np.int32) if mesh.face_ids is None else mesh.face_ids


def _flat_normals(mesh: Mesh) -> NDArray[np.float32]:
    corners = mesh.vertices[mesh.faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    return np.repeat(normals[:, None], 3, axis=1).astype(np.float32)


def shaded_smooth(mesh: Mesh, *, angle_deg: float = 40.0) -> Mesh:
    """The mesh with normals that are smooth where its faces bend by less than an angle.

    Each corner has the mean of the faces about its vertex, by area, that bend away from its own
    face by less: what Blender calls Smooth by Angle.
    """
    corners = mesh.vertices[mesh.faces]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(areas, axis=1, keepdims=True)
    units = areas / np.where(length > 0, length, 1)
    # Corners in the order of their vertices: each group in turn meets all others of its own.
    order = np.argsort(mesh.faces.ravel(), kind="stable")
    faces = order // 3
    _, start, size = np.unique(mesh.faces.ravel()[order], return_index=True, return_counts=True)
    start, size = np.repeat(start, size), np.repeat(size, size)
    place = np.arange(len(order)) - start
    sums = areas[faces].copy()
    nearest = np.cos(np.radians(angle_deg))
    for step in range(1, int(size.max(initial=1))):
        has_more = np.flatnonzero(size > step)
        others = faces[start[has_more] + (place[has_more] + step) % size[has_more]]
        own = faces[has_more]
        is_near = np.einsum("nk,nk->n", units[own], units[others]) > nearest
        sums[has_more[is_near]] += areas[others[is_near]]
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    normals = np.empty_like(sums)
    normals[order] = sums / np.where(length > 0, length, 1)
    return replace(mesh, normals=normals.reshape(-1, 3, 3).astype(np.float32))


def _corner_colors(mesh: Mesh) -> NDArray[np.float32]:
    colors = np.array([material.color for material in mesh.materials], np.float32)
    return np.repeat(colors[_ids(mesh, "material_ids")][:, None], 3, axis=1)


def sound_faces(mesh: Mesh) -> Mesh:
    """The mesh without faces that have NaN, infinite or unknown corners.

    Raises:
        InputError: no face is left.
    """
    count = len(mesh.vertices)
    known = ((mesh.faces >= 0) & (mesh.faces < count)).all(axis=1)
    finite = np.isfinite(mesh.vertices).all(axis=1)
    keep = known.copy()
    keep[known] = finite[mesh.faces[known]].all(axis=1)
    if not keep.any():
        raise InputError("The object has no faces.", "Choose an object with a surface.")
    if keep.all():
        return mesh

    def kept(values: NDArray | None) -> NDArray | None:
        return None if values is None else values[keep]

    return replace(
        mesh,
        faces=mesh.faces[keep],
        normals=kept(mesh.normals),
        uv=kept(mesh.uv),
        colors=kept(mesh.colors),
        material_ids=kept(mesh.material_ids),
        instance_ids=kept(mesh.instance_ids),
        face_ids=_face_ids(mesh)[keep],
    )


def dressed(mesh: Mesh, look: str) -> Mesh:
    """The mesh as a look of capture.settings.LOOKS shows it."""
    if look == "texture":
        return mesh
    if look == "material":
        plain = tuple(Material(material.color) for material in mesh.materials)
        return replace(mesh, colors=None, materials=plain)
    grey = (GREY,) * len(mesh.materials)
    return replace(mesh, colors=mesh.colors if look == "vertex" else None, materials=grey)


def unit_mesh(mesh: Mesh) -> tuple[Mesh, Frame]:
    """The mesh in its unit frame (middle 0, diagonal 1), and that frame.

    Only sound faces, and only the vertices that they use.

    Raises:
        InputError: no face is left, or all points coincide.
    """
    mesh = sound_faces(mesh)
    used, faces = np.unique(mesh.faces, return_inverse=True)
    points = mesh.vertices[used]
    frame = Frame.around(points)
    faces = faces.reshape(-1, 3).astype(np.int32)
    return replace(mesh, vertices=frame.unit_from_world(points), faces=faces), frame


def random_rotation(rng: np.random.Generator) -> NDArray[np.float64]:
    """A rotation (3, 3), all equally likely: a random unit quaternion (Shoemake 1992)."""
    values = rng.normal(size=4)
    w, x, y, z = values / np.linalg.norm(values)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


# Points and weights that integrate polynomials of degree three over a triangle exactly
# (Strang & Fix 1973).
_POINTS = np.array([[1, 1, 1], [1.8, 0.6, 0.6], [0.6, 1.8, 0.6], [0.6, 0.6, 1.8]]) / 3
_WEIGHTS = np.array([-27, 25, 25, 25]) / 48


def spread(mesh: Mesh) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Points (Q, 3) and weights (Q,) that stand for the surface, however it is cut; and its area.

    The weights sum to 1; weighted sums of polynomials up to degree three are their exact means.

    Raises:
        InputError: no face has a size.
    """
    corners = mesh.vertices[mesh.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    areas = np.linalg.norm(cross, axis=1) / 2
    if areas.sum() <= 0:
        raise InputError("The object's faces have no size.", "Check its scale and its geometry.")
    points = np.einsum("qc,fcx->qfx", _POINTS, corners).reshape(-1, 3)
    return points, np.outer(_WEIGHTS, areas / areas.sum()).reshape(-1), float(areas.sum())
