"""Long work is a generator: it yields Progress and returns its result.

The same generator runs to its end at once (`drain`) or step by step in Blender's window.
Closing it cancels it, so a generator cleans up in `finally`.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """How far the work is: `done` of `total` steps (None: not known), and what it is doing."""

    done: int
    total: int | None
    message: str

    @property
    def fraction(self) -> float:
        """Share of the work that is done, in [0, 1]; 0 while the total is not known."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def text(self) -> str:
        """The message with the count, where there is one: “Drawing views 3/12”."""
        return f"{self.message} {self.done}/{self.total}" if self.total else self.message


Steps = Generator[Progress, None, T]


def drain(steps: Steps[T], on_progress: Callable[[Progress], None] | None = None) -> T:
    """Run a generator of Progress to its end and return its result."""
    try:
        while True:
            progress = next(steps)
            if on_progress:
                on_progress(progress)
    except StopIteration as end:
        return end.value
