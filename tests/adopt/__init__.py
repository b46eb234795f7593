"""Schemas of public projects, and what the platform does behind their tables."""
