"""A scan finds what is new, changed, moved and gone, and labels follow what they were given to."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import DataError, InputError
from engine.jobs import Steps, drain
from engine.pool import assets, classes, history, label, scan
from engine.pool.assets import Asset, Filter
from engine.pool.project import Project
from engine.pool.scan import Found, Scanned, scan_folder
from engine.pool.score import Row, keep

TRIANGLE = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"
PLY = """ply
format ascii 1.0
element vertex 3
property float x
property float y
property float z
element face 1
property list uchar int vertex_indices
end_header
0 0 0
1 0 0
0 1 {}
3 0 1 2
"""


class Pool:
    """A folder of files and a store that is told of it."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.store = Project(folder / "project").store
        self.source = scan.add_source(self.store, "folder", str(self.files))
        classes.add(self.store, ["chair", "table"])

    def write(self, name: str, text: str) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def steps(self, **options) -> Steps[Scanned]:
        return scan_folder(self.store, self.source, self.files, **options)

    def scan(self, **options) -> Scanned:
        return drain(self.steps(**options))

    def __getitem__(self, name: str) -> Asset:
        found = assets.find(self.store, self.files / name)
        assert found is not None, name
        return found

    def label(self, name: str, text: str) -> None:
        label.put(self.store, {self[name].id: text})

    def rows(self) -> list[tuple]:
        """What a person sees of each asset that is there, whatever its id."""
        return [
            (str(a.path), a.object, a.name, a.content, a.reason, a.label, a.mark, a.origin)
            for a in assets.page(self.store, Filter(order="name"), count=-1)
        ]


def numbers(found: Scanned) -> tuple[int, ...]:
    return found.assets, found.new, found.changed, found.moved, found.gone


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    """Four files in two folders, scanned and looked at; one is a chair, one a table."""
    made = Pool(tmp_path)
    for number, name in enumerate(("a.obj", "b.obj", "deep/c.obj")):
        made.write(name, f"# {number}\n{TRIANGLE}")
    made.write("deep/d.ply", PLY.format(1))
    assert numbers(made.scan()) == (4, 4, 0, 0, 0)
    ids = assets.ids(made.store)
    keep(made.store, [Row(n, "", (("chair", 0.9), ("table", 0.1)), "") for n in ids], "a model")
    made.label("a.obj", "chair")
    made.label("deep/d.ply", "table")
    return made


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


# --- places that cannot be read ----------------------------------------------------------------


def test_a_folder_that_is_away_is_said_and_nothing_is_gone(pool: Pool) -> None:
    before = pool.rows()
    pool.files.rename(pool.files.with_name("away"))
    with pytest.raises(DataError, match="not there") as raised:
        pool.scan()
    assert str(pool.files) in str(raised.value) and pool.rows() == before
    pool.files.with_name("away").rename(pool.files)
    assert numbers(pool.scan()) == (4, 0, 0, 0, 0)


@pytest.mark.parametrize("name", ["deep", "."])
def test_what_lies_in_a_folder_that_cannot_be_listed_is_not_gone(pool, monkeypatch, name) -> None:
    before, scandir = pool.rows(), os.scandir

    def refused(folder) -> Iterator[os.DirEntry]:
        if Path(folder) == pool.files / name:
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    (pool.files / "b.obj").unlink()
    monkeypatch.setattr(os, "scandir", refused)
    if name == ".":
        with pytest.raises(DataError, match="Permission denied"):
            pool.scan()
        assert pool.rows() == before
        return
    found = pool.scan()
    assert numbers(found) == (3, 0, 0, 0, 1) and "deep" in found.failed[0][0]
    assert "Permission denied" in found.failed[0][1] and len(pool.rows()) == 3


def test_an_unreadable_file_says_why_and_costs_no_other(pool: Pool) -> None:
    (pool.files / "bad.obj").symlink_to("/proc/self/mem")  # it can be opened, but not read
    pool.write("good.obj", f"# good\n{TRIANGLE}")
    found = pool.scan()
    assert found.new == 2 and [Path(path).name for path, _ in found.failed] == ["bad.obj"]
    assert "cannot be read" in pool["bad.obj"].reason and pool["good.obj"].reason == ""
    assert assets.status(pool.store).failed == 1
    again = pool.scan()
    assert len(again.failed) == 1 and again.new == 0  # tried again, and no news
    (pool.files / "bad.obj").unlink()
    pool.write("bad.obj", f"# good by now\n{TRIANGLE}")
    pool.scan()
    assert pool["bad.obj"].reason == "" and pool["bad.obj"].content


# --- which files -------------------------------------------------------------------------------


def test_pictures_beside_meshes_are_textures(pool: Pool) -> None:
    pool.write("deep/texture.png", "not looked at here")
    pool.write("photos/photo.jpg", "nor this")
    assert numbers(pool.scan()) == (4, 0, 0, 0, 0)


def test_pictures_alone_are_assets(tmp_path: Path) -> None:
    pool = Pool(tmp_path)
    for name in ("a.png", "deep/b.JPG", "deep/notes.txt"):
        pool.write(name, name)
    assert numbers(pool.scan()) == (2, 2, 0, 0, 0)
    assert pool["deep/b.JPG"].name == "b"


