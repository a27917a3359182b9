"""A view set comes in, a YOLO detection data set (Ultralytics' layout) goes out; and back.

    data.yaml          where the pictures lie (train and val name the same ones), and the classes
    images/0000.png    rgb over the view's background: trainers read three channels
    labels/0000.txt    a line "class cx cy w h" for each instance that is seen, as shares of the
                       picture's width and height, pixels' outer edges counting from 0

Files of the same names are replaced; others stay, and trainers read them too. Cameras, names and
instances are not kept.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...datatypes import ViewSet
from ...errors import DataError
from ...images import SUFFIXES, read_image, write_image
from .boxes import Box, boxes, categories
from .checks import writing

INDEX = "data.yaml"


@dataclass(frozen=True)
class LabelledPicture:
    """A picture, rgba (H, W, 4) uint8, and boxes in it; their instance_id is -1."""

    rgba: NDArray[np.uint8]
    boxes: tuple[Box, ...]


def write(views: ViewSet, folder: Path) -> Path:
    """Write the data set into `folder`, which is made; returns data.yaml.

    Raises:
        InputError: a view has no instance ids.
        DataError: it cannot be written there.
    """
    classes = categories(views)
    path = folder / INDEX
    with writing(folder):
        (folder / "labels").mkdir(parents=True, exist_ok=True)
        for index, view in enumerate(views.views):
            height, width = view.rgba.shape[:2]
            lines = [
                _line(classes.index(box.label), box, width, height)
                for box in boxes(view, views.instances)
            ]
            (folder / "labels" / f"{index:04d}.txt").write_text("".join(lines), encoding="utf-8")
            write_image(folder / "images" / f"{index:04d}.png", view.rgb)
        path.write_text(_yaml(folder, classes), encoding="utf-8")
    return path


def _line(number: int, box: Box, width: int, height: int) -> str:
    x, y = (box.x + box.width / 2) / width, (box.y + box.height / 2) / height
    # Nine digits give back whole pixels.
    return f"{number} {x:.9g} {y:.9g} {box.width / width:.9g} {box.height / height:.9g}\n"


def _yaml(folder: Path, classes: tuple[str, ...]) -> str:
    """The few lines that trainers need; a JSON string is a YAML string too."""
    # Absolute: Ultralytics looks for a relative one in its own folder of data sets.
    place = json.dumps(folder.resolve().as_posix(), ensure_ascii=False)
    names = "".join(
        f"  {number}: {json.dumps(label, ensure_ascii=False)}\n"
        for number, label in enumerate(classes)
    )
    return f"path: {place}\ntrain: images\nval: images\nnames:\n{names}"


def read(folder: Path) -> list[LabelledPicture]:
    """Read the data set in `folder`, in the order of the pictures' names.

    Pictures may lie in folders inside images/, then their labels lie in the same inside labels/;
    one without a label file has no boxes. Boxes are rounded to whole pixels.

    Raises:
        DataError: there is none, or it is damaged.
    """
    path = folder / INDEX
    if not path.is_file():
        raise DataError(f"{folder} holds no YOLO data set.", f"It has no {INDEX}.")
    try:
        names = names_from_yaml(path.read_text(encoding="utf-8"))
        pictures = sorted(
            file for file in (folder / "images").rglob("*") if file.suffix.lower() in SUFFIXES
        )
        return [_picture(folder, picture, names) for picture in pictures]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"The data set in {folder} is damaged: {error}.") from error


def _picture(folder: Path, picture: Path, names: dict[int, str]) -> LabelledPicture:
    rgba = read_image(picture)
    height, width = rgba.shape[:2]
    inner = picture.relative_to(folder / "images").with_suffix(".txt")
    labels = folder / "labels" / inner
    lines = labels.read_text(encoding="utf-8").splitlines() if labels.is_file() else []
    found = [_box(line, names, width, height) for line in lines if line.strip()]
    return LabelledPicture(rgba, tuple(found))


def _box(line: str, names: dict[int, str], width: int, height: int) -> Box:
    number, *shares = line.split()
    x, y, across, down = np.array(shares, np.float64).reshape(4) * (width, height, width, height)
    corner = round(x - across / 2), round(y - down / 2)
    return Box(-1, names[int(number)], *corner, round(across), round(down))


def names_from_yaml(text: str) -> dict[int, str]:
    """The classes of a data.yaml by number: a list or a mapping, on one line or one a line.

    Raises:
        ValueError: it names none.
    """
    found = re.search(r"^names:[ \t]*(.*)\n?((?:[ \t-].*\n?)*)", text, re.MULTILINE)
    if not found:
        raise ValueError("no names")
    inline, block = found.groups()
    if inline:
        entries = re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+', inline.strip()[1:-1])
    else:
        entries = [line.strip().removeprefix("- ") for line in block.splitlines()]
    names = {}
    for position, entry in enumerate(entries):
        number, value = re.fullmatch(r"\s*(?:(\d+)\s*:\s)?\s*(.*?)\s*", entry).groups()
        name = json.loads(value) if value.startswith('"') else value.strip("'")
        names[position if number is None else int(number)] = name
    return names
