"""Measurements: each beside a floor in the same run, so that a figure means something."""
