"""Buildings and towers made by formula: a random generator in, a mesh out."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..datatypes import Mesh
from .shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    prism,
    scaled,
    sheet,
    solid,
    tube,
    turned,
)

Design = Callable[[np.random.Generator], Mesh]


def building(rng: np.random.Generator) -> Mesh:
    """A house, barn, shop, skyscraper, flats, church, hut, factory, temple, castle or kit piece."""
    return _drawn(
        rng,
        (
            (_cottage, 18), (_villa, 10), (_modern_house, 6), (_skyscraper, 12), (_flats, 7),
            (_shop, 8), (_terrace, 3), (_church, 5), (_barn, 5), (_half_timbered, 8), (_hut, 5),
            (_factory, 5), (_temple, 3), (_kit_piece, 4), (_windmill, 2), (_pagoda, 2),
            (_castle, 2), (_dome_house, 2),
        ),
    )  # fmt: skip


def tower(rng: np.random.Generator) -> Mesh:
    """A castle, watch, clock, wizard's, water, radio or defence tower, lighthouse or module."""
    return _drawn(
        rng,
        (
            (_round_tower, 18), (_square_tower, 16), (_watch_tower, 10), (_tower_module, 11),
            (_lighthouse, 7), (_wizard_tower, 9), (_water_tower, 5), (_turret, 5),
            (_defence_tower, 6), (_clock_tower, 5), (_lattice_tower, 3), (_control_tower, 2),
            (_ruined_tower, 3),
        ),
    )  # fmt: skip


def _drawn(rng: np.random.Generator, designs: tuple[tuple[Design, int], ...]) -> Mesh:
    weights = np.array([weight for _, weight in designs], np.float64)
    return designs[rng.choice(len(designs), p=weights / weights.sum())][0](rng)


