"""PyTorch3D as a renderer: its rasteriser and its blending, behind our contract.

An optional package without wheels: who has built it can use it. PyTorch3D's pictures have +X to the
left and +Y up, from -1 to 1 along their shorter side; here alone that is so.
"""

from collections.abc import Sequence

import torch
from pytorch3d.renderer.blending import BlendParams, hard_rgb_blend, softmax_rgb_blend
from pytorch3d.renderer.mesh.rasterize_meshes import rasterize_meshes
from pytorch3d.renderer.mesh.rasterizer import Fragments
from pytorch3d.structures import Meshes
from torch import Tensor

from ...datatypes import Mesh
from .contract import CameraBatch, Picture
from .light_backend import lit
from .surface_backend import Surface
from .walk_backend import Shape, is_back

SOFT_BLUR, SOFT_FACES = 1e-5, 8
_NEAREST = 1e-4  # depths below it, in the unit frame, are behind the camera or in it
_CUT = 1e-4  # what a blurred face adds less than is left out


class PyTorch3DRenderer:
    """Draws one mesh; see contract.Renderer."""

    def __init__(
        self,
        mesh: Mesh,
        *,
        light: str = "none",
        device: str = "cpu",
        blur: float = SOFT_BLUR,
        faces_per_pixel: int = SOFT_FACES,
    ) -> None:
        """Prepare a mesh whose faces are sound.

        Args:
            blur: sigma of Liu et al. 2019, "Soft Rasterizer", in squared units of the picture (its
                shorter side is 2); 0: no blending, so that gradients see no edges.
            faces_per_pixel: how many faces are blended, the nearest first.
        """
        self._is_lit = light == "studio"
        self._blur = blur
        self._count = faces_per_pixel
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
        points = _screen(cameras, vertices)
        fragments = self._fragments(cameras, points)
        faces = fragments.pix_to_face  # of all copies of the mesh, one a camera
        faces = torch.where(faces < 0, -1, faces % len(self.surface.faces))
        colors = self._colors(cameras, vertices, faces, fragments.bary_coords)
        params = BlendParams(sigma=self._blur, background_color=tuple(background))
        if self._blur:
            # Depths are weighed as shares of the farthest, so that it stands before the background.
            far = 2 * points[..., 2].detach().amax(1).clamp(min=_NEAREST)
            rgba = softmax_rgb_blend(colors, fragments, params, znear=0 * far, zfar=far)
        else:
            rgba = hard_rgb_blend(colors, fragments, params)
        # Its soft colours go on unweakened to where the blur ends: alpha lays them over.
        alpha = rgba[..., 3:]
        rgb = rgba[..., :3] * alpha + rgba.new_tensor(background) * (1 - alpha)
        return Picture(rgb, alpha[..., 0], *_at_centres(faces, fragments))

    def _fragments(self, cameras: CameraBatch, points: Tensor) -> Fragments:
        faces = self.surface.faces
        meshes = Meshes(points, faces.expand(len(cameras), *faces.shape))
        radius = float(torch.log(torch.tensor(1 / _CUT - 1))) * self._blur
        return Fragments(
            *rasterize_meshes(
                meshes,
                image_size=(cameras.height, cameras.width),
                blur_radius=radius,
                faces_per_pixel=self._count,
                perspective_correct=not cameras.is_orthographic,
                clip_barycentric_coords=radius > 0,
                z_clip_value=_NEAREST if (points[..., 2] < _NEAREST).any() else None,
            )
        )

    def _colors(
        self, cameras: CameraBatch, vertices: Tensor, faces: Tensor, weights: Tensor
    ) -> Tensor:
        """Colours (B, H, W, K, 3) of the K faces at each pixel."""
        shown = (faces.reshape(-1) >= 0).nonzero()[:, 0]
        ids, here = faces.reshape(-1)[shown], weights.reshape(-1, 3)[shown].T
        colors = self.surface.color(ids, here)
        if self._is_lit:
            index = shown // faces[0].numel()
            shape = Shape.of(self.surface, vertices.T[:, self.surface.faces.T])
            backs = is_back(cameras, shape, ids, index)
            colors = lit(self.surface, cameras, index, ids, here, backs, colors)
        empty = colors.new_zeros(faces.numel(), 3)
        return empty.index_copy(0, shown, colors.T).reshape(*faces.shape, 3)


def _screen(cameras: CameraBatch, vertices: Tensor) -> Tensor:
    """Vertices (V, 3) in PyTorch3D's pictures, and how deep they lie: (B, V, 3)."""
    local = (vertices[None] - cameras.eye[:, None]) @ cameras.rotation
    x, y, depth = local.unbind(-1)
    if not cameras.is_orthographic:
        # What lies in the camera's plane is clipped, but has to have a place before.
        spread = torch.where(depth.abs() < _NEAREST / 10, depth.new_tensor(_NEAREST / 10), depth)
        x, y = x / spread, y / spread
    fx, fy, cx, cy = cameras.lens[:, :, None].unbind(1)
    shorter = min(cameras.width, cameras.height)
    left = (cameras.width - 1 - 2 * (fx * x + cx)) / shorter
    up = (cameras.height - 1 - 2 * (fy * y + cy)) / shorter
    return torch.stack([left, up, depth], dim=-1)


def _at_centres(faces: Tensor, fragments: Fragments) -> tuple[Tensor, Tensor]:
    """Depth and face (B, H, W) of the nearest of K faces that holds the pixel's centre."""
    inside = (faces >= 0) & (fragments.dists <= 0)
    first = inside.int().argmax(dim=-1, keepdim=True)  # sorted by depth
    none = ~inside.any(dim=-1)
    depth = fragments.zbuf.gather(-1, first)[..., 0].masked_fill(none, 0)
    return depth, faces.gather(-1, first)[..., 0].masked_fill(none, -1)
