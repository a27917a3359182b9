"""The verb `relief`: one picture in, a mesh with a report and its depth out.

Blender's command has the same options (reloop3d_addon/command.py).
"""

import argparse
from dataclasses import replace
from pathlib import Path

from .. import deps
from ..depth.contract import KINDS as DEPTH_KINDS
from ..jobs import drain
from ..modelfile import SUFFIXES
from ..reconstruct.relief.flow import meshed, prepared
from ..reconstruct.relief.kinds import KINDS, PRESETS, UNKNOWN, detect_asset_type
from ..reconstruct.relief.outputs import (
    MODEL,
    PREVIEW,
    REPORT,
    quality_json,
    write_relief,
)
from ..reconstruct.relief.picture import read_picture
from ..reconstruct.relief.settings import COLORS, MASKS, METHODS, ReliefSettings
from .project import say
from .shared import OK, ProgressBar, add_run_log, run_logged

_STANDARD = ReliefSettings()
_CHOICES = {"method": METHODS, "mask": MASKS, "color": COLORS}
# Options that set a field of the settings: its name, its type, and what they say.
_VALUES = {
    "mask-file": ("mask_file", str, "the picture of --mask file"),
    "mask-model": ("mask_model", str, "who finds the subject of --mask auto: a folder or a name"),
    "depth": ("depth_file", str, "depth from a file (16-bit PNG, EXR, NPY), not estimated"),
    "depth-scale": ("depth_scale", float, "the file's steps a metre"),
    "depth-model": (
        "depth_model",
        str,
        "a folder or a model's name; default: our own network",
    ),
    "right": ("right_file", str, "a second picture, from further right: the pair tells depth"),
    "baseline": ("baseline_m", float, "metres between both cameras: depth is in metres then"),
    "near": ("near", float, "metres of the nearest point, where depth has no scale"),
    "far": ("far", float, "metres of the farthest point"),
    "length": ("length_m", float, "metres of the longest side"),
    "focal": ("focal_mm", float, "lens, in mm on film 36 mm long; default: as the photo says"),
    "fov": ("fov_deg", float, "degrees along the picture's longer side, in place of --focal"),
    "tilt": ("tilt_deg", float, "degrees by which the camera looked up; below 0: down"),
    "height": ("height_m", float, "metres of the camera above the ground"),
    "detail": ("detail", int, "vertices along the picture's longer side"),
    "cut": ("cut", float, "share by which depth changes where it jumps"),
    "smooth": ("smooth", int, "rounds in which depth becomes smoother"),
    "smallest": ("smallest", float, "parts below this share of the surface are left out"),
    "faces": ("faces", int, "simplify to so many triangles"),
    "texture": ("texture", int, "pixels along the texture's longer side, at most"),
}


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `relief` to the parser's verbs; returns its parser."""
    parser = verbs.add_parser("relief", help="make a mesh of one picture")
    parser.add_argument("input", type=Path, metavar="PICTURE")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    name = " or ".join(SUFFIXES)
    parser.add_argument("--model", default=MODEL, metavar="NAME", help=f"of the result: {name}")
    text = "settings for a kind of thing, which other options change; auto: as the picture shows"
    parser.add_argument("--preset", choices=("auto", *KINDS), help=text)
    for option, known in _CHOICES.items():
        text = "; ".join(f"{word}: {said}" for word, said in known.items())
        parser.add_argument(f"--{option}", choices=known, help=text)
    text = "; ".join(f"{word}: {said}" for word, said in DEPTH_KINDS.items())
    parser.add_argument("--depth-kind", choices=DEPTH_KINDS, help=f"what the file tells: {text}")
    for option, (field, kind, text) in _VALUES.items():
        parser.add_argument(f"--{option}", dest=field, type=kind, help=text)
    parser.add_argument("--device", choices=deps.DEVICES, help="models run on it")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    add_run_log(parser)
    parser.set_defaults(work=_relief)
    return parser


def relief_settings(args: argparse.Namespace, kind: str = UNKNOWN) -> ReliefSettings:
    """The settings that the options name, over those of a kind of thing.

    Raises:
        InputError: one is out of range.
    """
    names = (*_CHOICES, "depth_kind", "device", *(field for field, _, _ in _VALUES.values()))
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    return replace(_STANDARD, **PRESETS[kind] | given)


def _relief(args: argparse.Namespace) -> int:
    """Check the picture and say what it is good for, then make the mesh and write all about it."""
    settings = relief_settings(args)
    with run_logged(args, "Image to Mesh", settings) as run, ProgressBar() as bar:
        run["items"] = 1
        ready = drain(prepared(read_picture(args.input), settings), bar.show)
        said = ready.quality.lines
        asset = None
        if args.preset == "auto":
            asset = drain(detect_asset_type(ready.picture.rgba), bar.show)
            said.append(asset.said)
        settings = relief_settings(args, asset.kind if asset else args.preset or UNKNOWN)
        if not args.json:
            print("\n".join(said), flush=True)
        relief = drain(meshed(ready, settings), bar.show)
        path = drain(write_relief(relief, settings, args.out, model=args.model), bar.show)
    value = {"model": str(path), "report": str(args.out / REPORT), "numbers": relief.numbers}
    value |= {"depth": str(args.out / PREVIEW), "is_metric": relief.is_metric}
    value |= {"quality": quality_json(relief.quality), "notes": relief.notes}
    value |= {"kind": asset.kind} if asset else {}
    say(args, value, [str(path), f"{relief.numbers['faces']:,} faces", *relief.notes])
    return OK
