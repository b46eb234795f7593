"""Images of products: what a file is, and the files that are made of it."""
