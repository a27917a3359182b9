"""Shapes that plants, rocks and trees share."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    blob,
    chance,
    cylinder,
    moved,
    rounded,
    scaled,
    sheet,
    solid,
    tube,
    turned,
)

Clump = Callable[[Point, Point], Mesh]


@lru_cache(maxsize=4)
def _icosphere(level: int) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    golden = (1 + 5**0.5) / 2
    signs = [(a, b) for a in (-1, 1) for b in (-golden, golden)]
    points = np.array(
        [(0, a, b) for a, b in signs]
        + [(a, b, 0) for a, b in signs]
        + [(b, 0, a) for a, b in signs]
    )
    faces = _hull(points)
    for _ in range(level):
        corners = points[faces]
        middles = (corners + np.roll(corners, -1, axis=1)) / 2
        a, b, c = corners.transpose(1, 0, 2)
        ab, bc, ca = middles.transpose(1, 0, 2)
        split = np.stack([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], axis=1).reshape(-1, 3)
        points, index = np.unique(split.round(9), axis=0, return_inverse=True)
        faces = index.reshape(-1, 3)
    return points / np.linalg.norm(points, axis=1, keepdims=True), faces.astype(np.int32)


def _hull(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """The triangles between neighbours two apart: an icosahedron's faces, seen from outside."""
    near = np.abs(np.linalg.norm(points[:, None] - points[None], axis=2) - 2) < 1e-6
    faces = []
    for a in range(len(points)):
        for b in range(a + 1, len(points)):
            for c in range(b + 1, len(points)):
                if near[a, b] and near[b, c] and near[a, c]:
                    is_outward = np.linalg.det(points[[a, b, c]]) > 0
                    faces.append((a, b, c) if is_outward else (a, c, b))
    return np.array(faces)


def rough_lump(rng: np.random.Generator, level: int, roughness: float) -> Mesh:
    """An uneven icosphere of radius one."""
    points, faces = _icosphere(level)
    waves, phases = rng.normal(size=(5, 3)) * 1.8, rng.uniform(0, 2 * np.pi, 5)
    size = 1 + roughness * (1.5 * np.sin(points @ waves.T + phases).mean(axis=1))
    size += roughness * 0.4 * rng.normal(size=len(points))
    return solid(points * np.clip(size, 0.4, 1.7)[:, None], faces)


def clumps(rng: np.random.Generator) -> Clump:
    """How one author makes foliage: a maker of clumps of given radii at given places."""
    roughness = between(rng, 0.02, 0.28)
    level = int(rng.choice([1, 1, 2]))
    segments, rings = int(rng.integers(6, 13)), int(rng.integers(4, 8))
    is_flat_below = chance(rng, 0.2)

    def icosphere(radius: Point, at: Point) -> Mesh:
        made = turned(rough_lump(rng, level, roughness), "z", between(rng, 0, 360))
        vertices = made.vertices.copy()
        if is_flat_below:
            vertices[:, 2] = np.maximum(vertices[:, 2], -0.45)
        return solid(vertices * radius + np.array(at), made.faces)

    def uneven_ball(radius: Point, at: Point) -> Mesh:
        return blob(rng, radius, at, roughness=roughness, segments=segments, rings=rings)

    def smooth_ball(radius: Point, at: Point) -> Mesh:
        return ball(radius, at, segments=segments + 3, rings=rings + 1)

    def bevelled(radius: Point, at: Point) -> Mesh:
        size = tuple(2 * float(r) for r in radius)
        made = rounded(size, (0, 0, -radius[2]), radius=0.5 * min(size), steps=1)
        return moved(turned(made, "z", between(rng, 0, 90)), at)

    makers = (icosphere, uneven_ball, smooth_ball, bevelled)
    return makers[rng.choice(4, p=[0.55, 0.22, 0.17, 0.06])]


