"""The self-test: checks one after another; one that fails, crashes or lacks something costs no
other.
"""

import time
import traceback
from collections.abc import Callable, Sequence

from .. import deps
from ..errors import InputError, MissingDependency, ReLoopError
from ..jobs import Progress, Steps, Work, mapped
from ..runtime.apart import apart
from .checks import CHECKS
from .contract import Check, Figure, Row


def chosen(names: Sequence[str], checks: Sequence[Check] = CHECKS) -> list[Check]:
    """The checks of these names, in their order; all where no name is given.

    Raises:
        InputError: there is none of a name.
    """
    known = [check.name for check in checks]
    if unknown := [name for name in names if name not in known]:
        raise InputError(f"There is no check “{unknown[0]}”.", f"There is {', '.join(known)}.")
    return [check for check in checks if not names or check.name in names]


def selftest(
    checks: Sequence[Check] = CHECKS, *, on_row: Callable[[Row], None] | None = None
) -> Steps[list[Row]]:
    """Run checks; a row each.

    Args:
        on_row: is told each row as soon as it is there.
    """
    rows = []
    for number, check in enumerate(checks):
        step = Progress(number, len(checks), check.words)
        yield step
        rows.append((yield from _tried(check, step)))
        if on_row:
            on_row(rows[-1])
    return rows


def _tried(check: Check, step: Progress) -> Steps[Row]:
    """What comes of one check, whatever happens in it."""
    start = time.perf_counter()
    if missing := tuple(name for name in check.needs if not deps.has(name)):
        return Row(check.name, missing=missing)
    problem = trace = ""
    figures: tuple[Figure, ...] = ()

    def told(_progress: Progress) -> Progress:
        return step  # without the notes of a feature: they tell of the check's own samples

    try:
        if check.is_apart:
            values = yield Work(mapped(apart(check.measure), told))
        else:
            values = yield from mapped(check.measure(), told)
        figures = tuple(Figure(float(values[key]), bound) for key, bound in check.bounds.items())
    except MissingDependency as error:
        return Row(check.name, missing=(error.module,))
    except ReLoopError as error:
        problem = str(error)
    except Exception as error:  # a bug, in this process or, with its trace, in the other
        trace = "".join(traceback.format_exception(error))
        problem = f"Internal error: {_last_line(str(error)) or type(error).__name__}"
    return Row(check.name, figures, time.perf_counter() - start, problem, trace)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
