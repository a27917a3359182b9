"""View sets to folders and files that other programs read, by the format's name."""

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from ..datatypes import ViewSet
from ..errors import InputError
from ..jobs import Progress, Steps
from .formats import coco, colmap, exr, processed, sheets, transforms, yolo
from .formats.checks import writing
from .store import INDEX, save_views


def _gif(views: ViewSet, folder: Path) -> Path:
    return sheets.turntable(views, folder / "turntable.gif")


def _mp4(views: ViewSet, folder: Path) -> Path:
    return sheets.turntable(views, folder / "turntable.mp4")


def _grid(views: ViewSet, folder: Path) -> Path:
    return sheets.write_grid(views, folder / "grid.png")


# What each is, and what writes it into a folder and returns the path of what a program opens.
FORMATS: dict[str, tuple[str, Callable[[ViewSet, Path], Path]]] = {
    "transforms": ("NeRF: transforms.json, pictures, depth", transforms.write),
    "colmap": ("COLMAP text model with pictures and points", colmap.write),
    "coco": ("COCO: boxes and masks", coco.write),
    "yolo": ("YOLO: boxes", yolo.write),
    "processed": ("A picture and its instance mask as NPY, for each view", processed.write),
    "exr": ("OpenEXR: colour and all channels in one file a view", exr.write),
    "gif": ("Turntable as GIF", _gif),
    "mp4": ("Turntable as MP4", _mp4),
    "grid": ("All views on one sheet, with their names", _grid),
}


def export(views: ViewSet, name: str, folder: Path) -> Path:
    """Write views in the format of that name into `folder`, which is new or empty.

    Returns:
        the path of what a program opens: the folder, or its main file.

    Raises:
        InputError: there is no such format, it cannot hold these views, or the folder is in use.
        DataError: it cannot be written there.
        MissingDependency: a package that the format needs is not installed.
    """
    if name not in FORMATS:
        raise InputError(f"Unknown format “{name}”.", f"There is {', '.join(FORMATS)}.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        # Old files would be taken for a part of the new.
        raise InputError(f"{folder} is in use.", "Choose a new or empty folder.")
    return FORMATS[name][1](views, folder)


def write_capture(views: ViewSet, folder: Path, formats: Sequence[str] = ()) -> Steps[None]:
    """Write a capture: the views into `folder`, each format into a folder of its name in there.

    An earlier capture in the same folder is replaced; anything else in it is left alone.

    Raises:
        InputError: the folder holds other things, or a format is unknown or cannot hold the views.
        DataError: it cannot be written there.
        MissingDependency: a package that a format needs is not installed.
    """
    steps = 1 + len(formats)
    yield Progress(0, steps, "Writing")
    with writing(folder):
        _remove_earlier(folder)
    save_views(views, folder)
    for done, name in enumerate(formats, 1):
        yield Progress(done, steps, "Writing")
        export(views, name, folder / name)


def _remove_earlier(folder: Path) -> None:
    entries = list(folder.iterdir()) if folder.is_dir() else []
    if entries and not (folder / INDEX).is_file():
        raise InputError(f"{folder} holds other files.", "Choose another folder.")
    for entry in entries:
        if entry.is_dir() and entry.name in FORMATS:
            shutil.rmtree(entry)
        elif entry.name == INDEX or re.fullmatch(r"\d{4,}\.(png|npz)", entry.name):
            entry.unlink()
