"""The verbs `score` and `retrain`: a project's assets looked at, here or elsewhere, and learnt.

Elsewhere: `--list ITEMS` says what has to be looked at; each machine that has the project, or a
copy of it, takes some of those lines with `--items SOME --out ROWS`; `--rows ROWS` brings the
rows home.
"""

import argparse
import base64
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from .. import deps
from ..errors import DataError, InputError
from ..jobs import Progress, drain
from ..models.registry import load_classifier
from ..pool import assets, classes, rank
from ..pool.project import Project
from ..pool.refresh import score_all
from ..pool.retrain import retrain
from ..pool.score import Item, Row, Scorer, keep, score
from ..pool.scorer import scorer_of
from .project import Reader, add_project_options, project_of, say
from .shared import OK, SOME_FAILED, ProgressBar, run_logged


def _score(args: argparse.Namespace, reader: Reader) -> int:
    project = project_of(args)
    if (args.out is None) != (args.items is None):
        raise InputError("--items and --out belong together.", "Name both.")
    if args.list:
        return _list(args, project)
    with run_logged(args, "Score", {"items": args.items, "rows": args.rows}) as run:
        if args.items:
            count, failed = _score_items(args, project, reader)
        elif args.rows:
            count, failed = _keep_rows(args.rows, project)
        else:
            count, failed = _score_all(args, project, reader)
        run |= {"items": count, "failed": failed}
    value = {"looked_at": count, "failed": failed, "queue": rank.length(project.store)}
    say(args, value, [f"{count} looked at, {len(failed)} failed"])
    for name, reason in failed:
        print(f"{name}  failed: {reason}", file=sys.stderr)
    return SOME_FAILED if failed else OK


Outcome = tuple[int, list[tuple[str, str]]]  # how many were looked at, those that could not be


def _score_all(args: argparse.Namespace, project: Project, reader: Reader) -> Outcome:
    before = set(assets.ids(project.store, assets.Filter("failed")))
    with ProgressBar() as bar:
        count = drain(score_all(project, device=args.device, read=reader.read), bar.show)
    failed = assets.page(project.store, assets.Filter("failed"), count=-1)
    return count, [(str(one.path), one.reason) for one in failed if one.id not in before]


# --- elsewhere ----------------------------------------------------------------------------------


def _list(args: argparse.Namespace, project: Project) -> int:
    """Write what the model has not looked at."""
    found = assets.page(project.store, assets.Filter(order="name"), count=-1)
    waiting = [one for one in found if one.confidence is None and not one.reason]
    with _written(args.list) as write:
        for one in waiting:
            values = {"id": one.id, "path": str(one.path), "object": one.object}
            write(values | {"content": one.content})
    value = {"waiting": len(waiting), "file": str(args.list)}
    say(args, value, [f"{len(waiting)} to look at in {args.list}"])
    return OK


def _score_items(args: argparse.Namespace, project: Project, reader: Reader) -> Outcome:
    """Look at the items of a file; a row of each is on the disk before the next is begun."""
    items = list(_items(args.items))
    failed = []
    with ProgressBar() as bar, _written(args.out) as write:
        scorer = scorer_of(project, device=args.device, read=reader.read)
        for index, (item, content) in enumerate(items):
            bar.show(Progress(index, len(items), "Looking at assets"))
            (row,) = drain(score([item], scorer, contents=[content]))
            write(_packed(row, scorer))
            failed += [(str(item[1]), row.reason)] if row.reason else []
    return len(items), failed


def _keep_rows(path: Path, project: Project) -> Outcome:
    """Write rows that came from elsewhere into the store, and what was seen into the cache."""
    rows: dict[str, list[Row]] = {}
    for values in _lines(path):
        model, row, key, mean = _unpacked(values, path)
        rows.setdefault(model, []).append(row)
        if key:
            project.embeddings.put(key, mean)
    looks = load_classifier(project.base, device="cpu")
    classes.add_model(project.store, looks.spec.classes, model=looks.hash[:12])
    for model, some in rows.items():
        keep(project.store, some, model)
    rank.rank(project)
    every = [row for some in rows.values() for row in some]
    return len(every), [(f"asset {row.asset}", row.reason) for row in every if row.reason]


