"""Shapes that furniture shares: it stands on z = 0, its front towards -Y, its width along X."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ...datatypes import Mesh
from ..parts import Profile, rod_between
from ..shapes import (
    Point,
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
    solid,
    torus,
    tube,
    turned,
)


def case(rng: np.random.Generator, size: Point, at: Point = (0, 0, 0)) -> Mesh:
    """A box, its edges sharp or bevelled."""
    if chance(rng, 0.6):
        return block(size, at)
    return rounded(size, at, radius=min(size) * between(rng, 0.05, 0.3), steps=1)


def cushion(rng: np.random.Generator, size: Point, at: Point = (0, 0, 0)) -> Mesh:
    """A cushion: soft edges mostly, a plain box now and then."""
    if chance(rng, 0.25):
        return block(size, at)
    steps = int(rng.integers(1, 4))
    return rounded(size, at, radius=min(size) * between(rng, 0.15, 0.48), steps=steps)


def sheared(mesh: Mesh, slope: tuple[float, float], level: float) -> Mesh:
    """The mesh leaning by (x, y) for each unit of height above `level`."""
    vertices = mesh.vertices.copy()
    vertices[:, :2] += (vertices[:, 2:] - level) * slope
    return solid(vertices, mesh.faces)


def arched(width: float, low: float, high: float, rise: float, steps: int = 8) -> Profile:
    """A rectangle in X and Z whose upper side bows up by `rise`."""
    across = np.linspace(0.5, -0.5, steps + 1)
    bow = [(float(x * width), float(high + rise * (1 - 4 * x * x))) for x in across]
    return [(-width / 2, low), (width / 2, low), *bow]


def arc_wall(
    radii: tuple[float, float], turn: tuple[float, float], low: float, high: Sequence[float]
) -> Mesh:
    """An upright wall between two radii about Z, from one angle to another, its top at `high`."""
    sections = []
    for angle, top in zip(np.radians(np.linspace(*turn, len(high))), high, strict=True):
        inner, outer = (np.array([np.cos(angle), np.sin(angle)]) * radius for radius in radii)
        sections.append([[*inner, low], [*inner, top], [*outer, top], [*outer, low]])
    return loft(sections)


def turned_leg(rng: np.random.Generator, height: float, size: float) -> Mesh:
    """A leg from the lathe, with beads and narrow places."""
    count = int(rng.integers(3, 7))
    levels = np.linspace(0, height, count + 1)
    radii = size / 2 * rng.uniform(0.5, 1.1, count + 1)
    profile = [(0.0, 0.0), *zip(radii.tolist(), levels.tolist(), strict=True), (0.0, height)]
    return lathe(profile, segments=int(rng.choice([6, 8, 10])))


def drawn_leg(rng: np.random.Generator, height: float, size: float) -> Mesh:
    """A leg standing on the origin: square, tapered, round, a cone or from the lathe."""
    style = rng.choice(5, p=[0.38, 0.22, 0.16, 0.14, 0.1])
    if style == 0:
        return block((size, size, height))
    if style == 1:
        foot = between(rng, 0.45, 0.8)
        return block((size * foot, size * foot, height), top=1 / foot)
    if style == 2:
        return cylinder(size / 2, height, segments=int(rng.choice([6, 8, 12])))
    if style == 3:
        foot = between(rng, 0.4, 0.7)
        return cylinder(size / 2 * foot, height, top=1 / foot, segments=8)
    return turned_leg(rng, height, size)


def four_legs(
    rng: np.random.Generator,
    width: float,
    depth: float,
    height: float,
    size: float,
    splay: float = 0,
) -> list[Mesh]:
    """Four legs alike under the corners of a rectangle, splayed outwards by a slope."""
    leg = drawn_leg(rng, height, size)
    return [
        moved(
            sheared(leg, (-x * splay, -y * splay), height),
            (x * (width - size) / 2, y * (depth - size) / 2, 0),
        )
        for x in (-1, 1)
        for y in (-1, 1)
    ]


def bar_row(
    start: Point, end: Point, step: Point, count: int, radius: float, *, square: bool = False
) -> list[Mesh]:
    """`count` alike rods, the first from `start` to `end`, each a `step` further."""
    segments = 4 if square else 6
    first, last, move = np.array(start), np.array(end), np.array(step)
    return [
        tube([first + move * k, last + move * k], radius, segments=segments) for k in range(count)
    ]


def feet(width: float, depth: float, height: float, size: float) -> list[Mesh]:
    return [
        block((size, size, height), (x * (width - size) / 2, y * (depth - size) / 2, 0))
        for x in (-1, 1)
        for y in (-1, 1)
    ]


def slat_row(
    rng: np.random.Generator, width: float, span: float, thick: float, count: int
) -> list[Mesh]:
    """Planks along X side by side over y = -span / 2 .. span / 2, their tops at z = 0."""
    pitch = span / count
    share = between(rng, 0.7, 0.95)
    return [
        block((width, pitch * share, thick), (0, (k + 0.5) * pitch - span / 2, -thick))
        for k in range(count)
    ]


def beam(ends: Sequence[Point], width: float, thick: float) -> Mesh:
    """A square bar between two points of one plane across X, `width` wide along X."""
    (x, y0, z0), (_, y1, z1) = ends
    reach = np.hypot(y1 - y0, z1 - z0)
    normal = np.array([-(z1 - z0), y1 - y0]) / max(reach, 1e-9) * thick / 2
    outline = [(y0, z0) - normal, (y1, z1) - normal, (y1, z1) + normal, (y0, z0) + normal]
    return moved(turned(prism(outline, width), "z", 90), (x, 0, 0))


def books(rng: np.random.Generator, low: Point, high: Point, share: float) -> list[Mesh]:
    """Upright books, standing between two corners of a compartment, over a share of its width."""
    x, end = low[0], low[0] + (high[0] - low[0]) * share
    room, deep = high[2] - low[2], high[1] - low[1]
    if chance(rng, 0.06):
        return [box((x, low[1] + deep * 0.2, low[2]), (end, high[1], low[2] + room * 0.75))]
    pitch = room * between(rng, 0.12, 0.4)
    books = []
    while x < end - pitch * 0.5 and len(books) < 14:
        thick = min(pitch * between(rng, 0.6, 1.4), end - x)
        tall, reach = room * between(rng, 0.6, 0.95), deep * between(rng, 0.65, 0.95)
        book = box((x, high[1] - reach, low[2]), (x + thick * 0.95, high[1], low[2] + tall))
        books.append(book)
        x += thick
    if books and share < 0.9 and chance(rng, 0.6):
        lean = between(rng, 0.15, 0.35)
        fallen = sheared(books[-1], (-lean, 0), low[2])
        books[-1] = moved(fallen, (lean * room * 0.8, 0, 0))
    return books


def _pile(rng: np.random.Generator, low: Point, high: Point) -> list[Mesh]:
    """Books lying on each other, or an ornament."""
    wide, deep, room = (high[k] - low[k] for k in range(3))
    middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    if chance(rng, 0.4):
        return [
            cylinder(
                min(wide, deep, room) * 0.3, room * 0.6, (*middle, low[2]), top=0.6, segments=8
            )
        ]
    count = int(rng.integers(2, 5))
    thick = room * 0.6 / count
    size = (min(wide * 0.7, room), deep * 0.8, thick)
    return [block(size, (*middle, low[2] + k * thick)) for k in range(count)]


def filled(rng: np.random.Generator, low: Point, high: Point, fill: float) -> list[Mesh]:
    """What stands in one compartment of a shelf of which a share `fill` is filled."""
    if not chance(rng, fill):
        return []
    if chance(rng, 0.15):
        return _pile(rng, low, high)
    return books(rng, low, high, 1.0 if chance(rng, 0.4) else between(rng, 0.35, 1.0))


def shelf_case(
    rng: np.random.Generator, size: Point, columns: int, rows: int, fill: float, backed: bool
) -> list[Mesh]:
    """An open case of columns and rows with boards of one thickness, filled with books."""
    width, depth, tall = size
    board = between(rng, 0.05, 0.1) if chance(rng, 0.2) else between(rng, 0.018, 0.05)
    plinth = between(rng, 0.0, 0.1) if chance(rng, 0.5) else 0.0
    xs = np.linspace(-width / 2 + board / 2, width / 2 - board / 2, columns + 1)
    zs = np.linspace(plinth + board / 2, tall - board / 2, rows + 1)
    parts = [block((board, depth, tall), (x, 0, 0)) for x in (xs[0], xs[-1])]
    parts += [block((board, depth * 0.97, tall - plinth), (x, 0, plinth)) for x in xs[1:-1]]
    parts += [block((width - board, depth * 0.96, board), (0, 0, z - board / 2)) for z in zs]
    if backed:
        parts.append(
            block((width - board, board * 0.5, tall - plinth), (0, depth / 2 - board / 2, plinth))
        )
    if plinth:
        parts.append(block((width - board, depth * 0.9, plinth), (0, 0, 0)))
    for x0, x1 in zip(xs[:-1], xs[1:], strict=True):
        for z0, z1 in zip(zs[:-1], zs[1:], strict=True):
            low = (x0 + board / 2, -depth / 2, z0 + board / 2)
            high = (x1 - board / 2, depth / 2 - board, z1 - board / 2)
            parts += filled(rng, low, high, fill)
    return parts


def cornice(rng: np.random.Generator, size: Point) -> list[Mesh]:
    """A moulding on top of a case, and sometimes a foot or an arch."""
    width, depth, tall = size
    parts = [block((width * 1.06, depth * 1.12, 0.06), (0, 0, tall - 0.02))]
    if chance(rng, 0.5):
        parts.append(block((width * 1.05, depth * 1.1, 0.09), (0, 0, 0)))
    if chance(rng, 0.3):
        rise = between(rng, 0.1, 0.25)
        parts.append(prism(arched(width, tall, tall + 0.06, rise), 0.05, at=(0, -depth * 0.4, 0)))
    return parts


class _Look(NamedTuple):
    """How the fronts of one cabinet are made."""

    handle: int  # 0 knob, 1 bar, 2 ring, 3 none
    frame: int  # 0 flat, 1 a raised rim, 2 a raised middle
    proud: float  # how far doors stand out of the case
    size: float  # of a handle


def front_look(rng: np.random.Generator) -> _Look:
    handle = int(rng.choice(4, p=[0.4, 0.4, 0.08, 0.12]))
    proud = between(rng, 0.01, 0.045)
    return _Look(handle, int(rng.choice(3, p=[0.5, 0.3, 0.2])), proud, between(rng, 0.012, 0.03))


def _handle(look: _Look, at: Point, length: float, upright: bool) -> list[Mesh]:
    """A knob, bar or ring at a point of a front."""
    x, y, z = at
    if look.handle == 0:
        return [ball(look.size, (x, y - look.size * 0.7, z), segments=6, rings=4)]
    if look.handle == 1:
        size = (
            (look.size, look.size * 1.5, length)
            if upright
            else (length, look.size * 1.5, look.size)
        )
        return [block(size, (x, y - look.size * 0.7, z - size[2] / 2))]
    if look.handle == 2:
        ring = turned(torus(look.size * 1.8, look.size * 0.4, segments=8, sides=4), "x", 90)
        return [moved(ring, (x, y - look.size * 0.4, z - look.size))]
    return []


def front(rect: tuple[float, float, float, float], y: float, look: _Look, hinge: int) -> list[Mesh]:
    """A drawer (hinge 0) or a door hinged at the left (-1) or right (1), over (x0, z0, x1, z1)."""
    x0, z0, x1, z1 = rect
    gap = min(0.012, (x1 - x0) * 0.04, (z1 - z0) * 0.06)
    x0, z0, x1, z1 = x0 + gap, z0 + gap, x1 - gap, z1 - gap
    face = y - look.proud
    parts = [box((x0, face, z0), (x1, y + 0.01, z1))]
    rim = min(x1 - x0, z1 - z0) * 0.16
    if look.frame == 1:
        for low, high in (((x0, z0), (x1, z0 + rim)), ((x0, z1 - rim), (x1, z1))):
            parts.append(box((low[0], face - 0.015, low[1]), (high[0], face, high[1])))
        for low, high in (((x0, z0), (x0 + rim, z1)), ((x1 - rim, z0), (x1, z1))):
            parts.append(box((low[0], face - 0.015, low[1]), (high[0], face, high[1])))
    if look.frame == 2:
        parts.append(box((x0 + rim, face - 0.015, z0 + rim), (x1 - rim, face, z1 - rim)))
    front = face - (0.015 if look.frame else 0.0)
    if hinge:
        place = x1 - rim * 0.6 if hinge < 0 else x0 + rim * 0.6
        return parts + _handle(
            look, (place, front, (z0 + z1) / 2), min(0.25, (z1 - z0) * 0.35), True
        )
    middle = ((x0 + x1) / 2, front, (z0 + z1) / 2)
    return parts + _handle(look, middle, (x1 - x0) * 0.35, False)


def front_grid(
    rng: np.random.Generator,
    rect: tuple[float, float, float, float],
    y: float,
    look: _Look,
    columns: int,
    rows: int,
    drawers: bool = False,
) -> list[Mesh]:
    """A grid of doors or drawers over a rectangle of the case's front."""
    xs = np.linspace(rect[0], rect[2], columns + 1)
    zs = np.linspace(rect[1], rect[3], rows + 1)
    parts = []
    for column in range(columns):
        side = -1 if column % 2 == 0 else 1
        for row in range(rows):
            cell = (xs[column], zs[row], xs[column + 1], zs[row + 1])
            parts += front(cell, y, look, 0 if drawers else side)
    return parts


