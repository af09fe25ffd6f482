"""Qualitative coding and case typology in plain text."""

__version__ = "0.1.0"
