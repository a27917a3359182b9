"""The hull, oars and sails that boats and ships share."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    chance,
    cylinder,
    loft,
    mirrored,
    prism,
    sheet,
    tube,
)
from .parts import Parts, rod_x, rod_y


@dataclass(frozen=True)
class Hull:
    """A hull along X. `stern` is its share of the beam there, `bow` the bow's fullness."""

    length: float
    beam: float
    depth: float
    stern: float = 0.8
    bow: float = 2.0
    bow_rise: float = 0.2
    stern_rise: float = 0.05
    rake: float = 0.1
    section: float = 2.5
    middle: float = 0.42
    points: int = 7

    def half(self, t: float) -> float:
        """Half the beam at the share t of the length, 0 at the stern."""
        if t > self.middle:
            share = 1 - ((t - self.middle) / (1 - self.middle)) ** self.bow
        else:
            share = 1 - (1 - self.stern) * ((self.middle - t) / self.middle) ** 2.2
        return self.beam / 2 * max(share, 0.02)

    def deck(self, t: float) -> float:
        """The deck's height."""
        ahead = max(t - self.middle, 0) / (1 - self.middle)
        behind = max(self.middle - t, 0) / self.middle
        return self.depth * (1 + self.bow_rise * ahead**2 + self.stern_rise * behind**2)

    def x(self, t: float) -> float:
        """The place along X."""
        return (t - 0.5) * self.length

    def _ring(self, t: float, thick: float | None) -> np.ndarray:
        angles = np.linspace(np.pi, 0, self.points)
        share = 2 / self.section
        across = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** share
        down = np.abs(np.sin(angles)) ** share
        ahead = max(t - self.middle, 0) / (1 - self.middle)
        behind = max(self.middle - t, 0) / self.middle
        ends = 0.6 * ahead**4 + (1 - self.stern) * 0.5 * behind**4
        deck, half = self.deck(t), self.half(t)
        low = deck - (deck - ends * self.depth) * down
        x = self.x(t) + self.rake * self.length * (ahead**3 * (1 - down))
        x = x - self.rake * 0.4 * self.length * (behind**3 * (1 - down))
        outer = np.column_stack([x, across * half, low])
        if thick is None:
            return outer
        reach = max(half - thick, half * 0.3) / half
        floor = 0.02 if t in (0.0, 1.0) else 0.8
        inner = np.column_stack([x, across * half * reach, deck - (deck - low) * floor])
        return np.concatenate([outer, inner[::-1]])

    def mesh(self, thick: float | None = None) -> Mesh:
        """The hull with a flat deck, or open with sides as thick as said."""
        stations = [0, 0.04, 0.15, 0.3, 0.45, 0.6, 0.72, 0.82, 0.9, 0.96, 1.0]
        return loft([self._ring(float(t), thick) for t in stations])

    def storey(self, start: float, stop: float, low: float, high: float, wide: float = 1) -> Mesh:
        """A castle or deckhouse that follows the hull's sides, from low to high above the deck."""
        rings = []
        for t in np.linspace(start, stop, 5):
            y, z, x = self.half(t) * wide, self.deck(t), self.x(t)
            rings.append([(x, -y, z + low), (x, y, z + low), (x, y, z + high), (x, -y, z + high)])
        return loft(rings)

    def rail(self, start: float, stop: float, height: float, radius: float) -> Parts:
        """A rail along both sides."""
        ts = np.linspace(start, stop, 8)
        line = [(self.x(t), self.half(t) * 0.95, self.deck(t) + height) for t in ts]
        posts = [
            tube([(x, y, z - height), (x, y, z)], radius * 0.8, segments=4) for x, y, z in line[::2]
        ]
        return mirrored(assembled(tube(line, radius, segments=4), posts), "y")


def oars(rng: np.random.Generator, hull: Hull, ts: Sequence[float]) -> Parts:
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


def square_sail(
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


def triangle_sail(tack: Point, clew: Point, head: Point, belly: float) -> Mesh:
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


def fore_and_aft(rng: np.random.Generator, hull: Hull, t: float, tall: float) -> Parts:
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
            parts += [triangle_sail(*main, belly), triangle_sail(main[1], main[2], peak, belly)]
        else:
            parts.append(triangle_sail(*main, belly))
    if chance(rng, 0.7):
        bow = hull.x(1.0) + between(rng, -0.03, 0.12)
        head = (x + 0.015, 0, z + tall * between(rng, 0.6, 0.95))
        parts.append(
            triangle_sail((bow, 0, hull.deck(1.0) + 0.03), (x + 0.03, 0, boom), head, belly)
        )
    if chance(rng, 0.35):
        flag = [(x, z + tall), (x - 0.12, z + tall - 0.04), (x, z + tall - 0.09)]
        parts.append(prism(flag, 0.008))
    return parts
