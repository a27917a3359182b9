"""What all verbs share: the exit status, the progress bar, errors as sentences.

Exit status: 0 all inputs answered, 1 some inputs failed (their rows say why), 2 nothing was done,
130 stopped by Ctrl-C.
"""

import sys
import time
from collections.abc import Callable

from ..errors import ReLoopError
from ..jobs import Progress

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
        if self._is_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def show(self, progress: Progress) -> None:
        """Say how far the work is."""
        left = ""
        if progress.fraction:
            seconds = (time.monotonic() - self._start) * (1 / progress.fraction - 1)
            left = f", {seconds // 60:.0f}:{seconds % 60:02.0f} left"
        text = f"{progress.done}/{progress.total}{left}  {progress.message}"
        tenth = int(10 * progress.fraction)
        if self._is_terminal:
            bar = "#" * int(20 * progress.fraction)
            print(f"\r\033[K[{bar:<20}] {text[:60]}", end="", file=sys.stderr, flush=True)
        elif tenth != self._tenth:
            print(text, file=sys.stderr, flush=True)
        self._tenth = tenth


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
