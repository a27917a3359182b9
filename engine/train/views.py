"""Views to train with: a mesh and a random generator in, varied pictures of it out.

The asset is stretched a little and turned, and looked at from random heights through random
lenses, in colour under turned lights; some views show it tipped over, for networks that learn which
way is up. What is only measured is drawn as it is classified.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..classify import shape
from ..datatypes import Camera, Mesh
from ..images import resize
from ..meshes import random_rotation, transformed
from ..models.spec import ModelSpec
from ..render.channels import Subject
from ..render.raycast import Painter
from ..rigs import Rig, cameras_around

UPRIGHT, TIPPED = 16, 8  # views of an asset
_RING = 4  # views at one height through one lens
_STRETCH = 0.25  # the logarithm of an axis' scale stays within
_LIGHT_DEG = 20  # how far the lights are turned at the most


def draw(mesh: Mesh, spec: ModelSpec, rng: np.random.Generator) -> NDArray[np.uint8]:
    """UPRIGHT views, then TIPPED ones: (UPRIGHT + TIPPED, S, S, 3), S = spec.image_size.

    Raises:
        InputError: the mesh has no face with a size.
    """
    mesh = _turned(mesh, _about_z(rng) @ _stretch(rng) @ _about_z(rng))
    views = _rings(Subject(mesh), spec, rng, UPRIGHT)
    for _ in range(TIPPED // _RING):
        views += _rings(Subject(_turned(mesh, _tip(rng))), spec, rng, _RING)
    return np.stack(views)


def draw_plain(mesh: Mesh, spec: ModelSpec) -> NDArray[np.uint8]:
    """The views that a mesh is classified by as it stands in its file, (V, S, S, 3).

    Raises:
        InputError: the mesh has no face with a size.
    """
    rig = replace(spec.rig, size=spec.image_size * shape.SAMPLES)
    subject = Subject(mesh)
    return np.stack(_pictures(subject, cameras_around(subject.mesh.vertices, rig), spec))


def _pictures(
    subject: Subject,
    cameras: Sequence[Camera],
    spec: ModelSpec,
    light: NDArray[np.float64] | None = None,
) -> list[NDArray[np.uint8]]:
    """What the network reads (S, S, 3) from each camera."""
    if spec.pictures == "shape":
        return list(shape.draw_all(subject.caster, cameras, spec.image_size))
    painter, views = Painter(subject.caster), []
    for camera in cameras:
        rgba = painter.draw(camera, light).astype(np.float32) / 255
        rgb = rgba[..., :3] * rgba[..., 3:] + (1 - rgba[..., 3:])
        views.append(np.round(resize(rgb, spec.image_size) * 255).astype(np.uint8))
    return views


def _rings(
    subject: Subject, spec: ModelSpec, rng: np.random.Generator, count: int
) -> list[NDArray[np.uint8]]:
    views: list[NDArray[np.uint8]] = []
    while len(views) < count:
        # Wide, and more often from where people look at things.
        elevation = rng.uniform(-15, 60) if rng.random() < 0.6 else rng.uniform(5, 35)
        rig = Rig(
            _RING,
            elevation,
            rng.uniform(20, 55),
            spec.image_size * shape.SAMPLES,
            rng.uniform(0.02, 0.08),
            azimuth_deg=rng.uniform(0, 360),
        )
        light = None if spec.pictures == "shape" else _turned_light(rng.spawn(1)[0])
        views += _pictures(subject, cameras_around(subject.mesh.vertices, rig), spec, light)
    return views


def _turned_light(rng: np.random.Generator) -> NDArray[np.float64]:
    """A rotation (3, 3) about a random axis, by Rodrigues' formula."""
    axis = rng.normal(size=3)
    axis /= np.linalg.norm(axis)
    angle = np.radians(rng.uniform(0, _LIGHT_DEG))
    cross = np.cross(np.eye(3), axis)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def _turned(mesh: Mesh, linear: NDArray[np.float64]) -> Mesh:
    matrix = np.eye(4)
    matrix[:3, :3] = linear
    return transformed(mesh, matrix)


def _stretch(rng: np.random.Generator) -> NDArray[np.float64]:
    return np.diag(np.exp(rng.uniform(-_STRETCH, _STRETCH, 3)))


def _about_z(rng: np.random.Generator) -> NDArray[np.float64]:
    angle = rng.uniform(0, 2 * np.pi)
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1.0]])


def _tip(rng: np.random.Generator) -> NDArray[np.float64]:
    """Onto a side or the head, or any rotation."""
    if rng.random() < 0.4:
        return random_rotation(rng)
    angle = (np.pi / 2, np.pi, -np.pi / 2)[rng.integers(3)]
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[1.0, 0, 0], [0, cosine, -sine], [0, sine, cosine]]) @ _about_z(rng)
