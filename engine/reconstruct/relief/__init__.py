"""One picture to a mesh: its subject, how far it is away, and the side of it that is seen."""
