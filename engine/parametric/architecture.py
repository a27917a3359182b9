"""Columns, flags, fences, doors and gravestones by formula: a random generator in, a mesh out."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..datatypes import Mesh
from .shapes import (
    Point,
    around,
    assembled,
    ball,
    between,
    blob,
    block,
    box,
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


def column(rng: np.random.Generator) -> Mesh:
    """A classical, fluted, square, twisted, broken, dungeon or log column, or an obelisk."""
    return _drawn(
        rng,
        (
            (_classical_column, 26), (_square_pillar, 20), (_dungeon_pillar, 14),
            (_broken_column, 12), (_obelisk, 7), (_twisted_column, 5), (_log_post, 6),
            (_clustered_pillar, 5), (_scifi_pillar, 5),
        ),
    )  # fmt: skip


def banner_flag(rng: np.random.Generator) -> Mesh:
    """A flag on a pole, pennant, hanging, wall or street banner, beach flag, bunting or cloth."""
    return _drawn(
        rng,
        (
            (_pole_flag, 32), (_pennant, 10), (_standard, 16), (_wall_banner, 16),
            (_wall_flag, 5), (_beach_flag, 5), (_street_banner, 5), (_start_banner, 3),
            (_bunting, 3), (_bare_cloth, 5),
        ),
    )  # fmt: skip


def fence(rng: np.random.Generator) -> Mesh:
    """Pickets, boards, rails, iron, wire, logs, brick or stone: straight, corner, curve, gate."""
    section = _drawn_design(
        rng,
        (
            (_picket_section, 22), (_iron_section, 18), (_rail_section, 18), (_board_section, 8),
            (_wire_section, 8), (_palisade_section, 6), (_wall_section, 12), (_rubble_section, 5),
            (_lattice_section, 3), (_gate, 6),
        ),
    )(rng)  # fmt: skip
    return _fence_layout(rng, section)


def door(rng: np.random.Generator) -> Mesh:
    """A panelled, plank, double, glass, garage, sliding, cell, castle, trap or round door."""
    return _drawn(
        rng,
        (
            (_panel_door, 24), (_arched_door, 16), (_double_door, 14), (_wall_door, 10),
            (_portcullis, 7), (_cell_door, 6), (_scifi_door, 8), (_garage_door, 5),
            (_stair_door, 6), (_trapdoor, 4), (_round_door, 3), (_saloon_door, 2),
        ),
    )  # fmt: skip


def gravestone(rng: np.random.Generator) -> Mesh:
    """A headstone, cross, Celtic cross, obelisk, slab, tomb, coffin or broken stone."""
    return _drawn(
        rng,
        (
            (_headstone, 40), (_grave_cross, 20), (_celtic_cross, 10), (_grave_obelisk, 8),
            (_tomb, 8), (_grave_plot, 8), (_broken_headstone, 8), (_flat_marker, 4),
            (_coffin, 3),
        ),
    )  # fmt: skip


def _drawn_design(rng: np.random.Generator, designs: tuple[tuple[Design, int], ...]) -> Design:
    weights = np.array([weight for _, weight in designs], np.float64)
    return designs[rng.choice(len(designs), p=weights / weights.sum())][0]


def _drawn(rng: np.random.Generator, designs: tuple[tuple[Design, int], ...]) -> Mesh:
    return _drawn_design(rng, designs)(rng)


def _boxes(middles: ArrayLike, sizes: ArrayLike) -> Mesh:
    """Many boxes (N, 3) at once, each around its middle."""
    places = np.asarray(middles, np.float64).reshape(-1, 1, 3)
    extents = np.broadcast_to(np.asarray(sizes, np.float64), (len(places), 3))[:, None]
    unit = box((-0.5, -0.5, -0.5), (0.5, 0.5, 0.5))
    faces = unit.faces[None] + 8 * np.arange(len(places))[:, None, None]
    return solid((unit.vertices * extents + places).reshape(-1, 3), faces.reshape(-1, 3))


def _slab(outline: ArrayLike, depth: float, at: Point = (0, 0, 0)) -> Mesh:
    """A convex counter-clockwise outline in X and Z, with `depth` along Y."""
    points = np.asarray(outline, np.float64)
    rings = [np.insert(points, 1, y, axis=1) for y in (depth / 2, -depth / 2)]
    return moved(loft(rings), at)


def _arch(
    width: float, height: float, rise: float, *, power: float = 2.0, steps: int = 10
) -> NDArray[np.float64]:
    """The path over an arched opening, right foot to left; a low power makes it pointed."""
    x = np.cos(np.linspace(0, np.pi, steps + 1))
    curve = np.sqrt(np.maximum(0, 1 - x**2)) if power == 2.0 else 1 - np.abs(x) ** power
    top = np.column_stack([x * width / 2, height - rise + rise * curve])
    return np.concatenate([[(width / 2, 0)], top, [(-width / 2, 0)]])


def _framed(path: NDArray[np.float64], border: float, depth: float, at: Point = (0, 0, 0)) -> Mesh:
    """A frame around an opening given by its path: `border` wide, outwards."""
    width, height = np.ptp(path[:, 0]), path[:, 1].max()
    outer = path * ((width + 2 * border) / width, (height + border) / height)
    inner_y, rings = np.array((-depth / 2, depth / 2)), []
    for far, near in zip(outer, path, strict=True):
        corners = [(far[0], inner_y[0], far[1]), (far[0], inner_y[1], far[1])]
        rings.append([*corners, (near[0], inner_y[1], near[1]), (near[0], inner_y[0], near[1])])
    return moved(loft(rings), at)


def _lumpy(rng: np.random.Generator, mesh: Mesh, amount: float) -> Mesh:
    """The mesh with its corners pushed about smoothly: hewn stone."""
    waves = rng.normal(size=(3, 3)) * 3
    push = np.sin(mesh.vertices @ waves + rng.uniform(0, 6, 3)) * amount
    push[:, 2] *= mesh.vertices[:, 2] > 0.01
    return solid(mesh.vertices + push, mesh.faces)


def _stacked(rng: np.random.Generator, wide: float, low: float, *, up: bool) -> tuple[Mesh, float]:
    """Mouldings of a base (widest below) or a capital (widest above), and their height."""
    count, square = int(rng.integers(1, 4)), chance(rng, 0.5)
    sides, parts, height = int(rng.choice([8, 12, 16])), [], 0.0
    shares = np.linspace(1.0, between(rng, 0.65, 0.9), count)
    for place, share in enumerate(shares[::-1] if up else shares):
        thick, last = wide * between(rng, 0.12, 0.35), place == (count - 1 if up else 0)
        size, at = wide * share, (0, 0, low + height)
        if square and last:
            parts.append(block((size * 2, size * 2, thick), at))
        elif chance(rng, 0.3):
            middle = (size, size, thick * 0.7)
            parts.append(ball(middle, (0, 0, low + height + thick / 2), segments=sides, rings=6))
        else:
            ends = (share * 0.85, 1.0) if up else (1.0, 0.85)
            radius = size * (ends[0] / share if up else 1)
            top = ends[1] * (share / ends[0] if up else 1)
            parts.append(cylinder(radius, thick, at, top=top, segments=sides))
        height += thick
    return assembled(parts), height


def _shaft(rng: np.random.Generator, radius: float, high: float, low: float) -> Mesh:
    """A round shaft: plain, with swelling, or fluted."""
    sides, top = int(rng.choice([6, 8, 10, 12, 16, 20])), between(rng, 0.75, 1.0)
    steps = np.linspace(0, 1, 5 if chance(rng, 0.4) else 2)
    swell = between(rng, 0, 0.08)
    radii = radius * (1 + (top - 1) * steps + swell * np.sin(np.pi * steps))
    if chance(rng, 0.4):
        return moved(_fluted(rng, radii, steps * high), (0, 0, low))
    profile = [(0, 0), *zip(radii, steps * high, strict=True), (0, high)]
    return moved(lathe(profile, segments=sides), (0, 0, low))


def _fluted(rng: np.random.Generator, radii: ArrayLike, levels: ArrayLike) -> Mesh:
    count, deep = int(rng.choice([8, 10, 12, 16])), between(rng, 0.07, 0.15)
    turns = np.arange(count * 2) * np.pi / count
    wave = 1 - deep * (np.arange(count * 2) % 2)
    circle = np.column_stack([np.cos(turns) * wave, np.sin(turns) * wave])
    return loft([np.insert(circle * r, 2, z, axis=1) for r, z in zip(radii, levels, strict=True)])


def _scrolls(size: float, z: float) -> list[Mesh]:
    """The four rolls of an Ionic capital and the slab above them."""
    roll = turned(cylinder(size * 0.32, size * 2, segments=10), "x", 90)
    rolls = [moved(roll, (side * size * 0.85, size, z + size * 0.3)) for side in (-1, 1)]
    return [*rolls, block((size * 2.2, size * 2, size * 0.2), (0, 0, z + size * 0.5))]


def _leaves(rng: np.random.Generator, size: float, z: float) -> list[Mesh]:
    """A Corinthian capital: a bell with leaves bending outwards."""
    high = size * between(rng, 1.0, 1.6)
    bell = cylinder(size * 0.8, high, (0, 0, z), top=1.3, segments=12)
    leaf = tube(
        [(size * 0.8, 0, z), (size * 0.95, 0, z + high * 0.6), (size * 1.35, 0, z + high * 0.75)],
        [size * 0.22, size * 0.2, size * 0.08], segments=5,
    )  # fmt: skip
    cap = block((size * 2.5, size * 2.5, size * 0.2), (0, 0, z + high))
    return [bell, *around(leaf, 8), cap]


def _classical_column(rng: np.random.Generator) -> Mesh:
    radius, high = 0.5, between(rng, 2, 9)
    base, low = _stacked(rng, radius * between(rng, 1.2, 1.8), 0, up=False)
    parts = [base, _shaft(rng, radius, high, low)]
    end, kind = low + high, rng.integers(5)
    if kind == 0:
        parts += _scrolls(radius, end)
    elif kind == 1:
        parts += _leaves(rng, radius, end)
    else:
        parts.append(_stacked(rng, radius * between(rng, 1.1, 1.7), end, up=True)[0])
    if chance(rng, 0.2):
        rings = np.linspace(0.25, 0.75, int(rng.integers(1, 4)))
        parts += [torus(radius, radius * 0.1, (0, 0, low + high * z), sides=6) for z in rings]
    return assembled(parts)


def _square_pillar(rng: np.random.Generator) -> Mesh:
    size, high = 1.0, between(rng, 1.8, 7)
    top, parts, low = between(rng, 0.75, 1.0), [], 0.0
    for share in np.linspace(between(rng, 1.2, 1.6), 1.1, int(rng.integers(0, 4))):
        thick = between(rng, 0.12, 0.5)
        parts.append(block((share, share, thick), (0, 0, low), top=between(rng, 0.85, 1)))
        low += thick
    parts.append(block((size, size, high), (0, 0, low), top=top))
    if chance(rng, 0.3):
        strip = (size * 0.6, size * 1.06, high * 0.75)
        parts += around(block(strip, (0, 0, low + high * 0.12), top=top), 4)[:2]
    if chance(rng, 0.3):
        levels = np.linspace(0.1, 0.9, int(rng.integers(3, 7)))
        parts.append(_boxes([(0, 0, low + high * z) for z in levels], (1.07, 1.07, high * 0.06)))
    end = low + high
    for share in np.linspace(1.05, between(rng, 1.2, 1.6), int(rng.integers(0, 4))) * top:
        thick = between(rng, 0.1, 0.4)
        parts.append(block((share, share, thick), (0, 0, end)))
        end += thick
    if chance(rng, 0.2):
        parts.append(ball(0.4, (0, 0, end + 0.35)))
    elif chance(rng, 0.2):
        parts.append(block((1.1, 1.1, 0.4), (0, 0, end), top=0.05))
    return assembled(parts)


def _dungeon_pillar(rng: np.random.Generator) -> Mesh:
    """Courses of blocks or drums between a heavy foot and head, as in dungeon kits."""
    courses, step = int(rng.integers(4, 9)), between(rng, 0.35, 0.8)
    sides = int(rng.choice([4, 4, 6, 8, 12]))
    parts, foot = [], between(rng, 1.2, 1.6)
    radius = np.sqrt(0.5) if sides == 4 else 0.55
    for place in range(courses):
        wide = radius * between(rng, 0.92, 1.08) * (foot if place in (0, courses - 1) else 1)
        drum = cylinder(wide, step * between(rng, 0.9, 1.0), segments=sides)
        turn = 180 / sides + between(rng, -5, 5)
        parts.append(moved(turned(drum, "z", turn), (0, 0, place * step)))
    made = assembled(parts)
    if chance(rng, 0.3):
        torch = assembled(block((0.1, 0.4, 0.1)), cylinder(0.08, 0.4, (0, -0.2, 0), top=1.5))
        made = assembled(made, moved(torch, (0, -radius, courses * step * 0.6)))
    return _lumpy(rng, made, 0.03) if chance(rng, 0.4) else made


def _broken_column(rng: np.random.Generator) -> Mesh:
    radius, high = 0.5, between(rng, 0.6, 3.5)
    base, low = _stacked(rng, radius * between(rng, 1.2, 1.7), 0, up=False)
    shaft = _jagged(rng, radius, high)
    parts = [base, moved(shaft, (0, 0, low))]
    if chance(rng, 0.45):
        piece = turned(_jagged(rng, radius, between(rng, 0.8, 2)), "y", 90)
        spot = (between(rng, -0.5, 0.5), -1.2, radius)
        parts.append(moved(turned(piece, "z", between(rng, -40, 40)), spot))
    spots = rng.uniform(-0.9, 0.9, (int(rng.integers(0, 5)), 2))
    parts += [
        blob(rng, between(rng, 0.08, 0.22), (x, y, 0.08), segments=6, rings=4) for x, y in spots
    ]
    return assembled(parts)


def _jagged(rng: np.random.Generator, radius: float, high: float) -> Mesh:
    """A shaft whose upper end is broken off on a slant."""
    made = _shaft(rng, radius, high, 0)
    upper = made.vertices[:, 2] > high * 0.95
    slant = made.vertices[:, :2] @ rng.normal(size=2) * between(rng, 0.3, 0.9)
    grain = rng.normal(size=len(upper)) * radius * 0.12
    inner = np.linalg.norm(made.vertices[:, :2], axis=1) < 1e-6
    lift = np.where(inner, 0, slant + grain)
    made.vertices[upper, 2] += np.maximum(lift, -high * 0.6)[upper]
    return made


def _obelisk(rng: np.random.Generator) -> Mesh:
    high, top = between(rng, 3, 8), between(rng, 0.5, 0.85)
    steps, parts, low = int(rng.integers(0, 4)), [], 0.0
    for share in np.linspace(between(rng, 1.4, 2.2), 1.2, steps):
        parts.append(block((share, share, 0.3), (0, 0, low)))
        low += 0.3
    parts.append(block((1, 1, high), (0, 0, low), top=top))
    parts.append(block((top, top, between(rng, 0.3, 1.2)), (0, 0, low + high), top=0.01))
    return assembled(parts)


def _twisted_column(rng: np.random.Generator) -> Mesh:
    high, twist = between(rng, 2.5, 6), between(rng, 180, 900)
    lobes = int(rng.choice([2, 3, 4]))
    turns = np.arange(12) * np.pi / 6
    reach = 0.4 * (1 + between(rng, 0.12, 0.3) * np.cos(lobes * turns))
    rings = []
    for share in np.linspace(0, 1, 21):
        angle = turns + np.radians(twist) * share
        circle = [reach * np.cos(angle), reach * np.sin(angle), np.full(12, high * share)]
        rings.append(np.column_stack(circle))
    base, low = _stacked(rng, 0.7, 0, up=False)
    head, _ = _stacked(rng, 0.7, low + high, up=True)
    return assembled(base, moved(loft(rings), (0, 0, low)), head)


def _log_post(rng: np.random.Generator) -> Mesh:
    high, sides = between(rng, 2, 7), int(rng.choice([5, 6, 8, 10]))
    levels = np.linspace(0, high, 5)
    path = np.column_stack([rng.normal(size=(5, 2)) * 0.04, levels])
    parts = [tube(path, 0.4 * rng.uniform(0.88, 1.08, 5), segments=sides)]
    if chance(rng, 0.4):
        levels = rng.uniform(0.3, 0.9, int(rng.integers(1, 3))) * high
        parts += [torus(0.4, 0.07, (0, 0, z), segments=10, sides=5) for z in levels]
    if chance(rng, 0.3):
        brace = tube([(0.2, 0, high * 0.7), (1.0, 0, high * 0.97)], 0.15, segments=6)
        parts += mirrored(brace)
        parts.append(block((2.6, 0.4, 0.35), (0, 0, high * 0.97)))
    if chance(rng, 0.3):
        parts.append(block((1.1, 1.1, 0.25)))
    return assembled(parts)


def _clustered_pillar(rng: np.random.Generator) -> Mesh:
    """A Gothic pier: thin shafts around a core."""
    high, count = between(rng, 3, 7), int(rng.choice([4, 6, 8]))
    parts = [cylinder(0.42, high, segments=8)]
    parts += around(cylinder(0.16, high, (0.42, 0, 0), segments=8), count)
    sides = 4 if chance(rng, 0.4) else 8
    foot = cylinder(between(rng, 0.8, 1), 0.35, top=0.85, segments=sides)
    parts.append(turned(foot, "z", 180 / sides))
    parts += [moved(scaled(foot, (1, 1, -1)), (0, 0, high))]
    return assembled(parts)


def _scifi_pillar(rng: np.random.Generator) -> Mesh:
    high, sides = between(rng, 2, 5), int(rng.choice([4, 6, 8]))
    foot, waist = between(rng, 0.7, 1.0), between(rng, 0.35, 0.6)
    bend = between(rng, 0.1, 0.3) * high
    profile = [(0, 0), (foot, 0), (foot, bend * 0.4), (waist, bend), (waist, high - bend)]
    profile += [(foot, high - bend * 0.4), (foot, high), (0, high)]
    parts = [lathe(profile, segments=sides)]
    rib = block((0.15, 0.3, high * 0.7), (waist * 0.9, 0, high * 0.15))
    parts += around(rib, sides if sides < 8 else 4, start=180 / sides)
    return turned(assembled(parts), "z", 180 / sides)


def _tail(rng: np.random.Generator, across: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far the cloth reaches at each place across it, 0..1: straight, swallow tail, point..."""
    middle = np.abs(2 * across - 1)
    deep = between(rng, 0.15, 0.45)
    kind = rng.choice(7, p=[0.36, 0.18, 0.18, 0.08, 0.08, 0.06, 0.06])
    return (
        np.ones_like(across),
        1 - deep * (1 - middle),
        1 - deep * middle,
        1 - deep * np.abs(np.sin(3 * np.pi * across)),
        1 - deep * (1 - np.sqrt(np.maximum(0, 1 - middle**2))),
        1 - deep * across,
        1 - rng.uniform(0, deep, len(across)),
    )[kind]


