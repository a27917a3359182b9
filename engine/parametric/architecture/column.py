"""Columns made by formula."""

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..parts import drawn, drawn_sides
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    blob,
    block,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import boxes, lumpy


def column(rng: np.random.Generator) -> Mesh:
    """A classical, fluted, square, twisted, broken, dungeon or log column, or an obelisk."""
    return drawn(
        rng,
        (
            (_classical_column, 26), (_square_pillar, 20), (_dungeon_pillar, 14),
            (_broken_column, 12), (_obelisk, 7), (_twisted_column, 5), (_log_post, 6),
            (_clustered_pillar, 5), (_scifi_pillar, 5),
        ),
    )  # fmt: skip


def _stacked(rng: np.random.Generator, wide: float, low: float, *, up: bool) -> tuple[Mesh, float]:
    """Mouldings of a base (widest below) or a capital (widest above), and their height."""
    count, square = int(rng.integers(1, 4)), chance(rng, 0.5)
    sides, parts, height = int(rng.choice([8, 12, 16])), [], 0.0
    shares = np.linspace(1.0, between(rng, 0.65, 0.9), count)
    for place, share in enumerate(shares[::-1] if up else shares):
        thick, last = wide * between(rng, 0.12, 0.35), place == (count - 1 if up else 0)
        size, at = wide * share, (0, 0, low + height)
        if square and last:
            parts.append(block((size * 2, size * 2, thick), at))
        elif chance(rng, 0.3):
            middle = (size, size, thick * 0.7)
            parts.append(ball(middle, (0, 0, low + height + thick / 2), segments=sides, rings=6))
        else:
            ends = (share * 0.85, 1.0) if up else (1.0, 0.85)
            radius = size * (ends[0] / share if up else 1)
            top = ends[1] * (share / ends[0] if up else 1)
            parts.append(cylinder(radius, thick, at, top=top, segments=sides))
        height += thick
    return assembled(parts), height


def _shaft(rng: np.random.Generator, radius: float, high: float, low: float) -> Mesh:
    """A round shaft: plain, with swelling, or fluted."""
    sides, top = drawn_sides(rng), between(rng, 0.75, 1.0)
    steps = np.linspace(0, 1, 5 if chance(rng, 0.4) else 2)
    swell = between(rng, 0, 0.08)
    radii = radius * (1 + (top - 1) * steps + swell * np.sin(np.pi * steps))
    if chance(rng, 0.4):
        return moved(_fluted(rng, radii, steps * high), (0, 0, low))
    profile = [(0, 0), *zip(radii, steps * high, strict=True), (0, high)]
    return moved(lathe(profile, segments=sides), (0, 0, low))


def _fluted(rng: np.random.Generator, radii: ArrayLike, levels: ArrayLike) -> Mesh:
    count, deep = int(rng.choice([8, 10, 12, 16])), between(rng, 0.07, 0.15)
    turns = np.arange(count * 2) * np.pi / count
    wave = 1 - deep * (np.arange(count * 2) % 2)
    circle = np.column_stack([np.cos(turns) * wave, np.sin(turns) * wave])
    return loft([np.insert(circle * r, 2, z, axis=1) for r, z in zip(radii, levels, strict=True)])


def _scrolls(size: float, z: float) -> list[Mesh]:
    """The four rolls of an Ionic capital and the slab above them."""
    roll = turned(cylinder(size * 0.32, size * 2, segments=10), "x", 90)
    rolls = [moved(roll, (side * size * 0.85, size, z + size * 0.3)) for side in (-1, 1)]
    return [*rolls, block((size * 2.2, size * 2, size * 0.2), (0, 0, z + size * 0.5))]


def _leaves(rng: np.random.Generator, size: float, z: float) -> list[Mesh]:
    """A Corinthian capital: a bell with leaves bending outwards."""
    high = size * between(rng, 1.0, 1.6)
    bell = cylinder(size * 0.8, high, (0, 0, z), top=1.3, segments=12)
    leaf = tube(
        [(size * 0.8, 0, z), (size * 0.95, 0, z + high * 0.6), (size * 1.35, 0, z + high * 0.75)],
        [size * 0.22, size * 0.2, size * 0.08], segments=5,
    )  # fmt: skip
    cap = block((size * 2.5, size * 2.5, size * 0.2), (0, 0, z + high))
    return [bell, *around(leaf, 8), cap]


