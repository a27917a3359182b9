"""What is done to a library goes in, file by file, before it is done; how to undo it comes out.

A journal is lines of JSON: the first says what for and holds the catalogs' text before and after;
then "begin" stands before a file is replaced, "done" after it, "restored" once that was undone,
"undone" when all was. Beside it lies a folder with the previews that were replaced.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import DataError, InputError
from ..runlog import versions


@dataclass(frozen=True)
class AssetChange:
    """What an asset in a library shall get."""

    path: Path  # the .blend file
    object: str  # its kind and name: "objects/Chair", "collections/Table"
    tags: tuple[str, ...] = ()  # to be added
    catalog: str = ""  # a path, "Furniture/Chairs"; empty: stays where it is
    preview: Path | None = None  # a PNG; None: keeps the one it has


@dataclass(frozen=True)
class Written:
    """A file that was to be replaced: each asset's "object", and its state "before" and "after"."""

    path: Path
    assets: list[dict[str, Any]]


@dataclass
class Journal:
    """One run over a library, as read back."""

    root: Path
    started: str  # ISO 8601, UTC
    catalogs_before: str | None  # None: there was no file
    catalogs_after: str | None
    written: list[Written] = field(default_factory=list)  # begun and not restored, the oldest first
    is_undone: bool = False

    def to_restore(self) -> list[Written]:
        """What may have been written and was not restored, the newest first."""
        return self.written[::-1]


def previews_folder(path: Path) -> Path:
    """Where a journal's previews lie."""
    return path.with_name(path.stem + "_previews")


def start_journal(
    path: Path, root: Path, *, catalogs_before: str | None, catalogs_after: str | None
) -> None:
    """Make a journal.

    Raises:
        InputError: there is one of this name.
        DataError: it cannot be written.
    """
    if path.exists():
        raise InputError(f"{path} is there already.", "Each run needs a journal of its own.")
    _append(
        path,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        root=str(root),
        catalogs=[catalogs_before, catalogs_after],
        versions=versions(),
    )


def begin(path: Path, written: Written) -> None:
    """Note what is about to be replaced. Only when this has returned may it be.

    Raises:
        DataError: it cannot be written.
    """
    _append(path, begin=str(written.path), assets=written.assets)


def done(path: Path, file: Path) -> None:
    """Note that a file was replaced."""
    _append(path, done=str(file))


def restored(path: Path, file: Path) -> None:
    """Note that a file is as it was before."""
    _append(path, restored=str(file))


def undone(path: Path) -> None:
    """Note that nothing is left to undo."""
    _append(path, undone=datetime.now(UTC).isoformat(timespec="seconds"))


def _append(path: Path, **record: Any) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a", encoding="utf-8") as file:
            # The break comes first: a line that was cut does not spoil the one after it.
            file.write("\n" + json.dumps(record))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DataError(
            f"The journal {path} cannot be written: {error}.", "Choose another folder."
        ) from error


def read_journal(path: Path) -> Journal:
    """Read a journal, which a crash may have cut.

    Raises:
        DataError: there is none, or it is something else.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise DataError(f"The journal {path} cannot be read: {error}.") from error
    records = [record for line in lines if (record := _record(line))]
    try:
        head = records[0]
        journal = Journal(Path(head["root"]), head["started"], *head["catalogs"])
        for record in records[1:]:
            _follow(journal, record)
    except (LookupError, TypeError) as error:
        raise DataError(f"{path} is not a journal of tags that were written.") from error
    return journal


def _record(line: bytes) -> dict[str, Any]:
    """What a line says; nothing if it was cut, and then nothing was done after it."""
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _follow(journal: Journal, record: dict[str, Any]) -> None:
    if "begin" in record:
        journal.written.append(Written(Path(record["begin"]), record["assets"]))
    elif "restored" in record:
        gone = Path(record["restored"])
        journal.written = [written for written in journal.written if written.path != gone]
    elif "undone" in record:
        journal.is_undone = True
