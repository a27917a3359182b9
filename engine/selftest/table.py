"""Rows of a self-test as text for people, and as JSON that is read again."""

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import DataError
from ..runlog import versions
from .claims import claim
from .contract import FAILED, HOLDS, MISSING, Bound, Figure, Row

WIDTH = 150  # characters of a line, where nobody says
_COLUMNS = (9, 45, 10, 18, 5)  # feature, figure, ours, bound, seconds


def header() -> str:
    """The first line of a table."""
    return _line("feature", "what is measured", "ours", "bound", "s", "upstream's claim")


def lines(row: Row, *, width: int = WIDTH) -> list[str]:
    """A row of the table: a line for each figure; a claim goes on in the last column."""
    left: list[tuple[str, ...]] = [
        (figure.bound.words, figure.said, figure.bound.said() + ("" if figure.is_good else " !"))
        for figure in row.figures
    ]
    if row.outcome in (FAILED, MISSING):
        left = [(text, "", "") for text in textwrap.wrap(row.reason, sum(_COLUMNS[1:4]))]
    start = sum(_COLUMNS) + len(_COLUMNS)
    right = textwrap.wrap(claim(row.name), max(30, width - start))
    made = []
    for number in range(max(len(left), len(right))):
        first = (row.name, f"{row.seconds:.1f}") if number == 0 else ("", "")
        cells = left[number] if number < len(left) else ("", "", "")
        said = right[number] if number < len(right) else ""
        made.append(_line(first[0], *cells, first[1], said))
    return made


def _line(*cells: str) -> str:
    *left, last = cells
    name, words, ours, bound, seconds = (
        cell.ljust(width) for cell, width in zip(left, _COLUMNS, strict=True)
    )
    return f"{name} {words} {ours} {bound} {seconds} {last}".rstrip()


def summary(rows: Sequence[Row]) -> str:
    """What came of all, in a sentence."""
    counts = {kind: sum(row.outcome == kind for row in rows) for kind in (HOLDS, MISSING)}
    bad = [row.name for row in rows if row.is_bad]
    tried = len(rows) - counts[MISSING]
    said = f"{counts[HOLDS]} of {tried} hold in {sum(row.seconds for row in rows):.0f} s"
    if counts[MISSING]:
        said += f"; {counts[MISSING]} not run"
    return said + (f"; worse than they should be: {', '.join(bad)}" if bad else "")


def as_text(rows: Sequence[Row], *, width: int = WIDTH) -> str:
    """The whole table."""
    body = [line for row in rows for line in lines(row, width=width)]
    return "\n".join([header(), *body, summary(rows)])


def as_json(rows: Sequence[Row], **others: str) -> dict[str, Any]:
    """The rows as plain values, with the versions they were measured with, and `others`."""
    return {
        "versions": versions(**others),
        "rows": [
            {
                "feature": row.name,
                "outcome": row.outcome,
                "seconds": round(row.seconds, 2),
                "problem": row.problem,
                "missing": list(row.missing),
                "trace": row.trace,
                "claim": claim(row.name),
                "figures": [
                    {"value": figure.value, "is_good": figure.is_good, **vars(figure.bound)}
                    for figure in row.figures
                ],
            }
            for row in rows
        ],
    }


def read_rows(path: Path) -> list[Row]:
    """The rows of a file that holds what `as_json` made.

    Raises:
        DataError: it cannot be read, or is none.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return [_row(value) for value in values["rows"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path} is not a self-test: {error}.", "Write one with selftest --json FILE."
        ) from error


def _row(value: dict[str, Any]) -> Row:
    figures = tuple(
        Figure(one["value"], Bound(one["words"], one["unit"], one["least"], one["most"]))
        for one in value["figures"]
    )
    missing = tuple(value["missing"])
    return Row(
        value["feature"], figures, value["seconds"], value["problem"], value["trace"], missing
    )