def leaf_blade(
    length: float,
    width: float,
    rise: float,
    droop: float,
    *,
    shape: float = 0.0,
    steps: int = 4,
    fold: float = 0.0,
) -> Mesh:
    """A leaf from the origin along X: `rise` degrees at its root, `droop` fewer at its tip.

    `shape` 0 is widest at the root (grass), 0.5 in the middle; `fold` raises the edges.
    """
    share = np.linspace(0, 1, steps + 1)
    angles = np.radians(rise - droop * share)
    stride = length / steps
    x = np.concatenate([[0], np.cumsum(np.cos(angles[:-1]))]) * stride
    z = np.concatenate([[0], np.cumsum(np.sin(angles[:-1]))]) * stride
    if shape > 0:
        half = np.sin(np.pi * share ** (np.log(0.5) / np.log(min(shape, 0.9)))) + 0.06
    else:
        half = 1 - 0.95 * share
    half *= width / 2
    across = np.array([-1.0, 0.0, 1.0] if fold else [-1.0, 1.0])
    grid = np.zeros((steps + 1, len(across), 3))
    grid[:, :, 0] = x[:, None]
    grid[:, :, 1] = half[:, None] * across
    grid[:, :, 2] = z[:, None] + fold * half[:, None] * np.abs(across)
    return sheet(grid, 0.02 * width + 0.004 * length)


def rosette(
    rng: np.random.Generator,
    count: int,
    length: float,
    width: float,
    rise: tuple[float, float],
    droop: tuple[float, float],
    *,
    shape: float = 0.0,
    spread: float = 0.0,
    fold: float = 0.0,
    steps: int = 4,
) -> Mesh:
    """Blades all round the origin, each of its own length, rise and droop."""
    blades = []
    for step in range(count):
        blade = leaf_blade(
            length * between(rng, 0.7, 1.1),
            width * between(rng, 0.8, 1.2),
            between(rng, *rise),
            between(rng, *droop),
            shape=shape,
            fold=fold,
            steps=steps,
        )
        blade = moved(blade, (spread * rng.random(), 0, 0))
        blades.append(turned(blade, "z", 360 / count * step + between(rng, -15, 15)))
    return assembled(blades)


def cards(rng: np.random.Generator, middles: ArrayLike, size: float, slim: float = 0.6) -> Mesh:
    """A two-sided four-cornered leaf at every one of the middles (N, 3), any way up."""
    places = np.asarray(middles, np.float64)
    count = len(places)
    along = rng.normal(size=(count, 3))
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    side = np.cross(along, rng.normal(size=(count, 3)))
    side *= slim / (np.linalg.norm(side, axis=1, keepdims=True) + 1e-9)
    reach = size * rng.uniform(0.6, 1.3, (count, 1)) / 2
    corners = [places - along * reach, places + side * reach]
    corners += [places + along * reach, places - side * reach]
    vertices = np.stack(corners, axis=1).reshape(-1, 3)
    start = 4 * np.arange(count)[:, None]
    quads = [start + np.array(corner) for corner in ((0, 1, 2), (0, 2, 3), (0, 2, 1), (0, 3, 2))]
    return solid(vertices, np.concatenate(quads))


