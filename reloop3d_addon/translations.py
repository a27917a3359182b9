"""What the interface says in other languages: English text in, the user's language out.

Blender looks labels, tooltips and panel titles up by itself; sentences that are put together go
through `pgettext_iface` where they are drawn.
"""

import bpy

from . import ROOT_PACKAGE

_GERMAN = {
    "Classify": "Klassifizieren",
}


def attach() -> None:
    """Let Blender know the words."""
    words = {("*", english): german for english, german in _GERMAN.items()}
    operators = {("Operator", english): german for english, german in _GERMAN.items()}
    bpy.app.translations.register(ROOT_PACKAGE, {"de_DE": words | operators})


def detach() -> None:
    """Take them back."""
    bpy.app.translations.unregister(ROOT_PACKAGE)
