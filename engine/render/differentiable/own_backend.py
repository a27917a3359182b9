"""Our renderer: exact visibility, attributes between corners in closed form, blended edges."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from ...datatypes import Mesh
from .contract import CameraBatch, Picture
from .edges_backend import blend_edges
from .light_backend import lit
from .rays_backend import meet, pixel_rays
from .surface_backend import Surface
from .threads_backend import fitting_threads
from .visibility_backend import visibility
from .walk_backend import Centres, Shape, is_back
from .window_backend import Window


class OwnRenderer:
    """Draws one mesh; see contract.Renderer."""

    def __init__(self, mesh: Mesh, *, light: str = "none", device: str = "cpu") -> None:
        """Prepare a mesh whose faces are sound."""
        self._is_lit = light == "studio"
        self.surface = Surface(mesh, is_lit=self._is_lit, device=device)
        self._shape = Shape.of(self.surface, self.surface.corners)
        self._visibility = visibility(self.surface.corners)

    def render(
        self,
        cameras: CameraBatch,
        *,
        vertices: Tensor | None = None,
        background: Sequence[float] = (1.0, 1.0, 1.0),
        is_quick: bool = False,
    ) -> Picture:
        """See contract.Renderer."""
        with fitting_threads(len(cameras) * cameras.width * cameras.height):
            return self._drawn(cameras, vertices, background, is_quick)

    def _drawn(
        self,
        cameras: CameraBatch,
        vertices: Tensor | None,
        background: Sequence[float],
        is_quick: bool,
    ) -> Picture:
        shape, seeing = self._shape, self._visibility
        if vertices is not None:
            corners = vertices.T[:, self.surface.faces.T]
            shape, seeing = Shape.of(self.surface, corners), visibility(corners.detach())
        window, whole = Window.around(cameras, shape.box), cameras
        cameras = window.of(whole)
        seen = seeing.see(cameras)
        corners = shape.corners.reshape(9, -1).index_select(1, seen.faces).reshape(3, 3, -1)
        weights, depths = meet(pixel_rays(cameras, seen.pixels), corners)

        def look(index: Tensor, faces: Tensor, weights: Tensor) -> Tensor:
            colors = self.surface.color(faces, weights)
            if self._is_lit:
                backs = is_back(cameras, shape, faces, index)
                colors = lit(self.surface, cameras, index, faces, weights, backs, colors)
            return torch.cat([colors, torch.ones_like(colors[:1])])

        size = (len(cameras), cameras.height, cameras.width)
        colors = look(seen.pixels // (cameras.width * cameras.height), seen.faces, weights)
        behind = colors.new_tensor([*background, 0.0])
        picture = behind[:, None].repeat(1, math.prod(size)).index_copy(1, seen.pixels, colors)
        depth = depths.new_zeros(math.prod(size)).index_copy(0, seen.pixels, depths)
        faces = torch.full_like(depth, -1, dtype=torch.int64)
        faces = faces.index_copy(0, seen.pixels, seen.faces).reshape(size)
        if not is_quick:
            picture = blend_edges(
                Centres(
                    cameras,
                    shape,
                    seeing,
                    look,
                    seen.pixels,
                    faces,
                    depth.detach(),
                    picture,
                    behind,
                )
            )
        parts = (
            (picture.reshape(4, *size), behind[:, None, None, None]),
            (depth.reshape(size), depth.new_zeros(())),
            (faces, faces.new_full((), -1)),
        )
        picture, depth, faces = (window.laid(*part, whole) for part in parts)
        rgb, alpha = picture.split([3, 1])
        return Picture(rgb.movedim(0, -1), alpha[0], depth, faces)
