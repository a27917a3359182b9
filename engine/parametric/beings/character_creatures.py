"""Robots, skeletons, monsters and other characters that are no people, made by formula."""

from dataclasses import replace

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
    loft,
    mirrored,
    moved,
    rounded,
    scaled,
    torus,
    tube,
    turned,
)
from .character_parts import (
    Pose,
    adult,
    at_head,
    child,
    clothes,
    drawn_pose,
    finished,
    hat,
    held_item,
    posed_figure,
    skull,
)
from .parts import beast_head, drawn_beast, rod, webbed_wing


def robot(rng: np.random.Generator) -> Mesh:
    """Boxes, cylinders and joints: humanoid, on wheels or tracks, or a hovering ball."""
    makers = (_humanoid_robot, _humanoid_robot, _stub_robot, _rolling_robot)
    return makers[rng.integers(4)](rng)


def _robot_head(rng: np.random.Generator, size: float) -> Mesh:
    kind = int(rng.integers(4))
    box_size = (size * between(rng, 1.6, 2.6), size * 1.7, size * between(rng, 1.3, 2.0))
    if kind == 0:
        parts = [block(box_size, top=between(rng, 0.75, 1.1))]
    elif kind == 1:
        parts = [rounded(box_size, radius=0.3 * size, steps=2)]
    elif kind == 2:
        parts = [
            cylinder(size, size * 0.9, segments=12),
            ball(size, (0, 0, size * 0.9), segments=12),
        ]
    else:
        parts = [ball(size, (0, 0, size * 0.9), segments=12)]
    front = -size * (0.85 if kind < 2 else 0.95)
    if chance(rng, 0.6):
        eye = turned(cylinder(size * 0.25, size * 0.2, segments=8), "x", 90)
        parts += mirrored(moved(eye, (size * 0.42, front, size * 0.95)))
    else:
        parts.append(block((size * 1.3, size * 0.3, size * 0.4), (0, front, size * 0.75)))
    if chance(rng, 0.5):
        aerial = cylinder(size * 0.06, size * 0.7, (0, 0, size * 1.3), segments=5)
        parts += [aerial, ball(size * 0.15, (0, 0, size * 2.05), segments=6, rings=5)]
    if chance(rng, 0.4):
        lug = turned(cylinder(size * 0.3, size * 0.3, segments=8), "y", 90)
        parts += mirrored(moved(lug, (size * 0.9, 0, size * 0.8)))
    return assembled(parts)


def _humanoid_robot(rng: np.random.Generator) -> Mesh:
    torso, wide, deep = between(rng, 0.4, 0.7), between(rng, 0.35, 0.75), between(rng, 0.2, 0.45)
    leg, thick, arm = between(rng, 0.4, 0.9), between(rng, 0.05, 0.13), between(rng, 0.5, 0.85)
    segments = int(rng.choice([4, 8, 12]))
    taper = between(rng, 0.55, 1.0)
    chest = block((wide * taper, deep * taper, torso), (0, 0, leg), top=1 / taper)
    parts = [chest if chance(rng, 0.6) else rounded((wide, deep, torso), (0, 0, leg), radius=0.08)]
    head = between(rng, 0.12, 0.26)
    parts.append(cylinder(head * 0.4, 0.1, (0, 0, leg + torso), segments=8))
    parts.append(moved(_robot_head(rng, head), (0, 0, leg + torso + 0.06)))
    pose = drawn_pose(rng)
    for index, side in enumerate((1.0, -1.0)):
        limb = _robot_limb(rng, arm, thick, segments)
        claw = around(block((0.04, 0.03, thick * 1.8), (thick * 0.7, 0, -arm - thick * 1.8)), 3)
        limb = assembled(limb, claw if chance(rng, 0.5) else ball(thick * 1.2, (0, 0, -arm)))
        limb = turned(turned(limb, "x", -pose.reach[index]), "y", -side * pose.lift[index])
        parts.append(moved(limb, (side * (wide / 2 + thick), 0, leg + torso * 0.85)))
        shin = turned(_robot_limb(rng, leg, thick * 1.2, segments), "x", -pose.stride[index] * 0.5)
        foot = block((thick * 3, thick * 5, thick * 1.5), (0, -thick, -leg), top=0.75)
        parts.append(moved(assembled(shin, foot), (side * wide * taper * 0.3, 0, leg)))
    return grounded(assembled(parts))


def _robot_limb(rng: np.random.Generator, length: float, thick: float, segments: int) -> Mesh:
    """Two shafts and a ball joint, hanging from the origin."""
    upper = cylinder(thick * 0.7, length * 0.45, (0, 0, -length * 0.5), segments=segments)
    lower = cylinder(
        thick, length * 0.45, (0, 0, -length), top=between(rng, 0.6, 1), segments=segments
    )
    joint = ball(thick, (0, 0, -length * 0.52), segments=8, rings=5)
    return assembled(upper, lower, joint, ball(thick * 1.25, segments=8, rings=5))