def _boxes(middles: ArrayLike, sizes: ArrayLike) -> Mesh:
    """Many boxes (N, 3) at once, each around its middle."""
    places = np.asarray(middles, np.float64).reshape(-1, 1, 3)
    extents = np.broadcast_to(np.asarray(sizes, np.float64), (len(places), 3))[:, None]
    unit = box((-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    faces = unit.faces[None] + 8 * np.arange(len(places))[:, None, None]
    return solid((unit.vertices * extents + places).reshape(-1, 3), faces.reshape(-1, 3))


def _slab(outline: ArrayLike, depth: float, at: tuple[float, float, float] = (0, 0, 0)) -> Mesh:
    """A convex counter-clockwise outline in X and Z, with `depth` along Y."""
    points = np.asarray(outline, np.float64)
    rings = [np.insert(points, 1, y, axis=1) for y in (depth / 2, -depth / 2)]
    return moved(loft(rings), at)


def _arch(width: float, height: float, rise: float, *, power: float = 2.0) -> NDArray[np.float64]:
    """The outline of an arched opening; a low power makes it pointed."""
    turns = np.linspace(0, np.pi, 9)
    x = np.cos(turns)
    curve = np.sin(turns) if power == 2.0 else 1 - np.abs(x) ** power
    top = np.column_stack([x * width / 2, height - rise + rise * curve])
    return np.concatenate([[(-width / 2, 0), (width / 2, 0)], top])


def _windows(
    size: tuple[float, float],
    low: float,
    high: float,
    columns: int,
    rows: int,
    *,
    share: tuple[float, float] = (0.5, 0.6),
    out: float = 0.07,
) -> Mesh:
    """A grid of window boxes standing out of all four walls of a house of `size`."""
    middles, extents = [], []
    step = (high - low) / rows
    levels = low + (np.arange(rows) + 0.5) * step
    for wall, (width, depth) in enumerate((size, size[::-1])):
        count = columns if wall == 0 else max(1, round(columns * width / size[0]))
        places = ((np.arange(count) + 0.5) / count - 0.5) * width
        for side in (-depth / 2, depth / 2):
            grid = np.array([(x, side, z) for x in places for z in levels])
            extent = np.array([width / count * share[0], 2 * out, step * share[1]])
            order = [0, 1, 2] if wall == 0 else [1, 0, 2]
            middles.append(grid[:, order])
            extents.append(np.tile(extent[order], (len(grid), 1)))
    return _boxes(np.concatenate(middles), np.concatenate(extents))


def _window(rng: np.random.Generator, x: float, y: float, z: float, size: float) -> Mesh:
    """One window with frame, sill and cross on a wall facing -Y."""
    width, height = size * between(rng, 0.7, 1.0), size * between(rng, 0.9, 1.4)
    thick = 0.08 * size
    frame = [
        ((x - width / 2, y, z), (thick, thick * 2, height)),
        ((x + width / 2, y, z), (thick, thick * 2, height)),
        ((x, y, z + height / 2), (width + thick, thick * 2, thick)),
        ((x, y, z - height / 2), (width * 1.2, thick * 4, thick)),
    ]
    if chance(rng, 0.6):
        frame += [((x, y, z), (thick, thick, height)), ((x, y, z), (width, thick, thick))]
    if chance(rng, 0.3):
        frame += [
            ((x + side * width * 0.8, y, z), (width * 0.45, thick, height)) for side in (-1, 1)
        ]
    return _boxes(*zip(*frame, strict=True))


def _door(rng: np.random.Generator, x: float, y: float, height: float) -> list[Mesh]:
    """A door in a wall facing -Y, at times with a step, a frame or a small canopy."""
    width = height * between(rng, 0.4, 0.6)
    parts = [block((width, 0.06, height), (x, y, 0))]
    if chance(rng, 0.5):
        parts = [_slab(_arch(width, height * 1.1, width / 2), 0.08, (x, y, 0))]
    if chance(rng, 0.5):
        parts.append(block((width * 1.5, width, height * 0.08), (x, y, 0)))
    if chance(rng, 0.4):
        parts.append(block((width * 1.3, 0.1, height * 1.08), (x, y + 0.03, 0)))
    if chance(rng, 0.25):
        roof = _gable_roof(rng, width * 0.9, width, 0, width * 0.5)
        parts.append(moved(roof, (x, y - width * 0.3, height * 1.15)))
    return parts


def _gable_roof(
    rng: np.random.Generator, half: float, depth: float, low: float, rise: float
) -> Mesh:
    """A saddle roof with its ridge along Y: solid, or two leaning slabs with an overhang."""
    over = between(rng, 0.02, 0.25) * half
    drop = rise * over / half
    if chance(rng, 0.3):
        return prism([(-half - over, low), (half + over, low), (0, low + rise)], depth + over)
    thick = between(rng, 0.04, 0.15) * half
    outline = [
        (-half - over, low - drop), (0, low + rise), (half + over, low - drop),
        (half + over, low - drop + thick), (0, low + rise + thick * 1.2),
        (-half - over, low - drop + thick),
    ]  # fmt: skip
    roof = prism(outline, depth + 2 * over)
    filling = prism([(-half, low - 0.01), (half, low - 0.01), (0, low + rise)], depth)
    return assembled(roof, filling)


def _gambrel_roof(half: float, depth: float, low: float, rise: float) -> Mesh:
    outline = [
        (-half * 1.1, low - 0.02), (half * 1.1, low - 0.02), (half * 0.7, low + rise * 0.65),
        (0, low + rise), (-half * 0.7, low + rise * 0.65),
    ]  # fmt: skip
    return _slab(outline, depth)


def _hip_roof(
    rng: np.random.Generator, width: float, depth: float, low: float, rise: float
) -> Mesh:
    over = 1 + between(rng, 0.02, 0.2)
    ridge = (0.02, max(0.02, 1 - width / depth)) if depth > width else (1 - depth / width, 0.02)
    top = ridge if chance(rng, 0.75) else (0.5, 0.5)
    eaves = block((width * over, depth * over, rise * 0.12), (0, 0, low))
    return assembled(
        eaves, block((width * over, depth * over, rise), (0, 0, low + rise * 0.1), top=top)
    )


def _chimney(rng: np.random.Generator, x: float, y: float, low: float, high: float) -> list[Mesh]:
    wide = between(rng, 0.12, 0.3)
    parts = [block((wide, wide, high - low), (x, y, low))]
    if chance(rng, 0.6):
        parts.append(block((wide * 1.3, wide * 1.3, wide * 0.3), (x, y, high - wide * 0.2)))
    if chance(rng, 0.3):
        parts.append(cylinder(wide * 0.25, wide * 0.7, (x, y, high), segments=8))
    return parts


def _cottage(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.2, 2.6), between(rng, 1.2, 3.2)
    wall = between(rng, 0.7, 1.3) * (2 if chance(rng, 0.3) else 1)
    rise = width * between(rng, 0.3, 0.9)
    front = -depth / 2
    parts = [block((width, depth, wall)), _gable_roof(rng, width / 2, depth, wall, rise)]
    parts += _door(rng, between(rng, -0.3, 0.3) * width, front, between(rng, 0.55, 0.7))
    if chance(rng, 0.7):
        parts += [_window(rng, x * width, front, wall * 0.62, 0.35) for x in (-0.32, 0.32)]
    if chance(rng, 0.7):
        parts.append(_windows((width, depth), wall * 0.3, wall, 2, 1 + (wall > 1.4), out=0.05))
    if chance(rng, 0.6):
        x = between(rng, -0.4, 0.4) * width
        parts += _chimney(rng, x, between(rng, -0.4, 0.4) * depth, wall, wall + rise * 1.15)
    if chance(rng, 0.3):
        parts.append(_wing(rng, width, depth, wall))
    if chance(rng, 0.25):
        parts.append(_porch(rng, width * between(rng, 0.4, 1.0), front, wall * 0.8))
    if chance(rng, 0.3):
        parts.append(block((width * 1.1, depth * 1.1, 0.08)))
    return assembled(parts)


def _wing(rng: np.random.Generator, width: float, depth: float, wall: float) -> Mesh:
    """A smaller gabled part at right angles to the house."""
    span, height = depth * between(rng, 0.4, 0.7), wall * between(rng, 0.6, 1.0)
    long = width * between(rng, 0.5, 1.0)
    parts = [block((span, long, height))]
    parts.append(_gable_roof(rng, span / 2, long, height, span * between(rng, 0.3, 0.7)))
    made = turned(assembled(parts), "z", 90)
    side = 1 if chance(rng, 0.5) else -1
    return moved(made, (side * (width + long) * 0.45, between(rng, -0.2, 0.2) * depth, 0))


def _porch(rng: np.random.Generator, width: float, front: float, height: float) -> Mesh:
    deep, count = between(rng, 0.35, 0.7), int(rng.integers(2, 5))
    places = [(x, front - deep + 0.05, 0.0) for x in np.linspace(-0.47, 0.47, count) * width]
    posts = [block((0.07, 0.07, height), place) for place in places]
    floor = block((width, deep, 0.1), (0, front - deep / 2, 0))
    roof = turned(block((width * 1.08, deep * 1.2, 0.06)), "x", between(rng, 0, 22))
    return assembled(posts, floor, moved(roof, (0, front - deep / 2, height)))


def _villa(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.6, 3.2), between(rng, 1.4, 2.4)
    floors = int(rng.integers(1, 4))
    wall = floors * between(rng, 0.75, 0.95)
    rise = between(rng, 0.3, 0.9)
    parts = [block((width, depth, wall)), _hip_roof(rng, width, depth, wall, rise)]
    parts.append(_windows((width, depth), 0.2, wall, int(rng.integers(2, 5)), floors, out=0.05))
    parts += _door(rng, 0, -depth / 2 - 0.03, 0.6)
    if chance(rng, 0.5):
        parts.append(_porch(rng, width * between(rng, 0.3, 1.0), -depth / 2, 0.75))
    if chance(rng, 0.5):
        parts += _chimney(rng, width * 0.3, 0, wall, wall + rise * 1.3)
    if chance(rng, 0.45):
        parts.append(_garage(rng, width, depth))
    if chance(rng, 0.35):
        span = width * between(rng, 0.25, 0.45)
        bay = [block((span, 0.5, wall))]
        bay.append(_gable_roof(rng, span / 2, 0.6, wall, span * 0.45))
        parts.append(moved(assembled(bay), (-width * 0.25, -depth / 2 - 0.15, 0)))
    return assembled(parts)


def _garage(rng: np.random.Generator, width: float, depth: float) -> Mesh:
    span, height = between(rng, 0.8, 1.3), between(rng, 0.7, 0.9)
    parts = [block((span, depth * 0.8, height))]
    parts.append(block((span * 0.75, 0.06, height * 0.75), (0, -depth * 0.4, 0)))
    if chance(rng, 0.6):
        parts.append(_gable_roof(rng, span / 2, depth * 0.8, height, span * 0.35))
    else:
        parts.append(block((span * 1.1, depth * 0.9, 0.08), (0, 0, height)))
    return moved(assembled(parts), ((width + span) / 2, between(rng, -0.3, 0.1), 0))


def _modern_house(rng: np.random.Generator) -> Mesh:
    parts, low = [], 0.0
    for _ in range(rng.integers(1, 4)):
        width, depth = between(rng, 1.4, 3.2), between(rng, 1.2, 2.2)
        height = between(rng, 0.7, 0.95)
        x, y = between(rng, -0.5, 0.5), between(rng, -0.3, 0.3)
        storey = [block((width, depth, height))]
        storey.append(block((width * 1.08, depth * 1.1, 0.09), (0, 0, height)))
        panes = int(rng.integers(1, 5))
        storey.append(_windows((width, depth), 0.05, height, panes, 1, share=(0.8, 0.75), out=0.04))
        if chance(rng, 0.4):
            rail = block((width * 0.9, 0.03, 0.3), (0, -depth * 0.7, 0.05))
            storey += [rail, block((width * 0.9, depth * 0.5, 0.06), (0, -depth * 0.5, 0))]
        parts.append(moved(assembled(storey), (x, y, low)))
        low += height + 0.05
    parts += _door(rng, 0.2, -1.0, 0.6) if chance(rng, 0.5) else []
    if chance(rng, 0.4):
        parts.append(block((4.0, 3.2, 0.06)))
    return assembled(parts)


def _skyscraper(rng: np.random.Generator) -> Mesh:
    return (_setback_tower, _ribbed_tower, _round_skyscraper, _twisted_tower, _window_tower)[
        rng.choice(5, p=[0.3, 0.2, 0.15, 0.1, 0.25])
    ](rng)


def _setback_tower(rng: np.random.Generator) -> Mesh:
    width, depth, low = between(rng, 1, 1.6), between(rng, 1, 1.6), 0.0
    parts = []
    for _ in range(rng.integers(2, 6)):
        height = between(rng, 0.4, 2.2)
        parts.append(block((width, depth, height), (0, 0, low)))
        rows = max(2, int(height * between(rng, 2, 5)))
        parts.append(
            _windows((width, depth), low, low + height, int(rng.integers(2, 5)), rows, out=0.04)
        )
        low += height
        width, depth = width * between(rng, 0.6, 0.95), depth * between(rng, 0.6, 0.95)
    return assembled(parts, _skyline_top(rng, width, low))


def _skyline_top(rng: np.random.Generator, width: float, low: float) -> list[Mesh]:
    """What stands on a high house: mast, spire, machines, helipad or nothing."""
    kind = rng.integers(5)
    if kind == 0:
        return [cylinder(width * 0.06, width * between(rng, 0.8, 2), (0, 0, low), top=0.2)]
    if kind == 1:
        return [block((width, width, width * between(rng, 0.5, 2)), (0, 0, low), top=0.02)]
    if kind == 2:
        spots = rng.uniform(-0.3, 0.3, (4, 2)) * width
        return [block((0.25 * width, 0.2 * width, 0.15), (x, y, low)) for x, y in spots]
    if kind == 3:
        return [cylinder(width * 0.4, 0.06, (0, 0, low)), block((0.3, 0.3, 0.25), (0, 0, low))]
    return []


def _ribbed_tower(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.9, 1.5), between(rng, 0.9, 1.5)
    height = between(rng, 2.5, 6)
    parts = [block((width, depth, height))]
    if chance(rng, 0.5):
        floors = np.linspace(0.2, height, int(rng.integers(8, 22)))
        thick = height / len(floors) * between(rng, 0.2, 0.5)
        parts.append(_boxes([(0, 0, z) for z in floors], (width * 1.06, depth * 1.06, thick)))
    if chance(rng, 0.6):
        count = int(rng.integers(3, 9))
        parts.append(_windows((width, depth), 0, height, count, 1, share=(0.3, 1.0), out=0.05))
    if chance(rng, 0.5):
        parts.append(block((width * 1.4, depth * 1.4, height * between(rng, 0.05, 0.2))))
    return assembled(parts, _skyline_top(rng, width, height))


def _round_skyscraper(rng: np.random.Generator) -> Mesh:
    height, segments = between(rng, 2.5, 5.5), int(rng.choice([6, 8, 12, 20]))
    top = between(rng, 0.5, 1.0)
    parts = [cylinder(0.6, height, top=top, segments=segments)]
    levels = np.linspace(0.1, 0.97, int(rng.integers(5, 16)))
    for level in levels:
        radius = 0.6 * (1 + (top - 1) * level) * 1.06
        parts.append(cylinder(radius, 0.08, (0, 0, level * height), segments=segments))
    if chance(rng, 0.3):
        parts.append(ball(0.6 * top, (0, 0, height), segments=segments, rings=6))
    return assembled(parts, _skyline_top(rng, 0.9 * top, height))


def _twisted_tower(rng: np.random.Generator) -> Mesh:
    twist, count = between(rng, 20, 120), int(rng.integers(7, 16))
    step = between(rng, 3, 6) / count
    taper = between(rng, 0, 0.6)
    parts = []
    for floor in range(count):
        size = 1 - taper * floor / count
        storey = block((size, size, step * between(rng, 0.75, 0.8)), (0, 0, floor * step))
        parts.append(turned(storey, "z", twist * floor / count))
    core = block((0.75, 0.75, count * step), top=1 - taper)
    return assembled(parts, core)


def _window_tower(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.0, 1.8), between(rng, 1.0, 1.6)
    rows = int(rng.integers(5, 13))
    height = rows * between(rng, 0.25, 0.45)
    columns = int(rng.integers(2, 6))
    share = (between(rng, 0.4, 0.8), between(rng, 0.4, 0.8))
    parts = [block((width, depth, height))]
    parts.append(_windows((width, depth), 0.35, height - 0.1, columns, rows, share=share))
    parts += _parapet(rng, width, depth, height)
    parts.append(block((width * 0.4, 0.2, 0.3), (0, -depth / 2, 0)))
    return assembled(parts, _skyline_top(rng, width, height))


def _parapet(rng: np.random.Generator, width: float, depth: float, low: float) -> list[Mesh]:
    """The upper edge of a flat roof: a slab, a low wall around it, or a cornice."""
    over = 1 + between(rng, 0.01, 0.1)
    size = (width * over, depth * over)
    if chance(rng, 0.4):
        return [block((*size, between(rng, 0.05, 0.15)), (0, 0, low))]
    high = between(rng, 0.08, 0.25)
    walls = [block((size[0], 0.07, high), (0, side * size[1] / 2, low - 0.03)) for side in (-1, 1)]
    walls += [block((0.07, size[1], high), (side * size[0] / 2, 0, low - 0.03)) for side in (-1, 1)]
    return walls


def _flats(rng: np.random.Generator) -> Mesh:
    rows, columns = int(rng.integers(2, 7)), int(rng.integers(3, 9))
    width, depth = columns * between(rng, 0.45, 0.7), between(rng, 1.2, 2)
    height = rows * between(rng, 0.6, 0.8) + 0.2
    parts = [block((width, depth, height))]
    parts.append(_windows((width, depth), 0.2, height, columns, rows, out=0.05))
    if chance(rng, 0.6):
        places = (np.arange(columns) + 0.5) / columns * width - width / 2
        levels = 0.25 + np.arange(1, rows) * (height - 0.2) / rows
        spots = [(x, -depth / 2 - 0.12, z) for x in places[:: rng.integers(1, 3)] for z in levels]
        size = np.array((width / columns * 0.8, 0.28, 0.06))
        parts.append(_boxes(spots, size))
        parts.append(_boxes(np.array(spots) + (0, -0.13, 0.12), size * (1, 0.1, 3.5)))
    if chance(rng, 0.3):
        parts.append(_hip_roof(rng, width, depth, height, between(rng, 0.3, 0.7)))
    else:
        parts += _parapet(rng, width, depth, height)
        parts.append(block((0.5, 0.4, 0.3), (between(rng, -0.3, 0.3) * width, 0, height)))
    parts += _door(rng, 0, -depth / 2 - 0.04, 0.6)
    return assembled(parts)


def _shop(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.3, 3), between(rng, 1.2, 2.2)
    floors = int(rng.choice([1, 1, 2, 3]))
    height = 0.9 + (floors - 1) * 0.75 + between(rng, 0.05, 0.3)
    front = -depth / 2
    parts = [block((width, depth, height)), *_parapet(rng, width, depth, height)]
    parts += _door(rng, between(rng, -0.35, 0.35) * width, front - 0.02, 0.62)
    parts.append(block((width * 0.35, 0.08, 0.42), (width * 0.27, front, 0.15)))
    parts.append(block((width * 0.35, 0.08, 0.42), (-width * 0.27, front, 0.15)))
    if floors > 1:
        parts.append(_windows((width, depth), 0.95, height, int(rng.integers(2, 5)), floors - 1))
    if chance(rng, 0.75):
        parts.append(_awning(rng, width * between(rng, 0.6, 1.05), front))
    if chance(rng, 0.7):
        sign = (width * between(rng, 0.4, 0.9), 0.1, between(rng, 0.18, 0.4))
        parts.append(block(sign, (0, front - 0.05, height - 0.15 if floors == 1 else 0.8)))
    if chance(rng, 0.4):
        parts.append(block((0.45, 0.4, 0.25), (width * 0.2, depth * 0.1, height)))
    if chance(rng, 0.2):
        parts.append(cylinder(0.03, 0.5, (width * 0.2, front, height), segments=6))
        parts.append(ball((0.4, 0.12, 0.3), (width * 0.2, front, height + 0.6), rings=6))
    return assembled(parts)


def _awning(rng: np.random.Generator, width: float, front: float) -> Mesh:
    deep, drop, low = between(rng, 0.3, 0.55), between(rng, 0.1, 0.3), 0.85
    if chance(rng, 0.5):
        count = int(rng.integers(5, 10))
        lifts = np.arange(count) % 2 * 0.03
        strips = [
            sheet([[(x, 0, 0), (x + width / count, 0, 0)],
                   [(x, -deep, -drop), (x + width / count, -deep, -drop)],
                   [(x, -deep, -drop - 0.1), (x + width / count, -deep, -drop - 0.1)]], 0.02)
            for x in np.arange(count) * width / count - width / 2
        ]  # fmt: skip
        strips = [moved(strip, (0, 0, lift)) for strip, lift in zip(strips, lifts, strict=True)]
        return moved(assembled(strips), (0, front, low))
    profile = [(0, 0), (0, -drop), (-deep, -drop - 0.05), (-deep, -drop)]
    return moved(turned(prism(profile, width), "z", 90), (0, front, low))


def _terrace(rng: np.random.Generator) -> Mesh:
    """Narrow town houses side by side."""
    parts, x, depth = [], 0.0, between(rng, 1.2, 1.8)
    for _ in range(rng.integers(2, 5)):
        width, floors = between(rng, 0.8, 1.3), int(rng.integers(2, 5))
        wall = floors * between(rng, 0.6, 0.75)
        house = [block((width, depth, wall))]
        house.append(_windows((width, depth), 0.65, wall, 2, floors - 1, out=0.05))
        house += _door(rng, between(rng, -0.25, 0.25) * width, -depth / 2, 0.55)
        if chance(rng, 0.7):
            house.append(_gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.4, 0.9)))
        else:
            house += _parapet(rng, width, depth, wall)
        parts.append(moved(assembled(house), (x + width / 2, between(rng, -0.05, 0.05), 0)))
        x += width
    return moved(assembled(parts), (-x / 2, 0, 0))


