"""Skyscrapers made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, ball, between, block, chance, cylinder, turned
from .parts import boxes, parapet, windows


def skyscraper(rng: np.random.Generator) -> Mesh:
    return (_setback_tower, _ribbed_tower, _round_skyscraper, _twisted_tower, _window_tower)[
        rng.choice(5, p=[0.3, 0.2, 0.15, 0.1, 0.25])
    ](rng)


def _setback_tower(rng: np.random.Generator) -> Mesh:
    width, depth, low = between(rng, 1, 1.6), between(rng, 1, 1.6), 0.0
    parts = []
    for _ in range(rng.integers(2, 6)):
        height = between(rng, 0.4, 2.2)
        parts.append(block((width, depth, height), (0, 0, low)))
        rows = max(2, int(height * between(rng, 2, 5)))
        parts.append(
            windows((width, depth), low, low + height, int(rng.integers(2, 5)), rows, out=0.04)
        )
        low += height
        width, depth = width * between(rng, 0.6, 0.95), depth * between(rng, 0.6, 0.95)
    return assembled(parts, _skyline_top(rng, width, low))


def _skyline_top(rng: np.random.Generator, width: float, low: float) -> list[Mesh]:
    """What stands on a high house: mast, spire, machines, helipad or nothing."""
    kind = rng.integers(5)
    if kind == 0:
        return [cylinder(width * 0.06, width * between(rng, 0.8, 2), (0, 0, low), top=0.2)]
    if kind == 1:
        return [block((width, width, width * between(rng, 0.5, 2)), (0, 0, low), top=0.02)]
    if kind == 2:
        spots = rng.uniform(-0.3, 0.3, (4, 2)) * width
        return [block((0.25 * width, 0.2 * width, 0.15), (x, y, low)) for x, y in spots]
    if kind == 3:
        return [cylinder(width * 0.4, 0.06, (0, 0, low)), block((0.3, 0.3, 0.25), (0, 0, low))]
    return []


def _ribbed_tower(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.9, 1.5), between(rng, 0.9, 1.5)
    height = between(rng, 2.5, 6)
    parts = [block((width, depth, height))]
    if chance(rng, 0.5):
        floors = np.linspace(0.2, height, int(rng.integers(8, 22)))
        thick = height / len(floors) * between(rng, 0.2, 0.5)
        parts.append(boxes([(0, 0, z) for z in floors], (width * 1.06, depth * 1.06, thick)))
    if chance(rng, 0.6):
        count = int(rng.integers(3, 9))
        parts.append(windows((width, depth), 0, height, count, 1, share=(0.3, 1.0), out=0.05))
    if chance(rng, 0.5):
        parts.append(block((width * 1.4, depth * 1.4, height * between(rng, 0.05, 0.2))))
    return assembled(parts, _skyline_top(rng, width, height))


def _round_skyscraper(rng: np.random.Generator) -> Mesh:
    height, segments = between(rng, 2.5, 5.5), int(rng.choice([6, 8, 12, 20]))
    top = between(rng, 0.5, 1.0)
    parts = [cylinder(0.6, height, top=top, segments=segments)]
    levels = np.linspace(0.1, 0.97, int(rng.integers(5, 16)))
    for level in levels:
        radius = 0.6 * (1 + (top - 1) * level) * 1.06
        parts.append(cylinder(radius, 0.08, (0, 0, level * height), segments=segments))
    if chance(rng, 0.3):
        parts.append(ball(0.6 * top, (0, 0, height), segments=segments, rings=6))
    return assembled(parts, _skyline_top(rng, 0.9 * top, height))


def _twisted_tower(rng: np.random.Generator) -> Mesh:
    twist, count = between(rng, 20, 120), int(rng.integers(7, 16))
    step = between(rng, 3, 6) / count
    taper = between(rng, 0, 0.6)
    parts = []
    for floor in range(count):
        size = 1 - taper * floor / count
        storey = block((size, size, step * between(rng, 0.75, 0.8)), (0, 0, floor * step))
        parts.append(turned(storey, "z", twist * floor / count))
    core = block((0.75, 0.75, count * step), top=1 - taper)
    return assembled(parts, core)


def _window_tower(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.0, 1.8), between(rng, 1.0, 1.6)
    rows = int(rng.integers(5, 13))
    height = rows * between(rng, 0.25, 0.45)
    columns = int(rng.integers(2, 6))
    share = (between(rng, 0.4, 0.8), between(rng, 0.4, 0.8))
    parts = [block((width, depth, height))]
    parts.append(windows((width, depth), 0.35, height - 0.1, columns, rows, share=share))
    parts += parapet(rng, width, depth, height)
    parts.append(block((width * 0.4, 0.2, 0.3), (0, -depth / 2, 0)))
    return assembled(parts, _skyline_top(rng, width, height))
