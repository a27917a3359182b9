"""Spaceships made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
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
    scaled,
    torus,
    tube,
    turned,
)
from .parts import Parts, frustum, hull_body, panel, rod_x, rod_y


def spaceship(rng: np.random.Generator) -> Mesh:
    """Fighter, cross-wing, saucer, rocket, freighter, disc, shuttle, cruiser, starship, pod."""
    designs = (
        (_star_fighter, 6),
        (_cross_wing, 1.5),
        (_saucer, 3),
        (_rocket, 4),
        (_freighter, 3),
        (_disc_freighter, 0.6),
        (_shuttle, 2),
        (_wedge_cruiser, 1.5),
        (_block_cruiser, 2),
        (_nacelle_ship, 1.2),
        (_panel_pod, 1),
        (_lander, 1.2),
        (_chunky_craft, 4),
        (_random_craft, 3),
    )
    return grounded(drawn(rng, designs))


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
    fuselage = hull_body(
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
    wing = panel(chord, span, (lead, wide * 0.5, 0), sweep=sweep, cant=cant, **looks)
    parts += mirrored(wing, "y")
    if chance(rng, 0.4):
        y, z = span * np.cos(np.radians(cant)) + wide * 0.5, span * np.sin(np.radians(cant))
        x = lead - sweep
        if chance(rng, 0.5):
            parts += mirrored(
                rod_x(0.018, between(rng, 0.2, 0.5), (x - 0.15, y, z), segments=6), "y"
            )
        else:
            fin = panel(
                0.25, 0.2, (x, y, z - 0.06), cant=between(rng, 70, 110), sweep=0.1, flat=flat
            )
            parts += mirrored(fin, "y")
    if chance(rng, 0.45):
        tails = panel(
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
        gun = rod_x(0.012, 0.3, (0.05, wide + span * 0.3, 0), segments=6)
        parts += mirrored(gun, "y")
    return assembled(parts)


def _cross_wing(rng: np.random.Generator) -> Mesh:
    """A long nose and four wings opened to an X, guns on their tips."""
    girth = between(rng, 0.045, 0.07)
    fuselage = hull_body(
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
        wing = panel(chord, span, (-0.1, girth, 0), cant=angle, tip=0.7, thick=0.07, flat=True)
        y, z = girth + span * np.cos(np.radians(angle)), span * np.sin(np.radians(angle))
        gun = rod_x(0.016, 0.45, (-0.3, y, z), segments=6)
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
            hull_body(
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
        parts.append(rod_x(wide * 0.5, 0.12, (0.25, 0, 0), segments=8))
    bays, load = int(rng.integers(2, 6)), int(rng.integers(4))
    step = 0.5 / bays
    for x in -0.25 + step * np.arange(bays):
        if load == 0:
            parts += mirrored(box((x, wide * 0.1, -high), (x + step * 0.88, wide, high)), "y")
        elif load == 1:
            parts.append(ball((step * 0.5, wide, high), (x + step / 2, 0, 0), segments=8, rings=6))
        elif load == 2:
            parts += mirrored(rod_x(wide * 0.45, step * 0.88, (x, wide * 0.6, 0), segments=8), "y")
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
            panel(
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
    parts.append(rod_x(0.05, 0.1, (0.3, -0.42, 0), top=0.4, segments=8))
    parts.append(box((-0.45, -0.2, -0.025), (-0.2, 0.2, 0.025)))
    parts.append(cylinder(0.1, 0.02, (0.1, 0.2, thick + 0.02), segments=10))
    return assembled(parts)


def _shuttle(rng: np.random.Generator) -> Mesh:
    """An orbiter with delta wings and a tall fin, or a box with folding wings."""
    wide, high = between(rng, 0.08, 0.12), between(rng, 0.075, 0.12)
    nose = between(rng, 0.2, 0.5)
    fuselage = hull_body(
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
        wing = panel(
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
            panel(0.28, between(rng, 0.2, 0.3), (-0.2, 0, high * 0.7), cant=90, sweep=0.2, tip=0.5)
        )
    else:
        cant = between(rng, -60, 60)
        wing = panel(
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
            panel(0.4, 0.45, (0.0, 0, high * 0.5), cant=90, sweep=0.15, flat=True, thick=0.06)
        )
    for y, z in ((0.5, -0.3), (-0.5, -0.3), (0, 0.5)):
        nozzle = rod_x(0.05, 0.1, (-0.54, y * wide, z * high), top=0.6, segments=10)
        parts.append(nozzle)
    if chance(rng, 0.5):
        parts.append(
            frustum((0.26, 0.4), (0.28, 0.34), (wide * 1.4, wide), (high * 0.5, high * 1.1))
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
        hull_body(
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
        parts.append(rod_x(high * 0.5, 0.06, (-0.55, y * wide, 0), segments=8, top=0.8))
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
            hull_body(
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
            block((0.06, 0.05, 0.03), top=0.8), rod_x(0.007, 0.08, (0.02, 0, 0.018), segments=5)
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
        hull_body(
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
    nacelle = rod_x(0.032, between(rng, 0.35, 0.5), (-0.5, apart, up), segments=8)
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
    arm = rod_y(size * 0.35, apart, (0, apart / 2, 0), segments=8)
    window = rod_x(size * 0.6, 0.05, (size * 0.75, 0, 0), segments=8)
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
    hull = hull_body(
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
            frustum((-0.12, 0.3), (-0.05, 0.1), (wide * 1.3, wide), (high * 0.5, high * 1.6))
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
        wing = panel(
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
        fin = panel(
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
        gun = rod_x(0.03, between(rng, 0.3, 0.5), (0.05, wide * 1.1, -high * 0.4), segments=6)
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
        hull_body(stations, segments=int(rng.choice([4, 6, 8, 10])), power=between(rng, 1.5, 7))
    ]
    for _ in range(int(rng.integers(1, 4))):
        chord = between(rng, 0.12, 0.45)
        surface = panel(
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
        pod = hull_body(
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
