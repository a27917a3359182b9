"""Labelled data sets out of a pool: read back by our own reader, by trimesh and by pycocotools."""

import json
from pathlib import Path

import numpy as np
import pytest
import trimesh
from pycocotools.coco import COCO

from engine.capture.formats import coco
from engine.datatypes import Material, Mesh
from engine.errors import InputError, ResultError
from engine.images import read_image, write_image
from engine.jobs import Progress, drain
from engine.labels.assets import read_assets
from engine.meshes import load_mesh
from engine.modelfile import write_model
from engine.pool import assets, label, scan
from engine.pool.dataset import KINDS, Exported, export_dataset
from engine.pool.project import Project
from engine.samples import SAMPLES

CHAIR = "A/C: “chair”?"  # no system has a folder of that name


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """Meshes of equal names in two folders, and one whose textures lie beside and above it."""
    folder = tmp_path / "pool"
    for name in ("one/chair.stl", "two/chair.stl", "one/table.stl", "two/lamp.stl"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        mesh = SAMPLES[path.stem]()
        trimesh.Trimesh(mesh.vertices * (1 + len(name)), mesh.faces).export(path)
    write_image(folder / "textures" / "oak wood.png", np.full((4, 4, 3), 0.25, np.float32))
    materials = "newmtl oak\nKd 1 1 1\nmap_Kd oak.png\nbump -bm 0.5 bumps.png\n"
    materials += "newmtl other\nKd 1 1 1\nmap_Kd ../textures/oak wood.png\n"
    (folder / "two" / "my wood.mtl").write_text(materials)
    for name in ("oak.png", "bumps.png"):
        write_image(folder / "two" / name, np.full((4, 4, 3), 0.75, np.float32))
    lines = ["mtllib my wood.mtl", *(f"v {x} {y} {x * y}" for x in (0, 1) for y in (0, 1))]
    lines += ["vt 0.5 0.5", "usemtl oak", "f 1/1 2/1 3/1", "usemtl other", "f 2/1 3/1 4/1"]
    (folder / "two" / "table.obj").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture
def project(tmp_path: Path, pool: Path) -> Project:
    """All of the pool labelled, but the lamp, which is flagged as well."""
    project = Project(tmp_path / "project")
    source = scan.add_source(project.store, "folder", str(pool))
    drain(scan.scan_folder(project.store, source, pool))
    found = assets.page(project.store, count=-1)
    labels = {one.id: CHAIR if one.name == "chair" else one.name for one in found}
    label.put(project.store, labels)
    label.mark(project.store, [one.id for one in found if one.name == "lamp"], "flag")
    return project


def made(project: Project, folder: Path, kind: str, **more) -> Exported:
    return drain(export_dataset(project, folder, kind, **more))


def corners(path: Path) -> np.ndarray:
    mesh = load_mesh(path)
    return mesh.vertices[mesh.faces]


def with_scene(project: Project) -> None:
    """Two labelled assets that are in one file, which nobody here can read."""
    scene = project.folder.parent / "scene.blend"
    scene.write_bytes(b"BLENDER")
    source = scan.add_source(project.store, "scene", str(scene))
    found = [scan.Found(f"objects/{name}", name, name) for name in ("Chair", "Bottle")]
    scan.scan_objects(project.store, source, str(scene), found)
    for one in found:
        asset = assets.find(project.store, scene, object=one.object)
        label.put(project.store, {asset.id: "sword"})


def read(path: Path, object_: str) -> Mesh:
    """As Blender reads: one object of a file."""
    return SAMPLES[object_.rpartition("/")[2].lower()]() if object_ else load_mesh(path)


def in_order(mesh: Mesh) -> np.ndarray:
    """The order (F,) of faces by where they lie: readers may take the parts of a file in any."""
    return np.lexsort(np.round(mesh.vertices[mesh.faces], 3).reshape(len(mesh.faces), -1).T)


# --- folders ------------------------------------------------------------------------------------


def test_a_folder_for_each_class_is_read_back_with_every_file_of_its_class(
    tmp_path, pool, project
) -> None:
    done = made(project, tmp_path / "new" / "set", "folders")
    assert (done.assets, done.failed) == (4, [])
    found = {one.path.relative_to(done.folder).as_posix() for one in read_assets(done.folder)}
    assert found == {
        "A_C_ “chair”_/chair.stl",
        "A_C_ “chair”_/chair_2.stl",
        "table/table.stl",
        "table/table/two/table.obj",
    }
    copied = [done.folder / "A_C_ “chair”_" / name for name in ("chair.stl", "chair_2.stl")]
    originals = [pool / name / "chair.stl" for name in ("one", "two")]
    assert [path.read_bytes() for path in copied] == [path.read_bytes() for path in originals]
    assert project.made("dataset") == [done.folder]
    assert not list((tmp_path / "new").glob(".*"))


def test_a_file_keeps_its_textures_wherever_they_lie(tmp_path, pool, project) -> None:
    made(project, tmp_path / "set", "folders")
    copy, original = tmp_path / "set/table/table/two/table.obj", pool / "two/table.obj"
    copied = {p.relative_to(copy.parents[1]).as_posix() for p in copy.parents[1].rglob("*.*")}
    names = {f"two/{name}" for name in ("table.obj", "my wood.mtl", "oak.png", "bumps.png")}
    names.add("textures/oak wood.png")
    assert copied == names
    for path in names:
        assert (copy.parents[1] / path).read_bytes() == (pool / path).read_bytes()
    for path in (copy, original):
        textures = [material.texture for material in load_mesh(path).materials]
        found = [texture for texture in textures if texture is not None]
        assert any(np.allclose(texture, 0.75, atol=0.01) for texture in found)


def test_a_gltf_keeps_its_buffers(tmp_path) -> None:
    project, folder = Project(tmp_path / "project"), tmp_path / "pool"
    folder.mkdir()
    cup = SAMPLES["cup"]()
    trimesh.Scene(trimesh.Trimesh(cup.vertices, cup.faces)).export(folder / "cup.gltf")
    source = scan.add_source(project.store, "folder", str(folder))
    drain(scan.scan_folder(project.store, source, folder))
    label.put(project.store, {1: "cup"})
    done = made(project, tmp_path / "set", "folders")
    (copy,) = read_assets(done.folder)
    assert (corners(copy.path) == corners(folder / "cup.gltf")).all()


def test_classes_of_one_folder_name_get_two_and_a_person_is_told(tmp_path, pool, project) -> None:
    found = assets.page(project.store, assets.Filter("labelled"), count=-1)
    names = ("Chair", "chair", "con", ".hidden", "end. ")
    label.put(project.store, {one.id: name for one, name in zip(found, names, strict=True)})
    label.mark(project.store, [one.id for one in found], "unsure")  # the flag is gone
    told: list[Progress] = []
    done = drain(export_dataset(project, tmp_path / "set", "folders"), told.append)
    folders = sorted(path.name for path in done.folder.iterdir())
    assert folders == ["Chair", "_.hidden", "_con", "chair_2", "end"]
    notes = {step.note for step in told} - {""}
    assert "“chair” is in chair_2" in notes and not any("“Chair”" in note for note in notes)


# --- a list -------------------------------------------------------------------------------------


def test_a_list_names_files_that_are_there_with_their_labels(tmp_path, pool, project) -> None:
    done = made(project, tmp_path / "set", "csv")
    found = {one.path: one.label for one in read_assets(done.folder / "labels.csv")}
    assert found == {
        pool / "one/chair.stl": CHAIR,
        pool / "two/chair.stl": CHAIR,
        pool / "one/table.stl": "table",
        pool / "two/table.obj": "table",
    }


@pytest.mark.parametrize("kind", ["folders", "csv"])
def test_one_of_many_in_a_file_is_written_anew_where_somebody_can_read_it(
    tmp_path, project, kind
) -> None:
    with_scene(project)
    source = Path(kind if kind == "csv" else "")
    without = made(project, tmp_path / "without" / source, kind)
    assert without.assets == 4 and len(without.failed) == 2
    assert all("Blender" in reason for _, reason in without.failed)
    done = made(project, tmp_path / "with", kind, read=read)
    assert (done.assets, done.failed) == (6, [])
    source = done.folder / "labels.csv" if kind == "csv" else done.folder
    swords = [one.path for one in read_assets(source) if one.label == "sword"]
    assert [path.name for path in swords] == ["Bottle.glb", "Chair.glb"]
    for path in swords:
        mesh, expected = load_mesh(path), SAMPLES[path.stem.lower()]()
        own, theirs = (one.vertices[one.faces][in_order(one)] for one in (mesh, expected))
        assert np.allclose(own, theirs, atol=1e-5)
        assert path.is_relative_to(done.folder)


@pytest.mark.parametrize("has_colors", [True, False])
def test_a_mesh_written_as_glb_comes_back_with_its_looks(tmp_path, has_colors) -> None:
    rng = np.random.default_rng(0)
    faces = np.array([[0, 1, 2], [0, 2, 3], [0, 3, 1]], np.int32)
    mesh = Mesh(
        rng.normal(size=(4, 3)),
        faces,
        uv=rng.random((3, 3, 2)).astype(np.float32),
        colors=rng.random((3, 3, 3)).astype(np.float32) if has_colors else None,
        material_ids=np.array([0, 1, 1], np.int32),
        materials=(
            Material(np.array([0.9, 0.5, 0.2], np.float32)),
            Material(np.ones(3, np.float32), rng.random((4, 8, 3)).astype(np.float32)),
        ),
    )
    write_model(tmp_path / "new" / "mesh.glb", mesh)
    again = load_mesh(tmp_path / "new" / "mesh.glb")
    own, theirs = in_order(again), in_order(mesh)
    expected = mesh.vertices[faces][theirs]
    assert np.allclose(again.vertices[again.faces][own], expected, atol=1e-6)
    if has_colors:  # linear bytes: dark ones are coarse
        assert np.allclose(again.colors[own], mesh.colors[theirs], atol=0.03)
        return
    places = dict(zip(theirs.tolist(), own.tolist(), strict=True))
    again_uv = np.stack([again.uv[places[face]] for face in range(3)])
    looks = [again.materials[again.material_ids[places[face]]] for face in range(3)]
    assert np.allclose(looks[0].color, mesh.materials[0].color, atol=0.01)
    assert looks[0].texture is None
    for look in looks[1:]:
        assert np.allclose(look.texture, mesh.materials[1].texture, atol=0.01)
    assert np.allclose(again_uv[1:], mesh.uv[1:], atol=1e-6)


# --- COCO ---------------------------------------------------------------------------------------


def test_pycocotools_reads_one_annotation_for_each_picture_with_its_class(
    tmp_path, project
) -> None:
    done = made(project, tmp_path / "set", "coco")
    truth = COCO(str(done.folder / coco.ANNOTATIONS))
    assert {one["name"] for one in truth.cats.values()} == {CHAIR, "table"}
    assert len(truth.imgs) == len(truth.anns) == 4 * 6
    names = sorted(path.name for path in (done.folder / "images").iterdir())
    assert names == [f"{number:04d}.png" for number in range(24)]
    counts = {name: 0 for name in (CHAIR, "table")}
    for number, image in truth.imgs.items():
        (entry,) = truth.imgToAnns[number]
        rgba = read_image(done.folder / "images" / image["file_name"])
        assert rgba.shape == (image["height"], image["width"], 4) == (256, 256, 4)
        mask, seen = truth.annToMask(entry).astype(bool), rgba[..., 3] >= 128
        assert (mask & seen).sum() > 0.97 * (mask | seen).sum() > 0
        counts[truth.cats[entry["category_id"]]["name"]] += 1
    assert counts == {CHAIR: 12, "table": 12}
    again = coco.read(done.folder)
    assert [one.label for one in again.instances] == [CHAIR, "table", CHAIR, "table"]
    assert [set(np.unique(view.instance_ids)) for view in again.views] == [
        {-1, number // 6} for number in range(24)
    ]


def test_pictures_are_themselves_and_their_alpha_is_the_mask(tmp_path) -> None:
    project, folder = Project(tmp_path / "project"), tmp_path / "pool"
    rgba = np.full((20, 30, 4), 255, np.uint8)
    write_image(folder / "full.png", rgba)
    rgba[:, :10, 3] = 0
    write_image(folder / "part.png", rgba)
    write_image(folder / "empty.png", rgba * 0)
    source = scan.add_source(project.store, "folder", str(folder))
    drain(scan.scan_folder(project.store, source, folder))
    label.put(project.store, {one: "dog" for one in (1, 2, 3)})
    done = made(project, tmp_path / "set", "coco")
    ((failed, reason),) = done.failed
    assert failed == str(folder / "empty.png") and "seen" in reason
    truth = COCO(str(done.folder / coco.ANNOTATIONS))
    assert {entry["area"]: entry["bbox"] for entry in truth.anns.values()} == {
        600: [0, 0, 30, 20],
        400: [10, 0, 20, 20],
    }


def test_what_another_reader_reads_is_drawn(tmp_path, project) -> None:
    with_scene(project)
    done = made(project, tmp_path / "set", "coco", read=read)
    assert (done.assets, done.failed) == (6, [])
    data = json.loads((done.folder / coco.ANNOTATIONS).read_text(encoding="utf-8"))
    assert len(data["annotations"]) == 36
    assert {"name": "Bottle", "label": "sword"} in data["instances"]


# --- all kinds ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_assets_that_fail_are_told_and_cost_no_other(tmp_path, pool, project, kind) -> None:
    (pool / "one/chair.stl").unlink()
    done = made(project, tmp_path / "set", kind)
    ((path, reason),) = done.failed
    assert path == str(pool / "one/chair.stl") and reason
    assert done.assets == 3 and done.folder.is_dir()


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_stopped_export_leaves_nothing(tmp_path, project, kind, steps) -> None:
    work = export_dataset(project, tmp_path / "place" / "set", kind)
    for _ in range(steps):
        next(work)
    assert [path.name for path in (tmp_path / "place").iterdir()] == [".set.part"]
    work.close()
    assert list((tmp_path / "place").iterdir()) == [] and project.made("dataset") == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_where_nothing_can_be_written_nothing_is_left(tmp_path, pool, project, kind) -> None:
    for path in pool.rglob("*.*"):
        path.unlink()
    with pytest.raises(ResultError, match="No asset"):
        made(project, tmp_path / "place" / "set", kind)
    assert list((tmp_path / "place").iterdir()) == [] and project.made("dataset") == []


def test_what_a_killed_export_left_is_replaced(tmp_path, project) -> None:
    (tmp_path / ".set.part" / "old").mkdir(parents=True)
    done = made(project, tmp_path / "set", "csv")
    assert [path.name for path in done.folder.iterdir()] == ["labels.csv"]
    assert not (tmp_path / ".set.part").exists()


def test_an_empty_folder_is_filled_and_another_is_left_alone(tmp_path, project) -> None:
    (tmp_path / "empty").mkdir()
    assert made(project, tmp_path / "empty", "csv").assets == 4
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="not empty"):
        made(project, tmp_path / "theirs", "csv")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="not empty"):
        made(project, tmp_path / "file", "folders")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_applied_again_the_same_labels_give_the_same_and_more_labels_more(
    tmp_path, project, kind
) -> None:
    folder = tmp_path / "set"

    def contents() -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    made(project, folder, kind)
    before = contents()
    made(project, folder, kind)
    assert contents() == before and project.made("dataset") == [folder]
    (lamp,) = [one for one in assets.page(project.store, count=-1) if one.name == "lamp"]
    label.put(project.store, {lamp.id: "stool"})
    assert made(project, folder, kind).assets == 5
    assert contents() != before
    assert sorted(path.name for path in tmp_path.iterdir() if "set" in path.name) == ["set"]


def test_an_unknown_kind_and_a_pool_without_labels_are_input_errors(tmp_path, project) -> None:
    with pytest.raises(InputError, match="csv"):
        made(project, tmp_path / "set", "voc")
    with pytest.raises(InputError, match="labelled"):
        made(Project(tmp_path / "new"), tmp_path / "set", "csv")
    assert not (tmp_path / "set").exists()


def test_every_asset_is_a_step_of_the_progress(tmp_path, project) -> None:
    told: list[Progress] = []
    drain(export_dataset(project, tmp_path / "set", "coco"), told.append)
    assert {step.message for step in told} == {"Writing the data set"}
    assert sorted({step.done for step in told}) == [0, 1, 2, 3]
    assert {step.total for step in told} == {4}
