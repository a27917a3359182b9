"""Swords made by formula: the blade up along Z, its width along X, the hilt's foot at z = 0."""

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
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
    tube,
    turned,
)
from .parts import drawn_sides, posed, strip, thinned


def sword(rng: np.random.Generator) -> Mesh:
    """Straight, curved and thrusting swords, daggers, knives, fantasy, toy and laser blades."""
    made = drawn(
        rng,
        (
            (_straight_sword, 4.5),
            (_katana, 1.6),
            (_curved_sword, 1.8),
            (_rapier, 1.2),
            (_dagger, 2),
            (_knife, 1.8),
            (_fantasy_sword, 2),
            (_toy_sword, 1),
            (_laser_sword, 0.7),
            (_pixel_sword, 0.4),
        ),
    )
    draw = rng.random()
    if draw < 0.12:
        return grounded(turned(made, "x", 180))
    return posed(rng, made, 0.52)


def _blade(
    heights: ArrayLike, left: ArrayLike, right: ArrayLike, thick: float, *, flat: float = 0.0
) -> Mesh:
    """A blade of given edges (x) by height; across it a lozenge, or flattened by a share."""
    rings = []
    for z, low, high in zip(heights, left, right, strict=True):
        middle, half, t = (low + high) / 2, (high - low) / 2, thick / 2
        t *= min(1.0, half / max(thick, 1e-6) + 0.15)
        ring = [(high, 0, z), (middle + flat * half, t, z), (middle - flat * half, t, z)]
        ring += [(low, 0, z), (middle - flat * half, -t, z), (middle + flat * half, -t, z)]
        rings.append(ring if flat else [ring[0], ring[1], ring[3], ring[4]])
    return loft(rings)


def _grip(rng: np.random.Generator, long: float, radius: float) -> list[Mesh]:
    """A hilt's grip from z = 0 up, with its pommel below and windings at times."""
    sides = int(rng.choice((4, 6, 8, 10)))
    z = np.linspace(0, long, 4)
    swell = radius * np.array((between(rng, 0.8, 1.2), between(rng, 0.9, 1.3), 1, 0.95))
    grip = scaled(tube(np.column_stack([0 * z, 0 * z, z]), swell, segments=sides),
                  (1, between(rng, 0.6, 1), 1))  # fmt: skip
    parts = [grip]
    if chance(rng, 0.3):
        rings = np.linspace(0.1, 0.9, int(rng.integers(3, 7))) * long
        parts += [cylinder(radius * 1.25, long * 0.06, (0, 0, at), segments=8) for at in rings]
    size = radius * between(rng, 1.4, 2.3)
    pommels = (
        [],
        [ball(size, segments=8, rings=6)],
        [moved(turned(cylinder(size * 1.2, size, segments=10), "x", 90), (0, size / 2, 0))],
        [block((size * 2, size * 1.5, size * 1.3), (0, 0, -size * 0.8))],
        [block((size * 1.2, size * 1.2, size * 2), (0, 0, -size), top=1.6)],
        [turned(cylinder(size, size * 2, top=0.1, segments=6), "x", 180)],
        [ball((size, size * 0.8, size * 1.4), segments=4, rings=2)],
    )
    return [*parts, *pommels[rng.choice(7, p=(0.1, 0.28, 0.15, 0.15, 0.1, 0.08, 0.14))]]


