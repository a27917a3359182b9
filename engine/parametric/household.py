"""Household goods made by formula: a random generator in, a mesh out."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Mesh
from .shapes import (
    Point,
    around,
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

Design = Callable[[np.random.Generator], Mesh]
Profile = list[tuple[float, float]]


def _drawn(rng: np.random.Generator, designs: Sequence[tuple[Design, float]]) -> Mesh:
    """A mesh of one of the (design, weight) pairs."""
    weights = np.array([weight for _, weight in designs])
    return designs[rng.choice(len(designs), p=weights / weights.sum())][0](rng)


def _sides(rng: np.random.Generator) -> int:
    return int(rng.choice([6, 8, 10, 12, 16, 20]))


def _rod(start: Point, end: Point, radius: float, segments: int = 6) -> Mesh:
    return tube([start, end], radius, segments=segments)


def _facing(radius: float, depth: float, at: Point, segments: int = 12) -> Mesh:
    """A disc whose back's middle is `at`, standing out to the front (-Y)."""
    return moved(turned(cylinder(radius, depth, segments=segments), "x", 90), at)


def _ring_facing(radius: float, thickness: float, at: Point, segments: int = 16) -> Mesh:
    return moved(turned(torus(radius, thickness, segments=segments, sides=6), "x", 90), at)


def _case(rng: np.random.Generator, size: Point, at: Point = (0, 0, 0)) -> Mesh:
    """A box, its edges sharp or bevelled."""
    if chance(rng, 0.55):
        return block(size, at)
    return rounded(size, at, radius=min(size) * between(rng, 0.03, 0.1), steps=1)


def _feet(width: float, depth: float, height: float, size: float) -> list[Mesh]:
    """Four posts in the corners of a width by depth footprint."""
    places = [(x, y) for x in (-1, 1) for y in (-1, 1)]
    return [
        block((size, size, height), (x * (width - size) / 2, y * (depth - size) / 2, 0))
        for x, y in places
    ]


def _handle(at: Point, length: float, size: float, upright: bool) -> Mesh:
    """A bar in front of a door on two posts; `at` is its middle on the door."""
    x, y, z = at
    step = (0, length / 2) if upright else (length / 2, 0)
    ends = [(x + s * step[0], z + s * step[1]) for s in (-1, 1)]
    out = y - 2.5 * size
    path = [(ends[0][0], y, ends[0][1]), (ends[0][0], out, ends[0][1])]
    path += [(ends[1][0], out, ends[1][1]), (ends[1][0], y, ends[1][1])]
    return tube(path, size, segments=4)


def _panel(low: tuple[float, float], high: tuple[float, float], front: float, depth: float) -> Mesh:
    """A plate on the front `front` between two corners (x, z)."""
    size = (high[0] - low[0], depth, high[1] - low[1])
    return block(size, ((low[0] + high[0]) / 2, front - depth / 2, low[1]))


def _window(low: tuple[float, float], high: tuple[float, float], front: float, rim: float) -> Mesh:
    """A raised frame of four bars on the front between two corners (x, z)."""
    (left, bottom), (right, top) = low, high
    return assembled(
        _panel((left, bottom), (right, bottom + rim), front, rim / 2),
        _panel((left, top - rim), (right, top), front, rim / 2),
        _panel((left, bottom + rim), (left + rim, top - rim), front, rim / 2),
        _panel((right - rim, bottom + rim), (right, top - rim), front, rim / 2),
    )


def appliance(rng: np.random.Generator) -> Mesh:
    """Fridge, stove, washer, microwave, toaster, coffee machine, mixer, hood, kettle and so on."""
    return _drawn(rng, _APPLIANCES)


def _fridge(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.55, 0.8), between(rng, 0.5, 0.8)
    height = between(rng, 0.8, 2.1)
    foot = between(rng, 0, 0.06)
    if chance(rng, 0.2):
        radius = between(rng, 0.06, 0.15)
        body = rounded((width, depth, height), (0, 0, foot), radius=radius, steps=3)
    else:
        body = _case(rng, (width, depth, height), (0, 0, foot))
    split = rng.choice([0.0, 0.3, 0.65, 0.72]) * height
    rows = [(0.0, height)] if split == 0 else [(0.0, float(split)), (float(split), height)]
    doors = [part for low, high in rows for part in _fridge_door(rng, width, depth, low, high)]
    extra = _feet(width * 0.85, depth * 0.85, foot + 0.02, 0.06)
    if chance(rng, 0.15):
        extra.append(_panel((-0.1, height * 0.8), (0.1, height * 0.88), -depth / 2 - 0.05, 0.02))
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
        parts.append(_panel((left + gap, low + gap), (right - gap, high - gap), front, thick))
        x = (left if side > 0 else right) + side * 0.06
        at = (x, front - thick, (low + high) / 2)
        parts.append(_handle(at, reach, size, True))
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
    door = assembled(door, _handle((width - 0.06, -0.03, height / 2), 0.4, 0.015, True))
    racks = [
        block((width * 0.8, 0.12, 0.09), (width / 2, 0.09, height * share))
        for share in (0.15, 0.4, 0.65)
    ]
    swing = turned(assembled(door, racks), "z", -between(rng, 60, 120))
    return assembled(shell, shelves, moved(swing, (-width / 2, -depth / 2, 0)))


def _burner(rng: np.random.Generator, radius: float, style: int) -> Mesh:
    if style == 0:
        return cylinder(radius, 0.015, segments=_sides(rng))
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
    return [_facing(radius, radius * 1.3, (at[0] + x, at[1], at[2]), sides) for x in places]


def _stove(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.5, 1.0), between(rng, 0.5, 0.7)
    height, front = between(rng, 0.75, 0.95), -depth / 2
    parts = [_case(rng, (width, depth, height)), *_hob(rng, width, depth, height)]
    panel = height * between(rng, 0.8, 0.88)
    door = (-width * 0.46, height * between(rng, 0.08, 0.3)), (width * 0.46, panel)
    parts.append(_panel(*door, front, 0.03))
    inset = (-width * 0.33, door[0][1] + 0.08), (width * 0.33, panel - 0.14)
    parts.append(_window(*inset, front - 0.03, 0.03))
    parts.append(_handle((0, front - 0.03, panel - 0.06), width * 0.75, 0.013, False))
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
        parts.append(_panel(*drawer, front, 0.025))
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
        _panel((-width * 0.47, 0.03), (width * 0.47, panel), front, 0.03),
        _window((-width * 0.36, 0.09), (width * 0.36, panel - 0.12), front - 0.03, 0.03),
        _handle((0, front - 0.03, panel - 0.05), width * 0.75, 0.012, False),
        *_knobs(rng, width * 0.7, (0, front, (panel + height) / 2), 0.022),
    ]
    oven = assembled(*one)
    return assembled(oven, moved(oven, (0, 0, height))) if chance(rng, 0.25) else oven


def _iron_stove(rng: np.random.Generator) -> Mesh:
    """An old cast-iron stove on legs with a pipe."""
    width, depth, height = between(rng, 0.4, 0.9), between(rng, 0.4, 0.6), between(rng, 0.4, 0.8)
    leg, sides = between(rng, 0.1, 0.25), _sides(rng)
    front, pipe = -depth / 2, between(rng, 0.05, 0.08)
    if chance(rng, 0.3):
        body = cylinder(width / 2, height, (0, 0, leg), top=between(rng, 0.8, 1), segments=sides)
    else:
        body = block((width, depth, height), (0, 0, leg))
    return assembled(
        body,
        block((width * 1.12, depth * 1.12, 0.05), (0, 0, leg + height)),
        _feet(width * 0.9, depth * 0.9, leg, 0.05),
        _panel((-width * 0.3, leg + height * 0.3), (width * 0.3, leg + height * 0.8), front, 0.04),
        _window((-0.1, leg + height * 0.4), (0.1, leg + height * 0.7), front - 0.04, 0.02),
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
    parts = [_case(rng, (width, depth, height)), _ring_facing(radius, 0.035, centre, sides)]
    glass = moved(
        scaled(ball(1, segments=sides, rings=6), (0.8 * radius, 0.06, 0.8 * radius)), centre
    )
    parts.append(glass if chance(rng, 0.6) else _facing(radius, 0.04, centre, sides))
    if chance(rng, 0.5):
        parts.append(block((0.05, 0.06, 0.12), (radius, front - 0.03, centre[2] - 0.06)))
    middle = (panel + height) / 2
    drawer = (-width * 0.45, panel + 0.01), (-width * 0.12, height - 0.03)
    parts.append(_panel(*drawer, front, 0.02))
    parts.append(_facing(0.04, 0.04, (width * between(rng, 0.05, 0.3), front, middle), sides))
    if chance(rng, 0.5):
        parts.append(_panel((-width * 0.48, panel - 0.01), (width * 0.48, panel), front, 0.01))
    if chance(rng, 0.3):
        parts = [moved(part, (0, 0, 0.04)) for part in parts]
        parts += _feet(width * 0.85, depth * 0.85, 0.06, 0.05)
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
    return assembled(_case(rng, (width, depth, height)), lid, console, knobs)


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
        _case(rng, (width, depth, height), (0, 0, foot)),
        *_feet(width * 0.85, depth * 0.85, 0.04, 0.04),
    ]
    parts.append(_panel((-width * 0.48, foot + 0.015), (edge, top - 0.015), front, 0.02))
    inset = (-width * 0.43, foot + 0.05), (edge - 0.06, top - 0.05)
    parts.append(_window(*inset, front - 0.02, 0.02))
    if chance(rng, 0.7):
        parts.append(
            _handle((edge - 0.02, front - 0.02, foot + height / 2), height * 0.7, 0.008, True)
        )
    middle = (edge + width / 2) / 2
    if chance(rng, 0.5):
        parts += [
            _facing(0.03, 0.03, (middle, front, foot + height * share)) for share in (0.25, 0.6)
        ]
        return assembled(*parts)
    keys = [(x, z) for x in (-0.028, 0, 0.028) for z in (0.15, 0.3, 0.45, 0.6)]
    for x, z in keys:
        low = (middle + x - 0.01, foot + height * z)
        parts.append(_panel(low, (low[0] + 0.02, low[1] + 0.02), front, 0.01))
    parts.append(_panel((middle - 0.04, top - 0.07), (middle + 0.04, top - 0.03), front, 0.01))
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
    parts = [body, *_feet(length * 0.75, width * 0.75, 0.05, 0.03)]
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
    parts.append(turned(_facing(0.018, 0.02, (0, -length / 2, foot + height * 0.3)), "z", 90))
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
    gap, sides = height - foot - head, _sides(rng)
    parts = [
        _case(rng, (width, depth, foot)),
        block((width, back, gap + 0.02), (0, (depth - back) / 2, foot - 0.01)),
        _case(rng, (width, depth, head), (0, 0, height - head)),
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
            moved(_loop(size * 0.45, gap * 0.45, 0.012), (size * 0.8, place[1], foot + gap * 0.1))
        )
    else:
        parts.append(moved(_cup(size * 0.6, gap * 0.4, sides), place))
        parts.append(cylinder(0.02, gap * 0.2, (0, place[1], height - head - gap * 0.2)))
    if chance(rng, 0.5):
        parts += _knobs(rng, width * 0.6, (0, -depth / 2, height - head / 2), 0.014)
    return assembled(*parts)


def _loop(reach: float, height: float, thickness: float) -> Mesh:
    """A handle in the XZ plane, standing out to +X."""
    turns = np.linspace(-np.pi / 2, np.pi / 2, 7)
    path = [(reach * np.cos(t), 0, height / 2 * (1 + np.sin(t))) for t in turns]
    return tube(path, thickness, segments=5)


def _cup(radius: float, height: float, sides: int) -> Mesh:
    inner = radius * 0.85
    profile = [(0, 0), (radius * 0.7, 0), (radius, height), (inner, height), (inner * 0.7, 0.01)]
    cup = lathe([*profile, (0, 0.01)], segments=sides)
    return assembled(
        cup, moved(_loop(radius * 0.5, height * 0.6, radius * 0.1), (radius * 0.8, 0, height * 0.2))
    )


