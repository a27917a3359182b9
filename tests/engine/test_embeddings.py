"""Embeddings: what is kept is read back, under a key of the file and of what looks at it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.classify.embeddings import Embeddings, file_key
from engine.errors import DataError
from engine.rigs import Rig


def rows(count: int = 5, *, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32) * 10


def test_what_is_kept_is_read_back_in_half_precision(tmp_path: Path) -> None:
    store = Embeddings(tmp_path / "deep" / "embeddings.sqlite")
    store.put("a", rows())
    found = store.get("a")
    assert found is not None and found.dtype == np.float32
    assert (found == rows().astype(np.float16)).all()
    np.testing.assert_allclose(found, rows(), rtol=2**-11)
    assert store.get("b") is None


def test_the_last_of_a_key_is_kept(tmp_path: Path) -> None:
    store = Embeddings(tmp_path / "embeddings.sqlite")
    store.put("a", rows(5))
    store.put("a", rows(3, seed=1))
    assert store.get("a").shape == (3, 16)


def test_many_are_read_at_once_and_missing_ones_left_out(tmp_path: Path) -> None:
    store = Embeddings(tmp_path / "embeddings.sqlite")
    for index, key in enumerate("abc"):
        store.put(key, rows(index + 1))
    found = store.get_all(["a", "c", "z"])
    assert sorted(found) == ["a", "c"]
    assert all((found[key] == store.get(key)).all() for key in found)
    assert store.get_all([]) == {}


def test_two_open_stores_on_one_file_see_what_the_other_keeps(tmp_path: Path) -> None:
    first, second = (Embeddings(tmp_path / "embeddings.sqlite") for _ in range(2))
    for index in range(10):
        first.put(f"first {index}", rows(seed=index))
        second.put(f"second {index}", rows(seed=100 + index))
    keys = [f"{name} {index}" for name in ("first", "second") for index in range(10)]
    assert sorted(first.get_all(keys)) == sorted(second.get_all(keys)) == sorted(keys)
    reopened = Embeddings(tmp_path / "embeddings.sqlite")
    assert (reopened.get("second 9") == first.get("second 9")).all()


def test_the_key_is_of_the_content_and_not_of_the_name(tmp_path: Path) -> None:
    first, second = tmp_path / "first.stl", tmp_path / "second.stl"
    first.write_bytes(b"one thing")
    second.write_bytes(b"one thing")
    assert file_key(first, "model") == file_key(second, "model")
    second.write_bytes(b"one thinG")
    assert file_key(first, "model") != file_key(second, "model")


def test_the_key_is_of_everything_that_the_file_is_seen_by(tmp_path: Path) -> None:
    path = tmp_path / "a.stl"
    path.write_bytes(b"one thing")
    seen = [
        (),
        ("model", Rig(), 0, "auto"),
        ("other", Rig(), 0, "auto"),
        ("model", Rig(elevation_deg=21), 0, "auto"),
        ("model", Rig(), 4, "auto"),
        ("model", Rig(), 0, "Z"),
        ("model", Rig(), "0", "auto"),
    ]
    assert len({file_key(path, *each) for each in seen}) == len(seen)
    assert file_key(path, *seen[1]) == file_key(path, "model", Rig(), 0, "auto")


def test_a_file_that_cannot_be_read_has_no_key(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.stl"):
        file_key(tmp_path / "gone.stl")


def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "embeddings.sqlite"
    content = b"path,label\n" * 500
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"embeddings\.sqlite"):
        Embeddings(path)
    assert path.read_bytes() == content


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=tmp_path.name):
        Embeddings(tmp_path)


def test_what_is_kept_is_a_table_that_others_can_read(tmp_path: Path) -> None:
    path = tmp_path / "embeddings.sqlite"
    Embeddings(path).put("a", rows())
    with closing(sqlite3.connect(path)) as base:
        ((key, views, data),) = base.execute("SELECT * FROM embeddings").fetchall()
    assert (key, views, len(data)) == ("a", 5, 5 * 16 * 2)


def test_files_that_a_file_names_are_part_of_its_content(tmp_path: Path) -> None:
    scene = {"buffers": [{"uri": "a%20b.bin"}, {"uri": "data:;base64,"}], "images": [{}]}
    (tmp_path / "scene.gltf").write_text(json.dumps(scene))
    (tmp_path / "shape.obj").write_text("# by hand\nmtllib shape.mtl\nv 0 0 0\n")
    for path, named in (
        (tmp_path / "scene.gltf", "a b.bin"),
        (tmp_path / "shape.obj", "shape.mtl"),
    ):
        missing = file_key(path)
        (tmp_path / named).write_bytes(b"one")
        first = file_key(path)
        (tmp_path / named).write_bytes(b"other")
        assert len({missing, first, file_key(path)}) == 3


@pytest.mark.parametrize("content", [b"\xff\x00", b"[]", b'{"buffers": 3}', b'{"images": [1]}'])
def test_a_broken_scene_has_a_key_of_its_own_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scene.gltf"
    path.write_bytes(content)
    assert len(file_key(path)) == 64


def test_embeddings_beyond_half_precision_stay_finite(tmp_path: Path) -> None:
    store = Embeddings(tmp_path / "embeddings.sqlite")
    store.put("a", np.array([[1e6, -1e6, 1.0]], np.float32))
    assert store.get("a").tolist() == [[65504.0, -65504.0, 1.0]]