def _classical_column(rng: np.random.Generator) -> Mesh:
    radius, high = 0.5, between(rng, 2, 9)
    base, low = _stacked(rng, radius * between(rng, 1.2, 1.8), 0, up=False)
    parts = [base, _shaft(rng, radius, high, low)]
    end, kind = low + high, rng.integers(5)
    if kind == 0:
        parts += _scrolls(radius, end)
    elif kind == 1:
        parts += _leaves(rng, radius, end)
    else:
        parts.append(_stacked(rng, radius * between(rng, 1.1, 1.7), end, up=True)[0])
    if chance(rng, 0.2):
        rings = np.linspace(0.25, 0.75, int(rng.integers(1, 4)))
        parts += [torus(radius, radius * 0.1, (0, 0, low + high * z), sides=6) for z in rings]
    return assembled(parts)


def _square_pillar(rng: np.random.Generator) -> Mesh:
    size, high = 1.0, between(rng, 1.8, 7)
    top, parts, low = between(rng, 0.75, 1.0), [], 0.0
    for share in np.linspace(between(rng, 1.2, 1.6), 1.1, int(rng.integers(0, 4))):
        thick = between(rng, 0.12, 0.5)
        parts.append(block((share, share, thick), (0, 0, low), top=between(rng, 0.85, 1)))
        low += thick
    parts.append(block((size, size, high), (0, 0, low), top=top))
    if chance(rng, 0.3):
        strip = (size * 0.6, size * 1.06, high * 0.75)
        parts += around(block(strip, (0, 0, low + high * 0.12), top=top), 4)[:2]
    if chance(rng, 0.3):
        levels = np.linspace(0.1, 0.9, int(rng.integers(3, 7)))
        parts.append(boxes([(0, 0, low + high * z) for z in levels], (1.07, 1.07, high * 0.06)))
    end = low + high
    for share in np.linspace(1.05, between(rng, 1.2, 1.6), int(rng.integers(0, 4))) * top:
        thick = between(rng, 0.1, 0.4)
        parts.append(block((share, share, thick), (0, 0, end)))
        end += thick
    if chance(rng, 0.2):
        parts.append(ball(0.4, (0, 0, end + 0.35)))
    elif chance(rng, 0.2):
        parts.append(block((1.1, 1.1, 0.4), (0, 0, end), top=0.05))
    return assembled(parts)


def _dungeon_pillar(rng: np.random.Generator) -> Mesh:
    """Courses of blocks or drums between a heavy foot and head, as in dungeon kits."""
    courses, step = int(rng.integers(4, 9)), between(rng, 0.35, 0.8)
    sides = int(rng.choice([4, 4, 6, 8, 12]))
    parts, foot = [], between(rng, 1.2, 1.6)
    radius = np.sqrt(0.5) if sides == 4 else 0.55
    for place in range(courses):
        wide = radius * between(rng, 0.92, 1.08) * (foot if place in (0, courses - 1) else 1)
        drum = cylinder(wide, step * between(rng, 0.9, 1.0), segments=sides)
        turn = 180 / sides + between(rng, -5, 5)
        parts.append(moved(turned(drum, "z", turn), (0, 0, place * step)))
    made = assembled(parts)
    if chance(rng, 0.3):
        torch = assembled(block((0.1, 0.4, 0.1)), cylinder(0.08, 0.4, (0, -0.2, 0), top=1.5))
        made = assembled(made, moved(torch, (0, -radius, courses * step * 0.6)))
    return lumpy(rng, made, 0.03) if chance(rng, 0.4) else made


def _broken_column(rng: np.random.Generator) -> Mesh:
    radius, high = 0.5, between(rng, 0.6, 3.5)
    base, low = _stacked(rng, radius * between(rng, 1.2, 1.7), 0, up=False)
    shaft = _jagged(rng, radius, high)
    parts = [base, moved(shaft, (0, 0, low))]
    if chance(rng, 0.45):
        piece = turned(_jagged(rng, radius, between(rng, 0.8, 2)), "y", 90)
        spot = (between(rng, -0.5, 0.5), -1.2, radius)
        parts.append(moved(turned(piece, "z", between(rng, -40, 40)), spot))
    spots = rng.uniform(-0.9, 0.9, (int(rng.integers(0, 5)), 2))
    parts += [
        blob(rng, between(rng, 0.08, 0.22), (x, y, 0.08), segments=6, rings=4) for x, y in spots
    ]
    return assembled(parts)


