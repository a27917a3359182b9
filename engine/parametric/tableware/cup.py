"""Cups made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Profile, drawn, grounded
from ..shapes import (
    around,
    assembled,
    ball,
    between,
    blob,
    block,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    scaled,
    torus,
    tube,
    turned,
)
from .parts import closed, drawn_sides, hollow, softened, squarish, vessel_handle


def cup(rng: np.random.Generator) -> Mesh:
    """Mugs, tea cups, goblets, glasses with a stem, tumblers, paper cups, tankards, bowls."""
    return drawn(
        rng,
        (
            (_mug, 4.5),
            (_tea_cup, 2.2),
            (_goblet, 2),
            (_wine_glass, 2),
            (_cocktail_glass, 1.2),
            (_tumbler, 2.2),
            (_paper_cup, 2.4),
            (_tankard, 1.5),
            (_travel_mug, 0.7),
            (_tea_bowl, 0.8),
        ),
    )


def _drink(rng: np.random.Generator, radius: float, z: float, sides: int) -> list[Mesh]:
    if chance(rng, 0.6):
        return []
    return [cylinder(radius, 0.02, (0, 0, z), segments=sides)]


def _mug(rng: np.random.Generator) -> Mesh:
    """Straight, barrel-shaped, tapering or round mug; a handle of any form."""
    sides, tall = drawn_sides(rng), between(rng, 0.8, 1.5)
    foot, belly = between(rng, 0.38, 0.55), between(rng, 0.47, 0.6)
    lip = between(rng, 0.46, 0.6)
    profile = [(foot * 0.95, 0), (foot, 0.04), (belly, tall * 0.4), (lip, tall)]
    if chance(rng, 0.4):
        profile = [(0.48, 0), (0.5, 0.03), (0.5, tall)]
    body = hollow(profile, between(rng, 0.03, 0.1), between(rng, 0.05, 0.2), sides)
    if chance(rng, 0.08):
        body = squarish(body, 6)
    low, high = tall * between(rng, 0.12, 0.3), tall * between(rng, 0.72, 0.9)
    reach = between(rng, 0.22, 0.42)
    handle = vessel_handle(reach, low, high, 0.46, between(rng, 0.04, 0.09), int(rng.integers(3)))
    if chance(rng, 0.3):
        handle = scaled(handle, (1, between(rng, 1.3, 2), 1))
    parts = [body, handle, *_drink(rng, 0.45, tall * 0.8, sides)]
    if chance(rng, 0.06):
        parts.append(tube([(0.1, 0.1, 0.2), (0.5, 0.35, tall * 1.25)], 0.03, segments=6))
    return assembled(parts)


def _saucer(rng: np.random.Generator, radius: float, sides: int) -> Mesh:
    profile = [(radius * 0.5, 0), (radius * 0.6, 0.03), (radius, between(rng, 0.08, 0.16))]
    return hollow(profile, 0.03, 0.02, sides)


def _tea_cup(rng: np.random.Generator) -> Mesh:
    sides, tall = drawn_sides(rng), between(rng, 0.5, 0.85)
    foot = between(rng, 0.22, 0.32)
    curve = between(rng, 0.35, 0.5)
    profile = [(foot, 0), (foot, 0.05), (curve, tall * 0.35), (0.5, tall * 0.75)]
    profile.append((between(rng, 0.5, 0.62), tall))
    parts = [hollow(softened(profile, int(rng.integers(2))), 0.04, 0.1, sides)]
    form = int(rng.integers(3))
    if chance(rng, 0.9):
        thick = between(rng, 0.03, 0.06)
        parts.append(
            vessel_handle(between(rng, 0.18, 0.32), tall * 0.3, tall * 0.85, 0.45, thick, form)
        )
    parts += _drink(rng, 0.46, tall * 0.8, sides)
    lifted = moved(assembled(parts), (0, 0, 0.03))
    if chance(rng, 0.65):
        return assembled(lifted, _saucer(rng, between(rng, 0.75, 1.05), sides))
    return grounded(lifted)


def _stemmed(
    rng: np.random.Generator, bowl: Profile, stem: float, foot: float, thin: float, sides: int
) -> Mesh:
    """A vessel on a stem: foot, stem with a knot at times, and the bowl's outer profile."""
    tall = bowl[-1][1]
    wall = between(rng, 0.015, 0.05)
    profile = [(foot, 0), (foot, 0.03), (foot * 0.35, between(rng, 0.05, 0.14)), (thin, 0.16)]
    if chance(rng, 0.3):
        knot = thin * between(rng, 1.6, 3)
        profile += [(thin, stem * 0.5 - 0.06), (knot, stem * 0.5), (thin, stem * 0.5 + 0.06)]
    profile += [(thin, stem)]
    profile += [(radius, stem + z) for radius, z in bowl]
    inner = [(max(radius - wall, 0.02), stem + z + wall * 0.5) for radius, z in bowl[::-1]]
    inner[0] = (inner[0][0], stem + tall)
    return lathe([(0, 0), *profile, *inner, (0, stem + wall * 2)], segments=sides)


