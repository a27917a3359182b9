"""Boats made by formula."""

from collections.abc import Sequence

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .boat_parts import Hull
from .boat_ships import cargo_ship, passenger_ship, warship, work_boat
from .parts import Parts, frustum, glazed, hull_body, open_cabin, panel, rod_x, rod_y


def boat(rng: np.random.Generator) -> Mesh:
    """Rowing boat, canoe, raft, yacht, tall ship, longship, motor boat, tug, liner, cargo ship."""
    designs = (
        (_rowing_boat, 4),
        (_canoe, 2),
        (_log_raft, 1.5),
        (_inflatable, 1),
        (_sailing_boat, 4),
        (_tall_ship, 5),
        (_longship, 2),
        (_motor_boat, 4),
        (work_boat, 4),
        (passenger_ship, 3),
        (cargo_ship, 2),
        (warship, 1.5),
        (_catamaran, 1),
        (_toy_boat, 1.5),
    )
    return grounded(drawn(rng, designs))


def _oars(rng: np.random.Generator, hull: Hull, ts: Sequence[float]) -> Parts:
    """Oars out to both sides, blades down or level."""
    reach, drop = hull.beam * between(rng, 0.5, 1.1), between(rng, -0.1, 0.6) * hull.depth
    parts: Parts = []
    for t in ts:
        x, y, z = hull.x(t), hull.half(t), hull.deck(t) + 0.02
        out = (x - reach * 0.2, y + reach, z - drop)
        shaft = tube([(x + 0.05, y * 0.4, z + drop * 0.3), out], 0.012, segments=5)
        blade = ball((0.035, 0.1, 0.012), out, segments=6, rings=4)
        parts += mirrored(assembled(shaft, blade), "y")
    return parts


def _rowing_boat(rng: np.random.Generator) -> Mesh:
    """An open boat with benches, often with oars; some with a mast or an outboard engine."""
    hull = Hull(
        1,
        between(rng, 0.32, 0.55),
        between(rng, 0.12, 0.24),
        stern=between(rng, 0.4, 0.9),
        bow=between(rng, 1.6, 3),
        bow_rise=between(rng, 0, 0.7),
        stern_rise=between(rng, 0, 0.35),
        rake=between(rng, 0, 0.15),
        section=between(rng, 1.6, 5),
        points=int(rng.choice([5, 7, 9])),
    )
    parts: Parts = [hull.mesh(between(rng, 0.015, 0.04))]
    for t in np.linspace(0.2, 0.7, int(rng.integers(1, 5))):
        y, z = hull.half(t) * 0.95, hull.deck(t) * between(rng, 0.6, 0.85)
        parts.append(box((hull.x(t) - 0.04, -y, z), (hull.x(t) + 0.04, y, z + 0.02)))
    if chance(rng, 0.45):
        parts += hull.rail(0.02, 0.97, 0.0, between(rng, 0.012, 0.022))
    if chance(rng, 0.5):
        parts += _oars(rng, hull, [0.45])
    elif chance(rng, 0.3):
        parts += _outboard(rng, hull)
    elif chance(rng, 0.3):
        oar = tube([(-0.4, 0.05, hull.depth), (0.35, 0.08, hull.depth)], 0.012, segments=5)
        parts += mirrored(oar, "y")
    if chance(rng, 0.15):
        parts += _fore_and_aft(rng, hull, 0.55, between(rng, 0.8, 1.2))
    return assembled(parts)


def _outboard(rng: np.random.Generator, hull: Hull) -> Parts:
    x, z = hull.x(0) - 0.03, hull.deck(0)
    size = between(rng, 0.04, 0.07)
    head = rounded((size * 1.6, size, size * 1.6), (x - size * 0.3, 0, z), radius=size * 0.25)
    leg = box((x - size * 0.6, -size * 0.2, z - hull.depth), (x, size * 0.2, z + 0.01))
    return [head, leg]


