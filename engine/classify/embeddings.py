"""Embeddings kept by content: the same asset, model and views are not computed twice."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError
from ..meshes import named_files

_AT_ONCE = 500  # keys of one query


class Embeddings:
    """A file of embeddings (N, D) by key. Two processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it.

        Raises:
            DataError: it cannot be opened, or is something else.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as base:
                base.execute("PRAGMA journal_mode=WAL")
                base.execute(
                    "CREATE TABLE IF NOT EXISTS embeddings"
                    " (key TEXT PRIMARY KEY, views INTEGER, rows BLOB)"
                )
                base.commit()
        except OSError as error:
            raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection; what goes wrong with it is a DataError."""
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as base:
                yield base
        except sqlite3.Error as error:
            raise DataError(
                f"The embeddings {self.path} cannot be used: {error}.", "Delete the file."
            ) from error

    def get(self, key: str) -> NDArray[np.float32] | None:
        """The embeddings (N, D) of a key, None where there are none."""
        with self._open() as base:
            found = base.execute("SELECT views, rows FROM embeddings WHERE key = ?", (key,))
            row = found.fetchone()
        return None if row is None else _unpacked(*row)

    def known(self) -> set[str]:
        """The keys that have embeddings."""
        with self._open() as base:
            return {key for (key,) in base.execute("SELECT key FROM embeddings")}

    def get_all(self, keys: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """The embeddings of those keys that have some, read at once."""
        wanted, found = sorted(set(keys)), {}
        with self._open() as base:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ", ".join("?" * len(some))
                query = f"SELECT key, views, rows FROM embeddings WHERE key IN ({marks})"
                found |= {key: _unpacked(n, data) for key, n, data in base.execute(query, some)}
        return found

    def put(self, key: str, rows: NDArray[np.float32]) -> None:
        """Keep the embeddings (N, D) of a key."""
        most = np.finfo(np.float16).max
        data = rows.clip(-most, most).astype(np.float16).tobytes()
        with self._open() as base:
            base.execute(
                "INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)", (key, len(rows), data)
            )
            base.commit()


def _unpacked(views: int, data: bytes) -> NDArray[np.float32]:
    return np.frombuffer(data, np.float16).reshape(views, -1).astype(np.float32)


def file_key(path: Path, *seen: object) -> str:
    """The key of the content of a file and those it names, and of what looks at it and how.

    Raises:
        DataError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
        digest = hashlib.sha256(content)
        for name in named_files(path.suffix, content):
            if (other := path.parent / name).is_file():
                digest.update(other.read_bytes())
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    digest.update(repr(seen).encode())
    return digest.hexdigest()
