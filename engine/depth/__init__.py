"""How far what a picture shows is away: depth from one picture."""
