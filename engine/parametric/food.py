"""Desserts, fruit and vegetables made by formula: a random generator in, a mesh out."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

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
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    sheet,
    solid,
    torus,
    tube,
    turned,
)

Design = Callable[[np.random.Generator], Mesh]
Profile = list[tuple[float, float]]


def _drawn(rng: np.random.Generator, designs: Sequence[tuple[Design, float]]) -> Mesh:
    """A mesh of one of the (design, weight) pairs."""
    weights = np.array([weight for _, weight in designs])
    return designs[rng.choice(len(designs), p=weights / weights.sum())][0](rng)


def _sides(rng: np.random.Generator) -> int:
    return int(rng.choice([6, 8, 10, 12, 16, 20]))


def _rod(start: Point, end: Point, radius: float, segments: int = 6) -> Mesh:
    return tube([start, end], radius, segments=segments)


def _disc(rng: np.random.Generator, radius: float, count: int) -> NDArray[np.float64]:
    """Points (count, 2) scattered over a disc."""
    reach = radius * np.sqrt(rng.random(count))
    angle = rng.uniform(0, 2 * np.pi, count)
    return np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])


def _grounded(mesh: Mesh) -> Mesh:
    return moved(mesh, (0, 0, -float(mesh.vertices[:, 2].min())))


def _posed(rng: np.random.Generator, mesh: Mesh, lying: float = 0.4) -> Mesh:
    """The upright thing, or in a share of draws laid on its side along X."""
    if chance(rng, lying):
        mesh = turned(mesh, "y", between(rng, 85, 95))
    return _grounded(mesh)


def _wavy(mesh: Mesh, lobes: int, depth: float, low: float = -np.inf) -> Mesh:
    """The mesh with `lobes` waves around Z in what lies above `low`: pleats, ribs, drips."""
    points = mesh.vertices.copy()
    angle = np.arctan2(points[:, 1], points[:, 0])
    size = 1 + depth * np.cos(lobes * angle) * (points[:, 2] > low)
    points[:, :2] *= size[:, None]
    return solid(points, mesh.faces)


def _bent(mesh: Mesh, degrees: float) -> Mesh:
    """A mesh long in Z, curved over towards +X by so many degrees."""
    points = mesh.vertices.copy()
    low, tall = points[:, 2].min(), np.ptp(points[:, 2])
    radius = tall / np.radians(degrees)
    turn = (points[:, 2] - low) / radius
    reach = radius - points[:, 0]
    return solid(
        np.column_stack([radius - reach * np.cos(turn), points[:, 1], low + reach * np.sin(turn)]),
        mesh.faces,
    )


def _ring(radius: float, thick: float, segments: int, sides: int) -> Mesh:
    """A torus without a seam."""
    turns = np.linspace(0, 2 * np.pi, sides + 1)
    profile = [(radius + thick * float(np.cos(t)), thick * float(np.sin(t))) for t in turns]
    return lathe(profile, segments=segments)


def _wedge(profile: Profile, share: float, segments: int) -> Mesh:
    """A slice of a turned body: a closed outline of (radius, z) swept through a share of a turn."""
    turns = np.linspace(np.pi * share, -np.pi * share, segments + 1)
    rings = [[(r * np.cos(t), r * np.sin(t), z) for r, z in profile] for t in turns]
    return loft(rings)


def _plate(rng: np.random.Generator, radius: float) -> Mesh:
    sides, rise = int(rng.choice([10, 12, 16, 20])), radius * between(rng, 0.05, 0.15)
    inner = radius * 0.65
    return lathe(
        [
            (0, 0),
            (inner, 0),
            (radius, rise),
            (radius, rise * 1.3),
            (inner, rise * 0.4),
            (0, rise * 0.4),
        ],
        segments=sides,
    )


def _swirl(radius: float, height: float, turns: float, segments: int = 6) -> Mesh:
    """Piped cream: a rod winding upwards to a tip."""
    steps = np.linspace(0, 1, int(turns * 9) + 2)
    reach = radius * (1 - steps) * 0.75
    angle = steps * turns * 2 * np.pi
    path = np.column_stack([reach * np.cos(angle), reach * np.sin(angle), height * steps])
    return tube(path, radius * 0.45 * (1 - 0.8 * steps), segments=segments)


def _cherry_top(radius: float, at: Point) -> Mesh:
    stem = [(0, 0, radius * 0.8), (radius * 0.2, 0, radius * 1.6), (radius * 0.7, 0, radius * 2.2)]
    return moved(
        assembled(ball(radius, segments=8, rings=6), tube(stem, radius * 0.1, segments=4)), at
    )


def _berry_top(radius: float, at: Point) -> Mesh:
    berry = lathe(
        [(0, 0), (radius * 0.9, radius * 0.3), (radius, radius * 0.6), (0, radius * 2)], segments=8
    )
    return moved(berry, at)


def _candle(radius: float, height: float) -> Mesh:
    flame = lathe([(0, 0), (radius * 0.9, radius * 1.2), (0, radius * 4)], segments=6)
    return assembled(
        cylinder(radius, height, segments=6), moved(flame, (0, 0, height + radius * 0.5))
    )


def _cream_dot(radius: float) -> Mesh:
    return lathe([(0, 0), (radius, 0), (radius * 0.8, radius * 0.8), (0, radius * 1.6)], segments=6)


def dessert(rng: np.random.Generator) -> Mesh:
    """Cakes, slices, cupcakes, donuts, ice cream, pies, cookies, chocolate, pancakes, sweets."""
    return _drawn(rng, _DESSERTS)


def _cake_decor(rng: np.random.Generator, radius: float, top: float) -> list[Mesh]:
    """Candles, berries, cream dots or a rim on a cake's top."""
    parts: list[Mesh] = []
    count = int(rng.integers(5, 11))
    if chance(rng, 0.5):
        piece = _cream_dot(radius * 0.14)
        if chance(rng, 0.4):
            piece = assembled(piece, _cherry_top(radius * 0.08, (0, 0, radius * 0.25)))
        parts += around(moved(piece, (radius * 0.8, 0, top)), count)
    if chance(rng, 0.4):
        tall = radius * between(rng, 0.35, 0.8)
        stick = moved(_candle(radius * 0.045, tall), (radius * between(rng, 0.2, 0.6), 0, top))
        parts += around(stick, int(rng.integers(3, 9)))
    elif chance(rng, 0.4):
        parts.append(moved(_candle(radius * 0.06, radius * 0.7), (0, 0, top)))
    elif chance(rng, 0.6):
        maker = _cherry_top if chance(rng, 0.5) else _berry_top
        parts.append(maker(radius * 0.16, (0, 0, top + radius * 0.08)))
    return parts


def _drips(rng: np.random.Generator, radius: float, top: float, thick: float) -> Mesh:
    """Icing over a cake's top whose rim runs down in uneven drops."""
    count = int(rng.integers(12, 25))
    turns = np.arange(count) * (2 * np.pi / count)
    fall = thick * rng.uniform(0.5, 3.5, count)
    out = np.column_stack([np.cos(turns), np.sin(turns)])
    low = np.column_stack([out * radius * 1.03, top - fall])
    rings = [
        np.column_stack([out * radius * 0.97, top - fall]),
        low,
        np.column_stack([out * radius * 1.03, np.full(count, top)]),
        np.column_stack([out * radius * 0.95, np.full(count, top + thick * 0.6)]),
    ]
    return loft(rings)


def _cake(rng: np.random.Generator) -> Mesh:
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
            parts.append(_drips(rng, radius, rise + tall, 0.06))
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
        return assembled(_plate(rng, radius), moved(mesh, (0, 0, radius * 0.03)))
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


