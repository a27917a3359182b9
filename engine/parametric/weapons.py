"""Weapons and striking tools made by formula: a random generator in, a mesh out."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..datatypes import Mesh
from .shapes import (
    around,
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    solid,
    torus,
    tube,
    turned,
)

Design = Callable[[np.random.Generator], Mesh]


def _one_of(rng: np.random.Generator, *designs: tuple[float, Design]) -> Mesh:
    weights = np.array([weight for weight, _ in designs])
    return designs[rng.choice(len(designs), p=weights / weights.sum())][1](rng)


def _grounded(mesh: Mesh) -> Mesh:
    return moved(mesh, (0, 0, -mesh.vertices[:, 2].min()))


def _posed(rng: np.random.Generator, mesh: Mesh, upright: float) -> Mesh:
    """Upright as built, or lying flat, or on its edge, or leaning, or head down."""
    if chance(rng, upright):
        return _grounded(mesh)
    turns = (("x", 90.0), ("y", 90.0), ("y", between(rng, -65, 65)), ("y", 180.0))
    return _grounded(turned(mesh, *turns[rng.choice(4, p=(0.45, 0.35, 0.12, 0.08))]))


def _sides(rng: np.random.Generator) -> int:
    return int(rng.choice((5, 6, 8, 10, 12, 16)))


def _strip(path: ArrayLike, widths: float | Sequence[float], depth: float) -> Mesh:
    """A band of given widths along a line (N, 2) in X and Z, `depth` along Y."""
    points = np.asarray(path, np.float64)
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    half = np.broadcast_to(widths, len(points))[:, None] / 2
    normals = np.column_stack([-along[:, 1], along[:, 0]]) * half
    left, right = points + normals, points - normals
    edges = ((right, -0.5), (right, 0.5), (left, 0.5), (left, -0.5))
    corners = [np.insert(edge, 1, y, axis=1) for edge, y in edges]
    return loft(np.stack(corners, axis=1) * (1, depth, 1))


def _thinned(mesh: Mesh, start: float, end: float, edge: float = 0.1) -> Mesh:
    """The mesh made thinner in Y, from |x| = start to a share `edge` at |x| = end."""
    vertices = mesh.vertices.astype(np.float64)
    vertices[:, 1] *= np.interp(np.abs(vertices[:, 0]), (start, end), (1, edge))
    return solid(vertices, mesh.faces)


def _rod(
    start: float, end: float, z: float, radius: float, *, far: float = 1.0, segments: int = 8
) -> Mesh:
    """A round bar along X; `far` scales its radius at the end."""
    return tube([(start, 0, z), (end, 0, z)], (radius, radius * far), segments=segments)


# Axes and hammers: the handle stands along Z, the head reaches out along X.


def axe_hammer(rng: np.random.Generator) -> Mesh:
    """Axes (battle, double, hatchet, fire), halberds, picks, maces, flails, every hammer."""
    made = _one_of(
        rng,
        (3, _battle_axe),
        (2.5, _double_axe),
        (3, _hatchet),
        (1.5, _fire_axe),
        (1.2, _halberd),
        (2.5, _block_hammer),
        (2, _round_hammer),
        (1.8, _war_hammer),
        (2.2, _claw_hammer),
        (2.2, _pickaxe),
        (1, _mattock),
        (2, _mace),
        (0.4, _flail),
    )
    return _posed(rng, made, 0.55)


def _handle(rng: np.random.Generator, radius: float, length: float = 1.0) -> list[Mesh]:
    sides = int(rng.choice((4, 5, 6, 8, 10, 12)))
    heights = np.linspace(0, 1, int(rng.integers(4, 9)))
    bend = rng.choice((0, 0, 1)) * between(rng, -0.05, 0.05)
    sweep = bend * np.sin(heights * between(rng, 3, 6))
    flare = 1 + rng.choice((0, 0, 1)) * between(rng, 0.1, 0.7) * (1 - heights) ** 4
    taper = np.linspace(1, between(rng, 0.7, 1.2), len(heights))
    path = np.column_stack([sweep - sweep[-1], 0 * heights, heights]) * length
    rod = tube(path, radius * flare * taper, segments=sides)
    if chance(rng, 0.3):
        rod = scaled(rod, (1.2, 0.7, 1))
    if sides == 4:
        rod = turned(rod, "z", 45)
    return [rod, *_handle_fittings(rng, radius, length)] if not bend else [rod]


def _handle_fittings(rng: np.random.Generator, radius: float, length: float) -> list[Mesh]:
    parts = []
    if chance(rng, 0.3):
        wide, tall = radius * between(rng, 1.15, 1.5), length * between(rng, 0.15, 0.45)
        start = length * between(rng, 0.02, 0.15)
        parts.append(cylinder(wide, tall, (0, 0, start), segments=8))
    if chance(rng, 0.3):
        size = radius * between(rng, 1.4, 2.2)
        pommels = (
            ball(size, segments=8, rings=5),
            cylinder(size, size, segments=8),
            block((size * 2, size * 2, size), top=0.7),
            turned(cylinder(size, size * 3, top=0, segments=6), "x", 180),
        )
        parts.append(pommels[rng.integers(4)])
    if chance(rng, 0.25):
        rings = np.linspace(between(rng, 0.05, 0.3), between(rng, 0.4, 0.75), rng.integers(2, 6))
        high = length * between(rng, 0.015, 0.03)
        parts += [cylinder(radius * 1.35, high, (0, 0, z * length), segments=8) for z in rings]
    return parts


def _axe_blade(rng: np.random.Generator, reach: float, edge: float, depth: float) -> Mesh:
    """A blade towards +X about the origin, its edge curved, bearded or flared."""
    root = edge * between(rng, 0.25, 0.85)
    drop = rng.choice((0, 0, 1)) * edge * between(rng, -0.35, 0.1)
    bulge = reach * between(rng, 0, 0.4)
    curve = between(rng, 1, 3)
    steps = np.linspace(0, 1, int(rng.integers(2, 6)))
    rim = np.linspace(-1, 1, int(rng.choice((2, 3, 5, 7, 9))))[1:-1]
    tip = reach - bulge

    def side(sign: int) -> np.ndarray:
        height = sign * root / 2 + (drop + sign * (edge - root) / 2) * steps**curve
        return np.column_stack([steps * tip, height])

    front = np.column_stack([reach - bulge * rim**2, drop + rim * edge / 2])
    outline = np.concatenate([side(-1), front, side(1)[::-1]])
    return _thinned(prism(outline, depth), reach * 0.1, reach, between(rng, 0.05, 1))


def _socket(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    """What holds a head around the handle, about the origin."""
    if chance(rng, 0.5):
        size = radius * between(rng, 2.3, 3.5)
        return block((size, size * between(rng, 0.8, 1), height), (0, 0, -height / 2))
    wide = radius * between(rng, 1.2, 1.8)
    return cylinder(wide, height, (0, 0, -height / 2), segments=_sides(rng))


def _top_spike(rng: np.random.Generator, radius: float, height: float) -> Mesh:
    sides = int(rng.choice((4, 6, 8)))
    spike = cylinder(radius, height, top=0, segments=sides)
    return scaled(spike, (1, between(rng, 0.4, 1), 1))


def _battle_axe(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.015, 0.045), between(rng, 0.25, 0.6)
    blade = _axe_blade(rng, between(rng, 0.16, 0.42), edge, radius * between(rng, 0.8, 2.2))
    high = 1 - edge * between(rng, 0.1, 0.5)
    parts = [blade, _socket(rng, radius, edge * between(rng, 0.3, 0.7))]
    draw = rng.random()
    if draw < 0.3:
        back = block((radius * 4, radius * 2.5, radius * 4), (-radius * 2, 0, -radius * 2))
        parts.append(back)
    elif draw < 0.6:
        spike = cylinder(radius * 1.3, between(rng, 0.1, 0.25), top=0, segments=6)
        parts.append(turned(spike, "y", -90))
    if chance(rng, 0.3):
        parts.append(_top_spike(rng, radius * 1.2, between(rng, 0.12, 0.35)))
    return assembled(_handle(rng, radius), moved(assembled(parts), (0, 0, high)))


def _double_axe(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.018, 0.045), between(rng, 0.25, 0.65)
    blade = _axe_blade(rng, between(rng, 0.18, 0.42), edge, radius * between(rng, 0.8, 2))
    high = 1 - edge * between(rng, 0.15, 0.5)
    parts = [*mirrored(blade), _socket(rng, radius, edge * between(rng, 0.3, 0.8))]
    if chance(rng, 0.35):
        parts.append(_top_spike(rng, radius * 1.3, edge * between(rng, 0.5, 0.9)))
    if chance(rng, 0.15):
        lower = scaled(assembled(parts[:2]), between(rng, 0.4, 0.7))
        parts.append(moved(lower, (0, 0, -edge * 0.8)))
    return assembled(_handle(rng, radius), moved(assembled(parts), (0, 0, high)))


def _hatchet(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.025, 0.06), between(rng, 0.16, 0.34)
    depth = radius * between(rng, 1.2, 2.4)
    blade = _axe_blade(rng, between(rng, 0.2, 0.38), edge, depth)
    poll = edge * between(rng, 0.4, 0.75)
    back = radius * between(rng, 1.4, 3.5)
    butt = box((-back, -depth / 2, -poll / 2), (radius, depth / 2, poll / 2))
    head = moved(assembled(blade, butt), (0, 0, 1 - edge * between(rng, 0.3, 0.6)))
    return assembled(_handle(rng, radius), head)


def _fire_axe(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.016, 0.032), between(rng, 0.14, 0.26)
    depth = radius * between(rng, 1.2, 2.2)
    blade = _axe_blade(rng, between(rng, 0.15, 0.25), edge, depth)
    reach = between(rng, 0.12, 0.22)
    x = np.linspace(0, -reach, 4)
    pick = _strip(
        np.column_stack([x, -(x**2) * between(rng, 0, 3)]), np.linspace(edge * 0.5, 0.01, 4), depth
    )
    head = moved(assembled(blade, pick), (0, 0, 1 - edge * 0.4))
    return assembled(_handle(rng, radius), head)


def _halberd(rng: np.random.Generator) -> Mesh:
    radius, edge = between(rng, 0.01, 0.02), between(rng, 0.14, 0.3)
    blade = _axe_blade(rng, between(rng, 0.1, 0.2), edge, radius * 1.3)
    hook = turned(cylinder(radius * 1.5, between(rng, 0.08, 0.16), top=0, segments=4), "y", -90)
    spear = moved(_top_spike(rng, radius * 2, between(rng, 0.15, 0.35)), (0, 0, edge * 0.3))
    head = moved(assembled(blade, hook, spear), (0, 0, 1 - edge * 0.5))
    return assembled(_handle(rng, radius), head)


def _block_hammer(rng: np.random.Generator) -> Mesh:
    radius = between(rng, 0.02, 0.07)
    long, tall = between(rng, 0.28, 0.75), between(rng, 0.14, 0.42)
    size = (long, tall * between(rng, 0.7, 1.1), tall)
    styles = (
        block(size, (0, 0, -tall / 2)),
        rounded(size, (0, 0, -tall / 2), radius=tall * between(rng, 0.08, 0.35), steps=1),
        turned(loft(_octagons(long, tall, between(rng, 0.6, 1))), "y", 90),
    )
    parts = [styles[rng.integers(3)]]
    if chance(rng, 0.45):
        band = long * between(rng, 0.1, 0.25)
        place = (long - band) / 2 * between(rng, 0.6, 1.1)
        cap = block((band, size[1] * 1.15, tall * 1.15), (place, 0, -tall * 1.15 / 2))
        parts += mirrored(cap)
    if chance(rng, 0.2):
        parts.append(_top_spike(rng, radius * 1.5, tall))
    head = moved(assembled(parts), (0, 0, 1 - tall * between(rng, 0, 0.5)))
    return assembled(_handle(rng, radius), head)


def _octagons(long: float, tall: float, ends: float) -> list[np.ndarray]:
    turns = np.arange(8) * np.pi / 4 + np.pi / 8
    ring = np.column_stack([np.cos(turns), np.sin(turns)]) * tall / 2 * 1.08
    levels = ((-0.5, ends), (-0.35, 1), (-0.2, 1), (-0.15, 0.85), (0.15, 0.85), (0.2, 1))
    levels += ((0.35, 1), (0.5, ends))
    return [np.column_stack([ring * wide, np.full(8, z * long)]) for z, wide in levels]


def _round_hammer(rng: np.random.Generator) -> Mesh:
    """Wooden mallet, rubber mallet, barrel-shaped hammer of a cartoon."""
    radius = between(rng, 0.02, 0.06)
    wide, long = between(rng, 0.09, 0.26), between(rng, 0.28, 0.75)
    waist = between(rng, 0.8, 1.2)
    lip = between(rng, 0.75, 1.1)
    profile = [(0, -0.5), (wide * lip, -0.5), (wide, -0.36), (wide * waist, -0.12)]
    profile += [(across, -z) for across, z in profile[::-1]]
    drum = scaled(lathe(profile, segments=_sides(rng)), (1, 1, long))
    parts = [turned(drum, "y", 90)]
    if chance(rng, 0.3):
        ring = cylinder(wide * 1.12, long * 0.1, (0, 0, long * 0.3), segments=12)
        parts += mirrored(turned(ring, "y", 90))
    head = moved(assembled(parts), (0, 0, 1 - wide * between(rng, 0, 0.9)))
    return assembled(_handle(rng, radius), head)


def _war_hammer(rng: np.random.Generator) -> Mesh:
    radius, tall = between(rng, 0.015, 0.04), between(rng, 0.07, 0.2)
    neck, face = between(rng, 0.06, 0.16), between(rng, 0.04, 0.12)
    parts = [
        turned(cylinder(tall * 0.35, neck + 0.02, segments=8), "y", 90),
        block((face, tall, tall), (neck + face / 2, 0, -tall / 2)),
        _socket(rng, radius, tall * between(rng, 0.9, 1.4)),
    ]
    x = np.linspace(0, -between(rng, 0.15, 0.4), 5)
    beak = np.column_stack([x, -(x**2) * between(rng, 0, 2.5)])
    parts.append(_strip(beak, np.linspace(tall * 0.8, 0.008, 5), tall * 0.5))
    if chance(rng, 0.6):
        parts.append(_top_spike(rng, radius * 1.3, between(rng, 0.12, 0.35)))
    head = moved(assembled(parts), (0, 0, 1 - tall * between(rng, 0.2, 0.6)))
    return assembled(_handle(rng, radius), head)


def _claw_hammer(rng: np.random.Generator) -> Mesh:
    radius, size = between(rng, 0.025, 0.06), between(rng, 0.1, 0.18)
    sides = _sides(rng)
    neck = size * between(rng, 0.8, 1.5)
    face = cylinder(size * between(rng, 0.4, 0.55), size * 0.6, (0, 0, neck), segments=sides)
    shank = cylinder(size * 0.3, neck, segments=sides)
    x = np.linspace(0, -between(rng, 0.17, 0.34), 6)
    line = np.column_stack([x, -(x**2) * between(rng, 0.8, 3)])
    claw = _strip(line, np.linspace(size * 0.65, size * 0.1, 6), size * 0.28)
    gap = between(rng, 4, 14)
    claws = mirrored(moved(turned(claw, "z", -gap), (0, size * 0.2, 0)), "y")
    eye = block((size * 0.8, size * 0.75, size * 0.8), (0, 0, -size * 0.4))
    head = assembled(turned(assembled(face, shank), "y", 90), eye, claws)
    return assembled(_handle(rng, radius), moved(head, (0, 0, 1 - size * between(rng, 0, 0.3))))


def _pickaxe(rng: np.random.Generator) -> Mesh:
    radius, wide = between(rng, 0.018, 0.05), between(rng, 0.05, 0.15)
    half, sag = between(rng, 0.28, 0.55), between(rng, 0.02, 0.3)
    x = np.linspace(-half, half, int(rng.choice((5, 7, 9, 13))))
    ends = between(rng, 0.04, 0.4)
    widths = wide * np.interp(np.abs(x) / half, (0, 1), (1, ends))
    bar = _strip(np.column_stack([x, -sag * (x / half) ** 2]), widths, wide * between(rng, 0.5, 1))
    parts = [_thinned(bar, half * 0.3, half, between(rng, 0.1, 1))]
    if chance(rng, 0.6):
        parts.append(_socket(rng, radius, wide * between(rng, 1, 2)))
    head = moved(assembled(parts), (0, 0, between(rng, 0.86, 1)))
    return assembled(_handle(rng, radius), head)


def _mattock(rng: np.random.Generator) -> Mesh:
    radius, wide = between(rng, 0.02, 0.04), between(rng, 0.05, 0.11)
    x = np.linspace(0, -between(rng, 0.25, 0.4), 5)
    pick = _strip(np.column_stack([x, -(x**2)]), np.linspace(wide, 0.01, 5), wide * 0.7)
    reach, flat = between(rng, 0.2, 0.35), between(rng, 0.06, 0.2)
    rings = [
        [(at * reach, y * half, z) for y, z in ((-1, low + t), (1, low + t), (1, low), (-1, low))]
        for at, half, low, t in (
            (1, flat, -between(rng, 0.02, 0.12), 0.01),
            (0.5, flat * 0.7, -0.02, wide * 0.4),
            (0, wide * 0.45, -wide / 2, wide),
        )
    ]
    eye = _socket(rng, radius, wide * 1.6)
    head = moved(assembled(pick, loft(rings), eye), (0, 0, between(rng, 0.88, 0.97)))
    return assembled(_handle(rng, radius), head)


def _spiked_ball(rng: np.random.Generator, size: float) -> Mesh:
    parts = [ball(size, segments=_sides(rng), rings=int(rng.integers(4, 9)))]
    spike = cylinder(
        size * between(rng, 0.15, 0.3), size * between(rng, 1.3, 1.8), top=0, segments=5
    )
    count = int(rng.integers(4, 9))
    for tilt in ((90,), (45, 90, 135), (30, 70, 110, 150))[rng.integers(3)]:
        parts += around(turned(spike, "y", tilt), count, start=tilt)
    return assembled(parts, spike)


def _mace(rng: np.random.Generator) -> Mesh:
    radius, size = between(rng, 0.018, 0.05), between(rng, 0.08, 0.2)
    if chance(rng, 0.55):
        head = _spiked_ball(rng, size)
    else:
        tall = size * between(rng, 1.2, 2.2)
        inner = radius * 0.5
        outline = [
            (inner, -tall),
            (size * 0.7, -tall * 0.6),
            (size, between(rng, -0.3, 0.4) * tall),
        ]
        outline += [(size * 0.55, tall * 0.8), (inner, tall)]
        fins = around(prism(outline, size * between(rng, 0.1, 0.3)), int(rng.integers(4, 9)))
        head = assembled(fins, cylinder(radius * 1.5, tall * 2, (0, 0, -tall), segments=8))
    return assembled(_handle(rng, radius), moved(head, (0, 0, 1)))


def _flail(rng: np.random.Generator) -> Mesh:
    radius, size = between(rng, 0.02, 0.05), between(rng, 0.08, 0.16)
    out, fall = between(rng, 0.15, 0.3), between(rng, 0.1, 0.5)
    link = turned(torus(0.03, 0.009, segments=6, sides=4), "x", 90)
    turns = np.linspace(0, np.pi, 8)
    spots = [
        (out * (1 - np.cos(t)) / 2, 1 + 0.1 * np.sin(t) - fall * (t / np.pi) ** 2) for t in turns
    ]
    chain = [
        moved(turned(link, "z", 90 * (place % 2)), (x, 0, z)) for place, (x, z) in enumerate(spots)
    ]
    end = moved(_spiked_ball(rng, size), (out, 0, 1 - fall - size))
    return assembled(_handle(rng, radius), chain, end)


# Guns: the barrel along X, the grip down; lengths are shares of a gun about 1 long.


def gun(rng: np.random.Generator) -> Mesh:
    """Pistols, revolvers, long guns old and new, sci-fi blasters, launchers, rarely a cannon."""
    made = _one_of(
        rng,
        (3, _pistol),
        (2, _revolver),
        (3, _assault_rifle),
        (1.8, _submachine_gun),
        (1.8, _sniper_rifle),
        (1.5, _shotgun),
        (1.2, _hunting_rifle),
        (2, _blaster),
        (1.5, _ray_gun),
        (1.2, _launcher),
        (1.2, _flintlock),
        (0.7, _machine_gun),
        (0.3, _cannon),
    )
    draw = rng.random()
    if draw < 0.1:
        made = turned(made, "x", 90)
    elif draw < 0.16:
        made = turned(made, "y", -90)
    return _grounded(made)


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
    radius, sides = long * between(rng, 0.05, 0.1), _sides(rng)
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
    return _strip(path, wide, depth)


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
    sides = _sides(rng)
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
    parts.append(_strip(grip, widths, depth * 0.9))
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
        _rod(0, long, tall / 2, tall / 2, segments=_sides(rng)),
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
        _rod(front, 1.1, tall * 0.6, bore, segments=_sides(rng)),
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
        _rod(long - 0.05, end, tall * 0.6, bore, segments=_sides(rng)),
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
    sides = _sides(rng)
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
    sides, bore = _sides(rng), between(rng, 0.045, 0.11)
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
    grip = _strip(path, np.interp(turns, (0, 0.6, 1), (0.14, 0.1, 0.15)), depth)
    flare = between(rng, 1.6, 2.6) if chance(rng, 0.3) else between(rng, 0.8, 1.1)
    tip = 0.2 + fore
    barrel = [(0.26, 0, 0.08), (0.9, 0, 0.08), (1.05, 0, 0.08)]
    parts = [
        grip,
        prism([(0.25, 0.07), (tip, 0.05), (tip, 0), (0.4, -0.07), (0.25, -0.07)], depth),
        tube(barrel, (bore, bore * 0.9, bore * flare), segments=_sides(rng)),
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


# Shields: the face looks along -Y.


def shield(rng: np.random.Generator) -> Mesh:
    """Round, heater, kite, tower, buckler, six-sided, oval, notched and winged shields."""
    made = _one_of(
        rng,
        (3.5, _round_shield),
        (4.5, _pointed_shield),
        (1.8, _tower_shield),
        (1.2, _angular_shield),
        (1.2, _winged_shield),
        (0.8, _plank_shield),
    )
    draw = rng.random()
    if draw < 0.15:
        made = turned(made, "x", -90)
    elif draw < 0.35:
        made = turned(made, "x", -between(rng, 5, 30))
    return _grounded(made)


class _Plate:
    """A shield's board: its outline (N, 2) in X and Z, and how its face stands out along -Y."""

    def __init__(self, rng: np.random.Generator, outline: ArrayLike, depth: float) -> None:
        self.outline = np.asarray(outline, np.float64)
        self.depth = depth
        self.bulge = float(rng.choice((0, 1, 1))) * between(rng, 0.02, 0.18)
        self.bend = float(rng.choice((0, 0, 1))) * between(rng, 0.08, 0.4)

    def face(self, share: float, lift: float = 0.0) -> np.ndarray:
        """The outline drawn in to a share, on the face, raised by `lift`."""
        flat = self.outline * share
        y = self.bend * flat[:, 0] ** 2 - self.bulge * (1 - share**2) - lift
        return np.column_stack([flat[:, 0], y, flat[:, 1]])

    def end(self, degrees: float) -> np.ndarray:
        """The point (x, z) just inside the edge, seen from the middle under an angle."""
        shares = np.linspace(0, 1, 9)[:, None, None]
        onward = np.roll(self.outline, -1, axis=0) - self.outline
        edge = (self.outline + shares * onward).reshape(-1, 2)
        way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        cosines = edge @ way / np.linalg.norm(edge, axis=1)
        return way * np.linalg.norm(edge[np.argmax(cosines)]) * 0.9

    def board(self, shares: Sequence[float] = (1, 0.75, 0.45, 0.2)) -> Mesh:
        back = [self.face(share, -self.depth) for share in shares[::-1]]
        return loft([*back, *[self.face(share) for share in shares]])

    def ring(self, outer: float, inner: float, height: float) -> Mesh:
        """A raised band between two shares of the outline, closed around."""
        return loft(
            [self.face(inner, -self.depth), self.face(outer, -self.depth), self.face(outer, height),
             self.face(inner, height), self.face(inner, -self.depth * 0.5)]
        )  # fmt: skip

    def bar(self, start: ArrayLike, end: ArrayLike, width: float, height: float) -> Mesh:
        """A raised band across the face from one point (x, z) to another."""
        points = np.linspace(start, end, 7)
        radii = np.linalg.norm(points, axis=1) / np.linalg.norm(self.outline, axis=1).max()
        y = self.bend * points[:, 0] ** 2 - self.bulge * np.maximum(1 - radii**2, 0)
        along = points[-1] - points[0]
        across = np.array([-along[1], along[0]]) / np.linalg.norm(along) * width / 2
        rings = []
        for (x, z), level in zip(points, y, strict=True):
            (a, b), (c, d) = (x, z) + across, (x, z) - across
            rings.append([(a, level + 0.01, b), (a, level - height, b), (c, level - height, d),
                          (c, level + 0.01, d)])  # fmt: skip
        return loft(rings)


