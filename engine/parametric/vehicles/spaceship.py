"""Spaceships made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
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
    torus,
    tube,
    turned,
)
from .parts import Parts, frustum, hull_body, panel, rod_x, rod_y, thruster
from .spaceship_cruisers import (
    block_cruiser,
    disc_freighter,
    freighter,
    nacelle_ship,
    wedge_cruiser,
)
from .spaceship_rockets import lander, rocket, shuttle


def spaceship(rng: np.random.Generator) -> Mesh:
    """Fighter, cross-wing, saucer, rocket, freighter, disc, shuttle, cruiser, starship, pod."""
    designs = (
        (_star_fighter, 6),
        (_cross_wing, 1.5),
        (_saucer, 3),
        (rocket, 4),
        (freighter, 3),
        (disc_freighter, 0.6),
        (shuttle, 2),
        (wedge_cruiser, 1.5),
        (block_cruiser, 2),
        (nacelle_ship, 1.2),
        (_panel_pod, 1),
        (lander, 1.2),
        (_chunky_craft, 4),
        (_random_craft, 3),
    )
    return grounded(drawn(rng, designs))


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
        parts.append(thruster(radius, (-0.5, 0, 0), 0.2, 10))
    if count > 1:
        y = max(wide * between(rng, 0.5, 1.3), radius)
        parts += mirrored(thruster(radius, (-0.5, y, 0), between(rng, 0.2, 0.45), 10), "y")
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
        engine = thruster(0.05, (-0.48, girth * 2, np.sign(angle) * 0.06), 0.4, 8)
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
        thruster(
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
    parts += mirrored(thruster(radius, (-0.58, radius * between(rng, 0.9, 2), 0), 0.25, 8), "y")
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
