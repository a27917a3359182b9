"""Large spaceships made by formula: freighters and cruisers."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
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
    prism,
    scaled,
    tube,
    turned,
)
from .parts import Parts, hull_body, panel, rod_x, thruster


def freighter(rng: np.random.Generator) -> Mesh:
    """A hauler: cockpit ahead, boxes or tanks along a spine, big engines behind."""
    wide, high = between(rng, 0.08, 0.16), between(rng, 0.07, 0.13)
    parts: Parts = [box((-0.4, -wide * 0.3, -high * 0.3), (0.35, wide * 0.3, high * 0.3))]
    if chance(rng, 0.5):
        parts.append(
            hull_body(
                [
                    (0.28, wide * 0.7, high * 0.7, 0),
                    (0.4, wide * 0.7, high * 0.6, 0),
                    (0.5, wide * 0.4, high * 0.3, -high * 0.2),
                ],
                segments=8,
                power=5,
            )
        )
    else:
        parts.append(ball((0.13, wide * 0.8, high * 0.8), (0.38, 0, 0), segments=8, rings=6))
        parts.append(rod_x(wide * 0.5, 0.12, (0.25, 0, 0), segments=8))
    bays, load = int(rng.integers(2, 6)), int(rng.integers(4))
    step = 0.5 / bays
    for x in -0.25 + step * np.arange(bays):
        if load == 0:
            parts += mirrored(box((x, wide * 0.1, -high), (x + step * 0.88, wide, high)), "y")
        elif load == 1:
            parts.append(ball((step * 0.5, wide, high), (x + step / 2, 0, 0), segments=8, rings=6))
        elif load == 2:
            parts += mirrored(rod_x(wide * 0.45, step * 0.88, (x, wide * 0.6, 0), segments=8), "y")
        else:
            size = between(rng, 0.5, 1.1), between(rng, 0.5, 1.2)
            parts.append(
                box(
                    (x, -wide * size[0], -high * size[1]),
                    (x + step, wide * size[0], high * size[1]),
                )
            )
    parts.append(box((-0.42, -wide * 0.9, -high * 0.9), (-0.24, wide * 0.9, high * 0.9)))
    radius = wide * between(rng, 0.3, 0.5)
    apart = wide * between(rng, 0.55, 1.5)
    parts += mirrored(thruster(radius, (-0.52, apart, 0), between(rng, 0.2, 0.35), 10), "y")
    if chance(rng, 0.4):
        parts.append(thruster(radius, (-0.52, 0, high * 0.5), 0.2, 10))
    if chance(rng, 0.35):
        parts += mirrored(
            panel(
                0.2, 0.25, (-0.1, wide * 0.7, 0), sweep=0.1, flat=True, cant=between(rng, -30, 30)
            ),
            "y",
        )
    if chance(rng, 0.4):
        leg = box((0, wide * 0.8, -high * 1.6), (0.05, wide * 0.95, 0))
        parts += [moved(part, (x, 0, 0)) for x in (-0.3, 0.2) for part in mirrored(leg, "y")]
    if chance(rng, 0.3):
        dish = lathe([(0, 0), (0.06, 0.03), (0.055, 0.035), (0, 0.01)], segments=8)
        parts.append(moved(turned(dish, "y", 40), (0.05, wide * 0.4, high * 1.15)))
    return assembled(parts)


def disc_freighter(rng: np.random.Generator) -> Mesh:
    """A disc with two jaws ahead and a cockpit at its side."""
    thick, segments = between(rng, 0.06, 0.1), int(rng.choice([12, 16, 20]))
    disc = lathe(
        [(0, -thick), (0.18, -thick), (0.4, -0.02), (0.4, 0.02), (0.18, thick), (0, thick)],
        segments=segments,
    )
    jaw = prism([(0.25, -0.03), (0.65, -0.015), (0.65, 0.02), (0.25, 0.05)], 0.14, at=(0, 0.13, 0))
    arm = tube([(0.1, 0, 0), (0.2, -0.4, 0), (0.32, -0.42, 0)], 0.05, segments=8)
    parts: Parts = [
        disc,
        *mirrored(jaw, "y"),
        arm,
        cylinder(0.12, thick * 1.4, (0, 0, 0), segments=10),
    ]
    parts.append(rod_x(0.05, 0.1, (0.3, -0.42, 0), top=0.4, segments=8))
    parts.append(box((-0.45, -0.2, -0.025), (-0.2, 0.2, 0.025)))
    parts.append(cylinder(0.1, 0.02, (0.1, 0.2, thick + 0.02), segments=10))
    return assembled(parts)


def wedge_cruiser(rng: np.random.Generator) -> Mesh:
    """A large arrow-head ship with a tower at its rear."""
    wide, high = between(rng, 0.18, 0.35), between(rng, 0.05, 0.1)
    parts: Parts = [
        hull_body(
            [(-0.5, wide, high, 0), (0.5, wide * 0.03, high * 0.15, 0)],
            segments=int(rng.choice([4, 6])),
            power=1.6,
        )
    ]
    z, span = high * 0.5, wide
    for level in range(int(rng.integers(1, 4))):
        front = between(rng, -0.15, 0.2) - 0.12 * level
        tall = high * between(rng, 0.4, 0.7)
        span *= 0.6
        rings = [
            [(-0.48, -span, h), (front, -span * 0.15, h), (front, span * 0.15, h), (-0.48, span, h)]
            for h in (z - high * 0.2, z + tall)
        ]
        parts.append(loft(rings))
        z += tall
    parts.append(box((-0.42, -0.03, z - 0.01), (-0.34, 0.03, z + 0.05)))
    parts.append(block((0.06, wide * between(rng, 0.4, 0.7), 0.04), (-0.38, 0, z + 0.05)))
    for y in (-0.5, 0, 0.5):
        parts.append(rod_x(high * 0.5, 0.06, (-0.55, y * wide, 0), segments=8, top=0.8))
    return assembled(parts)


def block_cruiser(rng: np.random.Generator) -> Mesh:
    """A long battleship of boxes, decks, turrets and engine blocks."""
    parts: Parts = []
    ends = np.sort(rng.uniform(-0.4, 0.35, int(rng.integers(2, 5))))
    edges = np.concatenate([[-0.5], ends, [0.5]])
    for start, stop in zip(edges[:-1], edges[1:], strict=True):
        wide, high = between(rng, 0.04, 0.13), between(rng, 0.04, 0.11)
        nose = between(rng, 0.3, 0.9) if stop == 0.5 else between(rng, 0.8, 1)
        parts.append(
            hull_body(
                [
                    (start - 0.02, wide, high, 0),
                    (stop - (stop - start) * 0.3, wide, high, 0),
                    (stop, wide * nose, high * nose, between(rng, -0.3, 0.1) * high),
                ],
                segments=8,
                power=between(rng, 4, 8),
            )
        )
    tower = -0.3 + between(rng, 0, 0.3)
    parts.append(block((0.14, 0.08, between(rng, 0.15, 0.25)), (tower, 0, 0), top=0.7))
    for x in np.linspace(-0.1, 0.35, int(rng.integers(0, 5))):
        turret = assembled(
            block((0.06, 0.05, 0.03), top=0.8), rod_x(0.007, 0.08, (0.02, 0, 0.018), segments=5)
        )
        parts.append(moved(turret, (x, 0, between(rng, 0.07, 0.1))))
    radius = between(rng, 0.03, 0.06)
    for z in (-0.06, 0.06) if chance(rng, 0.5) else (0,):
        parts += mirrored(thruster(radius, (-0.58, between(rng, 0.04, 0.12), z), 0.3, 8), "y")
    if chance(rng, 0.6):
        pod = box((-0.35, 0.13, -0.05), (between(rng, -0.1, 0.25), 0.2, 0.05))
        pylon = box((-0.3, 0, -0.02), (-0.15, 0.15, 0.02))
        parts += mirrored(assembled(pod, pylon), "y")
    return assembled(parts)


def nacelle_ship(rng: np.random.Generator) -> Mesh:
    """A saucer ahead of a body, with two long engines on pylons."""
    radius, segments = between(rng, 0.22, 0.32), int(rng.choice([12, 16, 20]))
    disc = [
        (0, -0.04),
        (radius * 0.4, -0.03),
        (radius, -0.01),
        (radius, 0.012),
        (radius * 0.35, 0.03),
        (0, 0.06),
    ]
    oval = scaled(lathe(disc, segments=segments), (between(rng, 1, 1.4), 1, 1))
    lift, engine = between(rng, 0.04, 0.14), between(rng, 0.12, 0.2)
    parts: Parts = [moved(oval, (0.22, 0, lift))]
    girth = between(rng, 0.05, 0.075)
    parts.append(
        hull_body(
            [
                (-0.35, girth * 0.3, girth * 0.3, -0.03),
                (-0.1, girth * 0.9, girth * 0.9, -0.05),
                (0.12, girth, girth, -0.06),
            ],
            segments=10,
        )
    )
    parts.append(tube([(0.0, 0, -0.05), (0.14, 0, lift)], 0.035, segments=6))
    apart, up = between(rng, 0.14, 0.24), between(rng, -0.05, 1) * engine
    nacelle = rod_x(0.032, between(rng, 0.35, 0.5), (-0.5, apart, up), segments=8)
    pylon = tube([(-0.2, 0, -0.04), (-0.26, apart, up)], 0.018, segments=4)
    parts += mirrored(
        assembled(nacelle, pylon, ball(0.034, (-0.05, apart, up), segments=8, rings=6)), "y"
    )
    return assembled(parts)
