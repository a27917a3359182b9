"""What making a mesh of photos leaves behind, beside what fusing does (reconstruct/outputs.py).

report.json         has of the photos too: cameras, what was left out, the reprojection error
photos/             transforms.json with the photos straightened, their cameras and their depth:
                    `fuse` and trainers of radiance fields read it
photos/sparse.ply   the points by which cameras were found, with colours
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ...capture.formats import transforms
from ...errors import DataError
from ...jobs import Progress, Steps
from ..outputs import MODEL, REPORT, write_fused
from ..settings import FuseSettings
from .mesh import Made
from .settings import PhotoSettings

PHOTOS, POINTS = "photos", "sparse.ply"
_POINT = np.dtype([("place", "<f4", 3), ("color", "u1", 3)])


def write_made(
    made: Made,
    settings: PhotoSettings,
    fusing: FuseSettings,
    folder: Path,
    *,
    model: str = MODEL,
) -> Steps[Path]:
    """Write all that there is about a mesh of photos; returns the model's path.

    Raises:
        DataError: it cannot be written there.
        InputError: the model's format is not known.
    """
    path = yield from write_fused(made.fused, fusing, made.views, folder, model=model)
    yield Progress(2, 3, "Writing cameras")
    transforms.write(made.views, folder / PHOTOS)
    report = folder / REPORT
    try:
        _write_points(made, folder / PHOTOS / POINTS)
        told = json.loads(report.read_text(encoding="utf-8"))
        told["photos"] = numbers_of(made) | {"settings": asdict(settings)}
        told["notes"] = [*made.said, *told["notes"]]
        report.write_text(json.dumps(told, indent=1), encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {folder}: {error}.", "Choose another folder.") from error
    return path


def numbers_of(made: Made) -> dict[str, object]:
    """What was found of the photos, by name."""
    structure = made.structure
    return {
        "placed": [view.name for view in structure.views],
        "fused": [view.name for view in made.views.views],
        "left_out": structure.left_out,
        "points": len(structure.points),
        "reprojection_error_px": structure.error_px,
    }


def _write_points(made: Made, path: Path) -> None:
    structure = made.structure
    points = np.empty(len(structure.points), _POINT)
    points["place"], points["color"] = structure.points, structure.colors
    places = [f"property float {name}" for name in "xyz"]
    colors = [f"property uchar {name}" for name in ("red", "green", "blue")]
    head = ["ply", "format binary_little_endian 1.0", f"element vertex {len(points)}"]
    text = "\n".join([*head, *places, *colors, "end_header"]) + "\n"
    path.write_bytes(text.encode("ascii") + points.tobytes())
