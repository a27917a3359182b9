"""The run log: a line of JSON for each job, so that what was done can be found and repeated."""

import json
import platform
from dataclasses import asdict, dataclass, field, is_dataclass
from pathlib import Path
from typing import Any

from . import __version__
from .errors import DataError


@dataclass(frozen=True)
class Run:
    """One job that is over."""

    job: str  # the feature's word
    started: str  # ISO 8601, UTC
    seconds: float
    outcome: str  # "done", "stopped" or "failed"
    settings: dict[str, Any]
    seed: int | None = None  # None: nothing in it is random
    model: str = ""
    model_hash: str = ""  # SHA-256 of its file
    items: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)  # item, reason
    error: str = ""  # why the job as a whole ended
    notes: list[str] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)  # stage -> seconds
    versions: dict[str, str] = field(default_factory=dict)


def versions(**others: str) -> dict[str, str]:
    """What the run was made with: ours, Python's, and `others`."""
    return {"reloop3d": __version__, "python": platform.python_version()} | others


def plain(settings: Any) -> dict[str, Any]:
    """A settings dataclass as values that JSON can hold; arrays as nested lists."""
    values = asdict(settings) if is_dataclass(settings) else dict(settings or {})
    return json.loads(json.dumps(values, default=_plain_value))


def _plain_value(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else str(value)


def write_run(path: Path, run: Run) -> None:
    """Add a run to the log.

    Raises:
        DataError: the log cannot be written.
    """
    line = json.dumps(asdict(run))  # ASCII: any file name can be written, and no line breaks
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "a", encoding="utf-8") as file:  # appending: two Blenders may share it
            file.write(line + "\n")
    except OSError as error:
        raise DataError(
            f"The run log {path} cannot be written: {error}.", "Choose another folder."
        ) from error


def read_runs(path: Path) -> list[Run]:
    """All runs of a log, the oldest first; none where there is no log.

    Raises:
        DataError: a line is not a run.
    """
    if not path.is_file():
        return []
    runs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            runs.append(Run(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise DataError(f"{path}, line {number}, is not a run: {error}.") from error
    return runs
