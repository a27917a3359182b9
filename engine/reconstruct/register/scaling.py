"""Depth that is right but for a scale and a shift in each frame in, both numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError, ResultError
from ...jobs import Progress, Steps
from ..frames import Frame
from .placed import named
from .posegraph import gathered

_POINTS = 600  # of each frame that are looked for in others
_PARTNERS = 8  # frames, the nearest, in which a frame's points are looked for
_LOST = 0.5  # what a point costs at most, and one that nobody sees
_FLAT = 0.02  # of a frame's depth, the least that it is taken to vary by
_STARTS = np.geomspace(0.3, 300, 28)  # median depths to begin with, in distances between cameras
_SHIFTS = (-0.5, 0.0, 1.0, 3.0)  # and shifts, in median depths
_TRIED = 4  # best starts that are followed to their end
_WIDTHS = (0.5, 0.2, 0.1, 0.05, 0.02)  # of what counts in full, wide to narrow
_ROUNDS = 12  # at each width
_EDGE = 0.05  # share by which a pixel's neighbours may differ and be of one surface
_AGREES = 0.1  # of how much a frame's depth varies, by which depths that agree may differ
_LEAST = 0.5  # of the points that others see, those that have to agree


@dataclass(frozen=True)
class Scaled:
    """What makes each frame's depth metres: depth * scales[i] + shifts[i].

    scales, shifts  (N,) float64
    agreeing        (N,) share of a frame's points, of those other frames see, whose depth agrees
    """

    scales: NDArray[np.float64]
    shifts: NDArray[np.float64]
    agreeing: NDArray[np.float64]


@dataclass(frozen=True)
class _Rays:
    """Points of frames and where they go in others: P of them.

    ends     (P, 2) index of the frame they are of, and of the one they are looked for in
    depth    (P,) in the first one's own unit
    origin   (P, 3) first camera's place in the second's axes
    way      (P, 3) of the pixel's ray there, at depth 1
    varying  (P,) how much the second one's depth varies, in its own unit
    """

    ends: NDArray[np.intp]
    depth: NDArray[np.float64]
    origin: NDArray[np.float64]
    way: NDArray[np.float64]
    varying: NDArray[np.float64]


def align_depths(frames: Sequence[Frame]) -> Steps[Scaled]:
    """Scale and shift of each frame's depth by what the frames show together.

    Depth models give depth up to these two numbers (Ranftl et al. 2020, section 4). The cameras
    are known: a point that goes by one frame's depth into another has to lie as deep as that
    one says. The differences are made small by Gauss and Newton's steps, with weights that forget
    what does not agree (Cauchy's), from the best of many starts.

    Args:
        frames: depth in any unit and with any shift; cameras that are not all in one place.

    Raises:
        InputError: there are not two frames, or the cameras stand in one place.
        ResultError: frames see too little of what others see, or do not agree with them.
    """
    _check(frames)
    medians = np.array([np.median(frame.depth[frame.depth > 0]) for frame in frames])
    places = np.array([frame.camera.world_from_camera[:3, 3] for frame in frames])
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    unit = float(np.median(apart[apart > 0]))
    depths = [frame.depth / median for frame, median in zip(frames, medians, strict=True)]
    rays = _rays(frames, depths, apart)
    starts = []
    for index, size in enumerate(_STARTS):
        yield Progress(index, len(_STARTS), "Trying scales")
        for shift in _SHIFTS:
            values = np.tile(size * unit * np.array([1, shift]) / (1 + shift), (len(frames), 1))
            starts.append((_cost(frames, depths, rays, values), values))
    starts.sort(key=lambda one: one[0])
    best, least = starts[0][1], np.inf
    for index, (_, values) in enumerate(starts[:_TRIED]):
        yield Progress(index, _TRIED, "Fitting scales")
        for width in _WIDTHS:
            values = _fitted(frames, depths, rays, values, width)
        if (cost := _cost(frames, depths, rays, values)) < least:
            best, least = values, cost
    agreeing = _verified(frames, depths, rays, best)
    return Scaled(best[:, 0] / medians, best[:, 1], agreeing)


def _check(frames: Sequence[Frame]) -> None:
    if len(frames) < 2:
        raise InputError(
            "A scale needs at least two frames that see the same.", "Add pictures from beside it."
        )
    if any(frame.camera.intrinsics.is_orthographic for frame in frames):
        raise InputError("Depth by parallel lenses has no scale to find.", "Use perspective ones.")
    places = np.array([frame.camera.world_from_camera[:3, 3] for frame in frames])
    if np.ptp(places, axis=0).max() <= 1e-9 * (1 + abs(places).max()):
        raise InputError(
            "All cameras stand in one place, which says nothing about scale.",
            "Add pictures from beside it.",
        )


def _rays(frames: Sequence[Frame], depths: list[NDArray], apart: NDArray) -> _Rays:
    ends, values, origins, ways, varying = [], [], [], [], []
    ranges = [max(_FLAT, float(np.std(depth[depth > 0]))) for depth in depths]
    for index, frame in enumerate(frames):
        rows, columns = np.nonzero(depths[index])
        chosen = np.linspace(0, len(rows) - 1, min(_POINTS, len(rows))).astype(int)
        rows, columns = rows[chosen], columns[chosen]
        lens, pose = frame.camera.intrinsics, frame.camera.world_from_camera
        local = np.stack(
            [(columns - lens.cx) / lens.fx, (rows - lens.cy) / lens.fy, np.ones(len(rows))], axis=1
        )
        partners = [other for other in np.argsort(apart[index], kind="stable") if other != index]
        for other in partners[:_PARTNERS]:
            back = np.linalg.inv(frames[other].camera.world_from_camera) @ pose
            ends.append(np.tile([index, other], (len(rows), 1)))
            values.append(depths[index][rows, columns].astype(np.float64))
            origins.append(np.tile(back[:3, 3], (len(rows), 1)))
            ways.append(local @ back[:3, :3].T)
            varying.append(np.full(len(rows), ranges[other]))
    return _Rays(*(np.concatenate(parts) for parts in (ends, values, origins, ways, varying)))


@dataclass(frozen=True)
class _Seen:
    """What of the rays is compared: which (P,), and of those the rest, (Q,) each.

    off     how much deeper the point lies than the other frame says, as a share of how much that
            frame's depth varies: beside the depth itself, all would agree on one plane far away
    by_own  its derivative by the depth of the point
    other   the other frame's depth there, in its own unit
    varies  how much that frame's depth varies, in metres
    """

    which: NDArray[np.bool_]
    off: NDArray[np.float64]
    by_own: NDArray[np.float64]
    other: NDArray[np.float64]
    varies: NDArray[np.float64]


def _seen(
    frames: Sequence[Frame], depths: list[NDArray], rays: _Rays, values: NDArray[np.float64]
) -> _Seen:
    own = rays.depth * values[rays.ends[:, 0], 0] + values[rays.ends[:, 0], 1]
    points = rays.origin + own[:, None] * rays.way
    which = np.zeros(len(own), bool)
    other, slope = np.zeros(len(own)), np.zeros(len(own))
    ahead = (own > 0) & (points[:, 2] > 0)
    safe = np.where(ahead, points[:, 2], 1)
    for index, frame in enumerate(frames):
        to = np.flatnonzero(ahead & (rays.ends[:, 1] == index))
        lens = frame.camera.intrinsics
        z, way = safe[to], rays.way[to]
        u = lens.fx * points[to, 0] / z + lens.cx
        v = lens.fy * points[to, 1] / z + lens.cy
        at, across, along, known = _looked_up(depths[index], u, v)
        du = lens.fx * (way[:, 0] * z - points[to, 0] * way[:, 2]) / z**2
        dv = lens.fy * (way[:, 1] * z - points[to, 1] * way[:, 2]) / z**2
        which[to], other[to], slope[to] = known, at, across * du + along * dv
    scale, shift = values[rays.ends[:, 1]].T
    which &= (other * scale + shift > 0) & (scale > 0)
    varies = (scale * rays.varying)[which]
    off = (points[:, 2] - other * scale - shift)[which] / varies
    by_own = (rays.way[:, 2] - scale * slope)[which] / varies
    return _Seen(which, off, by_own, other[which], varies)


def _looked_up(
    depth: NDArray[np.float32], u: NDArray[np.float64], v: NDArray[np.float64]
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Depth between pixels, its change by column and by row, and where both are known."""
    height, width = depth.shape
    inside = (u >= 0) & (u < width - 1) & (v >= 0) & (v < height - 1)
    column, row = (np.where(inside, x, 0).astype(int) for x in (u, v))
    if height < 2 or width < 2:
        return *np.zeros((3, len(u))), np.zeros(len(u), bool)
    s, t = np.where(inside, u, 0) - column, np.where(inside, v, 0) - row
    a, b = depth[row, column].astype(np.float64), depth[row, column + 1].astype(np.float64)
    c, d = depth[row + 1, column].astype(np.float64), depth[row + 1, column + 1].astype(np.float64)
    corners = np.stack([a, b, c, d])
    whole = (corners > 0).all(axis=0)
    whole &= np.ptp(corners, axis=0) < _EDGE * corners.max(axis=0)
    across, along = (1 - t) * (b - a) + t * (d - c), (1 - s) * (c - a) + s * (d - b)
    value = (1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d)
    return value, across, along, inside & whole


def _cost(frames, depths, rays: _Rays, values: NDArray[np.float64]) -> float:
    """Mean of what points cost; one that nobody sees costs as much as one that is wrong."""
    off = _seen(frames, depths, rays, values).off
    lost = len(rays.depth) - len(off)
    return float((np.minimum(abs(off), _LOST).sum() + lost * _LOST) / len(rays.depth))


def _fitted(
    frames, depths, rays: _Rays, values: NDArray[np.float64], width: float
) -> NDArray[np.float64]:
    """Scales and shifts (N, 2) after some of Gauss and Newton's steps."""
    count = len(frames)
    for _ in range(_ROUNDS):
        seen = _seen(frames, depths, rays, values)
        if len(seen.off) < 2 * count:
            break
        weight = 1 / (1 + (seen.off / width) ** 2)
        one, other = rays.ends[seen.which].T
        rows = np.zeros((len(seen.off), 2 * count))
        each = np.arange(len(rows))
        rows[each, 2 * one] += seen.by_own * rays.depth[seen.which]
        rows[each, 2 * one + 1] += seen.by_own
        rows[each, 2 * other] -= seen.other / seen.varies + seen.off / values[other, 0]
        rows[each, 2 * other + 1] -= 1 / seen.varies
        matrix = rows.T @ (weight[:, None] * rows)
        matrix[np.diag_indices(2 * count)] *= 1 + 1e-4
        matrix[np.diag_indices(2 * count)] += 1e-12 * np.trace(matrix) + 1e-300
        step = np.linalg.solve(matrix, -rows.T @ (weight * seen.off)).reshape(count, 2)
        # A depth may change by half at most: further the pictures are others.
        most = abs(step).sum(axis=1) / np.maximum(values.sum(axis=1), 1e-12)
        values = values + step / max(1.0, 2 * float(most.max()))
        if most.max() < 1e-6:
            break
    return values


def _verified(frames, depths, rays: _Rays, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each frame's points that agree, of those seen.

    Raises:
        ResultError: that is too few for a frame, or frames have nothing to do with others.
    """
    seen = _seen(frames, depths, rays, values)
    one, other = rays.ends[seen.which].T
    agrees = abs(seen.off) < _AGREES
    total = np.bincount(one, minlength=len(frames))
    agreeing = np.bincount(one[agrees], minlength=len(frames)) / np.maximum(total, 1)
    pairs = np.unique(np.stack([one, other], axis=1)[agrees], axis=0)
    parts = gathered(len(frames), pairs.tolist())
    wrong = sorted(set(np.flatnonzero(agreeing < _LEAST).tolist()).union(*parts[1:]))
    if wrong:
        does = "does" if len(wrong) == 1 else "do"
        raise ResultError(
            f"{named(wrong)} {does} not agree with the others at any scale and shift.",
            "Check their cameras, leave those frames out, or add pictures in between.",
        )
    return agreeing
