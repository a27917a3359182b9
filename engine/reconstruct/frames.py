"""Views that can be fused: checked, their depth in one form."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..camera import unproject
from ..datatypes import Camera, View, ViewSet
from ..errors import InputError

_OPAQUE = 128  # alpha from which a pixel is of the object
_FEW = 16  # pixels with depth below which a view says nothing
_SAME = 1e-6  # of the scene's size, by which two cameras may differ and be the same
_TILTED = 1e-3  # by which a rotation's columns may miss being square and of length one


@dataclass(frozen=True)
class Frame:
    """One view to be fused.

    depth  (H, W) float32, metres along the camera's Z, 0 where nothing is known
    rgb    (H, W, 3) float32 in [0, 1]; the subject's own, where there is one
    empty  (H, W) bool, where the picture is see-through: its rays pass the object by
    """

    camera: Camera
    depth: NDArray[np.float32]
    rgb: NDArray[np.float32]
    empty: NDArray[np.bool_]

    def points(self, step: int = 1) -> NDArray[np.float64]:
        """Where its pixels lie in the world, every `step`th in both directions: (N, 3)."""
        part = self.depth[::step, ::step]
        rows, columns = np.nonzero(part)
        return unproject(self.camera, part[rows, columns], columns * step, rows * step)

    def view(self) -> View:
        """The same as a view: what is empty is transparent."""
        rgba = np.dstack([self.rgb, np.where(self.empty, 0, 1)])
        return View(np.rint(255 * rgba).astype(np.uint8), self.camera, depth=self.depth)

    def moved(self, way: NDArray[np.float64]) -> "Frame":
        """The same with its camera, and what it sees, moved by `way` (3,), metres."""
        matrix = self.camera.world_from_camera.copy()
        matrix[:3, 3] += way
        return replace(self, camera=replace(self.camera, world_from_camera=matrix))


def frames_of(views: ViewSet) -> tuple[list[Frame], list[str]]:
    """The views that can be fused, and sentences about those that cannot.

    Raises:
        InputError: none can.
    """
    frames, notes, taken = [], [], []
    for index, view in enumerate(views.views):
        named = f"View {index} ({view.name})" if view.name else f"View {index}"
        if (fault := _fault(view)) is not None:
            notes.append(f"{named} is left out: {fault}.")
            continue
        depth = np.where(np.isfinite(view.depth), view.depth, 0).astype(np.float32)
        empty = view.rgba[..., 3] < _OPAQUE
        depth[(depth < 0) | empty] = 0
        if np.count_nonzero(depth) < _FEW:
            notes.append(f"{named} is left out: it shows nothing with a depth.")
            continue
        twin = next((at for at, camera in taken if _is_same(camera, view.camera)), None)
        if twin is not None:
            notes.append(f"{named} is left out: it is from where view {twin} is.")
            continue
        taken.append((index, view.camera))
        # At the edge a pixel is the subject's in part; its colour is the subject's alone.
        own = view.rgba[..., :3].astype(np.float32) / 255
        rgb = np.where(empty[..., None], view.rgb, own)
        frames.append(Frame(view.camera, depth, rgb, empty))
    if not frames:
        raise InputError(
            "No view can be fused. " + " ".join(notes),
            "Each needs a camera and a depth; capture with depth on.",
        )
    return frames, notes


def _fault(view: View) -> str | None:
    if view.camera is None:
        return "its camera is not known"
    if view.depth is None:
        return "it has no depth"
    turn = view.camera.world_from_camera[:3, :3]
    if not np.isfinite(view.camera.world_from_camera).all():
        return "its camera's place is no number"
    if abs(turn.T @ turn - np.eye(3)).max() > _TILTED or np.linalg.det(turn) < 0:
        return "its camera's pose is not a rotation"
    return None


def _is_same(one: Camera, other: Camera) -> bool:
    size = 1 + abs(one.world_from_camera[:3, 3]).max()
    off = abs(one.world_from_camera - other.world_from_camera).max()
    return one.intrinsics == other.intrinsics and off < _SAME * size
