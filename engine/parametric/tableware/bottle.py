"""Bottles made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import Profile, drawn, grounded
from ..shapes import (
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
    scaled,
    solid,
    torus,
    tube,
    turned,
)
from .parts import closed, drawn_sides, softened, squarish, vessel_handle


def bottle(rng: np.random.Generator) -> Mesh:
    """Wine, beer, soda, flasks of potion, square, milk, jars, sauces, sprays, canteens, cans."""
    made = drawn(
        rng,
        (
            (_wine_bottle, 3.5),
            (_beer_bottle, 1.8),
            (_soda_bottle, 1.8),
            (_water_bottle, 1.8),
            (_round_flask, 2.6),
            (_conical_flask, 1.6),
            (_square_bottle, 2.0),
            (_milk_bottle, 1.0),
            (_jar, 1.5),
            (_sauce_bottle, 1.5),
            (_spray_bottle, 1.3),
            (_perfume, 0.8),
            (_jug_bottle, 0.8),
            (_canteen, 0.6),
            (_can, 0.7),
            (_pill_bottle, 0.9),
        ),
    )
    if chance(rng, 0.06):
        made = turned(made, "y", 90)
    return grounded(made)


def _stopper(rng: np.random.Generator, radius: float, z: float, sides: int) -> list[Mesh]:
    """What closes a neck of a radius at height z, or nothing."""
    tall = radius * between(rng, 0.6, 2)
    cork = cylinder(radius * 0.85, tall, (0, 0, z - 0.01), top=between(rng, 1, 1.3), segments=sides)
    cap = cylinder(radius * between(rng, 1.05, 1.3), tall * 0.8, (0, 0, z - 0.02), segments=sides)
    knob = ball(radius * between(rng, 1, 1.5), (0, 0, z + radius * 0.6), segments=8, rings=6)
    return ([], [cork], [cap], [knob])[rng.choice(4, p=(0.25, 0.35, 0.3, 0.1))]


def _lip(rng: np.random.Generator, radius: float, z: float, sides: int) -> list[Mesh]:
    if chance(rng, 0.4):
        return []
    tall = radius * between(rng, 0.3, 0.9)
    wide = radius * between(rng, 1.1, 1.4)
    return [cylinder(wide, tall, (0, 0, z - tall), segments=sides)]


def _label(
    rng: np.random.Generator, radius: float, low: float, high: float, sides: int
) -> list[Mesh]:
    if chance(rng, 0.65):
        return []
    return [cylinder(radius * 1.02, high - low, (0, 0, low), segments=sides)]


def _necked(
    rng: np.random.Generator, wide: float, neck: float, shoulder: float, start: float, rounds: int
) -> Mesh:
    """A bottle 1 tall: body up to z = shoulder, sloping to its neck from z = start."""
    sides = drawn_sides(rng)
    foot = wide * between(rng, 0.85, 1)
    lean = between(rng, 0.9, 1.05)
    middle = shoulder * 0.45 + start * 0.55
    profile = [(foot, 0), (wide * lean, 0.04), (wide, shoulder)]
    profile += [(wide * 0.6 + neck * 0.4, middle), (neck * 1.05, start), (neck, 1)]
    body = closed(softened(profile, rounds), sides)
    parts = [*_lip(rng, neck, 1, sides), *_stopper(rng, neck, 1, sides)]
    parts += _label(rng, wide * max(lean, 1), shoulder * 0.25, shoulder * 0.8, sides)
    return assembled(body, parts)


def _wine_bottle(rng: np.random.Generator) -> Mesh:
    shoulder = between(rng, 0.45, 0.62)
    wide = between(rng, 0.11, 0.2)
    start = shoulder + between(rng, 0.06, 0.25)
    return _necked(
        rng, wide, wide * between(rng, 0.28, 0.45), shoulder, start, int(rng.integers(2))
    )


def _beer_bottle(rng: np.random.Generator) -> Mesh:
    wide, shoulder = between(rng, 0.125, 0.19), between(rng, 0.4, 0.55)
    neck = wide * between(rng, 0.38, 0.5)
    return _necked(rng, wide, neck, shoulder, between(rng, 0.7, 0.85), int(rng.integers(3)))


def _soda_bottle(rng: np.random.Generator) -> Mesh:
    """Waisted like a cola's, glass or plastic, with a screw cap."""
    sides, wide = drawn_sides(rng), between(rng, 0.13, 0.2)
    waist, neck = wide * between(rng, 0.75, 0.95), wide * between(rng, 0.3, 0.45)
    profile = [(wide * 0.8, 0), (wide, 0.06), (wide, 0.25), (waist, 0.4), (wide, 0.58)]
    profile += [(wide * 0.95, 0.66), (neck * 1.5, 0.82), (neck, 0.88), (neck, 0.98)]
    parts = [closed(softened(profile, int(rng.integers(2))), sides)]
    if chance(rng, 0.75):
        parts.append(cylinder(neck * 1.2, 0.06, (0, 0, 0.95), segments=sides))
        parts.append(cylinder(neck * 1.3, 0.015, (0, 0, 0.91), segments=sides))
    return assembled(parts)


