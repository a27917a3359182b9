"""Pans, pots, plates and bowls made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    assembled,
    ball,
    between,
    chance,
    cylinder,
    mirrored,
    moved,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import closed, drawn_sides, hollow, softened, squarish, vessel_handle
from .utensil_parts import neck_bar, spoon_dish, tool_handle


def _long_grip(rng: np.random.Generator, start: float, z: float, long: float, wide: float) -> Mesh:
    """A pan's handle along +X from x = start, level or rising."""
    grip = turned(tool_handle(rng, long, wide, wide * between(rng, 0.4, 0.9)), "z", 180)
    return moved(turned(grip, "y", -between(rng, 0, 22)), (start, 0, z))


def frying_pan(rng: np.random.Generator) -> Mesh:
    """A pan or a wok: shallow, sloped, one long handle; an egg or a lid at times."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.1, 0.36)
    foot = between(rng, 0.6, 0.95)
    profile = [(foot * 0.48, 0), (0.48, tall * 0.6), (0.5, tall)]
    if chance(rng, 0.4):
        profile = [(foot * 0.5, 0), (0.5, tall)]
    parts = [hollow(profile, between(rng, 0.015, 0.04), between(rng, 0.02, 0.05), sides)]
    wide = between(rng, 0.05, 0.12)
    parts.append(
        _long_grip(rng, 0.47, tall * between(rng, 0.6, 0.9), between(rng, 0.45, 0.95), wide)
    )
    if chance(rng, 0.15):
        parts.append(vessel_handle(-0.1, -0.12, 0.12, -0.48, 0.025, 0))
        parts[-1] = moved(turned(parts[-1], "x", 90), (0, 0, tall * 0.8))
    if chance(rng, 0.12):
        parts.append(cylinder(0.26, 0.03, (0, 0, 0.03), segments=9))
        parts.append(ball((0.1, 0.1, 0.05), (0.03, 0, 0.06), segments=8, rings=4))
    if chance(rng, 0.1):
        parts.append(closed([(0.5, tall), (0.42, tall + 0.06), (0.1, tall + 0.1)], sides))
        parts.append(ball(0.05, (0, 0, tall + 0.13), segments=8, rings=5))
    made = assembled(parts)
    draw = rng.random()
    if draw < 0.1:
        return turned(made, "y", -90)
    return turned(made, "y", 90) if draw < 0.16 else made


def cooking_pot(rng: np.random.Generator) -> Mesh:
    """Stock pot, casserole, saucepan, cauldron-like pot: ears or one handle, lid on or off."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.4, 1.15)
    belly = between(rng, 0.5, 0.56)
    profile = [(0.46, 0), (0.5, 0.04), (belly, tall / 2), (0.5, tall)]
    parts = [hollow(profile, between(rng, 0.02, 0.05), 0.06, sides)]
    if chance(rng, 0.6):
        parts.append(torus(0.505, 0.02, (0, 0, tall), segments=sides, sides=5))
    if chance(rng, 0.5):
        ear = turned(
            vessel_handle(
                between(rng, 0.1, 0.2),
                -0.15,
                0.15,
                0.46,
                between(rng, 0.02, 0.045),
                int(rng.integers(2)),
            ),
            "x",
            90,
        )
        parts += mirrored(moved(ear, (0, 0, tall * between(rng, 0.65, 0.85))))
    else:
        long = between(rng, 0.45, 0.9)
        parts.append(_long_grip(rng, 0.48, tall * 0.8, long, between(rng, 0.07, 0.12)))
    if chance(rng, 0.5):
        dome = between(rng, 0.03, 0.2)
        lid = [(0.52, 0), (0.52, 0.03), (0.4, dome * 0.7 + 0.03), (0.1, dome + 0.03)]
        parts.append(moved(closed(lid, sides), (0, 0, tall)))
        knob = cylinder(0.05, 0.1, (0, 0, tall + dome), top=between(rng, 1, 1.6), segments=8)
        parts.append(knob)
    elif chance(rng, 0.3):
        parts.append(cylinder(0.48, 0.02, (0, 0, tall * 0.75), segments=sides))
    return assembled(parts)


def plate(rng: np.random.Generator) -> Mesh:
    """A plate, a platter, a tray; alone or in a stack."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.03, 0.14)
    foot = between(rng, 0.28, 0.4)
    profile = [(foot, 0), (foot + 0.02, tall * 0.5), (0.5, tall)]
    dish = hollow(profile, 0.02, tall * 0.3, sides)
    if chance(rng, 0.15):
        dish = scaled(dish, (1, between(rng, 0.6, 0.8), 1))
    elif chance(rng, 0.12):
        dish = squarish(dish, 6)
    count = int(rng.integers(2, 7)) if chance(rng, 0.2) else 1
    gap = max(tall * 0.5, 0.025)
    return assembled([moved(dish, (0, 0, gap * level)) for level in range(count)])


def bowl(rng: np.random.Generator) -> Mesh:
    """A mixing bowl, a soup bowl, a mortar with its pestle, a colander with ears."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.25, 0.6)
    foot = between(rng, 0.18, 0.32)
    profile = [(foot, 0), (foot, 0.04), (0.42, tall * 0.45), (0.5, tall)]
    wall = between(rng, 0.02, 0.07)
    parts = [hollow(softened(profile, int(rng.integers(2))), wall, 0.07, sides)]
    draw = rng.random()
    if draw < 0.2:
        parts.append(tube([(0, 0, 0.12), (0.5, 0.1, tall + 0.35)], (0.08, 0.04), segments=8))
    elif draw < 0.35:
        ear = turned(vessel_handle(0.14, -0.13, 0.13, 0.46, 0.025, 0), "x", 90)
        parts += mirrored(moved(ear, (0, 0, tall * 0.9)))
    elif draw < 0.5:
        tool = assembled(spoon_dish(0.25, 0.16, 0.04, 0.02), neck_bar(rng, 0.7, 0.04, 0.0))
        parts.append(moved(turned(tool, "y", 130), (0.0, 0, 0.2)))
    elif draw < 0.65:
        parts.append(torus(0.5, 0.025, (0, 0, tall), segments=sides, sides=5))
    return assembled(parts)
