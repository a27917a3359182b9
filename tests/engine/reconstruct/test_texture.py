"""Textures from views: colours where they belong, no seams, and real scans seen again."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh

from engine.capture.settings import CaptureSettings
from engine.datatypes import Camera, Mesh, ViewSet
from engine.errors import InputError
from engine.jobs import Progress, drain
from engine.meshes import join, load_mesh
from engine.reconstruct.frames import Frame, frames_of
from engine.reconstruct.fusion.blocks import BlockGrid
from engine.reconstruct.texture.bake import textured
from engine.render.channels import Subject
from engine.render.raycast import render_views
from engine.rigs import Rig, cameras_around
from engine.samples import box

SMALL = 256  # texels


def bare(mesh: Mesh) -> Mesh:
    """Its shape alone."""
    return Mesh(mesh.vertices, mesh.faces)


def ball(radius: float = 1.0, *, fine: int = 3) -> Mesh:
    made = trimesh.creation.icosphere(subdivisions=fine, radius=radius)
    return Mesh(made.vertices.copy(), made.faces.astype(np.int32))


def seen_flat(mesh: Mesh, cameras: list[Camera], colors: list) -> list[Frame]:
    """Frames with true depth, in which all that is seen has one colour, on white."""
    subject, frames = Subject(mesh), []
    for camera, color in zip(cameras, colors, strict=True):
        depth = subject.channels(camera, ["depth"])["depth"]
        rgb = np.where(depth[..., None] > 0, np.float32(color), np.float32(1))
        frames.append(Frame(camera, depth, rgb.astype(np.float32), depth == 0))
    return frames


def unlit(mesh: Mesh, camera: Camera) -> tuple[np.ndarray, np.ndarray]:
    """The texture's own colours (H, W, 3) as a camera sees them, and where, (H, W)."""
    channels = Subject(mesh).channels(camera, ["uv", "depth"])
    texture = mesh.materials[0].texture
    height, width = texture.shape[:2]
    uv = channels["uv"]
    column = np.clip(uv[..., 0] * width, 0, width - 1).astype(int)
    row = np.clip((1 - uv[..., 1]) * height, 0, height - 1).astype(int)
    return texture[row, column], channels["depth"] > 0


def around(mesh: Mesh, **rig) -> list[Camera]:
    return cameras_around(mesh.vertices, Rig(**{"size": 96, **rig}))


# --- real scans -------------------------------------------------------------------------------


def views_of(mesh: Mesh, count: int, **rig) -> ViewSet:
    rig = Rig(count, size=512, layout="sphere", **rig)
    return drain(render_views(mesh, CaptureSettings(rig, channels=("depth",))))


def psnr(mesh: Mesh, truth: ViewSet) -> float:
    """How alike the pictures of a mesh are to the true ones, dB, over the object's pixels."""
    cameras = tuple(view.camera for view in truth.views)
    found = drain(render_views(mesh, CaptureSettings(cameras=cameras)))
    pairs = zip(found.views, truth.views, strict=True)
    errors = [np.mean((one.rgb - other.rgb)[other.mask] ** 2) for one, other in pairs]
    return float(-10 * np.log10(np.mean(errors)))


@pytest.fixture(scope="module")
def scan(shared_data: Path) -> tuple[Mesh, list[Frame], ViewSet]:
    """A real banana, twelve views of it, and four that are held out."""
    mesh = load_mesh(shared_data / "scans/ycb/YcbBanana/textured_simple_reoriented.obj")
    frames, _ = frames_of(views_of(mesh, 12))
    return mesh, frames, views_of(mesh, 4, azimuth_deg=40)


def test_views_held_out_are_seen_again_on_the_scans_own_shape(scan) -> None:
    mesh, frames, held_out = scan
    found = drain(textured(bare(mesh), frames, is_studio=True))
    assert psnr(found, held_out) > 40


