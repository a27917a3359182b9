"""Buildings made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    moved,
    prism,
    sheet,
    tube,
    turned,
)
from .building_houses import cottage, half_timbered, hut, modern_house, terrace, villa
from .building_parts import chimney, front_door, front_window, hip_roof
from .building_skyscrapers import skyscraper
from .building_temples import church, pagoda, temple
from .parts import (
    arch_outline,
    battlements,
    boxes,
    gable_roof,
    parapet,
    round_battlements,
    slab,
    windows,
)


def building(rng: np.random.Generator) -> Mesh:
    """A house, barn, shop, skyscraper, flats, church, hut, factory, temple, castle or kit piece."""
    return drawn(
        rng,
        (
            (cottage, 18), (villa, 10), (modern_house, 6), (skyscraper, 12), (_flats, 7),
            (_shop, 8), (terrace, 3), (church, 5), (_barn, 5), (half_timbered, 8), (hut, 5),
            (_factory, 5), (temple, 3), (_kit_piece, 4), (_windmill, 2), (pagoda, 2),
            (_castle, 2), (_dome_house, 2),
        ),
    )  # fmt: skip


def _gambrel_roof(half: float, depth: float, low: float, rise: float) -> Mesh:
    outline = [
        (-half * 1.1, low - 0.02), (half * 1.1, low - 0.02), (half * 0.7, low + rise * 0.65),
        (0, low + rise), (-half * 0.7, low + rise * 0.65),
    ]  # fmt: skip
    return slab(outline, depth)


def _flats(rng: np.random.Generator) -> Mesh:
    rows, columns = int(rng.integers(2, 7)), int(rng.integers(3, 9))
    width, depth = columns * between(rng, 0.45, 0.7), between(rng, 1.2, 2)
    height = rows * between(rng, 0.6, 0.8) + 0.2
    parts = [block((width, depth, height))]
    parts.append(windows((width, depth), 0.2, height, columns, rows, out=0.05))
    if chance(rng, 0.6):
        places = (np.arange(columns) + 0.5) / columns * width - width / 2
        levels = 0.25 + np.arange(1, rows) * (height - 0.2) / rows
        spots = [(x, -depth / 2 - 0.12, z) for x in places[:: rng.integers(1, 3)] for z in levels]
        size = np.array((width / columns * 0.8, 0.28, 0.06))
        parts.append(boxes(spots, size))
        parts.append(boxes(np.array(spots) + (0, -0.13, 0.12), size * (1, 0.1, 3.5)))
    if chance(rng, 0.3):
        parts.append(hip_roof(rng, width, depth, height, between(rng, 0.3, 0.7)))
    else:
        parts += parapet(rng, width, depth, height)
        parts.append(block((0.5, 0.4, 0.3), (between(rng, -0.3, 0.3) * width, 0, height)))
    parts += front_door(rng, 0, -depth / 2 - 0.04, 0.6)
    return assembled(parts)


def _shop(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.3, 3), between(rng, 1.2, 2.2)
    floors = int(rng.choice([1, 1, 2, 3]))
    height = 0.9 + (floors - 1) * 0.75 + between(rng, 0.05, 0.3)
    front = -depth / 2
    parts = [block((width, depth, height)), *parapet(rng, width, depth, height)]
    parts += front_door(rng, between(rng, -0.35, 0.35) * width, front - 0.02, 0.62)
    parts.append(block((width * 0.35, 0.08, 0.42), (width * 0.27, front, 0.15)))
    parts.append(block((width * 0.35, 0.08, 0.42), (-width * 0.27, front, 0.15)))
    if floors > 1:
        parts.append(windows((width, depth), 0.95, height, int(rng.integers(2, 5)), floors - 1))
    if chance(rng, 0.75):
        parts.append(_awning(rng, width * between(rng, 0.6, 1.05), front))
    if chance(rng, 0.7):
        sign = (width * between(rng, 0.4, 0.9), 0.1, between(rng, 0.18, 0.4))
        parts.append(block(sign, (0, front - 0.05, height - 0.15 if floors == 1 else 0.8)))
    if chance(rng, 0.4):
        parts.append(block((0.45, 0.4, 0.25), (width * 0.2, depth * 0.1, height)))
    if chance(rng, 0.2):
        parts.append(cylinder(0.03, 0.5, (width * 0.2, front, height), segments=6))
        parts.append(ball((0.4, 0.12, 0.3), (width * 0.2, front, height + 0.6), rings=6))
    return assembled(parts)


def _awning(rng: np.random.Generator, width: float, front: float) -> Mesh:
    deep, drop, low = between(rng, 0.3, 0.55), between(rng, 0.1, 0.3), 0.85
    if chance(rng, 0.5):
        count = int(rng.integers(5, 10))
        lifts = np.arange(count) % 2 * 0.03
        strips = [
            sheet([[(x, 0, 0), (x + width / count, 0, 0)],
                   [(x, -deep, -drop), (x + width / count, -deep, -drop)],
                   [(x, -deep, -drop - 0.1), (x + width / count, -deep, -drop - 0.1)]], 0.02)
            for x in np.arange(count) * width / count - width / 2
        ]  # fmt: skip
        strips = [moved(strip, (0, 0, lift)) for strip, lift in zip(strips, lifts, strict=True)]
        return moved(assembled(strips), (0, front, low))
    profile = [(0, 0), (0, -drop), (-deep, -drop - 0.05), (-deep, -drop)]
    return moved(turned(prism(profile, width), "z", 90), (0, front, low))


def _barn(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.6, 2.6), between(rng, 2, 3.6)
    wall, rise = between(rng, 0.8, 1.4), between(rng, 0.7, 1.3)
    front = -depth / 2
    parts = [block((width, depth, wall))]
    if chance(rng, 0.65):
        parts.append(_gambrel_roof(width / 2, depth * 1.06, wall, rise))
    else:
        parts.append(gable_roof(rng, width / 2, depth, wall, rise))
    leaf, high = width * between(rng, 0.2, 0.3), wall * between(rng, 0.7, 0.95)
    for side in (-1, 1):
        x = side * leaf / 2
        parts.append(block((leaf * 0.95, 0.08, high), (x, front, 0)))
        parts += [
            tube([(x - leaf * 0.4, front - 0.06, a), (x + leaf * 0.4, front - 0.06, b)], 0.04,
                 segments=4)
            for a, b in ((0.05, high - 0.05), (high - 0.05, 0.05))
        ]  # fmt: skip
    parts.append(block((0.4, 0.1, 0.35), (0, front * 1.03, wall + rise * 0.25)))
    if chance(rng, 0.5):
        parts.append(windows((width * 0.99, depth), wall * 0.3, wall, 2, 1, out=0.05))
    if chance(rng, 0.4):
        radius, high = between(rng, 0.35, 0.55), between(rng, 1.8, 3.2)
        silo = assembled(
            cylinder(radius, high, segments=14),
            ball((radius, radius, radius * 0.8), (0, 0, high), segments=14, rings=6),
        )
        parts.append(moved(silo, (width / 2 + radius * 1.1, between(rng, -0.3, 0.3) * depth, 0)))
    if chance(rng, 0.25):
        parts.append(block((0.3, 0.3, 0.35), (0, 0, wall + rise - 0.1)))
        parts.append(block((0.4, 0.4, 0.25), (0, 0, wall + rise + 0.25), top=0.02))
    return assembled(parts)


def _factory(rng: np.random.Generator) -> Mesh:
    width, depth, wall = between(rng, 1.8, 3), between(rng, 2, 4.5), between(rng, 0.7, 1.5)
    parts = [block((width, depth, wall))]
    kind = rng.integers(4)
    if kind == 0:
        teeth = int(rng.integers(2, 6))
        tooth = depth / teeth
        saw = prism([(0, 0), (tooth, 0), (0, tooth * between(rng, 0.4, 0.8))], width)
        saw = turned(saw, "z", 90)
        parts += [moved(saw, (0, n * tooth - depth / 2, wall)) for n in range(teeth)]
    elif kind == 1:
        parts.append(
            slab(arch_outline(width * 1.04, width * 0.3, width * 0.29), depth, (0, 0, wall))
        )
    elif kind == 2:
        parts.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.1, 0.25)))
    else:
        parts += parapet(rng, width, depth, wall)
    gates = int(rng.integers(1, 4))
    places = ((np.arange(gates) + 0.5) / gates - 0.5) * width
    parts += [block((width / gates * 0.6, 0.1, wall * 0.6), (x, -depth / 2, 0)) for x in places]
    parts.append(windows((width, depth), wall * 0.6, wall, 5, 1, share=(0.7, 0.5), out=0.05))
    if chance(rng, 0.5):
        high = between(rng, 1.5, 3.5)
        stack = cylinder(0.2, high, top=between(rng, 0.6, 1), segments=12)
        spots = np.linspace(-0.35, 0.35, int(rng.integers(1, 4))) * depth
        parts += [moved(stack, (width * 0.6, y, 0)) for y in spots]
    if chance(rng, 0.3):
        parts.append(cylinder(0.4, wall * 1.3, (-width * 0.75, 0, 0), segments=12))
    return assembled(parts)


def _kit_piece(rng: np.random.Generator) -> Mesh:
    """A wall with an opening, a room without a roof, a storey or a roof of a modular kit."""
    kind = rng.choice(4, p=[0.3, 0.3, 0.3, 0.1])
    if kind == 0:
        wall = [block((1, 0.12, 0.3)), block((1, 0.12, 0.2), (0, 0, 0.8))]
        wall += [block((0.3, 0.12, 1), (side * 0.35, 0, 0)) for side in (-1, 1)]
        extra = [front_window(rng, 0, -0.06, 0.55, 0.42)] if chance(rng, 0.7) else []
        return assembled(wall, extra)
    if kind == 1:
        size, high = between(rng, 1, 1.6), between(rng, 0.7, 1.1)
        walls = [block((size, 0.08, high), (0, size / 2, 0)), block((size, size, 0.06))]
        walls += [block((0.08, size, high), (s * size / 2, 0, 0)) for s in (-1, 1)]
        front = [block((size * 0.35, 0.08, high), (s * size * 0.33, -size / 2, 0)) for s in (-1, 1)]
        front.append(block((size, 0.08, high * 0.3), (0, -size / 2, high * 0.7)))
        return assembled(walls, front)
    if kind == 2:
        storey = [block((1, 1, 0.8)), block((1.06, 1.06, 0.08), (0, 0, 0.8))]
        storey.append(windows((1, 1), 0.1, 0.8, int(rng.integers(1, 4)), 1, out=0.04))
        return assembled(storey, front_door(rng, 0, -0.52, 0.6) if chance(rng, 0.5) else [])
    roof = gable_roof(rng, 0.5, between(rng, 0.8, 1.6), 0.1, between(rng, 0.3, 0.8))
    return assembled(roof, chimney(rng, 0.25, 0, 0.1, 0.9) if chance(rng, 0.5) else [])


def _windmill(rng: np.random.Generator) -> Mesh:
    high, sides = between(rng, 1.8, 3), int(rng.choice([6, 8, 12]))
    parts = [cylinder(0.8, high, top=between(rng, 0.5, 0.8), segments=sides)]
    parts.append(cylinder(0.65, between(rng, 0.4, 0.9), (0, 0, high), top=0, segments=sides))
    long = high * between(rng, 0.5, 0.7)
    blade = assembled(
        block((0.06, 0.06, long)),
        block((between(rng, 0.2, 0.35), 0.03, long * 0.75), (0.12, 0, long * 0.22)),
    )
    tilt = between(rng, 0, 90)
    blades = [turned(blade, "y", tilt + 90 * n) for n in range(4)]
    parts += [moved(b, (0, -0.85, high * 0.92)) for b in blades]
    parts.append(turned(cylinder(0.08, 0.6, segments=8), "x", 90))
    parts[-1] = moved(parts[-1], (0, -0.35, high * 0.92))
    return assembled(parts, front_door(rng, 0, -0.78, 0.6))


def _castle(rng: np.random.Generator) -> Mesh:
    """A keep or a ring of walls with a tower at each corner."""
    size, wall = between(rng, 2, 3.2), between(rng, 0.6, 1.1)
    corner, coned = _corner_tower(rng, wall), chance(rng, 0.4)
    parts = [moved(corner, (x * size / 2, y * size / 2, 0)) for x in (-1, 1) for y in (-1, 1)]
    for quarter in range(4):
        side = assembled(
            block((size, 0.25, wall)),
            boxes([(x, -0.1, wall + 0.06) for x in np.linspace(-0.4, 0.4, 7) * size],
                   (size * 0.07, 0.08, 0.14)),
        )  # fmt: skip
        parts.append(turned(moved(side, (0, -size / 2, 0)), "z", 90 * quarter))
    parts.append(block((0.8, 0.5, wall * 1.3), (0, -size / 2, 0)))
    parts.append(slab(arch_outline(0.4, wall * 0.8, 0.2), 0.6, (0, -size / 2, 0)))
    if chance(rng, 0.7):
        keep = between(rng, 0.8, 1.4)
        parts.append(block((keep, keep, wall * 2), (0, 0.2, 0)))
        parts += [moved(p, (0, 0.2, 0)) for p in battlements(rng, keep, wall * 2)]
        if coned:
            parts.append(block((keep, keep, keep), (0, 0.2, wall * 2), top=0.02))
    return assembled(parts)


def _corner_tower(rng: np.random.Generator, wall: float) -> Mesh:
    high = wall * between(rng, 1.3, 2)
    body = cylinder(0.35, high, segments=10)
    if chance(rng, 0.5):
        return assembled(body, cylinder(0.45, 0.8, (0, 0, high), top=0, segments=10))
    return assembled(body, round_battlements(rng, 0.38, high, 8))


def _dome_house(rng: np.random.Generator) -> Mesh:
    """An igloo, a domed hall with minarets, or a space station's dome."""
    sides = int(rng.choice([8, 12, 16]))
    if chance(rng, 0.5):
        base = between(rng, 0, 0.5)
        hall = [cylinder(1.0, base + 0.01, segments=sides)]
        hall.append(ball((1, 1, between(rng, 0.7, 1.1)), (0, 0, base), segments=sides, rings=8))
        tunnel = slab(arch_outline(0.6, 0.6, 0.3), 0.8, (0, -1.1, 0))
        spare = [block((1.2, 0.8, 0.5), (1.2, 0, 0))] if chance(rng, 0.4) else []
        made = assembled(hall, tunnel, spare)
        made.vertices[:, 2] = np.maximum(made.vertices[:, 2], 0)
        return made
    wall = between(rng, 0.7, 1.3)
    parts = [block((2, 2, wall)), cylinder(0.75, 0.25, (0, 0, wall), segments=sides)]
    onion = [(0.7, 0), (0.85, 0.25), (0.75, 0.6), (0.35, 0.9), (0.06, 1.15), (0, 1.5)]
    parts.append(moved(lathe(onion, segments=sides), (0, 0, wall + 0.22)))
    minaret = assembled(
        cylinder(0.13, wall * 2, segments=8),
        cylinder(0.2, 0.1, (0, 0, wall * 1.6), segments=8),
        cylinder(0.18, 0.4, (0, 0, wall * 2), top=0, segments=8),
    )
    corners = [(x, y) for x in (-1.1, 1.1) for y in (-1.1, 1.1)]
    parts += [moved(minaret, (x, y, 0)) for x, y in corners[: rng.choice([0, 2, 4])]]
    parts.append(slab(arch_outline(0.6, wall * 0.8, 0.35, power=1.5), 0.1, (0, -1, 0)))
    return assembled(parts)
