"""Furniture made by formula: a random generator in, a mesh out."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from ..datatypes import Mesh
from .shapes import (
    Point,
    around,
    assembled,
    ball,
    between,
    blob,
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
    sheet,
    solid,
    torus,
    tube,
    turned,
)

Design = Callable[[np.random.Generator], Mesh]
Outline = list[tuple[float, float]]

# Every piece stands on z = 0, its front towards -Y and its width along X.


def _drawn(rng: np.random.Generator, designs: Sequence[tuple[Design, float]]) -> Mesh:
    """A mesh of one of the (design, weight) pairs."""
    weights = np.array([weight for _, weight in designs])
    return designs[rng.choice(len(designs), p=weights / weights.sum())][0](rng)


def _sides(rng: np.random.Generator) -> int:
    return int(rng.choice([6, 8, 10, 12, 16, 20]))


def _rod(start: Point, end: Point, radius: float | Sequence[float], segments: int = 6) -> Mesh:
    return tube([start, end], radius, segments=segments)


def _case(rng: np.random.Generator, size: Point, at: Point = (0, 0, 0)) -> Mesh:
    """A box, its edges sharp or bevelled."""
    if chance(rng, 0.6):
        return block(size, at)
    return rounded(size, at, radius=min(size) * between(rng, 0.05, 0.3), steps=1)


def _pad(rng: np.random.Generator, size: Point, at: Point = (0, 0, 0)) -> Mesh:
    """A cushion: soft edges mostly, a plain box now and then."""
    if chance(rng, 0.25):
        return block(size, at)
    steps = int(rng.integers(1, 4))
    return rounded(size, at, radius=min(size) * between(rng, 0.15, 0.48), steps=steps)


def _sheared(mesh: Mesh, slope: tuple[float, float], level: float) -> Mesh:
    """The mesh leaning by (x, y) for each unit of height above `level`."""
    vertices = mesh.vertices.copy()
    vertices[:, :2] += (vertices[:, 2:] - level) * slope
    return solid(vertices, mesh.faces)


def _arched(width: float, low: float, high: float, rise: float, steps: int = 8) -> Outline:
    """A rectangle in X and Z whose upper side bows up by `rise`."""
    across = np.linspace(0.5, -0.5, steps + 1)
    bow = [(float(x * width), float(high + rise * (1 - 4 * x * x))) for x in across]
    return [(-width / 2, low), (width / 2, low), *bow]


def _arc_wall(
    radii: tuple[float, float], turn: tuple[float, float], low: float, high: Sequence[float]
) -> Mesh:
    """An upright wall between two radii about Z, from one angle to another, its top at `high`."""
    sections = []
    for angle, top in zip(np.radians(np.linspace(*turn, len(high))), high, strict=True):
        inner, outer = (np.array([np.cos(angle), np.sin(angle)]) * radius for radius in radii)
        sections.append([[*inner, low], [*inner, top], [*outer, top], [*outer, low]])
    return loft(sections)


def _turned_leg(rng: np.random.Generator, height: float, size: float) -> Mesh:
    """A leg from the lathe, with beads and narrow places."""
    count = int(rng.integers(3, 7))
    levels = np.linspace(0, height, count + 1)
    radii = size / 2 * rng.uniform(0.5, 1.1, count + 1)
    profile = [(0.0, 0.0), *zip(radii.tolist(), levels.tolist(), strict=True), (0.0, height)]
    return lathe(profile, segments=int(rng.choice([6, 8, 10])))


def _leg(rng: np.random.Generator, height: float, size: float) -> Mesh:
    """A leg standing on the origin: square, tapered, round, a cone or from the lathe."""
    style = rng.choice(5, p=[0.38, 0.22, 0.16, 0.14, 0.1])
    if style == 0:
        return block((size, size, height))
    if style == 1:
        foot = between(rng, 0.45, 0.8)
        return block((size * foot, size * foot, height), top=1 / foot)
    if style == 2:
        return cylinder(size / 2, height, segments=int(rng.choice([6, 8, 12])))
    if style == 3:
        foot = between(rng, 0.4, 0.7)
        return cylinder(size / 2 * foot, height, top=1 / foot, segments=8)
    return _turned_leg(rng, height, size)


def _legs(
    rng: np.random.Generator,
    width: float,
    depth: float,
    height: float,
    size: float,
    splay: float = 0,
) -> list[Mesh]:
    """Four legs alike under the corners of a rectangle, splayed outwards by a slope."""
    leg = _leg(rng, height, size)
    return [
        moved(
            _sheared(leg, (-x * splay, -y * splay), height),
            (x * (width - size) / 2, y * (depth - size) / 2, 0),
        )
        for x in (-1, 1)
        for y in (-1, 1)
    ]


def _bars(
    start: Point, end: Point, step: Point, count: int, radius: float, *, square: bool = False
) -> list[Mesh]:
    """`count` alike rods, the first from `start` to `end`, each a `step` further."""
    segments = 4 if square else 6
    first, last, move = np.array(start), np.array(end), np.array(step)
    return [
        tube([first + move * k, last + move * k], radius, segments=segments) for k in range(count)
    ]


def _feet(width: float, depth: float, height: float, size: float) -> list[Mesh]:
    return [
        block((size, size, height), (x * (width - size) / 2, y * (depth - size) / 2, 0))
        for x in (-1, 1)
        for y in (-1, 1)
    ]


def _wheel(at: Point, radius: float, width: float) -> Mesh:
    return moved(turned(cylinder(radius, width, (0, 0, -width / 2), segments=8), "y", 90), at)


# --- beds ---


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
        return prism(_arched(width, low, height - rise, rise), thick, at=(0, y, 0))
    if style == 2:
        return assembled(
            posts, box((-width / 2, y - thick / 3, low), (width / 2, y + thick / 3, height))
        )
    if style == 3:
        count = int(rng.integers(4, 12))
        step = (width - thick) / (count + 1)
        start = -(width - thick) / 2 + step
        bars = _bars((start, y, height * 0.4), (start, y, height - 0.05), (step, 0, 0), count, 0.02)
        return assembled(posts, rails, bars)
    if style == 4:
        count = int(rng.integers(1, 6))
        pads = [
            _pad(
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
    pillow = turned(_pad(rng, size, (0, 0, 0)), "x", tilt)
    y = head - size[1] * 0.55 - 0.03
    return [moved(pillow, (width * ((k + 0.5) / count - 0.5), y, z - 0.02)) for k in range(count)]


def _bedding(
    rng: np.random.Generator, width: float, length: float, z: float, drop: float
) -> list[Mesh]:
    """A mattress from height z up, pillows at the head and perhaps a blanket hanging by `drop`."""
    thick = between(rng, 0.12, 0.3)
    parts = [_pad(rng, (width, length, thick), (0, 0, z))]
    parts += _pillows(rng, width, length / 2, z + thick)
    if chance(rng, 0.7):
        reach = length * between(rng, 0.45, 0.8)
        over = between(rng, 0.02, 0.06)
        hang = min(drop, thick * between(rng, 0.3, 1.4))
        size = (width + over * 2, reach, hang + 0.04)
        middle = -length / 2 - over + reach / 2
        parts.append(_case(rng, size, (0, middle, z + thick - hang)))
        if chance(rng, 0.4):
            fold = (width + over * 3, length * 0.1, 0.06)
            parts.append(_case(rng, fold, (0, middle + reach / 2, z + thick)))
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
    parts += _legs(rng, outer, length, deck - rail / 2, between(rng, 0.05, 0.12))
    return assembled(parts, _bedding(rng, width, length - 0.05, deck, deck * 0.8))


def _box_bed(rng: np.random.Generator) -> Mesh:
    """A solid base to the floor, as drawers or a divan have; with no or a padded headboard."""
    width, length = _bed_size(rng)
    deck = between(rng, 0.15, 0.4)
    wide = between(rng, 1.0, 1.25)
    parts = [_case(rng, (width * wide, length * between(rng, 1.0, 1.1), deck), (0, 0, 0))]
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
    parts = _feet(width + 0.1, length + 0.1, tall, post)
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
    parts = _legs(rng, outer, long, tall, size)
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
    flat = [_pad(rng, (width - 0.06, length - back, 0.14), (0, (break_y - length / 2) / 2, deck))]
    flat.append(block((width, length, 0.06), (0, 0, deck - 0.06)))
    raised = assembled(
        _pad(rng, (width - 0.06, back, 0.14), (0, back / 2, 0)),
        _pillows(rng, width * 0.8, back - 0.03, 0.14),
    )
    parts = [*flat, moved(turned(raised, "x", lift), (0, break_y, deck))]
    for y, tall in ((length / 2 + 0.03, deck + 0.5), (-length / 2 - 0.03, deck + 0.35)):
        if chance(rng, 0.5):
            parts.append(_case(rng, (width, 0.05, tall - deck + 0.1), (0, y, deck - 0.1)))
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
            parts += mirrored(_rod((width / 2, -reach, z), (width / 2, reach, z), 0.018))
        for y in (-reach, 0, reach):
            parts += mirrored(_rod((width / 2, y, deck - 0.05), (width / 2, y, deck + 0.36), 0.015))
    parts.append(block((width * 0.6, length * 0.7, 0.08), (0, 0, deck * 0.4)))
    parts += [_wheel((x, y, 0.09), 0.09, 0.04) for x, y, _ in _corners(width, length, 0)]
    return assembled(parts)


def _crib(rng: np.random.Generator) -> Mesh:
    width, length = between(rng, 0.6, 0.8), between(rng, 1.05, 1.4)
    deck, tall, post = between(rng, 0.2, 0.5), between(rng, 0.75, 1.05), between(rng, 0.04, 0.08)
    parts = _feet(width, length, tall + 0.03, post)
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
        parts += _bars(
            (place, first, deck), (place, first, tall), (0, step, 0), count, thin, square=True
        )
    if chance(rng, 0.5):
        parts += mirrored(prism(_arched(width, deck, tall, 0.15), 0.04, at=(0, length / 2, 0)), "y")
    else:
        step = (width - post) / 6
        for y in (-1, 1):
            start = (-2.5 * step, y * (length - post) / 2, deck)
            parts += _bars(start, (start[0], start[1], tall), (step, 0, 0), 6, thin, square=True)
    return assembled(parts)


def _camp_bed(rng: np.random.Generator) -> Mesh:
    """A cloth cot on crossed legs, or a simple prison cot of tubes."""
    width, length, deck = between(rng, 0.65, 0.9), between(rng, 1.8, 2.1), between(rng, 0.3, 0.5)
    parts = mirrored(_rod((width / 2, -length / 2, deck), (width / 2, length / 2, deck), 0.03))
    parts.append(block((width, length * 0.97, 0.04), (0, 0, deck - 0.02)))
    for y in np.linspace(-0.45, 0.45, int(rng.integers(2, 5))) * length:
        parts += mirrored(_rod((-width / 2, y, 0), (width / 2, y, deck), 0.02))
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
    return _drawn(
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


# --- benches ---


def _slats(
    rng: np.random.Generator, width: float, span: float, thick: float, count: int
) -> list[Mesh]:
    """Planks along X side by side over y = -span / 2 .. span / 2, their tops at z = 0."""
    pitch = span / count
    share = between(rng, 0.7, 0.95)
    return [
        block((width, pitch * share, thick), (0, (k + 0.5) * pitch - span / 2, -thick))
        for k in range(count)
    ]


def _bench_ends(
    rng: np.random.Generator, depth: float, seat: float, back: float, arms: bool
) -> Mesh:
    """One end frame in the plane x = 0: legs, a back post and perhaps an arm rest."""
    size = between(rng, 0.04, 0.09)
    front, rear = -depth / 2 + size / 2, depth / 2 - size / 2
    splay = between(rng, 0, 0.1)
    width = size * between(rng, 0.7, 1.5)
    high = seat + 0.22 if arms else seat
    bars = [[(front - splay, 0), (front, high)], [(rear + splay, 0), (rear, seat)]]
    bars.append([(front, seat - size), (rear, seat - size)])
    if back:
        bars.append([(rear, seat - size), (rear + back * 0.25, seat + back)])
    if arms:
        bars.append([(front - 0.03, high), (rear + 0.06, high)])
    return assembled([_beam([(0, *a), (0, *b)], width, size) for a, b in bars])


def _beam(ends: Sequence[Point], width: float, thick: float) -> Mesh:
    """A square bar between two points of one plane across X, `width` wide along X."""
    (x, y0, z0), (_, y1, z1) = ends
    reach = np.hypot(y1 - y0, z1 - z0)
    normal = np.array([-(z1 - z0), y1 - y0]) / max(reach, 1e-9) * thick / 2
    outline = [(y0, z0) - normal, (y1, z1) - normal, (y1, z1) + normal, (y0, z0) + normal]
    return moved(turned(prism(outline, width), "z", 90), (x, 0, 0))


def _park_bench(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 1.0, 2.4), between(rng, 0.38, 0.6), between(rng, 0.38, 0.5)
    back = between(rng, 0.35, 0.6) if chance(rng, 0.8) else 0.0
    count, thick = int(rng.integers(1, 7)), between(rng, 0.02, 0.06)
    frame = _bench_ends(rng, depth, seat - thick, back, chance(rng, 0.5))
    inset = width * between(rng, 0.0, 0.12)
    parts = mirrored(moved(frame, (width / 2 - inset, 0, 0)))
    if chance(rng, 0.3):
        parts.append(frame)
    planks = [moved(p, (0, 0, seat)) for p in _slats(rng, width, depth * 0.95, thick, count)]
    if chance(rng, 0.1):
        planks[-1] = turned(planks[-1], "z", between(rng, -8, 8))
    if back:
        rows = int(rng.integers(1, 5))
        plank = back * 0.8 / rows * between(rng, 0.6, 0.92)
        for k in range(rows):
            z = seat + back * (0.2 + 0.8 * k / rows)
            y = depth / 2 - 0.03 + (z - seat) * 0.25
            planks.append(_sheared(block((width, thick, plank), (0, y, z)), (0, 0.25), z))
    return assembled(parts, planks)


def _spindle_bench(rng: np.random.Generator) -> Mesh:
    """A garden or porch bench with upright back bars and arm rests."""
    width, depth, seat = between(rng, 1.0, 1.9), between(rng, 0.4, 0.55), between(rng, 0.38, 0.48)
    back, size = between(rng, 0.4, 0.6), between(rng, 0.04, 0.08)
    parts = [block((width, depth, between(rng, 0.03, 0.07)), (0, 0, seat - 0.05))]
    parts += _legs(rng, width, depth, seat - 0.03, size)
    parts += mirrored(block((size, size, back), ((width - size) / 2, depth / 2 - size / 2, seat)))
    y, count = depth / 2 - size / 2, int(rng.integers(5, 14))
    rail = prism(
        _arched(width, seat + back - 0.08, seat + back, between(rng, 0, 0.15)), size, at=(0, y, 0)
    )
    step = width / (count + 1)
    start = -width / 2 + step
    bars = _bars(
        (start, y, seat), (start, y, seat + back - 0.04), (step, 0, 0), count, 0.018, square=True
    )
    arms = mirrored(block((size, depth, 0.04), ((width - size) / 2, 0, seat + 0.22)))
    posts = mirrored(block((size, size, 0.24), ((width - size) / 2, -depth / 2 + size / 2, seat)))
    return assembled(parts, rail, bars, arms, posts)


def _plain_bench(rng: np.random.Generator) -> Mesh:
    """A plank on four legs, two boards or two trestles."""
    width, depth, seat = between(rng, 0.9, 2.4), between(rng, 0.25, 0.5), between(rng, 0.35, 0.5)
    thick = between(rng, 0.03, 0.1)
    count = int(rng.choice([1, 1, 2, 3]))
    parts = [moved(p, (0, 0, seat)) for p in _slats(rng, width, depth, thick, count)]
    low, place = seat - thick, width * between(rng, 0.3, 0.46)
    style = rng.integers(4)
    if style == 0:
        parts += _legs(
            rng, width * 0.94, depth * 0.95, low, between(rng, 0.04, 0.1), between(rng, 0, 0.2)
        )
    if style == 1:
        board = block((between(rng, 0.04, 0.09), depth * 0.9, low), top=(1, between(rng, 0.7, 1.0)))
        parts += mirrored(moved(board, (place, 0, 0)))
    if style == 2:
        for lean in (-1, 1):
            parts += mirrored(
                _beam(
                    [(place, lean * depth * 0.5, 0), (place, -lean * depth * 0.4, low)], 0.05, 0.06
                )
            )
    if style == 3:
        path = [
            (place, -depth / 2, low),
            (place, -depth / 2, 0.02),
            (place, depth / 2, 0.02),
            (place, depth / 2, low),
        ]
        parts += mirrored(tube(path, between(rng, 0.015, 0.03), segments=4))
    if style < 3 and chance(rng, 0.5):
        parts.append(block((place * 2, 0.05, 0.08), (0, 0, low * between(rng, 0.3, 0.7))))
    if chance(rng, 0.2):
        parts.append(_pad(rng, (width * 0.96, depth * 0.95, 0.08), (0, 0, seat)))
    return _tipped(rng, assembled(parts)) if chance(rng, 0.1) else assembled(parts)


def _tipped(rng: np.random.Generator, whole: Mesh) -> Mesh:
    """The bench sunk at one end, as where a leg is broken."""
    tipped = turned(whole, "y", between(rng, 4, 10))
    return moved(tipped, (0, 0, -float(tipped.vertices[:, 2].min())))


def _picnic_bench(rng: np.random.Generator) -> Mesh:
    width, top, seat = between(rng, 1.3, 2.2), between(rng, 0.68, 0.8), between(rng, 0.4, 0.48)
    depth, reach = between(rng, 0.6, 0.9), between(rng, 0.6, 0.85)
    thick = between(rng, 0.03, 0.07)
    parts = [
        moved(p, (0, 0, top)) for p in _slats(rng, width, depth, thick, int(rng.integers(1, 7)))
    ]
    for y in (-reach, reach):
        count = int(rng.integers(1, 3))
        parts += [moved(p, (0, y, seat)) for p in _slats(rng, width, 0.28, thick, count)]
    place = width * between(rng, 0.3, 0.4)
    for s in (-1, 1):
        parts += mirrored(
            _beam([(place, s * reach * 0.9, 0), (place, s * depth * 0.3, top - thick)], 0.05, 0.09)
        )
    parts += mirrored(block((0.05, reach * 2 + 0.2, 0.09), (place, 0, seat - thick - 0.09)))
    return assembled(parts)


def _stone_bench(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 1.0, 2.0), between(rng, 0.35, 0.6), between(rng, 0.38, 0.52)
    slab = between(rng, 0.08, 0.18)
    parts = [_case(rng, (width, depth, slab), (0, 0, seat - slab))]
    place, size = width * between(rng, 0.25, 0.42), between(rng, 0.12, 0.25)
    if chance(rng, 0.4):
        foot = block((size, depth * 0.8, seat - slab), (place, 0, 0), top=between(rng, 0.8, 1.0))
    else:
        foot = assembled(
            block((size * 1.3, depth * 0.85, 0.07), (place, 0, 0)),
            block((size, depth * 0.6, seat - slab), (place, 0, 0)),
            block((size * 1.2, depth * 0.8, 0.06), (place, 0, seat - slab - 0.06)),
        )
    parts += mirrored(foot)
    if chance(rng, 0.3):
        rise = between(rng, 0.0, 0.2)
        parts.append(
            prism(_arched(width, seat, seat + 0.4, rise), slab, at=(0, depth / 2 - slab / 2, 0))
        )
    return assembled(parts)


def _log_bench(rng: np.random.Generator) -> Mesh:
    width, radius, seat = between(rng, 1.1, 2.2), between(rng, 0.15, 0.28), between(rng, 0.3, 0.45)
    angles = np.radians(np.linspace(180, 360, int(rng.integers(5, 9))))
    round_log = [(np.cos(a) * radius, np.sin(a) * radius * 0.8) for a in angles]
    log = moved(turned(prism(round_log, width), "z", 90), (0, 0, seat))
    parts = [log]
    place = width * between(rng, 0.25, 0.38)
    if chance(rng, 0.5):
        parts += mirrored(cylinder(radius * 0.8, seat - radius * 0.4, (place, 0, 0), segments=8))
    else:
        for y in (-1, 1):
            end = (place, y * radius * 0.4, seat - radius * 0.4)
            parts += mirrored(_rod((place * 1.1, y * radius, 0), end, 0.05))
    if chance(rng, 0.3):
        back = turned(prism(round_log, width), "z", 90)
        parts.append(moved(turned(back, "x", 90), (0, radius, seat + 0.35)))
        parts += mirrored(
            _rod((place, radius, seat - 0.1), (place, radius * 1.2, seat + 0.4), 0.05)
        )
    return assembled(parts)


def _pew(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 1.2, 3.0), between(rng, 0.42, 0.6), between(rng, 0.4, 0.48)
    tall, thick = seat + between(rng, 0.4, 0.7), between(rng, 0.03, 0.07)
    rear = depth / 2
    outline = [
        (-rear, 0),
        (rear, 0),
        (rear + 0.1, tall),
        (rear - 0.06, tall),
        (rear - 0.15, seat + 0.25),
    ]
    outline += [(-rear * 0.8, seat + between(rng, 0.1, 0.25)), (-rear, seat)]
    end = turned(prism(outline, thick * 1.4), "z", 90)
    parts = mirrored(moved(end, (width / 2, 0, 0)))
    parts.append(block((width, depth * 0.9, thick), (0, 0, seat - thick)))
    back = block((width, thick, tall - seat + 0.1), (0, rear - 0.03, seat - 0.12))
    parts.append(_sheared(back, (0, 0.14), seat))
    if chance(rng, 0.5):
        parts.append(block((width, thick, seat * 0.8), (0, rear * 0.6, 0)))
    if chance(rng, 0.4):
        parts.append(block((width, 0.2, 0.03), (0, rear + 0.2, seat + 0.25)))
    return assembled(parts)


def _modern_bench(rng: np.random.Generator) -> Mesh:
    """One bent plate, a concrete block with slats, or waiting-room seats on a beam."""
    width, depth, seat = between(rng, 1.1, 2.2), between(rng, 0.38, 0.55), between(rng, 0.38, 0.48)
    style = rng.integers(3)
    if style == 0:
        thick = between(rng, 0.04, 0.12)
        return assembled(
            block((width, depth, thick), (0, 0, seat - thick)),
            mirrored(block((thick, depth, seat), ((width - thick) / 2, 0, 0))),
        )
    if style == 1:
        slats = [moved(p, (0, 0, seat)) for p in _slats(rng, width * 0.8, depth, 0.05, 4)]
        ends = mirrored(block((width * 0.14, depth * 1.05, seat + 0.02), (width * 0.45, 0, 0)))
        return assembled(slats, ends, block((width * 0.8, 0.08, 0.08), (0, 0, seat - 0.13)))
    count = int(rng.integers(2, 5))
    one = assembled(
        _pad(rng, (0.48, 0.45, 0.06), (0, 0, seat - 0.06)),
        _sheared(_pad(rng, (0.48, 0.06, 0.45), (0, 0.22, seat + 0.05)), (0, 0.2), seat),
    )
    seats = [moved(one, ((k - (count - 1) / 2) * 0.54, 0, 0)) for k in range(count)]
    half = count * 0.54 / 2
    legs = mirrored(_beam([(half * 0.7, -0.25, 0.02), (half * 0.7, 0.25, 0.02)], 0.05, 0.04))
    posts = mirrored(block((0.05, 0.05, seat - 0.05), (half * 0.7, 0, 0)))
    return assembled(seats, legs, posts, block((half * 2, 0.07, 0.07), (0, 0, seat - 0.13)))


def _padded_bench(rng: np.random.Generator) -> Mesh:
    """A piano, hallway or bed-end bench with a cushion."""
    width, depth, seat = between(rng, 0.75, 1.5), between(rng, 0.32, 0.48), between(rng, 0.4, 0.52)
    pad = between(rng, 0.05, 0.14)
    parts = [_pad(rng, (width, depth, pad), (0, 0, seat - pad))]
    parts.append(block((width * 0.98, depth * 0.97, 0.08), (0, 0, seat - pad - 0.07)))
    parts += _legs(rng, width * 0.97, depth * 0.96, seat - pad - 0.02, between(rng, 0.04, 0.09))
    if chance(rng, 0.3):
        parts.append(block((width * 0.9, depth * 0.85, 0.03), (0, 0, between(rng, 0.1, 0.2))))
    return assembled(parts)


def _curved_bench(rng: np.random.Generator) -> Mesh:
    """An arc, or a whole ring around a tree's place, on blocks or posts."""
    radius, depth, seat = between(rng, 0.8, 2.0), between(rng, 0.35, 0.5), between(rng, 0.38, 0.48)
    sweep = between(rng, 50, 180)
    turn, thick = (90 - sweep / 2, 90 + sweep / 2), between(rng, 0.05, 0.12)
    steps = int(rng.integers(6, 14))
    parts = [_arc_wall((radius, radius + depth), turn, seat - thick, [seat] * steps)]
    if chance(rng, 0.4):
        parts.append(
            _arc_wall(
                (radius + depth - 0.06, radius + depth), turn, seat + 0.12, [seat + 0.45] * steps
            )
        )
        parts.append(
            _arc_wall(
                (radius + depth - 0.05, radius + depth - 0.01),
                (turn[0] + 5, turn[0] + 8),
                0,
                [seat + 0.3] * 2,
            )
        )
        parts.append(
            _arc_wall(
                (radius + depth - 0.05, radius + depth - 0.01),
                (turn[1] - 8, turn[1] - 5),
                0,
                [seat + 0.3] * 2,
            )
        )
    for middle in np.linspace(turn[0] + 8, turn[1] - 8, int(rng.integers(2, 5))):
        parts.append(
            _arc_wall(
                (radius + 0.04, radius + depth - 0.04),
                (middle - 3, middle + 3),
                0,
                [seat - thick] * 2,
            )
        )
    return moved(assembled(parts), (0, -radius, 0))


