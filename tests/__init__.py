"""Everything that proves Rowhouse; see README.md."""
