"""How far coders agree: coefficients over what each of them said of the same units.

All figures are exact fractions of whole numbers, so that they come out the same on every machine
and a published figure can be met to its last digit; only who shows them rounds.
"""