def _canoe(rng: np.random.Generator) -> Mesh:
    """A slim open boat, pointed at both ends; a canoe, kayak or gondola."""
    rise = between(rng, 0.1, 1.0)
    hull = Hull(
        1,
        between(rng, 0.14, 0.24),
        between(rng, 0.07, 0.12),
        stern=0.05,
        bow=between(rng, 1.8, 3),
        bow_rise=rise,
        stern_rise=rise * between(rng, 0.8, 1.2),
        rake=between(rng, -0.03, 0.1),
        section=between(rng, 1.8, 3.5),
        middle=0.5,
    )
    kayak = chance(rng, 0.25)
    parts: Parts = [hull.mesh(None if kayak else 0.012)]
    if kayak:
        hole = scaled(torus(hull.beam * 0.3, 0.014), (1.7, 1, 1))
        parts.append(moved(hole, (0, 0, hull.depth)))
    else:
        for t in np.linspace(0.25, 0.75, int(rng.integers(1, 5))):
            y, z = hull.half(t), hull.deck(t) * 0.8
            parts.append(box((hull.x(t) - 0.025, -y, z), (hull.x(t) + 0.025, y, z + 0.012)))
    if chance(rng, 0.5):
        turn = between(rng, -60, 60) + 90 * kayak
        paddle = assembled(
            tube([(-0.25, 0, 0), (0.25, 0, 0)], 0.01, segments=5),
            ball((0.08, 0.035, 0.008), (0.28, 0, 0), segments=6, rings=4),
        )
        parts.append(moved(turned(paddle, "z", turn), (0, 0, hull.depth * 1.25)))
    if chance(rng, 0.2):
        float_y = between(rng, 0.25, 0.4)
        parts.append(
            hull_body(
                [(-0.35, 0.005, 0.005, 0.06), (0, 0.025, 0.025, 0.04), (0.35, 0.005, 0.005, 0.06)],
                segments=6,
            )
        )
        parts[-1] = moved(parts[-1], (0, float_y, 0))
        for x in (-0.15, 0.15):
            parts.append(tube([(x, 0, hull.depth), (x, float_y, 0.05)], 0.01, segments=5))
    return assembled(parts)


def _log_raft(rng: np.random.Generator) -> Mesh:
    """Logs or planks side by side, perhaps with a mast, a hut, barrels."""
    count, radius = int(rng.integers(5, 10)), between(rng, 0.04, 0.07)
    segments, parts = int(rng.choice([5, 6, 8])), []
    for y in (np.arange(count) - (count - 1) / 2) * radius * 1.95:
        long = between(rng, 0.9, 1.05)
        parts.append(
            rod_x(radius * between(rng, 0.9, 1.05), long, (-long / 2, y, radius), segments=segments)
        )
    wide = count * radius * 2
    for x in (-0.35, 0.35, 0)[: int(rng.integers(2, 4))]:
        parts.append(rod_y(radius * 0.5, wide, (x, 0, radius * 2.2), segments=6))
    if chance(rng, 0.6):
        tall = between(rng, 0.6, 1.1)
        parts.append(cylinder(0.025, tall, (0.05, 0, radius), segments=6))
        parts += _square_sail(rng, (0.08, 0, tall * 0.3), wide * between(rng, 0.7, 1), tall * 0.65)
    if chance(rng, 0.25):
        hut = prism([(-0.2, 0), (0.2, 0), (0, 0.35)], wide * 0.5, at=(-0.25, 0, radius * 2))
        parts.append(hut)
    for _ in range(int(rng.integers(0, 3))):
        at = (between(rng, -0.4, 0.4), between(rng, -0.3, 0.3) * wide, radius * 2)
        parts.append(cylinder(0.06, 0.14, at, segments=8))
    return assembled(parts)


def _inflatable(rng: np.random.Generator) -> Mesh:
    """A rubber dinghy: a fat tube around a floor."""
    wide, fat = between(rng, 0.22, 0.3), between(rng, 0.06, 0.09)
    bend = np.linspace(-np.pi / 2, np.pi / 2, 8)
    front = [(0.2 + np.cos(a) * 0.28, np.sin(a) * wide, fat + 0.08 * np.cos(a)) for a in bend]
    if chance(rng, 0.5):
        path = [(-0.5, -wide, fat), *front, (-0.5, wide, fat)]
        parts = [tube(path, fat, segments=8)]
        parts.append(box((-0.42, -wide, fat * 0.5), (-0.38, wide, fat * 2)))
        parts += _outboard(rng, Hull(0.8, 0.5, fat * 2))
    else:
        parts = [scaled(torus(0.4, fat, (0, 0, fat)), (1.2, 0.75, 1))]
    parts.append(box((-0.42, -wide, fat * 0.3), (0.35, wide, fat * 0.6)))
    for x in (-0.2, 0.15)[: int(rng.integers(0, 3))]:
        parts.append(box((x - 0.05, -wide, fat), (x + 0.05, wide, fat * 1.4)))
    return assembled(parts)