def bench(rng: np.random.Generator) -> Mesh:
    """A park, garden, plank, picnic, stone, log, modern or padded bench, or a pew."""
    return _drawn(
        rng,
        (
            (_park_bench, 7),
            (_plain_bench, 4),
            (_spindle_bench, 1.5),
            (_picnic_bench, 1.2),
            (_stone_bench, 1.5),
            (_log_bench, 1.2),
            (_pew, 1.3),
            (_modern_bench, 1.5),
            (_padded_bench, 1),
            (_curved_bench, 0.7),
        ),
    )


# --- bookshelves ---


def _books(rng: np.random.Generator, low: Point, high: Point, share: float) -> list[Mesh]:
    """Upright books, standing between two corners of a compartment, over a share of its width."""
    x, end = low[0], low[0] + (high[0] - low[0]) * share
    room, deep = high[2] - low[2], high[1] - low[1]
    if chance(rng, 0.06):
        return [box((x, low[1] + deep * 0.2, low[2]), (end, high[1], low[2] + room * 0.75))]
    pitch = room * between(rng, 0.12, 0.4)
    books = []
    while x < end - pitch * 0.5 and len(books) < 14:
        thick = min(pitch * between(rng, 0.6, 1.4), end - x)
        tall, reach = room * between(rng, 0.6, 0.95), deep * between(rng, 0.65, 0.95)
        book = box((x, high[1] - reach, low[2]), (x + thick * 0.95, high[1], low[2] + tall))
        books.append(book)
        x += thick
    if books and share < 0.9 and chance(rng, 0.6):
        lean = between(rng, 0.15, 0.35)
        fallen = _sheared(books[-1], (-lean, 0), low[2])
        books[-1] = moved(fallen, (lean * room * 0.8, 0, 0))
    return books


def _pile(rng: np.random.Generator, low: Point, high: Point) -> list[Mesh]:
    """Books lying on each other, or an ornament."""
    wide, deep, room = (high[k] - low[k] for k in range(3))
    middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    if chance(rng, 0.4):
        return [
            cylinder(
                min(wide, deep, room) * 0.3, room * 0.6, (*middle, low[2]), top=0.6, segments=8
            )
        ]
    count = int(rng.integers(2, 5))
    thick = room * 0.6 / count
    size = (min(wide * 0.7, room), deep * 0.8, thick)
    return [block(size, (*middle, low[2] + k * thick)) for k in range(count)]


def _filled(rng: np.random.Generator, low: Point, high: Point, fill: float) -> list[Mesh]:
    """What stands in one compartment of a shelf of which a share `fill` is filled."""
    if not chance(rng, fill):
        return []
    if chance(rng, 0.15):
        return _pile(rng, low, high)
    return _books(rng, low, high, 1.0 if chance(rng, 0.4) else between(rng, 0.35, 1.0))


def _fill(rng: np.random.Generator) -> float:
    """The share of the compartments that hold something: often none or nearly all."""
    return float(rng.choice([0.0, between(rng, 0.3, 0.8), 0.95], p=[0.3, 0.25, 0.45]))


def _shelf_case(
    rng: np.random.Generator, size: Point, columns: int, rows: int, fill: float, backed: bool
) -> list[Mesh]:
    """An open case of columns and rows with boards of one thickness, filled with books."""
    width, depth, tall = size
    board = between(rng, 0.05, 0.1) if chance(rng, 0.2) else between(rng, 0.018, 0.05)
    plinth = between(rng, 0.0, 0.1) if chance(rng, 0.5) else 0.0
    xs = np.linspace(-width / 2 + board / 2, width / 2 - board / 2, columns + 1)
    zs = np.linspace(plinth + board / 2, tall - board / 2, rows + 1)
    parts = [block((board, depth, tall), (x, 0, 0)) for x in (xs[0], xs[-1])]
    parts += [block((board, depth * 0.97, tall - plinth), (x, 0, plinth)) for x in xs[1:-1]]
    parts += [block((width - board, depth * 0.96, board), (0, 0, z - board / 2)) for z in zs]
    if backed:
        parts.append(
            block((width - board, board * 0.5, tall - plinth), (0, depth / 2 - board / 2, plinth))
        )
    if plinth:
        parts.append(block((width - board, depth * 0.9, plinth), (0, 0, 0)))
    for x0, x1 in zip(xs[:-1], xs[1:], strict=True):
        for z0, z1 in zip(zs[:-1], zs[1:], strict=True):
            low = (x0 + board / 2, -depth / 2, z0 + board / 2)
            high = (x1 - board / 2, depth / 2 - board, z1 - board / 2)
            parts += _filled(rng, low, high, fill)
    return parts


