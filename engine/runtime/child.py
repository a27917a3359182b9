"""The runtime's work in a process of its own: it may be killed, and nothing of Blender's is loaded.

The child is `python -m engine runtime … --lines`; it says a line of JSON at a time, and ends when
its standard input does, so that it never outlives Blender.
"""

import _thread
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from ..errors import DataError, ReLoopError
from ..jobs import Progress, Steps, drain
from .lock import ROOT

_PATIENCE = 5.0  # seconds that a child gets to end by itself
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console


def python() -> str:
    """The interpreter that Blender runs, as a program."""
    here = Path(sys.executable)
    if here.name.lower().startswith("python"):
        return str(here)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for name in (f"bin/python{version}", "bin/python3", "bin/python.exe", "python.exe"):
        if (Path(sys.base_prefix) / name).exists():
            return str(Path(sys.base_prefix) / name)
    raise DataError("Blender's Python was not found.", f"It should lie in {sys.base_prefix}.")


def start(*arguments: str, stderr: Any) -> subprocess.Popen:
    """Start Blender's Python on the engine; standard input and output are pipes of text."""
    # Blender looks at no PYTHONHOME and PYTHONPATH, which other programs' set-ups leave behind.
    flags = ["-s", *(["-E"] if sys.flags.ignore_environment else [])]
    return subprocess.Popen(
        [python(), *flags, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        creationflags=NO_WINDOW,
        start_new_session=True,
    )


def end(process: subprocess.Popen) -> None:
    """End a started process: it is asked by closing its input, then made to, with its own."""
    with contextlib.suppress(OSError):
        process.stdin.close()
    process.stdout.close()  # what it still says must not stop it
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """End a process that leads its own group, at once and with its own; wait for that."""
    if process.poll() is None:
        if sys.platform == "win32":
            command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, creationflags=NO_WINDOW)
        else:
            with contextlib.suppress(ProcessLookupError):  # it ended meanwhile
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(*arguments: str) -> Steps[Any]:
    """Do what `python -m engine runtime ARGUMENTS` does, there; its progress and its result.

    Raises:
        DataError: what the child's work raised, or the child died.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        child = start("-m", "engine", "runtime", *arguments, "--lines", stderr=log)
        try:
            for line in child.stdout:
                said = _heard(line)
                if "progress" in said:
                    yield Progress(*said["progress"])
                elif "error" in said:
                    raise DataError(*said["error"])
                elif "result" in said:
                    return said["result"]
            child.wait()
            log.seek(0)
            last = log.read().strip().splitlines()[-1:]
            raise DataError(
                f"The installer ended ({child.returncode}): {' '.join(last)[:300]}",
                "Press Install again: it goes on where it was.",
            )
        finally:
            end(child)


def serve(steps: Steps[Any]) -> int:
    """Run steps in the child, saying how they go; the exit status."""
    # A program started by another with "&" ignores SIGINT, and so would we.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _say(result=drain(steps, lambda p: _say(progress=(p.done, p.total, p.message))))
    except ReLoopError as error:
        _say(error=(error.args[0], error.hint))
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 130
    return 0


def _heard(line: str) -> dict[str, Any]:
    """What a line of the child says; nothing if it is not one of ours, say of a start-up file."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _say(**message: Any) -> None:
    print(json.dumps(message), flush=True)


def _end_with_parent() -> None:
    sys.stdin.read()
    _thread.interrupt_main()