def _stub_robot(rng: np.random.Generator) -> Mesh:
    """A compact robot: one body, stub legs, small arms."""
    size = (between(rng, 0.6, 1), between(rng, 0.5, 0.8), between(rng, 0.6, 1))
    parts = [rounded(size, (0, 0, 0.25), radius=between(rng, 0.05, 0.3), steps=2)]
    leg = cylinder(0.11, 0.3, segments=8)
    foot = block((0.24, 0.36, 0.1), (0, -0.05, 0))
    parts += mirrored(moved(assembled(leg, foot), (size[0] * 0.28, 0, 0)))
    arm = moved(
        turned(_robot_limb(rng, 0.45, 0.07, 8), "y", -between(rng, 5, 70)), (size[0] / 2, 0, 0.7)
    )
    parts += mirrored(arm)
    screen = block((size[0] * 0.75, 0.05, size[2] * 0.4), (0, -size[1] / 2, 0.25 + size[2] * 0.45))
    return grounded(assembled(parts, screen, moved(_robot_head(rng, 0.18), (0, 0, 0.23 + size[2]))))


def _rolling_robot(rng: np.random.Generator) -> Mesh:
    """A torso on wheels, tracks or a cone."""
    base, parts = int(rng.integers(3)), []
    if base == 0:
        wheel = turned(cylinder(0.25, 0.12, segments=12), "y", 90)
        parts += mirrored(moved(wheel, (0.28, 0, 0.25)))
        parts.append(block((0.5, 0.3, 0.2), (0, 0, 0.25)))
    elif base == 1:
        track = rounded((0.18, 0.8, 0.3), (0.3, 0, 0), radius=0.14)
        parts += [*mirrored(track), block((0.5, 0.5, 0.2), (0, 0, 0.15))]
    else:
        parts.append(cylinder(0.4, 0.45, top=0.3, segments=12))
    tall = between(rng, 0.4, 0.7)
    wide = between(rng, 0.22, 0.34)
    parts.append(cylinder(wide, tall, (0, 0, 0.4), top=between(rng, 0.8, 1.3), segments=10))
    arm = turned(_robot_limb(rng, 0.5, 0.06, 8), "x", -between(rng, 0, 80))
    parts += mirrored(moved(arm, (wide * 1.25, 0, 0.35 + tall)))
    return grounded(assembled(parts, moved(_robot_head(rng, 0.22), (0, 0, 0.42 + tall))))


def skeleton(rng: np.random.Generator) -> Mesh:
    """Bones: rib cage, spine, pelvis, thin limbs, a skull."""
    body = child(rng) if chance(rng, 0.3) else adult(rng)
    body = replace(body, limb=between(rng, 0.025, 0.04))
    figure = posed_figure(rng, body, drawn_pose(rng))
    spine = tube([figure.hips, figure.neck], 0.035, segments=6)
    ribs = []
    for z in np.linspace(0.4, 0.92, int(rng.integers(3, 6))):
        rib = scaled(
            torus(1.0, 0.13, segments=10, sides=4), (body.shoulder * 0.75, body.deep, 0.16)
        )
        ribs.append(moved(rib, figure.hips + (0, -0.02, body.torso * z)))
    pelvis = scaled(torus(0.8, 0.35, segments=8, sides=5), (body.hip, body.deep, 0.2))
    bones = [
        spine,
        *ribs,
        moved(pelvis, figure.hips),
        tube(list(figure.shoulders), 0.03, segments=5),
    ]
    size = body.head
    skull = [ball((size * 0.9, size, size * 0.9), (0, 0, size * 0.1), segments=9, rings=6)]
    skull.append(block((size * 0.8, size * 0.7, size * 0.5), (0, -size * 0.4, -size)))
    return grounded(assembled(figure.parts[2:], bones, at_head(figure, skull)))


def monster(rng: np.random.Generator) -> Mesh:
    """Orc, ogre, golem, alien, demon, zombie: broken proportions, horns, hunch, tail, wings."""
    body = adult(rng)
    kind = int(rng.integers(4))
    if kind == 0:
        body = replace(body, shoulder=0.38, limb=0.13, arm=0.85, leg=0.5, deep=0.22, hip=0.22)
    elif kind == 1:
        body = replace(
            body, head=between(rng, 0.2, 0.32), limb=0.04, shoulder=0.15, hip=0.11, deep=0.08
        )
    elif kind == 2:
        body = replace(body, torso=0.7, deep=0.3, hip=0.32, shoulder=0.3, leg=0.35, limb=0.09)
    reach = between(rng, 50, 95)
    lurch = Pose((5, 5), (reach, reach * 0.85), (10, 0), (-10, 12), (15, 5))
    figure = posed_figure(rng, body, lurch if kind == 3 else drawn_pose(rng))
    size, head = body.head, [skull(rng, body)]
    if kind != 3 and chance(rng, 0.55):
        path = [
            (size * 0.5, 0, size * 0.6),
            (size, 0, size),
            (size * between(rng, 0.8, 1.5), 0, size * 1.8),
        ]
        head += mirrored(tube(path, np.array([0.25, 0.2, 0.03]) * size, segments=6))
    if kind != 3 and chance(rng, 0.4):
        ear = [(size * 0.8, 0, 0), (size * 2, 0.2 * size, size * 0.4)]
        head += mirrored(tube(ear, (size * 0.3, size * 0.03), segments=4))
    parts = []
    if kind in (0, 2) and chance(rng, 0.4):
        tail = [(0, body.deep, 0), (0, body.deep + 0.4, -0.3), (0.1, body.deep + 0.8, -0.2)]
        parts.append(moved(tube(tail, (0.1, 0.07, 0.01), segments=6), figure.hips))
    if kind != 3 and chance(rng, 0.2):
        wing = moved(webbed_wing(rng, 0.9, 0.6), (0, 0, 0))
        wings = [turned(part, "z", -90) for part in mirrored(wing, "y")]
        parts += [moved(part, figure.neck + (0, body.deep, -0.15)) for part in wings]
    if chance(rng, 0.3):
        parts.append(held_item(rng, body, figure.hands[1]))
    return finished(figure, parts, at_head(figure, head))


