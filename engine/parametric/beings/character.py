"""Characters made by formula; they look along -Y, their left hand at +X."""

from dataclasses import replace

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
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
    torus,
    tube,
    turned,
)
from .character_creatures import bean, ghost, mascot, monster, robot, skeleton
from .character_parts import (
    Body,
    Figure,
    adult,
    at_head,
    cape,
    child,
    clothes,
    drawn_pose,
    finished,
    hat,
    held_item,
    pointed_hat,
    posed_figure,
    skirt,
    skull,
)
from .parts import lump, rod


def character(rng: np.random.Generator) -> Mesh:
    """Human, chibi, blocky, knight, wizard, dressed, robot, zombie, skeleton, monster, bean."""
    designs = (
        (_human, 26),
        (_chibi, 12),
        (_blocky, 12),
        (_knight, 9),
        (_soldier, 5),
        (_wizard, 7),
        (_dressed, 7),
        (robot, 9),
        (skeleton, 4),
        (monster, 7),
        (bean, 5),
        (mascot, 5),
        (_astronaut, 3),
        (ghost, 1),
    )
    return drawn(rng, designs)


def _hair(rng: np.random.Generator, size: float) -> list[Mesh]:
    """Hair around a head of that radius at the origin: cap, spikes, bob, ponytail, bun, long."""
    kind = int(rng.integers(7))
    cap = ball(
        (size * 1.02, size * 1.05, size * 0.85), (0, size * 0.12, size * 0.33), segments=9, rings=6
    )
    if kind == 0:
        return [cap]
    if kind == 1:
        spikes = []
        for _ in range(int(rng.integers(5, 12))):
            spike = cylinder(
                size * 0.3, size * between(rng, 0.5, 1), (0, 0, size * 0.8), top=0, segments=4
            )
            spike = turned(turned(spike, "x", -between(rng, -35, 80)), "y", between(rng, -60, 60))
            spikes.append(spike)
        return [cap, *spikes]
    if kind == 2:
        wide = between(rng, 1.0, 1.25) * size
        bob = rounded(
            (wide * 2, size * 1.7, size * 1.9), (0, size * 0.4, -size * 0.9), radius=size * 0.6
        )
        return [cap, bob]
    if kind == 3:
        long = between(rng, 0.8, 2.2) * size
        path = [(0, size, size * 0.4), (0, size * 1.5, size * 0.2), (0, size * 1.3, -long)]
        return [cap, rod(path, np.array([0.2, 0.35, 0.12]) * size, 6)]
    if kind == 4:
        bun = ball(size * 0.42, (0, size * 0.6, size * 1.15), segments=8, rings=6)
        return [cap, bun]
    if kind == 5:
        long = between(rng, 1.2, 2.6) * size
        path = [(0, size * 0.4, size * 0.4), (0, size * 0.6, -0.4 * long), (0, size * 0.75, -long)]
        return [cap, rod(path, np.array([(0.7, 1.0), (0.5, 1.05), (0.25, 0.8)]) * size, 8)]
    tail = [
        (size * 0.9, 0, 0.2 * size),
        (size * 1.4, 0, 0),
        (size * 1.3, 0, -between(rng, 0.8, 1.6) * size),
    ]
    return [cap, *mirrored(rod(tail, np.array([0.2, 0.3, 0.1]) * size, 6))]


def _crowned(rng: np.random.Generator, body: Body, figure: Figure) -> list[Mesh]:
    """The head with hair, a hat or nothing, sometimes a beard."""
    parts = [skull(rng, body)]
    if chance(rng, 0.6):
        parts += _hair(rng, body.head)
    if chance(rng, 0.25):
        parts += hat(rng, body.head)
    if chance(rng, 0.12):
        parts.append(_beard(rng, body.head))
    return at_head(figure, parts)


def _beard(rng: np.random.Generator, size: float) -> Mesh:
    long = size * between(rng, 0.5, 2)
    path = [(0, -size * 0.75, -size * 0.35), (0, -size * 0.85, -size * 0.4 - long)]
    return rod(path, np.array([(0.3, 0.6), (0.1, 0.15)]) * size, 7)


