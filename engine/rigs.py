"""Rigs: where to look at an asset from, in numbers; its points in, posed cameras out.

Convention: OpenCV cameras, world Z up unless the rig says otherwise, matrices float64.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .camera import Frame, look_at
from .datatypes import Camera, Intrinsics
from .errors import InputError

LAYOUTS = {
    "orbit": "a ring at one elevation",
    "grid": "rings at several elevations",
    "sphere": "evenly over the whole sphere",
    "hemisphere": "evenly over the upper half",
    "room": "from the corners inwards, and from above",
}
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))

# world_from_rig: the asset's own up axis, seen as the rig's Z.
_UP = {
    "Z": np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]),
    "-Z": np.array([[1.0, 0, 0], [0, -1, 0], [0, 0, -1]]),
    "Y": np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]),
    "-Y": np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]]),
    "X": np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]]),
    "-X": np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]]),
}
UP_AXES = tuple(_UP)


@dataclass(frozen=True)
class Rig:
    """Cameras around an asset, all looking at the middle of its bounding box."""

    views: int = 12  # how many; in a grid: in each of its rings
    elevation_deg: float = 20.0  # above the horizon; in a grid: of the first ring
    fov_deg: float = 40.0  # across the picture's width
    size: int = 128  # pixels across
    margin: float = 0.06  # least empty border, as a share of the picture's side
    layout: str = "orbit"  # one of LAYOUTS
    rings: int = 1  # of a grid
    top_deg: float = 60.0  # elevation of a grid's last ring
    azimuth_deg: float = 0.0  # of the first view: from +X, counter-clockwise from above
    distance: float = 1.0  # as a multiple of the least one at which all fits
    aspect: float = 1.0  # the picture's width over its height
    up: str = "Z"  # the asset's up axis, one of UP_AXES
    is_orthographic: bool = False  # the field of view then only sets the distance

    def __post_init__(self) -> None:
        if self.layout not in LAYOUTS:
            raise InputError(f"Unknown layout “{self.layout}”.", f"There is {', '.join(LAYOUTS)}.")
        if self.up not in _UP:
            raise InputError(f"Unknown up axis “{self.up}”.", f"There is {', '.join(_UP)}.")
        if self.views < 1 or self.rings < 1 or self.size < 8:
            raise InputError("A capture needs at least one view of 8 pixels.", "Raise the setting.")
        elevations = (self.elevation_deg, self.top_deg)
        if not (all(-90 <= angle <= 90 for angle in elevations) and 1 <= self.fov_deg <= 150):
            raise InputError(
                "The elevation or field of view is out of range.",
                "Elevation is -90 to 90 degrees, field of view 1 to 150.",
            )
        if not 0 <= self.margin < 0.5:
            raise InputError("The margin is out of range.", "Choose 0 up to 0.5.")
        if not (0.1 <= self.aspect <= 10 and 0.1 <= self.distance <= 100):
            raise InputError(
                "The aspect or distance is out of range.",
                "The aspect is 0.1 to 10, the distance 0.1 to 100 times the fitting one.",
            )

    @property
    def count(self) -> int:
        """How many cameras the rig has."""
        if self.layout == "room":
            return self.views + 1  # the one from above
        return self.views * self.rings if self.layout == "grid" else self.views

    def directions(self) -> list[tuple[float, float]]:
        """Azimuth and elevation of each camera, radians, seen from the asset.

        Sphere and hemisphere are Fibonacci lattices: steps of the golden angle, equal in height,
        so that every camera stands for the same area (Gonzalez 2010, Math. Geosci. 42).
        """
        start = np.radians(self.azimuth_deg)
        if self.layout in ("sphere", "hemisphere"):
            steps = (np.arange(self.views) + 0.5) / self.views
            heights = 1 - 2 * steps if self.layout == "sphere" else 1 - steps
            azimuths = (start + np.arange(self.views) * _GOLDEN_ANGLE) % (2 * np.pi)
            return list(zip(azimuths.tolist(), np.arcsin(heights).tolist(), strict=True))
        rings = self.rings if self.layout == "grid" else 1
        elevations = np.radians(np.linspace(self.elevation_deg, self.top_deg, rings))
        azimuths = start + np.arange(self.views) * (2 * np.pi / self.views)
        return [(float(a), float(e)) for e in elevations for a in azimuths]

    @property
    def height(self) -> int:
        """Pixels down."""
        return max(1, round(self.size / self.aspect))

    def lens(self, half_width: float | None = None) -> Intrinsics:
        """The perspective lens, or an orthographic one that shows `half_width` metres a side."""
        middle = (self.size / 2 - 0.5, self.height / 2 - 0.5)
        reach = np.tan(np.radians(self.fov_deg) / 2) if half_width is None else half_width
        focal = float(self.size / 2 / reach)
        return Intrinsics(focal, focal, *middle, self.size, self.height, half_width is not None)


def world_from_rig(up: str) -> NDArray[np.float64]:
    """The rotation (3, 3) that turns the rig's Z to the asset's up axis."""
    return _UP[up]


def cameras_around(
    points: NDArray[np.floating], rig: Rig, *, turn: NDArray[np.float64] | None = None
) -> list[Camera]:
    """Cameras of `rig` around points (V, 3), at one distance: the least at which all views fit.

    Not for the layout “room”, which needs the surfaces too (render/room.py).
    `turn`, world_from_rig (3, 3), stands in place of the rig's up axis.

    A point p (relative to the middle) at depth d + p·f stays inside the margin where
    |p·r| / (d + p·f) <= tan(fov / 2) (1 - 2 margin), so d is the maximum over points, axes
    and views of |p·r| / t - p·f.

    Raises:
        InputError: there are no points, or they all coincide.
    """
    frame = Frame.around(points)
    turn = world_from_rig(rig.up) if turn is None else turn
    offsets = (points - frame.center) @ turn
    half = np.tan(np.radians(rig.fov_deg) / 2) * np.array([1.0, rig.height / rig.size])
    inner = 1 - 2 * rig.margin
    poses = []
    distance, extent = 0.0, 0.0
    for azimuth, elevation in rig.directions():
        flat = np.cos(elevation)
        towards = np.array([flat * np.cos(azimuth), flat * np.sin(azimuth), np.sin(elevation)])
        pose = look_at(towards, np.zeros(3), azimuth=azimuth)
        right, down, forward = pose[:3, :3].T
        depth = offsets @ forward
        for axis, reach in zip((right, down), half * inner, strict=True):
            across = np.abs(offsets @ axis)
            distance = max(distance, float(np.max(across / reach - depth)))
            extent = max(extent, float(np.max(across / reach)))
        poses.append((pose, f"az{np.degrees(azimuth):03.0f} el{np.degrees(elevation):+03.0f}"))
    distance *= rig.distance
    lens = rig.lens(extent * rig.distance * half[0] if rig.is_orthographic else None)
    cameras = []
    for pose, name in poses:
        matrix = np.eye(4)
        matrix[:3, :3] = turn @ pose[:3, :3]
        matrix[:3, 3] = frame.center + turn @ (pose[:3, 3] * distance)
        cameras.append(Camera(lens, matrix, name))
    return cameras