def _water_bottle(rng: np.random.Generator) -> Mesh:
    """Ribbed plastic, a flask of steel, or a sports bottle with its spout."""
    sides, wide = drawn_sides(rng), between(rng, 0.13, 0.22)
    profile: Profile = [(wide * 0.92, 0), (wide, 0.03)]
    if chance(rng, 0.4):
        for z in np.linspace(0.12, 0.6, int(rng.integers(3, 6))):
            profile += [(wide, z - 0.02), (wide * 0.93, z), (wide, z + 0.02)]
    shoulder, neck = between(rng, 0.65, 0.85), wide * between(rng, 0.35, 0.85)
    profile += [(wide, shoulder), (neck, between(rng, shoulder + 0.02, 0.9)), (neck, 0.92)]
    parts = [closed(profile, sides)]
    cap = between(rng, 0.05, 0.14)
    parts.append(cylinder(neck * between(rng, 1.05, 1.25), cap, (0, 0, 0.9), segments=sides))
    top = 0.9 + cap
    draw = rng.random()
    if draw < 0.3:
        parts.append(cylinder(neck * 0.35, 0.08, (0, 0, top), top=0.8, segments=sides))
    elif draw < 0.5:
        parts.append(moved(turned(torus(neck * 0.8, 0.02, sides=5), "x", 90), (0, 0, top)))
    return assembled(parts)


def _flask_neck(rng: np.random.Generator, start: float, neck: float, sides: int) -> list[Mesh]:
    """A neck from z = start with lip and stopper: what every potion has on top."""
    tall = neck * between(rng, 0.8, 4)
    flare = between(rng, 0.85, 1.3)
    parts = [cylinder(neck, tall, (0, 0, start), top=flare, segments=sides)]
    rim = neck * flare
    parts += _lip(rng, rim, start + tall, sides)
    if chance(rng, 0.8):
        cork = neck * between(rng, 0.7, 1.6)
        place = (0, 0, start + tall - cork * 0.2)
        parts.append(cylinder(rim * 0.85, cork, place, top=between(rng, 0.9, 1.3), segments=sides))
    if chance(rng, 0.25):
        parts.append(
            torus(neck * 1.15, neck * 0.25, (0, 0, start + tall * 0.4), segments=12, sides=5)
        )
    return parts


def _round_flask(rng: np.random.Generator) -> Mesh:
    """A potion in a ball: squat, tall, flattened like a moon, or faceted."""
    sides, tall = drawn_sides(rng), between(rng, 0.75, 1.35)
    body = ball((1, between(rng, 0.45, 0.7) if chance(rng, 0.12) else 1, tall),
                segments=sides, rings=int(rng.integers(5, 11)))  # fmt: skip
    neck = between(rng, 0.2, 0.5)
    parts = [body, *_flask_neck(rng, tall * np.sqrt(1 - neck**2) - 0.05, neck, sides)]
    foot = between(rng, 0.4, 0.65)
    low = -tall * np.sqrt(1 - foot**2)
    if chance(rng, 0.6):
        parts.append(cylinder(foot, 0.12, (0, 0, low - 0.08), segments=sides))
    else:
        vertices = body.vertices.astype(np.float64)
        vertices[:, 2] = np.maximum(vertices[:, 2], low)
        parts[0] = solid(vertices, body.faces)
    if chance(rng, 0.12):
        parts += mirrored(vessel_handle(0.4, -0.3, 0.5, 0.9, 0.07, 0))
    return assembled(parts)


