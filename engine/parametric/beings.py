"""Animals and characters made by formula: a random generator in, a mesh out.

Animals look along +X; characters look along -Y, their left hand at +X.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..datatypes import Mesh
from .shapes import (
    Point,
    around,
    assembled,
    ball,
    between,
    blob,
    block,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    prism,
    rounded,
    scaled,
    sheet,
    solid,
    torus,
    tube,
    turned,
)

Vector = NDArray[np.float64]
Design = Callable[[np.random.Generator], Mesh]


def animal(rng: np.random.Generator) -> Mesh:
    """Four-legged, bird, fish, shark, whale, dinosaur, reptile, crab, spider, insect, bat, frog."""
    designs = {
        _quadruped: 55,
        _sitting_quadruped: 5,
        _lying_quadruped: 3,
        _standing_bird: 9,
        _chicken: 4,
        _long_legged_bird: 3,
        _flying_bird: 4,
        _penguin: 3,
        _owl: 2,
        _fish: 6,
        _shark: 4,
        _whale: 3,
        _ray: 1,
        _biped_dinosaur: 5,
        _turtle: 3,
        _snake: 3,
        _crab: 3,
        _spider: 3,
        _insect: 3,
        _butterfly: 2,
        _frog: 3,
        _bat: 2,
        _octopus: 2,
        _snail: 1,
        _dragon: 2,
    }
    return _drawn(rng, designs)


def character(rng: np.random.Generator) -> Mesh:
    """Human, chibi, blocky, knight, wizard, dressed, robot, zombie, skeleton, monster, bean."""
    designs = {
        _human: 26,
        _chibi: 12,
        _blocky: 12,
        _knight: 9,
        _soldier: 5,
        _wizard: 7,
        _dressed: 7,
        _robot: 9,
        _skeleton: 4,
        _monster: 7,
        _bean: 5,
        _mascot: 5,
        _astronaut: 3,
        _ghost: 1,
    }
    return _drawn(rng, designs)


def _drawn(rng: np.random.Generator, designs: dict[Design, int]) -> Mesh:
    shares = np.array(list(designs.values()), float)
    return list(designs)[rng.choice(len(designs), p=shares / shares.sum())](rng)


# Shared shapes


def _rod(path: ArrayLike, radii: ArrayLike, sides: int, *, cap: float = 0.6) -> Mesh:
    """A body or limb along points (N, 3), its ends round; four sides make it boxy.

    `radii` is one number, one a point, or (N, 2): sideways and upright of a lying path, along
    Y and along X of a standing one.
    """
    points = np.asarray(path, np.float64)
    sizes = np.asarray(radii, np.float64)
    sizes = np.broadcast_to(sizes[:, None] if sizes.ndim == 1 else sizes, (len(points), 2))
    if sides > 4 and cap:
        points, sizes = _capped(points, sizes, cap)
    elif sides == 4:
        sizes = sizes * 1.3
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
    side = np.cross(along[0], (0, 0, 1) if abs(along[0, 2]) < 0.9 else (1, 0, 0))
    angles = (np.arange(sides) + 0.5) * (2 * np.pi / sides)
    rings = []
    for point, direction, size in zip(points, along, sizes, strict=True):
        side = side - direction * (side @ direction)
        side /= max(np.linalg.norm(side), 1e-12)
        up = np.cross(direction, side)
        ring = np.outer(np.cos(angles) * size[0], side) + np.outer(np.sin(angles) * size[1], up)
        rings.append(point + ring)
    return loft(rings)


def _capped(points: Vector, sizes: Vector, cap: float) -> tuple[Vector, Vector]:
    ends = []
    for end, near in ((0, 1), (-1, -2)):
        out = points[end] - points[near]
        out /= max(np.linalg.norm(out), 1e-12)
        ends.append(points[end] + out * cap * sizes[end].mean())
    points = np.concatenate([[ends[0]], points, [ends[1]]])
    return points, np.concatenate([sizes[:1] * 0.55, sizes, sizes[-1:] * 0.55])


def _lump(size: Point, at: Point, sides: int) -> Mesh:
    """An ellipsoid, or a box where four sides are asked for; `size` is its three radii."""
    if sides == 4:
        return block(
            (size[0] * 1.8, size[1] * 1.8, size[2] * 1.8), (at[0], at[1], at[2] - size[2] * 0.9)
        )
    return ball(size, at, segments=sides + 2, rings=max(4, sides - 2))


def _sides(rng: np.random.Generator) -> int:
    return int(rng.choice([4, 5, 6, 8, 10, 12], p=[0.14, 0.12, 0.24, 0.26, 0.16, 0.08]))


def _grounded(made: Mesh) -> Mesh:
    return moved(made, (0, 0, -float(made.vertices[:, 2].min())))


def _fin(outline: ArrayLike, depth: float, at: Point = (0, 0, 0)) -> Mesh:
    """A flat fin in the XZ plane."""
    return prism(np.asarray(outline, float), depth, at=at)


# Four-legged animals


@dataclass(frozen=True)
class _Beast:
    """A four-legged animal's proportions, in body lengths; angles in degrees."""

    leg: float
    thick: float
    deep: float
    wide: float
    neck: float
    rise: float
    head: float
    snout: float
    muzzle: float
    ears: str
    ear: float
    tail: str
    tail_length: float
    extra: str = ""


_BEASTS = {
    "dog": (_Beast(0.5, 0.06, 0.2, 0.17, 0.25, 45, 0.17, 0.17, 0.55, "any", 0.15, "up", 0.35), 5),
    "cat": (
        _Beast(0.42, 0.045, 0.17, 0.14, 0.14, 35, 0.16, 0.05, 0.5, "pointy", 0.12, "up", 0.7),
        4,
    ),
    "cow": (
        _Beast(
            0.5, 0.07, 0.29, 0.23, 0.22, 15, 0.18, 0.22, 0.75, "side", 0.13, "tuft", 0.55, "horns"
        ),
        4,
    ),
    "horse": (
        _Beast(
            0.75, 0.06, 0.23, 0.18, 0.5, 52, 0.14, 0.28, 0.65, "pointy", 0.1, "hang", 0.6, "crest"
        ),
        5,
    ),
    "pig": (
        _Beast(0.25, 0.08, 0.3, 0.27, 0.06, 0, 0.22, 0.12, 0.5, "pointy", 0.12, "curl", 0.12),
        4,
    ),
    "sheep": (
        _Beast(
            0.35, 0.05, 0.27, 0.25, 0.15, 30, 0.15, 0.13, 0.65, "side", 0.1, "short", 0.1, "wool"
        ),
        4,
    ),
    "goat": (
        _Beast(
            0.45, 0.05, 0.22, 0.18, 0.25, 45, 0.13, 0.17, 0.6, "side", 0.12, "short", 0.1, "horns"
        ),
        2,
    ),
    "deer": (
        _Beast(
            0.7, 0.04, 0.2, 0.16, 0.38, 60, 0.12, 0.17, 0.55, "side", 0.14, "short", 0.1, "antlers"
        ),
        5,
    ),
    "fox": (
        _Beast(0.4, 0.045, 0.16, 0.14, 0.18, 30, 0.15, 0.18, 0.38, "pointy", 0.17, "bushy", 0.65),
        3,
    ),
    "wolf": (
        _Beast(0.52, 0.055, 0.2, 0.16, 0.25, 28, 0.16, 0.2, 0.5, "pointy", 0.13, "bushy", 0.5),
        3,
    ),
    "elephant": (
        _Beast(
            0.55, 0.12, 0.36, 0.32, 0.12, 15, 0.26, 0.0, 0.6, "flap", 0.36, "tuft", 0.45, "trunk"
        ),
        4,
    ),
    "bear": (
        _Beast(0.38, 0.11, 0.29, 0.25, 0.15, 15, 0.2, 0.14, 0.55, "round", 0.07, "short", 0.07),
        3,
    ),
    "rabbit": (
        _Beast(0.22, 0.06, 0.24, 0.2, 0.1, 45, 0.19, 0.06, 0.6, "long", 0.38, "ball", 0.1),
        3,
    ),
    "mouse": (
        _Beast(0.14, 0.04, 0.22, 0.19, 0.06, 10, 0.17, 0.14, 0.4, "round", 0.13, "thin", 0.8),
        2,
    ),
    "giraffe": (
        _Beast(1.1, 0.06, 0.24, 0.18, 1.1, 65, 0.12, 0.2, 0.6, "side", 0.12, "tuft", 0.5, "nubs"),
        2,
    ),
    "lion": (
        _Beast(
            0.48, 0.08, 0.22, 0.18, 0.2, 35, 0.18, 0.12, 0.65, "round", 0.07, "tuft", 0.6, "mane"
        ),
        2,
    ),
    "rhino": (
        _Beast(
            0.38, 0.11, 0.31, 0.28, 0.12, 0, 0.19, 0.25, 0.75, "pointy", 0.1, "tuft", 0.35, "horn"
        ),
        1,
    ),
    "camel": (
        _Beast(0.75, 0.06, 0.25, 0.2, 0.5, 40, 0.12, 0.2, 0.65, "side", 0.07, "tuft", 0.4, "humps"),
        1,
    ),
    "sauropod": (
        _Beast(0.5, 0.12, 0.3, 0.26, 1.0, 48, 0.12, 0.12, 0.7, "none", 0.1, "thick", 1.2),
        3,
    ),
    "triceratops": (
        _Beast(0.38, 0.1, 0.3, 0.26, 0.1, 0, 0.22, 0.22, 0.5, "none", 0.1, "thick", 0.7, "frill"),
        3,
    ),
    "stegosaurus": (
        _Beast(
            0.4, 0.1, 0.32, 0.22, 0.25, -15, 0.11, 0.14, 0.6, "none", 0.1, "thick", 0.8, "plates"
        ),
        2,
    ),
    "lizard": (
        _Beast(0.16, 0.05, 0.12, 0.16, 0.1, 5, 0.12, 0.2, 0.7, "none", 0.1, "thick", 1.1, "sprawl"),
        2,
    ),
    "crocodile": (
        _Beast(
            0.17, 0.06, 0.13, 0.18, 0.1, 0, 0.12, 0.45, 0.75, "none", 0.1, "thick", 1.0, "sprawl"
        ),
        2,
    ),
}


