"""A mesh's colours and vertices moved so that it looks as the pictures do."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from ...datatypes import Camera, Mesh
from ...meshes import shaded_smooth
from ...render.differentiable.contract import CameraBatch
from ...render.differentiable.own_backend import OwnRenderer
from ...render.differentiable.threads_backend import fitting_threads
from .shots_backend import Shot, robust

_EVEN = 1  # times a move is evened out among neighbours
_BENDS, _OFFS = 1.0, 0.2  # weights of bends between faces, of vertices off their neighbours
_STAYS = 1e-3  # weight of moves: nothing strays where no picture pulls
_TINTS = 0.1  # weight of changes of colour
_MOVE, _TINT = 0.1, 0.03  # of the first step: in edges, in brightness
_TRIES = 4  # pictures of all views that one step may take
_SMOOTH_DEG = 180.0  # light falls on vertices: no edge is sharp


class Shape:
    """A mesh that is recoloured, and moved along its normals, step by step.

    Along a surface no picture tells where a vertex has to be. Moves are evened out over the surface
    (after Nicolet et al. 2021, "Large Steps in Inverse Rendering of Geometry"), and bends between
    faces cost. The steps are those of Liu and Nocedal 1989, "On the Limited Memory BFGS Method".
    """

    def __init__(self, mesh: Mesh, *, light: str, device: str, has_moves: bool = False) -> None:
        """Of a mesh in its unit frame with colours that are one at each vertex.

        Args:
            has_moves: vertices move; else colours change. Both at once would make up for one
                another's faults.
        """
        self._start, self._light, self._device = mesh, light, device
        self._has_moves = has_moves
        self._faces = torch.as_tensor(mesh.faces, dtype=torch.int64, device=device)
        self._edges, self._wings = _edges(self._faces)
        self._count = torch.bincount(self._edges.reshape(-1), minlength=len(mesh.vertices))
        self._count = self._count.clamp(min=1)[:, None]
        self._vertices = torch.as_tensor(mesh.vertices, dtype=torch.float32, device=device)
        colors = np.zeros((len(mesh.vertices), 3), np.float32)
        colors[mesh.faces] = mesh.colors
        self._tints = torch.as_tensor(colors, device=device)
        ends = self._vertices[self._edges]
        self._edge = float((ends[:, 0] - ends[:, 1]).norm(dim=1).median())
        self._colors = self._tints.clone().requires_grad_()
        self._along = torch.zeros(len(colors), 1, device=device, requires_grad=True)  # in edges
        self._normals = _vertex_normals(self._vertices, self._faces)
        self._drawer = self.renderer()
        self._steps = torch.optim.LBFGS(
            [self._along if has_moves else self._colors],
            lr=(_MOVE if has_moves else _TINT) * len(colors),
            max_iter=1,
            max_eval=_TRIES,
            line_search_fn="strong_wolfe",
        )

    def mesh(self) -> Mesh:
        """As it is now."""
        vertices = self._moved().detach().cpu().numpy().astype(np.float64)
        colors = self._colors.detach().clamp(0, 1).cpu().numpy()[self._start.faces]
        made = replace(self._start, vertices=vertices, colors=colors)
        return shaded_smooth(made, angle_deg=_SMOOTH_DEG)

    def renderer(self) -> OwnRenderer:
        """Draws it as it is now."""
        return OwnRenderer(self.mesh(), light=self._light, device=self._device)

    def improve(self, pairs: Sequence[tuple[Shot, Camera]]) -> None:
        """One step, for all shots together, from where their cameras stand."""

        def loss() -> float:
            self._steps.zero_grad()
            total = sum(self._pull(shot, camera, len(pairs)) for shot, camera in pairs)
            held = len(self._vertices) * (self._held() if self._has_moves else self._tinted())
            held.backward()
            return total + float(held.detach())

        self._steps.step(loss)
        self._steps.param_groups[0]["lr"] = 1.0  # from now on it knows how far to go

    def _pull(self, shot: Shot, camera: Camera, count: int) -> float:
        """A shot's part of the loss; its gradients are added to the others'."""
        vertices, surface = self._moved(), self._drawer.surface
        # Attributes lie components first in the renderer: (3, 3 corners, F).
        surface.colors = self._colors[self._faces].permute(2, 1, 0)
        normals = _vertex_normals(vertices, self._faces)
        surface.normals = normals[self._faces].permute(2, 1, 0)
        cameras = CameraBatch.of([camera], device=self._device)
        moved = vertices if self._has_moves else None
        picture = self._drawer.render(cameras, vertices=moved)
        counts = shot.counts(picture)[0]
        off = robust(picture.rgb[0] - shot.rgb)
        part = (off * counts).sum() / counts.sum().clamp(min=1) * len(self._vertices) / count
        with fitting_threads(counts.numel()):
            part.backward()
        return float(part.detach())

    def _moved(self) -> Tensor:
        """Where the vertices (V, 3) are now."""
        even = self._along
        for _ in range(_EVEN):
            even = (even + self._middles(even)) / 2
        return self._vertices + even * self._edge * self._normals

    def _held(self) -> Tensor:
        """What keeps the surface smooth: the part of the loss that no picture has."""
        vertices = self._moved()
        units = _units(_crosses(vertices, self._faces))
        one, other = units[self._wings].unbind(1)
        bends = (1 - (one * other).sum(1)).mean()
        offs = (vertices - self._middles(vertices)).square().sum(1).mean() / self._edge**2
        return _BENDS * bends + _OFFS * offs + _STAYS * self._along.square().mean()

    def _tinted(self) -> Tensor:
        """What keeps the colours as they were, where few pictures say otherwise."""
        return _TINTS * (self._colors - self._tints).square().sum(1).mean()

    def _middles(self, values: Tensor) -> Tensor:
        """The means (V, X) of the neighbours' values."""
        one, other = self._edges.unbind(1)
        sums = torch.zeros_like(values).index_add(0, one, values[other])
        return sums.index_add(0, other, values[one]) / self._count


def _crosses(vertices: Tensor, faces: Tensor) -> Tensor:
    """Normals (F, 3) as long as twice the faces' areas."""
    first, second, third = vertices[faces].unbind(1)
    return torch.linalg.cross(second - first, third - first)


def _vertex_normals(vertices: Tensor, faces: Tensor) -> Tensor:
    """Unit normals (V, 3) by the faces about each vertex."""
    cross, sums = _crosses(vertices, faces), torch.zeros_like(vertices)
    for corner in range(3):
        sums = sums.index_add(0, faces[:, corner], cross)
    return _units(sums)


def _units(vectors: Tensor) -> Tensor:
    return vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-20)


def _edges(faces: Tensor) -> tuple[Tensor, Tensor]:
    """Edges (E, 2) as vertices, and the pairs (P, 2) of faces at those that have two."""
    ends = torch.cat([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).sort(dim=1).values
    edges, which, counts = torch.unique(ends, dim=0, return_inverse=True, return_counts=True)
    owner = torch.arange(len(faces), device=faces.device).repeat(3)
    order = torch.argsort(which, stable=True)
    first = (counts.cumsum(0) - counts)[counts == 2]
    return edges, torch.stack([owner[order[first]], owner[order[first + 1]]], dim=1)
