"""Shapes that animals and characters share, the heads of beasts among them."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...datatypes import Mesh
from ..shapes import (
    Point,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    loft,
    mirrored,
    moved,
    prism,
    scaled,
    sheet,
    tube,
    turned,
)

Vector = NDArray[np.float64]


def rod(path: ArrayLike, radii: ArrayLike, sides: int, *, cap: float = 0.6) -> Mesh:
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


def lump(size: Point, at: Point, sides: int) -> Mesh:
    """An ellipsoid, or a box where four sides are asked for; `size` is its three radii."""
    if sides == 4:
        return block(
            (size[0] * 1.8, size[1] * 1.8, size[2] * 1.8), (at[0], at[1], at[2] - size[2] * 0.9)
        )
    return ball(size, at, segments=sides + 2, rings=max(4, sides - 2))


def drawn_sides(rng: np.random.Generator) -> int:
    return int(rng.choice([4, 5, 6, 8, 10, 12], p=[0.14, 0.12, 0.24, 0.26, 0.16, 0.08]))


def flat_fin(outline: ArrayLike, depth: float, at: Point = (0, 0, 0)) -> Mesh:
    """A flat fin in the XZ plane."""
    return prism(np.asarray(outline, float), depth, at=at)


@dataclass(frozen=True)
class Beast:
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
    "dog": (Beast(0.5, 0.06, 0.2, 0.17, 0.25, 45, 0.17, 0.17, 0.55, "any", 0.15, "up", 0.35), 5),
    "cat": (
        Beast(0.42, 0.045, 0.17, 0.14, 0.14, 35, 0.16, 0.05, 0.5, "pointy", 0.12, "up", 0.7),
        4,
    ),
    "cow": (
        Beast(
            0.5, 0.07, 0.29, 0.23, 0.22, 15, 0.18, 0.22, 0.75, "side", 0.13, "tuft", 0.55, "horns"
        ),
        4,
    ),
    "horse": (
        Beast(
            0.75, 0.06, 0.23, 0.18, 0.5, 52, 0.14, 0.28, 0.65, "pointy", 0.1, "hang", 0.6, "crest"
        ),
        5,
    ),
    "pig": (
        Beast(0.25, 0.08, 0.3, 0.27, 0.06, 0, 0.22, 0.12, 0.5, "pointy", 0.12, "curl", 0.12),
        4,
    ),
    "sheep": (
        Beast(
            0.35, 0.05, 0.27, 0.25, 0.15, 30, 0.15, 0.13, 0.65, "side", 0.1, "short", 0.1, "wool"
        ),
        4,
    ),
    "goat": (
        Beast(
            0.45, 0.05, 0.22, 0.18, 0.25, 45, 0.13, 0.17, 0.6, "side", 0.12, "short", 0.1, "horns"
        ),
        2,
    ),
    "deer": (
        Beast(
            0.7, 0.04, 0.2, 0.16, 0.38, 60, 0.12, 0.17, 0.55, "side", 0.14, "short", 0.1, "antlers"
        ),
        5,
    ),
    "fox": (
        Beast(0.4, 0.045, 0.16, 0.14, 0.18, 30, 0.15, 0.18, 0.38, "pointy", 0.17, "bushy", 0.65),
        3,
    ),
    "wolf": (
        Beast(0.52, 0.055, 0.2, 0.16, 0.25, 28, 0.16, 0.2, 0.5, "pointy", 0.13, "bushy", 0.5),
        3,
    ),
    "elephant": (
        Beast(
            0.55, 0.12, 0.36, 0.32, 0.12, 15, 0.26, 0.0, 0.6, "flap", 0.36, "tuft", 0.45, "trunk"
        ),
        4,
    ),
    "bear": (
        Beast(0.38, 0.11, 0.29, 0.25, 0.15, 15, 0.2, 0.14, 0.55, "round", 0.07, "short", 0.07),
        3,
    ),
    "rabbit": (
        Beast(0.22, 0.06, 0.24, 0.2, 0.1, 45, 0.19, 0.06, 0.6, "long", 0.38, "ball", 0.1),
        3,
    ),
    "mouse": (
        Beast(0.14, 0.04, 0.22, 0.19, 0.06, 10, 0.17, 0.14, 0.4, "round", 0.13, "thin", 0.8),
        2,
    ),
    "giraffe": (
        Beast(1.1, 0.06, 0.24, 0.18, 1.1, 65, 0.12, 0.2, 0.6, "side", 0.12, "tuft", 0.5, "nubs"),
        2,
    ),
    "lion": (
        Beast(
            0.48, 0.08, 0.22, 0.18, 0.2, 35, 0.18, 0.12, 0.65, "round", 0.07, "tuft", 0.6, "mane"
        ),
        2,
    ),
    "rhino": (
        Beast(
            0.38, 0.11, 0.31, 0.28, 0.12, 0, 0.19, 0.25, 0.75, "pointy", 0.1, "tuft", 0.35, "horn"
        ),
        1,
    ),
    "camel": (
        Beast(0.75, 0.06, 0.25, 0.2, 0.5, 40, 0.12, 0.2, 0.65, "side", 0.07, "tuft", 0.4, "humps"),
        1,
    ),
    "sauropod": (
        Beast(0.5, 0.12, 0.3, 0.26, 1.0, 48, 0.12, 0.12, 0.7, "none", 0.1, "thick", 1.2),
        3,
    ),
    "triceratops": (
        Beast(0.38, 0.1, 0.3, 0.26, 0.1, 0, 0.22, 0.22, 0.5, "none", 0.1, "thick", 0.7, "frill"),
        3,
    ),
    "stegosaurus": (
        Beast(
            0.4, 0.1, 0.32, 0.22, 0.25, -15, 0.11, 0.14, 0.6, "none", 0.1, "thick", 0.8, "plates"
        ),
        2,
    ),
    "lizard": (
        Beast(0.16, 0.05, 0.12, 0.16, 0.1, 5, 0.12, 0.2, 0.7, "none", 0.1, "thick", 1.1, "sprawl"),
        2,
    ),
    "crocodile": (
        Beast(
            0.17, 0.06, 0.13, 0.18, 0.1, 0, 0.12, 0.45, 0.75, "none", 0.1, "thick", 1.0, "sprawl"
        ),
        2,
    ),
}


def drawn_beast(rng: np.random.Generator, *kinds: str) -> Beast:
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


def beast_head(rng: np.random.Generator, beast: Beast, sides: int) -> Mesh:
    """A head looking along X, its skull around the origin."""
    size, muzzle = beast.head, beast.head * beast.muzzle
    wide = size * between(rng, 0.8, 1.05)
    parts = [lump((size, wide, size * between(rng, 0.85, 1.0)), (0, 0, 0), sides)]
    if beast.snout > 0:
        tip = size * 0.75 + beast.snout
        drop = -size * between(rng, 0.15, 0.35)
        path = [(size * 0.2, 0, drop * 0.6), (tip, 0, drop)]
        end = muzzle * between(rng, 0.65, 1.0)
        parts.append(rod(path, [(muzzle * 1.1, muzzle), (end, end * 0.9)], sides, cap=0.3))
        if chance(rng, 0.5):
            nose = muzzle * 0.35
            parts.append(lump((nose, nose, nose), (tip + end * 0.3, 0, drop + end * 0.5), sides))
    if chance(rng, 0.5):
        eye = size * between(rng, 0.1, 0.22)
        place = (size * 0.7, wide * 0.6, size * 0.3)
        parts += mirrored(ball(eye, place, segments=6, rings=4), "y")
    parts += _ears(rng, beast, wide)
    return assembled(parts, _headgear(rng, beast))


def _ears(rng: np.random.Generator, beast: Beast, wide: float) -> list[Mesh]:
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


def _headgear(rng: np.random.Generator, beast: Beast) -> list[Mesh]:
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
    trunk = rod(path, np.array([0.45, 0.36, 0.27, 0.2]) * size, 8)
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


def spread_wing(
    length: float, chord: float, sweep: float, bend: float, *, drop: float = 0.0
) -> Mesh:
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


def webbed_wing(rng: np.random.Generator, span: float, chord: float) -> Mesh:
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
