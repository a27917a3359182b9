"""A key press in, what it means while a person labels out; None: it is Blender's own."""

from dataclasses import dataclass

from ...engine.pool.classes import Class

_MARKS = {"?": "unsure", "!": "flag"}


@dataclass(frozen=True)
class Meaning:
    """What a key does: one of label, new, mark, back, type, erase, clear, batch, end."""

    verb: str
    value: str = ""


def meaning(
    kind: str,
    text: str,
    *,
    is_ctrl: bool,
    is_shift: bool,
    typed: str,
    choices: list[str],
    classes: list[Class],
) -> Meaning | None:
    """What a key means.

    Args:
        kind: as Blender names the key: RET, LEFT_ARROW, A …
        text: the letter that it types; or empty.
        typed: what is searched so far.
        choices: the classes on the keys 1 to 5.
    """
    if kind in ("RET", "NUMPAD_ENTER"):
        if is_ctrl:
            return Meaning("label", typed.strip()) if typed.strip() else None
        if typed and not choices:
            return Meaning("label", typed.strip())
        return Meaning("label", choices[0]) if choices else None
    if is_ctrl or kind.startswith("NUMPAD_"):
        return None  # undo, redo; the views
    if kind == "BACK_SPACE":
        return Meaning("erase") if typed else Meaning("back")
    if kind == "ESC":
        return Meaning("clear") if typed else Meaning("end")
    if kind == "TAB":
        return Meaning("batch")
    if kind == "LEFT_ARROW":
        return Meaning("back")
    if kind == "RIGHT_ARROW":
        return Meaning("mark", "skip")
    return _typed(text, is_shift=is_shift, typed=typed, choices=choices, classes=classes)


def _typed(
    text: str, *, is_shift: bool, typed: str, choices: list[str], classes: list[Class]
) -> Meaning | None:
    """What a letter means: a choice, a mark, a class' hotkey, or something to search."""
    if not text or not text.isprintable():
        return None
    if text in "12345":
        place = int(text) - 1
        return Meaning("label", choices[place]) if place < len(choices) else Meaning("none")
    if not typed:
        if text == " ":
            return Meaning("mark", "skip")
        if text in _MARKS:
            return Meaning("mark", _MARKS[text])
        if text.isdigit() or (is_shift and text.isupper()):
            known = {one.hotkey: one.name for one in classes if one.hotkey}
            if text in known:
                return Meaning("label", known[text])
    return Meaning("type", text)
