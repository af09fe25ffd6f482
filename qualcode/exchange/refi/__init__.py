"""REFI-QDA, the exchange standard of programs for qualitative analysis (version 1.5, 2019).

Codebooks (`.qdc`) and projects (`.qdpx`) are read and written with the standard library alone: its
XML parser tells the line and column of everything, fetches nothing and can refuse entities.
"""

from qualcode.diagnostics import Rule
from qualcode.exchange.refi import archive, elements, judging, positions

RULES: tuple[Rule, ...] = (*archive.RULES, *elements.RULES, *judging.RULES, *positions.RULES)
"""What can be wrong with a file of another program."""
