"""Reports as Word files, written with python-docx; an extra, so only `docx.py` asks for it."""
