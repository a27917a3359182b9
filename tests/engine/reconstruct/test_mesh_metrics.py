"""Meshes and cameras compared: closed forms, another library's neighbours, what cameras see."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from engine import deps
from engine.camera import look_at
from engine.capture.settings import CaptureSettings
from engine.capture.store import save_views
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import InputError
from engine.jobs import drain
from engine.meshes import join, load_mesh, random_rotation, transformed
from engine.reconstruct.metrics import _nearest, compare_meshes, pose_errors
from engine.render.caster import Caster
from engine.render.raycast import render_views
from engine.rigs import Rig, cameras_around
from engine.samples import SAMPLES, box

FEW = 20_000
SHARES = ("accuracy", "completeness", "chamfer")


def square(height: float = 0.0) -> Mesh:
    """One metre by one, in the plane z = height."""
    corners = np.array([[0, 0, height], [1, 0, height], [1, 1, height], [0, 1, height]])
    return Mesh(corners.astype(float), np.array([[0, 1, 2], [0, 2, 3]], np.int32))


def ball(radius: float, middle: tuple = (0, 0, 0)) -> Mesh:
    made = trimesh.creation.icosphere(subdivisions=4, radius=radius)
    return Mesh(made.vertices + np.array(middle, float), made.faces.astype(np.int32))


def scaled(mesh: Mesh, factor: float) -> Mesh:
    return replace(mesh, vertices=mesh.vertices * factor)


def test_two_parallel_squares_are_as_far_apart_as_they_stand() -> None:
    said = compare_meshes(square(0.1), square(), samples=FEW)
    for name in SHARES:  # the nearest point drawn is not quite below
        assert 0.1 <= said[f"{name}_m"] < 0.1003
        assert said[f"{name}_share"] == pytest.approx(said[f"{name}_m"] / np.sqrt(2))
    assert said["precision"] == said["recall"] == said["f_score"] == 0
    assert said["normal_consistency"] == pytest.approx(1)
    assert said["diagonal_m"] == pytest.approx(np.sqrt(2))


def test_one_centimetre_is_right_at_a_threshold_just_above_and_wrong_just_below() -> None:
    share = 0.01 / np.sqrt(2)
    options = {"samples": 100_000}
    wide = compare_meshes(square(0.01), square(), threshold=1.5 * share, **options)
    tight = compare_meshes(square(0.01), square(), threshold=0.99 * share, **options)
    assert wide["f_score"] > 0.999 and tight["f_score"] == 0
    assert 0.01 <= wide["chamfer_m"] < 0.0102
    assert wide["threshold_m"] == pytest.approx(0.015)


def test_half_of_a_square_is_right_but_not_complete() -> None:
    half = replace(square(), faces=square().faces[:1])
    said = compare_meshes(half, square(), samples=FEW, threshold=0.02)
    assert said["precision"] == 1
    # A half, and a strip of the threshold's width along the diagonal.
    assert said["recall"] == pytest.approx(0.5 + said["threshold_m"] * np.sqrt(2), abs=0.01)
    precision, recall = said["precision"], said["recall"]
    assert said["f_score"] == pytest.approx(2 * precision * recall / (precision + recall))


def test_spheres_are_as_far_apart_as_their_radii() -> None:
    said = compare_meshes(ball(1.05), ball(1.0), samples=FEW)
    for name in SHARES:
        assert said[f"{name}_m"] == pytest.approx(0.05, rel=0.05)
    assert said["normal_consistency"] > 0.995
    assert said["is_watertight"] and said["parts"] == 1


def test_normals_at_right_angles_are_not_consistent() -> None:
    upright = replace(square(), vertices=square().vertices[:, [0, 2, 1]])
    assert compare_meshes(upright, square(), samples=FEW)["normal_consistency"] < 1e-9


def test_a_mesh_against_itself_is_right_everywhere() -> None:
    chair = SAMPLES["chair"]()
    said = compare_meshes(chair, chair)
    assert said["f_score"] == said["precision"] == said["recall"] == 1
    assert 0 < said["chamfer_share"] < 0.005  # two drawings of it differ


@pytest.mark.parametrize("samples", [1000, 3000, 10_000])
def test_the_best_f_score_is_what_so_many_samples_of_the_truth_itself_have(samples) -> None:
    said = [compare_meshes(ball(1), ball(1), samples=samples, seed=seed) for seed in range(3)]
    mean = np.mean([one["f_score"] for one in said])
    assert mean == pytest.approx(said[0]["best_f_score"], abs=0.02)


def test_a_hundred_times_larger_gives_the_same_shares_and_distances_a_hundred_times() -> None:
    one, other = SAMPLES["chair"](), ball(0.5)
    small = compare_meshes(one, other, samples=FEW)
    large = compare_meshes(scaled(one, 100), scaled(other, 100), samples=FEW)
    for name, value in small.items():
        factor = 100 if name.endswith("_m") else 1
        assert large[name] == pytest.approx(value * factor, rel=1e-6), name


def test_the_same_seed_draws_the_same_points() -> None:
    first, again, other = (
        compare_meshes(ball(1.05), ball(1.0), samples=FEW, seed=seed) for seed in (3, 3, 4)
    )
    assert first == again != other


def test_points_are_drawn_evenly_by_area_however_a_square_is_cut() -> None:
    # Thin slivers and a large triangle: by faces the slivers would get nearly all points.
    fan = np.linspace(0, 0.1, 50)
    corners = [[0, 1, 0], *([x, 0, 0] for x in fan), [1, 0, 0]]
    faces = [[0, i, i + 1] for i in range(1, 51)]
    cut = Mesh(np.array(corners, float), np.array(faces, np.int32))
    whole = Mesh(np.array([[0, 1, 0], [0, 0, 0], [1, 0, 0]], float), np.array([[0, 1, 2]], "i4"))
    said = compare_meshes(cut, whole, samples=FEW)
    same = compare_meshes(whole, whole, samples=FEW)
    assert said["completeness_m"] == pytest.approx(same["completeness_m"], rel=0.03)


def test_nearest_points_are_those_of_another_library() -> None:
    rng = np.random.default_rng(0)
    points, among = rng.normal(size=(2000, 3)), rng.normal(size=(3000, 3))
    distances, numbers = _nearest(deps.require("open3d", feature="This test"), points, among)
    wanted, places = cKDTree(among).query(points)
    assert (numbers == places).all()
    assert np.allclose(distances, wanted, rtol=1e-12)


def test_edges_and_parts_are_counted() -> None:
    cube = box((0, 0, 0), (1, 1, 1))
    said = compare_meshes(cube, cube, samples=100)
    assert said["is_watertight"] and said["parts"] == 1
    open_cube = replace(cube, faces=cube.faces[1:], material_ids=None, normals=None, uv=None)
    said = compare_meshes(open_cube, cube, samples=100)
    assert not said["is_watertight"] and said["boundary_edges"] == 3
    two = join([cube, box((2, 0, 0), (3, 1, 1))])
    assert compare_meshes(two, cube, samples=100)["parts"] == 2
    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1]], float)
    book = Mesh(corners, np.array([[0, 1, 2], [0, 1, 3], [0, 1, 4]], np.int32))
    said = compare_meshes(book, cube, samples=100)
    assert (said["non_manifold_edges"], said["boundary_edges"]) == (1, 6)


# --- what cameras see -------------------------------------------------------------------------


def test_only_what_cameras_see_of_the_truth_counts() -> None:
    near, far = ball(1.0), ball(0.5, (10, 0, 0))  # the small one behind the large one
    lens = Intrinsics(100, 100, 63.5, 63.5, 128, 128)
    camera = Camera(lens, look_at(np.array([-8.0, 0, 0]), np.zeros(3)))
    everything = compare_meshes(near, join([near, far]), samples=FEW)
    seen = compare_meshes(near, join([near, far]), samples=FEW, seen_by=[camera])
    assert everything["recall"] == pytest.approx(0.8, abs=0.02)
    assert seen["recall"] > 0.99 and seen["truth_samples"] == FEW
    # From 8 metres the cap in front of the horizon: (1 - 1 / 8) / 2 of the large ball.
    assert seen["seen_share"] == pytest.approx(0.8 * 0.4375, abs=0.01)
    assert seen["precision"] < 0.6  # its other side is nobody's truth
    shifted = [replace(camera, world_from_camera=camera.world_from_camera + _raised(50))]
    with pytest.raises(InputError, match="No camera sees"):
        compare_meshes(near, near, samples=100, seen_by=shifted)


def _raised(metres: float) -> np.ndarray:
    matrix = np.zeros((4, 4))
    matrix[2, 3] = metres
    return matrix


@pytest.mark.parametrize("is_orthographic", [False, True])
def test_the_caster_sees_the_points_that_its_rays_meet_and_not_those_behind(is_orthographic):
    mesh = SAMPLES["chair"]()
    caster = Caster(mesh)
    rig = Rig(views=3, size=64, is_orthographic=is_orthographic)
    for camera in cameras_around(mesh.vertices, rig):
        hits = caster.cast(camera)
        points = hits.between(mesh.vertices[mesh.faces])
        assert caster.sees(camera, points, slack=1e-4).all()
        forward = camera.world_from_camera[:3, 2]
        eye = camera.world_from_camera[:3, 3]
        ways = forward if is_orthographic else points - eye
        ways = ways / np.linalg.norm(ways, axis=-1, keepdims=True)
        assert not caster.sees(camera, points + 0.01 * ways, slack=1e-4).any()
        aside = points + 5 * camera.world_from_camera[:3, 0]  # out of the picture
        assert not caster.sees(camera, aside, slack=1e-4).any()


# --- cameras ----------------------------------------------------------------------------------


def posed(rng: np.random.Generator, count: int) -> list[Camera]:
    lens = Intrinsics(100, 100, 31.5, 31.5, 64, 64)
    made = []
    for _ in range(count):
        matrix = np.eye(4)
        matrix[:3, :3], matrix[:3, 3] = random_rotation(rng), rng.normal(size=3)
        made.append(Camera(lens, matrix))
    return made


def turned(degrees: float) -> np.ndarray:
    matrix, angle = np.eye(4), np.radians(degrees)
    matrix[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return matrix


def test_pose_errors_are_the_turn_and_the_way_between() -> None:
    truths = posed(np.random.default_rng(1), 4)
    for angle in (1e-9, 0.5, 90.0, 180.0):
        move = turned(angle)
        found = []
        for camera in truths:
            matrix = camera.world_from_camera @ move  # about its own axis, then 3 cm aside
            matrix[:3, 3] += [0.0, 0.03, 0.0]
            found.append(replace(camera, world_from_camera=matrix))
        said = pose_errors(found, truths)
        assert np.allclose(said["rotation_deg"], angle, rtol=1e-5, atol=1e-12)
        assert np.allclose(said["position_m"], 0.03)
        assert np.allclose(said["aligned_position_m"], 0, atol=1e-12)


def test_a_rigid_motion_of_all_cameras_is_no_error_after_alignment() -> None:
    rng = np.random.default_rng(2)
    truths = posed(rng, 6)
    motion = turned(70)
    motion[:3, :3] = random_rotation(rng)
    motion[:3, 3] = [4, 5, 6]
    found = [replace(one, world_from_camera=motion @ one.world_from_camera) for one in truths]
    said = pose_errors(found, truths)
    assert min(said["position_m"]) > 0.1 and min(said["rotation_deg"]) > 1
    assert max(said["aligned_position_m"]) < 1e-9 and max(said["aligned_rotation_deg"]) < 1e-5


def test_mirrored_places_are_not_aligned_by_a_mirror() -> None:
    truths = posed(np.random.default_rng(3), 8)
    mirror = np.diag([-1.0, 1, 1, 1])
    places = [mirror @ one.world_from_camera for one in truths]
    found = [
        replace(one, world_from_camera=np.column_stack([one.world_from_camera[:, :3], place[:, 3]]))
        for one, place in zip(truths, places, strict=True)
    ]
    assert max(pose_errors(found, truths)["aligned_position_m"]) > 0.1


def test_places_on_a_line_do_not_fix_an_alignment() -> None:
    lens = Intrinsics(100, 100, 31.5, 31.5, 64, 64)
    line = [Camera(lens, np.eye(4) + 0.0) for _ in range(4)]
    for index, camera in enumerate(line):
        camera.world_from_camera[:3, 3] = index * np.array([1.0, 2.0, 3.0])
    said = pose_errors(line, line)
    assert said["aligned_position_m"] is said["aligned_rotation_deg"] is None
    assert said["position_m"] == [0.0] * 4
    with pytest.raises(InputError, match="cannot be compared"):
        pose_errors(line, line[:2])


# --- the verb ---------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A ball that is a little too large, and the true one."""
    paths = tmp_path / "found.ply", tmp_path / "true.ply"
    for path, radius in zip(paths, (1.01, 1.0), strict=True):
        mesh = ball(radius)
        trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).export(path)
    return paths


