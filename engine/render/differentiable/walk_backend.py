"""Which neighbouring pixels a boundary parts, and which edge of the mesh it is. No gradients.

Two pixels that see different triangles may still see one smooth surface. From the nearer one the
surface is walked over towards the farther one: to where it ends, turns away, or arrives.
"""

from dataclasses import dataclass, fields

import torch
from torch import Tensor

from .contract import CameraBatch
from .rays_backend import Rays, dot, pixel_rays, rays, side
from .surface_backend import Surface

_STEPS = 64  # triangles that are walked across between two pixels, at most
_SAME = 1 / 255  # differences of colour below this need no blending
_STEP = 0.5  # pixels by which a surface may go on off its triangle's plane

# What parts two pixels: the nearer surface's outline, a jump of colour within the surface, or
# that the nearer surface goes on and under the other.
OUTLINE, SEAM, CROSSING = 0, 1, 2


@dataclass(frozen=True)
class Shape:
    """The triangles as they stand now.

    corners  (F, 3, 3) with their gradients
    flat     (F, 3) normals as long as twice the area, without gradients
    size     (F,) their lengths
    offset   (F,) what the normals say of their own planes: n·p of any point p of them
    """

    corners: Tensor
    flat: Tensor
    size: Tensor
    offset: Tensor

    @classmethod
    def of(cls, corners: Tensor) -> "Shape":
        """From the corners (F, 3, 3) alone."""
        first, second, third = corners.detach().unbind(1)
        flat = torch.linalg.cross(second - first, third - first)
        return cls(corners, flat, flat.norm(dim=1), dot(flat, first))


@dataclass(frozen=True)
class Parted:
    """N pairs of neighbouring pixels that a boundary parts; int64.

    near, far  (N,) flat pixels, the nearer surface's first
    along      (N, 2) the step from near to far: columns, rows
    kind       (N,) one of OUTLINE, SEAM, CROSSING; -1 where nothing parts them
    face, edge (N,) the nearer surface's last triangle before the boundary, and its edge
    """

    near: Tensor
    far: Tensor
    along: Tensor
    kind: Tensor
    face: Tensor
    edge: Tensor

    def at(self, where: Tensor) -> "Parted":
        """Those of the pairs."""
        return Parted(*(getattr(self, field.name)[where] for field in fields(self)))

    def sight(self, cameras: CameraBatch, along: float, across: float = 0.0) -> Rays:
        """Rays from the near pixel's centre, steps towards the far one and square to that."""
        pixels = cameras.width * cameras.height
        index, place = self.near // pixels, self.near % pixels
        step_x, step_y = self.along.unbind(1)
        x = place % cameras.width + along * step_x - across * step_y
        y = place // cameras.width + along * step_y + across * step_x
        return rays(cameras, index, x.float(), y.float())


def parted(
    cameras: CameraBatch, surface: Surface, shape: Shape, faces: Tensor, picture: Tensor
) -> Parted:
    """The pairs of pixels that a boundary parts.

    Args:
        faces: (B, H, W) at the pixels' centres, -1 where nothing is.
        picture: (B, H, W, C) of the pixels' centres.
    """
    with torch.no_grad():
        near, far, along = _pairs(cameras, surface, shape, faces, picture)
        unknown = torch.full_like(near, -1)
        pairs = Parted(near, far, along, unknown, faces.reshape(-1)[near], unknown)
        pairs = _walk(cameras, surface, shape, faces.reshape(-1)[far], pairs)
        return pairs.at((pairs.kind >= 0).nonzero()[:, 0])


