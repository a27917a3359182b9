"""All of a project up to date with its model: assets looked at, predictions and queue anew."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from .. import deps
from ..jobs import Progress, Steps, mapped
from . import neighbours, rank
from .project import Project
from .schema import Base
from .score import Item, Read, Row, Scorer, answers, keep, score
from .scorer import scorer_of

_CHUNK = 50  # assets looked at between two writes: what a kill may cost
_ANSWERED = 1000  # answered between two writes


def score_all(project: Project, *, device: str = "auto", read: Read | None = None) -> Steps[int]:
    """Look at all assets that the model has not seen, and make the queue; how many were seen.

    What was stopped is gone on with.

    Raises:
        ReLoopError: a model cannot be loaded, or the store cannot be written.
    """
    yield Progress(0, None, "Loading the model")
    deps.require("torch", feature="Scoring")
    scorer = scorer_of(project, device=device, read=read)
    yield from answer_all(project, scorer)
    unseen = waiting(project, scorer)
    for start in range(0, len(unseen), _CHUNK):
        some = unseen[start : start + _CHUNK]
        before = Progress(start, len(unseen), "Looking at assets")
        steps = score([item for item, _ in some], scorer, contents=[c for _, c in some])
        rows = yield from _counted(steps, before)
        keep(project.store, rows, scorer.model)
    if (now := scorer_of(project, device=device)).model != scorer.model:
        yield from answer_all(project, now)  # it has learnt meanwhile
    yield from neighbours.make(project)
    yield Progress(0, None, "Making the queue")
    rank.rank(project)
    return len(unseen)


def _counted(steps: Steps[list[Row]], before: Progress) -> Steps[list[Row]]:
    """A chunk's steps, counted from where it begins."""
    return (
        yield from mapped(steps, lambda p: replace(before, done=before.done + p.done, note=p.note))
    )


def waiting(project: Project, scorer: Scorer) -> list[tuple[Item, str]]:
    """Assets that were not looked at, or whose embeddings are gone, with their contents."""
    seen = project.embeddings.known()
    unanswered = {item[0] for item, _ in _assets(project.store, scorer.model)}
    return [
        (item, content)
        for item, content in _assets(project.store, "")
        if item[0] in unanswered or scorer.key(content) not in seen
    ]


def answer_all(project: Project, scorer: Scorer) -> Steps[int]:
    """Answer anew all that was looked at before and has another model's answer; how many."""
    unanswered = _assets(project.store, scorer.model)
    yield Progress(0, len(unanswered), "Reading embeddings")
    seen = project.embeddings.get_all(scorer.key(content) for _, content in unanswered)
    known = [(item[0], scorer.key(content)) for item, content in unanswered]
    known = [(asset, key) for asset, key in known if key in seen]
    for start in range(0, len(known), _ANSWERED):
        yield Progress(start, len(known), "Answering")
        some = known[start : start + _ANSWERED]
        means = np.concatenate([seen[key][:1] for _, key in some])
        tops = answers(means, scorer)
        rows = [Row(asset, "", top, "") for (asset, _), top in zip(some, tops, strict=True)]
        keep(project.store, rows, scorer.model)
    return len(known)


def _assets(base: Base, model: str) -> list[tuple[Item, str]]:
    """All assets, or those without this model's answer, as (id, file, object) and content."""
    with base.reading() as connection:
        rows = connection.execute(
            "SELECT a.id, a.path, a.object, a.content FROM assets a"
            " LEFT JOIN predictions p ON p.asset = a.id AND p.model = ?"
            " WHERE p.asset IS NULL AND NOT a.is_gone AND a.reason = '' ORDER BY a.id",
            (model,),
        ).fetchall()
    return [((row["id"], Path(row["path"]), row["object"]), row["content"]) for row in rows]
