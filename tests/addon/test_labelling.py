"""Labelling through the operators: the loop, undo across other edits, the own scene."""

from pathlib import Path

import bpy
import pytest
from making import sample
from pools import labels, saved


def test_the_loop_runs_through_the_operators_and_asks_nothing_twice(addon, pool, truth) -> None:
    session, assets = addon("reloop3d_addon.labelling.session"), addon("engine.pool.assets")
    project = pool.project(bpy.context)
    status = pool.snapshot(bpy.context).status
    assert (status.assets, status.predicted, status.failed) == (24, 24, 0)
    asked, queues = [], []
    for _ in range(3):
        queues.append(assets.ids(project.store, assets.Filter("unlabelled")))
        assert bpy.ops.reloop3d.start_labelling() == {"FINISHED"}
        for _ in range(5):
            asset = session.asset()
            asked.append(str(asset.path))
            assert asset.path.is_file() and asset.top
            assert bpy.ops.reloop3d.label(label=truth[str(asset.path)]) == {"FINISHED"}
        bpy.ops.reloop3d.stop_labelling()
        before = project.model.read_bytes() if project.model.is_file() else b""
        assert bpy.ops.reloop3d.retrain() == {"FINISHED"}
        assert project.model.read_bytes() != before
    assert len(set(asked)) == 15
    assert [len(queue) for queue in queues] == [24, 19, 14]
    assert queues[1] != [number for number in queues[0] if number in set(queues[1])]
    assert len(pool.snapshot(bpy.context).rounds) == 3
    found = assets.page(project.store, count=-1)
    assert {asset.model for asset in found} == {"round 3 (15 labels)"}
    assert labels(addon, pool) == {Path(path).name: truth[path] for path in asked}


def test_labelling_shows_each_model_in_a_scene_of_its_own_and_leaves_yours(
    addon, pool, truth
) -> None:
    chair = sample(addon, "chair")
    session = addon("reloop3d_addon.labelling.session")
    before = {(kind, block.name) for kind in KINDS_OF_DATA for block in getattr(bpy.data, kind)}
    bpy.ops.reloop3d.start_labelling()
    own = session.scene()
    shown = [own.objects[0].name]
    size = max(own.objects[0].dimensions)
    assert 0.3 < size <= 1.0001
    bpy.ops.reloop3d.label()
    shown.append(own.objects[0].name)
    assert len(own.objects) == 1 and shown[0].split(".")[0] != shown[1].split(".")[0]
    bpy.ops.reloop3d.stop_labelling()
    after = {(kind, block.name) for kind in KINDS_OF_DATA for block in getattr(bpy.data, kind)}
    assert after == before
    assert chair.name in bpy.context.scene.objects


KINDS_OF_DATA = ("scenes", "objects", "meshes", "materials", "images", "collections", "worlds")


def test_undo_and_redo_take_labels_back_across_other_edits(addon, pool, truth) -> None:
    cube = sample(addon, "cup")
    bpy.ops.reloop3d.start_labelling()
    session = addon("reloop3d_addon.labelling.session")
    first = session.asset().path.name
    bpy.ops.reloop3d.label(label="chair")
    second = session.asset().path.name
    cube = bpy.data.objects["cup"]
    cube.location.x = 7
    bpy.ops.ed.undo_push(message="Move")
    bpy.ops.reloop3d.label(label="table")
    both = {first: "chair", second: "table"}
    assert labels(addon, pool) == both
    bpy.ops.ed.undo()
    assert labels(addon, pool) == {first: "chair"}
    assert session.asset().path.name == second
    assert bpy.data.objects["cup"].location.x == 7
    bpy.ops.ed.undo()
    assert labels(addon, pool) == {first: "chair"}
    assert bpy.data.objects["cup"].location.x == 0
    bpy.ops.ed.undo()
    assert labels(addon, pool) == {} and session.asset().path.name == first
    for expected in ({first: "chair"}, {first: "chair"}, both):
        bpy.ops.ed.redo()
        assert labels(addon, pool) == expected
    bpy.ops.ed.undo()
    bpy.ops.reloop3d.label(label="car")
    assert labels(addon, pool) == {first: "chair", second: "car"}