def _espresso_machine(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.3, 0.7), between(rng, 0.3, 0.42), between(rng, 0.3, 0.42)
    front, sides = -depth / 2, _sides(rng)
    parts = [
        _case(rng, (width, depth, height * 0.22)),
        block((width * 0.95, depth * 0.55, height * 0.6), (0, depth * 0.2, height * 0.2)),
        _case(rng, (width, depth * 0.9, height * 0.3), (0, depth * 0.05, height * 0.7)),
    ]
    groups = [0.0] if width < 0.45 else [-width / 4, width / 4]
    for x in groups:
        parts.append(cylinder(0.035, 0.06, (x, front * 0.6, height * 0.64), segments=sides))
        parts.append(_rod((x, front * 0.6, height * 0.66), (x, front * 1.5, height * 0.62), 0.012))
        parts.append(moved(_cup(0.035, 0.06, sides), (x, front * 0.6, height * 0.22)))
    wand = [(width * 0.42, front * 0.8, height * 0.7), (width * 0.45, front, height * 0.3)]
    parts.append(tube(wand, 0.008, segments=5))
    parts += _knobs(rng, width * 0.7, (0, -depth * 0.4, height * 0.86), 0.016)
    return assembled(*parts)


def _blender(rng: np.random.Generator) -> Mesh:
    base, height, sides = between(rng, 0.07, 0.1), between(rng, 0.1, 0.18), _sides(rng)
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
        _facing(0.025, 0.03, (0, -base * 0.85, height * 0.45), sides),
    ]
    if chance(rng, 0.75):
        parts.append(moved(_loop(0.06, jug * 0.8, 0.012), (narrow * 0.9, 0, height + jug * 0.12)))
    return assembled(*parts)


def _stand_mixer(rng: np.random.Generator) -> Mesh:
    length, sides = between(rng, 0.3, 0.38), _sides(rng)
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
        turned(_facing(0.04, 0.03, (0, -length * 0.6, column + 0.07)), "z", -90),
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
        parts.append(cylinder(duct / 2, rise, at, segments=_sides(rng)))
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
            _case(rng, (width, depth, height)),
            _panel((-width * 0.48, 0.09), (width * 0.48, panel), front, 0.03),
            _panel((-width * 0.48, panel + 0.01), (width * 0.48, height - 0.01), front, 0.03),
            _handle((0, front - 0.03, panel - 0.06), width * 0.7, 0.012, False),
            _knobs(rng, width * 0.4, (width * 0.15, front - 0.03, (panel + height) / 2), 0.014),
        )
    door = turned(block((width, wall, height * 0.9), (0, 0, 0)), "x", between(rng, 70, 90))
    bars = np.linspace(-width * 0.42, width * 0.42, 8)
    rack = [_rod((x, front, 0), (x, -front, 0), 0.008, 4) for x in bars]
    plates = [_facing(0.11, 0.012, (0, y, 0.1), 12) for y in np.linspace(front, -front, 6)[1:-1]]
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
    seam = _panel((-width * 0.48, height * 0.4), (width * 0.48, height * 0.42), -depth, 0.01)
    lamp_spot = _panel((width * 0.3, height * 0.5), (width * 0.4, height * 0.56), -depth, 0.01)
    return assembled(body, flap, slats, seam, lamp_spot)


def _outdoor_unit(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.7, 1.0), between(rng, 0.3, 0.42), between(rng, 0.5, 0.8)
    stacked = 2 if chance(rng, 0.15) else 1
    front, radius, x = -depth / 2, height * between(rng, 0.34, 0.43), -width * between(rng, 0, 0.15)
    centre = (x, front, height / 2)
    rings = [_ring_facing(radius * share, 0.012, centre) for share in (0.35, 0.7, 1)]
    spokes = [
        moved(turned(block((2 * radius, 0.02, 0.02), (0, 0, -0.01)), "y", a), centre)
        for a in (0, 45, 90, 135)
    ]
    hub = _facing(radius * 0.2, 0.03, centre)
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
    slats = [_panel((left, z), (right, z + height * 0.04), front, 0.025) for z in levels]
    return assembled(
        _case(rng, (width, depth, height)),
        slats,
        _window((-width / 2, 0), (width / 2, height), front, 0.03),
        _facing(0.025, 0.03, (width * 0.4, front, height * 0.6)),
        _facing(0.025, 0.03, (width * 0.4, front, height * 0.35)),
    )


def _kettle(rng: np.random.Generator) -> Mesh:
    radius, height, sides = between(rng, 0.07, 0.11), between(rng, 0.11, 0.24), _sides(rng)
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
            moved(_loop(radius, height * 0.75, radius * 0.12), (radius * 0.75, 0, height * 0.2))
        )
    if chance(rng, 0.35):
        parts = [moved(part, (0, 0, 0.025)) for part in parts]
        parts.append(cylinder(radius * 1.25, 0.03, segments=sides))
    return assembled(*parts)


