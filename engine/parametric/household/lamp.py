"""Lamps made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, Profile, drawn, drawn_sides, rod_between
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
    scaled,
    torus,
    tube,
    turned,
)
from .parts import bow_handle, facing, feet


def lamp(rng: np.random.Generator) -> Mesh:
    """Table, floor, desk-arm, ceiling, chandelier, wall, street lamp, lantern, candle-holder."""
    return drawn(rng, _LAMPS)


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
    sides, height = drawn_sides(rng), between(rng, 0.2, 0.5)
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
        parts.append(rod_between((0, 0, height), (0, 0, height + tall - drop + 0.02), 0.008, 5))
    return assembled(*parts)


def _floor_lamp(rng: np.random.Generator) -> Mesh:
    sides, height = drawn_sides(rng), between(rng, 1.1, 1.7)
    wide, base = between(rng, 0.15, 0.32), between(rng, 0.12, 0.22)
    tall, rod = wide * between(rng, 0.7, 1.6), between(rng, 0.012, 0.03)
    foot = int(rng.integers(4))
    if foot == 0:
        parts = [block((1.7 * base, 1.7 * base, 0.03)), rod_between((0, 0, 0), (0, 0, height), rod)]
    elif foot == 1:
        parts = [cylinder(base, 0.03, segments=sides), rod_between((0, 0, 0), (0, 0, height), rod)]
    elif foot == 2:
        spread = between(rng, 0.2, 0.4)
        leg = rod_between((spread, 0, 0), (0.02, 0, height * between(rng, 0.6, 1)), rod)
        parts = [*around(leg, 3, start=30), rod_between((0, 0, height * 0.5), (0, 0, height), rod)]
        if chance(rng, 0.6):
            parts = [*around(rod_between((spread, 0, 0), (0.02, 0, height), rod), 3)]
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
    height, wide, sides = between(rng, 0.5, 1.5), between(rng, 0.12, 0.25), drawn_sides(rng)
    if chance(rng, 0.5):
        posts = feet(wide * 1.05, wide * 1.05, height * 1.05, 0.02)
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
    end, sides, wide = path[-1], drawn_sides(rng), between(rng, 0.13, 0.24)
    tall = wide * between(rng, 0.6, 1.0)
    shade = moved(_shade(rng, wide, tall, sides), (end[0], 0, end[2] - tall * 0.9))
    return assembled(cylinder(0.2, 0.05, segments=sides), tube(path, rod, segments=6), shade)


def _desk_lamp(rng: np.random.Generator) -> Mesh:
    """An arm of two links, or a swan neck, above a foot; the head looks down aslant."""
    sides, rod = drawn_sides(rng), between(rng, 0.008, 0.018)
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
        links = [rod_between((0, 0, 0), elbow, rod), rod_between(elbow, tip, rod)]
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
    sides, height, wide = drawn_sides(rng), between(rng, 0.28, 0.4), between(rng, 0.3, 0.42)
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
    sides, cable = drawn_sides(rng), between(rng, 0.2, 1.0)
    wide = between(rng, 0.12, 0.3)
    tall, count = wide * between(rng, 0.5, 1.4), int(rng.choice([1, 1, 1, 2, 3, 3]))
    shade = _shade(rng, wide, tall, sides)
    one = assembled(
        shade,
        ball(wide * 0.25, (0, 0, tall * 0.3), segments=8, rings=5),
        cylinder(wide * 0.15, tall * 0.25, (0, 0, tall * 0.95), segments=8),
        rod_between((0, 0, tall), (0, 0, tall + cable), 0.01, 5),
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
    sides, wide = drawn_sides(rng), between(rng, 0.2, 0.35)
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
    stem, sides = between(rng, 0.4, 0.9), drawn_sides(rng)
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
        spoke = rod_between((0, 0, 0), (radius, 0, 0), thick * 0.7, 4)
        parts += [*around(spoke, count), cylinder(0.08, 0.1, (0, 0, -0.05), segments=8)]
    light = moved(_candle(rng, 0.035, between(rng, 0.1, 0.18)), (radius, 0, thick * 0.8))
    parts += around(light, count, start=10)
    parts += around(rod_between((radius, 0, 0), (0, 0, height), 0.01, 4), int(rng.integers(3, 5)))
    parts.append(rod_between((0, 0, height), (0, 0, height * 1.3), 0.015, 5))
    return assembled(*parts)


def _wall_lamp(rng: np.random.Generator) -> Mesh:
    """A plate on the wall, an arm, and a shade, globe, candle or lantern on it."""
    reach, height, sides = between(rng, 0.1, 0.3), between(rng, 0.15, 0.35), drawn_sides(rng)
    plate = block((0.09, 0.025, height), (0, 0, 0))
    if chance(rng, 0.4):
        plate = facing(height * 0.3, 0.025, (0, 0.012, height / 2), sides)
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
    hold = rod_between((0, 0.14, length * 0.5), (0, -length * 0.2, length * 0.55), 0.015, 5)
    return assembled(made, plate, hold)


def _cage(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """A lantern's head: a floor, bars, a light inside and a roof."""
    sides = int(rng.choice([4, 4, 6, 8]))
    roof, flare = height * between(rng, 0.2, 0.5), between(rng, 0.75, 1.3)
    wide = radius * flare
    bar = rod_between((radius, 0, height * 0.06), (wide, 0, height), radius * 0.08, 4)
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
        parts.append(
            bow_handle(radius * 1.2, height * 0.95, top * between(rng, 1.2, 1.5), radius * 0.06)
        )
    if chance(rng, 0.12):
        hook = [(0, 0, top + 0.1), (0, 0, top + 0.25), (0.2, 0, top + 0.3), (0.4, 0, top + 0.25)]
        parts.append(tube([*hook, (0.4, 0, -0.8)], 0.015, segments=5))
    return assembled(*parts)


