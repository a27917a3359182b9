"""German for models of others, and which one to use; as german.py."""

WORDS = {
    "Models": "Modelle",
    "What Should I Use?": "Was soll ich nehmen?",
    "Download Model": "Modell laden",
    "Download the model that is shown; what was begun is gone on with": (
        "Das gezeigte Modell laden; Begonnenes wird fortgesetzt"
    ),
    "Verify Model": "Modell prüfen",
    "Read every file of the model that is shown and compare it with its hash": (
        "Jede Datei des gezeigten Modells lesen und mit ihrer Prüfsumme vergleichen"
    ),
    "Delete Model": "Modell löschen",
    "Delete the files of the model that is shown, and free the disk": (
        "Die Dateien des gezeigten Modells löschen und Platz schaffen"
    ),
    "Use Model": "Modell verwenden",
    "Choose the model that is shown in the panels that can use it": (
        "Das gezeigte Modell in den Feldern wählen, die es verwenden können"
    ),
    "Unload Models": "Modelle entladen",
    "Give back the memory of models that are kept ready; the next use loads them again": (
        "Den Speicher bereitgehaltener Modelle freigeben; beim nächsten Mal werden sie neu geladen"
    ),
    "Show Model": "Modell zeigen",
    "Show the model that serves the goal": "Das Modell zeigen, das dem Ziel dient",
    # Why a button is dead
    "It comes with ReLoop3D": "Es kommt mit ReLoop3D",
    "It is not on this machine": "Es ist nicht auf diesem Rechner",
    "It is here already": "Es ist schon hier",
    "Allow online access first (Preferences > System > Network), or place the files by hand": (
        "Erlaube zuerst den Onlinezugriff (Einstellungen > System > Netzwerk), oder lege die "
        "Dateien von Hand ab"
    ),
    "It was placed by hand: there are no hashes to compare it with": (
        "Es wurde von Hand abgelegt: Es gibt keine Prüfsummen zum Vergleichen"
    ),
    "Download it first": "Lade es zuerst",
    "No model is in memory": "Kein Modell ist im Speicher",
    "This goal needs no model, or none fits this machine": (
        "Dieses Ziel braucht kein Modell, oder keines passt zu diesem Rechner"
    ),
    "What this machine has is being found out": "Was dieser Rechner hat, wird gerade ermittelt",
    # What the panel says
    "Looking at this machine…": "Dieser Rechner wird angesehen …",
    "Not on this machine": "Nicht auf diesem Rechner",
    "Here only in part: Download goes on": "Nur zum Teil hier: Laden setzt fort",
    "Placed by hand": "Von Hand abgelegt",
    "Downloaded and compared": "Geladen und verglichen",
    "Comes with ReLoop3D": "Kommt mit ReLoop3D",
    "{} to download, {} of memory; {}": "{} zu laden, {} Speicher; {}",
    "graphics card or processor": "Grafikkarte oder Prozessor",
    "graphics card": "Grafikkarte",
    "Licence: {}": "Lizenz: {}",
    ", not for paid work": ", nicht für bezahlte Arbeit",
    "Nobody measured it that we know of": "Unseres Wissens von niemandem gemessen",
    "{} used by models": "{} von Modellen belegt",
    "{} lies in {}": "{} liegt in {}",
    "{} are free again": "{} sind wieder frei",
    "{} files are damaged: delete the model, then download it": (
        "{} Dateien sind beschädigt: Lösche das Modell und lade es neu"
    ),
    # Settings
    "Goal": "Ziel",
    "What you want to do": "Was du tun willst",
    "Paid Work": "Bezahlte Arbeit",
    "Leave out models whose licence forbids work that is paid": (
        "Modelle weglassen, deren Lizenz bezahlte Arbeit verbietet"
    ),
    "A model that ReLoop3D can run": "Ein Modell, das ReLoop3D ausführen kann",
    "Where models of others lie, gigabytes of them; empty: in the folder above": (
        "Wo Modelle anderer liegen, Gigabytes davon; leer: im Ordner darüber"
    ),
    # Goals
    "Know what the objects of a scene are": "Wissen, was die Objekte einer Szene sind",
    "Name thousands of assets": "Tausende Assets benennen",
    "A model of my own classes": "Ein Modell meiner eigenen Klassen",
    "A model of my own classes that colour tells apart": (
        "Ein Modell eigener Klassen, die sich durch Farbe unterscheiden"
    ),
    "Pictures with depth and masks to learn from": "Bilder mit Tiefe und Masken zum Lernen",
    "The camera that took a picture": "Die Kamera, die ein Bild aufgenommen hat",
    "The view that shows an object best": "Die Ansicht, die ein Objekt am besten zeigt",
    "A mesh of one photo of a thing": "Ein Netz aus einem Foto eines Dings",
    "Cut the subject out of a photo": "Den Gegenstand aus einem Foto ausschneiden",
    "A mesh in metres of one photo of a room": "Ein Netz in Metern aus einem Foto eines Raums",
    "A mesh of many photos or a video": "Ein Netz aus vielen Fotos oder einem Video",
    "A mesh of many photos of things without texture": (
        "Ein Netz aus vielen Fotos von Dingen ohne Textur"
    ),
    "A mesh of views with depth and cameras": "Ein Netz aus Ansichten mit Tiefe und Kameras",
    "Bring partial scans together": "Teilscans zusammenführen",
}