def _square_sail(
    rng: np.random.Generator, at: Point, wide: float, high: float, *, narrow: float = 1.0
) -> Parts:
    """A sail across the ship with its yard; `at` is the middle of its lower edge."""
    yard = rod_y(
        max(0.012, wide * 0.02), wide * narrow * 1.08, (at[0], 0, at[2] + high), segments=6
    )
    if chance(rng, 0.06):
        return [yard, rod_y(wide * 0.05, wide * 0.95, (at[0], 0, at[2] + high * 0.95), segments=6)]
    belly = high * between(rng, 0.05, 0.3)
    rows, columns = np.linspace(0, 1, 5), np.linspace(-1, 1, 5)
    grid = [
        [
            (
                at[0] + belly * np.sin(np.pi * (0.15 + 0.85 * (1 - v))) * (1 - 0.5 * u * u),
                u * wide / 2 * (1 + v * (narrow - 1)),
                at[2] + v * high,
            )
            for u in columns
        ]
        for v in rows
    ]
    return [yard, sheet(grid, 0.012)]


def _triangle_sail(tack: Point, clew: Point, head: Point, belly: float) -> Mesh:
    """A sail of three corners, bellied to +Y."""
    low, high, top = np.array(tack), np.array(clew), np.array(head)
    grid = []
    for v in np.linspace(0, 0.97, 5):
        start, stop = low + v * (top - low), high + v * (top - high)
        grid.append(
            [
                start + u * (stop - start) + (0, belly * np.sin(np.pi * u) * (1 - v) ** 0.5, 0)
                for u in np.linspace(0, 1, 4)
            ]
        )
    return sheet(grid, 0.01)


def _fore_and_aft(rng: np.random.Generator, hull: Hull, t: float, tall: float) -> Parts:
    """A mast with a boom, a main sail behind it and often a jib ahead."""
    x, z = hull.x(t), hull.deck(t)
    boom, reach = z + tall * between(rng, 0.08, 0.18), between(rng, 0.7, 0.98)
    belly, long = between(rng, 0.0, 0.1), (x - hull.x(0.0)) * between(rng, 0.7, 1.05)
    parts: Parts = [cylinder(0.015, tall, (x, 0, z - 0.05), top=0.6, segments=6)]
    parts.append(rod_x(0.011, long, (x - long, 0, boom), segments=5))
    if chance(rng, 0.8):
        main = (x - 0.015, 0, boom), (x - long, 0, boom), (x - 0.015, 0, z + tall * reach)
        if chance(rng, 0.2):
            peak = (x - long * 0.7, 0, z + tall * 1.05)
            parts += [_triangle_sail(*main, belly), _triangle_sail(main[1], main[2], peak, belly)]
        else:
            parts.append(_triangle_sail(*main, belly))
    if chance(rng, 0.7):
        bow = hull.x(1.0) + between(rng, -0.03, 0.12)
        head = (x + 0.015, 0, z + tall * between(rng, 0.6, 0.95))
        parts.append(
            _triangle_sail((bow, 0, hull.deck(1.0) + 0.03), (x + 0.03, 0, boom), head, belly)
        )
    if chance(rng, 0.35):
        flag = [(x, z + tall), (x - 0.12, z + tall - 0.04), (x, z + tall - 0.09)]
        parts.append(prism(flag, 0.008))
    return parts


