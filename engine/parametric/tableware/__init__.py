"""Tableware and kitchen tools made by formula."""
