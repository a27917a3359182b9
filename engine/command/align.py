"""The verb `align`: partial scans of one thing in, the same scans where they belong out.

Blender's command has the same options, and reads what Blender imports (reloop3d_addon/command.py).
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ..capture.formats.checks import writing
from ..datatypes import Mesh
from ..errors import InputError
from ..jobs import drain
from ..meshes import load_mesh, transformed
from ..modelfile import write_model
from ..reconstruct.register.align import Aligned, AlignSettings, align_scans
from .project import say
from .shared import OK, ProgressBar, add_run_log, run_logged

REPORT = "aligned.json"
_STANDARD = AlignSettings()
_TEXTS = {
    "voxel": "what counts as the same place, as a share of a scan's diagonal",
    "turn_deg": "most degrees by which two scans are turned against one another as they are",
    "pairs": "most pairs that are tried, neighbours in the list first",
    "seed": "of what is drawn by chance",
}


def add_verbs(verbs, read: Callable[[Path], Mesh] = load_mesh) -> argparse.ArgumentParser:
    """Add `align` to the parser's verbs; `read` reads a mesh file."""
    parser = verbs.add_parser("align", help="bring partial scans of one thing together")
    parser.add_argument("scans", type=Path, nargs="+", metavar="SCAN")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    for name, text in _TEXTS.items():
        option, standard = "--" + name.removesuffix("_deg"), getattr(_STANDARD, name)
        text = f"{text}; default: %(default)s"
        parser.add_argument(option, dest=name, type=type(standard), default=standard, help=text)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    add_run_log(parser)
    parser.set_defaults(work=lambda args: _run(args, read))
    return parser


def _run(args: argparse.Namespace, read: Callable[[Path], Mesh]) -> int:
    """Align, write each scan where it belongs as .glb, and a report."""
    stems = [path.stem for path in args.scans]
    if len(set(stems)) < len(stems):
        raise InputError("Two scans have the same name.", "Rename one: results are named by it.")
    settings = AlignSettings(**{name: getattr(args, name) for name in _TEXTS})
    with run_logged(args, "Align Scans", settings) as run, ProgressBar() as bar:
        run["items"] = len(stems)
        scans = [read(path) for path in args.scans]
        aligned = drain(align_scans(scans, settings), bar.show)
        for stem, scan, matrix in zip(stems, scans, aligned.world_from_scan, strict=True):
            write_model(args.out / f"{stem}.glb", transformed(scan, matrix))
        report = _report(stems, aligned)
        with writing(args.out):
            (args.out / REPORT).write_text(json.dumps(report, indent=1), encoding="utf-8")
    lines = [
        f"{stem:<24}{found.fitness:6.1%} meets, {1000 * found.rmse_m:.3g} mm apart ({found.how})"
        for stem, found in zip(stems, aligned.numbers, strict=True)
    ]
    say(args, report, [*lines, *aligned.notes])
    return OK


def _report(stems: list[str], aligned: Aligned) -> dict:
    scans = {
        stem: {"world_from_scan": matrix.tolist(), **asdict(found)}
        for stem, matrix, found in zip(stems, aligned.world_from_scan, aligned.numbers, strict=True)
    }
    return {"scans": scans, "voxel_m": aligned.voxel_m, "notes": list(aligned.notes)}
