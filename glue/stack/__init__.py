"""The local stack: Postgres, API, gateway, relay and worker, with their keys, ports and logs."""
