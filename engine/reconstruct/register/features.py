"""Two point clouds in, ways in which they may lie on one another out: by their shapes alone."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ... import deps

FEATURE = "Registering views and scans"
_TRIES = 100_000  # triples of matches that are drawn
_BATCH = 256  # of them that are weighed at a time
_EDGE = 0.9  # by how much a triple's sides may differ, as a share
_TURNED = 0.3  # by which the cosine between two normals of a triple may differ
_SAME_WAY = 0.8  # cosine from which two normals look the same way
_WEIGHED = 40  # distinct ways that are weighed by all points
_KEPT = 3  # that are refined by each of the two measures
_APART = 0.1  # of the cloud's size: two ways that move it by more are distinct


@dataclass(frozen=True)
class Cloud:
    """Points with normals and descriptions of their surroundings (Rusu et al. 2009, FPFH).

    points   (N, 3) about `voxel` apart, with normals (N, 3)
    legacy   the same, as Open3D's cloud
    """

    voxel: float
    points: NDArray[np.float64]
    normals: NDArray[np.float64]
    legacy: Any

    @cached_property
    def described(self) -> Any:
        """Open3D's features, one for each point."""
        open3d = deps.require("open3d", feature=FEATURE)
        search = open3d.geometry.KDTreeSearchParamHybrid(self.voxel * 5, 100)
        return open3d.pipelines.registration.compute_fpfh_feature(self.legacy, search)


def cloud_of(
    points: NDArray[np.float64],
    voxel: float,
    *,
    normals: NDArray[np.float64] | None = None,
    seen_from: NDArray[np.float64] | None = None,
) -> Cloud:
    """The cloud of points (P, 3), thinned to one for each voxel.

    Args:
        normals: (P, 3) where they are known.
        seen_from: (3,) place that all points were seen from; without it and without normals, they
            are taken to lie around their middle.

    Raises:
        MissingDependency: Open3D is not installed.
    """
    open3d = deps.require("open3d", feature=FEATURE)
    search = open3d.geometry.KDTreeSearchParamHybrid
    cloud = open3d.geometry.PointCloud(open3d.utility.Vector3dVector(points))
    if normals is not None:
        cloud.normals = open3d.utility.Vector3dVector(normals)
    cloud = cloud.voxel_down_sample(voxel)
    if normals is None:
        cloud.estimate_normals(search(voxel * 2, 30))
        middle = np.asarray(cloud.points).mean(axis=0) if len(cloud.points) else np.zeros(3)
        cloud.orient_normals_towards_camera_location(middle if seen_from is None else seen_from)
        if seen_from is None:
            cloud.normals = open3d.utility.Vector3dVector(-np.asarray(cloud.normals))
    return Cloud(voxel, np.asarray(cloud.points), np.asarray(cloud.normals), cloud)


def ways(source: Cloud, target: Cloud, *, seed: int = 0) -> list[NDArray[np.float64]]:
    """Ways target_from_source (4, 4) in which many like points meet, best first; [] for none.

    Random triples of matches (Fischler and Bolles 1981), in batches and of a seeded generator:
    Open3D's own does not return the same twice, and only one way. Each is then refined by planes.
    """
    open3d = deps.require("open3d", feature=FEATURE)
    registration = open3d.pipelines.registration
    if min(len(source.points), len(target.points)) < 10:
        return []
    pairs = np.asarray(
        registration.correspondences_from_features(source.described, target.described, True, 0.0)
    )
    if len(pairs) < 10:
        return []
    matches = [
        np.stack([cloud.points[index], cloud.normals[index]])
        for cloud, index in ((source, pairs[:, 0]), (target, pairs[:, 1]))
    ]
    reach = 1.5 * target.voxel
    found = _consensus(*matches, reach, np.random.default_rng(seed))

    def meeting(matrix: NDArray[np.float64]) -> float:
        clouds = source.legacy, target.legacy
        return registration.evaluate_registration(*clouds, reach, matrix).fitness

    # Things are told by how much of them meets, rooms (all walls meet) by how many matches do.
    kept = found[:_KEPT]
    kept += sorted(found[_KEPT:], key=meeting, reverse=True)[:_KEPT]
    ends: list[NDArray[np.float64]] = []
    for matrix in kept:
        end = refined(source, target, matrix)
        places = moved(end, source.points)
        if all(abs(moved(one, source.points) - places).max() > target.voxel for one in ends):
            ends.append(end)
    return ends