def _pairs(
    cameras: CameraBatch, surface: Surface, shape: Shape, faces: Tensor, picture: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Neighbours that differ in colour and are not just two points of one smooth surface."""
    batch, height, width = faces.shape
    place = torch.arange(faces.numel(), device=faces.device).reshape(faces.shape)
    near, slopes, patch = _relief(cameras, surface, shape, faces)
    tolerance = (_STEP / cameras.lens[:, 0].reshape(batch, 1, 1)).expand_as(near)
    if not cameras.is_orthographic:
        tolerance = tolerance * near
    found = []
    for axis, slope, reach in ((2, slopes[0], 1), (1, slopes[1], width)):
        one = (slice(None),) * axis + (slice(None, -1),)
        other = (slice(None),) * axis + (slice(1, None),)
        step = near[other] - near[one]
        bound = tolerance[one]
        smooth = ((step - slope[one]).abs() < bound) & ((step - slope[other]).abs() < bound)
        smooth &= patch[one] == patch[other]
        differ = (picture[one] - picture[other]).abs().amax(-1) > _SAME
        first = place[one][differ & ~smooth & (faces[one] != faces[other])]
        found.append((first, first + reach))
    first, second = (torch.cat(parts) for parts in zip(*found, strict=True))
    swap = near.reshape(-1)[second] > near.reshape(-1)[first]
    step = second - first
    along = torch.stack([(step == 1).long(), (step != 1).long()], dim=1)
    return (
        torch.where(swap, second, first),
        torch.where(swap, first, second),
        torch.where(swap[:, None], -along, along),
    )


def _relief(
    cameras: CameraBatch, surface: Surface, shape: Shape, faces: Tensor
) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor]:
    """How near each pixel's triangle is, how that changes to the right and down, and its patch.

    Nearness is linear in the picture along a plane: one over the depth, or of orthographic
    cameras less the depth. A patch counts twice, seen from either side.
    """
    pixels = (faces.reshape(-1) >= 0).nonzero()[:, 0]
    ids = faces.reshape(-1)[pixels]
    flat = shape.flat.index_select(0, ids)
    sight = pixel_rays(cameras, pixels)
    toward = dot(flat, sight.directions)
    reach = shape.offset.index_select(0, ids) - dot(flat, sight.origins)
    index = pixels // faces[0].numel()
    steps = cameras.rotation[..., :2] / cameras.lens[:, None, :2]  # a pixel to the right, and down
    right, down = (
        torch.einsum("rx,rxy->yr", flat, steps[index]) if len(cameras) > 1 else (flat @ steps[0]).T
    )
    if cameras.is_orthographic:
        values = [-reach / toward, right / toward, down / toward]
    else:
        values = [toward / reach, right / reach, down / reach]
    patch = surface.patches[ids] * 2 + (toward > 0)
    empty = values[0].new_zeros(faces.numel())
    maps = [empty.index_copy(0, pixels, part).reshape(faces.shape) for part in values]
    if cameras.is_orthographic:
        maps[0] = maps[0].masked_fill(faces < 0, -torch.inf)
    where = torch.full_like(faces.reshape(-1), -1).index_copy(0, pixels, patch)
    return maps[0], (maps[1], maps[2]), where.reshape(faces.shape)


def _walk(
    cameras: CameraBatch, surface: Surface, shape: Shape, goal: Tensor, pairs: Parted
) -> Parted:
    """Go from each near pixel over the surface towards the far one, which sees `goal` (N,).

    The way is the cut of the surface with the plane through both rays: through each triangle it
    leads from the edge it came by to that of the other two whose ends lie on its two sides.
    """
    here, there = pairs.sight(cameras, 0.0), pairs.sight(cameras, 1.0)
    origins, cut = here.origins, cut_through(cameras, here, there)
    corners = shape.corners.detach().reshape(-1, 3)
    last = pairs.face.clone()
    facing = is_back(cameras, shape, last, here)
    edge, is_known = _way_out(shape.corners.detach()[last] - origins[:, None], cut, facing)
    ahead = is_known & _is_before(corners, last, edge, here, there)
    kind = torch.where(ahead, OUTLINE, torch.where(is_known, CROSSING, -1))
    start = ~facing
    seam_face, seam_edge = torch.full_like(last, -1), edge.clone()
    walking = ahead.nonzero()[:, 0]
    for _ in range(_STEPS):
        if not len(walking):
            break
        own, side_of = last[walking], edge[walking]
        beyond = surface.beyond[own, side_of]
        other = beyond.clamp(min=0)
        turned = surface.turned[own, side_of]
        theirs = is_back(cameras, shape, other, here.at(walking)) ^ turned
        ends = (beyond < 0) | (theirs != facing[walking])
        new_seam = (~ends & surface.seams[own, side_of] & (seam_face[walking] < 0)).nonzero()[:, 0]
        seam_face[walking[new_seam]], seam_edge[walking[new_seam]] = (
            own[new_seam],
            side_of[new_seam],
        )
        arrives = ~ends & (beyond == goal[walking])
        arrived = walking[arrives]
        kind[arrived] = torch.where(seam_face[arrived] < 0, -1, SEAM)
        last[arrived], edge[arrived] = seam_face[arrived], seam_edge[arrived]
        on = (~ends & ~arrives).nonzero()[:, 0]
        walking, beyond, turned = walking[on], beyond[on], turned[on]
        came = surface.edges[own[on], side_of[on]]
        # The neighbour's edge starts where ours ends, unless it is wound the other way round.
        first = start[walking] ^ ~turned
        tip = dot(corners[beyond * 3 + came] - origins[walking], cut[walking]) >= 0
        with_first = tip == first
        edge[walking] = torch.where(with_first, came + 1, came + 2) % 3
        start[walking] = torch.where(with_first, ~first, tip)
        facing[walking] ^= turned
        last[walking] = beyond
    kind[walking] = -1
    return Parted(pairs.near, pairs.far, pairs.along, kind, last, edge)


def is_back(cameras: CameraBatch, shape: Shape, faces: Tensor, sight: Rays) -> Tensor:
    """Whether cameras see triangles (N,) from behind: by where the eye is, not one ray."""
    if cameras.is_orthographic:
        return dot(shape.flat[faces], sight.directions) > 0
    return dot(shape.flat[faces], sight.origins) < shape.offset[faces]


def _way_out(corners: Tensor, cut: Tensor, is_back: Tensor) -> tuple[Tensor, Tensor]:
    """By which edge (N,) of its first triangle a way leaves; and whether that can be told.

    Of the two edges whose ends lie on either side of the cut it is the one that runs, as the
    triangle is wound, against the cut's normal; seen from behind, along it.

    Args:
        corners: (N, 3, 3) from where the ray starts.
    """
    beside = dot(corners, cut[:, None]) >= 0
    starts, ends = beside[:, [1, 2, 0]], beside[:, [2, 0, 1]]
    leaves = (starts != ends) & (starts != is_back[:, None])
    return leaves.long().argmax(1), leaves.any(1)


def _is_before(corners: Tensor, face: Tensor, edge: Tensor, here: Rays, there: Rays) -> Tensor:
    """Whether edges (N,) of faces (N,) are crossed before the far ray is reached."""
    start, end = (corners[face * 3 + (edge + step) % 3] for step in (1, 2))
    first, second = (side(sight, start, end) for sight in (here, there))
    return (first - second).abs() > first.abs()


def cut_through(cameras: CameraBatch, here: Rays, there: Rays) -> Tensor:
    """The normal (N, 3) of the plane through two rays of one camera."""
    if cameras.is_orthographic:
        return torch.linalg.cross(here.directions, there.origins - here.origins)
    return torch.linalg.cross(here.directions, there.directions)
