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
    loft,
    mirrored,
    moved,
    prism,
    sheet,
    tube,
    turned,
)
from .building_skyscrapers import skyscraper
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
            (_cottage, 18), (_villa, 10), (_modern_house, 6), (skyscraper, 12), (_flats, 7),
            (_shop, 8), (_terrace, 3), (_church, 5), (_barn, 5), (_half_timbered, 8), (_hut, 5),
            (_factory, 5), (_temple, 3), (_kit_piece, 4), (_windmill, 2), (_pagoda, 2),
            (_castle, 2), (_dome_house, 2),
        ),
    )  # fmt: skip


def _window(rng: np.random.Generator, x: float, y: float, z: float, size: float) -> Mesh:
    """One window with frame, sill and cross on a wall facing -Y."""
    width, height = size * between(rng, 0.7, 1.0), size * between(rng, 0.9, 1.4)
    thick = 0.08 * size
    frame = [
        ((x - width / 2, y, z), (thick, thick * 2, height)),
        ((x + width / 2, y, z), (thick, thick * 2, height)),
        ((x, y, z + height / 2), (width + thick, thick * 2, thick)),
        ((x, y, z - height / 2), (width * 1.2, thick * 4, thick)),
    ]
    if chance(rng, 0.6):
        frame += [((x, y, z), (thick, thick, height)), ((x, y, z), (width, thick, thick))]
    if chance(rng, 0.3):
        frame += [
            ((x + side * width * 0.8, y, z), (width * 0.45, thick, height)) for side in (-1, 1)
        ]
    return boxes(*zip(*frame, strict=True))


def _door(rng: np.random.Generator, x: float, y: float, height: float) -> list[Mesh]:
    """A door in a wall facing -Y, at times with a step, a frame or a small canopy."""
    width = height * between(rng, 0.4, 0.6)
    parts = [block((width, 0.06, height), (x, y, 0))]
    if chance(rng, 0.5):
        parts = [slab(arch_outline(width, height * 1.1, width / 2), 0.08, (x, y, 0))]
    if chance(rng, 0.5):
        parts.append(block((width * 1.5, width, height * 0.08), (x, y, 0)))
    if chance(rng, 0.4):
        parts.append(block((width * 1.3, 0.1, height * 1.08), (x, y + 0.03, 0)))
    if chance(rng, 0.25):
        roof = gable_roof(rng, width * 0.9, width, 0, width * 0.5)
        parts.append(moved(roof, (x, y - width * 0.3, height * 1.15)))
    return parts


def _gambrel_roof(half: float, depth: float, low: float, rise: float) -> Mesh:
    outline = [
        (-half * 1.1, low - 0.02), (half * 1.1, low - 0.02), (half * 0.7, low + rise * 0.65),
        (0, low + rise), (-half * 0.7, low + rise * 0.65),
    ]  # fmt: skip
    return slab(outline, depth)


def _hip_roof(
    rng: np.random.Generator, width: float, depth: float, low: float, rise: float
) -> Mesh:
    over = 1 + between(rng, 0.02, 0.2)
    ridge = (0.02, max(0.02, 1 - width / depth)) if depth > width else (1 - depth / width, 0.02)
    top = ridge if chance(rng, 0.75) else (0.5, 0.5)
    eaves = block((width * over, depth * over, rise * 0.12), (0, 0, low))
    return assembled(
        eaves, block((width * over, depth * over, rise), (0, 0, low + rise * 0.1), top=top)
    )


def _chimney(rng: np.random.Generator, x: float, y: float, low: float, high: float) -> list[Mesh]:
    wide = between(rng, 0.12, 0.3)
    parts = [block((wide, wide, high - low), (x, y, low))]
    if chance(rng, 0.6):
        parts.append(block((wide * 1.3, wide * 1.3, wide * 0.3), (x, y, high - wide * 0.2)))
    if chance(rng, 0.3):
        parts.append(cylinder(wide * 0.25, wide * 0.7, (x, y, high), segments=8))
    return parts


