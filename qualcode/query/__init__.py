"""Finding coded excerpts, and counting them across cases: an index, expressions, matrices."""
