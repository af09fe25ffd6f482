"""What is counted and listed across cases, as values that every output format can show."""
