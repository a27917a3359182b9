"""Animals made by formula; they look along +X."""

from dataclasses import replace

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    assembled,
    ball,
    between,
    blob,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    rounded,
    scaled,
    tube,
    turned,
)
from .animal_birds import chicken, flying_bird, long_legged_bird, owl, penguin, standing_bird
from .animal_crawlers import butterfly, crab, insect, snail, spider
from .animal_swimmers import fish, octopus, ray, shark, whale
from .parts import (
    Beast,
    beast_head,
    drawn_beast,
    drawn_sides,
    flat_fin,
    lump,
    rod,
    spread_wing,
    webbed_wing,
)


def animal(rng: np.random.Generator) -> Mesh:
    """Four-legged, bird, fish, shark, whale, dinosaur, reptile, crab, spider, insect, bat, frog."""
    designs = (
        (_quadruped, 55),
        (_sitting_quadruped, 5),
        (_lying_quadruped, 3),
        (standing_bird, 9),
        (chicken, 4),
        (long_legged_bird, 3),
        (flying_bird, 4),
        (penguin, 3),
        (owl, 2),
        (fish, 6),
        (shark, 4),
        (whale, 3),
        (ray, 1),
        (_biped_dinosaur, 5),
        (_turtle, 3),
        (_snake, 3),
        (crab, 3),
        (spider, 3),
        (insect, 3),
        (butterfly, 2),
        (_frog, 3),
        (_bat, 2),
        (octopus, 2),
        (snail, 1),
        (_dragon, 2),
    )
    return drawn(rng, designs)


def _quadruped(rng: np.random.Generator) -> Mesh:
    beast, sides = drawn_beast(rng), drawn_sides(rng)
    stride = between(rng, 10, 35) * chance(rng, 0.4)
    if chance(rng, 0.12) and beast.extra not in ("trunk", "sprawl"):
        beast = replace(beast, rise=between(rng, -50, -20))
    parts = [_torso(rng, beast, sides)]
    phase = rng.choice([-1, 1])
    for x, y, swing in ((0.42, 1, 1), (0.42, -1, -1), (-0.42, 1, -1), (-0.42, -1, 1)):
        out = 0.14 if beast.extra == "sprawl" else 0.0
        hip = (x, y * (beast.wide - beast.thick * 0.8), 0.0)
        leg = _leg(
            rng, beast, sides, is_hind=x < 0, swing=float(swing * stride * phase), out=out * y
        )
        parts.append(moved(leg, hip))
    parts += _front(rng, beast, sides)
    return grounded(assembled(parts, _tail(rng, beast, sides), _back(rng, beast, sides)))


def _torso(rng: np.random.Generator, beast: Beast, sides: int) -> Mesh:
    chest, belly, rump = between(rng, 0.95, 1.2), between(rng, 0.8, 1.1), between(rng, 0.85, 1.1)
    x = np.array([-0.48, -0.25, 0.05, 0.35, 0.5])
    share = np.array([0.8 * rump, rump, belly, chest, 0.75 * chest])
    if sides == 4 and chance(rng, 0.6):
        share = np.full(5, 0.95)
    arch = between(rng, -0.05, 0.06) * np.cos(x * 3)
    path = np.column_stack([x, 0 * x, arch + 0.04 * (chest - 1)])
    torso = rod(path, np.column_stack([share * beast.wide, share * beast.deep]), sides)
    if beast.extra == "wool" and chance(rng, 0.7):
        radii = (0.6, beast.wide * 1.25, beast.deep * 1.25)
        return assembled(torso, blob(rng, radii, (0, 0, 0.05), roughness=0.15))
    return torso


