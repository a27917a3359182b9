"""Shapes that several classes of tableware share."""

from collections.abc import Sequence

import numpy as np

from ...datatypes import Mesh
from ..parts import Profile
from ..shapes import lathe, solid, tube


def drawn_sides(rng: np.random.Generator) -> int:
    return int(rng.choice((6, 8, 10, 12, 16, 20, 24)))


def softened(profile: Sequence[tuple[float, float]], rounds: int) -> Profile:
    """The profile with its inner corners cut off, `rounds` times (Chaikin's curve)."""
    points = np.asarray(profile, np.float64)
    for _ in range(rounds):
        near = points[:-1] * 0.75 + points[1:] * 0.25
        far = points[:-1] * 0.25 + points[1:] * 0.75
        between_ends = np.stack([near, far], axis=1).reshape(-1, 2)[1:-1]
        points = np.concatenate([points[:1], between_ends, points[-1:]])
    return [(float(radius), float(z)) for radius, z in points]


def closed(profile: Sequence[tuple[float, float]], sides: int) -> Mesh:
    """A body of turning with flat ends."""
    return lathe([(0, profile[0][1]), *profile, (0, profile[-1][1])], segments=sides)


def hollow(profile: Sequence[tuple[float, float]], wall: float, floor: float, sides: int) -> Mesh:
    """An open vessel of an outer profile (bottom to lip), its inside down to z = floor."""
    inner = [(max(radius - wall, wall * 0.2), z) for radius, z in profile[::-1] if z > floor]
    ends = np.interp(floor, [z for _, z in profile], [radius for radius, _ in profile])
    inner += [(max(float(ends) - wall, wall * 0.2), floor), (0, floor)]
    return lathe([(0, profile[0][1]), *profile, *inner], segments=sides)


def squarish(mesh: Mesh, power: float, aspect: float = 1.0) -> Mesh:
    """A body of turning made square across: the greater the power, the sharper its corners."""
    vertices = mesh.vertices.astype(np.float64)
    plan = vertices[:, :2]
    radius = np.linalg.norm(plan, axis=1, keepdims=True)
    unit = np.abs(plan) / np.maximum(radius, 1e-9)
    norm = np.maximum((unit**power).sum(axis=1, keepdims=True) ** (1 / power), 1e-9)
    vertices[:, :2] = np.where(radius > 1e-9, plan / norm, plan) * (1, aspect)
    return solid(vertices, mesh.faces)


def vessel_handle(
    reach: float, low: float, high: float, start: float, thick: float, form: int
) -> Mesh:
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
