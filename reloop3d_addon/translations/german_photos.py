"""German for making meshes of photos without cameras; as german.py."""

WORDS = {
    "Photos to Mesh": "Fotos zu Netz",
    "Find where photos of a thing were taken from, and make a mesh of what they show": (
        "Herausfinden, von wo Fotos eines Dings aufgenommen wurden, und aus dem, was sie zeigen, "
        "ein Netz machen"
    ),
    "Check Photos": "Fotos prüfen",
    "Say which of the photos are blurred, dark or cannot be read, before the long step": (
        "Vor dem langen Schritt sagen, welche Fotos unscharf, dunkel oder unlesbar sind"
    ),
    "{} photos can be used": "{} Fotos sind brauchbar",
    "Choose a video": "Ein Video wählen",
    "Choose a folder of photos": "Einen Ordner mit Fotos wählen",
    # What jobs are at
    "Reading photos": "Fotos werden gelesen",
    "Looking at frames": "Einzelbilder werden angesehen",
    "Taking frames": "Einzelbilder werden entnommen",
    "Looking for marks": "Merkmale werden gesucht",
    "Comparing photos": "Fotos werden verglichen",
    "Placing photos": "Fotos werden eingeordnet",
    "Straightening photos": "Fotos werden entzerrt",
    "Telling depth": "Tiefe wird geschätzt",
    "Comparing depth": "Tiefe wird verglichen",
    "Comparing pictures": "Bilder werden verglichen",
    "Keeping what views agree on": "Was Ansichten bestätigen, wird behalten",
    # Settings
    "Which photos become a mesh, and how": "Welche Fotos ein Netz werden, und wie",
    "Photos": "Fotos",
    "What was taken of the thing": "Was von dem Ding aufgenommen wurde",
    "Photos in a folder, taken all round a thing that stands still": (
        "Fotos in einem Ordner, rings um ein stillstehendes Ding aufgenommen"
    ),
    "A video, taken on a way round it; sharp frames are picked": (
        "Ein Video, auf einem Weg rundherum aufgenommen; scharfe Einzelbilder werden ausgesucht"
    ),
    "A folder of photos, each of which shows much of what the one before shows": (
        "Ein Ordner mit Fotos, von denen jedes viel von dem zeigt, was das vorige zeigt"
    ),
    "A video of a thing that stands still": "Ein Video eines stillstehenden Dings",
    "Frames taken from a video at most": "So viele Einzelbilder höchstens aus einem Video",
    "What tells how far away things are in each photo": (
        "Was sagt, wie weit weg die Dinge in jedem Foto sind"
    ),
    "Neighbours": "Nachbarn",
    "photos are compared with their neighbours: exact where there is texture": (
        "Fotos werden mit ihren Nachbarn verglichen: genau, wo es Textur gibt"
    ),
    "Neighbours and Network": "Nachbarn und Netzwerk",
    "the same, and a network where they say nothing: what is plain is filled": (
        "Dasselbe, und ein Netzwerk, wo sie nichts sagen: Einfarbiges wird gefüllt"
    ),
    "Network": "Netzwerk",
    "a network tells each photo's depth, fitted to the points that cameras were found by": (
        "Ein Netzwerk schätzt die Tiefe jedes Fotos, angepasst an die Punkte, mit denen die "
        "Kameras gefunden wurden"
    ),
    "A folder with a depth model, or a model's name; empty: our own network": (
        "Ein Ordner mit einem Tiefenmodell oder ein Modellname; leer: unser eigenes Netzwerk"
    ),
    "In millimetres as on 35 mm film, to begin with; 0: as the photos say, else it is found": (
        "Für den Anfang, in Millimetern wie bei Kleinbild; 0: wie die Fotos sagen, sonst wird sie "
        "gefunden"
    ),
    "Pixels of the longer side while cameras are looked for": (
        "Pixel der längeren Seite, während Kameras gesucht werden"
    ),
    "Depth Size": "Größe für Tiefe",
    "Pixels of the longer side while photos are compared for depth": (
        "Pixel der längeren Seite, während Fotos für die Tiefe verglichen werden"
    ),
    "How long the longest side of what the photos show is; 0: it is made 1 m long, for photos do "
    "not tell sizes": (
        "Wie lang die längste Seite dessen ist, was die Fotos zeigen; 0: sie wird 1 m lang, denn "
        "Fotos sagen keine Größen"
    ),
    "Cameras and Depth": "Kameras und Tiefe",
}
