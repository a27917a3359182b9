"""Weapons and striking tools made by formula."""
