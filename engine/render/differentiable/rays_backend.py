"""Rays through pixels, and where they meet triangles: both with gradients."""

from dataclasses import dataclass

import torch
from torch import Tensor

from .contract import CameraBatch

_EDGE_ON = 0.02  # the sine of an angle between ray and triangle below which it counts as edge-on


@dataclass(frozen=True)
class Rays:
    """R rays; `directions` reach one unit of depth.

    origins, directions  (R, 3) in the world
    """

    origins: Tensor
    directions: Tensor

    def at(self, where: Tensor) -> "Rays":
        """Those of the rays."""
        return Rays(self.origins[where], self.directions[where])


def rays(cameras: CameraBatch, index: Tensor, x: Tensor, y: Tensor) -> Rays:
    """The rays of cameras `index` (R,) through columns `x` and rows `y` (R,), fractions allowed."""
    if len(cameras) == 1:  # one row serves all: no copies, and no sum over them on the way back
        lens, axes, eye = cameras.lens, cameras.rotation.transpose(1, 2), cameras.eye
    else:
        lens, axes, eye = (
            values.index_select(0, index)
            for values in (cameras.lens, cameras.rotation.transpose(1, 2), cameras.eye)
        )
    fx, fy, cx, cy = lens.unbind(1)
    right, down, forward = axes.unbind(1)
    offset = ((x - cx) / fx)[:, None] * right + ((y - cy) / fy)[:, None] * down
    eye, forward = eye.expand_as(offset), forward.expand_as(offset)
    if cameras.is_orthographic:
        return Rays(eye + offset, forward)
    return Rays(eye, offset + forward)


def pixel_rays(cameras: CameraBatch, pixels: Tensor) -> Rays:
    """The rays through the centres of flat pixels (R,) of (B, H, W)."""
    column, line = pixels % cameras.width, pixels // cameras.width
    return rays(cameras, line // cameras.height, column.float(), (line % cameras.height).float())


def dot(a: Tensor, b: Tensor) -> Tensor:
    """The scalar product over the last axis."""
    return (a * b).sum(-1)


def meet(sight: Rays, corners: Tensor, size: Tensor) -> tuple[Tensor, Tensor]:
    """Where rays meet the planes of triangles (R, 3, 3), each its own.

    Möller and Trumbore 1997, "Fast, Minimum Storage Ray/Triangle Intersection". A triangle seen
    edge-on, across which a pixel's ray slides, gives no gradient: it would be without bounds.

    Args:
        size: (R,) twice the triangles' areas.

    Returns:
        The weights (R, 3) of the corners, which sum to 1, and the depth (R,).
    """
    first, second, third = corners.unbind(1)
    a, b = second - first, third - first
    to_first = sight.origins - first
    across = torch.linalg.cross(sight.directions, b)
    along = torch.linalg.cross(to_first, a)
    volume = dot(a, across)
    with torch.no_grad():
        level = sight.directions.norm(dim=1) * size
        edge_on = volume.abs() <= _EDGE_ON * level + 1e-20
        bounded = volume.abs().clamp(min=1e-20).copysign(volume)
    scale = 1 / torch.where(edge_on, bounded, volume)
    u, v = dot(to_first, across) * scale, dot(sight.directions, along) * scale
    depth = dot(b, along) * scale
    slides = edge_on.nonzero()[:, 0]
    if len(slides):
        u, v, depth = (
            values.index_copy(0, slides, values.detach()[slides].clamp(*bounds))
            for values, bounds in ((u, (0, 1)), (v, (0, 1)), (depth, (0, None)))
        )
    return torch.stack([1 - u - v, u, v], dim=1), depth


def side(sight: Rays, start: Tensor, end: Tensor) -> Tensor:
    """On which side of lines (R, 3) to (R, 3) rays pass, and how far: linear in the picture.

    Zero on the line, six times the volume between ray and line.
    """
    return dot(end - start, torch.linalg.cross(sight.directions, start - sight.origins))
