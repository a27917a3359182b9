"""Towers made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, drawn_sides
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    moved,
    prism,
    scaled,
    tube,
    turned,
)
from .parts import arch_outline, battlements, boxes, gable_roof, round_battlements, slab, windows
from .tower_braced import lattice_tower, watch_tower, water_tower


def tower(rng: np.random.Generator) -> Mesh:
    """A castle, watch, clock, wizard's, water, radio or defence tower, lighthouse or module."""
    return drawn(
        rng,
        (
            (_round_tower, 18), (_square_tower, 16), (watch_tower, 10), (_tower_module, 11),
            (_lighthouse, 7), (_wizard_tower, 9), (water_tower, 5), (_turret, 5),
            (_defence_tower, 6), (_clock_tower, 5), (lattice_tower, 3), (_control_tower, 2),
            (_ruined_tower, 3),
        ),
    )  # fmt: skip


def _slits(rng: np.random.Generator, radius: float, low: float, high: float) -> list[Mesh]:
    """Narrow windows and a door in the wall of a tower, on several sides."""
    parts: list[Mesh] = []
    size = radius * between(rng, 0.12, 0.3)
    for turn in rng.choice([0, 90, 180, 270], int(rng.integers(0, 4)), replace=False):
        level = between(rng, 0.3, 0.8) * (high - low) + low
        pane = slab(
            arch_outline(size, size * 2.5, size / 2), 0.1 * radius, (0, -radius * 0.98, level)
        )
        parts.append(turned(pane, "z", float(turn)))
    if chance(rng, 0.6) and low == 0:
        gate = radius * between(rng, 0.4, 0.8)
        arch = arch_outline(gate, gate * between(rng, 1.4, 2), gate / 2)
        parts.append(slab(arch, 0.25 * radius, (0, -radius * 0.95, 0)))
    return parts


def _flag(rng: np.random.Generator, low: float, size: float) -> list[Mesh]:
    pole = cylinder(size * 0.04, size, (0, 0, low - 0.02), segments=6)
    cloth = [(0, low + size), (size * 0.6, low + size * 0.8), (0, low + size * 0.6)]
    if chance(rng, 0.5):
        cloth.insert(1, (size * 0.6, low + size))
    return [pole, prism(cloth, size * 0.03)]


def _round_tower(rng: np.random.Generator) -> Mesh:
    sides = drawn_sides(rng)
    high, top = between(rng, 1.5, 5.5), between(rng, 0.75, 1.0)
    head = top * between(rng, 1.05, 1.35)
    room = between(rng, 0.25, 1.2)
    profile = [(0, 0), (1, 0), (top, high)]
    if chance(rng, 0.5):
        profile[1:2] = [(1.2, 0), (1.15, high * 0.08), (1.0, high * 0.12)]
    flare = 0.0 if chance(rng, 0.3) else between(rng, 0.1, 0.4)
    profile += [(head, high + flare), (head, high + flare + room), (0, high + flare + room)]
    parts = [lathe(profile, segments=sides), *_slits(rng, (1 + top) / 2, 0, high)]
    end = high + flare + room
    if chance(rng, 0.5):
        parts += round_battlements(rng, head, end, sides)
    else:
        end += _cone_roof(rng, head, end, sides, parts)
    if chance(rng, 0.3):
        parts += _flag(rng, end, between(rng, 0.7, 1.2))
    if chance(rng, 0.3):
        count = int(rng.integers(6, 13))
        corbel = block((0.3, 0.15, 0.3), (top * 0.95, 0, high - 0.1))
        parts += around(corbel, count)
    return assembled(parts)


def _cone_roof(
    rng: np.random.Generator, radius: float, low: float, sides: int, parts: list[Mesh]
) -> float:
    """Adds a pointed roof, straight or bell-shaped, to `parts`; its height."""
    rise = radius * between(rng, 0.8, 3)
    over = radius * between(rng, 1.02, 1.35)
    profile = [(0.0, 0.0), (over, 0.0), (0.0, rise)]
    if chance(rng, 0.35):
        profile[2:2] = [(over * 0.6, rise * 0.2), (over * 0.3, rise * 0.5)]
    parts.append(moved(lathe(profile, segments=sides), (0, 0, low)))
    if chance(rng, 0.25):
        parts.append(ball(radius * 0.1, (0, 0, low + rise), segments=8, rings=6))
    return rise