def _cloth(
    rng: np.random.Generator,
    long: float,
    wide: float,
    *,
    taper: float = 1.0,
    wave: float | None = None,
    tail: bool = True,
) -> Mesh:
    """Cloth from the pole (x = 0) along X, its upper edge at z = 0, hanging down by `wide`."""
    along, across = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 9), indexing="ij")
    reach = _tail(rng, across[0]) if tail else np.ones(9)
    x = along * reach * long
    narrow = 1 - (1 - taper) * along
    z = -wide * (0.5 + (across - 0.5) * narrow)
    strength = between(rng, 0, 0.12) if wave is None else wave
    phase = along * between(rng, 3, 10) + across * between(rng, -1.5, 1.5) + between(rng, 0, 6)
    y = strength * long * np.sin(phase) * along**0.7
    return sheet(np.stack([x, y, z], -1), between(rng, 0.01, 0.04) * wide)


def _hung(cloth: Mesh, wide: float) -> Mesh:
    """A cloth made along X turned to hang down from z = 0, middle at x = 0."""
    return moved(turned(cloth, "y", 90), (wide / 2, 0, 0))


def _pole(rng: np.random.Generator, high: float, thick: float) -> list[Mesh]:
    """A pole with or without a foot and a finial."""
    sides, kind = int(rng.choice([5, 6, 8, 12])), rng.integers(4)
    parts = [cylinder(thick, high, top=between(rng, 0.5, 1), segments=sides)]
    if kind == 0:
        parts.append(ball(thick * between(rng, 1.5, 2.5), (0, 0, high), segments=8, rings=6))
    elif kind == 1:
        tip = [(0, 0), (thick * 2, thick * 2), (0, thick * between(rng, 5, 9))]
        parts.append(moved(lathe(tip, segments=4), (0, 0, high - thick)))
    elif kind == 2:
        parts.append(cylinder(thick * 1.6, thick * 1.5, (0, 0, high), segments=sides))
    foot, size = rng.integers(5), thick * between(rng, 3, 8)
    if foot == 0:
        parts.append(block((size * 2, size * 2, size * 0.5), top=between(rng, 0.6, 1)))
    elif foot == 1:
        parts.append(cylinder(size, size * 0.4, top=between(rng, 0.5, 1), segments=12))
    elif foot == 2:
        parts += [
            cylinder(size * (1 - n * 0.25), size * 0.3, (0, 0, n * size * 0.3)) for n in (0, 1)
        ]
    return parts


