"""The verb `selftest`: every feature done small; our figures beside upstream's claims.

Blender's command adds what only Blender can draw (reloop3d_addon/command.py).
"""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from ..errors import DataError, ResultError
from ..jobs import drain
from ..selftest.checks import CHECKS
from ..selftest.contract import MISSING, Check, Row
from ..selftest.run import chosen, selftest
from ..selftest.table import WIDTH, as_json, header, lines, summary
from .shared import OK, SOME_FAILED, ProgressBar, add_run_log, run_logged


def add_verbs(verbs, more: Sequence[Check] = ()) -> argparse.ArgumentParser:
    """Add `selftest` to the parser's verbs; returns its parser.

    Args:
        more: checks beside the engine's own.
    """
    checks = (*CHECKS, *more)
    text = "try every feature small and compare the figures with their bounds"
    parser = verbs.add_parser("selftest", help=text)
    names = ", ".join(check.name for check in checks)
    parser.add_argument("--only", metavar="NAMES", default="", help=f"of {names}; with commas")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    add_run_log(parser)
    parser.set_defaults(work=lambda args: _run(args, checks))
    return parser


def _run(args: argparse.Namespace, checks: Sequence[Check]) -> int:
    """Print a row as soon as it is there; the exit status says whether all hold."""
    names = [name.strip() for name in args.only.split(",") if name.strip()]
    wanted = chosen(names, checks)
    width = shutil.get_terminal_size((WIDTH, 0)).columns
    print(header())
    with run_logged(args, "Self-Test", {"only": names}) as run, ProgressBar() as bar:
        run["items"] = len(wanted)

        def told(row: Row) -> None:
            bar.clear()  # its line is the table's next
            print("\n".join(lines(row, width=width)), flush=True)

        rows = drain(selftest(wanted, on_row=told), bar.show)
        run["failed"] = [(row.name, row.reason) for row in rows if row.is_bad]
    print(summary(rows))
    if args.json:
        _write(args.json, rows, args.versions)
    if all(row.outcome == MISSING for row in rows):
        raise ResultError("Nothing could be tried.", "Install the packages that are named above.")
    return SOME_FAILED if any(row.is_bad for row in rows) else OK


def _write(path: Path, rows: Sequence[Row], others: dict[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(as_json(rows, **others), indent=1), encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error
