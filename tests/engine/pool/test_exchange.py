"""Labels in and out: round trips, upstream's files, and nothing changed by a bad one."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.errors import DataError, InputError
from engine.jobs import drain
from engine.pool import assets, classes, history, label, scan
from engine.pool.exchange import COLUMNS, Imported, export_labels, import_labels
from engine.pool.schema import Base

FILES = ("a/chair.obj", "a/table.obj", "b/chair.obj", "b/köfer, “alt”.obj", "b/copy.obj")


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """A folder of files that are not read here; the last one is a copy of a/table.obj."""
    for name in FILES:
        path = tmp_path / "pool" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a/table.obj" if name == FILES[-1] else name, encoding="utf-8")
    return tmp_path / "pool"


def fresh(pool: Path, name: str = "store") -> Base:
    base = Base(pool.parent / f"{name}.sqlite")
    source = scan.add_source(base, "folder", str(pool))
    drain(scan.scan_folder(base, source, pool))
    return base


def number(base: Base, path: Path) -> int:
    return assets.find(base, path).id


def named(base: Base, pool: Path) -> dict[str, str]:
    """Labels, by path in the pool."""
    found = assets.page(base, assets.Filter("labelled"), count=-1)
    return {one.path.relative_to(pool).as_posix(): one.label for one in found}


def listed(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def labelled(pool: Path) -> Base:
    """A store with labels, a copy's label, and a mark on an asset with and without one."""
    base = fresh(pool)
    label.put(base, {number(base, pool / FILES[0]): "chair, “old”"}, who="ann")
    label.put(base, {number(base, pool / FILES[1]): "table"}, who="bob")
    label.mark(base, [number(base, pool / FILES[0])], "unsure", who="ann")
    label.mark(base, [number(base, pool / FILES[3])], "flag", who="bob")
    return base


def without_origin(path: Path) -> list[dict]:
    if path.suffix == ".csv":
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{key: value for key, value in row.items() if key != "origin"} for row in rows]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_round_trip_keeps_all_but_where_labels_came_from(tmp_path, pool, suffix) -> None:
    first, second, third = (tmp_path / f"{name}{suffix}" for name in ("one", "two", "three"))
    assert export_labels(labelled(pool), first) == 4
    there = fresh(pool, "another")
    done = import_labels(there, first, who="carl")
    # The copy got its label with the one that it is a copy of.
    assert (done.labelled, done.unchanged, done.unknown) == (3, 1, [])
    assert export_labels(there, second) == 4
    assert without_origin(second) == without_origin(first)
    assert {one.origin for one in assets.page(there, assets.Filter("labelled"))} == {
        "import",
        "copy",
    }
    import_labels(fresh(pool, "third"), second)
    export_labels(fresh(pool, "third"), third)
    assert third.read_bytes() == second.read_bytes()


