"""A store in, its assets out: one, a page of those that a filter lets through, how many."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from . import history, suspects
from .schema import Base

STATES = {
    "all": "every asset that is there",
    "unlabelled": "without a label, and not marked",
    "labelled": "with a label",
    "own": "labelled by a person",
    "predicted": "without a label, but looked at by the model",
    "unsure": "predicted with less confidence than the threshold",
    "disputed": "labelled, but the model says otherwise",
    "suspect": "labelled, but models that had not seen the label rule it out",
    "skipped": "marked as skipped",
    "doubtful": "marked by a person as unsure",
    "flagged": "marked as broken, or not belonging here",
    "failed": "could not be looked at",
    "gone": "no longer found",
}
ORDERS = {
    "queue": "as the queue asks",
    "name": "by name",
    "confidence": "the least confident first",
    "newest": "the last labelled first",
}
_STATES = {
    "all": "1",
    "unlabelled": "l.asset IS NULL",
    "labelled": "l.class IS NOT NULL",
    "own": "l.class IS NOT NULL AND l.origin != 'copy'",
    "predicted": "l.asset IS NULL AND p.asset IS NOT NULL",
    "unsure": "l.asset IS NULL AND p.confidence < :threshold",
    "disputed": "l.class IS NOT NULL AND p.class != l.class",
    "suspect": f"a.id IN (SELECT s.asset FROM suspects s WHERE {suspects.CONDITION})",
    "skipped": "l.mark = 'skip'",
    "doubtful": "l.mark = 'unsure'",
    "flagged": "l.mark = 'flag'",
    "failed": "a.reason != ''",
    "gone": "a.is_gone",
}
_ORDERS = {
    "queue": "q.place IS NULL, q.place, a.id",
    "name": "a.name COLLATE NOCASE, a.id",
    "confidence": "p.confidence IS NULL, p.confidence, a.id",
    "newest": "l.time DESC, a.id",
}
_FROM = """ FROM assets a
    LEFT JOIN labels l ON l.asset = a.id
    LEFT JOIN predictions p ON p.asset = a.id
    LEFT JOIN queue q ON q.asset = a.id"""
_COLUMNS = """SELECT a.id, a.source, a.path, a.object, a.name, a.content, a.reason, a.is_gone,
    l.class AS label, ifnull(l.mark, '') AS mark, ifnull(l.who, '') AS who,
    ifnull(l.origin, '') AS origin, p.confidence, p.top, p.model,
    ifnull(q.strategy, '') AS strategy, q.score, q.alike"""


@dataclass(frozen=True)
class Asset:
    """An asset of a pool, what it was called, and what the model takes it for."""

    id: int
    source: int
    path: Path
    object: str  # which of the file's: “objects/Chair”; empty: all of the file
    name: str
    content: str  # digest; copies have the same
    reason: str  # why it could not be looked at; or empty
    is_gone: bool
    label: str  # or empty
    mark: str  # one of label.MARKS, or empty
    who: str  # labelled or marked it
    origin: str  # one of label.ORIGINS
    top: tuple[tuple[str, float], ...]  # guesses, best first
    confidence: float | None  # of the first guess
    model: str  # that guessed
    strategy: str  # that put it into the queue; or empty
    score: float | None  # by which; None: nothing is known of it
    alike: int | None  # others like it without a label; None: nobody counted


@dataclass(frozen=True)
class Filter:
    """Which assets, and in which order."""

    state: str = "all"  # one of STATES
    text: str = ""  # in the name or path
    label: str = ""
    guess: str = ""
    source: int = 0  # 0: every
    order: str = "queue"  # one of ORDERS
    threshold: float = 0.5  # below which a prediction is unsure

    def __post_init__(self) -> None:
        for word, value, known in (("state", self.state, STATES), ("order", self.order, ORDERS)):
            if value not in known:
                raise InputError(f"Unknown {word} “{value}”.", f"There is {', '.join(known)}.")

    @property
    def condition(self) -> tuple[str, dict[str, object]]:
        """The SQL condition and its values."""
        parts = [_STATES[self.state]] + (["NOT a.is_gone"] if self.state != "gone" else [])
        if self.text:
            parts.append("(a.name LIKE :text ESCAPE '\\' OR a.path LIKE :text ESCAPE '\\')")
        if self.label:
            parts.append("l.class = (SELECT id FROM classes WHERE name = :label)")
        if self.guess:
            parts.append("p.class = (SELECT id FROM classes WHERE name = :guess)")
        if self.source:
            parts.append("a.source = :source")
        text = self.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values = {"text": f"%{text}%", "label": self.label, "guess": self.guess}
        values |= {"source": self.source, "threshold": self.threshold}
        return " AND ".join(parts), values


def page(base: Base, chosen: Filter = Filter(), *, offset: int = 0, count: int = 50) -> list[Asset]:
    """`count` of the assets that the filter lets through, from the `offset`th on; -1: all."""
    condition, values = chosen.condition
    query = f"{_COLUMNS}{_FROM} WHERE {condition} ORDER BY {_ORDERS[chosen.order]}"
    values |= {"count": count, "offset": offset}
    with base.reading() as connection:
        rows = connection.execute(f"{query} LIMIT :count OFFSET :offset", values).fetchall()
        return _read(connection, rows)


def count(base: Base, chosen: Filter = Filter()) -> int:
    """How many assets the filter lets through."""
    condition, values = chosen.condition
    with base.reading() as connection:
        found = connection.execute(f"SELECT count(*){_FROM} WHERE {condition}", values)
        return found.fetchone()[0]


def ids(base: Base, chosen: Filter = Filter()) -> list[int]:
    """The ids of all assets that the filter lets through, in its order."""
    condition, values = chosen.condition
    query = f"SELECT a.id{_FROM} WHERE {condition} ORDER BY {_ORDERS[chosen.order]}"
    with base.reading() as connection:
        return [row[0] for row in connection.execute(query, values)]


def get(base: Base, wanted: Iterable[int]) -> list[Asset]:
    """The assets of these ids, in their order; unknown ones are left out."""
    wanted = list(wanted)
    with base.reading() as connection:
        rows: dict[int, sqlite3.Row] = {}
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            marks = ", ".join("?" * len(some))
            query = f"{_COLUMNS}{_FROM} WHERE a.id IN ({marks})"
            rows |= {row["id"]: row for row in connection.execute(query, some)}
        return _read(connection, [rows[number] for number in wanted if number in rows])


def find(base: Base, path: Path, *, object: str = "") -> Asset | None:
    """The asset at a place; None where there is none."""
    with base.reading() as connection:
        query = f"{_COLUMNS}{_FROM} WHERE a.path = ? AND a.object = ?"
        rows = connection.execute(query, (str(path), object)).fetchall()
        return next(iter(_read(connection, rows)), None)


def rename(base: Base, objects: Mapping[int, str], *, session: str = "", parent: int = 0) -> int:
    """Assets are called otherwise in their files now: id -> object; names may be exchanged.

    Returns:
        the step of the history; 0 where nothing changed.

    Raises:
        InputError: there is no such asset.
    """
    with history.step(base, "Rename objects", session=session, parent=parent) as step:
        for asset in objects:  # first out of each other's way
            row = step.get("assets", asset)
            if row is None:
                raise InputError(f"There is no asset {asset}.", "It may have been scanned anew.")
            step.put("assets", asset, row | {"object": f"renamed/{asset}"})
        for asset, object_ in objects.items():
            row = step.get("assets", asset)
            name = object_.rpartition("/")[2]
            step.put("assets", asset, row | {"object": object_, "name": name})
    return step.id if step.count else 0


def _read(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Asset]:
    names = dict(connection.execute("SELECT id, name FROM classes").fetchall())
    found = []
    for row in rows:
        top = json.loads(row["top"]) if row["top"] else []
        found.append(
            Asset(
                row["id"],
                row["source"],
                Path(row["path"]),
                row["object"],
                row["name"],
                row["content"],
                row["reason"],
                bool(row["is_gone"]),
                names.get(row["label"], ""),
                row["mark"],
                row["who"],
                row["origin"],
                tuple((names[number], p) for number, p in top if number in names),
                row["confidence"],
                row["model"] or "",
                row["strategy"],
                row["score"],
                row["alike"],
            )
        )
    return found


@dataclass(frozen=True)
class Status:
    """How far a pool is."""

    assets: int
    labelled: int  # copies included
    own: int  # by a person
    predicted: int  # without a label
    unsure: int
    marked: int  # skipped, doubtful or flagged, without a label
    failed: int
    gone: int
    classes: dict[str, int]  # labelled assets of each class
    guesses: dict[str, int]  # unlabelled assets that the model takes for it

    @property
    def fewest(self) -> list[tuple[str, int]]:
        """The three classes with the fewest labels, of those that have any."""
        found = [entry for entry in self.classes.items() if entry[1]]
        return sorted(found, key=lambda entry: (entry[1], entry[0]))[:3]

    @property
    def only_guessed(self) -> list[str]:
        """The classes that assets are taken for and none is labelled as."""
        return [name for name in self.guesses if not self.classes.get(name)]


def status(base: Base, *, threshold: float = 0.5) -> Status:
    """Count all of a pool."""
    parts = {
        "assets": "NOT a.is_gone",
        "labelled": "NOT a.is_gone AND l.class IS NOT NULL",
        "own": "NOT a.is_gone AND l.class IS NOT NULL AND l.origin != 'copy'",
        "predicted": "NOT a.is_gone AND l.asset IS NULL AND p.asset IS NOT NULL",
        "unsure": "NOT a.is_gone AND l.asset IS NULL AND p.confidence < :threshold",
        "marked": "NOT a.is_gone AND l.asset IS NOT NULL AND l.class IS NULL",
        "failed": "NOT a.is_gone AND a.reason != ''",
        "gone": "a.is_gone",
    }
    sums = ", ".join(f"sum({part})" for part in parts.values())
    tables = _FROM.rpartition("LEFT JOIN")[0]  # the queue says nothing here
    with base.reading() as connection:
        row = connection.execute(f"SELECT {sums}{tables}", {"threshold": threshold}).fetchone()
        values = dict(zip(parts, (value or 0 for value in row), strict=True))
        labelled = connection.execute(
            "SELECT c.name, count(a.id) FROM classes c LEFT JOIN labels l ON l.class = c.id"
            " LEFT JOIN assets a ON a.id = l.asset AND NOT a.is_gone GROUP BY c.id"
            " ORDER BY c.name"
        ).fetchall()
        guessed = connection.execute(
            "SELECT c.name, count(*) FROM predictions p JOIN classes c ON c.id = p.class"
            " JOIN assets a ON a.id = p.asset LEFT JOIN labels l ON l.asset = p.asset"
            " WHERE l.asset IS NULL AND NOT a.is_gone GROUP BY c.id ORDER BY c.name"
        ).fetchall()
    return Status(**values, classes=dict(map(tuple, labelled)), guesses=dict(map(tuple, guessed)))
