"""High availability: a cluster of Postgres under Patroni, and what stands before it."""
