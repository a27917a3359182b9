"""Airplanes with propellers made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, ball, between, block, chance, mirrored, moved, scaled, torus, tube
from .airplane_parts import propeller, tail_fins, undercarriage
from .parts import Parts, glazed, hull_body, panel, rod_x


def _floats(rng: np.random.Generator, track: float, belly: float) -> Parts:
    """Two long floats on struts below `belly`."""
    size = between(rng, 0.03, 0.045)
    z = belly - between(rng, 0.1, 0.15)
    stations = [(-0.25, 0.4, 0.4, 0.02), (0, 1, 1, 0), (0.2, 1, 1, 0), (0.38, 0.3, 0.3, 0.02)]
    body = hull_body(
        [(x, size * w, size * h, z + up) for x, w, h, up in stations], power=4, segments=8
    )
    struts = [tube([(x, -track * 0.5, belly + 0.03), (x, 0, z)], 0.008) for x in (0.02, 0.2)]
    return mirrored(moved(assembled(body, struts), (0, track, 0)), "y")


def _wing_engine(rng: np.random.Generator, x: float, y: float, z: float, radius: float) -> Mesh:
    """A propeller engine in a nacelle on the wing's leading edge."""
    nacelle = rod_x(radius, radius * 4.5, (x - radius * 3, y, z), top=0.85, segments=10)
    spin = propeller(rng, (x + radius * 1.4, y, z), radius * between(rng, 2.2, 3))
    return assembled(nacelle, spin)


def propeller_plane(rng: np.random.Generator) -> Mesh:
    """A light plane, high or low winged, on wheels or floats."""
    wide, high = between(rng, 0.05, 0.1), between(rng, 0.055, 0.1)
    power, segments = between(rng, 2, 6), int(rng.choice([4, 6, 8, 12, 16]))
    waist = between(rng, 0.1, 0.2)
    fuselage = hull_body(
        [
            (-0.5, wide * 0.12, high * 0.25, high * 0.5),
            (-0.15, wide * 0.6, high * 0.7, high * 0.2),
            (waist - 0.05, wide, high, 0),
            (waist + 0.15, wide, high * 0.9, -high * 0.1),
            (0.44, wide * 0.8, high * 0.7, -high * 0.15),
            (0.49, wide * 0.4, high * 0.35, -high * 0.15),
        ],
        power=power,
        segments=segments,
    )
    flat, top_wing = chance(rng, 0.3), chance(rng, 0.5)
    chord, span = between(rng, 0.14, 0.24), between(rng, 0.42, 0.75)
    z = high * (1.45 if top_wing else -0.6)
    wing = panel(
        chord,
        span,
        (waist + chord * 0.6, 0, z),
        tip=between(rng, 0.55, 1),
        flat=flat,
        cant=between(rng, 0, 7),
        round_tip=chance(rng, 0.4),
        sweep=between(rng, 0, 0.05),
        thick=between(rng, 0.08, 0.18),
    )
    parts: Parts = [fuselage, *mirrored(wing, "y")]
    cabin = (waist - 0.1, waist + 0.16), (waist - 0.06, waist + 0.08)
    parts += glazed(rng, *cabin, (wide * 1.8, wide * 1.5), (high * 0.5, high * 1.5), 2)
    if top_wing and chance(rng, 0.7):
        strut = [(waist, wide, -high * 0.6), (waist, span * 0.5, high * 1.45)]
        parts += mirrored(tube(strut, 0.008, segments=5), "y")
    parts += tail_fins(rng, -0.36, high * 0.6, between(rng, 0.13, 0.2), sweep=0.4, flat=flat)
    if chance(rng, 0.85):
        parts += propeller(rng, (0.48, 0, -high * 0.15), between(rng, 0.09, 0.16))
    else:
        parts += mirrored(_wing_engine(rng, waist + chord * 0.7, span * 0.35, z, 0.04), "y")
    track = wide + between(rng, 0.03, 0.08)
    if chance(rng, 0.15):
        parts += _floats(rng, track, -high)
    elif chance(rng, 0.85):
        parts += undercarriage(rng, 0.38, waist - 0.02, -0.45, track, -high * 0.8)
    return assembled(parts)


def warbird(rng: np.random.Generator) -> Mesh:
    """A fighter of the 1940s: low wing, bubble canopy, big nose."""
    girth = between(rng, 0.06, 0.085)
    nose = between(rng, 0.5, 1.0)
    fuselage = hull_body(
        [
            (-0.5, girth * 0.1, girth * 0.25, 0.02),
            (-0.2, girth * 0.6, girth * 0.75, 0.01),
            (0.05, girth, girth * 1.15, 0),
            (0.3, girth * (0.8 + 0.2 * nose), girth, 0),
            (0.47, girth * nose, girth * nose, 0),
        ],
        segments=int(rng.choice([6, 8, 12, 16])),
        power=between(rng, 2, 3),
    )
    flat = chance(rng, 0.15)
    chord, span = between(rng, 0.2, 0.3), between(rng, 0.45, 0.65)
    wing = panel(
        chord,
        span,
        (0.25, 0, -girth * 0.6),
        tip=between(rng, 0.4, 0.7),
        cant=between(rng, 2, 8),
        sweep=between(rng, 0, 0.1),
        round_tip=chance(rng, 0.7),
        flat=flat,
        thick=0.12,
    )
    canopy = ball(
        (between(rng, 0.09, 0.15), girth * 0.6, girth * 0.75),
        (0.03, 0, girth * 1.0),
        segments=8,
        rings=6,
    )
    parts: Parts = [fuselage, *mirrored(wing, "y"), canopy]
    parts += tail_fins(
        rng, -0.37, girth * 0.3, between(rng, 0.13, 0.19), sweep=0.35, flat=flat, kind=0
    )
    parts += propeller(rng, (0.46, 0, 0), between(rng, 0.13, 0.19))
    if chance(rng, 0.3):
        gun = rod_x(0.007, 0.12, (0.18, span * 0.4, -girth * 0.4), segments=6)
        parts += mirrored(gun, "y")
    if chance(rng, 0.5):
        parts += undercarriage(rng, 0.38, 0.16, -0.42, between(rng, 0.08, 0.16), -girth)
    return assembled(parts)


