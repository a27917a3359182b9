"""Corrected classes reach the data; whatever happens, every path in it exists."""

import csv
from pathlib import Path

import numpy as np
import pytest

from engine import images
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK
from engine.errors import DataError
from engine.labels.assets import read_assets
from engine.labels.corrections import correct
from engine.models import checkpoint


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Upstream's layout: bright and dark pictures in folders of their class, and a list."""
    folder = tmp_path / "data"
    random = np.random.default_rng(0)
    rows = []
    for index in range(16):
        label = ("bright", "dark")[index % 2]
        path = folder / "images" / label / f"{index}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        light = 0.8 if label == "bright" else 0.2
        images.write_image(path, (light + random.uniform(0, 0.2, (24, 24, 3))).astype(np.float32))
        rows.append((path.relative_to(folder).as_posix(), label, "ann"))
    write(folder / "labels.csv", ("image_path", "label", "author"), rows)
    return folder


def write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def corrections(data: Path, *rows: tuple[str, str]) -> Path:
    return write(data.parent / "annotations" / "corrections.csv", ("image_path", "label"), [*rows])


def labels(source: Path) -> dict[str, str]:
    """Class by file name; every file is there."""
    assets = read_assets(source)
    assert all(asset.path.is_file() for asset in assets)
    return {asset.path.relative_to(source.parent).as_posix(): asset.label for asset in assets}


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_list_and_its_folders_get_the_new_class_and_stay_of_one_mind(data: Path) -> None:
    before = labels(data / "labels.csv")
    changed = correct(
        data / "labels.csv",
        corrections(data, ("images/dark/1.png", "bright"), ("images/dark/3.png", "grey")),
    )
    assert [change.label for change in changed] == ["bright", "grey"]
    after = labels(data / "labels.csv")
    assert after["images/bright/1.png"] == "bright" and after["images/grey/3.png"] == "grey"
    assert len(after) == 16 and len(before.items() & after.items()) == 14
    by_folder = read_assets(data / "images")
    listed = read_assets(data / "labels.csv")
    assert [(a.path, a.label) for a in by_folder] == [(a.path, a.label) for a in listed]
    first, *_ = (data / "labels.csv").read_text(encoding="utf-8").splitlines()
    assert first == "image_path,label,author" and {a.author for a in listed} == {"ann"}


def test_what_was_corrected_before_is_passed_over(data: Path) -> None:
    file = corrections(data, ("images/dark/1.png", "bright"))
    assert len(correct(data / "labels.csv", file)) == 1
    before = tree(data)
    assert correct(data / "labels.csv", file) == [] and tree(data) == before


def test_a_name_that_is_taken_gets_a_word_behind_it(data: Path) -> None:
    (data / "images" / "bright" / "1.png").write_bytes(b"another")
    correct(data / "labels.csv", corrections(data, ("images/dark/1.png", "bright")))
    assert labels(data / "labels.csv")["images/bright/1_corrected.png"] == "bright"
    assert (data / "images" / "bright" / "1.png").read_bytes() == b"another"


def test_folders_alone_are_corrected_by_moving(data: Path) -> None:
    (data / "labels.csv").unlink()
    correct(data / "images", corrections(data, (str(data / "images/dark/1.png"), "bright")))
    assert [a.path.name for a in read_assets(data / "images") if a.label == "dark"][0] != "1.png"
    assert (data / "images" / "bright" / "1.png").is_file()


def test_a_file_that_the_list_did_not_name_is_added(data: Path) -> None:
    images.write_image(data / "new" / "a.png", np.ones((8, 8, 3), np.float32))
    correct(data / "labels.csv", corrections(data, ("new/a.png", "bright")))
    assert labels(data / "labels.csv")["new/a.png"] == "bright"


def test_meshes_that_name_other_files_stay_where_they_are(tmp_path: Path) -> None:
    triangle = "mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"
    for label in ("chair", "table"):
        (tmp_path / label).mkdir()
        (tmp_path / label / f"{label}.obj").write_text(triangle)
    rows = [("chair/chair.obj", "chair"), ("table/table.obj", "table")]
    listed = write(tmp_path / "labels.csv", ("path", "label"), rows)
    file = write(tmp_path / "corrections.csv", ("path", "label"), [("chair/chair.obj", "stool")])
    correct(listed, file)
    assert labels(listed) == {"chair/chair.obj": "stool", "table/table.obj": "table"}
    with pytest.raises(DataError, match="names other files"):
        correct(tmp_path, file)


@pytest.mark.parametrize(
    "rows", [[("images/dark/1.png", "bright"), ("gone.png", "dark")], [("", "dark")]]
)
def test_nothing_is_changed_where_a_file_is_missing(data: Path, rows) -> None:
    before = tree(data)
    with pytest.raises(DataError, match="not there"):
        correct(data / "labels.csv", corrections(data, *rows))
    assert tree(data) == before


def test_files_are_put_back_where_the_list_cannot_be_written(data: Path, monkeypatch) -> None:
    before, file = tree(data), corrections(data, ("images/dark/1.png", "bright"))

    def full(*_args, **_options):
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(DataError, match="No space"):
        correct(data / "labels.csv", file)
    assert tree(data) == before


def test_a_round_of_corrections_trains_on_and_the_model_is_another(data: Path, capsys) -> None:
    first, second = data.parent / "first.safetensors", data.parent / "second.safetensors"
    listed = str(data / "labels.csv")
    assert main(["train", listed, "--out", str(first), "--base", "pictures"]) == OK
    file = corrections(data, ("images/dark/1.png", "grey"), ("images/dark/3.png", "grey"))
    again = ["train", listed, "--corrections", str(file), "--base", str(first)]
    assert main([*again, "--out", str(second)]) == OK
    assert "2 corrected" in capsys.readouterr().out
    spec, state = checkpoint.read(second)
    assert spec.classes == ("bright", "dark", "grey")
    assert first.read_bytes() != second.read_bytes() and len(labels(data / "labels.csv")) == 16
    assert main(["classify", str(data / "images" / "grey" / "1.png"), "--model", str(second)]) == OK
    file.write_text("image_path,label\ngone.png,dark\n")
    assert main([*again, "--out", str(second)]) == NOTHING_DONE
