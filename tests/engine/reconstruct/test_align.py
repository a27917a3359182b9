"""Partial scans aligned by their shapes, and what cannot be aligned."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.camera import Frame, look_at
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import InputError, ResultError
from engine.jobs import drain
from engine.meshes import load_mesh
from engine.reconstruct.register.align import AlignSettings, align_scans
from engine.reconstruct.register.features import moved
from engine.render.caster import Caster

SPOT = "scans/spot/spot.obj"
BANANA = "scans/ycb/YcbBanana/textured_simple_reoriented.obj"


def seen_from(mesh: Mesh, azimuth_deg: float, size: int = 200) -> NDArray[np.float64]:
    """What a scanner sees of a mesh from one side: points (N, 3)."""
    frame = Frame.around(mesh.vertices)
    angle = np.radians(azimuth_deg)
    eye = frame.center + 2 * frame.diagonal * np.array([np.cos(angle), np.sin(angle), 0.35])
    lens = Intrinsics(1.9 * size, 1.9 * size, size / 2 - 0.5, size / 2 - 0.5, size, size)
    hits = Caster(mesh).cast(Camera(lens, look_at(eye, frame.center)))
    return hits.between(mesh.vertices[mesh.faces])


def movement(axis: NDArray[np.float64], degrees: float, way: NDArray[np.float64]) -> NDArray:
    """A turn (Rodrigues 1840) and a way, (4, 4)."""
    x, y, z = axis / np.linalg.norm(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    matrix = np.eye(4)
    matrix[:3, :3] += np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    matrix[:3, 3] = way
    return matrix


def scans(mesh: Mesh, sides: tuple[float, ...], *, noise: float = 0.002, size: float = 1.0):
    """Scans with noise, each but the first turned by 30 degrees and moved by 10 %; and their own
    places before that."""
    rng = np.random.default_rng(1)
    diagonal = Frame.around(mesh.vertices).diagonal
    moved_parts, parts = [], []
    for index, side in enumerate(sides):
        part = seen_from(mesh, side)
        part = part + rng.normal(size=part.shape) * noise * diagonal
        way = rng.normal(size=3)
        move = movement(rng.normal(size=3), 30, 0.1 * diagonal * way / np.linalg.norm(way))
        move = move if index else np.eye(4)
        parts.append(size * part)
        moved_parts.append(size * moved(move, part))
    return moved_parts, parts


def errors(matrices, moved_parts, parts) -> list[float]:
    """Root mean square distance of each scan's points from where they were."""
    return [
        float(np.sqrt(((moved(matrix, one) - other) ** 2).sum(axis=1).mean()))
        for matrix, one, other in zip(matrices, moved_parts, parts, strict=True)
    ]


@pytest.mark.parametrize("name", [SPOT, BANANA])
@pytest.mark.parametrize("sides", [(0, 40), (0, 45, 90)])
def test_scans_turned_by_30_degrees_come_back_within_a_voxel(shared_data, name, sides):
    mesh = load_mesh(shared_data / name)
    given, truth = scans(mesh, sides)
    aligned = drain(align_scans(given))
    voxel = 0.01 * Frame.around(mesh.vertices).diagonal
    assert max(errors(aligned.world_from_scan, given, truth)) < voxel / 2
    assert np.array_equal(aligned.world_from_scan[0], np.eye(4))
    assert all(found.rmse_m < voxel for found in aligned.numbers)


def test_aligning_the_same_scans_twice_gives_the_same(shared_data):
    given, _ = scans(load_mesh(shared_data / SPOT), (0, 40))
    one, other = (drain(align_scans(given)) for _ in range(2))
    assert np.allclose(one.world_from_scan, other.world_from_scan, atol=1e-9)


def test_scans_a_hundred_times_as_large_stand_a_hundred_times_as_far(shared_data):
    mesh = load_mesh(shared_data / BANANA)
    small, _ = scans(mesh, (0, 40))
    large, truth = scans(mesh, (0, 40), size=100.0)
    one, other = (drain(align_scans(given)) for given in (small, large))
    assert other.voxel_m == pytest.approx(100 * one.voxel_m)
    assert max(errors(other.world_from_scan, large, truth)) < 0.3 * other.voxel_m