def _pole_flag(rng: np.random.Generator) -> Mesh:
    high, thick = 3.0, between(rng, 0.02, 0.08)
    wide = between(rng, 0.5, 1.3)
    long = wide * between(rng, 1.0, 2.1)
    cloth = _cloth(rng, long, wide, taper=between(rng, 0.7, 1.0) if chance(rng, 0.3) else 1.0)
    if chance(rng, 0.12):
        cloth = _limp_cloth(rng, wide * 1.4)
    top = high - between(rng, 0.02, 0.15)
    return assembled(_pole(rng, high, thick), moved(cloth, (thick * 0.5, 0, top)))


def _limp_cloth(rng: np.random.Generator, long: float) -> Mesh:
    """A flag in calm air: folded close to the pole, drooping at its free edge."""
    along, across = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 7), indexing="ij")
    x = along * long * between(rng, 0.25, 0.5)
    y = 0.08 * long * np.sin(along * between(rng, 8, 14)) * (0.4 + 0.6 * across)
    z = -across * long * 0.8 - along**1.3 * long * between(rng, 0.3, 0.6)
    return sheet(np.stack([x, y, z], -1), 0.02)


def _pennant(rng: np.random.Generator) -> Mesh:
    high, thick = between(rng, 1.5, 3.5), between(rng, 0.02, 0.06)
    wide = between(rng, 0.4, 0.9)
    long = wide * between(rng, 0.9, 2.8)
    if chance(rng, 0.6):
        cloth = _cloth(rng, long, wide, taper=0.03, tail=False)
    else:
        outline = [(0, 0), (long, -wide * rng.choice([0.0, 0.5, 1.0])), (0, -wide)]
        cloth = prism(outline, between(rng, 0.02, 0.08))
    return assembled(_pole(rng, high, thick), moved(cloth, (0, 0, high - 0.05)))


def _standard(rng: np.random.Generator) -> Mesh:
    """A banner hanging from a crossbar on a pole: Roman, knightly, on a stand."""
    high, thick = 3.0, between(rng, 0.03, 0.07)
    wide = between(rng, 0.6, 1.3)
    long = wide * between(rng, 1.0, 2.4)
    cloth = _cloth(rng, min(long, 2.6), wide * 0.92, wave=between(rng, 0, 0.05))
    aside = wide / 2 + thick if chance(rng, 0.3) else 0.0
    level = high - between(rng, 0.08, 0.4)
    start = -wide / 2 if aside == 0 else -wide / 2 - thick
    bar = tube([(aside + start, 0, level), (aside + wide / 2, 0, level)], thick * 0.7, segments=6)
    parts = [*_pole(rng, high, thick), bar]
    parts.append(moved(_hung(cloth, wide * 0.92), (aside, -thick * 1.1, level)))
    if chance(rng, 0.4):
        ends = [ball(thick * 1.4, (aside + s * wide / 2, 0, level), segments=6, rings=4)
                for s in (-1, 1)]  # fmt: skip
        parts += ends
    if chance(rng, 0.25):
        leg = tube([(0, 0, 0.5), (0.6, 0, 0)], thick * 0.7, segments=5)
        parts += around(leg, 3, start=30)
    return assembled(parts)


