"""Reporting standards filled from what a study knows."""
