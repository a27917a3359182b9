"""Appliances made by formula."""

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, rod_between
from ..shapes import (
    Point,
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
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import case, facing, feet, front_plate, handle, loop, ring_facing, window


def appliance(rng: np.random.Generator) -> Mesh:
    """Fridge, stove, washer, microwave, toaster, coffee machine, mixer, hood, kettle and so on."""
    return drawn(rng, _APPLIANCES)


def _fridge(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.55, 0.8), between(rng, 0.5, 0.8)
    height = between(rng, 0.8, 2.1)
    foot = between(rng, 0, 0.06)
    if chance(rng, 0.2):
        radius = between(rng, 0.06, 0.15)
        body = rounded((width, depth, height), (0, 0, foot), radius=radius, steps=3)
    else:
        body = case(rng, (width, depth, height), (0, 0, foot))
    split = rng.choice([0.0, 0.3, 0.65, 0.72]) * height
    rows = [(0.0, height)] if split == 0 else [(0.0, float(split)), (float(split), height)]
    doors = [part for low, high in rows for part in _fridge_door(rng, width, depth, low, high)]
    extra = feet(width * 0.85, depth * 0.85, foot + 0.02, 0.06)
    if chance(rng, 0.15):
        extra.append(
            front_plate((-0.1, height * 0.8), (0.1, height * 0.88), -depth / 2 - 0.05, 0.02)
        )
    return assembled(body, moved(assembled(*doors), (0, 0, foot)), extra)


def _fridge_door(
    rng: np.random.Generator, width: float, depth: float, low: float, high: float
) -> list[Mesh]:
    gap, thick = between(rng, 0.008, 0.025), between(rng, 0.03, 0.08)
    front, reach = -depth / 2, (high - low) * between(rng, 0.3, 0.7)
    size = between(rng, 0.012, 0.028)
    wings = (
        [(-width / 2, 0.0, -1), (0.0, width / 2, 1)]
        if chance(rng, 0.25)
        else [(-width / 2, width / 2, 1)]
    )
    parts = []
    for left, right, side in wings:
        parts.append(front_plate((left + gap, low + gap), (right - gap, high - gap), front, thick))
        x = (left if side > 0 else right) + side * 0.06
        at = (x, front - thick, (low + high) / 2)
        parts.append(handle(at, reach, size, True))
    return parts


def _open_fridge(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.55, 0.9), between(rng, 0.5, 0.7), between(rng, 0.9, 2.0)
    wall = 0.05
    shell = [
        block((width, wall, height), (0, depth / 2, 0)),
        block((width, depth, wall)),
        block((width, depth, wall), (0, 0, height - wall)),
        *mirrored(block((wall, depth, height), ((width - wall) / 2, 0, 0))),
    ]
    shelves = [
        block((width - wall, depth * 0.85, 0.02), (0, 0.03, height * share))
        for share in np.linspace(0, 1, int(rng.integers(4, 7)))[1:-1]
    ]
    door = block((width, 0.06, height), (width / 2, 0, 0))
    door = assembled(door, handle((width - 0.06, -0.03, height / 2), 0.4, 0.015, True))
    racks = [
        block((width * 0.8, 0.12, 0.09), (width / 2, 0.09, height * share))
        for share in (0.15, 0.4, 0.65)
    ]
    swing = turned(assembled(door, racks), "z", -between(rng, 60, 120))
    return assembled(shell, shelves, moved(swing, (-width / 2, -depth / 2, 0)))


def _burner(rng: np.random.Generator, radius: float, style: int) -> Mesh:
    if style == 0:
        return cylinder(radius, 0.015, segments=drawn_sides(rng))
    if style == 1:
        rings = [torus(radius * share, 0.008, segments=12, sides=4) for share in (0.4, 0.7, 1)]
        return moved(assembled(*rings), (0, 0, 0.01))
    bars = [turned(block((2.4 * radius, 0.015, 0.02), (0, 0, 0.02)), "z", a) for a in (0, 90)]
    return assembled(*bars, cylinder(radius * 0.5, 0.025, segments=8))


def _hob(rng: np.random.Generator, width: float, depth: float, height: float) -> list[Mesh]:
    """Four burners, or five or two, on a top of that width, depth and height."""
    style, radius = int(rng.integers(3)), width * between(rng, 0.11, 0.18)
    count = int(rng.choice([2, 4, 4, 4, 5]))
    spots = [(-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)]
    if count == 5:
        radius *= 0.65
    sizes = [1.0, 0.8] if chance(rng, 0.5) else [1.0, 1.0]
    return [
        moved(
            _burner(rng, radius * sizes[place % 2], style), (x * width / 4, y * depth / 4, height)
        )
        for place, (x, y) in enumerate(spots[:count])
    ]


def _knobs(rng: np.random.Generator, width: float, at: Point, radius: float) -> list[Mesh]:
    count, sides = int(rng.integers(3, 7)), int(rng.choice([6, 8, 12]))
    places = np.linspace(-width / 2, width / 2, count)
    return [facing(radius, radius * 1.3, (at[0] + x, at[1], at[2]), sides) for x in places]


def _stove(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.5, 1.0), between(rng, 0.5, 0.7)
    height, front = between(rng, 0.75, 0.95), -depth / 2
    parts = [case(rng, (width, depth, height)), *_hob(rng, width, depth, height)]
    panel = height * between(rng, 0.8, 0.88)
    door = (-width * 0.46, height * between(rng, 0.08, 0.3)), (width * 0.46, panel)
    parts.append(front_plate(*door, front, 0.03))
    inset = (-width * 0.33, door[0][1] + 0.08), (width * 0.33, panel - 0.14)
    parts.append(window(*inset, front - 0.03, 0.03))
    parts.append(handle((0, front - 0.03, panel - 0.06), width * 0.75, 0.013, False))
    if chance(rng, 0.5):
        rise = between(rng, 0.08, 0.3)
        parts.append(block((width, 0.06, rise), (0, depth / 2 - 0.03, height)))
        on_back = chance(rng, 0.5)
    else:
        on_back, rise = False, 0.0
    at = (0, depth / 2 - 0.06, height + rise / 2) if on_back else (0, front, (panel + height) / 2)
    parts += _knobs(rng, width * 0.75, at, between(rng, 0.018, 0.03))
    if chance(rng, 0.4):
        drawer = (-width * 0.46, 0.03), (width * 0.46, door[0][1] - 0.02)
        parts.append(front_plate(*drawer, front, 0.025))
    if chance(rng, 0.25):
        pot = lathe([(0, 0), (0.1, 0), (0.1, 0.12), (0.09, 0.12), (0.09, 0.02), (0, 0.02)])
        parts.append(moved(pot, (width / 4, depth / 4, height + 0.03)))
    return assembled(*parts)


def _oven(rng: np.random.Generator) -> Mesh:
    """A built-in oven alone, or two above each other."""
    width, depth, height = between(rng, 0.55, 0.7), between(rng, 0.4, 0.6), between(rng, 0.5, 0.65)
    front, panel = -depth / 2, height * between(rng, 0.75, 0.86)
    one = [
        block((width, depth, height)),
        front_plate((-width * 0.47, 0.03), (width * 0.47, panel), front, 0.03),
        window((-width * 0.36, 0.09), (width * 0.36, panel - 0.12), front - 0.03, 0.03),
        handle((0, front - 0.03, panel - 0.05), width * 0.75, 0.012, False),
        *_knobs(rng, width * 0.7, (0, front, (panel + height) / 2), 0.022),
    ]
    oven = assembled(*one)
    return assembled(oven, moved(oven, (0, 0, height))) if chance(rng, 0.25) else oven


def _iron_stove(rng: np.random.Generator) -> Mesh:
    """An old cast-iron stove on legs with a pipe."""
    width, depth, height = between(rng, 0.4, 0.9), between(rng, 0.4, 0.6), between(rng, 0.4, 0.8)
    leg, sides = between(rng, 0.1, 0.25), drawn_sides(rng)
    front, pipe = -depth / 2, between(rng, 0.05, 0.08)
    if chance(rng, 0.3):
        body = cylinder(width / 2, height, (0, 0, leg), top=between(rng, 0.8, 1), segments=sides)
    else:
        body = block((width, depth, height), (0, 0, leg))
    return assembled(
        body,
        block((width * 1.12, depth * 1.12, 0.05), (0, 0, leg + height)),
        feet(width * 0.9, depth * 0.9, leg, 0.05),
        front_plate(
            (-width * 0.3, leg + height * 0.3), (width * 0.3, leg + height * 0.8), front, 0.04
        ),
        window((-0.1, leg + height * 0.4), (0.1, leg + height * 0.7), front - 0.04, 0.02),
        cylinder(pipe, between(rng, 0.3, 1.4), (0, depth * 0.2, leg + height), segments=sides),
        torus(pipe, 0.02, (0, depth * 0.2, leg + height + 0.12), segments=sides, sides=4),
        cylinder(0.1, 0.03, (-width / 4, -depth / 5, leg + height + 0.05), segments=sides),
    )


def _front_washer(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.55, 0.72), between(rng, 0.5, 0.7), between(rng, 0.7, 1.0)
    one = assembled(*_washer_parts(rng, width, depth, height))
    if chance(rng, 0.2):
        return assembled(one, moved(one, (0, 0, height * 1.01)))
    return one


def _washer_parts(
    rng: np.random.Generator, width: float, depth: float, height: float
) -> list[Mesh]:
    front, panel = -depth / 2, height * between(rng, 0.8, 0.88)
    radius, sides = width * between(rng, 0.25, 0.37), int(rng.choice([8, 12, 16, 24]))
    centre = (0, front, panel * between(rng, 0.47, 0.55))
    parts = [case(rng, (width, depth, height)), ring_facing(radius, 0.035, centre, sides)]
    glass = moved(
        scaled(ball(1, segments=sides, rings=6), (0.8 * radius, 0.06, 0.8 * radius)), centre
    )
    parts.append(glass if chance(rng, 0.6) else facing(radius, 0.04, centre, sides))
    if chance(rng, 0.5):
        parts.append(block((0.05, 0.06, 0.12), (radius, front - 0.03, centre[2] - 0.06)))
    middle = (panel + height) / 2
    drawer = (-width * 0.45, panel + 0.01), (-width * 0.12, height - 0.03)
    parts.append(front_plate(*drawer, front, 0.02))
    parts.append(facing(0.04, 0.04, (width * between(rng, 0.05, 0.3), front, middle), sides))
    if chance(rng, 0.5):
        parts.append(front_plate((-width * 0.48, panel - 0.01), (width * 0.48, panel), front, 0.01))
    if chance(rng, 0.3):
        parts = [moved(part, (0, 0, 0.04)) for part in parts]
        parts += feet(width * 0.85, depth * 0.85, 0.06, 0.05)
    if chance(rng, 0.25):
        parts.append(block((width, 0.08, 0.12), (0, depth / 2 - 0.04, height)))
    return parts


def _top_washer(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.55, 0.75), between(rng, 0.5, 0.7), between(rng, 0.8, 0.95)
    rise = between(rng, 0.1, 0.22)
    lid = block((width * 0.8, depth * 0.65, 0.03))
    if chance(rng, 0.4):
        lid = moved(turned(lid, "x", between(rng, 60, 100)), (0, depth * 0.2, height + 0.2))
        lid = assembled(lid, cylinder(width * 0.3, 0.02, (0, -depth * 0.1, height)))
    else:
        lid = moved(lid, (0, -depth * 0.1, height))
    console = block((width, 0.14, rise), (0, depth / 2 - 0.07, height), top=(1, 0.5))
    knobs = _knobs(rng, width * 0.6, (0, depth / 2 - 0.12, height + rise / 2), 0.03)
    return assembled(case(rng, (width, depth, height)), lid, console, knobs)


def _microwave(rng: np.random.Generator) -> Mesh:
    width, depth, height = (
        between(rng, 0.42, 0.6),
        between(rng, 0.28, 0.42),
        between(rng, 0.22, 0.34),
    )
    foot, front = 0.015, -depth / 2
    edge = width * between(rng, 0.15, 0.28)
    top = foot + height
    parts = [
        case(rng, (width, depth, height), (0, 0, foot)),
        *feet(width * 0.85, depth * 0.85, 0.04, 0.04),
    ]
    parts.append(front_plate((-width * 0.48, foot + 0.015), (edge, top - 0.015), front, 0.02))
    inset = (-width * 0.43, foot + 0.05), (edge - 0.06, top - 0.05)
    parts.append(window(*inset, front - 0.02, 0.02))
    if chance(rng, 0.7):
        parts.append(
            handle((edge - 0.02, front - 0.02, foot + height / 2), height * 0.7, 0.008, True)
        )
    middle = (edge + width / 2) / 2
    if chance(rng, 0.5):
        parts += [
            facing(0.03, 0.03, (middle, front, foot + height * share)) for share in (0.25, 0.6)
        ]
        return assembled(*parts)
    keys = [(x, z) for x in (-0.028, 0, 0.028) for z in (0.15, 0.3, 0.45, 0.6)]
    for x, z in keys:
        low = (middle + x - 0.01, foot + height * z)
        parts.append(front_plate(low, (low[0] + 0.02, low[1] + 0.02), front, 0.01))
    parts.append(front_plate((middle - 0.04, top - 0.07), (middle + 0.04, top - 0.03), front, 0.01))
    return assembled(*parts)


def _toaster(rng: np.random.Generator) -> Mesh:
    length, width = between(rng, 0.26, 0.42), between(rng, 0.14, 0.26)
    height, foot = between(rng, 0.16, 0.24), 0.015
    body = rounded(
        (length, width, height),
        (0, 0, foot),
        radius=width * between(rng, 0.05, 0.4),
        steps=int(rng.integers(1, 4)),
    )
    top, reach = foot + height, length * between(rng, 0.55, 0.75)
    parts = [body, *feet(length * 0.75, width * 0.75, 0.05, 0.03)]
    for y in (-width / 5, width / 5):
        parts += [
            block((reach, 0.008, 0.008), (0, y + side * width * 0.11, top - 0.002))
            for side in (-1, 1)
        ]
        if chance(rng, 0.5):
            lift = height * between(rng, 0.15, 0.45)
            toast = rounded((reach * 0.8, lift * 2, width * 0.15), radius=0.02, steps=1)
            parts.append(moved(turned(toast, "x", 90), (0, y + 0.015, top)))
    parts.append(block((0.035, 0.05, 0.02), (length / 2 + 0.01, 0, foot + height * 0.7)))
    parts.append(turned(facing(0.018, 0.02, (0, -length / 2, foot + height * 0.3)), "z", 90))
    return assembled(*parts)


def _coffee_machine(rng: np.random.Generator) -> Mesh:
    """A filter machine: foot, back, head, and a jug or cup in between."""
    width, depth, height = (
        between(rng, 0.18, 0.3),
        between(rng, 0.24, 0.34),
        between(rng, 0.3, 0.42),
    )
    foot, head = height * between(rng, 0.08, 0.15), height * between(rng, 0.2, 0.32)
    back = depth * between(rng, 0.35, 0.45)
    gap, sides = height - foot - head, drawn_sides(rng)
    parts = [
        case(rng, (width, depth, foot)),
        block((width, back, gap + 0.02), (0, (depth - back) / 2, foot - 0.01)),
        case(rng, (width, depth, head), (0, 0, height - head)),
    ]
    place = (0, -depth * 0.15, foot)
    size = min(width * 0.4, gap * 0.5)
    if chance(rng, 0.6):
        jug = [
            (0, 0),
            (size * 0.8, 0),
            (size, gap * 0.35),
            (size * 0.6, gap * 0.75),
            (0, gap * 0.8),
        ]
        parts.append(moved(lathe(jug, segments=sides), place))
        parts.append(
            moved(loop(size * 0.45, gap * 0.45, 0.012), (size * 0.8, place[1], foot + gap * 0.1))
        )
    else:
        parts.append(moved(_cup(size * 0.6, gap * 0.4, sides), place))
        parts.append(cylinder(0.02, gap * 0.2, (0, place[1], height - head - gap * 0.2)))
    if chance(rng, 0.5):
        parts += _knobs(rng, width * 0.6, (0, -depth / 2, height - head / 2), 0.014)
    return assembled(*parts)


def _cup(radius: float, height: float, sides: int) -> Mesh:
    inner = radius * 0.85
    profile = [(0, 0), (radius * 0.7, 0), (radius, height), (inner, height), (inner * 0.7, 0.01)]
    cup = lathe([*profile, (0, 0.01)], segments=sides)
    return assembled(
        cup, moved(loop(radius * 0.5, height * 0.6, radius * 0.1), (radius * 0.8, 0, height * 0.2))
    )


def _espresso_machine(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.3, 0.7), between(rng, 0.3, 0.42), between(rng, 0.3, 0.42)
    front, sides = -depth / 2, drawn_sides(rng)
    parts = [
        case(rng, (width, depth, height * 0.22)),
        block((width * 0.95, depth * 0.55, height * 0.6), (0, depth * 0.2, height * 0.2)),
        case(rng, (width, depth * 0.9, height * 0.3), (0, depth * 0.05, height * 0.7)),
    ]
    groups = [0.0] if width < 0.45 else [-width / 4, width / 4]
    for x in groups:
        parts.append(cylinder(0.035, 0.06, (x, front * 0.6, height * 0.64), segments=sides))
        parts.append(
            rod_between((x, front * 0.6, height * 0.66), (x, front * 1.5, height * 0.62), 0.012)
        )
        parts.append(moved(_cup(0.035, 0.06, sides), (x, front * 0.6, height * 0.22)))
    wand = [(width * 0.42, front * 0.8, height * 0.7), (width * 0.45, front, height * 0.3)]
    parts.append(tube(wand, 0.008, segments=5))
    parts += _knobs(rng, width * 0.7, (0, -depth * 0.4, height * 0.86), 0.016)
    return assembled(*parts)


def _blender(rng: np.random.Generator) -> Mesh:
    base, height, sides = between(rng, 0.07, 0.1), between(rng, 0.1, 0.18), drawn_sides(rng)
    jug, wide = between(rng, 0.16, 0.28), base * between(rng, 0.8, 1.15)
    if chance(rng, 0.5):
        foot = block((2 * base, 2 * base, height), top=between(rng, 0.6, 0.9))
    else:
        foot = cylinder(base, height, top=between(rng, 0.6, 0.9), segments=sides)
    narrow = wide * between(rng, 0.6, 0.9)
    top = height + jug
    parts = [
        foot,
        cylinder(narrow * 0.9, 0.03, (0, 0, height - 0.005), segments=sides),
        cylinder(narrow, jug, (0, 0, height + 0.02), top=wide / narrow, segments=sides),
        cylinder(wide * 1.05, 0.03, (0, 0, top + 0.015), segments=sides),
        cylinder(wide * 0.4, 0.03, (0, 0, top + 0.04), segments=sides),
        facing(0.025, 0.03, (0, -base * 0.85, height * 0.45), sides),
    ]
    if chance(rng, 0.75):
        parts.append(moved(loop(0.06, jug * 0.8, 0.012), (narrow * 0.9, 0, height + jug * 0.12)))
    return assembled(*parts)


def _stand_mixer(rng: np.random.Generator) -> Mesh:
    length, sides = between(rng, 0.3, 0.38), drawn_sides(rng)
    column, bowl = between(rng, 0.2, 0.28), between(rng, 0.08, 0.11)
    place = (-length * 0.2, 0, 0.04)
    size = bowl * 1.2
    profile = [(0, 0), (bowl * 0.5, 0), (bowl, size * 0.6), (bowl * 1.05, size), (bowl, size)]
    head = turned(ball((0.075, 0.075, length * 0.55), segments=sides), "y", 90)
    if chance(rng, 0.2):
        head = turned(head, "y", 30)
    return assembled(
        rounded((length, 0.18, 0.04), radius=0.03, steps=1),
        block((0.1, 0.1, column), (length * 0.36, 0, 0.02), top=0.8),
        moved(head, (-0.02, 0, column + 0.07)),
        moved(lathe([*profile, (bowl * 0.5, 0.02), (0, 0.02)], segments=sides), place),
        cylinder(0.012, column * 0.6, (place[0], 0, column * 0.5)),
        turned(facing(0.04, 0.03, (0, -length * 0.6, column + 0.07)), "z", -90),
    )


def _hood(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.55, 1.0), between(rng, 0.4, 0.6)
    rim, slope = between(rng, 0.03, 0.12), between(rng, 0.08, 0.4)
    duct, rise = between(rng, 0.18, 0.35), between(rng, 0.2, 0.9)
    parts = [block((width, depth, rim))]
    back = depth / 2
    if chance(rng, 0.75):
        share = duct / width
        flare = block((width, depth, slope), top=(share, share * width / depth * 0.9))
        offset = back - duct * 0.45 if chance(rng, 0.5) else 0.0
        corners = flare.vertices.copy()
        corners[:, 1] += offset * corners[:, 2] / slope
        low = [corners[(corners[:, 2] > 0.01) == upper] for upper in (False, True)]
        parts.append(loft([_ordered(ring) + (0, 0, rim) for ring in low]))
    else:
        slope, offset = 0.0, back - duct * 0.45
    at = (0, offset, rim + slope - 0.01)
    if chance(rng, 0.75):
        parts.append(block((duct, duct * 0.9, rise), at))
    else:
        parts.append(cylinder(duct / 2, rise, at, segments=drawn_sides(rng)))
    parts += _knobs(rng, width * 0.3, (0, -depth / 2, rim / 2), rim * 0.2)
    return assembled(*parts)


def _ordered(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of one level, counter-clockwise about their middle."""
    spokes = ring - ring.mean(axis=0)
    return ring[np.argsort(np.arctan2(spokes[:, 1], spokes[:, 0]))]


def _dishwasher(rng: np.random.Generator) -> Mesh:
    width, depth, height = (
        between(rng, 0.45, 0.62),
        between(rng, 0.5, 0.62),
        between(rng, 0.75, 0.9),
    )
    front, wall = -depth / 2, 0.04
    if chance(rng, 0.5):
        panel = height * between(rng, 0.82, 0.88)
        return assembled(
            case(rng, (width, depth, height)),
            front_plate((-width * 0.48, 0.09), (width * 0.48, panel), front, 0.03),
            front_plate((-width * 0.48, panel + 0.01), (width * 0.48, height - 0.01), front, 0.03),
            handle((0, front - 0.03, panel - 0.06), width * 0.7, 0.012, False),
            _knobs(rng, width * 0.4, (width * 0.15, front - 0.03, (panel + height) / 2), 0.014),
        )
    door = turned(block((width, wall, height * 0.9), (0, 0, 0)), "x", between(rng, 70, 90))
    bars = np.linspace(-width * 0.42, width * 0.42, 8)
    rack = [rod_between((x, front, 0), (x, -front, 0), 0.008, 4) for x in bars]
    plates = [facing(0.11, 0.012, (0, y, 0.1), 12) for y in np.linspace(front, -front, 6)[1:-1]]
    return assembled(
        block((width, wall, height), (0, depth / 2, 0)),
        mirrored(block((wall, depth, height), ((width - wall) / 2, 0, 0))),
        block((width, depth, wall), (0, 0, height - wall)),
        block((width, depth, 0.1)),
        moved(door, (0, front, 0.1)),
        [moved(assembled(*rack, *plates), (0, shift, z)) for shift, z in ((-0.15, 0.18), (0, 0.5))],
    )


def _wall_conditioner(rng: np.random.Generator) -> Mesh:
    width, depth, height = (
        between(rng, 0.7, 1.1),
        between(rng, 0.18, 0.26),
        between(rng, 0.24, 0.34),
    )
    turns = np.linspace(0, np.pi / 2, int(rng.integers(2, 6)))
    curve = [(-depth * np.cos(t), height * 0.35 * (1 - np.sin(t))) for t in turns]
    outline = [(0, height), (-depth * between(rng, 0.8, 1), height), *curve]
    body = turned(prism(outline, width), "z", 90)
    flap = block((width * 0.85, depth * 0.5, 0.012))
    flap = moved(turned(flap, "x", between(rng, 0, 50)), (0, -depth * 0.75, height * 0.12))
    slats = [
        block((width * 0.9, 0.02, 0.015), (0, -depth * y, height - 0.005)) for y in (0.3, 0.5, 0.7)
    ]
    seam = front_plate((-width * 0.48, height * 0.4), (width * 0.48, height * 0.42), -depth, 0.01)
    lamp_spot = front_plate((width * 0.3, height * 0.5), (width * 0.4, height * 0.56), -depth, 0.01)
    return assembled(body, flap, slats, seam, lamp_spot)


def _outdoor_unit(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.7, 1.0), between(rng, 0.3, 0.42), between(rng, 0.5, 0.8)
    stacked = 2 if chance(rng, 0.15) else 1
    front, radius, x = -depth / 2, height * between(rng, 0.34, 0.43), -width * between(rng, 0, 0.15)
    centre = (x, front, height / 2)
    rings = [ring_facing(radius * share, 0.012, centre) for share in (0.35, 0.7, 1)]
    spokes = [
        moved(turned(block((2 * radius, 0.02, 0.02), (0, 0, -0.01)), "y", a), centre)
        for a in (0, 45, 90, 135)
    ]
    hub = facing(radius * 0.2, 0.03, centre)
    slats = [
        block((0.02, depth * 0.9, 0.015), (width / 2, 0, z))
        for z in np.linspace(0.1, height * 0.9, 6)
    ]
    unit = assembled(block((width, depth, height)), rings, spokes, hub, slats)
    units = [moved(unit, (0, 0, 0.06 + step * height)) for step in range(stacked)]
    return assembled(units, mirrored(block((0.08, depth * 1.1, 0.07), (width * 0.35, 0, 0))))


def _window_unit(rng: np.random.Generator) -> Mesh:
    width, depth, height = (
        between(rng, 0.45, 0.7),
        between(rng, 0.35, 0.6),
        between(rng, 0.32, 0.45),
    )
    front, count = -depth / 2, int(rng.integers(5, 9))
    left, right = -width * 0.45, width * between(rng, 0.15, 0.45)
    levels = np.linspace(height * 0.1, height * 0.85, count)
    slats = [front_plate((left, z), (right, z + height * 0.04), front, 0.025) for z in levels]
    return assembled(
        case(rng, (width, depth, height)),
        slats,
        window((-width / 2, 0), (width / 2, height), front, 0.03),
        facing(0.025, 0.03, (width * 0.4, front, height * 0.6)),
        facing(0.025, 0.03, (width * 0.4, front, height * 0.35)),
    )


def _kettle(rng: np.random.Generator) -> Mesh:
    radius, height, sides = between(rng, 0.07, 0.11), between(rng, 0.11, 0.24), drawn_sides(rng)
    belly = between(rng, 0.9, 1.3)
    neck = between(rng, 0.5, 0.85)
    shell = [(0, 0), (radius, 0), (radius * belly, height * 0.3), (radius * neck, height * 0.9)]
    parts = [
        lathe([*shell, (radius * neck * 0.9, height), (0, height * 1.05)], segments=sides),
        ball(radius * 0.2, (0, 0, height * 1.1), segments=8, rings=5),
    ]
    spout = [(-radius * 0.8, 0, height * 0.4), (-radius * 1.5, 0, height * 0.7)]
    spout.append((-radius * between(rng, 1.6, 1.9), 0, height * between(rng, 0.85, 1.1)))
    parts.append(tube(spout, [radius * 0.3, radius * 0.2, radius * 0.13], segments=8))
    if chance(rng, 0.5):
        turns = np.linspace(0, np.pi, 9)
        rise = between(rng, 0.4, 0.9) * height
        bow = [(radius * np.cos(t), 0, height * 0.8 + rise * np.sin(t)) for t in turns]
        parts.append(tube(bow, radius * 0.1, segments=6))
    else:
        parts.append(
            moved(loop(radius, height * 0.75, radius * 0.12), (radius * 0.75, 0, height * 0.2))
        )
    if chance(rng, 0.35):
        parts = [moved(part, (0, 0, 0.025)) for part in parts]
        parts.append(cylinder(radius * 1.25, 0.03, segments=sides))
    return assembled(*parts)


def _cooker(rng: np.random.Generator) -> Mesh:
    """A rice cooker, slow cooker or air fryer: a stout round body with a lid."""
    radius, sides = between(rng, 0.12, 0.16), drawn_sides(rng)
    height = radius * between(rng, 1.1, 2.2)
    body = [(0, 0.02), (radius * 0.9, 0.02), (radius, height * 0.4), (radius * 0.98, height * 0.8)]
    lid = [(radius * 1.03, height * 0.8), (radius * 0.9, height * 0.92), (0, height)]
    ears = mirrored(block((0.06, 0.08, 0.025), (radius * 1.05, 0, height * 0.6)))
    return assembled(
        lathe([*body, *lid], segments=sides),
        feet(radius * 1.2, radius * 1.2, 0.03, 0.03),
        ears if chance(rng, 0.6) else [],
        cylinder(0.02, 0.04, (0, 0, height * 0.98), segments=8),
        block((radius * 0.7, 0.05, height * 0.35), (0, -radius * 0.95, height * 0.2)),
        _knobs(rng, radius * 0.4, (0, -radius - 0.02, height * 0.38), 0.012),
    )


_APPLIANCES: tuple[tuple[Design, float], ...] = (
    (_fridge, 4),
    (_open_fridge, 0.7),
    (_stove, 3),
    (_oven, 1),
    (_iron_stove, 0.7),
    (_front_washer, 3),
    (_top_washer, 1),
    (_microwave, 2),
    (_toaster, 1.5),
    (_coffee_machine, 1.5),
    (_espresso_machine, 0.8),
    (_blender, 1.3),
    (_stand_mixer, 0.8),
    (_hood, 1.2),
    (_dishwasher, 1),
    (_wall_conditioner, 0.8),
    (_outdoor_unit, 0.8),
    (_window_unit, 0.6),
    (_kettle, 1),
    (_cooker, 0.7),
)
