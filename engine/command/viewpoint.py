"""The verb `viewpoint`: meshes in, the camera that took a picture or shows them best out.

`viewpoint match`, `best`, `decide`, and upstream's `single`, `turntable` and `grid`. Blender's
command has the same options and more (reloop3d_addon/viewpoint_command.py).
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from .. import deps
from ..capture.store import json_from_camera
from ..datatypes import Mesh
from ..jobs import drain
from ..meshes import unit_mesh
from ..models.registry import load_classifier
from ..rigs import UP_AXES
from ..viewpoint.around import RIGS, write_around
from ..viewpoint.deciding import deciding_view
from ..viewpoint.match import match_image, target_of
from ..viewpoint.outputs import summary, write_outputs
from ..viewpoint.settings import DecidingSettings, Found
from .best import add_best_options, add_view_options, best_settings, run_best
from .looking import ENGINE, Asset, Means, make_folder
from .matching import add_match_options, match_settings, read_mask, read_picture
from .project import say
from .shared import OK, ProgressBar, add_run_log, run_logged


def add_verbs(verbs, means: Means = ENGINE) -> list[argparse.ArgumentParser]:
    """Add `viewpoint` and what it can do to the parser's verbs; returns their parsers."""
    text = "find the camera of a picture, or the view that shows a mesh best"
    views = verbs.add_parser("viewpoint", help=text).add_subparsers(dest="view", required=True)
    made = []

    def verb(name: str, work: Callable, text: str, *, is_search: bool = True):
        parser = views.add_parser(name, help=text)
        means.add(parser, is_many=name == "best", is_search=is_search)
        parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        add_run_log(parser)
        parser.set_defaults(work=partial(work, means))
        made.append(parser)
        return parser

    add_match_options(verb("match", _match, "find the camera that took a picture of a mesh"))
    text = "find the views that show each mesh best"
    add_best_options(verb("best", run_best, text))
    decide = verb("decide", _decide, "find the view in which a model is surest of a class")
    add_view_options(decide)
    decide.add_argument("--model", default="default", help="default, pictures, a file or a folder")
    text = "the class; default: the one that the model takes the mesh for"
    decide.add_argument("--label", default="", metavar="CLASS", help=text)
    decide.add_argument("--device", choices=deps.DEVICES, default="auto")
    for name, text in {
        "single": "draw one view of a mesh",
        "turntable": "draw a mesh turning, as a GIF",
        "grid": "draw a mesh from rings of cameras, on a sheet",
    }.items():
        _add_around_options(verb(name, partial(_around, name), text, is_search=False), name)
    return made


def _add_around_options(parser: argparse.ArgumentParser, kind: str) -> None:
    """Upstream's options of pictures all round."""
    rig = RIGS[kind]
    text = "metres from the mesh's middle; default: as near as all of it is seen"
    parser.add_argument("--distance", type=float, metavar="M", help=text)
    if kind != "grid":
        parser.add_argument("--elevation", type=float, default=rig.elevation_deg, metavar="DEG")
    parser.add_argument("--azimuth", type=float, default=rig.azimuth_deg, metavar="DEG")
    if kind != "single":
        text = "views in each ring" if kind == "grid" else None
        parser.add_argument("--num-views", type=int, default=rig.views, metavar="N", help=text)
    parser.add_argument("--image-size", type=int, default=rig.size, metavar="PX")
    parser.add_argument("--fov", type=float, default=rig.fov_deg, metavar="DEG")
    parser.add_argument("--up", choices=UP_AXES, default=rig.up, help="the asset's up axis")
    parser.add_argument("--orthographic", dest="is_orthographic", action="store_true")


# --- match and decide -------------------------------------------------------------------------


def _match(means: Means, args: argparse.Namespace) -> int:
    """Find the camera of a picture and write all about it."""
    (asset,) = means.assets(args, is_many=False)
    rgba = read_picture(args.image)
    size = rgba.shape[1], rgba.shape[0]
    drawn = read_mask(args.mask_image, size) if args.mask_image else None
    target = target_of(rgba, mask=args.mask, key=args.key, drawn=drawn)
    mesh = asset.read()
    settings = match_settings(args, mesh, size, scene_camera=means.camera(args, *size))
    make_folder(args.out)
    with run_logged(args, "Match Image", settings) as run, ProgressBar() as bar:
        run |= {"items": 1, "seed": settings.seed}
        found = drain(match_image(mesh, target, settings), bar.show)
        about = {"kind": "match", "name": asset.name, "made_with": args.versions}
        drain(write_outputs(mesh, found, settings, args.out, target=target, **about), bar.show)
        means.keep(args, asset.name, mesh, [found.camera])
        means.finish(args)
    return _said(args, asset, mesh, found)


def _decide(means: Means, args: argparse.Namespace) -> int:
    """Find the view that decides a class and write all about it."""
    (asset,) = means.assets(args, is_many=False)
    mesh = asset.read()
    classifier = load_classifier(args.model, device=args.device)
    settings = DecidingSettings(args.label, best_settings(means, args))
    make_folder(args.out)
    with run_logged(args, "Deciding View", settings) as run, ProgressBar() as bar:
        run |= {"items": 1, "model": classifier.id, "model_hash": classifier.hash}
        found = drain(deciding_view(mesh, classifier, settings), bar.show)
        facts = {"label": classifier.spec.classes[int(found.terms["label_index"])]}
        facts |= {"model": classifier.id, "model_hash": classifier.hash}
        about = {"kind": "decide", "name": asset.name, "made_with": args.versions, "facts": facts}
        drain(write_outputs(mesh, found, settings, args.out, **about), bar.show)
        means.keep(args, asset.name, mesh, [found.camera])
        means.finish(args)
    return _said(args, asset, mesh, found, facts)


def _said(
    args: argparse.Namespace,
    asset: Asset,
    mesh: Mesh,
    found: Found,
    facts: dict[str, str] | None = None,
) -> int:
    """Print the camera that was found."""
    place = summary(found.camera, unit_mesh(mesh)[1].center)
    value = {"mesh": asset.name, "folder": str(args.out), "loss": found.loss, "terms": found.terms}
    value |= place | {"camera": json_from_camera(found.camera)} | (facts or {})
    names = ("distance", "elevation", "azimuth", "roll")
    lines = [str(args.out), "  ".join(f"{name} {place[name]:.3f}" for name in names)]
    if facts:
        lines.append(f"{facts['label']} {found.terms['confidence']:.2f}")
    say(args, value, lines)
    return OK


# --- all round --------------------------------------------------------------------------------


def _around(kind: str, means: Means, args: argparse.Namespace) -> int:
    """Draw upstream's pictures all round a mesh."""
    (asset,) = means.assets(args, is_many=False)
    rig = replace(
        RIGS[kind],
        views=getattr(args, "num_views", 1),
        elevation_deg=getattr(args, "elevation", RIGS[kind].elevation_deg),
        azimuth_deg=args.azimuth,
        size=args.image_size,
        fov_deg=args.fov,
        up=args.up,
        is_orthographic=args.is_orthographic,
    )
    with run_logged(args, "Views", rig) as run, ProgressBar() as bar:
        run["items"] = 1
        drawing = write_around(asset.read(), kind, args.out, rig=rig, distance=args.distance)
        path = drain(drawing, bar.show)
    say(args, {"mesh": asset.name, "file": str(path)}, [str(path)])
    return OK