def _goblet(rng: np.random.Generator) -> Mesh:
    """A chalice of metal or wood: thick stem, deep bowl, rings and gems at times."""
    sides, tall = drawn_sides(rng), between(rng, 0.5, 0.95)
    wide = between(rng, 0.32, 0.5)
    forms = (
        [(wide * 0.6, 0.08), (wide, tall * 0.4), (wide, tall)],
        [(wide * 0.75, 0.05), (wide * 0.85, tall * 0.4), (wide * 1.1, tall)],
        [(wide * 0.8, 0.15), (wide, tall * 0.45), (wide * 0.85, tall)],
    )
    stem, foot = between(rng, 0.3, 0.7), wide * between(rng, 0.65, 1)
    made = _stemmed(rng, forms[rng.integers(3)], stem, foot, between(rng, 0.06, 0.13), sides)
    parts = [made]
    if chance(rng, 0.3):
        gem = ball(0.06, (wide * 0.97, 0, stem + tall * 0.5), segments=6, rings=4)
        parts += around(gem, int(rng.integers(4, 8)))
    if chance(rng, 0.15):
        parts += mirrored(
            vessel_handle(0.2, stem + tall * 0.2, stem + tall * 0.85, wide * 0.9, 0.04, 0)
        )
    return assembled(parts)


def _wine_glass(rng: np.random.Generator) -> Mesh:
    sides, wide = drawn_sides(rng), between(rng, 0.26, 0.45)
    tall = wide * between(rng, 1.5, 2.4)
    rim = between(rng, 0.65, 1)
    bowl = [(wide * 0.6, 0.06), (wide, tall * 0.35), (wide * (rim + 1) / 2, tall * 0.7)]
    bowl.append((wide * rim, tall))
    if chance(rng, 0.2):
        wide *= 0.6
        bowl = [(wide * 0.7, 0.08), (wide, tall * 0.5), (wide * 0.85, tall * 1.1)]
    stem = between(rng, 0.35, 0.9)
    return _stemmed(rng, bowl, stem, between(rng, 0.25, 0.38), between(rng, 0.015, 0.035), sides)


def _cocktail_glass(rng: np.random.Generator) -> Mesh:
    """Martini, margarita, coupe, hurricane; with an olive, a straw or a slice."""
    sides, wide = drawn_sides(rng), between(rng, 0.4, 0.6)
    tall = wide * between(rng, 0.6, 1)
    forms = (
        [(0.04, 0.02), (wide, tall)],
        [(wide * 0.8, 0.1), (wide, tall * 0.6)],
        [(wide * 0.4, 0.05), (wide * 0.45, tall * 0.4), (wide, tall * 0.6), (wide, tall)],
        [
            (wide * 0.5, 0.1),
            (wide * 0.6, tall * 0.5),
            (wide * 0.45, tall),
            (wide * 0.7, tall * 1.6),
        ],
    )
    bowl = forms[rng.choice(4, p=(0.5, 0.2, 0.15, 0.15))]
    stem = between(rng, 0.3, 0.8)
    made = _stemmed(rng, bowl, stem, wide * between(rng, 0.6, 0.8), between(rng, 0.02, 0.04), sides)
    parts, top = [made], stem + bowl[-1][1]
    if chance(rng, 0.4):
        parts.append(tube([(0, 0, stem + 0.1), (wide * 0.9, 0, top + 0.3)], 0.02, segments=5))
    if chance(rng, 0.35):
        slice_ = turned(cylinder(0.17, 0.04, segments=10), "x", 90)
        parts.append(moved(slice_, (-wide * 0.95, 0, top)))
    if chance(rng, 0.15):
        cover = cylinder(0.4, 0.14, (wide * 0.4, 0, top + 0.3), top=0, segments=8)
        parts += [cover, tube([(0, 0, stem + 0.1), (wide * 0.4, 0, top + 0.4)], 0.015, segments=5)]
    return assembled(parts)


def _tumbler(rng: np.random.Generator) -> Mesh:
    """A glass without handle: whisky, water, pint, shot; ice, straw at times."""
    sides, tall = drawn_sides(rng), between(rng, 0.9, 2.4)
    foot = between(rng, 0.3, 0.5)
    profile = [(foot, 0), (between(rng, foot, 0.55), tall * 0.6), (0.5, tall)]
    if chance(rng, 0.5):
        profile = [(foot, 0), (0.5, tall)]
    elif chance(rng, 0.2):
        profile = [(0.4, 0), (0.42, 0.1), (0.33, tall * 0.35), (0.5, tall * 0.8), (0.48, tall)]
    parts = [hollow(profile, between(rng, 0.02, 0.06), between(rng, 0.05, 0.2), sides)]
    parts += _drink(rng, 0.42, tall * between(rng, 0.7, 0.9), sides)
    if chance(rng, 0.2):
        cubes = block((0.25, 0.25, 0.25), (0.12, 0, tall * 0.75))
        parts += around(turned(cubes, "y", between(rng, -15, 15)), 2)
    if chance(rng, 0.25):
        straw = [(-0.2, 0, 0.1), (0.25, 0, tall * 1.15), (0.5, 0, tall * 1.25)]
        parts.append(tube(straw[: rng.integers(2, 4)], 0.03, segments=6))
    return assembled(parts)


