"""Doors made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import arch_path, boxes, framed, slab


def door(rng: np.random.Generator) -> Mesh:
    """A panelled, plank, double, glass, garage, sliding, cell, castle, trap or round door."""
    return drawn(
        rng,
        (
            (_panel_door, 24), (_arched_door, 16), (_double_door, 14), (_wall_door, 10),
            (_portcullis, 7), (_cell_door, 6), (_scifi_door, 8), (_garage_door, 5),
            (_stair_door, 6), (_trapdoor, 4), (_round_door, 3), (_saloon_door, 2),
        ),
    )  # fmt: skip


def _knob(rng: np.random.Generator, x: float, y: float, z: float) -> list[Mesh]:
    """A handle in front of a leaf: knob, lever, ring or long bar."""
    kind = rng.integers(4)
    if kind == 0:
        return [ball(0.04, (x, y - 0.05, z), segments=8, rings=6)]
    if kind == 1:
        lever = block((0.12, 0.03, 0.025), (x - np.sign(x) * 0.05, y - 0.06, z))
        return [lever, block((0.05, 0.04, 0.15), (x, y - 0.01, z - 0.07))]
    if kind == 2:
        ring = turned(torus(0.07, 0.015, segments=10, sides=5), "x", 90)
        return [moved(ring, (x, y - 0.03, z - 0.05)), ball(0.03, (x, y - 0.02, z), rings=4)]
    bar = between(rng, 0.2, 0.8)
    return [block((0.03, 0.03, bar), (x, y - 0.06, z - bar / 2))]


def _panels(rng: np.random.Generator, wide: float, high: float) -> list[Mesh]:
    """Raised panels, glazing or slats on both faces of a leaf."""
    rows, columns = int(rng.integers(1, 5)), int(rng.integers(1, 3))
    if chance(rng, 0.2):
        levels = np.linspace(0.1, 0.9, int(rng.integers(5, 13))) * high
        return [boxes([(0, 0, z) for z in levels], (wide * 0.75, 0.09, high * 0.03))]
    edges = np.cumsum(rng.uniform(0.6, 1.6, rows))
    edges = np.concatenate([[0], edges / edges[-1]]) * high * 0.9 + high * 0.05
    raised = between(rng, 0.07, 0.11)
    parts = []
    for low, top in zip(edges[:-1], edges[1:], strict=True):
        for x in (np.arange(columns) + 0.5) / columns * wide * 0.86 - wide * 0.43:
            size = (wide * 0.86 / columns * 0.8, raised, (top - low) * 0.82)
            parts.append(block(size, (x, 0, low + (top - low) * 0.09)))
    return parts


def _planks(rng: np.random.Generator, wide: float, high: float) -> list[Mesh]:
    """Upright planks held by bands, crosses or studs."""
    count, band = int(rng.integers(3, 8)), between(rng, 0.05, 0.12)
    step = wide / count
    xs = (np.arange(count) + 0.5) * step - wide / 2
    thick = [between(rng, 0.06, 0.09) for _ in xs]
    parts = [boxes([(x, 0, high / 2) for x in xs], [(step * 0.95, t, high) for t in thick])]
    levels = (0.2, 0.8) if chance(rng, 0.7) else (0.15, 0.5, 0.85)
    parts.append(boxes([(0, 0, high * z) for z in levels], (wide * 0.95, 0.12, band)))
    if chance(rng, 0.3):
        parts.append(
            tube(
                [(-wide * 0.4, -0.05, high * 0.2), (wide * 0.4, -0.05, high * 0.8)],
                0.05,
                segments=4,
            )
        )
    return parts


def _leaf(rng: np.random.Generator, wide: float, high: float) -> Mesh:
    """A door leaf with its middle at x = 0."""
    if chance(rng, 0.35):
        return assembled(_planks(rng, wide, high))
    if chance(rng, 0.2):
        edges = [((x * wide, 0, high / 2), (wide * 0.16, 0.07, high)) for x in (-0.42, 0.42)]
        levels = (0.05, 0.5, 0.95) if chance(rng, 0.5) else (0.08, 0.95)
        edges += [((0, 0, high * z), (wide, 0.07, high * 0.1)) for z in levels]
        return assembled(boxes(*zip(*edges, strict=True)), block((wide, 0.02, high)))
    plain = chance(rng, 0.15)
    return assembled(block((wide, 0.06, high)), [] if plain else _panels(rng, wide, high))


def _hung_leaf(rng: np.random.Generator, wide: float, high: float) -> Mesh:
    """A leaf with handles, at times open on its hinge at the left."""
    leaf = assembled(_leaf(rng, wide, high), _knob(rng, wide * 0.4, -0.03, high * 0.47))
    ajar = between(rng, 15, 110) if chance(rng, 0.25) else 0.0
    return moved(turned(moved(leaf, (wide / 2, 0, 0)), "z", -ajar), (-wide / 2, 0, 0))


def _panel_door(rng: np.random.Generator) -> Mesh:
    wide, high = 1.0, between(rng, 1.7, 2.6)
    parts = [_hung_leaf(rng, wide, high)]
    if chance(rng, 0.7):
        border, depth = between(rng, 0.06, 0.25), between(rng, 0.1, 0.4)
        sides = [block((border, depth, high), (s * (wide + border) / 2, 0, 0)) for s in (-1, 1)]
        top = between(rng, 1.0, 2.2) * border
        over = between(rng, 1.0, 1.2)
        head = block(((wide + 2 * border) * over, depth * over, top), (0, 0, high))
        parts += [*sides, head]
        if chance(rng, 0.3):
            parts.append(block((wide + 2 * border, depth * 1.3, 0.06)))
        if chance(rng, 0.2):
            half = (wide + 2 * border) / 2 * over
            roof = [(-half, 0), (half, 0), (0, half * between(rng, 0.3, 0.7))]
            parts.append(prism(roof, depth, at=(0, 0, high + top)))
    return assembled(parts)


def _arched_door(rng: np.random.Generator) -> Mesh:
    """A plank or panelled door under a round or pointed arch of stone."""
    wide, leaves = between(rng, 1.0, 2.0), 1 + chance(rng, 0.4)
    high = wide * between(rng, 1.2, 2.2)
    power = 2.0 if chance(rng, 0.6) else 1.4
    rise = min(wide * between(rng, 0.2, 0.55), high * 0.7)
    path = arch_path(wide, high, rise, power=power)
    parts = [slab(path, 0.08)]
    straight = high - rise
    bands = [(0, 0, straight * z) for z in (0.2, 0.85)]
    parts.append(boxes(bands, (wide * 0.92, 0.14, between(rng, 0.06, 0.14))))
    seams = np.linspace(-0.5, 0.5, int(rng.integers(3, 8)) * 2 - 1)[1:-1] * wide
    parts.append(boxes([(x, 0, straight / 2) for x in seams], (0.03, 0.1, straight)))
    parts += _knob(rng, wide * (0.35 if leaves == 1 else 0.06), -0.06, high * 0.45)
    if leaves == 2:
        parts += _knob(rng, -wide * 0.06, -0.06, high * 0.45)
        parts.append(block((0.06, 0.13, high * 0.97)))
    if chance(rng, 0.75):
        parts.append(framed(path, between(rng, 0.1, 0.35), between(rng, 0.15, 0.6)))
    if chance(rng, 0.2):
        parts.append(block((0.2, 0.5, 0.35), (0, 0, high * 1.0)))
    return assembled(parts)


def _double_door(rng: np.random.Generator) -> Mesh:
    wide, high = between(rng, 0.7, 1.1), between(rng, 1.6, 2.8)
    leaf = assembled(_leaf(rng, wide * 0.98, high), _knob(rng, wide * 0.4, -0.04, high * 0.48))
    ajar = between(rng, 10, 110) if chance(rng, 0.25) else 0.0
    hung = moved(turned(moved(leaf, (wide / 2, 0, 0)), "z", -ajar), (-wide, 0, 0))
    parts = mirrored(hung)
    if ajar or chance(rng, 0.6):
        border, depth = between(rng, 0.08, 0.3), between(rng, 0.12, 0.5)
        parts += mirrored(block((border, depth, high), (wide + border / 2, 0, 0)))
        parts.append(block((2 * wide + 2.2 * border, depth * 1.1, border * 1.3), (0, 0, high)))
        if chance(rng, 0.3):
            lunette = arch_path(2 * wide, wide * 0.8, wide * 0.79)
            parts += [
                slab(lunette, 0.06, (0, 0, high)),
                framed(lunette, border, depth, (0, 0, high)),
            ]
    return assembled(parts)


def _wall_door(rng: np.random.Generator) -> Mesh:
    """A piece of wall with a doorway, with or without its leaf, as modular kits have it."""
    wide, high = between(rng, 0.8, 1.2), between(rng, 1.6, 2.1)
    side, over = between(rng, 0.25, 0.8), between(rng, 0.2, 0.9)
    depth = between(rng, 0.12, 0.4)
    parts = mirrored(block((side, depth, high + over), ((wide + side) / 2, 0, 0)))
    parts.append(block((wide, depth, over), (0, 0, high)))
    if chance(rng, 0.4):
        path = arch_path(wide, high, wide / 2)
        parts.append(framed(path, 0.1, depth * 1.2))
        corner = [
            (wide / 2, high - wide / 2),
            (wide / 2, high),
            (0, high),
            (wide * 0.35, high * 0.92),
        ]
        parts += mirrored(prism(corner, depth))
    elif chance(rng, 0.6):
        path = np.array([(wide / 2, 0), (wide / 2, high), (-wide / 2, high), (-wide / 2, 0)])
        parts.append(framed(path, between(rng, 0.06, 0.15), depth * 1.25))
    if chance(rng, 0.7):
        parts.append(_hung_leaf(rng, wide, high * 0.98))
    return assembled(parts)


def _portcullis(rng: np.random.Generator) -> Mesh:
    """A grid of bars with points, alone or in a castle's arch or gatehouse."""
    wide, high = between(rng, 1.4, 2.4), between(rng, 1.6, 2.8)
    thick, count = between(rng, 0.05, 0.12), int(rng.integers(4, 9))
    xs = np.linspace(-0.46, 0.46, count) * wide
    lift = high * between(rng, 0.2, 0.5) if chance(rng, 0.25) else 0.0
    zs = np.arange(wide / count, high * 0.95, wide / count * between(rng, 0.9, 1.4)) + lift
    tip = scaled(block((thick, thick, 0.2), top=0.05), (1, 1, -1))
    parts = [
        boxes([(x, 0, high / 2 + lift / 2 + 0.1) for x in xs], (thick, thick, high - lift - 0.2))
    ]
    parts.append(boxes([(0, 0, z) for z in zs if z < high], (wide, thick * 0.8, thick)))
    parts += [moved(tip, (x, 0, 0.2 + lift)) for x in xs]
    kind = rng.integers(4)
    if kind == 0:
        return assembled(parts)
    side, depth = between(rng, 0.3, 0.8), between(rng, 0.4, 1.2)
    if kind == 1:
        path = arch_path(wide, high * 1.05, wide * 0.4)
        return assembled(parts, framed(path, side, depth))
    parts += mirrored(block((side, depth, high * 1.1), ((wide + side) / 2, 0, 0)))
    total = wide + 2 * side
    parts.append(block((total, depth, high * 0.25), (0, 0, high)))
    teeth = [(x * total, -depth * 0.4, high * 1.33) for x in np.linspace(-0.45, 0.45, 5)]
    parts.append(boxes(teeth, (total * 0.1, depth * 0.2, high * 0.17)))
    return assembled(parts)


