"""Cameras in space: axes, frames, where to look, and the way between pixels and points.

Convention: OpenCV cameras (+X right, +Y down, +Z forward), world Z up, matrices float64.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .datatypes import Camera, Intrinsics
from .errors import InputError


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
        return Camera(_scaled(camera.intrinsics, 1 / self.diagonal), matrix, camera.name)

    def unit_camera(self, camera: Camera) -> Camera:
        """A camera of the world, as it stands in the unit frame."""
        matrix = camera.world_from_camera.copy()
        matrix[:3, 3] = (matrix[:3, 3] - self.center) / self.diagonal
        return Camera(_scaled(camera.intrinsics, self.diagonal), matrix, camera.name)


def _scaled(lens: Intrinsics, factor: float) -> Intrinsics:
    """The lens where a metre is `factor` units: only an orthographic one counts in metres."""
    if not lens.is_orthographic:
        return lens
    return replace(lens, fx=lens.fx * factor, fy=lens.fy * factor)


def opencv_from_opengl(matrix: NDArray[np.floating]) -> NDArray[np.float64]:
    """Turn world_from_camera (4, 4) of a Blender/OpenGL camera into OpenCV's, and back."""
    return np.asarray(matrix, np.float64) @ np.diag([1.0, -1.0, -1.0, 1.0])


def look_at(
    eye: NDArray[np.floating], target: NDArray[np.floating], *, azimuth: float | None = None
) -> NDArray[np.float64]:
    """world_from_camera (4, 4) of a camera at `eye` (3,) facing `target` (3,), world Z up.

    Straight up or down, the picture's top points to +Y; or it stands as it does just beside
    there on the way from `azimuth` (radians from +X, counter-clockwise from above).
    """
    forward = np.asarray(target, np.float64) - eye
    forward = forward / np.linalg.norm(forward)
    up = np.array([0.0, 0.0, 1.0])
    if abs(forward[2]) >= 1 - 1e-9:
        up = np.array([0.0, 1.0, 0.0])
        if azimuth is not None:
            up = np.sign(forward[2]) * np.array([np.cos(azimuth), np.sin(azimuth), 0.0])
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    matrix = np.eye(4)
    matrix[:3, :3] = np.column_stack([right, np.cross(forward, right), forward])
    matrix[:3, 3] = eye
    return matrix


def project(camera: Camera, points: NDArray[np.floating]) -> NDArray[np.float64]:
    """Pixels (u, v) and depth along the camera's Z, (V, 3), of world points (V, 3)."""
    world_from_camera = camera.world_from_camera
    local = (points - world_from_camera[:3, 3]) @ world_from_camera[:3, :3]
    lens = camera.intrinsics
    depth = 1.0 if lens.is_orthographic else local[:, 2]
    u = lens.fx * local[:, 0] / depth + lens.cx
    v = lens.fy * local[:, 1] / depth + lens.cy
    return np.column_stack([u, v, local[:, 2]])


def unproject(
    camera: Camera,
    depth: NDArray[np.floating],
    u: NDArray | None = None,
    v: NDArray | None = None,
) -> NDArray[np.float64]:
    """World points (…, 3) that pixels of that depth (…) show.

    Args:
        depth: metres along the camera's Z; without u and v a whole picture (H, W).
        u, v: columns and rows of the pixels, each of depth's shape.
    """
    lens = camera.intrinsics
    if u is None or v is None:
        v, u = np.indices(depth.shape)
    spread = 1.0 if lens.is_orthographic else depth
    x, y = (u - lens.cx) / lens.fx * spread, (v - lens.cy) / lens.fy * spread
    local = np.stack([x, y, depth], axis=-1)
    # Not by BLAS: its threads spin, and would take Blender's renderer the cores it works on.
    turned = np.einsum("...x,yx->...y", local, camera.world_from_camera[:3, :3])
    return turned + camera.world_from_camera[:3, 3]


def resized(camera: Camera, width: int, height: int) -> Camera:
    """The same view in a picture of another size; what it shows is stretched to it."""
    lens = camera.intrinsics
    x, y = width / lens.width, height / lens.height
    middle = ((lens.cx + 0.5) * x - 0.5, (lens.cy + 0.5) * y - 0.5)
    changed = replace(lens, fx=lens.fx * x, fy=lens.fy * y, cx=middle[0], cy=middle[1])
    return replace(camera, intrinsics=replace(changed, width=width, height=height))


def fitted(camera: Camera, longest: int) -> Camera:
    """The same view, where its picture's longer side has more pixels than that, with so many."""
    lens = camera.intrinsics
    scale = longest / max(lens.width, lens.height)
    if scale >= 1:
        return camera
    return resized(camera, max(1, round(lens.width * scale)), max(1, round(lens.height * scale)))


def grown(camera: Camera, scale: float) -> Camera:
    """The camera that sees the same of a world that is `scale` times as large about its origin."""
    matrix, lens = camera.world_from_camera.copy(), camera.intrinsics
    matrix[:3, 3] *= scale
    if lens.is_orthographic:
        lens = replace(lens, fx=lens.fx / scale, fy=lens.fy / scale)
    return replace(camera, intrinsics=lens, world_from_camera=matrix)
