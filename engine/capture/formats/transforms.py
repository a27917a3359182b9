"""NeRF's transforms.json, as Instant-NGP and nerfstudio read it: view sets in, files out, and back.

    transforms.json   camera_angle_x of the first view, and for each view its lens, pose and files
    images/0000.png   rgba, 8 bits, straight alpha
    depth/0000.npy    float32 metres along the camera's Z, of the views that carry depth
    masks/0000.png    8 bits, white where the subject covers at least half of the pixel

The format's convention: camera-to-world with OpenGL axes, pixel centres at .5, so that its cx is
ours + 0.5. Pictures, cameras and depth come back, depth also from whole numbers in a PNG as others
write it; a mask does not, the alpha says more.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...camera import opencv_from_opengl
from ...datatypes import Camera, View, ViewSet
from ...errors import DataError
from ...images import read_image, write_image
from .checks import (
    check_undistorted,
    checked_lens,
    checked_pose,
    perspective_cameras,
    reading,
    writing,
)
from .depths import read_depth

INDEX = "transforms.json"
_DISTORTION = ("k1", "k2", "k3", "k4", "p1", "p2")


def write(views: ViewSet, folder: Path) -> Path:
    """Write a view set into `folder`, which is made, and return the path of its transforms.json.

    Raises:
        InputError: a view has no camera, or an orthographic one.
        DataError: it cannot be written there.
    """
    cameras = perspective_cameras(views)
    lens = cameras[0].intrinsics
    with writing(folder):
        frames = [
            _write_frame(view, camera, folder, f"{number:04d}")
            for number, (view, camera) in enumerate(zip(views.views, cameras, strict=True))
        ]
        index = {
            "camera_model": "PINHOLE",
            "camera_angle_x": 2 * float(np.arctan(lens.width / 2 / lens.fx)),
            "frames": frames,
        }
        # Last: a folder without it is no data set, however far the writing came.
        (folder / INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")
    return folder / INDEX


def _write_frame(view: View, camera: Camera, folder: Path, stem: str) -> dict:
    """Write a view's files; returns its entry in the index."""
    lens = camera.intrinsics
    entry = {
        "file_path": f"images/{stem}.png",
        "mask_path": f"masks/{stem}.png",
        "name": camera.name,
        "fl_x": float(lens.fx),
        "fl_y": float(lens.fy),
        "cx": float(lens.cx + 0.5),
        "cy": float(lens.cy + 0.5),
        "w": lens.width,
        "h": lens.height,
        "transform_matrix": opencv_from_opengl(camera.world_from_camera).tolist(),
    }
    write_image(folder / entry["file_path"], view.rgba)
    write_image(folder / entry["mask_path"], view.mask.astype(np.uint8) * 255)
    if view.depth is not None:
        entry["depth_file_path"] = f"depth/{stem}.npy"
        (folder / "depth").mkdir(exist_ok=True)
        np.save(folder / entry["depth_file_path"], view.depth)
    return entry


def read(folder: Path) -> ViewSet:
    """Read the pictures, cameras and depth of the transforms.json in `folder`, in its order.

    Raises:
        DataError: there is none, it is damaged, or its pictures are distorted.
        MissingDependency: OpenEXR is not installed, and depth is in its format.
    """
    path = folder / INDEX
    with reading(path):
        return ViewSet(tuple(_view(frame) for frame in read_frames(path)))


@dataclass(frozen=True)
class Frame:
    """A camera of a transforms.json and its files; depth_scale: steps a metre, where it says so."""

    camera: Camera
    picture: Path
    depth: Path | None
    mask: Path | None
    depth_scale: float | None


def read_cameras(path: Path) -> list[Camera]:
    """The cameras of a transforms.json, in its order; pictures are read where it gives no size.

    Raises:
        DataError: it cannot be read, is damaged, or its pictures are distorted.
    """
    with reading(path):
        return [frame.camera for frame in read_frames(path)]


def read_frames(path: Path) -> Iterator[Frame]:
    """The cameras of a transforms.json, in its order, with the paths of their files.

    Raises:
        DataError: it cannot be read, is damaged, or its pictures are distorted.
    """
    with reading(path):
        for values in _frames(path):
            picture = _picture(values, path)
            if "w" not in values or "h" not in values:
                values = _with_size(values, read_image(picture))
            depth, mask = (
                path.parent / values[key] if values.get(key) else None
                for key in ("depth_file_path", "mask_path")
            )
            step = values.get("integer_depth_scale")  # Instant-NGP's
            yield Frame(_camera(values, path), picture, depth, mask, 1 / step if step else None)


def _frames(path: Path) -> list[dict]:
    """What is said of each frame: its own values, and those that it shares with all."""
    shared = json.loads(path.read_text(encoding="utf-8"))
    frames = shared["frames"]
    if not frames:
        raise DataError(f"{path} has no frames.", "Choose a data set with posed pictures.")
    return [{**shared, "name": Path(frame["file_path"]).stem, **frame} for frame in frames]


def _picture(values: dict, path: Path) -> Path:
    file = path.parent / values["file_path"]
    return file if file.suffix else file.with_suffix(".png")


def _with_size(values: dict, rgba: NDArray[np.uint8]) -> dict:
    return {"w": rgba.shape[1], "h": rgba.shape[0], **values}


def _view(frame: Frame) -> View:
    rgba, depth = read_image(frame.picture), None
    if frame.depth is not None:
        depth = read_depth(frame.depth, scale=frame.depth_scale).metres
    return View(rgba, frame.camera, depth=depth)


def _camera(values: dict, path: Path) -> Camera:
    source = f"{path} ({values['file_path']})"
    check_undistorted(
        values.get("camera_model", "PINHOLE"), [values.get(key, 0) for key in _DISTORTION], source
    )
    width, height = values["w"], values["h"]
    fx = _focal_length(values, "x", width)
    if fx is None:
        raise DataError(f"{source} gives no focal length.", "It needs fl_x or camera_angle_x.")
    fy = _focal_length(values, "y", height)
    middle = (values.get("cx", width / 2) - 0.5, values.get("cy", height / 2) - 0.5)
    lens = checked_lens((fx, fx if fy is None else fy, *middle, width, height), source)
    pose = opencv_from_opengl(checked_pose(values["transform_matrix"], source))
    return Camera(lens, pose, values["name"])


def _focal_length(values: dict, axis: str, size: float) -> float | None:
    """Pixels, as given or from the angle that `size` pixels span."""
    if f"fl_{axis}" in values:
        return values[f"fl_{axis}"]
    angle = values.get(f"camera_angle_{axis}")
    return None if angle is None else size / 2 / float(np.tan(angle / 2))
