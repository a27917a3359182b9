"""Lorries, buses and tractors made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    assembled,
    between,
    block,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .car_parts import bumpers, car_body, light_bar, lights, seat
from .parts import (
    Parts,
    frustum,
    glazed,
    hull_body,
    open_cabin,
    rod_x,
    straight_ladder,
    wheel_pairs,
    windows,
)


def _lorry_cab(
    rng: np.random.Generator, rear: float, width: float, high: float, floor: float
) -> Parts:
    """A lorry's cab from `rear` forwards, with a bonnet or without, and its front axle below."""
    long, parts = between(rng, 1.3, 2.0), []
    belt = floor + (high - floor) * between(rng, 0.42, 0.55)
    bonnet = between(rng, 0.8, 1.6) if chance(rng, 0.35) else 0.0
    front = rear + long
    upper = [(rear, belt), (front, belt)]
    if bonnet:
        upper += [
            (front + bonnet, belt * between(rng, 0.9, 1)),
            (front + bonnet + 0.05, belt * 0.6),
        ]
    else:
        upper += [(front + 0.06, belt * 0.7)]
    parts.append(car_body(upper, width, floor * 0.6, nose=0.97, shoulder=0.98))
    low, top = (rear, front), (rear, front - between(rng, 0.05, 0.45))
    parts += glazed(
        rng, low, top, (width * 0.97, width * 0.9), (belt, high), int(rng.integers(1, 3))
    )
    nose = front + bonnet
    parts += lights(rng, nose, rear, width * 0.95, floor * 0.95, 0.22)
    parts.append(box((nose - 0.1, -width / 2, floor * 0.5), (nose + 0.15, width / 2, floor * 0.75)))
    if chance(rng, 0.4):
        pipe = cylinder(0.08, high * 0.8, (rear - 0.05, width * 0.45, floor), segments=6)
        parts += mirrored(pipe, "y") if chance(rng, 0.5) else [pipe]
    if chance(rng, 0.4):
        parts += mirrored(
            box((front - 0.1, width / 2, belt), (front, width / 2 + 0.2, belt + 0.35)), "y"
        )
    if chance(rng, 0.3):
        parts.append(
            frustum((rear, front - 0.2), (rear, rear + 0.2), (width * 0.8,) * 2, (high, high + 0.5))
        )
    return parts


