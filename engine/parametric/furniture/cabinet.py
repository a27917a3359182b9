"""Cabinets made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn
from ..shapes import (
    Point,
    assembled,
    between,
    block,
    box,
    chance,
    lathe,
    mirrored,
    moved,
    prism,
    scaled,
    solid,
    tube,
    turned,
)
from .parts import arched, case, cornice, feet, four_legs, front, front_grid, front_look, shelf_case


def _carcase(rng: np.random.Generator, size: Point, foot: float) -> list[Mesh]:
    """The box of a cabinet on legs, a plinth or the floor, perhaps with an overhanging top."""
    width, depth, tall = size
    parts = [block((width, depth, tall - foot), (0, 0, foot))]
    if foot and chance(rng, 0.65):
        splay = between(rng, 0, 0.3) if chance(rng, 0.3) else 0.0
        parts += four_legs(
            rng, width * 0.95, depth * 0.92, foot + 0.005, between(rng, 0.03, 0.08), splay
        )
    elif foot:
        parts.append(block((width * 0.96, depth * 0.88, foot), (0, depth * 0.03, 0)))
    if chance(rng, 0.5):
        over, thick = between(rng, 1.02, 1.1), between(rng, 0.02, 0.06)
        parts.append(case(rng, (width * over, depth * over + 0.02, thick), (0, 0, tall)))
    return parts


def _open_doors(rng: np.random.Generator, size: Point, foot: float) -> Mesh:
    """A case with shelves whose one or two doors stand open."""
    width, depth, tall = size
    look, turn = front_look(rng), between(rng, 30, 120)
    parts = _open_carcase(rng, size, foot, 1)
    for z in np.linspace(foot, tall, int(rng.integers(2, 5)))[1:-1]:
        parts.append(block((width, depth * 0.9, 0.025), (0, 0, z)))
    leaf = assembled(front((0, foot, width / 2, tall), 0, look, -1))
    swung = moved(turned(leaf, "z", -turn), (-width / 2, -depth / 2, 0))
    if chance(rng, 0.5):
        return assembled(parts, mirrored(swung))
    return assembled(parts, swung, front((0, foot, width / 2, tall), -depth / 2, look, 1))


def _ajar(rng: np.random.Generator) -> Mesh:
    """A cupboard or wardrobe with its doors open."""
    tall = between(rng, 0.7, 2.1)
    size = (between(rng, 0.6, 1.2), between(rng, 0.35, 0.6), tall)
    return _open_doors(rng, size, between(rng, 0.04, 0.15))


def _rustic_cupboard(rng: np.random.Generator) -> Mesh:
    """Medieval or cartoon: corner posts, plank doors with bands, tapered sides, a heavy top."""
    width, depth, tall = between(rng, 0.7, 1.3), between(rng, 0.4, 0.6), between(rng, 0.8, 2.0)
    post, foot, look = between(rng, 0.07, 0.14), between(rng, 0.04, 0.15), front_look(rng)
    parts = [
        block((width, depth, tall - foot), (0, 0, foot)),
        *feet(width + post / 2, depth + post / 2, tall, post),
    ]
    parts.append(block((width + post * 1.4, depth + post * 1.4, post * 0.8), (0, 0, tall)))
    parts.append(block((width + post * 0.6, depth + post * 0.6, post), (0, 0, foot)))
    half, low = width / 2 - post * 0.6, foot + post
    parts += front_grid(rng, (-half, low, half, tall - 0.02), -depth / 2, look, 2, 1)
    front = -depth / 2 - look.proud - 0.02
    for z in (low + (tall - low) * 0.2, low + (tall - low) * 0.75):
        parts += mirrored(block((half * 0.85, 0.025, 0.05), (half * 0.52, front, z)))
    slim = between(rng, 0.85, 1.12) if chance(rng, 0.5) else 1.0
    whole = assembled(parts)
    vertices = whole.vertices.copy()
    vertices[:, 0] *= 1 + (slim - 1) * vertices[:, 2] / tall
    return solid(vertices, whole.faces)


def _cupboard(rng: np.random.Generator) -> Mesh:
    """A case with a pair of doors or one, perhaps with drawers above or under them."""
    size = (between(rng, 0.5, 1.2), between(rng, 0.35, 0.6), between(rng, 0.75, 1.6))
    foot = between(rng, 0.04, 0.18) if chance(rng, 0.7) else 0.0
    width, depth, tall = size
    look, columns = front_look(rng), 1 if width < 0.65 else 2
    split = foot + (tall - foot) * between(rng, 0.65, 0.82)
    if chance(rng, 0.4):
        split = tall
    y, x = -depth / 2, width / 2 - 0.015
    parts = _carcase(rng, size, foot) + front_grid(rng, (-x, foot, x, split), y, look, columns, 1)
    if split < tall:
        parts += front_grid(
            rng, (-x, split, x, tall), y, look, int(rng.integers(1, 3)), 1, drawers=True
        )
    return assembled(parts)


def _drawer_chest(rng: np.random.Generator) -> Mesh:
    size = (between(rng, 0.4, 1.4), between(rng, 0.38, 0.55), between(rng, 0.6, 1.35))
    foot = between(rng, 0.03, 0.2) if chance(rng, 0.7) else 0.0
    width, depth, tall = size
    columns = 1 if width < 0.7 else int(rng.integers(1, 4))
    rows = int(rng.integers(2, 6))
    rect = (-width / 2 + 0.015, foot + 0.01, width / 2 - 0.015, tall - 0.01)
    fronts = front_grid(rng, rect, -depth / 2, front_look(rng), columns, rows, drawers=True)
    parts = [*_carcase(rng, size, foot), *fronts]
    if chance(rng, 0.12):
        mirror = arched(width * between(rng, 0.5, 0.9), tall, tall + 0.5, between(rng, 0, 0.25))
        parts.append(prism(mirror, 0.05, at=(0, depth / 2 - 0.05, 0)))
    return assembled(parts)


def _wardrobe(rng: np.random.Generator) -> Mesh:
    columns = int(rng.choice([1, 2, 2, 2, 3, 4]))
    width = columns * between(rng, 0.42, 0.62)
    depth, tall = between(rng, 0.45, 0.65), between(rng, 1.7, 2.4)
    foot = between(rng, 0.04, 0.15) if chance(rng, 0.7) else 0.0
    look = front_look(rng)
    rect = (-width / 2 + 0.02, foot + 0.02, width / 2 - 0.02, tall - 0.03)
    parts = _carcase(rng, (width, depth, tall), foot)
    if chance(rng, 0.45):
        split = foot + between(rng, 0.3, 0.5)
        rows = int(rng.integers(1, 3))
        parts += front_grid(
            rng,
            (rect[0], rect[1], rect[2], split),
            -depth / 2,
            look,
            max(1, columns // 2),
            rows,
            True,
        )
        rect = (rect[0], split, rect[2], rect[3])
    parts += front_grid(rng, rect, -depth / 2, look, columns, 1)
    if chance(rng, 0.4):
        parts += cornice(rng, (width, depth, tall))
    return assembled(parts)


def _sideboard(rng: np.random.Generator) -> Mesh:
    """A long low case of doors and drawers side by side; some bays stay open: TV stands."""
    width, depth = between(rng, 1.2, 2.2), between(rng, 0.35, 0.5)
    foot = between(rng, 0.05, 0.25) if chance(rng, 0.8) else 0.0
    tall = foot + between(rng, 0.3, 0.65)
    columns, look = int(rng.integers(2, 5)), front_look(rng)
    parts = _open_carcase(rng, (width, depth, tall), foot, columns)
    xs = np.linspace(-width / 2 + 0.01, width / 2 - 0.01, columns + 1)
    for k in range(columns):
        rect = (xs[k], foot + 0.01, xs[k + 1], tall - 0.01)
        style = rng.choice(3, p=[0.45, 0.3, 0.25])
        if style == 0:
            parts += front(rect, -depth / 2, look, -1 if k % 2 else 1)
        if style == 1:
            parts += front_grid(
                rng, rect, -depth / 2, look, 1, int(rng.integers(1, 4)), drawers=True
            )
        if style == 2 and chance(rng, 0.7):
            middle = (foot + tall) / 2
            parts.append(
                box((xs[k], -depth / 2 + 0.02, middle), (xs[k + 1], depth / 2, middle + 0.02))
            )
    return assembled(parts)


def _open_carcase(rng: np.random.Generator, size: Point, foot: float, columns: int) -> list[Mesh]:
    """A case whose bays are open to the front."""
    width, depth, tall = size
    board = between(rng, 0.018, 0.04)
    parts = [
        box((-width / 2, -depth / 2, z), (width / 2, depth / 2, z + board))
        for z in (foot, tall - board)
    ]
    parts.append(box((-width / 2, depth / 2 - board / 2, foot), (width / 2, depth / 2, tall)))
    for x in np.linspace(-width / 2 + board / 2, width / 2 - board / 2, columns + 1):
        parts.append(block((board, depth * 0.98, tall - foot), (x, 0, foot)))
    if foot and chance(rng, 0.7):
        parts += four_legs(
            rng, width * 0.9, depth * 0.9, foot, between(rng, 0.03, 0.06), between(rng, 0, 0.25)
        )
    elif foot:
        parts.append(block((width * 0.95, depth * 0.85, foot), (0, 0, 0)))
    return parts


def _nightstand(rng: np.random.Generator) -> Mesh:
    width, depth, tall = between(rng, 0.38, 0.6), between(rng, 0.34, 0.48), between(rng, 0.42, 0.7)
    foot = between(rng, 0.05, 0.28) if chance(rng, 0.8) else 0.0
    look, rows = front_look(rng), int(rng.integers(1, 4))
    if chance(rng, 0.5):
        rect = (-width / 2 + 0.01, foot + 0.01, width / 2 - 0.01, tall - 0.01)
        fronts = front_grid(rng, rect, -depth / 2, look, 1, rows, drawers=True)
        return assembled(_carcase(rng, (width, depth, tall), foot), fronts)
    split = foot + (tall - foot) * between(rng, 0.4, 0.65)
    parts = _open_carcase(rng, (width, depth, tall), foot, 1)
    parts.append(box((-width / 2, -depth / 2, split), (width / 2, depth / 2, split + 0.02)))
    parts += front((-width / 2, split, width / 2, tall), -depth / 2, look, 0)
    return assembled(parts)


def _kitchen_unit(rng: np.random.Generator) -> Mesh:
    """A base cabinet with a worktop and a toe space; a sink, hob or splashback on some."""
    columns = int(rng.integers(1, 5))
    width, depth, tall = (
        columns * between(rng, 0.4, 0.6),
        between(rng, 0.5, 0.65),
        between(rng, 0.8, 0.92),
    )
    look, foot = front_look(rng), between(rng, 0.06, 0.12)
    parts = [
        block((width, depth, tall - foot), (0, 0, foot)),
        block((width, depth * 0.85, foot), (0, depth * 0.07, 0)),
    ]
    over = between(rng, 1.0, 1.06)
    parts.append(block((width * over, depth * 1.06, 0.045), (0, 0, tall)))
    xs = np.linspace(-width / 2, width / 2, columns + 1)
    drawer = tall - between(rng, 0.14, 0.22)
    for k in range(columns):
        if chance(rng, 0.3):
            parts += front_grid(
                rng, (xs[k], foot, xs[k + 1], tall), -depth / 2, look, 1, 3, drawers=True
            )
            continue
        high = drawer if chance(rng, 0.6) else tall
        parts += front((xs[k], foot, xs[k + 1], high), -depth / 2, look, -1 if k % 2 else 1)
        if high < tall:
            parts += front((xs[k], high, xs[k + 1], tall), -depth / 2, look, 0)
    if chance(rng, 0.35):
        parts += _sink(rng, min(width * 0.7, 0.6), depth, tall + 0.045)
    if chance(rng, 0.25):
        parts.append(block((width, 0.03, 0.6), (0, depth / 2 - 0.02, tall)))
        if chance(rng, 0.6):
            y, low = depth * 0.2, tall + 0.5
            parts.append(block((width, depth * 0.6, 0.6), (0, y, low)))
            rect = (-width / 2, low, width / 2, low + 0.6)
            parts += front_grid(rng, rect, y - depth * 0.3, look, columns, 1)
    return assembled(parts)


def _sink(rng: np.random.Generator, width: float, depth: float, z: float) -> list[Mesh]:
    """A basin's raised rim and a tap behind it."""
    deep, high = depth * 0.65, between(rng, 0.015, 0.14)
    if chance(rng, 0.5):
        profile = [(0.0, 0.0), (0.3, 0.0), (0.5, high), (0.45, high), (0.3, 0.02), (0.0, 0.02)]
        bowl = scaled(lathe(profile, segments=12), (width, deep, 1))
        parts = [moved(bowl, (0, -depth * 0.05, z))]
    else:
        parts = mirrored(block((0.03, deep, high), (width / 2, -depth * 0.05, z)))
        parts += [
            block((width, 0.03, high), (0, y - depth * 0.05, z)) for y in (-deep / 2, deep / 2)
        ]
    rise, y = between(rng, 0.12, 0.3) + high, depth * 0.36
    path = [(0, y, z), (0, y, z + rise), (0, y - 0.05, z + rise + 0.04), (0, y - 0.17, z + rise)]
    return [*parts, tube(path, 0.014, segments=6)]


