"""Small meshes and cameras for tests of renderers; meshes are about one unit across."""

import numpy as np
import torch
import trimesh

from engine.camera import look_at
from engine.datatypes import Camera, Intrinsics, Material, Mesh
from engine.meshes import join
from engine.render.differentiable.contract import CameraBatch, Picture, Renderer
from engine.samples import box


def camera(
    eye: tuple[float, float, float] = (1.3, -1.1, 0.8),
    target: tuple[float, float, float] = (0, 0, 0),
    *,
    size: tuple[int, int] = (28, 20),
    focal: float = 1.1,
    across: float = 0.0,
) -> Camera:
    """A camera off its picture's centre; `focal` in widths, `across` units wide: orthographic."""
    width, height = size
    pixels = width / across if across else focal * width
    lens = Intrinsics(
        pixels, 1.05 * pixels, width / 2 - 0.2, height / 2 - 0.7, width, height, bool(across)
    )
    return Camera(lens, look_at(np.array(eye), np.array(target)))


def bumpy(subdivisions: int = 2, *, bumps: float = 0.15, is_shaded: bool = False) -> Mesh:
    """A closed surface in colours: an icosphere with dents; `is_shaded` smoothly."""
    sphere = trimesh.creation.icosphere(subdivisions, 0.5)
    points, faces = np.asarray(sphere.vertices), sphere.faces.astype(np.int32)
    points = points * (1 + bumps * np.sin(10 * points[:, :1]) * np.cos(8 * points[:, 1:2]))
    colors = (0.5 + 0.5 * np.sin(points * [7, 5, 6])).astype(np.float32)
    normals = trimesh.Trimesh(points, faces, process=False).vertex_normals.astype(np.float32)
    return Mesh(points, faces, normals[faces] if is_shaded else None, colors=colors[faces])


def two_boxes() -> Mesh:
    """Two boxes that go through each other."""
    return join(
        [
            box((-0.5, -0.4, -0.3), (0.3, 0.4, 0.3), (1, 0, 0)),
            box((-0.1, -0.2, -0.5), (0.5, 0.3, 0.45), (0, 0.2, 1)),
        ]
    )


def sheet(count: int = 5) -> Mesh:
    """An open surface in waves, seen from both sides."""
    x, y = np.meshgrid(*[np.linspace(-0.5, 0.5, count)] * 2)
    points = np.stack([x, y, 0.15 * np.sin(6 * x) * np.cos(5 * y)], axis=2).reshape(-1, 3)
    grid = np.arange(count * count, dtype=np.int32).reshape(count, count)
    a, b = grid[:-1, :-1].ravel(), grid[:-1, 1:].ravel()
    c, d = grid[1:, 1:].ravel(), grid[1:, :-1].ravel()
    faces = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    colors = (0.5 + 0.5 * np.sin(9 * points + 1)).astype(np.float32)
    return Mesh(points, faces, colors=colors[faces])


def textured_quad() -> Mesh:
    """A bent rectangle on which a small texture repeats twice."""
    texture = np.random.default_rng(0).random((6, 8, 3)).astype(np.float32)
    points = np.array([[-0.5, -0.4, 0], [0.5, -0.4, 0.1], [0.5, 0.4, 0], [-0.5, 0.4, -0.1]])
    uv = np.array([[0, 0], [2, 0], [2, 1.5], [0, 1.5]], np.float32)
    faces = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    return Mesh(points, faces, uv=uv[faces], materials=(Material(np.ones(3), texture),))


def floor() -> Mesh:
    """A floor that goes on behind any camera of ours, and a small thing that stands on it."""
    corners = np.array([[-3, -3, -0.3], [3, -3, -0.3], [3, 3, -0.3], [-3, 3, -0.3]])
    colors = np.array([[0.9, 0.2, 0.1], [0.8, 0.3, 0.1], [0.1, 0.8, 0.2], [0.7, 0.2, 0.3]])
    faces = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    ground = Mesh(corners, faces, colors=colors.astype(np.float32)[faces])
    return join([ground, box((-0.2, -0.1, -0.31), (0.25, 0.3, 0.2), (0.1, 0.2, 0.9))])


def drawn(renderer: Renderer, *cameras: Camera, **options) -> Picture:
    """What cameras see, without gradients."""
    with torch.no_grad():
        return renderer.render(CameraBatch.of(cameras), **options)


MESHES = {
    "bumpy": bumpy,
    "boxes": two_boxes,
    "sheet": sheet,
    "quad": textured_quad,
    "floor": floor,
}
BACKGROUND = (0.2, 0.5, 0.9)
VIEWS = {
    "outside": camera(),
    "below": camera((-0.9, 1.2, -0.5)),
    "near": camera((0.75, -0.45, 0.35)),
    "orthographic": camera((1.6, -1.1, 0.8), across=1.8),
}