def bean(rng: np.random.Generator) -> Mesh:
    """One capsule for head and body, stub limbs, a visor or face."""
    wide, tall = between(rng, 0.28, 0.45), between(rng, 0.8, 1.2)
    sides = int(rng.integers(8, 15))
    path = [(0, 0, 0.3 + wide * 0.3), (0, 0, 0.3 + tall * 0.5), (0, 0, 0.3 + tall)]
    parts = [rod(path, np.array([1, 1, between(rng, 0.75, 1)]) * wide, sides)]
    parts += mirrored(cylinder(wide * 0.38, 0.45, (wide * 0.5, 0, 0), segments=8))
    if chance(rng, 0.5):
        lens = (wide * 0.75, wide * 0.4, wide * 0.42)
        parts.append(ball(lens, (0, -wide * 0.75, 0.25 + tall * 0.85), segments=10, rings=6))
    else:
        eye = ball(wide * 0.2, (wide * 0.4, -wide * 0.85, 0.3 + tall * 0.8), segments=8, rings=6)
        parts += mirrored(eye)
    if chance(rng, 0.4):
        size = (wide * 1.3, wide * 0.7, tall * 0.6)
        parts.append(rounded(size, (0, wide * 1.0, 0.3 + tall * 0.25), radius=0.1))
    if chance(rng, 0.65):
        swing = between(rng, 0.1, 0.4)
        arm = [
            (wide * 0.85, 0, 0.3 + tall * 0.65),
            (wide + swing, 0, 0.3 + tall * between(rng, 0.3, 0.7)),
        ]
        parts += mirrored(rod(arm, 0.09, 8))
    if chance(rng, 0.3):
        parts += [moved(part, (0, 0, 0.3 + tall)) for part in hat(rng, wide * 0.9)]
    return grounded(assembled(parts))


def mascot(rng: np.random.Generator) -> Mesh:
    """An animal that stands like a person: ears, snout, often a tail; teddy bears too."""
    body = child(rng)
    figure = posed_figure(rng, body, drawn_pose(rng))
    beast = replace(
        drawn_beast(rng, "dog", "cat", "fox", "bear", "rabbit", "mouse", "pig"), head=1.0
    )
    ears = {"long": 1.4, "round": 0.4, "pointy": 0.75}.get(beast.ears, 0.7)
    beast = replace(beast, ear=ears, snout=between(rng, 0.05, 0.5))
    head = turned(scaled(beast_head(rng, beast, body.sides), body.head), "z", -90)
    parts = []
    if chance(rng, 0.6):
        path = [(0, body.deep, 0.05), (0, body.deep + 0.2, 0.1), (0, body.deep + 0.3, 0.35)]
        parts.append(moved(rod(path, (0.04, 0.06, 0.04), 6), figure.hips))
    return finished(figure, parts, clothes(rng, body, figure), at_head(figure, [head]))


def ghost(rng: np.random.Generator) -> Mesh:
    """A sheet with a wavy hem, or a slime with eyes."""
    wide, tall = between(rng, 0.35, 0.5), between(rng, 0.5, 1.1)
    count = int(rng.integers(5, 8)) * 2
    angles = np.arange(count) * 2 * np.pi / count
    wave = np.arange(count) % 2
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    levels = [(1.15, 0.0), (1.0, 0.3), (0.95, 0.7), (0.7, 0.9), (0.3, 1.0)]
    rings = [
        np.column_stack([circle * wide * r, np.full(count, z * tall) + 0.1 * wave * (z == 0)])
        for r, z in levels
    ]
    eye = ball(wide * 0.17, (wide * 0.33, -wide * 0.88, tall * 0.68), segments=7, rings=5)
    arm = rod([(wide * 0.85, 0, tall * 0.5), (wide * 1.4, -0.1, tall * 0.55)], 0.09, 7)
    return grounded(assembled(loft(rings), mirrored(eye), mirrored(arm)))
