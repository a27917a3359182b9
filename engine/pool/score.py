"""What a model takes assets for: (id, path) pairs in, rows out; nothing else is touched.

The rows do not depend on the store, so that the work can be shared out over machines: each gets
some items, `keep` writes what they give back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import images, meshes
from ..capture.settings import CaptureSettings
from ..classify.embeddings import Embeddings
from ..classify.files import see_picture
from ..classify.look import look
from ..classify.predict import ClassifySettings, tempered
from ..datatypes import Mesh
from ..errors import ReLoopError
from ..jobs import Progress, Steps, drain, within
from ..models.head import Head
from ..models.registry import Classifier
from ..render.raycast import render_views
from . import history
from .files import digest
from .schema import Base

_TOP = 5  # guesses kept
_SHOWN = 6  # pictures in a strip
_BATCH = 500  # rows written at once: a label that comes between waits a few hundredths of a second

Item = tuple[int, Path, str]  # id, file, and which of the file's assets; empty: all of it
Read = Callable[[Path, str], Mesh]  # what reads an asset of a file


@dataclass(frozen=True)
class Row:
    """What came of one asset."""

    asset: int
    content: str  # digest of what was looked at; empty: as the store has it
    top: tuple[tuple[str, float], ...]  # guesses, best first
    reason: str  # why there are none

    @property
    def confidence(self) -> float:
        """Probability of the first guess."""
        return self.top[0][1]

    @property
    def margin(self) -> float:
        """How far the first guess is ahead of the second."""
        return self.top[0][1] - self.top[1][1] if len(self.top) > 1 else 1.0


@dataclass(frozen=True)
class Scorer:
    """Who looks, who answers, and where what was seen is kept.

    looks       its network makes the embeddings
    head        answers them, in `classes`
    embeddings  of what was seen before, the mean of its views
    views       of each view of it, for those who want to know whether they agree
    strip       where a content's pictures lie; None: none are drawn
    read        reads an asset of a file
    """

    looks: Classifier
    head: Head
    classes: tuple[str, ...]
    temperature: float
    model: str  # said with each answer
    embeddings: Embeddings | None = None
    views: Embeddings | None = None
    strip: Callable[[str], Path] | None = None
    read: Read = lambda path, _object: meshes.load_mesh(path)

    def key(self, content: str) -> str:
        """Under which the embedding of a content is kept."""
        return embedding_key(content, self.looks.hash)


def embedding_key(content: str, network: str) -> str:
    """Under which the mean embedding of a content by a network, its file's hash, is kept."""
    return f"{content}-{network[:16]}"


def score(
    items: Sequence[Item], scorer: Scorer, *, contents: Sequence[str] = ()
) -> Steps[list[Row]]:
    """Look at assets and say what they are; those that cannot be looked at say why.

    Args:
        contents: digests of the items, where they are known.
    """
    rows = []
    for index, (asset, path, object_) in enumerate(items):
        step = Progress(index, len(items), "Looking at assets")
        yield step
        content = contents[index] if contents else ""
        try:
            content = content or digest(path)
            mean = yield from within(_embedding(path, object_, content, scorer), step)
        except ReLoopError as error:
            rows.append(Row(asset, content, (), str(error)))
            continue
        except Exception as error:  # one bad file must not end a run over thousands
            rows.append(Row(asset, content, (), f"Internal error: {type(error).__name__}: {error}"))
            continue
        rows.append(Row(asset, content, answers(mean[None], scorer)[0], ""))
    return rows


