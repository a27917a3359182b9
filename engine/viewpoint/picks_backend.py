"""Picked points: points of an object and where a picture shows them in, cameras out."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ..camera import Frame
from ..errors import InputError
from ..render.differentiable.contract import CameraBatch, Picture
from .pose_backend import DISTANCE, Pose
from .search_backend import directions
from .settings import Pick
from .solve_backend import Stage, levenberg_marquardt
from .terms_backend import Objective, Residuals

_STARTS, _ROUNDS = 96, 40
_LEAST = 4  # points: three are seen so from up to four places (Gao et al. 2003)
_BEHIND = 0.02  # the least depth in the unit frame that a point is taken to have


def picks_term(
    picks: Sequence[Pick],
    frame: Frame,
    picture_width: int,
    window: tuple[int, int, int, int],
    size: tuple[int, int],
) -> Residuals:
    """How far from its pixel each point is seen, in widths of the picture.

    Args:
        window, size: of the stage that uses the term, as its own.
    """
    points = torch.tensor(
        frame.unit_from_world(np.array([pick.point for pick in picks], np.float64)),
        dtype=torch.float32,
    )
    scale = torch.tensor([size[0] / window[2], size[1] / window[3]])
    pixels = torch.tensor([pick.pixel for pick in picks], dtype=torch.float32)
    pixels = (pixels - torch.tensor(window[:2]) + 0.5) * scale - 0.5

    def parts(_: Picture | None, cameras: CameraBatch) -> Tensor:
        local = torch.einsum("bpx,bxy->bpy", points - cameras.eye[:, None], cameras.rotation)
        fx, fy, cx, cy = cameras.lens[:, :, None].unbind(1)
        depth = 1.0 if cameras.is_orthographic else local[..., 2].clamp(min=_BEHIND)
        seen = torch.stack([fx * local[..., 0] / depth + cx, fy * local[..., 1] / depth + cy], -1)
        return ((seen - pixels) / (scale * picture_width)).flatten(1)

    return Residuals(parts)


def from_picks(pose: Pose, start: Tensor, term: Residuals) -> Tensor:
    """States (N, 7) that see picked points where they were picked, best first.

    By Levenberg-Marquardt on what the points are off, from all round.

    Args:
        term: picks_term for the whole picture.

    Raises:
        InputError: there are fewer points than the camera has unknowns for.
    """
    unknown = len(pose.columns)
    count = len(term.parts(None, pose.cameras(start[None]))[0]) // 2
    needed = max(_LEAST, (unknown + 1) // 2)
    if count < needed:
        raise InputError(
            f"{count} points do not settle where the camera stood.",
            f"Pick at least {needed}, or choose a mask.",
        )
    whole = (0, 0, pose.width, pose.height)
    points = Stage(pose, None, Objective({"picks": (1.0, term)}), whole, *whole[2:])
    around = directions(_STARTS)
    states = start.repeat(len(around), 1)
    for column in range(2):
        if column in pose.columns:
            states[:, column] = around[:, column]
    if DISTANCE in pose.columns:
        near = states.clone()
        near[:, DISTANCE] -= 0.7
        states = torch.cat([states, near])
    *_, (states, losses) = levenberg_marquardt(points, states, steps=_ROUNDS, tolerance=1e-7)
    return states[losses.argsort()]
