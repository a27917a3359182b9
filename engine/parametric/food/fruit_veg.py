"""Fruit and vegetables made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    blob,
    chance,
    cylinder,
    lathe,
    moved,
    prism,
    scaled,
    solid,
    turned,
)
from .fruit_veg_berries import berries, cherries, grapes, strawberry
from .fruit_veg_vegetables import (
    broccoli,
    cabbage,
    carrot,
    corn,
    cucumber,
    eggplant,
    leek,
    mushroom,
    onion,
    peas,
    pepper,
    potato,
    pumpkin,
    root_bulb,
    tomato,
)
from .parts import (
    bent,
    fruit_stem,
    pointed_leaf,
    posed,
    round_fruit,
    scattered_on_disc,
    turned_slice,
    wavy,
)


def fruit_veg(rng: np.random.Generator) -> Mesh:
    """Apple to watermelon, carrot to pumpkin: whole, in halves, slices and bunches."""
    return drawn(rng, _FRUIT_VEG)


def _apple(rng: np.random.Generator) -> Mesh:
    """An apple, peach or plum; whole or bitten or a core; stem and leaf."""
    sides = drawn_sides(rng)
    body = round_fruit(rng, between(rng, 0.15, 0.35), between(rng, 0.72, 1), sides)
    body = scaled(body, (1, 1, between(rng, 0.8, 1.05)))
    top = float(body.vertices[:, 2].max()) * 0.75
    parts = [body]
    if chance(rng, 0.9):
        parts.append(fruit_stem(rng, (0, 0, top), between(rng, 0.3, 0.6), between(rng, 0.04, 0.08)))
    if chance(rng, 0.6):
        leaf = pointed_leaf(
            between(rng, 0.5, 0.9), between(rng, 0.25, 0.45), between(rng, -0.4, 0.4)
        )
        parts.append(moved(turned(leaf, "y", -25), (0.03, 0, top + 0.15)))
    return grounded(assembled(*parts))


def _apple_core(rng: np.random.Generator) -> Mesh:
    core = [(0, 0), (0.6, 0.05), (0.65, 0.25), (0.3, 0.6), (0.25, 0.9), (0.35, 1.2), (0.7, 1.55)]
    body = lathe([*core, (0.6, 1.8), (0.1, 1.7), (0, 1.7)], segments=drawn_sides(rng))
    return assembled(body, fruit_stem(rng, (0, 0, 1.7), 0.45, 0.06))


def _pear(rng: np.random.Generator) -> Mesh:
    neck, tall = between(rng, 0.3, 0.5), between(rng, 2.0, 2.8)
    shape = [(0, 0.08), (0.45, 0), (0.85, 0.25), (1, 0.7), (0.9, 1.1), (neck + 0.15, tall * 0.65)]
    shape += [(neck, tall * 0.85), (neck * 0.6, tall * 0.97), (0, tall)]
    parts = [lathe(shape, segments=drawn_sides(rng)), fruit_stem(rng, (0, 0, tall), 0.4, 0.06)]
    if chance(rng, 0.4):
        parts.append(moved(pointed_leaf(0.7, 0.35, -0.2), (0, 0, tall + 0.1)))
    return posed(rng, assembled(*parts), 0.1)


def _banana(rng: np.random.Generator) -> Mesh:
    """One banana, or a bunch joined at the stalk; peeled sometimes."""
    sides, bend = int(rng.choice([5, 6, 6, 8])), between(rng, 45, 120)
    thick = between(rng, 0.28, 0.45)
    radii = np.array([0.35, 0.4, 0.9, 1.05, 1.05, 1.0, 0.75, 0.3, 0.25]) * thick
    levels = np.array([0, 0.3, 0.7, 1.2, 1.8, 2.5, 3.1, 3.45, 3.6])
    straight = lathe([(0, 0), *zip(radii, levels, strict=True), (0, 3.6)], segments=sides)
    one = bent(straight, bend)
    style = rng.random()
    if style < 0.5:
        lying = turned(one, "x", 90) if chance(rng, 0.6) else turned(one, "y", -90 - bend / 2)
        return grounded(lying)
    if style < 0.9:
        spread = between(rng, 18, 32)
        count = int(rng.integers(3, 6))
        fan = [
            turned(moved(one, (0.25, 0, 0)), "z", (k - (count - 1) / 2) * spread)
            for k in range(count)
        ]
        bunch = assembled(fan, cylinder(thick * 0.9, 0.5, (0.1, 0, -0.3), segments=6))
        return grounded(turned(bunch, "x", 180) if chance(rng, 0.5) else turned(bunch, "y", -80))
    flap = moved(turned(pointed_leaf(1.7, 0.6, -0.6), "y", 10), (thick * 0.7, 0, 1.6))
    return assembled(
        lathe([(0, 0), *zip(radii, levels, strict=True), (0, 3.6)], segments=sides), around(flap, 4)
    )


def _orange(rng: np.random.Generator) -> Mesh:
    """An orange, lime, melon or plain round fruit, with a star of a calyx or a leaf."""
    sides = drawn_sides(rng)
    body = ball((1, 1, between(rng, 0.85, 1.05)), segments=sides, rings=8)
    top = float(body.vertices[:, 2].max())
    parts = [body, cylinder(0.1, 0.08, (0, 0, top - 0.02), segments=5)]
    if chance(rng, 0.6):
        leaf = moved(
            pointed_leaf(between(rng, 0.5, 0.9), 0.35, between(rng, -0.3, 0.3)), (0, 0, top)
        )
        parts += around(leaf, int(rng.integers(1, 4)))
    return grounded(assembled(*parts))


def _lemon(rng: np.random.Generator) -> Mesh:
    """A lemon, lime, mango or kiwi: an ellipsoid with or without nipples."""
    long, nub = between(rng, 1.25, 1.6), between(rng, 0.1, 0.25)
    levels = np.linspace(-0.95, 0.95, 8)
    shape = [(float(np.sqrt(1 - z * z)), float(z * long)) for z in levels]
    ends = [(nub * 0.9, -long * 1.02), (nub * 0.7, -long * 1.15)]
    shape = [
        (0, ends[1][1]),
        ends[1],
        *shape,
        (nub, long * 1.03),
        (nub * 0.8, long * 1.2),
        (0, long * 1.22),
    ]
    made = lathe(shape, segments=drawn_sides(rng))
    leaf = moved(pointed_leaf(0.8, 0.4, 0.1), (0, 0, long * 1.15)) if chance(rng, 0.3) else []
    return posed(rng, assembled(made, leaf), 0.7)


def _half_fruit(rng: np.random.Generator) -> Mesh:
    """Half an orange, melon, apple, peach, avocado or coconut, the cut face up or aside."""
    sides, tall = int(rng.choice([10, 12, 16, 20])), between(rng, 0.7, 1.1)
    turns = np.linspace(-np.pi / 2, 0, 5)
    bowl = [(float(np.cos(t)) if t > -1.5 else 0.0, float(np.sin(t)) * tall) for t in turns]
    style = int(rng.integers(4))
    if style == 0:
        parts = [lathe([*bowl, (0.88, 0.0), (0.86, -0.05), (0, -0.05)], segments=sides)]
        count = int(rng.integers(6, 10))
        half = np.pi / count * 0.8
        segment = [
            (0.15, 0),
            (0.78 * np.cos(half), -0.78 * np.sin(half)),
            (0.82, 0),
            (0.78 * np.cos(half), 0.78 * np.sin(half)),
        ]
        pulp = turned(prism(segment, 0.1), "x", 90)
        parts += around(pulp, count)
    elif style == 1:
        parts = [lathe([*bowl, (0.85, 0), (0.6, -0.45), (0, -0.6)], segments=sides)]
    elif style == 2:
        parts = [lathe([*bowl, (0, 0)], segments=sides), ball(between(rng, 0.25, 0.4), segments=10)]
    else:
        parts = [lathe([*bowl, (0.85, 0.0), (0.8, 0.05), (0, 0.05)], segments=sides)]
        parts += [
            ball(0.07, (0.25 * np.cos(t), 0.25 * np.sin(t), 0.06), segments=5, rings=4)
            for t in range(6)
        ]
    made = assembled(*parts)
    if style == 2 and chance(rng, 0.6):
        points = made.vertices.copy()
        points[:, :1] *= 1 + 0.35 * (points[:, :1] > 0)
        points[:, 1:2] *= 1 - 0.3 * np.clip(points[:, :1], 0, 1)
        made = solid(points, made.faces)
    return grounded(turned(made, "x", between(rng, 0, 90)) if chance(rng, 0.4) else made)


def _round_slice(rng: np.random.Generator) -> Mesh:
    """A disc or half disc of citrus, tomato or cucumber with a rind and pulp sectors."""
    thick, count = between(rng, 0.12, 0.3), int(rng.integers(6, 10))
    whole = chance(rng, 0.55)
    share = 1.0 if whole else 0.5
    rind = turned_slice([(0.85, 0), (1, 0), (1, thick), (0.85, thick)], share * 0.999, 18)
    parts = [
        rind,
        turned_slice(
            [(0, thick * 0.15), (0.86, thick * 0.15), (0.86, thick * 0.8), (0, thick * 0.8)],
            share * 0.999,
            12,
        ),
    ]
    angles = (np.arange(count) + 0.5) / count * 360 * share - 180 * share
    half = np.pi * share / count * 0.8
    wedge = turned(
        prism(
            [
                (0.15, 0),
                (0.75 * np.cos(half), -0.75 * np.sin(half)),
                (0.8, 0),
                (0.75 * np.cos(half), 0.75 * np.sin(half)),
            ],
            thick * 1.05,
        ),
        "x",
        90,
    )
    parts += [turned(moved(wedge, (0, 0, thick / 2)), "z", float(a)) for a in angles]
    made = assembled(*parts)
    return grounded(turned(made, "x", between(rng, 70, 95)) if chance(rng, 0.4) else made)


def _pineapple(rng: np.random.Generator) -> Mesh:
    sides, tall = int(rng.choice([8, 10, 12])), between(rng, 2.2, 3.2)
    levels = np.linspace(0.06, 0.95, 8)
    body = [(float(np.sin(np.pi * s) ** 0.45), float(s * tall)) for s in levels]
    parts = [lathe([(0, 0.05), *body, (0, tall * 0.97)], segments=sides)]
    if chance(rng, 0.5):
        scale = ball(0.16, segments=4, rings=3)
        for row, (r, z) in enumerate(body[1:-1]):
            parts += around(moved(scale, (r * 0.97, 0, z)), 9, start=20 * (row % 2))
    for tier, (lean, length) in enumerate(((-20, 0.9), (-45, 1.1), (-65, 1.3), (-82, 1.3))):
        blade = turned(pointed_leaf(length, 0.35, between(rng, -0.3, 0.2)), "y", lean)
        parts += around(
            moved(blade, (0.12, 0, tall * 0.93 + 0.06 * tier)), 6 - tier, start=25 * tier
        )
    return posed(rng, assembled(*parts), 0.1)


def _watermelon(rng: np.random.Generator) -> Mesh:
    """A whole melon, half one, a wedge or a triangle slice."""
    style, sides = int(rng.integers(4)), int(rng.choice([10, 12, 16, 20]))
    if style == 0:
        long = between(rng, 1, 1.5)
        body = ball((1, 1, long), segments=sides)
        parts = [body, fruit_stem(rng, (0, 0, long), 0.3, 0.06)]
        if chance(rng, 0.4):
            parts[0] = wavy(body, int(rng.choice([4, 5])), 0.04)
        return posed(rng, assembled(*parts), 0.6)
    turns = np.linspace(0, np.pi, int(rng.integers(6, 14)))
    if style == 1:
        dome = [(float(np.sin(t / 2)), -float(np.cos(t / 2))) for t in turns]
        bowl = lathe([*dome[:-1], (1, 0), (0.9, 0.02), (0, 0.02)], segments=sides)
        made = scaled(bowl, (between(rng, 1, 1.4), 1, 1))
        seeds = [
            ball(0.05, (x, y, 0.03), segments=5, rings=3)
            for x, y in scattered_on_disc(rng, 0.7, 10)
        ]
        made = assembled(made, seeds)
        return grounded(turned(made, "x", between(rng, 0, 70)))
    if style == 2:
        thick = between(rng, 0.25, 0.6)
        arc = [(np.cos(t), -np.sin(t)) for t in turns]
        rind = prism([*arc, *((0.86 * x, 0.86 * z) for x, z in arc[::-1])], thick)
        pulp = prism([(0.87 * x, 0.87 * z) for x, z in arc], thick * 0.94)
    else:
        thick, half = between(rng, 0.25, 0.6), between(rng, 0.35, 0.6)
        arc = [(np.sin(a), -np.cos(a)) for a in np.linspace(-half, half, 6)]
        rind = prism([*arc, *((0.88 * x, 0.88 * z) for x, z in arc[::-1])], thick)
        pulp = prism([*((0.89 * x, 0.89 * z) for x, z in arc), (0, 0)], thick * 0.94)
    seeds = [
        ball((0.035, thick * 0.52, 0.05), (x, 0, z), segments=5, rings=3)
        for x, z in ((-0.15, -0.65), (0.1, -0.7), (0, -0.5), (0.22, -0.6), (-0.08, -0.75))
    ]
    made = assembled(rind, pulp, seeds)
    pose = int(rng.integers(3))
    made = turned(made, "x", 90) if pose == 0 else turned(made, "y", 180) if pose == 1 else made
    return grounded(made)


def _avocado(rng: np.random.Generator) -> Mesh:
    """An avocado: whole, or half with the stone or its hollow."""
    neck, tall = between(rng, 0.45, 0.6), between(rng, 2.2, 2.8)
    shape = [
        (0, 0),
        (0.55, 0.08),
        (0.95, 0.5),
        (1, 0.9),
        (0.8, tall * 0.6),
        (neck, tall * 0.85),
        (0.25, tall * 0.98),
        (0, tall),
    ]
    if chance(rng, 0.3):
        return posed(rng, lathe(shape, segments=drawn_sides(rng)), 0.7)
    half = turned(turned_slice(shape, 0.5, int(rng.integers(5, 9))), "y", 90)
    rim = [(0.88 * z + 0.06 * tall, 0.88 * r) for r, z in shape]
    face = turned(prism(rim + [(x, -y) for x, y in rim[-2:0:-1]], 0.08), "x", 90)
    made = assembled(half, face, ball(0.45, (0.85, 0, 0.02), segments=10))
    return grounded(turned(made, "y", -between(rng, 60, 90)) if chance(rng, 0.3) else made)


def _coconut(rng: np.random.Generator) -> Mesh:
    """A coconut with three eyes, or half of one as a thick bowl."""
    sides = drawn_sides(rng)
    if chance(rng, 0.4):
        turns = np.linspace(-np.pi / 2, 0, 5)
        outer = [(float(np.cos(t)) if t > -1.5 else 0.0, float(np.sin(t))) for t in turns]
        inner = [(r * 0.78, z * 0.78) for r, z in reversed(outer)]
        return grounded(turned(lathe([*outer, *inner], segments=sides), "x", between(rng, 0, 50)))
    nut = blob(rng, (1, 1, between(rng, 1, 1.2)), roughness=0.03, segments=sides)
    eye = ball(0.13, (0.25, 0, 0.98), segments=6, rings=4)
    return grounded(turned(assembled(nut, around(eye, 3)), "x", between(rng, 0, 90)))


_FRUIT_VEG: tuple[tuple[Design, float], ...] = (
    (_apple, 3),
    (_apple_core, 0.3),
    (_pear, 1.5),
    (_banana, 2.5),
    (_orange, 1.3),
    (_lemon, 1),
    (_half_fruit, 2),
    (_round_slice, 1),
    (grapes, 1.2),
    (cherries, 1.5),
    (strawberry, 1.5),
    (_pineapple, 1.5),
    (_watermelon, 2),
    (carrot, 2.5),
    (corn, 1.5),
    (tomato, 1.3),
    (pumpkin, 2),
    (eggplant, 1.2),
    (pepper, 1.6),
    (broccoli, 1.5),
    (cabbage, 1),
    (mushroom, 1.2),
    (onion, 1.2),
    (root_bulb, 1.2),
    (leek, 1),
    (_avocado, 1),
    (potato, 0.7),
    (cucumber, 1),
    (_coconut, 0.7),
    (peas, 0.5),
    (berries, 0.5),
)
