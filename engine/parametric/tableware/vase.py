"""Vases made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    solid,
    torus,
    tube,
    turned,
)
from .parts import closed, drawn_sides, hollow, softened, vessel_handle


def vase(rng: np.random.Generator) -> Mesh:
    """Amphoras, slender, round, square, twisted, ribbed vases, urns, pots; flowers at times."""
    return drawn(
        rng,
        (
            (_turned_vase, 4.5),
            (_slender_vase, 2),
            (_amphora, 2.2),
            (_urn, 1.8),
            (_square_vase, 1.5),
            (_twisted_vase, 1.8),
            (_plant_pot, 1.8),
            (_round_vase, 1.2),
            (_free_vase, 0.7),
        ),
    )


def _stalks(rng: np.random.Generator, radius: float, z: float, tall: float) -> list[Mesh]:
    """A bunch out of a mouth at height z: stems with flowers or leaves, or bare twigs."""
    parts = []
    kind = int(rng.choice(3, p=(0.5, 0.3, 0.2)))
    for _ in range(int(rng.integers(3, 9))):
        turn, spread = between(rng, 0, 2 * np.pi), between(rng, 0.1, 0.9)
        high = z + tall * between(rng, 0.6, 1)
        out = np.array([np.cos(turn), np.sin(turn)]) * spread
        tip = (*(out * (radius + tall * 0.35)), high)
        middle = (*(out * radius * 0.8), (z + high) / 2)
        parts.append(tube([(0, 0, z * 0.7), middle, tip], tall * 0.015, segments=4))
        size = tall * between(rng, 0.06, 0.14)
        if kind == 0:
            parts.append(ball((size, size, size * 0.6), tip, segments=7, rings=4))
        elif kind == 1:
            leaf = ball((size * 0.5, size * 0.15, size * 1.6), (0, 0, size), segments=6, rings=4)
            turned_leaf = turned(turned(leaf, "y", spread * 50), "z", np.degrees(turn))
            parts.append(moved(turned_leaf, tip))
    return parts


def _filled(rng: np.random.Generator, body: Mesh, mouth: float, tall: float, share: float) -> Mesh:
    """The vase, with a bunch in it in a share of draws."""
    if not chance(rng, share):
        return body
    return assembled(body, _stalks(rng, mouth, tall, tall * between(rng, 0.5, 1.1)))


def _turned_vase(rng: np.random.Generator) -> Mesh:
    """A belly at any height, a neck of any width, a lip: the common vase in all proportions."""
    sides, belly = drawn_sides(rng), between(rng, 0.18, 0.45)
    at = between(rng, 0.25, 0.75)
    foot, neck = belly * between(rng, 0.35, 0.8), belly * between(rng, 0.25, 0.75)
    lip = neck * between(rng, 1, 1.7)
    start = at + (1 - at) * between(rng, 0.4, 0.8)
    profile = [(foot, 0), (belly * 0.85, at * 0.5), (belly, at), (belly * 0.8, (at + start) / 2)]
    profile += [(neck, start), (lip, 1)]
    if chance(rng, 0.3):
        profile = [(foot * 1.2, 0), (foot * 1.2, 0.04), (foot * 0.8, 0.07), *profile[1:]]
    rounds = int(rng.choice((0, 1, 1, 2)))
    body = hollow(softened(profile, rounds), neck * 0.15, between(rng, 0.3, 0.9), sides)
    parts = [body]
    if chance(rng, 0.15):
        parts.append(torus(neck * 1.05, neck * 0.15, (0, 0, start), segments=sides, sides=5))
    return _filled(rng, assembled(parts), neck, 1, 0.22)


def _slender_vase(rng: np.random.Generator) -> Mesh:
    sides, wide = drawn_sides(rng), between(rng, 0.09, 0.18)
    forms = (
        [(1, 0), (0.9, 0.3), (0.5, 0.6), (0.45, 0.85), (0.9, 1)],
        [(0.6, 0), (0.7, 0.4), (1, 0.85), (1.1, 1)],
        [(1, 0), (1.25, 0.15), (0.9, 0.3), (0.35, 0.45), (0.32, 0.9), (0.5, 1)],
        [(0.9, 0), (1, 0.02), (1, 1)],
        [(0.5, 0), (0.9, 0.5), (1.15, 0.8), (0.5, 0.93), (0.65, 1)],
    )
    profile = [
        (radius * wide, z) for radius, z in forms[rng.choice(5, p=(0.27, 0.14, 0.27, 0.05, 0.27))]
    ]
    body = hollow(softened(profile, int(rng.integers(3))), wide * 0.1, 0.8, sides)
    return _filled(rng, body, wide * 0.5, 1, 0.3)


def _amphora(rng: np.random.Generator) -> Mesh:
    """Two ears from shoulder to neck (at times one), pointed or footed below."""
    sides, belly = drawn_sides(rng), between(rng, 0.2, 0.38)
    at, foot = between(rng, 0.45, 0.65), belly * between(rng, 0.12, 0.6)
    neck = belly * between(rng, 0.28, 0.5)
    profile = [(foot, 0), (belly * 0.8, at * 0.55), (belly, at), (neck * 1.15, 0.78), (neck, 0.92)]
    if chance(rng, 0.5):
        profile = [(foot * 1.8, 0), (foot * 1.6, 0.04), (foot, 0.08), *profile[1:]]
    body = hollow(softened([*profile, (neck * 1.3, 1)], int(rng.integers(2))), 0.03, 0.7, sides)
    thick = between(rng, 0.018, 0.04)
    low = between(rng, at + 0.02, 0.72)
    ears = mirrored(vessel_handle(belly * between(rng, 0.5, 0.95), low, 0.94, neck * 0.9, thick,
                         int(rng.integers(3))))  # fmt: skip
    return assembled(body, ears if chance(rng, 0.85) else ears[:1])


def _urn(rng: np.random.Generator) -> Mesh:
    """A garden urn on its pedestal, or a lidded one; ears at times."""
    sides, wide = drawn_sides(rng), between(rng, 0.3, 0.5)
    foot, stem = wide * between(rng, 0.5, 0.8), wide * between(rng, 0.2, 0.35)
    high = between(rng, 0.15, 0.35)
    profile = [(foot, 0), (foot, 0.06), (stem, 0.1), (stem, high), (wide * 0.8, high + 0.15)]
    profile += [
        (wide, 0.75),
        (wide * between(rng, 0.6, 0.9), 0.88),
        (wide * between(rng, 0.8, 1.2), 1),
    ]
    parts = [hollow(profile, 0.05, 0.7, sides)]
    if chance(rng, 0.3):
        lid = [(wide * 0.95, 0.98), (wide * 0.85, 1.05), (wide * 0.3, 1.14), (0.04, 1.16)]
        parts += [closed(lid, sides), ball(0.06, (0, 0, 1.2), segments=8, rings=5)]
    if chance(rng, 0.45):
        parts += mirrored(vessel_handle(between(rng, 0.12, 0.25), 0.55, 0.9, wide * 0.85, 0.035, 0))
    if chance(rng, 0.3):
        parts.append(box((-foot, -foot, -0.08), (foot, foot, 0)))
    return grounded(_filled(rng, assembled(parts), wide * 0.5, 1, 0.15))


def _square_vase(rng: np.random.Generator) -> Mesh:
    """Four- or six-sided in plan, straight, flaring, or with shoulders."""
    wide = between(rng, 0.15, 0.35)
    count = int(rng.choice((4, 4, 5, 6)))
    forms = (
        [(between(rng, 0.6, 1), 0), (1, 1)],
        [(0.6, 0), (1, 0.65), (0.5, 0.85), (0.65, 1)],
        [(0.6, 0), (1.1, 0.45), (0.7, 1)],
        [(0.9, 0), (1, 0.7), (0.45, 0.78), (0.45, 1)],
    )
    profile = [(radius * wide * 1.3, z) for radius, z in forms[rng.integers(4)]]
    body = turned(hollow(profile, wide * 0.15, 0.6, count), "z", 180 / count)
    return _filled(rng, body, wide * 0.5, 1, 0.3)


def _twisted_vase(rng: np.random.Generator) -> Mesh:
    """Ribs up the wall, straight or turning with the height."""
    belly, neck = between(rng, 0.2, 0.4), between(rng, 0.45, 1)
    z = np.linspace(0, 1, int(rng.integers(8, 15)))
    swell = 1 + between(rng, -0.3, 0.45) * np.sin(z * np.pi * between(rng, 0.9, 1.7))
    radii = belly * swell * np.interp(z, (0, 1), (between(rng, 0.6, 1), neck))
    ribs = int(rng.choice((3, 4, 5, 6, 8)))
    body = hollow(list(zip(radii.tolist(), z.tolist(), strict=True)), 0.04, 0.85, ribs * 3)
    vertices = body.vertices.astype(np.float64)
    angle = np.arctan2(vertices[:, 1], vertices[:, 0])
    height = vertices[:, 2]
    wave = 1 + between(rng, 0.06, 0.2) * np.cos(angle * ribs)
    turn = np.radians(between(rng, -150, 150)) * height if chance(rng, 0.75) else 0 * height
    radius = np.hypot(vertices[:, 0], vertices[:, 1]) * wave
    plan = [radius * np.cos(angle + turn), radius * np.sin(angle + turn), height]
    return _filled(rng, solid(np.column_stack(plan), body.faces), belly * 0.5, 1, 0.2)


def _plant_pot(rng: np.random.Generator) -> Mesh:
    """A decorative pot: taper and rim, bowl or cube, on legs at times, with a plant at times."""
    sides, tall = drawn_sides(rng), between(rng, 0.6, 1.1)
    foot = between(rng, 0.3, 0.48)
    profile = [(foot, 0), (0.5, tall * 0.8), (0.5, tall)]
    if chance(rng, 0.5):
        rim = between(rng, 0.53, 0.6)
        profile = [(foot, 0), (0.48, tall * 0.78), (rim, tall * 0.8), (rim, tall)]
    elif chance(rng, 0.5):
        profile = [(foot, 0), (0.55, tall * 0.45), (0.45, tall)]
    parts = [hollow(profile, between(rng, 0.04, 0.09), tall * 0.8, sides)]
    if chance(rng, 0.3):
        leg = tube([(0.3, 0, 0.1), (0.42, 0, -between(rng, 0.15, 0.4))], 0.04, segments=5)
        parts += around(leg, int(rng.integers(3, 5)))
    return grounded(_filled(rng, assembled(parts), 0.3, tall, 0.3))


def _round_vase(rng: np.random.Generator) -> Mesh:
    """A globe or an egg with a short or a thin neck; a bud vase; a doughnut."""
    sides, rings = drawn_sides(rng), int(rng.integers(5, 10))
    if chance(rng, 0.2):
        ring = turned(torus(0.33, between(rng, 0.1, 0.17), segments=16, sides=8), "x", 90)
        neck = closed([(0.08, 0.4), (0.06, 0.6), (0.1, 0.68)], sides)
        return grounded(assembled(ring, neck, cylinder(0.2, 0.1, (0, 0, -0.52), segments=sides)))
    tall, neck = between(rng, 0.75, 1.25), between(rng, 0.15, 0.5)
    start = tall * np.sqrt(1 - neck**2)
    long = between(rng, 0.1, 1.1)
    tip = neck * between(rng, 0.9, 1.6)
    tube_ = hollow([(neck, 0), (neck * 0.95, long * 0.6), (tip, long)], neck * 0.2, 0.02, sides)
    parts = [ball((1, 1, tall), segments=sides, rings=rings), moved(tube_, (0, 0, start - 0.05))]
    parts.append(cylinder(0.5, 0.15, (0, 0, -tall), segments=sides))
    lifted = grounded(assembled(parts))
    return _filled(rng, lifted, neck, float(lifted.vertices[:, 2].max()), 0.25)


def _free_vase(rng: np.random.Generator) -> Mesh:
    """A profile at random: stacked bellies, rings and waists."""
    count = int(rng.integers(5, 9))
    z = np.linspace(0, 1, count)
    profile = list(zip((rng.uniform(0.12, 0.36, count)).tolist(), z.tolist(), strict=True))
    body = hollow(softened(profile, int(rng.integers(2))), 0.03, 0.9, drawn_sides(rng))
    return _filled(rng, body, 0.1, 1, 0.2)