def _cornice(rng: np.random.Generator, size: Point) -> list[Mesh]:
    """A moulding on top of a case, and sometimes a foot or an arch."""
    width, depth, tall = size
    parts = [block((width * 1.06, depth * 1.12, 0.06), (0, 0, tall - 0.02))]
    if chance(rng, 0.5):
        parts.append(block((width * 1.05, depth * 1.1, 0.09), (0, 0, 0)))
    if chance(rng, 0.3):
        rise = between(rng, 0.1, 0.25)
        parts.append(prism(_arched(width, tall, tall + 0.06, rise), 0.05, at=(0, -depth * 0.4, 0)))
    return parts


def _tall_bookcase(rng: np.random.Generator) -> Mesh:
    tall = between(rng, 1.5, 2.5)
    size = (between(rng, 0.55, 1.3), between(rng, 0.22, 0.42), tall)
    parts = _shelf_case(rng, size, 1, int(rng.integers(3, 7)), _fill(rng), chance(rng, 0.75))
    if chance(rng, 0.35):
        parts += _cornice(rng, size)
    return assembled(parts)


def _wide_bookcase(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 1.2, 2.4), between(rng, 0.25, 0.4), between(rng, 0.7, 2.2))
    rows = max(2, round(size[2] / 0.38))
    columns = int(rng.integers(2, 4))
    parts = _shelf_case(rng, size, columns, rows, _fill(rng), chance(rng, 0.7))
    if chance(rng, 0.3):
        parts += _cornice(rng, size)
    return assembled(parts)


def _low_bookcase(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 0.7, 1.8), between(rng, 0.25, 0.42), between(rng, 0.6, 1.1))
    parts = _shelf_case(
        rng, size, int(rng.integers(1, 3)), int(rng.integers(2, 4)), _fill(rng), chance(rng, 0.7)
    )
    if chance(rng, 0.3):
        x, y, z = size
        top = ((-x / 2, -y / 2, z), (x / 2, y / 2, z + 0.25))
        parts += _books(rng, *top, between(rng, 0.2, 0.6))
    return assembled(parts)


def _cube_shelf(rng: np.random.Generator) -> Mesh:
    """A grid of square compartments."""
    columns, rows = int(rng.integers(1, 5)), int(rng.integers(2, 6))
    cell = between(rng, 0.32, 0.42)
    size = (columns * cell, between(rng, 0.28, 0.4), rows * cell)
    return assembled(_shelf_case(rng, size, columns, rows, _fill(rng), chance(rng, 0.5)))


def _rack(rng: np.random.Generator) -> Mesh:
    """Boards on four posts, with open sides: metal and industrial racks."""
    width, depth, tall = between(rng, 0.6, 1.7), between(rng, 0.28, 0.55), between(rng, 1.1, 2.2)
    size, board = between(rng, 0.02, 0.06), between(rng, 0.015, 0.05)
    parts = _feet(width, depth, tall, size)
    rows, fill = int(rng.integers(3, 6)), _fill(rng) if chance(rng, 0.7) else 0.0
    zs = np.linspace(between(rng, 0.08, 0.3), tall - board * 2, rows)
    pitch = zs[1] - zs[0]
    for z in zs:
        parts.append(block((width, depth, board), (0, 0, z)))
        if z < zs[-1]:
            low = (-width / 2 + size, -depth / 2, z + board)
            parts += _filled(rng, low, (width / 2 - size, depth / 2, z + pitch), fill)
    if chance(rng, 0.35):
        y = depth / 2
        parts.append(_rod((-width / 2, y, zs[0]), (width / 2, y, zs[-1]), 0.012, 4))
        parts.append(_rod((width / 2, y, zs[0]), (-width / 2, y, zs[-1]), 0.012, 4))
    return assembled(parts)


def _ladder_shelf(rng: np.random.Generator) -> Mesh:
    """Shelves between leaning sides, deeper towards the floor."""
    width, depth, tall = between(rng, 0.5, 0.9), between(rng, 0.35, 0.6), between(rng, 1.4, 2.1)
    slope, rows, fill = depth * 0.75 / tall, int(rng.integers(3, 6)), _fill(rng)
    parts = mirrored(
        _beam([(width / 2, -depth / 2, 0), (width / 2, depth / 2 - 0.05, tall)], 0.04, 0.06)
    )
    if chance(rng, 0.6):
        parts += mirrored(
            _beam([(width / 2, depth / 2, 0), (width / 2, depth / 2, tall)], 0.04, 0.05)
        )
    for z in np.linspace(0.2, tall - 0.1, rows):
        front = -depth / 2 + slope * z
        parts.append(box((-width / 2, front, z), (width / 2, depth / 2, z + 0.03)))
        room = (tall / rows) * 0.8
        if depth / 2 - front > 0.12 and z < tall * 0.85:
            parts += _filled(
                rng, (-width / 2, front, z + 0.03), (width / 2, depth / 2, z + room), fill
            )
    return assembled(parts)


def _wall_shelf(rng: np.random.Generator) -> Mesh:
    """One to three boards on brackets, with books."""
    width, depth = between(rng, 0.6, 1.5), between(rng, 0.18, 0.3)
    rows, board, fill = int(rng.integers(1, 4)), between(rng, 0.02, 0.06), _fill(rng)
    parts = []
    for k in range(rows):
        z = 0.15 + k * 0.4
        parts.append(block((width, depth, board), (0, 0, z)))
        bracket = [(depth / 2, 0), (depth / 2, -0.14), (-depth * 0.35, 0)]
        parts += mirrored(moved(turned(prism(bracket, 0.03), "z", 90), (width * 0.38, 0, z)))
        low = (-width / 2, -depth / 2, z + board)
        parts += _filled(rng, low, (width / 2, depth / 2, z + 0.34), max(fill, 0.5))
    return assembled(parts)


def _cabinet_shelf(rng: np.random.Generator) -> Mesh:
    """A bookcase over a deeper base with doors or drawers."""
    width, depth, base = between(rng, 0.8, 1.6), between(rng, 0.3, 0.4), between(rng, 0.4, 0.8)
    size = (width, depth * 0.85, between(rng, 1.1, 1.7))
    case = _shelf_case(
        rng, size, int(rng.integers(1, 3)), int(rng.integers(3, 5)), _fill(rng), True
    )
    look = _front_look(rng)
    parts = [moved(part, (0, depth * 0.07, base)) for part in case]
    parts.append(block((width * 1.03, depth, base), (0, 0, 0)))
    parts += _fronts(rng, (-width / 2, 0.06, width / 2, base - 0.03), -depth / 2, look, 2, 1)
    return assembled(parts)


def _irregular_shelf(rng: np.random.Generator) -> Mesh:
    """A modern shelf whose uprights stand at other places in each row; or a stepped one."""
    width, depth = between(rng, 0.8, 1.6), between(rng, 0.22, 0.35)
    rows, pitch, board = int(rng.integers(3, 6)), between(rng, 0.3, 0.42), between(rng, 0.02, 0.04)
    stepped, fill = chance(rng, 0.35), _fill(rng)
    parts = [block((width, depth, board), (0, 0, 0))]
    for row in range(rows):
        wide = width * (1 - row / rows) if stepped else width
        x0, z = -width / 2, row * pitch
        parts.append(box((x0, -depth / 2, z + pitch), (x0 + wide, depth / 2, z + pitch + board)))
        inner = rng.uniform(0.2, 0.8, int(rng.integers(1, 3)))
        for share in (0.0, *sorted(inner), 1.0):
            x = x0 + share * (wide - board)
            parts.append(box((x, -depth / 2, z), (x + board, depth / 2, z + pitch)))
        low = (x0 + board, -depth / 2, z + board)
        parts += _filled(rng, low, (x0 + wide * 0.9, depth / 2, z + pitch), fill)
    return assembled(parts)


def bookshelf(rng: np.random.Generator) -> Mesh:
    """A tall, wide or low bookcase, cubes, a rack, ladder, wall, irregular or cabinet shelf."""
    return _drawn(
        rng,
        (
            (_tall_bookcase, 6),
            (_wide_bookcase, 3),
            (_low_bookcase, 2),
            (_cube_shelf, 1.5),
            (_rack, 2),
            (_ladder_shelf, 0.8),
            (_wall_shelf, 1),
            (_cabinet_shelf, 1),
            (_irregular_shelf, 1),
        ),
    )


# --- cabinets ---


class _Look(NamedTuple):
    """How the fronts of one cabinet are made."""

    handle: int  # 0 knob, 1 bar, 2 ring, 3 none
    frame: int  # 0 flat, 1 a raised rim, 2 a raised middle
    proud: float  # how far doors stand out of the case
    size: float  # of a handle


def _front_look(rng: np.random.Generator) -> _Look:
    handle = int(rng.choice(4, p=[0.4, 0.4, 0.08, 0.12]))
    proud = between(rng, 0.01, 0.045)
    return _Look(handle, int(rng.choice(3, p=[0.5, 0.3, 0.2])), proud, between(rng, 0.012, 0.03))


def _handle(look: _Look, at: Point, length: float, upright: bool) -> list[Mesh]:
    """A knob, bar or ring at a point of a front."""
    x, y, z = at
    if look.handle == 0:
        return [ball(look.size, (x, y - look.size * 0.7, z), segments=6, rings=4)]
    if look.handle == 1:
        size = (
            (look.size, look.size * 1.5, length)
            if upright
            else (length, look.size * 1.5, look.size)
        )
        return [block(size, (x, y - look.size * 0.7, z - size[2] / 2))]
    if look.handle == 2:
        ring = turned(torus(look.size * 1.8, look.size * 0.4, segments=8, sides=4), "x", 90)
        return [moved(ring, (x, y - look.size * 0.4, z - look.size))]
    return []


def _front(
    rect: tuple[float, float, float, float], y: float, look: _Look, hinge: int
) -> list[Mesh]:
    """A drawer (hinge 0) or a door hinged at the left (-1) or right (1), over (x0, z0, x1, z1)."""
    x0, z0, x1, z1 = rect
    gap = min(0.012, (x1 - x0) * 0.04, (z1 - z0) * 0.06)
    x0, z0, x1, z1 = x0 + gap, z0 + gap, x1 - gap, z1 - gap
    face = y - look.proud
    parts = [box((x0, face, z0), (x1, y + 0.01, z1))]
    rim = min(x1 - x0, z1 - z0) * 0.16
    if look.frame == 1:
        for low, high in (((x0, z0), (x1, z0 + rim)), ((x0, z1 - rim), (x1, z1))):
            parts.append(box((low[0], face - 0.015, low[1]), (high[0], face, high[1])))
        for low, high in (((x0, z0), (x0 + rim, z1)), ((x1 - rim, z0), (x1, z1))):
            parts.append(box((low[0], face - 0.015, low[1]), (high[0], face, high[1])))
    if look.frame == 2:
        parts.append(box((x0 + rim, face - 0.015, z0 + rim), (x1 - rim, face, z1 - rim)))
    front = face - (0.015 if look.frame else 0.0)
    if hinge:
        place = x1 - rim * 0.6 if hinge < 0 else x0 + rim * 0.6
        return parts + _handle(
            look, (place, front, (z0 + z1) / 2), min(0.25, (z1 - z0) * 0.35), True
        )
    middle = ((x0 + x1) / 2, front, (z0 + z1) / 2)
    return parts + _handle(look, middle, (x1 - x0) * 0.35, False)


def _fronts(
    rng: np.random.Generator,
    rect: tuple[float, float, float, float],
    y: float,
    look: _Look,
    columns: int,
    rows: int,
    drawers: bool = False,
) -> list[Mesh]:
    """A grid of doors or drawers over a rectangle of the case's front."""
    xs = np.linspace(rect[0], rect[2], columns + 1)
    zs = np.linspace(rect[1], rect[3], rows + 1)
    parts = []
    for column in range(columns):
        side = -1 if column % 2 == 0 else 1
        for row in range(rows):
            cell = (xs[column], zs[row], xs[column + 1], zs[row + 1])
            parts += _front(cell, y, look, 0 if drawers else side)
    return parts


def _carcase(rng: np.random.Generator, size: Point, foot: float) -> list[Mesh]:
    """The box of a cabinet on legs, a plinth or the floor, perhaps with an overhanging top."""
    width, depth, tall = size
    parts = [block((width, depth, tall - foot), (0, 0, foot))]
    if foot and chance(rng, 0.65):
        splay = between(rng, 0, 0.3) if chance(rng, 0.3) else 0.0
        parts += _legs(
            rng, width * 0.95, depth * 0.92, foot + 0.005, between(rng, 0.03, 0.08), splay
        )
    elif foot:
        parts.append(block((width * 0.96, depth * 0.88, foot), (0, depth * 0.03, 0)))
    if chance(rng, 0.5):
        over, thick = between(rng, 1.02, 1.1), between(rng, 0.02, 0.06)
        parts.append(_case(rng, (width * over, depth * over + 0.02, thick), (0, 0, tall)))
    return parts


def _open_doors(rng: np.random.Generator, size: Point, foot: float) -> Mesh:
    """A case with shelves whose one or two doors stand open."""
    width, depth, tall = size
    look, turn = _front_look(rng), between(rng, 30, 120)
    parts = _open_carcase(rng, size, foot, 1)
    for z in np.linspace(foot, tall, int(rng.integers(2, 5)))[1:-1]:
        parts.append(block((width, depth * 0.9, 0.025), (0, 0, z)))
    leaf = assembled(_front((0, foot, width / 2, tall), 0, look, -1))
    swung = moved(turned(leaf, "z", -turn), (-width / 2, -depth / 2, 0))
    if chance(rng, 0.5):
        return assembled(parts, mirrored(swung))
    return assembled(parts, swung, _front((0, foot, width / 2, tall), -depth / 2, look, 1))


def _ajar(rng: np.random.Generator) -> Mesh:
    """A cupboard or wardrobe with its doors open."""
    tall = between(rng, 0.7, 2.1)
    size = (between(rng, 0.6, 1.2), between(rng, 0.35, 0.6), tall)
    return _open_doors(rng, size, between(rng, 0.04, 0.15))


def _rustic_cupboard(rng: np.random.Generator) -> Mesh:
    """Medieval or cartoon: corner posts, plank doors with bands, tapered sides, a heavy top."""
    width, depth, tall = between(rng, 0.7, 1.3), between(rng, 0.4, 0.6), between(rng, 0.8, 2.0)
    post, foot, look = between(rng, 0.07, 0.14), between(rng, 0.04, 0.15), _front_look(rng)
    parts = [
        block((width, depth, tall - foot), (0, 0, foot)),
        *_feet(width + post / 2, depth + post / 2, tall, post),
    ]
    parts.append(block((width + post * 1.4, depth + post * 1.4, post * 0.8), (0, 0, tall)))
    parts.append(block((width + post * 0.6, depth + post * 0.6, post), (0, 0, foot)))
    half, low = width / 2 - post * 0.6, foot + post
    parts += _fronts(rng, (-half, low, half, tall - 0.02), -depth / 2, look, 2, 1)
    front = -depth / 2 - look.proud - 0.02
    for z in (low + (tall - low) * 0.2, low + (tall - low) * 0.75):
        parts += mirrored(block((half * 0.85, 0.025, 0.05), (half * 0.52, front, z)))
    slim = between(rng, 0.85, 1.12) if chance(rng, 0.5) else 1.0
    whole = assembled(parts)
    vertices = whole.vertices.copy()
    vertices[:, 0] *= 1 + (slim - 1) * vertices[:, 2] / tall
    return solid(vertices, whole.faces)


