"""Airplanes made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    lathe,
    mirrored,
    moved,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .parts import Parts, glazed, hull_body, panel, rod_x, rod_y, windows


def airplane(rng: np.random.Generator) -> Mesh:
    """Propeller plane, warbird, liner, fighter, biplane, glider, bomber, cargo, toy, paper."""
    designs = (
        (_propeller_plane, 5),
        (_warbird, 4),
        (_jet_liner, 5),
        (_jet_fighter, 5),
        (_biplane, 4),
        (_glider, 1.5),
        (_heavy_propeller, 3),
        (_flying_wing, 0.8),
        (_toy_plane, 4),
        (_paper_plane, 0.4),
    )
    return grounded(drawn(rng, designs))


def _fan(count: int, part: Mesh, at: Point, start: float = 0.0) -> Parts:
    """Copies of a part turned evenly about X: blades, fins of a lying rocket."""
    return [moved(turned(part, "x", start + 360 / count * step), at) for step in range(count)]


def _propeller(rng: np.random.Generator, at: Point, radius: float) -> Parts:
    spinner = rod_x(radius * 0.2, radius * 0.4, at, top=0.15, segments=8)
    if chance(rng, 0.08):
        return [spinner, rod_x(radius, radius * 0.05, at, segments=16)]
    blade = block((radius * 0.06, radius * between(rng, 0.12, 0.25), radius), top=0.7)
    blade = turned(blade, "z", between(rng, 0, 35))
    hub = (at[0] + radius * 0.12, at[1], at[2])
    count = int(rng.choice([2, 3, 4], p=[0.5, 0.35, 0.15]))
    return [spinner, *_fan(count, blade, hub, between(rng, 0, 180))]


def _tail(
    rng: np.random.Generator,
    x: float,
    z: float,
    size: float,
    *,
    sweep: float,
    flat: bool,
    kind: int | None = None,
) -> Parts:
    """A tail's surfaces: 0 plain, 1 T, 2 V, 3 twin fins on the tips; `size` is the fin's height."""
    if kind is None:
        kind = int(rng.choice(4, p=[0.75, 0.12, 0.05, 0.08]))
    chord = size * between(rng, 0.7, 1.1)
    looks = {"tip": between(rng, 0.45, 0.9), "sweep": sweep * size, "flat": flat, "thick": 0.1}
    looks["round_tip"] = chance(rng, 0.3)
    if kind == 2:
        return mirrored(panel(chord, size * 1.2, (x, 0, z), cant=40, **looks), "y")
    span = size * between(rng, 0.9, 1.4)
    if kind == 3:
        fin = panel(chord, size, (x, span * 0.95, z - size * 0.35), cant=90, **looks)
        return mirrored(panel(chord, span, (x, 0, z), **looks), "y") + mirrored(fin, "y")
    fin = panel(chord, size, (x, 0, z), cant=90, **looks)
    level = (x - sweep * size * 0.8, 0, z + size * 0.93) if kind == 1 else (x, 0, z)
    return [fin, *mirrored(panel(chord * 0.85, span, level, **looks), "y")]


def _undercarriage(
    rng: np.random.Generator, nose: float, main: float, tail: float, track: float, belly: float
) -> Parts:
    """Wheels on struts below `belly`: main ones and a third under nose or tail."""
    drop, radius = between(rng, 0.07, 0.12), between(rng, 0.025, 0.045)
    third = nose if chance(rng, 0.55) else tail
    segments = int(rng.choice([8, 10, 12]))
    foot = belly - drop
    legs = tube([(main, track * 0.3, belly + 0.03), (main, track, foot)], 0.008, segments=5)
    wheel = rod_y(radius, radius * 0.8, (main, track, foot), segments=segments)
    parts = mirrored(assembled(legs, wheel), "y")
    ahead = third > main
    small = radius * (0.8 if ahead else 0.5)
    z = foot - radius + small if ahead else belly + 0.02
    strut = tube([(third, 0, belly + (0.05 if ahead else 0.12)), (third, 0, z)], 0.008, segments=5)
    parts += [strut, rod_y(small, small * 0.7, (third, 0, z), segments=segments)]
    if chance(rng, 0.25):
        fairing = ball((radius * 1.7, radius * 0.7, radius * 0.9), (main, track, foot + radius / 3))
        parts += mirrored(fairing, "y")
    return parts


def _floats(rng: np.random.Generator, track: float, belly: float) -> Parts:
    size = between(rng, 0.03, 0.045)
    z = belly - between(rng, 0.1, 0.15)
    stations = [(-0.25, 0.4, 0.4, 0.02), (0, 1, 1, 0), (0.2, 1, 1, 0), (0.38, 0.3, 0.3, 0.02)]
    body = hull_body(
        [(x, size * w, size * h, z + up) for x, w, h, up in stations], power=4, segments=8
    )
    struts = [tube([(x, -track * 0.5, belly + 0.03), (x, 0, z)], 0.008) for x in (0.02, 0.2)]
    return mirrored(moved(assembled(body, struts), (0, track, 0)), "y")


def _propeller_plane(rng: np.random.Generator) -> Mesh:
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
    parts += _tail(rng, -0.36, high * 0.6, between(rng, 0.13, 0.2), sweep=0.4, flat=flat)
    if chance(rng, 0.85):
        parts += _propeller(rng, (0.48, 0, -high * 0.15), between(rng, 0.09, 0.16))
    else:
        parts += mirrored(_wing_engine(rng, waist + chord * 0.7, span * 0.35, z, 0.04), "y")
    track = wide + between(rng, 0.03, 0.08)
    if chance(rng, 0.15):
        parts += _floats(rng, track, -high)
    elif chance(rng, 0.85):
        parts += _undercarriage(rng, 0.38, waist - 0.02, -0.45, track, -high * 0.8)
    return assembled(parts)


def _wing_engine(rng: np.random.Generator, x: float, y: float, z: float, radius: float) -> Mesh:
    """A propeller engine in a nacelle on the wing's leading edge."""
    nacelle = rod_x(radius, radius * 4.5, (x - radius * 3, y, z), top=0.85, segments=10)
    spin = _propeller(rng, (x + radius * 1.4, y, z), radius * between(rng, 2.2, 3))
    return assembled(nacelle, spin)


