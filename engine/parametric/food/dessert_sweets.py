"""Chocolate, sweets and lollipops made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, grounded, rod_between
from ..shapes import (
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
    rounded,
    scaled,
    tube,
    turned,
)
from .parts import wavy


def chocolate(rng: np.random.Generator) -> Mesh:
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
    made = grounded(assembled(*parts))
    return grounded(turned(made, "x", between(rng, 70, 90))) if chance(rng, 0.3) else made


def candy_bar(rng: np.random.Generator) -> Mesh:
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


def sweet(rng: np.random.Generator) -> Mesh:
    """A wrapped sweet: a ball or barrel between two twisted fans."""
    body = ball((between(rng, 0.9, 1.4), 0.8, 0.8), segments=drawn_sides(rng))
    if chance(rng, 0.3):
        body = turned(cylinder(0.7, 2, (0, 0, -1), segments=drawn_sides(rng)), "y", 90)
    reach = float(body.vertices[:, 0].max()) * 0.9
    fan = lathe(
        [(0, 0), (0.15, 0), (between(rng, 0.5, 0.9), 0.8), (0.1, 0.65), (0, 0.6)], segments=16
    )
    fan = moved(turned(wavy(fan, 8, 0.12), "y", 90), (reach, 0, 0))
    flat = scaled(fan, (1, 1, between(rng, 0.4, 1)))
    return grounded(assembled(body, mirrored(flat)))


def lollipop(rng: np.random.Generator) -> Mesh:
    """A swirl disc, ball or heart on a stick, with a bow maybe; or a candy cane."""
    stick, style = between(rng, 2, 3.5), int(rng.integers(4))
    rod = rod_between((0, 0, 0), (0, 0, stick + 0.3), between(rng, 0.06, 0.12))
    middle = (0, 0, stick + 0.9)
    if style == 0:
        head = [moved(ball((1, between(rng, 0.6, 1), 1), segments=drawn_sides(rng)), middle)]
    elif style == 3:
        turns = np.linspace(0, np.pi, 9)
        hook = [(0.7 * (1 - np.cos(t)), 0, 3 + 0.7 * np.sin(t)) for t in turns]
        cane = tube(
            [(0, 0, 0), (0, 0, 1.5), *hook, (1.4, 0, 2.6)], between(rng, 0.18, 0.3), segments=8
        )
        return grounded(turned(cane, "x", 90)) if chance(rng, 0.4) else cane
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
    return grounded(turned(made, "x", 80)) if chance(rng, 0.25) else made
