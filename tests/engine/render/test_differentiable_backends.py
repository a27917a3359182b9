"""Other renderers of the same contract draw what ours draws: the plain one, and PyTorch3D."""

from dataclasses import replace

import pytest
import torch
from rendered import (
    BACKGROUND,
    MESHES,
    VIEWS,
    bumpy,
    camera,
    drawn,
)

from engine import deps
from engine.datatypes import Camera, Mesh
from engine.render.differentiable.contract import CameraBatch, Picture, Renderer, make_renderer
from engine.render.differentiable.reference_backend import ReferenceRenderer
from engine.render.differentiable.visibility_backend import RayCaster, ZBuffer

needs_pytorch3d = pytest.mark.skipif(
    not deps.has("pytorch3d"), reason="PyTorch3D is an optional package without wheels"
)

# --- as the plain renderer ---------------------------------------------------------------------


FOLDED = ("bumpy", "sheet")


def gradients(renderer: Renderer, view: Camera) -> tuple[Picture, list[torch.Tensor]]:
    """A picture, and the gradients of all its values, weighed by chance, to what makes it."""
    batch = CameraBatch.of([view])
    leaves = [
        value.clone().requires_grad_()
        for value in (batch.lens, batch.rotation, batch.eye, renderer.surface.vertices)
    ]
    lens, rotation, eye, vertices = leaves
    batch = replace(batch, lens=lens, rotation=rotation, eye=eye)
    picture = renderer.render(batch, vertices=vertices, background=BACKGROUND)
    chance = torch.Generator().manual_seed(0)
    loss = sum(
        (values * torch.rand(values.shape, generator=chance)).sum()
        for values in (picture.rgb, picture.alpha, 0.1 * picture.depth)
    )
    return picture, list(torch.autograd.grad(loss, leaves))


def assert_same(mesh: Mesh, view: Camera, light: str = "none", *, is_folded: bool = False) -> None:
    """Ours is the plain renderer's picture, with its gradients.

    Where a surface hides itself by less than half a pixel's depth, ours draws no edge.
    """
    own, own_gradients = gradients(make_renderer(mesh, light=light), view)
    plain, plain_gradients = gradients(ReferenceRenderer(mesh, light=light), view)
    assert torch.equal(own.faces, plain.faces)
    assert torch.allclose(own.depth, plain.depth, atol=1e-4)
    assert torch.allclose(own.alpha, plain.alpha, atol=1e-3)
    off = (own.rgb - plain.rgb).abs().amax(dim=-1)
    assert off.max() < (0.05 if is_folded else 1e-3) and (off > 1e-3).float().mean() < 0.005
    for ours, theirs in zip(own_gradients, plain_gradients, strict=True):
        assert theirs.norm() > 0.1
        assert (ours - theirs).norm() < (0.05 if is_folded else 2e-3) * theirs.norm()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MESHES)
def test_it_draws_what_the_plain_renderer_draws_with_the_same_gradients(name, view) -> None:
    assert_same(MESHES[name](), VIEWS[view], is_folded=name in FOLDED)


@pytest.mark.parametrize("view", ["outside", "orthographic"])
@pytest.mark.parametrize("name", ["bumpy", "boxes", "sheet", "quad"])
def test_under_light_too(name: str, view: str) -> None:
    mesh = bumpy(1) if name == "bumpy" else MESHES[name]()
    assert_same(mesh, VIEWS[view], "studio", is_folded=name in FOLDED)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MESHES)
def test_the_z_buffer_sees_what_rays_see(name: str, view: str) -> None:
    corners = make_renderer(MESHES[name]()).surface.corners
    batch = CameraBatch.of([VIEWS[view], camera((1.2, 0.9, 0.5), across=1.8 * ("ortho" in view))])
    rays, buffered = RayCaster(corners).see(batch), ZBuffer(corners).see(batch)
    assert len(rays.pixels)
    assert torch.equal(rays.pixels, buffered.pixels)
    assert torch.equal(rays.faces, buffered.faces)


# --- PyTorch3D ---------------------------------------------------------------------------------


@needs_pytorch3d
@pytest.mark.parametrize("light", ["none", "studio"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MESHES)
def test_pytorch3d_sees_the_same(name: str, view: str, light: str) -> None:
    from engine.render.differentiable.pytorch3d_backend import PyTorch3DRenderer

    mesh, seen = MESHES[name](), VIEWS[view]
    truth = drawn(make_renderer(mesh, light=light), seen, background=BACKGROUND)
    hard = PyTorch3DRenderer(mesh, light=light, blur=0.0, faces_per_pixel=1)
    for renderer in (hard, PyTorch3DRenderer(mesh, light=light)):
        picture = drawn(renderer, seen, background=BACKGROUND)
        same = picture.faces == truth.faces
        assert same.float().mean() > 0.985
        assert torch.allclose(picture.depth[same], truth.depth[same], rtol=1e-3, atol=1e-3)
        assert (picture.rgb - truth.rgb).abs().mean() < 0.05
        assert (picture.alpha - truth.alpha).abs().mean() < 0.05


@needs_pytorch3d
def test_pytorch3d_takes_batches_and_other_vertices() -> None:
    renderer = make_renderer(bumpy(), backend="pytorch3d")
    views = [camera(size=(18, 30)), camera((-0.9, 1.2, -0.2), size=(18, 30))]
    moved = renderer.surface.vertices * 1.1
    together = drawn(renderer, *views, vertices=moved)
    own = drawn(make_renderer(bumpy()), *views, vertices=moved)
    assert (together.rgb - own.rgb).abs().mean() < 0.02
    for index, view in enumerate(views):
        alone = drawn(renderer, view, vertices=moved)
        assert torch.equal(together.faces[index], alone.faces[0])
        assert torch.allclose(together.rgb[index], alone.rgb[0], atol=1e-5)


@needs_pytorch3d
@pytest.mark.parametrize("view", ["outside", "orthographic"])
def test_pytorch3d_has_gradients_in_the_same_direction(view: str) -> None:
    from engine.render.differentiable.pytorch3d_backend import PyTorch3DRenderer

    mesh = bumpy()
    batch = CameraBatch.of([VIEWS[view]]).resized(84, 60)
    blur = (0.5 * 2 / 60) ** 2  # half a pixel
    found = []
    for renderer in (make_renderer(mesh), PyTorch3DRenderer(mesh, blur=blur)):
        eye = batch.eye.clone().requires_grad_()
        vertices = renderer.surface.vertices.clone().requires_grad_()
        picture = renderer.render(replace(batch, eye=eye), vertices=vertices)
        loss = picture.alpha.sum() + picture.rgb.square().sum()
        found.append(torch.autograd.grad(loss, [eye, vertices]))
    for ours, theirs in zip(*found, strict=True):
        assert torch.cosine_similarity(ours.reshape(-1), theirs.reshape(-1), dim=0) > 0.75
