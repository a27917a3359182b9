"""The rules of reference_backend that ask for no more than rays, triangles and pixels."""

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor

from .contract import CameraBatch
from .rays_backend import Rays, cross, dot

_SAME = 1 / 255  # differences of colour below this need no blending


@torch.no_grad()
def visible(sight: Rays, corners: Tensor) -> Tensor:
    """The triangle (R,) that each ray meets first, -1 where there is none."""
    count = max(part.shape[1] for part in (sight.origins, sight.directions))
    faces, nearest = torch.full((count,), -1), torch.full((count,), torch.inf)
    for face, triangle in enumerate(corners):
        u, v, depth = met(sight, triangle)
        hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (depth > 0) & (depth < nearest)
        faces[hit], nearest[hit] = face, depth[hit]
    return faces


def met(sight: Rays, triangle: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Where rays meet a triangle's plane: the weights of its second and third corner, and depth.

    Möller and Trumbore 1997, "Fast, Minimum Storage Ray/Triangle Intersection".
    """
    first, second, third = triangle[..., None]
    reach, a, b = sight.origins - first, second - first, third - first
    across, along = cross(sight.directions, b), cross(reach, a)
    volume = dot(a, across)
    return (
        dot(reach, across) / volume,
        dot(sight.directions, along) / volume,
        dot(b, along) / volume,
    )


class Change(NamedTuple):
    """By what (4,) a boundary changes a pixel; its slope; the axis, in pixels, of its pair."""

    pixel: int
    slope: float
    axis: int
    by: Tensor


def shown(changes: list[Change]) -> list[tuple[int, Tensor]]:
    """Of two pairs that a straight boundary runs between at a pixel, the squarer one shows it.

    At a hollow corner each of two leaves it to the other; then the squarer of them does.
    """
    at: dict[int, list[Change]] = {}
    for change in changes:
        at.setdefault(change.pixel, []).append(change)

    def shows(change: Change) -> bool:
        here = at[change.pixel]
        is_corner = len({other.axis for other in here}) == 2
        return change.slope <= 1 or (is_corner and change.slope <= min(o.slope for o in here))

    return [(change.pixel, change.by) for change in changes if shows(change)]


def ends_of(triangle: Tensor, edge: int) -> tuple[Tensor, Tensor]:
    """The ends (3, 1) of the edge that lies opposite to a corner."""
    return triangle[(edge + 1) % 3, :, None], triangle[(edge + 2) % 3, :, None]


def faces_camera(camera: CameraBatch, triangle: Tensor) -> bool:
    """Whether a camera is on the side of a triangle from which it is wound anticlockwise."""
    first, second, third = triangle.detach()
    flat = cross(second - first, third - first)
    forward, eye = camera.rotation[0, :, 2].detach(), camera.eye[0].detach()
    return bool(dot(flat, forward if camera.is_orthographic else first - eye) <= 0)


def pairs(camera, faces, depth, picture) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Neighbours that see different triangles and colours: nearer, farther, step (column, row)."""
    depth = [value if face >= 0 else float("inf") for value, face in zip(depth, faces, strict=True)]
    for right, down in ((1, 0), (0, 1)):
        for row in range(camera.height - down):
            for column in range(camera.width - right):
                first = row * camera.width + column
                other = first + down * camera.width + right
                colors = zip(picture[first], picture[other], strict=True)
                if faces[first] == faces[other] or max(abs(a - b) for a, b in colors) <= _SAME:
                    continue
                if depth[other] < depth[first]:
                    yield other, first, (-right, -down)
                else:
                    yield first, other, (right, down)


def covered(line: list[Tensor], shift: int) -> Tensor:
    """The share of the pixel's square, `shift` steps on, in which the line's quantity is positive.

    Sutherland and Hodgman 1974, "Reentrant Polygon Clipping", and the shoelace formula.
    """
    here, there, aside = line

    def value(x: float, y: float) -> Tensor:
        return here + (there - here) * x + (aside - here) * y

    square = [(shift + x, y) for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))]
    kept = []
    for a, b in zip(square, square[1:] + square[:1], strict=True):
        at_a, at_b = value(*a), value(*b)
        if at_a >= 0:
            kept.append(a)
        if (at_a >= 0) != (at_b >= 0):
            share = at_a / (at_a - at_b)
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    turns = zip(kept, kept[1:] + kept[:1], strict=True)
    return sum((a[0] * b[1] - b[0] * a[1] for a, b in turns), start=here * 0) / 2
