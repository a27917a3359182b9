"""Animals and characters made by formula."""
