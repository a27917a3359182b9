"""A camera of the scene on its way to a view: shown as it goes, then kept, or taken back.

Nothing of Blender's is kept between two calls: an undo may come in between. What was there is
kept as plain values, whose it was as a reference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

from ...engine.camera import project
from ...engine.datatypes import Camera
from ...engine.errors import InputError
from .assets import ObjectRef
from .cameras import set_camera
from .images import image_at

_RENDER = (
    "resolution_x",
    "resolution_y",
    "resolution_percentage",
    "pixel_aspect_x",
    "pixel_aspect_y",
)
_LENS = (
    "type",
    "lens",
    "ortho_scale",
    "shift_x",
    "shift_y",
    "clip_start",
    "clip_end",
    "show_background_images",
)
_PLACE = ("location", "rotation_euler", "rotation_quaternion", "rotation_axis_angle", "scale")
_ROTATIONS = {"QUATERNION": "rotation_quaternion", "AXIS_ANGLE": "rotation_axis_angle"}
_KEYED = ("lens", "ortho_scale", "shift_x", "shift_y")
_KEYS = 60  # at most
_OVERLAY = 0.5  # how opaque the picture lies over what the camera shows


def eye_of(scene: bpy.types.Scene) -> bpy.types.Object | None:
    """The scene's camera, where it is one: Blender lets any object be looked through."""
    eye = scene.camera
    return eye if eye is not None and eye.type == "CAMERA" else None


def eye_problem(scene: bpy.types.Scene, *, is_new: bool) -> str | None:
    """Why the scene's camera cannot be moved; None if it can, or a new one is made anyway."""
    eye = None if is_new else eye_of(scene)
    if eye is None:
        return None
    if not (eye.is_editable and eye.data.is_editable):
        return "The camera belongs to another file: tick New Camera"
    if any(not constraint.mute for constraint in eye.constraints):
        return "The camera has constraints: tick New Camera"
    if any(_is_animated(block) for block in (eye, eye.data)):
        return "The camera is animated: tick New Camera"
    return None


def _is_animated(block: bpy.types.ID) -> bool:
    data = block.animation_data
    return data is not None and bool(data.action or data.drivers or data.nla_tracks)


def _values(owner: Any, names: Iterable[str]) -> dict[str, Any]:
    """Plain values of Blender's properties."""
    found = {name: getattr(owner, name) for name in names}
    return {k: tuple(v) if hasattr(v, "__len__") and not isinstance(v, str) else v
            for k, v in found.items()}  # fmt: skip


