"""`python -m engine pool …` and its sisters: a pool from the first scan to a data set."""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from commanded import Run, contents, fill, lines

from engine.command.main import main
from engine.command.pool import add_pool_verbs
from engine.command.project import Reader
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED, guarded
from engine.datatypes import Mesh
from engine.images import write_image
from engine.labels.assets import read_assets
from engine.meshes import SUFFIXES, load_mesh
from engine.pool import assets
from engine.pool.project import Project
from engine.pool.scan import Found
from engine.runlog import read_runs
from engine.samples import SAMPLES

# --- the pool -----------------------------------------------------------------------------------


def test_a_pool_is_added_scanned_and_counted(tmp_path: Path, run: Run, monkeypatch) -> None:
    fill(tmp_path / "pool", ("chair", "cup"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELOOP3D_PROJECT", "project")
    added = run("pool", "add", "pool")
    assert added == {"id": 1, "kind": "folder", "place": str(tmp_path / "pool")}
    assert run("pool", "add", tmp_path / "pool")["id"] == 1
    (scanned,) = run("pool", "scan").values()
    assert (scanned["assets"], scanned["new"], scanned["failed"]) == (2, 2, [])
    status = run("pool", "status")
    assert (status["assets"], status["labelled"], status["queue"]) == (2, 0, 2)
    assert [source["place"] for source in status["sources"]] == [str(tmp_path / "pool")]
    (tmp_path / "pool" / "cup.stl").unlink()
    (scanned,) = run("pool", "scan").values()
    assert (scanned["assets"], scanned["gone"]) == (1, 1)


def test_a_folder_that_is_away_costs_no_other(
    tmp_path: Path, place: Path, run: Run, capsys
) -> None:
    fill(tmp_path / "more", ("chair",))
    fill(tmp_path / "away", ("table",))
    for name in ("more", "away"):
        run("pool", "add", tmp_path / name)
    shutil.rmtree(tmp_path / "away")
    capsys.readouterr()
    log = tmp_path / "runs.jsonl"
    assert main(["pool", "scan", "--run-log", str(log)]) == SOME_FAILED
    said = capsys.readouterr()
    assert str(tmp_path / "more") in said.out and str(tmp_path / "away") in said.err
    (line,) = read_runs(log)
    assert (line.job, line.outcome, line.items, len(line.failed)) == ("Scan", "done", 7, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["pool", "status"],
        ["pool", "scan"],
        ["score"],
        ["queue"],
        ["retrain"],
        ["label", "export", "labels.csv"],
        ["pool", "add", "nowhere"],
    ],
)
def test_without_a_project_nothing_is_done_and_none_is_made(
    tmp_path: Path, capsys, arguments: list[str]
) -> None:
    project = tmp_path / "project"
    assert main([*arguments, "--project", str(project)]) == NOTHING_DONE
    assert not project.exists()
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("reloop3d: ")


def test_the_project_is_asked_for_where_nothing_names_it(monkeypatch, capsys) -> None:
    monkeypatch.delenv("RELOOP3D_PROJECT", raising=False)
    with pytest.raises(SystemExit):
        main(["pool", "status"])
    assert "--project" in capsys.readouterr().err


def test_an_empty_pool_cannot_be_scanned_nor_taught(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("RELOOP3D_PROJECT", str(tmp_path / "project"))
    Project(tmp_path / "project")
    assert main(["pool", "scan"]) == main(["retrain"]) == NOTHING_DONE
    assert "pool add" in capsys.readouterr().err


def test_what_looks_alike_is_named_and_copies_first(place: Path, run: Run) -> None:
    (group,) = run("pool", "duplicates")
    numbers = {one.name: one.id for one in assets.page(Project(place / "project").store)}
    assert sorted(group) == sorted([numbers["cup"], numbers["cup again"]])
    first, *others = run("pool", "similar", numbers["cup"], "--count", 3)
    assert (first["id"], first["similarity"]) == (numbers["cup again"], 1.0)
    assert len(others) == 2 and others[0]["similarity"] >= others[1]["similarity"]
    assert Path(first["path"]).name == "cup again.stl"
    assert main(["pool", "similar", "999"]) == NOTHING_DONE


def test_classes_are_listed_renamed_and_merged(place: Path, run: Run) -> None:
    run("label", "set", 1, "thing")
    run("label", "set", 2, "object")
    assert {row["name"] for row in run("pool", "classes") if row["labelled"]} == {"thing", "object"}
    rows = run("pool", "classes", "--rename", "thing", "big thing")
    assert {row["name"]: row["labelled"] for row in rows}["big thing"] == 1
    rows = run("pool", "classes", "--merge", "big thing,object", "chair")
    assert [row["name"] for row in rows if row["labelled"] == 3] == ["chair"]
    assert not {"thing", "big thing", "object"} & {row["name"] for row in rows}
    assert main(["pool", "classes", "--rename", "no such", "x"]) == NOTHING_DONE


# --- scoring and learning -----------------------------------------------------------------------


def test_scoring_looks_only_at_what_is_new_and_names_what_fails(
    tmp_path: Path, place: Path, run: Run, capsys
) -> None:
    assert run("score")["looked_at"] == 0
    fill(tmp_path / "more", ("tree",))
    (tmp_path / "more" / "broken.obj").write_text("f 1 2 3\n")
    run("pool", "add", tmp_path / "more")
    run("pool", "scan")
    done = run("score", status=SOME_FAILED)
    ((path, reason),) = done["failed"]
    assert (done["looked_at"], done["queue"]) == (2, 7)
    assert Path(path).name == "broken.obj" and reason
    assert run("score")["failed"] == []  # said once
    assert run("pool", "status")["predicted"] == 7


def test_scoring_shared_out_gives_what_scoring_at_home_gives(
    tmp_path: Path, scored: Path, run: Run, monkeypatch
) -> None:
    monkeypatch.setenv("RELOOP3D_PROJECT", str(tmp_path / "home"))
    run("pool", "add", scored / "pool")
    run("pool", "scan")
    Project(tmp_path / "home").store.close()
    items, rows = tmp_path / "items.jsonl", tmp_path / "rows.jsonl"
    assert run("score", "--list", items)["waiting"] == 6
    shutil.copytree(tmp_path / "home", tmp_path / "other machine")
    other = ("--project", tmp_path / "other machine")
    assert run("score", "--items", items, "--out", rows, *other)["looked_at"] == 6
    assert run("pool", "status")["predicted"] == 0
    assert run("pool", "status", *other)["predicted"] == 0
    assert [row["id"] for row in lines(rows)] == [item["id"] for item in lines(items)]
    done = run("score", "--rows", rows)
    assert (done["looked_at"], done["failed"], done["queue"]) == (6, [], 5)
    assert run("score", "--list", items)["waiting"] == 0
    assert run("score")["looked_at"] == 0
    monkeypatch.setenv("RELOOP3D_PROJECT", str(scored / "project"))
    expected = {row["path"]: row["top"] for row in run("queue")}
    monkeypatch.setenv("RELOOP3D_PROJECT", str(tmp_path / "home"))
    assert {row["path"]: row["top"] for row in run("queue")} == expected
    for number in (1, 2):
        run("label", "set", number, "thing")
    assert run("retrain")["labels"] == 2  # what was seen elsewhere is known here


def test_items_need_no_more_than_number_and_path_and_failures_are_rows(
    tmp_path: Path, place: Path, scored: Path, run: Run
) -> None:
    items, rows = tmp_path / "items.jsonl", tmp_path / "rows.jsonl"
    values = [{"id": 3, "path": str(scored / "pool/sofa.stl")}, {"id": 4, "path": "/gone.stl"}]
    items.write_text("\n".join(map(json.dumps, values)), encoding="utf-8")
    before = contents(place / "project")
    run("score", "--items", items, "--out", rows, status=SOME_FAILED)
    sofa, gone = lines(rows)
    assert sofa["reason"] == "" and len(sofa["top"]) == 5 and len(sofa["content"]) == 64
    assert gone["top"] == [] and "gone.stl" in gone["reason"]
    assert contents(place / "project") == before


@pytest.mark.parametrize(
    "text", ['{"id": 1}', '{"id": "one", "path": "a"}', "[1]", '{"id": 1, "path": "a"', "\udcff"]
)
def test_damaged_items_and_rows_are_told_and_change_nothing(
    tmp_path: Path, place: Path, run: Run, capsys, text: str
) -> None:
    before = run("queue")
    path = tmp_path / "bad.jsonl"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    out = ("--out", str(tmp_path / "out.jsonl"))
    capsys.readouterr()
    assert main(["score", "--items", str(path), *out]) == NOTHING_DONE
    assert main(["score", "--rows", str(path)]) == NOTHING_DONE
    assert capsys.readouterr().err.count("bad.jsonl") == 2
    assert run("queue") == before


def test_items_without_a_place_for_rows_are_refused(tmp_path: Path, place: Path, capsys) -> None:
    assert main(["score", "--items", str(tmp_path / "items.jsonl")]) == NOTHING_DONE
    assert main(["score", "--out", str(tmp_path / "rows.jsonl")]) == NOTHING_DONE
    assert capsys.readouterr().err.count("--out") == 2


def test_retraining_learns_the_labels_and_answers_anew(place: Path, run: Run) -> None:
    project = Project(place / "project")
    for one in assets.page(project.store):
        run("label", "set", one.id, "seat" if one.name in ("chair", "sofa") else "other thing")
    run("label", "set", 1, "")
    trained = run("retrain", "--run-log", place / "runs.jsonl")
    assert (trained["labels"], trained["classes"], trained["accuracy"]) == (4, 2, None)
    assert project.model.is_file()
    (line,) = read_runs(place / "runs.jsonl")
    assert (line.job, line.outcome, line.items) == ("Retrain", "done", 4)
    (row,) = run("queue")
    (asset,) = assets.get(project.store, [row["id"]])
    assert asset.model == trained["model"]
    assert run("pool", "status")["rounds"] == [trained]


def test_a_folder_of_pictures_is_queued_by_the_network_that_reads_them(
    tmp_path: Path, run: Run
) -> None:
    folder, mine = tmp_path / "pictures", ("--project", str(tmp_path / "mine"))
    folder.mkdir()
    for number in range(3):
        picture = np.random.default_rng(number).random((32, 32, 3)).astype(np.float32)
        write_image(folder / f"{number}.png", picture)
    assert main(["pool", "add", str(folder), "--base", "nowhere", *mine]) == NOTHING_DONE
    run("pool", "add", folder, "--base", "pictures", *mine)
    run("pool", "scan", *mine)
    assert run("score", *mine)["looked_at"] == 3
    margins = [row["margin"] for row in run("queue", "--count", 50, *mine)]
    assert len(margins) == 3 and margins == sorted(margins)


# --- data sets ----------------------------------------------------------------------------------


def test_the_labels_become_a_data_set_that_training_reads(
    tmp_path: Path, place: Path, scored: Path, run: Run, capsys
) -> None:
    assert main(["apply", "dataset", str(tmp_path / "set")]) == NOTHING_DONE
    for name in ("chair", "table"):
        run("label", "set", scored / f"pool/{name}.stl", name)
    for kind, source in (("folders", ""), ("csv", "labels.csv")):
        done = run("apply", "dataset", tmp_path / kind, "--kind", kind)
        assert done == {"folder": str(tmp_path / kind), "assets": 2, "failed": []}
        assert [one.label for one in read_assets(tmp_path / kind / source)] == ["chair", "table"]
    run("apply", "dataset", tmp_path / "coco", "--kind", "coco")
    assert (tmp_path / "coco/annotations/instances.json").is_file()
    capsys.readouterr()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "song.txt").write_text("la", encoding="utf-8")
    assert main(["apply", "dataset", str(tmp_path / "theirs")]) == NOTHING_DONE
    assert "not empty" in capsys.readouterr().err


# --- another program's reader -------------------------------------------------------------------


def test_blenders_reader_finds_and_reads_what_the_engine_cannot(tmp_path: Path, capsys) -> None:
    pool = fill(tmp_path / "pool", ("chair",))
    (pool / "kit.blend").write_bytes(b"BLENDER")

    def listed(path: Path) -> list[Found]:
        assert path.name == "kit.blend"
        return [Found(f"objects/{name}", name) for name in ("Sofa", "Lamp")]

    def read(path: Path, object_: str) -> Mesh:
        name = object_.rpartition("/")[2].lower()
        return SAMPLES[name]() if object_ else load_mesh(path)

    parser = argparse.ArgumentParser()
    reader = Reader((*SUFFIXES, ".blend"), listed, read)
    own = add_pool_verbs(parser.add_subparsers(dest="verb"), reader=reader)
    for one in own.parsers:
        one.set_defaults(run_log=tmp_path / "runs.jsonl")

    def call(*arguments: object) -> None:
        args = parser.parse_args([*map(str, arguments), "--project", str(tmp_path / "project")])
        assert guarded(lambda: args.work(args)) == OK

    call("pool", "add", pool)
    call("pool", "scan")
    call("score")
    call("label", "set", pool / "kit.blend", "seat", "--object", "objects/Sofa")
    call("label", "set", pool / "chair.stl", "seat")
    call("apply", "dataset", tmp_path / "set")
    capsys.readouterr()
    call("pool", "status", "--json")
    status = json.loads(capsys.readouterr().out)
    assert (status["assets"], status["predicted"], status["failed"]) == (3, 1, 0)
    found = sorted(one.path.name for one in read_assets(tmp_path / "set"))
    assert found == ["Sofa.glb", "chair.stl"]
    jobs = [line.job for line in read_runs(tmp_path / "runs.jsonl")]
    assert jobs == ["Add to pool", "Scan", "Score", "Export data set"]
