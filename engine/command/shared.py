"""What all verbs share: the exit status, the progress bar, the run log, errors as sentences.

Exit status: 0 all inputs answered, 1 some inputs failed (their rows say why), 2 nothing was done,
130 stopped by Ctrl-C.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import DataError, ReLoopError
from ..jobs import Progress, time_left
from ..runlog import Run, plain, versions, write_run

OK, SOME_FAILED, NOTHING_DONE, STOPPED = 0, 1, 2, 130


class ProgressBar:
    """A bar with the time left, on standard error; a line for each tenth where that is a file."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._tenth = -1

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take it away, for something else to be printed where it stood."""
        if self._is_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def show(self, progress: Progress) -> None:
        """Say how far the work is."""
        left = time_left(time.monotonic() - self._start, progress.fraction)
        left = f", {left} left" if left else ""
        text = f"{progress.done}/{progress.total}{left}  {progress.message}"
        tenth = int(10 * progress.fraction)
        if self._is_terminal:
            bar = "#" * int(20 * progress.fraction)
            print(f"\r\033[K[{bar:<20}] {text[:60]}", end="", file=sys.stderr, flush=True)
        elif tenth != self._tenth:
            print(text, file=sys.stderr, flush=True)
        self._tenth = tenth


def add_run_log(parser: argparse.ArgumentParser) -> None:
    """The option `--run-log`; in Blender its default is the window's own log."""
    text = "add a line of JSON about this run to a file"
    parser.add_argument("--run-log", type=Path, metavar="JSONL", help=text)
    parser.set_defaults(versions={})


def color(text: str) -> tuple[float, ...]:
    """An option's colour, “R,G,B”, each from 0 to 1."""
    values = tuple(float(value) for value in text.split(","))
    if len(values) != 3 or not all(0 <= value <= 1 for value in values):
        raise argparse.ArgumentTypeError("three numbers from 0 to 1, like 1,1,1")
    return values


@contextmanager
def run_logged(args: argparse.Namespace, job: str, settings: Any) -> Iterator[dict[str, Any]]:
    """What happens in here becomes a line of the run log; fill in Run's fields: model, failed …"""
    known: dict[str, Any] = {}
    began, start = datetime.now(UTC), time.perf_counter()
    outcome = "failed"
    try:
        yield known
        outcome = "done"
    except KeyboardInterrupt:
        outcome = "stopped"
        raise
    except ReLoopError as error:
        known["error"] = str(error)
        raise
    finally:
        run = Run(
            job,
            began.isoformat(timespec="seconds"),
            round(time.perf_counter() - start, 3),
            outcome,
            plain(settings),
            versions=versions(**args.versions),
            **known,
        )
        if args.run_log:
            try:
                write_run(args.run_log, run)
            except DataError as error:  # must not cost the results
                print(f"reloop3d: {error}", file=sys.stderr)


def guarded(work: Callable[[], int]) -> int:
    """Run a command and return its exit status; an error that a person can act on is printed."""
    try:
        return work()
    except ReLoopError as error:
        print(f"reloop3d: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("\nreloop3d: stopped; the rows of finished inputs are written.", file=sys.stderr)
        return STOPPED
