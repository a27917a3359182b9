"""A view set comes in, a data set in COCO's instances format goes out; and back.

    images/0000.png               rgba, 8 bits, straight alpha
    annotations/instances.json    COCO's instances; ids from 1

Masks are run lengths down the columns, zeros first, as plain lists: {"size": [h, w], "counts"}.
Beyond COCO's keys there are `instances` (the view set's), for each image `name` and `camera`, for
each annotation `instance_id` (index into `instances`) and `instance_name`.
Files of the same names are replaced. Backgrounds are not kept.
"""

import json
from dataclasses import asdict
from pathlib import Path

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
    classes = categories(views)
    images, annotations = [], []
    for index, view in enumerate(views.views):
        image = _image(index, view)
        images.append(image)
        for box in boxes(view, views.instances):
            annotation = {
                "id": len(annotations) + 1,  # COCOeval takes 0 for "no match"
                "image_id": image["id"],
                "category_id": classes.index(box.label) + 1,
                "instance_name": views.instances[box.instance_id].name,
            }
            annotations.append(annotation | _annotation(view, box))
        write_image(folder / "images" / image["file_name"], view.rgba)
    data = {
        "info": {"description": "ReLoop3D"},
        "categories": [
            {"id": number, "name": label, "supercategory": ""}
            for number, label in enumerate(classes, 1)
        ],
        "images": images,
        "annotations": annotations,
        "instances": [asdict(instance) for instance in views.instances],
    }
    path = folder / ANNOTATIONS
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), encoding="utf-8")
    return path


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
        "instance_id": box.instance_id,
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
