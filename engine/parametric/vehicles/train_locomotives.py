"""Locomotives made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    tube,
    turned,
)
from .parts import Parts, frustum, glazed, open_cabin, rod_x, wheel_pairs, windows
from .train_parts import arched_roof, bogies, buffers, mostly_short, nosed, pantograph, rail_wheels


def _cow_catcher(x: float, width: float, high: float) -> Mesh:
    out = width * 0.4
    rings = [
        [(x - 0.1, -y, z), (x + ahead, -y * tip, z), (x + ahead, y * tip, z), (x - 0.1, y, z)]
        for y, z, ahead, tip in ((width / 2, 0.1 * high, out, 0.1), (width * 0.4, high, 0.1, 0.9))
    ]
    return loft(rings)


def _chimney(rng: np.random.Generator, radius: float, high: float, at: Point) -> Mesh:
    """Straight, flared, capped or a spark arrester."""
    shapes = (
        [(0, 0), (1, 0), (1, 1), (0, 1)],
        [(0, 0), (0.8, 0), (0.8, 0.3), (1.5, 1), (0, 1)],
        [(0, 0), (1.2, 0), (0.85, 0.2), (0.9, 0.8), (1.25, 0.85), (1.25, 1), (0, 1)],
        [(0, 0), (0.7, 0), (0.7, 0.4), (1.8, 0.75), (1.2, 1), (0, 1)],
    )
    shape = shapes[rng.integers(4)]
    return moved(lathe([(r * radius, z * high) for r, z in shape], segments=10), at)


def steam_locomotive(rng: np.random.Generator) -> Mesh:
    """Boiler, chimney, domes, cab, driving wheels with rods, perhaps a tender."""
    boiler, long = between(rng, 0.6, 0.95), between(rng, 3.0, 7.5)
    driver = between(rng, 0.5, 0.95)
    floor, width = driver * between(rng, 1.2, 1.6), between(rng, 2.2, 2.9)
    axis = floor + boiler * between(rng, 0.85, 1.1)
    segments = int(rng.choice([8, 10, 12, 16]))
    front, cab = long, -between(rng, 1.2, 2.2)
    parts: Parts = [rod_x(boiler, long - 0.6, (0, 0, axis), segments=segments)]
    parts.append(
        rod_x(boiler * between(rng, 0.95, 1.12), 0.75, (long - 0.7, 0, axis), segments=segments)
    )
    parts.append(rod_x(boiler * 0.5, 0.15, (long, 0, axis), segments=segments, top=0.7))
    parts.append(box((cab, -width * 0.42, floor - 0.3), (front + 0.3, width * 0.42, floor)))
    parts.append(
        box((front + 0.1, -width * 0.48, floor - 0.5), (front + 0.35, width * 0.48, floor))
    )
    parts.append(
        _chimney(
            rng,
            boiler * between(rng, 0.25, 0.4),
            between(rng, 0.6, 1.3),
            (long - 0.4, 0, axis + boiler * 0.9),
        )
    )
    for x in np.linspace(long * 0.25, long * 0.7, int(rng.integers(1, 4))):
        dome = boiler * between(rng, 0.35, 0.5)
        parts.append(cylinder(dome, dome * 0.9, (x, 0, axis + boiler * 0.85), segments=10))
        parts.append(ball(dome, (x, 0, axis + boiler * 0.85 + dome * 0.9), segments=10, rings=6))
    roof = axis + boiler * between(rng, 1.5, 2.0)
    parts += _cab_house(rng, cab, 0.05, width, floor, roof)
    if chance(rng, 0.35):
        parts.append(_cow_catcher(front + 0.2, width * 0.9, floor - 0.1))
    else:
        parts += buffers(front + 0.3, cab, width, floor - 0.2)
    if chance(rng, 0.4):
        parts.append(block((0.35, 0.35, 0.4), (front - 0.2, 0, axis + boiler)))
    parts += _running_gear(rng, cab, front, driver, width)
    if chance(rng, 0.2):
        tank = box(
            (0, boiler * 0.8, floor),
            (long * between(rng, 0.5, 0.8), width / 2, axis + boiler * 0.4),
        )
        parts += mirrored(tank, "y")
    if chance(rng, 0.4):
        parts += _tender(rng, cab - 0.35, width, floor)
    return assembled(parts)


def _cab_house(
    rng: np.random.Generator, rear: float, front: float, width: float, floor: float, roof: float
) -> Parts:
    """A driver's cab, open at the rear or with window panes, its roof flat or arched."""
    wall = floor + (roof - floor) * between(rng, 0.4, 0.55)
    y = width / 2
    parts: Parts = []
    if chance(rng, 0.5):
        parts.append(box((rear, -y, floor), (front, y, wall)))
        parts += open_cabin(
            (rear + 0.1, front), (rear + 0.1, front), (width, width), (wall - 0.05, roof), 0.14
        )
    else:
        parts.append(box((rear, -y, floor), (front, y, roof)))
        middle, wide = (rear + front) / 2, (front - rear) * 0.55
        parts += windows([middle], wide, wall, roof - 0.25, width * 1.04)
    if chance(rng, 0.6):
        bend = np.linspace(0, np.pi, 7)
        ring = np.column_stack([np.cos(bend) * y * 1.1, np.sin(bend) * 0.35 + roof - 0.02])
        parts.append(
            loft([np.column_stack([np.full(7, x), ring]) for x in (rear - 0.2, front + 0.2)])
        )
    else:
        parts.append(box((rear - 0.2, -y * 1.1, roof - 0.05), (front + 0.2, y * 1.1, roof + 0.1)))
    return parts


