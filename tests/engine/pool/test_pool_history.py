"""Undo and redo go to any step of the history, over branches, and never over another's work."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from historic import Session, names, state, twelve

from engine.errors import InputError
from engine.jobs import drain
from engine.pool import assets, classes, history, label, scan
from engine.pool.assets import Filter
from engine.pool.schema import Base
from engine.pool.score import Row, keep


@pytest.fixture
def store(tmp_path: Path) -> Base:
    return twelve(tmp_path)


# --- there and back ----------------------------------------------------------------------------


def test_classes_made_one_are_guessed_as_one(store: Base) -> None:
    one = Session(store)
    top = (("table", 0.5), ("chair", 0.3), ("lamp", 0.1))
    keep(store, [Row(number, "", top, "") for number in one.ids], "a model")
    one.label(0, "table")
    one.do(classes.merge, ["table"], "lamp")
    (asset,) = assets.get(store, one.ids[:1])
    assert asset.label == asset.top[0][0] == "lamp" and asset.confidence == asset.top[0][1] == 0.5
    assert assets.count(store, Filter(state="disputed")) == 0
    assert assets.status(store).guesses == {"lamp": 11}


def test_a_label_is_undone_and_done_again(store: Base) -> None:
    one = Session(store)
    before = state(store)
    first = one.label(0, "chair")
    second = one.label(0, "table")
    after = state(store)
    assert one.go(first) == [one.ids[0]] and one.said(0) == "chair"
    one.go(0)
    assert state(store) == before
    assert one.go(second) == [one.ids[0], one.ids[0]] and state(store) == after
    assert one.go(second) == []


CHANGES = {
    "a batch": lambda one: one.do(label.put, dict.fromkeys(one.ids[:5], "lamp"), origin="accepted"),
    "a label that makes a class": lambda one: one.label(3, "stool"),
    "a label of copies": lambda one: one.label(6, "lamp"),
    "a label taken away": lambda one: one.label(1, ""),
    "a mark on a label": lambda one: one.do(label.mark, one.ids[:3], "flag"),
    "a mark": lambda one: one.do(label.mark, [one.ids[9]], "skip"),
    "what was marked asked again": lambda one: one.do(label.unmark, "unsure"),
    "new classes": lambda one: one.do(classes.add, ["stool", "sofa", "chair"]),
    "another name": lambda one: one.do(classes.rename, "chair", "armchair"),
    "classes made one": lambda one: one.do(classes.merge, ["chair", "table"], "lamp"),
    "a class split": lambda one: one.do(classes.split, "chair", "stool", one.ids[:1]),
    "another colour": lambda one: one.do(classes.change, "lamp", color="#102030"),
    "another's hotkey": lambda one: one.do(classes.change, "lamp", hotkey="c"),
    "a class removed": lambda one: one.do(classes.remove, "lamp"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_undone_and_done_again(store: Base, name: str) -> None:
    one = Session(store)
    one.do(label.put, {one.ids[0]: "chair", one.ids[1]: "table", one.ids[2]: "chair"})
    one.do(label.mark, [one.ids[8]], "unsure")
    one.do(classes.change, "chair", hotkey="C", color="#abcdef")
    start, before = one.at, state(store)
    made = CHANGES[name](one)
    after = state(store)
    assert made > start and after != before
    one.go(start)
    assert state(store) == before
    one.go(made)
    assert state(store) == after


def test_the_whole_of_a_session_is_undone_and_done_again_step_by_step(store: Base) -> None:
    one = Session(store)
    seen = [(0, state(store))]
    one.do(label.put, dict.fromkeys(one.ids[:4], "chair"))
    seen.append((one.at, state(store)))
    for name, change in CHANGES.items():
        if name not in ("a class removed", "another name", "a class split"):  # chair is no more
            if change(one):
                seen.append((one.at, state(store)))
    assert len(seen) > 8
    for step, there in reversed(seen):
        one.go(step)
        assert state(store) == there
    for step, there in seen:
        one.go(step)
        assert state(store) == there


def test_a_branch_that_was_left_can_be_gone_back_to(store: Base) -> None:
    one = Session(store)
    trunk = one.label(0, "chair")
    old = one.label(1, "table")
    one.go(trunk)
    new = one.label(1, "lamp")
    one.label(2, "lamp")
    assert (one.said(0), one.said(1), one.said(2)) == ("chair", "lamp", "lamp")
    one.go(old)
    assert (one.said(0), one.said(1), one.said(2)) == ("chair", "table", "")
    one.go(new)
    assert (one.said(0), one.said(1), one.said(2)) == ("chair", "lamp", "")
    one.go(0)
    assert (one.said(0), one.said(1), one.said(2)) == ("", "", "")


def test_what_changes_nothing_is_no_step(store: Base) -> None:
    one = Session(store)
    first = one.label(0, "chair")
    steps = history.steps(store)
    assert one.label(0, " chair ") == 0 and one.at == first
    assert one.do(classes.add, ["chair"]) == 0 and one.do(classes.rename, "lamp", "lamp") == 0
    assert history.steps(store) == steps


# --- not over another's work -------------------------------------------------------------------


def test_an_undo_leaves_what_another_session_changed_meanwhile(store: Base) -> None:
    one, two = Session(store), Session(store, "two")
    one.do(label.put, {one.ids[0]: "chair", one.ids[1]: "chair"})
    made = one.at
    two.label(0, "table")
    assert one.go(0) == [one.ids[1]]
    assert (one.said(0), one.said(1)) == ("table", "")
    assert one.go(made) == [one.ids[1]]
    assert (one.said(0), one.said(1)) == ("table", "chair")
    two.go(0)
    assert one.said(0) == "chair"  # as two found it


def test_an_undo_of_one_session_is_none_of_the_other_s(store: Base) -> None:
    one, two = Session(store), Session(store, "two")
    one.label(0, "chair")
    two.label(1, "table")
    one.go(0)
    assert (one.said(0), one.said(1)) == ("", "table")
    two.go(0)
    assert one.said(1) == ""


def test_a_class_that_another_session_uses_outlives_the_undo_of_its_making(store: Base) -> None:
    one, two = Session(store), Session(store, "two")
    made = one.label(0, "stool")
    two.label(1, "stool")
    one.go(0)
    assert (one.said(0), one.said(1)) == ("", "stool") and "stool" in names(store)
    one.go(made)
    assert one.said(0) == "stool" and names(store).count("stool") == 1


def test_labels_of_a_class_that_was_made_away_stay_as_they_are(store: Base) -> None:
    one, two = Session(store), Session(store, "two")
    one.label(0, "stool")
    one.label(0, "chair")
    two.do(classes.remove, "stool")
    one.go(one.at - 1)
    assert one.said(0) == "chair" and "stool" not in names(store)


def test_a_name_or_a_hotkey_that_another_took_is_not_given_twice(store: Base) -> None:
    one, two = Session(store), Session(store, "two")
    one.do(classes.change, "chair", hotkey="Q")
    keyed = one.at
    one.do(classes.change, "chair", hotkey="")
    two.do(classes.change, "lamp", hotkey="Q")
    one.go(keyed)
    assert [c.name for c in classes.known(store) if c.hotkey == "Q"] == ["lamp"]
    one.do(classes.rename, "chair", "armchair")
    two.do(classes.add, ["chair"])
    one.go(keyed)
    assert sorted(names(store)) == ["armchair", "chair", "lamp", "table"]


def test_an_asset_that_took_another_s_place_stops_no_undo(store: Base, tmp_path: Path) -> None:
    one, other = Session(store), tmp_path / "project" / "other"
    other.mkdir()
    (other / "copy.obj").write_text("# 5\n")
    source = scan.add_source(store, "folder", str(other))
    drain(scan.scan_folder(store, source, other))
    copy = assets.find(store, other / "copy.obj").id
    one.label(5, "chair")  # and its copies
    labelled = one.at
    one.label(5, "")
    one.label(0, "lamp")
    (tmp_path / "05.obj").unlink()
    drain(scan.scan_folder(store, 1, tmp_path))
    assert assets.get(store, [one.ids[5]])[0].path == other / "copy.obj"
    assert assets.get(store, [copy]) == []
    (tmp_path / "new.obj").write_text("# new\n")
    drain(scan.scan_folder(store, 1, tmp_path))
    one.go(labelled)
    assert (one.said(5), one.said(6), one.said(0)) == ("chair", "chair", "")
    new = assets.find(store, tmp_path / "new.obj")
    assert new.label == "" and new.id != copy  # the history is not taken for another's


def test_objects_that_exchanged_names_exchange_them_back(store: Base) -> None:
    source = scan.add_source(store, "scene", "/x.blend")
    found = [scan.Found(f"objects/{name}", name, name) for name in ("A", "B", "C")]
    scan.scan_objects(store, source, "/x.blend", found)
    one = Session(store)
    a, b, c = (assets.find(store, Path("/x.blend"), object=f.object).id for f in found)
    one.do(label.put, {a: "chair"})
    before = one.at
    made = one.do(assets.rename, {a: "objects/B", b: "objects/A", c: "objects/D"})
    renamed = assets.get(store, [a, b, c])
    assert [(r.object, r.name, r.label) for r in renamed] == [
        ("objects/B", "B", "chair"),
        ("objects/A", "A", ""),
        ("objects/D", "D", ""),
    ]
    one.go(before)
    assert [(r.object, r.name) for r in assets.get(store, [a, b, c])] == [
        (f.object, f.name) for f in found
    ]
    one.go(made)
    assert assets.get(store, [a, b, c]) == renamed
    with pytest.raises(InputError, match="no asset"):
        one.do(assets.rename, {a: "objects/E", 10**9: "objects/F"})
    assert assets.get(store, [a, b, c]) == renamed


# --- who, when, how ----------------------------------------------------------------------------


def test_the_history_says_who_when_and_how(store: Base) -> None:
    one, two = Session(store), Session(store, "two")
    began = datetime.now(UTC)
    one.label(5, "chair", who="ann")
    two.label(5, "table", who="bea", origin="accepted")
    two.do(classes.rename, "table", "desk")
    shown = {a.id: (a.label, a.who, a.origin) for a in assets.get(store, one.ids[5:7])}
    assert shown[one.ids[5]] == ("desk", "bea", "accepted")
    assert shown[one.ids[6]] == ("desk", "bea", "copy")
    steps = history.steps(store)[:3]
    assert [s["what"] for s in steps] == ["Rename table", "Label", "Label"]
    assert [s["session"] for s in steps] == ["two", "two", "one"]
    assert [s["who"] for s in steps] == [history.person(), "bea", "ann"]
    times = [datetime.fromisoformat(s["time"]) for s in reversed(steps)]
    assert began.replace(microsecond=0) <= times[0] <= times[1] <= times[2] <= datetime.now(UTC)


def test_an_asset_has_its_own_history(store: Base) -> None:
    one = Session(store)
    one.label(0, "chair", who="ann")
    one.label(1, "chair", who="ann")
    one.do(label.mark, one.ids[:1], "flag", who="bea")
    found = history.steps(store, asset=one.ids[0])
    assert [(s["what"], s["who"]) for s in found] == [("Flag", "bea"), ("Label", "ann")]
    assert found[1]["before"] is None and found[0]["before"] == found[1]["after"]
    assert len(history.steps(store, asset=one.ids[0], count=1)) == 1
    assert history.steps(store, asset=one.ids[4]) == []


# --- classes -----------------------------------------------------------------------------------


def test_what_cannot_be_done_to_a_class_says_why_and_changes_nothing(store: Base) -> None:
    one = Session(store)
    one.label(0, "chair")
    before, steps = state(store), history.steps(store)
    for words, change, *given in (
        ("already", classes.rename, "chair", "table"),
        ("needs a name", classes.rename, "chair", " "),
        ("no class", classes.merge, ["chair"], "desk"),
        ("None of the chosen", classes.split, "chair", "stool", one.ids[1:]),
        ("1 assets", classes.remove, "chair"),
        ("no class", classes.remove, "desk"),
    ):
        with pytest.raises(InputError, match=words):
            one.do(change, *given)
    with pytest.raises(InputError, match="hotkey"):
        one.do(classes.change, "chair", hotkey="?")
    assert state(store) == before and history.steps(store) == steps