def _cupboard(rng: np.random.Generator) -> Mesh:
    """A case with a pair of doors or one, perhaps with drawers above or under them."""
    size = (between(rng, 0.5, 1.2), between(rng, 0.35, 0.6), between(rng, 0.75, 1.6))
    foot = between(rng, 0.04, 0.18) if chance(rng, 0.7) else 0.0
    width, depth, tall = size
    look, columns = _front_look(rng), 1 if width < 0.65 else 2
    split = foot + (tall - foot) * between(rng, 0.65, 0.82)
    if chance(rng, 0.4):
        split = tall
    y, x = -depth / 2, width / 2 - 0.015
    parts = _carcase(rng, size, foot) + _fronts(rng, (-x, foot, x, split), y, look, columns, 1)
    if split < tall:
        parts += _fronts(
            rng, (-x, split, x, tall), y, look, int(rng.integers(1, 3)), 1, drawers=True
        )
    return assembled(parts)


def _drawer_chest(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 0.4, 1.4), between(rng, 0.38, 0.55), between(rng, 0.6, 1.35))
    foot = between(rng, 0.03, 0.2) if chance(rng, 0.7) else 0.0
    width, depth, tall = size
    columns = 1 if width < 0.7 else int(rng.integers(1, 4))
    rows = int(rng.integers(2, 6))
    rect = (-width / 2 + 0.015, foot + 0.01, width / 2 - 0.015, tall - 0.01)
    fronts = _fronts(rng, rect, -depth / 2, _front_look(rng), columns, rows, drawers=True)
    parts = [*_carcase(rng, size, foot), *fronts]
    if chance(rng, 0.12):
        mirror = _arched(width * between(rng, 0.5, 0.9), tall, tall + 0.5, between(rng, 0, 0.25))
        parts.append(prism(mirror, 0.05, at=(0, depth / 2 - 0.05, 0)))
    return assembled(parts)


def _wardrobe(rng: np.random.Generator) -> Mesh:
    columns = int(rng.choice([1, 2, 2, 2, 3, 4]))
    width = columns * between(rng, 0.42, 0.62)
    depth, tall = between(rng, 0.45, 0.65), between(rng, 1.7, 2.4)
    foot = between(rng, 0.04, 0.15) if chance(rng, 0.7) else 0.0
    look = _front_look(rng)
    rect = (-width / 2 + 0.02, foot + 0.02, width / 2 - 0.02, tall - 0.03)
    parts = _carcase(rng, (width, depth, tall), foot)
    if chance(rng, 0.45):
        split = foot + between(rng, 0.3, 0.5)
        rows = int(rng.integers(1, 3))
        parts += _fronts(
            rng,
            (rect[0], rect[1], rect[2], split),
            -depth / 2,
            look,
            max(1, columns // 2),
            rows,
            True,
        )
        rect = (rect[0], split, rect[2], rect[3])
    parts += _fronts(rng, rect, -depth / 2, look, columns, 1)
    if chance(rng, 0.4):
        parts += _cornice(rng, (width, depth, tall))
    return assembled(parts)


def _sideboard(rng: np.random.Generator) -> Mesh:
    """A long low case of doors and drawers side by side; some bays stay open: TV stands."""
    width, depth = between(rng, 1.2, 2.2), between(rng, 0.35, 0.5)
    foot = between(rng, 0.05, 0.25) if chance(rng, 0.8) else 0.0
    tall = foot + between(rng, 0.3, 0.65)
    columns, look = int(rng.integers(2, 5)), _front_look(rng)
    parts = _open_carcase(rng, (width, depth, tall), foot, columns)
    xs = np.linspace(-width / 2 + 0.01, width / 2 - 0.01, columns + 1)
    for k in range(columns):
        rect = (xs[k], foot + 0.01, xs[k + 1], tall - 0.01)
        style = rng.choice(3, p=[0.45, 0.3, 0.25])
        if style == 0:
            parts += _front(rect, -depth / 2, look, -1 if k % 2 else 1)
        if style == 1:
            parts += _fronts(rng, rect, -depth / 2, look, 1, int(rng.integers(1, 4)), drawers=True)
        if style == 2 and chance(rng, 0.7):
            middle = (foot + tall) / 2
            parts.append(
                box((xs[k], -depth / 2 + 0.02, middle), (xs[k + 1], depth / 2, middle + 0.02))
            )
    return assembled(parts)


def _open_carcase(rng: np.random.Generator, size: Point, foot: float, columns: int) -> list[Mesh]:
    """A case whose bays are open to the front."""
    width, depth, tall = size
    board = between(rng, 0.018, 0.04)
    parts = [
        box((-width / 2, -depth / 2, z), (width / 2, depth / 2, z + board))
        for z in (foot, tall - board)
    ]
    parts.append(box((-width / 2, depth / 2 - board / 2, foot), (width / 2, depth / 2, tall)))
    for x in np.linspace(-width / 2 + board / 2, width / 2 - board / 2, columns + 1):
        parts.append(block((board, depth * 0.98, tall - foot), (x, 0, foot)))
    if foot and chance(rng, 0.7):
        parts += _legs(
            rng, width * 0.9, depth * 0.9, foot, between(rng, 0.03, 0.06), between(rng, 0, 0.25)
        )
    elif foot:
        parts.append(block((width * 0.95, depth * 0.85, foot), (0, 0, 0)))
    return parts


def _nightstand(rng: np.random.Generator) -> Mesh:
    width, depth, tall = between(rng, 0.38, 0.6), between(rng, 0.34, 0.48), between(rng, 0.42, 0.7)
    foot = between(rng, 0.05, 0.28) if chance(rng, 0.8) else 0.0
    look, rows = _front_look(rng), int(rng.integers(1, 4))
    if chance(rng, 0.5):
        rect = (-width / 2 + 0.01, foot + 0.01, width / 2 - 0.01, tall - 0.01)
        fronts = _fronts(rng, rect, -depth / 2, look, 1, rows, drawers=True)
        return assembled(_carcase(rng, (width, depth, tall), foot), fronts)
    split = foot + (tall - foot) * between(rng, 0.4, 0.65)
    parts = _open_carcase(rng, (width, depth, tall), foot, 1)
    parts.append(box((-width / 2, -depth / 2, split), (width / 2, depth / 2, split + 0.02)))
    parts += _front((-width / 2, split, width / 2, tall), -depth / 2, look, 0)
    return assembled(parts)


def _kitchen_unit(rng: np.random.Generator) -> Mesh:
    """A base cabinet with a worktop and a toe space; a sink, hob or splashback on some."""
    columns = int(rng.integers(1, 5))
    width, depth, tall = (
        columns * between(rng, 0.4, 0.6),
        between(rng, 0.5, 0.65),
        between(rng, 0.8, 0.92),
    )
    look, foot = _front_look(rng), between(rng, 0.06, 0.12)
    parts = [
        block((width, depth, tall - foot), (0, 0, foot)),
        block((width, depth * 0.85, foot), (0, depth * 0.07, 0)),
    ]
    over = between(rng, 1.0, 1.06)
    parts.append(block((width * over, depth * 1.06, 0.045), (0, 0, tall)))
    xs = np.linspace(-width / 2, width / 2, columns + 1)
    drawer = tall - between(rng, 0.14, 0.22)
    for k in range(columns):
        if chance(rng, 0.3):
            parts += _fronts(
                rng, (xs[k], foot, xs[k + 1], tall), -depth / 2, look, 1, 3, drawers=True
            )
            continue
        high = drawer if chance(rng, 0.6) else tall
        parts += _front((xs[k], foot, xs[k + 1], high), -depth / 2, look, -1 if k % 2 else 1)
        if high < tall:
            parts += _front((xs[k], high, xs[k + 1], tall), -depth / 2, look, 0)
    if chance(rng, 0.35):
        parts += _sink(rng, min(width * 0.7, 0.6), depth, tall + 0.045)
    if chance(rng, 0.25):
        parts.append(block((width, 0.03, 0.6), (0, depth / 2 - 0.02, tall)))
        if chance(rng, 0.6):
            y, low = depth * 0.2, tall + 0.5
            parts.append(block((width, depth * 0.6, 0.6), (0, y, low)))
            rect = (-width / 2, low, width / 2, low + 0.6)
            parts += _fronts(rng, rect, y - depth * 0.3, look, columns, 1)
    return assembled(parts)


def _sink(rng: np.random.Generator, width: float, depth: float, z: float) -> list[Mesh]:
    """A basin's raised rim and a tap behind it."""
    deep, high = depth * 0.65, between(rng, 0.015, 0.14)
    if chance(rng, 0.5):
        profile = [(0.0, 0.0), (0.3, 0.0), (0.5, high), (0.45, high), (0.3, 0.02), (0.0, 0.02)]
        bowl = scaled(lathe(profile, segments=12), (width, deep, 1))
        parts = [moved(bowl, (0, -depth * 0.05, z))]
    else:
        parts = mirrored(block((0.03, deep, high), (width / 2, -depth * 0.05, z)))
        parts += [
            block((width, 0.03, high), (0, y - depth * 0.05, z)) for y in (-deep / 2, deep / 2)
        ]
    rise, y = between(rng, 0.12, 0.3) + high, depth * 0.36
    path = [(0, y, z), (0, y, z + rise), (0, y - 0.05, z + rise + 0.04), (0, y - 0.17, z + rise)]
    return [*parts, tube(path, 0.014, segments=6)]


def _bathroom_unit(rng: np.random.Generator) -> Mesh:
    """A vanity: a case with doors and a basin on it, and sometimes a mirror behind."""
    width, depth, tall = between(rng, 0.5, 1.3), between(rng, 0.4, 0.55), between(rng, 0.7, 0.9)
    foot = between(rng, 0.05, 0.3)
    parts = _carcase(rng, (width, depth, tall), foot)
    rect = (-width / 2 + 0.01, foot + 0.01, width / 2 - 0.01, tall - 0.02)
    columns, drawers = int(rng.integers(1, 3)), chance(rng, 0.3)
    parts += _fronts(rng, rect, -depth / 2, _front_look(rng), columns, 2 if drawers else 1, drawers)
    parts.append(block((width * 1.04, depth * 1.05, 0.05), (0, 0, tall)))
    parts += _sink(rng, min(width * 0.75, 0.6), depth, tall + 0.05)
    if chance(rng, 0.25):
        parts.append(block((width * 0.9, 0.03, 0.7), (0, depth / 2, tall + 0.15)))
        parts.append(block((width, 0.02, tall * 0.3), (0, depth / 2, tall)))
    return assembled(parts)


def _wall_cabinet(rng: np.random.Generator) -> Mesh:
    """A hanging upper cabinet with no feet; an open shelf under it on some."""
    width, depth, tall = between(rng, 0.4, 1.4), between(rng, 0.2, 0.38), between(rng, 0.35, 0.85)
    columns = max(1, round(width / 0.45))
    parts = [block((width, depth, tall))]
    if chance(rng, 0.3):
        parts = _open_carcase(rng, (width, depth, tall), 0.0, columns)
    low = tall * 0.3 if chance(rng, 0.25) else 0.0
    if low:
        parts = _open_carcase(rng, (width, depth, tall), 0.0, 1)
    parts += _fronts(
        rng, (-width / 2, low, width / 2, tall), -depth / 2, _front_look(rng), columns, 1
    )
    return assembled(parts)


def _corner_cabinet(rng: np.random.Generator) -> Mesh:
    """A case with a slanted or an L-shaped front for the corner of a room."""
    side, tall, look = between(rng, 0.6, 1.0), between(rng, 0.7, 2.0), _front_look(rng)
    slanted = chance(rng, 0.5)
    cut = side * (between(rng, 0.25, 0.5) if slanted else between(rng, 0.5, 0.65))
    notch = [] if slanted else [(cut, cut)]
    outline = [(0, 0), (side, 0), (side, cut), *notch, (cut, side), (0, side)]
    body = turned(prism(outline, tall, at=(0, -tall / 2, 0)), "x", -90)
    parts = [body, moved(scaled(body, (1.03, 1.03, 0.04 / tall)), (0, 0, tall))]
    face, middle = (side - cut) * (2**0.5 if slanted else 1), (side + cut) / 2
    rect = (-face / 2 + 0.01, 0.05, face / 2 - 0.01, tall - 0.02)
    doors = assembled(_fronts(rng, rect, 0, look, 2 if slanted else 1, int(rng.integers(1, 3))))
    if slanted:
        parts.append(moved(turned(doors, "z", 135), (middle, middle, 0)))
    else:
        parts.append(moved(turned(doors, "z", 180), (middle, cut, 0)))
        parts.append(moved(turned(doors, "z", 90), (cut, middle, 0)))
    return turned(assembled(parts), "z", -135)


def _glass_cabinet(rng: np.random.Generator) -> Mesh:
    """A hutch or display cabinet: an open or barred upper part over a closed lower one."""
    width, depth, base = between(rng, 0.7, 1.4), between(rng, 0.36, 0.5), between(rng, 0.6, 0.95)
    upper, foot = between(rng, 0.7, 1.2), between(rng, 0.03, 0.12)
    parts = _carcase(rng, (width, depth, base), foot)
    look = _front_look(rng)
    half = width / 2 - 0.01
    split = base - between(rng, 0.14, 0.22)
    columns = int(rng.integers(2, 4))
    parts += _fronts(rng, (-half, foot, half, split), -depth / 2, look, columns, 1)
    parts += _fronts(rng, (-half, split, half, base), -depth / 2, look, columns, 1, drawers=True)
    shelf = (width * 0.97, depth * 0.7, upper)
    case = _shelf_case(rng, shelf, 1, int(rng.integers(2, 4)), 0.0, True)
    parts += [moved(part, (0, depth * 0.14, base + 0.04)) for part in case]
    if chance(rng, 0.5):
        y = -depth * 0.22
        for x in np.linspace(-half * 0.95, half * 0.95, columns + 1):
            parts.append(block((0.05, 0.03, upper), (x, y, base + 0.04)))
    return assembled(
        parts, block((width * 1.05, depth * 0.85, 0.05), (0, depth * 0.1, base + upper))
    )


def _locker(rng: np.random.Generator) -> Mesh:
    """Metal lockers or a filing cabinet; sci-fi ones have bevelled cases."""
    columns = int(rng.integers(1, 5))
    width, depth, tall = (
        columns * between(rng, 0.3, 0.42),
        between(rng, 0.4, 0.55),
        between(rng, 1.2, 2.0),
    )
    rows, drawers = int(rng.integers(1, 4)), columns == 1 and chance(rng, 0.6)
    look = _front_look(rng)
    rect = (-width / 2 + 0.01, 0.06, width / 2 - 0.01, tall - 0.02)
    parts = [_case(rng, (width, depth, tall))]
    parts += _fronts(rng, rect, -depth / 2, look, columns, rows + 2 * drawers, drawers)
    return assembled(parts)


def cabinet(rng: np.random.Generator) -> Mesh:
    """A cupboard, chest, wardrobe, sideboard, nightstand, kitchen or bath unit, hutch, locker..."""
    return _drawn(
        rng,
        (
            (_cupboard, 3),
            (_ajar, 0.9),
            (_rustic_cupboard, 1),
            (_drawer_chest, 3),
            (_wardrobe, 2),
            (_sideboard, 2.2),
            (_nightstand, 2),
            (_kitchen_unit, 2.5),
            (_bathroom_unit, 1.2),
            (_wall_cabinet, 1.3),
            (_corner_cabinet, 0.8),
            (_glass_cabinet, 1),
            (_locker, 0.8),
        ),
    )


# --- chairs ---


def _chair_back(rng: np.random.Generator, width: float, tall: float, size: float) -> list[Mesh]:
    """A back standing on z = 0 about y = 0: posts with bars, slats, a panel, a pad or a hoop."""
    posts = mirrored(block((size, size, tall), ((width - size) / 2, 0, 0)))
    inner, thin = width - size, size * between(rng, 0.35, 0.8)
    style = rng.choice(7, p=[0.2, 0.2, 0.2, 0.12, 0.1, 0.1, 0.08])
    rise = between(rng, 0, 0.2) * width
    if style == 0:
        rail = prism(_arched(width, tall - size * 2, tall, rise, 6), size * 0.9)
        count = int(rng.integers(2, 7))
        step = inner / (count + 1)
        x = -inner / 2 + step
        return [
            *posts,
            rail,
            *_bars((x, 0, 0), (x, 0, tall - size), (step, 0, 0), count, thin / 2, square=True),
        ]
    if style == 1:
        count = int(rng.integers(1, 5))
        high = tall * 0.75 / count * between(rng, 0.35, 0.8)
        zs = tall * 0.22 + np.arange(count) * tall * 0.78 / count
        return [
            *posts,
            *(block((inner, thin, high), (0, 0, z)) for z in zs + (tall * 0.78 / count - high)),
        ]
    if style == 2:
        low = between(rng, 0, 0.35) * tall
        return [prism(_arched(width, low, tall - rise, rise, 6), thin), *(posts if low else [])]
    if style == 3:
        return [
            *posts,
            _pad(rng, (width, size * 1.6, tall * between(rng, 0.5, 0.9)), (0, 0, tall * 0.15)),
        ]
    if style == 4:
        angles = np.radians(np.linspace(0, 180, 9))
        hoop = [(np.cos(a) * inner / 2, 0, tall * 0.55 + np.sin(a) * tall * 0.45) for a in angles]
        spindles = [
            _rod(
                (x, 0, 0),
                (x, 0, tall * 0.55 + tall * 0.45 * np.sqrt(1 - (2 * x / inner) ** 2)),
                thin / 2,
            )
            for x in np.linspace(-0.3, 0.3, int(rng.integers(2, 6))) * inner
        ]
        path = [(inner / 2, 0, 0), *hoop, (-inner / 2, 0, 0)]
        return [tube(path, size * 0.45, segments=6), *spindles]
    if style == 5:
        splat = block(
            (inner * between(rng, 0.25, 0.5), thin, tall),
            (0, 0, 0),
            top=(between(rng, 0.7, 1.4), 1),
        )
        return [*posts, splat, block((width, size, size * 1.6), (0, 0, tall - size * 1.2))]
    cross = [
        _rod((s * inner / 2, 0, tall * 0.2), (-s * inner / 2, 0, tall * 0.92), thin / 2, 4)
        for s in (-1, 1)
    ]
    return [*posts, *cross, block((width, size * 0.8, size * 1.5), (0, 0, tall - size * 1.2))]


def _arm_rests(
    rng: np.random.Generator, width: float, depth: float, seat: float, size: float
) -> list[Mesh]:
    """Two arm rests on front posts over a seat."""
    rise, x = between(rng, 0.16, 0.28), (width - size) / 2
    arm = block((size * between(rng, 1, 1.6), depth, size * 0.8), (x, 0, seat + rise))
    post = block((size * 0.9, size * 0.9, rise + 0.02), (x, -depth / 2 + size, seat))
    return mirrored(arm) + mirrored(post)


def _stretchers(width: float, depth: float, z: float, thick: float, style: int) -> list[Mesh]:
    """Bars between legs: all around, an H, or at the sides only."""
    sides = mirrored(block((thick, depth, thick), (width / 2, 0, z)))
    if style == 0:
        return sides + mirrored(block((width, thick, thick), (0, depth / 2, z * 1.1)), "y")
    return [*sides, block((width, thick, thick), (0, 0, z))] if style == 1 else sides


def _dining_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 0.36, 0.56), between(rng, 0.36, 0.52), between(rng, 0.38, 0.5)
    size, thick = between(rng, 0.025, 0.065), between(rng, 0.02, 0.08)
    splay = between(rng, 0, 0.22) if chance(rng, 0.4) else 0.0
    parts = _legs(rng, width, depth, seat - thick / 2, size, splay)
    parts.append(_case(rng, (width * 1.02, depth * 1.02, thick), (0, 0, seat - thick)))
    back = assembled(_chair_back(rng, width, between(rng, 0.3, 0.68), size))
    back = moved(
        _sheared(back, (0, between(rng, 0, 0.25)), 0), (0, (depth - size) / 2, seat - thick / 2)
    )
    if chance(rng, 0.35):
        parts.append(_pad(rng, (width * 0.92, depth * 0.9, 0.06), (0, 0, seat - 0.01)))
    if splay == 0 and chance(rng, 0.45):
        parts += _stretchers(
            width - size,
            depth - size,
            seat * between(rng, 0.25, 0.5),
            size * 0.6,
            int(rng.integers(3)),
        )
    if chance(rng, 0.22):
        parts += _arm_rests(rng, width * 1.04, depth, seat, size)
    return assembled(parts, back)


