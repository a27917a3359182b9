"""Barrels made by formula."""

from collections.abc import Callable, Sequence

import numpy as np

from ...datatypes import Mesh
from ..parts import Design, Profile, drawn, rod_between
from ..shapes import (
    Point,
    around,
    assembled,
    ball,
    between,
    block,
    chance,
    cylinder,
    lathe,
    loft,
    mirrored,
    moved,
    scaled,
    torus,
    turned,
)
from .parts import front_plate, loop


def barrel(rng: np.random.Generator) -> Mesh:
    """Wooden barrels, staved or smooth, kegs with taps, oil drums, sci-fi drums, half barrels."""
    return drawn(rng, _BARRELS)


def _belly(rng: np.random.Generator, height: float) -> tuple[Callable[[float], float], float]:
    """The radius at a share of the height, and the widest radius."""
    middle = height * between(rng, 0.32, 0.48)
    bulge = between(rng, 0.08, 0.32)
    return (lambda share: middle * (1 - bulge * (2 * share - 1) ** 2)), middle


def _hoops(
    radius: Callable[[float], float],
    height: float,
    sides: int,
    wide: float,
    places: Sequence[float],
) -> list[Mesh]:
    bands = []
    for share in places:
        low, high = share - wide / 2, share + wide / 2
        inner = [(radius(low), low * height), (radius(high), high * height)]
        outer = [(r * 1.045 + 0.004, z) for r, z in reversed(inner)]
        bands.append(lathe([*inner[::-1], *outer[::-1], inner[1]], segments=sides))
    return bands


def _cask(rng: np.random.Generator, height: float, opened: bool) -> Mesh:
    """A wooden barrel, standing: hull, hoops, ends set in; the upper one missing when opened."""
    sides = int(rng.choice([8, 10, 12, 16, 20]))
    radius, _ = _belly(rng, height)
    levels = np.linspace(0, 1, int(rng.choice([3, 5, 5, 7])))
    wall = [(radius(s), s * height) for s in levels]
    rim, sink = radius(1) * 0.88, height * (0.7 if opened else between(rng, 0.92, 0.98))
    if opened and chance(rng, 0.4):
        sink = height * 0.05
    inside = [(rim, height), (rim, sink), (0.0, sink)]
    if chance(rng, 0.3):
        hull = _staves(rng, radius, height, min(sides, 12))
        parts = [
            hull,
            cylinder(radius(0) * 0.92, 0.04 * height, (0, 0, 0.03 * height), segments=sides),
        ]
        lid = height * 0.93 if not opened else sink
        parts.append(cylinder(radius(0.9) * 0.93, 0.03, (0, 0, lid), segments=sides))
    else:
        parts = [lathe([(0.0, 0.0), *wall, *inside], segments=sides)]
    sets = (
        (0.06, 0.94),
        (0.12, 0.88),
        (0.07, 0.3, 0.7, 0.93),
        (0.06, 0.22, 0.78, 0.94),
        (0.2, 0.8),
    )
    places = sets[rng.integers(len(sets))]
    if chance(rng, 0.93):
        parts += _hoops(radius, height, sides, between(rng, 0.04, 0.09), places)
    if not opened and chance(rng, 0.3):
        parts.append(cylinder(rim * 0.15, height * 0.04, (rim * 0.4, 0, sink), segments=8))
    return assembled(*parts)


def _staves(
    rng: np.random.Generator, radius: Callable[[float], float], height: float, count: int
) -> Mesh:
    """Curved boards around, with gaps between them and uneven ends."""
    half = np.pi / count * between(rng, 0.85, 0.97)
    boards = []
    levels = np.linspace(0, 1, 5)
    for turn in np.arange(count) * (2 * np.pi / count):
        top = height * (1 + rng.uniform(-0.015, 0.015))
        rings = []
        for share in levels:
            out = radius(share)
            corners = [
                (out, turn - half),
                (out, turn + half),
                (out * 0.9, turn + half),
                (out * 0.9, turn - half),
            ]
            rings.append([(r * np.cos(a), r * np.sin(a), share * top) for r, a in corners])
        boards.append(loft(rings))
    return assembled(*boards)


def _standing_cask(rng: np.random.Generator) -> Mesh:
    return _cask(rng, 1.0, False)


def _open_cask(rng: np.random.Generator) -> Mesh:
    """A barrel without lid: empty, or full of water, apples, arrows, swords or fish."""
    cask = _cask(rng, 1.0, True)
    rim = float(np.abs(cask.vertices[:, 0]).max()) * 0.7
    style = int(rng.integers(4))
    if style == 0:
        spots = rng.uniform(-0.7, 0.7, (10, 2)) * rim
        return assembled(
            cask, [ball(rim * 0.28, (x, y, 0.93), segments=8, rings=5) for x, y in spots]
        )
    if style == 1:
        spots = rng.uniform(-0.6, 0.6, (5, 2)) * rim
        return assembled(
            cask, [rod_between((x * 0.4, y * 0.4, 0.2), (x, y, 1.35), 0.025, 5) for x, y in spots]
        )
    if style == 2:
        lid = turned(cylinder(rim, 0.05), "x", between(rng, 65, 80))
        return assembled(cask, moved(lid, (0, -rim * 2, rim)))
    return cask