def _beast(rng: np.random.Generator, *kinds: str) -> _Beast:
    """A species' proportions, shifted, and sometimes drawn as in a cartoon."""
    names = kinds or tuple(_BEASTS)
    shares = np.array([_BEASTS[name][1] for name in names], float)
    found = _BEASTS[names[rng.choice(len(names), p=shares / shares.sum())]][0]
    values = {f.name: getattr(found, f.name) for f in fields(found)}
    shifted = {
        name: value * between(rng, 0.82, 1.2)
        for name, value in values.items()
        if type(value) is float
    }
    made = replace(found, **shifted, rise=found.rise + between(rng, -12, 12))
    if chance(rng, 0.35):
        big = between(rng, 1.2, 2.0)
        made = replace(
            made,
            head=made.head * big,
            leg=made.leg * between(rng, 0.5, 0.9),
            thick=made.thick * between(rng, 1.0, 1.6),
            neck=made.neck * between(rng, 0.4, 0.8),
            snout=made.snout * between(rng, 0.5, 1.0),
        )
    return made


def _quadruped(rng: np.random.Generator) -> Mesh:
    beast, sides = _beast(rng), _sides(rng)
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
    return _grounded(assembled(parts, _tail(rng, beast, sides), _back(rng, beast, sides)))


def _torso(rng: np.random.Generator, beast: _Beast, sides: int) -> Mesh:
    chest, belly, rump = between(rng, 0.95, 1.2), between(rng, 0.8, 1.1), between(rng, 0.85, 1.1)
    x = np.array([-0.48, -0.25, 0.05, 0.35, 0.5])
    share = np.array([0.8 * rump, rump, belly, chest, 0.75 * chest])
    if sides == 4 and chance(rng, 0.6):
        share = np.full(5, 0.95)
    arch = between(rng, -0.05, 0.06) * np.cos(x * 3)
    path = np.column_stack([x, 0 * x, arch + 0.04 * (chest - 1)])
    torso = _rod(path, np.column_stack([share * beast.wide, share * beast.deep]), sides)
    if beast.extra == "wool" and chance(rng, 0.7):
        radii = (0.6, beast.wide * 1.25, beast.deep * 1.25)
        return assembled(torso, blob(rng, radii, (0, 0, 0.05), roughness=0.15))
    return torso