def _leg(
    rng: np.random.Generator,
    beast: Beast,
    sides: int,
    *,
    is_hind: bool,
    swing: float,
    out: float,
) -> Mesh:
    """A leg hanging from the origin: straight, or bent as a hind leg is."""
    length = beast.leg + beast.deep * 0.6
    bend = beast.thick * (1.2 if is_hind else -0.4) * (sides > 4)
    knee = (bend * 0.6 if is_hind else bend, out, -length * 0.45)
    hock = (-bend, out * 1.2, -length * 0.7) if is_hind else (bend * 0.3, out * 1.2, -length * 0.7)
    foot = (0.0, out * 1.2, -length + beast.thick * 0.4)
    thigh = beast.thick * (1.7 if is_hind else 1.4) if sides > 4 else beast.thick
    path = [(0, 0, 0), knee, hock, foot]
    leg = rod(
        path, np.array([thigh, beast.thick * 1.1, beast.thick * 0.8, beast.thick * 0.85]), sides
    )
    paw = (beast.thick * 1.5, beast.thick * 1.1, beast.thick * 0.6)
    if chance(rng, 0.8) and sides > 4:
        leg = assembled(
            leg, lump(paw, (beast.thick * 0.5, out * 1.2, -length + paw[2] * 0.5), sides)
        )
    return turned(leg, "y", swing)


def _front(rng: np.random.Generator, beast: Beast, sides: int) -> list[Mesh]:
    """Neck and head."""
    angle = np.radians(beast.rise)
    way = np.array([np.cos(angle), 0, np.sin(angle)])
    root = np.array([0.42, 0, beast.deep * 0.3])
    end = root + way * (beast.neck + beast.head * 0.6)
    bend = (root + end) / 2 + (0.05 * beast.neck, 0, -0.06 * beast.neck)
    radii = np.array([beast.deep * 0.72, beast.head * 0.8, beast.head * 0.68])
    wide = np.minimum(radii, [beast.wide * 0.8, 9, 9])
    neck = rod([root, bend, end], np.column_stack([wide, radii]), sides, cap=0.0)
    head = turned(
        beast_head(rng, beast, sides), "y", between(rng, -5, 25) - 0.3 * min(beast.rise, 0)
    )
    parts = [neck, moved(head, end)]
    if beast.extra == "crest":
        share = np.linspace(-0.1, 1.1, 5)[:, None]
        ridge = root + (end - root) * share + (-way[2] * 0.1, 0, way[0] * 0.1)
        parts.append(rod(ridge, (0.02, 0.06, 0.07, 0.06, 0.03), 5))
    if beast.extra == "mane":
        size = beast.head * between(rng, 1.3, 1.7)
        parts.append(lump((size * 0.6, size, size), tuple(end - way * beast.head * 0.5), sides))
    return parts


def _tail(rng: np.random.Generator, beast: Beast, sides: int) -> list[Mesh]:
    kind, length = beast.tail, beast.tail_length
    root = np.array([-0.5, 0, beast.deep * 0.45])
    sway = between(rng, -0.3, 0.3) * length
    if kind == "thick":
        share = np.linspace(0, 1, 6)
        drop = -beast.deep * 0.5 * share + between(rng, -0.3, 0.3) * length * share**2
        path = np.column_stack([-0.4 - length * share, sway * share**2, drop])
        radii = (1 - 0.95 * share**0.8)[:, None] * np.array([beast.wide, beast.deep]) * 0.85
        return [rod(path, radii, sides)]
    if kind in ("short", "ball"):
        size = length * 0.8
        return [lump((size, size, size), (-0.52, 0, beast.deep * 0.5), sides)]
    if kind == "curl":
        angles = np.linspace(0, 8, 9)
        path = np.column_stack([-0.03 * angles / 2, np.cos(angles) * 0.05, np.sin(angles) * 0.05])
        return [moved(tube(path, 0.02, segments=4), root)]
    lift = {"up": between(rng, -20, 75), "thin": -10.0}.get(kind, between(rng, -80, -35))
    thick = {"bushy": 0.1, "hang": 0.08, "up": 0.04, "thin": 0.025}.get(kind, 0.025)
    way = np.array([-np.cos(np.radians(lift)), 0, np.sin(np.radians(lift))])
    end = root + way * length + (0, sway, between(rng, -0.1, 0.2) * length)
    middle = root + way * length * 0.5 + (-0.1 * length, 0, 0)
    shape = np.array([0.5, 1.0, 0.35]) if kind in ("bushy", "hang") else np.array([1.0, 0.9, 0.6])
    parts = [rod([root, middle, end], shape * thick, max(sides - 2, 4))]
    if kind == "tuft":
        parts.append(lump((0.05, 0.05, 0.08), tuple(end), sides))
    return parts


