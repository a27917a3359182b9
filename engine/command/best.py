"""`viewpoint best`: meshes in, the views that show each best out, with a contact sheet of all."""

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import InputError, ReLoopError
from ..jobs import Progress, drain
from ..rigs import UP_AXES
from ..viewpoint.best import best_views, fibonacci_views, score_views
from ..viewpoint.contact import Contact, Scored
from ..viewpoint.orbit import lens_of
from ..viewpoint.outputs import write_outputs
from ..viewpoint.settings import BestSettings
from .capture import folders_for
from .looking import Asset, Means, add_lens_options, lens_from
from .project import say
from .shared import OK, SOME_FAILED, ProgressBar, run_logged

_STANDARD = BestSettings()
_SIZE = 512  # pixels of a view's sides


def add_view_options(parser: argparse.ArgumentParser) -> None:
    """The options of views that are sought without a picture."""
    parser.add_argument("--size", type=int, default=_SIZE, metavar="PX", help="of both sides")
    text = "lowest and highest, degrees, as --elevation={:.0f},{:.0f}, which is the default"
    parser.add_argument(
        "--elevation",
        type=_pair,
        default=_STANDARD.elevation_deg,
        metavar="LOW,HIGH",
        help=text.format(*_STANDARD.elevation_deg),
    )
    text = "views that are looked at before the best of them are refined"
    parser.add_argument("--candidates", type=int, default=_STANDARD.candidates, help=text)
    parser.add_argument("--margin", type=float, default=_STANDARD.margin)
    parser.add_argument("--up", choices=UP_AXES, default=_STANDARD.up, help="the asset's up axis")
    add_lens_options(parser)


def add_best_options(parser: argparse.ArgumentParser) -> None:
    """The options of `viewpoint best`, the same with and without Blender."""
    add_view_options(parser)
    parser.add_argument("--count", type=int, default=_STANDARD.count, help="views of each mesh")
    text = "compare with the best of so many views all round (a Fibonacci lattice)"
    parser.add_argument("--compare-fibonacci", type=int, default=0, metavar="N", help=text)


def _pair(text: str) -> tuple[float, float]:
    low, high = (float(value) for value in text.split(","))
    if not -90 <= low <= high <= 90:
        raise argparse.ArgumentTypeError("two angles from -90 to 90, the lower first")
    return low, high


def best_settings(means: Means, args: argparse.Namespace) -> BestSettings:
    """The settings that the options name.

    Raises:
        InputError: an option is out of range.
    """
    if args.size < 16:
        raise InputError("A view has at least 16 pixels a side.", "Raise --size.")
    camera = means.camera(args, args.size, None)
    lens = lens_from(args, args.size, args.size)
    if lens is None:
        lens = camera.intrinsics if camera else lens_of(args.size, args.size)
    return BestSettings(
        count=getattr(args, "count", 1),
        lens=lens,
        margin=args.margin,
        elevation_deg=args.elevation,
        candidates=args.candidates,
        up=args.up,
    )


def run_best(means: Means, args: argparse.Namespace) -> int:
    """Find the best views of each mesh; one that fails costs no other its own."""
    assets = means.assets(args, is_many=True)
    settings = best_settings(means, args)
    places = folders_for([asset.name for asset in assets], args.out)
    rivals = args.compare_fibonacci
    if rivals < 0:
        raise InputError("There are no fewer than 0 views to compare with.", "Raise the number.")
    said: list[dict[str, Any]] = []
    failed: list[tuple[str, str]] = []
    contact = Contact(args.out, count=settings.count, rivals=f"best of {rivals}" if rivals else "")
    with run_logged(args, "Best View", settings) as run, contact, ProgressBar() as bar:
        run |= {"items": len(assets), "failed": failed}
        show = bar.show if len(assets) == 1 else lambda _: None
        for done, (asset, place) in enumerate(zip(assets, places, strict=True)):
            bar.show(Progress(done, len(assets), asset.name))
            try:
                said.append(_best_one(means, args, asset, place, settings, contact, show))
            except Exception as error:  # one bad file must never end a run over thousands
                reason = _reason(error, asset.name)
                failed.append((asset.name, reason))
                contact.fail(asset.name, reason)
                said.append({"mesh": asset.name, "error": reason})
                print(f"reloop3d: {asset.name}: {reason}", file=sys.stderr)
        means.finish(args)
    lines = [
        f"{view['score']:.3f}  {view['folder']}" for one in said for view in one.get("views", ())
    ]
    say(args, said, lines)
    print(f"{len(assets) - len(failed)} seen at their best, {len(failed)} failed", file=sys.stderr)
    return SOME_FAILED if failed else OK


def _reason(error: Exception, name: str) -> str:
    if isinstance(error, ReLoopError):
        return str(error)
    logging.getLogger(__name__).error("%s", name, exc_info=error)
    return f"Internal error: {type(error).__name__}: {error}"


def _best_one(
    means: Means,
    args: argparse.Namespace,
    asset: Asset,
    place: Path,
    settings: BestSettings,
    contact: Contact,
    show: Callable[[Progress], None],
) -> dict[str, Any]:
    """The best views of one asset: written, laid on the contact sheet, and in plain values."""
    mesh = asset.read()
    views = drain(best_views(mesh, settings), show)
    scores = score_views(mesh, [found.camera for found in views], settings)
    scored = []
    for number, (found, terms) in enumerate(zip(views, scores, strict=True), start=1):
        folder = place / str(number) if settings.count > 1 else place
        named = {"name": asset.name, "made_with": args.versions}
        drain(write_outputs(mesh, found, settings, folder, kind="best", **named), show)
        parts = {name: value for name, value in terms.items() if name != "score"}
        scored.append(Scored(found.camera, terms["score"], parts, found.loss, folder))
    rival = None
    if args.compare_fibonacci:
        others = fibonacci_views(mesh, settings, args.compare_fibonacci)
        camera, score = max(others, key=lambda pair: pair[1])
        rival = Scored(camera, score, {})
    said = {"mesh": asset.name, "views": contact.add(asset.name, mesh, scored, rival)}
    if rival:
        said["fibonacci"] = {"count": args.compare_fibonacci, "score": rival.score}
    means.keep(args, asset.name, mesh, [found.camera for found in views])
    return said