def _chunky_chair(rng: np.random.Generator) -> Mesh:
    """A cartoon or plain block chair: thick seat, stout legs, a slab as back."""
    width, depth, seat = between(rng, 0.4, 0.6), between(rng, 0.38, 0.55), between(rng, 0.3, 0.45)
    size, thick = between(rng, 0.07, 0.13), between(rng, 0.06, 0.14)
    top = (between(rng, 0.75, 1.15), between(rng, 0.7, 1.0))
    back = block((width, size, between(rng, 0.3, 0.65)), (0, (depth - size) / 2, seat), top=top)
    parts = [_case(rng, (width, depth, thick), (0, 0, seat - thick))]
    parts.append(_sheared(back, (0, between(rng, 0, 0.25)), seat))
    parts += _legs(rng, width, depth, seat - thick, size, between(rng, 0, 0.15))
    return assembled(parts)


def _star_base(rng: np.random.Generator, seat: float) -> list[Mesh]:
    """The foot of an office chair: a star on castors and a column."""
    count, reach = int(rng.choice([4, 5, 5, 5])), between(rng, 0.26, 0.36)
    hub = between(rng, 0.09, 0.14)
    spoke = _rod((0, 0, hub), (reach, 0, hub * between(rng, 0.7, 0.95)), (0.03, 0.018), 4)
    castor = ball(hub * 0.36, (reach, 0, hub * 0.36), segments=6, rings=4)
    if chance(rng, 0.15):
        return [cylinder(reach * 0.9, 0.03, segments=16), cylinder(0.03, seat, segments=8)]
    column = cylinder(0.03, seat - hub, (0, 0, hub), segments=8)
    sleeve = cylinder(0.045, (seat - hub) * 0.5, (0, 0, hub * 0.9), segments=8)
    return [*around(assembled(spoke, castor), count, start=90), column, sleeve]


def _office_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.42, 0.56),
        between(rng, 0.42, 0.54),
        between(rng, 0.42, 0.54),
    )
    pad, tall = between(rng, 0.05, 0.13), between(rng, 0.35, 0.85)
    parts = [*_star_base(rng, seat - pad), _pad(rng, (width, depth, pad), (0, 0, seat - pad))]
    gap = between(rng, 0.0, 0.15)
    back = _pad(
        rng,
        (width * between(rng, 0.8, 1.0), between(rng, 0.04, 0.12), tall),
        (0, depth / 2, seat + gap),
    )
    lean = between(rng, 0.03, 0.25)
    parts.append(_sheared(back, (0, lean), seat))
    link = [(0, 0, seat - pad), (0, depth * 0.6, seat - pad), (0, depth * 0.58, seat + gap + 0.1)]
    parts.append(tube(link, 0.025, segments=4))
    if chance(rng, 0.3):
        y = depth / 2 + lean * (tall + gap)
        parts.append(_pad(rng, (width * 0.6, 0.08, 0.16), (0, y, seat + gap + tall + 0.02)))
    if chance(rng, 0.25):
        wing = _pad(
            rng, (0.06, 0.12, tall * 0.45), (width / 2, depth / 2 - 0.04, seat + gap + tall * 0.5)
        )
        parts += [_sheared(part, (0, lean), seat) for part in mirrored(wing)]
    if chance(rng, 0.65):
        rise, x = between(rng, 0.16, 0.24), width / 2 + 0.03
        parts += mirrored(block((0.07, depth * 0.6, 0.035), (x, 0.02, seat + rise)))
        post = [
            (width * 0.3, 0.03, seat - pad),
            (x, 0.03, seat - pad + 0.02),
            (x, 0.03, seat + rise),
        ]
        parts += mirrored(tube(post, 0.018, segments=4))
    return assembled(parts)


def _throne(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 0.6, 0.95), between(rng, 0.55, 0.8), between(rng, 0.42, 0.6)
    tall, thick = between(rng, 1.2, 2.2), between(rng, 0.08, 0.16)
    rear, x = depth / 2 - thick / 2, (width - thick) / 2
    parts = [block((width, depth, seat * 0.35), (0, 0, seat * 0.65))]
    if chance(rng, 0.55):
        parts.append(block((width, depth, seat * 0.7)))
    else:
        parts += _legs(rng, width, depth, seat * 0.7, thick)
    rise = between(rng, 0.1, 0.4)
    outline = _arched(width, 0, tall - rise, rise)
    if chance(rng, 0.5):
        outline = [
            (-width / 2, 0),
            (width / 2, 0),
            (width / 2, tall - rise),
            (0, tall),
            (-width / 2, tall - rise),
        ]
    parts.append(prism(outline, thick, at=(0, rear, 0)))
    if chance(rng, 0.7):
        parts.append(
            _pad(rng, (width * 0.65, 0.06, (tall - seat) * 0.6), (0, rear - thick / 2, seat + 0.15))
        )
        parts.append(_pad(rng, (width - thick * 2, depth * 0.8, 0.1), (0, -thick / 2, seat - 0.02)))
    rest = between(rng, 0.2, 0.32)
    parts += mirrored(block((thick, depth, thick * 0.7), (x, -0.02, seat + rest)))
    parts += mirrored(
        block(
            (thick, thick if chance(rng, 0.6) else depth, rest),
            (x, -depth / 2 + thick / 2 if chance(rng, 0.5) else -0.01, seat),
        )
    )
    if chance(rng, 0.55):
        post = tall - rise + between(rng, 0, 0.2)
        parts += mirrored(block((thick, thick * 1.1, post), (x, rear, 0)))
        finial = ball(thick * 0.7, (x, rear, post + thick * 0.4), segments=8, rings=5)
        parts += mirrored(
            finial
            if chance(rng, 0.6)
            else cylinder(thick * 0.6, 0.25, (x, rear, post), top=0, segments=4)
        )
    if chance(rng, 0.4):
        parts += mirrored(
            ball(thick * 0.7, (x, -depth / 2, seat + rest + thick * 0.4), segments=8, rings=5)
        )
    if chance(rng, 0.35):
        parts.append(block((width * 1.3, depth * 1.5, 0.1), (0, -depth * 0.15, -0.1)))
    low = min(float(part.vertices[:, 2].min()) for part in parts)
    return moved(assembled(parts), (0, 0, -low))


def _folding_chair(rng: np.random.Generator) -> Mesh:
    """Crossed legs seen from the side or (a director's chair) from the front."""
    width, depth, seat = between(rng, 0.4, 0.55), between(rng, 0.38, 0.5), between(rng, 0.4, 0.5)
    tall, size = between(rng, 0.75, 0.95), between(rng, 0.02, 0.04)
    half = width / 2
    if chance(rng, 0.6):
        parts = mirrored(
            _beam([(half, -depth * 0.55, 0), (half, depth * 0.55, tall)], size, size * 1.3)
        )
        parts += mirrored(
            _beam(
                [(half - size, depth * 0.6, 0), (half - size, -depth * 0.4, seat)], size, size * 1.3
            )
        )
        parts.append(_case(rng, (width * 0.92, depth * 0.9, 0.03), (0, -0.02, seat - 0.02)))
        high = between(rng, 0.1, 0.25)
        parts.append(
            _sheared(
                block((width, 0.03, high), (0, depth * 0.45, tall - high)),
                (0, 0.4),
                tall - high / 2,
            )
        )
        return assembled(parts, block((width, size, size), (0, depth * 0.5, 0.1)))
    parts = []
    for y in (-depth / 2, depth / 2):
        parts += mirrored(_rod((-half, y, 0.02), (half, y, seat), size / 2, 4))
    parts += mirrored(block((size, depth * 1.1, size), (half, 0, 0)))
    for y in (-depth / 2, depth / 2):
        parts += mirrored(block((size, size, tall - seat if y > 0 else 0.2), (half, y, seat)))
    parts += mirrored(block((size * 1.6, depth * 1.1, size), (half, 0, seat + 0.2)))
    parts.append(
        block((width, 0.015, (tall - seat) * 0.5), (0, depth / 2, seat + (tall - seat) * 0.5))
    )
    return assembled(parts, block((width, depth, 0.02), (0, 0, seat - 0.02)))


def _rocking_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.44, 0.58),
        between(rng, 0.42, 0.52),
        between(rng, 0.38, 0.46),
    )
    size = between(rng, 0.03, 0.055)
    parts = [block((width, depth, 0.05), (0, 0, seat - 0.05))]
    legs = moved(assembled(_legs(rng, width, depth, seat - 0.08, size)), (0, 0, 0.05))
    back = assembled(_chair_back(rng, width, between(rng, 0.55, 0.8), size))
    parts += [
        legs,
        moved(_sheared(back, (0, between(rng, 0.12, 0.3)), 0), (0, depth / 2 - size / 2, seat)),
    ]
    angles = np.radians(np.linspace(-28, 28, 9))
    radius = between(rng, 0.9, 1.2)
    path = [
        ((width - size) / 2, np.sin(a) * radius + 0.06, (1 - np.cos(a)) * radius + size / 2)
        for a in angles
    ]
    parts += mirrored(tube(path, size * 0.6, segments=4))
    if chance(rng, 0.75):
        parts += _arm_rests(rng, width, depth, seat, size)
    return assembled(parts)


def _shell(rng: np.random.Generator, width: float, depth: float, tall: float) -> Mesh:
    """A moulded seat and back in one bent piece, its sides raised, the seat's middle at z = 0."""
    profile = np.array(
        [
            (-0.52, -0.05),
            (-0.45, 0.02),
            (-0.1, 0.0),
            (0.25, -0.01),
            (0.42, 0.1),
            (0.5, 0.4),
            (0.58, 1.0),
        ]
    )
    across = np.linspace(-1, 1, int(rng.choice([5, 7, 9])))
    lift, wrap, narrow = between(rng, 0.0, 0.3), between(rng, 0, 0.25), between(rng, 0.55, 0.95)
    grid = []
    for k, (y, z) in enumerate(profile):
        share = k / (len(profile) - 1)
        wide = width / 2 * (1 if share < 0.7 else 1 - (1 - narrow) * (share - 0.7) / 0.3)
        sunk = lift * 0.5 * np.sin(np.pi * min(share * 1.2, 1))
        grid.append(
            [
                (
                    s * wide,
                    y * depth - s * s * wrap * depth * max(0.0, share - 0.5),
                    z * tall + sunk * tall * s * s,
                )
                for s in across
            ]
        )
    return sheet(grid, between(rng, 0.012, 0.05))


