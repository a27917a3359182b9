"""A mesh and the views of it in, the mesh with a texture, or colours at its vertices, out."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...camera import Frame as Place
from ...camera import project
from ...datatypes import GREY, Camera, Material, Mesh
from ...errors import InputError
from ...images import linear_from_srgb, srgb_from_linear
from ...jobs import Progress, Steps
from ...meshes import unit_mesh
from ...render.studio import shade
from ..frames import Frame
from .atlas import Places, padded, texels_of, unit_vectors, unwrapped, vertices_of

_FEATURE = "Making a texture from views"
_NEAR = 0.006  # of the diagonal, by which depth may miss the mesh where a pixel shows it
_JUMP = 0.01  # of the diagonal, by which depth bends at an edge of what is seen
_FEATHER = 64  # a picture's side over the pixels in which a view fades out towards an edge
_SHY = 1e-4  # weight of a pixel on an edge, which may show something else too
_FACING = 0.1  # cosine below which a view sees too little of a surface
_DARK = 0.05  # light below which dividing by it would show noise only
_BESIDE = 0.02  # of the diagonal, within which a clear colour stands in for one from an edge
_AROUND = 8  # seen texels that a texel takes its colour from which no view shows


def textured(
    mesh: Mesh, frames: list[Frame], *, size: int = 1024, is_studio: bool = False
) -> Steps[Mesh]:
    """The mesh with a texture of (size, size) that the views' colours are blended into.

    Each view counts by how straight it looks at a place (the cosine), how large it shows it and
    how far that is from edges in its depth and from its border: every view fades out before it
    ends, so that no seam shows. What no view shows takes the colour of the nearest places seen.

    The mesh's own uv, colours and materials are left out.

    Args:
        mesh: faces anticlockwise from outside, in the cameras' world.
        is_studio: the views are lit by the studio light (render/studio.py), as Workbench and the
            ray caster draw them: it is divided out, and the texture has base colours. Else the
            views' light stays in the texture.

    Returns:
        Same vertices and faces, with uv and one material.

    Raises:
        InputError: the mesh has no faces with a size, the size is out of range, or no view
            shows the mesh.
        ResultError: the mesh cannot be unwrapped.
        MissingDependency: Open3D or embreex is not installed.
    """
    if not 16 <= size <= 16384:
        raise InputError(f"A texture of {size} is out of range.", "Choose 16 to 16384.")
    open3d = deps.require("open3d", feature=_FEATURE)
    shape, place = unit_mesh(mesh)
    yield Progress(0, len(frames) + 2, "Unwrapping")
    uv = unwrapped(open3d, shape, size)
    yield Progress(1, len(frames) + 2, "Unwrapping")
    texels = texels_of(shape, uv, size)
    blended = yield from _blended(texels, frames, place, is_studio=is_studio)
    linear = _filled(open3d, texels, *blended)
    colors = srgb_from_linear(linear)
    look = Material(srgb_from_linear(linear.mean(axis=0)), padded(texels, colors, size))
    vertices = shape.vertices * place.diagonal + place.center
    changed = {"uv": uv, "colors": None, "material_ids": None, "materials": (look,)}
    return replace(shape, vertices=vertices, **changed)


def painted(mesh: Mesh, frames: list[Frame], *, is_studio: bool = False) -> Steps[Mesh]:
    """The mesh with colours at its vertices, blended as those of `textured` are.

    Raises:
        InputError: the mesh has no faces with a size, or no view shows it.
        MissingDependency: Open3D is not installed.
    """
    open3d = deps.require("open3d", feature=_FEATURE)
    shape, place = unit_mesh(mesh)
    spots = vertices_of(shape)
    blended = yield from _blended(spots, frames, place, is_studio=is_studio)
    colors = srgb_from_linear(_filled(open3d, spots, *blended))[shape.faces]
    vertices = shape.vertices * place.diagonal + place.center
    changed = {"uv": None, "colors": colors, "material_ids": None, "materials": (GREY,)}
    return replace(shape, vertices=vertices, **changed)


# --- what a view shows ------------------------------------------------------------------------
# Open3D's project_images_to_albedo, on 16 views of the two scans in ../shared/data, onto the same
# atlas: 41 and 32 dB in views held out, where this has 50 and 40 in half the time.


def _blended(
    spots: Places, frames: list[Frame], place: Place, *, is_studio: bool
) -> Steps[tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_]]]:
    """Scene-linear colours (T, 3) of the places, which a view shows, and shows well: (T,) bool."""
    total = np.zeros(len(spots.points), np.float32)
    colors = np.zeros((len(total), 3), np.float32)
    is_clear = np.zeros(len(total), bool)
    for index, frame in enumerate(frames):
        yield Progress(index + 2, len(frames) + 2, "Painting")
        camera = place.unit_camera(frame.camera)
        depth = frame.depth / np.float32(place.diagonal)
        there, weights, seen, clear = _seen(spots, camera, depth, linear_from_srgb(frame.rgb))
        if is_studio:
            normals = spots.shaded[there] @ camera.world_from_camera[:3, :3]
            light = shade(normals.astype(np.float32), np.ones_like(seen))
            seen /= np.maximum(light, _DARK)
        is_clear[there] |= clear
        total[there] += weights
        colors[there] += weights[:, None] * seen
    is_seen = total > 0
    colors[is_seen] /= total[is_seen, None]
    return colors, is_seen, is_seen & is_clear


def _seen(
    spots: Places,
    camera: Camera,
    depth: NDArray[np.float32],
    rgb: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
    """Places that a view shows, their weights, colours, and which are not on an edge of it.

    Returns:
        (S,), (S,), (S, 3), (S,) bool
    """
    lens, pose = camera.intrinsics, camera.world_from_camera
    towards = -pose[:3, 2] if lens.is_orthographic else pose[:3, 3] - spots.points
    towards = unit_vectors(towards)
    cosines = (spots.normals * towards).sum(axis=1)
    # By the face alone the weights would step from face to face.
    facing = (cosines - _FACING) * (spots.soft * towards).sum(axis=1)
    there = np.flatnonzero((cosines > _FACING) & (facing > 0))
    u, v, far = project(camera, spots.points[there]).T
    # A lookup between four pixels' centres: all of them are in the picture.
    inside = (far > 0) & (u >= 0) & (v >= 0) & (u < lens.width - 1) & (v < lens.height - 1)
    there, u, v, far = there[inside], u[inside], v[inside], far[inside]
    cosines, facing = cosines[there], facing[there]
    pixel = (1 if lens.is_orthographic else far) / np.sqrt(lens.fx * lens.fy)
    # Depth changes by so much from one pixel to the next where a surface is seen at that angle.
    reach = _NEAR + np.sqrt(2) * pixel * np.sqrt(1 - cosines.clip(0, 1) ** 2) / cosines
    inner = _inner(depth)
    weights, sure = np.zeros(len(there), np.float32), np.zeros(len(there), np.float32)
    colors = np.zeros((len(there), 3), np.float32)
    column, row = u.astype(np.int64), v.astype(np.int64)
    for down in (0, 1):
        for right in (0, 1):
            place = (row + down, column + right)
            share = np.abs(1 - right - (u - column)) * np.abs(1 - down - (v - row))
            share = np.where(np.abs(depth[place] - far) < reach, share, 0).astype(np.float32)
            weights += share * inner[place]
            share *= np.where(inner[place] > _SHY, 1, _SHY)
            colors += share[:, None] * rgb[place]
            sure += share
    close = sure > 0
    colors = colors[close] / sure[close, None]
    weights = (weights * facing / pixel**2)[close].astype(np.float32)
    return there[close], weights, colors, sure[close] > 2 * _SHY


def _inner(depth: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far inside of what it shows a pixel is, (H, W): from _SHY on an edge to 1."""
    inside = depth > 0
    bent = np.zeros(depth.shape, bool)
    for axis in (0, 1):
        ahead, behind = np.roll(depth, -1, axis), np.roll(depth, 1, axis)
        bent |= np.abs(ahead + behind - 2 * depth) > _JUMP
    inside &= ~bent
    reach = max(2, min(depth.shape) // _FEATHER)
    steps = np.zeros(depth.shape, np.float32)
    for _ in range(reach):
        smaller = np.zeros_like(inside)
        smaller[1:-1, 1:-1] = inside[1:-1, 1:-1]
        for axis in (0, 1):
            for way in (-1, 1):
                smaller &= np.roll(inside, way, axis)
        inside = smaller
        steps += inside
    return np.maximum((steps / reach) ** 2, _SHY)


# --- what no view shows -----------------------------------------------------------------------


def _filled(
    open3d,
    spots: Places,
    colors: NDArray[np.float32],
    is_seen: NDArray[np.bool_],
    is_clear: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Colours (T, 3) in which what no view shows well has the mean of the nearest on the surface.

    What is seen on edges only keeps its colour where nothing near is seen better: thin wires.
    """
    if not is_seen.any():
        raise InputError("No view shows the mesh.", "Give the views that the mesh was made from.")
    known = is_clear if is_clear.any() else is_seen
    wanted = np.flatnonzero(~known)
    if not len(wanted):
        return colors
    tensor = open3d.core.Tensor
    search = open3d.core.nns.NearestNeighborSearch(tensor(spots.points[known]))
    search.knn_index()
    numbers, squared = search.knn_search(
        tensor(spots.points[wanted]), min(_AROUND, int(known.sum()))
    )
    is_far = squared.numpy()[:, 0] > _BESIDE**2
    taken = ~(is_seen[wanted] & is_far)
    colors = colors.copy()
    colors[wanted[taken]] = colors[known][numbers.numpy()[taken]].mean(axis=1)
    return colors
