"""German, of the pool and of labelling."""

WORDS = {
    # Buttons and panels
    "Pool": "Sammlung von Assets",
    "Learning": "Lernen",
    "Classes": "Klassen",
    "Use Labels": "Klassen verwenden",
    "Label": "Benennen",
    "Add Folder": "Ordner hinzufügen",
    "Add This File": "Diese Datei hinzufügen",
    "Add Asset Libraries": "Asset-Bibliotheken hinzufügen",
    "Scan": "Durchsuchen",
    "Retrain": "Neu lernen",
    "Ask Skipped Again": "Übersprungene wieder fragen",
    "Import Labels": "Klassen einlesen",
    "Export Labels": "Klassen ausgeben",
    "Start Labelling": "Benennen beginnen",
    "Look Through Suspects": "Fragliche durchsehen",
    "Stop Labelling": "Benennen beenden",
    "Rank": "Ordnen",
    # Ways to ask, and which assets are listed
    "Ask": "Fragen",
    "Which assets are asked first; the queue is made anew": (
        "Welche Assets zuerst gefragt werden; die Warteschlange wird neu gemacht"
    ),
    "Coverage": "Abdeckung",
    "Least Confidence": "Geringste Sicherheit",
    "Margin": "Abstand",
    "Entropy": "Entropie",
    "Views": "Ansichten",
    "K-Centre": "K-Zentren",
    "Density": "Dichte",
    "Cost": "Aufwand",
    "What many assets are like that the model doubts and no label is like: typical ones"
    " first, doubtful ones later": (
        "Was vielen Assets gleicht, die das Modell bezweifelt und keinem Benannten gleichen: "
        "erst typische, später zweifelhafte"
    ),
    "Anything": "Irgendetwas",
    "Where the first guess is unlikely": "Wo die erste Vermutung unwahrscheinlich ist",
    "Where two guesses are about as likely": "Wo zwei Vermutungen etwa gleich wahrscheinlich sind",
    "Where many classes are possible": "Wo viele Klassen möglich sind",
    "Where pictures from different sides say different things": (
        "Wo Bilder von verschiedenen Seiten Verschiedenes sagen"
    ),
    "Where models that learnt from different labels say different things": (
        "Wo Modelle, die aus verschiedenen Namen gelernt haben, Verschiedenes sagen"
    ),
    "What is least like all labels (CoreSet)": (
        "Was allem Benannten am wenigsten gleicht (CoreSet)"
    ),
    "What would change the model most, in different ways (BADGE)": (
        "Was das Modell am meisten ändern würde, auf verschiedene Weise (BADGE)"
    ),
    "The most typical of each group without a label (TypiClust)": (
        "Das Typischste jeder Gruppe ohne Namen (TypiClust)"
    ),
    "What has the most others right beside it (ProbCover)": (
        "Was die meisten anderen dicht neben sich hat (ProbCover)"
    ),
    "Doubtful ones that others are like": "Zweifelhafte, denen andere gleichen",
    "As coverage, but what a person labels quickly first": (
        "Wie Abdeckung, aber zuerst, was ein Mensch schnell benennt"
    ),
    "Suspect": "Fraglich",
    "Labelled, but models that had not seen the label rule it out": (
        "Benannt, aber Modelle, die den Namen nicht kannten, schließen ihn aus"
    ),
    # Why one is asked
    "Like {like} others without a label": "Gleicht {like} anderen ohne Namen",
    "Like {like} others without a label, and quickly said": (
        "Gleicht {like} anderen ohne Namen, und ist schnell gesagt"
    ),
    "Nothing else without a label is like it": "Nichts anderes ohne Label gleicht ihm",
    "; {first}, or {second}?": "; {first} oder {second}?",
    "By chance": "Durch Zufall",
    "The best guess is {first}": "Die beste Vermutung ist {first}",
    "{first}, or {second}": "{first} oder {second}",
    "Many classes are possible; the best guess is {first}": (
        "Viele Klassen sind möglich; die beste Vermutung ist {first}"
    ),
    "Its sides look like different classes": "Seine Seiten sehen nach verschiedenen Klassen aus",
    "Models of different labels disagree": "Modelle aus verschiedenen Namen sind uneins",
    "Unlike all that has a label": "Gleicht nichts, was einen Namen hat",
    "It would change the model much; the best guess is {first}": (
        "Es würde das Modell sehr ändern; die beste Vermutung ist {first}"
    ),
    "Typical of a group without a label": "Typisch für eine Gruppe ohne Namen",
    "{score:.0f} without a label look almost the same": (
        "{score:.0f} ohne Namen sehen fast gleich aus"
    ),
    "{first}, or {second}; and others are like it": (
        "{first} oder {second}; und andere gleichen ihm"
    ),
    "It could not be looked at": "Es konnte nicht angesehen werden",
    "Nobody looked at it yet": "Niemand hat es bisher angesehen",
    "Models that had not seen this label say: {} {:.2f}, and {} {:.2f}": (
        "Modelle, die diesen Namen nicht kannten, sagen: {} {:.2f}, und {} {:.2f}"
    ),
    # What the labels taught
    "Retrain After": "Neu lernen nach",
    "{} labels of {} classes": "{} Namen von {} Klassen",
    ", {:.0%} of them foreseen": ", {:.0%} davon vorhergesehen",
    "It thinks it takes {:.0%} of the rest rightly": (
        "Es glaubt, {:.0%} der übrigen richtig zu erkennen"
    ),
    "{} more labels: about +{:.1%}": "{} weitere Namen: etwa +{:.1%}",
    "More labels change hardly anything: you may stop": (
        "Weitere Namen ändern kaum etwas: es darf genug sein"
    ),
    "Says {:.0%}, is right in {:.0%} (your labels)": (
        "Sagt {:.0%}, hat in {:.0%} recht (eigene Namen)"
    ),
    "Fewest labels: {}": "Wenigste Namen: {}",
    "Guessed, but without a label: {} classes": "Vermutet, aber ohne Namen: {} Klassen",
    "Mark": "Kennzeichnen",
    "Back": "Zurück",
    "Label by Key": "Mit einer Taste benennen",
    "Look-Alikes": "Ähnliche",
    "Add Class": "Klasse hinzufügen",
    "Rename Class": "Klasse umbenennen",
    "Merge Class": "Klasse aufgehen lassen",
    "Split Class": "Klasse teilen",
    "Set Hotkey": "Taste vergeben",
    "Colour Class": "Klasse färben",
    "Remove Class": "Klasse entfernen",
    "Select Labelled": "Benannte auswählen",
    "Sort into Collections": "In Collections ordnen",
    "Rename Objects": "Objekte umbenennen",
    "Mark as Assets": "Als Assets kennzeichnen",
    "Write Tags": "Tags schreiben",
    "Take Tags Back": "Tags zurücknehmen",
    "Export Dataset": "Datensatz ausgeben",
    "Dry Run": "Probelauf",
    "Objects of This File": "Objekte dieser Datei",
    "Asset Libraries": "Asset-Bibliotheken",
    "Assets": "Assets",
    "Find Duplicates": "Doppelte finden",
    "Show Asset": "Asset zeigen",
    "Select Similar": "Ähnliche auswählen",
    # Tooltips
    "List assets that look the same, in a file in the project's folder": (
        "Assets, die gleich aussehen, in einer Datei im Ordner des Projekts auflisten"
    ),
    "Show this asset, to name it or to name it better": (
        "Dieses Asset zeigen, um es zu benennen oder besser zu benennen"
    ),
    "Select this file's objects that look most like the active one": (
        "Die Objekte dieser Datei auswählen, die dem aktiven am ähnlichsten sehen"
    ),
    "Add a folder of asset files to the pool, with all folders in it": (
        "Einen Ordner mit Asset-Dateien aufnehmen, mit allen Ordnern darin"
    ),
    "Add the objects of this file to the pool, or those of one of its collections": (
        "Die Objekte dieser Datei aufnehmen, oder die einer ihrer Collections"
    ),
    "Add all asset libraries of Blender's preferences to the pool": (
        "Alle Asset-Bibliotheken aus Blenders Einstellungen aufnehmen"
    ),
    "Look for new and changed assets, and let the model look at them, in the background": (
        "Neue und geänderte Assets suchen und vom Modell ansehen lassen, im Hintergrund"
    ),
    "Let the pool's model learn from all labels now, and ask what it is least sure of": (
        "Das Modell jetzt aus allen Namen lernen lassen und fragen, was es am wenigsten weiß"
    ),
    "Put the skipped assets back into the queue": (
        "Die übersprungenen Assets wieder in die Warteschlange stellen"
    ),
    "Read labels from a CSV or JSONL file: ours, or a list of paths and labels": (
        "Klassen aus einer CSV- oder JSONL-Datei lesen: unserer, oder einer Liste mit Pfaden"
    ),
    "Write all labels into a CSV file, or with the ending .jsonl a line of JSON for each": (
        "Alle Klassen in eine CSV-Datei schreiben, mit der Endung .jsonl je eine Zeile JSON"
    ),
    "Show one asset after the other in a scene of their own, and name each by a key": (
        "Ein Asset nach dem anderen in einer eigenen Szene zeigen und mit einer Taste benennen"
    ),
    "Look again at labels that models rule out which had not seen them: change or confirm them": (
        "Namen noch einmal ansehen, die Modelle ausschließen, die sie nicht kannten: "
        "ändern oder bestätigen"
    ),
    "Go back to your own scene; all labels are kept": (
        "Zurück zur eigenen Szene; alle Namen bleiben erhalten"
    ),
    "Name the asset that is asked, and go on to the next": (
        "Das gefragte Asset benennen und zum nächsten gehen"
    ),
    "Pass over the asset that is asked, with a note why": (
        "Das gefragte Asset übergehen, mit einem Vermerk, warum"
    ),
    "Ask the asset before this one again; its label stays until you give another": (
        "Das Asset davor noch einmal fragen; sein Name bleibt, bis ein anderer gegeben wird"
    ),
    "Label by a key: 1 to 5, Enter, letters to search; what is none of ours is Blender's": (
        "Mit einer Taste benennen: 1 bis 5, Eingabe, Buchstaben suchen; alles andere ist Blenders"
    ),
    "Show assets that look like this one, to accept or fix their names all at once": (
        "Assets zeigen, die diesem ähnlich sehen, um ihre Namen auf einmal zu bestätigen"
    ),
    "Add a class that assets may have": "Eine Klasse hinzufügen, die Assets haben können",
    "Call the chosen class otherwise; what is labelled so follows": (
        "Die gewählte Klasse anders nennen; was so benannt ist, folgt"
    ),
    "Make the chosen class a part of another one: all that is labelled so becomes that": (
        "Die gewählte Klasse in einer anderen aufgehen lassen, mit allem, was so benannt ist"
    ),
    "Give selected objects of the chosen class, or those named so, to another class": (
        "Ausgewählte Objekte der gewählten Klasse, oder so benannte, einer anderen geben"
    ),
    "Give the chosen class a key that labels with it: 6 to 0, or a letter, pressed with Shift": (
        "Der gewählten Klasse eine Taste geben: 6 bis 0, oder ein Buchstabe mit Umschalt"
    ),
    "Give a class another colour": "Einer Klasse eine andere Farbe geben",
    "Take the chosen class off the list, if no asset is labelled so": (
        "Die gewählte Klasse streichen, wenn kein Asset so benannt ist"
    ),
    "Select this file's objects of a class, or those that are unsure, flagged and so on": (
        "Objekte dieser Datei auswählen: einer Klasse, unsichere, gekennzeichnete und so weiter"
    ),
    "Move labelled objects into a collection for each class": (
        "Benannte Objekte in eine Collection für jede Klasse legen"
    ),
    "Name labelled objects by their classes": "Benannte Objekte nach ihren Klassen nennen",
    "Mark labelled objects as assets of this file, with their class as tag": (
        "Benannte Objekte als Assets dieser Datei kennzeichnen, mit ihrer Klasse als Tag"
    ),
    "Write classes as tags and catalogs into an asset library's files, in a second Blender": (
        "Klassen als Tags und Kataloge in die Dateien einer Bibliothek schreiben, "
        "in einem zweiten Blender"
    ),
    "Give a library's files back the tags, catalogs and previews that they had before": (
        "Den Dateien einer Bibliothek die Tags, Kataloge und Vorschauen von vorher zurückgeben"
    ),
    "Write all labelled assets as a data set: a folder for each class, a list, or COCO": (
        "Alle benannten Assets als Datensatz schreiben: Ordner je Klasse, Liste oder COCO"
    ),
    # Put together where they are drawn
    "{} labelled": "{} benannt",
    "{} of {} labelled": "{} von {} benannt",
    "{} predicted, {} of them unsure": "{} vorhergesagt, {} davon unsicher",
    "passed over": "übergangen",
    "failed": "gescheitert",
    "gone": "verschwunden",
    "own": "eigen",
    "undone": "zurückgenommen",
    "person": "von Hand",
    "accepted": "bestätigt mit Ähnlichen",
    "import": "eingelesen",
    "copy": "Kopie",
    "confirmed": "noch einmal bestätigt",
    "Labelled: {}": "Benannt: {}",
    "{} labels written": "{} Klassen geschrieben",
    "{} labelled, {} as before, {} not found": "{} benannt, {} wie zuvor, {} nicht gefunden",
    "{} selected": "{} ausgewählt",
    "{} sorted": "{} geordnet",
    "{} renamed": "{} umbenannt",
    "{} marked": "{} gekennzeichnet",
    "{} more": "{} weitere",
    "Right, by cross-validation, from {} to {} labels": (
        "Richtig, durch Kreuzvalidierung, von {} bis {} Namen"
    ),
    "{} of {}, a click shows one": "{} von {}, ein Klick zeigt eines",
    "{} assets in {} groups: {}": "{} Assets in {} Gruppen: {}",
    "Those chosen under Assets: {}": "Die unter Assets gewählten: {}",
    "Nothing is left to ask (Esc to end)": "Nichts ist mehr zu fragen (Esc beendet)",
    ", {} to go": ", noch {}",
    "Marked: {}": "Gekennzeichnet: {}",
    "Search: {}": "Suche: {}",
    "Enter: new class “{}”": "Eingabe: neue Klasse „{}“",
    "1–5 guess, Enter accept, type to search, Ctrl Enter new class, Space skip, ? unsure, "
    "! flag, ← back, Tab look-alikes, Esc end": (
        "1–5 Vermutung, Eingabe bestätigt, Tippen sucht, Strg Eingabe neue Klasse, "
        "Leertaste übergeht, ? unsicher, ! melden, ← zurück, Tab Ähnliche, Esc beendet"
    ),
    "Skip": "Überspringen",
    "Unsure": "Unsicher",
    "Flag": "Melden",
    "Add Collection “{}”": "Collection „{}“ hinzufügen",
    "Names for All My Assets": "Namen für alle meine Assets",
    "Add a folder, or this file, to the pool": "Einen Ordner oder diese Datei hinzufügen",
    "Name some of its assets": "Einige Assets benennen",
    "Let the model learn from them": "Das Modell daraus lernen lassen",
    "Name the rest, or accept look-alikes": "Den Rest benennen, oder Ähnliche bestätigen",
    # Reasons and notes
    "The pool is empty: add a folder or this file first": (
        "Die Sammlung ist leer: erst einen Ordner oder diese Datei hinzufügen"
    ),
    "The pool is empty": "Die Sammlung ist leer",
    "Press Start Labelling first": "Erst „Benennen beginnen“ drücken",
    "Retrain with ten labels or more first": "Erst mit zehn Namen oder mehr neu lernen",
    "No label is in doubt": "Kein Name ist fraglich",
    "Making the queue": "Warteschlange wird gemacht",
    "You are labelling already": "Es wird schon benannt",
    "Save the file first": "Erst die Datei speichern",
    "Label some assets first": "Erst einige Assets benennen",
    "There are no classes yet": "Es gibt noch keine Klassen",
    "It runs already, in the background": "Das läuft schon, im Hintergrund",
    "Add a folder or this file first": "Erst einen Ordner oder diese Datei hinzufügen",
    "Nothing is left to ask": "Nichts ist mehr zu fragen",
    "The model has not learnt from your labels yet": "Das Modell hat noch nichts gelernt",
    "Labelled + guessed, hotkey": "Benannt + vermutet, Taste",
}
