"""Depth laid out in, the mesh of what is seen with the picture on it out."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...camera import project
from ...datatypes import GREY, Camera, Material, Mesh
from ...jobs import Progress, Steps
from ...meshes import shaded_smooth
from ..fusion.clean import cleaned, closed
from ..fusion.surface import Surface
from ..settings import FuseSettings
from .settings import ReliefSettings


def cleared(mesh: Mesh, settings: ReliefSettings) -> Steps[tuple[Mesh, dict[str, float]]]:
    """The mesh closed, without specks and simplified, as the settings ask for; and counts.

    Raises:
        MissingDependency: Open3D is not installed, and one of these is asked for.
    """
    numbers: dict[str, float] = {"faces": len(mesh.faces), "vertices": len(mesh.vertices)}
    is_closed = settings.method == "poisson"
    if not (is_closed or settings.smallest or settings.faces):
        return mesh, numbers
    surface = Surface(mesh.vertices, mesh.faces)
    diagonal = float(np.linalg.norm(np.ptp(mesh.vertices, axis=0)))
    if is_closed:
        yield Progress(0, None, "Closing the surface")
        surface = closed(surface, settings.detail)
    asked = FuseSettings(smallest=settings.smallest, faces=settings.faces)
    surface, numbers = yield from cleaned(surface, asked, diagonal)
    return surface.mesh(), numbers


def dressed(mesh: Mesh, camera: Camera, rgb: NDArray[np.float32], settings: ReliefSettings) -> Mesh:
    """The mesh with the picture on it, laid on from the camera, and smooth normals.

    Args:
        rgb: (H, W, 3), of any size: the camera's picture is stretched to it.
    """
    mesh = shaded_smooth(mesh)
    lens = camera.intrinsics
    u, v = project(camera, mesh.vertices)[:, :2].T
    across = np.clip((u + 0.5) / lens.width, 0, 1)
    down = np.clip((v + 0.5) / lens.height, 0, 1)
    changed = {"uv": None, "colors": None, "material_ids": None, "materials": (GREY,)}
    if settings.color == "texture":
        uv = np.column_stack([across, 1 - down]).astype(np.float32)[mesh.faces]
        look = Material(rgb.mean(axis=(0, 1)), rgb)
        return replace(mesh, **changed | {"uv": uv, "materials": (look,)})
    height, width = rgb.shape[:2]
    rows = (down * height).astype(np.int64).clip(0, height - 1)
    columns = (across * width).astype(np.int64).clip(0, width - 1)
    return replace(mesh, **changed | {"colors": rgb[rows, columns][mesh.faces]})
