"""Building blocks of assets made by formula: numbers in, small closed meshes out.

Z is up; lengths are metres, angles degrees.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..datatypes import GREY, Material, Mesh
from ..meshes import join, transformed

Point = tuple[float, float, float]
Color = tuple[float, float, float]


def solid(vertices: ArrayLike, faces: ArrayLike, color: Color | None = None) -> Mesh:
    """A mesh of vertices (V, 3) and triangles (F, 3), of one colour."""
    material = GREY if color is None else Material(np.array(color, np.float32))
    return Mesh(
        np.asarray(vertices, np.float64), np.asarray(faces, np.int32), materials=(material,)
    )


def box(low: Point, high: Point, color: Color | None = None) -> Mesh:
    """An axis-aligned box between two corners."""
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], np.float64)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = [face for a, b, c, d in quads for face in ((a, b, c), (a, c, d))]
    return solid(np.array(low) + corners * (np.array(high) - np.array(low)), faces, color)


def block(size: Point, at: Point = (0, 0, 0), *, top: float | tuple[float, float] = 1.0) -> Mesh:
    """A box of `size` whose bottom's middle stands at `at`; its upper face is scaled by `top`."""
    made = box((-size[0] / 2, -size[1] / 2, 0), (size[0] / 2, size[1] / 2, size[2]))
    vertices = made.vertices.copy()
    vertices[vertices[:, 2] > 0, :2] *= top
    return solid(vertices + at, made.faces)


def rounded(size: Point, at: Point = (0, 0, 0), *, radius: float, steps: int = 2) -> Mesh:
    """A box as `block`'s with all edges bevelled by `radius`: cushions, cases, soft toys."""
    radius = min(radius, 0.49 * min(size))
    turns = np.linspace(0, np.pi / 2, steps + 1)
    quarter = np.column_stack([np.cos(turns), np.sin(turns)])
    signs = np.repeat([(1, 1), (-1, 1), (-1, -1), (1, -1)], steps + 1, axis=0)
    arcs = np.concatenate([quarter, quarter[::-1] * (-1, 1), -quarter, quarter[::-1] * (1, -1)])
    middles = signs * (np.array(size[:2]) / 2 - radius)
    levels = [(np.sin(t), radius * (1 - np.cos(t))) for t in turns]
    levels += [(reach, size[2] - z) for reach, z in reversed(levels)]
    rings = [
        np.column_stack([middles + arcs * radius * reach, np.full(len(arcs), z)])
        for reach, z in levels
    ]
    return moved(loft(rings), at)


def lathe(
    profile: Sequence[tuple[float, float]], color: Color | None = None, *, segments: int = 24
) -> Mesh:
    """A profile of (radius, z), bottom to top, turned around Z; closed where the radius is 0."""
    angles = np.arange(segments) * (2 * np.pi / segments)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    vertices = np.concatenate(
        [np.column_stack([radius * circle, np.full(segments, z)]) for radius, z in profile]
    )
    start = np.arange(segments)
    after = (start + 1) % segments
    faces = []
    for ring in range(len(profile) - 1):
        a, b = ring * segments + start, ring * segments + after
        c, d = b + segments, a + segments
        if profile[ring][0] > 0:
            faces.append(np.column_stack([a, b, c]))
        if profile[ring + 1][0] > 0:
            faces.append(np.column_stack([a, c, d]))
    return solid(vertices, np.concatenate(faces), color)


def cylinder(
    radius: float, height: float, at: Point = (0, 0, 0), *, top: float = 1.0, segments: int = 16
) -> Mesh:
    """A cylinder standing at `at`; `top` scales its upper radius (0: a cone)."""
    profile = [(0.0, 0.0), (radius, 0.0), (radius * top, height), (0.0, height)]
    return moved(lathe(profile if top > 0 else profile[:3], segments=segments), at)


