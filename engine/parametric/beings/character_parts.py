"""Bodies, poses and dress that people and other characters share."""

from dataclasses import dataclass

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
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
    rounded,
    scaled,
    sheet,
    torus,
    tube,
    turned,
)
from .parts import Vector, flat_fin, lump, rod


@dataclass(frozen=True)
class Body:
    """A figure's proportions; `head` is a radius, `shoulder` and `hip` half the widths."""

    head: float
    neck: float
    torso: float
    leg: float
    arm: float
    shoulder: float
    hip: float
    deep: float
    limb: float
    sides: int


@dataclass(frozen=True)
class Pose:
    """Angles in degrees: arms away from the body and to the front, elbows, legs to the front."""

    lift: tuple[float, float]
    reach: tuple[float, float]
    elbow: tuple[float, float]
    stride: tuple[float, float] = (0.0, 0.0)
    knee: tuple[float, float] = (0.0, 0.0)
    apart: float = 3.0


@dataclass(frozen=True)
class Figure:
    """A figure's parts so far, and where further ones go."""

    parts: list[Mesh]
    head: Vector
    neck: Vector
    hips: Vector
    shoulders: tuple[Vector, Vector]
    hands: tuple[Vector, Vector]
    knees: tuple[Vector, Vector]
    feet: tuple[Vector, Vector]


def adult(rng: np.random.Generator) -> Body:
    bulk = between(rng, 0.75, 1.4)
    return Body(
        head=between(rng, 0.1, 0.16),
        neck=between(rng, 0.04, 0.1),
        torso=between(rng, 0.5, 0.62),
        leg=between(rng, 0.72, 0.95),
        arm=between(rng, 0.58, 0.74),
        shoulder=between(rng, 0.17, 0.24) * bulk**0.5,
        hip=between(rng, 0.13, 0.18) * bulk**0.5,
        deep=between(rng, 0.09, 0.13) * bulk,
        limb=between(rng, 0.05, 0.075) * bulk,
        sides=int(rng.choice([5, 6, 8, 10, 12])),
    )


def child(rng: np.random.Generator) -> Body:
    return Body(
        head=between(rng, 0.2, 0.36),
        neck=between(rng, 0.0, 0.03),
        torso=between(rng, 0.36, 0.5),
        leg=between(rng, 0.25, 0.5),
        arm=between(rng, 0.35, 0.5),
        shoulder=between(rng, 0.14, 0.22),
        hip=between(rng, 0.14, 0.22),
        deep=between(rng, 0.12, 0.18),
        limb=between(rng, 0.055, 0.1),
        sides=int(rng.choice([6, 8, 10, 12])),
    )


def drawn_pose(rng: np.random.Generator) -> Pose:
    """T-pose, A-pose, arms down, walking, holding something before the body, waving, sitting."""
    kind = rng.choice(7, p=[0.26, 0.2, 0.24, 0.12, 0.08, 0.06, 0.04])
    down = between(rng, 4, 18)
    if kind == 0:
        apart = between(rng, 1, 8)
        return Pose((90, 90), (0, 0), (0, 0), apart=apart)
    if kind == 1:
        lift = between(rng, 28, 62)
        return Pose((lift, lift), (0, 0), (0, between(rng, 0, 10)), apart=between(rng, 2, 10))
    if kind == 2:
        bend = between(rng, 0, 25)
        return Pose((down, down), (0, 0), (bend, bend), apart=between(rng, 0, 10))
    if kind == 3:
        swing = between(rng, 15, 45)
        elbow, knee = between(rng, 5, 80), between(rng, 5, 60)
        return Pose((down, down), (swing, -swing), (elbow, elbow), (-swing, swing), (knee, 5.0))
    if kind == 4:
        reach, elbow = between(rng, 0, 60), between(rng, 30, 90)
        return Pose((down, down), (reach, reach * rng.random()), (elbow, elbow), apart=8)
    if kind == 5:
        return Pose((between(rng, 110, 165), down), (0, 0), (0, 10), apart=6)
    return Pose((down, down), (20, 20), (50, 50), (88, 88), (88, 88), apart=6)