def _wall_banner(rng: np.random.Generator) -> Mesh:
    """A long cloth on a rod, without a pole; at times held by brackets."""
    wide = 1.0
    long = between(rng, 0.9, 3.2)
    taper = between(rng, 0.6, 1.0) if chance(rng, 0.2) else 1.0
    stretched = chance(rng, 0.15)
    cloth = _cloth(rng, long, wide, taper=taper, wave=between(rng, 0, 0.04), tail=not stretched)
    parts = [moved(_hung(cloth, wide), (0, 0, long))]
    over, thick = between(rng, 0.5, 0.65), between(rng, 0.02, 0.07)
    if chance(rng, 0.85):
        parts.append(tube([(-over, 0, long), (over, 0, long)], thick, segments=6))
        if chance(rng, 0.6):
            knob = ball(thick * 1.7, (over, 0, long), segments=8, rings=6)
            parts += mirrored(knob)
        if chance(rng, 0.3):
            parts += mirrored(block((0.06, 0.3, 0.06), (over * 0.8, 0.15, long - 0.03)))
        if chance(rng, 0.3):
            cord = [(-over, 0, long), (0, 0, long + between(rng, 0.25, 0.6)), (over, 0, long)]
            parts.append(tube(cord, thick * 0.4, segments=4))
    if chance(rng, 0.25):
        emblem = turned(cylinder(wide * 0.25, 0.05, segments=int(rng.choice([4, 6, 12]))), "x", 90)
        parts.append(moved(emblem, (0, -0.01, long * 0.6)))
    if stretched:
        parts.append(tube([(-over, 0, 0.02), (over, 0, 0.02)], thick, segments=6))
    return assembled(parts)


def _wall_flag(rng: np.random.Generator) -> Mesh:
    """A flag on a short pole that leans out from a wall."""
    tilt, long = between(rng, 25, 70), between(rng, 1.4, 2.2)
    pole = [cylinder(0.03, long, segments=8), ball(0.06, (0, 0, long), segments=8, rings=6)]
    wide = between(rng, 0.6, 1.0)
    cloth = turned(_cloth(rng, wide * between(rng, 1.1, 1.8), wide), "y", between(rng, 0, 40))
    made = turned(assembled(pole, moved(cloth, (0, 0, long * 0.95))), "y", tilt)
    return assembled(made, block((0.06, 0.2, 0.3), (0, 0, -0.1)))


def _beach_flag(rng: np.random.Generator) -> Mesh:
    """An advertising feather or tear-drop flag on a bent pole."""
    high, wide = between(rng, 2.5, 4), between(rng, 0.5, 0.9)
    shares = np.linspace(0, 1, 12)
    low = high * between(rng, 0.1, 0.25)
    bend = np.maximum(0, shares - 0.7) / 0.3
    edge = np.column_stack(
        [wide * bend**2, 0 * shares, low + (high - low) * (shares - 0.06 * bend**3)]
    )
    belly = wide * (np.minimum(1, shares * 4) if chance(rng, 0.5) else np.sin(shares * np.pi / 2))
    far = np.stack([np.maximum(belly, edge[:, 0]), edge[:, 1], edge[:, 2]], -1)
    grid = np.stack([edge + (far - edge) * s for s in np.linspace(0, 1, 4)], 1)
    path = np.concatenate([[(0, 0, 0)], edge])
    cross = [block((1.0, 0.08, 0.04)), block((0.08, 1.0, 0.04))]
    return assembled(sheet(grid, 0.02), tube(path, 0.03, segments=6), cross)


def _street_banner(rng: np.random.Generator) -> Mesh:
    """A tall banner held by two arms at the side or both sides of a post."""
    high, wide, long = 3.2, between(rng, 0.5, 0.8), between(rng, 1.2, 2)
    banner = block((wide, 0.03, long), (wide / 2 + 0.08, 0, high - long - 0.2))
    arms = [block((wide + 0.1, 0.04, 0.04), (wide / 2, 0, z)) for z in
            (high - 0.2, high - long - 0.22)]  # fmt: skip
    side = assembled(banner, arms)
    sides = mirrored(side) if chance(rng, 0.4) else [side]
    return assembled(_pole(rng, high, between(rng, 0.04, 0.08)), sides)


def _start_banner(rng: np.random.Generator) -> Mesh:
    """A banner stretched between two poles."""
    wide, high, drop = between(rng, 2, 5), between(rng, 1.8, 2.6), between(rng, 0.4, 0.9)
    pole = assembled(_pole(rng, high, 0.06))
    grid = _cloth(rng, wide, drop, wave=0.01, tail=chance(rng, 0.1))
    poles = [moved(pole, (x, 0, 0)) for x in (-wide / 2, wide / 2)]
    return assembled(poles, moved(grid, (-wide / 2, 0, high * 0.97)))


def _bunting(rng: np.random.Generator) -> Mesh:
    """Small flags on a sagging string, at times between two poles."""
    count, wide, high = int(rng.integers(5, 12)), 4.0, 2.2
    xs = np.linspace(-wide / 2, wide / 2, count + 1)
    sag = between(rng, 0.1, 0.6)
    zs = high - sag * (1 - (2 * xs / wide) ** 2)
    size = wide / count * between(rng, 0.6, 0.95)
    drop, square = size * between(rng, 0.9, 1.6), chance(rng, 0.25)
    tip = [(size / 2, -drop), (-size / 2, -drop)] if square else [(0, -drop)]
    flag = prism([(-size / 2, 0), (size / 2, 0), *tip], 0.03)
    middles = zip((xs[1:] + xs[:-1]) / 2, (zs[1:] + zs[:-1]) / 2, strict=True)
    parts = [moved(flag, (x, 0, z)) for x, z in middles]
    parts.append(tube(np.column_stack([xs, 0 * xs, zs]), 0.02, segments=5))
    poles = [cylinder(0.05, high + 0.05, (x, 0, 0), segments=6) for x in xs[[0, -1]]]
    return assembled(parts, poles if chance(rng, 0.5) else [])


def _bare_cloth(rng: np.random.Generator) -> Mesh:
    wide = 1.0
    cloth = _cloth(rng, wide * between(rng, 1.2, 2.2), wide, wave=between(rng, 0.02, 0.1))
    return cloth if chance(rng, 0.5) else _hung(cloth, wide)


def _fence_layout(rng: np.random.Generator, section: Mesh) -> Mesh:
    """A section alone, in a row, as a corner, along a curve, around a yard, or leaning."""
    long = float(np.ptp(section.vertices[:, 0]))
    half = moved(section, (long / 2, 0, 0))
    kind = rng.choice(6, p=[0.56, 0.14, 0.12, 0.08, 0.03, 0.07])
    if kind == 0 or len(section.faces) > 1200:
        return section
    if kind == 1:
        return assembled([moved(section, (n * long, 0, 0)) for n in range(rng.integers(2, 4))])
    if kind == 2:
        return assembled(half, turned(half, "z", rng.choice([90, 90, 90, 60, 135])))
    if kind == 3:
        count, angle = int(rng.integers(2, 4)), between(rng, 20, 45)
        radius = long / 2 / np.tan(np.radians(angle / 2))
        return assembled(
            [turned(moved(section, (0, -radius, 0)), "z", angle * n) for n in range(count)]
        )
    if kind == 4:
        return assembled(around(moved(section, (0, -long / 2, 0)), 4)[: rng.integers(3, 5)])
    return turned(turned(section, "y", between(rng, -8, 8)), "x", between(rng, -15, 15))


def _end_posts(rng: np.random.Generator, long: float, high: float, thick: float) -> list[Mesh]:
    """Posts at the ends, or at one end as tiling kits have it; with or without a head."""
    post = [block((thick, thick, high))]
    kind = rng.integers(4)
    if kind == 0:
        post.append(block((thick * 1.3, thick * 1.3, thick * 0.4), (0, 0, high)))
    elif kind == 1:
        post.append(block((thick, thick, thick * 0.7), (0, 0, high), top=0.05))
    elif kind == 2:
        post.append(ball(thick * 0.6, (0, 0, high + thick * 0.4), segments=8, rings=6))
    made = assembled(post)
    ends = (-long / 2, long / 2) if chance(rng, 0.75) else (-long / 2,)
    return [moved(made, (x, 0, 0)) for x in ends]


def _picket_outline(
    rng: np.random.Generator, wide: float, high: float
) -> list[tuple[float, float]]:
    half, kind = wide / 2, rng.integers(4)
    if kind == 0:
        return [(-half, 0), (half, 0), (half, high), (-half, high)]
    if kind == 1:
        return [(-half, 0), (half, 0), (half, high * 0.9), (0, high), (-half, high * 0.9)]
    if kind == 2:
        return [(-half, 0), (half, 0), (half, high - half), (half * 0.7, high - half * 0.3),
                (0, high), (-half * 0.7, high - half * 0.3), (-half, high - half)]  # fmt: skip
    return [(-half, 0), (half, 0), (half, high * 0.85), (-half, high)]


