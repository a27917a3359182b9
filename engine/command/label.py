"""The verbs `queue`, `label …` and `apply`: what is asked next, its answers, what they are for."""

import argparse
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from ..acquisition.strategies import STRATEGIES
from ..errors import InputError
from ..jobs import drain
from ..pool import assets, history, rank, suspects
from ..pool import label as labels
from ..pool.dataset import KINDS, export_dataset
from ..pool.exchange import export_labels, import_labels
from ..pool.project import Project
from .project import Reader, add_project_options, project_of, say
from .shared import OK, SOME_FAILED, ProgressBar, run_logged


def _queue(args: argparse.Namespace) -> int:
    """Print what is asked next and why; nothing is kept for anybody."""
    project = project_of(args)
    base = project.store
    if args.strategy:
        project.set_strategy(args.strategy)
    waiting = rank.rank(project)  # anew, with what was scanned since
    chosen = assets.Filter("unlabelled", order="queue")
    found = assets.page(base, chosen, count=max(0, min(args.count, waiting)))
    rows = [
        {"id": one.id, "path": str(one.path), "object": one.object, "name": one.name}
        | {"guess": one.top[0][0] if one.top else "", "confidence": one.confidence}
        | {"margin": _margin(one), "top": one.top, "reason": one.reason}
        | {"strategy": one.strategy, "score": one.score, "why": rank.why(one)}
        for one in found
    ]
    say(args, rows, [_line(row) for row in rows] or ["Nothing is waiting for a label"])
    return OK


def _margin(asset: assets.Asset) -> float | None:
    """How far the first guess is ahead of the second."""
    if not asset.top:
        return None
    return round(asset.top[0][1] - (asset.top[1][1] if len(asset.top) > 1 else 0.0), 4)


def _line(row: dict) -> str:
    guess = f"{row['guess']} {row['confidence']:.2f}" if row["guess"] else row["reason"] or "?"
    return f"{row['id']:>6}  {row['path']} {row['object']}".rstrip() + f"  {guess}  {row['why']}"


def _suspects(args: argparse.Namespace) -> int:
    """Print labels that models dispute which had not seen them, the least likely first."""
    base = project_of(args).store
    found = suspects.listed(base, count=args.count)
    known = {one.id: one for one in assets.get(base, [one.asset for one in found])}
    rows = [
        {"id": one.asset, "path": str(known[one.asset].path), "object": known[one.asset].object}
        | {"label": one.given, "own": round(one.own, 4)}
        | {"suggested": one.suggested, "other": round(one.other, 4)}
        for one in found
    ]
    lines = [f"{one.asset:>6}  {known[one.asset].path}  {one}" for one in found]
    say(args, rows, lines or ["No label is in doubt; retrain to look again"])
    return OK


def _import(args: argparse.Namespace) -> int:
    project = project_of(args)
    with run_logged(args, "Import labels", {"file": args.file, "root": args.root}) as run:
        done = import_labels(project.store, args.file, root=args.root)
        run["items"] = done.labelled + done.unchanged
        run["failed"] = [(path, "not in the pool") for path in done.unknown]
    say(args, asdict(done), [str(done)])
    for path in done.unknown:
        print(f"{path}  failed: not in the pool, or not the only one", file=sys.stderr)
    return SOME_FAILED if done.unknown else OK


def _export(args: argparse.Namespace) -> int:
    project = project_of(args)
    with run_logged(args, "Export labels", {"file": args.file}) as run:
        run["items"] = count = export_labels(project.store, args.file)
    say(args, {"labels": count, "file": str(args.file)}, [f"{count} labels in {args.file}"])
    return OK


def _set(args: argparse.Namespace) -> int:
    project = project_of(args)
    asset = _asset(project, args.asset, args.object)
    labels.put(project.store, {asset.id: args.label})
    (asset,) = assets.get(project.store, [asset.id])
    value = {"id": asset.id, "path": str(asset.path), "label": asset.label}
    say(args, value, [f"{asset.path}: {asset.label or 'no label'}"])
    return OK


