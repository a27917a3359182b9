"""Over a surface, triangle by triangle, to where it ends: paths in, boundaries out.

A chase from link to link over a few thousand paths, ever fewer: numpy does it in half of torch's
time on the processor, and on a GPU each of its small steps would cost a launch.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from .topology import Topology

_STEPS = 64  # triangles that are walked across between two pixels, at most

# What parts two pixels: the nearer surface's outline, a jump of colour within the surface, or
# that the nearer surface goes on and under the other.
OUTLINE, SEAM, CROSSING = 0, 1, 2


@dataclass(frozen=True)
class Mesh:
    """Triangles as they stand now.

    points  (3 F, 3) their corners
    planes  (F, 4) their planes: normal and offset
    """

    topology: Topology
    points: NDArray[np.float32]
    planes: NDArray[np.float32]


@dataclass
class Paths:
    """N ways over a surface, each along its own plane.

    index   (N,) which they are
    half    (N,) the half-edge by which the triangle they are on is left
    is_back (N,) whether that triangle is seen from behind
    before  (N,) whether that half-edge starts before the plane
    goal    (N,) the triangle where they would arrive
    plane   (N, 4) normal and offset of the plane
    view    (N, 4) where they are seen from, as CameraBatch.views gives it
    seam    (N,) the first half-edge that was a seam, -1 where none was yet
    """

    index: NDArray[np.int64]
    half: NDArray[np.int64]
    is_back: NDArray[np.bool_]
    before: NDArray[np.bool_]
    goal: NDArray[np.int64]
    plane: NDArray[np.float32]
    view: NDArray[np.float32]
    seam: NDArray[np.int64]

    def at(self, where: NDArray[np.bool_]) -> "Paths":
        """Those of the paths."""
        return Paths(*(getattr(self, field.name)[where] for field in fields(self)))


def set_out(
    mesh: Mesh,
    faces: NDArray[np.int64],
    goals: NDArray[np.int64],
    planes: NDArray[np.float32],
    views: NDArray[np.float32],
) -> Paths:
    """The paths that leave `faces` (N,) and have a way out: those alone.

    The way is the cut of the surface with a plane. Of the two edges of the first triangle whose
    ends lie on either side of it, it leaves by the one that runs, as the triangle is wound,
    against the plane's normal; seen from behind, along it.
    """
    is_back = _dot(mesh.planes[faces], views) < 0
    corners = (mesh.points[3 * faces + corner] for corner in range(3))
    beside = np.stack([_dot(c, planes[:, :3]) >= planes[:, 3] for c in corners], axis=1)
    starts, ends = beside[:, [1, 2, 0]], beside[:, [2, 0, 1]]
    leaves = (starts != ends) & (starts != is_back[:, None])
    some = np.flatnonzero(leaves.any(axis=1))
    half = 3 * faces + leaves.argmax(axis=1)
    none = np.full(len(some), -1)
    return Paths(
        some,
        half[some],
        is_back[some],
        ~is_back[some],
        goals[some],
        planes[some],
        views[some],
        none,
    )


def walk(mesh: Mesh, paths: Paths, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the paths end.

    Returns:
        For each of `count` indices: OUTLINE, SEAM, or -1 where the path arrives without a boundary,
        or nowhere; and the half-edge that is the boundary, -1 where there is none.
    """
    topology, points, planes = mesh.topology, mesh.points, mesh.planes
    kind, boundary = np.full(count, -1), np.full(count, -1)
    goes_on = np.ones(len(paths.index), bool)
    for _ in range(_STEPS):
        # Those that have ended walk along until a quarter has: to leave them costs more.
        going = np.count_nonzero(goes_on)
        if not going:
            break
        if 4 * going < 3 * len(goes_on):
            paths, goes_on = paths.at(goes_on), goes_on[goes_on]
        half = paths.half
        beyond, turned = topology.beyond[half], topology.turned[half]
        face = beyond // 3
        is_back = _dot(planes[face], paths.view) < 0
        ends = (beyond < 0) | ((is_back ^ turned) != paths.is_back)
        meets_seam = topology.seams[half] & ~ends & (paths.seam < 0)
        paths.seam = np.where(meets_seam, half, paths.seam)
        stops = goes_on & (ends | (face == paths.goal))
        if stops.any():
            who, seam, is_outline = paths.index[stops], paths.seam[stops], ends[stops]
            kind[who] = np.where(is_outline, OUTLINE, np.where(seam < 0, -1, SEAM))
            boundary[who] = np.where(is_outline, half[stops], seam)
            goes_on = goes_on & ~stops
        # The neighbour's edge starts where ours ends, unless it is wound the other way round.
        first = paths.before ^ ~turned
        tip = _dot(points[beyond], paths.plane[:, :3]) >= paths.plane[:, 3]
        with_first = tip == first
        came = beyond % 3
        paths.half = beyond - came + (came + np.where(with_first, 1, 2)) % 3
        paths.before = np.where(with_first, ~first, tip)
        paths.is_back = is_back
    return kind, boundary


def _dot(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.einsum("ij,ij->i", a, b)
