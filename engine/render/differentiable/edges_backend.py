"""Edges: a picture of exact pixel centres in, one whose edges cover their pixels in part out.

Where two neighbouring pixels see different surfaces, the nearer one's boundary runs between their
centres. Each is blended with the other by the area on its side of that boundary, a straight line:
so the picture changes smoothly with the boundary, and gradients reach what moves it.

After Laine et al. 2020, "Modular Primitives for High-Performance Differentiable Rendering",
section 3.6, with two differences: the boundary is walked to across the triangles that lie between
the two centres, and the blend is the area of the pixel's square instead of the distance.
"""

from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor

from .contract import CameraBatch
from .rays_backend import Rays, cross, dot, side
from .visibility_backend import Seen
from .walk import CROSSING, SEAM
from .walk_backend import Parted, Shape, cut_through, parted

_SLACK = 0.05  # pixels by which a boundary may miss the way between two centres
_APART = 0.01  # pixels of depth by which crossing planes must part in one pixel

# Colours (4, R), opaque, that cameras (R,) see at faces (R,), at weights (3, R) of their corners.
Look = Callable[[Tensor, Tensor, Tensor], Tensor]


def blend_edges(
    cameras: CameraBatch,
    shape: Shape,
    seen: Seen,
    depths: Tensor,
    faces: Tensor,
    picture: Tensor,
    look: Look,
) -> Tensor:
    """The picture (4, B H W) with its edges blended.

    Args:
        depths: (R,) of what is seen.
        faces: (B, H, W) at the pixels' centres, -1 where nothing is.
    """
    pairs = parted(cameras, shape, seen, depths, faces, picture)
    if not len(pairs.near):
        return picture
    sights = pairs.sights(cameras)
    start, slope, is_known, kind = _boundary(cameras, shape, faces.reshape(-1), pairs, sights)
    shows = _shown(pairs, start, slope.detach(), is_known, faces.numel())
    some = shows.any(0).nonzero()[:, 0]
    pairs = replace(pairs, kind=kind).at(some)
    start, slope, (in_near, in_far) = start[some], slope[some], shows[:, some]
    inner, outer = _covered(start, slope), _covered(start - 1, slope)
    pixels = torch.cat([pairs.near, pairs.far])
    near, far = picture.index_select(1, pixels).chunk(2, dim=1)
    here, there = (sight.at(some) for sight in sights[:2])
    ours, theirs = _rims(cameras, shape, pairs, (here, there), (near, far), look)
    change = ((1 - inner) * in_near * (theirs - near), outer * in_far * (ours - far))
    return picture.index_add(1, pixels, torch.cat(change, dim=1))


def _shown(pairs: Parted, start: Tensor, slope: Tensor, is_known: Tensor, count: int) -> Tensor:
    """Whether pairs show their boundaries in the near pixel and in the far one: (2, N) bool.

    Of the two pairs that a straight boundary runs between at a pixel, the squarer one does. At a
    hollow corner each of two leaves it to the other; then the squarer of the two does it.
    """
    between = is_known & (start > -_SLACK) & (start < 1 + _SLACK)
    slope = slope.masked_fill(~between, torch.inf)
    axis, shown = pairs.along[0, between].abs(), []
    for pixels in (pairs.near, pairs.far):
        least = slope.new_full((count,), torch.inf).scatter_reduce(0, pixels, slope, "amin")
        has = torch.zeros(2, count, dtype=torch.bool, device=slope.device)
        has[axis, pixels[between]] = True
        is_corner = has[0, pixels] & has[1, pixels]
        shown.append((slope <= 1) | (is_corner & (least[pixels] == slope)))
    return torch.stack(shown) & between


