"""Chairs made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, rod_between
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    mirrored,
    moved,
    prism,
    sheet,
    tube,
    turned,
)
from .chair_modern import cantilever_chair, command_chair, office_chair, shell_chair
from .parts import (
    arc_wall,
    arched,
    bar_row,
    beam,
    case,
    cushion,
    four_legs,
    sheared,
    slat_row,
    stretchers,
)


def _chair_back(rng: np.random.Generator, width: float, tall: float, size: float) -> list[Mesh]:
    """A back standing on z = 0 about y = 0: posts with bars, slats, a panel, a pad or a hoop."""
    posts = mirrored(block((size, size, tall), ((width - size) / 2, 0, 0)))
    inner, thin = width - size, size * between(rng, 0.35, 0.8)
    style = rng.choice(7, p=[0.2, 0.2, 0.2, 0.12, 0.1, 0.1, 0.08])
    rise = between(rng, 0, 0.2) * width
    if style == 0:
        rail = prism(arched(width, tall - size * 2, tall, rise, 6), size * 0.9)
        count = int(rng.integers(2, 7))
        step = inner / (count + 1)
        x = -inner / 2 + step
        return [
            *posts,
            rail,
            *bar_row((x, 0, 0), (x, 0, tall - size), (step, 0, 0), count, thin / 2, square=True),
        ]
    if style == 1:
        count = int(rng.integers(1, 5))
        high = tall * 0.75 / count * between(rng, 0.35, 0.8)
        zs = tall * 0.22 + np.arange(count) * tall * 0.78 / count
        return [
            *posts,
            *(block((inner, thin, high), (0, 0, z)) for z in zs + (tall * 0.78 / count - high)),
        ]
    if style == 2:
        low = between(rng, 0, 0.35) * tall
        return [prism(arched(width, low, tall - rise, rise, 6), thin), *(posts if low else [])]
    if style == 3:
        return [
            *posts,
            cushion(rng, (width, size * 1.6, tall * between(rng, 0.5, 0.9)), (0, 0, tall * 0.15)),
        ]
    if style == 4:
        angles = np.radians(np.linspace(0, 180, 9))
        hoop = [(np.cos(a) * inner / 2, 0, tall * 0.55 + np.sin(a) * tall * 0.45) for a in angles]
        spindles = [
            rod_between(
                (x, 0, 0),
                (x, 0, tall * 0.55 + tall * 0.45 * np.sqrt(1 - (2 * x / inner) ** 2)),
                thin / 2,
            )
            for x in np.linspace(-0.3, 0.3, int(rng.integers(2, 6))) * inner
        ]
        path = [(inner / 2, 0, 0), *hoop, (-inner / 2, 0, 0)]
        return [tube(path, size * 0.45, segments=6), *spindles]
    if style == 5:
        splat = block(
            (inner * between(rng, 0.25, 0.5), thin, tall),
            (0, 0, 0),
            top=(between(rng, 0.7, 1.4), 1),
        )
        return [*posts, splat, block((width, size, size * 1.6), (0, 0, tall - size * 1.2))]
    cross = [
        rod_between((s * inner / 2, 0, tall * 0.2), (-s * inner / 2, 0, tall * 0.92), thin / 2, 4)
        for s in (-1, 1)
    ]
    return [*posts, *cross, block((width, size * 0.8, size * 1.5), (0, 0, tall - size * 1.2))]


def _arm_rests(
    rng: np.random.Generator, width: float, depth: float, seat: float, size: float
) -> list[Mesh]:
    """Two arm rests on front posts over a seat."""
    rise, x = between(rng, 0.16, 0.28), (width - size) / 2
    arm = block((size * between(rng, 1, 1.6), depth, size * 0.8), (x, 0, seat + rise))
    post = block((size * 0.9, size * 0.9, rise + 0.02), (x, -depth / 2 + size, seat))
    return mirrored(arm) + mirrored(post)


def _dining_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 0.36, 0.56), between(rng, 0.36, 0.52), between(rng, 0.38, 0.5)
    size, thick = between(rng, 0.025, 0.065), between(rng, 0.02, 0.08)
    splay = between(rng, 0, 0.22) if chance(rng, 0.4) else 0.0
    parts = four_legs(rng, width, depth, seat - thick / 2, size, splay)
    parts.append(case(rng, (width * 1.02, depth * 1.02, thick), (0, 0, seat - thick)))
    back = assembled(_chair_back(rng, width, between(rng, 0.3, 0.68), size))
    back = moved(
        sheared(back, (0, between(rng, 0, 0.25)), 0), (0, (depth - size) / 2, seat - thick / 2)
    )
    if chance(rng, 0.35):
        parts.append(cushion(rng, (width * 0.92, depth * 0.9, 0.06), (0, 0, seat - 0.01)))
    if splay == 0 and chance(rng, 0.45):
        parts += stretchers(
            width - size,
            depth - size,
            seat * between(rng, 0.25, 0.5),
            size * 0.6,
            int(rng.integers(3)),
        )
    if chance(rng, 0.22):
        parts += _arm_rests(rng, width * 1.04, depth, seat, size)
    return assembled(parts, back)


def _chunky_chair(rng: np.random.Generator) -> Mesh:
    """A cartoon or plain block chair: thick seat, stout legs, a slab as back."""
    width, depth, seat = between(rng, 0.4, 0.6), between(rng, 0.38, 0.55), between(rng, 0.3, 0.45)
    size, thick = between(rng, 0.07, 0.13), between(rng, 0.06, 0.14)
    top = (between(rng, 0.75, 1.15), between(rng, 0.7, 1.0))
    back = block((width, size, between(rng, 0.3, 0.65)), (0, (depth - size) / 2, seat), top=top)
    parts = [case(rng, (width, depth, thick), (0, 0, seat - thick))]
    parts.append(sheared(back, (0, between(rng, 0, 0.25)), seat))
    parts += four_legs(rng, width, depth, seat - thick, size, between(rng, 0, 0.15))
    return assembled(parts)


def _throne(rng: np.random.Generator) -> Mesh:
    width, depth, seat = between(rng, 0.6, 0.95), between(rng, 0.55, 0.8), between(rng, 0.42, 0.6)
    tall, thick = between(rng, 1.2, 2.2), between(rng, 0.08, 0.16)
    rear, x = depth / 2 - thick / 2, (width - thick) / 2
    parts = [block((width, depth, seat * 0.35), (0, 0, seat * 0.65))]
    if chance(rng, 0.55):
        parts.append(block((width, depth, seat * 0.7)))
    else:
        parts += four_legs(rng, width, depth, seat * 0.7, thick)
    rise = between(rng, 0.1, 0.4)
    outline = arched(width, 0, tall - rise, rise)
    if chance(rng, 0.5):
        outline = [
            (-width / 2, 0),
            (width / 2, 0),
            (width / 2, tall - rise),
            (0, tall),
            (-width / 2, tall - rise),
        ]
    parts.append(prism(outline, thick, at=(0, rear, 0)))
    if chance(rng, 0.7):
        parts.append(
            cushion(
                rng, (width * 0.65, 0.06, (tall - seat) * 0.6), (0, rear - thick / 2, seat + 0.15)
            )
        )
        parts.append(
            cushion(rng, (width - thick * 2, depth * 0.8, 0.1), (0, -thick / 2, seat - 0.02))
        )
    rest = between(rng, 0.2, 0.32)
    parts += mirrored(block((thick, depth, thick * 0.7), (x, -0.02, seat + rest)))
    parts += mirrored(
        block(
            (thick, thick if chance(rng, 0.6) else depth, rest),
            (x, -depth / 2 + thick / 2 if chance(rng, 0.5) else -0.01, seat),
        )
    )
    if chance(rng, 0.55):
        post = tall - rise + between(rng, 0, 0.2)
        parts += mirrored(block((thick, thick * 1.1, post), (x, rear, 0)))
        finial = ball(thick * 0.7, (x, rear, post + thick * 0.4), segments=8, rings=5)
        parts += mirrored(
            finial
            if chance(rng, 0.6)
            else cylinder(thick * 0.6, 0.25, (x, rear, post), top=0, segments=4)
        )
    if chance(rng, 0.4):
        parts += mirrored(
            ball(thick * 0.7, (x, -depth / 2, seat + rest + thick * 0.4), segments=8, rings=5)
        )
    if chance(rng, 0.35):
        parts.append(block((width * 1.3, depth * 1.5, 0.1), (0, -depth * 0.15, -0.1)))
    low = min(float(part.vertices[:, 2].min()) for part in parts)
    return moved(assembled(parts), (0, 0, -low))


def _folding_chair(rng: np.random.Generator) -> Mesh:
    """Crossed legs seen from the side or (a director's chair) from the front."""
    width, depth, seat = between(rng, 0.4, 0.55), between(rng, 0.38, 0.5), between(rng, 0.4, 0.5)
    tall, size = between(rng, 0.75, 0.95), between(rng, 0.02, 0.04)
    half = width / 2
    if chance(rng, 0.6):
        parts = mirrored(
            beam([(half, -depth * 0.55, 0), (half, depth * 0.55, tall)], size, size * 1.3)
        )
        parts += mirrored(
            beam(
                [(half - size, depth * 0.6, 0), (half - size, -depth * 0.4, seat)], size, size * 1.3
            )
        )
        parts.append(case(rng, (width * 0.92, depth * 0.9, 0.03), (0, -0.02, seat - 0.02)))
        high = between(rng, 0.1, 0.25)
        parts.append(
            sheared(
                block((width, 0.03, high), (0, depth * 0.45, tall - high)),
                (0, 0.4),
                tall - high / 2,
            )
        )
        return assembled(parts, block((width, size, size), (0, depth * 0.5, 0.1)))
    parts = []
    for y in (-depth / 2, depth / 2):
        parts += mirrored(rod_between((-half, y, 0.02), (half, y, seat), size / 2, 4))
    parts += mirrored(block((size, depth * 1.1, size), (half, 0, 0)))
    for y in (-depth / 2, depth / 2):
        parts += mirrored(block((size, size, tall - seat if y > 0 else 0.2), (half, y, seat)))
    parts += mirrored(block((size * 1.6, depth * 1.1, size), (half, 0, seat + 0.2)))
    parts.append(
        block((width, 0.015, (tall - seat) * 0.5), (0, depth / 2, seat + (tall - seat) * 0.5))
    )
    return assembled(parts, block((width, depth, 0.02), (0, 0, seat - 0.02)))


def _rocking_chair(rng: np.random.Generator) -> Mesh:
    width, depth, seat = (
        between(rng, 0.44, 0.58),
        between(rng, 0.42, 0.52),
        between(rng, 0.38, 0.46),
    )
    size = between(rng, 0.03, 0.055)
    parts = [block((width, depth, 0.05), (0, 0, seat - 0.05))]
    legs = moved(assembled(four_legs(rng, width, depth, seat - 0.08, size)), (0, 0, 0.05))
    back = assembled(_chair_back(rng, width, between(rng, 0.55, 0.8), size))
    parts += [
        legs,
        moved(sheared(back, (0, between(rng, 0.12, 0.3)), 0), (0, depth / 2 - size / 2, seat)),
    ]
    angles = np.radians(np.linspace(-28, 28, 9))
    radius = between(rng, 0.9, 1.2)
    path = [
        ((width - size) / 2, np.sin(a) * radius + 0.06, (1 - np.cos(a)) * radius + size / 2)
        for a in angles
    ]
    parts += mirrored(tube(path, size * 0.6, segments=4))
    if chance(rng, 0.75):
        parts += _arm_rests(rng, width, depth, seat, size)
    return assembled(parts)


def _adirondack_chair(rng: np.random.Generator) -> Mesh:
    """A garden chair with a fan of slats, a falling seat and broad arms."""
    width, depth = between(rng, 0.5, 0.62), between(rng, 0.5, 0.65)
    front, rear, count = between(rng, 0.34, 0.42), between(rng, 0.15, 0.25), int(rng.integers(3, 8))
    slope = (front - rear) / depth
    seat = beam([(0, -depth / 2, front), (0, depth / 2, rear)], width, 0.03)
    parts = [
        seat,
        *mirrored(
            beam([(width / 2, -depth / 2, front - 0.06), (width / 2, depth * 0.7, 0)], 0.04, 0.1)
        ),
    ]
    parts += mirrored(block((0.05, 0.08, front + 0.18), (width / 2 + 0.03, -depth / 2 + 0.04, 0)))
    parts += mirrored(block((0.12, depth * 1.1, 0.03), (width / 2 + 0.03, 0, front + 0.18)))
    for share in np.linspace(-0.5, 0.5, count):
        tall = between(rng, 0.62, 0.66) * (1.1 - abs(share) * 0.5)
        slat = block((width / count * 0.85, 0.025, tall), (share * width * 0.85, 0, 0))
        parts.append(
            moved(sheared(slat, (share * 0.2, 0.4 + slope * 0.2), 0), (0, depth * 0.42, rear))
        )
    return assembled(parts)


def _deck_chair(rng: np.random.Generator) -> Mesh:
    """Canvas slung between crossed frames; or a long slatted lounger."""
    width, long = between(rng, 0.5, 0.65), between(rng, 1.0, 1.3)
    half, size = width / 2, between(rng, 0.025, 0.045)
    if chance(rng, 0.5):
        high = between(rng, 0.75, 1.0)
        parts = mirrored(beam([(half, -long / 2, 0.25), (half, long / 2, high)], size, size * 1.3))
        parts += mirrored(
            beam([(half, -long * 0.25, high * 0.6), (half, long * 0.3, 0)], size, size)
        )
        parts += mirrored(beam([(half, -long / 2, 0.27), (half, -long / 2 + 0.3, 0)], size, size))
        sag = between(rng, 0.08, 0.2)
        shares = np.linspace(0, 1, 7)
        cloth = [
            [
                (x, (t - 0.5) * long, 0.25 + (high - 0.25) * t - sag * np.sin(np.pi * t))
                for x in (-half, half)
            ]
            for t in shares
        ]
        return assembled(parts, sheet(cloth, 0.015))
    seat, lean = between(rng, 0.25, 0.38), between(rng, 20, 60)
    parts = [
        moved(p, (0, -0.3, seat)) for p in slat_row(rng, width, 1.2, 0.03, int(rng.integers(1, 9)))
    ]
    back = assembled(slat_row(rng, width, 0.7, 0.03, int(rng.integers(1, 6))))
    parts.append(moved(turned(moved(back, (0, 0.35, 0)), "x", lean), (0, 0.3, seat)))
    legs = [moved(leg, (0, -0.2, 0)) for leg in four_legs(rng, width, 1.3, seat, size * 1.4)]
    return assembled(parts, legs)


def _round_backed_chair(rng: np.random.Generator) -> Mesh:
    """A captain's or barrel chair: the back runs round into the arms, on bars or as a wall."""
    radius, seat = between(rng, 0.24, 0.32), between(rng, 0.4, 0.48)
    thick, rise = between(rng, 0.02, 0.06), between(rng, 0.2, 0.4)
    segments = int(rng.choice([10, 12, 16]))
    angles = np.linspace(-15, 195, 11)
    bump = between(rng, 0, 0.18)
    tops = seat + rise + bump * np.clip(np.sin(np.radians(angles)), 0, 1) ** 2
    parts = [cylinder(radius, 0.06, (0, 0, seat - 0.06), segments=segments)]
    if chance(rng, 0.4):
        parts.append(arc_wall((radius, radius + thick), (-15, 195), seat - 0.05, tops.tolist()))
    else:
        low = seat + rise - thick * 1.2
        parts.append(arc_wall((radius, radius + thick * 1.5), (-15, 195), low, tops.tolist()))
        for angle in np.radians(np.linspace(-12, 192, int(rng.integers(4, 11)))):
            x, y = radius * np.cos(angle), radius * np.sin(angle)
            parts.append(
                rod_between(
                    (x * 0.92, y * 0.92, seat - 0.03), (x * 1.05, y * 1.05, low + 0.01), 0.014, 4
                )
            )
    size, span = between(rng, 0.03, 0.06), radius * between(rng, 1.4, 1.8)
    return assembled(parts, four_legs(rng, span, span, seat - 0.03, size, between(rng, 0, 0.25)))


def chair(rng: np.random.Generator) -> Mesh:
    """A dining, chunky, office, throne, folding, rocking, shell, cantilever or garden chair."""
    return drawn(
        rng,
        (
            (_dining_chair, 8),
            (_chunky_chair, 2),
            (office_chair, 2.5),
            (_throne, 1.5),
            (_folding_chair, 1),
            (_rocking_chair, 0.8),
            (shell_chair, 1.5),
            (cantilever_chair, 0.8),
            (_adirondack_chair, 0.6),
            (_deck_chair, 0.7),
            (_round_backed_chair, 1),
            (command_chair, 0.6),
        ),
    )
