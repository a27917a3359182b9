"""What is written of a camera that was found: it reads back, and draws the same again."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from engine.camera import fitted, project, resized
from engine.capture.formats.poses import read_cameras
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import DataError, InputError
from engine.images import over, read_image
from engine.jobs import drain
from engine.meshes import join
from engine.rigs import Rig, cameras_around
from engine.samples import SAMPLES, box
from engine.viewpoint import outputs
from engine.viewpoint.around import FILES, RIGS, write_around
from engine.viewpoint.drawing import Drawing, outlined, overlap
from engine.viewpoint.orbit import Orbit, aim_of, camera_of, focal_mm, orbit_of
from engine.viewpoint.outputs import load_params, write_outputs
from engine.viewpoint.settings import (
    BestSettings,
    DecidingSettings,
    Found,
    MatchSettings,
    Step,
    Target,
)

LENS = Intrinsics(90.0, 90.0, 39.5, 29.5, 80, 60)
CENTER = np.array([3.0, -2.0, 5.0])
ANGLES = [(e, a) for e in (-90.0, -89.99, -35.0, 0.0, 60.0, 90.0) for a in (0.0, 77.0, 200.0)]


# --- orbits


@pytest.mark.parametrize(("elevation", "azimuth"), ANGLES)
@pytest.mark.parametrize("roll", [0.0, 25.0, -140.0])
def test_an_orbit_is_read_back_from_its_camera(elevation, azimuth, roll) -> None:
    orbit = Orbit(2.5, elevation, azimuth, roll)
    camera = camera_of(orbit, CENTER, LENS)
    again = camera_of(orbit_of(camera, CENTER), CENTER, LENS)
    assert np.allclose(again.world_from_camera, camera.world_from_camera, atol=1e-7)
    assert np.allclose(project(camera, CENTER[None]), [[39.5, 29.5, 2.5]])
    if abs(elevation) < 90:
        found = orbit_of(camera, CENTER)
        got = (found.distance, found.elevation_deg, found.azimuth_deg, found.roll_deg)
        assert np.allclose(got, (2.5, elevation, azimuth, roll), atol=1e-5)


@pytest.mark.parametrize(("elevation", "azimuth"), ANGLES)
def test_a_camera_that_looks_beside_the_centre_comes_back_too(elevation, azimuth) -> None:
    target = CENTER + [0.2, -0.1, 0.3]
    camera = camera_of(Orbit(2.0, elevation, azimuth, 12.0), CENTER, LENS, target=target)
    assert np.allclose(project(camera, target[None])[0, :2], [39.5, 29.5])
    aim = aim_of(camera, CENTER)
    again = camera_of(orbit_of(camera, CENTER), CENTER, LENS, target=aim)
    assert np.allclose(again.world_from_camera, camera.world_from_camera, atol=1e-7)
    offset = aim - CENTER
    assert abs(offset @ camera.world_from_camera[:3, 2]) < 1e-9


def test_any_camera_at_all_comes_back() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        matrix = np.eye(4)
        matrix[:3, :3] = np.linalg.qr(rng.normal(size=(3, 3)))[0]
        matrix[:3, 0] *= np.sign(np.linalg.det(matrix[:3, :3]))
        matrix[:3, 3] = rng.normal(size=3) * 4
        camera = Camera(LENS, matrix)
        orbit = orbit_of(camera, CENTER)
        again = camera_of(orbit, CENTER, LENS, target=aim_of(camera, CENTER))
        assert np.allclose(again.world_from_camera, matrix, atol=1e-7)


def test_angles_are_those_of_the_rigs_and_roll_turns_clockwise() -> None:
    points = np.random.default_rng(0).normal(size=(40, 3)) + CENTER
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    for camera in cameras_around(points, Rig(5, 35.0, azimuth_deg=10.0)):
        orbit = orbit_of(camera, middle)
        assert camera.name == f"az{orbit.azimuth_deg:03.0f} el{orbit.elevation_deg:+03.0f}"
        assert abs(orbit.roll_deg) < 1e-6
    # Turned clockwise by a quarter, the camera has the world's up at the picture's left.
    camera = camera_of(Orbit(4.0, 0.0, 30.0, 90.0), CENTER, LENS)
    above = project(camera, CENTER[None] + [0, 0, 0.5])[0]
    assert above[0] < 39.5 - 5 and np.isclose(above[1], 29.5)


def test_straight_above_the_rings_views_turn_with_their_azimuth() -> None:
    points = np.random.default_rng(0).normal(size=(40, 3))
    rig = Rig(4, 89.9, layout="grid", rings=2, top_deg=90.0)
    cameras = cameras_around(points, rig)
    for beside, above in zip(cameras[:4], cameras[4:], strict=True):
        turn = beside.world_from_camera[:3, :3].T @ above.world_from_camera[:3, :3]
        assert np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1))) < 0.11


def test_a_camera_in_the_centre_has_no_orbit() -> None:
    matrix = np.eye(4)
    matrix[:3, 3] = CENTER
    with pytest.raises(InputError, match="centre"):
        orbit_of(Camera(LENS, matrix), CENTER)


def test_a_resized_view_shows_the_same() -> None:
    camera = camera_of(Orbit(4.0, 20.0, 30.0), CENTER, LENS)
    points = np.random.default_rng(0).normal(size=(9, 3)) * 0.3 + CENTER
    half = fitted(camera, 40)
    assert (half.intrinsics.width, half.intrinsics.height) == (40, 30)
    edges, others = (project(c, points)[:, :2] + 0.5 for c in (camera, half))
    assert np.allclose(edges, others * 2)
    assert fitted(camera, 80) is camera
    stretched = project(resized(camera, 160, 60), points)[:, :2] + 0.5
    assert np.allclose(stretched, edges * [2, 1])
    assert np.isclose(focal_mm(half.intrinsics), focal_mm(LENS)) and focal_mm(LENS) == 36 * 90 / 80


# --- files


def cup() -> Mesh:
    """A cup that stands far from the origin."""
    mesh = SAMPLES["cup"]()
    return replace(mesh, vertices=mesh.vertices + [40.0, -7.0, 3.0])


def found_for(mesh: Mesh, *, is_orthographic: bool = False, steps: int = 45) -> Found:
    """A camera that came to the mesh in so many steps."""
    rig = Rig(1, 25.0, size=72, aspect=1.5, azimuth_deg=200.0, is_orthographic=is_orthographic)
    (last,) = cameras_around(mesh.vertices, rig)
    center = (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0)) / 2
    orbit = orbit_of(last, center)
    history = []
    for step in range(steps):
        left = 1 - step / (steps - 1)
        moved = replace(orbit, azimuth_deg=orbit.azimuth_deg + 50 * left, roll_deg=20 * left)
        history.append(Step(step, 0.5 * left + 0.01, camera_of(moved, center, last.intrinsics)))
    terms = {"silhouette": 0.004, "color": float("nan")}
    return Found(last, history[0].camera, 0.01, terms, tuple(history))


def target_for(mesh: Mesh, camera: Camera) -> Target:
    """The picture that a camera takes, four times as large."""
    lens = camera.intrinsics
    rgba = Drawing(mesh).picture(resized(camera, lens.width * 4, lens.height * 4))
    return Target(over(rgba, (0.2, 0.4, 0.3)), rgba[..., 3].astype(np.float32) / 255)


def params(folder: Path) -> dict:
    return json.loads((folder / outputs.PARAMS).read_text(encoding="utf-8"))


@pytest.mark.parametrize("is_orthographic", [False, True])
def test_the_json_draws_the_same_picture_again(tmp_path, is_orthographic) -> None:
    mesh = cup()
    found = found_for(mesh, is_orthographic=is_orthographic)
    folder = drain(write_outputs(mesh, found, MatchSettings(), tmp_path / "new", kind="match"))
    camera = load_params(folder / outputs.PARAMS)
    assert camera.intrinsics == found.camera.intrinsics
    assert (camera.world_from_camera == found.camera.world_from_camera).all()
    again = Drawing(mesh).picture(camera)
    assert (read_image(folder / outputs.VIEW) == again).all()
    assert 0.05 < (again[..., 3] > 0).mean() < 0.95
    (other,) = read_cameras(folder / outputs.PARAMS)  # capture --poses takes it too
    assert (other.world_from_camera == camera.world_from_camera).all()


def test_the_json_says_where_the_camera_stands_and_how_it_was_found(tmp_path) -> None:
    mesh = cup()
    found, settings = found_for(mesh), MatchSettings(seed=7, start=found_for(mesh).start)
    made = {"blender": "5.2.0"}
    drain(write_outputs(mesh, found, settings, tmp_path, kind="match", name="A", made_with=made))
    said = params(tmp_path)
    center = (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0)) / 2
    assert np.allclose(said["center"], center) and np.allclose(said["target"], center)
    orbit = orbit_of(found.camera, center)
    assert np.isclose(said["azimuth"], 200) and np.isclose(said["elevation"], 25)
    assert np.isclose(said["distance"], orbit.distance) and abs(said["roll"]) < 1e-6
    assert np.isclose(said["initial_azimuth"], 250) and np.isclose(said["initial_roll"], 20)
    assert np.isclose(said["initial_distance"], orbit.distance)
    assert said["focal_mm"] == focal_mm(found.camera.intrinsics) and said["ortho_scale"] is None
    assert said["loss"] == 0.01 and said["terms"] == {"silhouette": 0.004, "color": None}
    assert said["seed"] == said["settings"]["seed"] == 7 and said["iterations"] == 44
    assert said["mesh"] == "A" and said["kind"] == "match"
    assert said["versions"]["blender"] == "5.2.0" and "reloop3d" in said["versions"]
    assert "azimuth from +X" in said["conventions"]
    assert all((tmp_path / name).is_file() for name in said["files"])


def test_settings_of_every_kind_are_written(tmp_path) -> None:
    mesh, found = cup(), found_for(cup(), steps=2)
    deciding = DecidingSettings("cup", BestSettings(count=3))
    for kind, settings in (("best", BestSettings(count=2)), ("decide", deciding)):
        drain(write_outputs(mesh, found, settings, tmp_path, kind=kind, facts={"label": kind}))
        said = params(tmp_path)
        assert said["kind"] == said["label"] == kind and said["seed"] is None
    assert said["settings"]["label"] == "cup" and said["settings"]["best"]["count"] == 3


def test_the_history_has_a_row_for_each_step(tmp_path) -> None:
    mesh = cup()
    for is_orthographic in (False, True):
        found = found_for(mesh, is_orthographic=is_orthographic)
        drain(write_outputs(mesh, found, MatchSettings(), tmp_path, kind="match"))
        with open(tmp_path / outputs.HISTORY, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = ["iteration", "loss", "distance", "elevation", "azimuth", "roll", "focal"]
        assert list(rows[0]) == [*names, "ortho_scale"]
        assert [int(row["iteration"]) for row in rows] == list(range(45))
        assert np.isclose(float(rows[0]["azimuth"]), 250) and np.isclose(float(rows[0]["roll"]), 20)
        assert np.isclose(float(rows[-1]["azimuth"]), 200)
        assert bool(rows[0]["focal"]) != is_orthographic == bool(rows[0]["ortho_scale"])


def test_the_process_has_about_twenty_frames_and_ends_at_the_result(tmp_path) -> None:
    mesh = cup()
    found = found_for(mesh)
    drain(write_outputs(mesh, found, MatchSettings(), tmp_path, kind="match"))
    with Image.open(tmp_path / "optimization_process.gif") as gif:
        assert 18 <= gif.n_frames <= 22
        assert gif.info["duration"] == 300
        first = np.asarray(gif.convert("RGB"), np.float32) / 255
        gif.seek(gif.n_frames - 1)
        last = np.asarray(gif.convert("RGB"), np.float32) / 255
    shown = over(read_image(tmp_path / outputs.VIEW))
    height = len(shown)
    assert len(last) > height + 10  # the caption
    assert np.abs(last[:height] - shown).mean() < 0.02 < np.abs(first[:height] - shown).mean()
    with av.open(str(tmp_path / "optimization_process.mp4")) as container:
        assert 18 <= len(list(container.decode(video=0))) <= 22


def test_a_result_without_a_history_has_its_files_too(tmp_path) -> None:
    mesh = cup()
    found = replace(found_for(mesh), history=())
    drain(write_outputs(mesh, found, MatchSettings(), tmp_path, kind="match"))
    assert params(tmp_path)["iterations"] == 0
    with Image.open(tmp_path / "optimization_process.gif") as gif:
        assert gif.n_frames == 2


def test_the_comparison_lays_target_start_result_and_outlines_side_by_side(tmp_path) -> None:
    mesh = cup()
    found = found_for(mesh)
    drain(write_outputs(mesh, found, MatchSettings(), tmp_path, kind="match"))
    assert read_image(tmp_path / outputs.COMPARISON).shape[1] == 2 * 72
    assert "silhouette_iou" not in params(tmp_path)
    target = target_for(mesh, found.camera)
    drain(write_outputs(mesh, found, MatchSettings(), tmp_path, kind="match", target=target))
    sheet = read_image(tmp_path / outputs.COMPARISON)[..., :3] / 255
    assert sheet.shape[1] == 4 * 72
    pictures = sheet[:48].reshape(48, 4, 72, 3).swapaxes(0, 1)
    assert np.allclose(pictures[0, 0, 0], (0.2, 0.4, 0.3), atol=0.01)
    assert np.abs(pictures[1] - pictures[2]).mean() > 0.02
    assert np.abs(pictures[2] - over(read_image(tmp_path / outputs.VIEW))).max() < 0.01
    assert params(tmp_path)["silhouette_iou"] > 0.97
    bare = replace(target, mask=None)
    drain(write_outputs(mesh, found, MatchSettings(), tmp_path, kind="match", target=bare))
    assert "silhouette_iou" not in params(tmp_path)


def test_outlines_of_two_equal_masks_are_both_seen() -> None:
    mask = np.zeros((60, 80))
    mask[20:40, 30:60] = 1
    drawn = outlined(np.zeros((60, 80, 3), np.float32), inside=mask, outside=mask)
    marked = drawn.any(axis=2)
    assert marked[19, 40] and marked[20, 40] and not marked[21, 40] and not marked[18, 40]
    assert (drawn[19, 40] != drawn[20, 40]).any()
    assert overlap(mask, mask) == 1 and overlap(mask, mask * 0.5) == 0.5
    assert overlap(mask * 0, mask * 0) == 1


def test_large_pictures_are_drawn_in_parts_like_small_ones(monkeypatch) -> None:
    mesh = cup()
    camera = found_for(mesh).camera
    whole = Drawing(mesh).picture(camera)
    monkeypatch.setattr("engine.viewpoint.drawing._BAND", 72 * 5)
    parts = Drawing(mesh).picture(camera)
    assert parts.shape == whole.shape and np.abs(parts.astype(int) - whole).mean() < 0.05
    large = Drawing(mesh).picture(resized(camera, 7200, 4800))
    assert large.shape == (1365, 2048, 4)


def test_what_cannot_be_written_or_read_says_so(tmp_path) -> None:
    mesh, found = cup(), found_for(cup(), steps=2)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="Cannot write"):
        drain(write_outputs(mesh, found, MatchSettings(), tmp_path / "file", kind="match"))
    nothing = Mesh(mesh.vertices, np.zeros((0, 3), np.int32))
    with pytest.raises(InputError, match="no faces"):
        drain(write_outputs(nothing, found, MatchSettings(), tmp_path, kind="match"))
    for text in ("", "[]", "{}", '{"world_from_camera": 1}', "\x00"):
        (tmp_path / "bad.json").write_text(text)
        with pytest.raises(DataError, match="cannot be read"):
            load_params(tmp_path / "bad.json")
    drain(write_outputs(mesh, found, MatchSettings(), tmp_path / "out", kind="match"))
    said = params(tmp_path / "out")
    said["world_from_camera"][0][0] += 0.5
    (tmp_path / "bad.json").write_text(json.dumps(said))
    with pytest.raises(DataError, match="not rigid"):
        load_params(tmp_path / "bad.json")


# --- all round


def scan() -> Mesh:
    """A furnished room without a ceiling, far from the origin as scans are."""
    floor = box((1.5, 0.1, 0.0), (5.2, 3.3, 0.02))
    walls = [box((1.5, 0.1, 0), (1.52, 3.3, 1.3)), box((1.5, 0.1, 0), (5.2, 0.12, 1.3))]
    room = join([floor, *walls, box((3, 1, 0), (4, 2, 0.6)), box((2, 2.4, 0), (3, 3, 0.9))])
    return replace(room, vertices=room.vertices + [100.0, 50.0, -20.0])


def test_a_single_view_a_turntable_and_a_grid_are_written(tmp_path) -> None:
    mesh = cup()
    small = {kind: replace(rig, size=40) for kind, rig in RIGS.items()}
    paths = {k: drain(write_around(mesh, k, tmp_path, rig=r)) for k, r in small.items()}
    assert {path.name for path in paths.values()} == set(FILES.values())
    single = read_image(paths["single"])
    assert single.shape == (40, 40, 4) and (single[..., 3] == 255).mean() > 0.1
    with Image.open(paths["turntable"]) as gif:
        assert gif.n_frames == 36 and gif.info["duration"] == 100
    assert read_image(paths["grid"]).shape[1] == 8 * 40


def test_every_cell_of_a_scans_grid_shows_it_from_any_ring(tmp_path) -> None:
    path = drain(write_around(scan(), "grid", tmp_path, rig=replace(RIGS["grid"], size=64)))
    sheet = read_image(path)[..., :3].astype(int)
    rows = sheet.reshape(4, -1, 8, 64, 3).swapaxes(1, 2)
    assert rows.shape[:2] == (4, 8)
    covered = (rows[:, :, :64] < 250).any(axis=-1).mean(axis=(2, 3))
    assert covered.min() > 0.05
    # From straight above too, and each differs from its neighbour.
    assert covered[3].min() > 0.2
    assert all(np.abs(rows[3, i] - rows[3, i - 1])[:64].mean() > 1 for i in range(8))


def test_a_distance_in_metres_is_kept(tmp_path) -> None:
    mesh = cup()
    rig = replace(RIGS["single"], size=64)
    shares = [
        (read_image(drain(write_around(mesh, "single", tmp_path, rig=rig, distance=d)))[..., 3] > 0)
        for d in (5.0, 10.0)
    ]
    assert 3 < shares[0].mean() / shares[1].mean() < 5
    with pytest.raises(InputError, match="out of range"):
        drain(write_around(mesh, "single", tmp_path, distance=0.0))
    with pytest.raises(InputError, match="Unknown kind"):
        drain(write_around(mesh, "double", tmp_path))