def _back(rng: np.random.Generator, beast: Beast, sides: int) -> list[Mesh]:
    """Humps, plates."""
    if beast.extra == "humps":
        places = ((0.0,), (-0.2, 0.2))[rng.integers(2)]
        return [lump((0.17, 0.12, 0.25), (x, 0, beast.deep), sides) for x in places]
    if beast.extra == "plates":
        plates = []
        for k, x in enumerate(np.linspace(-1.0, 0.5, 9)):
            size = 0.28 * np.cos((x + 0.2) * 1.3) + 0.05
            kite = [(-0.5, 0), (0, -0.3), (0.5, 0), (0.3, 0.8), (0, 1.2), (-0.3, 0.8)]
            z = beast.deep * (0.95 if x > -0.45 else 0.95 + (x + 0.45) * 1.3)
            y = 0.05 * (1 if k % 2 else -1)
            plates.append(flat_fin(np.array(kite) * size * 0.8, 0.03, (x, y, z)))
        return plates
    return []


def _sitting_quadruped(rng: np.random.Generator) -> Mesh:
    """A dog, cat, fox, bear or rabbit on its haunches."""
    beast, sides = drawn_beast(rng, "dog", "cat", "fox", "wolf", "bear", "rabbit"), drawn_sides(rng)
    tilt = np.radians(between(rng, 45, 70))
    way = np.array([np.cos(tilt), 0, np.sin(tilt)])
    hip = np.array([0.0, 0.0, beast.deep])
    chest = hip + way * between(rng, 0.55, 0.75)
    radii = np.array([(1.15, 1.15), (1.1, 1.1), (0.9, 0.9)]) * (beast.wide, beast.deep)
    parts = [rod([hip, (hip + chest) / 2, chest], radii, sides)]
    for side in (-1, 1):
        y = side * (beast.wide - 0.02)
        front = [chest + (0.05, y * 0.7, -0.1), (chest[0] + 0.1, y * 0.7, chest[2] * 0.4)]
        front.append((chest[0] + 0.08, y * 0.7, beast.thick * 0.5))
        parts.append(rod(front, np.array([1.3, 1.0, 0.9]) * beast.thick, sides))
        parts.append(lump((0.22, beast.thick * 1.5, 0.17), (0.1, y, 0.17), sides))
        paw = (beast.thick * 2.2, beast.thick, beast.thick * 0.7)
        parts.append(lump(paw, (0.3, y * 1.1, paw[2] * 0.9), sides))
        parts.append(lump(paw, (chest[0] + 0.13, y * 0.7, paw[2] * 0.9), sides))
    end = chest + np.array([0.5, 0, 0.85]) * (beast.neck * 0.5 + beast.head * 0.7)
    thick = beast.head * 0.65
    parts.append(rod([chest, end], (min(beast.deep, beast.wide) * 0.8, thick), sides, cap=0.0))
    parts.append(moved(beast_head(rng, beast, sides), end))
    tail = moved(assembled(_tail(rng, beast, sides)), (0.4, 0, -beast.deep * 0.4))
    return grounded(assembled(parts, tail))


def _lying_quadruped(rng: np.random.Generator) -> Mesh:
    """An animal at rest on its belly."""
    beast, sides = (
        drawn_beast(rng, "dog", "cat", "cow", "sheep", "lion", "fox", "deer"),
        drawn_sides(rng),
    )
    parts = [_torso(rng, beast, sides), *_front(rng, beast, sides), *_tail(rng, beast, sides)]
    low = -beast.deep * 0.85
    for side in (-1, 1):
        y = side * beast.wide
        fore = [
            (0.35, y * 0.9, low * 0.5),
            (0.4, y, low + 0.03),
            (0.4 + beast.leg * 0.7, y, low + 0.03),
        ]
        parts.append(rod(fore, np.array([1.4, 1.1, 1]) * beast.thick, sides))
        parts.append(lump((0.2, beast.thick * 1.5, 0.15), (-0.35, y, low + 0.12), sides))
        paw = [(-0.3, y * 1.2, low + 0.03), (0.0, y * 1.2, low + 0.03)]
        parts.append(rod(paw, beast.thick, sides))
    return grounded(assembled(parts))


