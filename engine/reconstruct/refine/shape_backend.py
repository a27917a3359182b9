"""A mesh's vertices and their colours moved so that it looks as the pictures do."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from ...datatypes import Camera, Mesh
from ...render.differentiable.contract import CameraBatch
from ...render.differentiable.own_backend import OwnRenderer
from ...render.differentiable.threads_backend import fitting_threads
from .shots_backend import Shot, robust

_REACH = 0.08  # of an edge's length: the largest step of a vertex
_COLOR = 0.03  # of brightness: the largest step of a colour
_KEEP = 0.7  # of a step goes on in the next
_EVEN = 4  # times a step is evened out among neighbours
_FLAT, _ROUND = 0.02, 0.02  # weights of bends between faces, and of vertices off their neighbours
_FULL = 95.0  # percent of the vertices that are pulled at take no more than a full step


class Shape:
    """A mesh that is moved along its normals, and recoloured, step by step.

    Along a surface no picture tells where a vertex has to be. Steps are evened out over the
    surface, and all are of one scale, so that what pictures do not pull at stays (after Nicolet et
    al. 2021, "Large Steps in Inverse Rendering of Geometry").
    """

    def __init__(self, mesh: Mesh, *, light: str, device: str) -> None:
        """Of a mesh in its unit frame with colours that are one at each vertex."""
        self._start, self._light, self._device = mesh, light, device
        faces = torch.as_tensor(mesh.faces, dtype=torch.int64, device=device)
        self._faces = faces
        self._edges, self._wings = _edges(faces)
        self._count = torch.bincount(self._edges.reshape(-1), minlength=len(mesh.vertices))
        self._count = self._count.clamp(min=1)[:, None]
        self._vertices = torch.as_tensor(mesh.vertices, dtype=torch.float32, device=device)
        colors = np.zeros((len(mesh.vertices), 3), np.float32)
        colors[mesh.faces] = mesh.colors
        self._colors = torch.as_tensor(colors, device=device)
        ends = self._vertices[self._edges]
        self._edge = float((ends[:, 0] - ends[:, 1]).norm(dim=1).median())
        self._drawer = OwnRenderer(mesh, light=light, device=device)
        self._step = torch.zeros(len(mesh.vertices), device=device)
        self._color_step = torch.zeros_like(self._colors)

    def mesh(self) -> Mesh:
        """As it is now."""
        vertices = self._vertices.detach().cpu().numpy().astype(np.float64)
        colors = self._colors.detach().cpu().numpy()[self._start.faces]
        return replace(self._start, vertices=vertices, colors=colors)

    def renderer(self) -> OwnRenderer:
        """Draws it as it is now."""
        return OwnRenderer(self.mesh(), light=self._light, device=self._device)

    def improve(self, pairs: Sequence[tuple[Shot, Camera]], *, by: float, has_shape: bool) -> None:
        """One step for a few shots from where their cameras stand.

        Args:
            by: of a full step.
            has_shape: vertices move too, not colours alone.
        """
        renderer, normals = self._drawer, self._normals()
        along = torch.zeros_like(self._step, requires_grad=True)
        colors = self._colors.clone().requires_grad_()
        for shot, camera in pairs:
            # Attributes lie components first in the renderer: (3, 3 corners, F).
            renderer.surface.colors = colors[self._faces].permute(2, 1, 0)
            cameras = CameraBatch.of([camera], device=self._device)
            vertices = self._vertices + along[:, None] * normals if has_shape else self._vertices
            picture = renderer.render(cameras, vertices=vertices)
            counts = shot.counts(picture)[0]
            off = robust(picture.rgb[0] - shot.rgb)
            loss = (off * counts).sum() / counts.sum().clamp(min=1) / len(pairs)
            with fitting_threads(shot.rgb[..., 0].numel()):
                loss.backward()
        if has_shape:
            self._move(along, normals, by)
        with torch.no_grad():
            pull = _level(colors.grad)
            self._color_step = _KEEP * self._color_step - (1 - _KEEP) * pull * _COLOR * by
            self._colors = (self._colors + self._color_step).clamp(0, 1)

    def _move(self, along: Tensor, normals: Tensor, by: float) -> None:
        """A step along the normals: by the pictures' pull, and to be smooth."""
        vertices = self._vertices + along[:, None] * normals
        (_FLAT * self._bends(vertices) + _ROUND * self._offs(vertices)).backward()
        with torch.no_grad():
            pull = _level(self._evened(along.grad[:, None])[:, 0])
            self._step = _KEEP * self._step - (1 - _KEEP) * pull * _REACH * self._edge * by
            self._vertices = self._vertices + self._step[:, None] * normals

    def _normals(self) -> Tensor:
        """Unit normals (V, 3) of the vertices, by the faces about them."""
        first, second, third = self._vertices[self._faces].unbind(1)
        cross = torch.linalg.cross(second - first, third - first)
        sums = torch.zeros_like(self._vertices)
        for corner in range(3):
            sums.index_add_(0, self._faces[:, corner], cross)
        return sums / sums.norm(dim=1, keepdim=True).clamp(min=1e-20)

    def _bends(self, vertices: Tensor) -> Tensor:
        """The mean of 1 - cos of the angles between neighbouring faces."""
        first, second, third = vertices[self._faces].unbind(1)
        cross = torch.linalg.cross(second - first, third - first)
        units = cross / cross.norm(dim=1, keepdim=True).clamp(min=1e-20)
        one, other = units[self._wings].unbind(1)
        return (1 - (one * other).sum(1)).mean()

    def _offs(self, vertices: Tensor) -> Tensor:
        """The mean square of how far vertices lie off their neighbours' middle, in edges."""
        return (vertices - self._middles(vertices)).square().sum(1).mean() / self._edge**2

    def _middles(self, values: Tensor) -> Tensor:
        """The means (V, X) of the neighbours' values."""
        one, other = self._edges.unbind(1)
        sums = torch.zeros_like(values).index_add(0, one, values[other])
        return sums.index_add(0, other, values[one]) / self._count

    def _evened(self, values: Tensor) -> Tensor:
        for _ in range(_EVEN):
            values = (values + self._middles(values)) / 2
        return values


def _level(pull: Tensor) -> Tensor:
    """A gradient at a scale at which most of it lies within [-1, 1], cut off there."""
    sizes = pull.abs().reshape(-1)
    sizes = sizes[sizes > 0]
    if not len(sizes):
        return pull
    full = float(np.percentile(sizes.cpu().numpy(), _FULL))
    return (pull / max(full, 1e-30)).clamp(-1, 1)


def _edges(faces: Tensor) -> tuple[Tensor, Tensor]:
    """Edges (E, 2) as vertices, and the pairs (P, 2) of faces at those that have two."""
    ends = torch.cat([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).sort(dim=1).values
    edges, which, counts = torch.unique(ends, dim=0, return_inverse=True, return_counts=True)
    owner = torch.arange(len(faces), device=faces.device).repeat(3)
    order = torch.argsort(which, stable=True)
    first = counts.cumsum(0) - counts
    first = first[counts == 2]
    return edges, torch.stack([owner[order[first]], owner[order[first + 1]]], dim=1)