def _picket_section(rng: np.random.Generator) -> Mesh:
    high, count = 1.0, int(rng.integers(3, 12))
    long = count * between(rng, 0.15, 0.32)
    step = long / count
    wide, thick = step * between(rng, 0.35, 0.85), between(rng, 0.02, 0.06)
    lift = between(rng, 0, 0.12)
    picket = _slab(_picket_outline(rng, wide, high - lift), thick)
    ruin = between(rng, 0.1, 0.35) if chance(rng, 0.25) else 0.0
    dome = between(rng, -0.25, 0.25) if chance(rng, 0.2) else 0.0
    parts = []
    for x in (np.arange(count) + 0.5) * step - long / 2:
        if chance(rng, ruin * 0.6):
            continue
        size = (
            1 + dome * np.cos(np.pi * x / long) - (between(rng, 0, 0.4) if chance(rng, ruin) else 0)
        )
        leaning = turned(scaled(picket, (1, 1, size)), "y", between(rng, -30, 30) * ruin)
        parts.append(moved(leaning, (x, 0, lift)))
    rails = (0.25, 0.75) if chance(rng, 0.85) else (0.2, 0.5, 0.8)
    bar = between(rng, 0.05, 0.12)
    parts.append(_boxes([(0, thick, z * high) for z in rails], (long, thick, bar)))
    if chance(rng, 0.55):
        parts += _end_posts(rng, long, high * between(rng, 0.9, 1.15), between(rng, 0.08, 0.18))
    return assembled(parts)


def _bar_row(rng: np.random.Generator, long: float, low: float, high: float) -> list[Mesh]:
    """Upright iron bars with points and rails."""
    count, thick = max(3, int(long / between(rng, 0.1, 0.25))), between(rng, 0.012, 0.03)
    sides, tip = int(rng.choice([4, 6])), between(rng, 0.06, 0.16)
    bar = [cylinder(thick, high - low, (0, 0, low), segments=sides)]
    kind = rng.integers(4)
    if kind == 0:
        bar.append(cylinder(thick * 2.2, tip, (0, 0, high), top=0, segments=4))
    elif kind == 1:
        leaf = [(0, 0), (thick * 2.6, tip * 0.4), (0, tip)]
        bar.append(moved(lathe(leaf, segments=4), (0, 0, high)))
    elif kind == 2:
        bar.append(ball(thick * 2, (0, 0, high + thick), segments=6, rings=4))
    made, swing = assembled(bar), between(rng, -0.2, 0.2) if chance(rng, 0.25) else 0.0
    xs = (np.arange(count) + 0.5) / count * long - long / 2
    bars = [moved(made, (x, 0, swing * np.cos(np.pi * x / long))) for x in xs]
    rails = [(0, 0, low + (high - low) * share) for share in (0.08, between(rng, 0.75, 0.92))]
    extra = []
    if chance(rng, 0.25):
        ring = turned(torus(long / count * 0.4, thick, segments=8, sides=4), "x", 90)
        extra = [moved(ring, (x, 0, high * 0.7)) for x in xs[:10]]
    return [*bars, *extra, _boxes(rails, (long, thick * 2, thick * 2.5))]


def _iron_section(rng: np.random.Generator) -> Mesh:
    long, high = between(rng, 0.9, 2.4), 1.0
    wall = between(rng, 0.1, 0.35) if chance(rng, 0.4) else 0.0
    parts = _bar_row(rng, long, wall if wall else between(rng, 0, 0.1), high)
    thick = between(rng, 0.12, 0.3)
    if wall:
        parts.append(block((long, thick * 0.7, wall)))
        parts.append(block((long, thick * 0.9, 0.05), (0, 0, wall)))
        parts += _end_posts(rng, long, between(rng, 0.95, 1.2), thick)
    elif chance(rng, 0.7):
        parts += _end_posts(rng, long, between(rng, 0.95, 1.2), between(rng, 0.05, 0.25))
    return assembled(parts)


def _rail_section(rng: np.random.Generator) -> Mesh:
    """Posts with two to four rails: farm, ranch, split logs, zigzag or crossed."""
    posts, step = int(rng.integers(2, 4)), between(rng, 0.8, 2)
    long, count = (posts - 1) * step, int(rng.choice([1, 2, 2, 2, 3, 3, 3, 4]))
    round_, thick = chance(rng, 0.45), between(rng, 0.06, 0.13)
    wild = between(rng, 0, 0.06)
    parts = []
    for x in np.linspace(-long / 2, long / 2, posts):
        high = between(rng, 0.95, 1.05)
        post = (
            cylinder(thick, high, segments=7) if round_ else block((thick * 1.6, thick * 1.6, high))
        )
        parts.append(moved(turned(post, "y", between(rng, -60, 60) * wild), (x, 0, 0)))
    over = between(rng, 0.0, 0.15)
    for z in np.linspace(0.88, 0.3, count):
        if chance(rng, wild * 2):
            continue
        ends = [(-long / 2 - over, 0, z + between(rng, -wild, wild)),
                (long / 2 + over, 0, z + between(rng, -wild, wild))]  # fmt: skip
        if round_:
            parts.append(tube(ends, thick * 0.7, segments=6))
        else:
            rail = block((long + 2 * over, thick * 0.5, thick * 1.3), (0, -thick * 0.8, 0))
            parts.append(moved(turned(rail, "y", between(rng, -40, 40) * wild), (0, 0, z)))
    if chance(rng, 0.25):
        for left in np.linspace(-long / 2, long / 2, posts)[:-1]:
            parts += [tube([(left, 0, a), (left + step, 0, b)], thick * 0.4, segments=4)
                      for a, b in ((0.2, 0.9), (0.9, 0.2))[: rng.integers(1, 3)]]  # fmt: skip
    return assembled(parts)


def _board_section(rng: np.random.Generator) -> Mesh:
    """A closed privacy fence of upright or lying boards."""
    long, high = between(rng, 0.9, 2.4), between(rng, 0.8, 1.4)
    count = int(rng.integers(5, 13))
    if chance(rng, 0.6):
        xs, step = (np.arange(count) + 0.5) / count * long - long / 2, long / count
        sizes = [(step * 0.93, 0.03, high * between(rng, 0.93, 1.0)) for _ in xs]
        spots = [(x, 0, size[2] / 2) for x, size in zip(xs, sizes, strict=True)]
    else:
        step = high / count
        spots = [(0, (n % 2) * 0.02, (n + 0.5) * step) for n in range(count)]
        sizes = [(long, 0.03, step * between(rng, 0.6, 0.95)) for _ in spots]
    parts = [_boxes(spots, sizes), *_end_posts(rng, long, high * 1.05, between(rng, 0.07, 0.14))]
    rails = [(0, 0.035, z * high) for z in (0.2, 0.8)]
    return assembled(parts, _boxes(rails, (long, 0.04, 0.08)))


def _wire_section(rng: np.random.Generator) -> Mesh:
    """Chain link in a frame, or posts with strands of (barbed) wire."""
    long, high, thin = between(rng, 1.0, 2.4), between(rng, 0.8, 1.3), between(rng, 0.006, 0.014)
    posts = [cylinder(0.04, high * 1.05, (x, 0, 0), segments=8) for x in (-long / 2, long / 2)]
    if chance(rng, 0.55):
        frame = [
            tube([(-long / 2, 0, z), (long / 2, 0, z)], 0.025, segments=6) for z in (0.05, high)
        ]
        return assembled(posts, frame, _mesh_wires(rng, long, high, thin))
    strands = []
    for z in np.linspace(0.2, high, int(rng.integers(3, 6))):
        xs = np.linspace(-long / 2, long / 2, 5)
        sag = z - 0.05 * (1 - (2 * xs / long) ** 2)
        strands.append(tube(np.column_stack([xs, 0 * xs, sag]), thin, segments=4))
        barbs = [
            (x, 0, z - 0.05 * (1 - (2 * x / long) ** 2)) for x in np.linspace(-0.45, 0.45, 8) * long
        ]
        strands.append(_boxes(barbs, (0.015, 0.06, 0.06)))
    return assembled(posts, strands)


def _mesh_wires(rng: np.random.Generator, long: float, high: float, thin: float) -> list[Mesh]:
    step = between(rng, 0.1, 0.2)
    if chance(rng, 0.4):
        ups = [(x, 0, high / 2) for x in np.arange(-long / 2, long / 2, step)]
        overs = [(0, 0, z) for z in np.arange(step, high, step)]
        return [_boxes(ups, (thin, thin, high)), _boxes(overs, (long, thin, thin))]
    wires = []
    for start in np.arange(-long / 2 - high, long / 2, step * 1.4):
        low, top = max(start, -long / 2), min(start + high, long / 2)
        if top - low > 0.02:
            ends = [(low, 0, low - start), (top, 0, top - start)]
            wires += mirrored(tube(ends, thin, segments=3))
    return wires