def _truck_load(
    rng: np.random.Generator, rear: float, front: float, width: float, z: float
) -> Parts:
    """A box, flat bed, stake bed, tank, tipper, mixer or crane between two x."""
    long, middle, kind = (
        front - rear,
        (front + rear) / 2,
        int(rng.choice(7, p=[0.34, 0.12, 0.12, 0.12, 0.14, 0.1, 0.06])),
    )
    bed = box((rear, -width / 2, z), (front, width / 2, z + 0.12))
    if kind == 0:
        high = between(rng, 1.5, 2.6)
        return [box((rear, -width / 2, z), (front, width / 2, z + high))]
    if kind == 1:
        crates = [
            block((0.7, width * between(rng, 0.3, 0.8), between(rng, 0.4, 0.9)), (x, 0, z + 0.12))
            for x in np.arange(rear + 0.5, front - 0.4, 0.9)
        ]
        return [bed, *(crates if chance(rng, 0.5) else [])]
    if kind == 2:
        high = between(rng, 0.4, 1.0)
        side = box((rear, width / 2 - 0.08, z), (front, width / 2, z + high))
        ends = [
            box((x, -width / 2, z), (x + 0.08, width / 2, z + high)) for x in (rear, front - 0.08)
        ]
        logs = [
            rod_x(width * 0.15, long * 0.95, (rear + 0.1, y * width, z + up), segments=8)
            for y, up in ((-0.3, 0.3), (0, 0.3), (0.3, 0.3), (-0.15, 0.8), (0.15, 0.8))
        ]
        return [bed, *mirrored(side, "y"), *ends, *(logs if chance(rng, 0.4) else [])]
    if kind == 3:
        tank = rod_x(1, long, (rear, 0, 0), segments=14)
        hatches = [
            cylinder(0.2, 0.2, (x, 0, z + width * 0.85), segments=8)
            for x in (middle - 0.6, middle + 0.6)
        ]
        return [
            bed,
            moved(scaled(tank, (1, width / 2, width * 0.42)), (0, 0, z + width * 0.46)),
            *hatches,
        ]
    if kind == 4:
        high = between(rng, 0.8, 1.4)
        outline = [
            (-long, high),
            (-long * 0.85, 0),
            (0, 0),
            (0.05, high),
            (0.5, high + 0.1),
            (0.5, high + 0.2),
            (-0.05, high + 0.2),
            (-0.1, 0.15),
            (-long * 0.83, 0.15),
            (-long * 0.97, high),
        ]
        wall = prism([(-long, high), (-long * 0.85, 0), (0, 0), (0, high + 0.2)], 0.08)
        dump = assembled(
            prism(outline, width * 0.98), mirrored(moved(wall, (0, width * 0.48, 0)), "y")
        )
        tip = between(rng, 15, 45) if chance(rng, 0.2) else 0.0
        back = moved(turned(moved(dump, (long * 0.9, 0, 0)), "y", tip), (-long * 0.9, 0, 0))
        return [moved(back, (front, 0, z + 0.1))]
    if kind == 5:
        radius = width * 0.45
        drum = hull_body(
            [
                (0, radius * 0.3, radius * 0.3, 0),
                (long * 0.2, radius * 0.6, radius * 0.6, 0),
                (long * 0.6, radius, radius, 0),
                (long * 0.8, radius, radius, 0),
                (long, radius * 0.55, radius * 0.55, 0),
            ],
            segments=12,
        )
        lying = moved(turned(drum, "y", 14), (rear, 0, z + radius * 1.7))
        return [bed, lying, block((0.5, width * 0.6, radius * 1.4), (rear + 0.4, 0, z))]
    mast = tube(
        [(middle, 0, z), (middle, 0, z + 1.2), (rear - 0.6, 0, z + between(rng, 1.2, 3))],
        0.14,
        segments=5,
    )
    return [bed, mast, block((0.9, width * 0.6, 0.6), (middle, 0, z))]


def truck(rng: np.random.Generator) -> Mesh:
    """A rigid lorry or a tractor with its trailer."""
    width, radius = between(rng, 2.1, 2.5), between(rng, 0.45, 0.6)
    floor, high = radius * between(rng, 1.5, 2.0), between(rng, 2.5, 3.4)
    cab = _lorry_cab(rng, 0, width, high, floor)
    front = max(part.vertices[:, 0].max() for part in cab)
    axles = [front - between(rng, 0.75, 1.1)]
    parts: Parts = [*cab]
    if chance(rng, 0.3):
        trailer = between(rng, 5, 9)
        axles += [-0.6, -0.6 - radius * 2.3, -trailer + 0.3, -trailer + 0.3 + radius * 2.3]
        parts.append(box((-1.9, -width * 0.25, floor * 0.6), (0.2, width * 0.25, floor * 0.9)))
        parts += _truck_load(rng, -trailer - 0.6, -0.35, width, floor * 1.08)
    elif chance(rng, 0.08):
        axles += [-0.6, -0.6 - radius * 2.3]
        parts.append(box((-2.2, -width * 0.25, floor * 0.6), (0.2, width * 0.25, floor * 0.95)))
    else:
        rear = -between(rng, 2.2, 5)
        axles += [rear * 0.72] + (
            [rear * 0.72 + radius * 2.2] if rear < -3.6 and chance(rng, 0.7) else []
        )
        parts.append(box((rear, -width * 0.3, floor * 0.6), (0.2, width * 0.3, floor)))
        parts += _truck_load(rng, rear, -0.12, width, floor)
    return assembled(parts, wheel_pairs(rng, axles, radius, radius * 0.7, width * 1.02))


