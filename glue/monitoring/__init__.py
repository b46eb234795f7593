"""Alert rules and dashboards, from the health checks and the metric sources."""
