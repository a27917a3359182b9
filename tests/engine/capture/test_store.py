"""View sets on disk come back bit for bit; the cache keeps to its limit and survives damage."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.capture.cache import Cache, digest
from engine.capture.settings import CaptureSettings
from engine.capture.store import load_views, save_views
from engine.datatypes import CHANNELS, Instance, View, ViewSet
from engine.errors import DataError
from engine.jobs import drain
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import SAMPLES


@pytest.fixture(scope="module")
def views() -> ViewSet:
    settings = CaptureSettings(
        Rig(3, size=40, aspect=4 / 3), channels=tuple(CHANNELS), background=(0.1, 0.2, 0.3)
    )
    return drain(render_views(SAMPLES["chair"](), settings))


def assert_equal(one: ViewSet, other: ViewSet) -> None:
    assert one.instances == other.instances and len(one.views) == len(other.views)
    for first, second in zip(one.views, other.views, strict=True):
        assert (first.rgba == second.rgba).all() and first.background == second.background
        assert first.channels().keys() == second.channels().keys()
        for name, value in first.channels().items():
            assert (value == second.channels()[name]).all()
            assert value.dtype == second.channels()[name].dtype
        if first.camera is None:
            assert second.camera is None
            continue
        assert first.camera.intrinsics == second.camera.intrinsics
        assert first.camera.name == second.camera.name
        assert (first.camera.world_from_camera == second.camera.world_from_camera).all()


@pytest.mark.parametrize("is_compressed", [True, False])
def test_what_was_saved_comes_back_bit_for_bit(views, tmp_path: Path, is_compressed) -> None:
    save_views(views, tmp_path / "new" / "folder", is_compressed=is_compressed)
    assert_equal(load_views(tmp_path / "new" / "folder"), views)


def test_pictures_by_others_have_no_camera_and_no_channels(tmp_path: Path) -> None:
    rgba = np.random.default_rng(0).integers(0, 256, (20, 30, 4)).astype(np.uint8)
    photo = ViewSet((View(rgba),), (Instance("photo", "chair"),))
    save_views(photo, tmp_path)
    assert_equal(load_views(tmp_path), photo)


def damage(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("views.json", b"{"),
        ("views.json", b"[]"),
        ("views.json", b'{"version": 99}'),
        ("0001.npz", b"PK nothing"),
        ("0001.npz", b""),
        ("0002.png", b""),
    ],
)
def test_damaged_views_are_a_data_error(views, tmp_path: Path, name, content) -> None:
    save_views(views, tmp_path)
    damage(tmp_path, name, content)
    with pytest.raises(DataError):
        load_views(tmp_path)


def test_a_folder_without_views_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no captured views"):
        load_views(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="Cannot write"):
        save_views(ViewSet((View(np.zeros((8, 8, 4), np.uint8)),)), tmp_path / "file" / "x")


def test_the_digest_follows_every_part_of_the_content() -> None:
    mesh, settings = SAMPLES["cup"](), CaptureSettings()
    moved = mesh.vertices.copy()
    moved[3, 1] = np.nextafter(moved[3, 1], 10)
    variants = [
        (mesh, settings),
        (replace(mesh, vertices=moved), settings),
        (replace(mesh, faces=mesh.faces[::-1].copy()), settings),
        (replace(mesh, instances=(Instance("cup", "cup"),)), settings),
        (mesh, replace(settings, look="shape")),
        (mesh, replace(settings, rig=Rig(13))),
        (mesh, replace(settings, frame=3)),
    ]
    found = [digest(*variant) for variant in variants]
    assert len(set(found)) == len(found)
    assert digest(SAMPLES["cup"](), CaptureSettings()) == found[0]
    # Where one value ends and the next begins is a part of it, too.
    assert digest(("ab", "c")) != digest(("a", "bc"))
    assert digest(np.zeros(4, np.int32)) != digest(np.zeros(4, np.float32))


def test_the_least_recently_used_go_first_when_the_cache_is_full(views, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", limit=10**9)
    cache.put("one", views)
    size = cache.size()
    cache = Cache(tmp_path / "cache", limit=int(2.5 * size))
    cache.put("two", views)
    for age, key in enumerate(("two", "one")):  # two is older
        os.utime(tmp_path / "cache" / key, (age, age))
    cache.put("three", views)
    assert [cache.has(key) for key in ("one", "two", "three")] == [True, False, True]
    assert len(cache.pictures("one")) == 3 and cache.pictures("two") == []
    cache.clear()
    assert cache.size() == 0 and not cache.has("three")


def test_using_an_entry_makes_it_recent(views, tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=10**9)
    for age, key in enumerate(("old", "new")):
        cache.put(key, views)
        os.utime(tmp_path / key, (age, age))
    assert_equal(cache.get("old"), views)
    Cache(tmp_path, limit=cache.size()).put("more", views)
    assert cache.has("old") and not cache.has("new")


def test_a_damaged_entry_is_dropped_and_made_anew(views, tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=10**9)
    cache.put("key", views)
    damage(tmp_path / "key", "0000.npz", b"PK")
    assert cache.get("key") is None and not cache.has("key")
    cache.put("key", views)
    assert_equal(cache.get("key"), views)


def test_a_cache_that_cannot_be_written_is_a_data_error(views, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cache"):
        Cache(tmp_path / "file", limit=1).put("key", views)