def _palisade_section(rng: np.random.Generator) -> Mesh:
    count, high = int(rng.integers(4, 11)), between(rng, 0.9, 1.8)
    radius, sides = between(rng, 0.07, 0.13), int(rng.choice([5, 6, 8]))
    parts = []
    for n in range(count):
        tall = high * between(rng, 0.85, 1.05)
        log = assembled(
            cylinder(radius, tall, segments=sides),
            cylinder(radius, radius * between(rng, 1.5, 3), (0, 0, tall), top=0, segments=sides),
        )
        lean = turned(log, "y", between(rng, -3, 3))
        parts.append(moved(lean, ((n - count / 2 + 0.5) * radius * 2, 0, 0)))
    long = count * radius * 2
    if chance(rng, 0.7):
        rails = [(0, radius, high * z) for z in (0.3, 0.75)]
        parts.append(_boxes(rails, (long, radius * 0.8, radius)))
    return assembled(parts)


def _wall_section(rng: np.random.Generator) -> Mesh:
    """A brick or stone wall with pillars and coping; some with iron or openings above."""
    long, high = between(rng, 1.2, 2.6), between(rng, 0.4, 1.0)
    thick = between(rng, 0.1, 0.25)
    parts = [block((long, thick, high))]
    if chance(rng, 0.7):
        parts.append(
            block((long, thick * 1.35, 0.08), (0, 0, high), top=(1.0, between(rng, 0.2, 1)))
        )
    if chance(rng, 0.6):
        rows, columns = int(rng.integers(3, 7)), int(rng.integers(4, 9))
        step, course = long / columns, high / rows
        spots = [((c + 0.5 * (r % 2) + 0.25) * step - long / 2, 0, (r + 0.5) * course)
                 for r in range(rows) for c in range(columns)]  # fmt: skip
        kept = [spot for spot in spots if chance(rng, 0.75)]
        parts.append(_boxes(kept or spots, (step * 0.9, thick * 1.15, course * 0.85)))
    if chance(rng, 0.75):
        parts += _end_posts(rng, long, high * between(rng, 1.1, 1.5), thick * between(rng, 1.3, 2))
    if chance(rng, 0.3):
        parts += _bar_row(rng, long * 0.95, high, high + between(rng, 0.3, 0.6))
    return assembled(parts)


def _rubble_section(rng: np.random.Generator) -> Mesh:
    """A dry stone wall of uneven stones."""
    rows, long, high = int(rng.integers(2, 5)), between(rng, 1.4, 2.6), between(rng, 0.5, 0.9)
    parts, course = [], high / rows
    for row in range(rows):
        x = -long / 2 + between(rng, -0.1, 0.1)
        while x < long / 2:
            wide = course * between(rng, 0.9, 2)
            size = (wide, between(rng, 0.25, 0.35), course * between(rng, 0.9, 1.2))
            stone = rounded(size, (x + wide / 2, 0, row * course), radius=course * 0.2, steps=1)
            parts.append(stone)
            x += wide
    return _lumpy(rng, assembled(parts), 0.025)


def _lattice_section(rng: np.random.Generator) -> Mesh:
    long, high = between(rng, 1, 2), between(rng, 0.8, 1.3)
    wires = _mesh_wires(rng, long, high, between(rng, 0.02, 0.04))
    frame = _boxes([(0, 0, 0.03), (0, 0, high)], (long, 0.08, 0.06))
    return assembled(wires, frame, _end_posts(rng, long, high * 1.05, 0.1))


def _gate(rng: np.random.Generator) -> Mesh:
    """A fence gate of one or two leaves between posts, wooden or iron, shut or ajar."""
    wide, high, leaves = between(rng, 0.6, 1.2), between(rng, 0.7, 1.3), int(rng.integers(1, 3))
    if chance(rng, 0.5):
        leaf = _bar_row(rng, wide, 0.06, high)
    else:
        levels = np.linspace(0.12, high * 0.92, int(rng.integers(2, 5)))
        leaf = [_boxes([(0, 0, z) for z in levels], (wide, 0.04, 0.08))]
        leaf.append(_boxes([(x * wide, 0, high / 2) for x in (-0.46, 0.46)], (0.08, 0.05, high)))
        leaf.append(tube([(-wide * 0.45, 0, 0.12), (wide * 0.45, 0, high * 0.9)], 0.04, segments=4))
    ajar = between(rng, 20, 90) if chance(rng, 0.4) else 0.0
    hung = moved(
        turned(moved(assembled(leaf), (wide / 2, 0, 0)), "z", ajar), (-wide * leaves / 2, 0, 0)
    )
    thick = between(rng, 0.1, 0.28)
    posts = _end_posts(rng, wide * leaves + thick, high * between(rng, 1.0, 1.4), thick)
    return assembled(posts, mirrored(hung) if leaves == 2 else hung)


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
        return [_boxes([(0, 0, z) for z in levels], (wide * 0.75, 0.09, high * 0.03))]
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
    parts = [_boxes([(x, 0, high / 2) for x in xs], [(step * 0.95, t, high) for t in thick])]
    levels = (0.2, 0.8) if chance(rng, 0.7) else (0.15, 0.5, 0.85)
    parts.append(_boxes([(0, 0, high * z) for z in levels], (wide * 0.95, 0.12, band)))
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
        return assembled(_boxes(*zip(*edges, strict=True)), block((wide, 0.02, high)))
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
    path = _arch(wide, high, rise, power=power)
    parts = [_slab(path, 0.08)]
    straight = high - rise
    bands = [(0, 0, straight * z) for z in (0.2, 0.85)]
    parts.append(_boxes(bands, (wide * 0.92, 0.14, between(rng, 0.06, 0.14))))
    seams = np.linspace(-0.5, 0.5, int(rng.integers(3, 8)) * 2 - 1)[1:-1] * wide
    parts.append(_boxes([(x, 0, straight / 2) for x in seams], (0.03, 0.1, straight)))
    parts += _knob(rng, wide * (0.35 if leaves == 1 else 0.06), -0.06, high * 0.45)
    if leaves == 2:
        parts += _knob(rng, -wide * 0.06, -0.06, high * 0.45)
        parts.append(block((0.06, 0.13, high * 0.97)))
    if chance(rng, 0.75):
        parts.append(_framed(path, between(rng, 0.1, 0.35), between(rng, 0.15, 0.6)))
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
            lunette = _arch(2 * wide, wide * 0.8, wide * 0.79)
            parts += [
                _slab(lunette, 0.06, (0, 0, high)),
                _framed(lunette, border, depth, (0, 0, high)),
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
        path = _arch(wide, high, wide / 2)
        parts.append(_framed(path, 0.1, depth * 1.2))
        corner = [
            (wide / 2, high - wide / 2),
            (wide / 2, high),
            (0, high),
            (wide * 0.35, high * 0.92),
        ]
        parts += mirrored(prism(corner, depth))
    elif chance(rng, 0.6):
        path = np.array([(wide / 2, 0), (wide / 2, high), (-wide / 2, high), (-wide / 2, 0)])
        parts.append(_framed(path, between(rng, 0.06, 0.15), depth * 1.25))
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
        _boxes([(x, 0, high / 2 + lift / 2 + 0.1) for x in xs], (thick, thick, high - lift - 0.2))
    ]
    parts.append(_boxes([(0, 0, z) for z in zs if z < high], (wide, thick * 0.8, thick)))
    parts += [moved(tip, (x, 0, 0.2 + lift)) for x in xs]
    kind = rng.integers(4)
    if kind == 0:
        return assembled(parts)
    side, depth = between(rng, 0.3, 0.8), between(rng, 0.4, 1.2)
    if kind == 1:
        path = _arch(wide, high * 1.05, wide * 0.4)
        return assembled(parts, _framed(path, side, depth))
    parts += mirrored(block((side, depth, high * 1.1), ((wide + side) / 2, 0, 0)))
    total = wide + 2 * side
    parts.append(block((total, depth, high * 0.25), (0, 0, high)))
    teeth = [(x * total, -depth * 0.4, high * 1.33) for x in np.linspace(-0.45, 0.45, 5)]
    parts.append(_boxes(teeth, (total * 0.1, depth * 0.2, high * 0.17)))
    return assembled(parts)


