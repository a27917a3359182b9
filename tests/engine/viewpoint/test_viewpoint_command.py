"""`python -m engine viewpoint`: each sub-verb writes its files, and says what it cannot do."""

import csv
import json
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from engine.camera import resized
from engine.command.looking import lens_from
from engine.command.main import main
from engine.command.matching import in_size, match_settings, read_mask, read_picks
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.datatypes import Camera
from engine.errors import DataError, InputError
from engine.images import read_image, write_image
from engine.meshes import load_mesh
from engine.runlog import read_runs
from engine.samples import SAMPLES
from engine.viewpoint.drawing import Drawing, overlap
from engine.viewpoint.orbit import Orbit, camera_of, focal_mm, lens_of, orbit_of
from engine.viewpoint.outputs import COMPARISON, HISTORY, PARAMS, PROCESS, VIEW, load_params

OUTPUTS = {PARAMS, VIEW, COMPARISON, HISTORY, f"{PROCESS}.gif", f"{PROCESS}.mp4"}
CENTER = np.array([20.0, -3.0, 1.0])


def mesh_file(path: Path, name: str = "chair") -> Path:
    """One of the sample assets, somewhere in the world."""
    mesh = SAMPLES[name]()
    low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
    points = mesh.vertices - (low + high) / 2 + CENTER
    path.parent.mkdir(parents=True, exist_ok=True)
    trimesh.Trimesh(points, mesh.faces, process=False).export(path)
    return path


@pytest.fixture
def chair(tmp_path: Path) -> Path:
    return mesh_file(tmp_path / "in" / "chair.ply")


TRUTH = camera_of(Orbit(2.4, 24.0, 230.0), CENTER, lens_of(120, 90))


@pytest.fixture
def photo(tmp_path: Path, chair: Path) -> Path:
    """What TRUTH sees, with alpha."""
    path = tmp_path / "photo.png"
    write_image(path, Drawing(load_mesh(chair)).picture(TRUTH))
    return path


def run(*arguments: object) -> int:
    return main(["viewpoint", *(str(argument) for argument in arguments)])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def turn(one: Camera, other: Camera) -> float:
    """Degrees between the directions of two cameras."""
    turned = one.world_from_camera[:3, :3].T @ other.world_from_camera[:3, :3]
    return float(np.degrees(np.arccos(np.clip((np.trace(turned) - 1) / 2, -1, 1))))


# --- match


def test_match_finds_the_camera_of_a_picture_and_writes_all_about_it(
    chair, photo, tmp_path, capsys
) -> None:
    out, log = tmp_path / "out", tmp_path / "log.jsonl"
    options = ["--size", 96, "--focal", 50, "--seed", 3, "--run-log", log, "--json"]
    assert run("match", chair, "--image", photo, "--out", out, *options) == OK
    said = json.loads(capsys.readouterr().out)
    assert names(out) == OUTPUTS
    camera = load_params(out / PARAMS)
    assert np.isclose(focal_mm(camera.intrinsics), 50, rtol=1e-5)  # named, so it is known
    assert (camera.intrinsics.width, camera.intrinsics.height) == (120, 90)
    assert turn(camera, TRUTH) < 2 and said["mesh"] == str(chair)
    assert abs(orbit_of(camera, CENTER).distance / 2.4 - 1) < 0.02
    assert np.isclose(said["azimuth"], orbit_of(camera, CENTER).azimuth_deg)
    written = json.loads((out / PARAMS).read_text(encoding="utf-8"))
    assert written["silhouette_iou"] > 0.95 and written["seed"] == 3
    (line,) = read_runs(log)
    assert (line.job, line.outcome, line.seed, line.items) == ("Match Image", "done", 3, 1)


