"""Stools made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, drawn_sides, rod_between
from ..shapes import (
    around,
    assembled,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    sheet,
    torus,
    tube,
)
from .parts import arc_wall, case, cushion, feet, four_legs, sheared, star_base, stretchers


def _round_seat(rng: np.random.Generator, radius: float, thick: float, z: float) -> Mesh:
    """A round seat whose top is at z: a disc, a bevelled one or a dished or domed cushion."""
    style, segments = rng.integers(3), drawn_sides(rng)
    if style == 0:
        return cylinder(radius, thick, (0, 0, z - thick), segments=segments)
    profile = [
        (0, 0),
        (radius * 0.85, 0),
        (radius, thick * 0.35),
        (radius, thick * 0.7),
        (radius * 0.85, thick),
    ]
    profile.append((0, thick * (1.15 if style == 1 else 0.85)))
    return moved(lathe(profile, segments=segments), (0, 0, z - thick))


def _stool_seat(rng: np.random.Generator, size: float, thick: float, z: float) -> Mesh:
    """A round, square, oblong or saddle seat."""
    style = rng.choice(3, p=[0.6, 0.25, 0.15])
    if style == 0:
        return _round_seat(rng, size / 2, thick, z)
    if style == 1:
        return cushion(rng, (size, size * between(rng, 0.75, 1.0), thick), (0, 0, z - thick))
    rows = [
        [(x * size, y * size * 0.7, z - thick / 2 + 1.2 * x * x * thick) for y in (-0.5, 0.5)]
        for x in np.linspace(-0.5, 0.5, 7)
    ]
    return sheet(rows, thick * 0.7)


def _legged_stool(rng: np.random.Generator) -> Mesh:
    """A seat on three or four splayed legs, low or bar height, with rungs or a ring."""
    tall = between(rng, 0.3, 0.5) if chance(rng, 0.5) else between(rng, 0.55, 0.85)
    size, thick = between(rng, 0.28, 0.42), between(rng, 0.025, 0.09)
    count, radius = int(rng.choice([3, 4, 4])), between(rng, 0.012, 0.035)
    spread, inner = size * between(rng, 0.42, 0.75), size * between(rng, 0.25, 0.42)
    foot = radius * between(rng, 0.6, 1.1)
    leg = rod_between(
        (spread, 0, 0), (inner, 0, tall - thick * 0.8), (foot, radius), int(rng.choice([4, 6, 8]))
    )
    parts = [_stool_seat(rng, size, thick, tall), *around(leg, count, start=45)]
    level = between(rng, 0.2, 0.45)
    reach = spread + (inner - spread) * level
    style = rng.integers(3)
    if style == 0:
        parts.append(torus(reach, radius * 0.7, (0, 0, level * tall), segments=12, sides=5))
    if style == 1:
        a, b = np.radians(45), np.radians(45 + 360 / count)
        z = level * tall
        rung = rod_between(
            (reach * np.cos(a), reach * np.sin(a), z),
            (reach * np.cos(b), reach * np.sin(b), z),
            radius * 0.7,
        )
        parts += around(rung, count)
    return assembled(parts)


def _square_stool(rng: np.random.Generator) -> Mesh:
    """Four upright legs at the corners of a square or oblong seat, with stretchers or an apron."""
    tall = between(rng, 0.35, 0.5) if chance(rng, 0.6) else between(rng, 0.55, 0.8)
    width, thick, size = (
        between(rng, 0.3, 0.45),
        between(rng, 0.025, 0.08),
        between(rng, 0.025, 0.07),
    )
    depth = width * between(rng, 0.7, 1.0)
    splay = between(rng, 0, 0.15) * chance(rng, 0.4)
    parts = four_legs(rng, width * 0.94, depth * 0.94, tall - thick, size, splay)
    parts.append(case(rng, (width, depth, thick), (0, 0, tall - thick)))
    if chance(rng, 0.5):
        z = tall * between(rng, 0.2, 0.45)
        grow = 2 * splay * (tall - z)
        parts += stretchers(
            width * 0.9 - size + grow,
            depth * 0.9 - size + grow,
            z,
            size * 0.6,
            int(rng.integers(2)),
        )
    if chance(rng, 0.4):
        parts.append(
            block((width * 0.88, depth * 0.88, tall * 0.1), (0, 0, tall - thick - tall * 0.1))
        )
    if chance(rng, 0.35):
        parts.append(cushion(rng, (width, depth, 0.07), (0, 0, tall - 0.01)))
    return assembled(parts)


def _pedestal_stool(rng: np.random.Generator) -> Mesh:
    """A bar stool of metal: a foot plate, a column, a foot ring, perhaps a low back."""
    tall, size = between(rng, 0.55, 0.85), between(rng, 0.32, 0.44)
    foot, segments = between(rng, 0.17, 0.25), drawn_sides(rng)
    column = between(rng, 0.018, 0.045)
    profile = [
        (0, 0),
        (foot, 0),
        (foot, 0.015),
        (column * 1.6, between(rng, 0.03, 0.08)),
        (column, 0.12),
        (column, tall - 0.05),
        (0, tall - 0.05),
    ]
    pad = between(rng, 0.04, 0.12)
    parts = [lathe(profile, segments=segments), _stool_seat(rng, size, pad, tall)]
    if chance(rng, 0.6):
        z = tall * between(rng, 0.3, 0.45)
        reach = size * 0.36
        parts += [moved(torus(reach * 0.9, 0.012, segments=12, sides=5), (0, 0, z))]
        parts.append(rod_between((-reach * 0.9, 0, z), (reach * 0.9, 0, z), 0.01))
    if chance(rng, 0.3):
        high = between(rng, 0.1, 0.28)
        heights = [tall + high * h for h in (0.3, 0.8, 1, 1, 1, 0.8, 0.3)]
        parts.append(arc_wall((size * 0.47, size * 0.54), (10, 170), tall - 0.05, heights))
    return assembled(parts)


def _swivel_stool(rng: np.random.Generator) -> Mesh:
    """A piano or laboratory stool: a round seat on a screw, over a star or four curved feet."""
    tall, size = between(rng, 0.42, 0.6), between(rng, 0.3, 0.4)
    parts = [_round_seat(rng, size / 2, between(rng, 0.04, 0.1), tall)]
    if chance(rng, 0.5):
        return assembled(parts, star_base(rng, tall - 0.04))
    hub, reach = tall * between(rng, 0.35, 0.6), between(rng, 0.18, 0.26)
    path = [(0, 0, hub), (reach * 0.5, 0, hub * 0.9), (reach * 0.8, 0, hub * 0.4), (reach, 0, 0.02)]
    parts += around(tube(path, 0.02, segments=6), int(rng.choice([3, 4])), start=45)
    return assembled(parts, cylinder(0.03, tall - hub, (0, 0, hub - 0.04), segments=8))


def _crossed_stool(rng: np.random.Generator) -> Mesh:
    """X-shaped legs under a cloth, leather or padded seat."""
    width, depth, tall = between(rng, 0.36, 0.55), between(rng, 0.3, 0.42), between(rng, 0.35, 0.5)
    size, half = between(rng, 0.025, 0.055), width / 2
    parts = []
    for y in (-depth * 0.42, depth * 0.42):
        parts += mirrored(
            rod_between(
                (-half, y, 0), (half, y, tall - 0.03), size / 2 * 1.2, int(rng.choice([4, 6]))
            )
        )
    parts.append(rod_between((0, -depth * 0.42, tall / 2), (0, depth * 0.42, tall / 2), size * 0.4))
    if chance(rng, 0.5):
        sag = between(rng, 0, 0.08)
        rows = [
            [(x * width, y * depth, tall - sag * (1 - 4 * x * x)) for y in (-0.5, 0.5)]
            for x in np.linspace(-0.5, 0.5, 7)
        ]
        parts.append(sheet(rows, 0.025))
    else:
        parts.append(cushion(rng, (width, depth, between(rng, 0.04, 0.1)), (0, 0, tall - 0.04)))
    return assembled(parts)


def _board_stool(rng: np.random.Generator) -> Mesh:
    """A foot or step stool of boards: two side boards, a top, perhaps a lower step."""
    width, depth, tall = between(rng, 0.34, 0.5), between(rng, 0.22, 0.34), between(rng, 0.22, 0.45)
    thick, place = between(rng, 0.02, 0.05), width * between(rng, 0.36, 0.46)
    parts = [block((width, depth, thick), (0, 0, tall - thick))]
    side = block((thick, depth * 0.9, tall - thick), top=(1, between(rng, 0.75, 1.0)))
    parts += [
        moved(sheared(side, (-x * 0.12, 0), tall - thick), (x * place, 0, 0)) for x in (-1, 1)
    ]
    parts.append(block((place * 2, thick, tall * 0.2), (0, 0, tall * between(rng, 0.35, 0.75))))
    if chance(rng, 0.25):
        parts.append(block((width * 0.95, depth * 0.7, thick), (0, -depth * 0.7, tall * 0.5)))
        parts += mirrored(block((thick, depth * 0.7, tall * 0.5), (place, -depth * 0.7, 0)))
    return assembled(parts)


def _solid_stool(rng: np.random.Generator) -> Mesh:
    """A pouf, a drum, an hourglass or a tree stump."""
    tall, radius, segments = between(rng, 0.32, 0.5), between(rng, 0.17, 0.26), drawn_sides(rng)
    style = rng.integers(3)
    if style == 0:
        waist = radius * between(rng, 0.5, 1.25)
        profile = [
            (0, 0),
            (radius, 0),
            (radius, 0.04),
            (waist, tall / 2),
            (radius, tall - 0.04),
            (radius, tall),
            (0, tall),
        ]
        return lathe(profile, segments=segments)
    if style == 1:
        return assembled(
            cylinder(radius * 0.95, tall * 0.75, (0, 0, 0.04), segments=segments),
            _round_seat(rng, radius, tall * 0.3, tall),
            feet(radius, radius, 0.05, 0.04),
        )
    trunk = cylinder(
        radius * 1.1, tall, top=between(rng, 0.8, 0.95), segments=max(7, segments // 2)
    )
    roots = around(
        rod_between((radius * 0.8, 0, tall * 0.25), (radius * 1.4, 0, 0.02), (0.05, 0.03), 5), 4
    )
    return assembled(trunk, roots)


def stool(rng: np.random.Generator) -> Mesh:
    """A three- or four-legged, square, pedestal, swivel, crossed, board or solid stool."""
    return drawn(
        rng,
        (
            (_legged_stool, 7),
            (_square_stool, 4),
            (_pedestal_stool, 3),
            (_swivel_stool, 1.5),
            (_crossed_stool, 1),
            (_board_stool, 1),
            (_solid_stool, 0.8),
        ),
    )
