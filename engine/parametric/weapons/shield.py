"""Shields made by formula: the face looks along -Y."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    box,
    chance,
    cylinder,
    loft,
    moved,
    prism,
    torus,
    tube,
    turned,
)
from .parts import drawn_sides


def shield(rng: np.random.Generator) -> Mesh:
    """Round, heater, kite, tower, buckler, six-sided, oval, notched and winged shields."""
    made = drawn(
        rng,
        (
            (_round_shield, 3.5),
            (_pointed_shield, 4.5),
            (_tower_shield, 1.8),
            (_angular_shield, 1.2),
            (_winged_shield, 1.2),
            (_plank_shield, 0.8),
        ),
    )
    draw = rng.random()
    if draw < 0.15:
        made = turned(made, "x", -90)
    elif draw < 0.35:
        made = turned(made, "x", -between(rng, 5, 30))
    return grounded(made)


class _Plate:
    """A shield's board: its outline (N, 2) in X and Z, and how its face stands out along -Y."""

    def __init__(self, rng: np.random.Generator, outline: ArrayLike, depth: float) -> None:
        self.outline = np.asarray(outline, np.float64)
        self.depth = depth
        self.bulge = float(rng.choice((0, 1, 1))) * between(rng, 0.02, 0.18)
        self.bend = float(rng.choice((0, 0, 1))) * between(rng, 0.08, 0.4)

    def face(self, share: float, lift: float = 0.0) -> np.ndarray:
        """The outline drawn in to a share, on the face, raised by `lift`."""
        flat = self.outline * share
        y = self.bend * flat[:, 0] ** 2 - self.bulge * (1 - share**2) - lift
        return np.column_stack([flat[:, 0], y, flat[:, 1]])

    def end(self, degrees: float) -> np.ndarray:
        """The point (x, z) just inside the edge, seen from the middle under an angle."""
        shares = np.linspace(0, 1, 9)[:, None, None]
        onward = np.roll(self.outline, -1, axis=0) - self.outline
        edge = (self.outline + shares * onward).reshape(-1, 2)
        way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        cosines = edge @ way / np.linalg.norm(edge, axis=1)
        return way * np.linalg.norm(edge[np.argmax(cosines)]) * 0.9

    def board(self, shares: Sequence[float] = (1, 0.75, 0.45, 0.2)) -> Mesh:
        back = [self.face(share, -self.depth) for share in shares[::-1]]
        return loft([*back, *[self.face(share) for share in shares]])

    def ring(self, outer: float, inner: float, height: float) -> Mesh:
        """A raised band between two shares of the outline, closed around."""
        return loft(
            [self.face(inner, -self.depth), self.face(outer, -self.depth), self.face(outer, height),
             self.face(inner, height), self.face(inner, -self.depth * 0.5)]
        )  # fmt: skip

    def bar(self, start: ArrayLike, end: ArrayLike, width: float, height: float) -> Mesh:
        """A raised band across the face from one point (x, z) to another."""
        points = np.linspace(start, end, 7)
        radii = np.linalg.norm(points, axis=1) / np.linalg.norm(self.outline, axis=1).max()
        y = self.bend * points[:, 0] ** 2 - self.bulge * np.maximum(1 - radii**2, 0)
        along = points[-1] - points[0]
        across = np.array([-along[1], along[0]]) / np.linalg.norm(along) * width / 2
        rings = []
        for (x, z), level in zip(points, y, strict=True):
            (a, b), (c, d) = (x, z) + across, (x, z) - across
            rings.append([(a, level + 0.01, b), (a, level - height, b), (c, level - height, d),
                          (c, level + 0.01, d)])  # fmt: skip
        return loft(rings)


