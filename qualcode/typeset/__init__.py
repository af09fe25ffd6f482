"""Reports as documents: one model of what a text holds, and a writer for each format."""
