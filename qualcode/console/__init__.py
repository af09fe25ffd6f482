"""How results look in a terminal. The only part that knows rich."""
