"""Sample assets made by formula: names in, small coloured meshes out.

For the demonstration and for tests; each is a metre or two high and stands on z = 0.
"""

from collections.abc import Callable

import numpy as np

from .datatypes import Mesh
from .meshes import join
from .parametric import shapes
from .parametric.shapes import Color, Point, lathe, solid

WOOD: Color = (0.62, 0.42, 0.25)
CLOTH: Color = (0.25, 0.42, 0.62)
LEAF: Color = (0.25, 0.55, 0.25)
METAL: Color = (0.65, 0.67, 0.7)
CLAY: Color = (0.75, 0.35, 0.25)
PAPER: Color = (0.92, 0.88, 0.78)


def box(low: Point, high: Point, color: Color = WOOD) -> Mesh:
    """An axis-aligned box between two corners, of wood unless told otherwise."""
    return shapes.box(low, high, color)


def _legs(half: float, thickness: float, height: float, color: Color = WOOD) -> list[Mesh]:
    edge = half - thickness
    return [
        box((x, y, 0), (x + thickness, y + thickness, height), color)
        for x in (-half, edge)
        for y in (-half, edge)
    ]


def chair() -> Mesh:
    """Four legs, a seat, a back with bars."""
    back = [
        box((-0.22, 0.18, 0.9), (0.22, 0.22, 1.0)),
        *(box((x, 0.18, 0.5), (x + 0.04, 0.22, 0.95)) for x in (-0.22, -0.02, 0.18)),
    ]
    return join([*_legs(0.22, 0.05, 0.45), box((-0.24, -0.24, 0.45), (0.24, 0.24, 0.5)), *back])


def table() -> Mesh:
    """Four legs and a top."""
    return join([*_legs(0.55, 0.07, 0.7), box((-0.65, -0.65, 0.7), (0.65, 0.65, 0.76))])


def sofa() -> Mesh:
    """A seat between two arms and a back."""
    return join(
        [
            box((-0.9, -0.4, 0.1), (0.9, 0.4, 0.45), CLOTH),
            box((-0.9, 0.25, 0.45), (0.9, 0.45, 0.9), CLOTH),
            box((-1.05, -0.4, 0.1), (-0.85, 0.45, 0.65), CLOTH),
            box((0.85, -0.4, 0.1), (1.05, 0.45, 0.65), CLOTH),
        ]
    )


def bookshelf() -> Mesh:
    """Sides, shelves, and books of three colours."""
    shelves = [box((-0.5, -0.15, z), (0.5, 0.15, z + 0.03)) for z in (0, 0.45, 0.9, 1.35, 1.8)]
    sides = [box((x, -0.15, 0), (x + 0.03, 0.15, 1.83)) for x in (-0.53, 0.5)]
    books = [
        box((x, -0.1, z), (x + 0.07, 0.14, z + 0.3), (CLAY, CLOTH, LEAF)[index % 3])
        for z in (0.03, 0.48, 0.93, 1.38)
        for index, x in enumerate(np.arange(-0.48, 0.3, 0.08))
    ]
    return join([*shelves, *sides, *books, box((-0.5, 0.14, 0), (0.5, 0.16, 1.83))])


def cup() -> Mesh:
    """A hollow cup with a handle."""
    wall = lathe([(0, 0), (0.35, 0), (0.42, 0.9), (0.38, 0.9), (0.32, 0.06), (0, 0.06)], CLAY)
    bars = [
        box((0.38, -0.05, 0.65), (0.68, 0.05, 0.74), CLAY),
        box((0.38, -0.05, 0.2), (0.68, 0.05, 0.29), CLAY),
        box((0.6, -0.05, 0.2), (0.68, 0.05, 0.74), CLAY),
    ]
    return join([wall, *bars])


