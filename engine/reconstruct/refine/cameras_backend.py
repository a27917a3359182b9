"""Cameras moved so that a mesh looks from them as their pictures do."""

from dataclasses import replace

import numpy as np
import torch
import torch.autograd.forward_ad as forward_mode
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import avg_pool2d

from ...datatypes import Camera
from ...render.differentiable.contract import CameraBatch, Renderer
from .shots_backend import Shot, robust, weights

_DAMPING = 1e-3
_TRIES = 4  # ever more damped, before a step is given up
_REACH = 0.03  # radians, or diagonals of the mesh: the largest step
_FINER = 2  # pixels drawn for a blurred one, in both directions
_STILL = 1e-4  # a step below which a camera has arrived


def settled(renderer: Renderer, shot: Shot, camera: Camera, *, steps: int, blur: int = 1) -> Camera:
    """The camera after that many steps, fewer where it moves no more.

    Damped Gauss-Newton steps (Marquardt 1963) in the six ways that a camera can move, on squared
    differences that are weighted anew at each: what misses by much is not of the mesh.

    Args:
        blur: pixels on a side that are taken together: the way from farther off is smooth then.
    """
    shot, pool = (shot.smaller(blur // _FINER), _FINER) if blur > 1 else (shot, 1)
    lens, whole = shot.camera.intrinsics, camera.intrinsics
    camera, damping = replace(camera, intrinsics=lens), _DAMPING
    for _ in range(steps):
        residuals, slopes, now = _linearised(renderer, shot, camera, pool)
        normal = (slopes @ slopes.T).double()
        gradient = (slopes @ residuals).double()
        moved = False
        for _ in range(_TRIES):
            damped = normal + damping * torch.diag(normal.diagonal() + 1e-12)
            change = torch.linalg.solve(damped, -gradient).clamp(-_REACH, _REACH)
            trial = _moved(camera, change.cpu().numpy())
            if _loss(renderer, shot, trial, pool) < now:
                moved = bool(change.abs().max() > _STILL)
                camera, damping = trial, max(damping / 8, 1e-8)
                break
            damping *= 8
        if not moved:
            break
    return replace(camera, intrinsics=whole)


def _batch(shot: Shot, camera: Camera, count: int) -> CameraBatch:
    return CameraBatch.of([camera] * count, device=str(shot.rgb.device))


def _linearised(
    renderer: Renderer, shot: Shot, camera: Camera, pool: int
) -> tuple[Tensor, Tensor, float]:
    """Weighted residuals (N,), their derivatives (6, N) by turns and moves; the robust loss."""
    copies = _batch(shot, camera, 6)
    turn, move = torch.eye(6, device=shot.rgb.device).split(3, dim=1)
    with torch.no_grad(), forward_mode.dual_level():
        spin = copies.rotation @ _cross_matrices(turn)
        way = (copies.rotation @ move[..., None])[..., 0]
        rotation = forward_mode.make_dual(copies.rotation, spin)
        eye = forward_mode.make_dual(copies.eye, way)
        picture = renderer.render(replace(copies, rotation=rotation, eye=eye))
        rgb, slopes = forward_mode.unpack_dual(picture.rgb)
        alpha = forward_mode.unpack_dual(picture.alpha).primal
        counts = shot.counts(replace(picture, alpha=alpha))[:1]
    off, count = _pooled(rgb[:1] - shot.rgb, counts, pool)
    slopes = torch.zeros_like(rgb) if slopes is None else slopes
    slopes, _ = _pooled(slopes, counts, pool)
    share = (weights(off) * count).sqrt()[..., None]
    return (off * share).reshape(-1), (slopes * share).reshape(6, -1), _mean(off, count)


def _loss(renderer: Renderer, shot: Shot, camera: Camera, pool: int) -> float:
    with torch.no_grad():
        picture = renderer.render(_batch(shot, camera, 1))
        return _mean(*_pooled(picture.rgb - shot.rgb, shot.counts(picture), pool))


def _pooled(values: Tensor, counts: Tensor, pool: int) -> tuple[Tensor, Tensor]:
    """Means of values (B, H, W, 3) over squares of pixels that count, and the shares that do."""
    share = counts[:, None].float()
    means = avg_pool2d(values.movedim(-1, 1) * share, pool)
    share = avg_pool2d(share, pool)
    return (means / share.clamp(min=1e-6)).movedim(1, -1), share[:, 0]


def _mean(off: Tensor, count: Tensor) -> float:
    return float((robust(off) * count).sum() / count.sum().clamp(min=1e-6))


def _cross_matrices(vectors: Tensor) -> Tensor:
    """Matrices (N, 3, 3) whose product is the vector product with (N, 3)."""
    x, y, z = vectors.unbind(1)
    zero = torch.zeros_like(x)
    rows = [zero, -z, y, z, zero, -x, -y, x, zero]
    return torch.stack(rows, dim=1).reshape(-1, 3, 3)


def _moved(camera: Camera, change: NDArray[np.float64]) -> Camera:
    """The camera turned (3) about its own axes and moved (3) along them."""
    matrix = camera.world_from_camera.copy()
    matrix[:3, 3] += matrix[:3, :3] @ change[3:]
    matrix[:3, :3] = matrix[:3, :3] @ rotation_of(change[:3])
    return replace(camera, world_from_camera=matrix)


def rotation_of(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rotation (3, 3) about a vector (3,), by its length in radians (Rodrigues)."""
    angle = np.linalg.norm(vector)
    x, y, z = vector / max(angle, 1e-30)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
