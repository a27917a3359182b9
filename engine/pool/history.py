"""What people did to a store, step by step: rows changed in, and taken back or done again.

Undo follows Blender's: each file remembers the step it stands at; going to a step takes back
the steps that do not lead to it, and does those again that do.
"""

import getpass
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from .schema import Base

# What has a history: table -> its key and the other columns.
_TABLES = {
    "labels": ("asset", ("class", "mark", "who", "time", "origin")),
    "classes": ("id", ("name", "color", "hotkey", "origins")),
    "assets": ("id", ("path", "object", "name")),  # where it is; only moved, never made here
}
Row = dict[str, Any]


def now() -> str:
    """The time as ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def person() -> str:
    """Who works here, by the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in a container
        return ""


class Step:
    """One thing that a person did, while its transaction is open."""

    def __init__(self, base: sqlite3.Connection, number: int, time: str, who: str) -> None:
        self.base, self.id, self.time, self.who = base, number, time, who
        self.count = 0  # rows changed

    def get(self, table: str, key: int) -> Row | None:
        """A row's columns but its key; None where there is no such row."""
        return _get(self.base, table, key)

    def put(self, table: str, key: int, row: Row | None) -> None:
        """Write a row, or remove it, and note how it was; an equal one is no change."""
        before = self.get(table, key)
        if before == row:
            return
        _put(self.base, table, key, row)
        self.base.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
            (self.id, table, key, _packed(before), _packed(row)),
        )
        self.count += 1

    def new_key(self, table: str) -> int:
        """A key that no row of the table has or had."""
        column = _TABLES[table][0]
        return self.base.execute(
            f"SELECT 1 + max((SELECT ifnull(max({column}), 0) FROM {table}),"
            " (SELECT ifnull(max(key), 0) FROM changes WHERE kind = ?))",
            (table,),
        ).fetchone()[0]


@contextmanager
def step(
    base: Base, what: str, *, who: str | None = None, session: str = "", parent: int = 0
) -> Iterator[Step]:
    """What is put in here is one step of the history: on the disk at its end, or not at all.

    Args:
        what: for a person, as “Label” or “Merge classes”.
        who: the account's name where it is None.
        session: whose undo may take it back: a Blender with an open file.
        parent: the step that the session's file stood at.
    """
    with base.writing() as connection:
        time, who = now(), person() if who is None else who
        number = connection.execute(
            "INSERT INTO steps (parent, session, time, who, what) VALUES (?, ?, ?, ?, ?)",
            (parent, session, time, who, what),
        ).lastrowid
        made = Step(connection, number, time, who)
        yield made
        if not made.count:
            connection.execute("DELETE FROM steps WHERE id = ?", (number,))


def go_to(base: Base, target: int, *, session: str) -> list[int]:
    """Bring a session's steps to where they stood at step `target`; the assets it changed.

    Rows that somebody else changed meanwhile stay as they are.
    """
    with base.writing() as connection:
        steps = connection.execute(
            "SELECT id, parent, is_undone FROM steps WHERE session = ? ORDER BY id", (session,)
        ).fetchall()
        parents = {row["id"]: row["parent"] for row in steps}
        line, at = set(), target
        while at in parents:
            line.add(at)
            at = parents[at]
        changed = []
        for row in reversed(steps):
            if row["id"] not in line and not row["is_undone"]:
                changed += _apply(connection, row["id"], is_undo=True)
        for row in steps:
            if row["id"] in line and row["is_undone"]:
                changed += _apply(connection, row["id"], is_undo=False)
    return changed


def _apply(connection: sqlite3.Connection, number: int, *, is_undo: bool) -> list[int]:
    """Take a step back, or do it again; returns the assets that it changed."""
    rows = connection.execute(
        "SELECT kind, key, before, after FROM changes WHERE step = ? ORDER BY rowid", (number,)
    ).fetchall()
    changed = []
    for row in reversed(rows) if is_undo else rows:
        was, becomes = row["after"], row["before"]
        if not is_undo:
            was, becomes = becomes, was
        if _packed(_get(connection, row["kind"], row["key"])) != was:
            continue  # somebody else's by now
        row_after = json.loads(becomes) if becomes else None
        if not _is_possible(connection, row["kind"], row["key"], row_after):
            continue
        if row_after and _is_hotkey_taken(connection, row["key"], row_after.get("hotkey")):
            row_after["hotkey"] = ""
        _put(connection, row["kind"], row["key"], row_after)
        if row["kind"] == "labels":
            changed.append(row["key"])
    connection.execute("UPDATE steps SET is_undone = ? WHERE id = ?", (int(is_undo), number))
    return changed


def _is_possible(connection: sqlite3.Connection, table: str, key: int, row: Row | None) -> bool:
    """Whether no label would lose its asset or class, and no class' name be taken twice."""
    if table == "labels":
        query = (
            "SELECT EXISTS (SELECT 1 FROM assets WHERE id = ?)"
            " AND (? IS NULL OR EXISTS (SELECT 1 FROM classes WHERE id = ?))"
        )
        values: tuple = (key, *(row and row["class"],) * 2)
    elif table == "assets":
        query = "SELECT NOT EXISTS (SELECT 1 FROM assets WHERE path = ? AND object = ? AND id != ?)"
        values = (row["path"], row["object"], key)
    elif row is None:
        query, values = "SELECT NOT EXISTS (SELECT 1 FROM labels WHERE class = ?)", (key,)
    else:
        query = "SELECT NOT EXISTS (SELECT 1 FROM classes WHERE name = ? AND id != ?)"
        values = (row["name"], key)
    return bool(connection.execute(query, values).fetchone()[0])


def _is_hotkey_taken(connection: sqlite3.Connection, key: int, hotkey: str | None) -> bool:
    query = "SELECT EXISTS (SELECT 1 FROM classes WHERE hotkey = ? AND id != ?)"
    return bool(hotkey) and bool(connection.execute(query, (hotkey, key)).fetchone()[0])


def _get(connection: sqlite3.Connection, table: str, key: int) -> Row | None:
    column, columns = _TABLES[table]
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {column} = ?", (key,)
    ).fetchone()
    return found and dict(found)


def _put(connection: sqlite3.Connection, table: str, key: int, row: Row | None) -> None:
    column, columns = _TABLES[table]
    if row is None:
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))
        return
    values = [row[name] for name in columns]
    update = ", ".join(f"{name} = ?" for name in columns)
    known = connection.execute(f"UPDATE {table} SET {update} WHERE {column} = ?", (*values, key))
    if not known.rowcount:
        names, marks = ", ".join((column, *columns)), ", ".join("?" * (1 + len(columns)))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (key, *values))


def _packed(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, sort_keys=True)


def steps(base: Base, *, asset: int | None = None, count: int = 50) -> list[Row]:
    """The latest steps, newest first: all, or those that changed an asset's label."""
    query = "SELECT * FROM steps ORDER BY id DESC LIMIT ?"
    values: tuple = (count,)
    if asset is not None:
        query = (
            "SELECT steps.*, changes.before, changes.after FROM changes JOIN steps ON"
            " steps.id = changes.step WHERE kind = 'labels' AND key = ?"
            " ORDER BY steps.id DESC LIMIT ?"
        )
        values = (asset, count)
    with base.reading() as connection:
        return [dict(row) for row in connection.execute(query, values)]
