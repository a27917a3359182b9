"""Motor ships made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    torus,
    tube,
    turned,
)
from .boat_parts import Hull
from .parts import Parts, glazed, rod_x, rod_y, windows


def work_boat(rng: np.random.Generator) -> Mesh:
    """A tug, fishing boat or steamer: high bow, wheelhouse, funnel, mast and boom."""
    hull = Hull(
        1,
        between(rng, 0.3, 0.5),
        between(rng, 0.17, 0.3),
        stern=between(rng, 0.6, 0.95),
        bow=between(rng, 2, 3.5),
        bow_rise=between(rng, 0.2, 0.8),
        rake=between(rng, 0.02, 0.14),
        section=between(rng, 1.8, 4),
        stern_rise=between(rng, 0, 0.3),
    )
    parts: Parts = [hull.mesh(0.03 if chance(rng, 0.6) else None)]
    z = hull.depth * (0.9 if len(parts) else 1)
    place = between(rng, -0.22, 0.15)
    wide, high = hull.beam * between(rng, 0.5, 0.7), between(rng, 0.14, 0.26)
    long = between(rng, 0.12, 0.2)
    parts.append(hull.storey(0.12, 0.88, -hull.depth * 0.3, -hull.depth * 0.15, 0.93))
    base = z
    if chance(rng, 0.5):
        low = high * 0.6
        parts.append(
            box(
                (place - long * 1.7, -wide * 0.6, z * 0.8),
                (place + long * 1.2, wide * 0.6, z + low),
            )
        )
        base = z + low
    parts += glazed(
        rng,
        (place - long, place + long),
        (place - long, place + long * between(rng, 0.7, 1.1)),
        (wide, wide),
        (base - 0.05, base + high),
        2,
    )
    roof = base + high
    eaves = 0.03
    parts.append(
        box(
            (place - long - eaves, -wide / 2 - eaves, roof),
            (place + long + eaves, wide / 2 + eaves, roof + 0.025),
        )
    )
    if chance(rng, 0.6):
        radius = between(rng, 0.035, 0.07)
        funnel = cylinder(
            radius,
            high * between(rng, 1, 1.7),
            (place - long - radius * 1.3, 0, z),
            top=between(rng, 0.8, 1.1),
            segments=10,
        )
        parts.append(funnel)
    if chance(rng, 0.7):
        x, tall = float(rng.choice([place, 0.3, -0.35])), between(rng, 0.4, 0.7)
        parts.append(cylinder(0.014, tall, (x, 0, z), segments=6))
        if chance(rng, 0.6):
            tip = (x - between(rng, -0.3, 0.3), 0, z + tall * 1.0)
            parts.append(tube([(x, 0, z + tall * 0.3), tip], 0.01, segments=5))
            parts.append(
                tube([(x, 0, z + tall), (hull.x(0.97), 0, hull.deck(1))], 0.005, segments=4)
            )
    if chance(rng, 0.35):
        for t in np.linspace(0.15, 0.85, int(rng.integers(3, 7))):
            tyre = turned(torus(0.045, 0.018, segments=8, sides=5), "x", 90)
            at = (hull.x(t), hull.half(t) + 0.01, hull.deck(t) * 0.8)
            parts += mirrored(moved(tyre, at), "y")
    if chance(rng, 0.4):
        parts += hull.rail(0.05, 0.97, 0.06, 0.008)
    return assembled(parts)


def passenger_ship(rng: np.random.Generator) -> Mesh:
    """A liner, cruise ship, ferry or paddle steamer: decks above decks, funnels."""
    hull = Hull(
        1,
        between(rng, 0.13, 0.3),
        between(rng, 0.08, 0.15),
        stern=between(rng, 0.6, 0.95),
        bow=between(rng, 2.5, 4.5),
        bow_rise=between(rng, 0, 0.3),
        rake=between(rng, 0.02, 0.1),
        section=between(rng, 2.5, 6),
    )
    parts: Parts = [hull.mesh()]
    start, stop, low = between(rng, 0.05, 0.2), between(rng, 0.75, 0.88), 0.0
    each = between(rng, 0.025, 0.06)
    for _ in range(int(rng.integers(2, 6))):
        parts.append(hull.storey(start, stop, low - 0.01, low + each, 0.92))
        if chance(rng, 0.5):
            xs = np.linspace(hull.x(start + 0.05), hull.x(stop - 0.12), 12)
            z = hull.depth + low + each * 0.3
            parts += windows(xs, 0.02, z, z + each * 0.4, hull.beam * 0.95)
        low += each
        start, stop = start + between(rng, 0, 0.06), stop - between(rng, 0.01, 0.06)
    radius, top = hull.beam * between(rng, 0.12, 0.22), hull.depth + low
    lean = between(rng, -20, 0)
    for x in np.linspace(-0.15, 0.12, int(rng.integers(1, 5))):
        funnel = turned(cylinder(radius, between(rng, 2.5, 4) * radius, segments=10), "y", lean)
        parts.append(moved(funnel, (x, 0, top - 0.02)))
    parts.append(
        box(
            (hull.x(stop) - 0.06, -hull.beam * 0.45, top),
            (hull.x(stop), hull.beam * 0.45, top + each * 0.8),
        )
    )
    if chance(rng, 0.5):
        parts.append(cylinder(0.006, 0.25, (0.33, 0, hull.depth), segments=5))
    if chance(rng, 0.12):
        wheel = rod_y(0.11, 0.06, (0, hull.beam / 2 + 0.03, hull.depth), segments=12)
        parts += mirrored(wheel, "y")
    if chance(rng, 0.3):
        for t in np.linspace(0.25, 0.65, 4):
            life = ball(
                (0.035, 0.012, 0.012),
                (hull.x(t), hull.beam * 0.49, hull.depth + each * 1.3),
                segments=6,
                rings=4,
            )
            parts += mirrored(life, "y")
    return assembled(parts)


def cargo_ship(rng: np.random.Generator) -> Mesh:
    """A container ship, bulk carrier, tanker or barge, its bridge near the stern."""
    hull = Hull(
        1,
        between(rng, 0.14, 0.26),
        between(rng, 0.07, 0.13),
        stern=between(rng, 0.8, 1),
        bow=between(rng, 3, 6),
        bow_rise=between(rng, 0, 0.35),
        rake=between(rng, 0, 0.08),
        section=between(rng, 3, 8),
    )
    beam, z = hull.beam, hull.depth
    parts: Parts = [hull.mesh()]
    tall = between(rng, 0.12, 0.22)
    rear = -0.42 if chance(rng, 0.8) else 0.28
    parts.append(box((rear, -beam * 0.42, z * 0.9), (rear + 0.1, beam * 0.42, z + tall)))
    parts.append(
        box((rear + 0.02, -beam * 0.5, z + tall), (rear + 0.11, beam * 0.5, z + tall + 0.03))
    )
    parts.append(cylinder(beam * 0.12, tall * 1.15, (rear - 0.02, 0, z), segments=8))
    bays = np.linspace(-0.24, 0.24 if rear > 0 else 0.34, int(rng.integers(4, 8)))
    step = (bays[1] - bays[0]) * 0.92
    load = int(rng.integers(4))
    for x in bays if load != 3 else ():
        if load == 0:
            for y in np.linspace(-0.32, 0.32, 3) * beam:
                high = int(rng.integers(1, 5)) * 0.035
                parts.append(block((step, beam * 0.29, high), (x, y, z)))
        elif load == 1:
            parts.append(block((step * 0.7, beam * 0.6, 0.03), (x, 0, z)))
            if chance(rng, 0.4):
                crane = assembled(
                    cylinder(0.012, 0.16, segments=6),
                    tube([(0, 0, 0.12), (0.14, 0, 0.16)], 0.008, segments=4),
                )
                parts.append(moved(crane, (x + step / 2, 0, z)))
        else:
            parts.append(rod_x(beam * 0.25, step, (x - step / 2, 0, z + beam * 0.1), segments=10))
    if load == 3:
        parts.append(rod_x(0.01, 0.65, (-0.3, 0, z + 0.03), segments=6))
        for x in bays:
            parts.append(cylinder(0.015, 0.06, (x, beam * 0.15, z), segments=6))
    if chance(rng, 0.5):
        parts.append(cylinder(0.007, 0.14, (0.42, 0, z), segments=5))
    return assembled(parts)


def warship(rng: np.random.Generator) -> Mesh:
    """A battleship or destroyer: turrets ahead and behind of a tower."""
    hull = Hull(
        1,
        between(rng, 0.12, 0.22),
        between(rng, 0.06, 0.11),
        stern=between(rng, 0.4, 0.8),
        bow=between(rng, 1.8, 3),
        bow_rise=between(rng, 0.1, 0.4),
        rake=between(rng, 0.03, 0.1),
    )
    beam, z = hull.beam, hull.depth
    parts: Parts = [hull.mesh()]
    wide, low, long = beam * 0.6, z * 0.95, 0.3
    for _ in range(int(rng.integers(2, 5))):
        high = between(rng, 0.03, 0.07)
        parts.append(block((long, wide, high), (between(rng, -0.03, 0.03), 0, low), top=0.92))
        low, wide, long = low + high, wide * 0.8, long * 0.7
    parts.append(cylinder(0.008, between(rng, 0.1, 0.2), (0, 0, low), segments=5))
    for x in (0.28, -0.3, 0.2, -0.22)[: int(rng.integers(1, 5))]:
        lift = 0.035 if abs(x) < 0.25 else 0.0
        turret = [block((0.08, beam * 0.5, 0.035 + lift), top=0.8)]
        for y in (-0.12, 0.12) if chance(rng, 0.7) else (0,):
            turret.append(rod_x(0.007, 0.12, (0.02, y * beam, 0.02 + lift), segments=6))
        parts.append(moved(turned(assembled(turret), "z", 0 if x > 0 else 180), (x, 0, z)))
    for x in (-0.1, -0.18)[: int(rng.integers(0, 3))]:
        parts.append(cylinder(beam * 0.13, 0.14, (x, 0, z), segments=8, top=0.8))
    return assembled(parts)
