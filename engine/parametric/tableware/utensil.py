"""Kitchen tools made by formula."""

import numpy as np
from numpy.typing import ArrayLike

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    assembled,
    ball,
    between,
    blob,
    block,
    box,
    chance,
    cylinder,
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
from .parts import closed, drawn_sides, hollow, softened, squarish, vessel_handle


def utensil(rng: np.random.Generator) -> Mesh:
    """Cutlery, knives, boards, pans, pots, spatulas, ladles, whisks, pins, graters, plates."""
    made = drawn(
        rng,
        (
            (_fork, 2.4),
            (_spoon, 2.4),
            (_table_knife, 2.2),
            (_kitchen_knife, 2.4),
            (_cleaver, 1.2),
            (_board, 1.8),
            (_frying_pan, 2.6),
            (_cooking_pot, 2.4),
            (_spatula, 2.2),
            (_ladle, 1.4),
            (_whisk, 1.4),
            (_rolling_pin, 1.5),
            (_grater, 1.0),
            (_plate, 1.6),
            (_bowl, 1.6),
            (_chopsticks, 0.5),
            (_tongs, 0.8),
            (_peeler, 0.8),
            (_skewer, 0.6),
            (_cutlery_set, 0.9),
        ),
    )
    return grounded(made)


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
        parts = [cylinder(0.45, thick, segments=max(drawn_sides(rng), 10))]
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
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.1, 0.36)
    foot = between(rng, 0.6, 0.95)
    profile = [(foot * 0.48, 0), (0.48, tall * 0.6), (0.5, tall)]
    if chance(rng, 0.4):
        profile = [(foot * 0.5, 0), (0.5, tall)]
    parts = [hollow(profile, between(rng, 0.015, 0.04), between(rng, 0.02, 0.05), sides)]
    wide = between(rng, 0.05, 0.12)
    parts.append(
        _long_grip(rng, 0.47, tall * between(rng, 0.6, 0.9), between(rng, 0.45, 0.95), wide)
    )
    if chance(rng, 0.15):
        parts.append(vessel_handle(-0.1, -0.12, 0.12, -0.48, 0.025, 0))
        parts[-1] = moved(turned(parts[-1], "x", 90), (0, 0, tall * 0.8))
    if chance(rng, 0.12):
        parts.append(cylinder(0.26, 0.03, (0, 0, 0.03), segments=9))
        parts.append(ball((0.1, 0.1, 0.05), (0.03, 0, 0.06), segments=8, rings=4))
    if chance(rng, 0.1):
        parts.append(closed([(0.5, tall), (0.42, tall + 0.06), (0.1, tall + 0.1)], sides))
        parts.append(ball(0.05, (0, 0, tall + 0.13), segments=8, rings=5))
    made = assembled(parts)
    draw = rng.random()
    if draw < 0.1:
        return turned(made, "y", -90)
    return turned(made, "y", 90) if draw < 0.16 else made