def _cut_cake(rng: np.random.Generator) -> Mesh:
    """A round cake or cheesecake with a slice taken out."""
    tall, share = between(rng, 0.3, 0.8), between(rng, 0.6, 0.9)
    segments = int(rng.integers(8, 20))
    parts = [_wedge([(0, 0), (1, 0), (1, tall), (0, tall)], share, segments)]
    thin = tall * 0.08
    seams = (0.33, 0.66) if chance(rng, 0.5) else (0.5,)
    parts += [
        _wedge(
            [(0, z * tall), (1.02, z * tall), (1.02, z * tall + thin), (0, z * tall + thin)],
            share * 1.01,
            segments,
        )
        for z in seams
    ]
    parts.append(
        _wedge([(0, tall), (1.03, tall), (1.03, tall * 1.1), (0, tall * 1.1)], share, segments)
    )
    count = int(rng.integers(5, 9))
    dot = moved(_cream_dot(0.14), (0.82, 0, tall * 1.08))
    spread = np.linspace(-0.9, 0.9, count) * 180 * share
    parts += [turned(dot, "z", angle) for angle in spread]
    return _served(rng, assembled(*parts), 1.35)


def _cake_slice(rng: np.random.Generator) -> Mesh:
    """A wedge of cake or pie: layers, icing on top and back, a berry or cream, a plate."""
    share, tall = between(rng, 0.06, 0.14), between(rng, 0.3, 0.8)
    layers, segments = int(rng.integers(1, 4)), int(rng.integers(1, 6))
    parts = []
    step = tall / layers
    for layer in range(layers):
        low, high = layer * step, (layer + 0.78) * step
        parts.append(_wedge([(0, low), (0.98, low), (0.98, high), (0, high)], share, segments))
        parts.append(
            _wedge(
                [(0.02, high), (0.95, high), (0.95, low + step), (0.02, low + step)],
                share * 0.94,
                segments,
            )
        )
    icing = tall * between(rng, 0.05, 0.15)
    parts.append(
        _wedge(
            [(-0.02, tall), (1.05, tall), (1.05, tall + icing), (-0.02, tall + icing)],
            share * 1.03,
            segments,
        )
    )
    if chance(rng, 0.6):
        parts.append(
            _wedge([(0.97, 0), (1.05, 0), (1.05, tall), (0.97, tall)], share * 1.03, segments)
        )
    top = tall + icing
    if chance(rng, 0.75):
        place = (between(rng, 0.45, 0.8), 0, top)
        parts.append(moved(_cream_dot(0.16), place))
        maker = _cherry_top if chance(rng, 0.5) else _berry_top
        parts.append(maker(0.11, (place[0], 0, top + 0.2)))
    made = moved(assembled(*parts), (-0.55, 0, 0))
    if chance(rng, 0.3):
        return assembled(_plate(rng, 0.9), moved(made, (0, 0, 0.05)))
    return made


def _swiss_roll(rng: np.random.Generator) -> Mesh:
    """A roll or log cake lying down with a spiral on its ends, or a cinnamon roll."""
    turns = np.linspace(0, between(rng, 2, 3) * 2 * np.pi, 30)
    reach = np.linspace(0.1, 0.92, 30)
    path = np.column_stack([reach * np.cos(turns), reach * np.sin(turns), 0 * turns])
    if chance(rng, 0.5):
        wind = tube(path, 0.17, segments=6)
        return _grounded(scaled(wind, (1, 1, between(rng, 1.2, 2.2))))
    length = between(rng, 0.8, 3)
    coil = [
        moved(scaled(tube(path, 0.06, segments=4), (1, 1, 0.5)), (0, 0, z)) for z in (0, length)
    ]
    roll = turned(assembled(cylinder(1, length, segments=16), coil), "x", 90)
    parts = [_grounded(roll)]
    if chance(rng, 0.5):
        spots = np.linspace(-0.1, -0.9, 4) * length
        parts += [moved(_cream_dot(0.25), (0, y, 1.95)) for y in spots]
    return assembled(*parts)


def _paper_cup(rng: np.random.Generator, height: float) -> Mesh:
    """A pleated baking cup, narrow below, of upper radius 1."""
    pleats = int(rng.choice([0, 0, 8, 12, 16]))
    low = between(rng, 0.6, 0.8)
    sides = pleats * 2 if pleats else _sides(rng)
    cup = lathe([(0, 0), (low, 0), (1, height), (0.93, height), (0, height * 0.9)], segments=sides)
    return _wavy(cup, pleats, 0.05) if pleats else cup


def _cupcake(rng: np.random.Generator) -> Mesh:
    """A cupcake: swirl, stacked rings, dome or soft-ice icing, a cherry, candle or sprinkles."""
    height, sides = between(rng, 0.7, 1.1), _sides(rng)
    parts = [_paper_cup(rng, height)]
    style = int(rng.integers(4))
    top = height
    if style == 0:
        rise = between(rng, 0.9, 1.5)
        parts += [moved(_swirl(1.15, rise, between(rng, 2.2, 3.2)), (0, 0, height + 0.1))]
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
        cone = _wavy(lathe([(0, 0), *shape], segments=lobes * 4), lobes, 0.1)
        points = cone.vertices.copy()
        twist = points[:, 2] * between(rng, 0.4, 1.2)
        x, y = points[:, 0].copy(), points[:, 1].copy()
        points[:, 0] = x * np.cos(twist) - y * np.sin(twist)
        points[:, 1] = x * np.sin(twist) + y * np.cos(twist)
        parts.append(moved(solid(points, cone.faces), (0, 0, height)))
        top += rise
    if chance(rng, 0.5):
        maker = _cherry_top if chance(rng, 0.6) else _berry_top
        parts.append(maker(between(rng, 0.18, 0.3), (0, 0, top + 0.08)))
    elif chance(rng, 0.3):
        parts.append(moved(_candle(0.08, 0.7), (0, 0, top - 0.05)))
    return assembled(*parts)


def _muffin(rng: np.random.Generator) -> Mesh:
    height = between(rng, 0.7, 1.1)
    cap, rise = between(rng, 1.1, 1.35), between(rng, 0.45, 0.8)
    dome = blob(rng, (cap, cap, rise), (0, 0, height + 0.1), roughness=0.07, segments=12)
    spots = _disc(rng, cap * 0.75, int(rng.integers(0, 9)))
    fall = 1 - (spots**2).sum(axis=1) / cap**2
    chips = [
        ball(0.12, (x, y, height + 0.1 + rise * np.sqrt(f)), segments=6, rings=4)
        for (x, y), f in zip(spots, fall, strict=True)
    ]
    return assembled(_paper_cup(rng, height), dome, chips)


