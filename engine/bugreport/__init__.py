"""A bug report: what is known of a fault, without what it says of people and their work."""
