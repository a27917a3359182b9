"""Depth, normals, ids, positions and uv: laws on made meshes, and a real room's given views."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.camera import look_at, project, unproject
from engine.capture.settings import CaptureSettings
from engine.datatypes import CHANNELS, Camera, Instance, Intrinsics, Mesh
from engine.jobs import drain
from engine.meshes import join, load_mesh, transformed
from engine.render.channels import Subject
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import SAMPLES, box

EVERY = tuple(CHANNELS)


def turned(roll: float, pitch: float, yaw: float) -> np.ndarray:
    """Rotation (3, 3) of the extrinsic angles that SDF files give."""
    (a, b, c), (d, e, f) = np.cos([roll, pitch, yaw]), np.sin([roll, pitch, yaw])
    about_x = np.array([[1, 0, 0], [0, a, -d], [0, d, a]])
    about_y = np.array([[b, 0, e], [0, 1, 0], [-e, 0, b]])
    about_z = np.array([[c, -f, 0], [f, c, 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


@pytest.fixture(scope="module")
def house(shared_data: Path) -> tuple[Path, Subject]:
    """The furnished house: 87 instances, as many instance ids."""
    folder = shared_data / "room_scene" / "aws_small_house"
    parts = []
    for entry in json.loads((folder / "scene.json").read_text())["instances"]:
        pose = np.eye(4)
        pose[:3, :3], pose[:3, 3] = turned(*entry["rpy"]), entry["xyz"]
        part = transformed(load_mesh(folder / entry["mesh"]), pose)
        name = (Instance(entry["instance"], entry["category"]),)
        parts.append(replace(part, instance_ids=None, instances=name))
    return folder, Subject(join(parts))


def test_the_given_views_of_a_real_room_are_reproduced(house) -> None:
    folder, subject = house
    given = json.loads((folder / "views" / "cameras.json").read_text())
    K, width, height = given["K"], given["width"], given["height"]
    lens = Intrinsics(K[0][0], K[1][1], K[0][2], K[1][2], width, height)
    equal, near, seen = [], [], []
    for frame in given["frames"]:
        camera = Camera(lens, np.array(frame["cam_to_world"]))
        channels = subject.channels(camera, EVERY)
        stem = folder / "views" / frame["id"]
        ids = np.array(Image.open(f"{stem}_instance.png")).astype(int) - 1
        depth = np.array(Image.open(f"{stem}_depth.png")) / 1000
        equal.append((channels["instance_ids"] == ids).mean())
        common = (depth > 0) & (channels["depth"] > 0)
        near.append((np.abs(depth - channels["depth"])[common] < 0.002).mean())
        silhouette, other = ids >= 0, channels["instance_ids"] >= 0
        seen.append((silhouette & other).sum() / (silhouette | other).sum())
    assert len(equal) == 36
    assert min(equal) > 0.995 and min(near) > 0.995 and min(seen) > 0.98


def test_depth_unprojects_onto_the_positions_and_these_onto_the_mesh() -> None:
    placed = np.diag([2.0, 2, 2, 1])
    placed[:3, 3] = 30, -20, 10
    mesh = replace(transformed(SAMPLES["chair"](), placed), face_ids=None)
    subject = Subject(mesh)
    for is_orthographic in (False, True):
        rig = Rig(3, size=64, layout="sphere", is_orthographic=is_orthographic)
        for camera in subject.cameras(CaptureSettings(rig)):
            channels = subject.channels(camera, EVERY)
            seen = channels["depth"] > 0
            points = unproject(camera, channels["depth"])[seen]
            assert np.allclose(points, channels["positions"][seen], atol=1e-4)
            back = project(camera, points)
            rows, columns = np.nonzero(seen)
            assert np.allclose(back[:, :2], np.column_stack([columns, rows]), atol=1e-3)
            corners = mesh.vertices[mesh.faces[channels["face_ids"][seen]]]
            normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            normals /= np.linalg.norm(normals, axis=1, keepdims=True)
            off = np.einsum("px,px->p", points - corners[:, 0], normals)
            assert np.abs(off).max() < 1e-3
            facing = np.einsum("px,px->p", channels["normals"][seen], normals)
            assert np.allclose(np.abs(facing), 1, atol=1e-4)


def test_where_nothing_is_met_the_channels_say_nothing() -> None:
    views = drain(render_views(SAMPLES["cup"](), CaptureSettings(Rig(1, size=48), channels=EVERY)))
    (view,) = views.views
    nothing = view.instance_ids < 0
    assert nothing.any() and not nothing.all()
    assert (view.face_ids[nothing] == -1).all()
    for name in ("depth", "normals", "positions", "uv"):
        assert (getattr(view, name)[nothing] == 0).all()
    assert (view.depth[~nothing] > 0).all()
    for name, (dtype, shape) in CHANNELS.items():
        value = getattr(view, name)
        assert value.dtype == dtype and value.shape == (48, 48, *shape)


def test_instances_and_their_own_faces_are_told_apart() -> None:
    red, blue = box((-1, -1, -1), (0, 1, 1)), box((0.5, -1, -1), (1.5, 1, 1))
    parts = [
        replace(part, instances=(Instance(name),)) for part, name in ((red, "red"), (blue, "blue"))
    ]
    settings = CaptureSettings(Rig(4, size=64), channels=EVERY)
    views = drain(render_views(join(parts), settings))
    assert [instance.name for instance in views.instances] == ["red", "blue"]
    for view in views.views:
        for index, part in enumerate(parts):
            here = view.instance_ids == index
            if here.any():
                assert view.face_ids[here].max() < 12
                low, high = part.vertices.min(axis=0), part.vertices.max(axis=0)
                points = view.positions[here]
                assert (points > low - 1e-4).all() and (points < high + 1e-4).all()


def test_uv_is_what_the_texture_is_looked_up_with() -> None:
    square = Mesh(
        np.array([[-1.0, 0, -1], [1, 0, -1], [1, 0, 1], [-1, 0, 1]]),
        np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        uv=np.float32([[[0, 0], [1, 0], [1, 1]], [[0, 0], [1, 1], [0, 1]]]),
    )
    lens = Intrinsics(32, 32, 31.5, 31.5, 64, 64, is_orthographic=True)
    camera = Camera(lens, look_at(np.array([0.0, -3, 0]), np.zeros(3)))
    uv = Subject(square).channels(camera, ("uv",))["uv"]
    columns, rows = np.meshgrid(np.arange(64), np.arange(64))
    expected = np.stack([(columns + 0.5) / 64, 1 - (rows + 0.5) / 64], axis=-1)
    assert np.allclose(uv, expected, atol=1e-4)


def test_a_camera_inside_the_mesh_sees_its_walls() -> None:
    room = box((-3, -2, -1), (3, 2, 1))
    lens = Intrinsics(20, 20, 15.5, 15.5, 32, 32)
    camera = Camera(lens, look_at(np.zeros(3), np.array([1.0, 0, 0])))
    channels = Subject(room).channels(camera, ("depth", "normals"))
    assert (channels["depth"] > 0).all()
    assert np.isclose(channels["depth"][15:17, 15:17], 3, atol=1e-4).all()
    assert np.allclose(channels["normals"][16, 16], [-1, 0, 0], atol=1e-5)


def test_a_point_behind_an_orthographic_camera_is_cut_away() -> None:
    tower = join([box((-1, -1, 0), (1, 1, 1)), box((-1, -1, 2), (1, 1, 3))])
    lens = Intrinsics(8, 8, 15.5, 15.5, 32, 32, is_orthographic=True)
    above = Camera(lens, look_at(np.array([0.0, 0, 5]), np.zeros(3)))
    between = Camera(lens, look_at(np.array([0.0, 0, 1.5]), np.zeros(3)))
    subject = Subject(tower)
    assert np.isclose(subject.channels(above, ("depth",))["depth"][16, 16], 2, atol=1e-4)
    assert np.isclose(subject.channels(between, ("depth",))["depth"][16, 16], 0.5, atol=1e-4)


@pytest.mark.parametrize("look", ["material", "vertex", "shape"])
def test_a_look_changes_colours_only(look: str) -> None:
    settings = CaptureSettings(Rig(1, size=48), look=look, channels=("depth",))
    plain = replace(settings, look="texture")
    cup = SAMPLES["cup"]()
    colors = np.broadcast_to(np.float32([1, 0, 0]), (len(cup.faces), 3, 3)).copy()
    red = replace(cup, colors=colors)
    one = drain(render_views(red, settings)).views[0]
    other = drain(render_views(red, plain)).views[0]
    assert (one.depth == other.depth).all()
    inside = one.mask
    hue = np.ptp(one.rgb[inside], axis=-1).max()
    assert hue > 0.3 if look == "vertex" else (look == "material" or hue < 0.1)
    assert (one.rgb != other.rgb).any() == (look != "vertex")
