"""Trees made by formula."""

import numpy as np
from numpy.typing import NDArray

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
    solid,
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
    in_ball,
    leaf_blade,
    rosette,
    scattered,
)
from .tree_bare import bare_tree, dead_trunk, log, stump


def tree(rng: np.random.Generator) -> Mesh:
    """Conifer, ball, blob or cube crown, palm, bare, willow, birch, poplar, acacia, stump, log."""
    designs = (
        (_conifer, 17),
        (_spruce, 7),
        (_ball_tree, 9),
        (_clump_tree, 15),
        (_oak, 9),
        (_tall_crown, 7),
        (_palm, 10),
        (bare_tree, 10),
        (dead_trunk, 3),
        (_cube_tree, 4),
        (_willow, 4),
        (_acacia, 5),
        (_birch, 5),
        (_leafy_tree, 7),
        (_tree_group, 2),
        (stump, 4),
        (log, 3),
    )
    made = drawn(rng, designs)
    return assembled(made, _ground(rng, made)) if chance(rng, 0.06) else made


def _ground(rng: np.random.Generator, standing: Mesh) -> Mesh:
    """A patch of soil or a slab under what stands on it."""
    radius = between(rng, 0.3, 0.6) * float(np.ptp(standing.vertices[:, :2], axis=0).max())
    height = radius * between(rng, 0.03, 0.15)
    sides = int(rng.choice([4, 6, 8, 16]))
    return cylinder(radius, height, (0, 0, -height), top=between(rng, 0.8, 1.0), segments=sides)


def _trunk(
    rng: np.random.Generator, height: float, radius: float, *, lean: float = 0.06
) -> tuple[Mesh, NDArray[np.float64]]:
    """A trunk, sometimes flared at its foot, and its path."""
    sides = int(rng.choice([4, 5, 6, 7, 8, 10]))
    made, path = bent_stem(
        rng, height, radius, lean=lean, top=between(rng, 0.4, 0.9), segments=sides
    )
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
        bough = leaf_blade(length, length * aspect, rise, droop, shape=shape, fold=-0.4, steps=3)
        z = tall * (0.15 + 0.82 * share)
        parts += [moved(part, (0, 0, z)) for part in around(bough, count, start=100 * share)]
    return grounded(assembled(parts))


def _ball_tree(rng: np.random.Generator) -> Mesh:
    radius, squash = between(rng, 0.5, 1.1), between(rng, 0.7, 1.35)
    bare = between(rng, 0.35, 1.3)
    trunk, path = _trunk(rng, bare + radius * squash * 0.8, between(rng, 0.06, 0.2))
    clump = clumps(rng)
    parts = [
        trunk,
        clump((radius, radius, radius * squash), (*path[-1][:2], bare + radius * squash)),
    ]
    if chance(rng, 0.25):
        fruits = in_ball(rng, 9)
        fruits /= np.linalg.norm(fruits, axis=1, keepdims=True)
        middle = (*path[-1][:2], bare + radius * squash)
        for place in fruits * (radius, radius, radius * squash) + middle:
            parts.append(ball(0.09, tuple(place), segments=6, rings=4))
    return assembled(parts)


def _clump_tree(rng: np.random.Generator) -> Mesh:
    """A trunk under several clumps: beside, over and through each other."""
    clump, bare = clumps(rng), between(rng, 0.8, 1.6)
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
    clump, bare = clumps(rng), between(rng, 0.25, 0.9)
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
        crown = clumps(rng)((radius, radius, tall / 2), (0, 0, bare + tall / 2))
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
                    frond(rng, length, width, between(rng, 15, 55), droop), "z", 360 / leaves * k
                )
                for k in range(leaves)
            ]
        )
    else:
        shape = between(rng, 0.3, 0.6)
        rise = (between(rng, 0, 25), between(rng, 30, 65))
        crown = rosette(
            rng, leaves, length, width, rise, (droop * 0.7, droop), shape=shape, fold=fold, steps=5
        )
    nuts = [
        ball(0.1, (lean + 0.12 * np.cos(a), 0.12 * np.sin(a), tall - 0.08), segments=6, rings=4)
        for a in rng.uniform(0, 6.3, int(rng.integers(1, 4)) * chance(rng, 0.4))
    ]
    return assembled(trunk, moved(crown, path[-1]), nuts)


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
            parts.append(block(tuple(size), (*scattered(rng, 0.5), bare + between(rng, 0, 0.6))))
    else:
        size = (between(rng, 0.8, 1.3), between(rng, 0.8, 1.3), between(rng, 0.8, 1.8))
        parts.append(rounded(size, (0, 0, bare), radius=between(rng, 0.05, 0.3), steps=1))
    return assembled(parts)


