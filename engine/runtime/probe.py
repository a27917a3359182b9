"""Imports every package in a process of its own first: a library that crashes, crashes there.

The child (this module as a program) reads the path and the modules on standard input, a line of
JSON, and says a line when it begins with one and a line when it is through.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from .. import deps
from ..facts import Fact
from ..jobs import Progress, Steps
from . import child

_PATIENCE = 180.0  # seconds for one import; a virus scanner may look at every file
_DISTRIBUTIONS = {"PIL": "pillow", "open3d": "open3d-cpu"}  # where other than the module's name
_HINTS = {  # what the system says -> what to do
    "GLIBC_": "this Linux is older than the package needs",
    "WinError 126": "install Microsoft's Visual C++ Redistributable (x64)",
    "DLL load failed": "install Microsoft's Visual C++ Redistributable (x64)",
    "WinError 1114": "install Microsoft's Visual C++ Redistributable (x64)",
    "cannot open shared object file": "install the system's package with that library",
}


def probe(modules: Sequence[str] = tuple(deps.PACKAGES)) -> Steps[list[Fact]]:
    """A fact for each module: its version and where it lies, or what is wrong with it."""
    facts = {module: _missing(module) for module in modules if not deps.has(module)}
    rest = [module for module in modules if module not in facts]
    while rest:
        for fact in (yield from _round(rest, len(modules))):
            facts[fact.name] = fact
        rest = [module for module in rest if module not in facts]
    return [facts[module] for module in modules]


def _round(modules: Sequence[str], total: int) -> Steps[list[Fact]]:
    """Facts up to the first module that crashes, at least one."""
    facts: list[Fact] = []
    process = child.start("-m", "engine.runtime.probe", stderr=subprocess.DEVNULL)
    watch = _Watch(process)
    current = modules[0]
    try:
        with contextlib.suppress(OSError):  # it died at once: that is told below
            process.stdin.write(json.dumps([_path(), list(modules)]) + "\n")
            process.stdin.flush()
        for line in process.stdout:
            said = json.loads(line)
            current = said["module"]
            watch.begin()
            if "begins" in said:
                yield Progress(total - len(modules) + len(facts), total, "Checking packages")
                continue
            facts.append(_fact(**said))
        process.wait()
        if len(facts) < len(modules):
            facts.append(_crashed(current, process.returncode, is_late=watch.is_late))
        return facts
    finally:
        watch.cancel()
        process.kill()
        child.end(process)


class _Watch:
    """Kills a process that says nothing for too long."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process, self.is_late = process, False
        self._timer: threading.Timer | None = None
        self.begin()

    def begin(self) -> None:
        """Count from now."""
        self.cancel()
        self._timer = threading.Timer(_PATIENCE, self._kill)
        self._timer.daemon = True  # Blender does not wait for it when it ends
        self._timer.start()

    def cancel(self) -> None:
        """Count no more."""
        if self._timer is not None:
            self._timer.cancel()

    def _kill(self) -> None:
        self.is_late = True
        self._process.kill()


def _path() -> list[str]:
    """Where Blender looks for modules."""
    return [entry for entry in sys.path if entry]


def _missing(module: str) -> Fact:
    purpose = deps.PACKAGES[module]
    if not any(module in needed for needed in deps.NEEDS.values()):
        return Fact(module, f"not installed, only for {purpose}")
    problem = f"needed for {purpose}: press Install Runtime in the preferences"
    return Fact(module, "missing", problem)


def _fact(module: str, version: str = "", file: str = "", error: str = "") -> Fact:
    if not error:
        return Fact(module, f"{version or 'version unknown'}, {_place(file)}")
    hints = [hint for sign, hint in _HINTS.items() if sign in error]
    hint = hints[0] if hints else "press Verify, then Repair in the preferences"
    return Fact(module, "broken", f"needed for {deps.PACKAGES[module]}; {hint}: {error}")


def _crashed(module: str, status: int, *, is_late: bool) -> Fact:
    needed = f"needed for {deps.PACKAGES[module]}"
    mend = "press Verify, then Repair in the preferences"
    if is_late:
        return Fact(module, "hangs", f"{needed}; its import took over {_PATIENCE:.0f} s: {mend}")
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"{status:#x}"
    return Fact(module, "crashes", f"{needed}; it ends Python with {name}: {mend}")


def _place(file: str) -> str:
    """The folder on the path that a module came from."""
    for entry in sorted(_path(), key=len, reverse=True):
        if file.startswith(entry + os.sep):
            return entry
    return str(Path(file).parent)


def _main() -> None:
    path, modules = json.loads(sys.stdin.readline())
    sys.path[:] = path
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what packages print is not an answer
    for module in modules:
        print(json.dumps({"module": module, "begins": True}), file=answers, flush=True)
        answer = {"module": module}
        try:
            imported = deps.require(module, feature="The probe")
            answer["file"] = getattr(imported, "__file__", None) or ""
            answer["version"] = _version(module)
        except Exception as error:  # whatever a broken package raises
            answer["error"] = str(error.__cause__ or error) or type(error).__name__
        print(json.dumps(answer), file=answers, flush=True)
    answers.flush()
    os._exit(0)  # a library that crashes at the end has done no harm


def _version(module: str) -> str:
    for name in (module, _DISTRIBUTIONS.get(module, module)):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


if __name__ == "__main__":
    _main()
