"""The platform beside tables that are there: adopt a database, attach to its tables, leave it."""
