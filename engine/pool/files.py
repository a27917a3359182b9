"""A folder in, the files that may be assets out, with what tells a changed one from a known one."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import meshes
from ..errors import DataError

_SKIPPED = {"__pycache__", "node_modules"}

File = tuple[Path, int, int]  # with its size in bytes and its time in nanoseconds


def files_in(
    folder: Path, suffixes: Sequence[str], unread: list[tuple[str, str]]
) -> Iterator[File]:
    """Files in order of path; hidden folders are left out.

    Args:
        unread: gets the folders that cannot be listed, and why.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        unread.append((str(folder), f"{folder} cannot be listed: {error}."))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _SKIPPED:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(Path(entry.path), suffixes, unread)
        elif entry.name.lower().endswith(tuple(suffixes)) and entry.is_file():
            try:
                status = entry.stat()
            except OSError:  # it went away meanwhile
                continue
            yield Path(entry.path), *_stamp(Path(entry.path), status)


def _stamp(path: Path, status: os.stat_result) -> tuple[int, int]:
    """Size and time, which are others too when a file that this one names has changed."""
    size, time = status.st_size, status.st_mtime_ns
    for other in _beside(path):
        try:
            status = other.stat()
        except OSError:
            continue
        size, time = size + status.st_size, time + status.st_mtime_ns
    return size, time % 2**62


def _beside(path: Path) -> list[Path]:
    """What a .gltf names, and an .obj by custom: to read all of those would take too long."""
    if path.suffix.lower() == ".obj":
        return [path.with_suffix(".mtl")]
    if path.suffix.lower() != ".gltf":
        return []
    try:
        return [path.parent / name for name in meshes.named_files(".gltf", path.read_bytes())]
    except OSError:  # whoever reads all of it says so
        return []


def digest(path: Path) -> str:
    """A digest of what a file and those that it names hold.

    Raises:
        DataError: it cannot be read.
    """
    try:
        content = path.read_bytes()
        found = hashlib.sha256(content)
        for name in meshes.named_files(path.suffix, content):
            if (other := path.parent / name).is_file():
                found.update(other.read_bytes())
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    return found.hexdigest()
