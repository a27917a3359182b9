"""The verb `fuse`: views with cameras and depth in, a mesh with a report out.

Blender's command has the same options (reloop3d_addon/command.py).
"""

import argparse
from pathlib import Path

from ..jobs import drain
from ..modelfile import SUFFIXES
from ..reconstruct.fusion.fuse import fuse_views
from ..reconstruct.inputs.measured import load_measured
from ..reconstruct.outputs import MODEL, REPORT, write_fused
from ..reconstruct.settings import GRIDS, METHODS, FuseSettings
from .project import say
from .shared import OK, ProgressBar, add_run_log, run_logged

_STANDARD = FuseSettings()
# Options that set a number of the settings, and what they say.
_NUMBERS = {
    "detail": (int, "voxels along the diagonal of what is seen"),
    "reach": (float, "voxels on either side of the surface in which distances are kept"),
    "smallest": (float, "parts below this share of the surface are left out"),
    "fill": (float, "holes up to this share of the diagonal are closed"),
    "smooth": (int, "rounds of smoothing"),
    "faces": (int, "simplify to so many triangles"),
    "texture": (int, "pixels of a texture's side; default: colours at the vertices"),
    "length_m": (float, "metres of the longest side; default: as the cameras say"),
    "refine": (int, "rounds in which cameras, colours and vertices follow the pictures"),
}


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `fuse` to the parser's verbs; returns its parser."""
    parser = verbs.add_parser("fuse", help="make a mesh of views with cameras and depth")
    text = "captured views, COLMAP, transforms.json, or a folder of pictures"
    parser.add_argument("input", type=Path, metavar="FOLDER|FILE", help=text)
    add_fuse_options(parser)
    parser.set_defaults(work=_fuse)
    return parser


def add_fuse_options(parser: argparse.ArgumentParser) -> None:
    """The options of `fuse`, the same with and without Blender."""
    for name in ("poses", "depth", "images", "masks"):
        text = f"{name} that lie elsewhere"
        parser.add_argument(f"--{name}", type=Path, metavar="FOLDER|FILE", help=text)
    text = "a file, or fx,fy,cx,cy in pixels"
    parser.add_argument("--intrinsics", metavar="FILE|NUMBERS", help=text)
    parser.add_argument("--depth-scale", type=float, metavar="N", help="steps a metre")
    parser.add_argument("--invalid", type=float, metavar="VALUE", help="depth that means none")
    parser.add_argument("--axes", choices=("auto", "opencv", "opengl"), default="auto")
    text = "without poses: frames that overlap with no other are left out, not refused"
    parser.add_argument("--leave-out", action="store_true", help=text)
    add_surface_options(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    add_run_log(parser)


def add_surface_options(parser: argparse.ArgumentParser) -> None:
    """How views become a surface, and where it is written; `photos` has them too."""
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--model", default=MODEL, metavar="NAME", help=f"{' or '.join(SUFFIXES)}")
    for name, known in (("method", METHODS), ("grid", GRIDS)):
        text = "; ".join(f"{word}: {said}" for word, said in known.items())
        parser.add_argument(f"--{name}", choices=known, default=getattr(_STANDARD, name), help=text)
    for name, (kind, text) in _NUMBERS.items():
        option = "--" + name.removesuffix("_m")
        parser.add_argument(
            option, dest=name, type=kind, default=getattr(_STANDARD, name), help=text
        )


def fuse_settings(args: argparse.Namespace) -> FuseSettings:
    """The settings that the options name.

    Raises:
        InputError: one is out of range.
    """
    return FuseSettings(**{name: getattr(args, name) for name in ("method", "grid", *_NUMBERS)})


def _fuse(args: argparse.Namespace) -> int:
    """Read the views, fuse them and write all about it."""
    settings = fuse_settings(args)
    reading = load_measured(
        args.input,
        poses=args.poses,
        depth=args.depth,
        images=args.images,
        masks=args.masks,
        intrinsics=args.intrinsics,
        depth_scale=args.depth_scale,
        invalid=args.invalid,
        axes=args.axes,
        leave_out=args.leave_out,
    )
    with run_logged(args, "Views to Mesh", settings) as run, ProgressBar() as bar:
        posed = drain(reading, bar.show)
        run["items"] = len(posed.views.views)
        fused = drain(fuse_views(posed.views, settings), bar.show)
        writing = write_fused(fused, settings, posed.views, args.out, model=args.model)
        path = drain(writing, bar.show)
    numbers = fused.numbers
    value = {"model": str(path), "report": str(args.out / REPORT), "numbers": numbers}
    value |= {"said": posed.said, "notes": fused.notes}
    line = f"{numbers['faces']:,} faces from {numbers['views']} views"
    say(args, value, [str(path), line, *posed.said, *fused.notes])
    return OK
