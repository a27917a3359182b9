"""Desserts made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    moved,
    prism,
    scaled,
    solid,
    torus,
    tube,
    turned,
)
from .dessert_cakes import cake, cake_slice, cupcake, cut_cake, muffin, swiss_roll
from .dessert_ice_cream import ice_cream_cone, popsicle, sundae
from .dessert_sweets import candy_bar, chocolate, lollipop, sweet
from .parts import (
    berry_top,
    cherry_top,
    cream_dot,
    drips,
    plate,
    scattered_on_disc,
    swirl,
    turned_slice,
    wavy,
)


def dessert(rng: np.random.Generator) -> Mesh:
    """Cakes, slices, cupcakes, donuts, ice cream, pies, cookies, chocolate, pancakes, sweets."""
    return drawn(rng, _DESSERTS)


def _donut(rng: np.random.Generator) -> Mesh:
    """A ring, iced (smooth or wavy) and sprinkled or bare; whole, bitten, standing, or a pile."""
    thick, sides = between(rng, 0.3, 0.47), int(rng.choice([8, 10, 12, 16]))
    segments = int(rng.choice([10, 12, 16, 20]))
    ring = scaled(torus(1, thick, segments=segments, sides=sides // 2 + 2), (1, 1, 0.85))
    parts = [ring]
    if chance(rng, 0.75):
        icing = torus(1, thick * 1.08, segments=24)
        points = icing.vertices.copy()
        angle = np.arctan2(points[:, 1], points[:, 0])
        sink = 0.12 * np.sin(angle * int(rng.integers(4, 9))) + between(rng, -0.1, 0.1)
        points[:, 2] = np.maximum(points[:, 2], sink * thick * 2) * 0.88
        parts.append(solid(points, icing.faces))
    if chance(rng, 0.55):
        count = int(rng.integers(10, 24))
        turn, lean = rng.uniform(0, 2 * np.pi, count), rng.uniform(-0.9, 0.9, count)
        reach, rise = 1 + thick * np.sin(lean), thick * 0.88 * np.cos(lean)
        grain = block((0.16, 0.05, 0.05))
        parts += [
            moved(turned(grain, "z", between(rng, 0, 180)), (r * np.cos(t), r * np.sin(t), z))
            for r, z, t in zip(reach, rise, turn, strict=True)
        ]
    made = grounded(assembled(*parts))
    style = rng.random()
    if style < 0.1:
        return grounded(turned(made, "x", 80))
    if style < 0.18:
        step = float(np.ptp(made.vertices[:, 2])) * 0.92
        return assembled(
            [moved(turned(made, "z", 70 * k), (0.1 * k, 0, step * k)) for k in range(3)]
        )
    return made


def _cookie(rng: np.random.Generator) -> Mesh:
    """A flat round biscuit with chips, a sandwich biscuit, a bitten one or a stack."""
    sides, thick = int(rng.choice([8, 10, 12, 16, 20])), between(rng, 0.12, 0.3)
    if chance(rng, 0.25):
        lid = wavy(cylinder(1, thick, segments=24), 12, 0.03)
        stamp = cylinder(0.6, 0.04, (0, 0, thick * 2.6), segments=16)
        cream = cylinder(0.92, thick * 0.7, (0, 0, thick * 0.95), segments=16)
        one = assembled(lid, cream, moved(lid, (0, 0, thick * 1.6)), stamp)
    else:
        disc = wavy(_rounded_disc(1, thick, sides), int(rng.integers(3, 7)), 0.03)
        spots, size = (
            scattered_on_disc(rng, 0.8, int(rng.integers(5, 12))),
            between(rng, 0.09, 0.17),
        )
        chips = [
            ball((size, size, size * 0.8), (x, y, thick), segments=6, rings=4) for x, y in spots
        ]
        one = assembled(disc, chips)
    if chance(rng, 0.2):
        step = float(np.ptp(one.vertices[:, 2])) * 0.85
        return assembled(
            [
                moved(turned(one, "z", 50 * k), (*rng.uniform(-0.12, 0.12, 2), k * step))
                for k in range(int(rng.integers(2, 5)))
            ]
        )
    return one


def _pie(rng: np.random.Generator) -> Mesh:
    """A pie in its dish: crimped rim, lattice, dome or filling; whole or with a slice gone."""
    tall, low = between(rng, 0.28, 0.5), between(rng, 0.7, 0.9)
    if chance(rng, 0.25):
        share, segments = between(rng, 0.6, 0.9), 14
        shell = turned_slice(
            [(0, 0), (low, 0), (1.05, tall), (0.85, tall), (0.5, tall * 1.35), (0, tall * 1.5)],
            share,
            segments,
        )
        rim = turned_slice(
            [(0.9, tall * 0.8), (1.1, tall * 0.8), (1.1, tall * 1.15), (0.9, tall * 1.15)],
            share,
            segments,
        )
        return assembled(shell, rim, plate(rng, 1.3) if chance(rng, 0.4) else [])
    waves = int(rng.choice([0, 12, 16, 20]))
    rim = torus(1, 0.12, (0, 0, tall), segments=max(2 * waves, 16), sides=5)
    parts = [
        lathe([(0, 0), (low, 0), (1, tall), (0.9, tall), (0, tall * 0.9)], segments=16),
        wavy(rim, waves, 0.05),
    ]
    style = int(rng.integers(3))
    if style == 0:
        half = [0.94 * np.sqrt(1 - k * k) for k in (-0.6, -0.2, 0.2, 0.6)]
        for turn in (0, 90):
            strips = [
                block((2 * h, 0.15, 0.06), (0, k, tall))
                for h, k in zip(half, (-0.6, -0.2, 0.2, 0.6), strict=True)
            ]
            parts.append(moved(turned(assembled(*strips), "z", turn), (0, 0, 0.03 * (turn > 0))))
    elif style == 1:
        parts.append(ball((0.95, 0.95, between(rng, 0.2, 0.45)), (0, 0, tall), segments=16))
        slit = block((0.3, 0.05, 0.06), (0.35, 0, tall + 0.25))
        parts += around(slit, int(rng.integers(3, 6)))
    else:
        parts += [
            ball(0.13, (x, y, tall), segments=8, rings=5)
            for x, y in scattered_on_disc(rng, 0.75, 14)
        ]
        if chance(rng, 0.4):
            parts.append(moved(swirl(0.4, 0.5, 2), (0, 0, tall + 0.1)))
    return assembled(*parts)


def _pancakes(rng: np.random.Generator) -> Mesh:
    """A stack of pancakes or waffles on a plate: syrup, butter, berries."""
    count, sides = int(rng.integers(1, 7)), int(rng.choice([10, 12, 16, 20]))
    thick, rise, parts = between(rng, 0.15, 0.3), 0.0, []
    for _ in range(count):
        size = between(rng, 0.93, 1.05)
        disc = _rounded_disc(size, thick, sides)
        parts.append(moved(disc, (*rng.uniform(-0.06, 0.06, 2), rise)))
        rise += thick * 0.95
    if chance(rng, 0.55):
        parts.append(drips(rng, between(rng, 0.6, 1.0), rise + 0.02, 0.08))
    if chance(rng, 0.7):
        butter = block((0.4, 0.4, 0.15), (0, 0, rise + 0.03))
        parts.append(turned(butter, "z", between(rng, 0, 90)))
    elif chance(rng, 0.6):
        parts += [
            ball(0.13, (x, y, rise + 0.1), segments=8, rings=5)
            for x, y in scattered_on_disc(rng, 0.5, 6)
        ]
    made = assembled(*parts)
    if chance(rng, 0.65):
        return assembled(plate(rng, 1.5), moved(made, (0, 0, 0.07)))
    return made


def _rounded_disc(radius: float, thick: float, sides: int) -> Mesh:
    edge = thick * 0.35
    return lathe(
        [
            (0, 0),
            (radius - edge, 0),
            (radius, edge),
            (radius, thick - edge),
            (radius - edge, thick),
            (0, thick),
        ],
        segments=sides,
    )


def _waffle(rng: np.random.Generator) -> Mesh:
    """A round or square plate with a grid of bars on it."""
    count, thick = int(rng.integers(3, 7)), between(rng, 0.15, 0.3)
    round_one = chance(rng, 0.5)
    places = (np.arange(count + 1) / count * 2 - 1) * 0.95
    if round_one:
        plate, reach = cylinder(1, thick, segments=20), np.sqrt(np.maximum(1 - places**2, 0.02))
    else:
        plate, reach = block((2, 2, thick)), np.ones(count + 1)
    bars = [
        block((2 * r, 0.12, thick * 0.7), (0, p, thick * 0.9))
        for p, r in zip(places, reach, strict=True)
    ]
    grid = assembled(*bars)
    parts = [plate, grid, turned(grid, "z", 90)]
    if chance(rng, 0.4):
        parts.append(berry_top(0.25, (0, 0, thick * 1.7)))
        parts.append(moved(swirl(0.45, 0.5, 2), (0.35, 0.2, thick * 1.7)))
    if chance(rng, 0.3):
        parts.append(moved(turned(assembled(*parts), "z", 40), (0.1, 0, thick * 1.7)))
    return assembled(*parts)


def _croissant(rng: np.random.Generator) -> Mesh:
    """A crescent of swelling rolls."""
    count, bend = int(rng.choice([5, 7, 9])), between(rng, 100, 200)
    thick, flat = between(rng, 0.35, 0.6), between(rng, 0.7, 1.0)
    steps = np.linspace(-1, 1, count * 3)
    turn = np.radians(bend / 2) * steps
    radius = thick * (1 - 0.75 * np.abs(steps) ** 1.5)
    radius = radius * np.tile([0.82, 1.05, 0.95], count)
    path = np.column_stack([1.2 * np.sin(turn), 1.2 * np.cos(turn), 0 * turn])
    return grounded(scaled(tube(path, radius, segments=drawn_sides(rng)), (1, 1, flat)))


def _gingerbread(rng: np.random.Generator) -> Mesh:
    """A man, star, heart or tree cut from dough, lying or standing, with buttons and eyes."""
    thick, style = between(rng, 0.2, 0.4), int(rng.choice([0, 0, 0, 1, 2]))
    if style == 0:
        head = turned(cylinder(0.5, thick, (0, 0, -thick / 2), segments=12), "x", 90)
        right = [(0.12, 2.05), (0.35, 1.95), (1.05, 2.0), (1.2, 1.75), (1.05, 1.5), (0.45, 1.45)]
        right += [(0.45, 0.95), (0.8, 0.3), (0.7, 0.05), (0.4, 0), (0.25, 0.2), (0.0, 0.65)]
        outline = [*right, *((-x, z) for x, z in right[-2::-1])]
        spots = [(-0.17, 2.6), (0.17, 2.6), (0, 1.7), (0, 1.35)]
        parts = [prism(outline, thick), moved(head, (0, 0, 2.45))]
    elif style == 1:
        turns = np.arange(10) * np.pi / 5 + np.pi / 10
        reach = np.tile([1.3, 0.65], 5)
        tips = np.column_stack([reach * np.cos(turns), 1.3 + reach * np.sin(turns)])
        parts, spots = [prism(tips, thick)], [(0, 1.3), (0.3, 1.5), (-0.3, 1.5)]
    else:
        t = np.linspace(0, 2 * np.pi, 21)[:-1]
        x = 1.2 * np.sin(t) ** 3
        z = 1.3 + 0.075 * (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
        parts, spots = [prism(np.column_stack([x, z]), thick)], [(0, 1.4), (0.4, 1.7), (-0.4, 1.7)]
    dot = scaled(ball(1, segments=6, rings=4), (0.08, 0.08, 0.08))
    parts += [moved(dot, (x, -thick / 2, z)) for x, z in spots]
    made = assembled(*parts)
    return grounded(turned(made, "x", -90) if chance(rng, 0.5) else made)


def _pudding(rng: np.random.Generator) -> Mesh:
    """A flan, jelly or panna cotta: fluted or smooth, with a caramel top, on a plate."""
    sides, tall, low = 24, between(rng, 0.6, 1.2), between(rng, 0.6, 0.85)
    shape = [(0, 0), (1, 0), (0.97, tall * 0.1), (low, tall * 0.92), (low * 0.85, tall), (0, tall)]
    flutes = int(rng.choice([0, 0, 6, 8, 12]))
    body = (
        wavy(lathe(shape, segments=sides if flutes else drawn_sides(rng)), flutes, 0.07)
        if flutes
        else (lathe(shape, segments=drawn_sides(rng)))
    )
    parts = [body]
    if chance(rng, 0.2):
        parts = [lathe([(0.3, tall), (0.3, 0), *shape[1:-1], (0.3, tall)], segments=sides)]
        parts = [wavy(parts[0], 10, 0.06)]
    elif chance(rng, 0.6):
        parts.append(drips(rng, low, tall, 0.07))
    if chance(rng, 0.5):
        parts.append(moved(cream_dot(0.25), (0, 0, tall)))
        parts.append(cherry_top(0.17, (0, 0, tall + 0.42)))
    made = assembled(*parts)
    if chance(rng, 0.65):
        return assembled(plate(rng, 1.6), moved(made, (0, 0, 0.06)))
    return made


def _macaron(rng: np.random.Generator) -> Mesh:
    """Macarons, one or stacked; or an ice-cream sandwich, burger-like but thin."""
    sides = int(rng.choice([10, 12, 16, 20]))
    dome, cream = between(rng, 0.3, 0.5), between(rng, 0.15, 0.3)
    cap = lathe(
        [
            (0, 0),
            (1, 0),
            (1.04, 0.06),
            (0.97, 0.12),
            (0.85, dome * 0.75),
            (0.5, dome),
            (0, dome * 1.05),
        ],
        segments=sides,
    )
    base = dome * 1.05
    lower = moved(turned(cap, "x", 180), (0, 0, base))
    one = assembled(
        lower, cylinder(0.93, cream, (0, 0, base), segments=sides), moved(cap, (0, 0, base + cream))
    )
    tall = 2 * base + cream
    pile = [
        moved(one, (*rng.uniform(-0.1, 0.1, 2), k * tall))
        for k in range(int(rng.choice([1, 1, 2, 3])))
    ]
    if chance(rng, 0.3):
        leaning = moved(turned(one, "x", 70), (0, -1.9, 0.95))
        pile.append(leaning)
    return assembled(*pile)


def _brownie(rng: np.random.Generator) -> Mesh:
    """A square or eclair-like piece with icing, fruit or cream on it."""
    wide, tall = between(rng, 0.8, 1.2), between(rng, 0.4, 0.9)
    if chance(rng, 0.4):
        body = turned(ball((0.55, 0.6, 1.6), segments=drawn_sides(rng)), "y", 90)
        icing = moved(scaled(body, (0.95, 0.9, 0.8)), (0, 0, 0.22))
        return grounded(assembled(body, icing))
    layers = int(rng.integers(1, 5))
    parts = [
        block(
            (2 * wide * (1 - 0.06 * (k % 2)), 2 - 0.1 * (k % 2), tall / layers),
            (0, 0, k * tall / layers),
        )
        for k in range(layers)
    ]
    parts.append(block((2 * wide * 1.02, 2.04, tall * 0.12), (0, 0, tall), top=0.96))
    top = tall * 1.12
    maker = cherry_top if chance(rng, 0.5) else berry_top
    parts += [moved(cream_dot(0.35), (0, 0, top)), maker(0.22, (0, 0, top + 0.45))]
    return assembled(*parts)


_DESSERTS: tuple[tuple[Design, float], ...] = (
    (cake, 4),
    (cut_cake, 1.2),
    (cake_slice, 2.5),
    (swiss_roll, 0.7),
    (cupcake, 3),
    (muffin, 1),
    (_donut, 2.5),
    (ice_cream_cone, 3),
    (popsicle, 1.5),
    (_cookie, 1.5),
    (_pie, 1.8),
    (chocolate, 1),
    (candy_bar, 0.8),
    (sweet, 0.8),
    (lollipop, 1.5),
    (sundae, 1.5),
    (_pancakes, 1.2),
    (_waffle, 0.8),
    (_croissant, 1),
    (_gingerbread, 1),
    (_pudding, 1),
    (_macaron, 0.6),
    (_brownie, 0.7),
)
