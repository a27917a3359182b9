"""Vegetables made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, grounded, rod_between
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    blob,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .parts import bent, fruit_stem, pointed_leaf, posed, round_fruit, wavy


def carrot(rng: np.random.Generator) -> Mesh:
    """A carrot or parsnip: a long cone with a tuft of stalks or feathery leaves."""
    sides, long = drawn_sides(rng), between(rng, 2.5, 5)
    shoulder = between(rng, 0.45, 0.75)
    body = [(0, -long), (0.06, -long * 0.97), (shoulder * 0.55, -long * 0.5), (shoulder, -0.25)]
    parts = [lathe([*body, (shoulder * 0.8, 0), (0, -0.05)], segments=sides)]
    count = int(rng.integers(3, 8))
    for turn in np.arange(count) * (360 / count):
        lean = between(rng, 5, 35)
        length = between(rng, 0.8, 1.8)
        if chance(rng, 0.5):
            stalk = tube(
                [(0, 0, 0), (0, 0, length * 0.5), (0.2, 0, length)], [0.06, 0.07, 0.14], segments=5
            )
        else:
            stalk = turned(pointed_leaf(length, between(rng, 0.25, 0.5), 0.2), "y", -90)
        parts.append(turned(turned(stalk, "y", lean), "z", float(turn)))
    if chance(rng, 0.3):
        parts += [
            torus(shoulder * (0.98 - 0.45 * s), 0.03, (0, 0, -long * s), segments=10, sides=4)
            for s in (0.2, 0.4)
        ]
    made = assembled(*parts)
    return grounded(turned(made, "y", between(rng, 82, 92)) if chance(rng, 0.6) else made)


def corn(rng: np.random.Generator) -> Mesh:
    """A cob of kernels with husk leaves folded back or half around it."""
    long, sides = between(rng, 3, 4.2), int(rng.choice([8, 10, 12]))
    levels = np.linspace(0, 1, 9)
    shape = [(float(0.62 * (1 - 0.75 * s**3)), float(s * long)) for s in levels]
    parts = [lathe([(0, 0), *shape, (0, long * 1.02)], segments=sides)]
    if chance(rng, 0.6):
        kernel = ball((0.12, 0.16, long * 0.05), segments=4, rings=3)
        for r, z in shape[1:-1]:
            parts += around(moved(kernel, (r * 0.97, 0, z)), 10)
    count, lean = int(rng.integers(2, 6)), between(rng, -88, -50)
    husk = turned(
        pointed_leaf(long * between(rng, 0.5, 0.85), 0.9, between(rng, -0.3, 0.1)), "y", lean
    )
    parts += around(moved(husk, (0.35, 0, 0)), count)
    parts.append(cylinder(0.2, 0.5, (0, 0, -0.45), segments=6))
    return posed(rng, assembled(*parts), 0.5)


def tomato(rng: np.random.Generator) -> Mesh:
    sides, lobes = 20, int(rng.choice([0, 5, 6, 8]))
    body = scaled(
        round_fruit(rng, between(rng, 0.1, 0.25), 0.95, sides if lobes else drawn_sides(rng)),
        (1, 1, between(rng, 0.7, 1.0)),
    )
    if lobes:
        body = wavy(body, lobes, 0.05)
    top = float(body.vertices[:, 2].max()) * 0.93
    leaf = moved(pointed_leaf(between(rng, 0.4, 0.7), 0.16, between(rng, -0.3, 0.5)), (0, 0, top))
    parts = [body, *around(leaf, int(rng.integers(4, 7))), fruit_stem(rng, (0, 0, top), 0.3, 0.05)]
    made = grounded(assembled(*parts))
    if chance(rng, 0.12):
        return assembled(
            [moved(turned(made, "x", 70), (2 * k, 0, 0)) for k in range(3)],
            rod_between((-0.5, 0.8, 1), (4.5, 0.8, 1), 0.08),
        )
    return made


def pumpkin(rng: np.random.Generator) -> Mesh:
    """A ribbed pumpkin, flat or tall; a carved face or cut lid sometimes."""
    lobes, flat = int(rng.choice([6, 8, 10, 12])), between(rng, 0.6, 1.0)
    if chance(rng, 0.4):
        lobe = ball((0.45, 0.38, 0.9), (0.55, 0, 0), segments=8, rings=7)
        body = scaled(assembled(*around(lobe, lobes)), (1, 1, flat))
    else:
        base = round_fruit(rng, between(rng, 0.1, 0.3), 1.0, lobes * 3)
        body = scaled(wavy(base, lobes, between(rng, 0.04, 0.1)), (1, 1, flat))
    top = float(body.vertices[:, 2].max()) * 0.85
    parts = [body]
    stem = [(0, 0, 0), (0.02, 0, 0.2), (between(rng, 0, 0.25), 0, between(rng, 0.3, 0.55))]
    parts.append(moved(tube(stem, [0.2, 0.12, 0.13], segments=6), (0, 0, top - 0.05)))
    if chance(rng, 0.3):
        eye = prism([(-0.15, 0), (0.15, 0), (0, 0.25)], 0.3)
        parts += [moved(e, (0, -0.88, 0.1 * flat)) for e in mirrored(moved(eye, (0.33, 0, 0)))]
        grin = [(-0.5, 0), (-0.25, -0.2), (0.25, -0.2), (0.5, 0), (0.2, -0.08), (-0.2, -0.08)]
        parts.append(moved(prism(grin, 0.35), (0, -0.86, -0.2 * flat)))
    return grounded(assembled(*parts))


def eggplant(rng: np.random.Generator) -> Mesh:
    """An aubergine, courgette or gourd: a bulbous long body, a cap of sepals, a stem."""
    long, neck = between(rng, 2.2, 4), between(rng, 0.35, 0.75)
    shape = [
        (0, 0),
        (0.5, 0.08),
        (0.85, long * 0.18),
        (0.95, long * 0.35),
        (neck + 0.15, long * 0.65),
    ]
    parts = [
        lathe(
            [*shape, (neck, long * 0.9), (neck * 0.7, long), (0, long)], segments=drawn_sides(rng)
        )
    ]
    sepal = moved(
        turned(pointed_leaf(between(rng, 0.7, 1.1), 0.5, -0.3), "y", 45),
        (neck * 0.4, 0, long + 0.12),
    )
    parts += [
        *around(sepal, int(rng.integers(4, 6))),
        cylinder(neck * 0.95, 0.15, (0, 0, long - 0.1), top=0.6, segments=8),
    ]
    parts.append(fruit_stem(rng, (0, 0, long), 0.5, 0.14))
    made = bent(assembled(*parts), between(rng, 5, 45))
    return grounded(turned(made, "y", 80) if chance(rng, 0.65) else made)


def pepper(rng: np.random.Generator) -> Mesh:
    """A bell pepper of three or four lobes, or a long chilli."""
    if chance(rng, 0.5):
        lobes, tall = int(rng.choice([3, 4])), between(rng, 1.6, 2.3)
        shape = [
            (0, 0.15),
            (0.5, 0),
            (0.75, 0.15),
            (0.9, tall * 0.5),
            (1, tall * 0.8),
            (0.75, tall),
            (0.3, tall * 0.97),
            (0, tall * 0.88),
        ]
        body = wavy(lathe(shape, segments=lobes * 6), lobes, between(rng, 0.1, 0.18))
        return posed(rng, assembled(body, fruit_stem(rng, (0, 0, tall * 0.9), 0.55, 0.12)), 0.2)
    long = between(rng, 2.5, 4)
    shape = [
        (0, -long),
        (0.15, -long * 0.85),
        (0.32, -long * 0.5),
        (0.42, -0.3),
        (0.3, -0.03),
        (0, 0),
    ]
    stem = tube([(0, 0, -0.1), (0, 0, 0.3), (0.1, 0, 0.7)], 0.09, segments=5)
    cap = cylinder(0.36, 0.15, (0, 0, -0.13), top=0.5, segments=8)
    made = bent(assembled(lathe(shape, segments=drawn_sides(rng)), stem, cap), between(rng, 20, 80))
    return grounded(turned(made, "x", 90) if chance(rng, 0.7) else made)


def broccoli(rng: np.random.Generator) -> Mesh:
    """Broccoli or cauliflower: a branching stalk under clumps, leaves around."""
    stalk, wide = between(rng, 0.6, 1.4), between(rng, 0.25, 0.4)
    count, size = int(rng.integers(4, 8)), between(rng, 0.42, 0.6)
    parts = [cylinder(wide, stalk, top=between(rng, 0.9, 1.4), segments=8)]
    clump = blob(rng, size, (0.65, 0, stalk + 0.35), roughness=0.12, segments=8, rings=6)
    limb = rod_between((0, 0, stalk * 0.6), (0.6, 0, stalk + 0.2), wide * 0.5)
    parts += [*around(assembled(clump, limb), count)]
    parts.append(blob(rng, size * 1.25, (0, 0, stalk + 0.65), roughness=0.12, segments=9))
    if chance(rng, 0.25):
        leaf = turned(pointed_leaf(1.7, 1.0, 0.3), "y", -50)
        parts += around(moved(leaf, (0.25, 0, 0.1)), 6)
    return assembled(*parts) if chance(rng, 0.85) else posed(rng, assembled(*parts), 1)


def cabbage(rng: np.random.Generator) -> Mesh:
    """A ball of leaves: cabbage, lettuce or sprout, the outer leaves standing off."""
    heart = ball((0.85, 0.85, between(rng, 0.75, 0.95)), (0, 0, 0.8), segments=drawn_sides(rng))
    parts = [heart]
    for tier in range(int(rng.integers(2, 4))):
        count = int(rng.integers(4, 7))
        lean, spread = -75 + 22 * tier, between(rng, 1.2, 1.7)
        along, across = np.linspace(0, 1, 5), np.linspace(-1, 1, 5)
        wave = between(rng, 0, 0.12)
        grid = [
            [
                (
                    spread * s,
                    0.75 * a * np.sin(np.pi * (0.15 + 0.7 * s)),
                    -0.4 * s * (1 - s) + 0.35 * a * a * s + wave * np.sin(9 * a + 7 * s),
                )
                for a in across
            ]
            for s in along
        ]
        leaf = moved(turned(sheet(grid, 0.05), "y", lean), (0.3 + 0.1 * tier, 0, 0.1))
        parts += around(leaf, count, start=40 * tier)
    return grounded(assembled(*parts))


def mushroom(rng: np.random.Generator) -> Mesh:
    """A mushroom to eat: button, flat or toadstool cap; one or a small group."""
    sides, tall = drawn_sides(rng), between(rng, 0.7, 1.6)
    cap, rise = between(rng, 0.9, 1.3), between(rng, 0.4, 0.9)
    stalk = lathe([(0, 0), (0.4, 0), (0.3, tall * 0.5), (0.36, tall), (0, tall)], segments=sides)
    turns = np.linspace(0.1, np.pi / 2, 5)
    dome = [(cap * float(np.cos(t)) if t < 1.5 else 0.0, rise * float(np.sin(t))) for t in turns]
    hat = lathe([(0, 0.05), (cap * 0.8, -0.05), *dome], segments=sides)
    one = assembled(stalk, moved(hat, (0, 0, tall * 0.95)))
    if chance(rng, 0.2):
        small = moved(scaled(turned(one, "y", 12), 0.65), (1.2, 0.3, 0))
        return assembled(one, small)
    return posed(rng, one, 0.15)


def onion(rng: np.random.Generator) -> Mesh:
    """An onion, garlic, turnip, beet or radish: a bulb with a root and a neck or leaves."""
    sides, tip = drawn_sides(rng), between(rng, 0.08, 0.2)
    flat = between(rng, 0.75, 1.2)
    shape = [(0, -1.15), (0.08, -1), (0.6, -0.8), (0.95, -0.3), (1, 0.1), (0.75, 0.55), (0.3, 0.85)]
    bulb = scaled(
        lathe([*shape, (tip, 1.15), (tip * 0.8, 1.5), (0, 1.5)], segments=sides), (1, 1, flat)
    )
    if chance(rng, 0.3):
        bulb = wavy(
            scaled(lathe([*shape, (tip, 1.3), (tip, 1.7), (0, 1.7)], segments=24), (1, 1, flat)),
            8,
            0.07,
        )
    if chance(rng, 0.3):
        hair = tube([(0, 0, -1 * flat), (0.1, 0, -1.3 * flat)], 0.03, segments=4)
        return grounded(assembled(bulb, around(hair, 5)))
    return posed(rng, bulb, 0.2)


def root_bulb(rng: np.random.Generator) -> Mesh:
    """A radish, beet or turnip with a tail and tall leaves."""
    sides, tail = drawn_sides(rng), between(rng, 0.5, 1.2)
    shape = [
        (0, -1 - tail),
        (0.06, -1 - tail * 0.5),
        (0.35, -0.85),
        (0.85, -0.4),
        (1, 0.1),
        (0.75, 0.6),
        (0.25, 0.8),
    ]
    parts = [lathe([*shape, (0, 0.8)], segments=sides)]
    count, length = int(rng.integers(3, 7)), between(rng, 1.4, 2.6)
    for turn in np.arange(count) * (360 / count):
        leaf = turned(
            pointed_leaf(length, between(rng, 0.4, 0.8), -0.15), "y", -between(rng, 55, 85)
        )
        parts.append(turned(moved(leaf, (0.1, 0, 0.75)), "z", float(turn)))
    made = assembled(*parts)
    return grounded(turned(made, "y", 80) if chance(rng, 0.4) else made)


def leek(rng: np.random.Generator) -> Mesh:
    """A leek, spring onion, celery or asparagus: a long shaft whose leaves fan out."""
    long, wide = between(rng, 2.5, 3.5), between(rng, 0.2, 0.4)
    style = int(rng.integers(3))
    if style == 0:
        parts = [
            lathe(
                [(0, 0), (wide * 1.25, 0.1), (wide, 0.4), (wide * 0.95, long), (0, long)],
                segments=10,
            )
        ]
        blade = turned(pointed_leaf(long * 0.75, wide * 1.6, 0.15), "y", -90)
        for k in range(6):
            fan = turned(blade, "y", (k - 2.5) * 13)
            parts.append(moved(fan, (0, 0.05 * (k % 2), long * 0.9)))
    elif style == 1:
        stalk = tube(
            [(0.25, 0, 0), (0.35, 0, long * 0.5), (0.55, 0, long)], [0.22, 0.2, 0.12], segments=6
        )
        tuft = moved(turned(pointed_leaf(0.9, 0.7, -0.2), "y", -60), (0.5, 0, long * 0.95))
        parts = around(assembled(stalk, tuft), int(rng.integers(4, 7)))
    else:
        spear = [
            lathe([(0, 0), (0.16, 0), (0.15, long), (0.2, long * 1.1), (0, long * 1.4)], segments=6)
        ]
        spear += around(
            moved(turned(pointed_leaf(0.4, 0.2, 0.1), "y", -75), (0.14, 0, long * 0.8)), 3
        )
        count = int(rng.choice([1, 3, 5]))
        parts = [moved(assembled(*spear), (0.36 * k, 0.1 * (k % 2), 0)) for k in range(count)]
    made = assembled(*parts)
    return grounded(turned(made, "y", 90) if chance(rng, 0.65) else made)


def potato(rng: np.random.Generator) -> Mesh:
    """A potato, ginger-like lump, sweet potato or kiwi."""
    size = (between(rng, 1.1, 1.9), between(rng, 0.8, 1), between(rng, 0.7, 0.95))
    return grounded(
        blob(rng, size, roughness=between(rng, 0.05, 0.15), segments=drawn_sides(rng) + 2)
    )


def cucumber(rng: np.random.Generator) -> Mesh:
    """A cucumber, gherkin or courgette: whole and curved, or cut with slices beside it."""
    long, sides = between(rng, 3, 5.5), drawn_sides(rng)
    wide = between(rng, 0.45, 0.7)
    end = [(wide * 0.55, 0.08), (wide * 0.85, 0.3), (wide, 0.8)]
    if chance(rng, 0.6):
        shape = [
            (0, 0),
            *end,
            (wide, long * 0.5),
            (wide * 0.95, long - 0.6),
            (wide * 0.6, long - 0.1),
            (0, long),
        ]
        stem = cylinder(0.1, 0.25, (0, 0, long - 0.05), segments=5)
        made = bent(assembled(lathe(shape, segments=sides), stem), between(rng, 3, 35))
        return grounded(turned(turned(made, "x", 90), "z", 90))
    body = lathe(
        [(0, 0), *end, (wide, long * 0.6), (wide * 0.9, long * 0.6 + 0.02), (0, long * 0.6)],
        segments=sides,
    )
    slices = [
        moved(
            turned(cylinder(wide, 0.15, segments=sides), "x", between(rng, 0, 25)),
            (0, 0, long * 0.6 + 0.25 + 0.3 * k),
        )
        for k in range(int(rng.integers(1, 4)))
    ]
    return grounded(turned(assembled(body, slices), "y", 90))


def peas(rng: np.random.Generator) -> Mesh:
    """A pea or bean pod, open with its row of peas, or shut."""
    count, size = int(rng.integers(4, 8)), 0.4
    half = count * size * 0.9
    places = np.linspace(-half * 0.8, half * 0.8, count)
    steps = np.linspace(-1, 1, 11)
    width = 0.55 * np.sqrt(1 - 0.97 * steps**2)
    across = np.linspace(-np.pi / 2, np.pi / 2, 5)
    grid = [
        [(half * 1.25 * s, w * np.sin(a), -w * np.cos(a)) for a in across]
        for s, w in zip(steps, width, strict=True)
    ]
    peas = [ball(size * (1 - 0.25 * abs(p / half)), (p, 0, 0), segments=8, rings=6) for p in places]
    stem = tube([(half * 1.2, 0, 0), (half * 1.5, 0, 0.2)], 0.07, segments=5)
    return grounded(assembled(sheet(grid, 0.06), peas, stem))
