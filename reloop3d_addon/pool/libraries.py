"""Tags, catalogs and previews for assets in; written into their libraries, and taken back again.

Needs no Blender but the second, so that all of it runs in a worker thread. A file is replaced at
once by a changed copy, after the journal knows how to undo it.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...engine.errors import DataError, InputError
from ...engine.jobs import Progress, Steps
from ...engine.pool import journal as journals
from ...engine.pool.catalogs import (
    NONE,
    paths_by_id,
    read_catalogs,
    with_catalog,
    without_catalogs,
    write_catalogs,
)
from ...engine.pool.journal import AssetChange, Journal, Written
from ...engine.pool.project import Project
from ..child.process import SecondBlender


@dataclass(frozen=True)
class AssetRow:
    """An asset before and after: a line of the table that a person sees before it is written."""

    path: Path
    object: str
    tags_before: tuple[str, ...]
    catalog_before: str  # its path; empty: none
    tags_after: tuple[str, ...]
    catalog_after: str
    note: str = ""


@dataclass(frozen=True)
class Applied:
    """What was written, or would be; and the files that were not, with the reason."""

    rows: tuple[AssetRow, ...]
    failed: tuple[tuple[Path, str], ...]

    def __str__(self) -> str:
        files = len({row.path for row in self.rows})
        failed = f", {len(self.failed)} files failed" if self.failed else ""
        return f"{len(self.rows)} assets in {files} files{failed}"


@dataclass(frozen=True)
class Undone:
    """How many files are as they were; those that are not, and assets that are gone meanwhile."""

    files: int
    failed: tuple[tuple[Path, str], ...]
    gone: tuple[tuple[Path, str], ...]


def apply_tags(
    changes: Iterable[AssetChange],
    root: Path,
    journal: Path,
    blender: SecondBlender,
    *,
    is_dry: bool,
) -> Steps[Applied]:
    """Write changes into a library, file by file; a file that fails costs no other.

    Args:
        root: the library's folder, which holds its catalogs.
        journal: a new file that undoes all this; none is made where `is_dry` writes nothing.

    Raises:
        InputError: there is nothing to write, or a journal of that name.
        DataError: the catalogs cannot be read, or they or the journal not written.
    """
    files = _by_file(changes)
    if not files:
        raise InputError("There is nothing to write.", "Label assets of a library first.")
    yield Progress(0, len(files), "Reading the catalogs")
    before = read_catalogs(root)
    after, uuids = _with_catalogs(before, (c.catalog for group in files.values() for c in group))
    if not is_dry:
        journals.start_journal(journal, root, catalogs_before=before, catalogs_after=after)
        if after != before:
            write_catalogs(root, after)
    known, rows, failed = paths_by_id(after), [], []
    for index, (path, group) in enumerate(files.items()):
        yield Progress(index, len(files), "Comparing tags" if is_dry else "Writing tags")
        asked = [_asked(change, uuids) for change in group]
        try:
            answer = _write(path, asked, None if is_dry else journal, blender)
            rows += _rows(path, answer, known)
        except (DataError, OSError) as error:
            failed.append((path, str(error)))
    return Applied(tuple(rows), tuple(failed))


def _with_catalogs(
    text: str | None, paths: Iterable[str]
) -> tuple[str | None, dict[str, str | None]]:
    """The catalogs' text with all of those paths, and their uuids; None for the empty path."""
    uuids: dict[str, str | None] = {"": None}
    for path in sorted(set(paths) - {""}):
        text, uuids[path] = with_catalog(text, path)
    return text, uuids


def _by_file(changes: Iterable[AssetChange]) -> dict[Path, list[AssetChange]]:
    files: dict[Path, list[AssetChange]] = {}
    for change in changes:
        files.setdefault(Path(os.path.abspath(change.path)), []).append(change)
    return files


def _asked(change: AssetChange, uuids: dict[str, str | None]) -> dict[str, Any]:
    """A change as the second Blender reads it."""
    return {
        "object": change.object,
        "tags": list(change.tags),
        "catalog": uuids[change.catalog],
        "preview": change.preview and os.path.abspath(change.preview),
    }


def _write(
    path: Path, asked: list[dict[str, Any]], journal: Path | None, blender: SecondBlender
) -> dict[str, Any]:
    """Change one file, only for show where there is no journal; what the second Blender says."""
    if journal is None:
        return blender.ask("write", path=path, changes=asked, is_dry=True)
    keep = journals.previews_folder(journal)
    with _replaced(path) as part:
        answer = blender.ask("write", path=path, changes=asked, part=part, keep=keep)
        journals.begin(journal, Written(path, answer["assets"]))
    journals.done(journal, path)
    return answer


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    """A file to be written, which then takes the place of `path`, unless the block raises."""
    real = Path(os.path.realpath(path))  # a link stays one
    part = real.with_name(f"{real.name}.reloop3d")  # no .blend: no Blender would list it
    try:
        yield part
        if part.exists():
            os.replace(part, real)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _rows(path: Path, answer: dict[str, Any], known: dict[str, str]) -> Iterator[AssetRow]:
    def catalog(uuid: str) -> str:
        return "" if uuid == NONE else known.get(uuid, uuid)

    for asset in answer["assets"]:
        before, after = asset["before"], asset["after"]
        new = [] if before["was_asset"] else ["becomes an asset"]
        yield AssetRow(
            path,
            asset["object"],
            tuple(before["tags"]),
            catalog(before["catalog"]),
            tuple(after["tags"]),
            catalog(after["catalog"]),
            "; ".join([*new, *filter(None, [answer["note"]])]),
        )


def undo_tags(journal: Path, blender: SecondBlender) -> Steps[Undone]:
    """Take back what a journal says was written, the newest file first; then the catalogs.

    What somebody changed since stays. Where a file fails, the catalogs stay too, and the journal
    can be used again for it.

    Raises:
        InputError: it was undone before.
        DataError: the journal cannot be read or written, or the catalogs not.
    """
    read = journals.read_journal(journal)
    if read.is_undone:
        raise InputError("These tags were taken back already.")
    keep = journals.previews_folder(journal)
    files, failed, gone = read.to_restore(), [], []
    for index, written in enumerate(files):
        yield Progress(index, len(files), "Taking tags back")
        path = written.path
        try:
            with _replaced(path) as part:
                asked = {"path": path, "assets": written.assets, "part": part, "keep": keep}
                answer = blender.ask("restore", **asked)
            journals.restored(journal, path)
            gone += [(path, object) for object in answer["gone"]]
        except (DataError, OSError) as error:
            failed.append((path, str(error)))
    if not failed:
        _take_back_catalogs(read)
        journals.undone(journal)
    return Undone(len(files) - len(failed), tuple(failed), tuple(gone))


def _take_back_catalogs(journal: Journal) -> None:
    now = read_catalogs(journal.root)
    if now is None or journal.catalogs_after == journal.catalogs_before:
        return
    if now == journal.catalogs_after:
        write_catalogs(journal.root, journal.catalogs_before)
        return
    ours = set(paths_by_id(journal.catalogs_after)) - set(paths_by_id(journal.catalogs_before))
    left = without_catalogs(now, ours)
    if left != now:
        write_catalogs(journal.root, left)


def unrestored(project: Project) -> list[Path]:
    """The journals of what was written and not yet taken back, the oldest first."""
    found = [path for path in project.made("journal") if path.is_file()]
    return [path for path in found if not journals.read_journal(path).is_undone]


def new_journal(project: Project) -> Path:
    """Where the next journal of a project lies."""
    time = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    return project.folder / "journals" / f"{time}.jsonl"
