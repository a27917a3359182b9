"""`python -m engine queue`, `label …`: what is asked, and what was said of it."""

import csv
from pathlib import Path

import pytest
from commanded import Run, fill, table

from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.pool.project import Project

# --- the queue ----------------------------------------------------------------------------------


def test_the_queue_goes_by_the_strategy_and_has_the_asked_length(place: Path, run: Run) -> None:
    assert run("pool", "status")["strategy"] == "coverage"
    assert "others without a label" in run("queue")[0]["why"]
    rows = run("queue", "--strategy", "margin")
    assert run("pool", "status")["strategy"] == "margin" and run("queue") == rows
    assert all(row["why"].startswith(f"{row['guess']}, or ") for row in rows)
    assert len(rows) == 5  # of two copies one is asked
    margins = [row["margin"] for row in rows]
    assert margins == sorted(margins) and len(set(margins)) > 1
    for row in rows:
        (_, first), (_, second), *_ = row["top"]
        assert row["margin"] == pytest.approx(first - second, abs=1e-3)
        assert (row["guess"], row["confidence"]) == (row["top"][0][0], first)
    assert run("queue", "--count", 2) == rows[:2]
    assert run("queue", "--count", 0) == []
    run("label", "set", rows[0]["id"], "thing")
    assert [row["id"] for row in run("queue")] == [row["id"] for row in rows[1:]]


def test_the_queue_has_what_was_scanned_since_and_says_so_in_words(
    tmp_path: Path, place: Path, run: Run, capsys
) -> None:
    fill(tmp_path / "more", ("tree",))
    run("pool", "add", tmp_path / "more")
    run("pool", "scan")
    assert main(["queue"]) == OK
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 6 and "tree.stl  ?" in said[-1]  # not looked at: it comes last
    assert said[-1].endswith("Nobody looked at it yet")


# --- labels -------------------------------------------------------------------------------------


def test_an_asset_is_labelled_by_number_or_file_and_an_empty_label_takes_it_away(
    place: Path, scored: Path, run: Run, monkeypatch
) -> None:
    monkeypatch.chdir(scored / "pool")
    assert run("label", "set", "chair.stl", "chair")["label"] == "chair"
    number = run("label", "set", scored / "pool/chair.stl", "stool")["id"]
    assert run("label", "set", number, " chair ")["label"] == "chair"
    assert run("pool", "status")["classes"]["chair"] == 1
    assert run("label", "set", number, "")["label"] == ""
    assert run("pool", "status")["labelled"] == 0
    assert main(["label", "set", "12345", "chair"]) == NOTHING_DONE
    assert main(["label", "set", "gone.stl", "chair"]) == NOTHING_DONE


def test_labels_go_out_and_in_and_what_is_unknown_is_told(
    tmp_path: Path, place: Path, scored: Path, run: Run, capsys
) -> None:
    path = tmp_path / "in.csv"
    names = ("chair", "table", "unicorn")
    rows = [["model_path", "label"], *([str(scored / f"pool/{n}.stl"), n] for n in names)]
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    done = run("label", "import", path, status=SOME_FAILED)
    assert (done["labelled"], done["unchanged"]) == (2, 0)
    assert done["unknown"] == [rows[-1][0]]
    assert run("label", "export", tmp_path / "out.csv")["labels"] == 2
    assert [row["label"] for row in table(tmp_path / "out.csv")] == ["chair", "table"]
    assert run("label", "import", tmp_path / "out.csv")["unchanged"] == 2
    capsys.readouterr()
    assert main(["label", "import", str(tmp_path / "gone.csv")]) == NOTHING_DONE
    assert "gone.csv" in capsys.readouterr().err


def test_a_list_with_paths_from_elsewhere_is_read_from_a_root(
    tmp_path: Path, place: Path, scored: Path, run: Run
) -> None:
    path = tmp_path / "lists" / "corrections.csv"
    path.parent.mkdir()
    path.write_text("image_path,label\npool/chair.stl,throne\n", encoding="utf-8")
    assert run("label", "import", path, "--root", scored)["labelled"] == 1
    assert run("pool", "status")["classes"]["throne"] == 1


def test_the_history_says_who_did_what_to_all_or_to_one(
    place: Path, scored: Path, run: Run
) -> None:
    run("label", "set", scored / "pool/chair.stl", "seat")
    run("label", "set", scored / "pool/chair.stl", "stool")
    run("label", "set", scored / "pool/table.stl", "desk")
    own = run("label", "history", scored / "pool/chair.stl")
    assert [step["what"] for step in own] == ["Label", "Label"] and own[0]["who"]
    assert own[0]["before"] == own[1]["after"] and own[1]["before"] is None
    assert len(run("label", "history", "--count", 2)) == 2
    assert run("label", "history")[0]["time"] >= own[0]["time"]


def test_a_label_in_doubt_is_listed_until_it_is_changed(place: Path, run: Run) -> None:
    assert run("label", "suspects") == []
    project = Project(place / "project")
    wrong = run("queue")[0]["id"]
    run("label", "set", wrong, "lamp")
    known = {one["name"]: one["id"] for one in run("pool", "classes")}
    with project.store.writing() as base:
        base.execute(
            "INSERT INTO suspects VALUES (?, ?, 0.01, ?, 0.9)",
            (wrong, known["lamp"], known["chair"]),
        )
    (row,) = run("label", "suspects")
    assert (row["id"], row["label"], row["own"]) == (wrong, "lamp", 0.01)
    assert (row["suggested"], row["other"]) == ("chair", 0.9)
    assert run("pool", "status")["suspects"] == 1
    run("label", "set", wrong, "chair")
    assert run("label", "suspects") == [] and run("pool", "status")["suspects"] == 0
