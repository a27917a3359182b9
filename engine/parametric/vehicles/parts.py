"""Shapes that all vehicles share; they point along +X."""

from collections.abc import Sequence

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    between,
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

Parts = list[Mesh]


def rod_x(radius: float, length: float, at: Point, *, top: float = 1.0, segments: int = 10) -> Mesh:
    """A cylinder from `at` towards +X."""
    return moved(turned(cylinder(radius, length, top=top, segments=segments), "y", 90), at)


def rod_y(radius: float, length: float, at: Point, *, segments: int = 10) -> Mesh:
    """A cylinder along Y with its middle at `at`."""
    made = cylinder(radius, length, (0, 0, -length / 2), segments=segments)
    return moved(turned(made, "x", 90), at)


def hull_body(
    stations: Sequence[tuple[float, float, float, float]],
    *,
    segments: int = 10,
    power: float = 2.0,
) -> Mesh:
    """A body along X, through (x, half width, half height, middle's z) of rising x.

    Its section is a superellipse: power 2 is round, 6 nearly a box.
    """
    angles = (np.arange(segments) + 0.5) * (2 * np.pi / segments)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    circle = np.sign(circle) * np.abs(circle) ** (2 / power)
    circle /= np.abs(circle).max(axis=0)
    return loft(
        [
            np.column_stack([np.full(segments, x), circle * (wide, high) + (0, z)])
            for x, wide, high, z in stations
        ]
    )


def panel(
    chord: float,
    span: float,
    at: Point = (0, 0, 0),
    *,
    tip: float = 0.6,
    sweep: float = 0.0,
    thick: float = 0.1,
    cant: float = 0.0,
    flat: bool = False,
    round_tip: bool = False,
) -> Mesh:
    """A wing from its leading root `at` to +Y, turned up by `cant`; its tip lies `sweep` behind."""
    if flat:
        section = np.array([(0, -0.5), (1, -0.5), (1, 0.5), (0, 0.5)])
    else:
        section = np.array([(0, 0), (0.25, -0.5), (0.7, -0.3), (1, 0), (0.7, 0.3), (0.25, 0.5)])
    levels = [(0.0, 1.0), (1.0, tip)]
    if round_tip:
        levels = [(0.0, 1.0), (0.85, 1 + 0.85 * (tip - 1)), (0.96, tip * 0.75), (1.0, tip * 0.4)]
    rings = []
    for share, size in levels:
        inset = (1 + share * (tip - 1) - size) * chord / 2
        x = -sweep * share - inset - section[:, 0] * chord * size
        z = section[:, 1] * chord * thick * size
        rings.append(np.column_stack([x, np.full(len(x), share * span), z]))
    return moved(turned(loft(rings), "x", cant), at)


def frustum(
    low: tuple[float, float],
    high: tuple[float, float],
    widths: tuple[float, float],
    heights: tuple[float, float],
) -> Mesh:
    """A cabin: `low` and `high` are its x from rear to front at the two heights."""
    rings = []
    for (rear, front), width, z in zip((low, high), widths, heights, strict=True):
        y = width / 2
        rings.append([(rear, -y, z), (front, -y, z), (front, y, z), (rear, y, z)])
    return loft(rings)


def open_cabin(
    low: tuple[float, float],
    high: tuple[float, float],
    widths: tuple[float, float],
    heights: tuple[float, float],
    thick: float,
) -> Parts:
    """A roof on four posts, in the place of `frustum`."""
    posts: Parts = []
    for end in (0, 1):
        foot = (low[end], widths[0] / 2 - thick / 2, heights[0])
        head = (high[end], widths[1] / 2 - thick / 2, heights[1])
        posts += mirrored(tube([foot, head], thick / 2, segments=4), "y")
    z = heights[1]
    roof = box((high[0], -widths[1] / 2, z - thick), (high[1], widths[1] / 2, z + thick / 2))
    return [*posts, roof]


