"""A view set comes in, a data set in COCO's instances format goes out; and back.

    images/0000.png               rgba, 8 bits, straight alpha
    annotations/instances.json    COCO's instances; ids from 1

Masks are run lengths down the columns, zeros first, as plain lists: {"size": [h, w], "counts"}.
Beyond COCO's keys there are `instances` (the view set's), for each image `name` and `camera`, for
each annotation `instance_id` (index into `instances`) and `instance_name`.
Files of the same names are replaced. Backgrounds are not kept.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...datatypes import Instance, View, ViewSet
from ...errors import DataError
from ...images import read_image, write_image
from ..store import camera_from_json, json_from_camera
from .boxes import Box, boxes, categories
from .checks import writing

ANNOTATIONS = Path("annotations", "instances.json")


def write(views: ViewSet, folder: Path) -> Path:
    """Write the data set into `folder`, which is made; returns the annotations file.

    Raises:
        InputError: a view has no instance ids.
        DataError: it cannot be written there.
    """
    with dataset(folder, categories(views)) as add:
        add(views)
    return folder / ANNOTATIONS


@contextmanager
def dataset(folder: Path, classes: Sequence[str]) -> Iterator[Callable[[ViewSet], None]]:
    """A function that adds view sets to one data set, which is complete when the block ends.

    What was added is on the disk: nothing of it stays in memory but its instances.

    Args:
        classes: the categories, in their order; each instance is of one of them.

    Raises:
        InputError: a view has no instance ids.
        DataError: it cannot be written there.
    """
    instances: list[Instance] = []
    with _Entries(folder) as images, _Entries(folder) as annotations:

        def add(views: ViewSet) -> None:
            before = len(instances)
            instances.extend(views.instances)
            for view in views.views:
                found = boxes(view, views.instances)
                image = _image(images.count, view)
                write_image(folder / "images" / image["file_name"], view.rgba)
                images.add(image)
                for box in found:
                    annotation = {
                        "id": annotations.count + 1,  # COCOeval takes 0 for "no match"
                        "image_id": image["id"],
                        "category_id": classes.index(box.label) + 1,
                        "instance_name": views.instances[box.instance_id].name,
                        "instance_id": before + box.instance_id,
                    }
                    annotations.add(annotation | _annotation(view, box))

        yield add
        _write(folder / ANNOTATIONS, classes, images, annotations, instances)


class _Entries:
    """A list of JSON values on its way into a file, on the disk of `folder`, which is made."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.count = folder, 0

    def __enter__(self) -> "_Entries":
        with writing(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = TemporaryFile("w+", encoding="utf-8", dir=self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, value: dict) -> None:
        with writing(self._folder):
            self._file.write((", " if self.count else "") + json.dumps(value))
        self.count += 1

    def copy_to(self, file: TextIO) -> None:
        self._file.seek(0)
        shutil.copyfileobj(self._file, file)


def _write(
    path: Path,
    classes: Sequence[str],
    images: _Entries,
    annotations: _Entries,
    instances: Sequence[Instance],
) -> None:
    named = [
        {"id": number, "name": label, "supercategory": ""}
        for number, label in enumerate(classes, 1)
    ]
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"info": {"description": "ReLoop3D"}, ')
            file.write(f'"categories": {json.dumps(named)}, "images": [')
            images.copy_to(file)
            file.write('], "annotations": [')
            annotations.copy_to(file)
            values = json.dumps([asdict(instance) for instance in instances])
            file.write(f'], "instances": {values}}}')


def _image(index: int, view: View) -> dict:
    height, width = view.rgba.shape[:2]
    size = {"width": width, "height": height}
    entry = {"id": index + 1, "file_name": f"{index:04d}.png", **size, "name": view.name}
    if view.camera is not None:
        entry["camera"] = json_from_camera(view.camera)
    return entry


def _annotation(view: View, box: Box) -> dict:
    mask = view.instance_ids == box.instance_id
    return {
        "bbox": [box.x, box.y, box.width, box.height],
        "area": int(mask.sum()),
        "iscrowd": 0,
        "segmentation": {"size": list(mask.shape), "counts": _runs(mask)},
    }


def _runs(mask: NDArray[np.bool_]) -> list[int]:
    """Lengths of the runs of equal pixels down the columns; the first is of zeros."""
    flat = mask.ravel(order="F")
    starts = np.flatnonzero(np.diff(flat, prepend=False))
    return np.diff(starts, prepend=0, append=flat.size).tolist()


def read(folder: Path) -> ViewSet:
    """Read the data set in `folder`: pictures, instance ids, and cameras where they are given.

    In files by others every annotation is an instance of its own, and lies over those before it.

    Raises:
        DataError: there is none, or it is damaged.
        MissingDependency: compressed run lengths by others need pycocotools.
    """
    path = folder / ANNOTATIONS
    if not path.is_file():
        raise DataError(f"{folder} holds no COCO annotations.", f"It has no {ANNOTATIONS}.")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        instances = _instances(data)
        masks = {image["id"]: [] for image in data["images"]}
        for index, annotation in enumerate(data["annotations"]):
            number = annotation["instance_id"] if "instances" in data else index
            masks[annotation["image_id"]].append((number, annotation["segmentation"]))
        views = tuple(_view(folder, image, masks[image["id"]]) for image in data["images"])
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise DataError(f"{path} is damaged: {error}.", "Write it again.") from error
    return ViewSet(views, instances)


def _instances(data: dict) -> tuple[Instance, ...]:
    if "instances" in data:
        return tuple(Instance(**entry) for entry in data["instances"])
    labels = {category["id"]: category["name"] for category in data["categories"]}
    return tuple(
        Instance(f"{labels[entry['category_id']]} {entry['id']}", labels[entry["category_id"]])
        for entry in data["annotations"]
    )


def _view(folder: Path, image: dict, masks: list[tuple[int, dict | list]]) -> View:
    rgba = read_image(folder / "images" / image["file_name"])
    ids = np.full(rgba.shape[:2], -1, np.int32)
    for number, segmentation in masks:
        ids[_mask(segmentation, ids.shape)] = number
    camera = camera_from_json(image["camera"]) if "camera" in image else None
    return View(rgba, camera, instance_ids=ids)


def _mask(segmentation: dict | list, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels that an annotation covers, (H, W)."""
    if isinstance(segmentation, list):
        return _mask_from_polygons(segmentation, shape)
    if isinstance(segmentation["counts"], str):
        deps.require("pycocotools", feature="Reading compressed COCO masks")
        from pycocotools import mask as coco_mask

        return coco_mask.decode(segmentation).astype(bool)
    counts = segmentation["counts"]
    is_inside = np.arange(len(counts)) % 2 == 1
    return np.repeat(is_inside, counts).reshape(segmentation["size"], order="F")


def _mask_from_polygons(polygons: list[list[float]], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels whose centres lie in one of the polygons [x, y, x, y, ...].

    COCO counts from the picture's corner: the first pixel's centre is (0.5, 0.5). Pillow fills the
    outline too, so that all is drawn twice as large and looked up at the pixels' centres.
    """
    deps.require("PIL", feature="Reading COCO polygons")
    from PIL import Image, ImageDraw

    height, width = shape
    sheet = Image.new("1", (2 * width, 2 * height))
    draw = ImageDraw.Draw(sheet)
    for polygon in polygons:
        draw.polygon([2 * value for value in polygon], fill=1)
    return np.array(sheet)[1::2, 1::2]