def _crossguard(rng: np.random.Generator, half: float, thick: float) -> Mesh:
    """A guard about the origin: bar, bow up or down, tapered, with knobs, disc or wings."""
    depth = thick * between(rng, 0.8, 1.8)
    x = np.linspace(-half, half, 9)
    sag = half * between(rng, 0.1, 0.6) * rng.choice((-1, 1))
    bow = np.column_stack([x, sag * np.abs(x / half) ** between(rng, 1, 2.5)])
    tapering = np.interp(np.abs(x), (0, half), (thick * 1.8, thick * 0.5))
    draw = int(rng.choice(6, p=(0.28, 0.25, 0.15, 0.14, 0.08, 0.1)))
    if draw == 0:
        return block((half * 2, depth, thick), (0, 0, -thick / 2))
    if draw == 1:
        return strip(bow, tapering if chance(rng, 0.5) else thick, depth)
    if draw == 2:
        rod = tube([(-half, 0, 0), (half, 0, 0)], thick / 2)
        knob = ball(thick * between(rng, 0.7, 1), (half, 0, 0), segments=8, rings=5)
        return assembled(rod, mirrored(knob))
    if draw == 3:
        outline = [(0, -thick), (half, -thick * 0.3), (half, thick * 0.5), (0, thick)]
        return assembled(mirrored(prism(outline, depth)))
    if draw == 4:
        return scaled(cylinder(half * 0.6, thick * 0.7, segments=drawn_sides(rng)), (1, 0.6, 1))
    wing = [(0, -thick), (half * 0.7, 0), (half, half * 0.5), (half * 0.5, half * 0.3), (0, thick)]
    return assembled(mirrored(prism(wing, depth)))


def _edges(rng: np.random.Generator, wide: float, long: float) -> tuple[np.ndarray, np.ndarray]:
    """Heights and half widths of a two-edged blade: even, tapering, leaf-shaped or waisted."""
    tip = 1 - wide / long * between(rng, 0.3, 3)
    tip = min(max(tip, 0.55), 0.97)
    t = np.array((0, tip * 0.25, tip * 0.5, tip * 0.75, tip, 1))
    shapes = (
        (1, 1, 1, 1, 1, 0),
        (1, 0.93, 0.86, 0.8, 0.7, 0),
        (1, 0.8, 0.62, 0.48, 0.3, 0),
        (0.8, 0.75, 0.95, 1.1, 0.85, 0),
        (1, 0.75, 0.75, 0.9, 1, 0),
        (0.75, 0.9, 1, 1.15, 1.2, 0),
    )
    shape = shapes[rng.choice(6, p=(0.27, 0.27, 0.15, 0.13, 0.08, 0.1))]
    return t * long, np.maximum(np.array(shape) * wide / 2, wide * 0.01)


def _straight_sword(rng: np.random.Generator) -> Mesh:
    """Arming sword, longsword, claymore, broadsword, gladius; slim to cartoon-chunky."""
    chunky = chance(rng, 0.35)
    wide = between(rng, 0.11, 0.24) if chunky else between(rng, 0.04, 0.11)
    hilt = between(rng, 0.18, 0.42)
    thick = wide * between(rng, 0.12, 0.4)
    z, half = _edges(rng, wide, 1)
    blade = _blade(z, -half, half, thick, flat=float(rng.choice((0, 0, 0.35, 0.6))))
    guard = _crossguard(rng, wide * between(rng, 0.9, 2.3), wide * between(rng, 0.25, 0.5))
    parts = [blade, guard]
    if chance(rng, 0.2):
        parts.append(box((-wide * 0.12, -thick * 0.6, 0), (wide * 0.12, thick * 0.6, 0.65)))
    if chance(rng, 0.1):
        lugs = [(0, 0.1), (wide * 1.1, 0.18), (0, 0.2)]
        parts += mirrored(prism(lugs, thick))
    radius = min(wide * between(rng, 0.18, 0.32), 0.045)
    return assembled(_grip(rng, hilt, radius), moved(assembled(parts), (0, 0, hilt)))