def in_ball(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Points within the unit ball, most of them near its surface."""
    points = rng.normal(size=(count, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    return points * rng.uniform(0.5, 1.0, (count, 1))


def bent_stem(
    rng: np.random.Generator,
    height: float,
    radius: float,
    *,
    lean: float = 0.1,
    top: float = 0.6,
    segments: int = 6,
    steps: int = 4,
) -> tuple[Mesh, NDArray[np.float64]]:
    """A bent, tapering stem from the origin, and its path."""
    share = np.linspace(0, 1, steps + 1)
    turn = rng.uniform(0, 2 * np.pi)
    bow = height * lean * rng.normal() * share**1.6
    wave = height * lean * 0.3 * rng.normal() * np.sin(np.pi * share)
    path = np.column_stack(
        [
            np.cos(turn) * bow - np.sin(turn) * wave,
            np.sin(turn) * bow + np.cos(turn) * wave,
            height * share,
        ]
    )
    return tube(path, radius * (1 - (1 - top) * share), segments=segments), path


def scattered(rng: np.random.Generator, radius: float) -> tuple[float, float]:
    angle, reach = rng.uniform(0, 2 * np.pi), radius * rng.random() ** 0.5
    return float(np.cos(angle) * reach), float(np.sin(angle) * reach)


def cut_below(made: Mesh, level: float) -> Mesh:
    """What is under a level is pressed up to it."""
    vertices = made.vertices.copy()
    vertices[:, 2] = np.maximum(vertices[:, 2], level)
    return solid(vertices, made.faces)


def grass_tuft(rng: np.random.Generator) -> Mesh:
    """Grass blades from one root."""
    count, droop = int(rng.integers(4, 28)), between(rng, 0, 90)
    width = between(rng, 0.04, 0.3) * (6 / count) ** 0.4
    low = between(rng, 35, 75)
    steps, spread = int(rng.integers(1, 5)), between(rng, 0, 0.5)
    if chance(rng, 0.25):
        blade = cylinder(width * 0.5, 1, top=0.0, segments=int(rng.integers(3, 5)))
        blades = [
            moved(
                turned(
                    turned(scaled(blade, between(rng, 0.5, 1)), "y", between(rng, 0, 45)), "z", a
                ),
                (*scattered(rng, spread), 0),
            )
            for a in rng.uniform(0, 360, count)
        ]
        return assembled(blades)
    fold = between(rng, 0.2, 0.8) * chance(rng, 0.3)
    return rosette(
        rng, count, 1, width, (low, 90), (0, droop), spread=spread, steps=steps, fold=fold
    )


def frond(rng: np.random.Generator, length: float, width: float, rise: float, droop: float) -> Mesh:
    """A fern's leaf along X: a rib with leaflets on both sides."""
    pairs, share = int(rng.integers(5, 9)), np.linspace(0, 1, 6)
    angles = np.radians(rise - droop * share)
    path = np.cumsum(np.column_stack([np.cos(angles), 0 * angles, np.sin(angles)]), axis=0)
    path = (path - path[0]) * length / 5
    parts = [tube(path, length * 0.012 * (1.2 - share), segments=3)]
    leaflets = []
    for place in np.linspace(0.15, 0.97, pairs):
        at = [np.interp(place, share, path[:, k]) for k in range(3)]
        reach = width * np.sin(np.pi * place**0.7) ** 0.7 + 0.02
        step = length / pairs * 0.5
        for side in (-1, 1):
            tip = [at[0] + step, side * reach, at[2] - 0.15 * reach]
            leaflets += [at, [at[0] + step, 0, at[2]], tip]
    corners = np.array(leaflets)
    faces = np.arange(len(corners)).reshape(-1, 3)
    return assembled(parts, solid(corners, np.concatenate([faces, faces[:, ::-1]])))


def branching(
    rng: np.random.Generator,
    *,
    height: float,
    radius: float,
    depth: int,
    sides: int,
    spread: float,
    taper: float,
) -> Mesh:
    """Forking branches from the origin, up: a tree without leaves."""
    parts: list[Mesh] = []
    tips = [(np.zeros(3), np.array([0.0, 0.0, 1.0]), height, radius)]
    for level in range(depth + 1):
        grown = []
        for start, along, length, thick in tips:
            kink = start + along * length * 0.5 + rng.normal(size=3) * length * 0.07
            end = start + along * length
            last = thick * taper * (0.3 if level == depth else 1.0)
            path, radii = [start, kink, end], [thick, thick * (1 + taper) / 2, last]
            parts.append(tube(path, radii, segments=max(3, sides - level)))
            for step in range(int(rng.integers(2, 4)) if level < depth else 0):
                tilt = np.tan(np.radians(spread * between(rng, 0.5, 1.3)))
                side = np.cross(along, rng.normal(size=3))
                side /= np.linalg.norm(side) + 1e-9
                way = along + side * tilt + (0, 0, 0.15)
                way /= np.linalg.norm(way) + 1e-9
                root = end if step < 2 else kink
                grown.append((root, way, length * between(rng, 0.55, 0.9), thick * taper * 0.8))
        tips = grown
    return assembled(parts)
