"""Labels in the viewport: the scene's answers in, words over the objects out; nothing is added
to the scene.

Where labels would cover one another, the one nearer to the eye keeps its place and the others
move up; one that finds no place is left out until there is room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import blf
import bpy
import gpu
import numpy as np
from bpy.app.handlers import persistent
from gpu_extras.batch import batch_for_shader
from mathutils import Vector
from numpy.typing import NDArray

from .bridge.assets import members
from .preferences import chosen
from .results import caption, classified

_SIZE = 12  # points, before Blender's resolution scale
_PAD = 5  # pixels around the words
_RISE = 3  # places above its own that a label may move to
_MOST = 500  # labels in one viewport

Box = tuple[float, float, float, float]  # left, bottom, right, top, in pixels


@dataclass(frozen=True)
class Label:
    """One answer and the point it belongs to."""

    name: str  # of the object
    text: str
    is_unsure: bool
    top: tuple[float, float, float]  # in the world: the middle of its box's upper side


# Of each view layer (its scene's session_uid, its name), until the scene changes.
_labels: dict[tuple[int, str], list[Label]] = {}
_threshold = -1.0  # with which they were read
_handle: object | None = None


def read_labels(layer: bpy.types.ViewLayer) -> list[Label]:
    """The labels of all classified objects of a view layer."""
    roots = classified(layer.objects)
    parts = members(roots, layer.objects) if roots else {}
    return [
        Label(root.name, caption(root), root.reloop3d.is_unsure, _top(objects))
        for root, objects in parts.items()
    ]


def _top(objects: Sequence[bpy.types.Object]) -> tuple[float, float, float]:
    corners = np.array([obj.matrix_world @ Vector(c) for obj in objects for c in obj.bound_box])
    low, high = corners.min(axis=0), corners.max(axis=0)
    middle = (low + high) / 2
    return float(middle[0]), float(middle[1]), float(high[2])


def project(
    points: NDArray[np.float64], perspective: NDArray[np.float64], width: int, height: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """World points (N, 3) as pixels of a region (N, 2) and their depths (N,), <= 0 behind the eye.

    Args:
        points: in the world.
        perspective: (4, 4) clip_from_world, as of RegionView3D.
        width, height: of the region, in pixels.
    """
    clip = np.c_[points, np.ones(len(points))] @ perspective.T
    depths = clip[:, 3]
    unit = clip[:, :2] / np.where(np.abs(depths) < 1e-9, 1e-9, depths)[:, None]
    return (unit + 1) / 2 * (width, height), depths


def place(anchors: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]]) -> list:
    """Boxes for labels over their anchors, the first served first; None where there is no room."""
    taken: list[Box] = []
    boxes: list[Box | None] = []
    for (x, y), (width, height) in zip(anchors, sizes, strict=True):
        box = None
        for rise in range(_RISE + 1):
            bottom = y + rise * (height + 2)
            tried = (x - width / 2, bottom, x + width / 2, bottom + height)
            if not any(_overlap(tried, other) for other in taken):
                box = tried
                taken.append(tried)
                break
        boxes.append(box)
    return boxes


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _draw() -> None:
    """Draw the labels of the scene into the viewport that is being drawn."""
    global _threshold
    context = bpy.context
    space, region = context.space_data, context.region
    person = chosen(context)
    if not (person.show_labels and space.overlay.show_overlays):
        return
    if _threshold != person.threshold:
        _labels.clear()
        _threshold = person.threshold
    key = (context.scene.session_uid, context.view_layer.name)
    if key not in _labels:
        _labels[key] = read_labels(context.view_layer)
    if not _labels[key]:
        return
    shown = _visible(_labels[key], context)
    scale = context.preferences.system.ui_scale
    blf.size(0, _SIZE * scale)
    pad = _PAD * scale
    height = blf.dimensions(0, "Ág")[1] + 2 * pad
    sizes = [(blf.dimensions(0, label.text)[0] + 2 * pad, height) for label, _ in shown]
    boxes = place([(x, y + pad) for _, (x, y) in shown], sizes)
    found = [
        (label, anchor, box)
        for (label, anchor), box in zip(shown, boxes, strict=True)
        if box is not None and -box[2] < 0 < region.height - box[1] and box[0] < region.width
    ]
    theme = context.preferences.themes[0].user_interface
    gpu.state.blend_set("ALPHA")
    for is_unsure in (False, True):
        ground = theme.wcol_state.warning if is_unsure else theme.wcol_tooltip.inner
        _draw_boxes([entry for entry in found if entry[0].is_unsure == is_unsure], ground)
    gpu.state.blend_set("NONE")
    for label, _, box in found:
        ground = theme.wcol_state.warning if label.is_unsure else theme.wcol_tooltip.inner
        blf.color(0, *readable_on(ground), 1.0)
        blf.position(0, box[0] + pad, box[1] + pad * 1.4, 0)
        blf.draw(0, label.text)


def _visible(
    labels: list[Label], context: bpy.types.Context
) -> list[tuple[Label, tuple[float, float]]]:
    """The labels in front of the eye, of objects that this viewport shows, the nearest first."""
    region = context.region
    points = np.array([label.top for label in labels])
    matrix = np.array(context.region_data.perspective_matrix)
    pixels, depths = project(points, matrix, region.width, region.height)
    inside = (depths > 0) & (pixels > -50).all(axis=1)
    inside &= (pixels < (region.width + 50, region.height + 50)).all(axis=1)
    # Without perspective all depths are 1: the distance along the view decides.
    distances = points @ matrix[2, :3] if np.ptp(depths) < 1e-9 else depths
    objects = {obj.name: obj for obj in context.view_layer.objects}
    found = []
    for index in np.argsort(distances, kind="stable"):
        if len(found) == _MOST:
            break
        obj = objects.get(labels[index].name) if inside[index] else None
        if obj is not None and obj.visible_get(viewport=context.space_data):
            found.append((labels[index], tuple(pixels[index])))
    return found


def readable_on(ground: Sequence[float]) -> tuple[float, float, float]:
    """Black or white, whichever stands out from a colour of the theme (WCAG 2 contrast)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in ground[:3]]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return (0.0, 0.0, 0.0) if luminance > 0.179 else (1.0, 1.0, 1.0)