def test_undo_before_the_beginning_ends_labelling(addon, pool, truth) -> None:
    bpy.ops.ed.undo_push(message="Before")
    bpy.ops.reloop3d.start_labelling()
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.ed.undo()
    assert session.current() is None and session.scene() is None
    assert bpy.ops.reloop3d.start_labelling() == {"FINISHED"}


def test_back_skip_unsure_and_flag(addon, pool, truth) -> None:
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    names = []
    for what in ("skip", "unsure", "flag"):
        names.append(session.asset().path.name)
        bpy.ops.reloop3d.mark(what=what)
    last = session.asset().path.name
    assert last not in names
    bpy.ops.reloop3d.label_back()
    assert session.asset().path.name == names[2] and session.asset().mark == "flag"
    bpy.ops.reloop3d.label(label="tree")
    assert labels(addon, pool) == {names[2]: "tree"}
    assert session.asset().path.name == last
    assert pool.snapshot(bpy.context).status.marked == 2
    bpy.ops.reloop3d.ask_again(what="skip")
    assert pool.snapshot(bpy.context).status.marked == 1


def test_look_alikes_are_labelled_at_once_and_one_undo_takes_them_back(addon, pool, truth) -> None:
    bpy.ops.reloop3d.start_labelling()
    session = addon("reloop3d_addon.labelling.session")
    name = truth[str(session.asset().path)]
    assert bpy.ops.reloop3d.label_batch(label=name, count=8) == {"FINISHED"}
    made = labels(addon, pool)
    assert 1 <= len(made) <= 8 and set(made.values()) == {name}
    found = addon("engine.pool.assets").page(pool.project(bpy.context).store, count=-1)
    assert {a.origin for a in found if a.label} <= {"accepted", "copy"}
    bpy.ops.ed.undo()
    assert labels(addon, pool) == {}


def test_saving_while_labelling_leaves_nothing_of_ours_in_the_file(
    addon, pool, truth, tmp_path
) -> None:
    session = addon("reloop3d_addon.labelling.session")
    sample(addon, "chair")
    bpy.ops.reloop3d.start_labelling()
    asked = session.asset()
    path = saved(tmp_path / "mine.blend")
    assert session.asset().id == asked.id and session.scene() is not None
    assert len(session.scene().objects) == 1
    bpy.ops.reloop3d.label(label="chair")
    assert labels(addon, pool) == {asked.path.name: "chair"}
    bpy.ops.wm.open_mainfile(filepath=str(path))
    assert len(bpy.data.scenes) == 1 and bpy.data.objects.keys() == ["chair"]
    assert len(bpy.data.meshes) == 1
    assert session.current() is None
    assert labels(addon, pool) == {asked.path.name: "chair"}
    assert bpy.ops.reloop3d.start_labelling() == {"FINISHED"}
    assert session.asset().id != asked.id