def posed_figure(rng: np.random.Generator, body: Body, pose: Pose) -> Figure:
    """Torso, neck, arms with hands, legs with feet: all but the head."""
    hips = np.array([0.0, 0.0, body.leg])
    chest = hips + (0, 0, body.torso)
    parts = [
        _trunk(rng, body, hips),
        rod(
            [chest - (0, 0, 0.03), chest + (0, 0, body.neck + body.head * 0.4)],
            min(body.limb * 0.95, body.head * 0.6),
            body.sides,
            cap=0,
        ),
    ]
    shoulders, hands, knees, feet = [], [], [], []
    for index, side in enumerate((1.0, -1.0)):
        shoulder = chest + (side * (body.shoulder - 0.2 * body.limb), 0, -body.limb * 1.05)
        arm, hand = _arm(rng, body, pose, index, side, shoulder)
        leg, knee, foot = _human_leg(rng, body, pose, index, side, hips)
        parts += [arm, leg]
        shoulders.append(shoulder)
        hands.append(hand)
        knees.append(knee)
        feet.append(foot)
    head = chest + (0, -0.1 * body.head, body.neck + body.head * 0.95)
    return Figure(
        parts, head, chest, hips, tuple(shoulders), tuple(hands), tuple(knees), tuple(feet)
    )


def _trunk(rng: np.random.Generator, body: Body, hips: Vector) -> Mesh:
    waist = min(body.shoulder, body.hip) * between(rng, 0.78, 1.05)
    belly = body.deep * between(rng, 0.8, 1.15)
    z = np.array([-0.06, 0.08, 0.4, 0.75, 0.97]) * body.torso
    wide = (body.hip * 0.9, body.hip, waist, body.shoulder * 0.97, body.shoulder * 0.62)
    deep = (body.deep * 0.85, body.deep * 0.95, belly, body.deep * 1.05, body.deep * 0.65)
    path = np.column_stack([0 * z, 0 * z, z]) + hips
    return rod(path, np.column_stack([deep, wide]), max(body.sides, 6), cap=0.15)


def _arm(
    rng: np.random.Generator, body: Body, pose: Pose, index: int, side: float, shoulder: Vector
) -> tuple[Mesh, Vector]:
    lift, reach = np.radians(pose.lift[index]), np.radians(pose.reach[index])
    bent = reach + np.radians(pose.elbow[index])
    upper = np.array(
        [side * np.sin(lift), -np.cos(lift) * np.sin(reach), -np.cos(lift) * np.cos(reach)]
    )
    lower = np.array(
        [side * np.sin(lift), -np.cos(lift) * np.sin(bent), -np.cos(lift) * np.cos(bent)]
    )
    elbow = shoulder + upper * body.arm * 0.46
    wrist = elbow + lower * body.arm * 0.42
    hand = wrist + lower * body.limb * 0.9
    radii = np.array([1.0, 0.9, 0.82, 0.62]) * body.limb
    path = [shoulder, shoulder + upper * body.arm * 0.2, elbow, wrist]
    palm = rod(
        [wrist, hand + lower * body.limb * 0.5], (body.limb * 0.6, body.limb * 0.85), body.sides
    )
    parts = [rod(path, radii, body.sides), palm]
    if chance(rng, 0.3):
        forth = np.array([0, -1.0, 0])
        thumb = [wrist + lower * 0.02, wrist + lower * body.limb + forth * body.limb * 1.4]
        parts.append(rod(thumb, body.limb * 0.3, 5))
    return assembled(parts), hand


def _human_leg(
    rng: np.random.Generator, body: Body, pose: Pose, index: int, side: float, hips: Vector
) -> tuple[Mesh, Vector, Vector]:
    swing, apart = np.radians(pose.stride[index]), np.radians(pose.apart)
    back = swing - np.radians(pose.knee[index])
    hip = hips + (side * body.hip * 0.52, 0, 0)
    knee = hip + np.array([side * np.sin(apart), -np.sin(swing), -np.cos(swing)]) * body.leg * 0.48
    ankle = knee + np.array([side * np.sin(apart), -np.sin(back), -np.cos(back)]) * body.leg * 0.44
    thick = min(body.limb * 1.45, body.hip * 0.52)
    radii = np.array([1.05, 1.0, 0.78, 0.75, 0.55]) * thick
    path = [hip, (hip * 0.7 + knee * 0.3), knee, (knee * 0.6 + ankle * 0.4), ankle]
    size = (thick * 1.5, thick * between(rng, 2.4, 3.6), thick * between(rng, 0.9, 1.3))
    at = ankle + (0, -size[1] * 0.22, -body.leg * 0.08)
    shoe = rounded(size, (0, 0, 0), radius=0.3 * size[2], steps=1 if body.sides < 9 else 2)
    shoe = turned(shoe, "z", 8 * side)
    return assembled(rod(path, radii, body.sides), moved(shoe, at)), knee, ankle


