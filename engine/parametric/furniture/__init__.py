"""Furniture made by formula."""