def stretchers(width: float, depth: float, z: float, thick: float, style: int) -> list[Mesh]:
    """Bars between legs: all around, an H, or at the sides only."""
    sides = mirrored(block((thick, depth, thick), (width / 2, 0, z)))
    if style == 0:
        return sides + mirrored(block((width, thick, thick), (0, depth / 2, z * 1.1)), "y")
    return [*sides, block((width, thick, thick), (0, 0, z))] if style == 1 else sides


def star_base(rng: np.random.Generator, seat: float) -> list[Mesh]:
    """The foot of an office chair: a star on castors and a column."""
    count, reach = int(rng.choice([4, 5, 5, 5])), between(rng, 0.26, 0.36)
    hub = between(rng, 0.09, 0.14)
    spoke = rod_between((0, 0, hub), (reach, 0, hub * between(rng, 0.7, 0.95)), (0.03, 0.018), 4)
    castor = ball(hub * 0.36, (reach, 0, hub * 0.36), segments=6, rings=4)
    if chance(rng, 0.15):
        return [cylinder(reach * 0.9, 0.03, segments=16), cylinder(0.03, seat, segments=8)]
    column = cylinder(0.03, seat - hub, (0, 0, hub), segments=8)
    sleeve = cylinder(0.045, (seat - hub) * 0.5, (0, 0, hub * 0.9), segments=8)
    return [*around(assembled(spoke, castor), count, start=90), column, sleeve]
