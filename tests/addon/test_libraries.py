"""A second Blender writes tags, catalogs and previews into libraries; the journal undoes it."""

from pathlib import Path

import bpy
import pytest
from shelf import (
    CATALOGS,
    CHAIRS,
    NONE,
    all_marks,
    box,
    contents,
    killed_while_asked,
    library,
    marks,
    names,
    picture,
    save,
)


@pytest.fixture
def libraries(addon):
    return addon("reloop3d_addon.pool.libraries")


@pytest.fixture
def blender(addon):
    process = addon("reloop3d_addon.child.process")
    with process.SecondBlender(process.command()) as blender:
        yield blender


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return library(tmp_path)


@pytest.fixture
def changes(root: Path, addon) -> list:
    """What three files shall get: tags, a catalog that is there and one that is not, a preview."""
    change = addon("engine.pool.journal").AssetChange
    new = picture(root.parent / "new.png", 0.1)
    return [
        change(root / "furniture.blend", "objects/Chair", ("chair", "wood"), "Seats/Chairs", new),
        change(root / "furniture.blend", "objects/Table", ("table",), "Old/Chairs", new),
        change(root / "furniture.blend", "objects/Plain", ("plain",), "Seats/Chairs", new),
        change(root / "furniture.blend", "collections/Pair", ("pair",)),
        change(root / "furniture.blend", "materials/Red", ("red",), "Colours"),
        change(root / "lamp.blend", "objects/Lamp", ("lamp",), "Seats/Chairs"),
        change(root / "sofa.blend", "objects/Sofa", ("sofa",)),
    ]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journals" / "one.jsonl"


@pytest.fixture
def drain(addon):
    return addon("engine.jobs").drain


def test_what_was_applied_is_there_and_what_the_artist_had_too(
    libraries, blender, root, changes, journal, drain
) -> None:
    before = all_marks(blender, root)
    applied = drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    after = all_marks(blender, root)
    assert not applied.failed and len(applied.rows) == 7
    chair = after["furniture.blend"]["objects/Chair"]
    assert chair["tags"] == ["old", "wood", "chair"]
    was = before["furniture.blend"]["objects/Chair"]
    assert chair["preview"] not in ("", was["preview"]) and chair["catalog"] != was["catalog"]
    table = after["furniture.blend"]["objects/Table"]
    assert (table["tags"], table["catalog"]) == (["table"], CHAIRS)
    assert after["furniture.blend"]["objects/Plain"]["preview"] == chair["preview"]
    assert after["furniture.blend"]["collections/Pair"]["catalog"] == NONE
    assert after["furniture.blend"]["materials/Red"]["tags"] == ["red"]
    assert after["lamp.blend"]["objects/Lamp"]["catalog"] == chair["catalog"]
    text = (root / "blender_assets.cats.txt").read_bytes().decode()
    assert text.startswith(CATALOGS) and f"{chair['catalog']}:Seats/Chairs:" in text
    marked = names(root / "furniture.blend", "objects", assets_only=True)
    assert sorted(marked) == ["Chair", "Plain", "Table"]
    first = applied.rows[0]
    assert first.tags_before == ("old", "wood") and first.tags_after == ("old", "wood", "chair")
    assert (first.catalog_before, first.catalog_after) == ("Old/Chairs", "Seats/Chairs")
    assert applied.rows[2].note == "becomes an asset" and str(applied) == "7 assets in 3 files"


def test_nothing_else_in_a_file_changes(libraries, blender, root, changes, journal, drain) -> None:
    path, files = root / "furniture.blend", set(contents(root))
    kinds = ("objects", "meshes", "collections", "images", "libraries", "workspaces", "scenes")
    before = {kind: names(path, kind) for kind in kinds if kind != "libraries"}
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert {kind: names(path, kind) for kind in before} == before
    assert "My Layout" in before["workspaces"]
    with bpy.data.libraries.load(str(path), link=True) as (_, target):
        target.images, target.scenes = ["Wood"], ["Scene"]
    assert target.images[0].filepath == "//textures/wood.png"
    assert [obj.library.filepath for obj in target.scenes[0].objects if obj.name == "Elsewhere"]
    assert (root / "lamp.blend").read_bytes()[:4] == b"\x28\xb5\x2f\xfd"
    assert path.read_bytes()[:7] == (root / "sofa.blend").read_bytes()[:7] == b"BLENDER"
    assert set(contents(root)) == files  # no backups, no parts