def _set(owner: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(owner, name, value)


@dataclass(frozen=True)
class _Before:
    """What a scene's camera was, and whose pictures lay behind it."""

    render: dict[str, Any]
    frame: int
    camera: ObjectRef | None  # whatever the scene was looked at through
    place: dict[str, Any]
    lens: dict[str, Any]
    pictures: tuple[int, ...]


class Eye:
    """One look for a view, from its first picture to its end."""

    def __init__(
        self,
        scene: bpy.types.Scene,
        name: str,
        points: NDArray[np.floating],
        *,
        is_new: bool = False,
        size: tuple[int, int] | None = None,
        picture: int = 0,
    ) -> None:
        """Nothing is changed yet.

        Args:
            name: of a new camera.
            points: (V, 3) what must not be clipped.
            is_new: a camera of its own, also where the scene has one.
            size: what the render resolution becomes; None: it stays.
            picture: session_uid of the image that is laid over what the camera shows; 0: none.
        """
        self._scene_uid, self._name = scene.session_uid, name
        low, high = points.min(axis=0), points.max(axis=0)
        self._box = np.array([[(low, high)[i >> a & 1][a] for a in range(3)] for i in range(8)])
        self._size, self._picture = size, picture
        eye = None if is_new else eye_of(scene)
        self._ref = ObjectRef.of(eye) if eye else None
        self._is_own = eye is None  # the camera is ours
        self._made: list[ObjectRef] = []
        lens = eye.data if eye else None
        self._before = _Before(
            _values(scene.render, _RENDER),
            scene.frame_current,
            ObjectRef.of(scene.camera) if scene.camera else None,
            _values(eye, _PLACE) if eye else {},
            _values(lens, _LENS) if lens else {},
            tuple(_pictures(lens)) if lens else (),
        )

    # --- on its way ---------------------------------------------------------------------------

    def show(self, camera: Camera) -> None:
        """Let the scene's camera stand there for now."""
        scene = self._scene()
        if scene is not None:
            self._place(scene, self._first(scene), camera)

    def keep(self, paths: Sequence[Sequence[Camera]], *, is_keyed: bool) -> list[bpy.types.Object]:
        """Let it stand where its path ends, for good; further paths get cameras of their own.

        Args:
            is_keyed: each camera of a path becomes a keyframe, from the scene's first frame on,
                where it has more than one.

        Raises:
            InputError: the scene is gone.
        """
        scene = self._scene()
        if scene is None:
            raise InputError("The scene is gone.", "Start again in another one.")
        eyes = []
        for path in paths:
            eye = self._first(scene) if not eyes else self._make(scene)
            if is_keyed and len(path) > 1:
                self._key(scene, eye, path)
            self._place(scene, eye, path[-1])
            eyes.append(eye)
        return eyes

    def restore(self) -> None:
        """Let all be as it was."""
        scene, before = self._scene(), self._before
        if scene is None:
            return
        _set(scene.render, before.render)
        if scene.frame_current != before.frame:
            scene.frame_set(before.frame)
        scene.camera = before.camera.resolve() if before.camera else None
        for ref in self._made:
            _remove(ref.resolve())
        self._made.clear()
        eye = self._ref.resolve() if self._ref and not self._is_own else None
        if eye is not None:
            for block in (eye, eye.data):
                block.animation_data_clear()
            _set(eye, before.place)
            _set(eye.data, before.lens)
            if self._picture and self._picture not in before.pictures:
                _hide_picture(eye.data, self._picture)

    # --- its parts ----------------------------------------------------------------------------

    def _scene(self) -> bpy.types.Scene | None:
        return next((s for s in bpy.data.scenes if s.session_uid == self._scene_uid), None)

    def _first(self, scene: bpy.types.Scene) -> bpy.types.Object:
        """The camera; made where there is none, or where an undo took it away."""
        eye = self._ref.resolve() if self._ref else None
        if eye is None:
            eye = self._make(scene)
            self._ref, self._is_own = ObjectRef.of(eye), True
        if scene.camera != eye:
            scene.camera = eye
        return eye

    def _make(self, scene: bpy.types.Scene) -> bpy.types.Object:
        eye = bpy.data.objects.new(self._name, bpy.data.cameras.new(self._name))
        scene.collection.objects.link(eye)
        self._made.append(ObjectRef.of(eye))
        return eye

    def _place(self, scene: bpy.types.Scene, eye: bpy.types.Object, camera: Camera) -> None:
        reach = self._reach(eye.data, camera)
        set_camera(eye, scene, self._sized(camera), reach=reach, keeps_sensor=True)
        if self._size is None:
            _set(scene.render, self._before.render)
        if self._picture:
            _show_picture(eye.data, self._picture)

    def _sized(self, camera: Camera) -> Camera:
        """The same view in the picture's size, its pixels as wide as high or as the scene's are.

        On the way the pictures are smaller, and their sides rounded.
        """
        lens, render = camera.intrinsics, self._before.render
        width, height = self._size or (lens.width, lens.height)
        ratio = 1.0
        if self._size is None:
            ratio = render["pixel_aspect_x"] / render["pixel_aspect_y"]
        x, y = width / lens.width, height / lens.height
        cx, cy = (lens.cx + 0.5) * x - 0.5, (lens.cy + 0.5) * y - 0.5
        fx = lens.fx * x
        sized = replace(lens, fx=fx, fy=fx * ratio, cx=cx, cy=cy, width=width, height=height)
        return replace(camera, intrinsics=sized)

    def _reach(self, lens: bpy.types.Camera, camera: Camera) -> tuple[float, float]:
        """The artist's clipping, widened where it would cut the subject."""
        depths = project(camera, self._box)[:, 2]
        near, far = float(depths.min()), float(depths.max())
        start = self._before.lens.get("clip_start", lens.clip_start)
        end = self._before.lens.get("clip_end", lens.clip_end)
        margin = 0.05 * (far - near)
        start = max(min(start, near - margin), 1e-4 * max(far, 1e-2))
        return start, max(end, far + margin)

    def _key(self, scene: bpy.types.Scene, eye: bpy.types.Object, path: Sequence[Camera]) -> None:
        """A keyframe for each camera, so many at most; the scene goes to the last one."""
        places = np.linspace(0, len(path) - 1, min(len(path), _KEYS)).round().astype(int)
        turned = _ROTATIONS.get(eye.rotation_mode, "rotation_euler")
        frame = scene.frame_start
        for frame, place in enumerate(places.tolist(), scene.frame_start):
            self._place(scene, eye, path[place])
            for name in ("location", turned):
                eye.keyframe_insert(name, frame=frame)
            for name in _KEYED:
                eye.data.keyframe_insert(name, frame=frame)
        scene.frame_set(frame)


def _pictures(lens: bpy.types.Camera) -> list[int]:
    """The images that lie over what it shows, by their session_uid."""
    return [entry.image.session_uid for entry in lens.background_images if entry.image]


def _show_picture(lens: bpy.types.Camera, session_uid: int) -> None:
    lens.show_background_images = True
    image = image_at(session_uid)
    if image is None or session_uid in _pictures(lens):
        return
    entry = lens.background_images.new()
    entry.image = image
    entry.alpha, entry.display_depth, entry.frame_method = _OVERLAY, "FRONT", "FIT"


def _hide_picture(lens: bpy.types.Camera, session_uid: int) -> None:
    for entry in reversed(list(lens.background_images)):
        if entry.image is not None and entry.image.session_uid == session_uid:
            lens.background_images.remove(entry)


def _remove(eye: bpy.types.Object | None) -> None:
    if eye is not None:
        lens = eye.data
        bpy.data.objects.remove(eye)
        bpy.data.cameras.remove(lens)
