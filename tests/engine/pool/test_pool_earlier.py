"""Stores that earlier versions wrote are opened, brought to this one's form, and go on."""

import sqlite3
from pathlib import Path

import pytest

from engine.pool import assets, history, label, rank, rounds, schema, suspects
from engine.pool.project import Project

EARLIER = Path(__file__).parent / "earlier"


def test_there_is_a_store_of_every_earlier_version() -> None:
    named = {int(path.stem.partition("-")[2]) for path in EARLIER.glob("labels-*.sql")}
    assert named == set(range(1, schema.VERSION))


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_earlier_store_keeps_its_labels_and_its_history(version: int, tmp_path: Path) -> None:
    path = tmp_path / "labels.sqlite"
    with sqlite3.connect(path) as base:
        base.executescript((EARLIER / f"labels-{version}.sql").read_text(encoding="utf-8"))
    store = Project(tmp_path).store
    with store.reading() as base:
        assert base.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    known = {Path(asset.path).name: asset for asset in assets.page(store, count=-1)}
    named = {name: asset.label for name, asset in known.items() if asset.label}
    assert named == {"0.obj": "low", "1.obj": "low", "2.obj": "high", "3.obj": "high"}
    assert known["5.obj"].top and len(known) == 6
    (learnt,) = rounds.known(store)
    assert learnt.labels == 4 and learnt.expected is None
    assert suspects.listed(store) == []
    step = label.put(store, {known["4.obj"].id: "low"}, who="bob", session="now")
    rank.rank(Project(tmp_path))
    assert assets.status(store).labelled == 5
    history.go_to(store, 0, session="now")
    assert assets.status(store).labelled == 4
    history.go_to(store, step, session="now")
    assert assets.status(store).labelled == 5
