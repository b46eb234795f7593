"""Loading of CSV files into tables."""
