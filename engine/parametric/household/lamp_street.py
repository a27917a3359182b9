"""Street lamps made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import rod_between
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    tube,
)
from .lamp_parts import curved_arm, lantern_head


def street_lamp(rng: np.random.Generator) -> Mesh:
    """A modern pole with one or two arms over the road."""
    height, rod, sides = between(rng, 4, 7), between(rng, 0.05, 0.12), int(rng.choice([6, 8, 12]))
    reach, rise = between(rng, 0.6, 2.0), between(rng, 0, 0.6)
    pole = cylinder(rod * 1.3, height, top=0.6, segments=sides)
    base = cylinder(rod * 2.2, between(rng, 0.1, 0.6), top=0.8, segments=sides)
    if chance(rng, 0.5):
        turns = np.linspace(0, np.pi / 2, 7)
        path = [(reach * (1 - np.cos(t)), 0, rise * 1.5 * np.sin(t)) for t in turns]
        arm = tube(path, rod * 0.7, segments=sides)
    else:
        arm = rod_between((0, 0, 0), (reach, 0, rise), rod * 0.7, sides)
        path = [(reach, 0, rise)]
    end = path[-1]
    long = between(rng, 0.4, 0.9)
    if chance(rng, 0.6):
        head = block((long, 0.28, 0.12), (end[0] + long * 0.3, 0, end[2] - 0.06), top=0.6)
    elif chance(rng, 0.5):
        head = cylinder(0.3, 0.3, (end[0], 0, end[2] - 0.3), top=0.25, segments=sides)
    else:
        head = ball((long * 0.6, 0.2, 0.12), (end[0] + 0.2, 0, end[2]), segments=sides, rings=6)
    side = moved(assembled(arm, head), (0, 0, height - 0.05))
    return assembled(pole, base, mirrored(side) if chance(rng, 0.3) else side)


def old_street_lamp(rng: np.random.Generator) -> Mesh:
    """A cast-iron post with lantern heads or globes: park, Victorian, medieval."""
    height, sides = between(rng, 2.2, 4.2), int(rng.choice([6, 8, 12]))
    rod = between(rng, 0.04, 0.08)
    foot = [
        (0, 0),
        (rod * 4, 0),
        (rod * 4, 0.12),
        (rod * 2.5, 0.25),
        (rod * 2, 0.7),
        (rod * 2.4, 0.75),
    ]
    shaft = [(rod * 1.2, 0.85), (rod, height * 0.75), (rod * 1.8, height * 0.77)]
    post = lathe([*foot, *shaft, (rod, height * 0.8), (rod, height), (0, height)], segments=sides)
    size = between(rng, 0.16, 0.28)
    if chance(rng, 0.65):
        head = lantern_head(rng, size, size * between(rng, 1.8, 2.8))
    else:
        head = assembled(ball(size, (0, 0, size), segments=12), cylinder(size * 0.5, size * 0.3))
    style = int(rng.choice(4, p=[0.5, 0.15, 0.2, 0.15]))
    if style == 0:
        bar = rod_between((-0.3, 0, height * 0.85), (0.3, 0, height * 0.85), rod * 0.5)
        return assembled(post, moved(head, (0, 0, height)), bar if chance(rng, 0.5) else [])
    reach = size * between(rng, 2, 3)
    arm = assembled(curved_arm(reach, 0.15, 0.1, rod * 0.6), moved(head, (reach, 0, 0.1)))
    if style == 3:
        hung = moved(head, (reach, 0, -float(head.vertices[:, 2].max()) + 0.1))
        arm = assembled(curved_arm(reach, -0.3, 0.1, rod * 0.6), hung)
        return assembled(post, moved(arm, (0, 0, height - 0.2)))
    arms = around(arm, 2 if style == 1 else int(rng.integers(2, 5)))
    crown = moved(head, (0, 0, height)) if chance(rng, 0.5) else []
    return assembled(post, [moved(part, (0, 0, height - 0.2)) for part in arms], crown)


def wood_post_lamp(rng: np.random.Generator) -> Mesh:
    """A wooden post with a beam and a hanging lantern."""
    height, thick = between(rng, 2, 3.2), between(rng, 0.1, 0.2)
    reach, drop = between(rng, 0.5, 1.0), between(rng, 0.05, 0.3)
    head = lantern_head(rng, between(rng, 0.12, 0.2), between(rng, 0.3, 0.5))
    top = float(head.vertices[:, 2].max())
    beam = height - between(rng, 0.1, 0.4)
    light = assembled(head, rod_between((0, 0, top), (0, 0, top + drop), 0.015, 4))
    side = [
        block((reach + 0.2, thick * 0.7, thick * 0.7), (reach / 2, 0, beam)),
        rod_between((0, 0, beam - reach * 0.6), (reach * 0.6, 0, beam + 0.03), thick * 0.3, 4),
        moved(light, (reach, 0, beam - top - drop)),
    ]
    both = mirrored(assembled(*side)) if chance(rng, 0.2) else side
    return assembled(block((thick, thick, height), top=0.9), both, block((0.4, 0.4, 0.15), top=0.8))