def _biped_dinosaur(rng: np.random.Generator) -> Mesh:
    """T-rex or raptor: on two legs, body level or upright."""
    sides, tilt = drawn_sides(rng), np.radians(between(rng, 5, 55))
    deep, head = between(rng, 0.16, 0.28), between(rng, 0.13, 0.26)
    way = np.array([np.cos(tilt), 0, np.sin(tilt)])
    chest, long = way * 0.45, between(rng, 0.7, 1.2)
    neck = chest + np.array([0.12, 0, 0.28])
    tail = [(-long, 0, between(rng, -0.5, 0.2)), (-long * 0.6, 0, -0.1), (-0.3, 0, -0.05)]
    path = [*tail, (0, 0, 0), tuple(chest), tuple(neck)]
    radii = np.array([0.08, 0.35, 0.75, 1.05, 0.9, 0.55])[:, None] * np.array([deep * 0.8, deep])
    parts = [rod(path, radii, sides)]
    jaw = between(rng, 0.2, 0.4)
    parts.append(lump((head, head * 0.75, head * 0.85), tuple(neck + (0.08, 0, 0.04)), sides))
    upper = rod(
        [(0, 0, 0), (jaw + head, 0, -0.02)],
        [(head * 0.7, head * 0.5), (head * 0.4, head * 0.35)],
        sides,
    )
    parts.append(moved(upper, neck + (0.1, 0, 0.02)))
    lower = rod([(0, 0, 0), (jaw + head * 0.8, 0, 0)], (head * 0.4, head * 0.25), sides)
    parts.append(moved(turned(lower, "y", between(rng, 5, 30)), neck + (0.08, 0, -head * 0.5)))
    stride = between(rng, 0, 0.25)
    drop = between(rng, 0.5, 0.75)
    for side, step in ((-1, stride), (1, -stride)):
        y = side * deep * 0.75
        leg = [(0, y, 0), (0.15 + step, y, -drop * 0.4), (-0.08 + step, y, -drop * 0.75)]
        leg.append((0.02 + step, y, -drop))
        parts.append(rod(leg, np.array([0.75, 0.45, 0.25, 0.25]) * deep, sides))
        parts.append(lump((0.14, 0.08, 0.04), (0.1 + step, y, -drop), sides))
        arm = [chest + (0.05, y * 0.9, -0.08), chest + (0.12, y, -0.22), chest + (0.24, y, -0.2)]
        parts.append(rod(arm, (0.05, 0.04, 0.025), 5))
    return grounded(assembled(parts))


def _turtle(rng: np.random.Generator) -> Mesh:
    dome, sides = between(rng, 0.2, 0.5), int(rng.integers(7, 14))
    profile = [(0, 0), (0.5, 0.02), (0.55, 0.08), (0.42, dome * 0.7), (0.2, dome), (0, dome * 1.05)]
    parts = [scaled(lathe(profile, segments=sides), (1, between(rng, 0.75, 1), 1))]
    head = between(rng, 0.12, 0.2)
    reach = between(rng, 0.6, 0.85)
    parts.append(rod([(0.4, 0, 0.05), (reach, 0, 0.14)], (head * 0.75, head * 0.8), 7))
    parts.append(ball((head * 1.1, head, head * 0.9), (reach, 0, 0.15), segments=8, rings=6))
    is_sea = chance(rng, 0.35)
    for x in (0.35, -0.35):
        if is_sea:
            leg = moved(spread_wing(0.6 if x > 0 else 0.3, 0.22, 0.6, -0.2), (x + 0.1, 0.3, 0.08))
        else:
            leg = rod([(x, 0.3, 0.08), (x * 1.35, 0.48, -0.08)], (0.11, 0.1), 7)
        parts += mirrored(leg, "y")
    parts.append(tube([(-0.5, 0, 0.05), (-0.7, 0, 0)], (0.06, 0.01), segments=5))
    return grounded(assembled(parts))


