"""Vehicles made by formula: a random generator in, a mesh out. They point along +X."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..datatypes import Mesh
from .shapes import (
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
    scaled,
    sheet,
    torus,
    tube,
    turned,
)

Design = Callable[[np.random.Generator], Mesh]
Parts = list[Mesh]


def airplane(rng: np.random.Generator) -> Mesh:
    """Propeller plane, warbird, liner, fighter, biplane, glider, bomber, cargo, toy, paper."""
    designs = {
        _propeller_plane: 5,
        _warbird: 4,
        _jet_liner: 5,
        _jet_fighter: 5,
        _biplane: 4,
        _glider: 1.5,
        _heavy_propeller: 3,
        _flying_wing: 0.8,
        _toy_plane: 4,
        _paper_plane: 0.4,
    }
    return _grounded(_drawn(rng, designs))


def boat(rng: np.random.Generator) -> Mesh:
    """Rowing boat, canoe, raft, yacht, tall ship, longship, motor boat, tug, liner, cargo ship."""
    designs = {
        _rowing_boat: 4,
        _canoe: 2,
        _log_raft: 1.5,
        _inflatable: 1,
        _sailing_boat: 4,
        _tall_ship: 5,
        _longship: 2,
        _motor_boat: 4,
        _work_boat: 4,
        _passenger_ship: 3,
        _cargo_ship: 2,
        _warship: 1.5,
        _catamaran: 1,
        _toy_boat: 1.5,
    }
    return _grounded(_drawn(rng, designs))


def car(rng: np.random.Generator) -> Mesh:
    """Passenger car, van, pickup, truck, sports, racer, bus, fire, tractor, vintage, kart, jeep."""
    designs = {
        _passenger_car: 8,
        _van: 3,
        _pickup: 2.5,
        _truck: 4,
        _sports_car: 3,
        _formula_car: 2,
        _bus: 2.5,
        _fire_truck: 1.5,
        _tractor: 2,
        _garbage_truck: 1,
        _vintage_car: 2.5,
        _kart: 1.5,
        _jeep: 2,
        _toy_car: 2,
    }
    return _grounded(_drawn(rng, designs))


def spaceship(rng: np.random.Generator) -> Mesh:
    """Fighter, cross-wing, saucer, rocket, freighter, disc, shuttle, cruiser, starship, pod."""
    designs = {
        _star_fighter: 6,
        _cross_wing: 1.5,
        _saucer: 3,
        _rocket: 4,
        _freighter: 3,
        _disc_freighter: 0.6,
        _shuttle: 2,
        _wedge_cruiser: 1.5,
        _block_cruiser: 2,
        _nacelle_ship: 1.2,
        _panel_pod: 1,
        _lander: 1.2,
        _chunky_craft: 4,
        _random_craft: 3,
    }
    return _grounded(_drawn(rng, designs))


def train(rng: np.random.Generator) -> Mesh:
    """Steam, diesel, electric, bullet, passenger car, freight wagons, tram, toy, whole trains."""
    designs = {
        _steam_locomotive: 6,
        _hood_diesel: 3,
        _cab_locomotive: 2.5,
        _bullet_train: 3,
        _coach: 3.5,
        _freight_wagon: 4,
        _tank_wagon: 1.5,
        _tram: 2.5,
        _whole_train: 2,
        _toy_locomotive: 3,
    }
    made = _grounded(_drawn(rng, designs))
    if not chance(rng, 0.25):
        return made
    return _grounded(assembled(made, _track(rng, made)))


def _drawn(rng: np.random.Generator, designs: dict[Design, float]) -> Mesh:
    weights = np.array(list(designs.values()), np.float64)
    return list(designs)[rng.choice(len(weights), p=weights / weights.sum())](rng)


# Shapes that all vehicles share


def _grounded(mesh: Mesh) -> Mesh:
    return moved(mesh, (0, 0, -mesh.vertices[:, 2].min()))


def _rod_x(
    radius: float, length: float, at: Point, *, top: float = 1.0, segments: int = 10
) -> Mesh:
    """A cylinder from `at` towards +X."""
    return moved(turned(cylinder(radius, length, top=top, segments=segments), "y", 90), at)


def _rod_y(radius: float, length: float, at: Point, *, segments: int = 10) -> Mesh:
    """A cylinder along Y with its middle at `at`."""
    made = cylinder(radius, length, (0, 0, -length / 2), segments=segments)
    return moved(turned(made, "x", 90), at)


def _body(
    stations: Sequence[tuple[float, float, float, float]],
    *,
    segments: int = 10,
    power: float = 2.0,
) -> Mesh:
    """A body along X, through (x, half width, half height, middle's z) of rising x.

    Its section is a superellipse: power 2 is round, 6 nearly a box.
    """
    angles = (np.arange(segments) + 0.5) * (2 * np.pi / segments)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    circle = np.sign(circle) * np.abs(circle) ** (2 / power)
    circle /= np.abs(circle).max(axis=0)
    return loft(
        [
            np.column_stack([np.full(segments, x), circle * (wide, high) + (0, z)])
            for x, wide, high, z in stations
        ]
    )


def _panel(
    chord: float,
    span: float,
    at: Point = (0, 0, 0),
    *,
    tip: float = 0.6,
    sweep: float = 0.0,
    thick: float = 0.1,
    cant: float = 0.0,
    flat: bool = False,
    round_tip: bool = False,
) -> Mesh:
    """A wing from its leading root `at` to +Y, turned up by `cant`; its tip lies `sweep` behind."""
    if flat:
        section = np.array([(0, -0.5), (1, -0.5), (1, 0.5), (0, 0.5)])
    else:
        section = np.array([(0, 0), (0.25, -0.5), (0.7, -0.3), (1, 0), (0.7, 0.3), (0.25, 0.5)])
    levels = [(0.0, 1.0), (1.0, tip)]
    if round_tip:
        levels = [(0.0, 1.0), (0.85, 1 + 0.85 * (tip - 1)), (0.96, tip * 0.75), (1.0, tip * 0.4)]
    rings = []
    for share, size in levels:
        inset = (1 + share * (tip - 1) - size) * chord / 2
        x = -sweep * share - inset - section[:, 0] * chord * size
        z = section[:, 1] * chord * thick * size
        rings.append(np.column_stack([x, np.full(len(x), share * span), z]))
    return moved(turned(loft(rings), "x", cant), at)


def _frustum(
    low: tuple[float, float],
    high: tuple[float, float],
    widths: tuple[float, float],
    heights: tuple[float, float],
) -> Mesh:
    """A cabin: `low` and `high` are its x from rear to front at the two heights."""
    rings = []
    for (rear, front), width, z in zip((low, high), widths, heights, strict=True):
        y = width / 2
        rings.append([(rear, -y, z), (front, -y, z), (front, y, z), (rear, y, z)])
    return loft(rings)


def _cage(
    low: tuple[float, float],
    high: tuple[float, float],
    widths: tuple[float, float],
    heights: tuple[float, float],
    thick: float,
) -> Parts:
    """A roof on four posts, in the place of `_frustum`."""
    posts: Parts = []
    for end in (0, 1):
        foot = (low[end], widths[0] / 2 - thick / 2, heights[0])
        head = (high[end], widths[1] / 2 - thick / 2, heights[1])
        posts += mirrored(tube([foot, head], thick / 2, segments=4), "y")
    z = heights[1]
    roof = box((high[0], -widths[1] / 2, z - thick), (high[1], widths[1] / 2, z + thick / 2))
    return [*posts, roof]


def _glazed(
    rng: np.random.Generator,
    low: tuple[float, float],
    high: tuple[float, float],
    widths: tuple[float, float],
    heights: tuple[float, float],
    panes: int,
) -> Parts:
    """A closed cabin with its windows standing out of the walls a little."""
    cabin = _frustum(low, high, widths, heights)
    if chance(rng, 0.25):
        return [cabin]
    below, above = between(rng, 0.05, 0.2), between(rng, 0.8, 0.9)
    proud = 0.015 * widths[0]

    def at(share: float, pair: tuple[float, float]) -> float:
        return pair[0] + share * (pair[1] - pair[0])

    rear, front = (low[0], high[0]), (low[1], high[1])
    z = at(below, heights), at(above, heights)
    y = at(below, widths), at(above, widths)
    parts = [cabin]
    edge = 0.06
    for pane in range(panes):
        start = edge / 2 + pane / panes * (1 - edge)
        stop = (pane + 1) / panes * (1 - edge) - edge / 2 + edge
        spans = [
            (at(start, (at(s, rear), at(s, front))), at(stop, (at(s, rear), at(s, front))))
            for s in (below, above)
        ]
        parts.append(_frustum(spans[0], spans[1], (y[0] + proud, y[1] + proud), z))
    bottom = (at(below, rear) - proud, at(below, front) + proud)
    top = (at(above, rear) - proud, at(above, front) + proud)
    parts.append(_frustum(bottom, top, (y[0] * 0.88, y[1] * 0.88), z))
    return parts


def _windows(xs: Sequence[float], wide: float, low: float, high: float, width: float) -> Parts:
    """Panes through a body from side to side, each `wide` along X and centred on one of `xs`."""
    return [box((x - wide / 2, -width / 2, low), (x + wide / 2, width / 2, high)) for x in xs]


def _wheels(
    rng: np.random.Generator,
    xs: Sequence[float],
    radius: float | Sequence[float],
    width: float,
    track: float,
) -> Parts:
    """Pairs of wheels standing on z = 0 with their outer sides `track` apart."""
    segments = int(rng.choice([6, 8, 10, 12, 16, 20]))
    plain = chance(rng, 0.4)
    hub, bevel, dish = between(rng, 0.4, 0.7), between(rng, 0.8, 1.0), between(rng, -0.3, 0.3)
    half = width / 2
    parts: Parts = []
    for x, size in zip(xs, np.broadcast_to(radius, len(xs)), strict=True):
        profile = [(0, -half), (size * bevel, -half), (size, -half * 0.6), (size, half * 0.6)]
        profile += [(size * bevel, half), (size * hub, half)]
        profile += [(size * hub * 0.9, half * (1 + dish)), (0, half * (1 + dish))]
        if plain:
            profile = [(0, -half), (size, -half), (size, half), (0, half)]
        wheel = turned(lathe(profile, segments=segments), "x", -90)
        parts += mirrored(moved(wheel, (x, track / 2 - half, size)), "y")
    return parts


def _fan(count: int, part: Mesh, at: Point, start: float = 0.0) -> Parts:
    """Copies of a part turned evenly about X: blades, fins of a lying rocket."""
    return [moved(turned(part, "x", start + 360 / count * step), at) for step in range(count)]


# Airplanes


def _propeller(rng: np.random.Generator, at: Point, radius: float) -> Parts:
    spinner = _rod_x(radius * 0.2, radius * 0.4, at, top=0.15, segments=8)
    if chance(rng, 0.08):
        return [spinner, _rod_x(radius, radius * 0.05, at, segments=16)]
    blade = block((radius * 0.06, radius * between(rng, 0.12, 0.25), radius), top=0.7)
    blade = turned(blade, "z", between(rng, 0, 35))
    hub = (at[0] + radius * 0.12, at[1], at[2])
    count = int(rng.choice([2, 3, 4], p=[0.5, 0.35, 0.15]))
    return [spinner, *_fan(count, blade, hub, between(rng, 0, 180))]


def _tail(
    rng: np.random.Generator,
    x: float,
    z: float,
    size: float,
    *,
    sweep: float,
    flat: bool,
    kind: int | None = None,
) -> Parts:
    """A tail's surfaces: 0 plain, 1 T, 2 V, 3 twin fins on the tips; `size` is the fin's height."""
    if kind is None:
        kind = int(rng.choice(4, p=[0.75, 0.12, 0.05, 0.08]))
    chord = size * between(rng, 0.7, 1.1)
    looks = {"tip": between(rng, 0.45, 0.9), "sweep": sweep * size, "flat": flat, "thick": 0.1}
    looks["round_tip"] = chance(rng, 0.3)
    if kind == 2:
        return mirrored(_panel(chord, size * 1.2, (x, 0, z), cant=40, **looks), "y")
    span = size * between(rng, 0.9, 1.4)
    if kind == 3:
        fin = _panel(chord, size, (x, span * 0.95, z - size * 0.35), cant=90, **looks)
        return mirrored(_panel(chord, span, (x, 0, z), **looks), "y") + mirrored(fin, "y")
    fin = _panel(chord, size, (x, 0, z), cant=90, **looks)
    level = (x - sweep * size * 0.8, 0, z + size * 0.93) if kind == 1 else (x, 0, z)
    return [fin, *mirrored(_panel(chord * 0.85, span, level, **looks), "y")]


def _undercarriage(
    rng: np.random.Generator, nose: float, main: float, tail: float, track: float, belly: float
) -> Parts:
    """Wheels on struts below `belly`: main ones and a third under nose or tail."""
    drop, radius = between(rng, 0.07, 0.12), between(rng, 0.025, 0.045)
    third = nose if chance(rng, 0.55) else tail
    segments = int(rng.choice([8, 10, 12]))
    foot = belly - drop
    legs = tube([(main, track * 0.3, belly + 0.03), (main, track, foot)], 0.008, segments=5)
    wheel = _rod_y(radius, radius * 0.8, (main, track, foot), segments=segments)
    parts = mirrored(assembled(legs, wheel), "y")
    ahead = third > main
    small = radius * (0.8 if ahead else 0.5)
    z = foot - radius + small if ahead else belly + 0.02
    strut = tube([(third, 0, belly + (0.05 if ahead else 0.12)), (third, 0, z)], 0.008, segments=5)
    parts += [strut, _rod_y(small, small * 0.7, (third, 0, z), segments=segments)]
    if chance(rng, 0.25):
        fairing = ball((radius * 1.7, radius * 0.7, radius * 0.9), (main, track, foot + radius / 3))
        parts += mirrored(fairing, "y")
    return parts


def _floats(rng: np.random.Generator, track: float, belly: float) -> Parts:
    size = between(rng, 0.03, 0.045)
    z = belly - between(rng, 0.1, 0.15)
    stations = [(-0.25, 0.4, 0.4, 0.02), (0, 1, 1, 0), (0.2, 1, 1, 0), (0.38, 0.3, 0.3, 0.02)]
    body = _body([(x, size * w, size * h, z + up) for x, w, h, up in stations], power=4, segments=8)
    struts = [tube([(x, -track * 0.5, belly + 0.03), (x, 0, z)], 0.008) for x in (0.02, 0.2)]
    return mirrored(moved(assembled(body, struts), (0, track, 0)), "y")


def _propeller_plane(rng: np.random.Generator) -> Mesh:
    """A light plane, high or low winged, on wheels or floats."""
    wide, high = between(rng, 0.05, 0.1), between(rng, 0.055, 0.1)
    power, segments = between(rng, 2, 6), int(rng.choice([4, 6, 8, 12, 16]))
    waist = between(rng, 0.1, 0.2)
    fuselage = _body(
        [
            (-0.5, wide * 0.12, high * 0.25, high * 0.5),
            (-0.15, wide * 0.6, high * 0.7, high * 0.2),
            (waist - 0.05, wide, high, 0),
            (waist + 0.15, wide, high * 0.9, -high * 0.1),
            (0.44, wide * 0.8, high * 0.7, -high * 0.15),
            (0.49, wide * 0.4, high * 0.35, -high * 0.15),
        ],
        power=power,
        segments=segments,
    )
    flat, top_wing = chance(rng, 0.3), chance(rng, 0.5)
    chord, span = between(rng, 0.14, 0.24), between(rng, 0.42, 0.75)
    z = high * (1.45 if top_wing else -0.6)
    wing = _panel(
        chord,
        span,
        (waist + chord * 0.6, 0, z),
        tip=between(rng, 0.55, 1),
        flat=flat,
        cant=between(rng, 0, 7),
        round_tip=chance(rng, 0.4),
        sweep=between(rng, 0, 0.05),
        thick=between(rng, 0.08, 0.18),
    )
    parts: Parts = [fuselage, *mirrored(wing, "y")]
    cabin = (waist - 0.1, waist + 0.16), (waist - 0.06, waist + 0.08)
    parts += _glazed(rng, *cabin, (wide * 1.8, wide * 1.5), (high * 0.5, high * 1.5), 2)
    if top_wing and chance(rng, 0.7):
        strut = [(waist, wide, -high * 0.6), (waist, span * 0.5, high * 1.45)]
        parts += mirrored(tube(strut, 0.008, segments=5), "y")
    parts += _tail(rng, -0.36, high * 0.6, between(rng, 0.13, 0.2), sweep=0.4, flat=flat)
    if chance(rng, 0.85):
        parts += _propeller(rng, (0.48, 0, -high * 0.15), between(rng, 0.09, 0.16))
    else:
        parts += mirrored(_wing_engine(rng, waist + chord * 0.7, span * 0.35, z, 0.04), "y")
    track = wide + between(rng, 0.03, 0.08)
    if chance(rng, 0.15):
        parts += _floats(rng, track, -high)
    elif chance(rng, 0.85):
        parts += _undercarriage(rng, 0.38, waist - 0.02, -0.45, track, -high * 0.8)
    return assembled(parts)


def _wing_engine(rng: np.random.Generator, x: float, y: float, z: float, radius: float) -> Mesh:
    """A propeller engine in a nacelle on the wing's leading edge."""
    nacelle = _rod_x(radius, radius * 4.5, (x - radius * 3, y, z), top=0.85, segments=10)
    spin = _propeller(rng, (x + radius * 1.4, y, z), radius * between(rng, 2.2, 3))
    return assembled(nacelle, spin)


def _warbird(rng: np.random.Generator) -> Mesh:
    """A fighter of the 1940s: low wing, bubble canopy, big nose."""
    girth = between(rng, 0.06, 0.085)
    nose = between(rng, 0.5, 1.0)
    fuselage = _body(
        [
            (-0.5, girth * 0.1, girth * 0.25, 0.02),
            (-0.2, girth * 0.6, girth * 0.75, 0.01),
            (0.05, girth, girth * 1.15, 0),
            (0.3, girth * (0.8 + 0.2 * nose), girth, 0),
            (0.47, girth * nose, girth * nose, 0),
        ],
        segments=int(rng.choice([6, 8, 12, 16])),
        power=between(rng, 2, 3),
    )
    flat = chance(rng, 0.15)
    chord, span = between(rng, 0.2, 0.3), between(rng, 0.45, 0.65)
    wing = _panel(
        chord,
        span,
        (0.25, 0, -girth * 0.6),
        tip=between(rng, 0.4, 0.7),
        cant=between(rng, 2, 8),
        sweep=between(rng, 0, 0.1),
        round_tip=chance(rng, 0.7),
        flat=flat,
        thick=0.12,
    )
    canopy = ball(
        (between(rng, 0.09, 0.15), girth * 0.6, girth * 0.75),
        (0.03, 0, girth * 1.0),
        segments=8,
        rings=6,
    )
    parts: Parts = [fuselage, *mirrored(wing, "y"), canopy]
    parts += _tail(rng, -0.37, girth * 0.3, between(rng, 0.13, 0.19), sweep=0.35, flat=flat, kind=0)
    parts += _propeller(rng, (0.46, 0, 0), between(rng, 0.13, 0.19))
    if chance(rng, 0.3):
        gun = _rod_x(0.007, 0.12, (0.18, span * 0.4, -girth * 0.4), segments=6)
        parts += mirrored(gun, "y")
    if chance(rng, 0.5):
        parts += _undercarriage(rng, 0.38, 0.16, -0.42, between(rng, 0.08, 0.16), -girth)
    return assembled(parts)


def _jet_engine(radius: float, at: Point, segments: int) -> Mesh:
    profile = [(0, 0), (radius * 0.6, 0), (radius * 0.9, radius), (radius, radius * 2.6)]
    profile += [(radius * 0.92, radius * 3.2), (radius * 0.75, radius * 3.2)]
    profile += [(radius * 0.7, radius * 2.6), (0, radius * 2.8)]
    return moved(turned(lathe(profile, segments=segments), "y", 90), at)


def _jet_liner(rng: np.random.Generator) -> Mesh:
    """An airliner or business jet, engines under the wings or at the tail."""
    girth = between(rng, 0.045, 0.085) * between(rng, 1, 1.2)
    segments = int(rng.choice([8, 10, 12, 16, 20]))
    fuselage = _body(
        [
            (-0.5, girth * 0.12, girth * 0.15, girth * 0.55),
            (-0.25, girth * 0.85, girth * 0.85, girth * 0.15),
            (-0.12, girth, girth, 0),
            (0.33, girth, girth, 0),
            (0.43, girth * 0.8, girth * 0.8, -girth * 0.1),
            (0.48, girth * 0.45, girth * 0.4, -girth * 0.25),
            (0.5, girth * 0.15, girth * 0.12, -girth * 0.3),
        ],
        segments=segments,
    )
    chord, span = between(rng, 0.16, 0.24), between(rng, 0.4, 0.58)
    sweep, flat = between(rng, 0.12, 0.3), chance(rng, 0.25)
    rise = between(rng, 2, 8)
    root = (between(rng, 0.08, 0.18), 0, -girth * 0.6)
    wing = _panel(
        chord,
        span,
        root,
        tip=between(rng, 0.25, 0.5),
        sweep=sweep,
        flat=flat,
        cant=rise,
        thick=between(rng, 0.08, 0.15),
    )
    parts: Parts = [fuselage, *mirrored(wing, "y")]
    radius, rear = girth * between(rng, 0.32, 0.5), chance(rng, 0.25)
    if rear:
        pod = _jet_engine(radius, (-0.33, girth + radius * 0.8, girth * 0.35), segments)
        parts += mirrored(pod, "y")
    else:
        for share in (0.3, 0.6) if chance(rng, 0.35) else (0.36,):
            y = span * share
            z = root[2] + y * np.sin(np.radians(rise)) - radius * 0.9
            at = (root[0] - sweep * share - radius, y, z)
            pylon = box(
                (at[0] + radius * 0.5, at[1] - 0.006, at[2]),
                (at[0] + radius * 2, at[1] + 0.006, at[2] + radius * 1.3),
            )
            parts += mirrored(assembled(_jet_engine(radius, at, segments), pylon), "y")
    parts += _tail(
        rng, -0.34, girth * 0.5, between(rng, 0.15, 0.23), sweep=0.7, flat=flat, kind=int(rear)
    )
    if chance(rng, 0.45):
        count = int(rng.integers(8, 20))
        parts += _windows(
            np.linspace(-0.22, 0.33, count), 0.25 / count, girth * 0.15, girth * 0.38, girth * 2.02
        )
    if chance(rng, 0.4):
        parts.append(box((0.4, -girth * 0.6, 0.2 * girth), (0.45, girth * 0.6, 0.55 * girth)))
    if chance(rng, 0.4):
        parts += _undercarriage(rng, 0.38, -0.02, 0.38, girth * 0.9, -girth)
    return assembled(parts)


def _jet_fighter(rng: np.random.Generator) -> Mesh:
    """A military jet: delta or swept wings, one or two fins, canopy, nozzles."""
    wide, high = between(rng, 0.05, 0.11), between(rng, 0.04, 0.065)
    sharp = between(rng, 0.05, 0.3)
    fuselage = _body(
        [
            (-0.45, wide * 0.85, high * 0.8, 0),
            (-0.1, wide, high, 0),
            (0.1, wide * 0.85, high, 0),
            (0.28, wide * 0.5, high * 0.75, 0),
            (0.42, wide * 0.25, high * 0.45, -0.005),
            (0.55, wide * 0.25 * sharp, high * 0.3 * sharp, -0.01),
        ],
        segments=int(rng.choice([6, 8, 10, 12])),
        power=between(rng, 2, 5),
    )
    flat = chance(rng, 0.3)
    chord, span = between(rng, 0.3, 0.55), between(rng, 0.25, 0.45)
    sweep = between(rng, 0.2, 0.9) * chord
    wing = _panel(
        chord,
        span,
        (-0.32 + chord, 0, between(rng, -0.4, 0.4) * high),
        tip=between(rng, 0.1, 0.4),
        sweep=sweep,
        cant=between(rng, -6, 4),
        flat=flat,
        thick=0.05,
    )
    canopy = ball(
        (between(rng, 0.1, 0.15), wide * 0.4, high * 0.65),
        (0.24, 0, high * 0.7),
        segments=8,
        rings=6,
    )
    parts: Parts = [fuselage, *mirrored(wing, "y"), canopy]
    fin = {"tip": between(rng, 0.3, 0.6), "flat": flat, "thick": 0.06, "sweep": 0.13}
    tall = between(rng, 0.13, 0.22)
    if chance(rng, 0.5):
        parts += mirrored(
            _panel(0.18, tall, (-0.24, wide * 0.7, high * 0.5), cant=between(rng, 60, 92), **fin),
            "y",
        )
    else:
        parts.append(_panel(0.24, tall, (-0.2, 0, high * 0.6), cant=90, **fin))
    if chance(rng, 0.7):
        forward = chance(rng, 0.2)
        small = _panel(0.15, 0.2, (0.2 if forward else -0.33, wide * 0.6, 0), **fin)
        parts += mirrored(small, "y")
    nozzle = _rod_x(high * 0.8, 0.1, (-0.52, 0, 0), segments=10, top=1.15)
    parts += mirrored(moved(nozzle, (0, wide * 0.5, 0)), "y") if wide > 0.075 else [nozzle]
    if chance(rng, 0.6):
        intake = block((0.3, wide * 0.6, high * 1.4), (0.02, wide * 0.85, -high * 0.8))
        parts += mirrored(intake, "y")
    for share in np.linspace(0.45, 0.8, int(rng.integers(0, 3))):
        missile = _rod_x(
            0.012,
            0.2,
            (-0.3 + chord * 0.3 - sweep * share * 0.4, span * share, -high * 0.7),
            segments=6,
        )
        parts += mirrored(missile, "y")
    if chance(rng, 0.3):
        parts += _undercarriage(rng, 0.3, -0.12, 0.3, wide, -high * 0.8)
    return assembled(parts)


def _biplane(rng: np.random.Generator) -> Mesh:
    """Two or three wings one above the other, with struts; open cockpit, fixed wheels."""
    girth = between(rng, 0.06, 0.1)
    fuselage = _body(
        [
            (-0.5, girth * 0.1, girth * 0.25, girth * 0.4),
            (-0.05, girth * 0.8, girth * 0.85, 0),
            (0.25, girth, girth, 0),
            (0.4, girth, girth, 0),
        ],
        segments=int(rng.choice([4, 6, 8, 12])),
        power=between(rng, 2, 6),
    )
    cowl = _rod_x(girth * between(rng, 0.9, 1.15), 0.06, (0.38, 0, 0), segments=12, top=0.85)
    chord, span = between(rng, 0.16, 0.26), between(rng, 0.42, 0.62)
    flat, triple, shift = chance(rng, 0.4), chance(rng, 0.12), between(rng, 0, 0.08)
    gap = between(rng, 0.2, 0.3)
    levels = [-girth * 0.8 + gap * step for step in range(3 if triple else 2)]
    parts: Parts = [fuselage, cowl]
    tip, soft = between(rng, 0.85, 1), chance(rng, 0.5)
    for step, z in enumerate(levels):
        wing = _panel(
            chord,
            span * (1 if step else between(rng, 0.8, 1)),
            (0.24 + shift * step, 0, z),
            tip=tip,
            flat=flat,
            round_tip=soft,
            thick=0.09,
        )
        parts += mirrored(wing, "y")
    for y in (span * 0.72, span * 0.35)[: int(rng.integers(1, 3))]:
        for x in (0.2, 0.24 - chord * 0.8):
            pole = tube([(x, y, levels[0]), (x + shift, y, levels[-1])], 0.008, segments=5)
            parts += mirrored(pole, "y")
    pole = tube([(0.18, girth * 0.6, girth * 0.6), (0.18 + shift, girth, levels[-1])], 0.008)
    parts += mirrored(pole, "y")
    parts.append(moved(scaled(torus(girth * 0.6, girth * 0.12), (1.3, 1, 1)), (0, 0, girth * 0.8)))
    if chance(rng, 0.5):
        parts.append(block((0.02, girth, girth * 0.5), (0.1, 0, girth * 0.8), top=0.8))
    parts += _tail(rng, -0.38, girth * 0.5, between(rng, 0.13, 0.19), sweep=0.3, flat=flat, kind=0)
    parts += _propeller(rng, (0.43, 0, 0), between(rng, 0.13, 0.2))
    parts += _undercarriage(rng, -0.45, 0.25, -0.45, girth * 1.3, -girth * 0.9)
    return assembled(parts)


def _glider(rng: np.random.Generator) -> Mesh:
    """Very long thin wings on a slim body."""
    girth, span = between(rng, 0.045, 0.06), between(rng, 0.75, 1.2)
    fuselage = _body(
        [
            (-0.5, girth * 0.2, girth * 0.2, girth * 0.5),
            (-0.1, girth * 0.3, girth * 0.35, girth * 0.4),
            (0.12, girth, girth * 1.1, 0),
            (0.3, girth, girth, 0),
            (0.45, girth * 0.5, girth * 0.5, -girth * 0.2),
            (0.5, girth * 0.1, girth * 0.1, -girth * 0.3),
        ],
        segments=int(rng.choice([6, 8, 12])),
    )
    wing = _panel(
        between(rng, 0.08, 0.13),
        span,
        (0.18, 0, girth * 0.7),
        tip=between(rng, 0.3, 0.7),
        cant=between(rng, 1, 6),
        thick=0.1,
    )
    canopy = ball((0.13, girth * 0.75, girth * 0.7), (0.3, 0, girth * 0.6), segments=8, rings=6)
    tail = _tail(
        rng,
        -0.42,
        girth * 0.5,
        between(rng, 0.1, 0.15),
        sweep=0.3,
        flat=False,
        kind=int(chance(rng, 0.7)),
    )
    wheel = _rod_y(0.02, 0.02, (0.15, 0, -girth * 1.1))
    return assembled(fuselage, mirrored(wing, "y"), canopy, tail, wheel)


def _heavy_propeller(rng: np.random.Generator) -> Mesh:
    """A bomber or transport with two or four propeller engines on the wing."""
    girth = between(rng, 0.05, 0.09)
    cargo = chance(rng, 0.5)
    rise = girth * (0.5 if cargo else 0.2)
    fuselage = _body(
        [
            (-0.5, girth * 0.3, girth * 0.25, rise),
            (-0.2, girth * 0.9, girth * 0.8, rise * 0.4),
            (-0.05, girth, girth, 0),
            (0.35, girth, girth, 0),
            (0.46, girth * 0.7, girth * 0.65, -girth * 0.15),
            (0.5, girth * 0.35, girth * 0.3, -girth * 0.2),
        ],
        segments=int(rng.choice([6, 8, 12, 16])),
        power=between(rng, 2, 4),
    )
    chord, span = between(rng, 0.15, 0.22), between(rng, 0.5, 0.7)
    z = girth * (0.9 if cargo else between(rng, -0.5, 0.3))
    wing = _panel(
        chord,
        span,
        (0.2, 0, z),
        tip=between(rng, 0.4, 0.7),
        cant=between(rng, 0, 5),
        sweep=0.05,
        thick=0.12,
        flat=chance(rng, 0.2),
    )
    parts: Parts = [fuselage, *mirrored(wing, "y")]
    for share in (0.28, 0.55) if chance(rng, 0.6) else (0.33,):
        parts += mirrored(_wing_engine(rng, 0.2, span * share, z, girth * 0.42), "y")
    parts += _tail(
        rng,
        -0.36,
        rise + girth * 0.2,
        between(rng, 0.16, 0.22),
        sweep=0.35,
        flat=False,
        kind=int(rng.choice([0, 1, 3], p=[0.6, 0.1, 0.3])),
    )
    if cargo:
        parts.append(block((0.08, girth, girth * 0.5), (0.38, 0, girth * 0.6), top=0.6))
    else:
        for x, up in ((0.38, 0.8), (0.0, 1.0), (-0.1, -0.9))[: int(rng.integers(1, 4))]:
            parts.append(ball(girth * 0.5, (x, 0, girth * up), segments=8, rings=6))
    if chance(rng, 0.5):
        parts += _undercarriage(rng, 0.4, 0.12, -0.42, girth * 2.2, -girth * 0.8)
    return assembled(parts)


def _flying_wing(rng: np.random.Generator) -> Mesh:
    """A stealth bomber: wing and body in one."""
    chord, span = between(rng, 0.45, 0.7), between(rng, 0.6, 0.9)
    wing = _panel(
        chord,
        span,
        (0.3, 0, 0),
        tip=between(rng, 0.1, 0.3),
        sweep=between(rng, 0.4, 0.7),
        thick=0.14,
        flat=chance(rng, 0.15),
    )
    body = ball((chord * 0.5, 0.12, 0.07), (0.02, 0, 0.02), segments=10, rings=6)
    hump = ball((chord * 0.25, 0.07, 0.03), (-0.05, 0.16, 0.04), segments=8, rings=6)
    parts: Parts = [*mirrored(wing, "y"), body, *mirrored(hump, "y")]
    if chance(rng, 0.4):
        parts += mirrored(_panel(0.15, 0.12, (-0.1, 0.2, 0.02), cant=75, sweep=0.1), "y")
    return assembled(parts)


def _toy_plane(rng: np.random.Generator) -> Mesh:
    """A short, chubby cartoon plane."""
    wide, high = between(rng, 0.13, 0.22), between(rng, 0.13, 0.22)
    segments, power = int(rng.choice([4, 6, 8, 12, 16])), between(rng, 2, 6)
    fuselage = _body(
        [
            (-0.5, wide * 0.2, high * 0.25, high * between(rng, 0.2, 0.6)),
            (-0.2, wide * 0.7, high * 0.75, high * 0.1),
            (0.1, wide, high, 0),
            (0.33, wide * 0.95, high * 0.95, 0),
            (0.45, wide * 0.6, high * 0.6, 0),
        ],
        segments=segments,
        power=power,
    )
    chord, span = between(rng, 0.25, 0.4), between(rng, 0.45, 0.75)
    flat = chance(rng, 0.4)
    looks = {"tip": between(rng, 0.6, 1), "flat": flat, "round_tip": chance(rng, 0.6)}
    looks |= {"thick": between(rng, 0.12, 0.28), "sweep": between(rng, -0.02, 0.15)}
    z = high * float(rng.choice([-0.5, 0, 0.8]))
    parts: Parts = [fuselage]
    parts += mirrored(_panel(chord, span, (0.25, 0, z), cant=between(rng, 0, 8), **looks), "y")
    if chance(rng, 0.25):
        parts += mirrored(_panel(chord, span, (0.25, 0, high * 1.7), **looks), "y")
        parts += mirrored(tube([(0.15, span * 0.6, z), (0.15, span * 0.6, high * 1.7)], 0.015), "y")
    parts += _tail(rng, -0.27, high * 0.4, between(rng, 0.2, 0.3), sweep=0.3, flat=flat, kind=0)
    canopy = (between(rng, 0.1, 0.18), wide * 0.65, high * 0.6)
    parts.append(ball(canopy, (between(rng, 0, 0.15), 0, high * 0.85), segments=8, rings=6))
    if chance(rng, 0.75):
        parts += _propeller(rng, (0.44, 0, 0), between(rng, 0.18, 0.3))
    else:
        engine = _jet_engine(0.07, (-0.05, span * 0.45, z - 0.08), 10)
        parts += mirrored(engine, "y")
    if chance(rng, 0.6):
        parts += _toy_gear(rng, wide, high)
    return assembled(parts)


def _toy_gear(rng: np.random.Generator, wide: float, high: float) -> Parts:
    """Thick short legs with fat wheels."""
    radius = between(rng, 0.06, 0.09)
    foot = -high - radius * 0.6
    wheel = _rod_y(radius, radius, (0.15, wide * 0.9, foot))
    leg = tube([(0.15, wide * 0.5, -high * 0.5), (0.15, wide * 0.9, foot)], 0.025, segments=6)
    return mirrored(assembled(wheel, leg), "y")


def _paper_plane(rng: np.random.Generator) -> Mesh:
    """A folded sheet."""
    wide, deep, fold = between(rng, 0.25, 0.5), between(rng, 0.12, 0.25), between(rng, 0, 0.1)
    nose, thick = np.array([0.5, 0, 0]), 0.012
    wing = np.array(
        [[nose, nose + (0.001, 0.001, 0)], [(-0.5, 0.02, fold), (-0.5, wide, fold + 0.05)]]
    )
    keel = np.array([[nose, nose - (0, 0, 0.001)], [(-0.5, 0.02, fold), (-0.45, 0.005, -deep)]])
    return assembled(mirrored(assembled(sheet(wing, thick), sheet(keel, thick)), "y"))


# Boats


@dataclass(frozen=True)
class _Hull:
    """A hull along X. `stern` is its share of the beam there, `bow` the bow's fullness."""

    length: float
    beam: float
    depth: float
    stern: float = 0.8
    bow: float = 2.0
    bow_rise: float = 0.2
    stern_rise: float = 0.05
    rake: float = 0.1
    section: float = 2.5
    middle: float = 0.42
    points: int = 7

    def half(self, t: float) -> float:
        """Half the beam at the share t of the length, 0 at the stern."""
        if t > self.middle:
            share = 1 - ((t - self.middle) / (1 - self.middle)) ** self.bow
        else:
            share = 1 - (1 - self.stern) * ((self.middle - t) / self.middle) ** 2.2
        return self.beam / 2 * max(share, 0.02)

    def deck(self, t: float) -> float:
        """The deck's height."""
        ahead = max(t - self.middle, 0) / (1 - self.middle)
        behind = max(self.middle - t, 0) / self.middle
        return self.depth * (1 + self.bow_rise * ahead**2 + self.stern_rise * behind**2)

    def x(self, t: float) -> float:
        """The place along X."""
        return (t - 0.5) * self.length

    def _ring(self, t: float, thick: float | None) -> np.ndarray:
        angles = np.linspace(np.pi, 0, self.points)
        share = 2 / self.section
        across = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** share
        down = np.abs(np.sin(angles)) ** share
        ahead = max(t - self.middle, 0) / (1 - self.middle)
        behind = max(self.middle - t, 0) / self.middle
        ends = 0.6 * ahead**4 + (1 - self.stern) * 0.5 * behind**4
        deck, half = self.deck(t), self.half(t)
        low = deck - (deck - ends * self.depth) * down
        x = self.x(t) + self.rake * self.length * (ahead**3 * (1 - down))
        x = x - self.rake * 0.4 * self.length * (behind**3 * (1 - down))
        outer = np.column_stack([x, across * half, low])
        if thick is None:
            return outer
        reach = max(half - thick, half * 0.3) / half
        floor = 0.02 if t in (0.0, 1.0) else 0.8
        inner = np.column_stack([x, across * half * reach, deck - (deck - low) * floor])
        return np.concatenate([outer, inner[::-1]])

    def mesh(self, thick: float | None = None) -> Mesh:
        """The hull with a flat deck, or open with sides as thick as said."""
        stations = [0, 0.04, 0.15, 0.3, 0.45, 0.6, 0.72, 0.82, 0.9, 0.96, 1.0]
        return loft([self._ring(float(t), thick) for t in stations])

    def storey(self, start: float, stop: float, low: float, high: float, wide: float = 1) -> Mesh:
        """A castle or deckhouse that follows the hull's sides, from low to high above the deck."""
        rings = []
        for t in np.linspace(start, stop, 5):
            y, z, x = self.half(t) * wide, self.deck(t), self.x(t)
            rings.append([(x, -y, z + low), (x, y, z + low), (x, y, z + high), (x, -y, z + high)])
        return loft(rings)

    def rail(self, start: float, stop: float, height: float, radius: float) -> Parts:
        """A rail along both sides."""
        ts = np.linspace(start, stop, 8)
        line = [(self.x(t), self.half(t) * 0.95, self.deck(t) + height) for t in ts]
        posts = [
            tube([(x, y, z - height), (x, y, z)], radius * 0.8, segments=4) for x, y, z in line[::2]
        ]
        return mirrored(assembled(tube(line, radius, segments=4), posts), "y")


def _oars(rng: np.random.Generator, hull: _Hull, ts: Sequence[float]) -> Parts:
    """Oars out to both sides, blades down or level."""
    reach, drop = hull.beam * between(rng, 0.5, 1.1), between(rng, -0.1, 0.6) * hull.depth
    parts: Parts = []
    for t in ts:
        x, y, z = hull.x(t), hull.half(t), hull.deck(t) + 0.02
        out = (x - reach * 0.2, y + reach, z - drop)
        shaft = tube([(x + 0.05, y * 0.4, z + drop * 0.3), out], 0.012, segments=5)
        blade = ball((0.035, 0.1, 0.012), out, segments=6, rings=4)
        parts += mirrored(assembled(shaft, blade), "y")
    return parts


def _rowing_boat(rng: np.random.Generator) -> Mesh:
    """An open boat with benches, often with oars; some with a mast or an outboard engine."""
    hull = _Hull(
        1,
        between(rng, 0.32, 0.55),
        between(rng, 0.12, 0.24),
        stern=between(rng, 0.4, 0.9),
        bow=between(rng, 1.6, 3),
        bow_rise=between(rng, 0, 0.7),
        stern_rise=between(rng, 0, 0.35),
        rake=between(rng, 0, 0.15),
        section=between(rng, 1.6, 5),
        points=int(rng.choice([5, 7, 9])),
    )
    parts: Parts = [hull.mesh(between(rng, 0.015, 0.04))]
    for t in np.linspace(0.2, 0.7, int(rng.integers(1, 5))):
        y, z = hull.half(t) * 0.95, hull.deck(t) * between(rng, 0.6, 0.85)
        parts.append(box((hull.x(t) - 0.04, -y, z), (hull.x(t) + 0.04, y, z + 0.02)))
    if chance(rng, 0.45):
        parts += hull.rail(0.02, 0.97, 0.0, between(rng, 0.012, 0.022))
    if chance(rng, 0.5):
        parts += _oars(rng, hull, [0.45])
    elif chance(rng, 0.3):
        parts += _outboard(rng, hull)
    elif chance(rng, 0.3):
        oar = tube([(-0.4, 0.05, hull.depth), (0.35, 0.08, hull.depth)], 0.012, segments=5)
        parts += mirrored(oar, "y")
    if chance(rng, 0.15):
        parts += _fore_and_aft(rng, hull, 0.55, between(rng, 0.8, 1.2))
    return assembled(parts)


def _outboard(rng: np.random.Generator, hull: _Hull) -> Parts:
    x, z = hull.x(0) - 0.03, hull.deck(0)
    size = between(rng, 0.04, 0.07)
    head = rounded((size * 1.6, size, size * 1.6), (x - size * 0.3, 0, z), radius=size * 0.25)
    leg = box((x - size * 0.6, -size * 0.2, z - hull.depth), (x, size * 0.2, z + 0.01))
    return [head, leg]


def _canoe(rng: np.random.Generator) -> Mesh:
    """A slim open boat, pointed at both ends; a canoe, kayak or gondola."""
    rise = between(rng, 0.1, 1.0)
    hull = _Hull(
        1,
        between(rng, 0.14, 0.24),
        between(rng, 0.07, 0.12),
        stern=0.05,
        bow=between(rng, 1.8, 3),
        bow_rise=rise,
        stern_rise=rise * between(rng, 0.8, 1.2),
        rake=between(rng, -0.03, 0.1),
        section=between(rng, 1.8, 3.5),
        middle=0.5,
    )
    kayak = chance(rng, 0.25)
    parts: Parts = [hull.mesh(None if kayak else 0.012)]
    if kayak:
        hole = scaled(torus(hull.beam * 0.3, 0.014), (1.7, 1, 1))
        parts.append(moved(hole, (0, 0, hull.depth)))
    else:
        for t in np.linspace(0.25, 0.75, int(rng.integers(1, 5))):
            y, z = hull.half(t), hull.deck(t) * 0.8
            parts.append(box((hull.x(t) - 0.025, -y, z), (hull.x(t) + 0.025, y, z + 0.012)))
    if chance(rng, 0.5):
        turn = between(rng, -60, 60) + 90 * kayak
        paddle = assembled(
            tube([(-0.25, 0, 0), (0.25, 0, 0)], 0.01, segments=5),
            ball((0.08, 0.035, 0.008), (0.28, 0, 0), segments=6, rings=4),
        )
        parts.append(moved(turned(paddle, "z", turn), (0, 0, hull.depth * 1.25)))
    if chance(rng, 0.2):
        float_y = between(rng, 0.25, 0.4)
        parts.append(
            _body(
                [(-0.35, 0.005, 0.005, 0.06), (0, 0.025, 0.025, 0.04), (0.35, 0.005, 0.005, 0.06)],
                segments=6,
            )
        )
        parts[-1] = moved(parts[-1], (0, float_y, 0))
        for x in (-0.15, 0.15):
            parts.append(tube([(x, 0, hull.depth), (x, float_y, 0.05)], 0.01, segments=5))
    return assembled(parts)


def _log_raft(rng: np.random.Generator) -> Mesh:
    """Logs or planks side by side, perhaps with a mast, a hut, barrels."""
    count, radius = int(rng.integers(5, 10)), between(rng, 0.04, 0.07)
    segments, parts = int(rng.choice([5, 6, 8])), []
    for y in (np.arange(count) - (count - 1) / 2) * radius * 1.95:
        long = between(rng, 0.9, 1.05)
        parts.append(
            _rod_x(
                radius * between(rng, 0.9, 1.05), long, (-long / 2, y, radius), segments=segments
            )
        )
    wide = count * radius * 2
    for x in (-0.35, 0.35, 0)[: int(rng.integers(2, 4))]:
        parts.append(_rod_y(radius * 0.5, wide, (x, 0, radius * 2.2), segments=6))
    if chance(rng, 0.6):
        tall = between(rng, 0.6, 1.1)
        parts.append(cylinder(0.025, tall, (0.05, 0, radius), segments=6))
        parts += _square_sail(rng, (0.08, 0, tall * 0.3), wide * between(rng, 0.7, 1), tall * 0.65)
    if chance(rng, 0.25):
        hut = prism([(-0.2, 0), (0.2, 0), (0, 0.35)], wide * 0.5, at=(-0.25, 0, radius * 2))
        parts.append(hut)
    for _ in range(int(rng.integers(0, 3))):
        at = (between(rng, -0.4, 0.4), between(rng, -0.3, 0.3) * wide, radius * 2)
        parts.append(cylinder(0.06, 0.14, at, segments=8))
    return assembled(parts)


def _inflatable(rng: np.random.Generator) -> Mesh:
    """A rubber dinghy: a fat tube around a floor."""
    wide, fat = between(rng, 0.22, 0.3), between(rng, 0.06, 0.09)
    bend = np.linspace(-np.pi / 2, np.pi / 2, 8)
    front = [(0.2 + np.cos(a) * 0.28, np.sin(a) * wide, fat + 0.08 * np.cos(a)) for a in bend]
    if chance(rng, 0.5):
        path = [(-0.5, -wide, fat), *front, (-0.5, wide, fat)]
        parts = [tube(path, fat, segments=8)]
        parts.append(box((-0.42, -wide, fat * 0.5), (-0.38, wide, fat * 2)))
        parts += _outboard(rng, _Hull(0.8, 0.5, fat * 2))
    else:
        parts = [scaled(torus(0.4, fat, (0, 0, fat)), (1.2, 0.75, 1))]
    parts.append(box((-0.42, -wide, fat * 0.3), (0.35, wide, fat * 0.6)))
    for x in (-0.2, 0.15)[: int(rng.integers(0, 3))]:
        parts.append(box((x - 0.05, -wide, fat), (x + 0.05, wide, fat * 1.4)))
    return assembled(parts)


def _square_sail(
    rng: np.random.Generator, at: Point, wide: float, high: float, *, narrow: float = 1.0
) -> Parts:
    """A sail across the ship with its yard; `at` is the middle of its lower edge."""
    yard = _rod_y(
        max(0.012, wide * 0.02), wide * narrow * 1.08, (at[0], 0, at[2] + high), segments=6
    )
    if chance(rng, 0.06):
        return [yard, _rod_y(wide * 0.05, wide * 0.95, (at[0], 0, at[2] + high * 0.95), segments=6)]
    belly = high * between(rng, 0.05, 0.3)
    rows, columns = np.linspace(0, 1, 5), np.linspace(-1, 1, 5)
    grid = [
        [
            (
                at[0] + belly * np.sin(np.pi * (0.15 + 0.85 * (1 - v))) * (1 - 0.5 * u * u),
                u * wide / 2 * (1 + v * (narrow - 1)),
                at[2] + v * high,
            )
            for u in columns
        ]
        for v in rows
    ]
    return [yard, sheet(grid, 0.012)]


def _triangle_sail(tack: Point, clew: Point, head: Point, belly: float) -> Mesh:
    """A sail of three corners, bellied to +Y."""
    low, high, top = np.array(tack), np.array(clew), np.array(head)
    grid = []
    for v in np.linspace(0, 0.97, 5):
        start, stop = low + v * (top - low), high + v * (top - high)
        grid.append(
            [
                start + u * (stop - start) + (0, belly * np.sin(np.pi * u) * (1 - v) ** 0.5, 0)
                for u in np.linspace(0, 1, 4)
            ]
        )
    return sheet(grid, 0.01)


def _fore_and_aft(rng: np.random.Generator, hull: _Hull, t: float, tall: float) -> Parts:
    """A mast with a boom, a main sail behind it and often a jib ahead."""
    x, z = hull.x(t), hull.deck(t)
    boom, reach = z + tall * between(rng, 0.08, 0.18), between(rng, 0.7, 0.98)
    belly, long = between(rng, 0.0, 0.1), (x - hull.x(0.0)) * between(rng, 0.7, 1.05)
    parts: Parts = [cylinder(0.015, tall, (x, 0, z - 0.05), top=0.6, segments=6)]
    parts.append(_rod_x(0.011, long, (x - long, 0, boom), segments=5))
    if chance(rng, 0.8):
        main = (x - 0.015, 0, boom), (x - long, 0, boom), (x - 0.015, 0, z + tall * reach)
        if chance(rng, 0.2):
            peak = (x - long * 0.7, 0, z + tall * 1.05)
            parts += [_triangle_sail(*main, belly), _triangle_sail(main[1], main[2], peak, belly)]
        else:
            parts.append(_triangle_sail(*main, belly))
    if chance(rng, 0.7):
        bow = hull.x(1.0) + between(rng, -0.03, 0.12)
        head = (x + 0.015, 0, z + tall * between(rng, 0.6, 0.95))
        parts.append(
            _triangle_sail((bow, 0, hull.deck(1.0) + 0.03), (x + 0.03, 0, boom), head, belly)
        )
    if chance(rng, 0.35):
        flag = [(x, z + tall), (x - 0.12, z + tall - 0.04), (x, z + tall - 0.09)]
        parts.append(prism(flag, 0.008))
    return parts


def _sailing_boat(rng: np.random.Generator) -> Mesh:
    """A yacht or dinghy with triangular sails."""
    chunky = chance(rng, 0.3)
    hull = _Hull(
        1,
        between(rng, 0.4, 0.55) if chunky else between(rng, 0.24, 0.36),
        between(rng, 0.12, 0.25),
        stern=between(rng, 0.3, 0.85),
        bow=between(rng, 1.5, 2.5),
        bow_rise=between(rng, 0, 0.4),
        rake=between(rng, 0.03, 0.2),
        section=between(rng, 1.4, 3),
    )
    open_boat = chance(rng, 0.3)
    parts: Parts = [hull.mesh(0.025 if open_boat else None)]
    if not open_boat and chance(rng, 0.75):
        parts.append(
            hull.storey(
                between(rng, 0.25, 0.4), between(rng, 0.55, 0.7), 0, between(rng, 0.04, 0.1), 0.6
            )
        )
    parts += _fore_and_aft(rng, hull, between(rng, 0.5, 0.62), between(rng, 0.8, 1.4))
    if chance(rng, 0.12):
        parts += _fore_and_aft(rng, hull, 0.22, between(rng, 0.5, 0.7))
    if chance(rng, 0.3):
        parts.append(_panel(0.2, 0.2, (0.1, 0, 0.03), cant=-90, sweep=0.05, thick=0.1))
    if chance(rng, 0.3):
        parts += hull.rail(0.05, 0.95, 0.06, 0.006)
    if chance(rng, 0.3):
        parts.append(block((0.06, 0.015, hull.depth * 1.3), (hull.x(0) - 0.03, 0, 0)))
    return assembled(parts)


def _square_rig(rng: np.random.Generator, hull: _Hull, t: float, tall: float, wide: float) -> Parts:
    """A mast with one to three square sails one above the other."""
    x, z = hull.x(t), hull.deck(t)
    parts: Parts = [cylinder(0.018, tall, (x, 0, z - 0.05), top=0.6, segments=6)]
    count = int(rng.choice([1, 2, 3], p=[0.3, 0.45, 0.25]))
    foot = z + tall * between(rng, 0.12, 0.25)
    each = (z + tall * 0.92 - foot) / count
    for step in range(count):
        size, narrow = wide * (1 - 0.2 * step), between(rng, 0.8, 1.0)
        parts += _square_sail(
            rng, (x + 0.02, 0, foot + each * step), size, each * 0.88, narrow=narrow
        )
    if chance(rng, 0.4):
        nest = lathe(
            [(0, 0), (0.03, 0), (0.045, 0.05), (0.038, 0.05), (0.03, 0.01), (0, 0.01)], segments=8
        )
        parts.append(moved(nest, (x, 0, z + tall * 0.9)))
    if chance(rng, 0.5):
        top = z + tall - 0.05
        parts.append(box((x - 0.14, -0.004, top - 0.09), (x, 0.004, top)))
    if chance(rng, 0.3):
        for back in (-0.05, 0.04):
            shroud = [(x + back, hull.half(t), z), (x, 0, z + tall * 0.8)]
            parts += mirrored(tube(shroud, 0.005, segments=4), "y")
    return parts


def _tall_ship(rng: np.random.Generator) -> Mesh:
    """A wooden ship with castles and one to three masts: pirates, galleons, cogs."""
    hull = _Hull(
        1,
        between(rng, 0.25, 0.42),
        between(rng, 0.15, 0.27),
        stern=between(rng, 0.55, 0.85),
        bow=between(rng, 2, 3.5),
        bow_rise=between(rng, 0.1, 0.6),
        stern_rise=between(rng, 0.1, 0.7),
        rake=between(rng, 0.02, 0.15),
        section=between(rng, 1.6, 3.5),
    )
    parts: Parts = [hull.mesh(0.025 if chance(rng, 0.5) else None)]
    step = between(rng, 0.06, 0.12)
    if chance(rng, 0.85):
        parts.append(hull.storey(0, between(rng, 0.22, 0.34), -0.08, step))
        if chance(rng, 0.55):
            parts.append(hull.storey(-0.03, between(rng, 0.12, 0.18), 0, step * 2))
    if chance(rng, 0.6):
        parts.append(hull.storey(between(rng, 0.76, 0.82), 0.97, -0.08, step * 0.7))
    masts = int(rng.choice([1, 2, 3], p=[0.3, 0.4, 0.3]))
    tall = between(rng, 0.65, 1.0)
    wide = hull.beam * between(rng, 1.1, 1.8)
    rigged = chance(rng, 0.92)
    if rigged:
        for t in {1: [0.5], 2: [0.36, 0.66], 3: [0.18, 0.47, 0.74]}[masts]:
            parts += _square_rig(rng, hull, t, tall * (1 - abs(t - 0.5) * 0.6), wide)
    bow = (hull.x(0.95), 0, hull.deck(1.0) * 0.95)
    tip = (bow[0] + 0.3, 0, bow[2] + between(rng, 0.08, 0.2))
    if chance(rng, 0.85):
        parts.append(tube([bow, tip], [0.02, 0.01], segments=6))
        if rigged and chance(rng, 0.4):
            head = (hull.x(0.72), 0, hull.deck(0.7) + tall * 0.6)
            parts.append(_triangle_sail(tip, (hull.x(0.78), 0, hull.deck(0.8) + 0.1), head, 0.03))
    if chance(rng, 0.4):
        for t in np.linspace(0.3, 0.65, int(rng.integers(2, 6))):
            gun = _rod_y(0.016, 0.12, (hull.x(t), hull.half(t), hull.deck(t) * 0.75), segments=6)
            parts += mirrored(gun, "y")
    if chance(rng, 0.4):
        parts += hull.rail(0.3, 0.78, 0.05, 0.008)
    return assembled(parts)


def _longship(rng: np.random.Generator) -> Mesh:
    """A viking ship: pointed at both ends, high stems, one sail, shields, oars."""
    rise = between(rng, 0.6, 1.4)
    hull = _Hull(
        1,
        between(rng, 0.2, 0.32),
        between(rng, 0.09, 0.14),
        stern=0.05,
        bow=between(rng, 1.8, 2.6),
        bow_rise=rise,
        stern_rise=rise * between(rng, 0.7, 1.1),
        rake=between(rng, 0.02, 0.1),
        section=between(rng, 1.6, 2.6),
        middle=0.5,
    )
    parts: Parts = [hull.mesh(0.015)]
    for end, turn in ((1.0, 1), (0.0, -1)):
        x, z = hull.x(end) + turn * hull.rake * (1 if turn > 0 else 0.4), hull.deck(end)
        high = between(rng, 0.1, 0.22)
        curl = [(-0.05, -0.08), (0, 0), (0.03, high * 0.6), (0.01, high), (-0.04, high * 1.05)]
        if chance(rng, 0.5):
            curl[-1] = (0.07, high * 1.05)
        path = [(x + turn * a, 0, z + b) for a, b in curl]
        parts.append(tube(path, [0.025, 0.025, 0.02, 0.018, 0.012], segments=6))
    if chance(rng, 0.8):
        tall = between(rng, 0.6, 0.85)
        parts.append(cylinder(0.016, tall, (0, 0, 0.02), segments=6))
        wide = between(rng, 0.35, 0.6)
        parts += _square_sail(rng, (0.02, 0, tall * 0.35), wide, tall * 0.6)
    ts = np.linspace(0.22, 0.78, int(rng.integers(4, 9)))
    if chance(rng, 0.65):
        for t in ts:
            shield = _rod_y(0.04, 0.015, (hull.x(t), hull.half(t) + 0.01, hull.deck(t)), segments=8)
            parts += mirrored(shield, "y")
    if chance(rng, 0.5):
        parts += _oars(rng, hull, ts[:6])
    return assembled(parts)


def _motor_boat(rng: np.random.Generator) -> Mesh:
    """A speedboat or motor yacht with a windscreen or cabins."""
    hull = _Hull(
        1,
        between(rng, 0.26, 0.42),
        between(rng, 0.1, 0.2),
        stern=between(rng, 0.8, 1.0),
        bow=between(rng, 1.6, 2.8),
        bow_rise=between(rng, 0, 0.4),
        rake=between(rng, 0.05, 0.2),
        section=between(rng, 1.4, 3.2),
        stern_rise=0,
    )
    yacht = chance(rng, 0.45)
    parts: Parts = [hull.mesh(None if yacht else 0.03)]
    z, beam = hull.depth, hull.beam
    if yacht:
        low, high = 0.0, between(rng, 0.06, 0.12)
        rear, front = between(rng, 0.12, 0.3), between(rng, 0.62, 0.75)
        for level in range(int(rng.integers(1, 4))):
            wide = beam * (0.75 - 0.12 * level)
            x0, x1 = hull.x(rear + 0.06 * level), hull.x(front - 0.1 * level)
            parts += _glazed(
                rng,
                (x0, x1),
                (x0 + 0.02, x1 - high),
                (wide, wide * 0.88),
                (z + low, z + low + high),
                int(rng.integers(1, 4)),
            )
            low += high
        if chance(rng, 0.5):
            parts.append(cylinder(0.008, 0.2, (hull.x(0.4), 0, z + low), segments=5))
    else:
        parts.append(hull.storey(0.62, 0.99, -0.06, 0.01))
        screen = _frustum((0.08, 0.1), (0.02, 0.04), (beam * 0.8, beam * 0.7), (z - 0.02, z + 0.1))
        parts.append(screen)
        for x in (-0.08, -0.28)[: int(rng.integers(1, 3))]:
            seat = assembled(
                block((0.1, 0.1, 0.08), (x, 0, z * 0.45)),
                block((0.03, 0.1, 0.16), (x - 0.05, 0, z * 0.45)),
            )
            parts += mirrored(moved(seat, (0, beam * 0.2, 0)), "y")
        if chance(rng, 0.2):
            parts += _cage(
                (-0.2, 0.08), (-0.2, 0.04), (beam * 0.7, beam * 0.6), (z, z + 0.25), 0.02
            )
    if chance(rng, 0.5):
        parts += _outboard(rng, hull)
    if chance(rng, 0.4):
        parts += hull.rail(0.5, 0.97, 0.05, 0.007)
    return assembled(parts)


def _work_boat(rng: np.random.Generator) -> Mesh:
    """A tug, fishing boat or steamer: high bow, wheelhouse, funnel, mast and boom."""
    hull = _Hull(
        1,
        between(rng, 0.3, 0.5),
        between(rng, 0.17, 0.3),
        stern=between(rng, 0.6, 0.95),
        bow=between(rng, 2, 3.5),
        bow_rise=between(rng, 0.2, 0.8),
        rake=between(rng, 0.02, 0.14),
        section=between(rng, 1.8, 4),
        stern_rise=between(rng, 0, 0.3),
    )
    parts: Parts = [hull.mesh(0.03 if chance(rng, 0.6) else None)]
    z = hull.depth * (0.9 if len(parts) else 1)
    place = between(rng, -0.22, 0.15)
    wide, high = hull.beam * between(rng, 0.5, 0.7), between(rng, 0.14, 0.26)
    long = between(rng, 0.12, 0.2)
    parts.append(hull.storey(0.12, 0.88, -hull.depth * 0.3, -hull.depth * 0.15, 0.93))
    base = z
    if chance(rng, 0.5):
        low = high * 0.6
        parts.append(
            box(
                (place - long * 1.7, -wide * 0.6, z * 0.8),
                (place + long * 1.2, wide * 0.6, z + low),
            )
        )
        base = z + low
    parts += _glazed(
        rng,
        (place - long, place + long),
        (place - long, place + long * between(rng, 0.7, 1.1)),
        (wide, wide),
        (base - 0.05, base + high),
        2,
    )
    roof = base + high
    eaves = 0.03
    parts.append(
        box(
            (place - long - eaves, -wide / 2 - eaves, roof),
            (place + long + eaves, wide / 2 + eaves, roof + 0.025),
        )
    )
    if chance(rng, 0.6):
        radius = between(rng, 0.035, 0.07)
        funnel = cylinder(
            radius,
            high * between(rng, 1, 1.7),
            (place - long - radius * 1.3, 0, z),
            top=between(rng, 0.8, 1.1),
            segments=10,
        )
        parts.append(funnel)
    if chance(rng, 0.7):
        x, tall = float(rng.choice([place, 0.3, -0.35])), between(rng, 0.4, 0.7)
        parts.append(cylinder(0.014, tall, (x, 0, z), segments=6))
        if chance(rng, 0.6):
            tip = (x - between(rng, -0.3, 0.3), 0, z + tall * 1.0)
            parts.append(tube([(x, 0, z + tall * 0.3), tip], 0.01, segments=5))
            parts.append(
                tube([(x, 0, z + tall), (hull.x(0.97), 0, hull.deck(1))], 0.005, segments=4)
            )
    if chance(rng, 0.35):
        for t in np.linspace(0.15, 0.85, int(rng.integers(3, 7))):
            tyre = turned(torus(0.045, 0.018, segments=8, sides=5), "x", 90)
            at = (hull.x(t), hull.half(t) + 0.01, hull.deck(t) * 0.8)
            parts += mirrored(moved(tyre, at), "y")
    if chance(rng, 0.4):
        parts += hull.rail(0.05, 0.97, 0.06, 0.008)
    return assembled(parts)


def _passenger_ship(rng: np.random.Generator) -> Mesh:
    """A liner, cruise ship, ferry or paddle steamer: decks above decks, funnels."""
    hull = _Hull(
        1,
        between(rng, 0.13, 0.3),
        between(rng, 0.08, 0.15),
        stern=between(rng, 0.6, 0.95),
        bow=between(rng, 2.5, 4.5),
        bow_rise=between(rng, 0, 0.3),
        rake=between(rng, 0.02, 0.1),
        section=between(rng, 2.5, 6),
    )
    parts: Parts = [hull.mesh()]
    start, stop, low = between(rng, 0.05, 0.2), between(rng, 0.75, 0.88), 0.0
    each = between(rng, 0.025, 0.06)
    for _ in range(int(rng.integers(2, 6))):
        parts.append(hull.storey(start, stop, low - 0.01, low + each, 0.92))
        if chance(rng, 0.5):
            xs = np.linspace(hull.x(start + 0.05), hull.x(stop - 0.12), 12)
            z = hull.depth + low + each * 0.3
            parts += _windows(xs, 0.02, z, z + each * 0.4, hull.beam * 0.95)
        low += each
        start, stop = start + between(rng, 0, 0.06), stop - between(rng, 0.01, 0.06)
    radius, top = hull.beam * between(rng, 0.12, 0.22), hull.depth + low
    lean = between(rng, -20, 0)
    for x in np.linspace(-0.15, 0.12, int(rng.integers(1, 5))):
        funnel = turned(cylinder(radius, between(rng, 2.5, 4) * radius, segments=10), "y", lean)
        parts.append(moved(funnel, (x, 0, top - 0.02)))
    parts.append(
        box(
            (hull.x(stop) - 0.06, -hull.beam * 0.45, top),
            (hull.x(stop), hull.beam * 0.45, top + each * 0.8),
        )
    )
    if chance(rng, 0.5):
        parts.append(cylinder(0.006, 0.25, (0.33, 0, hull.depth), segments=5))
    if chance(rng, 0.12):
        wheel = _rod_y(0.11, 0.06, (0, hull.beam / 2 + 0.03, hull.depth), segments=12)
        parts += mirrored(wheel, "y")
    if chance(rng, 0.3):
        for t in np.linspace(0.25, 0.65, 4):
            life = ball(
                (0.035, 0.012, 0.012),
                (hull.x(t), hull.beam * 0.49, hull.depth + each * 1.3),
                segments=6,
                rings=4,
            )
            parts += mirrored(life, "y")
    return assembled(parts)


def _cargo_ship(rng: np.random.Generator) -> Mesh:
    """A container ship, bulk carrier, tanker or barge, its bridge near the stern."""
    hull = _Hull(
        1,
        between(rng, 0.14, 0.26),
        between(rng, 0.07, 0.13),
        stern=between(rng, 0.8, 1),
        bow=between(rng, 3, 6),
        bow_rise=between(rng, 0, 0.35),
        rake=between(rng, 0, 0.08),
        section=between(rng, 3, 8),
    )
    beam, z = hull.beam, hull.depth
    parts: Parts = [hull.mesh()]
    tall = between(rng, 0.12, 0.22)
    rear = -0.42 if chance(rng, 0.8) else 0.28
    parts.append(box((rear, -beam * 0.42, z * 0.9), (rear + 0.1, beam * 0.42, z + tall)))
    parts.append(
        box((rear + 0.02, -beam * 0.5, z + tall), (rear + 0.11, beam * 0.5, z + tall + 0.03))
    )
    parts.append(cylinder(beam * 0.12, tall * 1.15, (rear - 0.02, 0, z), segments=8))
    bays = np.linspace(-0.24, 0.24 if rear > 0 else 0.34, int(rng.integers(4, 8)))
    step = (bays[1] - bays[0]) * 0.92
    load = int(rng.integers(4))
    for x in bays if load != 3 else ():
        if load == 0:
            for y in np.linspace(-0.32, 0.32, 3) * beam:
                high = int(rng.integers(1, 5)) * 0.035
                parts.append(block((step, beam * 0.29, high), (x, y, z)))
        elif load == 1:
            parts.append(block((step * 0.7, beam * 0.6, 0.03), (x, 0, z)))
            if chance(rng, 0.4):
                crane = assembled(
                    cylinder(0.012, 0.16, segments=6),
                    tube([(0, 0, 0.12), (0.14, 0, 0.16)], 0.008, segments=4),
                )
                parts.append(moved(crane, (x + step / 2, 0, z)))
        else:
            parts.append(_rod_x(beam * 0.25, step, (x - step / 2, 0, z + beam * 0.1), segments=10))
    if load == 3:
        parts.append(_rod_x(0.01, 0.65, (-0.3, 0, z + 0.03), segments=6))
        for x in bays:
            parts.append(cylinder(0.015, 0.06, (x, beam * 0.15, z), segments=6))
    if chance(rng, 0.5):
        parts.append(cylinder(0.007, 0.14, (0.42, 0, z), segments=5))
    return assembled(parts)


def _warship(rng: np.random.Generator) -> Mesh:
    """A battleship or destroyer: turrets ahead and behind of a tower."""
    hull = _Hull(
        1,
        between(rng, 0.12, 0.22),
        between(rng, 0.06, 0.11),
        stern=between(rng, 0.4, 0.8),
        bow=between(rng, 1.8, 3),
        bow_rise=between(rng, 0.1, 0.4),
        rake=between(rng, 0.03, 0.1),
    )
    beam, z = hull.beam, hull.depth
    parts: Parts = [hull.mesh()]
    wide, low, long = beam * 0.6, z * 0.95, 0.3
    for _ in range(int(rng.integers(2, 5))):
        high = between(rng, 0.03, 0.07)
        parts.append(block((long, wide, high), (between(rng, -0.03, 0.03), 0, low), top=0.92))
        low, wide, long = low + high, wide * 0.8, long * 0.7
    parts.append(cylinder(0.008, between(rng, 0.1, 0.2), (0, 0, low), segments=5))
    for x in (0.28, -0.3, 0.2, -0.22)[: int(rng.integers(1, 5))]:
        lift = 0.035 if abs(x) < 0.25 else 0.0
        turret = [block((0.08, beam * 0.5, 0.035 + lift), top=0.8)]
        for y in (-0.12, 0.12) if chance(rng, 0.7) else (0,):
            turret.append(_rod_x(0.007, 0.12, (0.02, y * beam, 0.02 + lift), segments=6))
        parts.append(moved(turned(assembled(turret), "z", 0 if x > 0 else 180), (x, 0, z)))
    for x in (-0.1, -0.18)[: int(rng.integers(0, 3))]:
        parts.append(cylinder(beam * 0.13, 0.14, (x, 0, z), segments=8, top=0.8))
    return assembled(parts)


def _catamaran(rng: np.random.Generator) -> Mesh:
    """Two slim hulls side by side, with a mast or a cabin."""
    hull = _Hull(
        1,
        between(rng, 0.08, 0.13),
        between(rng, 0.1, 0.16),
        stern=between(rng, 0.3, 0.9),
        bow_rise=between(rng, 0, 0.3),
    )
    apart = between(rng, 0.18, 0.28)
    parts = mirrored(moved(hull.mesh(), (0, apart, 0)), "y")
    parts.append(box((-0.38, -apart, hull.depth * 0.85), (0.2, apart, hull.depth)))
    if chance(rng, 0.6):
        parts += _glazed(
            rng,
            (-0.25, 0.15),
            (-0.25, 0.05),
            (apart * 1.6, apart * 1.4),
            (hull.depth, hull.depth + 0.13),
            2,
        )
    if chance(rng, 0.75):
        parts += _fore_and_aft(rng, hull, 0.58, between(rng, 0.9, 1.3))
    return assembled(parts)


def _toy_boat(rng: np.random.Generator) -> Mesh:
    """A bath-tub toy: fat hull, boxes or a stick mast on it; or a folded paper boat."""
    wide = between(rng, 0.45, 0.6)
    if chance(rng, 0.25):
        hull = _Hull(
            1,
            wide * 0.8,
            0.25,
            stern=0.03,
            bow=1.3,
            bow_rise=0.6,
            stern_rise=0.6,
            rake=0.1,
            section=1.4,
            middle=0.5,
            points=5,
        )
        return assembled(hull.mesh(0.02), prism([(-0.3, 0.05), (0.3, 0.05), (0, 0.55)], 0.06))
    hull = _Hull(
        1,
        wide,
        between(rng, 0.22, 0.32),
        stern=between(rng, 0.7, 1),
        bow=between(rng, 2, 3),
        bow_rise=between(rng, 0, 0.3),
        section=between(rng, 2, 6),
    )
    z = hull.depth
    parts: Parts = [hull.mesh()]
    if chance(rng, 0.6):
        parts += [
            block((0.4, wide * 0.6, 0.2), (-0.08, 0, z)),
            block((0.22, wide * 0.45, 0.18), (-0.02, 0, z + 0.2)),
        ]
        parts.append(cylinder(0.06, between(rng, 0.3, 0.5), (-0.22, 0, z), segments=10))
    else:
        tall = between(rng, 0.7, 1.1)
        parts.append(cylinder(0.03, tall, (0, 0, z), segments=6))
        parts.append(
            _triangle_sail((-0.03, 0, z + 0.15), (-0.42, 0, z + 0.15), (-0.03, 0, z + tall), 0.05)
        )
    return assembled(parts)


# Cars


def _car_body(
    upper: Sequence[tuple[float, float]],
    width: float,
    clearance: float,
    wheels: Sequence[float] = (),
    radius: float = 0.0,
    *,
    nose: float = 0.92,
    shoulder: float = 0.94,
) -> Mesh:
    """A lower body under the line (x, z) of rising x, with arches over the wheels."""
    line = np.array(upper, np.float64)
    arch = radius * 1.18
    places = [line[:, 0]]
    places += [x + arch * np.array([-1.001, -1, -0.75, 0, 0.75, 1, 1.001]) for x in wheels]
    xs = np.unique(np.clip(np.concatenate(places), line[0, 0], line[-1, 0]))
    top = np.interp(xs, line[:, 0], line[:, 1])
    bottom = np.full(len(xs), clearance)
    for x in wheels:
        inside = np.abs(xs - x) <= arch
        rise = radius + np.sqrt(np.maximum(arch**2 - (xs - x) ** 2, 0))
        bottom = np.where(inside, np.maximum(bottom, rise), bottom)
    bottom = np.minimum(bottom, top - 0.03 * radius - 0.01)
    middle, reach = line[:, 0].mean(), np.ptp(line[:, 0]) / 2
    middle = (line[0, 0] + line[-1, 0]) / 2
    half = width / 2 * (nose + (1 - nose) * (1 - np.abs((xs - middle) / reach) ** 3))
    rings = []
    for x, low, high, y in zip(xs, bottom, top, half, strict=True):
        waist = low * 0.35 + high * 0.65
        rings.append(
            [
                (x, -y * 0.97, low),
                (x, y * 0.97, low),
                (x, y, waist),
                (x, y * shoulder, high),
                (x, -y * shoulder, high),
                (x, -y, waist),
            ]
        )
    return loft(rings)


def _lights(
    rng: np.random.Generator, front: float, rear: float, width: float, z: float, size: float
) -> Parts:
    """Lamps at both ends, round or square."""
    parts: Parts = []
    y = width / 2 - size
    if chance(rng, 0.5):
        parts += mirrored(
            _rod_x(size * 0.55, size * 0.5, (front - size * 0.3, y, z), segments=8), "y"
        )
    else:
        parts += mirrored(
            block((size * 0.5, size * 1.3, size * 0.7), (front, y, z - size * 0.3)), "y"
        )
    parts += mirrored(block((size * 0.4, size, size * 0.6), (rear, y, z)), "y")
    return parts


def _bumpers(rng: np.random.Generator, front: float, rear: float, width: float, z: float) -> Parts:
    high, out = between(rng, 0.08, 0.2), between(rng, 0.04, 0.12)
    return [
        box((front - 0.1, -width / 2, z), (front + out, width / 2, z + high)),
        box((rear - out, -width / 2, z), (rear + 0.1, width / 2, z + high)),
    ]


def _light_bar(rng: np.random.Generator, x: float, width: float, z: float) -> Parts:
    """Police lights across the roof."""
    if chance(rng, 0.3):
        return mirrored(cylinder(0.09, 0.14, (x, width * 0.25, z), segments=8, top=0.8), "y")
    high = between(rng, 0.08, 0.16)
    bar = box((x - 0.12, -width * 0.38, z), (x + 0.12, width * 0.38, z + high * 0.5))
    return [
        bar,
        *mirrored(box((x - 0.14, 0.08, z + 0.02), (x + 0.14, width * 0.38, z + high)), "y"),
    ]


def _roof_load(
    rng: np.random.Generator, rear: float, front: float, width: float, z: float
) -> Parts:
    """Nothing, police lights, a taxi sign, a rack or luggage on the roof."""
    kind = int(rng.choice(5, p=[0.5, 0.2, 0.08, 0.14, 0.08]))
    middle, y = (rear + front) / 2, width * 0.4
    if kind == 1:
        return _light_bar(rng, middle, width, z)
    if kind == 2:
        return [block((0.15, 0.4, 0.16), (middle, 0, z), top=0.7)]
    if kind == 3:
        return mirrored(tube([(rear, y, z + 0.06), (front, y, z + 0.06)], 0.03, segments=5), "y")
    if kind == 4:
        return [rounded((abs(front - rear) * 0.7, width * 0.6, 0.25), (middle, 0, z), radius=0.05)]
    return []


def _passenger_car(rng: np.random.Generator) -> Mesh:
    """A sedan, hatchback, estate, off-roader, coupe or city car; police and taxis among them."""
    kinds = [
        (4.6, 1.42, (0.30, 0.42, 0.68, 0.84), 0.32),
        (3.9, 1.48, (0.27, 0.42, 0.84, 0.97), 0.31),
        (4.7, 1.46, (0.28, 0.40, 0.90, 0.98), 0.32),
        (4.6, 1.80, (0.27, 0.36, 0.92, 0.98), 0.40),
        (4.5, 1.32, (0.36, 0.50, 0.66, 0.90), 0.33),
        (3.0, 1.52, (0.18, 0.36, 0.86, 0.98), 0.29),
    ]
    long, high, shares, radius = kinds[rng.choice(6, p=[0.3, 0.17, 0.1, 0.2, 0.1, 0.13])]
    squat = between(rng, 0.62, 1.05) if chance(rng, 0.5) else 1.0
    long, radius = long * squat, radius * between(rng, 0.95, 1.35)
    width, high = between(rng, 1.7, 2.0), high * between(rng, 0.9, 1.12)
    front, rear = long / 2, -long / 2
    cowl, wind, back, base = (front - share * long for share in shares)
    belt = high * between(rng, 0.52, 0.66)
    bonnet, boot = belt * between(rng, 0.85, 1), belt * between(rng, 0.9, 1.02)
    clearance = radius * between(rng, 0.5, 0.9)
    axles = (rear + long * between(rng, 0.17, 0.22), front - long * between(rng, 0.17, 0.21))
    grille = bonnet * between(rng, 0.7, 0.95)
    upper = [
        (rear, boot * 0.8),
        (rear + 0.08, boot),
        (base - 0.001, boot),
        (base, belt),
        (cowl, belt),
        (front - 0.25, bonnet),
        (front - 0.04, grille),
        (front, grille * 0.8),
    ]
    arches = radius if chance(rng, 0.7) else 0.0
    body = _car_body(
        upper,
        width,
        clearance,
        axles if arches else (),
        arches,
        nose=between(rng, 0.8, 1),
        shoulder=between(rng, 0.9, 1),
    )
    parts: Parts = [body]
    inside = width * 0.62
    parts.append(box((rear + 0.1, -inside / 2, clearance), (front - 0.1, inside / 2, belt * 0.7)))
    low, top = (base, cowl), (back, wind)
    widths = width * 0.92, width * between(rng, 0.68, 0.88)
    if chance(rng, 0.1):
        parts += _cage(low, top, widths, (belt, high), 0.09)
    elif chance(rng, 0.08):
        screen = (wind, cowl - (cowl - wind) * 0.2), (wind - 0.05, wind)
        parts.append(_frustum(*screen, widths, (belt, high)))
        parts += mirrored(
            moved(_seat(0.9), (base + 0.5 * (cowl - base), width * 0.22, belt * 0.6)), "y"
        )
    else:
        parts += _glazed(rng, low, top, widths, (belt, high), int(rng.integers(1, 4)))
        parts += _roof_load(rng, back, wind, widths[1], high)
    parts += _wheels(
        rng, axles, radius, radius * between(rng, 0.5, 0.85), width * between(rng, 0.98, 1.08)
    )
    if chance(rng, 0.7):
        parts += _lights(rng, front - 0.05, rear, width * 0.9, grille * 0.85, 0.17)
    if chance(rng, 0.5):
        parts += _bumpers(rng, front, rear, width * 0.95, clearance)
    if chance(rng, 0.4):
        mirror = block((0.1, 0.2, 0.14), (cowl - 0.25, width / 2 + 0.05, belt))
        parts += mirrored(mirror, "y")
    if chance(rng, 0.15) and shares[3] > 0.95:
        parts.append(_rod_x(radius * 0.9, 0.2, (rear - 0.2, 0, belt * 0.8), segments=12))
    return assembled(parts)


def _seat(size: float) -> Mesh:
    """A seat facing +X, its back half a metre tall at size 1."""
    return assembled(
        block((0.45 * size, 0.45 * size, 0.2 * size)),
        block((0.12 * size, 0.45 * size, 0.75 * size), (-0.25 * size, 0, 0)),
    )


def _van(rng: np.random.Generator) -> Mesh:
    """A delivery van, minibus, camper, ambulance or ice-cream van."""
    long, high, width = between(rng, 3.2, 5.6), between(rng, 1.8, 2.6), between(rng, 1.8, 2.1)
    radius = between(rng, 0.32, 0.45)
    front, rear = long / 2, -long / 2
    belt, clearance = high * between(rng, 0.48, 0.58), radius * between(rng, 0.5, 0.8)
    snout = between(rng, 0.05, 0.9)
    axles = (rear + long * 0.2, front - between(rng, 0.17, 0.22) * long)
    upper = [
        (rear, belt),
        (front - snout, belt),
        (front - 0.06, belt * between(rng, 0.78, 0.98)),
        (front, belt * 0.6),
    ]
    parts: Parts = [_car_body(upper, width, clearance, axles, radius, nose=0.95, shoulder=1)]
    low, top = (rear, front - snout), (rear + 0.05, front - snout - between(rng, 0.15, 0.7))
    widths = width, width * between(rng, 0.85, 0.98)
    if chance(rng, 0.45):
        parts.append(_frustum(low, top, widths, (belt, high)))
        door = (top[1] - 0.7, low[1] - 0.25), (top[1] - 0.7, top[1] - 0.05)
        sides = (widths[0] * 1.01, widths[1] * 1.03)
        parts.append(_frustum(*door, sides, (belt * 1.04, belt + (high - belt) * 0.75)))
    else:
        parts += _glazed(rng, low, top, widths, (belt, high), int(rng.integers(2, 6)))
    kind = int(rng.choice(5, p=[0.4, 0.25, 0.15, 0.1, 0.1]))
    if kind == 1:
        parts += _light_bar(rng, top[1] - 0.3, widths[1], high)
    if kind == 2:
        parts += _roof_load(rng, rear + 0.3, top[1] - 0.2, widths[1], high)
    if kind == 3:
        parts.append(rounded((long * 0.5, width * 0.8, 0.3), (-0.2, 0, high), radius=0.1))
    if kind == 4:
        parts.append(cylinder(0.2, 0.6, (0, 0, high), top=2, segments=8))
    parts += _wheels(rng, axles, radius, radius * 0.6, width)
    parts += _lights(rng, front - 0.05, rear, width * 0.95, belt * 0.7, 0.2)
    if chance(rng, 0.5):
        parts += _bumpers(rng, front, rear, width, clearance)
    return assembled(parts)


def _pickup(rng: np.random.Generator) -> Mesh:
    """A car with an open load bed; a monster truck now and then."""
    long, high, width = between(rng, 4.2, 5.6), between(rng, 1.6, 2.0), between(rng, 1.8, 2.1)
    monster = chance(rng, 0.15)
    radius = between(rng, 0.36, 0.5)
    front, rear = long / 2, -long / 2
    belt, clearance = high * between(rng, 0.55, 0.65), radius * between(rng, 0.7, 1.1)
    axles = (rear + long * 0.22, front - long * 0.19)
    cab_rear = rear + long * between(rng, 0.36, 0.46)
    cowl = front - long * between(rng, 0.2, 0.3)
    floor = belt * 0.78
    upper = [
        (rear, floor),
        (cab_rear - 0.01, floor),
        (cab_rear, belt),
        (cowl, belt),
        (front - 0.1, belt * between(rng, 0.88, 1)),
        (front, belt * 0.75),
    ]
    parts: Parts = [_car_body(upper, width, clearance, axles, radius, nose=0.95, shoulder=0.97)]
    wall = 0.09
    side = box(
        (rear, width / 2 - wall - 0.03, floor - 0.05), (cab_rear, width / 2 - 0.03, belt * 1.03)
    )
    parts += mirrored(side, "y")
    parts.append(
        box((rear, -width / 2 + 0.05, floor - 0.05), (rear + wall, width / 2 - 0.05, belt * 1.03))
    )
    low = (cab_rear, cowl)
    top = (cab_rear + between(rng, 0, 0.25), cowl - between(rng, 0.2, 0.6))
    widths = (width * 0.94, width * 0.8)
    parts += _glazed(rng, low, top, widths, (belt, high), int(rng.integers(1, 3)))
    parts += _lights(rng, front - 0.03, rear, width * 0.95, belt * 0.75, 0.2)
    if chance(rng, 0.6):
        parts += _bumpers(rng, front, rear, width, clearance)
    if chance(rng, 0.25):
        hoop = [
            (cab_rear - 0.1, -width * 0.4, belt),
            (cab_rear - 0.1, -width * 0.4, high * 1.03),
            (cab_rear - 0.1, width * 0.4, high * 1.03),
            (cab_rear - 0.1, width * 0.4, belt),
        ]
        parts.append(tube(hoop, 0.05, segments=5))
    if chance(rng, 0.25):
        for x in (rear + 0.5, rear + 1.1):
            parts.append(
                block((0.5, width * between(rng, 0.3, 0.7), between(rng, 0.3, 0.7)), (x, 0, floor))
            )
    if monster:
        big = radius * 2
        lifted = moved(assembled(parts), (0, 0, big * 0.75))
        return assembled(lifted, _wheels(rng, axles, big, big * 0.9, width * 1.5))
    parts += _wheels(rng, axles, radius, radius * 0.65, width * 1.04)
    return assembled(parts)


def _lorry_cab(
    rng: np.random.Generator, rear: float, width: float, high: float, floor: float
) -> Parts:
    """A lorry's cab from `rear` forwards, with a bonnet or without, and its front axle below."""
    long, parts = between(rng, 1.3, 2.0), []
    belt = floor + (high - floor) * between(rng, 0.42, 0.55)
    bonnet = between(rng, 0.8, 1.6) if chance(rng, 0.35) else 0.0
    front = rear + long
    upper = [(rear, belt), (front, belt)]
    if bonnet:
        upper += [
            (front + bonnet, belt * between(rng, 0.9, 1)),
            (front + bonnet + 0.05, belt * 0.6),
        ]
    else:
        upper += [(front + 0.06, belt * 0.7)]
    parts.append(_car_body(upper, width, floor * 0.6, nose=0.97, shoulder=0.98))
    low, top = (rear, front), (rear, front - between(rng, 0.05, 0.45))
    parts += _glazed(
        rng, low, top, (width * 0.97, width * 0.9), (belt, high), int(rng.integers(1, 3))
    )
    nose = front + bonnet
    parts += _lights(rng, nose, rear, width * 0.95, floor * 0.95, 0.22)
    parts.append(box((nose - 0.1, -width / 2, floor * 0.5), (nose + 0.15, width / 2, floor * 0.75)))
    if chance(rng, 0.4):
        pipe = cylinder(0.08, high * 0.8, (rear - 0.05, width * 0.45, floor), segments=6)
        parts += mirrored(pipe, "y") if chance(rng, 0.5) else [pipe]
    if chance(rng, 0.4):
        parts += mirrored(
            box((front - 0.1, width / 2, belt), (front, width / 2 + 0.2, belt + 0.35)), "y"
        )
    if chance(rng, 0.3):
        parts.append(
            _frustum(
                (rear, front - 0.2), (rear, rear + 0.2), (width * 0.8,) * 2, (high, high + 0.5)
            )
        )
    return parts


def _truck_load(
    rng: np.random.Generator, rear: float, front: float, width: float, z: float
) -> Parts:
    """A box, flat bed, stake bed, tank, tipper, mixer or crane between two x."""
    long, middle, kind = (
        front - rear,
        (front + rear) / 2,
        int(rng.choice(7, p=[0.34, 0.12, 0.12, 0.12, 0.14, 0.1, 0.06])),
    )
    bed = box((rear, -width / 2, z), (front, width / 2, z + 0.12))
    if kind == 0:
        high = between(rng, 1.5, 2.6)
        return [box((rear, -width / 2, z), (front, width / 2, z + high))]
    if kind == 1:
        crates = [
            block((0.7, width * between(rng, 0.3, 0.8), between(rng, 0.4, 0.9)), (x, 0, z + 0.12))
            for x in np.arange(rear + 0.5, front - 0.4, 0.9)
        ]
        return [bed, *(crates if chance(rng, 0.5) else [])]
    if kind == 2:
        high = between(rng, 0.4, 1.0)
        side = box((rear, width / 2 - 0.08, z), (front, width / 2, z + high))
        ends = [
            box((x, -width / 2, z), (x + 0.08, width / 2, z + high)) for x in (rear, front - 0.08)
        ]
        logs = [
            _rod_x(width * 0.15, long * 0.95, (rear + 0.1, y * width, z + up), segments=8)
            for y, up in ((-0.3, 0.3), (0, 0.3), (0.3, 0.3), (-0.15, 0.8), (0.15, 0.8))
        ]
        return [bed, *mirrored(side, "y"), *ends, *(logs if chance(rng, 0.4) else [])]
    if kind == 3:
        tank = _rod_x(1, long, (rear, 0, 0), segments=14)
        hatches = [
            cylinder(0.2, 0.2, (x, 0, z + width * 0.85), segments=8)
            for x in (middle - 0.6, middle + 0.6)
        ]
        return [
            bed,
            moved(scaled(tank, (1, width / 2, width * 0.42)), (0, 0, z + width * 0.46)),
            *hatches,
        ]
    if kind == 4:
        high = between(rng, 0.8, 1.4)
        outline = [
            (-long, high),
            (-long * 0.85, 0),
            (0, 0),
            (0.05, high),
            (0.5, high + 0.1),
            (0.5, high + 0.2),
            (-0.05, high + 0.2),
            (-0.1, 0.15),
            (-long * 0.83, 0.15),
            (-long * 0.97, high),
        ]
        wall = prism([(-long, high), (-long * 0.85, 0), (0, 0), (0, high + 0.2)], 0.08)
        dump = assembled(
            prism(outline, width * 0.98), mirrored(moved(wall, (0, width * 0.48, 0)), "y")
        )
        tip = between(rng, 15, 45) if chance(rng, 0.2) else 0.0
        back = moved(turned(moved(dump, (long * 0.9, 0, 0)), "y", tip), (-long * 0.9, 0, 0))
        return [moved(back, (front, 0, z + 0.1))]
    if kind == 5:
        radius = width * 0.45
        drum = _body(
            [
                (0, radius * 0.3, radius * 0.3, 0),
                (long * 0.2, radius * 0.6, radius * 0.6, 0),
                (long * 0.6, radius, radius, 0),
                (long * 0.8, radius, radius, 0),
                (long, radius * 0.55, radius * 0.55, 0),
            ],
            segments=12,
        )
        lying = moved(turned(drum, "y", 14), (rear, 0, z + radius * 1.7))
        return [bed, lying, block((0.5, width * 0.6, radius * 1.4), (rear + 0.4, 0, z))]
    mast = tube(
        [(middle, 0, z), (middle, 0, z + 1.2), (rear - 0.6, 0, z + between(rng, 1.2, 3))],
        0.14,
        segments=5,
    )
    return [bed, mast, block((0.9, width * 0.6, 0.6), (middle, 0, z))]


def _truck(rng: np.random.Generator) -> Mesh:
    """A rigid lorry or a tractor with its trailer."""
    width, radius = between(rng, 2.1, 2.5), between(rng, 0.45, 0.6)
    floor, high = radius * between(rng, 1.5, 2.0), between(rng, 2.5, 3.4)
    cab = _lorry_cab(rng, 0, width, high, floor)
    front = max(part.vertices[:, 0].max() for part in cab)
    axles = [front - between(rng, 0.75, 1.1)]
    parts: Parts = [*cab]
    if chance(rng, 0.3):
        trailer = between(rng, 5, 9)
        axles += [-0.6, -0.6 - radius * 2.3, -trailer + 0.3, -trailer + 0.3 + radius * 2.3]
        parts.append(box((-1.9, -width * 0.25, floor * 0.6), (0.2, width * 0.25, floor * 0.9)))
        parts += _truck_load(rng, -trailer - 0.6, -0.35, width, floor * 1.08)
    elif chance(rng, 0.08):
        axles += [-0.6, -0.6 - radius * 2.3]
        parts.append(box((-2.2, -width * 0.25, floor * 0.6), (0.2, width * 0.25, floor * 0.95)))
    else:
        rear = -between(rng, 2.2, 5)
        axles += [rear * 0.72] + (
            [rear * 0.72 + radius * 2.2] if rear < -3.6 and chance(rng, 0.7) else []
        )
        parts.append(box((rear, -width * 0.3, floor * 0.6), (0.2, width * 0.3, floor)))
        parts += _truck_load(rng, rear, -0.12, width, floor)
    return assembled(parts, _wheels(rng, axles, radius, radius * 0.7, width * 1.02))


def _sports_car(rng: np.random.Generator) -> Mesh:
    """A low wedge or long-nosed racer with covered wheels, often with a spoiler."""
    long, high, width = between(rng, 3.6, 4.7), between(rng, 1.02, 1.25), between(rng, 1.85, 2.1)
    radius = between(rng, 0.32, 0.42)
    front, rear = long / 2, -long / 2
    belt, clearance = high * between(rng, 0.6, 0.7), between(rng, 0.12, 0.2)
    axles = (rear + long * 0.19, front - long * 0.2)
    cowl, wind = front - long * between(rng, 0.26, 0.4), front - long * between(rng, 0.46, 0.52)
    back, base = wind - long * between(rng, 0.1, 0.2), rear + long * between(rng, 0.04, 0.22)
    upper = [
        (rear, belt * 0.7),
        (rear + 0.05, belt * 1.02),
        (base, belt),
        (cowl, belt * 0.95),
        (front - 0.9, belt * between(rng, 0.75, 0.92)),
        (front - 0.1, between(rng, 0.4, 0.55)),
        (front, 0.32),
    ]
    parts: Parts = [
        _car_body(
            upper,
            width,
            clearance,
            axles,
            radius,
            nose=between(rng, 0.75, 0.95),
            shoulder=between(rng, 0.85, 0.95),
        )
    ]
    parts.append(box((rear + 0.1, -width * 0.3, clearance), (front - 0.3, width * 0.3, 0.4)))
    widths = (width * 0.85, width * between(rng, 0.55, 0.68))
    parts += _glazed(
        rng, (base, cowl), (back, wind), widths, (belt * 0.95, high), int(rng.integers(1, 3))
    )
    for x in axles:
        flare = scaled(ball(1, segments=10, rings=6), (radius * 1.4, width * 0.1, radius * 0.75))
        if chance(rng, 0.3):
            parts += mirrored(moved(flare, (x, width * 0.4, radius * 1.5)), "y")
    if chance(rng, 0.55):
        z = belt + between(rng, 0.1, 0.35)
        parts.append(box((rear - 0.08, -width * 0.48, z), (rear + 0.25, width * 0.48, z + 0.05)))
        parts += mirrored(
            box((rear + 0.05, width * 0.3, belt * 0.9), (rear + 0.15, width * 0.34, z)), "y"
        )
    if chance(rng, 0.4):
        parts.append(box((front - 0.4, -width * 0.47, 0.1), (front + 0.1, width * 0.47, 0.15)))
    if chance(rng, 0.3):
        parts += mirrored(_rod_x(0.06, 0.3, (rear - 0.1, width * 0.2, 0.25), segments=6), "y")
    if chance(rng, 0.15):
        parts += _light_bar(rng, (back + wind) / 2, widths[1], high)
    parts += _lights(rng, front - 0.3, rear, width * 0.85, 0.5, 0.16)
    return assembled(
        parts, _wheels(rng, axles, radius, radius * between(rng, 0.65, 0.9), width * 1.02)
    )


def _formula_car(rng: np.random.Generator) -> Mesh:
    """A single-seater with free wheels: modern with wings, or a cigar of the 1950s."""
    modern = chance(rng, 0.65)
    radius, girth = between(rng, 0.32, 0.5), between(rng, 0.28, 0.42)
    tip = between(rng, 0.25, 0.8) if modern else between(rng, 0.5, 0.9)
    body = _body(
        [
            (-2.0, girth * (0.4 if modern else 0.15), girth * 0.5, 0.45),
            (-0.9, girth * (1.3 if modern else 1), girth * 0.9, 0.5),
            (0.2, girth * 1.1, girth * 0.9, 0.5),
            (1.2, girth * 0.75, girth * 0.65, 0.45),
            (2.2, girth * 0.75 * tip, girth * 0.6 * tip, 0.4),
        ],
        segments=int(rng.choice([6, 8, 12])),
        power=between(rng, 2, 5),
    )
    track = between(rng, 1.6, 2.0)
    parts: Parts = [body]
    for x in (-1.35, 1.4):
        for z in (radius * 0.9, radius * 1.15):
            parts.append(
                tube(
                    [(x, -track * 0.45, radius), (x, 0, z), (x, track * 0.45, radius)],
                    0.035,
                    segments=4,
                )
            )
    hole = scaled(torus(0.25, 0.07, segments=12, sides=6), (1.6, 1, 1))
    parts += [
        moved(hole, (0.1, 0, 0.5 + girth * 0.85)),
        ball(0.16, (0, 0, 0.6 + girth), segments=8, rings=6),
    ]
    if modern:
        z = between(rng, 0.8, 1.1)
        parts.append(box((-2.3, -track * 0.42, z), (-1.85, track * 0.42, z + 0.05)))
        plate = box((-2.35, track * 0.42, z - 0.4), (-1.8, track * 0.44, z + 0.1))
        parts += mirrored(plate, "y")
        parts.append(box((-2.1, -0.1, 0.4), (-2.0, 0.1, z)))
        parts.append(box((2.0, -track * 0.48, 0.15), (2.4, track * 0.48, 0.2)))
        parts.append(_frustum((-1.8, -0.25), (-0.9, -0.3), (0.3, 0.2), (0.6, 1.1)))
        parts += mirrored(
            box((-1.0, girth, 0.12), (0.3, girth + between(rng, 0.1, 0.35), 0.55)), "y"
        )
    elif chance(rng, 0.5):
        parts.append(_panel(1.0, 0.35, (-0.5, 0, 0.7), cant=90, sweep=0.4))
    sizes = [radius * between(rng, 1, 1.15), radius]
    return assembled(
        parts, _wheels(rng, (-1.35, 1.4), sizes, radius * between(rng, 0.5, 1.0), track)
    )


def _bus(rng: np.random.Generator) -> Mesh:
    """A city bus, double-decker, coach or school bus."""
    long, width, radius = between(rng, 5, 11), between(rng, 2.2, 2.5), between(rng, 0.42, 0.52)
    double = chance(rng, 0.25)
    high = between(rng, 3.9, 4.4) if double else between(rng, 2.6, 3.2)
    front, rear, floor = long / 2, -long / 2, radius * 0.8
    parts: Parts = []
    if chance(rng, 0.3):
        parts.append(
            rounded((long, width, high - floor), (0, 0, floor), radius=between(rng, 0.1, 0.4))
        )
    else:
        parts.append(
            _frustum(
                (rear, front),
                (rear + 0.1, front - between(rng, 0, 0.5)),
                (width, width * between(rng, 0.9, 1)),
                (floor, high),
            )
        )
    bonnet = between(rng, 0.8, 1.4) if not double and chance(rng, 0.3) else 0.0
    if bonnet:
        parts.append(
            _frustum(
                (front - 0.2, front + bonnet),
                (front - 0.2, front + bonnet - 0.1),
                (width * 0.9, width * 0.8),
                (floor, high * 0.5),
            )
        )
    count = int(rng.integers(4, 10))
    step = (long - 0.8) / count
    xs = rear + 0.4 + step * (np.arange(count) + 0.5)
    for z, tall in (
        ((high * 0.3, high * 0.18), (high * 0.66, high * 0.2))
        if double
        else ((high * between(rng, 0.42, 0.5), high * between(rng, 0.28, 0.36)),)
    ):
        parts += _windows(xs, step * between(rng, 0.75, 0.92), z, z + tall, width * 1.02)
        parts.append(box((rear - 0.02, -width * 0.43, z), (front + 0.02, width * 0.43, z + tall)))
    if chance(rng, 0.4):
        door = box(
            (front - 1.3, width / 2 - 0.02, floor), (front - 0.4, width / 2 + 0.03, high * 0.72)
        )
        parts.append(door)
    if chance(rng, 0.35):
        parts.append(block((long * 0.35, width * 0.6, 0.25), (between(rng, -1, 1), 0, high)))
    if chance(rng, 0.35):
        parts += mirrored(block((0.1, 0.25, 0.4), (front + 0.1, width / 2 + 0.1, high * 0.6)), "y")
    parts += _lights(rng, front + bonnet, rear, width * 0.95, floor + 0.35, 0.22)
    parts += _bumpers(rng, front + bonnet, rear, width, floor * 0.8)
    axles = [rear + long * 0.22, front + bonnet * 0.7 - long * (0.08 if bonnet else 0.2)]
    return assembled(parts, _wheels(rng, axles, radius, radius * 0.6, width * 1.03))


def _ladder(long: float, wide: float, rungs: int, thick: float) -> Mesh:
    """A ladder lying along +X from the origin."""
    rails = mirrored(tube([(0, wide / 2, 0), (long, wide / 2, 0)], thick, segments=4), "y")
    steps = [
        tube([(x, -wide / 2, 0), (x, wide / 2, 0)], thick * 0.8, segments=4)
        for x in np.linspace(0.05 * long, 0.95 * long, rungs)
    ]
    return assembled(rails, steps)


def _fire_truck(rng: np.random.Generator) -> Mesh:
    """A lorry with lockers, lights and a ladder on top."""
    width, radius = between(rng, 2.1, 2.5), between(rng, 0.45, 0.55)
    floor, high, rear = radius * 1.2, between(rng, 2.4, 3.0), -between(rng, 2.5, 5)
    parts = _lorry_cab(rng, 0, width, high, floor)
    front = max(part.vertices[:, 0].max() for part in parts)
    top = high * between(rng, 0.72, 0.98)
    parts.append(box((rear, -width / 2, floor * 0.7), (-0.05, width / 2, top)))
    count = int(rng.integers(2, 5))
    xs = rear + (np.arange(count) + 0.5) * -rear / count
    parts += _windows(xs, -rear / count * 0.8, floor * 1.2, top * 0.85, width * 1.03)
    long = -rear * between(rng, 0.9, 1.4)
    ladder = turned(
        _ladder(long, 0.7, 9, 0.05), "y", -between(rng, 0, 20) if chance(rng, 0.5) else 0
    )
    parts.append(moved(ladder, (rear, 0, top + 0.3)))
    parts.append(cylinder(0.5, 0.3, (rear + 0.6, 0, top), segments=10))
    parts += _light_bar(rng, 0.9, width, high)
    axles = [front - 0.9, rear * 0.68]
    return assembled(parts, _wheels(rng, axles, radius, radius * 0.65, width * 1.02))


def _tractor(rng: np.random.Generator) -> Mesh:
    """Big rear wheels, small front ones, a narrow bonnet, an open roof or a cab."""
    big = between(rng, 0.7, 0.95)
    small, wide = big * between(rng, 0.45, 0.75), between(rng, 0.6, 0.85)
    base, top = big * 0.75, big * between(rng, 1.45, 1.75)
    front = between(rng, 1.5, 2.0)
    parts: Parts = [box((-0.5, -wide * 0.4, base * 0.7), (front, wide * 0.4, base))]
    parts.append(
        _frustum(
            (0.1, front), (0.1, front - between(rng, 0, 0.3)), (wide, wide * 0.85), (base, top)
        )
    )
    if chance(rng, 0.8):
        parts.append(
            cylinder(0.06, between(rng, 0.5, 0.9), (front * 0.65, 0, top - 0.05), segments=6)
        )
    track = between(rng, 1.7, 2.0)
    roof = big * between(rng, 2.7, 3.1)
    room = (-0.75, 0.15), (-0.7, 0.05), (wide * 1.5, wide * 1.4), (base, roof)
    style = int(rng.integers(3))
    if style == 0:
        parts += _glazed(rng, *room, 1)
    if style == 1:
        parts += _cage(*room, 0.09)
    if style:
        parts.append(moved(_seat(1.1), (-0.4, 0, base + 0.15)))
        column = [(0.1, 0, top * 0.9), (-0.05, 0, top * 1.15)]
        parts += [
            tube(column, 0.03, segments=5),
            moved(turned(torus(0.2, 0.03), "y", -25), column[1]),
        ]
    for end in (-70, 0):
        guard = box((-0.45, track * 0.24, big * 1.05), (0.45, track * 0.46, big * 1.12))
        if chance(rng, 0.7):
            parts += mirrored(
                moved(turned(moved(guard, (0, 0, -big)), "y", end / 2), (-0.35, 0, big)), "y"
            )
    if chance(rng, 0.2):
        arms = tube([(0.2, wide * 0.7, base), (front + 0.6, wide * 0.7, small)], 0.06, segments=5)
        parts += mirrored(arms, "y")
        parts.append(
            prism(
                [(0, 0), (0.6, 0), (0.5, 0.08), (0.1, 0.1), (0, 0.6)],
                track,
                at=(front + 0.5, 0, 0.1),
            )
        )
    wheels = _wheels(rng, [-0.35], big, big * between(rng, 0.4, 0.6), track)
    wheels += _wheels(
        rng, [front - small * 0.8], small, small * 0.6, track * between(rng, 0.7, 0.95)
    )
    return assembled(parts, wheels)


def _garbage_truck(rng: np.random.Generator) -> Mesh:
    """A lorry with a closed hopper that bulges at the rear."""
    width, radius = between(rng, 2.1, 2.4), between(rng, 0.45, 0.55)
    floor, high, rear = radius * 1.6, between(rng, 2.4, 2.9), -between(rng, 2.8, 4.5)
    parts = _lorry_cab(rng, 0, width, high, floor)
    front = max(part.vertices[:, 0].max() for part in parts)
    top = high * between(rng, 1.0, 1.2)
    outline = [
        (-0.15, floor),
        (-0.15, top * 0.92),
        (-0.5, top),
        (rear, top),
        (rear - 0.8, top * 0.75),
        (rear - 1.0, floor * 1.3),
        (rear - 0.6, floor * 0.6),
        (rear, floor * 0.7),
    ]
    parts.append(prism(outline, width))
    for x in np.linspace(rear, -0.5, int(rng.integers(2, 6))):
        parts.append(box((x - 0.06, -width * 0.52, floor), (x + 0.06, width * 0.52, top * 1.01)))
    if chance(rng, 0.3):
        arm = [
            (0.2, width * 0.55, floor),
            (0.4, width * 0.55, top),
            (front + 0.7, width * 0.55, floor * 1.4),
        ]
        parts += mirrored(tube(arm, 0.09, segments=4), "y")
    parts.append(box((rear, -width * 0.3, floor * 0.6), (0.2, width * 0.3, floor)))
    axles = [front - 0.9, rear * 0.6, rear * 0.6 - radius * 2.2]
    return assembled(parts, _wheels(rng, axles, radius, radius * 0.65, width * 1.02))


def _vintage_car(rng: np.random.Generator) -> Mesh:
    """A car of 1905 to 1950: separate fenders, running boards, upright cabin, big lamps."""
    long, width = between(rng, 3.2, 4.4), between(rng, 1.5, 1.75)
    radius, thin = between(rng, 0.38, 0.5), between(rng, 0.25, 0.5)
    front, rear = long / 2, -long / 2
    axles = (rear + radius * 1.4, front - radius * 1.05)
    belt, high = between(rng, 1.0, 1.2), between(rng, 1.65, 2.0)
    cowl, base, slim = front - long * 0.38, rear + between(rng, 0, 0.4), width * 0.62
    bonnet = belt * between(rng, 0.9, 1.02)
    parts: Parts = [
        _body(
            [
                (cowl - 0.05, slim * 0.52, belt * 0.31, belt - belt * 0.3),
                (front - 0.15, slim * between(rng, 0.3, 0.45), bonnet * 0.3, bonnet * 0.69),
            ],
            segments=8,
            power=4,
        )
    ]
    parts.append(box((rear + 0.1, -slim / 2, radius * 0.6), (front - 0.1, slim / 2, radius * 1.3)))
    parts.append(box((base, -slim * 0.6, radius), (cowl, slim * 0.6, belt)))
    low, top = (base, cowl), (base + between(rng, 0, 0.3), cowl - between(rng, 0, 0.2))
    widths = slim * 1.2, slim * 1.1
    if chance(rng, 0.3):
        parts.append(box((cowl - 0.06, -slim * 0.55, belt), (cowl, slim * 0.55, high * 0.85)))
        parts += mirrored(moved(_seat(0.9), (cowl - 0.9, slim * 0.25, belt * 0.75)), "y")
    elif chance(rng, 0.3):
        parts += _cage(low, top, widths, (belt, high), 0.06)
    else:
        parts += _glazed(rng, low, top, widths, (belt, high), int(rng.integers(1, 4)))
    for x in axles:
        turn = np.linspace(np.radians(-5), np.radians(175), 7)
        grid = [
            [(x + np.cos(a) * radius * 1.25, y, radius + np.sin(a) * radius * 1.2) for a in turn]
            for y in (width * 0.29, width * 0.52)
        ]
        parts += mirrored(sheet(grid, 0.05), "y")
    z = radius * 0.8
    parts += mirrored(
        box((axles[0] + radius, width * 0.3, z), (axles[1] - radius, width * 0.5, z + 0.06)), "y"
    )
    lamp = ball(0.14, (front - 0.2, width * 0.3, bonnet * 0.85), segments=8, rings=6)
    parts += mirrored(lamp, "y")
    if chance(rng, 0.4):
        spare = turned(torus(radius * 0.75, radius * 0.22, segments=12, sides=6), "y", 90)
        parts.append(moved(spare, (rear, 0, belt * 0.75)))
    if chance(rng, 0.5):
        parts += _bumpers(rng, front, rear, width * 0.9, radius * 0.8)
    return assembled(parts, _wheels(rng, axles, radius, radius * thin, width))


def _kart(rng: np.random.Generator) -> Mesh:
    """A go-kart: a low frame, a seat, a wheel to steer, four small wheels."""
    radius, long, width = between(rng, 0.14, 0.24), between(rng, 1.4, 1.9), between(rng, 1.0, 1.3)
    front, z = long / 2, radius * 0.8
    parts: Parts = []
    if chance(rng, 0.6):
        parts.append(box((-front * 0.9, -width * 0.25, z - 0.04), (front, width * 0.25, z + 0.03)))
    frame = [
        (-front, 0.1, z),
        (-front, width * 0.3, z),
        (front * 0.9, width * 0.25, z),
        (front * 1.1, 0.1, z),
    ]
    parts += mirrored(tube(frame, 0.03, segments=5), "y")
    parts.append(moved(_seat(between(rng, 0.7, 0.95)), (-front * 0.35, 0, z)))
    column = [(front * 0.6, 0, z), (front * 0.15, 0, z + 0.4)]
    parts += [
        tube(column, 0.025, segments=5),
        moved(turned(torus(0.15, 0.025), "y", -50), column[1]),
    ]
    if chance(rng, 0.6):
        parts.append(block((0.25, width * 0.55, 0.25), (front, 0, z - 0.05), top=0.7))
    if chance(rng, 0.6):
        parts += mirrored(
            rounded((long * 0.4, 0.18, 0.2), (0, width * 0.4, z - 0.05), radius=0.06), "y"
        )
    if chance(rng, 0.6):
        parts.append(block((0.3, 0.35, 0.3), (-front * 0.85, between(rng, -0.1, 0.1), z)))
    if chance(rng, 0.3):
        parts.append(
            box((-front * 1.1, -width * 0.4, z + 0.6), (-front * 0.85, width * 0.4, z + 0.64))
        )
        parts.append(box((-front, -0.04, z), (-front * 0.92, 0.04, z + 0.62)))
    for x in (-front * 0.75, front * 0.75):
        parts.append(_rod_y(0.025, width * 0.9, (x, 0, radius), segments=5))
    sizes = [radius * between(rng, 1, 1.2), radius]
    return assembled(parts, _wheels(rng, (-front * 0.75, front * 0.75), sizes, radius * 0.9, width))


def _jeep(rng: np.random.Generator) -> Mesh:
    """An open jeep or a tube-frame buggy."""
    long, width, radius = between(rng, 3.0, 3.8), between(rng, 1.5, 1.8), between(rng, 0.38, 0.55)
    front, rear, floor = long / 2, -long / 2, radius * 1.0
    axles = (rear + radius * 1.3, front - radius * 1.2)
    belt = floor + between(rng, 0.4, 0.6)
    cowl = front - long * 0.36
    parts: Parts = []
    if chance(rng, 0.7):
        tub = [box((rear, -width * 0.45, floor), (front, width * 0.45, floor + 0.12))]
        tub += mirrored(box((rear, width * 0.4, floor), (cowl, width * 0.45, belt)), "y")
        tub.append(box((rear, -width * 0.45, floor), (rear + 0.07, width * 0.45, belt)))
        nose = _frustum(
            (cowl, front), (cowl, front - 0.1), (width * 0.75, width * 0.65), (floor, belt + 0.05)
        )
        parts += [*tub, nose]
        for x in axles:
            guard = box(
                (x - radius * 1.1, width * 0.33, radius * 1.95),
                (x + radius * 1.1, width * 0.53, radius * 2.1),
            )
            parts += mirrored(guard, "y")
    else:
        nose = [
            (rear, 0.5, 0.3, floor + 0.2),
            (0, 0.6, 0.3, floor + 0.15),
            (front, 0.2, 0.12, floor + 0.1),
        ]
        parts.append(_body(nose, segments=6, power=4))
        cage = [
            (front * 0.5, 0.4, floor),
            (0.3, 0.5, belt + 0.8),
            (-0.7, 0.5, belt + 0.8),
            (rear, 0.4, floor),
        ]
        parts += mirrored(tube(cage, 0.05, segments=5), "y")
        for x in (0.3, -0.7):
            parts.append(tube([(x, -0.5, belt + 0.8), (x, 0.5, belt + 0.8)], 0.05, segments=5))
    screen = turned(box((-0.04, -width * 0.42, 0), (0.04, width * 0.42, 0.55)), "y", -10)
    parts.append(moved(screen, (cowl, 0, belt)))
    parts += mirrored(moved(_seat(0.95), (-0.15, width * 0.22, floor + 0.1)), "y")
    parts.append(moved(turned(torus(0.2, 0.03), "y", -60), (cowl - 0.35, width * 0.22, belt + 0.1)))
    if chance(rng, 0.5):
        hoop = [
            (-0.55, -width * 0.42, floor),
            (-0.55, -width * 0.4, belt + 0.65),
            (-0.55, width * 0.4, belt + 0.65),
            (-0.55, width * 0.42, floor),
        ]
        parts.append(tube(hoop, 0.05, segments=5))
    if chance(rng, 0.25):
        parts += _cage(
            (rear, cowl), (rear, cowl), (width * 0.85, width * 0.8), (belt, belt + 0.8), 0.07
        )
    if chance(rng, 0.6):
        parts.append(_rod_x(radius * 0.85, 0.22, (rear - 0.22, 0, belt), segments=12))
    parts += _lights(rng, front - 0.05, rear, width * 0.7, belt - 0.15, 0.18)
    parts += _bumpers(rng, front, rear, width * 0.85, floor * 0.8)
    return assembled(parts, _wheels(rng, axles, radius, radius * 0.65, width * 1.08))


def _toy_car(rng: np.random.Generator) -> Mesh:
    """A short, round or blocky cartoon car with big wheels, simple as a wooden toy."""
    long, width = between(rng, 2.0, 3.0), between(rng, 1.2, 1.7)
    radius, wide = between(rng, 0.32, 0.5), between(rng, 0.2, 0.45)
    base = radius * between(rng, 0.6, 1)
    belt, high = base + between(rng, 0.5, 0.8), between(rng, 1.5, 2.0)
    style, parts = int(rng.integers(3)), []
    cabin_long, place = long * between(rng, 0.4, 0.65), -long * between(rng, 0, 0.12)
    if style == 0:
        parts.append(
            rounded((long, width, belt - base), (0, 0, base), radius=between(rng, 0.1, 0.3))
        )
        parts.append(
            rounded(
                (cabin_long, width * 0.85, high - belt + 0.2),
                (place, 0, belt - 0.2),
                radius=between(rng, 0.1, 0.35),
            )
        )
    elif style == 1:
        parts.append(scaled(ball(1, segments=12, rings=8), (long / 2, width / 2, belt * 0.45)))
        parts[0] = moved(parts[0], (0, 0, base + belt * 0.35))
        dome = ball(
            (cabin_long * 0.6, width * 0.42, high - belt), (place, 0, belt), segments=10, rings=6
        )
        parts.append(dome)
    else:
        parts.append(block((long, width, belt - base), (0, 0, base)))
        parts.append(
            block(
                (cabin_long, width, high - belt), (place, 0, belt), top=(between(rng, 0.5, 1), 0.95)
            )
        )
    axles = (-long * between(rng, 0.27, 0.36), long * between(rng, 0.27, 0.36))
    if chance(rng, 0.6):
        parts += _lights(
            rng, long / 2 - 0.05, -long / 2, width * 0.85, base + (belt - base) * 0.6, 0.22
        )
    if chance(rng, 0.3):
        parts += _light_bar(rng, place, width * 0.9, high)
    return assembled(parts, _wheels(rng, axles, radius, wide, width + wide * between(rng, 0, 0.8)))


# Spaceships


def _thruster(radius: float, at: Point, long: float, segments: int) -> Mesh:
    """An engine along X whose nozzle opens to -X at `at`."""
    profile = [(0, 0.25 * long), (radius * 0.75, 0), (radius, 0), (radius * 0.8, long * 0.25)]
    profile += [(radius, long * 0.4), (radius, long * 0.85), (radius * 0.6, long), (0, long)]
    return moved(turned(lathe(profile, segments=segments), "y", 90), at)


def _star_fighter(rng: np.random.Generator) -> Mesh:
    """A sharp body with wings, guns, canopy and engines."""
    wide, high = between(rng, 0.05, 0.14), between(rng, 0.04, 0.1)
    segments, power = int(rng.choice([4, 6, 8, 10])), between(rng, 1.5, 5)
    tip = between(rng, 0.03, 0.5)
    fuselage = _body(
        [
            (-0.4, wide * between(rng, 0.6, 1), high * 0.8, 0),
            (-0.15, wide, high, 0),
            (0.1, wide * 0.85, high * 0.9, 0),
            (0.5, wide * tip, high * tip, -high * 0.2),
        ],
        segments=segments,
        power=power,
    )
    parts: Parts = [fuselage]
    canopy = (between(rng, 0.1, 0.18), wide * 0.55, high * 0.6)
    parts.append(ball(canopy, (between(rng, 0, 0.2), 0, high * 0.75), segments=8, rings=6))
    chord, span, flat = between(rng, 0.2, 0.5), between(rng, 0.2, 0.5), chance(rng, 0.5)
    looks = {"tip": between(rng, 0.15, 0.9), "thick": between(rng, 0.05, 0.14), "flat": flat}
    sweep, cant = between(rng, -0.5, 0.8) * chord, between(rng, -30, 25)
    lead = between(rng, -0.35, -0.1) + chord
    wing = _panel(chord, span, (lead, wide * 0.5, 0), sweep=sweep, cant=cant, **looks)
    parts += mirrored(wing, "y")
    if chance(rng, 0.4):
        y, z = span * np.cos(np.radians(cant)) + wide * 0.5, span * np.sin(np.radians(cant))
        x = lead - sweep
        if chance(rng, 0.5):
            parts += mirrored(
                _rod_x(0.018, between(rng, 0.2, 0.5), (x - 0.15, y, z), segments=6), "y"
            )
        else:
            fin = _panel(
                0.25, 0.2, (x, y, z - 0.06), cant=between(rng, 70, 110), sweep=0.1, flat=flat
            )
            parts += mirrored(fin, "y")
    if chance(rng, 0.45):
        tails = _panel(
            0.2,
            between(rng, 0.1, 0.2),
            (-0.2, wide * 0.5, high * 0.6),
            cant=between(rng, 50, 90),
            sweep=0.12,
            flat=flat,
        )
        parts += mirrored(tails, "y")
    radius, count = between(rng, 0.035, 0.07), int(rng.integers(1, 4))
    if count != 2:
        parts.append(_thruster(radius, (-0.5, 0, 0), 0.2, 10))
    if count > 1:
        y = max(wide * between(rng, 0.5, 1.3), radius)
        parts += mirrored(_thruster(radius, (-0.5, y, 0), between(rng, 0.2, 0.45), 10), "y")
    if chance(rng, 0.5):
        gun = _rod_x(0.012, 0.3, (0.05, wide + span * 0.3, 0), segments=6)
        parts += mirrored(gun, "y")
    return assembled(parts)


def _cross_wing(rng: np.random.Generator) -> Mesh:
    """A long nose and four wings opened to an X, guns on their tips."""
    girth = between(rng, 0.045, 0.07)
    fuselage = _body(
        [
            (-0.4, girth * 1.3, girth * 1.2, 0),
            (-0.05, girth * 1.2, girth * 1.2, 0),
            (0.1, girth, girth, 0),
            (0.6, girth * 0.4, girth * 0.4, -0.01),
        ],
        segments=int(rng.choice([4, 6, 8])),
        power=between(rng, 2.5, 5),
    )
    canopy = block((0.18, girth * 1.2, girth), (0.0, 0, girth * 0.8), top=0.6)
    parts: Parts = [fuselage, canopy]
    span, chord, cant = between(rng, 0.35, 0.5), between(rng, 0.2, 0.3), between(rng, 10, 28)
    for angle in (cant, -cant):
        wing = _panel(chord, span, (-0.1, girth, 0), cant=angle, tip=0.7, thick=0.07, flat=True)
        y, z = girth + span * np.cos(np.radians(angle)), span * np.sin(np.radians(angle))
        gun = _rod_x(0.016, 0.45, (-0.3, y, z), segments=6)
        engine = _thruster(0.05, (-0.48, girth * 2, np.sign(angle) * 0.06), 0.4, 8)
        parts += mirrored(assembled(wing, gun, engine), "y")
    return assembled(parts)


def _saucer(rng: np.random.Generator) -> Mesh:
    """A flying saucer with a dome, lights around the rim, perhaps legs."""
    thick, dome = between(rng, 0.06, 0.2), between(rng, 0.18, 0.32)
    segments = int(rng.choice([8, 12, 16, 20]))
    edge = between(rng, 0, 0.04)
    profile = [(0, -thick), (between(rng, 0.1, 0.3), -thick), (0.5, -edge), (0.5, edge)]
    profile += [(dome * 1.1, thick * between(rng, 0.5, 1)), (0, thick)]
    parts: Parts = [lathe(profile, segments=segments)]
    tall = dome * between(rng, 0.5, 1.1)
    parts.append(ball((dome, dome, tall), (0, 0, thick * 0.6), segments=segments, rings=8))
    if chance(rng, 0.6):
        size, count = between(rng, 0.02, 0.04), int(rng.integers(5, 13))
        parts += around(
            ball(size, (between(rng, 0.36, 0.47), 0, thick * 0.35), segments=6, rings=4), count
        )
    if chance(rng, 0.4):
        leg = tube([(0.2, 0, -thick * 0.6), (0.35, 0, -thick - 0.15)], 0.015, segments=5)
        foot = cylinder(0.04, 0.015, (0.35, 0, -thick - 0.16), segments=8)
        parts += around(assembled(leg, foot), int(rng.choice([3, 4])))
    if chance(rng, 0.35):
        parts.append(torus(0.5, between(rng, 0.02, 0.05), segments=segments, sides=6))
    if chance(rng, 0.3):
        parts.append(tube([(0, 0, thick + tall * 0.5), (0, 0, thick + tall + 0.12)], 0.008))
        parts.append(ball(0.025, (0, 0, thick + tall + 0.12), segments=6, rings=4))
    if chance(rng, 0.3):
        parts.append(cylinder(0.2, 0.06, (0, 0, -thick - 0.05), top=1.2, segments=segments))
    return assembled(parts)


def _rocket(rng: np.random.Generator) -> Mesh:
    """A standing rocket: a fat cartoon one with fins or a slim one of stages with boosters."""
    cartoon = chance(rng, 0.6)
    segments = int(rng.choice([6, 8, 10, 12, 16]))
    r = between(rng, 0.15, 0.28) if cartoon else between(rng, 0.045, 0.1)
    if cartoon and chance(rng, 0.6):
        profile = [
            (0, 0),
            (r * 0.6, 0),
            (r * 0.85, 0.15),
            (r, 0.4),
            (r * 0.85, 0.68),
            (r * 0.45, 0.9),
            (0, 1),
        ]
    else:
        cut, step = between(rng, 0.45, 0.65), between(rng, 0.65, 1)
        profile = [
            (0, 0),
            (r, 0),
            (r, cut),
            (r * step, cut + 0.04),
            (r * step, 0.8),
            (r * step * 0.6, 0.92),
            (0, 1),
        ]
    parts: Parts = [lathe(profile, segments=segments)]
    parts.append(cylinder(r * 0.55, 0.1, (0, 0, -0.08), top=0.6, segments=segments))
    count = int(rng.choice([3, 4]))
    if chance(rng, 0.85):
        out, long = between(rng, 0.7, 1.3) * max(r, 0.1), between(rng, 0.15, 0.35)
        drop, tip = between(rng, -0.05, 0.15), between(rng, 0.1, 0.6)
        root = r * 0.8
        fin = prism(
            [(root, 0.02), (root, long), (root + out, long * tip - drop), (root + out, -drop)],
            between(rng, 0.02, 0.06),
        )
        parts += around(fin, count)
    if cartoon and chance(rng, 0.7):
        port = turned(torus(r * 0.35, r * 0.09, segments=12, sides=6), "y", 90)
        parts.append(moved(port, (r * 0.92, 0, between(rng, 0.5, 0.65))))
    if not cartoon or chance(rng, 0.25):
        small = r * between(rng, 0.35, 0.6)
        top = between(rng, 0.3, 0.6)
        shape = [(0, 0), (small, 0), (small, top), (0, top + small * 2.5)]
        booster = moved(lathe(shape, segments=segments), (r + small * 0.9, 0, -0.04))
        if chance(rng, 0.6):
            parts += around(booster, int(rng.choice([2, 4])), start=45)
    if chance(rng, 0.2):
        parts.append(cylinder(0.006, 0.12, (0, 0, 0.98), segments=5))
    made = assembled(parts)
    return turned(made, "y", 90) if chance(rng, 0.15) else made


def _freighter(rng: np.random.Generator) -> Mesh:
    """A hauler: cockpit ahead, boxes or tanks along a spine, big engines behind."""
    wide, high = between(rng, 0.08, 0.16), between(rng, 0.07, 0.13)
    parts: Parts = [box((-0.4, -wide * 0.3, -high * 0.3), (0.35, wide * 0.3, high * 0.3))]
    if chance(rng, 0.5):
        parts.append(
            _body(
                [
                    (0.28, wide * 0.7, high * 0.7, 0),
                    (0.4, wide * 0.7, high * 0.6, 0),
                    (0.5, wide * 0.4, high * 0.3, -high * 0.2),
                ],
                segments=8,
                power=5,
            )
        )
    else:
        parts.append(ball((0.13, wide * 0.8, high * 0.8), (0.38, 0, 0), segments=8, rings=6))
        parts.append(_rod_x(wide * 0.5, 0.12, (0.25, 0, 0), segments=8))
    bays, load = int(rng.integers(2, 6)), int(rng.integers(4))
    step = 0.5 / bays
    for x in -0.25 + step * np.arange(bays):
        if load == 0:
            parts += mirrored(box((x, wide * 0.1, -high), (x + step * 0.88, wide, high)), "y")
        elif load == 1:
            parts.append(ball((step * 0.5, wide, high), (x + step / 2, 0, 0), segments=8, rings=6))
        elif load == 2:
            parts += mirrored(_rod_x(wide * 0.45, step * 0.88, (x, wide * 0.6, 0), segments=8), "y")
        else:
            size = between(rng, 0.5, 1.1), between(rng, 0.5, 1.2)
            parts.append(
                box(
                    (x, -wide * size[0], -high * size[1]),
                    (x + step, wide * size[0], high * size[1]),
                )
            )
    parts.append(box((-0.42, -wide * 0.9, -high * 0.9), (-0.24, wide * 0.9, high * 0.9)))
    radius = wide * between(rng, 0.3, 0.5)
    apart = wide * between(rng, 0.55, 1.5)
    parts += mirrored(_thruster(radius, (-0.52, apart, 0), between(rng, 0.2, 0.35), 10), "y")
    if chance(rng, 0.4):
        parts.append(_thruster(radius, (-0.52, 0, high * 0.5), 0.2, 10))
    if chance(rng, 0.35):
        parts += mirrored(
            _panel(
                0.2, 0.25, (-0.1, wide * 0.7, 0), sweep=0.1, flat=True, cant=between(rng, -30, 30)
            ),
            "y",
        )
    if chance(rng, 0.4):
        leg = box((0, wide * 0.8, -high * 1.6), (0.05, wide * 0.95, 0))
        parts += [moved(part, (x, 0, 0)) for x in (-0.3, 0.2) for part in mirrored(leg, "y")]
    if chance(rng, 0.3):
        dish = lathe([(0, 0), (0.06, 0.03), (0.055, 0.035), (0, 0.01)], segments=8)
        parts.append(moved(turned(dish, "y", 40), (0.05, wide * 0.4, high * 1.15)))
    return assembled(parts)


def _disc_freighter(rng: np.random.Generator) -> Mesh:
    """A disc with two jaws ahead and a cockpit at its side."""
    thick, segments = between(rng, 0.06, 0.1), int(rng.choice([12, 16, 20]))
    disc = lathe(
        [(0, -thick), (0.18, -thick), (0.4, -0.02), (0.4, 0.02), (0.18, thick), (0, thick)],
        segments=segments,
    )
    jaw = prism([(0.25, -0.03), (0.65, -0.015), (0.65, 0.02), (0.25, 0.05)], 0.14, at=(0, 0.13, 0))
    arm = tube([(0.1, 0, 0), (0.2, -0.4, 0), (0.32, -0.42, 0)], 0.05, segments=8)
    parts: Parts = [
        disc,
        *mirrored(jaw, "y"),
        arm,
        cylinder(0.12, thick * 1.4, (0, 0, 0), segments=10),
    ]
    parts.append(_rod_x(0.05, 0.1, (0.3, -0.42, 0), top=0.4, segments=8))
    parts.append(box((-0.45, -0.2, -0.025), (-0.2, 0.2, 0.025)))
    parts.append(cylinder(0.1, 0.02, (0.1, 0.2, thick + 0.02), segments=10))
    return assembled(parts)


def _shuttle(rng: np.random.Generator) -> Mesh:
    """An orbiter with delta wings and a tall fin, or a box with folding wings."""
    wide, high = between(rng, 0.08, 0.12), between(rng, 0.075, 0.12)
    nose = between(rng, 0.2, 0.5)
    fuselage = _body(
        [
            (-0.45, wide, high, 0),
            (0.25, wide, high, 0),
            (0.38, wide * 0.85, high * 0.8, -high * 0.15),
            (0.5, wide * nose, high * nose, -high * 0.4),
        ],
        segments=int(rng.choice([6, 8, 12])),
        power=between(rng, 2.2, 5),
    )
    parts: Parts = [fuselage]
    if chance(rng, 0.7):
        wing = _panel(
            0.6,
            between(rng, 0.25, 0.4),
            (0.15, wide * 0.4, -high * 0.7),
            tip=0.25,
            sweep=0.38,
            thick=0.06,
            flat=chance(rng, 0.3),
        )
        parts += mirrored(wing, "y")
        parts.append(
            _panel(0.28, between(rng, 0.2, 0.3), (-0.2, 0, high * 0.7), cant=90, sweep=0.2, tip=0.5)
        )
    else:
        cant = between(rng, -60, 60)
        wing = _panel(
            0.4,
            between(rng, 0.35, 0.5),
            (0.1, wide * 0.6, 0),
            cant=cant,
            sweep=0.15,
            flat=True,
            thick=0.06,
        )
        parts += mirrored(wing, "y")
        parts.append(
            _panel(0.4, 0.45, (0.0, 0, high * 0.5), cant=90, sweep=0.15, flat=True, thick=0.06)
        )
    for y, z in ((0.5, -0.3), (-0.5, -0.3), (0, 0.5)):
        nozzle = _rod_x(0.05, 0.1, (-0.54, y * wide, z * high), top=0.6, segments=10)
        parts.append(nozzle)
    if chance(rng, 0.5):
        parts.append(
            _frustum((0.26, 0.4), (0.28, 0.34), (wide * 1.4, wide), (high * 0.5, high * 1.1))
        )
    if chance(rng, 0.15):
        tank = turned(
            lathe([(0, -0.6), (0.13, -0.5), (0.13, 0.5), (0, 0.75)], segments=12), "y", 90
        )
        parts.append(moved(tank, (0, 0, -high - 0.13)))
        solid_rocket = turned(
            lathe([(0, -0.65), (0.07, -0.65), (0.06, 0.5), (0, 0.62)], segments=10), "y", 90
        )
        parts += mirrored(moved(solid_rocket, (0, 0.2, -high - 0.13)), "y")
        return turned(assembled(parts), "y", -90)
    return assembled(parts)


def _wedge_cruiser(rng: np.random.Generator) -> Mesh:
    """A large arrow-head ship with a tower at its rear."""
    wide, high = between(rng, 0.18, 0.35), between(rng, 0.05, 0.1)
    parts: Parts = [
        _body(
            [(-0.5, wide, high, 0), (0.5, wide * 0.03, high * 0.15, 0)],
            segments=int(rng.choice([4, 6])),
            power=1.6,
        )
    ]
    z, span = high * 0.5, wide
    for level in range(int(rng.integers(1, 4))):
        front = between(rng, -0.15, 0.2) - 0.12 * level
        tall = high * between(rng, 0.4, 0.7)
        span *= 0.6
        rings = [
            [(-0.48, -span, h), (front, -span * 0.15, h), (front, span * 0.15, h), (-0.48, span, h)]
            for h in (z - high * 0.2, z + tall)
        ]
        parts.append(loft(rings))
        z += tall
    parts.append(box((-0.42, -0.03, z - 0.01), (-0.34, 0.03, z + 0.05)))
    parts.append(block((0.06, wide * between(rng, 0.4, 0.7), 0.04), (-0.38, 0, z + 0.05)))
    for y in (-0.5, 0, 0.5):
        parts.append(_rod_x(high * 0.5, 0.06, (-0.55, y * wide, 0), segments=8, top=0.8))
    return assembled(parts)


def _block_cruiser(rng: np.random.Generator) -> Mesh:
    """A long battleship of boxes, decks, turrets and engine blocks."""
    parts: Parts = []
    ends = np.sort(rng.uniform(-0.4, 0.35, int(rng.integers(2, 5))))
    edges = np.concatenate([[-0.5], ends, [0.5]])
    for start, stop in zip(edges[:-1], edges[1:], strict=True):
        wide, high = between(rng, 0.04, 0.13), between(rng, 0.04, 0.11)
        nose = between(rng, 0.3, 0.9) if stop == 0.5 else between(rng, 0.8, 1)
        parts.append(
            _body(
                [
                    (start - 0.02, wide, high, 0),
                    (stop - (stop - start) * 0.3, wide, high, 0),
                    (stop, wide * nose, high * nose, between(rng, -0.3, 0.1) * high),
                ],
                segments=8,
                power=between(rng, 4, 8),
            )
        )
    tower = -0.3 + between(rng, 0, 0.3)
    parts.append(block((0.14, 0.08, between(rng, 0.15, 0.25)), (tower, 0, 0), top=0.7))
    for x in np.linspace(-0.1, 0.35, int(rng.integers(0, 5))):
        turret = assembled(
            block((0.06, 0.05, 0.03), top=0.8), _rod_x(0.007, 0.08, (0.02, 0, 0.018), segments=5)
        )
        parts.append(moved(turret, (x, 0, between(rng, 0.07, 0.1))))
    radius = between(rng, 0.03, 0.06)
    for z in (-0.06, 0.06) if chance(rng, 0.5) else (0,):
        parts += mirrored(_thruster(radius, (-0.58, between(rng, 0.04, 0.12), z), 0.3, 8), "y")
    if chance(rng, 0.6):
        pod = box((-0.35, 0.13, -0.05), (between(rng, -0.1, 0.25), 0.2, 0.05))
        pylon = box((-0.3, 0, -0.02), (-0.15, 0.15, 0.02))
        parts += mirrored(assembled(pod, pylon), "y")
    return assembled(parts)


def _nacelle_ship(rng: np.random.Generator) -> Mesh:
    """A saucer ahead of a body, with two long engines on pylons."""
    radius, segments = between(rng, 0.22, 0.32), int(rng.choice([12, 16, 20]))
    disc = [
        (0, -0.04),
        (radius * 0.4, -0.03),
        (radius, -0.01),
        (radius, 0.012),
        (radius * 0.35, 0.03),
        (0, 0.06),
    ]
    oval = scaled(lathe(disc, segments=segments), (between(rng, 1, 1.4), 1, 1))
    lift, engine = between(rng, 0.04, 0.14), between(rng, 0.12, 0.2)
    parts: Parts = [moved(oval, (0.22, 0, lift))]
    girth = between(rng, 0.05, 0.075)
    parts.append(
        _body(
            [
                (-0.35, girth * 0.3, girth * 0.3, -0.03),
                (-0.1, girth * 0.9, girth * 0.9, -0.05),
                (0.12, girth, girth, -0.06),
            ],
            segments=10,
        )
    )
    parts.append(tube([(0.0, 0, -0.05), (0.14, 0, lift)], 0.035, segments=6))
    apart, up = between(rng, 0.14, 0.24), between(rng, -0.05, 1) * engine
    nacelle = _rod_x(0.032, between(rng, 0.35, 0.5), (-0.5, apart, up), segments=8)
    pylon = tube([(-0.2, 0, -0.04), (-0.26, apart, up)], 0.018, segments=4)
    parts += mirrored(
        assembled(nacelle, pylon, ball(0.034, (-0.05, apart, up), segments=8, rings=6)), "y"
    )
    return assembled(parts)


def _panel_pod(rng: np.random.Generator) -> Mesh:
    """A ball cockpit between two upright panels."""
    size, apart = between(rng, 0.16, 0.22), between(rng, 0.3, 0.42)
    corners, tall = int(rng.choice([4, 6, 8])), between(rng, 0.35, 0.5)
    turns = np.arange(corners) * 2 * np.pi / corners + np.pi / corners
    outline = np.column_stack([np.cos(turns) * tall * between(rng, 0.6, 1), np.sin(turns) * tall])
    panel = moved(prism(outline, 0.03), (0, apart, 0))
    if chance(rng, 0.3):
        panel = turned(panel, "x", between(rng, -15, 15))
    arm = _rod_y(size * 0.35, apart, (0, apart / 2, 0), segments=8)
    window = _rod_x(size * 0.6, 0.05, (size * 0.75, 0, 0), segments=8)
    return assembled(ball(size, segments=12, rings=8), window, mirrored(assembled(panel, arm), "y"))


def _lander(rng: np.random.Generator) -> Mesh:
    """A capsule, escape pod or lunar lander on legs."""
    segments, wide = int(rng.choice([6, 8, 10, 12])), between(rng, 0.28, 0.42)
    high, top = between(rng, 0.35, 0.6), between(rng, 0.3, 0.8)
    if chance(rng, 0.4):
        body = ball((wide, wide, high / 2), (0, 0, high / 2), segments=segments, rings=6)
    else:
        shape = [
            (0, 0),
            (wide * 0.9, 0),
            (wide, high * 0.15),
            (wide * top, high * 0.85),
            (wide * top * 0.6, high),
            (0, high),
        ]
        body = lathe(shape, segments=segments)
    parts: Parts = [body, cylinder(wide * 0.5, 0.12, (0, 0, -0.1), top=0.5, segments=segments)]
    if chance(rng, 0.3):
        parts.append(block((wide, wide * 1.2, high * 0.6), (0, 0, high * 0.85), top=0.7))
    leg = tube([(wide * 0.8, 0, high * 0.3), (wide * 1.5, 0, -0.25)], 0.025, segments=5)
    brace = tube([(wide * 0.8, 0, 0.02), (wide * 1.4, 0, -0.18)], 0.015, segments=4)
    foot = cylinder(0.07, 0.025, (wide * 1.5, 0, -0.27), segments=8)
    if chance(rng, 0.8):
        parts += around(assembled(leg, brace, foot), int(rng.choice([3, 4])), start=45)
    port = turned(torus(0.09, 0.025, segments=10, sides=5), "y", 90)
    parts += around(moved(port, (wide * (1 + top) / 2, 0, high * 0.5)), int(rng.integers(1, 5)))
    if chance(rng, 0.4):
        parts.append(tube([(0.05, 0, high), (0.08, 0, high * 1.9)], 0.01, segments=4))
    if chance(rng, 0.3):
        wing = box((-wide * 0.4, wide, high * 0.4), (wide * 0.4, wide * 2.6, high * 0.44))
        parts += mirrored(wing, "y")
    return assembled(parts)


def _chunky_craft(rng: np.random.Generator) -> Mesh:
    """A short toy-like craft: thick body, cockpit, fat engines, small wings; a racer or miner."""
    wide, high = between(rng, 0.14, 0.28), between(rng, 0.1, 0.2)
    segments, power = int(rng.choice([4, 6, 8, 12])), between(rng, 2, 7)
    snout = between(rng, 0.2, 0.9)
    hull = _body(
        [
            (-0.42, wide * 0.8, high * 0.8, 0),
            (-0.25, wide, high, 0),
            (0.1, wide * between(rng, 0.7, 1), high, 0),
            (0.45, wide * snout, high * snout * 0.8, -high * 0.25),
        ],
        segments=segments,
        power=power,
    )
    parts: Parts = [hull]
    if chance(rng, 0.5):
        parts.append(
            ball(
                (between(rng, 0.13, 0.22), wide * 0.6, high * 0.75),
                (0.08, 0, high * 0.8),
                segments=8,
                rings=6,
            )
        )
    else:
        parts.append(
            _frustum((-0.12, 0.3), (-0.05, 0.1), (wide * 1.3, wide), (high * 0.5, high * 1.6))
        )
    radius = between(rng, 0.07, 0.14)
    y = wide + radius * between(rng, 0.0, 0.9)
    parts += mirrored(
        _thruster(
            radius,
            (-0.52, y, between(rng, -0.5, 0.5) * high),
            between(rng, 0.25, 0.6),
            int(rng.choice([6, 8, 12])),
        ),
        "y",
    )
    if chance(rng, 0.7):
        wing = _panel(
            between(rng, 0.25, 0.45),
            between(rng, 0.15, 0.35),
            (0.1, wide * 0.8, 0),
            flat=True,
            sweep=between(rng, -0.1, 0.25),
            cant=between(rng, -35, 30),
            thick=between(rng, 0.1, 0.25),
        )
        parts += mirrored(wing, "y")
    if chance(rng, 0.5):
        fin = _panel(
            0.22,
            between(rng, 0.15, 0.3),
            (-0.15, 0, high * 0.8),
            cant=90,
            sweep=0.15,
            flat=True,
            thick=0.2,
        )
        parts += [fin] if chance(rng, 0.5) else mirrored(moved(fin, (0, wide * 0.7, 0)), "y")
    if chance(rng, 0.4):
        gun = _rod_x(0.03, between(rng, 0.3, 0.5), (0.05, wide * 1.1, -high * 0.4), segments=6)
        parts += mirrored(gun, "y")
    if chance(rng, 0.25):
        skid = tube(
            [(-0.25, wide * 0.7, -high * 1.5), (0.25, wide * 0.7, -high * 1.5)], 0.03, segments=5
        )
        leg = tube([(0, wide * 0.6, 0), (0, wide * 0.7, -high * 1.5)], 0.025, segments=5)
        parts += mirrored(assembled(skid, leg), "y")
    return assembled(parts)


def _random_craft(rng: np.random.Generator) -> Mesh:
    """A body through random sections, several random surfaces, pods and engines, all symmetric."""
    count = int(rng.integers(3, 7))
    xs, size = np.linspace(-0.5, 0.5, count), between(rng, 0.06, 0.16)
    stations = [
        (
            x,
            size * between(rng, 0.5, 1.2),
            size * between(rng, 0.4, 1.0),
            size * between(rng, -0.2, 0.2),
        )
        for x in xs
    ]
    nose = between(rng, 0.05, 0.5)
    stations[-1] = (0.5, size * nose, size * nose * 0.7, 0)
    parts: Parts = [
        _body(stations, segments=int(rng.choice([4, 6, 8, 10])), power=between(rng, 1.5, 7))
    ]
    for _ in range(int(rng.integers(1, 4))):
        chord = between(rng, 0.12, 0.45)
        surface = _panel(
            chord,
            between(rng, 0.15, 0.5),
            (between(rng, -0.4, 0.1) + chord, size * 0.5, 0),
            tip=between(rng, 0.1, 1),
            sweep=between(rng, -0.3, 0.4),
            cant=between(rng, -70, 70),
            thick=between(rng, 0.05, 0.2),
            flat=chance(rng, 0.5),
        )
        parts += mirrored(surface, "y")
    for _ in range(int(rng.integers(0, 3))):
        y, z = between(rng, 0.8, 3) * size, between(rng, -1, 1) * size
        x, long = between(rng, -0.4, 0.1), between(rng, 0.15, 0.45)
        girth = between(rng, 0.02, 0.06)
        pod = _body(
            [
                (x, girth, girth, z),
                (x + long * 0.7, girth, girth, z),
                (x + long, girth * 0.3, girth * 0.3, z),
            ],
            segments=6,
        )
        arm = tube([(x + long * 0.4, 0, 0), (x + long * 0.4, y, z)], 0.015, segments=4)
        parts += mirrored(assembled(moved(pod, (0, y, 0)), arm), "y")
    radius = between(rng, 0.03, 0.09)
    parts += mirrored(_thruster(radius, (-0.58, radius * between(rng, 0.9, 2), 0), 0.25, 8), "y")
    if chance(rng, 0.7):
        parts.append(
            ball(
                (0.12, size * 0.5, size * 0.5),
                (between(rng, 0, 0.25), 0, size * 0.6),
                segments=8,
                rings=6,
            )
        )
    for _ in range(int(rng.integers(0, 6))):
        at = (between(rng, -0.4, 0.2), between(rng, 0, 0.7) * size, size * 0.5)
        parts += mirrored(block((0.1 * rng.random() + 0.03, 0.05, 0.06), at), "y")
    return assembled(parts)


# Trains


def _mostly_short(rng: np.random.Generator, low: float, high: float) -> float:
    """A length between two, the short ones commoner, as in packs of low-poly trains."""
    return low + (high - low) * float(rng.random()) ** 2


def _track(rng: np.random.Generator, over: Mesh) -> Parts:
    """Rails and sleepers under a train that stands on z = 0."""
    rear, front = over.vertices[:, 0].min() - 0.5, over.vertices[:, 0].max() + 0.5
    size = np.ptp(over.vertices[:, 1]) / 2.8
    gauge, high = between(rng, 0.65, 0.85) * size, between(rng, 0.1, 0.2) * size
    rails = mirrored(box((rear, gauge - 0.06 * size, -high), (front, gauge + 0.06 * size, 0)), "y")
    count = max(int((front - rear) / (between(rng, 0.8, 1.4) * size)), 3)
    sleepers = [
        block((0.28 * size, gauge * 3.2, high), (x, 0, -high * 1.8))
        for x in np.linspace(rear + 0.3, front - 0.3, count)
    ]
    return rails + sleepers


def _bogies(
    rng: np.random.Generator, middles: Sequence[float], axles: int, radius: float, width: float
) -> Parts:
    """Frames with small wheels under each of the middles."""
    parts: Parts = []
    step = radius * between(rng, 2.2, 3.0)
    places = (np.arange(axles) - (axles - 1) / 2) * step
    frame = box(
        (places[0] - radius, -width * 0.42, radius * 0.9),
        (places[-1] + radius, width * 0.42, radius * 1.7),
    )
    side = box(
        (places[0] - radius * 1.1, width * 0.4, radius * 0.7),
        (places[-1] + radius * 1.1, width * 0.48, radius * 1.6),
    )
    skirted = chance(rng, 0.5)
    for middle in middles:
        parts.append(moved(frame, (middle, 0, 0)))
        if skirted:
            parts += mirrored(moved(side, (middle, 0, 0)), "y")
    xs = [middle + place for middle in middles for place in places]
    return parts + _rail_wheels(rng, xs, radius, width * 0.8)


def _rail_wheels(
    rng: np.random.Generator, xs: Sequence[float], radius: float | Sequence[float], track: float
) -> Parts:
    """Thin wheels with flanges on axles, standing on z = 0."""
    segments, spoked = int(rng.choice([6, 8, 10, 12])), chance(rng, 0.25)
    parts: Parts = []
    for x, size in zip(xs, np.broadcast_to(radius, len(xs)), strict=True):
        if spoked:
            rim = torus(size * 0.9, size * 0.1, segments=segments, sides=4)
            spoke = box((-size * 0.05, -size * 0.9, -0.03), (size * 0.05, size * 0.9, 0.03))
            wheel = assembled(
                rim,
                cylinder(size * 0.2, 0.12, (0, 0, -0.06), segments=6),
                [turned(spoke, "z", turn) for turn in (0, 60, 120)],
            )
        else:
            shape = [
                (0, -0.08),
                (size, -0.08),
                (size, -0.04),
                (size * 0.9, -0.04),
                (size * 0.88, 0.08),
                (0, 0.08),
            ]
            wheel = lathe(shape, segments=segments)
        parts += mirrored(moved(turned(wheel, "x", -90), (x, track / 2 - 0.08, size)), "y")
    return parts


def _buffers(front: float, rear: float, width: float, z: float) -> Parts:
    """Buffers at both ends."""
    disc = _rod_x(0.2, 0.08, (0.3, width * 0.3, z), segments=8)
    stem = _rod_x(0.08, 0.35, (0, width * 0.3, z), segments=6)
    pair = mirrored(assembled(disc, stem), "y")
    return [moved(part, (front, 0, 0)) for part in pair] + [
        moved(turned(part, "z", 180), (rear, 0, 0)) for part in pair
    ]


def _cow_catcher(x: float, width: float, high: float) -> Mesh:
    out = width * 0.4
    rings = [
        [(x - 0.1, -y, z), (x + ahead, -y * tip, z), (x + ahead, y * tip, z), (x - 0.1, y, z)]
        for y, z, ahead, tip in ((width / 2, 0.1 * high, out, 0.1), (width * 0.4, high, 0.1, 0.9))
    ]
    return loft(rings)


def _chimney(rng: np.random.Generator, radius: float, high: float, at: Point) -> Mesh:
    """Straight, flared, capped or a spark arrester."""
    shapes = (
        [(0, 0), (1, 0), (1, 1), (0, 1)],
        [(0, 0), (0.8, 0), (0.8, 0.3), (1.5, 1), (0, 1)],
        [(0, 0), (1.2, 0), (0.85, 0.2), (0.9, 0.8), (1.25, 0.85), (1.25, 1), (0, 1)],
        [(0, 0), (0.7, 0), (0.7, 0.4), (1.8, 0.75), (1.2, 1), (0, 1)],
    )
    shape = shapes[rng.integers(4)]
    return moved(lathe([(r * radius, z * high) for r, z in shape], segments=10), at)


def _steam_locomotive(rng: np.random.Generator) -> Mesh:
    """Boiler, chimney, domes, cab, driving wheels with rods, perhaps a tender."""
    boiler, long = between(rng, 0.6, 0.95), between(rng, 3.0, 7.5)
    driver = between(rng, 0.5, 0.95)
    floor, width = driver * between(rng, 1.2, 1.6), between(rng, 2.2, 2.9)
    axis = floor + boiler * between(rng, 0.85, 1.1)
    segments = int(rng.choice([8, 10, 12, 16]))
    front, cab = long, -between(rng, 1.2, 2.2)
    parts: Parts = [_rod_x(boiler, long - 0.6, (0, 0, axis), segments=segments)]
    parts.append(
        _rod_x(boiler * between(rng, 0.95, 1.12), 0.75, (long - 0.7, 0, axis), segments=segments)
    )
    parts.append(_rod_x(boiler * 0.5, 0.15, (long, 0, axis), segments=segments, top=0.7))
    parts.append(box((cab, -width * 0.42, floor - 0.3), (front + 0.3, width * 0.42, floor)))
    parts.append(
        box((front + 0.1, -width * 0.48, floor - 0.5), (front + 0.35, width * 0.48, floor))
    )
    parts.append(
        _chimney(
            rng,
            boiler * between(rng, 0.25, 0.4),
            between(rng, 0.6, 1.3),
            (long - 0.4, 0, axis + boiler * 0.9),
        )
    )
    for x in np.linspace(long * 0.25, long * 0.7, int(rng.integers(1, 4))):
        dome = boiler * between(rng, 0.35, 0.5)
        parts.append(cylinder(dome, dome * 0.9, (x, 0, axis + boiler * 0.85), segments=10))
        parts.append(ball(dome, (x, 0, axis + boiler * 0.85 + dome * 0.9), segments=10, rings=6))
    roof = axis + boiler * between(rng, 1.5, 2.0)
    parts += _cab_house(rng, cab, 0.05, width, floor, roof)
    if chance(rng, 0.35):
        parts.append(_cow_catcher(front + 0.2, width * 0.9, floor - 0.1))
    else:
        parts += _buffers(front + 0.3, cab, width, floor - 0.2)
    if chance(rng, 0.4):
        parts.append(block((0.35, 0.35, 0.4), (front - 0.2, 0, axis + boiler)))
    parts += _running_gear(rng, cab, front, driver, width)
    if chance(rng, 0.2):
        tank = box(
            (0, boiler * 0.8, floor),
            (long * between(rng, 0.5, 0.8), width / 2, axis + boiler * 0.4),
        )
        parts += mirrored(tank, "y")
    if chance(rng, 0.4):
        parts += _tender(rng, cab - 0.35, width, floor)
    return assembled(parts)


def _cab_house(
    rng: np.random.Generator, rear: float, front: float, width: float, floor: float, roof: float
) -> Parts:
    """A driver's cab, open at the rear or with window panes, its roof flat or arched."""
    wall = floor + (roof - floor) * between(rng, 0.4, 0.55)
    y = width / 2
    parts: Parts = []
    if chance(rng, 0.5):
        parts.append(box((rear, -y, floor), (front, y, wall)))
        parts += _cage(
            (rear + 0.1, front), (rear + 0.1, front), (width, width), (wall - 0.05, roof), 0.14
        )
    else:
        parts.append(box((rear, -y, floor), (front, y, roof)))
        middle, wide = (rear + front) / 2, (front - rear) * 0.55
        parts += _windows([middle], wide, wall, roof - 0.25, width * 1.04)
    if chance(rng, 0.6):
        bend = np.linspace(0, np.pi, 7)
        ring = np.column_stack([np.cos(bend) * y * 1.1, np.sin(bend) * 0.35 + roof - 0.02])
        parts.append(
            loft([np.column_stack([np.full(7, x), ring]) for x in (rear - 0.2, front + 0.2)])
        )
    else:
        parts.append(box((rear - 0.2, -y * 1.1, roof - 0.05), (front + 0.2, y * 1.1, roof + 0.1)))
    return parts


def _running_gear(
    rng: np.random.Generator, rear: float, front: float, driver: float, width: float
) -> Parts:
    """Coupled driving wheels, small leading ones, cylinders and rods."""
    fit = max(int((front - 0.9 - rear) / (driver * 2.15)), 2)
    count = min(int(rng.integers(2, 5)), fit)
    xs = rear + driver * 1.1 + np.arange(count) * driver * 2.12
    track = width * between(rng, 0.75, 0.9)
    parts = _rail_wheels(rng, list(xs), driver, track)
    small, room = driver * between(rng, 0.4, 0.6), front - 0.1 - xs[-1] - driver
    if room > small * 2:
        leads = np.arange(front - 0.1 - small, xs[-1] + driver + small, -small * 2.2)[:2]
        parts += _rail_wheels(rng, list(leads), small, track)
    if chance(rng, 0.75):
        y, z = track / 2 + 0.06, driver * between(rng, 0.7, 1.3)
        piston = _rod_x(0.28, 0.9, (front - 1.0, y, driver), segments=8)
        rod = box((xs[0], y - 0.04, z - 0.07), (front - 0.8, y + 0.06, z + 0.07))
        parts += mirrored(assembled(piston, rod), "y")
    return parts


def _tender(rng: np.random.Generator, front: float, width: float, floor: float) -> Parts:
    long, high = between(rng, 2.0, 3.2), between(rng, 0.9, 1.4)
    parts: Parts = [
        box((front - long, -width * 0.48, floor - 0.2), (front, width * 0.48, floor + high))
    ]
    parts.append(box((front - 0.2, -0.15, floor - 0.3), (front + 0.5, 0.15, floor - 0.1)))
    if chance(rng, 0.7):
        coal = ball(
            (long * 0.42, width * 0.38, 0.45),
            (front - long / 2, 0, floor + high),
            segments=8,
            rings=5,
        )
        parts.append(coal)
    radius = floor * 0.35
    count = int(rng.choice([2, 3]))
    xs = front - long / 2 + np.linspace(-0.35, 0.35, count) * long
    return parts + _rail_wheels(rng, list(xs), radius, width * 0.8)


def _hood_diesel(rng: np.random.Generator) -> Mesh:
    """A diesel with a narrow hood and a cab that stands above it; a shunter when short."""
    long, width = _mostly_short(rng, 4.8, 15), between(rng, 2.4, 3.0)
    floor, roof = between(rng, 1.0, 1.3), between(rng, 3.3, 4.0)
    front, rear, hood = long / 2, -long / 2, width * between(rng, 0.55, 0.75)
    place = between(rng, 0.5, 0.85) * long + rear
    top = roof * between(rng, 0.72, 0.92)
    parts: Parts = [box((rear, -width / 2, floor - 0.35), (front, width / 2, floor))]
    parts.append(
        _frustum((rear + 0.5, place), (rear + 0.5, place), (hood, hood * 0.95), (floor, top))
    )
    nose = floor + (top - floor) * between(rng, 0.5, 1)
    if front - place > 2:
        parts.append(
            _frustum((place, front - 0.5), (place, front - 0.6), (hood, hood * 0.9), (floor, nose))
        )
    cab = (place - 0.9, place + 0.9)
    parts += _glazed(rng, cab, cab, (width * 0.95, width * 0.85), (floor + 0.8, roof), 1)
    parts.append(box((cab[0], -width * 0.475, floor), (cab[1], width * 0.475, floor + 0.85)))
    for x in (rear + 0.1, front - 0.1):
        rail = [
            (x, -width * 0.45, floor),
            (x, -width * 0.45, floor + 0.9),
            (x, width * 0.45, floor + 0.9),
            (x, width * 0.45, floor),
        ]
        parts.append(tube(rail, 0.04, segments=4))
    if chance(rng, 0.6):
        rail = tube(
            [(rear, width * 0.48, floor + 0.9), (cab[0], width * 0.48, floor + 0.9)],
            0.035,
            segments=4,
        )
        parts += mirrored(rail, "y")
    for x in np.linspace(rear + 1.2, place - 1.3, int(rng.integers(1, 4))):
        parts.append(cylinder(0.35, 0.25, (x, 0, top - 0.05), segments=10))
    parts.append(box((-long * 0.14, -width * 0.42, 0.35), (long * 0.14, width * 0.42, floor)))
    parts += _buffers(front, rear, width, floor - 0.15)
    if long < 7:
        return assembled(parts, _rail_wheels(rng, [rear + 1.2, front - 1.2], 0.5, width * 0.8))
    return assembled(
        parts, _bogies(rng, (rear * 0.66, front * 0.66), int(rng.choice([2, 3])), 0.45, width)
    )


def _pantograph(rng: np.random.Generator, x: float, z: float) -> Parts:
    """A current collector on the roof."""
    reach, high = between(rng, 0.5, 0.9), between(rng, 0.6, 1.1)
    if chance(rng, 0.5):
        arms = [[(x, 0.4, z), (x - reach, 0.3, z + high * 0.5), (x, 0.2, z + high)]]
    else:
        arms = [
            [(x - reach, 0.4, z), (x - reach * 1.3, 0.4, z + high / 2), (x, 0.3, z + high)],
            [(x + reach, 0.4, z), (x + reach * 1.3, 0.4, z + high / 2), (x, 0.3, z + high)],
        ]
    bars = [part for arm in arms for part in mirrored(tube(arm, 0.04, segments=4), "y")]
    return [*bars, box((x - 0.15, -0.8, z + high), (x + 0.15, 0.8, z + high + 0.06))]


def _nosed(
    rear: float, front: float, width: float, floor: float, roof: float, slant: float, bulge: float
) -> Mesh:
    """A car body along X whose front is slanted by `slant` and bent at the height of `bulge`."""
    mid = floor + (roof - floor) * bulge
    outline = [
        (rear, floor),
        (front - 0.1, floor),
        (front, mid),
        (front - slant, roof),
        (rear, roof),
    ]
    return prism(outline, width)


def _cab_locomotive(rng: np.random.Generator) -> Mesh:
    """An electric or diesel locomotive of full width, cabs at one end or both."""
    long, width = _mostly_short(rng, 6, 15), between(rng, 2.6, 3.0)
    floor, roof = between(rng, 0.9, 1.2), between(rng, 3.4, 4.0)
    slant, bulge = between(rng, 0.1, 1.4), between(rng, 0.3, 0.6)
    half = _nosed(-0.05, long / 2, width, floor, roof, slant, bulge)
    parts: Parts = (
        mirrored(half)
        if chance(rng, 0.65)
        else [_nosed(-long / 2, long / 2, width, floor, roof, slant, bulge)]
    )
    z = floor + (roof - floor) * (bulge + 0.12)
    tall = (roof - floor) * 0.25
    parts += _windows([long / 2 - slant - 0.7], 0.8, z, z + tall, width * 1.03)
    screen = box((-0.06, -width * 0.4, 0), (0.06, width * 0.4, tall * 1.1))
    lean = -np.degrees(np.arctan2(slant, (roof - floor) * (1 - bulge)))
    parts.append(moved(turned(screen, "y", lean), (long / 2 - slant * 0.2, 0, z)))
    if chance(rng, 0.6):
        parts += _windows(
            np.linspace(-long * 0.3, long * 0.25, int(rng.integers(3, 7))),
            0.7,
            z,
            z + tall,
            width * 1.02,
        )
    if chance(rng, 0.6):
        for x in (-long * 0.3, long * 0.3)[: int(rng.integers(1, 3))]:
            parts += _pantograph(rng, x, roof)
    parts.append(block((long * 0.4, width * 0.5, 0.25), (0, 0, roof)))
    parts += mirrored(
        _rod_x(0.15, 0.1, (long / 2 - 0.05, width * 0.33, floor + 0.5), segments=8), "y"
    )
    parts += _buffers(long / 2 - 0.1, -long / 2 + 0.1, width, floor + 0.1)
    parts.append(box((-long * 0.15, -width * 0.42, 0.35), (long * 0.15, width * 0.42, floor)))
    return assembled(
        parts, _bogies(rng, (-long * 0.31, long * 0.31), int(rng.choice([2, 3])), 0.48, width)
    )


def _bullet_train(rng: np.random.Generator) -> Mesh:
    """A streamlined power car, alone or with cars behind."""
    long, width, nose = _mostly_short(rng, 7, 16), between(rng, 2.7, 3.2), between(rng, 1.5, 6)
    floor, roof = between(rng, 0.4, 0.9), between(rng, 3.2, 3.9)
    half, mid, tip = (roof - floor) / 2, (roof + floor) / 2, between(rng, 0.15, 0.6)
    drop = between(rng, 0.2, 0.75)
    steps = np.array([0, 0.35, 0.7, 0.9, 1.0])
    shape = np.sqrt(1 - steps**2 * 0.98)
    stations = [(-long / 2, width / 2, half, mid)]
    for share, size in zip(steps, shape, strict=True):
        high = half * (tip + (1 - tip) * size) if share < 1 else half * tip * 0.6
        x = long / 2 - nose + share * nose
        stations.append((x, width / 2 * (tip + (1 - tip) * size), high, mid - (half - high) * drop))
    segments, power = int(rng.choice([8, 12, 16])), between(rng, 3, 6)
    parts: Parts = [_body(stations, segments=segments, power=power)]
    z = floor + (roof - floor) * 0.52
    stop = long / 2 - nose - 0.3
    count = int(rng.integers(4, 12))
    if chance(rng, 0.75):
        wide = (stop + long / 2) / count * between(rng, 0.6, 0.95)
        parts += _windows(
            np.linspace(-long / 2 + 0.8, stop - 0.5, count), wide, z, z + 0.75, width * 1.015
        )
    if chance(rng, 0.5):
        parts.append(
            ball(
                (nose * 0.3, width * 0.33, half * 0.5),
                (long / 2 - nose * 0.5, 0, mid + half * 0.35),
                segments=10,
                rings=6,
            )
        )
    if chance(rng, 0.3):
        parts += _pantograph(rng, -long * 0.2, roof)
    bogie = _bogies(rng, (-long * 0.32, long * 0.25), 2, 0.4, width * 0.95)
    parts += (
        bogie
        if floor > 0.5 or chance(rng, 0.6)
        else [box((-long / 2, -width * 0.45, 0), (stop, width * 0.45, floor + 0.2))]
    )
    lead = assembled(parts)
    cars = int(rng.choice([0, 1, 2, 3], p=[0.75, 0.15, 0.06, 0.04]))
    if not cars:
        return lead
    car = _body(
        [(-long / 2, width / 2, half, mid), (long / 2, width / 2, half, mid)],
        segments=segments,
        power=power,
    )
    car = assembled(
        car,
        _windows(
            np.linspace(-long * 0.42, long * 0.42, 8), long * 0.07, z, z + 0.75, width * 1.015
        ),
        bogie,
    )
    followers = [moved(car, (-(step + 1) * (long + 0.4), 0, 0)) for step in range(cars)]
    if chance(rng, 0.5):
        followers[-1] = moved(turned(lead, "z", 180), (-cars * (long + 0.4), 0, 0))
    return assembled(lead, followers)


def _arched_roof(rear: float, front: float, width: float, z: float, high: float) -> Mesh:
    bend = np.linspace(0, np.pi, 8)
    ring = np.column_stack([np.cos(bend) * width / 2, np.sin(bend) * high + z])
    return loft([np.column_stack([np.full(8, x), ring]) for x in (rear, front)])


def _coach(rng: np.random.Generator) -> Mesh:
    """A passenger car: rows of windows, arched or clerestory roof; a caboose when short."""
    long, width = _mostly_short(rng, 4.5, 16), between(rng, 2.5, 3.0)
    floor, eaves = between(rng, 0.9, 1.2), between(rng, 3.0, 3.6)
    front, rear = long / 2, -long / 2
    porch = between(rng, 0.5, 1.0) if chance(rng, 0.4) else 0.0
    parts: Parts = [box((rear, -width / 2, floor - 0.25), (front, width / 2, floor))]
    parts.append(box((rear + porch, -width * 0.49, floor), (front - porch, width * 0.49, eaves)))
    style = int(rng.integers(4))
    if style == 0:
        parts.append(
            box((rear - 0.1, -width * 0.54, eaves), (front + 0.1, width * 0.54, eaves + 0.15))
        )
    else:
        parts.append(
            _arched_roof(
                rear - 0.05, front + 0.05, width * 1.04, eaves - 0.02, between(rng, 0.25, 0.7)
            )
        )
    if style == 2:
        parts.append(
            box((rear + 0.5, -width * 0.22, eaves), (front - 0.5, width * 0.22, eaves + 0.75))
        )
    if long < 8 and chance(rng, 0.5):
        parts.append(
            block((1.4, width * 0.8, 1.0), (between(rng, -0.2, 0.2) * long, 0, eaves + 0.1))
        )
    count = max(int((long - 2 * porch) / between(rng, 1.1, 1.9)), 2)
    step = (long - 2 * porch - 0.6) / count
    xs = rear + porch + 0.3 + step * (np.arange(count) + 0.5)
    z = floor + (eaves - floor) * between(rng, 0.38, 0.5)
    parts += _windows(xs, step * between(rng, 0.5, 0.85), z, eaves - 0.3, width * 1.02)
    if porch:
        for x in (rear + 0.05, front - 0.05):
            parts += mirrored(
                box((x - 0.04, width * 0.42, floor), (x + 0.04, width * 0.47, eaves)), "y"
            )
            parts.append(
                box((x - 0.03, -width * 0.45, floor + 0.8), (x + 0.03, width * 0.45, floor + 0.9))
            )
    if chance(rng, 0.3):
        parts.append(box((-long * 0.15, -width * 0.4, 0.4), (long * 0.15, width * 0.4, floor)))
    parts += _buffers(front, rear, width, floor - 0.1)
    return assembled(parts, _underframe(rng, long, width))


def _underframe(rng: np.random.Generator, long: float, width: float) -> Parts:
    """Bogies under a long wagon, two axles under a short one."""
    radius = between(rng, 0.38, 0.5)
    if long < 7.5:
        return _rail_wheels(rng, (-long * 0.3, long * 0.3), radius, width * 0.8)
    return _bogies(rng, (-long * 0.34, long * 0.34), 2, radius, width)


def _wagon_load(rng: np.random.Generator, long: float, width: float, floor: float) -> Parts:
    """Box car, coal gondola, flat with logs or containers, hopper, stakes, or ore tub."""
    kind, x, y = int(rng.choice(6, p=[0.25, 0.27, 0.13, 0.15, 0.12, 0.08])), long / 2, width / 2
    if kind == 0:
        top = floor + between(rng, 2.0, 2.7)
        parts = [box((-x, -y, floor), (x, y, top))]
        parts.append(
            _arched_roof(-x - 0.1, x + 0.1, width * 1.04, top - 0.02, between(rng, 0.1, 0.4))
        )
        parts.append(
            box((-long * 0.15, -y * 1.04, floor + 0.1), (long * 0.15, y * 1.04, top - 0.15))
        )
        for rib in np.linspace(-0.92, 0.92, int(rng.integers(4, 10))) * x:
            parts.append(box((rib - 0.06, -y * 1.03, floor), (rib + 0.06, y * 1.03, top)))
        return parts
    if kind == 1:
        high, wall = between(rng, 0.7, 1.6), 0.1
        side = box((-x, y - wall, floor), (x, y, floor + high))
        ends = mirrored(box((x - wall, -y, floor), (x, y, floor + high)))
        ribs = [
            box((r - 0.06, y, floor), (r + 0.06, y + 0.08, floor + high))
            for r in np.linspace(-x, x, 6)
        ]
        parts = [*mirrored(assembled(side, ribs), "y"), *ends]
        if chance(rng, 0.65):
            heaps = int(rng.integers(1, 4))
            for middle in (np.arange(heaps) + 0.5) * long / heaps - x:
                size = (long / heaps * 0.55, y * 0.9, between(rng, 0.4, 0.8))
                parts.append(ball(size, (middle, 0, floor + high * 0.75), segments=8, rings=5))
        return parts
    if kind == 2:
        radius, parts = between(rng, 0.2, 0.35), []
        for level in range(int(rng.integers(1, 4))):
            for place in np.arange(-2 + level * 0.5, 2.1 - level * 0.5, 1) * radius * 2:
                log = _rod_x(
                    radius,
                    long * 0.92,
                    (-long * 0.46, place, floor + radius * (1 + 1.75 * level)),
                    segments=7,
                )
                parts.append(log)
        stakes = [
            box((s - 0.06, y - 0.1, floor), (s + 0.06, y, floor + 1.5))
            for s in np.linspace(-x * 0.9, x * 0.9, 4)
        ]
        return [*parts, *mirrored(assembled(stakes), "y")]
    if kind == 3:
        count = int(rng.integers(1, 3))
        step = long / count
        return [
            block(
                (step * 0.93, width * 0.92, between(rng, 1.9, 2.5)),
                (step * (k + 0.5) - x, 0, floor),
            )
            for k in range(count)
        ]
    if kind == 4:
        high = between(rng, 1.6, 2.3)
        outline = [
            (-x * 0.45, floor - 0.5),
            (x * 0.45, floor - 0.5),
            (x * 0.95, floor + high * 0.5),
            (x * 0.95, floor + high),
            (-x * 0.95, floor + high),
            (-x * 0.95, floor + high * 0.5),
        ]
        heap = ball((x * 0.85, y * 0.8, 0.5), (0, 0, floor + high), segments=8, rings=5)
        return [prism(outline, width * 0.96), *([heap] if chance(rng, 0.5) else [])]
    slope = between(rng, 0.7, 0.95)
    high = between(rng, 1.0, 1.7)
    tub = _frustum((-x * slope, x * slope), (-x, x), (width * slope, width), (floor, floor + high))
    return [tub]


def _freight_wagon(rng: np.random.Generator) -> Mesh:
    """A goods wagon of any kind on its wheels."""
    long, width, floor = between(rng, 3.5, 12), between(rng, 2.3, 2.9), between(rng, 0.95, 1.25)
    parts: Parts = [box((-long / 2, -width / 2, floor - 0.25), (long / 2, width / 2, floor))]
    parts += _wagon_load(rng, long * 0.97, width, floor)
    if chance(rng, 0.6):
        parts += _buffers(long / 2, -long / 2, width, floor - 0.12)
    else:
        parts.append(
            box((-long / 2 - 0.4, -0.15, floor - 0.3), (long / 2 + 0.4, 0.15, floor - 0.1))
        )
    return assembled(parts, _underframe(rng, long, width))


def _tank_wagon(rng: np.random.Generator) -> Mesh:
    """A lying tank with domes, a ladder and a walk on a frame."""
    long, width, floor = between(rng, 4.5, 12), between(rng, 2.3, 2.8), between(rng, 0.95, 1.2)
    radius, segments = width * between(rng, 0.38, 0.5), int(rng.choice([8, 10, 12, 16]))
    axis, x = floor + radius * 1.05, long * 0.46
    cap = radius * between(rng, 0.05, 0.5)
    tank = lathe(
        [
            (0, -x),
            (radius * 0.7, -x + cap * 0.3),
            (radius, -x + cap),
            (radius, x - cap),
            (radius * 0.7, x - cap * 0.3),
            (0, x),
        ],
        segments=segments,
    )
    parts: Parts = [moved(turned(tank, "y", 90), (0, 0, axis))]
    parts.append(box((-long / 2, -width * 0.45, floor - 0.25), (long / 2, width * 0.45, floor)))
    for place in (0.0,) if chance(rng, 0.6) else (-x * 0.5, 0, x * 0.5):
        parts.append(cylinder(radius * 0.35, 0.45, (place, 0, axis + radius * 0.9), segments=10))
    for place in (-x * 0.7, x * 0.7, 0)[: int(rng.integers(2, 4))]:
        parts.append(
            box(
                (place - 0.1, -radius * 0.9, floor),
                (place + 0.1, radius * 0.9, axis - radius * 0.5),
            )
        )
        if chance(rng, 0.4):
            parts.append(_rod_x(radius * 1.03, 0.12, (place, 0, axis), segments=segments))
    if chance(rng, 0.5):
        ladder = turned(_ladder(radius * 1.9, 0.4, 6, 0.03), "y", -90)
        parts += mirrored(moved(turned(ladder, "z", 90), (0, radius * 1.05, floor)), "y")
    parts += _buffers(long / 2, -long / 2, width, floor - 0.12)
    return assembled(parts, _underframe(rng, long, width))


def _tram(rng: np.random.Generator) -> Mesh:
    """A tram, subway car or cable car, in one or several parts."""
    long, width = between(rng, 5.5, 12), between(rng, 2.2, 2.8)
    floor, roof = between(rng, 0.5, 0.9), between(rng, 2.9, 3.5)
    slant, bulge = between(rng, 0.05, 0.8), between(rng, 0.25, 0.5)
    half = _nosed(-0.02, long / 2, width, floor, roof, slant, bulge)
    parts: Parts = mirrored(half)
    z, tall = (
        floor + (roof - floor) * between(rng, 0.36, 0.46),
        (roof - floor) * between(rng, 0.32, 0.42),
    )
    count = int(rng.integers(3, 8))
    step = (long - 1.2) / count
    xs = -long / 2 + 0.6 + step * (np.arange(count) + 0.5)
    parts += _windows(xs, step * between(rng, 0.7, 0.92), z, z + tall, width * 1.02)
    for door in xs[:: max(count // 2, 1)] if chance(rng, 0.5) else ():
        parts += _windows([door], step * 0.6, floor + 0.1, z + tall * 1.05, width * 1.035)
    screen = box(
        (-long / 2 + slant * 0.3, -width * 0.42, z),
        (long / 2 - slant * 0.3, width * 0.42, z + tall),
    )
    parts.append(screen)
    if chance(rng, 0.6):
        parts.append(
            _arched_roof(
                -long / 2 + slant,
                long / 2 - slant,
                width * 0.98,
                roof - 0.02,
                between(rng, 0.15, 0.4),
            )
        )
    if chance(rng, 0.4):
        parts.append(block((long * 0.6, width * 0.5, 0.3), (0, 0, roof + 0.05)))
    if chance(rng, 0.6):
        parts += _pantograph(rng, 0, roof + 0.15)
    elif chance(rng, 0.5):
        parts.append(tube([(0.5, 0, roof), (-long * 0.4, 0, roof + 1.2)], 0.05, segments=4))
    parts.append(_rod_x(0.18, 0.12, (long / 2 - 0.08, 0, floor + 0.4), segments=8))
    parts += _bogies(rng, (-long * 0.28, long * 0.28), 2, floor * 0.5, width)
    if chance(rng, 0.4):
        parts.append(
            box((-long * 0.42, -width * 0.5, 0.2), (long * 0.42, width * 0.5, floor + 0.05))
        )
    made = assembled(parts)
    cars = int(rng.choice([1, 2, 3], p=[0.7, 0.2, 0.1]))
    return assembled([moved(made, (-k * (long + 0.3), 0, 0)) for k in range(cars)])


def _whole_train(rng: np.random.Generator) -> Mesh:
    """A locomotive with one to four wagons behind it."""
    heads = (_steam_locomotive, _steam_locomotive, _hood_diesel, _cab_locomotive, _toy_locomotive)
    head = heads[rng.integers(5)](rng)
    size = 0.35 if head.vertices[:, 0].max() < 3 else 1.0
    wagons = (_coach, _freight_wagon, _tank_wagon)
    same = wagons[rng.integers(3)] if chance(rng, 0.5) else None
    parts: Parts = [head]
    rear = head.vertices[:, 0].min()
    wagon = None
    for _ in range(int(rng.choice([1, 2, 3, 4], p=[0.4, 0.35, 0.2, 0.05]))):
        if wagon is None or same is None:
            wagon = scaled((same or wagons[rng.integers(3)])(rng), size)
        low, high = wagon.vertices[:, 0].min(), wagon.vertices[:, 0].max()
        parts.append(moved(wagon, (rear - high - 0.15 * size, 0, 0)))
        parts.append(
            box((rear - 0.4 * size, -0.1 * size, 0.8 * size), (rear + 0.2 * size, 0.1 * size, size))
        )
        rear += low - high - 0.15 * size
    return assembled(parts)


def _toy_locomotive(rng: np.random.Generator) -> Mesh:
    """A short, chubby steam engine as of wood: a barrel, a box, a chimney, big wheels."""
    long, width = between(rng, 1.6, 2.4), between(rng, 0.8, 1.2)
    radius, boiler = between(rng, 0.2, 0.38), width * between(rng, 0.3, 0.5)
    floor, segments = radius * between(rng, 0.9, 1.4), int(rng.choice([6, 8, 12, 16]))
    x, cab = long / 2, long * between(rng, 0.3, 0.42)
    parts: Parts = [box((-x, -width * 0.4, floor), (x, width * 0.4, floor + 0.15))]
    axis = floor + 0.12 + boiler
    parts.append(_rod_x(boiler, long - cab, (-x + cab - 0.02, 0, axis), segments=segments))
    roof = axis + boiler * between(rng, 1.2, 2.0)
    parts.append(box((-x, -width * 0.45, floor + 0.1), (-x + cab, width * 0.45, roof)))
    if chance(rng, 0.5):
        z = floor + (roof - floor) * 0.55
        parts += _windows([-x + cab / 2], cab * 0.5, z, roof - 0.12, width * 0.96)
    if chance(rng, 0.5):
        parts.append(
            _arched_roof(
                -x - 0.1, -x + cab + 0.1, width * 1.05, roof - 0.02, between(rng, 0.1, 0.25)
            )
        )
    else:
        parts.append(
            box((-x - 0.08, -width * 0.52, roof), (-x + cab + 0.08, width * 0.52, roof + 0.1))
        )
    parts.append(
        _chimney(
            rng,
            boiler * between(rng, 0.3, 0.5),
            between(rng, 0.3, 0.6),
            (x * 0.7, 0, axis + boiler * 0.85),
        )
    )
    if chance(rng, 0.7):
        parts.append(ball(boiler * 0.4, (x * 0.15, 0, axis + boiler * 0.95), segments=8, rings=6))
    if chance(rng, 0.5):
        parts.append(_cow_catcher(x, width, floor))
    if chance(rng, 0.5):
        parts.append(_rod_x(boiler * 0.45, 0.1, (x - 0.02, 0, axis), segments=segments))
    count = int(rng.choice([2, 3]))
    rims = [
        radius * (between(rng, 1.1, 1.5) if k == 0 and chance(rng, 0.4) else 1)
        for k in range(count)
    ]
    xs = np.linspace(-x + radius * 1.2, x - radius * 1.1, count)
    return assembled(parts, _wheels(rng, list(xs), rims, between(rng, 0.12, 0.25), width * 1.05))
