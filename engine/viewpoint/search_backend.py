"""Search: an object seen from all sides in small pictures, compared with a target; starts out.

The gradient only finishes: from 60 degrees off nothing converges. So candidates come first.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ..rigs import Rig
from .pose_backend import AZIMUTH, DISTANCE, DOWN, ELEVATION, FOCAL, RIGHT
from .solve_backend import Stage

_DIRECTIONS = 320  # about eleven degrees apart
_POLES, _TURNS = (-1.48, -1.22, 1.22, 1.48), 20  # elevations (radians); azimuths at each
_FOCALS = (28 / 36, 50 / 36, 110 / 36)  # in picture widths, where the lens is not known
_BATCH = 160  # views drawn at once
_BALL = 0.5  # diagonals: how wide objects are, for a first guess
_NEARBY = np.radians(12)  # directions nearer than this are one start


@dataclass(frozen=True)
class Moments:
    """Of alphas (B, H, W): area (B,) in pixels, middle (B, 2) in columns and rows."""

    area: Tensor
    middle: Tensor

    @classmethod
    def of(cls, alpha: Tensor) -> "Moments":
        """The moments; those of an empty picture are of its middle."""
        area = alpha.sum((1, 2))
        rows, columns = (torch.arange(count, dtype=alpha.dtype) for count in alpha.shape[1:])
        safe = area.clamp(min=1e-3)
        x = (alpha.sum(1) * columns).sum(1) / safe
        y = (alpha.sum(2) * rows).sum(1) / safe
        return cls(area, torch.stack([x, y], 1))


def directions(count: int = _DIRECTIONS) -> Tensor:
    """Azimuth and elevation (N, 2): evenly over the sphere, and round its poles.

    Near a pole it is the azimuth that turns the picture, and a few directions are not enough.
    """
    around = Rig(views=count, layout="sphere").directions()
    turns = np.arange(_TURNS) * 2 * np.pi / _TURNS
    around += [(turn, pole) for pole in _POLES for turn in turns]
    return torch.tensor(around, dtype=torch.float32)


def candidates(stage: Stage, start: Tensor, *, alpha: Tensor | None) -> tuple[Tensor, Tensor]:
    """States (N, 7) all round, best first, and their losses (N,).

    Args:
        stage: what is compared, in small pictures.
        start: (7,) gives what may not move.
        alpha: (H, W) of the target at the stage's size: sets distance and look-at point so that
            the outline has its area and middle. None: not known.
    """
    columns = stage.pose.columns
    states = _all_round(start, columns)
    if alpha is None:
        near = states.repeat(3, 1)
        if DISTANCE in columns:
            near[:, DISTANCE] += torch.tensor([-0.4, 0.0, 0.4]).repeat_interleave(len(states))
        states = near
    else:
        wanted = Moments.of(alpha[None])
        states = _aimed(stage, states, wanted, columns)
        for _ in range(3):
            states = fitted(stage, states, wanted)
    with torch.no_grad():
        drawn = [stage.draw(part, is_quick=True) for part in states.split(_BATCH)]
        losses = torch.cat([stage.objective.loss(*seen) for seen in drawn])
    order = losses.argsort()
    return states[order], losses[order]


def _all_round(start: Tensor, columns: list[int]) -> Tensor:
    around = directions() if AZIMUTH in columns or ELEVATION in columns else torch.zeros(1, 2)
    states = start.repeat(len(around), 1)
    for column, values in ((AZIMUTH, around[:, 0]), (ELEVATION, around[:, 1])):
        if column in columns:
            states[:, column] = values
    for column in (RIGHT, DOWN):
        if column in columns:
            states[:, column] = 0
    if FOCAL not in columns:
        return states
    focals = torch.tensor(_FOCALS).log().repeat_interleave(len(states))
    states = states.repeat(len(_FOCALS), 1)
    if DISTANCE in columns:  # the same size in the picture
        states[:, DISTANCE] += focals - states[:, FOCAL]
    states[:, FOCAL] = focals
    return states


def _aimed(stage: Stage, states: Tensor, wanted: Moments, columns: list[int]) -> Tensor:
    """States that have the object about where it is wanted: elsewhere nothing of it may be seen."""
    pose, (left, top, width, height) = stage.pose, stage.window
    states = states.clone()
    focal = torch.ones(len(states)) if pose.is_orthographic else states[:, FOCAL].exp()
    if DISTANCE in columns:
        # As a ball half as wide as the bounding box's diagonal.
        across = 2 * (wanted.area / np.pi).sqrt() * width / stage.width / pose.width
        states[:, DISTANCE] = (_BALL * focal / across.clamp(min=1e-3)).log()
    if RIGHT in columns:
        scale = torch.tensor([width / stage.width, height / stage.height])
        place = (wanted.middle[0] + 0.5) * scale + torch.tensor([left, top])
        middle = torch.tensor([pose.width / 2, pose.height / 2])
        off = (place - middle) / pose.width - torch.tensor(pose.shift)
        off[1] /= pose.ratio
        size = states[:, DISTANCE].exp() / focal
        states[:, RIGHT], states[:, DOWN] = -off[0] * size, -off[1] * size
    return pose.bounded(states)


def fitted(stage: Stage, states: Tensor, wanted: Moments) -> Tensor:
    """States whose outlines have about the wanted area and middle, where they may."""
    columns = stage.pose.columns
    with torch.no_grad():
        drawn = [stage.draw(part, is_quick=True)[0].alpha for part in states.split(_BATCH)]
    seen = Moments.of(torch.cat(drawn))
    states = states.clone()
    shown = seen.area > 0.5
    if DISTANCE in columns:
        grow = 0.5 * (seen.area.clamp(min=0.5) / wanted.area.clamp(min=0.5)).log()
        states[:, DISTANCE] += torch.where(shown, grow.clamp(-1.0, 1.0), 0.7)
    if RIGHT in columns:
        # A step in the picture is a step of the look-at point the other way, at its distance.
        share = stage.window[2] / stage.pose.width  # of the picture that is drawn
        off = (wanted.middle - seen.middle) / stage.width * share
        across = states[:, DISTANCE].exp()
        across = across if stage.pose.is_orthographic else across / states[:, FOCAL].exp()
        states[:, RIGHT] -= torch.where(shown, off[:, 0] * across, 0.0)
        states[:, DOWN] -= torch.where(shown, off[:, 1] * across, 0.0)
    return stage.pose.bounded(states)


def apart(states: Tensor, count: int) -> Tensor:
    """Places of the first `count` of states (N, 7), best first, that look from different sides."""
    chosen: list[int] = []
    axes = _axes(states)
    for place in range(len(states)):
        cosine = (axes[chosen] * axes[place]).sum((1, 2)) if chosen else torch.zeros(1)
        same = cosine > 1 + 2 * np.cos(_NEARBY)  # the trace of the turn between two
        if chosen and bool(same.any()):
            other = states[torch.tensor(chosen)[same]]
            if bool(((other[:, FOCAL] - states[place, FOCAL]).abs() < 0.3).any()):
                continue
        chosen.append(place)
        if len(chosen) == count:
            break
    return torch.tensor(chosen)


def _axes(states: Tensor) -> Tensor:
    """Which way cameras (N) are turned, without their roll: rotations (N, 3, 3)."""
    azimuth, elevation = states[:, AZIMUTH], states[:, ELEVATION]
    flat, zero = elevation.cos(), torch.zeros_like(azimuth)
    toward = torch.stack([flat * azimuth.cos(), flat * azimuth.sin(), elevation.sin()], 1)
    level = torch.stack([-azimuth.sin(), azimuth.cos(), zero], 1)
    return torch.stack([toward, level, torch.linalg.cross(toward, level)], 1)