def _cottage(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.2, 2.6), between(rng, 1.2, 3.2)
    wall = between(rng, 0.7, 1.3) * (2 if chance(rng, 0.3) else 1)
    rise = width * between(rng, 0.3, 0.9)
    front = -depth / 2
    parts = [block((width, depth, wall)), gable_roof(rng, width / 2, depth, wall, rise)]
    parts += _door(rng, between(rng, -0.3, 0.3) * width, front, between(rng, 0.55, 0.7))
    if chance(rng, 0.7):
        parts += [_window(rng, x * width, front, wall * 0.62, 0.35) for x in (-0.32, 0.32)]
    if chance(rng, 0.7):
        parts.append(windows((width, depth), wall * 0.3, wall, 2, 1 + (wall > 1.4), out=0.05))
    if chance(rng, 0.6):
        x = between(rng, -0.4, 0.4) * width
        parts += _chimney(rng, x, between(rng, -0.4, 0.4) * depth, wall, wall + rise * 1.15)
    if chance(rng, 0.3):
        parts.append(_wing(rng, width, depth, wall))
    if chance(rng, 0.25):
        parts.append(_porch(rng, width * between(rng, 0.4, 1.0), front, wall * 0.8))
    if chance(rng, 0.3):
        parts.append(block((width * 1.1, depth * 1.1, 0.08)))
    return assembled(parts)


def _wing(rng: np.random.Generator, width: float, depth: float, wall: float) -> Mesh:
    """A smaller gabled part at right angles to the house."""
    span, height = depth * between(rng, 0.4, 0.7), wall * between(rng, 0.6, 1.0)
    long = width * between(rng, 0.5, 1.0)
    parts = [block((span, long, height))]
    parts.append(gable_roof(rng, span / 2, long, height, span * between(rng, 0.3, 0.7)))
    made = turned(assembled(parts), "z", 90)
    side = 1 if chance(rng, 0.5) else -1
    return moved(made, (side * (width + long) * 0.45, between(rng, -0.2, 0.2) * depth, 0))


def _porch(rng: np.random.Generator, width: float, front: float, height: float) -> Mesh:
    deep, count = between(rng, 0.35, 0.7), int(rng.integers(2, 5))
    places = [(x, front - deep + 0.05, 0.0) for x in np.linspace(-0.47, 0.47, count) * width]
    posts = [block((0.07, 0.07, height), place) for place in places]
    floor = block((width, deep, 0.1), (0, front - deep / 2, 0))
    roof = turned(block((width * 1.08, deep * 1.2, 0.06)), "x", between(rng, 0, 22))
    return assembled(posts, floor, moved(roof, (0, front - deep / 2, height)))


def _villa(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.6, 3.2), between(rng, 1.4, 2.4)
    floors = int(rng.integers(1, 4))
    wall = floors * between(rng, 0.75, 0.95)
    rise = between(rng, 0.3, 0.9)
    parts = [block((width, depth, wall)), _hip_roof(rng, width, depth, wall, rise)]
    parts.append(windows((width, depth), 0.2, wall, int(rng.integers(2, 5)), floors, out=0.05))
    parts += _door(rng, 0, -depth / 2 - 0.03, 0.6)
    if chance(rng, 0.5):
        parts.append(_porch(rng, width * between(rng, 0.3, 1.0), -depth / 2, 0.75))
    if chance(rng, 0.5):
        parts += _chimney(rng, width * 0.3, 0, wall, wall + rise * 1.3)
    if chance(rng, 0.45):
        parts.append(_garage(rng, width, depth))
    if chance(rng, 0.35):
        span = width * between(rng, 0.25, 0.45)
        bay = [block((span, 0.5, wall))]
        bay.append(gable_roof(rng, span / 2, 0.6, wall, span * 0.45))
        parts.append(moved(assembled(bay), (-width * 0.25, -depth / 2 - 0.15, 0)))
    return assembled(parts)


def _garage(rng: np.random.Generator, width: float, depth: float) -> Mesh:
    span, height = between(rng, 0.8, 1.3), between(rng, 0.7, 0.9)
    parts = [block((span, depth * 0.8, height))]
    parts.append(block((span * 0.75, 0.06, height * 0.75), (0, -depth * 0.4, 0)))
    if chance(rng, 0.6):
        parts.append(gable_roof(rng, span / 2, depth * 0.8, height, span * 0.35))
    else:
        parts.append(block((span * 1.1, depth * 0.9, 0.08), (0, 0, height)))
    return moved(assembled(parts), ((width + span) / 2, between(rng, -0.3, 0.1), 0))


