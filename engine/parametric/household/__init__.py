"""Household goods made by formula."""
