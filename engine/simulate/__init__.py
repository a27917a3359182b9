"""Labelling by an oracle: a labelled pool in, how many labels each way to ask takes out."""
