"""Another language in a real window: labels, tooltips and what is put together are translated."""

import time

WORDS = {
    "Classify": "Klassifizieren",
    "Look at each selected asset from all round and say what it is": (
        "Jedes ausgewählte Objekt von allen Seiten ansehen und sagen, was es ist"
    ),
    "{} of {}": "{} von {}",
}


def test_in_german_the_sidebar_speaks_german(window) -> None:
    for english in WORDS:
        assert window.ask(f"bpy.app.translations.pgettext_iface({english!r})") == english
    window.run("bpy.context.preferences.view.language = 'de_DE'")
    for english, german in WORDS.items():
        assert window.ask(f"bpy.app.translations.pgettext_iface({english!r})") == german
    window.press("reloop3d.classify()")
    window.wait("lanes.current() is not None and lanes.current().items_done > 1")
    words = window.ask("load('reloop3d_addon.jobs.display').words(lanes.current())")
    assert " von 10: " in words
    window.wait("lanes.ended('Classify') is not None")
    time.sleep(2)  # panels unfold
    window.shot("german", box=(700, 60, 1050, 900))
