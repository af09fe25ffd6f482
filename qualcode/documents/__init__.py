"""Documents: what is read from files of other programs, and where quotations stand in a text.

Nothing else in qualcode knows a library for docx, pdf or subtitles.
"""