def _conical_flask(rng: np.random.Generator) -> Mesh:
    """Erlenmeyer's, or a potion shaped as a bell, a drop or an hourglass."""
    sides, neck = drawn_sides(rng), between(rng, 0.18, 0.38)
    tall = between(rng, 0.9, 2)
    forms = (
        [(0.95, 0), (1, 0.1), (neck * 1.2, 0.95), (neck, 1)],
        [(0.8, 0), (1, 0.12), (0.95, 0.35), (0.5, 0.75), (neck, 1)],
        [(0.7, 0), (0.75, 0.3), (1, 0.7), (0.9, 0.85), (neck, 1)],
        [(1, 0), (1, 0.08), (0.5, 0.5), (0.85, 0.82), (0.75, 0.92), (neck, 1)],
        [(0.45, 0), (0.75, 0.4), (1, 0.8), (0.85, 0.95), (neck, 1)],
    )
    profile = forms[rng.choice(5, p=(0.4, 0.2, 0.15, 0.1, 0.15))]
    rounds = int(rng.integers(2)) if len(profile) > 4 else 0
    body = scaled(closed(softened(profile, rounds), sides), (1, 1, tall))
    return assembled(body, _flask_neck(rng, tall - 0.02, neck, sides))


def _square_bottle(rng: np.random.Generator) -> Mesh:
    """Whisky, gin, hip flask, square potion: flat sides, a round neck."""
    sides, tall = drawn_sides(rng), between(rng, 1.2, 3)
    aspect = between(rng, 0.35, 0.6) if chance(rng, 0.3) else 1.0
    shoulder = between(rng, 0.05, 0.4)
    neck = between(rng, 0.25, 0.5) * min(1, aspect * 1.4)
    taper = between(rng, 0.75, 1.15)
    profile = [(taper * 0.94, 0), (taper, 0.06), (1, tall), (neck * 1.2, tall + shoulder)]
    if chance(rng, 0.5):
        body = turned(closed([(r * 1.41, z) for r, z in profile], 4), "z", 45)
        body = scaled(body, (1, aspect, 1))
    else:
        body = squarish(closed(profile, 16), between(rng, 4, 9), aspect)
    return assembled(body, _flask_neck(rng, tall + shoulder - 0.02, neck, sides))


def _milk_bottle(rng: np.random.Generator) -> Mesh:
    sides, wide, neck = drawn_sides(rng), between(rng, 0.18, 0.25), between(rng, 0.09, 0.15)
    profile = [(wide * 0.95, 0), (wide, 0.05), (wide, 0.5), (neck, 0.75), (neck, 0.92)]
    profile += [(neck * 1.25, 0.94), (neck * 1.25, 1)]
    return assembled(closed(profile, sides), _stopper(rng, neck * 1.1, 1, sides))


def _jar(rng: np.random.Generator) -> Mesh:
    """A wide-mouthed jar with its lid: jam, honey, cookies, spice."""
    sides, wide, tall = drawn_sides(rng), between(rng, 0.3, 0.6), between(rng, 0.6, 1.1)
    neck = wide * between(rng, 0.7, 0.95)
    belly = wide * between(rng, 0.98, 1.25)
    profile = [(wide * 0.93, 0), (wide, 0.05), (belly, tall * 0.5), (wide, tall * 0.88)]
    profile += [(neck, tall * 0.95), (neck, tall)]
    body = closed(profile, sides)
    if chance(rng, 0.2):
        body = squarish(body, 6)
    lid = wide * between(rng, 0.15, 0.35)
    parts = [
        body,
        cylinder(neck * between(rng, 1.03, 1.2), lid, (0, 0, tall - 0.02), segments=sides),
    ]
    top = tall + lid
    if chance(rng, 0.3):
        parts.append(ball(neck * 0.25, (0, 0, top + neck * 0.12), segments=8, rings=6))
    elif chance(rng, 0.2):
        cloth = lathe(
            [(0, -0.02), (neck * 1.5, -lid * 1.3), (neck * 1.1, 0.01), (0, 0.03)], segments=12
        )
        parts.append(moved(cloth, (0, 0, top)))
    return assembled(parts, _label(rng, belly, tall * 0.25, tall * 0.7, sides))