def _katana(rng: np.random.Generator) -> Mesh:
    wide, hilt = between(rng, 0.03, 0.075), between(rng, 0.22, 0.38)
    bend = between(rng, 0.03, 0.14)
    t = np.linspace(0, 1, int(rng.integers(6, 13)))
    curve = bend * t**2
    right = curve + wide / 2
    left = curve - wide / 2 + wide * np.maximum(0, (t - 0.93) / 0.07) * 0.95
    blade = _blade(t, left, right, wide * between(rng, 0.2, 0.4), flat=float(rng.choice((0, 0.5))))
    radius = wide * between(rng, 0.45, 0.6)
    disc = cylinder(wide * between(rng, 1, 1.6), wide * 0.2, segments=drawn_sides(rng))
    square = block((wide * 2.2, wide * 2, wide * 0.25))
    guard = disc if chance(rng, 0.75) else square
    parts = [tube([(0, 0, 0), (0, 0, hilt)], radius, segments=8), moved(guard, (0, 0, hilt))]
    if chance(rng, 0.5):
        parts += [cylinder(radius * 1.15, 0.012, (0, 0, z), segments=8)
                  for z in np.linspace(0, hilt * 0.85, 6)]  # fmt: skip
    made = assembled(parts, moved(blade, (0, 0, hilt)))
    if chance(rng, 0.12):
        sheath = strip(np.column_stack([curve, t * 1.03]), wide * 1.3, wide * 0.7)
        made = assembled(made, moved(sheath, (0, 0, hilt + 0.02)))
    return made


def _curved_sword(rng: np.random.Generator) -> Mesh:
    """Sabre, scimitar, falchion, cutlass: one edge, bent, widening before the tip."""
    wide, hilt = between(rng, 0.05, 0.13), between(rng, 0.16, 0.26)
    bend, swell = between(rng, 0.05, 0.35), between(rng, 0, 1.3)
    t = np.linspace(0, 1, int(rng.integers(7, 13)))
    curve = bend * t ** between(rng, 1.6, 2.6)
    width = wide * (1 + swell * np.exp(-(((t - 0.75) / 0.2) ** 2)))
    width *= np.clip((1 - t) / between(rng, 0.1, 0.3), 0.02, 1) ** 0.7
    spine = curve + wide / 2
    blade = _blade(t, spine - width, spine, wide * between(rng, 0.15, 0.3), flat=0.0)
    if chance(rng, 0.5):
        blade = turned(blade, "z", 180)
    parts = [*_grip(rng, hilt, min(wide * 0.3, 0.04))]
    parts.append(moved(_crossguard(rng, wide * between(rng, 0.8, 1.4), wide * 0.3), (0, 0, hilt)))
    if chance(rng, 0.45):
        turns = np.linspace(0, np.pi, 7)
        reach = hilt * between(rng, 0.3, 0.5)
        bow = np.column_stack([reach * np.sin(turns), 0 * turns, hilt / 2 * (1 + np.cos(turns))])
        parts.append(tube(bow, (0.02, 0.02, 0.022, 0.025, 0.022, 0.02, 0.02), segments=5))
    return assembled(parts, moved(blade, (0, 0, hilt)))


def _rapier(rng: np.random.Generator) -> Mesh:
    wide, hilt = between(rng, 0.015, 0.035), between(rng, 0.14, 0.22)
    blade = _blade((0, 0.5, 0.95, 1), (-wide, -wide * 0.7, -wide * 0.4, 0),
                   (wide, wide * 0.7, wide * 0.4, 0.001), wide)  # fmt: skip
    cup = between(rng, 0.05, 0.1)
    dome = lathe([(0, 0), (cup * 0.6, 0), (cup, cup * 0.5), (cup * 0.9, cup * 0.5), (0, 0.01)],
                 segments=drawn_sides(rng))  # fmt: skip
    bowl = moved(turned(dome, "x", 180), (0, 0, hilt + 0.01))
    turns = np.linspace(0, np.pi, 8)
    bow = np.column_stack([hilt * 0.4 * np.sin(turns), 0 * turns, hilt / 2 * (1 + np.cos(turns))])
    bows = [turned(tube(bow, 0.008, segments=5), "z", turn) for turn in (0, 35, -35)]
    parts = [*_grip(rng, hilt, between(rng, 0.014, 0.022))]
    parts += bows[: rng.integers(1, 4)]
    if chance(rng, 0.65):
        parts.append(bowl)
    if chance(rng, 0.6):
        parts.append(moved(_crossguard(rng, between(rng, 0.08, 0.16), 0.02), (0, 0, hilt)))
    return assembled(parts, moved(blade, (0, 0, hilt)))


