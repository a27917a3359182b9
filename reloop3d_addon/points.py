"""Points and cameras in the viewport: a cloud in, drawn among the scene's objects out; nothing is
added to the scene, and Undo knows nothing of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import gpu
import numpy as np
from gpu_extras.batch import batch_for_shader
from numpy.typing import NDArray

from ..engine.camera import unproject
from ..engine.datatypes import Camera
from .redraw import redraw

_SIZE = 3  # pixels across a point, before Blender's resolution scale
_REACH = 0.08  # how long a camera is drawn, in diagonals of the cloud
_STRAY = 1  # percent of the points on either side that do not count for that
_UP = 0.4  # how high the mark is that shows which way is up, in heights of the picture
# A camera's lines, between its eye (0), its picture's corners (1 to 4, the upper two last) and the
# mark over the upper edge (5).
_EDGES = ((0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (2, 3), (3, 4), (4, 1), (3, 5), (5, 4))


@dataclass
class Shown:
    """What is drawn, and in which scene (its session_uid).

    points  (N, 3) float32, metres in the world
    colors  (N, 3) float32, sRGB-encoded
    lines   (L, 2, 3) float32: the cameras
    """

    points: NDArray[np.float32]
    colors: NDArray[np.float32]
    lines: NDArray[np.float32]
    scene: int
    batches: tuple[gpu.types.GPUBatch, gpu.types.GPUBatch] | None = None


_shown: Shown | None = None
_handle: object | None = None


def show(
    points: NDArray[np.float32], colors: NDArray[np.float32], cameras: Sequence[Camera]
) -> None:
    """Draw these in the current scene from now on, in place of what was shown before.

    Args:
        points: (N, 3), metres in the world, at least one.
        colors: (N, 3), sRGB-encoded.
        cameras: at least one; pyramids from their eye, a mark over their picture's upper edge.
    """
    global _shown
    _shown = Shown(points, colors, frusta(points, cameras), bpy.context.scene.session_uid)
    redraw("VIEW_3D")


def hide() -> None:
    """Draw nothing any more."""
    global _shown
    _shown = None
    redraw("VIEW_3D")


def shown() -> Shown | None:
    """What is drawn."""
    return _shown


def is_shown() -> bool:
    """Whether there is something to hide."""
    return _shown is not None


def frusta(points: NDArray[np.float32], cameras: Sequence[Camera]) -> NDArray[np.float32]:
    """The lines (L, 2, 3) of cameras, in a size that suits the points (N, 3) they saw."""
    low, high = np.percentile(points, [_STRAY, 100 - _STRAY], axis=0)
    reach = _REACH * float(np.linalg.norm(high - low))
    lines = [_frustum(camera, reach)[list(_EDGES)] for camera in cameras]
    return np.array(lines, np.float32).reshape(-1, 2, 3)


def _frustum(camera: Camera, reach: float) -> NDArray[np.float64]:
    """The six points (6, 3) of a camera's lines, its picture `reach` away from its eye."""
    lens = camera.intrinsics
    left, right, top, bottom = -0.5, lens.width - 0.5, -0.5, lens.height - 0.5
    u = np.array([left, right, right, left, (left + right) / 2])
    v = np.array([bottom, bottom, top, top, top - _UP * lens.height])
    return np.vstack([camera.world_from_camera[:3, 3], unproject(camera, np.full(5, reach), u, v)])


def _draw() -> None:
    """Draw the points into the viewport that is being drawn."""
    context = bpy.context
    if _shown is None or context.scene.session_uid != _shown.scene:
        return
    if not context.space_data.overlay.show_overlays:
        return
    dots, lines = (
        gpu.shader.from_builtin("POINT_FLAT_COLOR"),
        gpu.shader.from_builtin("UNIFORM_COLOR"),
    )
    if _shown.batches is None:
        _shown.batches = _batches(_shown, dots, lines)
    gpu.state.depth_test_set("LESS_EQUAL")
    gpu.state.depth_mask_set(True)  # points hide one another
    gpu.state.point_size_set(_SIZE * context.preferences.system.ui_scale)
    _shown.batches[0].draw(dots)
    lines.bind()
    color = context.preferences.themes[0].view_3d.camera
    lines.uniform_float("color", (*color, 1.0))
    _shown.batches[1].draw(lines)
    gpu.state.point_size_set(1)
    gpu.state.depth_mask_set(False)
    gpu.state.depth_test_set("NONE")


def _batches(what: Shown, dots, lines) -> tuple[gpu.types.GPUBatch, gpu.types.GPUBatch]:
    # Viewport overlays are drawn in the display's own colours: no conversion is wanted.
    rgba = np.column_stack([what.colors, np.ones(len(what.colors), np.float32)])
    cloud = batch_for_shader(dots, "POINTS", {"pos": what.points, "color": rgba})
    return cloud, batch_for_shader(lines, "LINES", {"pos": what.lines.reshape(-1, 3)})


def attach() -> None:
    """Draw from now on what is shown."""
    global _handle
    if not bpy.app.background:
        _handle = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_VIEW")


def detach() -> None:
    """Draw no more."""
    global _handle
    hide()
    if _handle is not None:
        bpy.types.SpaceView3D.draw_handler_remove(_handle, "WINDOW")
        _handle = None