def refined(
    source: Cloud, target: Cloud, target_from_source: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The same way, fitted to the target's planes (Chen and Medioni 1992), coarse to fine."""
    registration = deps.require("open3d", feature=FEATURE).pipelines.registration
    matrix = target_from_source
    for reach in (2.0, 1.0, 0.5):
        matrix = registration.registration_icp(
            source.legacy,
            target.legacy,
            reach * target.voxel,
            matrix,
            registration.TransformationEstimationPointToPlane(),
            registration.ICPConvergenceCriteria(max_iteration=40),
        ).transformation
    return np.array(matrix)


def _consensus(
    one: NDArray[np.float64], other: NDArray[np.float64], reach: float, rng: np.random.Generator
) -> list[NDArray[np.float64]]:
    """Distinct movements of matches `one` (2, M, 3) onto `other`, those most agree on first.

    Args:
        one, other: points and, behind them, their normals.
    """
    triples = rng.integers(one.shape[1], size=(_TRIES, 3))
    triples = triples[_may_fit(one[:, triples], other[:, triples], reach)]
    if not len(triples):
        return []
    moves = rigid(one[0, triples], other[0, triples])
    parts = [moves[first : first + _BATCH] for first in range(0, len(moves), _BATCH)]
    counts = np.concatenate([_agreeing(part, one, other, reach).sum(axis=1) for part in parts])
    corners = one[0, [0, -1, one.shape[1] // 2]]
    size = np.linalg.norm(np.ptp(one[0], axis=0))
    kept: list[NDArray[np.float64]] = []
    for index in np.argsort(-counts, kind="stable"):
        if counts[index] < 4 or len(kept) == _WEIGHED:
            break
        places = moved(moves[index], corners)
        if all(abs(places - moved(move, corners)).max() > _APART * size for move in kept):
            kept.append(moves[index])
    return [_polished(matrix, one, other, reach) for matrix in kept]


def _may_fit(one: NDArray[np.float64], other: NDArray[np.float64], reach: float) -> NDArray:
    """Which triples (2, T, 3, 3) have sides of like length and normals at like angles, (T,)."""
    sides = [np.linalg.norm(x[0] - np.roll(x[0], 1, axis=1), axis=2) for x in (one, other)]
    short, long = np.minimum(*sides), np.maximum(*sides)
    angles = [(x[1] * np.roll(x[1], 1, axis=1)).sum(axis=2) for x in (one, other)]
    fits = (short > _EDGE * long) & (short > 2 * reach) & (abs(angles[0] - angles[1]) < _TURNED)
    return fits.all(axis=1)


def _polished(
    matrix: NDArray[np.float64], one: NDArray, other: NDArray, reach: float
) -> NDArray[np.float64]:
    """The movement that fits all matches best which agree with this one."""
    for _ in range(3):
        near = _agreeing(matrix[None], one, other, reach)[0]
        if near.sum() < 3:
            break
        matrix = rigid(one[0, near][None], other[0, near][None])[0]
    return matrix


def _agreeing(
    moves: NDArray[np.float64], one: NDArray, other: NDArray, reach: float
) -> NDArray[np.bool_]:
    """Which matches each of the moves (B, 4, 4) brings together, (B, M)."""
    turns = moves[:, :3, :3].transpose(0, 2, 1)
    off = one[0] @ turns + moves[:, None, :3, 3] - other[0]
    cosine = ((one[1] @ turns) * other[1]).sum(axis=2)
    return ((off**2).sum(axis=2) < reach**2) & (cosine > _SAME_WAY)


def moved(matrix: NDArray[np.float64], points: NDArray[np.floating]) -> NDArray[np.float64]:
    """Points (N, 3) after a movement (4, 4)."""
    return points @ matrix[:3, :3].T + matrix[:3, 3]


def rigid(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rotations with translations (B, 4, 4) that bring points (B, K, 3) onto others best.

    Umeyama 1991, "Least-Squares Estimation of Transformation Parameters", without the scale.
    """
    middle, target = one.mean(axis=1), other.mean(axis=1)
    cross = np.einsum("bki,bkj->bij", other - target[:, None], one - middle[:, None])
    left, _, right = np.linalg.svd(cross)
    sign = np.ones((len(one), 3))
    sign[:, 2] = np.sign(np.linalg.det(left @ right))
    matrix = np.tile(np.eye(4), (len(one), 1, 1))
    matrix[:, :3, :3] = (left * sign[:, None]) @ right
    matrix[:, :3, 3] = target - np.einsum("bij,bj->bi", matrix[:, :3, :3], middle)
    return matrix


def firmness(points: NDArray[np.float64], normals: NDArray[np.float64]) -> float:
    """How little a surface can slide along itself, 0 to 1: Gelfand et al. 2003, section 3.

    "Geometrically Stable Sampling for the ICP Algorithm": the smallest eigenvalue of what points
    (N, 3) and unit normals (N, 3) say about a small movement, beside the largest.
    """
    if len(points) < 6:
        return 0.0
    local = points - points.mean(axis=0)
    local = local / max(np.linalg.norm(local, axis=1).mean(), 1e-12)
    rows = np.column_stack([np.cross(local, normals), normals])
    values = np.linalg.eigvalsh(rows.T @ rows)
    return float(max(values[0], 0) / max(values[-1], 1e-12))
