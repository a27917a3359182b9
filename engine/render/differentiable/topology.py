"""Which triangles go on beyond each edge: faces in, their neighbours and seams out.

An edge of a triangle is numbered like the corner that lies opposite; edge e of face f, seen from
that face, is half-edge 3 f + e.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SAME = 2 / 255  # steps in colour below this are none


@dataclass(frozen=True)
class Topology:
    """What lies beyond the edges of F triangles.

    beyond  (3 F,) int64, the half-edge on the other side; -1 where there is none, or more than one
    turned  (3 F,) bool, whether the triangle there is wound the other way round
    seams   (3 F,) bool, whether values at corners jump there
    """

    beyond: NDArray[np.int64]
    turned: NDArray[np.bool_]
    seams: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        vertices: NDArray[np.floating],
        faces: NDArray[np.integer],
        corners: NDArray[np.floating],
    ) -> "Topology":
        """The topology of faces (F, 3); vertices (V, 3) at one place are one.

        Args:
            corners: (F, 3, X), values that are seen to jump at seams.
        """
        _, same = np.unique(np.asarray(vertices), axis=0, return_inverse=True)
        points = same.reshape(-1)[faces]
        start, end = _ends(points)
        low, high = np.minimum(start, end).astype(np.int64), np.maximum(start, end)
        key = low * (int(points.max(initial=0)) + 1) + high
        order = np.argsort(key, kind="stable")
        ranked = key[order]
        fresh = np.r_[True, ranked[1:] != ranked[:-1]]
        begin = np.flatnonzero(fresh)
        pairs = begin[np.diff(np.r_[begin, len(ranked)]) == 2]
        one, other = order[pairs], order[pairs + 1]
        beyond = np.full(len(key), -1, np.int64)
        beyond[one], beyond[other] = other, one
        turned = (beyond >= 0) & (start == start[beyond])
        at_start, at_end = _ends(corners)
        swap = turned[:, None]
        there_start = np.where(swap, at_start[beyond], at_end[beyond])
        there_end = np.where(swap, at_end[beyond], at_start[beyond])
        jump = np.maximum(abs(there_start - at_start), abs(there_end - at_end))
        return cls(beyond, turned, (beyond >= 0) & (jump.max(axis=1, initial=0) > _SAME))

    def patches(self) -> NDArray[np.int64]:
        """Which faces hang together across edges that are no seams: a number each, (F,)."""
        half = np.flatnonzero((self.beyond >= 0) & ~self.seams)
        own, other = half // 3, self.beyond[half] // 3
        patch = np.arange(len(self.beyond) // 3)
        while (patch[own] != patch[other]).any():
            least = patch.copy()  # each patch joins the first of those it touches
            np.minimum.at(least, patch[own], patch[other])
            while (least[least] != least).any():
                least = least[least]
            patch = least[patch]
        return patch


def _ends(corners: NDArray) -> tuple[NDArray, NDArray]:
    """What of (F, 3, …) stands at the start and at the end of each half-edge: (3 F, …) each."""
    flat = (-1, *corners.shape[2:])
    return corners[:, [1, 2, 0]].reshape(flat), corners[:, [2, 0, 1]].reshape(flat)
