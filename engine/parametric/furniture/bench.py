"""Benches made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, rod_between
from ..shapes import (
    assembled,
    between,
    block,
    chance,
    cylinder,
    mirrored,
    moved,
    prism,
    tube,
    turned,
)
from .parts import arc_wall, arched, bar_row, beam, case, cushion, four_legs, sheared, slat_row


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
    return assembled([beam([(0, *a), (0, *b)], width, size) for a, b in bars])


def _park_bench(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 1.0, 2.4), between(rng, 0.38, 0.6), between(rng, 0.38, 0.5)
    back = between(rng, 0.35, 0.6) if chance(rng, 0.8) else 0.0
    count, thick = int(rng.integers(1, 7)), between(rng, 0.02, 0.06)
    frame = _bench_ends(rng, depth, seat - thick, back, chance(rng, 0.5))
    inset = width * between(rng, 0.0, 0.12)
    parts = mirrored(moved(frame, (width / 2 - inset, 0, 0)))
    if chance(rng, 0.3):
        parts.append(frame)
    planks = [moved(p, (0, 0, seat)) for p in slat_row(rng, width, depth * 0.95, thick, count)]
    if chance(rng, 0.1):
        planks[-1] = turned(planks[-1], "z", between(rng, -8, 8))
    if back:
        rows = int(rng.integers(1, 5))
        plank = back * 0.8 / rows * between(rng, 0.6, 0.92)
        for k in range(rows):
            z = seat + back * (0.2 + 0.8 * k / rows)
            y = depth / 2 - 0.03 + (z - seat) * 0.25
            planks.append(sheared(block((width, thick, plank), (0, y, z)), (0, 0.25), z))
    return assembled(parts, planks)


def _spindle_bench(rng: np.random.Generator) -> Mesh:
    """A garden or porch bench with upright back bars and arm rests."""
    width, depth, seat = between(rng, 1.0, 1.9), between(rng, 0.4, 0.55), between(rng, 0.38, 0.48)
    back, size = between(rng, 0.4, 0.6), between(rng, 0.04, 0.08)
    parts = [block((width, depth, between(rng, 0.03, 0.07)), (0, 0, seat - 0.05))]
    parts += four_legs(rng, width, depth, seat - 0.03, size)
    parts += mirrored(block((size, size, back), ((width - size) / 2, depth / 2 - size / 2, seat)))
    y, count = depth / 2 - size / 2, int(rng.integers(5, 14))
    rail = prism(
        arched(width, seat + back - 0.08, seat + back, between(rng, 0, 0.15)), size, at=(0, y, 0)
    )
    step = width / (count + 1)
    start = -width / 2 + step
    bars = bar_row(
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
    parts = [moved(p, (0, 0, seat)) for p in slat_row(rng, width, depth, thick, count)]
    low, place = seat - thick, width * between(rng, 0.3, 0.46)
    style = rng.integers(4)
    if style == 0:
        parts += four_legs(
            rng, width * 0.94, depth * 0.95, low, between(rng, 0.04, 0.1), between(rng, 0, 0.2)
        )
    if style == 1:
        board = block((between(rng, 0.04, 0.09), depth * 0.9, low), top=(1, between(rng, 0.7, 1.0)))
        parts += mirrored(moved(board, (place, 0, 0)))
    if style == 2:
        for lean in (-1, 1):
            parts += mirrored(
                beam(
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
        parts.append(cushion(rng, (width * 0.96, depth * 0.95, 0.08), (0, 0, seat)))
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
        moved(p, (0, 0, top)) for p in slat_row(rng, width, depth, thick, int(rng.integers(1, 7)))
    ]
    for y in (-reach, reach):
        count = int(rng.integers(1, 3))
        parts += [moved(p, (0, y, seat)) for p in slat_row(rng, width, 0.28, thick, count)]
    place = width * between(rng, 0.3, 0.4)
    for s in (-1, 1):
        parts += mirrored(
            beam([(place, s * reach * 0.9, 0), (place, s * depth * 0.3, top - thick)], 0.05, 0.09)
        )
    parts += mirrored(block((0.05, reach * 2 + 0.2, 0.09), (place, 0, seat - thick - 0.09)))
    return assembled(parts)


def _stone_bench(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 1.0, 2.0), between(rng, 0.35, 0.6), between(rng, 0.38, 0.52)
    slab = between(rng, 0.08, 0.18)
    parts = [case(rng, (width, depth, slab), (0, 0, seat - slab))]
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
            prism(arched(width, seat, seat + 0.4, rise), slab, at=(0, depth / 2 - slab / 2, 0))
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
            parts += mirrored(rod_between((place * 1.1, y * radius, 0), end, 0.05))
    if chance(rng, 0.3):
        back = turned(prism(round_log, width), "z", 90)
        parts.append(moved(turned(back, "x", 90), (0, radius, seat + 0.35)))
        parts += mirrored(
            rod_between((place, radius, seat - 0.1), (place, radius * 1.2, seat + 0.4), 0.05)
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
    parts.append(sheared(back, (0, 0.14), seat))
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
        slats = [moved(p, (0, 0, seat)) for p in slat_row(rng, width * 0.8, depth, 0.05, 4)]
        ends = mirrored(block((width * 0.14, depth * 1.05, seat + 0.02), (width * 0.45, 0, 0)))
        return assembled(slats, ends, block((width * 0.8, 0.08, 0.08), (0, 0, seat - 0.13)))
    count = int(rng.integers(2, 5))
    one = assembled(
        cushion(rng, (0.48, 0.45, 0.06), (0, 0, seat - 0.06)),
        sheared(cushion(rng, (0.48, 0.06, 0.45), (0, 0.22, seat + 0.05)), (0, 0.2), seat),
    )
    seats = [moved(one, ((k - (count - 1) / 2) * 0.54, 0, 0)) for k in range(count)]
    half = count * 0.54 / 2
    legs = mirrored(beam([(half * 0.7, -0.25, 0.02), (half * 0.7, 0.25, 0.02)], 0.05, 0.04))
    posts = mirrored(block((0.05, 0.05, seat - 0.05), (half * 0.7, 0, 0)))
    return assembled(seats, legs, posts, block((half * 2, 0.07, 0.07), (0, 0, seat - 0.13)))


def _padded_bench(rng: np.random.Generator) -> Mesh:
    """A piano, hallway or bed-end bench with a cushion."""
    width, depth, seat = between(rng, 0.75, 1.5), between(rng, 0.32, 0.48), between(rng, 0.4, 0.52)
    pad = between(rng, 0.05, 0.14)
    parts = [cushion(rng, (width, depth, pad), (0, 0, seat - pad))]
    parts.append(block((width * 0.98, depth * 0.97, 0.08), (0, 0, seat - pad - 0.07)))
    parts += four_legs(rng, width * 0.97, depth * 0.96, seat - pad - 0.02, between(rng, 0.04, 0.09))
    if chance(rng, 0.3):
        parts.append(block((width * 0.9, depth * 0.85, 0.03), (0, 0, between(rng, 0.1, 0.2))))
    return assembled(parts)


def _curved_bench(rng: np.random.Generator) -> Mesh:
    """An arc, or a whole ring around a tree's place, on blocks or posts."""
    radius, depth, seat = between(rng, 0.8, 2.0), between(rng, 0.35, 0.5), between(rng, 0.38, 0.48)
    sweep = between(rng, 50, 180)
    turn, thick = (90 - sweep / 2, 90 + sweep / 2), between(rng, 0.05, 0.12)
    steps = int(rng.integers(6, 14))
    parts = [arc_wall((radius, radius + depth), turn, seat - thick, [seat] * steps)]
    if chance(rng, 0.4):
        parts.append(
            arc_wall(
                (radius + depth - 0.06, radius + depth), turn, seat + 0.12, [seat + 0.45] * steps
            )
        )
        parts.append(
            arc_wall(
                (radius + depth - 0.05, radius + depth - 0.01),
                (turn[0] + 5, turn[0] + 8),
                0,
                [seat + 0.3] * 2,
            )
        )
        parts.append(
            arc_wall(
                (radius + depth - 0.05, radius + depth - 0.01),
                (turn[1] - 8, turn[1] - 5),
                0,
                [seat + 0.3] * 2,
            )
        )
    for middle in np.linspace(turn[0] + 8, turn[1] - 8, int(rng.integers(2, 5))):
        parts.append(
            arc_wall(
                (radius + 0.04, radius + depth - 0.04),
                (middle - 3, middle + 3),
                0,
                [seat - thick] * 2,
            )
        )
    return moved(assembled(parts), (0, -radius, 0))


def bench(rng: np.random.Generator) -> Mesh:
    """A park, garden, plank, picnic, stone, log, modern or padded bench, or a pew."""
    return drawn(
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
