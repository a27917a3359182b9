"""Cakes made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    blob,
    block,
    chance,
    cylinder,
    lathe,
    moved,
    scaled,
    solid,
    torus,
    tube,
    turned,
)
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


def _candle(radius: float, height: float) -> Mesh:
    flame = lathe([(0, 0), (radius * 0.9, radius * 1.2), (0, radius * 4)], segments=6)
    return assembled(
        cylinder(radius, height, segments=6), moved(flame, (0, 0, height + radius * 0.5))
    )


def _cake_decor(rng: np.random.Generator, radius: float, top: float) -> list[Mesh]:
    """Candles, berries, cream dots or a rim on a cake's top."""
    parts: list[Mesh] = []
    count = int(rng.integers(5, 11))
    if chance(rng, 0.5):
        piece = cream_dot(radius * 0.14)
        if chance(rng, 0.4):
            piece = assembled(piece, cherry_top(radius * 0.08, (0, 0, radius * 0.25)))
        parts += around(moved(piece, (radius * 0.8, 0, top)), count)
    if chance(rng, 0.4):
        tall = radius * between(rng, 0.35, 0.8)
        stick = moved(_candle(radius * 0.045, tall), (radius * between(rng, 0.2, 0.6), 0, top))
        parts += around(stick, int(rng.integers(3, 9)))
    elif chance(rng, 0.4):
        parts.append(moved(_candle(radius * 0.06, radius * 0.7), (0, 0, top)))
    elif chance(rng, 0.6):
        maker = cherry_top if chance(rng, 0.5) else berry_top
        parts.append(maker(radius * 0.16, (0, 0, top + radius * 0.08)))
    return parts


def cake(rng: np.random.Generator) -> Mesh:
    """A whole cake of one to four tiers, on a plate or stand or bare, a slice maybe cut out."""
    sides = int(rng.choice([8, 12, 16, 24]))
    tiers = int(rng.choice([1, 1, 1, 2, 3, 4]))
    radius, rise = 1.0, 0.0
    tall = between(rng, 0.35, 1.1) if tiers == 1 else between(rng, 0.35, 0.7)
    parts: list[Mesh] = []
    square = chance(rng, 0.1)
    for _ in range(tiers):
        if square:
            parts.append(block((1.8 * radius, 1.8 * radius, tall), (0, 0, rise)))
        elif chance(rng, 0.5):
            edge = tall * 0.12
            shape = [(0, 0), (radius, 0), (radius, tall - edge), (radius - edge, tall), (0, tall)]
            parts.append(moved(lathe(shape, segments=sides), (0, 0, rise)))
        else:
            parts.append(cylinder(radius, tall, (0, 0, rise), segments=sides))
        if chance(rng, 0.4) and not square:
            parts.append(drips(rng, radius, rise + tall, 0.06))
        elif chance(rng, 0.4) and not square:
            bead = ball(0.08, (radius, 0, rise + 0.06), segments=6, rings=4)
            parts += (
                around(bead, 16) if chance(rng, 0.4) else [torus(radius, 0.07, (0, 0, rise + 0.06))]
            )
        rise += tall
        top_radius, radius, tall = (
            radius,
            radius * between(rng, 0.6, 0.78),
            tall * between(rng, 0.8, 1),
        )
    parts += _cake_decor(rng, top_radius, rise)
    return _served(rng, assembled(*parts), 1.35)


def _served(rng: np.random.Generator, mesh: Mesh, radius: float) -> Mesh:
    """The mesh bare, on a plate or on a footed stand."""
    style = rng.choice(3, p=[0.5, 0.3, 0.2])
    if style == 0:
        return mesh
    if style == 1:
        return assembled(plate(rng, radius), moved(mesh, (0, 0, radius * 0.03)))
    foot = radius * between(rng, 0.3, 0.7)
    stand = lathe(
        [
            (0, 0),
            (radius * 0.5, 0),
            (radius * 0.12, foot * 0.3),
            (radius * 0.12, foot * 0.8),
            (radius, foot),
            (radius, foot * 1.08),
            (0, foot * 1.08),
        ],
        segments=16,
    )
    return assembled(stand, moved(mesh, (0, 0, foot * 1.05)))