def _bathroom_unit(rng: np.random.Generator) -> Mesh:
    """A vanity: a case with doors and a basin on it, and sometimes a mirror behind."""
    width, depth, tall = between(rng, 0.5, 1.3), between(rng, 0.4, 0.55), between(rng, 0.7, 0.9)
    foot = between(rng, 0.05, 0.3)
    parts = _carcase(rng, (width, depth, tall), foot)
    rect = (-width / 2 + 0.01, foot + 0.01, width / 2 - 0.01, tall - 0.02)
    columns, drawers = int(rng.integers(1, 3)), chance(rng, 0.3)
    parts += front_grid(
        rng, rect, -depth / 2, front_look(rng), columns, 2 if drawers else 1, drawers
    )
    parts.append(block((width * 1.04, depth * 1.05, 0.05), (0, 0, tall)))
    parts += _sink(rng, min(width * 0.75, 0.6), depth, tall + 0.05)
    if chance(rng, 0.25):
        parts.append(block((width * 0.9, 0.03, 0.7), (0, depth / 2, tall + 0.15)))
        parts.append(block((width, 0.02, tall * 0.3), (0, depth / 2, tall)))
    return assembled(parts)


def _wall_cabinet(rng: np.random.Generator) -> Mesh:
    """A hanging upper cabinet with no feet; an open shelf under it on some."""
    width, depth, tall = between(rng, 0.4, 1.4), between(rng, 0.2, 0.38), between(rng, 0.35, 0.85)
    columns = max(1, round(width / 0.45))
    parts = [block((width, depth, tall))]
    if chance(rng, 0.3):
        parts = _open_carcase(rng, (width, depth, tall), 0.0, columns)
    low = tall * 0.3 if chance(rng, 0.25) else 0.0
    if low:
        parts = _open_carcase(rng, (width, depth, tall), 0.0, 1)
    parts += front_grid(
        rng, (-width / 2, low, width / 2, tall), -depth / 2, front_look(rng), columns, 1
    )
    return assembled(parts)


