"""Labels in and out: a store's to a file, and such files, upstream's too, into a store.

A .csv has COLUMNS; a .jsonl has an object of the same keys on each line, and what the model
guesses. Paths in the file's own folder are relative to it, so that it may travel with the pool.
"""

import csv
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from ..errors import DataError, InputError
from ..labels.assets import PATH_NAMES, read_table
from . import classes, history, label
from .schema import Base

COLUMNS = ("path", "object", "label", "mark", "who", "time", "origin")
SUFFIXES = (".csv", ".jsonl")
_QUERY = """
SELECT a.path, a.object, ifnull(c.name, '') AS label, l.mark, l.who, l.time, l.origin,
    ifnull(g.name, '') AS guess, p.confidence
FROM labels l JOIN assets a ON a.id = l.asset LEFT JOIN classes c ON c.id = l.class
    LEFT JOIN predictions p ON p.asset = a.id LEFT JOIN classes g ON g.id = p.class
WHERE NOT a.is_gone
"""


@dataclass(frozen=True)
class Imported:
    """What came of a file's labels."""

    labelled: int  # assets that got another label or mark
    unchanged: int  # that had the same
    unknown: list[str]  # paths that no asset has, or several
    step: int = 0  # of the history; 0 where nothing changed

    def __str__(self) -> str:
        lost = f", {len(self.unknown)} not in the pool" if self.unknown else ""
        return f"{self.labelled} labelled, {self.unchanged} were already{lost}"


def export_labels(base: Base, path: Path) -> int:
    """Write all labels and marks of assets that are there; how many.

    Raises:
        InputError: the file's ending is not one of SUFFIXES.
        DataError: it cannot be written.
    """
    _check_suffix(path)
    with base.reading() as connection:
        rows = [dict(row) for row in connection.execute(_QUERY)]
    folder = path.absolute().parent
    for row in rows:
        place = Path(row["path"])
        if place.is_relative_to(folder):
            row["path"] = place.relative_to(folder).as_posix()
    rows.sort(key=lambda row: (row["path"], row["object"]))
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "w", encoding="utf-8", newline="") as file:
            if path.suffix.lower() == ".jsonl":
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            else:
                writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error
    return len(rows)


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path.name} does not end in {' or '.join(SUFFIXES)}.", "Name it so, by what it holds."
        )


@dataclass(frozen=True)
class _Row:
    """A line of a file; what it does not say is empty."""

    path: str
    label: str = ""
    object: str = ""
    mark: str = ""
    who: str = ""
    time: str = ""
    origin: str = ""


def import_labels(
    base: Base,
    path: Path,
    *,
    root: Path | None = None,
    who: str | None = None,
    session: str = "",
    parent: int = 0,
) -> Imported:
    """Give assets the labels and marks of a file, in one step of the history.

    Who labelled and when is taken from the file where it says so. Rows without label and mark
    are passed over; of several rows for an asset the last one counts.

    Args:
        path: as `export_labels` writes it; or a CSV of upstream's with the columns path,
            image_path or model_path, and label.
        root: another folder that paths may start from, beside the file's own and the sources'.

    Raises:
        InputError: the file's ending is not one of SUFFIXES.
        DataError: the file cannot be read, or is damaged; nothing was changed.
    """
    _check_suffix(path)
    rows = [row for row in _read(path) if row.label or row.mark]
    folders = [path.absolute().parent, *([root] if root else [])]
    with history.step(base, f"Import {path.name}", who=who, session=session, parent=parent) as step:
        wanted, lost = _matched(rows, _Places(step.base, folders))
        labelled = _write(step, wanted)
    unknown = dict.fromkeys(f"{row.path} {row.object}".rstrip() for row in lost)
    made = step.id if step.count else 0
    return Imported(labelled, len(wanted) - labelled, list(unknown), made)


def _matched(rows: Iterable[_Row], places: "_Places") -> tuple[dict[int, _Row], list[_Row]]:
    """The row of each asset that is meant, and the rows that mean none."""
    wanted: dict[int, _Row] = {}
    others, lost = [], []
    for row in rows:
        asset = places.find(row.path, row.object)
        if asset is None:
            others.append(row)
        else:
            wanted[asset] = row
    guessed: dict[int, list[_Row]] = {}
    for row in others:
        asset = places.guess(row.path, row.object)
        if asset is None or asset in wanted:  # who is named for sure is not meant by another path
            lost.append(row)
        else:
            guessed.setdefault(asset, []).append(row)
    for asset, alike in guessed.items():
        if len({row.path for row in alike}) == 1:
            wanted[asset] = alike[-1]
        else:
            lost += alike
    return wanted, lost


