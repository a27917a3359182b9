"""Guns made by formula: the barrel along X, the grip down; shares of a gun about 1 long."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    rounded,
    tube,
    turned,
)
from .parts import drawn_sides, strip


def _rod(
    start: float, end: float, z: float, radius: float, *, far: float = 1.0, segments: int = 8
) -> Mesh:
    """A round bar along X; `far` scales its radius at the end."""
    return tube([(start, 0, z), (end, 0, z)], (radius, radius * far), segments=segments)


def gun(rng: np.random.Generator) -> Mesh:
    """Pistols, revolvers, long guns old and new, sci-fi blasters, launchers, rarely a cannon."""
    made = drawn(
        rng,
        (
            (_pistol, 3),
            (_revolver, 2),
            (_assault_rifle, 3),
            (_submachine_gun, 1.8),
            (_sniper_rifle, 1.8),
            (_shotgun, 1.5),
            (_hunting_rifle, 1.2),
            (_blaster, 2),
            (_ray_gun, 1.5),
            (_launcher, 1.2),
            (_flintlock, 1.2),
            (_machine_gun, 0.7),
            (_cannon, 0.3),
        ),
    )
    draw = rng.random()
    if draw < 0.1:
        made = turned(made, "x", 90)
    elif draw < 0.16:
        made = turned(made, "y", -90)
    return grounded(made)


def _slab(
    x: float, z: float, wide: float, drop: float, depth: float, *, lean: float = 0, end: float = 1
) -> Mesh:
    """A plate hanging from (x..x + wide, z), its foot set back by `lean`, widened by `end`."""
    foot = x - lean
    outline = [(x, z), (foot, z - drop), (foot + wide * end, z - drop), (x + wide, z)]
    return prism(outline, depth)


def _trigger(rng: np.random.Generator, x: float, z: float, size: float) -> list[Mesh]:
    """A guard from x forwards under z, with its trigger."""
    turns = np.linspace(0, np.pi, int(rng.integers(4, 8)))
    span, drop = size * between(rng, 0.9, 1.3), size * between(rng, 0.6, 0.9)
    path = np.column_stack(
        [x + span * (1 - np.cos(turns)) / 2, 0 * turns, z - drop * np.sin(turns)]
    )
    lever = _slab(x + span * 0.4, z, size * 0.14, drop * 0.6, size * 0.12, lean=-size * 0.1)
    guard = tube(path, size * between(rng, 0.05, 0.1), segments=4)
    return [lever, guard] if chance(rng, 0.85) else [lever]


def _sights(
    rng: np.random.Generator, back: float, front: float, z: float, size: float
) -> list[Mesh]:
    if chance(rng, 0.25):
        return []
    return [
        block((size, size * 0.5, size * between(rng, 0.6, 1.2)), (back, 0, z)),
        block((size * 0.7, size * 0.3, size * between(rng, 0.5, 1)), (front, 0, z)),
    ]


def _scope(rng: np.random.Generator, x: float, z: float, long: float) -> Mesh:
    radius, sides = long * between(rng, 0.05, 0.1), drawn_sides(rng)
    lift = radius * between(rng, 1.8, 3)
    ends = between(rng, 1.2, 1.8)
    stations = np.array((0, 0.18, 0.28, 0.68, 0.8, 1))
    radii = radius * np.array((1.3, 1.3, 1, 1, ends, ends))
    line = np.column_stack([stations * long + x, 0 * stations, 0 * stations + z + lift])
    body = tube(line, radii, segments=sides)
    mount = (radius * 0.9, radius, lift)
    feet = [block(mount, (x + share * long, 0, z)) for share in (0.32, 0.64)]
    knob = cylinder(radius * 0.6, radius * 2, (x + long * 0.48, 0, z + lift), segments=8)
    return assembled(body, feet, [knob] if chance(rng, 0.7) else [])


def _stock(
    rng: np.random.Generator, x: float, z: float, long: float, tall: float, depth: float
) -> Mesh:
    """A shoulder stock from (x, z) backwards: club-shaped, straight, or a frame of wire."""
    end, drop = x - long, tall * between(rng, 0.1, 0.8)
    draw = rng.random()
    if draw < 0.4:
        outline = [(x, z), (x - long * 0.3, z - drop * 0.4), (end, z - drop * 0.5)]
        outline += [(end, z - drop - tall * between(rng, 1, 1.6)), (x - long * 0.3, z - tall * 1.2)]
        return prism([*outline, (x, z - tall)], depth)
    if draw < 0.7:
        tip = tall * between(rng, 1, 1.7)
        plate = prism([(x, z), (end, z), (end, z - tip), (x, z - tall * 0.5)], depth)
        return plate
    if draw < 0.85:
        rods = [_rod(x, end, z - tall * share, depth * 0.18, segments=6) for share in (0.2, 0.75)]
        butt = box((end - depth * 0.3, -depth / 2, z - tall * 1.3), (end, depth / 2, z))
        return assembled(rods[: rng.integers(1, 3)], butt)
    butt = box((end, -depth / 2, z - tall * 1.2), (end + long * 0.55, depth / 2, z))
    return assembled(_rod(x, end + long * 0.2, z - tall * 0.35, depth * 0.35), butt)


def _magazine(
    rng: np.random.Generator, x: float, z: float, wide: float, drop: float, depth: float
) -> Mesh:
    """A box magazine below (x, z), straight or curved forwards."""
    if chance(rng, 0.5):
        return _slab(x, z, wide, drop, depth, lean=drop * between(rng, -0.35, 0.05))
    turns = np.linspace(0, between(rng, 0.4, 0.9), 5)
    bow = drop / np.sin(turns[-1])
    path = np.column_stack([x + wide / 2 + bow * (1 - np.cos(turns)), z - bow * np.sin(turns)])
    return strip(path, wide, depth)


def _muzzle(rng: np.random.Generator, x: float, z: float, radius: float) -> list[Mesh]:
    draw = rng.random()
    if draw < 0.4:
        return []
    if draw < 0.8:
        return [_rod(x, x + radius * between(rng, 2, 6), z, radius * between(rng, 1.3, 1.8))]
    return [
        _rod(
            x,
            x + min(radius * between(rng, 8, 18), 0.4),
            z,
            radius * between(rng, 1.6, 2.6),
            segments=12,
        )
    ]


def _pistol(rng: np.random.Generator) -> Mesh:
    tall, depth = between(rng, 0.15, 0.3), between(rng, 0.1, 0.22)
    grip, drop = between(rng, 0.2, 0.34), between(rng, 0.4, 0.72)
    slide = block((1, depth, tall), (0.5, 0, 0), top=(1, between(rng, 0.7, 1)))
    if chance(rng, 0.3):
        slide = rounded((1, depth, tall), (0.5, 0, 0), radius=depth * 0.3, steps=1)
    lower = between(rng, 0.05, 0.13)
    front = between(rng, 0.6, 1)
    frame = box((0.03, -depth * 0.45, -lower), (front, depth * 0.45, 0))
    parts = [slide, frame, *_trigger(rng, 0.04 + grip, -lower, between(rng, 0.17, 0.25))]
    lean = drop * between(rng, 0, 0.4)
    parts.append(_slab(0.04, 0, grip, drop, depth * 0.9, lean=lean, end=between(rng, 0.85, 1.1)))
    if chance(rng, 0.4):
        foot = 0.04 - lean - 0.01
        parts.append(box((foot, -depth / 2, -drop - 0.04), (foot + grip, depth / 2, -drop)))
    if chance(rng, 0.5):
        bore = tall * between(rng, 0.2, 0.32)
        parts += [_rod(0.9, between(rng, 1.02, 1.12), tall / 2, bore)]
        parts += _muzzle(rng, 1, tall / 2, bore)
    if chance(rng, 0.35):
        parts.append(_slab(-0.05, tall * 0.9, 0.07, 0.1, depth * 0.3, lean=0.03))
    parts += _sights(rng, 0.06, 0.94, tall, 0.06)
    if chance(rng, 0.15):
        parts.append(_rod(between(rng, 0.5, 0.6), 0.95, -lower - 0.04, 0.05))
    return assembled(parts)


def _revolver(rng: np.random.Generator) -> Mesh:
    sides = drawn_sides(rng)
    bore, drum = between(rng, 0.035, 0.07), between(rng, 0.09, 0.16)
    long = between(rng, 0.4, 0.95)
    depth = drum * between(rng, 0.8, 1.2)
    top = drum * 0.9
    parts = [
        _rod(0.3, 0.4 + long, top * 0.55, bore, segments=sides),
        _rod(0.2, 0.46, 0, drum, segments=sides),
        box((0.02, -depth / 2, -drum * 1.05), (0.2, depth / 2, top)),
        box((0.1, -depth * 0.3, top), (0.5, depth * 0.3, top + 0.04)),
        box((0.44, -depth * 0.35, -drum * 1.05), (0.52, depth * 0.35, top)),
        *_trigger(rng, 0.2, -drum * 0.95, between(rng, 0.18, 0.26)),
        _slab(-0.05, top, 0.07, 0.1, depth * 0.3, lean=0.04),
    ]
    if chance(rng, 0.6):
        parts.append(_rod(0.46, 0.4 + long * between(rng, 0.5, 1), -bore * 0.8, bore * 0.6))
    drop = between(rng, 0.3, 0.5)
    turns = np.linspace(0, 1, 5)
    grip = np.column_stack([0.1 - drop * between(rng, 0.3, 0.7) * turns**1.5, -drop * turns])
    widths = np.interp(turns, (0, 0.4, 1), (0.18, 0.15, between(rng, 0.17, 0.25)))
    parts.append(strip(grip, widths, depth * 0.9))
    if chance(rng, 0.8):
        parts.append(block((0.06, 0.02, bore), (0.37 + long, 0, top * 0.55 + bore * 0.9)))
    return assembled(parts)


def _assault_rifle(rng: np.random.Generator) -> Mesh:
    tall, depth = between(rng, 0.07, 0.13), between(rng, 0.04, 0.08)
    back, front = between(rng, 0.22, 0.36), between(rng, 0.52, 0.62)
    guard, bore = between(rng, 0.12, 0.24), between(rng, 0.011, 0.024)
    muzzle = between(rng, front + guard, 1.02)
    parts = [
        box((back, -depth / 2, 0), (front, depth / 2, tall)),
        _rod(front, muzzle, tall * 0.55, bore),
        _slab(back + 0.02, 0.01, 0.06, between(rng, 0.12, 0.2), depth * 0.8, lean=0.05),
        *_trigger(rng, back + 0.08, 0, 0.07),
        _stock(rng, back, tall, back, tall, depth * 0.9),
    ]
    size = tall * between(rng, 0.6, 0.9)
    shell = block(
        (guard, depth * between(rng, 0.8, 1.2), size), (front + guard / 2, 0, tall * 0.15)
    )
    round_shell = _rod(front, front + guard, tall * 0.55, size * 0.55, far=0.9)
    parts.append(shell if chance(rng, 0.7) else round_shell)
    drop = between(rng, 0.12, 0.28)
    bullpup = chance(rng, 0.12)
    place = back - 0.1 if bullpup else front - between(rng, 0.08, 0.16)
    parts.append(_magazine(rng, place, 0.01, between(rng, 0.06, 0.1), drop, depth * 0.7))
    parts += _muzzle(rng, muzzle - 0.01, tall * 0.55, bore)
    parts += _rifle_top(rng, back, front, tall, depth)
    if chance(rng, 0.2):
        parts.append(_slab(front + guard * 0.5, tall * 0.2, 0.04, 0.13, depth * 0.6, lean=-0.02))
    return assembled(parts)


def _rifle_top(
    rng: np.random.Generator, back: float, front: float, z: float, depth: float
) -> list[Mesh]:
    """What sits above a receiver: scope, red dot, carrying handle or plain sights."""
    draw = rng.random()
    if draw < 0.3:
        return [_scope(rng, back + 0.02, z, between(rng, 0.18, 0.32))]
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


def _submachine_gun(rng: np.random.Generator) -> Mesh:
    tall, depth = between(rng, 0.13, 0.24), between(rng, 0.08, 0.15)
    long = between(rng, 0.6, 0.85)
    receiver = block((long, depth, tall), (long / 2, 0, 0), top=(1, between(rng, 0.7, 1)))
    tubular = assembled(
        _rod(0, long, tall / 2, tall / 2, segments=drawn_sides(rng)),
        box((0.02, -depth * 0.3, -0.02), (long * 0.7, depth * 0.3, tall / 2)),
    )
    bore = tall * between(rng, 0.12, 0.25)
    grip = between(rng, 0.05, 0.45) * long
    drop = between(rng, 0.24, 0.4)
    muzzle = between(rng, long + 0.05, 1.05)
    parts = [
        receiver if chance(rng, 0.65) else tubular,
        _rod(long, muzzle, tall * 0.55, bore),
        _slab(grip, 0, 0.12, drop, depth * 0.8, lean=between(rng, 0, 0.08)),
        *_trigger(rng, grip + 0.12, 0, 0.13),
        *_sights(rng, 0.06, long - 0.05, tall, 0.05),
        *_muzzle(rng, muzzle - 0.01, tall * 0.55, bore),
    ]
    clip = grip + 0.01 if chance(rng, 0.3) else long * between(rng, 0.6, 0.8)
    parts.append(_magazine(rng, clip, 0.01, 0.09, drop * between(rng, 1, 1.7), depth * 0.6))
    if chance(rng, 0.25):
        parts.append(turned(cylinder(0.16, depth * 0.9, (long * 0.66, 0, 0), segments=12), "x", 90))
        parts[-1] = moved(parts[-1], (0, depth * 0.45, -0.12))
    if chance(rng, 0.6):
        parts.append(
            _stock(rng, 0.01, tall * 0.9, between(rng, 0.25, 0.45), tall * 0.7, depth * 0.6)
        )
    return assembled(parts)


def _long_wood(rng: np.random.Generator, tall: float, depth: float, fore: float) -> Mesh:
    """One piece of wood: butt, wrist, and the fore-end up to x = fore."""
    butt, wrist = tall * between(rng, 1.5, 2.4), between(rng, 0.26, 0.34)
    drop = tall * between(rng, 0.3, 1)
    outline = [(0, -drop), (wrist - 0.04, -0.005), (wrist + 0.05, tall * 0.4), (fore, tall * 0.4)]
    outline += [(fore, tall * 0.1), (wrist + 0.28, -tall * 0.25), (wrist + 0.06, -tall * 0.4)]
    outline += [(wrist - 0.06, -tall * 0.8), (0.02, -drop - butt)]
    return prism(outline, depth)


def _hunting_rifle(rng: np.random.Generator) -> Mesh:
    """Bolt or lever action, or a musket: a long wooden stock under a thin barrel."""
    tall, depth = between(rng, 0.05, 0.09), between(rng, 0.03, 0.06)
    fore, bore = between(rng, 0.55, 0.95), between(rng, 0.009, 0.018)
    parts = [
        _long_wood(rng, tall, depth, fore),
        _rod(0.34, between(rng, 0.97, 1.1), tall * 0.5, bore, far=between(rng, 0.7, 1)),
        *_trigger(rng, 0.34, -tall * 0.3, 0.08),
        *_sights(rng, 0.5, 0.95, tall * 0.5 + bore, 0.02),
    ]
    if chance(rng, 0.5):
        parts.append(_rod(0.33, 0.5, tall * 0.5, bore * 1.6))
        bolt = tube([(0.36, 0, tall * 0.5), (0.35, -depth * 1.6, tall * 0.2)], 0.008, segments=5)
        parts += [bolt, ball(0.014, (0.35, -depth * 1.6, tall * 0.2), segments=6, rings=4)]
    else:
        parts.append(_slab(0.36, tall * 1.1, 0.03, tall * 0.7, depth * 0.3, lean=-0.03))
    if chance(rng, 0.25):
        parts.append(_rod(0.97, between(rng, 1.1, 1.3), tall * 0.25, 0.012, far=0.1, segments=4))
    if chance(rng, 0.3):
        rings = (0.55, 0.7, 0.85)[: rng.integers(1, 4)]
        size = (0.02, depth * 1.15, tall * 0.6)
        parts += [block(size, (x * fore / 0.9, 0, tall * 0.05)) for x in rings]
    if chance(rng, 0.25):
        parts.append(_scope(rng, 0.36, tall * 0.55, between(rng, 0.2, 0.32)))
    return assembled(parts)


def _shotgun(rng: np.random.Generator) -> Mesh:
    tall, depth = between(rng, 0.06, 0.1), between(rng, 0.045, 0.075)
    bore = between(rng, 0.018, 0.032)
    back, front = between(rng, 0.2, 0.34), between(rng, 0.48, 0.56)
    muzzle = between(rng, 0.75, 1.1)
    parts = [
        box((back, -depth / 2, 0), (front, depth / 2, tall)),
        _stock(rng, back, tall * 0.9, back, tall * 0.8, depth * 0.9),
        *_trigger(rng, back + 0.03, 0, 0.09),
    ]
    barrel = _rod(front, muzzle, tall - bore, bore)
    if chance(rng, 0.4):
        parts += mirrored(moved(barrel, (0, bore * 0.95, 0)), "y")
        parts.append(box((front, -bore, tall * 0.1), (front + 0.2, bore, tall * 0.6)))
    else:
        parts += [
            barrel,
            _rod(front, muzzle - between(rng, 0.02, 0.2), tall - bore * 3, bore * 0.95),
        ]
        pump = between(rng, 0.1, 0.2)
        start = between(rng, front + 0.02, muzzle - pump - 0.08)
        parts.append(_rod(start, start + pump, tall - bore * 3, bore * between(rng, 1.4, 1.9)))
    if chance(rng, 0.4):
        parts.append(_slab(back - 0.01, tall * 0.3, 0.06, 0.17, depth * 0.8, lean=0.07))
    if chance(rng, 0.5):
        parts.append(ball(0.012, (muzzle - 0.02, 0, tall + 0.005), segments=6, rings=4))
    return assembled(parts)


def _sniper_rifle(rng: np.random.Generator) -> Mesh:
    tall, depth = between(rng, 0.05, 0.085), between(rng, 0.032, 0.06)
    front, bore = between(rng, 0.5, 0.62), between(rng, 0.009, 0.018)
    back = between(rng, 0.26, 0.34)
    parts = [
        _rod(front, 1.1, tall * 0.6, bore, segments=drawn_sides(rng)),
        *_trigger(rng, back + 0.05, -0.005, 0.07),
        _scope(rng, back + 0.02, tall, between(rng, 0.2, 0.34)),
        *_muzzle(rng, 1.08, tall * 0.6, bore),
    ]
    if chance(rng, 0.45):
        parts.append(_long_wood(rng, tall, depth, front + 0.08))
        parts.append(_rod(back, front, tall * 0.6, tall * 0.4))
    else:
        parts.append(box((back, -depth / 2, 0), (front + 0.05, depth / 2, tall)))
        parts.append(_slab(back + 0.01, 0.01, 0.05, between(rng, 0.1, 0.16), depth, lean=0.05))
        parts.append(_stock(rng, back, tall, back, tall, depth * 0.9))
    if chance(rng, 0.6):
        parts.append(_slab(front - 0.1, 0.02, 0.07, between(rng, 0.06, 0.14), depth * 0.7))
    if chance(rng, 0.5):
        long, out = between(rng, 0.15, 0.24), between(rng, 0.04, 0.1)
        leg = tube([(front + 0.06, 0, tall * 0.3), (front + 0.08, out, -long)], 0.008, segments=5)
        parts += mirrored(leg, "y")
    return assembled(parts)


def _blaster(rng: np.random.Generator) -> Mesh:
    """A sci-fi weapon: bevelled body, fat barrel, fins and cells at random."""
    tall, depth = between(rng, 0.16, 0.34), between(rng, 0.12, 0.28)
    long = between(rng, 0.5, 0.8)
    cut = between(rng, 0.03, 0.12)
    outline = [(0, tall * 0.3), (cut, 0), (long - cut, 0), (long, tall * between(rng, 0.2, 0.5))]
    outline += [
        (long, tall * 0.8),
        (long - cut, tall),
        (between(rng, 0.1, 0.3), tall),
        (0, tall * 0.7),
    ]
    bore = tall * between(rng, 0.14, 0.4)
    grip = between(rng, 0.02, 0.2)
    end = between(rng, long + 0.1, 1.1)
    parts = [
        prism(outline, depth),
        _rod(long - 0.05, end, tall * 0.6, bore, segments=drawn_sides(rng)),
        _slab(grip, 0.03, 0.14, between(rng, 0.24, 0.45), depth * 0.75, lean=between(rng, 0, 0.14)),
        *_trigger(rng, grip + 0.14, 0.01, 0.14),
    ]
    if chance(rng, 0.6):
        rings = np.linspace(long + 0.02, end - 0.02, int(rng.integers(1, 5)))
        wide = bore * between(rng, 1.25, 1.7)
        parts += [_rod(x, x + 0.03, tall * 0.6, wide, segments=10) for x in rings]
    if chance(rng, 0.4):
        parts.append(_scope(rng, 0.1, tall, between(rng, 0.3, 0.5)))
    if chance(rng, 0.4):
        parts.append(_slab(long * 0.5, 0.02, 0.12, between(rng, 0.12, 0.3), depth * 0.6))
    if chance(rng, 0.35):
        parts.append(
            _stock(rng, 0.05, tall * 0.8, between(rng, 0.25, 0.5), tall * 0.6, depth * 0.6)
        )
    if chance(rng, 0.4):
        pod = _rod(long * 0.2, long * 0.8, tall * 0.5, tall * 0.2, segments=8)
        parts += mirrored(moved(pod, (0, depth * 0.5, 0)), "y")
    if chance(rng, 0.3):
        parts.append(
            block((long * 0.5, depth * 0.2, tall * 0.3), (long * 0.55, 0, tall), top=(0.6, 1))
        )
    return assembled(parts)


def _ray_gun(rng: np.random.Generator) -> Mesh:
    """The bulbous pistol of old space films: body of turning, discs, a ball at the tip."""
    sides = drawn_sides(rng)
    fat, thin = between(rng, 0.13, 0.24), between(rng, 0.025, 0.06)
    swell = between(rng, 0.15, 0.45)
    profile = [(0, 0), (fat * 0.6, 0.04), (fat, swell), (fat * 0.75, swell + 0.15)]
    profile += [(thin * 1.3, swell + 0.26), (thin, 0.95), (0, 0.95)]
    body = turned(lathe(profile, segments=sides), "y", 90)
    start = swell + 0.3
    places = np.linspace(start, 0.88, int(rng.integers(1, 5)))
    wide = np.linspace(fat * between(rng, 0.4, 1), fat * between(rng, 0.3, 0.7), len(places))
    discs = [_rod(x, x + 0.025, 0, r, segments=sides) for x, r in zip(places, wide, strict=True)]
    ends = (
        ball(thin * between(rng, 1.3, 2.2), (0.97, 0, 0), segments=sides, rings=6),
        _rod(0.9, 1.05, 0, thin, far=between(rng, 2, 4), segments=sides),
        _rod(0.9, 1.15, 0, thin * 1.5, far=0.05, segments=sides),
    )
    grip = _slab(
        0.06, -fat * 0.4, 0.15, between(rng, 0.3, 0.45), fat * 0.8, lean=between(rng, 0.02, 0.2)
    )
    parts = [body, *discs, ends[rng.integers(3)], grip]
    parts += _trigger(rng, 0.22, -fat * 0.75, 0.15)
    if chance(rng, 0.5):
        fin = prism([(0, 0), (0.4, 0), (-0.05, fat * between(rng, 0.5, 1.2))], fat * 0.12)
        fin = moved(fin, (0.02, 0, fat * 0.6))
        parts += [turned(fin, "x", angle) for angle in ((0,), (0, 90, -90))[rng.integers(2)]]
    return assembled(parts)


def _launcher(rng: np.random.Generator) -> Mesh:
    sides, bore = drawn_sides(rng), between(rng, 0.045, 0.11)
    grip, drop = between(rng, 0.35, 0.55), between(rng, 0.13, 0.22)
    parts = [
        _rod(0, 1, 0, bore, segments=sides),
        _slab(grip, -bore * 0.8, 0.06, drop, bore * 0.7, lean=between(rng, 0, 0.06)),
        *_trigger(rng, grip + 0.06, -bore * 0.9, 0.07),
    ]
    if chance(rng, 0.6):
        parts.append(_slab(grip + between(rng, 0.15, 0.25), -bore * 0.8, 0.05, drop, bore * 0.6))
    flare = between(rng, 1.2, 2)
    if chance(rng, 0.7):
        parts.append(_rod(0.02, -between(rng, 0.05, 0.15), 0, bore, far=flare, segments=sides))
    draw = rng.random()
    if draw < 0.4:
        tip = between(rng, 0.15, 0.3)
        wide = bore * between(rng, 1.1, 1.7)
        path = [(0.98, 0, 0), (1 + tip * 0.4, 0, 0), (1 + tip * 0.6, 0, 0), (1 + tip, 0, 0)]
        parts.append(tube(path, (bore * 0.6, wide, wide, bore * 0.1), segments=sides))
    elif draw < 0.75:
        parts.append(_rod(0.9, 1.02, 0, bore * between(rng, 1.15, 1.4), segments=sides))
    if chance(rng, 0.5):
        size = between(rng, 0.05, 0.1)
        parts.append(block((size * 2, size, size), (grip + 0.05, bore * 0.8, bore * 0.6)))
    if chance(rng, 0.3):
        parts.append(_scope(rng, grip - 0.05, bore * 0.95, between(rng, 0.18, 0.3)))
    if chance(rng, 0.4):
        for x in (between(rng, 0.15, 0.3), between(rng, 0.65, 0.85)):
            parts.append(_rod(x, x + 0.05, 0, bore * 1.15, segments=sides))
    if chance(rng, 0.3):
        parts.append(_slab(0.15, -bore * 0.7, 0.2, drop * 0.5, bore * 0.8, lean=-0.05))
    return assembled(parts)


def _flintlock(rng: np.random.Generator) -> Mesh:
    """A pistol of pirates: curved wooden grip and fore-end in one line, blunderbuss at times."""
    bore, depth = between(rng, 0.03, 0.055), between(rng, 0.07, 0.12)
    fore, drop = between(rng, 0.5, 0.9), between(rng, 0.2, 0.4)
    turns = np.linspace(0, 1, 7)
    path = np.column_stack([0.3 - 0.34 * np.sin(turns * 1.6), -drop * turns**1.8])
    grip = strip(path, np.interp(turns, (0, 0.6, 1), (0.14, 0.1, 0.15)), depth)
    flare = between(rng, 1.6, 2.6) if chance(rng, 0.3) else between(rng, 0.8, 1.1)
    tip = 0.2 + fore
    barrel = [(0.26, 0, 0.08), (0.9, 0, 0.08), (1.05, 0, 0.08)]
    parts = [
        grip,
        prism([(0.25, 0.07), (tip, 0.05), (tip, 0), (0.4, -0.07), (0.25, -0.07)], depth),
        tube(barrel, (bore, bore * 0.9, bore * flare), segments=drawn_sides(rng)),
        *_trigger(rng, 0.26, -0.05, 0.16),
        ball(depth * between(rng, 0.6, 0.9), (path[-1, 0], 0, path[-1, 1]), segments=8, rings=5),
        _slab(0.27, 0.2, 0.05, 0.14, 0.03, lean=-0.05),
        box((0.3, -depth * 0.65, 0.0), (0.42, -depth * 0.4, 0.07)),
    ]  # fmt: skip
    if chance(rng, 0.5):
        parts.append(_rod(0.5, 1.0, -0.01, bore * 0.35, segments=5))
    return assembled(parts)


def _machine_gun(rng: np.random.Generator) -> Mesh:
    """A heavy gun: belt box and bipod, or a minigun's turning barrels."""
    tall, depth = between(rng, 0.12, 0.2), between(rng, 0.08, 0.16)
    body = box((0.2, -depth / 2, 0), (0.55, depth / 2, tall))
    drum = box((0.32, -depth, -0.2), (0.5, depth * 0.6, -0.01))
    parts = [body, drum] if chance(rng, 0.7) else [body]
    if chance(rng, 0.5):
        bore = between(rng, 0.012, 0.022)
        ring = bore * between(rng, 2, 3)
        rods = around(moved(cylinder(bore, 0.5, segments=6), (ring, 0, 0)), int(rng.integers(4, 8)))
        plates = [cylinder(ring * 1.5, 0.03, (0, 0, z), segments=10) for z in (0.1, 0.44)]
        spun = turned(assembled(rods, plates), "y", 90)
        parts.append(moved(spun, (0.54, 0, tall * 0.5)))
        turns = np.linspace(0, np.pi, 6)
        bow = np.column_stack([0.4 - 0.1 * np.cos(turns), 0 * turns, tall + 0.12 * np.sin(turns)])
        parts += [tube(bow, 0.015, segments=5), _slab(0.18, tall * 0.6, 0.06, 0.22, depth * 0.5)]
    else:
        parts += [_rod(0.55, 1.05, tall * 0.6, 0.018), _rod(0.55, 0.85, tall * 0.6, 0.035)]
        leg = tube([(0.85, 0, tall * 0.5), (0.88, 0.12, -0.2)], 0.01, segments=5)
        parts += [*mirrored(leg, "y"), _stock(rng, 0.2, tall, 0.25, tall, depth * 0.6)]
        parts += [
            _slab(0.22, 0.01, 0.05, 0.15, depth * 0.5, lean=0.04),
            *_trigger(rng, 0.27, 0, 0.06),
        ]
    return assembled(parts)


def _cannon(rng: np.random.Generator) -> Mesh:
    fat, thin = between(rng, 0.13, 0.2), between(rng, 0.08, 0.12)
    profile = [(0, -0.08), (0.04, -0.06), (fat * 0.9, 0), (fat, 0.08), (fat * 0.9, 0.35)]
    profile += [(thin, 0.9), (thin * 1.3, 0.96), (thin * 1.2, 1), (thin * 0.7, 1), (0, 0.9)]
    wheel = between(rng, 0.16, 0.34)
    barrel = turned(turned(lathe(profile, segments=12), "y", 90), "y", -between(rng, 0, 15))
    disc = turned(cylinder(wheel, 0.06, segments=12), "x", 90)
    sides = mirrored(moved(disc, (0.45, fat + 0.12, -fat * 0.6)), "y")
    trail = prism(
        [(0.6, -fat * 0.3), (0.6, -fat), (-0.4, -wheel - fat * 0.6), (-0.3, -fat)], fat * 2
    )
    return assembled(barrel, sides, trail)
