"""Tests of the Python layer and of what it does to databases."""
