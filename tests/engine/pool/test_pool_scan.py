"""A scan finds what is new, changed, moved and gone, and labels follow what they were given to."""

import json
import os
import shutil
from pathlib import Path

import pytest
from pooled import TRIANGLE, Pool, looked_at, numbers

from engine.jobs import drain
from engine.pool import assets, history, label, scan, suspects
from engine.pool.assets import Filter
from engine.pool.scan import scan_folder


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    """Four files in two folders, scanned and looked at; one is a chair, one a table."""
    return looked_at(tmp_path)


# --- what became of a file ---------------------------------------------------------------------


def test_what_has_not_changed_is_not_read_again(pool: Pool, monkeypatch) -> None:
    before = pool.rows()
    monkeypatch.setattr(scan, "digest", None)
    found = pool.scan()
    assert numbers(found) == (4, 0, 0, 0, 0) and "nothing new" in str(found)
    assert pool.rows() == before and scan.sources(pool.store)[0]["assets"] == 4


def test_a_new_file_is_added(pool: Pool) -> None:
    pool.write("new.obj", f"# new\n{TRIANGLE}")
    assert numbers(pool.scan()) == (5, 1, 0, 0, 0)
    new = pool["new.obj"]
    assert (new.name, new.label, new.reason, new.top) == ("new", "", "", ())


def test_a_changed_file_keeps_its_label_and_loses_its_prediction(pool: Pool) -> None:
    before = pool["a.obj"]
    assert before.top
    pool.write("a.obj", f"# another shape\n{TRIANGLE}")
    assert numbers(pool.scan()) == (4, 0, 1, 0, 0)
    after = pool["a.obj"]
    assert after.id == before.id and after.label == "chair" and after.content != before.content
    assert after.top == () and after.model == "" and pool["b.obj"].top


def test_a_file_that_was_only_touched_keeps_its_prediction(pool: Pool) -> None:
    os.utime(pool.files / "a.obj", (1, 1))
    pool.scan()
    assert pool["a.obj"].top and pool["a.obj"].label == "chair"


def test_a_label_follows_a_file_that_moved(pool: Pool) -> None:
    before = pool["a.obj"]
    (pool.files / "else").mkdir()
    (pool.files / "a.obj").rename(pool.files / "else" / "armchair.obj")
    found = pool.scan()
    assert numbers(found) == (4, 0, 0, 1, 0) and "1 moved" in str(found)
    after = pool["else/armchair.obj"]
    assert (after.id, after.label, after.name) == (before.id, "chair", "armchair") and after.top
    assert assets.find(pool.store, pool.files / "a.obj") is None
    assert numbers(pool.scan()) == (4, 0, 0, 0, 0)


def test_a_label_follows_a_folder_that_got_another_name(pool: Pool) -> None:
    (pool.files / "deep").rename(pool.files / "deeper")
    assert numbers(pool.scan()) == (4, 0, 0, 2, 0)
    assert pool["deeper/d.ply"].label == "table" and pool["deeper/c.obj"].top


def test_a_file_that_moved_and_was_copied_is_labelled_in_both_places(pool: Pool) -> None:
    before = pool["a.obj"].id
    shutil.copy(pool.files / "a.obj", pool.files / "x.obj")
    (pool.files / "a.obj").rename(pool.files / "y.obj")
    assert numbers(pool.scan()) == (5, 1, 0, 1, 0)
    origins = {pool[name].origin: pool[name].id for name in ("x.obj", "y.obj")}
    assert [pool[name].label for name in ("x.obj", "y.obj")] == ["chair", "chair"]
    assert set(origins) == {"person", "copy"} and origins["person"] == before


def test_a_file_that_moved_takes_no_copy_s_place(pool: Pool) -> None:
    shutil.copy(pool.files / "a.obj", pool.files / "copy.obj")
    pool.scan()
    before = {name: pool[name].id for name in ("a.obj", "copy.obj")}
    (pool.files / "a.obj").rename(pool.files / "z.obj")
    assert numbers(pool.scan()) == (5, 0, 0, 1, 0)
    assert pool["z.obj"].id == before["a.obj"] and pool["copy.obj"].id == before["copy.obj"]
    (pool.files / "z.obj").unlink()
    assert numbers(pool.scan()) == (4, 0, 0, 0, 1)
    assert pool["copy.obj"].label == "chair" and pool["copy.obj"].id == before["copy.obj"]


def doubt(pool: Pool, asset: int) -> None:
    """List an asset's label among those that may be wrong: it should be that of class 2."""
    with pool.store.writing() as base:
        base.execute("INSERT INTO suspects VALUES (?, 1, 0.01, 2, 0.9)", (asset,))