def test_hidden_folders_and_files_and_links_in_a_ring_are_left_out(pool: Pool) -> None:
    pool.write(".trash/x.obj", TRIANGLE)
    pool.write(".hidden.obj", TRIANGLE)
    pool.write("__pycache__/x.obj", TRIANGLE)
    (pool.files / "deep" / "ring").symlink_to(pool.files)
    (pool.files / "dangling.obj").symlink_to(pool.files / "nothing.obj")
    assert numbers(pool.scan()) == (4, 0, 0, 0, 0)


def test_an_unknown_kind_of_source_is_refused_and_a_known_place_keeps_its_id(pool: Pool) -> None:
    with pytest.raises(InputError, match="cloud"):
        scan.add_source(pool.store, "cloud", "x")
    assert scan.add_source(pool.store, "folder", str(pool.files)) == pool.source
    assert len(scan.sources(pool.store)) == 1


def test_of_two_places_that_overlap_each_file_is_one_asset(pool: Pool, monkeypatch) -> None:
    inner = scan.add_source(pool.store, "folder", str(pool.files / "deep"))
    before = pool.rows()
    for _ in range(2):
        found = drain(scan_folder(pool.store, inner, pool.files / "deep"))
        assert found.new == found.gone == found.changed == 0 and pool.rows() == before
        assert numbers(pool.scan()) == (4, 0, 0, 0, 0)
    pool.write("deep/e.obj", f"# e\n{TRIANGLE}")
    assert drain(scan_folder(pool.store, inner, pool.files / "deep")).new == 1
    assert pool.scan().new == 0 and len(pool.rows()) == 5
    (pool.files / "deep" / "c.obj").rename(pool.files / "c.obj")
    assert pool.scan().moved == 1 and len(pool.rows()) == 5
    shutil.rmtree(pool.files / "deep")
    (pool.files / "deep").mkdir()
    drain(scan_folder(pool.store, inner, pool.files / "deep"))
    pool.scan()
    assert [Path(row[0]).name for row in pool.rows()] == ["a.obj", "b.obj", "c.obj"]


# --- files of many assets ----------------------------------------------------------------------


def test_a_file_may_hold_many_assets_and_each_is_one(pool: Pool) -> None:
    held = [Found("objects/Chair", "Chair"), Found("objects/Table", "Table")]
    pool.write("scene.blend", "by way of a reader that knows it")
    assert numbers(pool.scan()) == (4, 0, 0, 0, 0)  # nobody can list it
    assert numbers(pool.scan(listed=lambda _path: held, suffixes=(*SUFFIXES, ".blend")))[0] == 6
    chair = assets.find(pool.store, pool.files / "scene.blend", object="objects/Chair")
    table = assets.find(pool.store, pool.files / "scene.blend", object="objects/Table")
    assert chair.name == "Chair" and chair.content and chair.content != table.content
    label.put(pool.store, {chair.id: "chair"})
    pool.write("scene.blend", "one object less")
    found = pool.scan(listed=lambda _path: held[:1], suffixes=(*SUFFIXES, ".blend"))
    assert numbers(found) == (5, 0, 1, 0, 1)
    assert assets.get(pool.store, [chair.id])[0].label == "chair"
    assert assets.get(pool.store, [table.id])[0].is_gone


SUFFIXES = (".obj", ".ply")


def test_objects_of_an_open_file_are_brought_up_to_date(pool: Pool) -> None:
    source = scan.add_source(pool.store, "scene", "/x/scene.blend")
    first = [Found("Chair", "Chair", "1"), Found("Table", "Table", "2")]
    found = scan.scan_objects(pool.store, source, "/x/scene.blend", first)
    assert numbers(found) == (2, 2, 0, 0, 0)
    chair = assets.find(pool.store, Path("/x/scene.blend"), object="Chair")
    label.put(pool.store, {chair.id: "chair"})
    second = [Found("Chair", "Chair", "1 b"), Found("Lamp", "Lamp", "3")]
    found = scan.scan_objects(pool.store, source, "/x/scene.blend", second)
    assert numbers(found) == (2, 1, 1, 0, 1)
    assert assets.get(pool.store, [chair.id])[0].label == "chair"
    third = [Found("Armchair", "Armchair", "1 b"), Found("Lamp", "Lamp", "3")]
    found = scan.scan_objects(pool.store, source, "/x/scene.blend", third)
    assert numbers(found) == (2, 0, 0, 1, 0)
    assert assets.get(pool.store, [chair.id])[0].name == "Armchair"
    assert len(pool.rows()) == 6


def test_labels_that_a_scan_gave_are_in_the_history_of_nobody_s_undo(pool: Pool) -> None:
    shutil.copy(pool.files / "a.obj", pool.files / "copy.obj")
    pool.scan()
    (step,) = history.steps(pool.store, asset=pool["copy.obj"].id)
    assert (step["what"], step["session"]) == ("Scan", "")
    history.go_to(pool.store, 0, session="one")
    assert pool["copy.obj"].label == "chair"
