"""The sidebar tab, a file for each feature: a button, what runs, and what came of it."""
