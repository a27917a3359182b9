"""Tables made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, drawn_sides, rod_between
from ..shapes import (
    Point,
    around,
    assembled,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    tube,
    turned,
)
from .parts import (
    arched,
    beam,
    case,
    drawn_leg,
    feet,
    four_legs,
    front_grid,
    front_look,
    sheared,
    slat_row,
    stretchers,
    turned_leg,
)


def _table_size(rng: np.random.Generator) -> Point:
    """Width, depth and height: dining, coffee, side or long."""
    style = rng.choice(4, p=[0.45, 0.25, 0.15, 0.15])
    if style == 0:
        return between(rng, 0.9, 1.9), between(rng, 0.7, 1.0), between(rng, 0.68, 0.8)
    if style == 1:
        return between(rng, 0.7, 1.4), between(rng, 0.45, 0.8), between(rng, 0.3, 0.5)
    if style == 2:
        side = between(rng, 0.4, 0.65)
        return side, side * between(rng, 0.8, 1), between(rng, 0.45, 0.75)
    return between(rng, 2.0, 3.4), between(rng, 0.7, 1.1), between(rng, 0.7, 0.8)


def _table_top(
    rng: np.random.Generator, width: float, depth: float, thick: float, z: float
) -> list[Mesh]:
    """A top in one piece, of planks, or of two layers, its upper side at z."""
    style = rng.choice(4, p=[0.5, 0.2, 0.2, 0.1])
    if style == 0:
        return [block((width, depth, thick), (0, 0, z - thick))]
    if style == 1:
        planks = slat_row(rng, width, depth, thick, int(rng.integers(3, 8)))
        rough = between(rng, 0, 0.03) * chance(rng, 0.5)
        return [moved(p, (between(rng, -rough, rough) * width, 0, z)) for p in planks]
    if style == 2:
        return [rounded((width, depth, thick), (0, 0, z - thick), radius=thick * 0.4, steps=1)]
    under = block((width * 0.95, depth * 0.93, thick), (0, 0, z - thick * 1.8))
    return [block((width, depth, thick), (0, 0, z - thick)), under]


def _legged_table(rng: np.random.Generator) -> Mesh:
    """A top on four legs, with an apron, drawers, a lower shelf or stretchers."""
    width, depth, tall = _table_size(rng)
    thick, size = between(rng, 0.02, 0.1), between(rng, 0.04, 0.13)
    inset, splay = between(rng, 0.8, 1.0), between(rng, 0, 0.25) * chance(rng, 0.3)
    parts = _table_top(rng, width, depth, thick, tall)
    wide, deep = width * inset, depth - width * (1 - inset) * depth / width
    parts += four_legs(rng, wide, deep, tall - thick * 0.9, size, splay)
    apron = between(rng, 0.05, 0.16)
    if chance(rng, 0.5):
        low = tall - thick - apron
        parts += mirrored(block((size * 0.4, deep - size, apron), ((wide - size) / 2, 0, low)))
        parts += mirrored(block((wide - size, size * 0.4, apron), (0, (deep - size) / 2, low)), "y")
        if chance(rng, 0.35):
            rect = (-wide / 2 + size, low, wide / 2 - size, tall - thick)
            parts += front_grid(
                rng,
                rect,
                -(deep - size) / 2 - size * 0.2,
                front_look(rng),
                int(rng.integers(1, 4)),
                1,
                True,
            )
    if splay == 0 and chance(rng, 0.3):
        shelf = block(
            (wide - size, deep - size, thick * 0.6), (0, 0, tall * between(rng, 0.15, 0.4))
        )
        bars = stretchers(
            wide - size,
            deep - size,
            tall * between(rng, 0.1, 0.3),
            size * 0.6,
            int(rng.integers(2)),
        )
        parts += [shelf] if chance(rng, 0.5) else bars
    return assembled(parts)


def _round_table(rng: np.random.Generator) -> Mesh:
    """A round or oval top on legs."""
    tall = between(rng, 0.35, 0.8)
    radius, thick, segments = (
        between(rng, 0.28, 0.75),
        between(rng, 0.02, 0.08),
        int(rng.choice([8, 10, 12, 16, 20, 24])),
    )
    top = cylinder(radius, thick, (0, 0, tall - thick), segments=segments)
    stretch = between(rng, 1.2, 1.8) if chance(rng, 0.25) else 1.0
    count, size = int(rng.choice([3, 4, 4])), between(rng, 0.03, 0.08)
    leg = sheared(drawn_leg(rng, tall - thick, size), (-between(rng, 0, 0.3), 0), tall)
    parts = [top, *around(moved(leg, (radius * between(rng, 0.5, 0.85), 0, 0)), count, start=45)]
    if chance(rng, 0.25):
        parts.append(cylinder(radius * 0.7, thick * 0.6, (0, 0, tall * 0.25), segments=segments))
    return scaled(assembled(parts), (stretch, 1, 1))


def _pedestal_table(rng: np.random.Generator) -> Mesh:
    """A round or square top on one column, over a disc, a cross or curved feet."""
    tall, radius = between(rng, 0.45, 1.1), between(rng, 0.28, 0.7)
    thick, column, segments = between(rng, 0.02, 0.06), between(rng, 0.025, 0.1), drawn_sides(rng)
    if chance(rng, 0.7):
        parts = [cylinder(radius, thick, (0, 0, tall - thick), segments=max(10, segments))]
    else:
        parts = _table_top(rng, radius * 1.8, radius * between(rng, 1.3, 1.8), thick, tall)
    foot = radius * between(rng, 0.45, 0.75)
    style = rng.integers(4)
    if style == 0:
        profile = [
            (0, 0),
            (foot, 0),
            (foot, 0.02),
            (column * 1.3, 0.1),
            (column, tall * 0.5),
            (column * 1.8, tall - thick),
            (0, tall - thick),
        ]
        return assembled(parts, lathe(profile, segments=segments))
    if style == 1:
        parts.append(cylinder(foot, between(rng, 0.02, 0.08), segments=segments))
        return assembled(parts, cylinder(column, tall - thick, segments=8))
    parts.append(turned_leg(rng, tall - thick * 1.2, column * 2.5))
    if style == 2:
        path = [(0, 0, tall * 0.35), (foot * 0.6, 0, tall * 0.22), (foot, 0, 0.03)]
        return assembled(
            parts, around(tube(path, column * 0.45, segments=5), int(rng.choice([3, 4])), start=45)
        )
    bar = block((foot * 2, column * 1.4, 0.06))
    return assembled(parts, bar, turned(bar, "z", 90))


def _desk(rng: np.random.Generator) -> Mesh:
    """A writing desk: a top over one or two drawer cases, legs on the other side."""
    width, depth, tall = between(rng, 1.0, 1.8), between(rng, 0.5, 0.8), between(rng, 0.7, 0.8)
    thick, case = between(rng, 0.02, 0.06), width * between(rng, 0.22, 0.34)
    look, rows = front_look(rng), int(rng.integers(2, 5))
    foot = between(rng, 0.05, 0.2) * chance(rng, 0.5)
    parts = [block((width, depth, thick), (0, 0, tall - thick))]
    both = chance(rng, 0.45)
    for x in (-1, 1) if both else (1,):
        middle = x * (width * 0.98 - case) / 2
        parts.append(block((case, depth * 0.94, tall - thick - foot), (middle, 0, foot)))
        rect = (middle - case / 2, foot, middle + case / 2, tall - thick)
        parts += front_grid(rng, rect, -depth * 0.47, look, 1, rows, drawers=True)
        if foot:
            parts += [moved(leg, (middle, 0, 0)) for leg in feet(case, depth * 0.9, foot, 0.04)]
    if not both and chance(rng, 0.4):
        parts.append(block((thick * 1.2, depth * 0.94, tall - thick), (-width * 0.47, 0, 0)))
    elif not both:
        leg = drawn_leg(rng, tall - thick, between(rng, 0.04, 0.08))
        parts += [moved(leg, (-width * 0.46, y * depth * 0.42, 0)) for y in (-1, 1)]
    if chance(rng, 0.5):
        parts.append(
            block(
                (width * 0.95, 0.03, tall * between(rng, 0.3, 0.8)), (0, depth * 0.4, tall * 0.18)
            )
        )
    if chance(rng, 0.2):
        parts.append(block((width, depth * 0.3, between(rng, 0.15, 0.35)), (0, depth * 0.35, tall)))
    elif chance(rng, 0.1):
        mirror = arched(width * 0.5, tall, tall + 0.45, between(rng, 0.05, 0.2))
        parts.append(prism(mirror, 0.04, at=(0, depth * 0.45, 0)))
    return assembled(parts)


def _trestle_table(rng: np.random.Generator) -> Mesh:
    """Planks over two trestles: A- or X-shaped, or boards with a foot; a long bar between them."""
    width, depth, tall = between(rng, 1.2, 3.2), between(rng, 0.65, 1.0), between(rng, 0.65, 0.82)
    thick, size = between(rng, 0.03, 0.1), between(rng, 0.05, 0.11)
    place, low = width * between(rng, 0.28, 0.42), tall - thick
    parts = _table_top(rng, width, depth, thick, tall)
    style = rng.integers(3)
    if style < 2:
        top = (-0.4, 0.12)[style]
        for s in (-1, 1):
            ends = [(place, s * depth * 0.42, 0), (place, s * depth * top, low)]
            parts += mirrored(beam(ends, size, size))
    if style == 1:
        parts += mirrored(block((size, depth * 0.6, size), (place, 0, low * 0.35)))
    if style == 2:
        parts += mirrored(block((size * 1.2, depth * 0.85, size), (place, 0, 0)))
        parts += mirrored(block((size, depth * between(rng, 0.2, 0.6), low), (place, 0, 0)))
        parts += mirrored(block((size * 1.2, depth * 0.8, size), (place, 0, low - size)))
    if chance(rng, 0.6):
        parts.append(
            block((place * 2.2, size * 0.6, size * 1.2), (0, 0, low * between(rng, 0.25, 0.55)))
        )
    return assembled(parts)


def _metal_table(rng: np.random.Generator) -> Mesh:
    """A thin (glass) top on a frame of metal bars: loops, a box frame, hairpins or a sled."""
    width, depth, tall = _table_size(rng)
    thick, size = between(rng, 0.012, 0.05), between(rng, 0.02, 0.06)
    x, y, low = width * between(rng, 0.36, 0.48), depth * 0.45, tall - thick
    parts = [block((width, depth, thick), (0, 0, low))]
    style = rng.integers(4)
    if style == 0:
        parts += mirrored(
            tube(
                [(x, -y, low), (x, -y, size / 2), (x, y, size / 2), (x, y, low)],
                size / 2,
                segments=4,
            )
        )
    if style == 1:
        parts += feet(x * 2, y * 2, low, size)
        for z in (low - size, between(rng, 0.0, 0.2) * tall):
            parts += mirrored(block((size, y * 2, size), (x - size / 2, 0, z)))
            parts += mirrored(block((x * 2, size, size), (0, y - size / 2, z)), "y")
    if style == 2:
        for s in (-1, 1):
            path = [(x * 0.85, s * y, low), (x, s * y, 0.01), (x, s * y * 0.8, low)]
            parts += mirrored(tube(path, size * 0.3, segments=5))
    if style == 3:
        for s in (-1, 1):
            parts += mirrored(rod_between((s * x, y, 0.0), (-s * x, y, low), size / 2, 4), "y")
    if chance(rng, 0.2):
        parts.append(block((x * 1.9, y * 1.9, thick), (0, 0, tall * 0.3)))
    return assembled(parts)


def _clothed_table(rng: np.random.Generator) -> Mesh:
    """A cloth hanging over the top, in folds when round, and legs seen under it."""
    tall, drop = between(rng, 0.68, 0.8), between(rng, 0.15, 0.7)
    radius = between(rng, 0.4, 0.75)
    if chance(rng, 0.5):
        angles = np.radians(np.arange(0, 360, 10))
        wave = 1 + between(rng, 0.02, 0.08) * np.cos(angles * int(rng.choice([6, 9, 12])))
        circle = np.column_stack([np.cos(angles), np.sin(angles), 0 * angles])
        rings = [
            circle * radius * (1 + share * 0.12) * (1 + (wave - 1) * share)[:, None]
            + (0, 0, tall - drop * share)
            for share in (1, 0.5, 0)
        ]
        return assembled(loft(rings), four_legs(rng, radius * 1.2, radius * 1.2, tall - 0.05, 0.05))
    width, depth = radius * between(rng, 2, 4.5), radius * between(rng, 1.3, 2)
    cloth = block((width * 1.05, depth * 1.08, drop), (0, 0, tall - drop), top=(0.96, 0.93))
    runner = block(
        (width * between(rng, 0.2, 0.5), depth * 1.04, 0.02 + drop * 0.3), (0, 0, tall - drop * 0.3)
    )
    board = block((width, depth, 0.05), (0, 0, tall - 0.055))
    return assembled(
        cloth if chance(rng, 0.7) else [runner, board],
        four_legs(rng, width * 0.95, depth * 0.92, tall - 0.03, 0.07),
    )


def _workbench(rng: np.random.Generator) -> Mesh:
    """A stout top on thick legs, a shelf under it, a vice or a tool board on it."""
    width, depth, tall = between(rng, 1.2, 2.0), between(rng, 0.55, 0.8), between(rng, 0.75, 0.95)
    thick, size = between(rng, 0.06, 0.12), between(rng, 0.08, 0.14)
    parts = [
        *_table_top(rng, width, depth, thick, tall),
        *feet(width * 0.92, depth * 0.9, tall - thick, size),
    ]
    wide, deep = width * 0.92 - size, depth * 0.9 - size
    parts += stretchers(wide, deep, tall * between(rng, 0.15, 0.3), size * 0.7, 0)
    if chance(rng, 0.6):
        parts.append(block((wide, deep, 0.04), (0, 0, tall * 0.22)))
    if chance(rng, 0.5):
        x = width * between(rng, -0.4, -0.25)
        parts.append(block((0.16, 0.1, 0.14), (x, -depth / 2 - 0.04, tall - 0.08)))
        parts.append(
            rod_between((x, -depth / 2 - 0.22, tall - 0.03), (x, -depth / 2, tall - 0.03), 0.02)
        )
    if chance(rng, 0.35):
        parts.append(
            block((width * 0.98, 0.04, between(rng, 0.3, 0.7)), (0, depth / 2 - 0.02, tall))
        )
    if chance(rng, 0.4):
        rect = (width * 0.05, tall - thick - 0.18, width * 0.4, tall - thick)
        parts.append(block((width * 0.35, deep, 0.18), (width * 0.225, 0, rect[1])))
        parts += front_grid(rng, rect, -deep / 2, front_look(rng), 1, 1, drawers=True)
    return assembled(parts)


def _block_table(rng: np.random.Generator) -> Mesh:
    """Side boards or a solid foot in place of legs: modern and sci-fi tables, a counter, a cube."""
    width, depth, tall = _table_size(rng)
    thick = between(rng, 0.04, 0.12)
    parts = [case(rng, (width, depth, thick), (0, 0, tall - thick))]
    style = rng.integers(3)
    if style == 0:
        parts += mirrored(block((thick, depth, tall), ((width - thick) / 2, 0, 0)))
        if chance(rng, 0.5):
            parts.append(
                block((width, depth * 0.95, thick * 0.8), (0, 0, tall * between(rng, 0.05, 0.5)))
            )
    if style == 1:
        foot = between(rng, 0.3, 0.7)
        parts.append(block((width * foot, depth * foot, tall - thick), top=between(rng, 0.6, 1.3)))
    if style == 2:
        place = width * between(rng, 0.25, 0.4)
        side = block(
            (between(rng, 0.06, 0.2), depth * 0.85, tall - thick), top=(1, between(rng, 0.5, 1.0))
        )
        parts += [
            moved(sheared(side, (-x * between(rng, 0, 0.3), 0), tall), (x * place, 0, 0))
            for x in (-1, 1)
        ]
    return assembled(parts)


def _corner_desk(rng: np.random.Generator) -> Mesh:
    """An L-shaped desk or counter."""
    width, reach, depth = between(rng, 1.3, 2.0), between(rng, 1.1, 1.8), between(rng, 0.5, 0.7)
    tall, thick = between(rng, 0.7, 0.8), between(rng, 0.025, 0.06)
    half, low = width / 2, tall - thick
    parts = [
        box((-half, -depth, low), (half, 0, tall)),
        box((half - depth, -reach, low), (half, -depth, tall)),
    ]
    places = [
        (-half + 0.05, -0.05),
        (-half + 0.05, -depth + 0.05),
        (half - depth + 0.05, -reach + 0.05),
        (half - 0.05, -0.05),
        (half - 0.05, -reach + 0.05),
    ]
    leg = drawn_leg(rng, low, between(rng, 0.04, 0.08))
    parts += [moved(leg, (x, y, 0)) for x, y in places]
    if chance(rng, 0.6):
        x0 = -half + 0.02
        parts.append(box((x0, -depth + 0.03, 0.05), (x0 + 0.42, -0.02, low)))
        rect = (x0, 0.05, x0 + 0.42, low)
        parts += front_grid(rng, rect, -depth + 0.03, front_look(rng), 1, 3, drawers=True)
    if chance(rng, 0.4):
        parts.append(block((width * 0.95, 0.03, 0.4), (0, -0.04, 0.25)))
    return assembled(parts)


def _drum_table(rng: np.random.Generator) -> Mesh:
    """A barrel, drum, cable spool or tree stump as a table; a board on it on some."""
    tall, radius, segments = between(rng, 0.4, 0.9), between(rng, 0.25, 0.45), drawn_sides(rng)
    top = radius * between(rng, 1.0, 1.9)
    waist = radius * between(rng, 0.45, 1.2)
    levels = [(0, 0), (radius, 0), (radius, 0.06), (waist, 0.08), (waist, tall - 0.08)]
    if chance(rng, 0.5):
        bulge = [
            (radius * (1 + 0.2 * np.sin(np.pi * t)), t * (tall - 0.06))
            for t in (0, 0.2, 0.5, 0.8, 1)
        ]
        levels = [(0, 0), *bulge]
    profile = [*levels, (top, tall - 0.06), (top, tall), (0, tall)]
    return lathe(profile, segments=segments)


def table(rng: np.random.Generator) -> Mesh:
    """A legged, round, pedestal, trestle, metal, clothed or block table, a desk or a workbench."""
    return drawn(
        rng,
        (
            (_legged_table, 8),
            (_round_table, 2.5),
            (_pedestal_table, 2.5),
            (_desk, 2.5),
            (_trestle_table, 2.2),
            (_metal_table, 2),
            (_clothed_table, 0.8),
            (_workbench, 1),
            (_block_table, 1.5),
            (_corner_desk, 0.7),
            (_drum_table, 0.7),
        ),
    )
