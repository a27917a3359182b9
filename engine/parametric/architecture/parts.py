"""Shapes that several classes of architecture share."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...datatypes import Mesh
from ..shapes import (
    Point,
    around,
    assembled,
    between,
    block,
    box,
    chance,
    lathe,
    loft,
    moved,
    prism,
    solid,
)


def boxes(middles: ArrayLike, sizes: ArrayLike) -> Mesh:
    """Many boxes (N, 3) at once, each around its middle."""
    places = np.asarray(middles, np.float64).reshape(-1, 1, 3)
    extents = np.broadcast_to(np.asarray(sizes, np.float64), (len(places), 3))[:, None]
    unit = box((-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    faces = unit.faces[None] + 8 * np.arange(len(places))[:, None, None]
    return solid((unit.vertices * extents + places).reshape(-1, 3), faces.reshape(-1, 3))


def slab(outline: ArrayLike, depth: float, at: Point = (0, 0, 0)) -> Mesh:
    """A convex counter-clockwise outline in X and Z, with `depth` along Y."""
    points = np.asarray(outline, np.float64)
    rings = [np.insert(points, 1, y, axis=1) for y in (depth / 2, -depth / 2)]
    return moved(loft(rings), at)


def arch_path(
    width: float, height: float, rise: float, *, power: float = 2.0, steps: int = 10
) -> NDArray[np.float64]:
    """The path over an arched opening, right foot to left; a low power makes it pointed."""
    x = np.cos(np.linspace(0, np.pi, steps + 1))
    curve = np.sqrt(np.maximum(0, 1 - x**2)) if power == 2.0 else 1 - np.abs(x) ** power
    top = np.column_stack([x * width / 2, height - rise + rise * curve])
    return np.concatenate([[(width / 2, 0)], top, [(-width / 2, 0)]])


def framed(path: NDArray[np.float64], border: float, depth: float, at: Point = (0, 0, 0)) -> Mesh:
    """A frame around an opening given by its path: `border` wide, outwards."""
    width, height = np.ptp(path[:, 0]), path[:, 1].max()
    outer = path * ((width + 2 * border) / width, (height + border) / height)
    inner_y, rings = np.array((-depth / 2, depth / 2)), []
    for far, near in zip(outer, path, strict=True):
        corners = [(far[0], inner_y[0], far[1]), (far[0], inner_y[1], far[1])]
        rings.append([*corners, (near[0], inner_y[1], near[1]), (near[0], inner_y[0], near[1])])
    return moved(loft(rings), at)


def lumpy(rng: np.random.Generator, mesh: Mesh, amount: float) -> Mesh:
    """The mesh with its corners pushed about smoothly: hewn stone."""
    waves = rng.normal(size=(3, 3)) * 3
    push = np.sin(mesh.vertices @ waves + rng.uniform(0, 6, 3)) * amount
    push[:, 2] *= mesh.vertices[:, 2] > 0.01
    return solid(mesh.vertices + push, mesh.faces)


def arch_outline(
    width: float, height: float, rise: float, *, power: float = 2.0
) -> NDArray[np.float64]:
    """The outline of an arched opening; a low power makes it pointed."""
    turns = np.linspace(0, np.pi, 9)
    x = np.cos(turns)
    curve = np.sin(turns) if power == 2.0 else 1 - np.abs(x) ** power
    top = np.column_stack([x * width / 2, height - rise + rise * curve])
    return np.concatenate([[(-width / 2, 0), (width / 2, 0)], top])


def windows(
    size: tuple[float, float],
    low: float,
    high: float,
    columns: int,
    rows: int,
    *,
    share: tuple[float, float] = (0.5, 0.6),
    out: float = 0.07,
) -> Mesh:
    """A grid of window boxes standing out of all four walls of a house of `size`."""
    middles, extents = [], []
    step = (high - low) / rows
    levels = low + (np.arange(rows) + 0.5) * step
    for wall, (width, depth) in enumerate((size, size[::-1])):
        count = columns if wall == 0 else max(1, round(columns * width / size[0]))
        places = ((np.arange(count) + 0.5) / count - 0.5) * width
        for side in (-depth / 2, depth / 2):
            grid = np.array([(x, side, z) for x in places for z in levels])
            extent = np.array([width / count * share[0], 2 * out, step * share[1]])
            order = [0, 1, 2] if wall == 0 else [1, 0, 2]
            middles.append(grid[:, order])
            extents.append(np.tile(extent[order], (len(grid), 1)))
    return boxes(np.concatenate(middles), np.concatenate(extents))


def gable_roof(
    rng: np.random.Generator, half: float, depth: float, low: float, rise: float
) -> Mesh:
    """A saddle roof with its ridge along Y: solid, or two leaning slabs with an overhang."""
    over = between(rng, 0.02, 0.25) * half
    drop = rise * over / half
    if chance(rng, 0.3):
        return prism([(-half - over, low), (half + over, low), (0, low + rise)], depth + over)
    thick = between(rng, 0.04, 0.15) * half
    outline = [
        (-half - over, low - drop), (0, low + rise), (half + over, low - drop),
        (half + over, low - drop + thick), (0, low + rise + thick * 1.2),
        (-half - over, low - drop + thick),
    ]  # fmt: skip
    roof = prism(outline, depth + 2 * over)
    filling = prism([(-half, low - 0.01), (half, low - 0.01), (0, low + rise)], depth)
    return assembled(roof, filling)


def parapet(rng: np.random.Generator, width: float, depth: float, low: float) -> list[Mesh]:
    """The upper edge of a flat roof: a slab, a low wall around it, or a cornice."""
    over = 1 + between(rng, 0.01, 0.1)
    size = (width * over, depth * over)
    if chance(rng, 0.4):
        return [block((*size, between(rng, 0.05, 0.15)), (0, 0, low))]
    high = between(rng, 0.08, 0.25)
    walls = [block((size[0], 0.07, high), (0, side * size[1] / 2, low - 0.03)) for side in (-1, 1)]
    walls += [block((0.07, size[1], high), (side * size[0] / 2, 0, low - 0.03)) for side in (-1, 1)]
    return walls


def battlements(rng: np.random.Generator, size: float, low: float) -> list[Mesh]:
    """Merlons along the four edges of a square tower."""
    count, high = int(rng.integers(2, 6)), size * between(rng, 0.1, 0.22)
    tooth, thick = size / (2 * count + 1), size * between(rng, 0.06, 0.14)
    places = np.linspace(-0.5, 0.5, count + 1) * (size - tooth)
    edge = size / 2 - thick / 2
    spots = [(x, y, low + high / 2) for x in places for y in (-edge, edge)]
    turned_spots = [(y, x, z) for x, y, z in spots]
    rim = between(rng, 0.2, 0.6) * high
    walls = [((0, y, low + rim / 2), (size, thick, rim)) for y in (-edge, edge)]
    walls += [((x, 0, low + rim / 2), (thick, size, rim)) for x in (-edge, edge)]
    return [
        boxes(spots, (tooth * 1.1, thick, high)),
        boxes(turned_spots, (thick, tooth * 1.1, high)),
        boxes(*zip(*walls, strict=True)),
    ]


def round_battlements(
    rng: np.random.Generator, radius: float, low: float, segments: int
) -> list[Mesh]:
    count, high = int(rng.integers(5, 13)), radius * between(rng, 0.2, 0.45)
    thick = radius * between(rng, 0.1, 0.22)
    width = 2 * np.pi * radius / count * between(rng, 0.4, 0.6)
    merlon = block((thick, width, high), (radius - thick / 2, 0, low))
    rim = [(radius - thick, low), (radius, low), (radius, low + high * 0.4),
           (radius - thick, low + high * 0.4), (radius - thick, low)]  # fmt: skip
    return [*around(merlon, count), lathe(rim, segments=segments)]