def ball(
    radius: float | Point, at: Point = (0, 0, 0), *, segments: int = 12, rings: int = 8
) -> Mesh:
    """A sphere, or an ellipsoid of three radii, around `at`."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, rings + 1)
    profile = [(abs(np.cos(a)) if 0 < i < rings else 0.0, np.sin(a)) for i, a in enumerate(angles)]
    made = lathe(profile, segments=segments)
    return solid(made.vertices * radius + np.array(at), made.faces)


def torus(
    radius: float, thickness: float, at: Point = (0, 0, 0), *, segments: int = 16, sides: int = 8
) -> Mesh:
    """A ring in the XY plane around `at`: its middle line's radius, and the tube's."""
    angles = np.arange(sides) * (2 * np.pi / sides)
    profile = np.column_stack([radius + thickness * np.cos(angles), thickness * np.sin(angles)])
    return moved(lathe([*profile, profile[0]], segments=segments), at)


def loft(sections: ArrayLike) -> Mesh:
    """Rings (S, K, 3) joined one after the other, both ends closed: hulls, bodies, limbs.

    Each ring runs counter-clockwise, seen from the last ring towards the first.
    """
    rings = np.asarray(sections, np.float64)
    count, around = rings.shape[:2]
    start = np.arange(around)
    after = (start + 1) % around
    faces = []
    for ring in range(count - 1):
        a, b = ring * around + start, ring * around + after
        faces += [np.column_stack([a, b, b + around]), np.column_stack([a, b + around, a + around])]
    ends = rings[[0, -1]].mean(axis=1)
    first, last = count * around, count * around + 1
    faces.append(np.column_stack([after, start, np.full(around, first)]))
    offset = (count - 1) * around
    faces.append(np.column_stack([start + offset, after + offset, np.full(around, last)]))
    points, joined = np.concatenate([rings.reshape(-1, 3), ends]), np.concatenate(faces)
    # A ring with points at one place (a bevel's corner) leaves faces without a size.
    a, b, c = points[joined].transpose(1, 0, 2)
    whole = (a != b).any(axis=1) & (b != c).any(axis=1) & (c != a).any(axis=1)
    return solid(points, joined[whole])


def tube(points: ArrayLike, radius: float | Sequence[float], *, segments: int = 8) -> Mesh:
    """A round rod along points (N, 3), N at least 2, of one radius or one a point."""
    path = np.asarray(points, np.float64)
    radii = np.broadcast_to(np.asarray(radius, np.float64), len(path))
    along = np.gradient(path, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
    # The frame is carried along the path, so that it does not spin.
    side = np.cross(along[0], (0, 0, 1) if abs(along[0, 2]) < 0.9 else (1, 0, 0))
    angles = np.arange(segments) * (2 * np.pi / segments)
    rings = []
    for point, direction, size in zip(path, along, radii, strict=True):
        side = side - direction * (side @ direction)
        side /= max(np.linalg.norm(side), 1e-12)
        up = np.cross(direction, side)
        rings.append(point + size * (np.outer(np.cos(angles), side) + np.outer(np.sin(angles), up)))
    return loft(rings)


def prism(outline: ArrayLike, depth: float, *, at: Point = (0, 0, 0)) -> Mesh:
    """A flat shape with thickness: outline (N, 2) in X and Z, `depth` along Y, centred on it.

    The outline is simple (does not cross itself) and may be concave.
    """
    points = np.asarray(outline, np.float64)
    following = np.roll(points, -1, axis=0)
    if (points[:, 0] * following[:, 1] - following[:, 0] * points[:, 1]).sum() < 0:
        points = points[::-1]
    count = len(points)
    front = np.column_stack([points[:, 0], np.full(count, -depth / 2), points[:, 1]])
    back = front + (0, depth, 0)
    flat = np.array(_ears(points), np.int32)
    start = np.arange(count)
    after = (start + 1) % count
    sides = [
        np.column_stack([start, start + count, after + count]),
        np.column_stack([start, after + count, after]),
    ]
    faces = np.concatenate([flat, flat[:, ::-1] + count, *sides])
    return solid(np.concatenate([front, back]) + np.array(at), faces)


def _ears(points: NDArray[np.float64]) -> list[tuple[int, int, int]]:
    """Triangles of a counter-clockwise simple polygon (N, 2), by clipping ears (Meisters 1975)."""
    left = list(range(len(points)))
    triangles = []
    while len(left) > 3:
        for place in range(len(left)):
            ear = left[place - 1], left[place], left[(place + 1) % len(left)]
            if _is_ear(points, ear, left):
                break
        else:
            place, ear = 0, (left[-1], left[0], left[1])  # nothing but slivers is left
        triangles.append(ear)
        left.pop(place)
    return [*triangles, (left[0], left[1], left[2])]


def _is_ear(points: NDArray[np.float64], ear: tuple[int, int, int], left: list[int]) -> bool:
    corners = points[list(ear)]
    if _side(*corners) <= 1e-12:
        return False
    rest = [points[other] for other in left if other not in ear]
    return not any(
        all(_side(corners[k], corners[(k + 1) % 3], point) >= 0 for k in range(3)) for point in rest
    )


def _side(a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def blob(
    rng: np.random.Generator,
    radius: float | Point,
    at: Point = (0, 0, 0),
    *,
    roughness: float = 0.2,
    segments: int = 10,
    rings: int = 7,
) -> Mesh:
    """An uneven ball: rocks, leaves in a clump, dough. `roughness` is a share of the radius."""
    made = ball(1.0, segments=segments, rings=rings)
    waves = rng.normal(size=(6, 3)) * 1.7
    phases = rng.uniform(0, 2 * np.pi, 6)
    smooth = np.sin(made.vertices @ waves.T + phases).mean(axis=1) * 1.8
    # The poles are many vertices at one place: noise by direction keeps them together.
    grain = np.sin(made.vertices @ (rng.normal(size=3) * 9) + rng.uniform(0, 6))
    size = 1 + roughness * (smooth + 0.4 * grain)
    return solid(made.vertices * size[:, None] * radius + np.array(at), made.faces)


def sheet(grid: ArrayLike, thickness: float = 0.01) -> Mesh:
    """A bent plate: grid (A, B, 3) of points, thickened to both sides: leaves, cloth."""
    points = np.asarray(grid, np.float64)
    rows, columns = points.shape[:2]
    along, across = np.gradient(points, axis=0), np.gradient(points, axis=1)
    normals = np.cross(along, across)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)
    top = (points + normals * thickness / 2).reshape(-1, 3)
    bottom = (points - normals * thickness / 2).reshape(-1, 3)
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:])
    quads = [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)]
    flat = np.concatenate(quads)
    edge = np.concatenate([index[:, 0], index[-1, 1:], index[-2::-1, -1], index[0, -2:0:-1]])
    after, count = np.roll(edge, -1), rows * columns
    sides = [
        np.column_stack([edge, edge + count, after + count]),
        np.column_stack([edge, after + count, after]),
    ]
    return solid(
        np.concatenate([top, bottom]), np.concatenate([flat, flat[:, ::-1] + count, *sides])
    )


def moved(mesh: Mesh, by: Sequence[float]) -> Mesh:
    """The mesh moved by (x, y, z)."""
    matrix = np.eye(4)
    matrix[:3, 3] = by
    return transformed(mesh, matrix)


def scaled(mesh: Mesh, by: float | Sequence[float]) -> Mesh:
    """The mesh scaled about the origin, by one factor or by one an axis."""
    matrix = np.diag([*np.broadcast_to(np.asarray(by, np.float64), 3), 1.0])
    return transformed(mesh, matrix)


def turned(mesh: Mesh, axis: str, degrees: float) -> Mesh:
    """The mesh turned about the axis x, y or z through the origin, counter-clockwise."""
    matrix = np.eye(4)
    matrix[:3, :3] = _turn(axis, degrees)
    return transformed(mesh, matrix)


def _turn(axis: str, degrees: float) -> NDArray[np.float64]:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    matrix = np.eye(3)
    matrix[[first, second], [first, second]] = cosine
    matrix[first, second], matrix[second, first] = -sine, sine
    return matrix


def around(part: Mesh, count: int, *, start: float = 0.0) -> list[Mesh]:
    """`count` copies of a part, turned evenly about Z: legs, petals, spokes."""
    return [turned(part, "z", start + 360 / count * step) for step in range(count)]


def mirrored(part: Mesh, axis: str = "x") -> list[Mesh]:
    """A part and its mirror image across the plane through the origin: [part, image]."""
    by = [1.0, 1.0, 1.0]
    by["xyz".index(axis)] = -1.0
    return [part, scaled(part, by)]


def assembled(*parts: Mesh | Sequence[Mesh]) -> Mesh:
    """One mesh of parts and lists of parts."""
    flat: list[Mesh] = []
    for part in parts:
        flat += [part] if isinstance(part, Mesh) else list(part)
    return join(flat)


def chance(rng: np.random.Generator, share: float) -> bool:
    """True in that share of draws."""
    return bool(rng.random() < share)


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """A number between two, in whatever order they are given."""
    return float(rng.uniform(min(low, high), max(low, high)))
