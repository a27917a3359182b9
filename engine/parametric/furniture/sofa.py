"""Sofas made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    mirrored,
    moved,
    prism,
    scaled,
    turned,
)
from .parts import arc_wall, arched, bar_row, case, cushion, feet, four_legs, sheared


def _seats(rng: np.random.Generator) -> int:
    return int(rng.choice([1, 2, 3, 4], p=[0.36, 0.3, 0.28, 0.06]))


def _row(
    rng: np.random.Generator, width: float, depth: float, thick: float, count: int, at: Point
) -> list[Mesh]:
    """`count` cushions side by side along X, centred on `at`."""
    one = cushion(rng, (width / count * 0.98, depth, thick))
    return [
        moved(one, (at[0] + width * ((k + 0.5) / count - 0.5), at[1], at[2])) for k in range(count)
    ]


def _back_cushions(
    rng: np.random.Generator, width: float, high: float, count: int, y: float, z: float
) -> list[Mesh]:
    thick = between(rng, 0.1, 0.22)
    lean = between(rng, 0, 0.25)
    row = _row(rng, width, thick, high, count, (0, y - thick / 2, z))
    return [sheared(part, (0, lean), z + high) for part in row]


def _boxy_sofa(rng: np.random.Generator) -> Mesh:
    """Base, two arms, a back and cushions, all of them boxes soft or sharp."""
    count = _seats(rng)
    inner = count * between(rng, 0.55, 0.75)
    arm, depth = between(rng, 0.08, 0.3), between(rng, 0.75, 1.05)
    foot = between(rng, 0.04, 0.18) if chance(rng, 0.65) else 0.0
    seat, tall = foot + between(rng, 0.28, 0.42), foot + between(rng, 0.55, 0.9)
    back, pad = between(rng, 0.12, 0.28), between(rng, 0.1, 0.2)
    width = inner + arm * 2
    parts = [case(rng, (width * 0.99, depth, seat - pad - foot), (0, 0, foot))]
    parts.append(cushion(rng, (width * 0.995, back, tall - foot), (0, (depth - back) / 2, foot)))
    rest = between(rng, 0.1, 0.28)
    if chance(rng, 0.88):
        size = (arm, depth * between(rng, 0.88, 1.0), seat + rest - foot)
        one = cushion(rng, size, (0, (depth - size[1]) / 2, foot))
        parts += mirrored(moved(one, ((width - arm) / 2, 0, 0)))
    cushions = count if chance(rng, 0.75) else 1
    parts += _row(rng, inner, depth - back, pad, cushions, (0, -back / 2, seat - pad))
    if chance(rng, 0.65):
        parts += _back_cushions(
            rng, inner, tall - seat + between(rng, -0.08, 0.1), cushions, depth / 2 - back, seat
        )
    if foot:
        splay = between(rng, 0, 0.35) * chance(rng, 0.4)
        parts += four_legs(
            rng, width * 0.95, depth * 0.9, foot + 0.02, between(rng, 0.04, 0.1), splay
        )
    if chance(rng, 0.25):
        pillow = turned(cushion(rng, (0.38, 0.12, 0.36)), "z", between(rng, -25, 25))
        parts.append(moved(pillow, (inner * 0.35, depth / 2 - back - 0.15, seat)))
    return assembled(parts)


def _corner_sofa(rng: np.random.Generator) -> Mesh:
    """An L: a sofa with a chaise, or two wings with backs around a corner."""
    width, depth = between(rng, 1.9, 3.0), between(rng, 0.8, 1.0)
    reach, foot = depth + between(rng, 0.5, 1.3), between(rng, 0.0, 0.14)
    seat, back, pad = (
        foot + between(rng, 0.3, 0.4),
        between(rng, 0.15, 0.28),
        between(rng, 0.1, 0.18),
    )
    tall, arm = seat + between(rng, 0.28, 0.5), between(rng, 0.12, 0.26)
    rear, half = depth / 2, width / 2
    wing, low = between(rng, 0.75, 1.0), seat - pad
    corner = chance(rng, 0.55)
    parts = [
        box((-half, -rear, foot), (half, rear, low)),
        box((half - wing, rear - reach, foot), (half, -rear + 0.01, low)),
    ]
    parts.append(cushion(rng, (width, back, tall - foot), (0, rear - back / 2, foot)))
    parts.append(cushion(rng, (arm, depth, seat + 0.2 - foot), (-half + arm / 2, 0, foot)))
    side = reach if corner else depth
    high = tall if corner else seat + 0.2
    parts.append(cushion(rng, (back, side, high - foot), (half - back / 2, rear - side / 2, foot)))
    span = width - arm - wing
    count = max(1, round(span / 0.7))
    middle = -half + arm + span / 2
    parts += _row(rng, span, depth - back, pad, count, (middle, -back / 2, low))
    inner = wing - back
    parts.append(
        cushion(
            rng,
            (inner, reach - back, pad),
            (half - back - inner / 2, rear - back - (reach - back) / 2, low),
        )
    )
    if chance(rng, 0.6):
        cushions = _back_cushions(rng, span, tall - seat + 0.03, count, rear - back, seat)
        parts += [moved(part, (middle, 0, 0)) for part in cushions]
    if foot:
        parts += feet(width * 0.96, depth * 0.9, foot + 0.01, 0.07)
        parts.append(block((0.07, 0.07, foot + 0.01), (half - 0.1, rear - reach + 0.1, 0)))
    whole = assembled(parts)
    return mirrored(whole)[1] if chance(rng, 0.5) else whole


def _rolled(length: float, radius: float, segments: int = 10) -> Mesh:
    """A roll along Y about the origin."""
    return turned(cylinder(radius, length, (0, 0, -length / 2), segments=segments), "x", 90)


def _chesterfield(rng: np.random.Generator) -> Mesh:
    """Rolled arms and a rolled back, buttons in the leather, turned feet."""
    count = _seats(rng)
    inner, depth = count * between(rng, 0.55, 0.68), between(rng, 0.8, 1.0)
    roll, foot = between(rng, 0.09, 0.15), between(rng, 0.05, 0.15)
    seat, segments = foot + between(rng, 0.32, 0.42), int(rng.choice([8, 10, 12]))
    top = seat + between(rng, 0.18, 0.35)
    high = top + (between(rng, 0.1, 0.3) if chance(rng, 0.5) else 0)
    width = inner + roll * 3
    parts = [block((width, depth, seat - foot - 0.12), (0, 0, foot))]
    arm = block((roll * 1.4, depth, top - foot), (0, 0, foot))
    side = assembled(arm, moved(_rolled(depth + 0.02, roll, segments), (roll * 0.2, 0, top)))
    parts += mirrored(moved(side, ((inner + roll * 1.4) / 2, 0, 0)))
    y = depth / 2 - roll * 0.7
    parts.append(block((width, roll * 1.4, high - foot), (0, y, foot)))
    parts.append(
        moved(turned(_rolled(width + 0.02, roll, segments), "z", 90), (0, y + roll * 0.2, high))
    )
    parts += _row(rng, inner, depth - roll * 1.4, 0.16, count, (0, -roll * 0.7, seat - 0.15))
    if chance(rng, 0.5):
        for x in np.linspace(-0.45, 0.45, 3 * count) * inner:
            for z in (seat + 0.12, (seat + high) / 2 + 0.08):
                parts.append(ball(0.02, (x, y - roll * 0.7, z), segments=5, rings=3))
    return assembled(parts, four_legs(rng, width * 0.92, depth * 0.9, foot + 0.02, 0.09))


def _wing_chair(rng: np.random.Generator) -> Mesh:
    """An armchair with a tall back and wings."""
    inner, depth, arm = between(rng, 0.5, 0.65), between(rng, 0.7, 0.9), between(rng, 0.09, 0.18)
    foot, seat = between(rng, 0.08, 0.2), between(rng, 0.4, 0.5)
    tall, back = between(rng, 0.95, 1.3), between(rng, 0.12, 0.2)
    width, rise = inner + arm * 2, between(rng, 0, 0.15)
    parts = [block((width * 0.98, depth, seat - foot - 0.12), (0, 0, foot))]
    parts.append(cushion(rng, (inner, depth - back, 0.15), (0, -back / 2, seat - 0.13)))
    panel = prism(arched(width, foot, tall - rise, rise), back, at=(0, depth / 2 - back / 2, 0))
    parts.append(sheared(panel, (0, between(rng, 0, 0.15)), foot))
    rest, rear = seat + between(rng, 0.16, 0.26), depth / 2
    outline = [(-rear, foot), (rear, foot), (rear + 0.05, tall - 0.05), (rear - 0.25, tall - 0.12)]
    outline += [(rear - 0.3, rest + 0.05), (-rear, rest)]
    wing = turned(prism(outline, arm), "z", 90)
    parts += mirrored(moved(wing, ((width - arm) / 2, 0, 0)))
    if chance(rng, 0.5):
        roll = moved(
            _rolled(depth * 0.7, arm * 0.65, 8),
            ((width - arm) / 2 + arm * 0.1, -depth * 0.16, rest),
        )
        parts += mirrored(roll)
    return assembled(parts, four_legs(rng, width * 0.95, depth * 0.92, foot + 0.02, 0.06))


def _tub_sofa(rng: np.random.Generator) -> Mesh:
    """A back that runs round into the arms, over a round or long seat."""
    radius, thick = between(rng, 0.36, 0.5), between(rng, 0.08, 0.18)
    foot, steps = between(rng, 0.03, 0.2), int(rng.choice([9, 13, 17]))
    seat = foot + between(rng, 0.26, 0.36)
    tall, low = seat + between(rng, 0.25, 0.5), seat + between(rng, 0.05, 0.25)
    angles = np.linspace(-20, 200, steps)
    blend = np.clip(np.sin(np.radians(angles)), 0, 1) ** between(rng, 0.5, 2)
    heights = (low + (tall - low) * blend).tolist()
    wall = arc_wall((radius - thick, radius), (-20, 200), foot, heights)
    base = cylinder(radius * 0.97, seat - foot - 0.1, (0, 0, foot), segments=max(12, steps))
    pad = cylinder(radius * 0.9, 0.12, (0, -radius * 0.08, seat - 0.12), segments=max(12, steps))
    legs = four_legs(rng, radius * 1.3, radius * 1.3, foot + 0.02, 0.05, between(rng, 0, 0.3))
    stretch = between(rng, 1.4, 2.6) if chance(rng, 0.5) else 1.0
    return assembled(
        scaled(assembled(wall, base, pad), (stretch, 1, 1)),
        scaled(assembled(legs), (stretch, 1, 1)),
    )


def _chaise(rng: np.random.Generator) -> Mesh:
    """A lounger: a long seat raised at one end, with a partial back or none."""
    long, depth, seat = between(rng, 1.5, 2.0), between(rng, 0.6, 0.8), between(rng, 0.36, 0.45)
    foot, rise = between(rng, 0.08, 0.2), between(rng, 0.25, 0.5)
    parts = [
        block((long, depth, seat - foot - 0.1), (0, 0, foot)),
        cushion(rng, (long, depth, 0.14), (0, 0, seat - 0.12)),
    ]
    head = sheared(
        cushion(rng, (0.14, depth, seat + rise - foot - 0.1), (0, 0, foot + 0.1)),
        (between(rng, 0, 0.5), 0),
        seat,
    )
    parts.append(moved(head, (long / 2 - 0.06, 0, 0)))
    if chance(rng, 0.5):
        share = between(rng, 0.45, 0.9)
        outline = [(long / 2, seat - 0.1), (long / 2, seat + rise), (long / 2 - long * share, seat)]
        parts.append(prism(outline, 0.1, at=(0, depth / 2 - 0.05, 0)))
    if chance(rng, 0.5):
        roll = _rolled(depth, between(rng, 0.06, 0.1))
        parts.append(moved(roll, (long / 2 + 0.06, 0, seat + rise)))
    return assembled(parts, four_legs(rng, long * 0.95, depth * 0.95, foot + 0.02, 0.06))


def _frame_sofa(rng: np.random.Generator) -> Mesh:
    """Loose cushions in an open wooden or metal frame: Scandinavian, garden, pallet."""
    count = _seats(rng)
    inner, depth, seat = (
        count * between(rng, 0.55, 0.68),
        between(rng, 0.68, 0.85),
        between(rng, 0.3, 0.4),
    )
    size, tall = between(rng, 0.03, 0.07), between(rng, 0.7, 0.85)
    width = inner + size * 2
    parts = [block((width, depth, size), (0, 0, seat - 0.14 - size / 2))]
    rest, x = seat + between(rng, 0.14, 0.22), (width - size) / 2
    side = assembled(
        block((size, size, rest), (x, -depth / 2 + size / 2, 0)),
        block((size, size, tall), (x, depth / 2 - size / 2, 0)),
        block((size * 1.3, depth, size * 0.8), (x, 0, rest)),
    )
    parts += mirrored(side)
    parts.append(block((width, size, size * 1.4), (0, depth / 2 - size / 2, tall - size * 1.4)))
    bars, step = int(rng.integers(2, 5)) * count, inner / (5 * count)
    if chance(rng, 0.5):
        step = inner / (bars + 1)
        start = (-inner / 2 + step, depth / 2 - size / 2, seat - 0.1)
        parts += bar_row(start, (start[0], start[1], tall), (step, 0, 0), bars, size / 3)
    parts += _row(rng, inner, depth * 0.9, 0.14, count, (0, -0.02, seat - 0.12))
    parts += _back_cushions(rng, inner, tall - seat - 0.04, count, depth / 2 - size, seat)
    return assembled(parts)


def _settee(rng: np.random.Generator) -> Mesh:
    """An old sofa: curved back in a carved frame, thin legs, scrolled arms."""
    count = int(rng.integers(1, 4))
    width, depth, seat = (
        count * between(rng, 0.55, 0.68) + 0.12,
        between(rng, 0.6, 0.75),
        between(rng, 0.42, 0.48),
    )
    rise, high = between(rng, 0.08, 0.3), seat + between(rng, 0.3, 0.42)
    parts = [
        block((width, depth, 0.1), (0, 0, seat - 0.2)),
        cushion(rng, (width * 0.97, depth, 0.13), (0, 0, seat - 0.12)),
    ]
    parts += four_legs(rng, width, depth, seat - 0.15, between(rng, 0.05, 0.08))
    back = prism(arched(width, seat - 0.05, high, rise, 10), 0.1, at=(0, depth / 2 - 0.05, 0))
    parts.append(sheared(back, (0, 0.12), seat))
    arm = block((0.07, depth * 0.9, 0.2), ((width - 0.07) / 2, 0.02, seat - 0.02))
    roll = moved(_rolled(depth * 0.9, 0.06, 8), ((width - 0.07) / 2 + 0.02, 0.02, seat + 0.2))
    return assembled(parts, mirrored(arm), mirrored(roll))


def _curved_sofa(rng: np.random.Generator) -> Mesh:
    """A large sofa along an arc, its back on the outside."""
    radius, depth, sweep = between(rng, 0.7, 1.8), between(rng, 0.6, 0.85), between(rng, 60, 170)
    foot, back = between(rng, 0, 0.12), between(rng, 0.14, 0.25)
    seat, steps = foot + between(rng, 0.32, 0.42), int(rng.integers(7, 16))
    tall, outer = seat + between(rng, 0.25, 0.45), radius + depth
    turn = (90 - sweep / 2, 90 + sweep / 2)
    parts = [arc_wall((radius + 0.03, outer - 0.02), turn, foot, [seat - 0.12] * steps)]
    parts.append(arc_wall((outer - back, outer), turn, foot, [tall] * steps))
    count = int(rng.integers(1, 5))
    edges = np.linspace(*turn, count + 1)
    for start, end in zip(edges[:-1], edges[1:], strict=True):
        parts.append(
            arc_wall((radius, outer - back), (start + 0.6, end - 0.6), seat - 0.13, [seat] * 5)
        )
    if foot:
        for angle in np.radians(np.linspace(turn[0] + 6, turn[1] - 6, 4)):
            for reach in (radius + 0.12, outer - 0.12):
                place = (reach * np.cos(angle), reach * np.sin(angle), 0)
                parts.append(block((0.07, 0.07, foot + 0.02), place))
    return moved(assembled(parts), (0, -radius, 0))


def _ottoman_sofa(rng: np.random.Generator) -> Mesh:
    """A boxy sofa or armchair with its footstool before it."""
    sofa_mesh = _boxy_sofa(rng) if chance(rng, 0.7) else _tub_sofa(rng)
    low, high = sofa_mesh.vertices.min(axis=0), sofa_mesh.vertices.max(axis=0)
    size = (between(rng, 0.5, 0.8), between(rng, 0.4, 0.6), between(rng, 0.3, 0.42))
    x = (high[0] - size[0] / 2) * between(rng, -0.8, 1.0) * (high[0] > size[0] / 2)
    y = float(low[1]) - size[1] / 2 - between(rng, 0, 0.25)
    return assembled(
        sofa_mesh,
        cushion(rng, size, (float(x), y, 0.04)),
        moved(assembled(feet(size[0] * 0.6, size[1] * 0.6, 0.12, 0.05)), (float(x), y, 0)),
    )


def sofa(rng: np.random.Generator) -> Mesh:
    """A boxy, corner, chesterfield, wing, tub, chaise, framed or antique sofa, or with a stool."""
    return drawn(
        rng,
        (
            (_boxy_sofa, 8),
            (_corner_sofa, 2.5),
            (_chesterfield, 2.5),
            (_wing_chair, 1.2),
            (_tub_sofa, 1.3),
            (_chaise, 1),
            (_frame_sofa, 1.5),
            (_settee, 1.2),
            (_ottoman_sofa, 0.8),
            (_curved_sofa, 0.6),
        ),
    )