def test_a_doubt_ends_with_the_content_that_it_was_about(pool: Pool) -> None:
    doubt(pool, pool["a.obj"].id)
    assert [one.given for one in suspects.listed(pool.store)] == ["chair"]
    pool.scan()
    assert len(suspects.listed(pool.store)) == 1
    pool.write("a.obj", TRIANGLE.replace("1 0 0", "2 0 0"))
    pool.scan()
    assert suspects.listed(pool.store) == [] and pool["a.obj"].label == "chair"


def test_a_place_that_was_doubted_may_be_taken(pool: Pool) -> None:
    other = pool.files.with_name("other")
    other.mkdir()
    source = scan.add_source(pool.store, "folder", str(other))
    before = pool["a.obj"].id
    (pool.files / "a.obj").rename(other / "a.obj")
    drain(scan_folder(pool.store, source, other))
    new = assets.find(pool.store, other / "a.obj")
    assert new is not None and new.id != before
    doubt(pool, new.id)
    assert numbers(pool.scan()) == (3, 0, 0, 1, 0)
    assert assets.find(pool.store, other / "a.obj").id == before


def test_a_file_that_moved_to_another_place_is_followed_whichever_is_scanned_first(
    pool: Pool,
) -> None:
    other = pool.files.with_name("other")
    other.mkdir()
    source = scan.add_source(pool.store, "folder", str(other))
    before = [pool[name].id for name in ("a.obj", "deep/d.ply")]
    (pool.files / "a.obj").rename(other / "a.obj")
    drain(scan_folder(pool.store, source, other))
    assert numbers(pool.scan()) == (3, 0, 0, 1, 0)
    (pool.files / "deep" / "d.ply").rename(other / "d.ply")
    assert numbers(pool.scan()) == (2, 0, 0, 0, 1)
    assert numbers(drain(scan_folder(pool.store, source, other))) == (2, 0, 0, 1, 0)
    found = [assets.find(pool.store, other / name) for name in ("a.obj", "d.ply")]
    assert [a.id for a in found] == before and [a.source for a in found] == [source] * 2
    assert [(a.label, a.origin) for a in found] == [("chair", "person"), ("table", "person")]


def test_two_files_that_change_places_change_labels(pool: Pool) -> None:
    texts = [(pool.files / name).read_text() for name in ("a.obj", "deep/c.obj")]
    for name, text in zip(("deep/c.obj", "a.obj"), texts, strict=True):
        pool.write(name, text)
        os.utime(pool.files / name, (5, 5))
    pool.scan()
    # Files are known by their places: what a person named stays where it was named.
    assert (pool["a.obj"].label, pool["a.obj"].origin) == ("chair", "person")
    assert pool["a.obj"].content != pool["deep/c.obj"].content


def test_a_deleted_file_is_gone_and_its_label_waits_for_it(pool: Pool) -> None:
    text, before = (pool.files / "a.obj").read_text(), pool["a.obj"]
    (pool.files / "a.obj").unlink()
    found = pool.scan()
    assert numbers(found) == (3, 0, 0, 0, 1) and "1 gone" in str(found)
    assert pool["a.obj"].is_gone and assets.status(pool.store).labelled == 1
    assert [a.name for a in assets.page(pool.store, Filter(state="gone"))] == ["a"]
    assert numbers(pool.scan()) == (3, 0, 0, 0, 0)  # no news
    pool.write("a.obj", text)
    assert numbers(pool.scan()) == (4, 1, 0, 0, 0)
    after = pool["a.obj"]
    assert (after.id, after.label, after.is_gone) == (before.id, "chair", False) and after.top


def test_a_companion_of_a_gltf_that_changed_changes_it(pool: Pool) -> None:
    scene = {"buffers": [{"uri": "parts/a%20b.bin"}], "images": [{"uri": "data:abc"}]}
    pool.write("parts/a b.bin", "12345")
    pool.write("e.gltf", json.dumps(scene))
    pool.scan()
    pool.label("e.gltf", "table")
    before = pool["e.gltf"]
    pool.write("parts/a b.bin", "54321")
    assert numbers(pool.scan()) == (5, 0, 1, 0, 0)
    after = pool["e.gltf"]
    assert after.id == before.id and after.content != before.content and after.label == "table"
    assert numbers(pool.scan()) == (5, 0, 0, 0, 0)


def test_a_material_of_an_obj_that_changed_changes_it(pool: Pool) -> None:
    pool.write("m.mtl", "newmtl a\nKd 1 0 0\n")
    pool.write("m.obj", f"mtllib m.mtl\n{TRIANGLE}")
    pool.scan()
    before = pool["m.obj"].content
    pool.write("m.mtl", "newmtl a\nKd 0 0 1\n")
    assert numbers(pool.scan()) == (5, 0, 1, 0, 0) and pool["m.obj"].content != before


