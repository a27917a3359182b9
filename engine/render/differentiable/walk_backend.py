"""Which neighbouring pixels a boundary parts, and which edge of the mesh it is. No gradients.

Two pixels that see different triangles may still see one smooth surface. From the nearer one the
surface is walked over towards the farther one: to where it ends, turns away, or arrives.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import product

import torch
from torch import Tensor

from .contract import CameraBatch
from .rays_backend import Rays, cross, dot, of_each, pixel_rays, side, steps
from .surface_backend import Surface
from .visibility_backend import RayCaster, ZBuffer
from .walk import CROSSING, Mesh, set_out, walk

_SAME = 1 / 255  # differences of colour below this need no blending
_STEP = 0.5  # pixels by which a surface may go on off its triangle's plane


@dataclass(frozen=True)
class Shape:
    """The triangles as they stand now.

    corners  (3 components, 3 corners, F) with their gradients
    planes   (4, F) normals as long as twice the area, and what they say of a point of the plane
    """

    surface: Surface
    corners: Tensor
    planes: Tensor

    @classmethod
    def of(cls, surface: Surface, corners: Tensor) -> "Shape":
        """A surface's triangles with the corners (3, 3, F)."""
        first, second, third = corners.detach().unbind(1)
        flat = cross(second - first, third - first)
        return cls(surface, corners, torch.cat([flat, dot(flat, first)[None]]))

    @cached_property
    def to_walk(self) -> Mesh:
        """The same for walks over it."""
        points = self.corners.detach().permute(2, 1, 0).reshape(-1, 3)
        parts = (part.contiguous().cpu().numpy() for part in (points, self.planes.T))
        return Mesh(self.surface.topology, *parts)

    @cached_property
    def box(self) -> Tensor:
        """The corners (3, 8) of the box around them."""
        points = self.corners.detach().reshape(3, -1)
        low, high = points.amin(1), points.amax(1)
        is_high = torch.tensor(list(product((False, True), repeat=3)), device=points.device).T
        return torch.where(is_high, high[:, None], low[:, None])

    def at(self, halves: Tensor) -> tuple[Tensor, Tensor]:
        """The two ends (3, N) each of half-edges (N,), with their gradients."""
        face, edge = halves // 3, halves % 3
        points, count = self.corners.reshape(3, -1), self.corners.shape[2]
        return tuple(points.index_select(1, (edge + step) % 3 * count + face) for step in (1, 2))