def _lying_cask(rng: np.random.Generator) -> Mesh:
    """A barrel on its side: alone, wedged, or on a cradle, with or without a tap."""
    cask = moved(_cask(rng, 1.0, False), (0, 0, -0.5))
    radius = float(np.abs(cask.vertices[:, 0]).max())
    lying = turned(cask, "x", 90)
    parts = [lying]
    style = int(rng.integers(3))
    if style == 1:
        parts += mirrored(block((0.9 * radius, 0.08, radius * 0.5), (0, 0.28, -radius * 1.15)), "y")
    if style == 2:
        leg = between(rng, 0.1, 0.5)
        cross = [
            turned(block((0.08, 0.08, radius * 1.8 + leg), (0, 0, -radius * 1.3 - leg)), "y", angle)
            for angle in (-35, 35)
        ]
        frame = assembled(*cross)
        parts += [moved(frame, (0, y, 0)) for y in (-0.3, 0.3)]
        parts += mirrored(block((0.06, 0.75, 0.06), (radius * 0.75, 0, -radius * 0.95)))
    if chance(rng, 0.55):
        parts.append(_tap(radius * 0.16, (0, -0.48, -radius * 0.6)))
    if chance(rng, 0.4):
        parts.append(cylinder(0.05, 0.05, (0, 0, radius * 0.98), segments=8))
    return assembled(*parts)


def _tap(size: float, at: Point) -> Mesh:
    """A spigot to -Y: pipe, spout down, handle up."""
    return moved(
        assembled(
            rod_between((0, 0, 0), (0, -size * 1.8, 0), size * 0.35),
            cylinder(size * 0.3, size * 0.9, (0, -size * 1.5, -size * 0.9), segments=6),
            rod_between((0, -size * 1.2, 0), (0, -size * 1.2, size), size * 0.15, 5),
            block((size * 1.1, size * 0.3, size * 0.3), (0, -size * 1.2, size * 0.9)),
        ),
        at,
    )


def _keg(rng: np.random.Generator) -> Mesh:
    """A small steel beer keg with collar rings, or a wooden keg standing with a tap."""
    if chance(rng, 0.5):
        cask = _cask(rng, 1.0, False)
        radius = float(np.abs(cask.vertices[:, 1]).max())
        return assembled(cask, _tap(0.09, (0, -radius * 0.93, 0.22)))
    sides, wide = int(rng.choice([8, 12, 16, 20])), between(rng, 0.28, 0.42)
    body = [
        (0, 0.1),
        (wide * 0.8, 0.1),
        (wide, 0.2),
        (wide, 0.4),
        (wide * 1.05, 0.44),
        (wide, 0.48),
    ]
    body += [
        (wide, 0.6),
        (wide * 1.05, 0.64),
        (wide, 0.68),
        (wide, 0.84),
        (wide * 0.8, 0.92),
        (0, 0.94),
    ]
    skirt = lathe(
        [
            (wide * 0.85, 0),
            (wide * 0.9, 0),
            (wide * 0.9, 0.15),
            (wide * 0.85, 0.15),
            (wide * 0.85, 0),
        ],
        segments=sides,
    )
    neck = cylinder(wide * 0.18, 0.1, (0, 0, 0.92), segments=8)
    return assembled(lathe(body, segments=sides), skirt, moved(skirt, (0, 0, 0.88)), neck)


def _drum_body(rng: np.random.Generator, height: float, opened: bool) -> Mesh:
    """An oil drum: rolling ribs, rims, bungs on top."""
    sides, wide = int(rng.choice([8, 10, 12, 16, 20, 24])), between(rng, 0.29, 0.4) * height
    ribs = ((0.33, 0.67), (0.33, 0.67), (0.25, 0.5, 0.75), (0.5,), ())[rng.integers(5)]
    bump, half = between(rng, 1.03, 1.08), between(rng, 0.015, 0.035)
    profile: Profile = [(0, 0), (wide * bump, 0), (wide * bump, 0.03), (wide, 0.04)]
    for share in ribs:
        profile += [(wide, share - half), (wide * bump, share - half / 3)]
        profile += [(wide * bump, share + half / 3), (wide, share + half)]
    profile += [(wide, 0.96), (wide * bump, 0.97), (wide * bump, 1), (wide * 0.94, 1)]
    profile += [(wide * 0.92, 0.08), (0, 0.08)] if opened else [(wide * 0.94, 0.975), (0, 0.975)]
    parts = [scaled(lathe(profile, segments=sides), (1, 1, height))]
    if not opened and chance(rng, 0.8):
        parts.append(cylinder(wide * 0.15, 0.04, (wide * 0.6, 0, height * 0.97), segments=8))
        parts.append(cylinder(wide * 0.09, 0.04, (-wide * 0.6, 0, height * 0.97), segments=8))
    return assembled(*parts)