def _church(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.2, 1.8), between(rng, 2, 3.5)
    wall, high = between(rng, 0.9, 1.6), between(rng, 2, 3.6)
    span = width * between(rng, 0.35, 0.6)
    parts = [block((width, depth, wall))]
    parts.append(_gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.5, 1.0)))
    spire = [block((span, span, high)), block((span * 1.1, span * 1.1, 0.1), (0, 0, high * 0.75))]
    sides = 4 if chance(rng, 0.5) else 8
    cap = cylinder(span * 0.75, span * between(rng, 0.8, 3), (0, 0, high), top=0, segments=sides)
    spire.append(turned(cap, "z", 45 if sides == 4 else 22.5))
    top = float(cap.vertices[:, 2].max())
    spire.append(_cross(0.35, (0, 0, top - 0.03)))
    spire.append(_slab(_arch(span * 0.4, 0.4, 0.2), span * 1.1, (0, 0, high * 0.8)))
    x = 0.0 if chance(rng, 0.65) else width * 0.5
    parts.append(moved(assembled(spire), (x, -depth / 2, 0)))
    parts.append(_slab(_arch(0.4, 0.7, 0.25, power=1.5), 0.1, (x, -depth / 2 - span / 2, 0)))
    panes = [
        turned(_slab(_arch(0.22, wall * 0.6, 0.15, power=1.5), width + 0.08), "z", 90)
        for _ in range(rng.integers(2, 5))
    ]
    spots = np.linspace(-0.25, 0.4, len(panes)) * depth
    parts += [moved(p, (0, y, wall * 0.25)) for p, y in zip(panes, spots, strict=True)]
    if chance(rng, 0.35):
        parts.append(cylinder(width * 0.4, wall * 0.9, (0, depth / 2, 0), segments=10))
    return assembled(parts)


