"""Houses and huts made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, between, block, chance, cylinder, mirrored, moved, tube, turned
from .building_parts import chimney, front_door, front_window, hip_roof
from .parts import boxes, gable_roof, parapet, windows


def cottage(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.2, 2.6), between(rng, 1.2, 3.2)
    wall = between(rng, 0.7, 1.3) * (2 if chance(rng, 0.3) else 1)
    rise = width * between(rng, 0.3, 0.9)
    front = -depth / 2
    parts = [block((width, depth, wall)), gable_roof(rng, width / 2, depth, wall, rise)]
    parts += front_door(rng, between(rng, -0.3, 0.3) * width, front, between(rng, 0.55, 0.7))
    if chance(rng, 0.7):
        parts += [front_window(rng, x * width, front, wall * 0.62, 0.35) for x in (-0.32, 0.32)]
    if chance(rng, 0.7):
        parts.append(windows((width, depth), wall * 0.3, wall, 2, 1 + (wall > 1.4), out=0.05))
    if chance(rng, 0.6):
        x = between(rng, -0.4, 0.4) * width
        parts += chimney(rng, x, between(rng, -0.4, 0.4) * depth, wall, wall + rise * 1.15)
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


def villa(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.6, 3.2), between(rng, 1.4, 2.4)
    floors = int(rng.integers(1, 4))
    wall = floors * between(rng, 0.75, 0.95)
    rise = between(rng, 0.3, 0.9)
    parts = [block((width, depth, wall)), hip_roof(rng, width, depth, wall, rise)]
    parts.append(windows((width, depth), 0.2, wall, int(rng.integers(2, 5)), floors, out=0.05))
    parts += front_door(rng, 0, -depth / 2 - 0.03, 0.6)
    if chance(rng, 0.5):
        parts.append(_porch(rng, width * between(rng, 0.3, 1.0), -depth / 2, 0.75))
    if chance(rng, 0.5):
        parts += chimney(rng, width * 0.3, 0, wall, wall + rise * 1.3)
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


def modern_house(rng: np.random.Generator) -> Mesh:
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
    parts += front_door(rng, 0.2, -1.0, 0.6) if chance(rng, 0.5) else []
    if chance(rng, 0.4):
        parts.append(block((4.0, 3.2, 0.06)))
    return assembled(parts)


def terrace(rng: np.random.Generator) -> Mesh:
    """Narrow town houses side by side."""
    parts, x, depth = [], 0.0, between(rng, 1.2, 1.8)
    for _ in range(rng.integers(2, 5)):
        width, floors = between(rng, 0.8, 1.3), int(rng.integers(2, 5))
        wall = floors * between(rng, 0.6, 0.75)
        house = [block((width, depth, wall))]
        house.append(windows((width, depth), 0.65, wall, 2, floors - 1, out=0.05))
        house += front_door(rng, between(rng, -0.25, 0.25) * width, -depth / 2, 0.55)
        if chance(rng, 0.7):
            house.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.4, 0.9)))
        else:
            house += parapet(rng, width, depth, wall)
        parts.append(moved(assembled(house), (x + width / 2, between(rng, -0.05, 0.05), 0)))
        x += width
    return moved(assembled(parts), (-x / 2, 0, 0))


def half_timbered(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.4, 2.2), between(rng, 1.5, 2.6)
    floor, jut = between(rng, 0.7, 0.9), between(rng, 1.03, 1.2)
    parts, low = [block((width, depth, floor))], floor
    for _ in range(rng.integers(1, 3)):
        width, depth = width * jut, depth * jut
        parts.append(block((width, depth, floor), (0, 0, low)))
        parts.append(_timbers(rng, width, depth, low, floor))
        low += floor
    parts.append(gable_roof(rng, width / 2, depth, low, width * between(rng, 0.5, 1.0)))
    parts += front_door(rng, 0, -depth / 2 / jut, 0.6)
    size = floor * between(rng, 0.35, 0.5)
    parts += [
        front_window(rng, x * width, -depth / 2, low - floor / 2, size) for x in (-0.25, 0.25)
    ]
    if chance(rng, 0.5):
        parts += chimney(rng, width * 0.3, depth * 0.2, low, low + width * 0.8)
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


def hut(rng: np.random.Generator) -> Mesh:
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
        parts += front_door(rng, 0, -radius, 0.65)
        return assembled(parts)
    width, depth, lift = between(rng, 1.2, 2), between(rng, 1.2, 2), between(rng, 0.1, 1.2)
    wall = between(rng, 0.7, 1.0)
    house = [block((width, depth, wall)), block((width * 1.3, depth * 1.4, 0.08))]
    house.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.3, 0.8)))
    house += front_door(rng, 0, -depth / 2, 0.6)
    corners = [(x * width * 0.55, y * depth * 0.6) for x in (-1, 1) for y in (-1, 1)]
    legs = [cylinder(0.06, lift + 0.05, (x, y, 0), segments=6) for x, y in corners]
    ladder = turned(block((0.4, 0.05, lift * 1.15)), "x", -20)
    return assembled(
        moved(assembled(house), (0, 0, lift)), legs, moved(ladder, (0, -depth * 0.9, 0))
    )