def skull(rng: np.random.Generator, body: Body) -> Mesh:
    """A head around the origin: egg, ball, rounded box, with some of its features."""
    size, kind = body.head, int(rng.integers(4))
    if kind == 0:
        made = rounded((size * 1.7, size * 1.75, size * 1.9), (0, 0, -size), radius=size * 0.5)
    elif kind == 1:
        path = [(0, -0.15 * size, -0.75 * size), (0, 0, -0.1 * size), (0, 0, 0.55 * size)]
        made = rod(path, np.array([(0.55, 0.5), (0.9, 0.78), (0.75, 0.68)]) * size, body.sides)
    else:
        made = ball((size * 0.88, size * 0.95, size), segments=body.sides + 2, rings=7)
    parts = [made]
    if chance(rng, 0.45):
        parts.append(lump((size * 0.1, size * 0.2, size * 0.16), (0, -size, -0.1 * size), 6))
    if chance(rng, 0.45):
        ear = ball((size * 0.12, size * 0.2, size * 0.28), (size * 0.88, 0, 0), segments=6, rings=5)
        parts += mirrored(ear)
    if chance(rng, 0.35):
        eye = ball(
            size * between(rng, 0.1, 0.22),
            (size * 0.36, -size * 0.82, size * 0.1),
            segments=7,
            rings=5,
        )
        parts += mirrored(eye)
    return assembled(parts)


def hat(rng: np.random.Generator, size: float) -> list[Mesh]:
    """A hat on a head of that radius at the origin."""
    kind = int(rng.integers(6))
    brim, z = size * between(rng, 1.4, 2.1), size * 0.45
    if kind == 0:
        crown = cylinder(
            size * 0.95, size * between(rng, 0.6, 1.3), (0, 0, z), top=0.85, segments=10
        )
        return [crown, cylinder(brim, size * 0.1, (0, 0, z), segments=10)]
    if kind == 1:
        cap = ball((size * 1.06, size * 1.08, size * 0.7), (0, 0, z), segments=10, rings=6)
        peak = rounded(
            (size * 1.3, size * 1.0, size * 0.12), (0, -size * 1.1, z - 0.05 * size), radius=0.02
        )
        return [cap, peak]
    if kind == 2:
        spikes = [
            cylinder(size * 0.25, size * 0.5, (size * 0.85, 0, z + 0.3 * size), top=0, segments=4)
        ]
        band = cylinder(size * 0.98, size * 0.4, (0, 0, z), top=1.05, segments=10)
        return [band, *around(spikes[0], 6)]
    if kind == 3:
        return [*pointed_hat(rng, size)]
    if kind == 4:
        cap = ball((size * 1.08, size * 1.1, size * 0.75), (0, 0.05 * size, z), segments=9, rings=6)
        return [cap, ball(size * 0.25, (0, 0.05 * size, z + size * 0.85), segments=6, rings=5)]
    return [cylinder(brim * 1.1, size * 0.8, (0, 0, z * 0.9), top=0.05, segments=10)]


def pointed_hat(rng: np.random.Generator, size: float) -> list[Mesh]:
    tall, bend = size * between(rng, 1.5, 3), size * between(rng, -0.3, 1.0)
    z = size * 0.45
    path = [(0, 0, z), (0, 0.1 * bend, z + tall * 0.5), (0, bend, z + tall)]
    cone = tube(path, np.array([1.0, 0.5, 0.04]) * size, segments=9)
    return [cone, cylinder(size * between(rng, 1.5, 2.2), size * 0.1, (0, 0, z), segments=11)]


