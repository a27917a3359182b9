"""What the verbs about a project share: which one, what reads its files, how results are said."""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import meshes
from ..errors import InputError
from ..jobs import Steps
from ..pool.project import MANIFEST, Project
from ..pool.scan import List, Scanned
from ..pool.score import Read
from .shared import add_run_log

VARIABLE = "RELOOP3D_PROJECT"


@dataclass(frozen=True)
class Reader:
    """What finds and reads the assets of files: the engine itself, or Blender.

    scan_scene  looks into a .blend file's scene, a source of the store; None: nobody can
    project     the folder of the project where none is named
    """

    suffixes: Sequence[str] = meshes.SUFFIXES
    listed: List | None = None  # the assets of a .blend file; None: those are left out
    read: Read | None = None  # None: mesh files only, and each is one asset
    scan_scene: Callable[[Project, dict], Steps[Scanned | None]] | None = None
    project: Path | None = None


ENGINE = Reader()


def add_project_options(parser: argparse.ArgumentParser, reader: Reader) -> argparse.ArgumentParser:
    """The options of every verb about a project."""
    named = os.environ.get(VARIABLE)
    known = Path(named) if named else reader.project
    parser.add_argument(
        "--project",
        type=Path,
        metavar="FOLDER",
        default=known,
        required=known is None,
        help=f"where it lies; default: ${VARIABLE}, in Blender the preferences' project",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_run_log(parser)
    return parser


def project_of(args: argparse.Namespace) -> Project:
    """The project that the options name.

    Raises:
        InputError: there is none.
        DataError: it is damaged, or a newer version's.
    """
    folder = args.project.absolute()
    if not (folder / MANIFEST).is_file():
        raise InputError(f"{folder} holds no project.", "`pool add PLACE` begins one.")
    return Project(folder)


def say(args: argparse.Namespace, value: Any, lines: Iterable[str]) -> None:
    """Print a result: for a program, or for a person."""
    print(json.dumps(value, indent=1) if args.json else "\n".join(lines))
