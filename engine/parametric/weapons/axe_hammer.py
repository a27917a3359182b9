"""Axes and hammers made by formula: the handle along Z, the head reaching out along X."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn
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
    loft,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import drawn_sides, posed, strip, thinned


def axe_hammer(rng: np.random.Generator) -> Mesh:
    """Axes (battle, double, hatchet, fire), halberds, picks, maces, flails, every hammer."""
    made = drawn(
        rng,
        (
            (_battle_axe, 3),
            (_double_axe, 2.5),
            (_hatchet, 3),
            (_fire_axe, 1.5),
            (_halberd, 1.2),
            (_block_hammer, 2.5),
            (_round_hammer, 2),
            (_war_hammer, 1.8),
            (_claw_hammer, 2.2),
            (_pickaxe, 2.2),
            (_mattock, 1),
            (_mace, 2),
            (_flail, 0.4),
        ),
    )
    return posed(rng, made, 0.55)


def _handle(rng: np.random.Generator, radius: float, length: float = 1.0) -> list[Mesh]:
    sides = int(rng.choice((4, 5, 6, 8, 10, 12)))
    heights = np.linspace(0, 1, int(rng.integers(4, 9)))
    bend = rng.choice((0, 0, 1)) * between(rng, -0.05, 0.05)
    sweep = bend * np.sin(heights * between(rng, 3, 6))
    flare = 1 + rng.choice((0, 0, 1)) * between(rng, 0.1, 0.7) * (1 - heights) ** 4
    taper = np.linspace(1, between(rng, 0.7, 1.2), len(heights))
    path = np.column_stack([sweep - sweep[-1], 0 * heights, heights]) * length
    rod = tube(path, radius * flare * taper, segments=sides)
    if chance(rng, 0.3):
        rod = scaled(rod, (1.2, 0.7, 1))
    if sides == 4:
        rod = turned(rod, "z", 45)
    return [rod, *_handle_fittings(rng, radius, length)] if not bend else [rod]


def _handle_fittings(rng: np.random.Generator, radius: float, length: float) -> list[Mesh]:
    parts = []
    if chance(rng, 0.3):
        wide, tall = radius * between(rng, 1.15, 1.5), length * between(rng, 0.15, 0.45)
        start = length * between(rng, 0.02, 0.15)
        parts.append(cylinder(wide, tall, (0, 0, start), segments=8))
    if chance(rng, 0.3):
        size = radius * between(rng, 1.4, 2.2)
        pommels = (
            ball(size, segments=8, rings=5),
            cylinder(size, size, segments=8),
            block((size * 2, size * 2, size), top=0.7),
            turned(cylinder(size, size * 3, top=0, segments=6), "x", 180),
        )
        parts.append(pommels[rng.integers(4)])
    if chance(rng, 0.25):
        rings = np.linspace(between(rng, 0.05, 0.3), between(rng, 0.4, 0.75), rng.integers(2, 6))
        high = length * between(rng, 0.015, 0.03)
        parts += [cylinder(radius * 1.35, high, (0, 0, z * length), segments=8) for z in rings]
    return parts


def _axe_blade(rng: np.random.Generator, reach: float, edge: float, depth: float) -> Mesh:
    """A blade towards +X about the origin, its edge curved, bearded or flared."""
    root = edge * between(rng, 0.25, 0.85)
    drop = rng.choice((0, 0, 1)) * edge * between(rng, -0.35, 0.1)
    bulge = reach * between(rng, 0, 0.4)
    curve = between(rng, 1, 3)
    steps = np.linspace(0, 1, int(rng.integers(2, 6)))
    rim = np.linspace(-1, 1, int(rng.choice((2, 3, 5, 7, 9))))[1:-1]
    tip = reach - bulge

    def side(sign: int) -> np.ndarray:
        height = sign * root / 2 + (drop + sign * (edge - root) / 2) * steps**curve
        return np.column_stack([steps * tip, height])

    front = np.column_stack([reach - bulge * rim**2, drop + rim * edge / 2])
    outline = np.concatenate([side(-1), front, side(1)[::-1]])
    return thinned(prism(outline, depth), reach * 0.1, reach, between(rng, 0.05, 1))


def _socket(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """What holds a head around the handle, about the origin."""
    if chance(rng, 0.5):
        size = radius * between(rng, 2.3, 3.5)
        return block((size, size * between(rng, 0.8, 1), height), (0, 0, -height / 2))
    wide = radius * between(rng, 1.2, 1.8)
    return cylinder(wide, height, (0, 0, -height / 2), segments=drawn_sides(rng))


def _top_spike(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    sides = int(rng.choice((4, 6, 8)))
    spike = cylinder(radius, height, top=0, segments=sides)
    return scaled(spike, (1, between(rng, 0.4, 1), 1))


def _battle_axe(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.015, 0.045), between(rng, 0.25, 0.6)
    blade = _axe_blade(rng, between(rng, 0.16, 0.42), edge, radius * between(rng, 0.8, 2.2))
    high = 1 - edge * between(rng, 0.1, 0.5)
    parts = [blade, _socket(rng, radius, edge * between(rng, 0.3, 0.7))]
    draw = rng.random()
    if draw < 0.3:
        back = block((radius * 4, radius * 2.5, radius * 4), (-radius * 2, 0, -radius * 2))
        parts.append(back)
    elif draw < 0.6:
        spike = cylinder(radius * 1.3, between(rng, 0.1, 0.25), top=0, segments=6)
        parts.append(turned(spike, "y", -90))
    if chance(rng, 0.3):
        parts.append(_top_spike(rng, radius * 1.2, between(rng, 0.12, 0.35)))
    return assembled(_handle(rng, radius), moved(assembled(parts), (0, 0, high)))


def _double_axe(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.018, 0.045), between(rng, 0.25, 0.65)
    blade = _axe_blade(rng, between(rng, 0.18, 0.42), edge, radius * between(rng, 0.8, 2))
    high = 1 - edge * between(rng, 0.15, 0.5)
    parts = [*mirrored(blade), _socket(rng, radius, edge * between(rng, 0.3, 0.8))]
    if chance(rng, 0.35):
        parts.append(_top_spike(rng, radius * 1.3, edge * between(rng, 0.5, 0.9)))
    if chance(rng, 0.15):
        lower = scaled(assembled(parts[:2]), between(rng, 0.4, 0.7))
        parts.append(moved(lower, (0, 0, -edge * 0.8)))
    return assembled(_handle(rng, radius), moved(assembled(parts), (0, 0, high)))


def _hatchet(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.025, 0.06), between(rng, 0.16, 0.34)
    depth = radius * between(rng, 1.2, 2.4)
    blade = _axe_blade(rng, between(rng, 0.2, 0.38), edge, depth)
    poll = edge * between(rng, 0.4, 0.75)
    back = radius * between(rng, 1.4, 3.5)
    butt = box((-back, -depth / 2, -poll / 2), (radius, depth / 2, poll / 2))
    head = moved(assembled(blade, butt), (0, 0, 1 - edge * between(rng, 0.3, 0.6)))
    return assembled(_handle(rng, radius), head)


def _fire_axe(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.016, 0.032), between(rng, 0.14, 0.26)
    depth = radius * between(rng, 1.2, 2.2)
    blade = _axe_blade(rng, between(rng, 0.15, 0.25), edge, depth)
    reach = between(rng, 0.12, 0.22)
    x = np.linspace(0, -reach, 4)
    pick = strip(
        np.column_stack([x, -(x**2) * between(rng, 0, 3)]), np.linspace(edge * 0.5, 0.01, 4), depth
    )
    head = moved(assembled(blade, pick), (0, 0, 1 - edge * 0.4))
    return assembled(_handle(rng, radius), head)


def _halberd(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.01, 0.02), between(rng, 0.14, 0.3)
    blade = _axe_blade(rng, between(rng, 0.1, 0.2), edge, radius * 1.3)
    hook = turned(cylinder(radius * 1.5, between(rng, 0.08, 0.16), top=0, segments=4), "y", -90)
    spear = moved(_top_spike(rng, radius * 2, between(rng, 0.15, 0.35)), (0, 0, edge * 0.3))
    head = moved(assembled(blade, hook, spear), (0, 0, 1 - edge * 0.5))
    return assembled(_handle(rng, radius), head)


def _block_hammer(rng: np.random.Generator) -> Mesh:
    radius = between(rng, 0.02, 0.07)
    long, tall = between(rng, 0.28, 0.75), between(rng, 0.14, 0.42)
    size = (long, tall * between(rng, 0.7, 1.1), tall)
    styles = (
        block(size, (0, 0, -tall / 2)),
        rounded(size, (0, 0, -tall / 2), radius=tall * between(rng, 0.08, 0.35), steps=1),
        turned(loft(_octagons(long, tall, between(rng, 0.6, 1))), "y", 90),
    )
    parts = [styles[rng.integers(3)]]
    if chance(rng, 0.45):
        band = long * between(rng, 0.1, 0.25)
        place = (long - band) / 2 * between(rng, 0.6, 1.1)
        cap = block((band, size[1] * 1.15, tall * 1.15), (place, 0, -tall * 1.15 / 2))
        parts += mirrored(cap)
    if chance(rng, 0.2):
        parts.append(_top_spike(rng, radius * 1.5, tall))
    head = moved(assembled(parts), (0, 0, 1 - tall * between(rng, 0, 0.5)))
    return assembled(_handle(rng, radius), head)


def _octagons(long: float, tall: float, ends: float) -> list[np.ndarray]:
    turns = np.arange(8) * np.pi / 4 + np.pi / 8
    ring = np.column_stack([np.cos(turns), np.sin(turns)]) * tall / 2 * 1.08
    levels = ((-0.5, ends), (-0.35, 1), (-0.2, 1), (-0.15, 0.85), (0.15, 0.85), (0.2, 1))
    levels += ((0.35, 1), (0.5, ends))
    return [np.column_stack([ring * wide, np.full(8, z * long)]) for z, wide in levels]


def _round_hammer(rng: np.random.Generator) -> Mesh:
    """Wooden mallet, rubber mallet, barrel-shaped hammer of a cartoon."""
    radius = between(rng, 0.02, 0.06)
    wide, long = between(rng, 0.09, 0.26), between(rng, 0.28, 0.75)
    waist = between(rng, 0.8, 1.2)
    lip = between(rng, 0.75, 1.1)
    profile = [(0, -0.5), (wide * lip, -0.5), (wide, -0.36), (wide * waist, -0.12)]
    profile += [(across, -z) for across, z in profile[::-1]]
    drum = scaled(lathe(profile, segments=drawn_sides(rng)), (1, 1, long))
    parts = [turned(drum, "y", 90)]
    if chance(rng, 0.3):
        ring = cylinder(wide * 1.12, long * 0.1, (0, 0, long * 0.3), segments=12)
        parts += mirrored(turned(ring, "y", 90))
    head = moved(assembled(parts), (0, 0, 1 - wide * between(rng, 0, 0.9)))
    return assembled(_handle(rng, radius), head)


def _war_hammer(rng: np.random.Generator) -> Mesh:
    radius, tall = between(rng, 0.015, 0.04), between(rng, 0.07, 0.2)
    neck, face = between(rng, 0.06, 0.16), between(rng, 0.04, 0.12)
    parts = [
        turned(cylinder(tall * 0.35, neck + 0.02, segments=8), "y", 90),
        block((face, tall, tall), (neck + face / 2, 0, -tall / 2)),
        _socket(rng, radius, tall * between(rng, 0.9, 1.4)),
    ]
    x = np.linspace(0, -between(rng, 0.15, 0.4), 5)
    beak = np.column_stack([x, -(x**2) * between(rng, 0, 2.5)])
    parts.append(strip(beak, np.linspace(tall * 0.8, 0.008, 5), tall * 0.5))
    if chance(rng, 0.6):
        parts.append(_top_spike(rng, radius * 1.3, between(rng, 0.12, 0.35)))
    head = moved(assembled(parts), (0, 0, 1 - tall * between(rng, 0.2, 0.6)))
    return assembled(_handle(rng, radius), head)


def _claw_hammer(rng: np.random.Generator) -> Mesh:
    radius, size = between(rng, 0.025, 0.06), between(rng, 0.1, 0.18)
    sides = drawn_sides(rng)
    neck = size * between(rng, 0.8, 1.5)
    face = cylinder(size * between(rng, 0.4, 0.55), size * 0.6, (0, 0, neck), segments=sides)
    shank = cylinder(size * 0.3, neck, segments=sides)
    x = np.linspace(0, -between(rng, 0.17, 0.34), 6)
    line = np.column_stack([x, -(x**2) * between(rng, 0.8, 3)])
    claw = strip(line, np.linspace(size * 0.65, size * 0.1, 6), size * 0.28)
    gap = between(rng, 4, 14)
    claws = mirrored(moved(turned(claw, "z", -gap), (0, size * 0.2, 0)), "y")
    eye = block((size * 0.8, size * 0.75, size * 0.8), (0, 0, -size * 0.4))
    head = assembled(turned(assembled(face, shank), "y", 90), eye, claws)
    return assembled(_handle(rng, radius), moved(head, (0, 0, 1 - size * between(rng, 0, 0.3))))


def _pickaxe(rng: np.random.Generator) -> Mesh:
    radius, wide = between(rng, 0.018, 0.05), between(rng, 0.05, 0.15)
    half, sag = between(rng, 0.28, 0.55), between(rng, 0.02, 0.3)
    x = np.linspace(-half, half, int(rng.choice((5, 7, 9, 13))))
    ends = between(rng, 0.04, 0.4)
    widths = wide * np.interp(np.abs(x) / half, (0, 1), (1, ends))
    bar = strip(np.column_stack([x, -sag * (x / half) ** 2]), widths, wide * between(rng, 0.5, 1))
    parts = [thinned(bar, half * 0.3, half, between(rng, 0.1, 1))]
    if chance(rng, 0.6):
        parts.append(_socket(rng, radius, wide * between(rng, 1, 2)))
    head = moved(assembled(parts), (0, 0, between(rng, 0.86, 1)))
    return assembled(_handle(rng, radius), head)


def _mattock(rng: np.random.Generator) -> Mesh:
    radius, wide = between(rng, 0.02, 0.04), between(rng, 0.05, 0.11)
    x = np.linspace(0, -between(rng, 0.25, 0.4), 5)
    pick = strip(np.column_stack([x, -(x**2)]), np.linspace(wide, 0.01, 5), wide * 0.7)
    reach, flat = between(rng, 0.2, 0.35), between(rng, 0.06, 0.2)
    rings = [
        [(at * reach, y * half, z) for y, z in ((-1, low + t), (1, low + t), (1, low), (-1, low))]
        for at, half, low, t in (
            (1, flat, -between(rng, 0.02, 0.12), 0.01),
            (0.5, flat * 0.7, -0.02, wide * 0.4),
            (0, wide * 0.45, -wide / 2, wide),
        )
    ]
    eye = _socket(rng, radius, wide * 1.6)
    head = moved(assembled(pick, loft(rings), eye), (0, 0, between(rng, 0.88, 0.97)))
    return assembled(_handle(rng, radius), head)


def _spiked_ball(rng: np.random.Generator, size: float) -> Mesh:
    parts = [ball(size, segments=drawn_sides(rng), rings=int(rng.integers(4, 9)))]
    spike = cylinder(
        size * between(rng, 0.15, 0.3), size * between(rng, 1.3, 1.8), top=0, segments=5
    )
    count = int(rng.integers(4, 9))
    for tilt in ((90,), (45, 90, 135), (30, 70, 110, 150))[rng.integers(3)]:
        parts += around(turned(spike, "y", tilt), count, start=tilt)
    return assembled(parts, spike)


def _mace(rng: np.random.Generator) -> Mesh:
    radius, size = between(rng, 0.018, 0.05), between(rng, 0.08, 0.2)
    if chance(rng, 0.55):
        head = _spiked_ball(rng, size)
    else:
        tall = size * between(rng, 1.2, 2.2)
        inner = radius * 0.5
        outline = [
            (inner, -tall),
            (size * 0.7, -tall * 0.6),
            (size, between(rng, -0.3, 0.4) * tall),
        ]
        outline += [(size * 0.55, tall * 0.8), (inner, tall)]
        fins = around(prism(outline, size * between(rng, 0.1, 0.3)), int(rng.integers(4, 9)))
        head = assembled(fins, cylinder(radius * 1.5, tall * 2, (0, 0, -tall), segments=8))
    return assembled(_handle(rng, radius), moved(head, (0, 0, 1)))


def _flail(rng: np.random.Generator) -> Mesh:
    radius, size = between(rng, 0.02, 0.05), between(rng, 0.08, 0.16)
    out, fall = between(rng, 0.15, 0.3), between(rng, 0.1, 0.5)
    link = turned(torus(0.03, 0.009, segments=6, sides=4), "x", 90)
    turns = np.linspace(0, np.pi, 8)
    spots = [
        (out * (1 - np.cos(t)) / 2, 1 + 0.1 * np.sin(t) - fall * (t / np.pi) ** 2) for t in turns
    ]
    chain = [
        moved(turned(link, "z", 90 * (place % 2)), (x, 0, z)) for place, (x, z) in enumerate(spots)
    ]
    end = moved(_spiked_ball(rng, size), (out, 0, 1 - fall - size))
    return assembled(_handle(rng, radius), chain, end)
