"""Shapes that airplanes of all kinds share."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    block,
    chance,
    lathe,
    mirrored,
    moved,
    tube,
    turned,
)
from .parts import Parts, panel, rod_x, rod_y


def _fan(count: int, part: Mesh, at: Point, start: float = 0.0) -> Parts:
    """Copies of a part turned evenly about X: blades, fins of a lying rocket."""
    return [moved(turned(part, "x", start + 360 / count * step), at) for step in range(count)]


def propeller(rng: np.random.Generator, at: Point, radius: float) -> Parts:
    """A spinner with its blades at `at`, or a plain disc in their place."""
    spinner = rod_x(radius * 0.2, radius * 0.4, at, top=0.15, segments=8)
    if chance(rng, 0.08):
        return [spinner, rod_x(radius, radius * 0.05, at, segments=16)]
    blade = block((radius * 0.06, radius * between(rng, 0.12, 0.25), radius), top=0.7)
    blade = turned(blade, "z", between(rng, 0, 35))
    hub = (at[0] + radius * 0.12, at[1], at[2])
    count = int(rng.choice([2, 3, 4], p=[0.5, 0.35, 0.15]))
    return [spinner, *_fan(count, blade, hub, between(rng, 0, 180))]


def tail_fins(
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


def undercarriage(
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


def jet_engine(radius: float, at: Point, segments: int) -> Mesh:
    """A jet engine along X, its rear end at `at`."""
    profile = [(0, 0), (radius * 0.6, 0), (radius * 0.9, radius), (radius, radius * 2.6)]
    profile += [(radius * 0.92, radius * 3.2), (radius * 0.75, radius * 3.2)]
    profile += [(radius * 0.7, radius * 2.6), (0, radius * 2.8)]
    return moved(turned(lathe(profile, segments=segments), "y", 90), at)
