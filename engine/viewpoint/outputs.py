"""A mesh and the camera that was found for it in, files out, named as upstream names them.

    optimized_params.json        the camera, where it began, loss, settings, seed, conventions
    optimized_view.png           what it sees, rgba
    optimization_comparison.png  target | initial | optimised | outlines of both
    optimization_process.gif     about twenty steps of the way there, and .mp4
    history.csv                  a row for each step

The JSON draws the PNG again: `Drawing(mesh).picture(load_params(path))`.
"""

import csv
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..camera import fitted, resized
from ..capture.formats import sheets
from ..capture.formats.checks import writing
from ..capture.formats.poses import read_camera
from ..capture.store import json_from_camera
from ..datatypes import Camera, Mesh, View, ViewSet
from ..images import scaled, write_image
from ..jobs import Progress, Steps
from ..runlog import plain, versions
from .drawing import Drawing, named, on_white, outlined, overlap
from .orbit import aim_of, focal_mm, orbit_of
from .settings import BestSettings, DecidingSettings, Found, MatchSettings, Step, Target

PARAMS = "optimized_params.json"
VIEW = "optimized_view.png"
COMPARISON = "optimization_comparison.png"
PROCESS = "optimization_process"
HISTORY = "history.csv"
KINDS = ("match", "best", "decide")
CONVENTIONS = (
    "metres; world right-handed, Z up; camera OpenCV: +X right, +Y down, +Z forward; "
    "world_from_camera @ p_camera = p_world; pixel centres at integers, first row on top; "
    "distance, elevation and azimuth (degrees) say where the camera stands as seen from `center`, "
    "the middle of the object's bounding box: azimuth from +X, counter-clockwise from above; "
    "roll (degrees) from upright, positive where the camera is turned clockwise; `target` is the "
    "point of its optical axis that is nearest to `center`; focal_mm is for a sensor of 36 mm "
    "along the picture's longer side; ortho_scale is how many metres wide an orthographic "
    "picture is"
)

_CELL = 512  # pixels of the longer side of a picture in the comparison
_FRAME = 400  # and in the process
_FRAMES = 20  # of the process, about
_FPS = 10 / 3  # as upstream's

Settings = MatchSettings | BestSettings | DecidingSettings


def write_outputs(
    mesh: Mesh,
    found: Found,
    settings: Settings,
    folder: Path,
    *,
    target: Target | None = None,
    kind: str,
    name: str = "",
    made_with: dict[str, str] | None = None,
    facts: dict[str, Any] | None = None,
) -> Steps[Path]:
    """Write all files about a camera that was found; those of an earlier one are replaced.

    Args:
        mesh: what it looks at, in the world.
        settings: what was asked for.
        folder: is made.
        target: the picture that was to be matched.
        kind: one of KINDS.
        name: the mesh's, as a person knows it; by default its instances'.
        made_with: versions of what the run was made with, beside the engine's own.
        facts: what else the JSON is to say, by names of their own.

    Returns:
        the folder.

    Raises:
        InputError: the mesh has no face with a size.
        DataError: it cannot be written there.
        MissingDependency: pillow, PyAV or embreex is not installed.
    """
    yield Progress(0, 1, "Drawing the result")
    drawing = Drawing(mesh)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    shown = yield from _draw(drawing, found, target)
    yield from _write_pictures(shown, folder)
    about = {"kind": kind, "mesh": name or _names(mesh), **shown.measured, **(facts or {})}
    about["settings"] = plain(settings)
    about["seed"] = getattr(settings, "seed", None)  # None: nothing in it is random
    about["versions"] = versions(**(made_with or {}))
    with writing(folder):
        _write_history(drawing, found, folder / HISTORY)
        # Last: a folder without it has not come to its end.
        text = json.dumps(_finite(_params(drawing, found) | about), indent=1)
        (folder / PARAMS).write_text(text, encoding="utf-8")
    return folder


def load_params(path: Path) -> Camera:
    """The camera of an optimized_params.json, in the world.

    Raises:
        DataError: it cannot be read, or is damaged.
    """
    return read_camera(path)


def summary(camera: Camera, center: NDArray[np.floating]) -> dict[str, Any]:
    """A camera in the words of people and of upstream, about a centre (3,), for JSON and tables."""
    orbit, lens = orbit_of(camera, center), camera.intrinsics
    is_flat = lens.is_orthographic
    return {
        "distance": orbit.distance,
        "elevation": orbit.elevation_deg,
        "azimuth": orbit.azimuth_deg,
        "roll": orbit.roll_deg,
        "target": aim_of(camera, center).tolist(),
        "focal_mm": None if is_flat else focal_mm(lens),
        "fov_deg": None if is_flat else math.degrees(2 * math.atan(lens.width / 2 / lens.fx)),
        "ortho_scale": lens.width / lens.fx if is_flat else None,
    }