def _human(rng: np.random.Generator) -> Mesh:
    """An adult of natural or stylised proportions, in some clothes."""
    body = adult(rng)
    figure = posed_figure(rng, body, drawn_pose(rng))
    held = [held_item(rng, body, figure.hands[1])] if chance(rng, 0.12) else []
    return finished(figure, _crowned(rng, body, figure), clothes(rng, body, figure), held)


def _chibi(rng: np.random.Generator) -> Mesh:
    """A child-like figure with a large head."""
    body = child(rng)
    figure = posed_figure(rng, body, drawn_pose(rng))
    held = [held_item(rng, body, figure.hands[1])] if chance(rng, 0.2) else []
    return finished(figure, _crowned(rng, body, figure), clothes(rng, body, figure), held)


def _blocky(rng: np.random.Generator) -> Mesh:
    """A figure of boxes, as in voxel games and building toys."""
    head, torso = between(rng, 0.15, 0.28), between(rng, 0.5, 0.72)
    wide, deep = between(rng, 0.38, 0.62), between(rng, 0.2, 0.3)
    leg, arm = between(rng, 0.4, 0.75), between(rng, 0.16, 0.25)
    shrink, has_boots = between(rng, 0.88, 1.0), chance(rng, 0.25)
    parts = [block((wide, deep, torso), (0, 0, leg), top=between(rng, 0.85, 1.2))]
    swing = between(rng, 10, 45) * chance(rng, 0.35)
    lift = float(rng.choice([0.0, 90.0, between(rng, 5, 40)], p=[0.55, 0.25, 0.2]))
    forth = -90.0 if chance(rng, 0.08) else 0.0
    for side in (1.0, -1.0):
        thigh = block((wide / 2 * shrink, deep * shrink, leg), (0, 0, -leg))
        if has_boots:
            boot = block((wide / 2, deep * 1.4, leg * 0.2), (0, -0.2 * deep, -leg))
            thigh = assembled(thigh, boot)
        parts.append(moved(turned(thigh, "x", side * swing), (side * wide / 4, 0, leg)))
        limb = block((arm, deep * 0.9, torso * between(rng, 0.9, 1.05)), (0, 0, -torso * 0.9))
        limb = turned(turned(limb, "x", -side * swing + forth), "y", -side * lift)
        parts.append(moved(limb, (side * (wide / 2 + arm / 2), 0, leg + torso * 0.88)))
    middle = np.array([0, 0, leg + torso + head * 0.95])
    if chance(rng, 0.2):
        skull = cylinder(head * 0.95, head * 1.7, (0, 0, -head * 0.9), segments=12)
    else:
        size = (2 * head, 2 * head * between(rng, 0.8, 1), 1.9 * head)
        skull = rounded(size, (0, 0, -head * 0.95), radius=head * 0.15, steps=1)
        skull = block(size, (0, 0, -head * 0.95)) if chance(rng, 0.7) else skull
    extras = [moved(skull, middle)]
    if chance(rng, 0.3):
        extras.append(
            moved(block((2.1 * head, 2.1 * head, head * 0.6), (0, 0.03, head * 0.5)), middle)
        )
    elif chance(rng, 0.3):
        extras += [moved(part, middle) for part in hat(rng, head)]
    if chance(rng, 0.15):
        extras.append(
            block((wide * 0.8, deep * 0.8, torso * 0.7), (0, deep * 0.9, leg + 0.15 * torso))
        )
    return grounded(assembled(parts, extras))


