"""Work on the codebook over all files: where each name is mentioned, and what a change edits."""
