"""Two meshes in, how far apart they are out; cameras found and true in, their errors out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..datatypes import Camera, Mesh
from ..errors import InputError
from ..meshes import sound_faces, unit_mesh
from ..render.caster import Caster

_FEATURE = "Measuring meshes"
_SLACK = 1e-4  # of the diagonal, by which a ray may end before its point: rays are float32
_ROUNDS = 50  # of drawing, to have enough points that cameras see
_FLAT = 1e-6  # share of the widest spread below which camera places lie on a line


def compare_meshes(
    mesh: Mesh,
    truth: Mesh,
    *,
    samples: int = 100_000,
    seed: int = 0,
    threshold: float = 0.01,
    seen_by: Sequence[Camera] = (),
) -> dict[str, float | int | bool]:
    """How well a mesh shows what another is known to be.

    Both surfaces are drawn at random, evenly by area, each anew: even a mesh against itself has
    the distance that two drawings have, about 0.5 sqrt(area / samples). With few samples of a
    large surface that alone makes points count as wrong; `best_f_score` says how many it leaves.
    Every point is compared with the nearest of the other side. Accuracy, completeness, precision,
    recall and F-score are those of Knapitsch et al. 2017, "Tanks and Temples", section 3; normal
    consistency that of Mescheder et al. 2019, "Occupancy Networks", section 4.

    Args:
        mesh, truth: in one frame, metres.
        samples: points drawn on each.
        threshold: share of the truth's diagonal within which a point counts as right.
        seen_by: cameras of the world. With them only the part of the truth that one of them sees
            counts, on both sides: what the mesh has elsewhere is wrong.

    Returns:
        samples, truth_samples         how many points were compared
        diagonal_m                     of the truth's bounding box
        seen_share                     of the truth's surface; 1 without cameras
        accuracy_m, _share             mean distance from the mesh to the truth; in metres, and as
                                       a share of the diagonal
        completeness_m, _share         mean distance from the truth to the mesh
        chamfer_m, _share              the mean of both
        threshold_m, _share            the threshold
        precision, recall, f_score     shares of points within it, mesh and truth; harmonic mean
        best_f_score                   about what two drawings of the truth itself have: as if it
                                       were flat; 1 where there are samples enough
        normal_consistency             mean |cos| between a point's normal and its nearest's
        is_watertight                  no edge has other than two faces
        boundary_edges                 edges of one face
        non_manifold_edges             edges of more than two
        parts                          pieces that no edge connects

    Edges and parts are the mesh's, points in the same place being one.

    Raises:
        InputError: a mesh has no faces with a size, an option is out of range, or no camera sees
            the truth.
        MissingDependency: Open3D, or for `seen_by` embreex, is not installed.
    """
    if samples < 1 or not 0 < threshold <= 1:
        raise InputError(
            "The samples or the threshold are out of range.",
            "At least one sample; the threshold is a share of the diagonal, 0.01 for 1 %.",
        )
    open3d = deps.require("open3d", feature=_FEATURE)
    truth, frame = unit_mesh(truth)
    mesh = sound_faces(mesh)
    surface = _Surface(frame.unit_from_world(mesh.vertices)[mesh.faces])
    ours, theirs = (np.random.default_rng(one) for one in np.random.SeedSequence(seed).spawn(2))
    points, normals = surface.drawn(samples, ours)
    cameras = [frame.unit_camera(camera) for camera in seen_by]
    true_points, true_normals, seen, area = _drawn_seen(truth, samples, theirs, cameras)
    to_truth, nearest = _nearest(open3d, points, true_points)
    to_mesh, back = _nearest(open3d, true_points, points)
    said: dict[str, float | int | bool] = {
        "samples": len(points),
        "truth_samples": len(true_points),
        "diagonal_m": frame.diagonal,
        "seen_share": seen,
    }
    said |= _distances(to_truth, to_mesh, threshold, frame.diagonal)
    # Points fall independently: so many have none within the threshold (Poisson).
    said["best_f_score"] = float(-np.expm1(-len(true_points) * np.pi * threshold**2 / area))
    said["normal_consistency"] = (
        _alike(normals, true_normals[nearest]) + _alike(true_normals, normals[back])
    ) / 2
    return said | _topology(open3d, mesh)


def _distances(
    to_truth: NDArray[np.float64], to_mesh: NDArray[np.float64], threshold: float, diagonal: float
) -> dict[str, float]:
    """What follows from distances (N,) and (M,), shares of the diagonal."""
    accuracy, completeness = float(to_truth.mean()), float(to_mesh.mean())
    shares = {"accuracy": accuracy, "completeness": completeness}
    shares |= {"chamfer": (accuracy + completeness) / 2, "threshold": threshold}
    said = {}
    for name, share in shares.items():
        said |= {f"{name}_m": share * diagonal, f"{name}_share": share}
    precision, recall = float((to_truth < threshold).mean()), float((to_mesh < threshold).mean())
    both = precision + recall
    score = 2 * precision * recall / both if both else 0.0
    return said | {"precision": precision, "recall": recall, "f_score": score}


# --- points on surfaces -----------------------------------------------------------------------


class _Surface:
    """Triangles (F, 3, 3) to draw points on, evenly by area."""

    def __init__(self, corners: NDArray[np.float64]) -> None:
        cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        doubled = np.linalg.norm(cross, axis=1)
        if not doubled.sum() > 0:
            raise InputError("The mesh's faces have no size.", "Check its scale and its geometry.")
        self._corners = corners
        self._normals = cross / np.maximum(doubled, 1e-300)[:, None]
        self._below = np.cumsum(doubled)
        self.area = float(self._below[-1]) / 2

    def drawn(
        self, count: int, rng: np.random.Generator
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Points and the normals of their faces, both (count, 3).

        Osada et al. 2002, "Shape Distributions", section 4.1.
        """
        faces = np.searchsorted(self._below, rng.random(count) * self._below[-1], side="right")
        faces = np.minimum(faces, len(self._below) - 1)
        along, across = np.sqrt(rng.random(count)), rng.random(count)
        weights = np.column_stack([1 - along, along * (1 - across), along * across])
        return np.einsum("nc,ncx->nx", weights, self._corners[faces]), self._normals[faces]


