"""A pool in Blender's command line and by buttons: libraries, the open file, data sets."""

import csv
import json
from pathlib import Path

import bpy
import pytest
from making import sample
from pools import saved
from shelf import all_marks, box, contents, save


@pytest.fixture
def run(addon, tmp_path: Path, capsys):
    """Run a verb on a project of the test's own; what it prints as JSON."""
    command = addon("reloop3d_addon.command")

    def call(*words: object, status: int = 0):
        project = ["--project", str(tmp_path / "project"), "--json"]
        capsys.readouterr()
        assert command.main([*map(str, words), *project]) == status, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def window(addon, tmp_path: Path):
    """The same project in the window."""
    entry = addon("reloop3d_addon.preferences").chosen(bpy.context)
    entry.project = str(tmp_path / "project")
    yield addon("reloop3d_addon.pool.opened")
    addon("reloop3d_addon.pool.opened").forget()
    entry.project = ""


def shelf_of(root: Path, *, files: int, each: int) -> dict[str, str]:
    """A library of so many files with so many assets; the class of each, by file and name."""
    root.mkdir()
    truth = {}
    for number in range(files):
        for place in range(each):
            obj = box(f"Thing{place:02}", 3.0 * place)
            obj.scale.z = 1 + place % 3
            obj.asset_mark()
            obj.asset_data.tags.new("mine")
            truth[f"{number:02}.blend/{obj.name}"] = ("crate", "pillar", "tower")[place % 3]
        save(root / f"{number:02}.blend")
    return truth