def _donut(rng: np.random.Generator) -> Mesh:
    """A ring, iced (smooth or wavy) and sprinkled or bare; whole, bitten, standing, or a pile."""
    thick, sides = between(rng, 0.3, 0.47), int(rng.choice([8, 10, 12, 16]))
    ring = scaled(_ring(1, thick, int(rng.choice([10, 12, 16, 20])), sides // 2 + 2), (1, 1, 0.85))
    parts = [ring]
    if chance(rng, 0.75):
        icing = _ring(1, thick * 1.08, 24, 8)
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
    made = _grounded(assembled(*parts))
    style = rng.random()
    if style < 0.1:
        return _grounded(turned(made, "x", 80))
    if style < 0.18:
        step = float(np.ptp(made.vertices[:, 2])) * 0.92
        return assembled(
            [moved(turned(made, "z", 70 * k), (0.1 * k, 0, step * k)) for k in range(3)]
        )
    return made


def _scoops(rng: np.random.Generator, count: int, sides: int) -> tuple[list[Mesh], float]:
    """Balls of ice cream above z = 0 of radius near 1, and their height."""
    parts, top, size = [], 0.0, 1.0
    spread = count == 3 and chance(rng, 0.4)
    if spread:
        spots = [(-0.6, 0.3, 0.45), (0.6, 0.3, 0.45), (0, 0, 1.4)]
        return [ball(0.85, spot, segments=sides) for spot in spots], 2.2
    for _ in range(count):
        parts.append(ball(size, (0, 0, top + size * 0.5), segments=sides))
        if chance(rng, 0.6):
            frill = torus(size * 0.88, size * 0.2, (0, 0, top + size * 0.15), segments=16, sides=5)
            parts.append(_wavy(frill, int(rng.integers(5, 9)), 0.06))
        top, size = top + size * 1.2, size * between(rng, 0.85, 0.97)
    return parts, top + size * 0.15


def _ice_cream_cone(rng: np.random.Generator) -> Mesh:
    """A pointed or flat-bottomed cone with scoops or soft swirl, wafer, flake, cherry."""
    sides, tall = _sides(rng), between(rng, 2.0, 3.5)
    if chance(rng, 0.7):
        cone = lathe([(0, 0), (between(rng, 0.85, 1), tall), (0, tall)], segments=sides)
        extra = cylinder(1.0, tall * 0.12, (0, 0, tall * 0.88), top=1.05, segments=sides)
        parts = [cone, extra] if chance(rng, 0.4) else [cone]
        if chance(rng, 0.3):
            grooves = [
                torus(0.97 * share, 0.05, (0, 0, tall * share), segments=12, sides=4)
                for share in (0.3, 0.5, 0.7, 0.9)
            ]
            parts += grooves
    else:
        tall *= 0.6
        cup = [(0, 0), (0.55, 0), (0.65, tall * 0.6), (0.95, tall * 0.65), (1, tall), (0, tall)]
        parts = [lathe(cup, segments=sides)]
    if chance(rng, 0.6):
        balls, top = _scoops(rng, int(rng.choice([1, 1, 2, 2, 3])), sides)
        parts += [moved(part, (0, 0, tall)) for part in balls]
    else:
        top = between(rng, 1.6, 2.4)
        parts.append(moved(_swirl(1.25, top, between(rng, 2.5, 3.5), 8), (0, 0, tall + 0.2)))
        parts.append(cylinder(0.8, top * 0.6, (0, 0, tall), top=0.3, segments=sides))
    if chance(rng, 0.3):
        parts.append(_cherry_top(0.3, (0, 0, tall + top + 0.15)))
    if chance(rng, 0.3):
        stick = _rod((0, 0, 0), (0, 0, 1.6), 0.14)
        parts.append(moved(turned(stick, "y", 30), (0.2, 0, tall + top * 0.6)))
    return assembled(*parts) if chance(rng, 0.75) else _posed(rng, assembled(*parts), 0.5)


def _popsicle(rng: np.random.Generator) -> Mesh:
    """A bar of ice on a stick: round-topped, grooved, bitten, twin, or a rocket."""
    width, thick, tall = between(rng, 0.7, 1.1), between(rng, 0.25, 0.45), between(rng, 1.4, 2.2)
    style = int(rng.integers(4))
    turns = np.linspace(0, np.pi, int(rng.integers(4, 11)))
    stick = block((width * 0.22, thick * 0.3, 1.0), (0, 0, -0.75))
    if style == 0:
        tiers = [
            (0, 0),
            (0.5, 0),
            (0.5, 0.6),
            (0.4, 0.7),
            (0.4, 1.3),
            (0.3, 1.4),
            (0.2, 1.9),
            (0, 2.1),
        ]
        parts = [lathe(tiers, segments=_sides(rng)), stick]
    else:
        arch = [(width / 2 * np.cos(t), tall - width / 2 + width / 2 * np.sin(t)) for t in turns]
        outline = [(width / 2, 0), *arch, (-width / 2, 0)]
        if style == 1:
            bite = [
                (-width * 0.1, tall),
                (-width * 0.05, tall * 0.85),
                (-width * 0.25, tall * 0.82),
                (-width * 0.3, tall * 0.7),
                (-width / 2, tall * 0.68),
            ]
            outline = [(width / 2, 0), *arch[: len(arch) // 2], *bite, (-width / 2, 0)]
        body = prism(outline, thick)
        core = scaled(prism(outline, thick * 1.5), (0.75, 1, 0.9))
        parts = [body, moved(core, (0, 0, tall * 0.04)), stick]
        if style == 2:
            grooves = [(x * width, thick * 0.62) for x in (-0.2, 0.2)]
            parts += [
                rounded(
                    (width * 0.18, thick * 0.25, tall * 0.75), (x, s * y, tall * 0.1), radius=0.05
                )
                for x, y in grooves
                for s in (-1, 1)
            ]
    made = assembled(*parts)
    if chance(rng, 0.35):
        made = turned(made, "x", 90)
    return _grounded(made)


def _cookie(rng: np.random.Generator) -> Mesh:
    """A flat round biscuit with chips, a sandwich biscuit, a bitten one or a stack."""
    sides, thick = int(rng.choice([8, 10, 12, 16, 20])), between(rng, 0.12, 0.3)
    if chance(rng, 0.25):
        lid = _wavy(cylinder(1, thick, segments=24), 12, 0.03)
        stamp = cylinder(0.6, 0.04, (0, 0, thick * 2.6), segments=16)
        cream = cylinder(0.92, thick * 0.7, (0, 0, thick * 0.95), segments=16)
        one = assembled(lid, cream, moved(lid, (0, 0, thick * 1.6)), stamp)
    else:
        disc = _wavy(_rounded_disc(1, thick, sides), int(rng.integers(3, 7)), 0.03)
        spots, size = _disc(rng, 0.8, int(rng.integers(5, 12))), between(rng, 0.09, 0.17)
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
        shell = _wedge(
            [(0, 0), (low, 0), (1.05, tall), (0.85, tall), (0.5, tall * 1.35), (0, tall * 1.5)],
            share,
            segments,
        )
        rim = _wedge(
            [(0.9, tall * 0.8), (1.1, tall * 0.8), (1.1, tall * 1.15), (0.9, tall * 1.15)],
            share,
            segments,
        )
        return assembled(shell, rim, _plate(rng, 1.3) if chance(rng, 0.4) else [])
    waves = int(rng.choice([0, 12, 16, 20]))
    rim = torus(1, 0.12, (0, 0, tall), segments=max(2 * waves, 16), sides=5)
    parts = [
        lathe([(0, 0), (low, 0), (1, tall), (0.9, tall), (0, tall * 0.9)], segments=16),
        _wavy(rim, waves, 0.05),
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
        parts += [ball(0.13, (x, y, tall), segments=8, rings=5) for x, y in _disc(rng, 0.75, 14)]
        if chance(rng, 0.4):
            parts.append(moved(_swirl(0.4, 0.5, 2), (0, 0, tall + 0.1)))
    return assembled(*parts)


def _chocolate(rng: np.random.Generator) -> Mesh:
    """A bar of squares, bitten or whole, half in its wrapper, or a wrapped bar."""
    columns, rows = int(rng.integers(2, 5)), int(rng.integers(3, 8))
    thick = between(rng, 0.2, 0.4)
    parts = [block((columns, rows, thick))]
    gone = {(columns - 1, rows - 1), (columns - 2, rows - 1)} if chance(rng, 0.2) else set()
    if gone:
        parts = [block((columns, rows - 1, thick), (0, -0.5, 0))]
        if columns > 2:
            parts.append(block((columns - 2, 1, thick), (-1, rows / 2 - 0.5, 0)))
    for column in range(columns):
        for row in range(rows):
            if (column, row) not in gone:
                at = (column + 0.5 - columns / 2, row + 0.5 - rows / 2, thick)
                parts.append(block((0.92, 0.92, thick * 0.7), at, top=0.8))
    if chance(rng, 0.45):
        share = between(rng, 0.4, 0.7)
        cover = block(
            (columns * 1.06, rows * share, thick * 2), (0, -rows * (1 - share) / 2, -0.05)
        )
        parts.append(cover)
    made = _grounded(assembled(*parts))
    return _grounded(turned(made, "x", between(rng, 70, 90))) if chance(rng, 0.3) else made


def _candy_bar(rng: np.random.Generator) -> Mesh:
    """A wrapped bar with crimped ends, or a bare coated one."""
    length, wide, thick = between(rng, 2.5, 4.5), between(rng, 0.8, 1.3), between(rng, 0.35, 0.7)
    bar = rounded((length, wide, thick), radius=thick * 0.4)
    if chance(rng, 0.3):
        humps = [
            ball((length * 0.13, wide * 0.45, thick * 0.35), (x, 0, thick), segments=8, rings=5)
            for x in np.linspace(-0.36, 0.36, 4) * length
        ]
        return assembled(bar, humps)
    zig = [(length / 2 - 0.1, -0.3), (length / 2 + 0.5, -0.5)]
    zig += [
        (length / 2 + (0.4 if k % 2 else 0.5), y) for k, y in enumerate(np.linspace(-0.4, 0.4, 7))
    ]
    zig += [(length / 2 + 0.5, 0.5), (length / 2 - 0.1, 0.3)]
    fin = turned(prism(np.multiply(zig, (1, wide)), thick * 0.12), "x", 90)
    return assembled(bar, mirrored(moved(fin, (0, 0, thick / 2))))


def _sweet(rng: np.random.Generator) -> Mesh:
    """A wrapped sweet: a ball or barrel between two twisted fans."""
    body = ball((between(rng, 0.9, 1.4), 0.8, 0.8), segments=_sides(rng))
    if chance(rng, 0.3):
        body = turned(cylinder(0.7, 2, (0, 0, -1), segments=_sides(rng)), "y", 90)
    reach = float(body.vertices[:, 0].max()) * 0.9
    fan = lathe(
        [(0, 0), (0.15, 0), (between(rng, 0.5, 0.9), 0.8), (0.1, 0.65), (0, 0.6)], segments=16
    )
    fan = moved(turned(_wavy(fan, 8, 0.12), "y", 90), (reach, 0, 0))
    flat = scaled(fan, (1, 1, between(rng, 0.4, 1)))
    return _grounded(assembled(body, mirrored(flat)))


def _lollipop(rng: np.random.Generator) -> Mesh:
    """A swirl disc, ball or heart on a stick, with a bow maybe; or a candy cane."""
    stick, style = between(rng, 2, 3.5), int(rng.integers(4))
    rod = _rod((0, 0, 0), (0, 0, stick + 0.3), between(rng, 0.06, 0.12))
    middle = (0, 0, stick + 0.9)
    if style == 0:
        head = [moved(ball((1, between(rng, 0.6, 1), 1), segments=_sides(rng)), middle)]
    elif style == 3:
        turns = np.linspace(0, np.pi, 9)
        hook = [(0.7 * (1 - np.cos(t)), 0, 3 + 0.7 * np.sin(t)) for t in turns]
        cane = tube(
            [(0, 0, 0), (0, 0, 1.5), *hook, (1.4, 0, 2.6)], between(rng, 0.18, 0.3), segments=8
        )
        return _grounded(turned(cane, "x", 90)) if chance(rng, 0.4) else cane
    else:
        thick = between(rng, 0.2, 0.45)
        disc = turned(cylinder(1, thick, (0, 0, -thick / 2), segments=20), "x", 90)
        turns = np.linspace(0, between(rng, 2, 3.2) * 2 * np.pi, 36)
        reach = np.linspace(0.02, 0.95, 36)
        coil = tube(
            np.column_stack([reach * np.cos(turns), 0 * turns, reach * np.sin(turns)]),
            thick * 0.62,
            segments=5,
        )
        head = [moved(assembled(disc, coil) if style == 1 else coil, middle)]
    if chance(rng, 0.25):
        wing = lathe([(0, 0), (0.3, 0.5), (0, 0.55)], segments=6)
        head += [moved(w, (0, 0, stick - 0.15)) for w in mirrored(turned(wing, "y", 90))]
    made = assembled(rod, *head)
    return _grounded(turned(made, "x", 80)) if chance(rng, 0.25) else made


def _sundae(rng: np.random.Generator) -> Mesh:
    """Scoops, cream, cherry, wafers in a footed glass, bowl or paper tub; also a milkshake."""
    sides, style = _sides(rng), int(rng.integers(4))
    if style == 0:
        glass = [(0, 0), (0.8, 0), (0.8, 0.08), (0.15, 0.2), (0.15, 0.7), (0.9, 1.1), (1.2, 1.8)]
    elif style == 1:
        glass = [(0, 0), (0.7, 0), (1.1, 0.4), (1.25, 0.9)]
    elif style == 2:
        glass = [(0, 0), (0.8, 0), (1.2, 1.1)]
    else:
        glass = [(0, 0), (0.7, 0), (0.7, 0.1), (0.2, 0.3), (0.5, 0.5), (0.7, 1.4), (1.1, 2.6)]
    rim, brim = glass[-1]
    parts = [lathe([*glass, (rim * 0.92, brim), (0, brim * 0.85)], segments=sides)]
    if style == 3 or chance(rng, 0.3):
        top = between(rng, 1, 1.5)
        parts.append(moved(_swirl(rim * 1.1, top, 2.6), (0, 0, brim)))
    else:
        balls, top = _scoops(rng, int(rng.integers(1, 4)), sides)
        parts += [moved(scaled(part, 0.95 * rim / 1.1), (0, 0, brim * 0.97)) for part in balls]
    if chance(rng, 0.6):
        parts.append(_cherry_top(0.25, (0, 0, brim + top)))
    if chance(rng, 0.45):
        stick = turned(
            _rod((0, 0, 0), (0, 0, 2.3), between(rng, 0.06, 0.13)), "y", between(rng, 15, 35)
        )
        parts.append(moved(stick, (0.3, 0.2, brim)))
    if chance(rng, 0.3):
        wafer = turned(prism([(-0.5, 1.2), (0.5, 1.2), (0, 0)], 0.08), "y", -25)
        parts.append(moved(wafer, (-0.4, 0.2, brim + 0.3)))
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
        parts.append(_drips(rng, between(rng, 0.6, 1.0), rise + 0.02, 0.08))
    if chance(rng, 0.7):
        butter = block((0.4, 0.4, 0.15), (0, 0, rise + 0.03))
        parts.append(turned(butter, "z", between(rng, 0, 90)))
    elif chance(rng, 0.6):
        parts += [
            ball(0.13, (x, y, rise + 0.1), segments=8, rings=5) for x, y in _disc(rng, 0.5, 6)
        ]
    made = assembled(*parts)
    if chance(rng, 0.65):
        return assembled(_plate(rng, 1.5), moved(made, (0, 0, 0.07)))
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
        parts.append(_berry_top(0.25, (0, 0, thick * 1.7)))
        parts.append(moved(_swirl(0.45, 0.5, 2), (0.35, 0.2, thick * 1.7)))
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
    return _grounded(scaled(tube(path, radius, segments=_sides(rng)), (1, 1, flat)))


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
    return _grounded(turned(made, "x", -90) if chance(rng, 0.5) else made)


def _pudding(rng: np.random.Generator) -> Mesh:
    """A flan, jelly or panna cotta: fluted or smooth, with a caramel top, on a plate."""
    sides, tall, low = 24, between(rng, 0.6, 1.2), between(rng, 0.6, 0.85)
    shape = [(0, 0), (1, 0), (0.97, tall * 0.1), (low, tall * 0.92), (low * 0.85, tall), (0, tall)]
    flutes = int(rng.choice([0, 0, 6, 8, 12]))
    body = (
        _wavy(lathe(shape, segments=sides if flutes else _sides(rng)), flutes, 0.07)
        if flutes
        else (lathe(shape, segments=_sides(rng)))
    )
    parts = [body]
    if chance(rng, 0.2):
        parts = [lathe([(0.3, tall), (0.3, 0), *shape[1:-1], (0.3, tall)], segments=sides)]
        parts = [_wavy(parts[0], 10, 0.06)]
    elif chance(rng, 0.6):
        parts.append(_drips(rng, low, tall, 0.07))
    if chance(rng, 0.5):
        parts.append(moved(_cream_dot(0.25), (0, 0, tall)))
        parts.append(_cherry_top(0.17, (0, 0, tall + 0.42)))
    made = assembled(*parts)
    if chance(rng, 0.65):
        return assembled(_plate(rng, 1.6), moved(made, (0, 0, 0.06)))
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
        body = turned(ball((0.55, 0.6, 1.6), segments=_sides(rng)), "y", 90)
        icing = moved(scaled(body, (0.95, 0.9, 0.8)), (0, 0, 0.22))
        return _grounded(assembled(body, icing))
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
    maker = _cherry_top if chance(rng, 0.5) else _berry_top
    parts += [moved(_cream_dot(0.35), (0, 0, top)), maker(0.22, (0, 0, top + 0.45))]
    return assembled(*parts)


_DESSERTS: tuple[tuple[Design, float], ...] = (
    (_cake, 4),
    (_cut_cake, 1.2),
    (_cake_slice, 2.5),
    (_swiss_roll, 0.7),
    (_cupcake, 3),
    (_muffin, 1),
    (_donut, 2.5),
    (_ice_cream_cone, 3),
    (_popsicle, 1.5),
    (_cookie, 1.5),
    (_pie, 1.8),
    (_chocolate, 1),
    (_candy_bar, 0.8),
    (_sweet, 0.8),
    (_lollipop, 1.5),
    (_sundae, 1.5),
    (_pancakes, 1.2),
    (_waffle, 0.8),
    (_croissant, 1),
    (_gingerbread, 1),
    (_pudding, 1),
    (_macaron, 0.6),
    (_brownie, 0.7),
)


def fruit_veg(rng: np.random.Generator) -> Mesh:
    """Apple to watermelon, carrot to pumpkin: whole, in halves, slices and bunches."""
    return _drawn(rng, _FRUIT_VEG)


def _stem(rng: np.random.Generator, at: Point, length: float, radius: float) -> Mesh:
    lean = between(rng, -0.5, 0.5) * length
    path = [(0, 0, -length * 0.3), (lean * 0.2, 0, length * 0.4), (lean, 0, length)]
    return moved(tube(path, [radius * 0.8, radius * 0.7, radius], segments=5), at)


def _leaf(length: float, width: float, curl: float, steps: int = 4) -> Mesh:
    """A pointed leaf from the origin along +X, its tip rising (curl above 0) or hanging."""
    along = np.linspace(0, 1, steps + 1)
    half = width / 2 * np.sin(np.pi * along**0.8) + 0.01 * width
    grid = [
        [(length * s, side * w, curl * length * s**2 + 0.15 * abs(side) * w) for side in (-1, 0, 1)]
        for s, w in zip(along, half, strict=True)
    ]
    return sheet(grid, thickness=width * 0.05)


def _round_fruit(rng: np.random.Generator, dip: float, slim: float, sides: int) -> Mesh:
    """A body like an apple's: hollow at both ends, wider above when slim is below 1."""
    turns = np.linspace(-np.pi / 2, np.pi / 2, 9)
    profile = []
    for t in turns:
        wide = np.cos(t) ** 0.8 if abs(t) < 1.5 else 0.0
        sunk = dip * np.exp(-((wide / 0.35) ** 2))
        shape = wide * (slim + (1 - slim) * (np.sin(t) + 1) / 2)
        profile.append((float(shape), float(np.sin(t) * (1 - sunk))))
    return lathe(profile, segments=sides)


def _apple(rng: np.random.Generator) -> Mesh:
    """An apple, peach or plum; whole or bitten or a core; stem and leaf."""
    sides = _sides(rng)
    body = _round_fruit(rng, between(rng, 0.15, 0.35), between(rng, 0.72, 1), sides)
    body = scaled(body, (1, 1, between(rng, 0.8, 1.05)))
    top = float(body.vertices[:, 2].max()) * 0.75
    parts = [body]
    if chance(rng, 0.9):
        parts.append(_stem(rng, (0, 0, top), between(rng, 0.3, 0.6), between(rng, 0.04, 0.08)))
    if chance(rng, 0.6):
        leaf = _leaf(between(rng, 0.5, 0.9), between(rng, 0.25, 0.45), between(rng, -0.4, 0.4))
        parts.append(moved(turned(leaf, "y", -25), (0.03, 0, top + 0.15)))
    return _grounded(assembled(*parts))


def _apple_core(rng: np.random.Generator) -> Mesh:
    core = [(0, 0), (0.6, 0.05), (0.65, 0.25), (0.3, 0.6), (0.25, 0.9), (0.35, 1.2), (0.7, 1.55)]
    body = lathe([*core, (0.6, 1.8), (0.1, 1.7), (0, 1.7)], segments=_sides(rng))
    return assembled(body, _stem(rng, (0, 0, 1.7), 0.45, 0.06))


def _pear(rng: np.random.Generator) -> Mesh:
    neck, tall = between(rng, 0.3, 0.5), between(rng, 2.0, 2.8)
    shape = [(0, 0.08), (0.45, 0), (0.85, 0.25), (1, 0.7), (0.9, 1.1), (neck + 0.15, tall * 0.65)]
    shape += [(neck, tall * 0.85), (neck * 0.6, tall * 0.97), (0, tall)]
    parts = [lathe(shape, segments=_sides(rng)), _stem(rng, (0, 0, tall), 0.4, 0.06)]
    if chance(rng, 0.4):
        parts.append(moved(_leaf(0.7, 0.35, -0.2), (0, 0, tall + 0.1)))
    return _posed(rng, assembled(*parts), 0.1)


def _banana(rng: np.random.Generator) -> Mesh:
    """One banana, or a bunch joined at the stalk; peeled sometimes."""
    sides, bend = int(rng.choice([5, 6, 6, 8])), between(rng, 45, 120)
    thick = between(rng, 0.28, 0.45)
    radii = np.array([0.35, 0.4, 0.9, 1.05, 1.05, 1.0, 0.75, 0.3, 0.25]) * thick
    levels = np.array([0, 0.3, 0.7, 1.2, 1.8, 2.5, 3.1, 3.45, 3.6])
    straight = lathe([(0, 0), *zip(radii, levels, strict=True), (0, 3.6)], segments=sides)
    one = _bent(straight, bend)
    style = rng.random()
    if style < 0.5:
        lying = turned(one, "x", 90) if chance(rng, 0.6) else turned(one, "y", -90 - bend / 2)
        return _grounded(lying)
    if style < 0.9:
        spread = between(rng, 18, 32)
        count = int(rng.integers(3, 6))
        fan = [
            turned(moved(one, (0.25, 0, 0)), "z", (k - (count - 1) / 2) * spread)
            for k in range(count)
        ]
        bunch = assembled(fan, cylinder(thick * 0.9, 0.5, (0.1, 0, -0.3), segments=6))
        return _grounded(turned(bunch, "x", 180) if chance(rng, 0.5) else turned(bunch, "y", -80))
    flap = moved(turned(_leaf(1.7, 0.6, -0.6), "y", 10), (thick * 0.7, 0, 1.6))
    return assembled(
        lathe([(0, 0), *zip(radii, levels, strict=True), (0, 3.6)], segments=sides), around(flap, 4)
    )


def _orange(rng: np.random.Generator) -> Mesh:
    """An orange, lime, melon or plain round fruit, with a star of a calyx or a leaf."""
    sides = _sides(rng)
    body = ball((1, 1, between(rng, 0.85, 1.05)), segments=sides, rings=8)
    top = float(body.vertices[:, 2].max())
    parts = [body, cylinder(0.1, 0.08, (0, 0, top - 0.02), segments=5)]
    if chance(rng, 0.6):
        leaf = moved(_leaf(between(rng, 0.5, 0.9), 0.35, between(rng, -0.3, 0.3)), (0, 0, top))
        parts += around(leaf, int(rng.integers(1, 4)))
    return _grounded(assembled(*parts))


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
    made = lathe(shape, segments=_sides(rng))
    leaf = moved(_leaf(0.8, 0.4, 0.1), (0, 0, long * 1.15)) if chance(rng, 0.3) else []
    return _posed(rng, assembled(made, leaf), 0.7)


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
    return _grounded(turned(made, "x", between(rng, 0, 90)) if chance(rng, 0.4) else made)


def _round_slice(rng: np.random.Generator) -> Mesh:
    """A disc or half disc of citrus, tomato or cucumber with a rind and pulp sectors."""
    thick, count = between(rng, 0.12, 0.3), int(rng.integers(6, 10))
    whole = chance(rng, 0.55)
    share = 1.0 if whole else 0.5
    rind = _wedge([(0.85, 0), (1, 0), (1, thick), (0.85, thick)], share * 0.999, 18)
    parts = [
        rind,
        _wedge(
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
    return _grounded(turned(made, "x", between(rng, 70, 95)) if chance(rng, 0.4) else made)


def _grapes(rng: np.random.Generator) -> Mesh:
    """A cluster of balls, wide above and narrow below, on a stem with a leaf."""
    rows, size = int(rng.integers(4, 7)), between(rng, 0.3, 0.42)
    segments = int(rng.choice([6, 8]))
    berries = []
    for row in range(rows):
        reach = 0.95 * (1 - row / rows) ** 0.8 if row else 0.6
        count = max(1, round(2 * np.pi * reach / (size * 1.7)))
        start = rng.uniform(0, 6)
        for k in range(count if reach > size * 0.5 else 1):
            turn = start + 2 * np.pi * k / count
            at = (reach * np.cos(turn), reach * np.sin(turn), -row * size * 1.35)
            berries.append(ball(size, at, segments=segments, rings=5))
    parts = [*berries, _stem(rng, (0, 0, size), 0.8, 0.07)]
    if chance(rng, 0.5):
        parts.append(moved(turned(_leaf(1.1, 0.9, -0.3), "z", 40), (0, 0, size + 0.3)))
    made = assembled(*parts)
    if chance(rng, 0.35):
        made = scaled(turned(made, "y", 80), (1, 1, 0.8))
    return _grounded(made)


def _cherries(rng: np.random.Generator) -> Mesh:
    """Two cherries (or one, or three) hanging from stems that meet, with a leaf."""
    count, height = int(rng.choice([1, 2, 2, 2, 3])), between(rng, 1.8, 3.0)
    gap, sides = between(rng, 0.9, 1.4), _sides(rng)
    tip = (0, 0, height + 0.5)
    parts = []
    for turn in np.arange(count) * (360 / count):
        body = scaled(_round_fruit(rng, 0.2, 0.9, sides), (0.85, 0.85, 0.8))
        x = gap if count > 1 else 0.0
        stem = tube(
            [(x, 0, 0.5), (x * 0.8, 0, height * 0.6), (0, 0, height + 0.5)], 0.06, segments=5
        )
        parts.append(turned(assembled(moved(body, (x, 0, 0)), stem), "z", float(turn)))
    if chance(rng, 0.6):
        parts.append(moved(turned(_leaf(1.3, 0.6, -0.3), "z", 60), tip))
    made = assembled(*parts)
    return _grounded(turned(made, "x", 85) if chance(rng, 0.15) else made)


def _strawberry(rng: np.random.Generator) -> Mesh:
    sides, tall = _sides(rng), between(rng, 1.6, 2.3)
    shape = [
        (0, 0),
        (0.3, 0.1),
        (0.65, tall * 0.35),
        (0.95, tall * 0.7),
        (0.9, tall * 0.88),
        (0.5, tall),
    ]
    parts = [lathe([*shape, (0, tall * 0.98)], segments=sides)]
    leaf = moved(_leaf(between(rng, 0.8, 1.2), 0.45, between(rng, -0.2, 0.3)), (0, 0, tall + 0.06))
    parts += [*around(leaf, int(rng.integers(5, 8))), _stem(rng, (0, 0, tall), 0.4, 0.06)]
    if chance(rng, 0.5):
        levels = [(shape[k][0] * 1.0, shape[k][1]) for k in (2, 3)] + [(0.8, tall * 0.52)]
        parts += [
            turned(moved(ball(0.06, segments=4, rings=3), (0.97 * r, 0, z)), "z", 60 * k + 30 * j)
            for j, (r, z) in enumerate(levels)
            for k in range(6)
        ]
    made = assembled(*parts)
    return _grounded(turned(made, "y", 100) if chance(rng, 0.35) else made)


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
        blade = turned(_leaf(length, 0.35, between(rng, -0.3, 0.2)), "y", lean)
        parts += around(
            moved(blade, (0.12, 0, tall * 0.93 + 0.06 * tier)), 6 - tier, start=25 * tier
        )
    return _posed(rng, assembled(*parts), 0.1)


def _watermelon(rng: np.random.Generator) -> Mesh:
    """A whole melon, half one, a wedge or a triangle slice."""
    style, sides = int(rng.integers(4)), int(rng.choice([10, 12, 16, 20]))
    if style == 0:
        long = between(rng, 1, 1.5)
        body = ball((1, 1, long), segments=sides)
        parts = [body, _stem(rng, (0, 0, long), 0.3, 0.06)]
        if chance(rng, 0.4):
            parts[0] = _wavy(body, int(rng.choice([4, 5])), 0.04)
        return _posed(rng, assembled(*parts), 0.6)
    turns = np.linspace(0, np.pi, int(rng.integers(6, 14)))
    if style == 1:
        dome = [(float(np.sin(t / 2)), -float(np.cos(t / 2))) for t in turns]
        bowl = lathe([*dome[:-1], (1, 0), (0.9, 0.02), (0, 0.02)], segments=sides)
        made = scaled(bowl, (between(rng, 1, 1.4), 1, 1))
        seeds = [ball(0.05, (x, y, 0.03), segments=5, rings=3) for x, y in _disc(rng, 0.7, 10)]
        made = assembled(made, seeds)
        return _grounded(turned(made, "x", between(rng, 0, 70)))
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
    return _grounded(made)


def _carrot(rng: np.random.Generator) -> Mesh:
    """A carrot or parsnip: a long cone with a tuft of stalks or feathery leaves."""
    sides, long = _sides(rng), between(rng, 2.5, 5)
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
            stalk = turned(_leaf(length, between(rng, 0.25, 0.5), 0.2), "y", -90)
        parts.append(turned(turned(stalk, "y", lean), "z", float(turn)))
    if chance(rng, 0.3):
        parts += [
            torus(shoulder * (0.98 - 0.45 * s), 0.03, (0, 0, -long * s), segments=10, sides=4)
            for s in (0.2, 0.4)
        ]
    made = assembled(*parts)
    return _grounded(turned(made, "y", between(rng, 82, 92)) if chance(rng, 0.6) else made)


def _corn(rng: np.random.Generator) -> Mesh:
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
    husk = turned(_leaf(long * between(rng, 0.5, 0.85), 0.9, between(rng, -0.3, 0.1)), "y", lean)
    parts += around(moved(husk, (0.35, 0, 0)), count)
    parts.append(cylinder(0.2, 0.5, (0, 0, -0.45), segments=6))
    return _posed(rng, assembled(*parts), 0.5)


def _tomato(rng: np.random.Generator) -> Mesh:
    sides, lobes = 20, int(rng.choice([0, 5, 6, 8]))
    body = scaled(
        _round_fruit(rng, between(rng, 0.1, 0.25), 0.95, sides if lobes else _sides(rng)),
        (1, 1, between(rng, 0.7, 1.0)),
    )
    if lobes:
        body = _wavy(body, lobes, 0.05)
    top = float(body.vertices[:, 2].max()) * 0.93
    leaf = moved(_leaf(between(rng, 0.4, 0.7), 0.16, between(rng, -0.3, 0.5)), (0, 0, top))
    parts = [body, *around(leaf, int(rng.integers(4, 7))), _stem(rng, (0, 0, top), 0.3, 0.05)]
    made = _grounded(assembled(*parts))
    if chance(rng, 0.12):
        return assembled(
            [moved(turned(made, "x", 70), (2 * k, 0, 0)) for k in range(3)],
            _rod((-0.5, 0.8, 1), (4.5, 0.8, 1), 0.08),
        )
    return made


def _pumpkin(rng: np.random.Generator) -> Mesh:
    """A ribbed pumpkin, flat or tall; a carved face or cut lid sometimes."""
    lobes, flat = int(rng.choice([6, 8, 10, 12])), between(rng, 0.6, 1.0)
    if chance(rng, 0.4):
        lobe = ball((0.45, 0.38, 0.9), (0.55, 0, 0), segments=8, rings=7)
        body = scaled(assembled(*around(lobe, lobes)), (1, 1, flat))
    else:
        base = _round_fruit(rng, between(rng, 0.1, 0.3), 1.0, lobes * 3)
        body = scaled(_wavy(base, lobes, between(rng, 0.04, 0.1)), (1, 1, flat))
    top = float(body.vertices[:, 2].max()) * 0.85
    parts = [body]
    stem = [(0, 0, 0), (0.02, 0, 0.2), (between(rng, 0, 0.25), 0, between(rng, 0.3, 0.55))]
    parts.append(moved(tube(stem, [0.2, 0.12, 0.13], segments=6), (0, 0, top - 0.05)))
    if chance(rng, 0.3):
        eye = prism([(-0.15, 0), (0.15, 0), (0, 0.25)], 0.3)
        parts += [moved(e, (0, -0.88, 0.1 * flat)) for e in mirrored(moved(eye, (0.33, 0, 0)))]
        grin = [(-0.5, 0), (-0.25, -0.2), (0.25, -0.2), (0.5, 0), (0.2, -0.08), (-0.2, -0.08)]
        parts.append(moved(prism(grin, 0.35), (0, -0.86, -0.2 * flat)))
    return _grounded(assembled(*parts))


def _eggplant(rng: np.random.Generator) -> Mesh:
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
        lathe([*shape, (neck, long * 0.9), (neck * 0.7, long), (0, long)], segments=_sides(rng))
    ]
    sepal = moved(
        turned(_leaf(between(rng, 0.7, 1.1), 0.5, -0.3), "y", 45), (neck * 0.4, 0, long + 0.12)
    )
    parts += [
        *around(sepal, int(rng.integers(4, 6))),
        cylinder(neck * 0.95, 0.15, (0, 0, long - 0.1), top=0.6, segments=8),
    ]
    parts.append(_stem(rng, (0, 0, long), 0.5, 0.14))
    made = _bent(assembled(*parts), between(rng, 5, 45))
    return _grounded(turned(made, "y", 80) if chance(rng, 0.65) else made)


def _pepper(rng: np.random.Generator) -> Mesh:
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
        body = _wavy(lathe(shape, segments=lobes * 6), lobes, between(rng, 0.1, 0.18))
        return _posed(rng, assembled(body, _stem(rng, (0, 0, tall * 0.9), 0.55, 0.12)), 0.2)
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
    made = _bent(assembled(lathe(shape, segments=_sides(rng)), stem, cap), between(rng, 20, 80))
    return _grounded(turned(made, "x", 90) if chance(rng, 0.7) else made)


def _broccoli(rng: np.random.Generator) -> Mesh:
    """Broccoli or cauliflower: a branching stalk under clumps, leaves around."""
    stalk, wide = between(rng, 0.6, 1.4), between(rng, 0.25, 0.4)
    count, size = int(rng.integers(4, 8)), between(rng, 0.42, 0.6)
    parts = [cylinder(wide, stalk, top=between(rng, 0.9, 1.4), segments=8)]
    clump = blob(rng, size, (0.65, 0, stalk + 0.35), roughness=0.12, segments=8, rings=6)
    limb = _rod((0, 0, stalk * 0.6), (0.6, 0, stalk + 0.2), wide * 0.5)
    parts += [*around(assembled(clump, limb), count)]
    parts.append(blob(rng, size * 1.25, (0, 0, stalk + 0.65), roughness=0.12, segments=9))
    if chance(rng, 0.25):
        leaf = turned(_leaf(1.7, 1.0, 0.3), "y", -50)
        parts += around(moved(leaf, (0.25, 0, 0.1)), 6)
    return assembled(*parts) if chance(rng, 0.85) else _posed(rng, assembled(*parts), 1)


def _cabbage(rng: np.random.Generator) -> Mesh:
    """A ball of leaves: cabbage, lettuce or sprout, the outer leaves standing off."""
    heart = ball((0.85, 0.85, between(rng, 0.75, 0.95)), (0, 0, 0.8), segments=_sides(rng))
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
    return _grounded(assembled(*parts))


def _mushroom(rng: np.random.Generator) -> Mesh:
    """A mushroom to eat: button, flat or toadstool cap; one or a small group."""
    sides, tall = _sides(rng), between(rng, 0.7, 1.6)
    cap, rise = between(rng, 0.9, 1.3), between(rng, 0.4, 0.9)
    stalk = lathe([(0, 0), (0.4, 0), (0.3, tall * 0.5), (0.36, tall), (0, tall)], segments=sides)
    turns = np.linspace(0.1, np.pi / 2, 5)
    dome = [(cap * float(np.cos(t)) if t < 1.5 else 0.0, rise * float(np.sin(t))) for t in turns]
    hat = lathe([(0, 0.05), (cap * 0.8, -0.05), *dome], segments=sides)
    one = assembled(stalk, moved(hat, (0, 0, tall * 0.95)))
    if chance(rng, 0.2):
        small = moved(scaled(turned(one, "y", 12), 0.65), (1.2, 0.3, 0))
        return assembled(one, small)
    return _posed(rng, one, 0.15)


def _onion(rng: np.random.Generator) -> Mesh:
    """An onion, garlic, turnip, beet or radish: a bulb with a root and a neck or leaves."""
    sides, tip = _sides(rng), between(rng, 0.08, 0.2)
    flat = between(rng, 0.75, 1.2)
    shape = [(0, -1.15), (0.08, -1), (0.6, -0.8), (0.95, -0.3), (1, 0.1), (0.75, 0.55), (0.3, 0.85)]
    bulb = scaled(
        lathe([*shape, (tip, 1.15), (tip * 0.8, 1.5), (0, 1.5)], segments=sides), (1, 1, flat)
    )
    if chance(rng, 0.3):
        bulb = _wavy(
            scaled(lathe([*shape, (tip, 1.3), (tip, 1.7), (0, 1.7)], segments=24), (1, 1, flat)),
            8,
            0.07,
        )
    if chance(rng, 0.3):
        hair = tube([(0, 0, -1 * flat), (0.1, 0, -1.3 * flat)], 0.03, segments=4)
        return _grounded(assembled(bulb, around(hair, 5)))
    return _posed(rng, bulb, 0.2)


def _root_bulb(rng: np.random.Generator) -> Mesh:
    """A radish, beet or turnip with a tail and tall leaves."""
    sides, tail = _sides(rng), between(rng, 0.5, 1.2)
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
        leaf = turned(_leaf(length, between(rng, 0.4, 0.8), -0.15), "y", -between(rng, 55, 85))
        parts.append(turned(moved(leaf, (0.1, 0, 0.75)), "z", float(turn)))
    made = assembled(*parts)
    return _grounded(turned(made, "y", 80) if chance(rng, 0.4) else made)


def _leek(rng: np.random.Generator) -> Mesh:
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
        blade = turned(_leaf(long * 0.75, wide * 1.6, 0.15), "y", -90)
        for k in range(6):
            fan = turned(blade, "y", (k - 2.5) * 13)
            parts.append(moved(fan, (0, 0.05 * (k % 2), long * 0.9)))
    elif style == 1:
        stalk = tube(
            [(0.25, 0, 0), (0.35, 0, long * 0.5), (0.55, 0, long)], [0.22, 0.2, 0.12], segments=6
        )
        tuft = moved(turned(_leaf(0.9, 0.7, -0.2), "y", -60), (0.5, 0, long * 0.95))
        parts = around(assembled(stalk, tuft), int(rng.integers(4, 7)))
    else:
        spear = [
            lathe([(0, 0), (0.16, 0), (0.15, long), (0.2, long * 1.1), (0, long * 1.4)], segments=6)
        ]
        spear += around(moved(turned(_leaf(0.4, 0.2, 0.1), "y", -75), (0.14, 0, long * 0.8)), 3)
        count = int(rng.choice([1, 3, 5]))
        parts = [moved(assembled(*spear), (0.36 * k, 0.1 * (k % 2), 0)) for k in range(count)]
    made = assembled(*parts)
    return _grounded(turned(made, "y", 90) if chance(rng, 0.65) else made)


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
        return _posed(rng, lathe(shape, segments=_sides(rng)), 0.7)
    half = turned(_wedge(shape, 0.5, int(rng.integers(5, 9))), "y", 90)
    rim = [(0.88 * z + 0.06 * tall, 0.88 * r) for r, z in shape]
    face = turned(prism(rim + [(x, -y) for x, y in rim[-2:0:-1]], 0.08), "x", 90)
    made = assembled(half, face, ball(0.45, (0.85, 0, 0.02), segments=10))
    return _grounded(turned(made, "y", -between(rng, 60, 90)) if chance(rng, 0.3) else made)


def _potato(rng: np.random.Generator) -> Mesh:
    """A potato, ginger-like lump, sweet potato or kiwi."""
    size = (between(rng, 1.1, 1.9), between(rng, 0.8, 1), between(rng, 0.7, 0.95))
    return _grounded(blob(rng, size, roughness=between(rng, 0.05, 0.15), segments=_sides(rng) + 2))


def _cucumber(rng: np.random.Generator) -> Mesh:
    """A cucumber, gherkin or courgette: whole and curved, or cut with slices beside it."""
    long, sides = between(rng, 3, 5.5), _sides(rng)
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
        made = _bent(assembled(lathe(shape, segments=sides), stem), between(rng, 3, 35))
        return _grounded(turned(turned(made, "x", 90), "z", 90))
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
    return _grounded(turned(assembled(body, slices), "y", 90))


def _coconut(rng: np.random.Generator) -> Mesh:
    """A coconut with three eyes, or half of one as a thick bowl."""
    sides = _sides(rng)
    if chance(rng, 0.4):
        turns = np.linspace(-np.pi / 2, 0, 5)
        outer = [(float(np.cos(t)) if t > -1.5 else 0.0, float(np.sin(t))) for t in turns]
        inner = [(r * 0.78, z * 0.78) for r, z in reversed(outer)]
        return _grounded(turned(lathe([*outer, *inner], segments=sides), "x", between(rng, 0, 50)))
    nut = blob(rng, (1, 1, between(rng, 1, 1.2)), roughness=0.03, segments=sides)
    eye = ball(0.13, (0.25, 0, 0.98), segments=6, rings=4)
    return _grounded(turned(assembled(nut, around(eye, 3)), "x", between(rng, 0, 90)))


def _peas(rng: np.random.Generator) -> Mesh:
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
    return _grounded(assembled(sheet(grid, 0.06), peas, stem))


def _berries(rng: np.random.Generator) -> Mesh:
    """A raspberry or blackberry: a thimble of drupelets, or a few round blueberries."""
    if chance(rng, 0.5):
        tall, parts = between(rng, 1.2, 1.8), []
        for row, share in enumerate((0.1, 0.35, 0.6, 0.82)):
            reach = 0.75 * np.sqrt(1 - share**2)
            bead = ball(0.28, (reach, 0, -tall * (1 - share)), segments=6, rings=5)
            parts += around(bead, max(4, int(9 * reach)), start=20 * row)
        leaf = moved(_leaf(0.8, 0.3, 0.1), (0, 0, -tall * 0.1 + 0.2))
        made = scaled(assembled(*parts), (1, 1, -1))
        return _grounded(assembled(moved(made, (0, 0, -tall)), around(leaf, 5)))
    body = ball((1, 1, 0.85), segments=8, rings=6)
    crown = around(moved(turned(_leaf(0.3, 0.25, 0.2), "y", -50), (0.15, 0, 0.8)), 5)
    one = _grounded(assembled(body, crown))
    spots = [(0, 0, 0), (2, 0.2, 0), (0.9, 1.7, 0), (1, 0.7, 1.3)][: int(rng.integers(1, 5))]
    return assembled([moved(turned(one, "z", 50 * k), s) for k, s in enumerate(spots)])


_FRUIT_VEG: tuple[tuple[Design, float], ...] = (
    (_apple, 3),
    (_apple_core, 0.3),
    (_pear, 1.5),
    (_banana, 2.5),
    (_orange, 1.3),
    (_lemon, 1),
    (_half_fruit, 2),
    (_round_slice, 1),
    (_grapes, 1.2),
    (_cherries, 1.5),
    (_strawberry, 1.5),
    (_pineapple, 1.5),
    (_watermelon, 2),
    (_carrot, 2.5),
    (_corn, 1.5),
    (_tomato, 1.3),
    (_pumpkin, 2),
    (_eggplant, 1.2),
    (_pepper, 1.6),
    (_broccoli, 1.5),
    (_cabbage, 1),
    (_mushroom, 1.2),
    (_onion, 1.2),
    (_root_bulb, 1.2),
    (_leek, 1),
    (_avocado, 1),
    (_potato, 0.7),
    (_cucumber, 1),
    (_coconut, 0.7),
    (_peas, 0.5),
    (_berries, 0.5),
)
