"""Which files of a place are assets, places that cannot be read or overlap, files of many."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pooled import TRIANGLE, Pool, looked_at, numbers

from engine.errors import DataError, InputError
from engine.jobs import drain
from engine.pool import assets, label, scan
from engine.pool.scan import Found, scan_folder

SUFFIXES = (".obj", ".ply")


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    """Four files in two folders, scanned and looked at; one is a chair, one a table."""
    return looked_at(tmp_path)


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
