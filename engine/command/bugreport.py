"""The verb `report-bug`: a zip for an issue, after all that it holds was shown.

Blender's command knows more: names in the open file, its versions (reloop3d_addon/command.py).
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..bugreport.hiding import Hidden
from ..bugreport.report import FILING, Known, bundle, last_runs, written
from ..check import check
from ..errors import InputError
from ..facts import Fact, as_size
from ..jobs import drain
from ..selftest.table import read_rows
from .shared import OK, ProgressBar


def add_verbs(
    verbs,
    *,
    hidden: Callable[[], Hidden] = Hidden,
    more: Callable[[], Sequence[Fact]] = tuple,
) -> argparse.ArgumentParser:
    """Add `report-bug` to the parser's verbs; returns its parser.

    Args:
        hidden: what is not told, known when the verb runs.
        more: facts beside the engine's.
    """
    text = "write a zip for an issue: setup, last jobs, no data of yours; it sends nothing"
    parser = verbs.add_parser("report-bug", help=text)
    parser.add_argument("--out", type=Path, required=True, metavar="ZIP")
    text = "what selftest --json wrote"
    parser.add_argument("--selftest", type=Path, metavar="FILE", help=text)
    text = "put a file of yours into it, as it is; may be repeated"
    parser.add_argument("--add", type=Path, action="append", default=[], metavar="FILE", help=text)
    parser.add_argument("--run-log", type=Path, metavar="JSONL", help="whose last jobs are told")
    parser.add_argument("--yes", action="store_true", help="write it without asking")
    parser.set_defaults(work=lambda args: _run(args, hidden, more), versions={})
    return parser


def _run(
    args: argparse.Namespace,
    hidden: Callable[[], Hidden],
    more: Callable[[], Sequence[Fact]],
) -> int:
    """Show all that the zip will hold, ask, and write it."""
    rows = read_rows(args.selftest) if args.selftest else []
    with ProgressBar() as bar:
        facts = [*drain(check(), bar.show), *more()]
    known = Known(facts, rows, runs=last_runs(args.run_log), versions=args.versions)
    text = written(known, hidden())
    print(text)
    for path in args.add:
        size = as_size(path.stat().st_size) if path.is_file() else "not there"
        print(f"and the file {path.name} ({size}), as it is")
    if not args.yes:
        _ask(args.out)
    print(f"{bundle(args.out.absolute(), text, args.add)}\n{FILING}")
    return OK


def _ask(out: Path) -> None:
    """Go on if a person says yes.

    Raises:
        InputError: they do not, or nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise InputError("Nothing was written.", "Read what it would hold, then say --yes.")
    if input(f"Write this to {out.name}? [y/N] ").strip().lower() not in ("y", "yes"):
        raise InputError("Nothing was written.", "Say y when it may be.")