def _corner_cabinet(rng: np.random.Generator) -> Mesh:
    """A case with a slanted or an L-shaped front for the corner of a room."""
    side, tall, look = between(rng, 0.6, 1.0), between(rng, 0.7, 2.0), front_look(rng)
    slanted = chance(rng, 0.5)
    cut = side * (between(rng, 0.25, 0.5) if slanted else between(rng, 0.5, 0.65))
    notch = [] if slanted else [(cut, cut)]
    outline = [(0, 0), (side, 0), (side, cut), *notch, (cut, side), (0, side)]
    body = turned(prism(outline, tall, at=(0, -tall / 2, 0)), "x", -90)
    parts = [body, moved(scaled(body, (1.03, 1.03, 0.04 / tall)), (0, 0, tall))]
    face, middle = (side - cut) * (2**0.5 if slanted else 1), (side + cut) / 2
    rect = (-face / 2 + 0.01, 0.05, face / 2 - 0.01, tall - 0.02)
    doors = assembled(front_grid(rng, rect, 0, look, 2 if slanted else 1, int(rng.integers(1, 3))))
    if slanted:
        parts.append(moved(turned(doors, "z", 135), (middle, middle, 0)))
    else:
        parts.append(moved(turned(doors, "z", 180), (middle, cut, 0)))
        parts.append(moved(turned(doors, "z", 90), (cut, middle, 0)))
    return turned(assembled(parts), "z", -135)