def _running_gear(
    rng: np.random.Generator, rear: float, front: float, driver: float, width: float
) -> Parts:
    """Coupled driving wheels, small leading ones, cylinders and rods."""
    fit = max(int((front - 0.9 - rear) / (driver * 2.15)), 2)
    count = min(int(rng.integers(2, 5)), fit)
    xs = rear + driver * 1.1 + np.arange(count) * driver * 2.12
    track = width * between(rng, 0.75, 0.9)
    parts = rail_wheels(rng, list(xs), driver, track)
    small, room = driver * between(rng, 0.4, 0.6), front - 0.1 - xs[-1] - driver
    if room > small * 2:
        leads = np.arange(front - 0.1 - small, xs[-1] + driver + small, -small * 2.2)[:2]
        parts += rail_wheels(rng, list(leads), small, track)
    if chance(rng, 0.75):
        y, z = track / 2 + 0.06, driver * between(rng, 0.7, 1.3)
        piston = rod_x(0.28, 0.9, (front - 1.0, y, driver), segments=8)
        rod = box((xs[0], y - 0.04, z - 0.07), (front - 0.8, y + 0.06, z + 0.07))
        parts += mirrored(assembled(piston, rod), "y")
    return parts


def _tender(rng: np.random.Generator, front: float, width: float, floor: float) -> Parts:
    long, high = between(rng, 2.0, 3.2), between(rng, 0.9, 1.4)
    parts: Parts = [
        box((front - long, -width * 0.48, floor - 0.2), (front, width * 0.48, floor + high))
    ]
    parts.append(box((front - 0.2, -0.15, floor - 0.3), (front + 0.5, 0.15, floor - 0.1)))
    if chance(rng, 0.7):
        coal = ball(
            (long * 0.42, width * 0.38, 0.45),
            (front - long / 2, 0, floor + high),
            segments=8,
            rings=5,
        )
        parts.append(coal)
    radius = floor * 0.35
    count = int(rng.choice([2, 3]))
    xs = front - long / 2 + np.linspace(-0.35, 0.35, count) * long
    return parts + rail_wheels(rng, list(xs), radius, width * 0.8)


def hood_diesel(rng: np.random.Generator) -> Mesh:
    """A diesel with a narrow hood and a cab that stands above it; a shunter when short."""
    long, width = mostly_short(rng, 4.8, 15), between(rng, 2.4, 3.0)
    floor, roof = between(rng, 1.0, 1.3), between(rng, 3.3, 4.0)
    front, rear, hood = long / 2, -long / 2, width * between(rng, 0.55, 0.75)
    place = between(rng, 0.5, 0.85) * long + rear
    top = roof * between(rng, 0.72, 0.92)
    parts: Parts = [box((rear, -width / 2, floor - 0.35), (front, width / 2, floor))]
    parts.append(
        frustum((rear + 0.5, place), (rear + 0.5, place), (hood, hood * 0.95), (floor, top))
    )
    nose = floor + (top - floor) * between(rng, 0.5, 1)
    if front - place > 2:
        parts.append(
            frustum((place, front - 0.5), (place, front - 0.6), (hood, hood * 0.9), (floor, nose))
        )
    cab = (place - 0.9, place + 0.9)
    parts += glazed(rng, cab, cab, (width * 0.95, width * 0.85), (floor + 0.8, roof), 1)
    parts.append(box((cab[0], -width * 0.475, floor), (cab[1], width * 0.475, floor + 0.85)))
    for x in (rear + 0.1, front - 0.1):
        rail = [
            (x, -width * 0.45, floor),
            (x, -width * 0.45, floor + 0.9),
            (x, width * 0.45, floor + 0.9),
            (x, width * 0.45, floor),
        ]
        parts.append(tube(rail, 0.04, segments=4))
    if chance(rng, 0.6):
        rail = tube(
            [(rear, width * 0.48, floor + 0.9), (cab[0], width * 0.48, floor + 0.9)],
            0.035,
            segments=4,
        )
        parts += mirrored(rail, "y")
    for x in np.linspace(rear + 1.2, place - 1.3, int(rng.integers(1, 4))):
        parts.append(cylinder(0.35, 0.25, (x, 0, top - 0.05), segments=10))
    parts.append(box((-long * 0.14, -width * 0.42, 0.35), (long * 0.14, width * 0.42, floor)))
    parts += buffers(front, rear, width, floor - 0.15)
    if long < 7:
        return assembled(parts, rail_wheels(rng, [rear + 1.2, front - 1.2], 0.5, width * 0.8))
    return assembled(
        parts, bogies(rng, (rear * 0.66, front * 0.66), int(rng.choice([2, 3])), 0.45, width)
    )


