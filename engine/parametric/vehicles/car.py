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
from .parts import Parts, frustum, glazed, hull_body, open_cabin, panel, rod_x, rod_y, wheel_pairs


def car(rng: np.random.Generator) -> Mesh:
    """Passenger car, van, pickup, truck, sports, racer, bus, fire, tractor, vintage, kart, jeep."""
    designs = (
        (_passenger_car, 8),
        (_van, 3),
        (_pickup, 2.5),
        (truck, 4),
        (_sports_car, 3),
        (_formula_car, 2),
        (bus, 2.5),
        (fire_truck, 1.5),
        (tractor, 2),
        (garbage_truck, 1),
        (_vintage_car, 2.5),
        (_kart, 1.5),
        (_jeep, 2),
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


def _sports_car(rng: np.random.Generator) -> Mesh:
    """A low wedge or long-nosed racer with covered wheels, often with a spoiler."""
    long, high, width = between(rng, 3.6, 4.7), between(rng, 1.02, 1.25), between(rng, 1.85, 2.1)
    radius = between(rng, 0.32, 0.42)
    front, rear = long / 2, -long / 2
    belt, clearance = high * between(rng, 0.6, 0.7), between(rng, 0.12, 0.2)
    axles = (rear + long * 0.19, front - long * 0.2)
    cowl, wind = front - long * between(rng, 0.26, 0.4), front - long * between(rng, 0.46, 0.52)
    back, base = wind - long * between(rng, 0.1, 0.2), rear + long * between(rng, 0.04, 0.22)
    upper = [
        (rear, belt * 0.7),
        (rear + 0.05, belt * 1.02),
        (base, belt),
        (cowl, belt * 0.95),
        (front - 0.9, belt * between(rng, 0.75, 0.92)),
        (front - 0.1, between(rng, 0.4, 0.55)),
        (front, 0.32),
    ]
    parts: Parts = [
        car_body(
            upper,
            width,
            clearance,
            axles,
            radius,
            nose=between(rng, 0.75, 0.95),
            shoulder=between(rng, 0.85, 0.95),
        )
    ]
    parts.append(box((rear + 0.1, -width * 0.3, clearance), (front - 0.3, width * 0.3, 0.4)))
    widths = (width * 0.85, width * between(rng, 0.55, 0.68))
    parts += glazed(
        rng, (base, cowl), (back, wind), widths, (belt * 0.95, high), int(rng.integers(1, 3))
    )
    for x in axles:
        flare = scaled(ball(1, segments=10, rings=6), (radius * 1.4, width * 0.1, radius * 0.75))
        if chance(rng, 0.3):
            parts += mirrored(moved(flare, (x, width * 0.4, radius * 1.5)), "y")
    if chance(rng, 0.55):
        z = belt + between(rng, 0.1, 0.35)
        parts.append(box((rear - 0.08, -width * 0.48, z), (rear + 0.25, width * 0.48, z + 0.05)))
        parts += mirrored(
            box((rear + 0.05, width * 0.3, belt * 0.9), (rear + 0.15, width * 0.34, z)), "y"
        )
    if chance(rng, 0.4):
        parts.append(box((front - 0.4, -width * 0.47, 0.1), (front + 0.1, width * 0.47, 0.15)))
    if chance(rng, 0.3):
        parts += mirrored(rod_x(0.06, 0.3, (rear - 0.1, width * 0.2, 0.25), segments=6), "y")
    if chance(rng, 0.15):
        parts += light_bar(rng, (back + wind) / 2, widths[1], high)
    parts += lights(rng, front - 0.3, rear, width * 0.85, 0.5, 0.16)
    return assembled(
        parts, wheel_pairs(rng, axles, radius, radius * between(rng, 0.65, 0.9), width * 1.02)
    )


def _formula_car(rng: np.random.Generator) -> Mesh:
    """A single-seater with free wheels: modern with wings, or a cigar of the 1950s."""
    modern = chance(rng, 0.65)
    radius, girth = between(rng, 0.32, 0.5), between(rng, 0.28, 0.42)
    tip = between(rng, 0.25, 0.8) if modern else between(rng, 0.5, 0.9)
    body = hull_body(
        [
            (-2.0, girth * (0.4 if modern else 0.15), girth * 0.5, 0.45),
            (-0.9, girth * (1.3 if modern else 1), girth * 0.9, 0.5),
            (0.2, girth * 1.1, girth * 0.9, 0.5),
            (1.2, girth * 0.75, girth * 0.65, 0.45),
            (2.2, girth * 0.75 * tip, girth * 0.6 * tip, 0.4),
        ],
        segments=int(rng.choice([6, 8, 12])),
        power=between(rng, 2, 5),
    )
    track = between(rng, 1.6, 2.0)
    parts: Parts = [body]
    for x in (-1.35, 1.4):
        for z in (radius * 0.9, radius * 1.15):
            parts.append(
                tube(
                    [(x, -track * 0.45, radius), (x, 0, z), (x, track * 0.45, radius)],
                    0.035,
                    segments=4,
                )
            )
    hole = scaled(torus(0.25, 0.07, segments=12, sides=6), (1.6, 1, 1))
    parts += [
        moved(hole, (0.1, 0, 0.5 + girth * 0.85)),
        ball(0.16, (0, 0, 0.6 + girth), segments=8, rings=6),
    ]
    if modern:
        z = between(rng, 0.8, 1.1)
        parts.append(box((-2.3, -track * 0.42, z), (-1.85, track * 0.42, z + 0.05)))
        plate = box((-2.35, track * 0.42, z - 0.4), (-1.8, track * 0.44, z + 0.1))
        parts += mirrored(plate, "y")
        parts.append(box((-2.1, -0.1, 0.4), (-2.0, 0.1, z)))
        parts.append(box((2.0, -track * 0.48, 0.15), (2.4, track * 0.48, 0.2)))
        parts.append(frustum((-1.8, -0.25), (-0.9, -0.3), (0.3, 0.2), (0.6, 1.1)))
        parts += mirrored(
            box((-1.0, girth, 0.12), (0.3, girth + between(rng, 0.1, 0.35), 0.55)), "y"
        )
    elif chance(rng, 0.5):
        parts.append(panel(1.0, 0.35, (-0.5, 0, 0.7), cant=90, sweep=0.4))
    sizes = [radius * between(rng, 1, 1.15), radius]
    return assembled(
        parts, wheel_pairs(rng, (-1.35, 1.4), sizes, radius * between(rng, 0.5, 1.0), track)
    )


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


def _kart(rng: np.random.Generator) -> Mesh:
    """A go-kart: a low frame, a seat, a wheel to steer, four small wheels."""
    radius, long, width = between(rng, 0.14, 0.24), between(rng, 1.4, 1.9), between(rng, 1.0, 1.3)
    front, z = long / 2, radius * 0.8
    parts: Parts = []
    if chance(rng, 0.6):
        parts.append(box((-front * 0.9, -width * 0.25, z - 0.04), (front, width * 0.25, z + 0.03)))
    frame = [
        (-front, 0.1, z),
        (-front, width * 0.3, z),
        (front * 0.9, width * 0.25, z),
        (front * 1.1, 0.1, z),
    ]
    parts += mirrored(tube(frame, 0.03, segments=5), "y")
    parts.append(moved(seat(between(rng, 0.7, 0.95)), (-front * 0.35, 0, z)))
    column = [(front * 0.6, 0, z), (front * 0.15, 0, z + 0.4)]
    parts += [
        tube(column, 0.025, segments=5),
        moved(turned(torus(0.15, 0.025), "y", -50), column[1]),
    ]
    if chance(rng, 0.6):
        parts.append(block((0.25, width * 0.55, 0.25), (front, 0, z - 0.05), top=0.7))
    if chance(rng, 0.6):
        parts += mirrored(
            rounded((long * 0.4, 0.18, 0.2), (0, width * 0.4, z - 0.05), radius=0.06), "y"
        )
    if chance(rng, 0.6):
        parts.append(block((0.3, 0.35, 0.3), (-front * 0.85, between(rng, -0.1, 0.1), z)))
    if chance(rng, 0.3):
        parts.append(
            box((-front * 1.1, -width * 0.4, z + 0.6), (-front * 0.85, width * 0.4, z + 0.64))
        )
        parts.append(box((-front, -0.04, z), (-front * 0.92, 0.04, z + 0.62)))
    for x in (-front * 0.75, front * 0.75):
        parts.append(rod_y(0.025, width * 0.9, (x, 0, radius), segments=5))
    sizes = [radius * between(rng, 1, 1.2), radius]
    return assembled(
        parts, wheel_pairs(rng, (-front * 0.75, front * 0.75), sizes, radius * 0.9, width)
    )


def _jeep(rng: np.random.Generator) -> Mesh:
    """An open jeep or a tube-frame buggy."""
    long, width, radius = between(rng, 3.0, 3.8), between(rng, 1.5, 1.8), between(rng, 0.38, 0.55)
    front, rear, floor = long / 2, -long / 2, radius * 1.0
    axles = (rear + radius * 1.3, front - radius * 1.2)
    belt = floor + between(rng, 0.4, 0.6)
    cowl = front - long * 0.36
    parts: Parts = []
    if chance(rng, 0.7):
        tub = [box((rear, -width * 0.45, floor), (front, width * 0.45, floor + 0.12))]
        tub += mirrored(box((rear, width * 0.4, floor), (cowl, width * 0.45, belt)), "y")
        tub.append(box((rear, -width * 0.45, floor), (rear + 0.07, width * 0.45, belt)))
        nose = frustum(
            (cowl, front), (cowl, front - 0.1), (width * 0.75, width * 0.65), (floor, belt + 0.05)
        )
        parts += [*tub, nose]
        for x in axles:
            guard = box(
                (x - radius * 1.1, width * 0.33, radius * 1.95),
                (x + radius * 1.1, width * 0.53, radius * 2.1),
            )
            parts += mirrored(guard, "y")
    else:
        nose = [
            (rear, 0.5, 0.3, floor + 0.2),
            (0, 0.6, 0.3, floor + 0.15),
            (front, 0.2, 0.12, floor + 0.1),
        ]
        parts.append(hull_body(nose, segments=6, power=4))
        cage = [
            (front * 0.5, 0.4, floor),
            (0.3, 0.5, belt + 0.8),
            (-0.7, 0.5, belt + 0.8),
            (rear, 0.4, floor),
        ]
        parts += mirrored(tube(cage, 0.05, segments=5), "y")
        for x in (0.3, -0.7):
            parts.append(tube([(x, -0.5, belt + 0.8), (x, 0.5, belt + 0.8)], 0.05, segments=5))
    screen = turned(box((-0.04, -width * 0.42, 0), (0.04, width * 0.42, 0.55)), "y", -10)
    parts.append(moved(screen, (cowl, 0, belt)))
    parts += mirrored(moved(seat(0.95), (-0.15, width * 0.22, floor + 0.1)), "y")
    parts.append(moved(turned(torus(0.2, 0.03), "y", -60), (cowl - 0.35, width * 0.22, belt + 0.1)))
    if chance(rng, 0.5):
        hoop = [
            (-0.55, -width * 0.42, floor),
            (-0.55, -width * 0.4, belt + 0.65),
            (-0.55, width * 0.4, belt + 0.65),
            (-0.55, width * 0.42, floor),
        ]
        parts.append(tube(hoop, 0.05, segments=5))
    if chance(rng, 0.25):
        parts += open_cabin(
            (rear, cowl), (rear, cowl), (width * 0.85, width * 0.8), (belt, belt + 0.8), 0.07
        )
    if chance(rng, 0.6):
        parts.append(rod_x(radius * 0.85, 0.22, (rear - 0.22, 0, belt), segments=12))
    parts += lights(rng, front - 0.05, rear, width * 0.7, belt - 0.15, 0.18)
    parts += bumpers(rng, front, rear, width * 0.85, floor * 0.8)
    return assembled(parts, wheel_pairs(rng, axles, radius, radius * 0.65, width * 1.08))


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
