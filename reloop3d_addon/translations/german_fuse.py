"""German for making meshes of views; as german.py."""

WORDS = {
    "Views to Mesh": "Ansichten zu Netz",
    "Make a mesh of views with cameras and depth, in a collection of its own with their cameras": (
        "Aus Ansichten mit Kameras und Tiefe ein Netz machen, in einer eigenen Sammlung mit ihren "
        "Kameras"
    ),
    "Preview Points": "Punktvorschau",
    "Show what the views see and where their cameras stand in the viewport, not in the scene": (
        "In der 3D-Ansicht, nicht in der Szene zeigen, was die Ansichten sehen und wo ihre "
        "Kameras stehen"
    ),
    "Hide Points": "Punkte ausblenden",
    "Take the previewed points and cameras out of the viewport": (
        "Die gezeigten Punkte und Kameras aus der 3D-Ansicht nehmen"
    ),
    "No points are shown": "Es werden keine Punkte gezeigt",
    "{} points from {} views": "{} Punkte aus {} Ansichten",
    # What jobs are at
    "Reading views": "Ansichten werden gelesen",
    "Measuring depth": "Tiefe wird gemessen",
    "Placing points": "Punkte werden gesetzt",
    "Fusing views": "Ansichten werden verschmolzen",
    "Finding the surface": "Oberfläche wird gesucht",
    "Closing the surface": "Oberfläche wird geschlossen",
    "Cleaning up": "Wird bereinigt",
    "Closing holes": "Löcher werden geschlossen",
    "Smoothing": "Wird geglättet",
    "Simplifying": "Wird vereinfacht",
    "Unwrapping": "Wird abgewickelt",
    "Painting": "Wird bemalt",
    # Settings
    "Views": "Ansichten",
    "Last Capture": "Letzte Aufnahme",
    "What was captured last": "Was zuletzt aufgenommen wurde",
    "Folder": "Ordner",
    "Captured views, or pictures with cameras by other programs": (
        "Aufgenommene Ansichten oder Bilder mit Kameras von anderen Programmen"
    ),
    "Selected Cameras": "Ausgewählte Kameras",
    "Cameras with photos as background images": "Kameras mit Fotos als Hintergrundbildern",
    "Reading": "Einlesen",
    "Axes": "Achsen",
    "Detect": "Erkennen",
    "Depth Scale": "Tiefenmaßstab",
    "Lens": "Objektiv",
    "Leave Out Strays": "Einzelne weglassen",
    "Surface": "Oberfläche",
    "As Seen": "Wie gesehen",
    "Closed": "Geschlossen",
    "Leave Out Parts": "Teile weglassen",
    "Close Holes": "Löcher schließen",
    "Longest Side": "Längste Seite",
    "Refine": "Verfeinern",
    "Refining": "Wird verfeinert",
    "Cameras, colours and shape follow the pictures, if pictures that were held out agree better "
    "then; takes minutes": (
        "Kameras, Farben und Form folgen den Bildern, wenn zurückgehaltene Bilder danach besser "
        "passen; dauert Minuten"
    ),
    "Capture something first": "Nimm zuerst etwas auf",
    "Choose a folder": "Wähle einen Ordner",
    "Select cameras with background images": "Wähle Kameras mit Hintergrundbildern aus",
    "{} views, {} m across": "{} Ansichten, {} m groß",
    "Open edges": "Offene Kanten",
    "Parts": "Teile",
    "Watertight": "Wasserdicht",
    "Not watertight": "Nicht wasserdicht",
    "Partial Scans": "Teilscans",
    "Align Scans": "Scans ausrichten",
    "Move selected partial scans of one thing to where their shapes say; the active one stays": (
        "Die ausgewählten Teilscans eines Dings dorthin bewegen, wo ihre Formen es sagen; der "
        "aktive bleibt stehen"
    ),
    "Select at least two scans": "Wähle mindestens zwei Scans aus",
    "{} scans stand together; the worst meets over {}": (
        "{} Scans stehen beisammen; der schlechteste trifft auf {}"
    ),
    "{} faces from {} views": "{} Flächen aus {} Ansichten",
}
