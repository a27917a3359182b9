"""Cacti and succulents made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import around, assembled, ball, between, chance, loft, moved, tube, turned
from .parts import bent_stem, cut_below, leaf_blade, scattered
from .plant_flowers import daisy_head, spike_head


def succulent(rng: np.random.Generator) -> Mesh:
    """Agave, aloe, yucca: thick pointed leaves in whorls."""
    parts = []
    count, width = int(rng.integers(6, 11)), between(rng, 0.12, 0.4)
    shape = between(rng, 0.2, 0.6)
    for level in range(int(rng.integers(2, 4))):
        rise = 15 + 28 * level + between(rng, -5, 10)
        leaf = leaf_blade(
            1 - 0.2 * level, width, rise, between(rng, -30, 20), shape=shape, fold=0.4
        )
        parts += around(leaf, count, start=25 * level)
    if chance(rng, 0.15):
        stem, path = bent_stem(rng, between(rng, 1.2, 2), 0.05, lean=0.05)
        parts += [stem, moved(spike_head(rng, 0.4), path[-1])]
    return grounded(assembled(parts))


def _ribbed(radius: float, height: float, ribs: int, rough: float) -> Mesh:
    """A cactus's column: a star-shaped ring lofted, its top round."""
    angles = np.arange(2 * ribs) * np.pi / ribs
    star = 1 - rough * (np.arange(2 * ribs) % 2)
    circle = np.column_stack([np.cos(angles) * star, np.sin(angles) * star])
    levels = [(0.85, 0), (1, 0.2), (1, 0.7), (0.8, 0.88), (0.45, 0.97), (0.1, 1)]
    rings = [
        np.column_stack([circle * r * radius, np.full(2 * ribs, z * height)]) for r, z in levels
    ]
    return loft(rings)


def saguaro(rng: np.random.Generator) -> Mesh:
    height, radius = between(rng, 1.5, 3), between(rng, 0.15, 0.35)
    sides = int(rng.integers(5, 12))
    path = np.array([(0, 0, 0), (0, 0, height * 0.5), (0, 0, height - radius)])
    cap = [(0, 0, height - radius * 0.4), (0, 0, height)]
    trunk = tube([*path, *cap], np.array([0.85, 1, 1, 0.75, 0.1]) * radius, segments=sides)
    parts = [_ribbed(radius, height, sides, 0.15) if chance(rng, 0.3) else trunk]
    start = between(rng, 0, 360)
    for step in range(int(rng.integers(0, 5))):
        z, size = height * between(rng, 0.3, 0.6), radius * between(rng, 0.55, 0.85)
        reach, rise = radius * between(rng, 1.8, 3), height * between(rng, 0.15, 0.4)
        bend = [(0, 0, z), (reach * 0.8, 0, z), (reach, 0, z + size * 0.5), (reach, 0, z + rise)]
        bend.append((reach, 0, z + rise + size * 0.6))
        arm = tube(bend, np.array([1, 1, 1, 1, 0.2]) * size, segments=sides)
        parts.append(turned(arm, "z", start + 180 * step + between(rng, -40, 40)))
    if chance(rng, 0.2):
        parts.append(moved(daisy_head(rng, radius), (0, 0, height)))
    return assembled(parts)


def barrel_cactus(rng: np.random.Generator) -> Mesh:
    parts = []
    ribs = int(rng.integers(6, 12))
    for step in range(int(rng.integers(1, 5))):
        radius = between(rng, 0.5, 1) if step == 0 else between(rng, 0.25, 0.5)
        made = _ribbed(radius, radius * between(rng, 1, 3), ribs, between(rng, 0.05, 0.25))
        x, y = (0, 0) if step == 0 else scattered(rng, 1.0)
        parts.append(moved(made, (x, y, 0)))
        if chance(rng, 0.3):
            top = float(made.vertices[:, 2].max())
            parts.append(moved(daisy_head(rng, radius * 0.4), (x, y, top)))
    return assembled(parts)


def prickly_pear(rng: np.random.Generator) -> Mesh:
    pads, tips = [], [(np.zeros(3), 0.0, 0.5)]
    for _ in range(int(rng.integers(3, 9))):
        base, lean, size = tips[int(rng.integers(len(tips)))]
        lean += between(rng, -50, 50) if len(pads) else 0
        size = between(rng, 0.25, 0.5)
        pad = ball((size * 0.7, size * 0.15, size), (0, 0, size * 0.9), segments=9, rings=6)
        pad = turned(turned(pad, "z", between(rng, -40, 40)), "y", lean)
        pads.append(moved(pad, base))
        along = np.array([np.sin(np.radians(lean)), 0, np.cos(np.radians(lean))])
        tips.append((base + along * size * 1.7, lean, size))
    return cut_below(assembled(pads), 0.0)