def _drum(rng: np.random.Generator) -> Mesh:
    made = _drum_body(rng, 1.0, chance(rng, 0.2))
    if chance(rng, 0.2):
        low = float(made.vertices[:, 1].min())
        return moved(turned(made, "x", 90), (0, 0.5, -low))
    return made


def _drum_group(rng: np.random.Generator) -> Mesh:
    """Two to four barrels or drums together, one maybe lying."""
    body = _drum_body(rng, 1.0, False) if chance(rng, 0.5) else _cask(rng, 1.0, False)
    step = float(np.ptp(body.vertices[:, 0])) * 1.05
    spots = [(0, 0, 0), (step, 0, 0), (step / 2, step * 0.87, 0), (step / 2, step * 0.3, 1)]
    pile = [moved(turned(body, "z", 40 * k), spot) for k, spot in enumerate(spots)]
    count = 2 if len(body.faces) > 600 else int(rng.integers(2, 5))
    if chance(rng, 0.3):
        lying = turned(moved(body, (0, 0, -0.5)), "x", 90)
        flat = [(0, 0, step / 2), (step, 0, step / 2), (step / 2, 0, step * 1.37)]
        return assembled([moved(lying, spot) for spot in flat])
    return assembled(pile[:count])


def _sci_fi_drum(rng: np.random.Generator) -> Mesh:
    """A futuristic barrel: six or eight sides, deep bands, vertical rails, a capped top."""
    sides, wide = int(rng.choice([6, 8, 12, 16])), between(rng, 0.27, 0.4)
    neck = between(rng, 0.75, 0.95)
    profile = [(0, 0), (wide * 0.9, 0), (wide, 0.06), (wide, 0.22), (wide * neck, 0.27)]
    profile += [(wide * neck, 0.73), (wide, 0.78), (wide, 0.94), (wide * 0.9, 1), (wide * 0.6, 1)]
    profile += [(wide * 0.55, 0.97), (0, 0.97)]
    parts = [lathe(profile, segments=sides)]
    if chance(rng, 0.6):
        rail = block((wide * 0.14, wide * 0.2, between(rng, 0.6, 0.96)), (wide * 0.95, 0, 0.02))
        parts += around(rail, int(rng.integers(3, 7)))
    if chance(rng, 0.5):
        parts.append(cylinder(wide * 0.4, 0.08, (0, 0, 0.96), top=0.8, segments=sides))
    if chance(rng, 0.4):
        label = front_plate((-wide * 0.4, 0.38), (wide * 0.4, 0.62), -wide * 0.85, wide * 0.2)
        parts.append(label)
    return assembled(*parts)


def _plastic_drum(rng: np.random.Generator) -> Mesh:
    """A plastic barrel: soft shoulders, a wide screw lid or two grips."""
    sides, wide = int(rng.choice([10, 12, 16, 20])), between(rng, 0.28, 0.4)
    profile = [
        (0, 0),
        (wide * 0.9, 0),
        (wide, 0.05),
        (wide, 0.3),
        (wide * 0.96, 0.33),
        (wide, 0.36),
    ]
    profile += [(wide, 0.78), (wide * 0.94, 0.88), (wide * between(rng, 0.6, 0.85), 0.93)]
    lid = profile[-1][0]
    profile += [(lid, 0.95), (lid * 1.08, 0.95), (lid * 1.08, 1.02), (0, 1.03)]
    parts = [lathe(profile, segments=sides)]
    if chance(rng, 0.5):
        grip = loop(0.06, 0.16, 0.02)
        parts += mirrored(moved(grip, (wide * 0.95, 0, 0.7)))
    if chance(rng, 0.5):
        parts.append(torus(wide, 0.02, (0, 0, 0.5), segments=sides, sides=4))
    return assembled(*parts)


def _half_barrel(rng: np.random.Generator) -> Mesh:
    """A barrel cut across as a tub or planter, or a bucket-like rain butt."""
    sides, wide = int(rng.choice([8, 10, 12, 16])), between(rng, 0.32, 0.5)
    height = between(rng, 0.4, 0.75)
    narrow = between(rng, 0.72, 0.9)

    def radius(share: float) -> float:
        return wide * (narrow + (1 - narrow) * np.sin(share * np.pi / 2))

    wall = [(radius(s), s * height) for s in np.linspace(0, 1, 4)]
    inside = [(wide * 0.9, height), (wide * 0.88, height * between(rng, 0.15, 0.9))]
    hull = lathe([(0, 0), *wall, *inside, (0, inside[-1][1])], segments=sides)
    parts = [hull, *_hoops(radius, height, sides, 0.09, (0.15, 0.8))]
    if chance(rng, 0.35):
        grip = block((0.12, wide * 0.4, height * 0.3), (wide * 0.93, 0, height * 0.85))
        parts += mirrored(grip)
    return assembled(*parts)


_BARRELS: tuple[tuple[Design, float], ...] = (
    (_standing_cask, 6),
    (_open_cask, 2),
    (_lying_cask, 3),
    (_keg, 1.5),
    (_drum, 4),
    (_drum_group, 0.8),
    (_sci_fi_drum, 1.2),
    (_plastic_drum, 0.8),
    (_half_barrel, 0.8),
)
