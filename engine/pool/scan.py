"""Places to look for assets in, the store's list of assets brought up to date out.

Only new and changed files are read; what was stopped is gone on with, since every batch is kept.
An asset is known by its path and its name in the file; one that moved, by its content.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import images, meshes
from ..errors import DataError, InputError
from ..jobs import Progress, Steps
from . import history, label
from .files import File, digest, files_in
from .schema import Base

KINDS = {
    "folder": "all files in a folder, and in those inside it",
    "scene": "the objects of a .blend file, or of one of its collections",
}
_BATCH = 0.3  # seconds of work that a kill may cost


@dataclass(frozen=True)
class Found:
    """An asset of a file."""

    object: str  # which of the file's; empty: all of it
    name: str
    content: str = ""  # digest, where somebody else has it already


@dataclass(frozen=True)
class Scanned:
    """What a scan changed."""

    assets: int  # there now
    new: int
    changed: int
    moved: int
    gone: int
    failed: list[tuple[str, str]]  # files whose assets could not be listed

    def __str__(self) -> str:
        parts = {"new": self.new, "changed": self.changed, "moved": self.moved, "gone": self.gone}
        news = ", ".join(f"{count} {word}" for word, count in parts.items() if count)
        failed = f"; {len(self.failed)} files could not be read" if self.failed else ""
        return f"{self.assets} assets ({news or 'nothing new'}){failed}"


List = Callable[[Path], Sequence[Found]]  # the assets of a file that may hold many


def add_source(base: Base, kind: str, place: str) -> int:
    """A place to scan, its id; one that is known keeps its own.

    Raises:
        InputError: there is no such kind.
    """
    if kind not in KINDS:
        raise InputError(f"Unknown source “{kind}”.", f"There is {', '.join(KINDS)}.")
    with base.writing() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO sources (kind, place) VALUES (?, ?)", (kind, place)
        )
        found = connection.execute(
            "SELECT id FROM sources WHERE kind = ? AND place = ?", (kind, place)
        )
        return found.fetchone()[0]


def sources(base: Base) -> list[dict]:
    """All places: id, kind, place, scanned (time or empty), assets."""
    query = (
        "SELECT s.*, count(a.id) AS assets FROM sources s LEFT JOIN assets a"
        " ON a.source = s.id AND NOT a.is_gone GROUP BY s.id ORDER BY s.id"
    )
    with base.reading() as connection:
        return [dict(row) for row in connection.execute(query)]


def scan_folder(
    base: Base,
    source: int,
    folder: Path,
    *,
    suffixes: Sequence[str] = meshes.SUFFIXES,
    listed: List | None = None,
) -> Steps[Scanned]:
    """Bring the assets of a folder up to date.

    Pictures are taken only where there is no mesh file, as beside meshes they are textures.

    Args:
        listed: lists the assets of .blend files, which are left out without it.

    Raises:
        DataError: the folder is not there; nothing was changed.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not there.", "Connect its drive, or add the folder anew.")
    yield Progress(0, None, "Looking for files")
    chosen = [s for s in suffixes if s != ".blend" or listed]
    unread: list[tuple[str, str]] = []
    files = list(files_in(folder, (*chosen, *images.SUFFIXES), unread))
    if unread and unread[0][0] == str(folder):
        raise DataError(unread[0][1], "Connect its drive, or add the folder anew.")
    found = [entry for entry in files if entry[0].suffix.lower() in chosen] or files
    return (yield from _bring_up_to_date(base, source, found, unread, listed))


def _bring_up_to_date(
    base: Base, source: int, files: list[File], failed: list[tuple[str, str]], listed: List | None
) -> Steps[Scanned]:
    """Read what is new; what lies in `failed`, folders that cannot be listed, stays as it is."""
    known, was = _known(base, source), _present(base, source)
    batch, counts, unread = _Batch(base, source), {"new": 0, "changed": 0}, [f for f, _ in failed]
    for index, (path, size, changed) in enumerate(files):
        before = known.get(str(path))
        if before == (size, changed, True):
            continue
        yield Progress(index, len(files), "Reading new files")
        reason, content, many = "", "", None
        try:
            content = digest(path)
            many = listed(path) if listed and path.suffix.lower() == ".blend" else None
        except DataError as error:
            content, reason = "", str(error)
            failed.append((str(path), reason))
        found = _named(path, content, many)
        if before is None:
            counts["new"] += len(found)
        elif before[:2] != (size, changed):  # else it is tried again
            counts["changed"] += len(found)
        batch.add(path, size, changed, found, reason)
    batch.write()
    there = {str(path) for path, _, _ in files}
    for path in known:
        if any(Path(path).is_relative_to(folder) for folder in unread):
            there.add(path)
    return _finish(base, source, there, was, counts, failed)


def _named(path: Path, content: str, many: Sequence[Found] | None) -> list[Found]:
    """What a file holds, each with its content; a file of one asset is named as the file."""
    if many is None:
        return [Found("", path.stem, content)]
    mixed = [hashlib.sha256(f"{content}/{one.object}".encode()).hexdigest() for one in many]
    return [
        Found(one.object, one.name, one.content or (content and key))
        for one, key in zip(many, mixed, strict=True)
    ]


def _known(base: Base, source: int) -> dict[str, tuple[int, int, bool]]:
    """Size, time, and whether it could be looked at, of each file of all sources."""
    with base.reading() as connection:
        rows = connection.execute(
            "SELECT path, size, changed, max(reason = '') AS is_fine FROM assets"
            " WHERE NOT is_gone GROUP BY path, source, size, changed ORDER BY source = ?",
            (source,),
        )
        return {row["path"]: (row["size"], row["changed"], bool(row["is_fine"])) for row in rows}