def biplane(rng: np.random.Generator) -> Mesh:
    """Two or three wings one above the other, with struts; open cockpit, fixed wheels."""
    girth = between(rng, 0.06, 0.1)
    fuselage = hull_body(
        [
            (-0.5, girth * 0.1, girth * 0.25, girth * 0.4),
            (-0.05, girth * 0.8, girth * 0.85, 0),
            (0.25, girth, girth, 0),
            (0.4, girth, girth, 0),
        ],
        segments=int(rng.choice([4, 6, 8, 12])),
        power=between(rng, 2, 6),
    )
    cowl = rod_x(girth * between(rng, 0.9, 1.15), 0.06, (0.38, 0, 0), segments=12, top=0.85)
    chord, span = between(rng, 0.16, 0.26), between(rng, 0.42, 0.62)
    flat, triple, shift = chance(rng, 0.4), chance(rng, 0.12), between(rng, 0, 0.08)
    gap = between(rng, 0.2, 0.3)
    levels = [-girth * 0.8 + gap * step for step in range(3 if triple else 2)]
    parts: Parts = [fuselage, cowl]
    tip, soft = between(rng, 0.85, 1), chance(rng, 0.5)
    for step, z in enumerate(levels):
        wing = panel(
            chord,
            span * (1 if step else between(rng, 0.8, 1)),
            (0.24 + shift * step, 0, z),
            tip=tip,
            flat=flat,
            round_tip=soft,
            thick=0.09,
        )
        parts += mirrored(wing, "y")
    for y in (span * 0.72, span * 0.35)[: int(rng.integers(1, 3))]:
        for x in (0.2, 0.24 - chord * 0.8):
            pole = tube([(x, y, levels[0]), (x + shift, y, levels[-1])], 0.008, segments=5)
            parts += mirrored(pole, "y")
    pole = tube([(0.18, girth * 0.6, girth * 0.6), (0.18 + shift, girth, levels[-1])], 0.008)
    parts += mirrored(pole, "y")
    parts.append(moved(scaled(torus(girth * 0.6, girth * 0.12), (1.3, 1, 1)), (0, 0, girth * 0.8)))
    if chance(rng, 0.5):
        parts.append(block((0.02, girth, girth * 0.5), (0.1, 0, girth * 0.8), top=0.8))
    parts += tail_fins(
        rng, -0.38, girth * 0.5, between(rng, 0.13, 0.19), sweep=0.3, flat=flat, kind=0
    )
    parts += propeller(rng, (0.43, 0, 0), between(rng, 0.13, 0.2))
    parts += undercarriage(rng, -0.45, 0.25, -0.45, girth * 1.3, -girth * 0.9)
    return assembled(parts)


def heavy_propeller(rng: np.random.Generator) -> Mesh:
    """A bomber or transport with two or four propeller engines on the wing."""
    girth = between(rng, 0.05, 0.09)
    cargo = chance(rng, 0.5)
    rise = girth * (0.5 if cargo else 0.2)
    fuselage = hull_body(
        [
            (-0.5, girth * 0.3, girth * 0.25, rise),
            (-0.2, girth * 0.9, girth * 0.8, rise * 0.4),
            (-0.05, girth, girth, 0),
            (0.35, girth, girth, 0),
            (0.46, girth * 0.7, girth * 0.65, -girth * 0.15),
            (0.5, girth * 0.35, girth * 0.3, -girth * 0.2),
        ],
        segments=int(rng.choice([6, 8, 12, 16])),
        power=between(rng, 2, 4),
    )
    chord, span = between(rng, 0.15, 0.22), between(rng, 0.5, 0.7)
    z = girth * (0.9 if cargo else between(rng, -0.5, 0.3))
    wing = panel(
        chord,
        span,
        (0.2, 0, z),
        tip=between(rng, 0.4, 0.7),
        cant=between(rng, 0, 5),
        sweep=0.05,
        thick=0.12,
        flat=chance(rng, 0.2),
    )
    parts: Parts = [fuselage, *mirrored(wing, "y")]
    for share in (0.28, 0.55) if chance(rng, 0.6) else (0.33,):
        parts += mirrored(_wing_engine(rng, 0.2, span * share, z, girth * 0.42), "y")
    parts += tail_fins(
        rng,
        -0.36,
        rise + girth * 0.2,
        between(rng, 0.16, 0.22),
        sweep=0.35,
        flat=False,
        kind=int(rng.choice([0, 1, 3], p=[0.6, 0.1, 0.3])),
    )
    if cargo:
        parts.append(block((0.08, girth, girth * 0.5), (0.38, 0, girth * 0.6), top=0.6))
    else:
        for x, up in ((0.38, 0.8), (0.0, 1.0), (-0.1, -0.9))[: int(rng.integers(1, 4))]:
            parts.append(ball(girth * 0.5, (x, 0, girth * up), segments=8, rings=6))
    if chance(rng, 0.5):
        parts += undercarriage(rng, 0.4, 0.12, -0.42, girth * 2.2, -girth * 0.8)
    return assembled(parts)
