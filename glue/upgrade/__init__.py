"""What an installed release changes in a database, for whom, and what stands in its way."""
