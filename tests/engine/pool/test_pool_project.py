"""A project folder: what was made of it is found again, also without the cache, also elsewhere."""

import shutil
from pathlib import Path

import pytest
import trimesh

from engine.errors import InputError
from engine.jobs import drain
from engine.pool import assets, label, rank, refresh, retrain, rounds, scan
from engine.pool.dataset import export_dataset
from engine.pool.project import Project
from engine.samples import SAMPLES

NAMES = ("chair", "table", "lamp", "cup")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Four looked-at assets, labelled, learnt from, and exported into the project itself."""
    folder = tmp_path / "home" / "files"
    folder.mkdir(parents=True)
    for name in NAMES:
        mesh = SAMPLES[name]()
        trimesh.Trimesh(mesh.vertices, mesh.faces).export(folder / f"{name}.stl")
    project = Project(tmp_path / "home" / "project")
    source = scan.add_source(project.store, "folder", str(folder))
    drain(scan.scan_folder(project.store, source, folder))
    drain(refresh.score_all(project))
    label.put(project.store, {one.id: one.name for one in assets.page(project.store)})
    drain(retrain.retrain(project))
    drain(export_dataset(project, project.folder / "sets" / "first", "folders"))
    return project


def test_without_its_cache_a_project_has_all_that_was_made_of_it(project: Project) -> None:
    before = assets.page(project.store, count=-1)
    assert all(one.label and one.top for one in before)
    strips = [project.strip(one.content).is_file() for one in before]
    assert all(strips)
    shutil.rmtree(project.folder / "cache")
    again = Project(project.folder)
    assert assets.page(again.store, count=-1) == before
    assert again.made() == [project.model, project.folder / "sets" / "first"]
    assert all(path.exists() for path in again.made())
    assert [made.labels for made in rounds.known(again.store)] == [4]
    # What the cache held is made again when it is needed.
    label.put(again.store, {before[0].id: "seat"})
    with pytest.raises(InputError, match="score the pool"):
        drain(retrain.retrain(again))
    assert drain(refresh.score_all(again)) == 4
    assert drain(retrain.retrain(again)).labels == 4
    assert all(again.strip(one.content).is_file() for one in before)


def test_a_project_may_be_moved(project: Project, tmp_path: Path) -> None:
    project.store.close()
    moved = tmp_path / "elsewhere"
    project.folder.rename(moved)
    again = Project(moved)
    assert again.made() == [moved / "model.safetensors", moved / "sets" / "first"]
    assert all(path.exists() for path in again.made())
    assert rank.rank(again) == 0
    assert assets.status(again.store).labelled == 4


def test_only_known_kinds_are_linked_and_each_path_once(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="links no"):
        project.link("song", tmp_path)
    project.link("capture", tmp_path / "views")
    project.link("capture", tmp_path / "views")
    assert project.made("capture") == [tmp_path / "views"]
