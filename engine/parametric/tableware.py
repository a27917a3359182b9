"""Tableware and kitchen tools made by formula: a random generator in, a mesh out."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..datatypes import Mesh
from .shapes import (
    around,
    assembled,
    ball,
    between,
    blob,
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
    sheet,
    solid,
    torus,
    tube,
    turned,
)

Design = Callable[[np.random.Generator], Mesh]
Profile = list[tuple[float, float]]


def _one_of(rng: np.random.Generator, *designs: tuple[float, Design]) -> Mesh:
    weights = np.array([weight for weight, _ in designs])
    return designs[rng.choice(len(designs), p=weights / weights.sum())][1](rng)


def _grounded(mesh: Mesh) -> Mesh:
    return moved(mesh, (0, 0, -mesh.vertices[:, 2].min()))


def _sides(rng: np.random.Generator) -> int:
    return int(rng.choice((6, 8, 10, 12, 16, 20, 24)))


def _softened(profile: Sequence[tuple[float, float]], rounds: int) -> Profile:
    """The profile with its inner corners cut off, `rounds` times (Chaikin's curve)."""
    points = np.asarray(profile, np.float64)
    for _ in range(rounds):
        near = points[:-1] * 0.75 + points[1:] * 0.25
        far = points[:-1] * 0.25 + points[1:] * 0.75
        between_ends = np.stack([near, far], axis=1).reshape(-1, 2)[1:-1]
        points = np.concatenate([points[:1], between_ends, points[-1:]])
    return [(float(radius), float(z)) for radius, z in points]


def _closed(profile: Sequence[tuple[float, float]], sides: int) -> Mesh:
    """A body of turning with flat ends."""
    return lathe([(0, profile[0][1]), *profile, (0, profile[-1][1])], segments=sides)


def _hollow(profile: Sequence[tuple[float, float]], wall: float, floor: float, sides: int) -> Mesh:
    """An open vessel of an outer profile (bottom to lip), its inside down to z = floor."""
    inner = [(max(radius - wall, wall * 0.2), z) for radius, z in profile[::-1] if z > floor]
    ends = np.interp(floor, [z for _, z in profile], [radius for radius, _ in profile])
    inner += [(max(float(ends) - wall, wall * 0.2), floor), (0, floor)]
    return lathe([(0, profile[0][1]), *profile, *inner], segments=sides)


def _squarish(mesh: Mesh, power: float, aspect: float = 1.0) -> Mesh:
    """A body of turning made square across: the greater the power, the sharper its corners."""
    vertices = mesh.vertices.astype(np.float64)
    plan = vertices[:, :2]
    radius = np.linalg.norm(plan, axis=1, keepdims=True)
    unit = np.abs(plan) / np.maximum(radius, 1e-9)
    norm = np.maximum((unit**power).sum(axis=1, keepdims=True) ** (1 / power), 1e-9)
    vertices[:, :2] = np.where(radius > 1e-9, plan / norm, plan) * (1, aspect)
    return solid(vertices, mesh.faces)


def _ear(reach: float, low: float, high: float, start: float, thick: float, form: int) -> Mesh:
    """A vessel's handle in the XZ plane from x = start outwards: round, square, or an ear."""
    turns = np.linspace(-np.pi / 2, np.pi / 2, 8)
    forms = (
        (np.cos(turns), (np.sin(turns) + 1) / 2),
        ((0, 0.8, 1, 1, 0.8, 0), (0, 0, 0.15, 0.85, 1, 1)),
        ((0, 0.45, 0.85, 1, 0.8, 0.4, 0), (0, 0.15, 0.4, 0.7, 0.95, 1.02, 0.9)),
    )
    out, up = (np.asarray(values) for values in forms[form])
    path = np.column_stack([start + out * reach, 0 * out, low + up * (high - low)])
    return tube(path, thick, segments=6)


# Bottles


def bottle(rng: np.random.Generator) -> Mesh:
    """Wine, beer, soda, flasks of potion, square, milk, jars, sauces, sprays, canteens, cans."""
    made = _one_of(
        rng,
        (3.5, _wine_bottle),
        (1.8, _beer_bottle),
        (1.8, _soda_bottle),
        (1.8, _water_bottle),
        (2.6, _round_flask),
        (1.6, _conical_flask),
        (2.0, _square_bottle),
        (1.0, _milk_bottle),
        (1.5, _jar),
        (1.5, _sauce_bottle),
        (1.3, _spray_bottle),
        (0.8, _perfume),
        (0.8, _jug_bottle),
        (0.6, _canteen),
        (0.7, _can),
        (0.9, _pill_bottle),
    )
    if chance(rng, 0.06):
        made = turned(made, "y", 90)
    return _grounded(made)


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
    sides = _sides(rng)
    foot = wide * between(rng, 0.85, 1)
    lean = between(rng, 0.9, 1.05)
    middle = shoulder * 0.45 + start * 0.55
    profile = [(foot, 0), (wide * lean, 0.04), (wide, shoulder)]
    profile += [(wide * 0.6 + neck * 0.4, middle), (neck * 1.05, start), (neck, 1)]
    body = _closed(_softened(profile, rounds), sides)
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
    sides, wide = _sides(rng), between(rng, 0.13, 0.2)
    waist, neck = wide * between(rng, 0.75, 0.95), wide * between(rng, 0.3, 0.45)
    profile = [(wide * 0.8, 0), (wide, 0.06), (wide, 0.25), (waist, 0.4), (wide, 0.58)]
    profile += [(wide * 0.95, 0.66), (neck * 1.5, 0.82), (neck, 0.88), (neck, 0.98)]
    parts = [_closed(_softened(profile, int(rng.integers(2))), sides)]
    if chance(rng, 0.75):
        parts.append(cylinder(neck * 1.2, 0.06, (0, 0, 0.95), segments=sides))
        parts.append(cylinder(neck * 1.3, 0.015, (0, 0, 0.91), segments=sides))
    return assembled(parts)


def _water_bottle(rng: np.random.Generator) -> Mesh:
    """Ribbed plastic, a flask of steel, or a sports bottle with its spout."""
    sides, wide = _sides(rng), between(rng, 0.13, 0.22)
    profile: Profile = [(wide * 0.92, 0), (wide, 0.03)]
    if chance(rng, 0.4):
        for z in np.linspace(0.12, 0.6, int(rng.integers(3, 6))):
            profile += [(wide, z - 0.02), (wide * 0.93, z), (wide, z + 0.02)]
    shoulder, neck = between(rng, 0.65, 0.85), wide * between(rng, 0.35, 0.85)
    profile += [(wide, shoulder), (neck, between(rng, shoulder + 0.02, 0.9)), (neck, 0.92)]
    parts = [_closed(profile, sides)]
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
    sides, tall = _sides(rng), between(rng, 0.75, 1.35)
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
        parts += mirrored(_ear(0.4, -0.3, 0.5, 0.9, 0.07, 0))
    return assembled(parts)


def _conical_flask(rng: np.random.Generator) -> Mesh:
    """Erlenmeyer's, or a potion shaped as a bell, a drop or an hourglass."""
    sides, neck = _sides(rng), between(rng, 0.18, 0.38)
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
    body = scaled(_closed(_softened(profile, rounds), sides), (1, 1, tall))
    return assembled(body, _flask_neck(rng, tall - 0.02, neck, sides))


def _square_bottle(rng: np.random.Generator) -> Mesh:
    """Whisky, gin, hip flask, square potion: flat sides, a round neck."""
    sides, tall = _sides(rng), between(rng, 1.2, 3)
    aspect = between(rng, 0.35, 0.6) if chance(rng, 0.3) else 1.0
    shoulder = between(rng, 0.05, 0.4)
    neck = between(rng, 0.25, 0.5) * min(1, aspect * 1.4)
    taper = between(rng, 0.75, 1.15)
    profile = [(taper * 0.94, 0), (taper, 0.06), (1, tall), (neck * 1.2, tall + shoulder)]
    if chance(rng, 0.5):
        body = turned(_closed([(r * 1.41, z) for r, z in profile], 4), "z", 45)
        body = scaled(body, (1, aspect, 1))
    else:
        body = _squarish(_closed(profile, 16), between(rng, 4, 9), aspect)
    return assembled(body, _flask_neck(rng, tall + shoulder - 0.02, neck, sides))


def _milk_bottle(rng: np.random.Generator) -> Mesh:
    sides, wide, neck = _sides(rng), between(rng, 0.18, 0.25), between(rng, 0.09, 0.15)
    profile = [(wide * 0.95, 0), (wide, 0.05), (wide, 0.5), (neck, 0.75), (neck, 0.92)]
    profile += [(neck * 1.25, 0.94), (neck * 1.25, 1)]
    return assembled(_closed(profile, sides), _stopper(rng, neck * 1.1, 1, sides))


def _jar(rng: np.random.Generator) -> Mesh:
    """A wide-mouthed jar with its lid: jam, honey, cookies, spice."""
    sides, wide, tall = _sides(rng), between(rng, 0.3, 0.6), between(rng, 0.6, 1.1)
    neck = wide * between(rng, 0.7, 0.95)
    belly = wide * between(rng, 0.98, 1.25)
    profile = [(wide * 0.93, 0), (wide, 0.05), (belly, tall * 0.5), (wide, tall * 0.88)]
    profile += [(neck, tall * 0.95), (neck, tall)]
    body = _closed(profile, sides)
    if chance(rng, 0.2):
        body = _squarish(body, 6)
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
    sides, wide = _sides(rng), between(rng, 0.16, 0.28)
    waist = between(rng, 0.8, 1.05)
    profile = [(wide * 0.95, 0), (wide, 0.05), (wide * waist, 0.35), (wide, 0.62)]
    neck = wide * between(rng, 0.35, 0.6)
    profile += [(wide * 0.85, 0.68), (neck, between(rng, 0.72, 0.8)), (neck, 0.82)]
    body = _closed(_softened(profile, int(rng.integers(2))), sides)
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
    sides, wide = _sides(rng), between(rng, 0.13, 0.22)
    if chance(rng, 0.35):
        profile = [(wide, 0), (wide, 0.72), (wide * 0.6, 0.8), (wide * 0.6, 0.84)]
        cap = cylinder(wide * between(rng, 0.25, 0.58), 0.1, (0, 0, 0.84), top=0.85, segments=sides)
        return assembled(_closed(profile, sides), cap)
    profile = [(wide * 0.95, 0), (wide, 0.04), (wide, 0.4), (wide * 0.4, 0.62), (wide * 0.35, 0.72)]
    body = scaled(_closed(profile, sides), (1, between(rng, 0.6, 1), 1))
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
    sides = _sides(rng)
    bodies = (
        rounded((wide, depth, tall), radius=depth * between(rng, 0.1, 0.4), steps=1),
        block((wide, depth, tall), top=between(rng, 0.5, 1)),
        moved(ball((wide / 2, depth / 2, tall / 2), segments=sides, rings=6), (0, 0, tall / 2)),
        _closed([(wide * 0.4, 0), (wide * 0.5, tall * 0.5), (wide * 0.2, tall)], sides),
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
    sides, wide = _sides(rng), between(rng, 0.24, 0.4)
    neck = wide * between(rng, 0.22, 0.4)
    profile = [(wide * 0.9, 0), (wide, 0.06), (wide, 0.55), (wide * 0.75, 0.72), (neck, 0.82)]
    parts = [_closed([*profile, (neck, 0.98)], sides)]
    parts += [*_lip(rng, neck, 1, sides), *_stopper(rng, neck, 0.98, sides)]
    ears = _ear(wide * between(rng, 0.4, 0.7), 0.62, 0.92, neck * 0.8, between(rng, 0.025, 0.05), 0)
    parts += mirrored(ears)[: rng.integers(1, 3)]
    return assembled(parts)


def _canteen(rng: np.random.Generator) -> Mesh:
    """A flat round flask with strap loops, or a gourd."""
    sides = _sides(rng)
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
        return assembled(_closed(_softened(profile, 1), sides), _stopper(rng, 0.12, 1.5, sides))
    depth = between(rng, 0.25, 0.5)
    edge = depth * between(rng, 0.25, 0.5)
    drum = lathe([(0, 0), (0.8, 0), (1, edge), (1, depth - edge), (0.8, depth), (0, depth)],
                 segments=max(sides, 10))  # fmt: skip
    body = moved(turned(drum, "x", 90), (0, depth / 2, 1))
    ears = mirrored(_ear(0.16, 1.6, 1.85, 0.6, 0.04, 1))
    neck = [cylinder(0.2, 0.25, (0, 0, 1.9), segments=sides)]
    neck.append(cylinder(0.26, 0.2, (0, 0, 2.1), segments=sides))
    return assembled(body, ears, neck)


def _can(rng: np.random.Generator) -> Mesh:
    sides, tall = max(_sides(rng), 8), between(rng, 1.6, 2.9)
    inset = between(rng, 0.75, 0.92)
    profile = [(inset, 0), (1, 0.12), (1, tall - 0.2), (inset, tall), (inset * 0.92, tall)]
    profile.append((inset * 0.9, tall - 0.06))
    tab = block((0.6, 0.3, 0.04), (0.2, 0, tall - 0.06))
    return assembled(_closed(profile, sides), tab)


def _pill_bottle(rng: np.random.Generator) -> Mesh:
    """Medicine, ink, nail polish, test tube: a plain cylinder with a big stopper."""
    sides, wide = _sides(rng), between(rng, 0.1, 0.33)
    neck, cap = wide * between(rng, 0.6, 0.95), between(rng, 0.1, 0.35)
    tall = 1 - cap
    profile = [(wide * 0.5, 0), (wide, between(rng, 0.01, 0.12)), (wide, tall - 0.08), (neck, tall)]
    lid = cylinder(
        neck * between(rng, 1, 1.25), cap, (0, 0, tall), top=between(rng, 0.7, 1), segments=sides
    )
    return assembled(_closed(profile, sides), lid)


# Cups


def cup(rng: np.random.Generator) -> Mesh:
    """Mugs, tea cups, goblets, glasses with a stem, tumblers, paper cups, tankards, bowls."""
    return _one_of(
        rng,
        (4.5, _mug),
        (2.2, _tea_cup),
        (2, _goblet),
        (2, _wine_glass),
        (1.2, _cocktail_glass),
        (2.2, _tumbler),
        (2.4, _paper_cup),
        (1.5, _tankard),
        (0.7, _travel_mug),
        (0.8, _tea_bowl),
    )


def _drink(rng: np.random.Generator, radius: float, z: float, sides: int) -> list[Mesh]:
    if chance(rng, 0.6):
        return []
    return [cylinder(radius, 0.02, (0, 0, z), segments=sides)]


def _mug(rng: np.random.Generator) -> Mesh:
    """Straight, barrel-shaped, tapering or round mug; a handle of any form."""
    sides, tall = _sides(rng), between(rng, 0.8, 1.5)
    foot, belly = between(rng, 0.38, 0.55), between(rng, 0.47, 0.6)
    lip = between(rng, 0.46, 0.6)
    profile = [(foot * 0.95, 0), (foot, 0.04), (belly, tall * 0.4), (lip, tall)]
    if chance(rng, 0.4):
        profile = [(0.48, 0), (0.5, 0.03), (0.5, tall)]
    body = _hollow(profile, between(rng, 0.03, 0.1), between(rng, 0.05, 0.2), sides)
    if chance(rng, 0.08):
        body = _squarish(body, 6)
    low, high = tall * between(rng, 0.12, 0.3), tall * between(rng, 0.72, 0.9)
    reach = between(rng, 0.22, 0.42)
    handle = _ear(reach, low, high, 0.46, between(rng, 0.04, 0.09), int(rng.integers(3)))
    if chance(rng, 0.3):
        handle = scaled(handle, (1, between(rng, 1.3, 2), 1))
    parts = [body, handle, *_drink(rng, 0.45, tall * 0.8, sides)]
    if chance(rng, 0.06):
        parts.append(tube([(0.1, 0.1, 0.2), (0.5, 0.35, tall * 1.25)], 0.03, segments=6))
    return assembled(parts)


def _saucer(rng: np.random.Generator, radius: float, sides: int) -> Mesh:
    profile = [(radius * 0.5, 0), (radius * 0.6, 0.03), (radius, between(rng, 0.08, 0.16))]
    return _hollow(profile, 0.03, 0.02, sides)


def _tea_cup(rng: np.random.Generator) -> Mesh:
    sides, tall = _sides(rng), between(rng, 0.5, 0.85)
    foot = between(rng, 0.22, 0.32)
    curve = between(rng, 0.35, 0.5)
    profile = [(foot, 0), (foot, 0.05), (curve, tall * 0.35), (0.5, tall * 0.75)]
    profile.append((between(rng, 0.5, 0.62), tall))
    parts = [_hollow(_softened(profile, int(rng.integers(2))), 0.04, 0.1, sides)]
    form = int(rng.integers(3))
    if chance(rng, 0.9):
        thick = between(rng, 0.03, 0.06)
        parts.append(_ear(between(rng, 0.18, 0.32), tall * 0.3, tall * 0.85, 0.45, thick, form))
    parts += _drink(rng, 0.46, tall * 0.8, sides)
    lifted = moved(assembled(parts), (0, 0, 0.03))
    if chance(rng, 0.65):
        return assembled(lifted, _saucer(rng, between(rng, 0.75, 1.05), sides))
    return _grounded(lifted)


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
    sides, tall = _sides(rng), between(rng, 0.5, 0.95)
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
        parts += mirrored(_ear(0.2, stem + tall * 0.2, stem + tall * 0.85, wide * 0.9, 0.04, 0))
    return assembled(parts)


def _wine_glass(rng: np.random.Generator) -> Mesh:
    sides, wide = _sides(rng), between(rng, 0.26, 0.45)
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
    sides, wide = _sides(rng), between(rng, 0.4, 0.6)
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
    sides, tall = _sides(rng), between(rng, 0.9, 2.4)
    foot = between(rng, 0.3, 0.5)
    profile = [(foot, 0), (between(rng, foot, 0.55), tall * 0.6), (0.5, tall)]
    if chance(rng, 0.5):
        profile = [(foot, 0), (0.5, tall)]
    elif chance(rng, 0.2):
        profile = [(0.4, 0), (0.42, 0.1), (0.33, tall * 0.35), (0.5, tall * 0.8), (0.48, tall)]
    parts = [_hollow(profile, between(rng, 0.02, 0.06), between(rng, 0.05, 0.2), sides)]
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
    sides, tall = max(_sides(rng), 8), between(rng, 1.0, 2)
    foot = between(rng, 0.32, 0.42)
    parts = [_hollow([(foot, 0), (0.5, tall)], 0.03, 0.05, sides)]
    parts.append(torus(0.5, 0.025, (0, 0, tall), segments=sides, sides=5))
    draw = rng.random()
    if draw < 0.5:
        lid = [(0.54, 0), (0.54, 0.06), (0.47, 0.08), (0.45, between(rng, 0.14, 0.22)), (0.4, 0.14)]
        parts.append(moved(_closed(lid, sides), (0, 0, tall - 0.02)))
    elif draw < 0.7:
        dome = [(0.54, 0), (0.52, 0.08), (0.42, 0.28), (0.2, 0.38)]
        parts.append(moved(_closed(dome, sides), (0, 0, tall - 0.02)))
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
    sides, tall = _sides(rng), between(rng, 1.0, 1.5)
    foot = between(rng, 0.48, 0.62)
    profile = [(foot, 0), ((foot + 0.5) / 2 * between(rng, 0.95, 1.1), tall / 2), (0.5, tall)]
    parts = [_hollow(profile, between(rng, 0.04, 0.09), 0.1, sides)]
    wide = max(foot, 0.5) * 1.06
    if chance(rng, 0.6):
        hoop = between(rng, 0.06, 0.13)
        parts += [cylinder(wide, hoop, (0, 0, tall * z), segments=sides) for z in (0.08, 0.75)]
    handle = _ear(between(rng, 0.3, 0.45), tall * 0.18, tall * 0.82, 0.48,
                  between(rng, 0.05, 0.1), int(rng.integers(3)))  # fmt: skip
    parts.append(handle)
    if chance(rng, 0.45):
        parts.append(blob(rng, (0.5, 0.5, 0.22), (0, 0, tall), roughness=0.12))
    elif chance(rng, 0.2):
        parts.append(cylinder(0.52, 0.1, (0, 0, tall), top=0.6, segments=sides))
    return assembled(parts)


def _travel_mug(rng: np.random.Generator) -> Mesh:
    """A travel mug: tall, with a thick lid and at times a handle and a grip band."""
    sides, tall = max(_sides(rng), 8), between(rng, 1.5, 2.3)
    foot = between(rng, 0.33, 0.48)
    parts = [_closed([(foot, 0), (0.5, tall * 0.7), (0.5, tall)], sides)]
    lid = between(rng, 0.12, 0.25)
    parts.append(cylinder(0.53, lid, (0, 0, tall), top=between(rng, 0.7, 0.95), segments=sides))
    parts.append(block((0.2, 0.2, 0.1), (0.2, 0, tall + lid)))
    if chance(rng, 0.5):
        parts.append(_ear(0.35, tall * 0.3, tall * 0.85, 0.45, 0.07, int(rng.integers(3))))
    else:
        parts.append(cylinder(0.52, tall * 0.3, (0, 0, tall * 0.45), segments=sides))
    return assembled(parts)


def _tea_bowl(rng: np.random.Generator) -> Mesh:
    """A tea bowl or an egg cup."""
    sides, tall = _sides(rng), between(rng, 0.6, 0.9)
    foot = between(rng, 0.2, 0.3)
    profile = [(foot, 0), (foot, 0.08), (0.4, tall * 0.35), (0.5, tall)]
    return assembled(_hollow(profile, 0.05, 0.14, sides), _drink(rng, 0.44, tall * 0.75, sides))


# Vases


def vase(rng: np.random.Generator) -> Mesh:
    """Amphoras, slender, round, square, twisted, ribbed vases, urns, pots; flowers at times."""
    return _one_of(
        rng,
        (4.5, _turned_vase),
        (2, _slender_vase),
        (2.2, _amphora),
        (1.8, _urn),
        (1.5, _square_vase),
        (1.8, _twisted_vase),
        (1.8, _plant_pot),
        (1.2, _round_vase),
        (0.7, _free_vase),
    )


def _stalks(rng: np.random.Generator, radius: float, z: float, tall: float) -> list[Mesh]:
    """A bunch out of a mouth at height z: stems with flowers or leaves, or bare twigs."""
    parts = []
    kind = int(rng.choice(3, p=(0.5, 0.3, 0.2)))
    for _ in range(int(rng.integers(3, 9))):
        turn, spread = between(rng, 0, 2 * np.pi), between(rng, 0.1, 0.9)
        high = z + tall * between(rng, 0.6, 1)
        out = np.array([np.cos(turn), np.sin(turn)]) * spread
        tip = (*(out * (radius + tall * 0.35)), high)
        middle = (*(out * radius * 0.8), (z + high) / 2)
        parts.append(tube([(0, 0, z * 0.7), middle, tip], tall * 0.015, segments=4))
        size = tall * between(rng, 0.06, 0.14)
        if kind == 0:
            parts.append(ball((size, size, size * 0.6), tip, segments=7, rings=4))
        elif kind == 1:
            leaf = ball((size * 0.5, size * 0.15, size * 1.6), (0, 0, size), segments=6, rings=4)
            turned_leaf = turned(turned(leaf, "y", spread * 50), "z", np.degrees(turn))
            parts.append(moved(turned_leaf, tip))
    return parts


def _filled(rng: np.random.Generator, body: Mesh, mouth: float, tall: float, share: float) -> Mesh:
    """The vase, with a bunch in it in a share of draws."""
    if not chance(rng, share):
        return body
    return assembled(body, _stalks(rng, mouth, tall, tall * between(rng, 0.5, 1.1)))


def _turned_vase(rng: np.random.Generator) -> Mesh:
    """A belly at any height, a neck of any width, a lip: the common vase in all proportions."""
    sides, belly = _sides(rng), between(rng, 0.18, 0.45)
    at = between(rng, 0.25, 0.75)
    foot, neck = belly * between(rng, 0.35, 0.8), belly * between(rng, 0.25, 0.75)
    lip = neck * between(rng, 1, 1.7)
    start = at + (1 - at) * between(rng, 0.4, 0.8)
    profile = [(foot, 0), (belly * 0.85, at * 0.5), (belly, at), (belly * 0.8, (at + start) / 2)]
    profile += [(neck, start), (lip, 1)]
    if chance(rng, 0.3):
        profile = [(foot * 1.2, 0), (foot * 1.2, 0.04), (foot * 0.8, 0.07), *profile[1:]]
    rounds = int(rng.choice((0, 1, 1, 2)))
    body = _hollow(_softened(profile, rounds), neck * 0.15, between(rng, 0.3, 0.9), sides)
    parts = [body]
    if chance(rng, 0.15):
        parts.append(torus(neck * 1.05, neck * 0.15, (0, 0, start), segments=sides, sides=5))
    return _filled(rng, assembled(parts), neck, 1, 0.22)


def _slender_vase(rng: np.random.Generator) -> Mesh:
    sides, wide = _sides(rng), between(rng, 0.09, 0.18)
    forms = (
        [(1, 0), (0.9, 0.3), (0.5, 0.6), (0.45, 0.85), (0.9, 1)],
        [(0.6, 0), (0.7, 0.4), (1, 0.85), (1.1, 1)],
        [(1, 0), (1.25, 0.15), (0.9, 0.3), (0.35, 0.45), (0.32, 0.9), (0.5, 1)],
        [(0.9, 0), (1, 0.02), (1, 1)],
        [(0.5, 0), (0.9, 0.5), (1.15, 0.8), (0.5, 0.93), (0.65, 1)],
    )
    profile = [
        (radius * wide, z) for radius, z in forms[rng.choice(5, p=(0.27, 0.14, 0.27, 0.05, 0.27))]
    ]
    body = _hollow(_softened(profile, int(rng.integers(3))), wide * 0.1, 0.8, sides)
    return _filled(rng, body, wide * 0.5, 1, 0.3)


def _amphora(rng: np.random.Generator) -> Mesh:
    """Two ears from shoulder to neck (at times one), pointed or footed below."""
    sides, belly = _sides(rng), between(rng, 0.2, 0.38)
    at, foot = between(rng, 0.45, 0.65), belly * between(rng, 0.12, 0.6)
    neck = belly * between(rng, 0.28, 0.5)
    profile = [(foot, 0), (belly * 0.8, at * 0.55), (belly, at), (neck * 1.15, 0.78), (neck, 0.92)]
    if chance(rng, 0.5):
        profile = [(foot * 1.8, 0), (foot * 1.6, 0.04), (foot, 0.08), *profile[1:]]
    body = _hollow(_softened([*profile, (neck * 1.3, 1)], int(rng.integers(2))), 0.03, 0.7, sides)
    thick = between(rng, 0.018, 0.04)
    low = between(rng, at + 0.02, 0.72)
    ears = mirrored(_ear(belly * between(rng, 0.5, 0.95), low, 0.94, neck * 0.9, thick,
                         int(rng.integers(3))))  # fmt: skip
    return assembled(body, ears if chance(rng, 0.85) else ears[:1])


def _urn(rng: np.random.Generator) -> Mesh:
    """A garden urn on its pedestal, or a lidded one; ears at times."""
    sides, wide = _sides(rng), between(rng, 0.3, 0.5)
    foot, stem = wide * between(rng, 0.5, 0.8), wide * between(rng, 0.2, 0.35)
    high = between(rng, 0.15, 0.35)
    profile = [(foot, 0), (foot, 0.06), (stem, 0.1), (stem, high), (wide * 0.8, high + 0.15)]
    profile += [
        (wide, 0.75),
        (wide * between(rng, 0.6, 0.9), 0.88),
        (wide * between(rng, 0.8, 1.2), 1),
    ]
    parts = [_hollow(profile, 0.05, 0.7, sides)]
    if chance(rng, 0.3):
        lid = [(wide * 0.95, 0.98), (wide * 0.85, 1.05), (wide * 0.3, 1.14), (0.04, 1.16)]
        parts += [_closed(lid, sides), ball(0.06, (0, 0, 1.2), segments=8, rings=5)]
    if chance(rng, 0.45):
        parts += mirrored(_ear(between(rng, 0.12, 0.25), 0.55, 0.9, wide * 0.85, 0.035, 0))
    if chance(rng, 0.3):
        parts.append(box((-foot, -foot, -0.08), (foot, foot, 0)))
    return _grounded(_filled(rng, assembled(parts), wide * 0.5, 1, 0.15))


def _square_vase(rng: np.random.Generator) -> Mesh:
    """Four- or six-sided in plan, straight, flaring, or with shoulders."""
    wide = between(rng, 0.15, 0.35)
    count = int(rng.choice((4, 4, 5, 6)))
    forms = (
        [(between(rng, 0.6, 1), 0), (1, 1)],
        [(0.6, 0), (1, 0.65), (0.5, 0.85), (0.65, 1)],
        [(0.6, 0), (1.1, 0.45), (0.7, 1)],
        [(0.9, 0), (1, 0.7), (0.45, 0.78), (0.45, 1)],
    )
    profile = [(radius * wide * 1.3, z) for radius, z in forms[rng.integers(4)]]
    body = turned(_hollow(profile, wide * 0.15, 0.6, count), "z", 180 / count)
    return _filled(rng, body, wide * 0.5, 1, 0.3)


def _twisted_vase(rng: np.random.Generator) -> Mesh:
    """Ribs up the wall, straight or turning with the height."""
    belly, neck = between(rng, 0.2, 0.4), between(rng, 0.45, 1)
    z = np.linspace(0, 1, int(rng.integers(8, 15)))
    swell = 1 + between(rng, -0.3, 0.45) * np.sin(z * np.pi * between(rng, 0.9, 1.7))
    radii = belly * swell * np.interp(z, (0, 1), (between(rng, 0.6, 1), neck))
    ribs = int(rng.choice((3, 4, 5, 6, 8)))
    body = _hollow(list(zip(radii.tolist(), z.tolist(), strict=True)), 0.04, 0.85, ribs * 3)
    vertices = body.vertices.astype(np.float64)
    angle = np.arctan2(vertices[:, 1], vertices[:, 0])
    height = vertices[:, 2]
    wave = 1 + between(rng, 0.06, 0.2) * np.cos(angle * ribs)
    turn = np.radians(between(rng, -150, 150)) * height if chance(rng, 0.75) else 0 * height
    radius = np.hypot(vertices[:, 0], vertices[:, 1]) * wave
    plan = [radius * np.cos(angle + turn), radius * np.sin(angle + turn), height]
    return _filled(rng, solid(np.column_stack(plan), body.faces), belly * 0.5, 1, 0.2)


def _plant_pot(rng: np.random.Generator) -> Mesh:
    """A decorative pot: taper and rim, bowl or cube, on legs at times, with a plant at times."""
    sides, tall = _sides(rng), between(rng, 0.6, 1.1)
    foot = between(rng, 0.3, 0.48)
    profile = [(foot, 0), (0.5, tall * 0.8), (0.5, tall)]
    if chance(rng, 0.5):
        rim = between(rng, 0.53, 0.6)
        profile = [(foot, 0), (0.48, tall * 0.78), (rim, tall * 0.8), (rim, tall)]
    elif chance(rng, 0.5):
        profile = [(foot, 0), (0.55, tall * 0.45), (0.45, tall)]
    parts = [_hollow(profile, between(rng, 0.04, 0.09), tall * 0.8, sides)]
    if chance(rng, 0.3):
        leg = tube([(0.3, 0, 0.1), (0.42, 0, -between(rng, 0.15, 0.4))], 0.04, segments=5)
        parts += around(leg, int(rng.integers(3, 5)))
    return _grounded(_filled(rng, assembled(parts), 0.3, tall, 0.3))


def _round_vase(rng: np.random.Generator) -> Mesh:
    """A globe or an egg with a short or a thin neck; a bud vase; a doughnut."""
    sides, rings = _sides(rng), int(rng.integers(5, 10))
    if chance(rng, 0.2):
        ring = turned(torus(0.33, between(rng, 0.1, 0.17), segments=16, sides=8), "x", 90)
        neck = _closed([(0.08, 0.4), (0.06, 0.6), (0.1, 0.68)], sides)
        return _grounded(assembled(ring, neck, cylinder(0.2, 0.1, (0, 0, -0.52), segments=sides)))
    tall, neck = between(rng, 0.75, 1.25), between(rng, 0.15, 0.5)
    start = tall * np.sqrt(1 - neck**2)
    long = between(rng, 0.1, 1.1)
    tip = neck * between(rng, 0.9, 1.6)
    tube_ = _hollow([(neck, 0), (neck * 0.95, long * 0.6), (tip, long)], neck * 0.2, 0.02, sides)
    parts = [ball((1, 1, tall), segments=sides, rings=rings), moved(tube_, (0, 0, start - 0.05))]
    parts.append(cylinder(0.5, 0.15, (0, 0, -tall), segments=sides))
    lifted = _grounded(assembled(parts))
    return _filled(rng, lifted, neck, float(lifted.vertices[:, 2].max()), 0.25)


def _free_vase(rng: np.random.Generator) -> Mesh:
    """A profile at random: stacked bellies, rings and waists."""
    count = int(rng.integers(5, 9))
    z = np.linspace(0, 1, count)
    profile = list(zip((rng.uniform(0.12, 0.36, count)).tolist(), z.tolist(), strict=True))
    body = _hollow(_softened(profile, int(rng.integers(2))), 0.03, 0.9, _sides(rng))
    return _filled(rng, body, 0.1, 1, 0.2)


# Kitchen tools


def utensil(rng: np.random.Generator) -> Mesh:
    """Cutlery, knives, boards, pans, pots, spatulas, ladles, whisks, pins, graters, plates."""
    made = _one_of(
        rng,
        (2.4, _fork),
        (2.4, _spoon),
        (2.2, _table_knife),
        (2.4, _kitchen_knife),
        (1.2, _cleaver),
        (1.8, _board),
        (2.6, _frying_pan),
        (2.4, _cooking_pot),
        (2.2, _spatula),
        (1.4, _ladle),
        (1.4, _whisk),
        (1.5, _rolling_pin),
        (1.0, _grater),
        (1.6, _plate),
        (1.6, _bowl),
        (0.5, _chopsticks),
        (0.8, _tongs),
        (0.8, _peeler),
        (0.6, _skewer),
        (0.9, _cutlery_set),
    )
    return _grounded(made)


def _posed(rng: np.random.Generator, mesh: Mesh, flat: float = 0.6) -> Mesh:
    """A tool along X: flat as built in a share of draws, or standing on either end, or on edge."""
    if chance(rng, flat):
        return mesh
    turns = (("y", 90.0), ("y", -90.0), ("x", 90.0), ("y", between(rng, -60, -20)))
    return turned(mesh, *turns[rng.choice(4, p=(0.25, 0.45, 0.15, 0.15))])


def _flat(outline: ArrayLike, depth: float) -> Mesh:
    """A plate of an outline in X and Y, lying at z = 0."""
    return turned(prism(outline, depth), "x", -90)


def _handle(rng: np.random.Generator, long: float, wide: float, thick: float) -> Mesh:
    """A tool's handle along -X from the origin: flat, flaring, round, waisted or a rod."""
    t = np.linspace(0, 1, 6)
    draw = int(rng.integers(5))
    if draw == 0:
        return box((-long, -wide / 2, -thick / 2), (0, wide / 2, thick / 2))
    if draw == 1:
        tip = wide * between(rng, 0.8, 1.4)
        half = np.interp(t, (0, 0.4, 0.9, 1), (wide * 0.3, wide * 0.3, tip / 2, tip * 0.35))
        upper = np.column_stack([-t * long, half])
        return _flat(np.concatenate([upper, upper[::-1] * (1, -1)]), thick)
    points = np.column_stack([-t * long, 0 * t, 0 * t])
    radii = wide / 2 * (1 + between(rng, -0.25, 0.25) * np.sin(t * between(rng, 3, 8)))
    if draw == 2:
        radii = wide / 2 * np.interp(t, (0, 1), (0.7, 1.1))
    rod = tube(points, radii, segments=int(rng.choice((5, 6, 8, 10))))
    rod = scaled(rod, (1, 1, max(min(thick / wide * 1.5, 1), 0.35)))
    if chance(rng, 0.2):
        ring = torus(wide * 0.4, wide * 0.12, (-long - wide * 0.3, 0, 0), segments=8, sides=5)
        return assembled(rod, ring)
    return rod


def _neck(rng: np.random.Generator, long: float, wide: float, rise: float) -> Mesh:
    """A thin bar from x = -long to the origin, arched by `rise`."""
    x = np.linspace(-long, 0.02, 6)
    z = rise * np.sin((x + long) / long * np.pi)
    bar = tube(np.column_stack([x, 0 * x, z]), wide / 2, segments=int(rng.choice((4, 6, 8))))
    return bar


def _dish(long: float, wide: float, depth: float, thick: float, *, egg: float = 0.0) -> Mesh:
    """A spoon's bowl from x = 0 to long, its rim at z = 0; `egg` moves its widest place."""
    u = np.linspace(-1, 1, 8)
    v = np.linspace(-1, 1, 5)
    reach = np.sqrt(np.maximum(1 - np.abs(u) ** 2.2, 0.01)) * (1 - egg * u)
    x = np.repeat(((u + 1) / 2 * long)[:, None], 5, axis=1)
    y = reach[:, None] * v[None, :] * wide / 2
    z = -depth * (1 - v[None, :] ** 2) * (1 - u[:, None] ** 2)
    return sheet(np.stack([x, y, z], axis=-1), thick)


def _fork(rng: np.random.Generator) -> Mesh:
    """A table fork with 2 to 4 tines, a carving fork or a pitchfork of a cartoon."""
    count = int(rng.choice((2, 3, 4, 4)))
    wide, root = between(rng, 0.1, 0.2), between(rng, 0.06, 0.16)
    tines, thick = between(rng, 0.14, 0.28), between(rng, 0.012, 0.04)
    gap = wide / (count * 2 - 1) * between(rng, 0.8, 1.2)
    tine = (wide - gap * (count - 1)) / count
    outline = [(0, -wide * 0.12), (root * 0.6, -wide / 2)]
    for place in range(count):
        low = -wide / 2 + place * (tine + gap)
        outline += [(root, low), (root + tines, low + tine * 0.25)]
        outline += [(root + tines, low + tine * 0.75), (root, low + tine)]
    outline += [(root * 0.6, wide / 2), (0, wide * 0.12)]
    head = _flat(outline, thick)
    vertices = head.vertices.astype(np.float64)
    vertices[:, 2] += between(rng, -0.5, 0.3) * (vertices[:, 0] - root * 0.3) ** 2
    neck = between(rng, 0.1, 0.25)
    grip = _handle(
        rng, between(rng, 0.3, 0.5), between(rng, 0.045, 0.1), thick * between(rng, 1, 2)
    )
    parts = [solid(vertices, head.faces), _neck(rng, neck, max(thick * 1.3, 0.022), 0.02)]
    return _posed(rng, assembled(parts, moved(grip, (-neck, 0, 0))))


def _spoon(rng: np.random.Generator) -> Mesh:
    """Table, tea, soup and wooden spoons: bowls long or round, deep or flat."""
    long = between(rng, 0.18, 0.36)
    wide = long * between(rng, 0.5, 0.95)
    thick = between(rng, 0.012, 0.035)
    bowl = _dish(long, wide, long * between(rng, 0.08, 0.3), thick, egg=between(rng, -0.2, 0.25))
    if chance(rng, 0.25):
        bowl = scaled(ball(0.5, (0.5, 0, 0), segments=10, rings=6), (long, wide, thick * 2.5))
    neck = between(rng, 0.12, 0.3)
    grip = _handle(
        rng, between(rng, 0.3, 0.55), between(rng, 0.04, 0.09), thick * between(rng, 1, 2.5)
    )
    stem = _neck(rng, neck, max(thick * 1.3, 0.025), between(rng, 0, 0.04))
    return _posed(rng, assembled(bowl, stem, moved(grip, (-neck, 0, 0))))


def _blade(rng: np.random.Generator, long: float, wide: float, thick: float) -> Mesh:
    """A knife's blade from the origin along X, its edge towards -Y."""
    t = np.linspace(0, 1, 7)
    belly, tip = between(rng, 1.5, 6), between(rng, 0, 0.5)
    edge = -wide * (1 - (1 - tip) * t**belly) + wide * 0.3
    back = wide * 0.3 - wide * between(rng, 0, 0.3) * t**2
    lower = np.column_stack([t * long, np.minimum(edge, back - 0.004)])
    upper = np.column_stack([t * long, back])
    plate = _flat(np.concatenate([lower, upper[::-1]]) * (1, -1), thick)
    return plate


def _table_knife(rng: np.random.Generator) -> Mesh:
    long, wide = between(rng, 0.35, 0.6), between(rng, 0.05, 0.1)
    t = np.linspace(0, 1, 6)
    round_tip = np.column_stack([long * (0.9 + 0.1 * np.sin(t * np.pi)), wide * (t - 0.5)])
    outline = [(0, -wide * 0.3), (long * 0.1, -wide / 2), *round_tip, (0, wide * 0.3)]
    thick = between(rng, 0.01, 0.03)
    blade = _flat(outline, thick)
    grip = _handle(
        rng, between(rng, 0.35, 0.55), wide * between(rng, 0.7, 1.1), thick * between(rng, 1, 3)
    )
    return _posed(rng, assembled(blade, moved(grip, (0.02, 0, 0))))


def _kitchen_knife(rng: np.random.Generator) -> Mesh:
    """Chef's, paring, bread, santoku: a broad blade, a riveted handle, bolster at times."""
    long, wide = between(rng, 0.45, 0.75), between(rng, 0.09, 0.2)
    thick = between(rng, 0.008, 0.025)
    depth = thick * between(rng, 1.5, 3.5)
    blade = _blade(rng, long, wide, thick)
    grip = moved(_handle(rng, between(rng, 0.28, 0.45), wide * 0.5, depth), (0.02, wide * 0.05, 0))
    parts = [blade, grip]
    if chance(rng, 0.4):
        parts.append(block((0.04, wide * 0.6, depth * 1.1), (0, wide * 0.05, -depth * 0.55)))
    if chance(rng, 0.25):
        stud = cylinder(wide * 0.07, depth * 1.4, (0, wide * 0.05, -depth * 0.7), segments=6)
        parts += [moved(stud, (-x, 0, 0)) for x in (0.06, 0.14, 0.22)]
    return _posed(rng, assembled(parts))


def _cleaver(rng: np.random.Generator) -> Mesh:
    long, wide = between(rng, 0.4, 0.65), between(rng, 0.2, 0.36)
    thick = between(rng, 0.012, 0.035)
    cut = between(rng, 0, 0.06)
    outline = [(0, wide * 0.3), (long - cut, wide * 0.35), (long, wide * 0.3 - cut)]
    outline += [
        (long * between(rng, 0.95, 1.03), -wide * 0.65),
        (0.02, -wide * 0.65 + cut),
        (0, -wide * 0.1),
    ]
    grip = _handle(rng, between(rng, 0.3, 0.5), between(rng, 0.06, 0.09), thick * 2.2)
    hole = cylinder(0.025, thick * 1.3, (long * 0.88, wide * 0.18, -thick * 0.65), segments=8)
    blade = _flat(np.array(outline) * (1, -1), thick)
    parts = [blade, moved(grip, (0.03, wide * 0.12, 0))]
    return _posed(rng, assembled(parts, [hole] if chance(rng, 0.4) else []))


def _board(rng: np.random.Generator) -> Mesh:
    """A chopping board: oblong, round, with a paddle's handle; food or a knife on it at times."""
    wide, thick = between(rng, 0.5, 0.8), between(rng, 0.03, 0.09)
    draw = rng.random()
    if draw < 0.45:
        plates = (
            rounded((1, wide, thick), radius=thick * 0.4, steps=1),
            block((1, wide, thick)),
        )
        parts = [plates[rng.integers(2)]]
    elif draw < 0.65:
        parts = [cylinder(0.45, thick, segments=max(_sides(rng), 10))]
    else:
        parts = [rounded((0.9, wide, thick), radius=thick * 0.4, steps=1)]
    if draw > 0.45 or chance(rng, 0.25):
        grip = between(rng, 0.1, 0.2)
        parts.append(block((between(rng, 0.3, 0.5), grip, thick * 0.96), (0.55, 0, 0)))
        if chance(rng, 0.4):
            parts.append(cylinder(grip * 0.65, thick, (0.75, 0, 0), segments=10))
    if chance(rng, 0.25):
        groove = box((-0.42, -wide * 0.42, thick - 0.01), (0.42, -wide * 0.39, thick + 0.012))
        parts += mirrored(groove, "y")
    made = assembled(parts)
    if chance(rng, 0.18):
        knife = scaled(assembled(_blade(rng, 0.6, 0.14, 0.02), _handle(rng, 0.35, 0.07, 0.04)), 0.7)
        made = assembled(made, moved(knife, (0, between(rng, -0.1, 0.1), thick + 0.02)))
    if chance(rng, 0.2):
        return turned(made, "x", between(rng, 70, 90))
    return made


def _long_grip(rng: np.random.Generator, start: float, z: float, long: float, wide: float) -> Mesh:
    """A pan's handle along +X from x = start, level or rising."""
    grip = turned(_handle(rng, long, wide, wide * between(rng, 0.4, 0.9)), "z", 180)
    return moved(turned(grip, "y", -between(rng, 0, 22)), (start, 0, z))


def _frying_pan(rng: np.random.Generator) -> Mesh:
    """A pan or a wok: shallow, sloped, one long handle; an egg or a lid at times."""
    sides, tall = max(_sides(rng), 8), between(rng, 0.1, 0.36)
    foot = between(rng, 0.6, 0.95)
    profile = [(foot * 0.48, 0), (0.48, tall * 0.6), (0.5, tall)]
    if chance(rng, 0.4):
        profile = [(foot * 0.5, 0), (0.5, tall)]
    parts = [_hollow(profile, between(rng, 0.015, 0.04), between(rng, 0.02, 0.05), sides)]
    wide = between(rng, 0.05, 0.12)
    parts.append(
        _long_grip(rng, 0.47, tall * between(rng, 0.6, 0.9), between(rng, 0.45, 0.95), wide)
    )
    if chance(rng, 0.15):
        parts.append(_ear(-0.1, -0.12, 0.12, -0.48, 0.025, 0))
        parts[-1] = moved(turned(parts[-1], "x", 90), (0, 0, tall * 0.8))
    if chance(rng, 0.12):
        parts.append(cylinder(0.26, 0.03, (0, 0, 0.03), segments=9))
        parts.append(ball((0.1, 0.1, 0.05), (0.03, 0, 0.06), segments=8, rings=4))
    if chance(rng, 0.1):
        parts.append(_closed([(0.5, tall), (0.42, tall + 0.06), (0.1, tall + 0.1)], sides))
        parts.append(ball(0.05, (0, 0, tall + 0.13), segments=8, rings=5))
    made = assembled(parts)
    draw = rng.random()
    if draw < 0.1:
        return turned(made, "y", -90)
    return turned(made, "y", 90) if draw < 0.16 else made


def _cooking_pot(rng: np.random.Generator) -> Mesh:
    """Stock pot, casserole, saucepan, cauldron-like pot: ears or one handle, lid on or off."""
    sides, tall = max(_sides(rng), 8), between(rng, 0.4, 1.15)
    belly = between(rng, 0.5, 0.56)
    profile = [(0.46, 0), (0.5, 0.04), (belly, tall / 2), (0.5, tall)]
    parts = [_hollow(profile, between(rng, 0.02, 0.05), 0.06, sides)]
    if chance(rng, 0.6):
        parts.append(torus(0.505, 0.02, (0, 0, tall), segments=sides, sides=5))
    if chance(rng, 0.5):
        ear = turned(_ear(between(rng, 0.1, 0.2), -0.15, 0.15, 0.46, between(rng, 0.02, 0.045),
                          int(rng.integers(2))), "x", 90)  # fmt: skip
        parts += mirrored(moved(ear, (0, 0, tall * between(rng, 0.65, 0.85))))
    else:
        long = between(rng, 0.45, 0.9)
        parts.append(_long_grip(rng, 0.48, tall * 0.8, long, between(rng, 0.07, 0.12)))
    if chance(rng, 0.5):
        dome = between(rng, 0.03, 0.2)
        lid = [(0.52, 0), (0.52, 0.03), (0.4, dome * 0.7 + 0.03), (0.1, dome + 0.03)]
        parts.append(moved(_closed(lid, sides), (0, 0, tall)))
        knob = cylinder(0.05, 0.1, (0, 0, tall + dome), top=between(rng, 1, 1.6), segments=8)
        parts.append(knob)
    elif chance(rng, 0.3):
        parts.append(cylinder(0.48, 0.02, (0, 0, tall * 0.75), segments=sides))
    return assembled(parts)


def _spatula(rng: np.random.Generator) -> Mesh:
    """A turner with slots, a scraper, a pie server: a flat head, bent off its handle."""
    long, wide = between(rng, 0.2, 0.4), between(rng, 0.13, 0.28)
    thick, tip = between(rng, 0.012, 0.04), between(rng, 0.7, 1.25)
    bars = int(rng.choice((0, 0, 3, 4, 5)))
    if bars:
        width = wide / (bars * 1.6)
        spots = np.linspace(-wide / 2 + width / 2, wide / 2 - width / 2, bars)
        parts = [box((0.05, y - width / 2, 0), (long, y + width / 2, thick)) for y in spots]
        parts += [box((x, -wide / 2, 0), (x + 0.05, wide / 2, thick)) for x in (0, long - 0.04)]
    else:
        outline = [(0, -wide * 0.2), (long * 0.25, -wide * 0.48), (long * 0.95, -wide * tip / 2)]
        outline += [(long, -wide * tip * 0.4), (long, wide * tip * 0.4)]
        outline += [(long * 0.95, wide * tip / 2), (long * 0.25, wide * 0.48), (0, wide * 0.2)]
        parts = [_flat(outline, thick)]
    neck = between(rng, 0.12, 0.35)
    grip = _handle(
        rng, between(rng, 0.28, 0.5), between(rng, 0.04, 0.08), between(rng, 0.025, 0.06)
    )
    stem = _neck(rng, neck, between(rng, 0.02, 0.04), 0.0)
    shaft = turned(assembled(stem, moved(grip, (-neck, 0, 0))), "y", between(rng, 0, 35))
    return _posed(rng, assembled(parts, shaft), 0.5)


def _ladle(rng: np.random.Generator) -> Mesh:
    """A deep bowl under a long upright or lying handle; a skimmer or a measuring spoon."""
    sides, size = _sides(rng), between(rng, 0.12, 0.22)
    deep = size * between(rng, 0.6, 1.1)
    profile = [(size * 0.35, 0), (size * 0.8, deep * 0.35), (size, deep)]
    bowl = _hollow(profile, size * 0.1, deep * 0.15, sides)
    rise = between(rng, 50, 88) if chance(rng, 0.65) else between(rng, 0, 25)
    neck = between(rng, 0.3, 0.6)
    grip = _handle(rng, between(rng, 0.2, 0.5), between(rng, 0.04, 0.07), between(rng, 0.025, 0.05))
    shaft = assembled(_neck(rng, neck, between(rng, 0.022, 0.04), 0.0), moved(grip, (-neck, 0, 0)))
    shaft = moved(turned(shaft, "y", rise), (-size * 0.92, 0, deep * 0.92))
    made = assembled(bowl, shaft)
    return turned(made, "y", -90) if chance(rng, 0.2) else made


def _whisk(rng: np.random.Generator) -> Mesh:
    count, wide = int(rng.integers(2, 6)), between(rng, 0.09, 0.18)
    long = between(rng, 0.4, 0.6)
    turns = np.linspace(0, np.pi, 12)
    x = long * np.sin(turns) ** between(rng, 0.7, 1.2)
    bulge = wide * np.cos(turns) * np.sin(turns) ** 0.5 * 1.4
    loop = tube(np.column_stack([x, bulge, 0 * x]), between(rng, 0.006, 0.014), segments=4)
    loops = [turned(loop, "x", 180 / count * place) for place in range(count)]
    grip = _handle(rng, between(rng, 0.35, 0.55), between(rng, 0.05, 0.09), 0.06)
    return _posed(rng, assembled(loops, moved(grip, (0.02, 0, 0))), 0.5)


def _rolling_pin(rng: np.random.Generator) -> Mesh:
    sides, wide = _sides(rng), between(rng, 0.06, 0.14)
    grip, thin = between(rng, 0.12, 0.24), wide * between(rng, 0.3, 0.6)
    taper = between(rng, 0.6, 1) if chance(rng, 0.3) else 1.0
    body = [(wide * taper, -0.45), (wide, -0.2), (wide, 0.2), (wide * taper, 0.45)]
    drum = _closed(body, sides)
    handles = [(thin * 0.7, 0.44), (thin * 0.8, 0.5), (thin * 1.2, 0.45 + grip * 0.6)]
    knob = _closed([*handles, (thin, 0.45 + grip)], sides)
    parts = [drum] if taper < 0.75 else [drum, *mirrored(knob, "z")]
    return _grounded(turned(assembled(parts), "y", 0 if chance(rng, 0.12) else 90))


def _grater(rng: np.random.Generator) -> Mesh:
    """A tower of four sides with teeth and a bow on top, or a flat one with a handle."""
    if chance(rng, 0.7):
        wide, deep = between(rng, 0.4, 0.6), between(rng, 0.28, 0.5)
        shell = block((wide, deep, 1), top=(between(rng, 0.55, 0.8), between(rng, 0.4, 0.7)))
        bow = _ear(
            between(rng, 0.15, 0.25), -wide * 0.25, wide * 0.25, 0.98, between(rng, 0.02, 0.05), 1
        )
        teeth = [
            block((0.05, 0.03, 0.02), (x, -deep * (0.5 - 0.14 * z) - 0.005, z))
            for z in np.linspace(0.15, 0.8, 6)
            for x in np.linspace(-wide * 0.26, wide * 0.26, 4)
        ]
        return assembled(shell, turned(bow, "y", -90), teeth)
    plate = box((0, -0.13, -0.01), (0.6, 0.13, 0.01))
    teeth = [
        block((0.02, 0.03, 0.03), (x, y, 0))
        for x in np.linspace(0.06, 0.54, 7)
        for y in (-0.07, 0, 0.07)
    ]
    return _posed(rng, assembled(plate, teeth, _handle(rng, 0.35, 0.08, 0.05)))


def _plate(rng: np.random.Generator) -> Mesh:
    """A plate, a platter, a tray; alone or in a stack."""
    sides, tall = max(_sides(rng), 8), between(rng, 0.03, 0.14)
    foot = between(rng, 0.28, 0.4)
    profile = [(foot, 0), (foot + 0.02, tall * 0.5), (0.5, tall)]
    plate = _hollow(profile, 0.02, tall * 0.3, sides)
    if chance(rng, 0.15):
        plate = scaled(plate, (1, between(rng, 0.6, 0.8), 1))
    elif chance(rng, 0.12):
        plate = _squarish(plate, 6)
    count = int(rng.integers(2, 7)) if chance(rng, 0.2) else 1
    gap = max(tall * 0.5, 0.025)
    return assembled([moved(plate, (0, 0, gap * level)) for level in range(count)])


def _bowl(rng: np.random.Generator) -> Mesh:
    """A mixing bowl, a soup bowl, a mortar with its pestle, a colander with ears."""
    sides, tall = max(_sides(rng), 8), between(rng, 0.25, 0.6)
    foot = between(rng, 0.18, 0.32)
    profile = [(foot, 0), (foot, 0.04), (0.42, tall * 0.45), (0.5, tall)]
    wall = between(rng, 0.02, 0.07)
    parts = [_hollow(_softened(profile, int(rng.integers(2))), wall, 0.07, sides)]
    draw = rng.random()
    if draw < 0.2:
        parts.append(tube([(0, 0, 0.12), (0.5, 0.1, tall + 0.35)], (0.08, 0.04), segments=8))
    elif draw < 0.35:
        ear = turned(_ear(0.14, -0.13, 0.13, 0.46, 0.025, 0), "x", 90)
        parts += mirrored(moved(ear, (0, 0, tall * 0.9)))
    elif draw < 0.5:
        tool = assembled(_dish(0.25, 0.16, 0.04, 0.02), _neck(rng, 0.7, 0.04, 0.0))
        parts.append(moved(turned(tool, "y", 130), (0.0, 0, 0.2)))
    elif draw < 0.65:
        parts.append(torus(0.5, 0.025, (0, 0, tall), segments=sides, sides=5))
    return assembled(parts)


def _chopsticks(rng: np.random.Generator) -> Mesh:
    sides, thick = int(rng.choice((4, 6, 8))), between(rng, 0.012, 0.03)
    stick = tube(
        [(-0.5, 0, 0), (0.5, 0, 0)], (thick, thick * between(rng, 0.35, 0.7)), segments=sides
    )
    angle, gap = between(rng, 0, 12), between(rng, 0.03, 0.09)
    pair = [moved(stick, (0, -gap, 0)), moved(turned(stick, "z", angle), (0, gap, 0))]
    if chance(rng, 0.3):
        pair.append(block((0.06, 0.3, 0.06), (0.3, 0, -0.08), top=0.8))
        return assembled(pair)
    return _posed(rng, assembled(pair), 0.85)


def _tongs(rng: np.random.Generator) -> Mesh:
    spread, wide = between(rng, 0.06, 0.2), between(rng, 0.035, 0.08)
    t = np.linspace(0, 1, 7)
    y = spread * np.sin(t * between(rng, 1.4, 2.4)) + 0.015
    arm = sheet(
        [[(x, side, z) for z in (-wide / 2, wide / 2)] for x, side in zip(t, y, strict=True)], 0.015
    )
    tip = ball((0.09, 0.02, wide * 0.9), (0.98, y[-1], 0), segments=8, rings=4)
    arms = mirrored(assembled(arm, tip), "y")
    hinge = block((0.05, 0.06, wide), (0, 0, -wide / 2))
    return _posed(rng, assembled(arms, hinge), 0.65)


def _peeler(rng: np.random.Generator) -> Mesh:
    """A peeler shaped as a Y or in line with its handle, or a pizza wheel."""
    grip = _handle(rng, between(rng, 0.4, 0.6), between(rng, 0.08, 0.13), between(rng, 0.05, 0.1))
    draw = int(rng.integers(3))
    if draw == 0:
        wide, long = between(rng, 0.13, 0.22), between(rng, 0.18, 0.3)
        fork = tube([(long, -wide, 0), (long * 0.5, -wide, 0), (0, 0, 0), (long * 0.5, wide, 0),
                     (long, wide, 0)], 0.025, segments=6)  # fmt: skip
        return _posed(
            rng, assembled(grip, fork, box((long - 0.05, -wide, -0.01), (long, wide, 0.02)))
        )
    if draw == 1:
        blade = _dish(0.4, 0.1, 0.03, 0.012)
        return _posed(rng, assembled(grip, blade, _neck(rng, 0.05, 0.04, 0)))
    radius = between(rng, 0.15, 0.25)
    wheel = moved(turned(cylinder(radius, 0.02, segments=16), "x", 90), (radius * 1.1, 0.01, 0))
    arm = box((-0.02, -0.03, -0.03), (radius * 1.2, 0.03, 0.03))
    return _posed(rng, turned(assembled(grip, wheel, arm), "x", 90), 0.7)


def _skewer(rng: np.random.Generator) -> Mesh:
    """A skewer with bits on it, or with a ring only; a corkscrew."""
    rod = tube([(-0.5, 0, 0), (0.48, 0, 0), (0.55, 0, 0)], (0.012, 0.012, 0.001), segments=5)
    parts = [rod]
    if chance(rng, 0.5):
        parts.append(torus(0.05, 0.012, (-0.55, 0, 0), segments=10, sides=4))
        if chance(rng, 0.6):
            turns = np.linspace(0, 6 * np.pi, 26)
            coil = np.column_stack([turns / 40, 0.04 * np.cos(turns), 0.04 * np.sin(turns)])
            grip = tube([(-0.02, -0.22, 0), (-0.02, 0.22, 0)], 0.05, segments=8)
            return _posed(rng, assembled(tube(coil, 0.012, segments=4), grip), 0.5)
    else:
        for x in np.linspace(-0.25, 0.4, int(rng.integers(3, 7))):
            size = between(rng, 0.05, 0.09)
            cube = block((size * 1.3, size * 2, size * 2), (x, 0, -size))
            parts.append(cube if chance(rng, 0.5) else blob(rng, size, (x, 0, 0)))
    return _posed(rng, assembled(parts), 0.75)


def _cutlery_set(rng: np.random.Generator) -> Mesh:
    """Fork, spoon and knife side by side, a knife block, or tools standing in a jar."""
    if chance(rng, 0.35):
        body = turned(block((0.5, 0.4, 0.8), top=0.95), "y", between(rng, 0, 22))
        spots = [(x, y) for x in (-0.12, 0.1) for y in (-0.12, 0, 0.12)][: rng.integers(3, 7)]
        grips = [
            box((x, y - 0.03, 0.75), (x + 0.06, y + 0.03, between(rng, 0.95, 1.2)))
            for x, y in spots
        ]
        return assembled(body, turned(assembled(grips), "y", between(rng, 8, 14)))
    tools = [make(rng) for make in (_fork, _spoon, _table_knife)]
    if chance(rng, 0.4):
        jar = _hollow([(0.25, 0), (0.28, 0.6)], 0.02, 0.05, _sides(rng))
        stood = [_stood(tool, 9 + 4 * place, 120 * place) for place, tool in enumerate(tools)]
        return assembled(jar, stood)
    laid = [_laid(tool, place * between(rng, 0.2, 0.3)) for place, tool in enumerate(tools)]
    return assembled(laid)


def _along_x(tool: Mesh) -> Mesh:
    """The tool centred, its longest side along X."""
    low, high = tool.vertices.min(axis=0), tool.vertices.max(axis=0)
    centred = moved(tool, -(low + high) / 2)
    longest = int(np.argmax(high - low))
    return (centred, turned(centred, "z", -90), turned(centred, "y", 90))[longest]


def _laid(tool: Mesh, y: float) -> Mesh:
    return moved(_grounded(_along_x(tool)), (0, y, 0))


def _stood(tool: Mesh, lean: float, turn: float) -> Mesh:
    upright = _grounded(turned(_along_x(tool), "y", -90))
    return turned(turned(upright, "y", lean), "z", turn)
