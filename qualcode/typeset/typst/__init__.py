"""Reports as the source of Typst, from which pdf files are made."""