def _snake(rng: np.random.Generator) -> Mesh:
    """Wavy on the ground, coiled, or a cobra raised; also a worm."""
    share, kind = np.linspace(0, 1, 26), int(rng.integers(3))
    thick = between(rng, 0.04, 0.09)
    if kind == 0:
        turns = between(rng, 4, 14)
        path = np.column_stack(
            [share * 2, between(rng, 0.1, 0.3) * np.sin(turns * share), 0 * share]
        )
    else:
        angles, reach = share * between(rng, 9, 15), 0.55 - 0.35 * share
        rise = 0.25 * share + between(rng, 0.2, 0.8) * np.maximum(share - 0.75, 0) / 0.25 * (
            kind == 2
        )
        path = np.column_stack([np.cos(angles) * reach, np.sin(angles) * reach, rise])
    radii = thick * np.clip(np.minimum(share * 4, 1.0), 0.1, 1)
    head = path[-1]
    way = path[-1] - path[-2]
    way /= np.linalg.norm(way)
    skull = rod([head, head + way * thick * 2.5], [(thick * 1.5, thick), (thick, thick * 0.6)], 8)
    parts = [tube(path, radii, segments=int(rng.integers(5, 9))), skull]
    if chance(rng, 0.3):
        parts.append(
            tube([head + way * thick * 3, head + way * thick * 6], thick * 0.12, segments=3)
        )
    return grounded(assembled(parts))


def _frog(rng: np.random.Generator) -> Mesh:
    sides, tilt = max(drawn_sides(rng), 5), between(rng, 10, 40)
    wide = between(rng, 0.28, 0.4)
    body = turned(ball((0.45, wide, 0.25), segments=sides + 2, rings=7), "y", -tilt)
    eye = ball(between(rng, 0.08, 0.15), (0.28, wide * 0.55, 0.4), segments=8, rings=5)
    thigh = turned(ball((0.3, 0.11, 0.14), segments=8, rings=5), "z", 25)
    thigh = moved(thigh, (-0.25, wide, -0.12))
    shin = rod([(-0.05, wide + 0.12, -0.12), (-0.45, wide + 0.15, -0.26)], (0.08, 0.06), sides)
    foot = rounded((0.4, 0.2, 0.06), (-0.25, wide + 0.18, -0.33), radius=0.03, steps=1)
    fore = rod(
        [(0.25, wide * 0.7, -0.05), (0.3, wide, -0.18), (0.35, wide * 0.9, -0.3)], 0.06, sides
    )
    return grounded(assembled(body, *(mirrored(p, "y") for p in (eye, thigh, shin, foot, fore))))


def _bat(rng: np.random.Generator) -> Mesh:
    size = between(rng, 0.16, 0.3)
    parts = [ball((size, size * 0.9, size * 1.2), segments=9, rings=6)]
    parts.append(ball(size * 0.75, (0.05, 0, size * 1.5), segments=9, rings=6))
    ear = cylinder(size * 0.3, size * 0.9, (0, size * 0.45, size * 2.0), top=0.0, segments=4)
    wing = webbed_wing(rng, between(rng, 0.7, 1.1), between(rng, 0.3, 0.5))
    leg = tube([(0, 0.08, -size), (0, 0.08, -size * 1.6)], 0.03, segments=4)
    pairs = (ear, moved(wing, (0, size * 0.6, size * 0.3)), leg)
    return grounded(assembled(parts, *(mirrored(part, "y") for part in pairs)))


def _dragon(rng: np.random.Generator) -> Mesh:
    beast = drawn_beast(rng, "sauropod")
    beast = replace(
        beast, leg=beast.leg * 0.8, neck=beast.neck * 0.6, snout=0.25, head=beast.head * 1.3
    )
    beast, sides = replace(beast, extra="horns", deep=0.24, wide=0.2), drawn_sides(rng)
    parts = [_torso(rng, beast, sides), *_front(rng, beast, sides), *_tail(rng, beast, sides)]
    for x in (0.35, -0.35):
        leg = _leg(rng, beast, sides, is_hind=x < 0, swing=0, out=0)
        parts += mirrored(moved(leg, (x, beast.wide * 0.8, 0)), "y")
    wing = webbed_wing(rng, between(rng, 0.8, 1.6), between(rng, 0.4, 0.8))
    return grounded(assembled(parts, mirrored(moved(wing, (0.15, 0.1, beast.deep * 0.7)), "y")))
