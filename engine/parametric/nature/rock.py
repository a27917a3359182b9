"""Rocks made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    Point,
    assembled,
    between,
    blob,
    block,
    chance,
    cylinder,
    loft,
    moved,
    rounded,
    scaled,
    solid,
    tube,
    turned,
)
from .parts import cut_below, grass_tuft, rough_lump, scattered


def rock(rng: np.random.Generator) -> Mesh:
    """Boulder, slab, cluster, spire, crystals, cliff, moss-topped, cairn, pebbles, menhir, arch."""
    designs = (
        (_boulder, 24),
        (_smooth_stone, 10),
        (_flat_stone, 10),
        (_rock_cluster, 14),
        (_pebbles, 6),
        (_crystals, 8),
        (_spires, 6),
        (_standing_stone, 5),
        (_cliff, 9),
        (_strata, 6),
        (_mossy, 6),
        (_cairn, 5),
        (_basalt, 3),
        (_arch, 3),
        (_cut_stone, 4),
        (_ore, 4),
    )
    return drawn(rng, designs)


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
    made = rough_lump(rng, level, rough)
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
        return cut_below(moved(made, (0, 0, size[2] * between(rng, 0.2, 0.8))), 0.0)
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
        parts.append(moved(made, (*scattered(rng, area), 0)))
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
        parts.append(moved(made, (*scattered(rng, 0.3 * (step > 0)), 0)))
    if chance(rng, 0.5):
        size = between(rng, 0.4, 0.8)
        parts.append(_stone(rng, (size, size, between(rng, 0.15, 0.4))))
    return cut_below(assembled(parts), 0.0)


def _spires(rng: np.random.Generator) -> Mesh:
    """Pointed rocks: stalagmites, sea stacks, spikes."""
    parts, sides = [], int(rng.integers(5, 10))
    slim = between(rng, 0.15, 0.4)
    for step in range(int(rng.integers(1, 6))):
        height = between(rng, 0.4, 0.9) if step else 1.4
        made = _spire(rng, height, height * slim, sides)
        parts.append(moved(made, (*scattered(rng, slim * 2.2 * (step > 0)), 0)))
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
        parts.append(moved(turned(made, "z", between(rng, 0, 360)), (*scattered(rng, 0.1), z)))
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
        tuft = scaled(grass_tuft(rng), between(rng, 0.2, 0.4))
        angle = between(rng, 0, 2 * np.pi)
        parts.append(moved(tuft, (np.cos(angle), np.sin(angle) * size[1], 0)))
    return assembled(parts)


def _cairn(rng: np.random.Generator) -> Mesh:
    parts, z, reach = [], 0.0, 1.0
    level, flat = int(rng.integers(1, 3)), between(rng, 0.25, 0.7)
    for _ in range(int(rng.integers(2, 7))):
        radii = (reach, reach * between(rng, 0.75, 1), reach * flat)
        made = _stone(rng, radii, level=level, cuts=int(rng.integers(0, 4)))
        parts.append(moved(made, (*scattered(rng, 0.15), z)))
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
    return cut_below(solid(vertices, made.faces), 0.0)


def _cut_stone(rng: np.random.Generator) -> Mesh:
    """A hewn block: a box with shifted corners or chamfered edges."""
    size = (1, between(rng, 0.5, 1), between(rng, 0.4, 1.1))
    if chance(rng, 0.5):
        made = rounded(size, radius=between(rng, 0.05, 0.3), steps=1)
    else:
        made = block(size, top=between(rng, 0.6, 0.95))
    shift = np.sin(made.vertices @ (rng.normal(size=(3, 3)) * 4)) * 0.09
    return grounded(turned(solid(made.vertices + shift, made.faces), "x", between(rng, -8, 8)))


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
            else scaled(rough_lump(rng, 0, 0.1), size)
        )
        tilted = turned(turned(lump, "y", between(rng, 0, 50)), "z", between(rng, 0, 360))
        parts.append(moved(tilted, place * 0.93))
    return cut_below(assembled(parts), 0.0)
