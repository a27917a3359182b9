"""Office, shell, cantilever and command chairs made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn_sides, rod_between
from ..shapes import (
    assembled,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    sheet,
    tube,
)
from .parts import cushion, four_legs, sheared, star_base


def office_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.42, 0.56),
        between(rng, 0.42, 0.54),
        between(rng, 0.42, 0.54),
    )
    pad, tall = between(rng, 0.05, 0.13), between(rng, 0.35, 0.85)
    parts = [*star_base(rng, seat - pad), cushion(rng, (width, depth, pad), (0, 0, seat - pad))]
    gap = between(rng, 0.0, 0.15)
    back = cushion(
        rng,
        (width * between(rng, 0.8, 1.0), between(rng, 0.04, 0.12), tall),
        (0, depth / 2, seat + gap),
    )
    lean = between(rng, 0.03, 0.25)
    parts.append(sheared(back, (0, lean), seat))
    link = [(0, 0, seat - pad), (0, depth * 0.6, seat - pad), (0, depth * 0.58, seat + gap + 0.1)]
    parts.append(tube(link, 0.025, segments=4))
    if chance(rng, 0.3):
        y = depth / 2 + lean * (tall + gap)
        parts.append(cushion(rng, (width * 0.6, 0.08, 0.16), (0, y, seat + gap + tall + 0.02)))
    if chance(rng, 0.25):
        wing = cushion(
            rng, (0.06, 0.12, tall * 0.45), (width / 2, depth / 2 - 0.04, seat + gap + tall * 0.5)
        )
        parts += [sheared(part, (0, lean), seat) for part in mirrored(wing)]
    if chance(rng, 0.65):
        rise, x = between(rng, 0.16, 0.24), width / 2 + 0.03
        parts += mirrored(block((0.07, depth * 0.6, 0.035), (x, 0.02, seat + rise)))
        post = [
            (width * 0.3, 0.03, seat - pad),
            (x, 0.03, seat - pad + 0.02),
            (x, 0.03, seat + rise),
        ]
        parts += mirrored(tube(post, 0.018, segments=4))
    return assembled(parts)


def _shell(rng: np.random.Generator, width: float, depth: float, tall: float) -> Mesh:
    """A moulded seat and back in one bent piece, its sides raised, the seat's middle at z = 0."""
    profile = np.array(
        [
            (-0.52, -0.05),
            (-0.45, 0.02),
            (-0.1, 0.0),
            (0.25, -0.01),
            (0.42, 0.1),
            (0.5, 0.4),
            (0.58, 1.0),
        ]
    )
    across = np.linspace(-1, 1, int(rng.choice([5, 7, 9])))
    lift, wrap, narrow = between(rng, 0.0, 0.3), between(rng, 0, 0.25), between(rng, 0.55, 0.95)
    grid = []
    for k, (y, z) in enumerate(profile):
        share = k / (len(profile) - 1)
        wide = width / 2 * (1 if share < 0.7 else 1 - (1 - narrow) * (share - 0.7) / 0.3)
        sunk = lift * 0.5 * np.sin(np.pi * min(share * 1.2, 1))
        grid.append(
            [
                (
                    s * wide,
                    y * depth - s * s * wrap * depth * max(0.0, share - 0.5),
                    z * tall + sunk * tall * s * s,
                )
                for s in across
            ]
        )
    return sheet(grid, between(rng, 0.012, 0.05))


