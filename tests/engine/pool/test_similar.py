"""What looks alike: hand-made embeddings with known cosines, and real shapes by the default."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import trimesh

from engine.datatypes import Mesh
from engine.errors import InputError
from engine.jobs import Progress, drain
from engine.meshes import transformed
from engine.pool import assets, scan
from engine.pool.project import Project
from engine.pool.refresh import score_all
from engine.pool.score import embedding_key
from engine.pool.similar import near_duplicates, similar
from engine.samples import SAMPLES


def filled(folder: Path, vectors: np.ndarray, contents: list[str] | None = None) -> Project:
    """A project whose asset n + 1 has vector n; NaN where it was not looked at."""
    project = Project(folder)
    contents = contents or [f"content {index}" for index in range(len(vectors))]
    found = [scan.Found(f"objects/{i}", str(i), content) for i, content in enumerate(contents)]
    source = scan.add_source(project.store, "scene", "scene.blend")
    scan.scan_objects(project.store, source, "scene.blend", found)
    for content, vector in zip(contents, vectors, strict=True):
        if not np.isnan(vector).any():
            project.embeddings.put(embedding_key(content, project.network), vector[None])
    return project


def cosines(vectors: np.ndarray) -> np.ndarray:
    """As the file keeps them: in float16, about the middle of the different ones."""
    vectors = vectors.astype(np.float16).astype(np.float64)
    vectors = vectors - vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors @ vectors.T


def groups_by_hand(close: np.ndarray) -> list[list[int]]:
    """Connected components, by walking, as ids from 1; the largest first."""
    left, found = set(range(len(close))), []
    while left:
        group, edge = set(), {min(left)}
        while edge:
            group |= edge
            edge = {int(j) for i in edge for j in np.flatnonzero(close[i])} - group
        left -= group
        found.append(sorted(number + 1 for number in group))
    return sorted((g for g in found if len(g) > 1), key=lambda g: (-len(g), g))


def test_neighbours_are_those_of_the_whole_table_of_cosines(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(40, 16)) + 5  # far from the origin
    project, table = filled(tmp_path, vectors), cosines(vectors)
    for asset in (1, 17, 40):
        found = similar(project, asset, count=10)
        order = [i for i in np.argsort(-table[asset - 1]) if i != asset - 1][:10]
        assert [number - 1 for number, _ in found] == order
        assert np.allclose([value for _, value in found], table[asset - 1, order], atol=1e-5)
    assert len(similar(project, 1, count=100)) == 39


def test_copies_come_first_and_what_is_gone_or_not_seen_does_not_come(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).normal(size=(6, 8))
    vectors[4] = vectors[0]
    vectors[3] = np.nan
    contents = ["a", "b", "c", "d", "a", "e"]
    project = filled(tmp_path, vectors, contents)
    first, *others = similar(project, 1)
    assert first == (5, 1.0) and {number for number, _ in others} == {2, 3, 6}
    left = [scan.Found(f"objects/{i}", str(i), contents[i]) for i in (0, 1, 3, 4)]
    scan.scan_objects(project.store, 1, "scene.blend", left)
    assert {number for number, _ in similar(project, 1)} == {5, 2}


@pytest.mark.parametrize("asset", [2, 99])
def test_an_asset_that_was_not_looked_at_has_no_neighbours(tmp_path: Path, asset: int) -> None:
    project = filled(tmp_path, np.array([[1.0, 2.0], [np.nan, 0.0]]))
    with pytest.raises(InputError, match="looked at"):
        similar(project, asset)


@pytest.mark.parametrize("block", [1, 7, 256])
@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.95])
def test_groups_are_the_connected_ones_whatever_the_block(
    tmp_path: Path, monkeypatch, block: int, threshold: float
) -> None:
    monkeypatch.setattr("engine.pool.similar._BLOCK", block)
    rng = np.random.default_rng(2)
    vectors = rng.normal(size=(12, 6))[rng.integers(12, size=60)] + rng.normal(size=(60, 6)) * 0.3
    expected = groups_by_hand(cosines(vectors) >= threshold)
    assert 2 <= len(expected) or threshold < 0.6  # else the test says little
    found = drain(near_duplicates(filled(tmp_path, vectors), threshold=threshold))
    assert found == expected


def test_identical_files_are_a_group_even_if_nobody_looked_at_them(tmp_path: Path) -> None:
    vectors = np.random.default_rng(3).normal(size=(7, 8))
    vectors[1] = vectors[4] = vectors[5] = vectors[6] = np.nan
    vectors[2] = vectors[0]
    project = filled(tmp_path, vectors, ["a", "x", "a", "b", "x", "x", "alone"])
    assert drain(near_duplicates(project, threshold=0.99)) == [[2, 5, 6], [1, 3]]


def test_an_empty_pool_has_no_groups(tmp_path: Path) -> None:
    assert drain(near_duplicates(Project(tmp_path))) == []


@pytest.mark.parametrize("threshold", [0.0, -0.5, 1.01])
def test_an_impossible_threshold_is_an_input_error(tmp_path: Path, threshold: float) -> None:
    with pytest.raises(InputError, match="threshold"):
        drain(near_duplicates(Project(tmp_path), threshold=threshold))


def test_a_pool_of_one_look_is_one_group_and_says_how_far_it_is(tmp_path: Path) -> None:
    vectors = np.ones((600, 8)) + np.random.default_rng(4).normal(size=(600, 8)) * 0.001
    vectors[0] = -9  # the middle lies between it and the others
    told: list[Progress] = []
    groups = drain(near_duplicates(filled(tmp_path, vectors), threshold=0.9), told.append)
    assert groups == [list(range(2, 601))]
    assert [step.done for step in told if step.total] == [0, 256, 512]


def test_ten_thousand_assets_are_compared_without_a_table_of_all_pairs(tmp_path: Path) -> None:
    count = 10_000
    rng = np.random.default_rng(5)
    project = filled(tmp_path, np.full((0, 384), 0.0), [])
    rows = [scan.Found(f"objects/{i}", str(i), f"c{i}") for i in range(count)]
    scan.scan_objects(project.store, 1, "scene.blend", rows)
    vectors = rng.normal(size=(count, 384)).astype(np.float32)
    vectors[-1] = vectors[0]
    network = project.network
    seen = {embedding_key(f"c{i}", network): row[None] for i, row in enumerate(vectors)}
    project.embeddings.get_all = lambda keys: {key: seen[key] for key in keys}
    tracemalloc.start()
    assert drain(near_duplicates(project)) == [[1, count]]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 0.15 * count * count * 4


def test_shapes_that_differ_little_are_found_among_those_that_differ_much(tmp_path: Path) -> None:
    pool = tmp_path / "pool"
    pool.mkdir()
    for name, make in SAMPLES.items():
        write(pool / f"{name}.stl", make())
    write(pool / "chair, wider.stl", transformed(SAMPLES["chair"](), np.diag([1.05, 1, 1, 1])))
    sofa = SAMPLES["sofa"]()
    points, faces = trimesh.remesh.subdivide(sofa.vertices, sofa.faces)
    write(pool / "sofa, finer.stl", Mesh(points, faces.astype(np.int32)))
    (pool / "lamp, copied.stl").write_bytes((pool / "lamp.stl").read_bytes())
    project = Project(tmp_path / "project")
    source = scan.add_source(project.store, "folder", str(pool))
    drain(scan.scan_folder(project.store, source, pool))
    drain(score_all(project))
    names = {one.id: one.name for one in assets.page(project.store, count=-1)}
    groups = drain(near_duplicates(project))
    assert sorted(sorted(names[one] for one in group) for group in groups) == [
        ["chair", "chair, wider"],
        ["lamp", "lamp, copied"],
        ["sofa", "sofa, finer"],
    ]
    numbers = {name: number for number, name in names.items()}
    for name in ("chair", "lamp", "sofa"):
        (best, value), (_, second), *_ = similar(project, numbers[name])
        assert names[best].startswith(f"{name}, ") and value > 0.985 > second


def write(path: Path, mesh: Mesh) -> None:
    trimesh.Trimesh(mesh.vertices, mesh.faces, process=False).export(path)
