"""Figures: from data to what is in them, to where it stands, to SVG or Mermaid."""
