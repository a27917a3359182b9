"""Rays through pixels, and where they meet triangles: both with gradients.

In this room the components of points, colours and weights come first, (3, R): so torch works along
whole rows of memory, which is three to ten times as fast as on (R, 3) (benchmarks/renderer.py).
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.autograd.function import once_differentiable

from .contract import CameraBatch

_EDGE_ON = 0.02  # the sine of an angle between ray and triangle below which it counts as edge-on


@dataclass(frozen=True)
class Rays:
    """R rays; `directions` reach one unit of depth.

    origins, directions  (3, R) in the world; (3, 1) where they are one for all
    """

    origins: Tensor
    directions: Tensor

    def parts(self, count: int) -> tuple[Tensor, Tensor]:
        """Origins and directions, (3, count) each."""
        return self.origins.expand(3, count), self.directions.expand(3, count)

    def at(self, where: Tensor) -> "Rays":
        """Those of the rays (N,)."""
        return Rays(of_each(self.origins, where), of_each(self.directions, where))


def of_each(values: Tensor, index: Tensor) -> Tensor:
    """Columns `index` (R,) of values (…, N); a single column serves all, as (…, 1)."""
    return values if values.shape[-1] == 1 else values[..., index]


def rays(cameras: CameraBatch, index: Tensor, x: Tensor, y: Tensor) -> Rays:
    """The rays of cameras `index` (R,) through columns `x` and rows `y` (R,), fractions allowed."""
    cx, cy = of_each(cameras.lens.T[2:], index).unbind(0)
    right, down = steps(cameras, index)
    forward, eye = of_each(cameras.rotation[..., 2].T, index), of_each(cameras.eye.T, index)
    offset = (x - cx) * right + (y - cy) * down
    if cameras.is_orthographic:
        return Rays(eye + offset, forward)
    return Rays(eye, offset + forward)


def steps(cameras: CameraBatch, index: Tensor) -> tuple[Tensor, Tensor]:
    """How far rays of cameras `index` (R,) lie apart: a pixel right, a pixel down; (3, R)."""
    axes = cameras.rotation[..., :2] / cameras.lens[:, None, :2]
    return of_each(axes.permute(2, 1, 0), index).unbind(0)


def pixel_rays(cameras: CameraBatch, pixels: Tensor) -> Rays:
    """The rays through the centres of flat pixels (R,) of (B, H, W)."""
    index = line = pixels // cameras.width
    column = pixels - line * cameras.width
    if len(cameras) > 1:
        index = line // cameras.height
        line = line - index * cameras.height
    return rays(cameras, index, column.float(), line.float())


def dot(a: Tensor, b: Tensor) -> Tensor:
    """The scalar product over the first axis."""
    return (a * b).sum(0)


def cross(a: Tensor, b: Tensor) -> Tensor:
    """The vector product of (3, …) and (3, …)."""
    (ax, ay, az), (bx, by, bz) = a.unbind(0), b.unbind(0)
    return torch.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def meet(sight: Rays, corners: Tensor) -> tuple[Tensor, Tensor]:
    """Where rays meet the planes of triangles (3 components, 3 corners, R), each its own.

    Möller and Trumbore 1997, "Fast, Minimum Storage Ray/Triangle Intersection". A triangle seen
    edge-on, across which a pixel's ray slides, gives no gradient: it would be without bounds.

    Returns:
        The weights (3, R) of the corners, which sum to 1, and the depth (R,).
    """
    return _Meeting.apply(sight.origins, sight.directions, corners)


@dataclass(frozen=True)
class Solution:
    """Where R rays meet planes: p + u a + v b = origin + depth direction.

    With p a triangle's first corner, a and b its edges from there.

    u, v, depth  (R,)
    rows, scale  three (3, R), and (R,): scaled, the rows of the inverse of the matrix (a, b,
                 -direction)
    sine         (R,) of the angle between ray and triangle
    """

    u: Tensor
    v: Tensor
    depth: Tensor
    rows: tuple[Tensor, Tensor, Tensor]
    scale: Tensor
    sine: Tensor


def solved(sight: Rays, corners: Tensor) -> Solution:
    """Where rays meet the planes of triangles (3, 3, R), each its own; without gradients."""
    first, second, third = corners.unbind(1)
    a, b, directions = second - first, third - first, sight.directions
    rows = cross(directions, b), cross(a, directions), cross(a, b)
    reach, volume = sight.origins - first, dot(a, rows[0])
    level = (dot(directions, directions) * dot(rows[2], rows[2])).sqrt()
    scale = 1 / volume.abs().clamp(min=1e-20).copysign(volume)
    u, v, depth = (dot(row, reach) * scale for row in rows)
    return Solution(u, v, depth, rows, scale, volume.abs() / level.clamp(min=1e-20))


class _Meeting(Function):
    """`solved` with gradients.

    A change in both sides of its equation moves (u, v, depth) by the inverse times (d origin +
    depth d direction - sum of weight_i d corner_i).
    """

    @staticmethod
    def forward(ctx: Any, origins: Tensor, directions: Tensor, corners: Tensor):
        found = solved(Rays(origins, directions), corners)
        u, v, depth, scale = found.u, found.v, found.depth, found.scale
        slides = (found.sine <= _EDGE_ON).nonzero()[:, 0]
        if len(slides):
            u[slides], v[slides] = u[slides].clamp(0, 1), v[slides].clamp(0, 1)
            depth[slides] = depth[slides].clamp(min=0)
            scale[slides] = 0
        weights = torch.stack([1 - u - v, u, v])
        ctx.is_one_origin, ctx.is_one_direction = origins.shape[1] == 1, directions.shape[1] == 1
        ctx.save_for_backward(weights, depth, scale, *found.rows)
        ctx.save_for_forward(weights, depth, scale, *found.rows)
        return weights, depth

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, to_weights: Tensor, to_depth: Tensor):
        weights, depth, scale, *rows = ctx.saved_tensors
        first, second, third = to_weights
        pulls = (second - first) * scale, (third - first) * scale, to_depth * scale
        to_point = rows[0] * pulls[0]
        for row, pull in zip(rows[1:], pulls[1:], strict=True):
            to_point.addcmul_(row, pull)
        asked = ctx.needs_input_grad
        origins = to_point if asked[0] else None
        if asked[0] and ctx.is_one_origin:
            origins = to_point.sum(1, keepdim=True)
        directions = depth * to_point if asked[1] else None
        if asked[1] and ctx.is_one_direction:
            directions = directions.sum(1, keepdim=True)
        corners = -weights * to_point[:, None] if asked[2] else None
        return origins, directions, corners

    @staticmethod
    def jvp(ctx: Any, origins: Tensor | None, directions: Tensor | None, corners: Tensor | None):
        weights, depth, scale, *rows = ctx.saved_tensors
        push = torch.zeros_like(weights)
        if origins is not None:
            push = push + origins
        if directions is not None:
            push = push + depth * directions
        if corners is not None:
            push = push - (weights * corners).sum(1)
        u, v, deeper = (dot(row, push) * scale for row in rows)
        return torch.stack([-u - v, u, v]), deeper


def side(sight: Rays, start: Tensor, end: Tensor) -> Tensor:
    """On which side of lines (3, R) to (3, R) rays pass, and how far: linear in the picture.

    Zero on the line, six times the volume between ray and line.
    """
    return dot(end - start, cross(sight.directions, start - sight.origins))
