"""Bare trees, stumps and logs made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import grounded
from ..shapes import around, assembled, between, chance, cylinder, lathe, moved, solid, tube, turned
from .parts import bent_stem, branching, cut_below


def bare_tree(rng: np.random.Generator) -> Mesh:
    made = branching(
        rng,
        height=between(rng, 0.5, 1.4),
        radius=between(rng, 0.06, 0.2),
        depth=int(rng.choice([1, 2, 2, 3])),
        sides=int(rng.integers(4, 8)),
        spread=between(rng, 25, 60),
        taper=between(rng, 0.6, 0.8),
    )
    if chance(rng, 0.3):
        made = assembled(made, _roots(rng, 0.15))
    return grounded(made)


def _roots(rng: np.random.Generator, radius: float) -> list[Mesh]:
    reach = radius * between(rng, 2, 3.5)
    path = [(0, 0, radius * 1.5), (reach * 0.5, 0, radius * 0.5), (reach, 0, 0)]
    root = tube(path, np.array([0.6, 0.45, 0.1]) * radius, segments=5)
    return around(root, int(rng.integers(3, 7)), start=between(rng, 0, 90))


def dead_trunk(rng: np.random.Generator) -> Mesh:
    """A tall broken trunk with branch stubs."""
    tall, radius = between(rng, 1.5, 2.5), between(rng, 0.12, 0.25)
    trunk, path = bent_stem(rng, tall, radius, lean=0.12, top=0.35, segments=7, steps=5)
    parts = [trunk, *_roots(rng, radius)]
    for step in range(int(rng.integers(2, 7))):
        length = between(rng, 0.2, 0.9)
        way = [(0, 0, 0), (length * 0.6, 0, length * 0.25), (length, 0, length * 0.8)]
        stub = turned(tube(way, np.array([0.4, 0.3, 0.08]) * radius, segments=5), "z", step * 130)
        parts.append(moved(stub, path[int(rng.integers(2, 6))]))
    return grounded(assembled(parts))


def stump(rng: np.random.Generator) -> Mesh:
    radius, height = between(rng, 0.3, 0.6), between(rng, 0.3, 1.0)
    sides = int(rng.integers(6, 14))
    foot = radius * between(rng, 1.1, 1.6)
    profile = [(0, 0), (foot, 0), (radius * 1.05, height * 0.3), (radius, height)]
    profile += [(radius * 0.85, height), (radius * 0.85, height * 0.96), (0, height * 0.96)]
    made = lathe(profile, segments=sides)
    vertices = made.vertices.copy()
    if chance(rng, 0.35):
        # A broken stump: its rim goes up and down around it.
        angles = np.arctan2(vertices[:, 1], vertices[:, 0])
        ragged = np.sin(3 * angles + rng.uniform(0, 6)) + np.sin(7 * angles)
        vertices[:, 2] += (vertices[:, 2] > height * 0.98) * height * 0.15 * ragged
    parts = [solid(vertices, made.faces)]
    if chance(rng, 0.7):
        parts += _roots(rng, min(radius * between(rng, 0.5, 0.85), height * 0.5))
    if chance(rng, 0.25):
        sprig = tube([(0, 0, 0), (0.3, 0, 0.15), (0.4, 0, 0.4)], (0.08, 0.06, 0.02), segments=5)
        parts.append(moved(sprig, (radius * 0.8, 0, height * 0.5)))
    return cut_below(assembled(parts), 0.0)


def log(rng: np.random.Generator) -> Mesh:
    length, radius = between(rng, 1.2, 3.5), between(rng, 0.15, 0.4)
    sides = int(rng.integers(6, 13))
    path = [(x * length, between(rng, -0.04, 0.04), 0) for x in (-0.5, -0.15, 0.2, 0.5)]
    radii = radius * np.array([1, 0.95, 0.9, between(rng, 0.7, 0.95)])
    parts = [tube(path, radii, segments=sides)]
    for _ in range(int(rng.integers(0, 4))):
        stub = cylinder(radius * 0.3, radius * between(rng, 1.4, 2.5), top=0.7, segments=5)
        stub = turned(turned(stub, "y", between(rng, -30, 30)), "x", between(rng, -80, 80))
        parts.append(moved(stub, (length * between(rng, -0.4, 0.4), 0, 0)))
    if chance(rng, 0.2):
        copies = [moved(parts[0], (0, side * radius * 1.95, 0)) for side in (0, 1)]
        parts += [copies[1], moved(parts[0], (0, radius * 0.98, radius * 1.7))]
    return grounded(assembled(parts))
