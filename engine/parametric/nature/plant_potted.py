"""Plants in pots and boxes made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import (
    around,
    assembled,
    between,
    block,
    chance,
    cylinder,
    lathe,
    moved,
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import bent_stem, cards, clumps, in_ball, leaf_blade, rosette, scattered
from .plant_cacti import barrel_cactus, prickly_pear, saguaro
from .plant_flowers import flower, flower_group


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


def potted(rng: np.random.Generator) -> Mesh:
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
    return rosette(rng, count, length, width, (45, 88), (20, droop), shape=shape, steps=5)


def _pot_swords(rng: np.random.Generator, radius: float) -> Mesh:
    """A snake plant: upright blades."""
    length, width = between(rng, 0.5, 1.2), radius * between(rng, 0.3, 0.8)
    count = int(rng.integers(5, 13))
    return rosette(
        rng, count, length, width, (75, 90), (-5, 10), shape=0.4, spread=radius * 0.6, fold=0.2
    )


def _pot_stems(rng: np.random.Generator, radius: float) -> Mesh:
    """Monstera, fiddle-leaf fig, rubber plant: stems that carry broad leaves."""
    parts = []
    leaf_length, shape = between(rng, 0.2, 0.5), between(rng, 0.35, 0.5)
    aspect = between(rng, 0.4, 1.0)
    for _ in range(int(rng.integers(1, 8))):
        height = between(rng, 0.35, 1.5)
        stem, path = bent_stem(rng, height, 0.02, lean=between(rng, 0.1, 0.4), segments=5)
        x, y = scattered(rng, radius * 0.5)
        parts.append(moved(stem, (x, y, 0)))
        for place in path[1 if height > 0.7 else 3 :]:
            for _ in range(2):
                length = leaf_length * between(rng, 0.7, 1.1)
                rise, droop = between(rng, 0, 60), between(rng, 30, 100)
                leaf = leaf_blade(length, length * aspect, rise, droop, shape=shape, fold=0.15)
                leaf = turned(leaf, "z", between(rng, 0, 360))
                parts.append(moved(leaf, place + (x, y, 0)))
    return assembled(parts)


def _pot_ball(rng: np.random.Generator, radius: float) -> Mesh:
    clump, size = clumps(rng), radius * between(rng, 1.0, 2.0)
    if chance(rng, 0.5):
        return clump((size, size, size * between(rng, 0.8, 1.6)), (0, 0, size * 0.7))
    parts = [clump((size * 0.7,) * 3, (*scattered(rng, size * 0.6), size * 0.5)) for _ in range(5)]
    return assembled(parts)


def _pot_tree(rng: np.random.Generator, radius: float) -> Mesh:
    """A topiary: a trunk with one to three balls or a cone."""
    clump, size = clumps(rng), radius * between(rng, 0.9, 1.5)
    parts, z = [], between(rng, 0.1, 0.7)
    for _ in range(int(rng.integers(1, 4))):
        parts.append(clump((size, size, size), (0, 0, z + size)))
        z += size * 1.9
        size *= between(rng, 0.65, 0.85)
    if chance(rng, 0.3):
        parts = [cylinder(radius * 1.2, 1.2, (0, 0, 0.15), top=0.0, segments=9)]
    return assembled(parts, tube([(0, 0, -0.05), (0, 0, z * 0.8)], radius * 0.15, segments=6))


def _pot_cactus(rng: np.random.Generator, radius: float) -> Mesh:
    cacti = (saguaro, barrel_cactus, prickly_pear)
    made = cacti[rng.integers(3)](rng)
    width = float(np.ptp(made.vertices[:, :2], axis=0).max())
    return scaled(made, radius * between(rng, 1.2, 2.2) / width)


def _pot_flowers(rng: np.random.Generator, radius: float) -> Mesh:
    made = flower_group(rng) if chance(rng, 0.6) else flower(rng)
    width = float(np.ptp(made.vertices[:, :2], axis=0).max())
    return scaled(made, radius * between(rng, 2.0, 3.0) / width)


def _pot_cards(rng: np.random.Generator, radius: float) -> Mesh:
    height = between(rng, 0.3, 1.3)
    places = in_ball(rng, int(rng.integers(40, 150))) * (height * 0.5, height * 0.5, height * 0.5)
    leaves = cards(rng, places + (0, 0, height * 0.6), between(rng, 0.12, 0.3), 0.5)
    return assembled(leaves, tube([(0, 0, 0), (0, 0, height * 0.7)], 0.03, segments=5))


def hanging(rng: np.random.Generator) -> Mesh:
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
    vines = rosette(
        rng, trails, length, width, (50, 80), (120, 165), shape=0.5, spread=radius * 0.6, steps=6
    )
    return grounded(assembled(parts, moved(vines, (0, 0, height))))


def planter_box(rng: np.random.Generator) -> Mesh:
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