def _dagger(rng: np.random.Generator) -> Mesh:
    wide, hilt = between(rng, 0.12, 0.28), between(rng, 0.4, 0.75)
    thick = wide * between(rng, 0.15, 0.4)
    z, half = _edges(rng, wide, 1)
    if chance(rng, 0.2):
        z = np.linspace(0, 1, 16)
        sway = wide * 0.25 * np.sin(z * between(rng, 12, 20)) * (1 - z)
        blade = _blade(z, sway - wide / 2 * (1.01 - z), sway + wide / 2 * (1.01 - z), thick)
    else:
        blade = _blade(z, -half, half, thick, flat=float(rng.choice((0, 0.4))))
    guard = _crossguard(rng, wide * between(rng, 0.7, 1.5), wide * between(rng, 0.2, 0.45))
    grip = _grip(rng, hilt, wide * between(rng, 0.2, 0.35))
    return assembled(grip, moved(assembled(blade, guard), (0, 0, hilt)))


def _knife(rng: np.random.Generator) -> Mesh:
    """Combat, hunting, kitchen-like or throwing knife, machete: one edge, a plain handle."""
    wide, hilt = between(rng, 0.13, 0.26), between(rng, 0.4, 0.8)
    thick = wide * between(rng, 0.08, 0.25)
    t = np.linspace(0, 1, 8)
    belly = between(rng, 2, 8)
    edge = wide * (1 - t**belly)
    clip = wide * between(rng, 0, 0.6) * np.clip((t - 0.6) / 0.4, 0, 1)
    back = np.minimum(wide * 0.12 - clip * 0.3, wide * 0.12)
    blade = _blade(t, -np.maximum(edge - wide * 0.12, -back + 0.002), back, thick, flat=0.3)
    shifted = moved(blade, (wide * 0.3, 0, hilt))
    depth = thick * between(rng, 1.3, 2.5)
    z = np.linspace(0, hilt, 6)
    wave = wide * 0.06 * np.sin(np.linspace(0, between(rng, 3, 9), 6))
    grip = strip(np.column_stack([wave, z]), wide * between(rng, 0.5, 0.85), depth)
    parts = [shifted, grip]
    if chance(rng, 0.5):
        parts.append(block((wide * between(rng, 1, 1.7), depth * 1.5, wide * 0.18), (0, 0, hilt)))
    if chance(rng, 0.3):
        parts.append(block((wide * 0.8, depth * 1.2, wide * 0.2), (0, 0, -0.02)))
    if chance(rng, 0.25):
        teeth = [prism([(0, 0), (wide * 0.15, 0.03), (0, 0.06)], thick * 0.5) for _ in range(5)]
        parts += [
            moved(tooth, (wide * 0.4, 0, hilt + 0.1 + 0.06 * k)) for k, tooth in enumerate(teeth)
        ]
    return assembled(parts)


def _fantasy_sword(rng: np.random.Generator) -> Mesh:
    """A great blade with barbs, steps and points along its edges; at times on one side only."""
    wide, hilt = between(rng, 0.14, 0.34), between(rng, 0.25, 0.45)
    thick = wide * between(rng, 0.12, 0.3)
    count = int(rng.integers(3, 7))
    z = np.sort(rng.uniform(0.1, 0.85, count))
    half = wide / 2 * rng.uniform(0.55, 1.3, count)
    z = np.concatenate([[0], z, [0.9, 1]])
    half = np.concatenate(
        [[wide * between(rng, 0.2, 0.6)], half, [wide * between(rng, 0.15, 0.5), 0]]
    )
    right = [(x, y) for x, y in zip(half, z, strict=True)]
    if chance(rng, 0.3):
        left = [(-wide * 0.3, 0), (-wide * 0.3, between(rng, 0.8, 0.95))]
    else:
        left = [(-x, y) for x, y in right[:-1]]
    blade = prism(right + left[::-1], thick)
    parts = [thinned(blade, wide * 0.2, wide * 0.6, between(rng, 0.1, 0.8))]
    if chance(rng, 0.4):
        parts.append(box((-wide * 0.13, -thick * 0.65, 0), (wide * 0.13, thick * 0.65, 0.7)))
    parts.append(_crossguard(rng, wide * between(rng, 0.8, 1.5), wide * between(rng, 0.2, 0.4)))
    if chance(rng, 0.35):
        parts.append(ball(wide * 0.22, segments=8, rings=6))
    grip = _grip(rng, hilt, wide * between(rng, 0.1, 0.18))
    return assembled(grip, moved(assembled(parts), (0, 0, hilt)))