def glazed(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    widths: tuple[float, float],
    heights: tuple[float, float],
    panes: int,
) -> Parts:
    """A closed cabin with its windows standing out of the walls a little."""
    cabin = frustum(low, high, widths, heights)
    if chance(rng, 0.25):
        return [cabin]
    below, above = between(rng, 0.05, 0.2), between(rng, 0.8, 0.9)
    proud = 0.015 * widths[0]

    def at(share: float, pair: tuple[float, float]) -> float:
        return pair[0] + share * (pair[1] - pair[0])

    rear, front = (low[0], high[0]), (low[1], high[1])
    z = at(below, heights), at(above, heights)
    y = at(below, widths), at(above, widths)
    parts = [cabin]
    edge = 0.06
    for pane in range(panes):
        start = edge / 2 + pane / panes * (1 - edge)
        stop = (pane + 1) / panes * (1 - edge) - edge / 2 + edge
        spans = [
            (at(start, (at(s, rear), at(s, front))), at(stop, (at(s, rear), at(s, front))))
            for s in (below, above)
        ]
        parts.append(frustum(spans[0], spans[1], (y[0] + proud, y[1] + proud), z))
    bottom = (at(below, rear) - proud, at(below, front) + proud)
    top = (at(above, rear) - proud, at(above, front) + proud)
    parts.append(frustum(bottom, top, (y[0] * 0.88, y[1] * 0.88), z))
    return parts


def windows(xs: Sequence[float], wide: float, low: float, high: float, width: float) -> Parts:
    """Panes through a body from side to side, each `wide` along X and centred on one of `xs`."""
    return [box((x - wide / 2, -width / 2, low), (x + wide / 2, width / 2, high)) for x in xs]


def wheel_pairs(
    rng: np.random.Generator,
    xs: Sequence[float],
    radius: float | Sequence[float],
    width: float,
    track: float,
) -> Parts:
    """Pairs of wheels standing on z = 0 with their outer sides `track` apart."""
    segments = int(rng.choice([6, 8, 10, 12, 16, 20]))
    plain = chance(rng, 0.4)
    hub, bevel, dish = between(rng, 0.4, 0.7), between(rng, 0.8, 1.0), between(rng, -0.3, 0.3)
    half = width / 2
    parts: Parts = []
    for x, size in zip(xs, np.broadcast_to(radius, len(xs)), strict=True):
        profile = [(0, -half), (size * bevel, -half), (size, -half * 0.6), (size, half * 0.6)]
        profile += [(size * bevel, half), (size * hub, half)]
        profile += [(size * hub * 0.9, half * (1 + dish)), (0, half * (1 + dish))]
        if plain:
            profile = [(0, -half), (size, -half), (size, half), (0, half)]
        wheel = turned(lathe(profile, segments=segments), "x", -90)
        parts += mirrored(moved(wheel, (x, track / 2 - half, size)), "y")
    return parts


def straight_ladder(long: float, wide: float, rungs: int, thick: float) -> Mesh:
    """A ladder lying along +X from the origin."""
    rails = mirrored(tube([(0, wide / 2, 0), (long, wide / 2, 0)], thick, segments=4), "y")
    steps = [
        tube([(x, -wide / 2, 0), (x, wide / 2, 0)], thick * 0.8, segments=4)
        for x in np.linspace(0.05 * long, 0.95 * long, rungs)
    ]
    return assembled(rails, steps)


def thruster(radius: float, at: Point, long: float, segments: int) -> Mesh:
    """An engine along X whose nozzle opens to -X at `at`."""
    profile = [(0, 0.25 * long), (radius * 0.75, 0), (radius, 0), (radius * 0.8, long * 0.25)]
    profile += [(radius, long * 0.4), (radius, long * 0.85), (radius * 0.6, long), (0, long)]
    return moved(turned(lathe(profile, segments=segments), "y", 90), at)
