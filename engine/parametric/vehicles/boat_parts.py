"""The hull that boats and ships share."""

from dataclasses import dataclass

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, loft, mirrored, tube
from .parts import Parts


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
