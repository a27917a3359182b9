"""Mesh files and mesh arrays: round trips, conventions of axes and colour, bad files."""

from pathlib import Path

import numpy as np
import pytest
import trimesh

from engine.datatypes import Mesh
from engine.errors import DataError, InputError
from engine.meshes import SUFFIXES, flipped, join, load_mesh, sound_faces, transformed, unit_mesh
from engine.samples import SAMPLES, box


def signed_volume(mesh: Mesh) -> float:
    a, b, c = np.moveaxis(mesh.vertices[mesh.faces], 1, 0)
    return float(np.einsum("fx,fx->f", a, np.cross(b, c)).sum() / 6)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_readable_type_gives_back_the_box_that_was_written(
    tmp_path: Path, suffix: str
) -> None:
    extents = np.array([1.0, 2.0, 3.0])
    trimesh.creation.box(extents).export(tmp_path / f"box{suffix}")
    mesh = load_mesh(tmp_path / f"box{suffix}")
    size = mesh.vertices.max(axis=0) - mesh.vertices.min(axis=0)
    y_up = suffix in (".obj", ".glb", ".gltf")
    assert np.allclose(size, extents[[0, 2, 1]] if y_up else extents)
    assert len(mesh.faces) == 12
    assert np.isclose(signed_volume(mesh), 6)


def test_instances_of_a_gltf_scene_stand_in_their_places(tmp_path: Path) -> None:
    scene = trimesh.Scene()
    for x in (0, 10):
        place = trimesh.transformations.translation_matrix([x, 0, 0])
        scene.add_geometry(trimesh.creation.box((1, 1, 1)), transform=place)
    scene.export(tmp_path / "two.glb")
    mesh = load_mesh(tmp_path / "two.glb")
    assert len(mesh.faces) == 24
    assert np.allclose(mesh.vertices[:, 0].max() - mesh.vertices[:, 0].min(), 11)


def test_ply_colours_are_srgb_and_gltf_factors_are_linear(tmp_path: Path) -> None:
    painted = trimesh.creation.box((1, 1, 1))
    painted.visual.vertex_colors = [128, 64, 0, 255]
    painted.export(tmp_path / "painted.ply")
    colors = load_mesh(tmp_path / "painted.ply").colors
    assert np.allclose(colors, np.array([128, 64, 0]) / 255, atol=1e-6)
    plain = trimesh.creation.box((1, 1, 1))
    material = trimesh.visual.material.PBRMaterial(baseColorFactor=[0.5, 0.5, 0.5, 1.0])
    plain.visual = trimesh.visual.TextureVisuals(uv=np.zeros((8, 2)), material=material)
    plain.export(tmp_path / "plain.glb")
    color = load_mesh(tmp_path / "plain.glb").materials[0].color
    assert np.allclose(color, 0.735, atol=0.01)  # 0.5 linear, sRGB-encoded


@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"v nan\nf 1 2 9\n"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_broken_files_are_data_errors_that_name_the_file(
    tmp_path: Path, suffix: str, content: bytes
) -> None:
    (tmp_path / f"bad{suffix}").write_bytes(content)
    with pytest.raises(DataError, match="bad"):
        load_mesh(tmp_path / f"bad{suffix}")


def test_other_types_and_missing_files_say_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fbx"):
        load_mesh(tmp_path / "chair.fbx")
    with pytest.raises(DataError, match="does not exist"):
        load_mesh(tmp_path / "chair.glb")


def test_a_mirrored_mesh_keeps_its_outside() -> None:
    mesh = box((0, 0, 0), (1, 2, 3))
    outward = np.zeros((12, 3, 3), np.float32)
    outward[..., 0] = np.where(mesh.vertices[mesh.faces][..., 0] > 0, 1, -1)
    mesh = Mesh(mesh.vertices, mesh.faces, normals=outward)
    mirrored = transformed(mesh, np.diag([-1.0, 1, 1, 1]))
    assert np.isclose(signed_volume(mesh), 6) and np.isclose(signed_volume(mirrored), 6)
    away = np.where(mirrored.vertices[mirrored.faces][..., 0] < 0, -1, 1)
    assert (mirrored.normals[..., 0] == away).all()
    assert np.isclose(signed_volume(flipped(mesh)), -6)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_turned_outside(name: str) -> None:
    assert signed_volume(SAMPLES[name]()) > 0


def test_normals_follow_a_squeezing_transform() -> None:
    corners = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 1.0]])
    normal = np.float32([0, -1, 1]) / np.sqrt(2)
    tilted = Mesh(corners, np.array([[0, 1, 2]], np.int32), normals=np.tile(normal, (1, 3, 1)))
    squeezed = transformed(tilted, np.diag([1.0, 1, 0.25, 1]))
    edges = np.diff(squeezed.vertices, axis=0)
    assert np.allclose(edges @ squeezed.normals[0, 0], 0, atol=1e-6)
    assert np.isclose(np.linalg.norm(squeezed.normals[0, 0]), 1)


def test_joining_fills_in_what_only_some_parts_have() -> None:
    plain, painted = box((0, 0, 0), (1, 1, 1), (1, 0, 0)), box((2, 0, 0), (3, 1, 1))
    painted = Mesh(painted.vertices, painted.faces, colors=np.zeros((12, 3, 3), np.float32))
    mesh = join([plain, painted])
    assert mesh.faces.max() == 15 and len(mesh.materials) == 2
    assert np.allclose(mesh.colors[:12], [1, 0, 0]) and np.allclose(mesh.colors[12:], 0)
    assert (mesh.material_ids == np.repeat([0, 1], 12)).all()


def test_faces_with_nan_or_unknown_corners_are_dropped() -> None:
    vertices = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [np.nan, 0, 0.0]])
    faces = np.array([[0, 1, 2], [0, 1, 3], [0, 1, 9], [-1, 1, 2]], np.int32)
    assert (sound_faces(Mesh(vertices, faces)).faces == [[0, 1, 2]]).all()
    with pytest.raises(InputError):
        sound_faces(Mesh(vertices, faces[1:]))


def test_the_unit_mesh_has_unit_diagonal_and_only_used_vertices() -> None:
    mesh = box((10, 20, 30), (11, 22, 33))
    stray = Mesh(np.vstack([mesh.vertices, [[1e6, 0, 0]]]), mesh.faces)
    unit, frame = unit_mesh(stray)
    assert np.allclose(frame.center, [10.5, 21, 31.5])
    assert len(unit.vertices) == 8
    assert np.isclose(np.linalg.norm(np.ptp(unit.vertices, axis=0)), 1)
    assert np.allclose(unit.vertices.min(axis=0), -unit.vertices.max(axis=0))


def test_real_awkward_files_load_or_say_why(shared_data: Path) -> None:
    files = sorted(path for path in (shared_data / "awkward_meshes").rglob("*.*"))
    files = [path for path in files if path.suffix.lower() in SUFFIXES]
    assert len(files) > 80
    loaded = 0
    for path in files:
        try:
            loaded += len(load_mesh(path).faces) > 0
        except DataError as error:
            assert path.name in str(error)
    assert loaded > 70
