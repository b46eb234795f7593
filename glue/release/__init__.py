"""How a release is made: what is checked before, and which files it has."""
