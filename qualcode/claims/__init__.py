"""What authors claim in their own sentences, judged over all that the data leave possible."""
