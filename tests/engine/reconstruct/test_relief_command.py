"""The verb `relief`: a picture's mesh, report and depth in a folder; options, presets, refusals."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from test_relief_flow import FOV, HEIGHT, WIDTH, level, room, shown

from engine.capture.formats.depths import read_depth
from engine.capture.store import camera_from_json
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK
from engine.meshes import load_mesh
from engine.reconstruct.relief.kinds import PRESETS


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    picture, depth = shown(room(), level(), tmp_path)
    return ["relief", str(picture), "--out", str(tmp_path / "out"), "--depth", str(depth)]


def test_it_writes_the_model_its_depth_and_a_report(words, tmp_path: Path, capsys) -> None:
    assert main([*words, "--fov", str(FOV), "--json"]) == OK
    said = json.loads(capsys.readouterr().out)
    assert said["is_metric"] and 0 < said["quality"]["score"] <= 1 and said["numbers"]["faces"]
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    mesh = load_mesh(Path(said["model"]))
    assert np.allclose(np.ptp(mesh.vertices, axis=0), report["size_m"], atol=1e-5)
    assert mesh.materials[0].texture.shape == (HEIGHT, WIDTH, 3)
    assert mesh.vertices[:, 1].min() > 1  # Z up again, along +Y
    steps = report["depth"]["steps_a_metre"]
    read = read_depth(tmp_path / "out" / "depth.png", scale=steps).metres
    assert np.allclose(read, np.load(tmp_path / "depth.npy"), atol=0.51 / steps)
    preview = np.array(Image.open(tmp_path / "out" / "depth_preview.png"))
    near, far = preview[200, 160].astype(int), preview[20, 160].astype(int)
    assert near[0] > near[2] and far[2] > far[0]
    lens = camera_from_json(report["camera"]).intrinsics
    assert np.degrees(2 * np.arctan(lens.width / 2 / lens.fx)) == pytest.approx(FOV)
    assert report["quality"] == said["quality"] and report["notes"] == said["notes"]
    assert report["settings"]["fov_deg"] == FOV


def test_it_says_how_good_the_picture_is_before_the_long_step(words, capsys) -> None:
    assert main([*words, "--detail", "64"]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Quality 0.") or lines[0].startswith("Quality 1.")
    assert lines.index(next(line for line in lines if line.endswith("faces"))) > 0


def test_a_preset_gives_settings_that_options_change(words, tmp_path: Path, capsys) -> None:
    few = ["--detail", "48", "--cut", "0.5"]
    assert main([*words, "--preset", "character", *few]) == OK
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["settings"]["cut"] == 0.5
    assert report["settings"]["smooth"] == PRESETS["character"]["smooth"]
    capsys.readouterr()
    assert main([*words, "--preset", "auto", *few, "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["kind"] in PRESETS


def test_vertex_colors_fit_a_ply_and_a_texture_does_not(words, tmp_path: Path, capsys) -> None:
    few = [*words, "--detail", "48", "--model", "model.ply"]
    assert main([*few, "--color", "vertex"]) == OK
    assert load_mesh(tmp_path / "out" / "model.ply").colors is not None
    assert main(few) == NOTHING_DONE
    assert "A .ply holds no texture." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--detail", "3"], "Detail 3 is out of range. Choose 16 to 4096."),
        (["--mask", "file"], "There is no picture to mask with."),
        (["--focal", "35", "--fov", "60"], "Give one of them."),
        (["--depth", "/nowhere/depth.npy"], "does not exist."),
    ],
)
def test_what_cannot_be_done_is_said(words, tmp_path: Path, capsys, more, said: str) -> None:
    assert main([*words, *more]) == NOTHING_DONE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
