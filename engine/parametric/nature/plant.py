"""Plants made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    loft,
    moved,
    rounded,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .parts import (
    bent_stem,
    branching,
    cards,
    clumps,
    cut_below,
    frond,
    grass_tuft,
    in_ball,
    leaf_blade,
    rosette,
    rough_lump,
    scattered,
)
from .plant_cacti import barrel_cactus, prickly_pear, saguaro, succulent
from .plant_flowers import daisy_head, flower, flower_group
from .plant_potted import hanging, planter_box, potted


def plant(rng: np.random.Generator) -> Mesh:
    """Bush, hedge, flower, grass, fern, potted or hanging plant, cactus, reeds, lily, crop."""
    designs = (
        (_bush, 13),
        (_leafy_bush, 6),
        (_hedge, 5),
        (flower, 13),
        (flower_group, 6),
        (grass_tuft, 11),
        (_grass_patch, 4),
        (_fern, 6),
        (succulent, 4),
        (potted, 16),
        (hanging, 4),
        (planter_box, 4),
        (saguaro, 5),
        (barrel_cactus, 3),
        (prickly_pear, 3),
        (_reeds, 5),
        (_water_lily, 4),
        (_stalks, 6),
        (_cabbage, 3),
        (_crop_bed, 3),
        (_sprout, 4),
        (_seaweed, 3),
        (_twiggy_bush, 3),
        (_big_leaves, 6),
    )
    return drawn(rng, designs)


def _bush(rng: np.random.Generator) -> Mesh:
    clump = clumps(rng)
    height = between(rng, 0.6, 1.3)
    if chance(rng, 0.2):
        made = clump((1, between(rng, 0.7, 1), height), (0, 0, height * between(rng, 0.3, 0.95)))
        return cut_below(made, 0.0)
    parts = []
    spread = between(rng, 0.5, 1.1)
    for step in range(int(rng.integers(3, 9))):
        size = between(rng, 0.35, 0.8) if step else between(rng, 0.6, 0.9)
        x, y = scattered(rng, spread) if step else (0.0, 0.0)
        parts.append(clump((size, size, size * height), (x, y, 0.7 * size * height)))
    if chance(rng, 0.25):
        parts.append(cards(rng, rng.normal(size=(15, 3)) * (0.7, 0.7, 0.4) + (0, 0, 0.8), 0.3))
    if chance(rng, 0.2):
        berries = in_ball(rng, 8) * (0.8, 0.8, 0.6) + (0, 0, 0.7)
        parts += [ball(0.09, tuple(at), segments=6, rings=4) for at in berries]
    return cut_below(assembled(parts), 0.0)


def _leafy_bush(rng: np.random.Generator) -> Mesh:
    count = int(rng.integers(40, 260))
    height = between(rng, 0.6, 1.4)
    places = in_ball(rng, count) * (1, 1, height) + (0, 0, height * between(rng, 0.6, 1.0))
    places[:, 2] = np.abs(places[:, 2])
    leaves = cards(rng, places, between(rng, 0.25, 0.6), between(rng, 0.3, 0.8))
    twigs = []
    for _ in range(int(rng.integers(3, 8))):
        x, y = scattered(rng, 0.7)
        path = [(0, 0, 0), (x * 0.4, y * 0.4, height * 0.6), (x, y, height * 1.2)]
        twigs.append(tube(path, (0.05, 0.035, 0.01), segments=4))
    return assembled(leaves, twigs)


def _hedge(rng: np.random.Generator) -> Mesh:
    length, depth, height = between(rng, 1.2, 5), between(rng, 0.5, 1), between(rng, 0.6, 1.8)
    if chance(rng, 0.5):
        made = rounded((length, depth, height), radius=between(rng, 0.03, 0.3) * depth)
        parts = [made]
    else:
        clump, count = clumps(rng), int(np.ceil(length / depth * 1.5))
        radius = (depth * 0.65, depth * 0.6, height * 0.55)
        places = np.linspace(-length / 2, length / 2, count)
        parts = [clump(radius, (float(x), 0, height * 0.5)) for x in places]
    if chance(rng, 0.4):
        places = rng.uniform(-0.5, 0.5, (80, 3)) * (length, depth, height) * 1.03
        parts.append(cards(rng, places + (0, 0, height / 2), 0.22))
    if chance(rng, 0.25):
        parts.append(block((length * 1.05, depth * 1.1, height * 0.2)))
    return cut_below(assembled(parts), 0.0)


def _grass_patch(rng: np.random.Generator) -> Mesh:
    area = between(rng, 0.5, 1.2)
    height, width = between(rng, 0.4, 0.9), between(rng, 0.06, 0.16)
    parts = []
    for _ in range(int(rng.integers(20, 40))):
        steps = int(rng.integers(1, 3))
        blade = leaf_blade(
            height * between(rng, 0.5, 1.2), width, between(rng, 60, 90), 30, steps=steps
        )
        parts.append(moved(turned(blade, "z", between(rng, 0, 360)), (*scattered(rng, area), 0)))
    if chance(rng, 0.25):
        parts.append(cylinder(area * 1.1, 0.04, segments=int(rng.choice([4, 6, 12]))))
    return assembled(parts)


def _fern(rng: np.random.Generator) -> Mesh:
    count, droop = int(rng.integers(5, 13)), between(rng, 50, 120)
    if chance(rng, 0.4):
        width = between(rng, 0.15, 0.35)
        fold = between(rng, -0.5, 0.5)
        return rosette(rng, count, 1, width, (45, 75), (40, droop), shape=0.45, fold=fold, steps=6)
    width = between(rng, 0.15, 0.35)
    fronds = [
        turned(
            frond(rng, between(rng, 0.7, 1.1), width, between(rng, 40, 75), droop),
            "z",
            360 / count * step + between(rng, -12, 12),
        )
        for step in range(count)
    ]
    return assembled(fronds)


def _reeds(rng: np.random.Generator) -> Mesh:
    """Cattails: thin stalks, thick brown heads, long blades."""
    parts, area = [], between(rng, 0.05, 0.35)
    thick = between(rng, 0.03, 0.07)
    for _ in range(int(rng.integers(2, 9))):
        height = between(rng, 0.9, 1.6)
        stem, path = bent_stem(rng, height, 0.014, lean=0.08, top=0.8, segments=4)
        x, y = scattered(rng, area)
        low, high = path[-2] * 0.4 + path[-1] * 0.6, path[-1]
        low = low - (0, 0, 0.1)
        ends = [low, low + (high - low) * 0.15, low + (high - low) * 0.7, high - (0, 0, 0.05)]
        head = tube(ends, np.array([0.4, 1, 1, 0.4]) * thick, segments=6)
        parts.append(moved(assembled(stem, head), (x, y, 0)))
    count = int(rng.integers(4, 14))
    blades = rosette(rng, count, 1.1, 0.06, (65, 88), (0, 45), spread=area)
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
        x, y = (0, 0) if step == 0 else scattered(rng, 1.3)
        parts.append(moved(turned(pad, "z", between(rng, 0, 360)), (x, y, 0.01 * step)))
    if chance(rng, 0.7):
        for level in range(2):
            petal = leaf_blade(0.35, 0.18, 25 + 35 * level, -20, shape=0.5, fold=0.3, steps=3)
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
        stem, path = bent_stem(
            rng, height, thick, lean=0.04, top=0.7, segments=6 if count < 8 else 4
        )
        stalk = [stem]
        if kind == 1:
            stalk += [torus(thick * 0.9, thick * 0.25, tuple(p), segments=7, sides=3) for p in path]
        if kind == 0:
            ear = ball((0.07, 0.07, 0.18), tuple(path[2] + (0.08, 0, 0.1)), segments=7, rings=5)
            stalk += [ear, moved(rosette(rng, 5, 0.3, 0.03, (60, 85), (0, 40)), path[-1])]
        if kind == 2:
            stalk.append(ball((0.045, 0.045, 0.16), tuple(path[-1]), segments=5, rings=4))
        if kind == 3:
            face = turned(daisy_head(rng, between(rng, 0.25, 0.4)), "x", between(rng, 30, 90))
            stalk.append(moved(face, path[-1]))
        for place in path[1:-1] if kind != 2 else ():
            long = between(rng, 0.4, 0.8) if kind != 1 else between(rng, 0.2, 0.5)
            leaf = leaf_blade(long, long * 0.2, 60, between(rng, 60, 130), shape=0.35)
            stalk += [moved(part, place) for part in around(leaf, 2, start=between(rng, 0, 180))]
        parts.append(moved(assembled(stalk), (*scattered(rng, 0.15 * count**0.5), 0)))
    return assembled(parts)


def _cabbage(rng: np.random.Generator) -> Mesh:
    """A head of cabbage or lettuce, or a root crop with its leaves."""
    if chance(rng, 0.6):
        heart = scaled(rough_lump(rng, 1, 0.08), between(rng, 0.35, 0.6))
        parts = [moved(heart, (0, 0, 0.4))]
        for level in range(2):
            rise = 10 + 35 * level
            leaf = leaf_blade(0.9 - 0.2 * level, 0.8, rise, -70, shape=0.55, fold=0.2)
            parts += around(leaf, int(rng.integers(5, 8)), start=30 * level)
        return grounded(assembled(parts))
    radius = between(rng, 0.2, 0.5)
    root = ball((radius, radius, between(rng, 0.2, 0.5)), segments=8, rings=5)
    leaves = rosette(rng, int(rng.integers(5, 10)), 0.9, 0.25, (60, 85), (0, 60), shape=0.6)
    return cut_below(assembled(root, moved(leaves, (0, 0, 0.15))), 0.0)


def _crop_bed(rng: np.random.Generator) -> Mesh:
    """Rows of one crop on a bed of soil."""
    maker = (_cabbage, _sprout, grass_tuft, _bush, flower)[rng.integers(5)]
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
    stem, path = bent_stem(rng, height, 0.035, lean=0.1, steps=3)
    length = between(rng, 0.3, 0.6)
    leaf = leaf_blade(length, length * between(rng, 0.4, 0.9), 35, 50, shape=0.55, fold=0.2)
    parts = [stem, *[moved(part, path[-1]) for part in around(leaf, leaves)]]
    if chance(rng, 0.4):
        parts += [moved(scaled(part, 0.7), path[-2]) for part in around(leaf, 2, start=90)]
    if chance(rng, 0.25):
        parts.append(ball((0.3, 0.3, 0.12), segments=8, rings=4))
    return cut_below(assembled(parts), 0.0)


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
            parts.append(moved(ribbon, (*scattered(rng, 0.25), 0)))
        return assembled(parts)
    thick = between(rng, 0.06, 0.14)
    return branching(rng, height=0.6, radius=thick, depth=3, sides=5, spread=40, taper=0.85)


def _twiggy_bush(rng: np.random.Generator) -> Mesh:
    """A dry bush of bare twigs, or one with few leaves."""
    parts = []
    for step in range(int(rng.integers(4, 8))):
        twig = branching(rng, height=0.5, radius=0.03, depth=2, sides=3, spread=35, taper=0.7)
        twig = turned(turned(twig, "y", between(rng, 10, 60)), "z", step * 70)
        parts.append(twig)
    if chance(rng, 0.5):
        places = in_ball(rng, 40) * (0.7, 0.7, 0.4) + (0, 0, 0.6)
        parts.append(cards(rng, places, 0.2))
    return grounded(assembled(parts))


def _big_leaves(rng: np.random.Generator) -> Mesh:
    """A jungle plant: broad leaves, each on its own stalk."""
    parts, shape = [], between(rng, 0.3, 0.5)
    count, aspect = int(rng.integers(3, 11)), between(rng, 0.3, 0.8)
    tall, fold = between(rng, 0.2, 1.2), between(rng, -0.2, 0.4)
    for step in range(count):
        height, reach = tall * between(rng, 0.6, 1.1), between(rng, 0.1, 0.4)
        path = [(0, 0, 0), (reach * 0.4, 0, height * 0.6), (reach, 0, height)]
        length = between(rng, 0.5, 0.9)
        leaf = leaf_blade(
            length, length * aspect, 45, between(rng, 60, 120), shape=shape, fold=fold
        )
        stalk = assembled(tube(path, 0.025, segments=4), moved(leaf, path[-1]))
        parts.append(turned(stalk, "z", 360 / count * step + between(rng, -20, 20)))
    return assembled(parts)