def label_all(path: Path, root: Path, truth: dict[str, str]) -> Path:
    """A list of labels, as somebody else may have made it."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("path", "object", "label"))
        for place, label in truth.items():
            name, _, thing = place.partition("/")
            table.writerow((root / name, f"objects/{thing}", label))
    return path


@pytest.mark.slow
def test_two_hundred_assets_get_their_tags_and_lose_them_again(addon, run, tmp_path) -> None:
    root = tmp_path / "library"
    truth = shelf_of(root, files=10, each=20)
    run("pool", "add", root)
    assert run("pool", "scan")[str(root)]["new"] == 200
    done = run("label", "import", label_all(tmp_path / "labels.csv", root, truth))
    assert done["labelled"] == 200 and done["unknown"] == []
    process = addon("reloop3d_addon.child.process")
    with process.SecondBlender(process.command()) as blender:
        before, bytes_before = all_marks(blender, root), contents(root)
        dry = run("apply", "tags", root, "--catalog", "Kit/{label}", "--dry-run")
        assert len(dry["rows"]) == 200 and contents(root) == bytes_before
        written = run("apply", "tags", root, "--catalog", "Kit/{label}")
        assert written["rows"] == dry["rows"]
        between = all_marks(blender, root)
        assert run("apply", "undo")["files"] == 10
        assert all_marks(blender, root) == before
    assert not (root / "blender_assets.cats.txt").exists()
    ids = set()
    for number in range(10):
        # As Blender's own asset browser lists a file.
        path = root / f"{number:02}.blend"
        with bpy.data.libraries.load(str(path), assets_only=True) as (inside, _):
            assert len(inside.objects) == 20
    for place, marks in flat(between).items():
        assert set(marks["tags"]) == {"mine", truth[place]}
        ids.add((truth[place], marks["catalog"]))
    assert len(ids) == 3 and len({uuid for _, uuid in ids}) == 3


def flat(marks: dict) -> dict[str, dict]:
    """Marks by file and name."""
    return {
        f"{file}/{thing.partition('/')[2]}": entry
        for file, entries in marks.items()
        for thing, entry in entries.items()
    }


def test_the_open_file_is_scanned_labelled_renamed_and_sorted(addon, run, tmp_path) -> None:
    for place, name in enumerate(("chair", "table", "tree")):
        sample(addon, name, 4.0 * place)
    path = saved(tmp_path / "scene.blend")
    run("pool", "add-scene")
    assert run("pool", "scan")[str(path)]["new"] == 3
    assert run("score")["looked_at"] == 3
    assert {row["name"] for row in run("queue")} == {"chair", "table", "tree"}
    for name, label in {"chair": "seat", "table": "desk", "tree": "plant"}.items():
        run("label", "set", path, label, "--object", f"objects/{name}")
    assert run("retrain")["labels"] == 3
    names = ["desk_001", "plant_001", "seat_001"]
    assert len(run("apply", "rename", "--dry-run")) == 3
    assert sorted(bpy.data.objects.keys()) == ["chair", "table", "tree"]
    run("apply", "rename")
    run("apply", "sort", "Sorted", "--save", tmp_path / "sorted.blend")
    bpy.ops.wm.open_mainfile(filepath=str(path))
    assert sorted(bpy.data.objects.keys()) == names and not bpy.data.collections
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "sorted.blend"))
    assert {c.name for c in bpy.data.collections["Sorted"].children} == {"seat", "desk", "plant"}
    assert run("label", "export", tmp_path / "labels.csv")["labels"] == 3


def test_files_that_only_blender_reads_are_looked_at_in_a_second_one(
    addon, run, shared_data, tmp_path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("chair", "table", "lampRoundFloor"):
        source = shared_data / "asset_folders" / "kenney_furniture_fbx" / f"{name}.fbx"
        (folder / source.name).write_bytes(source.read_bytes())
    (folder / "broken.fbx").write_bytes(b"no fbx at all")
    blocks = {p: len(getattr(bpy.data, p)) for p in ("objects", "meshes", "scenes", "images")}
    run("pool", "add", folder)
    run("pool", "scan")
    scored = run("score", status=1)
    assert scored["looked_at"] == 4 and len(scored["failed"]) == 1
    assert "broken.fbx" in scored["failed"][0][0]
    asked = run("queue")
    assert [row["name"] for row in asked][-1] == "broken" and asked[-1]["reason"]
    assert {p: len(getattr(bpy.data, p)) for p in blocks} == blocks


def test_the_buttons_write_tags_take_them_back_and_export_the_data(
    addon, run, window, tmp_path
) -> None:
    root = tmp_path / "library"
    truth = shelf_of(root, files=2, each=3)
    run("pool", "add", root)
    run("pool", "scan")
    labels = label_all(tmp_path / "labels.csv", root, truth)
    assert bpy.ops.reloop3d.import_labels(filepath=str(labels)) == {"FINISHED"}
    before = contents(root)
    assert bpy.ops.reloop3d.write_tags(is_dry=True) == {"FINISHED"}
    table = (tmp_path / "project" / "dry_run.csv").read_text(encoding="utf-8")
    assert len(table.splitlines()) == 7 and contents(root) == before
    process = addon("reloop3d_addon.child.process")
    with process.SecondBlender(process.command()) as blender:
        marks = all_marks(blender, root)
        assert bpy.ops.reloop3d.write_tags() == {"FINISHED"}
        assert all_marks(blender, root) != marks
        assert bpy.ops.reloop3d.undo_tags() == {"FINISHED"}
        assert all_marks(blender, root) == marks
    with pytest.raises(RuntimeError, match="Nothing was written"):
        bpy.ops.reloop3d.undo_tags()
    bpy.context.window_manager.reloop3d.pool.kind = "folders"
    out = tmp_path / "set"
    assert bpy.ops.reloop3d.export_dataset(directory=str(out)) == {"FINISHED"}
    assert sorted(path.name for path in out.iterdir()) == ["crate", "pillar", "tower"]
    assert len(list(out.glob("*/*.glb"))) == 6
    assert bpy.ops.reloop3d.export_labels(filepath=str(tmp_path / "out.csv")) == {"FINISHED"}
    with open(tmp_path / "out.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["label"] for row in rows} == {"crate", "pillar", "tower"} and len(rows) == 6
    assert out in window.project(bpy.context).made("dataset")
