"""Shapes that several kinds of food share."""

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh
from ..parts import Profile, grounded
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    chance,
    lathe,
    loft,
    moved,
    sheet,
    solid,
    tube,
    turned,
)


def scattered_on_disc(rng: np.random.Generator, radius: float, count: int) -> NDArray[np.float64]:
    """Points (count, 2) scattered over a disc."""
    reach = radius * np.sqrt(rng.random(count))
    angle = rng.uniform(0, 2 * np.pi, count)
    return np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])


def posed(rng: np.random.Generator, mesh: Mesh, lying: float = 0.4) -> Mesh:
    """The upright thing, or in a share of draws laid on its side along X."""
    if chance(rng, lying):
        mesh = turned(mesh, "y", between(rng, 85, 95))
    return grounded(mesh)


def wavy(mesh: Mesh, lobes: int, depth: float, low: float = -np.inf) -> Mesh:
    """The mesh with `lobes` waves around Z in what lies above `low`: pleats, ribs, drips."""
    points = mesh.vertices.copy()
    angle = np.arctan2(points[:, 1], points[:, 0])
    size = 1 + depth * np.cos(lobes * angle) * (points[:, 2] > low)
    points[:, :2] *= size[:, None]
    return solid(points, mesh.faces)


def bent(mesh: Mesh, degrees: float) -> Mesh:
    """A mesh long in Z, curved over towards +X by so many degrees."""
    points = mesh.vertices.copy()
    low, tall = points[:, 2].min(), np.ptp(points[:, 2])
    radius = tall / np.radians(degrees)
    turn = (points[:, 2] - low) / radius
    reach = radius - points[:, 0]
    return solid(
        np.column_stack([radius - reach * np.cos(turn), points[:, 1], low + reach * np.sin(turn)]),
        mesh.faces,
    )


def turned_slice(profile: Profile, share: float, segments: int) -> Mesh:
    """A slice of a turned body: a closed outline of (radius, z) swept through a share of a turn."""
    turns = np.linspace(np.pi * share, -np.pi * share, segments + 1)
    rings = [[(r * np.cos(t), r * np.sin(t), z) for r, z in profile] for t in turns]
    return loft(rings)


def plate(rng: np.random.Generator, radius: float) -> Mesh:
    sides, rise = int(rng.choice([10, 12, 16, 20])), radius * between(rng, 0.05, 0.15)
    inner = radius * 0.65
    return lathe(
        [
            (0, 0),
            (inner, 0),
            (radius, rise),
            (radius, rise * 1.3),
            (inner, rise * 0.4),
            (0, rise * 0.4),
        ],
        segments=sides,
    )


def swirl(radius: float, height: float, turns: float, segments: int = 6) -> Mesh:
    """Piped cream: a rod winding upwards to a tip."""
    steps = np.linspace(0, 1, int(turns * 9) + 2)
    reach = radius * (1 - steps) * 0.75
    angle = steps * turns * 2 * np.pi
    path = np.column_stack([reach * np.cos(angle), reach * np.sin(angle), height * steps])
    return tube(path, radius * 0.45 * (1 - 0.8 * steps), segments=segments)


def cherry_top(radius: float, at: Point) -> Mesh:
    stem = [(0, 0, radius * 0.8), (radius * 0.2, 0, radius * 1.6), (radius * 0.7, 0, radius * 2.2)]
    return moved(
        assembled(ball(radius, segments=8, rings=6), tube(stem, radius * 0.1, segments=4)), at
    )


def berry_top(radius: float, at: Point) -> Mesh:
    berry = lathe(
        [(0, 0), (radius * 0.9, radius * 0.3), (radius, radius * 0.6), (0, radius * 2)], segments=8
    )
    return moved(berry, at)


def cream_dot(radius: float) -> Mesh:
    return lathe([(0, 0), (radius, 0), (radius * 0.8, radius * 0.8), (0, radius * 1.6)], segments=6)


def drips(rng: np.random.Generator, radius: float, top: float, thick: float) -> Mesh:
    """Icing over a cake's top whose rim runs down in uneven drops."""
    count = int(rng.integers(12, 25))
    turns = np.arange(count) * (2 * np.pi / count)
    fall = thick * rng.uniform(0.5, 3.5, count)
    out = np.column_stack([np.cos(turns), np.sin(turns)])
    low = np.column_stack([out * radius * 1.03, top - fall])
    rings = [
        np.column_stack([out * radius * 0.97, top - fall]),
        low,
        np.column_stack([out * radius * 1.03, np.full(count, top)]),
        np.column_stack([out * radius * 0.95, np.full(count, top + thick * 0.6)]),
    ]
    return loft(rings)


def fruit_stem(rng: np.random.Generator, at: Point, length: float, radius: float) -> Mesh:
    lean = between(rng, -0.5, 0.5) * length
    path = [(0, 0, -length * 0.3), (lean * 0.2, 0, length * 0.4), (lean, 0, length)]
    return moved(tube(path, [radius * 0.8, radius * 0.7, radius], segments=5), at)


def pointed_leaf(length: float, width: float, curl: float, steps: int = 4) -> Mesh:
    """A pointed leaf from the origin along +X, its tip rising (curl above 0) or hanging."""
    along = np.linspace(0, 1, steps + 1)
    half = width / 2 * np.sin(np.pi * along**0.8) + 0.01 * width
    grid = [
        [(length * s, side * w, curl * length * s**2 + 0.15 * abs(side) * w) for side in (-1, 0, 1)]
        for s, w in zip(along, half, strict=True)
    ]
    return sheet(grid, thickness=width * 0.05)


def round_fruit(rng: np.random.Generator, dip: float, slim: float, sides: int) -> Mesh:
    """A body like an apple's: hollow at both ends, wider above when slim is below 1."""
    turns = np.linspace(-np.pi / 2, np.pi / 2, 9)
    profile = []
    for t in turns:
        wide = np.cos(t) ** 0.8 if abs(t) < 1.5 else 0.0
        sunk = dip * np.exp(-((wide / 0.35) ** 2))
        shape = wide * (slim + (1 - slim) * (np.sin(t) + 1) / 2)
        profile.append((float(shape), float(np.sin(t) * (1 - sunk))))
    return lathe(profile, segments=sides)