def bus(rng: np.random.Generator) -> Mesh:
    """A city bus, double-decker, coach or school bus."""
    long, width, radius = between(rng, 5, 11), between(rng, 2.2, 2.5), between(rng, 0.42, 0.52)
    double = chance(rng, 0.25)
    high = between(rng, 3.9, 4.4) if double else between(rng, 2.6, 3.2)
    front, rear, floor = long / 2, -long / 2, radius * 0.8
    parts: Parts = []
    if chance(rng, 0.3):
        parts.append(
            rounded((long, width, high - floor), (0, 0, floor), radius=between(rng, 0.1, 0.4))
        )
    else:
        parts.append(
            frustum(
                (rear, front),
                (rear + 0.1, front - between(rng, 0, 0.5)),
                (width, width * between(rng, 0.9, 1)),
                (floor, high),
            )
        )
    bonnet = between(rng, 0.8, 1.4) if not double and chance(rng, 0.3) else 0.0
    if bonnet:
        parts.append(
            frustum(
                (front - 0.2, front + bonnet),
                (front - 0.2, front + bonnet - 0.1),
                (width * 0.9, width * 0.8),
                (floor, high * 0.5),
            )
        )
    count = int(rng.integers(4, 10))
    step = (long - 0.8) / count
    xs = rear + 0.4 + step * (np.arange(count) + 0.5)
    for z, tall in (
        ((high * 0.3, high * 0.18), (high * 0.66, high * 0.2))
        if double
        else ((high * between(rng, 0.42, 0.5), high * between(rng, 0.28, 0.36)),)
    ):
        parts += windows(xs, step * between(rng, 0.75, 0.92), z, z + tall, width * 1.02)
        parts.append(box((rear - 0.02, -width * 0.43, z), (front + 0.02, width * 0.43, z + tall)))
    if chance(rng, 0.4):
        door = box(
            (front - 1.3, width / 2 - 0.02, floor), (front - 0.4, width / 2 + 0.03, high * 0.72)
        )
        parts.append(door)
    if chance(rng, 0.35):
        parts.append(block((long * 0.35, width * 0.6, 0.25), (between(rng, -1, 1), 0, high)))
    if chance(rng, 0.35):
        parts += mirrored(block((0.1, 0.25, 0.4), (front + 0.1, width / 2 + 0.1, high * 0.6)), "y")
    parts += lights(rng, front + bonnet, rear, width * 0.95, floor + 0.35, 0.22)
    parts += bumpers(rng, front + bonnet, rear, width, floor * 0.8)
    axles = [rear + long * 0.22, front + bonnet * 0.7 - long * (0.08 if bonnet else 0.2)]
    return assembled(parts, wheel_pairs(rng, axles, radius, radius * 0.6, width * 1.03))


def fire_truck(rng: np.random.Generator) -> Mesh:
    """A lorry with lockers, lights and a ladder on top."""
    width, radius = between(rng, 2.1, 2.5), between(rng, 0.45, 0.55)
    floor, high, rear = radius * 1.2, between(rng, 2.4, 3.0), -between(rng, 2.5, 5)
    parts = _lorry_cab(rng, 0, width, high, floor)
    front = max(part.vertices[:, 0].max() for part in parts)
    top = high * between(rng, 0.72, 0.98)
    parts.append(box((rear, -width / 2, floor * 0.7), (-0.05, width / 2, top)))
    count = int(rng.integers(2, 5))
    xs = rear + (np.arange(count) + 0.5) * -rear / count
    parts += windows(xs, -rear / count * 0.8, floor * 1.2, top * 0.85, width * 1.03)
    long = -rear * between(rng, 0.9, 1.4)
    ladder = turned(
        straight_ladder(long, 0.7, 9, 0.05), "y", -between(rng, 0, 20) if chance(rng, 0.5) else 0
    )
    parts.append(moved(ladder, (rear, 0, top + 0.3)))
    parts.append(cylinder(0.5, 0.3, (rear + 0.6, 0, top), segments=10))
    parts += light_bar(rng, 0.9, width, high)
    axles = [front - 0.9, rear * 0.68]
    return assembled(parts, wheel_pairs(rng, axles, radius, radius * 0.65, width * 1.02))