def _shield_of(rng: np.random.Generator, plate: _Plate) -> Mesh:
    """The board with whatever it carries: rim, boss, cross, spikes, emblem, straps."""
    parts = [plate.board()]
    height = between(rng, 0.03, 0.1)
    if chance(rng, 0.65):
        inner = between(rng, 0.82, 0.95)
        around_edge = plate.face(1, -plate.depth / 2)[[*range(len(plate.outline)), 0]]
        piped = tube(around_edge, plate.depth * between(rng, 0.6, 1), segments=5)
        raised = plate.ring(between(rng, 1.01, 1.1), inner, height)
        parts.append(piped if chance(rng, 0.35) else raised)
    if chance(rng, 0.15):
        middle = between(rng, 0.4, 0.7)
        parts.append(plate.ring(middle, middle - between(rng, 0.06, 0.12), height))
    if chance(rng, 0.35):
        parts += _relief(rng, plate, height)
    if chance(rng, 0.5):
        parts.append(_boss(rng, plate.bulge))
    if chance(rng, 0.2):
        studs = plate.face(between(rng, 0.86, 0.92), height)[:: max(1, len(plate.outline) // 10)]
        parts += [ball(between(rng, 0.02, 0.04), tuple(at), segments=6, rings=4) for at in studs]
    if chance(rng, 0.5):
        y = plate.depth
        for x in (-0.3, 0.3):
            path = [
                (x, y - 0.02, -0.18),
                (x, y + 0.1, -0.12),
                (x, y + 0.1, 0.12),
                (x, y - 0.02, 0.18),
            ]
            parts.append(tube(path, 0.03, segments=5))
    return assembled(parts)


def _relief(rng: np.random.Generator, plate: _Plate, height: float) -> list[Mesh]:
    """A cross, a saltire, a pale, a chevron or an emblem on the face."""
    wide = between(rng, 0.1, 0.3)
    tilt = between(rng, 40, 55)
    cross = [(plate.end(-90), plate.end(90)), (plate.end(180), plate.end(0))]
    diagonal = [(plate.end(180 + slope), plate.end(slope)) for slope in (tilt, 180 - tilt)]
    top = np.array([0, 0.3])
    chevron = [(plate.end(200), top), (top, plate.end(-20))]
    draw = int(rng.choice(5, p=(0.45, 0.1, 0.2, 0.1, 0.15)))
    if draw < 4:
        lines = (cross, diagonal, cross[:1], chevron)[draw]
        return [plate.bar(start, end, wide, height) for start, end in lines]
    points = int(rng.choice((3, 4, 5, 6, 8)))
    turns = np.arange(points * 2) * np.pi / points + np.pi / 2
    radii = np.tile([0.5, 0.5 * between(rng, 0.35, 0.75)], points)
    star = np.column_stack([np.cos(turns), np.sin(turns)]) * radii[:, None]
    return [prism(star, 0.1, at=(0, -plate.bulge, 0))]


def _boss(rng: np.random.Generator, bulge: float) -> Mesh:
    size = between(rng, 0.13, 0.34)
    sides = drawn_sides(rng)
    bosses = (
        ball((size, size * between(rng, 0.4, 0.9), size), segments=sides, rings=6),
        turned(cylinder(size, size, top=between(rng, 0, 0.8), segments=sides), "x", 90),
        assembled(
            ball((size, size * 0.5, size), segments=sides, rings=6),
            turned(cylinder(size * 0.4, size * between(rng, 1, 2.5), top=0, segments=6), "x", 90),
        ),
        assembled(
            turned(cylinder(size * 1.2, 0.05, segments=sides), "x", 90),
            ball((size * 0.75, size * 0.6, size * 0.75), segments=sides, rings=6),
        ),
    )
    return moved(bosses[rng.integers(4)], (0, -bulge * 0.96, 0))


def _round_shield(rng: np.random.Generator) -> Mesh:
    """A disc from buckler to hoplite's, at times oval or ringed with spikes."""
    count = int(rng.choice((8, 10, 12, 16, 20, 24, 28)))
    turns = np.arange(count) * 2 * np.pi / count
    stretch = between(rng, 1.2, 1.6) if chance(rng, 0.15) else 1.0
    outline = np.column_stack([np.cos(turns), np.sin(turns) * stretch])
    plate = _Plate(rng, outline, between(rng, 0.03, 0.14))
    if chance(rng, 0.25):
        plate.bulge = between(rng, 0.3, 0.6)
    parts = [_shield_of(rng, plate)]
    if chance(rng, 0.12):
        spike = cylinder(between(rng, 0.05, 0.1), between(rng, 0.15, 0.4), top=0, segments=5)
        ring = around(turned(moved(spike, (0, 0, 0.95)), "y", 90), int(rng.integers(6, 13)))
        parts.append(turned(assembled(ring), "x", 90))
    return assembled(parts)


def _pointed_shield(rng: np.random.Generator) -> Mesh:
    """Heater, kite, and the knight's shield of cartoons: a top edge, sides, a point below."""
    steps = int(rng.integers(3, 9))
    turns = np.linspace(0, 1, steps + 1)
    tall = between(rng, 0.9, 1.9)
    straight = between(rng, 0, 0.5) * tall
    belly = between(rng, 1.4, 3)
    side = np.column_stack([1 - turns**belly, -straight - turns * tall])
    shoulder = between(rng, -0.2, 0.25)
    tops = (
        [(-1, 0)],
        [(0, shoulder), (-1, 0)],
        [(0.5, shoulder * 0.75), (0, shoulder), (-0.5, shoulder * 0.75), (-1, 0)],
        [(0.55, -0.12), (0, 0.12), (-0.55, -0.12), (-1, 0)],
        [(0.87, 0.4), (0.5, 0.75), (0, 0.9), (-0.5, 0.75), (-0.87, 0.4), (-1, 0)],
    )
    top = tops[rng.choice(5, p=(0.25, 0.25, 0.2, 0.15, 0.15))]
    outline = np.array([*top, *(side * (-1, 1)), *side[::-1], (1, 0)])
    outline[:, 1] += (tall + straight) * between(rng, 0.4, 0.5)
    return _shield_of(rng, _Plate(rng, _cleaned(outline), between(rng, 0.04, 0.16)))


def _cleaned(outline: np.ndarray) -> np.ndarray:
    """The outline's points in order of their angle about the origin, without doubles."""
    angles = np.arctan2(outline[:, 1], outline[:, 0])
    _, kept = np.unique(np.round(angles, 3), return_index=True)
    return outline[kept]


def _tower_shield(rng: np.random.Generator) -> Mesh:
    """A tall board, flat or bent like the Roman scutum, its corners square, cut or rounded."""
    wide, tall = 0.75, between(rng, 1, 1.5)
    cut = rng.choice((0.02, 1)) * between(rng, 0.05, 0.35)
    x = np.linspace(-wide + cut, wide - cut, 7)
    arch = between(rng, -0.05, 0.3) if chance(rng, 0.4) else 0.0
    edge = np.column_stack([x, tall + arch * (1 - (x / wide) ** 2)])
    sides = [(-wide, tall - cut), (-wide, 0), (-wide, -tall + cut)]
    right = [(-x, z) for x, z in sides[::-1]]
    lower = (
        edge[::-1] * (1, -1) if chance(rng, 0.5) else np.column_stack([edge[::-1, 0], 0 * x - tall])
    )
    outline = np.concatenate([edge, sides, lower, right])
    plate = _Plate(rng, _cleaned(outline), between(rng, 0.04, 0.12))
    plate.bend = between(rng, 0.2, 0.9) if chance(rng, 0.65) else 0.0
    plate.bulge *= 0.3
    return _shield_of(rng, plate)


def _angular_shield(rng: np.random.Generator) -> Mesh:
    """Six- or eight-sided, or a lozenge: sci-fi and fantasy."""
    count = int(rng.choice((4, 5, 6, 6, 8)))
    turns = np.arange(count) * 2 * np.pi / count + np.pi / 2 * rng.choice((1, 0))
    outline = np.column_stack([np.cos(turns), np.sin(turns)]) * (1, between(rng, 1, 1.7))
    if count == 5:
        outline = np.array([(1, 0.8), (-1, 0.8), (-1, -0.2), (0, -1.2), (1, -0.2)])
    plate = _Plate(rng, outline, between(rng, 0.04, 0.15))
    dense = [outline + (np.roll(outline, -1, axis=0) - outline) * t for t in (0, 1 / 3, 2 / 3)]
    plate.outline = np.stack(dense, axis=1).reshape(-1, 2)
    return _shield_of(rng, plate)


def _winged_shield(rng: np.random.Generator) -> Mesh:
    """A fantasy outline: horns at the top corners, waisted sides, a long point."""
    horn, waist = between(rng, 0.1, 0.5), between(rng, 0.55, 0.95)
    half = [(0.0, between(rng, 0.5, 0.9)), (0.4, 0.5), (0.85, 0.6 + horn), (1, 0.5)]
    half += [(waist, 0.1), (between(rng, 0.7, 1) * waist + 0.1, -0.35), (0.4, -0.85)]
    half += [(0, -between(rng, 1.05, 1.5))]
    outline = np.array(half + [(-x, z) for x, z in half[-2:0:-1]])
    return _shield_of(rng, _Plate(rng, _cleaned(outline), between(rng, 0.05, 0.16)))


def _plank_shield(rng: np.random.Generator) -> Mesh:
    """Boards side by side within a circle or a rectangle, held by battens or a boss."""
    count = int(rng.integers(3, 8))
    edges = np.linspace(-1, 1, count + 1)
    is_round, depth = chance(rng, 0.6), between(rng, 0.06, 0.14)
    parts = []
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        reach = np.sqrt(1.05 - ((low + high) / 2) ** 2) if is_round else 1.2
        top, foot = reach * rng.uniform(0.93, 1.05, 2)
        gap = between(rng, 0.005, 0.02)
        lift = between(rng, 0, 0.03)
        parts.append(box((low + gap, lift, -foot), (high - gap, depth + lift, top)))
    if chance(rng, 0.7):
        parts.append(_boss(rng, 0))
    if chance(rng, 0.6):
        parts += [box((-0.85, -0.05, z - 0.08), (0.85, 0.01, z + 0.08)) for z in (-0.5, 0.5)]
    if is_round and chance(rng, 0.5):
        parts.append(
            moved(turned(torus(1, 0.06, segments=20, sides=5), "x", 90), (0, depth / 2, 0))
        )
    return assembled(parts)
