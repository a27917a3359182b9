"""Shapes that locomotives, coaches and wagons share."""

from collections.abc import Sequence

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    assembled,
    between,
    box,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    prism,
    torus,
    tube,
    turned,
)
from .parts import Parts, rod_x


def mostly_short(rng: np.random.Generator, low: float, high: float) -> float:
    """A length between two, the short ones commoner, as in packs of low-poly trains."""
    return low + (high - low) * float(rng.random()) ** 2


def bogies(
    rng: np.random.Generator, middles: Sequence[float], axles: int, radius: float, width: float
) -> Parts:
    """Frames with small wheels under each of the middles."""
    parts: Parts = []
    step = radius * between(rng, 2.2, 3.0)
    places = (np.arange(axles) - (axles - 1) / 2) * step
    frame = box(
        (places[0] - radius, -width * 0.42, radius * 0.9),
        (places[-1] + radius, width * 0.42, radius * 1.7),
    )
    side = box(
        (places[0] - radius * 1.1, width * 0.4, radius * 0.7),
        (places[-1] + radius * 1.1, width * 0.48, radius * 1.6),
    )
    skirted = chance(rng, 0.5)
    for middle in middles:
        parts.append(moved(frame, (middle, 0, 0)))
        if skirted:
            parts += mirrored(moved(side, (middle, 0, 0)), "y")
    xs = [middle + place for middle in middles for place in places]
    return parts + rail_wheels(rng, xs, radius, width * 0.8)


def rail_wheels(
    rng: np.random.Generator, xs: Sequence[float], radius: float | Sequence[float], track: float
) -> Parts:
    """Thin wheels with flanges on axles, standing on z = 0."""
    segments, spoked = int(rng.choice([6, 8, 10, 12])), chance(rng, 0.25)
    parts: Parts = []
    for x, size in zip(xs, np.broadcast_to(radius, len(xs)), strict=True):
        if spoked:
            rim = torus(size * 0.9, size * 0.1, segments=segments, sides=4)
            spoke = box((-size * 0.05, -size * 0.9, -0.03), (size * 0.05, size * 0.9, 0.03))
            wheel = assembled(
                rim,
                cylinder(size * 0.2, 0.12, (0, 0, -0.06), segments=6),
                [turned(spoke, "z", turn) for turn in (0, 60, 120)],
            )
        else:
            shape = [
                (0, -0.08),
                (size, -0.08),
                (size, -0.04),
                (size * 0.9, -0.04),
                (size * 0.88, 0.08),
                (0, 0.08),
            ]
            wheel = lathe(shape, segments=segments)
        parts += mirrored(moved(turned(wheel, "x", -90), (x, track / 2 - 0.08, size)), "y")
    return parts


def buffers(front: float, rear: float, width: float, z: float) -> Parts:
    """Buffers at both ends."""
    disc = rod_x(0.2, 0.08, (0.3, width * 0.3, z), segments=8)
    stem = rod_x(0.08, 0.35, (0, width * 0.3, z), segments=6)
    pair = mirrored(assembled(disc, stem), "y")
    return [moved(part, (front, 0, 0)) for part in pair] + [
        moved(turned(part, "z", 180), (rear, 0, 0)) for part in pair
    ]


def pantograph(rng: np.random.Generator, x: float, z: float) -> Parts:
    """A current collector on the roof."""
    reach, high = between(rng, 0.5, 0.9), between(rng, 0.6, 1.1)
    if chance(rng, 0.5):
        arms = [[(x, 0.4, z), (x - reach, 0.3, z + high * 0.5), (x, 0.2, z + high)]]
    else:
        arms = [
            [(x - reach, 0.4, z), (x - reach * 1.3, 0.4, z + high / 2), (x, 0.3, z + high)],
            [(x + reach, 0.4, z), (x + reach * 1.3, 0.4, z + high / 2), (x, 0.3, z + high)],
        ]
    bars = [part for arm in arms for part in mirrored(tube(arm, 0.04, segments=4), "y")]
    return [*bars, box((x - 0.15, -0.8, z + high), (x + 0.15, 0.8, z + high + 0.06))]


def nosed(
    rear: float, front: float, width: float, floor: float, roof: float, slant: float, bulge: float
) -> Mesh:
    """A car body along X whose front is slanted by `slant` and bent at the height of `bulge`."""
    mid = floor + (roof - floor) * bulge
    outline = [
        (rear, floor),
        (front - 0.1, floor),
        (front, mid),
        (front - slant, roof),
        (rear, roof),
    ]
    return prism(outline, width)


def arched_roof(rear: float, front: float, width: float, z: float, high: float) -> Mesh:
    bend = np.linspace(0, np.pi, 8)
    ring = np.column_stack([np.cos(bend) * width / 2, np.sin(bend) * high + z])
    return loft([np.column_stack([np.full(8, x), ring]) for x in (rear, front)])
