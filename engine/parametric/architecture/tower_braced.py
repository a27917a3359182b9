"""Towers on braced legs made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, ball, between, block, chance, cylinder, moved, tube, turned
from .parts import boxes, gable_roof, windows


def _braced_legs(
    rng: np.random.Generator, foot: float, head: float, high: float, sides: int = 4
) -> list[Mesh]:
    """Leaning legs, with rings and diagonals between them."""
    turns = (np.arange(sides) + 0.5) * 2 * np.pi / sides
    circle = np.column_stack([np.cos(turns), np.sin(turns)])
    thick, edges = between(rng, 0.03, 0.08), int(rng.choice([4, 6]))
    low, top = (np.insert(circle * r, 2, z, axis=1) for r, z in ((foot, 0), (head, high)))
    parts = [tube([a, b], thick, segments=edges) for a, b in zip(low, top, strict=True)]
    levels = np.linspace(0.05, 0.95, int(rng.integers(2, 4)))
    crossed = chance(rng, 0.7)
    for n in range(sides):
        ends = [(low[k] + (top[k] - low[k]) * s) for k in (n, (n + 1) % sides) for s in levels]
        count = len(levels)
        for step in range(count):
            parts.append(tube([ends[step], ends[count + step]], thick * 0.6, segments=4))
        for step in range(count - 1) if crossed else ():
            parts.append(tube([ends[step], ends[count + step + 1]], thick * 0.5, segments=4))
            parts.append(tube([ends[step + 1], ends[count + step]], thick * 0.5, segments=4))
    return parts


def watch_tower(rng: np.random.Generator) -> Mesh:
    high, size = between(rng, 1.6, 4), between(rng, 1.2, 1.8)
    reach = size / 2 * np.sqrt(2) * 0.9
    parts = _braced_legs(rng, reach * between(rng, 1.0, 1.4), reach, high)
    parts.append(block((size * 1.1, size * 1.1, 0.1), (0, 0, high)))
    room = between(rng, 0.7, 1.0)
    if chance(rng, 0.75):
        half = size * 0.48
        posts = [(x, y, high + room / 2) for x in (-half, half) for y in (-half, half)]
        parts.append(boxes(posts, (0.08, 0.08, room)))
        rail = between(rng, 0.08, 0.45)
        lift = 0.45 - rail / 2 if chance(rng, 0.6) else rail / 2
        rails = [((0, y, high + lift), (size, 0.05, rail)) for y in (-half, half)]
        rails += [((x, 0, high + lift), (0.05, size, rail)) for x in (-half, half)]
        parts.append(boxes(*zip(*rails, strict=True)))
    else:
        parts += [block((size, size, room), (0, 0, high))]
        parts.append(windows((size, size), high + 0.2, high + room, 2, 1))
    if chance(rng, 0.85):
        if chance(rng, 0.55):
            rise = size * between(rng, 0.3, 0.8)
            parts.append(block((size * 1.3, size * 1.3, rise), (0, 0, high + room), top=0.02))
        else:
            rise = size * between(rng, 0.25, 0.6)
            parts.append(gable_roof(rng, size * 0.55, size * 1.1, high + room, rise))
    if chance(rng, 0.6):
        parts.append(_ladder(high, -size * 0.6))
    return assembled(parts)


def _ladder(high: float, y: float) -> Mesh:
    rungs = np.arange(0.15, high, 0.25)
    rails = [((x, y, high / 2), (0.05, 0.05, high)) for x in (-0.18, 0.18)]
    rails += [((0, y, z), (0.36, 0.04, 0.04)) for z in rungs]
    return boxes(*zip(*rails, strict=True))


def water_tower(rng: np.random.Generator) -> Mesh:
    high, legs = between(rng, 1.5, 3.5), int(rng.choice([4, 4, 6]))
    radius, tank = between(rng, 0.8, 1.3), between(rng, 0.9, 1.6)
    parts = _braced_legs(rng, radius * between(rng, 0.9, 1.3), radius * 0.85, high, legs)
    sides = int(rng.choice([8, 12, 18]))
    if chance(rng, 0.7):
        parts.append(cylinder(radius, tank, (0, 0, high), segments=sides))
        rise = radius * between(rng, 0.25, 0.8)
        parts.append(cylinder(radius * 1.1, rise, (0, 0, high + tank), top=0, segments=sides))
        for level in np.linspace(0.15, 0.85, int(rng.integers(0, 4))):
            parts.append(cylinder(radius * 1.03, 0.06, (0, 0, high + tank * level)))
    else:
        parts.append(ball((radius, radius, tank * 0.7), (0, 0, high + tank * 0.5), segments=sides))
        parts.append(cylinder(radius * 1.1, 0.08, (0, 0, high + tank * 0.4), segments=sides))
        parts.append(cylinder(radius * 0.2, high, segments=8))
    parts.append(cylinder(radius * 1.15, 0.08, (0, 0, high), segments=sides))
    return assembled(parts, _ladder(high, -radius) if chance(rng, 0.4) else [])


def lattice_tower(rng: np.random.Generator) -> Mesh:
    """A radio mast, a power pylon or an iron tower of two storeys."""
    high = between(rng, 3, 6)
    waist = between(rng, 0.25, 0.5)
    lower = _braced_legs(rng, between(rng, 0.8, 1.4), waist, high * 0.5)
    upper = [moved(p, (0, 0, high * 0.5)) for p in _braced_legs(rng, waist, 0.1, high * 0.5)]
    parts = [*lower, *upper, cylinder(0.04, 0.8, (0, 0, high), segments=6)]
    if chance(rng, 0.5):
        parts.append(block((waist * 2.2, waist * 2.2, 0.12), (0, 0, high * 0.5)))
    elif chance(rng, 0.6):
        arms = [block((between(rng, 1.2, 2.4), 0.08, 0.08), (0, 0, high * z)) for z in (0.7, 0.9)]
        parts += arms
    else:
        dish = turned(cylinder(0.3, 0.15, top=0.4, segments=12), "x", 90)
        parts += [moved(dish, (0, -0.2, high * z)) for z in (0.65, 0.85)]
    return assembled(parts)
