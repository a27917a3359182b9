"""Grapes, cherries and berries made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, grounded
from ..shapes import around, assembled, ball, between, chance, lathe, moved, scaled, tube, turned
from .parts import fruit_stem, pointed_leaf, round_fruit


def grapes(rng: np.random.Generator) -> Mesh:
    """A cluster of balls, wide above and narrow below, on a stem with a leaf."""
    rows, size = int(rng.integers(4, 7)), between(rng, 0.3, 0.42)
    segments = int(rng.choice([6, 8]))
    balls = []
    for row in range(rows):
        reach = 0.95 * (1 - row / rows) ** 0.8 if row else 0.6
        count = max(1, round(2 * np.pi * reach / (size * 1.7)))
        start = rng.uniform(0, 6)
        for k in range(count if reach > size * 0.5 else 1):
            turn = start + 2 * np.pi * k / count
            at = (reach * np.cos(turn), reach * np.sin(turn), -row * size * 1.35)
            balls.append(ball(size, at, segments=segments, rings=5))
    parts = [*balls, fruit_stem(rng, (0, 0, size), 0.8, 0.07)]
    if chance(rng, 0.5):
        parts.append(moved(turned(pointed_leaf(1.1, 0.9, -0.3), "z", 40), (0, 0, size + 0.3)))
    made = assembled(*parts)
    if chance(rng, 0.35):
        made = scaled(turned(made, "y", 80), (1, 1, 0.8))
    return grounded(made)


def cherries(rng: np.random.Generator) -> Mesh:
    """Two cherries (or one, or three) hanging from stems that meet, with a leaf."""
    count, height = int(rng.choice([1, 2, 2, 2, 3])), between(rng, 1.8, 3.0)
    gap, sides = between(rng, 0.9, 1.4), drawn_sides(rng)
    tip = (0, 0, height + 0.5)
    parts = []
    for turn in np.arange(count) * (360 / count):
        body = scaled(round_fruit(rng, 0.2, 0.9, sides), (0.85, 0.85, 0.8))
        x = gap if count > 1 else 0.0
        stem = tube(
            [(x, 0, 0.5), (x * 0.8, 0, height * 0.6), (0, 0, height + 0.5)], 0.06, segments=5
        )
        parts.append(turned(assembled(moved(body, (x, 0, 0)), stem), "z", float(turn)))
    if chance(rng, 0.6):
        parts.append(moved(turned(pointed_leaf(1.3, 0.6, -0.3), "z", 60), tip))
    made = assembled(*parts)
    return grounded(turned(made, "x", 85) if chance(rng, 0.15) else made)


def strawberry(rng: np.random.Generator) -> Mesh:
    sides, tall = drawn_sides(rng), between(rng, 1.6, 2.3)
    shape = [
        (0, 0),
        (0.3, 0.1),
        (0.65, tall * 0.35),
        (0.95, tall * 0.7),
        (0.9, tall * 0.88),
        (0.5, tall),
    ]
    parts = [lathe([*shape, (0, tall * 0.98)], segments=sides)]
    leaf = moved(
        pointed_leaf(between(rng, 0.8, 1.2), 0.45, between(rng, -0.2, 0.3)), (0, 0, tall + 0.06)
    )
    parts += [*around(leaf, int(rng.integers(5, 8))), fruit_stem(rng, (0, 0, tall), 0.4, 0.06)]
    if chance(rng, 0.5):
        levels = [(shape[k][0] * 1.0, shape[k][1]) for k in (2, 3)] + [(0.8, tall * 0.52)]
        parts += [
            turned(moved(ball(0.06, segments=4, rings=3), (0.97 * r, 0, z)), "z", 60 * k + 30 * j)
            for j, (r, z) in enumerate(levels)
            for k in range(6)
        ]
    made = assembled(*parts)
    return grounded(turned(made, "y", 100) if chance(rng, 0.35) else made)


def berries(rng: np.random.Generator) -> Mesh:
    """A raspberry or blackberry: a thimble of drupelets, or a few round blueberries."""
    if chance(rng, 0.5):
        tall, parts = between(rng, 1.2, 1.8), []
        for row, share in enumerate((0.1, 0.35, 0.6, 0.82)):
            reach = 0.75 * np.sqrt(1 - share**2)
            bead = ball(0.28, (reach, 0, -tall * (1 - share)), segments=6, rings=5)
            parts += around(bead, max(4, int(9 * reach)), start=20 * row)
        leaf = moved(pointed_leaf(0.8, 0.3, 0.1), (0, 0, -tall * 0.1 + 0.2))
        made = scaled(assembled(*parts), (1, 1, -1))
        return grounded(assembled(moved(made, (0, 0, -tall)), around(leaf, 5)))
    body = ball((1, 1, 0.85), segments=8, rings=6)
    crown = around(moved(turned(pointed_leaf(0.3, 0.25, 0.2), "y", -50), (0.15, 0, 0.8)), 5)
    one = grounded(assembled(body, crown))
    spots = [(0, 0, 0), (2, 0.2, 0), (0.9, 1.7, 0), (1, 0.7, 1.3)][: int(rng.integers(1, 5))]
    return assembled([moved(turned(one, "z", 50 * k), s) for k, s in enumerate(spots)])
