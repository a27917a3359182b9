"""Appliances made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, rod_between
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    rounded,
    scaled,
    torus,
    turned,
)
from .appliance_air import hood, outdoor_unit, wall_conditioner, window_unit
from .appliance_worktop import (
    blender,
    coffee_machine,
    cooker,
    espresso_machine,
    kettle,
    microwave,
    stand_mixer,
    toaster,
)
from .parts import case, facing, feet, front_plate, handle, knob_row, ring_facing, window


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
    parts += knob_row(rng, width * 0.75, at, between(rng, 0.018, 0.03))
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
        *knob_row(rng, width * 0.7, (0, front, (panel + height) / 2), 0.022),
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
    knobs = knob_row(rng, width * 0.6, (0, depth / 2 - 0.12, height + rise / 2), 0.03)
    return assembled(case(rng, (width, depth, height)), lid, console, knobs)


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
            knob_row(rng, width * 0.4, (width * 0.15, front - 0.03, (panel + height) / 2), 0.014),
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


_APPLIANCES: tuple[tuple[Design, float], ...] = (
    (_fridge, 4),
    (_open_fridge, 0.7),
    (_stove, 3),
    (_oven, 1),
    (_iron_stove, 0.7),
    (_front_washer, 3),
    (_top_washer, 1),
    (microwave, 2),
    (toaster, 1.5),
    (coffee_machine, 1.5),
    (espresso_machine, 0.8),
    (blender, 1.3),
    (stand_mixer, 0.8),
    (hood, 1.2),
    (_dishwasher, 1),
    (wall_conditioner, 0.8),
    (outdoor_unit, 0.8),
    (window_unit, 0.6),
    (kettle, 1),
    (cooker, 0.7),
)
