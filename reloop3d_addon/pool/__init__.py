"""The pool in the window: its places in, assets, a model and uses of their labels out."""