def _cross(size: float, at: tuple[float, float, float]) -> Mesh:
    thick = size * 0.14
    upright = block((thick, thick, size), at)
    return assembled(upright, block((size * 0.6, thick, thick), (at[0], at[1], at[2] + size * 0.6)))


def _barn(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.6, 2.6), between(rng, 2, 3.6)
    wall, rise = between(rng, 0.8, 1.4), between(rng, 0.7, 1.3)
    front = -depth / 2
    parts = [block((width, depth, wall))]
    if chance(rng, 0.65):
        parts.append(_gambrel_roof(width / 2, depth * 1.06, wall, rise))
    else:
        parts.append(_gable_roof(rng, width / 2, depth, wall, rise))
    leaf, high = width * between(rng, 0.2, 0.3), wall * between(rng, 0.7, 0.95)
    for side in (-1, 1):
        x = side * leaf / 2
        parts.append(block((leaf * 0.95, 0.08, high), (x, front, 0)))
        parts += [
            tube([(x - leaf * 0.4, front - 0.06, a), (x + leaf * 0.4, front - 0.06, b)], 0.04,
                 segments=4)
            for a, b in ((0.05, high - 0.05), (high - 0.05, 0.05))
        ]  # fmt: skip
    parts.append(block((0.4, 0.1, 0.35), (0, front * 1.03, wall + rise * 0.25)))
    if chance(rng, 0.5):
        parts.append(_windows((width * 0.99, depth), wall * 0.3, wall, 2, 1, out=0.05))
    if chance(rng, 0.4):
        radius, high = between(rng, 0.35, 0.55), between(rng, 1.8, 3.2)
        silo = assembled(
            cylinder(radius, high, segments=14),
            ball((radius, radius, radius * 0.8), (0, 0, high), segments=14, rings=6),
        )
        parts.append(moved(silo, (width / 2 + radius * 1.1, between(rng, -0.3, 0.3) * depth, 0)))
    if chance(rng, 0.25):
        parts.append(block((0.3, 0.3, 0.35), (0, 0, wall + rise - 0.1)))
        parts.append(block((0.4, 0.4, 0.25), (0, 0, wall + rise + 0.25), top=0.02))
    return assembled(parts)


def _half_timbered(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.4, 2.2), between(rng, 1.5, 2.6)
    floor, jut = between(rng, 0.7, 0.9), between(rng, 1.03, 1.2)
    parts, low = [block((width, depth, floor))], floor
    for _ in range(rng.integers(1, 3)):
        width, depth = width * jut, depth * jut
        parts.append(block((width, depth, floor), (0, 0, low)))
        parts.append(_timbers(rng, width, depth, low, floor))
        low += floor
    parts.append(_gable_roof(rng, width / 2, depth, low, width * between(rng, 0.5, 1.0)))
    parts += _door(rng, 0, -depth / 2 / jut, 0.6)
    size = floor * between(rng, 0.35, 0.5)
    parts += [_window(rng, x * width, -depth / 2, low - floor / 2, size) for x in (-0.25, 0.25)]
    if chance(rng, 0.5):
        parts += _chimney(rng, width * 0.3, depth * 0.2, low, low + width * 0.8)
    if chance(rng, 0.3):
        parts.append(_wing(rng, width, depth, floor))
    if chance(rng, 0.3):
        dormer = assembled(block((0.5, 0.9, 0.4)), _gable_roof(rng, 0.25, 0.9, 0.4, 0.3))
        parts.append(moved(turned(dormer, "z", 90), (width * 0.3, 0, low + 0.05)))
    return assembled(parts)


def _timbers(rng: np.random.Generator, width: float, depth: float, low: float, high: float) -> Mesh:
    thick = between(rng, 0.05, 0.1)
    count = int(rng.integers(3, 7))
    parts = [_boxes([(0, 0, low), (0, 0, low + high)], (width + thick, depth + thick, thick))]
    share = (thick * count / width, 1.0)
    parts.append(_windows((width, depth), low, low + high, count, 1, share=share, out=thick / 2))
    if chance(rng, 0.6):
        brace = tube([(0, 0, low), (width / 3, 0, low + high)], thick * 0.7, segments=4)
        parts += [moved(p, (0, y, 0)) for p in mirrored(brace) for y in (-depth / 2, depth / 2)]
    return assembled(parts)


def _hut(rng: np.random.Generator) -> Mesh:
    if chance(rng, 0.6):
        radius, wall, sides = 1.0, between(rng, 0.6, 1.2), int(rng.choice([6, 8, 10, 16]))
        parts = [cylinder(radius, wall, top=between(rng, 0.85, 1.0), segments=sides)]
        roof = between(rng, 0.7, 1.6)
        over = between(rng, 1.1, 1.5)
        parts.append(cylinder(radius * over, roof, (0, 0, wall * 0.92), top=0, segments=sides))
        if chance(rng, 0.3):
            parts.append(
                cylinder(radius * 0.7, roof * 0.8, (0, 0, wall + roof * 0.45), top=0, segments=8)
            )
        parts += _door(rng, 0, -radius, 0.65)
        return assembled(parts)
    width, depth, lift = between(rng, 1.2, 2), between(rng, 1.2, 2), between(rng, 0.1, 1.2)
    wall = between(rng, 0.7, 1.0)
    house = [block((width, depth, wall)), block((width * 1.3, depth * 1.4, 0.08))]
    house.append(_gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.3, 0.8)))
    house += _door(rng, 0, -depth / 2, 0.6)
    corners = [(x * width * 0.55, y * depth * 0.6) for x in (-1, 1) for y in (-1, 1)]
    legs = [cylinder(0.06, lift + 0.05, (x, y, 0), segments=6) for x, y in corners]
    ladder = turned(block((0.4, 0.05, lift * 1.15)), "x", -20)
    return assembled(
        moved(assembled(house), (0, 0, lift)), legs, moved(ladder, (0, -depth * 0.9, 0))
    )


def _factory(rng: np.random.Generator) -> Mesh:
    width, depth, wall = between(rng, 1.8, 3), between(rng, 2, 4.5), between(rng, 0.7, 1.5)
    parts = [block((width, depth, wall))]
    kind = rng.integers(4)
    if kind == 0:
        teeth = int(rng.integers(2, 6))
        tooth = depth / teeth
        saw = prism([(0, 0), (tooth, 0), (0, tooth * between(rng, 0.4, 0.8))], width)
        saw = turned(saw, "z", 90)
        parts += [moved(saw, (0, n * tooth - depth / 2, wall)) for n in range(teeth)]
    elif kind == 1:
        parts.append(_slab(_arch(width * 1.04, width * 0.3, width * 0.29), depth, (0, 0, wall)))
    elif kind == 2:
        parts.append(_gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.1, 0.25)))
    else:
        parts += _parapet(rng, width, depth, wall)
    gates = int(rng.integers(1, 4))
    places = ((np.arange(gates) + 0.5) / gates - 0.5) * width
    parts += [block((width / gates * 0.6, 0.1, wall * 0.6), (x, -depth / 2, 0)) for x in places]
    parts.append(_windows((width, depth), wall * 0.6, wall, 5, 1, share=(0.7, 0.5), out=0.05))
    if chance(rng, 0.5):
        high = between(rng, 1.5, 3.5)
        stack = cylinder(0.2, high, top=between(rng, 0.6, 1), segments=12)
        spots = np.linspace(-0.35, 0.35, int(rng.integers(1, 4))) * depth
        parts += [moved(stack, (width * 0.6, y, 0)) for y in spots]
    if chance(rng, 0.3):
        parts.append(cylinder(0.4, wall * 1.3, (-width * 0.75, 0, 0), segments=12))
    return assembled(parts)


