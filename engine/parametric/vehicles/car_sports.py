"""Cars for racing and for rough ground made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    mirrored,
    moved,
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .car_parts import bumpers, car_body, light_bar, lights, seat
from .parts import Parts, frustum, glazed, hull_body, open_cabin, panel, rod_x, rod_y, wheel_pairs


def sports_car(rng: np.random.Generator) -> Mesh:
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


def formula_car(rng: np.random.Generator) -> Mesh:
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


def kart(rng: np.random.Generator) -> Mesh:
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


def jeep(rng: np.random.Generator) -> Mesh:
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
