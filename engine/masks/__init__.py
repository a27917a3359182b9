"""Who the subject of a picture is: a picture in, a mask of one thing out."""