def _cell_door(rng: np.random.Generator) -> Mesh:
    wide, high = between(rng, 0.9, 1.3), between(rng, 1.8, 2.3)
    thick, count = between(rng, 0.025, 0.05), int(rng.integers(4, 9))
    bar = cylinder(thick, high, segments=int(rng.choice([4, 6, 8])))
    parts = [moved(bar, (x, 0, 0)) for x in np.linspace(-0.47, 0.47, count) * wide]
    levels = np.linspace(0.02, 0.98, int(rng.integers(2, 5))) * high
    parts.append(_boxes([(0, 0, z) for z in levels], (wide, thick * 2, thick * 3)))
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
    parts = [_framed(path, between(rng, 0.15, 0.45), depth), block((wide * 1.15, depth, 0.06))]
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
    parts = [_boxes([(0, 0, (n + 0.5) * step) for n in range(rows)], (wide, 0.08, step * 0.9))]
    parts.append(block((wide, 0.04, high)))
    if rows < 10 and chance(rng, 0.7):
        columns = int(rng.integers(2, 6))
        xs = ((np.arange(columns) + 0.5) / columns - 0.5) * wide
        spots = [(x, 0, (n + 0.5) * step) for x in xs for n in range(rows)]
        parts.append(_boxes(spots, (wide / columns * 0.75, 0.13, step * 0.6)))
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
    return assembled(lying, _boxes(*zip(*rims, strict=True)) if chance(rng, 0.75) else [])


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
    leaf = [_boxes([(x * wide, 0, high / 2) for x in (0.05, 0.95)], (0.1, 0.06, high))]
    levels = np.linspace(0.05, 0.95, int(rng.integers(6, 12))) * high
    leaf.append(_boxes([(wide / 2, 0, z) for z in levels], (wide, 0.04, high * 0.06)))
    swung = moved(turned(assembled(leaf), "z", between(rng, -40, 40)), (-wide, 0, low))
    post = block((0.15, 0.2, 2.2), (wide + 0.08, 0, 0))
    head = [block((2 * wide + 0.4, 0.2, 0.18), (0, 0, 2.2))] if chance(rng, 0.6) else []
    return assembled(mirrored(swung), mirrored(post), head)


def _stone_path(rng: np.random.Generator, wide: float, high: float) -> NDArray[np.float64]:
    """A headstone's outline: round, flat, pointed, shouldered, square, gabled or scalloped."""
    half, kind = wide / 2, rng.choice(7, p=[0.34, 0.12, 0.1, 0.16, 0.12, 0.08, 0.08])
    if kind == 0:
        return _arch(wide, high, half)
    if kind == 1:
        return _arch(wide, high, half * between(rng, 0.2, 0.6))
    if kind == 2:
        return _arch(wide, high, half * between(rng, 0.7, 1.4), power=between(rng, 1.0, 1.6))
    if kind == 3:
        shoulder = half * between(rng, 0.6, 0.85)
        top = _arch(shoulder * 2, high, shoulder * between(rng, 0.5, 1))[1:-1]
        level = float(top[0, 1])
        return np.array([(half, 0), (half, level), *top, (-half, level), (-half, 0)])
    if kind == 4:
        cut = between(rng, 0.0, 0.3) * half
        return np.array([(half, 0), (half, high - cut), (half - cut, high), (cut - half, high),
                         (-half, high - cut), (-half, 0)])  # fmt: skip
    if kind == 5:
        rise = half * between(rng, 0.4, 1)
        return np.array(
            [(half, 0), (half, high - rise), (0, high), (-half, high - rise), (-half, 0)]
        )
    x = np.linspace(1, -1, 13)
    top = high - 0.35 * half * (1 - np.abs(np.cos(1.5 * np.pi * x)))
    return np.concatenate([[(half, 0)], np.column_stack([x * half, top]), [(-half, 0)]])


def _base_stone(rng: np.random.Generator, wide: float, thick: float) -> tuple[list[Mesh], float]:
    """Steps under a stone (perhaps none), and how high they are."""
    parts, low = [], 0.0
    for share in np.linspace(between(rng, 1.25, 1.8), 1.2, int(rng.choice([0, 1, 1, 2]))):
        high = between(rng, 0.08, 0.22)
        size = (wide * share, thick * share * between(rng, 1.1, 1.6), high)
        parts.append(block(size, (0, 0, low), top=between(rng, 0.88, 1.0)))
        low += high
    return parts, low


def _relief(rng: np.random.Generator, wide: float, high: float, front: float) -> list[Mesh]:
    """What is on the face of a stone: lines of writing, a cross, a plate, a skull or nothing."""
    kind, thin = rng.integers(6), 0.05 * wide
    if kind == 0:
        lines = [(0, front, high * z) for z in np.linspace(0.35, 0.6, int(rng.integers(2, 5)))]
        return [_boxes(lines, [(wide * between(rng, 0.35, 0.65), thin, 0.03) for _ in lines])]
    if kind == 1:
        return [moved(_cross(high * 0.45, wide * 0.09, thin * 2), (0, front, high * 0.35))]
    if kind == 2:
        return [block((wide * 0.65, thin, high * 0.35), (0, front, high * 0.3))]
    if kind == 3:
        skull = ball((wide * 0.14, thin * 1.5, wide * 0.15), (0, front, high * 0.68), rings=6)
        return [skull, block((wide * 0.15, thin * 2, wide * 0.1), (0, front, high * 0.52))]
    return []


def _cross(
    high: float, thick: float, depth: float, *, level: float = 0.62, span: float = 0.62
) -> Mesh:
    """A Latin cross standing at the origin."""
    arm = block((high * span, depth, thick), (0, 0, high * level))
    return assembled(block((thick, depth, high)), arm)


def _headstone(rng: np.random.Generator) -> Mesh:
    wide, thick = 1.0, between(rng, 0.1, 0.4)
    high = between(rng, 0.7, 1.9)
    path = _stone_path(rng, wide, high)
    base, low = _base_stone(rng, wide, thick)
    stone = [prism(path, thick)] + _relief(rng, wide, high, -thick / 2)
    if chance(rng, 0.25):
        stone.append(_framed(path * (0.85, 0.9), wide * 0.06, thick * 1.25))
    if chance(rng, 0.08):
        stone.append(moved(_cross(0.45, 0.09, thick * 0.6), (0, 0, high * 0.97)))
    made = moved(assembled(stone), (0, 0, low))
    if chance(rng, 0.3):
        made = turned(turned(made, "x", between(rng, -14, 14)), "y", between(rng, -10, 10))
    made = assembled(base, made)
    if chance(rng, 0.25):
        made = assembled(made, _mound(rng, wide))
    return _lumpy(rng, made, 0.025) if chance(rng, 0.25) else made


def _mound(rng: np.random.Generator, wide: float) -> Mesh:
    """Earth heaped in front of the stone."""
    long = wide * between(rng, 1.4, 2.2)
    size = (wide * 0.6, long / 2, between(rng, 0.1, 0.3))
    heap = blob(rng, size, (0, -long / 2, 0), roughness=0.08, segments=10, rings=6)
    return solid(np.maximum(heap.vertices, (-9, -9, 0)), heap.faces)


def _grave_cross(rng: np.random.Generator) -> Mesh:
    high, thick = between(rng, 1.3, 2.0), between(rng, 0.12, 0.32)
    depth, kind = thick * between(rng, 0.5, 1.1), rng.integers(5)
    span, level = between(rng, 0.4, 0.75), between(rng, 0.55, 0.7)
    parts = [_cross(high, thick, depth, level=level, span=span)]
    arm, middle = high * span / 2, high * level + thick / 2
    ends = [(arm, middle), (-arm, middle), (0, high)]
    if kind == 0:
        knob = between(rng, 0.55, 0.75)
        parts += [ball(thick * knob, (x, 0, z), segments=8, rings=6) for x, z in ends]
    elif kind == 1:
        cap = [(x, 0, z) for x, z in ends]
        parts.append(_boxes(cap, (thick * 1.5, depth * 1.15, thick * 1.5)))
    elif kind == 2:
        slant = turned(block((high * 0.35, depth, thick * 0.7)), "y", 20)
        parts += [block((high * 0.3, depth, thick * 0.8), (0, 0, high * 0.88)),
                  moved(slant, (0, 0, high * 0.25))]  # fmt: skip
    base, low = _base_stone(rng, thick * 2.5, thick * 2.2)
    made = moved(assembled(parts), (0, 0, low))
    if chance(rng, 0.25):
        made = turned(made, "y", between(rng, -14, 14))
    if chance(rng, 0.2):
        base.append(_mound(rng, 0.9))
    made = assembled(base, made)
    return _lumpy(rng, made, 0.025) if chance(rng, 0.2) else made


