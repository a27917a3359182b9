"""A mesh as tensors: what its triangles look like at any point of them."""

import numpy as np
import torch
from torch import Tensor

from ...datatypes import Mesh
from .topology import Topology

_SHADES = 4  # of each primary colour, that count as looks of their own


class Surface:
    """Triangles with the attributes of their corners.

    corners    (3 components, 3 corners, F) in space
    normals    (3 components, 3 corners, F) as shaded
    topology   what lies beyond each triangle's edges
    beyond     (3 F,) int64, topology's as a tensor
    turned     (3 F,) bool, topology's as a tensor
    patches    (F,) int64, equal where faces hang together without a seam
    looks      (F,) int64, equal where faces have one material and about one colour
    """

    def __init__(self, mesh: Mesh, *, is_lit: bool, device: str) -> None:
        """Read a mesh whose faces are sound."""

        def tensor(values, kind=torch.float32) -> Tensor:
            return torch.as_tensor(np.ascontiguousarray(values), dtype=kind, device=device)

        count = len(mesh.faces)
        points = mesh.vertices[mesh.faces]
        self.faces = tensor(mesh.faces, torch.int64)
        self.vertices = tensor(mesh.vertices)
        self.corners = tensor(_components_first(points))
        normals = mesh.normals
        if normals is None:
            flat = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
            flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-30)
            normals = np.repeat(flat[:, None], 3, axis=1)
        self.normals = tensor(_components_first(normals))
        ids = np.zeros(count, np.int32) if mesh.material_ids is None else mesh.material_ids
        colors = mesh.colors
        if colors is None:
            colors = np.array([material.color for material in mesh.materials], np.float32)
            colors = np.repeat(colors[ids][:, None], 3, axis=1)
        self.colors = tensor(_components_first(colors))
        is_textured = mesh.uv is not None and mesh.colors is None
        self._uv = tensor(_components_first(mesh.uv)) if is_textured else None
        self._materials = tensor(ids, torch.int64)
        self._textures = {
            index: tensor(np.moveaxis(material.texture, -1, 0))
            for index, material in enumerate(mesh.materials)
            if material.texture is not None and self._uv is not None
        }
        steps = np.round(np.asarray(colors).mean(axis=1) * _SHADES).astype(np.int64)
        looks = np.column_stack([ids, steps])
        self.looks = tensor(
            np.unique(looks, axis=0, return_inverse=True)[1].reshape(-1), torch.int64
        )
        self._set_edges(mesh, np.asarray(colors), normals, is_lit, tensor)

    def _set_edges(self, mesh, colors, normals, is_lit: bool, tensor) -> None:
        looks = [colors] + ([normals] if is_lit else [])
        if self._textures:
            place = self._materials.cpu().numpy()[:, None, None].repeat(3, 1)
            looks += [mesh.uv, place]
        self.topology = Topology.of(mesh.vertices, mesh.faces, np.concatenate(looks, axis=2))
        self.beyond = tensor(self.topology.beyond, torch.int64)
        self.turned = tensor(self.topology.turned, torch.bool)
        self.patches = tensor(self.topology.patches(), torch.int64)

    def color(self, faces: Tensor, weights: Tensor) -> Tensor:
        """Colours (3, R) at points of faces (R,) with the corners' weights (3, R)."""
        colors = between(self.colors, faces, weights)
        if not self._textures:
            return colors
        materials, uv = self._materials[faces], between(self._uv, faces, weights)
        for index, texture in self._textures.items():
            here = (materials == index).nonzero()[:, 0]
            if len(here):
                colors = colors.index_copy(1, here, _sample(texture, uv[:, here]))
        return colors


def between(values: Tensor, faces: Tensor, weights: Tensor) -> Tensor:
    """What stands at corners (X, 3, F), at points of faces (R,) with weights (3, R): (X, R)."""
    chosen = values.reshape(-1, values.shape[-1]).index_select(1, faces)
    first, second, third = chosen.reshape(*values.shape[:2], -1).unbind(1)
    one, two, three = weights.unbind(0)
    return (first * one).addcmul(second, two).addcmul(third, three)


def _components_first(values):
    """(F, corners, X) as (X, corners, F)."""
    return np.moveaxis(np.asarray(values), (0, 1, 2), (2, 1, 0))


def _sample(texture: Tensor, uv: Tensor) -> Tensor:
    """Texture colours (3, R) of (3, H, W) at uv (2, R): repeated, bilinear between texels.

    By hand, for torch's own has no derivative in forward mode.
    """
    height, width = texture.shape[1:]
    x, y = uv[0] * width - 0.5, (1 - uv[1]) * height - 0.5
    left, top = x.detach().floor(), y.detach().floor()
    across, down = x - left, y - top
    first, second = ((left.long() + step) % width for step in (0, 1))
    flat = texture.reshape(3, -1)

    def row(step: int) -> Tensor:
        start = (top.long() + step) % height * width
        return flat[:, start + first] * (1 - across) + flat[:, start + second] * across

    return row(0) * (1 - down) + row(1) * down
