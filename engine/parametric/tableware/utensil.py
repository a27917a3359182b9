"""Kitchen tools made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    assembled,
    ball,
    between,
    blob,
    block,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    rounded,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .parts import closed, drawn_sides, hollow, vessel_handle
from .utensil_cutlery import (
    chopsticks,
    cleaver,
    cutlery_set,
    fork,
    kitchen_knife,
    spoon,
    table_knife,
)
from .utensil_parts import flat_plate, knife_blade, neck_bar, posed, spoon_dish, tool_handle
from .utensil_vessels import bowl, cooking_pot, frying_pan, plate


def utensil(rng: np.random.Generator) -> Mesh:
    """Cutlery, knives, boards, pans, pots, spatulas, ladles, whisks, pins, graters, plates."""
    made = drawn(
        rng,
        (
            (fork, 2.4),
            (spoon, 2.4),
            (table_knife, 2.2),
            (kitchen_knife, 2.4),
            (cleaver, 1.2),
            (_board, 1.8),
            (frying_pan, 2.6),
            (cooking_pot, 2.4),
            (_spatula, 2.2),
            (_ladle, 1.4),
            (_whisk, 1.4),
            (_rolling_pin, 1.5),
            (_grater, 1.0),
            (plate, 1.6),
            (bowl, 1.6),
            (chopsticks, 0.5),
            (_tongs, 0.8),
            (_peeler, 0.8),
            (_skewer, 0.6),
            (cutlery_set, 0.9),
        ),
    )
    return grounded(made)


def _board(rng: np.random.Generator) -> Mesh:
    """A chopping board: oblong, round, with a paddle's handle; food or a knife on it at times."""
    wide, thick = between(rng, 0.5, 0.8), between(rng, 0.03, 0.09)
    draw = rng.random()
    if draw < 0.45:
        plates = (
            rounded((1, wide, thick), radius=thick * 0.4, steps=1),
            block((1, wide, thick)),
        )
        parts = [plates[rng.integers(2)]]
    elif draw < 0.65:
        parts = [cylinder(0.45, thick, segments=max(drawn_sides(rng), 10))]
    else:
        parts = [rounded((0.9, wide, thick), radius=thick * 0.4, steps=1)]
    if draw > 0.45 or chance(rng, 0.25):
        grip = between(rng, 0.1, 0.2)
        parts.append(block((between(rng, 0.3, 0.5), grip, thick * 0.96), (0.55, 0, 0)))
        if chance(rng, 0.4):
            parts.append(cylinder(grip * 0.65, thick, (0.75, 0, 0), segments=10))
    if chance(rng, 0.25):
        groove = box((-0.42, -wide * 0.42, thick - 0.01), (0.42, -wide * 0.39, thick + 0.012))
        parts += mirrored(groove, "y")
    made = assembled(parts)
    if chance(rng, 0.18):
        knife = scaled(
            assembled(knife_blade(rng, 0.6, 0.14, 0.02), tool_handle(rng, 0.35, 0.07, 0.04)), 0.7
        )
        made = assembled(made, moved(knife, (0, between(rng, -0.1, 0.1), thick + 0.02)))
    if chance(rng, 0.2):
        return turned(made, "x", between(rng, 70, 90))
    return made


def _spatula(rng: np.random.Generator) -> Mesh:
    """A turner with slots, a scraper, a pie server: a flat head, bent off its handle."""
    long, wide = between(rng, 0.2, 0.4), between(rng, 0.13, 0.28)
    thick, tip = between(rng, 0.012, 0.04), between(rng, 0.7, 1.25)
    bars = int(rng.choice((0, 0, 3, 4, 5)))
    if bars:
        width = wide / (bars * 1.6)
        spots = np.linspace(-wide / 2 + width / 2, wide / 2 - width / 2, bars)
        parts = [box((0.05, y - width / 2, 0), (long, y + width / 2, thick)) for y in spots]
        parts += [box((x, -wide / 2, 0), (x + 0.05, wide / 2, thick)) for x in (0, long - 0.04)]
    else:
        outline = [(0, -wide * 0.2), (long * 0.25, -wide * 0.48), (long * 0.95, -wide * tip / 2)]
        outline += [(long, -wide * tip * 0.4), (long, wide * tip * 0.4)]
        outline += [(long * 0.95, wide * tip / 2), (long * 0.25, wide * 0.48), (0, wide * 0.2)]
        parts = [flat_plate(outline, thick)]
    neck = between(rng, 0.12, 0.35)
    grip = tool_handle(
        rng, between(rng, 0.28, 0.5), between(rng, 0.04, 0.08), between(rng, 0.025, 0.06)
    )
    stem = neck_bar(rng, neck, between(rng, 0.02, 0.04), 0.0)
    shaft = turned(assembled(stem, moved(grip, (-neck, 0, 0))), "y", between(rng, 0, 35))
    return posed(rng, assembled(parts, shaft), 0.5)


