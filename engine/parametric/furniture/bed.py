"""Beds made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, rod_between
from ..shapes import (
    Point,
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
    prism,
    rounded,
    sheet,
    tube,
    turned,
)
from .parts import arched, bar_row, case, cushion, feet, four_legs


def _wheel(at: Point, radius: float, width: float) -> Mesh:
    return moved(turned(cylinder(radius, width, (0, 0, -width / 2), segments=8), "y", 90), at)


def _board(rng: np.random.Generator, width: float, height: float, y: float, style: int) -> Mesh:
    """A head- or footboard across the bed, standing at `y`."""
    thick = between(rng, 0.04, 0.1)
    low = between(rng, 0.0, 0.3) * height
    posts = mirrored(block((thick * 1.3, thick * 1.3, height * 1.04), ((width - thick) / 2, y, 0)))
    rails = [block((width, thick, 0.07), (0, y, z)) for z in (height * 0.4, height - 0.09)]
    if style == 0:
        return block((width, thick, height), (0, y, 0))
    if style == 1:
        rise = between(rng, 0.1, 0.35) * height
        return prism(arched(width, low, height - rise, rise), thick, at=(0, y, 0))
    if style == 2:
        return assembled(
            posts, box((-width / 2, y - thick / 3, low), (width / 2, y + thick / 3, height))
        )
    if style == 3:
        count = int(rng.integers(4, 12))
        step = (width - thick) / (count + 1)
        start = -(width - thick) / 2 + step
        bars = bar_row(
            (start, y, height * 0.4), (start, y, height - 0.05), (step, 0, 0), count, 0.02
        )
        return assembled(posts, rails, bars)
    if style == 4:
        count = int(rng.integers(1, 6))
        pads = [
            cushion(
                rng,
                (width / count, thick * 2, height * 0.75),
                (width * ((k + 0.5) / count - 0.5), y, height * 0.25),
            )
            for k in range(count)
        ]
        return assembled(block((width, thick, height * 0.95), (0, y + thick / 2, 0)), pads)
    slats = [
        block((width, thick * 0.6, height * 0.16), (0, y, height * share))
        for share in (0.35, 0.58, 0.81)
    ]
    return assembled(posts, slats)


def _pillows(rng: np.random.Generator, width: float, head: float, z: float) -> list[Mesh]:
    count = 2 if width > 1.2 else 1
    if chance(rng, 0.08):
        return []
    size = (
        width / count * between(rng, 0.7, 0.92),
        between(rng, 0.28, 0.5),
        between(rng, 0.08, 0.2),
    )
    tilt = between(rng, 0, 35) if chance(rng, 0.4) else 0.0
    pillow = turned(cushion(rng, size, (0, 0, 0)), "x", tilt)
    y = head - size[1] * 0.55 - 0.03
    return [moved(pillow, (width * ((k + 0.5) / count - 0.5), y, z - 0.02)) for k in range(count)]


def _bedding(
    rng: np.random.Generator, width: float, length: float, z: float, drop: float
) -> list[Mesh]:
    """A mattress from height z up, pillows at the head and perhaps a blanket hanging by `drop`."""
    thick = between(rng, 0.12, 0.3)
    parts = [cushion(rng, (width, length, thick), (0, 0, z))]
    parts += _pillows(rng, width, length / 2, z + thick)
    if chance(rng, 0.7):
        reach = length * between(rng, 0.45, 0.8)
        over = between(rng, 0.02, 0.06)
        hang = min(drop, thick * between(rng, 0.3, 1.4))
        size = (width + over * 2, reach, hang + 0.04)
        middle = -length / 2 - over + reach / 2
        parts.append(case(rng, size, (0, middle, z + thick - hang)))
        if chance(rng, 0.4):
            fold = (width + over * 3, length * 0.1, 0.06)
            parts.append(case(rng, fold, (0, middle + reach / 2, z + thick)))
    return parts


def _bed_size(rng: np.random.Generator) -> tuple[float, float]:
    """Width and length: a single, or a double bed."""
    width = between(rng, 0.8, 1.15) if chance(rng, 0.5) else between(rng, 1.35, 2.1)
    return width, between(rng, 1.85, 2.25)


def _framed_bed(rng: np.random.Generator) -> Mesh:
    width, length = _bed_size(rng)
    deck, rail = between(rng, 0.2, 0.45), between(rng, 0.08, 0.22)
    style = int(rng.integers(6))
    head = deck + between(rng, 0.35, 1.0)
    outer = width + 0.1
    parts = [block((outer, length, rail), (0, 0, deck - rail))]
    parts.append(_board(rng, outer, head, length / 2, style))
    if chance(rng, 0.55):
        foot = deck + between(rng, 0.1, 0.45) * (head - deck) + 0.08
        parts.append(_board(rng, outer, foot, -length / 2 - 0.03, style if style != 4 else 0))
    parts += four_legs(rng, outer, length, deck - rail / 2, between(rng, 0.05, 0.12))
    return assembled(parts, _bedding(rng, width, length - 0.05, deck, deck * 0.8))


def _box_bed(rng: np.random.Generator) -> Mesh:
    """A solid base to the floor, as drawers or a divan have; with no or a padded headboard."""
    width, length = _bed_size(rng)
    deck = between(rng, 0.15, 0.4)
    wide = between(rng, 1.0, 1.25)
    parts = [case(rng, (width * wide, length * between(rng, 1.0, 1.1), deck), (0, 0, 0))]
    if chance(rng, 0.75):
        board = width * wide * between(rng, 1.0, 1.25)
        parts.append(
            _board(
                rng, board, deck + between(rng, 0.3, 0.9), length * 0.53, int(rng.choice([0, 1, 4]))
            )
        )
    if chance(rng, 0.4):
        for y in (-0.25, 0.25):
            drawer = block(
                (width * wide + 0.05, length * 0.4, deck * 0.65), (0, y * length, deck * 0.17)
            )
            parts.append(drawer)
    if chance(rng, 0.3):
        place = width * wide / 2 + 0.25
        parts += mirrored(block((0.42, 0.4, deck + 0.15), (place, length * 0.4, 0)))
    return assembled(parts, _bedding(rng, width, length - 0.05, deck, deck * 0.7))


def _bunk_bed(rng: np.random.Generator) -> Mesh:
    width, length = between(rng, 0.8, 1.1), between(rng, 1.85, 2.15)
    lower, upper = between(rng, 0.2, 0.4), between(rng, 1.2, 1.6)
    tall, post = upper + between(rng, 0.35, 0.6), between(rng, 0.05, 0.11)
    parts = feet(width + 0.1, length + 0.1, tall, post)
    levels = (upper,) if chance(rng, 0.2) else (lower, upper)
    for z in levels:
        parts.append(block((width + 0.06, length + 0.04, 0.12), (0, 0, z - 0.12)))
        parts += _bedding(rng, width - 0.06, length - 0.06, z - 0.03, 0.05)
        for y in (-1, 1):
            for rise in (0.22, 0.36):
                parts.append(block((width, 0.03, 0.08), (0, y * (length / 2 + 0.02), z + rise)))
    for x in (-1, 1):
        rail = block((0.03, length * (1.0 if x > 0 else 0.7), 0.09))
        parts.append(moved(rail, (x * width / 2, 0 if x > 0 else length * 0.15, upper + 0.25)))
    x, lean = -width / 2 - 0.06, between(rng, 0, 0.35)
    y = -length * 0.35
    sides = [((x - lean, y + s * 0.2, 0), (x, y + s * 0.2, upper + 0.3)) for s in (-1, 1)]
    parts += [tube(side, 0.03, segments=4) for side in sides]
    for share in np.linspace(0.15, 0.8, int(rng.integers(3, 7))):
        ends = [tuple(np.array(a) + (np.array(b) - a) * share) for a, b in sides]
        parts.append(tube(ends, 0.025, segments=4))
    return assembled(parts)


def _canopy_bed(rng: np.random.Generator) -> Mesh:
    width, length = between(rng, 1.2, 2.1), between(rng, 1.9, 2.3)
    deck, tall = between(rng, 0.3, 0.55), between(rng, 1.7, 2.5)
    size = between(rng, 0.06, 0.16)
    outer, long = width + size * 2, length + size * 2
    parts = four_legs(rng, outer, long, tall, size)
    parts.append(block((outer - size, long - size, 0.2), (0, 0, deck - 0.2)))
    parts.append(
        _board(
            rng,
            outer - size,
            deck + between(rng, 0.4, 0.9),
            long / 2 - size / 2,
            int(rng.integers(4)),
        )
    )
    if chance(rng, 0.5):
        parts.append(block((outer + 0.1, long + 0.1, between(rng, 0.05, 0.3)), (0, 0, tall)))
    else:
        for x in (-1, 1):
            parts.append(block((size, long, size), (x * (outer - size) / 2, 0, tall - size)))
            parts.append(block((outer, size, size), (0, x * (long - size) / 2, tall - size)))
    if chance(rng, 0.5):
        drape = block(
            (0.12, 0.3, tall - 0.1), ((outer - 0.12) / 2, 0, 0.05), top=between(rng, 1, 1.5)
        )
        for y in (-1, 1):
            parts += mirrored(moved(drape, (0, y * (long / 2 - 0.2), 0)))
    if chance(rng, 0.4):
        parts += [
            moved(ball(size, segments=8, rings=6), p)
            for p in _corners(outer - size, long - size, tall)
        ]
    return assembled(parts, _bedding(rng, width, length, deck, deck * 0.6))


def _corners(width: float, depth: float, z: float) -> list[Point]:
    return [(x * width / 2, y * depth / 2, z) for x in (-1, 1) for y in (-1, 1)]


def _medieval_bed(rng: np.random.Generator) -> Mesh:
    """Thick planks or logs around straw, fur or a rough mattress."""
    width, length = between(rng, 0.8, 1.6), between(rng, 1.8, 2.2)
    deck, post = between(rng, 0.2, 0.5), between(rng, 0.1, 0.2)
    head, foot = deck + between(rng, 0.25, 0.9), deck + between(rng, 0.1, 0.4)
    parts = []
    for x, y, z in _corners(width + post, length, 0):
        tall = head if y > 0 else foot
        top = between(rng, 0.7, 1.0)
        if chance(rng, 0.5):
            parts.append(cylinder(post / 2, tall, (x, y, z), top=top, segments=7))
        else:
            parts.append(block((post, post, tall), (x, y, z), top=top))
    for y, tall in ((length / 2, head), (-length / 2, foot)):
        count = max(1, round((tall - deck) / 0.2))
        for k in range(count):
            z = deck - 0.1 + (tall - deck) * k / count
            width_k = (width + post) * between(rng, 0.95, 1.1)
            parts.append(block((width_k, post * 0.5, 0.17), (0, y, z)))
    parts += mirrored(
        block((post * 0.6, length, between(rng, 0.15, 0.3)), ((width + post) / 2, 0, deck - 0.1))
    )
    if chance(rng, 0.5):
        fur = blob(
            rng,
            (width * 0.52, length * 0.38, 0.15),
            (0, -length * 0.12, deck + 0.12),
            roughness=0.12,
        )
        parts.append(fur)
    return assembled(parts, _bedding(rng, width, length - 0.08, deck - 0.05, 0.1))


def _pod_bed(rng: np.random.Generator) -> Mesh:
    """Sci-fi: a bevelled pedestal with side walls, a mattress and perhaps a hood."""
    width, length = between(rng, 0.85, 1.3), between(rng, 1.9, 2.3)
    deck = between(rng, 0.3, 0.6)
    parts = [
        block((width * 0.75, length * 0.8, deck * 0.6), top=(1.2, 1.1)),
        rounded((width + 0.2, length + 0.2, deck * 0.5), (0, 0, deck * 0.5), radius=0.12, steps=1),
        rounded((width, length * 0.95, 0.16), (0, 0, deck - 0.05), radius=0.07, steps=2),
    ]
    parts += _pillows(rng, min(width, 1.1), length / 2 - 0.05, deck + 0.1)
    if chance(rng, 0.6):
        wall = rounded(
            (0.09, length * between(rng, 0.5, 1), 0.35), ((width + 0.1) / 2, 0, deck), radius=0.04
        )
        parts += mirrored(wall)
    style = rng.integers(3)
    if style == 0:
        angles = np.radians(np.linspace(0, 180, 9))
        rows = np.linspace(0.05, 0.5, 4) * length
        grid = [
            [((width / 2 + 0.08) * np.cos(a), y, deck + 0.7 * np.sin(a)) for a in angles]
            for y in rows
        ]
        parts.append(sheet(grid, 0.05))
    if style == 1:
        parts.append(
            rounded((width + 0.25, 0.3, deck + 0.7), (0, length / 2, 0), radius=0.1, steps=1)
        )
    if style == 2:
        parts.append(block((width, 0.25, 0.5), (0, length / 2, deck), top=(0.7, 0.6)))
    return assembled(parts)


def _hospital_bed(rng: np.random.Generator) -> Mesh:
    width, length, deck = between(rng, 0.85, 1.0), between(rng, 1.95, 2.2), between(rng, 0.45, 0.7)
    lift, break_y = between(rng, 0, 55) * chance(rng, 0.7), length * between(rng, 0.0, 0.15)
    back = length / 2 - break_y
    flat = [
        cushion(rng, (width - 0.06, length - back, 0.14), (0, (break_y - length / 2) / 2, deck))
    ]
    flat.append(block((width, length, 0.06), (0, 0, deck - 0.06)))
    raised = assembled(
        cushion(rng, (width - 0.06, back, 0.14), (0, back / 2, 0)),
        _pillows(rng, width * 0.8, back - 0.03, 0.14),
    )
    parts = [*flat, moved(turned(raised, "x", lift), (0, break_y, deck))]
    for y, tall in ((length / 2 + 0.03, deck + 0.5), (-length / 2 - 0.03, deck + 0.35)):
        if chance(rng, 0.5):
            parts.append(case(rng, (width, 0.05, tall - deck + 0.1), (0, y, deck - 0.1)))
        path = [
            (-width / 2, y, 0.1),
            (-width / 2, y, tall),
            (width / 2, y, tall),
            (width / 2, y, 0.1),
        ]
        parts.append(tube(path, 0.022, segments=6))
    if chance(rng, 0.7):
        z, reach = deck + 0.35, length * between(rng, 0.2, 0.35)
        for z in (deck + 0.22, deck + 0.36):
            parts += mirrored(rod_between((width / 2, -reach, z), (width / 2, reach, z), 0.018))
        for y in (-reach, 0, reach):
            parts += mirrored(
                rod_between((width / 2, y, deck - 0.05), (width / 2, y, deck + 0.36), 0.015)
            )
    parts.append(block((width * 0.6, length * 0.7, 0.08), (0, 0, deck * 0.4)))
    parts += [_wheel((x, y, 0.09), 0.09, 0.04) for x, y, _ in _corners(width, length, 0)]
    return assembled(parts)


def _crib(rng: np.random.Generator) -> Mesh:
    width, length = between(rng, 0.6, 0.8), between(rng, 1.05, 1.4)
    deck, tall, post = between(rng, 0.2, 0.5), between(rng, 0.75, 1.05), between(rng, 0.04, 0.08)
    parts = feet(width, length, tall + 0.03, post)
    parts += [
        block((width, length, 0.05), (0, 0, deck)),
        *_bedding(rng, width - 0.1, length - 0.1, deck, 0.02),
    ]
    for z in (deck - 0.04, tall - 0.05):
        parts += mirrored(block((post * 0.7, length, 0.06), ((width - post) / 2, 0, z)))
        parts += mirrored(block((width, post * 0.7, 0.06), (0, (length - post) / 2, z)), "y")
    count = int(rng.integers(6, 12))
    step, thin = (length - post) / (count + 1), between(rng, 0.01, 0.02)
    for x in (-1, 1):
        place = x * (width - post) / 2
        first = -(length - post) / 2 + step
        parts += bar_row(
            (place, first, deck), (place, first, tall), (0, step, 0), count, thin, square=True
        )
    if chance(rng, 0.5):
        parts += mirrored(prism(arched(width, deck, tall, 0.15), 0.04, at=(0, length / 2, 0)), "y")
    else:
        step = (width - post) / 6
        for y in (-1, 1):
            start = (-2.5 * step, y * (length - post) / 2, deck)
            parts += bar_row(start, (start[0], start[1], tall), (step, 0, 0), 6, thin, square=True)
    return assembled(parts)


def _camp_bed(rng: np.random.Generator) -> Mesh:
    """A cloth cot on crossed legs, or a simple prison cot of tubes."""
    width, length, deck = between(rng, 0.65, 0.9), between(rng, 1.8, 2.1), between(rng, 0.3, 0.5)
    parts = mirrored(
        rod_between((width / 2, -length / 2, deck), (width / 2, length / 2, deck), 0.03)
    )
    parts.append(block((width, length * 0.97, 0.04), (0, 0, deck - 0.02)))
    for y in np.linspace(-0.45, 0.45, int(rng.integers(2, 5))) * length:
        parts += mirrored(rod_between((-width / 2, y, 0), (width / 2, y, deck), 0.02))
    parts += _pillows(rng, width, length / 2, deck + 0.02)
    if chance(rng, 0.5):
        parts += _bedding(rng, width * 0.95, length * 0.96, deck + 0.01, 0.05)
    return assembled(parts)


def _sleigh_bed(rng: np.random.Generator) -> Mesh:
    """Head and foot are boards that curl outwards."""
    width, length = _bed_size(rng)
    deck, thick = between(rng, 0.25, 0.4), between(rng, 0.04, 0.09)
    parts = [block((width + 0.06, length, 0.2), (0, 0, deck - 0.2))]
    for side, tall in ((1, deck + between(rng, 0.4, 0.8)), (-1, deck + between(rng, 0.15, 0.4))):
        curl = between(rng, 0.1, 0.25)
        shares = np.linspace(0, 1, 7)
        profile = [(side * (length / 2 + curl * t**3), t * tall) for t in shares]
        grid = [[(x, y, z) for x in (-width / 2 - 0.04, width / 2 + 0.04)] for y, z in profile]
        parts.append(sheet(grid, thick))
        roll = turned(cylinder(thick, width + 0.1, (0, 0, -width / 2 - 0.05), segments=8), "y", 90)
        parts.append(moved(roll, (0, side * (length / 2 + curl), tall)))
    return assembled(parts, _bedding(rng, width, length - 0.06, deck, 0.15))


def bed(rng: np.random.Generator) -> Mesh:
    """A single or double bed, box bed, bunk, canopy, medieval, pod, hospital, crib or camp bed."""
    return drawn(
        rng,
        (
            (_framed_bed, 7),
            (_box_bed, 5),
            (_bunk_bed, 2),
            (_canopy_bed, 2),
            (_medieval_bed, 2),
            (_pod_bed, 1),
            (_hospital_bed, 1.2),
            (_crib, 1),
            (_camp_bed, 0.8),
            (_sleigh_bed, 1),
        ),
    )
