"""The verb `photos`: photos or a video without cameras in, a mesh, its cameras and a report out.

Blender's command has the same options (reloop3d_addon/command.py).
"""

import argparse
from pathlib import Path

from .. import deps
from ..jobs import drain
from ..reconstruct.outputs import REPORT
from ..reconstruct.photos.mesh import photos_to_mesh
from ..reconstruct.photos.settings import DEPTHS, PhotoSettings
from ..reconstruct.photos.written import PHOTOS, numbers_of, write_made
from .fuse import add_surface_options, fuse_settings
from .project import say
from .shared import OK, ProgressBar, add_run_log, run_logged

_STANDARD = PhotoSettings()
# Options that set a number of the settings, and what they say.
_NUMBERS = {
    "focal_mm": (float, "focal length as on 35 mm film; default: as EXIF says, else found"),
    "size": (int, "pixels of the longer side while cameras are looked for"),
    "sweep_size": (int, "pixels of it while photos are compared for depth"),
    "view_size": (int, "pixels of it while a network tells depth"),
    "frames": (int, "frames taken from a video at most"),
    "agree": (float, "share by which a network's depth of neighbours may differ"),
    "seed": (int, "of all that is drawn at random"),
}


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `photos` to the parser's verbs; returns its parser."""
    parser = verbs.add_parser("photos", help="make a mesh of photos whose cameras nobody knows")
    text = "photos, or a video, taken all round a thing that stands still"
    parser.add_argument("input", type=Path, metavar="FOLDER|VIDEO", help=text)
    add_photo_options(parser)
    add_surface_options(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    add_run_log(parser)
    parser.set_defaults(work=_photos)
    return parser


def add_photo_options(parser: argparse.ArgumentParser) -> None:
    """How cameras and depth of photos are found."""
    text = "; ".join(f"{word}: {said}" for word, said in DEPTHS.items())
    parser.add_argument("--depth", choices=DEPTHS, default=_STANDARD.depth, help=text)
    text = "which network tells depth: a folder or a model's name; default: our own"
    parser.add_argument("--depth-model", default=_STANDARD.model, metavar="MODEL", help=text)
    parser.add_argument("--device", choices=deps.DEVICES, default=_STANDARD.device)
    for name, (kind, text) in _NUMBERS.items():
        option = "--" + name.removesuffix("_mm").replace("_", "-")
        parser.add_argument(
            option, dest=name, type=kind, default=getattr(_STANDARD, name), help=text
        )


def photo_settings(args: argparse.Namespace) -> PhotoSettings:
    """The settings that the options name.

    Raises:
        InputError: one is out of range.
    """
    numbers = {name: getattr(args, name) for name in ("depth", "device", *_NUMBERS)}
    return PhotoSettings(model=args.depth_model, **numbers)


def _photos(args: argparse.Namespace) -> int:
    """Find the cameras, fuse what they see and write all about it."""
    settings, fusing = photo_settings(args), fuse_settings(args)
    with run_logged(args, "Photos to Mesh", settings) as run, ProgressBar() as bar:
        made = drain(photos_to_mesh(args.input, settings, fusing), bar.show)
        run["items"] = len(made.structure.views)
        writing = write_made(made, settings, fusing, args.out, model=args.model)
        path = drain(writing, bar.show)
    numbers, notes = made.fused.numbers, made.fused.notes
    value = {"model": str(path), "report": str(args.out / REPORT), "numbers": numbers}
    value |= {"cameras": str(args.out / PHOTOS), "photos": numbers_of(made)}
    value |= {"said": made.said, "notes": notes}
    line = f"{numbers['faces']:,} faces from {numbers['views']} photos"
    say(args, value, [str(path), line, *made.said, *notes])
    return OK