def _modern_house(rng: np.random.Generator) -> Mesh:
    parts, low = [], 0.0
    for _ in range(rng.integers(1, 4)):
        width, depth = between(rng, 1.4, 3.2), between(rng, 1.2, 2.2)
        height = between(rng, 0.7, 0.95)
        x, y = between(rng, -0.5, 0.5), between(rng, -0.3, 0.3)
        storey = [block((width, depth, height))]
        storey.append(block((width * 1.08, depth * 1.1, 0.09), (0, 0, height)))
        panes = int(rng.integers(1, 5))
        storey.append(windows((width, depth), 0.05, height, panes, 1, share=(0.8, 0.75), out=0.04))
        if chance(rng, 0.4):
            rail = block((width * 0.9, 0.03, 0.3), (0, -depth * 0.7, 0.05))
            storey += [rail, block((width * 0.9, depth * 0.5, 0.06), (0, -depth * 0.5, 0))]
        parts.append(moved(assembled(storey), (x, y, low)))
        low += height + 0.05
    parts += _door(rng, 0.2, -1.0, 0.6) if chance(rng, 0.5) else []
    if chance(rng, 0.4):
        parts.append(block((4.0, 3.2, 0.06)))
    return assembled(parts)


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
        parts.append(_hip_roof(rng, width, depth, height, between(rng, 0.3, 0.7)))
    else:
        parts += parapet(rng, width, depth, height)
        parts.append(block((0.5, 0.4, 0.3), (between(rng, -0.3, 0.3) * width, 0, height)))
    parts += _door(rng, 0, -depth / 2 - 0.04, 0.6)
    return assembled(parts)


def _shop(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.3, 3), between(rng, 1.2, 2.2)
    floors = int(rng.choice([1, 1, 2, 3]))
    height = 0.9 + (floors - 1) * 0.75 + between(rng, 0.05, 0.3)
    front = -depth / 2
    parts = [block((width, depth, height)), *parapet(rng, width, depth, height)]
    parts += _door(rng, between(rng, -0.35, 0.35) * width, front - 0.02, 0.62)
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


def _terrace(rng: np.random.Generator) -> Mesh:
    """Narrow town houses side by side."""
    parts, x, depth = [], 0.0, between(rng, 1.2, 1.8)
    for _ in range(rng.integers(2, 5)):
        width, floors = between(rng, 0.8, 1.3), int(rng.integers(2, 5))
        wall = floors * between(rng, 0.6, 0.75)
        house = [block((width, depth, wall))]
        house.append(windows((width, depth), 0.65, wall, 2, floors - 1, out=0.05))
        house += _door(rng, between(rng, -0.25, 0.25) * width, -depth / 2, 0.55)
        if chance(rng, 0.7):
            house.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.4, 0.9)))
        else:
            house += parapet(rng, width, depth, wall)
        parts.append(moved(assembled(house), (x + width / 2, between(rng, -0.05, 0.05), 0)))
        x += width
    return moved(assembled(parts), (-x / 2, 0, 0))


def _church(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.2, 1.8), between(rng, 2, 3.5)
    wall, high = between(rng, 0.9, 1.6), between(rng, 2, 3.6)
    span = width * between(rng, 0.35, 0.6)
    parts = [block((width, depth, wall))]
    parts.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.5, 1.0)))
    spire = [block((span, span, high)), block((span * 1.1, span * 1.1, 0.1), (0, 0, high * 0.75))]
    sides = 4 if chance(rng, 0.5) else 8
    cap = cylinder(span * 0.75, span * between(rng, 0.8, 3), (0, 0, high), top=0, segments=sides)
    spire.append(turned(cap, "z", 45 if sides == 4 else 22.5))
    top = float(cap.vertices[:, 2].max())
    spire.append(_cross(0.35, (0, 0, top - 0.03)))
    spire.append(slab(arch_outline(span * 0.4, 0.4, 0.2), span * 1.1, (0, 0, high * 0.8)))
    x = 0.0 if chance(rng, 0.65) else width * 0.5
    parts.append(moved(assembled(spire), (x, -depth / 2, 0)))
    parts.append(slab(arch_outline(0.4, 0.7, 0.25, power=1.5), 0.1, (x, -depth / 2 - span / 2, 0)))
    panes = [
        turned(slab(arch_outline(0.22, wall * 0.6, 0.15, power=1.5), width + 0.08), "z", 90)
        for _ in range(rng.integers(2, 5))
    ]
    spots = np.linspace(-0.25, 0.4, len(panes)) * depth
    parts += [moved(p, (0, y, wall * 0.25)) for p, y in zip(panes, spots, strict=True)]
    if chance(rng, 0.35):
        parts.append(cylinder(width * 0.4, wall * 0.9, (0, depth / 2, 0), segments=10))
    return assembled(parts)