def _sauce_bottle(rng: np.random.Generator) -> Mesh:
    """Ketchup and mustard with a pointed spout, soap with a pump, shampoo flat and soft."""
    sides, wide = drawn_sides(rng), between(rng, 0.16, 0.28)
    waist = between(rng, 0.8, 1.05)
    profile = [(wide * 0.95, 0), (wide, 0.05), (wide * waist, 0.35), (wide, 0.62)]
    neck = wide * between(rng, 0.35, 0.6)
    profile += [(wide * 0.85, 0.68), (neck, between(rng, 0.72, 0.8)), (neck, 0.82)]
    body = closed(softened(profile, int(rng.integers(2))), sides)
    if chance(rng, 0.4):
        body = scaled(body, (1, between(rng, 0.5, 0.8), 1))
    parts = [body, cylinder(neck * 1.25, 0.08, (0, 0, 0.78), segments=sides)]
    draw = rng.random()
    if draw < 0.55:
        parts.append(
            cylinder(neck * 0.9, between(rng, 0.12, 0.25), (0, 0, 0.85), top=0.2, segments=sides)
        )
    elif draw < 0.85:
        parts.append(cylinder(neck * 0.3, 0.14, (0, 0, 0.84), segments=6))
        parts.append(box((-0.05, -0.04, 0.96), (between(rng, 0.12, 0.2), 0.04, 1.02)))
    return assembled(parts)


def _spray_bottle(rng: np.random.Generator) -> Mesh:
    """A trigger spray, or an aerosol can with its nozzle."""
    sides, wide = drawn_sides(rng), between(rng, 0.13, 0.22)
    if chance(rng, 0.35):
        profile = [(wide, 0), (wide, 0.72), (wide * 0.6, 0.8), (wide * 0.6, 0.84)]
        cap = cylinder(wide * between(rng, 0.25, 0.58), 0.1, (0, 0, 0.84), top=0.85, segments=sides)
        return assembled(closed(profile, sides), cap)
    profile = [(wide * 0.95, 0), (wide, 0.04), (wide, 0.4), (wide * 0.4, 0.62), (wide * 0.35, 0.72)]
    body = scaled(closed(profile, sides), (1, between(rng, 0.6, 1), 1))
    depth = between(rng, 0.08, 0.13)
    outline = [(-0.16, 0.84), (-0.12, 0.97), (0.2, 0.97), (0.2, 0.87), (0.08, 0.84), (0.05, 0.72)]
    head = prism([*outline, (-0.05, 0.72)], depth)
    lever = prism([(0.1, 0.87), (0.15, 0.87), (0.17, 0.68), (0.13, 0.68)], depth * 0.5)
    nozzle = tube([(0.2, 0, 0.92), (0.25, 0, 0.92)], 0.03, segments=8)
    return assembled(
        body, head, lever, nozzle, cylinder(wide * 0.45, 0.06, (0, 0, 0.68), segments=sides)
    )