def test_match_goes_on_from_an_earlier_result_and_locks_what_it_is_told(
    chair, photo, tmp_path
) -> None:
    near = camera_of(Orbit(2.5, 20.0, 225.0), CENTER, TRUTH.intrinsics)
    start = tmp_path / "start.json"
    lens = {"fx": 0.0} | vars(resized(near, 240, 180).intrinsics)
    values = {"name": "", "intrinsics": lens, "world_from_camera": near.world_from_camera.tolist()}
    start.write_text(json.dumps(values))
    out = tmp_path / "out"
    options = ["--start", start, "--no-search", "--lock", "focal,roll,target", "--size", 96]
    assert run("match", chair, "--image", photo, "--out", out, *options) == OK
    camera = load_params(out / PARAMS)
    assert np.isclose(focal_mm(camera.intrinsics), 50, rtol=1e-5)
    assert abs(orbit_of(camera, CENTER).roll_deg) < 0.05
    assert turn(camera, TRUTH) < 2
    said = json.loads((out / PARAMS).read_text(encoding="utf-8"))
    assert said["settings"]["is_searching"] is False
    assert said["settings"]["parameters"] == ["azimuth", "elevation", "distance"]


def test_match_takes_a_drawn_mask_and_an_orthographic_camera(chair, photo, tmp_path) -> None:
    flat = replace(TRUTH.intrinsics, fx=65.0, fy=65.0, is_orthographic=True)
    rgba = Drawing(load_mesh(chair)).picture(replace(TRUTH, intrinsics=flat))
    drawn = tmp_path / "mask.png"
    write_image(drawn, rgba[..., 3])
    plain = rgba.copy()
    plain[rgba[..., 3] == 0] = (90, 120, 60, 255)
    plain[..., 3] = 255
    write_image(photo, plain)
    options = ["--mask-image", drawn, "--orthographic", "--size", 96]
    assert run("match", chair, "--image", photo, "--out", tmp_path / "out", *options) == OK
    camera = load_params(tmp_path / "out" / PARAMS)
    assert camera.intrinsics.is_orthographic
    found = Drawing(load_mesh(chair)).picture(camera)[..., 3] / 255
    assert overlap(found, rgba[..., 3] / 255) > 0.93


def test_match_reads_pictures_without_alpha_of_any_kind(chair, photo, tmp_path) -> None:
    rgba = read_image(photo)
    rgba[rgba[..., 3] == 0] = (0, 255, 0, 255)
    path = tmp_path / "photo.jpg"
    Image.fromarray(rgba[..., :3]).convert("CMYK").save(path, quality=98)
    for number, mask in enumerate((["--mask", "auto"], ["--mask", "key", "--key", "0,1,0"])):
        out = tmp_path / str(number)
        options = [*mask, "--focal", 50, "--size", 64]
        assert run("match", chair, "--image", path, "--out", out, *options) == OK
        assert turn(load_params(out / PARAMS), TRUTH) < 4


