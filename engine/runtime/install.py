"""Install, verify and remove the runtime: each a generator, resumable, one at a time."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import DataError, InputError
from ..jobs import Progress, Steps, mapped
from . import fetch, unpack
from .folder import SPARE, Runtime
from .lock import Wheel

_MB = 1 << 20
_IN_MEGABYTES = {
    "Checking": "Checking, MB",
    "Downloading": "Downloading, MB",
    "Unpacking": "Unpacking, MB",
}
_ROOM = 200 * _MB  # that the disk keeps


def install(runtime: Runtime, *, wheels: Path | None = None, is_online: bool = True) -> Steps[str]:
    """Bring what is missing or damaged; what is there stays. The same call resumes and updates.

    Args:
        runtime: where to.
        wheels: a folder of wheel files that go first.
        is_online: whether pip may download what is not in the folder.

    Raises:
        DataError: a wheel is missing, damaged or does not come; the disk is full.
        InputError: there is no such folder, or another process is at work here.
    """
    if wheels is not None and not wheels.is_dir():
        raise InputError(f"{wheels} is no folder.", "Choose the folder that holds the wheels.")
    with _alone(runtime):
        status = runtime.status()
        pending = fetch.other_builds(wheels, list(status.pending), is_local=status.is_local)
        _check_room(pending, status.free)
        for rest in runtime.downloads.glob("tmp*"):  # of a pip that was killed
            shutil.rmtree(rest, ignore_errors=True)
        for name in status.stale:
            unpack.delete(name, runtime.site)
        total = sum(wheel.size + wheel.unpacked for wheel in pending)
        done = 0
        for wheel in pending:
            path = yield from _get(wheel, runtime, wheels, is_online, done, total)
            done += wheel.size
            yield from _part(unpack.unpack(wheel, path, runtime.site), done, total)
            done += wheel.unpacked
            (runtime.downloads / wheel.file).unlink(missing_ok=True)
        shutil.rmtree(runtime.downloads, ignore_errors=True)
    return f"{len(pending)} packages installed" if pending else "Everything is there"


def install_spare(runtime: Runtime) -> Steps[None]:
    """Unpack what the zip itself carries for Blenders that lack it: small, without a network."""
    spare = [wheel for wheel in runtime.status().pending if (SPARE / wheel.file).is_file()]
    if spare:
        with _alone(runtime):
            for wheel in spare:
                yield from unpack.unpack(wheel, fetch.in_folder(wheel, SPARE), runtime.site)


def verify(runtime: Runtime) -> Steps[list[str]]:
    """Hash every file; the paths of damaged ones. `install` brings their packages anew."""
    if not runtime.root.exists():
        return []
    with _alone(runtime):
        return (yield from _part(unpack.verify(runtime.site), 0, None))


def remove(runtime: Runtime) -> Steps[str]:
    """Delete all of it, and the folder above if that is empty then.

    Raises:
        DataError: something is in use.
    """
    if not runtime.root.exists():
        return "There was nothing to remove"
    yield Progress(0, None, "Removing")
    with _alone(runtime):
        unpack.forget(runtime.site)  # first: half of a runtime must not pass for a whole one
        folders = [runtime.site, runtime.downloads]
        for folder in folders:
            shutil.rmtree(unpack.long_path(folder), ignore_errors=True)
    if any(folder.exists() for folder in folders):
        raise DataError(
            f"Some files in {runtime.root} are in use.", "Start Blender anew, then remove first."
        )
    shutil.rmtree(runtime.root)
    if not any(runtime.root.parent.iterdir()):
        runtime.root.parent.rmdir()
    return "Removed"


def is_busy(runtime: Runtime) -> bool:
    """Whether a process is at work on it now."""
    if not runtime.root.exists():
        return False
    try:
        with _alone(runtime):
            return False
    except InputError:
        return True
    except DataError:
        return False


def _get(
    wheel: Wheel, runtime: Runtime, wheels: Path | None, is_online: bool, done: int, total: int
) -> Steps[Path]:
    """The file of a wheel, from where it can be had."""
    yield _megabytes(done, total, "Checking")
    for folder in (SPARE, wheels):
        if folder is not None and (folder / wheel.file).is_file():
            return fetch.in_folder(wheel, folder)
    if wheels is not None and not is_online:
        return fetch.in_folder(wheel, wheels)  # says what is missing
    return (yield from _part(fetch.download(wheel, runtime.downloads), done, total))


def _check_room(pending: list[Wheel], free: int) -> None:
    needed = sum(wheel.unpacked for wheel in pending) + _ROOM
    needed += max((wheel.size for wheel in pending), default=0)  # it goes once it is unpacked
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
        DataError: the folder cannot be written.
    """
    try:
        runtime.root.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(runtime.root / "lock", timeout=0.5, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(runtime, error) from error
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise InputError(
                "Another Blender is at work on this runtime.", "Wait until it is done."
            ) from error
        raise _unwritable(runtime, error) from error
    try:
        yield
    finally:
        connection.close()


def _unwritable(runtime: Runtime, error: Exception) -> DataError:
    return DataError(
        f"{runtime.root} cannot be written: {error}.",
        "Choose another folder in the preferences.",
    )


def _part(steps: Steps, before: int, total: int | None) -> Steps:
    """Steps in bytes as a part of something greater, in megabytes."""
    return mapped(
        steps,
        lambda p: _megabytes(before + p.done, p.total if total is None else total, p.message),
    )


def _megabytes(done: int, total: int, message: str) -> Progress:
    return Progress(done // _MB, max(1, total // _MB), _IN_MEGABYTES[message])
