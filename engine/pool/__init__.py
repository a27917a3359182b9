"""Asset pools and their labels: which assets there are, what they are called, which comes next."""
