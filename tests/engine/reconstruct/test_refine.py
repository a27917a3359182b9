"""Cameras, vertices and colours follow pictures: nearer to the truth, or nothing is changed."""

from dataclasses import replace

import numpy as np
import pytest
from patterned import noise
from rendered import bumpy
from scipy.spatial import cKDTree

from engine.capture.settings import CaptureSettings
from engine.datatypes import Mesh, View, ViewSet
from engine.errors import InputError
from engine.jobs import Progress, drain
from engine.meshes import shaded_smooth
from engine.reconstruct.fusion.fuse import fuse_views
from engine.reconstruct.outputs import write_fused
from engine.reconstruct.refine.cameras_backend import rotation_of
from engine.reconstruct.refine.refine import refine
from engine.reconstruct.refine.settings import RefineSettings
from engine.reconstruct.refine.working import Working
from engine.reconstruct.settings import FuseSettings
from engine.render.raycast import render_views
from engine.rigs import Rig

pytestmark = pytest.mark.slow

SIZE = 72
SETTINGS = RefineSettings(rounds=4, size=SIZE)


def patterned(subdivisions: int) -> Mesh:
    mesh = bumpy(subdivisions)
    color = np.stack([0.15 + 0.7 * noise(mesh.vertices, 0.11, k) for k in range(3)], axis=1)
    return replace(mesh, colors=color.astype(np.float32)[mesh.faces])


@pytest.fixture(scope="module")
def thing() -> Mesh:
    return patterned(4)


@pytest.fixture(scope="module")
def views(thing: Mesh) -> ViewSet:
    settings = CaptureSettings(
        Rig(7, size=SIZE, layout="sphere"), engine="raycast", channels=("depth",)
    )
    return drain(render_views(thing, settings))


def disturbed(views: ViewSet, *, degrees: float = 0.7, share: float = 0.01) -> ViewSet:
    """The views with cameras that are turned and moved by so much, each its own way."""
    rng, changed = np.random.default_rng(0), []
    for view in views.views:
        turn, way = rng.normal(size=(2, 3))
        matrix = view.camera.world_from_camera.copy()
        matrix[:3, :3] @= rotation_of(turn * np.radians(degrees) / np.linalg.norm(turn))
        matrix[:3, 3] += way * share / np.linalg.norm(way)
        changed.append(replace(view, camera=replace(view.camera, world_from_camera=matrix)))
    return replace(views, views=tuple(changed))


def turned_deg(views: ViewSet, truth: ViewSet) -> float:
    """The median angle between cameras."""
    angles = []
    for one, other in zip(views.views, truth.views, strict=True):
        both = (view.camera.world_from_camera[:3, :3] for view in (one, other))
        turn = next(both).T @ next(both)
        angles.append(np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1))))
    return float(np.median(angles))


def off(mesh: Mesh, truth: Mesh) -> float:
    """The mean distance of a mesh's vertices from another's surface."""
    shares = np.random.default_rng(0).dirichlet(np.ones(3), (len(truth.faces), 40))
    points = np.einsum("fkc,fcx->fkx", shares, truth.vertices[truth.faces]).reshape(-1, 3)
    return float(cKDTree(points).query(mesh.vertices)[0].mean())


def test_disturbed_cameras_go_back_to_where_the_pictures_were_taken(
    thing: Mesh, views: ViewSet
) -> None:
    refined = drain(refine(thing, disturbed(views), SETTINGS))
    assert refined.is_kept and "cameras" in refined.parts
    assert turned_deg(refined.views, views) < 0.15
    assert refined.after < 0.2 * refined.before
    assert "1 of 7 pictures held out fell" in refined.notes[0]


def test_a_rough_surface_gets_nearer_to_the_truth(thing: Mesh, views: ViewSet) -> None:
    normals = np.zeros_like(thing.vertices)
    normals[thing.faces] = shaded_smooth(thing, angle_deg=180).normals
    away = np.random.default_rng(0).normal(0, 0.006, (len(normals), 1))
    rough = replace(thing, vertices=thing.vertices + away * normals, normals=None)
    refined = drain(refine(rough, views, SETTINGS))
    assert "shape" in refined.parts and refined.after < 0.8 * refined.before
    assert off(refined.mesh, thing) < 0.75 * off(rough, thing)
    np.testing.assert_array_equal(refined.mesh.faces, rough.faces)


def test_what_is_exact_comes_back_as_it_was(thing: Mesh, views: ViewSet) -> None:
    refined = drain(refine(thing, views, SETTINGS))
    assert refined.mesh is thing and refined.views is views and not refined.is_kept
    assert refined.after == refined.before
    assert "Nothing was refined" in refined.notes[0] and "held out" in refined.notes[0]


def test_with_few_cameras_nothing_can_be_held_out(thing: Mesh, views: ViewSet) -> None:
    bare = tuple(View(view.rgba) for view in views.views[3:])
    refined = drain(refine(thing, ViewSet((*views.views[:3], *bare)), SETTINGS))
    assert refined.mesh is thing and "takes 4 views with cameras, not 3" in refined.notes[0]


def test_it_tells_how_far_it_is_and_can_be_left(thing: Mesh, views: ViewSet) -> None:
    steps = refine(thing, views, SETTINGS)
    told = [next(steps) for _ in range(3)]
    assert [p.done for p in told] == [0, 1, 2] and all(isinstance(p, Progress) for p in told)
    assert told[0].total > len(views.views)
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


def test_a_large_mesh_is_moved_as_the_one_that_was_worked_on(thing: Mesh) -> None:
    working = Working.of(thing, 1000)
    assert len(working.mesh.faces) <= 1000
    moved = replace(working.mesh, vertices=working.mesh.vertices + [0.1, 0, -0.2])
    moved = replace(moved, colors=working.mesh.colors * 0)
    carried = working.carried(moved)
    np.testing.assert_allclose(carried.vertices, thing.vertices + [0.1, 0, -0.2], atol=1e-6)
    assert len(carried.faces) == len(thing.faces)
    assert carried.colors.mean() < 0.3 * thing.colors.mean()


@pytest.mark.parametrize("bad", [{"rounds": 0}, {"size": 8}, {"faces": 10}])
def test_settings_out_of_range_are_said(bad: dict) -> None:
    with pytest.raises(InputError, match="out of range"):
        RefineSettings(**bad)


def test_fusing_refines_if_it_is_told_to(views: ViewSet, tmp_path) -> None:
    settings = FuseSettings(detail=64, refine=1, faces=1500)
    bad = disturbed(views)
    fused = drain(fuse_views(bad, settings))
    assert any("refined" in note.lower() for note in fused.notes)
    assert fused.numbers["held_out_after"] <= fused.numbers["held_out_before"]
    assert sorted(fused.cameras) == list(range(7))
    seen = fused.corrected(bad)
    for index, view in enumerate(seen.views):
        assert view.camera is fused.cameras[index]
        far = view.camera.world_from_camera - bad.views[index].camera.world_from_camera
        assert 0 < np.abs(far).max() < 0.1
    drain(write_fused(fused, settings, bad, tmp_path))
    assert (tmp_path / "model.glb").is_file() and '"refine": 1' in (
        tmp_path / "report.json"
    ).read_text(encoding="utf-8")
