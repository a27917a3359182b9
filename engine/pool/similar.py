"""What looks alike: a project's embeddings in, an asset's neighbours or groups of copies out.

Assets are compared by the cosine of their mean embeddings, seen from the middle of the pool.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..acquisition.neighbours import unit
from ..errors import DataError, InputError
from ..jobs import Progress, Steps
from .assets import get
from .project import Project
from .schema import Base
from .score import embedding_key

# Chosen on shared/data/labelled_meshes (637 assets of 40 classes, the embedded default). At this
# cosine none of the 44 pairs that it finds is of two classes, at 0.98 one of 55 is (a fridge and a
# wardrobe), at 0.95 6 of 210. It finds 6 of the 7 pairs that labels/duplicates calls one shape; of
# 60 assets, changed, all that were stretched by 5 % and 98 % of those cut into more triangles,
# but 68 % of those turned by 40 degrees about Z.
NEAR = 0.985
_BLOCK = 256  # rows compared at once: 100 MB where there are 100,000


@dataclass(frozen=True)
class _Seen:
    """Assets (A) with their contents' rows (A,) among unit vectors (R, D)."""

    ids: NDArray[np.int64]
    rows: NDArray[np.int64]  # -1: not looked at
    contents: list[str]
    vectors: NDArray[np.float32]


def similar(project: Project, asset_id: int, *, count: int = 20) -> list[tuple[int, float]]:
    """The assets that look most like one: ids with cosines, best first, without itself.

    Raises:
        InputError: there is no such asset, or it has not been looked at.
    """
    seen = _seen(project)
    row = seen.rows[seen.ids == asset_id]
    if not len(row) or row[0] < 0:
        raise InputError(f"Asset {asset_id} has not been looked at.", "Score the pool first.")
    cosines = seen.vectors @ seen.vectors[row[0]]
    others = (seen.rows >= 0) & (seen.ids != asset_id)
    ids, values = seen.ids[others], cosines[seen.rows[others]]
    values[seen.rows[others] == row[0]] = 1.0  # a copy, also where rounding says otherwise
    order = np.argsort(-values, kind="stable")[:count]
    return list(zip(ids[order].tolist(), values[order].tolist(), strict=True))


def near_duplicates(project: Project, *, threshold: float = NEAR) -> Steps[list[list[int]]]:
    """Groups of assets that look the same, also in chains, and of identical ones; largest first.

    Raises:
        InputError: the threshold is no cosine that two assets may have.
    """
    if not 0 < threshold <= 1:
        raise InputError("The threshold is out of range.", "Choose more than 0, up to 1.")
    yield Progress(0, None, "Reading embeddings")
    seen = _seen(project)
    group = np.arange(len(seen.vectors))
    for start in range(0, len(group), _BLOCK):
        yield Progress(start, len(group), "Comparing")
        some = seen.vectors[start : start + _BLOCK]
        is_near = np.triu(some @ seen.vectors[start:].T >= threshold, 1)
        for row in np.flatnonzero(is_near.any(axis=1)):
            _join(group, start + np.append(np.flatnonzero(is_near[row]), row))
    roots = _roots(group, np.arange(len(group)))
    found: dict[object, list[int]] = {}
    for asset, row, content in zip(seen.ids.tolist(), seen.rows, seen.contents, strict=True):
        found.setdefault(content if row < 0 else int(roots[row]), []).append(asset)
    return sorted(
        (assets for assets in found.values() if len(assets) > 1), key=lambda one: (-len(one), one)
    )


def _roots(group: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first of the group that each row is in."""
    found = group[rows]
    while (group[found] != found).any():
        found = group[found]
    return found


def _join(group: NDArray[np.int64], rows: NDArray[np.int64]) -> None:
    """Make the groups that rows are in one."""
    roots = _roots(group, rows)
    group[roots] = group[rows] = roots.min()


def _seen(project: Project) -> _Seen:
    """All assets that are there, by id, and the pool's vectors about its middle."""
    with project.store.reading() as connection:
        found = connection.execute(
            "SELECT id, content FROM assets WHERE NOT is_gone AND content != '' ORDER BY id"
        ).fetchall()
    contents = [row["content"] for row in found]
    network = project.network
    keys = {content: embedding_key(content, network) for content in contents}
    embeddings = project.embeddings.get_all(keys.values())
    known = [content for content, key in keys.items() if key in embeddings]
    places = {content: row for row, content in enumerate(known)}
    vectors = np.zeros((len(places), _width(embeddings)), np.float32)
    for content, row in places.items():
        vectors[row] = embeddings.pop(keys[content])[0]
    return _Seen(
        np.array([row["id"] for row in found], np.int64),
        np.array([places.get(content, -1) for content in contents], np.int64),
        contents,
        unit(vectors),
    )


def _width(embeddings: dict[str, NDArray[np.float32]]) -> int:
    return next(iter(embeddings.values())).shape[1] if embeddings else 0


def write_groups(path: Path, base: Base, groups: Sequence[Sequence[int]]) -> None:
    """Write groups of assets as a CSV: group, path, object, label.

    Raises:
        DataError: it cannot be written.
    """
    known = {one.id: one for one in get(base, [asset for group in groups for asset in group])}
    try:
        with open(path, "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(("group", "path", "object", "label"))
            for number, group in enumerate(groups, 1):
                for one in (known[asset] for asset in group if asset in known):
                    table.writerow((number, one.path.as_posix(), one.object, one.label))
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error}.", "Choose another place.") from error