def _jagged(rng: np.random.Generator, radius: float, high: float) -> Mesh:
    """A shaft whose upper end is broken off on a slant."""
    made = _shaft(rng, radius, high, 0)
    upper = made.vertices[:, 2] > high * 0.95
    slant = made.vertices[:, :2] @ rng.normal(size=2) * between(rng, 0.3, 0.9)
    grain = rng.normal(size=len(upper)) * radius * 0.12
    inner = np.linalg.norm(made.vertices[:, :2], axis=1) < 1e-6
    lift = np.where(inner, 0, slant + grain)
    made.vertices[upper, 2] += np.maximum(lift, -high * 0.6)[upper]
    return made


def _obelisk(rng: np.random.Generator) -> Mesh:
    high, top = between(rng, 3, 8), between(rng, 0.5, 0.85)
    steps, parts, low = int(rng.integers(0, 4)), [], 0.0
    for share in np.linspace(between(rng, 1.4, 2.2), 1.2, steps):
        parts.append(block((share, share, 0.3), (0, 0, low)))
        low += 0.3
    parts.append(block((1, 1, high), (0, 0, low), top=top))
    parts.append(block((top, top, between(rng, 0.3, 1.2)), (0, 0, low + high), top=0.01))
    return assembled(parts)


def _twisted_column(rng: np.random.Generator) -> Mesh:
    high, twist = between(rng, 2.5, 6), between(rng, 180, 900)
    lobes = int(rng.choice([2, 3, 4]))
    turns = np.arange(12) * np.pi / 6
    reach = 0.4 * (1 + between(rng, 0.12, 0.3) * np.cos(lobes * turns))
    rings = []
    for share in np.linspace(0, 1, 21):
        angle = turns + np.radians(twist) * share
        circle = [reach * np.cos(angle), reach * np.sin(angle), np.full(12, high * share)]
        rings.append(np.column_stack(circle))
    base, low = _stacked(rng, 0.7, 0, up=False)
    head, _ = _stacked(rng, 0.7, low + high, up=True)
    return assembled(base, moved(loft(rings), (0, 0, low)), head)


def _log_post(rng: np.random.Generator) -> Mesh:
    high, sides = between(rng, 2, 7), int(rng.choice([5, 6, 8, 10]))
    levels = np.linspace(0, high, 5)
    path = np.column_stack([rng.normal(size=(5, 2)) * 0.04, levels])
    parts = [tube(path, 0.4 * rng.uniform(0.88, 1.08, 5), segments=sides)]
    if chance(rng, 0.4):
        levels = rng.uniform(0.3, 0.9, int(rng.integers(1, 3))) * high
        parts += [torus(0.4, 0.07, (0, 0, z), segments=10, sides=5) for z in levels]
    if chance(rng, 0.3):
        brace = tube([(0.2, 0, high * 0.7), (1.0, 0, high * 0.97)], 0.15, segments=6)
        parts += mirrored(brace)
        parts.append(block((2.6, 0.4, 0.35), (0, 0, high * 0.97)))
    if chance(rng, 0.3):
        parts.append(block((1.1, 1.1, 0.25)))
    return assembled(parts)


def _clustered_pillar(rng: np.random.Generator) -> Mesh:
    """A Gothic pier: thin shafts around a core."""
    high, count = between(rng, 3, 7), int(rng.choice([4, 6, 8]))
    parts = [cylinder(0.42, high, segments=8)]
    parts += around(cylinder(0.16, high, (0.42, 0, 0), segments=8), count)
    sides = 4 if chance(rng, 0.4) else 8
    foot = cylinder(between(rng, 0.8, 1), 0.35, top=0.85, segments=sides)
    parts.append(turned(foot, "z", 180 / sides))
    parts += [moved(scaled(foot, (1, 1, -1)), (0, 0, high))]
    return assembled(parts)


def _scifi_pillar(rng: np.random.Generator) -> Mesh:
    high, sides = between(rng, 2, 5), int(rng.choice([4, 6, 8]))
    foot, waist = between(rng, 0.7, 1.0), between(rng, 0.35, 0.6)
    bend = between(rng, 0.1, 0.3) * high
    profile = [(0, 0), (foot, 0), (foot, bend * 0.4), (waist, bend), (waist, high - bend)]
    profile += [(foot, high - bend * 0.4), (foot, high), (0, high)]
    parts = [lathe(profile, segments=sides)]
    rib = block((0.15, 0.3, high * 0.7), (waist * 0.9, 0, high * 0.15))
    parts += around(rib, sides if sides < 8 else 4, start=180 / sides)
    return turned(assembled(parts), "z", 180 / sides)