def test_rows_are_in_order_and_paths_in_the_files_folder_are_relative(tmp_path, pool) -> None:
    base = labelled(pool)
    export_labels(base, pool / "labels.csv")
    export_labels(base, tmp_path / "elsewhere" / "labels.jsonl")
    with open(pool / "labels.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == ["a/chair.obj", "a/table.obj", "b/copy.obj", FILES[3]]
    assert rows[1][2:5] == ["chair, “old”", "unsure", "ann"]
    lines = (tmp_path / "elsewhere" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert [one["path"] for one in found] == [str(pool / row[0]) for row in rows[1:]]
    assert found[0]["guess"] == "" and found[0]["confidence"] is None
    assert not list(pool.glob("*.part"))


def test_a_pool_that_moved_with_its_list_takes_the_labels(tmp_path, pool) -> None:
    export_labels(labelled(pool), pool / "labels.csv")
    moved = pool.rename(tmp_path / "moved")
    there = fresh(moved, "another")
    assert import_labels(there, moved / "labels.csv").unknown == []
    assert named(there, moved) == {
        "a/chair.obj": "chair, “old”",
        "a/table.obj": "table",
        "b/copy.obj": "table",
    }


def test_an_import_is_one_step_that_an_undo_takes_back(tmp_path, pool) -> None:
    base = fresh(pool)
    rows = [("path", "label", "mark"), (FILES[0], "chair", ""), (FILES[2], "", "skip")]
    done = import_labels(base, listed(pool / "labels.csv", rows), session="me", parent=7)
    (step,) = history.steps(base, count=1)
    assert (step["id"], step["session"], step["parent"]) == (done.step, "me", 7)
    assert named(base, pool) == {FILES[0]: "chair"}
    assert [one.name for one in assets.page(base, assets.Filter("skipped"))] == ["chair"]
    history.go_to(base, 7, session="me")
    assert named(base, pool) == {} and classes.known(base) == []
    assert assets.count(base, assets.Filter("skipped")) == 0


def test_a_label_that_is_there_already_is_no_change_and_no_step(tmp_path, pool) -> None:
    base = fresh(pool)
    label.put(base, {number(base, pool / FILES[0]): "chair"}, who="ann")
    before = history.steps(base)
    path = listed(pool / "labels.csv", [("path", "label"), (FILES[0], " chair ")])
    assert import_labels(base, path, who="bob") == Imported(0, 1, [])
    assert history.steps(base) == before
    assert assets.find(base, pool / FILES[0]).who == "ann"


def test_a_mark_alone_leaves_the_label_and_who_made_it(tmp_path, pool) -> None:
    base = fresh(pool)
    label.put(base, {number(base, pool / FILES[0]): "chair"})
    path = listed(pool / "marks.csv", [("path", "label", "mark"), (FILES[0], "", "unsure")])
    assert import_labels(base, path).labelled == 1
    found = assets.find(base, pool / FILES[0])
    assert (found.label, found.mark, found.origin) == ("chair", "unsure", "person")


def test_upstreams_files_are_read_with_their_columns_and_empty_labels(tmp_path, pool) -> None:
    base = fresh(pool)
    data = listed(  # its data set's list, paths from the folder of the data
        pool / "labels.csv", [("image_path", "label"), ("a/chair.obj", "chair")]
    )
    queue = listed(  # what its active_select writes, filled in by hand
        tmp_path / "annotations" / "active_queue.csv",
        [
            ("model_path", "pred_label", "uncertainty", "label"),
            (str(pool / "a/table.obj"), "chair", "0.512000", "table"),
            (str(pool / "b/chair.obj"), "chair", "nan", ""),
        ],
    )
    corrections = listed(
        tmp_path / "annotations" / "corrections.csv",
        [("image_path", "label"), ("a/chair.obj", "stool")],
    )
    assert import_labels(base, data) == Imported(1, 0, [], 2)
    assert import_labels(base, queue).labelled == 1
    assert named(base, pool)["a/table.obj"] == "table" and "b/chair.obj" not in named(base, pool)
    assert import_labels(base, corrections, root=pool).labelled == 1
    assert named(base, pool)["a/chair.obj"] == "stool"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("a/chair.obj", "a/chair.obj"),  # from a source's folder
        ("pool/b/chair.obj", "b/chair.obj"),  # from the root
        ("../pool/a/table.obj", "a/table.obj"),  # from the file's folder
        ("/elsewhere/table.obj", "a/table.obj"),  # by the only one of that name
        ("D:\\data\\b\\chair.obj", "b/chair.obj"),  # by more of the path than any other has
        ("/elsewhere/c/chair.obj", None),  # it may be either
        ("stool.obj", None),
        ("", None),
    ],
)
def test_a_path_means_an_asset_only_where_it_can_mean_no_other(
    tmp_path, pool, given, meant
) -> None:
    base = fresh(pool)
    path = listed(tmp_path / "lists" / "labels.csv", [("path", "label"), (given, "thing")])
    done = import_labels(base, path, root=tmp_path)
    assert named(base, pool).get(meant or "") == ("thing" if meant else None)
    assert done.unknown == ([] if meant else [given])
    assert done.labelled == (1 if meant else 0)


