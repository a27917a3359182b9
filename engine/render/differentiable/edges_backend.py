"""Edges: a picture of exact pixel centres in, one whose edges cover their pixels in part out.

Where two neighbouring pixels see different surfaces, the nearer one's boundary runs between their
centres. Each is blended with the other by the area on its side of that boundary, a straight line:
so the picture changes smoothly with the boundary, and gradients reach what moves it.

After Laine et al. 2020, "Modular Primitives for High-Performance Differentiable Rendering",
section 3.6, with two differences: the boundary is walked to across the triangles that lie between
the two centres, and the blend is the area of the pixel's square instead of the distance. And where
something else than the far pixel's surface shows just behind an outline, a second boundary is
looked for beyond it: a sliver that no centre sees, a fold of the outline.
"""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from .contract import CameraBatch
from .rays_backend import Rays, cross, dot, meet, side
from .walk import CROSSING, OUTLINE, SEAM
from .walk_backend import Centres, Parted, cut_through, parted, walked

_SLACK = 0.05  # pixels by which a boundary may miss the way between two centres
_APART = 0.01  # pixels of depth by which crossing planes must part in one pixel
_BEHIND = 2e-3  # pixels behind an outline where it is asked what shows there


@dataclass(frozen=True)
class Boundaries:
    """N straight boundaries between the centres of pairs of pixels.

    sights     rays through the near pixel, a step towards the far one, a step aside
    start      (N,) where it crosses the way from the near centre, in steps
    slope      (N,) steps along that way for one aside
    between    (N,) bool, whether it does so between the two
    near, far  (4, N) what is on its two sides
    hidden     how many of them, the last ones, are hidden behind others
    """

    pairs: Parted
    sights: tuple[Rays, Rays, Rays]
    start: Tensor
    slope: Tensor
    between: Tensor
    near: Tensor
    far: Tensor
    hidden: int = 0

    def at(self, where: Tensor) -> "Boundaries":
        """Those of the boundaries."""
        own = self.pairs.at(where), tuple(sight.at(where) for sight in self.sights)
        parts = self.start, self.slope, self.between, self.near, self.far
        return Boundaries(*own, *(part[..., where] for part in parts))

    def before(self, hidden: "Boundaries") -> "Boundaries":
        """These and others that are hidden behind them."""
        counts = len(self.start), len(hidden.start)
        sights = []
        for pair in zip(self.sights, hidden.sights, strict=True):
            parts = (sight.parts(count) for sight, count in zip(pair, counts, strict=True))
            sights.append(Rays(*(torch.cat(part, dim=1) for part in zip(*parts, strict=True))))
        names = ("start", "slope", "between", "near", "far")
        parts = ([getattr(lines, name) for lines in (self, hidden)] for name in names)
        joined = (torch.cat(part, dim=-1) for part in parts)
        return Boundaries(self.pairs.and_others(hidden.pairs), tuple(sights), *joined, counts[1])


def blend_edges(centres: Centres) -> Tensor:
    """The picture (4, B H W) with its edges blended."""
    pairs = parted(centres)
    if not len(pairs.near):
        return centres.picture
    pixels = torch.cat([pairs.near, pairs.far])
    colors = centres.picture.index_select(1, pixels).chunk(2, dim=1)
    lines = _with_hidden(centres, _boundaries(centres, pairs, *colors))
    shows = _shown(lines, centres.faces.numel())
    some = shows.any(0).nonzero()[:, 0]
    lines, (in_near, in_far) = lines.at(some), shows[:, some]
    inner, outer = _covered(lines.start, lines.slope), _covered(lines.start - 1, lines.slope)
    ours, theirs = _rims(centres, lines)
    pixels = torch.cat([lines.pairs.near, lines.pairs.far])
    change = (
        (1 - inner) * in_near * (theirs - lines.near),
        outer * in_far * (ours - lines.far),
    )
    return centres.picture.index_add(1, pixels, torch.cat(change, dim=1))


def _with_hidden(centres: Centres, first: Boundaries) -> Boundaries:
    """The boundaries, and those behind them that part what shows there from the far pixel."""
    with torch.no_grad():
        some, ray, face = _just_behind(centres, first)
        if not len(some):
            return first
    pairs, there = first.pairs.at(some), first.sights[1].at(some)
    color, depth = _seen_along(centres, pairs.near, ray, face)
    away = centres.depth[pairs.far]
    turned = depth >= torch.where(away > 0, away, torch.inf)  # the far pixel's surface is nearer

    def sorted_(one: Tensor, other: Tensor) -> tuple[Tensor, Tensor]:
        return torch.where(turned, other, one), torch.where(turned, one, other)

    (near, far), (begin, goal) = sorted_(pairs.near, pairs.far), sorted_(face, pairs.goal)
    along = torch.where(turned, -pairs.along, pairs.along)
    hidden = Parted(near, far, along, begin, goal, torch.full_like(near, -1), 3 * begin)
    with torch.no_grad():
        ends = (
            sorted_(*parts)
            for parts in zip(ray.parts(len(some)), there.parts(len(some)), strict=True)
        )
        hidden = walked(centres, hidden, *(Rays(*parts) for parts in zip(*ends, strict=True)))
        met = (hidden.kind >= 0).nonzero()[:, 0]
    colors = (part[:, met] for part in sorted_(color, first.far[:, some]))
    second = _boundaries(centres, hidden.at(met), *colors)
    return replace(first, far=first.far.index_copy(1, some, color)).before(second)