def _warbird(rng: np.random.Generator) -> Mesh:
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
    parts += _tail(rng, -0.37, girth * 0.3, between(rng, 0.13, 0.19), sweep=0.35, flat=flat, kind=0)
    parts += _propeller(rng, (0.46, 0, 0), between(rng, 0.13, 0.19))
    if chance(rng, 0.3):
        gun = rod_x(0.007, 0.12, (0.18, span * 0.4, -girth * 0.4), segments=6)
        parts += mirrored(gun, "y")
    if chance(rng, 0.5):
        parts += _undercarriage(rng, 0.38, 0.16, -0.42, between(rng, 0.08, 0.16), -girth)
    return assembled(parts)


def _jet_engine(radius: float, at: Point, segments: int) -> Mesh:
    profile = [(0, 0), (radius * 0.6, 0), (radius * 0.9, radius), (radius, radius * 2.6)]
    profile += [(radius * 0.92, radius * 3.2), (radius * 0.75, radius * 3.2)]
    profile += [(radius * 0.7, radius * 2.6), (0, radius * 2.8)]
    return moved(turned(lathe(profile, segments=segments), "y", 90), at)


def _jet_liner(rng: np.random.Generator) -> Mesh:
    """An airliner or business jet, engines under the wings or at the tail."""
    girth = between(rng, 0.045, 0.085) * between(rng, 1, 1.2)
    segments = int(rng.choice([8, 10, 12, 16, 20]))
    fuselage = hull_body(
        [
            (-0.5, girth * 0.12, girth * 0.15, girth * 0.55),
            (-0.25, girth * 0.85, girth * 0.85, girth * 0.15),
            (-0.12, girth, girth, 0),
            (0.33, girth, girth, 0),
            (0.43, girth * 0.8, girth * 0.8, -girth * 0.1),
            (0.48, girth * 0.45, girth * 0.4, -girth * 0.25),
            (0.5, girth * 0.15, girth * 0.12, -girth * 0.3),
        ],
        segments=segments,
    )
    chord, span = between(rng, 0.16, 0.24), between(rng, 0.4, 0.58)
    sweep, flat = between(rng, 0.12, 0.3), chance(rng, 0.25)
    rise = between(rng, 2, 8)
    root = (between(rng, 0.08, 0.18), 0, -girth * 0.6)
    wing = panel(
        chord,
        span,
        root,
        tip=between(rng, 0.25, 0.5),
        sweep=sweep,
        flat=flat,
        cant=rise,
        thick=between(rng, 0.08, 0.15),
    )
    parts: Parts = [fuselage, *mirrored(wing, "y")]
    radius, rear = girth * between(rng, 0.32, 0.5), chance(rng, 0.25)
    if rear:
        pod = _jet_engine(radius, (-0.33, girth + radius * 0.8, girth * 0.35), segments)
        parts += mirrored(pod, "y")
    else:
        for share in (0.3, 0.6) if chance(rng, 0.35) else (0.36,):
            y = span * share
            z = root[2] + y * np.sin(np.radians(rise)) - radius * 0.9
            at = (root[0] - sweep * share - radius, y, z)
            pylon = box(
                (at[0] + radius * 0.5, at[1] - 0.006, at[2]),
                (at[0] + radius * 2, at[1] + 0.006, at[2] + radius * 1.3),
            )
            parts += mirrored(assembled(_jet_engine(radius, at, segments), pylon), "y")
    parts += _tail(
        rng, -0.34, girth * 0.5, between(rng, 0.15, 0.23), sweep=0.7, flat=flat, kind=int(rear)
    )
    if chance(rng, 0.45):
        count = int(rng.integers(8, 20))
        parts += windows(
            np.linspace(-0.22, 0.33, count), 0.25 / count, girth * 0.15, girth * 0.38, girth * 2.02
        )
    if chance(rng, 0.4):
        parts.append(box((0.4, -girth * 0.6, 0.2 * girth), (0.45, girth * 0.6, 0.55 * girth)))
    if chance(rng, 0.4):
        parts += _undercarriage(rng, 0.38, -0.02, 0.38, girth * 0.9, -girth)
    return assembled(parts)