def _square_tower(rng: np.random.Generator) -> Mesh:
    size, high = 1.6, between(rng, 2, 6)
    top = between(rng, 0.75, 1.0)
    head, room = size * top * between(rng, 1.05, 1.35), between(rng, 0.2, 1.1)
    parts = [block((size, size, high), top=top), *_slits(rng, size * (1 + top) / 4, 0, high)]
    if chance(rng, 0.5):
        parts.append(block((size * 1.2, size * 1.2, high * 0.12), top=0.92))
    if chance(rng, 0.5):
        parts.append(
            block((size * top, size * top, 0.3), (0, 0, high - 0.3), top=head / size / top)
        )
    parts.append(block((head, head, room), (0, 0, high)))
    if chance(rng, 0.3):
        parts.append(windows((head, head), high, high + room, 2, 1, share=(0.3, 0.6)))
    if chance(rng, 0.3):
        corner = block((size * 0.2, size * 0.2, high))
        half = size * 0.45
        parts += [moved(corner, (x, y, 0)) for x in (-half, half) for y in (-half, half)]
    end = high + room
    if chance(rng, 0.55):
        parts += battlements(rng, head, end)
    elif chance(rng, 0.7):
        rise, over = head * between(rng, 0.4, 1.6), head * between(rng, 1.0, 1.3)
        parts.append(block((over, over, rise), (0, 0, end), top=0.01))
        end += rise
    else:
        parts.append(gable_roof(rng, head / 2, head, end, head * between(rng, 0.4, 1)))
        end += head * 0.4
    return assembled(parts, _flag(rng, end, 1.0) if chance(rng, 0.3) else [])


def _tower_module(rng: np.random.Generator) -> Mesh:
    """One piece of a tower kit: base, middle, top or roof, round or square."""
    sides = int(rng.choice([4, 4, 6, 8, 12, 16, 20]))
    high = between(rng, 0.8, 2.8)
    kind = rng.choice(4, p=[0.2, 0.2, 0.35, 0.25])
    parts: list[Mesh] = []
    if kind == 0:
        foot = between(rng, 1.1, 1.4)
        profile = [(0, 0), (foot, 0), (foot, high * 0.2), (1, high * 0.35), (1, high), (0, high)]
        parts += _slits(rng, 0.72 if sides == 4 else 0.98, 0, high)
    elif kind == 1:
        profile = [(0, 0), (1, 0), (between(rng, 0.8, 1), high), (0, high)]
        if chance(rng, 0.6):
            rim = between(rng, 1.03, 1.2)
            profile[2:3] = [(1, high * 0.8), (rim, high * 0.85), (rim, high)]
        parts += _slits(rng, 0.72 if sides == 4 else 0.98, 0.01, high)
    elif kind == 2:
        wide = between(rng, 1.05, 1.4)
        profile = [(0, 0), (1, 0), (1, high * 0.3), (wide, high * 0.5), (wide, high), (0, high)]
        if sides > 4:
            parts += round_battlements(rng, wide, high, sides)
        else:
            parts += [turned(p, "z", 45) for p in battlements(rng, wide * np.sqrt(2), high)]
    else:
        wall = between(rng, 0.3, 0.9)
        profile = [(0, 0), (1, 0), (1, wall), (0, wall)]
        _cone_roof(rng, 1, wall, sides, parts)
    if sides == 4:
        parts = [p if kind >= 2 else turned(p, "z", 45) for p in parts]
    made = assembled(lathe(profile, segments=sides), parts)
    return turned(made, "z", 45 if sides == 4 else 0)


def _lighthouse(rng: np.random.Generator) -> Mesh:
    sides, high = int(rng.choice([6, 8, 12, 16])), between(rng, 3, 6.5)
    top = between(rng, 0.45, 0.75)
    profile = [(0, 0), (1, 0), (top, high), (0, high)]
    parts = [lathe(profile, segments=sides)]
    parts.append(cylinder(top * between(rng, 1.3, 1.7), 0.12, (0, 0, high), segments=sides))
    rail = top * 1.3
    posts = around(block((0.04, 0.04, 0.35), (rail, 0, high)), int(rng.integers(6, 13)))
    ring = [(rail - 0.03, 0.33), (rail + 0.03, 0.33), (rail + 0.03, 0.38), (rail - 0.03, 0.33)]
    parts += [*posts, moved(lathe(ring, segments=sides), (0, 0, high))]
    room = between(rng, 0.5, 0.9)
    lamp = top * between(rng, 0.6, 0.85)
    parts.append(cylinder(lamp, room, (0, 0, high), segments=sides))
    parts += around(block((0.05, 0.05, room), (lamp, 0, high)), 6)
    if chance(rng, 0.5):
        parts.append(
            cylinder(lamp * 1.3, lamp * between(rng, 0.6, 1.2), (0, 0, high + room), top=0)
        )
    else:
        parts.append(ball(lamp * 1.1, (0, 0, high + room), segments=sides, rings=6))
    for level in np.linspace(0.15, 0.85, int(rng.integers(0, 5))):
        radius = (1 + (top - 1) * level) * 1.02
        parts.append(cylinder(radius, high * 0.09, (0, 0, level * high), segments=sides))
    if chance(rng, 0.3):
        hut = assembled(block((1.4, 1.2, 0.8)), gable_roof(rng, 0.7, 1.2, 0.8, 0.5))
        parts.append(moved(hut, (1.3, 0, 0)))
    if chance(rng, 0.4):
        parts.append(cylinder(1.4, between(rng, 0.1, 0.4), segments=sides))
    return assembled(parts, _slits(rng, (1 + top) / 2, 0, high))