def _shell_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.44, 0.62),
        between(rng, 0.42, 0.55),
        between(rng, 0.38, 0.46),
    )
    shell = moved(_shell(rng, width, depth, between(rng, 0.36, 0.55)), (0, 0, seat))
    style = rng.integers(4)
    if style == 0:
        legs = _legs(
            rng, width * 0.6, depth * 0.6, seat, between(rng, 0.02, 0.045), between(rng, 0.15, 0.4)
        )
    elif style == 1:
        radius = between(rng, 0.2, 0.28)
        profile = [
            (0, 0),
            (radius, 0),
            (radius, 0.015),
            (0.05, 0.06),
            (0.03, seat * 0.6),
            (0.08, seat),
            (0, seat),
        ]
        legs = [lathe(profile, segments=12)]
    elif style == 2:
        x, y = width * 0.36, depth * 0.42
        path = [(x, -y, seat), (x, -y, 0.012), (x, y, 0.012), (x, y, seat)]
        legs = mirrored(tube(path, 0.012, segments=6))
    else:
        legs = _star_base(rng, seat)
    return assembled(shell, legs)


def _cantilever_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.42, 0.56),
        between(rng, 0.44, 0.54),
        between(rng, 0.42, 0.48),
    )
    tall, radius = between(rng, 0.75, 1.0), between(rng, 0.012, 0.025)
    x, front, rear = width / 2, -depth / 2, depth / 2
    path = [(x, rear, radius), (x, front + 0.05, radius), (x, front, 0.05), (x, front, seat - 0.05)]
    path += [
        (x, front + 0.05, seat),
        (x, rear - 0.04, seat),
        (x, rear, seat + 0.05),
        (x, rear + 0.08, tall),
    ]
    parts = mirrored(tube(path, radius, segments=6))
    parts.append(_rod((-x, rear, radius), (x, rear, radius), radius))
    parts.append(_pad(rng, (width, depth * 0.9, 0.05), (0, 0, seat)))
    high = (tall - seat) * between(rng, 0.4, 0.8)
    back = _pad(rng, (width, 0.04, high), (0, rear, tall - high))
    parts.append(moved(_sheared(back, (0, 0.2), tall), (0, 0.07, 0)))
    if chance(rng, 0.3):
        arm = [
            (x, rear + 0.04, seat + 0.22),
            (x, front + 0.06, seat + 0.22),
            (x, front, seat - 0.05),
        ]
        parts += mirrored(tube(arm, radius, segments=6))
    return assembled(parts)


def _adirondack_chair(rng: np.random.Generator) -> Mesh:
    """A garden chair with a fan of slats, a falling seat and broad arms."""
    width, depth = between(rng, 0.5, 0.62), between(rng, 0.5, 0.65)
    front, rear, count = between(rng, 0.34, 0.42), between(rng, 0.15, 0.25), int(rng.integers(3, 8))
    slope = (front - rear) / depth
    seat = _beam([(0, -depth / 2, front), (0, depth / 2, rear)], width, 0.03)
    parts = [
        seat,
        *mirrored(
            _beam([(width / 2, -depth / 2, front - 0.06), (width / 2, depth * 0.7, 0)], 0.04, 0.1)
        ),
    ]
    parts += mirrored(block((0.05, 0.08, front + 0.18), (width / 2 + 0.03, -depth / 2 + 0.04, 0)))
    parts += mirrored(block((0.12, depth * 1.1, 0.03), (width / 2 + 0.03, 0, front + 0.18)))
    for share in np.linspace(-0.5, 0.5, count):
        tall = between(rng, 0.62, 0.66) * (1.1 - abs(share) * 0.5)
        slat = block((width / count * 0.85, 0.025, tall), (share * width * 0.85, 0, 0))
        parts.append(
            moved(_sheared(slat, (share * 0.2, 0.4 + slope * 0.2), 0), (0, depth * 0.42, rear))
        )
    return assembled(parts)


def _deck_chair(rng: np.random.Generator) -> Mesh:
    """Canvas slung between crossed frames; or a long slatted lounger."""
    width, long = between(rng, 0.5, 0.65), between(rng, 1.0, 1.3)
    half, size = width / 2, between(rng, 0.025, 0.045)
    if chance(rng, 0.5):
        high = between(rng, 0.75, 1.0)
        parts = mirrored(_beam([(half, -long / 2, 0.25), (half, long / 2, high)], size, size * 1.3))
        parts += mirrored(
            _beam([(half, -long * 0.25, high * 0.6), (half, long * 0.3, 0)], size, size)
        )
        parts += mirrored(_beam([(half, -long / 2, 0.27), (half, -long / 2 + 0.3, 0)], size, size))
        sag = between(rng, 0.08, 0.2)
        shares = np.linspace(0, 1, 7)
        cloth = [
            [
                (x, (t - 0.5) * long, 0.25 + (high - 0.25) * t - sag * np.sin(np.pi * t))
                for x in (-half, half)
            ]
            for t in shares
        ]
        return assembled(parts, sheet(cloth, 0.015))
    seat, lean = between(rng, 0.25, 0.38), between(rng, 20, 60)
    parts = [
        moved(p, (0, -0.3, seat)) for p in _slats(rng, width, 1.2, 0.03, int(rng.integers(1, 9)))
    ]
    back = assembled(_slats(rng, width, 0.7, 0.03, int(rng.integers(1, 6))))
    parts.append(moved(turned(moved(back, (0, 0.35, 0)), "x", lean), (0, 0.3, seat)))
    legs = [moved(leg, (0, -0.2, 0)) for leg in _legs(rng, width, 1.3, seat, size * 1.4)]
    return assembled(parts, legs)


def _round_backed_chair(rng: np.random.Generator) -> Mesh:
    """A captain's or barrel chair: the back runs round into the arms, on bars or as a wall."""
    radius, seat = between(rng, 0.24, 0.32), between(rng, 0.4, 0.48)
    thick, rise = between(rng, 0.02, 0.06), between(rng, 0.2, 0.4)
    segments = int(rng.choice([10, 12, 16]))
    angles = np.linspace(-15, 195, 11)
    bump = between(rng, 0, 0.18)
    tops = seat + rise + bump * np.clip(np.sin(np.radians(angles)), 0, 1) ** 2
    parts = [cylinder(radius, 0.06, (0, 0, seat - 0.06), segments=segments)]
    if chance(rng, 0.4):
        parts.append(_arc_wall((radius, radius + thick), (-15, 195), seat - 0.05, tops.tolist()))
    else:
        low = seat + rise - thick * 1.2
        parts.append(_arc_wall((radius, radius + thick * 1.5), (-15, 195), low, tops.tolist()))
        for angle in np.radians(np.linspace(-12, 192, int(rng.integers(4, 11)))):
            x, y = radius * np.cos(angle), radius * np.sin(angle)
            parts.append(
                _rod((x * 0.92, y * 0.92, seat - 0.03), (x * 1.05, y * 1.05, low + 0.01), 0.014, 4)
            )
    size, span = between(rng, 0.03, 0.06), radius * between(rng, 1.4, 1.8)
    return assembled(parts, _legs(rng, span, span, seat - 0.03, size, between(rng, 0, 0.25)))


def _command_chair(rng: np.random.Generator) -> Mesh:
    """Sci-fi or cockpit: a bulky bevelled seat with blocks as arms, on one foot."""
    width, depth, seat = between(rng, 0.5, 0.7), between(rng, 0.5, 0.65), between(rng, 0.38, 0.5)
    tall, pad = between(rng, 0.6, 0.95), between(rng, 0.12, 0.2)
    foot = between(rng, 0.2, 0.32)
    parts = [
        cylinder(foot, 0.06, top=0.8, segments=_sides(rng)),
        cylinder(foot * 0.4, seat - pad, segments=8),
    ]
    parts.append(_pad(rng, (width, depth, pad), (0, 0, seat - pad)))
    back = _pad(rng, (width * 0.95, pad, tall), (0, depth / 2 - pad / 3, seat - pad / 2))
    lean = between(rng, 0.05, 0.3)
    parts.append(_sheared(back, (0, lean), seat))
    arm = (between(rng, 0.08, 0.14), depth * between(rng, 0.7, 1.0), between(rng, 0.06, 0.3))
    parts += mirrored(_pad(rng, arm, (width / 2 + arm[0] * 0.4, -0.03, seat + 0.26 - arm[2])))
    parts += mirrored(
        block((arm[0] * 0.6, depth * 0.3, 0.26), (width / 2 + arm[0] * 0.3, 0.05, seat - 0.1))
    )
    if chance(rng, 0.5):
        place = (0, depth / 2 - pad / 3 + lean * tall, seat + tall - pad / 2 - 0.05)
        parts.append(_pad(rng, (width * 0.5, pad * 0.9, 0.2), place))
    if chance(rng, 0.4):
        parts.append(block((width * 0.7, 0.25, 0.04), (0, -depth * 0.6, 0.1)))
        parts.append(
            _sheared(block((width * 0.5, 0.04, seat - 0.1), (0, -depth * 0.5, 0.1)), (0, 0.3), 0.1)
        )
    return assembled(parts)


def chair(rng: np.random.Generator) -> Mesh:
    """A dining, chunky, office, throne, folding, rocking, shell, cantilever or garden chair."""
    return _drawn(
        rng,
        (
            (_dining_chair, 8),
            (_chunky_chair, 2),
            (_office_chair, 2.5),
            (_throne, 1.5),
            (_folding_chair, 1),
            (_rocking_chair, 0.8),
            (_shell_chair, 1.5),
            (_cantilever_chair, 0.8),
            (_adirondack_chair, 0.6),
            (_deck_chair, 0.7),
            (_round_backed_chair, 1),
            (_command_chair, 0.6),
        ),
    )


# --- sofas ---


def _seats(rng: np.random.Generator) -> int:
    return int(rng.choice([1, 2, 3, 4], p=[0.36, 0.3, 0.28, 0.06]))


def _row(
    rng: np.random.Generator, width: float, depth: float, thick: float, count: int, at: Point
) -> list[Mesh]:
    """`count` cushions side by side along X, centred on `at`."""
    one = _pad(rng, (width / count * 0.98, depth, thick))
    return [
        moved(one, (at[0] + width * ((k + 0.5) / count - 0.5), at[1], at[2])) for k in range(count)
    ]


def _back_cushions(
    rng: np.random.Generator, width: float, high: float, count: int, y: float, z: float
) -> list[Mesh]:
    thick = between(rng, 0.1, 0.22)
    lean = between(rng, 0, 0.25)
    row = _row(rng, width, thick, high, count, (0, y - thick / 2, z))
    return [_sheared(part, (0, lean), z + high) for part in row]


def _boxy_sofa(rng: np.random.Generator) -> Mesh:
    """Base, two arms, a back and cushions, all of them boxes soft or sharp."""
    count = _seats(rng)
    inner = count * between(rng, 0.55, 0.75)
    arm, depth = between(rng, 0.08, 0.3), between(rng, 0.75, 1.05)
    foot = between(rng, 0.04, 0.18) if chance(rng, 0.65) else 0.0
    seat, tall = foot + between(rng, 0.28, 0.42), foot + between(rng, 0.55, 0.9)
    back, pad = between(rng, 0.12, 0.28), between(rng, 0.1, 0.2)
    width = inner + arm * 2
    parts = [_case(rng, (width * 0.99, depth, seat - pad - foot), (0, 0, foot))]
    parts.append(_pad(rng, (width * 0.995, back, tall - foot), (0, (depth - back) / 2, foot)))
    rest = between(rng, 0.1, 0.28)
    if chance(rng, 0.88):
        size = (arm, depth * between(rng, 0.88, 1.0), seat + rest - foot)
        one = _pad(rng, size, (0, (depth - size[1]) / 2, foot))
        parts += mirrored(moved(one, ((width - arm) / 2, 0, 0)))
    cushions = count if chance(rng, 0.75) else 1
    parts += _row(rng, inner, depth - back, pad, cushions, (0, -back / 2, seat - pad))
    if chance(rng, 0.65):
        parts += _back_cushions(
            rng, inner, tall - seat + between(rng, -0.08, 0.1), cushions, depth / 2 - back, seat
        )
    if foot:
        splay = between(rng, 0, 0.35) * chance(rng, 0.4)
        parts += _legs(rng, width * 0.95, depth * 0.9, foot + 0.02, between(rng, 0.04, 0.1), splay)
    if chance(rng, 0.25):
        pillow = turned(_pad(rng, (0.38, 0.12, 0.36)), "z", between(rng, -25, 25))
        parts.append(moved(pillow, (inner * 0.35, depth / 2 - back - 0.15, seat)))
    return assembled(parts)


def _corner_sofa(rng: np.random.Generator) -> Mesh:
    """An L: a sofa with a chaise, or two wings with backs around a corner."""
    width, depth = between(rng, 1.9, 3.0), between(rng, 0.8, 1.0)
    reach, foot = depth + between(rng, 0.5, 1.3), between(rng, 0.0, 0.14)
    seat, back, pad = (
        foot + between(rng, 0.3, 0.4),
        between(rng, 0.15, 0.28),
        between(rng, 0.1, 0.18),
    )
    tall, arm = seat + between(rng, 0.28, 0.5), between(rng, 0.12, 0.26)
    rear, half = depth / 2, width / 2
    wing, low = between(rng, 0.75, 1.0), seat - pad
    corner = chance(rng, 0.55)
    parts = [
        box((-half, -rear, foot), (half, rear, low)),
        box((half - wing, rear - reach, foot), (half, -rear + 0.01, low)),
    ]
    parts.append(_pad(rng, (width, back, tall - foot), (0, rear - back / 2, foot)))
    parts.append(_pad(rng, (arm, depth, seat + 0.2 - foot), (-half + arm / 2, 0, foot)))
    side = reach if corner else depth
    high = tall if corner else seat + 0.2
    parts.append(_pad(rng, (back, side, high - foot), (half - back / 2, rear - side / 2, foot)))
    span = width - arm - wing
    count = max(1, round(span / 0.7))
    middle = -half + arm + span / 2
    parts += _row(rng, span, depth - back, pad, count, (middle, -back / 2, low))
    inner = wing - back
    parts.append(
        _pad(
            rng,
            (inner, reach - back, pad),
            (half - back - inner / 2, rear - back - (reach - back) / 2, low),
        )
    )
    if chance(rng, 0.6):
        cushions = _back_cushions(rng, span, tall - seat + 0.03, count, rear - back, seat)
        parts += [moved(part, (middle, 0, 0)) for part in cushions]
    if foot:
        parts += _feet(width * 0.96, depth * 0.9, foot + 0.01, 0.07)
        parts.append(block((0.07, 0.07, foot + 0.01), (half - 0.1, rear - reach + 0.1, 0)))
    whole = assembled(parts)
    return mirrored(whole)[1] if chance(rng, 0.5) else whole


def _rolled(length: float, radius: float, segments: int = 10) -> Mesh:
    """A roll along Y about the origin."""
    return turned(cylinder(radius, length, (0, 0, -length / 2), segments=segments), "x", 90)


