"""Terms of what is wanted of a picture: laws that hold whatever is drawn."""

import numpy as np
import pytest
import torch
from rendered import bumpy

from engine.datatypes import Camera
from engine.errors import InputError
from engine.render.differentiable.contract import CameraBatch, Picture, make_renderer
from engine.viewpoint.orbit import Orbit, camera_of, lens_of
from engine.viewpoint.terms_backend import (
    Objective,
    color_term,
    depth_term,
    edges_term,
    overlap,
    shrunk,
    silhouette_term,
)


def placed(distance: float = 1.8, elevation: float = 25.0) -> Camera:
    return camera_of(Orbit(distance, elevation, 40.0), np.zeros(3), lens_of(48, 36))


def seen(camera: Camera) -> tuple[Picture, CameraBatch]:
    batch = CameraBatch.of([camera])
    with torch.no_grad():
        return make_renderer(bumpy()).render(batch), batch


@pytest.mark.parametrize("name", ["color", "silhouette", "edges", "depth"])
def test_a_target_term_is_nothing_at_the_target_and_grows_off_it(name: str) -> None:
    picture, cameras = seen(placed())
    term = {
        "color": lambda: color_term(picture.rgb[0]),
        "silhouette": lambda: silhouette_term(picture.alpha[0]),
        "edges": lambda: edges_term(picture.rgb[0]),
        "depth": lambda: depth_term(picture.depth[0]),
    }[name]()
    assert float(term(picture, cameras)) < 1e-9
    slightly, far = (float(term(*seen(placed(1.8 + by, 25 + 30 * by)))) for by in (0.1, 0.5))
    assert 1e-6 < slightly < far


def test_depth_counts_where_it_is_known_in_units_of_its_scale() -> None:
    picture, cameras = seen(placed())
    target = picture.depth[0] + 0.2
    known = target.clone()
    known[:, :24] = 0
    one, half = (float(depth_term(t, s)(picture, cameras)) for t, s in ((target, 1), (target, 2)))
    assert np.isclose(half, one / 4, rtol=1e-4)
    share = float((picture.depth[0, :, 24:] > 0).sum() / known.numel())
    assert np.isclose(float(depth_term(known)(picture, cameras)), share * 0.04, rtol=1e-4)


def test_edges_do_not_mind_how_bright_a_picture_is() -> None:
    picture, cameras = seen(placed())
    brighter = picture.rgb[0] + 0.2
    assert float(edges_term(brighter)(picture, cameras)) < 1e-9
    assert float(color_term(brighter)(picture, cameras)) > 0.01


def test_an_objective_is_the_weighted_sum_and_its_residuals_squared() -> None:
    target, _ = seen(placed())
    terms = {
        "color": (3.5, color_term(target.rgb[0])),
        "depth": (0.5, depth_term(target.depth[0])),
        "silhouette": (1.0, silhouette_term(target.alpha[0])),
    }
    objective, shown = Objective(terms), seen(placed(1.7, 35))
    values, loss = objective.values(*shown), objective.loss(*shown)
    assert objective.has_residuals and values.keys() == terms.keys()
    assert torch.allclose(loss, sum(terms[name][0] * value for name, value in values.items()))
    assert torch.allclose(objective.residuals(*shown).square().sum(1), loss, rtol=1e-4)
    mixed = Objective({**terms, "own": (2.0, lambda picture, _: picture.alpha.mean((1, 2)))})
    assert not mixed.has_residuals and mixed.loss(*shown) > loss


def test_overlap_is_one_of_equals_none_of_strangers_and_the_same_both_ways() -> None:
    masks = torch.rand(4, 9, 7, generator=torch.Generator().manual_seed(0))
    assert torch.allclose(overlap(masks, masks), torch.ones(4))
    other = masks.flip(0)
    assert torch.equal(overlap(masks, other), overlap(other, masks))
    left = torch.zeros(1, 9, 7)
    left[:, :, :3] = 1
    assert float(overlap(left, 1 - left)) == 0
    half = left.clone()
    half[:, :, 3:] = 0
    half[:, 3:] = 0
    assert np.isclose(float(overlap(left, half)), 1 / 3)
    with pytest.raises(InputError):
        overlap(torch.zeros(1, 9, 7), torch.zeros(1, 9, 7))


@pytest.mark.parametrize("factor", [1, 2, 5])
def test_a_shrunk_picture_shows_means_where_they_were(factor: int) -> None:
    picture = torch.rand(36, 48, 3, generator=torch.Generator().manual_seed(0))
    picture[..., 0] = torch.arange(48.0)
    picture[..., 1] = torch.arange(36.0)[:, None]
    small = shrunk(picture, factor)
    height, width = 36 // factor, 48 // factor  # what is left over at the ends is left out
    assert small.shape == (height, width, 3)
    off = (factor - 1) / 2
    assert torch.allclose(small[..., 0], torch.arange(width) * factor + off, atol=1e-4)
    assert torch.allclose(small[..., 1], (torch.arange(height) * factor + off)[:, None], atol=1e-4)
    whole = picture[: height * factor, : width * factor]
    assert torch.allclose(small.mean((0, 1)), whole.mean((0, 1)), atol=1e-4)
