"""One picture with depth as a mesh: planes stay whole, jumps are not bridged, sizes are right."""

import numpy as np
import pytest

from engine.camera import look_at, project
from engine.datatypes import Camera, Intrinsics, Mesh, View
from engine.errors import InputError, ResultError
from engine.meshes import join
from engine.reconstruct.metrics import compare_meshes
from engine.reconstruct.relief.mesh import relief
from engine.render.caster import Caster
from engine.render.channels import Subject
from engine.samples import box

LENS = Intrinsics(180.0, 180.0, 79.5, 59.5, 160, 120)


def seen(mesh: Mesh, eye: tuple, target: tuple) -> View:
    camera = Camera(LENS, look_at(np.array(eye, float), np.array(target, float)))
    depth = Subject(mesh).channels(camera, ("depth",))["depth"]
    rows, columns = np.indices(depth.shape)
    rgba = np.stack([rows * 2, columns, rows * 0 + 7, rows * 0 + 255], axis=-1)
    return View(rgba.astype(np.uint8), camera, depth=depth)


def stairs(count: int = 5) -> Mesh:
    return join([box((-1, 0.3 * n, 0), (1, 0.3 * n + 0.3, 0.2 * n + 0.2)) for n in range(count)])


def lengths(mesh: Mesh) -> np.ndarray:
    corners = mesh.vertices[mesh.faces]
    return np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)


def test_a_plane_and_a_cube_come_out_within_a_hundredth() -> None:
    truth = join([box((-2, -2, -0.1), (2, 2, 0)), box((-0.4, -0.4, 0), (0.4, 0.4, 0.8))])
    view = seen(truth, (2.5, -3.0, 2.2), (0, 0, 0.2))
    found = compare_meshes(relief(view), truth, samples=20_000, seen_by=[view.camera])
    assert found["accuracy_share"] < 4e-3 and found["precision"] > 0.999
    assert found["recall"] > 0.97  # what is next to a jump has no neighbour


def test_stairs_are_not_bridged_and_their_sides_face_the_camera() -> None:
    truth = stairs()
    view = seen(truth, (0.4, -2.5, 2.6), (0, 0.8, 0.4))
    mesh = relief(view)
    corners = mesh.vertices[mesh.faces]
    middles = corners.mean(axis=1)
    eye = view.camera.world_from_camera[:3, 3]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.einsum("nk,nk->n", normals, eye - middles) > 0).all()
    # A bridge's middle would hang in the air before the next step.
    hits = Caster(truth)
    assert hits.sees(view.camera, middles, slack=0.03).mean() > 0.999
    assert len(mesh.faces) > 0.8 * 2 * (view.depth > 0).sum()


def test_a_far_wall_is_not_tied_to_what_stands_before_it() -> None:
    truth = join([box((-9, 5, -9), (9, 5.1, 9)), box((-0.3, 0, -0.3), (0.3, 0.1, 0.3))])
    mesh = relief(seen(truth, (0, -1, 0), (0, 5, 0)))
    assert np.ptp(mesh.vertices[mesh.faces][..., 1], axis=1).max() < 0.2  # none spans both
    assert {round(float(y)) for y in mesh.vertices[:, 1]} == {0, 5}


def test_a_floor_that_is_seen_flat_stays_whole() -> None:
    view = seen(box((-50, -50, -1), (50, 50, 0)), (0, -40, 1.5), (0, 0, 1.0))
    mesh = relief(view)
    steep = lengths(mesh).max()
    assert steep > 1  # far away a pixel spans metres
    assert len(mesh.faces) > 0.97 * 2 * (view.depth > 0).sum() - 4 * LENS.width


def test_the_picture_is_its_texture_and_what_is_transparent_is_left_out() -> None:
    view = seen(box((-5, 2, -5), (5, 2.1, 5)), (0, 0, 0), (0, 1, 0))
    view.rgba[:60, :, 3] = 0
    mesh = relief(view)
    (look,) = mesh.materials
    u, v, _ = project(view.camera, mesh.vertices[mesh.faces].reshape(-1, 3)).T
    row, column = np.round(v).astype(int), np.round(u).astype(int)
    assert row.min() == 60
    x = np.round(mesh.uv[..., 0].ravel() * LENS.width - 0.5).astype(int)
    y = np.round((1 - mesh.uv[..., 1].ravel()) * LENS.height - 0.5).astype(int)
    assert (x == column).all() and (y == row).all()
    assert np.array_equal(np.round(look.texture[y, x, 1] * 255).astype(int), column)


def test_what_cannot_be_one_is_said() -> None:
    view = seen(box((-5, 2, -5), (5, 2.1, 5)), (0, 0, 0), (0, 1, 0))
    with pytest.raises(InputError, match="needs its camera and depth"):
        relief(View(view.rgba, view.camera))
    with pytest.raises(InputError, match="out of range"):
        relief(view, cut=0)
    with pytest.raises(ResultError, match="one surface"):
        relief(View(view.rgba, view.camera, depth=np.zeros_like(view.depth)))
