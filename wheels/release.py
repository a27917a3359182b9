"""What a release has beside its zips: its notes, cut from the changelog, and its checksums."""

from pathlib import Path

from engine.runtime.lock import digest

from .environments import BuildError

SUMS = "SHA256SUMS"  # as sha256sum writes it and checks it


def notes(changelog: str, version: str) -> str:
    """What the changelog says of a version; every “## VERSION, DATE” begins one.

    Raises:
        BuildError: nothing.
    """
    lines = changelog.splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("## ")] + [len(lines)]
    for at, after in zip(starts, starts[1:], strict=False):
        if lines[at].removeprefix("## ").split(",")[0].strip() == version:
            if text := "\n".join(lines[at + 1 : after]).strip():
                return text
    raise BuildError(f"docs/changelog.md says nothing of version {version}: write it first")


def write_sums(folder: Path) -> Path:
    """Write the hash of every file below a folder; the list's path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    rows = [f"{digest(path)}  {path.relative_to(folder).as_posix()}" for path in paths]
    (folder / SUMS).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / SUMS