def _history(args: argparse.Namespace) -> int:
    """Print who did what and when, the newest first: to all, or to one asset."""
    project = project_of(args)
    number = _asset(project, args.asset, args.object).id if args.asset else None
    found = history.steps(project.store, asset=number, count=args.count)
    lines = [f"{s['time']}  {s['who']}  {s['what']}{'  undone' * s['is_undone']}" for s in found]
    say(args, found, lines)
    return OK


def _asset(project: Project, given: str, object_: str) -> assets.Asset:
    """The asset of an id or a path.

    Raises:
        InputError: there is none.
    """
    found = assets.get(project.store, [int(given)]) if given.isdecimal() else []
    asset = found[0] if found else assets.find(
        project.store, Path(given).absolute(), object=object_
    )  # fmt: skip
    if asset is None:
        raise InputError(f"The pool has no asset {given}.", "Name its number, or its file.")
    return asset


def _export_dataset(args: argparse.Namespace, reader: Reader) -> int:
    project = project_of(args)
    settings = {"dataset": args.dataset, "kind": args.kind}
    with run_logged(args, "Export data set", settings) as run, ProgressBar() as bar:
        steps = export_dataset(project, args.dataset, args.kind, read=reader.read)
        done = drain(steps, bar.show)
        run |= {"items": done.assets + len(done.failed), "failed": done.failed}
    value = {"folder": str(done.folder), "assets": done.assets, "failed": done.failed}
    say(args, value, [str(done)])
    for name, reason in done.failed:
        print(f"{name}  failed: {reason}", file=sys.stderr)
    return SOME_FAILED if done.failed else OK


def add_verbs(verbs, *, reader: Reader) -> tuple[list[argparse.ArgumentParser], Any]:
    """Add `queue`, `label` and `apply` to the parser's verbs.

    Returns:
        the parsers, and the actions of `apply`.
    """
    queue = verbs.add_parser("queue", help="the assets to label next, and why")
    queue.add_argument("--count", type=int, default=50)
    ways = "; ".join(f"{name}: {one.text}" for name, one in STRATEGIES.items())
    queue.add_argument("--strategy", choices=STRATEGIES, help=f"ask so from now on. {ways}")
    queue.set_defaults(work=_queue)
    actions = verbs.add_parser("label", help="labels in, out, and one by one").add_subparsers(
        dest="action", required=True
    )
    reading = actions.add_parser("import", help="take labels from a .csv or .jsonl")
    reading.add_argument("file", type=Path, metavar="FILE")
    reading.add_argument("--root", type=Path, metavar="FOLDER", help="that its paths start from")
    reading.set_defaults(work=_import)
    writing = actions.add_parser("export", help="write all labels to a .csv or .jsonl")
    writing.add_argument("file", type=Path, metavar="FILE")
    writing.set_defaults(work=_export)
    setting = actions.add_parser("set", help="name an asset; an empty label takes it away")
    setting.add_argument("asset", metavar="ID|FILE")
    setting.add_argument("label", metavar="LABEL")
    setting.add_argument("--object", default="", help="which of the file's")
    setting.set_defaults(work=_set)
    doubtful = actions.add_parser("suspects", help="labels that may be wrong")
    doubtful.add_argument("--count", type=int, default=50)
    doubtful.set_defaults(work=_suspects)
    past = actions.add_parser("history", help="who did what and when")
    past.add_argument("asset", metavar="ID|FILE", nargs="?", help="default: all")
    past.add_argument("--object", default="", help="which of the file's")
    past.add_argument("--count", type=int, default=50)
    past.set_defaults(work=_history)
    applying = verbs.add_parser("apply", help="use the labels").add_subparsers(
        dest="action", required=True
    )
    dataset = applying.add_parser("dataset", help="write all labelled assets as a data set")
    dataset.add_argument("dataset", type=Path, metavar="FOLDER")
    kinds = "; ".join(f"{kind}: {text}" for kind, text in KINDS.items())
    dataset.add_argument("--kind", choices=sorted(KINDS), default="folders", help=kinds)
    dataset.set_defaults(work=partial(_export_dataset, reader=reader))
    parsers = (queue, reading, writing, setting, doubtful, past, dataset)
    return [add_project_options(one, reader) for one in parsers], applying
