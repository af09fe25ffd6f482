"""Templates read without being rendered: what they ask for, and what of it is not there."""