def _sailing_boat(rng: np.random.Generator) -> Mesh:
    """A yacht or dinghy with triangular sails."""
    chunky = chance(rng, 0.3)
    hull = Hull(
        1,
        between(rng, 0.4, 0.55) if chunky else between(rng, 0.24, 0.36),
        between(rng, 0.12, 0.25),
        stern=between(rng, 0.3, 0.85),
        bow=between(rng, 1.5, 2.5),
        bow_rise=between(rng, 0, 0.4),
        rake=between(rng, 0.03, 0.2),
        section=between(rng, 1.4, 3),
    )
    open_boat = chance(rng, 0.3)
    parts: Parts = [hull.mesh(0.025 if open_boat else None)]
    if not open_boat and chance(rng, 0.75):
        parts.append(
            hull.storey(
                between(rng, 0.25, 0.4), between(rng, 0.55, 0.7), 0, between(rng, 0.04, 0.1), 0.6
            )
        )
    parts += _fore_and_aft(rng, hull, between(rng, 0.5, 0.62), between(rng, 0.8, 1.4))
    if chance(rng, 0.12):
        parts += _fore_and_aft(rng, hull, 0.22, between(rng, 0.5, 0.7))
    if chance(rng, 0.3):
        parts.append(panel(0.2, 0.2, (0.1, 0, 0.03), cant=-90, sweep=0.05, thick=0.1))
    if chance(rng, 0.3):
        parts += hull.rail(0.05, 0.95, 0.06, 0.006)
    if chance(rng, 0.3):
        parts.append(block((0.06, 0.015, hull.depth * 1.3), (hull.x(0) - 0.03, 0, 0)))
    return assembled(parts)


def _square_rig(rng: np.random.Generator, hull: Hull, t: float, tall: float, wide: float) -> Parts:
    """A mast with one to three square sails one above the other."""
    x, z = hull.x(t), hull.deck(t)
    parts: Parts = [cylinder(0.018, tall, (x, 0, z - 0.05), top=0.6, segments=6)]
    count = int(rng.choice([1, 2, 3], p=[0.3, 0.45, 0.25]))
    foot = z + tall * between(rng, 0.12, 0.25)
    each = (z + tall * 0.92 - foot) / count
    for step in range(count):
        size, narrow = wide * (1 - 0.2 * step), between(rng, 0.8, 1.0)
        parts += _square_sail(
            rng, (x + 0.02, 0, foot + each * step), size, each * 0.88, narrow=narrow
        )
    if chance(rng, 0.4):
        nest = lathe(
            [(0, 0), (0.03, 0), (0.045, 0.05), (0.038, 0.05), (0.03, 0.01), (0, 0.01)], segments=8
        )
        parts.append(moved(nest, (x, 0, z + tall * 0.9)))
    if chance(rng, 0.5):
        top = z + tall - 0.05
        parts.append(box((x - 0.14, -0.004, top - 0.09), (x, 0.004, top)))
    if chance(rng, 0.3):
        for back in (-0.05, 0.04):
            shroud = [(x + back, hull.half(t), z), (x, 0, z + tall * 0.8)]
            parts += mirrored(tube(shroud, 0.005, segments=4), "y")
    return parts


def _tall_ship(rng: np.random.Generator) -> Mesh:
    """A wooden ship with castles and one to three masts: pirates, galleons, cogs."""
    hull = Hull(
        1,
        between(rng, 0.25, 0.42),
        between(rng, 0.15, 0.27),
        stern=between(rng, 0.55, 0.85),
        bow=between(rng, 2, 3.5),
        bow_rise=between(rng, 0.1, 0.6),
        stern_rise=between(rng, 0.1, 0.7),
        rake=between(rng, 0.02, 0.15),
        section=between(rng, 1.6, 3.5),
    )
    parts: Parts = [hull.mesh(0.025 if chance(rng, 0.5) else None)]
    step = between(rng, 0.06, 0.12)
    if chance(rng, 0.85):
        parts.append(hull.storey(0, between(rng, 0.22, 0.34), -0.08, step))
        if chance(rng, 0.55):
            parts.append(hull.storey(-0.03, between(rng, 0.12, 0.18), 0, step * 2))
    if chance(rng, 0.6):
        parts.append(hull.storey(between(rng, 0.76, 0.82), 0.97, -0.08, step * 0.7))
    masts = int(rng.choice([1, 2, 3], p=[0.3, 0.4, 0.3]))
    tall = between(rng, 0.65, 1.0)
    wide = hull.beam * between(rng, 1.1, 1.8)
    rigged = chance(rng, 0.92)
    if rigged:
        for t in {1: [0.5], 2: [0.36, 0.66], 3: [0.18, 0.47, 0.74]}[masts]:
            parts += _square_rig(rng, hull, t, tall * (1 - abs(t - 0.5) * 0.6), wide)
    bow = (hull.x(0.95), 0, hull.deck(1.0) * 0.95)
    tip = (bow[0] + 0.3, 0, bow[2] + between(rng, 0.08, 0.2))
    if chance(rng, 0.85):
        parts.append(tube([bow, tip], [0.02, 0.01], segments=6))
        if rigged and chance(rng, 0.4):
            head = (hull.x(0.72), 0, hull.deck(0.7) + tall * 0.6)
            parts.append(_triangle_sail(tip, (hull.x(0.78), 0, hull.deck(0.8) + 0.1), head, 0.03))
    if chance(rng, 0.4):
        for t in np.linspace(0.3, 0.65, int(rng.integers(2, 6))):
            gun = rod_y(0.016, 0.12, (hull.x(t), hull.half(t), hull.deck(t) * 0.75), segments=6)
            parts += mirrored(gun, "y")
    if chance(rng, 0.4):
        parts += hull.rail(0.3, 0.78, 0.05, 0.008)
    return assembled(parts)


