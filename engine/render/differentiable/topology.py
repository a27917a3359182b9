"""Which triangles go on beyond each edge: faces in, their neighbours and seams out.

An edge of a triangle is numbered like the corner that lies opposite.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Topology:
    """What lies beyond the edges of F triangles.

    faces   (F, 3) int64, the triangle beyond; -1 where there is none, or more than one
    edges   (F, 3) int64, which of its edges it is
    turned  (F, 3) bool, whether it is wound the other way round
    """

    faces: NDArray[np.int64]
    edges: NDArray[np.int64]
    turned: NDArray[np.bool_]

    @classmethod
    def of(cls, vertices: NDArray[np.floating], faces: NDArray[np.integer]) -> "Topology":
        """The topology of faces (F, 3); vertices (V, 3) at one place are one."""
        _, same = np.unique(np.asarray(vertices), axis=0, return_inverse=True)
        corners = same.reshape(-1)[faces]
        start, end = corners[:, [1, 2, 0]].reshape(-1), corners[:, [2, 0, 1]].reshape(-1)
        low, high = np.minimum(start, end).astype(np.int64), np.maximum(start, end)
        key = low * (int(corners.max(initial=0)) + 1) + high
        order = np.argsort(key, kind="stable")
        ranked = key[order]
        fresh = np.r_[True, ranked[1:] != ranked[:-1]]
        begin = np.flatnonzero(fresh)
        pairs = begin[np.diff(np.r_[begin, len(ranked)]) == 2]
        one, other = order[pairs], order[pairs + 1]
        beyond = np.full(len(key), -1, np.int64)
        beyond[one], beyond[other] = other, one
        known = beyond >= 0
        turned = np.zeros(len(key), bool)
        turned[known] = start[known] == start[beyond[known]]
        shape = (-1, 3)
        return cls(
            np.where(known, beyond // 3, -1).reshape(shape),
            (beyond % 3).reshape(shape),
            turned.reshape(shape),
        )

    def seams(self, corners: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Edges (F, 3) across which values at corners (F, 3, X) jump."""
        start, end = corners[:, [1, 2, 0]], corners[:, [2, 0, 1]]  # (F, edge, X)
        faces, edges = np.maximum(self.faces, 0), self.edges
        swap = self.turned[..., None]
        there_start = np.where(swap, start[faces, edges], end[faces, edges])
        there_end = np.where(swap, end[faces, edges], start[faces, edges])
        jump = np.maximum(abs(there_start - start), abs(there_end - end)).max(axis=2, initial=0)
        return (jump > _SAME) & (self.faces >= 0)

    def patches(self, seams: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Which faces hang together across edges that are no seams (F, 3): a number each, (F,)."""
        own, edge = np.nonzero((self.faces >= 0) & ~seams)
        other = self.faces[own, edge]
        patch = np.arange(len(self.faces))
        while (patch[own] != patch[other]).any():
            least = patch.copy()  # each patch joins the first of those it touches
            np.minimum.at(least, patch[own], patch[other])
            while (least[least] != least).any():
                least = least[least]
            patch = least[patch]
        return patch


_SAME = 2 / 255  # steps in colour below this are none
