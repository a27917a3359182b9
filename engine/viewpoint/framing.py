"""Framing: points and a direction in, the nearest camera that shows them all out."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..camera import look_at
from ..datatypes import Camera, Intrinsics

_PROBES = 400  # directions in which the outermost points are taken
_AWAY = 0.3  # of the points' extent: the nearest that a camera comes to them


def outermost(points: NDArray[np.floating]) -> NDArray[np.float64]:
    """Of points (V, 3) those (P, 3) that lie farthest out in many directions."""
    if len(points) <= _PROBES:
        return np.asarray(points, np.float64)
    rng = np.random.default_rng(0)
    probes = rng.normal(size=(_PROBES, 3))
    found = np.unique((np.asarray(points, np.float32) @ probes.T.astype(np.float32)).argmax(axis=0))
    return np.asarray(points, np.float64)[found]


def framed(
    points: NDArray[np.floating],
    azimuth: float,
    elevation: float,
    lens: Intrinsics,
    *,
    margin: float,
    turn: NDArray[np.float64],
) -> Camera:
    """The camera in that direction that shows all points (P, 3), in the middle, as large as fits.

    In camera axes a point (x, y, z) is inside where a - l (z + d) <= x <= a + r (z + d), with l and
    r what the lens sees to the left and right at unit depth. So
    d >= (max(x - r z) - min(x + l z)) / (l + r), and a lies in the middle of what is left to it.
    An orthographic lens is widened or narrowed instead.

    Args:
        azimuth, elevation: radians, of the direction towards the camera.
        margin: least empty border, as a share of the picture's side.
        turn: world_from_rig (3, 3): which way is up.
    """
    flat = np.cos(elevation)
    towards = np.array([flat * np.cos(azimuth), flat * np.sin(azimuth), np.sin(elevation)])
    axes = turn @ look_at(towards, np.zeros(3), azimuth=azimuth)[:3, :3]
    local = np.asarray(points, np.float64) @ axes
    size, focal = np.array([lens.width, lens.height]), np.array([lens.fx, lens.fy])
    middle = np.array([lens.cx, lens.cy]) + 0.5
    before, after = middle - margin * size, (1 - margin) * size - middle  # pixels to either side
    place = np.zeros(3)
    if lens.is_orthographic:
        low, high = local[:, :2].min(axis=0), local[:, :2].max(axis=0)
        scale = ((before + after) / np.maximum(high - low, 1e-9) / focal).min()
        focal = focal * scale
        place[:2] = (low + high) / 2 - (after - before) / 2 / focal
        place[2] = local[:, 2].min() - 1
        lens = replace(lens, fx=float(focal[0]), fy=float(focal[1]))
    else:
        before, after = before / focal, after / focal
        high = (local[:, :2] - after * local[:, 2:]).max(axis=0)
        low = (local[:, :2] + before * local[:, 2:]).min(axis=0)
        # Of a spike seen along its length nothing would keep the camera out of its tip.
        outside = _AWAY * np.ptp(local, axis=0).max() - local[:, 2].min()
        depth = max(((high - low) / (before + after)).max(), outside)
        place[:2] = (high + low + (before - after) * depth) / 2
        place[2] = -depth
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = axes, axes @ place
    return Camera(lens, matrix)
