"""The verbs `pool …`: folders in, what is in them, what of it looks alike, and its classes out.

Blender's command has the same verbs, with its own Reader (reloop3d_addon/command.py).
"""

import argparse
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import DataError, InputError
from ..jobs import Steps, drain
from ..models.registry import model_path
from ..pool import assets, classes, rank, rounds, scan, suspects
from ..pool.project import Project
from ..pool.similar import NEAR, near_duplicates, similar
from . import label, score
from .project import ENGINE, Reader, add_project_options, project_of, say
from .shared import NOTHING_DONE, OK, SOME_FAILED, ProgressBar, run_logged


@dataclass(frozen=True)
class Verbs:
    """The parsers of all verbs about a project, and where Blender adds its own."""

    pool: Any  # the actions of `pool`
    apply: Any  # the actions of `apply`
    parsers: list[argparse.ArgumentParser]


def _add(args: argparse.Namespace) -> int:
    """Add a folder, and the project if there is none."""
    place = args.place.absolute()
    if not place.is_dir():
        raise InputError(f"{place} is not a folder.", "Name the folder that holds the assets.")
    if args.base:
        model_path(args.base)  # that there is one
    with run_logged(args, "Add to pool", {"place": place, "base": args.base}):
        project = Project(args.project.absolute())
        number = scan.add_source(project.store, "folder", str(place))
        if args.base:
            project.set_base(args.base)
    value = {"id": number, "kind": "folder", "place": str(place)}
    say(args, value, [f"{place} is in the pool; `pool scan` looks into it"])
    return OK


def _scan(args: argparse.Namespace, reader: Reader) -> int:
    """Bring the assets of all places up to date."""
    project = project_of(args)
    places = [s for s in scan.sources(project.store) if s["kind"] == "folder" or reader.scan_scene]
    if not places:
        raise InputError("The pool has no folder to scan.", "Add one with `pool add PLACE`.")
    done: dict[str, scan.Scanned] = {}
    settings = {"places": [source["place"] for source in places]}
    with run_logged(args, "Scan", settings) as run, ProgressBar() as bar:
        run["failed"] = failed = []
        for source in places:
            try:
                found = drain(_scanned(project, source, reader), bar.show)
            except DataError as error:  # a drive that is not connected must not stop the others
                failed.append((source["place"], str(error)))
                continue
            if found is not None:
                done[source["place"]] = found
                failed += found.failed
        run["items"] = sum(scanned.assets for scanned in done.values())
    values = {place: asdict(scanned) for place, scanned in done.items()}
    say(args, values, [f"{place}: {scanned}" for place, scanned in done.items()])
    for name, reason in failed:
        print(f"{name}  failed: {reason}", file=sys.stderr)
    if not done:
        return NOTHING_DONE
    return SOME_FAILED if failed else OK


def _scanned(project: Project, source: dict, reader: Reader) -> Steps[scan.Scanned | None]:
    """Scan one place; None of a scene that is not the open one."""
    if source["kind"] != "folder":
        return reader.scan_scene(project, source)
    return scan.scan_folder(
        project.store,
        source["id"],
        Path(source["place"]),
        suffixes=reader.suffixes,
        listed=reader.listed,
    )


def _status(args: argparse.Namespace) -> int:
    project = project_of(args)
    counts = assets.status(project.store, threshold=args.threshold)
    trained = rounds.known(project.store)
    value = asdict(counts) | {
        "queue": rank.length(project.store),
        "sources": scan.sources(project.store),
        "strategy": project.strategy,
        "suspects": len(suspects.listed(project.store)),
        "rounds": [asdict(one) for one in trained],
        "hints": asdict(rounds.hints(trained)),
    }
    lines = [f"{word:<10} {count}" for word, count in value.items() if isinstance(count, int)]
    lines += [f"{name:<30} {count}" for name, count in counts.classes.items() if count]
    lines += [str(one) for one in trained[-1:]] + rounds.hints(trained).lines()
    say(args, value, lines)
    return OK


def _similar(args: argparse.Namespace) -> int:
    project = project_of(args)
    found = similar(project, args.id, count=args.count)
    known = {one.id: one for one in assets.get(project.store, [number for number, _ in found])}
    rows = [
        {"id": number, "similarity": round(cosine, 4), "label": known[number].label}
        | {"path": str(known[number].path), "object": known[number].object}
        for number, cosine in found
    ]
    say(args, rows, [f"{r['similarity']:.3f}  {_line(known[r['id']])}" for r in rows])
    return OK


def _duplicates(args: argparse.Namespace) -> int:
    project = project_of(args)
    settings = {"threshold": args.threshold}
    with run_logged(args, "Find duplicates", settings) as run, ProgressBar() as bar:
        groups = drain(near_duplicates(project, threshold=args.threshold), bar.show)
        run["items"] = sum(map(len, groups))
    known = {one.id: one for one in assets.get(project.store, [i for g in groups for i in g])}
    lines = []
    for group in groups:
        lines += [f"{len(group)} look the same", *(f"  {_line(known[one])}" for one in group)]
    say(args, groups, lines or ["No two assets look the same"])
    return OK


def _line(asset: assets.Asset) -> str:
    place = f"{asset.path} {asset.object}".rstrip()
    return f"{asset.id:>6}  {place}  {asset.label}".rstrip()


def _classes(args: argparse.Namespace) -> int:
    """List the classes, after a change of them if one is named."""
    base = project_of(args).store
    if args.rename:
        classes.rename(base, *args.rename)
    if args.merge:
        sources, target = args.merge
        classes.merge(base, sources.split(","), target)
    counts = assets.status(base).classes
    rows = [asdict(one) | {"labelled": counts.get(one.name, 0)} for one in classes.known(base)]
    say(args, rows, [f"{row['labelled']:>6}  {row['name']}" for row in rows])
    return OK


def add_pool_verbs(verbs, *, reader: Reader = ENGINE) -> Verbs:
    """Add all verbs about a project to the parser's verbs."""
    pool = verbs.add_parser("pool", help="assets to label: where they lie, what they are")
    actions = pool.add_subparsers(dest="action", required=True)
    standard = {"type": float, "metavar": "COSINE", "default": NEAR}

    def verb(name: str, work, text: str) -> argparse.ArgumentParser:
        parser = add_project_options(actions.add_parser(name, help=text), reader)
        parser.set_defaults(work=work)
        return parser

    add = verb("add", _add, "add a folder")
    add.add_argument("place", type=Path, metavar="PLACE")
    text = "whose network looks at all assets: default, pictures for pictures, or a file"
    add.add_argument("--base", metavar="MODEL", help=text)
    scanning = verb("scan", partial(_scan, reader=reader), "look into all folders")
    status = verb("status", _status, "how far the pool is")
    status.add_argument("--threshold", type=float, default=0.5, help="of unsure answers")
    alike = verb("similar", _similar, "what looks most like an asset")
    alike.add_argument("id", type=int, metavar="ID")
    alike.add_argument("--count", type=int, default=20)
    same = verb("duplicates", _duplicates, "groups of assets that look the same")
    same.add_argument("--threshold", **standard, help="from which on two look the same")
    listing = verb("classes", _classes, "list, rename and merge classes")
    listing.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"))
    listing.add_argument("--merge", nargs=2, metavar=("A,B", "INTO"))
    own = [add, scanning, status, alike, same, listing]
    labels, applying = label.add_verbs(verbs, reader=reader)
    return Verbs(actions, applying, own + score.add_verbs(verbs, reader=reader) + labels)