def _shield_of(rng: np.random.Generator, plate: _Plate) -> Mesh:
    """The board with whatever it carries: rim, boss, cross, spikes, emblem, straps."""
    parts = [plate.board()]
    height = between(rng, 0.03, 0.1)
    if chance(rng, 0.65):
        inner = between(rng, 0.82, 0.95)
        around_edge = plate.face(1, -plate.depth / 2)[[*range(len(plate.outline)), 0]]
        piped = tube(around_edge, plate.depth * between(rng, 0.6, 1), segments=5)
        raised = plate.ring(between(rng, 1.01, 1.1), inner, height)
        parts.append(piped if chance(rng, 0.35) else raised)
    if chance(rng, 0.15):
        middle = between(rng, 0.4, 0.7)
        parts.append(plate.ring(middle, middle - between(rng, 0.06, 0.12), height))
    if chance(rng, 0.35):
        parts += _relief(rng, plate, height)
    if chance(rng, 0.5):
        parts.append(_boss(rng, plate.bulge))
    if chance(rng, 0.2):
        studs = plate.face(between(rng, 0.86, 0.92), height)[:: max(1, len(plate.outline) // 10)]
        parts += [ball(between(rng, 0.02, 0.04), tuple(at), segments=6, rings=4) for at in studs]
    if chance(rng, 0.5):
        y = plate.depth
        for x in (-0.3, 0.3):
            path = [
                (x, y - 0.02, -0.18),
                (x, y + 0.1, -0.12),
                (x, y + 0.1, 0.12),
                (x, y - 0.02, 0.18),
            ]
            parts.append(tube(path, 0.03, segments=5))
    return assembled(parts)


def _relief(rng: np.random.Generator, plate: _Plate, height: float) -> list[Mesh]:
    """A cross, a saltire, a pale, a chevron or an emblem on the face."""
    wide = between(rng, 0.1, 0.3)
    tilt = between(rng, 40, 55)
    cross = [(plate.end(-90), plate.end(90)), (plate.end(180), plate.end(0))]
    diagonal = [(plate.end(180 + slope), plate.end(slope)) for slope in (tilt, 180 - tilt)]
    top = np.array([0, 0.3])
    chevron = [(plate.end(200), top), (top, plate.end(-20))]
    draw = int(rng.choice(5, p=(0.45, 0.1, 0.2, 0.1, 0.15)))
    if draw < 4:
        lines = (cross, diagonal, cross[:1], chevron)[draw]
        return [plate.bar(start, end, wide, height) for start, end in lines]
    points = int(rng.choice((3, 4, 5, 6, 8)))
    turns = np.arange(points * 2) * np.pi / points + np.pi / 2
    radii = np.tile([0.5, 0.5 * between(rng, 0.35, 0.75)], points)
    star = np.column_stack([np.cos(turns), np.sin(turns)]) * radii[:, None]
    return [prism(star, 0.1, at=(0, -plate.bulge, 0))]


def _boss(rng: np.random.Generator, bulge: float) -> Mesh:
    size = between(rng, 0.13, 0.34)
    sides = _sides(rng)
    bosses = (
        ball((size, size * between(rng, 0.4, 0.9), size), segments=sides, rings=6),
        turned(cylinder(size, size, top=between(rng, 0, 0.8), segments=sides), "x", 90),
        assembled(
            ball((size, size * 0.5, size), segments=sides, rings=6),
            turned(cylinder(size * 0.4, size * between(rng, 1, 2.5), top=0, segments=6), "x", 90),
        ),
        assembled(
            turned(cylinder(size * 1.2, 0.05, segments=sides), "x", 90),
            ball((size * 0.75, size * 0.6, size * 0.75), segments=sides, rings=6),
        ),
    )
    return moved(bosses[rng.integers(4)], (0, -bulge * 0.96, 0))


def _round_shield(rng: np.random.Generator) -> Mesh:
    """A disc from buckler to hoplite's, at times oval or ringed with spikes."""
    count = int(rng.choice((8, 10, 12, 16, 20, 24, 28)))
    turns = np.arange(count) * 2 * np.pi / count
    stretch = between(rng, 1.2, 1.6) if chance(rng, 0.15) else 1.0
    outline = np.column_stack([np.cos(turns), np.sin(turns) * stretch])
    plate = _Plate(rng, outline, between(rng, 0.03, 0.14))
    if chance(rng, 0.25):
        plate.bulge = between(rng, 0.3, 0.6)
    parts = [_shield_of(rng, plate)]
    if chance(rng, 0.12):
        spike = cylinder(between(rng, 0.05, 0.1), between(rng, 0.15, 0.4), top=0, segments=5)
        ring = around(turned(moved(spike, (0, 0, 0.95)), "y", 90), int(rng.integers(6, 13)))
        parts.append(turned(assembled(ring), "x", 90))
    return assembled(parts)


def _pointed_shield(rng: np.random.Generator) -> Mesh:
    """Heater, kite, and the knight's shield of cartoons: a top edge, sides, a point below."""
    steps = int(rng.integers(3, 9))
    turns = np.linspace(0, 1, steps + 1)
    tall = between(rng, 0.9, 1.9)
    straight = between(rng, 0, 0.5) * tall
    belly = between(rng, 1.4, 3)
    side = np.column_stack([1 - turns**belly, -straight - turns * tall])
    shoulder = between(rng, -0.2, 0.25)
    tops = (
        [(-1, 0)],
        [(0, shoulder), (-1, 0)],
        [(0.5, shoulder * 0.75), (0, shoulder), (-0.5, shoulder * 0.75), (-1, 0)],
        [(0.55, -0.12), (0, 0.12), (-0.55, -0.12), (-1, 0)],
        [(0.87, 0.4), (0.5, 0.75), (0, 0.9), (-0.5, 0.75), (-0.87, 0.4), (-1, 0)],
    )
    top = tops[rng.choice(5, p=(0.25, 0.25, 0.2, 0.15, 0.15))]
    outline = np.array([*top, *(side * (-1, 1)), *side[::-1], (1, 0)])
    outline[:, 1] += (tall + straight) * between(rng, 0.4, 0.5)
    return _shield_of(rng, _Plate(rng, _cleaned(outline), between(rng, 0.04, 0.16)))


def _cleaned(outline: np.ndarray) -> np.ndarray:
    """The outline's points in order of their angle about the origin, without doubles."""
    angles = np.arctan2(outline[:, 1], outline[:, 0])
    _, kept = np.unique(np.round(angles, 3), return_index=True)
    return outline[kept]


def _tower_shield(rng: np.random.Generator) -> Mesh:
    """A tall board, flat or bent like the Roman scutum, its corners square, cut or rounded."""
    wide, tall = 0.75, between(rng, 1, 1.5)
    cut = rng.choice((0.02, 1)) * between(rng, 0.05, 0.35)
    x = np.linspace(-wide + cut, wide - cut, 7)
    arch = between(rng, -0.05, 0.3) if chance(rng, 0.4) else 0.0
    edge = np.column_stack([x, tall + arch * (1 - (x / wide) ** 2)])
    sides = [(-wide, tall - cut), (-wide, 0), (-wide, -tall + cut)]
    right = [(-x, z) for x, z in sides[::-1]]
    lower = (
        edge[::-1] * (1, -1) if chance(rng, 0.5) else np.column_stack([edge[::-1, 0], 0 * x - tall])
    )
    outline = np.concatenate([edge, sides, lower, right])
    plate = _Plate(rng, _cleaned(outline), between(rng, 0.04, 0.12))
    plate.bend = between(rng, 0.2, 0.9) if chance(rng, 0.65) else 0.0
    plate.bulge *= 0.3
    return _shield_of(rng, plate)


def _angular_shield(rng: np.random.Generator) -> Mesh:
    """Six- or eight-sided, or a lozenge: sci-fi and fantasy."""
    count = int(rng.choice((4, 5, 6, 6, 8)))
    turns = np.arange(count) * 2 * np.pi / count + np.pi / 2 * rng.choice((1, 0))
    outline = np.column_stack([np.cos(turns), np.sin(turns)]) * (1, between(rng, 1, 1.7))
    if count == 5:
        outline = np.array([(1, 0.8), (-1, 0.8), (-1, -0.2), (0, -1.2), (1, -0.2)])
    plate = _Plate(rng, outline, between(rng, 0.04, 0.15))
    dense = [outline + (np.roll(outline, -1, axis=0) - outline) * t for t in (0, 1 / 3, 2 / 3)]
    plate.outline = np.stack(dense, axis=1).reshape(-1, 2)
    return _shield_of(rng, plate)


def _winged_shield(rng: np.random.Generator) -> Mesh:
    """A fantasy outline: horns at the top corners, waisted sides, a long point."""
    horn, waist = between(rng, 0.1, 0.5), between(rng, 0.55, 0.95)
    half = [(0.0, between(rng, 0.5, 0.9)), (0.4, 0.5), (0.85, 0.6 + horn), (1, 0.5)]
    half += [(waist, 0.1), (between(rng, 0.7, 1) * waist + 0.1, -0.35), (0.4, -0.85)]
    half += [(0, -between(rng, 1.05, 1.5))]
    outline = np.array(half + [(-x, z) for x, z in half[-2:0:-1]])
    return _shield_of(rng, _Plate(rng, _cleaned(outline), between(rng, 0.05, 0.16)))


def _plank_shield(rng: np.random.Generator) -> Mesh:
    """Boards side by side within a circle or a rectangle, held by battens or a boss."""
    count = int(rng.integers(3, 8))
    edges = np.linspace(-1, 1, count + 1)
    is_round, depth = chance(rng, 0.6), between(rng, 0.06, 0.14)
    parts = []
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        reach = np.sqrt(1.05 - ((low + high) / 2) ** 2) if is_round else 1.2
        top, foot = reach * rng.uniform(0.93, 1.05, 2)
        gap = between(rng, 0.005, 0.02)
        lift = between(rng, 0, 0.03)
        parts.append(box((low + gap, lift, -foot), (high - gap, depth + lift, top)))
    if chance(rng, 0.7):
        parts.append(_boss(rng, 0))
    if chance(rng, 0.6):
        parts += [box((-0.85, -0.05, z - 0.08), (0.85, 0.01, z + 0.08)) for z in (-0.5, 0.5)]
    if is_round and chance(rng, 0.5):
        parts.append(
            moved(turned(torus(1, 0.06, segments=20, sides=5), "x", 90), (0, depth / 2, 0))
        )
    return assembled(parts)


# Swords: the blade up along Z, its width along X; the hilt's foot at z = 0.


def sword(rng: np.random.Generator) -> Mesh:
    """Straight, curved and thrusting swords, daggers, knives, fantasy, toy and laser blades."""
    made = _one_of(
        rng,
        (4.5, _straight_sword),
        (1.6, _katana),
        (1.8, _curved_sword),
        (1.2, _rapier),
        (2, _dagger),
        (1.8, _knife),
        (2, _fantasy_sword),
        (1, _toy_sword),
        (0.7, _laser_sword),
        (0.4, _pixel_sword),
    )
    draw = rng.random()
    if draw < 0.12:
        return _grounded(turned(made, "x", 180))
    return _posed(rng, made, 0.52)


def _blade(
    heights: ArrayLike, left: ArrayLike, right: ArrayLike, thick: float, *, flat: float = 0.0
) -> Mesh:
    """A blade of given edges (x) by height; across it a lozenge, or flattened by a share."""
    rings = []
    for z, low, high in zip(heights, left, right, strict=True):
        middle, half, t = (low + high) / 2, (high - low) / 2, thick / 2
        t *= min(1.0, half / max(thick, 1e-6) + 0.15)
        ring = [(high, 0, z), (middle + flat * half, t, z), (middle - flat * half, t, z)]
        ring += [(low, 0, z), (middle - flat * half, -t, z), (middle + flat * half, -t, z)]
        rings.append(ring if flat else [ring[0], ring[1], ring[3], ring[4]])
    return loft(rings)


def _grip(rng: np.random.Generator, long: float, radius: float) -> list[Mesh]:
    """A hilt's grip from z = 0 up, with its pommel below and windings at times."""
    sides = int(rng.choice((4, 6, 8, 10)))
    z = np.linspace(0, long, 4)
    swell = radius * np.array((between(rng, 0.8, 1.2), between(rng, 0.9, 1.3), 1, 0.95))
    grip = scaled(tube(np.column_stack([0 * z, 0 * z, z]), swell, segments=sides),
                  (1, between(rng, 0.6, 1), 1))  # fmt: skip
    parts = [grip]
    if chance(rng, 0.3):
        rings = np.linspace(0.1, 0.9, int(rng.integers(3, 7))) * long
        parts += [cylinder(radius * 1.25, long * 0.06, (0, 0, at), segments=8) for at in rings]
    size = radius * between(rng, 1.4, 2.3)
    pommels = (
        [],
        [ball(size, segments=8, rings=6)],
        [moved(turned(cylinder(size * 1.2, size, segments=10), "x", 90), (0, size / 2, 0))],
        [block((size * 2, size * 1.5, size * 1.3), (0, 0, -size * 0.8))],
        [block((size * 1.2, size * 1.2, size * 2), (0, 0, -size), top=1.6)],
        [turned(cylinder(size, size * 2, top=0.1, segments=6), "x", 180)],
        [ball((size, size * 0.8, size * 1.4), segments=4, rings=2)],
    )
    return [*parts, *pommels[rng.choice(7, p=(0.1, 0.28, 0.15, 0.15, 0.1, 0.08, 0.14))]]


def _crossguard(rng: np.random.Generator, half: float, thick: float) -> Mesh:
    """A guard about the origin: bar, bow up or down, tapered, with knobs, disc or wings."""
    depth = thick * between(rng, 0.8, 1.8)
    x = np.linspace(-half, half, 9)
    sag = half * between(rng, 0.1, 0.6) * rng.choice((-1, 1))
    bow = np.column_stack([x, sag * np.abs(x / half) ** between(rng, 1, 2.5)])
    tapering = np.interp(np.abs(x), (0, half), (thick * 1.8, thick * 0.5))
    draw = int(rng.choice(6, p=(0.28, 0.25, 0.15, 0.14, 0.08, 0.1)))
    if draw == 0:
        return block((half * 2, depth, thick), (0, 0, -thick / 2))
    if draw == 1:
        return _strip(bow, tapering if chance(rng, 0.5) else thick, depth)
    if draw == 2:
        rod = tube([(-half, 0, 0), (half, 0, 0)], thick / 2)
        knob = ball(thick * between(rng, 0.7, 1), (half, 0, 0), segments=8, rings=5)
        return assembled(rod, mirrored(knob))
    if draw == 3:
        outline = [(0, -thick), (half, -thick * 0.3), (half, thick * 0.5), (0, thick)]
        return assembled(mirrored(prism(outline, depth)))
    if draw == 4:
        return scaled(cylinder(half * 0.6, thick * 0.7, segments=_sides(rng)), (1, 0.6, 1))
    wing = [(0, -thick), (half * 0.7, 0), (half, half * 0.5), (half * 0.5, half * 0.3), (0, thick)]
    return assembled(mirrored(prism(wing, depth)))


def _edges(rng: np.random.Generator, wide: float, long: float) -> tuple[np.ndarray, np.ndarray]:
    """Heights and half widths of a two-edged blade: even, tapering, leaf-shaped or waisted."""
    tip = 1 - wide / long * between(rng, 0.3, 3)
    tip = min(max(tip, 0.55), 0.97)
    t = np.array((0, tip * 0.25, tip * 0.5, tip * 0.75, tip, 1))
    shapes = (
        (1, 1, 1, 1, 1, 0),
        (1, 0.93, 0.86, 0.8, 0.7, 0),
        (1, 0.8, 0.62, 0.48, 0.3, 0),
        (0.8, 0.75, 0.95, 1.1, 0.85, 0),
        (1, 0.75, 0.75, 0.9, 1, 0),
        (0.75, 0.9, 1, 1.15, 1.2, 0),
    )
    shape = shapes[rng.choice(6, p=(0.27, 0.27, 0.15, 0.13, 0.08, 0.1))]
    return t * long, np.maximum(np.array(shape) * wide / 2, wide * 0.01)


def _straight_sword(rng: np.random.Generator) -> Mesh:
    """Arming sword, longsword, claymore, broadsword, gladius; slim to cartoon-chunky."""
    chunky = chance(rng, 0.35)
    wide = between(rng, 0.11, 0.24) if chunky else between(rng, 0.04, 0.11)
    hilt = between(rng, 0.18, 0.42)
    thick = wide * between(rng, 0.12, 0.4)
    z, half = _edges(rng, wide, 1)
    blade = _blade(z, -half, half, thick, flat=float(rng.choice((0, 0, 0.35, 0.6))))
    guard = _crossguard(rng, wide * between(rng, 0.9, 2.3), wide * between(rng, 0.25, 0.5))
    parts = [blade, guard]
    if chance(rng, 0.2):
        parts.append(box((-wide * 0.12, -thick * 0.6, 0), (wide * 0.12, thick * 0.6, 0.65)))
    if chance(rng, 0.1):
        lugs = [(0, 0.1), (wide * 1.1, 0.18), (0, 0.2)]
        parts += mirrored(prism(lugs, thick))
    radius = min(wide * between(rng, 0.18, 0.32), 0.045)
    return assembled(_grip(rng, hilt, radius), moved(assembled(parts), (0, 0, hilt)))


def _katana(rng: np.random.Generator) -> Mesh:
    wide, hilt = between(rng, 0.03, 0.075), between(rng, 0.22, 0.38)
    bend = between(rng, 0.03, 0.14)
    t = np.linspace(0, 1, int(rng.integers(6, 13)))
    curve = bend * t**2
    right = curve + wide / 2
    left = curve - wide / 2 + wide * np.maximum(0, (t - 0.93) / 0.07) * 0.95
    blade = _blade(t, left, right, wide * between(rng, 0.2, 0.4), flat=float(rng.choice((0, 0.5))))
    radius = wide * between(rng, 0.45, 0.6)
    disc = cylinder(wide * between(rng, 1, 1.6), wide * 0.2, segments=_sides(rng))
    square = block((wide * 2.2, wide * 2, wide * 0.25))
    guard = disc if chance(rng, 0.75) else square
    parts = [tube([(0, 0, 0), (0, 0, hilt)], radius, segments=8), moved(guard, (0, 0, hilt))]
    if chance(rng, 0.5):
        parts += [cylinder(radius * 1.15, 0.012, (0, 0, z), segments=8)
                  for z in np.linspace(0, hilt * 0.85, 6)]  # fmt: skip
    made = assembled(parts, moved(blade, (0, 0, hilt)))
    if chance(rng, 0.12):
        sheath = _strip(np.column_stack([curve, t * 1.03]), wide * 1.3, wide * 0.7)
        made = assembled(made, moved(sheath, (0, 0, hilt + 0.02)))
    return made


def _curved_sword(rng: np.random.Generator) -> Mesh:
    """Sabre, scimitar, falchion, cutlass: one edge, bent, widening before the tip."""
    wide, hilt = between(rng, 0.05, 0.13), between(rng, 0.16, 0.26)
    bend, swell = between(rng, 0.05, 0.35), between(rng, 0, 1.3)
    t = np.linspace(0, 1, int(rng.integers(7, 13)))
    curve = bend * t ** between(rng, 1.6, 2.6)
    width = wide * (1 + swell * np.exp(-(((t - 0.75) / 0.2) ** 2)))
    width *= np.clip((1 - t) / between(rng, 0.1, 0.3), 0.02, 1) ** 0.7
    spine = curve + wide / 2
    blade = _blade(t, spine - width, spine, wide * between(rng, 0.15, 0.3), flat=0.0)
    if chance(rng, 0.5):
        blade = turned(blade, "z", 180)
    parts = [*_grip(rng, hilt, min(wide * 0.3, 0.04))]
    parts.append(moved(_crossguard(rng, wide * between(rng, 0.8, 1.4), wide * 0.3), (0, 0, hilt)))
    if chance(rng, 0.45):
        turns = np.linspace(0, np.pi, 7)
        reach = hilt * between(rng, 0.3, 0.5)
        bow = np.column_stack([reach * np.sin(turns), 0 * turns, hilt / 2 * (1 + np.cos(turns))])
        parts.append(tube(bow, (0.02, 0.02, 0.022, 0.025, 0.022, 0.02, 0.02), segments=5))
    return assembled(parts, moved(blade, (0, 0, hilt)))


def _rapier(rng: np.random.Generator) -> Mesh:
    wide, hilt = between(rng, 0.015, 0.035), between(rng, 0.14, 0.22)
    blade = _blade((0, 0.5, 0.95, 1), (-wide, -wide * 0.7, -wide * 0.4, 0),
                   (wide, wide * 0.7, wide * 0.4, 0.001), wide)  # fmt: skip
    cup = between(rng, 0.05, 0.1)
    dome = lathe([(0, 0), (cup * 0.6, 0), (cup, cup * 0.5), (cup * 0.9, cup * 0.5), (0, 0.01)],
                 segments=_sides(rng))  # fmt: skip
    bowl = moved(turned(dome, "x", 180), (0, 0, hilt + 0.01))
    turns = np.linspace(0, np.pi, 8)
    bow = np.column_stack([hilt * 0.4 * np.sin(turns), 0 * turns, hilt / 2 * (1 + np.cos(turns))])
    bows = [turned(tube(bow, 0.008, segments=5), "z", turn) for turn in (0, 35, -35)]
    parts = [*_grip(rng, hilt, between(rng, 0.014, 0.022))]
    parts += bows[: rng.integers(1, 4)]
    if chance(rng, 0.65):
        parts.append(bowl)
    if chance(rng, 0.6):
        parts.append(moved(_crossguard(rng, between(rng, 0.08, 0.16), 0.02), (0, 0, hilt)))
    return assembled(parts, moved(blade, (0, 0, hilt)))


def _dagger(rng: np.random.Generator) -> Mesh:
    wide, hilt = between(rng, 0.12, 0.28), between(rng, 0.4, 0.75)
    thick = wide * between(rng, 0.15, 0.4)
    z, half = _edges(rng, wide, 1)
    if chance(rng, 0.2):
        z = np.linspace(0, 1, 16)
        sway = wide * 0.25 * np.sin(z * between(rng, 12, 20)) * (1 - z)
        blade = _blade(z, sway - wide / 2 * (1.01 - z), sway + wide / 2 * (1.01 - z), thick)
    else:
        blade = _blade(z, -half, half, thick, flat=float(rng.choice((0, 0.4))))
    guard = _crossguard(rng, wide * between(rng, 0.7, 1.5), wide * between(rng, 0.2, 0.45))
    grip = _grip(rng, hilt, wide * between(rng, 0.2, 0.35))
    return assembled(grip, moved(assembled(blade, guard), (0, 0, hilt)))


def _knife(rng: np.random.Generator) -> Mesh:
    """Combat, hunting, kitchen-like or throwing knife, machete: one edge, a plain handle."""
    wide, hilt = between(rng, 0.13, 0.26), between(rng, 0.4, 0.8)
    thick = wide * between(rng, 0.08, 0.25)
    t = np.linspace(0, 1, 8)
    belly = between(rng, 2, 8)
    edge = wide * (1 - t**belly)
    clip = wide * between(rng, 0, 0.6) * np.clip((t - 0.6) / 0.4, 0, 1)
    back = np.minimum(wide * 0.12 - clip * 0.3, wide * 0.12)
    blade = _blade(t, -np.maximum(edge - wide * 0.12, -back + 0.002), back, thick, flat=0.3)
    shifted = moved(blade, (wide * 0.3, 0, hilt))
    depth = thick * between(rng, 1.3, 2.5)
    z = np.linspace(0, hilt, 6)
    wave = wide * 0.06 * np.sin(np.linspace(0, between(rng, 3, 9), 6))
    grip = _strip(np.column_stack([wave, z]), wide * between(rng, 0.5, 0.85), depth)
    parts = [shifted, grip]
    if chance(rng, 0.5):
        parts.append(block((wide * between(rng, 1, 1.7), depth * 1.5, wide * 0.18), (0, 0, hilt)))
    if chance(rng, 0.3):
        parts.append(block((wide * 0.8, depth * 1.2, wide * 0.2), (0, 0, -0.02)))
    if chance(rng, 0.25):
        teeth = [prism([(0, 0), (wide * 0.15, 0.03), (0, 0.06)], thick * 0.5) for _ in range(5)]
        parts += [
            moved(tooth, (wide * 0.4, 0, hilt + 0.1 + 0.06 * k)) for k, tooth in enumerate(teeth)
        ]
    return assembled(parts)


def _fantasy_sword(rng: np.random.Generator) -> Mesh:
    """A great blade with barbs, steps and points along its edges; at times on one side only."""
    wide, hilt = between(rng, 0.14, 0.34), between(rng, 0.25, 0.45)
    thick = wide * between(rng, 0.12, 0.3)
    count = int(rng.integers(3, 7))
    z = np.sort(rng.uniform(0.1, 0.85, count))
    half = wide / 2 * rng.uniform(0.55, 1.3, count)
    z = np.concatenate([[0], z, [0.9, 1]])
    half = np.concatenate(
        [[wide * between(rng, 0.2, 0.6)], half, [wide * between(rng, 0.15, 0.5), 0]]
    )
    right = [(x, y) for x, y in zip(half, z, strict=True)]
    if chance(rng, 0.3):
        left = [(-wide * 0.3, 0), (-wide * 0.3, between(rng, 0.8, 0.95))]
    else:
        left = [(-x, y) for x, y in right[:-1]]
    blade = prism(right + left[::-1], thick)
    parts = [_thinned(blade, wide * 0.2, wide * 0.6, between(rng, 0.1, 0.8))]
    if chance(rng, 0.4):
        parts.append(box((-wide * 0.13, -thick * 0.65, 0), (wide * 0.13, thick * 0.65, 0.7)))
    parts.append(_crossguard(rng, wide * between(rng, 0.8, 1.5), wide * between(rng, 0.2, 0.4)))
    if chance(rng, 0.35):
        parts.append(ball(wide * 0.22, segments=8, rings=6))
    grip = _grip(rng, hilt, wide * between(rng, 0.1, 0.18))
    return assembled(grip, moved(assembled(parts), (0, 0, hilt)))


def _toy_sword(rng: np.random.Generator) -> Mesh:
    """Boards nailed together, or soft rounded boxes."""
    wide, hilt = between(rng, 0.09, 0.2), between(rng, 0.2, 0.35)
    thick, cross = wide * between(rng, 0.2, 0.7), wide * between(rng, 1.8, 3.6)
    point = between(rng, 0.8, 0.95)
    blade = prism(
        [(-wide / 2, 0), (wide / 2, 0), (wide / 2, point), (0, 1), (-wide / 2, point)], thick
    )
    grip = wide * between(rng, 0.45, 0.8)
    parts = [moved(blade, (0, 0, hilt)), block((grip, thick, hilt))]
    bar = wide * between(rng, 0.35, 0.7)
    guard = block((cross, thick * 1.6, bar), (0, 0, hilt - bar / 2))
    soft = rounded((cross, thick * 1.8, bar), (0, 0, hilt - bar / 2), radius=bar / 3)
    parts.append(guard if chance(rng, 0.6) else soft)
    if chance(rng, 0.4):
        parts.append(rounded((wide, thick * 1.4, wide), (0, 0, -wide * 0.5), radius=wide * 0.3))
    return assembled(parts)


def _laser_sword(rng: np.random.Generator) -> Mesh:
    sides, radius = _sides(rng), between(rng, 0.016, 0.035)
    hilt = between(rng, 0.2, 0.34)
    blade = cylinder(radius * between(rng, 0.6, 0.95), 1, (0, 0, hilt), segments=sides)
    tip = ball(radius * 0.8, (0, 0, hilt + 1), segments=sides, rings=6)
    parts = [blade, tip, cylinder(radius, hilt, segments=sides)]
    bands = np.linspace(0.05, between(rng, 0.4, 0.95), int(rng.integers(2, 6))) * hilt
    wide = radius * between(rng, 1.15, 1.5)
    parts += [
        cylinder(wide, hilt * between(rng, 0.03, 0.1), (0, 0, z), segments=sides) for z in bands
    ]
    if chance(rng, 0.5):
        parts.append(block((radius, radius, hilt * 0.2), (radius, 0, hilt * 0.55)))
    if chance(rng, 0.2):
        side = turned(cylinder(radius * 0.7, 0.16, segments=sides), "y", 90)
        parts += mirrored(moved(side, (0, 0, hilt * 0.9)))
    return assembled(parts)


def _pixel_sword(rng: np.random.Generator) -> Mesh:
    """Cubes along a diagonal, as block games draw it, stood on its hilt."""
    count, depth = int(rng.integers(8, 13)), between(rng, 0.6, 1.4)
    cells = [(k, k) for k in range(count + 4)]
    cells += [cell for k in range(5, count + 3) for cell in ((k + 1, k), (k, k + 1))]
    reach = int(rng.integers(2, 4))
    cells += [cell for k in range(1, reach + 1) for cell in ((4 + k, 4 - k), (4 - k, 4 + k))]
    cells += [cell for k in range(reach) for cell in ((5 + k, 4 - k), (4 - k, 5 + k))]
    cubes = [box((x, -depth / 2, z), (x + 1, depth / 2, z + 1)) for x, z in dict.fromkeys(cells)]
    made = assembled(cubes)
    return turned(made, "y", -45) if chance(rng, 0.7) else made