def _temple(rng: np.random.Generator) -> Mesh:
    width, depth, high = between(rng, 1.5, 2.5), between(rng, 1.5, 4), between(rng, 0.8, 1.5)
    steps = int(rng.integers(1, 5))
    parts = [
        block(
            (width * 1.15 - 0.12 * n + 0.36, depth * 1.1 - 0.12 * n + 0.36, 0.08), (0, 0, n * 0.08)
        )
        for n in range(steps)
    ]
    low = steps * 0.08
    across, along = int(rng.integers(3, 7)), int(rng.integers(3, 8))
    xs, ys = np.linspace(-0.5, 0.5, across) * width, np.linspace(-0.5, 0.5, along) * depth
    spots = {(x, y) for x in xs for y in (ys[0], ys[-1])}
    spots |= {(x, y) for x in (xs[0], xs[-1]) for y in ys}
    sides = int(rng.choice([6, 8, 10]))
    shaft = cylinder(between(rng, 0.06, 0.12), high, top=0.85, segments=sides)
    parts += [moved(shaft, (x, y, low)) for x, y in sorted(spots)]
    top = low + high
    parts.append(block((width * 1.15, depth * 1.08, 0.18), (0, 0, top)))
    rise = width * between(rng, 0.15, 0.35)
    if chance(rng, 0.85):
        parts.append(_gable_roof(rng, width * 0.57, depth * 1.05, top + 0.18, rise))
    if chance(rng, 0.7):
        parts.append(block((width * 0.65, depth * 0.7, high), (0, 0, low)))
    return assembled(parts)


def _kit_piece(rng: np.random.Generator) -> Mesh:
    """A wall with an opening, a room without a roof, a storey or a roof of a modular kit."""
    kind = rng.choice(4, p=[0.3, 0.3, 0.3, 0.1])
    if kind == 0:
        wall = [block((1, 0.12, 0.3)), block((1, 0.12, 0.2), (0, 0, 0.8))]
        wall += [block((0.3, 0.12, 1), (side * 0.35, 0, 0)) for side in (-1, 1)]
        extra = [_window(rng, 0, -0.06, 0.55, 0.42)] if chance(rng, 0.7) else []
        return assembled(wall, extra)
    if kind == 1:
        size, high = between(rng, 1, 1.6), between(rng, 0.7, 1.1)
        walls = [block((size, 0.08, high), (0, size / 2, 0)), block((size, size, 0.06))]
        walls += [block((0.08, size, high), (s * size / 2, 0, 0)) for s in (-1, 1)]
        front = [block((size * 0.35, 0.08, high), (s * size * 0.33, -size / 2, 0)) for s in (-1, 1)]
        front.append(block((size, 0.08, high * 0.3), (0, -size / 2, high * 0.7)))
        return assembled(walls, front)
    if kind == 2:
        storey = [block((1, 1, 0.8)), block((1.06, 1.06, 0.08), (0, 0, 0.8))]
        storey.append(_windows((1, 1), 0.1, 0.8, int(rng.integers(1, 4)), 1, out=0.04))
        return assembled(storey, _door(rng, 0, -0.52, 0.6) if chance(rng, 0.5) else [])
    roof = _gable_roof(rng, 0.5, between(rng, 0.8, 1.6), 0.1, between(rng, 0.3, 0.8))
    return assembled(roof, _chimney(rng, 0.25, 0, 0.1, 0.9) if chance(rng, 0.5) else [])


def _windmill(rng: np.random.Generator) -> Mesh:
    high, sides = between(rng, 1.8, 3), int(rng.choice([6, 8, 12]))
    parts = [cylinder(0.8, high, top=between(rng, 0.5, 0.8), segments=sides)]
    parts.append(cylinder(0.65, between(rng, 0.4, 0.9), (0, 0, high), top=0, segments=sides))
    long = high * between(rng, 0.5, 0.7)
    blade = assembled(
        block((0.06, 0.06, long)),
        block((between(rng, 0.2, 0.35), 0.03, long * 0.75), (0.12, 0, long * 0.22)),
    )
    tilt = between(rng, 0, 90)
    blades = [turned(blade, "y", tilt + 90 * n) for n in range(4)]
    parts += [moved(b, (0, -0.85, high * 0.92)) for b in blades]
    parts.append(turned(cylinder(0.08, 0.6, segments=8), "x", 90))
    parts[-1] = moved(parts[-1], (0, -0.35, high * 0.92))
    return assembled(parts, _door(rng, 0, -0.78, 0.6))


def _pagoda(rng: np.random.Generator) -> Mesh:
    size, low, parts = between(rng, 1.2, 2), 0.0, [block((2.4, 2.4, 0.12))]
    shrink = between(rng, 0.7, 0.9)
    for _ in range(rng.integers(1, 6)):
        high = between(rng, 0.4, 0.7)
        parts.append(block((size, size, high), (0, 0, low)))
        parts.append(_windows((size, size), low, low + high, 3, 1, out=0.05))
        low += high
        parts.append(_swept_roof(size * 0.8, size * 0.28, low - 0.03))
        low += size * 0.16
        size *= shrink
    parts.append(cylinder(0.06, 0.6, (0, 0, low), top=0.1, segments=6))
    return assembled(parts, _door(rng, 0, -size / 2, 0.4))


def _swept_roof(half: float, rise: float, low: float) -> Mesh:
    """A square roof whose eaves curve up at the corners."""
    rings = []
    for share, z in ((1.0, 0.0), (0.98, 0.08), (0.65, 0.35), (0.3, 1.0)):
        turns = np.arange(8) * np.pi / 4
        corner = np.arange(8) % 2
        radius = half * share * np.where(corner, np.sqrt(2), 1.0)
        lift = rise * 0.35 * corner * max(0.0, share - 0.5) * 2
        rings.append(
            np.column_stack([radius * np.cos(turns), radius * np.sin(turns), low + rise * z + lift])
        )
    return loft(rings)


def _castle(rng: np.random.Generator) -> Mesh:
    """A keep or a ring of walls with a tower at each corner."""
    size, wall = between(rng, 2, 3.2), between(rng, 0.6, 1.1)
    corner, coned = _corner_tower(rng, wall), chance(rng, 0.4)
    parts = [moved(corner, (x * size / 2, y * size / 2, 0)) for x in (-1, 1) for y in (-1, 1)]
    for quarter in range(4):
        side = assembled(
            block((size, 0.25, wall)),
            _boxes([(x, -0.1, wall + 0.06) for x in np.linspace(-0.4, 0.4, 7) * size],
                   (size * 0.07, 0.08, 0.14)),
        )  # fmt: skip
        parts.append(turned(moved(side, (0, -size / 2, 0)), "z", 90 * quarter))
    parts.append(block((0.8, 0.5, wall * 1.3), (0, -size / 2, 0)))
    parts.append(_slab(_arch(0.4, wall * 0.8, 0.2), 0.6, (0, -size / 2, 0)))
    if chance(rng, 0.7):
        keep = between(rng, 0.8, 1.4)
        parts.append(block((keep, keep, wall * 2), (0, 0.2, 0)))
        parts += [moved(p, (0, 0.2, 0)) for p in _battlements(rng, keep, wall * 2)]
        if coned:
            parts.append(block((keep, keep, keep), (0, 0.2, wall * 2), top=0.02))
    return assembled(parts)


def _corner_tower(rng: np.random.Generator, wall: float) -> Mesh:
    high = wall * between(rng, 1.3, 2)
    body = cylinder(0.35, high, segments=10)
    if chance(rng, 0.5):
        return assembled(body, cylinder(0.45, 0.8, (0, 0, high), top=0, segments=10))
    return assembled(body, _round_battlements(rng, 0.38, high, 8))


def _dome_house(rng: np.random.Generator) -> Mesh:
    """An igloo, a domed hall with minarets, or a space station's dome."""
    sides = int(rng.choice([8, 12, 16]))
    if chance(rng, 0.5):
        base = between(rng, 0, 0.5)
        hall = [cylinder(1.0, base + 0.01, segments=sides)]
        hall.append(ball((1, 1, between(rng, 0.7, 1.1)), (0, 0, base), segments=sides, rings=8))
        tunnel = _slab(_arch(0.6, 0.6, 0.3), 0.8, (0, -1.1, 0))
        spare = [block((1.2, 0.8, 0.5), (1.2, 0, 0))] if chance(rng, 0.4) else []
        made = assembled(hall, tunnel, spare)
        made.vertices[:, 2] = np.maximum(made.vertices[:, 2], 0)
        return made
    wall = between(rng, 0.7, 1.3)
    parts = [block((2, 2, wall)), cylinder(0.75, 0.25, (0, 0, wall), segments=sides)]
    onion = [(0.7, 0), (0.85, 0.25), (0.75, 0.6), (0.35, 0.9), (0.06, 1.15), (0, 1.5)]
    parts.append(moved(lathe(onion, segments=sides), (0, 0, wall + 0.22)))
    minaret = assembled(
        cylinder(0.13, wall * 2, segments=8),
        cylinder(0.2, 0.1, (0, 0, wall * 1.6), segments=8),
        cylinder(0.18, 0.4, (0, 0, wall * 2), top=0, segments=8),
    )
    corners = [(x, y) for x in (-1.1, 1.1) for y in (-1.1, 1.1)]
    parts += [moved(minaret, (x, y, 0)) for x, y in corners[: rng.choice([0, 2, 4])]]
    parts.append(_slab(_arch(0.6, wall * 0.8, 0.35, power=1.5), 0.1, (0, -1, 0)))
    return assembled(parts)


