"""Pictures with known cameras, and with depth, by anyone: a folder in, one view set out.

What was found is said back: the form, the axes, the unit, what belongs to what, and what is odd.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ...capture.formats.lenses import Lens, find_lens, lens_files, read_lens
from ...datatypes import View, ViewSet
from ...errors import DataError, InputError
from ...jobs import Progress, Steps, drain
from ..register.placed import RegisterSettings
from ..register.poses import find_poses
from .agreement import Agreement, agreement, inverted, turned
from .found import Found, find
from .loading import How, Notes, load_view

AXES = ("auto", "opencv", "opengl")
_NAMES = {"opencv": "OpenCV's axes (Y down, Z forward)", "opengl": "OpenGL's axes (Y up, Z back)"}
_CLEAR = 0.9  # of the other's cost, below which one convention is better than the other
_POOR = 0.025  # share of the depth by which neighbours may miss each other before it is said
_MUCH = 0.5  # of the cost, below which another reading of the poses is worth saying
_MISTAKES = {
    "the cameras' axes were the other ones": turned,
    "the matrices were world to camera: then invert them": inverted,
    "they were world to camera with the other axes": lambda view: turned(inverted(view)),
}
_FAR = 100.0  # metres, beyond which floats look like millimetres


@dataclass(frozen=True)
class Posed:
    """Views that were read, and sentences about them."""

    views: ViewSet
    said: tuple[str, ...]


def read_posed(path: Path, **options: Any) -> Posed:
    """What `load_posed` returns, at once: with its options, and its errors."""
    return drain(load_posed(path, **options))


def load_posed(
    path: Path,
    *,
    poses: Path | None = None,
    depth: Path | None = None,
    images: Path | None = None,
    masks: Path | None = None,
    intrinsics: Path | str | None = None,
    depth_scale: float | None = None,
    invalid: float | None = None,
    axes: str = "auto",
    leave_out: bool = False,
) -> Steps[Posed]:
    """Read views with cameras, and with depth and masks where there are any.

    A folder of pictures with depth and no poses is registered: `register.poses.find_poses`.

    Args:
        path: a folder with captured views, a transforms.json, a COLMAP model, or with pictures
            and depth maps beside a trajectory or 4x4 matrices; or one of these files.
        poses: a file or folder to take the cameras from in place of `path`.
        images, depth, masks: folders to take these from; else where `path` has them. Masks are
            bright where the subject is, and become the pictures' alpha.
        intrinsics: a file, or “fx,fy,cx,cy[,width,height]”, in place of the lenses found.
            A negative fy: the camera's Y axis points up.
        depth_scale: steps a metre in depth maps. Else 1000 of whole numbers, 5000 beside TUM's
            and ICL-NUIM's trajectories, and 1 of floats.
        invalid: a value in depth maps that says that nothing is known, beside 0.
        leave_out: where there are no poses, frames that overlap with no other are left out, not
            refused.
        axes: of the cameras in the file: opencv, opengl, or auto: as its format has them, and of
            4x4 matrices those under which depth of one view lies better on its neighbour's.

    Raises:
        InputError: an option is out of range, nothing says what belongs together, or no view can
            be used.
        ResultError: there are no poses, and frames do not overlap with the rest.
        DataError: there are no cameras, or a file is damaged.
        MissingDependency: Pillow or OpenEXR is needed and not installed.
    """
    _check(axes, depth_scale)
    yield Progress(0, None, "Reading views")
    found = find(
        Path(path), *(None if p is None else Path(p) for p in (poses, images, depth, masks))
    )
    lens = _lens(found, Path(path), intrinsics)
    how = How(lens, depth_scale, invalid, found.usual)
    return (yield from posed(found, how, axes=axes, leave_out=leave_out))


def posed(found: Found, how: How, *, axes: str = "auto", leave_out: bool = False) -> Steps[Posed]:
    """The views that were found, read; as `load_posed`."""
    views, units, notes = yield from _load(found, how)
    yield Progress(len(views), len(views), "Reading views")
    if found.is_posed:
        views, told = _with_axes(found, views, axes)
    else:
        views, told = yield from _registered(views, leave_out=leave_out)
    said = (
        f"{len(views)} of {len(found.entries)} views from {found.form} can be used.",
        *found.said,
        *told,
        *_said_lens(how.lens),
        *_said_depth(views, units, "as you said" if how.scale else found.why_usual),
        *_checked(views),
        *notes.sentences(),
    )
    return Posed(ViewSet(tuple(views), found.instances, found.is_studio), said)


def _check(axes: str, depth_scale: float | None) -> None:
    if axes not in AXES:
        raise InputError(f"Unknown axes “{axes}”.", f"There is {', '.join(AXES)}.")
    if depth_scale is not None and not (np.isfinite(depth_scale) and depth_scale > 0):
        raise InputError(
            f"Depth scale {depth_scale:g} is out of range.", "It is the steps a metre, as 1000."
        )


def _lens(found: Found, path: Path, intrinsics: Path | str | None) -> Lens | None:
    """The lens that holds for all views; None where each has its own.

    Raises:
        InputError, DataError: none is known, or it is none.
    """
    if intrinsics is not None:
        return read_lens(intrinsics)
    if all(entry.pose is None or entry.pose.lens for entry in found.entries):
        return None
    for folder in (found.folder, path):
        if folder.is_dir() and lens_files(folder):
            return find_lens(folder)
    raise InputError(
        f"The lens of the pictures in {path} is not known.",
        "Give intrinsics: a file, or fx,fy,cx,cy in pixels.",
    )


def _load(found: Found, how: How) -> Steps[tuple[list[View], list[str], Notes]]:
    views, units, notes = [], [], Notes()
    for done, entry in enumerate(found.entries):
        yield Progress(done, len(found.entries), "Reading views")
        try:
            view, unit = load_view(entry, how, notes)
        except DataError as error:
            notes.add(entry.name, f"left out: {error}")
            continue
        views.append(view)
        units.append(unit)
        if not unit:
            notes.add(entry.name, "no depth.")
    if not views:
        raise InputError(
            "None of the views can be used. " + " ".join(notes.sentences()),
            "Check the files that are named.",
        )
    return views, units, notes


def _registered(views: list[View], *, leave_out: bool) -> Steps[tuple[list[View], list[str]]]:
    """The views with cameras that were found by what they show, and sentences that say so."""
    views = [view for view in views if view.depth is not None]
    if not views:
        raise InputError("No view has depth, and none has a pose.", "Give poses, or depth maps.")
    names = [view.name for view in views]
    settings = RegisterSettings(up="z", leave_out=leave_out)
    found = yield from find_poses(views, views[0].camera.intrinsics, settings)
    placed = [
        replace(view, camera=replace(camera, name=name))
        for view, camera, name in zip(views, found.cameras, names, strict=True)
        if camera is not None
    ]
    numbers = [number for number in found.numbers if number is not None]
    worst = min(numbers, key=lambda number: number.fitness)
    said = (
        "There are no poses: the cameras were found by depth and colours, in the world of the "
        f"first, its up as Z. Frames count from 0, which is {names[0]}; the worst shares "
        f"{worst.fitness:.0%} of what it sees with another, {1000 * worst.rmse_m:.3g} mm apart."
    )
    return placed, [said, *found.notes]


def _with_axes(found: Found, views: list[View], axes: str) -> tuple[list[View], list[str]]:
    """The views under the axes that were said or found, and a sentence that says so."""
    if axes == "auto" and found.axes is None:
        views, said = _detected(views)
        return views, [said]
    if axes == "auto":
        return views, [f"Cameras have {_NAMES[found.axes]}, as the format says."]
    if axes != (found.axes or "opencv"):
        views = [turned(view) for view in views]
    return views, [f"Cameras have {_NAMES[axes]}, as you said."]


def _said_lens(lens: Lens | None) -> list[str]:
    if lens is None:
        return []
    numbers = f"fx {lens.fx:g}, fy {lens.fy:g}, cx {lens.cx:g}, cy {lens.cy:g}"
    said = [f"The lens has {numbers}, from {Path(lens.source).name}."]
    if lens.is_upward:
        said.append(
            "fy is negative: the cameras' Y axes point up. They and the world's Y axis were "
            "turned, so that nothing is mirrored."
        )
    return said


def _said_depth(views: Sequence[View], units: Sequence[str], why: str) -> list[str]:
    carriers = [view.depth for view in views if view.depth is not None]
    if not carriers:
        return ["No view has depth."]
    kinds = " and ".join(sorted({unit for unit in units if unit}))
    middle = [float(np.median(depth[depth > 0])) for depth in carriers if depth.any()]
    said = f"{len(carriers)} of {len(views)} views have depth: {kinds}"
    if "whole" in kinds:
        said += f" ({why})"
    if not middle:
        return [f"{said}."]
    far = float(np.median(middle))
    said = [f"{said}; {far:.3g} m in the middle."]
    if far > _FAR and "floats" in kinds:
        said.append("That looks like millimetres: then give 1000 as the depth scale.")
    return said


def _detected(views: list[View]) -> tuple[list[View], str]:
    """The views under the axes with which they agree better, and a sentence that says so."""
    others = [turned(view) for view in views]
    ours, theirs = agreement(views), agreement(others)
    if ours is None and theirs is None:
        return views, (
            f"Cameras are taken for {_NAMES['opencv']}: the files do not say, and there is no "
            "depth of neighbours to tell."
        )
    costs = [found.cost if found else np.inf for found in (ours, theirs)]
    numbers = f"{_points(ours)} with OpenCV's, {_points(theirs)} with OpenGL's"
    if min(costs) > _CLEAR * max(costs):
        text = f"Cameras are taken for {_NAMES['opencv']}: both do as well"
        return views, f"{text} ({numbers})."
    best = "opencv" if costs[0] < costs[1] else "opengl"
    text = f"Cameras have {_NAMES[best]}: depth of a view lies better on its neighbour's"
    return (views if best == "opencv" else others), f"{text} ({numbers})."


def _points(found: Agreement | None) -> str:
    if found is None:
        return "nothing in common"
    return f"{_millimetres(found)} off, {found.shown:.0%} seen"


def _checked(views: Sequence[View]) -> list[str]:
    """How depth agrees between neighbours, and what mistake would explain that it does not."""
    found = agreement(views)
    if found is None:
        return []
    said = [f"Depth of a view lies {_millimetres(found)} (median) off its neighbour's."]
    for mistake, repair in _MISTAKES.items():
        other = agreement([repair(view) for view in views])
        if other is not None and other.cost < _MUCH * found.cost:
            return [*said, f"It would be {_millimetres(other)} if {mistake}."]
    if found.share > _POOR:
        said.append("The poses, the axes, the lens or the depth scale may be wrong.")
    return said


def _millimetres(found: Agreement) -> str:
    return f"{1000 * found.miss_m:.3g} mm"
