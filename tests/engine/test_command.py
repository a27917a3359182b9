"""`python -m engine`: files in, rows out, whatever the files are like."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import trimesh

from engine import images
from engine.classify.files import expand
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED, STOPPED
from engine.errors import InputError
from engine.runlog import read_runs
from engine.samples import SAMPLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A folder with a table, a picture for a texture, and a broken file."""
    folder = tmp_path / "assets"
    folder.mkdir()
    table = SAMPLES["table"]()
    trimesh.Trimesh(table.vertices, table.faces).export(folder / "table.stl")
    images.write_image(folder / "wood.png", np.zeros((8, 8, 3), np.float32))
    (folder / "broken.obj").write_text("f 1 2 3\n")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_folder_gives_a_row_per_asset_and_failures_their_reason(
    assets: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "predictions.csv"
    assert main(["classify", str(assets), "--out", str(out)]) == SOME_FAILED
    broken, table = rows(out)
    assert Path(broken["path"]).name == "broken.obj" and broken["error"] and not broken["label"]
    assert table["error"] == "" and table["label"] and table["unknown"] in ("true", "false")
    top = [entry.split(":") for entry in table["top5"].split(";")]
    assert len(top) == 5 and top[0][0] == table["label"]
    assert float(top[0][1]) == float(table["confidence"])


def test_pictures_are_classified_where_a_folder_holds_no_meshes(assets: Path) -> None:
    assert [path.name for path in expand([assets])] == ["broken.obj", "table.stl"]
    for name in ("broken.obj", "table.stl"):
        (assets / name).unlink()
    assert [path.name for path in expand([assets])] == ["wood.png"]
    assert main(["classify", str(assets)]) == OK
    (assets / "wood.png").unlink()
    with pytest.raises(InputError):
        expand([assets])


def test_a_picture_named_beside_a_mesh_is_answered_by_who_reads_pictures(
    assets: Path, tmp_path: Path, capsys
) -> None:
    files = [str(assets / name) for name in ("table.stl", "wood.png")]
    assert main(["classify", *files, "--run-log", str(tmp_path / "runs.jsonl")]) == OK
    (run,) = read_runs(tmp_path / "runs.jsonl")
    assert run.model == "embedded/default, embedded/pictures" and run.items == 2
    assert len(set(run.model_hash.split(", "))) == 2
    capsys.readouterr()
    # A model that was chosen is not exchanged.
    assert main(["classify", *files, "--model", "pictures", "--json"]) == OK
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_json_report_and_annotated_pictures(assets: Path, tmp_path: Path, capsys) -> None:
    page, captions = tmp_path / "page.html", tmp_path / "captions"
    options = ["--json", "--report", str(page), "--annotate", str(captions), "--views", "3"]
    assert main(["classify", str(assets / "table.stl"), *options]) == OK
    (answer,) = json.loads(capsys.readouterr().out)
    assert len(answer["views"]) == 3 and answer["label"] in answer["top5"]
    text = page.read_text(encoding="utf-8")
    assert text.count("data:image/jpeg;base64,") == 3 and answer["label"] in text
    (caption,) = captions.glob("*.png")
    assert images.read_image(caption).shape == (128 + 24, 3 * 128, 4)


def test_names_in_the_report_cannot_break_the_page(tmp_path: Path) -> None:
    evil = tmp_path / "<script>alert(1)<"
    evil.mkdir()
    (evil / "x.obj").write_text("")
    main(["classify", str(evil / "x.obj"), "--report", str(tmp_path / "page.html")])
    assert "<script>" not in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments", [["--model", "nowhere.pt"], ["--threshold", "2"], ["--views", "-1"]]
)
def test_what_cannot_start_says_why_and_returns_2(assets: Path, capsys, arguments: list) -> None:
    assert main(["classify", str(assets), *arguments]) == NOTHING_DONE
    assert capsys.readouterr().err.startswith("reloop3d: ")


def test_the_pooling_and_threshold_options_reach_the_answer(assets: Path, capsys) -> None:
    answers = {}
    for pooling in ("mean", "vote"):
        options = ["--json", "--pooling", pooling, "--threshold", "1"]
        main(["classify", str(assets / "table.stl"), *options])
        (answers[pooling],) = json.loads(capsys.readouterr().out)
    assert answers["mean"]["confidence"] != answers["vote"]["confidence"]
    votes = answers["vote"]["confidence"] * 12
    assert np.isclose(votes, round(votes), atol=1e-4)


def test_the_module_runs_as_a_program(assets: Path) -> None:
    command = [sys.executable, "-m", "engine", "classify", str(assets / "table.stl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == OK, done.stderr
    assert "table.stl" in done.stdout and "1 classified, 0 failed" in done.stderr


@pytest.mark.slow
def test_all_labelled_models_are_answered_in_one_run(shared_data: Path, tmp_path: Path) -> None:
    with open(shared_data / "labelled_meshes" / "labels.csv", encoding="utf-8") as file:
        wanted = {row["path"]: row["label"] for row in csv.DictReader(file)}
    folder, out = shared_data / "labelled_meshes", tmp_path / "predictions.csv"
    assert main(["classify", str(folder), "--views", "4", "--out", str(out)]) == OK
    found = {Path(row["path"]).relative_to(folder).as_posix(): row for row in rows(out)}
    assert found.keys() == wanted.keys() and len(found) == 637
    right = [found[path]["label"] == label for path, label in wanted.items()]
    assert np.mean(right) > 0.9  # trained on these very models: a wrong set-up would fall below


def test_a_run_that_is_stopped_keeps_the_rows_it_finished(
    assets: Path, tmp_path: Path, monkeypatch
) -> None:
    import engine.command.classify as command

    answers = command._classify_one
    calls = []

    def stopped_at_the_second(name, *rest):
        calls.append(name)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return answers(name, *rest)

    monkeypatch.setattr(command, "_classify_one", stopped_at_the_second)
    out = tmp_path / "predictions.csv"
    table = str(assets / "table.stl")
    assert main(["classify", table, table, table, "--out", str(out)]) == STOPPED
    assert [row["path"] for row in rows(out)] == [table]


def test_a_run_leaves_a_line_in_the_log_that_the_options_name(tmp_path: Path, capsys) -> None:
    good, bad, log = tmp_path / "good.obj", tmp_path / "bad.obj", tmp_path / "runs.jsonl"
    trimesh.creation.box().export(good)
    bad.write_text("nothing")
    options = ["--views", "2", "--run-log", str(log)]
    assert main(["classify", str(good), str(bad), *options]) == SOME_FAILED
    assert main(["classify", str(good), "--model", "nowhere.pt", *options]) == NOTHING_DONE
    assert main(["capture", str(good), "--out", str(tmp_path / "views"), *options]) == OK
    first, second = read_runs(log)  # a model that is not there is an error before any run
    assert (first.job, first.outcome, first.items) == ("Classify", "done", 2)
    assert [name for name, _ in first.failed] == [str(bad)] and len(first.model_hash) == 64
    assert first.settings["views"] == 2 and first.seconds > 0 and first.seed is None
    assert (second.job, second.outcome) == ("Capture", "done")
    assert second.settings["rig"]["views"] == 2
    capsys.readouterr()
