"""A mesh in, upstream's views all round it out: one, a turntable, or a sheet of rings.

    single_view.png        one view, rgba
    turntable.gif          a view every ten degrees
    multi_view_grid.png    eight views in each of four rings, with their azimuth and elevation

All look at the middle of the mesh's bounding box, wherever in the world that is.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from ..capture.formats import sheets
from ..capture.formats.checks import writing
from ..capture.settings import CaptureSettings
from ..datatypes import Camera, Mesh, View, ViewSet
from ..errors import InputError
from ..images import write_image
from ..jobs import Progress, Steps
from ..render.channels import Subject
from ..rigs import Rig
from .drawing import Drawing

RIGS = {
    "single": Rig(1, 30.0, size=512, azimuth_deg=45.0),
    "turntable": Rig(36, 30.0, size=512),
    "grid": Rig(8, 0.0, size=256, layout="grid", rings=4, top_deg=90.0),
}
FILES = {
    "single": "single_view.png",
    "turntable": "turntable.gif",
    "grid": "multi_view_grid.png",
}
_FPS = 10  # upstream's


def placed(mesh: Mesh, rig: Rig, *, distance: float | None = None) -> list[Camera]:
    """The cameras of a rig, in the world.

    Args:
        distance: metres from the mesh's middle, in place of the least at which all views fit; no
            matter to orthographic ones.

    Raises:
        InputError: the mesh has no face with a size, or the distance is not positive.
    """
    subject = Subject(mesh)
    cameras = subject.cameras(CaptureSettings(rig))
    if distance is None:
        return cameras
    if not (np.isfinite(distance) and distance > 0):
        raise InputError(f"The distance {distance:g} is out of range.", "Choose more than 0.")
    return [_at(camera, subject.frame.center, distance) for camera in cameras]


def _at(camera: Camera, center: np.ndarray, distance: float) -> Camera:
    """The camera moved along its axis, which leads through the centre."""
    matrix = camera.world_from_camera.copy()
    matrix[:3, 3] = center - distance * matrix[:3, 2]
    return replace(camera, world_from_camera=matrix)


def write_around(
    mesh: Mesh, kind: str, folder: Path, *, rig: Rig | None = None, distance: float | None = None
) -> Steps[Path]:
    """Draw the views of a kind in RIGS and write the file that FILES names; returns its path.

    Args:
        folder: is made.
        rig: in place of the kind's own.
        distance: as in `placed`.

    Raises:
        InputError: the mesh has no face with a size, the distance or kind is out of range.
        DataError: it cannot be written there.
        MissingDependency: pillow or embreex is not installed.
    """
    if kind not in RIGS:
        raise InputError(f"Unknown kind of views “{kind}”.", f"There is {', '.join(RIGS)}.")
    rig = rig or RIGS[kind]
    yield Progress(0, rig.count, "Drawing views")
    cameras = placed(mesh, rig, distance=distance)
    drawing, views = Drawing(mesh), []
    for camera in cameras:
        yield Progress(len(views), len(cameras), "Drawing views")
        views.append(View(drawing.picture(camera), camera))
    path = folder / FILES[kind]
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if kind == "single":
        write_image(path, views[0].rgba)
    elif kind == "turntable":
        sheets.turntable(ViewSet(tuple(views)), path, fps=_FPS)
    else:
        sheets.write_grid(ViewSet(tuple(views)), path)
    return path