def _willow(rng: np.random.Generator) -> Mesh:
    """A dome from which strands hang nearly to the ground."""
    bare, radius = between(rng, 1, 1.6), between(rng, 0.7, 1.1)
    trunk, _ = _trunk(rng, bare * 1.3, between(rng, 0.12, 0.22), lean=0.05)
    dome = cut_below(clumps(rng)((radius, radius, radius * 0.7), (0, 0, 0)), -0.2)
    parts = [trunk, moved(dome, (0, 0, bare * 1.2))]
    count, width = int(rng.integers(9, 24)), between(rng, 0.1, 0.3)
    length = bare * between(rng, 0.9, 1.3)
    strands = rosette(rng, count, length, width, (-30, 10), (50, 80), shape=0.4, spread=0, steps=5)
    ring = rosette(rng, count, length * 0.9, width, (-85, -70), (0, 15), shape=0.4, steps=3)
    shifted = ring.vertices.copy()
    angles = np.arctan2(shifted[:, 1], shifted[:, 0])
    shifted[:, :2] += np.column_stack([np.cos(angles), np.sin(angles)]) * radius * 0.75
    hanging = assembled(
        moved(strands, (0, 0, bare * 1.2)), moved(solid(shifted, ring.faces), (0, 0, bare * 1.3))
    )
    return cut_below(assembled(parts, hanging), 0.0)


def _acacia(rng: np.random.Generator) -> Mesh:
    """Acacia, bonsai, baobab: flat crowns on bent boughs."""
    bare, thick = between(rng, 0.5, 1.3), between(rng, 0.07, 0.3)
    trunk, path = bent_stem(rng, bare, thick, lean=0.25, top=0.7, segments=7)
    clump, parts = clumps(rng), [trunk]
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
    clump, parts = clumps(rng), []
    for _ in range(int(rng.choice([1, 1, 2, 3]))):
        trunk, path = bent_stem(rng, between(rng, 2.2, 3.2), 0.06, lean=0.12, top=0.3, steps=6)
        parts.append(trunk)
        for step in range(int(rng.integers(3, 8))):
            size = between(rng, 0.2, 0.5)
            share = between(rng, 0.45, 1.0) if step else 1.0
            middle = path[int(share * 6)]
            at = middle + np.array([*scattered(rng, 0.45), 0])
            parts.append(clump((size, size, size * between(rng, 0.6, 1.1)), tuple(at)))
            parts.append(tube([middle - (0, 0, 0.2), at], (0.025, 0.01), segments=4))
    return assembled(parts)


def _leafy_tree(rng: np.random.Generator) -> Mesh:
    """Branches under a crown of single leaves or leaf cards."""
    tall, spread = between(rng, 0.8, 1.4), between(rng, 25, 45)
    thick = between(rng, 0.07, 0.15)
    wood = branching(rng, height=tall, radius=thick, depth=2, sides=6, spread=spread, taper=0.7)
    top = wood.vertices[wood.vertices[:, 2] > tall * 1.15]
    count = int(rng.integers(150, 500))
    places = top[rng.integers(len(top), size=count)] if len(top) else rng.normal(size=(count, 3))
    places = places + rng.normal(size=(count, 3)) * between(rng, 0.1, 0.3)
    return grounded(assembled(wood, cards(rng, places, between(rng, 0.25, 0.6), 0.6)))


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
