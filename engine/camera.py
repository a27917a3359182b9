"""Cameras: from a rig and the points it looks at, to posed cameras; and axis conversion.

Convention: OpenCV cameras (+X right, +Y down, +Z forward), world Z up, matrices float64.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .datatypes import Camera, Intrinsics
from .errors import InputError


@dataclass(frozen=True)
class Rig:
    """Cameras on a circle around an asset, all looking at the middle of its bounding box."""

    views: int = 12  # evenly spaced azimuths, the first from +X, counter-clockwise from above
    elevation_deg: float = 20.0  # above the horizon
    fov_deg: float = 40.0  # across the square picture
    size: int = 128  # pixels a side
    margin: float = 0.06  # least empty border, as a share of the picture's side

    def __post_init__(self) -> None:
        if self.views < 1 or self.size < 8:
            raise InputError("A capture needs at least one view of 8 pixels.", "Raise the setting.")
        if not (-90 <= self.elevation_deg <= 90 and 1 <= self.fov_deg <= 150):
            raise InputError(
                "The elevation or field of view is out of range.",
                "Elevation is -90 to 90 degrees, field of view 1 to 150.",
            )
        if not 0 <= self.margin < 0.5:
            raise InputError("The margin is out of range.", "Choose 0 up to 0.5.")

    @property
    def azimuths(self) -> NDArray[np.float64]:
        """Azimuth of each view, (N,) radians."""
        return np.arange(self.views) * (2 * np.pi / self.views)

    @property
    def intrinsics(self) -> Intrinsics:
        """The one lens of all views."""
        focal = self.size / 2 / np.tan(np.radians(self.fov_deg) / 2)
        middle = self.size / 2 - 0.5
        return Intrinsics(focal, focal, middle, middle, self.size, self.size)


@dataclass(frozen=True)
class Frame:
    """Where an asset is and how big: its bounding box's middle (3,) and diagonal, metres.

    Cameras and meshes are computed around the origin at unit diagonal, so that an asset far
    from the origin or at another scale gives the same pictures.
    """

    center: NDArray[np.float64]
    diagonal: float

    @classmethod
    def around(cls, points: NDArray[np.floating]) -> "Frame":
        """The frame of points (V, 3).

        Raises:
            InputError: there are no points, or they all coincide.
        """
        if not len(points):
            raise InputError("The object has no faces.", "Choose an object with a surface.")
        low, high = points.min(axis=0).astype(np.float64), points.max(axis=0).astype(np.float64)
        diagonal = float(np.linalg.norm(high - low))
        if not np.isfinite(diagonal) or diagonal == 0:
            raise InputError(
                "The object has no size: all its points coincide or lie infinitely far away.",
                "Check its scale and its geometry.",
            )
        return cls((low + high) / 2, diagonal)

    def unit_from_world(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Points (V, 3) moved to the origin and scaled to unit diagonal."""
        return (points - self.center) / self.diagonal

    def world_camera(self, camera: Camera) -> Camera:
        """A camera of the unit frame, put where it stands in the world."""
        matrix = camera.world_from_camera.copy()
        matrix[:3, 3] = matrix[:3, 3] * self.diagonal + self.center
        return Camera(camera.intrinsics, matrix)


def opencv_from_opengl(matrix: NDArray[np.floating]) -> NDArray[np.float64]:
    """Turn world_from_camera (4, 4) of a Blender/OpenGL camera into OpenCV's, and back."""
    return np.asarray(matrix, np.float64) @ np.diag([1.0, -1.0, -1.0, 1.0])


def look_at(eye: NDArray[np.floating], target: NDArray[np.floating]) -> NDArray[np.float64]:
    """world_from_camera (4, 4) of a camera at `eye` (3,) facing `target` (3,), world Z up.

    Straight up or down, the picture's top points to +Y.
    """
    forward = np.asarray(target, np.float64) - eye
    forward = forward / np.linalg.norm(forward)
    up = np.array([0.0, 0.0, 1.0]) if abs(forward[2]) < 1 - 1e-9 else np.array([0.0, 1.0, 0.0])
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    matrix = np.eye(4)
    matrix[:3, :3] = np.column_stack([right, np.cross(forward, right), forward])
    matrix[:3, 3] = eye
    return matrix


def orbit(points: NDArray[np.floating], rig: Rig) -> list[Camera]:
    """Cameras of `rig` around points (V, 3), all at the least distance at which all fit.

    A point p (relative to the middle) at depth d + p·f stays inside the margin where
    |p·r| / (d + p·f) <= tan(fov / 2) (1 - 2 margin), so d is the maximum over points, axes
    and views of |p·r| / t - p·f.
    """
    frame = Frame.around(points)
    offsets = points - frame.center
    elevation = np.radians(rig.elevation_deg)
    directions = np.column_stack(
        [
            np.cos(elevation) * np.cos(rig.azimuths),
            np.cos(elevation) * np.sin(rig.azimuths),
            np.full(rig.views, np.sin(elevation)),
        ]
    )
    reach = np.tan(np.radians(rig.fov_deg) / 2) * (1 - 2 * rig.margin)
    distance = 0.0
    for direction in directions:
        right, down, forward = look_at(direction, np.zeros(3))[:3, :3].T
        depth = offsets @ forward
        for axis in (right, down):
            distance = max(distance, float(np.max(np.abs(offsets @ axis) / reach - depth)))
    return [
        Camera(rig.intrinsics, look_at(frame.center + distance * direction, frame.center))
        for direction in directions
    ]


def project(camera: Camera, points: NDArray[np.floating]) -> NDArray[np.float64]:
    """Pixels (u, v) and depth along the camera's Z, (V, 3), of world points (V, 3)."""
    world_from_camera = camera.world_from_camera
    local = (points - world_from_camera[:3, 3]) @ world_from_camera[:3, :3]
    lens = camera.intrinsics
    u = lens.fx * local[:, 0] / local[:, 2] + lens.cx
    v = lens.fy * local[:, 1] / local[:, 2] + lens.cy
    return np.column_stack([u, v, local[:, 2]])