def _drawn_seen(
    truth: Mesh, count: int, rng: np.random.Generator, cameras: Sequence[Camera]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float, float]:
    """Up to `count` points and normals that a camera sees; the share that is seen, its area."""
    surface = _Surface(truth.vertices[truth.faces])
    if not cameras:
        return *surface.drawn(count, rng), 1.0, surface.area
    caster = Caster(truth)
    kept: list[tuple[NDArray, NDArray]] = []
    have = drawn = 0
    while have < count and drawn < _ROUNDS * count:
        points, normals = surface.drawn(count, rng)
        seen = np.zeros(count, bool)
        for camera in cameras:
            left = np.flatnonzero(~seen)
            seen[left] = caster.sees(camera, points[left], slack=_SLACK)
        kept.append((points[seen], normals[seen]))
        have, drawn = have + int(seen.sum()), drawn + count
    if not have:
        raise InputError(
            "No camera sees the true mesh.", "Are the views of this mesh, and in its place?"
        )
    points, normals = (np.concatenate(parts)[:count] for parts in zip(*kept, strict=True))
    seen_share = have / drawn
    return points, normals, seen_share, seen_share * surface.area


def _nearest(
    open3d, points: NDArray[np.float64], among: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Distance to, and number of, the nearest of `among` (M, 3) for each point: both (N,)."""
    tensor = open3d.core.Tensor
    search = open3d.core.nns.NearestNeighborSearch(tensor(np.ascontiguousarray(among)))
    search.knn_index()
    numbers, squared = search.knn_search(tensor(np.ascontiguousarray(points)), 1)
    return np.sqrt(squared.numpy()[:, 0]), numbers.numpy()[:, 0].astype(np.int64)


def _alike(normals: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    return float(np.abs(np.einsum("nx,nx->n", normals, others)).mean())


def _topology(open3d, mesh: Mesh) -> dict[str, int | bool]:
    """Edges and parts, where points in the same place are one."""
    used, faces = np.unique(mesh.faces, return_inverse=True)
    places, same = np.unique(mesh.vertices[used], axis=0, return_inverse=True)
    faces = same.reshape(-1)[faces.reshape(-1, 3)]
    faces = faces[(faces != np.roll(faces, 1, axis=1)).all(axis=1)]
    edges = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], axis=-1).reshape(-1, 2), axis=1)
    _, counts = np.unique(edges[:, 0] * len(places) + edges[:, 1], return_counts=True)
    vector = open3d.utility
    whole = open3d.geometry.TriangleMesh(
        vector.Vector3dVector(places), vector.Vector3iVector(faces.astype(np.int32))
    )
    boundary, crowded = int((counts == 1).sum()), int((counts > 2).sum())
    return {
        "is_watertight": not boundary and not crowded,
        "boundary_edges": boundary,
        "non_manifold_edges": crowded,
        "parts": len(whole.cluster_connected_triangles()[1]),
    }


# --- cameras ----------------------------------------------------------------------------------


def pose_errors(
    cameras: Sequence[Camera], truths: Sequence[Camera]
) -> dict[str, list[float] | None]:
    """How far cameras stand and look from where they should, as they are and aligned.

    The alignment is the rigid motion that brings the places nearest to the true ones (Umeyama
    1991, equations 34 to 42, without scale). Fewer than three places, or places on one line, do
    not fix it: then the aligned errors are None.

    Returns:
        rotation_deg, position_m                  one number a camera
        aligned_rotation_deg, aligned_position_m  the same after the alignment, or None

    Raises:
        InputError: there are not as many cameras as truths, or none.
    """
    if len(cameras) != len(truths) or not cameras:
        raise InputError(
            f"{len(cameras)} cameras cannot be compared with {len(truths)}.",
            "Give the same cameras in the same order, at least one.",
        )
    found = np.array([camera.world_from_camera for camera in cameras])
    true = np.array([camera.world_from_camera for camera in truths])
    aligned = _rigid(found[:, :3, 3], true[:, :3, 3])
    said: dict[str, list[float] | None] = {}
    said["rotation_deg"], said["position_m"] = _errors(found, true)
    said |= {"aligned_rotation_deg": None, "aligned_position_m": None}
    if aligned is not None:
        rotations, places = _errors(aligned @ found, true)
        said |= {"aligned_rotation_deg": rotations, "aligned_position_m": places}
    return said


def _errors(
    found: NDArray[np.float64], true: NDArray[np.float64]
) -> tuple[list[float], list[float]]:
    """Degrees and metres between poses (N, 4, 4)."""
    between = np.einsum("nji,njk->nik", true[:, :3, :3], found[:, :3, :3])
    # By sine and cosine: the arc cosine alone knows no angle below 1e-8.
    turned = between - between.transpose(0, 2, 1)
    sines = np.linalg.norm(turned, axis=(1, 2)) / np.sqrt(8)
    cosines = (np.trace(between, axis1=1, axis2=2) - 1) / 2
    away = np.linalg.norm(found[:, :3, 3] - true[:, :3, 3], axis=1)
    return np.degrees(np.arctan2(sines, cosines)).tolist(), away.tolist()


def _rigid(points: NDArray[np.float64], targets: NDArray[np.float64]) -> NDArray | None:
    """The rigid target_from_point (4, 4) of least squares; None where the points do not fix it."""
    middle, aim = points.mean(axis=0), targets.mean(axis=0)
    left, spread, right = np.linalg.svd((targets - aim).T @ (points - middle))
    if len(points) < 3 or spread[1] <= _FLAT * spread[0] or spread[0] == 0:
        return None
    keep = np.diag([1.0, 1.0, np.sign(np.linalg.det(left) * np.linalg.det(right))])
    matrix = np.eye(4)
    matrix[:3, :3] = left @ keep @ right
    matrix[:3, 3] = aim - matrix[:3, :3] @ middle
    return matrix


def similarity_errors(
    cameras: Sequence[Camera], truths: Sequence[Camera]
) -> tuple[dict[str, list[float]], NDArray[np.float64]]:
    """How far cameras of photos, whose size and place nobody knows, are from the true ones.

    They are brought to these by the similarity of least squares (Umeyama 1991, equations 34 to 42).

    Returns:
        rotation_deg, position_m  one number a camera
        direction_deg             for each pair of cameras the angle between the true and the found
                                  way from one to the other
        and true_from_found (4, 4), its scale in it

    Raises:
        InputError: there are not as many cameras as truths, or their places do not fix it.
    """
    found = np.array([camera.world_from_camera for camera in cameras])
    true = np.array([camera.world_from_camera for camera in truths])
    points, targets = found[:, :3, 3], true[:, :3, 3]
    rigid = _rigid(points, targets) if len(found) == len(true) else None
    if rigid is None:
        raise InputError(
            f"{len(found)} cameras cannot be aligned with {len(true)}.",
            "Give the same cameras in the same order, three at least that are not on a line.",
        )
    turn = rigid[:3, :3]
    spread, aim = points - points.mean(axis=0), targets - targets.mean(axis=0)
    scale = float((aim * (spread @ turn.T)).sum() / (spread**2).sum())
    matrix = np.eye(4)
    matrix[:3, :3] = scale * turn
    matrix[:3, 3] = targets.mean(axis=0) - scale * turn @ points.mean(axis=0)
    aligned = found.copy()
    aligned[:, :3, :3] = turn @ found[:, :3, :3]
    aligned[:, :3, 3] = points @ matrix[:3, :3].T + matrix[:3, 3]
    rotations, places = _errors(aligned, true)
    one, other = np.triu_indices(len(found), 1)
    ways = [poses[other, :3, 3] - poses[one, :3, 3] for poses in (aligned, true)]
    cosines = np.einsum("nx,nx->n", *ways) / np.prod(np.linalg.norm(ways, axis=2), axis=0)
    directions = np.degrees(np.arccos(cosines.clip(-1, 1))).tolist()
    return {"rotation_deg": rotations, "position_m": places, "direction_deg": directions}, matrix
