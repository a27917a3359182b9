"""Partial scans in (points or meshes), where each stands beside the first out."""

from collections.abc import Sequence as Many
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...camera import Frame
from ...datatypes import Mesh
from ...errors import InputError, ResultError
from ...jobs import Progress, Steps
from .features import FEATURE, firmness, moved, refined, ways
from .odometry import squared
from .placed import Found, named, refusal
from .posegraph import Link, groups, optimised
from .scans import Scan, described, points_of

_LEAST_FITNESS = 0.45  # share of the smaller scan's points that have to meet the other's
_BESIDE = 5.0  # voxels from a surface within which another cannot be
_LEAST_FREE = 0.94  # of the points that meet a surface or lie beside one, those that meet
_LEAST_FIRM = 0.002
_ROUGHER = 0.95  # of the rougher scan's own roughness, what meets may lie apart
_ONE = "There is one scan: nothing to align."
_BY_SHAPE = (
    "The scans stand where their shapes say: sides that are alike, as the front and the back of an "
    "even thing, cannot be told apart. Look at the result, or say how far they are turned at most."
)
_EVEN = 75.0  # degrees of turn from which that happens: a square thing fits again at 90
_APART = 3.0  # voxels by which two ways move something and are not the same


@dataclass(frozen=True)
class AlignSettings:
    """How scans are aligned.

    voxel     what counts as the same place, as a share of a scan's diagonal (the median of all)
    turn_deg  most by which two scans are turned against one another as they are given: the less,
              the fewer even sides can be taken for one another; 180: anyhow
    pairs     most pairs that are tried, neighbours in the list first
    seed      of what is drawn by chance
    """

    voxel: float = 0.01
    turn_deg: float = 60.0
    pairs: int = 400
    seed: int = 0

    def __post_init__(self) -> None:
        if not 1e-4 <= self.voxel <= 0.1:
            raise InputError(f"Voxel {self.voxel:g} is out of range.", "Choose 0.0001 to 0.1.")
        if not 0 < self.turn_deg <= 180:
            raise InputError(
                f"Turn {self.turn_deg:g} is out of range.", "Choose up to 180 degrees."
            )


@dataclass(frozen=True)
class Aligned:
    """Where scans stand.

    world_from_scan  (4, 4) of each; the first scan is the world
    numbers          how well each agrees with the one that says most about it
    voxel_m          what counted as the same place
    """

    world_from_scan: tuple[NDArray[np.float64], ...]
    numbers: tuple[Found, ...]
    voxel_m: float
    notes: tuple[str, ...] = ()


def align_scans(
    scans: Many[NDArray[np.floating] | Mesh], settings: AlignSettings | None = None
) -> Steps[Aligned]:
    """Where partial scans of one thing stand, by their shapes, at any distance.

    Each pair is matched by FPFH (Rusu et al. 2009) and random triples (Fischler and Bolles 1981),
    fitted by planes (Chen and Medioni 1992) and verified both ways; a pose graph weighs all pairs
    that hold (Choi, Zhou and Koltun 2015). A pair that is seen to fit in two ways is not taken.
    Shape alone does not tell the front of an even thing from its back, so scans are taken to be
    turned roughly alike as they are given, unless `turn_deg` says else; then a note warns.

    Args:
        scans: points (N, 3) in metres, or meshes. Of points the normals are not known: they are
            taken to look away from the scan's middle.

    Raises:
        InputError: a scan is empty or has no size.
        ResultError: scans do not overlap, as far as can be verified.
        MissingDependency: Open3D is not installed.
    """
    settings = settings or AlignSettings()
    if not scans:
        raise InputError("There are no scans to align.", "Choose at least two.")
    clouds = [points_of(scan, index, settings.seed) for index, scan in enumerate(scans)]
    unit = float(np.median([Frame.around(points).diagonal for points, _ in clouds]))
    parts = []
    for index, (points, normals) in enumerate(clouds):
        yield Progress(index, len(scans), "Describing scans")
        parts.append(described(points, normals, unit, settings.voxel))
    links = yield from _paired(parts, settings)
    together = groups(len(parts), links)
    if len(together) > 1:
        raise ResultError(*refusal(together, "scan"))
    yield Progress(0, 1, "Weighing all pairs")
    links = _ranked(len(parts), links)
    poses, kept = optimised(together[0], links, settings.voxel)
    numbers = _numbers(parts, poses, kept, settings.voxel, unit)
    notes = [_ONE] if len(parts) == 1 else [_BY_SHAPE] if settings.turn_deg > _EVEN else []
    matrices = [_placed(parts, poses[index], index, unit) for index in range(len(parts))]
    return Aligned(tuple(matrices), numbers, settings.voxel * unit, tuple(notes))


def _paired(parts: list[Scan], settings: AlignSettings) -> Steps[list[Link]]:
    """All pairs that hold, neighbours in the list tried first."""
    links: list[Link] = []
    pairs = sorted(combinations(range(len(parts)), 2), key=lambda pair: pair[1] - pair[0])
    pairs = pairs[: settings.pairs]
    for index, (source, target) in enumerate(pairs):
        yield Progress(index, len(pairs), "Matching scans")
        if (link := _matched(parts, source, target, settings)) is not None:
            links.append(link)
    return links


def _matched(parts: list[Scan], source: int, target: int, settings: AlignSettings) -> Link | None:
    """The two scans registered, where one way holds and no other does."""
    one, other = parts[source], parts[target]
    good = []
    for way in ways(one.coarse, other.coarse, seed=settings.seed):
        matrix = squared(refined(one.fine, other.fine, way))
        if _turn_deg(matrix) > settings.turn_deg:
            continue
        if (link := _verified(parts, source, target, matrix, settings.voxel)) is not None:
            good.append(link)
    if not good:
        return None
    good.sort(key=lambda link: -link.fitness)
    best = good[0]
    places = moved(best.matrix, one.coarse.points)
    for link in good[1:]:
        off = np.linalg.norm(moved(link.matrix, one.coarse.points) - places, axis=1).max()
        if off > _APART * settings.voxel:
            return None
    return best


