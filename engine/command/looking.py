"""Which meshes and which lens the options of `viewpoint` name, with and without Blender."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ..capture.formats.checks import writing
from ..classify.files import expand
from ..datatypes import Camera, Intrinsics, Mesh
from ..errors import InputError
from ..meshes import load_mesh
from ..viewpoint.orbit import SENSOR_MM, STANDARD_MM, lens_of


@dataclass(frozen=True)
class Asset:
    """What is looked at: its name, and how its mesh is read."""

    name: str
    read: Callable[[], Mesh]


def _add_files(parser: argparse.ArgumentParser, *, is_many: bool, is_search: bool) -> None:
    if is_many:
        parser.add_argument("inputs", type=Path, nargs="+", metavar="FILE|FOLDER")
    else:
        parser.add_argument("inputs", type=Path, nargs=1, metavar="MESH")


def _files(args: argparse.Namespace, *, is_many: bool) -> list[Asset]:
    files = expand(args.inputs, image_suffixes=()) if is_many else args.inputs
    return [Asset(str(path), partial(load_mesh, path)) for path in files]


@dataclass(frozen=True)
class Means:
    """What finds and reads meshes: the engine itself, or Blender.

    add      adds the options that name them, and further ones for a search
    assets   those that the options name; without is_many they are one
    camera   a scene's camera for a picture of that width and height (None: as the scene has it);
             None: nobody asked for it
    keep     does with the cameras that were found, for a mesh of that name, what was asked for
    finish   ends all that
    """

    add: Callable[..., None] = _add_files
    assets: Callable[..., list[Asset]] = _files
    camera: Callable[[argparse.Namespace, int, int | None], Camera | None] = lambda *_: None
    keep: Callable[[argparse.Namespace, str, Mesh, Sequence[Camera]], None] = lambda *_: None
    finish: Callable[[argparse.Namespace], None] = lambda _: None


ENGINE = Means()


def make_folder(folder: Path) -> None:
    """Make the folder of the results: better before long work than after.

    Raises:
        DataError: it cannot be made.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)


def add_lens_options(parser: argparse.ArgumentParser) -> None:
    """The options that choose a lens."""
    lens = parser.add_mutually_exclusive_group()
    sensor = f"for a sensor of {SENSOR_MM:.0f} mm along the picture's longer side"
    text = f"focal length, {sensor}; default: {STANDARD_MM:.0f}"
    lens.add_argument("--focal", type=float, metavar="MM", help=text)
    lens.add_argument("--fov", type=float, metavar="DEG", help="across the picture's width")


def lens_from(args: argparse.Namespace, width: int, height: int) -> Intrinsics | None:
    """The lens that the options name, for a picture of that size; None where they name none.

    Raises:
        InputError: it is out of range.
    """
    if args.focal is None and args.fov is None:
        return None
    if args.fov is not None:
        if not 1 <= args.fov <= 150:
            raise InputError("The field of view is out of range.", "Choose 1 to 150 degrees.")
        return _lens(width / 2 / np.tan(np.radians(args.fov) / 2), width, height)
    if not 1 <= args.focal <= 5000:
        raise InputError("The focal length is out of range.", "Choose 1 to 5000 mm.")
    return lens_of(width, height, args.focal)


def _lens(focal: float, width: int, height: int) -> Intrinsics:
    return Intrinsics(float(focal), float(focal), (width - 1) / 2, (height - 1) / 2, width, height)
