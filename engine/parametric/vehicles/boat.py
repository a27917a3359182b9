"""Boats made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .boat_parts import Hull, fore_and_aft, oars, square_sail, triangle_sail
from .boat_sailing import catamaran, longship, sailing_boat, tall_ship
from .boat_ships import cargo_ship, passenger_ship, warship, work_boat
from .parts import Parts, frustum, glazed, hull_body, open_cabin, rod_x, rod_y


def boat(rng: np.random.Generator) -> Mesh:
    """Rowing boat, canoe, raft, yacht, tall ship, longship, motor boat, tug, liner, cargo ship."""
    designs = (
        (_rowing_boat, 4),
        (_canoe, 2),
        (_log_raft, 1.5),
        (_inflatable, 1),
        (sailing_boat, 4),
        (tall_ship, 5),
        (longship, 2),
        (_motor_boat, 4),
        (work_boat, 4),
        (passenger_ship, 3),
        (cargo_ship, 2),
        (warship, 1.5),
        (catamaran, 1),
        (_toy_boat, 1.5),
    )
    return grounded(drawn(rng, designs))


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
        parts += oars(rng, hull, [0.45])
    elif chance(rng, 0.3):
        parts += _outboard(rng, hull)
    elif chance(rng, 0.3):
        oar = tube([(-0.4, 0.05, hull.depth), (0.35, 0.08, hull.depth)], 0.012, segments=5)
        parts += mirrored(oar, "y")
    if chance(rng, 0.15):
        parts += fore_and_aft(rng, hull, 0.55, between(rng, 0.8, 1.2))
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
        parts += square_sail(rng, (0.08, 0, tall * 0.3), wide * between(rng, 0.7, 1), tall * 0.65)
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
            triangle_sail((-0.03, 0, z + 0.15), (-0.42, 0, z + 0.15), (-0.03, 0, z + tall), 0.05)
        )
    return assembled(parts)
