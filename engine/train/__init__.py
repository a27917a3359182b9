"""Labelled assets in, a classifier out: a new last layer, or the whole network."""
