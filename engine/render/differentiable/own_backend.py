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
from .visibility_backend import visibility
from .walk_backend import Shape, is_back


class OwnRenderer:
    """Draws one mesh; see contract.Renderer."""

    def __init__(self, mesh: Mesh, *, light: str = "none", device: str = "cpu") -> None:
        """Prepare a mesh whose faces are sound."""
        self._is_lit = light == "studio"
        self.surface = Surface(mesh, is_lit=self._is_lit, device=device)
        self._shape = Shape.of(self.surface.corners)
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
        surface = self.surface
        shape, seeing = self._shape, self._visibility
        if vertices is not None:
            shape = Shape.of(vertices[surface.faces])
            seeing = visibility(shape.corners.detach())
        corners = shape.corners
        # A pixel more on every side: what comes in over the border is blended before it is seen.
        cameras = cameras.windowed(-1, -1, cameras.width + 2, cameras.height + 2)
        seen = seeing.see(cameras)
        size = (len(cameras), cameras.height, cameras.width)
        sight = pixel_rays(cameras, seen.pixels)
        weights, depths = meet(
            sight, *(part.index_select(0, seen.faces) for part in (corners, shape.size))
        )
        index = seen.pixels // (cameras.width * cameras.height)

        def look(index: Tensor, faces: Tensor, weights: Tensor, is_back: Tensor) -> Tensor:
            colors = surface.color(faces, weights)
            if not self._is_lit:
                return colors
            return lit(surface, cameras, index, faces, weights, is_back, colors)

        colors = look(index, seen.faces, weights, is_back(cameras, shape, seen.faces, sight))
        behind = colors.new_tensor([*background, 0.0])
        picture = behind.expand(math.prod(size), 4)
        values = torch.cat([colors, colors.new_ones(len(colors), 1)], dim=1)
        picture = picture.index_copy(0, seen.pixels, values).reshape(*size, 4)
        depth = depths.new_zeros(math.prod(size)).index_copy(0, seen.pixels, depths)
        faces = torch.full((depth.numel(),), -1, device=depth.device)
        faces = faces.index_copy(0, seen.pixels, seen.faces).reshape(size)
        if not is_quick:
            picture = blend_edges(cameras, surface, shape, faces, picture, look)
        inner = (slice(None), slice(1, -1), slice(1, -1))
        picture, depth, faces = (part[inner] for part in (picture, depth.reshape(size), faces))
        return Picture(picture[..., :3], picture[..., 3], depth, faces)
