"""Captured views kept by what they show: a digest of content and settings in, the views out.

The same content under the same settings gives the same digest, whatever it is called; anything
that changes the pictures changes it. The least recently used go when the cache grows too large.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from ..datatypes import ViewSet
from ..errors import DataError
from .store import INDEX, VERSION, load_views, save_views


def digest(*values: object) -> str:
    """A short name for the values: dataclasses, arrays, tuples and plain values, nested."""
    state = hashlib.blake2b(digest_size=16)
    for piece in _pieces((VERSION, values)):
        state.update(piece)
    return state.hexdigest()


def _pieces(value: object) -> Iterator[bytes | memoryview]:
    if is_dataclass(value):
        yield type(value).__name__.encode()
        for field in fields(value):
            yield from _pieces(getattr(value, field.name))
    elif isinstance(value, np.ndarray):
        yield f"{value.dtype.str}{value.shape}".encode()
        yield np.ascontiguousarray(value).data.cast("B") if value.size else b""
    elif isinstance(value, tuple | list):
        yield f"[{len(value)}]".encode()
        for entry in value:
            yield from _pieces(entry)
    else:
        yield f"{type(value).__name__}:{value!r};".encode()


class Cache:
    """View sets in a folder, one folder each."""

    def __init__(self, folder: Path, *, limit: int) -> None:
        """Keep up to `limit` bytes in `folder`, which is made when it is needed."""
        self._folder, self._limit = folder, limit

    def has(self, key: str) -> bool:
        """Whether there are views under this key."""
        return bool(key) and (self._folder / key / INDEX).is_file()

    def pictures(self, key: str) -> list[Path]:
        """The files of the pictures under this key, in order; none where there are no views."""
        return sorted((self._folder / key).glob("*.png")) if self.has(key) else []

    def get(self, key: str) -> ViewSet | None:
        """The views under this key, None where there are none; damaged ones are dropped."""
        if not self.has(key):
            return None
        folder = self._folder / key
        try:
            views = load_views(folder)
            os.utime(folder)  # used just now
        except (DataError, OSError):
            shutil.rmtree(folder, ignore_errors=True)
            return None
        return views

    def put(self, key: str, views: ViewSet) -> None:
        """Keep views under this key.

        Raises:
            DataError: they cannot be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Written beside and moved: another Blender sees all of it or nothing.
            with tempfile.TemporaryDirectory(dir=self._folder, prefix="new-") as temporary:
                made = Path(temporary) / "views"
                save_views(views, made, is_compressed=False)
                if not self.has(key):
                    made.rename(self._folder / key)
            self._shrink(keep=key)
        except OSError as error:
            raise DataError(
                f"The cache in {self._folder} cannot be written: {error}.", "See the preferences."
            ) from error

    def size(self) -> int:
        """Bytes in use."""
        return sum(_size(entry) for entry in self._entries())

    def clear(self) -> None:
        """Drop everything."""
        for entry in self._entries():
            shutil.rmtree(entry, ignore_errors=True)

    def _entries(self) -> list[Path]:
        """Folders of view sets, the least recently used first."""
        if not self._folder.is_dir():
            return []
        found = [entry for entry in self._folder.iterdir() if entry.is_dir()]
        return sorted(found, key=lambda entry: entry.stat().st_mtime)

    def _shrink(self, *, keep: str) -> None:
        entries = {entry: _size(entry) for entry in self._entries()}
        total = sum(entries.values())
        for entry, size in entries.items():
            if total <= self._limit:
                break
            if entry.name != keep:
                shutil.rmtree(entry, ignore_errors=True)
                total -= size


def _size(entry: Path) -> int:
    return sum(path.stat().st_size for path in entry.glob("*") if path.is_file())
