"""Gradients of the antialiased picture against central differences, with silhouettes in view.

The picture is smooth but for rare jumps, where a corner of an outline passes a pixel. Short steps
seldom meet one, and the median of three leaves it out; over a long way jumps and gradients together
have to come to what a picture does that has none.
"""

from dataclasses import replace

import numpy as np
import pytest
import torch
from rendered import bumpy, camera, two_boxes

from engine.datatypes import Mesh
from engine.render.differentiable.contract import CameraBatch, Renderer, make_renderer

DIRECTIONS = 20
STEPS = (1e-5, 2e-5, 4e-5)  # short ones, of which the median is taken
FAR, PLACES = 3e-3, 7  # a long one, and at how many places on it the gradient is asked
PARAMETERS = 7  # turns about the camera's three axes, where it stands, the logarithm of its focal


def moved(batch: CameraBatch, by: torch.Tensor) -> CameraBatch:
    """A camera turned, shifted and zoomed (7,)."""
    x, y, z = by[:3]
    none = torch.zeros_like(x)
    turn = torch.stack([none, -z, y, z, none, -x, -y, x, none]).reshape(3, 3)
    lens = torch.cat([batch.lens[:, :2] * torch.exp(by[6]), batch.lens[:, 2:]], dim=1)
    rotation = batch.rotation @ torch.linalg.matrix_exp(turn)
    return replace(batch, lens=lens, rotation=rotation, eye=batch.eye + by[3:6])


class Scene:
    """A mesh before a camera, and the squared difference to its picture from a place nearby."""

    def __init__(self, mesh: Mesh, *, light: str = "none", across: float = 0.0) -> None:
        self.renderer: Renderer = make_renderer(mesh, light=light)
        # One of eight places tried, and one where no jump lies within the shortest steps: with the
        # camera's parameters 1 of 35 sets of directions met one, with all vertices 8 of 35.
        view = camera((-1.0, 0.9, 0.8), size=(96, 80), focal=0.95, across=across)
        self.batch = CameraBatch.of([view])
        self.vertices = self.renderer.surface.vertices
        away = torch.tensor([0.02, -0.03, 0.05, 0.05, 0.04, -0.05, 0.04])
        with torch.no_grad():
            target = self.renderer.render(moved(self.batch, away))
            faces = self.renderer.render(self.batch).faces
        assert 0.2 < (faces >= 0).float().mean() < 0.7  # its outline is in view
        self._target = torch.cat([target.rgb, target.alpha[..., None]], dim=-1).double()

    def loss(self, what: str, by: torch.Tensor, fineness: int = 1) -> torch.Tensor:
        """Of the whole picture, in float64, with the camera or the vertices moved.

        The picture's pixels are means of `fineness` x `fineness` smaller ones.
        """
        batch, vertices = self.batch, None
        if what == "camera":
            batch = moved(batch, by)
        else:
            vertices = self.vertices + by
        fine = batch.resized(batch.width * fineness, batch.height * fineness)
        picture = self.renderer.render(fine, vertices=vertices)
        values = torch.cat([picture.rgb, picture.alpha[..., None]], dim=-1).double()
        grid = (1, batch.height, fineness, batch.width, fineness, 4)
        off = (values.reshape(grid).mean((2, 4)) - self._target).square()
        return off[..., :3].mean() + off[..., 3].mean()

    def slopes(self, what: str, ways: torch.Tensor, at: torch.Tensor | float = 0.0) -> np.ndarray:
        """What the gradient says along directions (N, …)."""
        here = (torch.zeros(ways.shape[1:]) + at).requires_grad_()
        (gradient,) = torch.autograd.grad(self.loss(what, here), here)
        return (ways * gradient).flatten(1).sum(1).double().numpy()

    def difference(self, what: str, way: torch.Tensor, step: float, fineness: int = 1) -> float:
        """The central difference along a direction."""
        with torch.no_grad():
            ahead, back = (self.loss(what, by * way, fineness) for by in (step, -step))
        return float(ahead - back) / (2 * step)


def directions(scene: Scene, what: str) -> torch.Tensor:
    """20 random ones: (20, 7) of length one, or (20, V, 3) about one long at each vertex."""
    random = torch.Generator().manual_seed(0)
    if what == "vertices":
        return torch.randn(DIRECTIONS, *scene.vertices.shape, generator=random) / 3**0.5
    drawn = torch.randn(DIRECTIONS, PARAMETERS, generator=random)
    return drawn / drawn.norm(dim=1, keepdim=True)


SCENES = {
    "many faces": lambda: Scene(bumpy(3)),
    "few faces": lambda: Scene(bumpy(2)),
    "orthographic": lambda: Scene(bumpy(3), across=1.6),
    "lit": lambda: Scene(bumpy(3, is_shaded=True), light="studio"),
    "crossing": lambda: Scene(two_boxes()),
}


@pytest.mark.parametrize("what", ["camera", "vertices"])
@pytest.mark.parametrize("name", SCENES)
def test_gradients_are_central_differences(name: str, what: str) -> None:
    scene = SCENES[name]()
    ways = directions(scene, what)
    slopes = scene.slopes(what, ways)
    found = np.median([[scene.difference(what, w, h) for w in ways] for h in STEPS], axis=0)
    off = abs(slopes - found)
    assert np.linalg.norm(off) < 0.05 * np.linalg.norm(found)
    assert np.median(off / abs(found)) < 0.02
    assert off.max() < 0.05 * abs(found).mean()


@pytest.mark.parametrize("what", ["camera", "vertices"])
@pytest.mark.parametrize("name", ["few faces", "crossing"])
def test_gradients_add_up_to_what_a_supersampled_picture_changes(name: str, what: str) -> None:
    scene = SCENES[name]()
    ways = directions(scene, what)[:10]
    places = FAR * (np.arange(PLACES) * 2 + 1 - PLACES) / PLACES
    slopes = [np.mean([scene.slopes(what, w[None], p * w) for p in places]) for w in ways]
    found = np.array([scene.difference(what, way, FAR, fineness=6) for way in ways])
    assert np.linalg.norm(slopes - found) < 0.08 * np.linalg.norm(found)
