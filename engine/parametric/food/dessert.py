"""Desserts made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, drawn, drawn_sides, grounded, rod_between
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
    prism,
    rounded,
    scaled,
    solid,
    torus,
    tube,
    turned,
)
from .dessert_cakes import cake, cake_slice, cupcake, cut_cake, muffin, swiss_roll
from .parts import (
    berry_top,
    cherry_top,
    cream_dot,
    drips,
    plate,
    posed,
    scattered_on_disc,
    swirl,
    turned_slice,
    wavy,
)


def _ring(radius: float, thick: float, segments: int, sides: int) -> Mesh:
    """A torus without a seam."""
    turns = np.linspace(0, 2 * np.pi, sides + 1)
    profile = [(radius + thick * float(np.cos(t)), thick * float(np.sin(t))) for t in turns]
    return lathe(profile, segments=segments)


def dessert(rng: np.random.Generator) -> Mesh:
    """Cakes, slices, cupcakes, donuts, ice cream, pies, cookies, chocolate, pancakes, sweets."""
    return drawn(rng, _DESSERTS)


def _donut(rng: np.random.Generator) -> Mesh:
    """A ring, iced (smooth or wavy) and sprinkled or bare; whole, bitten, standing, or a pile."""
    thick, sides = between(rng, 0.3, 0.47), int(rng.choice([8, 10, 12, 16]))
    ring = scaled(_ring(1, thick, int(rng.choice([10, 12, 16, 20])), sides // 2 + 2), (1, 1, 0.85))
    parts = [ring]
    if chance(rng, 0.75):
        icing = _ring(1, thick * 1.08, 24, 8)
        points = icing.vertices.copy()
        angle = np.arctan2(points[:, 1], points[:, 0])
        sink = 0.12 * np.sin(angle * int(rng.integers(4, 9))) + between(rng, -0.1, 0.1)
        points[:, 2] = np.maximum(points[:, 2], sink * thick * 2) * 0.88
        parts.append(solid(points, icing.faces))
    if chance(rng, 0.55):
        count = int(rng.integers(10, 24))
        turn, lean = rng.uniform(0, 2 * np.pi, count), rng.uniform(-0.9, 0.9, count)
        reach, rise = 1 + thick * np.sin(lean), thick * 0.88 * np.cos(lean)
        grain = block((0.16, 0.05, 0.05))
        parts += [
            moved(turned(grain, "z", between(rng, 0, 180)), (r * np.cos(t), r * np.sin(t), z))
            for r, z, t in zip(reach, rise, turn, strict=True)
        ]
    made = grounded(assembled(*parts))
    style = rng.random()
    if style < 0.1:
        return grounded(turned(made, "x", 80))
    if style < 0.18:
        step = float(np.ptp(made.vertices[:, 2])) * 0.92
        return assembled(
            [moved(turned(made, "z", 70 * k), (0.1 * k, 0, step * k)) for k in range(3)]
        )
    return made


def _scoops(rng: np.random.Generator, count: int, sides: int) -> tuple[list[Mesh], float]:
    """Balls of ice cream above z = 0 of radius near 1, and their height."""
    parts, top, size = [], 0.0, 1.0
    spread = count == 3 and chance(rng, 0.4)
    if spread:
        spots = [(-0.6, 0.3, 0.45), (0.6, 0.3, 0.45), (0, 0, 1.4)]
        return [ball(0.85, spot, segments=sides) for spot in spots], 2.2
    for _ in range(count):
        parts.append(ball(size, (0, 0, top + size * 0.5), segments=sides))
        if chance(rng, 0.6):
            frill = torus(size * 0.88, size * 0.2, (0, 0, top + size * 0.15), segments=16, sides=5)
            parts.append(wavy(frill, int(rng.integers(5, 9)), 0.06))
        top, size = top + size * 1.2, size * between(rng, 0.85, 0.97)
    return parts, top + size * 0.15


def _ice_cream_cone(rng: np.random.Generator) -> Mesh:
    """A pointed or flat-bottomed cone with scoops or soft swirl, wafer, flake, cherry."""
    sides, tall = drawn_sides(rng), between(rng, 2.0, 3.5)
    if chance(rng, 0.7):
        cone = lathe([(0, 0), (between(rng, 0.85, 1), tall), (0, tall)], segments=sides)
        extra = cylinder(1.0, tall * 0.12, (0, 0, tall * 0.88), top=1.05, segments=sides)
        parts = [cone, extra] if chance(rng, 0.4) else [cone]
        if chance(rng, 0.3):
            grooves = [
                torus(0.97 * share, 0.05, (0, 0, tall * share), segments=12, sides=4)
                for share in (0.3, 0.5, 0.7, 0.9)
            ]
            parts += grooves
    else:
        tall *= 0.6
        cup = [(0, 0), (0.55, 0), (0.65, tall * 0.6), (0.95, tall * 0.65), (1, tall), (0, tall)]
        parts = [lathe(cup, segments=sides)]
    if chance(rng, 0.6):
        balls, top = _scoops(rng, int(rng.choice([1, 1, 2, 2, 3])), sides)
        parts += [moved(part, (0, 0, tall)) for part in balls]
    else:
        top = between(rng, 1.6, 2.4)
        parts.append(moved(swirl(1.25, top, between(rng, 2.5, 3.5), 8), (0, 0, tall + 0.2)))
        parts.append(cylinder(0.8, top * 0.6, (0, 0, tall), top=0.3, segments=sides))
    if chance(rng, 0.3):
        parts.append(cherry_top(0.3, (0, 0, tall + top + 0.15)))
    if chance(rng, 0.3):
        stick = rod_between((0, 0, 0), (0, 0, 1.6), 0.14)
        parts.append(moved(turned(stick, "y", 30), (0.2, 0, tall + top * 0.6)))
    return assembled(*parts) if chance(rng, 0.75) else posed(rng, assembled(*parts), 0.5)


def _popsicle(rng: np.random.Generator) -> Mesh:
    """A bar of ice on a stick: round-topped, grooved, bitten, twin, or a rocket."""
    width, thick, tall = between(rng, 0.7, 1.1), between(rng, 0.25, 0.45), between(rng, 1.4, 2.2)
    style = int(rng.integers(4))
    turns = np.linspace(0, np.pi, int(rng.integers(4, 11)))
    stick = block((width * 0.22, thick * 0.3, 1.0), (0, 0, -0.75))
    if style == 0:
        tiers = [
            (0, 0),
            (0.5, 0),
            (0.5, 0.6),
            (0.4, 0.7),
            (0.4, 1.3),
            (0.3, 1.4),
            (0.2, 1.9),
            (0, 2.1),
        ]
        parts = [lathe(tiers, segments=drawn_sides(rng)), stick]
    else:
        arch = [(width / 2 * np.cos(t), tall - width / 2 + width / 2 * np.sin(t)) for t in turns]
        outline = [(width / 2, 0), *arch, (-width / 2, 0)]
        if style == 1:
            bite = [
                (-width * 0.1, tall),
                (-width * 0.05, tall * 0.85),
                (-width * 0.25, tall * 0.82),
                (-width * 0.3, tall * 0.7),
                (-width / 2, tall * 0.68),
            ]
            outline = [(width / 2, 0), *arch[: len(arch) // 2], *bite, (-width / 2, 0)]
        body = prism(outline, thick)
        core = scaled(prism(outline, thick * 1.5), (0.75, 1, 0.9))
        parts = [body, moved(core, (0, 0, tall * 0.04)), stick]
        if style == 2:
            grooves = [(x * width, thick * 0.62) for x in (-0.2, 0.2)]
            parts += [
                rounded(
                    (width * 0.18, thick * 0.25, tall * 0.75), (x, s * y, tall * 0.1), radius=0.05
                )
                for x, y in grooves
                for s in (-1, 1)
            ]
    made = assembled(*parts)
    if chance(rng, 0.35):
        made = turned(made, "x", 90)
    return grounded(made)


def _cookie(rng: np.random.Generator) -> Mesh:
    """A flat round biscuit with chips, a sandwich biscuit, a bitten one or a stack."""
    sides, thick = int(rng.choice([8, 10, 12, 16, 20])), between(rng, 0.12, 0.3)
    if chance(rng, 0.25):
        lid = wavy(cylinder(1, thick, segments=24), 12, 0.03)
        stamp = cylinder(0.6, 0.04, (0, 0, thick * 2.6), segments=16)
        cream = cylinder(0.92, thick * 0.7, (0, 0, thick * 0.95), segments=16)
        one = assembled(lid, cream, moved(lid, (0, 0, thick * 1.6)), stamp)
    else:
        disc = wavy(_rounded_disc(1, thick, sides), int(rng.integers(3, 7)), 0.03)
        spots, size = (
            scattered_on_disc(rng, 0.8, int(rng.integers(5, 12))),
            between(rng, 0.09, 0.17),
        )
        chips = [
            ball((size, size, size * 0.8), (x, y, thick), segments=6, rings=4) for x, y in spots
        ]
        one = assembled(disc, chips)
    if chance(rng, 0.2):
        step = float(np.ptp(one.vertices[:, 2])) * 0.85
        return assembled(
            [
                moved(turned(one, "z", 50 * k), (*rng.uniform(-0.12, 0.12, 2), k * step))
                for k in range(int(rng.integers(2, 5)))
            ]
        )
    return one


def _pie(rng: np.random.Generator) -> Mesh:
    """A pie in its dish: crimped rim, lattice, dome or filling; whole or with a slice gone."""
    tall, low = between(rng, 0.28, 0.5), between(rng, 0.7, 0.9)
    if chance(rng, 0.25):
        share, segments = between(rng, 0.6, 0.9), 14
        shell = turned_slice(
            [(0, 0), (low, 0), (1.05, tall), (0.85, tall), (0.5, tall * 1.35), (0, tall * 1.5)],
            share,
            segments,
        )
        rim = turned_slice(
            [(0.9, tall * 0.8), (1.1, tall * 0.8), (1.1, tall * 1.15), (0.9, tall * 1.15)],
            share,
            segments,
        )
        return assembled(shell, rim, plate(rng, 1.3) if chance(rng, 0.4) else [])
    waves = int(rng.choice([0, 12, 16, 20]))
    rim = torus(1, 0.12, (0, 0, tall), segments=max(2 * waves, 16), sides=5)
    parts = [
        lathe([(0, 0), (low, 0), (1, tall), (0.9, tall), (0, tall * 0.9)], segments=16),
        wavy(rim, waves, 0.05),
    ]
    style = int(rng.integers(3))
    if style == 0:
        half = [0.94 * np.sqrt(1 - k * k) for k in (-0.6, -0.2, 0.2, 0.6)]
        for turn in (0, 90):
            strips = [
                block((2 * h, 0.15, 0.06), (0, k, tall))
                for h, k in zip(half, (-0.6, -0.2, 0.2, 0.6), strict=True)
            ]
            parts.append(moved(turned(assembled(*strips), "z", turn), (0, 0, 0.03 * (turn > 0))))
    elif style == 1:
        parts.append(ball((0.95, 0.95, between(rng, 0.2, 0.45)), (0, 0, tall), segments=16))
        slit = block((0.3, 0.05, 0.06), (0.35, 0, tall + 0.25))
        parts += around(slit, int(rng.integers(3, 6)))
    else:
        parts += [
            ball(0.13, (x, y, tall), segments=8, rings=5)
            for x, y in scattered_on_disc(rng, 0.75, 14)
        ]
        if chance(rng, 0.4):
            parts.append(moved(swirl(0.4, 0.5, 2), (0, 0, tall + 0.1)))
    return assembled(*parts)


def _chocolate(rng: np.random.Generator) -> Mesh:
    """A bar of squares, bitten or whole, half in its wrapper, or a wrapped bar."""
    columns, rows = int(rng.integers(2, 5)), int(rng.integers(3, 8))
    thick = between(rng, 0.2, 0.4)
    parts = [block((columns, rows, thick))]
    gone = {(columns - 1, rows - 1), (columns - 2, rows - 1)} if chance(rng, 0.2) else set()
    if gone:
        parts = [block((columns, rows - 1, thick), (0, -0.5, 0))]
        if columns > 2:
            parts.append(block((columns - 2, 1, thick), (-1, rows / 2 - 0.5, 0)))
    for column in range(columns):
        for row in range(rows):
            if (column, row) not in gone:
                at = (column + 0.5 - columns / 2, row + 0.5 - rows / 2, thick)
                parts.append(block((0.92, 0.92, thick * 0.7), at, top=0.8))
    if chance(rng, 0.45):
        share = between(rng, 0.4, 0.7)
        cover = block(
            (columns * 1.06, rows * share, thick * 2), (0, -rows * (1 - share) / 2, -0.05)
        )
        parts.append(cover)
    made = grounded(assembled(*parts))
    return grounded(turned(made, "x", between(rng, 70, 90))) if chance(rng, 0.3) else made


def _candy_bar(rng: np.random.Generator) -> Mesh:
    """A wrapped bar with crimped ends, or a bare coated one."""
    length, wide, thick = between(rng, 2.5, 4.5), between(rng, 0.8, 1.3), between(rng, 0.35, 0.7)
    bar = rounded((length, wide, thick), radius=thick * 0.4)
    if chance(rng, 0.3):
        humps = [
            ball((length * 0.13, wide * 0.45, thick * 0.35), (x, 0, thick), segments=8, rings=5)
            for x in np.linspace(-0.36, 0.36, 4) * length
        ]
        return assembled(bar, humps)
    zig = [(length / 2 - 0.1, -0.3), (length / 2 + 0.5, -0.5)]
    zig += [
        (length / 2 + (0.4 if k % 2 else 0.5), y) for k, y in enumerate(np.linspace(-0.4, 0.4, 7))
    ]
    zig += [(length / 2 + 0.5, 0.5), (length / 2 - 0.1, 0.3)]
    fin = turned(prism(np.multiply(zig, (1, wide)), thick * 0.12), "x", 90)
    return assembled(bar, mirrored(moved(fin, (0, 0, thick / 2))))


def _sweet(rng: np.random.Generator) -> Mesh:
    """A wrapped sweet: a ball or barrel between two twisted fans."""
    body = ball((between(rng, 0.9, 1.4), 0.8, 0.8), segments=drawn_sides(rng))
    if chance(rng, 0.3):
        body = turned(cylinder(0.7, 2, (0, 0, -1), segments=drawn_sides(rng)), "y", 90)
    reach = float(body.vertices[:, 0].max()) * 0.9
    fan = lathe(
        [(0, 0), (0.15, 0), (between(rng, 0.5, 0.9), 0.8), (0.1, 0.65), (0, 0.6)], segments=16
    )
    fan = moved(turned(wavy(fan, 8, 0.12), "y", 90), (reach, 0, 0))
    flat = scaled(fan, (1, 1, between(rng, 0.4, 1)))
    return grounded(assembled(body, mirrored(flat)))


def _lollipop(rng: np.random.Generator) -> Mesh:
    """A swirl disc, ball or heart on a stick, with a bow maybe; or a candy cane."""
    stick, style = between(rng, 2, 3.5), int(rng.integers(4))
    rod = rod_between((0, 0, 0), (0, 0, stick + 0.3), between(rng, 0.06, 0.12))
    middle = (0, 0, stick + 0.9)
    if style == 0:
        head = [moved(ball((1, between(rng, 0.6, 1), 1), segments=drawn_sides(rng)), middle)]
    elif style == 3:
        turns = np.linspace(0, np.pi, 9)
        hook = [(0.7 * (1 - np.cos(t)), 0, 3 + 0.7 * np.sin(t)) for t in turns]
        cane = tube(
            [(0, 0, 0), (0, 0, 1.5), *hook, (1.4, 0, 2.6)], between(rng, 0.18, 0.3), segments=8
        )
        return grounded(turned(cane, "x", 90)) if chance(rng, 0.4) else cane
    else:
        thick = between(rng, 0.2, 0.45)
        disc = turned(cylinder(1, thick, (0, 0, -thick / 2), segments=20), "x", 90)
        turns = np.linspace(0, between(rng, 2, 3.2) * 2 * np.pi, 36)
        reach = np.linspace(0.02, 0.95, 36)
        coil = tube(
            np.column_stack([reach * np.cos(turns), 0 * turns, reach * np.sin(turns)]),
            thick * 0.62,
            segments=5,
        )
        head = [moved(assembled(disc, coil) if style == 1 else coil, middle)]
    if chance(rng, 0.25):
        wing = lathe([(0, 0), (0.3, 0.5), (0, 0.55)], segments=6)
        head += [moved(w, (0, 0, stick - 0.15)) for w in mirrored(turned(wing, "y", 90))]
    made = assembled(rod, *head)
    return grounded(turned(made, "x", 80)) if chance(rng, 0.25) else made


def _sundae(rng: np.random.Generator) -> Mesh:
    """Scoops, cream, cherry, wafers in a footed glass, bowl or paper tub; also a milkshake."""
    sides, style = drawn_sides(rng), int(rng.integers(4))
    if style == 0:
        glass = [(0, 0), (0.8, 0), (0.8, 0.08), (0.15, 0.2), (0.15, 0.7), (0.9, 1.1), (1.2, 1.8)]
    elif style == 1:
        glass = [(0, 0), (0.7, 0), (1.1, 0.4), (1.25, 0.9)]
    elif style == 2:
        glass = [(0, 0), (0.8, 0), (1.2, 1.1)]
    else:
        glass = [(0, 0), (0.7, 0), (0.7, 0.1), (0.2, 0.3), (0.5, 0.5), (0.7, 1.4), (1.1, 2.6)]
    rim, brim = glass[-1]
    parts = [lathe([*glass, (rim * 0.92, brim), (0, brim * 0.85)], segments=sides)]
    if style == 3 or chance(rng, 0.3):
        top = between(rng, 1, 1.5)
        parts.append(moved(swirl(rim * 1.1, top, 2.6), (0, 0, brim)))
    else:
        balls, top = _scoops(rng, int(rng.integers(1, 4)), sides)
        parts += [moved(scaled(part, 0.95 * rim / 1.1), (0, 0, brim * 0.97)) for part in balls]
    if chance(rng, 0.6):
        parts.append(cherry_top(0.25, (0, 0, brim + top)))
    if chance(rng, 0.45):
        stick = turned(
            rod_between((0, 0, 0), (0, 0, 2.3), between(rng, 0.06, 0.13)), "y", between(rng, 15, 35)
        )
        parts.append(moved(stick, (0.3, 0.2, brim)))
    if chance(rng, 0.3):
        wafer = turned(prism([(-0.5, 1.2), (0.5, 1.2), (0, 0)], 0.08), "y", -25)
        parts.append(moved(wafer, (-0.4, 0.2, brim + 0.3)))
    return assembled(*parts)


def _pancakes(rng: np.random.Generator) -> Mesh:
    """A stack of pancakes or waffles on a plate: syrup, butter, berries."""
    count, sides = int(rng.integers(1, 7)), int(rng.choice([10, 12, 16, 20]))
    thick, rise, parts = between(rng, 0.15, 0.3), 0.0, []
    for _ in range(count):
        size = between(rng, 0.93, 1.05)
        disc = _rounded_disc(size, thick, sides)
        parts.append(moved(disc, (*rng.uniform(-0.06, 0.06, 2), rise)))
        rise += thick * 0.95
    if chance(rng, 0.55):
        parts.append(drips(rng, between(rng, 0.6, 1.0), rise + 0.02, 0.08))
    if chance(rng, 0.7):
        butter = block((0.4, 0.4, 0.15), (0, 0, rise + 0.03))
        parts.append(turned(butter, "z", between(rng, 0, 90)))
    elif chance(rng, 0.6):
        parts += [
            ball(0.13, (x, y, rise + 0.1), segments=8, rings=5)
            for x, y in scattered_on_disc(rng, 0.5, 6)
        ]
    made = assembled(*parts)
    if chance(rng, 0.65):
        return assembled(plate(rng, 1.5), moved(made, (0, 0, 0.07)))
    return made


def _rounded_disc(radius: float, thick: float, sides: int) -> Mesh:
    edge = thick * 0.35
    return lathe(
        [
            (0, 0),
            (radius - edge, 0),
            (radius, edge),
            (radius, thick - edge),
            (radius - edge, thick),
            (0, thick),
        ],
        segments=sides,
    )


def _waffle(rng: np.random.Generator) -> Mesh:
    """A round or square plate with a grid of bars on it."""
    count, thick = int(rng.integers(3, 7)), between(rng, 0.15, 0.3)
    round_one = chance(rng, 0.5)
    places = (np.arange(count + 1) / count * 2 - 1) * 0.95
    if round_one:
        plate, reach = cylinder(1, thick, segments=20), np.sqrt(np.maximum(1 - places**2, 0.02))
    else:
        plate, reach = block((2, 2, thick)), np.ones(count + 1)
    bars = [
        block((2 * r, 0.12, thick * 0.7), (0, p, thick * 0.9))
        for p, r in zip(places, reach, strict=True)
    ]
    grid = assembled(*bars)
    parts = [plate, grid, turned(grid, "z", 90)]
    if chance(rng, 0.4):
        parts.append(berry_top(0.25, (0, 0, thick * 1.7)))
        parts.append(moved(swirl(0.45, 0.5, 2), (0.35, 0.2, thick * 1.7)))
    if chance(rng, 0.3):
        parts.append(moved(turned(assembled(*parts), "z", 40), (0.1, 0, thick * 1.7)))
    return assembled(*parts)


def _croissant(rng: np.random.Generator) -> Mesh:
    """A crescent of swelling rolls."""
    count, bend = int(rng.choice([5, 7, 9])), between(rng, 100, 200)
    thick, flat = between(rng, 0.35, 0.6), between(rng, 0.7, 1.0)
    steps = np.linspace(-1, 1, count * 3)
    turn = np.radians(bend / 2) * steps
    radius = thick * (1 - 0.75 * np.abs(steps) ** 1.5)
    radius = radius * np.tile([0.82, 1.05, 0.95], count)
    path = np.column_stack([1.2 * np.sin(turn), 1.2 * np.cos(turn), 0 * turn])
    return grounded(scaled(tube(path, radius, segments=drawn_sides(rng)), (1, 1, flat)))


def _gingerbread(rng: np.random.Generator) -> Mesh:
    """A man, star, heart or tree cut from dough, lying or standing, with buttons and eyes."""
    thick, style = between(rng, 0.2, 0.4), int(rng.choice([0, 0, 0, 1, 2]))
    if style == 0:
        head = turned(cylinder(0.5, thick, (0, 0, -thick / 2), segments=12), "x", 90)
        right = [(0.12, 2.05), (0.35, 1.95), (1.05, 2.0), (1.2, 1.75), (1.05, 1.5), (0.45, 1.45)]
        right += [(0.45, 0.95), (0.8, 0.3), (0.7, 0.05), (0.4, 0), (0.25, 0.2), (0.0, 0.65)]
        outline = [*right, *((-x, z) for x, z in right[-2::-1])]
        spots = [(-0.17, 2.6), (0.17, 2.6), (0, 1.7), (0, 1.35)]
        parts = [prism(outline, thick), moved(head, (0, 0, 2.45))]
    elif style == 1:
        turns = np.arange(10) * np.pi / 5 + np.pi / 10
        reach = np.tile([1.3, 0.65], 5)
        tips = np.column_stack([reach * np.cos(turns), 1.3 + reach * np.sin(turns)])
        parts, spots = [prism(tips, thick)], [(0, 1.3), (0.3, 1.5), (-0.3, 1.5)]
    else:
        t = np.linspace(0, 2 * np.pi, 21)[:-1]
        x = 1.2 * np.sin(t) ** 3
        z = 1.3 + 0.075 * (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
        parts, spots = [prism(np.column_stack([x, z]), thick)], [(0, 1.4), (0.4, 1.7), (-0.4, 1.7)]
    dot = scaled(ball(1, segments=6, rings=4), (0.08, 0.08, 0.08))
    parts += [moved(dot, (x, -thick / 2, z)) for x, z in spots]
    made = assembled(*parts)
    return grounded(turned(made, "x", -90) if chance(rng, 0.5) else made)


def _pudding(rng: np.random.Generator) -> Mesh:
    """A flan, jelly or panna cotta: fluted or smooth, with a caramel top, on a plate."""
    sides, tall, low = 24, between(rng, 0.6, 1.2), between(rng, 0.6, 0.85)
    shape = [(0, 0), (1, 0), (0.97, tall * 0.1), (low, tall * 0.92), (low * 0.85, tall), (0, tall)]
    flutes = int(rng.choice([0, 0, 6, 8, 12]))
    body = (
        wavy(lathe(shape, segments=sides if flutes else drawn_sides(rng)), flutes, 0.07)
        if flutes
        else (lathe(shape, segments=drawn_sides(rng)))
    )
    parts = [body]
    if chance(rng, 0.2):
        parts = [lathe([(0.3, tall), (0.3, 0), *shape[1:-1], (0.3, tall)], segments=sides)]
        parts = [wavy(parts[0], 10, 0.06)]
    elif chance(rng, 0.6):
        parts.append(drips(rng, low, tall, 0.07))
    if chance(rng, 0.5):
        parts.append(moved(cream_dot(0.25), (0, 0, tall)))
        parts.append(cherry_top(0.17, (0, 0, tall + 0.42)))
    made = assembled(*parts)
    if chance(rng, 0.65):
        return assembled(plate(rng, 1.6), moved(made, (0, 0, 0.06)))
    return made


def _macaron(rng: np.random.Generator) -> Mesh:
    """Macarons, one or stacked; or an ice-cream sandwich, burger-like but thin."""
    sides = int(rng.choice([10, 12, 16, 20]))
    dome, cream = between(rng, 0.3, 0.5), between(rng, 0.15, 0.3)
    cap = lathe(
        [
            (0, 0),
            (1, 0),
            (1.04, 0.06),
            (0.97, 0.12),
            (0.85, dome * 0.75),
            (0.5, dome),
            (0, dome * 1.05),
        ],
        segments=sides,
    )
    base = dome * 1.05
    lower = moved(turned(cap, "x", 180), (0, 0, base))
    one = assembled(
        lower, cylinder(0.93, cream, (0, 0, base), segments=sides), moved(cap, (0, 0, base + cream))
    )
    tall = 2 * base + cream
    pile = [
        moved(one, (*rng.uniform(-0.1, 0.1, 2), k * tall))
        for k in range(int(rng.choice([1, 1, 2, 3])))
    ]
    if chance(rng, 0.3):
        leaning = moved(turned(one, "x", 70), (0, -1.9, 0.95))
        pile.append(leaning)
    return assembled(*pile)


def _brownie(rng: np.random.Generator) -> Mesh:
    """A square or eclair-like piece with icing, fruit or cream on it."""
    wide, tall = between(rng, 0.8, 1.2), between(rng, 0.4, 0.9)
    if chance(rng, 0.4):
        body = turned(ball((0.55, 0.6, 1.6), segments=drawn_sides(rng)), "y", 90)
        icing = moved(scaled(body, (0.95, 0.9, 0.8)), (0, 0, 0.22))
        return grounded(assembled(body, icing))
    layers = int(rng.integers(1, 5))
    parts = [
        block(
            (2 * wide * (1 - 0.06 * (k % 2)), 2 - 0.1 * (k % 2), tall / layers),
            (0, 0, k * tall / layers),
        )
        for k in range(layers)
    ]
    parts.append(block((2 * wide * 1.02, 2.04, tall * 0.12), (0, 0, tall), top=0.96))
    top = tall * 1.12
    maker = cherry_top if chance(rng, 0.5) else berry_top
    parts += [moved(cream_dot(0.35), (0, 0, top)), maker(0.22, (0, 0, top + 0.45))]
    return assembled(*parts)


_DESSERTS: tuple[tuple[Design, float], ...] = (
    (cake, 4),
    (cut_cake, 1.2),
    (cake_slice, 2.5),
    (swiss_roll, 0.7),
    (cupcake, 3),
    (muffin, 1),
    (_donut, 2.5),
    (_ice_cream_cone, 3),
    (_popsicle, 1.5),
    (_cookie, 1.5),
    (_pie, 1.8),
    (_chocolate, 1),
    (_candy_bar, 0.8),
    (_sweet, 0.8),
    (_lollipop, 1.5),
    (_sundae, 1.5),
    (_pancakes, 1.2),
    (_waffle, 0.8),
    (_croissant, 1),
    (_gingerbread, 1),
    (_pudding, 1),
    (_macaron, 0.6),
    (_brownie, 0.7),
)
