"""Cameras of a room: its mesh in, cameras in its corners looking inwards, and one above, out.

Nothing says what in a mesh is the floor: the room is taken to fill the mesh's bounding box,
unless its polygon is given. A camera that would stand in a cupboard moves inwards.
"""

import numpy as np
from numpy.typing import NDArray

from ..camera import look_at
from ..datatypes import Camera, Intrinsics
from ..errors import InputError
from ..rigs import Rig, world_from_rig
from .caster import Caster

_EYE, _AIM = 0.62, 0.35  # heights of camera and target, as shares of the room's
_INSETS = np.linspace(0.1, 0.6, 8)  # steps off the wall, in corners' mean distance to the middle
_FREE = 0.6  # median depth of a view that is not blocked, in ways to the middle
_CUT = 0.8  # height of the plan's section where there is a ceiling
_PROBE = 24  # pixels a side of the pictures that look for what is in the way


def room_cameras(
    caster: Caster, rig: Rig, polygon: NDArray[np.floating] | None = None
) -> list[Camera]:
    """`rig.views` cameras along the walls, in the corners first, and an orthographic one above.

    Args:
        caster: of the room's mesh.
        rig: its lens, picture and up axis count; elevation and distance do not.
        polygon: (P, 2) corners of the floor in the rig's own x and y, in order; None: the box's.

    Raises:
        InputError: the polygon has fewer than three corners, or no room inside.
    """
    turn = world_from_rig(rig.up)
    points = caster.mesh.vertices @ turn
    low, high = points.min(axis=0), points.max(axis=0)
    if polygon is None:
        polygon = np.array([low[:2], [high[0], low[1]], high[:2], [low[0], high[1]]])
    if len(polygon) < 3:
        raise InputError("A room's polygon needs three corners.", "Give its floor's outline.")
    polygon = np.asarray(polygon, np.float64)
    lens = rig.lens()
    cameras = []
    for index in range(rig.views):
        eye, aim = _stand(
            caster, polygon, index * len(polygon) / rig.views, (low, high), lens, turn
        )
        cameras.append(_turned(Camera(lens, look_at(eye, aim), f"corner {index}"), turn))
    return [*cameras, _turned(_plan(caster, polygon, low, high, rig, turn), turn)]


def _turned(camera: Camera, turn: NDArray[np.float64]) -> Camera:
    """A camera of the rig's axes in the world's."""
    matrix = np.eye(4)
    matrix[:3, :3] = turn @ camera.world_from_camera[:3, :3]
    matrix[:3, 3] = turn @ camera.world_from_camera[:3, 3]
    return Camera(camera.intrinsics, matrix, camera.name)


def _stand(
    caster: Caster,
    polygon: NDArray[np.float64],
    place: float,
    box: tuple[NDArray[np.float64], NDArray[np.float64]],
    lens: Intrinsics,
    turn: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the camera stands that belongs to `place` along the walls, and what it looks at."""
    heights = box[0][2] + np.array([_EYE, _AIM]) * (box[1][2] - box[0][2])
    middle = polygon.mean(axis=0)
    step = np.linalg.norm(polygon - middle, axis=1).mean()
    wall, inwards = _wall_point(polygon, place)
    probe = Intrinsics(
        lens.fx * _PROBE / lens.width,
        lens.fy * _PROBE / lens.height,
        _PROBE / 2 - 0.5,
        _PROBE / 2 - 0.5,
        _PROBE,
        _PROBE,
    )
    aim = np.array([*middle, heights[1]])
    tried = []
    for inset in _INSETS:
        eye = np.array([*(wall + inset * step * inwards), heights[0]])
        if not is_inside(eye[:2], polygon):
            continue
        camera = _turned(Camera(probe, look_at(eye, aim)), turn)
        depths = np.full(_PROBE**2, np.inf)
        hits = caster.cast(camera)
        depths[hits.pixels] = hits.depths
        free = float(np.median(depths) / np.linalg.norm(aim - eye))
        tried.append((free, eye))
        if free >= _FREE:
            break
    if not tried:
        raise InputError("The room's polygon is too thin to stand in.", "Give its floor's outline.")
    return max(tried, key=lambda entry: entry[0])[1], aim


def _wall_point(
    polygon: NDArray[np.float64], place: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A point (2,) of the outline, `place` corners along it, and the unit way inwards from it."""
    ahead = np.roll(polygon, -1, axis=0)
    first, share = int(place) % len(polygon), place % 1
    point = polygon[first] * (1 - share) + ahead[first] * share
    edges = (ahead - polygon) / np.linalg.norm(ahead - polygon, axis=1, keepdims=True)
    along = edges[first] + (edges[first - 1] if share == 0 else edges[first])
    turned = (polygon[:, 0] * ahead[:, 1] - polygon[:, 1] * ahead[:, 0]).sum()  # twice its area
    inwards = np.array([-along[1], along[0]]) * np.sign(turned)
    return point, inwards / np.linalg.norm(inwards)


def is_inside(point: NDArray[np.float64], polygon: NDArray[np.float64]) -> bool:
    """Whether a point (2,) lies inside a polygon (P, 2), by the crossings of a ray."""
    ahead = np.roll(polygon, -1, axis=0)
    spans = (polygon[:, 1] > point[1]) != (ahead[:, 1] > point[1])
    rise = np.where(spans, ahead[:, 1] - polygon[:, 1], 1.0)
    crossing = polygon[:, 0] + (point[1] - polygon[:, 1]) / rise * (ahead[:, 0] - polygon[:, 0])
    return bool((spans & (point[0] < crossing)).sum() % 2)


def _plan(
    caster: Caster,
    polygon: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    rig: Rig,
    turn: NDArray[np.float64],
) -> Camera:
    """The orthographic camera above, below the ceiling if there is one; all of the floor fits."""
    least, most = polygon.min(axis=0), polygon.max(axis=0)
    middle, extent = (least + most) / 2, most - least
    width = max(extent[0], extent[1] * rig.aspect) / (1 - 2 * rig.margin)
    lens = rig.lens(width / 2)
    height = high[2] - low[2]
    above = np.array([*middle, high[2] + height])
    camera = Camera(lens, look_at(above, np.array([*middle, low[2]])), "top")
    tops = caster.cast(_turned(camera, turn)).depths - height  # below the highest point
    if len(tops) and (tops < (1 - _CUT) * height).mean() > 0.5:
        above[2] = low[2] + _CUT * height
    return Camera(lens, look_at(above, np.array([*middle, low[2]])), "top")
