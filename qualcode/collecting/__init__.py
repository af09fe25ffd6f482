"""Passages coded elsewhere, in a text editor or in Word, and how they compare with those of a case.

Nothing here reads or writes a file.
"""