def _cross(size: float, at: tuple[float, float, float]) -> Mesh:
    thick = size * 0.14
    upright = block((thick, thick, size), at)
    return assembled(upright, block((size * 0.6, thick, thick), (at[0], at[1], at[2] + size * 0.6)))


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


def _half_timbered(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.4, 2.2), between(rng, 1.5, 2.6)
    floor, jut = between(rng, 0.7, 0.9), between(rng, 1.03, 1.2)
    parts, low = [block((width, depth, floor))], floor
    for _ in range(rng.integers(1, 3)):
        width, depth = width * jut, depth * jut
        parts.append(block((width, depth, floor), (0, 0, low)))
        parts.append(_timbers(rng, width, depth, low, floor))
        low += floor
    parts.append(gable_roof(rng, width / 2, depth, low, width * between(rng, 0.5, 1.0)))
    parts += _door(rng, 0, -depth / 2 / jut, 0.6)
    size = floor * between(rng, 0.35, 0.5)
    parts += [_window(rng, x * width, -depth / 2, low - floor / 2, size) for x in (-0.25, 0.25)]
    if chance(rng, 0.5):
        parts += _chimney(rng, width * 0.3, depth * 0.2, low, low + width * 0.8)
    if chance(rng, 0.3):
        parts.append(_wing(rng, width, depth, floor))
    if chance(rng, 0.3):
        dormer = assembled(block((0.5, 0.9, 0.4)), gable_roof(rng, 0.25, 0.9, 0.4, 0.3))
        parts.append(moved(turned(dormer, "z", 90), (width * 0.3, 0, low + 0.05)))
    return assembled(parts)


def _timbers(rng: np.random.Generator, width: float, depth: float, low: float, high: float) -> Mesh:
    thick = between(rng, 0.05, 0.1)
    count = int(rng.integers(3, 7))
    parts = [boxes([(0, 0, low), (0, 0, low + high)], (width + thick, depth + thick, thick))]
    share = (thick * count / width, 1.0)
    parts.append(windows((width, depth), low, low + high, count, 1, share=share, out=thick / 2))
    if chance(rng, 0.6):
        brace = tube([(0, 0, low), (width / 3, 0, low + high)], thick * 0.7, segments=4)
        parts += [moved(p, (0, y, 0)) for p in mirrored(brace) for y in (-depth / 2, depth / 2)]
    return assembled(parts)


def _hut(rng: np.random.Generator) -> Mesh:
    if chance(rng, 0.6):
        radius, wall, sides = 1.0, between(rng, 0.6, 1.2), int(rng.choice([6, 8, 10, 16]))
        parts = [cylinder(radius, wall, top=between(rng, 0.85, 1.0), segments=sides)]
        roof = between(rng, 0.7, 1.6)
        over = between(rng, 1.1, 1.5)
        parts.append(cylinder(radius * over, roof, (0, 0, wall * 0.92), top=0, segments=sides))
        if chance(rng, 0.3):
            parts.append(
                cylinder(radius * 0.7, roof * 0.8, (0, 0, wall + roof * 0.45), top=0, segments=8)
            )
        parts += _door(rng, 0, -radius, 0.65)
        return assembled(parts)
    width, depth, lift = between(rng, 1.2, 2), between(rng, 1.2, 2), between(rng, 0.1, 1.2)
    wall = between(rng, 0.7, 1.0)
    house = [block((width, depth, wall)), block((width * 1.3, depth * 1.4, 0.08))]
    house.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.3, 0.8)))
    house += _door(rng, 0, -depth / 2, 0.6)
    corners = [(x * width * 0.55, y * depth * 0.6) for x in (-1, 1) for y in (-1, 1)]
    legs = [cylinder(0.06, lift + 0.05, (x, y, 0), segments=6) for x, y in corners]
    ladder = turned(block((0.4, 0.05, lift * 1.15)), "x", -20)
    return assembled(
        moved(assembled(house), (0, 0, lift)), legs, moved(ladder, (0, -depth * 0.9, 0))
    )


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


