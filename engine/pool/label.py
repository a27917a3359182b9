"""Labels: assets and what they are in, a step of the store's history out."""

from collections.abc import Mapping, Sequence

from ..errors import InputError
from . import classes, history
from .history import Step
from .schema import Base

MARKS = {
    "skip": "not now",
    "unsure": "a person cannot tell",
    "flag": "broken, or does not belong here",
}
ORIGINS = {
    "person": "looked at and named",
    "accepted": "one of a batch that looked alike",
    "import": "read from a file",
    "copy": "identical to one that was named",
    "confirmed": "looked at again, and kept",
}


def put(
    base: Base,
    labels: Mapping[int, str],
    *,
    origin: str = "person",
    who: str | None = None,
    session: str = "",
    parent: int = 0,
) -> int:
    """Name assets: id -> class, an empty one takes the label away. New classes are made.

    Identical copies that nobody named get the label too. One step of the history.

    Returns:
        the step's id; 0 where nothing changed.
    """
    what = "Label" if len(labels) == 1 else f"Label {len(labels)}"
    with history.step(base, what, who=who, session=session, parent=parent) as step:
        known = classes.numbers(step)
        for asset, name in labels.items():
            name = name.strip()
            if name and name not in known:
                known[name] = classes.make(step, name)
            write(step, asset, known[name] if name else None, "", origin)
    return step.id if step.count else 0


def mark(
    base: Base,
    assets: Sequence[int],
    what: str,
    *,
    who: str | None = None,
    session: str = "",
    parent: int = 0,
) -> int:
    """Mark assets with one of MARKS; a label that they have is kept. As `put` else.

    Raises:
        InputError: there is no such mark.
    """
    if what not in MARKS:
        raise InputError(f"Unknown mark “{what}”.", f"There is {', '.join(MARKS)}.")
    with history.step(base, what.title(), who=who, session=session, parent=parent) as step:
        for asset in assets:
            row = step.get("labels", asset)
            write(step, asset, row and row["class"], what, (row and row["origin"]) or "person")
    return step.id if step.count else 0


def unmark(base: Base, what: str, *, session: str = "", parent: int = 0) -> int:
    """Take a mark away from all that have it, so that they are asked again."""
    with history.step(base, f"Ask {what} again", session=session, parent=parent) as step:
        rows = step.base.execute("SELECT asset FROM labels WHERE mark = ?", (what,)).fetchall()
        for (asset,) in rows:
            row = step.get("labels", asset)
            step.put("labels", asset, row | {"mark": ""} if row["class"] is not None else None)
    return step.id if step.count else 0


def write(
    step: Step,
    asset: int,
    number: int | None,
    what: str,
    origin: str,
    *,
    who: str = "",
    time: str = "",
) -> None:
    """Write the label of one asset, and of its copies, in an open step.

    Args:
        number: the class' id; None: without one.
        what: one of MARKS, or empty.
        who: said so, and `time` when; empty: the step's.

    Raises:
        InputError: there is no such asset.
    """
    content = step.base.execute("SELECT content FROM assets WHERE id = ?", (asset,)).fetchone()
    if content is None:
        raise InputError(f"There is no asset {asset}.", "It may have been scanned elsewhere.")
    row = {"class": number, "mark": what, "origin": origin}
    row |= {"who": who or step.who, "time": time or step.time}
    is_empty = number is None and not what
    before = step.get("labels", asset)
    if before and not is_empty and (before["class"], before["mark"]) == (number, what):
        said_again = before["origin"] != "copy" or origin == "copy"
        if said_again and (origin != "confirmed" or before["origin"] == "confirmed"):
            return
    step.put("labels", asset, None if is_empty else row)
    if what or not content[0]:
        return  # what is marked stands for itself
    for (copy,) in _copies(step, asset, content[0]):
        step.put("labels", copy, None if is_empty else row | {"origin": "copy"})


def _copies(step: Step, asset: int, content: str) -> list:
    return step.base.execute(
        "SELECT a.id FROM assets a LEFT JOIN labels l ON l.asset = a.id"
        " WHERE a.content = ? AND a.id != ?"
        " AND (l.asset IS NULL OR (l.origin = 'copy' AND l.mark = ''))",
        (content, asset),
    ).fetchall()


def share(step: Step, asset: int, content: str) -> None:
    """Give an asset that is new here the label of one that is identical, if there is one."""
    found = step.base.execute(
        "SELECT l.class FROM assets a JOIN labels l ON l.asset = a.id WHERE a.content = ?"
        " AND a.id != ? AND l.class IS NOT NULL AND l.origin != 'copy' ORDER BY l.time DESC",
        (content, asset),
    ).fetchone()
    if found and step.get("labels", asset) is None:
        row = {"class": found[0], "mark": "", "who": step.who, "time": step.time}
        step.put("labels", asset, row | {"origin": "copy"})
