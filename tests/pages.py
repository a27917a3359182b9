"""The pages, README and docs/, as tests read them: their links, examples and commands."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMANDS = ("python -m engine ", "python3 build.py ", "blender ")
_UNFINISHED = ("…", "[")  # in a line that says what commands look like


def text_of(page: Path) -> str:
    """A page's text."""
    return page.read_text(encoding="utf-8")


def examples(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language, in their order."""
    return [code for kind, code in _FENCE.findall(text_of(page)) if kind == language]


def prose(page: Path) -> str:
    """A page without its fenced and indented blocks."""
    text = _FENCE.sub("", text_of(page))
    return "\n".join(line for line in text.splitlines() if not line.startswith("    "))


def links(page: Path) -> list[str]:
    """Where a page's links and pictures lead, as they stand there."""
    plain = re.sub(r"`[^`]*`", "", prose(page))
    return re.findall(r"\]\(([^)\s]+)\)", plain)


def anchors(page: Path) -> set[str]:
    """What links may name behind a #: the headings, as forges make anchors of them."""
    titles = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    bare = [re.sub(r"[^\w\- ]", "", title.lower()) for title in titles]
    return {title.replace(" ", "-") for title in bare}


def commands(page: Path) -> list[list[str]]:
    """The words of every command line of ours in a page: in a block, or between backticks."""
    lines = [line.strip() for line in text_of(page).splitlines() if line.startswith("    ")]
    lines += re.findall(r"`([^`\n]+)`", prose(page))
    return [
        shlex.split(line, comments=True)
        for line in lines
        if line.startswith(_COMMANDS) and not any(mark in line for mark in _UNFINISHED)
    ]


def engine_words(words: list[str]) -> list[str] | None:
    """What `python -m engine` is told in a command, also through build.py; None: nothing is."""
    start = ["python", "-m", "engine"]
    for place in range(len(words) - 2):
        if words[place : place + 3] == start:
            return words[place + 3 :]
    return None


def blender_words(words: list[str]) -> list[str] | None:
    """What `blender … -c reloop3d` is told in a command; None: it is another one."""
    if words[0] != "blender" or "-c" not in words:
        return None
    place = words.index("-c")
    assert words[place + 1] == "reloop3d", words
    return words[place + 2 :]