def _battlements(rng: np.random.Generator, size: float, low: float) -> list[Mesh]:
    """Merlons along the four edges of a square tower."""
    count, high = int(rng.integers(2, 6)), size * between(rng, 0.1, 0.22)
    tooth, thick = size / (2 * count + 1), size * between(rng, 0.06, 0.14)
    places = np.linspace(-0.5, 0.5, count + 1) * (size - tooth)
    edge = size / 2 - thick / 2
    spots = [(x, y, low + high / 2) for x in places for y in (-edge, edge)]
    turned_spots = [(y, x, z) for x, y, z in spots]
    rim = between(rng, 0.2, 0.6) * high
    walls = [((0, y, low + rim / 2), (size, thick, rim)) for y in (-edge, edge)]
    walls += [((x, 0, low + rim / 2), (thick, size, rim)) for x in (-edge, edge)]
    return [
        _boxes(spots, (tooth * 1.1, thick, high)),
        _boxes(turned_spots, (thick, tooth * 1.1, high)),
        _boxes(*zip(*walls, strict=True)),
    ]


def _round_battlements(
    rng: np.random.Generator, radius: float, low: float, segments: int
) -> list[Mesh]:
    count, high = int(rng.integers(5, 13)), radius * between(rng, 0.2, 0.45)
    thick = radius * between(rng, 0.1, 0.22)
    width = 2 * np.pi * radius / count * between(rng, 0.4, 0.6)
    merlon = block((thick, width, high), (radius - thick / 2, 0, low))
    rim = [(radius - thick, low), (radius, low), (radius, low + high * 0.4),
           (radius - thick, low + high * 0.4), (radius - thick, low)]  # fmt: skip
    return [*around(merlon, count), lathe(rim, segments=segments)]


def _slits(rng: np.random.Generator, radius: float, low: float, high: float) -> list[Mesh]:
    """Narrow windows and a door in the wall of a tower, on several sides."""
    parts: list[Mesh] = []
    size = radius * between(rng, 0.12, 0.3)
    for turn in rng.choice([0, 90, 180, 270], int(rng.integers(0, 4)), replace=False):
        level = between(rng, 0.3, 0.8) * (high - low) + low
        pane = _slab(_arch(size, size * 2.5, size / 2), 0.1 * radius, (0, -radius * 0.98, level))
        parts.append(turned(pane, "z", float(turn)))
    if chance(rng, 0.6) and low == 0:
        gate = radius * between(rng, 0.4, 0.8)
        arch = _arch(gate, gate * between(rng, 1.4, 2), gate / 2)
        parts.append(_slab(arch, 0.25 * radius, (0, -radius * 0.95, 0)))
    return parts


def _flag(rng: np.random.Generator, low: float, size: float) -> list[Mesh]:
    pole = cylinder(size * 0.04, size, (0, 0, low - 0.02), segments=6)
    cloth = [(0, low + size), (size * 0.6, low + size * 0.8), (0, low + size * 0.6)]
    if chance(rng, 0.5):
        cloth.insert(1, (size * 0.6, low + size))
    return [pole, prism(cloth, size * 0.03)]


def _round_tower(rng: np.random.Generator) -> Mesh:
    sides = int(rng.choice([6, 8, 10, 12, 16, 20]))
    high, top = between(rng, 1.5, 5.5), between(rng, 0.75, 1.0)
    head = top * between(rng, 1.05, 1.35)
    room = between(rng, 0.25, 1.2)
    profile = [(0, 0), (1, 0), (top, high)]
    if chance(rng, 0.5):
        profile[1:2] = [(1.2, 0), (1.15, high * 0.08), (1.0, high * 0.12)]
    flare = 0.0 if chance(rng, 0.3) else between(rng, 0.1, 0.4)
    profile += [(head, high + flare), (head, high + flare + room), (0, high + flare + room)]
    parts = [lathe(profile, segments=sides), *_slits(rng, (1 + top) / 2, 0, high)]
    end = high + flare + room
    if chance(rng, 0.5):
        parts += _round_battlements(rng, head, end, sides)
    else:
        end += _cone_roof(rng, head, end, sides, parts)
    if chance(rng, 0.3):
        parts += _flag(rng, end, between(rng, 0.7, 1.2))
    if chance(rng, 0.3):
        count = int(rng.integers(6, 13))
        corbel = block((0.3, 0.15, 0.3), (top * 0.95, 0, high - 0.1))
        parts += around(corbel, count)
    return assembled(parts)


def _cone_roof(
    rng: np.random.Generator, radius: float, low: float, sides: int, parts: list[Mesh]
) -> float:
    """Adds a pointed roof, straight or bell-shaped, to `parts`; its height."""
    rise = radius * between(rng, 0.8, 3)
    over = radius * between(rng, 1.02, 1.35)
    profile = [(0.0, 0.0), (over, 0.0), (0.0, rise)]
    if chance(rng, 0.35):
        profile[2:2] = [(over * 0.6, rise * 0.2), (over * 0.3, rise * 0.5)]
    parts.append(moved(lathe(profile, segments=sides), (0, 0, low)))
    if chance(rng, 0.25):
        parts.append(ball(radius * 0.1, (0, 0, low + rise), segments=8, rings=6))
    return rise


def _square_tower(rng: np.random.Generator) -> Mesh:
    size, high = 1.6, between(rng, 2, 6)
    top = between(rng, 0.75, 1.0)
    head, room = size * top * between(rng, 1.05, 1.35), between(rng, 0.2, 1.1)
    parts = [block((size, size, high), top=top), *_slits(rng, size * (1 + top) / 4, 0, high)]
    if chance(rng, 0.5):
        parts.append(block((size * 1.2, size * 1.2, high * 0.12), top=0.92))
    if chance(rng, 0.5):
        parts.append(
            block((size * top, size * top, 0.3), (0, 0, high - 0.3), top=head / size / top)
        )
    parts.append(block((head, head, room), (0, 0, high)))
    if chance(rng, 0.3):
        parts.append(_windows((head, head), high, high + room, 2, 1, share=(0.3, 0.6)))
    if chance(rng, 0.3):
        corner = block((size * 0.2, size * 0.2, high))
        half = size * 0.45
        parts += [moved(corner, (x, y, 0)) for x in (-half, half) for y in (-half, half)]
    end = high + room
    if chance(rng, 0.55):
        parts += _battlements(rng, head, end)
    elif chance(rng, 0.7):
        rise, over = head * between(rng, 0.4, 1.6), head * between(rng, 1.0, 1.3)
        parts.append(block((over, over, rise), (0, 0, end), top=0.01))
        end += rise
    else:
        parts.append(_gable_roof(rng, head / 2, head, end, head * between(rng, 0.4, 1)))
        end += head * 0.4
    return assembled(parts, _flag(rng, end, 1.0) if chance(rng, 0.3) else [])


def _braced_legs(
    rng: np.random.Generator, foot: float, head: float, high: float, sides: int = 4
) -> list[Mesh]:
    """Leaning legs, with rings and diagonals between them."""
    turns = (np.arange(sides) + 0.5) * 2 * np.pi / sides
    circle = np.column_stack([np.cos(turns), np.sin(turns)])
    thick, edges = between(rng, 0.03, 0.08), int(rng.choice([4, 6]))
    low, top = (np.insert(circle * r, 2, z, axis=1) for r, z in ((foot, 0), (head, high)))
    parts = [tube([a, b], thick, segments=edges) for a, b in zip(low, top, strict=True)]
    levels = np.linspace(0.05, 0.95, int(rng.integers(2, 4)))
    crossed = chance(rng, 0.7)
    for n in range(sides):
        ends = [(low[k] + (top[k] - low[k]) * s) for k in (n, (n + 1) % sides) for s in levels]
        count = len(levels)
        for step in range(count):
            parts.append(tube([ends[step], ends[count + step]], thick * 0.6, segments=4))
        for step in range(count - 1) if crossed else ():
            parts.append(tube([ends[step], ends[count + step + 1]], thick * 0.5, segments=4))
            parts.append(tube([ends[step + 1], ends[count + step]], thick * 0.5, segments=4))
    return parts