def _ladle(rng: np.random.Generator) -> Mesh:
    """A deep bowl under a long upright or lying handle; a skimmer or a measuring spoon."""
    sides, size = drawn_sides(rng), between(rng, 0.12, 0.22)
    deep = size * between(rng, 0.6, 1.1)
    profile = [(size * 0.35, 0), (size * 0.8, deep * 0.35), (size, deep)]
    scoop = hollow(profile, size * 0.1, deep * 0.15, sides)
    rise = between(rng, 50, 88) if chance(rng, 0.65) else between(rng, 0, 25)
    neck = between(rng, 0.3, 0.6)
    grip = tool_handle(
        rng, between(rng, 0.2, 0.5), between(rng, 0.04, 0.07), between(rng, 0.025, 0.05)
    )
    shaft = assembled(
        neck_bar(rng, neck, between(rng, 0.022, 0.04), 0.0), moved(grip, (-neck, 0, 0))
    )
    shaft = moved(turned(shaft, "y", rise), (-size * 0.92, 0, deep * 0.92))
    made = assembled(scoop, shaft)
    return turned(made, "y", -90) if chance(rng, 0.2) else made


def _whisk(rng: np.random.Generator) -> Mesh:
    count, wide = int(rng.integers(2, 6)), between(rng, 0.09, 0.18)
    long = between(rng, 0.4, 0.6)
    turns = np.linspace(0, np.pi, 12)
    x = long * np.sin(turns) ** between(rng, 0.7, 1.2)
    bulge = wide * np.cos(turns) * np.sin(turns) ** 0.5 * 1.4
    loop = tube(np.column_stack([x, bulge, 0 * x]), between(rng, 0.006, 0.014), segments=4)
    loops = [turned(loop, "x", 180 / count * place) for place in range(count)]
    grip = tool_handle(rng, between(rng, 0.35, 0.55), between(rng, 0.05, 0.09), 0.06)
    return posed(rng, assembled(loops, moved(grip, (0.02, 0, 0))), 0.5)


def _rolling_pin(rng: np.random.Generator) -> Mesh:
    sides, wide = drawn_sides(rng), between(rng, 0.06, 0.14)
    grip, thin = between(rng, 0.12, 0.24), wide * between(rng, 0.3, 0.6)
    taper = between(rng, 0.6, 1) if chance(rng, 0.3) else 1.0
    body = [(wide * taper, -0.45), (wide, -0.2), (wide, 0.2), (wide * taper, 0.45)]
    drum = closed(body, sides)
    handles = [(thin * 0.7, 0.44), (thin * 0.8, 0.5), (thin * 1.2, 0.45 + grip * 0.6)]
    knob = closed([*handles, (thin, 0.45 + grip)], sides)
    parts = [drum] if taper < 0.75 else [drum, *mirrored(knob, "z")]
    return grounded(turned(assembled(parts), "y", 0 if chance(rng, 0.12) else 90))


