"""Birds made by formula; they look along +X."""

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    scaled,
    tube,
    turned,
)
from .parts import drawn_sides, flat_fin, lump, rod, spread_wing


def _beak(rng: np.random.Generator, length: float, thick: float) -> Mesh:
    """A beak from the origin along X: a cone, a hook or a flat bill."""
    kind = int(rng.integers(3))
    if kind == 0:
        cone = cylinder(thick, length, top=0.0, segments=int(rng.integers(4, 7)))
        return turned(cone, "y", 90)
    if kind == 1:
        path = [(0, 0, 0), (length * 0.7, 0, 0), (length, 0, -length * 0.45)]
        return tube(path, np.array([1, 0.75, 0.1]) * thick, segments=5)
    return rod([(0, 0, 0), (length, 0, 0)], [(thick, thick * 0.8), (thick * 1.1, thick * 0.3)], 6)


def _bird_legs(rng: np.random.Generator, length: float, apart: float, at: Point) -> list[Mesh]:
    thick = length * 0.05 + 0.012
    legs = []
    for side in (-1, 1):
        y = side * apart
        shank = tube([(0, y, 0.05), (0.02, y, -length)], thick, segments=5)
        toes = [
            tube([(0.02, y, -length), (0.15, y + turn, -length)], (thick, thick * 0.5), segments=4)
            for turn in (-0.07, 0.0, 0.07)
        ]
        toes.append(tube([(0.02, y, -length), (-0.08, y, -length)], thick * 0.7, segments=4))
        legs.append(moved(assembled(shank, toes), at))
    return legs


def standing_bird(rng: np.random.Generator) -> Mesh:
    """Songbird, pigeon, crow, duck, parrot, eagle: perching with folded wings."""
    sides, tilt = max(drawn_sides(rng), 5), between(rng, 5, 60)
    plump, head = between(rng, 0.2, 0.36), between(rng, 0.13, 0.26)
    body = ball((0.45, plump, plump), segments=sides + 2, rings=7)
    tail_length = between(rng, 0.25, 0.7)
    outline = [
        (-0.35, 0.06),
        (-0.35 - tail_length, 0.12),
        (-0.35 - tail_length, 0.06),
        (-0.3, -0.08),
    ]
    parts = [body, scaled(flat_fin(outline, 1.0), (1, between(rng, 0.15, 0.35), 1))]
    wing = ball((0.38, 0.05, plump * 0.7), (-0.12, plump * 0.95, 0.03), segments=8, rings=5)
    parts += mirrored(wing, "y")
    whole = [turned(assembled(parts), "y", -tilt)]
    angle, neck = np.radians(tilt), between(rng, 0.36, 0.7)
    at = np.array([np.cos(angle) * 0.36 + 0.06, 0, np.sin(angle) * neck + 0.12])
    whole.append(rod([(0.1, 0, 0.05), at], (plump * 0.75, head * 0.7), sides, cap=0.0))
    whole.append(lump((head, head * 0.9, head * 0.92), tuple(at), sides))
    beak = _beak(rng, head * between(rng, 0.5, 1.5), head * between(rng, 0.2, 0.45))
    whole.append(moved(beak, at + (head * 0.85, 0, -0.05 * head)))
    if chance(rng, 0.5):
        eye = ball(head * 0.17, (0, head * 0.75, 0), segments=6, rings=4)
        whole += [moved(part, at + (head * 0.4, 0, head * 0.25)) for part in mirrored(eye, "y")]
    low = (0, 0, -plump * 0.8)
    whole += _bird_legs(rng, between(rng, 0.1, 0.4), plump * 0.45, low) if chance(rng, 0.85) else []
    return grounded(assembled(whole))


def chicken(rng: np.random.Generator) -> Mesh:
    """A hen, rooster or chick; also one of boxes."""
    is_boxy, sides = chance(rng, 0.25), max(drawn_sides(rng), 5)
    sides = 4 if is_boxy else sides
    wide = between(rng, 0.24, 0.36)
    head, lift = between(rng, 0.14, 0.22), between(rng, 0.35, 0.6)
    at = (0.36, 0, lift)
    parts = [
        lump((0.42, wide, 0.32), (0, 0, 0), sides),
        lump((head, head * 0.9, head), at, sides),
    ]
    parts.append(rod([(0.22, 0, 0.08), (0.35, 0, lift)], (wide * 0.75, head * 0.75), sides, cap=0))
    parts.append(moved(_beak(rng, 0.14, 0.06), (at[0] + head * 0.85, 0, lift)))
    wing = lump((0.27, 0.05, 0.18), (-0.05, wide * 0.95, 0.04), sides)
    parts += mirrored(wing, "y")
    for k in range(int(rng.integers(2, 4))):
        size = head * 0.33
        place = (at[0] + (0.08 - 0.09 * k) * head / 0.17, 0, lift + head * 0.95)
        parts.append(lump((size, size * 0.4, size * 1.3), place, sides))
    parts.append(lump((0.04, 0.03, 0.08), (at[0] + head * 0.9, 0, lift - head * 0.7), sides))
    rise = between(rng, 0.3, 0.7)
    plume = [(-0.25, -0.1), (-0.25, 0.25), (-0.55, rise), (-0.75, rise * 0.8), (-0.6, 0.05)]
    parts.append(flat_fin(plume, between(rng, 0.06, 0.2)))
    return grounded(assembled(parts, _bird_legs(rng, between(rng, 0.2, 0.4), 0.13, (0, 0, -0.25))))


