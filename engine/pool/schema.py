"""The label store's tables: a file in, a store that may be used out, or the reason why not."""

import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import DataError

VERSION = 2
_APPLICATION = 0x524C3344  # says in the file's header that it is ours
_HEADER = b"SQLite format 3\0"
_PATIENCE = 30.0  # seconds that a write waits for another Blender's

_TABLES = """
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,        -- one of scan.KINDS
    place TEXT NOT NULL,       -- folder, or .blend file and collection
    scanned TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, place));
CREATE TABLE assets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never another's: the history goes by it
    source INTEGER NOT NULL REFERENCES sources,
    path TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',  -- which one of the file's; '': all of it
    name TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '', -- digest: equal ones are copies
    size INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0, -- the file's time, nanoseconds
    reason TEXT NOT NULL DEFAULT '',  -- why it could not be looked at
    is_gone INTEGER NOT NULL DEFAULT 0,
    is_new INTEGER NOT NULL DEFAULT 1, -- until its source's scan ends
    UNIQUE (path, object));
CREATE INDEX assets_by_content ON assets (content);
CREATE INDEX assets_by_source ON assets (source);
CREATE TABLE classes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    color TEXT NOT NULL DEFAULT '',   -- #rrggbb
    hotkey TEXT NOT NULL DEFAULT '',
    origins TEXT NOT NULL DEFAULT '[]'); -- JSON: the base model's classes that it stands for
CREATE TABLE labels (
    asset INTEGER PRIMARY KEY REFERENCES assets,
    class INTEGER REFERENCES classes DEFERRABLE INITIALLY DEFERRED,
    mark TEXT NOT NULL DEFAULT '',    -- one of label.MARKS
    who TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT ''); -- one of label.ORIGINS
CREATE INDEX labels_by_class ON labels (class);
CREATE TABLE predictions (
    asset INTEGER PRIMARY KEY REFERENCES assets,
    class INTEGER NOT NULL,
    confidence REAL NOT NULL,
    margin REAL NOT NULL,             -- of the first over the second
    top TEXT NOT NULL,                -- JSON: [[class, probability], ...], best first
    model TEXT NOT NULL,
    time TEXT NOT NULL);
CREATE INDEX predictions_by_class ON predictions (class);
CREATE TABLE queue (
    asset INTEGER PRIMARY KEY REFERENCES assets,
    place INTEGER NOT NULL,
    strategy TEXT NOT NULL,            -- that put it there
    score REAL,                        -- by which; NULL: nothing is known of it
    alike INTEGER);                    -- others like it without a label; NULL: nobody counted
CREATE INDEX queue_by_place ON queue (place);
CREATE TABLE suspects (                -- labels that heads dispute which had not seen them
    asset INTEGER PRIMARY KEY REFERENCES assets,
    given INTEGER NOT NULL,            -- class
    own REAL NOT NULL,                 -- its probability
    suggested INTEGER NOT NULL,        -- class
    other REAL NOT NULL);              -- its probability
CREATE TABLE served (                 -- who is looking at it now
    asset INTEGER PRIMARY KEY REFERENCES assets,
    session TEXT NOT NULL,
    time REAL NOT NULL);
CREATE TABLE rounds (                 -- trainings of the head: the learning curve
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    labels INTEGER NOT NULL,
    classes INTEGER NOT NULL,
    accuracy REAL,                    -- cross-validated; NULL: too few labels
    model TEXT NOT NULL,
    expected REAL,                    -- share of the rest that is guessed rightly, it says
    agreement REAL,                   -- kappa with the guesses of the round before
    reliability TEXT NOT NULL DEFAULT '[]'); -- JSON: [[said, right, labels], ...]
CREATE TABLE steps (                  -- the history, and what an undo takes back
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent INTEGER NOT NULL DEFAULT 0,
    session TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX steps_by_session ON steps (session);
CREATE TABLE changes (
    step INTEGER NOT NULL REFERENCES steps,
    kind TEXT NOT NULL,               -- the table: labels or classes
    key INTEGER NOT NULL,
    before TEXT,                      -- the row as JSON; NULL: there was none
    after TEXT);
CREATE INDEX changes_by_step ON changes (step);
CREATE INDEX changes_by_key ON changes (kind, key);
"""

