"""The SQL tree and databases made of it: sources, builds, scratch databases."""