def _paper_cup(rng: np.random.Generator) -> Mesh:
    """To go: a tapering cup, a lid flat or domed, a sleeve, a straw, or bare and open."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 1.0, 2)
    foot = between(rng, 0.32, 0.42)
    parts = [hollow([(foot, 0), (0.5, tall)], 0.03, 0.05, sides)]
    parts.append(torus(0.5, 0.025, (0, 0, tall), segments=sides, sides=5))
    draw = rng.random()
    if draw < 0.5:
        lid = [(0.54, 0), (0.54, 0.06), (0.47, 0.08), (0.45, between(rng, 0.14, 0.22)), (0.4, 0.14)]
        parts.append(moved(closed(lid, sides), (0, 0, tall - 0.02)))
    elif draw < 0.7:
        dome = [(0.54, 0), (0.52, 0.08), (0.42, 0.28), (0.2, 0.38)]
        parts.append(moved(closed(dome, sides), (0, 0, tall - 0.02)))
    if draw > 0.35 and chance(rng, 0.6):
        high = tall + between(rng, 0.3, 0.7)
        straw = [(0.05, 0, 0.3), (0.12, 0, high), (0.35, 0, high + 0.12)]
        parts.append(tube(straw[: rng.integers(2, 4)], between(rng, 0.03, 0.05), segments=6))
    if chance(rng, 0.35):
        low, high = 0.3, 0.7
        radius = foot + (0.5 - foot) * low
        rise = (foot + (0.5 - foot) * high) / radius
        at = (0, 0, tall * low)
        parts.append(cylinder(radius * 1.04, tall * (high - low), at, top=rise, segments=sides))
    return assembled(parts)


def _tankard(rng: np.random.Generator) -> Mesh:
    """A beer mug: staves and hoops or dimpled glass, a big handle, foam or a lid."""
    sides, tall = drawn_sides(rng), between(rng, 1.0, 1.5)
    foot = between(rng, 0.48, 0.62)
    profile = [(foot, 0), ((foot + 0.5) / 2 * between(rng, 0.95, 1.1), tall / 2), (0.5, tall)]
    parts = [hollow(profile, between(rng, 0.04, 0.09), 0.1, sides)]
    wide = max(foot, 0.5) * 1.06
    if chance(rng, 0.6):
        hoop = between(rng, 0.06, 0.13)
        parts += [cylinder(wide, hoop, (0, 0, tall * z), segments=sides) for z in (0.08, 0.75)]
    handle = vessel_handle(between(rng, 0.3, 0.45), tall * 0.18, tall * 0.82, 0.48,
                  between(rng, 0.05, 0.1), int(rng.integers(3)))  # fmt: skip
    parts.append(handle)
    if chance(rng, 0.45):
        parts.append(blob(rng, (0.5, 0.5, 0.22), (0, 0, tall), roughness=0.12))
    elif chance(rng, 0.2):
        parts.append(cylinder(0.52, 0.1, (0, 0, tall), top=0.6, segments=sides))
    return assembled(parts)


def _travel_mug(rng: np.random.Generator) -> Mesh:
    """A travel mug: tall, with a thick lid and at times a handle and a grip band."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 1.5, 2.3)
    foot = between(rng, 0.33, 0.48)
    parts = [closed([(foot, 0), (0.5, tall * 0.7), (0.5, tall)], sides)]
    lid = between(rng, 0.12, 0.25)
    parts.append(cylinder(0.53, lid, (0, 0, tall), top=between(rng, 0.7, 0.95), segments=sides))
    parts.append(block((0.2, 0.2, 0.1), (0.2, 0, tall + lid)))
    if chance(rng, 0.5):
        parts.append(vessel_handle(0.35, tall * 0.3, tall * 0.85, 0.45, 0.07, int(rng.integers(3))))
    else:
        parts.append(cylinder(0.52, tall * 0.3, (0, 0, tall * 0.45), segments=sides))
    return assembled(parts)


def _tea_bowl(rng: np.random.Generator) -> Mesh:
    """A tea bowl or an egg cup."""
    sides, tall = drawn_sides(rng), between(rng, 0.6, 0.9)
    foot = between(rng, 0.2, 0.3)
    profile = [(foot, 0), (foot, 0.08), (0.4, tall * 0.35), (0.5, tall)]
    return assembled(hollow(profile, 0.05, 0.14, sides), _drink(rng, 0.44, tall * 0.75, sides))
