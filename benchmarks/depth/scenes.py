"""Scenes to learn depth from: a random generator in; rooms, table tops and single things out.

Furniture and things are made by formula (engine/parametric) or are models of ../shared/data; rooms
are boxes with niches, windows, pictures and ceilings that vary. Metres, Z up. Whether objects
overlap is not looked at: real rooms are cluttered too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.camera import look_at
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.meshes import join, random_rotation, transformed
from engine.parametric.catalog import MAKERS
from engine.samples import box, lathe

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


@dataclass(frozen=True)
class Scene:
    """A mesh whose instances differ in look, and cameras that see it."""

    mesh: Mesh
    cameras: tuple[Camera, ...]
    kind: str


def scene(rng: np.random.Generator, models: Sequence[Mesh], *, size: int, views: int) -> Scene:
    """A room, a table top or a thing, as it comes; `models` stand beside what is made by formula.

    Args:
        size: pixels of the pictures' sides.
        views: cameras.
    """
    kind = rng.choice(["room", "top", "thing"], p=[0.5, 0.25, 0.25])
    make = {"room": _room, "top": _top, "thing": _thing}[kind]
    parts, cameras = make(rng, models, size, views)
    owners = np.concatenate([np.full(len(part.faces), k, np.int32) for k, part in enumerate(parts)])
    bare = [replace(part, instance_ids=None, face_ids=None, instances=()) for part in parts]
    return Scene(replace(join(bare), instance_ids=owners), tuple(cameras), str(kind))


def _room(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    width, length = rng.uniform(2.2, 8.0, 2)
    height = rng.uniform(2.2, 3.6)
    parts = _shell(width, length, height)
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
        if np.linalg.norm(target - eye) > 0.4 * min(width, length):
            cameras.append(_camera(rng, eye, target, size, rng.uniform(40, 85)))
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
    thing = _scaled(_asset(rng, label, models), rng.uniform(*_FURNITURE[label]))
    x, y = rng.uniform(0.2, width - 0.2), rng.uniform(0.2, length - 0.2)
    if rng.random() < 0.6:
        if rng.random() < 0.5:
            x = rng.choice([0.35, width - 0.35])
        else:
            y = rng.choice([0.35, length - 0.35])
    turn = rng.choice([0, 90, 180, 270]) + (rng.normal(0, 15) if rng.random() < 0.5 else 0)
    thing = _moved(thing, (x, y, 0), turn)
    made = [thing]
    if label in _FLAT and rng.random() < 0.7:
        top = thing.vertices[:, 2].max()
        for _ in range(rng.integers(1, 5)):
            small = _scaled(_asset(rng, str(rng.choice(_SMALL)), models), rng.uniform(0.1, 0.45))
            off = rng.normal(0, 0.25, 2)
            made.append(_moved(small, (x + off[0], y + off[1], top), rng.uniform(0, 360)))
    return made


def _top(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    """Things close by on a plane, before a wall or two, or nothing but the things' own backs."""
    reach = rng.uniform(0.6, 2.5)
    parts = [box((-9, -9, -0.05), (9, 9, 0))]
    if rng.random() < 0.8:
        back = rng.uniform(0.3, 1.0) * reach
        wall = box((-9, 0, -1), (9, 0.05, 9))
        parts.append(_moved(wall, (0, back, 0), rng.normal(0, 25)))
    for _ in range(rng.integers(3, 26)):
        thing = (
            _solid(rng)
            if rng.random() < 0.6
            else _asset(rng, str(rng.choice(list(MAKERS))), models)
        )
        thing = _scaled(thing, reach * rng.uniform(0.1, 0.6))
        if rng.random() < 0.3:
            thing = transformed(thing, _matrix(random_rotation(rng)))
        x, y = rng.normal(0, 0.4 * reach, 2)
        parts.append(
            _moved(
                thing, (x, y, rng.choice([0, 0, rng.uniform(0, 0.3 * reach)])), rng.uniform(0, 360)
            )
        )
    cameras = []
    while len(cameras) < views:
        angle, rise = rng.normal(0, 35), rng.uniform(5, 65)
        way = np.radians([angle - 90, rise])
        out = reach * rng.uniform(0.9, 2.2)
        eye = out * np.array(
            [np.cos(way[0]) * np.cos(way[1]), np.sin(way[0]) * np.cos(way[1]), np.sin(way[1])]
        )
        target = np.array([*rng.normal(0, 0.15 * reach, 2), 0.15 * reach])
        cameras.append(_camera(rng, eye, target, size, rng.uniform(25, 60)))
    return parts, cameras