# Colours (4, R), opaque, that cameras (R,) see at faces (R,), at weights (3, R) of their corners.
Look = Callable[[Tensor, Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Centres:
    """What cameras see at the centres of their pixels.

    seeing   what sees the shape
    look     what its points look like
    pixels   (R,) int64, those that see a triangle: flat index into (B, H, W)
    faces    (B, H, W) int64, -1 where nothing is
    depth    (B H W,), 0 where nothing is
    picture  (4, B H W) colours and coverage
    behind   (4,) what is seen where nothing is
    """

    cameras: CameraBatch
    shape: Shape
    seeing: RayCaster | ZBuffer
    look: Look
    pixels: Tensor
    faces: Tensor
    depth: Tensor
    picture: Tensor
    behind: Tensor


@dataclass(frozen=True)
class Parted:
    """N pairs of neighbouring pixels that a boundary parts; int64.

    near, far  (N,) flat pixels, the nearer surface's first
    along      (2, N) the step from near to far: columns, rows
    face, goal (N,) the triangles on both sides; -1 where the farther is none
    kind       (N,) one of OUTLINE, SEAM, CROSSING; -1 where there is no boundary
    half       (N,) the nearer surface's last half-edge before the boundary; CROSSING: any
    """

    near: Tensor
    far: Tensor
    along: Tensor
    face: Tensor
    goal: Tensor
    kind: Tensor
    half: Tensor

    def at(self, where: Tensor) -> "Parted":
        """Those of the pairs."""
        return Parted(*(getattr(self, field.name)[..., where] for field in fields(self)))

    def and_others(self, others: "Parted") -> "Parted":
        """These and others."""
        parts = ((getattr(each, field.name) for each in (self, others)) for field in fields(self))
        return Parted(*(torch.cat(tuple(part), dim=-1) for part in parts))

    def sights(self, cameras: CameraBatch) -> tuple[Rays, Rays, Rays]:
        """The ray through the near pixel, one a step towards the far one, one a step aside."""
        here = pixel_rays(cameras, self.near)
        right, down = steps(cameras, self.near // (cameras.width * cameras.height))
        x, y = self.along
        ways = x * right + y * down, x * down - y * right
        if cameras.is_orthographic:
            return here, *(Rays(here.origins + way, here.directions) for way in ways)
        return here, *(Rays(here.origins, here.directions + way) for way in ways)


def parted(centres: Centres) -> Parted:
    """The pairs of pixels that a boundary parts."""
    with torch.no_grad():
        near, far, along = _pairs(centres)
        face, goal = (centres.faces.reshape(-1)[pixels] for pixels in (near, far))
        pairs = Parted(near, far, along, face, goal, torch.full_like(near, -1), 3 * face)
        pairs = walked(centres, pairs, *pairs.sights(centres.cameras)[:2])
        return pairs.at((pairs.kind >= 0).nonzero()[:, 0])


def _pairs(centres: Centres) -> tuple[Tensor, Tensor, Tensor]:
    """Neighbours that differ in colour and are not just two points of one smooth surface."""
    cameras, faces, picture = centres.cameras, centres.faces, centres.picture
    batch, _, width = faces.shape
    near, slopes, patch = _relief(centres)
    tolerance = (_STEP / cameras.lens[:, 0]).reshape(batch, 1, 1)
    if not cameras.is_orthographic:
        tolerance = tolerance * near
    flat, firsts, seconds = near.reshape(-1), [], []
    for axis, slope, reach in ((2, slopes[0], 1), (1, slopes[1], width)):
        size = faces.shape[axis] - 1
        one, other = ((axis, start, size) for start in (0, 1))
        step = near.narrow(*other) - near.narrow(*one)
        bound = tolerance.expand_as(near).narrow(*one)
        rough = (step - slope.narrow(*one)).abs() >= bound
        rough |= (step - slope.narrow(*other)).abs() >= bound
        rough |= patch.narrow(*one) != patch.narrow(*other)
        rough &= faces.narrow(*one) != faces.narrow(*other)
        place = rough.new_zeros(faces.shape)
        place.narrow(*one).copy_(rough)
        first = place.reshape(-1).nonzero()[:, 0]
        firsts.append(first)
        seconds.append(first + reach)
    first, second = torch.cat(firsts), torch.cat(seconds)
    differ = (picture[:, first] - picture[:, second]).abs().amax(0) > _SAME
    first, second = first[differ], second[differ]
    swap = flat[second] > flat[first]
    is_right = second - first == 1
    along = torch.stack([is_right, ~is_right]).long()
    return (
        torch.where(swap, second, first),
        torch.where(swap, first, second),
        torch.where(swap, -along, along),
    )


def _relief(centres: Centres) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor]:
    """How near each pixel's triangle is, how that changes to the right and down, and its patch.

    Nearness is linear in the picture along a plane: one over the depth, or of orthographic
    cameras less the depth. A patch counts twice, seen from either side.
    """
    cameras, shape, pixels, faces = centres.cameras, centres.shape, centres.pixels, centres.faces
    index = pixels // faces[0].numel() if len(cameras) > 1 else pixels
    seen, depths = faces.reshape(-1)[pixels], centres.depth[pixels]
    each = torch.arange(len(cameras), device=index.device)
    ways = [torch.cat([-way, way.new_zeros(1, len(each))]) for way in steps(cameras, each)]
    ways = torch.stack([cameras.views.T, *ways], dim=1)  # (4, 3, B)
    planes = shape.planes.index_select(1, seen)
    if len(cameras) == 1:
        toward, right, down = ways[..., 0].T @ planes
    else:
        toward, right, down = (planes[:, None] * ways[..., index]).sum(0)
    near = -depths if cameras.is_orthographic else 1 / depths
    maps = near.new_zeros(3, faces.numel())
    if cameras.is_orthographic:
        maps[0] = -torch.inf
    maps.index_copy_(1, pixels, torch.stack([near, right / toward, down / toward]))
    patch = shape.surface.patches[seen] * 2 + (toward < 0)
    patches = torch.full_like(faces.reshape(-1), -1).index_copy_(0, pixels, patch)
    near, right, down = maps.reshape(3, *faces.shape)
    return near, (right, down), patches.reshape(faces.shape)


def walked(centres: Centres, pairs: Parted, here: Rays, there: Rays) -> Parted:
    """Go from what one ray sees over the surface towards another ray: the boundaries met.

    The way is the cut of the surface with the plane through both rays, (N,) each.
    """
    cameras, shape = centres.cameras, centres.shape
    cut = cut_through(cameras, here, there)
    planes = torch.cat([cut, dot(here.origins, cut)[None]])
    index = pairs.near // (cameras.width * cameras.height)
    views = of_each(cameras.views.T, index).expand(4, len(index))
    mesh = shape.to_walk
    parts = (pairs.face, pairs.goal, planes.T.contiguous(), views.T.contiguous())
    paths = set_out(mesh, *(part.cpu().numpy() for part in parts))
    device = pairs.near.device
    some, half = (torch.from_numpy(part).to(device) for part in (paths.index, paths.half))
    start, end = shape.at(half)
    first, second = (side(sight.at(some), start, end) for sight in (here, there))
    ahead = (first - second).abs() > first.abs()  # crossed before the far ray is reached
    kind, boundary = walk(mesh, paths.at(ahead.cpu().numpy()), len(index))
    kind, boundary = (torch.from_numpy(part).to(device) for part in (kind, boundary))
    kind[some[~ahead & (pairs.goal[some] >= 0)]] = CROSSING
    half = torch.where(boundary < 0, pairs.half, boundary)
    return replace(pairs, kind=kind, half=half)


def is_back(cameras: CameraBatch, shape: Shape, faces: Tensor, index: Tensor) -> Tensor:
    """Whether cameras `index` (R,) see triangles (R,) from behind: by where the eye is."""
    return dot(shape.planes.index_select(1, faces), of_each(cameras.views.T, index)) < 0


def cut_through(cameras: CameraBatch, here: Rays, there: Rays) -> Tensor:
    """The normal (3, N) of the plane through two rays of one camera."""
    if cameras.is_orthographic:
        return cross(here.directions, there.origins - here.origins)
    return cross(here.directions, there.directions)
