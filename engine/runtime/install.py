"""Install, verify and remove the runtime: each a generator, resumable, one at a time."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import DataError, InputError
from ..jobs import Progress, Steps
from . import fetch, unpack
from .folder import SPARE, Runtime
from .lock import Wheel

_MB = 1 << 20
_ROOM = 200 * _MB  # that the disk keeps


def install(runtime: Runtime, *, wheels: Path | None = None) -> Steps[str]:
    """Bring what is missing or damaged; what is there stays. The same call resumes and updates.

    Args:
        runtime: where to.
        wheels: a folder of wheel files; None: pip downloads them.

    Raises:
        DataError: a wheel is missing, damaged or does not come; the disk is full.
    """
    if wheels is not None and not wheels.is_dir():
        raise InputError(f"{wheels} is no folder.", "Choose the folder that holds the wheels.")
    with _alone(runtime):
        status = runtime.status()
        pending = list(status.pending)
        if wheels is not None:
            pending = fetch.other_builds(wheels, pending)
        _check_room(pending, status.free, is_download=wheels is None)
        total = sum(2 * wheel.size + wheel.unpacked for wheel in pending)
        done = 0
        for name in status.stale:
            unpack.delete(name, runtime.site)
        for wheel in pending:
            spare = SPARE / wheel.file
            if spare.is_file():
                path = fetch.in_folder(wheel, SPARE)
            elif wheels is not None:
                yield _megabytes(done, total, "Checking")
                path = fetch.in_folder(wheel, wheels)
            else:
                path = yield from _within(fetch.download(wheel, runtime.downloads), done, total)
            done += 2 * wheel.size
            yield from _within(unpack.unpack(wheel, path, runtime.site), done, total)
            done += wheel.unpacked
            (runtime.downloads / wheel.file).unlink(missing_ok=True)
        shutil.rmtree(runtime.downloads, ignore_errors=True)
    return f"{len(pending)} packages installed" if pending else "Everything is there"


def verify(runtime: Runtime) -> Steps[list[str]]:
    """Hash every file; the paths of damaged ones. `install` brings their packages anew."""
    with _alone(runtime):
        broken = yield from _within(unpack.verify(runtime.site), 0, None)
    return broken


def remove(runtime: Runtime) -> Steps[str]:
    """Delete all of it, and the folders above that are empty then.

    Raises:
        DataError: something is in use.
    """
    if not runtime.root.exists():
        return "There was nothing to remove"
    yield Progress(0, None, "Removing")
    with _alone(runtime):
        folders = [runtime.site, runtime.downloads]
        for folder in folders:
            shutil.rmtree(unpack.long_path(folder), ignore_errors=True)
    if any(folder.exists() for folder in folders):
        raise DataError(
            f"Some files in {runtime.root} are in use.", "Start Blender anew, then remove first."
        )
    shutil.rmtree(runtime.root)
    parent = runtime.root.parent
    if not any(parent.iterdir()):
        parent.rmdir()
    return "Removed"


def _check_room(pending: list[Wheel], free: int, *, is_download: bool) -> None:
    needed = sum(wheel.unpacked for wheel in pending) + _ROOM
    if is_download:  # a wheel goes as soon as it is unpacked
        needed += max((wheel.size for wheel in pending), default=0)
    if pending and needed > free:
        raise DataError(
            f"The disk has {free // _MB} MB left, and {needed // _MB} MB are needed.",
            "Make room, or choose another folder in the preferences.",
        )


@contextmanager
def _alone(runtime: Runtime) -> Iterator[None]:
    """Hold the runtime's folder; the system lets go of it however this process ends.

    Raises:
        InputError: another process has it.
    """
    runtime.root.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(runtime.root / "lock", timeout=0.5, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise InputError(
            "Another Blender is at work on this runtime.", "Wait until it is done."
        ) from error
    try:
        yield
    finally:
        connection.close()


def _within(steps: Steps, before: int, total: int | None) -> Steps:
    """Steps in bytes as a part of something greater, in megabytes."""
    try:
        while True:
            progress = next(steps)
            whole = total if total is not None else progress.total
            yield _megabytes(before + progress.done, whole, progress.message)
    except StopIteration as end:
        return end.value
    finally:
        steps.close()


def _megabytes(done: int, total: int, message: str) -> Progress:
    return Progress(done // _MB, max(1, total // _MB), message)
