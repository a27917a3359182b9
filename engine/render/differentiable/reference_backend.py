"""The plain renderer that own_backend is held to by tests: the same rules, written out, slow.

Every ray is tried against every triangle, and every pair of pixels is looked at by itself. It works
in whatever float its cameras and vertices have, so that float64 checks what float32 computes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from ...datatypes import Mesh
from ..studio import COLORS, DIRECTIONS, WRAPS
from .contract import CameraBatch, Picture
from .rays_backend import Rays, dot, meet, rays, side
from .surface_backend import Surface, between

_STEPS = 32  # triangles that are walked across between two pixels, at most
_SAME = 1 / 255  # differences of colour below this need no blending


class ReferenceRenderer:
    """Draws one mesh; see contract.Renderer."""

    def __init__(self, mesh: Mesh, *, light: str = "none", device: str = "cpu") -> None:
        """Prepare a mesh whose faces are sound."""
        self._is_lit = light == "studio"
        self.surface = Surface(mesh, is_lit=self._is_lit, device=device)

    def render(
        self,
        cameras: CameraBatch,
        *,
        vertices: Tensor | None = None,
        background: Sequence[float] = (1.0, 1.0, 1.0),
    ) -> Picture:
        """See contract.Renderer."""
        if vertices is None:
            vertices = self.surface.vertices.to(cameras.eye.dtype)
        corners = vertices[self.surface.faces]
        views = [self._view(camera, corners, background) for camera in _each(cameras)]
        picture, depth, faces = (torch.stack(parts) for parts in zip(*views, strict=True))
        return Picture(picture[..., :3], picture[..., 3], depth, faces)

    def _view(
        self, camera: CameraBatch, corners: Tensor, background: Sequence[float]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Picture (H, W, 4), depth (H, W) and faces (H, W) of a batch of one."""
        size = camera.height, camera.width
        sight = _pixel_rays(camera)
        faces = _visible(sight, corners)
        seen = (faces >= 0).nonzero()[:, 0]
        sight = Rays(sight.origins[seen], sight.directions[seen])
        weights, depths = meet(sight, corners[faces[seen]])
        colors = self.surface.color(faces[seen], weights.to(self.surface.colors.dtype))
        if self._is_lit:
            colors = self._lit(camera, sight, corners[faces[seen]], faces[seen], weights, colors)
        picture = corners.new_tensor([*background, 0.0]).repeat(len(faces), 1)
        opaque = torch.cat([colors, torch.ones_like(colors[:, :1])], dim=1).to(picture)
        picture = picture.index_copy(0, seen, opaque)
        depth = depths.new_zeros(len(faces)).index_copy(0, seen, depths)
        picture = self._blended(camera, corners, faces, depth, picture)
        return picture.reshape(*size, 4), depth.reshape(size), faces.reshape(size)

    def _lit(self, camera, sight: Rays, corners, faces, weights, colors) -> Tensor:
        """Colours (R, 3) under render/studio.py's light."""
        flat = torch.linalg.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        normals = between(self.surface.normals, faces, weights)
        normals = torch.nn.functional.normalize(normals, dim=1)
        normals = torch.where((dot(flat, sight.directions) > 0)[:, None], -normals, normals)
        local = normals @ camera.rotation[0] * normals.new_tensor([1.0, -1.0, -1.0])
        light = torch.zeros_like(colors)
        for direction, color, wrap in zip(DIRECTIONS, COLORS, WRAPS, strict=True):
            facing = local @ local.new_tensor(direction)
            amount = ((facing + wrap) / (1 + wrap) ** 2).clamp(0, 1)
            light = light + amount[:, None] * local.new_tensor(color)
        linear = torch.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
        linear = (linear * light).clamp(0.0, 1.0)
        encoded = 1.055 * linear.clamp(min=0.0031308) ** (1 / 2.4) - 0.055
        return torch.where(linear <= 0.0031308, linear * 12.92, encoded)

    def _blended(self, camera, corners: Tensor, faces, depth: Tensor, picture: Tensor) -> Tensor:
        """The picture (H W, 4) whose pixels show both sides of the boundaries through them."""
        pixels, changes = [], []
        for near, far, step in _pairs(camera, faces.tolist(), depth.tolist(), picture.tolist()):
            line = self._boundary(camera, corners, faces, near, far, step)
            if line is None or abs(line[2] - line[0]) > abs(line[1] - line[0]):
                continue  # none, or one that is two other pixels' to blend
            change = picture[far] - picture[near]
            pixels += [near, far]
            changes += [(1 - _share(line, 0)) * change, -_share(line, 1) * change]
        if not pixels:
            return picture
        return picture.index_add(0, torch.tensor(pixels), torch.stack(changes))

    def _boundary(self, camera, corners, faces, near, far, step) -> tuple | None:
        """The line at which the near pixel's surface ends before the far pixel's begins, or None.

        A quantity that is linear in the picture, zero on the line and positive before it: its
        values at the near pixel, a step towards the far one, and a step aside.
        """
        row, column = divmod(near, camera.width)
        right, down = step
        places = ((column, row), (column + right, row + down), (column - down, row + right))
        sights = [_ray(camera, *place) for place in places]
        end = self._walk(camera, corners, int(faces[near]), int(faces[far]), sights[:2])
        if end is None:
            return None
        face, edge = end
        if edge is not None:
            start, stop = corners[face, (edge + 1) % 3], corners[face, (edge + 2) % 3]
            values = [side(sight, start, stop)[0] for sight in sights]
        else:
            mine, other = corners[faces[near]], corners[faces[far]]
            gaps = [(_depth(sight, mine), _depth(sight, other)) for sight in sights]
            if camera.is_orthographic:
                values = [theirs - ours for ours, theirs in gaps]
            else:  # one over the depth is what is linear in the picture
                values = [1 / ours - 1 / theirs for ours, theirs in gaps]
        return tuple(values) if values[0] > 0 else tuple(-value for value in values)

    def _walk(
        self, camera, corners: Tensor, face: int, goal: int, sights
    ) -> tuple[int, int | None] | None:
        """Where the surface ends that is walked over from ray to ray, beginning at `face`.

        Returns:
            The last triangle and the edge that it ends at; no edge where it goes on underneath
            what the second ray sees; None where it leads to that.
        """
        surface, came = self.surface, None
        for _ in range(_STEPS):
            if face == goal:
                return None
            facing, starts, ends = _sides(camera, corners[face], sights)
            shares = {
                edge: starts[edge] / (starts[edge] - ends[edge])
                for edge in range(3)
                if edge != came and ends[edge] < starts[edge]
            }
            edge = min(shares, key=shares.get, default=None)
            if edge is None or shares[edge] >= 1:
                return (face, None) if goal >= 0 else None
            beyond = int(surface.beyond[face, edge])
            if beyond < 0 or surface.seams[face, edge]:
                return face, edge
            is_turned = bool(surface.turned[face, edge])
            if (_sides(camera, corners[beyond], sights)[0] == facing) == is_turned:
                return face, edge  # its back is what lies beyond
            face, came = beyond, int(surface.edges[face, edge])
        return None


