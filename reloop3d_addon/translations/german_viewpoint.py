"""German for finding views; as german.py."""

WORDS = {
    # Buttons and panels
    "Viewpoint": "Blickpunkt",
    "Match Image": "Bild treffen",
    "Best View": "Beste Ansicht",
    "Deciding View": "Klärende Ansicht",
    "Set Previews": "Vorschauen setzen",
    "Show Picture": "Bild zeigen",
    "New Drawing": "Neue Zeichnung",
    "Add Pair": "Paar hinzufügen",
    "Remove Pair": "Paar entfernen",
    "Remove All": "Alle entfernen",
    "Point Pairs": "Punktpaare",
    "How to Match": "Wie getroffen wird",
    "What Is Best": "Was das Beste ist",
    "Find the camera that took the picture: from where it shows the active object as it is": (
        "Die Kamera finden, die das Bild machte: von wo es das aktive Objekt zeigt, wie es ist"
    ),
    "Find the view that shows the active object best; or several, each showing something else": (
        "Die Ansicht finden, die das aktive Objekt am besten zeigt; oder mehrere, die je anderes "
        "zeigen"
    ),
    "Find the view from which the model chosen under Classify is surest of the class": (
        "Die Ansicht finden, aus der sich das Modell, das zum Klassifizieren gewählt ist, der "
        "Klasse am sichersten ist"
    ),
    "Draw each selected asset from its best view, for its preview in the asset browser": (
        "Jedes ausgewählte Asset in seiner besten Ansicht zeichnen, für seine Vorschau im "
        "Asset-Browser"
    ),
    "Show the picture in an Image Editor; beside the viewport, where there is none": (
        "Das Bild in einem Bildeditor zeigen; wo keiner ist, neben der Ansicht"
    ),
    "Make a copy of the picture to paint over: what you paint, in any colour, is the object": (
        "Eine Kopie des Bildes zum Übermalen machen: was du übermalst, gleich in welcher Farbe, "
        "ist das Objekt"
    ),
    "Pair the 3D cursor, or in Edit Mode the clicked vertex, with a click in the picture": (
        "Den 3D-Cursor, oder im Bearbeitungsmodus den angeklickten Vertex, mit einem Klick ins "
        "Bild zum Paar machen"
    ),
    "Remove the chosen pair, or all of them": "Das gewählte Paar entfernen, oder alle",
    # Settings
    "Whole Scene": "Ganze Szene",
    "All that the scene shows, not only the active object": (
        "Alles, was die Szene zeigt, nicht nur das aktive Objekt"
    ),
    "New Camera": "Neue Kamera",
    "The result is a camera of its own; off: the scene's camera": (
        "Das Ergebnis ist eine eigene Kamera; aus: die Kamera der Szene"
    ),
    "Key the camera's way there, from the scene's first frame on": (
        "Den Weg der Kamera dorthin mit Keyframes festhalten, vom ersten Bild der Szene an"
    ),
    "Picture": "Bild",
    "What the camera should see; none: the background image of the scene's camera": (
        "Was die Kamera sehen soll; keines: das Hintergrundbild der Kamera der Szene"
    ),
    "How the picture says where the object is": "Woran im Bild zu sehen ist, wo das Objekt ist",
    "Key Colour": "Farbe dahinter",
    "The colour behind the object": "Die Farbe hinter dem Objekt",
    "Drawing": "Zeichnung",
    "By a drawing: what is painted over the picture, or an image": (
        "Nach einer Zeichnung: was über das Bild gemalt ist, oder ein Bild"
    ),
    "Painted over the picture; of another image, its alpha or else its brightness": (
        "Über das Bild gemalt; von einem anderen Bild sein Alpha, sonst seine Helligkeit"
    ),
    "Alpha where the picture has it, else the colour of its corners": (
        "Alpha, wo das Bild es hat, sonst die Farbe seiner Ecken"
    ),
    "By the picture's alpha": "Nach dem Alpha des Bildes",
    "All but one colour": "Alles außer einer Farbe",
    "No mask: the whole picture counts": "Keine Maske: das ganze Bild zählt",
    "May Move": "Beweglich",
    "What of the camera is looked for; all else stays as the scene's camera has it": (
        "Was an der Kamera gesucht wird; alles andere bleibt, wie es die Kamera der Szene hat"
    ),
    "Azimuth": "Drehwinkel",
    "Around the object": "Um das Objekt herum",
    "Up and down around it": "Auf und ab um das Objekt",
    "Nearer and farther; of an orthographic camera, how much it shows": (
        "Näher und ferner; bei einer orthografischen Kamera, wie viel sie zeigt"
    ),
    "Turned in the picture's plane": "In der Bildebene gedreht",
    "The point that is looked at": "Der Punkt, der angesehen wird",
    "Focal": "Brennweite",
    "The focal length": "Die Brennweite",
    "Any rotation and place (SE(3)), in place of the first five": (
        "Jede Drehung und jeder Ort (SE(3)), anstelle der ersten fünf"
    ),
    "Where the search begins": "Wo die Suche beginnt",
    "From All Sides": "Von allen Seiten",
    "The object is looked at from all sides first": (
        "Das Objekt wird zuerst von allen Seiten angesehen"
    ),
    "From the Camera": "Von der Kamera aus",
    "It goes on from where the scene's camera stands": (
        "Es geht von dort weiter, wo die Kamera der Szene steht"
    ),
    "What of the picture counts": "Was vom Bild zählt",
    "Colours": "Farben",
    "Outline, and what of light and colour can be explained by any light": (
        "Der Umriss, und was an Licht und Farbe sich durch irgendein Licht erklären lässt"
    ),
    "Outline alone": "Nur der Umriss",
    "Outline and the very colours": "Der Umriss und genau die Farben",
    "Detail": "Feinheit",
    "Pixels of the picture's longer side, as it is compared": (
        "Pixel der längeren Seite des Bildes beim Vergleich"
    ),
    "Of the object, in the world": "Auf dem Objekt, in der Welt",
    "Of the picture: column and row, the first on top": (
        "Im Bild: Spalte und Zeile, die erste ist oben"
    ),
    "Column and row of the picture, the first on top": (
        "Spalte und Zeile des Bildes, die erste ist oben"
    ),
    "How many views, each of which shows something else": (
        "Wie viele Ansichten, von denen jede anderes zeigt"
    ),
    "Lowest": "Tiefste",
    "How far below the horizon (negative) or above it the view may be from": (
        "Wie weit unter (negativ) oder über dem Horizont die Ansicht sein darf"
    ),
    "Highest": "Höchste",
    "How far above the horizon the view may be from": (
        "Wie weit über dem Horizont die Ansicht sein darf"
    ),
    "Candidates": "Kandidaten",
    "Views that are looked at before the best of them are refined": (
        "Ansichten, die angesehen werden, bevor die besten verfeinert werden"
    ),
    "How much it counts that much of the surface is seen": (
        "Wie viel es zählt, dass viel von der Oberfläche zu sehen ist"
    ),
    "How much it counts that sides of all directions are seen": (
        "Wie viel es zählt, dass Seiten aller Richtungen zu sehen sind"
    ),
    "Upright": "Aufrecht",
    "How much it counts that the view is from a usual height": (
        "Wie viel es zählt, dass aus gewöhnlicher Höhe gesehen wird"
    ),
    "How much it counts that light and dark differ": (
        "Wie viel es zählt, dass sich Hell und Dunkel unterscheiden"
    ),
    "How much it counts that it is neither dark nor glaring": (
        "Wie viel es zählt, dass es weder dunkel noch grell ist"
    ),
    "Coverage": "Füllung",
    "How much it counts that the picture is filled": (
        "Wie viel es zählt, dass das Bild gefüllt ist"
    ),
    "Centring": "Mitte",
    "How much it counts that it is in the picture's middle": (
        "Wie viel es zählt, dass es in der Mitte des Bildes ist"
    ),
    "Objects that are no assets yet become some, so that Blender shows the preview": (
        "Objekte, die noch keine Assets sind, werden welche, damit Blender die Vorschau zeigt"
    ),
    "Whose view is sought; empty: what the object is labelled or classified as": (
        "Wessen Ansicht gesucht wird; leer: als was das Objekt benannt oder klassifiziert ist"
    ),
    "Class": "Klasse",
    "Pairs": "Paare",
    "Points and where the picture shows them": "Punkte, und wo das Bild sie zeigt",
    "The chosen pair": "Das gewählte Paar",
    "Remove all pairs": "Alle Paare entfernen",
    "Which one; -1: the chosen one": "Welches; -1: das gewählte",
    "Place": "Platz",
    "Least empty border, as a share of the picture's side": (
        "Kleinster leerer Rand, als Anteil der Bildseite"
    ),
    "The asset's up axis": "Die Achse des Assets, die nach oben zeigt",
    "Without perspective": "Ohne Perspektive",
    # What is said of a job
    "Reading the picture": "Das Bild wird gelesen",
    "Looking from all sides": "Von allen Seiten wird gesehen",
    "Matching": "Wird angeglichen",
    "Improving the view": "Die Ansicht wird verbessert",
    "The outlines overlap by {} %": "Die Umrisse decken sich zu {} %",
    "Give something a weight under What Is Best": "Etwas unter „Was das Beste ist“ Gewicht geben",
    "Camera: {}": "Kamera: {}",
    "{} previews set": "{} Vorschauen gesetzt",
    "Stopped: the best so far is kept": "Angehalten: das bisher Beste bleibt",
    "Click where the picture shows the point; Esc to leave it": (
        "Dorthin klicken, wo das Bild den Punkt zeigt; Esc lässt es sein"
    ),
    # Why a button is dead
    "Choose a picture first": "Erst ein Bild wählen",
    "Make a drawing first, or choose another mask": (
        "Erst eine Zeichnung machen oder eine andere Maske wählen"
    ),
    "Let something of the camera move first": "Erst etwas an der Kamera beweglich machen",
    "The scene has no camera to go on from": "Die Szene hat keine Kamera, von der es ausgeht",
    "Click an object with a surface first": "Erst ein Objekt mit Oberfläche anklicken",
    "Click a vertex first": "Erst einen Vertex anklicken",
    "There are no pairs": "Es gibt keine Paare",
    "The camera belongs to another file: tick New Camera": (
        "Die Kamera gehört einer anderen Datei: Neue Kamera ankreuzen"
    ),
    "The camera has constraints: tick New Camera": (
        "Die Kamera hat Beschränkungen: Neue Kamera ankreuzen"
    ),
    "The camera is animated: tick New Camera": "Die Kamera ist animiert: Neue Kamera ankreuzen",
}
