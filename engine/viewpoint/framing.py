"""Framing: points and a direction in, the nearest camera that shows them all out."""

import numpy as np
from numpy.typing import NDArray

from ..camera import look_at
from ..datatypes import Camera, Intrinsics

_PROBES = 400  # directions in which the outermost points are taken


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

    In camera axes a point (x, y, z) is inside where |x - a| <= t (z + d), with t the half width at
    unit depth: so d >= (max(x - t z) - min(x + t z)) / 2t, and a is the mean of the two.

    Args:
        azimuth, elevation: radians, of the direction towards the camera.
        margin: least empty border, as a share of the picture's side.
        turn: world_from_rig (3, 3): which way is up.
    """
    flat = np.cos(elevation)
    towards = np.array([flat * np.cos(azimuth), flat * np.sin(azimuth), np.sin(elevation)])
    axes = turn @ look_at(towards, np.zeros(3), azimuth=azimuth)[:3, :3]
    local = np.asarray(points, np.float64) @ axes
    inner = 1 - 2 * margin
    half = np.array([lens.width / 2 / lens.fx, lens.height / 2 / lens.fy]) * inner
    place, depth = np.zeros(3), -np.inf
    for axis in range(2):
        outer = half[axis] * local[:, 2]
        high, low = (local[:, axis] - outer).max(), (local[:, axis] + outer).min()
        place[axis] = (high + low) / 2
        depth = max(depth, (high - low) / (2 * half[axis]))
    place[2] = -depth
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = axes, axes @ place
    return Camera(lens, matrix)