def write_point_cloud(path: Path) -> Path:
    trimesh.PointCloud(np.random.default_rng(0).random((9, 3))).export(path)
    return path


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--image", "nowhere.png"], "nowhere.png is not a readable picture"),
        (["--image", "broken.png"], "broken.png is not a readable picture"),
        (["--image", "dot.png"], "dot.png has only 1 x 1 pixels"),
        (["--image", "clear.png"], ""),
        (["--mask-image", "dot.png"], "dot.png has 1 x 1 pixels, the picture 120 x 90"),
        (["--mask-image", "black.png"], "Nothing is drawn in black.png"),
        (["--lock", "azimut"], "Unknown parameter “azimut”. There is azimuth"),
        (["--parameters", "focal,pan"], "Unknown parameter “pan”"),
        (["--parameters", "focal", "--lock", "focal"], "Nothing of the camera may move"),
        (["--orthographic", "--fov", "40"], "has no focal length"),
        (["--focal", "0"], "focal length is out of range"),
        (["--fov", "180"], "field of view is out of range"),
        (["--no-search"], "nothing to go on from"),
        (["--start", "nowhere.json"], "holds no camera poses"),
        (["--start", "broken.png"], "holds no camera poses"),
        (["--picks", "nowhere.csv"], "nowhere.csv cannot be read"),
        (["--picks", "broken.png"], "row that is no pair"),
    ],
)
def test_match_says_what_it_cannot_start_with(
    chair, photo, tmp_path, capsys, monkeypatch, options, reason
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.png").write_text("no picture")
    write_image(tmp_path / "dot.png", np.full((1, 1, 4), 255, np.uint8))
    write_image(tmp_path / "clear.png", np.zeros((90, 120, 4), np.uint8))
    write_image(tmp_path / "black.png", np.zeros((90, 120, 3), np.float32))
    given = options if "--image" in options else ["--image", photo, *options]
    assert run("match", chair, *given, "--out", "out") == NOTHING_DONE
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert said.startswith("reloop3d: ") and reason in said
    assert not (tmp_path / "out" / PARAMS).exists()


def test_meshes_that_cannot_be_looked_at_say_why(photo, tmp_path, capsys) -> None:
    cloud = write_point_cloud(tmp_path / "cloud.ply")
    for path, reason in ((cloud, "holds no faces"), (tmp_path / "no.ply", "does not exist")):
        options = ["--out", tmp_path / "out"]
        assert run("match", path, "--image", photo, *options) == NOTHING_DONE
        assert run("single", path, *options) == NOTHING_DONE
        assert run("decide", path, *options) == NOTHING_DONE
        assert capsys.readouterr().err.count(reason) == 3
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_said_before_the_search(chair, photo, tmp_path, capsys):
    options = ["--image", photo, "--out", photo / "out"]
    assert run("match", chair, *options) == NOTHING_DONE
    assert "Cannot write" in capsys.readouterr().err


# --- the options


def options(**changed) -> Namespace:
    standard = {"focal": None, "fov": None, "start": None, "is_searching": True, "picks": None}
    standard |= {"parameters": None, "lock": (), "is_orthographic": False, "compare": "auto"}
    return Namespace(**{**standard, "size": 64, "seed": 0, **changed})


def test_a_lens_is_as_photos_and_fields_of_view_say() -> None:
    wide, high = lens_of(300, 200, 35.0), lens_of(200, 300, 35.0)
    assert wide.fx == high.fx == 300 * 35 / 36 and wide.cx == 149.5 and high.cy == 149.5
    assert np.isclose(focal_mm(wide), 35) and np.isclose(focal_mm(high), 35)
    lens = lens_from(options(fov=90.0), 300, 200)
    assert np.isclose(lens.fx, 150) and lens_from(options(), 300, 200) is None


def test_a_named_lens_stays_unless_it_is_named_to_move(chair) -> None:
    mesh = load_mesh(chair)
    settings = match_settings(options(focal=70.0), mesh, (120, 90))
    assert "focal" not in settings.parameters and "target" in settings.parameters
    assert np.isclose(focal_mm(settings.start.intrinsics), 70)
    rgba = Drawing(mesh).picture(settings.start)
    edges = np.concatenate([rgba[[0, -1], :, 3].ravel(), rgba[:, [0, -1], 3].ravel()])
    assert rgba[..., 3].any() and not edges.any()  # all of the mesh is in the start's view
    moving = options(focal=70.0, parameters=("focal", "azimuth"))
    assert match_settings(moving, mesh, (120, 90)).parameters == ("focal", "azimuth")
    assert match_settings(options(), mesh, (120, 90)).start is None
    scene = match_settings(options(), mesh, (120, 90), scene_camera=TRUTH)
    assert scene.start is TRUTH and "focal" not in scene.parameters
    lens = replace(TRUTH.intrinsics, is_orthographic=True)
    flat = match_settings(options(), mesh, (120, 90), scene_camera=replace(TRUTH, intrinsics=lens))
    assert flat.is_orthographic


def test_a_start_takes_the_pictures_size() -> None:
    camera = resized(TRUTH, 240, 180)
    same = in_size(camera, 120, 90)
    assert np.allclose(list(vars(same.intrinsics).values()), list(vars(TRUTH.intrinsics).values()))
    higher = in_size(camera, 120, 200).intrinsics
    assert np.isclose(focal_mm(higher), 50) and (higher.cx, higher.cy) == (59.5, 99.5)
    squeezed = replace(TRUTH, intrinsics=replace(TRUTH.intrinsics, fy=TRUTH.intrinsics.fx / 2))
    square = in_size(squeezed, 120, 180).intrinsics
    assert square.fx == square.fy and np.isclose(square.fx, TRUTH.intrinsics.fx)


def test_picks_are_read_with_and_without_names(tmp_path) -> None:
    path = tmp_path / "picks.csv"
    path.write_text("1,2,3,40,50\n\n-1,0,0.5,7.5,8\n")
    first, second = read_picks(path)
    assert first.point == (1, 2, 3) and first.pixel == (40, 50) and second.pixel == (7.5, 8)
    path.write_text("\ufeffu,v,name,X,Y,Z\n40,50,corner,1,2,3\n", encoding="utf-8")
    assert read_picks(path) == (first,)
    for text in ("1,2,3\n", "1,2,3,4,nan\n", "x,y\n1,2\n"):
        path.write_text(text)
        with pytest.raises(DataError, match="no pair"):
            read_picks(path)


def test_a_mask_is_alpha_or_brightness(tmp_path) -> None:
    rgba = np.zeros((10, 20, 4), np.uint8)
    rgba[2:5, 3:9, 3] = 255
    write_image(tmp_path / "alpha.png", rgba)
    light = np.zeros((10, 20, 3), np.float32)
    light[2:5, 3:9] = 1
    write_image(tmp_path / "light.png", light)
    masks = [read_mask(tmp_path / f"{name}.png", (20, 10)) for name in ("alpha", "light")]
    assert (masks[0] == masks[1]).all() and masks[0].sum() == 18
    with pytest.raises(InputError, match="10 x 20"):
        read_mask(tmp_path / "light.png", (10, 20))


# --- best and decide


def test_best_shows_many_files_on_one_sheet_and_a_bad_one_costs_no_other(
    chair, tmp_path, capsys
) -> None:
    mesh_file(chair.parent / "more" / "chair.ply", "tree")
    (chair.parent / "broken.stl").write_bytes(b"nothing")
    out, log = tmp_path / "out", tmp_path / "log.jsonl"
    options = ["--size", 48, "--candidates", 8, "--compare-fibonacci", 6, "--run-log", log]
    options += ["--elevation=0,40", "--json"]
    assert run("best", chair.parent, "--out", out, *options) == SOME_FAILED
    captured = capsys.readouterr()
    said = json.loads(captured.out)
    assert "broken.stl" in captured.err
    assert names(out) == {"best.csv", "contact_sheet.png", "chair", "chair_2"}
    assert names(out / "chair") == names(out / "chair_2") == OUTPUTS
    with open(out / "best.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    rows = {Path(row["path"]).parent.name: row for row in table if not row["error"]}
    assert len(table) == 3
    for key in ("in", "more"):
        row = rows[key]
        assert float(row["score"]) >= float(row["fibonacci_score"]) - 0.05
        assert -0.5 <= float(row["elevation"]) <= 40.5 and float(row["focal_mm"]) > 0
        assert load_params(Path(row["folder"]) / PARAMS).intrinsics.width == 48
    assert len(said) == 3 and sum("views" in one for one in said) == 2
    assert said[1 if "error" in said[0] else 0]["fibonacci"]["count"] == 6
    # Two pictures of two assets in a row.
    assert read_image(out / "contact_sheet.png").shape[1] == 4 * 48
    (line,) = read_runs(log)
    assert line.items == 3 and "broken" in line.failed[0][0]


def test_best_gives_several_views_of_one_mesh(chair, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    options = ["--size", 48, "--candidates", 8, "--count", 2]
    assert run("best", chair, "--out", out, *options) == OK
    assert len(capsys.readouterr().out.splitlines()) == 2
    cameras = [load_params(out / "chair" / number / PARAMS) for number in ("1", "2")]
    assert turn(*cameras) > 15
    with open(out / "best.csv", encoding="utf-8", newline="") as file:
        assert [row["view"] for row in csv.DictReader(file)] == ["1", "2"]


@pytest.mark.parametrize(
    "options",
    [["--count", "0"], ["--size", "4"], ["--compare-fibonacci", "-1"], ["--focal", "-3"]],
)
def test_best_refuses_what_is_out_of_range(chair, tmp_path, capsys, options) -> None:
    assert run("best", chair, "--out", tmp_path / "out", *options) == NOTHING_DONE
    assert capsys.readouterr().err.startswith("reloop3d: ")
    assert not (tmp_path / "out").exists()


def test_elevations_come_in_order(chair, tmp_path, capsys) -> None:
    for text in ("40,10", "0,100", "x,1", "5"):
        with pytest.raises(SystemExit) as end:
            run("best", chair, "--out", tmp_path / "out", f"--elevation={text}")
        assert end.value.code == NOTHING_DONE and "--elevation" in capsys.readouterr().err


def test_decide_finds_a_view_for_a_class(chair, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    options = ["--label", "chair", "--size", 48, "--candidates", 6, "--json"]
    assert run("decide", chair, "--out", out, *options) == OK
    assert names(out) == OUTPUTS
    said = json.loads(capsys.readouterr().out)
    written = json.loads((out / PARAMS).read_text(encoding="utf-8"))
    assert written["kind"] == "decide" and written["settings"]["label"] == "chair"
    assert np.isclose(said["loss"], written["loss"])
    assert said["label"] == written["label"] == "chair" and 0 <= said["terms"]["confidence"] <= 1
    assert written["model"] and written["model_hash"]
    options = ["--label", "no such class", "--out", tmp_path / "none"]
    assert run("decide", chair, *options) == NOTHING_DONE
    assert "no such class" in capsys.readouterr().err
    assert run("decide", chair, "--model", "nowhere.pt", "--out", tmp_path / "none") == NOTHING_DONE


# --- all round


def test_upstreams_pictures_are_drawn_with_upstreams_options(chair, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    single = ["--distance", 3, "--elevation", 10, "--azimuth", 20, "--image-size", 64]
    assert run("single", chair, "--out", out, *single) == OK
    assert capsys.readouterr().out.strip() == str(out / "single_view.png")
    near = read_image(out / "single_view.png")[..., 3] > 0
    assert near.shape == (64, 64) and near.any()
    assert run("single", chair, "--out", out, *single[2:], "--distance", 6) == OK
    assert 2.5 < near.sum() / (read_image(out / "single_view.png")[..., 3] > 0).sum() < 6
    assert run("turntable", chair, "--out", out, "--num-views", 5, "--image-size", 32) == OK
    with Image.open(out / "turntable.gif") as gif:
        assert gif.n_frames == 5 and gif.size == (32, 32)
    capsys.readouterr()
    assert run("grid", chair, "--out", out, "--image-size", 32, "--json") == OK
    assert json.loads(capsys.readouterr().out)["file"] == str(out / "multi_view_grid.png")
    assert read_image(out / "multi_view_grid.png").shape[1] == 8 * 32


@pytest.mark.parametrize("options", [["--distance", "-1"], ["--num-views", "0"], ["--fov", "0"]])
def test_pictures_all_round_refuse_what_is_out_of_range(chair, tmp_path, capsys, options) -> None:
    assert run("turntable", chair, "--out", tmp_path / "out", *options) == NOTHING_DONE
    assert "out of range" in (said := capsys.readouterr().err) or "at least one view" in said