def _longship(rng: np.random.Generator) -> Mesh:
    """A viking ship: pointed at both ends, high stems, one sail, shields, oars."""
    rise = between(rng, 0.6, 1.4)
    hull = Hull(
        1,
        between(rng, 0.2, 0.32),
        between(rng, 0.09, 0.14),
        stern=0.05,
        bow=between(rng, 1.8, 2.6),
        bow_rise=rise,
        stern_rise=rise * between(rng, 0.7, 1.1),
        rake=between(rng, 0.02, 0.1),
        section=between(rng, 1.6, 2.6),
        middle=0.5,
    )
    parts: Parts = [hull.mesh(0.015)]
    for end, turn in ((1.0, 1), (0.0, -1)):
        x, z = hull.x(end) + turn * hull.rake * (1 if turn > 0 else 0.4), hull.deck(end)
        high = between(rng, 0.1, 0.22)
        curl = [(-0.05, -0.08), (0, 0), (0.03, high * 0.6), (0.01, high), (-0.04, high * 1.05)]
        if chance(rng, 0.5):
            curl[-1] = (0.07, high * 1.05)
        path = [(x + turn * a, 0, z + b) for a, b in curl]
        parts.append(tube(path, [0.025, 0.025, 0.02, 0.018, 0.012], segments=6))
    if chance(rng, 0.8):
        tall = between(rng, 0.6, 0.85)
        parts.append(cylinder(0.016, tall, (0, 0, 0.02), segments=6))
        wide = between(rng, 0.35, 0.6)
        parts += _square_sail(rng, (0.02, 0, tall * 0.35), wide, tall * 0.6)
    ts = np.linspace(0.22, 0.78, int(rng.integers(4, 9)))
    if chance(rng, 0.65):
        for t in ts:
            shield = rod_y(0.04, 0.015, (hull.x(t), hull.half(t) + 0.01, hull.deck(t)), segments=8)
            parts += mirrored(shield, "y")
    if chance(rng, 0.5):
        parts += _oars(rng, hull, ts[:6])
    return assembled(parts)


