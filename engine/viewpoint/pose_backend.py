"""Cameras as numbers that may be moved: parameters in, batches of cameras out, with gradients.

All in the object's unit frame: its middle at the origin, its bounding box's diagonal one long.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ..datatypes import Camera
from ..render.differentiable.contract import CameraBatch
from .orbit import orbit_of

# Columns of an orbit's state: azimuth, elevation, log distance, roll, look-at point right of and
# below the middle, log focal length. An orthographic camera's distance is the width it shows.
AZIMUTH, ELEVATION, DISTANCE, ROLL, RIGHT, DOWN, FOCAL = range(7)
_COLUMNS = {
    "azimuth": (AZIMUTH,),
    "elevation": (ELEVATION,),
    "distance": (DISTANCE,),
    "roll": (ROLL,),
    "target": (RIGHT, DOWN),
    "focal": (FOCAL,),
}
_FREE = (AZIMUTH, ELEVATION, DISTANCE, ROLL, RIGHT, DOWN)  # what SE(3) moves, as one
_LOW = (-np.inf, -np.radians(89.5), np.log(0.05), -np.inf, -10.0, -10.0, np.log(0.15))
_HIGH = (np.inf, np.radians(89.5), np.log(50.0), np.inf, 10.0, 10.0, np.log(15.0))
_FAR = 4.0  # where an orthographic camera stands
_NEAREST = 0.02  # at which the middle counts as lying ahead
_AHEAD = 0.5  # how far ahead the point lies that a camera with the middle behind it goes round


@dataclass(frozen=True)
class Pose:
    """What of a camera moves, and what stays.

    free        names of settings.PARAMETERS
    width, height, is_orthographic  of the picture
    ratio       fy over fx
    shift       (2,) how far the principal point is off the middle, in picture widths
    center      (3,) the point that azimuth and elevation go round
    """

    free: tuple[str, ...]
    width: int
    height: int
    is_orthographic: bool = False
    ratio: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    center: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @classmethod
    def like(cls, camera: Camera, free: tuple[str, ...]) -> "Pose":
        """With a camera's lens; around the middle, or what lies ahead where that is behind."""
        lens = camera.intrinsics
        eye, forward = camera.world_from_camera[:3, 3], camera.world_from_camera[:3, 2]
        center = np.zeros(3) if -eye @ forward > _NEAREST else eye + _AHEAD * forward
        shift = (
            (lens.cx - lens.width / 2 + 0.5) / lens.width,
            (lens.cy - lens.height / 2 + 0.5) / lens.width,
        )
        kind = lens.is_orthographic
        ratio = lens.fy / lens.fx
        return cls(free, lens.width, lens.height, kind, ratio, shift, tuple(center))

    @property
    def columns(self) -> list[int]:
        """The columns of a state that move."""
        named = [column for name, of in _COLUMNS.items() if name in self.free for column in of]
        moved = sorted({*named, *(_FREE if "free" in self.free else ())})
        # An orthographic picture has no focal length beside its width.
        return [c for c in moved if not (self.is_orthographic and c == FOCAL)]

    @property
    def directions(self) -> Tensor:
        """The steps (K, 7) that a solver may take, one for each column that moves.

        A longer lens steps back as well, so that the object keeps its size: the two hardly differ
        otherwise, and a solver would have to go along a narrow valley askew.
        """
        columns = self.columns
        steps = torch.eye(7)[columns]
        if FOCAL in columns and DISTANCE in columns:
            steps[columns.index(FOCAL), DISTANCE] = 1
        return steps

    def state_of(self, camera: Camera) -> Tensor:
        """The state (7,) of a camera of the unit frame."""
        lens, matrix = camera.intrinsics, camera.world_from_camera
        right, down, forward = matrix[:3, :3].T
        eye = matrix[:3, 3] - np.array(self.center)
        depth = max(_NEAREST, float(-eye @ forward))
        target = eye + forward * depth  # the point ahead that is nearest to the middle
        orbit = orbit_of(camera, target + np.array(self.center))
        angles = np.radians([orbit.azimuth_deg, orbit.elevation_deg, orbit.roll_deg])
        size = lens.width / lens.fx if lens.is_orthographic else depth
        focal = 1.0 if lens.is_orthographic else lens.fx / lens.width
        values = [*angles[:2], np.log(size), angles[2], right @ target, down @ target]
        return torch.tensor([*values, np.log(focal)], dtype=torch.float32)

    def cameras(self, states: Tensor) -> CameraBatch:
        """The cameras (B) of states (B, 7)."""
        azimuth, elevation, distance, roll, right_by, down_by, focal = states.unbind(1)
        zero = torch.zeros_like(azimuth)
        flat = elevation.cos()
        toward = torch.stack([flat * azimuth.cos(), flat * azimuth.sin(), elevation.sin()], 1)
        level = torch.stack([-azimuth.sin(), azimuth.cos(), zero], 1)
        upward = torch.linalg.cross(toward, level)
        cosine, sine = roll.cos()[:, None], roll.sin()[:, None]
        right, down = cosine * level - sine * upward, -sine * level - cosine * upward
        target = right_by[:, None] * right + down_by[:, None] * down
        size, length = distance.exp(), focal.exp()
        reach = torch.full_like(size, _FAR) if self.is_orthographic else size
        scale = self.width / size if self.is_orthographic else self.width * length
        middle = (
            self.width / 2 - 0.5 + self.shift[0] * self.width,
            self.height / 2 - 0.5 + self.shift[1] * self.width,
        )
        lens = torch.stack([scale, scale * self.ratio, zero + middle[0], zero + middle[1]], 1)
        return CameraBatch(
            lens,
            torch.stack([right, down, -toward], dim=2),
            target + reach[:, None] * toward + toward.new_tensor(self.center),
            self.width,
            self.height,
            self.is_orthographic,
        )

    def camera(self, state: Tensor) -> Camera:
        """The camera of one state (7,), exactly of the picture's size."""
        return self.cameras(state[None].double()).cameras()[0]

    def bounded(self, states: Tensor) -> Tensor:
        """States (B, 7) within their bounds, angles wrapped; what may not move stays as it is."""
        low, high = states.new_tensor(_LOW), states.new_tensor(_HIGH)
        inside = states.maximum(low).minimum(high)
        turn = 2 * torch.pi
        wrapped = torch.remainder(inside + torch.pi, turn) - torch.pi
        rolling = states.new_zeros(7, dtype=torch.bool)
        rolling[[AZIMUTH, ROLL]] = True
        moving = torch.zeros_like(rolling).index_fill(0, torch.tensor(self.columns), True)
        return torch.where(moving, torch.where(rolling, wrapped, inside), states)
