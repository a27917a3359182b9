"""German for making a mesh of one picture; as german.py."""

WORDS = {
    "Image to Mesh": "Bild zu Netz",
    "Make a mesh of what the photo shows, before a camera as the photo's, in a new collection": (
        "Aus dem, was das Foto zeigt, ein Netz machen, vor einer Kamera wie der des Fotos, in "
        "einer neuen Sammlung"
    ),
    "Check Picture": "Bild prüfen",
    "Say how good a mesh can be made of the photo, what would help, and what it seems to show": (
        "Sagen, wie gut ein Netz aus dem Foto werden kann, was helfen würde und was es zu zeigen "
        "scheint"
    ),
    "Use Its Settings": "Dessen Einstellungen nehmen",
    "Take the settings for the kind of thing that the photo was found to show": (
        "Die Einstellungen für die Art von Ding nehmen, die auf dem Foto erkannt wurde"
    ),
    "Preview Depth": "Tiefe zeigen",
    "Show how far away the photo's things are taken to be, as an image: near warm, far cold": (
        "Als Bild zeigen, für wie weit weg die Dinge im Foto gehalten werden: nah warm, fern kalt"
    ),
    "Make a copy of the photo to paint over: what you paint, in any colour, is the subject": (
        "Eine Kopie des Fotos zum Übermalen machen: was du bemalst, in welcher Farbe auch immer, "
        "ist der Gegenstand"
    ),
    # Why a button is dead
    "Choose a photo first": "Wähle zuerst ein Foto",
    "Make a drawing, or choose one": "Mache eine Zeichnung oder wähle eine",
    "Choose a depth file": "Wähle eine Tiefendatei",
    "Choose the second photo": "Wähle das zweite Foto",
    "Choose a depth model": "Wähle ein Tiefenmodell",
    "Far has to be beyond near": "Fern muss hinter Nah liegen",
    "Check a picture that shows a known kind of thing": (
        "Prüfe ein Bild, das eine bekannte Art von Ding zeigt"
    ),
    # What jobs are at, and what came of them
    "Finding the subject": "Gegenstand wird gesucht",
    "Checking the picture": "Bild wird geprüft",
    "Telling what it is": "Es wird bestimmt, was es ist",
    "Laying out depth": "Tiefe wird ausgelegt",
    "Spanning the surface": "Oberfläche wird gespannt",
    "Laying on the picture": "Bild wird aufgelegt",
    "{} faces": "{} Flächen",
    "Ready for a mesh": "Bereit für ein Netz",
    "A mesh may come out poor": "Ein Netz könnte schlecht werden",
    "{} to {} m away; see the image {}": "{} bis {} m weit weg; siehe das Bild {}",
    # Settings
    "Photo": "Foto",
    "The picture that becomes a mesh": "Das Bild, aus dem ein Netz wird",
    "Which part of the picture is the subject": "Welcher Teil des Bildes der Gegenstand ist",
    "Mask Model": "Maskenmodell",
    "Photo's Camera": "Kamera des Fotos",
    "Where the lens of the photo is known from": "Woher das Objektiv des Fotos bekannt ist",
    "From Photo": "Aus dem Foto",
    "As the photo tells it, else 35 mm": "Wie das Foto es sagt, sonst 35 mm",
    "Along the picture's longer side": "Entlang der längeren Bildseite",
    "Tilt": "Neigung",
    "How far the camera looked up; below 0: down": (
        "Wie weit die Kamera nach oben sah; unter 0: nach unten"
    ),
    "Camera Height": "Kamerahöhe",
    "Depth": "Tiefe",
    "What tells how far away things are": "Was sagt, wie weit weg die Dinge sind",
    "Our Network": "Unser Netzwerk",
    "ReLoop3D's own network; it needs no connection": (
        "ReLoop3Ds eigenes Netzwerk; es braucht keine Verbindung"
    ),
    "A model of others: a folder, or a model's name": (
        "Ein Modell von anderen: ein Ordner oder der Name eines Modells"
    ),
    "A depth map: a PNG of 16 bits, EXR or NPY": "Eine Tiefenkarte: PNG mit 16 Bit, EXR oder NPY",
    "Second Photo": "Zweites Foto",
    "A photo of the same from further right": "Ein Foto des Gleichen von weiter rechts",
    "A photo of the same size, taken further right by the same camera": (
        "Ein Foto gleicher Größe, von derselben Kamera weiter rechts aufgenommen"
    ),
    "Baseline": "Basis",
    "How far apart both photos were taken; 0: unknown, depth has no unit then": (
        "Wie weit auseinander beide Fotos entstanden; 0: unbekannt, Tiefe ist dann ohne Einheit"
    ),
    "Depth Model": "Tiefenmodell",
    "Depth File": "Tiefendatei",
    "Numbers": "Zahlen",
    "Distance": "Abstand",
    "Nearness": "Nähe",
    "Larger is farther, in steps of a metre": "Größer ist ferner, in Stufen eines Meters",
    "Larger is nearer, in no unit": "Größer ist näher, ohne Einheit",
    "Near": "Nah",
    "Far": "Fern",
    "Kind": "Art",
    "What kind of thing it is: sets what such a thing wants": (
        "Was für ein Ding es ist: stellt ein, was so ein Ding braucht"
    ),
    "Any": "Beliebig",
    "Character": "Figur",
    "Weapon": "Waffe",
    "Building": "Gebäude",
    "Vehicle": "Fahrzeug",
    "Plant": "Pflanze",
    "Furniture": "Möbel",
    "Prop": "Requisite",
    "Cut": "Schnitt",
    "Where depth changes by more than this share, the surface is cut": (
        "Wo sich die Tiefe um mehr als diesen Anteil ändert, wird die Oberfläche getrennt"
    ),
}