def _present(base: Base, source: int) -> set[int]:
    with base.reading() as connection:
        query = "SELECT id FROM assets WHERE source = ? AND NOT is_gone"
        return {row["id"] for row in connection.execute(query, (source,))}


class _Batch:
    """Files on their way into the store, a few tenths of a second at a time."""

    def __init__(self, base: Base, source: int) -> None:
        self._base, self._source = base, source
        self._rows: list[tuple] = []
        self._since = time.monotonic()

    def add(self, path: Path, size: int, changed: int, found: list[Found], reason: str) -> None:
        self._rows.append((str(path), size, changed, found, reason))
        if time.monotonic() - self._since > _BATCH:
            self.write()

    def write(self) -> None:
        with self._base.writing() as connection:
            for row in self._rows:
                _put(connection, self._source, *row)
        self._rows, self._since = [], time.monotonic()


def _put(
    connection: sqlite3.Connection,
    source: int,
    path: str,
    size: int,
    changed: int,
    found: Iterable[Found],
    reason: str,
) -> None:
    """Write what a file holds; what it no longer holds is gone."""
    # A file of another source, as of a folder inside this one, stays that one's.
    connection.execute(
        "UPDATE assets SET is_gone = 1 WHERE path = ? AND source = ?", (path, source)
    )
    for one in found:
        for table in ("predictions", "suspects"):  # of what it was
            connection.execute(
                f"DELETE FROM {table} WHERE asset ="
                " (SELECT id FROM assets WHERE path = ? AND object = ? AND content != ?)",
                (path, one.object, one.content),
            )
        connection.execute(
            "INSERT INTO assets (source, path, object, name, content, size, changed, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path, object) DO UPDATE SET"
            " content = excluded.content, size = excluded.size, changed = excluded.changed,"
            " name = excluded.name, reason = excluded.reason, is_gone = 0",
            (source, path, one.object, one.name, one.content, size, changed, reason),
        )


def scan_objects(base: Base, source: int, path: str, found: Sequence[Found]) -> Scanned:
    """Bring the assets of an open .blend file's scene up to date; it knows their contents."""
    was = _present(base, source)
    with base.writing() as connection:
        known = {
            row["object"]: row["content"]
            for row in connection.execute(
                "SELECT object, content FROM assets WHERE source = ? AND NOT is_gone", (source,)
            )
        }
        _put(connection, source, path, 0, 0, found, "")
    counts = {
        "new": sum(one.object not in known for one in found),
        "changed": sum(known.get(one.object, one.content) != one.content for one in found),
    }
    return _finish(base, source, {path}, was, counts, [])


def _finish(
    base: Base, source: int, there: set[str], was: set[int], counts: dict, failed: list
) -> Scanned:
    """What was not met is gone, or has moved; what is new may be a copy of something named."""
    with history.step(base, "Scan") as step:
        connection = step.base
        rows = connection.execute(
            "SELECT id, path FROM assets WHERE source = ? AND NOT is_gone", (source,)
        ).fetchall()
        lost = [(row["id"],) for row in rows if row["path"] not in there]
        connection.executemany("UPDATE assets SET is_gone = 1 WHERE id = ?", lost)
        moved = _follow_moves(connection)
        for asset, content in connection.execute(
            "SELECT a.id, a.content FROM assets a LEFT JOIN labels l ON l.asset = a.id"
            " WHERE l.asset IS NULL AND NOT a.is_gone AND a.content != '' AND EXISTS"
            " (SELECT 1 FROM assets b JOIN labels m ON m.asset = b.id"
            " WHERE b.content = a.content AND m.class IS NOT NULL)"
        ).fetchall():
            label.share(step, asset, content)
        connection.execute("UPDATE sources SET scanned = ? WHERE id = ?", (history.now(), source))
        connection.execute("UPDATE assets SET is_new = 0 WHERE source = ? AND is_new", (source,))
        gone = {row["id"] for row in connection.execute("SELECT id FROM assets WHERE is_gone")}
    counts["new"] -= min(moved, counts["new"])
    assets = len(_present(base, source))
    return Scanned(assets, counts["new"], counts["changed"], moved, len(gone & was), failed)


def _follow_moves(connection: sqlite3.Connection) -> int:
    """Assets that are gone and stand elsewhere unlabelled take that place; how many.

    A copy that was there before is no such place, but in another source, whose scan may have
    come first.
    """
    pairs = connection.execute(
        "SELECT old.id AS old, new.id AS new FROM assets old JOIN assets new"
        " ON new.content = old.content AND NOT new.is_gone AND new.id > old.id"
        " LEFT JOIN labels l ON l.asset = new.id"
        " WHERE old.is_gone AND old.content != '' AND (new.is_new OR new.source != old.source)"
        " AND (l.asset IS NULL OR (l.origin = 'copy' AND l.mark = ''))"
        " ORDER BY old.id, new.is_new DESC, new.id"
    ).fetchall()
    taken: set[int] = set()
    for old, new in map(tuple, pairs):
        if old in taken or new in taken:
            continue
        taken |= {old, new}
        row = connection.execute("SELECT * FROM assets WHERE id = ?", (new,)).fetchone()
        for table in ("labels", "predictions", "queue", "served", "suspects"):
            connection.execute(f"DELETE FROM {table} WHERE asset = ?", (new,))
        connection.execute("DELETE FROM assets WHERE id = ?", (new,))
        columns = ("source", "path", "object", "name", "size", "changed", "reason")
        connection.execute(
            f"UPDATE assets SET {', '.join(f'{name} = ?' for name in columns)}, is_gone = 0"
            " WHERE id = ?",
            (*(row[name] for name in columns), old),
        )
    return len(taken) // 2
