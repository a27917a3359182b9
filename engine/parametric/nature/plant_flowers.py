"""Flowers made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    chance,
    cylinder,
    lathe,
    moved,
    scaled,
    turned,
)
from .parts import bent_stem, leaf_blade, rosette, rough_lump, scattered


def _bloom(rng: np.random.Generator, size: float) -> Mesh:
    """A flower's head facing up, at the origin, of one of several kinds."""
    kinds = (daisy_head, _tulip_head, _ball_head, spike_head, _bell_head)
    return kinds[rng.choice(5, p=[0.45, 0.2, 0.15, 0.12, 0.08])](rng, size)


def daisy_head(rng: np.random.Generator, size: float) -> Mesh:
    count, rise = int(rng.integers(4, 14)), between(rng, -15, 50)
    width = size * between(rng, 0.9, 1.4) * 2 * np.pi / count * 0.5
    petal = leaf_blade(size, width, rise, between(rng, -30, 60), shape=0.6, steps=3)
    rows = around(petal, count)
    if chance(rng, 0.25):
        rows += [moved(scaled(turned(part, "z", 20), 0.7), (0, 0, size * 0.1)) for part in rows]
    heart = size * between(rng, 0.2, 0.5)
    return assembled(rows, ball((heart, heart, heart * 0.5), segments=8, rings=4))


def _tulip_head(rng: np.random.Generator, size: float) -> Mesh:
    if chance(rng, 0.5):
        profile = [(0, 0), (size * 0.5, size * 0.2), (size * 0.6, size * 0.7)]
        profile += [(size * 0.35, size * between(rng, 1.2, 1.6)), (0, size)]
        return lathe(profile, segments=int(rng.integers(5, 9)))
    petal = leaf_blade(size * 1.5, size * 0.9, 30, -80, shape=0.5)
    return assembled(around(petal, int(rng.integers(3, 7))))


def _ball_head(rng: np.random.Generator, size: float) -> Mesh:
    made = rough_lump(rng, int(rng.integers(0, 2)), between(rng, 0, 0.2))
    return moved(
        scaled(made, (size * 0.7, size * 0.7, size * between(rng, 0.5, 0.8))), (0, 0, size / 3)
    )


def spike_head(rng: np.random.Generator, size: float) -> Mesh:
    parts = []
    for step in range(int(rng.integers(4, 8))):
        radius = size * 0.3 * (1 - step * 0.09)
        parts.append(ball(radius, (0, 0, step * size * 0.38), segments=6, rings=4))
    return assembled(parts)


def _bell_head(rng: np.random.Generator, size: float) -> Mesh:
    profile = [(0, 0), (size * 0.25, size * 0.1), (size * 0.35, size * 0.6), (size * 0.8, size)]
    made = lathe([*profile, (0, size * 0.7)], segments=int(rng.integers(5, 10)))
    return turned(made, "x", between(rng, 0, 150))


def flower(rng: np.random.Generator) -> Mesh:
    height, size = between(rng, 0.6, 1.6), between(rng, 0.15, 0.5)
    thick = between(rng, 0.015, 0.05)
    stem, path = bent_stem(rng, height, thick, lean=between(rng, 0.02, 0.15), top=0.8)
    bloom = turned(_bloom(rng, size), "x", between(rng, 0, 60) * chance(rng, 0.6))
    parts = [stem, moved(turned(bloom, "z", between(rng, 0, 360)), path[-1])]
    count = int(rng.integers(0, 6))
    low = chance(rng, 0.5)
    for step in range(count):
        leaf = leaf_blade(
            height * between(rng, 0.3, 0.6), between(rng, 0.08, 0.22), 60, 70, shape=0.5
        )
        leaf = turned(leaf, "z", 360 / count * step + between(rng, -30, 30))
        parts.append(moved(leaf, path[0 if low else int(rng.integers(0, 3))]))
    if chance(rng, 0.2):
        parts.append(rosette(rng, 8, height * 0.4, 0.06, (50, 80), (10, 60)))
    return assembled(parts)


def flower_group(rng: np.random.Generator) -> Mesh:
    head, area = _bloom(rng, between(rng, 0.1, 0.25)), between(rng, 0.15, 0.8)
    parts = []
    for _ in range(int(rng.integers(3, 11))):
        stem, path = bent_stem(rng, between(rng, 0.5, 1), 0.02, top=0.9, segments=4, steps=2)
        x, y = scattered(rng, area)
        bloom = turned(turned(head, "x", between(rng, 0, 40)), "z", between(rng, 0, 360))
        parts.append(moved(assembled(stem, moved(bloom, path[-1])), (x, y, 0)))
    width = between(rng, 0.05, 0.2)
    shape = 0.5 * chance(rng, 0.6)
    parts.append(rosette(rng, 10, 0.5, width, (40, 85), (0, 60), shape=shape, spread=area))
    if chance(rng, 0.25):
        parts.append(cylinder(area * 1.3, 0.05, segments=10))
    return assembled(parts)
