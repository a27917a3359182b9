"""Assets made by formula: a class and a random generator in, one asset of it as a mesh out."""
