"""The differentiable renderer draws what is there, with edges as they cover their pixels."""

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from rendered import BACKGROUND, VIEWS, bumpy, camera, drawn, floor, sheet, two_boxes

from engine.camera import look_at, project
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import InputError
from engine.meshes import join, load_mesh
from engine.render.caster import Caster
from engine.render.differentiable.contract import (
    CameraBatch,
    Renderer,
    backends,
    make_renderer,
)
from engine.render.raycast import Painter
from engine.samples import box


def supersampled(renderer: Renderer, view: Camera, count: int = 16) -> torch.Tensor:
    """The mean colours and alpha (H, W, 4) of count x count small pixels for each."""
    lens = view.intrinsics
    batch = CameraBatch.of([view]).resized(lens.width * count, lens.height * count)
    with torch.no_grad():
        fine = renderer.render(batch)
    values = torch.cat([fine.rgb, fine.alpha[..., None]], dim=-1)
    return values.reshape(lens.height, count, lens.width, count, 4).mean((1, 3))


def test_the_floor_goes_on_behind_the_camera() -> None:
    mesh, view = floor(), VIEWS["near"]
    assert project(view, mesh.vertices)[:, 2].min() < 0
    assert (drawn(make_renderer(mesh), view).faces[0, -1] >= 0).all()


@pytest.mark.parametrize("view", VIEWS)
def test_points_stand_where_they_are_projected(view: str) -> None:
    renderer, seen = make_renderer(bumpy()), VIEWS[view]
    picture = drawn(renderer, seen)
    rows, columns = (picture.faces[0] >= 0).nonzero(as_tuple=True)
    depth, faces = picture.depth[0].numpy(), picture.faces[0].numpy()
    points = renderer.surface.corners.permute(2, 1, 0).reshape(-1, 3)
    corners = project(seen, points.numpy()).reshape(-1, 3, 3)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        corner = corners[faces[row, column]]
        low, high = corner.min(axis=0) - 1e-3, corner.max(axis=0) + 1e-3
        assert (low <= [column, row, depth[row, column]]).all()
        assert ([column, row, depth[row, column]] <= high).all()
    assert (depth[faces < 0] == 0).all()


@pytest.mark.parametrize("sliver", [0.2, 0.45, 0.7])
def test_what_no_centre_sees_beside_an_outline_is_there(sliver: float) -> None:
    """A blue box reaches a share of a pixel beyond the outline of a red one before it."""
    lens = Intrinsics(16, 16, 9.5, 9.5, 20, 20, is_orthographic=True)
    view = Camera(lens, look_at(np.array([0, -2.0, 0]), np.zeros(3)))
    right = 0.25 + 0.15 / 16  # the red one ends 0.15 pixels behind the centre of column 13
    red = box((-0.3, -0.3, -0.4), (right - 1 / 32, 0.0, 0.4), (1, 0, 0))
    blue = box((-0.3, 0.1, -0.4), (right + (sliver / 16) - 1 / 32, 0.3, 0.4), (0, 0, 1))
    renderer = make_renderer(join([red, blue]))
    picture, truth = drawn(renderer, view), supersampled(renderer, view, 20)
    row = torch.cat([picture.rgb[0, 10], picture.alpha[0, 10, :, None]], dim=1)
    assert truth[10, 13:15, 2].min() > 0.3  # blue, or white, is in both
    assert torch.allclose(row, truth[10], atol=0.06)


def test_a_batch_is_its_cameras_one_by_one() -> None:
    renderer = make_renderer(two_boxes(), light="studio")
    views = [camera(), camera((-0.9, 1.2, -0.2), focal=0.8), camera((9, 9, 9), target=(10, 10, 9))]
    together = drawn(renderer, *views, background=BACKGROUND)
    for index, view in enumerate(views):
        alone = drawn(renderer, view, background=BACKGROUND)
        assert torch.equal(together.faces[index], alone.faces[0])
        for name in ("rgb", "alpha", "depth"):
            both = getattr(together, name)[index], getattr(alone, name)[0]
            assert torch.allclose(*both, atol=1e-5), name


def test_gradients_of_a_batch_are_those_of_its_cameras_one_by_one() -> None:
    renderer = make_renderer(bumpy())
    views = [camera(), camera((-0.9, 1.2, -0.2)), camera((1.6, -1.1, 0.8), focal=0.8)]

    def slope(*some: Camera) -> torch.Tensor:
        batch = CameraBatch.of(some)
        eye = batch.eye.requires_grad_()
        picture = renderer.render(replace(batch, eye=eye))
        return torch.autograd.grad(picture.rgb.square().sum() + picture.alpha.sum(), eye)[0]

    assert torch.allclose(slope(*views), torch.cat([slope(v) for v in views]), rtol=1e-3, atol=1e-3)