def _helmet(rng: np.random.Generator, size: float) -> list[Mesh]:
    """A knight's or viking's helmet around the origin."""
    kind = int(rng.integers(4))
    if kind == 0:
        profile = [(0, -1), (0.95, -1), (1.1, 0.2), (0.9, 0.9), (0, 1.15)]
        parts = [scaled(lathe(profile, segments=9), size)]
        parts.append(block((size * 1.4, size * 0.3, size * 0.15), (0, -size, 0.1 * size)))
    elif kind == 1:
        parts = [cylinder(size * 1.08, size * 2.0, (0, 0, -size), top=0.95, segments=9)]
        parts.append(block((size * 0.2, size * 0.2, size * 1.8), (0, -size * 1.05, -size * 0.9)))
    else:
        parts = [
            ball((size * 1.1, size * 1.12, size * 1.0), (0, 0.05 * size, size * 0.2), segments=10)
        ]
        parts.append(torus(size * 1.08, size * 0.1, (0, 0, size * 0.1), segments=10, sides=4))
    if chance(rng, 0.4):
        path = [(size, 0, size * 0.4), (size * 1.6, 0, size * 0.6), (size * 1.8, 0, size * 1.4)]
        parts += mirrored(tube(path, np.array([0.25, 0.2, 0.03]) * size, segments=6))
    elif chance(rng, 0.5):
        plume = [
            (0, -0.5 * size, size * 1.1),
            (0, 0.2 * size, size * 1.7),
            (0, size * 1.5, size * 0.9),
        ]
        parts.append(rod(plume, np.array([0.12, 0.25, 0.1]) * size, 6))
    return parts


def _knight(rng: np.random.Generator) -> Mesh:
    """Armour: pauldrons, breastplate, helmet, boots, often weapon and shield."""
    body = child(rng) if chance(rng, 0.3) else adult(rng)
    body = replace(body, limb=body.limb * between(rng, 1.1, 1.4))
    figure, sides = posed_figure(rng, body, drawn_pose(rng)), body.sides
    parts = []
    size = body.limb * between(rng, 1.4, 2.2)
    for side, shoulder, knee in zip((1, -1), figure.shoulders, figure.knees, strict=True):
        pad = ball((size * 1.15, size, size * 0.8), segments=8, rings=5)
        parts.append(moved(turned(pad, "y", side * 25), shoulder + (side * 0.03, 0, 0.03)))
        parts.append(lump((body.limb, body.limb, body.limb), tuple(knee + (0, -0.04, 0)), sides))
    plate = (body.shoulder * 0.95, body.deep * 1.3, body.torso * 0.4)
    parts.append(
        ball(plate, tuple(figure.hips + (0, -0.02, body.torso * 0.65)), segments=10, rings=6)
    )
    if chance(rng, 0.6):
        parts.append(skirt(rng, body, figure, between(rng, 0.15, 0.4)))
    if chance(rng, 0.35):
        parts.append(cape(rng, body, figure))
    if chance(rng, 0.55):
        parts.append(held_item(rng, body, figure.hands[1]))
    if chance(rng, 0.35):
        disc = turned(cylinder(0.25 * (body.leg + body.torso), 0.04, segments=12), "x", 90)
        parts.append(moved(disc, figure.hands[0] + (0, -0.06, 0.05)))
    head = [skull(rng, body), *_helmet(rng, body.head)]
    return finished(figure, parts, at_head(figure, head))


def _soldier(rng: np.random.Generator) -> Mesh:
    """Vest, pouches, helmet, pack, gun: soldiers, policemen, firemen."""
    body = adult(rng)
    figure = posed_figure(rng, body, drawn_pose(rng))
    size = (body.shoulder * 1.75, body.deep * 2.5, body.torso * 0.55)
    parts = [moved(rounded(size, (0, 0, body.torso * 0.4), radius=0.04, steps=1), figure.hips)]
    for x in np.linspace(-0.8, 0.8, int(rng.integers(2, 5))):
        at = (x * body.hip, -body.deep * 1.15, body.torso * between(rng, 0.02, 0.1))
        parts.append(moved(block((0.08, 0.06, 0.1), at), figure.hips))
    if chance(rng, 0.5):
        parts.append(moved(block((0.28, 0.16, 0.4), (0, body.deep * 1.9, 0.15)), figure.hips))
    if chance(rng, 0.5):
        gun = [block((0.05, 0.75, 0.09), (0, -0.2, 0)), block((0.04, 0.06, 0.15), (0, -0.2, -0.13))]
        parts.append(moved(assembled(gun), figure.hands[1]))
    cap = ball(
        tuple(body.head * r for r in (1.15, 1.2, 0.9)), (0, 0.02, body.head * 0.3), segments=10
    )
    head = [skull(rng, body), cap]
    return finished(figure, parts, at_head(figure, head))


