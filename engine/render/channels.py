"""What a picture does not say: mesh and cameras in, depth, normals, ids, positions and uv out.

Each is what the ray through a pixel's centre meets; their meaning stands in engine/datatypes.py.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..camera import unproject
from ..capture.settings import CaptureSettings
from ..datatypes import CHANNELS, Camera, Mesh
from ..meshes import unit_mesh
from ..rigs import cameras_around
from .caster import Caster, Hits, seen_normals
from .room import room_cameras


class Subject:
    """A mesh to look at, in its unit frame: far from the origin or huge, rays stay exact."""

    def __init__(self, mesh: Mesh) -> None:
        """Only sound faces are kept.

        Raises:
            InputError: no face is left, or all points coincide.
        """
        self.mesh, self.frame = unit_mesh(mesh)

    @cached_property
    def caster(self) -> Caster:
        """The rays' side of it.

        Raises:
            MissingDependency: embreex is not installed.
        """
        return Caster(self.mesh)

    @cached_property
    def box(self) -> NDArray[np.float64]:
        """The corners (8, 3) of its bounding box in the world, metres."""
        low, high = self.mesh.vertices.min(axis=0), self.mesh.vertices.max(axis=0)
        corners = np.where(np.indices((2, 2, 2)).reshape(3, 8).T, high, low)
        return corners * self.frame.diagonal + self.frame.center

    def cameras(self, settings: CaptureSettings) -> list[Camera]:
        """The cameras of a capture, in the world."""
        if settings.cameras:
            return list(settings.cameras)
        if settings.rig.layout == "room":
            cameras = room_cameras(self.caster, settings.rig)
        else:
            cameras = cameras_around(self.mesh.vertices, settings.rig)
        return [self.frame.world_camera(camera) for camera in cameras]

    def channels(self, camera: Camera, names: Sequence[str]) -> dict[str, NDArray]:
        """The named channels that a camera of the world sees."""
        if not names:
            return {}
        unit_camera = self.frame.unit_camera(camera)
        hits = self.caster.cast(unit_camera)
        depth = _picture("depth", hits.depths * self.frame.diagonal, hits, camera)
        made = {}
        for name in names:
            if name == "depth":
                made[name] = depth
                continue
            if name == "positions":
                row, column = np.divmod(hits.pixels, camera.intrinsics.width)
                values = unproject(camera, hits.depths * self.frame.diagonal, column, row)
            else:
                values = self._at_hits(name, hits, unit_camera)
            made[name] = _picture(name, values, hits, camera)
        return made

    def _at_hits(self, name: str, hits: Hits, unit_camera: Camera) -> NDArray:
        mesh = self.mesh
        if name == "normals":
            return seen_normals(self.caster, hits, unit_camera)
        if name == "uv":
            count = len(hits.faces)
            return np.zeros((count, 2), np.float32) if mesh.uv is None else hits.between(mesh.uv)
        if name == "instance_ids":
            ids = mesh.instance_ids
            return np.zeros(len(hits.faces), np.int32) if ids is None else ids[hits.faces]
        return hits.faces if mesh.face_ids is None else mesh.face_ids[hits.faces]


def _picture(name: str, values: NDArray, hits: Hits, camera: Camera) -> NDArray:
    """Values at the hits as a picture; elsewhere what stands for nothing."""
    dtype, shape = CHANNELS[name]
    lens = camera.intrinsics
    picture = np.full((lens.height * lens.width, *shape), -1 if dtype is np.int32 else 0, dtype)
    picture[hits.pixels] = values
    return picture.reshape(lens.height, lens.width, *shape)