def test_a_camera_that_looks_away_sees_the_background() -> None:
    renderer = make_renderer(bumpy())
    batch = CameraBatch.of([camera((2, 0, 0), target=(4, 0, 0))])
    eye = batch.eye.requires_grad_()
    vertices = renderer.surface.vertices.clone().requires_grad_()
    for moved in (None, vertices):
        picture = renderer.render(replace(batch, eye=eye), vertices=moved, background=BACKGROUND)
        assert (picture.rgb == torch.tensor(BACKGROUND)).all()
        assert not picture.alpha.any() and not picture.depth.any()
        assert (picture.faces == -1).all()


def test_the_background_shows_by_as_much_as_alpha_leaves() -> None:
    renderer, view = make_renderer(two_boxes()), camera((-1.5, 1.4, 0.4))
    black, white = (drawn(renderer, view, background=(shade,) * 3) for shade in (0.0, 1.0))
    through = (white.rgb - black.rgb).mean(dim=-1)
    assert torch.allclose(through, 1 - white.alpha, atol=1e-5)
    assert ((through > 0.05) & (through < 0.95)).any()


@pytest.mark.parametrize("angle", np.radians([0, 3, 20, 44, 46, 70, 89]))
@pytest.mark.parametrize("across", [0.0, 1.1])
def test_a_straight_edge_covers_its_pixels_by_their_area(angle: float, across: float) -> None:
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = np.array([[-9.0, 0.03], [9.0, 0.03], [9.0, 30.0], [-9.0, 30.0]]) @ turn.T
    vertices = np.column_stack([points, np.zeros(4)])
    renderer = make_renderer(Mesh(vertices, np.array([[0, 1, 2], [0, 2, 3]], np.int32)))
    view = camera((0.1, 0.2, 1.0), target=(0.1, 0.2, 0), size=(24, 18), across=across)
    alpha, truth = drawn(renderer, view).alpha[0], supersampled(renderer, view)[..., 3]
    assert 12 < ((truth > 0.02) & (truth < 0.98)).sum() < 80
    assert (alpha - truth).abs().max() < 0.02


@pytest.mark.parametrize("view", ["outside", "orthographic"])
@pytest.mark.parametrize("make", [lambda: bumpy(3), two_boxes])
def test_edges_are_those_of_a_supersampled_picture(make, view: str) -> None:
    renderer, seen = make_renderer(make()), VIEWS[view]
    seen = CameraBatch.of([seen]).resized(84, 60).cameras()[0]
    picture, truth = drawn(renderer, seen), supersampled(renderer, seen)
    off = (picture.alpha[0] - truth[..., 3]).abs()
    edge = (truth[..., 3] > 0) & (truth[..., 3] < 1)
    hard = ((picture.faces[0] >= 0).float() - truth[..., 3]).abs()
    assert off[edge].mean() < 0.1 * hard[edge].mean()
    assert off[edge].quantile(0.9) < 0.06
    assert (picture.rgb[0] - truth[..., :3]).abs().mean() < 4e-3


@pytest.mark.parametrize("view", ["outside", "orthographic"])
def test_the_studio_light_is_the_ray_casters_inside_the_object(view: str) -> None:
    plain = replace(bumpy(3, bumps=0.05, is_shaded=True), colors=None)
    large = CameraBatch.of([VIEWS[view]]).resized(224, 160).cameras()[0]
    for mesh, least in ((two_boxes(), 8000), (plain, 800)):
        picture = drawn(make_renderer(mesh, light="studio"), large)
        truth = Painter(Caster(mesh)).draw(large)
        faces = picture.faces[:, None].float()
        most, fewest = (
            sign * torch.nn.functional.max_pool2d(sign * faces, 3, 1, 1) for sign in (1, -1)
        )
        inside = ((most == fewest) & (faces >= 0))[0, 0].numpy()
        inside[[0, -1]] = inside[:, [0, -1]] = False
        off = abs(picture.rgb[0].numpy()[inside] * 255 - truth[inside, :3])
        assert inside.sum() > least and off.max() <= 1


