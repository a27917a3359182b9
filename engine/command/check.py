"""The verb `check`: what the engine runs on and what it lacks."""

import argparse
from collections.abc import Sequence

from .. import deps
from ..check import check
from ..facts import Fact, as_text, problems
from ..jobs import drain
from .shared import OK, SOME_FAILED, ProgressBar


def add_check(verbs) -> argparse.ArgumentParser:
    """Add `check` to the parser's verbs; the same with and without Blender."""
    parser = verbs.add_parser("check", help="say what the engine runs on and what it lacks")
    parser.add_argument("--device", choices=deps.DEVICES, default="auto")
    parser.set_defaults(work=run_check)
    return parser


def run_check(args: argparse.Namespace, *, more: Sequence[Fact] = ()) -> int:
    """Print the facts, `more` after the engine's own; the exit status says if all is well."""
    with ProgressBar() as bar:
        facts = [*drain(check(args.device), bar.show), *more]
    print(as_text(facts))
    return SOME_FAILED if problems(facts) else OK
