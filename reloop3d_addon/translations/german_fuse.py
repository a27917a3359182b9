"""German for making meshes of views; as german.py."""

WORDS = {
    "Views to Mesh": "Ansichten zu Netz",
    "Make a mesh of views with cameras and depth, in a collection of its own with their cameras": (
        "Aus Ansichten mit Kameras und Tiefe ein Netz machen, in einer eigenen Sammlung mit ihren "
        "Kameras"
    ),
    "What was captured last": "Was zuletzt aufgenommen wurde",
    "Surface": "Oberfläche",
    "As Seen": "Wie gesehen",
    "Closed": "Geschlossen",
    "Leave Out Parts": "Teile weglassen",
    "Close Holes": "Löcher schließen",
    "Longest Side": "Längste Seite",
    "Capture something with depth first, or choose a folder": (
        "Nimm zuerst etwas mit Tiefe auf oder wähle einen Ordner"
    ),
    "{} faces from {} views": "{} Flächen aus {} Ansichten",
}
