"""Which asset is asked next, and why: a project in, the queue out; two are not asked the same."""

import time
from collections.abc import Callable

import numpy as np

from ..acquisition.strategies import STRATEGIES, ask
from .assets import Asset, get
from .candidates import collect
from .project import Project
from .schema import Base

_WHILE = 300.0  # seconds that an asset is kept for the person who looks at it
_PICKED = 100  # with regard to each other; by then the model has learnt and all is ranked anew
_KEPT = 1000  # who labels more without a retrain has the queue made anew then
_DOUBT = 0.5  # margin below which the words say what the model wavers between


def rank(project: Project) -> int:
    """Put all that has no label and no mark in order, and queue the first thousand.

    Of identical copies one is asked. What nobody has looked at comes after the others, and last
    what cannot be looked at. All is put in order before anything is locked: a label that comes
    meanwhile hardly waits.

    Returns:
        how many there are to ask.

    Raises:
        ReLoopError: the store or a model cannot be used.
    """
    strategy = project.strategy
    pool = collect(project, STRATEGIES[strategy].needs)
    order = ask(pool.known, strategy, count=_PICKED)
    rows = order.rows[np.argsort(pool.is_failed[order.rows], kind="stable")][:_KEPT]
    scores = [None if value != value else value for value in order.scores[rows].tolist()]
    alike = [None] * len(rows) if order.like is None else order.like[rows].tolist()
    places = range(1, len(rows) + 1)
    entries = zip(pool.assets[rows].tolist(), places, scores, alike, strict=True)
    with project.store.writing() as connection:
        connection.execute("DELETE FROM queue")
        connection.executemany(  # what moved meanwhile is no more
            f"INSERT INTO queue SELECT ?1, ?2, '{order.strategy}', ?3, ?4"
            " WHERE EXISTS (SELECT 1 FROM assets WHERE id = ?1)",
            entries,
        )
    return len(order.rows)


def why(asset: Asset, words: Callable[[str], str] = str) -> str:
    """Why this one is asked, in a sentence; empty where it is not in the queue.

    Args:
        words: translates a sentence before it is filled in.
    """
    if not asset.strategy:
        return ""
    if asset.score is None:
        return words("It could not be looked at" if asset.reason else "Nobody looked at it yet")
    (first, p), (second, q) = (*asset.top, ("?", 0.0), ("?", 0.0))[:2]
    text = words(STRATEGIES[asset.strategy].why)
    if asset.alike == 0:
        text = words("Nothing else without a label is like it")
    filled = {"like": asset.alike, "first": first, "second": second, "score": asset.score}
    if asset.alike is not None and "{first}" not in text and p - q < _DOUBT:
        text += words("; {first}, or {second}?")
    return text.format(**filled)


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
    """How many assets wait to be asked; identical copies are one."""
    with base.reading() as connection:
        return connection.execute(
            "SELECT count(DISTINCT CASE a.content WHEN '' THEN a.id ELSE a.content END)"
            " FROM assets a LEFT JOIN labels l ON l.asset = a.id"
            " WHERE l.asset IS NULL AND NOT a.is_gone"
        ).fetchone()[0]
