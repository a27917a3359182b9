"""A scanned and scored project for the tests of verbs about pools, and its fixtures."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import trimesh

from engine.command.main import main
from engine.command.shared import OK
from engine.pool.project import Project
from engine.samples import SAMPLES

NAMES = ("chair", "table", "sofa", "lamp", "cup")
Run = Callable[..., object]


def fill(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        mesh = SAMPLES[name]()
        trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).export(folder / f"{name}.stl")
    return folder


@pytest.fixture(scope="session")
def scored(tmp_path_factory) -> Path:
    """A folder with a scanned and scored project beside its pool; not to be written to."""
    place = tmp_path_factory.mktemp("scored")
    fill(place / "pool")
    shutil.copy(place / "pool/cup.stl", place / "pool/cup again.stl")
    project = ["--project", str(place / "project")]
    assert main(["pool", "add", str(place / "pool"), *project]) == OK
    assert main(["pool", "scan", *project]) == OK
    assert main(["score", *project]) == OK
    Project(place / "project").store.close()
    return place


@pytest.fixture
def place(tmp_path: Path, scored: Path, monkeypatch) -> Path:
    """A copy of that project, which is the one to work on where no option says otherwise."""
    with closing(sqlite3.connect(scored / "project/labels.sqlite")) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(scored / "project", tmp_path / "project")
    monkeypatch.setenv("RELOOP3D_PROJECT", str(tmp_path / "project"))
    return tmp_path


@pytest.fixture
def run(capsys) -> Run:
    """Runs a verb with --json and gives what it printed; its status is OK unless told."""

    def call(*arguments: object, status: int = OK) -> object:
        capsys.readouterr()
        assert main([*map(str, arguments), "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return call


def table(path: Path) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def contents(project: Path) -> list[tuple]:
    """All rows of all tables of a project's store."""
    with closing(sqlite3.connect(project / "labels.sqlite")) as base:
        names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        own = [name for (name,) in names if not name.startswith("sqlite_")]
        return [(name, *base.execute(f"SELECT * FROM {name}").fetchall()) for name in own]
