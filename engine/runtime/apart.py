"""Steps in a process of their own: for libraries that hold Python's lock for seconds.

While Open3D unwraps, simplifies or closes a surface no other thread of Python runs, so that
Blender's window would stand still, nothing could be stopped, and a crash would end Blender.

The child (this module as a program) reads what to do from a file, says its progress in lines of
JSON, and leaves its result in another file. It ends when its standard input does.
"""

import contextlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any, TypeVar

from ..errors import ReLoopError, ResultError
from ..jobs import Progress, Steps, drain
from . import child
from .lock import ROOT

T = TypeVar("T")
_TICK = 0.1  # seconds after which it is looked whether the work was stopped
_ENGINE = __spec__.name.removesuffix(".runtime.apart")  # in Blender it is part of the extension
_GIVEN, _MADE, _LOG = "given.pickle", "made.pickle", "log.txt"


def apart(function: Callable[..., Steps[T]], *args: Any, **options: Any) -> Steps[T]:
    """What the steps of `function(*args, **options)` return, worked out in another process.

    Args:
        function: at the top of a module, as its arguments' and its result's classes are.

    Raises:
        ReLoopError: as the steps raise it.
        ResultError: the process died.
    """
    with tempfile.TemporaryDirectory(prefix="reloop3d_") as place:
        folder = Path(place)
        paths = [entry for entry in sys.path if entry]
        with open(folder / _GIVEN, "wb") as file:
            pickle.dump(paths, file)
            pickle.dump((function, args, options), file, protocol=pickle.HIGHEST_PROTOCOL)
        with open(folder / _LOG, "w", encoding="utf-8") as log:
            process = child.start("-m", "engine.runtime.apart", place, stderr=log)
        try:
            yield from _followed(process)
            made = folder / _MADE
            if not made.exists():
                raise _death(process, folder / _LOG)
            with open(made, "rb") as file:
                result, error = _Unpickler(file).load()
        finally:
            child.kill(process)
            process.stdin.close()
            process.stdout.close()
    if error:
        kind, said, values = error
        raised = kind.__new__(kind, *said)
        vars(raised).update(values)
        raise raised
    return result


def _followed(process: subprocess.Popen) -> Steps[None]:
    """The progress of a process until it says no more."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def listen() -> None:
        with contextlib.suppress(OSError, ValueError):  # closed: it was stopped
            for line in process.stdout:
                lines.put(line)
        lines.put(None)

    threading.Thread(target=listen, daemon=True).start()
    progress = Progress(0, None, "Starting")
    while True:
        yield progress
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            continue
        if line is None:
            process.wait()
            return
        progress = Progress(*json.loads(line))


def _death(process: subprocess.Popen, log: Path) -> Exception:
    """Of a process that left no result: its bug with its trace, or how it was ended."""
    status = process.returncode
    text = log.read_text(encoding="utf-8", errors="replace").strip()
    if status == 1:
        return RuntimeError(text)
    how = signal.Signals(-status).name if -status in set(signal.Signals) else f"{status:#x}"
    last = f" {text.splitlines()[-1][:300]}" if text else ""
    return ResultError(
        f"The work was ended by the system ({how}).{last}",
        "If memory ran out, ask for less: a coarser detail, smaller pictures.",
    )


class _Unpickler(pickle.Unpickler):
    """Reads what the engine of another process wrote, whatever the engine is called there."""

    def find_class(self, module: str, name: str) -> Any:
        """Look a class up where it is here."""
        before, _, after = f".{module}".partition(".engine.")
        is_own = after and (not before or before.startswith(".bl_ext."))
        return super().find_class(f"{_ENGINE}.{after}" if is_own else module, name)


# --- the child --------------------------------------------------------------------------------


def _main(folder: Path) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what packages print is not an answer
    tempfile.tempdir = str(folder)  # the parent removes it, however this process ends
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def say(progress: Progress) -> None:
        print(json.dumps(astuple(progress)), file=answers, flush=True)

    with open(folder / _GIVEN, "rb") as file:
        sys.path[:] = [str(ROOT), *pickle.load(file)]
        function, args, options = _Unpickler(file).load()
    try:
        made = (drain(function(*args, **options), say), None)
    except ReLoopError as error:
        made = (None, (type(error), error.args, vars(error)))
    part = folder / f"{_MADE}.part"
    with open(part, "wb") as file:
        pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
    part.rename(folder / _MADE)
    answers.flush()
    os._exit(0)  # a library that crashes at the end has done no harm


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
