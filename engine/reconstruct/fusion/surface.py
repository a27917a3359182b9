"""A surface between grid and mesh."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh

NOTHING = "The views make no surface.", "Take more views of it, or a coarser detail."


@dataclass(frozen=True)
class Surface:
    """Triangles.

    vertices  (V, 3) float64, metres in the world
    faces     (F, 3) int32, anticlockwise from outside
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int32]

    def mesh(self) -> Mesh:
        """The same as the engine's mesh, in grey."""
        return Mesh(self.vertices, self.faces)
