"""Deadlines that the gateway and the relay share."""

HEAD_SECONDS = 30.0
"""How long a head may take, and how long a connection may wait for its next request."""
