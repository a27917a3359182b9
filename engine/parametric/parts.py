"""Types and helpers that the assets of several themes share."""

from collections.abc import Callable, Sequence

import numpy as np

from ..datatypes import Mesh
from .shapes import Point, moved, tube

Design = Callable[[np.random.Generator], Mesh]
Profile = list[tuple[float, float]]


def drawn(rng: np.random.Generator, designs: Sequence[tuple[Design, float]]) -> Mesh:
    """A mesh of one of the (design, weight) pairs."""
    weights = np.array([weight for _, weight in designs])
    return designs[rng.choice(len(designs), p=weights / weights.sum())][0](rng)


def drawn_sides(rng: np.random.Generator) -> int:
    """How many sides the round parts of an asset get."""
    return int(rng.choice([6, 8, 10, 12, 16, 20]))


def grounded(mesh: Mesh) -> Mesh:
    """The mesh moved up or down to stand on z = 0."""
    return moved(mesh, (0, 0, -float(mesh.vertices[:, 2].min())))


def rod_between(
    start: Point, end: Point, radius: float | Sequence[float], segments: int = 6
) -> Mesh:
    """A round bar between two points."""
    return tube([start, end], radius, segments=segments)
