"""Shapes that cars and lorries share."""

from collections.abc import Sequence

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, between, block, box, chance, cylinder, loft, mirrored
from .parts import Parts, rod_x


def car_body(
    upper: Sequence[tuple[float, float]],
    width: float,
    clearance: float,
    wheels: Sequence[float] = (),
    radius: float = 0.0,
    *,
    nose: float = 0.92,
    shoulder: float = 0.94,
) -> Mesh:
    """A lower body under the line (x, z) of rising x, with arches over the wheels."""
    line = np.array(upper, np.float64)
    arch = radius * 1.18
    places = [line[:, 0]]
    places += [x + arch * np.array([-1.001, -1, -0.75, 0, 0.75, 1, 1.001]) for x in wheels]
    xs = np.unique(np.clip(np.concatenate(places), line[0, 0], line[-1, 0]))
    top = np.interp(xs, line[:, 0], line[:, 1])
    bottom = np.full(len(xs), clearance)
    for x in wheels:
        inside = np.abs(xs - x) <= arch
        rise = radius + np.sqrt(np.maximum(arch**2 - (xs - x) ** 2, 0))
        bottom = np.where(inside, np.maximum(bottom, rise), bottom)
    bottom = np.minimum(bottom, top - 0.03 * radius - 0.01)
    middle, reach = line[:, 0].mean(), np.ptp(line[:, 0]) / 2
    middle = (line[0, 0] + line[-1, 0]) / 2
    half = width / 2 * (nose + (1 - nose) * (1 - np.abs((xs - middle) / reach) ** 3))
    rings = []
    for x, low, high, y in zip(xs, bottom, top, half, strict=True):
        waist = low * 0.35 + high * 0.65
        rings.append(
            [
                (x, -y * 0.97, low),
                (x, y * 0.97, low),
                (x, y, waist),
                (x, y * shoulder, high),
                (x, -y * shoulder, high),
                (x, -y, waist),
            ]
        )
    return loft(rings)


def lights(
    rng: np.random.Generator, front: float, rear: float, width: float, z: float, size: float
) -> Parts:
    """Lamps at both ends, round or square."""
    parts: Parts = []
    y = width / 2 - size
    if chance(rng, 0.5):
        parts += mirrored(
            rod_x(size * 0.55, size * 0.5, (front - size * 0.3, y, z), segments=8), "y"
        )
    else:
        parts += mirrored(
            block((size * 0.5, size * 1.3, size * 0.7), (front, y, z - size * 0.3)), "y"
        )
    parts += mirrored(block((size * 0.4, size, size * 0.6), (rear, y, z)), "y")
    return parts


def bumpers(rng: np.random.Generator, front: float, rear: float, width: float, z: float) -> Parts:
    high, out = between(rng, 0.08, 0.2), between(rng, 0.04, 0.12)
    return [
        box((front - 0.1, -width / 2, z), (front + out, width / 2, z + high)),
        box((rear - out, -width / 2, z), (rear + 0.1, width / 2, z + high)),
    ]


def light_bar(rng: np.random.Generator, x: float, width: float, z: float) -> Parts:
    """Police lights across the roof."""
    if chance(rng, 0.3):
        return mirrored(cylinder(0.09, 0.14, (x, width * 0.25, z), segments=8, top=0.8), "y")
    high = between(rng, 0.08, 0.16)
    bar = box((x - 0.12, -width * 0.38, z), (x + 0.12, width * 0.38, z + high * 0.5))
    return [
        bar,
        *mirrored(box((x - 0.14, 0.08, z + 0.02), (x + 0.14, width * 0.38, z + high)), "y"),
    ]


def seat(size: float) -> Mesh:
    """A seat facing +X, its back half a metre tall at size 1."""
    return assembled(
        block((0.45 * size, 0.45 * size, 0.2 * size)),
        block((0.12 * size, 0.45 * size, 0.75 * size), (-0.25 * size, 0, 0)),
    )