def _perfume(rng: np.random.Generator) -> Mesh:
    wide, depth, tall = between(rng, 0.5, 0.9), between(rng, 0.2, 0.45), between(rng, 0.5, 0.9)
    sides = drawn_sides(rng)
    bodies = (
        rounded((wide, depth, tall), radius=depth * between(rng, 0.1, 0.4), steps=1),
        block((wide, depth, tall), top=between(rng, 0.5, 1)),
        moved(ball((wide / 2, depth / 2, tall / 2), segments=sides, rings=6), (0, 0, tall / 2)),
        closed([(wide * 0.4, 0), (wide * 0.5, tall * 0.5), (wide * 0.2, tall)], sides),
    )
    parts = [bodies[rng.integers(4)], cylinder(0.07, 0.1, (0, 0, tall - 0.03), segments=sides)]
    size = between(rng, 0.1, 0.2)
    caps = (
        cylinder(size * 0.8, size * 1.5, (0, 0, tall + 0.05), segments=sides),
        block((size * 1.5, size * 1.5, size * 1.5), (0, 0, tall + 0.05)),
        ball(size, (0, 0, tall + size + 0.03), segments=8, rings=6),
    )
    return assembled(parts, caps[rng.integers(3)])


def _jug_bottle(rng: np.random.Generator) -> Mesh:
    """A stoneware jug, a moonshine bottle or a canister with one ear by its neck."""
    sides, wide = drawn_sides(rng), between(rng, 0.24, 0.4)
    neck = wide * between(rng, 0.22, 0.4)
    profile = [(wide * 0.9, 0), (wide, 0.06), (wide, 0.55), (wide * 0.75, 0.72), (neck, 0.82)]
    parts = [closed([*profile, (neck, 0.98)], sides)]
    parts += [*_lip(rng, neck, 1, sides), *_stopper(rng, neck, 0.98, sides)]
    ears = vessel_handle(
        wide * between(rng, 0.4, 0.7), 0.62, 0.92, neck * 0.8, between(rng, 0.025, 0.05), 0
    )
    parts += mirrored(ears)[: rng.integers(1, 3)]
    return assembled(parts)


def _canteen(rng: np.random.Generator) -> Mesh:
    """A flat round flask with strap loops, or a gourd."""
    sides = drawn_sides(rng)
    if chance(rng, 0.35):
        profile = [
            (0.3, 0),
            (0.5, 0.3),
            (0.45, 0.6),
            (0.22, 0.85),
            (0.28, 1.1),
            (0.12, 1.35),
            (0.1, 1.5),
        ]
        return assembled(closed(softened(profile, 1), sides), _stopper(rng, 0.12, 1.5, sides))
    depth = between(rng, 0.25, 0.5)
    edge = depth * between(rng, 0.25, 0.5)
    drum = lathe([(0, 0), (0.8, 0), (1, edge), (1, depth - edge), (0.8, depth), (0, depth)],
                 segments=max(sides, 10))  # fmt: skip
    body = moved(turned(drum, "x", 90), (0, depth / 2, 1))
    ears = mirrored(vessel_handle(0.16, 1.6, 1.85, 0.6, 0.04, 1))
    neck = [cylinder(0.2, 0.25, (0, 0, 1.9), segments=sides)]
    neck.append(cylinder(0.26, 0.2, (0, 0, 2.1), segments=sides))
    return assembled(body, ears, neck)


def _can(rng: np.random.Generator) -> Mesh:
    sides, tall = max(drawn_sides(rng), 8), between(rng, 1.6, 2.9)
    inset = between(rng, 0.75, 0.92)
    profile = [(inset, 0), (1, 0.12), (1, tall - 0.2), (inset, tall), (inset * 0.92, tall)]
    profile.append((inset * 0.9, tall - 0.06))
    tab = block((0.6, 0.3, 0.04), (0.2, 0, tall - 0.06))
    return assembled(closed(profile, sides), tab)


def _pill_bottle(rng: np.random.Generator) -> Mesh:
    """Medicine, ink, nail polish, test tube: a plain cylinder with a big stopper."""
    sides, wide = drawn_sides(rng), between(rng, 0.1, 0.33)
    neck, cap = wide * between(rng, 0.6, 0.95), between(rng, 0.1, 0.35)
    tall = 1 - cap
    profile = [(wide * 0.5, 0), (wide, between(rng, 0.01, 0.12)), (wide, tall - 0.08), (neck, tall)]
    lid = cylinder(
        neck * between(rng, 1, 1.25), cap, (0, 0, tall), top=between(rng, 0.7, 1), segments=sides
    )
    return assembled(closed(profile, sides), lid)
