"""The worker: runs jobs, SQL consumers of events, and schedules. `rowhouse work` is it."""