# --- copies ------------------------------------------------------------------------------------


def test_identical_copies_share_a_label_whenever_they_come(pool: Pool) -> None:
    for name in ("copy 1.obj", "copy 2.obj"):
        shutil.copy(pool.files / "b.obj", pool.files / name)
    pool.scan()
    pool.label("copy 1.obj", "table")
    shutil.copy(pool.files / "b.obj", pool.files / "late.obj")
    pool.scan()
    shown = {name: pool[name] for name in ("b.obj", "copy 1.obj", "copy 2.obj", "late.obj")}
    assert {a.label for a in shown.values()} == {"table"}
    assert [a.origin for a in shown.values()] == ["copy", "person", "copy", "copy"]
    pool.label("copy 1.obj", "chair")
    assert [pool[name].label for name in shown] == ["chair"] * 4
    pool.label("copy 1.obj", "")
    assert [pool[name].label for name in shown] == [""] * 4
    pool.scan()
    assert [pool[name].label for name in shown] == [""] * 4


def test_what_a_person_said_of_a_copy_is_not_overwritten(pool: Pool) -> None:
    for name in ("own.obj", "flagged.obj", "other.obj"):
        shutil.copy(pool.files / "b.obj", pool.files / name)
    pool.scan()
    pool.label("own.obj", "chair")
    label.mark(pool.store, [pool["flagged.obj"].id], "flag")
    pool.label("b.obj", "table")
    assert [pool[n].label for n in ("own.obj", "b.obj", "other.obj")] == ["chair", "table", "table"]
    assert pool["own.obj"].origin == "person" and pool["flagged.obj"].mark == "flag"
    pool.label("b.obj", "")
    pool.scan()
    assert pool["own.obj"].label == "chair" and pool["flagged.obj"].mark == "flag"


def test_a_copy_that_becomes_another_shape_no_longer_follows(pool: Pool) -> None:
    shutil.copy(pool.files / "b.obj", pool.files / "copy.obj")
    pool.scan()
    pool.write("copy.obj", f"# another shape\n{TRIANGLE}")
    pool.scan()
    pool.label("b.obj", "table")
    assert pool["copy.obj"].label == ""


# --- stopped -----------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [1, 3, 7, 12])
def test_a_scan_that_was_stopped_ends_as_one_that_was_not(tmp_path: Path, monkeypatch, after):
    monkeypatch.setattr(scan, "_BATCH", 0.0)  # every file is kept at once
    pools = [Pool(tmp_path / name) for name in ("stopped", "whole")]
    for pool in pools:
        for number in range(12):
            pool.write(f"{number:02d}.obj", f"# {number % 9}\n{TRIANGLE}")
        pool.scan()
        for number in range(4):
            pool.label(f"{number:02d}.obj", "chair")
        (pool.files / "00.obj").rename(pool.files / "moved.obj")
        (pool.files / "01.obj").unlink()
        pool.write("02.obj", f"# changed\n{TRIANGLE}")
        for number in range(10):
            pool.write(f"new {number}.obj", f"# {number + 3}\n{TRIANGLE}")
    stopped, whole = pools
    steps = stopped.steps()
    for _ in range(after):
        next(steps)
    steps.close()
    stopped.scan()
    whole.scan()
    assert [(Path(path).name, *rest) for path, *rest in stopped.rows()] == [
        (Path(path).name, *rest) for path, *rest in whole.rows()
    ]
    assert stopped["moved.obj"].label == "chair" and stopped["moved.obj"].origin == "person"


def test_a_stop_keeps_what_was_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(scan, "_BATCH", 0.0)
    pool = Pool(tmp_path)
    for number in range(10):
        pool.write(f"{number}.obj", f"# {number}\n{TRIANGLE}")
    steps = pool.steps()
    for _ in range(6):
        next(steps)
    steps.close()
    assert 3 <= len(pool.rows()) <= 5
    read: list[Path] = []
    digest = scan.digest
    monkeypatch.setattr(scan, "digest", lambda path: read.append(path) or digest(path))
    before = len(pool.rows())
    pool.scan()
    assert len(read) == 10 - before and len(pool.rows()) == 10


def test_labels_that_a_scan_gave_are_in_the_history_of_nobody_s_undo(pool: Pool) -> None:
    shutil.copy(pool.files / "a.obj", pool.files / "copy.obj")
    pool.scan()
    (step,) = history.steps(pool.store, asset=pool["copy.obj"].id)
    assert (step["what"], step["session"]) == ("Scan", "")
    history.go_to(pool.store, 0, session="one")
    assert pool["copy.obj"].label == "chair"
