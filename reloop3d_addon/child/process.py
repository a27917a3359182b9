"""The second Blender, seen from the first: a question goes in as a line, its answer comes out.

It is started with the first question, killed where it takes too long, started anew where it died,
and ends by itself when its standard input does: it never outlives Blender.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

import bpy

from ...engine.errors import DataError
from ...engine.runtime.child import NO_WINDOW, kill

MARK = "reloop3d-answer "  # what the child's own lines start with; Blender prints others
_PATIENCE = 300.0  # seconds that an answer may take
_FAREWELL = 5.0  # seconds that it gets to end by itself
_WRITES = {"write", "restore"}


def command() -> list[str]:
    """How to start this Blender once more. On the main thread."""
    main = str(Path(__file__).with_name("main.py"))
    if not bpy.app.binary_path:  # Blender as a module
        return [sys.executable, main]
    quiet = ["--background", "--factory-startup", "--python-exit-code", "1"]
    return [bpy.app.binary_path, *quiet, "--python", main, "--"]


class SecondBlender:
    """A Blender of our own; may be asked from any thread, one question after another."""

    def __init__(self, command: list[str]) -> None:
        """It is started as `command` says, when it is first asked."""
        self._command = command
        self._process: subprocess.Popen | None = None
        self._log: IO[bytes] | None = None  # what it says on standard error
        self._turn = threading.Lock()
        self._is_closed = False

    def __enter__(self) -> "SecondBlender":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process' number, None while there is none."""
        alive = self._process is not None and self._process.poll() is None
        return self._process.pid if alive else None

    def ask(self, do: str, *, timeout: float = _PATIENCE, **arguments: Any) -> Any:
        """Have it do what library.VERBS calls `do`; the answer.

        Raises:
            DataError: it could not do that, died of it, or took longer than `timeout` seconds.
        """
        line = json.dumps({"do": do, "with": arguments}, default=str) + "\n"
        with self._turn:
            if self._is_closed:
                raise DataError("The second Blender was closed.")
            if self.pid is None:
                self._start()
            said, is_late = self._hear(line, timeout)
        if "error" in said:
            raise DataError(*said["error"])
        if "result" in said:
            return said["result"]
        doing = "writing" if do in _WRITES else "reading"
        name = Path(str(arguments.get("path", do))).name
        if is_late:
            raise DataError(f"Blender took over {timeout:.0f} s {doing} {name} and was stopped.")
        raise DataError(f"Blender crashed while {doing} {name}.", "The file may be damaged.")

    def close(self) -> None:
        """End it, in the middle of an answer too. It cannot be asked again."""
        self._is_closed = True
        process = self._process
        if process is None:
            return
        if self._turn.locked():  # whoever asks shall not be waited for
            kill(process)
        with self._turn:
            self._drop()

    def _start(self) -> None:
        self._drop()
        self._log = tempfile.TemporaryFile()
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                encoding="utf-8",
                errors="replace",
                creationflags=NO_WINDOW,
                start_new_session=True,
            )
        except OSError as error:
            raise DataError(f"A second Blender cannot be started: {error}.") from error
        said, _ = self._hear("", _PATIENCE)
        if "ready" not in said:
            raise DataError(f"A second Blender cannot be started: {self._last_words()}")

    def _drop(self) -> None:
        """End the process, if there is one, and forget it."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_FAREWELL)
            kill(self._process)
            self._process.stdout.close()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def _hear(self, line: str, seconds: float) -> tuple[dict[str, Any], bool]:
        """What it answers to a line, nothing where it ended; and whether it was out of time."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            kill(self._process)

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            with contextlib.suppress(OSError):  # it has ended, and will not answer
                self._process.stdin.write(line)
                self._process.stdin.flush()
            for said in self._process.stdout:
                if said.startswith(MARK):
                    return json.loads(said.removeprefix(MARK)), False
        finally:
            timer.cancel()
        kill(self._process)  # it says no more, so that it is of no use if it still runs
        return {}, late.is_set()

    def _last_words(self) -> str:
        """The end of what it said on standard error."""
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", errors="replace").strip().splitlines()
        return (lines or ["it said nothing."])[-1][:300]
