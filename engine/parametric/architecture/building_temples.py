"""Churches, temples and pagodas made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, between, block, chance, cylinder, loft, moved, turned
from .building_parts import front_door
from .parts import arch_outline, gable_roof, slab, windows


def church(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 1.2, 1.8), between(rng, 2, 3.5)
    wall, high = between(rng, 0.9, 1.6), between(rng, 2, 3.6)
    span = width * between(rng, 0.35, 0.6)
    parts = [block((width, depth, wall))]
    parts.append(gable_roof(rng, width / 2, depth, wall, width * between(rng, 0.5, 1.0)))
    spire = [block((span, span, high)), block((span * 1.1, span * 1.1, 0.1), (0, 0, high * 0.75))]
    sides = 4 if chance(rng, 0.5) else 8
    cap = cylinder(span * 0.75, span * between(rng, 0.8, 3), (0, 0, high), top=0, segments=sides)
    spire.append(turned(cap, "z", 45 if sides == 4 else 22.5))
    top = float(cap.vertices[:, 2].max())
    spire.append(_cross(0.35, (0, 0, top - 0.03)))
    spire.append(slab(arch_outline(span * 0.4, 0.4, 0.2), span * 1.1, (0, 0, high * 0.8)))
    x = 0.0 if chance(rng, 0.65) else width * 0.5
    parts.append(moved(assembled(spire), (x, -depth / 2, 0)))
    parts.append(slab(arch_outline(0.4, 0.7, 0.25, power=1.5), 0.1, (x, -depth / 2 - span / 2, 0)))
    panes = [
        turned(slab(arch_outline(0.22, wall * 0.6, 0.15, power=1.5), width + 0.08), "z", 90)
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


def temple(rng: np.random.Generator) -> Mesh:
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
        parts.append(gable_roof(rng, width * 0.57, depth * 1.05, top + 0.18, rise))
    if chance(rng, 0.7):
        parts.append(block((width * 0.65, depth * 0.7, high), (0, 0, low)))
    return assembled(parts)


def pagoda(rng: np.random.Generator) -> Mesh:
    size, low, parts = between(rng, 1.2, 2), 0.0, [block((2.4, 2.4, 0.12))]
    shrink = between(rng, 0.7, 0.9)
    for _ in range(rng.integers(1, 6)):
        high = between(rng, 0.4, 0.7)
        parts.append(block((size, size, high), (0, 0, low)))
        parts.append(windows((size, size), low, low + high, 3, 1, out=0.05))
        low += high
        parts.append(_swept_roof(size * 0.8, size * 0.28, low - 0.03))
        low += size * 0.16
        size *= shrink
    parts.append(cylinder(0.06, 0.6, (0, 0, low), top=0.1, segments=6))
    return assembled(parts, front_door(rng, 0, -size / 2, 0.4))


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
