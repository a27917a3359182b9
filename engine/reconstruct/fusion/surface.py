"""A coloured surface between grid and mesh."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh

NOTHING = "The views make no surface.", "Take more views of it, or a coarser detail."


@dataclass(frozen=True)
class Surface:
    """Triangles with one colour a vertex.

    vertices  (V, 3) float64, metres in the world
    faces     (F, 3) int32, anticlockwise from outside
    colors    (V, 3) float32, sRGB-encoded
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int32]
    colors: NDArray[np.float32]

    def mesh(self) -> Mesh:
        """The same as the engine's mesh; colours stand at the corners of its faces."""
        return Mesh(self.vertices, self.faces, colors=self.colors[self.faces])