def _draw_boxes(entries: Sequence[tuple[Label, tuple[float, float], Box]], ground) -> None:
    """Backgrounds of one colour, and a line to the object from those that had to move."""
    if not entries:
        return
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.bind()
    corners, lines = [], []
    for _, (x, y), (left, bottom, right, top) in entries:
        one, two, three, four = (left, bottom), (right, bottom), (right, top), (left, top)
        corners += [one, two, three, one, three, four]
        lines += [(x, y), (x, bottom)]
    shader.uniform_float("color", (*ground[:3], 0.9))
    batch_for_shader(shader, "TRIS", {"pos": corners}).draw(shader)
    batch_for_shader(shader, "LINES", {"pos": lines}).draw(shader)


@persistent
def forget(*_: object) -> None:
    """The scene has changed: read the labels anew when they are drawn next."""
    _labels.clear()


def draw_switch(self: bpy.types.Panel, context: bpy.types.Context) -> None:
    """The switch in the viewport's own Overlays menu."""
    self.layout.prop(chosen(context), "show_labels", text="ReLoop3D Labels")


def attach() -> None:
    """Draw from now on."""
    global _handle
    if not bpy.app.background:
        _handle = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")
    bpy.types.VIEW3D_PT_overlay.append(draw_switch)


def detach() -> None:
    """Draw no more."""
    global _handle
    bpy.types.VIEW3D_PT_overlay.remove(draw_switch)
    if _handle is not None:
        bpy.types.SpaceView3D.draw_handler_remove(_handle, "WINDOW")
        _handle = None
    forget()
