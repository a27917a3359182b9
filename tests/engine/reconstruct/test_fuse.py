"""Views with depth become a mesh: exactly, in any size, and what cannot be fused is said."""

from dataclasses import replace

import numpy as np
import pytest

from engine.camera import look_at
from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Intrinsics, Mesh, View, ViewSet
from engine.errors import InputError, ReLoopError
from engine.jobs import drain
from engine.meshes import transformed
from engine.reconstruct.frames import frames_of
from engine.reconstruct.fusion.fuse import fuse_views
from engine.reconstruct.fusion.plain import PlainGrid
from engine.reconstruct.settings import FuseSettings
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import SAMPLES, box

GREEN = (0.1, 0.7, 0.2)
COARSE = FuseSettings(detail=96)


def views_of(mesh: Mesh, count: int = 8, size: int = 160, **rig) -> ViewSet:
    rig = Rig(count, size=size, layout="sphere", **rig)
    settings = CaptureSettings(rig, engine="raycast", channels=("depth",))
    return drain(render_views(mesh, settings))


@pytest.fixture(scope="module")
def chair() -> ViewSet:
    return views_of(SAMPLES["chair"]())


@pytest.fixture(scope="module")
def block() -> ViewSet:
    """A box of 0.6 x 0.4 x 0.8 about its middle (1, 2, 3), green."""
    return views_of(box((0.7, 1.8, 2.6), (1.3, 2.2, 3.4), GREEN))


def volume(mesh: Mesh) -> float:
    """What its triangles enclose; positive where they are wound anticlockwise from outside."""
    first, second, third = np.moveaxis(mesh.vertices[mesh.faces], 1, 0)
    return float((first * np.cross(second, third)).sum() / 6)


def off(points: np.ndarray, low=(0.7, 1.8, 2.6), high=(1.3, 2.2, 3.4)) -> np.ndarray:
    """How far points lie from the surface of a box."""
    outside = np.maximum(np.maximum(low - points, points - high), 0)
    inside = np.minimum(points - low, high - points).min(axis=1)
    return np.where(inside > 0, inside, np.linalg.norm(outside, axis=1))


@pytest.mark.parametrize("grid", ["blocks", "plain"])
def test_a_box_comes_out_where_it_is_in_its_size_and_colour(block: ViewSet, grid: str) -> None:
    fused = drain(fuse_views(block, replace(COARSE, grid=grid)))
    mesh = fused.mesh
    assert off(mesh.vertices).mean() < 0.2 * fused.voxel_m
    assert off(mesh.vertices).max() < 1.5 * fused.voxel_m
    assert volume(mesh) == pytest.approx(0.6 * 0.4 * 0.8, rel=0.02)
    wrong = np.abs(mesh.colors - np.float32(GREEN)).max(axis=-1)
    assert np.median(wrong) < 0.01 and (wrong < 0.05).mean() > 0.95
    assert fused.numbers["views"] == len(block.views) and not fused.notes


def test_light_that_is_not_known_stays_in_the_colours(block: ViewSet) -> None:
    lit = drain(fuse_views(replace(block, is_studio=False), COARSE)).mesh
    assert np.ptp(lit.colors.reshape(-1, 3), axis=0).max() > 0.2


def test_a_box_that_was_seen_from_all_sides_is_watertight(block: ViewSet) -> None:
    numbers = drain(fuse_views(block, replace(COARSE, detail=128))).numbers
    assert numbers["is_watertight"] and not numbers["open_edges"]


def test_the_plain_grid_and_the_grid_of_blocks_make_the_same_surface(chair: ViewSet) -> None:
    blocks, plain = (drain(fuse_views(chair, replace(COARSE, grid=g))) for g in ("blocks", "plain"))
    assert blocks.voxel_m == plain.voxel_m
    for one, other in ((blocks, plain), (plain, blocks)):
        away = nearest(one.mesh.vertices, other.mesh.vertices)
        assert np.mean(away) < 0.6 * plain.voxel_m  # a voxel's cells end in different points
        assert np.percentile(away, 99) < 1.5 * plain.voxel_m
    assert volume(blocks.mesh) == pytest.approx(volume(plain.mesh), rel=0.05)