def _leg(
    rng: np.random.Generator,
    beast: _Beast,
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
    leg = _rod(
        path, np.array([thigh, beast.thick * 1.1, beast.thick * 0.8, beast.thick * 0.85]), sides
    )
    paw = (beast.thick * 1.5, beast.thick * 1.1, beast.thick * 0.6)
    if chance(rng, 0.8) and sides > 4:
        leg = assembled(
            leg, _lump(paw, (beast.thick * 0.5, out * 1.2, -length + paw[2] * 0.5), sides)
        )
    return turned(leg, "y", swing)


def _front(rng: np.random.Generator, beast: _Beast, sides: int) -> list[Mesh]:
    """Neck and head."""
    angle = np.radians(beast.rise)
    way = np.array([np.cos(angle), 0, np.sin(angle)])
    root = np.array([0.42, 0, beast.deep * 0.3])
    end = root + way * (beast.neck + beast.head * 0.6)
    bend = (root + end) / 2 + (0.05 * beast.neck, 0, -0.06 * beast.neck)
    radii = np.array([beast.deep * 0.72, beast.head * 0.8, beast.head * 0.68])
    wide = np.minimum(radii, [beast.wide * 0.8, 9, 9])
    neck = _rod([root, bend, end], np.column_stack([wide, radii]), sides, cap=0.0)
    head = turned(_head(rng, beast, sides), "y", between(rng, -5, 25) - 0.3 * min(beast.rise, 0))
    parts = [neck, moved(head, end)]
    if beast.extra == "crest":
        share = np.linspace(-0.1, 1.1, 5)[:, None]
        ridge = root + (end - root) * share + (-way[2] * 0.1, 0, way[0] * 0.1)
        parts.append(_rod(ridge, (0.02, 0.06, 0.07, 0.06, 0.03), 5))
    if beast.extra == "mane":
        size = beast.head * between(rng, 1.3, 1.7)
        parts.append(_lump((size * 0.6, size, size), tuple(end - way * beast.head * 0.5), sides))
    return parts


def _head(rng: np.random.Generator, beast: _Beast, sides: int) -> Mesh:
    """A head looking along X, its skull around the origin."""
    size, muzzle = beast.head, beast.head * beast.muzzle
    wide = size * between(rng, 0.8, 1.05)
    parts = [_lump((size, wide, size * between(rng, 0.85, 1.0)), (0, 0, 0), sides)]
    if beast.snout > 0:
        tip = size * 0.75 + beast.snout
        drop = -size * between(rng, 0.15, 0.35)
        path = [(size * 0.2, 0, drop * 0.6), (tip, 0, drop)]
        end = muzzle * between(rng, 0.65, 1.0)
        parts.append(_rod(path, [(muzzle * 1.1, muzzle), (end, end * 0.9)], sides, cap=0.3))
        if chance(rng, 0.5):
            nose = muzzle * 0.35
            parts.append(_lump((nose, nose, nose), (tip + end * 0.3, 0, drop + end * 0.5), sides))
    if chance(rng, 0.5):
        eye = size * between(rng, 0.1, 0.22)
        place = (size * 0.7, wide * 0.6, size * 0.3)
        parts += mirrored(ball(eye, place, segments=6, rings=4), "y")
    parts += _ears(rng, beast, wide)
    return assembled(parts, _headgear(rng, beast))


def _ears(rng: np.random.Generator, beast: _Beast, wide: float) -> list[Mesh]:
    kind, size, head = beast.ears, beast.ear, beast.head
    if kind == "any":
        kind = ("pointy", "floppy")[rng.integers(2)]
    if kind == "none":
        return []
    if kind in ("pointy", "long"):
        slim = 0.38 if kind == "pointy" else 0.2
        if kind == "pointy":
            ear = scaled(cylinder(size * slim, size * 1.3, top=0.0, segments=4), (0.5, 1, 1))
        else:
            ear = ball((size * 0.12, size * slim, size * 0.55), (0, 0, size * 0.5), segments=7)
        ear = turned(turned(ear, "x", -between(rng, 5, 25)), "y", -between(rng, 0, 30))
        ear = moved(ear, (-0.1 * head, wide * 0.55, head * 0.65))
    elif kind == "floppy":
        ear = ball((size * 0.45, size * 0.15, size * 0.8), (0, 0, -size * 0.6), segments=7, rings=5)
        ear = moved(turned(ear, "x", 15), (-0.1 * head, wide * 0.8, head * 0.6))
    elif kind == "round":
        ear = moved(
            ball((size * 0.4, size, size), segments=8, rings=5), (0, wide * 0.7, head * 0.8)
        )
    elif kind == "side":
        ear = ball((size * 0.25, size * 0.7, size * 0.35), (0, size * 0.5, 0), segments=6, rings=5)
        ear = moved(turned(ear, "x", between(rng, -15, 30)), (-0.2 * head, wide * 0.7, head * 0.5))
    else:
        ear = ball((size * 0.7, size * 0.1, size * 0.8), (-size * 0.3, 0, 0), segments=8, rings=6)
        ear = moved(turned(ear, "z", -between(rng, 20, 60)), (0, wide * 0.9, 0.1 * head))
    return mirrored(ear, "y")


def _headgear(rng: np.random.Generator, beast: _Beast) -> list[Mesh]:
    """Horns, antlers, a trunk and tusks, a frill."""
    size, tops = beast.head, []
    if beast.extra == "horns" and chance(rng, 0.7):
        reach = size * between(rng, 0.5, 1.3)
        sweep = between(rng, -1.2, 0.5)
        path = [(0, 0, 0), (0, reach * 0.7, reach * 0.2), (sweep * reach, reach * 0.8, reach)]
        tops = [
            moved(
                tube(path, np.array([0.2, 0.15, 0.02]) * size, segments=5), (0, size / 2, size / 2)
            )
        ]
    elif beast.extra == "antlers" and chance(rng, 0.75):
        reach = size * between(rng, 1.5, 3)
        main = [(0, 0, 0), (-0.3 * reach, 0.4 * reach, 0.5 * reach), (0, 0.55 * reach, reach)]
        tops = [tube(main, (size * 0.12, size * 0.1, size * 0.04), segments=5)]
        for share in (0.25, 0.55, 0.8):
            low = np.array([-0.3 * reach * share, 0.45 * reach * share, reach * share * 0.8])
            tip = low + (reach * 0.3, 0.05 * reach, reach * 0.2)
            tops.append(tube([low, tip], (size * 0.09, size * 0.03), segments=4))
        tops = [moved(assembled(tops), (0, size * 0.4, size * 0.7))]
    elif beast.extra == "nubs":
        tops = [
            tube([(0, size * 0.4, size * 0.6), (-0.1 * size, size * 0.4, size * 1.5)], size * 0.12)
        ]
    elif beast.extra == "horn":
        x = size * 0.7 + beast.snout
        return [tube([(x, 0, 0), (x + 0.06, 0, 0.12), (x + 0.05, 0, 0.25)], (0.07, 0.05, 0.01))]
    elif beast.extra == "trunk":
        return _trunk_and_tusks(rng, size)
    elif beast.extra == "frill":
        return _frill(rng, size)
    return mirrored(tops[0], "y") if tops else []


def _trunk_and_tusks(rng: np.random.Generator, size: float) -> list[Mesh]:
    length, curl = between(rng, 0.5, 0.8), between(rng, -0.2, 0.5)
    path = [(size * 0.6, 0, 0), (size * 1.2, 0, -0.3 * length), (size * 1.25, 0, -0.75 * length)]
    path.append((size * 1.25 + curl * 0.5, 0, -length + max(curl, 0) * 0.4))
    trunk = _rod(path, np.array([0.45, 0.36, 0.27, 0.2]) * size, 8)
    tusk = [(size * 0.7, size * 0.5, -size * 0.4), (size * 1.3, size * 0.6, -size * 0.9)]
    tusk.append((size * 1.8, size * 0.55, -size * 0.7))
    tusks = mirrored(tube(tusk, np.array([0.13, 0.11, 0.03]) * size, segments=5), "y")
    return [trunk, *(tusks if chance(rng, 0.7) else [])]


def _frill(rng: np.random.Generator, size: float) -> list[Mesh]:
    plate = ball((size * 0.25, size * 1.4, size * 1.3), segments=10, rings=7)
    plate = moved(turned(plate, "y", -between(rng, 15, 40)), (-0.5 * size, 0, size * 0.5))
    brow = [(size * 0.3, size * 0.45, size * 0.6), (size * 1.5, size * 0.6, size * 1.5)]
    horns = mirrored(tube(brow, (size * 0.18, size * 0.02), segments=5), "y")
    nose = tube([(size * 1.3, 0, 0), (size * 1.6, 0, size * 0.6)], (size * 0.18, 0.01), segments=5)
    return [plate, nose, *horns]


def _tail(rng: np.random.Generator, beast: _Beast, sides: int) -> list[Mesh]:
    kind, length = beast.tail, beast.tail_length
    root = np.array([-0.5, 0, beast.deep * 0.45])
    sway = between(rng, -0.3, 0.3) * length
    if kind == "thick":
        share = np.linspace(0, 1, 6)
        drop = -beast.deep * 0.5 * share + between(rng, -0.3, 0.3) * length * share**2
        path = np.column_stack([-0.4 - length * share, sway * share**2, drop])
        radii = (1 - 0.95 * share**0.8)[:, None] * np.array([beast.wide, beast.deep]) * 0.85
        return [_rod(path, radii, sides)]
    if kind in ("short", "ball"):
        size = length * 0.8
        return [_lump((size, size, size), (-0.52, 0, beast.deep * 0.5), sides)]
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
    parts = [_rod([root, middle, end], shape * thick, max(sides - 2, 4))]
    if kind == "tuft":
        parts.append(_lump((0.05, 0.05, 0.08), tuple(end), sides))
    return parts


def _back(rng: np.random.Generator, beast: _Beast, sides: int) -> list[Mesh]:
    """Humps, plates."""
    if beast.extra == "humps":
        places = ((0.0,), (-0.2, 0.2))[rng.integers(2)]
        return [_lump((0.17, 0.12, 0.25), (x, 0, beast.deep), sides) for x in places]
    if beast.extra == "plates":
        plates = []
        for k, x in enumerate(np.linspace(-1.0, 0.5, 9)):
            size = 0.28 * np.cos((x + 0.2) * 1.3) + 0.05
            kite = [(-0.5, 0), (0, -0.3), (0.5, 0), (0.3, 0.8), (0, 1.2), (-0.3, 0.8)]
            z = beast.deep * (0.95 if x > -0.45 else 0.95 + (x + 0.45) * 1.3)
            y = 0.05 * (1 if k % 2 else -1)
            plates.append(_fin(np.array(kite) * size * 0.8, 0.03, (x, y, z)))
        return plates
    return []


def _sitting_quadruped(rng: np.random.Generator) -> Mesh:
    """A dog, cat, fox, bear or rabbit on its haunches."""
    beast, sides = _beast(rng, "dog", "cat", "fox", "wolf", "bear", "rabbit"), _sides(rng)
    tilt = np.radians(between(rng, 45, 70))
    way = np.array([np.cos(tilt), 0, np.sin(tilt)])
    hip = np.array([0.0, 0.0, beast.deep])
    chest = hip + way * between(rng, 0.55, 0.75)
    radii = np.array([(1.15, 1.15), (1.1, 1.1), (0.9, 0.9)]) * (beast.wide, beast.deep)
    parts = [_rod([hip, (hip + chest) / 2, chest], radii, sides)]
    for side in (-1, 1):
        y = side * (beast.wide - 0.02)
        front = [chest + (0.05, y * 0.7, -0.1), (chest[0] + 0.1, y * 0.7, chest[2] * 0.4)]
        front.append((chest[0] + 0.08, y * 0.7, beast.thick * 0.5))
        parts.append(_rod(front, np.array([1.3, 1.0, 0.9]) * beast.thick, sides))
        parts.append(_lump((0.22, beast.thick * 1.5, 0.17), (0.1, y, 0.17), sides))
        paw = (beast.thick * 2.2, beast.thick, beast.thick * 0.7)
        parts.append(_lump(paw, (0.3, y * 1.1, paw[2] * 0.9), sides))
        parts.append(_lump(paw, (chest[0] + 0.13, y * 0.7, paw[2] * 0.9), sides))
    end = chest + np.array([0.5, 0, 0.85]) * (beast.neck * 0.5 + beast.head * 0.7)
    thick = beast.head * 0.65
    parts.append(_rod([chest, end], (min(beast.deep, beast.wide) * 0.8, thick), sides, cap=0.0))
    parts.append(moved(_head(rng, beast, sides), end))
    tail = moved(assembled(_tail(rng, beast, sides)), (0.4, 0, -beast.deep * 0.4))
    return _grounded(assembled(parts, tail))


def _lying_quadruped(rng: np.random.Generator) -> Mesh:
    """An animal at rest on its belly."""
    beast, sides = _beast(rng, "dog", "cat", "cow", "sheep", "lion", "fox", "deer"), _sides(rng)
    parts = [_torso(rng, beast, sides), *_front(rng, beast, sides), *_tail(rng, beast, sides)]
    low = -beast.deep * 0.85
    for side in (-1, 1):
        y = side * beast.wide
        fore = [
            (0.35, y * 0.9, low * 0.5),
            (0.4, y, low + 0.03),
            (0.4 + beast.leg * 0.7, y, low + 0.03),
        ]
        parts.append(_rod(fore, np.array([1.4, 1.1, 1]) * beast.thick, sides))
        parts.append(_lump((0.2, beast.thick * 1.5, 0.15), (-0.35, y, low + 0.12), sides))
        paw = [(-0.3, y * 1.2, low + 0.03), (0.0, y * 1.2, low + 0.03)]
        parts.append(_rod(paw, beast.thick, sides))
    return _grounded(assembled(parts))


# Birds


def _beak(rng: np.random.Generator, length: float, thick: float) -> Mesh:
    """A beak from the origin along X: a cone, a hook or a flat bill."""
    kind = int(rng.integers(3))
    if kind == 0:
        cone = cylinder(thick, length, top=0.0, segments=int(rng.integers(4, 7)))
        return turned(cone, "y", 90)
    if kind == 1:
        path = [(0, 0, 0), (length * 0.7, 0, 0), (length, 0, -length * 0.45)]
        return tube(path, np.array([1, 0.75, 0.1]) * thick, segments=5)
    return _rod([(0, 0, 0), (length, 0, 0)], [(thick, thick * 0.8), (thick * 1.1, thick * 0.3)], 6)


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


def _wing(length: float, chord: float, sweep: float, bend: float, *, drop: float = 0.0) -> Mesh:
    """A spread wing from the origin along +Y: swept back, its tip bent up."""
    share = np.linspace(0, 1, 5)
    chords = chord * np.array([1, 1.05, 0.9, 0.65, 0.15])
    lead = -sweep * share**2 * length
    z = bend * length * np.array([0, 0.5, 0.75, 0.85, 0.85]) - drop * share**2 * length
    grid = np.zeros((5, 3, 3))
    grid[:, :, 1] = (share * length)[:, None]
    grid[:, :, 0] = lead[:, None] - chords[:, None] * np.array([0, 0.5, 1.0])
    grid[:, :, 2] = z[:, None] + chord * 0.06 * np.array([0, 1, -0.5])
    return sheet(grid, chord * 0.06)


def _standing_bird(rng: np.random.Generator) -> Mesh:
    """Songbird, pigeon, crow, duck, parrot, eagle: perching with folded wings."""
    sides, tilt = max(_sides(rng), 5), between(rng, 5, 60)
    plump, head = between(rng, 0.2, 0.36), between(rng, 0.13, 0.26)
    body = ball((0.45, plump, plump), segments=sides + 2, rings=7)
    tail_length = between(rng, 0.25, 0.7)
    outline = [
        (-0.35, 0.06),
        (-0.35 - tail_length, 0.12),
        (-0.35 - tail_length, 0.06),
        (-0.3, -0.08),
    ]
    parts = [body, scaled(_fin(outline, 1.0), (1, between(rng, 0.15, 0.35), 1))]
    wing = ball((0.38, 0.05, plump * 0.7), (-0.12, plump * 0.95, 0.03), segments=8, rings=5)
    parts += mirrored(wing, "y")
    whole = [turned(assembled(parts), "y", -tilt)]
    angle, neck = np.radians(tilt), between(rng, 0.36, 0.7)
    at = np.array([np.cos(angle) * 0.36 + 0.06, 0, np.sin(angle) * neck + 0.12])
    whole.append(_rod([(0.1, 0, 0.05), at], (plump * 0.75, head * 0.7), sides, cap=0.0))
    whole.append(_lump((head, head * 0.9, head * 0.92), tuple(at), sides))
    beak = _beak(rng, head * between(rng, 0.5, 1.5), head * between(rng, 0.2, 0.45))
    whole.append(moved(beak, at + (head * 0.85, 0, -0.05 * head)))
    if chance(rng, 0.5):
        eye = ball(head * 0.17, (0, head * 0.75, 0), segments=6, rings=4)
        whole += [moved(part, at + (head * 0.4, 0, head * 0.25)) for part in mirrored(eye, "y")]
    low = (0, 0, -plump * 0.8)
    whole += _bird_legs(rng, between(rng, 0.1, 0.4), plump * 0.45, low) if chance(rng, 0.85) else []
    return _grounded(assembled(whole))


def _chicken(rng: np.random.Generator) -> Mesh:
    """A hen, rooster or chick; also one of boxes."""
    is_boxy, sides = chance(rng, 0.25), max(_sides(rng), 5)
    sides = 4 if is_boxy else sides
    wide = between(rng, 0.24, 0.36)
    head, lift = between(rng, 0.14, 0.22), between(rng, 0.35, 0.6)
    at = (0.36, 0, lift)
    parts = [
        _lump((0.42, wide, 0.32), (0, 0, 0), sides),
        _lump((head, head * 0.9, head), at, sides),
    ]
    parts.append(_rod([(0.22, 0, 0.08), (0.35, 0, lift)], (wide * 0.75, head * 0.75), sides, cap=0))
    parts.append(moved(_beak(rng, 0.14, 0.06), (at[0] + head * 0.85, 0, lift)))
    wing = _lump((0.27, 0.05, 0.18), (-0.05, wide * 0.95, 0.04), sides)
    parts += mirrored(wing, "y")
    for k in range(int(rng.integers(2, 4))):
        size = head * 0.33
        place = (at[0] + (0.08 - 0.09 * k) * head / 0.17, 0, lift + head * 0.95)
        parts.append(_lump((size, size * 0.4, size * 1.3), place, sides))
    parts.append(_lump((0.04, 0.03, 0.08), (at[0] + head * 0.9, 0, lift - head * 0.7), sides))
    rise = between(rng, 0.3, 0.7)
    plume = [(-0.25, -0.1), (-0.25, 0.25), (-0.55, rise), (-0.75, rise * 0.8), (-0.6, 0.05)]
    parts.append(_fin(plume, between(rng, 0.06, 0.2)))
    return _grounded(assembled(parts, _bird_legs(rng, between(rng, 0.2, 0.4), 0.13, (0, 0, -0.25))))


def _long_legged_bird(rng: np.random.Generator) -> Mesh:
    """Flamingo, heron, ostrich, swan: an S-shaped neck."""
    sides, tall = max(_sides(rng), 5), between(rng, 0.5, 1.1)
    wide = between(rng, 0.2, 0.3)
    body = turned(ball((0.42, wide, wide), segments=sides + 2, rings=7), "y", -between(rng, 0, 20))
    path = [(0.25, 0, 0.1), (0.5, 0, 0.25), (0.42, 0, tall * 0.65), (0.5, 0, tall)]
    parts = [body, _rod(path, np.array([1.6, 1.0, 0.75, 0.7]) * 0.07, sides)]
    parts.append(ball((0.13, 0.09, 0.1), (0.55, 0, tall), segments=8, rings=6))
    parts.append(moved(_beak(rng, between(rng, 0.15, 0.4), 0.05), (0.65, 0, tall)))
    parts.append(_fin([(-0.3, 0.08), (-0.75, 0.1), (-0.7, -0.05), (-0.3, -0.1)], 0.15))
    parts += mirrored(ball((0.36, 0.05, 0.17), (-0.08, wide, 0.04), segments=8, rings=5), "y")
    if chance(rng, 0.75):
        parts += _bird_legs(rng, between(rng, 0.5, 1.1), 0.1, (0, 0, -wide * 0.7))
    return _grounded(assembled(parts))


def _flying_bird(rng: np.random.Generator) -> Mesh:
    """Wings spread: gull, eagle, a swallow."""
    sides, thick = max(_sides(rng), 5), between(rng, 0.1, 0.2)
    span, chord = between(rng, 0.8, 1.5), between(rng, 0.25, 0.5)
    body = _rod(
        [(-0.45, 0, 0), (-0.1, 0, 0), (0.3, 0, 0.02)], np.array([0.3, 1, 0.8]) * thick, sides
    )
    head = thick * between(rng, 0.7, 1.1)
    parts = [body, _lump((head, head * 0.9, head * 0.9), (0.45, 0, 0.06), sides)]
    parts.append(
        moved(_beak(rng, head * between(rng, 0.6, 1.4), head * 0.35), (0.45 + head * 0.8, 0, 0.05))
    )
    wing = _wing(span, chord, between(rng, 0, 0.5), between(rng, -0.35, 0.55))
    parts += mirrored(moved(wing, (0.22, thick * 0.5, thick * 0.3)), "y")
    fan = turned(_fin([(0, 0.07), (-0.4, 0.2), (-0.4, -0.2), (0, -0.07)], 0.04), "x", 90)
    return _grounded(assembled(parts, moved(fan, (-0.4, 0, 0))))


def _penguin(rng: np.random.Generator) -> Mesh:
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
    tail = _fin([(-fat * 0.7, 0.15), (-fat * 1.25, 0.0), (-fat * 0.6, 0.02)], 0.12)
    return _grounded(assembled(parts, mirrored(flipper, "y"), mirrored(foot, "y"), tail))


def _owl(rng: np.random.Generator) -> Mesh:
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
    return _grounded(assembled(parts, *(mirrored(part, "y") for part in (tuft, wing, feet))))


# In the sea


def _hull(
    rng: np.random.Generator, shape: ArrayLike, wide: float, deep: float, sides: int, sway: float
) -> Mesh:
    """A swimming body along X, one unit long, its radii by `shape`, tail to snout."""
    share = np.asarray(shape, float)
    x = np.linspace(-0.5, 0.5, len(share))
    path = np.column_stack([x, sway * np.sin(x * 5) * (0.5 - x), 0 * x])
    return _rod(path, share[:, None] * np.array([wide, deep]), max(sides, 5), cap=0.5)


def _fish(rng: np.random.Generator) -> Mesh:
    sides, deep = _sides(rng), between(rng, 0.1, 0.4)
    wide = min(deep, between(rng, 0.06, 0.25))
    shape = (0.22, 0.55, 0.9, 1.0, 0.85, 0.35)
    parts = [_hull(rng, shape, wide, deep, sides, between(rng, -0.15, 0.15))]
    fork, tail = between(rng, 0, 0.2), between(rng, 0.15, 0.4)
    outline = [(0, 0.04), (-0.3, tail), (-0.3 + fork, 0), (-0.3, -tail), (0, -0.04)]
    parts.append(_fin(outline, 0.03, (-0.48, 0, 0)))
    high = deep + between(rng, 0.05, 0.25)
    crest = [
        (0.25, deep * 0.7),
        (between(rng, -0.1, 0.1), high),
        (-0.3, deep * 0.65),
        (-0.1, deep * 0.4),
    ]
    parts.append(_fin(crest, 0.03))
    if chance(rng, 0.6):
        parts.append(_fin([(0, -deep * 0.8), (-0.2, -deep - 0.1), (-0.25, -deep * 0.6)], 0.03))
    side = turned(_fin([(0.05, 0), (-0.2, 0.07), (-0.22, -0.07)], 0.02), "z", -between(rng, 20, 60))
    parts += mirrored(moved(side, (0.15, wide * 0.85, -deep * 0.2)), "y")
    eye = ball(deep * between(rng, 0.1, 0.22), (0.36, wide * 0.7, deep * 0.2), segments=7, rings=4)
    return _grounded(assembled(parts, mirrored(eye, "y")))


def _shark(rng: np.random.Generator) -> Mesh:
    sides, thick = _sides(rng), between(rng, 0.09, 0.16)
    shape = (0.25, 0.5, 0.85, 1.0, 0.95, 0.65, 0.2)
    parts = [_hull(rng, shape, thick, thick * 1.05, sides, between(rng, -0.2, 0.2))]
    parts.append(_fin([(0.1, thick * 0.8), (-0.08, thick + 0.16), (-0.1, thick * 0.8)], 0.03))
    tail = [(0.03, 0.03), (-0.2, 0.25), (-0.08, 0), (-0.14, -0.14), (0.02, -0.03)]
    parts.append(_fin(tail, 0.025, (-0.5, 0, 0)))
    fin = _wing(between(rng, 0.2, 0.35), 0.14, 0.9, -0.4)
    parts += mirrored(moved(fin, (0.16, thick * 0.7, -thick * 0.4)), "y")
    small = _wing(0.1, 0.07, 0.8, -0.4)
    parts += mirrored(moved(small, (-0.25, thick * 0.4, -thick * 0.3)), "y")
    if chance(rng, 0.15):
        parts.append(rounded((0.1, 0.4, 0.04), (0.5, 0, 0), radius=0.02, steps=1))
    return _grounded(assembled(parts))


def _whale(rng: np.random.Generator) -> Mesh:
    """Whale, orca or dolphin: flat flukes."""
    sides, thick = _sides(rng), between(rng, 0.12, 0.26)
    kind = int(rng.integers(3))
    shape = (
        (0.15, 0.35, 0.75, 1.0, 1.0, 0.85, 0.55),
        (0.12, 0.3, 0.7, 1.0, 1.05, 1.0, 0.9),
        (0.15, 0.4, 0.8, 1.0, 0.9, 0.7, 0.25),
    )[kind]
    body = _hull(rng, shape, thick, thick * between(rng, 0.8, 1.05), sides, 0.0)
    vertices = body.vertices.copy()
    vertices[:, 2] += between(rng, 0, 0.5) * np.maximum(-vertices[:, 0], 0) ** 2
    parts = [solid(vertices, body.faces)]
    lift = float(vertices[vertices[:, 0] < -0.48][:, 2].mean())
    fluke = _wing(between(rng, 0.18, 0.3), 0.14, between(rng, 0.3, 0.9), 0.1)
    parts += mirrored(moved(fluke, (-0.45, 0, lift)), "y")
    flipper = _wing(between(rng, 0.18, 0.35), 0.1, 0.7, -0.3)
    parts += mirrored(moved(flipper, (0.22, thick * 0.75, -thick * 0.5)), "y")
    if kind != 1 or chance(rng, 0.3):
        tall = between(rng, 0.05, 0.22)
        parts.append(_fin([(0.05, thick * 0.7), (-0.1, thick + tall), (-0.12, thick * 0.6)], 0.025))
    if kind == 2:
        parts.append(_rod([(0.45, 0, -0.02), (0.62, 0, -0.03)], (0.06, 0.03), 6))
    return _grounded(assembled(parts))


def _ray(rng: np.random.Generator) -> Mesh:
    wing = _wing(between(rng, 0.5, 0.8), 0.7, between(rng, 0.1, 0.4), between(rng, -0.2, 0.3))
    body = ball((0.4, 0.2, 0.1), segments=10, rings=6)
    tail = tube(
        [(-0.3, 0, 0), (-0.7, 0.03, 0), (-1.2, -0.05, 0.05)], (0.05, 0.03, 0.01), segments=5
    )
    return _grounded(assembled(body, tail, mirrored(moved(wing, (0.35, 0.05, 0)), "y")))


def _octopus(rng: np.random.Generator) -> Mesh:
    """Octopus, squid or jellyfish."""
    head, tall = between(rng, 0.3, 0.45), between(rng, 0.8, 1.6)
    spread, drop = between(rng, 0.5, 1.1), between(rng, 0.2, 1.0)
    sides = int(rng.integers(5, 10))
    top = ball((head, head, head * tall), (0, 0, head * tall * 0.8), segments=sides + 3, rings=7)
    share = np.linspace(0, 1, 6)
    wave = 0.1 * np.sin(share * between(rng, 3, 9))
    x = head * 0.5 + spread * share
    path = np.column_stack([x, wave, -drop * share + 0.25 * spread * share**3])
    arm = tube(path, 0.1 * (1.1 - share), segments=5)
    eye = moved(ball(head * 0.2, segments=7, rings=5), (head * 0.85, head * 0.4, head * 0.4))
    return _grounded(assembled(top, around(arm, 8 if chance(rng, 0.7) else 6), mirrored(eye, "y")))


# Dinosaurs, reptiles, small animals


def _biped_dinosaur(rng: np.random.Generator) -> Mesh:
    """T-rex or raptor: on two legs, body level or upright."""
    sides, tilt = _sides(rng), np.radians(between(rng, 5, 55))
    deep, head = between(rng, 0.16, 0.28), between(rng, 0.13, 0.26)
    way = np.array([np.cos(tilt), 0, np.sin(tilt)])
    chest, long = way * 0.45, between(rng, 0.7, 1.2)
    neck = chest + np.array([0.12, 0, 0.28])
    tail = [(-long, 0, between(rng, -0.5, 0.2)), (-long * 0.6, 0, -0.1), (-0.3, 0, -0.05)]
    path = [*tail, (0, 0, 0), tuple(chest), tuple(neck)]
    radii = np.array([0.08, 0.35, 0.75, 1.05, 0.9, 0.55])[:, None] * np.array([deep * 0.8, deep])
    parts = [_rod(path, radii, sides)]
    jaw = between(rng, 0.2, 0.4)
    parts.append(_lump((head, head * 0.75, head * 0.85), tuple(neck + (0.08, 0, 0.04)), sides))
    upper = _rod(
        [(0, 0, 0), (jaw + head, 0, -0.02)],
        [(head * 0.7, head * 0.5), (head * 0.4, head * 0.35)],
        sides,
    )
    parts.append(moved(upper, neck + (0.1, 0, 0.02)))
    lower = _rod([(0, 0, 0), (jaw + head * 0.8, 0, 0)], (head * 0.4, head * 0.25), sides)
    parts.append(moved(turned(lower, "y", between(rng, 5, 30)), neck + (0.08, 0, -head * 0.5)))
    stride = between(rng, 0, 0.25)
    drop = between(rng, 0.5, 0.75)
    for side, step in ((-1, stride), (1, -stride)):
        y = side * deep * 0.75
        leg = [(0, y, 0), (0.15 + step, y, -drop * 0.4), (-0.08 + step, y, -drop * 0.75)]
        leg.append((0.02 + step, y, -drop))
        parts.append(_rod(leg, np.array([0.75, 0.45, 0.25, 0.25]) * deep, sides))
        parts.append(_lump((0.14, 0.08, 0.04), (0.1 + step, y, -drop), sides))
        arm = [chest + (0.05, y * 0.9, -0.08), chest + (0.12, y, -0.22), chest + (0.24, y, -0.2)]
        parts.append(_rod(arm, (0.05, 0.04, 0.025), 5))
    return _grounded(assembled(parts))


def _turtle(rng: np.random.Generator) -> Mesh:
    dome, sides = between(rng, 0.2, 0.5), int(rng.integers(7, 14))
    profile = [(0, 0), (0.5, 0.02), (0.55, 0.08), (0.42, dome * 0.7), (0.2, dome), (0, dome * 1.05)]
    parts = [scaled(lathe(profile, segments=sides), (1, between(rng, 0.75, 1), 1))]
    head = between(rng, 0.12, 0.2)
    reach = between(rng, 0.6, 0.85)
    parts.append(_rod([(0.4, 0, 0.05), (reach, 0, 0.14)], (head * 0.75, head * 0.8), 7))
    parts.append(ball((head * 1.1, head, head * 0.9), (reach, 0, 0.15), segments=8, rings=6))
    is_sea = chance(rng, 0.35)
    for x in (0.35, -0.35):
        if is_sea:
            leg = moved(_wing(0.6 if x > 0 else 0.3, 0.22, 0.6, -0.2), (x + 0.1, 0.3, 0.08))
        else:
            leg = _rod([(x, 0.3, 0.08), (x * 1.35, 0.48, -0.08)], (0.11, 0.1), 7)
        parts += mirrored(leg, "y")
    parts.append(tube([(-0.5, 0, 0.05), (-0.7, 0, 0)], (0.06, 0.01), segments=5))
    return _grounded(assembled(parts))


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
    skull = _rod([head, head + way * thick * 2.5], [(thick * 1.5, thick), (thick, thick * 0.6)], 8)
    parts = [tube(path, radii, segments=int(rng.integers(5, 9))), skull]
    if chance(rng, 0.3):
        parts.append(
            tube([head + way * thick * 3, head + way * thick * 6], thick * 0.12, segments=3)
        )
    return _grounded(assembled(parts))


def _arched_legs(
    rng: np.random.Generator, pairs: int, reach: float, lift: float, thick: float, root: float
) -> list[Mesh]:
    """Pairs of jointed legs that rise to a knee and come down: spiders, crabs, insects."""
    legs = []
    for angle in np.linspace(38, 142, pairs):
        long = reach * between(rng, 0.9, 1.1)
        path = [(0, root, 0), (0, root + long * 0.45, lift), (0, root + long * 0.8, lift * 0.3)]
        path.append((0, root + long, -0.15))
        leg = tube(path, np.array([1, 0.9, 0.7, 0.3]) * thick, segments=5)
        legs += mirrored(turned(leg, "z", 90 - angle if angle < 90 else 90 - angle), "y")
    return legs


def _spider(rng: np.random.Generator) -> Mesh:
    size = between(rng, 0.25, 0.45)
    parts = [ball((size * 1.2, size, size * 0.9), (-0.4, 0, 0.1), segments=9, rings=6)]
    parts.append(ball((0.22, 0.18, 0.14), (0.05, 0, 0), segments=8, rings=5))
    legs = _arched_legs(rng, 4, between(rng, 0.7, 1.2), between(rng, 0.2, 0.5), 0.045, 0.08)
    fang = tube([(0.25, 0.06, 0), (0.33, 0.05, -0.12)], (0.04, 0.01), segments=4)
    if chance(rng, 0.2):
        # A scorpion: claws before it, its tail over its back.
        claws = mirrored(moved(_claw(rng, 0.22), (0.5, 0.35, 0)), "y")
        sting = [(-0.6, 0, 0.1), (-1.0, 0, 0.35), (-0.85, 0, 0.75), (-0.45, 0, 0.8)]
        parts += [*claws, tube(sting, (0.14, 0.11, 0.08, 0.02), segments=6)]
    return _grounded(assembled(parts, legs, mirrored(fang, "y")))


def _claw(rng: np.random.Generator, size: float) -> Mesh:
    """A pincer open along X, its arm behind it."""
    upper = _fin([(0, -0.4), (-0.5, 0.3), (0.3, 0.75), (1.4, 0.35), (0.4, 0.15)], 0.5)
    lower = _fin([(0, -0.4), (0.3, 0.0), (1.2, 0.15), (0.7, -0.45)], 0.45)
    claw = turned(assembled(upper, lower), "x", between(rng, 0, 90))
    arm = tube([(-0.3, 0, 0), (-1.4, -0.3, 0.1), (-2.2, -0.9, 0)], 0.25, segments=5)
    return scaled(assembled(claw, arm), size)


def _crab(rng: np.random.Generator) -> Mesh:
    """A crab or, longer, a lobster."""
    is_lobster = chance(rng, 0.25)
    radii = (
        (0.4, 0.2, 0.16) if is_lobster else (0.35, between(rng, 0.4, 0.6), between(rng, 0.15, 0.3))
    )
    parts = [ball(radii, segments=int(rng.integers(6, 12)), rings=6)]
    legs = _arched_legs(rng, int(rng.integers(3, 5)), 0.55, 0.15, 0.05, radii[1] * 0.6)
    size = between(rng, 0.2, 0.35)
    claws = mirrored(moved(_claw(rng, size), (0.45 + size * 1.5, radii[1] * 0.9, 0.1)), "y")
    stalk = tube([(0.25, 0.12, 0.1), (0.32, 0.14, 0.32)], 0.025, segments=4)
    eyes = mirrored(assembled(stalk, ball(0.06, (0.32, 0.14, 0.35), segments=6, rings=4)), "y")
    if is_lobster:
        path = [(-0.3, 0, 0), (-0.8, 0, 0.02), (-1.1, 0, -0.05)]
        parts.append(_rod(path, [(0.17, 0.12), (0.12, 0.08), (0.25, 0.03)], 7))
    return _grounded(assembled(parts, legs, claws, eyes))


def _insect(rng: np.random.Generator) -> Mesh:
    """Ant, bee, beetle, caterpillar, ladybird."""
    kind = int(rng.integers(4))
    if kind == 3:
        count, size = int(rng.integers(4, 8)), between(rng, 0.16, 0.22)
        lift = [0.08 * np.sin(k * 1.3) for k in range(count)]
        parts = [
            ball(size, (k * size * 1.4, 0, lift[k]), segments=8, rings=6) for k in range(count)
        ]
        x = (count - 1) * size * 1.4
        feeler = tube([(x, 0.05, size), (x + 0.1, 0.12, size * 2)], 0.02, segments=4)
        return _grounded(assembled(parts, mirrored(feeler, "y")))
    rear = ((0.35, 0.18, 0.17), (0.38, 0.24, 0.24), (0.5, 0.38, 0.3))[kind]
    parts = [ball(rear, (-0.35, 0, 0.05), segments=9, rings=6)]
    parts.append(ball(between(rng, 0.14, 0.2), (0.08, 0, 0.03), segments=7, rings=5))
    parts.append(ball(between(rng, 0.14, 0.24), (0.35, 0, 0.08), segments=8, rings=6))
    feeler = tube([(0.45, 0.06, 0.2), (0.6, 0.14, 0.4), (0.75, 0.16, 0.4)], 0.018, segments=4)
    parts += mirrored(feeler, "y")
    parts += _arched_legs(rng, 3, 0.5, 0.15, 0.03, 0.08)
    if kind == 1:
        wing = ball((0.14, 0.32, 0.015), (0, 0.32, 0), segments=8, rings=5)
        wing = moved(turned(turned(wing, "x", 25), "z", 25), (0.0, 0.05, 0.2))
        parts += mirrored(wing, "y")
    return _grounded(assembled(parts))


def _butterfly(rng: np.random.Generator) -> Mesh:
    """Butterfly or dragonfly, wings raised by some angle."""
    lift, is_slim = between(rng, 0, 60), chance(rng, 0.3)
    long = 0.9 if is_slim else 0.45
    body = tube([(-long, 0, 0), (-0.1, 0, 0), (0.3, 0, 0)], (0.03, 0.07, 0.06), segments=6)
    wings = []
    slim = 0.15 if is_slim else between(rng, 0.3, 0.42)
    for x, turn, size in ((0.12, -15, 1.0), (-0.1, 25, 0.75)):
        wing = ball((slim * size, 0.42 * size, 0.012), (0, 0.42 * size, 0), segments=9, rings=6)
        wing = turned(turned(wing, "z", turn), "x", lift)
        wings += mirrored(moved(wing, (x, 0.03, 0.03)), "y")
    feeler = tube([(0.3, 0.02, 0.03), (0.55, 0.12, 0.15)], 0.012, segments=3)
    head = ball(0.08, (0.35, 0, 0.02), segments=7, rings=5)
    return _grounded(assembled(body, head, wings, mirrored(feeler, "y")))


def _frog(rng: np.random.Generator) -> Mesh:
    sides, tilt = max(_sides(rng), 5), between(rng, 10, 40)
    wide = between(rng, 0.28, 0.4)
    body = turned(ball((0.45, wide, 0.25), segments=sides + 2, rings=7), "y", -tilt)
    eye = ball(between(rng, 0.08, 0.15), (0.28, wide * 0.55, 0.4), segments=8, rings=5)
    thigh = turned(ball((0.3, 0.11, 0.14), segments=8, rings=5), "z", 25)
    thigh = moved(thigh, (-0.25, wide, -0.12))
    shin = _rod([(-0.05, wide + 0.12, -0.12), (-0.45, wide + 0.15, -0.26)], (0.08, 0.06), sides)
    foot = rounded((0.4, 0.2, 0.06), (-0.25, wide + 0.18, -0.33), radius=0.03, steps=1)
    fore = _rod(
        [(0.25, wide * 0.7, -0.05), (0.3, wide, -0.18), (0.35, wide * 0.9, -0.3)], 0.06, sides
    )
    return _grounded(assembled(body, *(mirrored(p, "y") for p in (eye, thigh, shin, foot, fore))))


def _webbed_wing(rng: np.random.Generator, span: float, chord: float) -> Mesh:
    """A bat's or dragon's wing along +Y: a scalloped web under a bony arm."""
    fingers, rise = int(rng.integers(3, 5)), between(rng, 0.05, 0.45)
    outline = [
        (0.0, 0.0),
        (0.15 * span, rise * span),
        (0.75 * span, rise * span * 1.1),
        (span, rise * 0.5),
    ]
    for k in range(fingers):
        share = 1 - (k + 0.5) / fingers
        outline.append((share * span, -chord * 0.35))
        outline.append(((share - 0.5 / fingers) * span, -chord))
    web = turned(prism(np.array(outline), 0.02), "z", 90)
    return turned(web, "y", between(rng, 0, 80))


def _bat(rng: np.random.Generator) -> Mesh:
    size = between(rng, 0.16, 0.3)
    parts = [ball((size, size * 0.9, size * 1.2), segments=9, rings=6)]
    parts.append(ball(size * 0.75, (0.05, 0, size * 1.5), segments=9, rings=6))
    ear = cylinder(size * 0.3, size * 0.9, (0, size * 0.45, size * 2.0), top=0.0, segments=4)
    wing = _webbed_wing(rng, between(rng, 0.7, 1.1), between(rng, 0.3, 0.5))
    leg = tube([(0, 0.08, -size), (0, 0.08, -size * 1.6)], 0.03, segments=4)
    pairs = (ear, moved(wing, (0, size * 0.6, size * 0.3)), leg)
    return _grounded(assembled(parts, *(mirrored(part, "y") for part in pairs)))


def _snail(rng: np.random.Generator) -> Mesh:
    foot = _rod(
        [(-0.6, 0, 0), (0.1, 0, 0.02), (0.5, 0, 0.1), (0.62, 0, 0.35)], (0.05, 0.15, 0.14, 0.12), 8
    )
    angles = np.linspace(0, 2 * np.pi * 2.2, 22)
    reach = np.linspace(0.27, 0.05, 22)
    coil = np.column_stack(
        [np.cos(angles) * reach, np.linspace(0, 0.12, 22), np.sin(angles) * reach]
    )
    shell = moved(tube(coil, np.linspace(0.2, 0.05, 22), segments=7), (-0.15, -0.03, 0.45))
    stalk = tube([(0.6, 0.06, 0.4), (0.7, 0.12, 0.65)], (0.03, 0.04), segments=5)
    return _grounded(assembled(foot, shell, mirrored(stalk, "y")))


def _dragon(rng: np.random.Generator) -> Mesh:
    beast = _beast(rng, "sauropod")
    beast = replace(
        beast, leg=beast.leg * 0.8, neck=beast.neck * 0.6, snout=0.25, head=beast.head * 1.3
    )
    beast, sides = replace(beast, extra="horns", deep=0.24, wide=0.2), _sides(rng)
    parts = [_torso(rng, beast, sides), *_front(rng, beast, sides), *_tail(rng, beast, sides)]
    for x in (0.35, -0.35):
        leg = _leg(rng, beast, sides, is_hind=x < 0, swing=0, out=0)
        parts += mirrored(moved(leg, (x, beast.wide * 0.8, 0)), "y")
    wing = _webbed_wing(rng, between(rng, 0.8, 1.6), between(rng, 0.4, 0.8))
    return _grounded(assembled(parts, mirrored(moved(wing, (0.15, 0.1, beast.deep * 0.7)), "y")))


# Characters


@dataclass(frozen=True)
class _Body:
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
class _Pose:
    """Angles in degrees: arms away from the body and to the front, elbows, legs to the front."""

    lift: tuple[float, float]
    reach: tuple[float, float]
    elbow: tuple[float, float]
    stride: tuple[float, float] = (0.0, 0.0)
    knee: tuple[float, float] = (0.0, 0.0)
    apart: float = 3.0


@dataclass(frozen=True)
class _Figure:
    """A figure's parts so far, and where further ones go."""

    parts: list[Mesh]
    head: Vector
    neck: Vector
    hips: Vector
    shoulders: tuple[Vector, Vector]
    hands: tuple[Vector, Vector]
    knees: tuple[Vector, Vector]
    feet: tuple[Vector, Vector]


def _adult(rng: np.random.Generator) -> _Body:
    bulk = between(rng, 0.75, 1.4)
    return _Body(
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


def _child(rng: np.random.Generator) -> _Body:
    return _Body(
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


def _pose(rng: np.random.Generator) -> _Pose:
    """T-pose, A-pose, arms down, walking, holding something before the body, waving, sitting."""
    kind = rng.choice(7, p=[0.26, 0.2, 0.24, 0.12, 0.08, 0.06, 0.04])
    down = between(rng, 4, 18)
    if kind == 0:
        apart = between(rng, 1, 8)
        return _Pose((90, 90), (0, 0), (0, 0), apart=apart)
    if kind == 1:
        lift = between(rng, 28, 62)
        return _Pose((lift, lift), (0, 0), (0, between(rng, 0, 10)), apart=between(rng, 2, 10))
    if kind == 2:
        bend = between(rng, 0, 25)
        return _Pose((down, down), (0, 0), (bend, bend), apart=between(rng, 0, 10))
    if kind == 3:
        swing = between(rng, 15, 45)
        elbow, knee = between(rng, 5, 80), between(rng, 5, 60)
        return _Pose((down, down), (swing, -swing), (elbow, elbow), (-swing, swing), (knee, 5.0))
    if kind == 4:
        reach, elbow = between(rng, 0, 60), between(rng, 30, 90)
        return _Pose((down, down), (reach, reach * rng.random()), (elbow, elbow), apart=8)
    if kind == 5:
        return _Pose((between(rng, 110, 165), down), (0, 0), (0, 10), apart=6)
    return _Pose((down, down), (20, 20), (50, 50), (88, 88), (88, 88), apart=6)


def _figure(rng: np.random.Generator, body: _Body, pose: _Pose) -> _Figure:
    """Torso, neck, arms with hands, legs with feet: all but the head."""
    hips = np.array([0.0, 0.0, body.leg])
    chest = hips + (0, 0, body.torso)
    parts = [
        _trunk(rng, body, hips),
        _rod(
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
    return _Figure(
        parts, head, chest, hips, tuple(shoulders), tuple(hands), tuple(knees), tuple(feet)
    )


def _trunk(rng: np.random.Generator, body: _Body, hips: Vector) -> Mesh:
    waist = min(body.shoulder, body.hip) * between(rng, 0.78, 1.05)
    belly = body.deep * between(rng, 0.8, 1.15)
    z = np.array([-0.06, 0.08, 0.4, 0.75, 0.97]) * body.torso
    wide = (body.hip * 0.9, body.hip, waist, body.shoulder * 0.97, body.shoulder * 0.62)
    deep = (body.deep * 0.85, body.deep * 0.95, belly, body.deep * 1.05, body.deep * 0.65)
    path = np.column_stack([0 * z, 0 * z, z]) + hips
    return _rod(path, np.column_stack([deep, wide]), max(body.sides, 6), cap=0.15)


def _arm(
    rng: np.random.Generator, body: _Body, pose: _Pose, index: int, side: float, shoulder: Vector
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
    palm = _rod(
        [wrist, hand + lower * body.limb * 0.5], (body.limb * 0.6, body.limb * 0.85), body.sides
    )
    parts = [_rod(path, radii, body.sides), palm]
    if chance(rng, 0.3):
        forth = np.array([0, -1.0, 0])
        thumb = [wrist + lower * 0.02, wrist + lower * body.limb + forth * body.limb * 1.4]
        parts.append(_rod(thumb, body.limb * 0.3, 5))
    return assembled(parts), hand


def _human_leg(
    rng: np.random.Generator, body: _Body, pose: _Pose, index: int, side: float, hips: Vector
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
    return assembled(_rod(path, radii, body.sides), moved(shoe, at)), knee, ankle


def _skull(rng: np.random.Generator, body: _Body) -> Mesh:
    """A head around the origin: egg, ball, rounded box, with some of its features."""
    size, kind = body.head, int(rng.integers(4))
    if kind == 0:
        made = rounded((size * 1.7, size * 1.75, size * 1.9), (0, 0, -size), radius=size * 0.5)
    elif kind == 1:
        path = [(0, -0.15 * size, -0.75 * size), (0, 0, -0.1 * size), (0, 0, 0.55 * size)]
        made = _rod(path, np.array([(0.55, 0.5), (0.9, 0.78), (0.75, 0.68)]) * size, body.sides)
    else:
        made = ball((size * 0.88, size * 0.95, size), segments=body.sides + 2, rings=7)
    parts = [made]
    if chance(rng, 0.45):
        parts.append(_lump((size * 0.1, size * 0.2, size * 0.16), (0, -size, -0.1 * size), 6))
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
        return [cap, _rod(path, np.array([0.2, 0.35, 0.12]) * size, 6)]
    if kind == 4:
        bun = ball(size * 0.42, (0, size * 0.6, size * 1.15), segments=8, rings=6)
        return [cap, bun]
    if kind == 5:
        long = between(rng, 1.2, 2.6) * size
        path = [(0, size * 0.4, size * 0.4), (0, size * 0.6, -0.4 * long), (0, size * 0.75, -long)]
        return [cap, _rod(path, np.array([(0.7, 1.0), (0.5, 1.05), (0.25, 0.8)]) * size, 8)]
    tail = [
        (size * 0.9, 0, 0.2 * size),
        (size * 1.4, 0, 0),
        (size * 1.3, 0, -between(rng, 0.8, 1.6) * size),
    ]
    return [cap, *mirrored(_rod(tail, np.array([0.2, 0.3, 0.1]) * size, 6))]


def _hat(rng: np.random.Generator, size: float) -> list[Mesh]:
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
        return [*_pointed_hat(rng, size)]
    if kind == 4:
        cap = ball((size * 1.08, size * 1.1, size * 0.75), (0, 0.05 * size, z), segments=9, rings=6)
        return [cap, ball(size * 0.25, (0, 0.05 * size, z + size * 0.85), segments=6, rings=5)]
    return [cylinder(brim * 1.1, size * 0.8, (0, 0, z * 0.9), top=0.05, segments=10)]


def _pointed_hat(rng: np.random.Generator, size: float) -> list[Mesh]:
    tall, bend = size * between(rng, 1.5, 3), size * between(rng, -0.3, 1.0)
    z = size * 0.45
    path = [(0, 0, z), (0, 0.1 * bend, z + tall * 0.5), (0, bend, z + tall)]
    cone = tube(path, np.array([1.0, 0.5, 0.04]) * size, segments=9)
    return [cone, cylinder(size * between(rng, 1.5, 2.2), size * 0.1, (0, 0, z), segments=11)]


def _clothes(rng: np.random.Generator, body: _Body, figure: _Figure) -> list[Mesh]:
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
        parts.append(_cape(rng, body, figure))
    if chance(rng, 0.15):
        parts.append(_skirt(rng, body, figure, between(rng, 0.25, 0.6)))
    if chance(rng, 0.2):
        parts.append(
            moved(torus(body.limb * 1.2, body.limb * 0.45, segments=9, sides=5), figure.neck)
        )
    return parts


def _skirt(rng: np.random.Generator, body: _Body, figure: _Figure, share: float) -> Mesh:
    """A skirt or gown down that share of the legs."""
    long, flare = body.leg * share, between(rng, 1.2, 2.0)
    profile = [(0, -long), (flare, -long), (1.05, body.torso * 0.1), (0.85, body.torso * 0.35)]
    made = lathe([*profile, (0, body.torso * 0.35)], segments=int(rng.integers(7, 14)))
    deep = max(body.deep * 1.2, body.hip * 0.8)
    return moved(scaled(made, (body.hip, deep, 1)), figure.hips)


def _cape(rng: np.random.Generator, body: _Body, figure: _Figure) -> Mesh:
    long, flare = between(rng, 0.5, 1.0) * (body.torso + body.leg * 0.85), between(rng, 1.0, 1.7)
    rows = np.linspace(0, 1, 4)
    across = np.linspace(-1, 1, 5)
    grid = np.zeros((4, 5, 3))
    grid[:, :, 0] = body.shoulder * (0.85 + (flare - 0.85) * rows)[:, None] * across
    grid[:, :, 1] = body.deep * (1.0 + 1.2 * rows)[:, None] - body.deep * 0.6 * across**2
    grid[:, :, 2] = -(long * rows)[:, None]
    return moved(sheet(grid, 0.025), figure.neck)


def _held(rng: np.random.Generator, body: _Body, hand: Vector) -> Mesh:
    """A sword, axe, staff, gun, torch or shield in a hand."""
    tall = body.leg + body.torso
    kind = int(rng.integers(6))
    grip = cylinder(0.02, 0.2 * tall, (0, 0, -0.08 * tall), segments=6)
    if kind == 0:
        blade = [(-0.04, 0.1), (-0.035, 0.55), (0, 0.65), (0.035, 0.55), (0.04, 0.1)]
        made = assembled(
            grip, _fin(np.array(blade) * tall, 0.02), block((0.2, 0.05, 0.04), (0, 0, 0.09 * tall))
        )
        made = turned(made, "x", between(rng, 0, 100))
    elif kind == 1:
        head = _fin(np.array([(0, 0.4), (0.14, 0.5), (0.14, 0.28), (0, 0.35)]) * tall, 0.04)
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
        made = moved(_fin(np.array(outline) * tall, 0.04), (0, -0.08, 0))
    return moved(made, hand)


def _finished(figure: _Figure, *parts: Mesh | list[Mesh]) -> Mesh:
    return _grounded(assembled(figure.parts, *parts))


def _at_head(figure: _Figure, parts: list[Mesh]) -> list[Mesh]:
    return [moved(part, figure.head) for part in parts]


def _crowned(rng: np.random.Generator, body: _Body, figure: _Figure) -> list[Mesh]:
    """The head with hair, a hat or nothing, sometimes a beard."""
    parts = [_skull(rng, body)]
    if chance(rng, 0.6):
        parts += _hair(rng, body.head)
    if chance(rng, 0.25):
        parts += _hat(rng, body.head)
    if chance(rng, 0.12):
        parts.append(_beard(rng, body.head))
    return _at_head(figure, parts)


def _beard(rng: np.random.Generator, size: float) -> Mesh:
    long = size * between(rng, 0.5, 2)
    path = [(0, -size * 0.75, -size * 0.35), (0, -size * 0.85, -size * 0.4 - long)]
    return _rod(path, np.array([(0.3, 0.6), (0.1, 0.15)]) * size, 7)


def _human(rng: np.random.Generator) -> Mesh:
    """An adult of natural or stylised proportions, in some clothes."""
    body = _adult(rng)
    figure = _figure(rng, body, _pose(rng))
    held = [_held(rng, body, figure.hands[1])] if chance(rng, 0.12) else []
    return _finished(figure, _crowned(rng, body, figure), _clothes(rng, body, figure), held)


def _chibi(rng: np.random.Generator) -> Mesh:
    """A child-like figure with a large head."""
    body = _child(rng)
    figure = _figure(rng, body, _pose(rng))
    held = [_held(rng, body, figure.hands[1])] if chance(rng, 0.2) else []
    return _finished(figure, _crowned(rng, body, figure), _clothes(rng, body, figure), held)


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
        extras += [moved(part, middle) for part in _hat(rng, head)]
    if chance(rng, 0.15):
        extras.append(
            block((wide * 0.8, deep * 0.8, torso * 0.7), (0, deep * 0.9, leg + 0.15 * torso))
        )
    return _grounded(assembled(parts, extras))


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
        parts.append(_rod(plume, np.array([0.12, 0.25, 0.1]) * size, 6))
    return parts


def _knight(rng: np.random.Generator) -> Mesh:
    """Armour: pauldrons, breastplate, helmet, boots, often weapon and shield."""
    body = _child(rng) if chance(rng, 0.3) else _adult(rng)
    body = replace(body, limb=body.limb * between(rng, 1.1, 1.4))
    figure, sides = _figure(rng, body, _pose(rng)), body.sides
    parts = []
    size = body.limb * between(rng, 1.4, 2.2)
    for side, shoulder, knee in zip((1, -1), figure.shoulders, figure.knees, strict=True):
        pad = ball((size * 1.15, size, size * 0.8), segments=8, rings=5)
        parts.append(moved(turned(pad, "y", side * 25), shoulder + (side * 0.03, 0, 0.03)))
        parts.append(_lump((body.limb, body.limb, body.limb), tuple(knee + (0, -0.04, 0)), sides))
    plate = (body.shoulder * 0.95, body.deep * 1.3, body.torso * 0.4)
    parts.append(
        ball(plate, tuple(figure.hips + (0, -0.02, body.torso * 0.65)), segments=10, rings=6)
    )
    if chance(rng, 0.6):
        parts.append(_skirt(rng, body, figure, between(rng, 0.15, 0.4)))
    if chance(rng, 0.35):
        parts.append(_cape(rng, body, figure))
    if chance(rng, 0.55):
        parts.append(_held(rng, body, figure.hands[1]))
    if chance(rng, 0.35):
        disc = turned(cylinder(0.25 * (body.leg + body.torso), 0.04, segments=12), "x", 90)
        parts.append(moved(disc, figure.hands[0] + (0, -0.06, 0.05)))
    head = [_skull(rng, body), *_helmet(rng, body.head)]
    return _finished(figure, parts, _at_head(figure, head))


def _soldier(rng: np.random.Generator) -> Mesh:
    """Vest, pouches, helmet, pack, gun: soldiers, policemen, firemen."""
    body = _adult(rng)
    figure = _figure(rng, body, _pose(rng))
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
    head = [_skull(rng, body), cap]
    return _finished(figure, parts, _at_head(figure, head))


def _wizard(rng: np.random.Generator) -> Mesh:
    """A robe to the ground, a pointed hat or hood, a beard, a staff: also monks and witches."""
    body = _child(rng) if chance(rng, 0.4) else _adult(rng)
    figure = _figure(rng, body, _pose(rng))
    parts = [_skirt(rng, body, figure, between(rng, 0.75, 1.0))]
    for hand, shoulder in zip(figure.hands, figure.shoulders, strict=True):
        sleeve = [shoulder, shoulder * 0.15 + hand * 0.85]
        parts.append(
            tube(sleeve, (body.limb * 1.1, body.limb * between(rng, 1.5, 2.4)), segments=8)
        )
    head = [_skull(rng, body)]
    if chance(rng, 0.7):
        head += _pointed_hat(rng, body.head)
    else:
        hood = [(0, 0.0, -body.head * 0.9), (0, 0.1 * body.head, 0.2 * body.head)]
        hood.append((0, 0.5 * body.head, body.head * between(rng, 1.1, 1.6)))
        head.append(_rod(hood, np.array([1.1, 1.15, 0.25]) * body.head, 8))
    if chance(rng, 0.6):
        head.append(_beard(rng, body.head))
    if chance(rng, 0.6):
        staff = cylinder(0.03, (body.leg + body.torso) * 1.2, segments=6)
        at = figure.hands[1] * (1, 1, 0)
        parts += [moved(staff, at), moved(ball(0.08, (0, 0, (body.leg + body.torso) * 1.22)), at)]
    if chance(rng, 0.3):
        parts.append(_cape(rng, body, figure))
    return _finished(figure, parts, _at_head(figure, head))


def _dressed(rng: np.random.Generator) -> Mesh:
    """A woman or girl in a dress, princess or anime-like."""
    body = _child(rng) if chance(rng, 0.45) else _adult(rng)
    body = replace(body, limb=body.limb * 0.8, shoulder=body.shoulder * 0.88)
    figure = _figure(rng, body, _pose(rng))
    parts = [_skirt(rng, body, figure, between(rng, 0.3, 0.98))]
    if chance(rng, 0.6):
        bust = ball(
            body.deep * 0.5,
            (body.shoulder * 0.42, -body.deep * 0.75, body.torso * 0.68),
            segments=7,
        )
        parts += [moved(part, figure.hips) for part in mirrored(bust)]
    head = [_skull(rng, body), *_hair(rng, body.head)]
    if chance(rng, 0.2):
        head += _hat(rng, body.head)
    return _finished(figure, parts, _at_head(figure, head))


def _robot(rng: np.random.Generator) -> Mesh:
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
    pose = _pose(rng)
    for index, side in enumerate((1.0, -1.0)):
        limb = _robot_limb(rng, arm, thick, segments)
        claw = around(block((0.04, 0.03, thick * 1.8), (thick * 0.7, 0, -arm - thick * 1.8)), 3)
        limb = assembled(limb, claw if chance(rng, 0.5) else ball(thick * 1.2, (0, 0, -arm)))
        limb = turned(turned(limb, "x", -pose.reach[index]), "y", -side * pose.lift[index])
        parts.append(moved(limb, (side * (wide / 2 + thick), 0, leg + torso * 0.85)))
        shin = turned(_robot_limb(rng, leg, thick * 1.2, segments), "x", -pose.stride[index] * 0.5)
        foot = block((thick * 3, thick * 5, thick * 1.5), (0, -thick, -leg), top=0.75)
        parts.append(moved(assembled(shin, foot), (side * wide * taper * 0.3, 0, leg)))
    return _grounded(assembled(parts))


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
    return _grounded(
        assembled(parts, screen, moved(_robot_head(rng, 0.18), (0, 0, 0.23 + size[2])))
    )


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
    return _grounded(assembled(parts, moved(_robot_head(rng, 0.22), (0, 0, 0.42 + tall))))


def _skeleton(rng: np.random.Generator) -> Mesh:
    """Bones: rib cage, spine, pelvis, thin limbs, a skull."""
    body = _child(rng) if chance(rng, 0.3) else _adult(rng)
    body = replace(body, limb=between(rng, 0.025, 0.04))
    figure = _figure(rng, body, _pose(rng))
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
    return _grounded(assembled(figure.parts[2:], bones, _at_head(figure, skull)))


def _monster(rng: np.random.Generator) -> Mesh:
    """Orc, ogre, golem, alien, demon, zombie: broken proportions, horns, hunch, tail, wings."""
    body = _adult(rng)
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
    lurch = _Pose((5, 5), (reach, reach * 0.85), (10, 0), (-10, 12), (15, 5))
    figure = _figure(rng, body, lurch if kind == 3 else _pose(rng))
    size, head = body.head, [_skull(rng, body)]
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
        wing = moved(_webbed_wing(rng, 0.9, 0.6), (0, 0, 0))
        wings = [turned(part, "z", -90) for part in mirrored(wing, "y")]
        parts += [moved(part, figure.neck + (0, body.deep, -0.15)) for part in wings]
    if chance(rng, 0.3):
        parts.append(_held(rng, body, figure.hands[1]))
    return _finished(figure, parts, _at_head(figure, head))


def _bean(rng: np.random.Generator) -> Mesh:
    """One capsule for head and body, stub limbs, a visor or face."""
    wide, tall = between(rng, 0.28, 0.45), between(rng, 0.8, 1.2)
    sides = int(rng.integers(8, 15))
    path = [(0, 0, 0.3 + wide * 0.3), (0, 0, 0.3 + tall * 0.5), (0, 0, 0.3 + tall)]
    parts = [_rod(path, np.array([1, 1, between(rng, 0.75, 1)]) * wide, sides)]
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
        parts += mirrored(_rod(arm, 0.09, 8))
    if chance(rng, 0.3):
        parts += [moved(part, (0, 0, 0.3 + tall)) for part in _hat(rng, wide * 0.9)]
    return _grounded(assembled(parts))


def _mascot(rng: np.random.Generator) -> Mesh:
    """An animal that stands like a person: ears, snout, often a tail; teddy bears too."""
    body = _child(rng)
    figure = _figure(rng, body, _pose(rng))
    beast = replace(_beast(rng, "dog", "cat", "fox", "bear", "rabbit", "mouse", "pig"), head=1.0)
    ears = {"long": 1.4, "round": 0.4, "pointy": 0.75}.get(beast.ears, 0.7)
    beast = replace(beast, ear=ears, snout=between(rng, 0.05, 0.5))
    head = turned(scaled(_head(rng, beast, body.sides), body.head), "z", -90)
    parts = []
    if chance(rng, 0.6):
        path = [(0, body.deep, 0.05), (0, body.deep + 0.2, 0.1), (0, body.deep + 0.3, 0.35)]
        parts.append(moved(_rod(path, (0.04, 0.06, 0.04), 6), figure.hips))
    return _finished(figure, parts, _clothes(rng, body, figure), _at_head(figure, [head]))


def _astronaut(rng: np.random.Generator) -> Mesh:
    """A thick suit, a round helmet with a visor, a pack with hoses."""
    body = _child(rng) if chance(rng, 0.5) else _adult(rng)
    body = replace(body, limb=body.limb * 1.5, deep=body.deep * 1.2, head=max(body.head, 0.18))
    body = replace(body, neck=-0.03, shoulder=body.shoulder * 1.15)
    figure = _figure(rng, body, _pose(rng))
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
    return _finished(figure, parts, _at_head(figure, helmet))


def _ghost(rng: np.random.Generator) -> Mesh:
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
    arm = _rod([(wide * 0.85, 0, tall * 0.5), (wide * 1.4, -0.1, tall * 0.55)], 0.09, 7)
    return _grounded(assembled(loft(rings), mirrored(eye), mirrored(arm)))
