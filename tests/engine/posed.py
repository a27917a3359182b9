"""Posed pictures of noise, for the tests of formats that carry cameras."""

from dataclasses import astuple

import numpy as np

from engine.datatypes import Camera, View, ViewSet
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