def _cell_door(rng: np.random.Generator) -> Mesh:
    wide, high = between(rng, 0.9, 1.3), between(rng, 1.8, 2.3)
    thick, count = between(rng, 0.025, 0.05), int(rng.integers(4, 9))
    bar = cylinder(thick, high, segments=int(rng.choice([4, 6, 8])))
    parts = [moved(bar, (x, 0, 0)) for x in np.linspace(-0.47, 0.47, count) * wide]
    levels = np.linspace(0.02, 0.98, int(rng.integers(2, 5))) * high
    parts.append(boxes([(0, 0, z) for z in levels], (wide, thick * 2, thick * 3)))
    if chance(rng, 0.6):
        parts.append(block((0.18, 0.1, 0.25), (wide * 0.36, 0, high * 0.45)))
    if chance(rng, 0.25):
        parts.append(block((wide, 0.06, high * 0.5)))
    if chance(rng, 0.6):
        border, depth = between(rng, 0.06, 0.25), between(rng, 0.1, 0.3)
        parts += mirrored(block((border, depth, high), ((wide + border) / 2, 0, 0)))
        parts.append(block((wide + 2 * border, depth, border), (0, 0, high)))
    return assembled(parts)


def _scifi_door(rng: np.random.Generator) -> Mesh:
    """Sliding leaves in a thick chamfered frame; an air lock or a bulkhead."""
    wide, high, cut = between(rng, 1.2, 2.4), between(rng, 1.6, 2.4), between(rng, 0.05, 0.5)
    half = wide / 2
    path = np.array([(half - cut * 0.4, 0), (half, cut), (half, high - cut), (half - cut, high),
                     (cut - half, high), (-half, high - cut), (-half, cut),
                     (cut * 0.4 - half, 0)])  # fmt: skip
    depth = between(rng, 0.25, 0.7)
    parts = [framed(path, between(rng, 0.15, 0.45), depth), block((wide * 1.15, depth, 0.06))]
    gap = between(rng, 0.1, 0.7) * half if chance(rng, 0.3) else 0.01
    pane = [
        (gap, 0.05),
        (half, 0.05),
        (half, high - cut),
        (max(half - cut, gap), high),
        (gap, high),
    ]
    leaf = [prism(pane, 0.1)]
    if gap < 0.05:
        strip = (half * between(rng, 0.3, 0.7), 0.16, high * between(rng, 0.1, 0.3))
        leaf += [block(strip, (half * 0.5, 0, high * z)) for z in (0.2, 0.6)[: rng.integers(0, 3)]]
    parts += mirrored(assembled(leaf))
    if chance(rng, 0.4):
        parts.append(block((0.15, 0.12, 0.25), (half + 0.2, -depth / 2, high * 0.5)))
    if chance(rng, 0.4):
        parts.append(block((wide * 0.4, 0.1, 0.12), (0, -depth / 2, high * 1.04)))
    return assembled(parts)