def _glass_cabinet(rng: np.random.Generator) -> Mesh:
    """A hutch or display cabinet: an open or barred upper part over a closed lower one."""
    width, depth, base = between(rng, 0.7, 1.4), between(rng, 0.36, 0.5), between(rng, 0.6, 0.95)
    upper, foot = between(rng, 0.7, 1.2), between(rng, 0.03, 0.12)
    parts = _carcase(rng, (width, depth, base), foot)
    look = front_look(rng)
    half = width / 2 - 0.01
    split = base - between(rng, 0.14, 0.22)
    columns = int(rng.integers(2, 4))
    parts += front_grid(rng, (-half, foot, half, split), -depth / 2, look, columns, 1)
    parts += front_grid(rng, (-half, split, half, base), -depth / 2, look, columns, 1, drawers=True)
    shelf = (width * 0.97, depth * 0.7, upper)
    case = shelf_case(rng, shelf, 1, int(rng.integers(2, 4)), 0.0, True)
    parts += [moved(part, (0, depth * 0.14, base + 0.04)) for part in case]
    if chance(rng, 0.5):
        y = -depth * 0.22
        for x in np.linspace(-half * 0.95, half * 0.95, columns + 1):
            parts.append(block((0.05, 0.03, upper), (x, y, base + 0.04)))
    return assembled(
        parts, block((width * 1.05, depth * 0.85, 0.05), (0, depth * 0.1, base + upper))
    )


