"""One partial scan in, its points with normals at two sizes out, around its own middle."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...datatypes import Mesh
from ...errors import InputError
from .features import FEATURE, Cloud, cloud_of

_SAMPLES = 20_000  # points that stand for a mesh
_COARSE = 2.0  # voxels between points that shapes are told from
_RIM = 4.0  # voxels around a point in which a scan that goes on has points on all sides
_NEIGHBOURS = 4  # of a point that tell its roughness


@dataclass(frozen=True)
class Scan:
    """A scan around its own middle, in units of the scans' diagonal."""

    middle: NDArray[np.float64]
    coarse: Cloud
    fine: Cloud
    rim: NDArray[np.bool_]  # (N,) which of the fine points lie where the scan ends
    rough: float  # how far its points lie from their neighbours' planes (root mean square)


def points_of(
    scan: NDArray[np.floating] | Mesh, index: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """A scan's points (N, 3), and their normals where it has faces."""
    if isinstance(scan, Mesh):
        points, normals = _sampled(scan, np.random.default_rng(seed))
    else:
        points = np.asarray(scan, np.float64)
        if points.ndim != 2 or points.shape[1] != 3:
            raise InputError(
                f"Scan {index} has the shape {points.shape}.", "Points are rows of x, y and z."
            )
        points, normals = points[np.isfinite(points).all(axis=1)], None
    if len(points) < 10 or not np.ptp(points, axis=0).any():
        raise InputError(
            f"Scan {index} has too few points that differ.", "Leave it out, or check its file."
        )
    return points, normals


def _sampled(
    mesh: Mesh, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points (N, 3) evenly over a mesh's faces, and the faces' normals there."""
    corners = mesh.vertices[mesh.faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(normal, axis=1)
    sound = np.isfinite(area) & (area > 0)
    if not sound.any():
        return np.zeros((0, 3)), np.zeros((0, 3))
    corners, normal, area = corners[sound], normal[sound], area[sound]
    face = rng.choice(len(area), _SAMPLES, p=area / area.sum())
    a, b = np.sort(rng.random((2, _SAMPLES)), axis=0)
    weights = np.stack([a, b - a, 1 - b], axis=1)
    points = np.einsum("nk,nkj->nj", weights, corners[face])
    return points, normal[face] / area[face, None]


def described(points: NDArray, normals: NDArray | None, unit: float, voxel: float) -> Scan:
    open3d = deps.require("open3d", feature=FEATURE)
    middle = points.mean(axis=0)
    local = (points - middle) / unit
    coarse = cloud_of(local, _COARSE * voxel, normals=normals)
    fine = cloud_of(local, voxel, normals=normals)
    tensor = open3d.t.geometry.PointCloud.from_legacy(fine.legacy)
    _, rim = tensor.compute_boundary_points(_RIM * voxel, 100, 90.0)
    return Scan(middle, coarse, fine, rim.numpy().astype(bool), _roughness(fine))


def _roughness(cloud: Cloud) -> float:
    core = deps.require("open3d", feature=FEATURE).core
    search = core.nns.NearestNeighborSearch(core.Tensor(cloud.points.copy()))
    search.knn_index()
    near, _ = search.knn_search(core.Tensor(cloud.points.copy()), _NEIGHBOURS + 1)
    away = cloud.points[:, None] - cloud.points[near.numpy()[:, 1:]]
    off = np.einsum("nkj,nj->nk", away, cloud.normals)
    return float(np.sqrt((off**2).mean()))