def test_meshes_that_stand_far_from_the_origin_are_aligned(shared_data):
    mesh = load_mesh(shared_data / SPOT)
    middles = mesh.vertices[mesh.faces].mean(axis=1)
    halves = [mesh.faces[middles[:, 0] < 0.25], mesh.faces[middles[:, 0] > -0.25]]
    move = movement(np.array([1.0, 2, 3]), 30, np.array([500.0, -300, 20]))
    one = Mesh(mesh.vertices, halves[0])
    other = Mesh(moved(move, mesh.vertices), halves[1])
    aligned = drain(align_scans([one, other]))
    back = moved(aligned.world_from_scan[1], other.vertices)
    assert np.sqrt(((back - mesh.vertices) ** 2).sum(axis=1).mean()) < aligned.voxel_m


def test_the_two_sides_of_a_thing_are_refused_by_name(shared_data):
    given, _ = scans(load_mesh(shared_data / SPOT), (0, 180))
    with pytest.raises(ResultError, match="None of the 2 scans") as caught:
        drain(align_scans(given))
    assert "Scan what lies between" in caught.value.hint


def test_a_scan_of_another_thing_is_refused_by_name(shared_data):
    given, _ = scans(load_mesh(shared_data / SPOT), (0, 40))
    other = seen_from(load_mesh(shared_data / BANANA), 0)
    other = other / Frame.around(other).diagonal * Frame.around(given[0]).diagonal
    with pytest.raises(ResultError, match="Scan 2 does not overlap with scans 0 to 1"):
        drain(align_scans([*given, other]))


def test_a_ball_fits_in_any_turn_and_is_refused():
    rng = np.random.default_rng(0)
    points = rng.normal(size=(20_000, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    with pytest.raises(ResultError, match="None of the 2 scans"):
        drain(align_scans([points[points[:, 2] > -0.2], points[points[:, 0] > -0.2]]))


def test_only_where_any_turn_is_allowed_a_back_may_be_taken_for_a_front_and_a_note_says_so(
    shared_data,
):
    given, _ = scans(load_mesh(shared_data / BANANA), (0, 180), noise=0.002)
    with pytest.raises(ResultError, match="None of the 2 scans"):
        drain(align_scans(given))
    near, truth = scans(load_mesh(shared_data / SPOT), (0, 40))
    for turn in (60, 180):
        aligned = drain(align_scans(near, AlignSettings(turn_deg=turn)))
        assert max(errors(aligned.world_from_scan, near, truth)) < aligned.voxel_m / 2
        assert any("cannot be told apart" in note for note in aligned.notes) == (turn == 180)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "no scans"),
        ([np.zeros((0, 3))], "Scan 0 has too few points"),
        ([np.ones((100, 3))], "Scan 0 has too few points"),
        ([np.full((100, 3), np.nan)], "Scan 0 has too few points"),
        ([np.zeros((100, 2))], "Scan 0 has the shape"),
        ([Mesh(np.zeros((3, 3)), np.array([[0, 1, 2]], np.int32))], "Scan 0 has too few points"),
    ],
)
def test_what_is_no_scan_is_named(given, words):
    with pytest.raises(InputError, match=words):
        drain(align_scans(given))


def test_one_scan_stays_where_it_is():
    rng = np.random.default_rng(0)
    aligned = drain(align_scans([rng.random((1000, 3))]))
    assert np.array_equal(aligned.world_from_scan[0], np.eye(4))
    assert "one scan" in aligned.notes[0]


def test_a_voxel_out_of_range_is_refused():
    with pytest.raises(InputError, match="Voxel 0.5 is out of range"):
        AlignSettings(voxel=0.5)
    with pytest.raises(InputError, match="Turn 0 is out of range"):
        AlignSettings(turn_deg=0)