def _garage_door(rng: np.random.Generator) -> Mesh:
    wide, high = between(rng, 2.2, 4), between(rng, 1.8, 2.4)
    rows = int(rng.choice([4, 5, 6, 14]))
    step = high / rows
    parts = [boxes([(0, 0, (n + 0.5) * step) for n in range(rows)], (wide, 0.08, step * 0.9))]
    parts.append(block((wide, 0.04, high)))
    if rows < 10 and chance(rng, 0.7):
        columns = int(rng.integers(2, 6))
        xs = ((np.arange(columns) + 0.5) / columns - 0.5) * wide
        spots = [(x, 0, (n + 0.5) * step) for x in xs for n in range(rows)]
        parts.append(boxes(spots, (wide / columns * 0.75, 0.13, step * 0.6)))
    if chance(rng, 0.7):
        border = between(rng, 0.1, 0.4)
        parts += mirrored(block((border, 0.25, high), ((wide + border) / 2, 0, 0)))
        parts.append(block((wide + 2 * border, 0.25, border), (0, 0, high)))
    return assembled(parts)


def _stair_door(rng: np.random.Generator) -> Mesh:
    """An entrance with steps, pillars or a canopy in front of it."""
    steps, rise = int(rng.integers(1, 6)), between(rng, 0.12, 0.2)
    entrance = _panel_door(rng) if chance(rng, 0.6) else _double_door(rng)
    wide = float(np.ptp(entrance.vertices[:, 0])) * between(rng, 1.0, 1.4)
    deep, low = between(rng, 0.2, 0.32), steps * rise
    parts = [
        block((wide, deep * (steps - n) + 0.5, rise), (0, -deep * (steps - n) / 2, n * rise))
        for n in range(steps)
    ]
    parts.append(moved(entrance, (0, 0, low)))
    top = low + float(entrance.vertices[:, 2].max())
    if chance(rng, 0.4):
        parts.append(block((wide * 1.1, 1.0, 0.1), (0, -0.4, top)))
        if chance(rng, 0.5):
            parts += mirrored(cylinder(0.08, top, (wide * 0.48, -0.8, 0), segments=8))
    return assembled(parts)


