"""Spiders, crabs, insects and snails made by formula; they look along +X."""

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import assembled, ball, between, chance, mirrored, moved, scaled, tube, turned
from .parts import flat_fin, rod


def _arched_legs(
    rng: np.random.Generator, pairs: int, reach: float, lift: float, thick: float, root: float
) -> list[Mesh]:
    """Pairs of jointed legs that rise to a knee and come down: spiders, crabs, insects."""
    legs = []
    for angle in np.linspace(38, 142, pairs):
        long = reach * between(rng, 0.9, 1.1)
        path = [(0, root, 0), (0, root + long * 0.45, lift), (0, root + long * 0.8, lift * 0.3)]
        path.append((0, root + long, -0.15))
        leg = tube(path, np.array([1, 0.9, 0.7, 0.3]) * thick, segments=5)
        legs += mirrored(turned(leg, "z", 90 - angle if angle < 90 else 90 - angle), "y")
    return legs


def spider(rng: np.random.Generator) -> Mesh:
    size = between(rng, 0.25, 0.45)
    parts = [ball((size * 1.2, size, size * 0.9), (-0.4, 0, 0.1), segments=9, rings=6)]
    parts.append(ball((0.22, 0.18, 0.14), (0.05, 0, 0), segments=8, rings=5))
    legs = _arched_legs(rng, 4, between(rng, 0.7, 1.2), between(rng, 0.2, 0.5), 0.045, 0.08)
    fang = tube([(0.25, 0.06, 0), (0.33, 0.05, -0.12)], (0.04, 0.01), segments=4)
    if chance(rng, 0.2):
        # A scorpion: claws before it, its tail over its back.
        claws = mirrored(moved(_claw(rng, 0.22), (0.5, 0.35, 0)), "y")
        sting = [(-0.6, 0, 0.1), (-1.0, 0, 0.35), (-0.85, 0, 0.75), (-0.45, 0, 0.8)]
        parts += [*claws, tube(sting, (0.14, 0.11, 0.08, 0.02), segments=6)]
    return grounded(assembled(parts, legs, mirrored(fang, "y")))


def _claw(rng: np.random.Generator, size: float) -> Mesh:
    """A pincer open along X, its arm behind it."""
    upper = flat_fin([(0, -0.4), (-0.5, 0.3), (0.3, 0.75), (1.4, 0.35), (0.4, 0.15)], 0.5)
    lower = flat_fin([(0, -0.4), (0.3, 0.0), (1.2, 0.15), (0.7, -0.45)], 0.45)
    claw = turned(assembled(upper, lower), "x", between(rng, 0, 90))
    arm = tube([(-0.3, 0, 0), (-1.4, -0.3, 0.1), (-2.2, -0.9, 0)], 0.25, segments=5)
    return scaled(assembled(claw, arm), size)


def crab(rng: np.random.Generator) -> Mesh:
    """A crab or, longer, a lobster."""
    is_lobster = chance(rng, 0.25)
    radii = (
        (0.4, 0.2, 0.16) if is_lobster else (0.35, between(rng, 0.4, 0.6), between(rng, 0.15, 0.3))
    )
    parts = [ball(radii, segments=int(rng.integers(6, 12)), rings=6)]
    legs = _arched_legs(rng, int(rng.integers(3, 5)), 0.55, 0.15, 0.05, radii[1] * 0.6)
    size = between(rng, 0.2, 0.35)
    claws = mirrored(moved(_claw(rng, size), (0.45 + size * 1.5, radii[1] * 0.9, 0.1)), "y")
    stalk = tube([(0.25, 0.12, 0.1), (0.32, 0.14, 0.32)], 0.025, segments=4)
    eyes = mirrored(assembled(stalk, ball(0.06, (0.32, 0.14, 0.35), segments=6, rings=4)), "y")
    if is_lobster:
        path = [(-0.3, 0, 0), (-0.8, 0, 0.02), (-1.1, 0, -0.05)]
        parts.append(rod(path, [(0.17, 0.12), (0.12, 0.08), (0.25, 0.03)], 7))
    return grounded(assembled(parts, legs, claws, eyes))


