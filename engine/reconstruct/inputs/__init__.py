"""What others took, as views: a folder or file in, pictures with cameras and depth out."""