def _trapdoor(rng: np.random.Generator) -> Mesh:
    """Lying in the floor: planks, bands and a ring; at times open."""
    wide, long = 1.0, between(rng, 0.9, 1.4)
    leaf = assembled(_planks(rng, wide, long))
    ring = turned(torus(0.1, 0.02, segments=10, sides=5), "x", 90)
    leaf = assembled(leaf, moved(ring, (0, -0.08, long * 0.85)))
    tilt = between(rng, 0, 80) if chance(rng, 0.35) else 0.0
    lying = moved(turned(leaf, "x", 90 - tilt), (0, long / 2, 0.08))
    border = between(rng, 0.08, 0.2)
    rims = [((0, y, 0.06), (wide + 2 * border, border, 0.12)) for y in
            (-long / 2 - border / 2, long / 2 + border / 2)]  # fmt: skip
    rims += [((s * (wide + border) / 2, 0, 0.06), (border, long, 0.12)) for s in (-1, 1)]
    return assembled(lying, boxes(*zip(*rims, strict=True)) if chance(rng, 0.75) else [])


def _round_door(rng: np.random.Generator) -> Mesh:
    """A vault's door with a wheel, or a round wooden door."""
    sides = int(rng.choice([10, 14, 20]))
    parts = [cylinder(1.0, between(rng, 0.1, 0.35), segments=sides)]
    rim = [(1.0, -0.1), (1.3, -0.1), (1.3, 0.3), (1.0, 0.3), (1.0, -0.1)]
    parts.append(lathe(rim, segments=sides))
    if chance(rng, 0.5):
        parts += [torus(0.35, 0.05, (0, 0, 0.5)), cylinder(0.1, 0.5, segments=8)]
        parts += around(block((0.35, 0.06, 0.06), (0.17, 0, 0.48)), 4)
        parts += around(cylinder(0.07, 0.45, (0.75, 0, 0), segments=6), 8)
    else:
        seams = np.linspace(-0.7, 0.7, 6)
        parts += [block((0.04, 1.9 * np.sqrt(1 - x * x), 0.4), (x, 0, 0)) for x in seams]
        parts.append(ball(0.1, (0, 0, 0.42), segments=8, rings=6))
    return moved(turned(assembled(parts), "x", 90), (0, 0, 1.3))


def _saloon_door(rng: np.random.Generator) -> Mesh:
    wide, high, low = between(rng, 0.6, 0.9), between(rng, 0.9, 1.2), between(rng, 0.3, 0.6)
    leaf = [boxes([(x * wide, 0, high / 2) for x in (0.05, 0.95)], (0.1, 0.06, high))]
    levels = np.linspace(0.05, 0.95, int(rng.integers(6, 12))) * high
    leaf.append(boxes([(wide / 2, 0, z) for z in levels], (wide, 0.04, high * 0.06)))
    swung = moved(turned(assembled(leaf), "z", between(rng, -40, 40)), (-wide, 0, low))
    post = block((0.15, 0.2, 2.2), (wide + 0.08, 0, 0))
    head = [block((2 * wide + 0.4, 0.2, 0.18), (0, 0, 2.2))] if chance(rng, 0.6) else []
    return assembled(mirrored(swung), mirrored(post), head)
