"""Cutlery and knives made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    moved,
    scaled,
    solid,
    tube,
    turned,
)
from .parts import drawn_sides, hollow
from .utensil_parts import flat_plate, knife_blade, neck_bar, posed, spoon_dish, tool_handle


def fork(rng: np.random.Generator) -> Mesh:
    """A table fork with 2 to 4 tines, a carving fork or a pitchfork of a cartoon."""
    count = int(rng.choice((2, 3, 4, 4)))
    wide, root = between(rng, 0.1, 0.2), between(rng, 0.06, 0.16)
    tines, thick = between(rng, 0.14, 0.28), between(rng, 0.012, 0.04)
    gap = wide / (count * 2 - 1) * between(rng, 0.8, 1.2)
    tine = (wide - gap * (count - 1)) / count
    outline = [(0, -wide * 0.12), (root * 0.6, -wide / 2)]
    for place in range(count):
        low = -wide / 2 + place * (tine + gap)
        outline += [(root, low), (root + tines, low + tine * 0.25)]
        outline += [(root + tines, low + tine * 0.75), (root, low + tine)]
    outline += [(root * 0.6, wide / 2), (0, wide * 0.12)]
    head = flat_plate(outline, thick)
    vertices = head.vertices.astype(np.float64)
    vertices[:, 2] += between(rng, -0.5, 0.3) * (vertices[:, 0] - root * 0.3) ** 2
    neck = between(rng, 0.1, 0.25)
    grip = tool_handle(
        rng, between(rng, 0.3, 0.5), between(rng, 0.045, 0.1), thick * between(rng, 1, 2)
    )
    parts = [solid(vertices, head.faces), neck_bar(rng, neck, max(thick * 1.3, 0.022), 0.02)]
    return posed(rng, assembled(parts, moved(grip, (-neck, 0, 0))))


def spoon(rng: np.random.Generator) -> Mesh:
    """Table, tea, soup and wooden spoons: bowls long or round, deep or flat."""
    long = between(rng, 0.18, 0.36)
    wide = long * between(rng, 0.5, 0.95)
    thick = between(rng, 0.012, 0.035)
    bowl = spoon_dish(
        long, wide, long * between(rng, 0.08, 0.3), thick, egg=between(rng, -0.2, 0.25)
    )
    if chance(rng, 0.25):
        bowl = scaled(ball(0.5, (0.5, 0, 0), segments=10, rings=6), (long, wide, thick * 2.5))
    neck = between(rng, 0.12, 0.3)
    grip = tool_handle(
        rng, between(rng, 0.3, 0.55), between(rng, 0.04, 0.09), thick * between(rng, 1, 2.5)
    )
    stem = neck_bar(rng, neck, max(thick * 1.3, 0.025), between(rng, 0, 0.04))
    return posed(rng, assembled(bowl, stem, moved(grip, (-neck, 0, 0))))


def table_knife(rng: np.random.Generator) -> Mesh:
    long, wide = between(rng, 0.35, 0.6), between(rng, 0.05, 0.1)
    t = np.linspace(0, 1, 6)
    round_tip = np.column_stack([long * (0.9 + 0.1 * np.sin(t * np.pi)), wide * (t - 0.5)])
    outline = [(0, -wide * 0.3), (long * 0.1, -wide / 2), *round_tip, (0, wide * 0.3)]
    thick = between(rng, 0.01, 0.03)
    blade = flat_plate(outline, thick)
    grip = tool_handle(
        rng, between(rng, 0.35, 0.55), wide * between(rng, 0.7, 1.1), thick * between(rng, 1, 3)
    )
    return posed(rng, assembled(blade, moved(grip, (0.02, 0, 0))))


def kitchen_knife(rng: np.random.Generator) -> Mesh:
    """Chef's, paring, bread, santoku: a broad blade, a riveted handle, bolster at times."""
    long, wide = between(rng, 0.45, 0.75), between(rng, 0.09, 0.2)
    thick = between(rng, 0.008, 0.025)
    depth = thick * between(rng, 1.5, 3.5)
    blade = knife_blade(rng, long, wide, thick)
    grip = moved(
        tool_handle(rng, between(rng, 0.28, 0.45), wide * 0.5, depth), (0.02, wide * 0.05, 0)
    )
    parts = [blade, grip]
    if chance(rng, 0.4):
        parts.append(block((0.04, wide * 0.6, depth * 1.1), (0, wide * 0.05, -depth * 0.55)))
    if chance(rng, 0.25):
        stud = cylinder(wide * 0.07, depth * 1.4, (0, wide * 0.05, -depth * 0.7), segments=6)
        parts += [moved(stud, (-x, 0, 0)) for x in (0.06, 0.14, 0.22)]
    return posed(rng, assembled(parts))