def _each(cameras: CameraBatch) -> Iterator[CameraBatch]:
    for i in range(len(cameras)):
        one = slice(i, i + 1)
        yield replace(
            cameras, lens=cameras.lens[one], rotation=cameras.rotation[one], eye=cameras.eye[one]
        )


def _pixel_rays(camera: CameraBatch) -> Rays:
    rows, columns = torch.meshgrid(
        torch.arange(camera.height), torch.arange(camera.width), indexing="ij"
    )
    index = torch.zeros(rows.numel(), dtype=torch.int64)
    return rays(camera, index, columns.reshape(-1).to(camera.eye), rows.reshape(-1).to(camera.eye))


def _ray(camera: CameraBatch, column: int, row: int) -> Rays:
    place = camera.eye.new_tensor([[column], [row]])
    return rays(camera, torch.zeros(1, dtype=torch.int64), place[0], place[1])


@torch.no_grad()
def _visible(sight: Rays, corners: Tensor) -> Tensor:
    """The triangle (R,) that each ray meets first, -1 where there is none."""
    faces = torch.full((len(sight.directions),), -1)
    nearest = torch.full_like(sight.directions[:, 0], torch.inf)
    for face, triangle in enumerate(corners):
        u, v, depth = _moeller_trumbore(sight, triangle)
        hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (depth > 0) & (depth < nearest)
        faces[hit], nearest[hit] = face, depth[hit]
    return faces


def _moeller_trumbore(sight: Rays, triangle: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Where rays meet a triangle's plane: the weights of its second and third corner, and depth."""
    a, b = triangle[1] - triangle[0], triangle[2] - triangle[0]
    reach = sight.origins - triangle[0]
    across = torch.linalg.cross(sight.directions, b.expand_as(reach))
    along = torch.linalg.cross(reach, a.expand_as(reach))
    volume = (across * a).sum(1)
    return dot(reach, across) / volume, dot(sight.directions, along) / volume, along @ b / volume


def _depth(sight: Rays, triangle: Tensor) -> Tensor:
    return _moeller_trumbore(sight, triangle)[2][0]


def _pairs(camera, faces, depth, picture) -> Iterator[tuple[int, int, tuple[int, int]]]:
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


@torch.no_grad()
def _sides(camera, triangle: Tensor, sights) -> tuple[bool, list[float], list[float]]:
    """Whether the camera is in front of a triangle, and how far inside each edge both rays pass."""
    flat = torch.linalg.cross(triangle[1] - triangle[0], triangle[2] - triangle[0])
    forward = camera.rotation[0, :, 2]
    toward = forward if camera.is_orthographic else triangle[0] - camera.eye[0]
    sign = -1 if dot(flat, toward) < 0 else 1
    starts, ends = (
        [sign * float(side(s, triangle[(e + 1) % 3], triangle[(e + 2) % 3])[0]) for e in range(3)]
        for s in sights
    )
    return sign > 0, starts, ends


def _share(line: tuple, shift: int) -> Tensor:
    """The share of the pixel's square, `shift` steps on, in which the line's quantity is positive.

    Sutherland and Hodgman 1974, "Reentrant Polygon Clipping", and the shoelace formula.
    """
    here, ahead, aside = line

    def value(x: float, y: float) -> Tensor:
        return here + (ahead - here) * x + (aside - here) * y

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
    doubled = sum((a[0] * b[1] - b[0] * a[1] for a, b in turns), start=here * 0)
    return doubled / 2
