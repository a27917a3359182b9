"""Posed pictures of noise, for the tests of formats that carry cameras."""

from dataclasses import astuple

import numpy as np

from engine.camera import look_at, unproject
from engine.datatypes import Camera, Intrinsics, View, ViewSet
from engine.rigs import Rig, cameras_around


def random_views(*, with_depth: bool = True) -> ViewSet:
    """Pictures of noise in two sizes; about a third of their pixels show nothing."""
    generator = np.random.default_rng(7)
    points = generator.normal(size=(50, 3)) + [5, -3, 2]
    rigs = [Rig(views=3, size=24, aspect=1.5), Rig(views=2, size=20, fov_deg=70, elevation_deg=-40)]
    views = []
    for camera in [camera for rig in rigs for camera in cameras_around(points, rig)]:
        shape = (camera.intrinsics.height, camera.intrinsics.width)
        rgba = generator.integers(0, 256, (*shape, 4), np.uint8)
        depth = generator.uniform(1, 3, shape) * (generator.random(shape) > 0.3)
        views.append(View(rgba, camera, depth=depth.astype(np.float32) if with_depth else None))
    return ViewSet(tuple(views))


def same_camera(one: Camera, other: Camera) -> bool:
    lenses = np.allclose(astuple(one.intrinsics), astuple(other.intrinsics), rtol=0, atol=1e-9)
    poses = np.allclose(one.world_from_camera, other.world_from_camera, rtol=0, atol=1e-9)
    return lenses and poses


def scene_views(count: int = 4, *, width: int = 48, height: int = 36) -> ViewSet:
    """A ball on a floor from all round, with its depth: neighbours see the same surface."""
    views = []
    for number in range(count):
        angle = 0.2 * number
        eye = np.array([4 * np.cos(angle), 4 * np.sin(angle), 1.5])
        lens = Intrinsics(50.0, 52.0, width / 2 - 0.5, height / 2 + 1.5, width, height)
        camera = Camera(lens, look_at(eye, np.array([0, 0, -0.3])), str(number))
        depth = _scene_depth(camera)
        colors = np.abs(np.sin(3 * unproject(camera, depth))) * 255 * (depth > 0)[..., None]
        alpha = np.full((height, width, 1), 255)
        rgba = np.concatenate([colors, alpha], axis=-1).astype(np.uint8)
        views.append(View(rgba, camera, depth=depth.astype(np.float32)))
    return ViewSet(tuple(views))


def _scene_depth(camera: Camera) -> np.ndarray:
    """Depth (H, W) of a ball of radius 1 at the origin and of the floor at -1."""
    lens, pose = camera.intrinsics, camera.world_from_camera
    rows, columns = np.indices((lens.height, lens.width))
    local = [(columns - lens.cx) / lens.fx, (rows - lens.cy) / lens.fy, np.ones(rows.shape)]
    rays, eye = np.stack(local, axis=-1) @ pose[:3, :3].T, pose[:3, 3]
    square, along = (rays**2).sum(-1), rays @ eye
    root = along**2 - square * (eye @ eye - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ball = np.where(root > 0, (-along - np.sqrt(root)) / square, np.inf)
        floor = np.where(rays[..., 2] < 0, (-1 - eye[2]) / rays[..., 2], np.inf)
    depth = np.minimum(ball, floor)
    return np.where(depth < 8, depth, 0.0)