def _oil_lamp(rng: np.random.Generator) -> Mesh:
    """A hurricane lamp: tank, glass, chimney, side tubes, bow."""
    radius, sides = between(rng, 0.08, 0.11), drawn_sides(rng)
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
    bow = bow_handle(radius * 1.25, tank + glass * 0.5, tank + glass * between(rng, 1.6, 2), 0.006)
    return assembled(lathe([*profile, *cap], segments=sides), pipes, bow)


def _candle_holder(rng: np.random.Generator) -> Mesh:
    """A single candle on a dish, or a tall stick."""
    sides, wide = drawn_sides(rng), between(rng, 0.025, 0.045)
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
    sides, candle = drawn_sides(rng), _candle(rng, 0.02, between(rng, 0.08, 0.18))
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
        arm = rod_between((0, 0, 0), (reach, 0, rise), rod * 0.7, sides)
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
        bar = rod_between((-0.3, 0, height * 0.85), (0.3, 0, height * 0.85), rod * 0.5)
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
    light = assembled(head, rod_between((0, 0, top), (0, 0, top + drop), 0.015, 4))
    side = [
        block((reach + 0.2, thick * 0.7, thick * 0.7), (reach / 2, 0, beam)),
        rod_between((0, 0, beam - reach * 0.6), (reach * 0.6, 0, beam + 0.03), thick * 0.3, 4),
        moved(light, (reach, 0, beam - top - drop)),
    ]
    both = mirrored(assembled(*side)) if chance(rng, 0.2) else side
    return assembled(block((thick, thick, height), top=0.9), both, block((0.4, 0.4, 0.15), top=0.8))


def _lava_or_globe(rng: np.random.Generator) -> Mesh:
    """A lava lamp, a globe on a foot, or a bulb."""
    sides, style = drawn_sides(rng), int(rng.integers(3))
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
    radius, sides = between(rng, 0.1, 0.16), drawn_sides(rng)
    length = radius * between(rng, 1.6, 2.6)
    drum = lathe(
        [(0, 0), (radius * 0.7, 0), (radius, length), (radius * 0.9, length), (0, length * 0.8)],
        segments=sides,
    )
    head = turned(moved(drum, (0, 0, -length / 2)), "x", between(rng, 60, 115))
    yoke = turned(bow_handle(radius * 1.15, 0, radius * 1.6, 0.015), "x", 180)
    lamp_head = assembled(head, yoke)
    if chance(rng, 0.4):
        return assembled(lamp_head, cylinder(radius, 0.04, (0, 0, -radius * 1.7), segments=sides))
    height = between(rng, 0.8, 1.5)
    leg = rod_between((height * 0.35, 0, -height), (0, 0, -height * 0.5), 0.02, 5)
    pole = rod_between((0, 0, -height * 0.85), (0, 0, -radius * 1.5), 0.02)
    heads = [lamp_head]
    if chance(rng, 0.4):
        heads = [moved(lamp_head, (x, 0, 0.05)) for x in (-radius * 1.5, radius * 1.5)]
        heads.append(
            rod_between((-radius * 1.6, 0, -radius * 1.5), (radius * 1.6, 0, -radius * 1.5), 0.02)
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