def evaluate(*arguments: object) -> int:
    return main(["evaluate-mesh", *map(str, arguments)])


def test_the_verb_prints_a_table_and_writes_json(files, tmp_path, capsys) -> None:
    out = tmp_path / "said" / "metrics.json"
    assert evaluate(*files, "--samples", 2000, "--seed", 5, "--json", out) == OK
    printed = capsys.readouterr().out
    assert "F-score" in printed and "watertight" in printed
    said = json.loads(out.read_text(encoding="utf-8"))
    wanted = compare_meshes(*map(load_mesh, files), samples=2000, seed=5)
    assert said["mesh"] == str(files[0]) and said["truth"] == str(files[1])
    assert {name: said[name] for name in wanted} == wanted


def test_the_verb_counts_only_what_the_views_see(files, tmp_path, capsys) -> None:
    truth = transformed(load_mesh(files[1]), np.eye(4))
    views = drain(render_views(truth, CaptureSettings(Rig(views=1, size=32))))
    save_views(views, tmp_path / "views")
    options = ["--samples", 2000, "--views", tmp_path / "views", "--threshold", 0.05]
    out = tmp_path / "metrics.json"
    assert evaluate(*files, *options, "--json", out) == OK
    assert "seen" in capsys.readouterr().out
    said = json.loads(out.read_text(encoding="utf-8"))
    assert said["seen_share"] < 0.5 and said["threshold_share"] == 0.05


@pytest.mark.parametrize("options", [["--samples", 0], ["--threshold", 0], ["--views", "nowhere"]])
def test_a_wrong_option_is_a_sentence(files, options, capsys) -> None:
    assert evaluate(*files, *options) == NOTHING_DONE
    assert capsys.readouterr().err.startswith("reloop3d: ")
