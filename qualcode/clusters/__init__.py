"""Groups that the data suggest, beside the types that a typology declares."""
