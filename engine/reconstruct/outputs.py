"""What fusing leaves behind: the model, a report, and a picture of input and result.

model.glb      the mesh, with its colours or its texture (or the name that was asked for)
report.json    what went in and came out: settings, counts, sizes, notes; the cameras as read
report.png     some of the views, and under each the mesh from the same camera
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..camera import fitted, grown
from ..capture.settings import CaptureSettings
from ..capture.store import json_from_camera
from ..datatypes import ViewSet
from ..errors import DataError
from ..images import annotate, scaled, strip, write_image
from ..jobs import Progress, Steps
from ..modelfile import write_model
from ..render.raycast import render_views
from .settings import Fused, FuseSettings

MODEL, REPORT, PICTURE = "model.glb", "report.json", "report.png"
_SHOWN, _CELL = 4, 256  # views in the picture, and pixels along their longer side


def write_fused(
    fused: Fused, settings: FuseSettings, views: ViewSet, folder: Path, *, model: str = MODEL
) -> Steps[Path]:
    """Write all that there is about a fused mesh; returns the model's path.

    Raises:
        DataError: it cannot be written there.
        InputError: the model's format is not known.
    """
    views = fused.corrected(views)
    yield Progress(0, 3, "Writing the model")
    path = folder / model
    write_model(path, fused.mesh)
    yield Progress(1, 3, "Drawing the report")
    yield from _picture(fused, views, folder / PICTURE)
    report = {
        "model": model,
        "vertices": len(fused.mesh.vertices),
        "faces": len(fused.mesh.faces),
        "voxel_m": fused.voxel_m,
        "size_m": np.ptp(fused.mesh.vertices, axis=0).tolist(),
        "numbers": fused.numbers,
        "notes": list(fused.notes),
        "settings": asdict(settings),
        "cameras": [json_from_camera(view.camera) for view in views.views if view.camera],
        "conventions": "metres, Z up, as the cameras' world; a .glb is Y up",
    }
    try:
        (folder / REPORT).write_text(json.dumps(report, indent=1), encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {folder}: {error}.", "Choose another folder.") from error
    return path


def _picture(fused: Fused, views: ViewSet, path: Path) -> Steps[None]:
    """Some of the views above the mesh from the same cameras."""
    known = [view for view in views.views if view.camera is not None]
    chosen = [known[int(i)] for i in np.linspace(0, len(known) - 1, min(_SHOWN, len(known)))]
    cameras = tuple(grown(fitted(view.camera, _CELL), fused.numbers["scale"]) for view in chosen)
    made = yield from render_views(fused.mesh, CaptureSettings(cameras=cameras, engine="raycast"))
    rows = [(chosen, "view"), (made.views, "mesh")]
    cells = [
        annotate(_square(view.rgb), f"{name} {n}")
        for row, name in rows
        for n, view in enumerate(row)
    ]
    write_image(path, strip(np.stack(cells), columns=len(chosen)))


def _square(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """A picture in the middle of a white cell (_CELL, _CELL, 3)."""
    height, width = rgb.shape[:2]
    by = _CELL / max(width, height)
    rgb = scaled(rgb, max(round(width * by), 1), max(round(height * by), 1))
    cell = np.ones((_CELL, _CELL, 3), np.float32)
    top, left = (_CELL - rgb.shape[0]) // 2, (_CELL - rgb.shape[1]) // 2
    cell[top : top + rgb.shape[0], left : left + rgb.shape[1]] = rgb
    return cell
