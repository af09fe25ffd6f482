"""Qualitative comparative analysis of a study's cases (Ragin 1987, 2008), over `setqca`."""
