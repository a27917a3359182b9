"""The open scene's objects that a command's options name."""

import argparse
from pathlib import Path

import bpy

from ..engine.errors import InputError
from .bridge.assets import scene_roots


def add_subjects(parser: argparse.ArgumentParser) -> None:
    """The options that name files, or objects of the open scene."""
    parser.add_argument("inputs", type=Path, nargs="*", metavar="FILE|FOLDER")
    parser.add_argument("--all", action="store_true", help="every asset of the open scene")
    parser.add_argument("--object", action="append", metavar="NAME", help="may be repeated")


def subjects(args: argparse.Namespace) -> list[str]:
    """The names of the objects that the options choose.

    Raises:
        InputError: there are none.
    """
    names = args.object or []
    if args.all:
        names = [root.name for root in scene_roots(bpy.context.view_layer.objects)]
        if not names:
            raise InputError("The scene holds no object with a surface.", "Open another file.")
    if not names:
        raise InputError("Nothing was chosen.", "Name files, --object NAME, or --all.")
    return names


def objects_named(names: list[str]) -> list[bpy.types.Object]:
    """The open scene's objects of those names.

    Raises:
        InputError: there is no such object.
    """
    found = [bpy.context.scene.objects.get(name) for name in names]
    if None in found:
        name = names[found.index(None)]
        raise InputError(f"The scene has no object named {name}.", "Check the spelling.")
    return found