def _wizard(rng: np.random.Generator) -> Mesh:
    """A robe to the ground, a pointed hat or hood, a beard, a staff: also monks and witches."""
    body = child(rng) if chance(rng, 0.4) else adult(rng)
    figure = posed_figure(rng, body, drawn_pose(rng))
    parts = [skirt(rng, body, figure, between(rng, 0.75, 1.0))]
    for hand, shoulder in zip(figure.hands, figure.shoulders, strict=True):
        sleeve = [shoulder, shoulder * 0.15 + hand * 0.85]
        parts.append(
            tube(sleeve, (body.limb * 1.1, body.limb * between(rng, 1.5, 2.4)), segments=8)
        )
    head = [skull(rng, body)]
    if chance(rng, 0.7):
        head += pointed_hat(rng, body.head)
    else:
        hood = [(0, 0.0, -body.head * 0.9), (0, 0.1 * body.head, 0.2 * body.head)]
        hood.append((0, 0.5 * body.head, body.head * between(rng, 1.1, 1.6)))
        head.append(rod(hood, np.array([1.1, 1.15, 0.25]) * body.head, 8))
    if chance(rng, 0.6):
        head.append(_beard(rng, body.head))
    if chance(rng, 0.6):
        staff = cylinder(0.03, (body.leg + body.torso) * 1.2, segments=6)
        at = figure.hands[1] * (1, 1, 0)
        parts += [moved(staff, at), moved(ball(0.08, (0, 0, (body.leg + body.torso) * 1.22)), at)]
    if chance(rng, 0.3):
        parts.append(cape(rng, body, figure))
    return finished(figure, parts, at_head(figure, head))


def _dressed(rng: np.random.Generator) -> Mesh:
    """A woman or girl in a dress, princess or anime-like."""
    body = child(rng) if chance(rng, 0.45) else adult(rng)
    body = replace(body, limb=body.limb * 0.8, shoulder=body.shoulder * 0.88)
    figure = posed_figure(rng, body, drawn_pose(rng))
    parts = [skirt(rng, body, figure, between(rng, 0.3, 0.98))]
    if chance(rng, 0.6):
        bust = ball(
            body.deep * 0.5,
            (body.shoulder * 0.42, -body.deep * 0.75, body.torso * 0.68),
            segments=7,
        )
        parts += [moved(part, figure.hips) for part in mirrored(bust)]
    head = [skull(rng, body), *_hair(rng, body.head)]
    if chance(rng, 0.2):
        head += hat(rng, body.head)
    return finished(figure, parts, at_head(figure, head))


def _astronaut(rng: np.random.Generator) -> Mesh:
    """A thick suit, a round helmet with a visor, a pack with hoses."""
    body = child(rng) if chance(rng, 0.5) else adult(rng)
    body = replace(body, limb=body.limb * 1.5, deep=body.deep * 1.2, head=max(body.head, 0.18))
    body = replace(body, neck=-0.03, shoulder=body.shoulder * 1.15)
    figure = posed_figure(rng, body, drawn_pose(rng))
    size = body.head * 1.15
    helmet = [
        ball(size, segments=12, rings=8),
        torus(size * 0.8, size * 0.15, (0, 0, -size * 0.75)),
    ]
    helmet.append(ball((size * 0.75, size * 0.45, size * 0.55), (0, -size * 0.68, 0), segments=10))
    pack = (body.shoulder * 1.6, body.deep * 1.2, body.torso * 0.85)
    back = rounded(pack, (0, body.deep * 1.5, body.torso * 0.2), radius=0.05)
    box = block((body.shoulder, 0.08, body.torso * 0.25), (0, -body.deep * 1.1, body.torso * 0.5))
    parts = [moved(back, figure.hips), moved(box, figure.hips)]
    return finished(figure, parts, at_head(figure, helmet))