def _motor_boat(rng: np.random.Generator) -> Mesh:
    """A speedboat or motor yacht with a windscreen or cabins."""
    hull = Hull(
        1,
        between(rng, 0.26, 0.42),
        between(rng, 0.1, 0.2),
        stern=between(rng, 0.8, 1.0),
        bow=between(rng, 1.6, 2.8),
        bow_rise=between(rng, 0, 0.4),
        rake=between(rng, 0.05, 0.2),
        section=between(rng, 1.4, 3.2),
        stern_rise=0,
    )
    yacht = chance(rng, 0.45)
    parts: Parts = [hull.mesh(None if yacht else 0.03)]
    z, beam = hull.depth, hull.beam
    if yacht:
        low, high = 0.0, between(rng, 0.06, 0.12)
        rear, front = between(rng, 0.12, 0.3), between(rng, 0.62, 0.75)
        for level in range(int(rng.integers(1, 4))):
            wide = beam * (0.75 - 0.12 * level)
            x0, x1 = hull.x(rear + 0.06 * level), hull.x(front - 0.1 * level)
            parts += glazed(
                rng,
                (x0, x1),
                (x0 + 0.02, x1 - high),
                (wide, wide * 0.88),
                (z + low, z + low + high),
                int(rng.integers(1, 4)),
            )
            low += high
        if chance(rng, 0.5):
            parts.append(cylinder(0.008, 0.2, (hull.x(0.4), 0, z + low), segments=5))
    else:
        parts.append(hull.storey(0.62, 0.99, -0.06, 0.01))
        screen = frustum((0.08, 0.1), (0.02, 0.04), (beam * 0.8, beam * 0.7), (z - 0.02, z + 0.1))
        parts.append(screen)
        for x in (-0.08, -0.28)[: int(rng.integers(1, 3))]:
            seat = assembled(
                block((0.1, 0.1, 0.08), (x, 0, z * 0.45)),
                block((0.03, 0.1, 0.16), (x - 0.05, 0, z * 0.45)),
            )
            parts += mirrored(moved(seat, (0, beam * 0.2, 0)), "y")
        if chance(rng, 0.2):
            parts += open_cabin(
                (-0.2, 0.08), (-0.2, 0.04), (beam * 0.7, beam * 0.6), (z, z + 0.25), 0.02
            )
    if chance(rng, 0.5):
        parts += _outboard(rng, hull)
    if chance(rng, 0.4):
        parts += hull.rail(0.5, 0.97, 0.05, 0.007)
    return assembled(parts)


def _catamaran(rng: np.random.Generator) -> Mesh:
    """Two slim hulls side by side, with a mast or a cabin."""
    hull = Hull(
        1,
        between(rng, 0.08, 0.13),
        between(rng, 0.1, 0.16),
        stern=between(rng, 0.3, 0.9),
        bow_rise=between(rng, 0, 0.3),
    )
    apart = between(rng, 0.18, 0.28)
    parts = mirrored(moved(hull.mesh(), (0, apart, 0)), "y")
    parts.append(box((-0.38, -apart, hull.depth * 0.85), (0.2, apart, hull.depth)))
    if chance(rng, 0.6):
        parts += glazed(
            rng,
            (-0.25, 0.15),
            (-0.25, 0.05),
            (apart * 1.6, apart * 1.4),
            (hull.depth, hull.depth + 0.13),
            2,
        )
    if chance(rng, 0.75):
        parts += _fore_and_aft(rng, hull, 0.58, between(rng, 0.9, 1.3))
    return assembled(parts)


def _toy_boat(rng: np.random.Generator) -> Mesh:
    """A bath-tub toy: fat hull, boxes or a stick mast on it; or a folded paper boat."""
    wide = between(rng, 0.45, 0.6)
    if chance(rng, 0.25):
        hull = Hull(
            1,
            wide * 0.8,
            0.25,
            stern=0.03,
            bow=1.3,
            bow_rise=0.6,
            stern_rise=0.6,
            rake=0.1,
            section=1.4,
            middle=0.5,
            points=5,
        )
        return assembled(hull.mesh(0.02), prism([(-0.3, 0.05), (0.3, 0.05), (0, 0.55)], 0.06))
    hull = Hull(
        1,
        wide,
        between(rng, 0.22, 0.32),
        stern=between(rng, 0.7, 1),
        bow=between(rng, 2, 3),
        bow_rise=between(rng, 0, 0.3),
        section=between(rng, 2, 6),
    )
    z = hull.depth
    parts: Parts = [hull.mesh()]
    if chance(rng, 0.6):
        parts += [
            block((0.4, wide * 0.6, 0.2), (-0.08, 0, z)),
            block((0.22, wide * 0.45, 0.18), (-0.02, 0, z + 0.2)),
        ]
        parts.append(cylinder(0.06, between(rng, 0.3, 0.5), (-0.22, 0, z), segments=10))
    else:
        tall = between(rng, 0.7, 1.1)
        parts.append(cylinder(0.03, tall, (0, 0, z), segments=6))
        parts.append(
            _triangle_sail((-0.03, 0, z + 0.15), (-0.42, 0, z + 0.15), (-0.03, 0, z + tall), 0.05)
        )
    return assembled(parts)