def test_undo_brings_back_what_was(libraries, blender, root, changes, journal, drain) -> None:
    before = all_marks(blender, root)
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert all_marks(blender, root) != before
    undone = drain(libraries.undo_tags(journal, blender))
    assert (undone.files, undone.failed, undone.gone) == (3, (), ())
    assert all_marks(blender, root) == before
    assert (root / "blender_assets.cats.txt").read_bytes() == CATALOGS.encode()
    with pytest.raises(Exception, match="taken back already"):
        drain(libraries.undo_tags(journal, blender))


def test_undo_removes_catalogs_that_were_not_there_at_all(
    libraries, blender, root, changes, journal, drain
) -> None:
    (root / "blender_assets.cats.txt").unlink()
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert (root / "blender_assets.cats.txt").exists()
    drain(libraries.undo_tags(journal, blender))
    assert not (root / "blender_assets.cats.txt").exists()


def test_undo_leaves_what_the_artist_did_since(
    libraries, blender, root, changes, journal, drain
) -> None:
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    bpy.ops.wm.open_mainfile(filepath=str(root / "sofa.blend"))
    bpy.data.objects["Sofa"].asset_data.tags.new("mine")
    save(root / "sofa.blend")
    bpy.ops.wm.open_mainfile(filepath=str(root / "furniture.blend"))
    bpy.data.objects["Plain"].asset_data.tags.new("mine")
    bpy.data.objects["Chair"].asset_data.catalog_id = NONE
    bpy.data.objects.remove(bpy.data.objects["Table"])
    save(root / "furniture.blend")
    catalogs = root / "blender_assets.cats.txt"
    catalogs.write_text(catalogs.read_text() + f"{NONE[:-1]}9:Mine:Mine\n")
    undone = drain(libraries.undo_tags(journal, blender))
    after = marks(blender, root / "furniture.blend")
    assert marks(blender, root / "sofa.blend")["objects/Sofa"]["tags"] == ["mine"]
    assert after["objects/Plain"] == {"tags": ["mine"], "catalog": NONE, "preview": ""}
    assert after["objects/Chair"]["tags"] == ["old", "wood"]
    assert after["objects/Chair"]["catalog"] == NONE
    assert undone.gone == ((root / "furniture.blend", "objects/Table"),)
    assert catalogs.read_text() == f"{CATALOGS}\n{NONE[:-1]}9:Mine:Mine\n"


def test_a_dry_run_says_the_same_and_writes_nothing(
    libraries, blender, root, changes, journal, drain
) -> None:
    before = contents(root.parent)
    dry = drain(libraries.apply_tags(changes, root, journal, blender, is_dry=True))
    assert contents(root.parent) == before
    applied = drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert dry == applied


def test_the_open_session_and_the_profile_stay_as_they_are(
    libraries, blender, root, changes, journal, drain
) -> None:
    def session() -> dict:
        kinds = (p.identifier for p in bpy.data.bl_rna.properties if p.type == "COLLECTION")
        return {kind: [block.name for block in getattr(bpy.data, kind)] for kind in kinds}

    profile = Path(bpy.utils.resource_path("USER"))
    before = session(), bpy.data.filepath, contents(profile)
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    blender.ask("listed", path=root / "other.blend")
    out = root.parent / "mesh"
    blender.ask("mesh", path=root / "furniture.blend", object="objects/Chair", out=out)
    drain(libraries.undo_tags(journal, blender))
    assert (session(), bpy.data.filepath, contents(profile)) == before


def test_a_link_stays_a_link_a_file_keeps_its_rights_and_a_missing_library_is_no_hindrance(
    libraries, blender, root, changes, journal, drain
) -> None:
    (root / "other.blend").unlink()
    sofa = root / "sofa.blend"
    sofa.rename(root.parent / "real.blend").chmod(0o640)
    sofa.symlink_to(root.parent / "real.blend")
    applied = drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert not applied.failed and sofa.is_symlink() and sofa.stat().st_mode & 0o777 == 0o640
    assert marks(blender, sofa)["objects/Sofa"]["tags"] == ["sofa"]
    with bpy.data.libraries.load(str(root / "furniture.blend"), link=True) as (_, target):
        target.scenes = ["Scene"]
    assert "Elsewhere" in target.scenes[0].objects


# --- what goes wrong --------------------------------------------------------------------------


def newer(path: Path) -> None:
    """Have the file say that Blender 9.9 saved it, whatever way this Blender writes that."""
    raw = path.read_bytes()
    version = b"v0909" if raw[:9] == b"BLENDER17" else b"v909"
    at = raw.index(b"v0", 0, 20) if len(version) == 5 else raw.index(b"v", 0, 20)
    path.write_bytes(raw[:at] + version + raw[at + len(version) :])


def save_as_other(path: Path) -> None:
    box("Another").asset_mark()
    save(path)


