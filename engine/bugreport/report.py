"""The text of a bug report, and the zip that holds it and nothing that was not chosen."""

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..errors import DataError, InputError
from ..facts import Fact
from ..runlog import Run, read_runs, versions
from ..selftest.contract import Row
from ..selftest.table import as_text
from .hiding import Hidden

NAME = "report.txt"  # in the zip
ADDED = "added"  # the folder in it of files that were chosen
FILING = (
    "Nothing was sent. Attach it to an issue in the repository that your ReLoop3D comes from, or"
    " give it to whom you have ReLoop3D from."
)
_RUNS = 20  # last ones of the log
_OURS = re.compile(r"[\w.]*\bengine\.errors\.\w+")  # as a traceback names an error of ours
_REASONS = 5  # of a run's failed items
_INTRODUCTION = """\
Paths are shortened: ~ is the home folder, <reloop3d> where the extension lies. Names of files,
objects and people stand as marks such as [3f2a1b]; the same name has the same mark here.
All that is given away is below: what you delete here is not written."""


@dataclass(frozen=True)
class Known:
    """What a report is made of.

    facts     of the setup
    rows      of the last self-test; empty: there was none
    trace     of the last error; empty: there was none
    runs      the last jobs
    names     of a person: objects, files
    versions  beside ours and Python's
    """

    facts: Sequence[Fact] = ()
    rows: Sequence[Row] = ()
    trace: str = ""
    runs: Sequence[Run] = ()
    names: Sequence[str] = ()
    versions: Mapping[str, str] = field(default_factory=dict)


def last_runs(log: Path | None) -> list[Run]:
    """The last jobs of a run log; none where it is not there or damaged."""
    if log is None:
        return []
    with suppress(DataError, OSError, UnicodeDecodeError):
        return read_runs(log)[-_RUNS:]
    return []


def written(known: Known, hidden: Hidden) -> str:
    """The report's text: exactly what is given away."""
    made = versions(**known.versions)
    said = ", ".join(f"{name} {version}" for name, version in made.items())
    names = [*known.names, *(name for run in known.runs for name, _ in run.failed)]
    names += [part for run in known.runs for part in hidden.parts(run.settings)]
    rows = hidden.text(as_text(known.rows), names) if known.rows else "not run"
    traces = [row.trace for row in known.rows if row.trace] + [known.trace]
    shown = "\n".join(filter(None, traces)) or "none"
    sections = {
        "What happened": "(write it here: what you did, what came of it, what you had expected)",
        "Setup": "\n".join(_fact(fact, hidden, names) for fact in known.facts) or "not looked at",
        "Self-test": rows,
        "Last error": "\n".join(_traced(line, hidden, names) for line in shown.splitlines()),
        "Last jobs": "\n".join(_line(run, hidden, names) for run in known.runs) or "none",
    }
    head = f"ReLoop3D bug report, {datetime.now(UTC).isoformat(timespec='minutes')}\n{said}"
    parts = [f"# {title}\n\n{text}" for title, text in sections.items()]
    return "\n\n".join([head, _INTRODUCTION, *parts]) + "\n"


def _traced(line: str, hidden: Hidden, names: Sequence[str]) -> str:
    """A line of a traceback; the message of an error of ours is a sentence of ours."""
    kind, end, message = line.partition(": ")
    if _OURS.fullmatch(kind):
        return kind + end + hidden.said(message, names)
    return hidden.text(line, names)


def _fact(fact: Fact, hidden: Hidden, names: Sequence[str]) -> str:
    """A fact's line; a part of its value that is a path may hold spaces."""
    if fact.name == "Last error":  # a sentence of ours
        return Fact(fact.name, hidden.said(fact.value, names)).line
    value = ", ".join(_part(part, hidden, names) for part in fact.value.split(", "))
    problem = hidden.said(fact.problem, names)
    return Fact(fact.name, value, problem).line


def _part(part: str, hidden: Hidden, names: Sequence[str]) -> str:
    return hidden.path(part) if hidden.is_path(part) else hidden.text(part, names)


def _line(run: Run, hidden: Hidden, names: Sequence[str]) -> str:
    """A job as a line of JSON, without what it was about."""
    values = asdict(run) | {
        "settings": hidden.value(run.settings),
        "error": hidden.said(run.error, names),
        "failed": [hidden.said(reason, names) for _, reason in run.failed[:_REASONS]],
        "count_failed": len(run.failed),
        "notes": [hidden.said(note, names) for note in run.notes],
    }
    if not run.model.startswith("embedded/"):  # somebody's own
        values |= {"model": hidden.mark(run.model) if run.model else "", "model_hash": ""}
    return json.dumps(values, ensure_ascii=False)


def bundle(out: Path, text: str, added: Sequence[Path] = ()) -> Path:
    """Write the zip: the text, and files that were chosen one by one, as they are.

    Raises:
        InputError: it is not called .zip, or a file is not there.
        DataError: it cannot be written.
    """
    if out.suffix.lower() != ".zip":
        raise InputError(f"{out.name} does not end in .zip.", "Name it so.")
    for path in added:
        if not path.is_file():
            raise InputError(f"{path} is no file.", "Add files that are there, one by one.")
    part = out.with_name(f"{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(NAME, text)
            for number, path in enumerate(added, 1):  # two may have one name
                archive.write(path, f"{ADDED}/{number} {path.name}")
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise DataError(f"Cannot write {out}: {error}.", "Choose another place.") from error
    return out
