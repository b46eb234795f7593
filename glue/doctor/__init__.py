"""What is wrong with an installation, and what to do: one file per area."""
