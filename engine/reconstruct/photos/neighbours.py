"""Which views are compared with which: by where their cameras stand and how far they see."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...camera import project, unproject
from ...datatypes import Camera

_COUNT = 4  # neighbours of a view
_GRID, _DEEP = 5, 4  # places of a view's picture, and depths at each, that are asked
_ANGLE, _NARROWER, _WIDER = 8.0, 4.0, 12.0  # degrees between two sights that serve best; spreads
_ROOM = 2.0  # times nearer or farther than a neighbour's range, what it may still see
_LEAST = 0.02  # of the best there could be: below it two views are no neighbours


def neighbours_of(
    cameras: Sequence[Camera], ranges: NDArray[np.floating], *, count: int = _COUNT
) -> list[list[int]]:
    """The best `count` neighbours of each view, the best first; fewer where fewer overlap.

    Points between a view's nearest and farthest depth are asked: whether another view can see
    them, and at what angle. Too small an angle tells little of depth, at too large a one things
    look different (Goesele et al. 2007, "Multi-View Stereo for Community Photo Collections";
    the angle's weight after Yao et al. 2018, "MVSNet").

    Args:
        ranges: (N, 2) nearest and farthest depth, metres.
    """
    made = []
    for index, camera in enumerate(cameras):
        points = _asked(camera, *map(float, ranges[index]))
        ways = _units(camera.world_from_camera[:3, 3] - points)
        values = np.zeros(len(cameras))
        for other, theirs in enumerate(cameras):
            if other == index:
                continue
            u, v, depth = project(theirs, points).T
            lens, (near, far) = theirs.intrinsics, ranges[other]
            sees = (depth > near / _ROOM) & (depth < far * _ROOM)
            sees &= (u >= 0) & (v >= 0) & (u < lens.width) & (v < lens.height)
            cosines = (ways * _units(theirs.world_from_camera[:3, 3] - points)).sum(axis=1)
            angle = np.degrees(np.arccos(cosines.clip(-1, 1)))
            spread = np.where(angle < _ANGLE, _NARROWER, _WIDER)
            values[other] = (np.exp(-0.5 * ((angle - _ANGLE) / spread) ** 2) * sees).mean()
        best = np.argsort(-values, kind="stable")[:count]
        made.append([int(other) for other in best if values[other] > _LEAST])
    return made


def _asked(camera: Camera, near: float, far: float) -> NDArray[np.float64]:
    """Points (P, 3) all over what the camera may see."""
    lens = camera.intrinsics
    shares = (np.arange(_GRID) + 0.5) / _GRID
    u, v = np.meshgrid(shares * lens.width - 0.5, shares * lens.height - 0.5)
    depths = 1 / np.linspace(1 / far, 1 / near, _DEEP)
    return np.concatenate(
        [unproject(camera, np.full(u.shape, d), u, v).reshape(-1, 3) for d in depths]
    )


def _units(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)
