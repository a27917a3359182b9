"""The catalogue: which models ReLoop3D can run, what for, under which licence; catalog.json read.

Sizes and memory are rounded figures for choosing by; `figures` says whose measurement it is.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import InputError

TASKS = {
    "classify": "what an asset is",
    "depth": "how far away what a picture shows is",
    "masks": "which pixels are the subject",
    "text": "how well a picture fits words",
    "train": "what a training may begin with",
}


@dataclass(frozen=True)
class Entry:
    """One model; `source` is its name on the hub, empty where it comes with ReLoop3D."""

    name: str  # what every option that takes a model takes
    title: str
    task: str  # one of TASKS
    source: str
    licence: str
    is_free: bool  # whether the licence lets anybody use it for anything, work that is paid too
    megabytes: int  # of its files
    memory_gb: float  # of the graphics card, or of the machine where it runs on the processor
    is_cpu_viable: bool  # whether a picture takes seconds, not minutes, without a graphics card
    figures: str  # how good it was measured to be, and by whom; empty: not by anybody we can name
    use: str  # what it serves here

    @property
    def is_embedded(self) -> bool:
        """Whether it comes with ReLoop3D."""
        return not self.source


@cache
def entries() -> tuple[Entry, ...]:
    """All models, in the catalogue's order: ours first in each task, then by size."""
    text = Path(__file__).with_name("catalog.json").read_text(encoding="utf-8")
    return tuple(Entry(**values) for values in json.loads(text))


def find(name: str) -> Entry | None:
    """The entry of a name, or of a hub's name; None: it is not in the catalogue."""
    return next((entry for entry in entries() if name in (entry.name, entry.source) and name), None)


def entry(name: str) -> Entry:
    """The entry of a name.

    Raises:
        InputError: there is none.
    """
    if found := find(name):
        return found
    names = ", ".join(each.name for each in entries())
    raise InputError(f"The catalogue has no model “{name}”.", f"It has {names}.")