def clothes(rng: np.random.Generator, body: Body, figure: Figure) -> list[Mesh]:
    """Belt, backpack, skirt, cape, pouch, collar: some of them."""
    parts = []
    if chance(rng, 0.35):
        belt = cylinder(1, body.torso * 0.1, segments=10)
        parts.append(
            moved(scaled(belt, (body.hip * 1.05, body.deep * 1.1, 1)), figure.hips + (0, 0, 0.05))
        )
    if chance(rng, 0.15):
        size = (body.shoulder * 1.3, body.deep * 1.3, body.torso * 0.6)
        pack = rounded(
            size, (0, body.deep * 1.5, 0.25 * body.torso), radius=0.25 * size[1], steps=1
        )
        parts.append(moved(pack, figure.hips))
    if chance(rng, 0.12):
        parts.append(cape(rng, body, figure))
    if chance(rng, 0.15):
        parts.append(skirt(rng, body, figure, between(rng, 0.25, 0.6)))
    if chance(rng, 0.2):
        parts.append(
            moved(torus(body.limb * 1.2, body.limb * 0.45, segments=9, sides=5), figure.neck)
        )
    return parts


def skirt(rng: np.random.Generator, body: Body, figure: Figure, share: float) -> Mesh:
    """A skirt or gown down that share of the legs."""
    long, flare = body.leg * share, between(rng, 1.2, 2.0)
    profile = [(0, -long), (flare, -long), (1.05, body.torso * 0.1), (0.85, body.torso * 0.35)]
    made = lathe([*profile, (0, body.torso * 0.35)], segments=int(rng.integers(7, 14)))
    deep = max(body.deep * 1.2, body.hip * 0.8)
    return moved(scaled(made, (body.hip, deep, 1)), figure.hips)


def cape(rng: np.random.Generator, body: Body, figure: Figure) -> Mesh:
    long, flare = between(rng, 0.5, 1.0) * (body.torso + body.leg * 0.85), between(rng, 1.0, 1.7)
    rows = np.linspace(0, 1, 4)
    across = np.linspace(-1, 1, 5)
    grid = np.zeros((4, 5, 3))
    grid[:, :, 0] = body.shoulder * (0.85 + (flare - 0.85) * rows)[:, None] * across
    grid[:, :, 1] = body.deep * (1.0 + 1.2 * rows)[:, None] - body.deep * 0.6 * across**2
    grid[:, :, 2] = -(long * rows)[:, None]
    return moved(sheet(grid, 0.025), figure.neck)


def held_item(rng: np.random.Generator, body: Body, hand: Vector) -> Mesh:
    """A sword, axe, staff, gun, torch or shield in a hand."""
    tall = body.leg + body.torso
    kind = int(rng.integers(6))
    grip = cylinder(0.02, 0.2 * tall, (0, 0, -0.08 * tall), segments=6)
    if kind == 0:
        blade = [(-0.04, 0.1), (-0.035, 0.55), (0, 0.65), (0.035, 0.55), (0.04, 0.1)]
        made = assembled(
            grip,
            flat_fin(np.array(blade) * tall, 0.02),
            block((0.2, 0.05, 0.04), (0, 0, 0.09 * tall)),
        )
        made = turned(made, "x", between(rng, 0, 100))
    elif kind == 1:
        head = flat_fin(np.array([(0, 0.4), (0.14, 0.5), (0.14, 0.28), (0, 0.35)]) * tall, 0.04)
        made = assembled(cylinder(0.02, 0.6 * tall, (0, 0, -0.15 * tall), segments=6), head)
    elif kind == 2:
        made = cylinder(0.025, tall * 1.1, (0, 0, -0.55 * tall), segments=6)
        made = assembled(made, ball(0.07, (0, 0, 0.58 * tall), segments=7, rings=5))
    elif kind == 3:
        made = assembled(
            block((0.05, 0.6 * tall, 0.08), (0, -0.15 * tall, 0)),
            block((0.04, 0.06, 0.14), (0, 0, -0.12)),
        )
    elif kind == 4:
        made = assembled(
            cylinder(0.025, 0.35 * tall, (0, 0, -0.1), segments=6), ball(0.07, (0, 0, 0.3 * tall))
        )
    else:
        outline = [(-0.18, 0.2), (0.18, 0.2), (0.18, -0.05), (0, -0.28), (-0.18, -0.05)]
        made = moved(flat_fin(np.array(outline) * tall, 0.04), (0, -0.08, 0))
    return moved(made, hand)


def finished(figure: Figure, *parts: Mesh | list[Mesh]) -> Mesh:
    return grounded(assembled(figure.parts, *parts))


def at_head(figure: Figure, parts: list[Mesh]) -> list[Mesh]:
    return [moved(part, figure.head) for part in parts]
