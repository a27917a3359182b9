"""The verbs `capture` and `export`: files in, view sets and other programs' formats out.

Blender's command `reloop3d capture` has the same options (reloop3d_addon/command.py).
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from ..capture.dataset import add_to_dataset
from ..capture.export import FORMATS, export, write_capture
from ..capture.formats.poses import read_cameras
from ..capture.settings import LOOKS, PRESETS, CaptureSettings
from ..capture.store import file_name, load_views
from ..classify.files import expand
from ..datatypes import CHANNELS, ViewSet
from ..errors import InputError, ReLoopError
from ..jobs import Progress, Steps, drain
from ..meshes import load_mesh
from ..render.raycast import render_views
from ..rigs import LAYOUTS, UP_AXES
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, color, run_logged

Capture = Callable[[], Steps[ViewSet]]

# Options that set a field of the rig or of the settings, and how they read it.
_RIG = {"views": int, "elevation_deg": float, "fov_deg": float, "size": int, "margin": float}
_RIG |= {"rings": int, "top_deg": float, "azimuth_deg": float, "distance": float, "aspect": float}


def add_capture_options(parser: argparse.ArgumentParser) -> None:
    """The options of `capture`, the same with and without Blender."""
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--preset", choices=PRESETS, default="classify", help="what others change")
    parser.add_argument("--layout", choices=LAYOUTS)
    for name, kind in _RIG.items():
        parser.add_argument(_option(name), dest=name, type=kind)
    parser.add_argument("--up", choices=UP_AXES, help="the asset's up axis")
    parser.add_argument("--orthographic", dest="is_orthographic", action="store_true", default=None)
    parser.add_argument("--poses", type=Path, metavar="FILE|FOLDER", help="cameras by others")
    parser.add_argument("--look", choices=LOOKS)
    parser.add_argument("--samples", type=int, help="a pixel, in EEVEE and Cycles")
    parser.add_argument("--background", type=color, metavar="R,G,B", help="each 0 to 1")
    parser.add_argument("--channels", metavar="A,B,…", help=f"all, none, or {', '.join(CHANNELS)}")
    parser.add_argument("--dataset", type=Path, metavar="FOLDER", help="add the pictures to it")
    parser.add_argument("--label", default="", help="class in the data set; default: the asset's")
    parser.add_argument("--export", metavar="A,B,…", help=", ".join(FORMATS))
    add_run_log(parser)


def _option(name: str) -> str:
    return "--" + name.removesuffix("_deg").replace("_", "-")


def capture_settings(args: argparse.Namespace, *, engine: str) -> CaptureSettings:
    """The settings that the options name.

    Raises:
        InputError, DataError: an option is out of range, or the poses cannot be read.
    """
    settings = PRESETS[args.preset]
    fields = (*_RIG, "layout", "up", "is_orthographic")
    changed = {name: getattr(args, name) for name in fields if getattr(args, name) is not None}
    names = ("look", "samples", "background")
    others = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if args.channels:
        words = {"all": tuple(CHANNELS), "none": ()}
        others["channels"] = words.get(args.channels, tuple(args.channels.split(",")))
    if args.poses:
        others["cameras"] = tuple(read_cameras(args.poses))
    return replace(settings, rig=replace(settings.rig, **changed), engine=engine, **others)


def run_capture(
    captures: Iterable[tuple[str, Capture]],
    settings: CaptureSettings,
    args: argparse.Namespace,
    *,
    source: str = "",
) -> int:
    """Capture many subjects, one after the other, each into a folder of its own.

    Args:
        captures: each subject's name, and how its views are made.
        settings: how, for the run log.
        source: the file that the subjects are part of, where they are no files themselves.

    Returns:
        The exit status.
    """
    formats = args.export.split(",") if args.export else []
    if unknown := set(formats) - set(FORMATS):
        raise InputError(f"Unknown format “{min(unknown)}”.", f"There is {', '.join(FORMATS)}.")
    captures, failed = list(captures), []
    folders = folders_for([name for name, _ in captures], args.out)
    with run_logged(args, "Capture", settings) as run, ProgressBar() as bar:
        run |= {"items": len(captures), "failed": failed}
        for done, ((name, capture), folder) in enumerate(zip(captures, folders, strict=True)):
            bar.show(Progress(done, len(captures), name))
            try:
                views = drain(capture())
                drain(write_capture(views, folder, formats))
                if args.dataset:
                    asset = f"{source}#{name}" if source else name
                    add_to_dataset(args.dataset, views, asset=asset, label=args.label)
            except ReLoopError as error:
                failed.append((name, str(error)))
                print(f"reloop3d: {name}: {error}", file=sys.stderr)
            else:
                print(folder)
    print(f"{len(captures) - len(failed)} captured, {len(failed)} failed", file=sys.stderr)
    return SOME_FAILED if failed else OK


def folders_for(names: list[str], out: Path) -> list[Path]:
    """A folder for each subject, named after it; the same names get numbers."""
    folders: list[Path] = []
    for name in names:
        stem = file_name(Path(name).stem)
        folder, number = out / stem, 2
        while folder in folders:
            folder, number = out / f"{stem}_{number}", number + 1
        folders.append(folder)
    return folders


def _capture(args: argparse.Namespace) -> int:
    settings = capture_settings(args, engine="raycast")
    files = expand(args.inputs, image_suffixes=())
    captures = [(str(path), lambda path=path: _file(path, settings)) for path in files]
    return run_capture(captures, settings, args)


def _file(path: Path, settings: CaptureSettings) -> Steps[ViewSet]:
    yield Progress(0, settings.count, "Reading")
    return (yield from render_views(load_mesh(path), settings))


def _export(args: argparse.Namespace) -> int:
    print(export(load_views(args.views), args.format, args.out))
    return OK


def add_verbs(verbs) -> None:
    """Add `capture` and `export` to the parser's verbs."""
    capture = verbs.add_parser("capture", help="pictures, depth, normals and ids of mesh files")
    capture.add_argument("inputs", type=Path, nargs="+", metavar="FILE|FOLDER")
    add_capture_options(capture)
    capture.set_defaults(work=_capture)
    add_export(verbs)


def add_export(verbs) -> None:
    """Add `export` to the parser's verbs."""
    text = "captured views in another program's format: " + ", ".join(FORMATS)
    parser = verbs.add_parser("export", help=text)
    parser.add_argument("views", type=Path, metavar="FOLDER", help="that capture wrote")
    parser.add_argument("--format", choices=FORMATS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="NEW FOLDER")
    parser.set_defaults(work=_export)