def _jet_fighter(rng: np.random.Generator) -> Mesh:
    """A military jet: delta or swept wings, one or two fins, canopy, nozzles."""
    wide, high = between(rng, 0.05, 0.11), between(rng, 0.04, 0.065)
    sharp = between(rng, 0.05, 0.3)
    fuselage = hull_body(
        [
            (-0.45, wide * 0.85, high * 0.8, 0),
            (-0.1, wide, high, 0),
            (0.1, wide * 0.85, high, 0),
            (0.28, wide * 0.5, high * 0.75, 0),
            (0.42, wide * 0.25, high * 0.45, -0.005),
            (0.55, wide * 0.25 * sharp, high * 0.3 * sharp, -0.01),
        ],
        segments=int(rng.choice([6, 8, 10, 12])),
        power=between(rng, 2, 5),
    )
    flat = chance(rng, 0.3)
    chord, span = between(rng, 0.3, 0.55), between(rng, 0.25, 0.45)
    sweep = between(rng, 0.2, 0.9) * chord
    wing = panel(
        chord,
        span,
        (-0.32 + chord, 0, between(rng, -0.4, 0.4) * high),
        tip=between(rng, 0.1, 0.4),
        sweep=sweep,
        cant=between(rng, -6, 4),
        flat=flat,
        thick=0.05,
    )
    canopy = ball(
        (between(rng, 0.1, 0.15), wide * 0.4, high * 0.65),
        (0.24, 0, high * 0.7),
        segments=8,
        rings=6,
    )
    parts: Parts = [fuselage, *mirrored(wing, "y"), canopy]
    fin = {"tip": between(rng, 0.3, 0.6), "flat": flat, "thick": 0.06, "sweep": 0.13}
    tall = between(rng, 0.13, 0.22)
    if chance(rng, 0.5):
        parts += mirrored(
            panel(0.18, tall, (-0.24, wide * 0.7, high * 0.5), cant=between(rng, 60, 92), **fin),
            "y",
        )
    else:
        parts.append(panel(0.24, tall, (-0.2, 0, high * 0.6), cant=90, **fin))
    if chance(rng, 0.7):
        forward = chance(rng, 0.2)
        small = panel(0.15, 0.2, (0.2 if forward else -0.33, wide * 0.6, 0), **fin)
        parts += mirrored(small, "y")
    nozzle = rod_x(high * 0.8, 0.1, (-0.52, 0, 0), segments=10, top=1.15)
    parts += mirrored(moved(nozzle, (0, wide * 0.5, 0)), "y") if wide > 0.075 else [nozzle]
    if chance(rng, 0.6):
        intake = block((0.3, wide * 0.6, high * 1.4), (0.02, wide * 0.85, -high * 0.8))
        parts += mirrored(intake, "y")
    for share in np.linspace(0.45, 0.8, int(rng.integers(0, 3))):
        missile = rod_x(
            0.012,
            0.2,
            (-0.3 + chord * 0.3 - sweep * share * 0.4, span * share, -high * 0.7),
            segments=6,
        )
        parts += mirrored(missile, "y")
    if chance(rng, 0.3):
        parts += _undercarriage(rng, 0.3, -0.12, 0.3, wide, -high * 0.8)
    return assembled(parts)