def _write(step: history.Step, wanted: dict[int, _Row]) -> int:
    """Write the rows of these assets; how many of them changed."""
    known, labelled = classes.numbers(step), 0
    # What was named goes before its copies, which then have the same already.
    for asset, row in sorted(wanted.items(), key=lambda item: item[1].origin == "copy"):
        before = step.get("labels", asset) or {"class": None, "mark": "", "origin": ""}
        if row.label and row.label not in known:
            known[row.label] = classes.make(step, row.label)
        number = known[row.label] if row.label else before["class"]
        if row.origin == "copy" and (number, row.mark) == (before["class"], before["mark"]):
            continue
        # As label.mark: who only marks leaves the label and where it came from.
        origin = (not row.label and before["origin"]) or "import"
        label.write(step, asset, number, row.mark, origin, who=row.who, time=row.time)
        after = step.get("labels", asset)
        labelled += (after["class"], after["mark"]) != (before["class"], before["mark"])
    return labelled


def _read(path: Path) -> list[_Row]:
    """The rows of a file.

    Raises:
        DataError: it cannot be read, or a row is damaged.
    """
    is_lines = path.suffix.lower() == ".jsonl"
    table = _read_lines(path) if is_lines else read_table(path, ("path", "label"))[0]
    return [_row(values, f"{path.name}, row {number},") for number, values in enumerate(table, 1)]


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except ValueError as error:
            raise DataError(f"{path.name}, line {number}, is not JSON: {error}.") from error
        names = {name for name in PATH_NAMES if isinstance(values, dict) and name in values}
        if not names:
            raise DataError(f"{path.name}, line {number}, names no path.", "It needs “path”.")
        yield {"path": values[min(names)], "label": ""} | values


def _row(values: dict[str, Any], where: str) -> _Row:
    known = {field.name: values.get(field.name) or "" for field in fields(_Row)}
    if wrong := [name for name, value in known.items() if not isinstance(value, str)]:
        raise DataError(f"{where} has no text as “{wrong[0]}”.", "Put it into quotes.")
    known["label"] = known["label"].strip()
    if known["mark"] and known["mark"] not in label.MARKS:
        raise DataError(f"{where} has the unknown mark “{known['mark']}”.", _MARKS)
    try:
        datetime.fromisoformat(known["time"])
    except ValueError:
        known["time"] = ""  # when it was imported, then
    return _Row(**known)


_MARKS = f"There is {', '.join(label.MARKS)}."


class _Places:
    """Which asset a path in a file means."""

    def __init__(self, connection: sqlite3.Connection, folders: Iterable[Path]) -> None:
        self._assets: dict[str, dict[str, int]] = {}  # normal path -> object -> id
        self._gone: set[str] = set()
        for number, path, object_, is_gone in connection.execute(
            "SELECT id, path, object, is_gone FROM assets"
        ):
            if is_gone:
                self._gone.add(_normal(path))
            else:
                self._assets.setdefault(_normal(path), {})[object_] = number
        self._named: dict[str, list[str]] = {}  # file name -> normal paths
        for key in self._assets:
            self._named.setdefault(_parts(key)[-1], []).append(key)
        sources = connection.execute("SELECT place FROM sources WHERE kind = 'folder'")
        self._folders = [*folders, *(Path(place) for (place,) in sources)]

    def find(self, name: str, object_: str) -> int | None:
        """The id of the asset that lies there, from one of the folders; None where none does."""
        keys = [place for place in self._places(name) if place in self._assets]
        return self._of_file(keys[0], object_) if keys else None

    def guess(self, name: str, object_: str) -> int | None:
        """The id of the asset that may be meant, by the end of its path; None of several."""
        places = self._places(name)
        if self._gone.intersection(places):
            return None
        alike = self._named.get(_parts(os.path.normcase(name))[-1], [])
        if there := [place for place in places if os.path.isfile(place)]:
            # It is another file, unless a link leads to it.
            alike = [key for key in alike if os.path.isfile(key) and _is_same(key, there)]
        key = _best(alike, name)
        return self._of_file(key, object_) if key else None

    def _places(self, name: str) -> list[str]:
        names = (name, name.replace("\\", "/"))  # Windows may have written it
        return [_normal(folder / one) for folder in self._folders for one in names]

    def _of_file(self, key: str, object_: str) -> int | None:
        there = self._assets[key]
        if object_ or len(there) != 1:
            return there.get(object_)
        return next(iter(there.values()))  # the only one of its file


def _is_same(path: str, others: Iterable[str]) -> bool:
    return any(os.path.samefile(path, other) for other in others)


def _best(alike: list[str], name: str) -> str | None:
    """Of files with the name's last part that one which has more of its other parts than all."""
    wanted = _parts(os.path.normcase(name))[::-1]

    def shared(key: str) -> int:
        return len(os.path.commonprefix([_parts(key)[::-1], wanted]))

    ranked = sorted(alike, key=shared, reverse=True)
    if len(ranked) > 1 and shared(ranked[0]) == shared(ranked[1]):
        return None
    return ranked[0] if ranked else None


def _normal(path: str | Path) -> str:
    return os.path.normcase(os.path.abspath(path))


def _parts(name: str) -> list[str]:
    return re.split(r"[/\\]+", name)
