"""Plants, rocks and trees made by formula: a random generator in, a mesh out."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..datatypes import Mesh
from .shapes import (
    Point,
    around,
    assembled,
    ball,
    between,
    blob,
    block,
    chance,
    cylinder,
    lathe,
    loft,
    moved,
    rounded,
    scaled,
    sheet,
    solid,
    torus,
    tube,
    turned,
)

Clump = Callable[[Point, Point], Mesh]


def plant(rng: np.random.Generator) -> Mesh:
    """Bush, hedge, flower, grass, fern, potted or hanging plant, cactus, reeds, lily, crop."""
    designs = {
        _bush: 13,
        _leafy_bush: 6,
        _hedge: 5,
        _flower: 13,
        _flower_group: 6,
        _tuft: 11,
        _grass_patch: 4,
        _fern: 6,
        _succulent: 4,
        _potted: 16,
        _hanging: 4,
        _planter_box: 4,
        _saguaro: 5,
        _barrel_cactus: 3,
        _prickly_pear: 3,
        _reeds: 5,
        _water_lily: 4,
        _stalks: 6,
        _cabbage: 3,
        _crop_bed: 3,
        _sprout: 4,
        _seaweed: 3,
        _twiggy_bush: 3,
        _big_leaves: 6,
    }
    return _drawn(rng, designs)


def rock(rng: np.random.Generator) -> Mesh:
    """Boulder, slab, cluster, spire, crystals, cliff, moss-topped, cairn, pebbles, menhir, arch."""
    designs = {
        _boulder: 24,
        _smooth_stone: 10,
        _flat_stone: 10,
        _rock_cluster: 14,
        _pebbles: 6,
        _crystals: 8,
        _spires: 6,
        _standing_stone: 5,
        _cliff: 9,
        _strata: 6,
        _mossy: 6,
        _cairn: 5,
        _basalt: 3,
        _arch: 3,
        _cut_stone: 4,
        _ore: 4,
    }
    return _drawn(rng, designs)


def tree(rng: np.random.Generator) -> Mesh:
    """Conifer, ball, blob or cube crown, palm, bare, willow, birch, poplar, acacia, stump, log."""
    designs = {
        _conifer: 17,
        _spruce: 7,
        _ball_tree: 9,
        _clump_tree: 15,
        _oak: 9,
        _tall_crown: 7,
        _palm: 10,
        _bare_tree: 10,
        _dead_trunk: 3,
        _cube_tree: 4,
        _willow: 4,
        _acacia: 5,
        _birch: 5,
        _leafy_tree: 7,
        _tree_group: 2,
        _stump: 4,
        _log: 3,
    }
    made = _drawn(rng, designs)
    return assembled(made, _ground(rng, made)) if chance(rng, 0.06) else made


def _drawn(
    rng: np.random.Generator, designs: dict[Callable[[np.random.Generator], Mesh], int]
) -> Mesh:
    shares = np.array(list(designs.values()), float)
    return list(designs)[rng.choice(len(designs), p=shares / shares.sum())](rng)


def _ground(rng: np.random.Generator, standing: Mesh) -> Mesh:
    """A patch of soil or a slab under what stands on it."""
    radius = between(rng, 0.3, 0.6) * float(np.ptp(standing.vertices[:, :2], axis=0).max())
    height = radius * between(rng, 0.03, 0.15)
    sides = int(rng.choice([4, 6, 8, 16]))
    return cylinder(radius, height, (0, 0, -height), top=between(rng, 0.8, 1.0), segments=sides)


# Shared shapes


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


def _lump(rng: np.random.Generator, level: int, roughness: float) -> Mesh:
    """An uneven icosphere of radius one."""
    points, faces = _icosphere(level)
    waves, phases = rng.normal(size=(5, 3)) * 1.8, rng.uniform(0, 2 * np.pi, 5)
    size = 1 + roughness * (1.5 * np.sin(points @ waves.T + phases).mean(axis=1))
    size += roughness * 0.4 * rng.normal(size=len(points))
    return solid(points * np.clip(size, 0.4, 1.7)[:, None], faces)


def _clumps(rng: np.random.Generator) -> Clump:
    """How one author makes foliage: a maker of clumps of given radii at given places."""
    roughness = between(rng, 0.02, 0.28)
    level = int(rng.choice([1, 1, 2]))
    segments, rings = int(rng.integers(6, 13)), int(rng.integers(4, 8))
    is_flat_below = chance(rng, 0.2)

    def icosphere(radius: Point, at: Point) -> Mesh:
        made = turned(_lump(rng, level, roughness), "z", between(rng, 0, 360))
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


def _blade(
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


def _rosette(
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
        blade = _blade(
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


def _cards(rng: np.random.Generator, middles: ArrayLike, size: float, slim: float = 0.6) -> Mesh:
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


def _in_ball(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Points within the unit ball, most of them near its surface."""
    points = rng.normal(size=(count, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    return points * rng.uniform(0.5, 1.0, (count, 1))


def _stem(
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


def _grounded(made: Mesh) -> Mesh:
    return moved(made, (0, 0, -float(made.vertices[:, 2].min())))


def _scattered(rng: np.random.Generator, radius: float) -> tuple[float, float]:
    angle, reach = rng.uniform(0, 2 * np.pi), radius * rng.random() ** 0.5
    return float(np.cos(angle) * reach), float(np.sin(angle) * reach)


# Plants


def _bush(rng: np.random.Generator) -> Mesh:
    clump = _clumps(rng)
    height = between(rng, 0.6, 1.3)
    if chance(rng, 0.2):
        made = clump((1, between(rng, 0.7, 1), height), (0, 0, height * between(rng, 0.3, 0.95)))
        return _cut_below(made, 0.0)
    parts = []
    spread = between(rng, 0.5, 1.1)
    for step in range(int(rng.integers(3, 9))):
        size = between(rng, 0.35, 0.8) if step else between(rng, 0.6, 0.9)
        x, y = _scattered(rng, spread) if step else (0.0, 0.0)
        parts.append(clump((size, size, size * height), (x, y, 0.7 * size * height)))
    if chance(rng, 0.25):
        parts.append(_cards(rng, rng.normal(size=(15, 3)) * (0.7, 0.7, 0.4) + (0, 0, 0.8), 0.3))
    if chance(rng, 0.2):
        berries = _in_ball(rng, 8) * (0.8, 0.8, 0.6) + (0, 0, 0.7)
        parts += [ball(0.09, tuple(at), segments=6, rings=4) for at in berries]
    return _cut_below(assembled(parts), 0.0)


def _cut_below(made: Mesh, level: float) -> Mesh:
    """What is under a level is pressed up to it."""
    vertices = made.vertices.copy()
    vertices[:, 2] = np.maximum(vertices[:, 2], level)
    return solid(vertices, made.faces)


def _leafy_bush(rng: np.random.Generator) -> Mesh:
    count = int(rng.integers(40, 260))
    height = between(rng, 0.6, 1.4)
    places = _in_ball(rng, count) * (1, 1, height) + (0, 0, height * between(rng, 0.6, 1.0))
    places[:, 2] = np.abs(places[:, 2])
    leaves = _cards(rng, places, between(rng, 0.25, 0.6), between(rng, 0.3, 0.8))
    twigs = []
    for _ in range(int(rng.integers(3, 8))):
        x, y = _scattered(rng, 0.7)
        path = [(0, 0, 0), (x * 0.4, y * 0.4, height * 0.6), (x, y, height * 1.2)]
        twigs.append(tube(path, (0.05, 0.035, 0.01), segments=4))
    return assembled(leaves, twigs)


def _hedge(rng: np.random.Generator) -> Mesh:
    length, depth, height = between(rng, 1.2, 5), between(rng, 0.5, 1), between(rng, 0.6, 1.8)
    if chance(rng, 0.5):
        made = rounded((length, depth, height), radius=between(rng, 0.03, 0.3) * depth)
        parts = [made]
    else:
        clump, count = _clumps(rng), int(np.ceil(length / depth * 1.5))
        radius = (depth * 0.65, depth * 0.6, height * 0.55)
        places = np.linspace(-length / 2, length / 2, count)
        parts = [clump(radius, (float(x), 0, height * 0.5)) for x in places]
    if chance(rng, 0.4):
        places = rng.uniform(-0.5, 0.5, (80, 3)) * (length, depth, height) * 1.03
        parts.append(_cards(rng, places + (0, 0, height / 2), 0.22))
    if chance(rng, 0.25):
        parts.append(block((length * 1.05, depth * 1.1, height * 0.2)))
    return _cut_below(assembled(parts), 0.0)


def _bloom(rng: np.random.Generator, size: float) -> Mesh:
    """A flower's head facing up, at the origin, of one of several kinds."""
    kinds = (_daisy_head, _tulip_head, _ball_head, _spike_head, _bell_head)
    return kinds[rng.choice(5, p=[0.45, 0.2, 0.15, 0.12, 0.08])](rng, size)


def _daisy_head(rng: np.random.Generator, size: float) -> Mesh:
    count, rise = int(rng.integers(4, 14)), between(rng, -15, 50)
    width = size * between(rng, 0.9, 1.4) * 2 * np.pi / count * 0.5
    petal = _blade(size, width, rise, between(rng, -30, 60), shape=0.6, steps=3)
    rows = around(petal, count)
    if chance(rng, 0.25):
        rows += [moved(scaled(turned(part, "z", 20), 0.7), (0, 0, size * 0.1)) for part in rows]
    heart = size * between(rng, 0.2, 0.5)
    return assembled(rows, ball((heart, heart, heart * 0.5), segments=8, rings=4))


def _tulip_head(rng: np.random.Generator, size: float) -> Mesh:
    if chance(rng, 0.5):
        profile = [(0, 0), (size * 0.5, size * 0.2), (size * 0.6, size * 0.7)]
        profile += [(size * 0.35, size * between(rng, 1.2, 1.6)), (0, size)]
        return lathe(profile, segments=int(rng.integers(5, 9)))
    petal = _blade(size * 1.5, size * 0.9, 30, -80, shape=0.5)
    return assembled(around(petal, int(rng.integers(3, 7))))


def _ball_head(rng: np.random.Generator, size: float) -> Mesh:
    made = _lump(rng, int(rng.integers(0, 2)), between(rng, 0, 0.2))
    return moved(
        scaled(made, (size * 0.7, size * 0.7, size * between(rng, 0.5, 0.8))), (0, 0, size / 3)
    )


def _spike_head(rng: np.random.Generator, size: float) -> Mesh:
    parts = []
    for step in range(int(rng.integers(4, 8))):
        radius = size * 0.3 * (1 - step * 0.09)
        parts.append(ball(radius, (0, 0, step * size * 0.38), segments=6, rings=4))
    return assembled(parts)


def _bell_head(rng: np.random.Generator, size: float) -> Mesh:
    profile = [(0, 0), (size * 0.25, size * 0.1), (size * 0.35, size * 0.6), (size * 0.8, size)]
    made = lathe([*profile, (0, size * 0.7)], segments=int(rng.integers(5, 10)))
    return turned(made, "x", between(rng, 0, 150))


def _flower(rng: np.random.Generator) -> Mesh:
    height, size = between(rng, 0.6, 1.6), between(rng, 0.15, 0.5)
    thick = between(rng, 0.015, 0.05)
    stem, path = _stem(rng, height, thick, lean=between(rng, 0.02, 0.15), top=0.8)
    bloom = turned(_bloom(rng, size), "x", between(rng, 0, 60) * chance(rng, 0.6))
    parts = [stem, moved(turned(bloom, "z", between(rng, 0, 360)), path[-1])]
    count = int(rng.integers(0, 6))
    low = chance(rng, 0.5)
    for step in range(count):
        leaf = _blade(height * between(rng, 0.3, 0.6), between(rng, 0.08, 0.22), 60, 70, shape=0.5)
        leaf = turned(leaf, "z", 360 / count * step + between(rng, -30, 30))
        parts.append(moved(leaf, path[0 if low else int(rng.integers(0, 3))]))
    if chance(rng, 0.2):
        parts.append(_rosette(rng, 8, height * 0.4, 0.06, (50, 80), (10, 60)))
    return assembled(parts)


def _flower_group(rng: np.random.Generator) -> Mesh:
    head, area = _bloom(rng, between(rng, 0.1, 0.25)), between(rng, 0.15, 0.8)
    parts = []
    for _ in range(int(rng.integers(3, 11))):
        stem, path = _stem(rng, between(rng, 0.5, 1), 0.02, top=0.9, segments=4, steps=2)
        x, y = _scattered(rng, area)
        bloom = turned(turned(head, "x", between(rng, 0, 40)), "z", between(rng, 0, 360))
        parts.append(moved(assembled(stem, moved(bloom, path[-1])), (x, y, 0)))
    width = between(rng, 0.05, 0.2)
    shape = 0.5 * chance(rng, 0.6)
    parts.append(_rosette(rng, 10, 0.5, width, (40, 85), (0, 60), shape=shape, spread=area))
    if chance(rng, 0.25):
        parts.append(cylinder(area * 1.3, 0.05, segments=10))
    return assembled(parts)


def _tuft(rng: np.random.Generator) -> Mesh:
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
                (*_scattered(rng, spread), 0),
            )
            for a in rng.uniform(0, 360, count)
        ]
        return assembled(blades)
    fold = between(rng, 0.2, 0.8) * chance(rng, 0.3)
    return _rosette(
        rng, count, 1, width, (low, 90), (0, droop), spread=spread, steps=steps, fold=fold
    )


def _grass_patch(rng: np.random.Generator) -> Mesh:
    area = between(rng, 0.5, 1.2)
    height, width = between(rng, 0.4, 0.9), between(rng, 0.06, 0.16)
    parts = []
    for _ in range(int(rng.integers(20, 40))):
        steps = int(rng.integers(1, 3))
        blade = _blade(
            height * between(rng, 0.5, 1.2), width, between(rng, 60, 90), 30, steps=steps
        )
        parts.append(moved(turned(blade, "z", between(rng, 0, 360)), (*_scattered(rng, area), 0)))
    if chance(rng, 0.25):
        parts.append(cylinder(area * 1.1, 0.04, segments=int(rng.choice([4, 6, 12]))))
    return assembled(parts)


def _frond(
    rng: np.random.Generator, length: float, width: float, rise: float, droop: float
) -> Mesh:
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


def _fern(rng: np.random.Generator) -> Mesh:
    count, droop = int(rng.integers(5, 13)), between(rng, 50, 120)
    if chance(rng, 0.4):
        width = between(rng, 0.15, 0.35)
        fold = between(rng, -0.5, 0.5)
        return _rosette(rng, count, 1, width, (45, 75), (40, droop), shape=0.45, fold=fold, steps=6)
    width = between(rng, 0.15, 0.35)
    fronds = [
        turned(
            _frond(rng, between(rng, 0.7, 1.1), width, between(rng, 40, 75), droop),
            "z",
            360 / count * step + between(rng, -12, 12),
        )
        for step in range(count)
    ]
    return assembled(fronds)


def _succulent(rng: np.random.Generator) -> Mesh:
    """Agave, aloe, yucca: thick pointed leaves in whorls."""
    parts = []
    count, width = int(rng.integers(6, 11)), between(rng, 0.12, 0.4)
    shape = between(rng, 0.2, 0.6)
    for level in range(int(rng.integers(2, 4))):
        rise = 15 + 28 * level + between(rng, -5, 10)
        leaf = _blade(1 - 0.2 * level, width, rise, between(rng, -30, 20), shape=shape, fold=0.4)
        parts += around(leaf, count, start=25 * level)
    if chance(rng, 0.15):
        stem, path = _stem(rng, between(rng, 1.2, 2), 0.05, lean=0.05)
        parts += [stem, moved(_spike_head(rng, 0.4), path[-1])]
    return _grounded(assembled(parts))


def _pot(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """A pot or vase with soil in it, its soil at `height`."""
    sides = int(rng.choice([4, 6, 8, 12, 16]))
    foot = radius * between(rng, 0.55, 1.0)
    rim = height * between(rng, 0.05, 0.25)
    kind = int(rng.choice(4, p=[0.35, 0.35, 0.15, 0.15]))
    if kind == 0:
        profile = [(0, 0), (foot, 0), (radius, height * 1.06), (radius * 0.88, height * 1.06)]
    elif kind == 1:
        profile = [(0, 0), (foot, 0), (radius * 0.95, height - rim), (radius * 1.12, height - rim)]
        profile += [(radius * 1.12, height * 1.06), (radius * 0.95, height * 1.06)]
    elif kind == 2:
        profile = [(0, 0), (foot * 0.7, 0), (radius * 1.2, height * 0.5), (radius * 0.8, height)]
        profile += [(radius, height * 1.08), (radius * 0.8, height * 1.08)]
    else:
        size = (radius * 1.8, radius * 1.8, height * 1.03)
        return rounded(size, radius=radius * between(rng, 0.02, 0.3), steps=1)
    made = lathe([*profile, (profile[-1][0], height), (0, height)], segments=sides)
    if sides == 4:
        made = turned(made, "z", 45)
    if chance(rng, 0.15):
        made = assembled(made, cylinder(foot * 1.5, height * 0.08, top=1.1, segments=12))
    return made


def _potted(rng: np.random.Generator) -> Mesh:
    radius = between(rng, 0.15, 0.35)
    height = radius * between(rng, 0.9, 2.6)
    parts = [_pot(rng, radius, height)]
    if chance(rng, 0.12):
        legs = tube([(radius * 0.75, 0, 0), (radius * 0.75, 0, 0.3)], 0.02, segments=5)
        parts = [moved(parts[0], (0, 0, 0.3)), *around(legs, int(rng.integers(3, 5)), start=45)]
        height += 0.3
    growths = (
        _pot_rosette,
        _pot_swords,
        _pot_stems,
        _pot_ball,
        _pot_tree,
        _pot_cactus,
        _pot_flowers,
        _pot_cards,
    )
    shares = [0.2, 0.12, 0.2, 0.12, 0.1, 0.1, 0.08, 0.08]
    growth = growths[rng.choice(8, p=shares)](rng, radius)
    return assembled(parts, moved(growth, (0, 0, height * 0.98)))


def _pot_rosette(rng: np.random.Generator, radius: float) -> Mesh:
    length = between(rng, 0.3, 1.1)
    count, width = int(rng.integers(7, 18)), length * between(rng, 0.08, 0.4)
    droop = between(rng, 30, 140)
    shape = 0.5 * chance(rng, 0.7)
    return _rosette(rng, count, length, width, (45, 88), (20, droop), shape=shape, steps=5)


def _pot_swords(rng: np.random.Generator, radius: float) -> Mesh:
    """A snake plant: upright blades."""
    length, width = between(rng, 0.5, 1.2), radius * between(rng, 0.3, 0.8)
    count = int(rng.integers(5, 13))
    return _rosette(
        rng, count, length, width, (75, 90), (-5, 10), shape=0.4, spread=radius * 0.6, fold=0.2
    )


def _pot_stems(rng: np.random.Generator, radius: float) -> Mesh:
    """Monstera, fiddle-leaf fig, rubber plant: stems that carry broad leaves."""
    parts = []
    leaf_length, shape = between(rng, 0.2, 0.5), between(rng, 0.35, 0.5)
    aspect = between(rng, 0.4, 1.0)
    for _ in range(int(rng.integers(1, 8))):
        height = between(rng, 0.35, 1.5)
        stem, path = _stem(rng, height, 0.02, lean=between(rng, 0.1, 0.4), segments=5)
        x, y = _scattered(rng, radius * 0.5)
        parts.append(moved(stem, (x, y, 0)))
        for place in path[1 if height > 0.7 else 3 :]:
            for _ in range(2):
                length = leaf_length * between(rng, 0.7, 1.1)
                rise, droop = between(rng, 0, 60), between(rng, 30, 100)
                leaf = _blade(length, length * aspect, rise, droop, shape=shape, fold=0.15)
                leaf = turned(leaf, "z", between(rng, 0, 360))
                parts.append(moved(leaf, place + (x, y, 0)))
    return assembled(parts)


def _pot_ball(rng: np.random.Generator, radius: float) -> Mesh:
    clump, size = _clumps(rng), radius * between(rng, 1.0, 2.0)
    if chance(rng, 0.5):
        return clump((size, size, size * between(rng, 0.8, 1.6)), (0, 0, size * 0.7))
    parts = [clump((size * 0.7,) * 3, (*_scattered(rng, size * 0.6), size * 0.5)) for _ in range(5)]
    return assembled(parts)


def _pot_tree(rng: np.random.Generator, radius: float) -> Mesh:
    """A topiary: a trunk with one to three balls or a cone."""
    clump, size = _clumps(rng), radius * between(rng, 0.9, 1.5)
    parts, z = [], between(rng, 0.1, 0.7)
    for _ in range(int(rng.integers(1, 4))):
        parts.append(clump((size, size, size), (0, 0, z + size)))
        z += size * 1.9
        size *= between(rng, 0.65, 0.85)
    if chance(rng, 0.3):
        parts = [cylinder(radius * 1.2, 1.2, (0, 0, 0.15), top=0.0, segments=9)]
    return assembled(parts, tube([(0, 0, -0.05), (0, 0, z * 0.8)], radius * 0.15, segments=6))


def _pot_cactus(rng: np.random.Generator, radius: float) -> Mesh:
    cacti = (_saguaro, _barrel_cactus, _prickly_pear)
    made = cacti[rng.integers(3)](rng)
    width = float(np.ptp(made.vertices[:, :2], axis=0).max())
    return scaled(made, radius * between(rng, 1.2, 2.2) / width)


def _pot_flowers(rng: np.random.Generator, radius: float) -> Mesh:
    made = _flower_group(rng) if chance(rng, 0.6) else _flower(rng)
    width = float(np.ptp(made.vertices[:, :2], axis=0).max())
    return scaled(made, radius * between(rng, 2.0, 3.0) / width)


def _pot_cards(rng: np.random.Generator, radius: float) -> Mesh:
    height = between(rng, 0.3, 1.3)
    places = _in_ball(rng, int(rng.integers(40, 150))) * (height * 0.5, height * 0.5, height * 0.5)
    leaves = _cards(rng, places + (0, 0, height * 0.6), between(rng, 0.12, 0.3), 0.5)
    return assembled(leaves, tube([(0, 0, 0), (0, 0, height * 0.7)], 0.03, segments=5))


def _hanging(rng: np.random.Generator) -> Mesh:
    """A hanging pot with trailing leaves, on cords."""
    radius = between(rng, 0.2, 0.35)
    height = radius * between(rng, 0.8, 1.5)
    rise = between(rng, 0.6, 1.6)
    cord = tube([(radius, 0, height), (0, 0, height + rise)], 0.012, segments=4)
    parts = [_pot(rng, radius, height), *around(cord, int(rng.integers(3, 5)))]
    parts.append(torus(0.05, 0.012, (0, 0, height + rise), segments=8, sides=4))
    if chance(rng, 0.5):
        parts.append(_pot_ball(rng, radius * 0.8))
        parts[-1] = moved(parts[-1], (0, 0, height))
    trails, length = int(rng.integers(6, 14)), between(rng, 0.4, 1.3)
    width = between(rng, 0.05, 0.15)
    vines = _rosette(
        rng, trails, length, width, (50, 80), (120, 165), shape=0.5, spread=radius * 0.6, steps=6
    )
    return _grounded(assembled(parts, moved(vines, (0, 0, height))))


def _planter_box(rng: np.random.Generator) -> Mesh:
    length, depth, height = between(rng, 0.8, 2), between(rng, 0.25, 0.5), between(rng, 0.2, 0.6)
    parts: list[Mesh] = [block((length, depth, height), top=between(rng, 1, 1.1))]
    if chance(rng, 0.5):
        parts.append(block((length * 1.06, depth * 1.15, height * 0.2), (0, 0, height * 0.85)))
    makers = (_pot_rosette, _pot_ball, _pot_flowers, _pot_swords)
    growth = makers[rng.integers(4)](rng, depth * 0.45)
    for x in np.linspace(-length / 2 + depth / 2, length / 2 - depth / 2, int(rng.integers(2, 5))):
        size = between(rng, 0.7, 1.1)
        parts.append(moved(turned(scaled(growth, size), "z", between(rng, 0, 360)), (x, 0, height)))
    return assembled(parts)


def _ribbed(radius: float, height: float, ribs: int, rough: float) -> Mesh:
    """A cactus's column: a star-shaped ring lofted, its top round."""
    angles = np.arange(2 * ribs) * np.pi / ribs
    star = 1 - rough * (np.arange(2 * ribs) % 2)
    circle = np.column_stack([np.cos(angles) * star, np.sin(angles) * star])
    levels = [(0.85, 0), (1, 0.2), (1, 0.7), (0.8, 0.88), (0.45, 0.97), (0.1, 1)]
    rings = [
        np.column_stack([circle * r * radius, np.full(2 * ribs, z * height)]) for r, z in levels
    ]
    return loft(rings)


def _saguaro(rng: np.random.Generator) -> Mesh:
    height, radius = between(rng, 1.5, 3), between(rng, 0.15, 0.35)
    sides = int(rng.integers(5, 12))
    path = np.array([(0, 0, 0), (0, 0, height * 0.5), (0, 0, height - radius)])
    cap = [(0, 0, height - radius * 0.4), (0, 0, height)]
    trunk = tube([*path, *cap], np.array([0.85, 1, 1, 0.75, 0.1]) * radius, segments=sides)
    parts = [_ribbed(radius, height, sides, 0.15) if chance(rng, 0.3) else trunk]
    start = between(rng, 0, 360)
    for step in range(int(rng.integers(0, 5))):
        z, size = height * between(rng, 0.3, 0.6), radius * between(rng, 0.55, 0.85)
        reach, rise = radius * between(rng, 1.8, 3), height * between(rng, 0.15, 0.4)
        bend = [(0, 0, z), (reach * 0.8, 0, z), (reach, 0, z + size * 0.5), (reach, 0, z + rise)]
        bend.append((reach, 0, z + rise + size * 0.6))
        arm = tube(bend, np.array([1, 1, 1, 1, 0.2]) * size, segments=sides)
        parts.append(turned(arm, "z", start + 180 * step + between(rng, -40, 40)))
    if chance(rng, 0.2):
        parts.append(moved(_daisy_head(rng, radius), (0, 0, height)))
    return assembled(parts)


def _barrel_cactus(rng: np.random.Generator) -> Mesh:
    parts = []
    ribs = int(rng.integers(6, 12))
    for step in range(int(rng.integers(1, 5))):
        radius = between(rng, 0.5, 1) if step == 0 else between(rng, 0.25, 0.5)
        made = _ribbed(radius, radius * between(rng, 1, 3), ribs, between(rng, 0.05, 0.25))
        x, y = (0, 0) if step == 0 else _scattered(rng, 1.0)
        parts.append(moved(made, (x, y, 0)))
        if chance(rng, 0.3):
            top = float(made.vertices[:, 2].max())
            parts.append(moved(_daisy_head(rng, radius * 0.4), (x, y, top)))
    return assembled(parts)


def _prickly_pear(rng: np.random.Generator) -> Mesh:
    pads, tips = [], [(np.zeros(3), 0.0, 0.5)]
    for _ in range(int(rng.integers(3, 9))):
        base, lean, size = tips[int(rng.integers(len(tips)))]
        lean += between(rng, -50, 50) if len(pads) else 0
        size = between(rng, 0.25, 0.5)
        pad = ball((size * 0.7, size * 0.15, size), (0, 0, size * 0.9), segments=9, rings=6)
        pad = turned(turned(pad, "z", between(rng, -40, 40)), "y", lean)
        pads.append(moved(pad, base))
        along = np.array([np.sin(np.radians(lean)), 0, np.cos(np.radians(lean))])
        tips.append((base + along * size * 1.7, lean, size))
    return _cut_below(assembled(pads), 0.0)


def _reeds(rng: np.random.Generator) -> Mesh:
    """Cattails: thin stalks, thick brown heads, long blades."""
    parts, area = [], between(rng, 0.05, 0.35)
    thick = between(rng, 0.03, 0.07)
    for _ in range(int(rng.integers(2, 9))):
        height = between(rng, 0.9, 1.6)
        stem, path = _stem(rng, height, 0.014, lean=0.08, top=0.8, segments=4)
        x, y = _scattered(rng, area)
        low, high = path[-2] * 0.4 + path[-1] * 0.6, path[-1]
        low = low - (0, 0, 0.1)
        ends = [low, low + (high - low) * 0.15, low + (high - low) * 0.7, high - (0, 0, 0.05)]
        head = tube(ends, np.array([0.4, 1, 1, 0.4]) * thick, segments=6)
        parts.append(moved(assembled(stem, head), (x, y, 0)))
    count = int(rng.integers(4, 14))
    blades = _rosette(rng, count, 1.1, 0.06, (65, 88), (0, 45), spread=area)
    return assembled(parts, blades)


def _water_lily(rng: np.random.Generator) -> Mesh:
    parts = []
    gap = between(rng, 5, 50)
    angles = np.radians(np.linspace(gap / 2, 360 - gap / 2, int(rng.integers(8, 18))))
    for step in range(int(rng.integers(1, 6))):
        size = between(rng, 0.35, 0.8)
        rim = np.column_stack([np.cos(angles), np.sin(angles)]) * size
        rim = np.concatenate([[(0, 0)], rim])
        low = np.column_stack([rim, np.zeros(len(rim))])
        pad = loft([low, low * (1.03, 1.03, 1) + (0, 0, between(rng, 0.02, 0.08))])
        x, y = (0, 0) if step == 0 else _scattered(rng, 1.3)
        parts.append(moved(turned(pad, "z", between(rng, 0, 360)), (x, y, 0.01 * step)))
    if chance(rng, 0.7):
        for level in range(2):
            petal = _blade(0.35, 0.18, 25 + 35 * level, -20, shape=0.5, fold=0.3, steps=3)
            blossom = around(petal, int(rng.integers(5, 9)), start=20 * level)
            parts += [moved(part, (0.1, 0.1, 0.05)) for part in blossom]
    return assembled(parts)


def _stalks(rng: np.random.Generator) -> Mesh:
    """Corn, bamboo, wheat or sunflower: tall stalks with their leaves."""
    kind, parts = int(rng.integers(4)), []
    count = int(rng.integers(1, 7)) if kind != 2 else int(rng.integers(8, 20))
    thick = (0.04, between(rng, 0.03, 0.08), 0.012, 0.04)[kind]
    for _ in range(count):
        height = between(rng, 1.4, 2.2)
        stem, path = _stem(rng, height, thick, lean=0.04, top=0.7, segments=6 if count < 8 else 4)
        stalk = [stem]
        if kind == 1:
            stalk += [torus(thick * 0.9, thick * 0.25, tuple(p), segments=7, sides=3) for p in path]
        if kind == 0:
            ear = ball((0.07, 0.07, 0.18), tuple(path[2] + (0.08, 0, 0.1)), segments=7, rings=5)
            stalk += [ear, moved(_rosette(rng, 5, 0.3, 0.03, (60, 85), (0, 40)), path[-1])]
        if kind == 2:
            stalk.append(ball((0.045, 0.045, 0.16), tuple(path[-1]), segments=5, rings=4))
        if kind == 3:
            face = turned(_daisy_head(rng, between(rng, 0.25, 0.4)), "x", between(rng, 30, 90))
            stalk.append(moved(face, path[-1]))
        for place in path[1:-1] if kind != 2 else ():
            long = between(rng, 0.4, 0.8) if kind != 1 else between(rng, 0.2, 0.5)
            leaf = _blade(long, long * 0.2, 60, between(rng, 60, 130), shape=0.35)
            stalk += [moved(part, place) for part in around(leaf, 2, start=between(rng, 0, 180))]
        parts.append(moved(assembled(stalk), (*_scattered(rng, 0.15 * count**0.5), 0)))
    return assembled(parts)


def _cabbage(rng: np.random.Generator) -> Mesh:
    """A head of cabbage or lettuce, or a root crop with its leaves."""
    if chance(rng, 0.6):
        heart = scaled(_lump(rng, 1, 0.08), between(rng, 0.35, 0.6))
        parts = [moved(heart, (0, 0, 0.4))]
        for level in range(2):
            rise = 10 + 35 * level
            leaf = _blade(0.9 - 0.2 * level, 0.8, rise, -70, shape=0.55, fold=0.2)
            parts += around(leaf, int(rng.integers(5, 8)), start=30 * level)
        return _grounded(assembled(parts))
    radius = between(rng, 0.2, 0.5)
    root = ball((radius, radius, between(rng, 0.2, 0.5)), segments=8, rings=5)
    leaves = _rosette(rng, int(rng.integers(5, 10)), 0.9, 0.25, (60, 85), (0, 60), shape=0.6)
    return _cut_below(assembled(root, moved(leaves, (0, 0, 0.15))), 0.0)


def _crop_bed(rng: np.random.Generator) -> Mesh:
    """Rows of one crop on a bed of soil."""
    maker = (_cabbage, _sprout, _tuft, _bush, _flower)[rng.integers(5)]
    crop = maker(rng)
    crop = scaled(crop, 0.4 / float(np.ptp(crop.vertices[:, :2], axis=0).max()))
    rows, columns = int(rng.integers(1, 4)), int(rng.integers(2, 5))
    parts = []
    for row in range(rows):
        y = 0.55 * (row - (rows - 1) / 2)
        parts.append(block((0.5 * columns, 0.45, 0.15), (0, y, 0), top=(1, 0.6)))
        for column in range(columns):
            copy = turned(crop, "z", between(rng, 0, 360))
            parts.append(moved(copy, (0.5 * (column - (columns - 1) / 2), y, 0.13)))
    if chance(rng, 0.3):
        parts.append(block((0.5 * columns + 0.2, 0.55 * rows + 0.2, 0.1)))
    return assembled(parts)


def _sprout(rng: np.random.Generator) -> Mesh:
    """A seedling, a clover or a herb: a stem with a few leaves."""
    height, leaves = between(rng, 0.2, 0.8), int(rng.integers(2, 6))
    stem, path = _stem(rng, height, 0.035, lean=0.1, steps=3)
    length = between(rng, 0.3, 0.6)
    leaf = _blade(length, length * between(rng, 0.4, 0.9), 35, 50, shape=0.55, fold=0.2)
    parts = [stem, *[moved(part, path[-1]) for part in around(leaf, leaves)]]
    if chance(rng, 0.4):
        parts += [moved(scaled(part, 0.7), path[-2]) for part in around(leaf, 2, start=90)]
    if chance(rng, 0.25):
        parts.append(ball((0.3, 0.3, 0.12), segments=8, rings=4))
    return _cut_below(assembled(parts), 0.0)


def _seaweed(rng: np.random.Generator) -> Mesh:
    """Kelp ribbons, or a branching coral."""
    parts = []
    if chance(rng, 0.5):
        for _ in range(int(rng.integers(3, 9))):
            height, z = between(rng, 0.8, 1.8), np.linspace(0, 1, 9)
            sway = 0.12 * np.sin(z * between(rng, 5, 12) + rng.uniform(0, 6))
            half = 0.06 * (1.1 - z)
            grid = np.stack(
                [np.column_stack([sway, side * half, z * height]) for side in (-1, 1)], axis=1
            )
            ribbon = turned(sheet(grid, 0.02), "z", between(rng, 0, 360))
            parts.append(moved(ribbon, (*_scattered(rng, 0.25), 0)))
        return assembled(parts)
    thick = between(rng, 0.06, 0.14)
    return _branching(rng, height=0.6, radius=thick, depth=3, sides=5, spread=40, taper=0.85)


def _twiggy_bush(rng: np.random.Generator) -> Mesh:
    """A dry bush of bare twigs, or one with few leaves."""
    parts = []
    for step in range(int(rng.integers(4, 8))):
        twig = _branching(rng, height=0.5, radius=0.03, depth=2, sides=3, spread=35, taper=0.7)
        twig = turned(turned(twig, "y", between(rng, 10, 60)), "z", step * 70)
        parts.append(twig)
    if chance(rng, 0.5):
        places = _in_ball(rng, 40) * (0.7, 0.7, 0.4) + (0, 0, 0.6)
        parts.append(_cards(rng, places, 0.2))
    return _grounded(assembled(parts))


def _big_leaves(rng: np.random.Generator) -> Mesh:
    """A jungle plant: broad leaves, each on its own stalk."""
    parts, shape = [], between(rng, 0.3, 0.5)
    count, aspect = int(rng.integers(3, 11)), between(rng, 0.3, 0.8)
    tall, fold = between(rng, 0.2, 1.2), between(rng, -0.2, 0.4)
    for step in range(count):
        height, reach = tall * between(rng, 0.6, 1.1), between(rng, 0.1, 0.4)
        path = [(0, 0, 0), (reach * 0.4, 0, height * 0.6), (reach, 0, height)]
        length = between(rng, 0.5, 0.9)
        leaf = _blade(length, length * aspect, 45, between(rng, 60, 120), shape=shape, fold=fold)
        stalk = assembled(tube(path, 0.025, segments=4), moved(leaf, path[-1]))
        parts.append(turned(stalk, "z", 360 / count * step + between(rng, -20, 20)))
    return assembled(parts)


# Rocks


def _stone(
    rng: np.random.Generator,
    size: Point = (1, 1, 1),
    *,
    cuts: int | None = None,
    level: int | None = None,
    roughness: float | None = None,
) -> Mesh:
    """One stone standing on z = 0: an uneven icosphere with plane cuts, its bottom flat."""
    level = int(rng.choice([1, 1, 2])) if level is None else level
    rough = between(rng, 0.05, 0.25) if roughness is None else roughness
    made = _lump(rng, level, rough)
    vertices = made.vertices.copy()
    for _ in range(int(rng.integers(0, 9)) if cuts is None else cuts):
        normal = rng.normal(size=3)
        normal /= np.linalg.norm(normal) + 1e-9
        over = np.maximum(vertices @ normal - between(rng, 0.45, 0.8), 0)
        vertices -= over[:, None] * normal
    vertices = vertices * size
    low = vertices[:, 2].min() * between(rng, 0.3, 1)
    vertices[:, 2] = np.maximum(vertices[:, 2], low) - low
    return turned(solid(vertices, made.faces), "z", between(rng, 0, 360))


def _boulder(rng: np.random.Generator) -> Mesh:
    size = (1, between(rng, 0.6, 1), between(rng, 0.5, 1.2))
    return _stone(rng, size, level=int(rng.choice([0, 1, 1, 2])))


def _smooth_stone(rng: np.random.Generator) -> Mesh:
    size = (1, between(rng, 0.6, 1), between(rng, 0.35, 0.9))
    if chance(rng, 0.5):
        segments = int(rng.integers(8, 18))
        made = blob(rng, size, roughness=between(rng, 0.03, 0.2), segments=segments, rings=8)
        return _cut_below(moved(made, (0, 0, size[2] * between(rng, 0.2, 0.8))), 0.0)
    return _stone(rng, size, cuts=0, level=int(rng.integers(2, 4)), roughness=between(rng, 0, 0.1))


def _flat_stone(rng: np.random.Generator) -> Mesh:
    size = (1, between(rng, 0.6, 1), between(rng, 0.12, 0.35))
    if chance(rng, 0.5):
        return _stone(rng, size)
    return _slab(rng, size, int(rng.integers(5, 11)), between(rng, 0.75, 1))


def _slab(rng: np.random.Generator, size: Point, corners: int, top: float) -> Mesh:
    """A flat stone of an uneven many-cornered outline."""
    angles = np.sort(np.arange(corners) + rng.uniform(0, 0.7, corners)) * 2 * np.pi / corners
    reach = rng.uniform(0.75, 1.05, corners)
    rim = np.column_stack([np.cos(angles) * reach * size[0], np.sin(angles) * reach * size[1]])
    rings = []
    for share, z in ((0.94, 0), (1, 0.35), (top, 0.85), (top * 0.85, 1)):
        jitter = rng.normal(size=(corners, 2)) * 0.02
        heights = size[2] * (z + rng.normal(size=corners) * 0.05 * (z > 0))
        rings.append(np.column_stack([rim * share + jitter, heights]))
    return loft(rings)


def _rock_cluster(rng: np.random.Generator) -> Mesh:
    level = int(rng.choice([0, 1, 1, 2]))
    rough, cuts = between(rng, 0.03, 0.25), int(rng.integers(0, 7))
    tall = between(rng, 0.5, 1.6)
    parts = []
    for step in range(int(rng.integers(2, 8))):
        size = between(rng, 0.25, 0.7) if step else 1.0
        radii = (size, size * between(rng, 0.6, 1), size * tall * between(rng, 0.6, 1.1))
        made = _stone(rng, radii, cuts=cuts, level=level, roughness=rough)
        angle, reach = rng.uniform(0, 2 * np.pi), between(rng, 0.7, 1.5) * (step > 0)
        parts.append(moved(made, (np.cos(angle) * reach, np.sin(angle) * reach, 0)))
    return assembled(parts)


def _pebbles(rng: np.random.Generator) -> Mesh:
    area = between(rng, 1, 3)
    level, flat = int(rng.integers(0, 2)), between(rng, 0.3, 0.9)
    parts = []
    for _ in range(int(rng.integers(5, 20))):
        size = between(rng, 0.15, 0.5)
        made = _stone(rng, (size, size * between(rng, 0.6, 1), size * flat), level=level)
        parts.append(moved(made, (*_scattered(rng, area), 0)))
    return assembled(parts)


def _shard(rng: np.random.Generator, length: float, radius: float, sides: int) -> Mesh:
    """A crystal: a many-sided column, pointed."""
    angles = np.arange(sides) * 2 * np.pi / sides
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    ring *= rng.uniform(0.85, 1.1, (sides, 1)) * radius
    shoulder = between(rng, 0.6, 0.88)
    tip = rng.normal(size=2) * radius * 0.2
    levels = [(0.8, 0), (1, shoulder), (0.02, 1)]
    return loft(
        [
            np.column_stack([ring * s + tip * (z == 1), np.full(sides, z * length)])
            for s, z in levels
        ]
    )


def _crystals(rng: np.random.Generator) -> Mesh:
    sides, tilt = int(rng.integers(4, 8)), between(rng, 20, 60)
    slim = between(rng, 0.12, 0.28)
    parts = []
    for step in range(int(rng.integers(1, 10))):
        length = between(rng, 0.4, 0.9) if step else 1.3
        made = turned(
            _shard(rng, length, length * slim, sides), "y", tilt * rng.random() * (step > 0)
        )
        made = turned(made, "z", between(rng, 0, 360))
        parts.append(moved(made, (*_scattered(rng, 0.3 * (step > 0)), 0)))
    if chance(rng, 0.5):
        size = between(rng, 0.4, 0.8)
        parts.append(_stone(rng, (size, size, between(rng, 0.15, 0.4))))
    return _cut_below(assembled(parts), 0.0)


def _spires(rng: np.random.Generator) -> Mesh:
    """Pointed rocks: stalagmites, sea stacks, spikes."""
    parts, sides = [], int(rng.integers(5, 10))
    slim = between(rng, 0.15, 0.4)
    for step in range(int(rng.integers(1, 6))):
        height = between(rng, 0.4, 0.9) if step else 1.4
        made = _spire(rng, height, height * slim, sides)
        parts.append(moved(made, (*_scattered(rng, slim * 2.2 * (step > 0)), 0)))
    return assembled(parts)


def _spire(rng: np.random.Generator, height: float, radius: float, sides: int) -> Mesh:
    angles = np.arange(sides) * 2 * np.pi / sides
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    lean = rng.normal(size=2) * radius * 0.4
    blunt = between(rng, 0.03, 0.3)
    levels = np.linspace(0, 1, int(rng.integers(3, 6)))
    rings = []
    for z in levels:
        reach = radius * (1 - (1 - blunt) * z ** between(rng, 0.8, 1.3))
        jitter = rng.uniform(0.75, 1.15, (sides, 1))
        rings.append(
            np.column_stack([ring * reach * jitter + lean * z, np.full(sides, z * height)])
        )
    return loft(rings)


def _standing_stone(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 0.3, 0.6), between(rng, 0.2, 0.5), between(rng, 1, 1.5))
    if chance(rng, 0.5):
        return _stone(rng, size)
    made = block((size[0] * 1.6, size[1] * 1.6, size[2] * 1.6), top=between(rng, 0.5, 0.95))
    vertices = made.vertices + rng.normal(size=made.vertices.shape) * 0.08
    vertices[vertices[:, 2] < 0.5, 2] = 0
    return solid(vertices, made.faces)


def _cliff(rng: np.random.Generator) -> Mesh:
    """A wall of rock: an uneven block, or blocks side by side."""
    parts = []
    depth, height = between(rng, 0.5, 1.2), between(rng, 0.8, 2.2)
    kind = int(rng.integers(3))
    for x in np.cumsum(rng.uniform(0.4, 0.8, int(rng.integers(2, 6)))):
        tall = height * between(rng, 0.65, 1.1)
        size = (between(rng, 0.8, 1.2), depth * between(rng, 0.8, 1.1), tall)
        if kind == 0:
            made = _slab(rng, (size[0] * 0.7, size[1] * 0.7, tall), int(rng.integers(5, 8)), 0.85)
        elif kind == 1:
            made = _stone(rng, (size[0] * 0.6, size[1] * 0.7, tall * 0.7), cuts=8)
        else:
            made = _rough_block(rng, size)
        parts.append(moved(made, (float(x), between(rng, -0.2, 0.2), 0)))
    if chance(rng, 0.3):
        parts.append(moved(_rock_cluster(rng), (0.5, -depth, 0)))
        parts[-1] = scaled(parts[-1], (1, 1, 0.5))
    return assembled(parts)


def _rough_block(rng: np.random.Generator, size: Point) -> Mesh:
    """A box of several levels with shifted, uneven corners."""
    base = np.array([(-1, -1), (0, -1.1), (1, -1), (1.1, 0), (1, 1), (0, 1.1), (-1, 1), (-1.1, 0)])
    base = base * (size[0] / 2, size[1] / 2)
    rings = []
    for z in np.linspace(0, 1, int(rng.integers(3, 6))):
        jitter = rng.uniform(0.78, 1.12, (8, 1)) * (1 - 0.15 * z)
        rings.append(np.column_stack([base * jitter, size[2] * (z + rng.normal(size=8) * 0.02)]))
    rings[0][:, 2] = 0
    return loft(rings)


def _strata(rng: np.random.Generator) -> Mesh:
    """Layers of slabs one above the other: a mesa, a ledge."""
    parts, z, reach = [], 0.0, 1.0
    corners = int(rng.integers(6, 11))
    shrink = between(rng, 0.02, 0.25)
    for _ in range(int(rng.integers(2, 7))):
        tall = between(rng, 0.15, 0.5)
        made = _slab(
            rng, (reach, reach * between(rng, 0.7, 1), tall), corners, between(rng, 0.8, 1)
        )
        parts.append(moved(turned(made, "z", between(rng, 0, 360)), (*_scattered(rng, 0.1), z)))
        z += tall * 0.9
        reach *= 1 - shrink * rng.random() * 2
    return assembled(parts)


def _mossy(rng: np.random.Generator) -> Mesh:
    """A stone with a cover of moss or snow, or with grass beside it."""
    size = (1, between(rng, 0.7, 1), between(rng, 0.5, 1))
    made = _stone(rng, size, level=2)
    top = float(made.vertices[:, 2].max())
    vertices = made.vertices.copy()
    edge = top * between(rng, 0.5, 0.75)
    is_high = vertices[made.faces][:, :, 2].mean(axis=1) > edge
    cover = solid((vertices - (0, 0, edge)) * 1.06 + (0, 0, edge), made.faces[is_high])
    parts = [made, cover]
    for _ in range(int(rng.integers(0, 4))):
        tuft = scaled(_tuft(rng), between(rng, 0.2, 0.4))
        angle = between(rng, 0, 2 * np.pi)
        parts.append(moved(tuft, (np.cos(angle), np.sin(angle) * size[1], 0)))
    return assembled(parts)


def _cairn(rng: np.random.Generator) -> Mesh:
    parts, z, reach = [], 0.0, 1.0
    level, flat = int(rng.integers(1, 3)), between(rng, 0.25, 0.7)
    for _ in range(int(rng.integers(2, 7))):
        radii = (reach, reach * between(rng, 0.75, 1), reach * flat)
        made = _stone(rng, radii, level=level, cuts=int(rng.integers(0, 4)))
        parts.append(moved(made, (*_scattered(rng, 0.15), z)))
        z += float(made.vertices[:, 2].max()) * 0.88
        reach *= between(rng, 0.65, 0.95)
    return assembled(parts)


def _basalt(rng: np.random.Generator) -> Mesh:
    """Six-sided columns of different heights, standing close."""
    parts, tall = [], between(rng, 0.8, 2.5)
    for row in range(int(rng.integers(2, 5))):
        for column in range(int(rng.integers(2, 6))):
            x, y = (column + 0.5 * (row % 2)) * 0.52, row * 0.45
            height = tall * between(rng, 0.35, 1)
            parts.append(cylinder(0.3, height, (x, y, 0), top=0.95, segments=6))
    return assembled(parts)


def _arch(rng: np.random.Generator) -> Mesh:
    angles = np.linspace(0, np.pi, int(rng.integers(6, 10)))
    width, height = between(rng, 0.8, 1.6), between(rng, 0.8, 1.6)
    path = np.column_stack([np.cos(angles) * width, 0 * angles, np.sin(angles) * height])
    radii = between(rng, 0.25, 0.45) * rng.uniform(0.75, 1.2, len(path))
    radii[[0, -1]] *= 1.4
    made = tube(path, radii, segments=int(rng.integers(5, 9)))
    vertices = made.vertices + rng.normal(size=made.vertices.shape) * 0.05
    return _cut_below(solid(vertices, made.faces), 0.0)


def _cut_stone(rng: np.random.Generator) -> Mesh:
    """A hewn block: a box with shifted corners or chamfered edges."""
    size = (1, between(rng, 0.5, 1), between(rng, 0.4, 1.1))
    if chance(rng, 0.5):
        made = rounded(size, radius=between(rng, 0.05, 0.3), steps=1)
    else:
        made = block(size, top=between(rng, 0.6, 0.95))
    shift = np.sin(made.vertices @ (rng.normal(size=(3, 3)) * 4)) * 0.09
    return _grounded(turned(solid(made.vertices + shift, made.faces), "x", between(rng, -8, 8)))


def _ore(rng: np.random.Generator) -> Mesh:
    """A boulder with lumps or crystals in it."""
    made = _stone(rng, (1, between(rng, 0.7, 1), between(rng, 0.6, 1)))
    places = made.vertices[rng.integers(len(made.vertices), size=int(rng.integers(4, 12)))]
    is_crystal = chance(rng, 0.5)
    parts = [made]
    for place in places:
        size = between(rng, 0.1, 0.25)
        lump = (
            _shard(rng, size * 2.5, size * 0.6, 5)
            if is_crystal
            else scaled(_lump(rng, 0, 0.1), size)
        )
        tilted = turned(turned(lump, "y", between(rng, 0, 50)), "z", between(rng, 0, 360))
        parts.append(moved(tilted, place * 0.93))
    return _cut_below(assembled(parts), 0.0)


# Trees


def _trunk(
    rng: np.random.Generator, height: float, radius: float, *, lean: float = 0.06
) -> tuple[Mesh, NDArray[np.float64]]:
    """A trunk, sometimes flared at its foot, and its path."""
    sides = int(rng.choice([4, 5, 6, 7, 8, 10]))
    made, path = _stem(rng, height, radius, lean=lean, top=between(rng, 0.4, 0.9), segments=sides)
    if chance(rng, 0.35):
        flare = radius * between(rng, 1.3, 2.2)
        profile = [(0, 0), (flare, 0), (radius * 1.15, height * 0.08), (radius * 0.9, height * 0.2)]
        made = assembled(made, lathe([*profile, (0, height * 0.2)], segments=sides))
    return made, path


def _conifer(rng: np.random.Generator) -> Mesh:
    """Cones one over the other on a trunk; their rims plain or jagged, some loaded with snow."""
    tiers = int(rng.choice([1, 2, 3, 4, 5, 6], p=[0.1, 0.15, 0.3, 0.22, 0.13, 0.1]))
    sides = int(rng.choice([4, 5, 6, 7, 8, 10, 12]))
    wide, tall = between(rng, 0.45, 1.1), between(rng, 1.8, 3.2)
    bare = tall * between(rng, 0.08, 0.35)
    blunt, jag = between(rng, 0, 0.45), between(rng, 0.1, 0.35) * chance(rng, 0.35)
    shrink, dish = between(rng, 0.3, 0.85), between(rng, 0, 0.25) * chance(rng, 0.5)
    parts = [_trunk(rng, tall * 0.7, between(rng, 0.08, 0.18), lean=0.01)[0]]
    tier_height = (tall - bare) / (1 + 0.6 * (tiers - 1))
    is_snowy = chance(rng, 0.12)
    for step in range(tiers):
        share = step / max(tiers - 1, 1)
        radius = wide * (1 - shrink * min(1, tiers / 4) * share)
        z = bare + tier_height * 0.6 * step
        top = 0.02 if step == tiers - 1 else blunt
        cone = _jagged_cone(radius, tier_height, sides, top, jag, dish)
        cone = turned(turned(cone, "y", between(rng, -4, 4)), "z", between(rng, 0, 360))
        parts.append(moved(cone, (0, 0, z)))
        if is_snowy:
            cap = _jagged_cone(radius * 0.7, tier_height * 0.72, sides, top, 0.25, 0)
            parts.append(moved(cap, (0, 0, z + tier_height * 0.32)))
    return assembled(parts)


def _jagged_cone(
    radius: float, height: float, sides: int, top: float, jag: float, dish: float
) -> Mesh:
    """A cone whose rim goes in and down at every second corner, its underside hollow or flat."""
    count = 2 * sides if jag else sides
    angles = np.arange(count) * 2 * np.pi / count
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    star = 1 - jag * (np.arange(count) % 2)
    droop = -height * jag * 0.5 * (np.arange(count) % 2 == 0)
    rings = [
        np.column_stack([circle * radius * 0.3, np.full(count, height * dish)]),
        np.column_stack([circle * radius * star[:, None], droop]),
        np.column_stack([circle * radius * top, np.full(count, height)]),
    ]
    return loft(rings)


def _spruce(rng: np.random.Generator) -> Mesh:
    """A conifer of single boughs: whorls of drooping blades along the trunk."""
    tall, wide = between(rng, 2.2, 3.5), between(rng, 0.6, 1.1)
    levels, count = int(rng.integers(5, 10)), int(rng.integers(4, 8))
    droop, rise = between(rng, -40, 50), between(rng, -40, 20)
    aspect = between(rng, 0.3, 0.7)
    stem = tube([(0, 0, 0), (0, 0, tall)], (between(rng, 0.06, 0.12), 0.01), segments=6)
    parts = [stem]
    shape = between(rng, 0.25, 0.5)
    for share in np.linspace(0, 0.95, levels):
        length = wide * (1 - share) ** 0.85 + 0.06
        bough = _blade(length, length * aspect, rise, droop, shape=shape, fold=-0.4, steps=3)
        z = tall * (0.15 + 0.82 * share)
        parts += [moved(part, (0, 0, z)) for part in around(bough, count, start=100 * share)]
    return _grounded(assembled(parts))


def _ball_tree(rng: np.random.Generator) -> Mesh:
    radius, squash = between(rng, 0.5, 1.1), between(rng, 0.7, 1.35)
    bare = between(rng, 0.35, 1.3)
    trunk, path = _trunk(rng, bare + radius * squash * 0.8, between(rng, 0.06, 0.2))
    clump = _clumps(rng)
    parts = [
        trunk,
        clump((radius, radius, radius * squash), (*path[-1][:2], bare + radius * squash)),
    ]
    if chance(rng, 0.25):
        fruits = _in_ball(rng, 9)
        fruits /= np.linalg.norm(fruits, axis=1, keepdims=True)
        middle = (*path[-1][:2], bare + radius * squash)
        for place in fruits * (radius, radius, radius * squash) + middle:
            parts.append(ball(0.09, tuple(place), segments=6, rings=4))
    return assembled(parts)


def _clump_tree(rng: np.random.Generator) -> Mesh:
    """A trunk under several clumps: beside, over and through each other."""
    clump, bare = _clumps(rng), between(rng, 0.8, 1.6)
    trunk, path = _trunk(rng, bare * 1.4, between(rng, 0.08, 0.2), lean=0.1)
    middle, spread = path[-1], between(rng, 0.35, 0.75)
    size = between(rng, 0.45, 0.75)
    tall = between(rng, 0.7, 1.1)
    parts = [trunk]
    for step in range(int(rng.integers(2, 9))):
        shift = np.clip(rng.normal(size=3), -1.3, 1.3) * spread * (step > 0) * (0.8, 0.8, 0.55)
        radius = size * (between(rng, 0.5, 0.95) if step else 1.0)
        at = middle + shift + (0, 0, size * 0.5)
        parts.append(clump((radius, radius, radius * tall), tuple(at)))
        if step and chance(rng, 0.3):
            low = path[int(rng.integers(2, 4))]
            parts.append(tube([low, (low + at) / 2, at], (0.05, 0.04, 0.02), segments=5))
    return assembled(parts)


def _oak(rng: np.random.Generator) -> Mesh:
    """A stout trunk that forks, each bough with its own clump: also multi-trunk trees."""
    clump, bare = _clumps(rng), between(rng, 0.25, 0.9)
    thick = between(rng, 0.1, 0.28)
    trunk, path = _trunk(rng, bare, thick, lean=0.05)
    boughs, start = int(rng.integers(2, 7)), between(rng, 0, 360)
    parts = [trunk]
    for step in range(boughs):
        angle = np.radians(start + 360 / boughs * step + between(rng, -20, 20))
        reach, rise = between(rng, 0.4, 0.95), between(rng, 0.5, 1.3)
        out = np.array([np.cos(angle) * reach, np.sin(angle) * reach, rise])
        bend = path[-1] + out * (0.6, 0.6, 0.4)
        bough = tube(
            [path[-1] - (0, 0, 0.1), bend, path[-1] + out], thick * np.array([0.7, 0.5, 0.3])
        )
        size = between(rng, 0.4, 0.75)
        flat = between(rng, 0.6, 0.95)
        parts += [bough, clump((size, size, size * flat), tuple(path[-1] + out + (0, 0, 0.15)))]
    if chance(rng, 0.5):
        parts.append(clump((0.7, 0.7, 0.55), tuple(path[-1] + (0, 0, 1.2))))
    return assembled(parts)


def _tall_crown(rng: np.random.Generator) -> Mesh:
    """A poplar or cypress: one tall crown, an ellipsoid, a drop, or a cone with a round foot."""
    tall, radius = between(rng, 1.6, 3), between(rng, 0.3, 0.65)
    bare = between(rng, 0.15, 0.7)
    trunk, _ = _trunk(rng, bare + tall * 0.3, between(rng, 0.05, 0.13), lean=0.01)
    if chance(rng, 0.5):
        crown = _clumps(rng)((radius, radius, tall / 2), (0, 0, bare + tall / 2))
    else:
        widest = between(rng, 0.15, 0.5)
        share = np.array([0, 0.35 * widest, widest, (1 + widest) / 2, 0.92])
        sizes = np.array([0.3, 0.85, 1, 0.65, 0.2]) * radius
        profile = [(0, 0), *zip(sizes.tolist(), (share * tall).tolist(), strict=True), (0, tall)]
        made = lathe(profile, segments=int(rng.integers(5, 13)))
        shift = np.sin(made.vertices * between(rng, 3, 9)) * between(rng, 0, 0.06)
        crown = moved(solid(made.vertices + shift, made.faces), (0, 0, bare))
    return assembled(trunk, crown)


def _palm(rng: np.random.Generator) -> Mesh:
    parts = []
    count = int(rng.choice([1, 1, 1, 1, 2, 3]))
    for step in range(count):
        made = _one_palm(rng)
        made = moved(scaled(made, 1 - 0.12 * step), (0.25 * (count > 1), 0, 0))
        parts.append(turned(made, "z", 360 / count * step + between(rng, 0, 60)))
    return assembled(parts)


def _one_palm(rng: np.random.Generator) -> Mesh:
    tall, radius = between(rng, 1.2, 3.2), between(rng, 0.06, 0.14)
    lean, share = tall * between(rng, -0.05, 0.4), np.linspace(0, 1, 6)
    path = np.column_stack([lean * share**2, 0 * share, tall * share])
    sides = int(rng.integers(5, 9))
    if chance(rng, 0.4):
        trunk = [
            moved(
                cylinder(radius * 0.8, tall / 7, top=1.35, segments=sides),
                (lean * s**2, 0, tall * s),
            )
            for s in np.linspace(0, 0.88, 7)
        ]
    else:
        trunk = [tube(path, radius * (1.3 - 0.6 * share), segments=sides)]
    leaves, length = int(rng.integers(5, 12)), between(rng, 0.7, 1.4)
    width, droop = length * between(rng, 0.15, 0.4), between(rng, 60, 130)
    fold = between(rng, -0.8, 0.3)
    if chance(rng, 0.25):
        crown = assembled(
            [
                turned(
                    _frond(rng, length, width, between(rng, 15, 55), droop), "z", 360 / leaves * k
                )
                for k in range(leaves)
            ]
        )
    else:
        shape = between(rng, 0.3, 0.6)
        rise = (between(rng, 0, 25), between(rng, 30, 65))
        crown = _rosette(
            rng, leaves, length, width, rise, (droop * 0.7, droop), shape=shape, fold=fold, steps=5
        )
    nuts = [
        ball(0.1, (lean + 0.12 * np.cos(a), 0.12 * np.sin(a), tall - 0.08), segments=6, rings=4)
        for a in rng.uniform(0, 6.3, int(rng.integers(1, 4)) * chance(rng, 0.4))
    ]
    return assembled(trunk, moved(crown, path[-1]), nuts)


def _branching(
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


def _bare_tree(rng: np.random.Generator) -> Mesh:
    made = _branching(
        rng,
        height=between(rng, 0.5, 1.4),
        radius=between(rng, 0.06, 0.2),
        depth=int(rng.choice([1, 2, 2, 3])),
        sides=int(rng.integers(4, 8)),
        spread=between(rng, 25, 60),
        taper=between(rng, 0.6, 0.8),
    )
    if chance(rng, 0.3):
        made = assembled(made, _roots(rng, 0.15))
    return _grounded(made)


def _roots(rng: np.random.Generator, radius: float) -> list[Mesh]:
    reach = radius * between(rng, 2, 3.5)
    path = [(0, 0, radius * 1.5), (reach * 0.5, 0, radius * 0.5), (reach, 0, 0)]
    root = tube(path, np.array([0.6, 0.45, 0.1]) * radius, segments=5)
    return around(root, int(rng.integers(3, 7)), start=between(rng, 0, 90))


def _dead_trunk(rng: np.random.Generator) -> Mesh:
    """A tall broken trunk with branch stubs."""
    tall, radius = between(rng, 1.5, 2.5), between(rng, 0.12, 0.25)
    trunk, path = _stem(rng, tall, radius, lean=0.12, top=0.35, segments=7, steps=5)
    parts = [trunk, *_roots(rng, radius)]
    for step in range(int(rng.integers(2, 7))):
        length = between(rng, 0.2, 0.9)
        way = [(0, 0, 0), (length * 0.6, 0, length * 0.25), (length, 0, length * 0.8)]
        stub = turned(tube(way, np.array([0.4, 0.3, 0.08]) * radius, segments=5), "z", step * 130)
        parts.append(moved(stub, path[int(rng.integers(2, 6))]))
    return _grounded(assembled(parts))


def _cube_tree(rng: np.random.Generator) -> Mesh:
    """A stylised tree of boxes: one crown, several, or pyramid steps."""
    bare, thick = between(rng, 0.4, 1.2), between(rng, 0.15, 0.35)
    parts = [block((thick, thick, bare * 1.5))]
    kind = int(rng.integers(4))
    if kind == 0:
        size = between(rng, 0.8, 1.4)
        parts.append(block((size, size, size * between(rng, 0.7, 1.6)), (0, 0, bare)))
    elif kind == 1:
        z, size = bare, between(rng, 1, 1.6)
        for _ in range(int(rng.integers(2, 5))):
            parts.append(block((size, size, 0.4), (0, 0, z)))
            z, size = z + 0.4, size * between(rng, 0.55, 0.9)
    elif kind == 2:
        for _ in range(int(rng.integers(3, 7))):
            size = rng.uniform(0.4, 0.9, 3)
            parts.append(block(tuple(size), (*_scattered(rng, 0.5), bare + between(rng, 0, 0.6))))
    else:
        size = (between(rng, 0.8, 1.3), between(rng, 0.8, 1.3), between(rng, 0.8, 1.8))
        parts.append(rounded(size, (0, 0, bare), radius=between(rng, 0.05, 0.3), steps=1))
    return assembled(parts)


def _willow(rng: np.random.Generator) -> Mesh:
    """A dome from which strands hang nearly to the ground."""
    bare, radius = between(rng, 1, 1.6), between(rng, 0.7, 1.1)
    trunk, _ = _trunk(rng, bare * 1.3, between(rng, 0.12, 0.22), lean=0.05)
    dome = _cut_below(_clumps(rng)((radius, radius, radius * 0.7), (0, 0, 0)), -0.2)
    parts = [trunk, moved(dome, (0, 0, bare * 1.2))]
    count, width = int(rng.integers(9, 24)), between(rng, 0.1, 0.3)
    length = bare * between(rng, 0.9, 1.3)
    strands = _rosette(rng, count, length, width, (-30, 10), (50, 80), shape=0.4, spread=0, steps=5)
    ring = _rosette(rng, count, length * 0.9, width, (-85, -70), (0, 15), shape=0.4, steps=3)
    shifted = ring.vertices.copy()
    angles = np.arctan2(shifted[:, 1], shifted[:, 0])
    shifted[:, :2] += np.column_stack([np.cos(angles), np.sin(angles)]) * radius * 0.75
    hanging = assembled(
        moved(strands, (0, 0, bare * 1.2)), moved(solid(shifted, ring.faces), (0, 0, bare * 1.3))
    )
    return _cut_below(assembled(parts, hanging), 0.0)


def _acacia(rng: np.random.Generator) -> Mesh:
    """Acacia, bonsai, baobab: flat crowns on bent boughs."""
    bare, thick = between(rng, 0.5, 1.3), between(rng, 0.07, 0.3)
    trunk, path = _stem(rng, bare, thick, lean=0.25, top=0.7, segments=7)
    clump, parts = _clumps(rng), [trunk]
    for step in range(int(rng.integers(1, 5))):
        angle, reach = 2.4 * step + between(rng, 0, 1), between(rng, 0.2, 0.9)
        rise = between(rng, 0.2, 0.9)
        end = path[-1] + (np.cos(angle) * reach, np.sin(angle) * reach, rise)
        bend = path[-1] * 0.5 + end * 0.5 + (0, 0, -0.1)
        size = between(rng, 0.4, 0.95)
        parts.append(tube([path[-1], bend, end], thick * np.array([0.7, 0.45, 0.3]), segments=6))
        parts.append(clump((size, size, size * between(rng, 0.2, 0.4)), tuple(end)))
    return assembled(parts)


def _birch(rng: np.random.Generator) -> Mesh:
    """One to three slim tall trunks with small clumps up along them."""
    clump, parts = _clumps(rng), []
    for _ in range(int(rng.choice([1, 1, 2, 3]))):
        trunk, path = _stem(rng, between(rng, 2.2, 3.2), 0.06, lean=0.12, top=0.3, steps=6)
        parts.append(trunk)
        for step in range(int(rng.integers(3, 8))):
            size = between(rng, 0.2, 0.5)
            share = between(rng, 0.45, 1.0) if step else 1.0
            middle = path[int(share * 6)]
            at = middle + np.array([*_scattered(rng, 0.45), 0])
            parts.append(clump((size, size, size * between(rng, 0.6, 1.1)), tuple(at)))
            parts.append(tube([middle - (0, 0, 0.2), at], (0.025, 0.01), segments=4))
    return assembled(parts)


def _leafy_tree(rng: np.random.Generator) -> Mesh:
    """Branches under a crown of single leaves or leaf cards."""
    tall, spread = between(rng, 0.8, 1.4), between(rng, 25, 45)
    thick = between(rng, 0.07, 0.15)
    wood = _branching(rng, height=tall, radius=thick, depth=2, sides=6, spread=spread, taper=0.7)
    top = wood.vertices[wood.vertices[:, 2] > tall * 1.15]
    count = int(rng.integers(150, 500))
    places = top[rng.integers(len(top), size=count)] if len(top) else rng.normal(size=(count, 3))
    places = places + rng.normal(size=(count, 3)) * between(rng, 0.1, 0.3)
    return _grounded(assembled(wood, _cards(rng, places, between(rng, 0.25, 0.6), 0.6)))


def _tree_group(rng: np.random.Generator) -> Mesh:
    maker = (_conifer, _ball_tree, _tall_crown, _clump_tree)[rng.integers(4)]
    made = maker(rng)
    wide = float(np.ptp(made.vertices[:, :2], axis=0).max())
    parts = [made]
    for step in range(int(rng.integers(1, 4))):
        copy = turned(scaled(made, between(rng, 0.5, 1)), "z", between(rng, 0, 360))
        angle, reach = 2.1 * step, wide * between(rng, 0.4, 0.9)
        parts.append(moved(copy, (np.cos(angle) * reach, np.sin(angle) * reach, 0)))
    return assembled(parts)


def _stump(rng: np.random.Generator) -> Mesh:
    radius, height = between(rng, 0.3, 0.6), between(rng, 0.3, 1.0)
    sides = int(rng.integers(6, 14))
    foot = radius * between(rng, 1.1, 1.6)
    profile = [(0, 0), (foot, 0), (radius * 1.05, height * 0.3), (radius, height)]
    profile += [(radius * 0.85, height), (radius * 0.85, height * 0.96), (0, height * 0.96)]
    made = lathe(profile, segments=sides)
    vertices = made.vertices.copy()
    if chance(rng, 0.35):
        # A broken stump: its rim goes up and down around it.
        angles = np.arctan2(vertices[:, 1], vertices[:, 0])
        ragged = np.sin(3 * angles + rng.uniform(0, 6)) + np.sin(7 * angles)
        vertices[:, 2] += (vertices[:, 2] > height * 0.98) * height * 0.15 * ragged
    parts = [solid(vertices, made.faces)]
    if chance(rng, 0.7):
        parts += _roots(rng, min(radius * between(rng, 0.5, 0.85), height * 0.5))
    if chance(rng, 0.25):
        sprig = tube([(0, 0, 0), (0.3, 0, 0.15), (0.4, 0, 0.4)], (0.08, 0.06, 0.02), segments=5)
        parts.append(moved(sprig, (radius * 0.8, 0, height * 0.5)))
    return _cut_below(assembled(parts), 0.0)


def _log(rng: np.random.Generator) -> Mesh:
    length, radius = between(rng, 1.2, 3.5), between(rng, 0.15, 0.4)
    sides = int(rng.integers(6, 13))
    path = [(x * length, between(rng, -0.04, 0.04), 0) for x in (-0.5, -0.15, 0.2, 0.5)]
    radii = radius * np.array([1, 0.95, 0.9, between(rng, 0.7, 0.95)])
    parts = [tube(path, radii, segments=sides)]
    for _ in range(int(rng.integers(0, 4))):
        stub = cylinder(radius * 0.3, radius * between(rng, 1.4, 2.5), top=0.7, segments=5)
        stub = turned(turned(stub, "y", between(rng, -30, 30)), "x", between(rng, -80, 80))
        parts.append(moved(stub, (length * between(rng, -0.4, 0.4), 0, 0)))
    if chance(rng, 0.2):
        copies = [moved(parts[0], (0, side * radius * 1.95, 0)) for side in (0, 1)]
        parts += [copies[1], moved(parts[0], (0, radius * 0.98, radius * 1.7))]
    return _grounded(assembled(parts))