def tractor(rng: np.random.Generator) -> Mesh:
    """Big rear wheels, small front ones, a narrow bonnet, an open roof or a cab."""
    big = between(rng, 0.7, 0.95)
    small, wide = big * between(rng, 0.45, 0.75), between(rng, 0.6, 0.85)
    base, top = big * 0.75, big * between(rng, 1.45, 1.75)
    front = between(rng, 1.5, 2.0)
    parts: Parts = [box((-0.5, -wide * 0.4, base * 0.7), (front, wide * 0.4, base))]
    parts.append(
        frustum((0.1, front), (0.1, front - between(rng, 0, 0.3)), (wide, wide * 0.85), (base, top))
    )
    if chance(rng, 0.8):
        parts.append(
            cylinder(0.06, between(rng, 0.5, 0.9), (front * 0.65, 0, top - 0.05), segments=6)
        )
    track = between(rng, 1.7, 2.0)
    roof = big * between(rng, 2.7, 3.1)
    room = (-0.75, 0.15), (-0.7, 0.05), (wide * 1.5, wide * 1.4), (base, roof)
    style = int(rng.integers(3))
    if style == 0:
        parts += glazed(rng, *room, 1)
    if style == 1:
        parts += open_cabin(*room, 0.09)
    if style:
        parts.append(moved(seat(1.1), (-0.4, 0, base + 0.15)))
        column = [(0.1, 0, top * 0.9), (-0.05, 0, top * 1.15)]
        parts += [
            tube(column, 0.03, segments=5),
            moved(turned(torus(0.2, 0.03), "y", -25), column[1]),
        ]
    for end in (-70, 0):
        guard = box((-0.45, track * 0.24, big * 1.05), (0.45, track * 0.46, big * 1.12))
        if chance(rng, 0.7):
            parts += mirrored(
                moved(turned(moved(guard, (0, 0, -big)), "y", end / 2), (-0.35, 0, big)), "y"
            )
    if chance(rng, 0.2):
        arms = tube([(0.2, wide * 0.7, base), (front + 0.6, wide * 0.7, small)], 0.06, segments=5)
        parts += mirrored(arms, "y")
        parts.append(
            prism(
                [(0, 0), (0.6, 0), (0.5, 0.08), (0.1, 0.1), (0, 0.6)],
                track,
                at=(front + 0.5, 0, 0.1),
            )
        )
    wheels = wheel_pairs(rng, [-0.35], big, big * between(rng, 0.4, 0.6), track)
    wheels += wheel_pairs(
        rng, [front - small * 0.8], small, small * 0.6, track * between(rng, 0.7, 0.95)
    )
    return assembled(parts, wheels)


def garbage_truck(rng: np.random.Generator) -> Mesh:
    """A lorry with a closed hopper that bulges at the rear."""
    width, radius = between(rng, 2.1, 2.4), between(rng, 0.45, 0.55)
    floor, high, rear = radius * 1.6, between(rng, 2.4, 2.9), -between(rng, 2.8, 4.5)
    parts = _lorry_cab(rng, 0, width, high, floor)
    front = max(part.vertices[:, 0].max() for part in parts)
    top = high * between(rng, 1.0, 1.2)
    outline = [
        (-0.15, floor),
        (-0.15, top * 0.92),
        (-0.5, top),
        (rear, top),
        (rear - 0.8, top * 0.75),
        (rear - 1.0, floor * 1.3),
        (rear - 0.6, floor * 0.6),
        (rear, floor * 0.7),
    ]
    parts.append(prism(outline, width))
    for x in np.linspace(rear, -0.5, int(rng.integers(2, 6))):
        parts.append(box((x - 0.06, -width * 0.52, floor), (x + 0.06, width * 0.52, top * 1.01)))
    if chance(rng, 0.3):
        arm = [
            (0.2, width * 0.55, floor),
            (0.4, width * 0.55, top),
            (front + 0.7, width * 0.55, floor * 1.4),
        ]
        parts += mirrored(tube(arm, 0.09, segments=4), "y")
    parts.append(box((rear, -width * 0.3, floor * 0.6), (0.2, width * 0.3, floor)))
    axles = [front - 0.9, rear * 0.6, rear * 0.6 - radius * 2.2]
    return assembled(parts, wheel_pairs(rng, axles, radius, radius * 0.65, width * 1.02))