def _biplane(rng: np.random.Generator) -> Mesh:
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
    parts += _tail(rng, -0.38, girth * 0.5, between(rng, 0.13, 0.19), sweep=0.3, flat=flat, kind=0)
    parts += _propeller(rng, (0.43, 0, 0), between(rng, 0.13, 0.2))
    parts += _undercarriage(rng, -0.45, 0.25, -0.45, girth * 1.3, -girth * 0.9)
    return assembled(parts)


def _glider(rng: np.random.Generator) -> Mesh:
    """Very long thin wings on a slim body."""
    girth, span = between(rng, 0.045, 0.06), between(rng, 0.75, 1.2)
    fuselage = hull_body(
        [
            (-0.5, girth * 0.2, girth * 0.2, girth * 0.5),
            (-0.1, girth * 0.3, girth * 0.35, girth * 0.4),
            (0.12, girth, girth * 1.1, 0),
            (0.3, girth, girth, 0),
            (0.45, girth * 0.5, girth * 0.5, -girth * 0.2),
            (0.5, girth * 0.1, girth * 0.1, -girth * 0.3),
        ],
        segments=int(rng.choice([6, 8, 12])),
    )
    wing = panel(
        between(rng, 0.08, 0.13),
        span,
        (0.18, 0, girth * 0.7),
        tip=between(rng, 0.3, 0.7),
        cant=between(rng, 1, 6),
        thick=0.1,
    )
    canopy = ball((0.13, girth * 0.75, girth * 0.7), (0.3, 0, girth * 0.6), segments=8, rings=6)
    tail = _tail(
        rng,
        -0.42,
        girth * 0.5,
        between(rng, 0.1, 0.15),
        sweep=0.3,
        flat=False,
        kind=int(chance(rng, 0.7)),
    )
    wheel = rod_y(0.02, 0.02, (0.15, 0, -girth * 1.1))
    return assembled(fuselage, mirrored(wing, "y"), canopy, tail, wheel)