# What turns a store of that version into one of the next; a queue is made anew at any time.
_CHANGES = {
    1: """
DROP TABLE queue;
ALTER TABLE rounds ADD COLUMN expected REAL;
ALTER TABLE rounds ADD COLUMN agreement REAL;
ALTER TABLE rounds ADD COLUMN reliability TEXT NOT NULL DEFAULT '[]';
"""
    + _TABLES[_TABLES.index("CREATE TABLE queue") : _TABLES.index("CREATE TABLE served")],
}


class Base:
    """A store's file: a connection for each thread, transactions, errors as sentences."""

    def __init__(self, path: Path) -> None:
        """Open the store, or make it.

        Raises:
            DataError: it is damaged, something else, or a newer version's; it is left as it is.
        """
        self.path = path
        self._own = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists() or path.stat().st_size == 0
        except OSError as error:
            raise DataError(f"Cannot write {path}: {error}.", "Choose another folder.") from error
        if not is_new:
            _check(path)
        with self.writing() as base:
            if not base.execute("PRAGMA application_id").fetchone()[0]:
                _run(base, _TABLES)
                base.execute(f"PRAGMA application_id={_APPLICATION}")
                base.execute(f"PRAGMA user_version={VERSION}")
            for version in range(base.execute("PRAGMA user_version").fetchone()[0], VERSION):
                _run(base, _CHANGES[version])
                base.execute(f"PRAGMA user_version={version + 1}")

    def _connection(self) -> sqlite3.Connection:
        known = getattr(self._own, "base", None)
        if known is None:
            known = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            known.row_factory = sqlite3.Row
            _use_log(known)
            known.execute("PRAGMA synchronous=FULL")  # a label outlives a power cut
            known.execute("PRAGMA foreign_keys=ON")
            self._own.base = known
        return known

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; what goes wrong with it is a DataError."""
        try:
            yield self._connection()
        except sqlite3.Error as error:
            raise DataError(
                f"The label store {self.path} cannot be used: {error}.",
                "Nothing was changed; is its disk full, or the file open elsewhere?",
            ) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: on the disk when the block ends, or all taken back."""
        with self.reading() as base:
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
                base.execute("COMMIT")
            except BaseException:
                if base.in_transaction:
                    base.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close this thread's connection."""
        if (known := getattr(self._own, "base", None)) is not None:
            known.close()
            self._own.base = None


def _use_log(base: sqlite3.Connection) -> None:
    """Write ahead; for this alone SQLite does not wait by itself while another makes the store."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            base.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _run(base: sqlite3.Connection, text: str) -> None:
    """All statements, in the transaction that is open: a kill leaves no half a store."""
    for statement in re.sub("--.*", "", text).split(";"):
        if statement.strip():
            base.execute(statement)


def _check(path: Path) -> None:
    """Raise unless a file is a store that this version can use; reads only."""
    refused = "It was left as it is; choose another folder, or move it away."
    try:
        with open(path, "rb") as file:
            if file.read(len(_HEADER)) != _HEADER:
                raise DataError(f"{path} is not a label store.", refused)
        try:
            application, version, tables = _look(path)
        except sqlite3.Error:  # it may have been written meanwhile
            application, version, tables = _look(path)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"The label store {path} is damaged: {error}.", refused) from error
    if application != _APPLICATION and (application or version or tables):
        raise DataError(f"{path} is another program's data base.", refused)
    if version > VERSION:
        raise DataError(
            f"The label store {path} was written by a newer ReLoop3D.",
            "Update this one; the file was left as it is.",
        )


def _look(path: Path) -> tuple[int, int, int]:
    """The application, version and count of tables of a sound file; beside it nothing is left."""
    # Of a file that nobody has open, SQLite would make -wal and -shm to read it.
    is_open = path.with_name(path.name + "-wal").exists()
    how = "mode=ro" if is_open else "mode=ro&immutable=1"
    base = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=_PATIENCE)
    try:
        # The tables first: where another process has just made them, what follows is there too.
        tables = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        queries = ("PRAGMA application_id", "PRAGMA user_version")
        numbers = [base.execute(query).fetchone()[0] for query in queries]
        sound = base.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        base.close()
    if sound != "ok":
        raise sqlite3.DatabaseError(sound)
    return (*numbers, tables)
