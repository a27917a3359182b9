"""Guns made by formula: the barrel along X, the grip down; shares of a gun about 1 long."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
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
    rounded,
    tube,
    turned,
)
from .gun_parts import muzzle_end, rod, scope, sights, slab, stock, trigger
from .gun_rifles import assault_rifle, hunting_rifle, shotgun, sniper_rifle, submachine_gun
from .parts import drawn_sides, strip


def gun(rng: np.random.Generator) -> Mesh:
    """Pistols, revolvers, long guns old and new, sci-fi blasters, launchers, rarely a cannon."""
    made = drawn(
        rng,
        (
            (_pistol, 3),
            (_revolver, 2),
            (assault_rifle, 3),
            (submachine_gun, 1.8),
            (sniper_rifle, 1.8),
            (shotgun, 1.5),
            (hunting_rifle, 1.2),
            (_blaster, 2),
            (_ray_gun, 1.5),
            (_launcher, 1.2),
            (_flintlock, 1.2),
            (_machine_gun, 0.7),
            (_cannon, 0.3),
        ),
    )
    draw = rng.random()
    if draw < 0.1:
        made = turned(made, "x", 90)
    elif draw < 0.16:
        made = turned(made, "y", -90)
    return grounded(made)


def _pistol(rng: np.random.Generator) -> Mesh:
    tall, depth = between(rng, 0.15, 0.3), between(rng, 0.1, 0.22)
    grip, drop = between(rng, 0.2, 0.34), between(rng, 0.4, 0.72)
    slide = block((1, depth, tall), (0.5, 0, 0), top=(1, between(rng, 0.7, 1)))
    if chance(rng, 0.3):
        slide = rounded((1, depth, tall), (0.5, 0, 0), radius=depth * 0.3, steps=1)
    lower = between(rng, 0.05, 0.13)
    front = between(rng, 0.6, 1)
    frame = box((0.03, -depth * 0.45, -lower), (front, depth * 0.45, 0))
    parts = [slide, frame, *trigger(rng, 0.04 + grip, -lower, between(rng, 0.17, 0.25))]
    lean = drop * between(rng, 0, 0.4)
    parts.append(slab(0.04, 0, grip, drop, depth * 0.9, lean=lean, end=between(rng, 0.85, 1.1)))
    if chance(rng, 0.4):
        foot = 0.04 - lean - 0.01
        parts.append(box((foot, -depth / 2, -drop - 0.04), (foot + grip, depth / 2, -drop)))
    if chance(rng, 0.5):
        bore = tall * between(rng, 0.2, 0.32)
        parts += [rod(0.9, between(rng, 1.02, 1.12), tall / 2, bore)]
        parts += muzzle_end(rng, 1, tall / 2, bore)
    if chance(rng, 0.35):
        parts.append(slab(-0.05, tall * 0.9, 0.07, 0.1, depth * 0.3, lean=0.03))
    parts += sights(rng, 0.06, 0.94, tall, 0.06)
    if chance(rng, 0.15):
        parts.append(rod(between(rng, 0.5, 0.6), 0.95, -lower - 0.04, 0.05))
    return assembled(parts)


def _revolver(rng: np.random.Generator) -> Mesh:
    sides = drawn_sides(rng)
    bore, drum = between(rng, 0.035, 0.07), between(rng, 0.09, 0.16)
    long = between(rng, 0.4, 0.95)
    depth = drum * between(rng, 0.8, 1.2)
    top = drum * 0.9
    parts = [
        rod(0.3, 0.4 + long, top * 0.55, bore, segments=sides),
        rod(0.2, 0.46, 0, drum, segments=sides),
        box((0.02, -depth / 2, -drum * 1.05), (0.2, depth / 2, top)),
        box((0.1, -depth * 0.3, top), (0.5, depth * 0.3, top + 0.04)),
        box((0.44, -depth * 0.35, -drum * 1.05), (0.52, depth * 0.35, top)),
        *trigger(rng, 0.2, -drum * 0.95, between(rng, 0.18, 0.26)),
        slab(-0.05, top, 0.07, 0.1, depth * 0.3, lean=0.04),
    ]
    if chance(rng, 0.6):
        parts.append(rod(0.46, 0.4 + long * between(rng, 0.5, 1), -bore * 0.8, bore * 0.6))
    drop = between(rng, 0.3, 0.5)
    turns = np.linspace(0, 1, 5)
    grip = np.column_stack([0.1 - drop * between(rng, 0.3, 0.7) * turns**1.5, -drop * turns])
    widths = np.interp(turns, (0, 0.4, 1), (0.18, 0.15, between(rng, 0.17, 0.25)))
    parts.append(strip(grip, widths, depth * 0.9))
    if chance(rng, 0.8):
        parts.append(block((0.06, 0.02, bore), (0.37 + long, 0, top * 0.55 + bore * 0.9)))
    return assembled(parts)


def _blaster(rng: np.random.Generator) -> Mesh:
    """A sci-fi weapon: bevelled body, fat barrel, fins and cells at random."""
    tall, depth = between(rng, 0.16, 0.34), between(rng, 0.12, 0.28)
    long = between(rng, 0.5, 0.8)
    cut = between(rng, 0.03, 0.12)
    outline = [(0, tall * 0.3), (cut, 0), (long - cut, 0), (long, tall * between(rng, 0.2, 0.5))]
    outline += [
        (long, tall * 0.8),
        (long - cut, tall),
        (between(rng, 0.1, 0.3), tall),
        (0, tall * 0.7),
    ]
    bore = tall * between(rng, 0.14, 0.4)
    grip = between(rng, 0.02, 0.2)
    end = between(rng, long + 0.1, 1.1)
    parts = [
        prism(outline, depth),
        rod(long - 0.05, end, tall * 0.6, bore, segments=drawn_sides(rng)),
        slab(grip, 0.03, 0.14, between(rng, 0.24, 0.45), depth * 0.75, lean=between(rng, 0, 0.14)),
        *trigger(rng, grip + 0.14, 0.01, 0.14),
    ]
    if chance(rng, 0.6):
        rings = np.linspace(long + 0.02, end - 0.02, int(rng.integers(1, 5)))
        wide = bore * between(rng, 1.25, 1.7)
        parts += [rod(x, x + 0.03, tall * 0.6, wide, segments=10) for x in rings]
    if chance(rng, 0.4):
        parts.append(scope(rng, 0.1, tall, between(rng, 0.3, 0.5)))
    if chance(rng, 0.4):
        parts.append(slab(long * 0.5, 0.02, 0.12, between(rng, 0.12, 0.3), depth * 0.6))
    if chance(rng, 0.35):
        parts.append(stock(rng, 0.05, tall * 0.8, between(rng, 0.25, 0.5), tall * 0.6, depth * 0.6))
    if chance(rng, 0.4):
        pod = rod(long * 0.2, long * 0.8, tall * 0.5, tall * 0.2, segments=8)
        parts += mirrored(moved(pod, (0, depth * 0.5, 0)), "y")
    if chance(rng, 0.3):
        parts.append(
            block((long * 0.5, depth * 0.2, tall * 0.3), (long * 0.55, 0, tall), top=(0.6, 1))
        )
    return assembled(parts)


def _ray_gun(rng: np.random.Generator) -> Mesh:
    """The bulbous pistol of old space films: body of turning, discs, a ball at the tip."""
    sides = drawn_sides(rng)
    fat, thin = between(rng, 0.13, 0.24), between(rng, 0.025, 0.06)
    swell = between(rng, 0.15, 0.45)
    profile = [(0, 0), (fat * 0.6, 0.04), (fat, swell), (fat * 0.75, swell + 0.15)]
    profile += [(thin * 1.3, swell + 0.26), (thin, 0.95), (0, 0.95)]
    body = turned(lathe(profile, segments=sides), "y", 90)
    start = swell + 0.3
    places = np.linspace(start, 0.88, int(rng.integers(1, 5)))
    wide = np.linspace(fat * between(rng, 0.4, 1), fat * between(rng, 0.3, 0.7), len(places))
    discs = [rod(x, x + 0.025, 0, r, segments=sides) for x, r in zip(places, wide, strict=True)]
    ends = (
        ball(thin * between(rng, 1.3, 2.2), (0.97, 0, 0), segments=sides, rings=6),
        rod(0.9, 1.05, 0, thin, far=between(rng, 2, 4), segments=sides),
        rod(0.9, 1.15, 0, thin * 1.5, far=0.05, segments=sides),
    )
    grip = slab(
        0.06, -fat * 0.4, 0.15, between(rng, 0.3, 0.45), fat * 0.8, lean=between(rng, 0.02, 0.2)
    )
    parts = [body, *discs, ends[rng.integers(3)], grip]
    parts += trigger(rng, 0.22, -fat * 0.75, 0.15)
    if chance(rng, 0.5):
        fin = prism([(0, 0), (0.4, 0), (-0.05, fat * between(rng, 0.5, 1.2))], fat * 0.12)
        fin = moved(fin, (0.02, 0, fat * 0.6))
        parts += [turned(fin, "x", angle) for angle in ((0,), (0, 90, -90))[rng.integers(2)]]
    return assembled(parts)


def _launcher(rng: np.random.Generator) -> Mesh:
    sides, bore = drawn_sides(rng), between(rng, 0.045, 0.11)
    grip, drop = between(rng, 0.35, 0.55), between(rng, 0.13, 0.22)
    parts = [
        rod(0, 1, 0, bore, segments=sides),
        slab(grip, -bore * 0.8, 0.06, drop, bore * 0.7, lean=between(rng, 0, 0.06)),
        *trigger(rng, grip + 0.06, -bore * 0.9, 0.07),
    ]
    if chance(rng, 0.6):
        parts.append(slab(grip + between(rng, 0.15, 0.25), -bore * 0.8, 0.05, drop, bore * 0.6))
    flare = between(rng, 1.2, 2)
    if chance(rng, 0.7):
        parts.append(rod(0.02, -between(rng, 0.05, 0.15), 0, bore, far=flare, segments=sides))
    draw = rng.random()
    if draw < 0.4:
        tip = between(rng, 0.15, 0.3)
        wide = bore * between(rng, 1.1, 1.7)
        path = [(0.98, 0, 0), (1 + tip * 0.4, 0, 0), (1 + tip * 0.6, 0, 0), (1 + tip, 0, 0)]
        parts.append(tube(path, (bore * 0.6, wide, wide, bore * 0.1), segments=sides))
    elif draw < 0.75:
        parts.append(rod(0.9, 1.02, 0, bore * between(rng, 1.15, 1.4), segments=sides))
    if chance(rng, 0.5):
        size = between(rng, 0.05, 0.1)
        parts.append(block((size * 2, size, size), (grip + 0.05, bore * 0.8, bore * 0.6)))
    if chance(rng, 0.3):
        parts.append(scope(rng, grip - 0.05, bore * 0.95, between(rng, 0.18, 0.3)))
    if chance(rng, 0.4):
        for x in (between(rng, 0.15, 0.3), between(rng, 0.65, 0.85)):
            parts.append(rod(x, x + 0.05, 0, bore * 1.15, segments=sides))
    if chance(rng, 0.3):
        parts.append(slab(0.15, -bore * 0.7, 0.2, drop * 0.5, bore * 0.8, lean=-0.05))
    return assembled(parts)


def _flintlock(rng: np.random.Generator) -> Mesh:
    """A pistol of pirates: curved wooden grip and fore-end in one line, blunderbuss at times."""
    bore, depth = between(rng, 0.03, 0.055), between(rng, 0.07, 0.12)
    fore, drop = between(rng, 0.5, 0.9), between(rng, 0.2, 0.4)
    turns = np.linspace(0, 1, 7)
    path = np.column_stack([0.3 - 0.34 * np.sin(turns * 1.6), -drop * turns**1.8])
    grip = strip(path, np.interp(turns, (0, 0.6, 1), (0.14, 0.1, 0.15)), depth)
    flare = between(rng, 1.6, 2.6) if chance(rng, 0.3) else between(rng, 0.8, 1.1)
    tip = 0.2 + fore
    barrel = [(0.26, 0, 0.08), (0.9, 0, 0.08), (1.05, 0, 0.08)]
    parts = [
        grip,
        prism([(0.25, 0.07), (tip, 0.05), (tip, 0), (0.4, -0.07), (0.25, -0.07)], depth),
        tube(barrel, (bore, bore * 0.9, bore * flare), segments=drawn_sides(rng)),
        *trigger(rng, 0.26, -0.05, 0.16),
        ball(depth * between(rng, 0.6, 0.9), (path[-1, 0], 0, path[-1, 1]), segments=8, rings=5),
        slab(0.27, 0.2, 0.05, 0.14, 0.03, lean=-0.05),
        box((0.3, -depth * 0.65, 0.0), (0.42, -depth * 0.4, 0.07)),
    ]  # fmt: skip
    if chance(rng, 0.5):
        parts.append(rod(0.5, 1.0, -0.01, bore * 0.35, segments=5))
    return assembled(parts)


def _machine_gun(rng: np.random.Generator) -> Mesh:
    """A heavy gun: belt box and bipod, or a minigun's turning barrels."""
    tall, depth = between(rng, 0.12, 0.2), between(rng, 0.08, 0.16)
    body = box((0.2, -depth / 2, 0), (0.55, depth / 2, tall))
    drum = box((0.32, -depth, -0.2), (0.5, depth * 0.6, -0.01))
    parts = [body, drum] if chance(rng, 0.7) else [body]
    if chance(rng, 0.5):
        bore = between(rng, 0.012, 0.022)
        ring = bore * between(rng, 2, 3)
        rods = around(moved(cylinder(bore, 0.5, segments=6), (ring, 0, 0)), int(rng.integers(4, 8)))
        plates = [cylinder(ring * 1.5, 0.03, (0, 0, z), segments=10) for z in (0.1, 0.44)]
        spun = turned(assembled(rods, plates), "y", 90)
        parts.append(moved(spun, (0.54, 0, tall * 0.5)))
        turns = np.linspace(0, np.pi, 6)
        bow = np.column_stack([0.4 - 0.1 * np.cos(turns), 0 * turns, tall + 0.12 * np.sin(turns)])
        parts += [tube(bow, 0.015, segments=5), slab(0.18, tall * 0.6, 0.06, 0.22, depth * 0.5)]
    else:
        parts += [rod(0.55, 1.05, tall * 0.6, 0.018), rod(0.55, 0.85, tall * 0.6, 0.035)]
        leg = tube([(0.85, 0, tall * 0.5), (0.88, 0.12, -0.2)], 0.01, segments=5)
        parts += [*mirrored(leg, "y"), stock(rng, 0.2, tall, 0.25, tall, depth * 0.6)]
        parts += [
            slab(0.22, 0.01, 0.05, 0.15, depth * 0.5, lean=0.04),
            *trigger(rng, 0.27, 0, 0.06),
        ]
    return assembled(parts)


def _cannon(rng: np.random.Generator) -> Mesh:
    fat, thin = between(rng, 0.13, 0.2), between(rng, 0.08, 0.12)
    profile = [(0, -0.08), (0.04, -0.06), (fat * 0.9, 0), (fat, 0.08), (fat * 0.9, 0.35)]
    profile += [(thin, 0.9), (thin * 1.3, 0.96), (thin * 1.2, 1), (thin * 0.7, 1), (0, 0.9)]
    wheel = between(rng, 0.16, 0.34)
    barrel = turned(turned(lathe(profile, segments=12), "y", 90), "y", -between(rng, 0, 15))
    disc = turned(cylinder(wheel, 0.06, segments=12), "x", 90)
    sides = mirrored(moved(disc, (0.45, fat + 0.12, -fat * 0.6)), "y")
    trail = prism(
        [(0.6, -fat * 0.3), (0.6, -fat), (-0.4, -wheel - fat * 0.6), (-0.3, -fat)], fat * 2
    )
    return assembled(barrel, sides, trail)