def _cooking_pot(rng: np.random.Generator) -> Mesh:
    """Stock pot, casserole, saucepan, cauldron-like pot: ears or one handle, lid on or off."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.4, 1.15)
    belly = between(rng, 0.5, 0.56)
    profile = [(0.46, 0), (0.5, 0.04), (belly, tall / 2), (0.5, tall)]
    parts = [hollow(profile, between(rng, 0.02, 0.05), 0.06, sides)]
    if chance(rng, 0.6):
        parts.append(torus(0.505, 0.02, (0, 0, tall), segments=sides, sides=5))
    if chance(rng, 0.5):
        ear = turned(
            vessel_handle(
                between(rng, 0.1, 0.2),
                -0.15,
                0.15,
                0.46,
                between(rng, 0.02, 0.045),
                int(rng.integers(2)),
            ),
            "x",
            90,
        )
        parts += mirrored(moved(ear, (0, 0, tall * between(rng, 0.65, 0.85))))
    else:
        long = between(rng, 0.45, 0.9)
        parts.append(_long_grip(rng, 0.48, tall * 0.8, long, between(rng, 0.07, 0.12)))
    if chance(rng, 0.5):
        dome = between(rng, 0.03, 0.2)
        lid = [(0.52, 0), (0.52, 0.03), (0.4, dome * 0.7 + 0.03), (0.1, dome + 0.03)]
        parts.append(moved(closed(lid, sides), (0, 0, tall)))
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
    sides, size = drawn_sides(rng), between(rng, 0.12, 0.22)
    deep = size * between(rng, 0.6, 1.1)
    profile = [(size * 0.35, 0), (size * 0.8, deep * 0.35), (size, deep)]
    bowl = hollow(profile, size * 0.1, deep * 0.15, sides)
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
    sides, wide = drawn_sides(rng), between(rng, 0.06, 0.14)
    grip, thin = between(rng, 0.12, 0.24), wide * between(rng, 0.3, 0.6)
    taper = between(rng, 0.6, 1) if chance(rng, 0.3) else 1.0
    body = [(wide * taper, -0.45), (wide, -0.2), (wide, 0.2), (wide * taper, 0.45)]
    drum = closed(body, sides)
    handles = [(thin * 0.7, 0.44), (thin * 0.8, 0.5), (thin * 1.2, 0.45 + grip * 0.6)]
    knob = closed([*handles, (thin, 0.45 + grip)], sides)
    parts = [drum] if taper < 0.75 else [drum, *mirrored(knob, "z")]
    return grounded(turned(assembled(parts), "y", 0 if chance(rng, 0.12) else 90))


def _grater(rng: np.random.Generator) -> Mesh:
    """A tower of four sides with teeth and a bow on top, or a flat one with a handle."""
    if chance(rng, 0.7):
        wide, deep = between(rng, 0.4, 0.6), between(rng, 0.28, 0.5)
        shell = block((wide, deep, 1), top=(between(rng, 0.55, 0.8), between(rng, 0.4, 0.7)))
        bow = vessel_handle(
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
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.03, 0.14)
    foot = between(rng, 0.28, 0.4)
    profile = [(foot, 0), (foot + 0.02, tall * 0.5), (0.5, tall)]
    plate = hollow(profile, 0.02, tall * 0.3, sides)
    if chance(rng, 0.15):
        plate = scaled(plate, (1, between(rng, 0.6, 0.8), 1))
    elif chance(rng, 0.12):
        plate = squarish(plate, 6)
    count = int(rng.integers(2, 7)) if chance(rng, 0.2) else 1
    gap = max(tall * 0.5, 0.025)
    return assembled([moved(plate, (0, 0, gap * level)) for level in range(count)])


def _bowl(rng: np.random.Generator) -> Mesh:
    """A mixing bowl, a soup bowl, a mortar with its pestle, a colander with ears."""
    sides, tall = max(drawn_sides(rng), 8), between(rng, 0.25, 0.6)
    foot = between(rng, 0.18, 0.32)
    profile = [(foot, 0), (foot, 0.04), (0.42, tall * 0.45), (0.5, tall)]
    wall = between(rng, 0.02, 0.07)
    parts = [hollow(softened(profile, int(rng.integers(2))), wall, 0.07, sides)]
    draw = rng.random()
    if draw < 0.2:
        parts.append(tube([(0, 0, 0.12), (0.5, 0.1, tall + 0.35)], (0.08, 0.04), segments=8))
    elif draw < 0.35:
        ear = turned(vessel_handle(0.14, -0.13, 0.13, 0.46, 0.025, 0), "x", 90)
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
        jar = hollow([(0.25, 0), (0.28, 0.6)], 0.02, 0.05, drawn_sides(rng))
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
    return moved(grounded(_along_x(tool)), (0, y, 0))


def _stood(tool: Mesh, lean: float, turn: float) -> Mesh:
    upright = grounded(turned(_along_x(tool), "y", -90))
    return turned(turned(upright, "y", lean), "z", turn)