def _just_behind(centres: Centres, lines: Boundaries) -> tuple[Tensor, Rays, Tensor]:
    """Which boundaries (K,) have something else behind them than the far pixel sees.

    Returns:
        Which they are, the rays that pass just behind them, and what those see.
    """
    ends = lines.between & (lines.pairs.kind == OUTLINE) & (lines.start < 1 - 2 * _BEHIND)
    some = ends.nonzero()[:, 0]
    here, there = (sight.at(some) for sight in lines.sights[:2])
    share = lines.start[some].clamp(min=0) + _BEHIND
    ray = Rays(
        here.origins + share * (there.origins - here.origins),
        here.directions + share * (there.directions - here.directions),
    )
    face = centres.seeing.cast(ray)
    other = (face != lines.pairs.goal[some]).nonzero()[:, 0]
    return some[other], ray.at(other), face[other]


def _seen_along(
    centres: Centres, near: Tensor, sight: Rays, faces: Tensor
) -> tuple[Tensor, Tensor]:
    """The colours (4, K) and depths (K,) that rays meet at faces (K,): infinite at -1."""
    hit = (faces >= 0).nonzero()[:, 0]
    weights, depth = meet(sight.at(hit), centres.shape.corners[..., faces[hit]])
    index = near[hit] // centres.faces[0].numel()
    color = centres.behind[:, None].repeat(1, len(faces))
    color = color.index_copy(1, hit, centres.look(index, faces[hit], weights))
    return color, torch.full_like(color[0], torch.inf).index_copy(0, hit, depth.detach())


def _shown(lines: Boundaries, count: int) -> Tensor:
    """Whether boundaries show in the near pixel and in the far one of `count`: (2, N) bool.

    Of the two pairs that a straight boundary runs between at a pixel, the squarer one does. At a
    hollow corner each of two leaves it to the other; then the squarer of the two does it. What is
    hidden is judged by itself.
    """
    pairs, between = lines.pairs, lines.between
    level = torch.zeros_like(pairs.near)
    level[len(level) - lines.hidden :] = count
    slope = lines.slope.detach().masked_fill(~between, torch.inf)
    axis, shown = pairs.along[0, between].abs(), []
    for pixels in (pairs.near + level, pairs.far + level):
        least = slope.new_full((2 * count,), torch.inf).scatter_reduce(0, pixels, slope, "amin")
        has = torch.zeros(2, 2 * count, dtype=torch.bool, device=slope.device)
        has[axis, pixels[between]] = True
        is_corner = has[0, pixels] & has[1, pixels]
        shown.append((slope <= 1) | (is_corner & (least[pixels] == slope)))
    return torch.stack(shown) & between


def _rims(centres: Centres, lines: Boundaries) -> tuple[Tensor, Tensor]:
    """What (4, N) either side looks like where it reaches into the other's pixel.

    At a known edge that is its colour there, so that nothing jumps when the boundary passes a
    pixel's centre, which then sees it; else what its own pixel sees.
    """
    shape, look = centres.shape, centres.look
    ends = (lines.pairs.kind != CROSSING).nonzero()[:, 0]
    some = lines.pairs.at(ends)
    here, there = (sight.at(ends) for sight in lines.sights[:2])
    cut = cut_through(centres.cameras, here, there)
    start, end = (dot(corner - here.origins, cut) for corner in shape.at(some.half))
    share = (start / _apart_from_zero(start - end)).clamp(0, 1)
    index = some.near // centres.faces[0].numel()
    ours = look(index, some.half // 3, _along(share, some.half))
    ours = lines.near.index_copy(1, ends, ours)
    seams = (some.kind == SEAM).nonzero()[:, 0]
    if not len(seams):
        return ours, lines.far
    half, share = some.half[seams], share[seams]
    beyond, turned = shape.surface.beyond[half], shape.surface.turned[half]
    share = torch.where(turned, share, 1 - share)
    theirs = look(index[seams], beyond // 3, _along(share, beyond))
    return ours, lines.far.index_copy(1, ends[seams], theirs)


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


def _boundaries(centres: Centres, pairs: Parted, near: Tensor, far: Tensor) -> Boundaries:
    """The boundaries between pairs of pixels, with what (4, N) is on their two sides."""
    cameras, shape = centres.cameras, centres.shape
    sights = pairs.sights(cameras)
    start, end = shape.at(pairs.half)
    here, there, aside = (side(sight, start, end) for sight in sights)
    is_known = torch.ones_like(pairs.kind, dtype=torch.bool)
    # An outline beyond the far centre is not what parts the two: the surface goes under before.
    beyond = ((here - there).abs() < here.abs()) & (pairs.goal >= 0)
    crossing = ((pairs.kind == CROSSING) | beyond).nonzero()[:, 0]
    if len(crossing):
        planes = [shape.corners[..., part[crossing]] for part in (pairs.face, pairs.goal)]
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
    pairs = replace(pairs, kind=pairs.kind.index_fill(0, crossing, CROSSING))
    start, slope = here / fall, ((aside - here) / fall).abs()
    between = is_known & (start > -_SLACK) & (start < 1 + _SLACK)
    return Boundaries(pairs, sights, start, slope, between, near, far)


def _nearness(cameras: CameraBatch, sight: Rays, triangles: Tensor) -> Tensor:
    """How near planes are along rays, (N,), as a quantity that is linear in the picture."""
    first, second, third = triangles.unbind(1)
    normal = cross(second - first, third - first)
    toward = dot(normal, sight.directions)
    reach = dot(normal, first - sight.origins)
    return -reach / toward if cameras.is_orthographic else toward / reach
