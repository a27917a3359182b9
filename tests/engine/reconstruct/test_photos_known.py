"""Views with cameras and without depth: comparing them tells it, where the cameras are right."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from photographed import cameras, photos

from engine.capture.formats import colmap
from engine.command.main import main
from engine.datatypes import View, ViewSet
from engine.errors import InputError, ResultError
from engine.jobs import drain
from engine.reconstruct.photos.known import told_depth
from engine.reconstruct.photos.settings import PhotoSettings
from engine.render.channels import Subject
from engine.selftest.scenes import boxes

pytestmark = pytest.mark.slow

SETTINGS = PhotoSettings(sweep_size=160)


@pytest.fixture(scope="module")
def views() -> list[View]:
    eyes = cameras()
    pictures = photos(boxes(), eyes)
    names = [f"{number:04d}" for number in range(len(eyes))]
    named = (replace(eye, name=name) for eye, name in zip(eyes, names, strict=True))
    return [View(rgba, eye) for rgba, eye in zip(pictures, named, strict=True)]


def test_depth_is_told_where_the_cameras_stand(views) -> None:
    found, said = drain(told_depth(views, SETTINGS))
    assert len(found) == len(views) and "Comparing the views tells depth" in said[0]
    subject = Subject(boxes())
    for view in found:
        true = subject.channels(view.camera, ("depth",))["depth"]
        known = (view.depth > 0) & (true > 0)
        assert known.mean() > 0.3
        assert np.median(abs(view.depth - true)[known] / true[known]) < 0.02


def test_a_folder_with_cameras_and_no_depth_becomes_a_mesh(views, tmp_path: Path) -> None:
    colmap.write(ViewSet(tuple(views)), tmp_path / "taken")
    out = tmp_path / "out"
    assert main(["fuse", str(tmp_path / "taken"), "--out", str(out), "--detail", "64"]) == 0
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["numbers"]["faces"] > 500
    assert report["numbers"]["views"] == len(views)


def test_cameras_that_are_others_are_refused(views) -> None:
    turned = [
        replace(view, camera=replace(other.camera, name=view.name))
        for view, other in zip(views, reversed(views), strict=True)
    ]
    with pytest.raises(ResultError, match="do not show the same where their cameras say"):
        drain(told_depth(turned, SETTINGS))


def test_two_views_and_orthographic_ones_are_refused(views) -> None:
    with pytest.raises(InputError, match="too few to tell it"):
        drain(told_depth(views[:2], SETTINGS))
    lens = replace(views[0].camera.intrinsics, is_orthographic=True)
    flat = [replace(view, camera=replace(view.camera, intrinsics=lens)) for view in views]
    with pytest.raises(InputError, match="Orthographic"):
        drain(told_depth(flat, SETTINGS))