def _heavy_propeller(rng: np.random.Generator) -> Mesh:
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
    parts += _tail(
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
        parts += _undercarriage(rng, 0.4, 0.12, -0.42, girth * 2.2, -girth * 0.8)
    return assembled(parts)


def _flying_wing(rng: np.random.Generator) -> Mesh:
    """A stealth bomber: wing and body in one."""
    chord, span = between(rng, 0.45, 0.7), between(rng, 0.6, 0.9)
    wing = panel(
        chord,
        span,
        (0.3, 0, 0),
        tip=between(rng, 0.1, 0.3),
        sweep=between(rng, 0.4, 0.7),
        thick=0.14,
        flat=chance(rng, 0.15),
    )
    body = ball((chord * 0.5, 0.12, 0.07), (0.02, 0, 0.02), segments=10, rings=6)
    hump = ball((chord * 0.25, 0.07, 0.03), (-0.05, 0.16, 0.04), segments=8, rings=6)
    parts: Parts = [*mirrored(wing, "y"), body, *mirrored(hump, "y")]
    if chance(rng, 0.4):
        parts += mirrored(panel(0.15, 0.12, (-0.1, 0.2, 0.02), cant=75, sweep=0.1), "y")
    return assembled(parts)


def _toy_plane(rng: np.random.Generator) -> Mesh:
    """A short, chubby cartoon plane."""
    wide, high = between(rng, 0.13, 0.22), between(rng, 0.13, 0.22)
    segments, power = int(rng.choice([4, 6, 8, 12, 16])), between(rng, 2, 6)
    fuselage = hull_body(
        [
            (-0.5, wide * 0.2, high * 0.25, high * between(rng, 0.2, 0.6)),
            (-0.2, wide * 0.7, high * 0.75, high * 0.1),
            (0.1, wide, high, 0),
            (0.33, wide * 0.95, high * 0.95, 0),
            (0.45, wide * 0.6, high * 0.6, 0),
        ],
        segments=segments,
        power=power,
    )
    chord, span = between(rng, 0.25, 0.4), between(rng, 0.45, 0.75)
    flat = chance(rng, 0.4)
    looks = {"tip": between(rng, 0.6, 1), "flat": flat, "round_tip": chance(rng, 0.6)}
    looks |= {"thick": between(rng, 0.12, 0.28), "sweep": between(rng, -0.02, 0.15)}
    z = high * float(rng.choice([-0.5, 0, 0.8]))
    parts: Parts = [fuselage]
    parts += mirrored(panel(chord, span, (0.25, 0, z), cant=between(rng, 0, 8), **looks), "y")
    if chance(rng, 0.25):
        parts += mirrored(panel(chord, span, (0.25, 0, high * 1.7), **looks), "y")
        parts += mirrored(tube([(0.15, span * 0.6, z), (0.15, span * 0.6, high * 1.7)], 0.015), "y")
    parts += _tail(rng, -0.27, high * 0.4, between(rng, 0.2, 0.3), sweep=0.3, flat=flat, kind=0)
    canopy = (between(rng, 0.1, 0.18), wide * 0.65, high * 0.6)
    parts.append(ball(canopy, (between(rng, 0, 0.15), 0, high * 0.85), segments=8, rings=6))
    if chance(rng, 0.75):
        parts += _propeller(rng, (0.44, 0, 0), between(rng, 0.18, 0.3))
    else:
        engine = _jet_engine(0.07, (-0.05, span * 0.45, z - 0.08), 10)
        parts += mirrored(engine, "y")
    if chance(rng, 0.6):
        parts += _toy_gear(rng, wide, high)
    return assembled(parts)


def _toy_gear(rng: np.random.Generator, wide: float, high: float) -> Parts:
    """Thick short legs with fat wheels."""
    radius = between(rng, 0.06, 0.09)
    foot = -high - radius * 0.6
    wheel = rod_y(radius, radius, (0.15, wide * 0.9, foot))
    leg = tube([(0.15, wide * 0.5, -high * 0.5), (0.15, wide * 0.9, foot)], 0.025, segments=6)
    return mirrored(assembled(wheel, leg), "y")


def _paper_plane(rng: np.random.Generator) -> Mesh:
    """A folded sheet."""
    wide, deep, fold = between(rng, 0.25, 0.5), between(rng, 0.12, 0.25), between(rng, 0, 0.1)
    nose, thick = np.array([0.5, 0, 0]), 0.012
    wing = np.array(
        [[nose, nose + (0.001, 0.001, 0)], [(-0.5, 0.02, fold), (-0.5, wide, fold + 0.05)]]
    )
    keel = np.array([[nose, nose - (0, 0, 0.001)], [(-0.5, 0.02, fold), (-0.45, 0.005, -deep)]])
    return assembled(mirrored(assembled(sheet(wing, thick), sheet(keel, thick)), "y"))
