"""Rooms to learn depth from: boxes with niches, partitions, windows and pictures, furnished."""

import numpy as np
from placing import asset, camera, moved, scaled

from engine.datatypes import Camera, Mesh
from engine.meshes import join
from engine.samples import box

# What stands in rooms, and how high it is, metres.
_FURNITURE = {
    "bed": (0.5, 1.2),
    "bench": (0.4, 0.9),
    "bookshelf": (0.9, 2.3),
    "cabinet": (0.6, 2.2),
    "chair": (0.8, 1.2),
    "sofa": (0.7, 1.0),
    "stool": (0.4, 0.8),
    "table": (0.4, 0.9),
    "appliance": (0.6, 1.9),
    "lamp": (0.4, 1.9),
    "screen": (0.3, 0.9),
    "plant": (0.3, 1.8),
    "box": (0.2, 0.7),
    "barrel": (0.4, 0.9),
    "column": (1.5, 2.8),
    "character": (1.4, 1.9),
}
_SMALL = (
    "bottle",
    "cup",
    "utensil",
    "vase",
    "fruit_veg",
    "dessert",
    "lamp",
    "screen",
    "box",
    "plant",
)
_FLAT = ("bed", "bench", "cabinet", "table", "stool", "bookshelf")  # things stand on them


def room(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    width, length = rng.uniform(2.2, 9.0, 2)
    height = rng.uniform(2.2, 3.6)
    floor, ceiling, *walls = _shell(width, length, height)
    parts = [floor, ceiling, *([join(walls)] if rng.random() < 0.75 else walls)]
    if rng.random() < 0.5:
        parts.append(_partition(rng, width, length, height))
    for _ in range(rng.integers(0, 3)):  # carpets
        low = rng.uniform((0, 0), (0.7 * width, 0.7 * length))
        parts.append(box((*low, 0), (*(low + rng.uniform(0.6, 3.0, 2)), 0.01)))
    for _ in range(rng.integers(0, 3)):  # niches and chimneys
        w, d = rng.uniform(0.3, 0.4 * min(width, length), 2)
        x, y = rng.choice([0, width - w]), rng.choice([0, length - d])
        parts.append(
            box((x, y, 0), (x + w, y + d, height * rng.choice([1.0, rng.uniform(0.3, 1)])))
        )
    for _ in range(rng.integers(1, 6)):
        parts.append(_on_wall(rng, width, length, height))
    for _ in range(rng.integers(2, 13)):
        parts += _placed(rng, models, width, length)
    cameras = []
    while len(cameras) < views:
        eye = rng.uniform((0.3, 0.3, 0.7), (width - 0.3, length - 0.3, min(1.9, height - 0.2)))
        target = rng.uniform((0.0, 0.0, 0.0), (width, length, 0.8 * height))
        if is_overview := rng.random() < 0.7:  # as people photograph rooms: across them
            far = np.hypot(*(target - eye)[:2])
            target[2] = eye[2] + far * np.tan(np.radians(rng.normal(-9, 9)))
        reach = np.linalg.norm((target - eye)[:2]) / np.hypot(width, length)
        if reach > (0.45 if is_overview else 0.2):
            cameras.append(camera(rng, eye, target, size, rng.uniform(45, 85)))
    return parts, cameras


def _shell(width: float, length: float, height: float) -> list[Mesh]:
    """Floor, ceiling and walls, each a thin box of its own."""
    t = 0.05
    return [
        box((-t, -t, -t), (width + t, length + t, 0)),
        box((-t, -t, height), (width + t, length + t, height + t)),
        box((-t, -t, 0), (0, length + t, height)),
        box((width, -t, 0), (width + t, length + t, height)),
        box((0, -t, 0), (width, 0, height)),
        box((0, length, 0), (width, length + t, height)),
    ]


def _partition(rng, width: float, length: float, height: float) -> Mesh:
    """A wall across a part of the room, or a low one."""
    t, high = rng.uniform(0.05, 0.2), height * rng.choice([1.0, rng.uniform(0.3, 0.8)])
    share = rng.uniform(0.2, 0.7)
    if rng.random() < 0.5:
        x = rng.uniform(0.25, 0.75) * width
        return box((x, 0, 0), (x + t, share * length, high))
    y = rng.uniform(0.25, 0.75) * length
    return box((0, y, 0), (share * width, y + t, high))


def _on_wall(rng, width: float, length: float, height: float) -> Mesh:
    """A picture, a window, a door or a shelf."""
    w, h = rng.uniform(0.3, 1.6), rng.uniform(0.3, 2.0)
    z = rng.uniform(0, max(0.1, height - h))
    depth = rng.choice([0.02, 0.05, rng.uniform(0.1, 0.4)])
    side = rng.integers(4)
    span = length if side < 2 else width
    at = rng.uniform(0, max(0.1, span - w))
    if side == 0:
        return box((0, at, z), (depth, at + w, z + h))
    if side == 1:
        return box((width - depth, at, z), (width, at + w, z + h))
    if side == 2:
        return box((at, 0, z), (at + w, depth, z + h))
    return box((at, length - depth, z), (at + w, length, z + h))


def _placed(rng, models, width: float, length: float) -> list[Mesh]:
    """A piece of furniture on the floor, most often along a wall, and what stands on it."""
    label = str(rng.choice(list(_FURNITURE)))
    thing = scaled(asset(rng, label, models), rng.uniform(*_FURNITURE[label]))
    x, y = rng.uniform(0.2, width - 0.2), rng.uniform(0.2, length - 0.2)
    if rng.random() < 0.6:
        if rng.random() < 0.5:
            x = rng.choice([0.35, width - 0.35])
        else:
            y = rng.choice([0.35, length - 0.35])
    turn = rng.choice([0, 90, 180, 270]) + (rng.normal(0, 15) if rng.random() < 0.5 else 0)
    thing = moved(thing, (x, y, 0), turn)
    made = [thing]
    if label in _FLAT and rng.random() < 0.7:
        top = thing.vertices[:, 2].max()
        for _ in range(rng.integers(1, 5)):
            small = scaled(asset(rng, str(rng.choice(_SMALL)), models), rng.uniform(0.1, 0.45))
            off = rng.normal(0, 0.25, 2)
            made.append(moved(small, (x + off[0], y + off[1], top), rng.uniform(0, 360)))
    return made