def _watch_tower(rng: np.random.Generator) -> Mesh:
    high, size = between(rng, 1.6, 4), between(rng, 1.2, 1.8)
    reach = size / 2 * np.sqrt(2) * 0.9
    parts = _braced_legs(rng, reach * between(rng, 1.0, 1.4), reach, high)
    parts.append(block((size * 1.1, size * 1.1, 0.1), (0, 0, high)))
    room = between(rng, 0.7, 1.0)
    if chance(rng, 0.75):
        half = size * 0.48
        posts = [(x, y, high + room / 2) for x in (-half, half) for y in (-half, half)]
        parts.append(_boxes(posts, (0.08, 0.08, room)))
        rail = between(rng, 0.08, 0.45)
        lift = 0.45 - rail / 2 if chance(rng, 0.6) else rail / 2
        rails = [((0, y, high + lift), (size, 0.05, rail)) for y in (-half, half)]
        rails += [((x, 0, high + lift), (0.05, size, rail)) for x in (-half, half)]
        parts.append(_boxes(*zip(*rails, strict=True)))
    else:
        parts += [block((size, size, room), (0, 0, high))]
        parts.append(_windows((size, size), high + 0.2, high + room, 2, 1))
    if chance(rng, 0.85):
        if chance(rng, 0.55):
            rise = size * between(rng, 0.3, 0.8)
            parts.append(block((size * 1.3, size * 1.3, rise), (0, 0, high + room), top=0.02))
        else:
            rise = size * between(rng, 0.25, 0.6)
            parts.append(_gable_roof(rng, size * 0.55, size * 1.1, high + room, rise))
    if chance(rng, 0.6):
        parts.append(_ladder(high, -size * 0.6))
    return assembled(parts)


def _ladder(high: float, y: float) -> Mesh:
    rungs = np.arange(0.15, high, 0.25)
    rails = [((x, y, high / 2), (0.05, 0.05, high)) for x in (-0.18, 0.18)]
    rails += [((0, y, z), (0.36, 0.04, 0.04)) for z in rungs]
    return _boxes(*zip(*rails, strict=True))


def _tower_module(rng: np.random.Generator) -> Mesh:
    """One piece of a tower kit: base, middle, top or roof, round or square."""
    sides = int(rng.choice([4, 4, 6, 8, 12, 16, 20]))
    high = between(rng, 0.8, 2.8)
    kind = rng.choice(4, p=[0.2, 0.2, 0.35, 0.25])
    parts: list[Mesh] = []
    if kind == 0:
        foot = between(rng, 1.1, 1.4)
        profile = [(0, 0), (foot, 0), (foot, high * 0.2), (1, high * 0.35), (1, high), (0, high)]
        parts += _slits(rng, 0.72 if sides == 4 else 0.98, 0, high)
    elif kind == 1:
        profile = [(0, 0), (1, 0), (between(rng, 0.8, 1), high), (0, high)]
        if chance(rng, 0.6):
            rim = between(rng, 1.03, 1.2)
            profile[2:3] = [(1, high * 0.8), (rim, high * 0.85), (rim, high)]
        parts += _slits(rng, 0.72 if sides == 4 else 0.98, 0.01, high)
    elif kind == 2:
        wide = between(rng, 1.05, 1.4)
        profile = [(0, 0), (1, 0), (1, high * 0.3), (wide, high * 0.5), (wide, high), (0, high)]
        if sides > 4:
            parts += _round_battlements(rng, wide, high, sides)
        else:
            parts += [turned(p, "z", 45) for p in _battlements(rng, wide * np.sqrt(2), high)]
    else:
        wall = between(rng, 0.3, 0.9)
        profile = [(0, 0), (1, 0), (1, wall), (0, wall)]
        _cone_roof(rng, 1, wall, sides, parts)
    if sides == 4:
        parts = [p if kind >= 2 else turned(p, "z", 45) for p in parts]
    made = assembled(lathe(profile, segments=sides), parts)
    return turned(made, "z", 45 if sides == 4 else 0)


def _lighthouse(rng: np.random.Generator) -> Mesh:
    sides, high = int(rng.choice([6, 8, 12, 16])), between(rng, 3, 6.5)
    top = between(rng, 0.45, 0.75)
    profile = [(0, 0), (1, 0), (top, high), (0, high)]
    parts = [lathe(profile, segments=sides)]
    parts.append(cylinder(top * between(rng, 1.3, 1.7), 0.12, (0, 0, high), segments=sides))
    rail = top * 1.3
    posts = around(block((0.04, 0.04, 0.35), (rail, 0, high)), int(rng.integers(6, 13)))
    ring = [(rail - 0.03, 0.33), (rail + 0.03, 0.33), (rail + 0.03, 0.38), (rail - 0.03, 0.33)]
    parts += [*posts, moved(lathe(ring, segments=sides), (0, 0, high))]
    room = between(rng, 0.5, 0.9)
    lamp = top * between(rng, 0.6, 0.85)
    parts.append(cylinder(lamp, room, (0, 0, high), segments=sides))
    parts += around(block((0.05, 0.05, room), (lamp, 0, high)), 6)
    if chance(rng, 0.5):
        parts.append(
            cylinder(lamp * 1.3, lamp * between(rng, 0.6, 1.2), (0, 0, high + room), top=0)
        )
    else:
        parts.append(ball(lamp * 1.1, (0, 0, high + room), segments=sides, rings=6))
    for level in np.linspace(0.15, 0.85, int(rng.integers(0, 5))):
        radius = (1 + (top - 1) * level) * 1.02
        parts.append(cylinder(radius, high * 0.09, (0, 0, level * high), segments=sides))
    if chance(rng, 0.3):
        hut = assembled(block((1.4, 1.2, 0.8)), _gable_roof(rng, 0.7, 1.2, 0.8, 0.5))
        parts.append(moved(hut, (1.3, 0, 0)))
    if chance(rng, 0.4):
        parts.append(cylinder(1.4, between(rng, 0.1, 0.4), segments=sides))
    return assembled(parts, _slits(rng, (1 + top) / 2, 0, high))


def _wizard_tower(rng: np.random.Generator) -> Mesh:
    sides, high = int(rng.choice([6, 8, 10, 12])), between(rng, 2.5, 5)
    head, room = between(rng, 1.0, 1.5), between(rng, 0.8, 1.4)
    slim = between(rng, 0.55, 0.8)
    profile = [(0, 0), (1.1, 0), (slim, high * 0.45), (slim, high * 0.8), (head, high)]
    profile += [(head, high + room), (0, high + room)]
    parts = [lathe(profile, segments=sides)]
    low = high + room
    rise, bend = between(rng, 1.5, 4), between(rng, -0.5, 0.5)
    steps = np.linspace(0, 1, 6)
    rings = [(head * 1.35 * (1 - s) ** between(rng, 1.0, 1.1) + 0.02, s) for s in steps]
    path = [(bend * s**2, 0.3 * bend * s**2, low + rise * s) for s in steps]
    parts.append(tube(path, [radius for radius, _ in rings], segments=sides))
    if chance(rng, 0.5):
        turret = [cylinder(0.35, 0.9, segments=8), cylinder(0.45, 0.9, (0, 0, 0.9), top=0)]
        turret.append(scaled(cylinder(0.35, 0.5, top=0, segments=8), (1, 1, -1)))
        spot = (slim + 0.25, 0, high * between(rng, 0.4, 0.7))
        parts.append(turned(moved(assembled(turret), spot), "z", between(rng, 180, 360)))
    parts += around(block((0.08, 0.35, 0.5), (head, 0, high + 0.3)), int(rng.integers(3, 7)))
    made = assembled(parts, _slits(rng, slim * 1.1, 0, high))
    lean = between(rng, -0.12, 0.12) if chance(rng, 0.5) else 0.0
    height = np.maximum(made.vertices[:, 2], 0)
    made.vertices[:, 0] += lean * height * np.sqrt(height) / 2
    return made


