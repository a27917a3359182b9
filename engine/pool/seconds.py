"""How long a person needs for a label: the history in, expected seconds out."""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from .schema import Base

_LONGEST = 60.0  # seconds; who took longer did something else meanwhile
_PRIOR = 5.0  # labels that the mean of all counts for, in a class with few


def expected_seconds(base: Base, guesses: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """Seconds (N,) that a label of assets taken for these classes (N,), -1: none, will take.

    The mean of the labels of that class, drawn to the mean of all; None before there are two
    labels one after the other.
    """
    with base.reading() as connection:
        rows = connection.execute(
            "SELECT s.session, s.time, l.class FROM steps s JOIN changes c ON c.step = s.id"
            " JOIN labels l ON l.asset = c.key WHERE c.kind = 'labels' AND NOT s.is_undone"
            " AND l.origin != 'copy' AND l.class IS NOT NULL AND s.session != ''"
            " GROUP BY s.id HAVING count(*) = 1 ORDER BY s.session, s.id"
        ).fetchall()
    spent: list[tuple[int, float]] = []
    for before, now in zip(rows, rows[1:], strict=False):
        if before["session"] == now["session"]:
            seconds = _between(before["time"], now["time"])
            if 0 < seconds <= _LONGEST:
                spent.append((now["class"], seconds))
    if not spent:
        return None
    mean = float(np.mean([seconds for _, seconds in spent]))
    sums: dict[int, list[float]] = {}
    for number, seconds in spent:
        sums.setdefault(number, []).append(seconds)
    known = {n: (sum(s) + _PRIOR * mean) / (len(s) + _PRIOR) for n, s in sums.items()}
    return np.array([known.get(number, mean) for number in guesses.tolist()])


def _between(first: str, second: str) -> float:
    return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds()
