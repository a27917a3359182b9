"""Shapes that kitchen tools of several kinds share."""

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..shapes import assembled, between, box, chance, prism, scaled, sheet, torus, tube, turned


def posed(rng: np.random.Generator, mesh: Mesh, flat: float = 0.6) -> Mesh:
    """A tool along X: flat as built in a share of draws, or standing on either end, or on edge."""
    if chance(rng, flat):
        return mesh
    turns = (("y", 90.0), ("y", -90.0), ("x", 90.0), ("y", between(rng, -60, -20)))
    return turned(mesh, *turns[rng.choice(4, p=(0.25, 0.45, 0.15, 0.15))])


def flat_plate(outline: ArrayLike, depth: float) -> Mesh:
    """A plate of an outline in X and Y, lying at z = 0."""
    return turned(prism(outline, depth), "x", -90)


def tool_handle(rng: np.random.Generator, long: float, wide: float, thick: float) -> Mesh:
    """A tool's handle along -X from the origin: flat, flaring, round, waisted or a rod."""
    t = np.linspace(0, 1, 6)
    draw = int(rng.integers(5))
    if draw == 0:
        return box((-long, -wide / 2, -thick / 2), (0, wide / 2, thick / 2))
    if draw == 1:
        tip = wide * between(rng, 0.8, 1.4)
        half = np.interp(t, (0, 0.4, 0.9, 1), (wide * 0.3, wide * 0.3, tip / 2, tip * 0.35))
        upper = np.column_stack([-t * long, half])
        return flat_plate(np.concatenate([upper, upper[::-1] * (1, -1)]), thick)
    points = np.column_stack([-t * long, 0 * t, 0 * t])
    radii = wide / 2 * (1 + between(rng, -0.25, 0.25) * np.sin(t * between(rng, 3, 8)))
    if draw == 2:
        radii = wide / 2 * np.interp(t, (0, 1), (0.7, 1.1))
    rod = tube(points, radii, segments=int(rng.choice((5, 6, 8, 10))))
    rod = scaled(rod, (1, 1, max(min(thick / wide * 1.5, 1), 0.35)))
    if chance(rng, 0.2):
        ring = torus(wide * 0.4, wide * 0.12, (-long - wide * 0.3, 0, 0), segments=8, sides=5)
        return assembled(rod, ring)
    return rod


def neck_bar(rng: np.random.Generator, long: float, wide: float, rise: float) -> Mesh:
    """A thin bar from x = -long to the origin, arched by `rise`."""
    x = np.linspace(-long, 0.02, 6)
    z = rise * np.sin((x + long) / long * np.pi)
    bar = tube(np.column_stack([x, 0 * x, z]), wide / 2, segments=int(rng.choice((4, 6, 8))))
    return bar


def spoon_dish(long: float, wide: float, depth: float, thick: float, *, egg: float = 0.0) -> Mesh:
    """A spoon's bowl from x = 0 to long, its rim at z = 0; `egg` moves its widest place."""
    u = np.linspace(-1, 1, 8)
    v = np.linspace(-1, 1, 5)
    reach = np.sqrt(np.maximum(1 - np.abs(u) ** 2.2, 0.01)) * (1 - egg * u)
    x = np.repeat(((u + 1) / 2 * long)[:, None], 5, axis=1)
    y = reach[:, None] * v[None, :] * wide / 2
    z = -depth * (1 - v[None, :] ** 2) * (1 - u[:, None] ** 2)
    return sheet(np.stack([x, y, z], axis=-1), thick)


def knife_blade(rng: np.random.Generator, long: float, wide: float, thick: float) -> Mesh:
    """A knife's blade from the origin along X, its edge towards -Y."""
    t = np.linspace(0, 1, 7)
    belly, tip = between(rng, 1.5, 6), between(rng, 0, 0.5)
    edge = -wide * (1 - (1 - tip) * t**belly) + wide * 0.3
    back = wide * 0.3 - wide * between(rng, 0, 0.3) * t**2
    lower = np.column_stack([t * long, np.minimum(edge, back - 0.004)])
    upper = np.column_stack([t * long, back])
    plate = flat_plate(np.concatenate([lower, upper[::-1]]) * (1, -1), thick)
    return plate
