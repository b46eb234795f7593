"""The reconciliation with a PMS: its HTTP API, and a run that compares and merges."""
