"""Buttons: gather arrays, call one engine function, write the answer back."""
