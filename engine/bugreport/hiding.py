"""Paths and names out of text: who somebody is and what they work on is nobody's business.

Places that everybody has get a name (`~` is the home folder); what lies in those of a person, and
every name that is told, becomes a mark such as [3f2a1b], the same for the same name in one report
and another in the next. Nobody can find the name by trying: the marks depend on a random secret.
"""

import hashlib
import re
import secrets
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..runtime.lock import ROOT

_SHORTEST = 3  # letters of a name, or word, that says something
_MOST = 12  # values of a list that are told
_MARK = re.compile(r"(\[[0-9a-f]{6}\]|<[a-z0-9]+>)")
_WORD = re.compile(r"[^\W\d_]+")
_SECRET = ("~", "<temp>")  # places in which names are a person's; of others all is told
_ENDINGS = "blend|glb|gltf|obj|fbx|ply|stl|png|jpe?g|exr|csv|npy|safetensors|pt"
_START = r"(?:~|<[a-z0-9]+>|\[[0-9a-f]{6}\]|[A-Za-z]:|\\\\[^\\/\s]+)"
# A path between quotation marks may hold spaces, elsewhere it ends at the first.
_QUOTED = re.compile(rf"(?<=[\"'“])({_START}?[\\/][^\"'”\n]*)(?=[\"'”])")
_BARE = re.compile(rf"(?<![\w\]/\\])({_START}?[\\/][^\s\"'“”,;:()]+|[\w.-]+(?:[\\/][\w.-]+)+)")
_FILE = re.compile(rf"(?<![\w/\\\]])[\w-]+(?=\.(?:{_ENDINGS})\b)")
_PACKAGES = re.compile(r"(?<=.)[\\/](?:site|dist)-packages(?=[\\/]|$)")
_PATH = re.compile(rf"^{_START}?[\\/]")


class Hidden:
    """What makes text safe to give away."""

    def __init__(
        self,
        names: Iterable[str] = (),
        *,
        places: Sequence[tuple[str, Path]] = (),
        paths: Iterable[Path] = (),
    ) -> None:
        """What is to be hidden.

        Args:
            names: of objects, files and the like.
            places: names, such as “<blender>”, of folders beside those that everybody has.
            paths: of a person: each of their folders' names is one to hide too.
        """
        self._secret = secrets.token_bytes(16)
        known = [
            ("<reloop3d>", ROOT),
            ("<python>", Path(sys.prefix)),
            ("<python>", Path(sys.base_prefix)),
            ("<temp>", Path(tempfile.gettempdir())),
            *places,
            ("~", Path.home()),
        ]
        known = [(name, str(place)) for name, place in known if len(place.parts) > 1]
        self._places = sorted(known, key=lambda pair: -len(pair[1]))
        parts = {part for path in paths for part in self._own_parts(str(path))}
        self._names = self._sayable({*names, *parts})

    def parts(self, value: Any) -> list[str]:
        """The names in all paths that a setting as JSON holds."""
        if isinstance(value, str):
            return self._own_parts(value) if self.is_path(value) else []
        if isinstance(value, dict):
            value = list(value.values())
        return [p for one in value for p in self.parts(one)] if isinstance(value, list) else []

    def _own_parts(self, path: str) -> list[str]:
        """The names in a path that are its owner's."""
        text = self._placed(path)
        return [part for part in re.split(r"[\\/]", text) if part and not _MARK.fullmatch(part)]

    @staticmethod
    def _sayable(names: Iterable[str]) -> re.Pattern[str] | None:
        """What finds these names as whole words, the longest first; with and without their end."""
        every = {form for name in names for form in (name, Path(name).stem)}
        every = {name for name in every if len(name) >= _SHORTEST and not name.isdigit()}
        if not every:
            return None
        longest = sorted(every, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def mark(self, name: str) -> str:
        """What stands for a name in this report."""
        digest = hashlib.sha256(self._secret + name.encode()).hexdigest()
        return f"[{digest[:6]}]"

    def text(self, text: str, names: Iterable[str] = ()) -> str:
        """Text of anybody, without paths and known names.

        Args:
            names: to hide in it beside those that always are.
        """
        text = self._placed(text)
        for pattern in (self._sayable(names), self._names):
            if pattern is not None:
                text = pattern.sub(lambda found: self.mark(found[0]), text)
        for pattern in (_QUOTED, _BARE):
            text = pattern.sub(lambda found: self._path(found[1]), text)
        return _FILE.sub(lambda found: self.mark(found[0]), text)

    def said(self, text: str, names: Iterable[str] = ()) -> str:
        """A sentence of ours: whatever word we do not say ourselves is somebody's name."""
        parts = _MARK.split(self.text(text, names))
        known = vocabulary()

        def own(found: re.Match[str]) -> str:
            word = found[0]
            return word if len(word) < _SHORTEST or word in known else self.mark(word)

        return "".join(
            part if number % 2 else _WORD.sub(own, part) for number, part in enumerate(parts)
        )

    def is_path(self, text: str) -> bool:
        """Whether all of a text is a path from a root, a home or a drive on."""
        return bool(_PATH.match(self._placed(text)))

    def path(self, text: str) -> str:
        """A text that is a path, spaces and all."""
        return self._path(self._placed(text))

    def value(self, value: Any) -> Any:
        """A setting as JSON holds it, its texts hidden as `said` does."""
        if isinstance(value, str):
            return self.path(value) if self.is_path(value) else self.said(value)
        if isinstance(value, dict):
            return {self.said(str(key)): self.value(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.value(one) for one in value[:_MOST]] + ["…"] * (len(value) > _MOST)
        return value

    def _placed(self, text: str) -> str:
        """The text with the beginnings of paths as the names of their places."""
        for name, place in self._places:
            flags = re.IGNORECASE if sys.platform == "win32" else 0
            text = re.sub(rf"{re.escape(place)}(?![\w-])", name, text, flags=flags)
        return text

    def _path(self, path: str) -> str:
        """A path whose folders are marks, but where it is of a place that is nobody's."""
        if found := _PACKAGES.search(path):  # which installation it is may be the fault
            head = path[: found.start()]
            return (head if _MARK.fullmatch(head) else self.mark(head)) + path[found.start() :]
        first, *rest = re.split(r"([\\/])", path)
        is_rooted = not first or re.fullmatch(_START, first)
        if first.startswith("<") and first not in _SECRET:
            return path
        parts = [part for part in (first, *rest) if part and part not in "\\/"]
        if not is_rooted and all(len(p) < _SHORTEST or p in vocabulary() for p in parts):
            return path  # “and/or”, or a name of ours
        made = [first if is_rooted else self._part(first)]
        return "".join(made + [part if part in "\\/" else self._part(part) for part in rest])

    def _part(self, name: str) -> str:
        """A folder's or file's name as a mark, with the file's ending."""
        if not name or _MARK.match(name):
            return name
        suffix = Path(name).suffix
        return self.mark(name) + (suffix if re.fullmatch(r"\.\w{1,6}", suffix) else "")


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Every word that stands in our sources: what a sentence of ours is made of."""
    words: set[str] = set()
    for folder in ("engine", "reloop3d_addon"):
        for path in (ROOT / folder).rglob("*.py"):
            words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(words)