def cut_cake(rng: np.random.Generator) -> Mesh:
    """A round cake or cheesecake with a slice taken out."""
    tall, share = between(rng, 0.3, 0.8), between(rng, 0.6, 0.9)
    segments = int(rng.integers(8, 20))
    parts = [turned_slice([(0, 0), (1, 0), (1, tall), (0, tall)], share, segments)]
    thin = tall * 0.08
    seams = (0.33, 0.66) if chance(rng, 0.5) else (0.5,)
    parts += [
        turned_slice(
            [(0, z * tall), (1.02, z * tall), (1.02, z * tall + thin), (0, z * tall + thin)],
            share * 1.01,
            segments,
        )
        for z in seams
    ]
    parts.append(
        turned_slice(
            [(0, tall), (1.03, tall), (1.03, tall * 1.1), (0, tall * 1.1)], share, segments
        )
    )
    count = int(rng.integers(5, 9))
    dot = moved(cream_dot(0.14), (0.82, 0, tall * 1.08))
    spread = np.linspace(-0.9, 0.9, count) * 180 * share
    parts += [turned(dot, "z", angle) for angle in spread]
    return _served(rng, assembled(*parts), 1.35)


def cake_slice(rng: np.random.Generator) -> Mesh:
    """A wedge of cake or pie: layers, icing on top and back, a berry or cream, a plate."""
    share, tall = between(rng, 0.06, 0.14), between(rng, 0.3, 0.8)
    layers, segments = int(rng.integers(1, 4)), int(rng.integers(1, 6))
    parts = []
    step = tall / layers
    for layer in range(layers):
        low, high = layer * step, (layer + 0.78) * step
        parts.append(
            turned_slice([(0, low), (0.98, low), (0.98, high), (0, high)], share, segments)
        )
        parts.append(
            turned_slice(
                [(0.02, high), (0.95, high), (0.95, low + step), (0.02, low + step)],
                share * 0.94,
                segments,
            )
        )
    icing = tall * between(rng, 0.05, 0.15)
    parts.append(
        turned_slice(
            [(-0.02, tall), (1.05, tall), (1.05, tall + icing), (-0.02, tall + icing)],
            share * 1.03,
            segments,
        )
    )
    if chance(rng, 0.6):
        parts.append(
            turned_slice([(0.97, 0), (1.05, 0), (1.05, tall), (0.97, tall)], share * 1.03, segments)
        )
    top = tall + icing
    if chance(rng, 0.75):
        place = (between(rng, 0.45, 0.8), 0, top)
        parts.append(moved(cream_dot(0.16), place))
        maker = cherry_top if chance(rng, 0.5) else berry_top
        parts.append(maker(0.11, (place[0], 0, top + 0.2)))
    made = moved(assembled(*parts), (-0.55, 0, 0))
    if chance(rng, 0.3):
        return assembled(plate(rng, 0.9), moved(made, (0, 0, 0.05)))
    return made


def swiss_roll(rng: np.random.Generator) -> Mesh:
    """A roll or log cake lying down with a spiral on its ends, or a cinnamon roll."""
    turns = np.linspace(0, between(rng, 2, 3) * 2 * np.pi, 30)
    reach = np.linspace(0.1, 0.92, 30)
    path = np.column_stack([reach * np.cos(turns), reach * np.sin(turns), 0 * turns])
    if chance(rng, 0.5):
        wind = tube(path, 0.17, segments=6)
        return grounded(scaled(wind, (1, 1, between(rng, 1.2, 2.2))))
    length = between(rng, 0.8, 3)
    coil = [
        moved(scaled(tube(path, 0.06, segments=4), (1, 1, 0.5)), (0, 0, z)) for z in (0, length)
    ]
    roll = turned(assembled(cylinder(1, length, segments=16), coil), "x", 90)
    parts = [grounded(roll)]
    if chance(rng, 0.5):
        spots = np.linspace(-0.1, -0.9, 4) * length
        parts += [moved(cream_dot(0.25), (0, y, 1.95)) for y in spots]
    return assembled(*parts)


