"""A view set as a folder: pictures as PNG, channels as NPZ, all else in views.json; and back.

    views.json    version, conventions, instances, whether the light is the studio's, and for each
                  view its camera and files
    0000.png      rgba, 8 bits, straight alpha
    0000.npz      the channels that there are, by name (see engine/datatypes.py)

Reading gives the same arrays as were written, bit for bit.
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ..datatypes import CHANNELS, Camera, Instance, Intrinsics, View, ViewSet
from ..errors import DataError
from ..images import read_image, write_image
from .formats.checks import DAMAGE

INDEX = "views.json"
VERSION = 1
CONVENTIONS = (
    "metres; world right-handed, Z up; camera OpenCV: +X right, +Y down, +Z forward; "
    "world_from_camera @ p_camera = p_world; pixel centres at integers, first row on top; "
    "depth along the camera's Z, 0 = nothing; ids index `instances` and their own faces, "
    "-1 = nothing; normals and positions in the world; rgba sRGB-encoded, straight alpha"
)


def save_views(views: ViewSet, folder: Path, *, is_compressed: bool = True) -> None:
    """Write a view set into `folder`, which is made; files of the same names are replaced.

    Raises:
        DataError: it cannot be written there.
    """
    save = np.savez_compressed if is_compressed else np.savez
    entries = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for index, view in enumerate(views.views):
            stem = f"{index:04d}"
            write_image(folder / f"{stem}.png", view.rgba)
            entry = {"image": f"{stem}.png", "background": list(view.background)}
            if view.camera is not None:
                entry["camera"] = json_from_camera(view.camera)
            if channels := view.channels():
                save(folder / f"{stem}.npz", **channels)
                entry["channels"] = f"{stem}.npz"
            entries.append(entry)
        index = {
            "version": VERSION,
            "conventions": CONVENTIONS,
            "instances": [asdict(instance) for instance in views.instances],
            "is_studio": views.is_studio,
            "views": entries,
        }
        # Last: a folder without it is not a view set, however far the writing came.
        (folder / INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {folder}: {error}.", "Choose another folder.") from error


def load_views(folder: Path) -> ViewSet:
    """Read the view set in `folder`.

    Raises:
        DataError: there is none, it is damaged, or of a newer version.
    """
    path = folder / INDEX
    if not path.is_file():
        raise DataError(f"{folder} holds no captured views.", f"It has no {INDEX}.")
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
        if index["version"] > VERSION:
            raise DataError(
                f"{folder} was written by a newer version of ReLoop3D.", "Update the extension."
            )
        views = tuple(_view(folder, entry) for entry in index["views"])
        instances = tuple(Instance(**entry) for entry in index["instances"])
        return ViewSet(views, instances, is_studio=index.get("is_studio", False))
    except DAMAGE as error:
        raise DataError(
            f"The views in {folder} are damaged: {error}.", "Capture them again."
        ) from error


def _view(folder: Path, entry: dict) -> View:
    channels = {}
    if "channels" in entry:
        with np.load(folder / entry["channels"], allow_pickle=False) as file:
            channels = {name: file[name] for name in file.files if name in CHANNELS}
    camera = camera_from_json(entry["camera"]) if "camera" in entry else None
    return View(read_image(folder / entry["image"]), camera, tuple(entry["background"]), **channels)


def file_name(text: str) -> str:
    """The text with what no file system likes made into underscores."""
    kept = "".join(c if c.isalnum() or c in "-_. " else "_" for c in text).strip(". ")
    return kept or "_"


def json_from_camera(camera: Camera) -> dict:
    """A camera as plain numbers for a JSON file."""
    return {
        "name": camera.name,
        "intrinsics": asdict(camera.intrinsics),
        "world_from_camera": camera.world_from_camera.tolist(),
    }


def camera_from_json(values: dict) -> Camera:
    """The camera that `json_from_camera` wrote.

    Raises:
        KeyError, TypeError, ValueError: it did not write this.
    """
    matrix = np.array(values["world_from_camera"], np.float64)
    return Camera(Intrinsics(**values["intrinsics"]), matrix, values["name"])