def _turn_deg(matrix: NDArray[np.float64]) -> float:
    return float(np.degrees(np.arccos(np.clip((np.trace(matrix[:3, :3]) - 1) / 2, -1, 1))))


def _verified(
    parts: list[Scan], source: int, target: int, matrix: NDArray[np.float64], voxel: float
) -> Link | None:
    """The link, if enough points meet, none lie just beside a surface, and it cannot slide."""
    registration = deps.require("open3d", feature=FEATURE).pipelines.registration
    one, other = parts[source], parts[target]
    there = _meeting(one, other, matrix, voxel)
    back = _meeting(other, one, np.linalg.inv(matrix), voxel)
    fitness = max(there.fitness, back.fitness)
    if fitness < _LEAST_FITNESS or min(there.free, back.free) < _LEAST_FREE:
        return None
    if max(there.off, back.off) > _ROUGHER * max(one.rough, other.rough):
        return None
    if firmness(there.points, there.normals) < _LEAST_FIRM:
        return None
    spread = registration.get_information_matrix_from_point_clouds(
        one.fine.legacy, other.fine.legacy, voxel, matrix
    )
    return Link(source, target, matrix, spread, fitness, there.rmse, "recognised by its shape")


@dataclass(frozen=True)
class _Meeting:
    """What of one scan meets another.

    fitness  share of its points that lie where the other has one that looks the same way
    free     of those and the points beside the other's surface (not its rim), those
    rmse     of what meets
    off      of the same, how far it lies from the other's planes
    points   (N, 3) of the other that are met, with normals (N, 3)
    """

    fitness: float
    free: float
    rmse: float
    off: float
    points: NDArray[np.float64]
    normals: NDArray[np.float64]


def _meeting(one: Scan, other: Scan, matrix: NDArray[np.float64], voxel: float) -> _Meeting:
    registration = deps.require("open3d", feature=FEATURE).pipelines.registration
    pairs = np.asarray(
        registration.evaluate_registration(
            one.fine.legacy, other.fine.legacy, _BESIDE * voxel, matrix
        ).correspondence_set
    )
    if not len(pairs):
        none = np.zeros((0, 3))
        return _Meeting(0.0, 0.0, float("nan"), float("nan"), none, none)
    points, normals = other.fine.points[pairs[:, 1]], other.fine.normals[pairs[:, 1]]
    between = moved(matrix, one.fine.points[pairs[:, 0]]) - points
    away, off = np.linalg.norm(between, axis=1), (between * normals).sum(axis=1)
    cosine = ((one.fine.normals[pairs[:, 0]] @ matrix[:3, :3].T) * normals).sum(axis=1)
    meets = (away < voxel) & (cosine > 0.5)
    beside = (away > 2 * voxel) & (cosine > 0.5) & ~other.rim[pairs[:, 1]]
    count = int(meets.sum())
    return _Meeting(
        fitness=count / len(one.fine.points),
        free=count / max(1, count + int(beside.sum())),
        rmse=float(np.sqrt((away[meets] ** 2).mean())) if count else float("nan"),
        off=float(np.sqrt((off[meets] ** 2).mean())) if count else float("nan"),
        points=points[meets],
        normals=normals[meets],
    )


def _ranked(count: int, links: list[Link]) -> list[Link]:
    """The best links that hang all together, and after them the others as loops."""
    sure: list[Link] = []
    loops: list[Link] = []
    for link in sorted(links, key=lambda one: -one.fitness):
        joins = not any(link.source in p and link.target in p for p in groups(count, sure))
        (sure if joins else loops).append(link if joins else replace(link, is_loop=True))
    return sure + loops


def _numbers(
    parts: list[Scan],
    poses: dict[int, NDArray[np.float64]],
    links: list[Link],
    voxel: float,
    unit: float,
) -> tuple[Found, ...]:
    """How well each scan agrees with the one that says most about it, by the final poses.

    Raises:
        ResultError: a scan agrees with none any more.
    """
    best: dict[int, Found] = {}
    for link in links:
        matrix = np.linalg.inv(poses[link.target]) @ poses[link.source]
        held = _verified(parts, link.source, link.target, matrix, voxel)
        if held is None:
            continue
        for index, other in ((link.source, link.target), (link.target, link.source)):
            if index not in best or held.fitness > best[index].fitness:
                words = f"{link.how}, with scan {other}"
                best[index] = Found(held.fitness, held.rmse * unit, float("nan"), words)
    if len(parts) == 1:
        best[0] = Found(1.0, 0.0, float("nan"), "alone")
    if len(best) < len(parts):
        torn = [index for index in range(len(parts)) if index not in best]
        raise ResultError(
            f"The scans contradict each other: {named(torn, 'scan')} cannot stand where the pairs "
            "with others say.",
            "Leave those scans out, or scan what lies between.",
        )
    return tuple(best[index] for index in range(len(parts)))


def _placed(
    parts: list[Scan], pose: NDArray[np.float64], index: int, unit: float
) -> NDArray[np.float64]:
    """world_from_scan in metres, of a pose between the scans' middles in units."""
    matrix = pose.copy()
    first, own = parts[0].middle, parts[index].middle
    matrix[:3, 3] = pose[:3, 3] * unit + first - pose[:3, :3] @ own
    return matrix
