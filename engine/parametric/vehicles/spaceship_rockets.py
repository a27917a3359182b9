"""Rockets, shuttles and landers made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    torus,
    tube,
    turned,
)
from .parts import Parts, frustum, hull_body, panel, rod_x


def rocket(rng: np.random.Generator) -> Mesh:
    """A standing rocket: a fat cartoon one with fins or a slim one of stages with boosters."""
    cartoon = chance(rng, 0.6)
    segments = int(rng.choice([6, 8, 10, 12, 16]))
    r = between(rng, 0.15, 0.28) if cartoon else between(rng, 0.045, 0.1)
    if cartoon and chance(rng, 0.6):
        profile = [
            (0, 0),
            (r * 0.6, 0),
            (r * 0.85, 0.15),
            (r, 0.4),
            (r * 0.85, 0.68),
            (r * 0.45, 0.9),
            (0, 1),
        ]
    else:
        cut, step = between(rng, 0.45, 0.65), between(rng, 0.65, 1)
        profile = [
            (0, 0),
            (r, 0),
            (r, cut),
            (r * step, cut + 0.04),
            (r * step, 0.8),
            (r * step * 0.6, 0.92),
            (0, 1),
        ]
    parts: Parts = [lathe(profile, segments=segments)]
    parts.append(cylinder(r * 0.55, 0.1, (0, 0, -0.08), top=0.6, segments=segments))
    count = int(rng.choice([3, 4]))
    if chance(rng, 0.85):
        out, long = between(rng, 0.7, 1.3) * max(r, 0.1), between(rng, 0.15, 0.35)
        drop, tip = between(rng, -0.05, 0.15), between(rng, 0.1, 0.6)
        root = r * 0.8
        fin = prism(
            [(root, 0.02), (root, long), (root + out, long * tip - drop), (root + out, -drop)],
            between(rng, 0.02, 0.06),
        )
        parts += around(fin, count)
    if cartoon and chance(rng, 0.7):
        port = turned(torus(r * 0.35, r * 0.09, segments=12, sides=6), "y", 90)
        parts.append(moved(port, (r * 0.92, 0, between(rng, 0.5, 0.65))))
    if not cartoon or chance(rng, 0.25):
        small = r * between(rng, 0.35, 0.6)
        top = between(rng, 0.3, 0.6)
        shape = [(0, 0), (small, 0), (small, top), (0, top + small * 2.5)]
        booster = moved(lathe(shape, segments=segments), (r + small * 0.9, 0, -0.04))
        if chance(rng, 0.6):
            parts += around(booster, int(rng.choice([2, 4])), start=45)
    if chance(rng, 0.2):
        parts.append(cylinder(0.006, 0.12, (0, 0, 0.98), segments=5))
    made = assembled(parts)
    return turned(made, "y", 90) if chance(rng, 0.15) else made


def shuttle(rng: np.random.Generator) -> Mesh:
    """An orbiter with delta wings and a tall fin, or a box with folding wings."""
    wide, high = between(rng, 0.08, 0.12), between(rng, 0.075, 0.12)
    nose = between(rng, 0.2, 0.5)
    fuselage = hull_body(
        [
            (-0.45, wide, high, 0),
            (0.25, wide, high, 0),
            (0.38, wide * 0.85, high * 0.8, -high * 0.15),
            (0.5, wide * nose, high * nose, -high * 0.4),
        ],
        segments=int(rng.choice([6, 8, 12])),
        power=between(rng, 2.2, 5),
    )
    parts: Parts = [fuselage]
    if chance(rng, 0.7):
        wing = panel(
            0.6,
            between(rng, 0.25, 0.4),
            (0.15, wide * 0.4, -high * 0.7),
            tip=0.25,
            sweep=0.38,
            thick=0.06,
            flat=chance(rng, 0.3),
        )
        parts += mirrored(wing, "y")
        parts.append(
            panel(0.28, between(rng, 0.2, 0.3), (-0.2, 0, high * 0.7), cant=90, sweep=0.2, tip=0.5)
        )
    else:
        cant = between(rng, -60, 60)
        wing = panel(
            0.4,
            between(rng, 0.35, 0.5),
            (0.1, wide * 0.6, 0),
            cant=cant,
            sweep=0.15,
            flat=True,
            thick=0.06,
        )
        parts += mirrored(wing, "y")
        parts.append(
            panel(0.4, 0.45, (0.0, 0, high * 0.5), cant=90, sweep=0.15, flat=True, thick=0.06)
        )
    for y, z in ((0.5, -0.3), (-0.5, -0.3), (0, 0.5)):
        nozzle = rod_x(0.05, 0.1, (-0.54, y * wide, z * high), top=0.6, segments=10)
        parts.append(nozzle)
    if chance(rng, 0.5):
        parts.append(
            frustum((0.26, 0.4), (0.28, 0.34), (wide * 1.4, wide), (high * 0.5, high * 1.1))
        )
    if chance(rng, 0.15):
        tank = turned(
            lathe([(0, -0.6), (0.13, -0.5), (0.13, 0.5), (0, 0.75)], segments=12), "y", 90
        )
        parts.append(moved(tank, (0, 0, -high - 0.13)))
        solid_rocket = turned(
            lathe([(0, -0.65), (0.07, -0.65), (0.06, 0.5), (0, 0.62)], segments=10), "y", 90
        )
        parts += mirrored(moved(solid_rocket, (0, 0.2, -high - 0.13)), "y")
        return turned(assembled(parts), "y", -90)
    return assembled(parts)


def lander(rng: np.random.Generator) -> Mesh:
    """A capsule, escape pod or lunar lander on legs."""
    segments, wide = int(rng.choice([6, 8, 10, 12])), between(rng, 0.28, 0.42)
    high, top = between(rng, 0.35, 0.6), between(rng, 0.3, 0.8)
    if chance(rng, 0.4):
        body = ball((wide, wide, high / 2), (0, 0, high / 2), segments=segments, rings=6)
    else:
        shape = [
            (0, 0),
            (wide * 0.9, 0),
            (wide, high * 0.15),
            (wide * top, high * 0.85),
            (wide * top * 0.6, high),
            (0, high),
        ]
        body = lathe(shape, segments=segments)
    parts: Parts = [body, cylinder(wide * 0.5, 0.12, (0, 0, -0.1), top=0.5, segments=segments)]
    if chance(rng, 0.3):
        parts.append(block((wide, wide * 1.2, high * 0.6), (0, 0, high * 0.85), top=0.7))
    leg = tube([(wide * 0.8, 0, high * 0.3), (wide * 1.5, 0, -0.25)], 0.025, segments=5)
    brace = tube([(wide * 0.8, 0, 0.02), (wide * 1.4, 0, -0.18)], 0.015, segments=4)
    foot = cylinder(0.07, 0.025, (wide * 1.5, 0, -0.27), segments=8)
    if chance(rng, 0.8):
        parts += around(assembled(leg, brace, foot), int(rng.choice([3, 4])), start=45)
    port = turned(torus(0.09, 0.025, segments=10, sides=5), "y", 90)
    parts += around(moved(port, (wide * (1 + top) / 2, 0, high * 0.5)), int(rng.integers(1, 5)))
    if chance(rng, 0.4):
        parts.append(tube([(0.05, 0, high), (0.08, 0, high * 1.9)], 0.01, segments=4))
    if chance(rng, 0.3):
        wing = box((-wide * 0.4, wide, high * 0.4), (wide * 0.4, wide * 2.6, high * 0.44))
        parts += mirrored(wing, "y")
    return assembled(parts)