def _chesterfield(rng: np.random.Generator) -> Mesh:
    """Rolled arms and a rolled back, buttons in the leather, turned feet."""
    count = _seats(rng)
    inner, depth = count * between(rng, 0.55, 0.68), between(rng, 0.8, 1.0)
    roll, foot = between(rng, 0.09, 0.15), between(rng, 0.05, 0.15)
    seat, segments = foot + between(rng, 0.32, 0.42), int(rng.choice([8, 10, 12]))
    top = seat + between(rng, 0.18, 0.35)
    high = top + (between(rng, 0.1, 0.3) if chance(rng, 0.5) else 0)
    width = inner + roll * 3
    parts = [block((width, depth, seat - foot - 0.12), (0, 0, foot))]
    arm = block((roll * 1.4, depth, top - foot), (0, 0, foot))
    side = assembled(arm, moved(_rolled(depth + 0.02, roll, segments), (roll * 0.2, 0, top)))
    parts += mirrored(moved(side, ((inner + roll * 1.4) / 2, 0, 0)))
    y = depth / 2 - roll * 0.7
    parts.append(block((width, roll * 1.4, high - foot), (0, y, foot)))
    parts.append(
        moved(turned(_rolled(width + 0.02, roll, segments), "z", 90), (0, y + roll * 0.2, high))
    )
    parts += _row(rng, inner, depth - roll * 1.4, 0.16, count, (0, -roll * 0.7, seat - 0.15))
    if chance(rng, 0.5):
        for x in np.linspace(-0.45, 0.45, 3 * count) * inner:
            for z in (seat + 0.12, (seat + high) / 2 + 0.08):
                parts.append(ball(0.02, (x, y - roll * 0.7, z), segments=5, rings=3))
    return assembled(parts, _legs(rng, width * 0.92, depth * 0.9, foot + 0.02, 0.09))


def _wing_chair(rng: np.random.Generator) -> Mesh:
    """An armchair with a tall back and wings."""
    inner, depth, arm = between(rng, 0.5, 0.65), between(rng, 0.7, 0.9), between(rng, 0.09, 0.18)
    foot, seat = between(rng, 0.08, 0.2), between(rng, 0.4, 0.5)
    tall, back = between(rng, 0.95, 1.3), between(rng, 0.12, 0.2)
    width, rise = inner + arm * 2, between(rng, 0, 0.15)
    parts = [block((width * 0.98, depth, seat - foot - 0.12), (0, 0, foot))]
    parts.append(_pad(rng, (inner, depth - back, 0.15), (0, -back / 2, seat - 0.13)))
    panel = prism(_arched(width, foot, tall - rise, rise), back, at=(0, depth / 2 - back / 2, 0))
    parts.append(_sheared(panel, (0, between(rng, 0, 0.15)), foot))
    rest, rear = seat + between(rng, 0.16, 0.26), depth / 2
    outline = [(-rear, foot), (rear, foot), (rear + 0.05, tall - 0.05), (rear - 0.25, tall - 0.12)]
    outline += [(rear - 0.3, rest + 0.05), (-rear, rest)]
    wing = turned(prism(outline, arm), "z", 90)
    parts += mirrored(moved(wing, ((width - arm) / 2, 0, 0)))
    if chance(rng, 0.5):
        roll = moved(
            _rolled(depth * 0.7, arm * 0.65, 8),
            ((width - arm) / 2 + arm * 0.1, -depth * 0.16, rest),
        )
        parts += mirrored(roll)
    return assembled(parts, _legs(rng, width * 0.95, depth * 0.92, foot + 0.02, 0.06))


def _tub_sofa(rng: np.random.Generator) -> Mesh:
    """A back that runs round into the arms, over a round or long seat."""
    radius, thick = between(rng, 0.36, 0.5), between(rng, 0.08, 0.18)
    foot, steps = between(rng, 0.03, 0.2), int(rng.choice([9, 13, 17]))
    seat = foot + between(rng, 0.26, 0.36)
    tall, low = seat + between(rng, 0.25, 0.5), seat + between(rng, 0.05, 0.25)
    angles = np.linspace(-20, 200, steps)
    blend = np.clip(np.sin(np.radians(angles)), 0, 1) ** between(rng, 0.5, 2)
    heights = (low + (tall - low) * blend).tolist()
    wall = _arc_wall((radius - thick, radius), (-20, 200), foot, heights)
    base = cylinder(radius * 0.97, seat - foot - 0.1, (0, 0, foot), segments=max(12, steps))
    pad = cylinder(radius * 0.9, 0.12, (0, -radius * 0.08, seat - 0.12), segments=max(12, steps))
    legs = _legs(rng, radius * 1.3, radius * 1.3, foot + 0.02, 0.05, between(rng, 0, 0.3))
    stretch = between(rng, 1.4, 2.6) if chance(rng, 0.5) else 1.0
    return assembled(
        scaled(assembled(wall, base, pad), (stretch, 1, 1)),
        scaled(assembled(legs), (stretch, 1, 1)),
    )


def _chaise(rng: np.random.Generator) -> Mesh:
    """A lounger: a long seat raised at one end, with a partial back or none."""
    long, depth, seat = between(rng, 1.5, 2.0), between(rng, 0.6, 0.8), between(rng, 0.36, 0.45)
    foot, rise = between(rng, 0.08, 0.2), between(rng, 0.25, 0.5)
    parts = [
        block((long, depth, seat - foot - 0.1), (0, 0, foot)),
        _pad(rng, (long, depth, 0.14), (0, 0, seat - 0.12)),
    ]
    head = _sheared(
        _pad(rng, (0.14, depth, seat + rise - foot - 0.1), (0, 0, foot + 0.1)),
        (between(rng, 0, 0.5), 0),
        seat,
    )
    parts.append(moved(head, (long / 2 - 0.06, 0, 0)))
    if chance(rng, 0.5):
        share = between(rng, 0.45, 0.9)
        outline = [(long / 2, seat - 0.1), (long / 2, seat + rise), (long / 2 - long * share, seat)]
        parts.append(prism(outline, 0.1, at=(0, depth / 2 - 0.05, 0)))
    if chance(rng, 0.5):
        roll = _rolled(depth, between(rng, 0.06, 0.1))
        parts.append(moved(roll, (long / 2 + 0.06, 0, seat + rise)))
    return assembled(parts, _legs(rng, long * 0.95, depth * 0.95, foot + 0.02, 0.06))


def _frame_sofa(rng: np.random.Generator) -> Mesh:
    """Loose cushions in an open wooden or metal frame: Scandinavian, garden, pallet."""
    count = _seats(rng)
    inner, depth, seat = (
        count * between(rng, 0.55, 0.68),
        between(rng, 0.68, 0.85),
        between(rng, 0.3, 0.4),
    )
    size, tall = between(rng, 0.03, 0.07), between(rng, 0.7, 0.85)
    width = inner + size * 2
    parts = [block((width, depth, size), (0, 0, seat - 0.14 - size / 2))]
    rest, x = seat + between(rng, 0.14, 0.22), (width - size) / 2
    side = assembled(
        block((size, size, rest), (x, -depth / 2 + size / 2, 0)),
        block((size, size, tall), (x, depth / 2 - size / 2, 0)),
        block((size * 1.3, depth, size * 0.8), (x, 0, rest)),
    )
    parts += mirrored(side)
    parts.append(block((width, size, size * 1.4), (0, depth / 2 - size / 2, tall - size * 1.4)))
    bars, step = int(rng.integers(2, 5)) * count, inner / (5 * count)
    if chance(rng, 0.5):
        step = inner / (bars + 1)
        start = (-inner / 2 + step, depth / 2 - size / 2, seat - 0.1)
        parts += _bars(start, (start[0], start[1], tall), (step, 0, 0), bars, size / 3)
    parts += _row(rng, inner, depth * 0.9, 0.14, count, (0, -0.02, seat - 0.12))
    parts += _back_cushions(rng, inner, tall - seat - 0.04, count, depth / 2 - size, seat)
    return assembled(parts)


def _settee(rng: np.random.Generator) -> Mesh:
    """An old sofa: curved back in a carved frame, thin legs, scrolled arms."""
    count = int(rng.integers(1, 4))
    width, depth, seat = (
        count * between(rng, 0.55, 0.68) + 0.12,
        between(rng, 0.6, 0.75),
        between(rng, 0.42, 0.48),
    )
    rise, high = between(rng, 0.08, 0.3), seat + between(rng, 0.3, 0.42)
    parts = [
        block((width, depth, 0.1), (0, 0, seat - 0.2)),
        _pad(rng, (width * 0.97, depth, 0.13), (0, 0, seat - 0.12)),
    ]
    parts += _legs(rng, width, depth, seat - 0.15, between(rng, 0.05, 0.08))
    back = prism(_arched(width, seat - 0.05, high, rise, 10), 0.1, at=(0, depth / 2 - 0.05, 0))
    parts.append(_sheared(back, (0, 0.12), seat))
    arm = block((0.07, depth * 0.9, 0.2), ((width - 0.07) / 2, 0.02, seat - 0.02))
    roll = moved(_rolled(depth * 0.9, 0.06, 8), ((width - 0.07) / 2 + 0.02, 0.02, seat + 0.2))
    return assembled(parts, mirrored(arm), mirrored(roll))


def _curved_sofa(rng: np.random.Generator) -> Mesh:
    """A large sofa along an arc, its back on the outside."""
    radius, depth, sweep = between(rng, 0.7, 1.8), between(rng, 0.6, 0.85), between(rng, 60, 170)
    foot, back = between(rng, 0, 0.12), between(rng, 0.14, 0.25)
    seat, steps = foot + between(rng, 0.32, 0.42), int(rng.integers(7, 16))
    tall, outer = seat + between(rng, 0.25, 0.45), radius + depth
    turn = (90 - sweep / 2, 90 + sweep / 2)
    parts = [_arc_wall((radius + 0.03, outer - 0.02), turn, foot, [seat - 0.12] * steps)]
    parts.append(_arc_wall((outer - back, outer), turn, foot, [tall] * steps))
    count = int(rng.integers(1, 5))
    edges = np.linspace(*turn, count + 1)
    for start, end in zip(edges[:-1], edges[1:], strict=True):
        parts.append(
            _arc_wall((radius, outer - back), (start + 0.6, end - 0.6), seat - 0.13, [seat] * 5)
        )
    if foot:
        for angle in np.radians(np.linspace(turn[0] + 6, turn[1] - 6, 4)):
            for reach in (radius + 0.12, outer - 0.12):
                place = (reach * np.cos(angle), reach * np.sin(angle), 0)
                parts.append(block((0.07, 0.07, foot + 0.02), place))
    return moved(assembled(parts), (0, -radius, 0))


def _ottoman_sofa(rng: np.random.Generator) -> Mesh:
    """A boxy sofa or armchair with its footstool before it."""
    sofa_mesh = _boxy_sofa(rng) if chance(rng, 0.7) else _tub_sofa(rng)
    low, high = sofa_mesh.vertices.min(axis=0), sofa_mesh.vertices.max(axis=0)
    size = (between(rng, 0.5, 0.8), between(rng, 0.4, 0.6), between(rng, 0.3, 0.42))
    x = (high[0] - size[0] / 2) * between(rng, -0.8, 1.0) * (high[0] > size[0] / 2)
    y = float(low[1]) - size[1] / 2 - between(rng, 0, 0.25)
    return assembled(
        sofa_mesh,
        _pad(rng, size, (float(x), y, 0.04)),
        moved(assembled(_feet(size[0] * 0.6, size[1] * 0.6, 0.12, 0.05)), (float(x), y, 0)),
    )


def sofa(rng: np.random.Generator) -> Mesh:
    """A boxy, corner, chesterfield, wing, tub, chaise, framed or antique sofa, or with a stool."""
    return _drawn(
        rng,
        (
            (_boxy_sofa, 8),
            (_corner_sofa, 2.5),
            (_chesterfield, 2.5),
            (_wing_chair, 1.2),
            (_tub_sofa, 1.3),
            (_chaise, 1),
            (_frame_sofa, 1.5),
            (_settee, 1.2),
            (_ottoman_sofa, 0.8),
            (_curved_sofa, 0.6),
        ),
    )


# --- stools ---


def _round_seat(rng: np.random.Generator, radius: float, thick: float, z: float) -> Mesh:
    """A round seat whose top is at z: a disc, a bevelled one or a dished or domed cushion."""
    style, segments = rng.integers(3), _sides(rng)
    if style == 0:
        return cylinder(radius, thick, (0, 0, z - thick), segments=segments)
    profile = [
        (0, 0),
        (radius * 0.85, 0),
        (radius, thick * 0.35),
        (radius, thick * 0.7),
        (radius * 0.85, thick),
    ]
    profile.append((0, thick * (1.15 if style == 1 else 0.85)))
    return moved(lathe(profile, segments=segments), (0, 0, z - thick))


def _stool_seat(rng: np.random.Generator, size: float, thick: float, z: float) -> Mesh:
    """A round, square, oblong or saddle seat."""
    style = rng.choice(3, p=[0.6, 0.25, 0.15])
    if style == 0:
        return _round_seat(rng, size / 2, thick, z)
    if style == 1:
        return _pad(rng, (size, size * between(rng, 0.75, 1.0), thick), (0, 0, z - thick))
    rows = [
        [(x * size, y * size * 0.7, z - thick / 2 + 1.2 * x * x * thick) for y in (-0.5, 0.5)]
        for x in np.linspace(-0.5, 0.5, 7)
    ]
    return sheet(rows, thick * 0.7)


def _legged_stool(rng: np.random.Generator) -> Mesh:
    """A seat on three or four splayed legs, low or bar height, with rungs or a ring."""
    tall = between(rng, 0.3, 0.5) if chance(rng, 0.5) else between(rng, 0.55, 0.85)
    size, thick = between(rng, 0.28, 0.42), between(rng, 0.025, 0.09)
    count, radius = int(rng.choice([3, 4, 4])), between(rng, 0.012, 0.035)
    spread, inner = size * between(rng, 0.42, 0.75), size * between(rng, 0.25, 0.42)
    foot = radius * between(rng, 0.6, 1.1)
    leg = _rod(
        (spread, 0, 0), (inner, 0, tall - thick * 0.8), (foot, radius), int(rng.choice([4, 6, 8]))
    )
    parts = [_stool_seat(rng, size, thick, tall), *around(leg, count, start=45)]
    level = between(rng, 0.2, 0.45)
    reach = spread + (inner - spread) * level
    style = rng.integers(3)
    if style == 0:
        parts.append(torus(reach, radius * 0.7, (0, 0, level * tall), segments=12, sides=5))
    if style == 1:
        a, b = np.radians(45), np.radians(45 + 360 / count)
        z = level * tall
        rung = _rod(
            (reach * np.cos(a), reach * np.sin(a), z),
            (reach * np.cos(b), reach * np.sin(b), z),
            radius * 0.7,
        )
        parts += around(rung, count)
    return assembled(parts)


def _square_stool(rng: np.random.Generator) -> Mesh:
    """Four upright legs at the corners of a square or oblong seat, with stretchers or an apron."""
    tall = between(rng, 0.35, 0.5) if chance(rng, 0.6) else between(rng, 0.55, 0.8)
    width, thick, size = (
        between(rng, 0.3, 0.45),
        between(rng, 0.025, 0.08),
        between(rng, 0.025, 0.07),
    )
    depth = width * between(rng, 0.7, 1.0)
    splay = between(rng, 0, 0.15) * chance(rng, 0.4)
    parts = _legs(rng, width * 0.94, depth * 0.94, tall - thick, size, splay)
    parts.append(_case(rng, (width, depth, thick), (0, 0, tall - thick)))
    if chance(rng, 0.5):
        z = tall * between(rng, 0.2, 0.45)
        grow = 2 * splay * (tall - z)
        parts += _stretchers(
            width * 0.9 - size + grow,
            depth * 0.9 - size + grow,
            z,
            size * 0.6,
            int(rng.integers(2)),
        )
    if chance(rng, 0.4):
        parts.append(
            block((width * 0.88, depth * 0.88, tall * 0.1), (0, 0, tall - thick - tall * 0.1))
        )
    if chance(rng, 0.35):
        parts.append(_pad(rng, (width, depth, 0.07), (0, 0, tall - 0.01)))
    return assembled(parts)