def _celtic_cross(rng: np.random.Generator) -> Mesh:
    high, thick = between(rng, 1.4, 2.2), between(rng, 0.15, 0.28)
    level, reach = between(rng, 0.62, 0.72), between(rng, 0.25, 0.42)
    cross = _cross(high, thick, thick * 0.8, level=level, span=between(rng, 0.45, 0.65))
    sides = int(rng.choice([10, 14, 18]))
    near, far = reach - thick * 0.3, reach + thick * 0.2
    ring = [(near, -0.25), (far, -0.25), (far, 0.25), (near, 0.25), (near, -0.25)]
    hoop = turned(scaled(lathe(ring, segments=sides), (1, 1, thick)), "x", 90)
    base, low = _base_stone(rng, thick * 3, thick * 2.5)
    parts = [cross, moved(hoop, (0, 0, high * level + thick / 2))]
    if chance(rng, 0.5):
        parts.append(block((thick * 1.6, thick * 1.2, high * 0.5), top=0.65))
    return assembled(base, moved(assembled(parts), (0, 0, low)))


def _grave_obelisk(rng: np.random.Generator) -> Mesh:
    size, high = 0.5, between(rng, 0.8, 2.0)
    base, low = _base_stone(rng, size * 1.4, size * 1.3)
    if chance(rng, 0.6):
        base.append(block((size * 1.3, size * 1.3, size), (0, 0, low)))
        base.append(block((size * 1.5, size * 1.5, 0.1), (0, 0, low + size)))
        low += size + 0.1
    top, kind = between(rng, 0.6, 0.9), rng.integers(4)
    base.append(block((size, size, high), (0, 0, low), top=top))
    end, wide = low + high, size * top
    if kind == 0:
        base.append(moved(_cross(0.6, 0.12, 0.12), (0, 0, end)))
    elif kind == 1:
        urn = [(0, 0), (0.1, 0), (0.07, 0.1), (0.22, 0.3), (0.2, 0.42), (0.06, 0.5), (0, 0.58)]
        base.append(moved(lathe(urn, segments=10), (0, 0, end)))
    else:
        base.append(block((wide, wide, wide * between(rng, 0.3, 0.9)), (0, 0, end), top=0.02))
    return assembled(base)


def _tomb(rng: np.random.Generator) -> Mesh:
    """A stone chest with its lid, plain or carved, shut or pushed aside."""
    wide, long, high = 1.0, between(rng, 1.8, 2.6), between(rng, 0.4, 0.9)
    parts = [block((wide, long, high), top=between(rng, 0.9, 1.0))]
    if chance(rng, 0.6):
        parts.append(block((wide * 1.2, long * 1.1, 0.15)))
    if chance(rng, 0.5):
        posts = [(x * wide / 2, y * long / 2, high / 2) for x in (-1, 1) for y in (-1, 1)]
        parts.append(_boxes(posts, (0.18, 0.18, high)))
    top = between(rng, 0.5, 1.0)
    lid = [block((wide * 1.15, long * 1.06, between(rng, 0.1, 0.3)), top=(top, (1 + top) / 2))]
    level = float(lid[0].vertices[:, 2].max())
    if chance(rng, 0.4):
        mark = turned(_cross(long * 0.7, 0.14, 0.12), "x", 90)
        lid.append(moved(mark, (0, long * 0.35, level)))
    aside = chance(rng, 0.2)
    cover = turned(assembled(lid), "z", between(rng, -20, 20) if aside else 0)
    parts.append(moved(cover, (0.2 * aside, 0, high)))
    if chance(rng, 0.35):
        stone = prism(_stone_path(rng, wide, high + between(rng, 0.6, 1.2)), 0.2)
        parts.append(moved(stone, (0, long / 2 + 0.15, 0)))
    return assembled(parts)


def _grave_plot(rng: np.random.Generator) -> Mesh:
    """A headstone with a kerb, a slab or a fence around the grave in front of it."""
    wide, long = 1.0, between(rng, 1.6, 2.4)
    stone = _headstone(rng) if chance(rng, 0.65) else _grave_cross(rng)
    if chance(rng, 0.45):
        ground = [block((wide, long, between(rng, 0.06, 0.25)), (0, -long / 2 - 0.2, 0))]
        if chance(rng, 0.3):
            ground.append(block((0.5, 0.4, 0.12), (0, -long * 0.6, 0.1), top=(1, 0.7)))
    else:
        high = between(rng, 0.1, 0.22)
        rims = [((s * wide / 2, -long / 2, high / 2), (0.12, long, high)) for s in (-1, 1)]
        rims.append(((0, -long, high / 2), (wide + 0.12, 0.12, high)))
        ground = [_boxes(*zip(*rims, strict=True)), block((wide, long, 0.04), (0, -long / 2, 0))]
    if chance(rng, 0.3):
        vase = [(0, 0), (0.07, 0), (0.1, 0.15), (0.06, 0.22), (0, 0.22)]
        ground.append(moved(lathe(vase, segments=8), (0.3, -0.5, 0.1)))
        ground.append(blob(rng, 0.14, (0.3, -0.5, 0.4), segments=6, rings=5))
    return assembled(stone, ground)


def _broken_headstone(rng: np.random.Generator) -> Mesh:
    """A stone snapped off, its upper part missing, tilted or lying in front."""
    wide, thick, high = 1.0, between(rng, 0.15, 0.35), between(rng, 1.0, 1.7)
    path = _stone_path(rng, wide, high)
    left, right = (high * between(rng, 0.3, 0.65) for _ in range(2))
    middle = (between(rng, -0.2, 0.2), high * between(rng, 0.3, 0.6))
    crack = [(wide / 2, right), middle, (-wide / 2, left)]
    parts = [prism([(wide / 2, 0), *crack, (-wide / 2, 0)], thick)]
    if chance(rng, 0.7):
        upper = [point for point in path[1:-1] if point[1] > max(left, right, middle[1])]
        piece = moved(prism([*upper, *crack[::-1]], thick), (0, 0, -middle[1]))
        if chance(rng, 0.6):
            lying = turned(turned(piece, "x", 90), "z", between(rng, -50, 50))
            parts.append(moved(lying, (between(rng, -0.3, 0.3), -thick * 2, thick / 2)))
        else:
            offset = (between(rng, 0, 0.1), 0, middle[1] + 0.05)
            parts.append(moved(turned(piece, "y", between(rng, -12, 12)), offset))
    spots = rng.uniform((-0.5, -0.5), (0.5, -0.25), (int(rng.integers(0, 4)), 2))
    parts += [blob(rng, 0.1, (x, y, 0.05), segments=6, rings=4) for x, y in spots]
    base, low = _base_stone(rng, wide, thick)
    return assembled(base, moved(parts[0], (0, 0, low)), parts[1:])


def _flat_marker(rng: np.random.Generator) -> Mesh:
    """A low stone with a slanted face, or a plate set in the ground."""
    wide, deep = 1.0, between(rng, 0.4, 0.8)
    back, front = between(rng, 0.25, 0.7), between(rng, 0.06, 0.2)
    wedge = prism([(-deep / 2, 0), (deep / 2, 0), (deep / 2, back), (-deep / 2, front)], wide)
    plinth = block((deep * 1.4, wide * 1.2, 0.12), (0, 0, -0.12))
    return turned(assembled(wedge, plinth), "z", 90)


def _coffin(rng: np.random.Generator) -> Mesh:
    """A six-sided coffin, lying or leaning, beside a stone or alone with a cross on it."""
    outline = np.array(
        [(0.25, 0), (0.45, 1.4), (0.28, 2.0), (-0.28, 2.0), (-0.45, 1.4), (-0.25, 0)]
    )
    case, lid = _slab(outline, 0.45), _slab(outline * 1.05, 0.1, (0, -0.26, -0.03))
    mark = moved(_cross(0.9, 0.1, 0.08), (0, -0.32, 0.75))
    made = assembled(case, lid, mark if chance(rng, 0.6) else [])
    if chance(rng, 0.3):
        return turned(made, "x", -8)
    lying = moved(turned(made, "x", -90), (0, -0.3, 0.25))
    lying = scaled(lying, (1, 1, -1)) if lying.vertices[:, 2].max() < 0.5 else lying
    stone = _headstone(rng)
    return assembled(stone, moved(turned(lying, "z", 180), (between(rng, -0.8, 0.8), -0.4, 0)))
