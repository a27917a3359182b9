"""Small appliances that stand on a worktop, made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, rod_between
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
    tube,
    turned,
)
from .parts import case, facing, feet, front_plate, handle, knob_row, loop, window


def microwave(rng: np.random.Generator) -> Mesh:
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


def toaster(rng: np.random.Generator) -> Mesh:
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


def coffee_machine(rng: np.random.Generator) -> Mesh:
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
        parts += knob_row(rng, width * 0.6, (0, -depth / 2, height - head / 2), 0.014)
    return assembled(*parts)


def _cup(radius: float, height: float, sides: int) -> Mesh:
    inner = radius * 0.85
    profile = [(0, 0), (radius * 0.7, 0), (radius, height), (inner, height), (inner * 0.7, 0.01)]
    cup = lathe([*profile, (0, 0.01)], segments=sides)
    return assembled(
        cup, moved(loop(radius * 0.5, height * 0.6, radius * 0.1), (radius * 0.8, 0, height * 0.2))
    )


def espresso_machine(rng: np.random.Generator) -> Mesh:
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
    parts += knob_row(rng, width * 0.7, (0, -depth * 0.4, height * 0.86), 0.016)
    return assembled(*parts)


def blender(rng: np.random.Generator) -> Mesh:
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


def stand_mixer(rng: np.random.Generator) -> Mesh:
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


def kettle(rng: np.random.Generator) -> Mesh:
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


def cooker(rng: np.random.Generator) -> Mesh:
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
        knob_row(rng, radius * 0.4, (0, -radius - 0.02, height * 0.38), 0.012),
    )
