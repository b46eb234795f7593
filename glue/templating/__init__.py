"""Templates of SQL: rendering, and what macros read of functions and tables."""