def test_the_other_side_of_a_face_looks_the_same() -> None:
    mesh = sheet()
    turned = replace(mesh, faces=mesh.faces[:, ::-1].copy(), colors=mesh.colors[:, ::-1].copy())
    for light in ("none", "studio"):
        pictures = [drawn(make_renderer(m, light=light), VIEWS["outside"]) for m in (mesh, turned)]
        assert torch.allclose(pictures[0].rgb, pictures[1].rgb, atol=1e-4)


def test_a_picture_of_another_size_shows_the_same() -> None:
    mesh, view = bumpy(), VIEWS["outside"]
    batch = CameraBatch.of([view]).resized(56, 30)
    assert batch.width == 56 and batch.height == 30
    before, after = (project(seen, mesh.vertices)[:, :2] for seen in (view, batch.cameras()[0]))
    assert np.allclose((before + 0.5) * [2, 1.5] - 0.5, after, atol=1e-3)
    small, large = (drawn(make_renderer(mesh), v) for v in (view, batch.cameras()[0]))
    assert abs(small.alpha.mean() - large.alpha.mean()) < 0.01


def test_a_window_is_a_part_of_the_picture_up_to_its_border() -> None:
    renderer, batch = make_renderer(two_boxes()), CameraBatch.of([VIEWS["outside"]])
    with torch.no_grad():
        whole, part = (renderer.render(each) for each in (batch, batch.windowed(9, 4, 12, 10)))
    for name in ("rgb", "alpha", "depth", "faces"):
        cut = getattr(whole, name)[:, 4:14, 9:21]
        assert torch.allclose(getattr(part, name), cut, atol=1e-4), name


def test_cameras_become_tensors_and_cameras_again() -> None:
    views = [camera(), camera((-0.9, 1.2, -0.2))]
    for view, back in zip(views, CameraBatch.of(views).cameras(), strict=True):
        assert np.allclose(view.world_from_camera, back.world_from_camera, atol=1e-6)
        assert back.intrinsics.width == 28 and not back.intrinsics.is_orthographic
        assert np.isclose(back.intrinsics.fy, view.intrinsics.fy)


def test_what_cannot_be_drawn_is_said() -> None:
    for views in ([], [camera(), camera(size=(9, 9))], [camera(), camera(across=2)]):
        with pytest.raises(InputError):
            CameraBatch.of(views)
    for options in ({"backend": "crayon"}, {"light": "moon"}):
        with pytest.raises(InputError):
            make_renderer(bumpy(1), **options)
    assert "own" in backends()


# --- real meshes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bench(shared_data: Path) -> Path:
    folder = shared_data.parent / "bench" / "camera_recovery"
    if not folder.is_dir():
        absent = pytest.fail if os.environ.get("RELOOP3D_REQUIRE_DATA") == "1" else pytest.skip
        absent("needs ../shared/bench")
    return folder


@pytest.mark.parametrize("name", ["combo", "suzanne", "room5k"])
def test_it_draws_the_pictures_that_others_cast(bench: Path, name: str) -> None:
    protocol = json.loads((bench / "protocol.json").read_text(encoding="utf-8"))
    renderer = make_renderer(load_mesh(bench / f"{name}.ply"))
    size = protocol["image_size"]
    focal = size / 2 / np.tan(np.radians(protocol["fov"]) / 2)
    lens = Intrinsics(focal, focal, size / 2 - 0.5, size / 2 - 0.5, size, size)
    for case in protocol["cases"][:3]:
        picture = drawn(renderer, Camera(lens, _pose(case["target"])))
        file = bench / protocol["target_dir"] / f"{name}_{case['id']}.png"
        truth = torch.from_numpy(np.asarray(Image.open(file), np.float32) / 255)
        values = torch.cat([picture.rgb, picture.alpha[..., None]], dim=-1)[0]
        assert (values - truth).abs().mean() < 3e-3


def _pose(place: dict[str, float]) -> np.ndarray:
    """world_from_camera of the protocol's camera: it looks at the origin, +Y up."""
    elevation, azimuth = np.radians([place["elevation"], place["azimuth"]])
    across = np.cos(elevation)
    away = np.array([across * np.sin(azimuth), np.sin(elevation), across * np.cos(azimuth)])
    right = np.cross(-away, [0, 1, 0])
    right /= np.linalg.norm(right)
    pose = np.eye(4)
    pose[:3, :3] = np.column_stack([right, np.cross(-away, right), -away])
    pose[:3, 3] = place["distance"] * away
    return pose
