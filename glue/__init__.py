"""Thin glue: start, render, migrate, test, load, measure. The logic is in Postgres."""
