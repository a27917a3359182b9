"""Depth of photos: fitted to what is known of it, kept where neighbours agree, made a mesh."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from photographed import cameras, photos, written

from engine.camera import unproject
from engine.datatypes import View
from engine.depth.contract import DISPARITY, METRIC, Depth
from engine.errors import ResultError
from engine.jobs import drain
from engine.reconstruct.photos import depths as depths_module
from engine.reconstruct.photos.confirmed import confirmed
from engine.reconstruct.photos.depths import depths_of, fitted_to
from engine.reconstruct.photos.settings import PhotoSettings
from engine.reconstruct.photos.structure import Structure
from engine.render.channels import Subject
from engine.selftest.scenes import boxes


@pytest.fixture(scope="module")
def seen() -> tuple[Structure, list[np.ndarray]]:
    """Views with true cameras, points on the true surface, and the true depth of each."""
    mesh, eyes = boxes(), cameras()
    subject = Subject(mesh)
    depths = [subject.channels(eye, ("depth",))["depth"] for eye in eyes]
    rng = np.random.default_rng(0)
    points, members = [], []
    for eye, depth in zip(eyes, depths, strict=True):
        rows, columns = np.nonzero(depth)
        few = rng.choice(len(rows), 80, replace=False)
        points.append(unproject(eye, depth[rows[few], columns[few]], columns[few], rows[few]))
    everything = np.concatenate(points)
    for eye in eyes:
        members.append(np.flatnonzero(subject_sees(subject, eye, everything)))
    views = tuple(View(np.full((240, 320, 4), 255, np.uint8), eye) for eye in eyes)
    colors = np.zeros((len(everything), 3), np.uint8)
    return Structure(views, everything, colors, tuple(members), {}, 0.0), depths


def subject_sees(subject: Subject, eye, points: np.ndarray) -> np.ndarray:
    frame = subject.frame
    unit = frame.unit_from_world(points)
    return subject.caster.sees(frame.unit_camera(eye), unit, slack=1e-3)


@pytest.mark.parametrize("seed", range(4))
def test_any_scale_and_shift_of_a_view_is_found(seen, seed: int) -> None:
    structure, depths = seen
    rng = np.random.default_rng(seed)
    for index, depth in enumerate(depths):
        marks, _ = structure.marks(index)
        wrong = rng.random(len(marks)) < 0.3
        marks[wrong, 2] *= rng.uniform(0.3, 3.0, wrong.sum())
        scale, shift = np.exp(rng.normal(0, 2)), rng.normal(0, 3)
        has = depth > 0
        inverse = np.divide(1, depth, out=np.zeros_like(depth), where=has)
        told = Depth((scale * inverse + shift).astype(np.float32), DISPARITY)
        made = fitted_to(told, marks, is_bent=False)
        assert np.median(abs(made[has] / depth[has] - 1)) < 0.02
        metric = Depth((depth * np.float32(scale)).astype(np.float32), METRIC)
        made = fitted_to(metric, marks, is_bent=False)
        assert np.median(abs(made[has] / depth[has] - 1)) < 0.02


def test_depth_that_has_nothing_to_do_with_the_points_is_refused(seen) -> None:
    structure, depths = seen
    marks, _ = structure.marks(0)
    told = Depth(np.random.default_rng(0).random(depths[0].shape).astype(np.float32), DISPARITY)
    with pytest.raises(ResultError, match="its depth fits"):
        fitted_to(told, marks)


def test_bent_depth_is_brought_to_the_points(seen) -> None:
    structure, depths = seen
    marks, _ = structure.marks(2)
    depth = depths[2]
    has = depth > 0
    tilt = np.linspace(0.92, 1.08, depth.shape[1], dtype=np.float32)
    told = Depth(depth * tilt, METRIC)
    off = [
        np.median(abs(fitted_to(told, marks, is_bent=bent)[has] / depth[has] - 1))
        for bent in (False, True)
    ]
    assert off[1] < 0.5 * off[0]


def test_what_neighbours_contradict_is_dropped(seen) -> None:
    structure, depths = seen
    views = [replace(v, depth=d.copy()) for v, d in zip(structure.views, depths, strict=True)]
    for view, name in zip(views, "abcdefg", strict=True):
        object.__setattr__(view.camera, "name", name)
    views[3].depth[100:140, 100:140] *= 0.6  # stands in the air before what others see
    kept, share = drain(confirmed(views, structure, 0.05))
    assert 0.6 < share < 1
    assert not (kept[3].depth[104:136, 104:136] > 0).mean() > 0.05
    inner = depths[3][150:200, 60:260] > 0
    assert (kept[3].depth[150:200, 60:260][inner] > 0).mean() > 0.7


def test_a_network_s_depth_makes_views(seen, monkeypatch) -> None:
    """One view's network is mad: that view is left out by name."""
    structure, depths = seen
    rng = np.random.default_rng(0)
    told = []
    for index, depth in enumerate(depths):
        inverse = np.divide(1, depth, out=np.zeros_like(depth), where=depth > 0)
        values = rng.random(depth.shape) if index == 5 else inverse * (index + 1) + index
        told.append(Depth(values.astype(np.float32), DISPARITY))

    class Told:
        kind = DISPARITY
        given = iter(told)

        def estimate(self, rgb: np.ndarray) -> Depth:
            return next(self.given)

    monkeypatch.setattr(depths_module, "load_estimator", lambda *_, **__: Told())
    views, said = drain(depths_of(structure, PhotoSettings(depth="model")))
    names = [view.name for view in structure.views]
    assert [view.name for view in views.views] == names[:5] + names[6:]
    assert any(
        text.startswith(f"{names[5]}: the network's depth is left out, its depth fits")
        for text in said
    )
    has = views.views[0].depth > 0
    assert np.median(abs(views.views[0].depth[has] / depths[0][has] - 1)) < 0.02


def test_the_verb_makes_a_mesh_that_fuse_reads_again(run, tmp_path: Path) -> None:
    folder = written(tmp_path / "photos", photos(boxes(), cameras()[:4]))
    out = tmp_path / "out"
    small = ("--detail", "96", "--sweep-size", "96", "--length", "3")
    said = run("photos", folder, "--out", out, *small)
    assert said["photos"]["placed"] == [f"{name}.png" for name in "abcd"]
    assert said["numbers"]["faces"] > 200
    report = json.loads((out / "report.json").read_text())
    assert np.isclose(max(report["size_m"]), 3, rtol=1e-4)
    assert report["photos"]["reprojection_error_px"] < 1
    assert any("3 m, as you said" in note for note in report["notes"])
    head = (out / "photos/sparse.ply").read_bytes()[:200]
    assert f"element vertex {report['photos']['points']}".encode() in head
    again = run("fuse", out / "photos", "--out", tmp_path / "again", "--detail", "64")
    assert again["numbers"]["views"] == 4