def _water_tower(rng: np.random.Generator) -> Mesh:
    high, legs = between(rng, 1.5, 3.5), int(rng.choice([4, 4, 6]))
    radius, tank = between(rng, 0.8, 1.3), between(rng, 0.9, 1.6)
    parts = _braced_legs(rng, radius * between(rng, 0.9, 1.3), radius * 0.85, high, legs)
    sides = int(rng.choice([8, 12, 18]))
    if chance(rng, 0.7):
        parts.append(cylinder(radius, tank, (0, 0, high), segments=sides))
        rise = radius * between(rng, 0.25, 0.8)
        parts.append(cylinder(radius * 1.1, rise, (0, 0, high + tank), top=0, segments=sides))
        for level in np.linspace(0.15, 0.85, int(rng.integers(0, 4))):
            parts.append(cylinder(radius * 1.03, 0.06, (0, 0, high + tank * level)))
    else:
        parts.append(ball((radius, radius, tank * 0.7), (0, 0, high + tank * 0.5), segments=sides))
        parts.append(cylinder(radius * 1.1, 0.08, (0, 0, high + tank * 0.4), segments=sides))
        parts.append(cylinder(radius * 0.2, high, segments=8))
    parts.append(cylinder(radius * 1.15, 0.08, (0, 0, high), segments=sides))
    return assembled(parts, _ladder(high, -radius) if chance(rng, 0.4) else [])


def _turret(rng: np.random.Generator) -> Mesh:
    """A corner turret: a corbel that tapers downwards, a room and a cone or battlements."""
    sides = int(rng.choice([6, 8, 12, 16]))
    under, room = between(rng, 0.4, 1.8), between(rng, 0.8, 2.5)
    profile = [(0, 0), (0.12, 0), (0.6, under * 0.5), (0.85, under * 0.8), (1, under)]
    profile += [(1, under + room), (0, under + room)]
    parts = [lathe(profile, segments=sides)]
    parts += [moved(p, (0, 0, under)) for p in _slits(rng, 1.0, 0.01, room)]
    end = under + room
    if chance(rng, 0.65):
        _cone_roof(rng, 1, end, sides, parts)
    else:
        parts += _round_battlements(rng, 1.08, end, sides)
    return assembled(parts)


def _defence_tower(rng: np.random.Generator) -> Mesh:
    """A short tower of a tower-defence game with a cannon, a ballista or a crystal on top."""
    sides, high = int(rng.choice([4, 6, 8, 12])), between(rng, 0.8, 2.4)
    profile = [(0, 0), (1.2, 0), (1.1, 0.2), (0.85, 0.3), (0.75, high), (1.0, high + 0.2)]
    profile += [(1.0, high + 0.45), (0, high + 0.45)]
    parts = [turned(lathe(profile, segments=sides), "z", 180 / sides)]
    low, kind = high + 0.45, rng.integers(3)
    if kind == 0:
        barrel = tube([(0, 0.4, 0), (0, -0.9, 0.1), (0, -1.1, 0.12)], [0.25, 0.18, 0.24])
        parts += [moved(barrel, (0, 0, low + 0.45)), ball(0.35, (0, 0.2, low + 0.45))]
        parts += [block((0.12, 0.5, 0.6), (x, 0.1, low)) for x in (-0.32, 0.32)]
    elif kind == 1:
        bow = [(-0.8, 0, 0), (-0.4, -0.35, 0), (0, -0.45, 0), (0.4, -0.35, 0), (0.8, 0, 0)]
        parts.append(moved(tube(bow, 0.07, segments=6), (0, 0, low + 0.5)))
        parts += [
            block((0.16, 1.3, 0.14), (0, 0, low + 0.43)),
            block((0.3, 0.3, 0.45), (0, 0, low)),
        ]
    else:
        gem = [(0, 0), (0.35, 0.45), (0.25, 0.9), (0, 1.2)]
        parts.append(moved(lathe(gem, segments=6), (0, 0, low + between(rng, 0.05, 0.4))))
        spike = turned(block((0.15, 0.15, 0.8), top=0.3), "y", -12)
        parts += around(moved(spike, (0.75, 0, low - 0.05)), 4)
    if sides > 4 and chance(rng, 0.4):
        parts += _round_battlements(rng, 1.0, low, sides)
    return assembled(parts)


def _clock_tower(rng: np.random.Generator) -> Mesh:
    size, high = 1.2, between(rng, 2.5, 5.5)
    parts = [block((size, size, high)), block((size * 1.3, size * 1.3, 0.3))]
    parts.append(block((size * 1.12, size * 1.12, 0.12), (0, 0, high)))
    dial = turned(cylinder(size * 0.35, 0.06, segments=14), "x", 90)
    faces = [moved(dial, (0, -size / 2, high - size * 0.5))]
    parts += [turned(face, "z", 90 * n) for face in faces for n in range(4)]
    room = between(rng, 0.7, 1.3)
    half = size * 0.42
    posts = [(x, y, high + room / 2 + 0.1) for x in (-half, half) for y in (-half, half)]
    parts.append(_boxes(posts, (0.2, 0.2, room)))
    parts.append(ball((0.25, 0.25, 0.3), (0, 0, high + room * 0.6), segments=8, rings=6))
    end = high + room + 0.1
    parts.append(block((size * 1.15, size * 1.15, 0.15), (0, 0, end)))
    rise = size * between(rng, 0.5, 2.5)
    parts.append(block((size * 1.05, size * 1.05, rise), (0, 0, end + 0.15), top=0.02))
    parts += _slits(rng, size / 2, 0, high - size)
    return assembled(parts)


def _lattice_tower(rng: np.random.Generator) -> Mesh:
    """A radio mast, a power pylon or an iron tower of two storeys."""
    high = between(rng, 3, 6)
    waist = between(rng, 0.25, 0.5)
    lower = _braced_legs(rng, between(rng, 0.8, 1.4), waist, high * 0.5)
    upper = [moved(p, (0, 0, high * 0.5)) for p in _braced_legs(rng, waist, 0.1, high * 0.5)]
    parts = [*lower, *upper, cylinder(0.04, 0.8, (0, 0, high), segments=6)]
    if chance(rng, 0.5):
        parts.append(block((waist * 2.2, waist * 2.2, 0.12), (0, 0, high * 0.5)))
    elif chance(rng, 0.6):
        arms = [block((between(rng, 1.2, 2.4), 0.08, 0.08), (0, 0, high * z)) for z in (0.7, 0.9)]
        parts += arms
    else:
        dish = turned(cylinder(0.3, 0.15, top=0.4, segments=12), "x", 90)
        parts += [moved(dish, (0, -0.2, high * z)) for z in (0.65, 0.85)]
    return assembled(parts)


def _control_tower(rng: np.random.Generator) -> Mesh:
    sides, high = int(rng.choice([6, 8, 12])), between(rng, 2, 4.5)
    head = between(rng, 0.8, 1.3)
    profile = [(0, 0), (0.6, 0), (0.45, high), (head * 0.8, high + 0.3), (head, high + 0.9)]
    profile += [(head * 1.1, high + 0.95), (head * 1.1, high + 1.1), (0, high + 1.2)]
    parts = [lathe(profile, segments=sides), cylinder(0.03, 1, (0, 0, high + 1.1), segments=6)]
    if chance(rng, 0.5):
        parts.append(block((2.2, 1.6, 0.7), (0.5, 0.3, 0)))
    return assembled(parts)


def _ruined_tower(rng: np.random.Generator) -> Mesh:
    """A hollow round tower whose rim is broken off unevenly."""
    sides, high = int(rng.choice([8, 12, 16])), between(rng, 1.5, 3.5)
    profile = [(1.05, 0), (1, high * 0.4), (0.95, high * 0.7), (0.95, high), (0.7, high)]
    made = lathe([*profile, (0.7, 0.1), (0.0, 0.1)], segments=sides)
    turns = np.arctan2(made.vertices[:, 1], made.vertices[:, 0])
    waves = sum(np.sin(k * turns + between(rng, 0, 6)) for k in (1, 2, 5)) / 3
    upper = made.vertices[:, 2] > high * 0.9
    made.vertices[upper, 2] += (waves * high * between(rng, 0.2, 0.45))[upper]
    rubble = [
        turned(block(tuple(rng.uniform(0.12, 0.3, 3))), "z", between(rng, 0, 90)) for _ in range(5)
    ]
    spots = [(x, y, 0) for x, y in rng.uniform(-1, 1, (5, 2)) * 0.5 + (0.8, -0.9)]
    stones = [moved(stone, spot) for stone, spot in zip(rubble, spots, strict=True)]
    return assembled(made, stones, _slits(rng, 1.0, 0, high * 0.6))
