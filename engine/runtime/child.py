"""The runtime's work in a process of its own: it may be killed, and nothing of Blender's is loaded.

The child is `python -m engine runtime … --lines`; it says a line of JSON at a time, and ends when
its standard input does, so that it never outlives Blender.
"""

import _thread
import json
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
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console


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
    return subprocess.Popen(
        [python(), "-s", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        creationflags=_NO_WINDOW,
    )


def run(*arguments: str) -> Steps[Any]:
    """Do what `python -m engine runtime ARGUMENTS` does, there; its progress and its result.

    Raises:
        DataError: what the child's work raised, or the child died.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        child = start("-m", "engine", "runtime", *arguments, "--lines", stderr=log)
        try:
            for line in child.stdout:
                said = json.loads(line)
                if "progress" in said:
                    yield Progress(*said["progress"])
                elif "error" in said:
                    raise DataError(*said["error"])
                else:
                    return said["result"]
            child.wait()
            log.seek(0)
            last = log.read().strip().splitlines()[-1:]
            raise DataError(
                f"The installer ended ({child.returncode}): {' '.join(last)[:300]}",
                "Press Install again: it goes on where it was.",
            )
        finally:
            child.stdin.close()
            try:
                child.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            child.stdout.close()


def serve(steps: Steps[Any]) -> int:
    """Run steps in the child, saying how they go; the exit status."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _say(result=drain(steps, lambda p: _say(progress=(p.done, p.total, p.message))))
    except ReLoopError as error:
        _say(error=(error.args[0], error.hint))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _say(**message: Any) -> None:
    print(json.dumps(message), flush=True)


def _end_with_parent() -> None:
    sys.stdin.read()
    _thread.interrupt_main()