def bottle() -> Mesh:
    """A bottle with shoulders, a neck and a cork."""
    glass = [(0, 0), (0.25, 0), (0.25, 0.7), (0.1, 0.95), (0.1, 1.25), (0.0, 1.25)]
    return join(
        [lathe(glass, LEAF), lathe([(0.0, 1.25), (0.07, 1.25), (0.07, 1.35), (0, 1.35)], WOOD)]
    )


def lamp() -> Mesh:
    """A standing lamp: foot, pole, shade."""
    foot = lathe([(0, 0), (0.25, 0), (0.25, 0.04), (0.03, 0.05), (0.03, 1.3), (0, 1.3)], METAL)
    return join([foot, lathe([(0.35, 1.2), (0.2, 1.6), (0.0, 1.6)], PAPER)])


def barrel() -> Mesh:
    """A barrel with two hoops."""
    staves = lathe([(0, 0), (0.35, 0), (0.45, 0.35), (0.45, 0.65), (0.35, 1), (0, 1)], WOOD)
    hoops = [
        lathe([(0.44, z), (0.465, z), (0.465, z + 0.07), (0.44, z + 0.07)], METAL)
        for z in (0.3, 0.63)
    ]
    return join([staves, *hoops])


def tree() -> Mesh:
    """A trunk under three cones."""
    cones = [
        lathe([(0, z), (r, z), (0, z + 0.9)], LEAF)
        for z, r in ((0.5, 0.7), (1.0, 0.55), (1.5, 0.4))
    ]
    return join([lathe([(0.0, 0), (0.12, 0), (0.1, 0.6), (0, 0.6)], WOOD), *cones])


def building() -> Mesh:
    """A house: walls, a pitched roof, a door, windows, a chimney."""
    roof = solid(
        np.array(
            [
                [-1.1, -0.9, 1.2],
                [1.1, -0.9, 1.2],
                [1.1, 0.9, 1.2],
                [-1.1, 0.9, 1.2],
                [-1.1, 0, 2],
                [1.1, 0, 2],
            ],
            np.float64,
        ),
        np.array(
            [
                [0, 1, 5],
                [0, 5, 4],
                [2, 3, 4],
                [2, 4, 5],
                [0, 4, 3],
                [1, 2, 5],
                [0, 3, 2],
                [0, 2, 1],
            ],
            np.int32,
        ),
        CLAY,
    )
    windows = [
        box((x, y, 0.5), (x + 0.35, y + 0.02, 0.9), CLOTH)
        for x in (-0.75, 0.4)
        for y in (-0.81, 0.79)
    ]
    door = box((-0.15, -0.82, 0), (0.15, -0.8, 0.75), WOOD)
    chimney = box((0.5, 0.2, 1.5), (0.7, 0.4, 2.2), CLAY)
    return join([box((-1, -0.8, 0), (1, 0.8, 1.2), PAPER), roof, door, chimney, *windows])


def sword() -> Mesh:
    """A standing sword: grip, guard, blade."""
    blade = lathe([(0.0, 0.45), (0.07, 0.45), (0.06, 1.5), (0, 1.7)], METAL, segments=4)
    grip = lathe([(0, 0), (0.06, 0.02), (0.035, 0.08), (0.035, 0.42), (0, 0.42)], WOOD)
    return join([blade, grip, box((-0.2, -0.04, 0.4), (0.2, 0.04, 0.47), METAL)])


def fence() -> Mesh:
    """Pickets on two rails."""
    pickets = [box((x, -0.03, 0), (x + 0.12, 0.03, 0.9)) for x in np.arange(-1, 1, 0.22)]
    rails = [box((-1, 0.03, z), (1.0, 0.07, z + 0.1)) for z in (0.25, 0.6)]
    return join([*pickets, *rails])


SAMPLES: dict[str, Callable[[], Mesh]] = {
    make.__name__: make
    for make in (
        chair, table, sofa, bookshelf, cup, bottle, lamp, barrel, tree, building, sword, fence,
    )
}  # fmt: skip
