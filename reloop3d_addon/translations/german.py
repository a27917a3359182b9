"""German. Words that Blender itself translates (Device, Stop, Samples …) are not repeated."""

WORDS = {
    # Buttons and panels
    "Classify": "Klassifizieren",
    "Save Annotated Image": "Beschriftetes Bild speichern",
    "Capture": "Aufnehmen",
    "Open Folder": "Ordner öffnen",
    "Clear Cache": "Cache leeren",
    "Show Result": "Ergebnis zeigen",
    "Select Results": "Ergebnisse auswählen",
    "Select Unsure": "Unsichere auswählen",
    "Select All “{}”": "Alle „{}“ auswählen",
    "Show Labels in the Viewport": "Namen in der Ansicht zeigen",
    "Only Unsure": "Nur unsichere",
    "Reveal Run Log": "Protokoll zeigen",
    "Check Setup": "Einrichtung prüfen",
    "Results": "Ergebnisse",
    "Pictures": "Bilder",
    "Jobs": "Aufträge",
    "Setup": "Einrichtung",
    "Views": "Ansichten",
    "Train": "Trainieren",
    "Use Model": "Modell verwenden",
    "Use {}": "{} verwenden",
    "Train a classifier on labelled assets; one that was stopped is gone on with": (
        "Einen Klassifizierer auf beschrifteten Assets trainieren; ein angehaltener geht weiter"
    ),
    "Classify with this model from now on": "Von nun an mit diesem Modell klassifizieren",
    "Classify with the model that comes with ReLoop3D again": (
        "Wieder mit dem Modell klassifizieren, das mit ReLoop3D kommt"
    ),
    # Settings
    "Labelled Data": "Beschriftete Daten",
    "Start from the Model": "Vom Modell ausgehen",
    "Small CNN": "Kleines CNN",
    "Epochs": "Durchgänge",
    "Orange: loss, blue: accuracy": "Orange: Verlust, blau: Trefferquote",
    "By Formula": "Nach Formel",
    "Keep Together": "Zusammenhalten",
    "Head": "Letzte Schicht",
    "Full": "Ganzes Netz",
    "Network": "Netz",
    "Mapping": "Zuordnung",
    "Weights": "Gewichte",
    "Author": "Autor",
    "Pack": "Paket",
    "Product": "Produkt",
    "Labels": "Namen",
    "Cache (MB)": "Cache (MB)",
    "Pose File": "Posen-Datei",
    "Poses": "Posen",
    "Rings": "Ringe",
    "Elevation": "Höhenwinkel",
    "Last Ring": "Letzter Ring",
    "Field of View": "Bildwinkel",
    "Look": "Aussehen",
    "Together": "Zusammen",
    "Formats": "Formate",
    "Whole Hierarchy": "Ganze Hierarchie",
    "Pooling": "Zusammenfassung",
    "Best view": "Beste Ansicht",
    "Vote": "Abstimmung",
    "Certainty": "Gewissheit",
    "Unsure First": "Unsichere zuerst",
    "Confident First": "Sichere zuerst",
    "By class": "Nach der Klasse",
    "By the object's name": "Nach dem Namen des Objekts",
    # Tooltips
    "Where models run": "Wo Modelle gerechnet werden",
    "Answers less confident than this are unsure, and marked so everywhere": (
        "Antworten unter dieser Sicherheit gelten als unsicher und sind überall so gekennzeichnet"
    ),
    "Show over each classified object what it is, in the viewport": (
        "Über jedem klassifizierten Objekt in der Ansicht zeigen, was es ist"
    ),
    "Where the runtime, models, the cache and the run log lie; "
    "empty: in the extension's own folder": (
        "Wo Laufzeit, Modelle, Cache und Protokoll liegen; leer: im Ordner der Erweiterung"
    ),
    "How much captured views may take on the disk, in megabytes; "
    "the least recently used go first": (
        "Wie viel aufgenommene Ansichten auf der Platte belegen dürfen, in Megabyte; "
        "die am längsten unbenutzten gehen zuerst"
    ),
    "Fills in all of the settings below": "Füllt alle Einstellungen darunter aus",
    "Pictures of each asset; 0 takes as many as the model was trained with": (
        "Bilder von jedem Objekt; 0 nimmt so viele, wie das Modell beim Training sah"
    ),
    "How the views' answers become one": "Wie aus den Antworten der Ansichten eine wird",
    "Which results come first": "Welche Ergebnisse zuerst kommen",
    "Show only answers that stay below the threshold": (
        "Nur Antworten zeigen, die unter der Schwelle bleiben"
    ),
    "Show only objects whose name or label holds this": (
        "Nur Objekte zeigen, deren Name oder Klasse dies enthält"
    ),
    "Look at each selected asset from all round and say what it is": (
        "Jedes ausgewählte Objekt von allen Seiten ansehen und sagen, was es ist"
    ),
    "Save the pictures that the answer came from, with the answer under them": (
        "Die Bilder speichern, aus denen die Antwort kam, mit der Antwort darunter"
    ),
    "Take pictures of each selected asset, with depth, normals and ids if wanted, into a folder": (
        "Bilder jedes ausgewählten Objekts in einem Ordner ablegen, "
        "auf Wunsch mit Tiefe, Normalen und Kennungen"
    ),
    "Open the folder of the captured views": "Den Ordner der aufgenommenen Ansichten öffnen",
    "Drop all captured views that are kept for reuse; they are made anew when they are needed": (
        "Alle aufbewahrten Ansichten verwerfen; bei Bedarf werden sie neu aufgenommen"
    ),
    "Select this object and frame it in the viewport; with Shift, keep what is selected": (
        "Dieses Objekt auswählen und ins Bild rücken; mit Umschalt bleibt die Auswahl erhalten"
    ),
    "Select all objects of a class, or all whose answer is unsure; with Shift, add them": (
        "Alle Objekte einer Klasse auswählen, oder alle unsicheren; mit Umschalt kommen sie hinzu"
    ),
    "Stop the running job; the scene stays as it was, and the next one in the queue begins": (
        "Den laufenden Auftrag anhalten; die Szene bleibt, wie sie war, der nächste beginnt"
    ),
    "Stop in the Background": "Im Hintergrund anhalten",
    "Stop the job in the background": "Den Auftrag im Hintergrund anhalten",
    "Let the running job rest after the step in hand, or go on": (
        "Den laufenden Auftrag nach dem jetzigen Schritt ruhen lassen oder fortsetzen"
    ),
    "Take this job out of the queue": "Diesen Auftrag aus der Warteschlange nehmen",
    "Let this job have its turn earlier, or later": "Diesen Auftrag früher oder später drannehmen",
    "Open the folder of the run log: a line of JSON for each job that is over": (
        "Den Ordner des Protokolls öffnen: eine Zeile JSON für jeden beendeten Auftrag"
    ),
    "Look whether everything is there that the engine needs: packages, device, model, folders": (
        "Nachsehen, ob alles da ist, was gebraucht wird: Pakete, Gerät, Modell, Ordner"
    ),
    "Bring what is missing or damaged of the engine's packages; what was begun is gone on with": (
        "Holen, was von den Paketen fehlt oder beschädigt ist; Begonnenes wird fortgesetzt"
    ),
    "Read every file of the runtime and compare it with its hash; damaged packages can be "
    "repaired then": (
        "Jede Datei der Laufzeit lesen und mit ihrer Prüfsumme vergleichen; "
        "beschädigte Pakete lassen sich dann reparieren"
    ),
    "Delete the engine's packages and free the disk; labels, cache and run log stay": (
        "Die Pakete löschen und Platz schaffen; Klassen, Zwischenspeicher und Protokoll bleiben"
    ),
    "Show the extension's preferences, where the runtime is installed from": (
        "Die Einstellungen der Erweiterung zeigen, von wo die Laufzeit installiert wird"
    ),
    "Preferences": "Einstellungen",
    "Install Runtime": "Laufzeit installieren",
    "Verify Runtime": "Laufzeit prüfen",
    "Remove Runtime": "Laufzeit entfernen",
    "Engine Runtime": "Laufzeit der Engine",
    "A folder of wheel files to install the runtime from; empty: they are downloaded": (
        "Ein Ordner mit Wheel-Dateien, aus dem die Laufzeit installiert wird; leer: Herunterladen"
    ),
    "Everything is there": "Alles ist da",
    "There is no runtime yet": "Es gibt noch keine Laufzeit",
    "Press it again: it goes on where it was": "Noch einmal drücken: es geht dort weiter",
    "Its libraries are in use: start Blender anew and press this first": (
        "Die Bibliotheken sind in Gebrauch: Blender neu starten und zuerst dies drücken"
    ),
    "If that is not enough, disable the add-on that loads {}": (
        "Reicht das nicht, die Erweiterung abschalten, die {} lädt"
    ),
    "There is no window": "Es gibt kein Fenster",
    "Allow online access (Preferences > System > Network), or choose a folder of wheels": (
        "Onlinezugriff erlauben (Einstellungen > System > Netzwerk) oder einen Ordner "
        "mit Wheels wählen"
    ),
    "{} files are damaged: press Repair": "{} Dateien sind beschädigt: auf Reparieren drücken",
    "Start Blender again to use it": "Blender neu starten, um sie zu nutzen",
    "Start Blender again: some of it is still loaded": (
        "Blender neu starten: etwas davon ist noch geladen"
    ),
    "They are installed: start Blender again.": "Sie sind installiert: Blender neu starten.",
    "All packages came with the extension": "Alle Pakete kamen mit der Erweiterung",
    "Installed: start Blender again to use it": "Installiert: Blender neu starten",
    "{} packages installed, {} on the disk": "{} Pakete installiert, {} auf der Platte",
    "{} of {} packages are not installed: {} to download, {} on the disk, {} free": (
        "{} von {} Paketen nicht installiert: {} zu laden, {} auf der Platte, {} frei"
    ),
    "Missing: {}": "Es fehlen: {}",
    "Build: MPS, for Apple graphics": "Ausgabe: MPS, für Apples Grafik",
    "Build: CPU; for CUDA choose a folder with torch's CUDA build": (
        "Ausgabe: CPU; für CUDA einen Ordner mit torchs CUDA-Ausgabe wählen"
    ),
    "Build: CPU": "Ausgabe: CPU",
    "Build: CUDA, for the NVIDIA graphics card": "Ausgabe: CUDA, für die NVIDIA-Grafikkarte",
    "Build: CUDA, which runs on the processor too; a folder of CPU wheels is smaller": (
        "Ausgabe: CUDA, läuft auch auf dem Prozessor; ein Ordner mit CPU-Wheels ist kleiner"
    ),
    "Install": "Installieren",
    "Repair": "Reparieren",
    "Verify": "Prüfen",
    "Downloading, MB": "Lädt herunter, MB",
    "Unpacking, MB": "Entpackt, MB",
    "Checking, MB": "Prüft, MB",
    "Removing": "Entfernt",
    "Removed": "Entfernt",
    "Copy what the check found, as text": "Das Ergebnis der Prüfung als Text kopieren",
    # What is said of a job
    "Waiting": "Wartet",
    "Starting": "Beginnt",
    "Loading the model": "Modell wird geladen",
    "Reading": "Wird gelesen",
    "Drawing views": "Ansichten werden gezeichnet",
    "Casting channels": "Kanäle werden berechnet",
    "Keeping the views": "Ansichten werden aufbewahrt",
    "Classifying": "Wird klassifiziert",
    "Writing": "Wird geschrieben",
    "Checking packages": "Pakete werden geprüft",
    "Finding the device": "Gerät wird gesucht",
    "Waiting until you leave Edit Mode": "Wartet, bis der Bearbeitungsmodus verlassen ist",
    "Waiting until you are in Object Mode": "Wartet auf den Objektmodus",
    "{} of {}": "{} von {}",
    "{} left": "noch {}",
    "paused": "ruht",
    "Esc to stop": "Esc hält an",
    "{} in the queue": "{} in der Warteschlange",
    "{} failed": "{} fehlgeschlagen",
    "{} more: see the run log": "{} weitere: siehe Protokoll",
    "Stopped: the scene is as it was": "Angehalten: die Szene ist, wie sie war",
    "In the background: {}": "Im Hintergrund: {}",
    "Nothing is running": "Nichts läuft",
    "{} classified": "{} klassifiziert",
    "Captured into 1 folder": "In 1 Ordner aufgenommen",
    "Captured into {} folders": "In {} Ordner aufgenommen",
    "All is well": "Alles in Ordnung",
    # What is said of answers
    "{} classified, {} unsure": "{} klassifiziert, {} unsicher",
    "Nothing has been classified yet": "Noch nichts klassifiziert",
    "{}: not classified yet": "{}: noch nicht klassifiziert",
    "unsure, perhaps ": "unsicher, vielleicht ",
    "Model: {}": "Modell: {}",
    "Classify again to see its pictures": "Für die Bilder noch einmal klassifizieren",
    # What the guide says
    "What Is in This Scene": "Was ist in dieser Szene",
    "A Mesh of a Photo": "Ein Netz aus einem Foto",
    "A Mesh of Many Photos": "Ein Netz aus vielen Fotos",
    "The Camera of a Picture": "Die Kamera eines Bildes",
    "Choose a photo": "Ein Foto wählen",
    "Make a mesh of it": "Ein Netz daraus machen",
    "Choose a folder of photos, or a video": "Einen Ordner mit Fotos oder ein Video wählen",
    "Make a mesh of them": "Ein Netz daraus machen",
    "Choose a picture of it": "Ein Bild davon wählen",
    "Match it": "Treffen",
    "A Data Set of Views": "Ein Datensatz aus Ansichten",
    "A Model of My Own": "Ein eigenes Modell",
    "Name labelled data, and a file for the model": (
        "Beschriftete Daten und eine Datei für das Modell nennen"
    ),
    "Train it": "Trainieren",
    "Save As": "Speichern als",
    "Use it": "Verwenden",
    "Install the engine's packages": "Die nötigen Pakete installieren",
    "Select objects": "Objekte auswählen",
    "Classify them": "Klassifizieren",
    "Look at the unsure ones": "Die unsicheren ansehen",
    "Save the file, or choose a folder": "Die Datei speichern oder einen Ordner wählen",
    "Capture them": "Aufnehmen",
    # Why a button is dead
    "Select an object first": "Erst ein Objekt auswählen",
    "Leave Edit Mode first": "Erst den Bearbeitungsmodus verlassen",
    "Go to Object Mode first": "Erst in den Objektmodus gehen",
    "Choose a folder first": "Erst einen Ordner wählen",
    "Save the file first, or choose a folder of your own": (
        "Erst die Datei speichern, oder einen eigenen Ordner wählen"
    ),
    "Classify the active object first": "Erst das aktive Objekt klassifizieren",
    "Its pictures are no longer in the cache: classify again": (
        "Die Bilder sind nicht mehr im Cache: noch einmal klassifizieren"
    ),
    "Nothing has been captured there yet": "Dort wurde noch nichts aufgenommen",
    "No job has ended yet": "Noch kein Auftrag ist beendet",
    "Nothing is waiting": "Nichts wartet",
    "Nothing runs in the background": "Im Hintergrund läuft nichts",
    "Check the setup first": "Erst die Einrichtung prüfen",
}
