"""A scene to be seen by two cameras side by side."""

import numpy as np

from engine.camera import look_at
from engine.datatypes import Camera, Intrinsics, Material, Mesh
from engine.images import over
from engine.meshes import join
from engine.render.channels import Subject
from engine.render.raycast import Painter

LENS = Intrinsics(300.0, 300.0, 159.5, 119.5, 320, 240)
BASELINE = 0.2


def sheet(depth: float, half: float, bumps: float, seed: int) -> Mesh:
    """A bumpy wall at a distance along +Y, with a blotchy picture on it."""
    x, z = np.meshgrid(*[np.linspace(-half, half, 60)] * 2)
    y = depth + bumps * np.sin(3 * x) * np.cos(2 * z)
    points = np.stack([x, y, z], axis=2).reshape(-1, 3)
    grid = np.arange(3600, dtype=np.int32).reshape(60, 60)
    a, b, c, d = (
        part.ravel() for part in (grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1])
    )
    faces = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    uv = ((points[:, [0, 2]] + half) / (2 * half)).astype(np.float32)
    rng = np.random.default_rng(seed)
    spots = sum(
        np.kron(rng.random((512 // size, 512 // size, 3)), np.ones((size, size, 1)))
        for size in (2, 4, 8, 16)
    )
    look = Material(np.ones(3), (spots / 4).astype(np.float32))
    return Mesh(points, faces, uv=uv[faces], materials=(look,))


def bumpy_walls() -> Subject:
    """A small wall before a large one."""
    return Subject(join([sheet(4.0, 5.0, 0.3, 0), sheet(2.2, 0.6, 0.1, 1)]))


def seen(scene: Subject, aside: float, yaw: float = 0.0, roll: float = 0.0) -> tuple:
    """The picture (H, W, 3) and depth (H, W) from so far to the right, turned by so many deg."""
    eye = np.array([aside, 0.0, 0.0])
    turn = np.radians(yaw)
    pose = look_at(eye, eye + [np.sin(turn), np.cos(turn), 0.0])
    c, s = np.cos(np.radians(roll)), np.sin(np.radians(roll))
    pose[:3, :3] = pose[:3, :3] @ [[c, -s, 0], [s, c, 0], [0, 0, 1]]
    camera = Camera(LENS, pose)
    rgb = over(Painter(scene.caster).draw(scene.frame.unit_camera(camera)))
    return rgb, scene.channels(camera, ["depth"])["depth"]