def nearest(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    from scipy.spatial import cKDTree

    return cKDTree(others).query(points)[0]


def test_an_object_a_hundred_times_as_large_gives_a_mesh_a_hundred_times_as_large() -> None:
    mesh = SAMPLES["sword"]()
    large = transformed(mesh, np.diag([100.0, 100, 100, 1]))
    one, other = (drain(fuse_views(views_of(m), COARSE)) for m in (mesh, large))
    assert other.voxel_m == pytest.approx(100 * one.voxel_m, rel=1e-3)
    for ours, theirs in ((one, other), (other, one)):
        size = ours.numbers["diagonal_m"]
        scaled = theirs.mesh.vertices * (size / theirs.numbers["diagonal_m"])
        assert nearest(ours.mesh.vertices, scaled).max() < 1e-3 * size
    assert other.numbers["diagonal_m"] == pytest.approx(100 * one.numbers["diagonal_m"], rel=1e-3)
    assert len(other.mesh.faces) == pytest.approx(len(one.mesh.faces), rel=0.01)


def test_an_object_far_from_the_origin_comes_out_there_and_is_as_fine() -> None:
    mesh, way = SAMPLES["sword"](), np.array([3e5, -2e5, 1e5])
    away = replace(mesh, vertices=mesh.vertices + way)
    one, other = (drain(fuse_views(views_of(m), COARSE)) for m in (mesh, away))
    assert nearest(one.mesh.vertices, other.mesh.vertices - way).max() < 0.1 * one.voxel_m
    assert len(other.mesh.faces) == pytest.approx(len(one.mesh.faces), rel=0.02)


def test_what_is_a_few_pixels_thin_is_in_one_piece() -> None:
    fused = drain(fuse_views(views_of(SAMPLES["sword"](), 12, 64), replace(COARSE, detail=64)))
    assert fused.numbers["parts"] == 1 and fused.numbers["is_watertight"]


def test_what_lies_between_every_fourth_pixel_is_fused_too() -> None:
    view = views_of(box((-1, -1, -1), (1, 1, 1), (1, 0, 0)), 1).views[0]
    rgba = view.rgba.copy()
    rgba[:, :81] = rgba[:, 84:] = 0
    fused = drain(fuse_views(ViewSet((replace(view, rgba=rgba),)), COARSE))
    away = off(fused.mesh.vertices, np.full(3, -1.0), np.full(3, 1.0))
    assert away.max() < COARSE.reach * fused.voxel_m  # its edges turn back as far as that


def test_orthographic_views_are_fused_too() -> None:
    fused = drain(
        fuse_views(views_of(box((-1, -1, -1), (1, 1, 1), (1, 1, 1)), is_orthographic=True), COARSE)
    )
    away = off(fused.mesh.vertices, np.full(3, -1.0), np.full(3, 1.0))
    assert away.mean() < 0.2 * fused.voxel_m


def test_a_known_length_sets_the_scale(block: ViewSet) -> None:
    fused = drain(fuse_views(block, replace(COARSE, length_m=2.4)))
    assert np.ptp(fused.mesh.vertices, axis=0).max() == pytest.approx(2.4)
    assert fused.numbers["scale"] == pytest.approx(3, rel=0.03)


def test_the_mesh_has_no_more_faces_than_asked_for(chair: ViewSet) -> None:
    fused = drain(fuse_views(chair, replace(COARSE, faces=1000, smooth=3)))
    assert 900 < len(fused.mesh.faces) <= 1000 < fused.numbers["faces_fused"]
    assert volume(fused.mesh) == pytest.approx(volume(SAMPLES["chair"]()), rel=0.1)


def test_poisson_closes_what_was_not_seen() -> None:
    half = views_of(box((-1, -1, -1), (1, 1, 1), (1, 0, 0)), 6)
    half = ViewSet(tuple(view for view in half.views if view.camera.world_from_camera[2, 3] > 0))
    numbers = [
        drain(fuse_views(half, replace(COARSE, method=m))).numbers for m in ("tsdf", "poisson")
    ]
    assert [n["is_watertight"] for n in numbers] == [0, 1]


def test_what_stands_apart_is_kept_unless_it_is_small() -> None:
    """A view's depth with a speck in mid-air."""
    view = views_of(box((-1, -1, -1), (1, 1, 1), (1, 0, 0)), 2).views[0]
    depth = view.depth.copy()
    depth[:8, :8] = np.median(depth[depth > 0])
    rgba = view.rgba.copy()
    rgba[:8, :8] = 255
    speck = ViewSet((replace(view, rgba=rgba, depth=depth),))
    kept, without = (drain(fuse_views(speck, replace(COARSE, smallest=s))) for s in (0.0, 0.05))
    assert without.numbers["parts_left_out"] >= 1
    assert len(without.mesh.faces) < len(kept.mesh.faces)


# --- what cannot be fused ----------------------------------------------------------------------


def changed(view: View, **fields) -> View:
    return replace(view, **fields)


def test_what_is_wrong_with_a_view_is_said_and_the_others_are_fused(block: ViewSet) -> None:
    good = block.views
    depth = good[2].depth.copy()
    depth[:] = np.nan
    turn = good[3].camera.world_from_camera.copy()
    turn[:3, :3] *= 1.5
    views = ViewSet(
        (
            *good[4:],
            good[4],
            changed(good[0], camera=None),
            changed(good[1], depth=None),
            changed(good[2], depth=depth),
            changed(good[3], camera=replace(good[3].camera, world_from_camera=turn)),
        )
    )
    fused = drain(fuse_views(views, COARSE))
    assert fused.numbers["views"] == len(good) - 4
    said = " ".join(fused.notes)
    for words in ("where view 0 is", "camera is not known", "no depth", "nothing with", "rotation"):
        assert words in said, words
    assert len(fused.notes) == 5


def test_one_view_makes_the_side_that_it_sees(block: ViewSet) -> None:
    fused = drain(fuse_views(ViewSet(block.views[:1]), COARSE))
    assert off(fused.mesh.vertices).max() < 2 * fused.voxel_m
    assert not fused.numbers["is_watertight"]


@pytest.mark.parametrize("depth", [0.0, np.nan, -1.0, np.inf])
def test_views_that_show_nothing_are_refused_in_words(depth: float) -> None:
    lens = Intrinsics(50, 50, 15.5, 15.5, 32, 32)
    camera = Camera(lens, look_at(np.array([0, -2.0, 0]), np.zeros(3)))
    rgba = np.zeros((32, 32, 4), np.uint8)
    rgba[..., 3] = 255
    view = View(rgba, camera, depth=np.full((32, 32), depth, np.float32))
    with pytest.raises(InputError) as caught:
        drain(fuse_views(ViewSet((view,)), COARSE))
    assert "View 0 is left out" in str(caught.value) and caught.value.hint


def test_a_picture_of_one_pixel_is_refused_in_words() -> None:
    camera = Camera(Intrinsics(1, 1, 0, 0, 1, 1), np.eye(4))
    view = View(np.full((1, 1, 4), 255, np.uint8), camera, depth=np.ones((1, 1), np.float32))
    with pytest.raises(InputError, match="left out"):
        frames_of(ViewSet((view,)))


@pytest.mark.parametrize("bad", [{"method": "magic"}, {"detail": 1}, {"faces": 2}, {"grid": "x"}])
def test_settings_that_mean_nothing_are_refused(bad: dict) -> None:
    with pytest.raises(InputError) as caught:
        FuseSettings(**bad)
    assert caught.value.hint


def test_a_plain_grid_that_is_too_large_is_refused() -> None:
    with pytest.raises(ReLoopError, match="too large"):
        PlainGrid(0.001, 3, np.zeros(3), np.ones(3))


def test_fusing_can_be_stopped_between_any_two_steps(block: ViewSet) -> None:
    steps = fuse_views(block, COARSE)
    words = [next(steps).message for _ in range(3)]
    steps.close()
    assert words == ["Fusing views"] * 3
