"""Cars made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    rounded,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .car_lorries import bus, fire_truck, garbage_truck, tractor, truck
from .car_parts import bumpers, car_body, light_bar, lights, seat
from .car_sports import formula_car, jeep, kart, sports_car
from .parts import Parts, frustum, glazed, hull_body, open_cabin, rod_x, wheel_pairs


def car(rng: np.random.Generator) -> Mesh:
    """Passenger car, van, pickup, truck, sports, racer, bus, fire, tractor, vintage, kart, jeep."""
    designs = (
        (_passenger_car, 8),
        (_van, 3),
        (_pickup, 2.5),
        (truck, 4),
        (sports_car, 3),
        (formula_car, 2),
        (bus, 2.5),
        (fire_truck, 1.5),
        (tractor, 2),
        (garbage_truck, 1),
        (_vintage_car, 2.5),
        (kart, 1.5),
        (jeep, 2),
        (_toy_car, 2),
    )
    return grounded(drawn(rng, designs))


def _roof_load(
    rng: np.random.Generator, rear: float, front: float, width: float, z: float
) -> Parts:
    """Nothing, police lights, a taxi sign, a rack or luggage on the roof."""
    kind = int(rng.choice(5, p=[0.5, 0.2, 0.08, 0.14, 0.08]))
    middle, y = (rear + front) / 2, width * 0.4
    if kind == 1:
        return light_bar(rng, middle, width, z)
    if kind == 2:
        return [block((0.15, 0.4, 0.16), (middle, 0, z), top=0.7)]
    if kind == 3:
        return mirrored(tube([(rear, y, z + 0.06), (front, y, z + 0.06)], 0.03, segments=5), "y")
    if kind == 4:
        return [rounded((abs(front - rear) * 0.7, width * 0.6, 0.25), (middle, 0, z), radius=0.05)]
    return []


def _passenger_car(rng: np.random.Generator) -> Mesh:
    """A sedan, hatchback, estate, off-roader, coupe or city car; police and taxis among them."""
    kinds = [
        (4.6, 1.42, (0.30, 0.42, 0.68, 0.84), 0.32),
        (3.9, 1.48, (0.27, 0.42, 0.84, 0.97), 0.31),
        (4.7, 1.46, (0.28, 0.40, 0.90, 0.98), 0.32),
        (4.6, 1.80, (0.27, 0.36, 0.92, 0.98), 0.40),
        (4.5, 1.32, (0.36, 0.50, 0.66, 0.90), 0.33),
        (3.0, 1.52, (0.18, 0.36, 0.86, 0.98), 0.29),
    ]
    long, high, shares, radius = kinds[rng.choice(6, p=[0.3, 0.17, 0.1, 0.2, 0.1, 0.13])]
    squat = between(rng, 0.62, 1.05) if chance(rng, 0.5) else 1.0
    long, radius = long * squat, radius * between(rng, 0.95, 1.35)
    width, high = between(rng, 1.7, 2.0), high * between(rng, 0.9, 1.12)
    front, rear = long / 2, -long / 2
    cowl, wind, back, base = (front - share * long for share in shares)
    belt = high * between(rng, 0.52, 0.66)
    bonnet, boot = belt * between(rng, 0.85, 1), belt * between(rng, 0.9, 1.02)
    clearance = radius * between(rng, 0.5, 0.9)
    axles = (rear + long * between(rng, 0.17, 0.22), front - long * between(rng, 0.17, 0.21))
    grille = bonnet * between(rng, 0.7, 0.95)
    upper = [
        (rear, boot * 0.8),
        (rear + 0.08, boot),
        (base - 0.001, boot),
        (base, belt),
        (cowl, belt),
        (front - 0.25, bonnet),
        (front - 0.04, grille),
        (front, grille * 0.8),
    ]
    arches = radius if chance(rng, 0.7) else 0.0
    body = car_body(
        upper,
        width,
        clearance,
        axles if arches else (),
        arches,
        nose=between(rng, 0.8, 1),
        shoulder=between(rng, 0.9, 1),
    )
    parts: Parts = [body]
    inside = width * 0.62
    parts.append(box((rear + 0.1, -inside / 2, clearance), (front - 0.1, inside / 2, belt * 0.7)))
    low, top = (base, cowl), (back, wind)
    widths = width * 0.92, width * between(rng, 0.68, 0.88)
    if chance(rng, 0.1):
        parts += open_cabin(low, top, widths, (belt, high), 0.09)
    elif chance(rng, 0.08):
        screen = (wind, cowl - (cowl - wind) * 0.2), (wind - 0.05, wind)
        parts.append(frustum(*screen, widths, (belt, high)))
        parts += mirrored(
            moved(seat(0.9), (base + 0.5 * (cowl - base), width * 0.22, belt * 0.6)), "y"
        )
    else:
        parts += glazed(rng, low, top, widths, (belt, high), int(rng.integers(1, 4)))
        parts += _roof_load(rng, back, wind, widths[1], high)
    parts += wheel_pairs(
        rng, axles, radius, radius * between(rng, 0.5, 0.85), width * between(rng, 0.98, 1.08)
    )
    if chance(rng, 0.7):
        parts += lights(rng, front - 0.05, rear, width * 0.9, grille * 0.85, 0.17)
    if chance(rng, 0.5):
        parts += bumpers(rng, front, rear, width * 0.95, clearance)
    if chance(rng, 0.4):
        mirror = block((0.1, 0.2, 0.14), (cowl - 0.25, width / 2 + 0.05, belt))
        parts += mirrored(mirror, "y")
    if chance(rng, 0.15) and shares[3] > 0.95:
        parts.append(rod_x(radius * 0.9, 0.2, (rear - 0.2, 0, belt * 0.8), segments=12))
    return assembled(parts)


def _van(rng: np.random.Generator) -> Mesh:
    """A delivery van, minibus, camper, ambulance or ice-cream van."""
    long, high, width = between(rng, 3.2, 5.6), between(rng, 1.8, 2.6), between(rng, 1.8, 2.1)
    radius = between(rng, 0.32, 0.45)
    front, rear = long / 2, -long / 2
    belt, clearance = high * between(rng, 0.48, 0.58), radius * between(rng, 0.5, 0.8)
    snout = between(rng, 0.05, 0.9)
    axles = (rear + long * 0.2, front - between(rng, 0.17, 0.22) * long)
    upper = [
        (rear, belt),
        (front - snout, belt),
        (front - 0.06, belt * between(rng, 0.78, 0.98)),
        (front, belt * 0.6),
    ]
    parts: Parts = [car_body(upper, width, clearance, axles, radius, nose=0.95, shoulder=1)]
    low, top = (rear, front - snout), (rear + 0.05, front - snout - between(rng, 0.15, 0.7))
    widths = width, width * between(rng, 0.85, 0.98)
    if chance(rng, 0.45):
        parts.append(frustum(low, top, widths, (belt, high)))
        door = (top[1] - 0.7, low[1] - 0.25), (top[1] - 0.7, top[1] - 0.05)
        sides = (widths[0] * 1.01, widths[1] * 1.03)
        parts.append(frustum(*door, sides, (belt * 1.04, belt + (high - belt) * 0.75)))
    else:
        parts += glazed(rng, low, top, widths, (belt, high), int(rng.integers(2, 6)))
    kind = int(rng.choice(5, p=[0.4, 0.25, 0.15, 0.1, 0.1]))
    if kind == 1:
        parts += light_bar(rng, top[1] - 0.3, widths[1], high)
    if kind == 2:
        parts += _roof_load(rng, rear + 0.3, top[1] - 0.2, widths[1], high)
    if kind == 3:
        parts.append(rounded((long * 0.5, width * 0.8, 0.3), (-0.2, 0, high), radius=0.1))
    if kind == 4:
        parts.append(cylinder(0.2, 0.6, (0, 0, high), top=2, segments=8))
    parts += wheel_pairs(rng, axles, radius, radius * 0.6, width)
    parts += lights(rng, front - 0.05, rear, width * 0.95, belt * 0.7, 0.2)
    if chance(rng, 0.5):
        parts += bumpers(rng, front, rear, width, clearance)
    return assembled(parts)


def _pickup(rng: np.random.Generator) -> Mesh:
    """A car with an open load bed; a monster truck now and then."""
    long, high, width = between(rng, 4.2, 5.6), between(rng, 1.6, 2.0), between(rng, 1.8, 2.1)
    monster = chance(rng, 0.15)
    radius = between(rng, 0.36, 0.5)
    front, rear = long / 2, -long / 2
    belt, clearance = high * between(rng, 0.55, 0.65), radius * between(rng, 0.7, 1.1)
    axles = (rear + long * 0.22, front - long * 0.19)
    cab_rear = rear + long * between(rng, 0.36, 0.46)
    cowl = front - long * between(rng, 0.2, 0.3)
    floor = belt * 0.78
    upper = [
        (rear, floor),
        (cab_rear - 0.01, floor),
        (cab_rear, belt),
        (cowl, belt),
        (front - 0.1, belt * between(rng, 0.88, 1)),
        (front, belt * 0.75),
    ]
    parts: Parts = [car_body(upper, width, clearance, axles, radius, nose=0.95, shoulder=0.97)]
    wall = 0.09
    side = box(
        (rear, width / 2 - wall - 0.03, floor - 0.05), (cab_rear, width / 2 - 0.03, belt * 1.03)
    )
    parts += mirrored(side, "y")
    parts.append(
        box((rear, -width / 2 + 0.05, floor - 0.05), (rear + wall, width / 2 - 0.05, belt * 1.03))
    )
    low = (cab_rear, cowl)
    top = (cab_rear + between(rng, 0, 0.25), cowl - between(rng, 0.2, 0.6))
    widths = (width * 0.94, width * 0.8)
    parts += glazed(rng, low, top, widths, (belt, high), int(rng.integers(1, 3)))
    parts += lights(rng, front - 0.03, rear, width * 0.95, belt * 0.75, 0.2)
    if chance(rng, 0.6):
        parts += bumpers(rng, front, rear, width, clearance)
    if chance(rng, 0.25):
        hoop = [
            (cab_rear - 0.1, -width * 0.4, belt),
            (cab_rear - 0.1, -width * 0.4, high * 1.03),
            (cab_rear - 0.1, width * 0.4, high * 1.03),
            (cab_rear - 0.1, width * 0.4, belt),
        ]
        parts.append(tube(hoop, 0.05, segments=5))
    if chance(rng, 0.25):
        for x in (rear + 0.5, rear + 1.1):
            parts.append(
                block((0.5, width * between(rng, 0.3, 0.7), between(rng, 0.3, 0.7)), (x, 0, floor))
            )
    if monster:
        big = radius * 2
        lifted = moved(assembled(parts), (0, 0, big * 0.75))
        return assembled(lifted, wheel_pairs(rng, axles, big, big * 0.9, width * 1.5))
    parts += wheel_pairs(rng, axles, radius, radius * 0.65, width * 1.04)
    return assembled(parts)


def _vintage_car(rng: np.random.Generator) -> Mesh:
    """A car of 1905 to 1950: separate fenders, running boards, upright cabin, big lamps."""
    long, width = between(rng, 3.2, 4.4), between(rng, 1.5, 1.75)
    radius, thin = between(rng, 0.38, 0.5), between(rng, 0.25, 0.5)
    front, rear = long / 2, -long / 2
    axles = (rear + radius * 1.4, front - radius * 1.05)
    belt, high = between(rng, 1.0, 1.2), between(rng, 1.65, 2.0)
    cowl, base, slim = front - long * 0.38, rear + between(rng, 0, 0.4), width * 0.62
    bonnet = belt * between(rng, 0.9, 1.02)
    parts: Parts = [
        hull_body(
            [
                (cowl - 0.05, slim * 0.52, belt * 0.31, belt - belt * 0.3),
                (front - 0.15, slim * between(rng, 0.3, 0.45), bonnet * 0.3, bonnet * 0.69),
            ],
            segments=8,
            power=4,
        )
    ]
    parts.append(box((rear + 0.1, -slim / 2, radius * 0.6), (front - 0.1, slim / 2, radius * 1.3)))
    parts.append(box((base, -slim * 0.6, radius), (cowl, slim * 0.6, belt)))
    low, top = (base, cowl), (base + between(rng, 0, 0.3), cowl - between(rng, 0, 0.2))
    widths = slim * 1.2, slim * 1.1
    if chance(rng, 0.3):
        parts.append(box((cowl - 0.06, -slim * 0.55, belt), (cowl, slim * 0.55, high * 0.85)))
        parts += mirrored(moved(seat(0.9), (cowl - 0.9, slim * 0.25, belt * 0.75)), "y")
    elif chance(rng, 0.3):
        parts += open_cabin(low, top, widths, (belt, high), 0.06)
    else:
        parts += glazed(rng, low, top, widths, (belt, high), int(rng.integers(1, 4)))
    for x in axles:
        turn = np.linspace(np.radians(-5), np.radians(175), 7)
        grid = [
            [(x + np.cos(a) * radius * 1.25, y, radius + np.sin(a) * radius * 1.2) for a in turn]
            for y in (width * 0.29, width * 0.52)
        ]
        parts += mirrored(sheet(grid, 0.05), "y")
    z = radius * 0.8
    parts += mirrored(
        box((axles[0] + radius, width * 0.3, z), (axles[1] - radius, width * 0.5, z + 0.06)), "y"
    )
    lamp = ball(0.14, (front - 0.2, width * 0.3, bonnet * 0.85), segments=8, rings=6)
    parts += mirrored(lamp, "y")
    if chance(rng, 0.4):
        spare = turned(torus(radius * 0.75, radius * 0.22, segments=12, sides=6), "y", 90)
        parts.append(moved(spare, (rear, 0, belt * 0.75)))
    if chance(rng, 0.5):
        parts += bumpers(rng, front, rear, width * 0.9, radius * 0.8)
    return assembled(parts, wheel_pairs(rng, axles, radius, radius * thin, width))


def _toy_car(rng: np.random.Generator) -> Mesh:
    """A short, round or blocky cartoon car with big wheels, simple as a wooden toy."""
    long, width = between(rng, 2.0, 3.0), between(rng, 1.2, 1.7)
    radius, wide = between(rng, 0.32, 0.5), between(rng, 0.2, 0.45)
    base = radius * between(rng, 0.6, 1)
    belt, high = base + between(rng, 0.5, 0.8), between(rng, 1.5, 2.0)
    style, parts = int(rng.integers(3)), []
    cabin_long, place = long * between(rng, 0.4, 0.65), -long * between(rng, 0, 0.12)
    if style == 0:
        parts.append(
            rounded((long, width, belt - base), (0, 0, base), radius=between(rng, 0.1, 0.3))
        )
        parts.append(
            rounded(
                (cabin_long, width * 0.85, high - belt + 0.2),
                (place, 0, belt - 0.2),
                radius=between(rng, 0.1, 0.35),
            )
        )
    elif style == 1:
        parts.append(scaled(ball(1, segments=12, rings=8), (long / 2, width / 2, belt * 0.45)))
        parts[0] = moved(parts[0], (0, 0, base + belt * 0.35))
        dome = ball(
            (cabin_long * 0.6, width * 0.42, high - belt), (place, 0, belt), segments=10, rings=6
        )
        parts.append(dome)
    else:
        parts.append(block((long, width, belt - base), (0, 0, base)))
        parts.append(
            block(
                (cabin_long, width, high - belt), (place, 0, belt), top=(between(rng, 0.5, 1), 0.95)
            )
        )
    axles = (-long * between(rng, 0.27, 0.36), long * between(rng, 0.27, 0.36))
    if chance(rng, 0.6):
        parts += lights(
            rng, long / 2 - 0.05, -long / 2, width * 0.85, base + (belt - base) * 0.6, 0.22
        )
    if chance(rng, 0.3):
        parts += light_bar(rng, place, width * 0.9, high)
    return assembled(
        parts, wheel_pairs(rng, axles, radius, wide, width + wide * between(rng, 0, 0.8))
    )
