"""What a mesh of one picture leaves behind: the model, a report, and its depth as pictures.

model.glb           the mesh, with its texture or its colours (or the name that was asked for)
report.json         how good the picture is, what the lens and the depth are by, sizes, notes
depth.png           16 bits, so many steps a metre as the report says; 0 is left out
depth_preview.png   the same in colours, near ones warm
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...capture.store import json_from_camera
from ...errors import DataError
from ...images import write_image
from ...jobs import Progress, Steps
from ...modelfile import write_model
from ..quality import Quality
from .settings import Relief, ReliefSettings

MODEL, REPORT, DEPTH, PREVIEW = "model.glb", "report.json", "depth.png", "depth_preview.png"
_LARGEST = 2**16 - 2  # of 16 bits; the one above means nothing in depth maps of others
_STEPS = 1000  # a metre, where all of it can be told so
# From far to near, sRGB-encoded.
_COLORS = np.array(
    [
        [0.19, 0.07, 0.23],
        [0.16, 0.47, 0.93],
        [0.15, 0.85, 0.6],
        [0.98, 0.73, 0.2],
        [0.85, 0.16, 0.1],
    ]
)


def write_relief(
    relief: Relief, settings: ReliefSettings, folder: Path, *, model: str = MODEL
) -> Steps[Path]:
    """Write all that there is about a mesh of one picture; returns the model's path.

    Raises:
        DataError: it cannot be written there.
        InputError: the model's format is not known, or cannot hold the texture.
    """
    yield Progress(0, 2, "Writing the model")
    path = folder / model
    write_model(path, relief.mesh)
    yield Progress(1, 2, "Drawing the report")
    steps = steps_a_metre(relief.depth)
    write_image(folder / DEPTH, np.round(relief.depth * steps).astype(np.uint16))
    write_image(folder / PREVIEW, depth_picture(relief.depth))
    report = {
        "model": model,
        "vertices": len(relief.mesh.vertices),
        "faces": len(relief.mesh.faces),
        "size_m": np.ptp(relief.mesh.vertices, axis=0).tolist(),
        "is_metric": relief.is_metric,
        "depth": {"file": DEPTH, "steps_a_metre": steps, "preview": PREVIEW},
        "quality": quality_json(relief.quality),
        "numbers": relief.numbers,
        "notes": list(relief.notes),
        "settings": asdict(settings),
        "camera": json_from_camera(relief.camera),
        "conventions": "metres, Z up, the camera looks along +Y; a .glb is Y up",
    }
    try:
        (folder / REPORT).write_text(json.dumps(report, indent=1), encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {folder}: {error}.", "Choose another folder.") from error
    return path


def quality_json(quality: Quality) -> dict:
    """A picture's quality as plain values."""
    return {**asdict(quality), "reasons": list(quality.reasons), "advice": list(quality.advice)}


def steps_a_metre(depth: NDArray[np.float32]) -> float:
    """In how many steps a metre 16 bits tell depth (h, w): 1000, or a power of ten that fits."""
    largest = float(depth.max())
    if _STEPS * 0.1 <= _STEPS * largest <= _LARGEST:
        return float(_STEPS)
    return float(10.0 ** np.floor(np.log10(_LARGEST / largest)))


def depth_picture(depth: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Depth (h, w) in colours, rgba (h, w, 4): near warm, far cold, clear where there is none."""
    known = depth > 0
    inverse = np.divide(1, depth, out=np.zeros(depth.shape), where=known)
    low, high = (inverse[known].min(), inverse[known].max()) if known.any() else (0, 1)
    share = (inverse - low) / max(high - low, 1e-12)
    places = np.linspace(0, 1, len(_COLORS))
    rgb = np.stack([np.interp(share, places, column) for column in _COLORS.T], axis=-1)
    rgba = np.dstack([np.round(rgb * 255), np.where(known, 255, 0)])
    return rgba.astype(np.uint8)
