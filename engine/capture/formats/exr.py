"""A view set comes in, one multi-channel OpenEXR file a view goes out; and back.

    R, G, B, A                      float32, scene-linear (sRGB's primaries), associated alpha
    Depth.Z, Normal.X/Y/Z,          float32, the channels that there are, as in
    Position.X/Y/Z, UV.U/V          engine/datatypes.py
    InstanceId.I, FaceId.I          uint32, id + 1, so that 0 is nothing
    reloop3d                        string attribute, JSON: camera, background, instances

Reading gives the same as was written, but the colour of wholly transparent pixels, which
associated alpha does not hold: it becomes 0. Files are 0000.exr and so on, and are replaced;
reading takes every file that it finds.
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...datatypes import CHANNELS, Instance, View, ViewSet
from ...errors import DataError
from ...images import linear_from_srgb, srgb_from_linear
from ..store import camera_from_json, json_from_camera

ATTRIBUTE = "reloop3d"
LAYERS = {
    "depth": ("Depth.Z",),
    "normals": ("Normal.X", "Normal.Y", "Normal.Z"),
    "face_ids": ("FaceId.I",),
    "instance_ids": ("InstanceId.I",),
    "positions": ("Position.X", "Position.Y", "Position.Z"),
    "uv": ("UV.U", "UV.V"),
}


def _openexr():
    return deps.require("OpenEXR", feature="Reading and writing OpenEXR files")


def write(views: ViewSet, folder: Path) -> Path:
    """Write a file for each view into `folder`, which is made and returned.

    Raises:
        DataError: it cannot be written there.
        MissingDependency: OpenEXR is not installed.
    """
    OpenEXR = _openexr()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for index, view in enumerate(views.views):
            header = {
                "compression": OpenEXR.ZIP_COMPRESSION,  # without loss
                "type": OpenEXR.scanlineimage,
                ATTRIBUTE: _attribute(view, views.instances),
            }
            # OpenEXR reads memory as it lies, whatever an array's strides say.
            planes = {name: np.ascontiguousarray(plane) for name, plane in _planes(view).items()}
            OpenEXR.File(header, planes).write(str(folder / f"{index:04d}.exr"))
    except (OSError, RuntimeError) as error:
        raise DataError(f"Cannot write {folder}: {error}.", "Choose another folder.") from error
    return folder


def _attribute(view: View, instances: tuple[Instance, ...]) -> str:
    return json.dumps(
        {
            "camera": None if view.camera is None else json_from_camera(view.camera),
            "background": view.background,
            "instances": [asdict(instance) for instance in instances],
        }
    )


def _planes(view: View) -> dict[str, NDArray]:
    """The file's channels, each (H, W)."""
    rgba = view.rgba.astype(np.float32) / 255
    alpha = rgba[..., 3]
    colors = linear_from_srgb(rgba[..., :3]) * alpha[..., None]
    planes = {"R": colors[..., 0], "G": colors[..., 1], "B": colors[..., 2], "A": alpha}
    for name, value in view.channels().items():
        if CHANNELS[name][0] is np.int32:
            value = (value.astype(np.int64) + 1).astype(np.uint32)
        for index, plane in enumerate(LAYERS[name]):
            planes[plane] = np.atleast_3d(value)[..., index]
    return planes


def read(folder: Path) -> ViewSet:
    """Read the files in `folder`, in the order of their names; the first says the instances.

    Raises:
        DataError: there are none, they are damaged, or by others.
        MissingDependency: OpenEXR is not installed.
    """
    paths = sorted(folder.glob("*.exr"))
    if not paths:
        raise DataError(f"{folder} holds no OpenEXR files.")
    views, instances = zip(*(_view(path) for path in paths), strict=True)
    return ViewSet(views, instances[0])


def read_planes(path: Path) -> dict[str, NDArray]:
    """The channels of a file by anyone, (H, W) each, by name.

    Raises:
        DataError: it cannot be read.
        MissingDependency: OpenEXR is not installed.
    """
    OpenEXR = _openexr()
    try:
        with OpenEXR.File(str(path), separate_channels=True) as file:
            return {name: plane.pixels for name, plane in file.channels().items()}
    except (OSError, RuntimeError) as error:
        raise DataError(f"{path.name} cannot be read: {error}.", "Save it again.") from error


def _view(path: Path) -> tuple[View, tuple[Instance, ...]]:
    OpenEXR = _openexr()
    try:
        with OpenEXR.File(str(path), separate_channels=True) as file:
            values = json.loads(file.header()[ATTRIBUTE])
            planes = {name: plane.pixels for name, plane in file.channels().items()}
        camera = camera_from_json(values["camera"]) if values["camera"] else None
        view = View(_rgba(planes), camera, tuple(values["background"]), **_channels(planes))
        return view, tuple(Instance(**entry) for entry in values["instances"])
    except (RuntimeError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path.name} is damaged, or not ReLoop3D's: {error}.") from error


def _rgba(planes: dict[str, NDArray]) -> NDArray[np.uint8]:
    premultiplied = np.stack([planes["R"], planes["G"], planes["B"]], axis=-1)
    alpha = planes["A"][..., None]
    colors = np.divide(premultiplied, alpha, out=np.zeros_like(premultiplied), where=alpha > 0)
    return np.round(np.concatenate([srgb_from_linear(colors), alpha], -1) * 255).astype(np.uint8)


def _channels(planes: dict[str, NDArray]) -> dict[str, NDArray]:
    channels = {}
    for name, layer in LAYERS.items():
        if layer[0] not in planes:
            continue
        dtype, inner = CHANNELS[name]
        value = np.stack([planes[plane] for plane in layer], axis=-1) if inner else planes[layer[0]]
        if dtype is np.int32:
            value = value.astype(np.int64) - 1
        channels[name] = value.astype(dtype)
    return channels