def _params(drawing: Drawing, found: Found) -> dict[str, Any]:
    """What the JSON says of the camera; where it began has names that start with “initial_”."""
    center, lens = drawing.frame.center, found.camera.intrinsics
    began = {f"initial_{key}": value for key, value in summary(found.start, center).items()}
    return {
        **summary(found.camera, center),
        **began,
        "focal_px": [lens.fx, lens.fy],
        "is_orthographic": lens.is_orthographic,
        "center": center.tolist(),
        **json_from_camera(found.camera),
        "initial_camera": json_from_camera(found.start),
        "loss": found.loss,
        "terms": found.terms,
        "iterations": found.history[-1].iteration if found.history else 0,
        "conventions": CONVENTIONS,
        "files": [VIEW, COMPARISON, f"{PROCESS}.gif", f"{PROCESS}.mp4", HISTORY],
    }


def _finite(value: Any) -> Any:
    """The value with null in place of what JSON has no number for."""
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    return value


def _names(mesh: Mesh) -> str:
    first, *others = [instance.name for instance in mesh.instances] or ["mesh"]
    return f"{first} and {len(others)} more" if others else first


@dataclass(frozen=True)
class _Shown:
    """Pictures to be written, and what was measured on them."""

    view: NDArray[np.uint8]
    panels: ViewSet
    frames: ViewSet
    measured: dict[str, float]


def _draw(drawing: Drawing, found: Found, target: Target | None) -> Steps[_Shown]:
    history = _chosen(found)
    total = len(history) + 2
    yield Progress(0, total, "Drawing the result")
    view = drawing.picture(found.camera)
    yield Progress(1, total, "Drawing the result")
    panels, measured = _compared(drawing, found, target)
    frames: list[View] = []
    for step in history:
        yield Progress(2 + len(frames), total, "Drawing the result")
        frames.append(_frame(drawing, step, found, target))
    return _Shown(view, ViewSet(tuple(panels)), ViewSet(tuple(frames)), measured)


def _write_pictures(shown: _Shown, folder: Path) -> Steps[None]:
    yield Progress(0, 3, "Writing")
    write_image(folder / VIEW, shown.view)
    sheets.write_grid(shown.panels, folder / COMPARISON, columns=len(shown.panels.views))
    for done, suffix in enumerate((".gif", ".mp4"), start=1):
        yield Progress(done, 3, "Writing")
        path = (folder / PROCESS).with_suffix(suffix)
        sheets.turntable(shown.frames, path, fps=_FPS, is_captioned=True)


def _chosen(found: Found) -> list[Step]:
    """Steps to be shown, evenly chosen; the camera that was found is the last one."""
    history = found.history or (Step(0, found.loss, found.start),)
    chosen = np.unique(np.linspace(0, len(history) - 1, min(_FRAMES, len(history))).round())
    last = Step(history[-1].iteration, found.loss, found.camera)
    return [*(history[int(index)] for index in chosen), last]


def _compared(
    drawing: Drawing, found: Found, target: Target | None
) -> tuple[list[View], dict[str, float]]:
    """The pictures of the comparison; with a masked target, how far the outlines agree."""
    camera = fitted(found.camera, _CELL)
    width, height = camera.intrinsics.width, camera.intrinsics.height
    start = resized(found.start, width, height)
    optimised = drawing.picture(camera)
    panels = [
        named(drawing.picture(start), camera, f"Initial {drawing.caption(found.start)}"),
        named(optimised, camera, f"Optimised {drawing.caption(found.camera)}"),
    ]
    if target is None:
        return panels, {}
    alpha, mask = optimised[..., 3] / 255.0, _mask_of(target, width, height)
    rgb = scaled(target.rgb, width, height)
    over = outlined(0.5 + rgb / 2, inside=alpha, outside=mask)
    said = "Outline: optimised orange" + ("" if mask is None else ", target blue")
    panels = [named(rgb, camera, "Target"), *panels, named(over, camera, said)]
    return panels, {} if mask is None else {"silhouette_iou": overlap(alpha, mask)}


def _mask_of(target: Target | None, width: int, height: int) -> NDArray[np.float32] | None:
    if target is None or target.mask is None:
        return None
    stacked = np.repeat(target.mask[..., None].astype(np.float32), 3, axis=2)
    return scaled(stacked, width, height)[..., 0]


def _frame(drawing: Drawing, step: Step, found: Found, target: Target | None) -> View:
    """What a step saw, with the target's outline over it and its numbers for a caption."""
    size = fitted(found.camera, _FRAME).intrinsics
    camera = resized(step.camera, size.width, size.height)
    rgb = on_white(drawing.picture(camera))
    if (mask := _mask_of(target, size.width, size.height)) is not None:
        rgb = outlined(rgb, outside=mask)
    last = found.history[-1].iteration if found.history else 0
    said = f"Iter {step.iteration}/{last} | Loss {step.loss:.4g} | {drawing.caption(step.camera)}"
    return named(rgb, camera, said)


def _write_history(drawing: Drawing, found: Found, path: Path) -> None:
    """A row for each step; the focal length in millimetres, or an orthographic camera's scale."""
    columns = ("distance", "elevation", "azimuth", "roll", "focal_mm", "ortho_scale")
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        header = ("focal" if name == "focal_mm" else name for name in columns)
        table.writerow(("iteration", "loss", *header))
        for step in found.history:
            said = summary(step.camera, drawing.frame.center)
            table.writerow((step.iteration, step.loss, *(said[name] for name in columns)))