def _cooker(rng: np.random.Generator) -> Mesh:
    """A rice cooker, slow cooker or air fryer: a stout round body with a lid."""
    radius, sides = between(rng, 0.12, 0.16), _sides(rng)
    height = radius * between(rng, 1.1, 2.2)
    body = [(0, 0.02), (radius * 0.9, 0.02), (radius, height * 0.4), (radius * 0.98, height * 0.8)]
    lid = [(radius * 1.03, height * 0.8), (radius * 0.9, height * 0.92), (0, height)]
    ears = mirrored(block((0.06, 0.08, 0.025), (radius * 1.05, 0, height * 0.6)))
    return assembled(
        lathe([*body, *lid], segments=sides),
        _feet(radius * 1.2, radius * 1.2, 0.03, 0.03),
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


def lamp(rng: np.random.Generator) -> Mesh:
    """Table, floor, desk-arm, ceiling, chandelier, wall, street lamp, lantern, candle-holder."""
    return _drawn(rng, _LAMPS)


def _shade(rng: np.random.Generator, radius: float, height: float, sides: int) -> Mesh:
    """A shade from z = 0 up, open below: drum, cone, bell, dome, globe, pleated or square."""
    style, narrow = int(rng.integers(7)), between(rng, 0.3, 0.8) * radius
    inner = 0.95
    if style == 0:
        outer = [(radius, 0.0), (radius, height)]
    elif style in (1, 2):
        outer = [(radius, 0.0), (narrow, height)]
    elif style == 3:
        outer = [(radius, 0.0), (radius * 0.7, height * 0.25), (radius * 0.5, height * 0.6)]
        outer.append((radius * 0.4, height))
    elif style == 4:
        turns = np.linspace(0, np.pi / 2 * 0.9, 5)
        outer = [(radius * float(np.cos(t)), height * float(np.sin(t))) for t in turns]
    elif style == 5:
        size = radius * 0.8
        return ball((size, size, height * 0.55), (0, 0, height * 0.5), segments=sides)
    else:
        sides = 4
        outer = [(radius * 1.2, 0.0), (radius * between(rng, 0.5, 1.2), height)]
    top = [] if chance(rng, 0.5) else [(0.0, outer[-1][1])]
    if top:
        back: Profile = [*top, (0.0, outer[-1][1] - 0.01)]
    else:
        back = []
    back += [(r * inner, z) for r, z in reversed(outer)]
    made = lathe([*outer, *back, outer[0]], segments=sides)
    return turned(made, "z", 45 if sides == 4 else 0)


def _stem_profile(rng: np.random.Generator, radius: float, height: float) -> Profile:
    """A turned lamp foot: jug, gourd, ball, stack of discs, cone or plain rod."""
    style = int(rng.integers(6))
    rod = radius * 0.12
    if style == 0:
        waist = [(0.7, 0), (0.75, 0.05), (0.5, 0.1), (1, 0.4), (0.85, 0.65), (0.3, 0.85), (0.2, 1)]
    elif style == 1:
        waist = [
            (0.9, 0),
            (0.9, 0.06),
            (0.25, 0.12),
            (0.8, 0.35),
            (0.3, 0.6),
            (0.5, 0.75),
            (0.15, 1),
        ]
    elif style == 2:
        waist = [(0.6, 0), (0.95, 0.2), (1, 0.4), (0.7, 0.65), (0.15, 0.75), (0.15, 1)]
    elif style == 3:
        waist = [(1, 0), (1, 0.06), (0.15, 0.1), (0.15, 1)]
    elif style == 4:
        waist = [(1, 0), (0.9, 0.08), (0.4, 0.14), (0.2, 0.4), (0.35, 0.5), (0.2, 0.6), (0.15, 1)]
    else:
        waist = [(0.9, 0), (0.2, 0.9), (0.15, 1)]
    return [(0, 0), *((max(r * radius, rod), z * height) for r, z in waist), (0, height)]


def _table_lamp(rng: np.random.Generator) -> Mesh:
    sides, height = _sides(rng), between(rng, 0.2, 0.5)
    base, wide = between(rng, 0.06, 0.14), between(rng, 0.12, 0.24)
    tall = wide * between(rng, 0.7, 1.5)
    parts = [lathe(_stem_profile(rng, base, height), segments=sides)]
    if chance(rng, 0.15):
        parts = [block((base * 1.6, base * 1.6, height * 0.9), top=between(rng, 0.3, 1))]
        parts.append(cylinder(0.012, height * 0.3, (0, 0, height * 0.8), segments=6))
    drop = tall * between(rng, 0.05, 0.35)
    parts.append(moved(_shade(rng, wide, tall, sides), (0, 0, height - drop)))
    parts.append(ball(0.035, (0, 0, height + 0.03), segments=8, rings=5))
    if chance(rng, 0.3):
        parts.append(_rod((0, 0, height), (0, 0, height + tall - drop + 0.02), 0.008, 5))
    return assembled(*parts)


def _floor_lamp(rng: np.random.Generator) -> Mesh:
    sides, height = _sides(rng), between(rng, 1.1, 1.7)
    wide, base = between(rng, 0.15, 0.32), between(rng, 0.12, 0.22)
    tall, rod = wide * between(rng, 0.7, 1.6), between(rng, 0.012, 0.03)
    foot = int(rng.integers(4))
    if foot == 0:
        parts = [block((1.7 * base, 1.7 * base, 0.03)), _rod((0, 0, 0), (0, 0, height), rod)]
    elif foot == 1:
        parts = [cylinder(base, 0.03, segments=sides), _rod((0, 0, 0), (0, 0, height), rod)]
    elif foot == 2:
        spread = between(rng, 0.2, 0.4)
        leg = _rod((spread, 0, 0), (0.02, 0, height * between(rng, 0.6, 1)), rod)
        parts = [*around(leg, 3, start=30), _rod((0, 0, height * 0.5), (0, 0, height), rod)]
        if chance(rng, 0.6):
            parts = [*around(_rod((spread, 0, 0), (0.02, 0, height), rod), 3)]
    else:
        foot_profile = [(0, 0), (base, 0), (base * 0.8, 0.03), (rod * 2, 0.1), (rod, 0.2)]
        knots = [
            (rod, height * 0.5),
            (rod * 2.5, height * 0.53),
            (rod, height * 0.56),
            (rod, height),
        ]
        parts = [lathe([*foot_profile, *knots, (0, height)], segments=sides)]
    parts.append(moved(_shade(rng, wide, tall, sides), (0, 0, height - tall * 0.25)))
    return assembled(*parts)


def _column_lamp(rng: np.random.Generator) -> Mesh:
    """A tall box, drum or paper column that glows all over."""
    height, wide, sides = between(rng, 0.5, 1.5), between(rng, 0.12, 0.25), _sides(rng)
    if chance(rng, 0.5):
        posts = _feet(wide * 1.05, wide * 1.05, height * 1.05, 0.02)
        core = block((wide, wide, height * 0.9), (0, 0, height * 0.08))
        bars = [
            block((wide * 1.05, wide * 1.05, 0.015), (0, 0, z)) for z in np.linspace(0.1, height, 4)
        ]
        return assembled(core, posts, bars)
    levels = np.linspace(0, 1, 9)
    wave = between(rng, 0, 0.12)
    shell = [(wide / 2 * (1 + wave * (-1) ** k), 0.05 + height * z) for k, z in enumerate(levels)]
    profile = [(0.0, 0.05), *shell, (0.0, shell[-1][1])]
    return assembled(lathe(profile, segments=sides), cylinder(wide * 0.6, 0.06, segments=sides))


def _arc_lamp(rng: np.random.Generator) -> Mesh:
    height, reach, rod = between(rng, 1.4, 2.0), between(rng, 0.6, 1.3), between(rng, 0.012, 0.025)
    turns = np.linspace(0, np.pi * between(rng, 0.85, 1.0), 12)
    rise = height * between(rng, 0.3, 0.6)
    path = [
        (0, 0, 0),
        *((reach / 2 * (1 - np.cos(t)), 0, height - rise + rise * np.sin(t)) for t in turns),
    ]
    end, sides, wide = path[-1], _sides(rng), between(rng, 0.13, 0.24)
    tall = wide * between(rng, 0.6, 1.0)
    shade = moved(_shade(rng, wide, tall, sides), (end[0], 0, end[2] - tall * 0.9))
    return assembled(cylinder(0.2, 0.05, segments=sides), tube(path, rod, segments=6), shade)


def _desk_lamp(rng: np.random.Generator) -> Mesh:
    """An arm of two links, or a swan neck, above a foot; the head looks down aslant."""
    sides, rod = _sides(rng), between(rng, 0.008, 0.018)
    lower, upper = between(rng, 0.2, 0.36), between(rng, 0.2, 0.36)
    lean, fold = np.radians(between(rng, 0, 35)), np.radians(between(rng, 30, 75))
    elbow = (-lower * np.sin(lean), 0, lower * np.cos(lean))
    tip = (elbow[0] + upper * np.sin(fold), 0, elbow[2] + upper * np.cos(fold))
    if chance(rng, 0.25):
        turns = np.linspace(0, np.pi * 0.8, 9)
        reach = between(rng, 0.1, 0.2)
        path = [
            (0, 0, 0),
            *((reach * (1 - np.cos(t)), 0, lower + reach * np.sin(t)) for t in turns),
        ]
        arm, tip = [tube(path, rod, segments=6)], path[-1]
    else:
        shift = (0, rod * 1.5, 0) if chance(rng, 0.4) else (0, 0, 0)
        links = [_rod((0, 0, 0), elbow, rod), _rod(elbow, tip, rod)]
        arm = [moved(link, np.multiply(shift, side)) for link in links for side in (-1, 1)]
        arm = arm if shift[1] else links
        arm += [ball(rod * 2.2, spot, segments=8, rings=5) for spot in (elbow, tip, (0, 0, 0.03))]
    wide, tall = between(rng, 0.07, 0.13), between(rng, 0.1, 0.18)
    head = lathe(
        [(wide, 0), (wide * 0.8, tall * 0.4), (wide * 0.3, tall * 0.7), (wide * 0.25, tall)]
        + [(0, tall), (0, tall * 0.9), (wide * 0.9, 0), (wide, 0)],
        segments=sides,
    )
    if chance(rng, 0.15):
        head = block((0.34, 0.08, 0.03), (0.1, 0, tall * 0.8))
    head = turned(moved(head, (0, 0, -tall * 0.85)), "y", -between(rng, 10, 60))
    base = between(rng, 0.08, 0.13)
    foot = cylinder(base, 0.03, top=between(rng, 0.7, 1), segments=sides)
    if chance(rng, 0.2):
        foot = block((base * 1.8, base * 1.5, 0.03))
    return assembled(foot, arm, moved(head, tip))


def _banker_lamp(rng: np.random.Generator) -> Mesh:
    sides, height, wide = _sides(rng), between(rng, 0.28, 0.4), between(rng, 0.3, 0.42)
    turns = np.linspace(0, np.pi, 7)
    arch = [(0.09 * np.cos(t), 0.07 * np.sin(t)) for t in turns]
    thin = [(0.08 * np.cos(t), 0.06 * np.sin(t)) for t in turns[::-1]]
    shade = turned(prism(arch + thin, wide), "z", 90)
    return assembled(
        lathe(
            [
                (0, 0),
                (0.11, 0),
                (0.11, 0.015),
                (0.03, 0.04),
                (0.012, 0.08),
                (0.012, height),
                (0, height),
            ],
            segments=sides,
        ),
        moved(turned(shade, "x", between(rng, 0, 25)), (0, -0.04, height - 0.05)),
    )


def _pendant(rng: np.random.Generator) -> Mesh:
    """One shade or several on cables under a ceiling rose."""
    sides, cable = _sides(rng), between(rng, 0.2, 1.0)
    wide = between(rng, 0.12, 0.3)
    tall, count = wide * between(rng, 0.5, 1.4), int(rng.choice([1, 1, 1, 2, 3, 3]))
    shade = _shade(rng, wide, tall, sides)
    one = assembled(
        shade,
        ball(wide * 0.25, (0, 0, tall * 0.3), segments=8, rings=5),
        cylinder(wide * 0.15, tall * 0.25, (0, 0, tall * 0.95), segments=8),
        _rod((0, 0, tall), (0, 0, tall + cable), 0.01, 5),
    )
    top = tall + cable
    if count == 1:
        return assembled(one, cylinder(0.07, 0.03, (0, 0, top - 0.02), segments=sides))
    gap = wide * 2.5
    places = (np.arange(count) - (count - 1) / 2) * gap
    rail = block((gap * count, 0.08, 0.03), (0, 0, top - 0.02))
    return assembled([moved(one, (x, 0, 0)) for x in places], rail)


def _ceiling_light(rng: np.random.Generator) -> Mesh:
    """A dish, globe or panel close to the ceiling, or a fan with lights."""
    sides, wide = _sides(rng), between(rng, 0.2, 0.35)
    depth = wide * between(rng, 0.3, 0.7)
    bowl = ball((wide * 0.9, wide * 0.9, depth), (0, 0, depth), segments=sides, rings=8)
    rim = cylinder(wide, 0.05, (0, 0, depth), segments=sides)
    if chance(rng, 0.6):
        return assembled(bowl, rim, cylinder(0.1, 0.2, (0, 0, depth * 1.7)))
    blade = block((0.7, 0.16, 0.015), (0.5, 0, depth + 0.05))
    stem = cylinder(0.03, 0.35, (0, 0, depth), segments=8)
    hub = cylinder(0.14, 0.14, (0, 0, depth), segments=sides)
    return assembled(scaled(bowl, (0.6, 0.6, 1)), stem, hub, around(blade, int(rng.integers(3, 6))))


def _candle(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    sides = int(rng.choice([6, 8, 10]))
    parts = [cylinder(radius, height, segments=sides)]
    if chance(rng, 0.6):
        flame = [(0, 0), (radius * 0.5, radius * 0.7), (0, radius * 2.2)]
        parts.append(moved(lathe(flame, segments=6), (0, 0, height + radius * 0.3)))
    parts.append(cylinder(radius * 0.12, radius * 0.6, (0, 0, height), segments=4))
    return assembled(*parts)


def _arm(reach: float, drop: float, rise: float, rod: float) -> Mesh:
    """A curved arm in the XZ plane from the origin out to (reach, 0, rise), dipping by drop."""
    steps = np.linspace(0, 1, 8)
    path = [(reach * s, 0, rise * s**2 - drop * np.sin(np.pi * s)) for s in steps]
    return tube(path, rod, segments=5)


def _chandelier(rng: np.random.Generator) -> Mesh:
    """A stem with curved arms around it, a candle or shade on each, one or two tiers."""
    reach, count = between(rng, 0.3, 0.6), int(rng.integers(4, 9))
    stem, sides = between(rng, 0.4, 0.9), _sides(rng)
    rise, drop = reach * between(rng, 0, 0.4), reach * between(rng, 0.1, 0.35)
    cup = cylinder(0.05, 0.03, top=1.4, segments=8)
    if chance(rng, 0.6):
        light = _candle(rng, 0.025, between(rng, 0.08, 0.16))
    else:
        light = _shade(rng, 0.08, 0.11, 8)
    arm = assembled(
        _arm(reach, drop, rise, 0.014), moved(assembled(cup, light), (reach, 0, rise - 0.01))
    )
    tiers = [moved(assembled(*around(arm, count)), (0, 0, 0.1))]
    if chance(rng, 0.3):
        upper = scaled(arm, (0.6, 0.6, 0.8))
        tiers.append(moved(assembled(*around(upper, max(3, count // 2))), (0, 0, 0.1 + stem * 0.4)))
    knots = [(0, -0.08), (0.03, -0.05), (0.02, 0), (0.07, 0.08), (0.03, 0.16), (0.02, stem * 0.5)]
    core = lathe(
        [*knots, (0.05, stem * 0.55), (0.015, stem * 0.65), (0.015, stem), (0, stem)],
        segments=sides,
    )
    return assembled(core, tiers, cylinder(0.07, 0.04, (0, 0, stem), segments=sides))


def _wheel_chandelier(rng: np.random.Generator) -> Mesh:
    """A hoop or cart wheel with candles on chains."""
    radius, count = between(rng, 0.35, 0.6), int(rng.integers(4, 9))
    height, sides = between(rng, 0.5, 1.0), int(rng.choice([8, 12, 16, 20]))
    thick = between(rng, 0.025, 0.05)
    parts = [torus(radius, thick, segments=sides, sides=int(rng.choice([4, 6])))]
    if chance(rng, 0.5):
        spoke = _rod((0, 0, 0), (radius, 0, 0), thick * 0.7, 4)
        parts += [*around(spoke, count), cylinder(0.08, 0.1, (0, 0, -0.05), segments=8)]
    light = moved(_candle(rng, 0.035, between(rng, 0.1, 0.18)), (radius, 0, thick * 0.8))
    parts += around(light, count, start=10)
    parts += around(_rod((radius, 0, 0), (0, 0, height), 0.01, 4), int(rng.integers(3, 5)))
    parts.append(_rod((0, 0, height), (0, 0, height * 1.3), 0.015, 5))
    return assembled(*parts)


def _wall_lamp(rng: np.random.Generator) -> Mesh:
    """A plate on the wall, an arm, and a shade, globe, candle or lantern on it."""
    reach, height, sides = between(rng, 0.1, 0.3), between(rng, 0.15, 0.35), _sides(rng)
    plate = block((0.09, 0.025, height), (0, 0, 0))
    if chance(rng, 0.4):
        plate = _facing(height * 0.3, 0.025, (0, 0.012, height / 2), sides)
    arm = turned(_arm(reach, reach * between(rng, 0, 0.6), height * 0.15, 0.012), "z", -90)
    tip = (0, -reach, height * 0.65)
    style = int(rng.integers(4))
    if style == 0:
        light = _shade(rng, between(rng, 0.07, 0.12), between(rng, 0.1, 0.18), sides)
    elif style == 1:
        light = ball(between(rng, 0.06, 0.1), (0, 0, 0.08), segments=sides)
    elif style == 2:
        light = assembled(cylinder(0.04, 0.03, top=1.3), _candle(rng, 0.025, 0.14))
    else:
        light = _cage(rng, 0.07, 0.2)
        if chance(rng, 0.5):
            light = moved(light, (0, 0, -0.25))
    return assembled(plate, moved(arm, (0, 0, height / 2)), moved(light, tip))


def _torch(rng: np.random.Generator) -> Mesh:
    """A torch in a wall ring: a tapering stick, a basket and flames."""
    length, sides = between(rng, 0.4, 0.8), int(rng.choice([6, 8, 10]))
    stick = [(0, 0), (0.02, 0), (0.035, length * 0.7), (0.07, length), (0.06, length + 0.02)]
    torch = [lathe([*stick, (0, length)], segments=sides)]
    flame = lathe(
        [(0, 0), (0.07, 0.06), (0.04, 0.15), (0, between(rng, 0.22, 0.32))], segments=sides
    )
    torch.append(moved(flame, (0, 0, length)))
    if chance(rng, 0.6):
        torch.append(torus(0.055, 0.015, (0, 0, length * 0.85), segments=sides, sides=4))
    made = turned(assembled(*torch), "x", between(rng, 0, 30))
    plate = block((0.1, 0.03, length * 0.5), (0, 0.14, length * 0.3))
    hold = _rod((0, 0.14, length * 0.5), (0, -length * 0.2, length * 0.55), 0.015, 5)
    return assembled(made, plate, hold)


def _cage(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """A lantern's head: a floor, bars, a light inside and a roof."""
    sides = int(rng.choice([4, 4, 6, 8]))
    roof, flare = height * between(rng, 0.2, 0.5), between(rng, 0.75, 1.3)
    wide = radius * flare
    bar = _rod((radius, 0, height * 0.06), (wide, 0, height), radius * 0.08, 4)
    if chance(rng, 0.5):
        core = cylinder(
            radius * 0.85, height * 0.9, (0, 0, height * 0.06), top=flare, segments=sides
        )
    else:
        core = moved(_candle(rng, radius * 0.3, height * 0.45), (0, 0, height * 0.06))
    eaves = between(rng, 1.1, 1.4)
    lid = [(0, 0), (wide * eaves, 0), (wide * eaves, height * 0.05), (wide * 0.3, roof)]
    lid += [(wide * 0.25, roof * 1.2), (0, roof * 1.3)]
    return turned(
        assembled(
            cylinder(radius * 1.15, height * 0.08, segments=sides),
            around(bar, sides),
            core,
            moved(lathe(lid, segments=sides), (0, 0, height)),
        ),
        "z",
        180 / sides,
    )


def _lantern(rng: np.random.Generator) -> Mesh:
    """A lantern to carry or hang: cage, roof, ring or bow."""
    radius = between(rng, 0.08, 0.13)
    height = radius * between(rng, 1.6, 3.2)
    head = _cage(rng, radius, height)
    top = float(head.vertices[:, 2].max())
    ring = turned(torus(radius * 0.4, radius * 0.07, segments=12, sides=5), "x", 90)
    parts = [head]
    if chance(rng, 0.6):
        parts.append(moved(ring, (0, 0, top + radius * 0.3)))
    else:
        parts.append(_bow(radius * 1.2, height * 0.95, top * between(rng, 1.2, 1.5), radius * 0.06))
    if chance(rng, 0.12):
        hook = [(0, 0, top + 0.1), (0, 0, top + 0.25), (0.2, 0, top + 0.3), (0.4, 0, top + 0.25)]
        parts.append(tube([*hook, (0.4, 0, -0.8)], 0.015, segments=5))
    return assembled(*parts)


def _bow(radius: float, low: float, high: float, rod: float) -> Mesh:
    turns = np.linspace(0, np.pi, 9)
    path = [(radius * np.cos(t), 0, low + (high - low) * np.sin(t)) for t in turns]
    return tube(path, rod, segments=5)


def _oil_lamp(rng: np.random.Generator) -> Mesh:
    """A hurricane lamp: tank, glass, chimney, side tubes, bow."""
    radius, sides = between(rng, 0.08, 0.11), _sides(rng)
    tank, glass = radius * between(rng, 0.5, 0.9), radius * between(rng, 1.4, 2.2)
    belly = radius * between(rng, 0.75, 0.95)
    profile = [(0, 0), (radius, 0), (radius, tank * 0.7), (radius * 0.5, tank), (belly * 0.6, tank)]
    profile += [(belly, tank + glass * 0.4), (belly * 0.55, tank + glass)]
    cap = [(radius * 0.75, tank + glass), (radius * 0.5, tank + glass * 1.15)]
    cap += [(radius * 0.4, tank + glass * 1.35), (0, tank + glass * 1.4)]
    pipes = [
        tube(
            [
                (s * radius * 0.9, 0, tank * 0.6),
                (s * radius * 1.25, 0, tank + glass * 0.5),
                (s * radius * 0.5, 0, tank + glass * 1.2),
            ],
            0.01,
            segments=5,
        )
        for s in (-1, 1)
    ]
    bow = _bow(radius * 1.25, tank + glass * 0.5, tank + glass * between(rng, 1.6, 2), 0.006)
    return assembled(lathe([*profile, *cap], segments=sides), pipes, bow)


def _candle_holder(rng: np.random.Generator) -> Mesh:
    """A single candle on a dish, or a tall stick."""
    sides, wide = _sides(rng), between(rng, 0.025, 0.045)
    candle = _candle(rng, wide, between(rng, 0.06, 0.28))
    if chance(rng, 0.4):
        dish = between(rng, 2, 3.2) * wide
        parts = [
            lathe(
                [(0, 0), (dish * 0.7, 0), (dish, 0.03), (dish * 0.9, 0.03), (0, 0.012)],
                segments=sides,
            )
        ]
        parts.append(cylinder(wide * 1.3, 0.04, (0, 0, 0.005), segments=sides))
        if chance(rng, 0.7):
            parts.append(
                moved(turned(torus(0.03, 0.007, sides=5), "x", 90), (dish + 0.02, 0, 0.03))
            )
        return assembled(*parts, moved(candle, (0, 0, 0.03)))
    height = between(rng, 0.12, 0.4)
    stick = lathe(_stem_profile(rng, wide * between(rng, 1.6, 2.6), height), segments=sides)
    cup = cylinder(wide * 0.8, 0.04, (0, 0, height - 0.02), top=1.7, segments=sides)
    return assembled(stick, cup, moved(candle, (0, 0, height)))


def _candelabra(rng: np.random.Generator) -> Mesh:
    """Three to seven candles on arms: in a row or around a stem; table or floor."""
    height, reach = between(rng, 0.25, 1.2), between(rng, 0.14, 0.26)
    sides, candle = _sides(rng), _candle(rng, 0.02, between(rng, 0.08, 0.18))
    cup = cylinder(0.025, 0.025, top=1.6, segments=8)
    light = assembled(cup, moved(candle, (0, 0, 0.02)))
    rise = between(rng, 0.02, 0.12)
    arm = assembled(_arm(reach, 0.08, rise, 0.01), moved(light, (reach, 0, rise - 0.01)))
    if chance(rng, 0.6):
        arms = mirrored(arm)
        if chance(rng, 0.4):
            arms += mirrored(moved(scaled(arm, (0.5, 1, 1)), (0, 0, 0.02)))
    else:
        arms = around(arm, int(rng.integers(3, 6)))
    stem = lathe(_stem_profile(rng, between(rng, 0.07, 0.11), height), segments=sides)
    top = moved(light, (0, 0, height + between(rng, 0, 0.05)))
    return assembled(stem, [moved(part, (0, 0, height - 0.04)) for part in arms], top)


def _street_lamp(rng: np.random.Generator) -> Mesh:
    """A modern pole with one or two arms over the road."""
    height, rod, sides = between(rng, 4, 7), between(rng, 0.05, 0.12), int(rng.choice([6, 8, 12]))
    reach, rise = between(rng, 0.6, 2.0), between(rng, 0, 0.6)
    pole = cylinder(rod * 1.3, height, top=0.6, segments=sides)
    base = cylinder(rod * 2.2, between(rng, 0.1, 0.6), top=0.8, segments=sides)
    if chance(rng, 0.5):
        turns = np.linspace(0, np.pi / 2, 7)
        path = [(reach * (1 - np.cos(t)), 0, rise * 1.5 * np.sin(t)) for t in turns]
        arm = tube(path, rod * 0.7, segments=sides)
    else:
        arm = _rod((0, 0, 0), (reach, 0, rise), rod * 0.7, sides)
        path = [(reach, 0, rise)]
    end = path[-1]
    long = between(rng, 0.4, 0.9)
    if chance(rng, 0.6):
        head = block((long, 0.28, 0.12), (end[0] + long * 0.3, 0, end[2] - 0.06), top=0.6)
    elif chance(rng, 0.5):
        head = cylinder(0.3, 0.3, (end[0], 0, end[2] - 0.3), top=0.25, segments=sides)
    else:
        head = ball((long * 0.6, 0.2, 0.12), (end[0] + 0.2, 0, end[2]), segments=sides, rings=6)
    side = moved(assembled(arm, head), (0, 0, height - 0.05))
    return assembled(pole, base, mirrored(side) if chance(rng, 0.3) else side)


def _old_street_lamp(rng: np.random.Generator) -> Mesh:
    """A cast-iron post with lantern heads or globes: park, Victorian, medieval."""
    height, sides = between(rng, 2.2, 4.2), int(rng.choice([6, 8, 12]))
    rod = between(rng, 0.04, 0.08)
    foot = [
        (0, 0),
        (rod * 4, 0),
        (rod * 4, 0.12),
        (rod * 2.5, 0.25),
        (rod * 2, 0.7),
        (rod * 2.4, 0.75),
    ]
    shaft = [(rod * 1.2, 0.85), (rod, height * 0.75), (rod * 1.8, height * 0.77)]
    post = lathe([*foot, *shaft, (rod, height * 0.8), (rod, height), (0, height)], segments=sides)
    size = between(rng, 0.16, 0.28)
    if chance(rng, 0.65):
        head = _cage(rng, size, size * between(rng, 1.8, 2.8))
    else:
        head = assembled(ball(size, (0, 0, size), segments=12), cylinder(size * 0.5, size * 0.3))
    style = int(rng.choice(4, p=[0.5, 0.15, 0.2, 0.15]))
    if style == 0:
        bar = _rod((-0.3, 0, height * 0.85), (0.3, 0, height * 0.85), rod * 0.5)
        return assembled(post, moved(head, (0, 0, height)), bar if chance(rng, 0.5) else [])
    reach = size * between(rng, 2, 3)
    arm = assembled(_arm(reach, 0.15, 0.1, rod * 0.6), moved(head, (reach, 0, 0.1)))
    if style == 3:
        hung = moved(head, (reach, 0, -float(head.vertices[:, 2].max()) + 0.1))
        arm = assembled(_arm(reach, -0.3, 0.1, rod * 0.6), hung)
        return assembled(post, moved(arm, (0, 0, height - 0.2)))
    arms = around(arm, 2 if style == 1 else int(rng.integers(2, 5)))
    crown = moved(head, (0, 0, height)) if chance(rng, 0.5) else []
    return assembled(post, [moved(part, (0, 0, height - 0.2)) for part in arms], crown)


def _wood_post_lamp(rng: np.random.Generator) -> Mesh:
    """A wooden post with a beam and a hanging lantern."""
    height, thick = between(rng, 2, 3.2), between(rng, 0.1, 0.2)
    reach, drop = between(rng, 0.5, 1.0), between(rng, 0.05, 0.3)
    head = _cage(rng, between(rng, 0.12, 0.2), between(rng, 0.3, 0.5))
    top = float(head.vertices[:, 2].max())
    beam = height - between(rng, 0.1, 0.4)
    light = assembled(head, _rod((0, 0, top), (0, 0, top + drop), 0.015, 4))
    side = [
        block((reach + 0.2, thick * 0.7, thick * 0.7), (reach / 2, 0, beam)),
        _rod((0, 0, beam - reach * 0.6), (reach * 0.6, 0, beam + 0.03), thick * 0.3, 4),
        moved(light, (reach, 0, beam - top - drop)),
    ]
    both = mirrored(assembled(*side)) if chance(rng, 0.2) else side
    return assembled(block((thick, thick, height), top=0.9), both, block((0.4, 0.4, 0.15), top=0.8))


def _lava_or_globe(rng: np.random.Generator) -> Mesh:
    """A lava lamp, a globe on a foot, or a bulb."""
    sides, style = _sides(rng), int(rng.integers(3))
    if style == 0:
        lava = [
            (0, 0),
            (0.08, 0),
            (0.05, 0.1),
            (0.07, 0.17),
            (0.06, 0.3),
            (0.04, 0.42),
            (0.03, 0.48),
        ]
        return scaled(lathe([*lava, (0, 0.5)], segments=sides), (1, 1, between(rng, 0.7, 1.2)))
    size = between(rng, 0.1, 0.2)
    if style == 1:
        foot = cylinder(size * 0.8, size * between(rng, 0.2, 0.9), top=0.6, segments=sides)
        return assembled(foot, ball(size, (0, 0, size * 1.4), segments=sides))
    screw = [(0, 0), (0.012, 0), (0.026, 0.015), (0.026, 0.06), (0.03, 0.07), (0.06, 0.13)]
    glass = [(0.065, 0.17), (0.05, 0.21), (0.02, 0.235), (0, 0.24)]
    rings = [torus(0.027, 0.004, (0, 0, z), segments=10, sides=4) for z in (0.025, 0.038, 0.05)]
    return assembled(lathe([*screw, *glass], segments=sides), rings)


def _spotlight(rng: np.random.Generator) -> Mesh:
    """A stage or work light: drums on a bracket, tripod or track."""
    radius, sides = between(rng, 0.1, 0.16), _sides(rng)
    length = radius * between(rng, 1.6, 2.6)
    drum = lathe(
        [(0, 0), (radius * 0.7, 0), (radius, length), (radius * 0.9, length), (0, length * 0.8)],
        segments=sides,
    )
    head = turned(moved(drum, (0, 0, -length / 2)), "x", between(rng, 60, 115))
    yoke = turned(_bow(radius * 1.15, 0, radius * 1.6, 0.015), "x", 180)
    lamp_head = assembled(head, yoke)
    if chance(rng, 0.4):
        return assembled(lamp_head, cylinder(radius, 0.04, (0, 0, -radius * 1.7), segments=sides))
    height = between(rng, 0.8, 1.5)
    leg = _rod((height * 0.35, 0, -height), (0, 0, -height * 0.5), 0.02, 5)
    pole = _rod((0, 0, -height * 0.85), (0, 0, -radius * 1.5), 0.02)
    heads = [lamp_head]
    if chance(rng, 0.4):
        heads = [moved(lamp_head, (x, 0, 0.05)) for x in (-radius * 1.5, radius * 1.5)]
        heads.append(
            _rod((-radius * 1.6, 0, -radius * 1.5), (radius * 1.6, 0, -radius * 1.5), 0.02)
        )
    return assembled(heads, pole, around(leg, 3))


_LAMPS: tuple[tuple[Design, float], ...] = (
    (_table_lamp, 3.5),
    (_floor_lamp, 3),
    (_column_lamp, 0.6),
    (_arc_lamp, 0.8),
    (_desk_lamp, 2),
    (_banker_lamp, 0.4),
    (_pendant, 2),
    (_ceiling_light, 0.8),
    (_chandelier, 1.2),
    (_wheel_chandelier, 0.8),
    (_wall_lamp, 1.3),
    (_torch, 0.5),
    (_lantern, 2),
    (_oil_lamp, 0.8),
    (_candle_holder, 1),
    (_candelabra, 0.8),
    (_street_lamp, 2),
    (_old_street_lamp, 2),
    (_wood_post_lamp, 0.6),
    (_lava_or_globe, 0.5),
    (_spotlight, 0.5),
)


def screen(rng: np.random.Generator) -> Mesh:
    """Flat and tube TVs, TVs with antenna, wall TVs, monitors, laptops, projection and sci-fi."""
    return _drawn(rng, _SCREENS)


def _flat_panel(rng: np.random.Generator, width: float, height: float, thick: float) -> Mesh:
    """A flat screen standing on z = 0, looking to -Y, with a frame and a hump behind it."""
    rim = width * between(rng, 0.01, 0.035)
    parts = [_case(rng, (width, thick, height))]
    corners = (-width / 2, 0.0), (width / 2, height)
    if chance(rng, 0.8):
        parts.append(_window(*corners, -thick / 2, rim))
    if chance(rng, 0.5):
        hump = (width * between(rng, 0.3, 0.7), thick * 1.2, height * between(rng, 0.3, 0.7))
        parts.append(block(hump, (0, thick * 0.8, height * 0.15)))
    if chance(rng, 0.25):
        parts.append(_panel((-width / 2, -rim * 2), (width / 2, 0), -thick / 2 + 0.01, thick * 0.6))
    return assembled(*parts)


def _foot(rng: np.random.Generator, width: float, rise: float, depth: float) -> list[Mesh]:
    """A stand under a flat screen whose lower edge is at height `rise`."""
    style, sides = int(rng.integers(5)), _sides(rng)
    neck = block((width * between(rng, 0.06, 0.2), depth * 0.15, rise * 1.8), (0, depth * 0.12, 0))
    if style == 0:
        return [neck, block((width * between(rng, 0.25, 0.6), depth, 0.02))]
    if style == 1:
        oval = (width * between(rng, 0.15, 0.25), depth / 2, 1)
        return [neck, scaled(cylinder(1, 0.02, segments=sides), oval)]
    x = width * between(rng, 0.25, 0.42)
    if style == 2:
        leg = prism(
            [
                (-depth / 2, 0),
                (-depth / 2 + 0.03, 0),
                (0, rise * 0.7),
                (depth / 2 - 0.03, 0),
                (depth / 2, 0),
                (0.02, rise * 1.2),
                (-0.02, rise * 1.2),
            ],
            0.02,
        )
        return mirrored(moved(turned(leg, "z", 90), (x, 0, 0)))
    if style == 3:
        return mirrored(
            assembled(
                block((0.04, depth, 0.02), (x, 0, 0)), block((0.03, 0.03, rise * 1.2), (x, 0, 0))
            )
        )
    spread = width * 0.2
    legs = mirrored(_rod((spread, -depth / 2, 0.01), (0.02, 0, rise), 0.012, 5))
    return [neck, *legs, *(turned(leg, "z", 180) for leg in legs)]


def _flat_tv(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.9, 1.6)
    height, thick = width * between(rng, 0.52, 0.64), between(rng, 0.025, 0.09)
    rise = between(rng, 0.04, 0.14)
    return assembled(
        moved(_flat_panel(rng, width, height, thick), (0, 0, rise)),
        _foot(rng, width, rise, between(rng, 0.2, 0.35)),
    )


def _wall_tv(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.8, 1.6)
    height, thick = width * between(rng, 0.5, 0.65), between(rng, 0.025, 0.08)
    panel = _flat_panel(rng, width, height, thick)
    if chance(rng, 0.4):
        return panel
    out = between(rng, 0.08, 0.4)
    mount = block((width * 0.25, 0.03, height * 0.35), (0, out, height * 0.32))
    arm = _rod((0, 0, height / 2), (0, out, height / 2), 0.03, 4)
    return assembled(turned(panel, "z", between(rng, -15, 15)), mount, arm)


def _tv_on_cabinet(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.9, 1.4)
    height, board = width * 0.57, between(rng, 0.3, 0.5)
    wide, deep = width * between(rng, 1.05, 1.5), between(rng, 0.35, 0.5)
    tv = assembled(
        moved(_flat_panel(rng, width, height, 0.05), (0, 0, 0.07)), _foot(rng, width, 0.07, 0.22)
    )
    shelves = [block((wide, deep, 0.04), (0, 0, z)) for z in (0.05, board - 0.04)]
    sides = mirrored(block((0.04, deep, board), (wide / 2, 0, 0)))
    return assembled(
        shelves, sides, block((0.04, deep, board), (0, 0, 0)), moved(tv, (0, 0, board))
    )


def _tube_case(rng: np.random.Generator, width: float, height: float, depth: float) -> list[Mesh]:
    """A picture tube's case: a deep front with a bulging screen, and a back that narrows."""
    front, rim = depth * between(rng, 0.35, 0.8), width * between(rng, 0.05, 0.1)
    parts = [_case(rng, (width, front, height), (0, 0, 0))]
    back = block((width * 0.95, height * 0.95, depth - front), top=between(rng, 0.5, 0.85))
    parts.append(moved(turned(back, "x", -90), (0, front / 2 - 0.01, height / 2)))
    right = width / 2 - (width * between(rng, 0.2, 0.28) if chance(rng, 0.45) else 0.0)
    low = -width / 2 + rim * 0.5, height * (0.05 if right < width / 2 else between(rng, 0.05, 0.2))
    high = right - rim * 0.5, height * 0.95
    parts.append(_window(low, high, -front / 2, rim))
    size = (high[0] - low[0] - rim, 0.25 * rim, high[1] - low[1] - rim)
    bulge = ball((size[0] * 0.52, rim * 0.9, size[2] * 0.52), segments=12, rings=8)
    middle = ((low[0] + high[0]) / 2, -front / 2, (low[1] + high[1]) / 2)
    parts.append(moved(bulge, middle))
    if right < width / 2:
        column = (right + width / 2) / 2 - rim * 0.2
        knob, deep = width * 0.05, width * 0.05
        parts += [_facing(knob, deep, (column, -front / 2, height * z), 10) for z in (0.8, 0.6)]
        parts += [
            _panel(
                (column - knob, height * z), (column + knob, height * (z + 0.03)), -front / 2, 0.02
            )
            for z in (0.15, 0.25, 0.35)
        ]
    elif low[1] > 0.1 * height:
        parts += [
            _facing(height * 0.025, 0.02, (x, -front / 2, low[1] / 2), 8)
            for x in np.linspace(0, width * 0.4, 4)
        ]
    return parts


def _antenna(rng: np.random.Generator, length: float) -> Mesh:
    rods = []
    for side in (-1, 1):
        lean = np.radians(between(rng, 15, 50)) * side
        tip = (length * np.sin(lean), 0, length * np.cos(lean))
        rods += [
            _rod((0, 0, 0), tip, length * 0.015, 5),
            ball(length * 0.035, tip, segments=6, rings=4),
        ]
    return assembled(rods, ball((length * 0.16, length * 0.16, length * 0.1), segments=8, rings=6))


def _tube_tv(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.5, 0.8)
    height, depth = width * between(rng, 0.7, 0.95), width * between(rng, 0.5, 0.85)
    leg = between(rng, 0.02, 0.05)
    parts = [moved(assembled(*_tube_case(rng, width, height, depth)), (0, 0, leg))]
    parts += _feet(width * 0.8, depth * 0.4, leg + 0.01, 0.05)
    if chance(rng, 0.4):
        parts.append(moved(_antenna(rng, between(rng, 0.25, 0.5)), (0, 0, height + leg)))
    return assembled(*parts)


def _vintage_tv(rng: np.random.Generator) -> Mesh:
    """A set of the fifties on splayed legs, with rabbit ears."""
    width = between(rng, 0.5, 1.0)
    height, depth = width * between(rng, 0.65, 0.9), width * between(rng, 0.4, 0.7)
    leg, splay = between(rng, 0.15, 0.5), between(rng, 0.02, 0.1)
    stand = [
        tube(
            [
                (x * (width * 0.4 + splay), y * (depth * 0.15 + splay), 0),
                (x * width * 0.38, y * depth * 0.15, leg + 0.02),
            ],
            [0.012, 0.025],
            segments=6,
        )
        for x in (-1, 1)
        for y in (-1, 1)
    ]
    case = moved(assembled(*_tube_case(rng, width, height, depth)), (0, 0, leg))
    ears = moved(_antenna(rng, between(rng, 0.25, 0.6)), (0, 0, leg + height))
    return assembled(stand, case, ears if chance(rng, 0.8) else [])


def _monitor(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.42, 0.7)
    height, rise = width * between(rng, 0.52, 0.78), between(rng, 0.08, 0.2)
    thick, depth = between(rng, 0.02, 0.06), between(rng, 0.15, 0.25)
    panel = turned(_flat_panel(rng, width, height, thick), "x", between(rng, -8, 2))
    parts = [moved(panel, (0, 0, rise)), *_foot(rng, width, rise, depth)]
    if chance(rng, 0.25):
        parts.append(_keyboard(rng, width * 0.8, (0, -depth * 1.4, 0)))
    return assembled(*parts)


def _keyboard(rng: np.random.Generator, width: float, at: Point) -> Mesh:
    depth, rows = width * between(rng, 0.3, 0.4), int(rng.integers(3, 5))
    parts = [block((width, depth, 0.015), top=0.97)]
    for row in (np.arange(rows) + 0.5) / rows - 0.5:
        parts += [
            block((width * 0.09, depth * 0.65 / rows, 0.006), (width * x, depth * 0.9 * row, 0.014))
            for x in np.linspace(-0.42, 0.42, 8)
        ]
    return moved(assembled(*parts), at)


def _curved_monitor(rng: np.random.Generator) -> Mesh:
    width, rise = between(rng, 0.7, 1.2), between(rng, 0.08, 0.16)
    height, thick = width * between(rng, 0.36, 0.48), 0.025
    bend = np.radians(between(rng, 15, 40))
    turns, radius = np.linspace(-bend, bend, 9), width / (2 * bend)
    near = np.column_stack([radius * np.sin(turns), -radius * (1 - np.cos(turns))])
    outline = np.concatenate([near, (near + (0, thick))[::-1]])
    plate = turned(prism(outline, height), "x", 90)
    plate = moved(plate, (0, 0, rise + height / 2))
    return assembled(
        plate,
        _foot(rng, width * 0.7, rise, 0.24),
        block((0.1, 0.08, 0.1), (0, 0.03, rise + height * 0.35)),
    )


def _old_monitor(rng: np.random.Generator) -> Mesh:
    """A computer's tube monitor on a swivel foot, or on a desktop case with keyboard."""
    width = between(rng, 0.34, 0.42)
    height, depth = width * between(rng, 0.8, 0.95), width * between(rng, 0.7, 1.0)
    case = _tube_case(rng, width, height, depth)
    base = cylinder(width * 0.35, 0.04, top=0.6, segments=_sides(rng))
    if chance(rng, 0.5):
        return assembled(base, moved(assembled(*case), (0, 0, 0.035)))
    rise = between(rng, 0.08, 0.14)
    tower = block((width * 1.15, depth, rise), (0, depth * 0.2, 0))
    slot = _panel((width * 0.1, rise * 0.5), (width * 0.5, rise * 0.65), -depth * 0.3, 0.015)
    parts = [tower, slot, moved(assembled(*case), (0, 0, rise + 0.01))]
    if chance(rng, 0.6):
        parts.append(_keyboard(rng, width * 1.1, (0, -depth * 0.7, 0)))
    return assembled(*parts)


def _laptop(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.3, 0.4)
    depth, thick = width * between(rng, 0.62, 0.75), between(rng, 0.01, 0.03)
    lean = between(rng, -35, 5)
    lid = assembled(
        block((width, thick * 0.7, depth)),
        _window(
            (-width / 2, 0), (width / 2, depth), -thick * 0.35, width * between(rng, 0.02, 0.06)
        ),
    )
    parts = [
        _case(rng, (width, depth, thick)),
        moved(turned(lid, "x", lean), (0, depth / 2, thick * 0.6)),
        block((width * 0.26, depth * 0.24, 0.003), (0, -depth * 0.3, thick)),
    ]
    if chance(rng, 0.8):
        keys = scaled(_keyboard(rng, width * 0.88, (0, 0, 0)), (1, 1.1, 0.5))
        parts.append(moved(keys, (0, depth * 0.16, thick * 0.95)))
    if chance(rng, 0.4):
        parts.append(
            _rod((-width * 0.4, depth / 2, thick), (width * 0.4, depth / 2, thick), thick * 0.5)
        )
    return assembled(*parts)


def _all_in_one(rng: np.random.Generator) -> Mesh:
    """A computer screen with a chin on a bent foot, keyboard and mouse before it."""
    width = between(rng, 0.48, 0.65)
    height, thick, chin = width * between(rng, 0.55, 0.65), 0.03, width * between(rng, 0.08, 0.14)
    rise = between(rng, 0.06, 0.13)
    foot = turned(
        prism(
            [
                (-0.12, 0),
                (0.09, 0),
                (0.05, rise + chin),
                (0.03, rise + chin),
                (0.06, 0.012),
                (-0.12, 0.012),
            ],
            width * 0.35,
        ),
        "z",
        90,
    )
    front = _window((-width / 2, chin), (width / 2, height), -thick / 2, width * 0.025)
    chin_plate = _panel((-width / 2, 0), (width / 2, chin), -thick / 2, 0.008)
    parts = [moved(assembled(block((width, thick, height)), front, chin_plate), (0, 0, rise)), foot]
    if chance(rng, 0.6):
        parts.append(_keyboard(rng, width * 0.75, (0, -0.24, 0)))
        parts.append(rounded((0.055, 0.09, 0.03), (width * 0.48, -0.24, 0), radius=0.014))
    return assembled(*parts)


def _many_monitors(rng: np.random.Generator) -> Mesh:
    """Two or three monitors side by side, or a wall of them."""
    width = between(rng, 0.45, 0.6)
    height, rise = width * between(rng, 0.55, 0.65), between(rng, 0.08, 0.16)
    one = assembled(
        moved(_flat_panel(rng, width, height, 0.03), (0, 0, rise)), _foot(rng, width, rise, 0.2)
    )
    angle = between(rng, 10, 35)
    wing = turned(moved(one, (width / 2, 0, 0)), "z", -angle)
    if chance(rng, 0.5):
        return assembled(mirrored(moved(wing, (0.005, 0, 0))))
    return assembled(one, mirrored(moved(wing, (width / 2 + 0.01, 0, 0))))


def _console_screen(rng: np.random.Generator) -> Mesh:
    """Sci-fi: a tilted screen with cut corners on a column or bracket, with keys below."""
    width = between(rng, 0.5, 1.1)
    height, cut = width * between(rng, 0.5, 0.85), width * between(rng, 0.05, 0.2)
    half, low, high = width / 2, 0.0, height
    outline = [(-half + cut, low), (half - cut, low), (half, low + cut), (half, high - cut)]
    outline += [(half - cut, high), (-half + cut, high), (-half, high - cut), (-half, low + cut)]
    plate = prism(outline, 0.06)
    shrink = scaled(moved(plate, (0, 0, -height / 2)), (0.86, 0.4, 0.84))
    pane = moved(shrink, (0, -0.025, height / 2))
    head = turned(assembled(plate, pane), "x", -between(rng, 0, 35))
    rise = between(rng, 0.3, 1.0)
    column = block((width * 0.3, 0.15, rise * 1.15), (0, 0.06, 0), top=0.7)
    parts = [moved(head, (0, 0, rise)), column, block((width * 0.7, 0.4, 0.06), top=0.85)]
    if chance(rng, 0.5):
        desk = turned(block((width * 0.9, 0.25, 0.04), (0, -0.15, 0)), "x", 15)
        parts.append(moved(desk, (0, 0, rise * 0.95)))
    return assembled(*parts)


def _projection_screen(rng: np.random.Generator) -> Mesh:
    """A cloth on a tripod, a billboard on posts, or a tablet on a stand."""
    width = between(rng, 1.2, 1.8)
    height = width * between(rng, 0.55, 0.9)
    if chance(rng, 0.5):
        leg = _rod((0.5, 0, 0), (0, 0, 0.5), 0.015, 5)
        cloth = block((width, 0.01, height), (0, -0.03, 0.6))
        case = _rod((-width / 2, -0.03, 0.6), (width / 2, -0.03, 0.6), 0.04)
        pole = _rod((0, 0.02, 0.3), (0, 0.02, 0.65 + height), 0.02)
        return assembled(cloth, case, pole, around(leg, 3, start=90))
    small = width * 0.2
    tablet = rounded((small * 1.4, 0.01, small), radius=0.005, steps=1)
    rim = _window((-small * 0.7, 0), (small * 0.7, small), -0.005, 0.015)
    stand = turned(block((small * 0.6, 0.01, small * 0.8), (0, 0.01, 0)), "x", 15)
    return assembled(turned(assembled(tablet, rim), "x", -20), moved(stand, (0, 0.2 * small, 0)))


_SCREENS: tuple[tuple[Design, float], ...] = (
    (_flat_tv, 4),
    (_wall_tv, 1.2),
    (_tv_on_cabinet, 0.7),
    (_tube_tv, 2.5),
    (_vintage_tv, 1.5),
    (_monitor, 4),
    (_curved_monitor, 0.7),
    (_old_monitor, 1.8),
    (_laptop, 3),
    (_all_in_one, 1),
    (_many_monitors, 0.6),
    (_console_screen, 0.8),
    (_projection_screen, 0.3),
)


def box(rng: np.random.Generator) -> Mesh:
    """Crates, slatted boxes, cardboard, chests, treasure chests, gifts, containers, cases."""
    return _drawn(rng, _BOXES)


def _edges(width: float, depth: float, height: float, thick: float) -> list[Mesh]:
    """Twelve bars along a box's edges, standing out a little."""
    x, y = (width - thick) / 2 + 0.02, (depth - thick) / 2 + 0.02
    bars = [block((thick, thick, height), (sx * x, sy * y, 0)) for sx in (-1, 1) for sy in (-1, 1)]
    for z in (0.0, height - thick):
        bars += [block((2 * x, thick, thick), (0, sy * y, z)) for sy in (-1, 1)]
        bars += [block((thick, 2 * y, thick), (sx * x, 0, z)) for sx in (-1, 1)]
    return bars


def _crate(rng: np.random.Generator) -> Mesh:
    """A closed crate: framed, braced by a diagonal or cross, planked or panelled."""
    width = between(rng, 0.7, 1.3)
    depth = width if chance(rng, 0.6) else width * between(rng, 0.5, 0.9)
    height = width if chance(rng, 0.5) else width * between(rng, 0.45, 1.1)
    thick = between(rng, 0.06, 0.16)
    framed = chance(rng, 0.85)
    inset = thick * between(rng, 0.3, 0.8) if framed else 0.03
    core = (width - 2 * inset, depth - 2 * inset, height - 2 * inset)
    parts = [block(core, (0, 0, inset))]
    if framed:
        parts += _edges(width, depth, height, thick)
    brace, boards = int(rng.integers(4)), int(rng.integers(3, 6))
    if brace == 0 and framed:
        return assembled(*parts)
    turns = ((0, width, depth), (90, depth, width), (180, width, depth), (270, depth, width))
    for angle, wide, deep in turns:
        face = _crate_face(brace if framed else 3, wide, height, thick, boards)
        at = (0, inset - deep / 2, height / 2)
        parts.append(turned(moved(face, at), "z", angle))
    return assembled(*parts)


def _crate_face(style: int, width: float, height: float, thick: float, boards: int) -> Mesh:
    """What is nailed on a crate's side: a diagonal, a cross, or boards with gaps."""
    if style == 3:
        step = (height - 2 * thick) / boards
        levels = (np.arange(boards) - boards / 2) * step
        return assembled([block((width - thick, 0.05, step * 0.8), (0, 0, z)) for z in levels])
    run, rise = width - 1.5 * thick, height - 1.5 * thick
    length, lean = float(np.hypot(run, rise)), float(np.degrees(np.arctan2(rise, run)))
    bar = block((length, thick, thick * 0.8), (0, 0, -thick * 0.4))
    return assembled([turned(bar, "y", angle) for angle in (-lean, lean)[:style]])


def _slatted(rng: np.random.Generator) -> Mesh:
    """A fruit crate: corner posts and boards with gaps, open on top."""
    width, depth = between(rng, 0.45, 0.9), between(rng, 0.3, 0.6)
    height, thick = between(rng, 0.15, 0.5), between(rng, 0.012, 0.03)
    rows = int(rng.integers(2, 5))
    step, fill = height / rows, between(rng, 0.55, 0.85)
    parts = _feet(width - 2 * thick, depth - 2 * thick, height, 0.05)
    for row in range(rows):
        z = row * step + step * (1 - fill)
        parts += mirrored(block((width, thick, step * fill), (0, (depth - thick) / 2, z)), "y")
        parts += mirrored(block((thick, depth, step * fill), ((width - thick) / 2, 0, z)))
    boards = int(rng.integers(3, 6))
    parts += [
        block((width * 0.98, depth / boards * 0.8, thick), (0, y, 0.01))
        for y in (np.arange(boards) + 0.5) * depth / boards - depth / 2
    ]
    if chance(rng, 0.3):
        size = depth * 0.13
        spots = rng.uniform(-0.36, 0.36, (12, 2)) * (width, depth)
        parts += [ball(size, (x, y, height * 0.85), segments=8, rings=5) for x, y in spots]
    return assembled(*parts)


def _hollow(width: float, depth: float, height: float, wall: float) -> list[Mesh]:
    """A box open on top."""
    return [
        block((width, depth, wall)),
        *mirrored(block((wall, depth, height), ((width - wall) / 2, 0, 0))),
        *mirrored(block((width, wall, height), (0, (depth - wall) / 2, 0)), "y"),
    ]


def _open_cardboard(rng: np.random.Generator) -> Mesh:
    """A cardboard box whose four flaps stand off, maybe with things in it."""
    width, depth, height = between(rng, 0.4, 0.8), between(rng, 0.3, 0.7), between(rng, 0.2, 0.6)
    wall = 0.012
    parts = _hollow(width, depth, height, wall)
    flap = min(width, depth) * between(rng, 0.35, 0.5)
    for turn, long, reach in (
        (0, width, depth),
        (90, depth, width),
        (180, width, depth),
        (270, depth, width),
    ):
        lid = turned(
            block((long * 0.98, flap, wall), (0, -flap / 2, 0)), "x", between(rng, -70, 60)
        )
        parts.append(turned(moved(lid, (0, -reach / 2 + wall / 2, height - wall)), "z", turn))
    if chance(rng, 0.25):
        sizes = rng.uniform(0.15, 0.35, (3, 2)) * (width, depth)
        parts += [
            block((a, b, height * 0.9), (x * width * 0.28, 0, 0.02))
            for (a, b), x in zip(sizes, (-1, 0, 1), strict=True)
        ]
    return assembled(*parts)


def _closed_cardboard(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.4, 0.8), between(rng, 0.3, 0.7), between(rng, 0.15, 0.7)
    parts = [block((width, depth, height))]
    tape = between(rng, 0.05, 0.1)
    parts.append(block((width + 0.01, tape, 0.008), (0, 0, height - 0.002)))
    ends = block((0.012, tape, height * between(rng, 0.2, 0.5)))
    fall = float(ends.vertices[:, 2].max())
    parts += mirrored(moved(ends, (width / 2, 0, height - fall)))
    if chance(rng, 0.5):
        seam = mirrored(block((width, depth / 2 - 0.004, 0.01), (0, depth / 4, height)), "y")
        parts += seam
    if chance(rng, 0.4):
        parts.append(
            _panel((width * 0.1, height * 0.4), (width * 0.35, height * 0.7), -depth / 2, 0.008)
        )
    if chance(rng, 0.2):
        upper = turned(
            scaled(assembled(*parts), between(rng, 0.5, 0.9)), "z", between(rng, -30, 30)
        )
        parts.append(moved(upper, (0, 0, height)))
    return assembled(*parts)


def _gift(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.4, 0.8)
    depth, height = width * between(rng, 0.6, 1), width * between(rng, 0.35, 1.1)
    band, lid = width * between(rng, 0.08, 0.18), height * between(rng, 0.12, 0.25)
    parts = [block((width, depth, height))]
    if chance(rng, 0.6):
        parts.append(block((width * 1.07, depth * 1.07, lid), (0, 0, height - lid)))
    reach = 1.09
    parts.append(block((width * reach, band, height * 1.01)))
    parts.append(block((band, depth * reach, height * 1.01)))
    loops = width * between(rng, 0.14, 0.25)
    bow = turned(scaled(torus(loops, band * 0.25, segments=10, sides=4), (1, 0.7, 1.6)), "x", 90)
    bow = moved(turned(bow, "y", -30), (loops * 1.0, 0, loops * 0.6))
    parts += [moved(half, (0, 0, height)) for half in mirrored(bow)]
    parts.append(ball(band * 0.4, (0, 0, height + band * 0.2), segments=8, rings=5))
    return assembled(*parts)


def _arch(width: float, rise: float, steps: int) -> list[tuple[float, float]]:
    turns = np.linspace(0, np.pi, steps + 1)
    return [(width / 2 * float(np.cos(t)), rise * float(np.sin(t))) for t in turns]


def _chest(rng: np.random.Generator) -> Mesh:
    """A treasure chest with a vaulted lid: bands, lock, rings; shut, ajar or open with gold."""
    width, depth = between(rng, 0.8, 1.3), between(rng, 0.5, 0.75)
    height, rise = between(rng, 0.3, 0.55), depth * between(rng, 0.25, 0.5)
    steps, opened = int(rng.choice([3, 4, 6, 8, 10])), chance(rng, 0.4)
    lid = [turned(prism(_arch(depth, rise, steps), width), "z", 90)]
    bands = [-0.36, 0.36] if chance(rng, 0.5) else [-0.47, 0, 0.47]
    wide = width * between(rng, 0.05, 0.1)
    band = turned(prism(_arch(depth * 1.12, rise * 1.15, steps), wide), "z", 90)
    if chance(rng, 0.85):
        lid += [moved(band, (width * x, 0, 0)) for x in bands]
    lid.append(block((width * 1.05, depth * 1.07, 0.06)))
    plate = block((width * 0.14, 0.12, height * 0.4), (0, -depth / 2, -height * 0.2))
    lid.append(plate)
    angle = between(rng, 30, 110) if opened else 0.0
    hinged = moved(
        turned(moved(assembled(*lid), (0, -depth / 2, 0)), "x", -angle), (0, depth / 2, height)
    )
    body = _hollow(width, depth, height, 0.05) if opened else [block((width, depth, height))]
    body += [block((wide, depth * 1.12, height), (width * x, 0, 0)) for x in bands if not opened]
    body.append(block((width * 1.05, depth * 1.08, 0.07)))
    if opened and chance(rng, 0.6):
        gold = ball((width * 0.45, depth * 0.45, height * 0.4), (0, 0, height * 0.75), segments=10)
        coins = rng.uniform(-0.3, 0.3, (8, 2)) * (width, depth)
        body += [gold, *(cylinder(0.05, 0.02, (x, y, height * 1.05), segments=8) for x, y in coins)]
    grip = turned(
        _ring_facing(height * 0.15, 0.015, (0, -width / 2 - 0.03, height * 0.55), 10), "z", 90
    )
    return assembled(body, hinged, mirrored(grip) if chance(rng, 0.5) else [])


def _flat_chest(rng: np.random.Generator) -> Mesh:
    """A chest or trunk with a flat lid: feet, bands, corners, lock; shut or open."""
    width, depth, height = between(rng, 0.8, 1.4), between(rng, 0.4, 0.65), between(rng, 0.35, 0.6)
    cap, opened = between(rng, 0.06, 0.18), chance(rng, 0.3)
    foot = between(rng, 0, 0.08)
    lid = [_case(rng, (width * 1.04, depth * 1.05, cap), (0, -depth / 2, 0))]
    angle = between(rng, 40, 105) if opened else 0.0
    hinged = moved(turned(assembled(*lid), "x", -angle), (0, depth / 2, height))
    body = _hollow(width, depth, height, 0.04) if opened else [block((width, depth, height))]
    parts = [*body, hinged]
    if chance(rng, 0.6):
        straps = block((width * 0.06, depth * 1.08, height + (0 if opened else cap * 1.1)))
        parts += mirrored(moved(straps, (width * 0.3, 0, 0))) if not opened else []
    parts.append(block((width * 0.12, 0.1, height * 0.3), (0, -depth / 2, height * 0.75)))
    if chance(rng, 0.5):
        parts.append(
            _window((-width * 0.42, 0.06), (width * 0.42, height * 0.72), -depth / 2, 0.05)
        )
    if chance(rng, 0.5):
        parts += mirrored(
            turned(_handle((0, -width / 2, height * 0.6), 0.18, 0.015, False), "z", 90)
        )
    made = moved(assembled(*parts), (0, 0, foot))
    return assembled(made, _feet(width, depth, foot + 0.01, 0.09))


def _sci_fi_case(rng: np.random.Generator) -> Mesh:
    """A futuristic crate: bevelled body, corner blocks, ribs, latches, panels."""
    width, depth = between(rng, 0.7, 1.5), between(rng, 0.6, 0.9)
    height, corner = between(rng, 0.4, 0.9), between(rng, 0.1, 0.2)
    size = (width, depth, height)
    parts = [rounded(size, radius=between(rng, 0.03, 0.09), steps=1)]
    if chance(rng, 0.75):
        spots = [(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (0, 1)]
        parts += [
            rounded(
                (corner, corner, corner),
                (
                    x * (width - corner * 0.9) / 2,
                    y * (depth - corner * 0.9) / 2,
                    z * (height - corner),
                ),
                radius=0.03,
                steps=1,
            )
            for x, y, z in spots
        ]
    if chance(rng, 0.6):
        belt = between(rng, 0.04, 0.1)
        at = height * between(rng, 0.45, 0.75)
        parts.append(block((width * 1.03, depth * 1.03, belt), (0, 0, at)))
    pane = width * between(rng, 0.15, 0.3)
    face = _panel((-pane, height * 0.3), (pane, height * 0.7), -depth / 2, 0.05)
    parts += mirrored(face, "y")
    if chance(rng, 0.5):
        rib = block((width * 0.06, depth * 1.05, height * 1.03))
        parts += mirrored(moved(rib, (width * 0.25, 0, 0)))
    parts.append(block((width * 0.5, depth * 0.5, 0.04), (0, 0, height), top=0.9))
    return assembled(*parts)


def _container(rng: np.random.Generator) -> Mesh:
    """A shipping container: corrugated walls, frame, corner castings, doors with bars."""
    length, width, height = between(rng, 3, 9), 2.4, between(rng, 2.3, 2.9)
    parts = _edges(length, width, height, 0.16)
    parts.append(block((length - 0.25, width - 0.25, height - 0.2), (0, 0, 0.1)))
    ribs = int(rng.integers(8, 18))
    for x in np.linspace(-length / 2 + 0.3, length / 2 - 0.3, ribs):
        parts.append(block((length / ribs * 0.45, width - 0.08, height - 0.3), (x, 0, 0.15)))
    for y in (-0.8, -0.35, 0.35, 0.8):
        parts.append(
            _rod((length / 2 - 0.02, y, 0.1), (length / 2 - 0.02, y, height - 0.1), 0.05, 5)
        )
    return assembled(*parts)


def _ammo_case(rng: np.random.Generator) -> Mesh:
    """A military or tool case: long, lid seam, latches, handles."""
    width, depth, height = between(rng, 0.5, 1.4), between(rng, 0.25, 0.5), between(rng, 0.2, 0.45)
    seam = height * between(rng, 0.6, 0.8)
    latch = block((0.06, 0.04, height * 0.3), (width * 0.3, -depth / 2, seam - height * 0.15))
    parts = [
        _case(rng, (width, depth, height)),
        block((width * 1.03, depth * 1.05, height * 0.06), (0, 0, seam)),
        *mirrored(latch),
    ]
    if chance(rng, 0.5):
        parts.append(_bow(width * 0.2, height, height * between(rng, 1.2, 1.5), 0.018))
    else:
        parts += mirrored(
            turned(_handle((0, -width / 2, height * 0.5), depth * 0.5, 0.015, False), "z", 90)
        )
    if chance(rng, 0.5):
        parts += [
            block((width * 0.95, 0.05, 0.05), (0, y, -0.03)) for y in (-depth * 0.3, depth * 0.3)
        ]
    return assembled(*parts)


def _open_crate(rng: np.random.Generator) -> Mesh:
    """A wooden crate without its lid, or with it leaning on the side; plain open tubs too."""
    width = between(rng, 0.6, 1.1)
    depth, height = width * between(rng, 0.6, 1), width * between(rng, 0.4, 0.9)
    wall = between(rng, 0.03, 0.07)
    parts = _hollow(width, depth, height, wall)
    if chance(rng, 0.6):
        parts += _feet(width + wall, depth + wall, height, wall * 2.5)
    if chance(rng, 0.6):
        frame = _hollow(width + wall, depth + wall, wall * 2, wall * 1.2)[1:]
        parts += [moved(bar, (0, 0, z)) for bar in frame for z in (0, height - wall * 2)]
    if chance(rng, 0.35):
        lid = turned(block((width, depth, wall)), "x", between(rng, 65, 80))
        parts.append(moved(lid, (0, -depth * 0.5 - 0.15, depth * 0.45)))
    if chance(rng, 0.3):
        parts.append(ball((width * 0.42, depth * 0.42, height * 0.2), (0, 0, height * 0.85)))
    return assembled(*parts)


def _stack(rng: np.random.Generator) -> Mesh:
    """Two to four crates piled."""
    maker = (_crate, _closed_cardboard, _sci_fi_case)[rng.integers(3)]
    pile, lift, size = [], 0.0, 1.0
    for _ in range(int(rng.integers(2, 4))):
        one = maker(rng)
        fitted = scaled(one, size / float(np.ptp(one.vertices[:, :2], axis=0).max()))
        shift = (between(rng, -0.06, 0.06), between(rng, -0.06, 0.06), lift)
        pile.append(moved(turned(fitted, "z", between(rng, -25, 25)), shift))
        lift += float(np.ptp(fitted.vertices[:, 2])) * 0.98
        size *= between(rng, 0.6, 1)
    return assembled(*pile)


_BOXES: tuple[tuple[Design, float], ...] = (
    (_crate, 5),
    (_slatted, 1.5),
    (_open_crate, 1),
    (_open_cardboard, 2),
    (_closed_cardboard, 2),
    (_gift, 0.8),
    (_chest, 4),
    (_flat_chest, 1.5),
    (_sci_fi_case, 1.5),
    (_container, 0.8),
    (_ammo_case, 1),
    (_stack, 0.5),
)


def barrel(rng: np.random.Generator) -> Mesh:
    """Wooden barrels, staved or smooth, kegs with taps, oil drums, sci-fi drums, half barrels."""
    return _drawn(rng, _BARRELS)


def _belly(rng: np.random.Generator, height: float) -> tuple[Callable[[float], float], float]:
    """The radius at a share of the height, and the widest radius."""
    middle = height * between(rng, 0.32, 0.48)
    bulge = between(rng, 0.08, 0.32)
    return (lambda share: middle * (1 - bulge * (2 * share - 1) ** 2)), middle


def _hoops(
    radius: Callable[[float], float],
    height: float,
    sides: int,
    wide: float,
    places: Sequence[float],
) -> list[Mesh]:
    bands = []
    for share in places:
        low, high = share - wide / 2, share + wide / 2
        inner = [(radius(low), low * height), (radius(high), high * height)]
        outer = [(r * 1.045 + 0.004, z) for r, z in reversed(inner)]
        bands.append(lathe([*inner[::-1], *outer[::-1], inner[1]], segments=sides))
    return bands


def _cask(rng: np.random.Generator, height: float, opened: bool) -> Mesh:
    """A wooden barrel, standing: hull, hoops, ends set in; the upper one missing when opened."""
    sides = int(rng.choice([8, 10, 12, 16, 20]))
    radius, _ = _belly(rng, height)
    levels = np.linspace(0, 1, int(rng.choice([3, 5, 5, 7])))
    wall = [(radius(s), s * height) for s in levels]
    rim, sink = radius(1) * 0.88, height * (0.7 if opened else between(rng, 0.92, 0.98))
    if opened and chance(rng, 0.4):
        sink = height * 0.05
    inside = [(rim, height), (rim, sink), (0.0, sink)]
    if chance(rng, 0.3):
        hull = _staves(rng, radius, height, min(sides, 12))
        parts = [
            hull,
            cylinder(radius(0) * 0.92, 0.04 * height, (0, 0, 0.03 * height), segments=sides),
        ]
        lid = height * 0.93 if not opened else sink
        parts.append(cylinder(radius(0.9) * 0.93, 0.03, (0, 0, lid), segments=sides))
    else:
        parts = [lathe([(0.0, 0.0), *wall, *inside], segments=sides)]
    sets = (
        (0.06, 0.94),
        (0.12, 0.88),
        (0.07, 0.3, 0.7, 0.93),
        (0.06, 0.22, 0.78, 0.94),
        (0.2, 0.8),
    )
    places = sets[rng.integers(len(sets))]
    if chance(rng, 0.93):
        parts += _hoops(radius, height, sides, between(rng, 0.04, 0.09), places)
    if not opened and chance(rng, 0.3):
        parts.append(cylinder(rim * 0.15, height * 0.04, (rim * 0.4, 0, sink), segments=8))
    return assembled(*parts)


def _staves(
    rng: np.random.Generator, radius: Callable[[float], float], height: float, count: int
) -> Mesh:
    """Curved boards around, with gaps between them and uneven ends."""
    half = np.pi / count * between(rng, 0.85, 0.97)
    boards = []
    levels = np.linspace(0, 1, 5)
    for turn in np.arange(count) * (2 * np.pi / count):
        top = height * (1 + rng.uniform(-0.015, 0.015))
        rings = []
        for share in levels:
            out = radius(share)
            corners = [
                (out, turn - half),
                (out, turn + half),
                (out * 0.9, turn + half),
                (out * 0.9, turn - half),
            ]
            rings.append([(r * np.cos(a), r * np.sin(a), share * top) for r, a in corners])
        boards.append(loft(rings))
    return assembled(*boards)


def _standing_cask(rng: np.random.Generator) -> Mesh:
    return _cask(rng, 1.0, False)


def _open_cask(rng: np.random.Generator) -> Mesh:
    """A barrel without lid: empty, or full of water, apples, arrows, swords or fish."""
    cask = _cask(rng, 1.0, True)
    rim = float(np.abs(cask.vertices[:, 0]).max()) * 0.7
    style = int(rng.integers(4))
    if style == 0:
        spots = rng.uniform(-0.7, 0.7, (10, 2)) * rim
        return assembled(
            cask, [ball(rim * 0.28, (x, y, 0.93), segments=8, rings=5) for x, y in spots]
        )
    if style == 1:
        spots = rng.uniform(-0.6, 0.6, (5, 2)) * rim
        return assembled(
            cask, [_rod((x * 0.4, y * 0.4, 0.2), (x, y, 1.35), 0.025, 5) for x, y in spots]
        )
    if style == 2:
        lid = turned(cylinder(rim, 0.05), "x", between(rng, 65, 80))
        return assembled(cask, moved(lid, (0, -rim * 2, rim)))
    return cask


def _lying_cask(rng: np.random.Generator) -> Mesh:
    """A barrel on its side: alone, wedged, or on a cradle, with or without a tap."""
    cask = moved(_cask(rng, 1.0, False), (0, 0, -0.5))
    radius = float(np.abs(cask.vertices[:, 0]).max())
    lying = turned(cask, "x", 90)
    parts = [lying]
    style = int(rng.integers(3))
    if style == 1:
        parts += mirrored(block((0.9 * radius, 0.08, radius * 0.5), (0, 0.28, -radius * 1.15)), "y")
    if style == 2:
        leg = between(rng, 0.1, 0.5)
        cross = [
            turned(block((0.08, 0.08, radius * 1.8 + leg), (0, 0, -radius * 1.3 - leg)), "y", angle)
            for angle in (-35, 35)
        ]
        frame = assembled(*cross)
        parts += [moved(frame, (0, y, 0)) for y in (-0.3, 0.3)]
        parts += mirrored(block((0.06, 0.75, 0.06), (radius * 0.75, 0, -radius * 0.95)))
    if chance(rng, 0.55):
        parts.append(_tap(radius * 0.16, (0, -0.48, -radius * 0.6)))
    if chance(rng, 0.4):
        parts.append(cylinder(0.05, 0.05, (0, 0, radius * 0.98), segments=8))
    return assembled(*parts)


def _tap(size: float, at: Point) -> Mesh:
    """A spigot to -Y: pipe, spout down, handle up."""
    return moved(
        assembled(
            _rod((0, 0, 0), (0, -size * 1.8, 0), size * 0.35),
            cylinder(size * 0.3, size * 0.9, (0, -size * 1.5, -size * 0.9), segments=6),
            _rod((0, -size * 1.2, 0), (0, -size * 1.2, size), size * 0.15, 5),
            block((size * 1.1, size * 0.3, size * 0.3), (0, -size * 1.2, size * 0.9)),
        ),
        at,
    )


def _keg(rng: np.random.Generator) -> Mesh:
    """A small steel beer keg with collar rings, or a wooden keg standing with a tap."""
    if chance(rng, 0.5):
        cask = _cask(rng, 1.0, False)
        radius = float(np.abs(cask.vertices[:, 1]).max())
        return assembled(cask, _tap(0.09, (0, -radius * 0.93, 0.22)))
    sides, wide = int(rng.choice([8, 12, 16, 20])), between(rng, 0.28, 0.42)
    body = [
        (0, 0.1),
        (wide * 0.8, 0.1),
        (wide, 0.2),
        (wide, 0.4),
        (wide * 1.05, 0.44),
        (wide, 0.48),
    ]
    body += [
        (wide, 0.6),
        (wide * 1.05, 0.64),
        (wide, 0.68),
        (wide, 0.84),
        (wide * 0.8, 0.92),
        (0, 0.94),
    ]
    skirt = lathe(
        [
            (wide * 0.85, 0),
            (wide * 0.9, 0),
            (wide * 0.9, 0.15),
            (wide * 0.85, 0.15),
            (wide * 0.85, 0),
        ],
        segments=sides,
    )
    neck = cylinder(wide * 0.18, 0.1, (0, 0, 0.92), segments=8)
    return assembled(lathe(body, segments=sides), skirt, moved(skirt, (0, 0, 0.88)), neck)


def _drum_body(rng: np.random.Generator, height: float, opened: bool) -> Mesh:
    """An oil drum: rolling ribs, rims, bungs on top."""
    sides, wide = int(rng.choice([8, 10, 12, 16, 20, 24])), between(rng, 0.29, 0.4) * height
    ribs = ((0.33, 0.67), (0.33, 0.67), (0.25, 0.5, 0.75), (0.5,), ())[rng.integers(5)]
    bump, half = between(rng, 1.03, 1.08), between(rng, 0.015, 0.035)
    profile: Profile = [(0, 0), (wide * bump, 0), (wide * bump, 0.03), (wide, 0.04)]
    for share in ribs:
        profile += [(wide, share - half), (wide * bump, share - half / 3)]
        profile += [(wide * bump, share + half / 3), (wide, share + half)]
    profile += [(wide, 0.96), (wide * bump, 0.97), (wide * bump, 1), (wide * 0.94, 1)]
    profile += [(wide * 0.92, 0.08), (0, 0.08)] if opened else [(wide * 0.94, 0.975), (0, 0.975)]
    parts = [scaled(lathe(profile, segments=sides), (1, 1, height))]
    if not opened and chance(rng, 0.8):
        parts.append(cylinder(wide * 0.15, 0.04, (wide * 0.6, 0, height * 0.97), segments=8))
        parts.append(cylinder(wide * 0.09, 0.04, (-wide * 0.6, 0, height * 0.97), segments=8))
    return assembled(*parts)


def _drum(rng: np.random.Generator) -> Mesh:
    made = _drum_body(rng, 1.0, chance(rng, 0.2))
    if chance(rng, 0.2):
        low = float(made.vertices[:, 1].min())
        return moved(turned(made, "x", 90), (0, 0.5, -low))
    return made


def _drum_group(rng: np.random.Generator) -> Mesh:
    """Two to four barrels or drums together, one maybe lying."""
    body = _drum_body(rng, 1.0, False) if chance(rng, 0.5) else _cask(rng, 1.0, False)
    step = float(np.ptp(body.vertices[:, 0])) * 1.05
    spots = [(0, 0, 0), (step, 0, 0), (step / 2, step * 0.87, 0), (step / 2, step * 0.3, 1)]
    pile = [moved(turned(body, "z", 40 * k), spot) for k, spot in enumerate(spots)]
    count = 2 if len(body.faces) > 600 else int(rng.integers(2, 5))
    if chance(rng, 0.3):
        lying = turned(moved(body, (0, 0, -0.5)), "x", 90)
        flat = [(0, 0, step / 2), (step, 0, step / 2), (step / 2, 0, step * 1.37)]
        return assembled([moved(lying, spot) for spot in flat])
    return assembled(pile[:count])


def _sci_fi_drum(rng: np.random.Generator) -> Mesh:
    """A futuristic barrel: six or eight sides, deep bands, vertical rails, a capped top."""
    sides, wide = int(rng.choice([6, 8, 12, 16])), between(rng, 0.27, 0.4)
    neck = between(rng, 0.75, 0.95)
    profile = [(0, 0), (wide * 0.9, 0), (wide, 0.06), (wide, 0.22), (wide * neck, 0.27)]
    profile += [(wide * neck, 0.73), (wide, 0.78), (wide, 0.94), (wide * 0.9, 1), (wide * 0.6, 1)]
    profile += [(wide * 0.55, 0.97), (0, 0.97)]
    parts = [lathe(profile, segments=sides)]
    if chance(rng, 0.6):
        rail = block((wide * 0.14, wide * 0.2, between(rng, 0.6, 0.96)), (wide * 0.95, 0, 0.02))
        parts += around(rail, int(rng.integers(3, 7)))
    if chance(rng, 0.5):
        parts.append(cylinder(wide * 0.4, 0.08, (0, 0, 0.96), top=0.8, segments=sides))
    if chance(rng, 0.4):
        label = _panel((-wide * 0.4, 0.38), (wide * 0.4, 0.62), -wide * 0.85, wide * 0.2)
        parts.append(label)
    return assembled(*parts)


def _plastic_drum(rng: np.random.Generator) -> Mesh:
    """A plastic barrel: soft shoulders, a wide screw lid or two grips."""
    sides, wide = int(rng.choice([10, 12, 16, 20])), between(rng, 0.28, 0.4)
    profile = [
        (0, 0),
        (wide * 0.9, 0),
        (wide, 0.05),
        (wide, 0.3),
        (wide * 0.96, 0.33),
        (wide, 0.36),
    ]
    profile += [(wide, 0.78), (wide * 0.94, 0.88), (wide * between(rng, 0.6, 0.85), 0.93)]
    lid = profile[-1][0]
    profile += [(lid, 0.95), (lid * 1.08, 0.95), (lid * 1.08, 1.02), (0, 1.03)]
    parts = [lathe(profile, segments=sides)]
    if chance(rng, 0.5):
        grip = _loop(0.06, 0.16, 0.02)
        parts += mirrored(moved(grip, (wide * 0.95, 0, 0.7)))
    if chance(rng, 0.5):
        parts.append(torus(wide, 0.02, (0, 0, 0.5), segments=sides, sides=4))
    return assembled(*parts)


def _half_barrel(rng: np.random.Generator) -> Mesh:
    """A barrel cut across as a tub or planter, or a bucket-like rain butt."""
    sides, wide = int(rng.choice([8, 10, 12, 16])), between(rng, 0.32, 0.5)
    height = between(rng, 0.4, 0.75)
    narrow = between(rng, 0.72, 0.9)

    def radius(share: float) -> float:
        return wide * (narrow + (1 - narrow) * np.sin(share * np.pi / 2))

    wall = [(radius(s), s * height) for s in np.linspace(0, 1, 4)]
    inside = [(wide * 0.9, height), (wide * 0.88, height * between(rng, 0.15, 0.9))]
    hull = lathe([(0, 0), *wall, *inside, (0, inside[-1][1])], segments=sides)
    parts = [hull, *_hoops(radius, height, sides, 0.09, (0.15, 0.8))]
    if chance(rng, 0.35):
        grip = block((0.12, wide * 0.4, height * 0.3), (wide * 0.93, 0, height * 0.85))
        parts += mirrored(grip)
    return assembled(*parts)


_BARRELS: tuple[tuple[Design, float], ...] = (
    (_standing_cask, 6),
    (_open_cask, 2),
    (_lying_cask, 3),
    (_keg, 1.5),
    (_drum, 4),
    (_drum_group, 0.8),
    (_sci_fi_drum, 1.2),
    (_plastic_drum, 0.8),
    (_half_barrel, 0.8),
)
