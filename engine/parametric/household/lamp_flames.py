"""Torches, lanterns, oil lamps and candle-holders made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, rod_between
from ..shapes import (
    around,
    assembled,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    scaled,
    torus,
    tube,
    turned,
)
from .lamp_parts import curved_arm, lantern_head, stem_profile, wax_candle
from .parts import bow_handle


def torch(rng: np.random.Generator) -> Mesh:
    """A torch in a wall ring: a tapering stick, a basket and flames."""
    length, sides = between(rng, 0.4, 0.8), int(rng.choice([6, 8, 10]))
    stick = [(0, 0), (0.02, 0), (0.035, length * 0.7), (0.07, length), (0.06, length + 0.02)]
    parts = [lathe([*stick, (0, length)], segments=sides)]
    flame = lathe(
        [(0, 0), (0.07, 0.06), (0.04, 0.15), (0, between(rng, 0.22, 0.32))], segments=sides
    )
    parts.append(moved(flame, (0, 0, length)))
    if chance(rng, 0.6):
        parts.append(torus(0.055, 0.015, (0, 0, length * 0.85), segments=sides, sides=4))
    made = turned(assembled(*parts), "x", between(rng, 0, 30))
    plate = block((0.1, 0.03, length * 0.5), (0, 0.14, length * 0.3))
    hold = rod_between((0, 0.14, length * 0.5), (0, -length * 0.2, length * 0.55), 0.015, 5)
    return assembled(made, plate, hold)


def lantern(rng: np.random.Generator) -> Mesh:
    """A lantern to carry or hang: cage, roof, ring or bow."""
    radius = between(rng, 0.08, 0.13)
    height = radius * between(rng, 1.6, 3.2)
    head = lantern_head(rng, radius, height)
    top = float(head.vertices[:, 2].max())
    ring = turned(torus(radius * 0.4, radius * 0.07, segments=12, sides=5), "x", 90)
    parts = [head]
    if chance(rng, 0.6):
        parts.append(moved(ring, (0, 0, top + radius * 0.3)))
    else:
        parts.append(
            bow_handle(radius * 1.2, height * 0.95, top * between(rng, 1.2, 1.5), radius * 0.06)
        )
    if chance(rng, 0.12):
        hook = [(0, 0, top + 0.1), (0, 0, top + 0.25), (0.2, 0, top + 0.3), (0.4, 0, top + 0.25)]
        parts.append(tube([*hook, (0.4, 0, -0.8)], 0.015, segments=5))
    return assembled(*parts)


def oil_lamp(rng: np.random.Generator) -> Mesh:
    """A hurricane lamp: tank, glass, chimney, side tubes, bow."""
    radius, sides = between(rng, 0.08, 0.11), drawn_sides(rng)
    tank, glass = radius * between(rng, 0.5, 0.9), radius * between(rng, 1.4, 2.2)
    belly = radius * between(rng, 0.75, 0.95)
    profile = [(0, 0), (radius, 0), (radius, tank * 0.7), (radius * 0.5, tank), (belly * 0.6, tank)]
    profile += [(belly, tank + glass * 0.4), (belly * 0.55, tank + glass)]
    cap = [(radius * 0.75, tank + glass), (radius * 0.5, tank + glass * 1.15)]
    cap += [(radius * 0.4, tank + glass * 1.35), (0, tank + glass * 1.4)]
    pipes = [
        tube(
            [
                (s * radius * 0.9, 0, tank * 0.6),
                (s * radius * 1.25, 0, tank + glass * 0.5),
                (s * radius * 0.5, 0, tank + glass * 1.2),
            ],
            0.01,
            segments=5,
        )
        for s in (-1, 1)
    ]
    bow = bow_handle(radius * 1.25, tank + glass * 0.5, tank + glass * between(rng, 1.6, 2), 0.006)
    return assembled(lathe([*profile, *cap], segments=sides), pipes, bow)


def candle_holder(rng: np.random.Generator) -> Mesh:
    """A single candle on a dish, or a tall stick."""
    sides, wide = drawn_sides(rng), between(rng, 0.025, 0.045)
    candle = wax_candle(rng, wide, between(rng, 0.06, 0.28))
    if chance(rng, 0.4):
        dish = between(rng, 2, 3.2) * wide
        parts = [
            lathe(
                [(0, 0), (dish * 0.7, 0), (dish, 0.03), (dish * 0.9, 0.03), (0, 0.012)],
                segments=sides,
            )
        ]
        parts.append(cylinder(wide * 1.3, 0.04, (0, 0, 0.005), segments=sides))
        if chance(rng, 0.7):
            parts.append(
                moved(turned(torus(0.03, 0.007, sides=5), "x", 90), (dish + 0.02, 0, 0.03))
            )
        return assembled(*parts, moved(candle, (0, 0, 0.03)))
    height = between(rng, 0.12, 0.4)
    stick = lathe(stem_profile(rng, wide * between(rng, 1.6, 2.6), height), segments=sides)
    cup = cylinder(wide * 0.8, 0.04, (0, 0, height - 0.02), top=1.7, segments=sides)
    return assembled(stick, cup, moved(candle, (0, 0, height)))


def candelabra(rng: np.random.Generator) -> Mesh:
    """Three to seven candles on arms: in a row or around a stem; table or floor."""
    height, reach = between(rng, 0.25, 1.2), between(rng, 0.14, 0.26)
    sides, candle = drawn_sides(rng), wax_candle(rng, 0.02, between(rng, 0.08, 0.18))
    cup = cylinder(0.025, 0.025, top=1.6, segments=8)
    light = assembled(cup, moved(candle, (0, 0, 0.02)))
    rise = between(rng, 0.02, 0.12)
    arm = assembled(curved_arm(reach, 0.08, rise, 0.01), moved(light, (reach, 0, rise - 0.01)))
    if chance(rng, 0.6):
        arms = mirrored(arm)
        if chance(rng, 0.4):
            arms += mirrored(moved(scaled(arm, (0.5, 1, 1)), (0, 0, 0.02)))
    else:
        arms = around(arm, int(rng.integers(3, 6)))
    stem = lathe(stem_profile(rng, between(rng, 0.07, 0.11), height), segments=sides)
    top = moved(light, (0, 0, height + between(rng, 0, 0.05)))
    return assembled(stem, [moved(part, (0, 0, height - 0.04)) for part in arms], top)
