"""Boxes made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, rod_between
from ..shapes import (
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
    torus,
    turned,
)
from .parts import bow_handle, case, feet, front_plate, handle, ring_facing, window


def box(rng: np.random.Generator) -> Mesh:
    """Crates, slatted boxes, cardboard, chests, treasure chests, gifts, containers, cases."""
    return drawn(rng, _BOXES)


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
    parts = feet(width - 2 * thick, depth - 2 * thick, height, 0.05)
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
            front_plate(
                (width * 0.1, height * 0.4), (width * 0.35, height * 0.7), -depth / 2, 0.008
            )
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
        ring_facing(height * 0.15, 0.015, (0, -width / 2 - 0.03, height * 0.55), 10), "z", 90
    )
    return assembled(body, hinged, mirrored(grip) if chance(rng, 0.5) else [])


def _flat_chest(rng: np.random.Generator) -> Mesh:
    """A chest or trunk with a flat lid: feet, bands, corners, lock; shut or open."""
    width, depth, height = between(rng, 0.8, 1.4), between(rng, 0.4, 0.65), between(rng, 0.35, 0.6)
    cap, opened = between(rng, 0.06, 0.18), chance(rng, 0.3)
    foot = between(rng, 0, 0.08)
    lid = [case(rng, (width * 1.04, depth * 1.05, cap), (0, -depth / 2, 0))]
    angle = between(rng, 40, 105) if opened else 0.0
    hinged = moved(turned(assembled(*lid), "x", -angle), (0, depth / 2, height))
    body = _hollow(width, depth, height, 0.04) if opened else [block((width, depth, height))]
    parts = [*body, hinged]
    if chance(rng, 0.6):
        straps = block((width * 0.06, depth * 1.08, height + (0 if opened else cap * 1.1)))
        parts += mirrored(moved(straps, (width * 0.3, 0, 0))) if not opened else []
    parts.append(block((width * 0.12, 0.1, height * 0.3), (0, -depth / 2, height * 0.75)))
    if chance(rng, 0.5):
        parts.append(window((-width * 0.42, 0.06), (width * 0.42, height * 0.72), -depth / 2, 0.05))
    if chance(rng, 0.5):
        parts += mirrored(
            turned(handle((0, -width / 2, height * 0.6), 0.18, 0.015, False), "z", 90)
        )
    made = moved(assembled(*parts), (0, 0, foot))
    return assembled(made, feet(width, depth, foot + 0.01, 0.09))


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
    face = front_plate((-pane, height * 0.3), (pane, height * 0.7), -depth / 2, 0.05)
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
            rod_between((length / 2 - 0.02, y, 0.1), (length / 2 - 0.02, y, height - 0.1), 0.05, 5)
        )
    return assembled(*parts)


def _ammo_case(rng: np.random.Generator) -> Mesh:
    """A military or tool case: long, lid seam, latches, handles."""
    width, depth, height = between(rng, 0.5, 1.4), between(rng, 0.25, 0.5), between(rng, 0.2, 0.45)
    seam = height * between(rng, 0.6, 0.8)
    latch = block((0.06, 0.04, height * 0.3), (width * 0.3, -depth / 2, seam - height * 0.15))
    parts = [
        case(rng, (width, depth, height)),
        block((width * 1.03, depth * 1.05, height * 0.06), (0, 0, seam)),
        *mirrored(latch),
    ]
    if chance(rng, 0.5):
        parts.append(bow_handle(width * 0.2, height, height * between(rng, 1.2, 1.5), 0.018))
    else:
        parts += mirrored(
            turned(handle((0, -width / 2, height * 0.5), depth * 0.5, 0.015, False), "z", 90)
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
        parts += feet(width + wall, depth + wall, height, wall * 2.5)
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
