"""Hoods and air conditioners made by formula."""

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh
from ..parts import drawn_sides
from ..shapes import (
    assembled,
    between,
    block,
    chance,
    cylinder,
    loft,
    mirrored,
    moved,
    prism,
    turned,
)
from .parts import case, facing, front_plate, knob_row, ring_facing, window


def hood(rng: np.random.Generator) -> Mesh:
    width, depth = between(rng, 0.55, 1.0), between(rng, 0.4, 0.6)
    rim, slope = between(rng, 0.03, 0.12), between(rng, 0.08, 0.4)
    duct, rise = between(rng, 0.18, 0.35), between(rng, 0.2, 0.9)
    parts = [block((width, depth, rim))]
    back = depth / 2
    if chance(rng, 0.75):
        share = duct / width
        flare = block((width, depth, slope), top=(share, share * width / depth * 0.9))
        offset = back - duct * 0.45 if chance(rng, 0.5) else 0.0
        corners = flare.vertices.copy()
        corners[:, 1] += offset * corners[:, 2] / slope
        low = [corners[(corners[:, 2] > 0.01) == upper] for upper in (False, True)]
        parts.append(loft([_ordered(ring) + (0, 0, rim) for ring in low]))
    else:
        slope, offset = 0.0, back - duct * 0.45
    at = (0, offset, rim + slope - 0.01)
    if chance(rng, 0.75):
        parts.append(block((duct, duct * 0.9, rise), at))
    else:
        parts.append(cylinder(duct / 2, rise, at, segments=drawn_sides(rng)))
    parts += knob_row(rng, width * 0.3, (0, -depth / 2, rim / 2), rim * 0.2)
    return assembled(*parts)


def _ordered(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of one level, counter-clockwise about their middle."""
    spokes = ring - ring.mean(axis=0)
    return ring[np.argsort(np.arctan2(spokes[:, 1], spokes[:, 0]))]


def wall_conditioner(rng: np.random.Generator) -> Mesh:
    width, depth, height = (
        between(rng, 0.7, 1.1),
        between(rng, 0.18, 0.26),
        between(rng, 0.24, 0.34),
    )
    turns = np.linspace(0, np.pi / 2, int(rng.integers(2, 6)))
    curve = [(-depth * np.cos(t), height * 0.35 * (1 - np.sin(t))) for t in turns]
    outline = [(0, height), (-depth * between(rng, 0.8, 1), height), *curve]
    body = turned(prism(outline, width), "z", 90)
    flap = block((width * 0.85, depth * 0.5, 0.012))
    flap = moved(turned(flap, "x", between(rng, 0, 50)), (0, -depth * 0.75, height * 0.12))
    slats = [
        block((width * 0.9, 0.02, 0.015), (0, -depth * y, height - 0.005)) for y in (0.3, 0.5, 0.7)
    ]
    seam = front_plate((-width * 0.48, height * 0.4), (width * 0.48, height * 0.42), -depth, 0.01)
    lamp_spot = front_plate((width * 0.3, height * 0.5), (width * 0.4, height * 0.56), -depth, 0.01)
    return assembled(body, flap, slats, seam, lamp_spot)


def outdoor_unit(rng: np.random.Generator) -> Mesh:
    width, depth, height = between(rng, 0.7, 1.0), between(rng, 0.3, 0.42), between(rng, 0.5, 0.8)
    stacked = 2 if chance(rng, 0.15) else 1
    front, radius, x = -depth / 2, height * between(rng, 0.34, 0.43), -width * between(rng, 0, 0.15)
    centre = (x, front, height / 2)
    rings = [ring_facing(radius * share, 0.012, centre) for share in (0.35, 0.7, 1)]
    spokes = [
        moved(turned(block((2 * radius, 0.02, 0.02), (0, 0, -0.01)), "y", a), centre)
        for a in (0, 45, 90, 135)
    ]
    hub = facing(radius * 0.2, 0.03, centre)
    slats = [
        block((0.02, depth * 0.9, 0.015), (width / 2, 0, z))
        for z in np.linspace(0.1, height * 0.9, 6)
    ]
    unit = assembled(block((width, depth, height)), rings, spokes, hub, slats)
    units = [moved(unit, (0, 0, 0.06 + step * height)) for step in range(stacked)]
    return assembled(units, mirrored(block((0.08, depth * 1.1, 0.07), (width * 0.35, 0, 0))))


def window_unit(rng: np.random.Generator) -> Mesh:
    width, depth, height = (
        between(rng, 0.45, 0.7),
        between(rng, 0.35, 0.6),
        between(rng, 0.32, 0.45),
    )
    front, count = -depth / 2, int(rng.integers(5, 9))
    left, right = -width * 0.45, width * between(rng, 0.15, 0.45)
    levels = np.linspace(height * 0.1, height * 0.85, count)
    slats = [front_plate((left, z), (right, z + height * 0.04), front, 0.025) for z in levels]
    return assembled(
        case(rng, (width, depth, height)),
        slats,
        window((-width / 2, 0), (width / 2, height), front, 0.03),
        facing(0.025, 0.03, (width * 0.4, front, height * 0.6)),
        facing(0.025, 0.03, (width * 0.4, front, height * 0.35)),
    )