def _pedestal_stool(rng: np.random.Generator) -> Mesh:
    """A bar stool of metal: a foot plate, a column, a foot ring, perhaps a low back."""
    tall, size = between(rng, 0.55, 0.85), between(rng, 0.32, 0.44)
    foot, segments = between(rng, 0.17, 0.25), _sides(rng)
    column = between(rng, 0.018, 0.045)
    profile = [
        (0, 0),
        (foot, 0),
        (foot, 0.015),
        (column * 1.6, between(rng, 0.03, 0.08)),
        (column, 0.12),
        (column, tall - 0.05),
        (0, tall - 0.05),
    ]
    pad = between(rng, 0.04, 0.12)
    parts = [lathe(profile, segments=segments), _stool_seat(rng, size, pad, tall)]
    if chance(rng, 0.6):
        z = tall * between(rng, 0.3, 0.45)
        reach = size * 0.36
        parts += [moved(torus(reach * 0.9, 0.012, segments=12, sides=5), (0, 0, z))]
        parts.append(_rod((-reach * 0.9, 0, z), (reach * 0.9, 0, z), 0.01))
    if chance(rng, 0.3):
        high = between(rng, 0.1, 0.28)
        heights = [tall + high * h for h in (0.3, 0.8, 1, 1, 1, 0.8, 0.3)]
        parts.append(_arc_wall((size * 0.47, size * 0.54), (10, 170), tall - 0.05, heights))
    return assembled(parts)


def _swivel_stool(rng: np.random.Generator) -> Mesh:
    """A piano or laboratory stool: a round seat on a screw, over a star or four curved feet."""
    tall, size = between(rng, 0.42, 0.6), between(rng, 0.3, 0.4)
    parts = [_round_seat(rng, size / 2, between(rng, 0.04, 0.1), tall)]
    if chance(rng, 0.5):
        return assembled(parts, _star_base(rng, tall - 0.04))
    hub, reach = tall * between(rng, 0.35, 0.6), between(rng, 0.18, 0.26)
    path = [(0, 0, hub), (reach * 0.5, 0, hub * 0.9), (reach * 0.8, 0, hub * 0.4), (reach, 0, 0.02)]
    parts += around(tube(path, 0.02, segments=6), int(rng.choice([3, 4])), start=45)
    return assembled(parts, cylinder(0.03, tall - hub, (0, 0, hub - 0.04), segments=8))


def _crossed_stool(rng: np.random.Generator) -> Mesh:
    """X-shaped legs under a cloth, leather or padded seat."""
    width, depth, tall = between(rng, 0.36, 0.55), between(rng, 0.3, 0.42), between(rng, 0.35, 0.5)
    size, half = between(rng, 0.025, 0.055), width / 2
    parts = []
    for y in (-depth * 0.42, depth * 0.42):
        parts += mirrored(
            _rod((-half, y, 0), (half, y, tall - 0.03), size / 2 * 1.2, int(rng.choice([4, 6])))
        )
    parts.append(_rod((0, -depth * 0.42, tall / 2), (0, depth * 0.42, tall / 2), size * 0.4))
    if chance(rng, 0.5):
        sag = between(rng, 0, 0.08)
        rows = [
            [(x * width, y * depth, tall - sag * (1 - 4 * x * x)) for y in (-0.5, 0.5)]
            for x in np.linspace(-0.5, 0.5, 7)
        ]
        parts.append(sheet(rows, 0.025))
    else:
        parts.append(_pad(rng, (width, depth, between(rng, 0.04, 0.1)), (0, 0, tall - 0.04)))
    return assembled(parts)


def _board_stool(rng: np.random.Generator) -> Mesh:
    """A foot or step stool of boards: two side boards, a top, perhaps a lower step."""
    width, depth, tall = between(rng, 0.34, 0.5), between(rng, 0.22, 0.34), between(rng, 0.22, 0.45)
    thick, place = between(rng, 0.02, 0.05), width * between(rng, 0.36, 0.46)
    parts = [block((width, depth, thick), (0, 0, tall - thick))]
    side = block((thick, depth * 0.9, tall - thick), top=(1, between(rng, 0.75, 1.0)))
    parts += [
        moved(_sheared(side, (-x * 0.12, 0), tall - thick), (x * place, 0, 0)) for x in (-1, 1)
    ]
    parts.append(block((place * 2, thick, tall * 0.2), (0, 0, tall * between(rng, 0.35, 0.75))))
    if chance(rng, 0.25):
        parts.append(block((width * 0.95, depth * 0.7, thick), (0, -depth * 0.7, tall * 0.5)))
        parts += mirrored(block((thick, depth * 0.7, tall * 0.5), (place, -depth * 0.7, 0)))
    return assembled(parts)


def _solid_stool(rng: np.random.Generator) -> Mesh:
    """A pouf, a drum, an hourglass or a tree stump."""
    tall, radius, segments = between(rng, 0.32, 0.5), between(rng, 0.17, 0.26), _sides(rng)
    style = rng.integers(3)
    if style == 0:
        waist = radius * between(rng, 0.5, 1.25)
        profile = [
            (0, 0),
            (radius, 0),
            (radius, 0.04),
            (waist, tall / 2),
            (radius, tall - 0.04),
            (radius, tall),
            (0, tall),
        ]
        return lathe(profile, segments=segments)
    if style == 1:
        return assembled(
            cylinder(radius * 0.95, tall * 0.75, (0, 0, 0.04), segments=segments),
            _round_seat(rng, radius, tall * 0.3, tall),
            _feet(radius, radius, 0.05, 0.04),
        )
    trunk = cylinder(
        radius * 1.1, tall, top=between(rng, 0.8, 0.95), segments=max(7, segments // 2)
    )
    roots = around(
        _rod((radius * 0.8, 0, tall * 0.25), (radius * 1.4, 0, 0.02), (0.05, 0.03), 5), 4
    )
    return assembled(trunk, roots)


def stool(rng: np.random.Generator) -> Mesh:
    """A three- or four-legged, square, pedestal, swivel, crossed, board or solid stool."""
    return _drawn(
        rng,
        (
            (_legged_stool, 7),
            (_square_stool, 4),
            (_pedestal_stool, 3),
            (_swivel_stool, 1.5),
            (_crossed_stool, 1),
            (_board_stool, 1),
            (_solid_stool, 0.8),
        ),
    )


# --- tables ---


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
        planks = _slats(rng, width, depth, thick, int(rng.integers(3, 8)))
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
    parts += _legs(rng, wide, deep, tall - thick * 0.9, size, splay)
    apron = between(rng, 0.05, 0.16)
    if chance(rng, 0.5):
        parts += mirrored(
            block((size * 0.4, deep - size, apron), ((wide - size) / 2, 0, tall - thick - apron))
        )
        parts += mirrored(
            block((wide - size, size * 0.4, apron), (0, (deep - size) / 2, tall - thick - apron)),
            "y",
        )
        if chance(rng, 0.35):
            rect = (-wide / 2 + size, tall - thick - apron, wide / 2 - size, tall - thick)
            parts += _fronts(
                rng,
                rect,
                -(deep - size) / 2 - size * 0.2,
                _front_look(rng),
                int(rng.integers(1, 4)),
                1,
                True,
            )
    if splay == 0 and chance(rng, 0.3):
        shelf = block(
            (wide - size, deep - size, thick * 0.6), (0, 0, tall * between(rng, 0.15, 0.4))
        )
        bars = _stretchers(
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
    leg = _sheared(_leg(rng, tall - thick, size), (-between(rng, 0, 0.3), 0), tall)
    parts = [top, *around(moved(leg, (radius * between(rng, 0.5, 0.85), 0, 0)), count, start=45)]
    if chance(rng, 0.25):
        parts.append(cylinder(radius * 0.7, thick * 0.6, (0, 0, tall * 0.25), segments=segments))
    return scaled(assembled(parts), (stretch, 1, 1))


def _pedestal_table(rng: np.random.Generator) -> Mesh:
    """A round or square top on one column, over a disc, a cross or curved feet."""
    tall, radius = between(rng, 0.45, 1.1), between(rng, 0.28, 0.7)
    thick, column, segments = between(rng, 0.02, 0.06), between(rng, 0.025, 0.1), _sides(rng)
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
    parts.append(_turned_leg(rng, tall - thick * 1.2, column * 2.5))
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
    look, rows = _front_look(rng), int(rng.integers(2, 5))
    foot = between(rng, 0.05, 0.2) * chance(rng, 0.5)
    parts = [block((width, depth, thick), (0, 0, tall - thick))]
    both = chance(rng, 0.45)
    for x in (-1, 1) if both else (1,):
        middle = x * (width * 0.98 - case) / 2
        parts.append(block((case, depth * 0.94, tall - thick - foot), (middle, 0, foot)))
        rect = (middle - case / 2, foot, middle + case / 2, tall - thick)
        parts += _fronts(rng, rect, -depth * 0.47, look, 1, rows, drawers=True)
        if foot:
            parts += [moved(leg, (middle, 0, 0)) for leg in _feet(case, depth * 0.9, foot, 0.04)]
    if not both and chance(rng, 0.4):
        parts.append(block((thick * 1.2, depth * 0.94, tall - thick), (-width * 0.47, 0, 0)))
    elif not both:
        leg = _leg(rng, tall - thick, between(rng, 0.04, 0.08))
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
        mirror = _arched(width * 0.5, tall, tall + 0.45, between(rng, 0.05, 0.2))
        parts.append(prism(mirror, 0.04, at=(0, depth * 0.45, 0)))
    return assembled(parts)


def _trestle_table(rng: np.random.Generator) -> Mesh:
    """Planks over two trestles: A- or X-shaped, or boards with a foot; a long bar between them."""
    width, depth, tall = between(rng, 1.2, 3.2), between(rng, 0.65, 1.0), between(rng, 0.65, 0.82)
    thick, size = between(rng, 0.03, 0.1), between(rng, 0.05, 0.11)
    place, low = width * between(rng, 0.28, 0.42), tall - thick
    parts = _table_top(rng, width, depth, thick, tall)
    style = rng.integers(3)
    if style == 0:
        for s in (-1, 1):
            parts += mirrored(
                _beam([(place, s * depth * 0.42, 0), (place, -s * depth * 0.4, low)], size, size)
            )
    if style == 1:
        for s in (-1, 1):
            parts += mirrored(
                _beam([(place, s * depth * 0.42, 0), (place, s * depth * 0.12, low)], size, size)
            )
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
        parts += _feet(x * 2, y * 2, low, size)
        for z in (low - size, between(rng, 0.0, 0.2) * tall):
            parts += mirrored(block((size, y * 2, size), (x - size / 2, 0, z)))
            parts += mirrored(block((x * 2, size, size), (0, y - size / 2, z)), "y")
    if style == 2:
        for s in (-1, 1):
            path = [(x * 0.85, s * y, low), (x, s * y, 0.01), (x, s * y * 0.8, low)]
            parts += mirrored(tube(path, size * 0.3, segments=5))
    if style == 3:
        for s in (-1, 1):
            parts += mirrored(_rod((s * x, y, 0.0), (-s * x, y, low), size / 2, 4), "y")
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
        return assembled(loft(rings), _legs(rng, radius * 1.2, radius * 1.2, tall - 0.05, 0.05))
    width, depth = radius * between(rng, 2, 4.5), radius * between(rng, 1.3, 2)
    cloth = block((width * 1.05, depth * 1.08, drop), (0, 0, tall - drop), top=(0.96, 0.93))
    runner = block(
        (width * between(rng, 0.2, 0.5), depth * 1.04, 0.02 + drop * 0.3), (0, 0, tall - drop * 0.3)
    )
    board = block((width, depth, 0.05), (0, 0, tall - 0.055))
    return assembled(
        cloth if chance(rng, 0.7) else [runner, board],
        _legs(rng, width * 0.95, depth * 0.92, tall - 0.03, 0.07),
    )


def _workbench(rng: np.random.Generator) -> Mesh:
    """A stout top on thick legs, a shelf under it, a vice or a tool board on it."""
    width, depth, tall = between(rng, 1.2, 2.0), between(rng, 0.55, 0.8), between(rng, 0.75, 0.95)
    thick, size = between(rng, 0.06, 0.12), between(rng, 0.08, 0.14)
    parts = [
        *_table_top(rng, width, depth, thick, tall),
        *_feet(width * 0.92, depth * 0.9, tall - thick, size),
    ]
    wide, deep = width * 0.92 - size, depth * 0.9 - size
    parts += _stretchers(wide, deep, tall * between(rng, 0.15, 0.3), size * 0.7, 0)
    if chance(rng, 0.6):
        parts.append(block((wide, deep, 0.04), (0, 0, tall * 0.22)))
    if chance(rng, 0.5):
        x = width * between(rng, -0.4, -0.25)
        parts.append(block((0.16, 0.1, 0.14), (x, -depth / 2 - 0.04, tall - 0.08)))
        parts.append(_rod((x, -depth / 2 - 0.22, tall - 0.03), (x, -depth / 2, tall - 0.03), 0.02))
    if chance(rng, 0.35):
        parts.append(
            block((width * 0.98, 0.04, between(rng, 0.3, 0.7)), (0, depth / 2 - 0.02, tall))
        )
    if chance(rng, 0.4):
        rect = (width * 0.05, tall - thick - 0.18, width * 0.4, tall - thick)
        parts.append(block((width * 0.35, deep, 0.18), (width * 0.225, 0, rect[1])))
        parts += _fronts(rng, rect, -deep / 2, _front_look(rng), 1, 1, drawers=True)
    return assembled(parts)


def _block_table(rng: np.random.Generator) -> Mesh:
    """Side boards or a solid foot in place of legs: modern and sci-fi tables, a counter, a cube."""
    width, depth, tall = _table_size(rng)
    thick = between(rng, 0.04, 0.12)
    parts = [_case(rng, (width, depth, thick), (0, 0, tall - thick))]
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
            moved(_sheared(side, (-x * between(rng, 0, 0.3), 0), tall), (x * place, 0, 0))
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
    ]
    leg = _leg(rng, low, between(rng, 0.04, 0.08))
    parts += [
        moved(leg, (x, y, 0))
        for x, y in (*places, (half - 0.05, -0.05), (half - 0.05, -reach + 0.05))
    ]
    if chance(rng, 0.6):
        x0 = -half + 0.02
        parts.append(box((x0, -depth + 0.03, 0.05), (x0 + 0.42, -0.02, low)))
        rect = (x0, 0.05, x0 + 0.42, low)
        parts += _fronts(rng, rect, -depth + 0.03, _front_look(rng), 1, 3, drawers=True)
    if chance(rng, 0.4):
        parts.append(block((width * 0.95, 0.03, 0.4), (0, -0.04, 0.25)))
    return assembled(parts)


def _drum_table(rng: np.random.Generator) -> Mesh:
    """A barrel, drum, cable spool or tree stump as a table; a board on it on some."""
    tall, radius, segments = between(rng, 0.4, 0.9), between(rng, 0.25, 0.45), _sides(rng)
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
    return _drawn(
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