def _temple(rng: np.random.Generator) -> Mesh:
    width, depth, high = between(rng, 1.5, 2.5), between(rng, 1.5, 4), between(rng, 0.8, 1.5)
    steps = int(rng.integers(1, 5))
    parts = [
        block(
            (width * 1.15 - 0.12 * n + 0.36, depth * 1.1 - 0.12 * n + 0.36, 0.08), (0, 0, n * 0.08)
        )
        for n in range(steps)
    ]
    low = steps * 0.08
    across, along = int(rng.integers(3, 7)), int(rng.integers(3, 8))
    xs, ys = np.linspace(-0.5, 0.5, across) * width, np.linspace(-0.5, 0.5, along) * depth
    spots = {(x, y) for x in xs for y in (ys[0], ys[-1])}
    spots |= {(x, y) for x in (xs[0], xs[-1]) for y in ys}
    sides = int(rng.choice([6, 8, 10]))
    shaft = cylinder(between(rng, 0.06, 0.12), high, top=0.85, segments=sides)
    parts += [moved(shaft, (x, y, low)) for x, y in sorted(spots)]
    top = low + high
    parts.append(block((width * 1.15, depth * 1.08, 0.18), (0, 0, top)))
    rise = width * between(rng, 0.15, 0.35)
    if chance(rng, 0.85):
        parts.append(gable_roof(rng, width * 0.57, depth * 1.05, top + 0.18, rise))
    if chance(rng, 0.7):
        parts.append(block((width * 0.65, depth * 0.7, high), (0, 0, low)))
    return assembled(parts)


def _kit_piece(rng: np.random.Generator) -> Mesh:
    """A wall with an opening, a room without a roof, a storey or a roof of a modular kit."""
    kind = rng.choice(4, p=[0.3, 0.3, 0.3, 0.1])
    if kind == 0:
        wall = [block((1, 0.12, 0.3)), block((1, 0.12, 0.2), (0, 0, 0.8))]
        wall += [block((0.3, 0.12, 1), (side * 0.35, 0, 0)) for side in (-1, 1)]
        extra = [_window(rng, 0, -0.06, 0.55, 0.42)] if chance(rng, 0.7) else []
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
        return assembled(storey, _door(rng, 0, -0.52, 0.6) if chance(rng, 0.5) else [])
    roof = gable_roof(rng, 0.5, between(rng, 0.8, 1.6), 0.1, between(rng, 0.3, 0.8))
    return assembled(roof, _chimney(rng, 0.25, 0, 0.1, 0.9) if chance(rng, 0.5) else [])


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
    return assembled(parts, _door(rng, 0, -0.78, 0.6))


def _pagoda(rng: np.random.Generator) -> Mesh:
    size, low, parts = between(rng, 1.2, 2), 0.0, [block((2.4, 2.4, 0.12))]
    shrink = between(rng, 0.7, 0.9)
    for _ in range(rng.integers(1, 6)):
        high = between(rng, 0.4, 0.7)
        parts.append(block((size, size, high), (0, 0, low)))
        parts.append(windows((size, size), low, low + high, 3, 1, out=0.05))
        low += high
        parts.append(_swept_roof(size * 0.8, size * 0.28, low - 0.03))
        low += size * 0.16
        size *= shrink
    parts.append(cylinder(0.06, 0.6, (0, 0, low), top=0.1, segments=6))
    return assembled(parts, _door(rng, 0, -size / 2, 0.4))


def _swept_roof(half: float, rise: float, low: float) -> Mesh:
    """A square roof whose eaves curve up at the corners."""
    rings = []
    for share, z in ((1.0, 0.0), (0.98, 0.08), (0.65, 0.35), (0.3, 1.0)):
        turns = np.arange(8) * np.pi / 4
        corner = np.arange(8) % 2
        radius = half * share * np.where(corner, np.sqrt(2), 1.0)
        lift = rise * 0.35 * corner * max(0.0, share - 0.5) * 2
        rings.append(
            np.column_stack([radius * np.cos(turns), radius * np.sin(turns), low + rise * z + lift])
        )
    return loft(rings)


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