def _wizard_tower(rng: np.random.Generator) -> Mesh:
    sides, high = int(rng.choice([6, 8, 10, 12])), between(rng, 2.5, 5)
    head, room = between(rng, 1.0, 1.5), between(rng, 0.8, 1.4)
    slim = between(rng, 0.55, 0.8)
    profile = [(0, 0), (1.1, 0), (slim, high * 0.45), (slim, high * 0.8), (head, high)]
    profile += [(head, high + room), (0, high + room)]
    parts = [lathe(profile, segments=sides)]
    low = high + room
    rise, bend = between(rng, 1.5, 4), between(rng, -0.5, 0.5)
    steps = np.linspace(0, 1, 6)
    rings = [(head * 1.35 * (1 - s) ** between(rng, 1.0, 1.1) + 0.02, s) for s in steps]
    path = [(bend * s**2, 0.3 * bend * s**2, low + rise * s) for s in steps]
    parts.append(tube(path, [radius for radius, _ in rings], segments=sides))
    if chance(rng, 0.5):
        turret = [cylinder(0.35, 0.9, segments=8), cylinder(0.45, 0.9, (0, 0, 0.9), top=0)]
        turret.append(scaled(cylinder(0.35, 0.5, top=0, segments=8), (1, 1, -1)))
        spot = (slim + 0.25, 0, high * between(rng, 0.4, 0.7))
        parts.append(turned(moved(assembled(turret), spot), "z", between(rng, 180, 360)))
    parts += around(block((0.08, 0.35, 0.5), (head, 0, high + 0.3)), int(rng.integers(3, 7)))
    made = assembled(parts, _slits(rng, slim * 1.1, 0, high))
    lean = between(rng, -0.12, 0.12) if chance(rng, 0.5) else 0.0
    height = np.maximum(made.vertices[:, 2], 0)
    made.vertices[:, 0] += lean * height * np.sqrt(height) / 2
    return made


def _turret(rng: np.random.Generator) -> Mesh:
    """A corner turret: a corbel that tapers downwards, a room and a cone or battlements."""
    sides = int(rng.choice([6, 8, 12, 16]))
    under, room = between(rng, 0.4, 1.8), between(rng, 0.8, 2.5)
    profile = [(0, 0), (0.12, 0), (0.6, under * 0.5), (0.85, under * 0.8), (1, under)]
    profile += [(1, under + room), (0, under + room)]
    parts = [lathe(profile, segments=sides)]
    parts += [moved(p, (0, 0, under)) for p in _slits(rng, 1.0, 0.01, room)]
    end = under + room
    if chance(rng, 0.65):
        _cone_roof(rng, 1, end, sides, parts)
    else:
        parts += round_battlements(rng, 1.08, end, sides)
    return assembled(parts)


