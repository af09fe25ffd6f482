"""Classification of cases into types, exact over everything that is unknown about them."""
