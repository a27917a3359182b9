"""Sailing boats and ships made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, between, block, box, chance, cylinder, lathe, mirrored, moved, tube
from .boat_parts import Hull, fore_and_aft, oars, square_sail, triangle_sail
from .parts import Parts, glazed, panel, rod_y


def sailing_boat(rng: np.random.Generator) -> Mesh:
    """A yacht or dinghy with triangular sails."""
    chunky = chance(rng, 0.3)
    hull = Hull(
        1,
        between(rng, 0.4, 0.55) if chunky else between(rng, 0.24, 0.36),
        between(rng, 0.12, 0.25),
        stern=between(rng, 0.3, 0.85),
        bow=between(rng, 1.5, 2.5),
        bow_rise=between(rng, 0, 0.4),
        rake=between(rng, 0.03, 0.2),
        section=between(rng, 1.4, 3),
    )
    open_boat = chance(rng, 0.3)
    parts: Parts = [hull.mesh(0.025 if open_boat else None)]
    if not open_boat and chance(rng, 0.75):
        parts.append(
            hull.storey(
                between(rng, 0.25, 0.4), between(rng, 0.55, 0.7), 0, between(rng, 0.04, 0.1), 0.6
            )
        )
    parts += fore_and_aft(rng, hull, between(rng, 0.5, 0.62), between(rng, 0.8, 1.4))
    if chance(rng, 0.12):
        parts += fore_and_aft(rng, hull, 0.22, between(rng, 0.5, 0.7))
    if chance(rng, 0.3):
        parts.append(panel(0.2, 0.2, (0.1, 0, 0.03), cant=-90, sweep=0.05, thick=0.1))
    if chance(rng, 0.3):
        parts += hull.rail(0.05, 0.95, 0.06, 0.006)
    if chance(rng, 0.3):
        parts.append(block((0.06, 0.015, hull.depth * 1.3), (hull.x(0) - 0.03, 0, 0)))
    return assembled(parts)


def _square_rig(rng: np.random.Generator, hull: Hull, t: float, tall: float, wide: float) -> Parts:
    """A mast with one to three square sails one above the other."""
    x, z = hull.x(t), hull.deck(t)
    parts: Parts = [cylinder(0.018, tall, (x, 0, z - 0.05), top=0.6, segments=6)]
    count = int(rng.choice([1, 2, 3], p=[0.3, 0.45, 0.25]))
    foot = z + tall * between(rng, 0.12, 0.25)
    each = (z + tall * 0.92 - foot) / count
    for step in range(count):
        size, narrow = wide * (1 - 0.2 * step), between(rng, 0.8, 1.0)
        parts += square_sail(
            rng, (x + 0.02, 0, foot + each * step), size, each * 0.88, narrow=narrow
        )
    if chance(rng, 0.4):
        nest = lathe(
            [(0, 0), (0.03, 0), (0.045, 0.05), (0.038, 0.05), (0.03, 0.01), (0, 0.01)], segments=8
        )
        parts.append(moved(nest, (x, 0, z + tall * 0.9)))
    if chance(rng, 0.5):
        top = z + tall - 0.05
        parts.append(box((x - 0.14, -0.004, top - 0.09), (x, 0.004, top)))
    if chance(rng, 0.3):
        for back in (-0.05, 0.04):
            shroud = [(x + back, hull.half(t), z), (x, 0, z + tall * 0.8)]
            parts += mirrored(tube(shroud, 0.005, segments=4), "y")
    return parts


def tall_ship(rng: np.random.Generator) -> Mesh:
    """A wooden ship with castles and one to three masts: pirates, galleons, cogs."""
    hull = Hull(
        1,
        between(rng, 0.25, 0.42),
        between(rng, 0.15, 0.27),
        stern=between(rng, 0.55, 0.85),
        bow=between(rng, 2, 3.5),
        bow_rise=between(rng, 0.1, 0.6),
        stern_rise=between(rng, 0.1, 0.7),
        rake=between(rng, 0.02, 0.15),
        section=between(rng, 1.6, 3.5),
    )
    parts: Parts = [hull.mesh(0.025 if chance(rng, 0.5) else None)]
    step = between(rng, 0.06, 0.12)
    if chance(rng, 0.85):
        parts.append(hull.storey(0, between(rng, 0.22, 0.34), -0.08, step))
        if chance(rng, 0.55):
            parts.append(hull.storey(-0.03, between(rng, 0.12, 0.18), 0, step * 2))
    if chance(rng, 0.6):
        parts.append(hull.storey(between(rng, 0.76, 0.82), 0.97, -0.08, step * 0.7))
    masts = int(rng.choice([1, 2, 3], p=[0.3, 0.4, 0.3]))
    tall = between(rng, 0.65, 1.0)
    wide = hull.beam * between(rng, 1.1, 1.8)
    rigged = chance(rng, 0.92)
    if rigged:
        for t in {1: [0.5], 2: [0.36, 0.66], 3: [0.18, 0.47, 0.74]}[masts]:
            parts += _square_rig(rng, hull, t, tall * (1 - abs(t - 0.5) * 0.6), wide)
    bow = (hull.x(0.95), 0, hull.deck(1.0) * 0.95)
    tip = (bow[0] + 0.3, 0, bow[2] + between(rng, 0.08, 0.2))
    if chance(rng, 0.85):
        parts.append(tube([bow, tip], [0.02, 0.01], segments=6))
        if rigged and chance(rng, 0.4):
            head = (hull.x(0.72), 0, hull.deck(0.7) + tall * 0.6)
            parts.append(triangle_sail(tip, (hull.x(0.78), 0, hull.deck(0.8) + 0.1), head, 0.03))
    if chance(rng, 0.4):
        for t in np.linspace(0.3, 0.65, int(rng.integers(2, 6))):
            gun = rod_y(0.016, 0.12, (hull.x(t), hull.half(t), hull.deck(t) * 0.75), segments=6)
            parts += mirrored(gun, "y")
    if chance(rng, 0.4):
        parts += hull.rail(0.3, 0.78, 0.05, 0.008)
    return assembled(parts)


def longship(rng: np.random.Generator) -> Mesh:
    """A viking ship: pointed at both ends, high stems, one sail, shields, oars."""
    rise = between(rng, 0.6, 1.4)
    hull = Hull(
        1,
        between(rng, 0.2, 0.32),
        between(rng, 0.09, 0.14),
        stern=0.05,
        bow=between(rng, 1.8, 2.6),
        bow_rise=rise,
        stern_rise=rise * between(rng, 0.7, 1.1),
        rake=between(rng, 0.02, 0.1),
        section=between(rng, 1.6, 2.6),
        middle=0.5,
    )
    parts: Parts = [hull.mesh(0.015)]
    for end, turn in ((1.0, 1), (0.0, -1)):
        x, z = hull.x(end) + turn * hull.rake * (1 if turn > 0 else 0.4), hull.deck(end)
        high = between(rng, 0.1, 0.22)
        curl = [(-0.05, -0.08), (0, 0), (0.03, high * 0.6), (0.01, high), (-0.04, high * 1.05)]
        if chance(rng, 0.5):
            curl[-1] = (0.07, high * 1.05)
        path = [(x + turn * a, 0, z + b) for a, b in curl]
        parts.append(tube(path, [0.025, 0.025, 0.02, 0.018, 0.012], segments=6))
    if chance(rng, 0.8):
        tall = between(rng, 0.6, 0.85)
        parts.append(cylinder(0.016, tall, (0, 0, 0.02), segments=6))
        wide = between(rng, 0.35, 0.6)
        parts += square_sail(rng, (0.02, 0, tall * 0.35), wide, tall * 0.6)
    ts = np.linspace(0.22, 0.78, int(rng.integers(4, 9)))
    if chance(rng, 0.65):
        for t in ts:
            shield = rod_y(0.04, 0.015, (hull.x(t), hull.half(t) + 0.01, hull.deck(t)), segments=8)
            parts += mirrored(shield, "y")
    if chance(rng, 0.5):
        parts += oars(rng, hull, ts[:6])
    return assembled(parts)


def catamaran(rng: np.random.Generator) -> Mesh:
    """Two slim hulls side by side, with a mast or a cabin."""
    hull = Hull(
        1,
        between(rng, 0.08, 0.13),
        between(rng, 0.1, 0.16),
        stern=between(rng, 0.3, 0.9),
        bow_rise=between(rng, 0, 0.3),
    )
    apart = between(rng, 0.18, 0.28)
    parts = mirrored(moved(hull.mesh(), (0, apart, 0)), "y")
    parts.append(box((-0.38, -apart, hull.depth * 0.85), (0.2, apart, hull.depth)))
    if chance(rng, 0.6):
        parts += glazed(
            rng,
            (-0.25, 0.15),
            (-0.25, 0.05),
            (apart * 1.6, apart * 1.4),
            (hull.depth, hull.depth + 0.13),
            2,
        )
    if chance(rng, 0.75):
        parts += fore_and_aft(rng, hull, 0.58, between(rng, 0.9, 1.3))
    return assembled(parts)
