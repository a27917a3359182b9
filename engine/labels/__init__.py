"""Labelled assets: which there are, which are the same shape, which side each stands on."""
