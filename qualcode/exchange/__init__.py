"""Studies and tables coming in and going out."""