def _thing(rng, models, size, views) -> tuple[list[Mesh], list[Camera]]:
    """One asset, in the air or on the ground, seen from all round."""
    thing = _scaled(_asset(rng, str(rng.choice(list(MAKERS))), models), 1.0)
    middle = (thing.vertices.min(0) + thing.vertices.max(0)) / 2
    radius = np.linalg.norm(np.ptp(thing.vertices, axis=0)) / 2
    parts = [thing]
    if rng.random() < 0.35:
        parts.append(box((-20, -20, -0.05), (20, 20, 0)))
    cameras = []
    for _ in range(views):
        fov, rise = rng.uniform(20, 60), rng.uniform(-15, 60)
        if len(parts) > 1:
            rise = abs(rise) + 4
        angle = np.radians([rng.uniform(0, 360), rise])
        out = radius / np.sin(np.radians(fov / 2)) * rng.uniform(0.75, 1.3)
        way = np.array(
            [
                np.cos(angle[0]) * np.cos(angle[1]),
                np.sin(angle[0]) * np.cos(angle[1]),
                np.sin(angle[1]),
            ]
        )
        target = middle + rng.normal(0, 0.08 * radius, 3)
        cameras.append(_camera(rng, middle + out * way, target, size, fov))
    return parts, cameras


def _asset(rng, label: str, models: Sequence[Mesh]) -> Mesh:
    if models and rng.random() < 0.4:
        return models[rng.integers(len(models))]
    return MAKERS[label](rng)


def _solid(rng) -> Mesh:
    """A box, a cone, a ball, a cylinder or a pot."""
    steps = np.linspace(0, np.pi, 13)
    shapes = (
        lambda: box((0, 0, 0), tuple(rng.uniform(0.3, 1, 3))),
        lambda: lathe([(0.0, 0.0), (rng.uniform(0.2, 0.7), 0.0), (0.0, 1.0)]),
        lambda: lathe([(np.sin(a), 1 - np.cos(a)) for a in steps]),
        lambda: lathe([(0.0, 0.0), (r := rng.uniform(0.1, 0.7), 0.0), (r, 1.0), (0.0, 1.0)]),
        lambda: lathe(
            [(0.0, 0.0), *((rng.uniform(0.1, 0.6), z) for z in np.linspace(0, 1, 6)), (0, 1)]
        ),
    )
    return shapes[rng.integers(len(shapes))]()


def _scaled(mesh: Mesh, height: float) -> Mesh:
    """The mesh on the origin, so high; flat ones so wide."""
    low, high = mesh.vertices.min(0), mesh.vertices.max(0)
    scale = height / max(high[2] - low[2], 0.35 * float((high - low).max()), 1e-9)
    base = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    return replace(mesh, vertices=(mesh.vertices - base) * scale)


def _matrix(rotation: NDArray[np.float64]) -> NDArray[np.float64]:
    matrix = np.eye(4)
    matrix[:3, :3] = rotation
    return matrix


def _moved(mesh: Mesh, at, turn_deg: float) -> Mesh:
    angle = np.radians(turn_deg)
    matrix = np.eye(4)
    matrix[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    matrix[:3, 3] = at
    return transformed(mesh, matrix)


def _camera(rng, eye, target, size: int, fov_deg: float) -> Camera:
    matrix = look_at(np.asarray(eye, float), np.asarray(target, float))
    roll = np.radians(rng.normal(0, 3))
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]]
    focal = size / 2 / np.tan(np.radians(fov_deg / 2))
    return Camera(
        Intrinsics(focal, focal, size / 2 - 0.5, size / 2 - 0.5, size, size), matrix @ turn
    )