def _paper_cup(rng: np.random.Generator, height: float) -> Mesh:
    """A pleated baking cup, narrow below, of upper radius 1."""
    pleats = int(rng.choice([0, 0, 8, 12, 16]))
    low = between(rng, 0.6, 0.8)
    sides = pleats * 2 if pleats else drawn_sides(rng)
    cup = lathe([(0, 0), (low, 0), (1, height), (0.93, height), (0, height * 0.9)], segments=sides)
    return wavy(cup, pleats, 0.05) if pleats else cup


def cupcake(rng: np.random.Generator) -> Mesh:
    """A cupcake: swirl, stacked rings, dome or soft-ice icing, a cherry, candle or sprinkles."""
    height, sides = between(rng, 0.7, 1.1), drawn_sides(rng)
    parts = [_paper_cup(rng, height)]
    style = int(rng.integers(4))
    top = height
    if style == 0:
        rise = between(rng, 0.9, 1.5)
        parts += [moved(swirl(1.15, rise, between(rng, 2.2, 3.2)), (0, 0, height + 0.1))]
        parts.append(cylinder(0.85, rise * 0.6, (0, 0, height), top=0.3, segments=sides))
        top += rise
    elif style == 1:
        size = 1.0
        for _ in range(int(rng.integers(2, 5))):
            parts.append(ball((size, size, size * 0.35), (0, 0, top + size * 0.15), segments=sides))
            top, size = top + size * 0.45, size * between(rng, 0.62, 0.75)
        parts.append(lathe([(size, 0), (0, size * 1.3)], segments=sides))
        parts[-1] = moved(parts[-1], (0, 0, top - 0.1))
    elif style == 2:
        rise = between(rng, 0.5, 0.9)
        parts.append(ball((1.12, 1.12, rise), (0, 0, height + 0.05), segments=sides))
        top += rise
    else:
        lobes = int(rng.choice([5, 6, 8]))
        steps = np.linspace(0, 1, 6)
        rise = between(rng, 0.8, 1.5)
        shape = [(1.1 * float(np.sqrt(1 - s)), float(s) * rise) for s in steps]
        cone = wavy(lathe([(0, 0), *shape], segments=lobes * 4), lobes, 0.1)
        points = cone.vertices.copy()
        twist = points[:, 2] * between(rng, 0.4, 1.2)
        x, y = points[:, 0].copy(), points[:, 1].copy()
        points[:, 0] = x * np.cos(twist) - y * np.sin(twist)
        points[:, 1] = x * np.sin(twist) + y * np.cos(twist)
        parts.append(moved(solid(points, cone.faces), (0, 0, height)))
        top += rise
    if chance(rng, 0.5):
        maker = cherry_top if chance(rng, 0.6) else berry_top
        parts.append(maker(between(rng, 0.18, 0.3), (0, 0, top + 0.08)))
    elif chance(rng, 0.3):
        parts.append(moved(_candle(0.08, 0.7), (0, 0, top - 0.05)))
    return assembled(*parts)


def muffin(rng: np.random.Generator) -> Mesh:
    height = between(rng, 0.7, 1.1)
    cap, rise = between(rng, 1.1, 1.35), between(rng, 0.45, 0.8)
    dome = blob(rng, (cap, cap, rise), (0, 0, height + 0.1), roughness=0.07, segments=12)
    spots = scattered_on_disc(rng, cap * 0.75, int(rng.integers(0, 9)))
    fall = 1 - (spots**2).sum(axis=1) / cap**2
    chips = [
        ball(0.12, (x, y, height + 0.1 + rise * np.sqrt(f)), segments=6, rings=4)
        for (x, y), f in zip(spots, fall, strict=True)
    ]
    return assembled(_paper_cup(rng, height), dome, chips)