@pytest.mark.parametrize(
    "spoil, reason",
    [
        (lambda path: path.write_bytes(b"garbage" * 1000), "cannot be opened"),
        (lambda path: path.unlink(), "does not exist"),
        (lambda path: path.chmod(0o444), "write-protected"),
        (newer, "Blender 9.9"),
        (save_as_other, "holds no objects/Lamp"),
    ],
)
def test_a_file_that_fails_has_a_reason_and_costs_no_other(
    libraries, blender, root, changes, journal, drain, spoil, reason: str
) -> None:
    lamp = root / "lamp.blend"
    box("Lamp").asset_mark()
    spoil(save(lamp))
    before = contents(root)
    applied = drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    ((path, said),) = applied.failed
    assert path == lamp and reason in said
    assert {row.path.name for row in applied.rows} == {"furniture.blend", "sofa.blend"}
    assert contents(root).keys() == before.keys()
    assert contents(root).get("lamp.blend") == before.get("lamp.blend")
    undone = drain(libraries.undo_tags(journal, blender))
    assert undone.files == 2 and not undone.failed


def test_a_preview_that_is_no_picture_leaves_its_file_alone(
    libraries, blender, root, changes, journal, drain
) -> None:
    (root.parent / "new.png").write_bytes(b"no picture")
    before = contents(root)["furniture.blend"]
    applied = drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert "new.png" in applied.failed[0][1] and len(applied.failed) == 1
    assert contents(root)["furniture.blend"] == before


def advance(steps, files: int) -> None:
    """Until so many files are written."""
    while next(steps).done < files:
        pass


def test_a_blender_killed_in_the_middle_costs_one_file_and_the_journal_undoes_the_others(
    libraries, blender, root, changes, journal, drain
) -> None:
    before, lamp = all_marks(blender, root), contents(root)["lamp.blend"]
    steps = libraries.apply_tags(changes, root, journal, blender, is_dry=False)
    advance(steps, 1)
    timer = killed_while_asked(blender)
    applied = drain(steps)
    timer.join()
    ((path, said),) = applied.failed
    assert path.name == "lamp.blend" and "Blender crashed while writing lamp.blend." in said
    assert contents(root)["lamp.blend"] == lamp
    assert marks(blender, root / "sofa.blend")["objects/Sofa"]["tags"] == ["sofa"]
    drain(libraries.undo_tags(journal, blender))
    assert all_marks(blender, root) == before


def test_a_run_that_was_stopped_is_undone_as_far_as_it_came(
    libraries, blender, root, changes, journal, drain
) -> None:
    before, sofa = all_marks(blender, root), contents(root)["sofa.blend"]
    steps = libraries.apply_tags(changes, root, journal, blender, is_dry=False)
    advance(steps, 2)
    steps.close()
    with open(journal, "a") as file:
        file.write('\n{"begin": "/cut off in the mid')
    assert contents(root)["sofa.blend"] == sofa
    assert drain(libraries.undo_tags(journal, blender)).files == 2
    assert all_marks(blender, root) == before
    assert (root / "blender_assets.cats.txt").read_bytes() == CATALOGS.encode()


def test_a_file_that_was_begun_and_not_replaced_is_left_alone_by_undo(
    libraries, blender, root, journal, drain, addon, tmp_path
) -> None:
    journals, sofa = addon("engine.pool.journal"), root / "sofa.blend"
    change = {"object": "objects/Sofa", "tags": ["new"], "catalog": None, "preview": None}
    part = tmp_path / "part"
    answer = blender.ask("write", path=sofa, changes=[change], part=part, keep=tmp_path / "keep")
    journals.start_journal(journal, root, catalogs_before=CATALOGS, catalogs_after=CATALOGS)
    journals.begin(journal, journals.Written(sofa, answer["assets"]))
    before = contents(root)
    assert drain(libraries.undo_tags(journal, blender)).files == 1
    assert contents(root) == before


def test_an_undo_that_fails_for_a_file_can_be_done_again(
    libraries, blender, root, changes, journal, drain
) -> None:
    before = all_marks(blender, root)
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    (root / "lamp.blend").rename(root / "away")
    undone = drain(libraries.undo_tags(journal, blender))
    assert undone.files == 2 and "does not exist" in undone.failed[0][1]
    (root / "away").rename(root / "lamp.blend")
    assert drain(libraries.undo_tags(journal, blender)).files == 1
    assert all_marks(blender, root) == before


def test_a_journal_is_never_written_over(libraries, blender, root, changes, journal, drain) -> None:
    drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    before = contents(root.parent)
    with pytest.raises(Exception, match="is there already"):
        drain(libraries.apply_tags(changes, root, journal, blender, is_dry=False))
    assert contents(root.parent) == before
