"""Which asset is asked next: predictions in, the queue out; two people are not asked the same."""

import time

from .assets import Asset, get
from .schema import Base

_WHILE = 300.0  # seconds that an asset is kept for the person who looks at it

# What the model is least sure of comes first (margin sampling, Scheffer et al. 2001); then what
# it has not seen yet, and last what cannot be looked at. Of identical copies one is asked.
_RANK = """
SELECT id, row_number() OVER (ORDER BY reason != '', margin IS NULL, margin, id)
FROM (SELECT a.id, a.reason, p.margin, row_number() OVER (
          PARTITION BY CASE a.content WHEN '' THEN a.id ELSE a.content END ORDER BY a.id) AS copy
      FROM assets a LEFT JOIN labels l ON l.asset = a.id
      LEFT JOIN predictions p ON p.asset = a.id
      WHERE l.asset IS NULL AND NOT a.is_gone)
WHERE copy = 1
"""


def rank(base: Base) -> int:
    """Make the queue anew, of all that has no label and no mark; returns its length.

    It is put in order before anything is locked: a label that comes meanwhile hardly waits.
    """
    with base.reading() as connection:
        order = [tuple(row) for row in connection.execute(_RANK)]
    with base.writing() as connection:
        connection.execute("DELETE FROM queue")
        connection.executemany(  # what moved meanwhile is no more
            "INSERT INTO queue (asset, place) SELECT ?1, ?2"
            " WHERE EXISTS (SELECT 1 FROM assets WHERE id = ?1)",
            order,
        )
        return connection.execute("SELECT count(*) FROM queue").fetchone()[0]


def serve(base: Base, *, session: str, count: int = 1) -> list[Asset]:
    """The assets to ask next; the first one is kept for this session for five minutes.

    Args:
        session: a Blender; what another one looks at is passed over.
        count: how many to give, so that those after the first can be made ready.
    """
    now = time.time()
    with base.writing() as connection:
        connection.execute("DELETE FROM served WHERE time < ?", (now - _WHILE,))
        rows = connection.execute(
            "SELECT q.asset FROM queue q JOIN assets a ON a.id = q.asset"
            " LEFT JOIN labels l ON l.asset = q.asset"
            " LEFT JOIN served s ON s.asset = q.asset AND s.session != ?"
            " WHERE l.asset IS NULL AND s.asset IS NULL AND NOT a.is_gone"
            " ORDER BY q.place LIMIT ?",
            (session, count),
        ).fetchall()
        connection.execute("DELETE FROM served WHERE session = ?", (session,))
        if rows:
            connection.execute(
                "INSERT OR REPLACE INTO served VALUES (?, ?, ?)", (rows[0][0], session, now)
            )
    return get(base, [row[0] for row in rows])


def release(base: Base, *, session: str) -> None:
    """Let others be asked what this session was looking at."""
    with base.writing() as connection:
        connection.execute("DELETE FROM served WHERE session = ?", (session,))


def length(base: Base) -> int:
    """How many assets the queue still asks."""
    with base.reading() as connection:
        return connection.execute(
            "SELECT count(*) FROM queue q JOIN assets a ON a.id = q.asset"
            " LEFT JOIN labels l ON l.asset = q.asset WHERE l.asset IS NULL AND NOT a.is_gone"
        ).fetchone()[0]
