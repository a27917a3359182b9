"""Bookshelves made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, rod_between
from ..shapes import assembled, between, block, box, chance, mirrored, moved, prism, turned
from .parts import beam, books, cornice, feet, filled, front_grid, front_look, shelf_case


def _fill(rng: np.random.Generator) -> float:
    """The share of the compartments that hold something: often none or nearly all."""
    return float(rng.choice([0.0, between(rng, 0.3, 0.8), 0.95], p=[0.3, 0.25, 0.45]))


def _tall_bookcase(rng: np.random.Generator) -> Mesh:
    tall = between(rng, 1.5, 2.5)
    size = (between(rng, 0.55, 1.3), between(rng, 0.22, 0.42), tall)
    parts = shelf_case(rng, size, 1, int(rng.integers(3, 7)), _fill(rng), chance(rng, 0.75))
    if chance(rng, 0.35):
        parts += cornice(rng, size)
    return assembled(parts)


def _wide_bookcase(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 1.2, 2.4), between(rng, 0.25, 0.4), between(rng, 0.7, 2.2))
    rows = max(2, round(size[2] / 0.38))
    columns = int(rng.integers(2, 4))
    parts = shelf_case(rng, size, columns, rows, _fill(rng), chance(rng, 0.7))
    if chance(rng, 0.3):
        parts += cornice(rng, size)
    return assembled(parts)


def _low_bookcase(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 0.7, 1.8), between(rng, 0.25, 0.42), between(rng, 0.6, 1.1))
    parts = shelf_case(
        rng, size, int(rng.integers(1, 3)), int(rng.integers(2, 4)), _fill(rng), chance(rng, 0.7)
    )
    if chance(rng, 0.3):
        x, y, z = size
        top = ((-x / 2, -y / 2, z), (x / 2, y / 2, z + 0.25))
        parts += books(rng, *top, between(rng, 0.2, 0.6))
    return assembled(parts)


def _cube_shelf(rng: np.random.Generator) -> Mesh:
    """A grid of square compartments."""
    columns, rows = int(rng.integers(1, 5)), int(rng.integers(2, 6))
    cell = between(rng, 0.32, 0.42)
    size = (columns * cell, between(rng, 0.28, 0.4), rows * cell)
    return assembled(shelf_case(rng, size, columns, rows, _fill(rng), chance(rng, 0.5)))


def _rack(rng: np.random.Generator) -> Mesh:
    """Boards on four posts, with open sides: metal and industrial racks."""
    width, depth, tall = between(rng, 0.6, 1.7), between(rng, 0.28, 0.55), between(rng, 1.1, 2.2)
    size, board = between(rng, 0.02, 0.06), between(rng, 0.015, 0.05)
    parts = feet(width, depth, tall, size)
    rows, fill = int(rng.integers(3, 6)), _fill(rng) if chance(rng, 0.7) else 0.0
    zs = np.linspace(between(rng, 0.08, 0.3), tall - board * 2, rows)
    pitch = zs[1] - zs[0]
    for z in zs:
        parts.append(block((width, depth, board), (0, 0, z)))
        if z < zs[-1]:
            low = (-width / 2 + size, -depth / 2, z + board)
            parts += filled(rng, low, (width / 2 - size, depth / 2, z + pitch), fill)
    if chance(rng, 0.35):
        y = depth / 2
        parts.append(rod_between((-width / 2, y, zs[0]), (width / 2, y, zs[-1]), 0.012, 4))
        parts.append(rod_between((width / 2, y, zs[0]), (-width / 2, y, zs[-1]), 0.012, 4))
    return assembled(parts)


def _ladder_shelf(rng: np.random.Generator) -> Mesh:
    """Shelves between leaning sides, deeper towards the floor."""
    width, depth, tall = between(rng, 0.5, 0.9), between(rng, 0.35, 0.6), between(rng, 1.4, 2.1)
    slope, rows, fill = depth * 0.75 / tall, int(rng.integers(3, 6)), _fill(rng)
    parts = mirrored(
        beam([(width / 2, -depth / 2, 0), (width / 2, depth / 2 - 0.05, tall)], 0.04, 0.06)
    )
    if chance(rng, 0.6):
        parts += mirrored(
            beam([(width / 2, depth / 2, 0), (width / 2, depth / 2, tall)], 0.04, 0.05)
        )
    for z in np.linspace(0.2, tall - 0.1, rows):
        front = -depth / 2 + slope * z
        parts.append(box((-width / 2, front, z), (width / 2, depth / 2, z + 0.03)))
        room = (tall / rows) * 0.8
        if depth / 2 - front > 0.12 and z < tall * 0.85:
            parts += filled(
                rng, (-width / 2, front, z + 0.03), (width / 2, depth / 2, z + room), fill
            )
    return assembled(parts)


def _wall_shelf(rng: np.random.Generator) -> Mesh:
    """One to three boards on brackets, with books."""
    width, depth = between(rng, 0.6, 1.5), between(rng, 0.18, 0.3)
    rows, board, fill = int(rng.integers(1, 4)), between(rng, 0.02, 0.06), _fill(rng)
    parts = []
    for k in range(rows):
        z = 0.15 + k * 0.4
        parts.append(block((width, depth, board), (0, 0, z)))
        bracket = [(depth / 2, 0), (depth / 2, -0.14), (-depth * 0.35, 0)]
        parts += mirrored(moved(turned(prism(bracket, 0.03), "z", 90), (width * 0.38, 0, z)))
        low = (-width / 2, -depth / 2, z + board)
        parts += filled(rng, low, (width / 2, depth / 2, z + 0.34), max(fill, 0.5))
    return assembled(parts)


def _cabinet_shelf(rng: np.random.Generator) -> Mesh:
    """A bookcase over a deeper base with doors or drawers."""
    width, depth, base = between(rng, 0.8, 1.6), between(rng, 0.3, 0.4), between(rng, 0.4, 0.8)
    size = (width, depth * 0.85, between(rng, 1.1, 1.7))
    case = shelf_case(rng, size, int(rng.integers(1, 3)), int(rng.integers(3, 5)), _fill(rng), True)
    look = front_look(rng)
    parts = [moved(part, (0, depth * 0.07, base)) for part in case]
    parts.append(block((width * 1.03, depth, base), (0, 0, 0)))
    parts += front_grid(rng, (-width / 2, 0.06, width / 2, base - 0.03), -depth / 2, look, 2, 1)
    return assembled(parts)


def _irregular_shelf(rng: np.random.Generator) -> Mesh:
    """A modern shelf whose uprights stand at other places in each row; or a stepped one."""
    width, depth = between(rng, 0.8, 1.6), between(rng, 0.22, 0.35)
    rows, pitch, board = int(rng.integers(3, 6)), between(rng, 0.3, 0.42), between(rng, 0.02, 0.04)
    stepped, fill = chance(rng, 0.35), _fill(rng)
    parts = [block((width, depth, board), (0, 0, 0))]
    for row in range(rows):
        wide = width * (1 - row / rows) if stepped else width
        x0, z = -width / 2, row * pitch
        parts.append(box((x0, -depth / 2, z + pitch), (x0 + wide, depth / 2, z + pitch + board)))
        inner = rng.uniform(0.2, 0.8, int(rng.integers(1, 3)))
        for share in (0.0, *sorted(inner), 1.0):
            x = x0 + share * (wide - board)
            parts.append(box((x, -depth / 2, z), (x + board, depth / 2, z + pitch)))
        low = (x0 + board, -depth / 2, z + board)
        parts += filled(rng, low, (x0 + wide * 0.9, depth / 2, z + pitch), fill)
    return assembled(parts)


def bookshelf(rng: np.random.Generator) -> Mesh:
    """A tall, wide or low bookcase, cubes, a rack, ladder, wall, irregular or cabinet shelf."""
    return drawn(
        rng,
        (
            (_tall_bookcase, 6),
            (_wide_bookcase, 3),
            (_low_bookcase, 2),
            (_cube_shelf, 1.5),
            (_rack, 2),
            (_ladder_shelf, 0.8),
            (_wall_shelf, 1),
            (_cabinet_shelf, 1),
            (_irregular_shelf, 1),
        ),
    )
