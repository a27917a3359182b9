"""Shapes that several classes of household goods share."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    between,
    block,
    chance,
    cylinder,
    moved,
    rounded,
    torus,
    tube,
    turned,
)


def facing(radius: float, depth: float, at: Point, segments: int = 12) -> Mesh:
    """A disc whose back's middle is `at`, standing out to the front (-Y)."""
    return moved(turned(cylinder(radius, depth, segments=segments), "x", 90), at)


def ring_facing(radius: float, thickness: float, at: Point, segments: int = 16) -> Mesh:
    return moved(turned(torus(radius, thickness, segments=segments, sides=6), "x", 90), at)


def case(rng: np.random.Generator, size: Point, at: Point = (0, 0, 0)) -> Mesh:
    """A box, its edges sharp or bevelled."""
    if chance(rng, 0.55):
        return block(size, at)
    return rounded(size, at, radius=min(size) * between(rng, 0.03, 0.1), steps=1)


def feet(width: float, depth: float, height: float, size: float) -> list[Mesh]:
    """Four posts in the corners of a width by depth footprint."""
    places = [(x, y) for x in (-1, 1) for y in (-1, 1)]
    return [
        block((size, size, height), (x * (width - size) / 2, y * (depth - size) / 2, 0))
        for x, y in places
    ]


def handle(at: Point, length: float, size: float, upright: bool) -> Mesh:
    """A bar in front of a door on two posts; `at` is its middle on the door."""
    x, y, z = at
    step = (0, length / 2) if upright else (length / 2, 0)
    ends = [(x + s * step[0], z + s * step[1]) for s in (-1, 1)]
    out = y - 2.5 * size
    path = [(ends[0][0], y, ends[0][1]), (ends[0][0], out, ends[0][1])]
    path += [(ends[1][0], out, ends[1][1]), (ends[1][0], y, ends[1][1])]
    return tube(path, size, segments=4)


def front_plate(
    low: tuple[float, float], high: tuple[float, float], front: float, depth: float
) -> Mesh:
    """A plate on the front `front` between two corners (x, z)."""
    size = (high[0] - low[0], depth, high[1] - low[1])
    return block(size, ((low[0] + high[0]) / 2, front - depth / 2, low[1]))


def window(low: tuple[float, float], high: tuple[float, float], front: float, rim: float) -> Mesh:
    """A raised frame of four bars on the front between two corners (x, z)."""
    (left, bottom), (right, top) = low, high
    return assembled(
        front_plate((left, bottom), (right, bottom + rim), front, rim / 2),
        front_plate((left, top - rim), (right, top), front, rim / 2),
        front_plate((left, bottom + rim), (left + rim, top - rim), front, rim / 2),
        front_plate((right - rim, bottom + rim), (right, top - rim), front, rim / 2),
    )


def loop(reach: float, height: float, thickness: float) -> Mesh:
    """A handle in the XZ plane, standing out to +X."""
    turns = np.linspace(-np.pi / 2, np.pi / 2, 7)
    path = [(reach * np.cos(t), 0, height / 2 * (1 + np.sin(t))) for t in turns]
    return tube(path, thickness, segments=5)


def bow_handle(radius: float, low: float, high: float, rod: float) -> Mesh:
    turns = np.linspace(0, np.pi, 9)
    path = [(radius * np.cos(t), 0, low + (high - low) * np.sin(t)) for t in turns]
    return tube(path, rod, segments=5)


def knob_row(rng: np.random.Generator, width: float, at: Point, radius: float) -> list[Mesh]:
    """Three to six knobs side by side on the front, the middle of the row at `at`."""
    count, sides = int(rng.integers(3, 7)), int(rng.choice([6, 8, 12]))
    places = np.linspace(-width / 2, width / 2, count)
    return [facing(radius, radius * 1.3, (at[0] + x, at[1], at[2]), sides) for x in places]