def test_views_held_out_are_seen_again_on_a_fused_shape(scan) -> None:
    mesh, frames, held_out = scan
    grid = BlockGrid(float(np.linalg.norm(np.ptp(mesh.vertices, axis=0))) / 128, 3)
    for frame in frames:
        grid.add(frame)
    fused = grid.surface().mesh()
    found = drain(textured(fused, frames, is_studio=True))
    # Its painted corners alone: 20 dB.
    assert psnr(found, held_out) > 26


# --- the atlas --------------------------------------------------------------------------------


def test_the_shape_stays_and_every_face_has_a_place_of_its_own() -> None:
    mesh = ball(fine=2)
    frames = seen_flat(mesh, around(mesh, views=2), [(0.5, 0.5, 0.5)] * 2)
    found = drain(textured(mesh, frames, size=SMALL))
    assert np.allclose(found.vertices, mesh.vertices) and (found.faces == mesh.faces).all()
    assert found.uv.min() >= 0 and found.uv.max() <= 1
    assert found.materials[0].texture.shape == (SMALL, SMALL, 3)
    # Texels' centres that faces lie over, each face by itself: none twice.
    inside = np.zeros((SMALL, SMALL), int)
    row, column = np.mgrid[:SMALL, :SMALL]
    at = np.stack([(column + 0.5) / SMALL, 1 - (row + 0.5) / SMALL], axis=-1)
    for a, b, c in found.uv.astype(np.float64):
        sides = [cross(q - p, at - p) for p, q in ((a, b), (b, c), (c, a))]
        inside += (np.array(sides) > 1e-6).all(axis=0) | (np.array(sides) < -1e-6).all(axis=0)
    assert inside.max() == 1 and inside.sum() > 0.2 * SMALL**2


def cross(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]


def test_edges_of_many_faces_and_faces_turned_over_are_unwrapped_too() -> None:
    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1]], float)
    book = Mesh(corners, np.array([[0, 1, 2], [0, 1, 3], [0, 1, 4]], np.int32))
    cube = box((2, 0, 0), (3, 1, 1))
    turned = bare(cube)
    turned.faces[0] = turned.faces[0, ::-1]
    leaf = Mesh(corners[:3] - 2, np.array([[0, 1, 2], [2, 1, 0]], np.int32))
    mesh = join([book, turned, leaf])
    frames = seen_flat(mesh, around(mesh, views=6), [(0.2, 0.4, 0.6)] * 6)
    found = drain(textured(mesh, frames, size=SMALL))
    assert np.allclose(found.materials[0].texture, (0.2, 0.4, 0.6), atol=1e-3)


# --- colours ----------------------------------------------------------------------------------


def test_the_studio_light_is_divided_out() -> None:
    colors = [(0.8, 0.2, 0.1), (0.1, 0.6, 0.3)]
    pair = [box((3 * n, 0, 0), (3 * n + 1, 1, 1), color) for n, color in enumerate(colors)]
    mesh = join(pair)
    rig = Rig(12, size=128, layout="sphere")
    views = drain(render_views(mesh, CaptureSettings(rig, channels=("depth",))))
    found = drain(textured(bare(mesh), frames_of(views)[0], size=SMALL, is_studio=True))
    for camera in around(mesh, views=4, azimuth_deg=20):
        picture, inside = unlit(found, camera)
        ids = Subject(mesh).channels(camera, ["instance_ids"])["instance_ids"]
        for index, part in enumerate(pair):
            wrong = np.abs(picture[inside & (ids == index)] - part.materials[0].color)
            assert np.percentile(wrong.max(axis=-1), 95) < 0.02


def test_no_colour_of_what_stands_before_or_behind_comes_through() -> None:
    front = bare(box((-0.4, 1, -0.4), (0.4, 1.2, 0.4)))
    back = bare(box((-1, 2, -1), (1, 2.2, 1)))
    mesh = join([front, back])
    rig = {"views": 5, "azimuth_deg": -90.0, "elevation_deg": 0.0}
    cameras, subject, frames = around(mesh, **rig), Subject(mesh), []
    for camera in cameras:
        channels = subject.channels(camera, ["depth", "instance_ids"])
        is_front = (channels["instance_ids"] == 0)[..., None]
        rgb = np.where(is_front, np.float32([1, 0, 0]), np.float32([0, 0, 1]))
        empty = channels["depth"] == 0
        rgb[empty] = 1  # the background
        frames.append(Frame(camera, channels["depth"], rgb, empty))
    found = drain(textured(mesh, frames, size=SMALL))
    for camera in around(mesh, views=8, azimuth_deg=10.0):
        picture, inside = unlit(found, camera)
        ids = subject.channels(camera, ["instance_ids"])["instance_ids"]
        for index, other in ((0, 2), (1, 0)):
            if (here := inside & (ids == index)).any():
                assert picture[here][:, other].mean() < 0.02