def shell_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.44, 0.62),
        between(rng, 0.42, 0.55),
        between(rng, 0.38, 0.46),
    )
    shell = moved(_shell(rng, width, depth, between(rng, 0.36, 0.55)), (0, 0, seat))
    style = rng.integers(4)
    if style == 0:
        legs = four_legs(
            rng, width * 0.6, depth * 0.6, seat, between(rng, 0.02, 0.045), between(rng, 0.15, 0.4)
        )
    elif style == 1:
        radius = between(rng, 0.2, 0.28)
        profile = [
            (0, 0),
            (radius, 0),
            (radius, 0.015),
            (0.05, 0.06),
            (0.03, seat * 0.6),
            (0.08, seat),
            (0, seat),
        ]
        legs = [lathe(profile, segments=12)]
    elif style == 2:
        x, y = width * 0.36, depth * 0.42
        path = [(x, -y, seat), (x, -y, 0.012), (x, y, 0.012), (x, y, seat)]
        legs = mirrored(tube(path, 0.012, segments=6))
    else:
        legs = star_base(rng, seat)
    return assembled(shell, legs)


def cantilever_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.42, 0.56),
        between(rng, 0.44, 0.54),
        between(rng, 0.42, 0.48),
    )
    tall, radius = between(rng, 0.75, 1.0), between(rng, 0.012, 0.025)
    x, front, rear = width / 2, -depth / 2, depth / 2
    path = [(x, rear, radius), (x, front + 0.05, radius), (x, front, 0.05), (x, front, seat - 0.05)]
    path += [
        (x, front + 0.05, seat),
        (x, rear - 0.04, seat),
        (x, rear, seat + 0.05),
        (x, rear + 0.08, tall),
    ]
    parts = mirrored(tube(path, radius, segments=6))
    parts.append(rod_between((-x, rear, radius), (x, rear, radius), radius))
    parts.append(cushion(rng, (width, depth * 0.9, 0.05), (0, 0, seat)))
    high = (tall - seat) * between(rng, 0.4, 0.8)
    back = cushion(rng, (width, 0.04, high), (0, rear, tall - high))
    parts.append(moved(sheared(back, (0, 0.2), tall), (0, 0.07, 0)))
    if chance(rng, 0.3):
        arm = [
            (x, rear + 0.04, seat + 0.22),
            (x, front + 0.06, seat + 0.22),
            (x, front, seat - 0.05),
        ]
        parts += mirrored(tube(arm, radius, segments=6))
    return assembled(parts)


def command_chair(rng: np.random.Generator) -> Mesh:
    """Sci-fi or cockpit: a bulky bevelled seat with blocks as arms, on one foot."""
    width, depth, seat = between(rng, 0.5, 0.7), between(rng, 0.5, 0.65), between(rng, 0.38, 0.5)
    tall, pad = between(rng, 0.6, 0.95), between(rng, 0.12, 0.2)
    foot = between(rng, 0.2, 0.32)
    parts = [
        cylinder(foot, 0.06, top=0.8, segments=drawn_sides(rng)),
        cylinder(foot * 0.4, seat - pad, segments=8),
    ]
    parts.append(cushion(rng, (width, depth, pad), (0, 0, seat - pad)))
    back = cushion(rng, (width * 0.95, pad, tall), (0, depth / 2 - pad / 3, seat - pad / 2))
    lean = between(rng, 0.05, 0.3)
    parts.append(sheared(back, (0, lean), seat))
    arm = (between(rng, 0.08, 0.14), depth * between(rng, 0.7, 1.0), between(rng, 0.06, 0.3))
    parts += mirrored(cushion(rng, arm, (width / 2 + arm[0] * 0.4, -0.03, seat + 0.26 - arm[2])))
    parts += mirrored(
        block((arm[0] * 0.6, depth * 0.3, 0.26), (width / 2 + arm[0] * 0.3, 0.05, seat - 0.1))
    )
    if chance(rng, 0.5):
        place = (0, depth / 2 - pad / 3 + lean * tall, seat + tall - pad / 2 - 0.05)
        parts.append(cushion(rng, (width * 0.5, pad * 0.9, 0.2), place))
    if chance(rng, 0.4):
        parts.append(block((width * 0.7, 0.25, 0.04), (0, -depth * 0.6, 0.1)))
        parts.append(
            sheared(block((width * 0.5, 0.04, seat - 0.1), (0, -depth * 0.5, 0.1)), (0, 0.3), 0.1)
        )
    return assembled(parts)
