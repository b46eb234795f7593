"""What `rowhouse new` writes, and what `rowhouse drop` takes back."""
