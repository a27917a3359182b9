"""What the interface says in other languages: English text in, the user's language out.

Blender looks labels, tooltips and panel titles up by itself; sentences that are put together go
through `pgettext_iface` where they are drawn. What an error says stays English. A language is a
file or two here: WORDS, English to its own.
"""

import bpy

from .. import ROOT_PACKAGE
from . import (
    german,
    german_fuse,
    german_models,
    german_photos,
    german_pool,
    german_relief,
    german_selftest,
    german_viewpoint,
)

_GERMAN = (
    german,
    german_fuse,
    german_models,
    german_photos,
    german_pool,
    german_relief,
    german_selftest,
    german_viewpoint,
)
LANGUAGES = {"de_DE": {word: own for part in _GERMAN for word, own in part.WORDS.items()}}
_CONTEXTS = ("*", "Operator")  # Blender looks a button's words up in the second


def attach() -> None:
    """Let Blender know the words."""
    words = {
        language: {
            (context, english): own for context in _CONTEXTS for english, own in known.items()
        }
        for language, known in LANGUAGES.items()
    }
    bpy.app.translations.register(ROOT_PACKAGE, words)


def detach() -> None:
    """Take them back."""
    bpy.app.translations.unregister(ROOT_PACKAGE)