def test_another_file_of_the_same_name_that_exists_is_not_mistaken_for_the_pools(
    tmp_path, pool
) -> None:
    base = fresh(pool)
    other = tmp_path / "other" / "table.obj"
    other.parent.mkdir()
    other.write_text("something else", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(pool)
    rows = [("path", "label"), (str(other), "x"), (str(link / "a" / "table.obj"), "table")]
    done = import_labels(base, listed(tmp_path / "labels.csv", rows))
    assert done.unknown == [str(other)] and named(base, pool)["a/table.obj"] == "table"


def test_of_a_file_with_many_assets_the_list_names_which(tmp_path) -> None:
    base = Base(tmp_path / "store.sqlite")
    scene = tmp_path / "scene.blend"
    source = scan.add_source(base, "scene", str(scene))
    found = [scan.Found(f"objects/{name}", name, name) for name in ("Chair", "Table")]
    scan.scan_objects(base, source, str(scene), found)
    rows = [("path", "object", "label"), ("scene.blend", "objects/Table", "table")]
    rows += [("scene.blend", "", "thing"), ("scene.blend", "objects/Lamp", "lamp")]
    done = import_labels(base, listed(tmp_path / "labels.csv", rows))
    assert assets.find(base, scene, object="objects/Table").label == "table"
    assert done.labelled == 1
    assert done.unknown == ["scene.blend", "scene.blend objects/Lamp"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("labels.csv", "path,class\na/chair.obj,chair\n"),
        ("labels.csv", "path,label\na/chair.obj,chair\na/table.obj\n"),
        ("labels.csv", "path,label,mark\na/chair.obj,chair,\na/table.obj,table,broken\n"),
        ("labels.csv", "path,label\na/chair.obj,st\udcffol\n"),
        ("labels.jsonl", '{"path": "a/chair.obj", "label": "chair"}\n{"path": "a/tab'),
        ("labels.jsonl", '{"path": "a/chair.obj", "label": "chair"}\n[1, 2]\n'),
        ("labels.jsonl", '{"path": "a/chair.obj", "label": "chair"}\n{"label": "chair"}\n'),
        ("labels.jsonl", '{"path": "a/chair.obj", "label": "chair"}\n{"path": 5, "label": "a"}'),
    ],
)
def test_a_bad_file_is_a_data_error_and_changes_nothing(pool, name, text) -> None:
    base = labelled(pool)
    before = named(base, pool), history.steps(base), classes.known(base)
    (pool / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DataError):
        import_labels(base, pool / name)
    assert (named(base, pool), history.steps(base), classes.known(base)) == before


def test_a_missing_file_and_another_ending_are_told(tmp_path, pool) -> None:
    base = fresh(pool)
    with pytest.raises(DataError, match="cannot be read"):
        import_labels(base, tmp_path / "gone.csv")
    with pytest.raises(InputError, match="jsonl"):
        import_labels(base, tmp_path / "labels.txt")
    with pytest.raises(InputError, match="jsonl"):
        export_labels(base, tmp_path / "labels.txt")
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="Cannot write"):
        export_labels(base, tmp_path / "file" / "labels.csv")


def test_who_and_when_are_the_files_where_it_says_so(tmp_path, pool) -> None:
    base = fresh(pool)
    rows = [
        ("path", "label", "who", "time"),
        (FILES[0], "chair", "ann", "2024-05-06T07:08:09.000+00:00"),
        (FILES[2], "chair", "", "yesterday"),
    ]
    import_labels(base, listed(pool / "labels.csv", rows), who="bob")
    export_labels(base, pool / "out.jsonl")
    first, second = without_origin(pool / "out.jsonl")
    assert (first["who"], first["time"]) == ("ann", "2024-05-06T07:08:09.000+00:00")
    assert second["who"] == "bob" and second["time"] == history.steps(base, count=1)[0]["time"]


def test_what_is_gone_is_neither_written_nor_named(pool) -> None:
    base = labelled(pool)
    (pool / FILES[0]).unlink()
    drain(scan.scan_folder(base, 1, pool))
    assert export_labels(base, pool / "labels.csv") == 3
    again = listed(pool / "again.csv", [("path", "label"), (FILES[0], "chair")])
    assert import_labels(base, again) == Imported(0, 0, [FILES[0]])
    assert "b/chair.obj" not in named(base, pool)


def test_a_guess_by_name_gives_way_to_who_is_named_and_to_another_guess(tmp_path, pool) -> None:
    base = fresh(pool)
    rows = [
        ("path", "label"),
        ("a/table.obj", "table"),
        ("/old/table.obj", "stool"),
        ("/old/copy.obj", "one"),
        ("/older/copy.obj", "another"),
    ]
    done = import_labels(base, listed(pool / "labels.csv", rows))
    assert done.labelled == 1 and done.unknown == [row[0] for row in rows[2:]]
    assert assets.find(base, pool / "a/table.obj").label == "table"