def insect(rng: np.random.Generator) -> Mesh:
    """Ant, bee, beetle, caterpillar, ladybird."""
    kind = int(rng.integers(4))
    if kind == 3:
        count, size = int(rng.integers(4, 8)), between(rng, 0.16, 0.22)
        lift = [0.08 * np.sin(k * 1.3) for k in range(count)]
        parts = [
            ball(size, (k * size * 1.4, 0, lift[k]), segments=8, rings=6) for k in range(count)
        ]
        x = (count - 1) * size * 1.4
        feeler = tube([(x, 0.05, size), (x + 0.1, 0.12, size * 2)], 0.02, segments=4)
        return grounded(assembled(parts, mirrored(feeler, "y")))
    rear = ((0.35, 0.18, 0.17), (0.38, 0.24, 0.24), (0.5, 0.38, 0.3))[kind]
    parts = [ball(rear, (-0.35, 0, 0.05), segments=9, rings=6)]
    parts.append(ball(between(rng, 0.14, 0.2), (0.08, 0, 0.03), segments=7, rings=5))
    parts.append(ball(between(rng, 0.14, 0.24), (0.35, 0, 0.08), segments=8, rings=6))
    feeler = tube([(0.45, 0.06, 0.2), (0.6, 0.14, 0.4), (0.75, 0.16, 0.4)], 0.018, segments=4)
    parts += mirrored(feeler, "y")
    parts += _arched_legs(rng, 3, 0.5, 0.15, 0.03, 0.08)
    if kind == 1:
        wing = ball((0.14, 0.32, 0.015), (0, 0.32, 0), segments=8, rings=5)
        wing = moved(turned(turned(wing, "x", 25), "z", 25), (0.0, 0.05, 0.2))
        parts += mirrored(wing, "y")
    return grounded(assembled(parts))


def butterfly(rng: np.random.Generator) -> Mesh:
    """Butterfly or dragonfly, wings raised by some angle."""
    lift, is_slim = between(rng, 0, 60), chance(rng, 0.3)
    long = 0.9 if is_slim else 0.45
    body = tube([(-long, 0, 0), (-0.1, 0, 0), (0.3, 0, 0)], (0.03, 0.07, 0.06), segments=6)
    wings = []
    slim = 0.15 if is_slim else between(rng, 0.3, 0.42)
    for x, turn, size in ((0.12, -15, 1.0), (-0.1, 25, 0.75)):
        wing = ball((slim * size, 0.42 * size, 0.012), (0, 0.42 * size, 0), segments=9, rings=6)
        wing = turned(turned(wing, "z", turn), "x", lift)
        wings += mirrored(moved(wing, (x, 0.03, 0.03)), "y")
    feeler = tube([(0.3, 0.02, 0.03), (0.55, 0.12, 0.15)], 0.012, segments=3)
    head = ball(0.08, (0.35, 0, 0.02), segments=7, rings=5)
    return grounded(assembled(body, head, wings, mirrored(feeler, "y")))


def snail(rng: np.random.Generator) -> Mesh:
    foot = rod(
        [(-0.6, 0, 0), (0.1, 0, 0.02), (0.5, 0, 0.1), (0.62, 0, 0.35)], (0.05, 0.15, 0.14, 0.12), 8
    )
    angles = np.linspace(0, 2 * np.pi * 2.2, 22)
    reach = np.linspace(0.27, 0.05, 22)
    coil = np.column_stack(
        [np.cos(angles) * reach, np.linspace(0, 0.12, 22), np.sin(angles) * reach]
    )
    shell = moved(tube(coil, np.linspace(0.2, 0.05, 22), segments=7), (-0.15, -0.03, 0.45))
    stalk = tube([(0.6, 0.06, 0.4), (0.7, 0.12, 0.65)], (0.03, 0.04), segments=5)
    return grounded(assembled(foot, shell, mirrored(stalk, "y")))
