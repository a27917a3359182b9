"""Labels that may be wrong: a cross-validation in, the list of those to look at again out.

A label leaves the list when it is changed, or confirmed by saying it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..acquisition.noise import find_suspects
from .classes import Class
from .schema import Base

# Joined as s, and l for the labels: whether a label is still to be looked at again.
CONDITION = (
    "s.given = l.class AND l.origin != 'confirmed' AND l.mark = ''"
    " AND s.suggested IN (SELECT id FROM classes)"
)


@dataclass(frozen=True)
class Suspect:
    """A label that heads dispute which had not seen it."""

    asset: int
    given: str  # the label
    own: float  # its probability
    suggested: str  # what they take it for
    other: float  # its probability

    def __str__(self) -> str:
        return f"{self.suggested} {self.other:.2f}, and {self.given} {self.own:.2f}"


def write(
    base: Base,
    contents: Sequence[str],
    targets: NDArray[np.int64],
    probs: NDArray[np.floating],
    known: Sequence[Class],
) -> None:
    """Make the list anew.

    Args:
        contents: (A,) that have labels.
        targets: (A,) their classes, as rows of `known`.
        probs: (A, C) by heads that had not seen the label.
    """
    found = find_suspects(probs, targets)
    with base.writing() as connection:
        connection.execute("DELETE FROM suspects")
        for row, own, suggested in zip(
            found.rows.tolist(), found.own.tolist(), found.suggested.tolist(), strict=True
        ):
            given = known[targets[row]].id
            connection.execute(
                "INSERT OR IGNORE INTO suspects SELECT min(a.id), ?, ?, ?, ? FROM assets a"
                " JOIN labels l ON l.asset = a.id WHERE a.content = ? AND l.class = ?"
                " AND l.origin != 'copy' AND NOT a.is_gone HAVING count(*) > 0",
                (given, own, known[suggested].id, float(probs[row, suggested]), contents[row])
                + (given,),
            )


def listed(base: Base, *, asset: int | None = None, count: int = -1) -> list[Suspect]:
    """The labels to look at again, the least likely first: all, or that of one asset."""
    one = "" if asset is None else "AND s.asset = :asset"
    with base.reading() as connection:
        rows = connection.execute(
            "SELECT s.asset, g.name AS given, s.own, o.name AS suggested, s.other"
            " FROM suspects s JOIN labels l ON l.asset = s.asset"
            " JOIN classes g ON g.id = s.given JOIN classes o ON o.id = s.suggested"
            " JOIN assets a ON a.id = s.asset"
            f" WHERE {CONDITION} AND NOT a.is_gone {one} ORDER BY s.own, s.asset LIMIT :count",
            {"asset": asset, "count": count},
        ).fetchall()
    return [Suspect(*row) for row in map(tuple, rows)]