def test_the_objects_of_this_file_are_assets_and_their_labels_are_used(
    addon, pool, tmp_path
) -> None:
    for place, name in enumerate(("chair", "table", "tree")):
        sample(addon, name, 4.0 * place)
    saved(tmp_path / "scene.blend")
    assert bpy.ops.reloop3d.add_scene() == {"FINISHED"}
    assets = addon("engine.pool.assets")
    store = pool.project(bpy.context).store
    found = {asset.name: asset for asset in assets.page(store, count=-1)}
    assert set(found) == {"chair", "table", "tree"}
    assert all(asset.top for asset in found.values())
    bpy.ops.reloop3d.label(asset=found["chair"].id, label="seat")
    bpy.ops.reloop3d.label(asset=found["table"].id, label="seat")
    bpy.ops.reloop3d.label(asset=found["tree"].id, label="plant")
    assert {obj.name: obj.reloop3d.said for obj in bpy.data.objects} == {
        "chair": "seat",
        "table": "seat",
        "tree": "plant",
    }
    shown = bpy.context.window_manager.reloop3d.pool
    shown.state, shown.label = "labelled", "seat"
    bpy.ops.reloop3d.select_labelled()
    assert {obj.name for obj in bpy.context.selected_objects} == {"chair", "table"}
    shown.label = ""
    bpy.context.view_layer.objects.active = bpy.data.objects["tree"]
    bpy.ops.reloop3d.select_similar(count=1)
    assert len(bpy.context.selected_objects) == 2 and bpy.data.objects["tree"].select_get()
    bpy.ops.reloop3d.rename_labelled(is_dry=True)
    assert set(bpy.data.objects.keys()) == {"chair", "table", "tree"}
    bpy.ops.reloop3d.rename_labelled(pattern="{label}_{number:03}")
    assert set(bpy.data.objects.keys()) == {"seat_001", "seat_002", "plant_001"}
    bpy.ops.reloop3d.sort_labelled(parent="Sorted")
    tops = bpy.data.collections["Sorted"].children
    assert {c.name: sorted(c.objects.keys()) for c in tops} == {
        "seat": ["seat_001", "seat_002"],
        "plant": ["plant_001"],
    }
    bpy.ops.reloop3d.mark_labelled()
    assert [t.name for t in bpy.data.objects["plant_001"].asset_data.tags] == ["plant"]
    for _ in range(3):
        bpy.ops.ed.undo()
    assert set(bpy.data.objects.keys()) == {"chair", "table", "tree"}
    again = {asset.name: asset.label for asset in assets.page(store, count=-1)}
    assert again == {"chair": "seat", "table": "seat", "tree": "plant"}
    bpy.data.objects["chair"].name = "throne"
    bpy.ops.reloop3d.scan_pool()
    again = {asset.name: asset.label for asset in assets.page(store, count=-1)}
    assert again == {"throne": "seat", "table": "seat", "tree": "plant"}


def test_an_object_of_this_file_is_shown_as_it_is_while_it_is_asked(addon, pool, tmp_path) -> None:
    chair = sample(addon, "chair")
    chair.scale = (1, 1, 3)
    sample(addon, "tree", 5)
    saved(tmp_path / "scene.blend")
    bpy.ops.reloop3d.add_scene()
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    seen = {}
    for _ in range(2):
        (shown,) = session.scene().objects
        seen[session.asset().name] = shown
        tall = shown.dimensions.z / max(shown.dimensions.x, shown.dimensions.y)
        original = bpy.data.objects[session.asset().name].dimensions
        assert abs(tall - original.z / max(original.x, original.y)) < 0.01
        bpy.ops.reloop3d.label(label="thing")
    assert len(session.scene().objects) == 0 and session.asset() is None
    bpy.ops.reloop3d.stop_labelling()
    assert sorted(bpy.data.objects.keys()) == ["chair", "tree"]


def test_scanning_while_labelling_looks_at_your_scenes_and_not_at_ours(
    addon, pool, tmp_path
) -> None:
    sample(addon, "chair")
    other = bpy.data.scenes.new("Second")
    tree = sample(addon, "tree", 5)
    other.collection.objects.link(tree)
    bpy.context.scene.collection.objects.unlink(tree)
    sample(addon, "cup", 9).scale = (0, 0, 0)
    saved(tmp_path / "scene.blend")
    bpy.ops.reloop3d.add_scene()
    assets = addon("engine.pool.assets")
    store = pool.project(bpy.context).store
    before = {a.name: (a.content, a.label) for a in assets.page(store, count=-1)}
    assert set(before) == {"chair", "tree", "cup"}
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    with bpy.context.temp_override(scene=session.scene()):
        bpy.ops.reloop3d.scan_pool()
    found = assets.page(store, count=-1)
    assert {a.name: (a.content, a.label) for a in found} == before


def test_a_file_recovered_from_the_middle_of_labelling_is_cleaned(addon, pool, truth, tmp_path):
    sample(addon, "chair")
    bpy.ops.reloop3d.start_labelling()
    session = addon("reloop3d_addon.labelling.session")
    handlers = bpy.app.handlers.save_pre
    kept = list(handlers)
    handlers.clear()  # Blender's recovery files are written without them
    path = saved(tmp_path / "recovered.blend")
    handlers.extend(kept)
    session.forget()
    bpy.ops.wm.open_mainfile(filepath=str(path))
    assert [scene.name for scene in bpy.data.scenes] == ["Scene"]
    assert bpy.data.objects.keys() == ["chair"]