def _locker(rng: np.random.Generator) -> Mesh:
    """Metal lockers or a filing cabinet; sci-fi ones have bevelled cases."""
    columns = int(rng.integers(1, 5))
    width, depth, tall = (
        columns * between(rng, 0.3, 0.42),
        between(rng, 0.4, 0.55),
        between(rng, 1.2, 2.0),
    )
    rows, drawers = int(rng.integers(1, 4)), columns == 1 and chance(rng, 0.6)
    look = front_look(rng)
    rect = (-width / 2 + 0.01, 0.06, width / 2 - 0.01, tall - 0.02)
    parts = [case(rng, (width, depth, tall))]
    parts += front_grid(rng, rect, -depth / 2, look, columns, rows + 2 * drawers, drawers)
    return assembled(parts)


def cabinet(rng: np.random.Generator) -> Mesh:
    """A cupboard, chest, wardrobe, sideboard, nightstand, kitchen or bath unit, hutch, locker..."""
    return drawn(
        rng,
        (
            (_cupboard, 3),
            (_ajar, 0.9),
            (_rustic_cupboard, 1),
            (_drawer_chest, 3),
            (_wardrobe, 2),
            (_sideboard, 2.2),
            (_nightstand, 2),
            (_kitchen_unit, 2.5),
            (_bathroom_unit, 1.2),
            (_wall_cabinet, 1.3),
            (_corner_cabinet, 0.8),
            (_glass_cabinet, 1),
            (_locker, 0.8),
        ),
    )
