"""Archives of projects for auditors: written by a job, verified with nothing but the file."""