def cleaver(rng: np.random.Generator) -> Mesh:
    long, wide = between(rng, 0.4, 0.65), between(rng, 0.2, 0.36)
    thick = between(rng, 0.012, 0.035)
    cut = between(rng, 0, 0.06)
    outline = [(0, wide * 0.3), (long - cut, wide * 0.35), (long, wide * 0.3 - cut)]
    outline += [
        (long * between(rng, 0.95, 1.03), -wide * 0.65),
        (0.02, -wide * 0.65 + cut),
        (0, -wide * 0.1),
    ]
    grip = tool_handle(rng, between(rng, 0.3, 0.5), between(rng, 0.06, 0.09), thick * 2.2)
    hole = cylinder(0.025, thick * 1.3, (long * 0.88, wide * 0.18, -thick * 0.65), segments=8)
    blade = flat_plate(np.array(outline) * (1, -1), thick)
    parts = [blade, moved(grip, (0.03, wide * 0.12, 0))]
    return posed(rng, assembled(parts, [hole] if chance(rng, 0.4) else []))


def chopsticks(rng: np.random.Generator) -> Mesh:
    sides, thick = int(rng.choice((4, 6, 8))), between(rng, 0.012, 0.03)
    stick = tube(
        [(-0.5, 0, 0), (0.5, 0, 0)], (thick, thick * between(rng, 0.35, 0.7)), segments=sides
    )
    angle, gap = between(rng, 0, 12), between(rng, 0.03, 0.09)
    pair = [moved(stick, (0, -gap, 0)), moved(turned(stick, "z", angle), (0, gap, 0))]
    if chance(rng, 0.3):
        pair.append(block((0.06, 0.3, 0.06), (0.3, 0, -0.08), top=0.8))
        return assembled(pair)
    return posed(rng, assembled(pair), 0.85)


def cutlery_set(rng: np.random.Generator) -> Mesh:
    """Fork, spoon and knife side by side, a knife block, or tools standing in a jar."""
    if chance(rng, 0.35):
        body = turned(block((0.5, 0.4, 0.8), top=0.95), "y", between(rng, 0, 22))
        spots = [(x, y) for x in (-0.12, 0.1) for y in (-0.12, 0, 0.12)][: rng.integers(3, 7)]
        grips = [
            box((x, y - 0.03, 0.75), (x + 0.06, y + 0.03, between(rng, 0.95, 1.2)))
            for x, y in spots
        ]
        return assembled(body, turned(assembled(grips), "y", between(rng, 8, 14)))
    tools = [make(rng) for make in (fork, spoon, table_knife)]
    if chance(rng, 0.4):
        jar = hollow([(0.25, 0), (0.28, 0.6)], 0.02, 0.05, drawn_sides(rng))
        stood = [_stood(tool, 9 + 4 * place, 120 * place) for place, tool in enumerate(tools)]
        return assembled(jar, stood)
    laid = [_laid(tool, place * between(rng, 0.2, 0.3)) for place, tool in enumerate(tools)]
    return assembled(laid)


def _along_x(tool: Mesh) -> Mesh:
    """The tool centred, its longest side along X."""
    low, high = tool.vertices.min(axis=0), tool.vertices.max(axis=0)
    centred = moved(tool, -(low + high) / 2)
    longest = int(np.argmax(high - low))
    return (centred, turned(centred, "z", -90), turned(centred, "y", 90))[longest]


def _laid(tool: Mesh, y: float) -> Mesh:
    return moved(grounded(_along_x(tool)), (0, y, 0))


def _stood(tool: Mesh, lean: float, turn: float) -> Mesh:
    upright = grounded(turned(_along_x(tool), "y", -90))
    return turned(turned(upright, "y", lean), "z", turn)
