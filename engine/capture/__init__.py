"""How to capture; and captured views on disk: kept, cached, handed to other programs, read back."""
