"""What is known of a pool's contents when it is ranked: a project in, Candidates out.

Identical copies are one content. Only what a strategy goes by is read: the default needs no
embedding and no model.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..acquisition.candidates import CLOSED, Candidates
from ..acquisition.neighbours import Neighbours, unit
from ..classify.predict import tempered
from . import committee, neighbours
from .project import Project
from .score import embedding_key
from .scorer import scorer_of
from .seconds import expected_seconds

_BLOCK = 1000  # contents whose views are read at once


@dataclass(frozen=True, eq=False)
class Pool:
    """N contents as strategies see them, and who stands for each in the queue.

    assets      (N,) int64 ids; 0: nobody is to be asked
    is_failed   (N,) bool: it could not be looked at
    known       what is known of them
    """

    assets: NDArray[np.int64]
    is_failed: NDArray[np.bool_]
    known: Candidates


def collect(project: Project, needs: Sequence[str]) -> Pool:
    """All contents of a pool, with those of Candidates' arrays that are needed and there.

    Raises:
        ReLoopError: the store or a model cannot be used.
    """
    table = neighbours.read(project)
    contents = list(table.contents) if table else []
    place = {content: row for row, content in enumerate(contents)}
    with project.store.reading() as connection:
        cursor = connection.execute(
            "SELECT a.id, a.content, a.reason != '', p.margin, ifnull(p.class, -1),"
            " CASE WHEN l.asset IS NULL THEN -1 ELSE ifnull(l.class, -2) END"
            " FROM assets a LEFT JOIN labels l ON l.asset = a.id"
            " LEFT JOIN predictions p ON p.asset = a.id WHERE NOT a.is_gone ORDER BY a.id DESC"
        )
        cursor.row_factory = None
        rows = cursor.fetchall()
    at = []
    for number, content, *_ in rows:
        row = place.get(content)
        if row is None or not content:  # nobody has looked at it since the table was made
            row = place[content or f"asset {number}"] = len(contents)
            contents.append(content)
        at.append(row)
    count = len(contents)
    assets, labels = np.zeros(count, np.int64), np.full(count, CLOSED)
    margins, guesses = np.full(count, np.nan), np.full(count, -1)
    is_failed = np.zeros(count, bool)
    if rows:
        ids, _, *values = zip(*rows, strict=True)
        ids, label = np.array(ids), np.array(values[3])
        is_failed[at], margins[at] = np.array(values[0], bool), np.array(values[1], float)
        guesses[at] = np.array(values[2])
        at, is_asked = np.array(at), label == -1
        assets[at[is_asked]] = ids[is_asked]  # the first of the copies comes last, and stays
        labels[at[is_asked]] = -1
        labels[at[label >= 0]] = label[label >= 0]
        assets[labels != -1] = 0
    margins[assets == 0] = 1.0  # nothing is wanted of those that are gone, or passed over
    near = _extended(table.near, count) if table else None
    known = Candidates(
        labels,
        neighbours=near,
        margins=margins if np.isfinite(margins[assets > 0]).any() else None,
        is_seen=np.isfinite(margins),
        costs=expected_seconds(project.store, guesses) if "costs" in needs else None,
        **_answers(project, contents, needs),
    )
    return Pool(assets, is_failed, known)


def _extended(near: Neighbours, count: int) -> Neighbours:
    """The table with rows for those that have no neighbours yet."""
    more = count - len(near)
    if not more:
        return near
    width = near.rows.shape[1]
    return Neighbours(
        np.concatenate([near.rows, np.full((more, width), -1, np.int32)]),
        np.concatenate([near.cosines, np.zeros((more, width), np.float32)]),
        np.append(near.starts, np.full(more, near.starts[-1], np.int32)),
        near.places,
    )


def _answers(project: Project, contents: list[str], needs: Sequence[str]) -> dict[str, NDArray]:
    """What embeddings and heads say, of that which is needed and there; NaN where not looked at."""
    found: dict[str, NDArray] = {}
    if not {"vectors", "probs", "views", "committee"} & set(needs):
        return found
    means = neighbours.means(project, contents)
    if np.isnan(means).all():
        return found
    if "vectors" in needs:
        found["vectors"] = unit(means)
    if not {"probs", "views", "committee"} & set(needs):
        return found
    scorer = scorer_of(project)

    def answer(rows: NDArray[np.float32]) -> NDArray[np.float32]:
        return tempered(scorer.head.probs(rows), scorer.temperature)

    if "probs" in needs:
        found["probs"] = answer(means)
    if "views" in needs:
        found |= _views(project, contents, answer)
    if "committee" in needs and (heads := committee.read(project)):
        found["committee"] = np.stack([head.probs(means) for head in heads])
    return found


def _views(project: Project, contents: list[str], answer: Callable) -> dict[str, NDArray]:
    """What each view is taken for, (N, V, C); nothing where no view was kept."""
    found, network = None, project.network
    for start in range(0, len(contents), _BLOCK):
        some = contents[start : start + _BLOCK]
        keys = [embedding_key(content, network) for content in some]
        kept = project.views.get_all(keys)
        for row, key in enumerate(keys, start):
            if key not in kept:
                continue
            probs = answer(kept[key]).astype(np.float32)
            if found is None:
                found = np.full((len(contents), *probs.shape), np.nan, np.float32)
            if probs.shape == found.shape[1:]:  # else it was looked at from other sides
                found[row] = probs
    return {} if found is None else {"views": found}