def _packed(row: Row, scorer: Scorer) -> dict[str, Any]:
    """A row for a file, with the embedding that retraining needs, float16."""
    values = {"id": row.asset, "content": row.content, "top": row.top, "reason": row.reason}
    key = scorer.key(row.content)
    mean = scorer.embeddings.get(key) if scorer.embeddings and not row.reason else None
    if mean is not None:
        values |= {"key": key, "embedding": _text(mean)}
    return values | {"model": scorer.model}


def _text(mean: np.ndarray) -> str:
    return base64.b64encode(mean.astype("<f2").tobytes()).decode()


def _unpacked(values: dict[str, Any], path: Path) -> tuple[str, Row, str, np.ndarray]:
    """Model, row, key and embedding (1, D) of a line."""
    try:
        top = tuple((str(name), float(p)) for name, p in values["top"])
        row = Row(int(values["id"]), str(values["content"]), top, str(values["reason"]))
        data = base64.b64decode(values.get("embedding", ""), validate=True)
        mean = np.frombuffer(data, "<f2").astype(np.float32)[None]
        return str(values["model"]), row, str(values.get("key", "")), mean
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(f"{path.name} has a row that is damaged: {error!r}.") from error


def _items(path: Path) -> Iterator[tuple[Item, str]]:
    for values in _lines(path):
        try:
            item = (int(values["id"]), Path(values["path"]), str(values.get("object") or ""))
        except (KeyError, ValueError, TypeError) as error:
            raise DataError(
                f"{path.name} has an item that is damaged: {error!r}.", "It needs id and path."
            ) from error
        yield item, str(values.get("content") or "")


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    try:
        values = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if not all(isinstance(one, dict) for one in values):
        raise DataError(f"{path} holds something else than JSON objects.")
    return values


@contextmanager
def _written(path: Path) -> Iterator:
    """A function that writes an object as a line, at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:

            def write(values: dict[str, Any]) -> None:
                file.write(json.dumps(values) + "\n")
                file.flush()

            yield write
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error


# --- learning -----------------------------------------------------------------------------------


def _retrain(args: argparse.Namespace) -> int:
    project = project_of(args)
    with run_logged(args, "Retrain", {"base": project.base}) as run, ProgressBar() as bar:
        done = drain(retrain(project, device=args.device), bar.show)
        run |= {"model": done.model, "items": done.labels}
    say(args, asdict(done), [str(done)])
    return OK


def add_device(parser: argparse.ArgumentParser) -> None:
    """The option `--device`."""
    parser.add_argument("--device", choices=deps.DEVICES, default="auto")


def add_verbs(verbs, *, reader: Reader) -> list[argparse.ArgumentParser]:
    """Add `score` and `retrain` to the parser's verbs; returns the parsers."""
    scoring = verbs.add_parser("score", help="look at all assets, and make the queue")
    other = scoring.add_mutually_exclusive_group()
    text = "look at these instead: lines of id, path, object; the store is left alone"
    other.add_argument("--items", type=Path, metavar="JSONL", help=text)
    other.add_argument("--rows", type=Path, metavar="JSONL", help="take what --items made")
    other.add_argument("--list", type=Path, metavar="JSONL", help="write what to look at here")
    scoring.add_argument("--out", type=Path, metavar="JSONL", help="where --items writes its rows")
    scoring.set_defaults(work=partial(_score, reader=reader))
    learning = verbs.add_parser("retrain", help="learn from the labels, and answer all anew")
    learning.set_defaults(work=_retrain)
    for parser in (scoring, learning):
        add_device(parser)
    return [add_project_options(one, reader) for one in (scoring, learning)]
