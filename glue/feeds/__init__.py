"""Feeds of concerts: one loop that fetches pages; what they mean is decided in the database."""
