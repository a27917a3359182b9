"""What is like what in a pool: embeddings in, a table kept in the cache out.

It is made when a pool was looked at, so that ranking reads no embedding. Rows are contents:
identical copies are one.
"""

import zipfile
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..acquisition.neighbours import Neighbours, find_neighbours, unit
from ..errors import DataError
from ..jobs import Progress, Steps
from .project import Project
from .score import embedding_key


@dataclass(frozen=True, eq=False)
class Known:
    """Contents (N), each once, and the nearest of each."""

    contents: list[str]
    near: Neighbours


def make(project: Project) -> Steps[None]:
    """Bring the table up to date with what was looked at; nothing is done where it is.

    Raises:
        DataError: it cannot be written.
    """
    yield Progress(0, None, "Reading embeddings")
    network = project.network
    contents = seen_contents(project)
    before = read(project)
    if before is not None and before.contents == contents:
        return
    near = yield from find_neighbours(unit(means(project, contents)))
    part = project.neighbours.with_name(f"part-{project.neighbours.name}")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb") as file:
            np.savez(
                file,
                network=np.array(network),
                contents=np.array("\n".join(contents)),
                rows=near.rows,
                cosines=near.cosines.astype(np.float16),
                starts=near.starts,
                places=near.places,
            )
        part.replace(project.neighbours)
    except OSError as error:
        raise DataError(f"Cannot write {part}: {error}.", "Is its disk full?") from error


def read(project: Project) -> Known | None:
    """The table as it was made last; None where there is none of this network."""
    try:
        with np.load(project.neighbours) as file:
            if str(file["network"]) != project.network:
                return None
            parts = [file[name] for name in ("rows", "cosines", "starts", "places")]
            contents = str(file["contents"])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):  # a cache: it is made anew
        return None
    parts[1] = parts[1].astype(np.float32)
    return Known(contents.split("\n") if contents else [], Neighbours(*parts))


def seen_contents(project: Project) -> list[str]:
    """The contents that are there and were looked at, in order."""
    network = project.network
    keys = project.embeddings.known()
    with project.store.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT content FROM assets WHERE NOT is_gone AND content != ''"
        ).fetchall()
    return sorted(c for (c,) in map(tuple, rows) if embedding_key(c, network) in keys)


def means(project: Project, contents: list[str]) -> NDArray[np.float32]:
    """The mean embeddings (N, D) of contents; NaN where one is not there."""
    network = project.network
    keys = [embedding_key(content, network) for content in contents]
    found = project.embeddings.get_all(keys)
    width = len(next(iter(found.values()))[0]) if found else 0
    table = np.full((len(contents), width), np.nan, np.float32)
    for row, key in enumerate(keys):
        if key in found:
            table[row] = found.pop(key)[0]
    return table
