"""From files to values: the project file, the codebook, the cases."""
