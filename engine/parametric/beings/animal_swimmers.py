"""Fish, whales, rays and octopuses made by formula; they look along +X."""

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    chance,
    mirrored,
    moved,
    rounded,
    solid,
    tube,
    turned,
)
from .parts import drawn_sides, flat_fin, rod, spread_wing


def _hull(
    rng: np.random.Generator, shape: ArrayLike, wide: float, deep: float, sides: int, sway: float
) -> Mesh:
    """A swimming body along X, one unit long, its radii by `shape`, tail to snout."""
    share = np.asarray(shape, float)
    x = np.linspace(-0.5, 0.5, len(share))
    path = np.column_stack([x, sway * np.sin(x * 5) * (0.5 - x), 0 * x])
    return rod(path, share[:, None] * np.array([wide, deep]), max(sides, 5), cap=0.5)


def fish(rng: np.random.Generator) -> Mesh:
    sides, deep = drawn_sides(rng), between(rng, 0.1, 0.4)
    wide = min(deep, between(rng, 0.06, 0.25))
    shape = (0.22, 0.55, 0.9, 1.0, 0.85, 0.35)
    parts = [_hull(rng, shape, wide, deep, sides, between(rng, -0.15, 0.15))]
    fork, tail = between(rng, 0, 0.2), between(rng, 0.15, 0.4)
    outline = [(0, 0.04), (-0.3, tail), (-0.3 + fork, 0), (-0.3, -tail), (0, -0.04)]
    parts.append(flat_fin(outline, 0.03, (-0.48, 0, 0)))
    high = deep + between(rng, 0.05, 0.25)
    crest = [
        (0.25, deep * 0.7),
        (between(rng, -0.1, 0.1), high),
        (-0.3, deep * 0.65),
        (-0.1, deep * 0.4),
    ]
    parts.append(flat_fin(crest, 0.03))
    if chance(rng, 0.6):
        parts.append(flat_fin([(0, -deep * 0.8), (-0.2, -deep - 0.1), (-0.25, -deep * 0.6)], 0.03))
    side = turned(
        flat_fin([(0.05, 0), (-0.2, 0.07), (-0.22, -0.07)], 0.02), "z", -between(rng, 20, 60)
    )
    parts += mirrored(moved(side, (0.15, wide * 0.85, -deep * 0.2)), "y")
    eye = ball(deep * between(rng, 0.1, 0.22), (0.36, wide * 0.7, deep * 0.2), segments=7, rings=4)
    return grounded(assembled(parts, mirrored(eye, "y")))


def shark(rng: np.random.Generator) -> Mesh:
    sides, thick = drawn_sides(rng), between(rng, 0.09, 0.16)
    shape = (0.25, 0.5, 0.85, 1.0, 0.95, 0.65, 0.2)
    parts = [_hull(rng, shape, thick, thick * 1.05, sides, between(rng, -0.2, 0.2))]
    parts.append(flat_fin([(0.1, thick * 0.8), (-0.08, thick + 0.16), (-0.1, thick * 0.8)], 0.03))
    tail = [(0.03, 0.03), (-0.2, 0.25), (-0.08, 0), (-0.14, -0.14), (0.02, -0.03)]
    parts.append(flat_fin(tail, 0.025, (-0.5, 0, 0)))
    fin = spread_wing(between(rng, 0.2, 0.35), 0.14, 0.9, -0.4)
    parts += mirrored(moved(fin, (0.16, thick * 0.7, -thick * 0.4)), "y")
    small = spread_wing(0.1, 0.07, 0.8, -0.4)
    parts += mirrored(moved(small, (-0.25, thick * 0.4, -thick * 0.3)), "y")
    if chance(rng, 0.15):
        parts.append(rounded((0.1, 0.4, 0.04), (0.5, 0, 0), radius=0.02, steps=1))
    return grounded(assembled(parts))


def whale(rng: np.random.Generator) -> Mesh:
    """Whale, orca or dolphin: flat flukes."""
    sides, thick = drawn_sides(rng), between(rng, 0.12, 0.26)
    kind = int(rng.integers(3))
    shape = (
        (0.15, 0.35, 0.75, 1.0, 1.0, 0.85, 0.55),
        (0.12, 0.3, 0.7, 1.0, 1.05, 1.0, 0.9),
        (0.15, 0.4, 0.8, 1.0, 0.9, 0.7, 0.25),
    )[kind]
    body = _hull(rng, shape, thick, thick * between(rng, 0.8, 1.05), sides, 0.0)
    vertices = body.vertices.copy()
    vertices[:, 2] += between(rng, 0, 0.5) * np.maximum(-vertices[:, 0], 0) ** 2
    parts = [solid(vertices, body.faces)]
    lift = float(vertices[vertices[:, 0] < -0.48][:, 2].mean())
    fluke = spread_wing(between(rng, 0.18, 0.3), 0.14, between(rng, 0.3, 0.9), 0.1)
    parts += mirrored(moved(fluke, (-0.45, 0, lift)), "y")
    flipper = spread_wing(between(rng, 0.18, 0.35), 0.1, 0.7, -0.3)
    parts += mirrored(moved(flipper, (0.22, thick * 0.75, -thick * 0.5)), "y")
    if kind != 1 or chance(rng, 0.3):
        tall = between(rng, 0.05, 0.22)
        parts.append(
            flat_fin([(0.05, thick * 0.7), (-0.1, thick + tall), (-0.12, thick * 0.6)], 0.025)
        )
    if kind == 2:
        parts.append(rod([(0.45, 0, -0.02), (0.62, 0, -0.03)], (0.06, 0.03), 6))
    return grounded(assembled(parts))


def ray(rng: np.random.Generator) -> Mesh:
    wing = spread_wing(between(rng, 0.5, 0.8), 0.7, between(rng, 0.1, 0.4), between(rng, -0.2, 0.3))
    body = ball((0.4, 0.2, 0.1), segments=10, rings=6)
    tail = tube(
        [(-0.3, 0, 0), (-0.7, 0.03, 0), (-1.2, -0.05, 0.05)], (0.05, 0.03, 0.01), segments=5
    )
    return grounded(assembled(body, tail, mirrored(moved(wing, (0.35, 0.05, 0)), "y")))


def octopus(rng: np.random.Generator) -> Mesh:
    """Octopus, squid or jellyfish."""
    head, tall = between(rng, 0.3, 0.45), between(rng, 0.8, 1.6)
    spread, drop = between(rng, 0.5, 1.1), between(rng, 0.2, 1.0)
    sides = int(rng.integers(5, 10))
    top = ball((head, head, head * tall), (0, 0, head * tall * 0.8), segments=sides + 3, rings=7)
    share = np.linspace(0, 1, 6)
    wave = 0.1 * np.sin(share * between(rng, 3, 9))
    x = head * 0.5 + spread * share
    path = np.column_stack([x, wave, -drop * share + 0.25 * spread * share**3])
    arm = tube(path, 0.1 * (1.1 - share), segments=5)
    eye = moved(ball(head * 0.2, segments=7, rings=5), (head * 0.85, head * 0.4, head * 0.4))
    return grounded(assembled(top, around(arm, 8 if chance(rng, 0.7) else 6), mirrored(eye, "y")))