def _rims(
    cameras: CameraBatch,
    shape: Shape,
    pairs: Parted,
    sights: tuple[Rays, Rays],
    own: tuple[Tensor, Tensor],
    look: Look,
) -> tuple[Tensor, Tensor]:
    """What (4, N) either side looks like where it reaches into the other's pixel.

    At a known edge that is its colour there, so that nothing jumps when the boundary passes a
    pixel's centre, which then sees it; else what its own pixel sees, `own`.
    """
    near, far = own
    ends = (pairs.kind != CROSSING).nonzero()[:, 0]
    some = pairs.at(ends)
    here, there = (sight.at(ends) for sight in sights)
    cut = cut_through(cameras, here, there)
    start, end = (dot(corner - here.origins, cut) for corner in shape.at(some.half))
    share = (start / _apart_from_zero(start - end)).clamp(0, 1)
    index = some.near // (cameras.width * cameras.height)
    ours = near.index_copy(1, ends, look(index, some.half // 3, _along(share, some.half)))
    seams = (some.kind == SEAM).nonzero()[:, 0]
    if not len(seams):
        return ours, far
    half, share = some.half[seams], share[seams]
    beyond, turned = shape.surface.beyond[half], shape.surface.turned[half]
    share = torch.where(turned, share, 1 - share)
    theirs = look(index[seams], beyond // 3, _along(share, beyond))
    return ours, far.index_copy(1, ends[seams], theirs)


def _along(share: Tensor, half: Tensor) -> Tensor:
    """Weights (3, N) of a triangle's corners at a share (N,) of the way along half-edges (N,)."""
    corners, edge = torch.arange(3, device=share.device)[:, None], half % 3
    at_start, at_end = corners == (edge + 1) % 3, corners == (edge + 2) % 3
    return at_start * (1 - share) + at_end * share


def _apart_from_zero(values: Tensor) -> Tensor:
    return torch.where(values.abs() < 1e-20, values.new_tensor(1e-20), values)


def _covered(start: Tensor, slope: Tensor) -> Tensor:
    """The share of a pixel before a line that crosses its middle row at `start`.

    The mean over rows y in [-1/2, 1/2] of min(max(start + slope y + 1/2, 0), 1).
    """
    slope = slope.clamp(min=1e-3)
    middle = start + 0.5

    def integral(upper: Tensor) -> Tensor:
        inside = upper.clamp(0, 1)
        return inside * inside / 2 + (upper - 1).clamp(min=0)

    return (integral(middle + slope / 2) - integral(middle - slope / 2)) / slope


def _boundary(
    cameras: CameraBatch,
    shape: Shape,
    faces: Tensor,
    pairs: Parted,
    sights: tuple[Rays, Rays, Rays],
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Where between the centres boundaries run (N,), in steps; slopes; which are known; kinds.

    Args:
        faces: (P,) at all pixels' centres.
    """
    start, end = shape.at(pairs.half)
    here, there, aside = (side(sight, start, end) for sight in sights)
    is_known = torch.ones_like(pairs.kind, dtype=torch.bool)
    # An outline beyond the far centre is not what parts the two: the surface goes under before.
    beyond = (here - there).abs() < here.abs()
    crossing = ((pairs.kind == CROSSING) | beyond).nonzero()[:, 0]
    if len(crossing):
        planes = [shape.corners[..., faces[pixels[crossing]]] for pixels in (pairs.near, pairs.far)]
        nearness = [
            [_nearness(cameras, sight.at(crossing), plane) for plane in planes] for sight in sights
        ]
        apart = [ours - theirs for ours, theirs in nearness]
        here, there, aside = (
            values.index_copy(0, crossing, gap)
            for values, gap in zip((here, there, aside), apart, strict=True)
        )
        # Where one lies on the other there is no line between them.
        unit = 1.0 if cameras.is_orthographic else nearness[0][0].abs()
        focal = cameras.lens[:, 0].max()
        is_known[crossing] = (apart[0] - apart[1]).abs() * focal > _APART * unit
    fall = _apart_from_zero(here - there)
    kind = pairs.kind.index_fill(0, crossing, CROSSING)
    return here / fall, ((aside - here) / fall).abs(), is_known, kind


def _nearness(cameras: CameraBatch, sight: Rays, triangles: Tensor) -> Tensor:
    """How near planes are along rays, (N,), as a quantity that is linear in the picture."""
    first, second, third = triangles.unbind(1)
    normal = cross(second - first, third - first)
    toward = dot(normal, sight.directions)
    reach = dot(normal, first - sight.origins)
    return -reach / toward if cameras.is_orthographic else toward / reach
