"""Long work is a generator: it yields Progress, and Work for another thread; it returns its result.

The same generator runs to its end at once (`drain`) or step by step in Blender's window.
Closing it cancels it, so a generator cleans up in `finally`.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """How far the work is: `done` of `total` steps (None: not known), and what it is doing."""

    done: int
    total: int | None
    message: str  # the stage, in the same words every time
    note: str = ""  # what a person should still know when all is over

    @property
    def fraction(self) -> float:
        """Share of the work that is done, in [0, 1]; 0 while the total is not known."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def text(self) -> str:
        """The message with the count, where there is one: “Drawing views 3/12”, “Reading 50”."""
        if self.total:
            return f"{self.message} {self.done}/{self.total}"
        return f"{self.message} {self.done}" if self.done else self.message


@dataclass(frozen=True)
class Work:
    """Steps that need no Blender, so that a window can leave them to a thread.

    `result = yield Work(steps)`; what they raise is raised there.
    """

    steps: "Steps[Any]"


Steps = Generator[Progress | Work, Any, T]


def inline(steps: Steps[T]) -> Generator[Progress, None, T]:
    """The same steps with their Work done in between, as part of them."""
    value, error = None, None
    try:
        while True:
            given = steps.throw(error) if error else steps.send(value)
            value, error = None, None
            if not isinstance(given, Work):
                yield given
                continue
            try:
                value = yield from inline(given.steps)
            except Exception as raised:
                error = raised
    except StopIteration as end:
        return end.value
    finally:
        steps.close()


def mapped(steps: Steps[T], change: Callable[[Progress], Progress]) -> Generator[Progress, None, T]:
    """The same steps as a part of something greater: each progress is changed on its way."""
    steps = inline(steps)
    try:
        while True:
            yield change(next(steps))
    except StopIteration as end:
        return end.value
    finally:
        steps.close()


def within(steps: Steps[T], step: Progress) -> Generator[Progress, None, T]:
    """The same steps as one step of something greater: that step is told, with their notes."""
    return mapped(steps, lambda progress: replace(step, note=progress.note))


def drain(steps: Steps[T], on_progress: Callable[[Progress], None] | None = None) -> T:
    """Run steps to their end and return their result."""
    steps = inline(steps)
    try:
        while True:
            progress = next(steps)
            if on_progress:
                on_progress(progress)
    except StopIteration as end:
        return end.value


def time_left(seconds: float, fraction: float) -> str:
    """The time still to go, as “1:05”, after `seconds` for that share; empty while unknown."""
    if not 0 < fraction < 1:
        return ""
    left = seconds * (1 / fraction - 1)
    hours, minutes = divmod(round(left) // 60, 60)
    clock = f"{minutes}:{round(left) % 60:02d}"
    return f"{hours}:{clock:0>5}" if hours else clock
