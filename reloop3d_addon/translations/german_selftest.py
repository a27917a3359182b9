"""German for the self-test and bug reports; as german.py."""

WORDS = {
    "Self-Test": "Selbsttest",
    "Try every feature small, with what ReLoop3D brings, and compare what comes with its bounds": (
        "Jede Funktion klein versuchen, mit dem, was ReLoop3D mitbringt, und das Ergebnis mit "
        "seinen Grenzen vergleichen"
    ),
    "Only": "Nur",
    "Names of checks, with commas between them; empty: all": (
        "Namen von Prüfungen, mit Kommas dazwischen; leer: alle"
    ),
    "Copy what the self-test found, as text": "Kopieren, was der Selbsttest fand, als Text",
    "Run the self-test first": "Starte zuerst den Selbsttest",
    "{} of {} hold": "{} von {} halten",
    "{} not run: packages are missing": "{} nicht versucht: Pakete fehlen",
    "Upstream: {}": "Vorläufer: {}",
    "at least {}": "mindestens {}",
    "at most {}": "höchstens {}",
    # What is tried
    "Capturing a box": "Ein Kasten wird aufgenommen",
    "Writing views and reading them again": "Ansichten werden geschrieben und wieder gelesen",
    "Classifying assets by formula": "Assets nach Formel werden klassifiziert",
    "Training a head": "Ein Kopf wird trainiert",
    "Asking for labels": "Nach Namen wird gefragt",
    "Keeping labels": "Namen werden aufbewahrt",
    "Comparing gradients of pictures": "Gradienten von Bildern werden verglichen",
    "Matching a picture": "Ein Bild wird angepasst",
    "Looking for the best view": "Die beste Ansicht wird gesucht",
    "Estimating depth of one picture": "Tiefe eines Bildes wird geschätzt",
    "Measuring depth of a pair": "Tiefe eines Bildpaars wird gemessen",
    "Cutting subjects out": "Gegenstände werden ausgeschnitten",
    "Making a mesh of one picture": "Aus einem Bild wird ein Netz",
    "Making a mesh of views": "Aus Ansichten wird ein Netz",
    "Finding cameras of photos": "Kameras von Fotos werden gesucht",
    "Aligning scans": "Scans werden ausgerichtet",
    "Drawing with Workbench and with rays": "Mit Workbench und mit Strahlen wird gezeichnet",
    # What is measured
    "depth: largest error, of the diagonal": "Tiefe: größter Fehler, an der Diagonale",
    "normals: error that 99 % stay below": "Normalen: Fehler, unter dem 99 % bleiben",
    "pixels on the wrong side of the outline": "Pixel auf der falschen Seite des Umrisses",
    "cameras: largest difference": "Kameras: größter Unterschied",
    "right, of 40 assets that it never saw": "richtig, von 40 nie gesehenen Assets",
    "right, of 24 assets that were held out": "richtig, von 24 zurückgehaltenen Assets",
    "right after ten labels that are asked for": "richtig nach zehn erfragten Namen",
    "more than after ten at random, mean of five": "mehr als nach zehn zufälligen, Mittel aus fünf",
    "labels read as they were written": "Namen, gelesen, wie sie geschrieben wurden",
    "labels handed to another project": "Namen, an ein anderes Projekt gegeben",
    "difference from finite differences": "Abweichung von finiten Differenzen",
    "camera: angle error": "Kamera: Winkelfehler",
    "camera: error of place, of the diagonal": "Kamera: Ortsfehler, an der Diagonale",
    "score beside the best of 32 all round": "Wertung neben der besten von 32 rundum",
    "share that the picture cuts off": "Anteil, den das Bild abschneidet",
    "error (AbsRel) after one scale and shift": (
        "Fehler (AbsRel) nach einem Maßstab und einer Verschiebung"
    ),
    "the same, as a share of a constant's": "dasselbe, als Anteil dessen einer Konstante",
    "error, median": "Fehler, Median",
    "pixels whose depth is told": "Pixel, deren Tiefe gesagt wird",
    "overlap (IoU) with the subject, mean of six": (
        "Überdeckung (IoU) mit dem Gegenstand, Mittel aus sechs"
    ),
    "overlap (IoU) with the subject, worst of six": (
        "Überdeckung (IoU) mit dem Gegenstand, schlechteste von sechs"
    ),
    "faces within 1 % of the diagonal of the truth": (
        "Flächen innerhalb von 1 % der Diagonale der wahren"
    ),
    "pixels with depth that the mesh has": "Pixel mit Tiefe, die das Netz hat",
    "F-score at 1 % of the diagonal": "F-Wert bei 1 % der Diagonale",
    "photos that are placed, of six": "Fotos, die Platz finden, von sechs",
    "cameras: angle error, median": "Kameras: Winkelfehler, Median",
    "points: error, of the diagonal": "Punkte: Fehler, an der Diagonale",
    "silhouettes' overlap (IoU), mean of twelve": (
        "Überdeckung (IoU) der Silhouetten, Mittel aus zwölf"
    ),
    "silhouettes' overlap (IoU), worst of twelve": (
        "Überdeckung (IoU) der Silhouetten, schlechteste von zwölf"
    ),
    # Bug reports
    "Bug Report": "Fehlerbericht",
    "Put together what helps to find a fault, without names and paths of yours, to be read": (
        "Zusammenstellen, was einen Fehler finden hilft, ohne deine Namen und Pfade, zum Lesen"
    ),
    "Read Report": "Bericht lesen",
    "Show the report in a text editor: exactly that is written": (
        "Den Bericht in einem Texteditor zeigen: Genau das wird geschrieben"
    ),
    "Write Report": "Bericht schreiben",
    "Write the report as it stands in the text, and what is ticked, into a zip; nothing is sent": (
        "Den Bericht, wie er im Text steht, und was angehakt ist, in ein Zip schreiben; nichts "
        "wird gesendet"
    ),
    "Press Bug Report first": "Drücke zuerst Fehlerbericht",
    "Read the text “{}”, change it as you like, then write it": (
        "Lies den Text „{}“, ändere ihn, wie du willst, dann schreibe ihn"
    ),
    "Nothing of yours goes with it but what you tick:": (
        "Nichts von dir geht mit, außer was du anhakst:"
    ),
    "This File": "Diese Datei",
    "Put a copy of the open file into the zip, as it is now": (
        "Eine Kopie der offenen Datei ins Zip legen, wie sie jetzt ist"
    ),
    "Put the pictures into the zip that Viewpoint and Image to Mesh have chosen": (
        "Die Bilder ins Zip legen, die Blickpunkt und Bild zu Netz gewählt haben"
    ),
    "Put the labels of the pool into the zip, with the paths of its assets": (
        "Die Namen der Sammlung ins Zip legen, mit den Pfaden ihrer Assets"
    ),
    "Report": "Bericht",
    "The zip that was written last": "Das Zip, das zuletzt geschrieben wurde",
    "What goes into a bug report": "Was in einen Fehlerbericht kommt",
    "Nothing was sent. Attach it to an issue in the repository that your ReLoop3D comes from, or"
    " give it to whom you have ReLoop3D from.": (
        "Nichts wurde gesendet. Hänge es an ein Issue in dem Repository, aus dem dein ReLoop3D "
        "kommt, oder gib es denen, von denen du ReLoop3D hast."
    ),
}
