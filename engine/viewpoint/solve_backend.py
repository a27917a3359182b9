"""Solvers: states of cameras and an objective in, better states out, step by step.

Many states are improved at once, each for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.autograd.forward_ad as forward_mode
from torch import Tensor

from ..render.differentiable.contract import CameraBatch, Picture, Renderer
from ..render.differentiable.threads_backend import fitting_threads
from .pose_backend import Pose
from .terms_backend import Objective


@dataclass(frozen=True)
class Stage:
    """An objective at one size of picture.

    renderer  None where the terms need no picture
    window    the part of the pose's picture that is drawn: left, top, width, height in its pixels
    width, height  of what is drawn
    """

    pose: Pose
    renderer: Renderer | None
    objective: Objective
    window: tuple[int, int, int, int]
    width: int
    height: int

    def draw(self, states: Tensor, *, is_quick: bool = False) -> tuple[Picture | None, CameraBatch]:
        """What states (B, 7) see."""
        cameras = self.pose.cameras(states).windowed(*self.window)
        cameras = cameras.resized(self.width, self.height)
        return self.renderer and self.renderer.render(cameras, is_quick=is_quick), cameras

    def loss(self, states: Tensor) -> Tensor:
        """The loss (B,) of states (B, 7)."""
        return self.objective.loss(*self.draw(states))


_REACH = 0.35  # radians, or shares, that one step may change a parameter by
_DAMPING = 1e-3  # at first
_TRIES = 4  # ever more damped, before a step is given up
Progressed = tuple[Tensor, Tensor]  # states (B, 7) and their losses (B,) after a step


def levenberg_marquardt(
    stage: Stage, states: Tensor, *, steps: int, tolerance: float = 1e-4
) -> Iterator[Progressed]:
    """Damped Gauss-Newton steps on the objective's residuals (Marquardt 1963).

    Derivatives come in forward mode: as many copies of a camera as there are parameters are drawn
    at once, each with the derivative along one of them.
    """
    pose, directions = stage.pose, stage.pose.directions
    damping = torch.full((len(states),), _DAMPING)
    states = pose.bounded(states)
    going = torch.ones(len(states), dtype=torch.bool)
    for _ in range(steps):
        residuals, slopes = _linearised(stage, states, directions)
        loss = residuals.square().sum(1)
        normal = slopes @ slopes.transpose(1, 2)  # (B, K, K)
        gradient = (slopes @ residuals[..., None])[..., 0]
        diagonal = normal.diagonal(dim1=1, dim2=2)
        floor = 1e-6 * diagonal.amax(1, keepdim=True) + 1e-12
        moved = False
        for _ in range(_TRIES):  # until each has got better, or is damped to a standstill
            damped = normal + torch.diag_embed(damping[:, None] * diagonal + floor)
            change = torch.linalg.solve(damped, -gradient[..., None])[..., 0]
            change = change.clamp(-_REACH, _REACH)
            trial = pose.bounded(states + change @ directions)
            with torch.no_grad():
                reached = stage.loss(trial)
            better = (reached < loss) & going
            gain = (loss - reached) / loss.clamp(min=1e-12)
            states = torch.where(better[:, None], trial, states)
            damping = torch.where(better, damping / 8, damping * 6).clamp(1e-8, 1e6)
            moved |= bool((better & (gain > tolerance)).any())
            going &= ~(better & (gain < tolerance))
            loss = torch.where(better, reached, loss)
            if moved or not bool(going.any()):
                break
        yield states, loss
        if not moved:
            return


def _linearised(stage: Stage, states: Tensor, directions: Tensor) -> tuple[Tensor, Tensor]:
    """Residuals (B, N) of states (B, 7), and derivatives (B, K, N) along directions (K, 7)."""
    count, free = len(states), len(directions)
    tangents = directions.repeat(count, 1)
    with torch.no_grad(), forward_mode.dual_level():
        copies = states.repeat_interleave(free, 0)
        dual = forward_mode.make_dual(copies, tangents)
        residuals = stage.objective.residuals(*stage.draw(dual))
        values, slopes = forward_mode.unpack_dual(residuals)
    return values[::free], slopes.reshape(count, free, -1)


def adam(
    stage: Stage, states: Tensor, *, steps: int, rate: float = 0.05, patience: int = 15
) -> Iterator[Progressed]:
    """Steps along the gradient, ever smaller (Kingma and Ba 2015; the rate falls as a cosine).

    Ends early after `patience` steps without a gain.
    """
    directions, start = stage.pose.directions, states
    change = torch.zeros(len(states), len(directions), requires_grad=True)
    optimizer = torch.optim.Adam([change], lr=rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    best, kept, idle = torch.full((len(states),), torch.inf), states, 0
    for _ in range(steps):
        optimizer.zero_grad()
        now = stage.pose.bounded(start + change @ directions)
        losses = stage.loss(now)
        with fitting_threads(len(now) * stage.width * stage.height):
            losses.sum().backward()
        with torch.no_grad():
            better = losses < best
            idle = 0 if bool((losses < best * (1 - 1e-4)).any()) else idle + 1
            kept = torch.where(better[:, None], now, kept).detach()
            best = torch.where(better, losses, best).detach()
        yield kept, best
        if idle >= patience:
            return
        optimizer.step()
        schedule.step()
