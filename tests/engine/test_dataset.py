"""Labelled assets: read from folders and lists, and split without a shape on both sides."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import trimesh

from engine.datatypes import Mesh
from engine.errors import DataError, InputError
from engine.labels import duplicates, split
from engine.labels.assets import LabelledAsset, classes_of, read_assets, read_mapping
from engine.meshes import load_mesh, random_rotation, transformed
from engine.samples import SAMPLES, lathe

TRAIN, VALIDATE = split.TRAIN, split.VALIDATE
MADE = {"by": "asset", "share": 0.2, "seed": 1}


MADE = {"by": "asset", "share": 0.2, "seed": 1}  # how a split was made


def put(path: Path, mesh: Mesh) -> Path:
    """Write a mesh as .stl, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).export(path)
    return path


def listed(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def disguised(mesh: Mesh, seed: int = 0) -> Mesh:
    """The same shape turned, scaled, moved, and cut into other triangles."""
    random = np.random.default_rng(seed)
    matrix = np.eye(4)
    matrix[:3, :3] = random_rotation(random) * random.uniform(0.1, 20)
    matrix[:3, 3] = random.normal(size=3) * 100
    moved = transformed(mesh, matrix)
    vertices, faces = trimesh.remesh.subdivide(
        moved.vertices, moved.faces, random.permutation(len(moved.faces))[::2]
    )
    order = random.permutation(len(faces))
    return Mesh(vertices, np.asarray(faces, np.int32)[order])


def numbered(count: int, classes: int = 2, **fields: Sequence[str]) -> list[LabelledAsset]:
    """Assets that are no files, of classes in turn, with a value of each field in turn."""
    return [
        LabelledAsset(
            Path(f"{index}.stl"),
            "abcdefgh"[index % classes],
            **{name: values[index % len(values)] for name, values in fields.items()},
        )
        for index in range(count)
    ]


# --- reading ------------------------------------------------------------------------------------


def test_a_folder_for_each_class_and_a_list_give_the_same(tmp_path: Path) -> None:
    places = ["chair/one.stl", "chair/deep/two.STL", "table/one.stl", "lamp/it is.stl"]
    for place in places:
        put(tmp_path / place, SAMPLES["chair"]())
    (tmp_path / "chair" / "readme.txt").write_text("no asset", encoding="utf-8")
    rows = [(place, place.split("/")[0]) for place in reversed(places)]
    labels = listed(tmp_path / "labels.csv", [("path", "label"), *rows])
    found = read_assets(tmp_path)
    assert found == read_assets(labels)
    assert [asset.path for asset in found] == sorted(tmp_path / place for place in places)
    assert classes_of(found) == ("chair", "lamp", "table")


def test_new_files_are_seen_at_the_next_reading(tmp_path: Path) -> None:
    put(tmp_path / "chair" / "1.stl", SAMPLES["chair"]())
    assert len(read_assets(tmp_path)) == 1
    new = put(tmp_path / "table" / "1.stl", SAMPLES["table"]())
    assert read_assets(tmp_path)[1] == LabelledAsset(new, "table")


def test_author_and_pack_are_read_where_the_list_has_them(tmp_path: Path) -> None:
    rows = [("pack", "path", "note", "label", "author"), ("P", "a.stl", "?", "chair", "Änn")]
    labels = listed(tmp_path / "labels.csv", rows)
    assert read_assets(labels) == [LabelledAsset(tmp_path / "a.stl", "chair", "Änn", "P")]
    labels.write_bytes(b"\xef\xbb\xbf" + labels.read_bytes())  # as spreadsheets write it
    assert read_assets(labels)[0].pack == "P"


def test_a_mapping_renames_merges_and_drops_classes(tmp_path: Path) -> None:
    rows = [(f"{index}.stl", name) for index, name in enumerate(("seat", "stool", "tree", "bush"))]
    labels = listed(tmp_path / "labels.csv", [("path", "label"), *rows])
    names = [("seat", "chair"), ("stool", "chair"), ("tree", "")]
    mapping = listed(tmp_path / "map.csv", [("from", "to"), *names])
    found = {asset.path.name: asset.label for asset in read_assets(labels, mapping=mapping)}
    assert found == {"0.stl": "chair", "1.stl": "chair", "3.stl": "bush"}


@pytest.mark.parametrize(
    "content, said",
    [
        ("path,name\na.stl,chair\n", "label"),
        ("label\nchair\n", "path"),
        ("path,label\na.stl\n", "too short"),
        ("path,label\n", "no labelled assets"),
        ("path,label\na.stl,\n", "no labelled assets"),
        ("", "label"),
        ("path,label\n\udcff,chair\n", "cannot be read"),
    ],
)
def test_lists_that_are_wrong_are_named(tmp_path: Path, content: str, said: str) -> None:
    labels = tmp_path / "my labels.csv"
    labels.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(DataError, match=said) as caught:
        read_assets(labels)
    assert "my labels.csv" in str(caught.value)


def test_a_list_that_is_missing_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in ("nowhere.csv", "empty"):
        with pytest.raises(DataError, match=place):
            read_assets(tmp_path / place)


def test_a_mapping_that_names_a_class_twice_is_refused(tmp_path: Path) -> None:
    mapping = listed(tmp_path / "map.csv", [("from", "to"), ("a", "b"), ("a", "c")])
    with pytest.raises(DataError, match=r"map\.csv.*twice"):
        read_mapping(mapping)


def test_one_class_alone_cannot_be_learnt() -> None:
    with pytest.raises(InputError, match="“a”"):
        classes_of(numbered(3, classes=1))


# --- splitting ----------------------------------------------------------------------------------


def test_the_split_repeats_itself_with_its_seed_and_takes_its_share_of_every_class() -> None:
    assets = numbered(200, classes=4)
    alone = np.arange(200)
    sides = split.split(assets, alone, share=0.2, seed=3)
    assert sides == split.split(assets, alone, share=0.2, seed=3)
    assert sides != split.split(assets, alone, share=0.2, seed=4)
    for label in "abcd":
        own = [side for side, asset in zip(sides, assets, strict=True) if asset.label == label]
        assert own.count(VALIDATE) == 10


def test_rare_classes_are_measured_too_but_never_lost_to_training() -> None:
    assets = [LabelledAsset(Path(name), name[0]) for name in ("a1", "b1", "b2", *"cccc")]
    sides = split.split(assets, np.arange(7), share=0.1)
    assert sides[0] == TRAIN and sorted(sides[1:3]) == [TRAIN, VALIDATE]
    assert sides[3:].count(VALIDATE) == 1
    assert set(split.split(assets, np.arange(7), share=0)) == {TRAIN}


def test_what_is_stored_is_kept_when_files_are_added(tmp_path: Path) -> None:
    assets = numbered(60)
    path = tmp_path / "work" / "split.json"
    assert split.read(path, **MADE) == {}
    before = split.split(assets[:40], np.arange(40), **MADE)
    split.write(path, assets[:40], before, **MADE)
    shuffled = [*assets[40:], *assets[:40]]
    after = split.split(shuffled, np.arange(60), **MADE, kept=split.read(path, **MADE))
    assert after[20:] == before
    assert after.count(VALIDATE) == 12


def test_assets_that_are_missing_for_once_keep_their_side(tmp_path: Path) -> None:
    path, assets = tmp_path / "split.json", numbered(20)
    before = split.split(assets, np.arange(20), **MADE)
    split.write(path, assets, before, **MADE)
    kept = split.read(path, **MADE)
    some = split.split(assets[5:], np.arange(15), **MADE, kept=kept)
    split.write(path, assets[5:], some, **MADE, kept=kept)
    assert split.split(assets, np.arange(20), **MADE, kept=split.read(path, **MADE)) == before


@pytest.mark.parametrize("other", [{"by": "pack"}, {"share": 0.3}, {"seed": 2}])
def test_a_split_that_was_made_otherwise_is_not_kept(tmp_path: Path, other: dict) -> None:
    assets, path = numbered(10), tmp_path / "split.json"
    split.write(path, assets, split.split(assets, np.arange(10), **MADE), **MADE)
    assert len(split.read(path, **MADE)) == 10
    assert split.read(path, **{**MADE, **other}) == {}


def test_a_new_duplicate_goes_where_the_first_one_is() -> None:
    assets = numbered(20)
    for kept in (TRAIN, VALIDATE):
        groups = np.array([0, *range(1, 19), 0])
        sides = split.split(assets, groups, kept={"0.stl": kept}, share=0.3)
        assert sides[0] == sides[19] == kept


def test_disguised_copies_are_found_and_other_shapes_are_not() -> None:
    meshes = [make() for make in SAMPLES.values()]
    copies = [disguised(mesh, seed) for seed, mesh in enumerate(meshes)]
    numbers = duplicates.groups([duplicates.signature(mesh) for mesh in (*meshes, *copies)])
    assert (numbers[: len(meshes)] == numbers[len(meshes) :]).all()
    assert len(set(numbers.tolist())) == len(meshes)


@pytest.mark.parametrize("sides", [3, 4, 5, 16])
def test_copies_of_what_looks_alike_all_round_are_found(sides: int) -> None:
    # Two of its principal axes are anywhere: nothing may be measured along them.
    mesh = lathe([(0, 0), (1, 0), (0.2, 1.5), (0, 1.6)], segments=sides)
    copies = [disguised(mesh, seed) for seed in range(6)]
    numbers = duplicates.groups([duplicates.signature(each) for each in (mesh, *copies)])
    assert len(set(numbers.tolist())) == 1


def test_a_stretched_copy_is_another_shape() -> None:
    mesh = SAMPLES["chair"]()
    stretched = transformed(mesh, np.diag([1, 1, 1.1, 1]))
    numbers = duplicates.groups([duplicates.signature(each) for each in (mesh, stretched)])
    assert numbers[0] != numbers[1]


def test_shapes_that_are_close_in_a_chain_are_one_group() -> None:
    rows = [np.full(8, value) for value in (0.0, 0.009, 0.003, 0.006, 0.02)]
    first, *others, apart = duplicates.groups(rows).tolist()
    assert others == [first] * 3 and apart != first


@pytest.mark.parametrize("seed", range(4))
def test_disguised_copies_never_stand_on_both_sides(tmp_path: Path, seed: int) -> None:
    for label, make in SAMPLES.items():
        for copy in range(3):
            mesh = disguised(make(), copy) if copy else make()
            put(tmp_path / ("even" if len(label) % 2 else "odd") / f"{label} {copy}.stl", mesh)
    assets = read_assets(tmp_path)
    numbers = duplicates.groups([duplicates.signature(load_mesh(each.path)) for each in assets])
    sides = split.split(assets, numbers, share=0.4, seed=seed)
    assert set(sides) == {TRAIN, VALIDATE}
    for label in SAMPLES:
        of_shape = [s for s, a in zip(sides, assets, strict=True) if a.path.stem[:-2] == label]
        assert len(of_shape) == 3 and len(set(of_shape)) == 1


@pytest.mark.parametrize("by", ["pack", "author"])
@pytest.mark.parametrize("seed", range(4))
def test_all_of_a_pack_or_author_stands_on_one_side(by: str, seed: int) -> None:
    names = [f"maker {index}" for index in range(7)]
    assets = numbered(70, **{by: names})
    groups = np.arange(70)
    groups[69] = 0  # makers 6 and 0 share a shape, so they too go together
    sides = np.array(split.split(assets, groups, by=by, share=0.45, seed=seed))
    found = {}
    for name in names:
        (found[name],) = set(sides[[getattr(asset, by) == name for asset in assets]])
    assert found["maker 0"] == found["maker 6"]
    assert 0 < (sides == VALIDATE).sum() <= 0.45 * 70


def test_assets_without_a_pack_stand_by_themselves() -> None:
    assets = numbered(40, pack=["", "P"])
    sides = np.array(split.split(assets, np.arange(40), by="pack", share=0.2))
    assert len(set(sides[::2])) == 2


def test_an_unknown_way_to_split_and_a_split_without_training_are_refused() -> None:
    with pytest.raises(InputError, match="pack"):
        split.split(numbered(4), np.arange(4), by="colour")
    kept = {"0.stl": VALIDATE, "1.stl": VALIDATE}
    with pytest.raises(InputError, match="train with"):
        split.split(numbered(2), np.arange(2), kept=kept)


@pytest.mark.parametrize("sides", ["3", '{"a": "left"}', '{"a": []}', "null"])
def test_a_split_with_other_sides_is_refused(tmp_path: Path, sides: str) -> None:
    path, start = tmp_path / "split.json", '{"by": "asset", "share": 0.2, "seed": 1, "sides": '
    path.write_text(start + '{"a": "train"}}', encoding="utf-8")
    assert split.read(path, **MADE) == {"a": TRAIN}
    path.write_text(start + sides + "}", encoding="utf-8")
    with pytest.raises(DataError, match=r"split\.json"):
        split.read(path, **MADE)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff"])
def test_a_damaged_split_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "split.json"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"split\.json"):
        split.read(path, **MADE)


def test_a_split_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    path = tmp_path / "file" / "split.json"
    with pytest.raises(DataError, match=r"split\.json"):
        split.write(path, numbered(2), [TRAIN, VALIDATE], **MADE)