def test_the_class_list_is_edited_and_one_undo_takes_each_edit_back(addon, pool, truth) -> None:
    bpy.ops.reloop3d.start_labelling()
    session = addon("reloop3d_addon.labelling.session")
    first = session.asset().path.name
    bpy.ops.reloop3d.label(label="chair")
    second = session.asset().path.name
    bpy.ops.reloop3d.label(label="stool")
    bpy.ops.reloop3d.rename_class(label="chair", new="seat")
    assert labels(addon, pool) == {first: "seat", second: "stool"}
    bpy.ops.reloop3d.merge_class(label="stool", into="seat")
    assert labels(addon, pool) == {first: "seat", second: "seat"}
    bpy.ops.reloop3d.split_class(label="seat", new="throne", text=first)
    assert labels(addon, pool) == {first: "throne", second: "seat"}
    bpy.ops.reloop3d.set_hotkey(label="throne", key="t")
    bpy.ops.reloop3d.color_class(label="throne", color="#112233")
    known = {one.name: one for one in pool.classes_of(bpy.context)}
    assert (known["throne"].hotkey, known["throne"].color) == ("T", "#112233")
    for _ in range(5):
        bpy.ops.ed.undo()
    assert labels(addon, pool) == {first: "chair", second: "stool"}
    known = {one.name for one in pool.classes_of(bpy.context)}
    assert {"chair", "stool"} <= known and not {"seat", "throne"} & known


def test_the_list_shows_what_is_chosen_and_a_row_asks_its_asset(addon, pool, truth) -> None:
    session = addon("reloop3d_addon.labelling.session")
    shown = bpy.context.window_manager.reloop3d.pool
    shown.state, shown.label, shown.search = "labelled", "", ""
    pool.read(bpy.context)
    assert len(shown.rows) == 0  # nothing is labelled yet
    shown.state = "all"
    assert len(shown.rows) == shown.total == 24
    shown.search = "tre"
    assert {row.name[:3] for row in shown.rows} == {"tre"} and len(shown.rows) == 6
    number = shown.rows[2].asset
    bpy.ops.reloop3d.ask_asset(asset=number)
    assert session.asset().id == number
    bpy.ops.reloop3d.label(label="pine")
    bpy.ops.reloop3d.ask_asset(asset=number)
    assert session.asset().label == "pine"
    shown.search, shown.state, shown.label = "", "labelled", "pine"
    pool.read(bpy.context)
    assert [(row.text, row.is_named) for row in shown.rows] == [("pine", True)]
    shown.label = ""


def test_assets_that_look_the_same_are_listed(addon, pool, truth, tmp_path) -> None:
    assert bpy.ops.reloop3d.find_duplicates() == {"FINISHED"}
    lines = (tmp_path / "project" / "duplicates.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "group,path,object,label"
    groups = [line.split(",")[0] for line in lines[1:]]
    assert all(groups.count(group) > 1 for group in groups)


def test_a_damaged_store_is_named_and_left_alone(addon, pool, tmp_path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "labels.sqlite").write_bytes(b"not a store" * 100)
    with pytest.raises(RuntimeError, match="is not a label store"):
        bpy.ops.reloop3d.add_folder(directory=str(tmp_path))
    assert (folder / "labels.sqlite").read_bytes() == b"not a store" * 100


def test_the_model_learns_by_itself_after_so_many_labels(addon, pool, truth, bench) -> None:
    entry = addon("reloop3d_addon.preferences").chosen(bpy.context)
    entry.retrain_after = 4
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    for count in range(1, 9):
        bpy.ops.reloop3d.label(label=truth[str(session.asset().path)])
        assert len(bench.lanes.background()) == (1 if count >= 4 else 0)
    bench.pump(lambda: not bench.lanes.background(), 60)
    rounds = pool.snapshot(bpy.context).rounds
    assert [made.labels for made in rounds] == [8]
    assert session.asset().model == rounds[0].model
