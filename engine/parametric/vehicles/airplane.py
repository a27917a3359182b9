"""Airplanes made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import assembled, ball, between, block, box, chance, mirrored, moved, sheet, tube
from .airplane_parts import jet_engine, propeller, tail_fins, undercarriage
from .airplane_propellers import biplane, heavy_propeller, propeller_plane, warbird
from .parts import Parts, hull_body, panel, rod_x, rod_y, windows


def airplane(rng: np.random.Generator) -> Mesh:
    """Propeller plane, warbird, liner, fighter, biplane, glider, bomber, cargo, toy, paper."""
    designs = (
        (propeller_plane, 5),
        (warbird, 4),
        (_jet_liner, 5),
        (_jet_fighter, 5),
        (biplane, 4),
        (_glider, 1.5),
        (heavy_propeller, 3),
        (_flying_wing, 0.8),
        (_toy_plane, 4),
        (_paper_plane, 0.4),
    )
    return grounded(drawn(rng, designs))


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
        pod = jet_engine(radius, (-0.33, girth + radius * 0.8, girth * 0.35), segments)
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
            parts += mirrored(assembled(jet_engine(radius, at, segments), pylon), "y")
    parts += tail_fins(
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
        parts += undercarriage(rng, 0.38, -0.02, 0.38, girth * 0.9, -girth)
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
        parts += undercarriage(rng, 0.3, -0.12, 0.3, wide, -high * 0.8)
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
    tail = tail_fins(
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
    parts += tail_fins(rng, -0.27, high * 0.4, between(rng, 0.2, 0.3), sweep=0.3, flat=flat, kind=0)
    canopy = (between(rng, 0.1, 0.18), wide * 0.65, high * 0.6)
    parts.append(ball(canopy, (between(rng, 0, 0.15), 0, high * 0.85), segments=8, rings=6))
    if chance(rng, 0.75):
        parts += propeller(rng, (0.44, 0, 0), between(rng, 0.18, 0.3))
    else:
        engine = jet_engine(0.07, (-0.05, span * 0.45, z - 0.08), 10)
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
