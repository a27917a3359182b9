"""Banners and flags made by formula."""

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh
from ..parts import drawn
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    sheet,
    tube,
    turned,
)


def banner_flag(rng: np.random.Generator) -> Mesh:
    """A flag on a pole, pennant, hanging, wall or street banner, beach flag, bunting or cloth."""
    return drawn(
        rng,
        (
            (_pole_flag, 32), (_pennant, 10), (_standard, 16), (_wall_banner, 16),
            (_wall_flag, 5), (_beach_flag, 5), (_street_banner, 5), (_start_banner, 3),
            (_bunting, 3), (_bare_cloth, 5),
        ),
    )  # fmt: skip


def _tail(rng: np.random.Generator, across: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far the cloth reaches at each place across it, 0..1: straight, swallow tail, point..."""
    middle = np.abs(2 * across - 1)
    deep = between(rng, 0.15, 0.45)
    kind = rng.choice(7, p=[0.36, 0.18, 0.18, 0.08, 0.08, 0.06, 0.06])
    return (
        np.ones_like(across),
        1 - deep * (1 - middle),
        1 - deep * middle,
        1 - deep * np.abs(np.sin(3 * np.pi * across)),
        1 - deep * (1 - np.sqrt(np.maximum(0, 1 - middle**2))),
        1 - deep * across,
        1 - rng.uniform(0, deep, len(across)),
    )[kind]


def _cloth(
    rng: np.random.Generator,
    long: float,
    wide: float,
    *,
    taper: float = 1.0,
    wave: float | None = None,
    tail: bool = True,
) -> Mesh:
    """Cloth from the pole (x = 0) along X, its upper edge at z = 0, hanging down by `wide`."""
    along, across = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 9), indexing="ij")
    reach = _tail(rng, across[0]) if tail else np.ones(9)
    x = along * reach * long
    narrow = 1 - (1 - taper) * along
    z = -wide * (0.5 + (across - 0.5) * narrow)
    strength = between(rng, 0, 0.12) if wave is None else wave
    phase = along * between(rng, 3, 10) + across * between(rng, -1.5, 1.5) + between(rng, 0, 6)
    y = strength * long * np.sin(phase) * along**0.7
    return sheet(np.stack([x, y, z], -1), between(rng, 0.01, 0.04) * wide)


def _hung(cloth: Mesh, wide: float) -> Mesh:
    """A cloth made along X turned to hang down from z = 0, middle at x = 0."""
    return moved(turned(cloth, "y", 90), (wide / 2, 0, 0))


def _pole(rng: np.random.Generator, high: float, thick: float) -> list[Mesh]:
    """A pole with or without a foot and a finial."""
    sides, kind = int(rng.choice([5, 6, 8, 12])), rng.integers(4)
    parts = [cylinder(thick, high, top=between(rng, 0.5, 1), segments=sides)]
    if kind == 0:
        parts.append(ball(thick * between(rng, 1.5, 2.5), (0, 0, high), segments=8, rings=6))
    elif kind == 1:
        tip = [(0, 0), (thick * 2, thick * 2), (0, thick * between(rng, 5, 9))]
        parts.append(moved(lathe(tip, segments=4), (0, 0, high - thick)))
    elif kind == 2:
        parts.append(cylinder(thick * 1.6, thick * 1.5, (0, 0, high), segments=sides))
    foot, size = rng.integers(5), thick * between(rng, 3, 8)
    if foot == 0:
        parts.append(block((size * 2, size * 2, size * 0.5), top=between(rng, 0.6, 1)))
    elif foot == 1:
        parts.append(cylinder(size, size * 0.4, top=between(rng, 0.5, 1), segments=12))
    elif foot == 2:
        parts += [
            cylinder(size * (1 - n * 0.25), size * 0.3, (0, 0, n * size * 0.3)) for n in (0, 1)
        ]
    return parts


def _pole_flag(rng: np.random.Generator) -> Mesh:
    high, thick = 3.0, between(rng, 0.02, 0.08)
    wide = between(rng, 0.5, 1.3)
    long = wide * between(rng, 1.0, 2.1)
    cloth = _cloth(rng, long, wide, taper=between(rng, 0.7, 1.0) if chance(rng, 0.3) else 1.0)
    if chance(rng, 0.12):
        cloth = _limp_cloth(rng, wide * 1.4)
    top = high - between(rng, 0.02, 0.15)
    return assembled(_pole(rng, high, thick), moved(cloth, (thick * 0.5, 0, top)))


def _limp_cloth(rng: np.random.Generator, long: float) -> Mesh:
    """A flag in calm air: folded close to the pole, drooping at its free edge."""
    along, across = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 7), indexing="ij")
    x = along * long * between(rng, 0.25, 0.5)
    y = 0.08 * long * np.sin(along * between(rng, 8, 14)) * (0.4 + 0.6 * across)
    z = -across * long * 0.8 - along**1.3 * long * between(rng, 0.3, 0.6)
    return sheet(np.stack([x, y, z], -1), 0.02)


def _pennant(rng: np.random.Generator) -> Mesh:
    high, thick = between(rng, 1.5, 3.5), between(rng, 0.02, 0.06)
    wide = between(rng, 0.4, 0.9)
    long = wide * between(rng, 0.9, 2.8)
    if chance(rng, 0.6):
        cloth = _cloth(rng, long, wide, taper=0.03, tail=False)
    else:
        outline = [(0, 0), (long, -wide * rng.choice([0.0, 0.5, 1.0])), (0, -wide)]
        cloth = prism(outline, between(rng, 0.02, 0.08))
    return assembled(_pole(rng, high, thick), moved(cloth, (0, 0, high - 0.05)))


def _standard(rng: np.random.Generator) -> Mesh:
    """A banner hanging from a crossbar on a pole: Roman, knightly, on a stand."""
    high, thick = 3.0, between(rng, 0.03, 0.07)
    wide = between(rng, 0.6, 1.3)
    long = wide * between(rng, 1.0, 2.4)
    cloth = _cloth(rng, min(long, 2.6), wide * 0.92, wave=between(rng, 0, 0.05))
    aside = wide / 2 + thick if chance(rng, 0.3) else 0.0
    level = high - between(rng, 0.08, 0.4)
    start = -wide / 2 if aside == 0 else -wide / 2 - thick
    bar = tube([(aside + start, 0, level), (aside + wide / 2, 0, level)], thick * 0.7, segments=6)
    parts = [*_pole(rng, high, thick), bar]
    parts.append(moved(_hung(cloth, wide * 0.92), (aside, -thick * 1.1, level)))
    if chance(rng, 0.4):
        ends = [ball(thick * 1.4, (aside + s * wide / 2, 0, level), segments=6, rings=4)
                for s in (-1, 1)]  # fmt: skip
        parts += ends
    if chance(rng, 0.25):
        leg = tube([(0, 0, 0.5), (0.6, 0, 0)], thick * 0.7, segments=5)
        parts += around(leg, 3, start=30)
    return assembled(parts)


def _wall_banner(rng: np.random.Generator) -> Mesh:
    """A long cloth on a rod, without a pole; at times held by brackets."""
    wide = 1.0
    long = between(rng, 0.9, 3.2)
    taper = between(rng, 0.6, 1.0) if chance(rng, 0.2) else 1.0
    stretched = chance(rng, 0.15)
    cloth = _cloth(rng, long, wide, taper=taper, wave=between(rng, 0, 0.04), tail=not stretched)
    parts = [moved(_hung(cloth, wide), (0, 0, long))]
    over, thick = between(rng, 0.5, 0.65), between(rng, 0.02, 0.07)
    if chance(rng, 0.85):
        parts.append(tube([(-over, 0, long), (over, 0, long)], thick, segments=6))
        if chance(rng, 0.6):
            knob = ball(thick * 1.7, (over, 0, long), segments=8, rings=6)
            parts += mirrored(knob)
        if chance(rng, 0.3):
            parts += mirrored(block((0.06, 0.3, 0.06), (over * 0.8, 0.15, long - 0.03)))
        if chance(rng, 0.3):
            cord = [(-over, 0, long), (0, 0, long + between(rng, 0.25, 0.6)), (over, 0, long)]
            parts.append(tube(cord, thick * 0.4, segments=4))
    if chance(rng, 0.25):
        emblem = turned(cylinder(wide * 0.25, 0.05, segments=int(rng.choice([4, 6, 12]))), "x", 90)
        parts.append(moved(emblem, (0, -0.01, long * 0.6)))
    if stretched:
        parts.append(tube([(-over, 0, 0.02), (over, 0, 0.02)], thick, segments=6))
    return assembled(parts)


def _wall_flag(rng: np.random.Generator) -> Mesh:
    """A flag on a short pole that leans out from a wall."""
    tilt, long = between(rng, 25, 70), between(rng, 1.4, 2.2)
    pole = [cylinder(0.03, long, segments=8), ball(0.06, (0, 0, long), segments=8, rings=6)]
    wide = between(rng, 0.6, 1.0)
    cloth = turned(_cloth(rng, wide * between(rng, 1.1, 1.8), wide), "y", between(rng, 0, 40))
    made = turned(assembled(pole, moved(cloth, (0, 0, long * 0.95))), "y", tilt)
    return assembled(made, block((0.06, 0.2, 0.3), (0, 0, -0.1)))


def _beach_flag(rng: np.random.Generator) -> Mesh:
    """An advertising feather or tear-drop flag on a bent pole."""
    high, wide = between(rng, 2.5, 4), between(rng, 0.5, 0.9)
    shares = np.linspace(0, 1, 12)
    low = high * between(rng, 0.1, 0.25)
    bend = np.maximum(0, shares - 0.7) / 0.3
    edge = np.column_stack(
        [wide * bend**2, 0 * shares, low + (high - low) * (shares - 0.06 * bend**3)]
    )
    belly = wide * (np.minimum(1, shares * 4) if chance(rng, 0.5) else np.sin(shares * np.pi / 2))
    far = np.stack([np.maximum(belly, edge[:, 0]), edge[:, 1], edge[:, 2]], -1)
    grid = np.stack([edge + (far - edge) * s for s in np.linspace(0, 1, 4)], 1)
    path = np.concatenate([[(0, 0, 0)], edge])
    cross = [block((1.0, 0.08, 0.04)), block((0.08, 1.0, 0.04))]
    return assembled(sheet(grid, 0.02), tube(path, 0.03, segments=6), cross)


def _street_banner(rng: np.random.Generator) -> Mesh:
    """A tall banner held by two arms at the side or both sides of a post."""
    high, wide, long = 3.2, between(rng, 0.5, 0.8), between(rng, 1.2, 2)
    banner = block((wide, 0.03, long), (wide / 2 + 0.08, 0, high - long - 0.2))
    arms = [block((wide + 0.1, 0.04, 0.04), (wide / 2, 0, z)) for z in
            (high - 0.2, high - long - 0.22)]  # fmt: skip
    side = assembled(banner, arms)
    sides = mirrored(side) if chance(rng, 0.4) else [side]
    return assembled(_pole(rng, high, between(rng, 0.04, 0.08)), sides)


def _start_banner(rng: np.random.Generator) -> Mesh:
    """A banner stretched between two poles."""
    wide, high, drop = between(rng, 2, 5), between(rng, 1.8, 2.6), between(rng, 0.4, 0.9)
    pole = assembled(_pole(rng, high, 0.06))
    grid = _cloth(rng, wide, drop, wave=0.01, tail=chance(rng, 0.1))
    poles = [moved(pole, (x, 0, 0)) for x in (-wide / 2, wide / 2)]
    return assembled(poles, moved(grid, (-wide / 2, 0, high * 0.97)))


def _bunting(rng: np.random.Generator) -> Mesh:
    """Small flags on a sagging string, at times between two poles."""
    count, wide, high = int(rng.integers(5, 12)), 4.0, 2.2
    xs = np.linspace(-wide / 2, wide / 2, count + 1)
    sag = between(rng, 0.1, 0.6)
    zs = high - sag * (1 - (2 * xs / wide) ** 2)
    size = wide / count * between(rng, 0.6, 0.95)
    drop, square = size * between(rng, 0.9, 1.6), chance(rng, 0.25)
    tip = [(size / 2, -drop), (-size / 2, -drop)] if square else [(0, -drop)]
    flag = prism([(-size / 2, 0), (size / 2, 0), *tip], 0.03)
    middles = zip((xs[1:] + xs[:-1]) / 2, (zs[1:] + zs[:-1]) / 2, strict=True)
    parts = [moved(flag, (x, 0, z)) for x, z in middles]
    parts.append(tube(np.column_stack([xs, 0 * xs, zs]), 0.02, segments=5))
    poles = [cylinder(0.05, high + 0.05, (x, 0, 0), segments=6) for x in xs[[0, -1]]]
    return assembled(parts, poles if chance(rng, 0.5) else [])


def _bare_cloth(rng: np.random.Generator) -> Mesh:
    wide = 1.0
    cloth = _cloth(rng, wide * between(rng, 1.2, 2.2), wide, wave=between(rng, 0.02, 0.1))
    return cloth if chance(rng, 0.5) else _hung(cloth, wide)
