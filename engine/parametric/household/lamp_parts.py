"""Shapes that lamps of several kinds share."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Profile, rod_between
from ..shapes import around, assembled, ball, between, chance, cylinder, lathe, moved, tube, turned


def lamp_shade(rng: np.random.Generator, radius: float, height: float, sides: int) -> Mesh:
    """A shade from z = 0 up, open below: drum, cone, bell, dome, globe, pleated or square."""
    style, narrow = int(rng.integers(7)), between(rng, 0.3, 0.8) * radius
    inner = 0.95
    if style == 0:
        outer = [(radius, 0.0), (radius, height)]
    elif style in (1, 2):
        outer = [(radius, 0.0), (narrow, height)]
    elif style == 3:
        outer = [(radius, 0.0), (radius * 0.7, height * 0.25), (radius * 0.5, height * 0.6)]
        outer.append((radius * 0.4, height))
    elif style == 4:
        turns = np.linspace(0, np.pi / 2 * 0.9, 5)
        outer = [(radius * float(np.cos(t)), height * float(np.sin(t))) for t in turns]
    elif style == 5:
        size = radius * 0.8
        return ball((size, size, height * 0.55), (0, 0, height * 0.5), segments=sides)
    else:
        sides = 4
        outer = [(radius * 1.2, 0.0), (radius * between(rng, 0.5, 1.2), height)]
    top = [] if chance(rng, 0.5) else [(0.0, outer[-1][1])]
    if top:
        back: Profile = [*top, (0.0, outer[-1][1] - 0.01)]
    else:
        back = []
    back += [(r * inner, z) for r, z in reversed(outer)]
    made = lathe([*outer, *back, outer[0]], segments=sides)
    return turned(made, "z", 45 if sides == 4 else 0)


def stem_profile(rng: np.random.Generator, radius: float, height: float) -> Profile:
    """A turned lamp foot: jug, gourd, ball, stack of discs, cone or plain rod."""
    style = int(rng.integers(6))
    rod = radius * 0.12
    if style == 0:
        waist = [(0.7, 0), (0.75, 0.05), (0.5, 0.1), (1, 0.4), (0.85, 0.65), (0.3, 0.85), (0.2, 1)]
    elif style == 1:
        waist = [
            (0.9, 0),
            (0.9, 0.06),
            (0.25, 0.12),
            (0.8, 0.35),
            (0.3, 0.6),
            (0.5, 0.75),
            (0.15, 1),
        ]
    elif style == 2:
        waist = [(0.6, 0), (0.95, 0.2), (1, 0.4), (0.7, 0.65), (0.15, 0.75), (0.15, 1)]
    elif style == 3:
        waist = [(1, 0), (1, 0.06), (0.15, 0.1), (0.15, 1)]
    elif style == 4:
        waist = [(1, 0), (0.9, 0.08), (0.4, 0.14), (0.2, 0.4), (0.35, 0.5), (0.2, 0.6), (0.15, 1)]
    else:
        waist = [(0.9, 0), (0.2, 0.9), (0.15, 1)]
    return [(0, 0), *((max(r * radius, rod), z * height) for r, z in waist), (0, height)]


def wax_candle(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """A candle with its wick, lit or not."""
    sides = int(rng.choice([6, 8, 10]))
    parts = [cylinder(radius, height, segments=sides)]
    if chance(rng, 0.6):
        flame = [(0, 0), (radius * 0.5, radius * 0.7), (0, radius * 2.2)]
        parts.append(moved(lathe(flame, segments=6), (0, 0, height + radius * 0.3)))
    parts.append(cylinder(radius * 0.12, radius * 0.6, (0, 0, height), segments=4))
    return assembled(*parts)


def curved_arm(reach: float, drop: float, rise: float, rod: float) -> Mesh:
    """A curved arm in the XZ plane from the origin out to (reach, 0, rise), dipping by drop."""
    steps = np.linspace(0, 1, 8)
    path = [(reach * s, 0, rise * s**2 - drop * np.sin(np.pi * s)) for s in steps]
    return tube(path, rod, segments=5)


def lantern_head(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """A lantern's head: a floor, bars, a light inside and a roof."""
    sides = int(rng.choice([4, 4, 6, 8]))
    roof, flare = height * between(rng, 0.2, 0.5), between(rng, 0.75, 1.3)
    wide = radius * flare
    bar = rod_between((radius, 0, height * 0.06), (wide, 0, height), radius * 0.08, 4)
    if chance(rng, 0.5):
        core = cylinder(
            radius * 0.85, height * 0.9, (0, 0, height * 0.06), top=flare, segments=sides
        )
    else:
        core = moved(wax_candle(rng, radius * 0.3, height * 0.45), (0, 0, height * 0.06))
    eaves = between(rng, 1.1, 1.4)
    lid = [(0, 0), (wide * eaves, 0), (wide * eaves, height * 0.05), (wide * 0.3, roof)]
    lid += [(wide * 0.25, roof * 1.2), (0, roof * 1.3)]
    return turned(
        assembled(
            cylinder(radius * 1.15, height * 0.08, segments=sides),
            around(bar, sides),
            core,
            moved(lathe(lid, segments=sides), (0, 0, height)),
        ),
        "z",
        180 / sides,
    )