def test_views_that_differ_in_brightness_meet_without_a_seam() -> None:
    mesh = ball()
    cameras = around(mesh, views=4, elevation_deg=0.0, size=192)
    frames = seen_flat(mesh, cameras, [(0.4,) * 3, (0.6,) * 3] * 2)
    found = drain(textured(mesh, frames, size=SMALL))
    for camera in around(mesh, views=4, elevation_deg=0.0, azimuth_deg=45.0, size=192):
        picture, inside = unlit(found, camera)
        band = picture[72:120, 48:144, 0]  # away from the poles, where all sides meet
        assert inside[72:120, 48:144].all() and np.ptp(band) > 0.15
        steps = [np.abs(np.diff(band, axis=axis)).max() for axis in (0, 1)]
        assert max(steps) < 0.06  # of 0.2


def test_what_no_view_shows_takes_the_colour_of_what_is_near() -> None:
    mesh = ball()
    above = around(mesh, views=1, elevation_deg=90.0)
    found = drain(textured(mesh, seen_flat(mesh, above, [(0.1, 0.5, 0.2)]), size=SMALL))
    assert np.allclose(found.materials[0].texture, (0.1, 0.5, 0.2), atol=0.01)


def test_a_hundred_times_larger_and_orthographic_gives_the_same_texture() -> None:
    pictures = []
    for factor, is_orthographic in ((1, False), (100, False), (1, True)):
        mesh = ball(factor)
        cameras = around(mesh, views=6, is_orthographic=is_orthographic)
        frames = []
        for frame in seen_flat(mesh, cameras, [(0, 0, 0)] * 6):
            points = Subject(mesh).channels(frame.camera, ["positions"])["positions"] / factor
            frames.append(replace(frame, rgb=(points / 4 + 0.5).astype(np.float32)))
        found = drain(textured(mesh, frames, size=SMALL))
        pictures.append(unlit(found, around(mesh, views=1, azimuth_deg=30.0)[0])[0])
    assert np.abs(pictures[1] - pictures[0]).mean() < 0.003
    assert np.abs(pictures[2] - pictures[0]).mean() < 0.003


# --- steps and what cannot be done ------------------------------------------------------------


def test_it_says_how_far_it_is_and_can_be_stopped_between_views() -> None:
    mesh, said = ball(), []
    frames = seen_flat(mesh, around(mesh, views=3), [(0.5, 0.5, 0.5)] * 3)
    drain(textured(mesh, frames, size=SMALL), said.append)
    assert [step.message for step in said] == ["Unwrapping"] * 2 + ["Painting"] * 3
    assert [step.done for step in said] == [0, 1, 2, 3, 4] and said[0].total == 5
    steps = textured(mesh, frames, size=SMALL)
    assert isinstance(next(steps), Progress)
    steps.close()


def test_views_of_something_else_and_sizes_out_of_range_are_refused() -> None:
    mesh = ball()
    frames = seen_flat(mesh, around(mesh, views=2), [(0.5, 0.5, 0.5)] * 2)
    elsewhere = replace(mesh, vertices=mesh.vertices + 10)
    for there, options, words in (
        (elsewhere, {}, "No view shows"),
        (mesh, {"size": 8}, "out of range"),
    ):
        with pytest.raises(InputError, match=words):
            drain(textured(there, frames, **{"size": SMALL, **options}))
    with pytest.raises(InputError, match="No view shows"):
        drain(textured(mesh, [], size=SMALL))
