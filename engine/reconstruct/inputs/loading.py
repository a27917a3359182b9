"""What belongs to a view comes in as files; the view goes out, of one size, with clean depth."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...camera import resized
from ...capture.formats.checks import checked_pose
from ...capture.formats.depths import read_depth
from ...capture.formats.lenses import Lens, upright
from ...capture.formats.poses import camera_of
from ...datatypes import Camera, Intrinsics, View
from ...errors import DataError
from ...images import read_image, scaled
from .found import Entry

_GREY = 160  # of views that have depth and no picture
_ASPECT = 0.01  # by which two pictures of the same thing may differ in proportion
_NAMED = 3  # views that a sentence names
_SAID = 20  # sentences

Size = tuple[int, int]  # width, height


@dataclass
class Notes:
    """What was odd about which views."""

    _names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, text: str) -> None:
        """Say something about a view."""
        self._names.setdefault(text, []).append(name)

    def sentences(self) -> list[str]:
        """One for everything that was said."""
        found = [f"{_joined(names)}: {text}" for text, names in self._names.items()]
        more = len(found) - _SAID
        return found[:_SAID] + ([f"And {more} more remarks."] if more > 0 else [])


def _joined(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True)
class How:
    """How files are read: a lens in place of the format's, and what depth's numbers mean."""

    lens: Lens | None
    scale: float | None
    invalid: float | None
    usual: float


def load_view(entry: Entry, how: How, notes: Notes) -> tuple[View, str]:
    """The view of an entry, and what its depth's numbers were taken for.

    A picture, a mask and a lens of another size than the depth, but of its proportions, are
    brought to its size.

    Raises:
        DataError: its picture, its pose or its lens cannot be used.
        MissingDependency: OpenEXR is not installed.
    """
    depth, unit = _depth(entry, how, notes)
    rgba = entry.view.rgba if entry.view is not None else None
    if entry.picture is not None:
        rgba = read_image(entry.picture)
    if rgba is None and depth is None:
        raise DataError("it has neither a picture nor depth.")
    if rgba is None:
        rgba = np.full((*depth.shape, 4), (_GREY, _GREY, _GREY, 255), np.uint8)
        notes.add(entry.name, "no picture; it is taken for grey.")
    elif not rgba[..., :3].any():
        notes.add(entry.name, "all black, its colours say nothing.")
    shown = rgba.shape[1], rgba.shape[0]
    size = shown if depth is None else (depth.shape[1], depth.shape[0])
    if min(*size, *shown) < 2:
        raise DataError(f"it has {shown[0]} x {shown[1]} pixels.")
    rgba = _masked(_fitted(rgba, size, "picture", entry, notes), entry, notes)
    camera = _camera(entry, how, shown, size)
    if entry.view is not None and shown == size:
        return replace(entry.view, rgba=rgba, camera=camera, depth=depth), unit
    return View(rgba, camera, depth=depth), unit


def _depth(entry: Entry, how: How, notes: Notes) -> tuple[NDArray[np.float32] | None, str]:
    metres, unit, has_nan = None, "", False
    if entry.depth is not None:
        try:
            scale = how.scale or entry.depth_scale
            read = read_depth(entry.depth, scale=scale, invalid=how.invalid, usual=how.usual)
            metres, unit, has_nan = read.metres, read.unit, read.count_nan > 0
        except DataError as error:
            notes.add(entry.name, f"no depth, {error}")
    elif entry.view is not None and entry.view.depth is not None:
        values = entry.view.depth
        is_finite = np.isfinite(values)
        is_known = is_finite & (values > 0)
        if how.invalid is not None:
            is_known &= values != np.float32(how.invalid)
        metres = np.where(is_known, values, 0).astype(np.float32) / np.float32(how.scale or 1)
        unit, has_nan = f"floats, {how.scale or 1:g} a metre", not is_finite.all()
    if has_nan:
        notes.add(entry.name, "depth that is no number counts as not seen.")
    if metres is not None and not metres.any():
        notes.add(entry.name, "its depth says nothing anywhere.")
    return metres, unit


def _masked(rgba: NDArray[np.uint8], entry: Entry, notes: Notes) -> NDArray[np.uint8]:
    """The picture, transparent where its mask is dark or transparent."""
    if entry.mask is None:
        return rgba
    try:
        mask = read_image(entry.mask)
    except DataError as error:
        notes.add(entry.name, f"no mask, {error}")
        return rgba
    mask = _fitted(mask, (rgba.shape[1], rgba.shape[0]), "mask", entry, notes).astype(np.float32)
    grey = mask[..., :3].mean(axis=-1) * mask[..., 3] / 255
    alpha = np.round(rgba[..., 3] * grey / 255).astype(np.uint8)
    return np.concatenate([rgba[..., :3], alpha[..., None]], axis=-1)


def _fitted(
    rgba: NDArray[np.uint8], size: Size, what: str, entry: Entry, notes: Notes
) -> NDArray[np.uint8]:
    shown = rgba.shape[1], rgba.shape[0]
    if shown == size:
        return rgba
    _check_aspect(shown, size, what)
    notes.add(entry.name, f"its {what} of {_pixels(shown)} was brought to {_pixels(size)}.")
    return np.round(scaled(rgba.astype(np.float32) / 255, *size) * 255).astype(np.uint8)


def _check_aspect(shown: Size, size: Size, what: str) -> None:
    if abs(shown[0] * size[1] / (shown[1] * size[0]) - 1) > _ASPECT:
        raise DataError(f"its {what} is of {_pixels(shown)}, but its view of {_pixels(size)}.")


def _pixels(size: Size) -> str:
    return f"{size[0]} x {size[1]} pixels"


def _camera(entry: Entry, how: How, shown: Size, size: Size) -> Camera:
    """The camera of a view of `size`, whose picture was of `shown` where no lens says its own."""
    camera, lens = entry.camera, how.lens or (entry.pose and entry.pose.lens)
    if lens is None:
        if camera is None:
            raise DataError("its camera is not known.")
        intrinsics = camera.intrinsics
    else:
        # A lens that says no size is of what its middle is nearer to the middle of.
        intrinsics = lens.intrinsics(min(shown, size, key=lambda s: abs(2 * lens.cx + 1 - s[0])))
    intrinsics = _resized(intrinsics, size)
    if camera is None:
        return replace(camera_of(entry.pose, lens, intrinsics), name=Path(entry.name).stem)
    pose = checked_pose(camera.world_from_camera, "its file")
    if lens is not None and lens.is_upward:
        pose = upright(pose)
    return Camera(intrinsics, pose, camera.name)


def _resized(lens: Intrinsics, size: Size) -> Intrinsics:
    """The lens where a picture is scaled to `size`; pixels' outer edges stay where they are."""
    if (lens.width, lens.height) == size:
        return lens
    _check_aspect((lens.width, lens.height), size, "lens")
    return resized(Camera(lens, np.eye(4)), *size).intrinsics
