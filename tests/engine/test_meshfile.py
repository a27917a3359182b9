"""Meshes in files between processes: bit for bit, and what is no such file is said to be none."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from engine.datatypes import GREY, Instance, Material, Mesh
from engine.errors import DataError
from engine.meshfile import read_mesh, write_mesh
from engine.samples import SAMPLES


def full_mesh() -> Mesh:
    """Every field filled; two materials share a texture."""
    rng = np.random.default_rng(0)
    texture = rng.random((5, 7, 3), np.float32)
    return Mesh(
        rng.normal(size=(4, 3), scale=1e5),
        np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        normals=rng.random((2, 3, 3), np.float32),
        uv=rng.random((2, 3, 2), np.float32),
        colors=rng.random((2, 3, 3), np.float32),
        material_ids=np.array([0, 2], np.int32),
        materials=(
            Material(rng.random(3, np.float32), texture),
            GREY,
            Material(GREY.color, texture),
        ),
        instance_ids=np.array([1, 0], np.int32),
        face_ids=np.array([0, 2**31 - 1], np.int32),
        instances=(Instance("Stuhl “rot”", "chair"), Instance("")),
    )


def assert_equal(one: Mesh, other: Mesh) -> None:
    assert one.instances == other.instances and len(one.materials) == len(other.materials)
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(Mesh)]
    for first, second in zip(one.materials, other.materials, strict=True):
        pairs += [(first.color, second.color), (first.texture, second.texture)]
    for first, second in pairs:
        if first is None or second is None:
            assert first is second
        elif isinstance(first, np.ndarray):
            assert first.dtype == second.dtype and np.array_equal(first, second)


@pytest.mark.parametrize("make", [full_mesh, *SAMPLES.values()])
def test_a_mesh_comes_back_bit_for_bit(make, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "mesh"
    write_mesh(path, make())
    assert_equal(read_mesh(path), make())
    assert list(path.parent.iterdir()) == [path]


def test_a_texture_that_materials_share_is_shared_again(tmp_path: Path) -> None:
    write_mesh(tmp_path / "mesh", full_mesh())
    first, _, third = read_mesh(tmp_path / "mesh").materials
    assert first.texture is third.texture


@pytest.mark.parametrize("name", ["missing", "text", "cut", "pickle", "other"])
def test_what_is_no_mesh_is_a_data_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_mesh(tmp_path / "whole", full_mesh())
    (tmp_path / "text").write_text("hello")
    (tmp_path / "cut").write_bytes((tmp_path / "whole").read_bytes()[:-200])
    with open(tmp_path / "pickle", "wb") as file:
        np.savez(file, index=np.array([{}], object), vertices=np.zeros((1, 3)))
    with open(tmp_path / "other", "wb") as file:
        np.savez(file, vertices=np.zeros((1, 3)))
    with pytest.raises(DataError, match="is not a readable mesh"):
        read_mesh(path)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="Cannot write"):
        write_mesh(tmp_path / "file" / "mesh", full_mesh())
