"""Fuzzing: shipped studies with something changed, on which commands may never fail."""
