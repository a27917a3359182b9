"""Shapes that guns of all kinds share; the barrel along X."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import assembled, between, block, box, chance, cylinder, prism, tube
from .parts import drawn_sides


def rod(
    start: float, end: float, z: float, radius: float, *, far: float = 1.0, segments: int = 8
) -> Mesh:
    """A round bar along X; `far` scales its radius at the end."""
    return tube([(start, 0, z), (end, 0, z)], (radius, radius * far), segments=segments)


def slab(
    x: float, z: float, wide: float, drop: float, depth: float, *, lean: float = 0, end: float = 1
) -> Mesh:
    """A plate hanging from (x..x + wide, z), its foot set back by `lean`, widened by `end`."""
    foot = x - lean
    outline = [(x, z), (foot, z - drop), (foot + wide * end, z - drop), (x + wide, z)]
    return prism(outline, depth)


def trigger(rng: np.random.Generator, x: float, z: float, size: float) -> list[Mesh]:
    """A guard from x forwards under z, with its trigger."""
    turns = np.linspace(0, np.pi, int(rng.integers(4, 8)))
    span, drop = size * between(rng, 0.9, 1.3), size * between(rng, 0.6, 0.9)
    path = np.column_stack(
        [x + span * (1 - np.cos(turns)) / 2, 0 * turns, z - drop * np.sin(turns)]
    )
    lever = slab(x + span * 0.4, z, size * 0.14, drop * 0.6, size * 0.12, lean=-size * 0.1)
    guard = tube(path, size * between(rng, 0.05, 0.1), segments=4)
    return [lever, guard] if chance(rng, 0.85) else [lever]


def sights(
    rng: np.random.Generator, back: float, front: float, z: float, size: float
) -> list[Mesh]:
    """Rear and front sight on top, sometimes none."""
    if chance(rng, 0.25):
        return []
    return [
        block((size, size * 0.5, size * between(rng, 0.6, 1.2)), (back, 0, z)),
        block((size * 0.7, size * 0.3, size * between(rng, 0.5, 1)), (front, 0, z)),
    ]


def scope(rng: np.random.Generator, x: float, z: float, long: float) -> Mesh:
    """A telescope on two feet from x forwards, sometimes with a knob."""
    radius, sides = long * between(rng, 0.05, 0.1), drawn_sides(rng)
    lift = radius * between(rng, 1.8, 3)
    ends = between(rng, 1.2, 1.8)
    stations = np.array((0, 0.18, 0.28, 0.68, 0.8, 1))
    radii = radius * np.array((1.3, 1.3, 1, 1, ends, ends))
    line = np.column_stack([stations * long + x, 0 * stations, 0 * stations + z + lift])
    body = tube(line, radii, segments=sides)
    mount = (radius * 0.9, radius, lift)
    feet = [block(mount, (x + share * long, 0, z)) for share in (0.32, 0.64)]
    knob = cylinder(radius * 0.6, radius * 2, (x + long * 0.48, 0, z + lift), segments=8)
    return assembled(body, feet, [knob] if chance(rng, 0.7) else [])


def stock(
    rng: np.random.Generator, x: float, z: float, long: float, tall: float, depth: float
) -> Mesh:
    """A shoulder stock from (x, z) backwards: club-shaped, straight, or a frame of wire."""
    end, drop = x - long, tall * between(rng, 0.1, 0.8)
    draw = rng.random()
    if draw < 0.4:
        outline = [(x, z), (x - long * 0.3, z - drop * 0.4), (end, z - drop * 0.5)]
        outline += [(end, z - drop - tall * between(rng, 1, 1.6)), (x - long * 0.3, z - tall * 1.2)]
        return prism([*outline, (x, z - tall)], depth)
    if draw < 0.7:
        tip = tall * between(rng, 1, 1.7)
        plate = prism([(x, z), (end, z), (end, z - tip), (x, z - tall * 0.5)], depth)
        return plate
    if draw < 0.85:
        rods = [rod(x, end, z - tall * share, depth * 0.18, segments=6) for share in (0.2, 0.75)]
        butt = box((end - depth * 0.3, -depth / 2, z - tall * 1.3), (end, depth / 2, z))
        return assembled(rods[: rng.integers(1, 3)], butt)
    butt = box((end, -depth / 2, z - tall * 1.2), (end + long * 0.55, depth / 2, z))
    return assembled(rod(x, end + long * 0.2, z - tall * 0.35, depth * 0.35), butt)


def muzzle_end(rng: np.random.Generator, x: float, z: float, radius: float) -> list[Mesh]:
    """Nothing, a thicker end or a silencer ahead of x."""
    draw = rng.random()
    if draw < 0.4:
        return []
    if draw < 0.8:
        return [rod(x, x + radius * between(rng, 2, 6), z, radius * between(rng, 1.3, 1.8))]
    return [
        rod(
            x,
            x + min(radius * between(rng, 8, 18), 0.4),
            z,
            radius * between(rng, 1.6, 2.6),
            segments=12,
        )
    ]
