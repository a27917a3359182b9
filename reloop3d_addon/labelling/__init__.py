"""Labelling in the window: a key pressed in, a label in the store and the next asset out."""
