"""Shapes that buildings of several kinds share."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, between, block, chance, cylinder, moved
from .parts import arch_outline, boxes, gable_roof, slab


def front_window(rng: np.random.Generator, x: float, y: float, z: float, size: float) -> Mesh:
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
    return boxes(*zip(*frame, strict=True))


def front_door(rng: np.random.Generator, x: float, y: float, height: float) -> list[Mesh]:
    """A door in a wall facing -Y, at times with a step, a frame or a small canopy."""
    width = height * between(rng, 0.4, 0.6)
    parts = [block((width, 0.06, height), (x, y, 0))]
    if chance(rng, 0.5):
        parts = [slab(arch_outline(width, height * 1.1, width / 2), 0.08, (x, y, 0))]
    if chance(rng, 0.5):
        parts.append(block((width * 1.5, width, height * 0.08), (x, y, 0)))
    if chance(rng, 0.4):
        parts.append(block((width * 1.3, 0.1, height * 1.08), (x, y + 0.03, 0)))
    if chance(rng, 0.25):
        roof = gable_roof(rng, width * 0.9, width, 0, width * 0.5)
        parts.append(moved(roof, (x, y - width * 0.3, height * 1.15)))
    return parts


def hip_roof(rng: np.random.Generator, width: float, depth: float, low: float, rise: float) -> Mesh:
    over = 1 + between(rng, 0.02, 0.2)
    ridge = (0.02, max(0.02, 1 - width / depth)) if depth > width else (1 - depth / width, 0.02)
    top = ridge if chance(rng, 0.75) else (0.5, 0.5)
    eaves = block((width * over, depth * over, rise * 0.12), (0, 0, low))
    return assembled(
        eaves, block((width * over, depth * over, rise), (0, 0, low + rise * 0.1), top=top)
    )


def chimney(rng: np.random.Generator, x: float, y: float, low: float, high: float) -> list[Mesh]:
    wide = between(rng, 0.12, 0.3)
    parts = [block((wide, wide, high - low), (x, y, low))]
    if chance(rng, 0.6):
        parts.append(block((wide * 1.3, wide * 1.3, wide * 0.3), (x, y, high - wide * 0.2)))
    if chance(rng, 0.3):
        parts.append(cylinder(wide * 0.25, wide * 0.7, (x, y, high), segments=8))
    return parts
