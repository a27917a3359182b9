"""Names of files come in, which belong together goes out: by time, by number or by order."""

import re
from collections.abc import Hashable, Sequence

import numpy as np

from ...errors import InputError

_APART = 0.02  # seconds that two pictures of a moment may lie apart: as TUM's associate.py has it
Pairs = list[int | None]


def pair(
    left: Sequence[str], right: Sequence[str], what: tuple[str, str] = ("pictures", "others")
) -> tuple[Pairs, str]:
    """For each name of `left` which one of `right` it belongs to, or None; and how that was found.

    Names are files' without their suffix, numbers or times; empty where nothing has one. Equal
    names belong together, or the nearest times, or equal numbers (the last in a name); where as
    many are on either side and there are no numbers, or all are off by the same (counted from 0
    and from 1), the order counts.

    Args:
        what: what both are, for messages.

    Raises:
        InputError: nothing says which belong together, and they are not equally many.
    """
    for rule, way in _RULES:
        found = rule(left, right)
        if any(index is not None for index in found):
            return found, way
    if len(left) != len(right):
        raise InputError(
            f"There are {len(left)} {what[0]} and {len(right)} {what[1]}, and nothing says which "
            "belong together.",
            "Give as many of one as of the other, or the same numbers or times in their names.",
        )
    return list(range(len(left))), "in order"


def _all_names(left: Sequence[str], right: Sequence[str]) -> Pairs:
    is_whole = set(left) <= set(right) or set(right) <= set(left)
    return _equal(left, right) if is_whole else []


def _times(left: Sequence[str], right: Sequence[str]) -> Pairs:
    ours, theirs = _numbers(left), _numbers(right)
    if not ours or not theirs or not any(value % 1 for value in ours + theirs):
        return []
    times = np.array(theirs)
    nearest = [int(np.abs(times - time).argmin()) for time in ours]
    is_near = [abs(theirs[at] - time) <= _APART for at, time in zip(nearest, ours, strict=True)]
    return [at if near else None for at, near in zip(nearest, is_near, strict=True)]


def _shifted(left: Sequence[str], right: Sequence[str]) -> Pairs:
    ours, theirs = _numbers(left), _numbers(right)
    if not ours or not theirs or len(ours) != len(theirs):
        return []
    steps = {b - a for a, b in zip(sorted(ours), sorted(theirs), strict=True)}
    is_shifted = len(steps) == 1 and steps != {0.0}
    return _equal([number + min(steps) for number in ours], theirs) if is_shifted else []


def _same_numbers(left: Sequence[str], right: Sequence[str]) -> Pairs:
    ours, theirs = _numbers(left), _numbers(right)
    return _equal(ours, theirs) if ours and theirs else []


def _equal(left: Sequence[Hashable], right: Sequence[Hashable]) -> Pairs:
    """Where each of `left` stands in `right`; nothing where that is not clear."""
    places = {key: at for at, key in enumerate(right) if key != ""}
    if len(places) < len(right) or len(set(left)) < len(left):
        return []
    return [places.get(key) for key in left]


def _numbers(names: Sequence[str]) -> list[float] | None:
    """The number of each name; None where one has none, or two the same."""
    numbers = [number for name in names if (number := number_in(name)) is not None]
    return numbers if len(set(numbers)) == len(names) else None


def number_in(name: str) -> float | None:
    """The number that a name is, or the last whole one in it; None where there is none."""
    found = re.findall(r"^\d+\.\d+$|\d+", name)
    return float(found[-1]) if found else None


# In this order: the first that finds any is taken.
_RULES = (
    (_all_names, "by name"),
    (_times, "by time"),
    (_shifted, "in order"),
    (_same_numbers, "by number"),
    (_equal, "by name"),
)
