"""Rifles, shotguns and submachine guns made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..shapes import (
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
    tube,
    turned,
)
from .gun_parts import muzzle_end, rod, scope, sights, slab, stock, trigger
from .parts import drawn_sides, strip


def _magazine(
    rng: np.random.Generator, x: float, z: float, wide: float, drop: float, depth: float
) -> Mesh:
    """A box magazine below (x, z), straight or curved forwards."""
    if chance(rng, 0.5):
        return slab(x, z, wide, drop, depth, lean=drop * between(rng, -0.35, 0.05))
    turns = np.linspace(0, between(rng, 0.4, 0.9), 5)
    bow = drop / np.sin(turns[-1])
    path = np.column_stack([x + wide / 2 + bow * (1 - np.cos(turns)), z - bow * np.sin(turns)])
    return strip(path, wide, depth)


def _rifle_top(
    rng: np.random.Generator, back: float, front: float, z: float, depth: float
) -> list[Mesh]:
    """What sits above a receiver: scope, red dot, carrying handle or plain sights."""
    draw = rng.random()
    if draw < 0.3:
        return [scope(rng, back + 0.02, z, between(rng, 0.18, 0.32))]
    if draw < 0.5:
        size = between(rng, 0.05, 0.09)
        return [block((size * 1.3, depth * 0.8, size), (back + 0.15, 0, z))]
    if draw < 0.65:
        outline = [(back + 0.02, z), (back, z + 0.07), (back + 0.2, z + 0.06), (back + 0.22, z)]
        inner = [
            (back + 0.19, z),
            (back + 0.17, z + 0.04),
            (back + 0.05, z + 0.045),
            (back + 0.06, z),
        ]
        return [
            prism(outline + inner, depth * 0.4),
            block((0.02, 0.015, 0.08), (front + 0.18, 0, z)),
        ]
    return [
        box((back, -depth / 4, z), (front, depth / 4, z + 0.015)),
        block((0.02, 0.02, 0.04), (back + 0.02, 0, z)),
        block((0.02, 0.015, between(rng, 0.04, 0.09)), (front + 0.2, 0, z * 0.6)),
    ]


def _long_wood(rng: np.random.Generator, tall: float, depth: float, fore: float) -> Mesh:
    """One piece of wood: butt, wrist, and the fore-end up to x = fore."""
    butt, wrist = tall * between(rng, 1.5, 2.4), between(rng, 0.26, 0.34)
    drop = tall * between(rng, 0.3, 1)
    outline = [(0, -drop), (wrist - 0.04, -0.005), (wrist + 0.05, tall * 0.4), (fore, tall * 0.4)]
    outline += [(fore, tall * 0.1), (wrist + 0.28, -tall * 0.25), (wrist + 0.06, -tall * 0.4)]
    outline += [(wrist - 0.06, -tall * 0.8), (0.02, -drop - butt)]
    return prism(outline, depth)


def assault_rifle(rng: np.random.Generator) -> Mesh:
    """A short rifle with magazine and pistol grip; at times a bullpup or with a fore-grip."""
    tall, depth = between(rng, 0.07, 0.13), between(rng, 0.04, 0.08)
    back, front = between(rng, 0.22, 0.36), between(rng, 0.52, 0.62)
    guard, bore = between(rng, 0.12, 0.24), between(rng, 0.011, 0.024)
    muzzle = between(rng, front + guard, 1.02)
    parts = [
        box((back, -depth / 2, 0), (front, depth / 2, tall)),
        rod(front, muzzle, tall * 0.55, bore),
        slab(back + 0.02, 0.01, 0.06, between(rng, 0.12, 0.2), depth * 0.8, lean=0.05),
        *trigger(rng, back + 0.08, 0, 0.07),
        stock(rng, back, tall, back, tall, depth * 0.9),
    ]
    size = tall * between(rng, 0.6, 0.9)
    shell = block(
        (guard, depth * between(rng, 0.8, 1.2), size), (front + guard / 2, 0, tall * 0.15)
    )
    round_shell = rod(front, front + guard, tall * 0.55, size * 0.55, far=0.9)
    parts.append(shell if chance(rng, 0.7) else round_shell)
    drop = between(rng, 0.12, 0.28)
    bullpup = chance(rng, 0.12)
    place = back - 0.1 if bullpup else front - between(rng, 0.08, 0.16)
    parts.append(_magazine(rng, place, 0.01, between(rng, 0.06, 0.1), drop, depth * 0.7))
    parts += muzzle_end(rng, muzzle - 0.01, tall * 0.55, bore)
    parts += _rifle_top(rng, back, front, tall, depth)
    if chance(rng, 0.2):
        parts.append(slab(front + guard * 0.5, tall * 0.2, 0.04, 0.13, depth * 0.6, lean=-0.02))
    return assembled(parts)


def submachine_gun(rng: np.random.Generator) -> Mesh:
    """A short gun with a long magazine, its body square or tubular."""
    tall, depth = between(rng, 0.13, 0.24), between(rng, 0.08, 0.15)
    long = between(rng, 0.6, 0.85)
    receiver = block((long, depth, tall), (long / 2, 0, 0), top=(1, between(rng, 0.7, 1)))
    tubular = assembled(
        rod(0, long, tall / 2, tall / 2, segments=drawn_sides(rng)),
        box((0.02, -depth * 0.3, -0.02), (long * 0.7, depth * 0.3, tall / 2)),
    )
    bore = tall * between(rng, 0.12, 0.25)
    grip = between(rng, 0.05, 0.45) * long
    drop = between(rng, 0.24, 0.4)
    muzzle = between(rng, long + 0.05, 1.05)
    parts = [
        receiver if chance(rng, 0.65) else tubular,
        rod(long, muzzle, tall * 0.55, bore),
        slab(grip, 0, 0.12, drop, depth * 0.8, lean=between(rng, 0, 0.08)),
        *trigger(rng, grip + 0.12, 0, 0.13),
        *sights(rng, 0.06, long - 0.05, tall, 0.05),
        *muzzle_end(rng, muzzle - 0.01, tall * 0.55, bore),
    ]
    clip = grip + 0.01 if chance(rng, 0.3) else long * between(rng, 0.6, 0.8)
    parts.append(_magazine(rng, clip, 0.01, 0.09, drop * between(rng, 1, 1.7), depth * 0.6))
    if chance(rng, 0.25):
        parts.append(turned(cylinder(0.16, depth * 0.9, (long * 0.66, 0, 0), segments=12), "x", 90))
        parts[-1] = moved(parts[-1], (0, depth * 0.45, -0.12))
    if chance(rng, 0.6):
        parts.append(
            stock(rng, 0.01, tall * 0.9, between(rng, 0.25, 0.45), tall * 0.7, depth * 0.6)
        )
    return assembled(parts)


def hunting_rifle(rng: np.random.Generator) -> Mesh:
    """Bolt or lever action, or a musket: a long wooden stock under a thin barrel."""
    tall, depth = between(rng, 0.05, 0.09), between(rng, 0.03, 0.06)
    fore, bore = between(rng, 0.55, 0.95), between(rng, 0.009, 0.018)
    parts = [
        _long_wood(rng, tall, depth, fore),
        rod(0.34, between(rng, 0.97, 1.1), tall * 0.5, bore, far=between(rng, 0.7, 1)),
        *trigger(rng, 0.34, -tall * 0.3, 0.08),
        *sights(rng, 0.5, 0.95, tall * 0.5 + bore, 0.02),
    ]
    if chance(rng, 0.5):
        parts.append(rod(0.33, 0.5, tall * 0.5, bore * 1.6))
        bolt = tube([(0.36, 0, tall * 0.5), (0.35, -depth * 1.6, tall * 0.2)], 0.008, segments=5)
        parts += [bolt, ball(0.014, (0.35, -depth * 1.6, tall * 0.2), segments=6, rings=4)]
    else:
        parts.append(slab(0.36, tall * 1.1, 0.03, tall * 0.7, depth * 0.3, lean=-0.03))
    if chance(rng, 0.25):
        parts.append(rod(0.97, between(rng, 1.1, 1.3), tall * 0.25, 0.012, far=0.1, segments=4))
    if chance(rng, 0.3):
        rings = (0.55, 0.7, 0.85)[: rng.integers(1, 4)]
        size = (0.02, depth * 1.15, tall * 0.6)
        parts += [block(size, (x * fore / 0.9, 0, tall * 0.05)) for x in rings]
    if chance(rng, 0.25):
        parts.append(scope(rng, 0.36, tall * 0.55, between(rng, 0.2, 0.32)))
    return assembled(parts)


def shotgun(rng: np.random.Generator) -> Mesh:
    """Two barrels side by side, or one over the tube of a pump."""
    tall, depth = between(rng, 0.06, 0.1), between(rng, 0.045, 0.075)
    bore = between(rng, 0.018, 0.032)
    back, front = between(rng, 0.2, 0.34), between(rng, 0.48, 0.56)
    muzzle = between(rng, 0.75, 1.1)
    parts = [
        box((back, -depth / 2, 0), (front, depth / 2, tall)),
        stock(rng, back, tall * 0.9, back, tall * 0.8, depth * 0.9),
        *trigger(rng, back + 0.03, 0, 0.09),
    ]
    barrel = rod(front, muzzle, tall - bore, bore)
    if chance(rng, 0.4):
        parts += mirrored(moved(barrel, (0, bore * 0.95, 0)), "y")
        parts.append(box((front, -bore, tall * 0.1), (front + 0.2, bore, tall * 0.6)))
    else:
        parts += [
            barrel,
            rod(front, muzzle - between(rng, 0.02, 0.2), tall - bore * 3, bore * 0.95),
        ]
        pump = between(rng, 0.1, 0.2)
        start = between(rng, front + 0.02, muzzle - pump - 0.08)
        parts.append(rod(start, start + pump, tall - bore * 3, bore * between(rng, 1.4, 1.9)))
    if chance(rng, 0.4):
        parts.append(slab(back - 0.01, tall * 0.3, 0.06, 0.17, depth * 0.8, lean=0.07))
    if chance(rng, 0.5):
        parts.append(ball(0.012, (muzzle - 0.02, 0, tall + 0.005), segments=6, rings=4))
    return assembled(parts)


def sniper_rifle(rng: np.random.Generator) -> Mesh:
    """A long thin barrel under a scope, often on a bipod."""
    tall, depth = between(rng, 0.05, 0.085), between(rng, 0.032, 0.06)
    front, bore = between(rng, 0.5, 0.62), between(rng, 0.009, 0.018)
    back = between(rng, 0.26, 0.34)
    parts = [
        rod(front, 1.1, tall * 0.6, bore, segments=drawn_sides(rng)),
        *trigger(rng, back + 0.05, -0.005, 0.07),
        scope(rng, back + 0.02, tall, between(rng, 0.2, 0.34)),
        *muzzle_end(rng, 1.08, tall * 0.6, bore),
    ]
    if chance(rng, 0.45):
        parts.append(_long_wood(rng, tall, depth, front + 0.08))
        parts.append(rod(back, front, tall * 0.6, tall * 0.4))
    else:
        parts.append(box((back, -depth / 2, 0), (front + 0.05, depth / 2, tall)))
        parts.append(slab(back + 0.01, 0.01, 0.05, between(rng, 0.1, 0.16), depth, lean=0.05))
        parts.append(stock(rng, back, tall, back, tall, depth * 0.9))
    if chance(rng, 0.6):
        parts.append(slab(front - 0.1, 0.02, 0.07, between(rng, 0.06, 0.14), depth * 0.7))
    if chance(rng, 0.5):
        long, out = between(rng, 0.15, 0.24), between(rng, 0.04, 0.1)
        leg = tube([(front + 0.06, 0, tall * 0.3), (front + 0.08, out, -long)], 0.008, segments=5)
        parts += mirrored(leg, "y")
    return assembled(parts)
