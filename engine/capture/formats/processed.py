"""A view set comes in, the "processed" layout of mask grouping goes out; and back.

    0000/rgb.png                 the first view over its background, 8 bits
    0000/instance_mask.npy       (H, W) int32, -1 = none
    0000/unique_instances.npy    the ids that occur, sorted, without -1
    0000/camera.json             ours, where the camera is known
    instances.json               ours: the instances that the ids mean

Files of the same names are replaced; reading takes every view folder that it finds. Alpha is not
kept.
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ...datatypes import Instance, View, ViewSet
from ...errors import DataError
from ...images import read_image, write_image
from ..store import camera_from_json, json_from_camera
from .boxes import instance_ids
from .checks import writing

INSTANCES = "instances.json"


def write(views: ViewSet, folder: Path) -> Path:
    """Write a folder for each view into `folder`, which is made and returned.

    Raises:
        InputError: a view has no instance ids.
        DataError: it cannot be written there.
    """
    with writing(folder):
        for index, view in enumerate(views.views):
            ids = instance_ids(view)
            place = folder / f"{index:04d}"
            write_image(place / "rgb.png", view.rgb)
            np.save(place / "instance_mask.npy", ids)
            np.save(place / "unique_instances.npy", np.unique(ids[ids >= 0]))
            if view.camera is not None:
                text = json.dumps(json_from_camera(view.camera), indent=1)
                (place / "camera.json").write_text(text, encoding="utf-8")
        entries = [asdict(instance) for instance in views.instances]
        (folder / INSTANCES).write_text(json.dumps(entries, indent=1), encoding="utf-8")
    return folder


def read(folder: Path) -> ViewSet:
    """Read the view folders in `folder`, in the order of their numbers.

    In folders by others, cameras are None and instances are named "instance 0" and so on.

    Raises:
        DataError: there are none, or they are damaged.
    """
    places = [file.parent for file in folder.glob("*/rgb.png") if file.parent.name.isdecimal()]
    if not places:
        raise DataError(f"{folder} holds no processed views.", "It has no 0000/rgb.png.")
    try:
        views = tuple(_view(place) for place in sorted(places, key=lambda place: int(place.name)))
        return ViewSet(views, _instances(folder, views))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"The views in {folder} are damaged: {error}.") from error


def _view(place: Path) -> View:
    ids = np.load(place / "instance_mask.npy", allow_pickle=False).astype(np.int32)
    camera = None
    if (place / "camera.json").is_file():
        camera = camera_from_json(json.loads((place / "camera.json").read_text(encoding="utf-8")))
    return View(read_image(place / "rgb.png"), camera, instance_ids=ids)


def _instances(folder: Path, views: tuple[View, ...]) -> tuple[Instance, ...]:
    if (folder / INSTANCES).is_file():
        entries = json.loads((folder / INSTANCES).read_text(encoding="utf-8"))
        return tuple(Instance(**entry) for entry in entries)
    largest = max(int(view.instance_ids.max()) for view in views)
    return tuple(Instance(f"instance {index}") for index in range(largest + 1))
