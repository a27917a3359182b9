"""View sets on disk: keep them, cache them, hand them to other programs, read them back."""
