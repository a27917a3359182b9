"""The plain renderer that own_backend is held to by tests: the same rules, written out, slow.

Every ray is tried against every triangle, and every pair of pixels is looked at by itself. It knows
no shortcut for pixels of one smooth surface: it walks between all that see different triangles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from ...datatypes import Mesh
from .contract import CameraBatch, Picture
from .light_backend import lit
from .rays_backend import Rays, cross, dot, meet, rays, side
from .reference_rules_backend import (
    Change,
    covered,
    ends_of,
    faces_camera,
    met,
    pairs,
    shown,
    visible,
)
from .surface_backend import Surface

_STEPS = 32  # triangles that are walked across between two pixels, at most
_SLACK = 0.05  # pixels by which a boundary may miss the way between two centres
_BEHIND = 2e-3  # pixels behind an outline where it is asked what shows there
_APART = 0.01  # pixels of depth by which crossing planes must part in one pixel


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
        is_quick: bool = False,
    ) -> Picture:
        """See contract.Renderer."""
        vertices = self.surface.vertices if vertices is None else vertices
        corners = vertices[self.surface.faces]  # (F, 3 corners, 3 components)
        # A pixel more on every side: edges that leave the picture blend with what lies beyond.
        wide = cameras.windowed(-1, -1, cameras.width + 2, cameras.height + 2)
        views = [_View(self, camera, corners).draw(background) for camera in _each(wide)]
        picture, depth, faces = (
            torch.stack(parts)[:, 1:-1, 1:-1] for parts in zip(*views, strict=True)
        )
        return Picture(picture[..., :3], picture[..., 3], depth, faces)

    def look(self, camera: CameraBatch, corners: Tensor, faces: Tensor, weights: Tensor) -> Tensor:
        """Opaque colours (R, 4) at weights (3, R) of the corners of faces (R,)."""
        colors = self.surface.color(faces, weights)
        if self._is_lit:
            index = torch.zeros_like(faces)
            backs = torch.tensor(
                [not faces_camera(camera, corners[face]) for face in faces.tolist()]
            )
            colors = lit(self.surface, camera, index, faces, weights, backs, colors)
        return torch.cat([colors, torch.ones_like(colors[:1])]).T


class _View:
    """A mesh, corners (F, 3, 3), as one camera sees it."""

    def __init__(self, renderer: ReferenceRenderer, camera: CameraBatch, corners: Tensor) -> None:
        self._surface, self._look = renderer.surface, renderer.look
        self._camera, self._corners = camera, corners

    def draw(self, background: Sequence[float]) -> tuple[Tensor, Tensor, Tensor]:
        """Picture (H, W, 4), depth (H, W) and faces (H, W)."""
        size = self._camera.height, self._camera.width
        rows, columns = (
            place.reshape(-1).float()
            for place in torch.meshgrid(*(torch.arange(count) for count in size), indexing="ij")
        )
        sight = rays(self._camera, torch.zeros(len(rows), dtype=torch.int64), columns, rows)
        faces = visible(sight, self._corners)
        seen = (faces >= 0).nonzero()[:, 0]
        corners = self._corners[faces[seen]]
        weights, depths = meet(sight.at(seen), corners.permute(2, 1, 0))
        self._behind = depths.new_tensor([*background, 0.0])
        picture = self._behind.repeat(len(faces), 1)
        colors = self._look(self._camera, self._corners, faces[seen], weights)
        picture = picture.index_copy(0, seen, colors)
        depth = depths.new_zeros(len(faces)).index_copy(0, seen, depths)
        picture = self._blended(picture, depth, faces)
        return picture.reshape(*size, 4), depth.reshape(size), faces.reshape(size)

    def _blended(self, picture: Tensor, depth: Tensor, faces: Tensor) -> Tensor:
        """The picture (H W, 4), its pixels showing both sides of the boundaries through them."""
        changes: list[list[Change]] = [[], []]
        centres = faces.tolist(), depth.detach().tolist(), picture
        for near, far, step in pairs(self._camera, *centres[:2], picture.tolist()):
            for level, boundary in enumerate(self._boundaries(near, far, step, *centres)):
                changes[level] += self._changes(*boundary)
        found = [pair for level in changes for pair in shown(level)]
        if not found:
            return picture
        pixels, by = zip(*found, strict=True)
        return picture.index_add(0, torch.tensor(pixels), torch.stack(by))

    def _boundaries(self, near: int, far: int, step: tuple[int, int], faces, depth, picture):
        """Between two pixels: the nearer surface's, and one hidden behind that."""
        sights = self._sights(near, step)
        end, line = self._boundary(faces[near], faces[far], sights, sights)
        if line is None:
            return
        here, there = sights[:2]
        share = float((line[0] / (line[0] - line[1])).detach().clamp(min=0)) + _BEHIND
        ray = Rays(
            here.origins + share * (there.origins - here.origins),
            here.directions + share * (there.directions - here.directions),
        )
        ray = Rays(ray.origins.detach(), ray.directions.detach())
        face = int(visible(ray, self._corners)[0])
        if end[0] < 0 or self._is_seam(end) or share >= 1 - _BEHIND or face == faces[far]:
            yield near, far, end, line, sights, picture[near], picture[far]
            return
        color, reach = self._seen(ray, face)
        yield near, far, end, line, sights, picture[near], color
        if reach < (depth[far] if faces[far] >= 0 else float("inf")):
            end, line = self._boundary(face, faces[far], [ray, there], sights)
            if line is not None:
                yield near, far, end, line, sights, color, picture[far]
        else:
            sights = self._sights(far, (-step[0], -step[1]))
            end, line = self._boundary(faces[far], face, [there, ray], sights)
            if line is not None:
                yield far, near, end, line, sights, picture[far], color

    def _boundary(self, face: int, goal: int, way: list[Rays], sights: list[Rays]):
        """How the surface that begins at a triangle ends along a way, and the line there."""
        end = self._walk(face, goal, way)
        line = None if end is None else self._line(face, goal, end, sights)
        return end, line

    def _seen(self, sight: Rays, face: int) -> tuple[Tensor, float]:
        """The colour (4,) and depth that one ray meets at a triangle, or behind them all."""
        if face < 0:
            return self._behind, float("inf")
        weights, depth = meet(sight, self._corners[face].T[..., None])
        color = self._look(self._camera, self._corners, torch.tensor([face]), weights)[0]
        return color, float(depth.detach())

    def _changes(self, near: int, far: int, end, line, sights, ours, theirs) -> list[Change]:
        """What a boundary changes of its two pixels."""
        here, there, aside = (float(value.detach()) for value in line)
        slope, axis = abs(aside - here) / (here - there), abs(near - far)
        at_near, at_far = self._rims(ours, theirs, end, sights)
        return [
            Change(near, slope, axis, (1 - covered(line, 0)) * (at_far - ours)),
            Change(far, slope, axis, covered(line, 1) * (at_near - theirs)),
        ]

    def _sights(self, near: int, step: tuple[int, int]) -> list[Rays]:
        """The ray through a pixel's centre, one a step on, and one a step aside."""
        row, column = divmod(near, self._camera.width)
        right, down = step
        places = ((column, row), (column + right, row + down), (column - down, row + right))
        none = torch.zeros(1, dtype=torch.int64)
        return [rays(self._camera, none, *torch.tensor(place)[:, None].float()) for place in places]

    def _walk(self, face: int, goal: int, sights: list[Rays]) -> tuple[int, int] | None:
        """Go over the surface from ray to ray, beginning at `face`, to where it ends or jumps.

        Returns:
            The last triangle and its edge; (-1, -1) where the surface goes on underneath `goal`;
            None where it leads to that without a jump.
        """
        surface, came, seam = self._surface, None, None
        for _ in range(_STEPS):
            is_front, starts, ends = self._sides(face, sights)
            shares = {
                edge: starts[edge] / (starts[edge] - ends[edge])
                for edge in range(3)
                if edge != came and ends[edge] < starts[edge]
            }
            edge = min(shares, key=shares.get, default=None)
            if edge is None or shares[edge] >= 1:
                return (-1, -1) if goal >= 0 else None
            half = 3 * face + edge
            beyond, is_turned = surface.topology.beyond[half] // 3, surface.topology.turned[half]
            if beyond < 0 or (self._sides(beyond, sights)[0] == is_front) == is_turned:
                return face, edge
            if seam is None and surface.topology.seams[half]:
                seam = face, edge
            if beyond == goal:
                return seam
            face, came = divmod(int(surface.topology.beyond[half]), 3)
        return None

    def _sides(self, face: int, sights: list[Rays]) -> tuple[bool, list[float], list[float]]:
        """Whether a triangle's front is seen, and how far inside its edges both rays pass."""
        triangle = self._corners[face].detach()
        is_front = faces_camera(self._camera, triangle)
        starts, ends = (
            [float(side(sight, *ends_of(triangle, edge)).detach()[0]) for edge in range(3)]
            for sight in sights[:2]
        )
        sign = -1 if is_front else 1  # wound anticlockwise, rays pass all edges on their left
        return is_front, [sign * value for value in starts], [sign * value for value in ends]

    def _line(self, near: int, far: int, end: tuple[int, int], sights) -> list[Tensor] | None:
        """The line between what two pixels see, triangles `near` and `far`; None: not theirs.

        A quantity that is linear in the picture, zero on the line and positive before it: its
        values at the near pixel, a step towards the far one, and a step aside.
        """
        face, edge = end
        if face >= 0:
            values = [side(sight, *ends_of(self._corners[face], edge))[0] for sight in sights]
        else:
            planes = self._corners[near], self._corners[far]
            depths = [[met(sight, plane)[2][0] for plane in planes] for sight in sights]
            if self._camera.is_orthographic:
                values, unit = [theirs - ours for ours, theirs in depths], 1.0
            else:  # one over the depth is what is linear in the picture
                values = [1 / ours - 1 / theirs for ours, theirs in depths]
                unit = abs(1 / depths[0][0])
            if abs(values[0] - values[1]) * self._camera.lens[0, 0] <= _APART * unit:
                return None  # one lies on the other
        here, there, aside = (value if values[0] > 0 else -value for value in values)
        fall = here - there
        is_between = -_SLACK * fall < here < (1 + _SLACK) * fall
        return [here, there, aside] if is_between else None

    def _rims(self, near: Tensor, far: Tensor, end: tuple[int, int], sights):
        """What (4,) either side looks like where it reaches into the other's pixel."""
        face, edge = end
        if face < 0:
            return near, far
        here, there = sights[:2]
        ahead = there.origins + there.directions - here.origins
        cut = cross(here.directions, ahead)  # square to both rays
        first, second = (dot(p - here.origins, cut) for p in ends_of(self._corners[face], edge))
        share = (first / (first - second)).clamp(0, 1)[0]
        ours = self._at_edge(face, edge, share)
        topology, half = self._surface.topology, 3 * face + edge
        if not self._is_seam(end):
            return ours, far
        share = share if topology.turned[half] else 1 - share
        return ours, self._at_edge(*divmod(int(topology.beyond[half]), 3), share)

    def _is_seam(self, end: tuple[int, int]) -> bool:
        """Whether a surface goes on beyond an edge, seen from its same side, in another look."""
        half = 3 * end[0] + end[1]
        if self._surface.topology.beyond[half] < 0 or not self._surface.topology.seams[half]:
            return False
        both = (half // 3, int(self._surface.topology.beyond[half]) // 3)
        one, other = (faces_camera(self._camera, self._corners[each]) for each in both)
        return (one == other) != bool(self._surface.topology.turned[half])

    def _at_edge(self, face: int, edge: int, share: Tensor) -> Tensor:
        """The look (4,) of a triangle a share of the way along an edge."""
        weights = [torch.zeros_like(share)] * 3
        weights[(edge + 1) % 3], weights[(edge + 2) % 3] = 1 - share, share
        weights = torch.stack(weights)[:, None]
        return self._look(self._camera, self._corners, torch.tensor([face]), weights)[0]


def _each(cameras: CameraBatch) -> Iterator[CameraBatch]:
    for i in range(len(cameras)):
        lens, rotation, eye = (
            part[i : i + 1] for part in (cameras.lens, cameras.rotation, cameras.eye)
        )
        yield replace(cameras, lens=lens, rotation=rotation, eye=eye)
