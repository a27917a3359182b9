"""Wishes: any function of pictures, from all sides and along its gradient."""

import numpy as np
import pytest
import torch

from engine.errors import InputError
from engine.jobs import drain
from engine.meshes import unit_mesh
from engine.render.differentiable.contract import CameraBatch, make_renderer
from engine.samples import SAMPLES
from engine.viewpoint.framing import framed, outermost
from engine.viewpoint.orbit import lens_of
from engine.viewpoint.settings import Step, WishSettings
from engine.viewpoint.terms_backend import color_term, silhouette_term
from engine.viewpoint.wish import wished_view

CHAIR = SAMPLES["chair"]()
SMALL = WishSettings(candidates=40, steps=25, size=48)


def test_a_function_of_ones_own_is_served_better_than_by_any_candidate() -> None:
    def dark(picture, _cameras):
        return picture.rgb.mean((1, 2, 3))

    told: list[Step] = []
    found = drain(wished_view(CHAIR, {"dark": (1.0, dark)}, SMALL, on_step=told.append))
    first = told[0].loss  # the best of all sides
    assert found.loss < first - 0.01
    assert found.loss == told[-1].loss == pytest.approx(found.terms["dark"], abs=1e-6)
    assert all(one.loss > other.loss for one, other in zip(told, told[1:], strict=False))


def test_what_may_not_move_stays() -> None:
    def high(_picture, cameras):
        return -cameras.eye[:, 2]

    settings = WishSettings(("azimuth",), candidates=20, steps=8, size=32)
    found = drain(wished_view(CHAIR, {"high": (1.0, high)}, settings))
    unit, frame = unit_mesh(CHAIR)
    start, end = (frame.unit_camera(camera) for camera in (found.start, found.camera))
    assert np.isclose(start.world_from_camera[2, 3], end.world_from_camera[2, 3], atol=1e-5)


def test_differences_are_finished_to_the_last() -> None:
    unit, frame = unit_mesh(CHAIR)
    lens = lens_of(48, 48)
    points = outermost(unit.vertices)
    truth = framed(points, 0.7, 0.4, lens, margin=0.1, turn=np.eye(3))
    with torch.no_grad():
        wanted = make_renderer(unit, light="studio").render(CameraBatch.of([truth]))
    terms = {
        "color": (1.0, color_term(wanted.rgb[0])),
        "silhouette": (1.0, silhouette_term(wanted.alpha[0])),
    }
    found = drain(wished_view(CHAIR, terms, WishSettings(lens=lens, size=48, steps=25)))
    there = frame.unit_camera(found.camera).world_from_camera
    assert np.abs(there - truth.world_from_camera).max() < 5e-3


def test_a_wish_for_nothing_and_one_that_may_not_move_are_refused() -> None:
    with pytest.raises(InputError, match="Nothing is wished for"):
        drain(wished_view(CHAIR, {}, SMALL))
    with pytest.raises(InputError, match="Nothing may move"):
        settings = WishSettings(parameters=())
        drain(wished_view(CHAIR, {"flat": (1.0, lambda p, _: p.alpha.mean((1, 2)))}, settings))
