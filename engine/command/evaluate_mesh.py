"""The verb `evaluate-mesh`: a mesh and the true one in, how far apart they are out.

Blender's command has the same options, and reads what Blender imports (reloop3d_addon/command.py).
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ..capture.formats.checks import writing
from ..capture.formats.poses import read_cameras
from ..capture.store import load_views
from ..datatypes import Camera, Mesh
from ..errors import InputError
from ..meshes import load_mesh
from ..reconstruct.metrics import compare_meshes, pose_errors
from .shared import OK, add_run_log, run_logged

_LINES = (
    ("accuracy", "from the mesh to the truth"),
    ("completeness", "from the truth to the mesh"),
    ("chamfer", "the mean of both"),
)


def add_verbs(verbs, read: Callable[[Path], Mesh] = load_mesh) -> argparse.ArgumentParser:
    """Add `evaluate-mesh` to the parser's verbs; `read` reads a mesh file."""
    parser = verbs.add_parser("evaluate-mesh", help="measure a mesh against the true one")
    parser.add_argument("mesh", type=Path, metavar="MESH")
    parser.add_argument("truth", type=Path, metavar="TRUTH", help="in the same frame and unit")
    text = "that capture wrote: only what its cameras see of the truth counts"
    parser.add_argument("--views", type=Path, metavar="FOLDER", help=text)
    text = "cameras found and true: how far they are apart, as they are and aligned"
    parser.add_argument("--poses", type=Path, nargs=2, metavar=("FOUND", "TRUE"), help=text)
    text = "share of the truth's diagonal within which a point is right; default: %(default)s"
    parser.add_argument("--threshold", type=float, default=0.01, metavar="SHARE", help=text)
    text = "points drawn on each mesh; default: %(default)s"
    parser.add_argument("--samples", type=int, default=100_000, help=text)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    add_run_log(parser)
    parser.set_defaults(work=lambda args: _run(args, read))
    return parser


def _run(args: argparse.Namespace, read: Callable[[Path], Mesh]) -> int:
    """Compare, print a table, write what was asked for."""
    settings = {"threshold": args.threshold, "samples": args.samples, "seed": args.seed}
    if args.seed < 0:
        raise InputError("The seed is negative.", "Choose 0 or more.")
    cameras = _cameras(args.views) if args.views else []
    with run_logged(args, "Evaluate Mesh", settings) as run:
        run["items"] = 1
        said = compare_meshes(read(args.mesh), read(args.truth), seen_by=cameras, **settings)
        posed = pose_errors(*map(read_cameras, args.poses)) if args.poses else {}
    print("\n".join(_table(said) + _pose_table(posed)))
    said |= posed
    if args.json:
        files = {"mesh": str(args.mesh), "truth": str(args.truth)}
        files |= {"views": str(args.views)} if args.views else {}
        files |= {"poses": [str(path) for path in args.poses]} if args.poses else {}
        with writing(args.json.parent):
            args.json.parent.mkdir(parents=True, exist_ok=True)
            args.json.write_text(json.dumps(files | said, indent=1), encoding="utf-8")
    return OK


def _cameras(folder: Path) -> list[Camera]:
    """The cameras of a capture.

    Raises:
        DataError, InputError: there is no capture, or none of its pictures has a camera.
    """
    cameras = [view.camera for view in load_views(folder).views if view.camera is not None]
    if not cameras:
        raise InputError(f"The views in {folder} have no cameras.", "Capture them again.")
    return cameras


def _table(said: dict) -> list[str]:
    lines = [
        f"{name:<20}{said[f'{name}_m']:.6g} m  {said[f'{name}_share']:.4%} of the diagonal, {text}"
        for name, text in _LINES
    ]
    within = f"within {said['threshold_m']:.4g} m"
    lines += [
        f"{'precision':<20}{said['precision']:.4f}  {within}",
        f"{'recall':<20}{said['recall']:.4f}  {within}",
        f"{'F-score':<20}{said['f_score']:.4f}  {within}; {said['best_f_score']:.4f} at best",
        f"{'normal consistency':<20}{said['normal_consistency']:.4f}",
    ]
    edges = f"{said['boundary_edges']} boundary edges, {said['non_manifold_edges']} non-manifold"
    lines.append(f"{'watertight':<20}{'yes' if said['is_watertight'] else 'no'}  {edges}")
    lines.append(f"{'parts':<20}{said['parts']}")
    lines.append(f"{'truth seen':<20}{said['seen_share']:.2%}")
    return lines


def _pose_table(posed: dict[str, list[float] | None]) -> list[str]:
    """The median and the worst camera, as they are and where all are aligned."""
    lines = []
    for name, values in posed.items():
        if values is not None:
            words = name.replace("_", " ")
            lines.append(f"{words:<28}{median(values):.4g} median, {max(values):.4g} worst")
    return lines
