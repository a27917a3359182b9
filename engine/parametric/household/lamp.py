"""Lamps made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, rod_between
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
    torus,
    tube,
    turned,
)
from .lamp_flames import candelabra, candle_holder, lantern, oil_lamp, torch
from .lamp_parts import curved_arm, lamp_shade, lantern_head, stem_profile, wax_candle
from .lamp_street import old_street_lamp, street_lamp, wood_post_lamp
from .parts import bow_handle, facing, feet


def lamp(rng: np.random.Generator) -> Mesh:
    """Table, floor, desk-arm, ceiling, chandelier, wall, street lamp, lantern, candle-holder."""
    return drawn(rng, _LAMPS)


def _table_lamp(rng: np.random.Generator) -> Mesh:
    sides, height = drawn_sides(rng), between(rng, 0.2, 0.5)
    base, wide = between(rng, 0.06, 0.14), between(rng, 0.12, 0.24)
    tall = wide * between(rng, 0.7, 1.5)
    parts = [lathe(stem_profile(rng, base, height), segments=sides)]
    if chance(rng, 0.15):
        parts = [block((base * 1.6, base * 1.6, height * 0.9), top=between(rng, 0.3, 1))]
        parts.append(cylinder(0.012, height * 0.3, (0, 0, height * 0.8), segments=6))
    drop = tall * between(rng, 0.05, 0.35)
    parts.append(moved(lamp_shade(rng, wide, tall, sides), (0, 0, height - drop)))
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
    parts.append(moved(lamp_shade(rng, wide, tall, sides), (0, 0, height - tall * 0.25)))
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
    shade = moved(lamp_shade(rng, wide, tall, sides), (end[0], 0, end[2] - tall * 0.9))
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
    shade = lamp_shade(rng, wide, tall, sides)
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


def _chandelier(rng: np.random.Generator) -> Mesh:
    """A stem with curved arms around it, a candle or shade on each, one or two tiers."""
    reach, count = between(rng, 0.3, 0.6), int(rng.integers(4, 9))
    stem, sides = between(rng, 0.4, 0.9), drawn_sides(rng)
    rise, drop = reach * between(rng, 0, 0.4), reach * between(rng, 0.1, 0.35)
    cup = cylinder(0.05, 0.03, top=1.4, segments=8)
    if chance(rng, 0.6):
        light = wax_candle(rng, 0.025, between(rng, 0.08, 0.16))
    else:
        light = lamp_shade(rng, 0.08, 0.11, 8)
    arm = assembled(
        curved_arm(reach, drop, rise, 0.014), moved(assembled(cup, light), (reach, 0, rise - 0.01))
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
    light = moved(wax_candle(rng, 0.035, between(rng, 0.1, 0.18)), (radius, 0, thick * 0.8))
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
    arm = turned(curved_arm(reach, reach * between(rng, 0, 0.6), height * 0.15, 0.012), "z", -90)
    tip = (0, -reach, height * 0.65)
    style = int(rng.integers(4))
    if style == 0:
        light = lamp_shade(rng, between(rng, 0.07, 0.12), between(rng, 0.1, 0.18), sides)
    elif style == 1:
        light = ball(between(rng, 0.06, 0.1), (0, 0, 0.08), segments=sides)
    elif style == 2:
        light = assembled(cylinder(0.04, 0.03, top=1.3), wax_candle(rng, 0.025, 0.14))
    else:
        light = lantern_head(rng, 0.07, 0.2)
        if chance(rng, 0.5):
            light = moved(light, (0, 0, -0.25))
    return assembled(plate, moved(arm, (0, 0, height / 2)), moved(light, tip))


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
    (torch, 0.5),
    (lantern, 2),
    (oil_lamp, 0.8),
    (candle_holder, 1),
    (candelabra, 0.8),
    (street_lamp, 2),
    (old_street_lamp, 2),
    (wood_post_lamp, 0.6),
    (_lava_or_globe, 0.5),
    (_spotlight, 0.5),
)
