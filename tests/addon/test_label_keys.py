"""Keys while labelling: what each means, and which are left to Blender."""

import pytest

CHOICES = ["chair", "stool"]


@pytest.fixture
def meaning(addon):
    keys, classes = addon("reloop3d_addon.labelling.keys"), addon("engine.pool.classes")
    known = [
        classes.Class(1, "throne", "#000000", "T", ()),
        classes.Class(2, "sofa", "#000000", "7", ()),
    ]

    def of(kind: str, text: str = "", *, typed: str = "", ctrl=False, choices=CHOICES):
        found = keys.meaning(
            kind,
            text,
            is_ctrl=ctrl,
            is_shift=text.isupper(),
            typed=typed,
            choices=choices,
            classes=known,
        )
        return found and (found.verb, found.value)

    return of


def test_guesses_and_the_first_one(meaning) -> None:
    assert meaning("RET") == ("label", "chair")
    assert meaning("NUMPAD_ENTER") == ("label", "chair")
    assert meaning("TWO", "2") == ("label", "stool")
    assert meaning("THREE", "3") == ("none", "")  # no such guess: nothing, also not Blender's
    assert meaning("RET", choices=[]) is None


def test_letters_search_and_enter_takes_the_match_or_a_new_class(meaning) -> None:
    assert meaning("C", "c") == ("type", "c")
    assert meaning("SPACE", " ", typed="coffee") == ("type", " ")
    assert meaning("RET", typed="st", choices=["stool"]) == ("label", "stool")
    assert meaning("RET", typed="st", choices=["stool"], ctrl=True) == ("label", "st")
    assert meaning("RET", typed=" gizmo ", choices=[]) == ("label", "gizmo")
    assert meaning("BACK_SPACE", typed="st") == ("erase", "")
    assert meaning("ESC", typed="st") == ("clear", "")


def test_marks_back_look_alikes_and_the_end(meaning) -> None:
    assert meaning("SPACE", " ") == ("mark", "skip")
    assert meaning("RIGHT_ARROW") == ("mark", "skip")
    assert meaning("SLASH", "?") == ("mark", "unsure")
    assert meaning("ONE", "!") == ("mark", "flag")
    assert meaning("LEFT_ARROW") == ("back", "")
    assert meaning("BACK_SPACE") == ("back", "")
    assert meaning("TAB") == ("batch", "")
    assert meaning("ESC") == ("end", "")


def test_hotkeys_of_classes(meaning) -> None:
    assert meaning("T", "T") == ("label", "throne")
    assert meaning("SEVEN", "7") == ("label", "sofa")
    assert meaning("K", "K") == ("type", "K")
    assert meaning("T", "t") == ("type", "t")


def test_what_is_none_of_ours_is_blenders(meaning) -> None:
    for kind, text, ctrl in (
        ("Z", "z", True),
        ("NUMPAD_1", "1", False),
        ("HOME", "", False),
        ("F12", "", False),
        ("S", "s", True),
    ):
        assert meaning(kind, text, ctrl=ctrl) is None, kind
