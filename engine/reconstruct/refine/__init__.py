"""A mesh and the views that show it, both made to agree better."""
