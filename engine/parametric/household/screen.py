"""Screens made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, rod_between
from ..shapes import (
    Point,
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    tube,
    turned,
)
from .parts import case, facing, feet, front_plate, window


def screen(rng: np.random.Generator) -> Mesh:
    """Flat and tube TVs, TVs with antenna, wall TVs, monitors, laptops, projection and sci-fi."""
    return drawn(rng, _SCREENS)


def _flat_panel(rng: np.random.Generator, width: float, height: float, thick: float) -> Mesh:
    """A flat screen standing on z = 0, looking to -Y, with a frame and a hump behind it."""
    rim = width * between(rng, 0.01, 0.035)
    parts = [case(rng, (width, thick, height))]
    corners = (-width / 2, 0.0), (width / 2, height)
    if chance(rng, 0.8):
        parts.append(window(*corners, -thick / 2, rim))
    if chance(rng, 0.5):
        hump = (width * between(rng, 0.3, 0.7), thick * 1.2, height * between(rng, 0.3, 0.7))
        parts.append(block(hump, (0, thick * 0.8, height * 0.15)))
    if chance(rng, 0.25):
        parts.append(
            front_plate((-width / 2, -rim * 2), (width / 2, 0), -thick / 2 + 0.01, thick * 0.6)
        )
    return assembled(*parts)


def _foot(rng: np.random.Generator, width: float, rise: float, depth: float) -> list[Mesh]:
    """A stand under a flat screen whose lower edge is at height `rise`."""
    style, sides = int(rng.integers(5)), drawn_sides(rng)
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
    legs = mirrored(rod_between((spread, -depth / 2, 0.01), (0.02, 0, rise), 0.012, 5))
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
    arm = rod_between((0, 0, height / 2), (0, out, height / 2), 0.03, 4)
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
    parts = [case(rng, (width, front, height), (0, 0, 0))]
    back = block((width * 0.95, height * 0.95, depth - front), top=between(rng, 0.5, 0.85))
    parts.append(moved(turned(back, "x", -90), (0, front / 2 - 0.01, height / 2)))
    right = width / 2 - (width * between(rng, 0.2, 0.28) if chance(rng, 0.45) else 0.0)
    low = -width / 2 + rim * 0.5, height * (0.05 if right < width / 2 else between(rng, 0.05, 0.2))
    high = right - rim * 0.5, height * 0.95
    parts.append(window(low, high, -front / 2, rim))
    size = (high[0] - low[0] - rim, 0.25 * rim, high[1] - low[1] - rim)
    bulge = ball((size[0] * 0.52, rim * 0.9, size[2] * 0.52), segments=12, rings=8)
    middle = ((low[0] + high[0]) / 2, -front / 2, (low[1] + high[1]) / 2)
    parts.append(moved(bulge, middle))
    if right < width / 2:
        column = (right + width / 2) / 2 - rim * 0.2
        knob, deep = width * 0.05, width * 0.05
        parts += [facing(knob, deep, (column, -front / 2, height * z), 10) for z in (0.8, 0.6)]
        parts += [
            front_plate(
                (column - knob, height * z), (column + knob, height * (z + 0.03)), -front / 2, 0.02
            )
            for z in (0.15, 0.25, 0.35)
        ]
    elif low[1] > 0.1 * height:
        parts += [
            facing(height * 0.025, 0.02, (x, -front / 2, low[1] / 2), 8)
            for x in np.linspace(0, width * 0.4, 4)
        ]
    return parts


def _antenna(rng: np.random.Generator, length: float) -> Mesh:
    rods = []
    for side in (-1, 1):
        lean = np.radians(between(rng, 15, 50)) * side
        tip = (length * np.sin(lean), 0, length * np.cos(lean))
        rods += [
            rod_between((0, 0, 0), tip, length * 0.015, 5),
            ball(length * 0.035, tip, segments=6, rings=4),
        ]
    return assembled(rods, ball((length * 0.16, length * 0.16, length * 0.1), segments=8, rings=6))


def _tube_tv(rng: np.random.Generator) -> Mesh:
    width = between(rng, 0.5, 0.8)
    height, depth = width * between(rng, 0.7, 0.95), width * between(rng, 0.5, 0.85)
    leg = between(rng, 0.02, 0.05)
    parts = [moved(assembled(*_tube_case(rng, width, height, depth)), (0, 0, leg))]
    parts += feet(width * 0.8, depth * 0.4, leg + 0.01, 0.05)
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
    base = cylinder(width * 0.35, 0.04, top=0.6, segments=drawn_sides(rng))
    if chance(rng, 0.5):
        return assembled(base, moved(assembled(*case), (0, 0, 0.035)))
    rise = between(rng, 0.08, 0.14)
    tower = block((width * 1.15, depth, rise), (0, depth * 0.2, 0))
    slot = front_plate((width * 0.1, rise * 0.5), (width * 0.5, rise * 0.65), -depth * 0.3, 0.015)
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
        window(
            (-width / 2, 0), (width / 2, depth), -thick * 0.35, width * between(rng, 0.02, 0.06)
        ),
    )
    parts = [
        case(rng, (width, depth, thick)),
        moved(turned(lid, "x", lean), (0, depth / 2, thick * 0.6)),
        block((width * 0.26, depth * 0.24, 0.003), (0, -depth * 0.3, thick)),
    ]
    if chance(rng, 0.8):
        keys = scaled(_keyboard(rng, width * 0.88, (0, 0, 0)), (1, 1.1, 0.5))
        parts.append(moved(keys, (0, depth * 0.16, thick * 0.95)))
    if chance(rng, 0.4):
        parts.append(
            rod_between(
                (-width * 0.4, depth / 2, thick), (width * 0.4, depth / 2, thick), thick * 0.5
            )
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
    front = window((-width / 2, chin), (width / 2, height), -thick / 2, width * 0.025)
    chin_plate = front_plate((-width / 2, 0), (width / 2, chin), -thick / 2, 0.008)
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
        leg = rod_between((0.5, 0, 0), (0, 0, 0.5), 0.015, 5)
        cloth = block((width, 0.01, height), (0, -0.03, 0.6))
        case = rod_between((-width / 2, -0.03, 0.6), (width / 2, -0.03, 0.6), 0.04)
        pole = rod_between((0, 0.02, 0.3), (0, 0.02, 0.65 + height), 0.02)
        return assembled(cloth, case, pole, around(leg, 3, start=90))
    small = width * 0.2
    tablet = rounded((small * 1.4, 0.01, small), radius=0.005, steps=1)
    rim = window((-small * 0.7, 0), (small * 0.7, small), -0.005, 0.015)
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
