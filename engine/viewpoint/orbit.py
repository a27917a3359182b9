"""Cameras as people name them: a camera in, distance, elevation, azimuth and roll out; and back.

Angles in degrees about a centre in the world (Z up), as in engine/rigs.py: azimuth from +X,
counter-clockwise seen from above; elevation above the horizon.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..camera import look_at
from ..datatypes import Camera, Intrinsics
from ..errors import InputError

STANDARD_MM = 50.0
SENSOR_MM = 36.0  # along the picture's longer side: what millimetres of a focal length mean here
_VERTICAL = 1e-9  # shares of a length below which a direction has no azimuth


@dataclass(frozen=True)
class Orbit:
    """Where a camera stands, seen from a centre, and how it is turned in its picture's plane.

    distance   metres from the centre
    roll_deg   0 is upright; positive, the camera is turned clockwise as its holder sees it, so
               that what it shows turns the other way
    """

    distance: float
    elevation_deg: float
    azimuth_deg: float  # in [0, 360) where it was measured
    roll_deg: float = 0.0


def orbit_of(camera: Camera, center: NDArray[np.floating]) -> Orbit:
    """Where a camera of the world stands as seen from `center` (3,).

    Straight above or below, where every azimuth is right, it is the one at which a camera that
    looks straight down or up has no roll. Whether the camera looks at the centre is not said:
    `aim_of` does.

    Raises:
        InputError: the camera stands in the centre.
    """
    matrix = camera.world_from_camera
    offset = matrix[:3, 3] - center
    distance = float(np.linalg.norm(offset))
    if distance == 0:
        raise InputError("The camera stands in the object's centre.", "Move it away from there.")
    flat = float(np.hypot(offset[0], offset[1]))
    right, _, forward = matrix[:3, :3].T
    if flat > _VERTICAL * distance:
        azimuth = np.arctan2(offset[1], offset[0])
    else:
        azimuth = np.arctan2(-right[0], right[1])
    upright, down, _ = look_at(np.zeros(3), forward, azimuth=azimuth)[:3, :3].T
    return Orbit(
        distance,
        float(np.degrees(np.arctan2(offset[2], flat))),
        float(np.degrees(azimuth) % 360.0),
        float(np.degrees(np.arctan2(right @ down, right @ upright))),
    )


def camera_of(
    orbit: Orbit,
    center: NDArray[np.floating],
    intrinsics: Intrinsics,
    *,
    target: NDArray[np.floating] | None = None,
    name: str = "",
) -> Camera:
    """The camera of the world that stands so around `center` (3,) and looks at `target` (3,).

    With `aim_of` it undoes `orbit_of`.

    Args:
        target: what the middle of its view is; by default the centre.
    """
    azimuth, elevation, roll = np.radians([orbit.azimuth_deg, orbit.elevation_deg, orbit.roll_deg])
    flat = 0.0 if abs(orbit.elevation_deg) == 90 else np.cos(elevation)
    towards = np.array([flat * np.cos(azimuth), flat * np.sin(azimuth), np.sin(elevation)])
    eye = np.asarray(center, np.float64) + orbit.distance * towards
    matrix = look_at(eye, center if target is None else target, azimuth=azimuth)
    right, down, _ = matrix[:3, :3].T
    turned = np.cos(roll) * right + np.sin(roll) * down, np.cos(roll) * down - np.sin(roll) * right
    matrix[:3, :2] = np.column_stack(turned)
    return Camera(intrinsics, matrix, name)


def aim_of(camera: Camera, center: NDArray[np.floating]) -> NDArray[np.float64]:
    """The point (3,) that the camera looks at: of its optical axis the nearest to `center`.

    Where the centre is beside or behind it, the point that is as far in front as the centre is
    away.
    """
    eye, forward = camera.world_from_camera[:3, 3], camera.world_from_camera[:3, 2]
    offset = center - eye
    depth, distance = float(offset @ forward), float(np.linalg.norm(offset))
    return eye + forward * (depth if depth > 1e-3 * distance else distance)


def lens_of(width: int, height: int, millimetres: float = STANDARD_MM) -> Intrinsics:
    """A lens of that focal length, for a sensor of 36 mm along the longer side, without shift."""
    focal = float(millimetres / SENSOR_MM * max(width, height))
    return Intrinsics(focal, focal, (width - 1) / 2, (height - 1) / 2, width, height)


def focal_mm(lens: Intrinsics) -> float:
    """Focal length of a perspective lens in millimetres, as photos and Blender give it.

    For a sensor of 36 mm along the longer side, in pixels' widths.
    """
    return SENSOR_MM * lens.fx / max(lens.width, lens.height * lens.fx / lens.fy)
