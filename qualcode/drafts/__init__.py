"""Drafts of a report that belong to their authors: what is marked in them, and how it is renewed.

Everything here takes texts and gives texts; no file is read or written.
"""