def _toy_sword(rng: np.random.Generator) -> Mesh:
    """Boards nailed together, or soft rounded boxes."""
    wide, hilt = between(rng, 0.09, 0.2), between(rng, 0.2, 0.35)
    thick, cross = wide * between(rng, 0.2, 0.7), wide * between(rng, 1.8, 3.6)
    point = between(rng, 0.8, 0.95)
    blade = prism(
        [(-wide / 2, 0), (wide / 2, 0), (wide / 2, point), (0, 1), (-wide / 2, point)], thick
    )
    grip = wide * between(rng, 0.45, 0.8)
    parts = [moved(blade, (0, 0, hilt)), block((grip, thick, hilt))]
    bar = wide * between(rng, 0.35, 0.7)
    guard = block((cross, thick * 1.6, bar), (0, 0, hilt - bar / 2))
    soft = rounded((cross, thick * 1.8, bar), (0, 0, hilt - bar / 2), radius=bar / 3)
    parts.append(guard if chance(rng, 0.6) else soft)
    if chance(rng, 0.4):
        parts.append(rounded((wide, thick * 1.4, wide), (0, 0, -wide * 0.5), radius=wide * 0.3))
    return assembled(parts)


def _laser_sword(rng: np.random.Generator) -> Mesh:
    sides, radius = drawn_sides(rng), between(rng, 0.016, 0.035)
    hilt = between(rng, 0.2, 0.34)
    blade = cylinder(radius * between(rng, 0.6, 0.95), 1, (0, 0, hilt), segments=sides)
    tip = ball(radius * 0.8, (0, 0, hilt + 1), segments=sides, rings=6)
    parts = [blade, tip, cylinder(radius, hilt, segments=sides)]
    bands = np.linspace(0.05, between(rng, 0.4, 0.95), int(rng.integers(2, 6))) * hilt
    wide = radius * between(rng, 1.15, 1.5)
    parts += [
        cylinder(wide, hilt * between(rng, 0.03, 0.1), (0, 0, z), segments=sides) for z in bands
    ]
    if chance(rng, 0.5):
        parts.append(block((radius, radius, hilt * 0.2), (radius, 0, hilt * 0.55)))
    if chance(rng, 0.2):
        side = turned(cylinder(radius * 0.7, 0.16, segments=sides), "y", 90)
        parts += mirrored(moved(side, (0, 0, hilt * 0.9)))
    return assembled(parts)


def _pixel_sword(rng: np.random.Generator) -> Mesh:
    """Cubes along a diagonal, as block games draw it, stood on its hilt."""
    count, depth = int(rng.integers(8, 13)), between(rng, 0.6, 1.4)
    cells = [(k, k) for k in range(count + 4)]
    cells += [cell for k in range(5, count + 3) for cell in ((k + 1, k), (k, k + 1))]
    reach = int(rng.integers(2, 4))
    cells += [cell for k in range(1, reach + 1) for cell in ((4 + k, 4 - k), (4 - k, 4 + k))]
    cells += [cell for k in range(reach) for cell in ((5 + k, 4 - k), (4 - k, 5 + k))]
    cubes = [box((x, -depth / 2, z), (x + 1, depth / 2, z + 1)) for x, z in dict.fromkeys(cells)]
    made = assembled(cubes)
    return turned(made, "y", -45) if chance(rng, 0.7) else made