def _defence_tower(rng: np.random.Generator) -> Mesh:
    """A short tower of a tower-defence game with a cannon, a ballista or a crystal on top."""
    sides, high = int(rng.choice([4, 6, 8, 12])), between(rng, 0.8, 2.4)
    profile = [(0, 0), (1.2, 0), (1.1, 0.2), (0.85, 0.3), (0.75, high), (1.0, high + 0.2)]
    profile += [(1.0, high + 0.45), (0, high + 0.45)]
    parts = [turned(lathe(profile, segments=sides), "z", 180 / sides)]
    low, kind = high + 0.45, rng.integers(3)
    if kind == 0:
        barrel = tube([(0, 0.4, 0), (0, -0.9, 0.1), (0, -1.1, 0.12)], [0.25, 0.18, 0.24])
        parts += [moved(barrel, (0, 0, low + 0.45)), ball(0.35, (0, 0.2, low + 0.45))]
        parts += [block((0.12, 0.5, 0.6), (x, 0.1, low)) for x in (-0.32, 0.32)]
    elif kind == 1:
        bow = [(-0.8, 0, 0), (-0.4, -0.35, 0), (0, -0.45, 0), (0.4, -0.35, 0), (0.8, 0, 0)]
        parts.append(moved(tube(bow, 0.07, segments=6), (0, 0, low + 0.5)))
        parts += [
            block((0.16, 1.3, 0.14), (0, 0, low + 0.43)),
            block((0.3, 0.3, 0.45), (0, 0, low)),
        ]
    else:
        gem = [(0, 0), (0.35, 0.45), (0.25, 0.9), (0, 1.2)]
        parts.append(moved(lathe(gem, segments=6), (0, 0, low + between(rng, 0.05, 0.4))))
        spike = turned(block((0.15, 0.15, 0.8), top=0.3), "y", -12)
        parts += around(moved(spike, (0.75, 0, low - 0.05)), 4)
    if sides > 4 and chance(rng, 0.4):
        parts += round_battlements(rng, 1.0, low, sides)
    return assembled(parts)


def _clock_tower(rng: np.random.Generator) -> Mesh:
    size, high = 1.2, between(rng, 2.5, 5.5)
    parts = [block((size, size, high)), block((size * 1.3, size * 1.3, 0.3))]
    parts.append(block((size * 1.12, size * 1.12, 0.12), (0, 0, high)))
    dial = turned(cylinder(size * 0.35, 0.06, segments=14), "x", 90)
    faces = [moved(dial, (0, -size / 2, high - size * 0.5))]
    parts += [turned(face, "z", 90 * n) for face in faces for n in range(4)]
    room = between(rng, 0.7, 1.3)
    half = size * 0.42
    posts = [(x, y, high + room / 2 + 0.1) for x in (-half, half) for y in (-half, half)]
    parts.append(boxes(posts, (0.2, 0.2, room)))
    parts.append(ball((0.25, 0.25, 0.3), (0, 0, high + room * 0.6), segments=8, rings=6))
    end = high + room + 0.1
    parts.append(block((size * 1.15, size * 1.15, 0.15), (0, 0, end)))
    rise = size * between(rng, 0.5, 2.5)
    parts.append(block((size * 1.05, size * 1.05, rise), (0, 0, end + 0.15), top=0.02))
    parts += _slits(rng, size / 2, 0, high - size)
    return assembled(parts)


def _control_tower(rng: np.random.Generator) -> Mesh:
    sides, high = int(rng.choice([6, 8, 12])), between(rng, 2, 4.5)
    head = between(rng, 0.8, 1.3)
    profile = [(0, 0), (0.6, 0), (0.45, high), (head * 0.8, high + 0.3), (head, high + 0.9)]
    profile += [(head * 1.1, high + 0.95), (head * 1.1, high + 1.1), (0, high + 1.2)]
    parts = [lathe(profile, segments=sides), cylinder(0.03, 1, (0, 0, high + 1.1), segments=6)]
    if chance(rng, 0.5):
        parts.append(block((2.2, 1.6, 0.7), (0.5, 0.3, 0)))
    return assembled(parts)


def _ruined_tower(rng: np.random.Generator) -> Mesh:
    """A hollow round tower whose rim is broken off unevenly."""
    sides, high = int(rng.choice([8, 12, 16])), between(rng, 1.5, 3.5)
    profile = [(1.05, 0), (1, high * 0.4), (0.95, high * 0.7), (0.95, high), (0.7, high)]
    made = lathe([*profile, (0.7, 0.1), (0.0, 0.1)], segments=sides)
    turns = np.arctan2(made.vertices[:, 1], made.vertices[:, 0])
    waves = sum(np.sin(k * turns + between(rng, 0, 6)) for k in (1, 2, 5)) / 3
    upper = made.vertices[:, 2] > high * 0.9
    made.vertices[upper, 2] += (waves * high * between(rng, 0.2, 0.45))[upper]
    rubble = [
        turned(block(tuple(rng.uniform(0.12, 0.3, 3))), "z", between(rng, 0, 90)) for _ in range(5)
    ]
    spots = [(x, y, 0) for x, y in rng.uniform(-1, 1, (5, 2)) * 0.5 + (0.8, -0.9)]
    stones = [moved(stone, spot) for stone, spot in zip(rubble, spots, strict=True)]
    return assembled(made, stones, _slits(rng, 1.0, 0, high * 0.6))
