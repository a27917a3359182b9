"""A classifier and labelled assets in, how good its answers are out."""
