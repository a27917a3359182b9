"""`python -m engine capture` and `export`: folders that read back, clear errors, exit status."""

import csv
from pathlib import Path

import numpy as np
import pytest
import trimesh

from engine.capture.export import FORMATS
from engine.capture.store import load_views
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.datatypes import CHANNELS
from engine.samples import SAMPLES


@pytest.fixture
def cup(tmp_path: Path) -> Path:
    mesh = SAMPLES["cup"]()
    path = tmp_path / "in" / "cup.ply"
    path.parent.mkdir()
    trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).export(path)
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_a_file_becomes_a_folder_of_views_and_of_every_format(cup, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    options = ["--preset", "grid", "--views", 3, "--rings", 2, "--size", 48, "--channels", "all"]
    assert run("capture", cup, "--out", out, *options, "--export", ",".join(FORMATS)) == OK
    assert capsys.readouterr().out.split() == [str(out / "cup")]
    views = load_views(out / "cup")
    assert len(views.views) == 6 and set(views.views[0].channels()) == set(CHANNELS)
    assert {path.name for path in (out / "cup").iterdir() if path.is_dir()} == set(FORMATS)
    assert (out / "cup" / "gif" / "turntable.gif").is_file()


def test_views_are_exported_later_too_but_never_over_something(cup, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    run("capture", cup, "--out", out, "--size", 32, "--views", 2)
    assert run("export", out / "cup", "--format", "transforms", "--out", tmp_path / "nerf") == OK
    assert (tmp_path / "nerf" / "transforms.json").is_file()
    again = ["export", out / "cup", "--format", "grid", "--out", tmp_path / "nerf"]
    assert run(*again) == NOTHING_DONE
    assert "in use" in capsys.readouterr().err


def test_saved_poses_take_the_same_pictures_again(cup, tmp_path) -> None:
    options = ["--size", 40, "--views", 3, "--channels", "depth", "--export", "transforms,colmap"]
    run("capture", cup, "--out", tmp_path / "one", *options)
    first = load_views(tmp_path / "one" / "cup").views
    for poses in ("", "transforms", "colmap"):
        place = tmp_path / "one" / "cup" / poses
        out = tmp_path / f"from {poses}"
        assert run("capture", cup, "--poses", place, "--channels", "depth", "--out", out) == OK
        for one, other in zip(first, load_views(out / "cup").views, strict=True):
            assert np.abs(one.rgba.astype(int) - other.rgba).mean() < 0.5
            assert np.allclose(one.depth, other.depth, atol=1e-4)


def test_one_bad_file_does_not_cost_the_others_and_same_names_get_numbers(cup, tmp_path, capsys):
    other = cup.parent / "more" / "cup.ply"
    other.parent.mkdir()
    other.write_bytes(cup.read_bytes())
    (cup.parent / "broken.stl").write_bytes(b"nothing")
    options = ["--size", 32, "--views", 1]
    assert run("capture", cup.parent, "--out", tmp_path / "out", *options) == SOME_FAILED
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"cup", "cup_2"}
    assert "broken.stl" in capsys.readouterr().err


def listed(folder: Path) -> list[list[str]]:
    with open(folder / "labeled.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_data_set_holds_each_asset_once_and_follows_its_label(cup, tmp_path) -> None:
    other = cup.parent / "more" / "cup.ply"
    other.parent.mkdir()
    other.write_bytes(cup.read_bytes())
    data = tmp_path / "data"
    options = ["--size", 32, "--views", 2, "--dataset", data, "--out", tmp_path / "out"]
    for _ in range(2):  # again changes nothing
        assert run("capture", cup, other, *options, "--label", "cup") == OK
        assert listed(data) == [["model_path", "label"], [str(cup), "cup"], [str(other), "cup"]]
        assert len(list((data / "images" / "cup").glob("cup_*_v*.png"))) == 4
    assert run("capture", other, *options, "--label", "mug/small") == OK
    assert listed(data)[1:] == [[str(cup), "cup"], [str(other), "mug/small"]]
    assert [len(list(folder.iterdir())) for folder in sorted((data / "images").iterdir())] == [2, 2]


def test_a_data_set_without_a_label_or_with_a_damaged_list_is_refused(cup, tmp_path, capsys):
    options = ["--size", 32, "--views", 1, "--dataset", tmp_path / "data", "--out", tmp_path / "o"]
    assert run("capture", cup, *options) == SOME_FAILED
    assert "no label" in capsys.readouterr().err
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "labeled.csv").write_text("something,else\n1,2\n")
    assert run("capture", cup, *options, "--label", "cup") == SOME_FAILED
    assert "damaged" in capsys.readouterr().err
    assert (tmp_path / "data" / "labeled.csv").read_text() == "something,else\n1,2\n"


@pytest.mark.parametrize(
    "options",
    [["--export", "odd"], ["--channels", "odd"], ["--poses", "nowhere"], ["--views", "0"]],
)
def test_what_cannot_start_says_why(cup, tmp_path, capsys, options) -> None:
    assert run("capture", cup, "--out", tmp_path / "out", *options) == NOTHING_DONE
    assert capsys.readouterr().err.startswith("reloop3d: ")
    assert not (tmp_path / "out").exists()


def test_capturing_again_replaces_the_earlier_capture_and_nothing_else(cup, tmp_path, capsys):
    out = tmp_path / "out"
    first = ["--size", 32, "--views", 5, "--channels", "all", "--export", "grid,yolo"]
    run("capture", cup, "--out", out, *first)
    (out / "cup" / "my notes.txt").write_text("keep")
    options = ["--size", 32, "--views", 2, "--export", "yolo", "--channels", "instance_ids"]
    assert run("capture", cup, "--out", out, *options) == OK
    assert len(load_views(out / "cup").views) == 2
    assert not (out / "cup" / "grid").exists() and not (out / "cup" / "0003.png").exists()
    assert len(list((out / "cup" / "yolo" / "images").iterdir())) == 2
    assert (out / "cup" / "my notes.txt").read_text() == "keep"
    (out / "cup" / "views.json").unlink()
    assert run("capture", cup, "--out", out, *options) == SOME_FAILED
    assert "holds other files" in capsys.readouterr().err