def long_legged_bird(rng: np.random.Generator) -> Mesh:
    """Flamingo, heron, ostrich, swan: an S-shaped neck."""
    sides, tall = max(drawn_sides(rng), 5), between(rng, 0.5, 1.1)
    wide = between(rng, 0.2, 0.3)
    body = turned(ball((0.42, wide, wide), segments=sides + 2, rings=7), "y", -between(rng, 0, 20))
    path = [(0.25, 0, 0.1), (0.5, 0, 0.25), (0.42, 0, tall * 0.65), (0.5, 0, tall)]
    parts = [body, rod(path, np.array([1.6, 1.0, 0.75, 0.7]) * 0.07, sides)]
    parts.append(ball((0.13, 0.09, 0.1), (0.55, 0, tall), segments=8, rings=6))
    parts.append(moved(_beak(rng, between(rng, 0.15, 0.4), 0.05), (0.65, 0, tall)))
    parts.append(flat_fin([(-0.3, 0.08), (-0.75, 0.1), (-0.7, -0.05), (-0.3, -0.1)], 0.15))
    parts += mirrored(ball((0.36, 0.05, 0.17), (-0.08, wide, 0.04), segments=8, rings=5), "y")
    if chance(rng, 0.75):
        parts += _bird_legs(rng, between(rng, 0.5, 1.1), 0.1, (0, 0, -wide * 0.7))
    return grounded(assembled(parts))


def flying_bird(rng: np.random.Generator) -> Mesh:
    """Wings spread: gull, eagle, a swallow."""
    sides, thick = max(drawn_sides(rng), 5), between(rng, 0.1, 0.2)
    span, chord = between(rng, 0.8, 1.5), between(rng, 0.25, 0.5)
    body = rod(
        [(-0.45, 0, 0), (-0.1, 0, 0), (0.3, 0, 0.02)], np.array([0.3, 1, 0.8]) * thick, sides
    )
    head = thick * between(rng, 0.7, 1.1)
    parts = [body, lump((head, head * 0.9, head * 0.9), (0.45, 0, 0.06), sides)]
    parts.append(
        moved(_beak(rng, head * between(rng, 0.6, 1.4), head * 0.35), (0.45 + head * 0.8, 0, 0.05))
    )
    wing = spread_wing(span, chord, between(rng, 0, 0.5), between(rng, -0.35, 0.55))
    parts += mirrored(moved(wing, (0.22, thick * 0.5, thick * 0.3)), "y")
    fan = turned(flat_fin([(0, 0.07), (-0.4, 0.2), (-0.4, -0.2), (0, -0.07)], 0.04), "x", 90)
    return grounded(assembled(parts, moved(fan, (-0.4, 0, 0))))


def penguin(rng: np.random.Generator) -> Mesh:
    fat, tall = between(rng, 0.28, 0.45), between(rng, 0.9, 1.2)
    head, sides = between(rng, 0.2, 0.36), int(rng.integers(7, 14))
    profile = [(0, 0), (fat * 0.75, 0.03), (fat, tall * 0.3), (fat * 0.85, tall * 0.6)]
    parts = [lathe([*profile, (fat * 0.5, tall * 0.85), (0, tall)], segments=sides)]
    parts.append(ball(head, (0.03, 0, tall), segments=sides, rings=7))
    parts.append(
        moved(_beak(rng, head * between(rng, 0.5, 0.9), head * 0.25), (head * 0.9, 0, tall))
    )
    flipper = ball((0.13, 0.04, tall * 0.3), (0, 0, -tall * 0.27), segments=7, rings=6)
    flipper = moved(turned(flipper, "x", between(rng, 8, 70)), (0, fat * 0.75, tall * 0.72))
    foot = ball((0.17, 0.1, 0.05), (fat * 0.5, fat * 0.45, 0.02), segments=7, rings=4)
    tail = flat_fin([(-fat * 0.7, 0.15), (-fat * 1.25, 0.0), (-fat * 0.6, 0.02)], 0.12)
    return grounded(assembled(parts, mirrored(flipper, "y"), mirrored(foot, "y"), tail))


def owl(rng: np.random.Generator) -> Mesh:
    fat, head = between(rng, 0.3, 0.4), between(rng, 0.28, 0.38)
    tall = between(rng, 0.6, 0.8)
    parts = [ball((fat, fat, tall * 0.55), (0, 0, tall * 0.5), segments=10, rings=7)]
    parts.append(ball((head, head * 1.1, head * 0.9), (0.02, 0, tall), segments=10, rings=7))
    disc = turned(cylinder(head * 0.42, 0.05, segments=9), "y", 90)
    parts += mirrored(moved(disc, (head * 0.85, head * 0.4, tall + 0.05)), "y")
    parts.append(moved(turned(_beak(rng, 0.12, 0.06), "y", 50), (head * 0.9, 0, tall)))
    tuft = moved(cylinder(0.08, 0.2, top=0.0, segments=4), (0, head * 0.6, tall + head * 0.65))
    wing = ball(
        (fat * 0.7, 0.06, tall * 0.45), (-0.06, fat * 0.97, tall * 0.5), segments=8, rings=6
    )
    feet = ball((0.12, 0.09, 0.05), (fat * 0.5, fat * 0.4, -0.02), segments=6, rings=4)
    return grounded(assembled(parts, *(mirrored(part, "y") for part in (tuft, wing, feet))))
