"""The studio light: normals and base colours in, shaded colours out.

The same four lights as Blender's Workbench with the studio light "paint.sl" and no specular,
so that pictures made with and without Blender agree. They are fixed to the camera.
Source: Blender's release/datafiles/studiolights/studio/paint.sl and Workbench's wrapped
diffuse term, (n·l + w) / (1 + w)^2 clamped to [0, 1].
"""

import numpy as np
from numpy.typing import NDArray

BLENDER_STUDIO_LIGHT = "paint.sl"

# Direction to the light in OpenGL camera axes, linear colour, wrap.
DIRECTIONS = np.array(
    [
        [0.033898, 0.406780, 0.912897],
        [0.0, 0.372881, 0.927879],
        [0.079643, -0.681392, -0.727573],
        [-0.081162, -0.173044, -0.981564],
    ],
    np.float32,
)
COLORS = np.array(
    [
        [1.0, 1.0, 1.0],
        [0.342384, 0.342384, 0.342384],
        [0.201899, 0.156801, 0.147954],
        [0.220250, 0.037944, 0.047254],
    ],
    np.float32,
)
WRAPS = np.array([0.374078, 0.135593, 0.630803, 0.2], np.float32)


def shade(normals: NDArray[np.float32], colors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Light surfaces seen by a camera.

    Args:
        normals: (N, 3) unit vectors in OpenCV camera axes, facing the camera.
        colors: (N, 3) base colours, scene-linear.

    Returns:
        (N, 3) colours, scene-linear, not clipped.
    """
    facing = (normals * np.float32([1, -1, -1])) @ DIRECTIONS.T
    light = np.clip((facing + WRAPS) / (1 + WRAPS) ** 2, 0, 1) @ COLORS
    return light * colors
