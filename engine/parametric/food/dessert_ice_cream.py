"""Ice cream made by formula: in cones, on sticks, in glasses."""

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
    moved,
    prism,
    rounded,
    scaled,
    torus,
    turned,
)
from .parts import cherry_top, posed, swirl, wavy


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
            parts.append(wavy(frill, int(rng.integers(5, 9)), 0.06))
        top, size = top + size * 1.2, size * between(rng, 0.85, 0.97)
    return parts, top + size * 0.15


def ice_cream_cone(rng: np.random.Generator) -> Mesh:
    """A pointed or flat-bottomed cone with scoops or soft swirl, wafer, flake, cherry."""
    sides, tall = drawn_sides(rng), between(rng, 2.0, 3.5)
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
        parts.append(moved(swirl(1.25, top, between(rng, 2.5, 3.5), 8), (0, 0, tall + 0.2)))
        parts.append(cylinder(0.8, top * 0.6, (0, 0, tall), top=0.3, segments=sides))
    if chance(rng, 0.3):
        parts.append(cherry_top(0.3, (0, 0, tall + top + 0.15)))
    if chance(rng, 0.3):
        stick = rod_between((0, 0, 0), (0, 0, 1.6), 0.14)
        parts.append(moved(turned(stick, "y", 30), (0.2, 0, tall + top * 0.6)))
    return assembled(*parts) if chance(rng, 0.75) else posed(rng, assembled(*parts), 0.5)


def popsicle(rng: np.random.Generator) -> Mesh:
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
        parts = [lathe(tiers, segments=drawn_sides(rng)), stick]
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
    return grounded(made)


def sundae(rng: np.random.Generator) -> Mesh:
    """Scoops, cream, cherry, wafers in a footed glass, bowl or paper tub; also a milkshake."""
    sides, style = drawn_sides(rng), int(rng.integers(4))
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
        parts.append(moved(swirl(rim * 1.1, top, 2.6), (0, 0, brim)))
    else:
        balls, top = _scoops(rng, int(rng.integers(1, 4)), sides)
        parts += [moved(scaled(part, 0.95 * rim / 1.1), (0, 0, brim * 0.97)) for part in balls]
    if chance(rng, 0.6):
        parts.append(cherry_top(0.25, (0, 0, brim + top)))
    if chance(rng, 0.45):
        stick = turned(
            rod_between((0, 0, 0), (0, 0, 2.3), between(rng, 0.06, 0.13)), "y", between(rng, 15, 35)
        )
        parts.append(moved(stick, (0.3, 0.2, brim)))
    if chance(rng, 0.3):
        wafer = turned(prism([(-0.5, 1.2), (0.5, 1.2), (0, 0)], 0.08), "y", -25)
        parts.append(moved(wafer, (-0.4, 0.2, brim + 0.3)))
    return assembled(*parts)
