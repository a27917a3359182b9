"""Fences made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn
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
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import boxes, lumpy, slab


def fence(rng: np.random.Generator) -> Mesh:
    """Pickets, boards, rails, iron, wire, logs, brick or stone: straight, corner, curve, gate."""
    section = drawn(
        rng,
        (
            (_picket_section, 22), (_iron_section, 18), (_rail_section, 18), (_board_section, 8),
            (_wire_section, 8), (_palisade_section, 6), (_wall_section, 12), (_rubble_section, 5),
            (_lattice_section, 3), (_gate, 6),
        ),
    )  # fmt: skip
    return _fence_layout(rng, section)


def _fence_layout(rng: np.random.Generator, section: Mesh) -> Mesh:
    """A section alone, in a row, as a corner, along a curve, around a yard, or leaning."""
    long = float(np.ptp(section.vertices[:, 0]))
    half = moved(section, (long / 2, 0, 0))
    kind = rng.choice(6, p=[0.56, 0.14, 0.12, 0.08, 0.03, 0.07])
    if kind == 0 or len(section.faces) > 1200:
        return section
    if kind == 1:
        return assembled([moved(section, (n * long, 0, 0)) for n in range(rng.integers(2, 4))])
    if kind == 2:
        return assembled(half, turned(half, "z", rng.choice([90, 90, 90, 60, 135])))
    if kind == 3:
        count, angle = int(rng.integers(2, 4)), between(rng, 20, 45)
        radius = long / 2 / np.tan(np.radians(angle / 2))
        return assembled(
            [turned(moved(section, (0, -radius, 0)), "z", angle * n) for n in range(count)]
        )
    if kind == 4:
        return assembled(around(moved(section, (0, -long / 2, 0)), 4)[: rng.integers(3, 5)])
    return turned(turned(section, "y", between(rng, -8, 8)), "x", between(rng, -15, 15))


def _end_posts(rng: np.random.Generator, long: float, high: float, thick: float) -> list[Mesh]:
    """Posts at the ends, or at one end as tiling kits have it; with or without a head."""
    post = [block((thick, thick, high))]
    kind = rng.integers(4)
    if kind == 0:
        post.append(block((thick * 1.3, thick * 1.3, thick * 0.4), (0, 0, high)))
    elif kind == 1:
        post.append(block((thick, thick, thick * 0.7), (0, 0, high), top=0.05))
    elif kind == 2:
        post.append(ball(thick * 0.6, (0, 0, high + thick * 0.4), segments=8, rings=6))
    made = assembled(post)
    ends = (-long / 2, long / 2) if chance(rng, 0.75) else (-long / 2,)
    return [moved(made, (x, 0, 0)) for x in ends]


def _picket_outline(
    rng: np.random.Generator, wide: float, high: float
) -> list[tuple[float, float]]:
    half, kind = wide / 2, rng.integers(4)
    if kind == 0:
        return [(-half, 0), (half, 0), (half, high), (-half, high)]
    if kind == 1:
        return [(-half, 0), (half, 0), (half, high * 0.9), (0, high), (-half, high * 0.9)]
    if kind == 2:
        return [(-half, 0), (half, 0), (half, high - half), (half * 0.7, high - half * 0.3),
                (0, high), (-half * 0.7, high - half * 0.3), (-half, high - half)]  # fmt: skip
    return [(-half, 0), (half, 0), (half, high * 0.85), (-half, high)]


def _picket_section(rng: np.random.Generator) -> Mesh:
    high, count = 1.0, int(rng.integers(3, 12))
    long = count * between(rng, 0.15, 0.32)
    step = long / count
    wide, thick = step * between(rng, 0.35, 0.85), between(rng, 0.02, 0.06)
    lift = between(rng, 0, 0.12)
    picket = slab(_picket_outline(rng, wide, high - lift), thick)
    ruin = between(rng, 0.1, 0.35) if chance(rng, 0.25) else 0.0
    dome = between(rng, -0.25, 0.25) if chance(rng, 0.2) else 0.0
    parts = []
    for x in (np.arange(count) + 0.5) * step - long / 2:
        if chance(rng, ruin * 0.6):
            continue
        size = (
            1 + dome * np.cos(np.pi * x / long) - (between(rng, 0, 0.4) if chance(rng, ruin) else 0)
        )
        leaning = turned(scaled(picket, (1, 1, size)), "y", between(rng, -30, 30) * ruin)
        parts.append(moved(leaning, (x, 0, lift)))
    rails = (0.25, 0.75) if chance(rng, 0.85) else (0.2, 0.5, 0.8)
    bar = between(rng, 0.05, 0.12)
    parts.append(boxes([(0, thick, z * high) for z in rails], (long, thick, bar)))
    if chance(rng, 0.55):
        parts += _end_posts(rng, long, high * between(rng, 0.9, 1.15), between(rng, 0.08, 0.18))
    return assembled(parts)


def _bar_row(rng: np.random.Generator, long: float, low: float, high: float) -> list[Mesh]:
    """Upright iron bars with points and rails."""
    count, thick = max(3, int(long / between(rng, 0.1, 0.25))), between(rng, 0.012, 0.03)
    sides, tip = int(rng.choice([4, 6])), between(rng, 0.06, 0.16)
    bar = [cylinder(thick, high - low, (0, 0, low), segments=sides)]
    kind = rng.integers(4)
    if kind == 0:
        bar.append(cylinder(thick * 2.2, tip, (0, 0, high), top=0, segments=4))
    elif kind == 1:
        leaf = [(0, 0), (thick * 2.6, tip * 0.4), (0, tip)]
        bar.append(moved(lathe(leaf, segments=4), (0, 0, high)))
    elif kind == 2:
        bar.append(ball(thick * 2, (0, 0, high + thick), segments=6, rings=4))
    made, swing = assembled(bar), between(rng, -0.2, 0.2) if chance(rng, 0.25) else 0.0
    xs = (np.arange(count) + 0.5) / count * long - long / 2
    bars = [moved(made, (x, 0, swing * np.cos(np.pi * x / long))) for x in xs]
    rails = [(0, 0, low + (high - low) * share) for share in (0.08, between(rng, 0.75, 0.92))]
    extra = []
    if chance(rng, 0.25):
        ring = turned(torus(long / count * 0.4, thick, segments=8, sides=4), "x", 90)
        extra = [moved(ring, (x, 0, high * 0.7)) for x in xs[:10]]
    return [*bars, *extra, boxes(rails, (long, thick * 2, thick * 2.5))]


def _iron_section(rng: np.random.Generator) -> Mesh:
    long, high = between(rng, 0.9, 2.4), 1.0
    wall = between(rng, 0.1, 0.35) if chance(rng, 0.4) else 0.0
    parts = _bar_row(rng, long, wall if wall else between(rng, 0, 0.1), high)
    thick = between(rng, 0.12, 0.3)
    if wall:
        parts.append(block((long, thick * 0.7, wall)))
        parts.append(block((long, thick * 0.9, 0.05), (0, 0, wall)))
        parts += _end_posts(rng, long, between(rng, 0.95, 1.2), thick)
    elif chance(rng, 0.7):
        parts += _end_posts(rng, long, between(rng, 0.95, 1.2), between(rng, 0.05, 0.25))
    return assembled(parts)


def _rail_section(rng: np.random.Generator) -> Mesh:
    """Posts with two to four rails: farm, ranch, split logs, zigzag or crossed."""
    posts, step = int(rng.integers(2, 4)), between(rng, 0.8, 2)
    long, count = (posts - 1) * step, int(rng.choice([1, 2, 2, 2, 3, 3, 3, 4]))
    round_, thick = chance(rng, 0.45), between(rng, 0.06, 0.13)
    wild = between(rng, 0, 0.06)
    parts = []
    for x in np.linspace(-long / 2, long / 2, posts):
        high = between(rng, 0.95, 1.05)
        post = (
            cylinder(thick, high, segments=7) if round_ else block((thick * 1.6, thick * 1.6, high))
        )
        parts.append(moved(turned(post, "y", between(rng, -60, 60) * wild), (x, 0, 0)))
    over = between(rng, 0.0, 0.15)
    for z in np.linspace(0.88, 0.3, count):
        if chance(rng, wild * 2):
            continue
        ends = [(-long / 2 - over, 0, z + between(rng, -wild, wild)),
                (long / 2 + over, 0, z + between(rng, -wild, wild))]  # fmt: skip
        if round_:
            parts.append(tube(ends, thick * 0.7, segments=6))
        else:
            rail = block((long + 2 * over, thick * 0.5, thick * 1.3), (0, -thick * 0.8, 0))
            parts.append(moved(turned(rail, "y", between(rng, -40, 40) * wild), (0, 0, z)))
    if chance(rng, 0.25):
        for left in np.linspace(-long / 2, long / 2, posts)[:-1]:
            parts += [tube([(left, 0, a), (left + step, 0, b)], thick * 0.4, segments=4)
                      for a, b in ((0.2, 0.9), (0.9, 0.2))[: rng.integers(1, 3)]]  # fmt: skip
    return assembled(parts)


def _board_section(rng: np.random.Generator) -> Mesh:
    """A closed privacy fence of upright or lying boards."""
    long, high = between(rng, 0.9, 2.4), between(rng, 0.8, 1.4)
    count = int(rng.integers(5, 13))
    if chance(rng, 0.6):
        xs, step = (np.arange(count) + 0.5) / count * long - long / 2, long / count
        sizes = [(step * 0.93, 0.03, high * between(rng, 0.93, 1.0)) for _ in xs]
        spots = [(x, 0, size[2] / 2) for x, size in zip(xs, sizes, strict=True)]
    else:
        step = high / count
        spots = [(0, (n % 2) * 0.02, (n + 0.5) * step) for n in range(count)]
        sizes = [(long, 0.03, step * between(rng, 0.6, 0.95)) for _ in spots]
    parts = [boxes(spots, sizes), *_end_posts(rng, long, high * 1.05, between(rng, 0.07, 0.14))]
    rails = [(0, 0.035, z * high) for z in (0.2, 0.8)]
    return assembled(parts, boxes(rails, (long, 0.04, 0.08)))


def _wire_section(rng: np.random.Generator) -> Mesh:
    """Chain link in a frame, or posts with strands of (barbed) wire."""
    long, high, thin = between(rng, 1.0, 2.4), between(rng, 0.8, 1.3), between(rng, 0.006, 0.014)
    posts = [cylinder(0.04, high * 1.05, (x, 0, 0), segments=8) for x in (-long / 2, long / 2)]
    if chance(rng, 0.55):
        frame = [
            tube([(-long / 2, 0, z), (long / 2, 0, z)], 0.025, segments=6) for z in (0.05, high)
        ]
        return assembled(posts, frame, _mesh_wires(rng, long, high, thin))
    strands = []
    for z in np.linspace(0.2, high, int(rng.integers(3, 6))):
        xs = np.linspace(-long / 2, long / 2, 5)
        sag = z - 0.05 * (1 - (2 * xs / long) ** 2)
        strands.append(tube(np.column_stack([xs, 0 * xs, sag]), thin, segments=4))
        barbs = [
            (x, 0, z - 0.05 * (1 - (2 * x / long) ** 2)) for x in np.linspace(-0.45, 0.45, 8) * long
        ]
        strands.append(boxes(barbs, (0.015, 0.06, 0.06)))
    return assembled(posts, strands)


def _mesh_wires(rng: np.random.Generator, long: float, high: float, thin: float) -> list[Mesh]:
    step = between(rng, 0.1, 0.2)
    if chance(rng, 0.4):
        ups = [(x, 0, high / 2) for x in np.arange(-long / 2, long / 2, step)]
        overs = [(0, 0, z) for z in np.arange(step, high, step)]
        return [boxes(ups, (thin, thin, high)), boxes(overs, (long, thin, thin))]
    wires = []
    for start in np.arange(-long / 2 - high, long / 2, step * 1.4):
        low, top = max(start, -long / 2), min(start + high, long / 2)
        if top - low > 0.02:
            ends = [(low, 0, low - start), (top, 0, top - start)]
            wires += mirrored(tube(ends, thin, segments=3))
    return wires


def _palisade_section(rng: np.random.Generator) -> Mesh:
    count, high = int(rng.integers(4, 11)), between(rng, 0.9, 1.8)
    radius, sides = between(rng, 0.07, 0.13), int(rng.choice([5, 6, 8]))
    parts = []
    for n in range(count):
        tall = high * between(rng, 0.85, 1.05)
        log = assembled(
            cylinder(radius, tall, segments=sides),
            cylinder(radius, radius * between(rng, 1.5, 3), (0, 0, tall), top=0, segments=sides),
        )
        lean = turned(log, "y", between(rng, -3, 3))
        parts.append(moved(lean, ((n - count / 2 + 0.5) * radius * 2, 0, 0)))
    long = count * radius * 2
    if chance(rng, 0.7):
        rails = [(0, radius, high * z) for z in (0.3, 0.75)]
        parts.append(boxes(rails, (long, radius * 0.8, radius)))
    return assembled(parts)


def _wall_section(rng: np.random.Generator) -> Mesh:
    """A brick or stone wall with pillars and coping; some with iron or openings above."""
    long, high = between(rng, 1.2, 2.6), between(rng, 0.4, 1.0)
    thick = between(rng, 0.1, 0.25)
    parts = [block((long, thick, high))]
    if chance(rng, 0.7):
        parts.append(
            block((long, thick * 1.35, 0.08), (0, 0, high), top=(1.0, between(rng, 0.2, 1)))
        )
    if chance(rng, 0.6):
        rows, columns = int(rng.integers(3, 7)), int(rng.integers(4, 9))
        step, course = long / columns, high / rows
        spots = [((c + 0.5 * (r % 2) + 0.25) * step - long / 2, 0, (r + 0.5) * course)
                 for r in range(rows) for c in range(columns)]  # fmt: skip
        kept = [spot for spot in spots if chance(rng, 0.75)]
        parts.append(boxes(kept or spots, (step * 0.9, thick * 1.15, course * 0.85)))
    if chance(rng, 0.75):
        parts += _end_posts(rng, long, high * between(rng, 1.1, 1.5), thick * between(rng, 1.3, 2))
    if chance(rng, 0.3):
        parts += _bar_row(rng, long * 0.95, high, high + between(rng, 0.3, 0.6))
    return assembled(parts)


def _rubble_section(rng: np.random.Generator) -> Mesh:
    """A dry stone wall of uneven stones."""
    rows, long, high = int(rng.integers(2, 5)), between(rng, 1.4, 2.6), between(rng, 0.5, 0.9)
    parts, course = [], high / rows
    for row in range(rows):
        x = -long / 2 + between(rng, -0.1, 0.1)
        while x < long / 2:
            wide = course * between(rng, 0.9, 2)
            size = (wide, between(rng, 0.25, 0.35), course * between(rng, 0.9, 1.2))
            stone = rounded(size, (x + wide / 2, 0, row * course), radius=course * 0.2, steps=1)
            parts.append(stone)
            x += wide
    return lumpy(rng, assembled(parts), 0.025)


def _lattice_section(rng: np.random.Generator) -> Mesh:
    long, high = between(rng, 1, 2), between(rng, 0.8, 1.3)
    wires = _mesh_wires(rng, long, high, between(rng, 0.02, 0.04))
    frame = boxes([(0, 0, 0.03), (0, 0, high)], (long, 0.08, 0.06))
    return assembled(wires, frame, _end_posts(rng, long, high * 1.05, 0.1))


def _gate(rng: np.random.Generator) -> Mesh:
    """A fence gate of one or two leaves between posts, wooden or iron, shut or ajar."""
    wide, high, leaves = between(rng, 0.6, 1.2), between(rng, 0.7, 1.3), int(rng.integers(1, 3))
    if chance(rng, 0.5):
        leaf = _bar_row(rng, wide, 0.06, high)
    else:
        levels = np.linspace(0.12, high * 0.92, int(rng.integers(2, 5)))
        leaf = [boxes([(0, 0, z) for z in levels], (wide, 0.04, 0.08))]
        leaf.append(boxes([(x * wide, 0, high / 2) for x in (-0.46, 0.46)], (0.08, 0.05, high)))
        leaf.append(tube([(-wide * 0.45, 0, 0.12), (wide * 0.45, 0, high * 0.9)], 0.04, segments=4))
    ajar = between(rng, 20, 90) if chance(rng, 0.4) else 0.0
    hung = moved(
        turned(moved(assembled(leaf), (wide / 2, 0, 0)), "z", ajar), (-wide * leaves / 2, 0, 0)
    )
    thick = between(rng, 0.1, 0.28)
    posts = _end_posts(rng, wide * leaves + thick, high * between(rng, 1.0, 1.4), thick)
    return assembled(posts, mirrored(hung) if leaves == 2 else hung)
