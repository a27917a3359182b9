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
    lathe,
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


def plant(rng: np.random.Generator) -> Mesh:
    """Bush, hedge, flower, grass, fern, potted or hanging plant, cactus, reeds, lily, crop."""
    designs = (
        (_bush, 13),
        (_leafy_bush, 6),
        (_hedge, 5),
        (_flower, 13),
        (_flower_group, 6),
        (grass_tuft, 11),
        (_grass_patch, 4),
        (_fern, 6),
        (_succulent, 4),
        (_potted, 16),
        (_hanging, 4),
        (_planter_box, 4),
        (_saguaro, 5),
        (_barrel_cactus, 3),
        (_prickly_pear, 3),
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


def _bloom(rng: np.random.Generator, size: float) -> Mesh:
    """A flower's head facing up, at the origin, of one of several kinds."""
    kinds = (_daisy_head, _tulip_head, _ball_head, _spike_head, _bell_head)
    return kinds[rng.choice(5, p=[0.45, 0.2, 0.15, 0.12, 0.08])](rng, size)


def _daisy_head(rng: np.random.Generator, size: float) -> Mesh:
    count, rise = int(rng.integers(4, 14)), between(rng, -15, 50)
    width = size * between(rng, 0.9, 1.4) * 2 * np.pi / count * 0.5
    petal = leaf_blade(size, width, rise, between(rng, -30, 60), shape=0.6, steps=3)
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
    petal = leaf_blade(size * 1.5, size * 0.9, 30, -80, shape=0.5)
    return assembled(around(petal, int(rng.integers(3, 7))))


def _ball_head(rng: np.random.Generator, size: float) -> Mesh:
    made = rough_lump(rng, int(rng.integers(0, 2)), between(rng, 0, 0.2))
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
    stem, path = bent_stem(rng, height, thick, lean=between(rng, 0.02, 0.15), top=0.8)
    bloom = turned(_bloom(rng, size), "x", between(rng, 0, 60) * chance(rng, 0.6))
    parts = [stem, moved(turned(bloom, "z", between(rng, 0, 360)), path[-1])]
    count = int(rng.integers(0, 6))
    low = chance(rng, 0.5)
    for step in range(count):
        leaf = leaf_blade(
            height * between(rng, 0.3, 0.6), between(rng, 0.08, 0.22), 60, 70, shape=0.5
        )
        leaf = turned(leaf, "z", 360 / count * step + between(rng, -30, 30))
        parts.append(moved(leaf, path[0 if low else int(rng.integers(0, 3))]))
    if chance(rng, 0.2):
        parts.append(rosette(rng, 8, height * 0.4, 0.06, (50, 80), (10, 60)))
    return assembled(parts)


def _flower_group(rng: np.random.Generator) -> Mesh:
    head, area = _bloom(rng, between(rng, 0.1, 0.25)), between(rng, 0.15, 0.8)
    parts = []
    for _ in range(int(rng.integers(3, 11))):
        stem, path = bent_stem(rng, between(rng, 0.5, 1), 0.02, top=0.9, segments=4, steps=2)
        x, y = scattered(rng, area)
        bloom = turned(turned(head, "x", between(rng, 0, 40)), "z", between(rng, 0, 360))
        parts.append(moved(assembled(stem, moved(bloom, path[-1])), (x, y, 0)))
    width = between(rng, 0.05, 0.2)
    shape = 0.5 * chance(rng, 0.6)
    parts.append(rosette(rng, 10, 0.5, width, (40, 85), (0, 60), shape=shape, spread=area))
    if chance(rng, 0.25):
        parts.append(cylinder(area * 1.3, 0.05, segments=10))
    return assembled(parts)


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


def _succulent(rng: np.random.Generator) -> Mesh:
    """Agave, aloe, yucca: thick pointed leaves in whorls."""
    parts = []
    count, width = int(rng.integers(6, 11)), between(rng, 0.12, 0.4)
    shape = between(rng, 0.2, 0.6)
    for level in range(int(rng.integers(2, 4))):
        rise = 15 + 28 * level + between(rng, -5, 10)
        leaf = leaf_blade(
            1 - 0.2 * level, width, rise, between(rng, -30, 20), shape=shape, fold=0.4
        )
        parts += around(leaf, count, start=25 * level)
    if chance(rng, 0.15):
        stem, path = bent_stem(rng, between(rng, 1.2, 2), 0.05, lean=0.05)
        parts += [stem, moved(_spike_head(rng, 0.4), path[-1])]
    return grounded(assembled(parts))


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
    places = in_ball(rng, int(rng.integers(40, 150))) * (height * 0.5, height * 0.5, height * 0.5)
    leaves = cards(rng, places + (0, 0, height * 0.6), between(rng, 0.12, 0.3), 0.5)
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
    vines = rosette(
        rng, trails, length, width, (50, 80), (120, 165), shape=0.5, spread=radius * 0.6, steps=6
    )
    return grounded(assembled(parts, moved(vines, (0, 0, height))))


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
        x, y = (0, 0) if step == 0 else scattered(rng, 1.0)
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
    return cut_below(assembled(pads), 0.0)


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
            face = turned(_daisy_head(rng, between(rng, 0.25, 0.4)), "x", between(rng, 30, 90))
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
    maker = (_cabbage, _sprout, grass_tuft, _bush, _flower)[rng.integers(5)]
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