def _grater(rng: np.random.Generator) -> Mesh:
    """A tower of four sides with teeth and a bow on top, or a flat one with a handle."""
    if chance(rng, 0.7):
        wide, deep = between(rng, 0.4, 0.6), between(rng, 0.28, 0.5)
        shell = block((wide, deep, 1), top=(between(rng, 0.55, 0.8), between(rng, 0.4, 0.7)))
        bow = vessel_handle(
            between(rng, 0.15, 0.25), -wide * 0.25, wide * 0.25, 0.98, between(rng, 0.02, 0.05), 1
        )
        teeth = [
            block((0.05, 0.03, 0.02), (x, -deep * (0.5 - 0.14 * z) - 0.005, z))
            for z in np.linspace(0.15, 0.8, 6)
            for x in np.linspace(-wide * 0.26, wide * 0.26, 4)
        ]
        return assembled(shell, turned(bow, "y", -90), teeth)
    face = box((0, -0.13, -0.01), (0.6, 0.13, 0.01))
    teeth = [
        block((0.02, 0.03, 0.03), (x, y, 0))
        for x in np.linspace(0.06, 0.54, 7)
        for y in (-0.07, 0, 0.07)
    ]
    return posed(rng, assembled(face, teeth, tool_handle(rng, 0.35, 0.08, 0.05)))


def _tongs(rng: np.random.Generator) -> Mesh:
    spread, wide = between(rng, 0.06, 0.2), between(rng, 0.035, 0.08)
    t = np.linspace(0, 1, 7)
    y = spread * np.sin(t * between(rng, 1.4, 2.4)) + 0.015
    arm = sheet(
        [[(x, side, z) for z in (-wide / 2, wide / 2)] for x, side in zip(t, y, strict=True)], 0.015
    )
    tip = ball((0.09, 0.02, wide * 0.9), (0.98, y[-1], 0), segments=8, rings=4)
    arms = mirrored(assembled(arm, tip), "y")
    hinge = block((0.05, 0.06, wide), (0, 0, -wide / 2))
    return posed(rng, assembled(arms, hinge), 0.65)


def _peeler(rng: np.random.Generator) -> Mesh:
    """A peeler shaped as a Y or in line with its handle, or a pizza wheel."""
    grip = tool_handle(
        rng, between(rng, 0.4, 0.6), between(rng, 0.08, 0.13), between(rng, 0.05, 0.1)
    )
    draw = int(rng.integers(3))
    if draw == 0:
        wide, long = between(rng, 0.13, 0.22), between(rng, 0.18, 0.3)
        prongs = tube([(long, -wide, 0), (long * 0.5, -wide, 0), (0, 0, 0), (long * 0.5, wide, 0),
                     (long, wide, 0)], 0.025, segments=6)  # fmt: skip
        return posed(
            rng, assembled(grip, prongs, box((long - 0.05, -wide, -0.01), (long, wide, 0.02)))
        )
    if draw == 1:
        blade = spoon_dish(0.4, 0.1, 0.03, 0.012)
        return posed(rng, assembled(grip, blade, neck_bar(rng, 0.05, 0.04, 0)))
    radius = between(rng, 0.15, 0.25)
    wheel = moved(turned(cylinder(radius, 0.02, segments=16), "x", 90), (radius * 1.1, 0.01, 0))
    arm = box((-0.02, -0.03, -0.03), (radius * 1.2, 0.03, 0.03))
    return posed(rng, turned(assembled(grip, wheel, arm), "x", 90), 0.7)


def _skewer(rng: np.random.Generator) -> Mesh:
    """A skewer with bits on it, or with a ring only; a corkscrew."""
    rod = tube([(-0.5, 0, 0), (0.48, 0, 0), (0.55, 0, 0)], (0.012, 0.012, 0.001), segments=5)
    parts = [rod]
    if chance(rng, 0.5):
        parts.append(torus(0.05, 0.012, (-0.55, 0, 0), segments=10, sides=4))
        if chance(rng, 0.6):
            turns = np.linspace(0, 6 * np.pi, 26)
            coil = np.column_stack([turns / 40, 0.04 * np.cos(turns), 0.04 * np.sin(turns)])
            grip = tube([(-0.02, -0.22, 0), (-0.02, 0.22, 0)], 0.05, segments=8)
            return posed(rng, assembled(tube(coil, 0.012, segments=4), grip), 0.5)
    else:
        for x in np.linspace(-0.25, 0.4, int(rng.integers(3, 7))):
            size = between(rng, 0.05, 0.09)
            cube = block((size * 1.3, size * 2, size * 2), (x, 0, -size))
            parts.append(cube if chance(rng, 0.5) else blob(rng, size, (x, 0, 0)))
    return posed(rng, assembled(parts), 0.75)
