"""Other languages: every word that is translated is one the interface says."""

import ast
from pathlib import Path

import bpy
import pytest

ADDON = Path(__file__).resolve().parents[2] / "reloop3d_addon"
ENGINE = ADDON.parent / "engine"


def said(addon) -> set[str]:
    """All that the interface may say: what Blender knows of our classes, and our sources' words."""
    words = set()
    for cls in addon("reloop3d_addon.registration").CLASSES:
        for prop in cls.bl_rna.properties:
            words |= {prop.name, prop.description}
            if prop.type == "ENUM":
                words |= {text for i in prop.enum_items for text in (i.name, i.description)}
        words |= {getattr(cls, "bl_label", ""), " ".join((cls.__doc__ or "").split())}
    for path in [*ADDON.rglob("*.py"), *ENGINE.rglob("*.py")]:
        if path.parent.name != "translations":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
            words |= {node.value for node in nodes if isinstance(node.value, str)}
    return words


def test_every_translated_word_is_said_somewhere_and_keeps_its_gaps(addon) -> None:
    spoken = said(addon)
    for words in addon("reloop3d_addon.translations").LANGUAGES.values():
        for english, own in words.items():
            assert english in spoken, english
            assert own and english.count("{}") == own.count("{}")


@pytest.mark.parametrize("kind", ["operators", "panels"])
def test_german_has_every_button_and_panel_of_ours(addon, kind: str) -> None:
    german = addon("reloop3d_addon.translations").LANGUAGES["de_DE"]
    base = {"operators": bpy.types.Operator, "panels": bpy.types.Panel}[kind]
    # Blender's own catalogue has these.
    blenders = {"Stop", "Pause", "Remove", "Move", "Copy", "Settings", "Cameras", "Guide"}
    for cls in addon("reloop3d_addon.registration").CLASSES:
        if issubclass(cls, base) and cls.bl_label not in blenders:
            assert cls.bl_label in german, cls.bl_label
            if kind == "operators":
                assert " ".join(cls.__doc__.split()) in german, cls.bl_idname
