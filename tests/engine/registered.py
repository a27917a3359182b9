"""A small room with marks on its walls, and pictures of it with exact depth."""

from typing import Any

import numpy as np

from engine.camera import look_at
from engine.datatypes import Camera, Intrinsics, View
from engine.meshes import join
from engine.render.caster import Caster
from engine.samples import box

LENS = Intrinsics(150.0, 150.0, 79.5, 59.5, 160, 120)


def room() -> Caster:
    """A corner with boxes in it."""
    parts = [
        box((-3, -3, -0.1), (3, 3, 0)),
        box((-3, 2, 0), (3, 2.2, 2.5)),
        box((-3, -3, 0), (-2, 3, 2.5)),
        box((-1, 0.5, 0), (-0.2, 1.2, 0.9)),
        box((0.6, 0.9, 0), (1.5, 1.6, 1.4)),
        box((0.1, -0.4, 0), (0.5, 0.1, 0.4)),
    ]
    return Caster(join(parts))


def taken(caster: Caster, eye: tuple, target: tuple, *, is_plain: bool = False) -> View:
    """A picture with exact depth and a pattern of greys on every surface, or plain grey."""
    camera = Camera(LENS, look_at(np.array(eye, float), np.array(target, float)))
    hits = caster.cast(camera)
    depth = np.zeros(LENS.width * LENS.height, np.float32)
    depth[hits.pixels] = hits.depths
    places = hits.between(caster.mesh.vertices[caster.mesh.faces])
    pattern = 0.5 + 0.2 * np.sin(places * [7.3, 5.1, 6.2]).sum(axis=1)
    rgba = np.full((len(depth), 4), 255, np.uint8)
    grey = np.full(len(pattern), 128) if is_plain else 255 * pattern.clip(0, 1)
    rgba[hits.pixels, :3] = grey.astype(np.uint8)[:, None]
    size = (LENS.height, LENS.width)
    return View(rgba.reshape(*size, 4), camera, depth=depth.reshape(size))


def walk(count: int, *, step: float = 0.06, **more: Any) -> list[View]:
    """Pictures on a way along the room."""
    caster = room()
    eyes = [(1.8 - step * i, -2.2, 1.5) for i in range(count)]
    return [taken(caster, eye, (-0.3, 0.9, 0.5), **more) for eye in eyes]