def cab_locomotive(rng: np.random.Generator) -> Mesh:
    """An electric or diesel locomotive of full width, cabs at one end or both."""
    long, width = mostly_short(rng, 6, 15), between(rng, 2.6, 3.0)
    floor, roof = between(rng, 0.9, 1.2), between(rng, 3.4, 4.0)
    slant, bulge = between(rng, 0.1, 1.4), between(rng, 0.3, 0.6)
    half = nosed(-0.05, long / 2, width, floor, roof, slant, bulge)
    parts: Parts = (
        mirrored(half)
        if chance(rng, 0.65)
        else [nosed(-long / 2, long / 2, width, floor, roof, slant, bulge)]
    )
    z = floor + (roof - floor) * (bulge + 0.12)
    tall = (roof - floor) * 0.25
    parts += windows([long / 2 - slant - 0.7], 0.8, z, z + tall, width * 1.03)
    screen = box((-0.06, -width * 0.4, 0), (0.06, width * 0.4, tall * 1.1))
    lean = -np.degrees(np.arctan2(slant, (roof - floor) * (1 - bulge)))
    parts.append(moved(turned(screen, "y", lean), (long / 2 - slant * 0.2, 0, z)))
    if chance(rng, 0.6):
        parts += windows(
            np.linspace(-long * 0.3, long * 0.25, int(rng.integers(3, 7))),
            0.7,
            z,
            z + tall,
            width * 1.02,
        )
    if chance(rng, 0.6):
        for x in (-long * 0.3, long * 0.3)[: int(rng.integers(1, 3))]:
            parts += pantograph(rng, x, roof)
    parts.append(block((long * 0.4, width * 0.5, 0.25), (0, 0, roof)))
    parts += mirrored(
        rod_x(0.15, 0.1, (long / 2 - 0.05, width * 0.33, floor + 0.5), segments=8), "y"
    )
    parts += buffers(long / 2 - 0.1, -long / 2 + 0.1, width, floor + 0.1)
    parts.append(box((-long * 0.15, -width * 0.42, 0.35), (long * 0.15, width * 0.42, floor)))
    return assembled(
        parts, bogies(rng, (-long * 0.31, long * 0.31), int(rng.choice([2, 3])), 0.48, width)
    )


def toy_locomotive(rng: np.random.Generator) -> Mesh:
    """A short, chubby steam engine as of wood: a barrel, a box, a chimney, big wheels."""
    long, width = between(rng, 1.6, 2.4), between(rng, 0.8, 1.2)
    radius, boiler = between(rng, 0.2, 0.38), width * between(rng, 0.3, 0.5)
    floor, segments = radius * between(rng, 0.9, 1.4), int(rng.choice([6, 8, 12, 16]))
    x, cab = long / 2, long * between(rng, 0.3, 0.42)
    parts: Parts = [box((-x, -width * 0.4, floor), (x, width * 0.4, floor + 0.15))]
    axis = floor + 0.12 + boiler
    parts.append(rod_x(boiler, long - cab, (-x + cab - 0.02, 0, axis), segments=segments))
    roof = axis + boiler * between(rng, 1.2, 2.0)
    parts.append(box((-x, -width * 0.45, floor + 0.1), (-x + cab, width * 0.45, roof)))
    if chance(rng, 0.5):
        z = floor + (roof - floor) * 0.55
        parts += windows([-x + cab / 2], cab * 0.5, z, roof - 0.12, width * 0.96)
    if chance(rng, 0.5):
        parts.append(
            arched_roof(
                -x - 0.1, -x + cab + 0.1, width * 1.05, roof - 0.02, between(rng, 0.1, 0.25)
            )
        )
    else:
        parts.append(
            box((-x - 0.08, -width * 0.52, roof), (-x + cab + 0.08, width * 0.52, roof + 0.1))
        )
    parts.append(
        _chimney(
            rng,
            boiler * between(rng, 0.3, 0.5),
            between(rng, 0.3, 0.6),
            (x * 0.7, 0, axis + boiler * 0.85),
        )
    )
    if chance(rng, 0.7):
        parts.append(ball(boiler * 0.4, (x * 0.15, 0, axis + boiler * 0.95), segments=8, rings=6))
    if chance(rng, 0.5):
        parts.append(_cow_catcher(x, width, floor))
    if chance(rng, 0.5):
        parts.append(rod_x(boiler * 0.45, 0.1, (x - 0.02, 0, axis), segments=segments))
    count = int(rng.choice([2, 3]))
    rims = [
        radius * (between(rng, 1.1, 1.5) if k == 0 and chance(rng, 0.4) else 1)
        for k in range(count)
    ]
    xs = np.linspace(-x + radius * 1.2, x - radius * 1.1, count)
    return assembled(
        parts, wheel_pairs(rng, list(xs), rims, between(rng, 0.12, 0.25), width * 1.05)
    )