def _embedding(path: Path, object_: str, content: str, scorer: Scorer) -> Steps[NDArray]:
    """The mean embedding (D,) of an asset; its strip is drawn if there is none."""
    strip = scorer.strip(content) if scorer.strip else None
    kept = scorer.embeddings.get(scorer.key(content)) if scorer.embeddings else None
    if kept is not None and (strip is None or strip.exists()):
        return kept[0]
    if path.suffix.lower() in images.SUFFIXES:
        seen = see_picture(path, scorer.looks)
        pictures, shown = seen.pictures, seen.shown
    else:
        pictures, shown = yield from _looked(scorer.read(path, object_), scorer.looks)
    if strip is not None:
        write_strip(strip, shown)
    if kept is not None:
        return kept[0]
    rows = yield from scorer.looks.embed(pictures)
    mean = rows.mean(axis=0)
    if scorer.embeddings:
        scorer.embeddings.put(scorer.key(content), mean[None])
        if scorer.views:
            scorer.views.put(scorer.key(content), rows)
        mean = scorer.embeddings.get(scorer.key(content))[0]  # rounded, as training reads it
    return mean


def _looked(mesh: Mesh, classifier: Classifier) -> Steps[tuple[NDArray, NDArray]]:
    """What a network reads of a mesh, and what a person is shown, by the ray caster."""
    seen = yield from look(mesh, classifier, ClassifySettings())
    every = max(1, len(seen.cameras) // _SHOWN)
    cameras = seen.cameras if seen.pictures is None else seen.cameras[::every][:_SHOWN]
    views = yield from render_views(mesh, CaptureSettings(cameras=cameras))
    rgb = views.rgb_stack()
    return (rgb if seen.pictures is None else seen.pictures), rgb


def write_strip(path: Path, shown: NDArray[np.float32]) -> None:
    """Keep pictures (N, H, W, 3) side by side, as a person is shown them."""
    every = max(1, len(shown) // _SHOWN)
    small = [images.resize(picture, 128) for picture in shown[::every][:_SHOWN]]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"part-{path.name}")
    images.write_image(part, images.strip(np.stack(small)))
    part.replace(path)


def answers(means: NDArray[np.float32], scorer: Scorer) -> list[tuple[tuple[str, float], ...]]:
    """The likeliest classes of mean embeddings (A, D), best first."""
    probs = tempered(scorer.head.probs(means), scorer.temperature)
    best = np.argsort(-probs, axis=1, kind="stable")[:, :_TOP]
    values = np.take_along_axis(probs, best, axis=1).round(4).tolist()
    return [
        tuple(zip((scorer.classes[i] for i in places), row, strict=True))
        for places, row in zip(best.tolist(), values, strict=True)
    ]


def keep(base: Base, rows: Iterable[Row], model: str) -> None:
    """Write rows into the store, a few at a time."""
    rows = list(rows)
    for start in range(0, len(rows), _BATCH):
        _keep(base, rows[start : start + _BATCH], model)


def _keep(base: Base, rows: Sequence[Row], model: str) -> None:
    time = history.now()
    with base.writing() as connection:
        numbers = dict(map(tuple, connection.execute("SELECT name, id FROM classes").fetchall()))
        known = {row[0] for row in connection.execute(
            f"SELECT id FROM assets WHERE id IN ({', '.join('?' * len(rows))})",
            [row.asset for row in rows],
        )}  # fmt: skip
        for row in rows:
            if row.asset not in known:  # it moved into another's place meanwhile
                continue
            connection.execute(
                "UPDATE assets SET reason = ? WHERE id = ? AND reason != ?",
                (row.reason, row.asset, row.reason),
            )
            if row.top and row.top[0][0] not in numbers:
                continue  # called otherwise since: it is answered anew
            top = [(numbers[name], p) for name, p in row.top if name in numbers]
            if not top:
                connection.execute("DELETE FROM predictions WHERE asset = ?", (row.asset,))
                continue
            packed = "[" + ",".join(f"[{number},{p}]" for number, p in top) + "]"
            connection.execute(
                "INSERT OR REPLACE INTO predictions VALUES (?, ?, ?, ?, ?, ?, ?)",
                (row.asset, top[0][0], row.confidence, row.margin, packed, model, time),
            )


def run(scorer: Scorer, item: Item) -> Row:
    """Score one item at once, as a machine of many does."""
    return drain(score([item], scorer))[0]
