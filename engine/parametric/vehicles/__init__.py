"""Vehicles made by formula."""
